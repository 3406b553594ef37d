-- Ease, speed and accuracy of communication.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET datestyle = 'ISO';

-- Kinds and ways of contact.
SELECT code, contact_channel(code), contact_way(code) FROM unnest('{01,0256,012,02,028,03,036,038,039,04,040,041,042,043,044,045,046,05,19,CONSULT,CONSULT.phone,CONSULT.visit,CONSULT.third-party,CONSULT.multilateral,REQUEST.meet,AGREE,PROTEST}'::event_code[]) WITH ORDINALITY c(code, i) ORDER BY i;
SELECT contact_channel(NULL), contact_way(NULL);

-- By hand. Two dyads of four months: contact in two of them each (4 of 8). Direct: 042, 041, 040; mediated: 045; indirect: 012 (3 of 5). Channels: visit,
-- telephone, statement; mediation (2 in the mean, of 8). ease (1/2 + 3/5 + 1/4) / 3. Both sides act in one dyad: 10 days, 46 days, 60 and no answer: median 46.
-- With a half-life of 46 days half_life_reciprocity is 2 * 2^(-107/46) / (2^(-117/46) + 2^(-61/46) + 2^(-107/46) + 2^(-112/46) + 2^(-1/46)) = 0.205614.
CREATE TABLE act (id bigint, day date, source actor_code, code event_code, target actor_code);
INSERT INTO act VALUES (1, '2020-01-05', 'USAGOV', '042', 'RUS'), (2, '2020-01-15', 'RUSGOV', '041', 'USA'), (3, '2020-03-01', 'USA', '012', 'RUSMIL'),
	(4, '2020-01-10', 'FRA', '045', 'USA'), (5, '2020-04-30', 'FRA', '040', 'USA'),
	(6, '2020-01-01', 'USA', '042', 'USAGOV'), (7, '2020-01-01', 'USA', '042', 'IGOUNO'), (8, 'infinity', 'USA', '042', 'RUS'), (9, NULL, 'USA', '042', 'RUS'),
	(10, '2020-02-01', NULL, '042', 'RUS'), (11, '2020-02-01', 'USA', NULL, 'RUS'), (12, '2020-02-01', 'USA', '042', NULL);
-- Tones of event 1: -2, -3, 1; of event 2: 1, 2: 4 of 5 have the sign of most, alpha by its definition: D_o = (2 (1 + 16 + 9) / 2 + 2) = 28,
-- D_e = 2 (1 + 9 + 9 + 16 + 16 + 16 + 25 + 0 + 1 + 1) / 4 = 47: 1 - 28 / 47 = 0.404255.
CREATE TABLE mention (event_id bigint, source_name text, tone double precision);
INSERT INTO mention VALUES (1, 'a', -2), (1, 'b', -3), (1, 'c', 1), (2, 'a', 1), (2, 'b', 2), (3, 'a', 5), (99, 'a', 1), (99, 'b', 2), (1, NULL, 1), (2, 'c', NULL), (2, 'd', 'NaN');
SELECT * FROM communication_quality('act', 'mention', '2020-01-01', '2020-04-30', half_life => 46) \gx
-- days that are not given are those of the first and the last event; without mentions there is no accuracy
SELECT first_day, last_day, dyad_periods, accuracy, modal_share, alpha, reported_events, reports FROM communication_quality('act');
-- before and after: dyads are known from all days
SELECT first_day, last_day, round(ease::numeric, 4) AS ease, speed, contact_rate, direct_share, channels, dyads, dyad_periods, contacts, awaited, half_life_reciprocity
FROM (VALUES ('2020-01-01'::date, '2020-02-29'::date), ('2020-03-01', '2020-04-30')) t(a, b), communication_quality('act', "from" => a, "to" => b);
-- codes of acts and answers; another unit; the members of a system: 4 months of what dyad_panel() gives
SELECT awaited, answered, reply_median FROM communication_quality('act', NULL, '2020-01-01', '2020-04-30', acts => '{042}', answers => '{041}');
SELECT unit, dyad_periods, contact_periods FROM unnest('{day,week,month,quarter,year}'::text[]) unit, communication_quality('act', NULL, '2020-01-01', '2020-04-30', unit);
SELECT dyad_periods = (SELECT count(*) FROM dyad_panel(NULL, 'month', '2020-01-01', '2020-04-30', 'un', directed => false)) AS all_pairs, contact_periods, dyads
FROM communication_quality('act', NULL, '2020-01-01', '2020-04-30', system => 'un');
-- half of the acts were never answered: no median, and no speed by it; all tones alike: no alpha
SELECT reply_median, reply_p90, awaited, answered, speed = half_life_reciprocity / 2 AS by_one_part FROM communication_quality('act', acts => '{012,041}', answers => '{042}');
CREATE VIEW alike AS SELECT event_id, source_name, 1::double precision AS tone FROM mention;
SELECT modal_share, alpha, accuracy, reported_events, reports FROM communication_quality('act', 'alike');

