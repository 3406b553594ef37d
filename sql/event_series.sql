-- Histories as values: text and order, what they are made of, and every measure against plain SQL over the same rows.
\set VERBOSITY default
-- Whether a parallel worker raised an error is not asked here.
\set SHOW_CONTEXT never
SET datestyle = 'ISO';

-- The text form. Days and codes in any order, as often as one likes; what comes out is always the same text.
SELECT event_series '2009-06-04: 010 042*3; 2009-06-07: 190' AS written, event_series '2009-06-07:190;2009-06-04 : 042 042*2
	010' AS other_order, event_series '' AS nothing, event_series '2009-06-04: 010; 2009-06-04: 010*5' AS added_up;
SELECT event_series '5874897-12-31: 2099*9007199254740989; 4714-11-24 BC: 01; 0001-01-01: 042; 0001-12-31 BC: 043' AS ends_of_time;
SET datestyle = 'German, DMY';
SELECT event_series '2009-06-04: 010' AS whatever_the_settings;
SET datestyle = 'ISO';
SELECT (event_series '2009-06-04: 010 042*3')::text::event_series = '2009-06-04: 042*3 010' AS round_trip;
SELECT event_series '2009-06-04';
SELECT event_series 'infinity: 010';
SELECT event_series '2009-02-29: 010';
SELECT event_series '2009-06-04:';
SELECT event_series '2009-06-04: 010;';
SELECT event_series '2009-06-04: 010, 042';
SELECT event_series '2009-06-04: 4';
SELECT event_series '2009-06-04: 010*0';
SELECT event_series '2009-06-04: 010*9007199254740993';
SELECT event_series '2009-06-04: 010*9007199254740992 010';
SELECT event_series '2009-06-04: 010*9007199254740992; 2009-06-05: 010';

-- Equality, order, hashing, grouping, indexes.
CREATE TABLE few_histories (n integer, s event_series UNIQUE);
INSERT INTO few_histories VALUES (1, '2009-06-04: 010'), (2, ''), (3, '2009-06-04: 010*2'), (4, NULL), (5, '1999-06-04: 010');
INSERT INTO few_histories VALUES (6, '2009-06-04: 010 010');
SELECT count(*) AS same FROM few_histories a JOIN few_histories b ON a.s = b.s WHERE a.n = b.n;
SELECT count(*) AS wrong FROM few_histories a, few_histories b WHERE (a.s < b.s) IS DISTINCT FROM (b.s > a.s) OR (a.s <= b.s) IS DISTINCT FROM NOT (a.s > b.s)
	OR (a.s = b.s) IS DISTINCT FROM (event_series_cmp(a.s, b.s) = 0) OR (a.s <> b.s) IS DISTINCT FROM NOT (a.s = b.s) OR (a.s >= b.s) IS DISTINCT FROM NOT (a.s < b.s);
SELECT DISTINCT s FROM few_histories WHERE n IN (1, 2) UNION ALL SELECT s FROM few_histories WHERE s = '2009-06-04: 010 010' ORDER BY 1;
SELECT event_series_hash(s) = event_series_hash('2009-06-04: 010*2') AND event_series_hash_extended(s, 7) = event_series_hash_extended('2009-06-04: 010*2', 7) AS hashed
	FROM few_histories WHERE n = 3;
CREATE TABLE by_hash (s event_series) PARTITION BY HASH (s);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO by_hash SELECT s FROM few_histories;
SELECT count(*) FROM by_hash WHERE s = '1999-06-04: 010';

-- Rows of every kind: many codes on a day, gaps, the same event again and again, codes that no list has, before our era.
SELECT setseed(0.25);
CREATE TABLE history_rows AS
	SELECT i, i % 23 AS g, CASE i % 23 WHEN 0 THEN date '0100-01-01 BC' ELSE date '2001-11-17' END
			+ floor(random() ^ 2 * CASE WHEN i % 23 < 3 THEN 90000 WHEN i % 23 < 20 THEN 1500 ELSE 1 END)::integer AS day,
		(ARRAY(SELECT c FROM event_codes() c WHERE known(c) ORDER BY c) || '{0199,1099,01,02}'::event_code[])
			[1 + floor(random() ^ 3 * CASE i % 5 WHEN 0 THEN 20 ELSE 324 END)::integer] AS code,
		CASE WHEN random() < 0.7 THEN 1 WHEN random() < 0.9 THEN floor(random() * 300)::bigint ELSE floor(random() * 5e9)::bigint END AS n
	FROM generate_series(1, 12000) i;
CREATE INDEX ON history_rows (g, day);
ANALYZE history_rows;
SELECT count(*) AS rows, count(DISTINCT code) AS codes, count(DISTINCT (g, day)) AS days, sum(n) > 2^32 AS large FROM history_rows WHERE code IS NOT NULL;
CREATE TABLE histories AS SELECT g, event_series(day, code) AS s, event_series(day, code, n) AS w FROM history_rows GROUP BY g;
SELECT count(*) AS histories, count(DISTINCT s) AS different FROM histories;

-- What goes in comes out, once and weighted; without sums of 0, without NULLs.
CREATE TABLE plain_events AS SELECT g, day, code, count(*) AS n FROM history_rows WHERE code IS NOT NULL GROUP BY 1, 2, 3;
CREATE TABLE plain_weights AS SELECT g, day, code, sum(n)::bigint AS n FROM history_rows WHERE code IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(n) > 0;
CREATE INDEX ON plain_weights (g, day);
ANALYZE plain_events, plain_weights;
SELECT count(*) AS wrong FROM plain_events p FULL JOIN (SELECT g, e.* FROM histories, events(s) e) e USING (g, day, code) WHERE p.n IS DISTINCT FROM e.count;
SELECT count(*) AS wrong FROM plain_weights p FULL JOIN (SELECT g, e.* FROM histories, events(w) e) e USING (g, day, code) WHERE p.n IS DISTINCT FROM e.count;
SELECT count(*) AS wrong FROM (SELECT g, (events(s)).* FROM histories) a FULL JOIN (SELECT g, e.* FROM histories, events(s) e) b USING (g, day, code, count) WHERE a IS NULL OR b IS NULL;
SELECT count(*) AS wrong FROM histories JOIN (SELECT g, sum(n) AS events, count(DISTINCT day) AS days, min(day) AS first, max(day) AS last FROM plain_events GROUP BY g) p USING (g)
	WHERE (event_count(s), active_days(s), first_day(s), last_day(s)) IS DISTINCT FROM (p.events, p.days, p.first, p.last);
