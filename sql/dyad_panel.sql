-- Every dyad that could be, period by period: the published counts, and plain SQL over spells and events.
\set VERBOSITY default
SET datestyle = 'ISO';

-- The dyad-years of the field (Correlates of War, 2016).
SELECT year, (SELECT count(*) FROM dyad_panel(NULL, 'year', make_date(year, 1, 1), make_date(year, 12, 31))) AS dyads FROM unnest('{1816,1945,1946,2000,2016}'::integer[]) year;
SELECT count(*) AS undirected FROM dyad_panel(NULL, 'year', '2016-01-01', '2016-12-31', directed => false);
SELECT count(*) AS of_one_day FROM dyad_panel(NULL, 'day', '1991-06-01', '1991-06-01');
-- a key: numbers; codes are one but for two years in which a code changed its number
SELECT count(DISTINCT (source_number, target_number)) = count(*) AS numbers, count(*) - count(DISTINCT (source, target)) AS same_codes FROM dyad_panel(NULL, 'year', '1990-01-01', '1990-12-31');
SELECT source, source_number FROM dyad_panel(NULL, 'year', '1990-01-01', '1990-12-31') WHERE target = 'USA' AND source IN ('DEU', 'DDR', 'YEM', 'YMD', 'RUS', 'SUN', 'YUG', 'SRB') ORDER BY 1, 2;
SELECT source, target, period FROM dyad_panel(NULL, 'year', '1991-01-01', '1992-12-31') WHERE source_number = 365 AND target_number IN (2, 369) ORDER BY 3, 2;
-- states that CAMEO has no code for
SELECT string_agg(DISTINCT source, ' ' ORDER BY source) FROM dyad_panel(NULL, 'year', '1860-01-01', '1860-12-31') WHERE country_code(source, 'cameo', 'iso3') IS NULL;

CREATE TEMP TABLE asked (system text, unit text, first date, last date);
INSERT INTO asked VALUES ('cow', 'month', '1991-12-20', '1991-12-31'), ('gw', 'week', '1990-10-01', '1990-10-06'), ('cow', 'quarter', '1939-11-05', '1940-05-01'), ('un', 'month', '1971-10-20', '1971-11-03'), ('un', 'year', '1990-01-01', '1990-12-31');
-- Who could be a dyad, against the spells of state_system() and members().
CREATE FUNCTION plain_dyads(system text, unit text, first date, last date) RETURNS TABLE (a text, b text, period date) LANGUAGE sql AS $$
	WITH spell AS (SELECT code, daterange(entered, left_on, '[]') AS r FROM state_system(system, NULL) WHERE system <> 'un' AND NOT microstate
			UNION ALL SELECT coalesce(country, 'SCG'), daterange(entered, left_on, '[]') FROM members('UN', NULL) WHERE system = 'un' AND name <> 'Zanzibar'),
		span AS (SELECT p::date AS period, daterange(greatest(p::date, first), least((p + CASE unit WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || unit)::interval END)::date, last + 1)) AS r
			FROM generate_series(date_trunc(unit, first::timestamp), last::timestamp, CASE unit WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || unit)::interval END) p)
	SELECT DISTINCT x.code, y.code, span.period FROM span JOIN spell x ON x.r && span.r JOIN spell y ON y.r && span.r AND x.code <> y.code AND NOT isempty(x.r * y.r * span.r) $$;
SELECT system, unit, count(*) AS dyads, count(*) FILTER (WHERE p IS NULL) AS too_many, count(*) FILTER (WHERE d IS NULL) AS missing
FROM (SELECT v.*, coalesce(source_number::text, source) AS a, coalesce(target_number::text, target) AS b, d.period, true AS d
		FROM asked v,
			dyad_panel(NULL, unit, first, last, system) d) d
	FULL JOIN (SELECT v.*, p.*, true AS p FROM asked v,
			plain_dyads(system, unit, first, last) p) p USING (system, unit, first, last, a, b, period) GROUP BY 1, 2 ORDER BY 1, 2;

