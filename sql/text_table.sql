-- text_table: tables for texts, accounts and follows; every row here was written for this test.
SET TimeZone = 'UTC';
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE SCHEMA regress_texts;
SET search_path = regress_texts, public;

-- Tables: their columns, keys and indexes
SELECT create_text_table('texts', 'smartdip'), create_account_table('accounts'), create_follow_table('follows');
SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated, attcollation::regcollation
	FROM pg_attribute WHERE attrelid IN ('texts'::regclass, 'accounts'::regclass, 'follows'::regclass) AND attnum > 0 ORDER BY attrelid, attnum;
SELECT count(*) AS without_comment FROM pg_attribute
	WHERE attrelid IN ('texts'::regclass, 'accounts'::regclass, 'follows'::regclass) AND attnum > 0 AND col_description(attrelid, attnum) IS NULL;
SELECT pg_get_indexdef(indexrelid) FROM pg_index
	WHERE indrelid IN ('texts'::regclass, 'accounts'::regclass, 'follows'::regclass) ORDER BY indrelid, indexrelid::regclass::text;
SELECT relname FROM pg_class WHERE relnamespace = 'regress_texts'::regnamespace AND relkind = 'r' ORDER BY 1;
SELECT add_event_indexes('texts') + add_event_indexes('accounts') + add_event_indexes('follows') AS none_is_missing;

-- What is generated: words and themes of title and body, which are two sentences
INSERT INTO texts (id, published, title, body) VALUES
	('1', '2020-01-01', 'Our embassy on digital', 'diplomacy'), ('2', '2020-01-01', NULL, 'Digital diplomacy for all'), ('3', '2020-01-01', 'دبلوماسية رقمية', NULL),
	('4', '2020-01-01', NULL, NULL);
SELECT id, search, themes FROM texts ORDER BY id;
SELECT id FROM texts WHERE search @@ to_tsquery('smartdip', 'digital <-> diplomacy') ORDER BY id;

-- Without one or the other
SELECT create_text_table('plain', themes => false, indexes => false), create_text_table('both', search => 'simple', indexes => false);
SELECT attrelid::regclass, string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute
	WHERE attrelid IN ('plain'::regclass, 'both'::regclass) AND attnum > 14 GROUP BY attrelid ORDER BY attrelid;
SELECT add_event_indexes('plain'), add_event_indexes('both');
SELECT create_text_table('nothing', search => NULL, themes => NULL, indexes => NULL);

-- Partitions by the day in UTC, whatever the time zone of the session
SET TimeZone = 'Asia/Kuwait';
SELECT create_text_table('by_month', partition => 'month'), create_text_table('by_year', partition => 'year');
SELECT count(*) AS first_ones FROM pg_inherits WHERE inhparent IN ('by_month'::regclass, 'by_year'::regclass);
SELECT add_event_partitions('by_month', '2020-01-31', '2020-02-01'), add_event_partitions('by_year', '2020-01-31', '2021-02-01');
SELECT add_event_partitions('by_month', '2020-01-01', '2020-02-29') AS there_already;
SET TimeZone = 'UTC';
INSERT INTO by_month (id, published) VALUES ('a', '2020-01-31 23:59:59+00'), ('b', '2020-02-01 00:00+00');
SELECT tableoid::regclass, id FROM by_month ORDER BY id;
SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
	WHERE inhparent IN ('by_month'::regclass, 'by_year'::regclass) AND c.relname LIKE '%\_p202%' AND c.relname < 'by_year_p2022' AND c.relname !~ 'month_p202[1-9]' ORDER BY 1;
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'by_month'::regclass AND contype = 'p';

-- Names of all kinds, and what is none
SELECT create_text_table('"odd ""name''; DROP TABLE texts; --"'), create_account_table('regress_texts."حساب"'), create_follow_table('elsewhere', in_schema => 'regress_texts');
SELECT create_text_table('texts');
SELECT create_text_table('a.b.c');
SELECT create_account_table('');
SELECT create_follow_table('two words');
SELECT create_text_table(repeat('x', 49));
SELECT create_text_table('t', partition => 'week');
SELECT create_text_table('t', partition => NULL);
SELECT create_text_table('t', 12345::regconfig);
SELECT create_text_table('no_such_schema.t');
SELECT create_text_table(NULL);


