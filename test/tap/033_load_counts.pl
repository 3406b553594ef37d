# Every format, packed in every way, in every size: loaded, refused and duplicate are what the file was made of, and add up
# to its lines. Sizes are 10 and 12,000 lines, or those of SMARTDIP_LOAD_SIZES: SMARTDIP_LOAD_SIZES='10 12000 1000000'.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);
use TestLoad qw($dir write_file read_file load load_piped event count);
use IO::Compress::Gzip qw(gzip);
use IO::Compress::Zip;

my ($polecat_header, $polecat_line) = split /\n/, read_file('test/data/files/polecat.txt');
my ($mention) = split /\n/, read_file('test/data/files/gdelt-mentions.tsv');

# A line for each number, no two alike, and the header line where there is one.
my %format = (
	gdelt1 => { line => sub { event($_[0], url => "http://example.org/$_[0]") } },
	gdelt2 => { line => \&gdelt2_line },
	'gdelt-reduced' => {
		header => "Date\tSource\tTarget\tCAMEOCode\tNumEvents\tNumArts\tQuadClass\tGoldstein\tSourceGeoType\tSourceGeoLat\tSourceGeoLong\tTargetGeoType\tTargetGeoLat\tTargetGeoLong\tActionGeoType\tActionGeoLat\tActionGeoLong",
		line => sub { "20100105\tUSAGOV\tFRA\t043\t$_[0]\t4\t1\t2.8\t1\t38\t-97\t1\t46\t2\t4\t48.8\t2.3" } },
	icews => {
		header => "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude",
		line => sub { "$_[0]\t2018-06-01\tA Ministry\tGovernment,Police\tIndia\tConsult\t040\t1\tB Press\tMedia\tFrance\t$_[0]\t1\tWire\tDelhi\t\t\tIndia\t28.6\t77.2" } },
	phoenix => { line => sub { "$_[0]_v0.3.0\t20150630\t2015\t06\t30\tUSAGOV\tUSA\tGOV\t\tIRN\tIRN\t\t\t043\t04\t1\t2.8\t\t48.2\t16.37\tVienna\tWien\tAUT\t55_$_[0]\thttp://example.org/$_[0]\twire" } },
	polecat => { header => $polecat_header, line => sub { $polecat_line =~ s/-1001-/-$_[0]-/r } },
	'gdelt-mentions' => { line => sub { $mention =~ s/^900000001/$_[0]/r } },
	coded => { header => 'day,source,code,target,id,note', line => sub { qq{2009-06-13,USAGOV,042,IRN,$_[0],"a note, ""quoted"""} } });

sub gdelt2_line
{
	my ($id) = @_;
	my @c = ('') x 61;
	@c[ 0 .. 5, 15, 25 .. 35, 43 ] = ($id, '20180101', '201801', '2018', '2018.0027', 'USAGOV', 'IRN', 1, '042', '042', '04', 1, 1.9, 2, 1, 2, -2.5, 0, 0);
	@c[ 51 .. 53, 56, 57, 59, 60 ] = (4, 'Paris, France', 'FR', 48.8667, 2.33333, '20180101001500', "http://example.org/$id");
	return join "\t", @c;
}

# Lines of a format as an array of the file's lines. One in 97 is no event, one in 89 stands there twice, and small files have one of each.
sub lines_of
{
	my ($format, $size) = @_;
	my %count = (loaded => 0, refused => 0, duplicate => 0);
	my @lines;
	for my $n (1 .. $size)
	{
		my $what = $n % 97 == 4 ? 'refused' : $n % 89 == 7 ? 'duplicate' : 'loaded';
		$count{$what}++;
		push @lines, $what eq 'refused' ? 'no event' : $format->{line}->($what eq 'duplicate' ? 1 : $n);
	}
	return (\%count, map { "$_\n" } $format->{header} // (), @lines);
}

sub gzip_file
{
	my ($name, @texts) = @_;
	my $bytes = '';
	for my $text (@texts) { gzip(\$text, \my $packed) or die; $bytes .= $packed }
	return write_file($name, $bytes);
}

sub zip_file
{
	my ($name, @texts) = @_;
	my $n = 0;
	my $zip = IO::Compress::Zip->new("$dir/$name", Name => 'part0.csv') or die;
	for my $text (@texts)
	{
		$zip->newStream(Name => "part$n.csv") if $n++ > 0;
		$zip->print($text);
	}
	$zip->close;
	return "$dir/$name";
}

# How the same lines may come: the file, and whether through standard input.
my @ways = (
	['plain', sub { (write_file('plain', join '', @_)) }],
	['gzip', sub { (gzip_file('whole.gz', join '', @_)) }],
	['zip', sub { (zip_file('whole.zip', join '', @_)) }],
	['gzip of three members', sub { (gzip_file('parts.gz', thirds(@_))) }],
	['zip of three members', sub { (zip_file('parts.zip', thirds(@_))) }],
	['standard input', sub { (write_file('plain', join '', @_), 1) }],
	['gzip through a pipe', sub { (gzip_file('whole.gz', join '', @_), 1) }]);

sub thirds
{
	my $third = int(@_ / 3);
	return map { join '', @$_ } [ @_[ 0 .. $third - 1 ] ], [ @_[ $third .. 2 * $third - 1 ] ], [ @_[ 2 * $third .. $#_ ] ];
}

fresh_database('smartdip_load_counts');
is(psql_ok(q{SELECT string_agg(format, ' ' ORDER BY format COLLATE "C") FROM event_formats()}), join(' ', sort keys %format), 'all formats are here');
for my $size (split ' ', $ENV{SMARTDIP_LOAD_SIZES} || '10 12000')
{
	for my $name (sort keys %format)
	{
		my ($count, @lines) = lines_of($format{$name}, $size);
		my $expected = join ', ', map { "$count->{$_} $_" } qw(loaded refused duplicate);
		for my $way (@ways)
		{
			my ($how, $make) = @$way;
			psql_ok('DROP TABLE IF EXISTS events, events_reject');
			my ($file, $piped) = $make->(@lines);
			my ($status, $out, $err) = $piped ? load_piped($file, '-t', 'events') : load('', '-t', 'events', $file);
			is("$status $out", ($expected =~ m{ 0 refused} ? 0 : 3) . " $expected\n", "$name, $size lines, $how") or diag($err);
			is(count('events') . ' ' . count('events_reject'), "$count->{loaded} $count->{refused}", 'so many are in the tables');
		}
	}
}
done_testing();
