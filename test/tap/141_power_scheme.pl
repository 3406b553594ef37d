# A coding of one's own is dumped and restored as the ordinary table it is, and still tells of its changes afterwards.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my $from = fresh_database('smartdip_power_dump');
psql_ok(<<'SQL');
CREATE SCHEMA coding;
SELECT create_power_scheme('coding.mine', 'smartdip-1');
UPDATE coding.mine SET profile = 'soft:0.25, cultural:1', reason = 'my own view' WHERE code = '04';
CREATE TABLE acts (code event_code, p power_profile, mean power_profile GENERATED ALWAYS AS (p * 0.5) STORED, CHECK (p <@ !''::power_profile));
INSERT INTO acts SELECT c, power_profile(c, 'coding.mine'::regclass) FROM event_codes() c;
CREATE INDEX acts_gist ON acts USING gist (p);
CREATE INDEX acts_gin ON acts USING gin (p);
CREATE INDEX acts_hash ON acts USING hash (p);
CREATE UNIQUE INDEX acts_btree ON acts (code, p);
CREATE INDEX acts_expression ON acts ((power_profile(code) <-> p)) WHERE p && 'military:1';
CREATE VIEW mix AS SELECT root(code) AS root, avg(p) AS mix, avg(power_profile(code, 'coding.mine'::regclass)) AS again, max(synergy(p)) AS synergy FROM acts GROUP BY 1;
CREATE MATERIALIZED VIEW kept AS SELECT * FROM mix;
SQL
my $summary = <<'SQL';
SELECT md5(string_agg(a::text, ',' ORDER BY code)) FROM acts a;
SELECT md5(string_agg(m::text, ',' ORDER BY root)) FROM mix m;
SELECT md5(string_agg(k::text, ',' ORDER BY root)) FROM kept k;
SELECT md5(string_agg(m::text, ',' ORDER BY code)) FROM coding.mine m;
SELECT string_agg(pg_get_indexdef(indexrelid), ';' ORDER BY indexrelid::regclass::text) FROM pg_index WHERE indrelid = 'acts'::regclass;
SELECT string_agg(pg_get_triggerdef(oid) || tgenabled::text, ';' ORDER BY tgname) FROM pg_trigger WHERE tgrelid = 'coding.mine'::regclass;
SET enable_seqscan = off;
SELECT count(*) FROM acts WHERE p @> 'hard:0.5';
SQL
my $before = psql_ok($summary);
my ($status, $dump, $err) = run_command('', 'pg_dump', $from);
is($status, 0, 'pg_dump runs') or diag($err);

fresh_database('smartdip_power_restored', bare => 1);
($status, undef, $err) = run_command($dump, 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
is($status, 0, 'the dump restores into an empty database') or diag($err);
is(psql_ok($summary), $before, 'profiles, indexes, views, the coding and its triggers are the same');
is(psql_ok(<<'SQL'), "cultural:1.00\nlegal:1.00", 'a change of the restored coding is seen in the same session');
SELECT power_profile('04'::event_code, 'coding.mine'::regclass) & 'cultural:1' FROM generate_series(1, 1);
UPDATE coding.mine SET profile = 'legal:1';
SELECT power_profile('04'::event_code, 'coding.mine'::regclass);
SQL
done_testing();
