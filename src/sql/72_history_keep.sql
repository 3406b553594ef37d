-- history_keep: tables of histories that follow their event table.

CREATE FUNCTION keeps_history(history regclass, events regclass, "by" text, two_countries text, monads boolean) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_keeps_history';
COMMENT ON FUNCTION keeps_history(regclass, regclass, text, text, boolean) IS
	'the condition of the triggers that create_history() makes: always true, it holds what they are to keep, and how; error 22023 for settings that there are not';

CREATE FUNCTION keep_history() RETURNS trigger
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_keep_history';
COMMENT ON FUNCTION keep_history() IS
	'the function of the triggers that create_history() makes: adds the events that came to the histories, and takes away those that went, with the rights of the owner of the event table. Errors: 42501 where the histories belong to another role, 39P01 for a trigger made otherwise';

CREATE FUNCTION kept_histories(event_table regclass DEFAULT NULL, OUT history regclass, OUT events regclass, OUT "by" text, OUT two_countries text, OUT monads boolean,
	OUT "table" regclass, OUT trigger text) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL RESTRICTED ROWS 10 AS 'MODULE_PATHNAME', 'smartdip_kept_histories';
COMMENT ON FUNCTION kept_histories(regclass) IS
	'the histories that create_history() made and that are still kept, those of an event table or partition or, for NULL, all: the table of histories, the event table, how they are made of it; a row for the event table and for each of its partitions (table), with the first of the triggers there';

CREATE FUNCTION refresh_history(history regclass) RETURNS bigint
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_refresh_history';
COMMENT ON FUNCTION refresh_history(regclass) IS
	'makes the histories of a kept table anew from all events, and gives their number; needed after events changed without the triggers (ALTER TABLE ... DISABLE TRIGGER, session_replication_role), or the histories by hand. Errors: 55000 for a table that is not kept, 42501 for who cannot act as its owner, 42P01 for an OID of no table';

CREATE FUNCTION history_check(history regclass, OUT source text, OUT target text, OUT kept event_series, OUT rebuilt event_series) RETURNS SETOF record
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_history_check';
COMMENT ON FUNCTION history_check(regclass) IS
	'compares a kept table with what the events give now: the rows that differ, none where all is well; kept is NULL for a history that is missing, rebuilt for one that should not be there. So it shows what no trigger saw, too: triggers that were off, ALTER TABLE ... ALTER COLUMN ... TYPE ... USING, which writes rows anew, and tables that inherit from the event table, whose rows are its own; refresh_history() mends it. Reads all events. Errors as for refresh_history()';

CREATE FUNCTION history_apply(history regclass, events regclass, part regclass, sign integer) RETURNS bigint
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_history_apply';
COMMENT ON FUNCTION history_apply(regclass, regclass, regclass, integer) IS
	'adds the events of a part of an event table to the histories of a kept one (sign 1) or takes them away (-1), and gives the number of histories that changed; called where a partition comes or goes. Errors as for refresh_history()';

CREATE FUNCTION add_history_triggers(history regclass, events regclass, "by" text, two_countries text, monads boolean, event_table regclass, prefix text) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made record;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = event_table) THEN
		RAISE EXCEPTION 'relation with OID % does not exist', event_table::oid
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''events''::regclass.';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	FOR made IN SELECT * FROM (VALUES
		('lock', 'BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE', ''),
		('insert', 'AFTER INSERT', 'REFERENCING NEW TABLE AS came'),
		('update', 'AFTER UPDATE', 'REFERENCING OLD TABLE AS went NEW TABLE AS came'),
		('delete', 'AFTER DELETE', 'REFERENCING OLD TABLE AS went')) t(name, event, rows)
	LOOP
		EXECUTE format('CREATE TRIGGER %I %s ON %s %s FOR EACH STATEMENT WHEN (%s.keeps_history(%L::regclass, %L::regclass, %L::text, %L::text, %L::boolean)) EXECUTE FUNCTION %s.keep_history()',
			prefix || made.name, made.event, event_table, made.rows, own, history, events, "by", two_countries, monads, own);
	END LOOP;
END
$function$;
COMMENT ON FUNCTION add_history_triggers(regclass, regclass, text, text, boolean, regclass, text) IS
	'makes the triggers that keep a history, on the event table or on a partition of it; called by create_history() and where a partition comes; error 42P01 for an OID of no table';

CREATE FUNCTION create_history(
	name text, events regclass, "by" text DEFAULT 'country', two_countries text DEFAULT 'first', monads boolean DEFAULT false,
	in_schema name DEFAULT current_schema()
) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	parts text[] := parse_ident(name);
	full_name text;
	key_type text;
	own regnamespace;
	event_table record;
	wrong record;
	made regclass;