-- What they did, against the events: each counts for the numbers that its countries had at some time, if both were in the system on its day.
SELECT setseed(0.5);
CREATE TABLE dyad_acts AS SELECT i, c[1 + floor(random() * 18)::integer] AS source, c[1 + floor(random() * 18)::integer] AS target,
		date '1988-01-01' + floor(CASE i % 5 WHEN 0 THEN 8570 WHEN 1 THEN 980 WHEN 2 THEN 780 ELSE 0 END + random() * CASE i % 5 WHEN 0 THEN 40 WHEN 1 THEN 40 WHEN 2 THEN 100 ELSE 2600 END)::integer AS day, ('{010,042,0841,112,163,190,1711,02}'::event_code[])[1 + floor(random() * 8)::integer] AS code
	FROM generate_series(1, 8000) i, (SELECT '{USA,RUS,SUN,YUG,SCG,SRB,DEU,DDR,YEM,YMD,CZE,CSK,SSD,SDN,ERI,ETH,NAM,PSE}'::text[] AS c) c;
CREATE TABLE dyad_histories AS SELECT source, target, event_series(day, code) AS history FROM dyad_acts GROUP BY 1, 2;
CREATE TABLE dyad_codes AS
	SELECT DISTINCT c.source AS country, s.code::integer AS number, entered, coalesce(left_on, '2030-01-01') AS left_on
	FROM (SELECT DISTINCT source FROM dyad_acts) c, state_system('cow', NULL) s, generate_series(greatest(entered, '1980-01-01'), coalesce(left_on, '2020-01-01'), interval '3 months') d
	WHERE country_code(c.source, 'cameo', 'cown', d::date) = s.code;
SELECT country, string_agg(number::text, ' ' ORDER BY number) AS numbers FROM dyad_codes GROUP BY country ORDER BY country COLLATE "C";
CREATE TABLE dyad_numbered AS
	SELECT a.*, s.number AS a, t.number AS b, goldstein(a.code)::numeric AS g FROM dyad_acts a
		JOIN dyad_codes s ON s.country = a.source AND day BETWEEN s.entered AND s.left_on JOIN dyad_codes t ON t.country = a.target AND day BETWEEN t.entered AND t.left_on;
SELECT count(*) AS counted, (SELECT count(*) FROM dyad_acts) AS of FROM dyad_numbered WHERE a <> b;
CREATE FUNCTION plain_measures(unit text, first date, last date) RETURNS TABLE (a integer, b integer, period date, p panel_period) LANGUAGE sql AS $$
	SELECT a, b, date_trunc(unit, day::timestamp)::date, (date_trunc(unit, day::timestamp)::date, count(*), coalesce(sum(g) FILTER (WHERE g > 0), 0), coalesce(-sum(g) FILTER (WHERE g < 0), 0), sum(g),
		count(*) FILTER (WHERE quad_class(code) = 1), count(*) FILTER (WHERE quad_class(code) = 2), count(*) FILTER (WHERE quad_class(code) = 3), count(*) FILTER (WHERE quad_class(code) = 4),
		sum(hard(power_profile(code))::numeric), sum(soft(power_profile(code))::numeric))::panel_period
	FROM dyad_numbered WHERE a <> b AND day BETWEEN first AND last GROUP BY 1, 2, 3 $$;
TRUNCATE asked;
INSERT INTO asked (unit, first, last) VALUES ('year', '1988-01-01', '1994-12-31'), ('month', '1990-02-15', '1990-06-10'), ('week', '2011-07-04', '2011-07-27'), ('day', '1990-10-01', '1990-10-05');
CREATE TEMP TABLE given AS SELECT asked.unit, d.*, (d.period, d.events, d.cooperation, d.conflict, d.net_cooperation, d.verbal_cooperation, d.material_cooperation, d.verbal_conflict, d.material_conflict, d.hard, d.soft)::panel_period AS p
	FROM asked, dyad_panel('dyad_histories', asked.unit, first, last) d WHERE events <> 0 OR (source IN ('USA', 'DEU') AND target IN ('FRA', 'RUS', 'SUN'));
