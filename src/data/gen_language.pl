#!/usr/bin/perl
# Writes the tables behind src/core/text/language.c: telling letters by code point and telling words in byte order.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my %language = (en => 'LANGUAGE_ENGLISH', ar => 'LANGUAGE_ARABIC', fa => 'LANGUAGE_PERSIAN', ur => 'LANGUAGE_URDU', other => 'LANGUAGE_OTHER');

print banner($0, '<stdint.h>', '"core/text/language.h"');
my %letters;
for my $row (read_tsv("$dir/language_letter.tsv", qw(letter language weight source)))
{
	my $letter = $row->{letter};
	utf8::decode($letter) && length $letter == 1 or die "language_letter.tsv:$row->{line}: one letter\n";
	$language{ $row->{language} } && $row->{weight} =~ /^[1-9]$/ && !$letters{ ord $letter } or die "language_letter.tsv:$row->{line}\n";
	$letters{ ord $letter } = $row;
}
print "static const struct\n{\n\tuint16_t\tletter;\n\tuint8_t\t\tlanguage;\n\tuint8_t\t\tweight;\n}\t\t\ttelling_letters[] = {\n";
printf "\t{0x%04x, %s, %d},\n", $_, $language{ $letters{$_}{language} }, $letters{$_}{weight} for sort { $a <=> $b } keys %letters;
print "};\n\n";

my (%words, $longest);
for my $row (read_tsv("$dir/language_word.tsv", qw(word language source)))
{
	$language{ $row->{language} } && !$words{ $row->{word} } or die "language_word.tsv:$row->{line}: '$row->{word}'\n";
	$words{ $row->{word} } = $language{ $row->{language} };
	$longest = length $row->{word} if !$longest || length $row->{word} > $longest;
}
print "#define TELLING_WORD_LONGEST $longest\n\nstatic const struct\n{\n\tconst char *word;\n\tuint8_t\t\tlanguage;\n}\t\t\ttelling_words[] = {\n";
printf "\t{%s, %s},\n", c_string($_), $words{$_} for sort keys %words;
print "};\n";