BEGIN
	IF name IS NULL OR events IS NULL OR "by" IS NULL OR two_countries IS NULL OR monads IS NULL THEN
		RAISE EXCEPTION 'arguments of create_history must not be null' USING ERRCODE = 'null_value_not_allowed';
	ELSIF array_length(parts, 1) > 2 OR octet_length(parts[array_upper(parts, 1)]) > 48 THEN
		RAISE EXCEPTION 'invalid name of a table of histories: "%"', name
			USING ERRCODE = 'invalid_name', HINT = 'A name has at most 48 bytes, and may have a schema before it.';
	ELSIF array_length(parts, 1) = 1 AND in_schema IS NULL THEN
		RAISE EXCEPTION 'no schema has been selected to create in' USING ERRCODE = 'invalid_schema_name';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	-- its errors tell of wrong settings
	EXECUTE format('SELECT %s.keeps_history(0::regclass, 0::regclass, $1, $2, $3)', own) USING "by", two_countries, monads;

	-- Writers are kept away from here on, so that what is looked at stays so.
	SELECT c.relname, c.relkind INTO event_table FROM pg_class c WHERE c.oid = events;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'relation with OID % does not exist', events::oid
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''events''::regclass.';
	ELSIF event_table.relkind NOT IN ('r', 'p') THEN
		RAISE EXCEPTION '"%" is not a table', event_table.relname
			USING ERRCODE = 'wrong_object_type', HINT = 'Histories are kept from tables, such as create_event_table() makes.';
	END IF;
	EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', events);
	SELECT c.relname, c.relowner, pg_get_userbyid(c.relowner) AS owner, c.relispartition,
			c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhparent, i.inhrelid)) AS inherits
		INTO STRICT event_table FROM pg_class c WHERE c.oid = events;
	IF event_table.relispartition OR event_table.inherits THEN
		RAISE EXCEPTION '"%" is a part of another table, or has parts itself', event_table.relname
			USING ERRCODE = 'wrong_object_type', DETAIL = 'Triggers would not see all changes.',
			HINT = 'Keep the histories of the whole partitioned table.';
	ELSIF NOT pg_has_role(event_table.relowner, 'USAGE') THEN
		RAISE EXCEPTION 'must be owner of table %', event_table.relname USING ERRCODE = 'insufficient_privilege';
	END IF;
	SELECT w.name, w.type, a.atttypid::regtype AS found INTO wrong
		FROM (VALUES ('day', 'pg_catalog.date'), ('code', own || '.event_code'), ('source', own || '.actor_code'), ('target', own || '.actor_code')) w(name, type)
			LEFT JOIN pg_attribute a ON a.attrelid = events AND a.attname = w.name AND a.attnum > 0 AND NOT a.attisdropped
		WHERE a.atttypid IS DISTINCT FROM w.type::regtype LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'table "%" has no column % of type %', event_table.relname, wrong.name, wrong.type
			USING ERRCODE = CASE WHEN wrong.found IS NULL THEN 'undefined_column' ELSE 'datatype_mismatch' END,
			DETAIL = CASE WHEN wrong.found IS NOT NULL THEN format('Its type is %s.', wrong.found) ELSE 'There is none of that name.' END,
			HINT = 'create_event_table() makes tables that histories are kept from.';
	END IF;

	full_name := format('%I.%I', CASE array_length(parts, 1) WHEN 2 THEN parts[1] ELSE in_schema END, parts[array_upper(parts, 1)]);
	key_type := CASE "by" WHEN 'country' THEN 'text COLLATE "C"' ELSE own || '.actor_code' END;
	EXECUTE format('CREATE TABLE %s (source %s NOT NULL, target %s, history %s.event_series NOT NULL, %s (source, target))',
		full_name, key_type, key_type, own, CASE WHEN monads THEN 'UNIQUE NULLS NOT DISTINCT' ELSE 'PRIMARY KEY' END);
	-- The schema may have got another name just now, and somebody else another table of the old one.
	SELECT c.oid INTO made FROM pg_class c WHERE c.oid = full_name::regclass AND pg_get_userbyid(c.relowner) = current_user;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'table % was renamed while it was made', full_name
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Try again.';
	END IF;
	IF monads THEN
		EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', made);
	END IF;
	EXECUTE format('COMMENT ON TABLE %s IS %L', made, format('histories of the events in %s, by %s; kept by triggers there', event_table.relname, "by"));
	EXECUTE format('COMMENT ON COLUMN %s.source IS %L', made, 'who acted');
	EXECUTE format('COMMENT ON COLUMN %s.target IS %L', made, 'towards whom' || CASE WHEN monads THEN '; NULL: everything that the source did' ELSE '' END);
	EXECUTE format('COMMENT ON COLUMN %s.history IS %L', made, 'days with their event codes and how often each occurred');
	IF event_table.owner <> current_user THEN
		EXECUTE format('ALTER TABLE %s OWNER TO %I', made, event_table.owner);
	END IF;
	EXECUTE format('SELECT %s.add_history_triggers($1, $2, $3, $4, $5, c.oid::regclass, $6) FROM pg_class c
		WHERE c.relkind IN (''r'', ''p'') AND (c.oid = $2 OR c.oid IN (SELECT t.relid FROM pg_partition_tree($2) t))', own)
		USING made, events, "by", two_countries, monads, parts[array_upper(parts, 1)] || '_keep_';
	EXECUTE format('SELECT %s.refresh_history($1)', own) USING made;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_history(text, regclass, text, text, boolean, name) IS
	'makes a table (source, target, history) of the histories of an event table, and keeps it exact through whatever changes the events: INSERT, UPDATE, DELETE, TRUNCATE, MERGE, COPY, loading, partitions that come and go; in the same transaction. by: country (as country() gives it), actor (the code as it stands) or root actor (the first group of the code). two_countries, for histories by country: how an actor of two countries counts, for the first (as in country()), for each of them, or for none. monads: rows with target NULL beside, all that a source did, to whomever. Events without a side, a day or a code do not count, nor do infinite days. The table belongs to the owner of the event table, and writers of events wait for each other. Errors: 22023 for other settings, 42602 for a name that is none or is longer than 48 bytes, 42P07 if the table exists, 42501 for who cannot act as the owner of the event table, 42809 for what is no table or part of another, 42703 or 42804 for an event table without day, code, source and target of their types, 42P01 for an OID of no table';

-- Partitions that come and go: an event trigger, because no trigger of a table tells of them.

CREATE FUNCTION match_history_partition(part regclass) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	whole regclass := pg_partition_root(part);
	member record;
	kept record;
	name text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	FOR member IN SELECT c.oid::regclass AS "table", c.relkind FROM pg_class c
		WHERE c.relkind IN ('r', 'p') AND (c.oid = part OR c.oid IN (SELECT t.relid FROM pg_partition_tree(part) t))
	LOOP
		FOR kept IN EXECUTE format('SELECT k.* FROM %1$s.kept_histories($1) k WHERE k.events <> k."table" AND k.events IS DISTINCT FROM $2', own) USING member."table", whole LOOP
			IF member.relkind = 'r' THEN
				EXECUTE format('SELECT %s.history_apply($1, $2, $3, -1)', own) USING kept.history, kept.events, member."table";
			END IF;
			FOREACH name IN ARRAY '{lock,insert,update,delete}'::text[] LOOP
				EXECUTE format('DROP TRIGGER IF EXISTS %I ON %s', regexp_replace(kept.trigger, 'lock$', name), member."table");
			END LOOP;
		END LOOP;
		FOR kept IN EXECUTE format('SELECT k.* FROM %1$s.kept_histories($2) k WHERE k.events = $2 AND $1 <> $2
			AND k.history NOT IN (SELECT m.history FROM %1$s.kept_histories($1) m)', own) USING member."table", whole
		LOOP
			EXECUTE format('SELECT %s.add_history_triggers($1, $2, $3, $4, $5, $6, $7)', own)
				USING kept.history, kept.events, kept."by", kept.two_countries, kept.monads, member."table", regexp_replace(kept.trigger, 'lock$', '');
			IF member.relkind = 'r' THEN
				EXECUTE format('SELECT %s.history_apply($1, $2, $3, 1)', own) USING kept.history, kept.events, member."table";
			END IF;
		END LOOP;
	END LOOP;
END
$function$;
COMMENT ON FUNCTION match_history_partition(regclass) IS
	'gives a partition that came to an event table, and the partitions of that one, the triggers of its histories, and adds their events; takes away both where it went';

CREATE FUNCTION history_partitions() RETURNS event_trigger
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_history_partitions';
COMMENT ON FUNCTION history_partitions() IS
	'the function of an event trigger: calls match_history_partition() where a command attaches, detaches or makes a partition; error 39P03 anywhere else';
CREATE EVENT TRIGGER smartdip_history_partitions ON ddl_command_end WHEN TAG IN ('ALTER TABLE', 'CREATE TABLE')
	EXECUTE FUNCTION history_partitions();
COMMENT ON EVENT TRIGGER smartdip_history_partitions IS 'keeps histories exact where partitions come and go; see create_history()';

CREATE FUNCTION history_partition_dropped() RETURNS event_trigger
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_history_partition_dropped';
COMMENT ON FUNCTION history_partition_dropped() IS
	'the function of an event trigger: makes histories anew where a partition of their event table was dropped, by whomever, whose events nobody can subtract any more; with the rights of the owner of the event table. Error 39P03 anywhere else';
CREATE EVENT TRIGGER smartdip_history_partition_dropped ON sql_drop EXECUTE FUNCTION history_partition_dropped();
COMMENT ON EVENT TRIGGER smartdip_history_partition_dropped IS 'keeps histories exact where partitions are dropped; see create_history()';

CREATE FUNCTION history_trigger_made() RETURNS event_trigger
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_history_trigger_made';
COMMENT ON FUNCTION history_trigger_made() IS
	'the function of an event trigger: error 42501 where somebody makes a trigger that would keep histories whose owner he cannot act as. Error 39P03 anywhere else';
CREATE EVENT TRIGGER smartdip_history_trigger_made ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER') EXECUTE FUNCTION history_trigger_made();
COMMENT ON EVENT TRIGGER smartdip_history_trigger_made IS 'lets nobody but their owner have histories kept; see create_history()';
