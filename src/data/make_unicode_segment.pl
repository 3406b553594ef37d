#!/usr/bin/perl
# Makes src/core/text/unicode/unicode_segment_data.h, the character tables of segmentation, from the Unicode character database.
#
#	perl -Isrc/data src/data/make_unicode_segment.pl /usr/share/unicode > src/core/text/unicode/unicode_segment_data.h
#
# The result is part of the source, so that building needs no database and segmentation stays that of one version of
# Unicode. test/data/check_unicode_segment.pl makes it again and compares. Needs perl-base only.
use strict;
use warnings;
use unicode qw(read_properties two_stage);

my $folder = shift // '/usr/share/unicode';

# The word break classes of UAX #29 with the numbers of enum word_break_class.
my @classes = qw(Other CR LF Newline Extend ZWJ Format Katakana Hebrew_Letter ALetter Single_Quote Double_Quote
	MidNumLet MidLetter MidNum Numeric ExtendNumLet Regional_Indicator WSegSpace);
my %class_number = map { $classes[$_] => $_ } 0 .. $#classes;
use constant PICTOGRAPHIC => 0x20;
my $assertions = '';

# What tokens need to know of a character: one bit each. The names are those of the C code.
my @bits = qw(LATIN ARABIC OTHER DICTIONARY DIGIT MARK CONTROL EMOJI PICTOGRAPH REGIONAL UPPER LOWER CHANGES WIDE);
my %bit = map { $bits[$_] => 1 << $_ } 0 .. $#bits;

# Scripts without spaces between words; ICU has dictionaries for most of them.
my %unspaced = map { $_ => 1 } qw(Han Hiragana Katakana Thai Lao Khmer Myanmar Tangut Nushu Khitan_Small_Script);
# Foldings beyond NFKC_Casefold that change single Arabic letters; Latin letters and marks are taken whole below.
my %arabic_fold = map { $_ => 1 } 0x622, 0x623, 0x625, 0x671, 0x649, 0x6cc, 0x6d2, 0x629, 0x6c3, 0x6a9, 0x6c0, 0x6c1,
	0x6c2, 0x6d3, 0x6e5, 0x6e6;

my (@break, @category, @script, @changes, %emoji, %upper, %alphabetic, %complex, %folded);

sub each_of
{
	my ($file, $take) = @_;
	read_properties("$folder/$file", sub {
		my ($first, $last, @fields) = @_;
		$take->($_, @fields) for $first .. $last;
	});
}

