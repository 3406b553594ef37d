#!/usr/bin/perl
# Writes src/core/generated/arabic_data.h: the lexicon of Arabic words, plurals and verbs, the clitics and endings that
# may stand around them, and the stop words.
#
#	perl -Isrc/data src/data/gen_arabic.pl src/data > src/core/generated/arabic_data.h
use strict;
use warnings;
use tsv qw(read_tsv banner assert_numbers);

my $dir = shift or die "usage: gen_arabic.pl DIRECTORY\n";
my ($NOUN, $PERFECT, $IMPERFECT, $ONLY_WHOLE, $ARTICLE, $WITH_HA, $PLAIN, $NUMBER, $NISBA) = (1, 2, 4, 8, 8, 8, 16, 32, 64);
my $LEAST_SHIFT = 7;
my ($BROKEN_PLURAL, $NEEDS_HAMZA) = (0x8000, 0x4000);	# beside a noun's stem number
my ($OTHER_END, $LEMMA_OTHER_END) = (0x4000, 0x8000);	# beside an imperfect's stem number
my $ALEF_SHIFT = 14;	# beside a perfect's stem number for the word, beside the lemma's number for that
my ($STOP_MAQSURA, $STOP_HAMZA) = (1, 2);

# Words here are strings of code points; the letters' numbers are their places in this list, as in arabic_letter.h.
my @letters = map { chr(hex) } qw(0627 0628 062A 062B 062C 062D 062E 062F 0630 0631 0632 0633 0634 0635 0636
	0637 0638 0639 063A 0641 0642 0643 0644 0645 0646 0647 0648 064A);
my @letter_names = map { "L_$_" } qw(ALEF BA TA THA JIM HAH KHA DAL DHAL RA ZAY SIN SHIN SAD DAD TAH ZAH AIN GHAIN FA QAF KAF LAM MIM NUN HA WAW YA);
my %number = map { $letters[$_] => $_ + 1 } 0 .. $#letters;
my ($ALEF, $TA, $HA, $WAW, $YA, $NUN) = map { chr(hex) } qw(0627 062A 0647 0648 064A 0646);

# The same as fold_utf8 and arabic_letters() together.
sub letters
{
	my ($word) = @_;
	utf8::decode($word);
	$word =~ tr/\x{0622}\x{0623}\x{0625}\x{0649}\x{0629}/\x{0627}\x{0627}\x{0627}\x{064A}\x{0647}/;
	$word =~ s/[\x{0624}\x{0626}](?=\x{0648})//g;
	$word =~ s/\x{0626}(?=\x{064A})//g;
	$word =~ tr/\x{0624}\x{0626}/\x{0648}\x{064A}/;
	$word =~ tr/\x{0621}//d;
	$word =~ s/(?<=.)\x{0648}{2}/\x{0648}/g;
	return $word;
}

sub key
{
	my ($word, $where) = @_;
	my $key = 0;
	length($word) <= 12 or die "$where: more than 12 letters\n";
	for my $i (0 .. length($word) - 1)
	{
		my $letter = substr($word, $i, 1);
		defined $number{$letter} or die sprintf("%s: U+%04X is no letter\n", $where, ord $letter);
		$key |= $number{$letter} << (5 * $i);
	}
	return $key;
}

sub rows
{
	my ($name, @columns) = @_;
	my @rows = read_tsv("$dir/$name", @columns);
	my $before = '';
	for my $row (@rows)
	{
		my $line = join("\t", @$row{@columns});
		$line gt $before or die "$name:$row->{line}: not sorted, or twice\n";
		$before = $line;
	}
	return @rows;
}

# --- The lexicon: word -> class -> stem ---
my (%lexicon, %from, @conflicts);

sub enter
{
	my ($word, $class, $stem, $where) = @_;
	length($word) >= 2 or die "$where: too short\n";
	my $known = $lexicon{$word}{$class};
	if (defined $known)
	{
		return if $known eq $stem;
		push @conflicts, "$where: already there with another stem, see $from{$word}{$class}\n" if $class == $NOUN;
		return;
	}
	$lexicon{$word}{$class} = $stem;
	$from{$word}{$class} = $where;
}

# Nouns that take no ending as they are written: those in ta marbuta, which becomes ta, and those marked so.
my (%stem_of, %only_whole, %noun_flags, %lemma_of, %spelled, %other_end);

