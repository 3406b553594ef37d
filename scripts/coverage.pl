#!/usr/bin/perl
# Reads what a build for gcov and its runs have left, and prints for each file of src/core and src/pg its lines of code, those that
# ran, and their share in percent; with --missed the lines that did not run. scripts/coverage.sh calls it.
#
#   perl scripts/coverage.pl [--missed] BUILD COUNTS
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Copy qw(copy);
use File::Find qw(find);

my $missed = @ARGV && $ARGV[0] eq '--missed' ? shift : '';
die "usage: perl scripts/coverage.pl [--missed] BUILD COUNTS\n" if @ARGV != 2;
my ($build, $counts) = map { abs_path($_) // die "no folder $_\n" } @ARGV;

# gcov wants the counts beside the notes that the compiler left.
my @notes;
find({ no_chdir => 1, wanted => sub { push @notes, $_ if /\.gcno\z/ } }, $build);
for my $note (@notes)
{
	my $count = $note =~ s/\.gcno\z/.gcda/r;
	copy("$counts$count", $count) if -e "$counts$count";
}

# %ran{file}{line}: how often, the most of all objects that have the line; %text{file}{line}: the line.
my (%ran, %text, $file);
chdir $build or die "cannot go to $build: $!\n";
open(my $gcov, '-|', 'gcov', '--stdout', '--preserve-paths', sort @notes) or die "cannot run gcov: $!\n";
while (<$gcov>)
{
	my ($count, $line, $text) = /\A\s*([^:]+):\s*([0-9]+):(.*)/ or next;
	if ($line == 0)
	{
		$file = $1 if $text =~ /\ASource:(?:.*\/)?(src\/(?:core|pg)\/.*)/;
		undef $file if $text =~ /\ASource:/ && ($text !~ /\bsrc\/(?:core|pg)\// || $text =~ m{/generated/});
		next;
	}
	next if !defined $file || $count eq '-';
	my $times = $count =~ /\A([0-9]+)/ ? $1 : 0;
	$ran{$file}{$line} = $times if $times >= ($ran{$file}{$line} // 0);
	$text{$file}{$line} = $text;
}
close($gcov) or warn "gcov failed: counts of a file that was built anew since are not there\n";

my %sum;
for my $name (sort keys %ran)
{
	my @not = grep { !$ran{$name}{$_} } sort { $a <=> $b } keys %{ $ran{$name} };
	my ($layer) = $name =~ m{\A(src/\w+)};
	add($_, scalar(keys %{ $ran{$name} }), scalar(@not)) for $name, $layer;
	next if !$missed;
	print "$name:$_:$text{$name}{$_}\n" for @not;
}
print join("\t", qw(file lines ran percent)), "\n";
for my $name ((grep { m{/.*/} } sort keys %sum), (grep { !m{/.*/} } sort keys %sum))
{
	my ($lines, $not) = @{ $sum{$name} };
	printf "%s\t%d\t%d\t%.1f\n", $name, $lines, $lines - $not, 100 * ($lines - $not) / $lines;
}

sub add
{
	my ($name, $lines, $not) = @_;
	$sum{$name}[0] += $lines;
	$sum{$name}[1] += $not;
	return;
}
