-- event_load: tables, loading, rejects, partitions, views of single events; every line here was written for this test.
SET TimeZone = 'UTC';
SET DateStyle = 'ISO, YMD';
-- Plans are shown: without workers, whatever the server is told.
SET max_parallel_workers_per_gather = 0;
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE SCHEMA regress_events;
SET search_path = regress_events, public;

-- A line of GDELT 1.0 with 57 columns, or 58 with a URL.
CREATE FUNCTION event_line(id text, day text DEFAULT '20180101', source text DEFAULT 'USAGOV', target text DEFAULT 'IRN', code text DEFAULT '042',
	mentions text DEFAULT '2', url text DEFAULT NULL) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT array_to_string(ARRAY[id, day, '201801', '2018', '2018.1', source, 'A NAME'] || array_fill(''::text, '{8}') || target || array_fill(''::text, '{9}')
		|| ARRAY['1', code, left(code, 3), left(code, 2), '1', '2.8', mentions, '1', mentions, '-2.5', '0'] || array_fill(''::text, '{6}') || '0'::text || array_fill(''::text, '{6}')
		|| ARRAY['4', 'Paris, France', 'FR', 'FR00', '48.8667', '2.33333', '1', '20180102'] || CASE WHEN url IS NULL THEN '{}' ELSE ARRAY[url] END, E'\t')
$$;

-- Tables
SELECT create_event_table('events');
SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(a.attrelid, a.attnum) IS NOT NULL AS comment
	FROM pg_attribute a WHERE a.attrelid = 'events'::regclass AND a.attnum > 0 ORDER BY a.attnum;
SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(a.attrelid, a.attnum) IS NOT NULL AS comment
	FROM pg_attribute a WHERE a.attrelid = 'events_reject'::regclass AND a.attnum > 0 ORDER BY a.attnum;
SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN ('events'::regclass, 'events_reject'::regclass) ORDER BY 1;
-- Subscribers have to be told of rows that are mended or go; the reject table has no key that could tell them.
SELECT oid::regclass AS "table", relreplident FROM pg_class WHERE oid IN ('events'::regclass, 'events_reject'::regclass) ORDER BY 1;
SELECT add_event_indexes('events') AS none_is_missing;
SELECT create_event_table('with_names', names => true, url => false, indexes => false);
SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'with_names'::regclass AND attnum > 12;
SELECT add_event_indexes('with_names');
-- names of all kinds
SELECT create_event_table('"odd ""name''; DROP TABLE events; --"');
SELECT create_event_table('public."Ünïcödé حدث"');
SELECT create_event_table('elsewhere', in_schema => 'public');
SELECT create_event_table('pg_temp.temporary', partition => 'year');
DROP TABLE public."Ünïcödé حدث", public."Ünïcödé حدث_reject", public.elsewhere, public.elsewhere_reject, "odd ""name'; DROP TABLE events; --";
SELECT create_event_table('events');
SELECT create_event_table('a.b.c');
SELECT create_event_table('');
SELECT create_event_table('two words');
SELECT create_event_table(repeat('x', 49));
SELECT create_event_table('t', partition => 'week');
SELECT create_event_table('t', partition => NULL);
SELECT create_event_table('no_such_schema.t');

-- Loading: good lines, refused ones, one that is there twice; the three add up to the lines.
CREATE TEMP TABLE staging (line_no bigint, line text);
INSERT INTO staging VALUES (1, event_line('1')), (2, event_line('2', url => 'http://example.org/2')), (3, event_line('3', code => '13y')), (4, ''),
	(5, event_line('1')), (6, event_line('4', source => 'FRAGOVMILX')), (7, left(event_line('5'), 50)), (8, event_line('6', target => 'per') || E'\r');
SELECT * FROM load_event_lines('events', 'staging', file => 'one');
TABLE events ORDER BY id;
SELECT file, line_no, left(line, 12) AS line, reason, value, format, header, loaded = now() AS now FROM events_reject ORDER BY line_no;
-- once more: nothing new anywhere
SELECT * FROM load_event_lines('events', 'staging', file => 'one');
SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM events_reject) AS rejects;
-- another file with some of the same lines; the format named
UPDATE staging SET line = event_line((line_no * 10)::text) WHERE line_no > 5;
SELECT * FROM load_event_lines('events', 'staging', 'gdelt1', 'two');
SELECT file, count(*) FROM events_reject GROUP BY 1 ORDER BY 1;
-- without the URL, with names
INSERT INTO staging VALUES (9, event_line('90', url => 'http://example.org/9'));
SELECT * FROM load_event_lines('events', 'staging', url => false);
SELECT id, url FROM events WHERE id = 90;
SELECT * FROM load_event_lines('with_names', 'staging');
SELECT DISTINCT source_name, target_name FROM with_names;
TRUNCATE with_names;
SELECT * FROM load_event_lines('with_names', 'staging', names => false);
SELECT DISTINCT source_name FROM with_names;

-- Raw bytes: whatever they are, they are kept as text that shows them
CREATE TEMP TABLE raw (line_no integer, line bytea);
INSERT INTO raw VALUES (1, convert_to(event_line('100'), 'UTF8')), (2, convert_to(event_line('101'), 'UTF8') || '\x00'), (3, '\xff'), (4, convert_to(event_line('102'), 'UTF8') || '\xe4'),
	(5, convert_to(repeat('x', 1024 * 1024 + 1), 'UTF8')), (6, convert_to(event_line('103'), 'UTF8') || '\x0d'), (7, ''), (8, '\xd8b0d8'), (9, decode(repeat('ff', 1024 * 1024), 'hex'));
SELECT * FROM load_event_lines('events', 'raw', file => 'bytes');
SELECT line_no, left(line, 20) AS line, right(line, 6) AS ending, length(line) AS length, reason, left(value, 20) AS value FROM events_reject WHERE file = 'bytes' ORDER BY 1;