-- Reading: what stands in the file, as the table would have it
CREATE TEMP TABLE staging (line_no bigint GENERATED ALWAYS AS IDENTITY, line text);
INSERT INTO staging (line) VALUES ('Id;Published;AUTHOR;account;body;likes;note'), ('1;2020-01-01;USAGOV;@state;"Hello, ""world"" on'), ('digital diplomacy";"1,234";x'),
	(''), ('2;Wed Oct 10 20:19:24 +0000 2018;FRA;None;مرحبا بكم في سفارتنا;;y'), ('3;yesterday;FRA;;x;;y'), ('4;2020-01-01;FR;;x;;y'), ('1;2020-01-01;USAGOV;@state;other;1,234;x'),
	('5;2020-01-01;;;"open;1;x'), ('6;1580000000;;;ok;-1;x'), ('7;1580000000.5;;;ok;12.0;x'), ('7;1580000000.5;;;ok;12.0;x'), ('8;1;2'), (' ;2020-01-01;;;no id;;');
SELECT line_no, left(line, 30) AS line, reason, value, fields FROM read_text_lines('texts', 'staging');
TRUNCATE texts;
SELECT * FROM load_text_lines('texts', 'staging', file => 'one', constants => '{"platform": "twitter"}');
SELECT id, published, author, account, platform, language, title, body, likes FROM texts ORDER BY id;
SELECT line_no, line, reason, value, format, header, loaded = now() AS now FROM texts_reject ORDER BY line_no;
-- once more: nothing new anywhere; another value of a column that the file does not fill is none of its business
UPDATE texts SET url = 'http://example.org/' WHERE id = '2';
SELECT * FROM load_text_lines('texts', 'staging', file => 'one', constants => '{"platform": "twitter"}');
SELECT count(*) FROM texts_reject;
SELECT * FROM load_text_lines('texts', 'staging', file => 'other', constants => '{"platform": "facebook", "language": "fr"}');
SELECT value, count(*) FROM texts_reject WHERE file = 'other' AND reason LIKE '%key%' GROUP BY value ORDER BY value;

-- JSON Lines: names with dots, other types of values, broken lines
TRUNCATE texts, texts_reject, staging;
INSERT INTO staging (line) VALUES ('{"id": 11, "created_at": "2021-05-01T10:00:00+03:00", "user": {"screen_name": "mofa"}, "text": "a \u0645\u0631\u062d\u0628\u0627 \"b\"", "likes": 3, "lang": "ar"}'),
	('{"id": 12, "created_at": 1619852400, "user": {"screen_name": null}, "text": null, "likes": "many"}'), ('{"id": 13, "created_at": 1619852400, "text": ["a", "b"]}'),
	('{"id": 14, "created_at": 1619852400, "text": "cut off'), ('["id", 15]'), ('{"id": 16}'), ('{"id": 17, "created_at": "2021-05-01", "text": "zero\u0000byte"}'),
	('{"id": {"a": 1}, "created_at": 1619852400}'), ('{"id": 18, "created_at": true}'), ('{"id": 19, "created_at": 1619852400, "text": "\ud83d\ude00", "likes": 1e3, "other": [{"id": {}}]}'),
	('{"id": 20, "created_at": 1619852400, "likes": 99999999999999999999}');
SELECT * FROM load_text_lines('texts', 'staging', map => '{"published": "created_at", "account": "user.screen_name", "body": "text", "language": "lang"}');
SELECT id, published, account, language, body, likes FROM texts ORDER BY id;
SELECT line_no, reason, value FROM texts_reject ORDER BY line_no;

-- nothing that is wanted in it, kept as refused all the same
SELECT * FROM load_text_lines('texts', 'staging', map => '{"id": "nowhere"}', max_refused => 100);
CREATE TABLE counted (n bigint PRIMARY KEY DEFAULT 1, body text);
SELECT * FROM load_text_lines('counted', 'staging');

-- TSV: quotes are characters; no header; a column that is not to be read
TRUNCATE texts, texts_reject, staging;
INSERT INTO staging (line) VALUES (E'21\t2020-01-01\the said "no" \tUSA'), (E'22\t2020-01-01\t"quoted"\tUSA');
SELECT * FROM load_text_lines('texts', 'staging', 'tsv', map => '{"id": "1", "published": "2", "body": "3"}', header => false);
SELECT id, author, body FROM texts ORDER BY id;

