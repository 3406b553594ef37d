-- Histories that follow their event table, through whatever changes it. They are checked against plain SQL over the events.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET datestyle = 'ISO';

-- All countries of an actor, in the order of country().
SELECT c AS code, countries(c), country(c) IS NOT DISTINCT FROM (countries(c))[1] AS same
	FROM unnest('{USAISRGOV,USAUSA,IGOUNO,SCGSRBGOV,SRBSCG,YUGSCGSRBMNE,USASCGSRB,SUNUKRRUS,ROMROU,MOSSUN}'::actor_code[]) c;
SELECT count(*) AS different FROM (SELECT DISTINCT source FROM smartdip_sample_events(2000)) s WHERE country(source) IS DISTINCT FROM (countries(source))[1];

-- Six tables of histories of one event table, one for each way to make them.
SELECT create_event_table('kept_events', partition => 'year', url => false) AS events;
SELECT add_event_partitions('kept_events', '2019-01-01', '2019-12-31') > 0 AS made;
INSERT INTO kept_events (id, day, code, source, target) VALUES (0, '2019-03-03', '042', 'USAGOV', 'IRN');
SELECT create_history('kept', 'kept_events') AS kept, create_history('kept_each', 'kept_events', two_countries => 'each', monads => true) AS kept_each,
	create_history('kept_none', 'kept_events', two_countries => 'none', monads => true) AS kept_none, create_history('kept_actor', 'kept_events', 'actor') AS kept_actor,
	create_history('kept_root', 'kept_events', "by" => 'root actor', monads => true) AS kept_root, create_history('"odd ''Name"', 'kept_events') AS odd;
SELECT * FROM kept;
\d kept
\d kept_each
SELECT history, events, "by", two_countries, monads, trigger FROM kept_histories('kept_events') ORDER BY history::text COLLATE "C";
SELECT count(*) AS of_partition FROM kept_histories('kept_events_p2019');

CREATE VIEW plain_sides AS
	SELECT id, day, code, w.*, e.source IS NOT NULL AS acts FROM kept_events e, unnest('{kept,kept_each,kept_none,kept_actor,kept_root}'::text[]) way,
		LATERAL (SELECT CASE way WHEN 'kept' THEN ARRAY[country(source)] WHEN 'kept_each' THEN countries(source) WHEN 'kept_actor' THEN ARRAY[source::text]
				WHEN 'kept_root' THEN ARRAY[left(source::text, 3)] ELSE (countries(source))[:2 - cardinality(countries(source))] END AS sources,
			CASE way WHEN 'kept' THEN ARRAY[country(target)] WHEN 'kept_each' THEN countries(target) WHEN 'kept_actor' THEN ARRAY[target::text]
				WHEN 'kept_root' THEN ARRAY[left(target::text, 3)] ELSE (countries(target))[:2 - cardinality(countries(target))] END AS targets, way) w;
CREATE VIEW plain_kept AS
	SELECT way, s AS source, t AS target, event_series(day, code) AS history FROM plain_sides, unnest(sources) s, unnest(targets) t
	WHERE s IS NOT NULL AND t IS NOT NULL GROUP BY 1, 2, 3
	UNION ALL
	SELECT way, s, NULL, event_series(day, code) FROM plain_sides, unnest(sources) s WHERE s IS NOT NULL AND way NOT IN ('kept', 'kept_actor') GROUP BY 1, 2;
CREATE VIEW all_kept AS
	SELECT 'kept' AS way, source::text, target::text, history FROM kept UNION ALL SELECT 'kept_each', * FROM kept_each UNION ALL SELECT 'kept_none', * FROM kept_none
	UNION ALL SELECT 'kept_actor', source::text, target::text, history FROM kept_actor UNION ALL SELECT 'kept_root', source::text, target::text, history FROM kept_root;
-- how many histories there are in each table, how many differ from plain SQL, and how many from a rebuild
CREATE VIEW state AS
	SELECT (SELECT string_agg(n::text, ' ' ORDER BY way) FROM (SELECT way, count(*) AS n FROM all_kept GROUP BY way) c) AS histories,
		(SELECT sum(event_count(history)) FROM kept) AS events,
		(SELECT count(*) FROM all_kept k FULL JOIN plain_kept p ON k.way = p.way AND k.source = p.source AND coalesce(k.target, '') = coalesce(p.target, '')
			WHERE k.history IS DISTINCT FROM p.history) AS wrong,
		(SELECT count(*) FROM kept_histories() k, history_check(k.history) WHERE k."table" = k.events) AS by_check;