SELECT coalesce(g.unit, m.unit) AS unit, count(*) AS active, sum((g.p).events) AS events, count(*) FILTER (WHERE g.p IS DISTINCT FROM m.p) AS wrong
	FROM (SELECT * FROM given WHERE events > 0) g FULL JOIN (SELECT asked.unit, a AS source_number, b AS target_number, m.p FROM asked, plain_measures(asked.unit, first, last) m) m
		ON m.unit = g.unit AND m.source_number = g.source_number AND m.target_number = g.target_number AND (m.p).period = g.period GROUP BY 1 ORDER BY 1;
SELECT unit, count(*) AS quiet, bool_and(row(p) = row((period, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)::panel_period)) AS zeros FROM given WHERE events = 0 GROUP BY 1 ORDER BY 1;
-- who comes back into the system has the events since, also where the panel began before
SELECT source_number, sum(events) AS events, sum(events) = (SELECT sum(count) FROM dyad_histories h, events(h.history) WHERE h.source = 'DEU' AND target = 'USA' AND day BETWEEN CASE source_number WHEN 255 THEN date '1990-10-03' ELSE '1990-01-01' END
		AND CASE source_number WHEN 255 THEN date '1990-12-31' ELSE '1990-10-02' END) AS same
	FROM dyad_panel('dyad_histories', 'year', '1945-01-01', '1990-12-31') WHERE source = 'DEU' AND target = 'USA' AND period = '1990-01-01' GROUP BY 1 ORDER BY 1;
-- undirected: both directions in one row
SELECT count(*) AS rows, sum(u.events) AS events, count(*) FILTER (WHERE u.events <> d.events OR u.net_cooperation <> d.net) AS wrong, bool_and(source_number < target_number) AS in_order
	FROM dyad_panel('dyad_histories', 'year', '1990-01-01', '1991-12-31', directed => false) u
	JOIN (SELECT least(source_number, target_number) AS a, greatest(source_number, target_number) AS b, period, sum(events) AS events, sum(net_cooperation::numeric)::float8 AS net
		FROM dyad_panel('dyad_histories', 'year', '1990-01-01', '1991-12-31') GROUP BY 1, 2, 3) d ON a = source_number AND b = target_number AND u.period = d.period;
-- one by one in the select list, the same rows
SELECT (SELECT md5(string_agg(d::text, ',')) FROM (SELECT dyad_panel('dyad_histories', 'year', '1992-01-01', '1992-12-31') AS d) x)
	= (SELECT md5(string_agg(y::text, ',')) FROM dyad_panel('dyad_histories', 'year', '1992-01-01', '1992-12-31') y) AS same;
SELECT count(*) FROM (SELECT dyad_panel('dyad_histories', 'day', '1816-01-01', '2016-12-31') LIMIT 1000) s;

