# One node with and without what doc/scaling.md advises, parts on other servers, and what a row takes: see scripts/bench.sh. The other servers are
# databases of the same one, so what is measured of them is what is sent, and how much work that saves, not a network.
use strict;
use warnings;
use File::Basename qw(dirname);
use Getopt::Long;
use Time::HiRes qw(time);
use lib dirname(__FILE__);
use Backend;

my ($rows, $rounds) = (300_000, 3);
GetOptions('rows=i' => \$rows, 'rounds=i' => \$rounds) && @ARGV or die "usage: bench.sh scaling [--rows N] [--rounds N] FILE...\n";
my $here = dirname(__FILE__);
my $db = Backend->new('CREATE EXTENSION IF NOT EXISTS postgres_fdw');
my $lines = "/tmp/smartdip-scaling-$$.csv";
END { unlink $lines if defined $lines }
system("perl '$here/repeat_gdelt.pl' $rows " . join(' ', map { "'$_'" } @ARGV) . " > $lines") == 0 or die "cannot repeat the files\n";

sub clock { my ($code) = @_; my $from = time; $code->(); return time - $from }
sub median_ms { my ($sql) = @_; return Backend::median(map { ($db->measure($sql))[0] } 1 .. $rounds) }
sub line { printf "%-62s %12s\n", @_; return }

# ---- loading and size ----

$db->query("SELECT create_event_table('events', url => false, indexes => false)");
my $seconds = clock(sub { system("'$here/../scripts/smartdip-load' -t events $lines > /dev/null 2>&1"); $? == 0 || $? >> 8 == 3 or die "cannot load the lines\n" });
my $count = $db->query('SELECT count(*) FROM events');
my $index_seconds = clock(sub { $db->query(q(SELECT add_event_indexes('events'))) });
$db->query('VACUUM ANALYZE events');
printf "%d events of %d days\n\n", $count, $db->query('SELECT count(DISTINCT day) FROM events');
line('loading, one process, events a second', sprintf '%.0f', $count / $seconds);
line('indexes afterwards, events a second', sprintf '%.0f', $count / $index_seconds);
line('bytes of an event, without its URL', sprintf '%.0f', $db->query(q(SELECT pg_relation_size('events'))) / $count);
line('... of its indexes', sprintf '%.0f', $db->query(q(SELECT pg_indexes_size('events'))) / $count);
$db->query('CREATE TABLE histories AS SELECT source, target, event_series(day, code) AS s FROM events WHERE source IS NOT NULL AND target IS NOT NULL GROUP BY 1, 2');
line('bytes of a history (dyads of actors), for each of its events', sprintf '%.1f',
	$db->query('SELECT sum(pg_column_size(s) + 40)::float8 / sum(event_count(s)) FROM histories'));
$db->query('CREATE TABLE country_histories AS SELECT country(source) AS a, country(target) AS b, event_series(day, code) AS s FROM events GROUP BY 1, 2');
line('... of countries', sprintf '%.1f', $db->query('SELECT sum(pg_column_size(s) + 40)::float8 / sum(event_count(s)) FROM country_histories'));
for my $state ('avg_state(power_profile(code))', 'theme_counts_state(label(code))')
{
	line("bytes of $state", $db->query("SELECT round(avg(pg_column_size(s))) FROM (SELECT $state AS s FROM (SELECT * FROM events LIMIT 20000) e GROUP BY source) g"));
}

# ---- one node ----

print "\n";
my $panel = 'SELECT country(source), country(target), month(day), count(*) FROM events GROUP BY 1, 2, 3';
sub expected { return $db->query("SELECT pg_temp.groups('$panel')") }
$db->query(q(CREATE FUNCTION pg_temp.groups(query text) RETURNS bigint LANGUAGE plpgsql AS 'DECLARE p json; BEGIN EXECUTE ''EXPLAIN (FORMAT json) '' || query INTO p; RETURN p->0->''Plan''->>''Plan Rows''; END'));
my $there = $db->query("SELECT count(*) FROM ($panel) p");
my ($with, $ms_with) = (expected(), median_ms("SELECT count(*) FROM ($panel) p"));
$db->query('DROP STATISTICS events_countries');
my ($without, $ms_without) = (expected(), median_ms("SELECT count(*) FROM ($panel) p"));
line("groups of countries and months: $there; expected with statistics", $with);
line('... without', $without);
line('CPU ms of the panel, with statistics', sprintf '%.0f', $ms_with);
line('... without', sprintf '%.0f', $ms_without);