SELECT event_count(s), active_days(s), first_day(s), last_day(s) FROM (VALUES (event_series ''), (NULL)) v(s);
SELECT count(*) AS rows FROM events('');

-- The same value whatever the order of rows, the split, the plan.
CREATE TEMP TABLE again AS SELECT g, event_series(day, code, n ORDER BY random()) AS w FROM history_rows GROUP BY g;
SELECT count(*) AS different FROM again JOIN histories USING (g) WHERE again.w <> histories.w;
SELECT count(*) AS different FROM histories JOIN (SELECT g, merge(s) AS s FROM (SELECT g, i % 7, event_series(day, code, n) AS s FROM history_rows GROUP BY 1, 2) x GROUP BY g) m USING (g) WHERE m.s <> w;
SELECT count(*) AS different FROM histories JOIN (SELECT g, merge(s ORDER BY h DESC) AS s FROM (SELECT g, i % 3 AS h, event_series(day, code, n) AS s FROM history_rows GROUP BY 1, 2) x GROUP BY g) m USING (g) WHERE m.s <> w;
SELECT count(*) AS different FROM histories JOIN (SELECT g, event_series(day, code) FILTER (WHERE i % 2 = 0) || event_series(day, code) FILTER (WHERE i % 2 = 1) AS s FROM history_rows GROUP BY g) m USING (g)
	WHERE m.s <> histories.s;
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL enable_sort = off;
EXPLAIN (COSTS OFF) SELECT g, event_series(day, code, n) FROM history_rows GROUP BY g;
SELECT count(*) AS different FROM histories JOIN (SELECT g, event_series(day, code, n) AS w FROM history_rows GROUP BY g) p USING (g) WHERE p.w <> histories.w;
SELECT merge(w) = (SELECT event_series(day, code, n) FROM history_rows) AS same FROM histories;
ROLLBACK;
SELECT count(*) AS different FROM (SELECT i, event_series(day, code) OVER (ORDER BY i) AS s FROM history_rows WHERE i <= 60) f
	WHERE s IS DISTINCT FROM (SELECT event_series(day, code) FROM history_rows r WHERE r.i <= f.i);
-- by sorted groups, sets of groups of either kind, groups that memory has no room for, and a state that is kept half way
CREATE AGGREGATE pg_temp.half(date, event_code, bigint) (SFUNC = history_add, STYPE = history_state);
SELECT count(*) AS different FROM histories JOIN (SELECT g, history_final(state) AS w FROM (SELECT g, pg_temp.half(day, code, n) AS state FROM history_rows GROUP BY g OFFSET 0) h) p USING (g) WHERE p.w <> histories.w;
SELECT history_final(history_add(history_add(NULL, '2020-01-01', '042'), '2020-01-01', '010', 10000)) AS by_hand;
SELECT history_add(panel_agg_state('2020-01-01: 010', 'day', '2020-01-01', '2020-01-02'), NULL, '010');
BEGIN;
CREATE TEMP TABLE in_sets (how text, g integer, odd integer, w event_series);
SET LOCAL enable_hashagg = off;
INSERT INTO in_sets SELECT 'sorted', g, i % 2, event_series(day, code, n) FROM history_rows GROUP BY GROUPING SETS ((g, i % 2), (i % 2), ());
SET LOCAL enable_hashagg = on;
SET LOCAL enable_sort = off;
INSERT INTO in_sets SELECT 'hashed', g, i % 2, event_series(day, code, n) FROM history_rows GROUP BY GROUPING SETS ((g, i % 2), (i % 2), ());
SET LOCAL work_mem = '64kB';
INSERT INTO in_sets SELECT 'spilled', g, i % 2, event_series(day, code, n) FROM history_rows GROUP BY GROUPING SETS ((g, i % 2), (i % 2), ());
SELECT how, count(*) AS sets, count(*) FILTER (WHERE w = (SELECT event_series(day, code, n ORDER BY i) FROM history_rows r WHERE r.g = coalesce(s.g, r.g) AND r.i % 2 = coalesce(s.odd, r.i % 2))) AS same
	FROM in_sets s GROUP BY how ORDER BY how;
ROLLBACK;
-- a million rows of the same few events take no more room than these
SELECT event_series(date '2020-01-01' + i % 3, (ARRAY['010', '042'])[1 + i % 2]::event_code) FROM generate_series(1, 1000000) i;

-- Rows that do not count, counts that cannot be.
SELECT event_series(day, code), event_series(day, code, n) FROM (VALUES (NULL::date, '010'::event_code, 1), ('2020-01-01', NULL, 1)) v(day, code, n);
SELECT event_series(day, code, n), event_series(day, code, 0) AS zeros FROM (VALUES (date '2020-01-01', '010'::event_code, NULL::bigint), ('2020-01-02', '011', 2)) v(day, code, n);
SELECT event_series(day, code) FROM (SELECT date '2020-01-01' AS day, '010'::event_code AS code WHERE false) v;
SELECT merge(s) FROM (VALUES (event_series '2020-01-01: 010'), (NULL), ('')) v(s);
SELECT event_series('infinity'::date, '010');
SELECT event_series('-infinity'::date, '010', 5);
SELECT event_series('2020-01-01'::date, '010', -1);
SELECT event_series('2020-01-01'::date, '010', 9007199254740993);
SELECT event_series('2020-01-01'::date, '010', 9007199254740992) FROM generate_series(1, 2);
SELECT event_series('2020-01-01'::date + i, '010', 9007199254740992) FROM generate_series(1, 2) i;
SELECT event_count(event_series('2020-01-01'::date + i, '010', 9007199254740992 / 4)) FROM generate_series(1, 4) i;
SELECT event_series '2020-01-01: 010*9007199254740992' || '2020-01-02: 010';

-- The algebra of multisets.
SELECT event_series '2020-01-01: 010*3 042; 2020-01-02: 190' - '2020-01-01: 010 042*5; 2020-01-03: 190' AS less, event_series '2020-01-01: 010' || '2020-01-01: 010 042' AS both_sides;
SELECT count(*) FILTER (WHERE w - w <> '') AS not_empty, count(*) FILTER (WHERE (w || s) - s <> w) AS not_back, count(*) FILTER (WHERE s || w <> w || s) AS not_commutative,
	count(*) FILTER (WHERE s || '' <> s OR s - '' <> s OR '' - s <> '') AS not_neutral FROM histories;
SELECT count(*) AS wrong FROM histories a JOIN histories b ON b.g = (a.g + 1) % 23 WHERE (a.w - b.w) || (a.w - (a.w - b.w)) <> a.w;

