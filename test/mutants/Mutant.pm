# Single faults, each a patch of one place with two lines in front of it: what is broken, and which test has to tell.
#
#   Fault: The subtree of a root ends one code too early.
#   Caught by: unit event_code
#
# Needs perl-base only, neither patch nor git, so that every run of the tests can look whether the patches still fit.
package Mutant;
use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(read_mutant plant planted);

sub slurp
{
	my ($path) = @_;
	open(my $in, '<:raw', $path) or die "cannot read $path: $!\n";
	local $/ = undef;
	return scalar <$in>;
}

# fault, part, test, file, and the lines that stand there and that shall.
sub read_mutant
{
	my ($path) = @_;
	my %mutant = (path => $path, old => '', new => '');
	for my $line (split /(?<=\n)/, slurp($path))
	{
		if ($line =~ /\A@@/) { die "$path has more than one place\n" if defined $mutant{hunk}; $mutant{hunk} = 1 }
		elsif ($mutant{hunk})
		{
			my ($sign, $text) = $line =~ /\A([ +-])(.*)\z/s or die "$path: what is '$line'?\n";
			$mutant{old} .= $text if $sign ne '+';
			$mutant{new} .= $text if $sign ne '-';
		}
		elsif ($line =~ /\AFault: (.+)/) { $mutant{fault} = $1 }
		elsif ($line =~ /\ACaught by: (unit|regress|isolation|tap|data) (\w+)/) { @mutant{qw(part test)} = ($1, $2) }
		elsif ($line =~ m{\A\+\+\+ b/(\S+)}) { $mutant{file} = $1 }
	}
	defined $mutant{$_} or die "$path has no $_\n" for qw(fault part test file hunk);
	return \%mutant;
}

# Writes the fault into a tree; a place that is not there, or not the only one, is an error.
sub plant
{
	my ($mutant, $tree) = @_;
	my $text = planted($mutant, $tree);
	open(my $out, '>:raw', "$tree/$mutant->{file}") or die "cannot write $tree/$mutant->{file}: $!\n";
	print $out $text;
	close($out) or die "cannot write $tree/$mutant->{file}: $!\n";
	return;
}

# The file with the fault in it.
sub planted
{
	my ($mutant, $tree) = @_;
	my $text = slurp("$tree/$mutant->{file}");
	my $places = () = $text =~ /^\Q$mutant->{old}\E/mg;
	die "$mutant->{path} does not apply: $places places in $mutant->{file} are like it\n" if $places != 1;
	$text =~ s/^\Q$mutant->{old}\E/$mutant->{new}/m;
	return $text;
}

1;
