-- Statistics: worked numbers of their sources, twins in plain SQL over random rows, and edges.
\pset format unaligned
\pset tuples_only on

-- scipy's example of the U test; Cliff's delta of the same; 9 and 14 of 126 partings differ as much
CREATE TEMP TABLE two_groups (x double precision, g boolean);
INSERT INTO two_groups SELECT unnest(ARRAY[19, 22, 16, 29, 24]), true;
INSERT INTO two_groups SELECT unnest(ARRAY[20, 11, 17, 12]), false;
SELECT u, round(p_exact::numeric, 10), round(p_normal::numeric, 10), round(p_uncorrected::numeric, 10), n_in, n_out
FROM (SELECT (mann_whitney(x, g)).* FROM two_groups) AS t;
SELECT delta, round(low::numeric, 6), round(high::numeric, 6) FROM (SELECT (cliffs_delta(x, g)).* FROM two_groups) AS t;
SELECT difference, round(p * tried) AS as_much, tried, exact FROM (SELECT (permutation_test(x, g)).* FROM two_groups) AS t;
SELECT difference, round(p * tried) AS as_much, tried, exact FROM (SELECT (permutation_test(x, g, 1, 'delta')).* FROM two_groups) AS t;

-- with ties: 11.5, and no exact distribution
SELECT u, p_exact IS NULL AS no_exact, round(p_normal::numeric, 8), round(p_uncorrected::numeric, 8)
FROM (SELECT (mann_whitney(x, g)).* FROM (SELECT unnest(ARRAY[1, 1, 2, 3, 3, 3, 5]), true UNION ALL
	SELECT unnest(ARRAY[2, 3, 3, 4, 5, 5]), false) AS v (x, g)) AS t;

-- U and delta are counts of pairs; a group against itself; the groups exchanged
CREATE TEMP TABLE many AS
	SELECT i, (i * 7919 % 1009)::double precision AS x, (i * 104729 % 557)::double precision AS y, i * 31 % 7 < 3 AS g FROM generate_series(1, 600) AS i;
SELECT u = pairs AS u_counts_pairs, abs(delta - (2 * pairs / (n_in * n_out) - 1)) < 1e-12 AS delta_follows
FROM (SELECT (mann_whitney(x, g)).*, (cliffs_delta(x, g)).delta FROM many) AS t,
	(SELECT sum(CASE WHEN a.x > b.x THEN 1 WHEN a.x = b.x THEN 0.5 ELSE 0 END)::double precision AS pairs FROM many a, many b WHERE a.g AND NOT b.g) AS twin;
SELECT (a).u + (b).u = (a).n_in * (a).n_out AS sides_add_up, (a).p_normal = (b).p_normal AS same_p
FROM (SELECT mann_whitney(x, g) AS a, mann_whitney(x, NOT g) AS b FROM many) AS t;
SELECT (cliffs_delta(x, g)).delta, (mann_whitney(x, g)).p_normal FROM (SELECT x, true AS g FROM many UNION ALL SELECT x, false FROM many) AS t;

-- drawn partings: the same for the same seed in any order, near what another seed gives, never zero
SELECT (permutation_test(x, g, 5 ORDER BY i)).p = (permutation_test(x, g, 5 ORDER BY y, i DESC)).p AS any_order,
	(permutation_test(x, g, 5)).exact, (permutation_test(x, g, 5)).tried,
	abs((permutation_test(x, g, 5)).p - (permutation_test(x, g, 6)).p) < 0.03 AS near,
	abs((permutation_test(x, g, 5)).difference - (avg(x) FILTER (WHERE g) - avg(x) FILTER (WHERE NOT g))) < 1e-9 AS of_means FROM many;
SELECT (permutation_test(x + CASE WHEN g THEN 10000 ELSE 0 END, g, 1)).p > 0 AS above_zero FROM many;
-- what all numbers have in common changes nothing, nor does an outlier that is nearly out of range
SELECT o, (permutation_test(x + o, x > 9)).p * 252 AS partings FROM (VALUES (1), (2), (3), (4), (5), (11), (12), (13), (14), (15)) AS t (x),
	(VALUES (float8 '0'), (1e10), (1e15)) AS by (o) GROUP BY o ORDER BY o;
SELECT (permutation_test(CASE WHEN i = 1 THEN 1.7e308 ELSE 0 END, i = 1)).p * 15 AS partings FROM generate_series(1, 15) AS i;

-- groups that do not overlap have no interval, nor has a group of one
SELECT (cliffs_delta(x, x > 5)).* FROM generate_series(1, 10) AS x;
SELECT (cliffs_delta(x, x = 3)).* FROM generate_series(1, 5) AS x;

