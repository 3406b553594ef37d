# What the checks of test/data share: TAP over lists of faults, and reading files. Needs perl-base only.
package Check;
use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw(ok skip done slurp lines_of rows $root $data);

our $root = (__FILE__ =~ m{^(.*)/} ? $1 : '.') . '/../..';
our $data = "$root/src/data";

my ($run, $failed) = (0, 0);

# One test: it passes without faults; the first ten of them are shown.
sub ok
{
	my ($name, @faults) = @_;
	$run++;
	$failed++ if @faults;
	print @faults ? 'not ' : '', "ok $run - $name\n";
	for my $line (@faults > 10 ? (@faults[ 0 .. 9 ], 'and ' . (@faults - 10) . ' more') : @faults)
	{
		my $shown = $line;
		utf8::encode($shown) if utf8::is_utf8($shown);
		print "#   $shown\n";
	}
	return;
}

sub skip
{
	my ($name, $why) = @_;
	$run++;
	print "ok $run - $name # SKIP $why\n";
	return;
}

# The plan, and the exit code. With a number that many tests must have run.
sub done
{
	my ($planned) = @_;
	print '1..', $planned // $run, "\n";
	print "# planned $planned tests, ran $run\n" if defined $planned && $planned != $run;
	exit($failed || (defined $planned && $planned != $run) ? 1 : 0);
}

# The bytes of a file, undef where there is none.
sub slurp
{
	my ($path) = @_;
	open(my $in, '<:raw', $path) or return;
	local $/ = undef;
	return scalar <$in>;
}

# Its lines with their line ends, as bytes; a file that cannot be read ends the program.
sub lines_of
{
	my ($path) = @_;
	return split /(?<=\n)/, slurp($path) // die "cannot read $path: $!\n";
}

# The rows of a table by the names of its header, comments left out; beside them line, fields and columns.
sub rows
{
	my ($path) = @_;
	my (@rows, @header);
	my $number = 0;
	for my $line (lines_of($path))
	{
		$number++;
		chomp $line;
		next if $line =~ /^#/;
		my @fields = split /\t/, $line, -1;
		if (!@header) { @header = @fields; next }
		my %row = (line => "$path line $number", fields => scalar(@fields), columns => scalar(@header));
		@row{@header} = @fields;
		push @rows, \%row;
	}
	return @rows;
}

1;