-- Everything that changes rows.
SELECT add_event_partitions('kept_events', '2009-01-01', '2025-12-31') > 12 AS made;
CREATE TEMP TABLE acts AS SELECT id, day - 365 * (id % 12)::integer AS day, code, source, CASE id % 4 WHEN 0 THEN 'USAISR' WHEN 1 THEN 'FRAGOV' WHEN 2 THEN NULL ELSE source END::actor_code AS target FROM smartdip_sample_events(400);
INSERT INTO kept_events (id, day, code, source, target) SELECT * FROM acts;
SELECT * FROM state;
UPDATE kept_events SET tone = 1;
UPDATE kept_events SET code = '190', day = day + 1 WHERE id % 7 = 0;
-- from partition to partition
UPDATE kept_events SET day = day - 400, source = 'ISRUSA' WHERE id % 11 = 0 AND day > '2013-01-01';
UPDATE kept_events SET source = NULL WHERE id % 13 = 0;
SELECT * FROM state;
DELETE FROM kept_events WHERE id % 5 = 0;
SELECT * FROM state;
INSERT INTO kept_events (id, day, code, source, target) SELECT * FROM acts ON CONFLICT (id, day) DO UPDATE SET target = 'DEU';
SELECT * FROM state;
MERGE INTO kept_events e USING acts a ON e.id = a.id AND e.day = a.day WHEN MATCHED AND a.id % 3 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET code = '01' WHEN NOT MATCHED THEN INSERT (id, day, code, source) VALUES (a.id, a.day, a.code, 'JPN');
SELECT * FROM state;
COPY kept_events (id, day, code, source, target) FROM stdin;
900001	2015-05-05	042	USAGOV	IRNGOV
900002	2015-05-05	042	GOV	IRNGOV
900003	2015-05-06	1999	USAISR	MNCUSA
\.
SELECT * FROM state;
WITH gone AS (DELETE FROM kept_events WHERE id % 17 = 0 RETURNING *) INSERT INTO kept_events SELECT (gone).* FROM gone;
SELECT * FROM state;
DELETE FROM kept_events WHERE false;
BEGIN;
DELETE FROM kept_events;
SELECT * FROM state;
SAVEPOINT s;
INSERT INTO kept_events (id, day, code, source, target) SELECT * FROM acts;
ROLLBACK TO s;
INSERT INTO kept_events (id, day, code, source, target) SELECT * FROM acts WHERE id % 3 = 0;
SELECT * FROM state;
ROLLBACK;
SELECT * FROM state;

-- The loader, with a file whose rows are there in part.
CREATE TABLE kept_staging (line_no bigint, line text);
INSERT INTO kept_staging VALUES (1, E'id\tday\tsource\tcode\ttarget'), (2, E'900001\t20150505\tUSAGOV\t042\tIRNGOV'), (3, E'900011\t20150505\tUSA\t042\tIRN'), (4, E'900012\t20250505\tUSAISR\t042\tIRN'), (5, 'bad');
SELECT * FROM load_event_lines('kept_events', 'kept_staging');
SELECT * FROM state;

-- Partitions: written directly, taken away with their events and given back, made new, dropped, truncated; partitions of partitions.
INSERT INTO kept_events_p2015 (id, day, code, source, target) VALUES (900021, '2015-12-31', '010', 'USA', 'FRA');
UPDATE kept_events_p2015 SET target = 'GBR' WHERE id = 900021;
SELECT * FROM state;
ALTER TABLE kept_events DETACH PARTITION kept_events_p2015;
SELECT count(*) AS triggers FROM pg_trigger WHERE tgrelid = 'kept_events_p2015'::regclass;
INSERT INTO kept_events_p2015 (id, day, code, source, target) VALUES (900022, '2015-12-31', '010', 'USA', 'FRA');
SELECT * FROM state;
ALTER TABLE kept_events ATTACH PARTITION kept_events_p2015 FOR VALUES FROM ('2015-01-01') TO ('2016-01-01');
INSERT INTO kept_events_p2015 (id, day, code, source, target) VALUES (900023, '2015-12-31', '010', 'USA', 'FRA');
SELECT * FROM state;
DROP TABLE kept_events_p2011;
SELECT * FROM state;
TRUNCATE kept_events_p2010, kept_events_p2012;
SELECT * FROM state;
CREATE TABLE kept_events_p2030 PARTITION OF kept_events FOR VALUES FROM ('2030-01-01') TO ('2032-01-01') PARTITION BY RANGE (day);
CREATE TABLE kept_events_p2031 PARTITION OF kept_events_p2030 DEFAULT;
INSERT INTO kept_events_p2031 (id, day, code, source, target) VALUES (900031, '2031-01-01', '010', 'USA', 'FRA'), (900032, '2031-01-01', '010', 'USA', 'FRA');
INSERT INTO kept_events_p2030 (id, day, code, source, target) VALUES (900033, '2031-01-01', '010', 'USA', 'FRA');
SELECT * FROM state;
ALTER TABLE kept_events DETACH PARTITION kept_events_p2030;
SELECT * FROM state;
ALTER TABLE kept_events ATTACH PARTITION kept_events_p2030 FOR VALUES FROM ('2030-01-01') TO ('2032-01-01');
SELECT * FROM state;
DROP TABLE kept_events_p2030;
SELECT * FROM state;

