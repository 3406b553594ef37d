#!/usr/bin/perl
# Writes the table behind src/core/text/word_form_english.c: English forms that follow no rule, in byte order.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my $cap = 20;
my $words_cap = 24;
my @forms;
my $previous = '';
for my $row (read_tsv("$dir/english_irregular.tsv", qw(form word source)))
{
	my $at = "english_irregular.tsv:$row->{line}";
	$row->{form} =~ /^[a-z]+$/ or die "$at: '$row->{form}' is not lower-case letters\n";
	$row->{word} =~ /^(?:[a-z]+(?: [a-z]+)*)?$/ or die "$at: '$row->{word}' is not lower-case words parted by a blank\n";
	$row->{form} gt $previous or die "$at: '$row->{form}' is not in order or stands twice\n";
	grep { $_ eq $row->{form} } split(/ /, $row->{word}) and die "$at: '$row->{form}' inflects itself\n";
	length $row->{form} < $cap && length $row->{word} < $words_cap or die "$at: too long\n";
	$previous = $row->{form};
	push @forms, $row;
}
print banner($0);
print "static const struct irregular_form\n{\n\tchar\t\tform[$cap];\n\tchar\t\twords[$words_cap];\t/* parted by a blank; none: it inflects no other */\n}\t\t\tirregular_forms[] = {\n";
print "\t{", c_string($_->{form}), ', ', $_->{word} eq '' ? '""' : c_string($_->{word}), "},\n" for @forms;
print "};\n";
