# Events on several servers: postgres_fdw is told what of smartdip the far servers have, so conditions, aggregates and their
# states are computed there, and partitions of one table on two servers give what one table gives.
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);
use POSIX ();
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

fresh_database('smartdip_several_servers');
plan skip_all => 'postgres_fdw is not installed' if psql_ok(q(SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw')) eq '0';

# The far cluster, with another collation than ours may have. Servers refuse to run as root: they are then postgres', or else nobody's.
my $dir = tempdir('smartdip-far-XXXXXX', TMPDIR => 1, CLEANUP => 1);
chmod 0755, $dir;
chomp(my $bin = `pg_config --bindir`);
my ($uid, $gid);
if ($> == 0)
{
	(undef, undef, $uid, $gid) = map { @$_ } grep { @$_ } map { [ getpwnam $_ ] } qw(postgres nobody);
	chown $uid, $gid, $dir;
}

sub far_command
{
	my (@command) = @_;
	my $pid = fork() // die "cannot fork: $!\n";
	if ($pid == 0)
	{
		open(STDOUT, '>', '/dev/null');
		open(STDERR, '>', '/dev/null');
		if (defined $uid)
		{
			$) = "$gid $gid";
			POSIX::setgid($gid);
			POSIX::setuid($uid);
		}
		delete $ENV{PGDATABASE};
		exec(@command) or POSIX::_exit(1);
	}
	waitpid($pid, 0);
	return $? == 0;
}
my $running;
END { my $status = $?; far_command("$bin/pg_ctl", '-w', '-D', "$dir/data", '-m', 'immediate', 'stop') if $running; $? = $status }
far_command("$bin/initdb", '-D', "$dir/data", '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N') or BAIL_OUT('initdb failed');
far_command("$bin/pg_ctl", '-w', '-D', "$dir/data", '-l', "$dir/log", '-o', "-F -k $dir -p 5432 -c listen_addresses=", 'start') or BAIL_OUT('the far server does not start');
$running = 1;

# far(database, sql)
sub far
{
	my ($database, $sql) = @_;
	my ($status, $out, $err) = run_command($sql, 'psql', '-XAtq', '-h', $dir, '-p', 5432, '-U', 'postgres', '-d', $database, '-v', 'ON_ERROR_STOP=1', '-f', '-');
	die "far server: $sql\n$err" if $status != 0;
	return $out;
}
for my $database (qw(first second))
{
	far('postgres', "CREATE DATABASE $database");
	far($database, "CREATE EXTENSION smartdip; SELECT create_event_table('events', url => false)");
}

# The parent has no key, for a partition on another server cannot have a part of it: the keys are there.
psql_ok(<<"SQL");
CREATE EXTENSION postgres_fdw;
CREATE SERVER first FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$dir', port '5432', dbname 'first', batch_size '1000', fdw_tuple_cost '0.2');
CREATE SERVER second FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$dir', port '5432', dbname 'second', batch_size '1000', fdw_tuple_cost '0.2');
CREATE USER MAPPING FOR CURRENT_USER SERVER first OPTIONS (user 'postgres');
CREATE USER MAPPING FOR CURRENT_USER SERVER second OPTIONS (user 'postgres');
SELECT create_event_table('plain', url => false);
CREATE TABLE events (LIKE plain) PARTITION BY RANGE (day);
CREATE FOREIGN TABLE events_first PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2022-08-01') SERVER first OPTIONS (table_name 'events');
CREATE FOREIGN TABLE events_second PARTITION OF events FOR VALUES FROM ('2022-08-01') TO ('2023-05-01') SERVER second OPTIONS (table_name 'events');
CREATE TABLE events_here PARTITION OF events FOR VALUES FROM ('2023-05-01') TO (MAXVALUE);
CREATE TABLE lines (line_no bigint, line text);
INSERT INTO lines SELECT 1, E'day\\tsource\\tcode\\ttarget'
	UNION ALL SELECT 1 + n, concat_ws(E'\\t', day, coalesce(source::text, ''), code, coalesce(target::text, '')) FROM (SELECT row_number() OVER () AS n, * FROM smartdip_sample_events(6000)) s;
SQL

# ---- what is shipped ----

# Without the option the far servers are not believed to have the extension.
sub remote { my ($query) = @_; return psql_ok("EXPLAIN (VERBOSE, COSTS OFF) $query") }
unlike(remote(q(SELECT count(*) FROM events_first WHERE source ^@ 'USA')), qr/Remote SQL:.*\^@/, 'nothing is shipped to servers that may lack smartdip');
psql_ok("ALTER SERVER first OPTIONS (ADD extensions 'smartdip'); ALTER SERVER second OPTIONS (ADD extensions 'smartdip')");

for my $condition (q(source ^@ 'USA'), q(source @> 'GOV'), q(code <@ '04'), q(code = '042'), q(goldstein(code) < 0), q(quad_class(code) = 4), q(root(code) = '19'),
	q(month(day) = '2001-02-01'), q(power_profile(code) && 'hard:0.1'::power_profile))
{
	my $plan = remote("SELECT id FROM events_first WHERE $condition");
	ok($plan !~ /Filter:/ && $plan =~ /Remote SQL:.* WHERE /, "shipped: $condition");
}
# Text has a collation, and that of a constant may be another one over there.
for my $condition (q(country(source) = 'USA'), q(kind(source) = 'state'), q(goldstein(code, 'icews') < 0), q(date_trunc('month', day) = '2001-02-01'))
{
	like(remote("SELECT id FROM events_first WHERE $condition"), qr/Filter:/, "not shipped: $condition");
}
for my $aggregate ('avg(power_profile(code))', 'avg_state(power_profile(code))', 'weighted_avg_state(power_profile(code), 1::float8)', 'power_union(power_profile(code))',
	'event_series(day, code)', 'cliffs_delta_state(goldstein(code), id % 2 = 0)')
{
	like(remote("SELECT month(day), source, $aggregate FROM events_first GROUP BY month(day), source"), qr/Remote SQL:.*GROUP BY/, "computed there by month and actor: $aggregate");
}

# ---- loading, and questions over all servers ----

is(psql_ok(q(SELECT * FROM load_event_lines('events', 'lines', 'coded', 'sample'))), '6000|0|0', 'lines go to the partitions on all servers');
psql_ok('INSERT INTO plain SELECT * FROM events; ANALYZE plain; ANALYZE events');
is(psql_ok('SELECT count(*) = 6000, count(DISTINCT tableoid) FROM events'), 't|3', 'there is some of it everywhere');
is(psql_ok(q(SELECT * FROM load_event_lines('events', 'lines', 'coded', 'sample'))), '0|0|6000', 'and they are known again');

# name => [ inner aggregate by day, which each server computes, and the end over all of them; what one table says ]
my %question = (
	'avg' => [ 'avg_state(power_profile(code))', 'avg(s)', 'avg(power_profile(code))' ],
	'weighted_avg' => [ 'weighted_avg_state(power_profile(code), abs(goldstein(code)))', 'weighted_avg(s)', 'weighted_avg(power_profile(code), abs(goldstein(code)))' ],
	'event_series' => [ 'event_series(day, code)', 'merge(s)', 'event_series(day, code)' ],
	'power_union' => [ 'power_union(power_profile(code))', 'power_union(s)', 'power_union(power_profile(code))' ],
	'cliffs_delta' => [ 'cliffs_delta_state(goldstein(code), id % 2 = 0)', 'cliffs_delta(s)', 'cliffs_delta(goldstein(code), id % 2 = 0)' ],
);
for my $name (sort keys %question)
{
	my ($state, $end, $plain) = @{ $question{$name} };
	my $query = "SELECT source, $end FROM (SELECT day, source, $state AS s FROM events GROUP BY day, source) d GROUP BY source";
	my $plan = psql_ok("SET enable_partitionwise_aggregate = on; EXPLAIN (VERBOSE, COSTS OFF) $query");
	is(scalar(() = $plan =~ /Remote SQL:.*GROUP BY/g), 2, "$name: both servers add up their rows") or diag $plan;
	is(psql_ok("SET enable_partitionwise_aggregate = on; SELECT md5(string_agg(r::text, ';' ORDER BY r::text)) FROM ($query) r"),
		psql_ok("SELECT md5(string_agg(r::text, ';' ORDER BY r::text)) FROM (SELECT source, $plain FROM plain GROUP BY source) r"), "$name: as in one table");
}
done_testing();
