# Servers die: a backend is killed, all processes are, the server is stopped at once. Meanwhile files are loaded, events and values come, change and
# go, histories are made anew, indexes built, dictionaries set. After each recovery what was committed is there once, nothing is there in
# halves, histories are exact, indexes answer as their tables, and loading the same files again completes them.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use List::Util qw(shuffle);
use POSIX ();
use TestDb qw(psql_ok run_command);
use TestCluster;
use TestIndexes qw(operator_classes make_tables differences amcheck);
use TestLoad qw(write_file read_file load event);
use TestSession;

plan skip_all => 'processes are found in /proc, which is not here' unless -e '/proc/self/stat';

my $long = $ENV{SMARTDIP_LONG};
my @deaths = $long ? (qw(loader writer keeper builder all immediate)) x 6 : qw(loader all builder immediate);
my ($rows, $files, $batch) = ($long ? 20000 : 1500, 5, 50);
srand($ENV{SMARTDIP_RANDOM_SEED} || 821);

my $cluster = TestCluster->new("log_line_prefix = '%e '", "log_error_verbosity = terse", 'autovacuum_naptime = 1s', 'max_wal_size = 64MB')->lead;
psql_ok('CREATE DATABASE crash');
$cluster->lead('crash');
psql_ok(<<'SQL');
CREATE EXTENSION smartdip;
SELECT create_event_table('loaded', 'month');
SELECT create_history('loaded_history', 'loaded', two_countries => 'each', monads => true);
SELECT create_event_table('written');
SELECT create_history('written_history', 'written', 'actor');
SELECT create_event_table('still');
INSERT INTO still (id, day, code, source, target) SELECT id, day, code, source, target FROM smartdip_sample_events(3000);
SELECT create_history('still_history', 'still', 'actor');
CREATE TEXT SEARCH DICTIONARY terms (TEMPLATE = smartdip_lexicon);
CREATE TEXT SEARCH DICTIONARY themes (TEMPLATE = smartdip_theme);
SQL
make_tables($long ? 3000 : 300);
my @classes = operator_classes();
psql_ok(join '', map { "CREATE TABLE still_$_->[0] AS SELECT id, v FROM $_->[0], generate_series(1, 10);" } @classes);

# ---- what goes on when the server dies: each a session that does one thing after another, and tells what was committed ----

my ($next_batch, $next_lexicon) = (1, 1);

# A batch is as many events, and ten rows in each of the tables of indexes; the batch before it changes.
sub writer
{
	my $sql = '';
	for my $b ($next_batch .. $next_batch + 199)
	{
		$sql .= "BEGIN; INSERT INTO written (id, day, code, source, target) SELECT $b * 1000 + id, day, code, source, target FROM smartdip_sample_events($batch, $b);"
		  . " UPDATE written SET code = '190' WHERE id / 1000 = $b - 1 AND id % 2 = 0; DELETE FROM written WHERE id / 1000 < $b - 1;"
		  . join('', map { " INSERT INTO $_->[0] SELECT 100000 + $b * 10 + id - 1, v FROM $_->[0] WHERE id <= 10; UPDATE $_->[0] t SET v = (SELECT v FROM $_->[0] o WHERE o.id = t.id - 10 * ($b % 7)) WHERE id / 10 = 9999 + $b;" } @classes)
		  . " COMMIT;\n\\echo committed $b\n";
	}
	$next_batch += 200;
	return $sql;
}

sub keeper
{
	my $sql = '';
	for my $k ($next_lexicon .. $next_lexicon + 199)
	{
		$sql .= "SELECT set_lexicon('terms', 'SELECT ''set${k}x'' || n, ''word'' || n FROM generate_series(1, 300) n');\n\\echo committed $k\n"
		  . "SELECT refresh_history('" . ($k % 10 ? 'still' : 'written') . "_history'); ALTER TEXT SEARCH DICTIONARY themes (Ancestors = " . ($k % 2 ? 'false' : 'true') . "); SELECT ts_lexize('themes', 'propaganda');\n";
	}
	$next_lexicon += 200;
	return $sql;
}

sub builder
{
	return join '', map {
		my ($table, $method, $class) = @$_;
		"CREATE INDEX ${table}_made ON still_$table USING $method (v $class);\nDROP INDEX ${table}_made;\n"
		  . (rand() < 0.01 ? "CREATE INDEX CONCURRENTLY ${table}_more ON $table USING $method (v $class);\nDROP INDEX ${table}_more;\n" : '')
	} map { shuffle @classes } 1 .. 5;
}

