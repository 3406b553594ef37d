#!/usr/bin/perl
# The page on testing names every test program there is and no other, and every planted fault fits into the sources and has a test that is
# there to tell it.
#
#   perl test/data/check_testing.pl
use strict;
use warnings;
BEGIN { my $here = __FILE__ =~ m{^(.*)/} ? $1 : '.'; unshift @INC, $here, "$here/../mutants" }
use Check;
use Mutant qw(read_mutant planted);

my %where = (
	data => 'test/data/%s.pl', unit => 'test/unit/%s.c', regress => 'sql/%s.sql', isolation => 'test/isolation/specs/%s.spec',
	tap => 'test/tap/%s.pl', fuzz => 'test/fuzz/%s.c');

# The rows of each part's table by the name in their first column.
my (%named, $part);
for (lines_of("$root/doc/testing.md"))
{
	$part = $1 if /\A#+ (\w+)/;
	$named{$part}{$1} = 1 if defined $part && /\A\| `(\w+)` \|/;
}
for my $part (sort keys %where)
{
	my %there = map { m{/(\w+)\.\w+\z} ? ($1 => 1) : () } glob "$root/" . sprintf($where{$part}, '*');
	ok("doc/testing.md names the programs of $part",
		(map { "$_ is not on the page: scripts/testing.sh page" } grep { !$named{$part}{$_} } sort keys %there),
		map { "$_ is on the page, and there is no such file" } grep { !$there{$_} } sort keys %{ $named{$part} // {} });
}

my @patches = glob "$root/test/mutants/*.patch";
ok('there are planted faults', @patches >= 20 ? () : scalar @patches);
for my $path (@patches)
{
	my ($name) = $path =~ m{/([^/]+)\z};
	my $mutant = eval { read_mutant($path) };
	my @faults = $@ ? $@ : ();
	if ($mutant)
	{
		push @faults, $@ if !eval { planted($mutant, $root); 1 };
		my @tests = grep { m{/(?:[0-9]+_|check_)?\Q$mutant->{test}\E\.\w+\z} } glob "$root/" . sprintf($where{ $mutant->{part} }, '*');
		push @faults, "no test of $mutant->{part} is named $mutant->{test}" if @tests != 1;
		push @faults, 'it changes nothing' if $mutant->{old} eq $mutant->{new};
	}
	ok("$name fits into the sources", @faults);
}
done();