-- Parts.
SELECT count(*) AS wrong FROM histories, generate_series(0, 9) k, LATERAL (SELECT daterange(first_day(w) + k * 40 - 10, first_day(w) + k * k * 90 + k)) r(r)
	WHERE within(w, r) IS DISTINCT FROM coalesce((SELECT event_series(day, code, n) FROM history_rows h WHERE h.g = histories.g AND day >= lower(r) AND day < upper(r)), '');
SELECT within(s, '(,)') = s AS all_days, within(s, 'empty') AS empty, within(s, '(,2020-01-03)') AS before, within(s, '[2020-01-03,infinity]') AS after, within(s, '(,-infinity)') AS never,
	within(s, '[infinity,)') AS never_again, within(s, '[2020-01-01,2020-01-01]') AS a_day FROM (VALUES (event_series '2020-01-01: 010; 2020-01-03: 042; 2020-01-09: 190')) v(s);
SELECT within('2020-01-01: 010', '[2020-01-03,2020-01-01]');
SELECT count(*) AS wrong FROM histories WHERE only_codes(w, '04', '190') <> coalesce((SELECT event_series(day, code, n) FROM history_rows h WHERE h.g = histories.g AND (code <@ '04' OR code = '190')), '');
SELECT count(*) AS asked, count(*) FILTER (WHERE only_quad(w, q, scheme) <> coalesce(plain, '')) AS wrong FROM histories CROSS JOIN generate_series(0, 4) q CROSS JOIN unnest('{gdelt,icews,phoenix,plover}'::text[]) scheme
	LEFT JOIN (SELECT g, scheme, quad_class(code, scheme)::integer AS q, event_series(day, code, n) AS plain FROM plain_weights, unnest('{gdelt,icews,phoenix,plover}'::text[]) scheme GROUP BY 1, 2, 3) p USING (g, scheme, q);
SELECT count(*) AS asked, count(*) FILTER (WHERE only_power(w, dimension, least) <> coalesce(plain, '')) AS wrong FROM histories CROSS JOIN power_dimensions() d CROSS JOIN unnest('{0.01,0.3,0.5,1}'::float8[]) least
	LEFT JOIN (SELECT g, dimension, least, event_series(day, code, n) AS plain FROM plain_weights, power_dimensions() d, unnest('{0.01,0.3,0.5,1}'::float8[]) least
		WHERE g > 18 AND degree(power_profile(code), dimension) >= least GROUP BY 1, 2, 3) p USING (g, dimension, least) WHERE g > 18;
SELECT only_codes('2020-01-01: 04 041 0411 05', '041') AS subtree, only_codes('2020-01-01: 04 05', VARIADIC '{}') AS none, only_codes('2020-01-01: 04 05', '04', NULL) AS with_null,
	only_power('2020-01-01: 042 190', 'hard') AS hard;
SELECT only_quad('2020-01-01: 04', 5);
SELECT only_quad('2020-01-01: 04', 1, 'cameo');
SELECT only_power('2020-01-01: 04', 'smart');
SELECT only_power('2020-01-01: 04', 'hard', 0);
SELECT only_power('2020-01-01: 04', 'hard', 'NaN');

-- Measures, over everything and within days, by every scheme. Sums of tenths are exact.
CREATE VIEW plain_measures AS
	SELECT x.g, scheme, r, count(h.day) AS rows, coalesce(sum(n) FILTER (WHERE quad_class(code, scheme) = 1), 0) AS q1, coalesce(sum(n) FILTER (WHERE quad_class(code, scheme) = 2), 0) AS q2,
		coalesce(sum(n) FILTER (WHERE quad_class(code, scheme) = 3), 0) AS q3, coalesce(sum(n) FILTER (WHERE quad_class(code, scheme) = 4), 0) AS q4, coalesce(sum(n), 0) AS n,
		coalesce(sum(goldstein(code, scheme)::numeric * n), 0) AS sum, sum(goldstein(code, scheme)::numeric * n) / nullif(sum(n) FILTER (WHERE goldstein(code, scheme) IS NOT NULL), 0) AS mean,
		coalesce(sum(goldstein(code, scheme)::numeric * n) FILTER (WHERE goldstein(code, scheme) > 0), 0) AS up, coalesce(-sum(goldstein(code, scheme)::numeric * n) FILTER (WHERE goldstein(code, scheme) < 0), 0) AS down
	FROM (SELECT g, scheme, r FROM histories, unnest('{gdelt,icews,phoenix,plover}'::text[]) scheme, unnest('{"(,)","[2002-03-01,2003-01-01)","(,2002-01-01)","[2005-01-01,)"}'::daterange[]) r) x
		LEFT JOIN LATERAL (SELECT * FROM plain_weights y WHERE y.g = x.g AND day <@ r) h ON true GROUP BY x.g, scheme, r;
SELECT count(*) AS measured, count(*) FILTER (WHERE rows = 0) AS empty, count(*) FILTER (WHERE (q.verbal_cooperation, q.material_cooperation, q.verbal_conflict, q.material_conflict, q.other) IS DISTINCT FROM (q1, q2, q3, q4, n - q1 - q2 - q3 - q4)) AS wrong_quads,
	count(*) FILTER (WHERE goldstein_sum(w, scheme, r) <> sum::float8) AS wrong_sum, count(*) FILTER (WHERE net_cooperation(w, scheme, r) <> sum::float8) AS wrong_net,
	count(*) FILTER (WHERE abs(goldstein_mean(w, scheme, r) - mean) > 1e-12 OR (goldstein_mean(w, scheme, r) IS NULL) <> (mean IS NULL)) AS wrong_mean,
	count(*) FILTER (WHERE (cooperation(w, scheme, r), conflict(w, scheme, r)) IS DISTINCT FROM (up::float8, down::float8)) AS wrong_parts
	FROM histories JOIN plain_measures USING (g), quad_counts(w, scheme, r) q;
SELECT goldstein_sum(s), goldstein_mean(s), cooperation(s), conflict(s), net_cooperation(s), power_profile(s), quad_counts(s) FROM (VALUES (event_series '')) v(s);
SELECT goldstein_sum(NULL), power_profile(NULL::event_series), quad_counts(NULL);
SELECT goldstein_sum('2020-01-01: 02', 'plover') AS no_score, goldstein_mean('2020-01-01: 02', 'plover') AS no_mean, quad_counts('2020-01-01: 02 02*3', 'plover'), quad_counts('2020-01-01: 02', 'phoenix') AS neutral;
SELECT goldstein_sum('2020-01-01: 190*9007199254740992') AS largest, power_profile(event_series '2020-01-01: 190*9007199254740992') = power_profile('190'::event_code) AS profile;
SELECT goldstein_sum('2020-01-01: 04', 'cameo');
-- just the average of the events
SELECT count(*) AS wrong FROM histories JOIN (SELECT g, avg(power_profile(code)) AS p FROM history_rows GROUP BY g) p USING (g) WHERE power_profile(s) <> p;
SELECT count(*) AS wrong FROM histories JOIN (SELECT g, avg(power_profile(code)) AS p FROM history_rows WHERE day <@ '[2002-03-01,2003-01-01)'::daterange GROUP BY g) p USING (g)
	WHERE power_profile(s, '[2002-03-01,2003-01-01)') <> p;
