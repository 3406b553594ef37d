# Memory. A statement that calls a function many times needs no more than one that calls it a few times, whether the calls are answered or end in
# errors; and where a huge value needs more than the server has, there is an error and no crash. What a backend holds is told by its memory
# contexts at the end of the statement, while all that belongs to it is still there, and by the resident pages of its process afterwards.
# Each call is made 100,000 times where SMARTDIP_LONG is set, else as often as fits into some hundredths of a second.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use LongWork qw(text_works text_of);
use RandomValues qw(random_value random_database add_random_tables usual_values extension_functions);
use TestDb qw(psql_ok psql_fails);
use TestSession;

my $role = 'smartdip_memory';
my ($many, $seconds) = $ENV{SMARTDIP_LONG} ? (100_000, 20) : (3000, .02);
my $bound = 64 * 1024; # bytes in one statement; the server keeps up to some 700 more for each call of a function that gives a set in FROM
my $per_set = 800;
my $pages = 2 * 1024 * 1024; # bytes that a process may have gained in a statement of these
my $only = $ARGV[0] || '';
srand 280;
my $database = random_database($role);
add_random_tables($role);
psql_ok("GRANT pg_read_all_stats TO $role");

my $memory = '(SELECT sum(used_bytes) FROM pg_catalog.pg_backend_memory_contexts)';
my $session;

sub begin
{
	$session = TestSession->new($role);
	$session->ask("SET jit = off; SET client_min_messages = error; SET max_parallel_workers_per_gather = 0; SET statement_timeout = '" . ($seconds < 1 ? 2 : 60) . "s'");
	return;
}

# A number from what the kernel tells of the backend.
sub of_process
{
	my ($name, $field) = @_;
	open(my $file, '<', "/proc/$session->{pid}/$name") or return 0;
	return (split ' ', <$file>)[$field];
}

sub resident { return 4096 * of_process('statm', 1) }

