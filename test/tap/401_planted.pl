# Who owns a database may install the extension, and its functions then belong to the superuser, who may call them. So nothing that
# the owner planted in the schema before may get into them: no operator, function or cast, whatever types it takes.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

my $database = fresh_database('smartdip_planted');

# What bodies call, as it is written before a parenthesis; the view and the install script call two more.
my $called = psql_ok(<<'SQL');
SELECT string_agg(DISTINCT quote_literal(m[1]), ',') FROM pg_proc p
	JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'smartdip',
	regexp_matches(coalesce(pg_get_function_sqlbody(p.oid), p.prosrc), '([a-z_0-9]+)\(', 'g') m
WHERE p.prosqlbody IS NOT NULL OR p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql');
SQL
like($called, qr/'split_part'.*'theme_tags'/, 'bodies call functions of the server and of the extension');
my %called = map { $_ => 1 } split(/,/, $called), q{'theme_catalogue'}, q{'current_setting'};
$called = join ',', sort keys %called;

my $calls = <<'SQL';
SET client_min_messages = error;
SELECT * FROM theme_keyness(text 'soft power, hard power and cyber attacks', text 'hard power');
SELECT theme_dominant(text 'soft power, hard power and cyber attacks', false), theme_dominant(text 'soft power', true);
SELECT * FROM theme;
SELECT create_event_table(text 'event', text 'month', true, true, true, current_schema());
SELECT add_event_partitions('event'::regclass, date '2020-01-01', date '2020-03-31', text 'month'), add_event_indexes('event'::regclass), event_reject_table('event'::regclass);
SELECT create_event_view(text 'once', 'event'::regclass, text 'by_url', current_schema()), create_event_view(text 'by_day', 'event'::regclass, '{day,url}'::text[], current_schema());
CREATE TABLE acts AS SELECT date '2008-06-05' + n * 30 AS day, actor_code 'USA' AS source, (CASE n % 2 WHEN 0 THEN actor_code 'FRA' ELSE actor_code 'RUSCVL' END) AS target,
	(CASE n % 3 WHEN 0 THEN event_code '042' ELSE event_code '190' END) AS code FROM generate_series(1, 60) n;
CREATE TABLE reports AS SELECT n::bigint AS event_id, text 'a' AS source_name, n::double precision AS tone, timestamptz '2008-06-05' AS event_time, timestamptz '2008-06-06' AS mention_time FROM generate_series(1, 60) n;
CREATE TABLE words AS SELECT text 'Digital diplomacy, soft power and hacking favour small states' AS body, actor_code 'FRA' AS author, bigint '1' AS likes, bigint '1' AS reposts, bigint '1' AS replies FROM generate_series(1, 40);
CREATE TABLE holders AS SELECT text 'x' AS platform, text 'a' AS account, actor_code 'FRA' AS actor;
SELECT id, n, estimate, verdict FROM claims('acts'::regclass, 'reports'::regclass, text 'en', jsonb '{"min_n": 1}');
SELECT id, n, estimate, verdict FROM hypotheses('acts'::regclass, 'words'::regclass, 'holders'::regclass, NULL::regclass, text 'ar', jsonb '{"min_n": 1}');
SQL
my $before = psql_ok($calls);
psql_ok('DROP VIEW once, by_day; DROP TABLE event, event_reject, acts, reports, words, holders');

psql_ok(<<"SQL");
\\o /dev/null
CREATE TEMP TABLE own AS SELECT proname, array_to_string(proargtypes::regtype[], ',') AS arguments FROM pg_proc WHERE proname IN ($called) AND pronamespace = 'public'::regnamespace;
GRANT SELECT ON own TO public;
DROP EXTENSION smartdip;
DROP ROLE IF EXISTS smartdip_planter;
CREATE ROLE smartdip_planter LOGIN;
ALTER DATABASE $database OWNER TO smartdip_planter;
SET ROLE smartdip_planter;
BEGIN;
CREATE SCHEMA planted;
CREATE TYPE planted.own AS ENUM ('x');
CREATE DOMAIN planted.word AS text;
CREATE TEMP TABLE type AS SELECT t, t ~ 'planted|any|bool|\\[' AS odd FROM string_to_table('int2 int4 int8 float4 float8 numeric text varchar bpchar name "char" oid '
	'regclass bool date timestamp timestamptz interval text[] name[] daterange datemultirange planted.own planted.word anyelement', ' ') t;