-- Headers: where the columns stand; found in the first line, refused further down
TRUNCATE staging;
INSERT INTO staging VALUES (1, 'code,day,target,source,note,url'), (2, '042,2020-02-29,IRN,USA,"a, b",http://example.org/'), (3, '042,2020-02-30,IRN,USA,,'),
	(4, 'code,day,target,source,note,url'), (5, '0411,20200301,-,USA,"open,'), (6, '04,20200301,-,USA,,');
SELECT * FROM load_event_lines('events', 'staging', file => 'coded');
SELECT id < 0 AS own_id, day, code, source, target, url FROM events WHERE id < 0 ORDER BY day;
SELECT line_no, reason, value, header FROM events_reject WHERE file = 'coded' ORDER BY 1;
SELECT * FROM load_event_lines('events', 'staging', 'coded', 'coded');
SELECT * FROM load_event_lines('events', 'staging', 'gdelt1', 'wrong format');
-- a first line that says nothing does not hide the format
TRUNCATE staging;
INSERT INTO staging VALUES (1, ''), (2, 'garbage'), (3, event_line('200'));
SELECT * FROM load_event_lines('events', 'staging', file => 'garbage first');
TRUNCATE staging;
SELECT * FROM load_event_lines('events', 'staging');
INSERT INTO staging VALUES (1, 'nothing that is known');
SELECT * FROM load_event_lines('events', 'staging');
SELECT * FROM load_event_lines('events', 'staging', 'nonesuch');
SELECT * FROM load_event_lines('events', 'staging', 'coded');

-- A line that is NULL
TRUNCATE staging;
INSERT INTO staging VALUES (1, event_line('300')), (2, event_line('301')), (3, NULL);
SELECT * FROM load_event_lines('events', 'staging');
SELECT count(*) FROM events WHERE id >= 300;

-- What is not a table for it
SELECT load_event_lines('pg_class', 'staging');
SELECT load_event_lines('events', 'events');
SELECT load_event_lines('events', NULL);
CREATE VIEW a_view AS TABLE events;
SELECT load_event_lines('a_view', 'staging');
SELECT load_event_lines('no_such_table', 'staging');
SELECT load_event_lines(0, 'staging');
SELECT load_event_lines('events', 0);
SELECT event_reject_table(0);
SELECT event_reject_table('a_view');
SELECT add_event_indexes(0);
SELECT add_event_partitions(0, '2018-01-01', '2018-01-01');
SELECT create_event_view('v', 0);

-- Line numbers begin at 1; a header is the one line that the columns were read from, whatever else has its number
TRUNCATE staging;
INSERT INTO staging VALUES (0, 'day,source,code,target,id'), (1, '2020-01-15,USA,042,IRN,1');
SELECT * FROM load_event_lines('events', 'staging');
UPDATE staging SET line_no = line_no - 4;
SELECT * FROM load_event_lines('events', 'staging');
UPDATE staging SET line_no = 9223372036854775807, line = E'one\ntwo';
SELECT * FROM load_event_lines('events', 'staging');
TRUNCATE staging;
INSERT INTO staging VALUES (1, 'day,source,code,target,id'), (1, '2020-01-15,USA,042,IRN,1001'), (1, 'bad'), (1, 'bad');
SELECT * FROM load_event_lines('events', 'staging', file => 'one number');
SELECT line_no, line FROM events_reject WHERE file = 'one number';

-- Lines are read by a statement: those of tables that inherit, too, and a view will do
CREATE TEMP TABLE more_lines () INHERITS (staging);
INSERT INTO more_lines VALUES (5, '2020-01-15,USA,042,IRN,1002');
CREATE TEMP VIEW lines_of_a_view AS SELECT line_no, line FROM staging WHERE line <> 'bad';
SELECT * FROM load_event_lines('events', 'staging', file => 'one number');
SELECT * FROM load_event_lines('events', 'lines_of_a_view');
DROP TABLE more_lines;

-- A user's own table: other columns, other types, a trigger, a check, a generated column
TRUNCATE staging;
INSERT INTO staging SELECT i, event_line(i::text, mentions => (i % 5)::text) FROM generate_series(1, 20) i;
CREATE TABLE mine (note text DEFAULT 'new', source text, target actor_code, code event_code CHECK (code <@ '04'), day timestamp, id numeric UNIQUE, mentions smallint,
	root event_code GENERATED ALWAYS AS (root(code)) STORED);
SELECT * FROM load_event_lines('mine', 'staging');
SELECT * FROM load_event_lines('mine', 'staging');
SELECT note, source, target, code, day, id, mentions, root FROM mine ORDER BY id LIMIT 2;
CREATE FUNCTION skip_odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN NEW.id % 2 = 0 THEN NEW END; END $$;
SELECT create_event_table('watched');
CREATE TRIGGER skip_odd BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION skip_odd();
SELECT * FROM load_event_lines('watched', 'staging');
-- what a trigger keeps out is refused, and no duplicate
SELECT * FROM load_event_lines('watched', 'staging');
SELECT count(*), min(line_no), max(line_no), min(reason) FROM watched_reject;
CREATE TABLE ruled (LIKE events);
CREATE RULE nothing AS ON INSERT TO ruled DO INSTEAD NOTHING;
SELECT * FROM load_event_lines('ruled', 'staging');
INSERT INTO staging VALUES (21, event_line('21', code => '190'));
SELECT * FROM load_event_lines('mine', 'staging');
SELECT count(*) FROM mine;
-- an index of the user's is kept up, also a partial one over an expression
CREATE INDEX events_quad ON events (quad_class(code), (mentions + 1)) WHERE code <@ '04';
SELECT * FROM load_event_lines('events', 'staging', file => 'indexed');
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM events WHERE code <@ '04' AND quad_class(code) = 1 AND mentions + 1 = 3;
SELECT count(*) FROM events WHERE code <@ '04' AND quad_class(code) = 1 AND mentions + 1 = 3;
SELECT count(*) FROM events WHERE source = 'USAGOV' AND target = 'IRN' AND day = '2018-01-01';
RESET enable_seqscan;
SELECT count(*) FROM events WHERE code <@ '04' AND quad_class(code) = 1 AND mentions + 1 = 3;
SELECT count(*) FROM events WHERE source = 'USAGOV' AND target = 'IRN' AND day = '2018-01-01';

