-- table_argument: what functions over tables of analysts begin with, whatever table, unit and days they are given.

CREATE FUNCTION check_columns("table" regclass, columns text[], hint text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	missing text;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = coalesce("table", 0)) THEN
		RAISE EXCEPTION 'relation with OID % does not exist', coalesce("table"::oid, 0)
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''events''::regclass.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = "table" AND relkind IN ('r', 'p', 'v', 'm', 'f')) THEN
		RAISE EXCEPTION '"%" is not a table', "table" USING ERRCODE = 'wrong_object_type', HINT = hint;
	END IF;
	SELECT c INTO missing FROM unnest(columns) WITH ORDINALITY u(c, i)
		WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = "table" AND attname = c AND attnum > 0 AND NOT attisdropped) ORDER BY i LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'table % has no column %', "table", missing USING ERRCODE = 'undefined_column', HINT = hint;
	END IF;
END
$function$;
COMMENT ON FUNCTION check_columns(regclass, text[], text) IS
	'does nothing where a table, a view or the like has all of these columns; what functions over tables of analysts begin with. Errors: 42703 with the first column that it lacks and the hint, 42809 for what has no rows, 42P01 for an OID of no table';

CREATE FUNCTION check_periods(unit text, "from" date, "to" date) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.panel(''''::%1$s.event_series, coalesce($1, ''day''), coalesce($2, $3, ''2000-01-01''), coalesce($3, $2, ''2000-01-01''), text ''gdelt'') LIMIT 1', own) USING unit, "from", "to";
END
$function$;
COMMENT ON FUNCTION check_periods(text, date, date) IS
	'does nothing for a unit and days that panel() takes, each of them or NULL, and gives its errors otherwise (22023, 22008), whatever a table has';
