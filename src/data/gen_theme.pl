#!/usr/bin/perl
# Writes the tables behind src/core/lexicon/theme.c: the tree of themes. Its rows are those of theme_term.tsv, in the same
# order, so that the number of a theme is the number of its entry in the lexicon that is made of the terms.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my $code_max = 31;		# THEME_CODE_MAX of src/core/lexicon/theme.h
my $themes_max = 256;	# THEMES_MAX
my @paper = qw(digital smart both);

my @theme = read_tsv("$dir/theme.tsv", qw(theme label_en label_ar definition_en definition_ar paper section source));
my @term = read_tsv("$dir/theme_term.tsv", qw(theme en ar company source));
my %number;

@theme <= $themes_max or die "theme.tsv: more than $themes_max themes\n";
@term == @theme or die "theme_term.tsv has " . @term . " rows, theme.tsv " . @theme . "\n";
print banner($0, '"core/lexicon/theme.h"'), "static const struct theme themes[] = {\n";
for my $i (0 .. $#theme)
{
	my $row = $theme[$i];
	my $code = $row->{theme};
	my $where = "theme.tsv:$row->{line}";
	$code =~ /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/ && length $code <= $code_max or die "$where: '$code' is no code\n";
	$i == 0 || $code gt $theme[$i - 1]{theme} or die "$where: $code is out of order\n";
	$term[$i]{theme} eq $code or die "theme_term.tsv:$term[$i]{line}: $term[$i]{theme} stands where $code is due\n";
	/\S/ or die "$where: $code has an empty field\n" for @$row{qw(label_en label_ar definition_en definition_ar section)};
	grep { $_ eq $row->{paper} } @paper or die "$where: paper is one of @paper\n";
	my $parent = $code =~ /^(.*)\./ ? $number{$1} // die "$where: $code has no parent\n" : -1;
	my $level = 1 + ($code =~ tr/.//);
	$number{$code} = $i;
	print "\t{", join(', ', c_string($code), $parent, $level, '{' . c_string($row->{label_en}), c_string($row->{label_ar}) . '}',
		'{' . c_string($row->{definition_en}), c_string($row->{definition_ar}) . '}', c_string($row->{paper}), c_string($row->{section})), "},\n";
}
print "};\n";
