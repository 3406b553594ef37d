#!/usr/bin/perl
# Writes the table behind src/core/lexicon/effectiveness.c: the sentences of evidence for points of effectiveness. Refuses points that
# theme.tsv does not have, and sentences that lack a number.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my %theme = map { $_->{theme} => 1 } read_tsv("$dir/theme.tsv", qw(theme label_en label_ar definition_en definition_ar paper section source));
my %is_share = (share => 'true', number => 'false');
my $last = '';

print banner($0, '"core/lexicon/effectiveness.h"'), "static const effectiveness_evidence evidence_rows[] = {\n";
for my $row (read_tsv("$dir/effectiveness_evidence.tsv", qw(point form en ar source)))
{
	my $where = "effectiveness_evidence.tsv:$row->{line}";
	$theme{"point.$row->{point}"} && $row->{point} gt $last or die "$where: $row->{point} is no point, or out of order\n";
	$last = $row->{point};
	for my $sentence (@$row{qw(en ar)})
	{
		my @places = $sentence =~ /\{([^}]*)\}/g;
		"@{[sort @places]}" eq 'figure n' && length $sentence < 200 or die "$where: not one {figure} and one {n}: $sentence\n";
	}
	print "\t{", join(', ', c_string($row->{point}), $is_share{ $row->{form} } // die("$where: no form '$row->{form}'\n"),
		'{' . c_string($row->{en}), c_string($row->{ar}) . '}'), "},\n";
}
print "};\n";