# Which alef a word begins with as it is spelled in the tables, as in arabic_letter.h, and whether it ends in a ta marbuta or an alef
# maqsura; the first spelling counts.
sub note_spelling
{
	my ($raw, $word) = @_;
	utf8::decode($raw);
	$other_end{$word} //= $raw =~ /[\x{0629}\x{0649}]$/ ? 1 : 0;
	$spelled{$word} //= { "\x{0623}" => 1, "\x{0625}" => 2, "\x{0622}" => 3 }->{ substr($raw, 0, 1) } // 0;
}
my (%before_ya, %before_pronoun);

sub note_end
{
	my ($raw, $word, $stem, $where) = @_;
	utf8::decode($raw);
	$only_whole{$word} = 1 if $raw =~ /\x{0629}$/;
	# alef maqsura is written alef before a pronoun
	$before_pronoun{ substr($word, 0, -1) . $ALEF } = [ $stem, $where, $word ] if length($word) > 4 && $raw =~ /\x{0649}$/;
	# a final hamza on ya has no letter of its own before the plural's ya and waw
	$before_ya{ substr($word, 0, -1) } = [ $stem, $where, $word ] if length($word) > 3 && $raw =~ /\x{0626}$/;
}

for my $name (qw(arabic_keep.tsv arabic_word.tsv))
{
	for my $row (rows($name, qw(word stem endings source)))
	{
		my $word = letters($row->{word});
		my $stem = $row->{stem} eq '' ? $word : letters($row->{stem});
		enter($word, $NOUN, $stem, "$name:$row->{line}");
		note_end($row->{word}, $word, $stem, "$name:$row->{line}");
		$only_whole{$word} = 1 if $row->{endings} eq 'none';
		$noun_flags{$word} |= $NEEDS_HAMZA if $row->{endings} eq 'hamza';
		$stem_of{$word} = $stem;
		note_spelling($row->{word}, $word);
		# an adjective in ya is another word than its noun; other words stand for a plural or another spelling
		$lemma_of{$word} = $stem if $row->{word} !~ /\xd9\x8a(?:\xd8\xa9)?$/ || ($row->{word} =~ /\xd9\x8a$/ && $row->{stem} =~ /\xd9\x8a$/);
	}
}
for my $row (rows('arabic_plural.tsv', qw(plural singular source)))
{
	my ($plural, $singular) = (letters($row->{plural}), letters($row->{singular}));
	my $where = "arabic_plural.tsv:$row->{line}";
	my $stem = $stem_of{$singular} // $singular;
	enter($singular, $NOUN, $stem, $where);
	enter($plural, $NOUN, $stem, $where);
	$lemma_of{$plural} = $singular;
	note_spelling($row->{singular}, $singular);
	note_spelling($row->{plural}, $plural);
	note_end($row->{plural}, $plural, $stem, $where);
	# a hamza before a pronoun is written on waw or ya, which look like number
	$noun_flags{$plural} |= $BROKEN_PLURAL unless $row->{plural} =~ /\xd8\xa1$/;
	note_end($row->{singular}, $singular, $stem, $where);
	$stem_of{$singular} = $stem;
}

my %variant_of;
for my $forms (\%before_ya, \%before_pronoun)
{
	for my $word (sort keys %$forms)
	{
		next if defined $lexicon{$word}{$NOUN};
		my ($stem, $where, $of) = @{ $forms->{$word} };
		enter($word, $NOUN, $stem, $where);
		$variant_of{$word} = $of;
	}
}

