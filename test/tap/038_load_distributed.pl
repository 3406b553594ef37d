# Loading into a table that Citus distributes: it is one that the catalogue pg_dist_partition has. Citus itself is not here; a table of
# that name stands in for its catalogue, and shows that the rows take the one way that Citus can follow.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command);

fresh_database('smartdip_load_distributed');
psql_ok(<<'SQL');
SET allow_system_table_mods = on;
CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass NOT NULL, partmethod "char" NOT NULL);
GRANT SELECT ON pg_catalog.pg_dist_partition TO PUBLIC;
SELECT create_event_table('plain', url => false);
SELECT create_event_table('by_id', url => false, distribute => 'id');
SELECT create_event_table('by_source', url => false, distribute => 'source', partition => 'year', parts => true);
INSERT INTO pg_catalog.pg_dist_partition VALUES ('by_id', 'h'), ('by_source', 'h');
CREATE TABLE lines (line_no bigint, line text);
INSERT INTO lines VALUES (1, E'id\tday\tsource\tcode\ttarget'), (8000, E'7000\t2020-01-01\tUSAGOV\tnone\tIRQ'), (8001, E'1\t2020-01-01\t\t042\tIRQ');
INSERT INTO lines SELECT 1 + n, concat_ws(E'\t', n, date '2020-01-01' + n / 20, CASE WHEN n % 10 > 0 THEN 'USAGOV' ELSE '' END, '042', 'IRQ') FROM generate_series(1, 6000) n;
SQL

# ---- keys ----

sub key { return psql_ok("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '$_[0]'::regclass AND contype = 'p'") }
is(key('by_id'), 'PRIMARY KEY (id, day)', 'by id the key is the usual one');
is(key('by_source'), 'PRIMARY KEY (source, id, day, part)', 'by source it begins with the source');
is(psql_ok(q(SELECT attnotnull FROM pg_attribute WHERE attrelid = 'by_source'::regclass AND attname = 'source')), 't', 'which is never null');
like(psql_fails(q(SELECT create_event_table('x', distribute => 'code'))), qr/22023.*distribute events by "code"/, 'no other column');

# ---- loading ----

sub load { return psql_ok("SELECT * FROM load_event_lines('$_[0]', 'lines')") }
is(load('plain'), '6000|2|0', 'one node: the second row of a key is refused, as it says something else');
is(load('by_id'), '6000|1|1', 'distributed: it counts as one that is there');
is(psql_ok('SELECT count(*) FROM (TABLE plain EXCEPT TABLE by_id) d'), '0', 'the same rows come in');
is(load('by_id'), '0|1|6001', 'and none of them twice');
is(psql_ok('SELECT count(*), count(DISTINCT line_no) FROM by_id_reject'), '1|1', 'the refused line is kept once');

is(load('by_source'), '6001|1|0', 'partitions are made on the way; an id of two sources is two rows');
is(psql_ok(q(SELECT source, count(*) FROM by_source GROUP BY 1 ORDER BY 1)), "UNK|601\nUSAGOV|5400", 'lines without a source are of UNK');
is(psql_ok(q(SELECT count(country('UNK')))), '0', 'which is no country');

# A view, as the loader uses it
psql_ok('TRUNCATE by_id');
psql_ok(q(SELECT create_load_view('view', 'by_id')));
is(psql_ok(q(INSERT INTO view SELECT line FROM lines ORDER BY line_no; SELECT * FROM last_event_load())), '6000|1|1', 'through a view');
my ($status, $out, $err) = run_command(psql_ok(q(SELECT string_agg(line, E'\n' ORDER BY line_no) FROM lines)) . "\n", 'scripts/smartdip-load', '-t', 'by_id');
like($out . $err, qr/\b0 (events )?loaded.*\b1 refused.*\b6,?001\b/s, 'by the loader') or diag "$status $out $err";

# Who may insert and not read
psql_ok(<<'SQL');
DROP ROLE IF EXISTS smartdip_only_insert; CREATE ROLE smartdip_only_insert;
GRANT SELECT ON lines TO smartdip_only_insert; GRANT INSERT ON by_id, by_id_reject TO smartdip_only_insert;
SQL
is(psql_ok(q(SET ROLE smartdip_only_insert; SELECT * FROM load_event_lines('by_id', 'lines'))), '0|1|6001', 'who may only insert loads');
like(psql_fails(q(SET ROLE smartdip_only_insert; SELECT * FROM load_event_lines('by_source', 'lines'))), qr/42501/, 'and only where she may');
psql_ok('DROP OWNED BY smartdip_only_insert; DROP ROLE smartdip_only_insert');

# An error undoes the load
psql_ok('TRUNCATE by_id; ALTER TABLE by_id ADD CHECK (id <> 5999)');
like(psql_fails(q(SELECT * FROM load_event_lines('by_id', 'lines'))), qr/23514/, 'a row that a check refuses is an error');
is(psql_ok('SELECT count(*) FROM by_id'), '0', 'and nothing stays');

# ---- what would differ by node ----

# Triggers of a power scheme tell of changes of what they fire on, and that is not the table that is named here: so nothing is kept.
psql_ok(q(SELECT create_power_scheme('kept', 'smartdip-1'), create_power_scheme('spread', 'smartdip-1'); INSERT INTO pg_catalog.pg_dist_partition VALUES ('spread', 'n')));
sub reads
{
	my ($scheme) = @_;
	my $question = "SELECT count(power_profile(code, '$scheme'::regclass)) FROM (VALUES (event_code '042')) v(code)";
	return psql_ok("BEGIN; $question; $question; SELECT coalesce(seq_scan, 0) + coalesce(idx_scan, 0) FROM pg_stat_xact_user_tables WHERE relname = '$scheme'");
}
is(reads('kept'), "1\n1\n1", 'a power scheme that tells of its changes is read once');
is(reads('spread'), "1\n1\n2", 'one that is distributed, once a statement');

psql_ok(q(CREATE TEXT SEARCH DICTIONARY terms (TEMPLATE = smartdip_lexicon); SELECT set_lexicon('terms', $$ VALUES ('a', 'b') $$)));
psql_ok(q(SET allow_system_table_mods = on; CREATE TABLE pg_catalog.pg_dist_node (nodeid integer, groupid integer); INSERT INTO pg_catalog.pg_dist_node VALUES (1, 0)));
is(psql_ok(q(SELECT set_lexicon('terms', $$ VALUES ('a', 'c') $$))), '', 'a coordinator without workers may set a lexicon');
psql_ok('INSERT INTO pg_catalog.pg_dist_node VALUES (2, 1)');
like(psql_fails(q(SELECT set_lexicon('terms', $$ VALUES ('a', 'd') $$))), qr/0A000.*on this node only.*HINT/s, 'with other nodes it refuses, and says what to do');
is(psql_ok(q(SELECT dictinitoption FROM pg_ts_dict WHERE dictname = 'terms')) =~ /c/, 1, 'and the terms stay');
done_testing();
