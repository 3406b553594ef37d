# Binary input and output of the codes: a table goes out and comes back as it was, and no malformed value comes in.
# What a hostile client could send is written by hand as a file of COPY's binary format.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command write_file);

fresh_database('smartdip_binary');
my $file = "/tmp/smartdip-binary-$$.copy";
END { unlink $file if defined $file }

# COPY's binary format: signature, flags, no header extension; for each row the number of fields and each one's
# length and bytes; -1 at the end.
sub binary_rows
{
	return join '', "PGCOPY\n\xff\r\n\0", pack('NN', 0, 0), (map { pack('n N/a*', 1, $_) } @_), pack('n', 0xffff);
}

my %good = (
	event_code => [qw(01 010 10 0411 2099 ACCUSE PROTEST.riot ASSAULT.suicide-attack THREATEN.violence)],
	actor_code => [ qw(USA USAGOV scoGOV per PER CHRPRO210EDU), 'Zz9' x 8 ],
);
my %bad = (
	event_code => [ '', '4', '00', '21', '13y', '01234', "04\0", "\0\0", " 04", "\xd9\xa0\xd9\xa4", "0" x 100000,
		'PROTEST.', 'PROTES', 'PROTEST.riots', "PROTEST.riot\0", "PROTEST\0riot", 'AGREE.visit', 'PROTEST.' . 'x' x 100000 ],
	actor_code => [
		'', 'U', 'US', 'USAG', 'NGOEEURENV', "US\0", "\0\0\0", 'USA GOV', "USA\n\n\n", "\xff\xff\xff", "\xc3\x9cS",
		'USA' x 9, 'USA' x 100000
	],
);

for my $type (sort keys %good)
{
	psql_ok("CREATE TABLE there (n integer, c $type); CREATE TABLE back (LIKE there); CREATE TABLE one (c $type)");
	psql_ok("INSERT INTO there VALUES (0, NULL), " . join(', ', map { "($_, '$good{$type}[$_ - 1]')" } 1 .. @{ $good{$type} }));
	psql_ok("\\copy there TO '$file' (FORMAT binary)\n\\copy back FROM '$file' (FORMAT binary)");
	is(psql_ok('SELECT count(*) FROM there FULL JOIN back USING (n) WHERE there.c IS DISTINCT FROM back.c'), 0,
		"$type: a binary copy is the same");
	is(psql_ok('SELECT count(*), count(c) FROM back'), @{ $good{$type} } + 1 . '|' . @{ $good{$type} }, "$type: every row came back");

	write_file($file, binary_rows(@{ $good{$type} }));
	psql_ok("\\copy one FROM '$file' (FORMAT binary)");
	is(psql_ok("SELECT string_agg(c::text, ' ') FROM one"), "@{$good{$type}}", "$type: the binary form is the characters");

	for my $value (@{ $bad{$type} })
	{
		(my $shown = length($value) > 20 ? length($value) . ' bytes' : $value) =~ s/([^ -~])/sprintf '\\x%02x', ord $1/ge;
		write_file($file, binary_rows($value));
		my $error = psql_fails("\\copy one FROM '$file' (FORMAT binary)");
		like($error, qr/22P03: invalid binary form of type $type: ".{0,300}"\nDETAIL:/, "$type: \"$shown\" is refused");
		unlike($error, qr/[^\t\n -~]/, "$type: \"$shown\" is quoted in ASCII");
	}

	# A field that promises more bytes than there are is the server's to refuse.
	my $cut = binary_rows($good{$type}[0]);
	write_file($file, substr($cut, 0, -3));
	isnt(psql_fails("\\copy one FROM '$file' (FORMAT binary)"), '', "$type: a file that ends inside a value is refused");
	is(psql_ok('SELECT count(*) FROM one'), scalar @{ $good{$type} }, "$type: nothing of all that came in");
	psql_ok('DROP TABLE there, back, one');
}
is(psql_ok("SELECT 'still here'"), 'still here', 'the server is still there');
done_testing();
