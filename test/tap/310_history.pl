# Histories from outside and under load: binary input and output, long statements that are cancelled, memory that follows
# the distinct events and not the rows.
use strict;
use warnings;
use Test::More;
use Time::HiRes qw(time);
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command write_file);

fresh_database('smartdip_history');
my $file = "/tmp/smartdip-history-$$.copy";
END { unlink $file if defined $file }

# COPY's binary format, one column.
sub binary_rows
{
	return join '', "PGCOPY\n\xff\r\n\0", pack('NN', 0, 0), (map { pack('n N/a*', 1, $_) } @_), pack('n', 0xffff);
}

# Binary round trip, of the empty, the usual and the long.
psql_ok(<<'SQL');
CREATE TABLE there (n integer, s event_series);
INSERT INTO there VALUES (0, NULL), (1, ''), (2, '2009-06-04: 010 042*3; 2009-06-07: 190'), (3, '4714-11-24 BC: 01*300; 5874897-12-31: 2099*5000000000');
INSERT INTO there SELECT 4 + i % 3, event_series(date '1990-01-01' + i / 5 * (1 + i % 3), code, 1 + i % 300) FROM (SELECT code, (row_number() OVER ())::integer AS i FROM event_codes() code, generate_series(1, 60)) c GROUP BY i % 3;
CREATE TABLE back (LIKE there);
CREATE TABLE one (s event_series);
SQL
psql_ok("\\copy there TO '$file' (FORMAT binary)\n\\copy back FROM '$file' (FORMAT binary)");
is(psql_ok('SELECT count(*), count(s), max(octet_length(event_series_send(s))) > 20000 FROM back'), '7|6|t', 'every row came back, long ones among them');
is(psql_ok('SELECT count(*) FROM there FULL JOIN back USING (n) WHERE there.s IS DISTINCT FROM back.s'), 0, 'a binary copy is the same');
is(psql_ok('SELECT count(*) FROM there JOIN back USING (n) WHERE there.s::text::event_series <> back.s'), 0, 'and so is the way through text');

# One event: version, first day (2000-01-06), span, days, events, directory, kind 0, code 042. What is not the one form of a history is refused.
my $good = psql_ok("SELECT encode(event_series_send('2000-01-06: 042'), 'hex')");
my ($code) = $good =~ /(....)$/;
is($good, "010a0000000000$code", 'the layout is the documented one');
my %bad = (
	'nothing' => '',
	'another version' => "020a0000000000$code",
	'half a code' => "010a0000000000" . substr($code, 0, 2),
	'a code that there is not' => '010a0000000000ffff',
	'the number 0 for a code' => '010a00000000000000',
	'a long number' => "018a000000000000$code",
	'another number of days' => "010a0001000000$code",
	'another number of events' => "010a0000010000$code",
	'a directory of its own' => "010a00000001000$code",
	'a directory beyond the end' => "010a00000063${code}00",
	'a first step' => "010a0000000004$code",
	'a code twice' => "010a000001000100$code$code",
	'a count of nothing' => "010a0000000002 00${code}00",
	'a count of one written out' => "010a000000000200${code}01",
	'a width of three' => "010a000005000300 03${code}060000",
	'more events than there can be' => "010a0000ffffffffffffffff0f000300 08${code}0000000000002100",
	'a day before all days' => "01b3a1ab02000000000000$code",
	'bytes behind the end' => "010a0000000000${code}00",
);
for my $why (sort keys %bad)
{
	(my $hex = $bad{$why}) =~ s/ //g;
	write_file($file, binary_rows(pack('H*', $hex)));
	my $error = psql_fails("\\copy one FROM '$file' (FORMAT binary)");
	like($error, qr/22P03: invalid binary form of type event_series: ".{0,300}"\nDETAIL:/, "$why is refused");
	unlike($error, qr/[^\t\n -~]/, "$why is quoted in ASCII");
}
write_file($file, binary_rows("\x01" x 100_000, "\xff" x 1_000_000));
like(psql_fails("\\copy one FROM '$file' (FORMAT binary)"), qr/22P03/, 'so is a long value of ones');
is(psql_ok('SELECT count(*) FROM one'), 0, 'nothing of all that came in');

