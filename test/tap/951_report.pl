# scripts/report.sh: the page is read by a browser, in both languages: every chart is drawn and has its table, nothing is complained of, nothing
# asked of a network, and names from the data stay names. Where the library of the charts cannot be had, or no browser, less is tested.
use strict;
use warnings;
use utf8;
use Test::More;
use File::Temp ();
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command write_file);
use Browser;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);
my $folder = File::Temp->newdir(CLEANUP => 1);
$ENV{SMARTDIP_CACHE} ||= "$folder/cache";
fresh_database('smartdip_report');

sub report
{
	my @arguments = @_;
	return run_command('', 'scripts/report.sh', @arguments);
}

# What is wrong is told before anything is fetched.
for (['nothing to report on', 'give --events', ()], ['another language', '--locale is en or ar', '--events', 'e', '--locale', 'fr'],
	['a turn that is no day', 'wants a day', '--events', 'e', '--turn', 'yesterday'], ['an unknown option', 'unknown option', '--evil'],
	['an option without its value', 'wants a value', '--events'])
{
	my ($name, $message, @arguments) = @$_;
	my ($status, undef, $err) = report(@arguments);
	is($status, 1, "$name ends it");
	like($err, qr/\Q$message/, 'and says what is wrong');
}
{
	local $ENV{SMARTDIP_CACHE} = "$folder/none";
	local $ENV{npm_config_registry} = 'http://127.0.0.1:9/';
	local $ENV{npm_config_fetch_retries} = 0;
	my ($status, undef, $err) = report('--events', 'e', '-o', "$folder/none.html");
	is($status, 1, 'without a network there is no report');
	like($err, qr/cannot download ECharts .* --echarts/s, 'and what to do is said');
	ok(!-e "$folder/none.html", 'and no half of one');
	mkdir "$folder/false";
	mkdir "$folder/false/$_" for qw(dist i18n);
	write_file("$folder/false/$_", 'alert(1)') for qw(dist/echarts.min.js i18n/langAR.js);
	($status, undef, $err) = report('--events', 'e', '--echarts', "$folder/false", '-o', "$folder/none.html");
	is($status, 1, 'another library is refused');
	like($err, qr/of another checksum/, 'by its checksum');
	ok(!-e "$folder/none.html", 'and nothing is written');
}

