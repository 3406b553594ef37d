-- Aggregates in two steps: states of parts, stored, give what the aggregate gives of all rows, bit for bit.
SET timezone = 'UTC';
CREATE TEMP TABLE row AS
	SELECT id, id % 7 AS part, day, code, source, power_profile(code) AS p, (id % 13)::float8 / 4 AS w, goldstein(code) AS x,
		id % 3 = 0 AS g, (id % 11)::float8 AS y, label(code) || ' ' || label(code, 'ar') AS body, to_tsvector('smartdip', label(code)) AS v
	FROM smartdip_sample_events(3000);
INSERT INTO row (id, part) SELECT 10000 + n, n FROM generate_series(0, 8) AS n;
CREATE TEMP TABLE history AS SELECT source, event_series(day, code) AS s, min(part) AS part FROM row GROUP BY source;

-- No aggregate keeps what only this server can read; windows may.
SELECT a.aggfnoid::regprocedure AS internal_state FROM pg_aggregate a JOIN pg_depend d ON d.objid = a.aggfnoid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
	WHERE e.extname = 'smartdip' AND a.aggtranstype = 'internal'::regtype ORDER BY 1;
-- They come in two steps: NAME_state of the same arguments, and NAME of the state; but histories are states themselves, and merge() joins them.
CREATE TEMP VIEW aggregate AS SELECT p.oid, p.proname, p.proargtypes, p.pronargs, a.aggtranstype AS state, a.aggfinalfn FROM pg_aggregate a
	JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'smartdip';
SELECT oid::regprocedure AS without_state FROM aggregate a WHERE aggfinalfn <> 0 AND proargtypes[0] <> state AND NOT EXISTS (
	SELECT FROM aggregate s WHERE s.proname = a.proname || '_state' AND s.proargtypes = a.proargtypes AND s.state = a.state) ORDER BY oid::regprocedure::text COLLATE "C";
SELECT oid::regprocedure AS without_end FROM aggregate a WHERE proname LIKE '%\_state' AND NOT EXISTS (
	SELECT FROM aggregate s WHERE s.proname = regexp_replace(a.proname, '_state$', '') AND s.pronargs = 1 AND s.proargtypes[0] = a.state) ORDER BY oid::regprocedure::text COLLATE "C";
SELECT count(*) > 25 AS many FROM aggregate WHERE proname LIKE '%\_state';

-- Parts are stored, read again from their text, merged in two groups, and ended.
CREATE TEMP TABLE part AS SELECT part, avg_state(p) AS avg, weighted_avg_state(p, w) AS weighted, theme_counts_state(body) AS themes, theme_profile_state(body) AS profile, corpus_stats_state(v) AS corpus, corpus_stats_state(v, 3) AS corpus_3,
		mann_whitney_state(x, g) AS groups, cliffs_delta_state(x, g) AS delta, permutation_test_state(x, g) AS test, permutation_test_state(x, g, 5) AS seeded,
		permutation_test_state(x, g, 5, 'delta') AS tested, kaplan_meier_state(abs(x), g) AS times, kaplan_meier_state(abs(x), g, 2) AS times_twice,
		spearman_state(x, y) AS spearman, kendall_state(x, y) AS kendall, krippendorff_alpha_state(source::text, part::text, x, 'interval') AS alpha,
		report_agreement_state(id % 50, part::text, x) AS agreement, report_agreement_state(id % 50, part::text, x, 'ordinal') AS agreement_ordinal,
		time_to_first_report_state(day::timestamptz, day::timestamptz + y * interval '1 hour') AS first_report,
		time_to_half_of_reports_state(day::timestamptz, day::timestamptz + y * interval '1 hour') AS half_of_reports,
		before_after_state(x, day, '2000-01-01') AS turned, before_after_state(x, day, '2000-01-01', 3) AS turned_seeded,
		hhi_state(y) AS hhi, concentration_state(y) AS concentration
	FROM row GROUP BY part;
