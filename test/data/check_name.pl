#!/usr/bin/perl
# Checks the tables behind names and the language of texts. Speaks TAP, needs perl-base only.
#
#   perl test/data/check_name.pl
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

# Rows stand in the byte order of their key, each key once, and every row names its source.
my %key = ('name_letter.tsv' => [qw(script letters place)], 'name_sound.tsv' => [qw(latin arabic)], 'name_particle.tsv' => [qw(script word)],
	'name_form.tsv' => [qw(arabic)], 'romanise_letter.tsv' => [qw(letter)], 'romanise_construct.tsv' => [qw(word)], 'language_letter.tsv' => [qw(letter)], 'language_word.tsv' => [qw(word)]);
for my $file (sort keys %key)
{
	my ($last, @faults);
	for my $row (rows("$data/$file"))
	{
		my $key = join "\0", @$row{ @{ $key{$file} } };
		push @faults, "'$key' after '$last'" if defined $last && $last ge $key;
		push @faults, "'$key' has no source" if !length($row->{source} // '');
		$last = $key;
	}
	ok("$file is sorted, with sources", map { s/\0/ /gr } @faults);
}

# Folding leaves a Latin word in a-z, so no other letter can begin a rule.
ok('letters of Latin rules', map { $_->{letters} } grep { $_->{script} eq 'latin' && $_->{letters} !~ /^[a-z]+$/ } rows("$data/name_letter.tsv"));
my %alone;
$alone{"$_->{script} $_->{letters}"} = 1 for grep { $_->{place} eq 'any' } rows("$data/name_letter.tsv");
ok('every letter of a-z has a rule that holds in all places', grep { !$alone{"latin $_"} } 'a' .. 'z');

# A sound that was never met has no cost of its own.
my %sounds = map { $_ => 1 } map { split / /, $_->{sounds} } grep { $_->{script} eq 'latin' } rows("$data/name_letter.tsv");
my %met = map { $_->{latin} => 1 } rows("$data/name_sound.tsv");
my @unmet = grep { !$met{$_} } sort keys %sounds;
ok('sounds without weights are few', @unmet > 5 ? @unmet : ());

# Frequent names have the signs of short vowels, and none that writing shows anyway.
ok('no name is without vowels', map { $_->{arabic} } grep { $_->{arabic} !~ /\xd9[\x8b-\x92]|\xd8[\xa2\xa7]|\xd9[\x88\x8a]/ } rows("$data/name_form.tsv"));
ok('spellings are listed once', map { $_->{latin} } grep { my %seen; grep { $seen{$_}++ } split /; /, $_->{latin} } rows("$data/name_form.tsv"));

# Romanisation: plain is ASCII, and the three systems keep the letters of their tables apart.
ok('plain is ASCII', map { $_->{letter} } grep { $_->{plain} !~ /^[a-z-]+$/ } rows("$data/romanise_letter.tsv"));
for my $scheme (qw(bgn ala iso233))
{
	my (%letter, @faults);
	for my $row (grep { $_->{letter} =~ /^\xd8[\xa8\xaa-\xba]$|^\xd9[\x81-\x87]$/ } rows("$data/romanise_letter.tsv"))
	{
		push @faults, "$letter{ $row->{$scheme} } and $row->{letter}" if $letter{ $row->{$scheme} };
		$letter{ $row->{$scheme} } = $row->{letter};
	}
	ok("$scheme writes no two consonants alike", @faults);
}

done();
