# Long work of every kind ends soon after it is cancelled, whatever is in the value: statements over values of 15 or 50 MB and over many rows, by
# statement_timeout, by pg_cancel_backend(), and while lines come in by COPY. What is measured is shown as a table. The bound is for a busy
# machine: the work between two looks at the interrupts takes some milliseconds.
use strict;
use warnings;
use Time::HiRes qw(sleep time);
use Test::More;
use lib 'test/tap';
use LongWork qw(text_works text_of table_works table_setup);
use TestDb qw(fresh_database psql_ok run_command);
use TestLoad qw(write_file);
use TestSession;

binmode(Test::More->builder->$_, ':utf8') for qw(output failure_output);
fresh_database('smartdip_cancel');
my $long = $ENV{SMARTDIP_LONG};
my ($size, $scale) = $long ? (50_000_000, 5) : (15_000_000, 1);
my ($bound, $tries) = (500, 3);
my $only = $ARGV[0] // '';
my (@late, $cancelled, $done);

# A session of its own, which reports: by how many milliseconds a statement outlived its timeout.
my $session = TestSession->new($ENV{PGUSER} || scalar getpwuid $>);
$session->ask('SET client_min_messages = error; CREATE TEMP TABLE late (outcome text)');

# late(the value's SQL, what is done with it, timeout): the milliseconds; 'early' if the work had not begun, 'done' if it had ended, 'error' with its
# SQLSTATE if it failed.
sub late
{
	my ($value, $work, $timeout) = @_;
	my $answer = $session->ask(<<"SQL");
TRUNCATE late;
SET statement_timeout = $timeout;
DO \$do\$
DECLARE
	t text;
	began timestamptz;
BEGIN
	t := $value;
	began := clock_timestamp();
	$work;
	INSERT INTO late VALUES ('done');
EXCEPTION WHEN query_canceled THEN
	INSERT INTO late VALUES (CASE WHEN began IS NULL OR began > statement_timestamp() + interval '$timeout ms' THEN 'early'
		ELSE round(1000 * extract(epoch FROM clock_timestamp() - statement_timestamp()) - $timeout)::text END);
WHEN OTHERS THEN
	INSERT INTO late VALUES ('error ' || SQLSTATE);
END \$do\$;
SET statement_timeout = 0;
SELECT coalesce((SELECT outcome FROM late), 'early');
SQL
	return $answer =~ /^(early|done|error \w+|-?\d+)\z/m ? $1 : $answer;
}

# The same with more and more time, until the work had begun: a busy machine may take long to come to it.
sub late_in_work
{
	my ($value, $work, $timeout) = @_;
	my $late = 'early';
	for (; $late eq 'early' && $timeout < 10_000; $timeout *= 2) { $late = late($value, $work, $timeout) }
	return $late;
}

# Judges the least of some tries; a try that was late on a busy machine is made again.
sub judge
{
	my ($shown, $try) = @_;
	my $least;
	for (1 .. $tries)
	{
		my $late = $try->();
		$least = $late if !defined $least || $late !~ /^-?\d+$/ || ($least =~ /^-?\d+$/ && $late < $least);
		last if $least !~ /^-?\d+$/ || $least < $bound / 3;
	}
	push @late, [$least, $shown];
	$cancelled++ if $least =~ /^-?\d+$/;
	$done++ if $least eq 'done' || $least =~ /^error/;
	ok($least eq 'done' || $least =~ /^error (?!XX)/ || ($least =~ /^-?\d+$/ && $least < $bound), "$shown ends") or diag("$least ms late");
	return;
}

for my $work (grep { index($_->{shown}, $only) >= 0 } text_works($long))
{
	judge($work->{shown}, sub { return late_in_work(text_of($work->{shape}, $size), "PERFORM $work->{expression}", 40) });
}
my $texts_cancelled = $cancelled;

table_setup($scale);
my @tables = grep { index($_, $only) >= 0 } table_works();
for my $work (@tables)
{
	judge("SELECT $work", sub { return late_in_work("''", "PERFORM $work", 50) });
}

# The other way to be cancelled; and a COPY whose lines come in, through the view that loads them, with work going on and without.
for my $work (grep { /permutation_test\(a, g, 5|pagerank|sequence_matches|corpus_statistics|load_event_lines|jsonb_object_agg|merge/ } @tables)
{
	judge("pg_cancel_backend(): SELECT $work", sub {
		$session->send("SELECT $work");
		sleep .05;
		my $from = time;
		psql_ok("SELECT pg_cancel_backend($session->{pid})");
		return $session->answer =~ /57014/ ? int(1000 * (time - $from)) : 'done';
	});
}
my $lines = write_file('lines', join '', map { "$_\t2014-01-01\tUSA\t042\tEGY\n" } 1 .. 300_000 * $scale);
my $one = write_file('long', join('', ('x' x 1000 . '\\t') x 10_000) . "\n");
for my $file ($lines, $one)
{
	judge("COPY into a view that loads, " . ($file eq $one ? 'one line of 10 MB' : 'many lines'), sub {
		my $from = time;
		my (undef, $out, $err) = run_command("BEGIN; SET statement_timeout = 80;\n\\copy ev_load FROM '$file'\n", 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-f', '-');
		return $err =~ /57014/ ? int(1000 * (time - $from) - 80) : 'done';
	});
}

note(sprintf '%6s ms late: %s', @$_) for sort { $b->[0] <=> $a->[0] } grep { $_->[0] =~ /^-?\d+\z/ } @late;
note("$cancelled were cancelled, $done had ended: ", join "; ", map { "$_->[1] ($_->[0])" } grep { $_->[0] !~ /^-?\d+\z/ } @late);
cmp_ok($texts_cancelled, '>', 40, 'most of the work over texts was cancelled') if !$only;
cmp_ok($cancelled, '>', 60, 'most of it all was cancelled') if !$only;
done_testing();
