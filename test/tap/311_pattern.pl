# Patterns: their binary form comes back and is trusted in nothing, long searches end when they are told to, and what is kept
# from one call to the next is what the next one asks for.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command write_file);

fresh_database('smartdip_pattern');
my $file = "/tmp/smartdip-pattern-$$.copy";
END { unlink $file if defined $file }

# COPY's binary format: signature, flags, no header extension; a row of one field; -1 at the end.
sub binary_row { return join '', "PGCOPY\n\xff\r\n\0", pack('NN', 0, 0), pack('n N/a*', 1, $_[0]), pack('n', 0xffff) }

psql_ok(<<'SQL');
CREATE TABLE there (n integer, p event_pattern);
INSERT INTO there VALUES (0, NULL), (1, '19'), (2, 'this 13 then no (04 | 05) then other 042 within 30 days, all within 90 days'), (3, '((next 19)+? or any{2,7}) with hard >= 0.5');
CREATE TABLE back (LIKE there);
CREATE TABLE one (p event_pattern);
SQL
psql_ok("\\copy there TO '$file' (FORMAT binary)\n\\copy back FROM '$file' (FORMAT binary)");
is(psql_ok('SELECT count(*) FROM there FULL JOIN back USING (n) WHERE there.p IS DISTINCT FROM back.p'), 0, 'a binary copy is the same');
write_file($file, binary_row(' 13  then(042) '));
psql_ok("\\copy one FROM '$file' (FORMAT binary)");
is(psql_ok('SELECT p FROM one'), '13 then 042', 'what is sent comes in its canonical form');
for my $value ('', "\0", "19\0", '13 then', "13 then \xff", "\xd9\xa1\xd9\xa9", '(' x 100_000, '13 then ' x 100_000, '(13{1000}){1000}', "this\0then", "13 {\x{7f}}")
{
	(my $shown = length($value) > 20 ? length($value) . ' bytes' : $value) =~ s/([^ -~])/sprintf '\\x%02x', ord $1/ge;
	write_file($file, binary_row($value));
	my $error = psql_fails("\\copy one FROM '$file' (FORMAT binary)");
	like($error, qr/22P03: invalid binary form of type event_pattern: ".{0,300}"\nDETAIL:/, "\"$shown\" is refused");
	unlike($error, qr/[^\t\n -~]/, "\"$shown\" is quoted in ASCII");
}
is(psql_ok('SELECT count(*) FROM one'), 1, 'nothing of it came in');

# Long searches, and patterns that are long to compile. The bound is generous, for the machine may be busy.
psql_ok(q{CREATE TABLE huge AS SELECT event_series(date '1000-01-01' + i, (ARRAY['010', '042', '190']::event_code[])[1 + i % 3]) AS s FROM generate_series(0, 299999) i});
my $conditions = join ' | ', ('soft.power < 0.3 & hard.power > 0.1') x 60;
my %long = (
	'a nested repetition' => "SELECT sequence_count(s, '((any*)* then 20){400}') FROM huge",
	'a limit of the whole' => "SELECT sequence_count(s, '(any? within 90 days){400}, all within 900 days') FROM huge",
	'rows of every next day' => "SELECT count(*) FROM huge, sequence_matches(s, 'any+', 'next day')",
	'rows in the select list' => "SELECT count(*) FROM (SELECT sequence_matches(s, 'any+', 'next day') FROM huge) x",
	'a search that finds nothing, again and again' => "SELECT count(*) FROM huge, generate_series(1, 100000) i WHERE sequence_match(s, '20 then 01', until => date '2000-01-01' + i)",
	'nowhere to begin' => "SELECT sequence_count(s, '(20?){300} then 01 then any') FROM huge, generate_series(1, 100)",
	'a negation' => "SELECT sequence_count(s, '(any? then no 20 then any?){300} then any then no 20 for 9 days', 'next day') FROM huge",
	'patterns that differ' => "SELECT sum(sequence_count('2020-01-01: 19', ('$conditions then any{' || i || '}')::event_pattern)) FROM generate_series(1, 900) i, generate_series(1, 100)",
);
for my $what (sort keys %long)
{
	my $begin = time;
	my $error = psql_fails("SET statement_timeout = 300;\n$long{$what}");
	like($error, qr/57014: canceling statement due to statement timeout/, "$what: can be cancelled");
	cmp_ok(time - $begin, '<', 5, "$what: and soon");
}

# More patterns than are kept, in turns, by calls that come back to theirs.
my $patterns = join ', ', map { sprintf "sequence_matches(s, 'any{%d} then %s') AS r$_", $_, $_ % 2 ? '042' : '190' } 1 .. 9;
my $counts = join ' + ', map { sprintf "(SELECT count(*) FROM huge, LATERAL sequence_matches(within(s, '[1000-01-01,1001-01-01)'), 'any{%d} then %s'))", $_, $_ % 2 ? '042' : '190' } 1 .. 9;
is(psql_ok('SELECT ' . join(' + ', map { "count(r$_)" } 1 .. 9) . " FROM (SELECT $patterns FROM (SELECT within(s, '[1000-01-01,1001-01-01)') AS s FROM huge) h) x"),
	psql_ok("SELECT $counts"), 'nine patterns side by side find what each finds alone');
is(psql_ok(q{SELECT count(*) FROM (SELECT sequence_matches(s, 'any') FROM huge LIMIT 3) x}), 3, 'a search that is left early');
like(psql_fails(q{SELECT sequence_matches(s, 'any'), 1 / (random() * 0)::int FROM huge}), qr/22012/, 'and one that an error ends');
is(psql_ok(q{SELECT sum(sequence_count('2020-01-01: 19; 2020-01-02: 19', ('19{' || 1 + i % 7 || '}')::event_pattern)) FROM generate_series(1, 70) i}), 30, 'after that, seven patterns in turns');
like(psql_fails(q{SELECT sequence_count(s, 'any{1000}') FROM huge}), qr/54000: a pattern has too many steps for so long a history/, 'steps times days have a limit');
done_testing();
