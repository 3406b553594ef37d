# Event data three ways, side by side: see scripts/bench.sh.
#
#   text    all 61 columns as text, as an import leaves them
#   narrow  what a careful DBA makes by hand: bigint, date, stored Goldstein and quad class, text in C collation,
#           the columns of fixed width first
#   smart   smartdip's columns; Goldstein and quad class are functions
use strict;
use warnings;
use Getopt::Long;
use Time::HiRes qw(time);
use Backend;

my ($rows, $rounds, $loading) = (1_000_000, 5);
GetOptions('rows=i' => \$rows, 'rounds=i' => \$rounds, 'loading' => \$loading) && @ARGV
  or die "usage: bench.sh events [--rows N] [--rounds N] [--loading] FILE...\n";
my $work = $ENV{WORK};
(my $here = $0) =~ s{[^/]+$}{};

my $gdelt_columns = <<'NAMES';
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

# Output: one table, its columns the three designs and the two ratios; a ratio above 1 is for smartdip.

sub heading
{
	printf "\n%-44s %9s %9s %9s %11s %13s  %s\n", $_[0], qw(text narrow smart text/smart narrow/smart targets);
}

sub row
{
	my ($name, $format, $text, $narrow, $smart, %target) = @_;
	my %ratio = (text => $text, narrow => $narrow);
	$_ = defined $_ && $smart > 0 ? $_ / $smart : undef for values %ratio;
	my @verdicts = map { sprintf '%s >= %s: %s', $_, $target{$_}, $ratio{$_} >= $target{$_} ? 'met' : 'MISSED' } sort { $b cmp $a } keys %target;
	printf "%-44s %9s %9s %9s %11s %13s  %s\n", $name,
	  (map { defined $_ ? sprintf($format, $_) : '-' } $text, $narrow, $smart),
	  (map { defined $ratio{$_} ? sprintf('%.2f', $ratio{$_}) : '-' } qw(text narrow)), join('; ', @verdicts);
}

# The rows as they are, cut for the narrow table, and framed as the loader sends them.
sub prepare_files
{
	system("perl ${here}repeat_gdelt.pl $rows @{[map { quotemeta } @ARGV]} >$work/gdelt.tsv") == 0 or die "there are no rows to measure\n";
	return if $loading;    # which takes nothing but that file
	system("cut -f 1,2,6,16,27,30,31 $work/gdelt.tsv >$work/narrow.tsv") == 0 or die "cannot cut the columns\n";
	# records as the loader makes them: blocks of whole lines
	open(my $in, '<:raw', "$work/gdelt.tsv") or die;
	open(my $out, '>:raw', "$work/records") or die;
	print $out "PGCOPY\n\xff\r\n\0", pack('NN', 0, 0);
	my $rest = '';
	while (sysread $in, my $block, 1 << 16)
	{
		my $end = rindex $block, "\n";
		print $out pack('nN/a*', 1, $rest . substr $block, 0, $end);
		$rest = substr $block, $end + 1;
	}
	print $out pack('nNn', 1, 0xffffffff, 0xffff);
	close $out or die;
}

my $db = Backend->new;
my %table = (
	text => join(', ', map { "$_ text" } split ' ', $gdelt_columns),
	narrow => 'id bigint, day date, quad smallint, goldstein real, source text COLLATE "C", target text COLLATE "C", code text COLLATE "C"',
	smart => 'id bigint, day date, code event_code, source actor_code, target actor_code',
);

sub fresh_table
{
	my ($design) = @_;
	$db->query("DROP TABLE IF EXISTS bench_$design; CREATE TABLE bench_$design ($table{$design}); CHECKPOINT");
}