CREATE FUNCTION pg_temp.again(anyelement) RETURNS anyelement LANGUAGE plpgsql AS 'DECLARE again $1%TYPE := $1::text; BEGIN RETURN again; END';
CREATE TEMP TABLE two AS SELECT part % 2 AS half, merge(pg_temp.again(avg)) AS avg, merge(pg_temp.again(weighted)) AS weighted, merge(pg_temp.again(themes)) AS themes,
		merge(pg_temp.again(corpus)) AS corpus, merge(pg_temp.again(groups)) AS groups, merge(pg_temp.again(seeded)) AS seeded
	FROM part GROUP BY 1;
SELECT avg(avg) = (SELECT avg(p) FROM row) AS avg, weighted_avg(weighted) = (SELECT weighted_avg(p, w) FROM row) AS weighted_avg,
	theme_counts(themes) = (SELECT theme_counts(body) FROM row) AS theme_counts, theme_profile(themes) = (SELECT theme_profile(body) FROM row) AS theme_profile,
	corpus_stats(corpus)::text = (SELECT corpus_stats(v)::text FROM row) AS corpus_stats,
	corpus_stats(corpus, 3)::text = (SELECT corpus_stats(v, 3)::text FROM row) AS corpus_stats_minimum,
	mann_whitney(groups) = (SELECT mann_whitney(x, g) FROM row) AS mann_whitney, cliffs_delta(groups) = (SELECT cliffs_delta(x, g) FROM row) AS cliffs_delta,
	permutation_test(seeded) = (SELECT permutation_test(x, g, 5) FROM row) AS permutation_test
FROM two;
SELECT theme_profile(profile) = (SELECT theme_profile(body) FROM row) AS theme_profile, corpus_stats(corpus_3)::text = (SELECT corpus_stats(v, 3)::text FROM row) AS corpus_3,
	mann_whitney(groups) = (SELECT mann_whitney(x, g) FROM row) AS mann_whitney, cliffs_delta(delta) = (SELECT cliffs_delta(x, g) FROM row) AS cliffs_delta,
	permutation_test(test) = (SELECT permutation_test(x, g) FROM row) AS test, permutation_test(tested) = (SELECT permutation_test(x, g, 5, 'delta') FROM row) AS tested,
	kaplan_meier(times) = (SELECT kaplan_meier(abs(x), g) FROM row) AS kaplan_meier, kaplan_meier(times_twice) = (SELECT kaplan_meier(abs(x), g, 2) FROM row) AS twice,
	spearman(spearman) = (SELECT spearman(x, y) FROM row) AS spearman, kendall(kendall) = (SELECT kendall(x, y) FROM row) AS kendall,
	krippendorff_alpha(alpha) = (SELECT krippendorff_alpha(source::text, part::text, x, 'interval') FROM row) AS alpha,
	report_agreement(agreement) = (SELECT report_agreement(id % 50, part::text, x) FROM row) AS agreement,
	report_agreement(agreement_ordinal) = (SELECT report_agreement(id % 50, part::text, x, 'ordinal') FROM row) AS agreement_ordinal,
	time_to_first_report(first_report) = (SELECT time_to_first_report(day::timestamptz, day::timestamptz + y * interval '1 hour') FROM row) AS first_report,
	time_to_half_of_reports(half_of_reports) = (SELECT time_to_half_of_reports(day::timestamptz, day::timestamptz + y * interval '1 hour') FROM row) AS half_of_reports,
	before_after(turned) = (SELECT before_after(x, day, '2000-01-01') FROM row) AS before_after,
	before_after(turned_seeded) = (SELECT before_after(x, day, '2000-01-01', 3) FROM row) AS before_after_seeded,
	hhi(hhi) = (SELECT hhi(y) FROM row) AS hhi, concentration(concentration) = (SELECT concentration(y) FROM row) AS concentration
FROM part;

