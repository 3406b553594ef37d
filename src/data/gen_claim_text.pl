#!/usr/bin/perl
# Writes the table behind src/core/statistics/claim_text.c: the words of claims in two languages. A sentence must name the same figures in both.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my %seen;

# The figures that a sentence asks for, {n} and the like, each once, in alphabetical order.
sub figures { my %asked = map { $_ => 1 } $_[0] =~ /\{([^}]*)\}/g; return join " ", sort keys %asked }

print banner($0, '"core/statistics/claim_text.h"'), "static const claim_text claim_texts[] = {\n";
for my $row (read_tsv("$dir/claim_text.tsv", qw(id part en ar source)))
{
	my $where = "claim_text.tsv:$row->{line}";
	$row->{id} =~ /^(?:H[1-7]|S[1-8]|any|chart)$/ && $row->{part} =~ /^[a-z_]+$/ or die "$where: '$row->{id}', '$row->{part}' is no text of a claim or a chart\n";
	!$seen{"$row->{id} $row->{part}"}++ or die "$where: $row->{part} of $row->{id} stands there twice\n";
	/\S/ or die "$where: an empty field\n" for @$row{qw(en ar source)};
	figures($row->{en}) eq figures($row->{ar}) or die "$where: the languages name different figures\n";
	print "\t{", c_string($row->{id}), ', ', c_string($row->{part}), ', {', c_string($row->{en}), ', ', c_string($row->{ar}), "}},\n";
}
print "};\n";