SELECT count(*) AS wrong FROM histories JOIN (SELECT g, weighted_avg(power_profile(code), n) AS p FROM history_rows GROUP BY g) p USING (g) WHERE power_profile(w) <> p;

-- Panels against GROUP BY.
CREATE TEMP TABLE plain_scored AS SELECT g, day, scheme, n, goldstein(code, scheme)::numeric * n AS score, quad_class(code, scheme) AS quad,
	hard(power_profile(code))::numeric * n AS hard, soft(power_profile(code))::numeric * n AS soft FROM plain_weights, unnest('{gdelt,phoenix}'::text[]) scheme;
CREATE INDEX ON plain_scored (g, scheme, day);
ANALYZE plain_scored;
CREATE FUNCTION pg_temp.plain_panel(history integer, unit text, first date, last date, scheme text) RETURNS SETOF panel_period LANGUAGE sql AS $$
	SELECT p::date, coalesce(sum(n), 0)::bigint, coalesce(sum(score) FILTER (WHERE score > 0), 0)::float8, coalesce(-sum(score) FILTER (WHERE score < 0), 0)::float8,
		coalesce(sum(score), 0)::float8, coalesce(sum(n) FILTER (WHERE quad = 1), 0)::bigint, coalesce(sum(n) FILTER (WHERE quad = 2), 0)::bigint,
		coalesce(sum(n) FILTER (WHERE quad = 3), 0)::bigint, coalesce(sum(n) FILTER (WHERE quad = 4), 0)::bigint, coalesce(sum(hard), 0)::float8, coalesce(sum(soft), 0)::float8
	FROM generate_series(date_trunc(unit, first::timestamp), last::timestamp, CASE unit WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || unit)::interval END) p
		LEFT JOIN plain_scored h ON g = history AND h.scheme = plain_panel.scheme AND date_trunc(unit, day::timestamp) = p AND day BETWEEN first AND last GROUP BY p $$;
CREATE TEMP TABLE asked AS SELECT g, unit, first, last, scheme FROM histories, unnest('{day,week,month,quarter,year}'::text[], '{2003-02-01,2004-01-01,2007-08-09,2007-08-09,2150-01-01}'::date[]) u(unit, last),
	unnest('{gdelt,phoenix}'::text[], '{2001-12-31,2002-05-17}'::date[]) f(scheme, first);
SELECT count(*) AS periods FROM asked JOIN histories USING (g), panel(w, unit, first, last, scheme);
CREATE TEMP TABLE given AS SELECT asked.*, array_agg(p ORDER BY p.period) AS rows FROM asked JOIN histories USING (g), panel(w, unit, first, last, scheme) p GROUP BY 1, 2, 3, 4, 5;
SELECT count(*) AS panels, count(*) FILTER (WHERE rows IS DISTINCT FROM ARRAY(SELECT p FROM pg_temp.plain_panel(g, unit, first, last, scheme) p ORDER BY p.period)) AS wrong FROM given;
SELECT count(*) AS wrong FROM given JOIN histories USING (g) WHERE rows IS DISTINCT FROM ARRAY(SELECT panel(w, unit, first, last, scheme));
-- before our era, too
SELECT count(*) AS wrong FROM (SELECT * FROM histories, panel(w, 'month', '0101-03-05 BC', '0003-01-01') WHERE g = 0) a
	FULL JOIN pg_temp.plain_panel(0, 'month', '0101-03-05 BC', '0003-01-01', 'gdelt') b USING (period, events, cooperation, conflict, hard, soft) WHERE a IS NULL OR b IS NULL;
SELECT period, events, net_cooperation FROM panel('2020-01-15: 01 042*3; 2020-03-01: 190', 'month', '2020-01-15', '2020-04-30');
SELECT period, events FROM panel('2020-01-15: 01 042*3; 2020-01-20: 190', 'week', '2020-01-15', '2020-01-26');
SELECT period, events FROM panel('2020-01-15: 01 042*3; 2020-01-20: 190', 'quarter', '2020-01-20', '2020-01-20');
SELECT period, events FROM panel('', 'year', '2020-01-20', '2021-01-20');
SELECT period, events FROM panel('4714-11-24 BC: 010; 5874897-12-31: 010', 'year', '4714-11-24 BC', '4713-01-01 BC');
SELECT period, events FROM panel('4714-11-24 BC: 010; 5874897-12-31: 010', 'week', '5874897-12-30', '5874897-12-31');
SELECT count(*) FROM panel('2020-01-15: 01', 'month', NULL, '2020-01-01');
SELECT * FROM panel('2020-01-15: 01', 'fortnight', '2020-01-01', '2020-01-31');
SELECT * FROM panel('2020-01-15: 01', 'Month', '2020-01-01', '2020-01-31');
SELECT * FROM panel('2020-01-15: 01', 'month', '2020-02-01', '2020-01-31');
SELECT * FROM panel('2020-01-15: 01', 'month', '-infinity', '2020-01-31');
SELECT panel('2020-01-15: 01', 'month', '2020-01-01', 'infinity');
SELECT panel('2020-01-15: 01', 'month', '2020-01-01', '2020-01-31', 'cameo');

-- Panels of many in one pass: what the panel of all of them merged gives.
SELECT count(*) AS wrong FROM (SELECT p.* FROM (SELECT panel_agg(w, 'month', '2001-12-05', '2003-01-17') AS a FROM histories) x, unnest(a) p) a
	FULL JOIN (SELECT p.* FROM (SELECT merge(w) AS m FROM histories) x, panel(m, 'month', '2001-12-05', '2003-01-17') p) b USING (period, events, cooperation, conflict, net_cooperation, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, hard, soft)
	WHERE a IS NULL OR b IS NULL;
SELECT part, a = (SELECT array_agg(p ORDER BY period) FROM (SELECT merge(w) AS m FROM histories WHERE g % 4 = part) z, panel(m, 'year', '2001-01-01', '2004-12-31', 'plover') p) AS same
	FROM (SELECT g % 4 AS part, panel_agg(w, 'year', '2001-01-01', '2004-12-31', 'plover') AS a FROM histories GROUP BY 1) x ORDER BY 1;