each_of('auxiliary/WordBreakProperty.txt', sub { $break[$_[0]] = $class_number{$_[1]} // die "unknown class $_[1]\n" });
each_of('extracted/DerivedGeneralCategory.txt', sub { $category[$_[0]] = $_[1] });
each_of('Scripts.txt', sub { $script[$_[0]] = $_[1] });
each_of('emoji/emoji-data.txt', sub { $emoji{$_[1]}{$_[0]} = 1 });
each_of('LineBreak.txt', sub { $complex{$_[0]} = 1 if $_[1] eq 'SA' });
each_of('DerivedCoreProperties.txt', sub { $upper{$_[0]} = 1 if $_[1] eq 'Uppercase' });
each_of('DerivedNormalizationProps.txt', sub {
	my ($c, $property, $value) = @_;
	$folded{$c} = hex((split / /, $value)[0] // '0') if $property eq 'NFKC_CF';
	$changes[$c] = 1 if $property eq 'NFKC_CF' || $property =~ /^NFK?C_QC$/;
});

# The one bit that says what the character is to tokens, or 0.
sub kind
{
	my ($c) = @_;
	my $category = $category[$c] // 'Cn';
	my $class = $classes[$break[$c] // 0];
	return $bit{REGIONAL} if $class eq 'Regional_Indicator';
	return $bit{EMOJI} if $emoji{Emoji_Presentation}{$c} || $emoji{Emoji_Modifier}{$c}
		|| $emoji{Extended_Pictographic}{$c} && ($c >= 0x1f000 || $emoji{Emoji}{$c} && $c >= 0x2600 && $c <= 0x27bf);
	# Tatweel lengthens a word and starts none.
	return $bit{MARK} if $c == 0x640 || $category =~ /^M/ || $class eq 'Extend' && $category ne 'Cf';
	return $bit{CONTROL} if $category eq 'Cf' && $class =~ /^(Format|Extend|ZWJ)$/;
	return $bit{DIGIT} if $category eq 'Nd';
	if ($category =~ /^(L|Nl)/ || $category eq 'So' && $class eq 'ALetter')
	{
		my $script = $script[$c] // 'Unknown';
		return $bit{LATIN} if $script eq 'Latin';
		return $bit{ARABIC} if $script eq 'Arabic';
		return $bit{DICTIONARY} if $unspaced{$script} || $complex{$c} || $class eq 'Katakana';
		# Mathematical and circled letters, and the half rings of transliteration
		return $bit{LATIN} if $script eq 'Common'
			&& (($script[$folded{$c} // 0] // '') eq 'Latin' || $c >= 0x2b0 && $c <= 0x2ff);
		return $bit{OTHER};
	}
	return $emoji{Extended_Pictographic}{$c} ? $bit{PICTOGRAPH} : 0;
}

# Folding leaves a character alone only if NFKC_Casefold does and no rule for Arabic or Latin letters meets it.
sub changes
{
	my ($c, $kind) = @_;
	return 0 if $c < 0x80;
	return $changes[$c] || $arabic_fold{$c} || $kind & ($bit{MARK} | $bit{CONTROL} | $bit{DIGIT} | $bit{LATIN});
}

my (@word_break, @token);
for my $c (0 .. 0x10ffff)
{
	$word_break[$c] = ($break[$c] // 0) | ($emoji{Extended_Pictographic}{$c} ? PICTOGRAPHIC : 0);
	my $kind = kind($c);
	my $value = $kind;
	$value |= $upper{$c} || ($category[$c] // '') eq 'Lt' ? $bit{UPPER} : $bit{LOWER}
		if $kind & ($bit{LATIN} | $bit{ARABIC} | $bit{OTHER} | $bit{DICTIONARY});
	$value |= $bit{CHANGES} if changes($c, $kind);
	$value |= $bit{WIDE} if $c >= 0x80 && $value;
	$token[$c] = $value;
}

my ($version) = do {
	open(my $in, '<', "$folder/Scripts.txt") or die "cannot read $folder/Scripts.txt: $!\n";
	<$in> =~ /Scripts-([0-9.]+)\.txt/;
};
die "no version in $folder/Scripts.txt\n" unless defined $version;

print "/* Made by src/data/make_unicode_segment.pl from the Unicode character database $version; not to be edited. */\n\n";
print "#include <stdint.h>\n\n#include \"core/text/word_break.h\"\n\n#define UNICODE_SEGMENT_VERSION \"$version\"\n\n";
printf "#define KIND_%-10s 0x%04x\n", $_, $bit{$_} for @bits;

# One byte: ASCII as itself with two bits more; any other byte only says that a look at the whole character is due.
my @byte = map { $_ >= 0x80 ? 0x8000 : $token[$_] } 0 .. 255;
$byte[$_] |= 0x4000 for map { ord } qw(. - _ @ : +), "\xe2";
$byte[$_] |= 0x8000 for (map { ord } qw(@ *), "#"), grep { $token[$_] } 0 .. 0x7f;
for (0 .. $#classes)
{
	my $name = 'WORD_BREAK_' . uc($classes[$_] =~ s/([a-z])(?=[A-Z])/$1_/gr);
	$assertions .= "_Static_assert($name == $_, \"the tables have $_ for $name\");\n";
}
print "#define BYTE_TRIGGER    0x4000 /* behind a word: may join it to more */\n";
print "#define BYTE_START      0x8000 /* may begin a token */\n";
print "\n", $assertions;
print "\nstatic const uint16_t byte_kind[256] = {\n", unicode::lines(@byte), "};\n";
for (['word_break', 'uint8_t', \@word_break], ['token_kind', 'uint16_t', \@token])
{
	my ($name, $type, $values) = @$_;
	print "\n/* U+0000 to U+07FF, then everything. */\nstatic const $type ${name}_direct[0x800] = {\n";
	print unicode::lines(@$values[0 .. 0x7ff]), "};\n\n";
	my $text = two_stage($name, $type, 7, $values);
	$text =~ s/\n\n\z/\n/;
	print $text;
}
