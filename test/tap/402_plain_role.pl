# Whoever may install the extension can use all of it, and so can everybody else: no object asks for a right that the install script
# did not give. Each function is called with NULLs, each view and type and configuration is used, by the role that ran CREATE
# EXTENSION and by one that has no rights at all.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

fresh_database('smartdip_plain_role', bare => 1);
psql_ok(<<'SQL');
DROP ROLE IF EXISTS smartdip_plain_owner;
DROP ROLE IF EXISTS smartdip_plain_other;
CREATE ROLE smartdip_plain_owner;
CREATE ROLE smartdip_plain_other;
GRANT CREATE ON DATABASE smartdip_plain_role TO smartdip_plain_owner;
SET ROLE smartdip_plain_owner;
CREATE SCHEMA tools;
GRANT USAGE ON SCHEMA tools TO PUBLIC;
CREATE EXTENSION smartdip SCHEMA tools;
SQL

my $members = "SELECT objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'"
	. " AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'smartdip')";

# A statement for each object; what the statement says of its arguments does not matter, only whether it was let in.
my @statements = split /\n/, psql_ok(<<"SQL");
SELECT CASE WHEN prokind = 'a' THEN format('SELECT tools.%I(%s) FROM (SELECT) AS nothing', proname, arguments)
	ELSE format('SELECT tools.%I(%s)', proname, arguments) END
FROM (SELECT p.*, (SELECT string_agg('NULL::' || format_type(t, NULL), ', ' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY AS a (t, n)) AS arguments
	FROM pg_proc p WHERE oid IN ($members AND classid = 'pg_proc'::regclass)) AS f
WHERE 'internal'::regtype <> ALL (proargtypes) AND prorettype <> ALL ('{internal,trigger}'::regtype[])
UNION ALL SELECT format('SELECT count(*) FROM tools.%I', relname) FROM pg_class WHERE oid IN ($members AND classid = 'pg_class'::regclass) AND relkind IN ('v', 'r', 'm')
UNION ALL SELECT format('SELECT NULL::tools.%I', typname) FROM pg_type WHERE oid IN ($members AND classid = 'pg_type'::regclass) AND typtype <> 'p'
UNION ALL SELECT format('SELECT to_tsvector(''tools.%I'', ''word'')', cfgname) FROM pg_ts_config WHERE oid IN ($members AND classid = 'pg_ts_config'::regclass)
UNION ALL SELECT format('SELECT ts_lexize(''tools.%I'', ''word'')', dictname) FROM pg_ts_dict WHERE oid IN ($members AND classid = 'pg_ts_dict'::regclass)
SQL
cmp_ok(scalar @statements, '>', 200, scalar @statements . ' objects');

for my $role (qw(smartdip_plain_owner smartdip_plain_other))
{
	my $list = join ",\n", map { "\$s\$$_\$s\$" } @statements;
	is(psql_ok(<<"SQL"), '', "$role may use them all");
SET ROLE $role;
CREATE TEMP TABLE refused (statement text, message text);
DO \$do\$
DECLARE
	statement text;
BEGIN
	FOREACH statement IN ARRAY ARRAY[$list]
	LOOP
		BEGIN
			EXECUTE statement;
		EXCEPTION
			WHEN insufficient_privilege THEN INSERT INTO refused VALUES (statement, SQLERRM);
			WHEN OTHERS THEN NULL;
		END;
	END LOOP;
END
\$do\$;
SELECT string_agg(statement || ': ' || message, ', ') FROM refused;
SQL
}
psql_ok('DROP EXTENSION smartdip; DROP SCHEMA tools; DROP OWNED BY smartdip_plain_owner CASCADE; DROP ROLE smartdip_plain_owner; DROP ROLE smartdip_plain_other');
done_testing();