-- More lines than a batch holds: new ones, then some that are there among new ones, then all of them there
TRUNCATE staging;
SELECT create_event_table('many');
INSERT INTO staging SELECT i, i || l FROM event_line('') l, generate_series(1, 45000) i;
SELECT * FROM load_event_lines('many', 'staging');
UPDATE staging SET line = (line_no + 22500) || l FROM event_line('') l;
SELECT * FROM load_event_lines('many', 'staging');
SELECT * FROM load_event_lines('many', 'staging');
SELECT count(*), count(DISTINCT id), min(id), max(id) FROM many;
SET enable_seqscan = off;
SELECT count(*) FROM many WHERE id BETWEEN 1 AND 67500;
RESET enable_seqscan;
-- an error in the middle leaves nothing
INSERT INTO staging VALUES (45001, NULL);
SELECT * FROM load_event_lines('many', 'staging');
SELECT count(*) FROM many;

CREATE TEMP TABLE staged AS TABLE staging;
-- A key that is taken: the same row is a duplicate, any other one is refused, whichever way the table takes its rows
TRUNCATE staging;
INSERT INTO staging VALUES (1, event_line('1')), (2, event_line('2')), (3, event_line('3')), (4, event_line('2')), (5, event_line('3', code => '043', target => 'USA'));
SELECT create_event_table('plain_key'), create_event_table('parts_key', partition => 'year'), create_event_table('watched_key');
CREATE TRIGGER skip_odd BEFORE INSERT ON watched_key FOR EACH ROW WHEN (NEW.id > 100) EXECUTE FUNCTION skip_odd();
CREATE TABLE own_key (id text, day timestamp, code text, source varchar(10), target actor_code, mentions smallint, tone real, latitude numeric(6, 2), UNIQUE (id));
CREATE TABLE late_key (day date, id numeric, code event_code, source text, target text, mentions bigint, url text UNIQUE);
CREATE TABLE key_table (t regclass);
INSERT INTO key_table VALUES ('plain_key'), ('parts_key'), ('watched_key'), ('own_key');
SELECT t, l.* FROM key_table, load_event_lines(t, 'staging', file => 'first') l;
SELECT t, l.* FROM key_table, load_event_lines(t, 'staging', file => 'first') l;
UPDATE staging SET line = event_line('1', mentions => '7') WHERE line_no = 1;
UPDATE staging SET line = event_line('9') WHERE line_no = 2;
UPDATE staging SET line = event_line('9', source => '', url => 'u') WHERE line_no = 4;
SELECT t, l.* FROM key_table, load_event_lines(t, 'staging', file => 'second') l;
SELECT file, line_no, reason, value FROM plain_key_reject ORDER BY 1, 2;
SELECT * FROM parts_key_reject EXCEPT SELECT * FROM plain_key_reject;
SELECT * FROM watched_key_reject EXCEPT SELECT * FROM plain_key_reject;
SELECT file, line_no, value FROM own_key_reject ORDER BY 1, 2;
SELECT id, code, target, mentions FROM plain_key ORDER BY id;
-- only what the file fills is compared; who leaves the URLs out does not see that they differ
UPDATE staging SET line = event_line(line_no::text, url => 'http://example.org/' || line_no) WHERE line_no < 4;
SELECT * FROM load_event_lines('plain_key', 'staging', file => 'third');
SELECT * FROM load_event_lines('plain_key', 'staging', file => 'fourth', url => false);
SELECT file, line_no, value FROM plain_key_reject WHERE file > 'second' ORDER BY 2, 1;
-- a key that is not the id's and the day's
TRUNCATE staging;
INSERT INTO staging VALUES (1, event_line('1', url => 'u')), (2, event_line('2', url => 'u')), (3, event_line('1', url => 'u'));
SELECT * FROM load_event_lines('late_key', 'staging');
SELECT line_no, reason, value FROM late_key_reject;
-- row by row in the short way, with an error in between
TRUNCATE staging;
INSERT INTO staging SELECT i, event_line((i % 3000)::text, mentions => (i / 3000)::text) FROM generate_series(1, 6000) i;
SELECT create_event_table('twice');
SELECT * FROM load_event_lines('twice', 'staging');
SELECT reason, value, count(*), min(line_no), max(line_no) FROM twice_reject GROUP BY 1, 2;
SET enable_seqscan = off;
SELECT count(*), max(mentions) FROM twice WHERE id BETWEEN 0 AND 2999;
RESET enable_seqscan;
-- who may not read cannot be told what is the same
CREATE ROLE regress_event_writer;
GRANT USAGE ON SCHEMA regress_events TO regress_event_writer;
GRANT INSERT ON twice, twice_reject, parts_key, parts_key_reject TO regress_event_writer;
GRANT SELECT ON staging TO regress_event_writer;
SET ROLE regress_event_writer;
SELECT * FROM load_event_lines('twice', 'staging');
SELECT * FROM load_event_lines('parts_key', 'staging');
RESET ROLE;

