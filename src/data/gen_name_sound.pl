#!/usr/bin/perl
# Writes the tables behind src/core/name/name_word.c and src/core/name/name_similarity.c: the letters with their sounds and keys, the
# words that names do without, and what it costs to take one sound for another.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my @places = qw(any closed between front end start);
my %place = map { $places[$_] => $_ } 0 .. $#places;

# Costs are written in thirtieths of a nat, at most COST_MAX of them; what was never seen counts as rare, not as impossible.
my ($scale, $most) = (30, 240);

my @letters = read_tsv("$dir/name_letter.tsv", qw(script letters place sounds keys source));
my %id = (latin => {}, arabic => {});
for my $row (@letters)
{
	exists $place{ $row->{place} } or die "name_letter.tsv:$row->{line}: no place '$row->{place}'\n";
	exists $id{ $row->{script} } or die "name_letter.tsv:$row->{line}: no script '$row->{script}'\n";
	$row->{keys} =~ /^(?:-|[a-z|]{1,7})$/ or die "name_letter.tsv:$row->{line}: keys '$row->{keys}'\n";
	$id{ $row->{script} }{$_} = 0 for split / /, $row->{sounds};
}
my (%sounds, %first);
for my $script (keys %id)
{
	$sounds{$script} = [ sort keys %{ $id{$script} } ];
	@{ $id{$script} }{ @{ $sounds{$script} } } = 0 .. $#{ $sounds{$script} };
	@{ $sounds{$script} } <= 255 or die "too many sounds\n";
}

# Longest letters first, and the narrowest place first, under the byte (Latin) or the second byte's code point (Arabic).
sub slot
{
	my ($letters) = @_;
	my $first = ord $letters;
	return $first if $first < 0x80;
	my $cp = ($first & 0x1f) << 6 | ord(substr $letters, 1) & 0x3f;
	$cp >= 0x600 && $cp < 0x780 or die "'$letters' is neither Latin nor Arabic\n";
	return 0x80 + $cp - 0x600;
}
@letters = sort { slot($a->{letters}) <=> slot($b->{letters}) || length $b->{letters} <=> length $a->{letters}
	|| $a->{letters} cmp $b->{letters} || $place{ $b->{place} } <=> $place{ $a->{place} } } @letters;

print banner($0);
printf "#define LATIN_SOUNDS %d\n#define ARABIC_SOUNDS %d\n#define COST_SCALE %d\n#define COST_MAX %d\n\n",
	scalar @{ $sounds{latin} }, scalar @{ $sounds{arabic} }, $scale, $most;
print "#ifdef NAME_LETTERS\nenum place\n{\n", join(",\n", map { "\tPLACE_\U$_" } @places), "\n};\n\nstatic const struct letter_rule\n{\n\tchar\t\tletters[8];\n\tuint8_t\t\tlen;\n\tuint8_t\t\tplace;\n\tuint8_t\t\tsound_count;\n\tuint8_t\t\tsounds[4];\n\tchar\t\tkeys[8];\n}\t\t\tletter_rules[] = {\n";
my $index = 0;
for my $row (@letters)
{
	my @s = map { $id{ $row->{script} }{$_} } split / /, $row->{sounds};
	@s <= 4 && length $row->{letters} <= 7 or die "name_letter.tsv:$row->{line}: too long\n";
	printf "\t{%s, %d, %d, %d, {%s}, %s},\n", c_string($row->{letters}), length $row->{letters}, $place{ $row->{place} }, scalar @s,
		join(', ', @s), $row->{keys} eq '-' ? '""' : c_string($row->{keys});
	$first{ slot($row->{letters}) } //= $index;
	$index++;
}
print "};\n\n/* The first rule of an ASCII letter, or of 0x80 and an Arabic letter's place behind U+0600; the rules end where the next begin. */\n";
print "static const uint16_t letter_first[0x201] = {";
my $next = $index;
my @first;
for my $slot (reverse 0 .. 0x200)
{
	$next = $first{$slot} if defined $first{$slot};
	$first[$slot] = $next;
}
print join(',', map { ($_ % 16 ? '' : "\n\t") . $first[$_] } 0 .. 0x200), "\n};\n\n";

