# Malformed binary input of power profiles: every wrong length and every wrong byte is refused with 22P03, what is
# right comes back as it was.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

fresh_database('smartdip_power_binary');
psql_ok('CREATE TABLE t (p power_profile)');

# COPY BINARY of one-column rows, each with the bytes given.
sub copy_in
{
	my (@fields) = @_;
	my $file = "/tmp/smartdip-power-$$.copy";
	open(my $out, '>:raw', $file) or die "$file: $!\n";
	print $out "PGCOPY\n\xff\r\n\0" . pack('NN', 0, 0) . join('', map { pack('nN', 1, length $_) . $_ } @fields) . pack('n', 0xffff);
	close $out;
	my ($status, $printed, $err) = run_command('', 'psql', '-Xq', '-v', 'VERBOSITY=verbose', '-v', 'ON_ERROR_STOP=1', '-c', "\\copy t FROM '$file' (FORMAT binary)");
	unlink $file;
	return ($status, $err);
}

for my $length (0 .. 40, 1000)
{
	next if $length == 16;
	my ($status, $err) = copy_in("\x01" x $length);
	ok($status != 0 && $err =~ /22P03/ && $err =~ /has $length bytes, not 16/, "$length bytes are refused") or diag($err);
}
for my $place (0 .. 15)
{
	for my $byte (101, 128, 255)
	{
		my $bytes = "\x64" x 16;
		substr($bytes, $place, 1) = chr $byte;
		my ($status, $err) = copy_in($bytes);
		ok($status != 0 && $err =~ /22P03/, "a degree of $byte at $place is refused") or diag($err);
	}
}
is(psql_ok('SELECT count(*) FROM t'), 0, 'nothing came in');
my @good = ("\0" x 16, "\x64" x 16, join('', map { chr } 0 .. 15), map { my $n = $_; join '', map { chr(($n * 37 + $_ * 11) % 101) } 1 .. 16 } 1 .. 500);
is((copy_in(@good))[0], 0, 'profiles come in');
is(psql_ok("SELECT string_agg(encode(power_profile_send(p), 'hex'), ' ' ORDER BY ctid) FROM t"), join(' ', map { unpack 'H*', $_ } @good), 'as they were');
psql_ok("COPY t TO '/dev/null' (FORMAT binary)");
done_testing();