sub blocks
{
	my ($day) = @_;
	$db->query(q(CREATE OR REPLACE FUNCTION pg_temp.blocks(query text) RETURNS bigint LANGUAGE plpgsql AS 'DECLARE p json; BEGIN EXECUTE ''EXPLAIN (ANALYZE, BUFFERS, FORMAT json) '' || query INTO p;
		RETURN (p->0->''Plan''->>''Shared Hit Blocks'')::bigint + (p->0->''Plan''->>''Shared Read Blocks'')::bigint; END'));
	return $db->query("SET enable_seqscan = off; SET enable_indexscan = off; SET enable_indexonlyscan = off; SELECT pg_temp.blocks('SELECT count(*) FROM events WHERE day = ''$day''')");
}
my $day = $db->query('SELECT max(day) - 20 FROM events');
my $total = $db->query(q(SELECT pg_relation_size('events') / 8192));
$db->query('DROP INDEX events_day_idx; CREATE INDEX narrow ON events USING brin (day) WITH (pages_per_range = 16)');
my $plain = blocks($day);
$db->query('DROP INDEX narrow; CREATE INDEX narrow ON events USING brin (day date_minmax_multi_ops) WITH (pages_per_range = 16)');
line("blocks read for one day of $total, BRIN", $plain);
line('... with date_minmax_multi_ops', blocks($day));

$db->query('CREATE TABLE rollup AS SELECT day, country(source) AS a, avg_state(power_profile(code)) AS s FROM events GROUP BY 1, 2; ANALYZE rollup');
line('CPU ms of mean power by country, from the events', sprintf '%.0f', median_ms('SELECT count(*) FROM (SELECT country(source), avg(power_profile(code)) FROM events GROUP BY 1) q'));
line('... from a rollup by day', sprintf '%.0f', median_ms('SELECT count(*) FROM (SELECT a, avg(s) FROM rollup GROUP BY 1) q'));

# ---- two servers ----

print "\n";
my ($host, $port, $user) = ($ENV{PGHOST}, $ENV{PGPORT} || 5432, $ENV{PGUSER});
my $middle = $db->query('SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY day) FROM events');
for my $far (qw(bench_far_1 bench_far_2))
{
	system('psql', '-Xq', '-d', 'postgres', '-c', "DROP DATABASE IF EXISTS $far", '-c', "CREATE DATABASE $far TEMPLATE template0") == 0 or die;
	system('psql', '-Xq', '-d', $far, '-c', 'CREATE EXTENSION smartdip', '-c', q(DO $$ BEGIN PERFORM create_event_table('events', url => false, indexes => false); END $$)) == 0 or die;
	$db->query("CREATE SERVER $far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname '$far', extensions 'smartdip', batch_size '1000', fdw_tuple_cost '0.2', async_capable 'true')");
	$db->query("CREATE USER MAPPING FOR CURRENT_USER SERVER $far OPTIONS (user '$user')");
}
$db->query(<<"SQL");
CREATE TABLE far (LIKE events) PARTITION BY RANGE (day);
CREATE FOREIGN TABLE far_1 PARTITION OF far FOR VALUES FROM (MINVALUE) TO ('$middle') SERVER bench_far_1 OPTIONS (table_name 'events');
CREATE FOREIGN TABLE far_2 PARTITION OF far FOR VALUES FROM ('$middle') TO (MAXVALUE) SERVER bench_far_2 OPTIONS (table_name 'events');
INSERT INTO far SELECT * FROM events;
ANALYZE far;
SET enable_partitionwise_aggregate = on;
SQL
sub wall { my ($sql) = @_; return Backend::median(map { 1000 * clock(sub { $db->query($sql) }) } 1 .. $rounds) }
my $one = 'SELECT count(*) FROM (SELECT source, avg(power_profile(code)) FROM %s GROUP BY 1) q';
my $two = 'SELECT count(*) FROM (SELECT source, avg(s) FROM (SELECT day, source, avg_state(power_profile(code)) AS s FROM far GROUP BY 1, 2) d GROUP BY 1) q';
line('ms of mean power by actor, one table', sprintf '%.0f', wall(sprintf $one, 'events'));
line('... two servers, rows pulled', sprintf '%.0f', wall(sprintf $one, 'far'));
line('... two servers, in two steps', sprintf '%.0f', wall($two));
$db->query('DROP TABLE far; DROP SERVER bench_far_1 CASCADE; DROP SERVER bench_far_2 CASCADE');
$db->close;
system('psql', '-Xq', '-d', 'postgres', '-c', "DROP DATABASE $_ WITH (FORCE)") for qw(bench_far_1 bench_far_2);