-- Krippendorff's example of three coders and fifteen units; agreement, none beyond chance, nothing to agree on
CREATE TEMP TABLE coded AS
	SELECT c, u, nullif(v, '*')::double precision AS v FROM (VALUES ('a', '* * * * * 3 4 1 2 1 1 3 3 * 3'),
		('b', '1 * 2 1 3 3 4 3 * * * * * * *'), ('c', '* * 2 1 3 4 4 * 2 1 1 3 3 * 4')) AS r (c, row),
		unnest(string_to_array(row, ' ')) WITH ORDINALITY AS t (v, u);
SELECT m, round(krippendorff_alpha(u::text, c, v, m)::numeric, 6) FROM coded, unnest(ARRAY['nominal', 'ordinal', 'interval', 'ratio']) AS m GROUP BY m ORDER BY m;
SELECT krippendorff_alpha(u::text, c, u, 'nominal') AS agreed FROM coded;
SELECT krippendorff_alpha(u::text, c, 1, 'nominal') AS one_value, krippendorff_alpha(u::text || c, c, v, 'nominal') AS one_report,
	krippendorff_alpha(u::text, NULL, v, 'nominal') AS no_coder FROM coded;
-- by the definition, over pairs
WITH pair AS (SELECT a.v AS c, b.v AS k, count(*) OVER (PARTITION BY a.u, a.c) AS others FROM coded a JOIN coded b ON a.u = b.u AND a.c <> b.c WHERE a.v IS NOT NULL AND b.v IS NOT NULL),
	kept AS (SELECT v FROM coded a WHERE v IS NOT NULL AND EXISTS (SELECT FROM coded b WHERE a.u = b.u AND a.c <> b.c AND b.v IS NOT NULL))
SELECT abs(krippendorff_alpha(u::text, c, v, 'ratio') - (1 - (SELECT sum(((c - k) / (c + k)) ^ 2 / others) FROM pair) /
	(SELECT sum(((a.v - b.v) / (a.v + b.v)) ^ 2) / ((SELECT count(*) FROM kept) - 1) FROM kept a, kept b))) < 1e-12 AS by_definition FROM coded;
SELECT krippendorff_alpha(u, c, v, 'ratio') IS NULL AS opposites FROM (VALUES ('a', 'x', 1), ('a', 'y', -1), ('b', 'x', 2), ('b', 'y', 2)) AS t (u, c, v);

-- times to an answer: Kaplan and Meier; level at one half; never so far; at once
SELECT (kaplan_meier(d, a)).* FROM (VALUES (5, true), (5, true), (8, true), (8, true), (12, true), (16, false), (23, true), (27, true),
	(30, true), (33, true), (43, true), (45, true)) AS t (d, a);
SELECT (kaplan_meier(d, true)).median FROM generate_series(1, 4) AS d;
SELECT (kaplan_meier(d, d < 3)).* FROM generate_series(1, 10) AS d;
SELECT (kaplan_meier(0, true)).* FROM generate_series(1, 3);
SELECT (kaplan_meier(d, false)).* FROM generate_series(1, 3) AS d;
-- a row that stands for several is so many rows; none adds nothing
SELECT kaplan_meier(d, a, n) = (SELECT kaplan_meier(d, a) FROM generate_series(1, 90) AS i, LATERAL (SELECT i * 37 % 23, i % 3 > 0, i % 5) AS v (d, a, n), generate_series(1, n)) AS same
FROM generate_series(1, 90) AS i, LATERAL (SELECT i * 37 % 23, i % 3 > 0, i % 5) AS v (d, a, n);
SELECT (kaplan_meier(d, a, n)).* FROM (VALUES (5, true, 2), (8, true, 2), (12, true, 1), (16, false, 1), (23, true, 1), (27, true, 1),
	(30, true, 1), (33, true, 1), (43, true, 1), (45, true, 1), (99, true, 0), (99, true, NULL)) AS t (d, a, n);
SELECT (kaplan_meier(1, i = 1, 4503599627370496)).* FROM generate_series(1, 2) AS i;

-- rank correlation: that of ranks, and that of pairs
SELECT abs(spearman(x, y) - (SELECT corr(rx, ry) FROM (SELECT rank() OVER (ORDER BY x) + (count(*) OVER (PARTITION BY x) - 1) / 2.0 AS rx,
	rank() OVER (ORDER BY y) + (count(*) OVER (PARTITION BY y) - 1) / 2.0 AS ry FROM many) AS r)) < 1e-12 AS of_ranks,
	abs(kendall(x, y) - (SELECT sum(sign(a.x - b.x) * sign(a.y - b.y)) / sqrt(sum(abs(sign(a.x - b.x))) * sum(abs(sign(a.y - b.y))))
		FROM many a, many b WHERE a.i < b.i)) < 1e-12 AS of_pairs FROM many;