SELECT panel_agg(s, 'year', '2020-01-01', '2021-12-31') FROM (VALUES (event_series '2020-01-15: 01'), (NULL), ('')) v(s);
SELECT panel_agg(NULL, 'year', '2020-01-01', '2021-12-31'), panel_agg('', NULL, '2020-01-01', '2021-12-31');
SELECT panel_agg('', unit, '2020-01-01', '2021-12-31') FROM (VALUES ('year'), ('month')) v(unit);
SELECT panel_agg('', 'day', '4714-11-24 BC', '5874897-12-31');
SELECT panel_agg('2020-01-15: 01*9007199254740992', 'year', '2020-01-01', '2021-12-31') FROM generate_series(1, 2);

-- Which codes, how often; in one history and in many.
SELECT count(*) AS wrong FROM (SELECT g, c.* FROM histories, code_counts(w) c) a FULL JOIN (SELECT g, code, sum(n) AS count FROM plain_weights GROUP BY 1, 2) b USING (g, code, count) WHERE a IS NULL OR b IS NULL;
SELECT count(*) AS wrong FROM (SELECT c.* FROM (SELECT code_counts_agg(w) AS a FROM histories) x, unnest(a) c) a FULL JOIN (SELECT code, sum(n) AS count FROM plain_weights GROUP BY 1) b USING (code, count) WHERE a IS NULL OR b IS NULL;
SELECT * FROM code_counts('2020-01-15: 01 042*3; 2020-03-01: 042');
SELECT code_counts_agg(event_series '') AS none, code_counts_agg(NULL::event_series) AS null;

-- Transitions: the worked example, one code a day, and with more codes on a day against plain SQL, at every level.
CREATE TEMP TABLE ten_days AS SELECT event_series(date '2020-01-01' + n::integer, ('0' || c)::event_code) AS s FROM unnest('{1,1,3,4,4,1,3,3,4,1}'::integer[]) WITH ORDINALITY u(c, n);
SELECT string_agg(from_code || '>' || to_code || ':' || count, ' ') FROM ten_days, transitions(s);
CREATE FUNCTION pg_temp.at_level(code event_code, level integer) RETURNS event_code LANGUAGE sql AS $$ SELECT CASE level WHEN 1 THEN root(code) WHEN 2 THEN base(code) ELSE code END $$;
CREATE VIEW plain_steps AS SELECT g, day, lead(day) OVER (PARTITION BY g ORDER BY day) AS next FROM (SELECT DISTINCT g, day FROM plain_events) d;
CREATE TEMP TABLE plain_transitions AS WITH codes AS (SELECT DISTINCT g, level, day, pg_temp.at_level(code, level) AS code FROM plain_events, generate_series(1, 3) level)
	SELECT g, level, a.code AS from_code, b.code AS to_code, count(*) FROM plain_steps s JOIN codes a USING (g, day) JOIN codes b USING (g, level) WHERE b.day = s.next GROUP BY 1, 2, 3, 4;
SELECT count(*) AS transitions, count(*) FILTER (WHERE a IS NULL OR b IS NULL) AS wrong FROM (SELECT g, level, t.* FROM histories, generate_series(1, 3) level, transitions(s, level) t) a FULL JOIN plain_transitions b USING (g, level, from_code, to_code, count);
SELECT count(*) AS transitions, count(*) FILTER (WHERE a IS NULL OR b IS NULL) AS wrong FROM (SELECT level, t.* FROM (SELECT level, transitions_agg(s, level) AS a FROM histories, generate_series(1, 3) level GROUP BY level) x, unnest(a) t) a
	FULL JOIN (SELECT level, from_code, to_code, sum(count) AS count FROM plain_transitions GROUP BY 1, 2, 3) b USING (level, from_code, to_code, count);
SELECT transitions_agg(s) AS whole, transitions_agg(s) = transitions_agg(s, 3) AS same, (SELECT transitions_agg(event_series '') FROM ten_days) AS nothing, transitions_agg(NULL::event_series) AS null FROM ten_days;
SELECT transitions('2020-01-01: 010*5 042; 2020-01-09: 190*7') AS each_once;
SELECT count(*) AS one_day FROM transitions('2020-01-01: 010*5 042');
SELECT transitions('2020-01-01: 010', 4);
SELECT transitions_agg('2020-01-01: 010', 0);

-- The same in parallel, from states of workers.
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
CREATE TEMP TABLE serial AS SELECT panel_agg(w, 'year', '2001-01-01', '2008-12-31') AS p, code_counts_agg(w) AS c, transitions_agg(s) AS t, transitions_agg(s, 1) AS r FROM (SELECT * FROM histories OFFSET 0) h;
CREATE TABLE more_histories AS SELECT h.* FROM histories h;
ALTER TABLE more_histories SET (parallel_workers = 2);
EXPLAIN (COSTS OFF) SELECT panel_agg(w, 'year', '2001-01-01', '2008-12-31'), code_counts_agg(w), transitions_agg(s), transitions_agg(s, 1) FROM more_histories;
SELECT (p, c, t, r) = (p2, c2, t2, r2) AS same FROM serial,
	(SELECT panel_agg(w, 'year', '2001-01-01', '2008-12-31') AS p2, code_counts_agg(w) AS c2, transitions_agg(s) AS t2, transitions_agg(s, 1) AS r2 FROM more_histories) p;
ROLLBACK;

-- States go to other nodes and back, and nothing else is a state.
CREATE FUNCTION pg_temp.back(history_state) RETURNS history_state LANGUAGE sql AS $$ SELECT $1::text::history_state $$;
SELECT history_final(pg_temp.back(history_add(history_add(NULL, '2020-01-02', '042', 70000), '2020-01-01', '010'))) AS history,
	panel_final(pg_temp.back(panel_add(NULL, '2020-01-01: 190', 'year', '2020-01-01', '2020-12-31'))) AS panel,
	transitions_final(pg_temp.back(transitions_add(NULL, '2020-01-01: 190; 2020-01-02: 042'))) AS transitions;
