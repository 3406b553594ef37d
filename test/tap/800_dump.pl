# A dump restored into an empty database holds the same rows, indexes and generated columns, and pg_dump writes the
# extension as one line. The schema is not on the search_path when pg_restore runs: nothing may depend on it.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my $from = fresh_database('smartdip_dump');
psql_ok(<<'SQL');
CREATE TABLE kept (
	id integer PRIMARY KEY,
	code event_code NOT NULL CHECK (known(code)),
	root event_code GENERATED ALWAYS AS (root(code)) STORED,
	score double precision GENERATED ALWAYS AS (goldstein(code)) STORED
);
INSERT INTO kept SELECT row_number() OVER (), c FROM event_codes() c WHERE known(c);
CREATE INDEX kept_code ON kept (code);
CREATE INDEX kept_hash ON kept USING hash (code);
CREATE INDEX kept_brin ON kept USING brin (code);
CREATE INDEX kept_expression ON kept (quad_class(code)) WHERE code <@ '04';
CREATE VIEW talks AS SELECT id, label(code) AS what FROM kept WHERE code <@ '04';
CREATE TABLE parts (code event_code) PARTITION BY RANGE (code);
CREATE TABLE parts_words PARTITION OF parts FOR VALUES FROM ('01') TO ('10');
CREATE TABLE parts_deeds PARTITION OF parts FOR VALUES FROM ('10') TO (MAXVALUE);
INSERT INTO parts SELECT code FROM kept;
CREATE TABLE actors (
	actor actor_code PRIMARY KEY CHECK (actor && 'USARUSper'),
	country text GENERATED ALWAYS AS (country(actor)) STORED
);
INSERT INTO actors SELECT (c || code)::actor_code FROM unnest('{USA,RUS,per}'::text[]) c, actor_groups();
CREATE INDEX actors_gin ON actors USING gin (actor);
CREATE INDEX actors_kind ON actors (kind(actor)) WHERE actor ^@ 'USA';
SQL
my $summary = <<'SQL';
SELECT md5(string_agg(k::text, ',' ORDER BY id)) FROM kept k;
SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM talks t;
SELECT (SELECT count(*) FROM parts_words), (SELECT count(*) FROM parts_deeds);
SELECT string_agg(pg_get_indexdef(indexrelid), ';' ORDER BY indexrelid::regclass::text) FROM pg_index WHERE indrelid = 'kept'::regclass;
SET enable_seqscan = off;
SELECT count(*) FROM kept WHERE code <@ '12';
SELECT md5(string_agg(a::text, ',' ORDER BY actor)), (SELECT count(*) FROM actors WHERE actor @> 'GOV') FROM actors a;
SELECT string_agg(pg_get_indexdef(indexrelid), ';' ORDER BY indexrelid::regclass::text) FROM pg_index WHERE indrelid = 'actors'::regclass;
SQL
my $before = psql_ok($summary);
my ($status, $dump, $err) = run_command('', 'pg_dump', $from);
is($status, 0, 'pg_dump runs') or diag($err);
like($dump, qr/CREATE EXTENSION IF NOT EXISTS smartdip WITH SCHEMA public/, 'the extension is one line of the dump');
unlike($dump, qr/CREATE (TYPE|FUNCTION|OPERATOR)/, 'none of its objects is');

fresh_database('smartdip_restored', bare => 1);
($status, undef, $err) = run_command($dump, 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
is($status, 0, 'the dump restores into an empty database') or diag($err);
is(psql_ok($summary), $before, 'rows, generated columns, view, partitions and indexes are the same');
done_testing();
