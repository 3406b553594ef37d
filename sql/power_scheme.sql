-- A coding of events in a table of the user's own: reading, changes, rights, names.
\set VERBOSITY default
SET client_min_messages = warning;

-- A copy of the built-in scheme answers like it, for every code; an empty one knows nothing.
SELECT create_power_scheme('my_scheme', 'smartdip-1');
SELECT count(*) = (SELECT count(*) FROM power_scheme()) AS same_rows FROM my_scheme;
SELECT count(*) AS codes, count(*) FILTER (WHERE power_profile(c, 'my_scheme'::regclass) IS DISTINCT FROM power_profile(c)) AS wrong FROM event_codes() c;
SELECT create_power_scheme('second_scheme', 'smartdip-2');
SELECT count(*) AS codes, count(*) FILTER (WHERE power_profile(c, 'second_scheme'::regclass) IS DISTINCT FROM power_profile(c, 'smartdip-2')) AS wrong FROM event_codes() c;
DROP TABLE second_scheme;
SELECT create_power_scheme('"Empty one"');
SELECT power_profile('04'::event_code, '"Empty one"'::regclass) AS nothing;
SELECT attname, atttypid::regtype, attnotnull FROM pg_attribute WHERE attrelid = '"Empty one"'::regclass AND attnum > 0 ORDER BY attnum;

-- What is kept is not read again: no lock on the table is taken. In parallel mode nothing is kept; a function that is
-- not safe there keeps the statements out of it.
CREATE FUNCTION pg_temp.alone() RETURNS boolean LANGUAGE sql AS 'SELECT true';
SELECT power_profile('04'::event_code, 'my_scheme'::regclass) IS NOT NULL AND pg_temp.alone() AS read FROM generate_series(1, 2);
BEGIN;
SELECT power_profile('04'::event_code, 'my_scheme'::regclass) IS NOT NULL AND pg_temp.alone() AS kept;
SELECT count(*) AS locks FROM pg_locks WHERE relation = 'my_scheme'::regclass AND pid = pg_backend_pid();
COMMIT;

-- Rows hold for their subtree, a longer code goes first.
INSERT INTO "Empty one" VALUES ('04', 'soft:0.4'), ('0411', 'soft:0.9');
SELECT c, power_profile(c, '"Empty one"'::regclass) FROM unnest('{04,041,0411,0412,05}'::event_code[]) c;

-- Changes are seen by the next statement; what is rolled back never was.
UPDATE "Empty one" SET profile = 'soft:0.5' WHERE code = '04';
SELECT power_profile('041'::event_code, '"Empty one"'::regclass) AS updated;
DELETE FROM "Empty one" WHERE code = '0411';
SELECT power_profile('0411'::event_code, '"Empty one"'::regclass) AS deleted;
BEGIN;
UPDATE "Empty one" SET profile = 'hard:1';
SELECT power_profile('041'::event_code, '"Empty one"'::regclass) AS inside;
SAVEPOINT s;
UPDATE "Empty one" SET profile = 'hard:0.5';
SELECT power_profile('041'::event_code, '"Empty one"'::regclass) AS deeper;
ROLLBACK TO s;
SELECT power_profile('041'::event_code, '"Empty one"'::regclass) AS back;
ROLLBACK;
SELECT power_profile('041'::event_code, '"Empty one"'::regclass) AS outside;
TRUNCATE "Empty one";
SELECT power_profile('041'::event_code, '"Empty one"'::regclass) AS truncated;
-- one statement sees one coding, even where it changes the table itself
INSERT INTO "Empty one" VALUES ('19', 'hard:0.1');
WITH changed AS (UPDATE "Empty one" SET profile = 'hard:0.9' RETURNING code)
	SELECT code, power_profile(code, '"Empty one"'::regclass) AS before FROM changed;
SELECT power_profile('19'::event_code, '"Empty one"'::regclass) AS after;
-- a cursor goes on with the coding of its snapshot
BEGIN;
DECLARE codes CURSOR FOR SELECT power_profile('19'::event_code, '"Empty one"'::regclass) FROM generate_series(1, 3);
FETCH 1 FROM codes;
UPDATE "Empty one" SET profile = 'hard:0.3';
SELECT power_profile('19'::event_code, '"Empty one"'::regclass) AS now;
FETCH 1 FROM codes;
SELECT power_profile('19'::event_code, '"Empty one"'::regclass) AS now;
CLOSE codes;
COMMIT;

