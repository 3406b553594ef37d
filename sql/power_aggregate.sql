-- Aggregates over power profiles: against plain SQL over exact numbers, in windows, in parallel.
\set VERBOSITY default
-- Whether a parallel worker raised an error is not asked here.
\set SHOW_CONTEXT never

SELECT setseed(0.75);
CREATE TABLE power_rows AS
	SELECT i, i % 37 AS g, h, w, ARRAY(SELECT (x / 100.0)::real FROM unnest(h) WITH ORDINALITY u(x, n) ORDER BY n)::power_profile AS p
	FROM (SELECT i, ARRAY(SELECT CASE WHEN random() < 0.3 THEN 0 WHEN random() < 0.1 THEN 100 ELSE floor(random() * 101)::integer END + 0 * i
		FROM generate_series(1, 16)) AS h, round((random() * 10 ^ floor(random() * 9))::numeric, 3) AS w FROM generate_series(1, 4000) i) r;
UPDATE power_rows SET p = NULL WHERE i % 101 = 0;
UPDATE power_rows SET w = NULL WHERE i % 103 = 0;
UPDATE power_rows SET w = 0 WHERE i % 107 = 0;
ANALYZE power_rows;
CREATE FUNCTION pg_temp.hundredths(power_profile) RETURNS integer[] LANGUAGE sql AS
	$$ SELECT array_agg(round(x::numeric * 100)::integer ORDER BY n) FROM unnest($1::real[]) WITH ORDINALITY u(x, n) $$;

-- Over no rows, over NULLs, over nothing that weighs.
SELECT avg(p), weighted_avg(p, 1), power_union(p), power_intersection(p) FROM power_rows WHERE false;
SELECT avg(p), weighted_avg(p, w::float8), power_union(p), power_intersection(p) FROM power_rows WHERE p IS NULL;
SELECT weighted_avg(p, 0) AS no_weight, weighted_avg(p, NULL) AS null_weight FROM power_rows;
-- halves are rounded up
SELECT avg(p) AS half, weighted_avg(p, 0.1) AS tenths FROM (VALUES ('hard:0.01'::power_profile), ('soft:0.02')) v(p);

-- Each dimension by itself, in numeric; all rows and by group.
CREATE VIEW power_plain AS
	SELECT g, array_agg(floor(a * 100 + 0.5)::integer ORDER BY n) AS a, array_agg(floor(wa * 100 + 0.5)::integer ORDER BY n) AS wa,
		array_agg(u ORDER BY n) AS u, array_agg(l ORDER BY n) AS l
	FROM (SELECT g, n, sum(x::numeric) / count(*) / 100 AS a, sum(x * w) / sum(w) / 100 AS wa, max(x) AS u, min(x) AS l
		FROM power_rows, unnest(h) WITH ORDINALITY z(x, n) WHERE p IS NOT NULL GROUP BY GROUPING SETS ((g, n), (n))) s GROUP BY g;
CREATE VIEW power_ours AS
	SELECT g, avg(p) AS a, weighted_avg(p, w::float8) AS wa, power_union(p) AS u, power_intersection(p) AS l FROM power_rows GROUP BY GROUPING SETS ((g), ());
CREATE TEMP TABLE ours AS SELECT * FROM power_ours;
SELECT count(*) AS groups, count(*) FILTER (WHERE pg_temp.hundredths(o.a) <> p.a) AS wrong_avg, count(*) FILTER (WHERE pg_temp.hundredths(o.u) <> p.u) AS wrong_union,
	count(*) FILTER (WHERE pg_temp.hundredths(o.l) <> p.l) AS wrong_intersection FROM ours o JOIN power_plain p ON o.g IS NOT DISTINCT FROM p.g;
-- the twin has to leave rows without a weight out of sum(x * w) only, which it does: NULL * x is NULL
SELECT count(*) AS groups, count(*) FILTER (WHERE pg_temp.hundredths(o.wa) <> p.wa) AS wrong_weighted FROM ours o JOIN power_plain p ON o.g IS NOT DISTINCT FROM p.g;

-- More rows than a 16-bit lane takes, all at the top.
SELECT avg('hard:1, informational:0.99'::power_profile), weighted_avg('hard:1, informational:0.99', 1e15), count(*) FROM generate_series(1, 200000);

-- Weights outside the range.
SELECT weighted_avg('hard:1', -1);
SELECT weighted_avg('hard:1', 'NaN');
SELECT weighted_avg('hard:1', 'Infinity');
SELECT weighted_avg('hard:1', 1.1e15);