-- Histories
CREATE TEMP TABLE history_part AS SELECT part, panel_agg_state(s, 'year', '1990-01-01', '2020-01-01') AS panel,
		panel_agg_state(s, 'year', '1990-01-01', '2020-01-01', 'icews') AS panel_icews, code_counts_agg_state(s) AS codes, transitions_agg_state(s) AS steps,
		transitions_agg_state(s, 1) AS roots, smart_together_agg_state(s, 'year') AS smart, smart_together_agg_state(s, 'year', '1990-01-01', '2020-01-01') AS smart_days,
		smart_together_agg_state(s, 'year', '1990-01-01', '2020-01-01', 'power', 0.3, 'smartdip-1') AS smart_pure,
		smart_together_codes_agg_state(s, '{15,18,19}', '{03,05}', 'year') AS smart_codes,
		smart_together_codes_agg_state(s, '{15,18,19}', '{03,05}', 'year', '1990-01-01', '2020-01-01') AS smart_codes_days
	FROM history GROUP BY part;
SELECT panel_agg(panel) = (SELECT panel_agg(s, 'year', '1990-01-01', '2020-01-01') FROM history) AS panel,
	panel_agg(panel_icews) = (SELECT panel_agg(s, 'year', '1990-01-01', '2020-01-01', 'icews') FROM history) AS panel_icews,
	code_counts_agg(codes) = (SELECT code_counts_agg(s) FROM history) AS codes, transitions_agg(steps) = (SELECT transitions_agg(s) FROM history) AS steps,
	transitions_agg(roots) = (SELECT transitions_agg(s, 1) FROM history) AS roots, smart_together_agg(smart) = (SELECT smart_together_agg(s, 'year') FROM history) AS smart,
	smart_together_agg(smart_days) = (SELECT smart_together_agg(s, 'year', '1990-01-01', '2020-01-01') FROM history) AS smart_days,
	smart_together_agg(smart_pure) = (SELECT smart_together_agg(s, 'year', '1990-01-01', '2020-01-01', 'power', 0.3, 'smartdip-1') FROM history) AS smart_pure,
	smart_together_codes_agg(smart_codes) = (SELECT smart_together_codes_agg(s, '{15,18,19}', '{03,05}', 'year') FROM history) AS smart_codes,
	smart_together_codes_agg(smart_codes_days) = (SELECT smart_together_codes_agg(s, '{15,18,19}', '{03,05}', 'year', '1990-01-01', '2020-01-01') FROM history) AS smart_codes_days
FROM history_part;
SELECT panel_agg(panel) = (SELECT panel_agg(panel) FROM history_part) AS panel, code_counts_agg(codes) = (SELECT code_counts_agg(codes) FROM history_part) AS codes,
	transitions_agg(steps) = (SELECT transitions_agg(steps) FROM history_part) AS steps, smart_together_agg(smart) = (SELECT smart_together_agg(smart) FROM history_part) AS smart
FROM (SELECT merge(pg_temp.again(panel)) AS panel, merge(codes) AS codes, merge(steps) AS steps, merge(smart) AS smart FROM history_part GROUP BY part % 2) m;

-- States of two aggregates, or of two seeds, are not joined.
SELECT merge(state) FROM (SELECT panel AS state FROM history_part UNION ALL SELECT steps FROM history_part) s;
SELECT merge(state) FROM (SELECT seeded AS state FROM part UNION ALL SELECT test FROM part) s;
SELECT merge(NULL::power_state) IS NULL AS one, merge(NULL::corpus_state) IS NULL AS two, merge(NULL::history_state) IS NULL AS three, merge(NULL::number_pairs) IS NULL AS four,
	merge(NULL::theme_state) IS NULL AS five, avg(NULL::power_state) IS NULL AS six, documents(corpus_stats(NULL::corpus_state)) AS none;

