#!/usr/bin/perl
# Writes the tables behind src/core/name/name_form.c: frequent names from either side.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
print banner($0, '<stdint.h>', '"core/name/name_form.h"');

# Latin forms are looked up as name_split() leaves them.
my %plain = ("\x{e9}" => 'e', "\x{e8}" => 'e', "\x{fc}" => 'u', "\x{f6}" => 'o', "\x{e7}" => 's', "\x{f3}" => 'o', "\x{e1}" => 'a', "\x{11f}" => 'gh');
my @forms = read_tsv("$dir/name_form.tsv", qw(arabic latin source));
my (%by_arabic, %by_latin);
for my $i (0 .. $#forms)
{
	my $arabic = $forms[$i]{arabic};
	utf8::decode($arabic) or die;
	$arabic =~ tr/\x{64b}-\x{652}\x{670}//d;
	$arabic !~ / / or die "name_form.tsv:$forms[$i]{line}: one word\n";
	utf8::encode($arabic);
	defined $by_arabic{$arabic} and die "name_form.tsv:$forms[$i]{line}: '$arabic' stands there twice\n";
	$by_arabic{$arabic} = $i;
	$forms[$i]{bare} = $arabic;
	my $rank = 0;
	for my $latin (split /; /, $forms[$i]{latin})
	{
		utf8::decode($latin) or die;
		$latin = lc $latin;
		my $joined = $latin =~ s/^al-//;
		$latin =~ s/([^ -~])/$plain{$1} or die "name_form.tsv:$forms[$i]{line}: a letter with a mark\n"/ge;
		next if $latin =~ / / || ($joined && $arabic !~ /^\xd8\xa7\xd9\x84/);
		push @{ $by_latin{$latin} }, { form => $i, rank => $rank++, joined => $joined };
	}
}
print "static const name_form name_forms[] = {\n";
my %index;
for my $bare (sort keys %by_arabic)
{
	my $form = $forms[ $by_arabic{$bare} ];
	$index{ $by_arabic{$bare} } = scalar keys %index;
	printf "\t{%s, %s, %s},\n", map { c_string($_) } $bare, $form->{arabic}, $form->{latin} =~ s/;.*//r;
}
print "};\n\n/* Latin spellings in byte order, for one spelling the name first that it is the first spelling of. */\nstatic const struct\n{\n\tconst char *latin;\n\tuint16_t\tform;\n}\t\t\tname_spellings[] = {\n";
for my $latin (sort keys %by_latin)
{
	my %seen;
	printf "\t{%s, %d},\n", c_string($latin), $index{ $_->{form} }
		for grep { !$seen{ $_->{form} }++ } sort { $a->{joined} <=> $b->{joined} || $a->{rank} <=> $b->{rank} || $index{ $a->{form} } <=> $index{ $b->{form} } } @{ $by_latin{$latin} };
}
print "};\n";