# perfect: the citation form; imperfect: what follows its person letter, empty when the perfect gives it; more: further
# forms of the perfect before its endings (the short vowel of hollow verbs).
# The shorter verb first: where two share a form, it is the more usual one.
for my $row (sort { length $a->{perfect} <=> length $b->{perfect} } rows('arabic_verb.tsv', qw(perfect imperfect more source)))
{
	my $where = "arabic_verb.tsv:$row->{line}";
	my $perfect = letters($row->{perfect});
	my @imperfect = map { letters($_) } split / /, $row->{imperfect};
	my @perfect = ($perfect, map { letters($_) } split / /, $row->{more});
	if (!@imperfect)
	{
		$imperfect[0] = $perfect;
		$imperfect[0] =~ s/^$ALEF(?=...)//;
	}
	my $stem = $perfect;
	if ($perfect =~ /^(.+)[$ALEF$YA]$/ && $row->{perfect} !~ /\xd8\xa1$/)	# defective: the last letter is lost before ta and waw
	{
		push @perfect, "$1$TA", "$1$WAW";
	}
	for my $form (@imperfect)
	{
		next unless $form =~ /^(.{2,})[$ALEF$WAW$YA]$/;
		enter("$1$WAW$_", $IMPERFECT, $stem, $where) for $ALEF, $NUN;
		enter($1, $IMPERFECT, $stem, $where) if length($1) > 2;
	}
	enter($_, $PERFECT, $stem, $where) for @perfect;
	# the verbal noun of forms five and six is written as the verb
	enter($perfect, $NOUN, $stem, $where) if $perfect =~ /^$TA.{3,4}$/ && $perfect !~ /[$ALEF$YA]$/ && !defined $lexicon{$perfect}{$NOUN};
	enter($_, $IMPERFECT, $stem, $where) for @imperfect;
}

die @conflicts if @conflicts;

my (%stem_number, @stems, %slot_key, %slot_value);

sub stem_number
{
	my ($stem, $where) = @_;
	if (!defined $stem_number{$stem})
	{
		$stem_number{$stem} = @stems;
		push @stems, key($stem, $where);
	}
	return $stem_number{$stem};
}

