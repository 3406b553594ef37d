#!/usr/bin/perl
# Writes the tables behind src/core/power/power_profile.c: names and labels of the dimensions, and the coding of events.
use strict;
use warnings;
use tsv qw(event_code_value plover_codes read_tsv c_string banner);

my ($dir) = @ARGV;
my @strengths = qw(hard semihard soft);
my @domains = qw(power threat security);

print banner($0, '"core/power/power_profile.h"');

# The dimensions. Their order is that of stored profiles, so a slip in it stops the build.
my @dimensions = read_tsv("$dir/power_dimension.tsv", qw(position dimension label_en label_ar source));
my @cells = map { my $domain = $_; map { "$_.$domain" } @strengths } @domains;
"@cells" eq "@{[map { $_->{dimension} } @dimensions[0 .. 8]]}" or die "power_dimension.tsv: the first nine are @cells\n";
"@{[map { sprintf '%02d', $_ } 0 .. 15]}" eq "@{[map { $_->{position} } @dimensions]}" or die "power_dimension.tsv: positions are 00 to 15\n";
/\S/ or die "power_dimension.tsv: a label is missing\n" for map { @$_{qw(label_en label_ar)} } @dimensions;
my %number = map { $dimensions[$_]{dimension} => $_ } 0 .. $#dimensions;

print "static const char *const power_dimension_names[POWER_DIMENSIONS] = {\n",
	(map { "\t" . c_string($_->{dimension}) . ",\n" } @dimensions), "};\n\n";
print "static const char *const power_dimension_labels[POWER_DIMENSIONS][LABEL_LANGUAGES] = {\n",
	(map { "\t{" . c_string($_->{label_en}) . ', ' . c_string($_->{label_ar}) . "},\n" } @dimensions), "};\n\n";

# The same names as power_dimension_by_name() in src/core/power/power_profile.c takes.
sub dimension
{
	my ($name) = @_;
	(my $plain = $name) =~ s/semi-hard/semihard/;
	$plain =~ s/^instrument\.//;
	$plain = "$2.$1" if $plain =~ /^(power|threat|security)\.(.*)$/;
	$plain .= '.power' if grep { $_ eq $plain } @strengths;
	return $number{$plain} // die "unknown dimension '$name'\n";
}