-- Windows with and without frames, against the same aggregate over the rows of the frame. The first row is a NULL.
CREATE TEMP TABLE few AS SELECT row_number() OVER (ORDER BY i) AS i, p, w::float8 AS w FROM power_rows WHERE i BETWEEN 202 AND 800;
CREATE INDEX ON few (i);
ANALYZE few;
CREATE TEMP TABLE framed AS SELECT i, avg(p) OVER f AS a, weighted_avg(p, w) OVER f AS wa, power_union(p) OVER f AS u, power_intersection(p) OVER f AS l,
		avg(p) OVER r AS ra, power_union(p) OVER r AS ru, power_intersection(p) OVER e AS el, avg(p) OVER e AS ea, weighted_avg(p, w) OVER b AS bw
	FROM few WINDOW f AS (ORDER BY i ROWS BETWEEN 20 PRECEDING AND 5 FOLLOWING), r AS (ORDER BY i), b AS (ORDER BY i ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING),
		e AS (ORDER BY i ROWS BETWEEN 9 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW);
SELECT count(*) AS rows, count(*) FILTER (WHERE f.a IS DISTINCT FROM s.a OR f.wa IS DISTINCT FROM s.wa OR f.u IS DISTINCT FROM s.u OR f.l IS DISTINCT FROM s.l) AS wrong_frames,
	count(*) FILTER (WHERE f.ra IS DISTINCT FROM t.a OR f.ru IS DISTINCT FROM t.u) AS wrong_running,
	count(*) FILTER (WHERE f.el IS DISTINCT FROM x.l OR f.ea IS DISTINCT FROM x.a) AS wrong_excluding, count(*) FILTER (WHERE f.bw IS DISTINCT FROM y.wa) AS wrong_behind,
	count(*) FILTER (WHERE f.bw IS NULL) AS without_weight
	FROM framed f,
		LATERAL (SELECT avg(p) AS a, weighted_avg(p, w) AS wa, power_union(p) AS u, power_intersection(p) AS l FROM few WHERE few.i BETWEEN f.i - 20 AND f.i + 5) s,
		LATERAL (SELECT avg(p) AS a, power_union(p) AS u FROM few WHERE few.i <= f.i) t,
		LATERAL (SELECT avg(p) AS a, power_intersection(p) AS l FROM few WHERE few.i BETWEEN f.i - 9 AND f.i - 1) x,
		LATERAL (SELECT weighted_avg(p, w) AS wa FROM few WHERE few.i BETWEEN f.i - 3 AND f.i - 2) y;

-- In parallel: the same to the last bit; the plan has partial aggregates. Some workers see rows of no group, some none at all.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 3;
ALTER TABLE power_rows SET (parallel_workers = 3);
CREATE FUNCTION pg_temp.is_partial(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE plan text := ''; line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN ' || query LOOP plan := plan || line; END LOOP;
	RETURN plan LIKE '%Partial%' AND plan LIKE '%Gather%';
END $$;
SELECT pg_temp.is_partial('SELECT avg(p), weighted_avg(p, w::float8), power_union(p), power_intersection(p) FROM power_rows') AS all_partial,
	pg_temp.is_partial('SELECT g, avg(p) FROM power_rows GROUP BY g') AS by_group_partial;
CREATE TABLE power_parallel AS SELECT g, avg(p) AS a, weighted_avg(p, w::float8) AS wa, power_union(p) AS u, power_intersection(p) AS l FROM power_rows GROUP BY g
	UNION ALL SELECT NULL, avg(p), weighted_avg(p, w::float8), power_union(p), power_intersection(p) FROM power_rows;
SELECT count(*) AS groups, count(*) FILTER (WHERE (o.a, o.wa, o.u, o.l) IS DISTINCT FROM (p.a, p.wa, p.u, p.l)) AS differ
	FROM ours o JOIN power_parallel p ON o.g IS NOT DISTINCT FROM p.g;
-- one row in the whole table, so that most states to combine are empty; and NULLs only
SELECT avg(p) = min(p::text)::power_profile AS one, count(p), weighted_avg(p, 2) = power_union(p) AS same FROM power_rows WHERE i = 7;
SELECT avg(p), weighted_avg(p, w::float8), power_union(p), power_intersection(p), count(*) FROM power_rows WHERE i % 101 = 0;
SELECT avg(p) IS NULL AS nothing FROM power_rows WHERE i < 0;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;

-- The parts, called from SQL
SELECT power_avg_final(NULL);
SELECT power_union_add('hard:1', 'soft:1') AS plain_union;
DROP TABLE power_parallel;
DROP VIEW power_plain, power_ours;
DROP TABLE power_rows;
