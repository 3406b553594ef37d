#!/usr/bin/perl
# The install script is ASCII: a database of any encoding runs it, and a letter beyond would be refused where the
# encoding lacks it, with the whole extension.
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

for my $file (sort glob("$root/src/sql/*.sql"))
{
	my $number = 0;
	(my $name = $file) =~ s{.*/}{};
	ok("$name is ASCII", map { "line $_" } grep { $_ } map { $number++; /[^\x00-\x7f]/ ? "$number: $_" : '' } lines_of($file));
}
done();