SELECT count(*) AS pairs, count(*) FILTER (WHERE history_final(history_combine(history_merge(NULL, a.w), history_merge(NULL, b.w))) <> a.w || b.w) AS wrong_history,
	count(*) FILTER (WHERE panel_final(panel_combine(panel_add(NULL, a.w, 'year', '2001-01-01', '2008-12-31'), panel_add(NULL, b.w, 'year', '2001-01-01', '2008-12-31')))
		<> (SELECT panel_agg(w, 'year', '2001-01-01', '2008-12-31') FROM (VALUES (a.w), (b.w)) v(w))) AS wrong_panel,
	count(*) FILTER (WHERE transitions_final(transitions_combine(transitions_add(NULL, a.s), transitions_add(NULL, b.s, 2))) <> (SELECT transitions_agg(s, level) FROM (VALUES (a.s, 3), (b.s, 2)) v(s, level))) AS wrong_transitions,
	count(*) FILTER (WHERE code_counts_final(history_combine(code_counts_add(NULL, a.w), code_counts_add(NULL, b.w))) <> (SELECT code_counts_agg(w) FROM (VALUES (a.w), (b.w)) v(w))) AS wrong_codes
	FROM histories a, histories b WHERE a.g % 3 = 1 AND b.g % 4 = 1;
SELECT panel_combine(panel_add(NULL, '', 'year', '2001-01-01', '2008-12-31'), panel_add(NULL, '', 'year', '2001-01-01', '2008-12-30'));
SELECT history_final(history_combine(history_add(NULL, '2020-01-02', '042'), NULL)) AS one, history_final(history_combine(NULL, history_add(NULL, '2020-01-02', '042'))) AS other,
	history_combine(NULL, NULL) IS NULL AS nothing, history_final(NULL) IS NULL AS no_history;
SELECT transitions_final(history_add(NULL, '2020-01-02', '042'));
SELECT history_state '00';
SELECT history_state '0100000001';
SELECT history_state 'zz';
SELECT history_state '01000000010000000000000000000a0001';
SELECT history_state '0100000002000000000000000000000002000000000000000000000000000000';
SELECT history_state '010000000300000010';

-- Volatility against a window, and surges by hand.
SELECT count(*) AS wrong FROM histories, LATERAL (SELECT v.*, stddev_samp(v.net_cooperation) OVER f AS plain, count(*) OVER f AS seen FROM volatility(s, 'month', '2001-11-01', '2006-01-31', 5) v
	WINDOW f AS (ORDER BY period ROWS 4 PRECEDING)) x WHERE (volatility IS NULL) <> (seen < 5) OR abs(volatility - plain) > 1e-9 * (1 + plain);
SELECT count(*) AS wrong FROM histories, volatility(w, 'year', '2001-11-01', '2006-01-31', scheme => 'icews') v FULL JOIN panel(w, 'year', '2001-11-01', '2006-01-31', 'icews') p USING (period, net_cooperation) WHERE v IS NULL OR p IS NULL;
SELECT * FROM volatility('2020-01-15: 01 042*3; 2020-03-01: 190', 'month', '2020-01-01', '2020-05-31', 3);
SELECT * FROM volatility('2020-01-15: 01', 'month', '2020-01-01', '2020-05-31', 1);
SELECT * FROM volatility('2020-01-15: 01', 'month', '2020-01-01', '2020-05-31', 1001);
-- shares 0.1, 0.2, 0.3, then 0.6: mean 0.2, SD 0.1; median 0.2, MAD 0.1; the fifth month has no news at all, the sixth is compared with 0.3, 0.6 and what is left out
CREATE TEMP TABLE surge_example AS SELECT event_series '2020-01-05: 042; 2020-02-05: 042*4; 2020-03-05: 042*9; 2020-04-05: 042*6; 2020-06-05: 042*4; 2020-07-05: 010*5' AS s,
	event_series '2020-01-05: 042*10; 2020-02-05: 042*20; 2020-03-05: 042*30; 2020-04-05: 042*10; 2020-06-05: 042*8; 2020-07-05: 042*5' AS volume;
SELECT period, events, volume_events, round(share::numeric, 4) AS share, round(expected::numeric, 4) AS expected, round(score::numeric, 4) AS score
	FROM surge_example, surges(s, volume, 'month', '2020-01-01', '2020-07-31', 3, form => 'mean');
SELECT period, round(expected::numeric, 4) AS expected, round(score::numeric, 4) AS score, round(CASE WHEN period = '2020-04-01' THEN 0.4 / 0.14826 ELSE 0.45 / 0.07413 END, 4) AS by_hand
	FROM surge_example, surges(s, volume, 'month', '2020-04-01'::date - 91, '2020-07-31', 3) WHERE score IS NOT NULL;
-- nothing before, then something: as far above as can be; what is below the minimum is not looked at
SELECT period, expected, score FROM surges('2020-04-05: 042*5; 2020-05-01: 042*4', '2020-01-05: 042*10; 2020-02-05: 042*20; 2020-03-05: 042*30; 2020-04-05: 042*10; 2020-05-05: 042*10', 'month', '2020-01-01', '2020-05-31', 3);
SELECT period, score FROM surges('2020-01-05: 042; 2020-02-05: 042; 2020-03-05: 042', '2020-01-05: 042*10; 2020-02-05: 042*10; 2020-03-05: 042*10', 'month', '2020-01-01', '2020-03-31', 2, 0, 'mean');
SELECT surges('', '', 'month', '2020-01-01', '2020-03-31', 2, 0, 'mode');
SELECT count(*) FROM surges(NULL, '', 'month', '2020-01-01', '2020-03-31');

-- Half-life statistics: the worked example of R's dream, in both of its forms.
CREATE TEMP TABLE relational AS SELECT t::integer AS t, i, j FROM unnest(string_to_array('A B C A D E F B A F D B G B D H A D', ' '), string_to_array('B C D E A F D A C G B C H J A F C B', ' ')) WITH ORDINALITY u(i, j, t);
CREATE TEMP TABLE relational_history AS SELECT i, j, event_series(date '2020-01-01' + t, '010') AS s FROM relational GROUP BY 1, 2;
SELECT t, round(coalesce(half_life_reciprocity(ba.s, date '2020-01-01' + t, 2), 0)::numeric, 9) AS reciprocity, round(coalesce(half_life_reciprocity(ba.s, date '2020-01-01' + t, 2, 'rem'), 0)::numeric, 9) AS rem,
	round(decayed(ab.s, date '2020-01-01' + t, 2)::numeric, 9) AS repetition
	FROM relational r JOIN relational_history ab USING (i, j) LEFT JOIN relational_history ba ON ba.i = r.j AND ba.j = r.i WHERE decayed(ab.s, date '2020-01-01' + t, 2) > 0 OR half_life_reciprocity(ba.s, date '2020-01-01' + t, 2) > 0 ORDER BY t;
