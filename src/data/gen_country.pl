#!/usr/bin/perl
# Writes the tables behind src/core/actor/country.c: countries, their codes in every scheme, spells of membership. Refuses data
# that would make a lookup ambiguous, so that the C side need not check.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner assert_numbers day_number);

my ($dir) = @ARGV;
my @schemes = qw(cameo iso2 iso3 isonum fips cowc cown gwn);	# as in enum country_scheme, after "name"
my %scheme_number = map { $schemes[$_] => $_ + 1 } 0 .. $#schemes;

my ($past, $future) = (-2147483648, 2147483647);
my @country = read_tsv("$dir/country.tsv", 'key', @schemes, qw(name_en name_ar first last source));
my (%index, %column_owner, @code);

for my $i (0 .. $#country)
{
	my $c = $country[$i];
	!exists $index{ $c->{key} } or die "country.tsv:$c->{line}: key $c->{key} again\n";
	$index{ $c->{key} } = $i;
	for my $s (@schemes)
	{
		next if $c->{$s} eq '';
		my $owner = $column_owner{$s}{ $c->{$s} };
		!defined $owner or die "country.tsv:$c->{line}: $s $c->{$s} belongs to $owner\n";
		$column_owner{$s}{ $c->{$s} } = $c->{key};
		push @code, { scheme => $s, code => $c->{$s}, country => $i, extra => 0, use => 'both',
			from => $past, to => $future };
	}
}
for my $r (read_tsv("$dir/country_code.tsv", qw(key scheme code use first last source)))
{
	my $i = $index{ $r->{key} };
	defined $i or die "country_code.tsv:$r->{line}: unknown key $r->{key}\n";
	$scheme_number{ $r->{scheme} } or die "country_code.tsv:$r->{line}: unknown scheme $r->{scheme}\n";
	$r->{use} =~ /^(both|in|out)$/ or die "country_code.tsv:$r->{line}: unknown use $r->{use}\n";
	push @code, { %$r, country => $i, extra => 1,
		from => day_number($r->{first}, $past), to => day_number($r->{last}, $future) };
}

# No code may mean two countries on one day, nor two countries without a day unless a column decides.
my %seen;
for my $c (grep { $_->{use} ne 'out' } @code)
{
	for my $other (@{ $seen{ $c->{scheme} }{ $c->{code} } })
	{
		next if $other->{country} == $c->{country};
		my $what = "$c->{scheme} $c->{code}";
		$c->{extra} + $other->{extra} < 2 || $c->{from} > $other->{to} || $other->{from} > $c->{to}
			or die "$what means two countries on one day\n";
		$c->{extra} + $other->{extra} < 2 || $column_owner{ $c->{scheme} }{ $c->{code} }
			or die "$what means two countries when no day is given\n";
	}
	push @{ $seen{ $c->{scheme} }{ $c->{code} } }, $c;
}

my @spell = read_tsv("$dir/state_system.tsv", qw(system number abbreviation first last microstate source));
for my $s (@spell)
{
	my $scheme = $s->{system} eq 'cow' ? 'cown' : $s->{system} eq 'gw' ? 'gwn' : die "state_system.tsv:$s->{line}: unknown system\n";
	$seen{$scheme}{ $s->{number} } or die "state_system.tsv:$s->{line}: $scheme $s->{number} is no country\n";
}

my @part = read_tsv("$dir/country_part.tsv", qw(whole part source));
for my $r (@part)
{
	defined $index{ $r->{$_} } or die "country_part.tsv:$r->{line}: unknown key $r->{$_}\n" for qw(whole part);
}

my @gap = read_tsv("$dir/country_gap.tsv", qw(key first last source));
for my $r (@gap)
{
	defined $index{ $r->{key} } or die "country_gap.tsv:$r->{line}: unknown key $r->{key}\n";
}

# c_string() writes NULL for an empty cell; a code that is not there is an empty string.
sub literal
{
	return $_[0] eq '' ? '""' : c_string($_[0]);
}

# ICU knows what exists now by its alpha-2, Kosovo by the code that ISO leaves to users.
sub icu_region
{
	my ($i) = @_;
	return '' if $country[$i]{last} ne '';
	return $country[$i]{iso2} if $country[$i]{iso2} ne '';
	my ($alias) = grep { $_->{country} == $i && $_->{scheme} eq 'iso2' && $_->{use} eq 'in' } @code;
	return $alias ? $alias->{code} : '';
}

sub emit_countries
{
	my @extra;
	print "static const struct country_row country_rows[] = {\n";
	for my $i (0 .. $#country)
	{
		my $c = $country[$i];
		my @own = sort { $scheme_number{ $a->{scheme} } <=> $scheme_number{ $b->{scheme} } || $a->{code} cmp $b->{code} }
			grep { $_->{country} == $i && $_->{extra} && $_->{use} ne 'in' } @code;
		printf "\t{%s, %s, %s, {%s}, %s, %s, %s, %d, %d},\n", literal($c->{key}), literal($c->{name_en}),
			literal($c->{name_ar}), join(', ', '""', map { literal($c->{$_}) } @schemes), literal(icu_region($i)),
			c_day(day_number($c->{first}, $past)), c_day(day_number($c->{last}, $future)), scalar @extra, scalar @own;
		push @extra, @own;
	}
	print "};\n\n";
	emit_codes('country_extras', @extra);
}

sub c_day
{
	my ($day) = @_;
	return $day == $past ? 'INT32_MIN' : $day == $future ? 'INT32_MAX' : $day;
}

sub emit_codes
{
	my ($table, @rows) = @_;
	print "static const struct country_code_row ${table}[] = {\n";
	printf "\t{%s, %d, %d, %d, %s, %s},\n", literal($_->{code}), $scheme_number{ $_->{scheme} }, $_->{extra}, $_->{country},
		c_day($_->{from}), c_day($_->{to})
		for @rows;
	print "};\n\n";
}

sub emit_lookup
{
	my @in = sort { $scheme_number{ $a->{scheme} } <=> $scheme_number{ $b->{scheme} } || $a->{code} cmp $b->{code}
			|| $a->{extra} <=> $b->{extra} || $a->{country} <=> $b->{country} || $a->{from} <=> $b->{from} }
		grep { $_->{use} ne 'out' } @code;
	emit_codes('country_codes', @in);
	my @start = map { my $n = $_; scalar grep { $scheme_number{ $_->{scheme} } < $n } @in } 0 .. @schemes + 1;
	printf "static const uint16_t country_code_start[COUNTRY_SCHEMES + 1] = {%s};\n\n", join ', ', @start;

	# CAMEO without a date, by the first two letters: 677 offsets into the sorted codes.
	my %cameo;
	for my $c (grep { $_->{scheme} eq 'cameo' } @in)
	{
		$cameo{ $c->{code} } = $c->{country} if !$c->{extra} || !exists $cameo{ $c->{code} };
	}
	my (@third, @offset);
	for my $x ('A' .. 'Z')
	{
		for my $y ('A' .. 'Z')
		{
			push @offset, scalar @third;
			push @third, map { [ $_, $cameo{"$x$y$_"} ] } grep { exists $cameo{"$x$y$_"} } 'A' .. 'Z';
		}
	}
	push @offset, scalar @third;
	printf "static const uint16_t country_cameo_start[677] = {\n\t%s\n};\n\n", wrapped(@offset);
	printf "static const struct country_cameo_row country_cameo[] = {\n\t%s\n};\n\n", wrapped(map { "{'$_->[0]', $_->[1]}" } @third);
}

sub wrapped
{
	my ($text, $width) = ('', 0);
	for my $item (@_)
	{
		($text, $width) = ("$text\n\t", 0) if $width > 100;
		$text .= "$item, ";
		$width += length($item) + 2;
	}
	$text =~ s/ +$//mg;
	return $text;
}

sub emit_parts
{
	print "static const struct\n{\n\tint16_t\t\twhole;\n\tint16_t\t\tpart;\n}\t\t\tcountry_parts[] = {\n";
	printf "\t{%d, %d},\n", $index{ $_->{whole} }, $index{ $_->{part} } for @part;
	print "};\n\n";
}

sub emit_gaps
{
	print "static const struct\n{\n\tint16_t\t\tcountry;\n\tint32_t\t\tfirst;\n\tint32_t\t\tlast;\n}\t\t\tcountry_gaps[] = {\n";
	printf "\t{%d, %d, %d},\n", $index{ $_->{key} }, day_number($_->{first}), day_number($_->{last}) for @gap;
	print "};\n\n";
}

sub emit_spells
{
	print "static const struct country_spell country_spells[] = {\n";
	for my $s (@spell)
	{
		printf "\t{%s, %s, %s, %s, %s, %d},\n", $s->{system} eq 'cow' ? 'COUNTRY_COWN' : 'COUNTRY_GWN',
			literal($s->{number}), literal($s->{abbreviation}), day_number($s->{first}, $past),
			c_day(day_number($s->{last}, $future)), $s->{microstate} eq 't';
	}
	print "};\n\n";
}

print banner($0, '"core/actor/country_row.h"'), assert_numbers(map { 'COUNTRY_' . uc $_ => $scheme_number{$_} } @schemes);
emit_countries();
emit_lookup();
emit_parts();
emit_gaps();
emit_spells();