SELECT spearman(x, x), spearman(x, -x), kendall(x, x ^ 3), spearman(x, 1), kendall(1, x) FROM many;

-- shares
SELECT round(low::numeric, 10), round(high::numeric, 10) FROM wilson_interval(7, 50);
SELECT low, round(high::numeric, 10) FROM wilson_interval(0, 10);
SELECT low > 0.69, high FROM wilson_interval(10, 10);
SELECT low IS NULL, high IS NULL FROM wilson_interval(0, 0);
SELECT (wilson_interval(500, 1000, 0.99)).low < (wilson_interval(500, 1000)).low AS wider;
SELECT round(low::numeric, 4) FROM wilson_interval(50, 100, 0.9999999999999999);
SELECT round(hhi(s)::numeric, 10), round(concentration(s)::numeric, 10) FROM unnest(ARRAY[0.5, 0.3, 0.2]) AS s;
SELECT hhi(s), concentration(s) FROM unnest(ARRAY[50, 30, 20]) AS s;
SELECT hhi(1), concentration(1) FROM generate_series(1, 4);
SELECT hhi(s), concentration(s) FROM unnest(ARRAY[7, 0, 0]) AS s;
SELECT concentration(7), hhi(7);

-- nothing, NULLs, one group
SELECT mann_whitney(x, g), cliffs_delta(x, g), permutation_test(x, g), kaplan_meier(x, g), spearman(x, x), kendall(x, x), hhi(x),
	concentration(x), krippendorff_alpha('u', 'c', x, 'nominal') FROM many WHERE false;
SELECT mann_whitney(NULL, g), cliffs_delta(x, NULL), permutation_test(x, true), hhi(NULL::float8), hhi(0), spearman(x, NULL) FROM many;

-- workers and one process agree, and so do windows
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
CREATE TABLE statistics_rows AS SELECT i, (i * 7919 % 10007)::double precision AS x, (i * 31 % 7 < 3) AS g FROM generate_series(1, 20000) AS i;
ANALYZE statistics_rows;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE alone AS SELECT mann_whitney(x, g) AS w, cliffs_delta(x, g) AS d, kaplan_meier(x, g) AS k, spearman(x, i), hhi(x) AS h FROM statistics_rows;
SET max_parallel_workers_per_gather = 2;
SELECT (mann_whitney(x, g)) = w, (cliffs_delta(x, g)) = d, kaplan_meier(x, g) = k, spearman(x, statistics_rows.i) = alone.spearman, abs(hhi(x) - h) < 1e-15
FROM statistics_rows, alone GROUP BY w, d, k, alone.spearman, h;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;
SELECT i, hhi(x) OVER w, (mann_whitney(x, g) OVER w).u FROM (VALUES (1, 1, true), (2, 2, false), (3, 3, true), (4, 1, false)) AS t (i, x, g)
WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY i;
DROP TABLE statistics_rows;

-- the state's forms
SELECT '7:1 (1,0) (2.5,-Infinity)'::number_pairs, number_pairs_send('0:2 (1,2)'::number_pairs);
SELECT '0:0 (5e-324,-2.2e-310)'::number_pairs;
SELECT m, krippendorff_alpha(format('0:%s (1,nan) (1,nan) (2,1) (2,2) (3,1) (3,1)', m)::number_pairs) AS only_what_can_be FROM generate_series(0, 3) m GROUP BY m ORDER BY m;
SELECT '0:0 (1e-400,1)'::number_pairs;
SELECT '0:0 (1e400,1)'::number_pairs;
SELECT ''::number_pairs;
SELECT '0:0 (1,2'::number_pairs;
SELECT '0:0 (1,2)x'::number_pairs;
-- numbers as small as there are; what becomes 0 or infinite is none
SELECT '0:0 (5e-324,-2.5e-310)'::number_pairs;
SELECT '0:0 (1e-400,1)'::number_pairs;
SELECT '0:0 (1,1e400)'::number_pairs;
-- states that no rows made
SELECT krippendorff_alpha('0:0 (1,NaN) (1,2) (1,2) (2,NaN) (2,5) (2,5)'::number_pairs), report_agreement('0:2 (1,NaN) (1,NaN)'::number_pairs);
SELECT krippendorff_alpha('0:0 (-1,2) (-1,2)'::number_pairs);
SELECT report_agreement('0:0 (NaN,2) (NaN,2)'::number_pairs);