SELECT decayed('2020-01-01: 010*3 042', '2020-01-01', 5) AS same_day, decayed('2020-01-01: 010*3 042', '2020-01-06', 5) AS half, decayed('', '2020-01-06', 5) AS nothing, decayed('4714-11-24 BC: 010', '5874897-12-31', 1) AS long_ago;
SELECT count(*) AS wrong FROM histories JOIN (SELECT g, sum(n * power(0.5, (date '2003-07-01' - day) / 100.0)) AS plain FROM plain_weights WHERE day < '2003-07-01' GROUP BY g) p USING (g) WHERE abs(decayed(w, '2003-07-01', 100) - plain) > 1e-9 * plain;
SELECT decayed('2020-01-01: 010', '2020-01-06', 0);
SELECT decayed('2020-01-01: 010', '2020-01-06', 'NaN');
SELECT decayed('2020-01-01: 010', '2020-01-06', 5, 'linear');
SELECT decayed('2020-01-01: 010', 'infinity', 5);

-- Replies: acts a thousand days apart, answered after 5 5 8 8 12 23 27 30 33 43 45 days, and one that was not answered in 16 days.
CREATE TEMP TABLE waits AS SELECT n, date '1900-01-01' + 1000 * n::integer AS day, w FROM unnest('{5,5,8,8,12,23,27,30,33,43,45,NULL}'::integer[]) WITH ORDINALITY u(w, n);
SELECT l.* FROM (SELECT event_series(day, '130') AS ab, event_series(day + w, '042') AS ba, max(day) + 16 AS until FROM waits) x, reply_latency(ab, ba, until => until) l;
SELECT r.* FROM (SELECT event_series(day, '130') AS ab, event_series(day + w, '042') AS ba, max(day) + 16 AS until FROM waits) x, reply_times(ab, ba, until => until) r;
-- where the curve stays at one half, the middle; where it never gets there, nothing; dropping what was not answered gives too short a time
SELECT l.* FROM (SELECT event_series(day, '130') AS ab, event_series(day + w, '042') AS ba FROM (SELECT date '1900-01-01' + 1000 * w AS day, w FROM generate_series(1, 4) w) y) x, reply_latency(ab, ba) l;
SELECT l.* FROM (SELECT event_series(day, '130') AS ab, event_series(day + w, '042') AS ba FROM (SELECT date '1900-01-01' + 1000 * w AS day, w FROM generate_series(1, 10) w) y) x, reply_latency(ab, ba) l;
SELECT l.* FROM reply_latency('2020-01-01: 010; 2020-01-05: 010*2', '2020-01-03: 042') l;
SELECT l.* FROM reply_latency('2020-01-01: 010', '2020-01-03: 042', until => '2020-01-02') l;
SELECT l.* FROM (VALUES (event_series '', event_series '2020-01-03: 042'), ('', ''), ('2020-01-03: 042', ''), (NULL, '')) v(ab, ba), reply_latency(ab, ba) l;
-- what counts as an act, as an answer, and on which day
SELECT * FROM reply_times('2020-01-01: 010 130*2; 2020-01-04: 1311', '2020-01-01: 042; 2020-01-02: 010; 2020-01-04: 051; 2020-01-09: 04', '{13}', '{04,05}');
SELECT * FROM reply_times('2020-01-01: 010 130*2; 2020-01-04: 1311', '2020-01-01: 042; 2020-01-02: 010; 2020-01-04: 051; 2020-01-09: 04', '{13}', '{04,05}', same_day => true);
SELECT reply_times('2020-01-01: 010', '2020-01-01: 042', until => '2019-01-01');
SELECT reply_times('2020-01-01: 010', '2020-01-01: 042', until => 'infinity');
-- against plain SQL, over all pairs of the random histories
CREATE TEMP TABLE plain_replies AS SELECT a.g AS ab, b.g AS ba, e.day, e.code, e.count, coalesce(x.answer, u.until) - e.day AS days, x.answer IS NOT NULL AS answered
	FROM histories a, histories b, LATERAL (SELECT greatest(last_day(a.s), last_day(b.s)) AS until) u, events(a.s) e,
		LATERAL (SELECT min(day) AS answer FROM history_rows h WHERE h.g = b.g AND h.day > e.day AND h.code IS NOT NULL AND (h.code <@ '04' OR h.code <@ '19')) x
	WHERE a.g BETWEEN 1 AND 5 AND b.g BETWEEN 3 AND 7 AND (e.code <@ '11' OR e.code <@ '02');
SELECT count(*) AS replies, count(*) FILTER (WHERE p IS NULL OR r IS NULL) AS wrong FROM plain_replies p
	FULL JOIN (SELECT a.g AS ab, b.g AS ba, r.* FROM histories a, histories b, reply_times(a.s, b.s, '{11,02}', '{04,19}') r WHERE a.g BETWEEN 1 AND 5 AND b.g BETWEEN 3 AND 7) r USING (ab, ba, day, code, count, days, answered);
-- the curve of Kaplan and Meier in SQL: the product of the shares that go on waiting
WITH falls AS (SELECT ab, ba, days, sum(count) FILTER (WHERE answered) AS d, sum(count) AS n FROM plain_replies GROUP BY 1, 2, 3),
	risk AS (SELECT *, sum(n) OVER (PARTITION BY ab, ba ORDER BY days DESC) AS at_risk FROM falls),
	curve AS (SELECT *, CASE WHEN bool_or(d = at_risk) OVER f THEN 0 ELSE exp(sum(ln(1 - coalesce(d, 0) / nullif(at_risk, d))) OVER f) END AS s FROM risk WINDOW f AS (PARTITION BY ab, ba ORDER BY days)),
	level AS (SELECT ab, ba, min(days) FILTER (WHERE s < 0.5 + 1e-9) AS median, min(days) FILTER (WHERE s < 0.1 + 1e-9) AS p90, bool_or(abs(s - 0.5) < 1e-9 OR abs(s - 0.1) < 1e-9) AS flat, sum(d) AS answered FROM curve GROUP BY 1, 2)
	SELECT count(*) AS pairs, count(*) FILTER (WHERE l.answered <> level.answered OR (l.median, l.p90) IS DISTINCT FROM (level.median, level.p90)) AS wrong
	FROM level JOIN histories a ON a.g = ab JOIN histories b ON b.g = ba, reply_latency(a.s, b.s, '{11,02}', '{04,19}') l WHERE NOT flat;

