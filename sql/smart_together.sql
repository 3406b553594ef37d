-- Hard and soft power within histories: amounts, and the periods in which they meet, one history and many.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET datestyle = 'ISO';

-- Periods by hand: months from January to April; both in January and February, hard only in April, neither in March.
SELECT periods, both_active, hard_only, soft_only, neither, hard_leads, soft_leads, expected, lift, round(phi::numeric, 9) AS phi,
		round(low::numeric, 8) AS low, round(high::numeric, 8) AS high, synergy
	FROM smart_together('2020-01-05: 042; 2020-01-09: 190; 2020-02-01: 042*3; 2020-02-03: 190; 2020-04-01: 190', 'month');
-- The measures of tables of two by two, the bounds worked out elsewhere, with a derivative by differences: 14 days with 4 of both, 2 hard, 3 soft;
-- 100 with 20, 20, 10; 10 with 0, 2, 3.
CREATE FUNCTION pg_temp.made(hard_and_soft integer, hard integer, soft integer) RETURNS event_series LANGUAGE sql AS $$
	SELECT string_agg(format('%s: %s', date '2020-01-01' + i - 1, CASE WHEN i <= $1 THEN '190 042' WHEN i <= $1 + $2 THEN '190' ELSE '042' END), ';')::event_series
	FROM generate_series(1, $1 + $2 + $3) i $$;
SELECT n, t.both_active, expected, round(lift::numeric, 9) AS lift, round(phi::numeric, 9) AS phi, round(low::numeric, 8) AS low, round(high::numeric, 8) AS high, round(synergy::numeric, 9) AS synergy
	FROM (VALUES (14, 4, 2, 3), (100, 20, 20, 10), (10, 0, 2, 3)) v(n, a, b, c), smart_together(pg_temp.made(a, b, c), 'day', '2020-01-01', date '2020-01-01' + n - 1) t;
-- Many histories: expected within each; the interval by the same way. And a quiet one that says nothing, and one that is empty.
SELECT periods, both_active, neither, expected, round(lift::numeric, 9) AS lift, round(phi::numeric, 9) AS phi, round(low::numeric, 8) AS low, round(high::numeric, 8) AS high, round(synergy::numeric, 9) AS synergy
	FROM (SELECT (smart_together_agg(s, 'day', '2020-01-01', last)).* FROM (VALUES (pg_temp.made(2, 1, 0), date '2020-01-04'), (pg_temp.made(4, 2, 3), '2020-01-14'),
		(pg_temp.made(20, 20, 10), '2020-04-09')) v(s, last)) t;
SELECT periods, both_active, expected, round(phi::numeric, 9) AS phi, round(low::numeric, 8) AS low, round(high::numeric, 8) AS high
	FROM (SELECT (smart_together_agg(s, 'month')).* FROM (VALUES (event_series '2020-01-05: 042; 2020-01-09: 190; 2020-02-01: 042*3; 2020-02-03: 190; 2020-04-01: 190'),
		('2020-01-05: 042; 2020-05-09: 190'), ('2020-01-05: 042; 2021-05-09: 042'), ('2020-01-05: 010; 2020-03-09: 010'), (''), (NULL)) v(s)) t;
SELECT periods, both_active, round(phi::numeric, 9) AS phi, round(low::numeric, 8) AS low, round(high::numeric, 8) AS high
	FROM (SELECT (smart_together_agg(pg_temp.made(a, b, c), 'day', '2020-01-01', date '2020-01-01' + n - 1)).* FROM (VALUES (20, 8, 1, 1), (20, 1, 8, 8), (30, 5, 5, 5), (40, 12, 0, 0)) v(n, a, b, c)) t;
-- Thirty years with two hard and two soft ones, which never met, say nothing: chance alone would have let 0.13 of them meet.
SELECT both_active, round(expected::numeric, 3) AS expected, round(phi::numeric, 4) AS phi, round(low::numeric, 8) AS low, round(high::numeric, 8) AS high
	FROM (SELECT (smart_together_agg(s, 'year', '2000-01-01', '2014-12-31')).* FROM (VALUES (event_series '2001-01-01: 190; 2003-01-01: 042'), ('2005-01-01: 042; 2009-01-01: 190')) v(s)) t;