for my $word (sort keys %lexicon)
{
	my ($mask, @value) = (0, 0, 0, 0, 0);
	my $place = 0;
	for my $class ($NOUN, $PERFECT, $IMPERFECT)
	{
		my $stem = $lexicon{$word}{$class};
		if (defined $stem)
		{
			$mask |= $class;
			$value[$place] = stem_number($stem, $from{$word}{$class});
		}
		$place++;
	}
	my $key = key($word, (values %{ $from{$word} })[0]);
	$slot_key{$key} = $mask | ($only_whole{$word} ? $ONLY_WHOLE : 0);
	$value[0] |= $noun_flags{$word} // 0;
	# the variants that a word has before endings have its lemma
	my $lemma = $lemma_of{$word} // ($variant_of{$word} ? $lemma_of{ $variant_of{$word} } // $variant_of{$word} : $word);
	$value[3] = stem_number($lemma, (values %{ $from{$word} })[0]) | ($spelled{$lemma} // 0) << $ALEF_SHIFT;
	$value[1] |= ($spelled{$word} // 0) << $ALEF_SHIFT;
	$value[2] |= ($other_end{$word} ? $OTHER_END : 0) | ($other_end{$lemma} ? $LEMMA_OTHER_END : 0);
	$slot_value{$key} = \@value;
}

my $factor = 0x9E3779B9 << 32 | 0x7F4A7C15;

sub hash_table
{
	my ($keys) = @_;
	my $bits = 1;
	$bits++ while 2**$bits < 1.4 * @$keys;
	my @table;
	for my $key (@$keys)
	{
		my $slot = do { use integer; $key * $factor };
		$slot = $slot >> (64 - $bits) & (2**$bits - 1);
		$slot = ($slot + 1) % 2**$bits while defined $table[$slot];
		$table[$slot] = $key;
	}
	return ($bits, map { $table[$_] // 0 } 0 .. 2**$bits - 1);
}

sub print_array
{
	my ($declaration, $per_line, @items) = @_;
	print "static const $declaration = {\n";
	print "\t", join(', ', splice(@items, 0, $per_line)), ",\n" while @items;
	print "};\n\n";
}

# --- Clitics and endings ---
my (%prefix, %ending, %least);
{
	my ($fa, $ba, $kaf, $lam, $sin) = map { $letters[ $_ - 1 ] } 20, 2, 22, 23, 12;
	my $article = $ALEF . $lam;
	for my $and ('', $WAW, $fa)
	{
		$prefix{ $and . $_ } |= $NOUN for '', $ba, $kaf, $lam, $lam . $lam;
		$prefix{ $and . $_ } |= $NOUN | $ARTICLE for $article, $ba . $article, $kaf . $article;
		$prefix{$and} |= $PERFECT;
		for my $particle ('', $sin, $lam)
		{
			$prefix{ $and . $particle . $_ } |= $IMPERFECT for $YA, $TA, $NUN, $ALEF;
		}
	}
	my $mim = $letters[23];
	# Each ending with the letters that a word must have at least to bear it: two where it is short, but usual.
	my @pronoun = ('', $HA, $HA . $ALEF, $HA . $mim, $HA . $NUN, $HA . $mim . $ALEF, $kaf . $mim, $NUN . $ALEF, $YA, $kaf);
	my $add = sub
	{
		my ($ending, $least, $class) = @_;
		$ending{$ending} |= $class;
		$least{$ending} = $least if !defined $least{$ending} || $least < $least{$ending};
	};
	for my $pronoun (@pronoun)
	{
		my $own = $pronoun eq '' || $pronoun =~ /^$HA/ ? 2 : 3;
		$add->($pronoun, $own, $NOUN | $PLAIN);
		$add->($TA . $pronoun, 2, $NOUN | $WITH_HA) if $pronoun ne '';
		$add->($ALEF . $TA . $pronoun, 2, $NOUN | $PLAIN | $WITH_HA | $NUMBER);
		$add->($YA . $ALEF . $TA . $pronoun, 3, $NOUN | $PLAIN | $WITH_HA | $NUMBER | $NISBA);
		$add->($YA . $TA . $pronoun, 3, $NOUN | $PLAIN | $WITH_HA | $NUMBER | $NISBA) if $pronoun ne '';
		next if $pronoun eq $YA;
		$add->($_ . $pronoun, $pronoun eq '' ? 4 : 3, $NOUN | $PLAIN | $NUMBER) for $YA, $WAW;
		$add->($ALEF . $pronoun, $pronoun eq '' ? 2 : 3, $NOUN | $PLAIN | ($pronoun eq '' ? 0 : $NUMBER));
		$add->($TA . $_ . $pronoun, 3, $NOUN | $WITH_HA | $NUMBER) for $ALEF, $YA;
	}
	$add->($_ . $NUN, 3, $NOUN | $PLAIN | $NUMBER) for $ALEF, $YA, $WAW;
	$add->($TA . $_ . $NUN, 2, $NOUN | $WITH_HA | $NUMBER) for $ALEF, $YA;
	$add->($YA . $_, 3, $NOUN | $PLAIN | $WITH_HA | $NUMBER | $NISBA)
		for '', $HA, $ALEF, $ALEF . $NUN, $YA . $NUN, $WAW . $NUN, $TA . $ALEF . $NUN, $TA . $YA . $NUN;

	my @object = ('', $HA, $HA . $ALEF, $HA . $mim, $HA . $mim . $ALEF, $NUN . $YA, $NUN . $ALEF, $kaf, $kaf . $mim);
	for my $object (@object)
	{
		my $least = $object =~ /^(?:$kaf|$NUN$YA)/ ? 3 : 2;
		$add->($_ . $object, $least, $PERFECT) for '', $TA, $NUN . $ALEF;
		$add->($_ . $object, $least, $IMPERFECT) for '', $ALEF . $NUN, $WAW . $NUN, $YA . $NUN;
		$add->($WAW . ($object eq '' ? $ALEF : $object), $least, $PERFECT | $IMPERFECT);
	}
	$add->($_, 3, $PERFECT) for $ALEF, $TA . $ALEF;
	$add->($_, 3, $IMPERFECT) for $ALEF, $NUN;
}

# A trie as a table of next nodes; node 0 is the root, and as a next node means none.
sub print_trie
{
	my ($name, $from_end, %class) = @_;
	my @next = ([ (0) x 29 ]);
	my @class = (0);
	for my $string (sort keys %class)
	{
		my $node = 0;
		for my $letter ($from_end ? reverse split(//, $string) : split(//, $string))
		{
			my $n = $number{$letter};
			if (!$next[$node][$n])
			{
				push @next, [ (0) x 29 ];
				push @class, 0;
				$next[$node][$n] = $#next;
			}
			$node = $next[$node][$n];
		}
		$class[$node] = $class{$string};
	}
	@next < 256 or die "$name: too many nodes for a byte\n";
	print_array("uint16_t ${name}_class[]", 32, @class);
	print "static const uint8_t ${name}_next[][ARABIC_LETTERS] = {\n";
	print "\t{", join(', ', @$_), "},\n" for @next;
	print "};\n\n";
}

# --- Stop words: every surface form is an entry of its own ---
# clitics: 'waw', 'conjunction' (waw and fa may stand before it), 'preposition' (also ba, li, ka), 'none'.
my %stop;
for my $row (rows('arabic_stop_word.tsv', qw(word kind clitics source)))
{
	my $folded = $row->{word};
	utf8::decode($folded);
	my $flags = ($row->{word} eq "\xd8\xb9\xd9\x84\xd9\x89" ? $STOP_MAQSURA : 0) | ($folded =~ /[\x{0621}\x{0624}\x{0626}]/ ? $STOP_HAMZA : 0);
	my $word = letters($row->{word});
	my @forms = ($word);
	push @forms, map { $_ . $word } @letters[ 1, 22, 21 ] if $row->{clitics} eq 'preposition';
	my @and = $row->{clitics} eq 'none' ? () : $row->{clitics} eq 'waw' ? $WAW : ($WAW, $letters[19]);
	push @forms, map { my $form = $_; map { $_ . $form } @and } @forms;
	for my $form (@forms)
	{
		my $key = key($form, "arabic_stop_word.tsv:$row->{line}");
		$stop{$key} = defined $stop{$key} ? $stop{$key} & $flags & $STOP_MAQSURA | ($stop{$key} | $flags) & $STOP_HAMZA : $flags;
	}
}

print banner($0, '<stdint.h>', '"core/text/arabic_known.h"'), assert_numbers(ARABIC_NOUN => $NOUN, ARABIC_PERFECT => $PERFECT, ARABIC_IMPERFECT => $IMPERFECT,
	map { $letter_names[$_] => $_ + 1 } 0 .. $#letters);
print <<"END";
enum
{
	NOUN = ARABIC_NOUN, PERFECT = ARABIC_PERFECT, IMPERFECT = ARABIC_IMPERFECT,
	ONLY_WHOLE = $ONLY_WHOLE,	/* entries: a noun that takes no ending as it is written, such as one in ta marbuta */
	ARTICLE = $ARTICLE,	/* clitics: it ends in the article */
	WITH_HA = $WITH_HA,	/* endings: it may stand for a ta marbuta and itself */
	PLAIN = $PLAIN,	/* endings: it may stand on a bare noun */
	NUMBER = $NUMBER,	/* endings: dual, sound plural, nisba, which a broken plural does not take */
	NISBA = $NISBA,	/* endings: it makes another word, or may */
	LEAST_SHIFT = $LEAST_SHIFT	/* endings: above this the letters that a word must have to bear it */
};

END

my ($bits, @table) = hash_table([ sort { $a <=> $b } keys %slot_key ]);
print "#define BROKEN_PLURAL $BROKEN_PLURAL\n#define NEEDS_HAMZA $NEEDS_HAMZA\n#define STEM_NUMBER ", $NEEDS_HAMZA - 1, "\n#define ALEF_SHIFT $ALEF_SHIFT\n",
	"#define OTHER_END $OTHER_END\n#define LEMMA_OTHER_END $LEMMA_OTHER_END\n\n";
print "#define KNOWN_FACTOR UINT64_C(0x9E3779B97F4A7C15)\n";
print "#define KNOWN_SLOTS ", 2**$bits, "\n#define KNOWN_SHIFT ", 64 - $bits, "\n\n";
print_array('uint64_t known_key[]', 6, map { sprintf '0x%x', $_ ? $_ | $slot_key{$_} << 60 : 0 } @table);
@stems < $NEEDS_HAMZA or die "too many stems\n";
print_array('uint16_t known_value[][4]', 8, map { '{' . join(',', $_ ? @{ $slot_value{$_} } : (0, 0, 0, 0)) . '}' } @table);
print_array('uint64_t stem_key[]', 6, map { sprintf '0x%x', $_ } @stems);
my ($longest) = sort { $b <=> $a } map { length } keys %prefix;
print "#define PREFIX_MAX $longest\n\n";
print_trie('prefix', 0, %prefix);
$ending{$_} |= $least{$_} << $LEAST_SHIFT for keys %ending;
print_trie('ending', 1, %ending);
my ($stop_bits, @stop_table) = hash_table([ sort { $a <=> $b } keys %stop ]);
print "#define STOP_SLOTS ", 2**$stop_bits, "\n#define STOP_SHIFT ", 64 - $stop_bits, "\n";
print "#define STOP_MAQSURA $STOP_MAQSURA\n#define STOP_HAMZA $STOP_HAMZA\n";
print_array('uint64_t stop_key[]', 6, map { sprintf '0x%x', $_ ? $_ | $stop{$_} << 60 : 0 } @stop_table);