sub profile
{
	my ($text) = @_;
	my %degree;
	for my $element (split /,/, $text, -1)
	{
		$element =~ /^\s*([a-z.-]+)\s*:\s*([01]?(?:\.[0-9]{1,2})?)\s*$/ && $2 ne '' or die "'$element' is not 'dimension:degree'\n";
		my $dimension = dimension($1);
		my $hundredths = sprintf '%.0f', $2 * 100;
		$hundredths <= 100 or die "'$element': the degree is above 1\n";
		die "'$element': the dimension stands there twice\n" if exists $degree{$dimension};
		$degree{$dimension} = $hundredths;
	}
	return map { $degree{$_} // 0 } 0 .. $#dimensions;
}

# The codings. The first stands in power_scheme.tsv; the second has rows in the place of some of them.
my %cameo_label = map { $_->{code} => $_->{label_en} } read_tsv("$dir/event_code.tsv", qw(code ontology label_en label_ar source));
my @plover_codes = plover_codes($dir);
my @first_rows = read_tsv("$dir/power_scheme.tsv", qw(code profile reason source));
my @second_rows = read_tsv("$dir/power_scheme_2.tsv", qw(code profile reason change source));
$_->{file} = 'power_scheme.tsv' for @first_rows;
for my $row (@second_rows)
{
	$row->{file} = 'power_scheme_2.tsv';
	$row->{change} =~ /\S/ or die "power_scheme_2.tsv:$row->{line}: no reason for the change\n";
}
my %replaced = map { $_->{code} => 1 } @second_rows;
keys %replaced == grep { $replaced{ $_->{code} } } @first_rows or die "power_scheme_2.tsv: a code stands there twice, or not in power_scheme.tsv\n";
my @schemes = (['smartdip-1', scheme(@first_rows)], ['smartdip-2', scheme(@second_rows, grep { !$replaced{ $_->{code} } } @first_rows)]);

# The rows of a scheme in C, how many, and for every well-formed code the row of its longest prefix.
sub scheme
{
	my @rows = sort { $a->{code} cmp $b->{code} } @_;
	my (%row_of, @lines);
	for my $row (@rows)
	{
		my $at = "$row->{file}:$row->{line}";
		my $degrees = eval { event_code_value($row->{code}); join ', ', profile($row->{profile}) } or die "$at: $@";
		die "$at: $row->{code} stands there twice\n" if exists $row_of{ $row->{code} };
		/\S/ or die "$at: a reason or a source is missing\n" for @$row{qw(reason source)};
		$row_of{ $row->{code} } = @lines;
		push @lines, [ event_code_value($row->{code}), $degrees, @$row{qw(reason source code)} ];
	}
	for my $line (plover_lines(\%row_of, \@rows))
	{
		$row_of{ $line->[4] } = @lines;
		push @lines, $line;
	}
	return ([ map { "\t{$_->[0], {{$_->[1]}}, " . c_string($_->[2]) . ', ' . c_string($_->[3]) . "}, /* $_->[4] */\n" } @lines ], [ slots(\%row_of) ]);
}

# PLOVER codes have the profile of a CAMEO code that stands for them, and its label as the reason.
sub plover_lines
{
	my ($row_of, $rows) = @_;
	my %like = map { ("$_->{event}.$_->{mode}" => $_) } read_tsv("$dir/plover_power.tsv", qw(event mode like source));
	my @lines;
	for my $row (@plover_codes)
	{
		my $like = delete $like{"$row->{event}.$row->{mode}"} or next;
		my $at = "plover_power.tsv:$like->{line}";
		my $holder = prefix_with_row($like->{like}, $row_of) // die "$at: '$like->{like}' has no profile\n";
		my $of = $rows->[ $row_of->{$holder} ];
		my $reason = "like $like->{like}, " . ($cameo_label{ $like->{like} } // die "$at: '$like->{like}' is not listed\n");
		my ($scheme) = $of->{source} =~ /^(\S+);/ or die "$of->{file}:$of->{line}: the source does not begin with the scheme\n";
		push @lines, [ $row->{value}, join(', ', profile($of->{profile})), $reason, $like->{source} =~ s/^\S+;/$scheme;/r, $row->{code} ];
	}
	die "plover_power.tsv: ", join(', ', sort keys %like), " is not in plover_code.tsv\n" if %like;
	return @lines;
}

# The longest prefix of a CAMEO code that has a row.
sub prefix_with_row
{
	my ($code, $row_of) = @_;
	return (grep { defined $row_of->{$_} } map { substr $code, 0, $_ } reverse 2 .. length $code)[0];
}

sub slots
{
	my ($row_of) = @_;
	my ($first, $last) = (event_code_value('01'), (68 + 16) * 64 - 1);
	my @slots = (0) x ($last - $first + 1);
	for my $root (map { sprintf '%02d', $_ } 1 .. 20)
	{
		defined $row_of->{$root} or die "power_scheme.tsv: root $root has no row\n";
		for my $code ($root, map { my $base = "$root$_"; ($base, map { "$base$_" } 0 .. 9) } 0 .. 9)
		{
			$slots[ event_code_value($code) - $first ] = $row_of->{ prefix_with_row($code, $row_of) };
		}
	}
	for my $row (@plover_codes)
	{
		$slots[ $row->{value} - $first ] = $row_of->{ $row->{code} } // $row_of->{ $row->{event} } // die "plover_power.tsv: type $row->{event} has no row\n";
	}
	return @slots;
}

for my $n (0 .. $#schemes)
{
	my ($name, $lines, $slots) = @{ $schemes[$n] };
	print "/* $name */\nstatic const power_scheme_row power_scheme_rows_$n\[] = {\n", @$lines, "};\n\n";
	print "static const uint16_t power_scheme_row_of_$n\[EVENT_CODE_SLOTS] = {\n";
	while (my @line = splice @$slots, 0, 24)
	{
		print "\t", join(', ', @line), ",\n";
	}
	print "};\n\n";
}
print "static const power_scheme power_schemes[] = {\n",
	(map { "\t{" . c_string($schemes[$_][0]) . ", power_scheme_rows_$_, @{[scalar @{ $schemes[$_][1] }]}, power_scheme_row_of_$_},\n" } 0 .. $#schemes), "};\n";