-- Put together, a busy and a quiet history look as if hard and soft went together; within each they do not.
SELECT (smart_together_agg(s, 'day', '2020-01-01', '2020-01-16')).phi FROM (VALUES (pg_temp.made(9, 3, 3)), ('2020-01-01: 010')) v(s);
SELECT round(((9 * 32 - 12 * 12) / sqrt(12 * 12 * 20 * 20.0)), 6) AS put_together;

-- Nothing, one event, one period, one kind only.
SELECT smart_together('', 'month'), smart_together('', 'month', '2020-01-01'), smart_together('', 'month', "to" => '2020-01-01');
SELECT smart_together('', 'month', '2020-01-15', '2020-03-01'), smart_together('2020-01-01: 042', 'year') AS one_event, smart_together('2020-01-01: 042; 2020-12-31: 190', 'year') AS one_period,
	smart_together('2020-01-01: 010; 2020-02-01: 010', 'month') AS all_zero;
SELECT smart_together(NULL, 'month') IS NULL AS no_history, smart_together('', NULL) IS NULL AS no_unit, smart_together('', 'month', kind => NULL) IS NULL AS no_kind,
	smart_together('', 'month', threshold => NULL) IS NULL AS no_threshold, smart_together('', 'month', scheme => NULL) IS NULL AS no_scheme,
	smart_together_codes('', NULL, '{04}', 'month') IS NULL AS no_codes;
-- before and behind the history; the ends that are not given are its own
SELECT smart_together('2020-01-05: 042; 2020-03-01: 190', 'month', '2021-01-01') AS behind, smart_together('2020-01-05: 042; 2020-03-01: 190', 'month', "to" => '2019-01-01') AS before,
	smart_together('2020-01-05: 042; 2020-03-01: 190', 'month', '2020-02-10') AS from_february, smart_together('2020-01-05: 042; 2020-03-01: 190', 'month', '2019-12-31', '2020-01-05') AS to_january;
SELECT smart_together('4714-11-24 BC: 042; 5874897-12-31: 190', 'year') AS all_years, (smart_together('4714-11-24 BC: 042; 5874897-12-31: 190', 'day')).periods AS all_days;
SELECT smart_together('2020-01-01: 042*4503599627370496 190*4503599627370495; 2020-01-02: 190', 'year') AS as_many_as_there_may_be;

-- What counts: kinds, thresholds, codings, sets of codes. 087 is hard and soft security at once; 075 soft security 0.7; 163 has no hard power.
SELECT kind, threshold, smart_together('2020-01-01: 087; 2020-02-01: 075; 2020-03-01: 112; 2020-04-01: 138; 2020-05-01: 163; 2020-06-01: 190; 2020-07-01: 042', 'month', kind => kind, threshold => threshold)
	FROM unnest('{power,threat,security}'::text[]) kind, unnest('{0.1,0.5,0.6,1}'::double precision[]) threshold;
SELECT smart_together('2020-01-01: 190', 'month', threshold => 1e-300) AS any_degree_at_all;
SELECT (smart_together(s, 'month', kind => 'threat', scheme => 'smartdip-1')).soft_only AS smartdip_1, (smart_together(s, 'month', kind => 'threat', scheme => 'smartdip-2')).soft_only AS smartdip_2
	FROM (SELECT event_series '2020-01-01: 161; 2020-02-01: 042') v(s);
SELECT smart_together_codes('2020-01-01: 1711 042; 2020-02-01: 172; 2020-03-01: 0841 190', '{17,163}', '{04,08}', 'month') AS codes, smart_together_codes('2020-01-01: 1711', '{}', '{NULL}', 'month') AS no_codes,
	smart_together_codes('2020-01-01: 042; 2020-02-01: 043', '{04}', '{042}', 'month', '2020-01-01', '2020-02-29') AS of_both_sets;

-- What is refused.
SELECT smart_together('', 'fortnight');
SELECT smart_together('', 'month', kind => 'smart');
SELECT smart_together('', 'month', scheme => 'mine');
SELECT smart_together('', 'month', threshold => 0);
SELECT smart_together('', 'month', threshold => 'NaN');
SELECT smart_together('2020-01-01: 042', 'month', '2020-02-01', '2020-01-01');
SELECT smart_together('', 'month', '2020-02-01', '2020-01-01');
SELECT smart_together('', 'month', 'infinity');
SELECT smart_together_codes('', '{}', '{}', 'month', "to" => '-infinity');
SELECT smart_together_agg('2020-01-01: 042', unit) FROM unnest('{month,week}'::text[]) unit;
SELECT (smart_together_agg('2020-01-01: 042', 'day', '4714-11-24 BC', '5874897-12-31')).periods FROM generate_series(1, 600);
SELECT power_sums('', 'mine');

