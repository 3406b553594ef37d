# What profiles say of real events: the power mix of the most active countries, their synergy, the grid of a dyad before
# and after a moment, the events nearest to a profile. Checked against sums over single degrees. Needs the GDELT 2.0
# file of the folder that SMARTDIP_SHARED names.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my ($file) = glob(($ENV{SMARTDIP_SHARED} || 'nowhere') . '/data/gdelt/gdelt2-*.export.CSV');
plan skip_all => 'no GDELT file' unless defined $file && -r $file;

fresh_database('smartdip_power_gdelt');
open(my $in, '<:raw', $file) or die "$file: $!\n";
my $rows = join '', map { join("\t", (split /\t/)[ 0, 59, 5, 15, 26, 31 ]) . "\n" } <$in>;
psql_ok("CREATE TABLE raw (id bigint, added bigint, source text, target text, code event_code, mentions integer);\n\\copy raw FROM STDIN (NULL '')\n$rows\\.\n"
	  . "CREATE TABLE event AS SELECT id, added, nullif(source, '')::actor_code AS source, nullif(target, '')::actor_code AS target, code, mentions FROM raw;\n"
	  . "CREATE TABLE degree AS SELECT id, n, round(x::numeric * 100)::integer AS x FROM event, unnest(power_profile(code)::real[]) WITH ORDINALITY d(x, n);");
cmp_ok(psql_ok('SELECT count(*) FROM event'), '>', 2000, 'the events are there');

my $busiest = psql_ok(<<'SQL');
SELECT side, acts, mix, synergy(mix) FROM (SELECT country(source) AS side, count(*) AS acts, avg(power_profile(code)) AS mix FROM event
	WHERE country(source) IS NOT NULL GROUP BY 1) s ORDER BY acts DESC, side LIMIT 10;
SQL
is(scalar(my @lines = split /\n/, $busiest), 10, 'the ten most active countries have a mix');
diag($busiest) if $ENV{VERBOSE};
is(psql_ok(<<'SQL'), 0, 'and it is the mean of every dimension');
SELECT count(*) FROM (SELECT country(source) AS side, avg(power_profile(code)) AS mix FROM event GROUP BY 1) s
	JOIN (SELECT country(source) AS side, n, floor(avg(x) + 0.5)::integer AS x FROM event JOIN degree USING (id) GROUP BY 1, 2) d ON s.side IS NOT DISTINCT FROM d.side
	WHERE round((mix::real[])[n]::numeric * 100)::integer <> x;
SQL
is(psql_ok(<<'SQL'), 0, 'weighted by mentions, too');
SELECT count(*) FROM (SELECT root(code) AS root, weighted_avg(power_profile(code), mentions) AS mix FROM event GROUP BY 1) s
	JOIN (SELECT root(code) AS root, n, floor(sum(x * mentions::numeric) / sum(mentions) + 0.5)::integer AS x FROM event JOIN degree USING (id) GROUP BY 1, 2) d USING (root)
	WHERE round((mix::real[])[n]::numeric * 100)::integer <> x;
SQL
is(psql_ok(<<'SQL'), '18', 'the grid of the busiest dyad, of the earlier and the later half of its events');
WITH dyad AS (SELECT country(source) AS a, country(target) AS b FROM event WHERE country(source) <> country(target) GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1),
	halves AS (SELECT ntile(2) OVER (ORDER BY id) AS half, code FROM event, dyad WHERE country(source) = a AND country(target) = b)
SELECT count(*) FROM (SELECT half, avg(power_profile(code)) AS mix FROM halves GROUP BY 1) h, power_grid(mix) WHERE degree BETWEEN 0 AND 1;
SQL
my $nearest = <<'SQL';
SELECT string_agg(round(d::numeric, 6)::text, ' ') FROM (SELECT power_profile(code) <-> 'hard:0.5, soft:0.5, diplomatic:1' AS d FROM event
	ORDER BY power_profile(code) <-> 'hard:0.5, soft:0.5, diplomatic:1' LIMIT 10) x;
SQL
my $by_sort = psql_ok($nearest);
psql_ok('CREATE INDEX event_power ON event USING gist (power_profile(code)); ANALYZE event');
like(psql_ok("SET enable_seqscan = off; SET enable_sort = off; EXPLAIN (COSTS OFF) $nearest"), qr/Index Scan using event_power/, 'the index serves the nearest');
is(psql_ok("SET enable_seqscan = off; SET enable_sort = off; $nearest"), $by_sort, 'the ten nearest events by the index are those by sorting');
done_testing();