-- Files that do not fit are not loaded: by their share of lines that are no events
TRUNCATE staging;
INSERT INTO staging SELECT i, CASE WHEN i % 10 = 0 THEN event_line(i::text) WHEN i > 60 THEN '' ELSE 'no event' END FROM generate_series(1, 100) i;
SELECT create_event_table('fit');
SELECT * FROM load_event_lines('fit', 'staging', max_refused => 80);
SELECT * FROM load_event_lines('fit', 'staging', max_refused => 84.3);
SELECT * FROM load_event_lines('fit', 'staging', max_refused => 0);
SELECT (SELECT count(*) FROM fit) AS events, (SELECT count(*) FROM fit_reject) AS rejects;
SELECT * FROM load_event_lines('fit', 'staging', max_refused => 84.4);
DELETE FROM staging WHERE line_no % 10 <> 0;
SELECT * FROM load_event_lines('fit', 'staging', max_refused => 0);
SELECT * FROM load_event_lines('fit', 'staging', max_refused => -1);
SELECT * FROM load_event_lines('fit', 'staging', max_refused => 'NaN');
SELECT * FROM load_event_lines('fit', 'staging', max_refused => NULL);
-- one that is long is read no further than shows it; nothing of it is in the reject table
TRUNCATE staging;
INSERT INTO staging SELECT i, 'a' || E'\tb' FROM generate_series(1, 12000) i;
SELECT * FROM load_event_lines('fit', 'staging', 'gdelt2', 'no events');
SELECT * FROM load_event_lines('fit', 'staging', 'gdelt2', 'no events', max_refused => 100);
SELECT count(*) FROM fit_reject WHERE file = 'no events';
TRUNCATE staging;
INSERT INTO staging SELECT i, event_line(i::text) FROM generate_series(1, 5) i;
SELECT * FROM load_event_lines('fit', 'staging', 'icews');

-- Rejects: kinds by GROUP BY; mended, they are loaded by the format and the header of their file, and leave the table
TRUNCATE staging;
INSERT INTO staging VALUES (1, event_line('1', code => '13y')), (2, event_line('2', source => 'FRAGOVMILX')), (3, event_line('3', code => '99')),
	(4, event_line('4', code => '13y')), (5, event_line('5')), (6, 'short');
SELECT create_event_table('mended');
SELECT * FROM load_event_lines('mended', 'staging', file => 'gdelt');
TRUNCATE staging;
INSERT INTO staging VALUES (1, 'target,code,day,source,id'), (2, 'IRN,042,2020-02-30,USA,20'), (3, 'IRN,042,2020-02-28,USA,21'), (4, 'IRN,042,2020-02-31,USA,22');
SELECT * FROM load_event_lines('mended', 'staging', file => 'coded');
SELECT reason, count(*), min(value) FROM mended_reject GROUP BY reason ORDER BY reason COLLATE "C";
SELECT file, line_no, value, format, header FROM mended_reject ORDER BY file, line_no;
-- nothing is mended: nothing changes
CREATE TEMP TABLE before AS SELECT file, line_no, line, reason, value, format, header FROM mended_reject;
SELECT * FROM load_rejects('mended');
(SELECT file, line_no, line, reason, value, format, header FROM mended_reject EXCEPT TABLE before)
	UNION ALL (TABLE before EXCEPT SELECT file, line_no, line, reason, value, format, header FROM mended_reject);
UPDATE mended_reject SET line = replace(line, '13y', '138');
UPDATE mended_reject SET line = 'IRN,042,2020-02-29,USA,20' WHERE file = 'coded' AND line_no = 2;
UPDATE mended_reject SET line = 'IRN,042,2020-02-27,USAX,22' WHERE file = 'coded' AND line_no = 4;
SELECT * FROM load_rejects('mended', 'coded');
SELECT * FROM load_rejects('mended', file => 'gdelt');
SELECT file, line_no, reason, value FROM mended_reject ORDER BY file, line_no;
SELECT id, day, code, source, target FROM mended ORDER BY id;
-- one that is there already leaves, too; one whose key is taken stays
UPDATE mended_reject SET line = event_line('5') WHERE file = 'gdelt' AND line_no = 2;
UPDATE mended_reject SET line = event_line('5', code => '190') WHERE file = 'gdelt' AND line_no = 3;
UPDATE mended_reject SET format = 'nonesuch' WHERE line_no = 6;
SELECT * FROM load_rejects('mended');
SELECT count(*) FROM mended_reject;
DELETE FROM mended_reject WHERE line_no = 6;
SELECT * FROM load_rejects('mended');
SELECT file, line_no, reason, value FROM mended_reject ORDER BY file, line_no;
SELECT * FROM load_rejects('mended', 'no such file');
SELECT * FROM load_rejects('mended', url => NULL);
SELECT load_rejects('a_view');
SELECT load_rejects(0);
-- a line that somebody put there by hand has to tell its format
INSERT INTO mended_reject VALUES ('by hand', 1, event_line('50'), 'none');
SELECT * FROM load_rejects('mended', 'by hand');
INSERT INTO mended_reject VALUES ('by hand', 1, 'anything', 'none');
SELECT * FROM load_rejects('mended', 'by hand');
SET ROLE regress_event_writer;
SELECT * FROM load_rejects('mended');
RESET ROLE;
GRANT INSERT ON mended, mended_reject TO regress_event_writer;
SET ROLE regress_event_writer;
SELECT * FROM load_rejects('mended');
RESET ROLE;

TRUNCATE staging;
INSERT INTO staging TABLE staged;

-- Loading through a view: each statement is a load, whatever it is, and tells what it came to
SET client_min_messages = notice;
SELECT * FROM last_event_load();
SELECT create_event_table('seen');
SELECT create_load_view('seen_load', 'seen', file => 'a file');
SELECT obj_description('seen_load'::regclass), (SELECT string_agg(tgname || ' ' || tgtype, ', ' ORDER BY tgname) FROM pg_trigger WHERE tgrelid = 'seen_load'::regclass) AS triggers;
TABLE seen_load;
COPY seen_load FROM STDIN WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02');
day,source,code,target,id
2020-01-15,USA,042,IRN,1