-- Accounts and follows
TRUNCATE staging;
INSERT INTO staging (line) VALUES ('account,actor,name,opened,followers'), ('@kuwait_mofa,KWTGOV,"Ministry of Foreign Affairs, Kuwait",2011-07-01,"1,234,567"'), ('nobody,,,,'), (',KWT,,,');
SELECT * FROM load_text_lines('accounts', 'staging', constants => '{"platform": "twitter"}');
SELECT account, platform, actor, name, opened, followers FROM accounts ORDER BY account;
SELECT line_no, reason, value FROM accounts_reject;
TRUNCATE staging;
INSERT INTO staging (line) VALUES ('follower|followed|seen'), ('@a|b|2020-01-01'), ('b|a|'), ('b|a|');
SELECT * FROM load_text_lines('follows', 'staging', map => '{"source": "follower", "target": "followed", "day": "seen"}', constants => '{"platform": "twitter"}');
SELECT * FROM follows ORDER BY source;

-- Partitions come by themselves, and for no slip in a date
TRUNCATE staging;
INSERT INTO staging (line) VALUES ('id,published'), ('1,1945-06-26'), ('2,2019-12-31T23:30:00-01:00'), ('3,0203-01-01');
SELECT * FROM load_text_lines('by_month', 'staging');
SELECT tableoid::regclass, id FROM by_month WHERE id < '9' ORDER BY id;
SELECT reason, value FROM by_month_reject;

-- What the table itself does not take: checks, what a trigger keeps out, a text of too many lexemes; other rows go in
CREATE TABLE own_posts (id text PRIMARY KEY, body text CHECK (body <> 'bad'), likes bigint DEFAULT 0, noted text NOT NULL DEFAULT 'x', words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED);
CREATE FUNCTION no_spam() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN CASE WHEN NEW.body <> 'spam' THEN NEW END; END$$;
CREATE TRIGGER no_spam BEFORE INSERT ON own_posts FOR EACH ROW EXECUTE FUNCTION no_spam();
TRUNCATE staging;
INSERT INTO staging (line) SELECT format('{"id": "%s", "body": "%s"}', id, body) FROM (VALUES ('1', 'good'), ('2', 'bad'), ('3', 'spam'), ('4', (SELECT string_agg('w' || i, ' ') FROM generate_series(1, 150000) i)), ('5', 'fine'), ('2', 'fine')) v(id, body);
SELECT * FROM load_text_lines('own_posts', 'staging');
SELECT id, left(body, 10) AS body, likes, noted FROM own_posts ORDER BY id;
SELECT line_no, regexp_replace(reason, '[0-9]+', 'N', 'g') AS reason, length(line) > 100000 AS long FROM own_posts_reject ORDER BY line_no;

-- Hostile bytes
CREATE TEMP TABLE raw (line_no integer, line bytea);
INSERT INTO raw VALUES (1, '\xefbbbf' || convert_to('id,published,body', 'UTF8') || '\x0d'), (2, convert_to('31,2020-01-01,', 'UTF8') || '\xff'), (3, convert_to('32,2020-01-01,a', 'UTF8') || '\x00'),
	(4, convert_to('33,2020-01-01,', 'UTF8') || '\xd983d98f0d'), (5, '\xff'), (6, convert_to(E'34,2020-01-01,"a\r\nb"\r\n35,2020-01-01,c\r\n\r\n', 'UTF8'));
SELECT * FROM load_text_lines('texts', 'raw', file => 'raw');
SELECT id, body FROM texts WHERE id > '3' ORDER BY id;
SELECT line_no, line, reason, value FROM texts_reject WHERE file = 'raw' ORDER BY line_no;

