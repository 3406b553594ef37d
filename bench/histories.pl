# Histories against rows: see scripts/bench.sh.
#
#   smartdip   a table of histories, one row a pair
#   SQL        the narrow table that they are made of, with an index over source, target and day; slow, and left out with --no-sql
#   DuckDB     the same rows, on one thread or as many as --threads says; only with --duckdb FOLDER, where npm installed @duckdb/node-api
use strict;
use warnings;
use File::Spec;
use Getopt::Long;
use IPC::Open2;
use Backend;

$| = 1;
my ($rows, $rounds, $duckdb, $threads, $no_sql) = (1_000_000, 5, undef, 1);
GetOptions('rows=i' => \$rows, 'rounds=i' => \$rounds, 'duckdb=s' => \$duckdb, 'threads=i' => \$threads, 'no-sql' => \$no_sql) && @ARGV
  or die "usage: bench.sh histories [--rows N] [--rounds N] [--duckdb FOLDER [--threads N]] [--no-sql] FILE...\n";
(my $here = $0) =~ s{[^/]+$}{};
my $db = Backend->new("SET work_mem = '1GB'", "SET maintenance_work_mem = '1GB'");

# A file has a quarter of an hour, and some two events a pair. Three copies make a day, which has some seven; a pair gets
# the codes of other rows of the file each time, so that codes vary as they do in the file. That is repeated for groups
# of actors, to make as many pairs as a real archive has (18,476 in 13 million rows of the file that doc/performance.md
# names), and then every 31 days, so that a pair has some 700 events, whatever the number of rows. No chance is involved.
my $groups = int($rows * 31 / 13e6 + 0.5) || 1;
$groups = 256 if $groups > 256;    # two digits in the three letters that a code has more
my $group = "'G' || lpad(upper(to_hex(k % $groups)), 2, '0')";
$db->query('CREATE TABLE line (source text, target text, code text)');
for my $file (map { File::Spec->rel2abs($_) } @ARGV)
{
	$db->query("COPY line FROM PROGRAM 'cut -f6,16,27 $file' (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\x01')");
}
my $lines = $db->query(<<'SQL');
DELETE FROM line WHERE source IS NULL OR target IS NULL OR source = '' OR target = '';
CREATE TABLE base AS SELECT row_number() OVER () - 1 AS n, source, target, code::event_code FROM line;
SELECT count(*) FROM base
SQL
my $copies = int(($rows + $lines - 1) / $lines);
$db->query(<<"SQL");
CREATE TABLE narrow (source actor_code, target actor_code, day date, code event_code);
INSERT INTO narrow SELECT (p.source || $group)::actor_code, (p.target || $group)::actor_code,
		date '2010-01-01' + k / ($groups * 3) * 31, c.code
	FROM generate_series(0, $copies - 1) k, base p JOIN base c ON true WHERE c.n = (p.n + k * 7) % $lines;
VACUUM (ANALYZE, FREEZE) narrow
SQL
my ($first, $last) = map { $db->query("SELECT $_(day) FROM narrow") } qw(min max);
printf "%d rows, %d pairs, %d pair-months\n", map { $db->query("SELECT count(*) FROM $_") } 'narrow',
  map { "(SELECT FROM narrow GROUP BY source, target$_) x" } '', ", date_trunc('month', day)";

# Both read the table; the index that is there for SQL is made last.
my ($index, $build);
for my $round (1 .. $rounds)
{
	$db->query('DROP TABLE IF EXISTS history; DROP INDEX IF EXISTS narrow_index');
	my ($ms) = $db->measure('CREATE TABLE history AS SELECT source, target, event_series(day, code) AS s FROM narrow GROUP BY source, target');
	push @$build, $ms;
	($ms) = $db->measure('CREATE INDEX narrow_index ON narrow (source, target, day)');
	push @$index, $ms;
}
($index, $build) = map { Backend::median(@$_) } $index, $build;
$db->query('ALTER TABLE history ADD PRIMARY KEY (source, target); VACUUM (ANALYZE, FREEZE) history; VACUUM (ANALYZE, FREEZE) narrow');
printf "\n%-60s %10.0f ms, the index %.0f ms: %.2f (target 0.7)\n", 'all histories made', $build, $index, $build / $index;
printf "%-60s %10.2f bytes an event with row, toast and key (target 2.8)\n", 'size',
  $db->query("SELECT pg_total_relation_size('history')::float8 / sum(event_count(s)) FROM history");