-- Coverage: zero inside, NULL outside, and NULL where a part of the days lies outside. A day on which one was no member does not have to be covered.
SELECT source, target, period, events, conflict, soft FROM dyad_panel('dyad_histories', 'year', '1988-01-01', '1992-12-31', coverage => '[1989-06-01,1992-01-01)') WHERE source = 'DDR' AND target = 'SDN' ORDER BY period;
SELECT period, events FROM dyad_panel('dyad_histories', 'year', '1990-01-01', '1990-12-31', coverage => '[1990-01-01,1990-10-02]') WHERE source = 'DDR' AND target = 'USA';
SELECT count(*) AS rows, count(events) AS covered FROM dyad_panel('dyad_histories', 'year', '1990-01-01', '1990-12-31', coverage => 'empty');
SELECT count(*) AS rows, count(events) AS covered FROM dyad_panel('dyad_histories', 'year', '1990-01-01', '1990-12-31', coverage => '[1990-01-01,1991-01-01)');
-- without a system: the pairs of the table, whatever they are called; the key may stand in several rows, monads are no dyads
CREATE TABLE few_dyads (source actor_code, target actor_code, history event_series);
INSERT INTO few_dyads VALUES ('USAGOV', 'IRN', '2020-01-05: 042; 2020-03-01: 190'), ('IRN', 'USAGOV', '2020-01-09: 010'), ('USAGOV', NULL, '2020-01-05: 042'), ('USAGOV', 'IRN', '2020-01-06: 042'), ('GOV', 'GOV', '2020-01-07: 042'), ('ZZZ', 'IRN', NULL), ('ZZZ', 'USA', '');
SELECT source, target, period, events, net_cooperation, source_number FROM dyad_panel('few_dyads', 'month', '2020-01-01', '2020-02-10', system => NULL);
SELECT source, target, period, events FROM dyad_panel('few_dyads', 'quarter', '2020-01-01', '2020-02-10', system => NULL, directed => false);
CREATE VIEW seen_dyads AS SELECT 'USA'::text AS source, 'IRN'::varchar AS target, history FROM few_dyads WHERE source = 'USAGOV';
SELECT source, target, period, events, source_number, target_number FROM dyad_panel('seen_dyads', 'year', '2020-01-01', '2020-12-31', 'un') WHERE events > 0;

-- Rows that a cursor gives later need the table, which cannot be dropped before the last.
CREATE TABLE long_dyads AS SELECT t AS source, 'IRN' AS target, (SELECT event_series('2020-01-01'::date + i, '042') FROM generate_series(1, 20000, 3) i) AS history FROM unnest('{RUS,USA}'::text[]) t;
BEGIN;
DECLARE later CURSOR FOR SELECT dyad_panel('long_dyads', 'year', '2020-01-01', '2020-12-31', system => NULL);
FETCH later;
SAVEPOINT here;
DROP TABLE long_dyads;
ROLLBACK TO here;
FETCH later;
FETCH later;
DROP TABLE long_dyads;
CLOSE later;
COMMIT;
SELECT count(*) FROM (SELECT (dyad_panel('dyad_histories', 'year', y, y)).events FROM unnest('{1990-01-01,1991-01-01}'::date[]) y LIMIT 3) s;
DO $$BEGIN FOR i IN 1 .. 3 LOOP PERFORM dyad_panel('dyad_histories', 'year', '1990-01-01', '1990-12-31') LIMIT 2; END LOOP; END$$;

-- Nothing, and refusals.
SELECT count(*) FROM dyad_panel('few_dyads', NULL, '2020-01-01', '2020-01-01');
SELECT count(*) FROM dyad_panel('few_dyads', 'day', '2020-01-01', '2020-01-01', coverage => NULL);
SELECT count(*) FROM dyad_panel(NULL, 'year', '1700-01-01', '1800-01-01');
SELECT dyad_panel(NULL, 'year', '2020-01-01', '2020-01-01', system => NULL);
SELECT dyad_panel(NULL, 'decade', '2020-01-01', '2020-01-01');
SELECT dyad_panel(NULL, 'year', '2020-01-02', '2020-01-01');
SELECT dyad_panel(NULL, 'year', '2020-01-01', 'infinity');
SELECT dyad_panel(NULL, 'year', '2020-01-01', '2020-01-01', 'nato');
SELECT dyad_panel('dyad_acts', 'year', '2020-01-01', '2020-01-01');
SELECT dyad_panel(0, 'year', '2020-01-01', '2020-01-01');
CREATE VIEW false_dyads AS SELECT source, target, 'x'::text AS history FROM few_dyads;
SELECT dyad_panel('false_dyads', 'year', '2020-01-01', '2020-01-01');
DROP FUNCTION plain_dyads, plain_measures;
DROP VIEW seen_dyads, false_dyads;
DROP TABLE dyad_codes, dyad_acts, dyad_histories, dyad_numbered, few_dyads;