-- Outside of an aggregate a state stays as it is.
CREATE TEMP TABLE kept AS SELECT avg_state(p) AS a, weighted_avg_state(p, 1) AS w, theme_counts_state(body) AS t, corpus_stats_state(v) AS c FROM row WHERE id < 5;
SELECT power_avg_add(a, 'hard:1')::text <> a::text AS a, power_weighted_add(w, 'hard:1', 2)::text <> w::text AS w, theme_counts_add(t, 'hacking')::text <> t::text AS t,
	corpus_stats_add(c, 'x:1')::text <> c::text AS c FROM kept;
SELECT power_avg_remove(NULL, 'hard:1');
SELECT power_avg_remove(a, 'hard:1') FROM kept;

-- Text and binary forms
SELECT avg_state(p), weighted_avg_state(p, 0.5), theme_counts_state(label), corpus_stats_state(to_tsvector('simple', label))
	FROM (VALUES ('hard:1, soft:0.25'::power_profile, 'soft power and hacking'), ('hard:0.5', NULL)) v(p, label);
SELECT power_state_send(avg_state('hard:1')), theme_state_send(theme_counts_state('soft power')) FROM generate_series(1, 2);
SELECT theme_counts_state('no such thing'), theme_state '{}';
SELECT power_state '';
SELECT power_state '1:0,0';
SELECT power_state '1:101,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0';
SELECT power_state '-1:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0';
SELECT power_state '99999999999999999999:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0';
SELECT power_weighted_state '1:ffff,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0';
SELECT power_weighted_state '1:0000000000000000000000000,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0';
SELECT power_weighted_state 'ffffffffffffffffffffffff:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0';
SELECT theme_state '{risk.hacking=0}';
SELECT theme_state '{risk.hacking=1,risk.hacking=1}';
SELECT theme_state '{risk.hacking=1,}';
SELECT theme_state '{no.theme=1}';
SELECT theme_state '{risk.hacking=99999999999999999999}';
SELECT corpus_state '';
SELECT corpus_state '01';
SELECT corpus_state 'zz';
-- two documents, and a lexeme of three; a lexeme twice; a minimum of 0
SELECT corpus_state '01' || '0000000000000002' || '0000000000000002' || '00000001' || '00000001' || '00000003000161';
SELECT corpus_state '0100000000000000020000000000000002000000010000000100000003000161';
SELECT corpus_state '01000000000000000200000000000000020000000100000002000000010001610000000100' || '0161';
SELECT corpus_state '0100000000000000020000000000000002000000000000000100000001000161';
SELECT corpus_state '010000000000000002000000000000000200000001ffffffff00000001000161';
SELECT corpus_state '0100000000000000020000000000000002000000010000000100000001000161' IS NOT NULL AS valid;
-- sums that are too large together
SELECT avg(s) FROM (SELECT '36028797018963967:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0'::power_state AS s FROM generate_series(1, 2)) l;
SELECT merge(s) FROM (SELECT '3fffffffffffff0000000000000000:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0'::power_weighted_state AS s FROM generate_series(1, 2)) l;
SELECT theme_counts(s) FROM (SELECT '{risk.hacking=36028797018963967}'::theme_state AS s FROM generate_series(1, 2)) l;
SELECT corpus_stats(s) FROM (SELECT '0100000000ffffffff0000000000000002000000010000000100000001000161'::corpus_state AS s FROM generate_series(1, 2)) l;

-- In parallel
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 3;
CREATE TABLE aggregate_state_rows AS SELECT * FROM row;
ANALYZE aggregate_state_rows;
EXPLAIN (COSTS OFF) SELECT corpus_stats_state(v) FROM aggregate_state_rows;
SELECT avg_state(p)::text = (SELECT merge(avg)::text FROM part) AS avg, weighted_avg_state(p, w)::text = (SELECT merge(weighted)::text FROM part) AS weighted,
	theme_counts_state(body)::text = (SELECT merge(themes)::text FROM part) AS themes, corpus_stats_state(v)::text = (SELECT merge(corpus)::text FROM part) AS corpus
FROM aggregate_state_rows;
DROP TABLE aggregate_state_rows;
