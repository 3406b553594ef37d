# Claims are tried with the rights of who asks, wherever the extension stands: a plain role, a schema with an odd name that moves, tables
# with odd names, row security, a table that may not be read, a database without Arabic letters. And settings of a session change nothing.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command);

my $database = fresh_database('smartdip_claim_rights', bare => 1);
psql_ok(<<'SQL');
DROP ROLE IF EXISTS smartdip_claim_reader;
CREATE ROLE smartdip_claim_reader LOGIN;
CREATE SCHEMA "Smart {own} Dip's";
CREATE EXTENSION smartdip SCHEMA "Smart {own} Dip's";
GRANT USAGE ON SCHEMA "Smart {own} Dip's" TO public;
CREATE SCHEMA work;
GRANT USAGE ON SCHEMA work TO public;
SET search_path = work, "Smart {own} Dip's";
CREATE TABLE "the {unit} ""texts""" (body text, mine boolean, author actor_code, likes bigint, reposts bigint, replies bigint);
INSERT INTO "the {unit} ""texts""" SELECT CASE i % 4 WHEN 0 THEN 'media diplomacy' ELSE 'digital diplomacy' END, i <= 40 FROM generate_series(1, 100) i;
CREATE TABLE act AS SELECT date '2005-01-01' + i * 10 AS day, 'USA'::actor_code AS source, 'RUSCVL'::actor_code AS target, '042'::event_code AS code FROM generate_series(1, 300) i;
CREATE TABLE secret AS SELECT 'digital diplomacy' AS body;
ALTER TABLE "the {unit} ""texts""" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON "the {unit} ""texts""" USING (mine);
GRANT SELECT ON "the {unit} ""texts""", act TO smartdip_claim_reader;
SQL
my $path = q{SET search_path = work, "Smart {own} Dip's";};
my $as = "SET SESSION AUTHORIZATION smartdip_claim_reader; $path";
my $ask = q{hypothesis('H1', texts => '"the {unit} ""texts"""')};

is(psql_ok("$path SELECT n, estimate, verdict FROM $ask"), '100|0.75|supported', 'who owns the table sees all rows');
is(psql_ok("$as SELECT n, estimate, verdict FROM $ask"), '40|0.75|supported', 'row security holds for the rows that a claim counts');
is(psql_ok("$as SELECT n, first_hits, second_hits FROM theme_balance('\"the {unit} \"\"texts\"\"\"', 'form.digital', 'form.media')"), '40|30|10', 'and for the scales');
like(psql_fails("$as SELECT * FROM hypothesis('H1', texts => 'secret')"), qr/42501: permission denied for table secret/, 'a table that may not be read is not read');
is(psql_ok("$as SELECT count(*) FROM hypotheses('act', '\"the {unit} \"\"texts\"\"\"') h"), 7, 'every hypothesis is tried by a plain role');
is(psql_ok("$as SELECT count(*) FROM claims('act')"), 8, 'and every claim');

# The query that is shown, run by hand; a copy of it stands in what psql reads next.
my $query = psql_ok("$as SELECT query FROM $ask");
is(psql_ok("$as SELECT estimate, n FROM ($query) q"), '0.75|40', 'the query that is shown gives the figure');

my $before = psql_ok("$path SELECT id, estimate, low, high, n, verdict, sentence FROM claims('act', options => '{\"min_n\": 1}')");
is(psql_ok("SET DateStyle = 'German'; SET extra_float_digits = -5; SET TimeZone = 'Asia/Riyadh'; SET IntervalStyle = 'sql_standard'; SET standard_conforming_strings = off;
	SET escape_string_warning = off; SET extra_float_digits = 1; $path SELECT id, estimate, low, high, n, verdict, sentence FROM claims('act', options => '{\"min_n\": 1}')"),
	$before, 'settings of the session change nothing');
psql_ok(q{CREATE SCHEMA elsewhere; GRANT USAGE ON SCHEMA elsewhere TO public; ALTER EXTENSION smartdip SET SCHEMA elsewhere});
is(psql_ok("SET SESSION AUTHORIZATION smartdip_claim_reader; SET search_path = work, elsewhere; SELECT n, estimate, verdict FROM $ask"), '40|0.75|supported', 'the extension moves');
is(psql_ok("SET search_path = work; SELECT id, estimate, low, high, n, verdict, sentence FROM elsewhere.claims('act', options => '{\"min_n\": 1}')"), $before, 'and need not be in the path');

# Who creates things in the schema of the extension changes nothing there either.
psql_ok(<<'SQL');
CREATE FUNCTION elsewhere.hard(text) RETURNS text LANGUAGE sql AS $$SELECT 'planted'$$;
CREATE FUNCTION elsewhere.wilson_interval(bigint, bigint) RETURNS text LANGUAGE sql AS $$SELECT 'planted'$$;
CREATE FUNCTION elsewhere.clustered_share(bigint, bigint, numeric) RETURNS text LANGUAGE sql AS $$SELECT 'planted'$$;
CREATE FUNCTION elsewhere.sum(bigint) RETURNS text LANGUAGE sql AS $$SELECT 'planted'$$;
SQL
is(psql_ok("SET search_path = work; SELECT id, estimate, low, high, n, verdict, sentence FROM elsewhere.claims('act', options => '{\"min_n\": 1}')"), $before, 'functions that stand beside are not taken for its own');

delete $ENV{PGDATABASE};
system('psql', '-Xq', '-d', 'postgres', '-c', "DROP DATABASE IF EXISTS smartdip_claim_latin WITH (FORCE)",
	'-c', "CREATE DATABASE smartdip_claim_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'") == 0 or die "cannot make a database in LATIN1\n";
$ENV{PGDATABASE} = 'smartdip_claim_latin';
psql_ok(q{CREATE EXTENSION smartdip; CREATE TABLE words AS SELECT 'digital diplomacy' AS body FROM generate_series(1, 50)});
is(psql_ok("SELECT n, verdict FROM hypothesis('H1', texts => 'words')"), '50|supported', 'a database without Arabic letters has the English sentences');
like(psql_fails("SELECT sentence FROM hypothesis('H1', texts => 'words', locale => 'ar')"), qr/22P05/, 'and says why it has no Arabic ones');
done_testing();
