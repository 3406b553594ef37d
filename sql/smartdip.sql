-- The extension as a whole: what a DBA asks of it.

-- The library, the control file and the catalogue speak of one version.
SELECT smartdip_version() = extversion AS same_version FROM pg_extension WHERE extname = 'smartdip';
SELECT extrelocatable FROM pg_extension WHERE extname = 'smartdip';

-- Every object carries a comment; array types and the members of operator families take theirs from their owner. So do
-- the row types of views, which are members of an extension from 17 only.
CREATE TEMP VIEW members AS
	SELECT d.classid, d.objid, pg_describe_object(d.classid, d.objid, 0) AS object
	FROM pg_depend d JOIN pg_extension e ON d.refobjid = e.oid AND d.refclassid = 'pg_extension'::regclass
	WHERE e.extname = 'smartdip' AND d.deptype = 'e'
	AND NOT (d.classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_class c WHERE c.reltype = d.objid AND c.relkind <> 'c'));
SELECT object AS without_comment FROM members m
	WHERE obj_description(objid, classid::regclass::name) IS NULL
	AND classid NOT IN ('pg_opfamily'::regclass)
	AND NOT (classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_type t WHERE t.oid = m.objid AND t.typelem <> 0 AND t.typcategory = 'A'))
	ORDER BY 1;

-- No function is hidden by one of the server's; a name that the server took would mean another thing without a schema.
SELECT object AS hidden FROM members m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
	JOIN pg_proc s ON s.pronamespace = 'pg_catalog'::regnamespace AND s.proname = p.proname AND s.proargtypes = p.proargtypes ORDER BY 1;

-- Every operator class is what its access method asks for.
SELECT object AS not_valid FROM members m JOIN pg_opclass c ON c.oid = m.objid AND m.classid = 'pg_opclass'::regclass WHERE NOT amvalidate(c.oid);

-- Every type that can be compared sorts, hashes, partitions by hash, and goes out in binary.
SELECT t.typname, t.typsend <> 0 AND t.typreceive <> 0 AS binary_io,
	bool_or(a.amname = 'btree') AS btree, bool_or(a.amname = 'hash') AS hash,
	bool_or(a.amname = 'btree' AND p.amprocnum = 2) AS sort_support, bool_or(a.amname = 'btree' AND p.amprocnum = 4) AS equal_image,
	bool_or(a.amname = 'hash' AND p.amprocnum = 2) AS extended_hash
FROM members m JOIN pg_type t ON t.oid = m.objid AND m.classid = 'pg_type'::regclass AND t.typtype = 'b' AND t.typcategory <> 'A'
	LEFT JOIN pg_opclass c ON c.opcintype = t.oid AND c.opcdefault LEFT JOIN pg_am a ON a.oid = c.opcmethod
	LEFT JOIN pg_amproc p ON p.amprocfamily = c.opcfamily AND p.amproclefttype = t.oid
GROUP BY 1, 2 ORDER BY 1;

-- Operators know their commutator and, where there is one, their negator; functions say how parallel they are.
SELECT object AS without_commutator FROM members m JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
	WHERE o.oprcom = 0 AND o.oprleft <> 0 AND o.oprname NOT IN ('^@', '-') ORDER BY 1;
SELECT object AS without_estimate FROM members m JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
	WHERE o.oprresult = 'boolean'::regtype AND (o.oprrest = 0 OR o.oprjoin = 0) ORDER BY 1;
SELECT object AS aggregate_without_combine FROM members m JOIN pg_aggregate a ON a.aggfnoid = m.objid AND m.classid = 'pg_proc'::regclass
	WHERE a.aggcombinefn = 0 ORDER BY 1;

-- SQL-language functions have bodies that were bound when they were made; plpgsql names its search_path.
SELECT object AS text_body FROM members m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
	JOIN pg_language l ON l.oid = p.prolang WHERE l.lanname = 'sql' AND p.prosqlbody IS NULL ORDER BY 1;
SELECT object AS open_search_path FROM members m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
	JOIN pg_language l ON l.oid = p.prolang WHERE l.lanname = 'plpgsql' AND NOT coalesce(p.proconfig::text LIKE '%search_path=%', false) ORDER BY 1;

-- In these bodies every argument has the type that the operator or function takes: where there is an implicit cast, something that is
-- planted in the schema could match better. Names of parameters are all or none, for the server dumps an unnamed one beside named ones as "".
SELECT object AS body_with_implicit_cast FROM members m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
	WHERE p.prosqlbody::text ~ ':(func|relabel|coerce|convert|coercion)format 2' ORDER BY 1;
SELECT object AS view_with_implicit_cast FROM members m JOIN pg_rewrite r ON r.ev_class = m.objid AND m.classid = 'pg_class'::regclass
	WHERE r.ev_action::text ~ ':(func|relabel|coerce|convert|coercion)format 2' ORDER BY 1;
SELECT object AS body_with_unnamed_parameter FROM members m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
	WHERE p.prosqlbody IS NOT NULL AND '' = ANY (p.proargnames) ORDER BY 1;

-- A user without special rights installs it into a schema of her own, and moves it.
CREATE ROLE smartdip_regress_dba NOSUPERUSER LOGIN;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO smartdip_regress_dba', current_database()); END $$;
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL max_parallel_workers_per_gather = 0;
DROP EXTENSION smartdip CASCADE;
SET ROLE smartdip_regress_dba;
CREATE SCHEMA regress_diplomacy;
CREATE EXTENSION smartdip SCHEMA regress_diplomacy;
SELECT regress_diplomacy.label('042'::regress_diplomacy.event_code);
SELECT '0411'::regress_diplomacy.event_code OPERATOR(regress_diplomacy.<@) '04' AS under;
CREATE TABLE regress_diplomacy.t (c regress_diplomacy.event_code);
INSERT INTO regress_diplomacy.t SELECT c FROM regress_diplomacy.event_codes() c, generate_series(1, 50);
CREATE INDEX t_c ON regress_diplomacy.t (c);
ANALYZE regress_diplomacy.t;
-- the planner support finds its sibling function wherever the extension stands
EXPLAIN (COSTS OFF) SELECT c FROM regress_diplomacy.t WHERE c OPERATOR(regress_diplomacy.<@) '0871';
RESET ROLE;
CREATE SCHEMA regress_elsewhere;
ALTER EXTENSION smartdip SET SCHEMA regress_elsewhere;
EXPLAIN (COSTS OFF) SELECT c FROM regress_diplomacy.t WHERE c OPERATOR(regress_elsewhere.<@) '0871';
-- so do the functions written in plpgsql, whatever the schema is called
CREATE SCHEMA "regress Odd";
ALTER EXTENSION smartdip SET SCHEMA "regress Odd";
SELECT "regress Odd".create_event_table('regress_elsewhere.odd', partition => 'month', names => true);
SELECT count(*) AS columns, count(col_description(attrelid, attnum)) AS with_comment FROM pg_attribute
	WHERE attrelid = 'regress_elsewhere.odd'::regclass AND attnum > 0;
ROLLBACK;
DO $$ BEGIN EXECUTE format('REVOKE CREATE ON DATABASE %I FROM smartdip_regress_dba', current_database()); END $$;
DROP ROLE smartdip_regress_dba;