-- A type of one's own that is every other type, too.
SELECT format('CREATE CAST (%s AS planted.own) WITH INOUT AS IMPLICIT', t), format('CREATE CAST (planted.own AS %s) WITH INOUT AS IMPLICIT', t)
FROM type WHERE NOT odd \\gexec

-- Operators for all types that pg_catalog does not have them for, with the type of result that the like of them has there.
CREATE TEMP TABLE operator AS
SELECT name, l.t AS l, r.t AS r, CASE WHEN name ~ '^[-+*/%^]\$' THEN 'float8' WHEN name = '||' THEN 'text' ELSE 'bool' END AS result
FROM unnest('{+,-,*,/,%,^,||,=,<>,<,<=,>,>=,~,!~,~~,!~~,\@>,<\@,&&}'::text[]) name, type l, type r
WHERE NOT EXISTS (SELECT FROM pg_operator c WHERE c.oprnamespace = 'pg_catalog'::regnamespace AND c.oprname = name
	AND c.oprleft = l.t::regtype AND c.oprright = r.t::regtype);
SELECT DISTINCT format('CREATE FUNCTION planted.operator_%s(%s, %s) RETURNS %1\$s LANGUAGE plpgsql IMMUTABLE AS ''BEGIN RAISE EXCEPTION ''''planted''''; END''', result, l, r)
FROM operator \\gexec
SELECT format('CREATE OPERATOR planted.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = planted.operator_%s)', name, l, r, result) FROM operator \\gexec

-- Functions of the names that bodies call, for one to three arguments, with the type of result that the server's have.
SELECT format('CREATE FUNCTION planted.%I(%s) RETURNS %s LANGUAGE plpgsql IMMUTABLE AS ''BEGIN RAISE EXCEPTION ''''planted''''; END''', name, concat_ws(',', a.t, b.t, c.t),
	coalesce((SELECT min(prorettype::regtype::text) FROM pg_proc JOIN pg_type y ON y.oid = prorettype
		WHERE proname = name AND pronamespace = 'pg_catalog'::regnamespace AND y.typtype <> 'p'), 'text'))
FROM unnest(ARRAY[$called]) name, type a,
	(SELECT NULL UNION ALL SELECT t FROM type WHERE t IN ('text', 'varchar', 'int4', 'int8', 'float8', 'name', 'bool', 'planted.word', 'anyelement')) b(t),
	(SELECT NULL UNION ALL SELECT t FROM type WHERE t IN ('varchar', 'int8')) c(t)
WHERE (b.t IS NOT NULL OR c.t IS NULL)
	AND NOT EXISTS (SELECT FROM own WHERE proname = name AND arguments = concat_ws(',', a.t::regtype, b.t::regtype, c.t::regtype)) \\gexec
COMMIT;
SQL
cmp_ok(psql_ok("SELECT count(*) FROM pg_proc WHERE pronamespace = 'planted'::regnamespace"), '>', 10000, 'functions are planted');
cmp_ok(psql_ok("SELECT count(*) FROM pg_operator WHERE oprnamespace = 'planted'::regnamespace"), '>', 10000, 'and operators');

psql_ok('SET ROLE smartdip_planter; CREATE TABLE planted.before AS SELECT oid FROM pg_proc UNION ALL SELECT oid FROM pg_operator UNION ALL SELECT oid FROM pg_type
	UNION ALL SELECT oid FROM pg_cast; CREATE EXTENSION smartdip SCHEMA planted');
is(psql_ok(<<'SQL'), '', 'nothing in the extension depends on what was planted');
WITH RECURSIVE member AS (
	SELECT classid, objid FROM pg_depend WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'smartdip')
	UNION
	SELECT d.classid, d.objid FROM member m JOIN pg_depend d ON d.refclassid = m.classid AND d.refobjid = m.objid AND d.deptype = 'i')
SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) || ' on ' || pg_describe_object(d.refclassid, d.refobjid, 0)
FROM member JOIN pg_depend d USING (classid, objid)
WHERE d.refobjid IN (SELECT oid FROM planted.before) AND d.refclassid NOT IN ('pg_namespace'::regclass, 'pg_language'::regclass);
SQL

# What a superuser calls: bodies that are bound already, and statements that functions make when they run.
my $after = psql_ok("SET search_path = planted; $calls");
is($after, $before, 'and functions give what they gave');
done_testing();