# DuckDB holds the same rows; the actors as enums would be no better, and text is what users have.
my ($to_duck, $from_duck);
if (defined $duckdb)
{
	# the server, which may be another user, writes here
	mkdir "$ENV{WORK}/exchange" and chmod 0777, "$ENV{WORK}/exchange" or die "cannot make $ENV{WORK}/exchange: $!\n";
	$db->query("COPY (SELECT n.source, n.target, n.day, n.code, goldstein(n.code) AS goldstein FROM narrow n) TO '$ENV{WORK}/exchange/narrow.csv' (FORMAT csv, HEADER)");
	open2($from_duck, $to_duck, 'node', "${here}duckdb.js", $duckdb, $threads);
	duck("CREATE TABLE narrow AS SELECT source::VARCHAR AS source, target::VARCHAR AS target, day::DATE AS day, code::VARCHAR AS code, goldstein::DOUBLE AS goldstein FROM read_csv('$ENV{WORK}/exchange/narrow.csv', all_varchar = true)");
}

sub duck
{
	my ($sql) = @_;
	print $to_duck "$sql\n;\n";
	$to_duck->flush;
	my $line = readline $from_duck // die "DuckDB ended at: $sql\n";
	chomp $line;
	return split /\t/, $line;
}

sub medians
{
	my ($ask, $sql) = @_;
	my @times;
	my $value;
	for my $round (0 .. $rounds)
	{
		(my $ms, $value) = $ask->($sql);
		push @times, $ms if $round > 0 || $ms > 10_000;
		# once is enough of what takes long
		last if $ms > 10_000;
	}
	return (Backend::median(@times), $value);
}

printf "\n%-60s %10s %10s %10s %8s %8s\n", 'ms of CPU time', 'smartdip', 'SQL', 'DuckDB', '/ SQL', '/ DuckDB';

