#!/usr/bin/perl
# repeat_gdelt.pl ROWS FILE...: prints the GDELT 2.0 rows of the files again and again until there are at least ROWS.
#
# Each copy lies one day later than the one before and has ids of its own, so that dyads, days and ids are as many
# as in a real archive: the same rows on the same days would group into far too few groups. No chance is involved.
use strict;
use warnings;

my ($wanted, @files) = @ARGV;
@files or die "usage: $0 ROWS FILE...\n";
my @rows;
for my $file (@files)
{
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	while (my $line = <$in>)
	{
		chomp $line;
		my @columns = split /\t/, $line, -1;
		@columns == 61 or die "$file:$.: " . scalar(@columns) . " columns, not the 61 of GDELT 2.0\n";
		push @rows, \@columns;
	}
}
@rows or die "no rows in @files\n";

my @month_days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
my %shifted;

# YYYYMMDD, some days later.
sub later
{
	my ($date, $days) = @_;
	return $shifted{$date}{$days} //= do {
		my ($y, $m, $d) = $date =~ /^(\d{4})(\d\d)(\d\d)$/ or die "bad date '$date'\n";
		for (1 .. $days)
		{
			my $leap = $m == 2 && $y % 4 == 0 && ($y % 100 != 0 || $y % 400 == 0);
			if (++$d > $month_days[ $m - 1 ] + $leap) { $d = 1; $m++ }
			if ($m > 12) { $m = 1; $y++ }
		}
		sprintf '%04d%02d%02d', $y, $m, $d;
	};
}

my $copies = int(($wanted + @rows - 1) / @rows);
for my $copy (0 .. $copies - 1)
{
	for my $row (@rows)
	{
		my @columns = @$row;
		my $day = later($columns[1], $copy);
		$columns[0] += $copy * 10_000_000_000;
		@columns[1 .. 3] = ($day, substr($day, 0, 6), substr($day, 0, 4));
		$columns[59] = later(substr($columns[59], 0, 8), $copy) . substr($columns[59], 8);
		print join("\t", @columns), "\n";
	}
}
