# Event data three ways, side by side: see scripts/bench.sh.
#
#   text    all 61 columns as text, as an import leaves them
#   narrow  what a careful DBA makes by hand: bigint, date, stored Goldstein and quad class, text in C collation,
#           fixed-width columns first
#   smart   smartdip's columns; Goldstein and quad class are functions
use strict;
use warnings;
use Getopt::Long;
use Backend;

my ($rows, $rounds) = (1_000_000, 5);
GetOptions('rows=i' => \$rows, 'rounds=i' => \$rounds) && @ARGV or die "usage: bench.sh events [--rows N] [--rounds N] FILE...\n";
my $work = $ENV{WORK};
(my $bench = $0) =~ s{[^/]+$}{};
my @designs = qw(text narrow smart);

# The rows: as they are, cut for the narrow table, and framed as the loader sends them.
my $file = "$work/gdelt.tsv";
system("perl ${bench}repeat_gdelt.pl $rows " . join(' ', map { "'$_'" } @ARGV) . " >$file") == 0 or die "no rows to measure\n";
system("cut -f 1,2,6,16,27,30,31 $file >$work/narrow.tsv") == 0 or die;
system("perl ${bench}../scripts/smartdip-load --frame-only $file >$work/frames") == 0 or die "cannot frame the rows\n";

my $db = Backend->new;
my %columns = (
	text => join(', ', map { "$_ text" } split ' ', <<'NAMES'),
GlobalEventID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode
Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code Actor2Code
Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode QuadClass
GoldsteinScale NumMentions NumSources NumArticles AvgTone Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode
Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID Actor2Geo_Type
Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long
Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code
ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL
NAMES
	narrow => 'id bigint, day date, quad smallint, goldstein real, source text COLLATE "C", target text COLLATE "C", code text COLLATE "C"',
	smart => 'id bigint, day date, code event_code, source actor_code, target actor_code',
);

sub heading
{
	printf "\n%-46s %10s %10s %10s %12s %12s  %s\n", $_[0], @designs, 'text/smart', 'narrow/smart', 'target';
}

# row(name, unit, text, narrow, smart, least text/smart, least narrow/smart)
sub row
{
	my ($name, $format, $text, $narrow, $smart, $against_text, $against_narrow) = @_;
	my @cells = map { defined $_ ? sprintf($format, $_) : '-' } $text, $narrow, $smart;
	my @ratios = map { defined $_ && $smart ? $_ / $smart : undef } $text, $narrow;
	my @verdict;
	push @verdict, sprintf('>= %.4g text: %s', $against_text, $ratios[0] >= $against_text ? 'met' : 'MISSED') if $against_text;
	push @verdict, sprintf('>= %.4g narrow: %s', $against_narrow, $ratios[1] >= $against_narrow ? 'met' : 'MISSED') if $against_narrow;
	printf "%-46s %10s %10s %10s %12s %12s  %s\n", $name, @cells, (map { defined $_ ? sprintf('%.2f', $_) : '-' } @ratios),
	  join(', ', @verdict);
}

# Loading: a fresh table each round, without any index, and for smartdip as the loader does it too: unique index on
# (id, day), duplicates told apart, refused rows kept.
sub time_load
{
	my (%times, %count);
	for (1 .. ($rounds > 3 ? 3 : $rounds))
	{
		for my $design (qw(text narrow smart))
		{
			$db->query("DROP TABLE IF EXISTS bench_$design; CREATE TABLE bench_$design ($columns{$design})") if $design ne 'smart';
			my $ms = 0;
			if ($design eq 'text')
			{
				($ms) = $db->measure("\\copy bench_text FROM '$file'");
			}
			elsif ($design eq 'narrow')
			{
				($ms) = $db->measure("\\copy bench_narrow (id, day, source, target, code, quad, goldstein) FROM '$work/narrow.tsv' (NULL '')");
			}
			push @{ $times{$design} }, $ms if $ms;
		}
		for my $mode (qw(plain loader))
		{
			my ($ms, $result) = time_smartdip_load($mode);
			push @{ $times{$mode} }, $ms;
			$count{$mode} = $result;
		}
	}
	return ({ map { $_ => Backend::median(@{ $times{$_} }) } keys %times }, \%count);
}
