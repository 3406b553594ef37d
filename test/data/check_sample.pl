#!/usr/bin/perl
# Checks src/data/sample_events.tsv: its form, its order, and that it covers what
# examples/README.md promises.
#
#   perl test/data/check_sample.pl [REFERENCE_DIR]
#
# REFERENCE_DIR holds CAMEO's lookup tables (CAMEO.eventcodes.txt and its sisters); without
# it the two tests that need them are skipped. No module is used, so perl-base is enough.

use strict;
use warnings;
use utf8;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $file = "$data/sample_events.tsv";
my $reference = shift @ARGV;

my @columns = qw(day source code target text_en text_ar reference);
my $DAYS_TO_ANSWER = 14;
my %least = (rows => 350, roots => 20, codes => 60, countries => 70, year => 15,
             region => 0.5, answers => 40, referred => 0.6);
my $most_rows = 450;

# What the reference says of a row whose day is known without a document that we could name.
my $GENERAL = 'general knowledge';

# What may open an actor code without being a country: kinds, roles and regions.
my %not_country = map { $_ => 1 } qw(
	IGO IMG INT MNC NGM NGO UIS
	COP GOV INS JUD MIL OPP REB SEP SPY UAF AGR BUS CRM CVL DEV EDU ELI ENV HLH HRI LAB LEG MED REF
	AFR ASA BLK CRB CAU CFR CAS CEU EIN EAF EEU EUR LAM MEA MDT NAF NMR PGS SCN SAM SAS SEA SAF WAF WST);

# The Arab League's members, Iran, Israel and Turkey; and groups whose field is the region.
my %in_region = map { $_ => 1 } qw(
	DZA BHR COM DJI EGY IRN IRQ ISR JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN TUR ARE
	ESH YEM MEA ARL GCC OIC ISI);

# Groups that real event data use and CAMEO's lookup tables leave out.
my %beyond_tables = map { $_ => 1 } qw(KSV SSD ISI IMG INT ASN REL);

# ---------------------------------------------------------------- TAP
my $planned = 22;

sub at_least
{
	my ($name, $got, $wanted) = @_;
	ok("$name: $got, at least $wanted wanted", $got >= $wanted ? () : "$got is less than $wanted");
}

# ---------------------------------------------------------------- days
sub days_in_month
{
	my ($year, $month) = @_;
	return 28 + ($year % 4 == 0 && ($year % 100 != 0 || $year % 400 == 0)) if $month == 2;
	return $month == 4 || $month == 6 || $month == 9 || $month == 11 ? 30 : 31;
}

# The number of a day, counted from an arbitrary start; undef if there is no such day.
sub day_number
{
	my ($year, $month, $day) = $_[0] =~ /\A([0-9]{4})-([0-9]{2})-([0-9]{2})\z/ or return undef;
	return undef if $month < 1 || $month > 12 || $day < 1 || $day > days_in_month($year, $month);
	my $n = $day;
	$n += days_in_month($year, $_) for 1 .. $month - 1;
	my $before = $year - 1;
	return $n + 365 * $before + int($before / 4) - int($before / 100) + int($before / 400);
}

# ---------------------------------------------------------------- actors
sub groups { return $_[0] =~ /(...)/g }

# The country of an actor, or '' where it has none: NGOs and companies name it second.
sub country
{
	my ($first, $second) = groups($_[0]);
	return '' if !defined $first;
	return $first if !$not_country{$first};
	return $second if $first =~ /\A(?:MNC|NGO)\z/ && defined $second && !$not_country{$second}
		&& $second !~ /\A(?:AMN|MSF|HRW|IRC)\z/;
	return '';
}

# The side that an actor stands for in a dyad: its country, or the whole code.
sub side { return country($_[0]) || $_[0] }

