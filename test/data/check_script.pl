#!/usr/bin/perl
# The install script is ASCII: a database of any encoding runs it, and a letter beyond would be refused where the
# encoding lacks it, with the whole extension.
use strict;
use warnings;

my ($here) = __FILE__ =~ m{^(.*)/};
my @files = glob(($here // '.') . '/../../src/sql/*.sql');
my $number = 0;
print '1..', scalar @files, "\n";
for my $file (sort @files)
{
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	my @lines = grep { /[^\x00-\x7f]/ } map { "$.: $_" } <$in>;
	(my $name = $file) =~ s{.*/}{};
	print @lines ? 'not ok ' : 'ok ', ++$number, " - $name is ASCII\n";
	print "#   line $_" for @lines;
}
