# pg_upgrade, or a dump, carries a cluster with every type, operator class, configuration and table of smartdip to a new one, and all
# of it says the same there: rows, indexes, searches, dumps, hostile texts. The old cluster is of the server under test, or of the one
# whose programs are in SMARTDIP_UPGRADE_FROM, which has to have smartdip too.
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);
use POSIX ();
use lib 'test/tap';
use TestDb qw(psql_ok run_command write_file);
use SameTexts qw(digests);

chomp(my $new_bin = `pg_config --bindir`);
my $old_bin = $ENV{SMARTDIP_UPGRADE_FROM} || $new_bin;
my $dir = tempdir('smartdip-upgrade-XXXXXX', TMPDIR => 1, CLEANUP => 1);

# Servers refuse to run as root: as in scripts/lib.sh, they are then postgres', or else nobody's.
if ($> == 0)
{
	my (undef, undef, $uid, $gid) = map { @$_ } grep { @$_ } map { [ getpwnam $_ ] } qw(postgres nobody);
	chown $uid, $gid, $dir;
	$) = "$gid $gid";
	POSIX::setgid($gid);
	POSIX::setuid($uid);
}
delete @ENV{ grep { /^PG/ } keys %ENV };
@ENV{qw(PGHOST PGPORT PGUSER PGDATABASE)} = ($dir, 5432, 'postgres', 'postgres');

my $running;
END { my $status = $?; stop() if $running; $? = $status }

sub must
{
	my ($what, @command) = @_;
	my ($status, $out, $err) = run_command('', @command);
	BAIL_OUT("$what failed: @command\n$out$err") if $status != 0;
	return $out;
}

sub start
{
	my ($bin, $data) = @_;
	must('starting a server', "$bin/pg_ctl", '-w', '-D', $data, '-l', "$data.log", '-o', "-F -k $dir -c listen_addresses=", 'start');
	$running = [ "$bin/pg_ctl", '-w', '-D', $data, '-m', 'fast', 'stop' ];
}

sub stop
{
	my $command = $running;
	undef $running;
	must('stopping a server', @$command);
}

my $everything = <<'SQL';
CREATE EXTENSION smartdip;

-- Event tables, plain and in partitions, loaded and inserted; refused lines; views
SELECT create_event_table('events', names => true);
SELECT create_event_table('months', partition => 'month');
INSERT INTO events (id, day, code, source, target, mentions, sources, articles, tone, added) SELECT * FROM smartdip_sample_events(3000);
SELECT create_load_view('months_load', 'months', 'coded', 'it''s a file');
SELECT add_event_partitions('months', min(day), max(day)) FROM smartdip_sample_events(3000, 2);
INSERT INTO months (id, day, code, source, target, mentions, sources, articles, tone, added) SELECT * FROM smartdip_sample_events(3000, 2);
CREATE TABLE lines (line_no bigint, line text);
INSERT INTO lines VALUES (1, E'day\tsource\tcode\ttarget'), (2, E'2020-02-02\tUSAGOV\t042\tIRQ'), (3, E'2020-02-03\tUSAGOV\tgreet\tIRQ');
SELECT load_event_lines('months', 'lines');
SELECT create_event_view('daily', 'months');
CREATE INDEX ON events (code);
CREATE INDEX ON events USING hash (code);
CREATE INDEX ON events USING brin (code);
CREATE INDEX ON events USING brin (code event_code_minmax_multi_ops);
CREATE INDEX ON events (source);
CREATE INDEX ON events USING hash (source);
CREATE INDEX ON events USING brin (source);
CREATE INDEX ON events USING gin (source);
CREATE INDEX ON events (quad_class(code), country(target)) WHERE source @> 'GOV';
CREATE TABLE shares (LIKE events) PARTITION BY HASH (source, code);
CREATE TABLE shares_0 PARTITION OF shares FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shares_1 PARTITION OF shares FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO shares SELECT * FROM events;

