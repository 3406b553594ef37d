-- chart: rows for charts. What they give is compared with plain SQL over the events themselves.
\set SHOW_CONTEXT never
SET datestyle = 'ISO, MDY';
SET timezone = 'UTC';
SET client_min_messages = warning;
CREATE SCHEMA chart_test;
SET search_path = chart_test, public;
SELECT create_event_table('act', url => false);
INSERT INTO act (id, day, code, source, target) VALUES
	(1, '2020-01-02', '042', 'USAGOV', 'FRA'), (2, '2020-01-02', '0871', 'FRAGOV', 'USA'), (3, '2020-01-20', '112', 'USA', 'FRAGOV'), (4, '2020-02-03', '190', 'USAMIL', 'RUS'),
	(5, '2020-02-03', '042', 'RUSGOV', 'USA'), (6, '2020-02-17', '163', 'USA', 'RUSBUS'), (7, '2020-03-30', '057', 'FRA', 'RUS'), (8, '2020-03-31', '042', 'FRA', 'IGOUNO');
SELECT create_history('pair', 'act', monads => true);

-- a period has two events on average, some are quiet; monads count for nothing
SELECT * FROM chart_span('pair');
SELECT "time", metric, value, quad_class FROM chart_events_by_quad('pair', 'month');
SELECT count(DISTINCT "time") AS periods, min("time") AS first, sum(value) AS events FROM chart_events_by_quad('pair');
SELECT DISTINCT metric FROM chart_events_by_quad('pair', 'year', locale => 'ar') ORDER BY 1;
SELECT * FROM chart_dyad('pair', 'USA', 'FRA', 'month', '2020-01-01', '2020-02-29');
SELECT DISTINCT metric FROM chart_dyad('pair', 'RUS', 'USA', 'year', locale => 'ar') ORDER BY 1;
SELECT count(*) AS nobody FROM chart_dyad('pair', 'USA', 'CHN');
SELECT * FROM chart_network('pair', dyads => 2);
SELECT source, target, value, share, source_key, target_key FROM chart_transitions('pair');
SELECT source, target, value FROM chart_transitions('pair', 'root', 'ar');

-- The same from many events, and by plain SQL over them.
SELECT create_event_table('many', url => false);
INSERT INTO many (id, day, code, source, target) SELECT id, day, code, source, target FROM smartdip_sample_events(8000);
SELECT create_history('pairs', 'many');
CREATE VIEW many_pair AS SELECT day, code, country(source) AS source, country(target) AS target FROM many WHERE country(source) IS NOT NULL AND country(target) IS NOT NULL;
CREATE VIEW months AS SELECT date_trunc('month', day)::date AS month, * FROM many_pair WHERE day BETWEEN '2022-01-01' AND '2022-12-31';
SELECT events = (SELECT count(*) FROM many_pair) AS all_events, drawn = (SELECT count(*) FROM many_pair WHERE day BETWEEN first_day AND last_day) AS drawn,
	dyads = (SELECT count(DISTINCT (source, target)) FROM many_pair) AS dyads, first_day, last_day, period FROM chart_span('pairs');
SELECT count(*) AS wrong FROM chart_events_by_quad('pairs', 'month', '2022-01-01', '2022-12-31') c
	FULL JOIN (SELECT month, quad_class(code) AS quad, count(*) AS n FROM months GROUP BY 1, 2) m ON m.month = c.time AND m.quad = c.quad_class WHERE coalesce(c.value, 0) <> coalesce(m.n, 0);
SELECT count(*) AS wrong FROM chart_dyad('pairs', 'USA', 'RUS', 'month', '2022-01-01', '2022-12-31') c
	FULL JOIN (SELECT month, source, target, sum(greatest(goldstein(code), 0)) AS cooperation, -sum(least(goldstein(code), 0)) AS conflict
		FROM months WHERE (source, target) IN (('USA', 'RUS'), ('RUS', 'USA')) GROUP BY 1, 2, 3) m ON m.month = c.time AND m.source = c.source AND m.target = c.target
	WHERE coalesce(c.value, 0) <> coalesce(round((CASE c.measure WHEN 'conflict' THEN conflict ELSE cooperation END)::numeric, 1), 0);
