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

DROP SCHEMA regress_texts CASCADE;
