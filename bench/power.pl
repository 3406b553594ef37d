# Power profiles against what one would do without them: see scripts/bench.sh.
#
#   sum(int4)   the cheapest aggregate there is, over the same table; count(int4) is what reading the rows costs
#   real        sixteen columns of type real
#   numeric     sixteen columns of type numeric
#   jsonb       one object a row, zeros left out
#   array       one real[] a row
#   cube        contrib's cube, one point of sixteen dimensions a row
use strict;
use warnings;
use Getopt::Long;
use Backend;

my ($rows, $rounds) = (1_000_000, 5);
GetOptions('rows=i' => \$rows, 'rounds=i' => \$rounds) && !@ARGV or die "usage: bench.sh power [--rows N] [--rounds N]\n";
my $db = Backend->new('CREATE EXTENSION IF NOT EXISTS cube', 'SELECT setseed(0.5)');
my @names = split /,/, $db->query("SELECT string_agg(dimension, ',') FROM power_dimensions()");

# Profiles as data have them (every table has the same columns beside them): two acts of random codes at random strengths; many distinct values, many zeros.
$db->query(<<"SQL");
CREATE TABLE codes AS SELECT c AS code, row_number() OVER (ORDER BY c) - 1 AS i FROM event_codes() c WHERE known(c);
CREATE TABLE made AS SELECT (random() * 1000)::integer AS n, random() AS w, a.code,
		(power_profile(a.code) * round(r.x::numeric, 2)::float8) | (power_profile(b.code) * round(r.y::numeric, 2)::float8) AS p
	FROM (SELECT floor(random() * (SELECT count(*) FROM codes))::bigint AS i, floor(random() * (SELECT count(*) FROM codes))::bigint AS j,
		random() AS x, random() AS y FROM generate_series(1, $rows)) r JOIN codes a ON a.i = r.i JOIN codes b ON b.i = r.j;
CREATE TABLE bench_power AS SELECT n, w, code, p FROM made;
CREATE TABLE bench_code AS SELECT n, w, code FROM made;
CREATE TABLE bench_real AS SELECT n, w, code, @{[join ', ', map { "a[$_] AS r$_" } 1 .. 16]} FROM (SELECT *, p::real[] AS a FROM made OFFSET 0) m;
CREATE TABLE bench_numeric AS SELECT n, w, code, @{[join ', ', map { "r${_}::numeric" } 1 .. 16]} FROM bench_real;
CREATE TABLE bench_jsonb AS SELECT n, w, code, p::jsonb AS j FROM made;
CREATE TABLE bench_array AS SELECT n, w, code, p::real[] AS a FROM made;
CREATE TABLE bench_cube AS SELECT n, w, code, cube(p::real[]::float8[]) AS c FROM made;
CREATE TABLE question AS SELECT row_number() OVER () AS i, p, p::real[] AS a, cube(p::real[]::float8[]) AS c FROM (SELECT p FROM made ORDER BY random() LIMIT 20) m;
VACUUM (ANALYZE, FREEZE) bench_power; VACUUM (ANALYZE, FREEZE) bench_code; VACUUM (ANALYZE, FREEZE) bench_real; VACUUM (ANALYZE, FREEZE) bench_numeric; VACUUM (ANALYZE, FREEZE) bench_jsonb;
VACUUM (ANALYZE, FREEZE) bench_array; VACUUM (ANALYZE, FREEZE) bench_cube
SQL
printf "%d rows, %d distinct profiles\n", $rows, $db->query('SELECT count(DISTINCT p) FROM bench_power');

# The median time of each named query, the queries in turn so that a busy moment hits all of them.
sub medians
{
	my (%queries) = @_;
	my %times;
	for my $round (0 .. $rounds)
	{
		for my $name (sort keys %queries)
		{
			my ($ms) = $db->measure($queries{$name});
			push @{ $times{$name} }, $ms if $round > 0;
		}
	}
	return map { $_ => Backend::median(@{ $times{$_} }) } keys %times;
}

sub heading
{
	printf "\n%-46s %12s %12s %10s  %s\n", $_[0], 'smartdip', 'other', 'ratio', 'target';
}

# row(name, smartdip, other, least or greatest ratio, is it the greatest?): the ratio is other / smartdip, but
# smartdip / other where the question is how much slower it may be.
sub row
{
	my ($name, $smart, $other, $target, $at_most) = @_;
	my $ratio = $at_most ? $smart / $other : $other / $smart;
	my $verdict = !$target ? '' : $at_most ? "<= $target: " . ($ratio <= $target ? 'met' : 'MISSED') : ">= $target: " . ($ratio >= $target ? 'met' : 'MISSED');
	printf "%-46s %12.1f %12.1f %10.2f  %s\n", $name, $smart, $other, $ratio, $verdict;
}

