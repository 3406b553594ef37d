#!/usr/bin/perl
# Checks the tables behind country codes: country.tsv, country_code.tsv, country_name.tsv, country_fold.tsv,
# country_word.tsv, country_name_then.tsv, country_part.tsv, country_gap.tsv and state_system.tsv.
#
#   perl test/data/check_country.pl [REFERENCE_DIR]
#
# REFERENCE_DIR holds published lists (countries.tsv, cow_states.tsv, CAMEO.country.txt), with which every code and
# every spell is compared; without it these tests are skipped. Speaks TAP, needs perl-base only.
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my ($reference) = @ARGV;
my @schemes = qw(cameo iso2 iso3 isonum fips cowc cown gwn);

sub text_lines
{
	my ($path) = @_;
	open my $in, '<:raw', $path or return;
	my @lines = <$in>;
	close $in;
	utf8::decode($_) || return for @lines;
	return @lines;
}

# A data file: its form is tested, its rows are returned.
sub table
{
	my ($file, $order, @columns) = @_;
	my (@form, @unsorted, @rows, %seen, $header, $last);
	my $number = 0;
	for my $line (text_lines("$data/$file"))
	{
		$number++;
		push @form, "line $number lacks its line feed" unless $line =~ s/\n\z//;
		next if $line =~ /^#/;
		push @form, "line $number holds a carriage return, a quote or an edge of blanks" if $line =~ /[\r"]|(?:^|\t) | (?:\t|$)/;
		$header = $line, next unless defined $header;
		my %row = (line => $number);
		my @cells = split /\t/, $line, -1;
		push(@form, "line $number has " . @cells . ' fields'), next if @cells != @columns;
		@row{@columns} = @cells;
		push @form, "line $number has no source" if $row{source} eq '';
		my $key = $order->(\%row);
		utf8::encode($key);
		push @unsorted, "line $number: $key" if defined $last && $key le $last;
		$last = $key;
		push @rows, \%row;
	}
	ok("$file has its header", ($header // '') eq join("\t", @columns) ? () : "found " . ($header // 'nothing'));
	ok("$file is well formed", @rows ? @form : 'empty, missing, or not UTF-8');
	ok("$file is sorted by its key and repeats none", @unsorted);
	return @rows;
}

sub is_date
{
	my ($date) = @_;
	my ($y, $m, $d) = $date =~ /^(1[89]\d\d|20\d\d)-(\d\d)-(\d\d)$/ or return 0;
	my @days = (31, $y % 4 == 0 && ($y % 100 || $y % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
	return $m >= 1 && $m <= 12 && $d >= 1 && $d <= $days[ $m - 1 ];
}

# Do two spans of ISO dates, empty = without bound, share a day?
sub overlap
{
	my ($x, $y) = @_;
	return !($x->{last} ne '' && $x->{last} lt $y->{first}) && !($y->{last} ne '' && $y->{last} lt $x->{first});
}

my @country = table('country.tsv', sub { $_[0]{key} }, 'key', @schemes, qw(name_en name_ar first last source));
my @extra = table('country_code.tsv', sub { join "\t", @{ $_[0] }{qw(key scheme code)} },
	qw(key scheme code use first last source));
my @name = table('country_name.tsv', sub { join "\t", @{ $_[0] }{qw(key name)} }, qw(key name language source));
my @fold = table('country_fold.tsv', sub { $_[0]{first} }, qw(first last into source));
my @spell = table('state_system.tsv', sub { sprintf "%s\t%03d\t%s", @{ $_[0] }{qw(system number first)} },
	qw(system number abbreviation first last microstate source));
my @word = table('country_word.tsv', sub { $_[0]{word} }, qw(word into source));
my @then = table('country_name_then.tsv', sub { join "\t", @{ $_[0] }{qw(key name)} }, qw(key name language source));
my @part = table('country_part.tsv', sub { join "\t", @{ $_[0] }{qw(whole part)} }, qw(whole part source));
my @gap = table('country_gap.tsv', sub { join "\t", @{ $_[0] }{qw(key first)} }, qw(key first last source));
my %country = map { $_->{key} => $_ } @country;

# --- countries and codes -----------------------------------------------------------------------------------

my %shape = (cameo => qr/^[A-Z]{3}$/, iso2 => qr/^[A-Z]{2}$/, iso3 => qr/^[A-Z]{3}$/, isonum => qr/^\d{3}$/, fips => qr/^[A-Z]{2}$/,
	cowc => qr/^[A-Z]{3}$/, cown => qr/^[1-9]\d{0,2}$/, gwn => qr/^[1-9]\d{0,2}$/);
my @all = @extra;
for my $c (@country)
{
	push @all, map { { key => $c->{key}, scheme => $_, code => $c->{$_}, use => 'both', first => $c->{first}, last => $c->{last}, column => 1 } }
		grep { $c->{$_} ne '' } @schemes;
}
ok('codes have the shape of their scheme',
	map { "$_->{key} $_->{scheme} $_->{code}" } grep { !$shape{ $_->{scheme} } || $_->{code} !~ $shape{ $_->{scheme} } } @all);
ok('extra codes belong to a country and say their use',
	map { "line $_->{line}" } grep { !$country{ $_->{key} } || $_->{use} !~ /^(?:both|in|out)$/ } @extra);
ok('dates are dates, the first not after the last',
	map { "$_->{key}: $_->{first} to $_->{last}" }
	grep { ($_->{first} ne '' && !is_date($_->{first})) || ($_->{last} ne '' && !is_date($_->{last}))
		|| ($_->{first} ne '' && $_->{last} ne '' && $_->{first} gt $_->{last}) } @country, @extra);

my %claim;
push @{ $claim{ $_->{scheme} }{ $_->{code} } }, $_ for grep { $_->{use} ne 'out' } @all;
my (@two_columns, @two_extras, @undecided);
for my $scheme (@schemes)
{
	while (my ($code, $claims) = each %{ $claim{$scheme} })
	{
		my %keys = map { $_->{key} => 1 } @$claims;
		my @columns = grep { $_->{column} } @$claims;
		push @two_columns, "$scheme $code" if @columns > 1;
		push @undecided, "$scheme $code" if keys %keys > 1 && !@columns;
		for my $x (grep { !$_->{column} } @$claims)
		{
			push @two_extras, "$scheme $code: $x->{key} and $_->{key}"
				for grep { !$_->{column} && $_->{key} lt $x->{key} && overlap($x, $_) } @$claims;
		}
	}
}
ok('a code without a date means one country', sort @two_columns, @undecided);
ok('a code means one country on a day', sort @two_extras);
ok('what ISO lists has all three ISO codes and a CAMEO code',
	map { $_->{key} } grep { $_->{last} eq '' && $_->{iso3} ne '' && ($_->{iso2} eq '' || $_->{isonum} eq '' || $_->{cameo} eq '') } @country);
ok('every ISO alpha-3 is read as CAMEO', map { $_->{iso3} } grep { $_->{iso3} ne '' && !$claim{cameo}{ $_->{iso3} } } @country);
ok('Namibia is NA', $country{NAM} && $country{NAM}{iso2} eq 'NA' ? () : 'it is not');
ok('there are 249 countries of ISO 3166-1',
	map { $_ == 249 ? () : "found $_" } scalar grep { $_->{iso3} ne '' && $_->{last} eq '' } @country);

# --- names -------------------------------------------------------------------------------------------------

my $arabic = qr/^[\x{600}-\x{6FF}0-9 ()\x{2013}-]+$/;
ok('countries have an English and an Arabic name',
	map { $_->{key} } grep { $_->{name_en} !~ /^[A-Z\x{C5}][^\x{600}-\x{6FF}]+$/ || $_->{name_ar} !~ $arabic } @country);
ok('other names belong to a country and are in their language',
	map { "line $_->{line}" } grep { !$country{ $_->{key} } || ($_->{language} eq 'ar') != ($_->{name} =~ /[\x{600}-\x{6FF}]/)
		|| $_->{language} !~ /^(?:en|ar)$/ } @name);
ok('there are at least 600 other names', @name >= 600 ? () : 'only ' . @name);
ok('folding ranges rise, and fold into folded text',
	map { "line $_->{line}" } grep { $_->{first} !~ /^[0-9A-F]{4}$/ || $_->{last} !~ /^[0-9A-F]{4}$/ || $_->{first} gt $_->{last}
		|| $_->{into} !~ /^(?:-|_|[a-z]{1,2}|[\x{621}-\x{64A}])$/ } @fold);

ok('words are read for words', map { "line $_->{line}" } grep { $_->{word} !~ /^[a-z]+$/ || $_->{into} !~ /^(?:-|[a-z]+)$/ } @word);
my %into = map { $_->{into} => 1 } @word;
ok('and these for themselves', map { "$_->{word}" } grep { $into{ $_->{word} } } @word);
ok('names of other days are those of what ended', map { "line $_->{line}" } grep { !$country{ $_->{key} } || $country{ $_->{key} }{last} eq '' } @then);
ok('parts outlived the whole', map { "$_->{whole} $_->{part}" }
	grep { !$country{ $_->{whole} } || !$country{ $_->{part} } || $country{ $_->{whole} }{last} eq ''
		|| ($country{ $_->{part} }{last} ne '' && $country{ $_->{part} }{last} lt $country{ $_->{whole} }{last}) } @part);
ok('days without a state are days', map { "line $_->{line}" } grep { !$country{ $_->{key} } || !is_date($_->{first}) || !is_date($_->{last}) || $_->{last} lt $_->{first} } @gap);

# --- state systems -----------------------------------------------------------------------------------------

my (%spells, @bad_spell, @touching, @no_country, @other_letters);
for my $s (@spell)
{
	my $scheme = $s->{system} eq 'cow' ? 'cown' : 'gwn';
	push @bad_spell, "line $s->{line}" if $s->{system} !~ /^(?:cow|gw)$/ || !is_date($s->{first}) || $s->{abbreviation} !~ /^[A-Z]{3}$/
		|| ($s->{last} ne '' && (!is_date($s->{last}) || $s->{last} lt $s->{first})) || $s->{microstate} !~ /^[ft]$/;
	push @no_country, "$scheme $s->{number}" unless $claim{$scheme}{ $s->{number} };
	push @touching, "line $s->{line}" if grep { overlap($s, $_) } @{ $spells{"$s->{system} $s->{number}"} || [] };
	push @{ $spells{"$s->{system} $s->{number}"} }, $s;
	push @other_letters, "$s->{number} $s->{abbreviation}"
		if $s->{system} eq 'cow' && !grep { my $owner = $_->{key}; grep { $_->{key} eq $owner } @{ $claim{cowc}{ $s->{abbreviation} } || [] } } @{ $claim{cown}{ $s->{number} } };
}
ok('spells are well formed', @bad_spell);
ok('spells of one number do not overlap', @touching);
ok('the number of every spell is a country', @no_country);
ok("COW's letters and numbers belong together", @other_letters);
my %known = ('cow f' => 243, 'gw f' => 216, 'gw t' => 23);
my %size;
$size{"$_->{system} $_->{microstate}"}++ for @spell;
ok('the systems have their known sizes', map { ($size{$_} || 0) == $known{$_} ? () : "$_: " . ($size{$_} || 0) } sort keys %known);

# --- published lists ---------------------------------------------------------------------------------------

# Where the list of countries departs from the schemes' own publications, or has no row that is one country.
my %departure = (
	'PSE fips' => 'FIPS has no code for the whole, WE is the West Bank: written only',
	'VAT cowc' => 'the Papal States ended in 1870, the Holy See is no member',
	'VAT cown' => 'the Papal States ended in 1870, the Holy See is no member',
	'VAT gwn' => 'the Papal States ended in 1870, the Holy See is no member',
	'VNM gwn' => 'Gleditsch and Ward list 815 to 1893 and 816 since 1954',
	'YUG cowc' => 'COW has one number for Serbia, Yugoslavia and Serbia: dated here',
	'YUG cown' => 'COW has one number for Serbia, Yugoslavia and Serbia: dated here',
	'yemen-arab-republic gwn' => 'Gleditsch and Ward have one number for it and for Yemen: dated here',
);

sub table_of
{
	my ($path) = @_;
	my ($header, @rows) = text_lines($path) or return;
	tr/\r\n//d for $header, @rows;
	my @columns = split /\t/, $header;
	return map { my %row; @row{@columns} = map { $_ // '' } (split /\t/, $_, -1)[ 0 .. $#columns ]; \%row } @rows;
}

sub against
{
	my ($name, $file, $compare) = @_;
	return skip($name, 'no reference directory given') unless defined $reference;
	return skip($name, "$file is not in the reference directory") unless -e "$reference/$file";
	my @rows = table_of("$reference/$file");
	ok($name, @rows ? $compare->(@rows) : "$file cannot be read");
}

# The row of ours that a row of the list of countries means: by ISO, or else by a number of a state.
sub ours
{
	my ($row) = @_;
	return $country{ $row->{iso3c} } if $row->{iso3c} ne '';
	for my $pair ([ cown => 'cown' ], [ gwn => 'gwn' ], [ fips => 'fips' ])
	{
		my $code = $row->{ $pair->[0] };
		return $country{YUG} if $row->{name_en} eq 'Yugoslavia';
		my ($column) = grep { $_->{column} } @{ $claim{ $pair->[1] }{$code} || [] };
		return $country{ $column->{key} } if $column;
	}
	return undef;
}

against('every code of the list of countries', 'countries.tsv', sub {
	my @wrong;
	my %unmet = %departure;
	for my $row (@_)
	{
		my %code = (iso2 => $row->{iso2c}, iso3 => $row->{iso3c}, isonum => $row->{iso3n} eq '' ? '' : sprintf('%03d', $row->{iso3n}),
			fips => $row->{fips}, cowc => $row->{cowc}, cown => $row->{cown}, gwn => $row->{gwn});
		next unless grep { $_ ne '' } values %code;
		my $c = ours($row);
		push(@wrong, "$row->{name_en} is not here"), next unless $c;
		for my $scheme (sort keys %code)
		{
			next if $code{$scheme} eq '' || $c->{$scheme} eq $code{$scheme};
			next if delete $unmet{"$c->{key} $scheme"};
			push @wrong, "$row->{name_en} $scheme: '$c->{$scheme}' here, '$code{$scheme}' there";
		}
	}
	return @wrong, map { "$_ is no departure any more" } sort keys %unmet;
});
against("Gleditsch and Ward's letters in the list of countries", 'countries.tsv', sub {
	my %letters = map { ("$_->{number} $_->{abbreviation}" => 1) } grep { $_->{system} eq 'gw' } @spell;
	return map { "$_->{name_en}: $_->{gwn} $_->{gwc}" }
		grep { $_->{gwn} ne '' && !$letters{"$_->{gwn} $_->{gwc}"} } @_;
});
against('every spell of COW v2016', 'cow_states.tsv', sub {
	my %theirs = map {
		my $last = sprintf '%s-%02d-%02d', @$_{qw(endyear endmonth endday)};
		(sprintf("%s %s %s-%02d-%02d", @$_{qw(stateabb ccode styear stmonth stday)}) => $last eq '2016-12-31' ? '' : $last)
	} @_;
	my %ours = map { ("$_->{abbreviation} $_->{number} $_->{first}" => $_->{last}) } grep { $_->{system} eq 'cow' } @spell;
	return map { "$_: '" . ($ours{$_} // 'absent') . "' here, '" . ($theirs{$_} // 'absent') . "' there" }
		grep { ($ours{$_} // 'x') ne ($theirs{$_} // 'y') } sort keys %{ { %ours, %theirs } };
});
against('every code of the CAMEO list is a country here or a region', 'CAMEO.country.txt', sub {
	my %region = map { $_ => 1 } qw(AFR ASA BLK CRB CAU CFR CAS CEU EIN EAF EEU EUR LAM MEA MDT NAF NMR PGS SCN SAM SAS SEA SAF WAF WST);
	return (map { "$_->{CODE} $_->{LABEL}" } grep { !$claim{cameo}{ $_->{CODE} } && !$region{ $_->{CODE} } } @_),
		map { "$_ is a region" } grep { $claim{cameo}{$_} } sort keys %region;
});

done();