-- networks: the worked example, ranks that sum to 1, what comes back
SELECT node, round(rank::numeric, 10) FROM pagerank($$VALUES ('A', 'B'), ('A', 'C'), ('B', 'C'), ('C', 'A')$$) ORDER BY node;
CREATE TEMP TABLE edge AS SELECT 'n' || i * 17 % 50 AS a, 'n' || i * i % 43 AS b, i % 5 AS w FROM generate_series(1, 300) AS i;
SELECT abs(sum(rank) - 1) < 1e-9 AS sums_to_one FROM pagerank('SELECT a, b, w FROM edge');
-- each rank is what its neighbours give it
WITH r AS MATERIALIZED (SELECT * FROM pagerank('SELECT a, b, w FROM edge', 0.7)), o AS (SELECT a, sum(w) AS w FROM edge WHERE w > 0 GROUP BY a)
SELECT max(abs(r.rank - (0.3 + 0.7 * (SELECT coalesce(sum(s.rank), 0) FROM r s WHERE s.node NOT IN (SELECT a FROM o))) / (SELECT count(*) FROM r)
	- 0.7 * (SELECT coalesce(sum(e.w * s.rank / o.w), 0) FROM edge e JOIN r s ON s.node = e.a JOIN o ON o.a = e.a WHERE e.b = r.node))) < 1e-9 AS fixed_point FROM r;
SELECT * FROM network_strength($$VALUES ('A', 'B', 2), ('B', 'A', 1), ('A', 'A', 5), ('A', 'C', 0), ('A', NULL, 1)$$) ORDER BY node;
SELECT network_reciprocity($$VALUES ('A', 'B', 2), ('B', 'A', 1)$$), network_reciprocity($$SELECT 'a', 'a'$$), network_reciprocity('SELECT 1, 2 WHERE false');
SELECT * FROM pagerank('SELECT 1, 2 WHERE false');
-- Names may be of any length.
SELECT count(*) AS nodes, max(length(node)) AS longest FROM pagerank($$SELECT repeat('a', n), 'b' FROM generate_series(2047, 3000000, 100001) AS n$$);

-- errors
\set VERBOSITY terse
SELECT kaplan_meier(-1, true);
SELECT kaplan_meier('NaN', true);
SELECT kaplan_meier(1, true, -1);
SELECT kaplan_meier(1, true, 4503599627370497) FROM generate_series(1, 2);
SELECT kaplan_meier_final('0:0 (1,0.5)');
SELECT hhi(-0.1);
SELECT hhi(float8 'Infinity');
SELECT wilson_interval(3, 2);
SELECT wilson_interval(1, 2, 1);
SELECT krippendorff_alpha('u', 'c', 1, 'cosine');
SELECT krippendorff_alpha('u', 'c', 1, NULL);
SELECT permutation_test(1, true, 1, 'median');
SELECT * FROM pagerank('SELECT 1');
SELECT * FROM pagerank('SELECT 1, 2, -1');
SELECT * FROM pagerank('SELECT 1, 2', 1);
SELECT * FROM pagerank('CREATE TABLE not_a_query ()');

-- Numbers that are no numbers any more: no p of 0, no share of a sum that overflowed.
SELECT permutation_test(x, g), permutation_test(x, g, 1, 'delta') FROM (VALUES (float8 'Infinity', true), (1, false), (2, true), (3, false)) AS t (x, g);
SELECT permutation_test(x, g), (before_after(x, d, '2020-01-01')).p_value FROM (VALUES (float8 '1e308', true, date '2020-01-01'), (1e308, false, '2019-01-01'), (-1e308, true, '2020-01-02'),
	(2, false, '2019-01-02')) AS t (x, g, d);
SELECT hhi(x) FROM (VALUES (float8 '1e200'), (1)) AS t (x);
SELECT concentration(x) FROM (VALUES (float8 '1e200'), (1)) AS t (x);
SELECT hhi(x) FROM (VALUES (float8 '1e-200'), (1e-200)) AS t (x);
SELECT hhi(x), concentration(x) FROM (VALUES (float8 '1e150'), (1e150), (1e-300)) AS t (x);
SELECT * FROM pagerank('VALUES (1, 2, 1e308), (1, 3, 1e308)');
SELECT network_reciprocity('VALUES (1, 2, 1e308), (1, 2, 1e308), (2, 1, 1e308)');
SELECT network_reciprocity('VALUES (1, 2, 1e308), (2, 1, 5e307)');
