# Many sessions that write one event table with kept histories, its partitions and a table of texts, at random, for some seconds. At the
# end the histories have to be exact, no row lost, and no session may have met an internal error or a deadlock. sessions.pl [seconds [sessions]]
use strict;
use warnings;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my ($seconds, $sessions) = ($ARGV[0] || 10, $ARGV[1] || 4);
fresh_database('smartdip_sessions');
psql_ok(<<'SQL');
SET client_min_messages = error;
SELECT create_event_table('ev', 'month');
SELECT add_event_partitions('ev', '2014-01-01', '2014-12-31');
SELECT create_history('h', 'ev', monads => true);
SELECT create_history('a', 'ev', 'actor');
SELECT create_text_table('tx', partition => 'month');
CREATE SEQUENCE ids;
CREATE TABLE done (id bigint, what text);
CREATE TABLE lines AS SELECT 1::bigint AS line_no, 'id,published,body' AS line UNION ALL SELECT i + 1, i || ',2014-0' || 1 + i % 9 || '-03,a text' FROM generate_series(1, 300) i;
SQL
my @works = (
	"INSERT INTO ev (id, day, code, source, target) SELECT nextval('ids'), date '2014-01-01' + (random() * 360)::int, '042', (ARRAY['USA','EGY','RUS'])[1 + i % 3]::actor_code, 'FRA' FROM generate_series(1, 20) i",
	"UPDATE ev SET code = '190', day = day + 31 WHERE id % 17 = (random() * 16)::int AND day < '2014-11-01'", "DELETE FROM ev WHERE id % 29 = (random() * 28)::int", "SELECT refresh_history('h')", "SELECT refresh_history('a')",
	"ALTER TABLE ev DETACH PARTITION ev_p201412; ALTER TABLE ev ATTACH PARTITION ev_p201412 FOR VALUES FROM ('2014-12-01') TO ('2015-01-01')", "DROP TABLE ev_p201411; SELECT add_event_partitions('ev', '2014-11-01', '2014-11-30', 'month')", "TRUNCATE ev_p201410",
	"SELECT load_text_lines('tx', 'lines', file => 'f')", "BEGIN; DELETE FROM tx WHERE random() < 0.1; SELECT load_text_lines('tx', 'lines', file => 'f'); COMMIT", "SELECT load_text_lines('tx', 'lines', file => 'f')", "SELECT count(*) FROM history_check('h')");
my @children;
for my $n (1 .. $sessions)
{
	my $pid = fork();
	die "cannot fork: $!\n" unless defined $pid;
	push @children, $pid;
	next if $pid;
	srand 100 + $n;
	my ($end, $count, @errors) = (time + $seconds, 0);
	while (time < $end)
	{
		my $script = join '', map { $works[ rand @works ] . ";\n" } 1 .. 10;
		my ($status, $out, $err) = run_command("SET client_min_messages = error;\n$script", 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-f', '-');
		$count += 10;
		push @errors, $err =~ /(ERROR:.*)/g;
		push @errors, "session died: $err" if $status != 0;
	}
	my %seen;
	$seen{ s/\d{4,}/N/gr }++ for @errors;
	print "session $n: $count statements", map({ "\n  $seen{$_} x " . substr $_, 0, 200 } sort keys %seen), "\n";
	exit 0;
}
waitpid $_, 0 for @children;
print "differences: ", psql_ok("SELECT (SELECT count(*) FROM history_check('h')), (SELECT count(*) FROM history_check('a')), (SELECT count(*) FROM ev), (SELECT sum(event_count(history)) FROM h WHERE target IS NULL)"), "\n";
psql_ok("SELECT load_text_lines('tx', 'lines')");
print "texts (300): ", psql_ok('SELECT count(*) FROM tx'), ", refused: ", psql_ok('SELECT count(*) FROM tx_reject'), "\n";