my @reals = map { "r$_" } 1 .. 16;
sub of_columns { my ($function, $type) = @_; return 'SELECT ' . join(', ', map { "$function($_)" } @reals) . " FROM bench_$type"; }
sub of_array { my ($function) = @_; return 'SELECT ' . join(', ', map { "$function(a[$_])" } 1 .. 16) . ' FROM bench_array'; }
my $of_jsonb = 'SELECT ' . join(', ', map { "sum((j->>'$_')::real) / count(*)" } @names) . ' FROM bench_jsonb';

heading('average, ms of CPU time');
my %ms = medians(
	sum => 'SELECT sum(n) FROM bench_power',
	count => 'SELECT count(n) FROM bench_power',
	avg => 'SELECT avg(p) FROM bench_power',
	code => 'SELECT avg(power_profile(code)) FROM bench_code',
	code_sum => 'SELECT sum(n) FROM bench_code',
	weighted => 'SELECT weighted_avg(p, w) FROM bench_power',
	real => of_columns('avg', 'real'),
	numeric => of_columns('avg', 'numeric'),
	array => of_array('avg'),
	jsonb => $of_jsonb,
);
row('avg(p), sum(int4)', $ms{avg}, $ms{sum}, 1.5, 1);
row('avg(p), count(int4)', $ms{avg}, $ms{count}, 0, 1);
row('avg(p), 16 real columns', $ms{avg}, $ms{real}, 5);
row('avg(p), 16 numeric columns', $ms{avg}, $ms{numeric});
row('avg(p), real[]', $ms{avg}, $ms{array});
row('avg(p), jsonb', $ms{avg}, $ms{jsonb});
row('avg(power_profile(code)), sum(int4)', $ms{code}, $ms{code_sum}, 0, 1);
row('avg(power_profile(code)), 16 real columns', $ms{code}, $ms{real}, 5);
row('avg(power_profile(code)), 16 numeric columns', $ms{code}, $ms{numeric});
row('avg(power_profile(code)), jsonb', $ms{code}, $ms{jsonb});
row('weighted_avg(p, w), 16 real columns', $ms{weighted}, $ms{real});

heading('union and distance, ms of CPU time');
my $square = join ' + ', map { "(b.a[$_] - q.a[$_]) ^ 2" } 1 .. 16;
%ms = medians(
	union => 'SELECT power_union(p) FROM bench_power',
	real => of_columns('max', 'real'),
	array => of_array('max'),
	union_of => 'SELECT count(b.p | q.p) FROM bench_power b, question q WHERE q.i = 1',
	cube_or => 'SELECT count(cube_union(b.c, q.c)) FROM bench_cube b, question q WHERE q.i = 1',
	distance => 'SELECT sum(b.p <-> q.p) FROM bench_power b, question q WHERE q.i = 1',
	cube_distance => 'SELECT sum(b.c <-> q.c) FROM bench_cube b, question q WHERE q.i = 1',
	array_distance => "SELECT sum(sqrt($square)) FROM bench_array b, question q WHERE q.i = 1",
);
row('power_union(p), 16 max(real)', $ms{union}, $ms{real});
row('power_union(p), 16 max(real[])', $ms{union}, $ms{array});
row('p | q, cube_union', $ms{union_of}, $ms{cube_or});
row('p <-> q, cube', $ms{distance}, $ms{cube_distance});
row('p <-> q, real[]', $ms{distance}, $ms{array_distance});

heading('index');
my ($build) = $db->measure('CREATE INDEX power_gist ON bench_power USING gist (p)');
my ($cube_build) = $db->measure('CREATE INDEX cube_gist ON bench_cube USING gist (c)');
row('GiST build, cube, ms of CPU time', $build, $cube_build);
row('GiST size, cube, MB', map { $db->query("SELECT pg_relation_size('$_') / 1048576.0") } qw(power_gist cube_gist));
$db->query("ANALYZE; SET enable_seqscan = off");

sub nearest
{
	my ($table, $column, $n) = @_;
	return "SELECT sum(d) FROM question q, LATERAL (SELECT b.$column <-> q.$column AS d FROM $table b ORDER BY 1 LIMIT $n) x";
}
my %sum = map { $_->[0] => $db->query("SELECT round((" . nearest(@$_, 10) . ")::numeric, 6)") } [ 'bench_power', 'p' ], [ 'bench_cube', 'c' ];
$sum{bench_power} == $sum{bench_cube} or die "the nearest profiles differ: $sum{bench_power}, $sum{bench_cube}\n";
%ms = medians(
	(map { ("power$_" => nearest('bench_power', 'p', $_), "cube$_" => nearest('bench_cube', 'c', $_)) } 1, 10, 100),
	array => "SET enable_seqscan = on; SELECT sum(d) FROM question q, LATERAL (SELECT sqrt($square) AS d FROM bench_array b ORDER BY 1 LIMIT 10) x WHERE q.i = 1; SET enable_seqscan = off",
);
row("$_ nearest, cube, 20 questions, ms", $ms{"power$_"}, $ms{"cube$_"}, 1) for 1, 10, 100;
row('10 nearest, real[] sorted, ms a question', $ms{power10} / 20, $ms{array});
$db->close;