-- nothing: no rows, no countries, days without events, one event
CREATE TABLE nothing (LIKE act);
SELECT * FROM communication_quality('nothing', 'mention') \gx
INSERT INTO nothing VALUES (1, '2020-01-01', 'IGO', '042', 'NGO');
SELECT * FROM communication_quality('nothing', NULL, '2020-01-01', '2020-02-01') \gx
SELECT ease, speed, contact_rate, dyads, dyad_periods, contacts FROM communication_quality('act', NULL, '1990-01-01', '1990-12-31');
SELECT first_day, last_day, ease, dyad_periods FROM communication_quality('act', NULL, '2030-01-01');
TRUNCATE nothing;
INSERT INTO nothing VALUES (1, '2020-01-01', 'USA', '042', 'RUS');
SELECT ease, speed, contact_rate, channels, dyad_periods, awaited, half_life_reciprocity FROM communication_quality('nothing');

-- errors
SELECT communication_quality('act', unit => 'decade');
SELECT communication_quality('act', unit => NULL);
SELECT communication_quality('act', "from" => '2020-02-01', "to" => '2020-01-01');
SELECT communication_quality('act', "from" => '-infinity');
SELECT communication_quality('act', half_life => 0);
SELECT communication_quality('act', system => 'league');
SELECT communication_quality(NULL);
SELECT communication_quality(0::regclass);
SELECT communication_quality('mention');
SELECT communication_quality('act', 'act');
CREATE TABLE lacks (day date, code event_code, source actor_code, target actor_code);
SELECT communication_quality('lacks', 'mention');
SELECT ease IS NULL AS none FROM communication_quality('lacks');
CREATE INDEX act_day ON act (day);
SELECT communication_quality('act_day');

-- the parts once more in plain SQL, over random events
CREATE TABLE random_act AS SELECT i::bigint AS id, '2020-01-01'::date + (i * 7919 % 400) AS day, (ARRAY['USA', 'RUSGOV', 'FRAMIL', 'CHN', 'GBR', 'IGO'])[1 + i * 31 % 6]::actor_code AS source,
	(ARRAY['012', '020', '036', '040', '041', '042', '043', '044', '045', '046', '190'])[1 + i * 17 % 11]::event_code AS code,
	(ARRAY['USAGOV', 'RUS', 'FRA', 'CHNGOV', 'GBR'])[1 + i * i % 7 % 5]::actor_code AS target FROM generate_series(1, 600) i;
CREATE TABLE random_mention AS SELECT 1 + i * i % 90 AS event_id, 's' || i % 7 AS source_name, (i * 37 % 11 - 5)::double precision AS tone FROM generate_series(1, 400) i;
CREATE VIEW pair AS SELECT least(a, b) AS x, greatest(a, b) AS y, a, b, day, code, contact_channel(code) AS channel, contact_way(code) AS way
	FROM (SELECT country(source) AS a, country(target) AS b, day, code FROM random_act) e WHERE a <> b;
