# Writes the tables of src/core/text/fold.c and src/core/text/script.c from the Unicode character database:
#
#   perl -Isrc/data src/data/make_unicode_fold.pl FOLDER fold   > src/core/text/unicode/unicode_fold_data.h
#   perl -Isrc/data src/data/make_unicode_fold.pl FOLDER script > src/core/text/unicode/unicode_script_data.h
#
# FOLDER holds the files of ONE version (Debian: package unicode-data, /usr/share/unicode). The results are committed,
# so that what was indexed stays findable whatever the system's Unicode is; test/data/check_unicode_fold.pl compares.
use strict;
use warnings;
use unicode qw(read_properties two_stage);

my ($folder, $what) = @ARGV;
die "usage: $0 FOLDER fold|script\n" unless defined $what && $what =~ /^(fold|script)$/;

# --- the database -----------------------------------------------------------------------------------------------

my (%ccc, %canonical, %digit, %category, %nfkc_cf, %excluded, %script);

open(my $in, '<', "$folder/UnicodeData.txt") or die "cannot read $folder/UnicodeData.txt: $!\n";
my $range_start;
while (<$in>)
{
	my ($hex, $name, $category, $class, undef, $decomposition, $digit) = split /;/;
	my $c = hex $hex;
	if ($name =~ /, First>$/)
	{
		$range_start = $c;
		next;
	}
	my $first = $name =~ /, Last>$/ ? $range_start : $c;
	@category{$first .. $c} = ($category) x ($c - $first + 1);
	$ccc{$c} = $class if $class;
	$canonical{$c} = [map { hex } split ' ', $decomposition] if $decomposition ne '' && $decomposition !~ /^</;
	$digit{$c} = $digit if $category eq 'Nd';
}
read_properties("$folder/DerivedNormalizationProps.txt", sub {
	my ($first, $last, $property, $value) = @_;
	for my $c ($first .. $last)
	{
		$nfkc_cf{$c} = [map { hex } split ' ', $value] if $property eq 'NFKC_CF';
		$excluded{$c} = 1 if $property eq 'Full_Composition_Exclusion';
	}
});
read_properties("$folder/Scripts.txt", sub {
	my ($first, $last, $name) = @_;
	@script{$first .. $last} = ($name) x ($last - $first + 1);
});
open($in, '<', "$folder/DerivedNormalizationProps.txt") or die;
my ($version) = <$in> =~ /-(\d+\.\d+\.\d+)\.txt/ or die "the first line does not tell the version\n";

my $header = "/* Made by src/data/make_unicode_$what.pl from Unicode $version. Do not edit. */\n\n";
$header =~ s/make_unicode_script/make_unicode_fold/;

if ($what eq 'script')
{
	write_scripts();
	exit;
}

# --- what folding does beyond NFKC_Casefold ---------------------------------------------------------------------

sub span { my ($first, $last) = @_; return map { $_ => 1 } $first .. $last }

my %deleted = (span(0x0610, 0x061a), span(0x0640, 0x0640), span(0x064b, 0x0652), span(0x0656, 0x065f),
	span(0x0670, 0x0670), span(0x06d6, 0x06ed),
	span(0x061c, 0x061c), span(0x200e, 0x200f), span(0x202a, 0x202e), span(0x2066, 0x2069));
# Deleted too, but only after they had their chance to make one letter with the one before: madda, hamza above, below.
my %hamza_mark = span(0x0653, 0x0655);

my %letter = (0x06a9 => 0x0643, 0x06c0 => 0x0647, 0x06c1 => 0x0647, 0x06c3 => 0x0629, 0x06cc => 0x064a, 0x06d2 => 0x064a);
# What the options govern: the value is which hamza mark the letter holds (1 madda, 2 above, 3 below), 0 none.
my %optional = (0x0622 => 1, 0x0623 => 2, 0x0625 => 3, 0x0671 => 0, 0x0629 => 0, 0x0649 => 0);

# Latin letters that have no decomposition, as one who cannot type them writes them.
my %latin = (
	'00e6' => 'ae', '00f0' => 'd', '00f8' => 'o', '00fe' => 'th', '0111' => 'd', '0127' => 'h', '0131' => 'i', '0138' => 'k',
	'0142' => 'l', '014b' => 'n', '0153' => 'oe', '0167' => 't', '0180' => 'b', '0183' => 'b', '0188' => 'c', '018c' => 'd',
	'0192' => 'f', '0199' => 'k', '019a' => 'l', '019e' => 'n', '01a5' => 'p', '01ad' => 't', '01b4' => 'y', '01b6' => 'z',
	'01dd' => 'e', '01e5' => 'g', '0225' => 'z', '0237' => 'j', '023c' => 'c', '023f' => 's', '0240' => 'z', '0247' => 'e',
	'0249' => 'j', '024d' => 'r', '024f' => 'y', '0253' => 'b', '0254' => 'o', '0256' => 'd', '0257' => 'd', '0259' => 'a',
	'025b' => 'e', '0260' => 'g', '0268' => 'i', '026b' => 'l', '0272' => 'n', '0275' => 'o', '027d' => 'r', '0288' => 't',
	'0289' => 'u', '028b' => 'v', '2c61' => 'l', '2c65' => 'a', '2c66' => 't');
