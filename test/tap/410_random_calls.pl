# Every function and aggregate of the extension, and text search through its configurations, is called with odd and hostile
# arguments by a role without rights: any answer and any error will do, but for an internal one (XX000) and for a server
# that has gone. The calls are the same in each run: SMARTDIP_RANDOM_SEED makes others, SMARTDIP_RANDOM_CALLS more.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my $calls = $ENV{SMARTDIP_RANDOM_CALLS} || 5000;
my $seed = $ENV{SMARTDIP_RANDOM_SEED} || 410;
srand $seed;

my $role = 'smartdip_random';
my $database = fresh_database($role, bare => 1);
psql_ok("DROP ROLE IF EXISTS $role; CREATE ROLE $role; ALTER DATABASE $database OWNER TO $role; ALTER SCHEMA public OWNER TO $role");
psql_ok(<<"SQL");
SET SESSION AUTHORIZATION $role;
CREATE EXTENSION smartdip;
SELECT create_event_table('events');
SELECT create_event_table('months', partition => 'month');
INSERT INTO events (id, day, code, source, target) SELECT id, day, code, source, target FROM smartdip_sample_events(100);
CREATE TABLE lines (line_no bigint, line text);
INSERT INTO lines VALUES (1, E'day\\tsource\\tcode\\ttarget'), (2, E'2020-02-02\\tUSAGOV\\t042\\tIRQ'), (3, 'none'), (0, ''), (-1, '2'), (NULL, NULL);
SELECT create_power_scheme('coding', 'smartdip-1');
CREATE TEXT SEARCH DICTIONARY lexicon (TEMPLATE = smartdip_lexicon, Terms = 'a = b; c d');
CREATE SEQUENCE numbers;
SQL

sub one_of { return $_[ rand @_ ] }
sub chance { return rand() < $_[0] }