2020-02-30,USA,042,IRN,2
"2020-01-16",USA,043,,3
\.
SELECT * FROM last_event_load();
SELECT file, line_no, line, reason, value, format, header FROM seen_reject ORDER BY line_no;
SELECT id, day, code, source, target FROM seen ORDER BY id;
-- rows of several lines, numbered as they come; what is returned is no line any more
INSERT INTO seen_load VALUES (E'id,code,day,source,target\n4,04,2020-01-15,USA,IRN\n5,99,2020-01-15,USA,IRN'), (E'6,04,2020-01-15,USA,IRN\r\n'), ('bad') RETURNING length(line);
SELECT line_no, line, reason, value FROM seen_reject WHERE line_no <> 3 ORDER BY line_no;
-- the format is told by a line further down; by none; or there are no lines
TRUNCATE seen, seen_reject;
INSERT INTO seen_load SELECT line FROM (VALUES (1, ''), (2, 'garbage'), (3, event_line('200')), (4, event_line('201'))) l(n, line) ORDER BY n;
SELECT line_no, line FROM seen_reject;
INSERT INTO seen_load VALUES ('one'), ('two'), (NULL);
INSERT INTO seen_load SELECT 'garbage' FROM generate_series(1, 30);
INSERT INTO seen_load SELECT 'garbage' WHERE false;
SELECT * FROM last_event_load();
-- many lines; once more; with others of the same keys
TRUNCATE seen, seen_reject;
INSERT INTO seen_load SELECT i || l FROM event_line('') l, generate_series(1, 12001) i;
INSERT INTO seen_load SELECT i || l FROM event_line('') l, generate_series(1, 12001) i;
INSERT INTO seen_load SELECT string_agg(i || l, E'\n' ORDER BY i) FROM event_line('', code => '043') l, generate_series(11990, 12010) i;
SELECT count(*), min(line_no), max(line_no) FROM seen_reject;
SELECT count(*), min(id), max(id) FROM seen;
-- an error in the middle, and what does not fit, leave nothing
INSERT INTO seen_load SELECT CASE WHEN i < 21000 THEN i || l ELSE (1 / (i - 21000))::text END FROM event_line('') l, generate_series(13000, 21000) i;
INSERT INTO seen_load SELECT 'x' || i || l FROM event_line('') l, generate_series(1, 20000) i;
SELECT (SELECT count(*) FROM seen) AS events, (SELECT count(*) FROM seen_reject) AS rejects;
BEGIN;
SAVEPOINT before;
INSERT INTO seen_load VALUES (event_line('20000'));
ROLLBACK TO before;
INSERT INTO seen_load VALUES (event_line('20001'));
SAVEPOINT again;
INSERT INTO seen_load VALUES (event_line('20002'), 1);
ROLLBACK TO again;
INSERT INTO seen_load VALUES (event_line('20003'));
COMMIT;
SELECT id FROM seen WHERE id >= 20000 ORDER BY 1;
BEGIN TRANSACTION READ ONLY;
INSERT INTO seen_load VALUES (event_line('20004'));
ROLLBACK;

-- Raw lines: whatever bytes they are; without the end, nothing is loaded
SELECT create_load_view('pg_temp.raw_load', 'seen', 'gdelt1', 'raw', raw => true);
INSERT INTO raw_load VALUES (convert_to(event_line('30000') || E'\n' || event_line('30001'), 'UTF8') || '\x000a'), ('\xff'), (NULL);
SELECT line_no, left(line, 5), reason, value FROM seen_reject WHERE file = 'raw' ORDER BY line_no;
INSERT INTO raw_load VALUES (convert_to(event_line('30002'), 'UTF8'));
INSERT INTO raw_load SELECT convert_to(event_line('30002'), 'UTF8') WHERE false;
INSERT INTO raw_load VALUES (convert_to(event_line('30002'), 'UTF8')), (NULL), ('\x30');
INSERT INTO raw_load VALUES (NULL), (NULL);
INSERT INTO raw_load VALUES (NULL);
SELECT max(id) FROM seen;

