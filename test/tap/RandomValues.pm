# Odd and hostile values of every type of the extension and of those that its functions take, as SQL expressions, and the list of these
# functions. What comes is decided by srand().
package RandomValues;
use strict;
use warnings;
use Exporter 'import';
use TestDb qw(fresh_database psql_ok);
our @EXPORT_OK = qw(one_of chance quoted random_text random_option random_headline random_value unknown_types usual_values extension_functions random_database add_random_tables);

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

sub random_text
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

sub random_option
{
	my $name = one_of(qw(Language Hamza Stem StopWords Accept Concepts Names Terms Mode Dictionaries Ancestors Bogus));
	return "$name = " . one_of(qw(true false english arabic auto keep longest 1 -1), "''", quoted(random_text()));
}

sub random_headline
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
	text => sub { quoted(random_text()) },
	cstring => sub { quoted(random_text()) . '::cstring' },
	name => sub { quoted(substr one_of(@words), 0, 60) . '::name' },
	bytea => sub { q('\x) . bytes() . "'::bytea" },
	actor_code => sub { quoted(chance(.2) ? one_of('', 'ZZZ', 'usa', 'A' x 24, 'A' x 27) : actor()) . '::actor_code' },
	power_profile => sub { quoted(profile()) . '::power_profile' },
	name_query => sub { quoted(random_text()) . '::name_query' },
	corpus_statistics => sub { quoted(chance(.4) ? random_text() : one_of(@statistics)) . '::corpus_statistics' },
	event_series => sub { quoted(chance(.3) ? random_text() : history()) . '::event_series' },
	event_pattern => sub { quoted(chance(.1) ? random_text() : pattern()) . '::event_pattern' },
	number_pairs => sub { quoted(one_of(@pairs, random_text())) . '::number_pairs' },
	tsvector => sub { sprintf one_of('smartdip_tsvector(%s)', "strip(to_tsvector('smartdip', %s))", "to_tsvector('smartdip_wide', %s)",
			"array_to_tsvector('{=smart-power,~abc,a}') || to_tsvector('simple', %s)"), quoted(random_text()) },
	tsquery => sub { chance(.5) ? quoted(one_of(@tsqueries)) . '::tsquery'
		  : sprintf "%s_tsquery('smartdip', left(%s, 300))", one_of(qw(plainto phraseto websearch_to)), quoted(random_text()) },
);

my %unknown;

sub random_value
{
	my ($type) = @_;
	$unknown{$type} = 1 unless $value{$type};
	return "NULL::$type" if $unknown{$type} || chance(.06);
	return $value{$type}->();
}

# Types that were asked for and have no values here.
sub unknown_types { return sort keys %unknown }

# Values that are no mistake: by the name of the argument where it is a word of a list, of the others by their type.
my %usual_text = (unit => [qw(month quarter year)], scheme => ['gdelt', 'smartdip-1', 'cow', 'bgn'], tnorm => ['minimum', 'product'], locale => ['en', 'ar'], lang => ['en', 'ar'],
	country => ['EGY', 'JOR'], code => ['USA', 'EGY'], from => ['cameo', 'iso3'], to => ['iso3', 'name'], bloc => ['EU', 'un'], dimension => ['hard', 'soft.power'], format => ['gdelt2', 'coded', 'csv'],
	form => ['dream', 'median'], kind => ['power', 'threat'], per => ['event'], key => ['country', 'none'], by => ['actor', 'country', 'root'], metric => ['interval', 'nominal'],
	statistic => ['mean', 'delta'], method => ['holm', 'bh'], mode => ['tokens', 'uax29'], ontology => ['plover', 'cameo'], platform => ['x'], system => ['cow', 'un'], width => ['month'],
	partition => ['none'], distribute => ['none'], base => ['smartdip-1'], resume => ['next day', 'last day'], query => ["SELECT 1, 2", "SELECT 'a', 'b c'", "SELECT 'a'::tsvector"], which => [qw(H1 H4 S1 S3 S5)],
	theme => ['power.soft'], background => ['soft power of Egypt'], options => ['hamza=keep'], point => ['1.1'], verdict => ['supported'], two_countries => ['first'], header => ["day\tsource\tcode\ttarget"],
	first => ['power.soft'], second => ['power.hard'], option => ['min_months'], line => ["2020-02-02\tUSAGOV\t042\tIRQ", "day\tsource\tcode\ttarget"], a => ['USA', 'Clinton'], b => ['EGY', 'كلينتون'],
	statement => ['SELECT 1'], row_type => ['event_row'], name => ['Clinton', 'كلينتون']);
my %usual = (
	text => ['The foreign minister of Egypt met 12 envoys', 'smart power وزير الخارجية', 'month', 'country', 'minimum', 'conflict', 'interval', 'first', 'SELECT 1, 2'],
	integer => [2, 3], bigint => [5, 1], smallint => [1], boolean => ['true'], 'double precision' => [0.5, 0.05, 2], real => [0.5], name => ['public'],
	'real[]' => ['{0.1,0.2,0.3,1}', '{' . join(',', (0.5) x 16) . '}'], 'double precision[]' => ['{0.01,0.2,0.03}', '{3,0,1,2,1,0,0,0,1}'], 'text[]' => ['{a,b}', '{day,source}', '{body}', '{actor}'],
	date => ['2022-02-03', '2023-02-09'], 'timestamp with time zone' => ['2014-02-03 10:00Z', '2014-02-04 11:00Z'], bytea => ['abc'], jsonb => ['{}', '{"1.1": 2}', '{"soft": 0.5}'],
	oid => [1255], tsvector => ["'power':1 'soft':2", "'minist':3A"], tsquery => ["'power' & !'hard'", "'minist':*"], regconfig => ['smartdip'], regdictionary => ['smartdip_english', 'lexicon'],
	regclass => ['events'], daterange => ['[2014-01-01,2024-01-01)'], event_code => ['042', '190', 'CONSULT.visit'], 'event_code[]' => ['{04,19}', '{20}'], actor_code => ['USAGOV', 'EGYMIL', 'IGOUNO'],
	power_profile => ['hard:1', 'soft.power:0.5, hard.threat:0.25'], name_query => ['Clinton'], corpus_statistics => [q(v1 documents=5 length=9 minimum=2 'power':3)],
	event_series => ['2014-01-01: 042*3 190; 2014-02-05: 13; 2014-02-09: 042', '2013-12-30: 20 042; 2014-02-06: 190*90000', ''], event_pattern => ['13 then 042 within 9 days', '(any+ then other 04){2,9}'],
	number_pairs => ['0:0 (1,0) (2.5,1) (3,0) (4,1)'], history_state => ['NULL'], power_state => ['2:200,100' . ',0' x 14], power_weighted_state => ['3b9aca00:174876e800,1' . ',0' x 14],
	theme_state => ['{risk.hacking=3,power.soft=1}'], corpus_state => ['0100000000000000020000000000000002000000010000000100000001000161']);
my @tables = qw(events mentions texts accounts follows history);

# usual_values(function, number): its arguments, as literals; numbers give other ones.
sub usual_values
{
	my ($function, $number) = @_;
	my @names = @{ $function->{names} };
	return map
	{
		my $name = shift(@names) // "";
		my $list = $usual{$_} || ['NULL'];
		my ($read) = $function->{name} =~ /^(.*)_in$/;
		$list = $usual_text{$name} if ($_ eq 'text' || $_ eq 'regclass') && $usual_text{$name} && $number < 12;
		$list = [$name] if $_ eq 'regclass' && grep { $_ eq $name } @tables;
		$list = ['history'] if $_ eq 'regclass' && $name eq 'histories';
		$list = $usual{$read} if $_ eq 'cstring' && $read;
		my $value = $list->[ $number % @$list ];
		$value eq 'NULL' ? "NULL::$_" : quoted($value) . "::$_"
	} @{ $function->{types} };
}

# Every function and aggregate that SQL can call: name, kind (as prokind), language, whether it gives a set, types and names of arguments.
# Those with an argument of type internal are not among them, as no value can be cast to it.
sub extension_functions
{
	return map {
		my ($name, $kind, $language, $set, $types, $names) = split /[|]/, $_, -1;
		my @types = split /;/, $types;
		{ name => $name, kind => $kind, language => $language, set => $set eq 't', types => \@types, names => [ map { $_ // '' } (split /;/, $names)[ 0 .. $#types ] ] }
	} split /\n/, psql_ok(<<'SQL');
SELECT concat_ws('|', quote_ident(proname), prokind, lanname, proretset,
		coalesce((SELECT string_agg(format_type(t, NULL), ';' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY a (t, n)), ''), coalesce(array_to_string(proargnames, ';', ''), ''))
	FROM pg_proc p JOIN pg_language l ON l.oid = prolang JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass
	JOIN pg_extension e ON e.oid = d.refobjid
	WHERE d.deptype = 'e' AND e.extname = 'smartdip' AND NOT 'internal'::regtype = ANY (proargtypes) ORDER BY p.oid
SQL
}

# A database with the extension and tables of all kinds, all of which belong to a role without rights that has the same name.
sub random_database
{
	my ($role) = @_;
	my $database = fresh_database($role, bare => 1);
	psql_ok("DROP ROLE IF EXISTS $role; CREATE ROLE $role LOGIN; ALTER DATABASE $database OWNER TO $role; ALTER SCHEMA public OWNER TO $role");
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
	return $database;
}

# The tables that functions of histories, texts and claims read.
sub add_random_tables
{
	my ($role) = @_;
	psql_ok(<<"SQL");
SET SESSION AUTHORIZATION $role;
SELECT create_history('history', 'events', monads => true);
SELECT create_mention_table('mentions');
INSERT INTO mentions (id, day, event_id, mention_time, source_name, tone) SELECT i, '2022-01-01', i % 50, '2022-01-01'::timestamptz + i * interval '1 s', 's' || i % 7, i % 9 - 4 FROM generate_series(1, 200) i;
SELECT create_text_table('texts');
INSERT INTO texts (id, published, author, account, platform, language, body) SELECT id, published, author, account, platform, language, body FROM text_sample() LIMIT 100;
SELECT create_account_table('accounts');
INSERT INTO accounts (account, platform, actor, opened) SELECT 'a' || i, 'x', (ARRAY['USA', 'EGY', 'JOR'])[1 + i % 3]::actor_code, date '2010-01-01' + i FROM generate_series(1, 20) i;
SELECT create_follow_table('follows');
INSERT INTO follows (platform, source, target) SELECT 'x', 'a' || i, 'a' || 21 - i FROM generate_series(1, 20) i;
SQL
	return;
}

1;