-- Amounts: 190 is hard 0.9, 042 soft 0.8, 163 semi-hard 0.9 and hard (threat) 0.2.
SELECT * FROM power_sums('2020-01-01: 190*2 042; 2020-02-01: 163');
SELECT * FROM power_sums('2020-01-01: 190*2 042; 2020-02-01: 163', during => '[2020-01-02,)');
SELECT * FROM power_sums('2020-01-01: 115', 'smartdip-2');
SELECT power_sums(''), power_sums(NULL) IS NULL AS nothing, power_sums('2020-01-01: 190*9007199254740992') AS most;

-- Against plain SQL, over random histories: events of every code, some days before our era, some histories of one event.
SELECT setseed(0.5);
CREATE TABLE smart_rows AS
	SELECT i % 23 AS g, CASE i % 23 WHEN 0 THEN date '0100-01-01 BC' ELSE date '2001-11-17' END + floor(random() ^ 2 * CASE WHEN i % 23 < 3 THEN 20000 ELSE 1500 END)::integer AS day,
		(ARRAY(SELECT c FROM event_codes() c WHERE known(c) ORDER BY c))[1 + floor(random() * CASE i % 23 WHEN 5 THEN 40 ELSE 300 END)::integer] AS code,
		1 + floor(random() ^ 9 * 1000)::bigint AS n
	FROM generate_series(1, 4000) i;
CREATE TABLE smart_histories AS SELECT g, event_series(day, code, n) AS s FROM smart_rows GROUP BY g;
INSERT INTO smart_histories SELECT 100 + i, s FROM (VALUES (1, event_series '2020-01-01: 190'), (2, '2020-01-01: 042; 2020-12-31: 042')) v(i, s);
CREATE FUNCTION pg_temp.plain(h event_series, hard event_code[], soft event_code[], unit text, first date, last date) RETURNS smart_together_result LANGUAGE sql AS $$
	WITH happened AS (
		SELECT date_trunc($4, e.day::timestamp) AS period, coalesce(sum(e.count) FILTER (WHERE e.code = ANY ($2)), 0) AS hard,
			coalesce(sum(e.count) FILTER (WHERE e.code = ANY ($3)), 0) AS soft FROM events($1) e WHERE e.day BETWEEN $5 AND $6 GROUP BY 1),
	counts AS (SELECT count(*)::double precision AS n, count(*) FILTER (WHERE hard > 0 AND soft > 0) AS b, count(*) FILTER (WHERE hard > 0) AS f, count(*) FILTER (WHERE soft > 0) AS s,
			count(*) FILTER (WHERE least(hard, soft) > 0 AND hard > soft) AS hl, count(*) FILTER (WHERE least(hard, soft) > 0 AND soft > hard) AS sl, corr((hard > 0)::int, (soft > 0)::int) AS phi
		FROM (SELECT coalesce(hard, 0) AS hard, coalesce(soft, 0) AS soft FROM generate_series(date_trunc($4, $5::timestamp), date_trunc($4, $6::timestamp), CASE $4 WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || $4)::interval END) period
			LEFT JOIN happened USING (period)) p)
	SELECT n::bigint, b, f - b, s - b, n::bigint - f - s + b, hl, sl, f * s / n, b * n / nullif(f * s, 0), phi, NULL::double precision, NULL::double precision, (b - f * s / n) / n FROM counts $$;
CREATE TABLE smart_sides AS SELECT kind, t, array_agg(c) FILTER (WHERE degree(power_profile(c), 'hard.' || kind) >= t) AS hard, array_agg(c) FILTER (WHERE degree(power_profile(c), 'soft.' || kind) >= t) AS soft
	FROM event_codes() c, unnest('{power,threat,security}'::text[]) kind, unnest('{0.2,0.5}'::double precision[]) t GROUP BY 1, 2;