%latin = map { hex($_) => [map { ord } split //, $latin{$_}] } keys %latin;

sub is_latin { my $c = shift; return ($script{$c} // '') eq 'Latin' && ($category{$c} // '') =~ /^L/ }

# Dropped after a Latin letter: everything that combines, and what only encloses or overlays the letter before it.
sub is_mark
{
	my $c = shift;
	return $ccc{$c} || (($category{$c} // '') =~ /^M[ne]/ && ($script{$c} // '') eq 'Inherited');
}

# --- each code point's sequence: folded, decomposed, in canonical order as far as it goes ------------------------

use constant { S_BASE => 0xac00, L_BASE => 0x1100, V_BASE => 0x1161, T_BASE => 0x11a7, L_COUNT => 19, V_COUNT => 21, T_COUNT => 28 };

sub is_hangul { my $c = shift; return $c >= S_BASE && $c < S_BASE + L_COUNT * V_COUNT * T_COUNT }

sub decompose
{
	my $c = shift;
	if (is_hangul($c))
	{
		my $n = $c - S_BASE;
		my $t = $n % T_COUNT;
		return (L_BASE + int($n / (V_COUNT * T_COUNT)), V_BASE + int($n / T_COUNT) % V_COUNT, $t ? T_BASE + $t : ());
	}
	return $canonical{$c} ? map { decompose($_) } @{$canonical{$c}} : $c;
}

sub sequence
{
	my $c = shift;
	my (@out, $after_latin);
	for my $d (map { decompose($_) } $nfkc_cf{$c} ? @{$nfkc_cf{$c}} : $c)
	{
		next if $deleted{$d} || ($after_latin && is_mark($d));
		$after_latin = is_latin($d);
		push @out, $latin{$d} ? @{$latin{$d}} : defined $digit{$d} ? 0x30 + $digit{$d} : $letter{$d} // $d;
	}
	return @out;
}

# --- pairs that compose: of letters that a folded text can hold --------------------------------------------------

my (@pairs, %forward, %back);
for my $c (sort { $a <=> $b } keys %canonical)
{
	my ($first, $second) = @{$canonical{$c}};
	next if !defined $second || $excluded{$c} || is_latin($first) || $ccc{$first};
	next if $nfkc_cf{$c} || $nfkc_cf{$first} || $nfkc_cf{$second} || $letter{$first};
	push @pairs, [$first, $second, $c];
	$forward{$first} = 1;
	$back{$second} = 1 unless $ccc{$second};
}
@pairs = sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] } @pairs;
@forward{L_BASE .. L_BASE + L_COUNT - 1} = (1) x L_COUNT;
@back{V_BASE .. V_BASE + V_COUNT - 1} = (1) x V_COUNT;
@back{T_BASE + 1 .. T_BASE + T_COUNT - 1} = (1) x (T_COUNT - 1);
my %composite = map { $_->[2] => 1 } @pairs;

# --- the entries: kind in the upper four bits --------------------------------------------------------

# The names and what they say become the enum of fold.c.
my @kinds = (
	[SAME => 'itself, composes with nothing'],
	[LATIN => 'itself, and takes the marks behind it away'],
	[FORWARD => 'itself, may compose with what follows'],
	[HANGUL => 'a syllable, itself'],
	[STABLE => 'a composed letter, itself unless marks follow; payload: string of its decomposition'],
	[BACK => 'a letter that may compose with the one before; payload 1: and with what follows'],
	[MARK => 'payload: combining class, 0x100 for the hamza marks'],
	[LATIN_TO => 'payload: the letter it becomes, KIND_LATIN'],
	[LETTER => 'payload: the letter it becomes, KIND_SAME'],
	[LETTER_FORWARD => 'payload: the letter it becomes, KIND_FORWARD'],
	[OPTIONAL => 'as the options want it; payload: 0, or the number of the hamza mark on an alef'],
	[DROP => 'deleted'],
	[STRING => "this and higher: the lower 14 bits are a string's number"],
);
use constant { SAME => 0, LATIN => 1, FORWARD => 2, HANGUL => 3, STABLE => 4, BACK => 5, MARK => 6, LATIN_TO => 7, LETTER => 8, LETTER_FORWARD => 9, OPTIONAL => 10, DROP => 11, STRING => 12 };

my (@strings, %string_number);
sub string_number
{
	my $key = join ',', @_;
	push @strings, [@_] unless exists $string_number{$key};
	return $string_number{$key} //= $#strings;
}

sub entry
{
	my ($c, @sequence) = @_;
	my ($first, $more) = @sequence;

	return DROP << 12 if !@sequence;
	return OPTIONAL << 12 | $optional{$c} if exists $optional{$c};
	return HANGUL << 12 if is_hangul($c);
	return LETTER << 12 | 0x0647 if $c == 0x06c0;
	if (@sequence == 1 && $first == $c)
	{
		return MARK << 12 | ($hamza_mark{$c} ? 0x100 : 0) | ($ccc{$c} // 0) if is_mark($c);
		return LATIN << 12 if is_latin($c);
		return BACK << 12 | ($forward{$c} ? 1 : 0) if $back{$c};
		return FORWARD << 12 if $forward{$c};
		return SAME << 12;
	}
	if (@sequence == 1 && $first < 0x1000 && !is_mark($first) && !$back{$first} && !exists $optional{$first})
	{
		return (is_latin($first) ? LATIN_TO : $forward{$first} ? LETTER_FORWARD : LETTER) << 12 | $first;
	}
	if ($composite{$c} && "@sequence" eq join(' ', decompose($c)))
	{
		my $number = string_number(@sequence);
		die "too many composed letters\n" if $number >= 0x1000;
		return STABLE << 12 | $number;
	}
	return undef;
}

my (@entries, @later);
for my $c (0 .. 0x10ffff)
{
	next if !$category{$c} && !$nfkc_cf{$c};
	my @sequence = sequence($c);
	my $entry = entry($c, @sequence);
	push @later, [$c, @sequence] unless defined $entry;
	$entries[$c] = $entry;
}
# After the composed letters, whose numbers must be small.
for (@later)
{
	my ($c, @sequence) = @$_;
	$entries[$c] = STRING << 12 | string_number(@sequence);
}
die "too many strings\n" if @strings >= 0x4000;

my (@text, @offset);
for my $string (@strings)
{
	push @offset, scalar @text;
	push @text, @$string;
}
push @offset, scalar @text;
die "too much text\n" if @text >= 0x10000;

sub table
{
	my ($declaration, @values) = @_;
	return "$declaration = {\n" . unicode::lines(@values) . "};\n\n";
}

my $tables = two_stage('fold_entry', 'uint16_t', 6, \@entries);
$tables =~ s/static const uint\d+_t fold_entry/const uint16_t fold_entry/g;
print $header, "#include <stdint.h>\n\n#define FOLD_UNICODE_VERSION \"$version\"\n\n",
	"/* The upper four bits of an entry; the others are its payload. */\nenum kind\n{\n",
	join('', map { sprintf "\tKIND_%s%s\t/* %s */\n", $kinds[$_][0], $_ == $#kinds ? '' : ',', $kinds[$_][1] } 0 .. $#kinds), "};\n\n",
	"/* U+0000 to U+07FF, one step instead of two. */\n",
	table('const uint16_t fold_direct[]', map { $entries[$_] // 0 } 0 .. 0x7ff),
	$tables,
	"/* String n is fold_text[fold_offset[n]] up to fold_text[fold_offset[n + 1]]. */\n",
	table('static const uint16_t fold_offset[]', @offset),
	table('static const uint32_t fold_text[]', @text),
	"/* First, second and what they compose to, in order. */\n",
	"static const uint32_t fold_pair[][3] = {\n", map({ sprintf "\t{%d,%d,%d},\n", @$_ } @pairs), "};\n";

# --- scripts -----------------------------------------------------------------------------------------------------

sub write_scripts
{
	my @known = qw(Latin Arabic Cyrillic Greek Hebrew Han Kana Hangul Devanagari Thai);
	my %merged = (Hiragana => 'Kana', Katakana => 'Kana', Katakana_Or_Hiragana => 'Kana');
	my %unscripted = (Common => 1, Inherited => 1);
	my %known = map { $_ => 1 } @known;
	my %others = map { $_ => 1 } grep { !$unscripted{$_} && !$merged{$_} && !$known{$_} } values %script;
	my @names = ('', @known, sort keys %others);
	my %number = map { $names[$_] => $_ } 0 .. $#names;
	my @values;
	while (my ($c, $name) = each %script)
	{
		next if $unscripted{$name};
		$values[$c] = $number{$merged{$name} // $name} | (($category{$c} // '') =~ /^L/ ? 0x100 : 0);
	}
	die "too many scripts\n" if @names > 0x100;
	print $header, "#include <stdint.h>\n\nstatic const char *const script_names[] = {\n", map({ "\t\"" . lc($_) . "\",\n" } @names), "};\n\n",
		"/* The script, and 0x100 for a letter. */\n", two_stage('script', 'uint16_t', 6, \@values);
}