-- Reciprocity is the correlation of the panels.
SELECT count(*) AS pairs, count(*) FILTER (WHERE (r IS NULL) <> (c IS NULL) OR abs(r - c) > 1e-9) AS wrong FROM histories a, histories b, unnest('{week,month,year}'::text[]) unit, generate_series(0, 3) lag,
	LATERAL (SELECT reciprocity(a.s, b.s, unit, lag, 'gdelt', '[2001-12-05,2005-03-20)') AS r) r,
	LATERAL (SELECT corr(y.net_cooperation, x.net_cooperation) AS c FROM (SELECT row_number() OVER () AS n, net_cooperation FROM panel(a.s, unit, '2001-12-05', '2005-03-19')) x
		JOIN (SELECT row_number() OVER () AS n, net_cooperation FROM panel(b.s, unit, '2001-12-05', '2005-03-19')) y ON y.n = x.n + lag) c WHERE a.g BETWEEN 3 AND 7 AND b.g BETWEEN 5 AND 9;
SELECT round(reciprocity(ab, ba, lag => 0)::numeric, 12) AS same_month, round(reciprocity(ab, ba)::numeric, 12) AS next_month, reciprocity(ab, ba, lag => 3) AS one_pair, reciprocity(ab, ba, lag => 2000000000) AS far, reciprocity(ab, '') AS quiet,
	reciprocity('', '') AS nothing, reciprocity(ab, ab, lag => 0) AS itself FROM (VALUES (event_series '2020-01-15: 042; 2020-02-01: 190*2; 2020-04-30: 042*9', event_series '2020-02-15: 042*30; 2020-03-01: 190*2')) v(ab, ba);
SELECT reciprocity('2020-01-15: 042', '2020-01-15: 042', 'month', -1);
SELECT reciprocity('2020-01-15: 042', '2020-01-15: 042', 'decade');

-- Together in time: the table of two by two.
SELECT t.* FROM together('2020-01-15: 042; 2020-02-01: 190*2; 2020-03-01: 042; 2020-07-01: 042*9', '2020-01-15: 042*30; 2020-02-01: 042*2; 2020-04-01: 042; 2020-05-01: 042*7', 'month') t;
SELECT t.* FROM together_codes('2020-01-15: 042 190; 2020-02-01: 190*2; 2020-03-01: 010; 2020-07-01: 042*9', '{04}', '{19,18}', 'month', '[2020-01-01,2021-01-01)') t;
SELECT t.* FROM together('', '', 'month') t;
SELECT t.* FROM together('2020-01-15: 042', '', 'month') t;
SELECT count(*) AS pairs, count(*) FILTER (WHERE (t.periods, t.both_active, t.only_first, t.only_second, t.neither) IS DISTINCT FROM (p.n, p.both_active, p.a - p.both_active, p.b - p.both_active, p.n - p.a - p.b + p.both_active)
		OR abs(t.phi - p.phi) > 1e-9 OR abs(t.lift - p.both_active * p.n::float8 / (p.a * p.b)) > 1e-9) AS wrong
	FROM histories a, histories b, unnest('{day,month,quarter}'::text[]) unit, together(a.s, b.s, unit, '[2001-12-05,2005-03-20)') t,
	LATERAL (SELECT count(*) AS n, count(*) FILTER (WHERE x.events > 0) AS a, count(*) FILTER (WHERE y.events > 0) AS b, count(*) FILTER (WHERE x.events > 0 AND y.events > 0) AS both_active,
		corr((x.events > 0)::integer, (y.events > 0)::integer) AS phi FROM panel(a.s, unit, '2001-12-05', '2005-03-19') x JOIN panel(b.s, unit, '2001-12-05', '2005-03-19') y USING (period)) p
	WHERE a.g BETWEEN 1 AND 5 AND b.g BETWEEN 2 AND 6;
SELECT count(*) AS wrong FROM histories, LATERAL (SELECT together_codes(s, '{04}', '{10,13}', 'month', '[2001-11-01,2006-01-01)') = together(only_codes(s, '04'), only_codes(s, '10', '13'), 'month', '[2001-11-01,2006-01-01)') AS same) x WHERE NOT same;
SELECT together('', '', 'hour');

-- A long history out of line: a slice of it is what the whole one gives. Compressed, it is still the same.
CREATE TABLE long_history (id integer, s event_series);
INSERT INTO long_history SELECT 1, event_series(date '1900-01-01' + (i / 2), (ARRAY['010', '042', '190', '1823'])[1 + i * 7 % 4]::event_code) FROM generate_series(0, 79999) i;
INSERT INTO long_history SELECT 2, s FROM long_history;
SELECT pg_column_size(s) > 100000 AS long, event_count(s), active_days(s), first_day(s), last_day(s) FROM long_history WHERE id = 1;
CREATE TEMP TABLE slices AS SELECT k, daterange(date '1899-06-01' + k * 1000, date '1899-06-01' + k * 1000 + k % 5 * 700 + 1) AS r FROM generate_series(0, 42) k;
SELECT count(*) AS wrong FROM long_history h, slices WHERE event_count(within(s, r)) <> 2 * greatest(0, least(upper(r), date '1900-01-01' + 40000) - greatest(lower(r), date '1900-01-01'));
SELECT count(*) AS wrong FROM long_history h, slices, LATERAL (SELECT s || '' AS whole OFFSET 0) w
	WHERE within(s, r) <> within(whole, r) OR goldstein_sum(s, 'gdelt', r) <> goldstein_sum(within(whole, r)) OR quad_counts(s, 'icews', r) <> quad_counts(whole, 'icews', r)
		OR decayed(s, upper(r), 30) <> decayed(whole, upper(r), 30) OR power_profile(s, r) IS DISTINCT FROM power_profile(whole, r);
ALTER TABLE long_history ALTER s SET STORAGE extended;
UPDATE long_history SET s = s || '' WHERE id = 2;
SELECT count(*) AS wrong FROM long_history a JOIN long_history b ON a.id = 1 AND b.id = 2, slices WHERE within(a.s, r) <> within(b.s, r) OR event_count(a.s) <> event_count(b.s);
-- only the pieces that are asked for are read
CREATE FUNCTION pg_temp.pages_read(query text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT json) ' || query INTO plan;
	RETURN (plan->0->'Plan'->>'Shared Hit Blocks')::integer + (plan->0->'Plan'->>'Shared Read Blocks')::integer;
END $$;
SELECT pg_temp.pages_read('SELECT goldstein_sum(s, during => ''[1950-03-01,1950-04-01)'') FROM long_history WHERE id = 1') * 3
		< pg_temp.pages_read('SELECT goldstein_sum(s) FROM long_history WHERE id = 1') AS month_is_less,
	pg_temp.pages_read('SELECT event_count(s) FROM long_history WHERE id = 1') * 5 < pg_temp.pages_read('SELECT goldstein_sum(s) FROM long_history WHERE id = 1') AS count_is_less;