-- Profiles, and a coding of one's own
SELECT create_power_scheme('mine', 'smartdip-1');
UPDATE mine SET profile = 'soft:0.25, cultural:1', reason = 'my own view' WHERE code = '04';
CREATE TABLE acts (code event_code, p power_profile, half power_profile GENERATED ALWAYS AS (p * 0.5) STORED);
INSERT INTO acts SELECT c, power_profile(c, 'mine'::regclass) FROM event_codes() c;
CREATE INDEX ON acts (p);
CREATE INDEX ON acts USING hash (p);
CREATE INDEX ON acts USING gist (p);
CREATE INDEX ON acts USING gin (p);
CREATE MATERIALIZED VIEW mix AS SELECT root(code) AS root, avg(p), max(synergy(p)) FROM acts GROUP BY 1;

-- Texts: configurations of the extension and others that build on its templates, lexicons, statistics
CREATE TEXT SEARCH DICTIONARY unstemmed (TEMPLATE = smartdip_word, Language = arabic, Stem = false, Hamza = keep);
CREATE TEXT SEARCH DICTIONARY terms (TEMPLATE = smartdip_lexicon, Mode = longest, Terms = 'hacking = hacker; cyber attack; قرصنة');
CREATE TEXT SEARCH DICTIONARY set_terms (TEMPLATE = smartdip_lexicon);
SELECT set_lexicon('set_terms', $$ VALUES ('online', 'social media'), ('online', 'وسائل التواصل') $$);
CREATE TEXT SEARCH DICTIONARY narrow_themes (TEMPLATE = smartdip_theme, Ancestors = false);
CREATE TEXT SEARCH CONFIGURATION own (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION own ALTER MAPPING FOR latin WITH terms, set_terms, narrow_themes, smartdip_english;
ALTER TEXT SEARCH CONFIGURATION own ALTER MAPPING FOR arabic WITH terms, set_terms, unstemmed;
CREATE TABLE texts (id integer PRIMARY KEY, t text,
	words tsvector GENERATED ALWAYS AS (to_tsvector('smartdip', t)) STORED,
	direct tsvector GENERATED ALWAYS AS (smartdip_tsvector(t)) STORED,
	wide tsvector GENERATED ALWAYS AS (to_tsvector('smartdip_wide', t)) STORED,
	themes tsvector GENERATED ALWAYS AS (to_tsvector('smartdip_themes', t)) STORED,
	own tsvector GENERATED ALWAYS AS (to_tsvector('own', t)) STORED,
	about text GENERATED ALWAYS AS (theme_dominant(t)) STORED);
INSERT INTO texts SELECT row_number() OVER (), t FROM theme, LATERAL unnest(ARRAY[definition_en, definition_ar, label_en || ': ' || label_ar]) t;
INSERT INTO texts VALUES (0, 'Hackers'' cyber attack on social media; قرصنة عبر وسائل التواصل; Clinton and كلينتون met at 10:30, 外交部 #SmartPower');
CREATE INDEX ON texts USING gin (words);
CREATE INDEX ON texts USING gin (themes);
CREATE INDEX ON texts USING gin (own);
CREATE INDEX ON texts USING gin (to_tsvector('smartdip', t));
CREATE INDEX ON texts USING gist (smartdip_tsvector(t));
CREATE INDEX ON texts (fold(t));
CREATE TABLE names (name text, query name_query);
INSERT INTO names SELECT country_name(c), country_name(c)::name_query FROM (SELECT DISTINCT country(source) AS c FROM events) s;
INSERT INTO names SELECT country_name(c, 'ar'), country_name(c, 'ar')::name_query FROM (SELECT DISTINCT country(source) AS c FROM events) s;
CREATE INDEX ON names USING gin (name gin_name_ops);
CREATE TABLE corpora (name text, statistics corpus_statistics);
INSERT INTO corpora VALUES ('texts', corpus_stats('SELECT words FROM texts'));
CREATE TABLE histories (source actor_code, target actor_code, history event_series, state history_state, period panel_period, counted code_count, step code_transition, smart smart_together_result);
INSERT INTO histories SELECT source, target, event_series(day, code), NULL, NULL, (min(code), count(*))::code_count, (min(code), max(code), count(*))::code_transition, smart_together(event_series(day, code), 'day')
	FROM events GROUP BY source, target;
CREATE INDEX ON histories (history);
CREATE INDEX ON histories USING hash (history);
CREATE TABLE patterns (about text, pattern event_pattern);
INSERT INTO patterns VALUES ('a threat answered', 'this 13 then other 042 within 30 days'), ('an escalation', '(next material-conflict){3,}'), ('the same', '13');
CREATE INDEX ON patterns (pattern);
CREATE INDEX ON patterns USING hash (pattern);
SELECT create_history('kept', 'events', two_countries => 'each', monads => true), create_history('kept_months', 'months', 'actor');
CREATE TABLE measured (pairs number_pairs, u mann_whitney_result, d cliffs_delta_result, p permutation_test_result, k kaplan_meier_result, r report_agreement_result,
	b before_after_result, c clustered_share_result, g clustered_change_result, v claim_result);
INSERT INTO measured SELECT '7:1 (1,0) (2.5,1)', mann_whitney(x, x > 3), cliffs_delta(x, x > 3), permutation_test(x, x > 3), kaplan_meier(x, x > 3), report_agreement(x % 3, 'a', x),
	before_after(x, '2020-01-01'::date + x, '2020-01-04'), clustered_share(x, 2 * x, 0.5), clustered_change(x, 8, x * x, 40),
	ROW('S1', 'claim', 'measure', 0.5, 0.1, 0.9, 0.01, 8, 'supported', 'sentence', 'SELECT 1')::claim_result FROM generate_series(1, 6) AS x;
CREATE TABLE states AS SELECT avg_state(power_profile(code)), weighted_avg_state(power_profile(code), id), theme_counts_state(label(code)),
	corpus_stats_state(to_tsvector('simple', label(code))) FROM events;

-- What can be made of the types
CREATE DOMAIN deed AS event_code CHECK (known(VALUE));
CREATE TYPE act AS (what deed, who actor_code, how power_profile);
CREATE TYPE code_range AS RANGE (SUBTYPE = event_code);
CREATE TABLE made (deeds event_code[], acts act[], span code_range, line event_row, report mention_row, post text_row, account account_row, follow follow_row);
INSERT INTO made SELECT array_agg(code ORDER BY id) || event_code 'PROTEST.riot', array_agg((code, source, power_profile(code))::act ORDER BY id),
	code_range(min(code), max(code), '[]'), parse_event('gdelt1', id % 10 || ''), parse_mention(E'1\t\t20200229134500\t1\ta\tu\t1\t1\t1\t1\t1\t10\t1\t1') FROM events GROUP BY id % 10;
CREATE INDEX ON made USING gin (deeds);
CREATE INDEX ON made USING gist (span);
CREATE TABLE results AS SELECT mann_whitney(x, governed), cliffs_delta(x, governed), permutation_test(x, governed), kaplan_meier(x + 11, governed),
	number_pairs '0:0 (1,0) (2.5,1)' AS state FROM (SELECT goldstein(code) AS x, source @> 'GOV' AS governed FROM events) e;
SQL

# Nothing of the extension that can be stored is left out: what is added to it later shows here.
my $left_out = <<'SQL';
CREATE TEMP VIEW member AS SELECT d.classid, d.objid FROM pg_depend d JOIN pg_extension e ON d.refobjid = e.oid AND d.refclassid = 'pg_extension'::regclass
	WHERE e.extname = 'smartdip' AND d.deptype = 'e';
SELECT format_type(t.oid, NULL) FROM member JOIN pg_type t ON t.oid = objid AND classid = 'pg_type'::regclass
	LEFT JOIN pg_class v ON v.reltype = t.oid
	WHERE t.typcategory <> 'A' AND v.relkind IS DISTINCT FROM 'v' AND NOT EXISTS (
		SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') WHERE a.atttypid = t.oid);
SELECT pg_describe_object(classid, objid, 0) FROM member
	WHERE classid = 'pg_opclass'::regclass AND NOT EXISTS (SELECT FROM pg_index WHERE objid = ANY (indclass::oid[]));
SELECT pg_describe_object(classid, objid, 0) FROM member
	WHERE classid IN ('pg_ts_config'::regclass, 'pg_ts_template'::regclass) AND NOT EXISTS (
		SELECT FROM pg_depend d WHERE d.refclassid = member.classid AND d.refobjid = member.objid
			AND NOT EXISTS (SELECT FROM member m WHERE m.classid = d.classid AND m.objid = d.objid));
SQL

# A function with parameters of both kinds cannot be restored: the server writes an unnamed one beside named ones as "".
my $unnamed = <<'SQL';
SELECT p.oid::regprocedure FROM pg_proc p WHERE p.prosqlbody IS NOT NULL AND '' = ANY (p.proargnames) AND p.pronamespace = 'public'::regnamespace;
SQL

# Every table and view, row by row; what else there is to ask.
my $contents = <<'SQL';
SET TimeZone = 'UTC';
SELECT format('SELECT %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM %s t', c.oid::regclass, c.oid::regclass)
	FROM pg_class c WHERE c.relkind IN ('r', 'p', 'm', 'v') AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
	ORDER BY c.oid::regclass::text COLLATE "C" \gexec
SELECT pg_get_indexdef(indexrelid), indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
	WHERE c.relnamespace::regnamespace::text !~ '^pg_' ORDER BY c.relname COLLATE "C";
SQL
my $answers = <<'SQL';
SELECT dictname, l.lexemes, l.terms FROM pg_ts_dict, LATERAL lexicon_info(oid) l WHERE dictname LIKE '%terms' ORDER BY 1;
SELECT md5(string_agg(to_tsvector('own', t)::text || to_tsvector('smartdip_wide', t)::text, ',' ORDER BY id)) FROM texts;
SELECT id, rank_bm25(words, q, statistics) FROM texts, corpora, plainto_tsquery('smartdip', 'public diplomacy') q WHERE words @@ q ORDER BY 2 DESC, 1 LIMIT 5;
SELECT power_profile('04'::event_code, 'mine'::regclass), tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'mine'::regclass ORDER BY 2;
SELECT history, events, "by", two_countries, monads, "table" FROM kept_histories() ORDER BY history::text, "table"::text;
SELECT count(*), (SELECT count(*) FROM history_check('kept')), (SELECT count(*) FROM history_check('kept_months')) FROM kept;
SELECT smartdip_unicode_version(), extversion FROM pg_extension WHERE extname = 'smartdip';
SQL

# Each condition is answered by an index, and as the table answers it.
my @conditions = (
	[ events => q{code <@ '04'} ], [ events => q{code = '042'} ], [ events => q{source = 'USAGOV'} ], [ events => q{source ^@ 'USA'} ],
	[ events => q{source @> 'GOV'} ], [ events => q{source && 'GOVMIL'} ], [ events => q{quad_class(code) = 4 AND source @> 'GOV'} ],
	[ events => q{day BETWEEN '2022-03-01' AND '2022-03-31'} ], [ months => q{day = '2022-03-03'} ], [ shares => q{source = 'USA' AND code = '040'} ],
	[ acts => q{p = power_profile(event_code '042')} ], [ acts => q{p && 'hard:0.5'} ], [ acts => q{p @> 'soft:0.5'} ], [ acts => q{p <@ 'soft:1, diplomatic:1, political:1, informational:1'} ],
	[ texts => q{words @@ plainto_tsquery('smartdip', 'public diplomacy')} ], [ texts => q{themes @@ 'risk'::tsquery} ],
	[ texts => q{own @@ 'hacking | online'::tsquery} ], [ texts => q{to_tsvector('smartdip', t) @@ to_tsquery('smartdip', 'دبلوماسية')} ],
	[ texts => q{smartdip_tsvector(t) @@ to_tsquery('smartdip', 'power & !hard')} ], [ texts => q{fold(t) < fold('c')} ],
	[ names => q{name =~> 'Egypt'} ], [ names => q{name =~> 'إيران'} ], [ made => q{deeds && '{042}'} ], [ made => q{span @> '042'::event_code} ],
);

sub counts
{
	my ($scans) = @_;
	return psql_ok(join "\n", (map { "SET enable_$_ = off;" } @$scans), map { "SELECT count(*) FROM $_->[0] WHERE $_->[1];" } @conditions);
}
my @by_index = ('seqscan');
my @by_table = qw(indexscan indexonlyscan bitmapscan);

sub mentions
{
	my ($program, $word) = @_;
	open(my $in, '<:raw', $program) or BAIL_OUT("$program: $!");
	local $/;
	return index(<$in>, $word) >= 0;
}

# What a dump says but for its comments and its random keys, by the new server's program both times. Servers differ in
# whether they write the table before a column in a view.
sub dump_of
{
	my ($database) = @_;
	my $dump = must('pg_dump', "$new_bin/pg_dump", $database);
	$dump =~ s/\b(e|acts)\.(?=\w)//g;
	return join '', grep { !/^--|^\\(un)?restrict |^SET |^$| SET \(pg_attver=\d+\);$/ } split /^/, $dump;
}

sub only_in
{
	my ($one, $other, $sign) = @_;
	my %there = map { $_ => 1 } split /\n/, $other;
	return map { "$sign $_\n" } grep { !$there{$_} } split /\n/, $one;
}

sub everything_of
{
	my %all = (digests => digests(same_icu => 0), contents => psql_ok($contents), answers => psql_ok($answers), 'answers of the indexes' => counts(\@by_index), dump => dump_of('postgres'));
	local $ENV{PGDATABASE} = 'elsewhere';
	@all{ 'contents elsewhere', 'dump elsewhere' } = (psql_ok($contents), dump_of('elsewhere'));
	return \%all;
}

must('initdb', "$_->[0]/initdb", '-N', '-k', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-D', "$dir/$_->[1]")
  for [ $old_bin, 'old' ], [ $new_bin, 'new' ];
start($old_bin, "$dir/old");
psql_ok($everything);
is(psql_ok($left_out), '', 'every type, operator class, configuration and template has data');
is(psql_ok($unnamed), '', 'no SQL-standard body has a parameter without a name beside named ones');
psql_ok('CREATE DATABASE elsewhere');
{
	local $ENV{PGDATABASE} = 'elsewhere';
	psql_ok(<<'SQL');
CREATE SCHEMA "odd 'name";
CREATE EXTENSION smartdip SCHEMA "odd 'name";
SET search_path = "odd 'name", public;
SELECT create_event_table('events', in_schema => 'public');
INSERT INTO events (id, day, code, source) SELECT id, day, code, source FROM smartdip_sample_events(500);
CREATE TABLE texts (t text, words tsvector GENERATED ALWAYS AS (to_tsvector('smartdip', t)) STORED);
INSERT INTO texts SELECT definition_ar FROM theme;
SQL
}
my $before = everything_of();
unlike($before->{'answers of the indexes'}, qr/^0$/m, 'each condition is true of some rows');
is(counts(\@by_table), $before->{'answers of the indexes'}, 'indexes and tables agree before the upgrade');
my $explained = join "\n", map { psql_ok("SET enable_seqscan = off; EXPLAIN (COSTS OFF) SELECT FROM $_->[0] WHERE $_->[1]") } @conditions;
unlike($explained, qr/Seq Scan on (events|acts|texts|names|made)/, 'each condition has an index');
my @versions = psql_ok('SHOW server_version');

# By the new server's program, as one does, without what only the old server knows (see below).
write_file("$dir/dump.sql", join '', grep { !/ SET \(pg_attver=\d+\);$/ } split /^/, must('pg_dump', "$new_bin/pg_dump", 'postgres'));

# Some servers keep a version of each column among its options, which others do not know: between these no table can be upgraded,
# whoever made it. That is not what is tried here, so these options are taken away.
if (psql_ok(q{SELECT count(*) FROM pg_attribute WHERE attoptions::text LIKE '%pg_attver=%'}) > 0 && !mentions("$new_bin/postgres", 'pg_attver'))
{
	for my $database (qw(postgres elsewhere template1))
	{
		local $ENV{PGDATABASE} = $database;
		psql_ok(q{SET allow_system_table_mods = on;
			UPDATE pg_attribute SET attoptions = nullif(ARRAY(SELECT o FROM unnest(attoptions) o WHERE o NOT LIKE 'pg_attver=%'), '{}') WHERE attoptions::text LIKE '%pg_attver=%'});
	}
	note("$versions[0] keeps versions of columns, which the new server does not know: taken away");
}
stop();

my ($status, $out, $err) = run_command('', 'sh', '-c',
	'cd "$0" && exec "$1/pg_upgrade" -b "$2" -B "$1" -d "$0/old" -D "$0/new" -U postgres -s "$0"', $dir, $new_bin, $old_bin);
is($status, 0, 'pg_upgrade says that it went well')
  or BAIL_OUT($out . $err . `grep -rh ERROR "$dir/new/pg_upgrade_output.d"`);

start($new_bin, "$dir/new");
push @versions, psql_ok('SHOW server_version');
note("upgraded from $versions[0] to $versions[1]");
my $after = everything_of();
for my $what (sort keys %$before)
{
	ok($after->{$what} eq $before->{$what}, "the same: $what") or diag(only_in($before->{$what}, $after->{$what}, '-'), only_in($after->{$what}, $before->{$what}, '+'));
}
is(counts(\@by_table), $after->{'answers of the indexes'}, 'indexes and tables agree after the upgrade');

# The other way: a dump of the old server into an empty database of the new one.
psql_ok('CREATE DATABASE restored TEMPLATE template0');
{
	local $ENV{PGDATABASE} = 'restored';
	must('restoring a dump', "$new_bin/psql", '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', "$dir/dump.sql");
	my %restored = (contents => psql_ok($contents), answers => psql_ok($answers), 'answers of the indexes' => counts(\@by_index));
	for my $what (sort keys %restored)
	{
		ok($restored{$what} eq $before->{$what}, "restored from a dump, the same: $what")
		  or diag(only_in($before->{$what}, $restored{$what}, '-'), only_in($restored{$what}, $before->{$what}, '+'));
	}
}

SKIP:
{
	skip 'amcheck is not installed', 2 unless psql_ok(q{SELECT count(*) FROM pg_available_extensions WHERE name = 'amcheck'});
	psql_ok('CREATE EXTENSION amcheck');
	my $indexes = q{FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE c.relkind = 'i' AND c.relnamespace = 'public'::regnamespace AND a.amname =};
	my $checked = psql_ok("SELECT count(*), count(bt_index_parent_check(c.oid, true, true)) $indexes 'btree'");
	like($checked, qr/^([1-9]\d+)\|\1$/, "amcheck finds nothing in the btree indexes ($checked)");
	my $gin = psql_ok(q{SELECT count(*) FROM pg_proc WHERE proname = 'gin_index_check'});
	skip 'amcheck looks at GIN from 18 on', 1 unless $gin;
	$checked = psql_ok("SELECT count(*), count(gin_index_check(c.oid)) $indexes 'gin'");
	like($checked, qr/^([1-9]\d*)\|\1$/, "nor in the GIN indexes ($checked)");
}

# And it goes on living: a load finds what is there already, rows come in, the coding of one's own tells of its changes.
is(psql_ok(q{SELECT load_event_lines('months', 'lines')}), '(0,1,1)', 'a file that was loaded before brings nothing new');
is(psql_ok(q{INSERT INTO months_load VALUES (E'day\tsource\tcode\ttarget'), (E'2020-02-02\tUSAGOV\t042\tIRQ'), (E'2020-02-04\tUSAGOV\t042\tIRQ'), ('bad'); SELECT last_event_load()}), '(1,1,1)',
	'a view loads into its table');
is(psql_ok(q{SELECT count(*) FROM months_reject WHERE file = 'it''s a file'}), 1, 'with its options');
psql_ok(q{INSERT INTO events (id, day, code, source) SELECT id + 10000, day, code, source FROM smartdip_sample_events(200, 3); INSERT INTO texts (id, t) VALUES (-1, 'Another hacker')});
is(counts(\@by_index), counts(\@by_table), 'indexes take new rows');
is(psql_ok(q{SELECT (SELECT count(*) FROM history_check('kept')), (SELECT count(*) FROM history_check('kept_months')), (SELECT count(*) FROM kept_histories())}) =~ s/\d+$//r, '0|0|', 'histories go on being kept');
is(psql_ok(<<'SQL'), 'legal:1.00', 'a change of the coding is seen');
DO $$ BEGIN PERFORM power_profile('04'::event_code, 'mine'::regclass); END $$;
UPDATE mine SET profile = 'legal:1' WHERE code = '04';
SELECT power_profile('04'::event_code, 'mine'::regclass);
SQL
stop();
done_testing();
