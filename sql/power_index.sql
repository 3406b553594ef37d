-- Indexes over power profiles: every answer of an index against the sequential scan, for every operator.
\set VERBOSITY default

SELECT am.amname, opc.opcname, amvalidate(opc.oid) FROM pg_opclass opc JOIN pg_am am ON am.oid = opc.opcmethod
	WHERE opc.opcintype = 'power_profile'::regtype ORDER BY 1, 2;

-- Sparse, dense, equal and empty ones.
SELECT setseed(0.5);
CREATE TEMP TABLE profiles AS
	SELECT i, CASE WHEN i % 10 = 0 THEN power_profile(c.code) WHEN i % 501 = 0 THEN '' WHEN i % 503 = 0 THEN NULL
		ELSE ARRAY(SELECT CASE WHEN random() < i % 10 / 9.0 THEN floor(random() * 101) / 100 ELSE 0 END::real + 0 * i FROM generate_series(1, 16))::real[]::power_profile END AS p
	FROM generate_series(1, 12000) i JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS n, count(*) OVER () AS total FROM power_scheme()) c ON c.n = i % c.total;
CREATE TEMP TABLE questions AS
	SELECT i, p FROM profiles WHERE i % 240 = 7 AND p IS NOT NULL
	UNION ALL SELECT -1, '' UNION ALL SELECT -2, !''::power_profile UNION ALL SELECT -3, 'military:0.01' UNION ALL SELECT -4, 'cultural:1, legal:1' UNION ALL SELECT -5, 'hard.power:0.5';
ANALYZE profiles; ANALYZE questions;
CREATE FUNCTION pg_temp.answers(OUT op text, OUT q integer, OUT n bigint, OUT sum numeric) RETURNS SETOF record LANGUAGE sql AS $$
	SELECT 'contains', q.i, count(*), sum(p.i) FROM questions q, LATERAL (SELECT * FROM profiles WHERE p @> q.p OFFSET 0) p GROUP BY q.i
	UNION ALL SELECT 'contained', q.i, count(*), sum(p.i) FROM questions q, LATERAL (SELECT * FROM profiles WHERE p <@ q.p OFFSET 0) p GROUP BY q.i
	UNION ALL SELECT 'overlaps', q.i, count(*), sum(p.i) FROM questions q, LATERAL (SELECT * FROM profiles WHERE p && q.p OFFSET 0) p GROUP BY q.i
	UNION ALL SELECT 'equal', q.i, count(*), sum(p.i) FROM questions q, LATERAL (SELECT * FROM profiles WHERE p = q.p OFFSET 0) p GROUP BY q.i
	UNION ALL SELECT 'nearest', q.i, count(*), sum(round(d::numeric, 9)) FROM questions q, LATERAL (SELECT p <-> q.p AS d FROM profiles WHERE p IS NOT NULL ORDER BY p <-> q.p LIMIT 25) p GROUP BY q.i
	UNION ALL SELECT 'near hard', q.i, count(*), sum(round(d::numeric, 9)) FROM questions q, LATERAL (SELECT p <-> q.p AS d FROM profiles WHERE p @> 'hard.power:0.2' ORDER BY p <-> q.p LIMIT 9) p GROUP BY q.i
$$;
SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
CREATE TEMP TABLE by_scan AS SELECT * FROM pg_temp.answers();
RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;
SELECT op, count(*) AS questions, sum(n) > 0 AS some FROM by_scan GROUP BY 1 ORDER BY op COLLATE "C";
CREATE FUNCTION pg_temp.differences(OUT wrong bigint) LANGUAGE sql AS $$
	SELECT count(*) FROM (SELECT * FROM pg_temp.answers()) i FULL JOIN by_scan s USING (op, q) WHERE (i.n, i.sum) IS DISTINCT FROM (s.n, s.sum) $$;

