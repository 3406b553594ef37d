# The extension needs no superuser: who installed it without being one, and who did nothing but connect, can use every object of it.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

my $database = fresh_database('smartdip_plain_role', bare => 1);
psql_ok(<<"SQL");
DROP ROLE IF EXISTS smartdip_plain_owner;
DROP ROLE IF EXISTS smartdip_plain_other;
CREATE ROLE smartdip_plain_owner LOGIN;
CREATE ROLE smartdip_plain_other LOGIN;
GRANT CREATE ON DATABASE $database TO smartdip_plain_owner;
SET ROLE smartdip_plain_owner;
CREATE EXTENSION smartdip;
RESET ROLE;
CREATE SCHEMA AUTHORIZATION smartdip_plain_owner;
CREATE SCHEMA AUTHORIZATION smartdip_plain_other;

CREATE VIEW member AS SELECT classid, objid, objid::regproc AS name, pg_describe_object(classid, objid, 0) AS object
	FROM pg_depend WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'smartdip');
GRANT SELECT ON member TO public;

-- A value of each type that the extension's functions take.
CREATE TABLE sample AS SELECT * FROM (VALUES
	('text', 'soft power'), ('integer', '1'), ('bigint', '1'), ('smallint', '1'), ('boolean', 'true'), ('double precision', '0.5'), ('real', '0.5'), ('real[]', '{1,1,1,1}'),
	('text[]', '{day}'), ('date', '2020-01-01'), ('timestamp with time zone', '2020-01-01'), ('name', 'smartdip_plain_other'), ('bytea', 'x'), ('jsonb', '{}'), ('cstring', '042'), ('oid', '1'),
	('regclass', 'mine'), ('regdictionary', 'smartdip_english'), ('tsvector', 'power'), ('tsquery', 'power'), ('event_code', '042'),
	('actor_code', 'USAGOV'), ('power_profile', 'hard:1'), ('name_query', 'Clinton'), ('corpus_statistics', 'v1 documents=1 length=1 minimum=1 ''a'':1'),
	('event_series', '2020-01-01: 042'), ('event_pattern', '13 then 042'), ('event_code[]', '{042}'), ('daterange', '[2020-01-01,2020-02-01)'), ('double precision[]', '{1,2}'),
	('regconfig', 'smartdip'), ('history_state', NULL), ('number_pairs', NULL), ('power_state', NULL), ('power_weighted_state', NULL), ('theme_state', NULL), ('corpus_state', NULL)) s(type, value);
GRANT SELECT ON sample TO public;

-- What is made is taken back.
CREATE FUNCTION refused(statement text) RETURNS text LANGUAGE plpgsql AS \$\$
BEGIN
	EXECUTE statement;
	RAISE EXCEPTION 'not refused';
EXCEPTION
	WHEN insufficient_privilege THEN
		RETURN SQLERRM;
	WHEN OTHERS THEN
		RETURN NULL;
END \$\$;

-- A statement for each object, or two: with NULLs and with values.
CREATE VIEW use AS
	SELECT object, format('SELECT count(*) FROM (SELECT %s(%s)) s', p.oid::regproc, v) AS statement
	FROM member JOIN pg_proc p ON p.oid = objid AND classid = 'pg_proc'::regclass, LATERAL (
		SELECT coalesce(string_agg('NULL::' || t::regtype, ',' ORDER BY i), ''), coalesce(string_agg(format('%L::%s', value, t::regtype), ',' ORDER BY i), '')
		FROM unnest(p.proargtypes) WITH ORDINALITY a(t, i) LEFT JOIN sample ON type = t::regtype::text) a(nulls, "values"),
		unnest(ARRAY[nulls, "values"]) v
	WHERE NOT 'internal'::regtype = ANY (p.proargtypes) AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
	UNION ALL SELECT object, format('SELECT * FROM %s', objid::regclass) FROM member WHERE classid = 'pg_class'::regclass
	UNION ALL SELECT object, format('CREATE TEMP TABLE made (c %s)', objid::regtype) FROM member WHERE classid = 'pg_type'::regclass
	UNION ALL SELECT object, format('SELECT NULL::%s::%s', castsource::regtype, casttarget::regtype) FROM member JOIN pg_cast c ON c.oid = objid AND classid = 'pg_cast'::regclass
	UNION ALL SELECT object, format('SELECT NULL::%s %s NULL::%s', nullif(oprleft, 0)::regtype, oprname, oprright::regtype) FROM member JOIN pg_operator o ON o.oid = objid AND classid = 'pg_operator'::regclass
	UNION ALL SELECT object, format('CREATE TEMP TABLE made (c %s); CREATE INDEX ON made USING %s (c %I)', opcintype::regtype, amname, opcname)
		FROM member JOIN pg_opclass o ON o.oid = objid AND classid = 'pg_opclass'::regclass JOIN pg_am m ON m.oid = opcmethod
	UNION ALL SELECT object, format('SELECT to_tsvector(%L, ''The foreign minister'')', objid::regconfig) FROM member WHERE classid = 'pg_ts_config'::regclass
	UNION ALL SELECT object, format('SELECT ts_lexize(%L, ''minister'')', objid::regdictionary) FROM member WHERE classid = 'pg_ts_dict'::regclass
	UNION ALL SELECT object, format('SELECT * FROM ts_parse(%L, ''The foreign minister'')', prsname) FROM member JOIN pg_ts_parser p ON p.oid = objid AND classid = 'pg_ts_parser'::regclass
	UNION ALL SELECT object, format('CREATE TEXT SEARCH DICTIONARY made (TEMPLATE = %I)', tmplname) FROM member JOIN pg_ts_template t ON t.oid = objid AND classid = 'pg_ts_template'::regclass;
