#!/usr/bin/perl
# Writes the table behind src/core/text/top_level_domain.c: labels in byte order.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my @rows = read_tsv("$dir/top_level_domain.tsv", qw(label source));
for my $i (0 .. $#rows)
{
	$rows[$i]{label} =~ /^[^A-Z.\s]+$/ or die "top_level_domain.tsv:$rows[$i]{line}: not a label in small letters\n";
	$i == 0 || $rows[ $i - 1 ]{label} lt $rows[$i]{label} or die "top_level_domain.tsv:$rows[$i]{line}: out of order\n";
}

print banner($0);
print "static const char *const top_level_domains[] = {\n";
print "\t", c_string($_->{label}), ",\n" for @rows;
print "};\n";