# ---------------------------------------------------------------- reading
my $raw = '';
if (open my $in, '<:raw', $file)
{
	local $/;
	$raw = <$in>;
	close $in;
}
my $text = $raw;
my $is_utf8 = utf8::decode($text);
ok('the file is UTF-8 with bare line feeds and no byte order mark',
	(length $raw ? () : "$file is missing or empty"),
	($is_utf8 ? () : 'not valid UTF-8'),
	($text =~ /\r/ ? 'a carriage return' : ()),
	($text =~ /\A\x{FEFF}/ ? 'a byte order mark' : ()),
	($text =~ /\n\z/ ? () : 'no line feed at the end'));

my @lines = split /\n/, $text, -1;
pop @lines if @lines && $lines[-1] eq '';
my $header = @lines ? shift @lines : '';
ok('the header names the seven columns',
	$header eq join("\t", @columns) ? () : "header is '$header'");

my (@rows, %bad);
my $number = 1;
for my $line (@lines)
{
	$number++;
	my @field = split /\t/, $line, -1;
	push @{ $bad{line} }, "line $number is a comment" if $line =~ /^#/;
	if (@field != @columns)
	{
		push @{ $bad{line} }, "line $number has " . @field . ' fields';
		next;
	}
	my %row = (line => $number);
	@row{@columns} = @field;
	for my $name (@columns)
	{
		push @{ $bad{line} }, "line $number: $name has blanks at an end, or two together"
			if $row{$name} =~ /\A\s|\s\z|\s\s/;
		push @{ $bad{line} }, "line $number: $name is quoted" if $row{$name} =~ /\A"/;
		push @{ $bad{line} }, "line $number: $name is empty"
			if $row{$name} eq '' && $name ne 'source' && $name ne 'target';
	}
	push @rows, \%row;
}

# ---------------------------------------------------------------- rows
my $referred = 0;
my ($previous, %row_seen, %text_seen, %root, %code, %country, %year, $region, %event_of);
$region = 0;
$previous = '';
for my $row (@rows)
{
	my $at = "line $row->{line}";
	my ($day, $source, $code, $target) = @$row{qw(day source code target)};

	my $n = day_number($day);
	push @{ $bad{day} }, "$at: no such day in 2009 to 2023: $day"
		if !defined $n || $day lt '2009' || $day ge '2024';
	push @{ $bad{order} }, "$at: $day stands after $previous" if $day lt $previous;
	$previous = $day;

	for my $name (qw(source target))
	{
		push @{ $bad{actor} }, "$at: malformed $name: $row->{$name}"
			if $row->{$name} ne '' && $row->{$name} !~ /\A(?:[A-Za-z0-9]{3}){1,8}\z/;
	}
	push @{ $bad{actor} }, "$at: neither source nor target" if $source eq '' && $target eq '';
	push @{ $bad{code} }, "$at: malformed code: $code"
		if $code !~ /\A(?:0[1-9]|1[0-9]|20)[0-9]{0,2}\z/;

	for my $name (qw(text_en text_ar))
	{
		my $length = length $row->{$name};
		push @{ $bad{length} }, "$at: $name has $length characters" if $length < 20 || $length > 160;
		push @{ $bad{twice} }, "$at: $name also stands in line $text_seen{$row->{$name}}"
			if $text_seen{ $row->{$name} };
		$text_seen{ $row->{$name} } = $row->{line};
	}
	# The document that a text names is where its date is looked up.
	push @{ $bad{reference} }, "$at: the text speaks of resolution $1, the reference is '$row->{reference}'"
		if $row->{text_en} =~ /[Rr]esolution ([0-9]{4})/ && $row->{code} ne '161' && $row->{reference} !~ /\b$1\b/;
	push @{ $bad{reference} }, "$at: '$row->{reference}' is no name of a record"
		if $row->{reference} ne $GENERAL && $row->{reference} !~ /\A[A-Z][ -~]{7,99}\z/;
	$referred++ if $row->{reference} ne $GENERAL;

	push @{ $bad{arabic} }, "$at: no Arabic letter, or a Latin one"
		if $row->{text_ar} !~ /\p{Arabic}/ || $row->{text_ar} =~ /\p{Latin}/;
	push @{ $bad{english} }, "$at: no Latin letter, or an Arabic one"
		if $row->{text_en} !~ /\p{Latin}/ || $row->{text_en} =~ /\p{Arabic}/;

	my $key = join "\t", $day, $source, $code, $target;
	push @{ $bad{twice} }, "$at: same event as line $row_seen{$key}" if $row_seen{$key};
	$row_seen{$key} = $row->{line};

	$root{ substr $code, 0, 2 }++;
	$code{$code}++;
	$year{ substr $day, 0, 4 }++;
	$country{$_}++ for grep { $_ ne '' } country($source), country($target);
	$region++ if grep { $in_region{$_} } groups($source), groups($target);
	push @{ $event_of{ side($source) . '>' . side($target) } }, $n
		if defined $n && $source ne '' && $target ne '';
}

