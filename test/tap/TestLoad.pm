# What the programs that test scripts/smartdip-load share: the loader, and files of events for it.
package TestLoad;
use strict;
use warnings;
use Exporter 'import';
use File::Temp qw(tempdir);
use TestDb qw(psql_ok run_command);
our @EXPORT_OK = qw($dir $loader write_file read_file load load_piped load_slowly event events count);

our $dir = tempdir(CLEANUP => 1);
our $loader = $ENV{SMARTDIP_LOADER} || 'scripts/smartdip-load';

sub write_file
{
	my ($name, $bytes) = @_;
	open(my $out, '>:raw', "$dir/$name") or die "$dir/$name: $!\n";
	print $out $bytes;
	close $out;
	return "$dir/$name";
}

sub read_file
{
	my ($file) = @_;
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	local $/;
	return scalar <$in> // '';
}

# The loader with these bytes in a file as its standard input; its exit code, output and complaints.
sub load
{
	my ($input, @arguments) = @_;
	return run_command($input, $^X, $loader, @arguments);
}

# The same with a file that comes through a pipe, at once or byte by byte.
sub load_piped
{
	my ($file, @arguments) = @_;
	return run_command('', 'sh', '-c', 'file=$1; shift; cat "$file" | "$@"', 'sh', $file, $^X, $loader, @arguments);
}

sub load_slowly
{
	my ($file, @arguments) = @_;
	my $by_byte = 'open my $in, "<:raw", shift or die; while (read $in, my $byte, 1) { syswrite STDOUT, $byte or die }';
	return run_command('', 'sh', '-c', 'perl=$1; file=$2; each=$3; shift 3; "$perl" -e "$each" "$file" | "$perl" "$@"', 'sh', $^X, $file, $by_byte, $loader, @arguments);
}

# A line of GDELT 1.0, written for these tests: 57 columns, 58 with a URL.
sub event
{
	my ($id, %set) = @_;
	my @c = ('') x 57;
	@c[ 0 .. 6, 15, 25 .. 35, 42 ] = ($id, $set{day} || '20180101', '201801', '2018', '2018.1', $set{source} || 'USAGOV', $set{name} || 'WASHINGTON',
		'IRN', 1, $set{code} || '042', '042', '04', 1, 1.9, 2, 1, 2, -2.5, 0, 0);
	@c[ 27, 28 ] = (substr($c[26], 0, 3), substr($c[26], 0, 2));
	@c[ 49 .. 51, 53, 54, 56 ] = (4, 'Paris, France', 'FR', 48.8667, 2.33333, '20180102');
	push @c, $set{url} if defined $set{url};
	return join("\t", @c);
}

sub events
{
	my ($from, $to, %set) = @_;
	return join '', map { event($_, %set) . "\n" } $from .. $to;
}

sub count { return psql_ok("SELECT count(*) FROM $_[0]") }

1;
