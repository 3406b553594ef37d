#!/usr/bin/perl
# Writes the tables behind src/core/actor/bloc.c: blocs, and their members' spells by bloc, country and first day. Refuses spells that
# overlap or end before they begin.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner day_number);

my ($dir) = @ARGV;
my @schemes = qw(cameo iso2 iso3 isonum fips cowc cown gwn);
my $never = 2147483647;

my $number = 0;
my %country = map { $_->{key} => $number++ } read_tsv("$dir/country.tsv", 'key', @schemes, qw(name_en name_ar first last source));
my @bloc = read_tsv("$dir/bloc.tsv", qw(bloc name_en name_ar source));
my (%spells, %known);
$known{ $_->{bloc} } = 1 for @bloc;

for my $s (read_tsv("$dir/bloc_member.tsv", qw(bloc country first last source)))
{
	my $where = "bloc_member.tsv:$s->{line}";
	$known{ $s->{bloc} } or die "$where: no bloc $s->{bloc} in bloc.tsv\n";
	defined $country{ $s->{country} } or die "$where: no country $s->{country} in country.tsv\n";
	my ($first, $last) = (day_number($s->{first}, undef), day_number($s->{last}, $never));
	defined $first && $first <= $last or die "$where: the spell ends before it begins\n";
	for my $other (grep { $_->[0] == $country{ $s->{country} } } @{ $spells{ $s->{bloc} } })
	{
		$other->[2] < $first || $last < $other->[1] or die "$where: a spell of $s->{country} overlaps another\n";
	}
	push @{ $spells{ $s->{bloc} } }, [ $country{ $s->{country} }, $first, $last ];
}

print banner($0, '"core/actor/bloc.h"');
my ($at, @rows) = (0);
for my $bloc (@bloc)
{
	my @own = sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] } @{ $spells{ $bloc->{bloc} } || die "bloc $bloc->{bloc} has no member\n" };
	push @rows, sprintf "\t{%s, %s, %s, %d, %d},\n", (map { c_string($bloc->{$_}) } qw(bloc name_en name_ar)), $at, scalar @own;
	$at += @own;
	$bloc->{own} = \@own;
}
print "static const bloc bloc_rows[] = {\n", @rows, "};\n\n";
print "static const bloc_spell bloc_spell_rows[] = {\n";
printf "\t{%d, %d, %s},\n", $_->[0], $_->[1], $_->[2] == $never ? 'INT32_MAX' : $_->[2] for map { @{ $_->{own} } } @bloc;
print "};\n";
