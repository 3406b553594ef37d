# Functions over tables of events, histories, texts, accounts and follows with odd rows in them. An answer must be the same whatever
# stands around it: parallel workers, another time zone and style of dates, row after row in another order, a view, partitions. And no
# error may be an internal one. tables.pl [calls [seed]]
use strict;
use warnings;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my ($calls, $seed) = ($ARGV[0] || 300, $ARGV[1] || 1);
srand $seed;
$| = 1;
fresh_database('smartdip_tables');

sub one_of { return $_[ rand @_ ] }
sub literal { my ($v) = @_; return defined $v ? "'" . $v =~ s/'/''/gr . "'" : 'NULL' }
sub maybe { return rand() < 0.1 ? undef : one_of(@_) }

my @days = ('2014-01-01', '2014-01-31', '2014-02-28', '2014-12-31', '2015-01-01', '2016-02-29');
my @odd_days = (@days, '1800-01-01', '2199-12-31');
my @actors = qw(USA USAGOV EGY EGYMIL RUS SUN GBRFRA IGOUNO COP PSE);
my @codes = qw(01 010 02 036 042 0411 057 10 13 138 172 190 1952 20 204);
my @moments = (map { ("$_ 00:00Z", "$_ 23:59:59.999999Z", "$_ 12:00+03") } @days);
my @accounts = map { "acct$_" } 1 .. 12;
my @platforms = ('twitter', 'Twitter', 'press', '', "a'b%s");
my @counts = (0, 1, 7, 7, 9223372036854775807, 2147483648);

sub rows
{
	my ($table, $columns, $number, $row) = @_;
	return "INSERT INTO $table ($columns) VALUES " . join(', ', map { '(' . join(', ', map { literal($_) } $row->($_)) . ')' } 1 .. $number) . ' ON CONFLICT DO NOTHING';
}

psql_ok(join ";\n", 'SET client_min_messages = error',
	"SELECT create_event_table('ev')", "SELECT create_event_table('ev_months', partition => 'year')", "SELECT create_text_table('tx')", "SELECT create_account_table('ac')",
	"SELECT create_follow_table('fo')", "SELECT create_mention_table('me')",
	rows('ev', 'id, day, code, source, target', 600, sub { ($_[0], one_of(@odd_days), one_of(@codes), maybe(@actors), maybe(@actors)) }),
	"INSERT INTO ev (id, day, code, source, target) SELECT 1000 + id, day, code, source, target FROM smartdip_sample_events(2000)",
	"INSERT INTO ev (id, day, code) VALUES (-1, 'infinity', '042'), (-2, '-infinity', '190'), (-3, '2014-01-01', '190')",
	"SELECT add_event_partitions('ev_months', '1800-01-01', '1800-01-02'), add_event_partitions('ev_months', '2012-01-01', '2024-12-31'), add_event_partitions('ev_months', '2199-01-01', '2199-12-31')",
	"INSERT INTO ev_months SELECT * FROM ev WHERE isfinite(day)",
	rows('tx', 'id, published, author, account, platform, language, body, reply_to, repost_of, likes, reposts, replies', 500, sub {
		my $n = shift;
		return ("t$n", $n == 7 ? 'infinity' : $n == 8 ? '-infinity' : $n == 9 ? '4713-01-01 BC' : one_of(@moments), maybe(@actors), maybe(@accounts), maybe(@platforms), maybe(qw(en ar xx)), one_of('cyber attack risks', 'training of diplomats', ''),
			rand() < .4 ? 't' . int(rand 500) : undef, rand() < .2 ? 't' . int(rand 500) : undef, maybe(@counts), maybe(@counts), maybe(0 .. 3)) }),
	rows('ac', 'account, platform, actor, opened, followers', 60, sub { (one_of(@accounts), one_of(@platforms), maybe(@actors), one_of(@odd_days, undef, 'infinity', '-infinity'), maybe(@counts[0 .. 3])) }),
	rows('fo', 'platform, source, target, day', 200, sub { (one_of(@platforms), one_of(@accounts), one_of(@accounts), one_of(@odd_days, undef, 'infinity', '-infinity')) }),
	"INSERT INTO me (id, day, event_id, mention_time, source_name, tone) SELECT i, date '2014-01-01', i % 100, '2014-01-01'::timestamptz + i * interval '1 s', 's' || i % 7, CASE i % 50 WHEN 0 THEN NULL ELSE i % 9 - 4 END FROM generate_series(1, 400) i",
	(map { "CREATE VIEW ${_}_v AS SELECT * FROM $_" } qw(ev tx ac fo me)),
	(map { "CREATE TABLE ${_}_o AS SELECT * FROM $_ ORDER BY md5($_\::text)" } qw(ev tx ac fo me)),
	"SELECT create_history('hi', 'ev', monads => true)", "CREATE TABLE hi_o AS SELECT * FROM hi ORDER BY md5(source || coalesce(target, ''))", 'CREATE VIEW hi_v AS SELECT * FROM hi', 'ANALYZE');

my %type = (unit => ['day', 'week', 'month', 'month', 'quarter', 'quarter', 'year', 'year', undef, 'YEAR', 'decade'], from => [ @odd_days, undef, undef, 'infinity', '4714-11-24 BC' ], to => [ @odd_days, undef, undef, '-infinity', '5874897-12-31' ],
	platform => [ @platforms, undef, undef, undef ], system => ['cow', 'gw', 'un', undef], damping => [0, 0.85, 0.85, 1, 'nan'], half => [1, 30, 30, 1e308, 0, 'inf'], number => [0, 1, 5, -1, 193, undef], of => [0.5, 1],
	range => ['(,)', '[2014-01-01,2016-01-01)', 'empty', '(,2014-06-01)', '[infinity,)'], actor => [ @actors, '' ], flag => ['true', 'false', undef], moment => [ @moments, undef, 'infinity', '-infinity' ],
	way => ['event', 'all'], norm => ['minimum', 'product', 'lukasiewicz'], scheme => ['smartdip-1', 'smartdip-2'], key => ['country', 'actor', 'root actor'], locale => ['en', 'ar']);
my @calls = ('vocality(<tx>, {unit}, {from}, {to})', 'message_efficiency(<tx>, {unit}, {from}, {to}, <ac>)', 'reply_share(<tx>, {unit}, {from}, {to})', 'text_reply_latency(<tx>, {unit}, {from}, {to}, {moment})',
	'languages_used(<tx>, {unit}, {from}, {to})', 'adoption(<ac>, {platform})', 'adoption_curve(<ac>, {unit}, {platform}, {from}, {to}, {number})', 'reach(<ac>, {platform})', 'mutual_share(<fo>, <ac>, {platform}, {to})',
	'adoption_by_period(<ac>, {unit}, {from}, {to}, {platform})', 'reach_by_period(<ac>, {unit}, {from}, {to}, {platform}, <fo>)', 'mutual_share_by_period(<fo>, <ac>, {unit}, {from}, {to}, {platform})',
	'account_centrality(<fo>, <ac>, {platform}, {to}, {damping})', 'account_centrality_by_period(<fo>, <ac>, {unit}, {from}, {to}, {platform}, {damping})', 'effectiveness_evidence({actor}, <tx>, <ac>, {locale})', 'effectiveness_evidence({actor}, <tx>, NULL, {locale})',
	'communication_quality(<ev>, <me>, {from}, {to}, {unit}, {system}, {half})', 'communication_quality(<ev>, NULL, {from}, {to}, {unit}, {system}, {half})',
	'smart_ranks(<ev>, {way}, {number}, {norm}, {flag}, {range}, {scheme})', 'smart_ranks(<hi>, {way}, {number}, {norm}, {flag}, {range}, {scheme})',
	'dyad_panel(<hi>, {unit}, {from}, {to}, {system}, {range}, {flag})', '(SELECT event_series(day, code) h FROM <ev>! WHERE isfinite(day)) s, panel(h, {unit}, {from}, {to})',
	'(SELECT source, smart_together_agg(history, {unit}) s FROM <hi>! GROUP BY 1)', '(SELECT source, smart_together_agg(history, {unit}, {from}, {to}) s FROM <hi>! GROUP BY 1)',
	'(SELECT e.target, report_agreement(m.event_id, m.source_name, m.tone) r FROM <me>! m JOIN <ev>! e ON e.id = m.event_id GROUP BY 1)', '(SELECT extract(epoch FROM time_to_half_of_reports(e.day::timestamp AT TIME ZONE \'UTC\', m.mention_time)) FROM <me>! m JOIN <ev>! e ON e.id = m.event_id GROUP BY e.day)',
	'(SELECT merge(history) FROM <hi>! GROUP BY source)', '(SELECT kaplan_meier(likes::float8, reply_to IS NULL) FROM <tx>! GROUP BY author)', '(SELECT spearman(likes, replies), kendall(likes, replies), mann_whitney(likes, reply_to IS NULL) FROM <tx>! GROUP BY author)',
	'(SELECT hhi(likes), concentration(likes) FROM <tx>! WHERE likes >= 0 GROUP BY author)');

# how the same question is asked
my @ways = (['plainly', '', ''], ['in parallel', '', 'SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 3; SET force_parallel_mode = on'],
	['elsewhere', '', "SET TimeZone = 'Pacific/Apia'; SET DateStyle = 'SQL, DMY'; SET IntervalStyle = 'sql_standard'; SET search_path = pg_catalog"],
	['of a view', '_v', ''], ['in another order', '_o', ''], ['with other joins', '', 'SET enable_hashagg = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET work_mem = 64']);
$ways[1][2] =~ s/force_parallel_mode/debug_parallel_query/ if psql_ok('SHOW server_version_num') >= 160000;

my ($different, $internal, %states) = (0, 0);
for my $n (1 .. $calls)
{
	my $call = $calls[ $n % @calls ];
	$call .= ' q' if $call =~ /^\(.*\)$/;
	$call =~ s/\{(\w+)\}/literal(one_of(@{ $type{$1} }))/ge;
	my ($plain, $gone);
	for my $way (@ways)
	{
		my ($name, $suffix, $settings) = @$way;
		my $asked = $call =~ s/<(\w+)>(!?)/$2 ? "public.$1$suffix" : "'public.$1$suffix'::regclass"/ger;
		$asked =~ s/\b(\w+)\((?=')/public.$1(/ if $settings =~ /search_path/;
		$settings =~ s/; SET search_path = pg_catalog//;
		# sums of floating point numbers depend on the order of the rows, in their last digits
		my ($status, $out, $err) = run_command("SET client_min_messages = error; SET statement_timeout = '4s'; $settings;
			SET extra_float_digits = -4;
			SELECT count(*), CASE WHEN count(*) < 1000 THEN string_agg(x, E'\\n' ORDER BY x) ELSE md5(string_agg(x, E'\\n' ORDER BY x)) END
			FROM (SELECT to_jsonb(a)::text COLLATE \"C\" AS x FROM (SELECT * FROM $asked) a OFFSET 0) x;\n", 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-v', 'ON_ERROR_STOP=1', '-f', '-');
		my ($state) = $err =~ /ERROR:  (\w{5})/;
		$states{ $state // ($status == 0 ? '00000' : 'gone') }++;
		if (($state // '') =~ /^XX/ || ($status != 0 && !defined $state))
		{
			$internal++;
			print "$name: $asked\n", substr($err, 0, 500), "\n";
		}
		my $answer = $state // $out;
		next if ($state // '') eq '57014';
		$plain = $answer unless defined $plain;
		next if $answer eq $plain;
		$different++;
		my @a = split /\n/, $plain;
		my @b = split /\n/, $answer;
		my ($i) = grep { ($a[$_] // '') ne ($b[$_] // '') } 0 .. (@a > @b ? $#a : $#b);
		print "$name differs: $asked\n  plainly: ", substr($a[$i] // '-', 0, 300), "\n  $name: ", substr($b[$i] // '-', 0, 300), "\n";
		last;
	}
}
print "$calls calls, seed $seed, in ", scalar @ways, " ways: $different differ, $internal internal errors; ", join(', ', map { "$_ $states{$_}" } sort keys %states), "\n";