-- A table without the trigger is read anew by each statement; a view and a table of text will do, too.
CREATE TABLE plain_scheme (code text, profile text);
INSERT INTO plain_scheme VALUES ('19', 'hard:0.1');
SELECT power_profile('190'::event_code, 'plain_scheme'::regclass);
UPDATE plain_scheme SET profile = 'hard:0.2';
SELECT power_profile('190'::event_code, 'plain_scheme'::regclass);
CREATE VIEW view_scheme AS SELECT code, profile::power_profile | 'military:1' AS profile FROM plain_scheme;
SELECT power_profile('190'::event_code, 'view_scheme'::regclass);
DO $$
DECLARE
	seen power_profile[];
BEGIN
	FOR i IN 3 .. 5 LOOP
		UPDATE plain_scheme SET profile = format('hard:0.%s', i);
		seen := seen || power_profile('190'::event_code, 'plain_scheme'::regclass);
		BEGIN
			UPDATE plain_scheme SET profile = 'hard:1';
			seen := seen || power_profile('190'::event_code, 'plain_scheme'::regclass);
			RAISE division_by_zero;
		EXCEPTION WHEN division_by_zero THEN
			seen := seen || power_profile('190'::event_code, 'plain_scheme'::regclass);
		END;
	END LOOP;
	RAISE WARNING '%', seen;
END $$;
-- A view may depend on anything: where codes come from rows it is read once for the statement, and never kept for another one.
CREATE SEQUENCE readings;
CREATE VIEW moody_scheme AS SELECT code, CASE WHEN nextval('readings') > 0 THEN profile::power_profile * current_setting('regress.mood')::float8 END AS profile FROM plain_scheme;
SET regress.mood = 1;
SELECT count(power_profile(code, 'moody_scheme'::regclass)) AS rows, (SELECT last_value FROM readings) AS readings FROM event_codes() code WHERE code <@ '19' AND pg_temp.alone();
SET regress.mood = 0.5;
SELECT DISTINCT power_profile(code, 'moody_scheme'::regclass) FROM event_codes() code WHERE code <@ '19' AND pg_temp.alone();
DO $$
DECLARE
	seen power_profile[];
BEGIN
	FOR i IN 0 .. 2 LOOP
		PERFORM set_config('regress.mood', (i / 2.0)::text, false);
		seen := seen || power_profile('190'::event_code, 'moody_scheme'::regclass);
	END LOOP;
	RAISE WARNING '%', seen;
END $$;
DROP VIEW moody_scheme;
DROP SEQUENCE readings;

SELECT power_scheme_attach('plain_scheme');
SELECT power_scheme_attach('plain_scheme') AS again;
SELECT tgname, tgenabled, tgfoid::regproc FROM pg_trigger WHERE tgrelid = 'plain_scheme'::regclass ORDER BY tgname COLLATE "C";
UPDATE plain_scheme SET profile = 'soft:0.1';
SELECT power_profile('190'::event_code, 'plain_scheme'::regclass);
SET session_replication_role = replica;
UPDATE plain_scheme SET profile = 'soft:0.2';
RESET session_replication_role;
SELECT power_profile('190'::event_code, 'plain_scheme'::regclass) AS replicated;
ALTER TABLE plain_scheme DISABLE TRIGGER power_scheme_rows;
UPDATE plain_scheme SET profile = 'soft:0.3';
SELECT power_profile('190'::event_code, 'plain_scheme'::regclass) AS disabled;

-- What is no scheme, and what a table of text may hold.
SELECT power_profile('04'::event_code, 'pg_class'::regclass);
SELECT power_scheme_attach('pg_class');
SELECT power_profile('04'::event_code, 0::regclass);
SELECT power_scheme_attach(0);
INSERT INTO plain_scheme VALUES ('19', 'hard:1');
SELECT power_profile('04'::event_code, 'plain_scheme'::regclass);
UPDATE plain_scheme SET code = NULL;
SELECT power_profile('04'::event_code, 'plain_scheme'::regclass);
DELETE FROM plain_scheme;
INSERT INTO plain_scheme VALUES ('4', 'hard:1');
SELECT power_profile('04'::event_code, 'plain_scheme'::regclass);
UPDATE plain_scheme SET code = '04', profile = 'hard:7';
SELECT power_profile('04'::event_code, 'plain_scheme'::regclass);
-- a type whose cast somebody else wrote is not run
CREATE TABLE odd_scheme (code integer, profile power_profile);
SELECT power_profile('04'::event_code, 'odd_scheme'::regclass);
SELECT create_power_scheme('my_scheme');
SELECT create_power_scheme(NULL);
SELECT create_power_scheme('other', 'nonesuch');
SELECT create_power_scheme('a.b.c.d');
SELECT power_profile('04'::event_code, 'my_scheme');
SELECT power_scheme_changed();
CREATE TRIGGER too_soon BEFORE UPDATE ON my_scheme FOR EACH ROW EXECUTE FUNCTION power_scheme_changed();
UPDATE my_scheme SET reason = reason;
DROP TRIGGER too_soon ON my_scheme;