SELECT unit, count(*) AS calls, count(*) FILTER (WHERE (f.periods, f.both_active, f.hard_only, f.soft_only, f.neither, f.hard_leads, f.soft_leads)
			IS DISTINCT FROM (p.periods, p.both_active, p.hard_only, p.soft_only, p.neither, p.hard_leads, p.soft_leads)) AS wrong_counts,
		count(*) FILTER (WHERE (f.phi IS NULL) <> (p.phi IS NULL) OR abs(f.phi - p.phi) > 1e-9 OR (f.lift IS NULL) <> (p.lift IS NULL) OR abs(f.lift - p.lift) > 1e-9
			OR abs(f.expected - p.expected) > 1e-9 OR abs(f.synergy - p.synergy) > 1e-9) AS wrong_measures,
		count(*) FILTER (WHERE (f.low IS NULL) <> (f.phi IS NULL) OR f.low >= f.high OR f.low <= -1 OR f.high >= 1) AS wrong_bounds
	FROM smart_histories, smart_sides, unnest('{day,week,month,quarter,year}'::text[]) unit,
		LATERAL (SELECT CASE WHEN g % 3 = 0 THEN first_day(s) ELSE date '2002-02-03' END AS first, CASE WHEN g % 2 = 0 THEN last_day(s) ELSE date '2005-05-05' END AS last) r,
		LATERAL pg_temp.plain(s, hard, soft, unit, first, last) p, LATERAL smart_together(s, unit, CASE WHEN g % 3 > 0 THEN first END, CASE WHEN g % 2 > 0 THEN last END, kind, t) f
	WHERE first <= last GROUP BY unit ORDER BY unit;
-- sets of codes as together_codes() takes them
SELECT count(*) AS calls, count(*) FILTER (WHERE (f.periods, f.both_active, f.hard_only, f.soft_only, f.neither, f.expected, f.lift, f.phi)
			IS DISTINCT FROM (t.periods, t.both_active, t.only_first, t.only_second, t.neither, t.expected, t.lift, t.phi)) AS wrong
	FROM smart_histories, unnest('{day,week,month,quarter,year}'::text[]) unit, (VALUES ('{18,19,20}'::event_code[], '{04,05}'::event_code[]), ('{13,14}', '{01,0231,190}'), ('{17}', '{}')) v(hard, soft),
		smart_together_codes(s, hard, soft, unit) f, together_codes(s, hard, soft, unit) t;
SELECT count(*) AS wrong FROM smart_histories h, power_sums(s) p, (SELECT g, sum(count) AS events, sum(count * round(hard(power_profile(code)) * 100)) AS hard, sum(count * round(semihard(power_profile(code)) * 100)) AS semihard,
		sum(count * round(soft(power_profile(code)) * 100)) AS soft FROM smart_histories, events(s) e GROUP BY g) e
	WHERE e.g = h.g AND (p.events, p.hard, p.semihard, p.soft) IS DISTINCT FROM (e.events::bigint, e.hard / 100, e.semihard / 100, e.soft / 100);
SELECT count(*) AS months, count(*) FILTER (WHERE abs(p.hard - x.hard) > 1e-9 OR abs(p.soft - x.soft) > 1e-9) AS wrong FROM smart_histories,
	panel(s, 'month', '2002-01-01', '2004-12-31') p, power_sums(s, during => daterange(p.period, (p.period + interval '1 month')::date)) x;

-- The aggregates: counts are the sums; expected and phi are those within; the order of rows and the workers change no digit.
CREATE FUNCTION pg_temp.digits(smart_together_result) RETURNS text LANGUAGE sql AS $$ SELECT $1::text $$;
SELECT a.periods = sum((t).periods) AND a.both_active = sum((t).both_active) AND a.neither = sum((t).neither) AND a.soft_leads = sum((t).soft_leads) AS counts,
		abs(a.expected - sum((t).expected)) < 1e-9 AS expected, abs(a.phi - sum((t).both_active - (t).expected) / sqrt(sum(((t).both_active + (t).hard_only)::double precision * ((t).soft_only + (t).neither) / (t).periods)
			* sum(((t).both_active + (t).soft_only)::double precision * ((t).hard_only + (t).neither) / (t).periods))) < 1e-12 AS phi, a.low < a.phi AND a.phi < a.high AS bounds
	FROM (SELECT smart_together(s, 'month') AS t FROM smart_histories) h, (SELECT (smart_together_agg(s, 'month')).* FROM smart_histories) a
	GROUP BY a.periods, a.both_active, a.neither, a.soft_leads, a.expected, a.phi, a.low, a.high;