# What was written before must not be what the next one waits for, hence the checkpoints.
sub fresh_event_table
{
	$db->query("DROP TABLE IF EXISTS events, events_reject CASCADE; SELECT create_event_table('events', indexes => false);
		SELECT create_load_view('load_raw', 'events', 'gdelt2', raw => true), create_load_view('load_lines', 'events', 'gdelt2'); CHECKPOINT");
}

my $copy_text = "\\copy bench_text FROM '$work/gdelt.tsv'";
my $copy_raw = "\\copy load_raw FROM '$work/records' (FORMAT binary)";
my $copy_lines = "\\copy load_lines FROM '$work/gdelt.tsv' (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')";

# Loading, all of it in the backend: parse and insert. A load also checks a primary key on (id, day), tells duplicates
# apart and fills 14 columns; "no key" is the same without the key, as the two others have none; "lines" has a line in a row.
sub measure_loading
{
	my %ms;
	for my $round (0 .. 3)
	{
		%ms = () if $round == 1;    # the first one makes the files of the log that the others write again
		fresh_table('text');
		push @{ $ms{text} }, ($db->measure($copy_text))[0];
		fresh_table('narrow');
		push @{ $ms{narrow} }, ($db->measure("\\copy bench_narrow (id, day, source, target, code, quad, goldstein) FROM '$work/narrow.tsv' (NULL '')"))[0];
		for my $mode (qw(loader no_key lines))
		{
			fresh_event_table();
			$db->query('ALTER TABLE events DROP CONSTRAINT events_pkey') if $mode eq 'no_key';
			push @{ $ms{$mode} }, ($db->measure($mode eq 'lines' ? $copy_lines : $copy_raw))[0];
		}
	}
	return map { $_ => Backend::median(@{ $ms{$_} }) } keys %ms;
}

sub seconds_of
{
	my ($run) = @_;
	my $started = time;
	$run->();
	return time - $started;
}

# Kilobytes that a process had at most, and that are its own by now; 0 once it is gone.
sub memory_of
{
	my ($pid) = @_;
	open(my $in, '<', "/proc/$pid/status") or return (0, 0);
	my $status = join '', <$in>;
	return map { $status =~ /^$_:\s*(\d+) kB/m ? $1 : 0 } qw(VmHWM RssAnon);
}

# Runs the loader. What its processes and its backend came to in memory goes to %$peak, if that is asked for.
sub run_loader
{
	my ($peak) = @_;
	my $pid = fork() // die;
	if ($pid == 0)
	{
		open(STDOUT, '>', '/dev/null') && open(STDERR, '>', "$work/load.err") or die;
		exec $^X, "${here}../scripts/smartdip-load", '-f', 'gdelt2', '-t', 'events', "$work/gdelt.tsv";
	}
	while ($peak && waitpid($pid, 1) == 0)    # WNOHANG
	{
		my $backend = $db->query("SELECT max(pid) FROM pg_stat_activity WHERE application_name = 'smartdip-load'");
		my %now = (loader => [ memory_of($pid) ], backend => [ $backend ? memory_of($backend) : (0, 0) ]);
		for my $who (keys %now)
		{
			for (0, 1) { $peak->{$who}[$_] = $now{$who}[$_] if $now{$who}[$_] > ($peak->{$who}[$_] // 0) }
		}
		select undef, undef, undef, 0.05;
	}
	waitpid $pid, 0 if !$peak;
	$? == 0 || $? >> 8 == 3 or die "smartdip-load failed: see $work/load.err\n";
}

# The same by the clock, as a person at the prompt has it: client and server on their own cores. In turn, the least of
# each: what else the machine does only adds to it.
sub measure_wall
{
	my ($wall_rounds) = @_;
	my %least;
	for my $round (1 .. $wall_rounds)
	{
		fresh_table('text');
		my %seconds = (text => seconds_of(sub { $db->query($copy_text) }));
		fresh_event_table();
		$seconds{lines} = seconds_of(sub { $db->query($copy_lines) });
		fresh_event_table();
		$seconds{smart} = seconds_of(sub { run_loader() });
		$seconds{again} = seconds_of(sub { run_loader() });
		for (keys %seconds) { $least{$_} = $seconds{$_} if !defined $least{$_} || $seconds{$_} < $least{$_} }
	}
	return %least;
}

sub size { return $db->query("SELECT pg_relation_size('$_[0]') / 1e6") }

sub tell_loading
{
	my ($wall_rounds) = @_;
	my %wall = measure_wall($wall_rounds);
	heading("loading by the clock, s: the least of $wall_rounds");
	row('\copy / smartdip-load, with its key', '%.1f', $wall{text}, undef, $wall{smart}, text => 1.2);
	row('\copy / \copy into a view, with its key', '%.1f', $wall{text}, undef, $wall{lines});
	row('\copy / smartdip-load of a file that is there', '%.1f', $wall{text}, undef, $wall{again});
	my %peak;
	fresh_event_table();
	run_loader(\%peak);
	# what is shared is not the session's: a backend has touched all of the server's buffers in the end
	printf "\nmemory of a load, MB at most: loader %.0f, backend %.0f, of which its own %.0f; target: each < 200: %s\n",
	  $peak{loader}[0] / 1024, $peak{backend}[0] / 1024, $peak{backend}[1] / 1024, $peak{loader}[0] < 204800 && $peak{backend}[1] < 204800 ? 'met' : 'MISSED';
}

prepare_files();
if ($loading)
{
	tell_loading($rounds);
	printf "%s rows in the table\n", $db->query('SELECT count(*) FROM events');
	exit;
}

my %load = measure_loading();
my $count = $db->query('SELECT count(*) FROM bench_text');
print "$count rows, repeated from @ARGV; CPU time of the backend, medians of $rounds rounds (loading: 3)\n";

heading('loading, ms of CPU');
row('61 columns / 7 columns / loader, with its key', '%.0f', $load{text}, $load{narrow}, $load{loader}, text => 1);
row('the same without the key', '%.0f', $load{text}, $load{narrow}, $load{no_key});
row('the same, a line in a row: \copy into a view', '%.0f', $load{text}, undef, $load{lines});
tell_loading(3);

fresh_table('narrow');
$db->query("\\copy bench_narrow (id, day, source, target, code, quad, goldstein) FROM '$work/narrow.tsv' (NULL '')");
fresh_table('smart');
$db->query('INSERT INTO bench_smart SELECT id, day, code, source, target FROM events');
$db->query("VACUUM ANALYZE $_") for qw(bench_text bench_narrow bench_smart events);

heading('size, MB');
row('heap', '%.1f', size('bench_text'), size('bench_narrow'), size('bench_smart'), narrow => 1);
row('heap of the whole event table (13 columns, url)', '%.1f', size('bench_text'), undef, size('events'));

# name, targets, then the query of each design
my @queries = (
	['dyad-day Goldstein', { text => 3, narrow => 0.95 },
		'SELECT count(*), sum(g) FROM (SELECT Actor1Code, Actor2Code, SQLDATE, sum(GoldsteinScale::real) AS g FROM bench_text GROUP BY 1, 2, 3) s',
		'SELECT count(*), sum(g) FROM (SELECT source, target, day, sum(goldstein) AS g FROM bench_narrow GROUP BY 1, 2, 3) s',
		'SELECT count(*), sum(g) FROM (SELECT source, target, day, sum(goldstein(code)) AS g FROM bench_smart GROUP BY 1, 2, 3) s'],
	['dyad-month net cooperation', { text => 3, narrow => 0.95 },
		"SELECT count(*), sum(net) FROM (SELECT Actor1Code, Actor2Code, MonthYear, sum(GoldsteinScale::real) FILTER (WHERE GoldsteinScale::real > 0) + sum(GoldsteinScale::real) FILTER (WHERE GoldsteinScale::real < 0) AS net FROM bench_text GROUP BY 1, 2, 3) s",
		"SELECT count(*), sum(net) FROM (SELECT source, target, date_trunc('month', day), sum(goldstein) FILTER (WHERE goldstein > 0) + sum(goldstein) FILTER (WHERE goldstein < 0) AS net FROM bench_narrow GROUP BY 1, 2, 3) s",
		"SELECT count(*), sum(net) FROM (SELECT source, target, date_trunc('month', day), sum(goldstein(code)) FILTER (WHERE goldstein(code) > 0) + sum(goldstein(code)) FILTER (WHERE goldstein(code) < 0) AS net FROM bench_smart GROUP BY 1, 2, 3) s"],
	['quad counts', { text => 3, narrow => 0.95 },
		'SELECT count(*) FROM (SELECT QuadClass, count(*) FROM bench_text GROUP BY 1) s',
		'SELECT count(*) FROM (SELECT quad, count(*) FROM bench_narrow GROUP BY 1) s',
		'SELECT count(*) FROM (SELECT quad_class(code), count(*) FROM bench_smart GROUP BY 1) s'],
	['one-a-day', { text => 3, narrow => 0.95 },
		'SELECT count(*) FROM (SELECT DISTINCT SQLDATE, Actor1Code, Actor2Code, EventCode FROM bench_text) s',
		'SELECT count(*) FROM (SELECT DISTINCT day, source, target, code FROM bench_narrow) s',
		'SELECT count(*) FROM (SELECT DISTINCT day, source, target, code FROM bench_smart) s'],
	['subtree 04, scan', { text => 3, narrow => 0.95 },
		"SELECT count(*) FROM bench_text WHERE EventCode LIKE '04%'",
		"SELECT count(*) FROM bench_narrow WHERE code LIKE '04%'",
		"SELECT count(*) FROM bench_smart WHERE code <@ '04'"],
	['subtree 0871, scan', { text => 3, narrow => 0.95 },
		"SELECT count(*) FROM bench_text WHERE EventCode LIKE '0871%'",
		"SELECT count(*) FROM bench_narrow WHERE code LIKE '0871%'",
		"SELECT count(*) FROM bench_smart WHERE code <@ '0871'"],
	['role GOV, scan', { text => 3, narrow => 0.95 },
		"SELECT count(*) FROM bench_text WHERE Actor1Code LIKE '%GOV%'",
		"SELECT count(*) FROM bench_narrow WHERE source LIKE '%GOV%'",
		"SELECT count(*) FROM bench_smart WHERE source @> 'GOV'"],
	['role REB, scan', { text => 3, narrow => 0.95 },
		"SELECT count(*) FROM bench_text WHERE Actor1Code LIKE '%REB%'",
		"SELECT count(*) FROM bench_narrow WHERE source LIKE '%REB%'",
		"SELECT count(*) FROM bench_smart WHERE source @> 'REB'"],
	['Goldstein: join with a table / join / function', { text => 3, narrow => 0.95 },
		'SELECT sum(score) FROM bench_text JOIN lookup_text ON code = EventCode',
		'SELECT sum(score) FROM bench_narrow JOIN lookup_narrow USING (code)',
		'SELECT sum(goldstein(code)) FROM bench_smart'],
	['Goldstein: cast / stored / function', { text => 3, narrow => 0.95 },
		'SELECT sum(GoldsteinScale::real) FROM bench_text',
		'SELECT sum(goldstein) FROM bench_narrow',
		'SELECT sum(goldstein(code)) FROM bench_smart'],
);
$db->query('CREATE TABLE lookup_text AS SELECT c::text AS code, goldstein(c) AS score FROM event_codes() c');
$db->query('CREATE TABLE lookup_narrow AS SELECT c::text COLLATE "C" AS code, goldstein(c) AS score FROM event_codes() c');
$db->query('ANALYZE lookup_text, lookup_narrow');

# Rounds in turn, so that what else the machine does falls on all three alike.
sub measure_queries
{
	my (@sets) = @_;
	my @times;
	for my $round (0 .. $rounds)
	{
		for my $i (0 .. $#sets)
		{
			for my $j (0 .. $#{ $sets[$i] })
			{
				my ($ms) = $db->measure($sets[$i][$j]);
				push @{ $times[$i][$j] }, $ms if $round > 0;    # the first one fills the caches
			}
		}
	}
	return map { [ map { Backend::median(@$_) } @$_ ] } @times;
}

heading('queries without an index, ms of CPU');
my @times = measure_queries(map { [ @$_[ 2 .. 4 ] ] } @queries);
row($queries[$_][0], '%.1f', @{ $times[$_] }, %{ $queries[$_][1] }) for 0 .. $#queries;
my %scan = map { $queries[$_][0] => $times[$_] } 0 .. $#queries;

$db->query($_) for (
	'CREATE INDEX text_code ON bench_text (EventCode text_pattern_ops)', 'CREATE INDEX narrow_code ON bench_narrow (code)',
	'CREATE INDEX smart_code ON bench_smart (code)',
	'CREATE INDEX text_source ON bench_text USING gin (Actor1Code gin_trgm_ops)',
	'CREATE INDEX narrow_source ON bench_narrow USING gin (source gin_trgm_ops)',
	'CREATE INDEX smart_source ON bench_smart USING gin (source)', 'VACUUM ANALYZE bench_text, bench_narrow, bench_smart');
heading('indexes, MB');
row('btree on the code', '%.1f', map { size($_) } qw(text_code narrow_code smart_code));
row('GIN on the source (pg_trgm for text)', '%.1f', map { size($_) } qw(text_source narrow_source smart_source));

heading('the same with an index, ms of CPU');
my @indexed = grep { $_->[0] =~ /, scan$/ } @queries;
@times = measure_queries(map { [ @$_[ 2 .. 4 ] ] } @indexed);
for my $i (0 .. $#indexed)
{
	(my $name = $indexed[$i][0]) =~ s/, scan$/, index/;
	row($name, '%.2f', @{ $times[$i] });
}
printf "\n%-44s %13s %13s  %s\n", 'index against scan', 'smart scan', 'text scan', 'target';
for my $i (0 .. $#indexed)
{
	(my $name = $indexed[$i][0]) =~ s/, scan$//;
	my $index = $times[$i][2];
	my ($text, undef, $smart) = @{ $scan{ $indexed[$i][0] } };
	printf "%-44s %12.1fx %12.1fx  own scan >= 20: %s; text scan >= 20: %s\n", $name, $smart / $index, $text / $index,
	  map { $_ >= 20 * $index ? 'met' : 'MISSED' } $smart, $text;
}
$db->close;