SELECT count(*) AS wrong FROM chart_power_mix('pairs', 'month', '2022-01-01', '2022-12-31') c
	JOIN (SELECT month, count(*) AS n, avg(hard(power_profile(code))) AS hard, avg(semihard(power_profile(code))) AS semihard, avg(soft(power_profile(code))) AS soft
		FROM months GROUP BY 1) m ON m.month = c.time, LATERAL (SELECT CASE strength WHEN 'hard' THEN hard WHEN 'semihard' THEN semihard ELSE soft END AS mean) w
	WHERE c.events <> m.n OR abs(c.value - w.mean::numeric) > 0.0001 OR abs(c.share - (w.mean / (hard + semihard + soft))::numeric) > 0.0001;
SELECT count(*) AS wrong FROM chart_power_grid('pairs', '2022-01-01', '2022-12-31') c,
	(SELECT avg(power_profile(code)) AS p FROM months) m WHERE c.value <> degree(m.p, c.strength || '.' || c.domain)::numeric;
SELECT count(*) AS actors, count(*) FILTER (WHERE (abs(c.hard - m.hard::numeric) > 0.0001 OR abs(c.hard_against_all - (m.hard / w.hard)::numeric) > 0.0001
	OR abs(c.soft_against_all - (m.soft / w.soft)::numeric) > 0.0001 OR c.events <> m.n OR abs(c.value - r.smart_rank::numeric) > 0.0001) IS DISTINCT FROM false) AS wrong
FROM chart_smart_balance('pairs', '2022-01-01', '2022-12-31', minimum => 20, actors => NULL) c FULL JOIN (
		SELECT source, count(*) AS n, avg(hard(power_profile(code))) AS hard, avg(soft(power_profile(code))) AS soft FROM months WHERE source <> target GROUP BY 1 HAVING count(*) >= 20) m ON m.source = c.actor
	LEFT JOIN smart_ranks('pairs', minimum => 20, during => '[2022-01-01,2023-01-01)') r ON r.actor = c.actor,
	(SELECT avg(hard(power_profile(code))) AS hard, avg(soft(power_profile(code))) AS soft FROM months WHERE source <> target) w;
SELECT count(*) AS wrong FROM chart_network('pairs', '2022-01-01', '2022-12-31', dyads => NULL) c FULL JOIN (
	SELECT source, target, count(*) AS n, sum(greatest(goldstein(code), 0)) AS cooperation FROM months WHERE source <> target GROUP BY 1, 2) m USING (source, target)
	WHERE c.value IS DISTINCT FROM m.n OR round(m.cooperation::numeric, 1) <> c.cooperation;

-- Before and after a day: what communication_quality() gives of each side
SELECT * FROM chart_communication('act', NULL, '2020-02-01');
SELECT count(*) AS wrong FROM (SELECT (chart_communication('many', NULL, '2023-01-01', '2022-01-01', '2023-12-31', 'ar')).*) c,
	communication_quality('many', NULL, CASE side WHEN 'before' THEN date '2022-01-01' ELSE '2023-01-01' END, CASE side WHEN 'before' THEN date '2022-12-31' ELSE '2023-12-31' END) q
	WHERE c.value IS DISTINCT FROM round((CASE measure WHEN 'ease' THEN ease WHEN 'speed' THEN speed ELSE accuracy END)::numeric, 4)
		OR metric <> CASE measure WHEN 'ease' THEN 'سهولة الاتصال' WHEN 'speed' THEN 'سرعة الاتصال' ELSE 'دقة الاتصال' END;
SELECT count(*) AS outside FROM chart_communication('act', NULL, '2020-02-01', '2020-03-01', NULL);
SELECT * FROM chart_communication('act', NULL, '2020-02-01', locale => 'fr');
SELECT * FROM chart_communication('pair', NULL, '2020-02-01');

-- Texts
CREATE TABLE note (published timestamptz, body text);
INSERT INTO note VALUES ('2020-01-01', 'Public diplomacy on Twitter'), ('2020-01-02', 'الدبلوماسية العامة'), ('2020-02-01', 'hackers attacked the ministry'), ('2020-02-02', 'a text about nothing'), (NULL, NULL);
SELECT * FROM chart_themes('note');
SELECT metric, value FROM chart_themes('note', '2020-01-02', '2020-01-31', 'ar');
SELECT metric, value, share, side FROM chart_benefit_risk('note') WHERE value > 0 OR theme = 'benefit.cost';
CREATE VIEW titled AS SELECT published, body, 'soft power'::text AS title, to_tsvector('smartdip_themes', 'hacking') AS themes FROM note;
SELECT theme, value FROM chart_themes('titled');
SELECT theme, texts_with, texts_all FROM chart_theme_texts('note') ORDER BY 1;