# The answer to a statement, its SQLSTATE if it failed, and the seconds of the processor that it took.
sub timed
{
	my ($statement) = @_;
	my $spent = of_process('schedstat', 0);
	my $answer = $session->ask("$statement\n;SELECT 'goes on'");
	my ($state) = $answer =~ /(?:ERROR|FATAL):  (\w{5})/;
	die "the session ended: $statement\n$answer\n" if $answer !~ /^goes on$/m;
	return ($answer, $state // '', (of_process('schedstat', 0) - $spent) / 1e9);
}

# answered(function, arguments): a statement that calls it as often as is put for <calls> and then gives the memory. The arguments depend on the row, or the
# planner would compute what never changes.
sub answered
{
	my ($function, @arguments) = @_;
	my ($name, $kind, @types) = ($function->{name}, $function->{kind}, @{ $function->{types} });
	my $arguments = join ', ', map { "CASE WHEN g > 0 THEN $_ END" } @arguments;
	my $rows = 'FROM (SELECT generate_series(1, <calls>) AS g) s';
	return "SELECT count($name($arguments)), $memory $rows" if $kind ne 'a' && !$function->{set};
	return "SELECT count(*), $memory $rows, LATERAL (SELECT count(*) FROM $name($arguments) OFFSET 0) r" if $kind ne 'a';
	my $columns = join ', ', map { "c$_" } 1 .. @types;
	return "SELECT count(*), $memory $rows, LATERAL (SELECT $name($columns) FROM (VALUES ($arguments), ($arguments)) v ($columns) OFFSET 0) r";
}

# The same with errors, each of them caught.
sub refused
{
	my ($function, @arguments) = @_;
	my $call = "$function->{name}(" . join(', ', map { "CASE WHEN g > 0 THEN $_ END" } @arguments) . ')';
	$call = "count(*) FROM $call" if $function->{set};
	return "DO \$do\$ BEGIN FOR g IN 1 .. <calls> LOOP BEGIN PERFORM $call; EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; PERFORM set_config('smartdip_test.memory', $memory\::text, false); END \$do\$;"
	  . " SELECT 0, current_setting('smartdip_test.memory')";
}

sub repeated
{
	my ($statement, $calls) = @_;
	return $statement =~ s/<calls>/$calls/gr;
}

# By how many bytes the memory of a statement grows, and how often it called: as often as there is time for, in long mode at least so often
# that a call's share shows. Nothing for what fails or is too slow.
sub growth
{
	my ($statement) = @_;
	my $few = 10;
	my (undef, $failed, $took) = timed(repeated($statement, $few));
	return if $failed || $took > 3 * $seconds;
	my ($first, undef, $again) = timed(repeated($statement, 2 * $few));
	my $resident = resident();
	my $calls = int(2 * $few * $seconds / ($again || 1e-6));
	$calls = $calls > $many ? $many : $calls < 4 * $few ? 4 * $few : $calls;
	my ($last, $state) = timed(repeated($statement, $calls));
	return if $state;
	my ($before, $after) = map { /[|](\d+)/ } $first, $last;
	return ($after - $before, resident() - $resident, $calls);
}

# Functions that write: what the server keeps of tables that come and go is not for us to bound.
my @functions = grep { $_->{name} =~ /\Q$only\E/ && $_->{name} !~ /^(create|add|load|insert|write|set|refresh|history_apply|match_history|claim_try)_?/ } extension_functions();
my (%calls, @never, @slow, @grew, $sum);
begin();
for my $function (@functions)
{
	my $shown = "$function->{name}(" . join(', ', @{ $function->{types} }) . ')';
	my %statement;
	for my $number (0 .. 20)
	{
		last if $statement{answered} || (!@{ $function->{types} } && $number > 0);
		my $statement = answered($function, usual_values($function, $number));
		my (undef, $state) = timed(repeated($statement, 1));
		$statement{answered} = $statement unless $state;
	}
	for (1 .. 6)
	{
		last if $statement{refused} || $function->{kind} eq 'a' || !@{ $function->{types} };
		my @values = map { random_value($_) } @{ $function->{types} };
		my (undef, $state) = timed("SELECT $function->{name}(" . join(', ', map { "CASE WHEN g > 0 THEN $_ END" } @values) . ') FROM generate_series(1, 1) g');
		$statement{refused} = refused($function, @values) if $state && $state ne '57014';
	}
	push @never, $shown unless $statement{answered};
	for my $kind (sort keys %statement)
	{
		my ($bytes, $resident, $calls) = growth($statement{$kind});
		push(@slow, $shown), next if !defined $bytes;
		$calls{$kind}{$shown} = $calls;
		$sum += $calls;
		push @grew, "$shown, $kind: $bytes bytes more in contexts, $resident in pages, $calls calls"
		  if $bytes > $bound + ($function->{set} ? $per_set * $calls : 0) || $resident > $pages + ($function->{set} ? $per_set * $calls : 0);
	}
}
note(($sum // 0) . " calls; " . join(', ', map { my $of = $calls{$_}; "$_: " . keys(%$of) . " functions, " . grep({ $of->{$_} >= $many } keys %$of) . " of them $many times" } sort keys %calls));
note('never answered: ', join ', ', @never);
note('too slow: ', join ', ', @slow);
is(join("\n", @grew), '', 'no function takes more memory the more often it is called');

# A process that may have little more than it has answers with an error, and lives.
my @starved = (
	(map { my $text = text_of($_->{shape}, 15_000_000); "$_->{expression} IS NULL FROM (SELECT $text OFFSET 0) v (t)" } text_works(0)),
	"corpus_stats_state(array_to_tsvector(ARRAY[md5(i::text), md5((-i)::text)])) IS NULL FROM rows", "corpus_stats(array_to_tsvector(ARRAY[md5(i::text)])) IS NULL FROM rows", 'spearman(i, -i) FROM rows', 'kendall(i, -i) FROM rows',
	'mann_whitney(i, i % 2 = 0) FROM rows', 'permutation_test(i, i % 2 = 0) FROM rows', "krippendorff_alpha(i::text, 'a', i, 'interval') FROM rows", 'kaplan_meier(i, true) FROM rows', "event_series('1800-01-01'::date + i, '042') IS NULL FROM rows",
	"count(*) FROM panel('1800-01-01: 042', 'day', '1800-01-01', '5000000-01-01')", "smart_together('1800-01-01: 042', 'day', '0001-01-01', '5000000-01-01')",
	"panel_agg(h, 'day', '1800-01-01', '1000000-01-01') FROM (VALUES ('1800-01-01: 042'::event_series), ('1900-01-01: 190')) v (h)",
	"count(*) FROM pagerank('SELECT i, i + 1 FROM rows')", "network_reciprocity('SELECT i, i + 1 FROM rows')", "lexicon_from('SELECT md5(i::text), md5((-i)::text) FROM rows') IS NULL", "sum(length(romanise(md5(i::text)))) FROM rows",
	"p_adjust(array_agg(i / 1e8::float8)) IS NULL FROM rows", "effectiveness_score(jsonb_object_agg(i, 1)) IS NULL FROM rows");
SKIP:
{
	psql_ok("SET SESSION AUTHORIZATION $role; CREATE TABLE rows AS SELECT i FROM generate_series(1, 1000000) i");
	my %state;
	for my $room ($ENV{SMARTDIP_LONG} ? (10, 30, 90) : 30)
	{
		begin();
		$session->ask("SET statement_timeout = '1s'; SET work_mem = '1GB'; SELECT smartdip_tsvector('power'); SELECT count(*) FROM actors_in('Egypt'), segment('สวัสดี'); SELECT theme_power('soft power')");
		my $limit = 4096 * of_process('statm', 0) + $room * 1024 * 1024;
		# the server's own user may do it, whoever runs the test
		skip 'the limits of a server process cannot be set', 1
		  if psql_fails("COPY (SELECT) TO PROGRAM 'prlimit --pid $session->{pid} --as=$limit:$limit'");
		for my $statement (@starved)
		{
			my ($answer, $state) = timed("SELECT $statement");
			$state{ $state || 'answered' }++;
			ok($state !~ /^(?:XX|58)/, "$room MB: " . substr($statement, 0, 80) . ' ends in an error or an answer') or diag(substr $answer, 0, 500);
		}
		$session->close;
	}
	note(join ', ', map { "$_ $state{$_}" } sort keys %state);
	cmp_ok($state{53200} // 0, '>', 40, 'most of the work wanted more memory than there was, and said so');
}
done_testing();