# Letters that have one reading in all places, unless one of the letters in the mask (bit 0 is a) stands behind them.
my (%single, %follow);
for my $row (@letters)
{
	my ($slot, $second) = (slot($row->{letters}), substr $row->{letters}, 1, 1);
	if ($slot < 0x80 && length $row->{letters} > 1)
	{
		$follow{$slot} |= 1 << ord($second) - ord 'a';
	}
	elsif ($slot >= 0x80 && length $row->{letters} > 2)
	{
		$single{$slot} .= 'long ';
	}
	else
	{
		$single{$slot} .= "$row->{place} ";
	}
}
print "/* True of letters with one reading in all places, unless a letter of the mask (bit 0 is a) stands behind them. */\n";
print "static const bool letter_is_plain[0x200] = {", join(',', map { ($_ % 32 ? '' : "\n\t") . (($single{$_} // '') eq 'any ' ? 1 : 0) } 0 .. 0x1ff), "\n};\n";
print "static const uint32_t letter_follow[0x80] = {", join(',', map { ($_ % 8 ? '' : "\n\t") . sprintf '0x%x', $follow{$_} // 0 } 0 .. 0x7f), "\n};\n\n";

my %kind = (particle => 'NAME_PARTICLE', title => 'NAME_TITLE', servant => 'NAME_SERVANT');
print "static const struct\n{\n\tconst char *word;\n\tuint8_t\t\tkind;\n}\t\t\tname_particles[] = {\n";
printf "\t{%s, %s},\n", c_string($_->{word}), $kind{ $_->{kind} } for sort { $a->{word} cmp $b->{word} } read_tsv("$dir/name_particle.tsv", qw(script word kind source));
print "};\n#endif\n\n";

# Probabilities: of the pair, and of each side.
my (%pair, %of_latin, %of_arabic, $total);
for my $row (read_tsv("$dir/name_sound.tsv", qw(latin arabic weight source)))
{
	my ($l, $a) = ($row->{latin}, $row->{arabic});
	($l eq '-' || exists $id{latin}{$l}) && ($a eq '-' || exists $id{arabic}{$a}) or die "name_sound.tsv:$row->{line}: no such sound\n";
	$pair{"$l $a"} = $row->{weight};
	$of_latin{$l} += $row->{weight};
	$of_arabic{$a} += $row->{weight};
	$total += $row->{weight};
}

sub cost
{
	my ($nats) = @_;
	my $cost = int($nats * $scale + 0.5);
	return $cost < 0 ? 0 : $cost > $most ? $most : $cost;
}

sub table
{
	my ($name, $rows, $columns, @cost) = @_;
	print "static const uint8_t $name\[$rows\]\[$columns\] = {\n";
	print "\t{", join(', ', @$_), "},\n" for @cost;
	print "};\n\n";
}

# A sound written as another: the mean surprise of reading it in either direction.
sub across
{
	my ($l, $a) = @_;
	my ($pl, $pa) = (($of_latin{$l} || 1) / $total, ($of_arabic{$a} || 1) / $total);
	my $p = ($pair{"$l $a"} || 0) / $total + 6e-5 * $pl + 1e-8;
	return cost(-(log($p / $pl) + log($p / $pa)) / 2);
}

# A sound that has nothing on the other side. Vowels are cheap: the names of the table are foreign to Arabic for the most part
# and write more of them than Arabic's own.
sub alone
{
	my ($sound, $weight, $all) = @_;
	my $p = $all / $total;
	my $vowel = $sound =~ /^(?:[aeiouy]+|[اويى])[\^\$]?$/;
	return cost(($vowel ? 0.5 : 1) * -(log((($weight || 0) / $total + 1e-3 * $p) / $p) + log(($weight || 0) / $total + 1e-5)) / 2);
}

# Two sounds of one script are as near as what they become in the other; place and hamza are not told apart there.
my %profile;
my %bare = ('أ' => 'ا', 'إ' => 'ا', 'آ' => 'ا', 'ٱ' => 'ا', 'ة' => 'ه', 'ى' => 'ي', 'ؤ' => 'و', 'ئ' => 'ي');
sub bare
{
	my ($sound) = @_;
	$sound =~ s/[\^\$]$//;
	return $bare{$sound} // $sound;
}
for my $key (keys %pair)
{
	my ($l, $a) = split / /, $key;
	next if $l eq '-' || $a eq '-';
	$profile{latin}{$l}{ bare($a) } += $pair{$key} / $of_latin{$l};
	$profile{arabic}{$a}{ bare($l) } += $pair{$key} / $of_arabic{$a};
}
sub within
{
	my ($script, $x, $y) = @_;
	return 0 if bare($x) eq bare($y);
	my ($p, $q) = map { $profile{$script}{$_} || {} } $x, $y;
	my ($dot, $pp, $qq) = (1e-4, 1e-9, 1e-9);
	$dot += $p->{$_} * ($q->{$_} || 0), $pp += $p->{$_} ** 2 for sort keys %$p;
	$qq += $_ ** 2 for map { $q->{$_} } sort keys %$q;
	return cost(0.15 - log($dot / sqrt($pp * $qq)));
}

my ($latin, $arabic) = @sounds{qw(latin arabic)};
print "#ifdef NAME_COSTS\n";
table('cost_latin_arabic', 'LATIN_SOUNDS', 'ARABIC_SOUNDS', map { my $l = $_; [ map { across($l, $_) } @$arabic ] } @$latin);
table('cost_latin_latin', 'LATIN_SOUNDS', 'LATIN_SOUNDS', map { my $x = $_; [ map { within('latin', $x, $_) } @$latin ] } @$latin);
table('cost_arabic_arabic', 'ARABIC_SOUNDS', 'ARABIC_SOUNDS', map { my $x = $_; [ map { within('arabic', $x, $_) } @$arabic ] } @$arabic);
print "static const uint8_t cost_latin_alone[LATIN_SOUNDS] = {", join(', ', map { alone($_, $pair{"$_ -"}, $of_latin{$_} || 1) } @$latin), "};\n";
print "static const uint8_t cost_arabic_alone[ARABIC_SOUNDS] = {", join(', ', map { alone($_, $pair{"- $_"}, $of_arabic{$_} || 1) } @$arabic), "};\n#endif\n";