-- What is not caught, is found and mended. A change by hand; a trigger that was off.
UPDATE kept SET history = history || '2020-01-01: 042*3' WHERE source = 'USA' AND target = 'IRN';
DELETE FROM kept WHERE source = 'USA' AND target = 'FRA';
INSERT INTO kept VALUES ('XXX', 'YYY', '2020-01-01: 01');
SELECT source, target, kept - rebuilt AS surplus, rebuilt - kept AS missing, kept IS NULL AS gone, rebuilt IS NULL AS invented FROM history_check('kept');
SELECT refresh_history('kept') = count(*) AS all_made FROM kept;
SELECT count(*) AS differ FROM history_check('kept');
ALTER TABLE kept_events DISABLE TRIGGER USER;
INSERT INTO kept_events (id, day, code, source, target) VALUES (900041, '2020-01-01', '010', 'USA', 'JAM');
ALTER TABLE kept_events ENABLE TRIGGER USER;
SELECT * FROM history_check('kept');
SELECT sum(refresh_history(k.history)) > 0 AS made FROM kept_histories('kept_events') k;
SELECT * FROM state;

-- Names and schemas may change; a dropped event table leaves its histories, which are ordinary tables then.
CREATE SCHEMA kept_elsewhere;
ALTER TABLE kept RENAME TO kept_2;
ALTER TABLE kept_2 SET SCHEMA kept_elsewhere;
ALTER TABLE kept_events RENAME TO kept_events_2;
SET search_path = pg_temp, public;
CREATE TEMP TABLE kept (source text, target text, history event_series);
INSERT INTO kept_events_2 (id, day, code, source, target) VALUES (900051, '2020-01-01', '010', 'USA', 'JAM');
RESET search_path;
SELECT history FROM kept_elsewhere.kept_2 WHERE target = 'JAM';
SELECT * FROM state;
DROP TABLE pg_temp.kept;
TRUNCATE kept_events_2;
SELECT count(*) AS left_over FROM all_kept;
\set VERBOSITY terse
DROP TABLE "odd 'Name";
\set VERBOSITY default
SET client_min_messages = warning;
DROP TABLE "odd 'Name" CASCADE;
INSERT INTO kept_events_2 (id, day, code, source, target) VALUES (900051, '2020-01-01', '010', 'USA', 'JAM');
DROP VIEW state, plain_kept, plain_sides;
DROP TABLE kept_events_2;
RESET client_min_messages;
SELECT * FROM kept_elsewhere.kept_2;
SELECT count(*) AS kept FROM kept_histories();
SELECT refresh_history('kept_each');

