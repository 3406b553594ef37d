# Claims are tried on data whose answer is known, because it was made so: for each of them an effect of three sizes and none, many times over,
# from seeds. Two things are asked of every claim: that it is seldom decided where there is nothing (at most one time in ten), and that a large
# effect is found (at least four times in five). The table of all rates is printed; that of doc/cookbook.md has more trials.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

my @often = (60, 6, 6, 12);	# trials without an effect, with a small, a medium and a large one

fresh_database('smartdip_claim_planted');

# u() is uniform and z() normal, both the same on every version and platform; a thing of a trial has a number of its own. They
# come from md5: the server's own hashes of numbers that are near each other are not independent.
psql_ok(<<'SQL');
CREATE FUNCTION u(i bigint, seed bigint) RETURNS double precision LANGUAGE sql IMMUTABLE
	RETURN (('x' || left(md5(i || '/' || seed), 13))::bit(52)::bigint + 0.5) / 4503599627370496::double precision;
CREATE FUNCTION z(i bigint, seed bigint) RETURNS double precision LANGUAGE sql IMMUTABLE
	RETURN sqrt(-2 * ln(u(i, seed))) * cos(2 * pi() * u(i, seed + 500000));
CREATE TABLE words (body text, themes tsvector, author actor_code, likes bigint, reposts bigint, replies bigint);
CREATE TABLE holder (platform text, account text, actor actor_code);
CREATE TABLE act (day date, source actor_code, target actor_code, code event_code);
CREATE TABLE mention (event_id bigint, source_name text, tone double precision, event_time timestamptz, mention_time timestamptz);
CREATE TABLE dyad AS SELECT d, (ARRAY['USA','GBR','FRA','DEU','RUS','CHN','IND','BRA'])[1 + d % 8] AS a,
	(ARRAY['EGY','TUR','IRN','ISR','SAU','JPN','KOR','MEX','ITA','ESP'])[1 + d / 8] AS b FROM generate_series(0, 59) d;
CREATE TABLE small AS SELECT country, row_number() OVER (ORDER BY country COLLATE "C") AS i FROM small_states() country;
CREATE TABLE large AS SELECT country, row_number() OVER (ORDER BY country COLLATE "C") AS i FROM country_size WHERE country NOT IN (SELECT country FROM small);
SQL

# What makes the data of a trial: $1 is the effect, $2 the seed. Then the call, and the sizes: small, medium, large.
my $before_after = q{INSERT INTO act SELECT date '2000-01-01' + 35 * i + 6600 * side, %s
	FROM dyad, generate_series(0, 11) i, generate_series(0, 1) side,
		LATERAL (SELECT 1000 * d + 20 * i + 500 * side AS n, 0.3 + 0.08 * z(d, $2) + $1 * side AS p) q};
my $texts_of = q{INSERT INTO words (themes) SELECT CASE WHEN u < 0.3 + $1 THEN '%1$s' WHEN u < 0.6 THEN '%2$s' ELSE (ARRAY['%3$s'])[1 + floor(4 * u(i, $2 + 1000000))::integer] END::tsvector
	FROM generate_series(1, 200) i, LATERAL (SELECT u(i, $2)) r(u)};
