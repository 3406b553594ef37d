#!/usr/bin/perl
# Writes the tables behind src/core/actor/country_size.c: the sizes of states by code, and where in them a country stands. Refuses figures
# with more than two significant digits, and figures without a year or a source.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my @schemes = qw(cameo iso2 iso3 isonum fips cowc cown gwn);

my @country = read_tsv("$dir/country.tsv", 'key', @schemes, qw(name_en name_ar first last source));
my @source = read_tsv("$dir/country_size_source.tsv", qw(code title source));
my @size = read_tsv("$dir/country_size.tsv", qw(country population population_year population_source area_km2 area_source
	gdp_usd gdp_year gdp_source military military_year military_source note));
my %number = map { $country[$_]{cameo} ne '' ? ($country[$_]{cameo} => $_) : () } 0 .. $#country;
my %title = map { $_->{code} => $_->{title} } @source;

# value, year and source of a figure, all of them or none
sub figure
{
	my ($row, $value, $year, $source) = @_;
	my $where = "country_size.tsv:$row->{line}: $row->{country}";
	my @cells = map { $row->{$_} } $value, grep { defined } $year, $source;
	return (-1, 0, 'NULL') unless grep { $_ ne '' } @cells;
	!grep { $_ eq '' } @cells or die "$where: $value lacks a part\n";
	$row->{$value} =~ /^(?:0|[1-9][0-9]?0*|[1-9]\.[1-9]|0\.[1-9][0-9]?)$/ or die "$where: $value '$row->{$value}' has not two significant digits\n";
	!defined $year || $row->{$year} =~ /^20[0-9][0-9]$/ or die "$where: '$row->{$year}' is no year\n";
	return ($row->{$value}, defined $year ? $row->{$year} : 0, c_string($title{ $row->{$source} } // die "$where: no source $row->{$source}\n"));
}

print banner($0, '"core/actor/country_size.h"');
my (@rows, %at);
for my $row (@size)
{
	my $country = $number{ $row->{country} } // die "country_size.tsv:$row->{line}: no country $row->{country}\n";
	!@rows || $row->{country} gt $size[ $#rows ]{country} or die "country_size.tsv:$row->{line}: $row->{country} is out of order\n";
	$at{$country} = @rows;
	my ($area, undef, $area_source) = figure($row, 'area_km2', undef, 'area_source');
	push @rows, sprintf "\t{%d, {%s, %d, %s}, {%s, 0, %s}, {%s, %d, %s}, {%s, %d, %s}, %s},\n", $country,
		figure($row, 'population', 'population_year', 'population_source'), $area, $area_source,
		figure($row, 'gdp_usd', 'gdp_year', 'gdp_source'), figure($row, 'military', 'military_year', 'military_source'), c_string($row->{note});
}
print "static const country_size country_size_rows[] = {\n", @rows, "};\n\n";
print "/* by country, -1 where there is no size */\nstatic const int16_t country_size_row_of[] = {\n\t", join(', ', map { $at{$_} // -1 } 0 .. $#country), "\n};\n";