# Events that the other side answered within days.
my $answers = 0;
for my $dyad (keys %event_of)
{
	my ($source, $target) = split />/, $dyad;
	next if $source eq $target;
	my $back = $event_of{"$target>$source"} or next;
	for my $n (@{ $event_of{$dyad} })
	{
		$answers++ if grep { $_ >= $n && $_ - $n <= $DAYS_TO_ANSWER } @$back;
	}
}

sub complaints { return @{ $bad{ $_[0] } || [] } }

ok('every line has seven fields, none empty but source or target', complaints('line'));
ok('every day is an ISO date of 2009 to 2023', complaints('day'));
ok('rows are sorted by day', complaints('order'));
ok('actors are chains of one to eight groups', complaints('actor'));
ok('codes have two to four digits and a root of 01 to 20', complaints('code'));
ok('texts have 20 to 160 characters', complaints('length'));
ok('Arabic texts are in Arabic letters only', complaints('arabic'));
ok('English texts are in Latin letters only', complaints('english'));
ok('no event and no text stands twice', complaints('twice'));
ok('references name a record, and the resolution that a text names', complaints('reference'));

my $rows = @rows;
ok("rows: $rows, $least{rows} to $most_rows wanted",
	$rows >= $least{rows} && $rows <= $most_rows ? () : "$rows rows");
ok("rows with a record to look up: $referred of $rows, at least $least{referred} wanted",
	$rows && $referred / $rows >= $least{referred} ? () : 'too few');
at_least('roots', scalar(keys %root), $least{roots});
at_least('distinct codes', scalar(keys %code), $least{codes});
at_least('distinct countries', scalar(keys %country), $least{countries});
ok("events of each year, at least $least{year} wanted",
	map { "$_ has " . ($year{$_} || 0) } grep { ($year{$_} || 0) < $least{year} } 2009 .. 2023);
ok("events of the Middle East and North Africa: $region of $rows, at least half wanted",
	$rows && $region / $rows >= $least{region} ? () : 'less than half');
at_least("events answered by the other side within $DAYS_TO_ANSWER days", $answers, $least{answers});

# ---------------------------------------------------------------- against CAMEO's tables
# The first column of a tab-separated table with a header.
sub first_column
{
	my ($path) = @_;
	open my $in, '<:raw', $path or return;
	my @keys;
	while (my $line = <$in>)
	{
		push @keys, $1 if $. > 1 && $line =~ /\A([^\t\r\n]+)/;
	}
	close $in;
	return @keys;
}

my $in_ontology = 'codes stand in CAMEO.eventcodes.txt';
my $in_tables = "actor groups stand in CAMEO's tables";
if (!defined $reference)
{
	skip($_, 'no directory of reference tables given') for $in_ontology, $in_tables;
}
else
{
	my %known = map { $_ => 1 } first_column("$reference/CAMEO.eventcodes.txt");
	ok($in_ontology, %known ? () : "no table in $reference",
		map { "unknown code $_" } grep { !$known{$_} } sort keys %code);

	my %group = map { $_ => 1 } map { first_column("$reference/CAMEO.$_.txt") }
		qw(country type knowngroup religion);
	my %used = map { $_ => 1 } map { groups($_->{source}), groups($_->{target}) } @rows;
	ok($in_tables, %group ? () : "no tables in $reference",
		map { "unknown group $_" } grep { !$group{$_} && !$beyond_tables{$_} } sort keys %used);
}

done($planned);