SELECT count(DISTINCT pg_temp.digits(a)) AS different FROM (SELECT i, smart_together_agg(s, 'week' ORDER BY hashint4(g * 31 + i)) AS a FROM smart_histories, generate_series(1, 20) i GROUP BY i) x;
SELECT count(*) AS wrong FROM (SELECT smart_together_agg(s, 'month') AS a, smart_together(s, 'month') AS b FROM smart_histories GROUP BY g, s) x WHERE abs((a).expected - (b).expected) > 1e-9 OR (a).low IS DISTINCT FROM (b).low;
SELECT smart_together_agg(s, 'month', NULL, NULL) = smart_together_agg(s, 'month') AS open_ends, smart_together_agg(s, 'month', NULL, NULL, 'power', 0.5, 'smartdip-1') = smart_together_agg(s, 'month') AS by_default,
	smart_together_codes_agg(s, '{}', '{}', 'month') = smart_together_codes_agg(s, '{}', '{}', 'month', NULL, NULL) AS codes, smart_together_agg(s, 'month') FILTER (WHERE false) IS NULL AS no_rows,
	(smart_together_codes_agg(s, '{19}', '{04}', 'month')).both_active = (SELECT sum((smart_together_codes(s, '{19}', '{04}', 'month')).both_active) FROM smart_histories) AS sum_of_codes FROM smart_histories;
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
CREATE TEMP TABLE serial AS SELECT smart_together_agg(s, 'month') AS a, smart_together_codes_agg(s, '{18,19}', '{04,05}', 'day') AS b FROM (SELECT * FROM smart_histories OFFSET 0) h;
ALTER TABLE smart_histories SET (parallel_workers = 2);
EXPLAIN (COSTS OFF) SELECT smart_together_agg(s, 'month'), smart_together_codes_agg(s, '{18,19}', '{04,05}', 'day') FROM smart_histories;
SELECT (a, b) = (a2, b2) AS same FROM serial, (SELECT smart_together_agg(s, 'month') AS a2, smart_together_codes_agg(s, '{18,19}', '{04,05}', 'day') AS b2 FROM smart_histories) p;
ROLLBACK;

-- States go to other nodes and back, and nothing else is a state.
CREATE FUNCTION pg_temp.back(history_state) RETURNS history_state LANGUAGE sql AS $$ SELECT $1::text::history_state $$;
SELECT count(*) AS wrong FROM smart_histories a, smart_histories b
	WHERE smart_together_final(smart_together_combine(pg_temp.back(smart_together_add(NULL, a.s, 'month')), pg_temp.back(smart_together_codes_add(NULL, b.s, '{19}', '{04}', 'month'))))
		IS DISTINCT FROM smart_together_final(smart_together_combine(smart_together_codes_add(NULL, b.s, '{19}', '{04}', 'month'), smart_together_add(NULL, a.s, 'month')));
SELECT smart_together_combine(NULL, NULL) IS NULL AS nothing, smart_together_final(NULL) IS NULL AS no_result, smart_together_add(NULL, NULL, 'month') IS NULL AS no_row,
	smart_together_final(smart_together_combine(NULL, smart_together_add(NULL, '2020-01-01: 042', 'month'))) AS one;
SELECT smart_together_combine(smart_together_add(NULL, '', 'month'), smart_together_add(NULL, '', 'year'));
SELECT smart_together_final(history_add(NULL, '2020-01-02', '042'));
SELECT ('0100000004' || '00000002' || repeat('00', 28 * 8))::history_state IS NOT NULL AS an_empty_one;
SELECT smart_together_final(('0100000004' || '00000002' || repeat('00', 28 * 8))::history_state);
SELECT ('0100000004' || '00000007' || repeat('00', 28 * 8))::history_state;
SELECT ('0100000004' || '00000002' || repeat('00', 27 * 8))::history_state;
SELECT ('0100000004' || '00000002' || '0000000000000001' || repeat('00', 27 * 8))::history_state;
SELECT ('0100000004' || '00000002' || repeat('ff', 28 * 8))::history_state;
-- any sums behind counts that can be: no error, whatever they say
SELECT smart_together_final(('0100000004' || '00000002' || repeat('00', 5 * 8) || repeat('0000000000000003', 3) || repeat(x, 10))::history_state)::text IS NOT NULL AS answered
	FROM unnest(ARRAY[repeat('ff', 16), repeat('7f', 16), repeat('80', 16), '0000000000000000' || '1000000000000000']) x;
DROP TABLE smart_rows, smart_histories, smart_sides;
