#!/usr/bin/perl
# Writes the tables behind src/core/name/romanise.c: letters by scheme, frequent names from either side, and the Arabic letter that a
# Latin sound is most often written with.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
print banner($0);

print "static const struct\n{\n\tuint16_t\tletter;\n\tconst char *latin[4];\n}\t\t\tromanise_letters[] = {\n";
my @letters;
for my $row (read_tsv("$dir/romanise_letter.tsv", qw(letter bgn ala iso233 plain source)))
{
	my $letter = $row->{letter};
	utf8::decode($letter) or die;
	push @letters, [ ord $letter, map { $_ eq '-' ? '""' : c_string($_) } @$row{qw(bgn iso233 ala plain)} ];
}
printf "\t{0x%04x, {%s}},\n", $_->[0], join ', ', @$_[ 1 .. 4 ] for sort { $a->[0] <=> $b->[0] } @letters;
print "};\n\n";

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
print "static const struct\n{\n\tconst char *bare;\n\tconst char *vowelled;\n\tconst char *latin;\n}\t\t\tname_forms[] = {\n";
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
print "};\n\n";

# The sounds in the order of gen_name_sound.pl, and what each is most often written with.
my (%sound, %best, %weight);
for my $row (grep { $_->{script} eq 'latin' } read_tsv("$dir/name_letter.tsv", qw(script letters place sounds keys source)))
{
	$sound{$_} = 1 for split / /, $row->{sounds};
}
for my $row (read_tsv("$dir/name_sound.tsv", qw(latin arabic weight source)))
{
	my $l = $row->{latin};
	next if ($weight{$l} // 0) >= $row->{weight};
	$weight{$l} = $row->{weight};
	$best{$l} = $row->{arabic} eq '-' ? '' : $row->{arabic} =~ s/[\^\$]$//r;
}
print "static const char *const sound_in_arabic[] = {\n";
print "\t", $best{$_} ? c_string($best{$_}) : '""', ",\n" for sort keys %sound;
print "};\n";