my @trial = (
	[ 'H1', sprintf($texts_of, "''form.digital''", "''form.media''", join("','", qw(form.social form.sports form.open form.cyber))), [ 0.05, 0.1, 0.2 ] ],
	[ 'H2', q{INSERT INTO words (body) SELECT 'Digital diplomacy speaks of ' || CASE WHEN u(i, $2) < 0.5 + $1 THEN CASE WHEN u(i, $2 + 1000000) < 0.5 THEN 'soft power' ELSE 'smart power' END
		ELSE 'hard power' END || '.' FROM generate_series(1, 120) i}, [ 0.05, 0.1, 0.2 ] ],
	[ 'H3', q{INSERT INTO words (themes) SELECT string_agg(t, ' ')::tsvector FROM generate_series(1, 150) i, generate_series(1, 2) k,
		LATERAL (SELECT CASE WHEN u(10 * i + k, $2) < 0.6 + $1 THEN (ARRAY['benefit.relations','benefit.speed','benefit.proximity'])[1 + floor(3 * u(10 * i + k, $2 + 1000000))::integer]
			ELSE (ARRAY['benefit.cost','benefit.small_states'])[1 + floor(2 * u(10 * i + k, $2 + 1000000))::integer] END) r(t) GROUP BY i}, [ 0.05, 0.1, 0.2 ] ],
	[ 'H4', q{INSERT INTO words (author, likes) SELECT c.country::actor_code, round(exp(3 + z(i, $2) + 0.3 * z(10 * i + k, $2 + 1000000) + $1 * is_small))
		FROM (SELECT country, i, 1 AS is_small FROM small WHERE i <= 40 UNION ALL SELECT country, i + 100, 0 FROM large WHERE i <= 40) c, generate_series(1, 4) k}, [ 0.3, 0.6, 1.2 ] ],
	[ 'H5', q{INSERT INTO holder SELECT 'x', country, country::actor_code FROM small WHERE i <= 30;
		INSERT INTO words (author, themes) SELECT c.country::actor_code, CASE WHEN u(100 * i + k, $2) < 0.4 + 0.1 * z(i, $2) + $1 * without THEN '''risk''' ELSE '''benefit''' END::tsvector
		FROM (SELECT country, i, 0 AS without FROM small WHERE i <= 30 UNION ALL SELECT country, i + 100, 1 FROM large WHERE i <= 30) c, generate_series(1, 8) k}, [ 0.05, 0.12, 0.25 ] ],
	[ 'H6', sprintf($texts_of, "''risk.hacking''", "''risk.anonymity''", join("','", qw(risk.freedom risk.knowledge risk.disagreement risk.freedom))), [ 0.05, 0.1, 0.2 ] ],
	[ 'H7', q{INSERT INTO words (body) SELECT repeat(CASE WHEN u(i, $2) < 0.5 + $1 THEN 'Digital diplomacy favours small states. ' ELSE 'The embassy was hacked. ' END,
		1 + floor(4 * u(i, $2 + 1000000))::integer) FROM generate_series(1, 150) i}, [ 0.05, 0.1, 0.2 ] ],
	[ 'S1', q{INSERT INTO act SELECT date '2010-01-03' + 30 * m + 9 * k, a::actor_code, b::actor_code,
		CASE WHEN (CASE WHEN k = 1 AND u(100 * d + m, $2 + 2000000) < $1 THEN NOT first ELSE u(10000 * k + 100 * d + m, $2) < p END) THEN '190' ELSE '042' END::event_code
		FROM dyad, generate_series(0, 7) m, generate_series(0, 1) k, LATERAL (SELECT 0.5 + 0.12 * z(d, $2) AS p) q, LATERAL (SELECT u(100 * d + m, $2) < p AS first) r}, [ 0.05, 0.12, 0.3 ] ],
	[ 'S2', q{INSERT INTO act SELECT date '2010-01-03' + 31 * m + 5 * k, a::actor_code, b::actor_code,
		CASE k WHEN 0 THEN '190' WHEN 1 THEN '042' ELSE CASE WHEN u(100 * d + 10 * m, $2) < 10.0 / 17 + 0.15 * z(d, $2) + $1 THEN '043' ELSE '195' END END::event_code
		FROM dyad, generate_series(0, 3) m, generate_series(0, 2) k}, [ 0.05, 0.1, 0.3 ] ],
	[ 'S3', q{INSERT INTO act SELECT (date '2000-01-03' + (m + 120 * side) * interval '1 month')::date + 9 * k, a::actor_code, b::actor_code,
		CASE WHEN (CASE WHEN k = 1 AND side = 1 AND u(100 * d + m, $2 + 2000000) < $1 THEN NOT first ELSE u(10000 * k + 100 * d + m + 500000 * side, $2) < p END) THEN '190' ELSE '042' END::event_code
		FROM dyad, generate_series(0, 11) m, generate_series(0, 1) k, generate_series(0, 1) side, LATERAL (SELECT 0.5 + 0.12 * z(d, $2) AS p) q,
			LATERAL (SELECT u(100 * d + m + 500000 * side, $2) < p AS first) r}, [ 0.1, 0.2, 0.5 ] ],
	[ 'S4', sprintf($before_after, q{a::actor_code, b::actor_code, CASE WHEN u(n, $2) < p THEN '042' ELSE '010' END::event_code}), [ 0.03, 0.06, 0.15 ] ],
	[ 'S5', q{INSERT INTO act SELECT date '2000-01-01' + 200 * i + 4000 * side + 12 * back, CASE back WHEN 0 THEN a ELSE b END::actor_code, CASE back WHEN 0 THEN b ELSE a END::actor_code, '111'
		FROM dyad, generate_series(0, 11) i, generate_series(0, 1) side, generate_series(0, 1) back
		WHERE back = 0 OR u(1000 * d + 20 * i + side, $2) < 0.4 + 0.08 * z(d, $2) + $1 * side}, [ 0.05, 0.1, 0.25 ] ],
	# without an effect, agreement falls by just the margin
	[ 'S6', q{INSERT INTO mention SELECT e, 'outlet ' || k, 3 * z(e, $2) + z(10 * e + k, $2 + 1000000) * 3 * sqrt(1 / (0.7 - CASE WHEN m > 17 THEN 0.1 - $1 ELSE 0 END) - 1),
			t, t + k * CASE WHEN m > 17 THEN interval '2 hours' ELSE interval '9 hours' END
		FROM generate_series(0, 35) m, generate_series(0, 11) x, generate_series(1, 2) k, LATERAL (SELECT 20 * m + x AS e, timestamptz '2007-07-05 12:00Z' + m * interval '1 month' AS t) q}, [ 0.05, 0.1, 0.25 ] ],
	[ 'S7', sprintf($before_after, q{(a || 'GOV')::actor_code, (b || CASE WHEN u(n, $2) < p THEN 'CVL' ELSE 'GOV' END)::actor_code, '111'}), [ 0.03, 0.06, 0.15 ] ],
	[ 'S8', sprintf($before_after, q{(a || CASE WHEN u(n, $2) < p THEN 'NGO' ELSE 'GOV' END)::actor_code, (b || 'GOV')::actor_code, '111'}), [ 0.03, 0.06, 0.15 ] ]);

