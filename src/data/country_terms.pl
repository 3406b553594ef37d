# Writes the words for every country as lines of terms: the names of country.tsv and country_name.tsv with the people of
# actor_people.tsv. Two lexicons are made of them, so they are joined here and stand nowhere twice.
#
#	perl -Isrc/data country_terms.pl src/data [all] > generated/country_terms.tsv
#
# With "all", countries too that actor_people.tsv has no words for: historic ones and small territories.
#
# Names that only catalogues write, with a comma or brackets, are no terms.
use strict;
use warnings;
use tsv qw(read_tsv);

# Names that a text means otherwise: Mali is written as financial is, one spelling of Nigeria as the people of Niger, a rare
# one of Liberia has the stem of another word, and South Sudan the long way round is found in "Sudan and the south".
my %other_word = map { $_ => 1 } 'مالي', 'نيجريا', 'ليبريا', 'السودان الجنوبي';

my ($folder, $all) = @ARGV;
my (%names, %code, %people, @order);

for my $row (read_tsv("$folder/country.tsv", qw(key cameo iso2 iso3 isonum fips cowc cown gwn name_en name_ar first last source)))
{
	push @order, $row->{key};
	$code{$row->{key}} = $row->{cameo};
	push @{ $names{$row->{key}}{$_} }, $row->{"name_$_"} for qw(en ar);
}
for my $row (read_tsv("$folder/country_name.tsv", qw(key name language source)))
{
	push @{ $names{$row->{key}}{$row->{language}} }, $row->{name};
}
for my $row (read_tsv("$folder/actor_people.tsv", qw(key people_en people_ar capital_en capital_ar source)))
{
	exists $names{$row->{key}} or die "actor_people.tsv:$row->{line}: no country '$row->{key}'\n";
	$people{$row->{key}} = $row;
}

print "concept\tactor\ten\tar\tcapital_en\tcapital_ar\n";
for my $key (@order)
{
	my $people = $people{$key};
	next if !$people && !$all;
	my %terms;
	for my $language (qw(en ar))
	{
		my %seen;
		$terms{$language} = join('; ', grep { $_ !~ m{[,;()"\[\]/]|\. } && !$other_word{$_} && !$seen{lc $_}++ } @{ $names{$key}{$language} });
		$terms{$language} .= "; " . $people->{"people_$language"} if $people;
	}
	my $concept = lc $names{$key}{en}[0];
	$concept =~ s/[^a-z]+/-/g;
	print join("\t", $concept, $code{$key}, $terms{en}, $terms{ar}, $people ? ($people->{capital_en}, $people->{capital_ar}) : ('', '')), "\n";
}
