#!/usr/bin/perl
# Writes the tables behind src/core/event/event_code.c: dense arrays over every value a code can have.
use strict;
use warnings;
use tsv qw(event_code_value plover_codes read_tsv c_string banner assert_numbers);

my ($dir) = @ARGV;
my @plover_codes = plover_codes($dir);
my ($first, $last) = (event_code_value('01'), (68 + 16) * 64 - 1);
my @schemes = qw(gdelt icews phoenix plover);
my %ontology_bit = (gdelt => 1, icews => 2, cameo => 4, legacy => 8, plover => 16);

# Every well-formed code, by its place in the dense arrays.
my %slot;
for my $root (map { sprintf '%02d', $_ } 1 .. 20)
{
	$slot{$root} = event_code_value($root) - $first;
	for my $base (map { "$root$_" } 0 .. 9)
	{
		$slot{$base} = event_code_value($base) - $first;
		$slot{"$base$_"} = event_code_value("$base$_") - $first for 0 .. 9;
	}
}

my %plover_code = map { $_->{code} => $_ } @plover_codes;
$slot{ $_->{code} } = $_->{value} - $first for @plover_codes;

sub dense
{
	my ($type, $name, $default, $of) = @_;
	my @values = ($default) x ($last - $first + 1);
	for my $code (keys %slot)
	{
		my $value = $of->($code);
		$values[ $slot{$code} ] = $value if defined $value;
	}
	my $body = '';
	while (my @line = splice @values, 0, 24)
	{
		$body .= "\t" . join(', ', @line) . ",\n";
	}
	return ($name eq '' ? '' : "static const $type ${name}[EVENT_CODE_SLOTS] = ") . "{\n$body}";
}

# A list of strings in which 0 is "none", and the index of each.
sub string_list
{
	my ($name, @strings) = @_;
	my (%index, @list);
	for my $s (sort grep { $_ ne '' } @strings)
	{
		next if exists $index{$s};
		push @list, $s;
		$index{$s} = @list;
	}
	my $c = "static const char *const ${name}[] = {\n\tNULL,\n" . join('', map { "\t" . c_string($_) . ",\n" } @list) . "};\n\n";
	return ($c, \%index);
}

# The value of the nearest ancestor that has one, the code itself first.
sub inherited
{
	my ($table, $code) = @_;
	for (; length $code >= 2; chop $code)
	{
		return $table->{$code} if defined $table->{$code};
	}
	return undef;
}

