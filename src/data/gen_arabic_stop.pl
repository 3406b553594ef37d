#!/usr/bin/perl
# Writes the list behind arabic_stop_word_at(): the Arabic stop words as they are spelled, in byte order, each once.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my %words = map { $_->{word} => 1 } read_tsv("$dir/arabic_stop_word.tsv", qw(word kind clitics source));
print banner($0);
print "static const char *const arabic_stop_list[] = {\n";
print "\t", c_string($_), ",\n" for sort keys %words;
print "};\n";
