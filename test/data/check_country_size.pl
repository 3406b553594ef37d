#!/usr/bin/perl
# Sizes of states: every state is there, sums agree with what is published for the world, and no figure is out of proportion.
#
#   perl test/data/check_country_size.pl
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my @size = rows("$data/country_size.tsv");
my %size = map { $_->{country} => $_ } @size;
my %cameo = map { $_->{key} => $_->{cameo} } rows("$data/country.tsv");
my @figure = qw(population area_km2 gdp_usd military);

my %expected = map { $cameo{ $_->{country} } => 1 } grep { $_->{bloc} eq 'UN' && $_->{last} eq '' } rows("$data/bloc_member.tsv");
$expected{$_} = 1 for qw(PSE VAT KSV TWN);
ok('193 members of the United Nations, two observers, Kosovo, Taiwan', (keys %expected == 197 ? () : scalar(keys %expected) . ' expected'),
	(map { "no $_" } grep { !$size{$_} } sort keys %expected), (map { "$_ is none of them" } grep { !$expected{$_} } sort keys %size));

sub sum
{
	my ($column) = @_;
	my $sum = 0;
	$sum += $_->{$column} || 0 for @size;
	return $sum;
}

# 8.0 thousand million people on 15 November 2022 (United Nations), 134 million square kilometres without Antarctica and Greenland,
# 100 million million dollars in 2022 (World Bank).
for my $world ([ 'population', 8.0e9, 0.02 ], [ 'area_km2', 134e6, 0.02 ], [ 'gdp_usd', 100e12, 0.05 ])
{
	my ($column, $known, $tolerance) = @$world;
	my $sum = sum($column);
	ok("the world's $column", abs($sum - $known) <= $tolerance * $known ? () : "$sum, not $known");
}

# what may stand between, and who stands outside for a known reason
sub between
{
	my ($name, $of, $low, $high, %except) = @_;
	my @faults;
	for my $row (@size)
	{
		my $ratio = $of->($row);
		next if !defined $ratio || $ratio >= $low && $ratio <= $high;
		push @faults, sprintf('%s: %.4g', $row->{country}, $ratio) unless delete $except{ $row->{country} };
	}
	ok($name, @faults, map { "$_ is within" } sort keys %except);
	return;
}
between('inhabitants per square kilometre', sub { $_[0]{population} / $_[0]{area_km2} }, 2, 2200, MCO => 1, SGP => 1);
between('dollars per head', sub { $_[0]{gdp_usd} eq '' ? undef : $_[0]{gdp_usd} / $_[0]{population} }, 230, 130000, MCO => 1, LIE => 1);
between('soldiers per thousand inhabitants', sub { $_[0]{military} eq '' || $_[0]{military} eq '0' ? undef : 1000 * $_[0]{military} / $_[0]{population} },
	0.05, 20, ERI => 1, PRK => 1);

# The order of the largest, where two digits tell them apart.
sub largest
{
	my ($column, $count) = @_;
	my @order = sort { ($b->{$column} || 0) <=> ($a->{$column} || 0) || $a->{country} cmp $b->{country} } @size;
	return join(' ', map { $_->{country} } @order[ 0 .. $count - 1 ]);
}
sub same { my ($name, $given, $known) = @_; ok($name, $given eq $known ? () : "$given, not $known"); return }
same('the most populous', largest('population', 10), 'CHN IND USA IDN PAK BRA NGA BGD RUS MEX');
same('the largest', largest('area_km2', 8), 'RUS CAN USA CHN BRA AUS IND ARG');
same('the largest economies', largest('gdp_usd', 7), 'USA CHN JPN DEU IND GBR FRA');
same('the largest forces', largest('military', 5), 'CHN IND USA PRK RUS');

same('fewer than half a million', join(' ', map { $_->{country} } grep { $_->{population} < 500000 } @size),
	'AND ATG BHS BLZ BRB BRN DMA FSM GRD ISL KIR KNA LCA LIE MCO MHL NRU PLW SMR STP SYC TON TUV VAT VCT VUT WSM');

# States without armed forces, as the literature lists them (C. Barbey, La non-militarisation et les pays sans armee, 2001, which counts
# Iceland, Mauritius, Monaco, Panama and Vanuatu with their special forces), and Palestine.
same('without armed forces', join(' ', map { $_->{country} } grep { $_->{military} eq '0' } @size),
	'AND CRI DMA FSM GRD ISL KIR LCA LIE MCO MHL MUS NRU PAN PLW PSE SLB SMR TUV VAT VCT VUT WSM');

my %known = map { $_->{code} => 1 } rows("$data/country_size_source.tsv");
my %used;
my @faults;
for my $row (@size)
{
	for my $column (@figure)
	{
		(my $source = $column) =~ s/_.*//;
		my $given = $row->{"${source}_source"};
		push @faults, "$row->{country}: $column from '$given'" if ($row->{$column} eq '') != ($given eq '') || $given ne '' && !$known{$given};
		$used{$given} = 1;
	}
}
ok('every figure has a source, every source is used', @faults, map { "$_ is not used" } grep { !$used{$_} } sort keys %known);
done(14);