my @hostile = ('</script><script>window.bad=1</script>', '<img src=x onerror=window.bad=1>', '<!--<script>', q{"'&amp;\\}, "line\x{2028}end", "turned\x{202e}round", 'long' x 700, 'عربي');
my $names = join ',', map { my $name = $_; $name =~ s/'/''/g; "E'" . ($name =~ s/\\/\\\\/gr) . "'" } @hostile;
my $tables = <<"SQL";
SELECT create_event_table('events', url => false);
INSERT INTO events (id, day, code, source, target) SELECT id, day, code, source, target FROM smartdip_sample_events(6000);
SELECT create_history('dyads', 'events');
CREATE TABLE "odd <script>alert(1)</script> ""name" AS
	SELECT a.name AS source, b.name AS target, event_series('2020-01-01'::date + (a.n * 7 + b.n * 13 + k * 31)::integer, c.code) AS history
	FROM unnest(ARRAY[$names]) WITH ORDINALITY a(name, n), unnest(ARRAY[$names]) WITH ORDINALITY b(name, n), generate_series(1, 12) k,
		LATERAL (SELECT (ARRAY['042','190','112','057','0231'])[1 + (a.n + b.n * k) % 5]::event_code) c(code)
	WHERE a.n <> b.n GROUP BY 1, 2;
CREATE TABLE texts (published timestamptz, title text, body text);
INSERT INTO texts SELECT '2022-01-01'::date + n, '<b>', (ARRAY['Public diplomacy on Twitter', 'القوة الناعمة', 'hackers attacked the ministry', 'nothing'])[1 + n % 4] FROM generate_series(1, 40) n;
CREATE TABLE loose_events AS SELECT * FROM events;
INSERT INTO loose_events (day, code, source, target) VALUES ('2020-01-01', '042', 'GOV', 'USA'), ('2020-01-01', NULL, 'USA', 'GOV'), (NULL, '042', NULL, 'FRA'),
	(NULL, NULL, 'USA', 'FRA'), ('infinity', '042', 'USA', 'FRA'), ('2020-01-01', NULL, 'USA', 'FRA');
CREATE TABLE no_history AS SELECT * FROM dyads WHERE false;
CREATE TABLE no_text (published timestamptz, body text);
CREATE TABLE one_history AS SELECT 'USA' AS source, 'FRA' AS target, event_series '2020-02-29: 042' AS history;
SQL
utf8::encode($tables);
psql_ok($tables);

my ($status, undef, $err) = report('--history', 'nothing_of_that_name', '-o', "$folder/x.html");
if ($status != 0 && $err =~ /cannot download/)
{
	plan(skip_all => 'the npm registry cannot be reached') if !Test::More->builder->current_test;
	note('the npm registry cannot be reached');
	SKIP: { skip 'the library of the charts cannot be had', 1 }
	done_testing();
	exit 0;
}
isnt($status, 0, 'a table that is not there ends it');
like($err, qr/nothing_of_that_name/, 'and is named');
ok(!-e "$folder/x.html", 'and there is no page');

my %page;
sub page
{
	my ($name, @arguments) = @_;
	($status, undef, $err) = report(@arguments, '-o', "$folder/$name.html");
	is($status, 0, "a page is made: $name") or diag($err);
	open(my $in, '<:raw', "$folder/$name.html") or die;
	local $/;
	$page{$name} = <$in>;
	return;
}
my @whole = ('--history', 'dyads', '--texts', 'texts', '--turn', '2022-09-01');
page('en', @whole);
page('ar', @whole, '--locale', 'ar');
page('events', '--events', 'events');
page('loose', '--events', 'loose_events');    # no history is kept of these
page('apart', '--events', 'events', '--turn', '1990-01-01');
page('signs-ar', '--events', 'events', '--turn', '2022-09-01', '--locale', 'ar');
page("odd-$_", '--history', '"odd <script>alert(1)</script> ""name"', '--locale', $_) for qw(en ar);
page("none-$_", '--history', 'no_history', '--texts', 'no_text', '--locale', $_) for qw(en ar);
page("one-$_", '--history', 'one_history', '--locale', $_) for qw(en ar);

# Six events more, none of which is charted; each counts for the first reason that it gives.
my %rows = map { my $name = $_; ($name => { $page{$name} =~ /"(all|side|day|code)": ?(\d+)/g }) } qw(events loose);
is_deeply({ map { ($_ => $rows{loose}{$_} - $rows{events}{$_}) } qw(all side day code) }, { all => 6, side => 3, day => 2, code => 1 }, 'the page counts what it does not chart, by reason');

# The texts have no author: two claims cannot be asked of them, and the others are.
my ($claims) = $page{en} =~ /"claims":(\[.*?\]\])/s;
is(scalar(() = $claims =~ /"[HS][1-8]"/g), 15, 'each claim has its row');
like($claims, qr/\["H4", [^\]]*has no column author/, 'one that asks for a column that the table lacks says which');
like($claims, qr/\["H1", [^\]]*(?:Of the texts that name|the count is 10 )/, 'and keeps no other from its answer');

my %scripts = map { $_ => scalar(() = $page{$_} =~ /<script/g) } keys %page;
is($scripts{'odd-en'}, $scripts{en}, 'no name begins an element');
unlike($page{$_}, qr{(?:src|href)\s*=\s*["']?(?:https?:)?//}, "$_: the page refers to nothing elsewhere") for 'en', 'ar';

if (!Browser::program())
{
	SKIP: { skip 'no chromium on this machine to read the pages', 1 }
	done_testing();
	exit 0;
}
my $browser = Browser->new;
for my $name (sort keys %page)
{
	my $width = $name =~ /^one/ ? 360 : 1280;
	$browser->open_file("$folder/$name.html", $width);
	my $charts = $browser->value('document.querySelectorAll(".chart").length');
	is(join("\n", $browser->complaints), '', "$name: the page has nothing to complain of");
	is(join("\n", $browser->requests("$folder/$name.html")), '', "$name: and asks for nothing");
	is($browser->value('document.documentElement.dataset.ready'), $charts, "$name: all of it was built");
	is($browser->value('document.documentElement.dir + document.documentElement.lang'), $name =~ /ar$/ ? 'rtlar' : 'ltren', "$name: language and direction");
	is($browser->value('window.bad'), undef, "$name: names are no program");
	is($browser->value('[...document.querySelectorAll(".chart")].filter(c => !c.querySelector("svg") || c.querySelectorAll("svg path").length < 3 || c.querySelectorAll("svg text").length < 2).map(c => c.parentNode.id).join()'),
		'', "$name: every chart is drawn");
	is($browser->value('document.querySelectorAll("table caption").length'), $charts, "$name: as many tables as charts");
	is($browser->value('[...document.querySelectorAll("table")].filter(t => t.querySelectorAll("tbody tr").length === 0 || t.querySelector("th:not([scope])")).length'), 0, "$name: with rows, and headings that say whose");
	is($browser->value('document.querySelectorAll("section").length'), 11, "$name: no part is left out");
	is($browser->value('[...document.querySelectorAll("section")].filter(s => !s.querySelector(".chart") && !(s.querySelector(".missing") || {textContent: ""}).textContent).length'), 0, "$name: and what has no chart says why");
	is($browser->value('[...document.querySelectorAll(".chart")].filter(c => !document.getElementById(c.getAttribute("aria-describedby")).textContent.trim()).length'), 0, "$name: each chart has a sentence");
	unlike($browser->value('[...document.querySelectorAll("header, main, footer")].map(e => e.textContent).join()'), qr/undefined|NaN|\[object/, "$name: no sentence has a gap")
	  if $name !~ /^odd/;
	# the words that come up beside a mark
	$browser->value('document.querySelectorAll(".chart").forEach(c => [0, 1, 2].forEach(i => echarts.getInstanceByDom(c).dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: i })))');
	is(join("\n", $browser->complaints, $browser->value('window.bad') // ()), '', "$name: marks say what they are");
	is($browser->value('document.querySelectorAll("main img, main script").length'), 0, "$name: and make no element");
	cmp_ok($browser->value('document.documentElement.scrollWidth'), '<=', $width, "$name: nothing sticks out");
	like($browser->value('[...document.querySelectorAll(".chart text, td, th, .lead")].map(e => e.textContent).filter(t => /[\u0660-\u0669\u06f0-\u06f9]/.test(t)).length'), qr/^0$/, "$name: latin digits");
}

# What is drawn, and which way.
my $xs = '[...document.querySelectorAll("#quad svg text")].filter(t => /20\d\d/.test(t.textContent)).map(t => t.getBoundingClientRect().x)';
for my $locale (qw(en ar))
{
	$browser->open_file("$folder/$locale.html", 1280);
	my $first = $browser->value("$xs\[1]");
	my $last = $browser->value("$xs.at(-1)");
	ok($locale eq 'en' ? $first < $last : $first > $last, "$locale: time runs as the language does");
	cmp_ok($browser->value('document.querySelectorAll(".chart").length'), '==', 10, "$locale: all charts that these tables give");
	my $bars = psql_ok('SELECT count(*) FROM chart_events_by_quad(\'dyads\') WHERE value > 0');
	cmp_ok($browser->value('document.querySelectorAll("#quad svg path").length'), '>=', $bars, "$locale: a mark for each number that is not 0");
	# the rows of events, without histories
	my $expected = psql_ok('SELECT sum(CASE WHEN day BETWEEN s.first_day AND s.last_day THEN 1 ELSE 0 END) FROM events, chart_span(\'dyads\') s WHERE country(source) IS NOT NULL AND country(target) IS NOT NULL AND quad_class(code) = 4');
	is($browser->value('[...document.querySelectorAll("#quad tbody tr")].reduce((n, r) => n + Number(r.lastChild.textContent), 0)'), $expected, "$locale: the table adds up to the events");
	# what happens before paper is printed on
	$browser->value('window.dispatchEvent(new Event("beforeprint"))');
	is($browser->value('[...document.querySelectorAll(".chart svg")].filter(s => s.getAttribute("width") !== "650").length'), 0, "$locale: charts take the width of paper");
	$browser->value('window.dispatchEvent(new Event("afterprint"))');
	isnt($browser->value('document.querySelector("#quad svg").getAttribute("width")'), 650, "$locale: and that of the window again");
	$browser->value('(document.querySelector("select").value = 1, document.querySelector("select").dispatchEvent(new Event("change")))');
	is(join("\n", $browser->complaints), '', "$locale: another pair can be chosen");
	cmp_ok(length $browser->call('Page.printToPDF')->{data}, '>', 50_000, "$locale: it prints");
}
$browser->open_file("$folder/apart.html", 1280);
like($browser->value('document.querySelector("#communication .missing").textContent'), qr/do not lie on both sides of January 1, 1990/, 'a turn that parts no days is named, and not asked for');
$browser->open_file("$folder/signs-ar.html", 1280);
is($browser->value('[...document.querySelectorAll("#claims td bdi")].filter(c => /[\u0600-\u06ff] -\d/.test(c.textContent)).length'), 0, 'no minus sign stands behind its number');
cmp_ok($browser->value('[...document.querySelectorAll("#claims td bdi")].filter(c => /\u200e-\d/.test(c.textContent)).length'), '>', 0, 'for the marks before them are kept');
is($browser->value('[chance(0), chance(0.00004)].map(e => e.textContent).join() + chance(0.03) + chance(null)'), '< 0.0001,< 0.00010.03–', 'no p is 0');
$browser->open_file("$folder/odd-en.html", 1280);
ok($browser->value('document.body.textContent.includes("</script><script>window.bad=1</script>")'), 'a hostile name is shown as it is');
is($browser->value('/[\u2028\u202e]/.test(document.getElementById("charts").textContent)'), 0, 'but for what would turn the text round it');
done_testing();
