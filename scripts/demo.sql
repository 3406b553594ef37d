-- The tour that demo.sh gives, over a table "events" as create_event_table() makes it.
\pset footer off
SET client_min_messages = warning;
ANALYZE events;

\echo
\echo 'What was loaded:'
SELECT count(*) AS events, min(day) AS first_day, max(day) AS last_day,
	count(DISTINCT source) AS sources, count(DISTINCT target) AS targets, count(DISTINCT code) AS codes
FROM events;

\echo 'Cooperation and conflict, in words and in deeds (quad classes), in English and Arabic:'
SELECT quad_class(code) AS quad, quad_class_label(quad_class(code)) AS class, quad_class_label(quad_class(code), 'ar') AS "الفئة",
	count(*) AS events, round(avg(goldstein(code))::numeric, 2) AS mean_goldstein
FROM events GROUP BY 1, 2, 3 ORDER BY 1;

\echo 'The busiest pairs of countries, and how they got on (Goldstein: -10 conflict to +10 cooperation):'
SELECT country_name(country(source)) AS source, country_name(country(target)) AS target, count(*) AS events,
	round(sum(goldstein(code)) FILTER (WHERE goldstein(code) > 0)::numeric, 1) AS cooperation,
	round(-sum(goldstein(code)) FILTER (WHERE goldstein(code) < 0)::numeric, 1) AS conflict
FROM events
WHERE country(source) <> country(target)
GROUP BY 1, 2 ORDER BY events DESC, 1, 2 LIMIT 8;

\echo 'A subtree of codes in one condition: every kind of consultation (04), by its base code:'
SELECT base(code) AS code, label(base(code)) AS what, label(base(code), 'ar') AS "ما هو", count(*) AS events
FROM events WHERE code <@ '04' GROUP BY 1 ORDER BY 4 DESC, 1;

\echo 'Who acted: governments, by the role inside the actor code, and what they did most:'
SELECT source, label(source) AS actor, count(*) AS events, mode() WITHIN GROUP (ORDER BY root(code)) AS root,
	label(mode() WITHIN GROUP (ORDER BY root(code))) AS mostly
FROM events WHERE source @> 'GOV' GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 6;

\echo 'Hard, soft and smart power of those who act most, per event, and against all (1 is as usual; smart: the lesser of two ranks):'
SELECT create_history('dyads', 'events') AS histories \gset
SELECT metric AS actor, events, round(hard, 2) AS hard, round(soft, 2) AS soft, round(hard_against_all, 2) AS hard_against_all,
	round(soft_against_all, 2) AS soft_against_all, round(value, 2) AS smart
FROM chart_smart_balance('dyads', minimum => (SELECT CASE WHEN events < 1000 THEN 3 ELSE 10 END FROM chart_span('dyads')), actors => 8);

\echo 'The nine cells of power, over all events:'
SELECT domain, max(value) FILTER (WHERE strength = 'hard') AS hard, max(value) FILTER (WHERE strength = 'semihard') AS semihard,
	max(value) FILTER (WHERE strength = 'soft') AS soft
FROM chart_power_grid('dyads') GROUP BY domain ORDER BY min(CASE domain WHEN 'power' THEN 1 WHEN 'threat' THEN 2 ELSE 3 END);

\echo 'Smart in time: in how many quarters hard and soft acts of one actor meet (lift above 1 is more often than by chance):'
SELECT actor, periods AS quarters, both_active AS both, hard_only, soft_only, neither, round(expected::numeric, 1) AS expected, round(lift::numeric, 2) AS lift
FROM (SELECT country_name(source) AS actor, (smart_together(merge(history), 'quarter')).*, sum(event_count(history)) AS events FROM dyads
	GROUP BY source ORDER BY events DESC, 1 LIMIT 6) d;
