-- Prints doc/reference.md from the comments of the installed extension: scripts/reference.sh writes the file,
-- test/tap/900_reference.pl fails when the two drift apart.
\set QUIET on
\pset tuples_only on
\pset format unaligned
SET client_min_messages = warning;

CREATE TEMP VIEW member AS
	SELECT d.classid, d.objid, obj_description(d.objid, d.classid::regclass::name) AS comment
	FROM pg_depend d JOIN pg_extension e ON d.refobjid = e.oid AND d.refclassid = 'pg_extension'::regclass
	WHERE e.extname = 'smartdip' AND d.deptype = 'e';

-- A cell of a table: a bar would end it.
CREATE FUNCTION pg_temp.cell(s text) RETURNS text LANGUAGE sql AS $$ SELECT replace(s, '|', '\|') $$;

-- Functions that SQL users never call by name: I/O, operators' implementations, members of operator classes,
-- parts of aggregates, planner support.
CREATE TEMP VIEW plumbing AS
	SELECT p.oid FROM pg_proc p WHERE p.prorettype IN ('cstring'::regtype, 'internal'::regtype)
		OR 'internal'::regtype = ANY (p.proargtypes) OR 'cstring'::regtype = ANY (p.proargtypes)
	UNION SELECT typsend FROM pg_type
	UNION SELECT oprcode FROM pg_operator
	UNION SELECT amproc FROM pg_amproc
	UNION SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn]) FROM pg_aggregate;

\echo '# Reference'
\echo
\echo 'Made from the comments of the installed objects by `scripts/reference.sh`; do not edit.'
SELECT format(E'This is version %s. `COMMENT`s say the same in `psql`: `\\df+`, `\\do+`, `\\dT+`.', smartdip_version());

\echo
\echo '## Types'
\echo
\echo '| type | what it is |'
\echo '|---|---|'
SELECT format('| `%s` | %s |', format_type(t.oid, NULL), pg_temp.cell(m.comment))
	FROM member m JOIN pg_type t ON t.oid = m.objid AND m.classid = 'pg_type'::regclass
	WHERE t.typcategory <> 'A' AND NOT EXISTS (SELECT FROM pg_class c WHERE c.reltype = t.oid AND c.relkind <> 'c') ORDER BY t.oid;

\echo
\echo '## Operators'
\echo
\echo '| operator | gives | what it does |'
\echo '|---|---|---|'
SELECT format('| `%s %s %s` | `%s` | %s |', CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) END, pg_temp.cell(o.oprname),
		format_type(o.oprright, NULL), format_type(o.oprresult, NULL), pg_temp.cell(m.comment))
	FROM member m JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass 
	ORDER BY o.oprleft, array_position('{=,<>,<,<=,>=,>}'::name[], o.oprname), o.oprname, o.oprright;

\echo
\echo '## Functions'
\echo
\echo '| function | gives | what it does |'
\echo '|---|---|---|'
SELECT format('| `%s(%s)` | `%s` | %s |', p.proname, pg_temp.cell(pg_get_function_arguments(p.oid)),
		pg_temp.cell(coalesce(pg_get_function_result(p.oid), 'procedure')), pg_temp.cell(m.comment))
	FROM member m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
	WHERE p.prokind IN ('f', 'p', 'w') AND p.oid NOT IN (SELECT oid FROM plumbing) ORDER BY p.oid;

\echo
\echo '## Aggregates'
\echo
\echo '| aggregate | gives | what it does |'
\echo '|---|---|---|'
SELECT format('| `%s(%s)` | `%s` | %s |', p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), pg_temp.cell(m.comment))
	FROM member m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
	WHERE p.prokind = 'a' ORDER BY p.oid;

\echo
\echo '## Casts'
\echo
\echo '| from | to | when | what it does |'
\echo '|---|---|---|---|'
SELECT format('| `%s` | `%s` | %s | %s |', format_type(c.castsource, NULL), format_type(c.casttarget, NULL),
		CASE c.castcontext WHEN 'i' THEN 'by itself' WHEN 'a' THEN 'on assignment' ELSE 'when asked for' END, pg_temp.cell(m.comment))
	FROM member m JOIN pg_cast c ON c.oid = m.objid AND m.classid = 'pg_cast'::regclass ORDER BY c.oid;

\echo
\echo '## Operator classes'
\echo
\echo '| index | operator class | for | operators | what it serves |'
\echo '|---|---|---|---|---|'
SELECT format('| %s | `%s`%s | `%s` | %s | %s |', a.amname, c.opcname, CASE WHEN c.opcdefault THEN ' (default)' ELSE '' END,
		format_type(c.opcintype, NULL),
		(SELECT string_agg(format('`%s`', pg_temp.cell(o.oprname)), ' ' ORDER BY ao.amopstrategy) FROM pg_amop ao JOIN pg_operator o ON o.oid = ao.amopopr
			WHERE ao.amopfamily = c.opcfamily AND ao.amoplefttype = c.opcintype),
		pg_temp.cell(m.comment))
	FROM member m JOIN pg_opclass c ON c.oid = m.objid AND m.classid = 'pg_opclass'::regclass
		JOIN pg_am a ON a.oid = c.opcmethod ORDER BY a.amname, c.oid;