-- Files and arguments that are wrong as a whole
SELECT * FROM load_text_lines('texts', 'raw', max_refused => 10);
SELECT * FROM load_text_lines('texts', 'raw', sealed => true);
INSERT INTO raw VALUES (7, NULL);
SELECT * FROM load_text_lines('texts', 'raw', sealed => true);
SELECT * FROM load_text_lines('texts', 'raw');
UPDATE raw SET line = NULL WHERE line_no = 3;
SELECT * FROM load_text_lines('texts', 'raw', sealed => true);
TRUNCATE raw;
SELECT * FROM load_text_lines('texts', 'raw');
SELECT * FROM load_text_lines('texts', 'raw', sealed => true);
INSERT INTO raw VALUES (1, '\xfffe69006400');
SELECT * FROM load_text_lines('texts', 'raw');
UPDATE raw SET line = '  [{"id": 1}]';
SELECT * FROM load_text_lines('texts', 'raw');
UPDATE raw SET line = 'id,body,published,body';
SELECT * FROM load_text_lines('texts', 'raw');
UPDATE raw SET line = 'id,text,"created,at"';
SELECT * FROM load_text_lines('texts', 'raw');
SELECT * FROM load_text_lines('texts', 'raw', map => '{"published": "created,at"}');
SELECT * FROM load_text_lines('texts', 'raw', map => '{"published": "created,at", "body": "words"}');
SELECT * FROM load_text_lines('texts', 'raw', map => '{"published": "created,at", "words": "text"}');
SELECT * FROM load_text_lines('texts', 'raw', constants => '{"search": "x"}');
UPDATE raw SET line = 'id,"published';
SELECT * FROM load_text_lines('texts', 'raw');
UPDATE raw SET line = convert_to(repeat('a,', 1000), 'UTF8');
SELECT * FROM load_text_lines('texts', 'raw');
SELECT * FROM load_text_lines('texts', 'raw', 'xml');
SELECT * FROM load_text_lines('texts', 'raw', map => '[]');
SELECT * FROM load_text_lines('texts', 'raw', map => NULL);
SELECT * FROM load_text_lines('texts', 'raw', max_refused => 101);
SELECT * FROM load_text_lines('raw', 'raw');
SELECT * FROM load_text_lines(0, 'raw');
SELECT * FROM load_text_lines('texts', 'pg_class');
SELECT * FROM read_text_lines('texts', 'raw', columns => '{id}', sources => '{}', constants => '{}');
SELECT * FROM read_text_lines('texts', 'raw', columns => '{NULL}', sources => '{a}', constants => '{NULL}');
SELECT * FROM read_text_lines('texts', 'raw', header => NULL);
-- steps of it, which are not to be called alone
CREATE TABLE lines (line_no integer, line text);
SELECT * FROM insert_text_rows('texts', 'raw', '{id}');
SELECT * FROM insert_text_rows(NULL, NULL, NULL);
SELECT write_text_rows('texts', 'counted', 'INSERT INTO counted SELECT 5'), write_text_rows('counted', 'texts', 'DELETE FROM counted');
SELECT write_text_rows('texts', 'counted', 'INSERT INTO lines SELECT 5');
SELECT write_text_rows('texts', 'counted', 'INSERT INTO counted SELECT 5 FROM lines');
SELECT write_text_rows('texts', 'counted', 'DROP TABLE counted');
SELECT write_text_rows('texts', 'counted', '');
SELECT write_text_rows('texts', 'counted', 'SELECT 1; SELECT 2');
SELECT write_text_rows('texts', 'counted', 'SELECT n FROM counted');

-- A role with the rights that it takes, and one without
CREATE ROLE regress_text_loader;
GRANT USAGE ON SCHEMA regress_texts TO regress_text_loader;
GRANT INSERT ON accounts_reject TO regress_text_loader;
INSERT INTO lines VALUES (1, 'account,platform'), (2, 'x,twitter');
GRANT SELECT ON lines TO regress_text_loader;
SET ROLE regress_text_loader;
SELECT * FROM load_text_lines('accounts', 'lines');
RESET ROLE;
GRANT INSERT ON accounts TO regress_text_loader;
SET ROLE regress_text_loader;
SELECT * FROM load_text_lines('accounts', 'lines');
RESET ROLE;
GRANT SELECT ON accounts TO regress_text_loader;
SET ROLE regress_text_loader;
SELECT * FROM load_text_lines('accounts', 'lines');
SELECT * FROM load_text_lines('accounts', 'lines');
RESET ROLE;

-- The extension may stand anywhere
ALTER EXTENSION smartdip SET SCHEMA regress_texts;
SELECT create_text_table('moved', 'smartdip');
TRUNCATE staging;
INSERT INTO staging (line) VALUES ('id,published,author,body'), ('1,2020-01-01,USA,digital diplomacy');
SELECT * FROM load_text_lines('moved', 'staging');
ALTER EXTENSION smartdip SET SCHEMA public;
SELECT * FROM load_text_lines('moved', 'staging');
SELECT search, themes FROM moved;

DROP OWNED BY regress_text_loader;
DROP ROLE regress_text_loader;
DROP SCHEMA regress_texts CASCADE;
