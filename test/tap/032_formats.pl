# The lines of real files, written as other publications and re-exports write them, are the same events. Needs the files of
# the folder that SMARTDIP_SHARED names.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

my $folder = ($ENV{SMARTDIP_SHARED} || '../shared') . '/data';
my ($gdelt) = glob("$folder/gdelt/gdelt2-*.export.CSV");
my ($icews) = glob("$folder/icews/*.tab");
my ($phoenix) = glob("$folder/phoenix/*.csv");
plan skip_all => "no event files in $folder" unless grep { defined && -r } $gdelt, $icews, $phoenix;

fresh_database('smartdip_formats');
psql_ok('CREATE TABLE pair (n serial, format text, header text, line text, other_header text, other text)');

sub lines_of
{
	my ($file) = @_;
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	my @lines = <$in>;
	s/[\r\n]+\z// for @lines;
	return @lines;
}

sub escaped
{
	my ($text) = @_;
	return '\N' if !defined $text;
	$text =~ s/\\/\\\\/g;
	$text =~ s/\t/\\t/g;
	return $text;
}

# Each line and its other form, with the headers that they have: all are events, and the same ones but for what is named.
sub same_events
{
	my ($name, $format, $header, $other_header, $columns, @pairs) = @_;
	my $rows = join '', map { join("\t", $format, map { escaped($_) } $header, $_->[0], $other_header, $_->[1]) . "\n" } @pairs;
	psql_ok("TRUNCATE pair; COPY pair (format, header, line, other_header, other) FROM STDIN;\n$rows\\.\n");
	my ($a, $b) = map { defined $_->[0] ? "parse_event(format, $_->[1], $_->[2])" : "parse_event(format, $_->[1])" }
		[ $header, 'line', 'header' ], [ $other_header, 'other', 'other_header' ];
	is(psql_ok("SELECT n, b.reason FROM pair, $a a, $b b WHERE ($columns) IS DISTINCT FROM (" . $columns =~ s/\ba\./b./gr . ")
		OR a.reason IS NOT NULL OR b.reason IS NOT NULL OR a.id IS NULL ORDER BY n LIMIT 5"), '', "$name: " . @pairs . ' lines');
	my $first = psql_ok('SELECT coalesce(event_format(other_header), event_format(other)) FROM pair ORDER BY n LIMIT 1');
	is($first, $format, 'and their format is found out');
}

sub quoted
{
	my ($value) = @_;
	return $value =~ /[",\t]/ ? '"' . $value =~ s/"/""/gr . '"' : $value;
}

my $all = 'a.id, a.day, a.code, a.source, a.target, a.mentions, a.sources, a.articles, a.tone, a.latitude, a.longitude, a.added, a.country, a.url, a.source_name, a.target_name';

SKIP:
{
	skip 'no GDELT file', 6 unless $gdelt;
	my @names = split ' ', 'GLOBALEVENTID SQLDATE MonthYear Year FractionDate'
		. join('', map { my $n = $_; map { " Actor$n$_" } qw(Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code) } 1, 2)
		. ' IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone'
		. join('', map { my $who = $_; map { " ${who}Geo_$_" } qw(Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID) } qw(Actor1 Actor2 Action))
		. ' DATEADDED SOURCEURL';
	my @lines = map { [ split /\t/, $_, -1 ] } lines_of($gdelt);
	# pandas: integers beside missing values are floats, codes are numbers
	same_events('GDELT through pandas', 'gdelt2', undef, join(',', '', @names), $all, map {
		my @f = @$_;
		my @g = @f;
		$g[$_] .= '.0' for grep { $g[$_] =~ /^\d+$/ } 0 .. 3, 25, 29, 31 .. 33, 35, 43, 51, 59;
		$g[$_] =~ s/^0?(\d+)$/$1.0/ for 26 .. 28;
		[ join("\t", @f), join(',', 7, map { quoted($_) } @g) ]
	} @lines);
	# R: everything that is text in quotes, NA, TRUE and FALSE
	same_events('GDELT through R', 'gdelt2', undef, join(',', map { "\"$_\"" } @names), $all, map {
		my @f = @$_;
		my @g = map { $_ eq '' ? 'NA' : /^-?[\d.]+$/ ? $_ : '"' . s/"/""/gr . '"' } @f;
		$g[25] = $f[25] ? 'TRUE' : 'FALSE';
		$g[31] = sprintf '%e', $f[31] if $f[31] < 1e6;
		[ join("\t", @f), join(',', @g) ]
	} @lines);
	# a table processor: blanks, some of which cannot be seen, and quotes between tabs
	same_events('GDELT between blanks', 'gdelt2', undef, undef, $all, map {
		my @f = @$_;
		my $n = 0;
		my @blanks = (' ', "\xc2\xa0", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xe2\x80\x8f", '');
		my @g = map { my $b = $blanks[ $n++ % @blanks ]; $_ eq '' ? $b : $b . $_ . $blanks[ $n % @blanks ] } @f;
		$g[$_] = "\"$g[$_]\"" for 5, 15;
		[ join("\t", @f), join("\t", @g) ]
	} @lines);
}

SKIP:
{
	skip 'no ICEWS file', 2 unless $icews;
	my ($header, @lines) = lines_of($icews);
	my @names = split /\t/, $header;
	my ($code) = grep { $names[$_] eq 'CAMEO Code' } 0 .. $#names;
	my @kept = grep { $_ != $code } 0 .. $#names;
	same_events('ICEWS as in 2017', 'icews', $header, join("\t", @names[@kept]), $all, map {
		my @f = split /\t/, $_, -1;
		my @g = @f;
		$g[1] =~ s{^(\d+)-0?(\d+)-0?(\d+)$}{$2/$3/$1};
		$g[3] =~ s/,(?=\S)/, /g if $g[0] % 2;
		$g[9] =~ s/,(?=\S)/, /g;
		$g[$_] = 'NULL' for grep { $g[$_] eq 'NA' && $_ != 2 && $_ != 8 } 0 .. $#g;
		[ $_, join("\t", map { quoted($_) } @g[@kept]) ]
	} @lines);
}

SKIP:
{
	skip 'no Phoenix file', 2 unless $phoenix;
	my ($header, @lines) = lines_of($phoenix);
	same_events('Phoenix as its daily files', 'phoenix', $header, undef, $all, map {
		my $line = $_;
		my @f = map { s/^"(.*)"$/$1/sr =~ s/""/"/gr } $line =~ /(?:^|,)("(?:[^"]|"")*"|[^",]*)/g;
		splice @f, 0, 2;
		my ($full, $root) = @f[ 13, 14 ];
		$f[14] = sprintf '%02d', $root;
		$f[13] = "0$full" if $full !~ /^$f[14]/;
		$_ = $_ eq 'NA' ? '' : $_ for @f;
		[ $line, join("\t", @f) ]
	} grep { !/\t/ } @lines);
}
done_testing();
