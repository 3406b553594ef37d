# The extension moves to another schema. Its owner, who is no superuser, cannot use ALTER EXTENSION ... SET SCHEMA: the
# functions of a trusted extension in C belong to the superuser. What the owner can do is to give the extension a schema
# and rename that. After either way tables, columns, indexes and lexicons work, also in a new session and from a dump.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command);

my $database = fresh_database('smartdip_schema', bare => 1);
psql_ok("DROP ROLE IF EXISTS smartdip_owner; CREATE ROLE smartdip_owner LOGIN; ALTER DATABASE $database OWNER TO smartdip_owner");

my $as_owner = 'SET SESSION AUTHORIZATION smartdip_owner;';
psql_ok(<<"SQL");
$as_owner
CREATE SCHEMA smartdip;
CREATE EXTENSION smartdip SCHEMA smartdip;
CREATE SCHEMA work;
SET search_path = work, smartdip;
SELECT create_event_table('events', 'month');
CREATE TABLE staging (line_no integer GENERATED ALWAYS AS IDENTITY, line text);
INSERT INTO staging (line) VALUES ('day	source	target	code'), ('2009-06-13	USAGOV	IRN	042'), ('2009-07-14	RUSGOV	UKR	190');
SELECT load_event_lines('events', 'staging', file => 'first');
CREATE TEXT SEARCH DICTIONARY other_terms (TEMPLATE = smartdip_lexicon, Terms = 'visit = visit; زيارة');
CREATE TEXT SEARCH DICTIONARY terms (TEMPLATE = smartdip_lexicon, Terms = 'talks = talks; محادثات', Dictionaries = 'work.other_terms, smartdip_auto');
CREATE TEXT SEARCH DICTIONARY named (TEMPLATE = smartdip_lexicon, Terms = 'talks = talks; محادثات', Dictionaries = 'smartdip.smartdip_auto');
CREATE TEXT SEARCH CONFIGURATION press (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION press ALTER MAPPING FOR latin, arabic WITH terms;
CREATE TABLE texts (id integer, body text, words tsvector GENERATED ALWAYS AS (to_tsvector('work.press', body)) STORED);
INSERT INTO texts VALUES (1, 'A visit, and talks'), (2, 'زيارة ومحادثات');
CREATE INDEX ON texts USING gin (words);
CREATE TABLE posts (published timestamptz, author actor_code, repost_of text);
INSERT INTO posts VALUES ('2020-01-01 00:00+00', 'USA', NULL), ('2020-01-03 00:00+00', 'USA', 'a');
CREATE TABLE accounts (platform text, account text, actor actor_code);
INSERT INTO accounts VALUES ('twitter', 'a', 'USA'), ('twitter', 'b', 'FRA');
CREATE TABLE follows (platform text, source text, target text);
INSERT INTO follows VALUES ('twitter', 'a', 'b');
SQL

# What a session sees, wherever the extension is; a new one each time.
my $summary = <<'SQL';
SELECT day, source, code, label(code), goldstein(code), country(source) FROM events WHERE code <@ '04' OR source ^@ 'RUS' ORDER BY day;
SELECT id, words, to_tsvector('press', body) = words FROM texts ORDER BY id;
SELECT id FROM texts WHERE words @@ plainto_tsquery('press', 'محادثات') ORDER BY id;
SELECT ts_lexize('work.terms', 'talks'), actor, power_profile(event_code '042') FROM actors_in('President Macron met the king of Jordan') ORDER BY 2;
SELECT v.*, contacts, in_degree, out_degree FROM vocality('posts') v JOIN account_centrality('follows', 'accounts') USING (actor), communication_quality('events');
SQL
sub answers { return psql_ok("$as_owner SET search_path = work, $_[0]; $summary") }

my $before = answers('smartdip');
like($before, qr/^2009-06-13\|USAGOV\|042\|.*\n2009-07-14\|RUSGOV\|190/, 'the owner has loaded events') or diag($before);

like(psql_fails("$as_owner ALTER EXTENSION smartdip SET SCHEMA work"), qr/^.*ERROR:  42501: must be owner of/m, 'ALTER EXTENSION asks for the superuser');
psql_ok("$as_owner ALTER SCHEMA smartdip RENAME TO analysis");
is(answers('analysis'), $before, 'renaming the schema moves all of it');
is(psql_ok("$as_owner SET search_path = work, analysis; INSERT INTO staging (line) VALUES ('2010-06-13	USAGOV	IRN	043'); SELECT loaded, refused, duplicate FROM load_event_lines('events', 'staging', file => 'again')"),
	'1|0|2', 'and a load goes on, with new partitions');

# A lexicon whose option names the schema says so, and is told the new one.
my $lexize = "$as_owner SET search_path = work, analysis; SELECT ts_lexize('work.named', 'talks')";
like(psql_fails($lexize), qr/smartdip\.smartdip_auto/, 'a dictionary that names the old schema is an error that names it');
psql_ok("$as_owner SET search_path = work, analysis; ALTER TEXT SEARCH DICTIONARY named (Dictionaries = 'analysis.smartdip_auto')");
like(psql_ok($lexize), qr/^\{.*talks.*\}$/, 'and works once the option names the new one');

# The superuser's way, and back from a dump.
psql_ok('CREATE SCHEMA elsewhere AUTHORIZATION smartdip_owner; ALTER EXTENSION smartdip SET SCHEMA elsewhere');
psql_ok("$as_owner SET search_path = work, elsewhere; ALTER TEXT SEARCH DICTIONARY named (Dictionaries = 'elsewhere.smartdip_auto')");
$before = answers('elsewhere');
like($before, qr/\|RUSGOV\|190\|/, 'SET SCHEMA by the superuser moves it as well');
my ($status, $dump, $error) = run_command('', 'pg_dump', $database);
is($status, 0, 'a dump is made') or diag($error);
fresh_database('smartdip_schema_restored', bare => 1);
psql_ok("ALTER DATABASE smartdip_schema_restored OWNER TO smartdip_owner");
($status, undef, $error) = run_command($dump, 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
is($status, 0, 'and restored') or diag($error);
is(answers('elsewhere'), $before, 'with the same answers');

run_command('', 'psql', '-Xq', '-d', 'postgres', '-c', "DROP DATABASE $database", '-c', 'DROP DATABASE smartdip_schema_restored', '-c', 'DROP ROLE smartdip_owner');
done_testing();