-- The caller's rights count, each user's own: select, row security, and rights that are taken away.
CREATE ROLE smartdip_regress_coder;
SET ROLE smartdip_regress_coder;
SELECT power_profile('19'::event_code, 'my_scheme'::regclass);
RESET ROLE;
GRANT SELECT ON my_scheme TO smartdip_regress_coder;
SET ROLE smartdip_regress_coder;
SELECT power_profile('19'::event_code, 'my_scheme'::regclass) = power_profile('19'::event_code) AS granted;
RESET ROLE;
REVOKE SELECT ON my_scheme FROM smartdip_regress_coder;
SELECT power_profile('19'::event_code, 'my_scheme'::regclass) = power_profile('19'::event_code) AS owner;
SET ROLE smartdip_regress_coder;
SELECT power_profile('19'::event_code, 'my_scheme'::regclass);
RESET ROLE;
GRANT SELECT ON my_scheme TO smartdip_regress_coder;
ALTER TABLE my_scheme ENABLE ROW LEVEL SECURITY;
CREATE POLICY peaceful ON my_scheme USING (code < current_setting('smartdip_regress.below')::event_code);
SET ROLE smartdip_regress_coder;
SET smartdip_regress.below = '10';
SELECT power_profile('04'::event_code, 'my_scheme'::regclass) IS NOT NULL AS peace, power_profile('19'::event_code, 'my_scheme'::regclass) IS NOT NULL AS war;
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT power_profile('14'::event_code, 'my_scheme'::regclass) IS NOT NULL AS protest;
SET smartdip_regress.below = '20';
SELECT power_profile('14'::event_code, 'my_scheme'::regclass) IS NOT NULL AS protest;
COMMIT;
RESET ROLE;
DROP TABLE my_scheme;
DROP ROLE smartdip_regress_coder;

-- No search_path leads elsewhere: neither to another type, nor to another function, nor to another table.
CREATE SCHEMA regress_trap;
CREATE TYPE regress_trap.event_code AS (trap integer);
CREATE FUNCTION regress_trap.power_scheme(text) RETURNS TABLE (code text, profile text, reason text) LANGUAGE sql AS $$ SELECT 1 / 0, '', '' $$;
CREATE FUNCTION regress_trap.power_scheme_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'trapped'; END $$;
CREATE SCHEMA regress_codings;
SELECT n.nspname AS extension_schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'smartdip' \gset
SET search_path = regress_trap, :extension_schema, pg_catalog;
SELECT create_power_scheme('regress_codings.mine', 'smartdip-1');
SELECT create_power_scheme('here', 'smartdip-1');
UPDATE regress_codings.mine SET profile = 'legal:1' WHERE code = '19';
SELECT power_profile(:extension_schema.event_code '19', 'regress_codings.mine'::regclass);
RESET search_path;
SELECT power_profile('19'::event_code, 'regress_codings.mine'::regclass), to_regclass('regress_trap.here');
CREATE TEMP TABLE mine (code event_code, profile power_profile);
INSERT INTO mine VALUES ('19', 'cultural:1');
SELECT power_profile('19'::event_code, 'mine'::regclass) AS temporary, power_profile('19'::event_code, 'regress_codings.mine'::regclass) AS other;
ALTER SCHEMA regress_codings RENAME TO regress_renamed;
SELECT power_profile('19'::event_code, 'regress_renamed.mine'::regclass) AS renamed;
SET client_min_messages = warning;
DROP SCHEMA regress_trap, regress_renamed CASCADE;
DROP TABLE "Empty one", odd_scheme, plain_scheme CASCADE;
