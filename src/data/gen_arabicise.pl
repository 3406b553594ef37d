#!/usr/bin/perl
# Writes the table behind src/core/name/arabicise.c: the Arabic letter that a Latin sound is most often written with.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
print banner($0);

# The sounds in the order of gen_name_sound.pl, and what each is most often written with.
my (%sound, %best);
for my $row (grep { $_->{script} eq 'latin' } read_tsv("$dir/name_letter.tsv", qw(script letters place sounds keys source)))
{
	$sound{$_} = 1 for split / /, $row->{sounds};
}
my %total;
for my $row (read_tsv("$dir/name_sound.tsv", qw(latin arabic weight source)))
{
	my ($l, $arabic) = ($row->{latin}, $row->{arabic} eq '-' ? '' : $row->{arabic} =~ s/[\^\$]$//r);

	# a glide with the vowel behind it, which in Latin is a sound of its own
	$arabic =~ s/^(\xd9[\x88\x8a])(?:\xd8\xa7|\xd9[\x88\x8a])$/$1/ if $l !~ /[aeiou]/;
	$total{$l}{$arabic} += $row->{weight};
}
for my $l (keys %total)
{
	($best{$l}) = sort { $total{$l}{$b} <=> $total{$l}{$a} || $a cmp $b } keys %{ $total{$l} };
}
print "static const char *const sound_in_arabic[] = {\n";
print "\t", $best{$_} ? c_string($best{$_}) : '""', ",\n" for sort keys %sound;
print "};\n";