-- Names: the view goes on when the table is renamed or moved, and lives as long as it does
ALTER TABLE seen RENAME TO "seen it";
INSERT INTO seen_load VALUES (event_line('30003'));
ALTER TABLE seen_reject RENAME TO "seen it_reject";
INSERT INTO seen_load VALUES (event_line('30003')), ('bad');
SELECT count(*) FROM "seen it_reject" WHERE line = 'bad';
DROP TABLE "seen it";
DROP VIEW seen_load, raw_load;
DROP TABLE "seen it";
SELECT create_load_view('odd "name', 'many');
SELECT create_load_view('"odd ""name"', 'many', file => $$it's \ "$$, url => false, names => false, max_refused => 12.5);
INSERT INTO "odd ""name" SELECT CASE WHEN i % 7 = 0 THEN 'bad' ELSE event_line((200000 + i)::text) END FROM generate_series(1, 21) i;
INSERT INTO "odd ""name" SELECT CASE WHEN i % 8 = 0 THEN 'bad' ELSE event_line((200000 + i)::text) END FROM generate_series(1, 24) i;
SELECT file, count(*) FROM many_reject GROUP BY file;
SELECT create_load_view('v', 'many', 'nonesuch');
INSERT INTO v VALUES ('x');
SELECT create_load_view('v', 'many');
SELECT create_load_view('v2', 'a_view');
SELECT create_load_view('v2', 0);
SELECT create_load_view('v2', NULL);
SELECT create_load_view('v2', 'many', max_refused => 101);
SELECT create_load_view('v2', 'many', max_refused => NULL);
SELECT create_load_view('a.b.c', 'many');
SELECT create_load_view('v2', 'many', in_schema => NULL);
SELECT create_load_view('no_such_schema.v2', 'many');

-- Partitions come, a trigger of the table sees what it has to, and may load through the same view
SELECT create_load_view('monthly_load', create_event_table('by_months', partition => 'month'));
INSERT INTO monthly_load VALUES (event_line('1', '20180131')), (event_line('2', '20180201')), (event_line('3', '00010101'));
SELECT tableoid::regclass, id FROM by_months ORDER BY id;
SELECT create_load_view('again_load', create_event_table('again'));
CREATE FUNCTION load_again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF NEW.id < 3 THEN INSERT INTO again_load VALUES (event_line((NEW.id + 10)::text)), ('bad'); INSERT INTO again_load SELECT 'nothing' WHERE false; END IF;
	IF NEW.id = 2 THEN
		BEGIN INSERT INTO again_load VALUES (event_line('20')), (event_line((1 / 0)::text)); EXCEPTION WHEN division_by_zero THEN NULL; END;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER load_again BEFORE INSERT ON again FOR EACH ROW EXECUTE FUNCTION load_again();
INSERT INTO again_load VALUES (event_line('1')), (event_line('2')), (event_line('3'));
SELECT id FROM again ORDER BY id;

-- The triggers anywhere else
CREATE TABLE no_view (line text);
CREATE TRIGGER t BEFORE INSERT ON no_view FOR EACH STATEMENT EXECUTE FUNCTION take_event_lines('', '-', 't', 't', 'f', '90');
INSERT INTO no_view VALUES ('x');
DROP TRIGGER t ON no_view;
CREATE TRIGGER t BEFORE INSERT ON no_view FOR EACH ROW EXECUTE FUNCTION take_event_lines();
INSERT INTO no_view VALUES ('x');
DROP TRIGGER t ON no_view;
CREATE TRIGGER t BEFORE UPDATE OR DELETE OR TRUNCATE ON no_view FOR EACH STATEMENT EXECUTE FUNCTION take_event_lines();
DELETE FROM no_view;
CREATE VIEW no_load AS SELECT 'x' AS line;
CREATE TRIGGER t INSTEAD OF INSERT ON no_load FOR EACH ROW EXECUTE FUNCTION take_event_lines('', '-', 't', 't', 'f', '90');
INSERT INTO no_load VALUES ('x');
CREATE TRIGGER s BEFORE INSERT ON no_load FOR EACH STATEMENT EXECUTE FUNCTION take_event_lines('', '-', 't', 't', 'f', '90');
INSERT INTO no_load VALUES ('x');
DROP TRIGGER s ON no_load;
CREATE TRIGGER s BEFORE INSERT ON no_load FOR EACH STATEMENT EXECUTE FUNCTION take_event_lines('', '-', 'perhaps', 't', 'f', '90');
INSERT INTO no_load VALUES ('x');
DROP TRIGGER s ON no_load;
CREATE TRIGGER s BEFORE INSERT ON no_load FOR EACH STATEMENT EXECUTE FUNCTION take_event_lines('');
INSERT INTO no_load VALUES ('x');
DROP TRIGGER t ON no_load;
SELECT take_event_lines();
-- a view that lost its last trigger would swallow the lines
DROP TRIGGER end_load ON again_load;
INSERT INTO again_load VALUES (event_line('4'));
SELECT count(*) FROM again WHERE id = 4;
SET client_min_messages = warning;

-- Rights: who may not insert or read may not load
CREATE ROLE regress_event_loader;
GRANT USAGE ON SCHEMA regress_events TO regress_event_loader;
GRANT INSERT ON many TO regress_event_loader;
DELETE FROM staging WHERE line IS NULL;
UPDATE staging SET line = (line_no + 100000) || l FROM event_line('') l;
SET ROLE regress_event_loader;
SELECT * FROM load_event_lines('many', 'staging');
RESET ROLE;
GRANT SELECT ON staging TO regress_event_loader;
SET ROLE regress_event_loader;
SELECT * FROM load_event_lines('events', 'staging');
SELECT * FROM load_event_lines('many', 'staging');
RESET ROLE;

BEGIN TRANSACTION READ ONLY;
SELECT * FROM load_event_lines('many', 'staging');
ROLLBACK;
-- undone with its savepoint, and loaded again after it
BEGIN;
SAVEPOINT before;
DELETE FROM many;
SELECT * FROM load_event_lines('many', 'staging');
ROLLBACK TO before;
SELECT count(*) FROM many;
SELECT * FROM load_event_lines('many', 'staging');
COMMIT;

-- Partitions come with the days, by month or by year, in the width of those that are there
SELECT create_event_table('monthly', partition => 'month');
SELECT create_event_table('yearly', partition => 'year');
TRUNCATE staging;
INSERT INTO staging SELECT row_number() OVER (), event_line((100 + n)::text, day => to_char(d, 'YYYYMMDD')) FROM (VALUES
	('2018-01-31'::date), ('2018-02-01'), ('2020-02-29'), ('1979-01-01'), ('1799-12-31'), ('9999-12-31'), ('2199-12-31'), ('0001-01-01')) v(d), generate_series(1, 1) n;
SELECT * FROM load_event_lines('monthly', 'staging');
SELECT * FROM load_event_lines('yearly', 'staging');
SELECT * FROM load_event_lines('monthly', 'staging');
SELECT tableoid::regclass, day FROM monthly ORDER BY day;
SELECT tableoid::regclass, day FROM yearly ORDER BY day;
SELECT line_no, reason, value FROM monthly_reject ORDER BY 1;
SELECT count(*) AS partitions_beside_todays FROM pg_inherits i WHERE inhparent = 'monthly'::regclass
	AND inhrelid <> ('monthly_p' || to_char(current_date, 'YYYYMM'))::regclass;
SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid IN ('monthly_p202002'::regclass, 'yearly_p2020'::regclass) ORDER BY 1;
SELECT count(*) AS indexes FROM pg_index WHERE indrelid = 'monthly_p202002'::regclass;
SELECT add_event_partitions('monthly', '2018-01-15', '2018-12-31'), add_event_partitions('monthly', '2018-01-15', '2018-12-31');
SELECT add_event_partitions('yearly', '2018-01-15', '2021-01-01');
-- beside a partition of another width there is room for the rest of the month
CREATE TABLE own_part PARTITION OF monthly FOR VALUES FROM ('2030-05-10') TO ('2030-05-20');
SELECT add_event_partitions('monthly', '2030-05-01', '2030-05-31', 'month');
SELECT c.relname, pg_get_expr(relpartbound, c.oid) FROM pg_class c WHERE relispartition AND pg_get_expr(relpartbound, c.oid) LIKE '%2030%' ORDER BY 2;
SELECT add_event_partitions('monthly', '2018-02-01', '2018-01-01');
CREATE TABLE a_table_with_a_name_that_leaves_no_room_for_that_of_partitions (day date) PARTITION BY RANGE (day);
SELECT add_event_partitions('a_table_with_a_name_that_leaves_no_room_for_that_of_partitions', '2018-01-01', '2018-01-31');
DROP TABLE a_table_with_a_name_that_leaves_no_room_for_that_of_partitions;
SELECT add_event_partitions('monthly', '0001-01-01', '2018-01-01');
SELECT add_event_partitions('monthly', '-infinity', 'infinity');
SELECT add_event_partitions('monthly', '2018-01-01', '2018-01-01', 'week');
SELECT add_event_partitions('events', '2018-01-01', '2018-01-01');
SELECT add_event_partitions(NULL, '2018-01-01', '2018-01-01');
-- One event for each day, source, target and code; for each URL; for any columns
SELECT create_event_table('reports');
TRUNCATE staging;
INSERT INTO staging SELECT row_number() OVER (), event_line(id, day, source, target, code, mentions, url) FROM (VALUES
	('1', '20180101', 'USA', 'IRN', '042', '5', 'http://example.org/a'), ('2', '20180101', 'USA', 'IRN', '042', '3', 'http://example.org/b'),
	('3', '20180101', 'USA', 'IRN', '043', '1', 'http://example.org/a'), ('4', '20180102', 'USA', 'IRN', '042', '1', 'http://example.org/a'),
	('5', '20180101', 'USA', '', '042', '1', ''), ('6', '20180101', 'USA', '', '042', '2', ''), ('7', '20180101', '', 'IRN', '042', '1', '')) v(id, day, source, target, code, mentions, url);
SELECT * FROM load_event_lines('reports', 'staging');
SELECT create_event_view('one_a_day', 'reports');
SELECT id, day, code, source, target, mentions, tone, url, events, ids FROM one_a_day ORDER BY id;
SELECT create_event_view('by_url', 'reports', 'by_url');
SELECT id, day, code, source, target, mentions, events, ids FROM by_url ORDER BY id;
SELECT create_event_view('public.dyads', 'reports', ARRAY['source', 'target']);
SELECT source, target, mentions, events, ids FROM public.dyads ORDER BY min(id) OVER (PARTITION BY source, target);
DROP VIEW public.dyads;
-- a condition on the key reaches the table
CREATE FUNCTION pg_temp.index_conditions(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query
	LOOP
		IF line LIKE '%Index Cond:%' THEN RETURN NEXT trim(line); END IF;
	END LOOP;
END $$;
SET enable_seqscan = off;
SELECT * FROM pg_temp.index_conditions(
	$$ SELECT count(*) FROM one_a_day WHERE source = 'USA' AND target = 'IRN' AND day = '2018-01-01' $$);
RESET enable_seqscan;
SELECT obj_description('one_a_day'::regclass);
SELECT create_event_view('one_a_day', 'reports');
SELECT create_event_view('v', 'reports', 'nonesuch');
SELECT create_event_view('v', 'reports', ARRAY['day', 'nonesuch']);
SELECT create_event_view('v', 'reports', '{}'::text[]);
SELECT create_event_view('a.b.c', 'reports');
SELECT create_event_view('v', NULL);

-- A staging row may hold several lines: the same lines in rows of one, of seven, and all in one give the same tables.
CREATE TEMP TABLE one_line AS SELECT n AS line_no, CASE WHEN n = 1 THEN 'day,source,code,target' WHEN n % 13 = 0 THEN 'no event' WHEN n = 30 THEN ''
	ELSE format('2020-01-%s,USA,042,IRN%s', lpad((n % 28 + 1)::text, 2, '0'), CASE WHEN n % 2 = 0 THEN E'\r' END) END AS line FROM generate_series(1::bigint, 60) n;
CREATE TEMP TABLE seven_lines AS SELECT min(line_no) AS line_no, string_agg(line, E'\n' ORDER BY line_no) AS line FROM one_line GROUP BY line_no / 7;
CREATE TEMP TABLE all_lines AS SELECT min(line_no) AS line_no, string_agg(line, E'\n' ORDER BY line_no)::bytea AS line FROM one_line;
SELECT create_event_table('by_one'), create_event_table('by_seven'), create_event_table('by_all');
SELECT * FROM load_event_lines('by_one', 'one_line');
SELECT * FROM load_event_lines('by_seven', 'seven_lines');
SELECT * FROM load_event_lines('by_all', 'all_lines');
SELECT count(*) AS differing FROM (SELECT count(*) FROM (TABLE by_one UNION ALL TABLE by_seven UNION ALL TABLE by_all) e GROUP BY e HAVING count(*) <> 3) d;
SELECT line_no, line, count(*) FROM (TABLE by_one_reject UNION ALL TABLE by_seven_reject UNION ALL TABLE by_all_reject) r GROUP BY 1, 2 ORDER BY 1;

-- Tables for POLECAT and for mentions; each takes its own lines only.
SELECT create_event_table('with_parts', parts => true), create_mention_table('mentions'), create_mention_table('mentions_by_month', partition => 'month', url => false, indexes => false);
SELECT conrelid::regclass AS t, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'p' AND conrelid IN ('with_parts'::regclass, 'mentions'::regclass, 'mentions_by_month'::regclass) ORDER BY 1;
SELECT string_agg(attname || CASE WHEN attnotnull THEN '*' ELSE '' END, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'with_parts'::regclass AND attnum > 12;
SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(a.attrelid, a.attnum) IS NOT NULL AS comment
	FROM pg_attribute a WHERE a.attrelid = 'mentions'::regclass AND a.attnum > 0 ORDER BY a.attnum;
SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'mentions'::regclass ORDER BY 1;
SELECT add_event_indexes('mentions') AS none_is_missing, add_event_indexes('mentions_by_month') AS two;
CREATE TEMP TABLE mention_lines AS SELECT n AS line_no, array_to_string(ARRAY[(n % 3)::text, '20200229134500', '2020030100' || lpad((n % 4 * 15)::text, 2, '0') || '00', '1', 'example.org', 'http://example.org/' || n % 5,
	'3', '12', '-1', '20', '1', CASE WHEN n = 7 THEN 'x' ELSE '60' END, '4000', '-2.5', '', ''], E'\t') AS line FROM generate_series(1::bigint, 70) n;
SELECT * FROM load_event_lines('mentions', 'mention_lines');
SELECT * FROM load_event_lines('mentions', 'mention_lines', 'gdelt-mentions');
SELECT * FROM load_event_lines('mentions_by_month', 'mention_lines');
SELECT count(*), count(DISTINCT (event_id, mention_time, url)) FROM mentions;
SELECT file, line_no, reason FROM mentions_reject;
SELECT load_event_lines('events', 'mention_lines');
SELECT load_event_lines('mentions', 'one_line');
SELECT load_event_lines('mentions', 'staging', 'gdelt1');
-- A table of one's own, plain and with a trigger
CREATE TABLE own_mentions (id bigint, day date, event_id bigint, PRIMARY KEY (id, day));
SELECT * FROM load_event_lines('own_mentions', 'mention_lines');
TRUNCATE own_mentions;
CREATE FUNCTION keep_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN new.event_id = 1 THEN new END; END $$;
CREATE TRIGGER keep_first BEFORE INSERT ON own_mentions FOR EACH ROW EXECUTE FUNCTION keep_first();
SELECT * FROM load_event_lines('own_mentions', 'mention_lines', file => 'kept out');
DROP TRIGGER keep_first ON own_mentions;
ALTER TABLE own_mentions DROP COLUMN day CASCADE;
SELECT load_event_lines('own_mentions', 'mention_lines');
-- Parts of one line are told apart; a table without the column takes no POLECAT.
CREATE TEMP TABLE polecat_lines AS SELECT n AS line_no, array_to_string(ARRAY['a_' || n, '2023-04-05', 'CONSULT', 'None', '2.5', '1', 'None', 'A; B; D', 'JOR; EGY; SYR', '', 'GOV', 'GOV', '', '', '', 'C', 'IRQ', '', '', '']
	|| array_fill(''::text, '{20}'), E'\t') AS line FROM generate_series(1::bigint, 15000) n;
SELECT * FROM load_event_lines('with_parts', 'polecat_lines');
SELECT count(*), count(DISTINCT id), array_agg(DISTINCT part) FROM with_parts;
SELECT * FROM load_event_lines('with_parts', 'polecat_lines');
-- What is there in part is filled up
DELETE FROM with_parts WHERE part = 2;
SELECT * FROM load_event_lines('with_parts', 'polecat_lines');
SELECT load_event_lines('events', 'polecat_lines');
-- Other formats have one part
SELECT * FROM load_event_lines('with_parts', 'one_line', file => 'coded');
SELECT DISTINCT part, contexts FROM with_parts WHERE day < '2023-01-01';
-- What both kinds of tables are made of
SELECT create_row_table('few', 'event_row', '{mentions,sources,articles,tone,latitude,longitude,added,country,url,source_name,target_name,part,contexts}', '{id,day,code}', '{id,day}', 'few columns');
SELECT string_agg(attname, ' ' ORDER BY attnum), obj_description('few'::regclass) FROM pg_attribute WHERE attrelid = 'few'::regclass AND attnum > 0;
SELECT create_row_table('t', 'pg_class', '{}', '{}', '{}', '');
SELECT create_mention_table('t', partition => 'week');
SELECT create_mention_table('a.b.c');
SELECT create_mention_table('mentions');

-- Nothing on the search_path of the caller is trusted
CREATE FUNCTION regress_events.to_regclass(text) RETURNS regclass LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trapped'; END $$;
CREATE FUNCTION regress_events.event_reject_table(regclass) RETURNS regclass LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trapped'; END $$;
CREATE TYPE regress_events.event_code AS ENUM ('trap');
SET search_path = regress_events, pg_catalog, public;
SELECT public.create_event_table('safe', partition => 'month');
SELECT * FROM public.load_event_lines('safe', 'staging');
RESET search_path;

SET client_min_messages = error;
DROP SCHEMA regress_events CASCADE;
DROP OWNED BY regress_event_loader, regress_event_writer;
DROP ROLE regress_event_loader, regress_event_writer;