-- Claims: what hypotheses() and claims() give, but for the last digits, which depend on how workers share the rows
SELECT claim, verdict, n FROM chart_claims('act') LIMIT 3;
SELECT count(*) AS rows, count(*) FILTER (WHERE c.metric IS DISTINCT FROM h.claim OR round(c.value, 9) IS DISTINCT FROM round(h.estimate::numeric, 9) OR round(c.low, 9) IS DISTINCT FROM round(h.low::numeric, 9)
	OR round(c.high, 9) IS DISTINCT FROM round(h.high::numeric, 9) OR round(c.p_value, 9) IS DISTINCT FROM round(h.p_value::numeric, 9) OR c.n IS DISTINCT FROM h.n OR c.verdict IS DISTINCT FROM h.verdict OR c.sentence IS DISTINCT FROM h.sentence) AS wrong
FROM chart_claims('many', locale => 'ar', turn => '2023-01-01') c FULL JOIN (
	SELECT id, claim, estimate, low, high, p_value, n, verdict, sentence FROM hypotheses('many', locale => 'ar')
	UNION ALL SELECT id, claim, estimate, low, high, p_value, n, verdict, sentence FROM claims('many', locale => 'ar', options => '{"turn": "2023-01-01"}')) h ON h.id = c.claim;

-- Nothing, and one
CREATE TABLE nothing AS SELECT * FROM pair WHERE false;
SELECT * FROM chart_span('nothing');
SELECT (SELECT count(*) FROM chart_events_by_quad('nothing')) AS quad, (SELECT count(*) FROM chart_dyad('nothing', 'USA', 'FRA')) AS dyad, (SELECT count(*) FROM chart_power_mix('nothing')) AS mix,
	(SELECT count(*) FROM chart_power_grid('nothing')) AS grid, (SELECT count(*) FROM chart_smart_balance('nothing')) AS balance, (SELECT count(*) FROM chart_network('nothing')) AS network,
	(SELECT count(*) FROM chart_transitions('nothing')) AS transitions;
CREATE VIEW single AS SELECT 'USA'::text AS source, 'no country'::text AS target, event_series '0044-03-15 BC: 190' AS history;
SELECT "time", value FROM chart_events_by_quad('single');
SELECT chart_actor('USA', 'ar') AS country, chart_actor('USAGOV') AS actor, chart_actor('<b>') AS neither, chart_actor(NULL) AS nobody;
CREATE VIEW far AS SELECT 'USA'::text AS source, 'FRA'::text AS target, event_series '4713-01-01 BC: 042; 2020-01-01: 042*90; 2020-01-05: 190*80; 5874897-12-31: 042' AS history;
SELECT * FROM chart_span('far');

-- Views for tools: plain types, each column with a comment
SELECT create_chart_views('seen', 'pair', 'note', 'month');
SELECT attrelid::regclass AS "view", attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid::regclass::text LIKE 'seen%' AND attnum > 0
	AND (col_description(attrelid, attnum) IS NULL OR atttypid NOT IN ('date'::regtype, 'text'::regtype, 'numeric'::regtype));
SELECT * FROM seen_dyad WHERE source = 'FRA' AND target = 'RUS' AND value > 0;
SELECT sum(value) FROM seen_events_by_quad;
SELECT count(*) FROM create_chart_views('other', 'pair');

-- Errors
SELECT chart_check('act', 'day', 'nonsense');
SELECT * FROM chart_span(NULL);
SELECT * FROM chart_events_by_quad('act');
SELECT * FROM chart_events_by_quad('pair', 'decade');
SELECT * FROM chart_events_by_quad('pair', locale => 'fr');
SELECT * FROM chart_events_by_quad('pair', 'day', '2020-02-01', '2020-01-01');
SELECT * FROM chart_power_grid('pair', '2020-02-01', '2020-01-01');
SELECT count(*) FROM chart_network('pair', dyads => -1);
SELECT * FROM chart_events_by_quad('pair', 'day', '2020-02-01', 'infinity');
SELECT * FROM chart_transitions('pair', 'code');
SELECT * FROM chart_themes('act');
CREATE VIEW wrong_type AS SELECT 'USA'::text AS source, 'FRA'::text AS target, '042'::text AS history;
SELECT * FROM chart_network('wrong_type');
SELECT create_chart_views('seen', 'pair');
SELECT create_chart_views(NULL, 'pair');
SELECT create_chart_views(repeat('x', 41), 'pair');
RESET search_path;
DROP SCHEMA chart_test CASCADE;