sub quoted
{
	my ($text) = @_;
	$text =~ s/(['\\])/$1$1/g;
	$text =~ s/\n/\\n/g;
	$text =~ s/\r/\\r/g;
	return "E'$text'";
}

# Texts: sentences of both languages and of others, words that mean something to a function, lines of event files,
# SQL, single characters that rules turn on, repeated up to the limits of words and beyond, and mutations of all.
my @sentences = (
	'The foreign minister of Egypt met the U.S. Secretary of State in Geneva on 3 May 2021, cease-fire, state-of-the-art.',
	'وزير الخارجية المصري التقى نظيره الأمريكي وَالأمن في القاهرة #الدبلوماسية_الرقمية',
	'smart power, #SmartPower @MFAEgypt http://a.b.co.uk/x/y?z=1 a@b.com 1,234.5 1.2.3 ١٢٣٤٫٥',
	'สวัสดีชาวโลก 你好世界 こんにちは ភាសាខ្មែរ', '😀👨‍👩‍👧‍👦🇪🇬🇪', "Clinton كلينتون Müller O'Neill al-Assad", 'ﷺ ﷲ ﻻ ﬃ Ⅷ',
	"\xe2\x80\xae\xe2\x80\x8f\xe2\x80\x8d\xd8\x9c\xef\xbb\xbf", "\x01\x02\x7f\x1b");
my @words = (qw(en ar auto fr ar-EG x gdelt gdelt1 gdelt2 icews phoenix coded iso2 iso3 fips cowc gwn cow gw bgn iso233 ala plain
	tokens uax29 one_a_day by_url none year month smartdip-1 smartdip-2 default hard soft smart power.hard risk.hacking 042 20 USAGOV USA EGY
	GOV events lines coding lexicon public pg_catalog.pg_class hamza=keep hard:0.5 soft.power:1 -1 1e308 infinity 2020-02-30
	%s%n%I%L a.b.c.d "), 'hamza=keep,tamarbuta=', "'; drop table events; --");
my @queries = ('', 'SELECT', 'COMMIT', 'SELECT 1', 'SELECT 1; SELECT 2', 'DROP TABLE events', 'COPY lines TO STDOUT', 'EXPLAIN SELECT 1',
	'FETCH ALL FROM x', "SELECT 'a', 'b c'", 'SELECT NULL, NULL', "SELECT 'a', repeat('b ', 5000)", "SELECT 'a'::tsvector",
	'VALUES (NULL::tsvector)', "SELECT to_tsvector('smartdip', line) FROM lines", "INSERT INTO lines VALUES (9, 'x') RETURNING line, line",
	"SELECT 'a', lexicon_from('SELECT ''a'', ''b''')", "SELECT corpus_stats('SELECT ''a''::tsvector')");
my @pieces = (split(//, "-'._:;=&|!()<>@#/\\\",%*+~^\$0aA\t\n\r "), 'ا', 'ي', 'ـ', 'ً', "\xe2\x80\x8d", "\xcc\x81", 'ﷺ', 'a-', 'ا ', '1,',
	'@a', 'http://', "\xf0\x9f\x87\xaa");
my @fields = ('', '1', '20130101', '-1', '1e400', 'nan', '042', 'USAGOV', 'x' x 300, '9' x 20, '\N', '"', '0x1');

sub line { return join "\t", map { one_of(@fields) } 1 .. one_of(1, 5, 16, 17, 20, 26, 40, 57, 58, 61, 62, 100) }

sub text
{
	my $kind = rand;
	return '' if $kind < .04;
	return one_of(@words) if $kind < .3;
	return one_of(@sentences) if $kind < .4;
	return one_of(@sentences) x one_of(2, 30, 100) if $kind < .45;
	return one_of(@pieces) x one_of(1, 2, 7, 63, 64, 65, 255, 256, 2046, 2047, 2048, 5000) if $kind < .58;
	return line() if $kind < .63;
	return one_of(@queries) if $kind < .7;
	return join ' ', map { one_of(@words, @sentences) } 1 .. 1 + rand 30 if $kind < .76;
	my @characters = one_of(@sentences, @words) =~ /([\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*)/g;
	splice @characters, rand(1 + @characters), chance(.5) ? 1 : 0, one_of(@pieces) for 1 .. 1 + rand 6;
	return join '', @characters;
}

sub bytes { return join '', map { sprintf '%02x', rand 256 } 1 .. one_of(0, 1, 5, 16, 137, 1113) }

sub actor { return join '', map { one_of(qw(USA EGY GOV MIL REB COP JEW MNC per 010)) } 1 .. 1 + rand 8 }

sub profile
{
	my @names = qw(hard soft semihard soft.power hard.threat economic cultural nothing);
	return join ', ', map { one_of(@names) . ':' . one_of(qw(0 1 0.5 0.33 0.01 0.005 -1 nan 2)) } 1 .. rand 5;
}

sub history
{
	my $year = one_of(0, 1816, 2000, 2014);
	return join '; ', map { sprintf '%04d-%02d-%02d: %s', $year++, 1 + rand 12, 1 + rand 28,
		join ' ', map { chance(.3) ? $_ . one_of('*3', '*90000') : $_ } grep { chance(.4) } qw(01 042 0871 190 20 CONSULT.visit AID) }
	  1 .. one_of(1, 3, 200);
}

sub pattern
{
	my @pieces = ('then', 'then', 'next', 'with', 'then or with', 'or', 'then no', 'for 3 days', 'within 9 days', '(', ')', '+', '*?', '{2,9}', '{0,1000}', '&', '|', '!',
		', all within 30 days');
	my @conditions = (qw(13 042 this other any THREATEN verbal-conflict), 'this 04', '(01 | 20)', 'hard >= 0.5', 'threat < .1', '(any+ then other 04)', '(any?){300}');
	return join ' ', map { $_ % 2 == 0 ? one_of(@conditions) : chance(.8) ? one_of(@pieces[ 0 .. 4 ]) : one_of(@pieces) } 0 .. one_of(0, 2, 4, 9, 200);
}

sub option
{
	my $name = one_of(qw(Language Hamza Stem StopWords Accept Concepts Names Terms Mode Dictionaries Ancestors Bogus));
	return "$name = " . one_of(qw(true false english arabic auto keep longest 1 -1), "''", quoted(text()));
}

sub headline
{
	my @numbers = grep { chance(.4) } qw(MaxWords MinWords ShortWord MaxFragments);
	my @switches = grep { chance(.6) } qw(HighlightAll BidiIsolate);
	my @marks = grep { chance(.05) } 'StartSel=""', 'StopSel="' . 'x' x 40000 . '"', "FragmentDelimiter=\xe2\x80\xae";
	return join ', ', @marks, (map { "$_=" . one_of(qw(true off)) } @switches),
	  map { "$_=" . one_of(qw(-2147483648 -2000 -5 -1 0 1 2 35 100 2147483647 abc)) } @numbers;
}

# A value of each type, as an expression: of some types one of these literals, of the others what a program makes.
my %literals = (
	event_code => [qw(01 04 042 0411 057 10 190 20 204 00 21 0199 CONSULT CONSULT.visit protest.RIOT AGREE THREATEN.violence PROTEST.)],
	smallint => [qw(-32768 -1 0 1 5 32767)],
	integer => [qw(-2147483648 -1 0 1 2 20 255 365 65536 2147483647)],
	bigint => [qw(-9223372036854775808 -1 0 1 100 2147483648 9223372036854775807)],
	'double precision' => [qw(0 -0 1 -1 0.5 0.75 nan inf -inf 1e308 1e-320 1e15)],
	real => [qw(0 -0 1 -1 0.5 0.9 nan inf -inf 1e38 1e-45)],
	'double precision[]' => ['{}', '{1,2,3}', '{NULL,1}', '{{1,2},{3,4}}', '[3:4]={1,1}', '{nan,inf}', '{-1,1e308,1e308}'],
	'real[]' => ['{}', '{0.1,0.2,0.4,1}', '{NULL,1,1,1}', '{{1,2},{3,4}}', '[3:6]={1,1,1,1}', '{nan,1,1,1}', '{1,1,1}', '{-1,1,1,1}',
		'{3e38,3e38,3e38,3e38}'],
	'text[]' => ['{}', '{NULL}', '{{a,b},{c,d}}', '[5:6]={a,b}', '{day,source}', '{url,NULL}'],
	boolean => [qw(true false)],
	date => [qw(infinity -infinity 1816-01-01 2000-02-29 1990-10-03 2016-12-31 5874897-12-31), '4714-11-24 BC'],
	'timestamp with time zone' => ['2020-02-29 12:00Z', 'infinity', '-infinity', '4713-01-01 BC', '294276-12-31'],
	daterange => ['empty', '(,)', '[2014-01-01,2014-03-01)', '[infinity,infinity]', '(,-infinity]', '[2020-02-29,)'],
	'event_code[]' => ['{}', '{NULL}', '{04,19}', '{{042},{190}}', '[3:4]={01,20}', '{042,042,00}', '{PROTEST,CONSULT.visit,04}'],
	jsonb => ['{}', '[1, null]', '{"a": "soft power"}'],
	history_state => [qw(00 0100000001 0100000003000000100000000000000000 01000000010000000000000000000a0001 zz), "010000000400000002" . "00" x 224],
	power_state => ['0:' . join(',', (0) x 16), '2:200,100' . ',0' x 14, '36028797018963967:3602879701896396700' . ',0' x 15, '', '1:9,9'],
	power_weighted_state => ['0:' . join(',', (0) x 16), '3b9aca00:174876e800,1' . ',0' x 14, '3fffffffffffff0000000000000000' . ':' . '3fffffffffffffffffffffffffffff' . ',0' x 15, 'x'],
	theme_state => ['{}', '{risk.hacking=3,power.soft=1}', '{risk.hacking=36028797018963967}', '{risk=0}'],
	corpus_state => ['0100000000000000020000000000000002000000010000000100000001000161', '0100000000ffffffff7fffffffffffffff7fffffff00000001ffffffff000161', '01', 'zz'],
	oid => [qw(0 1255 99999999)],
	regclass => [qw(0 99999999 events months lines coding numbers events_pkey events_reject theme event_row pg_class pg_toast.pg_toast_1255)],
	regconfig => [qw(0 99999999 simple smartdip smartdip_wide smartdip_themes)],
	regdictionary => [qw(0 99999999 simple lexicon smartdip_english smartdip_theme)],
);
my @tsqueries = ('', 'a:*', '!a', '=smart-power | ~abc', '!!!a & b <5> (c|!d)', 'a:ABCD & a & a:*B', 'a <0> a <16384> b');
my @statistics = ('v1 documents=0 length=5 minimum=1', q{v1 documents=4294967295 length=9223372036854775807 minimum=1 'a':4294967295},
	q{v1 documents=5 length=9 minimum=2 '=x':5 'a':3});
my @pairs = ('', '0:0', '0:0 (1,0) (2.5,1) (3,0) (-4,1)', '1:1 (nan,0) (inf,1)', '0:0 (1e308,1) (1e308,0)', '-1:9 (1,');
my %value = (
	(map { my $type = $_; ($type => sub { quoted(one_of(@{ $literals{$type} })) . "::$type" }) } keys %literals),
	text => sub { quoted(text()) },
	cstring => sub { quoted(text()) . '::cstring' },
	name => sub { quoted(substr one_of(@words), 0, 60) . '::name' },
	bytea => sub { q('\x) . bytes() . "'::bytea" },
	actor_code => sub { quoted(chance(.2) ? one_of('', 'ZZZ', 'usa', 'A' x 24, 'A' x 27) : actor()) . '::actor_code' },
	power_profile => sub { quoted(profile()) . '::power_profile' },
	name_query => sub { quoted(text()) . '::name_query' },
	corpus_statistics => sub { quoted(chance(.4) ? text() : one_of(@statistics)) . '::corpus_statistics' },
	event_series => sub { quoted(chance(.3) ? text() : history()) . '::event_series' },
	event_pattern => sub { quoted(chance(.1) ? text() : pattern()) . '::event_pattern' },
	number_pairs => sub { quoted(one_of(@pairs, text())) . '::number_pairs' },
	tsvector => sub { sprintf one_of('smartdip_tsvector(%s)', "strip(to_tsvector('smartdip', %s))", "to_tsvector('smartdip_wide', %s)",
			"array_to_tsvector('{=smart-power,~abc,a}') || to_tsvector('simple', %s)"), quoted(text()) },
	tsquery => sub { chance(.5) ? quoted(one_of(@tsqueries)) . '::tsquery'
		  : sprintf "%s_tsquery('smartdip', left(%s, 300))", one_of(qw(plainto phraseto websearch_to)), quoted(text()) },
);

# What the templates below ask for beside types; these are never NULL.
my %part = (
	config => sub { "'" . one_of(qw(smartdip smartdip_wide smartdip_themes)) . "'" },
	dictionary => sub { "'" . one_of(qw(lexicon smartdip_english smartdip_arabic smartdip_auto_wide smartdip_theme)) . "'" },
	template => sub { one_of(qw(smartdip_word smartdip_lexicon smartdip_theme)) },
	option => \&option,
	headline => sub { quoted(headline()) },
	window => sub { 'ROWS BETWEEN ' . one_of(qw(UNBOUNDED 0 1 3)) . ' PRECEDING AND ' . one_of(qw(UNBOUNDED 0 2)) . ' FOLLOWING' },
);
my %unknown;

sub value
{
	my ($type) = @_;
	return $part{$type}->() if $part{$type};
	$unknown{$type} = 1 unless $value{$type};
	return "NULL::$type" if $unknown{$type} || chance(.06);
	return $value{$type}->();
}

# A template has a type in braces where a value has to stand. Functions and aggregates come from the catalogue; those with
# an argument of type internal cannot be called from SQL, as no value can be cast to it.
sub templates_of
{
	my ($name, $kind, $set, @types) = split /[|]/, $_[0];
	my $arguments = join ', ', map { "{$_}" } @types;
	return $set eq 't' ? "SELECT count(*), max(length(r::text)) FROM $name($arguments) r" : "SELECT $name($arguments)" if $kind ne 'a';
	my $columns = join ', ', map { "c$_" } 1 .. @types;
	my $rows = 'FROM (VALUES ' . join(', ', ("($arguments)") x 7) . ") v ($columns)";
	return ("SELECT $name($columns) $rows", "SELECT $name($columns) OVER ({window}) $rows", "SELECT $name($columns ORDER BY c1) $rows WHERE false");
}

my @templates = map { templates_of($_) } split /\n/, psql_ok(<<'SQL');
SELECT concat_ws('|', quote_ident(proname), prokind, proretset,
		(SELECT string_agg(format_type(t, NULL), '|' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY a (t, n)))
	FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass
	JOIN pg_extension e ON e.oid = d.refobjid
	WHERE d.deptype = 'e' AND e.extname = 'smartdip' AND NOT 'internal'::regtype = ANY (proargtypes) ORDER BY p.oid
SQL
my $functions = @templates;
my @searches = (
	('SELECT ts_headline({config}, {text}, {tsquery}, {headline})') x 9,
	"SELECT ts_headline('smartdip', repeat('The foreign minister met the president. ', 200), 'minist'::tsquery, {headline})",
	'SELECT to_tsvector({config}, {text})',
	'SELECT count(*) FROM ts_debug({config}, {text})',
	"SELECT count(*) FROM ts_parse('smartdip', {text})",
	'SELECT ts_lexize({dictionary}, {text})',
	"CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = {template}, {option}, {option}); SELECT ts_lexize('d', {text});"
	  . " ALTER TEXT SEARCH DICTIONARY d ({option}); SELECT ts_lexize('d', {text})",
);
push @templates, (@searches) x 3;

# What has no argument is called once.
my @varied = grep { /\{/ } @templates;
my @calls = (@templates, map { $varied[ $_ % @varied ] } @templates .. $calls - 1);
s/\{(\w[^{}]*)\}/value($1)/ge for @calls;
my $script = "\\set VERBOSITY sqlstate\nSET SESSION AUTHORIZATION $role;\nSET statement_timeout = '1s';\n";
my $first = 1 + ($script =~ tr/\n//);
$script .= "BEGIN; $_; ROLLBACK;\n" for @calls;
my ($status, $out, $err) = run_command("$script\\echo done\n", 'timeout', 300 + int($calls / 10), 'psql', '-Xq', '-o', '/dev/null', '-f', '-');

my (%states, @internal);
while ($err =~ /^psql:<stdin>:(\d+): (?:ERROR|FATAL|PANIC): +(\w{5})/mg)
{
	my ($line, $state) = ($1, $2);
	$states{$state}++;
	push @internal, $calls[ $line - $first ] if $state =~ /^XX/;
}
cmp_ok($functions, '>', 200, "$functions functions and ways to call an aggregate, $calls calls, seed $seed");
is(join(', ', sort keys %unknown), '', 'there are values for each type of argument');
note(join ', ', map { "$_ $states{$_}" } sort { $states{$b} <=> $states{$a} } keys %states);
is($out, "done\n", 'the server answers every call')
  or diag((split /\n/, $err)[-1], "\n", (map { substr $calls[ $_ - $first ], 0, 1000 } $err =~ /.*^psql:<stdin>:(\d+):/ms),
	"\nstill running: ", eval { psql_ok("SELECT left(query, 1000) FROM pg_stat_activity WHERE datname = '$database' AND pid <> pg_backend_pid()") });
is(scalar @internal, 0, 'no error is an internal one')
  or diag(join "\n", map { substr $_, 0, 300 } grep { defined } @internal[ 0 .. 9 ]);

# A server that has just gone is not yet back.
psql_ok("\\c postgres\nDROP DATABASE $database WITH (FORCE);\nDROP ROLE $role") if $out eq "done\n";
done_testing();