GRANT SELECT ON use TO public;
SQL
is(psql_ok("SELECT string_agg(DISTINCT t::regtype::text, ',') FROM member JOIN pg_proc p ON p.oid = objid AND classid = 'pg_proc'::regclass, unnest(proargtypes) t
	WHERE t::regtype::text NOT IN (SELECT type FROM sample) AND NOT 'internal'::regtype = ANY (proargtypes)"), '', 'there is a value for every type');
is(psql_ok("SELECT string_agg(DISTINCT classid::regclass::text, ',') FROM member WHERE objid NOT IN (SELECT m.objid FROM member m JOIN use USING (object))
	AND classid NOT IN ('pg_proc'::regclass, 'pg_opfamily'::regclass, 'pg_event_trigger'::regclass)"), '', 'and a statement for every object but functions of the server and event triggers');

for my $role (qw(smartdip_plain_owner smartdip_plain_other))
{
	my $as = "SET client_min_messages = error; SET SESSION AUTHORIZATION $role; SET search_path = $role, public;";
	psql_ok(<<"SQL");
$as
SELECT create_event_table('mine', 'month', names => true);
CREATE TABLE staged AS SELECT 1::bigint AS line_no, 'no event'::text AS line;
SELECT load_event_lines('mine', 'staged', 'gdelt2', max_refused => 100), load_rejects('mine');
SELECT create_event_view('once', 'mine'), create_power_scheme('coding', 'smartdip-1');
UPDATE coding SET profile = 'hard:1' WHERE code = '04';
SELECT power_profile('042', 'coding'::regclass);
SELECT create_history('kept', 'mine', monads => true), add_event_partitions('mine', min(day), max(day)) FROM smartdip_sample_events(50);
INSERT INTO mine (id, day, code, source, target) SELECT id, day, code, source, target FROM smartdip_sample_events(50);
DO \$\$ BEGIN ASSERT (SELECT sum(event_count(history)) FROM kept) >= 50, 'kept'; END \$\$;
DO \$\$ BEGIN ASSERT NOT EXISTS (SELECT FROM history_check('kept')), 'exact'; END \$\$;
SELECT create_chart_views('chart', 'kept');
DO \$\$ BEGIN ASSERT (SELECT sum(value) FROM chart_events_by_quad) > 0 AND EXISTS (SELECT FROM chart_power_mix), 'charts'; END \$\$;
CREATE TEXT SEARCH DICTIONARY terms (TEMPLATE = smartdip_lexicon, Terms = '=a = power');
SELECT set_lexicon('terms', 'SELECT ''=b'', ''soft power'''), lexicon_info('terms'), corpus_stats('SELECT to_tsvector(''smartdip'', ''a text'')');
CREATE TEXT SEARCH CONFIGURATION words (COPY = smartdip_wide);
CREATE TABLE indexed (name text, body text, words tsvector GENERATED ALWAYS AS (smartdip_tsvector(body)) STORED);
CREATE INDEX ON indexed USING gin (name gin_name_ops);
SELECT ts_headline('smartdip', 'The foreign minister', to_tsquery('words', 'minister'));
SQL
	is(psql_ok("$as SELECT object, message FROM use, LATERAL (SELECT refused(statement) AS message OFFSET 0) r WHERE message IS NOT NULL"), '', "$role uses every object");
	is(psql_ok("$as SELECT object FROM member WHERE classid = 'pg_proc'::regclass AND NOT has_function_privilege(objid, 'EXECUTE')
		OR classid = 'pg_type'::regclass AND NOT has_type_privilege(objid, 'USAGE')"), '', "$role has the right to all functions and types");
}
psql_ok('DROP OWNED BY smartdip_plain_owner, smartdip_plain_other CASCADE; DROP ROLE smartdip_plain_owner, smartdip_plain_other');
done_testing();