SELECT q.dyads = (SELECT count(DISTINCT (x, y)) FROM pair) AS dyads, q.contacts = (SELECT count(*) FROM pair WHERE day BETWEEN '2020-02-10' AND '2020-12-20') AS contacts,
	q.contact_periods = (SELECT count(DISTINCT (x, y, date_trunc('week', day))) FROM pair WHERE day BETWEEN '2020-02-10' AND '2020-12-20') AS contact_periods,
	q.dyad_periods = q.dyads * (SELECT count(DISTINCT date_trunc('week', d)) FROM generate_series('2020-02-10'::timestamp, '2020-12-20', '1 day') d) AS dyad_periods,
	q.direct_share = (SELECT count(*) FILTER (WHERE way = 'direct')::double precision / count(way) FROM pair WHERE day BETWEEN '2020-02-10' AND '2020-12-20') AS direct_share,
	abs(q.channels - (SELECT avg(n) FROM (SELECT count(DISTINCT channel) AS n FROM pair WHERE day BETWEEN '2020-02-10' AND '2020-12-20' GROUP BY x, y) c)) < 1e-12 AS channels,
	abs(q.modal_share - (SELECT sum(most) / sum(n) FROM (SELECT sum(n) AS n, max(n) AS most FROM (SELECT event_id, count(*) AS n FROM random_mention JOIN random_act ON id = event_id
		WHERE day BETWEEN '2020-02-10' AND '2020-12-20' GROUP BY event_id, sign(tone)) s GROUP BY event_id HAVING sum(n) > 1) t)) < 1e-12 AS modal_share,
	abs(q.alpha - (SELECT krippendorff_alpha(event_id::text, source_name, tone, 'interval') FROM random_mention JOIN random_act ON id = event_id WHERE day BETWEEN '2020-02-10' AND '2020-12-20')) < 1e-12 AS alpha
FROM communication_quality('random_act', 'random_mention', '2020-02-10', '2020-12-20', 'week') q;
SELECT (q.reply_median, q.reply_p90, q.awaited, q.answered, q.censored)::kaplan_meier_result = (SELECT kaplan_meier(coalesce(next, '2020-12-20') - day, next IS NOT NULL) FROM (
		SELECT p.day, (SELECT min(n.day) FROM pair n WHERE n.a = p.b AND n.b = p.a AND n.day > p.day AND n.day <= '2020-12-20') AS next FROM pair p WHERE day BETWEEN '2020-02-10' AND '2020-12-20'
			AND EXISTS (SELECT FROM pair n WHERE n.a = p.b AND n.b = p.a AND n.day BETWEEN '2020-02-10' AND '2020-12-20')) r) AS replies,
	abs(q.half_life_reciprocity - (SELECT sum(2 * least(f, g)) / sum(f + g) FROM (SELECT coalesce(sum(2 ^ (-('2020-12-21' - day) / 20.0::double precision)) FILTER (WHERE a < b), 0) AS f,
		coalesce(sum(2 ^ (-('2020-12-21' - day) / 20.0::double precision)) FILTER (WHERE a > b), 0) AS g FROM pair WHERE day BETWEEN '2020-02-10' AND '2020-12-20' GROUP BY x, y) s)) < 1e-9 AS decay
FROM communication_quality('random_act', NULL, '2020-02-10', '2020-12-20', half_life => 20) q;

-- an answer after a thousand half-lives and more counts for nothing, as none does
CREATE TABLE late (id bigint, day date, source actor_code, target actor_code, code event_code);
INSERT INTO late VALUES (1, '1000-01-01', 'USA', 'EGY', '042'), (2, '2000-01-01', 'EGY', 'USA', '042');
SELECT reply_median, speed = half_life_reciprocity / 2 AS nothing FROM communication_quality('late', half_life => 30);

-- a plain role sees what it may see
CREATE ROLE smartdip_quality_reader;
SET ROLE smartdip_quality_reader;
SELECT communication_quality('act');
RESET ROLE;
GRANT SELECT ON act, mention TO smartdip_quality_reader;
SET ROLE smartdip_quality_reader;
SELECT round(ease::numeric, 4) AS ease, round(accuracy::numeric, 4) AS accuracy FROM communication_quality('act', 'mention', '2020-01-01', '2020-04-30');
RESET ROLE;
-- so does a search path without the extension, and any other
SET search_path = pg_catalog;
SELECT round(ease::numeric, 4) AS ease FROM public.communication_quality('public.act', 'public.mention', '2020-01-01', '2020-04-30');
RESET search_path;
DROP VIEW alike, pair;
DROP TABLE late, act, mention, nothing, lacks, random_act, random_mention;
DROP ROLE smartdip_quality_reader;