# compare(name, target, smartdip, SQL, DuckDB): all three have to give the same number. No target is undef.
sub compare
{
	my ($name, $target, $smart_sql, $sql, $duck_sql) = @_;
	my ($smart, $smart_value) = medians(sub { $db->measure(@_) }, $smart_sql);
	my ($other, $value) = $no_sql ? () : medians(sub { $db->measure(@_) }, $sql);
	my ($duck, $duck_value) = defined $duckdb ? medians(\&duck, $duck_sql // $sql) : ();
	for (grep { defined } $value, $duck_value)
	{
		abs($_ - $smart_value) <= 1e-6 * abs($smart_value) + 1e-6 or printf "  DIFFERS: smartdip %s, SQL %s, DuckDB %s\n", map { $_ // '-' } $smart_value, $value, $duck_value;
	}
	my @ratios = map { defined $_ ? $_ / $smart : undef } $other, $duck;
	printf "%-60s %10.1f %10s %10s %8s %8s  %s\n", $name, $smart, (map { defined $_ ? sprintf('%.1f', $_) : '-' } $other, $duck, @ratios),
	  !defined $target ? '' : !defined $duck ? "target $target" : $ratios[1] >= $target ? "target $target: met" : "target $target: MISSED";
}

my $months = "'month', '$first', '$last'";
compare('Goldstein by pair and month, summed up by month', 35,
	"SELECT sum(p.net_cooperation * extract(month FROM p.period)) FROM (SELECT panel_agg(s, $months) AS a FROM history) h, unnest(a) p",
	q{SELECT sum(g * extract(month FROM m)) FROM (SELECT source, target, date_trunc('month', day) AS m, sum(goldstein(code)) AS g FROM narrow GROUP BY 1, 2, 3) x},
	q{SELECT sum(g * extract(month FROM m)) FROM (SELECT source, target, date_trunc('month', day) AS m, sum(goldstein) AS g FROM narrow GROUP BY 1, 2, 3) x});
compare('every pair and month, all rows given', 3.5,
	"SELECT count(*) FROM (SELECT source, target, p.* FROM history, panel(s, $months) p OFFSET 0) x WHERE events > 0",
	q{SELECT count(*) FROM (SELECT source, target, date_trunc('month', day) AS m, count(*) AS events, sum(goldstein(code)) AS g, sum(greatest(goldstein(code), 0)) AS c FROM narrow GROUP BY 1, 2, 3 OFFSET 0) x WHERE events > 0},
	q{SELECT count(*) FROM (SELECT source, target, date_trunc('month', day) AS m, count(*) AS events, sum(goldstein) AS g, sum(greatest(goldstein, 0)) AS c FROM narrow GROUP BY 1, 2, 3 OFFSET 0) x WHERE events > 0 AND g < 1e9 AND c < 1e9});
my $transitions = q{SELECT sum(n) FROM (WITH d AS (SELECT source, target, code, dense_rank() OVER (PARTITION BY source, target ORDER BY day) AS nth
		FROM (SELECT DISTINCT source, target, day, code FROM narrow) x)
	SELECT a.code, b.code, count(*) AS n FROM d a JOIN d b ON b.source = a.source AND b.target = a.target AND b.nth = a.nth + 1 GROUP BY 1, 2) t};
compare('transitions over all pairs', 80, 'SELECT sum(t.count) FROM (SELECT transitions_agg(s) AS a FROM history) h, unnest(a) t', $transitions);
my ($source, $target) = map { $db->query("SELECT $_ FROM history ORDER BY event_count(s) DESC, source, target LIMIT 1") } qw(source target);
compare('one pair by month', 50,
	"SELECT sum(p.net_cooperation) FROM history, panel(s, $months) p WHERE source = '$source' AND target = '$target'",
	"SELECT sum(g) FROM (SELECT date_trunc('month', day), sum(goldstein(code)) AS g FROM narrow WHERE source = '$source' AND target = '$target' GROUP BY 1) x",
	"SELECT sum(g) FROM (SELECT date_trunc('month', day), sum(goldstein) AS g FROM narrow WHERE source = '$source' AND target = '$target' GROUP BY 1) x");

# Half of the acts answered, by the curve of Kaplan and Meier; the check is on the number of answered acts and of medians.
sub latency
{
	my ($answers) = @_;
	return qq{WITH act AS (SELECT source, target, day, count(*) AS n FROM narrow GROUP BY 1, 2, 3),
		seen AS (SELECT source, target, max(day) AS last FROM narrow GROUP BY 1, 2),
		pair AS (SELECT a.source, a.target, greatest(a.last, b.last) AS until FROM seen a JOIN seen b ON a.source = b.target AND a.target = b.source),
		answer AS ($answers),
		wait AS (SELECT source, target, coalesce(answer, until) - day AS days, sum(CASE WHEN answer IS NULL THEN 0 ELSE n END) AS answered, sum(n) AS n
			FROM answer GROUP BY 1, 2, 3),
		risk AS (SELECT source, target, days, answered, sum(n) OVER (PARTITION BY source, target ORDER BY days DESC) AS at_risk FROM wait),
		curve AS (SELECT source, target, days, answered,
			sum(CASE WHEN answered < at_risk THEN ln(1 - answered::double precision / at_risk::double precision) ELSE -1000 END)
				OVER (PARTITION BY source, target ORDER BY days) AS s FROM risk)
		SELECT sum(answered) + count(median) FROM (SELECT source, target, sum(answered) AS answered,
			min(CASE WHEN s < -0.6931471805599 THEN days END) AS median FROM curve GROUP BY 1, 2) x};
}

compare('reply latency over all pairs with both directions', 20,
	q{SELECT sum(l.answered) + count(l.median) FROM history a JOIN history b ON b.source = a.target AND b.target = a.source, reply_latency(a.s, b.s) l},
	latency('SELECT a.*, until, (SELECT min(b.day) FROM narrow b WHERE b.source = a.target AND b.target = a.source AND b.day > a.day) AS answer FROM act a JOIN pair USING (source, target)'),
	latency('SELECT a.source, a.target, a.day, a.n, p.until, b.day AS answer FROM act a JOIN pair p ON a.source = p.source AND a.target = p.target ASOF LEFT JOIN act b ON b.source = a.target AND b.target = a.source AND b.day > a.day'));

# A pattern of three steps: the days with which it begins. Without patterns, each step is one more self-join.
sub threats
{
	my ($under) = @_;
	my $of = sub { sprintf $under, @_ };
	return 'SELECT count(*) FROM (SELECT DISTINCT a.source, a.target, a.day FROM narrow a'
	  . ' JOIN narrow b ON b.source = a.target AND b.target = a.source AND b.day > a.day AND b.day <= a.day + 45'
	  . ' JOIN narrow c ON c.source = a.source AND c.target = a.target AND c.day > b.day AND c.day <= b.day + 45'
	  . ' WHERE ' . join(' AND ', $of->('a', '13'), $of->('b', '19'), $of->('c', '04')) . ') x';
}

compare('a pattern of three steps over all pairs with both directions', undef,
	q{SELECT sum(sequence_count(a.s, b.s, 'this 13 then other 19 within 45 days then this 04 within 45 days', 'next day')) FROM history a JOIN history b ON b.source = a.target AND b.target = a.source},
	threats(q{%s.code <@ '%s'}), threats(q{%s.code LIKE '%s%%'}));
compare('the same, each match with its days and codes', undef,
	q{SELECT count(DISTINCT (a.source, a.target, m.match)) FROM history a JOIN history b ON b.source = a.target AND b.target = a.source,
		sequence_matches(a.s, b.s, 'this 13 then other 19 within 45 days then this 04 within 45 days', 'next day') m},
	threats(q{%s.code <@ '%s'}), threats(q{%s.code LIKE '%s%%'}));
$db->close;
