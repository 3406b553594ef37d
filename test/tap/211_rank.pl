# Statistics of a corpus leave the database and come back: as binary COPY, as a dump, and in databases of other
# encodings; malformed binary values do not come in.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command write_file);

my $from = fresh_database('smartdip_rank');
my $file = "/tmp/smartdip-rank-$$";
END { unlink $file if defined $file }

# One row of one field in COPY's binary format.
sub binary_row
{
	my ($value) = @_;
	return "PGCOPY\n\xff\r\n\0" . pack('NN', 0, 0) . pack('n N/a*', 1, $value) . pack('n', 0xffff);
}

# The binary form: version, documents, length, minimum, and lexemes as [documents, bytes].
sub stats
{
	my ($version, $documents, $length, $minimum, @lexemes) = @_;
	return pack('C q> q> N N', $version, $documents, $length, $minimum, scalar @lexemes)
	  . join('', map { pack('N a*x', @$_) } @lexemes);
}

psql_ok(<<'SQL');
CREATE TABLE there (n integer, s corpus_statistics);
CREATE TABLE back (LIKE there);
CREATE TABLE one (s corpus_statistics);
INSERT INTO there VALUES (0, NULL), (1, 'v1 documents=0 length=0 minimum=1'), (2, $$v1 documents=9 length=90 minimum=2 'it''s':2 'a\\b':3 'café':4 'مرحبا':9$$);
INSERT INTO there SELECT 3, corpus_stats(to_tsvector('simple', md5(n::text) || ' all')) FROM generate_series(1, 20000) AS n;
SQL
psql_ok("\\copy there TO '$file' (FORMAT binary)\n\\copy back FROM '$file' (FORMAT binary)");
is(psql_ok('SELECT count(*) FROM there FULL JOIN back USING (n) WHERE there.s::text IS DISTINCT FROM back.s::text'), 0, 'a binary copy is the same');
is(psql_ok('SELECT count(*), count(s) FROM back'), '4|3', 'every row came back');

write_file($file, binary_row(stats(1, 5, 20, 1, [ 2, 'b' ], [ 3, 'a' ], [ 1, "\xd9\x85" ])));
psql_ok("\\copy one FROM '$file' (FORMAT binary)");
is(psql_ok('SELECT s FROM one'), "v1 documents=5 length=20 minimum=1 'a':3 'b':2 '\xd9\x85':1", 'lexemes may come in any order');

my %bad = (
	'nothing at all' => '',
	'a version to come' => stats(2, 5, 20, 1),
	'no version' => stats(0, 5, 20, 1),
	'a negative number of documents' => stats(1, -1, 20, 1),
	'too many documents' => stats(1, 1 << 32, 1 << 40, 1),
	'a negative length' => stats(1, 5, -20, 1),
	'a minimum of 0' => stats(1, 5, 20, 0),
	'a minimum beyond integers' => stats(1, 5, 20, 0x80000000),
	'an empty lexeme' => stats(1, 5, 20, 1, [ 1, '' ]),
	'a lexeme that is too long' => stats(1, 5, 20, 1, [ 1, 'x' x 2048 ]),
	'a lexeme in no document' => stats(1, 5, 20, 1, [ 0, 'a' ]),
	'a lexeme in more documents than there are' => stats(1, 5, 20, 1, [ 6, 'a' ]),
	'a lexeme in four billion documents' => stats(1, 5, 20, 1, [ 0xffffffff, 'a' ]),
	'a lexeme below the minimum' => stats(1, 5, 20, 3, [ 2, 'a' ]),
	'a lexeme twice' => stats(1, 5, 20, 1, [ 2, 'a' ], [ 1, 'b' ], [ 2, 'a' ]),
	'a length shorter than its lexemes' => stats(1, 5, 4, 1, [ 3, 'a' ], [ 2, 'b' ]),
	'invalid UTF-8' => stats(1, 5, 20, 1, [ 1, "\xff\xfe" ]),
	'half a character' => stats(1, 5, 20, 1, [ 1, "\xd9" ]),
	'a missing NUL' => substr(stats(1, 5, 20, 1, [ 1, 'abc' ]), 0, -1),
	'bytes left over' => stats(1, 5, 20, 1, [ 1, 'a' ]) . 'x',
	'fewer lexemes than announced' => pack('C q> q> N N', 1, 5, 20, 1, 2) . pack('N a*x', 1, 'a'),
	'four billion lexemes announced' => pack('C q> q> N N', 1, 5, 20, 1, 0xffffffff),
	map({ ("the first $_ bytes" => substr(stats(1, 5, 20, 1, [ 1, 'abc' ]), 0, $_)) } 1, 8, 9, 16, 17, 20, 21, 24, 25, 28));
for my $what (sort keys %bad)
{
	write_file($file, binary_row($bad{$what}));
	like(psql_fails("\\copy one FROM '$file' (FORMAT binary)"), qr/ERROR:  (?:22P03|08P01|22021)/, "$what is refused");
}

# A dump: the text form, into a database of the same encoding and of another one.
psql_ok('DROP TABLE back, one; DELETE FROM there WHERE n = 2; CREATE INDEX ON there (documents(s))');
my $summary = 'SELECT n, documents(s), average_length(s), md5(s::text), document_frequency(s, \'all\') FROM there ORDER BY n';
my $before = psql_ok($summary);
my ($status, undef, $err) = run_command('', 'pg_dump', '-Fc', '-f', $file, $from);
is($status, 0, 'pg_dump succeeds') or diag($err);
for my $encoding ('UTF8', 'LATIN1', 'SQL_ASCII')
{
	run_command('', 'psql', '-Xq', '-d', 'postgres', '-c', 'DROP DATABASE IF EXISTS smartdip_rank_back WITH (FORCE)',
		'-c', "CREATE DATABASE smartdip_rank_back TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'");
	($status, undef, $err) = run_command('', 'pg_restore', '-d', 'smartdip_rank_back', $file);
	is($status, 0, "pg_restore into $encoding succeeds") or diag($err);
	local $ENV{PGDATABASE} = 'smartdip_rank_back';
	is(psql_ok($summary), $before, "restored into $encoding the statistics are the same");
}

# The order of bytes is another one in another encoding.
$ENV{PGDATABASE} = 'smartdip_rank_back';
run_command('', 'psql', '-Xq', '-d', 'postgres', '-c', 'DROP DATABASE IF EXISTS smartdip_rank_latin WITH (FORCE)',
	'-c', "CREATE DATABASE smartdip_rank_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
$ENV{PGDATABASE} = 'smartdip_rank_latin';
psql_ok('CREATE EXTENSION smartdip');
is(psql_ok(q{SET client_encoding = 'UTF8'; SELECT document_frequency(s, 'é') || ' ' || document_frequency(s, 'z') || ' ' || s::text
	FROM (SELECT $$v1 documents=5 length=9 minimum=1 'é':2 'z':1 'ÿ':3$$::corpus_statistics AS s) AS made}),
	"2 1 v1 documents=5 length=9 minimum=1 'z':1 'é':2 'ÿ':3", 'lexemes are found in a database of encoding LATIN1');
run_command('', 'psql', '-Xq', '-d', 'postgres', '-c', 'DROP DATABASE smartdip_rank_latin WITH (FORCE)',
	'-c', 'DROP DATABASE smartdip_rank_back WITH (FORCE)');

done_testing();