# The long one with one byte changed, wherever it is: refused, or another history that is well formed.
my $long = psql_ok('SELECT encode(event_series_send(s), $$hex$$) FROM there WHERE n = 4');
my ($refused, $taken) = (0, 0);
srand(7);
my @changed;
for my $try (1 .. 300)
{
	my $bytes = pack('H*', $long);
	substr($bytes, $try < 60 ? int rand 40 : int rand length $bytes, 1) = chr int rand 256;
	push @changed, $bytes;
}
for my $bytes (@changed)
{
	write_file($file, binary_rows($bytes));
	my ($status) = run_command("\\copy one FROM '$file' (FORMAT binary)\n", 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
	$status == 0 ? $taken++ : $refused++;
}
note('tried ' . @changed . ' changed binary values');
cmp_ok($refused, '>', 100, "$refused of 300 changed values are refused");
is(psql_ok('SELECT count(*) FROM one'), $taken, 'the others came in');
is(psql_ok(q{SELECT count(*) FROM one WHERE s::text::event_series <> s OR s <> (SELECT event_series(day, code, count) FROM events(s))}), 0, 'and are just what their events make');

# States of aggregates, in binary as in text.
psql_ok('CREATE TABLE states (s history_state); INSERT INTO states SELECT history_add(history_add(NULL, $$2020-01-02$$, $$042$$), $$2020-01-01$$, $$010$$, 100000)');
psql_ok("\\copy states TO '$file' (FORMAT binary)\nTRUNCATE states\n;\\copy states FROM '$file' (FORMAT binary)");
is(psql_ok('SELECT history_final(s) FROM states'), '2020-01-01: 010*100000; 2020-01-02: 042', 'a state goes out and comes back');
for my $bytes ('', "\1", "\1\0\0\0\1\0\0\0\0\0", "\1\0\0\0\1\0\0\0\0" . "\xff" x 8, "\1\0\0\0\2\0\0\0\0" . "\xff" x 24, "\1\0\0\0\3\xff\xff\xff\xf0" . "\0" x 8, "\1\0\0\0\1\0\0\0\0" . "\x80\0\0\0\0\0\0\1")
{
	write_file($file, binary_rows($bytes));
	like(psql_fails("\\copy states FROM '$file' (FORMAT binary)"), qr/22P03: invalid state of an aggregate over histories/, 'a state of ' . length($bytes) . ' bytes is refused');
}

# Long statements end soon after they are told to. The bound is generous, for the machine may be busy.
psql_ok(<<'SQL');
CREATE TABLE huge AS SELECT event_series(day, code) AS s FROM (SELECT date '1000-01-01' + i AS day FROM generate_series(0, 299999) i) d, (SELECT code FROM event_codes() code LIMIT 25) c;
CREATE TABLE wide AS SELECT event_series(date '2000-01-01' + i, code) AS s FROM generate_series(0, 3000) i, event_codes() code;
SQL
my $many = 'generate_series(1, 100000) i';
my %long = (
	'making a history' => "SELECT event_series(date '2000-01-01' + i % 1000000, '010') FROM generate_series(1, 1000000000) i",
	'merging' => "SELECT merge(s) FROM huge, $many",
	'union' => "SELECT count(s || s) FROM huge, $many",
	'difference' => "SELECT count(s - s) FROM huge, $many",
	'text' => "SELECT count(s::text) FROM huge, $many",
	'reading text' => "SELECT count(t::event_series) FROM (SELECT s::text AS t FROM huge OFFSET 0) h, $many",
	'events' => "SELECT count(*) FROM huge, $many, events(s)",
	'sums' => "SELECT sum(goldstein_sum(s)) FROM huge, $many WHERE goldstein_sum(s, during => daterange('1000-01-01', date '1900-01-01' + i)) > 1e18",
	'power' => "SELECT avg(power_profile(s, daterange('1000-01-01', date '1900-01-01' + i))) FROM huge, $many",
	'decay' => "SELECT sum(decayed(s, date '2000-01-01' + i, 1e6)) FROM huge, $many",
	'a panel' => "SELECT count(*) FROM huge, panel(s, 'day', '4714-11-24 BC', '5874897-12-31')",
	'panels' => "SELECT panel_agg(s, 'day', '1000-01-01', '1900-12-31') FROM huge, $many",
	'volatility' => "SELECT count(*) FROM huge, volatility(s, 'day', '4714-11-24 BC', '5874897-12-31', 1000)",
	'surges' => "SELECT count(*) FROM huge, surges(s, s, 'day', '1000-01-01', '5874897-12-31', 1000)",
	'codes' => "SELECT code_counts_agg(s) FROM huge, $many",
	'transitions' => "SELECT count(*) FROM wide, $many, transitions(s, 1 + i % 3)",
	'all transitions' => "SELECT transitions_agg(s) FROM wide, $many",
	'reply times' => "SELECT count(*) FROM huge, $many, reply_times(s, s)",
	'reply latency' => "SELECT sum((reply_latency(s, s, until => date '2000-01-01' + i)).n) FROM huge, $many",
	'reciprocity' => "SELECT sum(reciprocity(s, s, 'week', i % 9)) FROM huge, $many",
	'together' => "SELECT sum((together_codes(s, '{01}', '{04}', 'week', daterange('1000-01-01', date '1900-01-01' + i))).periods) FROM huge, $many",
);
for my $what (sort keys %long)
{
	my $begin = time;
	my $error = psql_fails("SET statement_timeout = 300;\n$long{$what}");
	my $spent = time - $begin;
	like($error, qr/57014: canceling statement due to statement timeout/, "$what: can be cancelled");
	cmp_ok($spent, '<', 5, "$what: and soon");
}
is(psql_ok("SELECT count(*) FROM code_counts('2020-01-01: 010 042*3')"), 2, 'counting codes after a cancel begins with nothing');

# Memory follows the events that differ, not the rows.
my $kept = psql_ok(<<'SQL');
SET work_mem = '4MB'; SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE made AS SELECT event_series(date '2000-01-01' + i % 500, (ARRAY['010', '042'])[1 + i / 500 % 2]::event_code) AS s FROM generate_series(1, 3000000) i;
SELECT event_count(s) FROM made;
SQL
is($kept, 3000000, 'three million rows of a thousand different events');
my ($pid_memory) = psql_ok(<<'SQL') =~ /(\d+)\s*$/;
SET max_parallel_workers_per_gather = 0;
CREATE FUNCTION memory() RETURNS bigint LANGUAGE sql AS $$ SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts $$;
SELECT count(*) FROM (SELECT event_series(date '2000-01-01' + i % 500, '010') AS s, max(CASE WHEN i % 100000 = 0 THEN memory() END) AS m FROM generate_series(1, 3000000) i) x WHERE m > 100000000;
SQL
is($pid_memory, 0, 'take no memory by the row');
done_testing();