# Lines of a file: its events, and some that are refused.
sub events_of
{
	my ($file) = @_;
	my @sources = qw(USAGOV FRA RUSMIL CHNBUS GBR);
	return join '', map { my $id = $file * 100000 + $_; event($id, day => sprintf('2018%02d%02d', 1 + $file % 3, 1 + $_ % 28), source => $sources[ $_ % 5 ], code => (qw(042 190 173))[ $_ % 3 ]) . "\n" } 1 .. $rows;
}

# The loader in a process of its own, which leaves what it said.
sub start_loader
{
	my (@files) = @_;
	my $pid = fork() // die "cannot fork: $!\n";
	return $pid if $pid;
	my (undef, undef, $said) = load('', '-t', 'loaded', @files);
	write_file('said', $said);
	POSIX::_exit(0);
}

# Until so many files of the loader's are there.
sub wait_for_files
{
	my ($first, $number) = @_;
	for (1 .. 2000)
	{
		return 1 if psql_ok("SELECT count(DISTINCT id / 100000) >= $number FROM loaded WHERE id / 100000 >= $first") eq 't';
		select undef, undef, undef, 0.01;
	}
	return 0;
}

# The server's process for the loader, once there is one; none comes where all is loaded.
sub backend_of_loader
{
	for (1 .. 100)
	{
		my $pid = psql_ok("SELECT pid FROM pg_stat_activity WHERE application_name = 'smartdip-load' AND state = 'active' AND query ~ 'COPY|load_event_lines' LIMIT 1");
		return $pid if $pid ne '';
		select undef, undef, undef, 0.01;
	}
	return;
}

# ---- and what has to be true afterwards ----