-- A plain table; under REPEATABLE READ; infinite days do not count.
CREATE TABLE kept_plain (day date, code event_code, source actor_code, target actor_code, note text);
INSERT INTO kept_plain VALUES ('2020-01-01', '01', 'USA', 'FRA'), ('infinity', '01', 'USA', 'FRA'), (NULL, '01', 'USA', 'FRA'), ('2020-01-01', NULL, 'USA', 'FRA'), ('2020-01-01', '01', 'GOV', 'FRA');
SELECT create_history('kept_elsewhere.of_plain', 'kept_plain', monads => true);
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM kept_plain;
INSERT INTO kept_plain VALUES ('2020-01-02', '01', 'USA', NULL), ('-infinity', '01', 'USA', 'FRA');
COMMIT;
SELECT * FROM kept_elsewhere.of_plain ORDER BY target NULLS FIRST;
SELECT count(*) AS differ FROM history_check('kept_elsewhere.of_plain');
-- what is called where partitions come and go: the events of a part once more, and away; a table without partitions has none to match
SELECT history_apply('kept_elsewhere.of_plain', 'kept_plain', 'kept_plain', 1);
SELECT * FROM kept_elsewhere.of_plain ORDER BY target NULLS FIRST;
SELECT history_apply('kept_elsewhere.of_plain', 'kept_plain', 'kept_plain', -1), match_history_partition('kept_plain');
SELECT count(*) AS differ FROM history_check('kept_elsewhere.of_plain');
DELETE FROM kept_plain WHERE day = '2020-01-01';
SELECT * FROM kept_elsewhere.of_plain ORDER BY target NULLS FIRST;
\set VERBOSITY terse
ALTER TABLE kept_plain DROP COLUMN target;
INSERT INTO kept_plain VALUES ('2020-01-02', '01', 'USA');
\set VERBOSITY default
ALTER TABLE kept_plain ADD COLUMN target actor_code;

-- Refusals.
SELECT create_history('kept_other', 'kept_plain', 'region');
SELECT create_history('kept_other', 'kept_plain', two_countries => 'both');
SELECT create_history('a.b.c', 'kept_plain');
SELECT create_history(repeat('x', 49), 'kept_plain');
SELECT create_history(NULL, 'kept_plain');
SELECT create_history('kept_each', 'kept_plain');
SELECT create_history('kept_other', 0);
SELECT create_history('kept_other', 'state');
SELECT create_history('kept_other', 'kept_staging');
CREATE TABLE kept_texts (day date, code event_code, source text, target text);
SELECT create_history('kept_other', 'kept_texts');
CREATE TABLE kept_child () INHERITS (kept_plain);
SELECT create_history('kept_other', 'kept_plain');
SELECT refresh_history('kept_staging');
SELECT history_check(0);
CREATE TRIGGER t AFTER INSERT ON kept_plain EXECUTE FUNCTION keep_history();
INSERT INTO kept_plain VALUES ('2020-01-02', '01', 'USA');
DROP TRIGGER t ON kept_plain;
CREATE TRIGGER t AFTER INSERT ON kept_plain FOR EACH ROW EXECUTE FUNCTION keep_history();
INSERT INTO kept_plain VALUES ('2020-01-02', '01', 'USA');
CREATE TRIGGER t2 AFTER INSERT ON kept_texts WHEN (keeps_history('kept_elsewhere.of_plain', 'kept_plain', 'country', 'first', false)) EXECUTE FUNCTION keep_history();
INSERT INTO kept_texts VALUES ('2020-01-02', '01', 'USA');
SELECT keep_history();
SELECT history_partitions();
SELECT history_partition_dropped();
SELECT history_trigger_made();
SELECT add_history_triggers('kept_each', 'kept_staging', 'country', 'some', false, 'kept_staging', 't_');
SELECT count(*) AS none FROM kept_histories('kept_staging');
INSERT INTO kept_staging VALUES (1, 'a');
DROP TRIGGER t_lock ON kept_staging;
SELECT history_apply('kept_each', 'kept_plain', 'kept_plain', 1);
SELECT keeps_history(0, 0, 'country', 'some', false);
-- what no trigger sees, history_check() does: rows written anew, and rows of a table that inherits
CREATE TABLE kept_unseen (day date, code event_code, source actor_code, target actor_code);
SELECT create_history('kept_blind', 'kept_unseen');
INSERT INTO kept_unseen VALUES ('2022-03-01', '042', 'USA', 'FRA');
SELECT count(*) FROM history_check('kept_blind');
ALTER TABLE kept_unseen ALTER COLUMN day TYPE date USING day + 1;
SELECT * FROM history_check('kept_blind');
SELECT refresh_history('kept_blind');
CREATE TABLE kept_heir () INHERITS (kept_unseen);
INSERT INTO kept_heir VALUES ('2022-05-01', '042', 'USA', 'GBR');
SELECT * FROM history_check('kept_blind');
SELECT refresh_history('kept_blind');
SELECT count(*) FROM history_check('kept_blind');
DROP TABLE kept_heir, kept_unseen, kept_blind;
SET client_min_messages = warning;
DROP SCHEMA kept_elsewhere CASCADE;
DROP TABLE kept_plain, kept_texts, kept_staging, kept_events_reject CASCADE;
DROP VIEW all_kept;
DROP TABLE kept_each, kept_none, kept_actor, kept_root;
