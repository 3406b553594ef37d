-- A measure before and after a day.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET datestyle = 'ISO';

-- scipy's example of the U test, four months before and five after: 17 of 20 pairs go up (delta 0.7, its interval as R's effsize has it),
-- and 9 of 126 partings differ as much. Medians and means by hand.
CREATE TABLE measure AS SELECT x::double precision, '2010-12-15'::date + (i * 30)::integer AS day FROM unnest(ARRAY[20, 11, 17, 12, 19, 22, 16, 29, 24]) WITH ORDINALITY m(x, i);
SELECT n_before, n_after, median_before, median_after, mean_before, mean_after, delta, round(low::numeric, 6) AS low, round(high::numeric, 6) AS high, round(p_value::numeric * 126) AS of_126
FROM (SELECT (before_after(x, day, '2011-05-01')).* FROM measure) b;
-- the day of the turn belongs to after
SELECT day, (before_after(1, day, '2020-01-02')).n_before, (before_after(1, day, '2020-01-02')).n_after FROM (VALUES ('2020-01-01'::date), ('2020-01-02'), ('2020-01-03')) d(day) GROUP BY day ORDER BY day;
SELECT n_before, n_after, mean_before FROM (SELECT (before_after(x, day, turn)).* FROM (VALUES (1, '-infinity'::date), (2, '2020-01-01'), (3, 'infinity')) v(x, day), (VALUES ('-infinity'::date), ('infinity')) t(turn) GROUP BY turn ORDER BY turn) b;

-- the twin of other aggregates and of the server's, over random rows
CREATE TABLE noise AS SELECT (i * 7919 % 1009)::double precision AS x, '2020-01-01'::date + i * 31 % 701 AS day, i FROM generate_series(1, 3000) i;
SELECT b.n_before = count(*) FILTER (WHERE day < '2021-03-01') AS n_before, b.n_after = count(*) FILTER (WHERE day >= '2021-03-01') AS n_after,
	b.median_before = percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FILTER (WHERE day < '2021-03-01') AS median_before,
	b.median_after = percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FILTER (WHERE day >= '2021-03-01') AS median_after,
	abs(b.mean_before - avg(x) FILTER (WHERE day < '2021-03-01')) < 1e-9 AS mean_before, abs(b.mean_after - avg(x) FILTER (WHERE day >= '2021-03-01')) < 1e-9 AS mean_after,
	(b.delta, b.low, b.high) = (cliffs_delta(x, day >= '2021-03-01')) AS delta, b.p_value = (permutation_test(x, day >= '2021-03-01', 5)).p AS p
FROM noise, (SELECT (before_after(x, day, '2021-03-01', 5)).* FROM noise) b
GROUP BY b.n_before, b.n_after, b.median_before, b.median_after, b.mean_before, b.mean_after, b.delta, b.low, b.high, b.p_value;
SELECT before_after(x, day, '2021-03-01', 5 ORDER BY i) = before_after(x, day, '2021-03-01', 5 ORDER BY x, i DESC) AS any_order,
	before_after(x, day, '2021-03-01') = before_after(x, day, '2021-03-01', 0) AS seed_is_0, before_after(x, day, '2021-03-01') = before_after(x, day, '2021-03-01', NULL) AS no_seed FROM noise;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
ANALYZE noise;
CREATE TABLE parts AS SELECT before_after(x, day, '2021-03-01') AS b FROM noise;
SET max_parallel_workers_per_gather = 0;
SELECT b = (SELECT before_after(x, day, '2021-03-01') FROM noise) AS workers_agree FROM parts;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;

-- no rows, rows that do not count, one row, one side, two rows, all alike, infinite numbers
SELECT before_after(x, day, '2021-03-01') FROM noise WHERE false;
SELECT before_after(x, day, turn) FROM (VALUES (NULL::float8, '2020-01-01'::date, '2020-01-01'::date), (1, NULL, '2020-01-01'), (1, '2020-01-01', NULL), ('NaN', '2020-01-01', '2020-01-01')) v(x, day, turn);
SELECT before_after(5, '2020-01-01', '2020-01-01');
SELECT before_after(5, '2019-12-31', '2020-01-01') FROM generate_series(1, 2);
SELECT before_after(x, day, '2020-01-01') FROM (VALUES (1, '2019-12-31'::date), (3, '2020-01-01')) v(x, day);
SELECT before_after(7, '2020-01-01'::date + i, '2020-01-01') FROM generate_series(-12, 9) i;
SELECT before_after(x, day, '2020-01-01') FROM (VALUES ('-Infinity'::float8, '2019-12-31'::date), ('Infinity', '2019-12-31'), (1, '2020-01-01'), (1e308, '2020-01-02'), (1.2e308, '2020-01-02'), (1.3e308, '2020-01-02')) v(x, day);
-- a turn for all rows; a row that does not count has no say
SELECT before_after(x, day, day) FROM (VALUES (1, '2020-01-01'::date), (2, '2020-01-02')) v(x, day);
SELECT before_after(x, day, day) FROM (VALUES (1, '2020-01-01'::date), (NULL, '2020-01-02')) v(x, day);
SELECT turn, before_after(x, day, turn) FROM measure, (VALUES ('2011-05-01'::date), ('2011-06-01')) t(turn) GROUP BY turn ORDER BY turn;
-- a window, and calls that no aggregate makes
SELECT day, (before_after(x, day, '2011-05-01') OVER w).n_after FROM measure WINDOW w AS (ORDER BY day ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY day;
SELECT before_after_final('0:7305 (1,0) (3,1)');
SELECT before_after_final(NULL);
SELECT before_after_combine('0:1 (1,0)', '0:2 (1,0)');
SELECT before_after_combine(NULL, '0:2 (1,0)');
SELECT before_after_add(NULL, 1, '2020-01-01', '2020-01-01');
DROP TABLE measure, noise, parts;