my $numbers = join ' UNION ALL ', map { "SELECT '$_->[0]' AS what, (id - 100000) / 10 AS batch, count(*) = 10 AS whole FROM $_->[0] WHERE id >= 100000 GROUP BY 2" } @classes;
sub check_written
{
	my ($answer) = @_;
	my ($last) = ($answer =~ /.*^committed (\d+)/ms, 0);
	my $batches = psql_ok("SELECT count(*), max(batch) FROM (SELECT batch FROM ($numbers) n GROUP BY batch HAVING bool_and(whole) AND count(*) = " . @classes . ') w');
	is(psql_ok("SELECT count(DISTINCT batch) FROM ($numbers) n"), (split /[|]/, $batches)[0], 'batches are whole in all tables, or nowhere');
	my ($kept) = $batches =~ /(\d+)\z/;
	cmp_ok($kept // 0, '>=', $last, "all that were committed are there ($last)");
	cmp_ok($kept // 0, '<=', $last + 1, 'and at most one more, whose commit was not told') if $last;
	is(psql_ok("SELECT string_agg((id / 1000)::text, ' ') FROM (SELECT id / 1000 * 1000 AS id FROM written GROUP BY 1 HAVING count(*) <> $batch) h"), '', 'so are their events');
	is(psql_ok("SELECT max(id) / 1000, count(DISTINCT id / 1000) FROM written"), ($kept // 0) . '|2', 'those of the last two, as each takes away some') if $kept;
	is(psql_ok(q(SELECT (SELECT count(*) FROM history_check('written_history')), (SELECT count(*) FROM history_check('still_history')))), '0|0', 'their histories are exact');
	return;
}

sub check_dictionaries
{
	my ($answer) = @_;
	my ($last) = ($answer =~ /.*^committed (\d+)/ms, 0);
	my %sets;
	$sets{$_}++ for psql_ok(q(SELECT dictinitoption FROM pg_ts_dict WHERE dictname = 'terms')) =~ /set(\d+)x/g;
	my ($set) = keys %sets;
	is(join(' ', values %sets), 300, 'a lexicon is of one piece') if $last || %sets;
	ok(!$last || $set == $last || $set == $last + 1, 'the last one that was committed') or diag("$set, not $last");
	is(psql_ok("SELECT lexemes, terms, ts_lexize('terms', 'word7') IS NOT NULL, ts_lexize('themes', 'propaganda') IS NOT NULL FROM lexicon_info('terms')"), '300|300|t|t', 'dictionaries answer') if %sets;
	return;
}

sub check_indexes
{
	my $broken = psql_ok("SELECT string_agg(indexrelid::regclass::text, ' ') FROM pg_index WHERE NOT (indisvalid AND indisready)");
	unlike($broken, qr/made/, 'no index is there in halves');
	psql_ok(join ' ', map { "REINDEX INDEX $_;" } split / /, $broken);
	is(differences($long ? 4 : 1, seed => int rand 1e6), '', 'indexes answer as the tables');
	psql_ok(join ' ', map { "DROP INDEX IF EXISTS $_->[0]_made, $_->[0]_more;" } @classes);
	is(differences(1), '', 'also those that were there before') if $broken ne '';
	return;
}

my $said = sub { my ($file) = @_; return (grep { /^\Q$file\E: (\d+) loaded/ && $1 == $rows } split /\n/, read_file("$TestLoad::dir/said")) ? 1 : 0 };
sub check_loaded
{
	my ($first, @files) = @_;
	my $of = sub { my ($number) = @_; return psql_ok("SELECT count(*) || '|' || count(DISTINCT id) || '|' || (SELECT count(*) FROM loaded_reject WHERE file = '$files[$number]') FROM loaded WHERE id / 100000 = $first + $number") };
	my $there = 0;
	for my $number (0 .. $#files)
	{
		my $found = $of->($number);
		like($found, qr/^(?:$rows\|$rows\|2|0\|0\|0)$/, 'a file is there as a whole, with the lines that were refused, or not at all');
		ok(!$said->($files[$number]) || $found =~ /^$rows/, 'all that the loader said it had loaded') or diag(read_file("$TestLoad::dir/said"));
		$there += $found =~ /^$rows/ ? 1 : 0;
	}
	is(psql_ok("SELECT count(*) FROM history_check('loaded_history')"), 0, 'histories of what was loaded are exact');
	my ($status, $out, $err) = load('', '-t', 'loaded', @files);
	is("$status $out", "3 " . $rows * (@files - $there) . ' loaded, ' . 2 * @files . ' refused, ' . $rows * $there . " duplicate\n", 'loading them again brings what is missing') or diag($err);
	is($of->($_), "$rows|$rows|2", 'and all of it is there once') for 0 .. $#files;
	is(psql_ok("SELECT count(*) FROM history_check('loaded_history')"), 0, 'in the histories, too');
	return $there;
}

my ($round, $at_work, %hit) = (0, 0);
for my $death (@deaths)
{
	my $first = 1 + $files * $round++;
	my @names = map { write_file("events$_.tsv", events_of($_) . "no event\n" . event($_, day => '20181301') . "\n") } $first .. $first + $files - 1;
	my %session = (writer => TestSession->new('postgres'), keeper => TestSession->new('postgres'), builder => TestSession->new('postgres'));
	my %work = (writer => writer(), keeper => keeper(), builder => builder());
	$session{$_}->send('\i ' . write_file("$_.sql", $work{$_})) for sort keys %work;
	my $loader = start_loader(@names);
	ok(wait_for_files($first, $round % 4), "round $round: the loader has begun");
	# on a busy machine it may be through before anybody looks
	$at_work++ if backend_of_loader();
	select undef, undef, undef, rand($long ? 1 : 0.15);
	my $doing = psql_ok(q(SELECT string_agg(left(regexp_replace(query, '\s+', ' ', 'g'), 50) || ' (' || coalesce(wait_event, 'busy') || ')', '; ' ORDER BY application_name, pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'));
	$hit{$1}++ while $doing =~ /(CREATE INDEX|load_event_lines|set_lexicon|refresh_history|INSERT|UPDATE|COMMIT|COPY)/g;
	if ($death eq 'all') { $cluster->kill_all }
	elsif ($death eq 'immediate') { $cluster->stop('immediate') }
	else
	{
		my $victim = $session{$death} ? $session{$death}{pid} : backend_of_loader() // $session{writer}{pid};
		ok($victim =~ /^\d+$/ && kill('KILL', $victim), "$death is there to be killed");
	}
	my %answer = map { ($_ => $session{$_}->answer) } keys %session;
	$_->close for values %session;
	waitpid $loader, 0;
	$cluster->start if $death =~ /all|immediate/;
	ok($cluster->wait_until_up, "the server is back after the death of $death") or BAIL_OUT('it is not');
	note("killed $death during: $doing");

	check_written($answer{writer});
	check_dictionaries($answer{keeper});
	check_indexes();
	my $there = check_loaded($first, @names);
	note("$there of $files files were loaded");
}
SKIP:
{
	my $checked = amcheck();
	skip 'amcheck is not installed', 1 unless defined $checked;
	cmp_ok($checked, '>', scalar @classes, "amcheck finds nothing in $checked btree indexes");
}
cmp_ok($at_work, '>', @deaths / 2, 'the loader was at work in most rounds');
note(join ', ', map { "$_ $hit{$_}" } sort keys %hit);
is(join('', grep { /^XX|PANIC|TRAP/ } split /^/, read_file("$cluster->{dir}/log")), '', 'the server complains of nothing of its own');
done_testing();