-- GiST, built from sorted rows.
SET enable_seqscan = off; SET enable_sort = off;
CREATE INDEX profiles_gist ON profiles USING gist (p);
VACUUM ANALYZE profiles;
EXPLAIN (COSTS OFF) SELECT p FROM profiles WHERE p @> 'hard:0.5';
EXPLAIN (COSTS OFF) SELECT p FROM profiles WHERE 'hard:0.5' <@ p;
EXPLAIN (COSTS OFF) SELECT p, p <-> 'hard:1' FROM profiles WHERE p && 'military:1' ORDER BY p <-> 'hard:1' LIMIT 3;
EXPLAIN (COSTS OFF) SELECT i FROM profiles ORDER BY 'hard:1'::power_profile <-> p LIMIT 3;
SELECT pg_temp.differences();
SET enable_indexscan = off; SET enable_indexonlyscan = off;
SELECT pg_temp.differences();
RESET enable_indexscan; RESET enable_indexonlyscan;
-- the value comes back from the index itself
SELECT count(*) AS rows, count(DISTINCT p) AS values, md5(string_agg(p::text, ';' ORDER BY p)) = (SELECT md5(string_agg(p::text, ';' ORDER BY p)) FROM (SELECT p FROM profiles WHERE i > 0 AND p IS NOT NULL OFFSET 0) s) AS same
	FROM (SELECT p FROM profiles WHERE p @> '' OFFSET 0) f;
-- nearest come in order, and the index gives the operator's own distance
SELECT bool_and(d >= coalesce(before, 0)) AS in_order, count(*) FROM (SELECT d, lag(d) OVER (ORDER BY n) AS before FROM (SELECT d, row_number() OVER () AS n
	FROM (SELECT p <-> 'hard:0.5, soft:0.5' AS d FROM profiles WHERE p IS NOT NULL ORDER BY p <-> 'hard:0.5, soft:0.5' LIMIT 5000) x) y) z;
DROP INDEX profiles_gist;

-- GiST, grown row by row: penalty and page splits; rows that move and go.
CREATE TEMP TABLE kept AS SELECT * FROM profiles;
TRUNCATE profiles;
CREATE INDEX profiles_gist ON profiles USING gist (p);
INSERT INTO profiles SELECT * FROM kept;
ANALYZE profiles;
SELECT pg_temp.differences();
DELETE FROM profiles WHERE i % 3 = 0;
VACUUM profiles;
UPDATE profiles SET p = p | 'hard:0.01' WHERE i % 3 = 1;
DELETE FROM profiles;
INSERT INTO profiles SELECT * FROM kept ORDER BY p;
SELECT pg_temp.differences();
DROP INDEX profiles_gist;
-- and built through buffers
CREATE INDEX profiles_gist ON profiles USING gist (p) WITH (buffering = on, fillfactor = 50);
SELECT pg_temp.differences();
-- more rows of one value than a page holds
INSERT INTO profiles SELECT 20000 + i, 'hard:0.33' FROM generate_series(1, 2000) i;
SELECT count(*) FROM profiles WHERE p = 'hard:0.33';
DELETE FROM profiles WHERE i > 20000;
DROP INDEX profiles_gist;

-- GIN: the dimensions.
RESET enable_sort;
CREATE INDEX profiles_gin ON profiles USING gin (p);
EXPLAIN (COSTS OFF) SELECT count(*) FROM profiles WHERE p && 'cultural:1';
EXPLAIN (COSTS OFF) SELECT count(*) FROM profiles WHERE p @> 'hard:0.5';
SELECT pg_temp.differences();
-- rows that still wait in the pending list
TRUNCATE profiles;
INSERT INTO profiles SELECT * FROM kept;
SELECT pg_temp.differences();
DROP INDEX profiles_gin;

-- btree and hash: equality.
CREATE INDEX profiles_btree ON profiles (p);
EXPLAIN (COSTS OFF) SELECT count(*) FROM profiles WHERE p = 'hard:0.5';
SELECT pg_temp.differences();
DROP INDEX profiles_btree;
CREATE INDEX profiles_hash ON profiles USING hash (p);
SELECT pg_temp.differences();
DROP INDEX profiles_hash;
RESET enable_seqscan;

-- Estimates come from the values that were sampled.
CREATE FUNCTION pg_temp.estimate(condition text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE format('EXPLAIN (FORMAT json) SELECT 1 FROM profiles WHERE %s', condition) INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
ANALYZE profiles;
SELECT pg_temp.estimate($$p && 'military:1'$$) BETWEEN 3000 AND 12000 AS overlap, pg_temp.estimate($$p @> 'hard:0.9, soft:0.9, legal:0.9'$$) < 1000 AS containment;
