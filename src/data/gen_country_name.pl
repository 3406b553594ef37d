#!/usr/bin/perl
# Writes the tables behind src/core/actor/country_name.c: how names are folded, and every folded name in byte order with the
# country it means. A name that would mean two countries, or that stands there twice, stops the build.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;

sub decoded
{
	my ($text) = @_;
	utf8::decode($text) or die "'$text' is not UTF-8\n";
	return $text;
}

sub encoded
{
	my ($text) = @_;
	utf8::encode($text);
	return $text;
}

my @fold = map { { %$_, from => hex $_->{first}, to => hex $_->{last}, into => decoded($_->{into}) } }
	read_tsv("$dir/country_fold.tsv", qw(first last into source));
for my $i (1 .. $#fold)
{
	$fold[$i]{from} > $fold[ $i - 1 ]{to} or die "country_fold.tsv:$fold[$i]{line}: the ranges must rise\n";
}
$_->{into} = $_->{into} eq '-' ? '' : $_->{into} eq '_' ? ' ' : $_->{into} for @fold;

my %word = map { ($_->{word} => $_->{into} eq '-' ? undef : $_->{into}) } read_tsv("$dir/country_word.tsv", qw(word into source));

# The same steps as country_fold() in src/core/actor/country_name.c; the unit test compares the two on every name.
sub fold
{
	my ($name) = @_;
	my $text = '';
	(my $joined = decoded($name)) =~ s/(?<![A-Za-z0-9])([A-Za-z])\.(?=[A-Za-z](?![A-Za-z0-9]))/$1/g;
	for my $char (split //, $joined)
	{
		my $cp = ord $char;
		my ($range) = grep { $_->{from} <= $cp && $cp <= $_->{to} } @fold;
		$text .= $range ? $range->{into} : $char eq '&' ? ' and ' : $cp >= 128 ? $char : $char =~ /[A-Za-z0-9]/ ? lc $char : ' ';
	}
	return encoded(join ' ', grep { defined } map { exists $word{$_} ? $word{$_} : $_ } split / +/, $text =~ s/^ +//r);
}

my (@country, %index, %owner, %then, %spelling);

sub add_name
{
	my ($name, $i, $where, $must_add) = @_;
	my $folded = fold($name);
	$folded ne '' or die "$where: nothing is left of '$name'\n";
	my $other = $owner{$folded};
	!defined $other || $other == $i or die "$where: '$folded' means $country[$other]{key} and $country[$i]{key}\n";
	!$spelling{ lc $name }++ || !$must_add or die "$where: '$name' is there already\n";
	$owner{$folded} = $i;
}

@country = read_tsv("$dir/country.tsv", qw(key cameo iso2 iso3 isonum fips cowc cown gwn name_en name_ar first last source));
for my $i (0 .. $#country)
{
	$index{ $country[$i]{key} } = $i;
	add_name($country[$i]{$_}, $i, "country.tsv:$country[$i]{line}", 0) for qw(name_en name_ar);
}
for my $row (read_tsv("$dir/country_name.tsv", qw(key name language source)))
{
	my $i = $index{ $row->{key} };
	defined $i or die "country_name.tsv:$row->{line}: there is no country $row->{key}\n";
	add_name($row->{name}, $i, "country_name.tsv:$row->{line}", 1);
}

for my $row (read_tsv("$dir/country_name_then.tsv", qw(key name language source)))
{
	my $i = $index{ $row->{key} };
	defined $i && $country[$i]{last} ne '' or die "country_name_then.tsv:$row->{line}: no country $row->{key} that ended\n";
	my $folded = fold($row->{name});
	!exists $then{$folded} or die "country_name_then.tsv:$row->{line}: '$row->{name}' stands twice\n";
	$then{$folded} = $i;
	$owner{$folded} = -1 if !exists $owner{$folded};
}

my ($longest) = sort { $b <=> $a } map { length } keys %owner;

print banner($0, '<stdint.h>');
print "#define COUNTRY_NAME_LONGEST $longest\n\n";
print "static const struct\n{\n\tuint32_t\tfirst;\n\tuint32_t\tlast;\n\tconst char *into;\n}\t\t\tcountry_folds[] = {\n";
printf "\t{0x%04X, 0x%04X, %s},\n", $_->{from}, $_->{to}, $_->{into} eq '' ? '""' : c_string(encoded($_->{into})) for @fold;
print "};\n\n";
print "static const struct\n{\n\tconst char *word;\n\tconst char *into;\n}\t\t\tcountry_words[] = {\n";
printf "\t{%s, %s},\n", c_string($_), defined $word{$_} ? c_string($word{$_}) : '""' for sort keys %word;
print "};\n\n";
print "static const struct\n{\n\tconst char *folded;\n\tint16_t\t\tcountry;\n\tint16_t\t\tthen;\n}\t\t\tcountry_names[] = {\n";
printf "\t{%s, %d, %d},\n", c_string($_), $owner{$_}, $then{$_} // -1 for sort keys %owner;
print "};\n";
