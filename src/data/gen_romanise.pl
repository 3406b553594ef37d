#!/usr/bin/perl
# Writes the table behind src/core/name/romanise.c: letters by scheme, and the nouns
# whose ta marbuta is spoken before another noun.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
print banner($0, '<stdint.h>');

print "static const struct\n{\n\tuint16_t\tletter;\n\tconst char *latin[4];\n}\t\t\tromanise_letters[] = {\n";
my @letters;
for my $row (read_tsv("$dir/romanise_letter.tsv", qw(letter bgn ala iso233 plain source)))
{
	my $letter = $row->{letter};
	utf8::decode($letter) or die;
	push @letters, [ ord $letter, map { $_ eq '-' ? '""' : c_string($_) } @$row{qw(bgn iso233 ala plain)} ];
}
printf "\t{0x%04x, {%s}},\n", $_->[0], join ', ', @$_[ 1 .. 4 ] for sort { $a->[0] <=> $b->[0] } @letters;
print "};\n";

print "\nstatic const char *const construct_words[] = {\n";
printf "\t%s,\n", c_string($_) for sort map { $_->{word} } read_tsv("$dir/romanise_construct.tsv", qw(word source));
print "};\n";
