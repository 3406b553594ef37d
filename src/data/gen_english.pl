#!/usr/bin/perl
# Writes the tables behind src/core/text/english.c: stop words in a hash table, the words stemmed out of the rules, and abbreviations.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my $word_cap = 16;
my $slots = 1024;

# The same as hash() in english.c: FNV-1a.
sub hash_of
{
	my $hash = 2166136261;
	$hash = (($hash ^ $_) * 16777619) & 0xffffffff for unpack('C*', $_[0]);
	return ($hash ^ $hash >> 16) & ($slots - 1);
}

my (@stop, @second);
my $previous = '';
for my $row (read_tsv("$dir/english_stop_word.tsv", qw(word caps class source)))
{
	my $at = "english_stop_word.tsv:$row->{line}";
	$row->{word} =~ /^[a-z']+$/ or die "$at: '$row->{word}' is not lower-case letters and apostrophes\n";
	$row->{caps} =~ /^(?:name)?$/ or die "$at: caps is 'name' or empty\n";
	$row->{word} gt $previous or die "$at: '$row->{word}' is not in order or stands twice\n";
	$previous = $row->{word};
	push @stop, [ $row->{word}, $row->{caps} ? 1 : 0 ];
	push @second, [ $row->{word} =~ s/'/\xe2\x80\x99/gr, 0 ] if $row->{word} =~ /'/;
}
my $listed = @stop;
push @stop, @second;
length($_->[0]) < $word_cap or die "english_stop_word.tsv: '$_->[0]' is too long\n" for @stop;
@stop * 2 < $slots or die "english_stop_word.tsv: more words than the hash table should hold\n";

my @table = (0) x $slots;
for my $i (0 .. $#stop)
{
	my $slot = hash_of($stop[$i][0]);
	$slot = ($slot + 1) & ($slots - 1) while $table[$slot];
	$table[$slot] = $i + 1;
}

my %words = (form => [], kept => [], region => []);
for my $row (read_tsv("$dir/english_stem.tsv", qw(kind word stem source)))
{
	my $at = "english_stem.tsv:$row->{line}";
	my $list = $words{ $row->{kind} } or die "$at: there is no kind '$row->{kind}'\n";
	$row->{word} =~ /^[a-z]+$/ or die "$at: '$row->{word}' is not lower-case letters\n";
	$row->{stem} =~ /^[a-z]*$/ && length $row->{stem} <= length $row->{word} or die "$at: the stem is longer than the word\n";
	($row->{stem} eq '') == ($row->{kind} eq 'region') or die "$at: a region has no stem, the others have one\n";
	!@$list || $list->[-1]{word} lt $row->{word} or die "$at: '$row->{word}' is not in order or stands twice\n";
	push @$list, $row;
}

my @abbreviations = map { $_->{word} } read_tsv("$dir/english_abbreviation.tsv", qw(word source));
"@abbreviations" eq join ' ', sort @abbreviations or die "english_abbreviation.tsv: words are not in order\n";

# First words by letter: the words that begin with letter i are first[i] .. first[i + 1] - 1.
sub print_words
{
	my ($name, $rows) = @_;
	my $longest = 0;
	for my $row (@$rows) { $longest = length $row->{word} if length $row->{word} > $longest }
	$longest < $word_cap or die "english_stem.tsv: a word of $longest letters is too long\n";
	print "static const struct irregular english_$name\[] = {\n";
	print "\t{", length $_->{word}, ', ', length $_->{stem}, ', ', c_string($_->{word}), ', ',
		$_->{stem} eq '' ? '""' : c_string($_->{stem}), "},\n"
		for @$rows;
	print "};\n\nstatic const unsigned char english_${name}_first[27] = {";
	for my $letter ('a' .. 'z', '{') { print scalar(grep { $_->{word} lt $letter } @$rows), $letter eq '{' ? '' : ', ' }
	print "};\n\n";
}

print banner($0, '<stdbool.h>');
print "#define ENGLISH_WORD_CAP $word_cap\n#define ENGLISH_STOP_SLOTS $slots\n";
print "#define ENGLISH_STOP_LISTED $listed\t\t/* of the stop words; behind them stand their second spellings */\n\n";
print "static const struct stop_word\n{\n\tunsigned char len;\n\tbool\t\tname;\t\t\t/* in capitals it is a name */\n";
print "\tchar\t\tword[ENGLISH_WORD_CAP];\n}\t\t\tenglish_stop_words[] = {\n";
print "\t{", length $_->[0], ', ', $_->[1] ? 'true' : 'false', ', ', c_string($_->[0]), "},\n" for @stop;
print "};\n\n/* 0 = empty, otherwise the position in english_stop_words + 1. */\nstatic const unsigned short english_stop_slots[ENGLISH_STOP_SLOTS] = {\n";
for (my $i = 0; $i < $slots; $i += 16) { print "\t", join(', ', @table[ $i .. $i + 15 ]), ",\n" }
print "};\n\nstruct irregular\n{\n\tunsigned char len;\n\tunsigned char stem_len;\n\tchar\t\tword[ENGLISH_WORD_CAP];\n\tchar\t\tstem[ENGLISH_WORD_CAP];\n};\n\n";
print_words($_, $words{$_}) for qw(form kept region);
print "static const char *const english_abbreviations[] = {", join(', ', map { c_string($_) } @abbreviations), "};\n";