# Seeds lie far apart, since a trial uses several from its own on.
sub trials
{
	my ($which, $make, $effect, $count) = @_;
	my $call = $which =~ /^H/ ? "hypothesis('$which', texts => 'words', accounts => 'holder')" : "claim('$which', events => 'act', mentions => 'mention')";
	my @make = map { "EXECUTE \$make\$$_\$make\$ USING effect, seed;" } map { $_ =~ /\$1/ ? $_ : "$_ " } split /;\s*(?=INSERT)/, $make;
	return split /\|/, psql_ok(<<"SQL");
CREATE OR REPLACE FUNCTION trial(effect double precision, seed bigint) RETURNS text LANGUAGE plpgsql AS \$trial\$
BEGIN
	TRUNCATE words, holder, act, mention;
	@make
	RETURN (SELECT verdict FROM $call);
END \$trial\$;
SELECT count(*) FILTER (WHERE v = 'supported'), count(*) FILTER (WHERE v = 'contradicted'), count(*) FILTER (WHERE v = 'too little data')
FROM (SELECT trial($effect, 15485863::bigint * s + 77) AS v FROM generate_series(1, $count) s) t;
SQL
}

diag('rates of "supported" and "contradicted"; effects: none, small, medium, large');
for my $trial (@trial)
{
	my ($which, $make, $sizes) = @$trial;
	my @rates;
	for my $size (0 .. 3)
	{
		my $count = $often[$size];
		my ($for, $against, $none) = trials($which, $make, $size ? $sizes->[ $size - 1 ] : 0, $count);
		note("tried $count made data sets");
		is($none, 0, "$which has enough data") if $size == 0;
		push @rates, [ $for / $count, $against / $count ];
	}
	diag(sprintf '%-3s none %.2f/%.2f   %s', $which, @{ $rates[0] }, join '   ', map { sprintf '%-4s %.2f/%.2f', $sizes->[ $_ - 1 ], @{ $rates[$_] } } 1 .. 3);
	cmp_ok($rates[0][0] + $rates[0][1], '<=', 0.10, "$which is seldom decided where there is nothing");
	cmp_ok($rates[3][0], '>=', 0.8, "$which is found where the effect is large");
	is($rates[3][1], 0, "$which is never turned round");
}
done_testing();