print banner($0, '<math.h>', '"core/base/label.h"', '"core/event/event_code.h"'),
	assert_numbers((map { 'EVENT_SCHEME_' . uc $schemes[$_] => $_ } 0 .. $#schemes), (map { 'EVENT_CODE_' . uc $_ => $ontology_bit{$_} } sort keys %ontology_bit),
		EVENT_CODE_FIRST => $first, EVENT_CODE_LAST => $last, EVENT_PLOVER_MODES => 64);

# Codes and their labels.
my @codes = read_tsv("$dir/event_code.tsv", qw(code ontology label_en label_ar source));
@codes = sort { $slot{ $a->{code} } <=> $slot{ $b->{code} } } @codes;
my (%bits, %label);
for my $i (0 .. $#codes)
{
	my $row = $codes[$i];
	for my $name (split /,/, $row->{ontology})
	{
		$bits{ $row->{code} } |= $ontology_bit{$name} || die "event_code.tsv:$row->{line}: unknown ontology $name\n";
	}
	$label{ $row->{code} } = $i;
}
print "static const event_code event_codes[] = {\n", (map { "\t" . event_code_value($_->{code}) . ", /* $_->{code} */\n" } @codes), "};\n\n";

# PLOVER's own codes. The label of a mode is that of its type with its own behind it: a mode serves several types.
my %plover_word = map { ("$_->{kind} $_->{key}" => $_) } read_tsv("$dir/plover_label.tsv", qw(kind key label_en label_ar source));
my %modes;
for my $i (0 .. $#plover_codes)
{
	my $row = $plover_codes[$i];
	my @words = map { $plover_word{$_} // die "plover_label.tsv: no $_\n" } "event $row->{event}", $row->{mode} eq '' ? () : "mode $row->{mode}";
	$row->{$_} = do { my $language = $_; join ': ', map { $_->{$language} } @words } for qw(label_en label_ar);
	length $row->{code} <= 24 or die "plover_code.tsv:$row->{line}: longer than EVENT_CODE_MAX_LENGTH\n";
	push @{ $modes{ $row->{event} } }, $row->{mode} if $row->{mode} ne '';
	$bits{ $row->{code} } = $ontology_bit{plover};
	$label{ $row->{code} } = @codes + $i;
}
my @types = map { $_->{event} } grep { $_->{mode} eq '' } @plover_codes;
my $and = sub { my @list = @_; my $last = pop @list; return @list ? join(', ', @list) . " and $last" : $last };
print "typedef struct plover_type\n{\n\tconst char *name;\n\tconst char *hint;\n\tint\t\t\tmodes;\n\tconst char *mode[EVENT_PLOVER_MODES - 1];\n} plover_type;\n\n";
print "static const char plover_type_hint[] = ", c_string('PLOVER types are ' . $and->(@types) . '; a mode stands behind its type: PROTEST.riot. A CAMEO event code has two to four digits.'), ";\n\n";
print "static const plover_type plover_types[EVENT_PLOVER_TYPES] = {\n";
for my $type (@types)
{
	my @of = @{ $modes{$type} || [] };
	my $hint = @of ? "Modes of $type are " . $and->(@of) . '.' : "$type has no modes.";
	print "\t{", join(', ', c_string($type), c_string($hint), scalar @of, '{' . (join(', ', map { c_string($_) } @of) || 'NULL') . '}'), "},\n";
}
print "};\n\n";
print "static const event_code plover_codes[] = {\n", (map { "\t$_->{value}, /* $_->{code} */\n" } @plover_codes), "};\n\n";

print "static const char *const event_labels[][LABEL_LANGUAGES] = {\n",
	(map { "\t{" . c_string($_->{label_en}) . ', ' . c_string($_->{label_ar}) . "},\n" } @codes, @plover_codes), "};\n\n";
print dense('uint8_t', 'event_ontologies', 0, sub { $bits{ $_[0] } }), ";\n\n";
print dense('int16_t', 'event_label', -1, sub { $label{ $_[0] } }), ";\n\n";

# CAMEO in PLOVER: the type is inherited from the nearest listed ancestor; mode and context belong to the very code.
my %plover = map { $_->{code} => $_ } read_tsv("$dir/plover.tsv", qw(code event mode context source));
my %plover_event = map { $_ => $plover{$_}{event} } keys %plover;

# The type and mode of a code of either ontology, without the mode where the mapping has none; empty for none.
sub plover_of
{
	my ($code) = @_;
	return @{ $plover_code{$code} }{qw(event mode)} if exists $plover_code{$code};
	my $event = inherited(\%plover_event, $code);
	return () unless defined $event;
	return ($event, exists $plover{$code} ? $plover{$code}{mode} : '');
}

print dense('event_code', 'event_plover', 0,
	sub {
		my ($event, $mode) = plover_of($_[0]) or return undef;
		my $name = $mode eq '' ? $event : "$event.$mode";
		return ($plover_code{$name} // die "plover.tsv: $_[0] is $name, which plover_code.tsv has not\n")->{value};
	}), ";\n\n";
my ($contexts, $context) = string_list('plover_contexts', map { $_->{context} } values %plover);
print $contexts, dense('uint8_t', 'event_plover_context', 0,
	sub { exists $plover{ $_[0] } ? $context->{ $plover{ $_[0] }{context} } : undef }), ";\n\n";

# Goldstein: gdelt and icews know only the codes of their tables; phoenix gives an unknown code its root's value;
# plover scores the event and, where it is listed, the mode. PLOVER codes have plover's values in every scheme.
my (%goldstein, %plover_score);
for my $row (read_tsv("$dir/goldstein.tsv", qw(code gdelt icews phoenix source)))
{
	$row->{$_} ne '' and $goldstein{$_}{ $row->{code} } = score($row->{$_}) for qw(gdelt icews phoenix);
}
for my $row (read_tsv("$dir/plover_goldstein.tsv", qw(event mode goldstein source)))
{
	$plover_score{ $row->{event} }{ $row->{mode} } = score($row->{goldstein});
}

# As it is written: the compiler makes the nearest double of it, so that 2.8 equals 2.8.
sub score
{
	my ($score) = @_;
	$score =~ /^-?\d+(?:\.\d)?$/ or die "'$score' is not a score with one decimal\n";
	return $score;
}

sub goldstein
{
	my ($scheme, $code) = @_;
	if ($scheme eq 'plover' || exists $plover_code{$code})
	{
		my ($event, $mode) = plover_of($code) or return undef;
		my $score = $plover_score{$event}{$mode};
		return defined $score ? $score : $plover_score{$event}{''};
	}
	my $table = $goldstein{$scheme};
	return $table->{$code} if defined $table->{$code};
	return $scheme eq 'phoenix' ? $table->{ substr $code, 0, 2 } : undef;
}

print "const double event_goldstein[EVENT_SCHEME_COUNT][EVENT_CODE_SLOTS] = {\n";
for my $scheme (@schemes)
{
	print dense('', '', 'NAN', sub { goldstein($scheme, $_[0]) }), ",\n";
}
print "};\n\n";

# Quad classes go by the root, PLOVER's by its event.
my %quad;
$quad{ $_->{scheme} }{ $_->{key} } = $_->{class} for read_tsv("$dir/quad_class.tsv", qw(scheme key class source));
print "const int8_t event_quad[EVENT_SCHEME_COUNT][EVENT_CODE_SLOTS] = {\n";
for my $scheme (@schemes)
{
	print dense('', '', 'EVENT_CLASS_NONE',
		sub {
			my ($event) = plover_of($_[0]);
			return $quad{$scheme}{ substr $_[0], 0, 2 } unless $scheme eq 'plover' || exists $plover_code{ $_[0] };
			return defined $event ? $quad{plover}{$event} : undef;
		}), ",\n";
}
print "};\n\n";

my @quads = sort { $a->{class} <=> $b->{class} } read_tsv("$dir/quad_label.tsv", qw(class label_en label_ar source));
"@{[map { $_->{class} } @quads]}" eq '0 1 2 3 4' or die "quad_label.tsv: the classes are 0 to 4\n";
print "static const char *const quad_labels[][LABEL_LANGUAGES] = {\n",
	(map { "\t{" . c_string($_->{label_en}) . ', ' . c_string($_->{label_ar}) . "},\n" } @quads), "};\n\n";

print "static const struct\n{\n\tconst char *key;\n\tconst char *label[LABEL_LANGUAGES];\n}\t\t\tplover_labels[] = {\n";
for my $row (map { $plover_word{$_} } sort keys %plover_word)
{
	print "\t{", c_string($row->{key}), ', {', c_string($row->{label_en}), ', ', c_string($row->{label_ar}), "}},\n";
}
print "};\n\n";

my @columns = qw(measure scheme version description source);
print "static const event_scheme_info event_schemes[] = {\n";
for my $row (read_tsv("$dir/event_scheme.tsv", @columns))
{
	print "\t{", join(', ', map { c_string($row->{$_}) } @columns), "},\n";
}
print "};\n";
