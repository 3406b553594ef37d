-- From 1.0.0 to 1.0.1: see CHANGELOG.md. Every function that changed is here as a whole.
\echo Use "ALTER EXTENSION smartdip UPDATE TO '1.0.1'" to load this file. \quit

CREATE OR REPLACE FUNCTION add_event_partitions(events regclass, first date, last date, width text DEFAULT NULL) RETURNS integer
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET DateStyle = 'ISO, YMD' SET TimeZone = 'UTC' AS $function$
DECLARE
	made integer := 0;
	covered datemultirange;
	widest integer;
	part daterange;
	one_day date;
	table_schema regnamespace;
	table_name name;
	part_name text;
	taken_by name;
	owner name;
	made_table regclass;
BEGIN
	IF events IS NULL OR first IS NULL OR last IS NULL OR first > last OR first < '1800-01-01' OR last > '2199-12-31'
		OR width NOT IN ('year', 'month') THEN
		RAISE EXCEPTION 'cannot make partitions from % to % by %', first, last, coalesce(width, 'the width of the others')
			USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Name two days of the years 1800 to 2199, the earlier one first, and the width year or month.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = events) THEN
		RAISE EXCEPTION 'relation with OID % does not exist', events::oid
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''events''::regclass.';
	END IF;

	-- Twice: first without a lock. Who misses a partition locks and looks again, for another session may have made it.
	FOR pass IN 1 .. 2 LOOP
		SELECT c.relnamespace, c.relname, pg_get_userbyid(c.relowner) INTO table_schema, table_name, owner
			FROM pg_class c
				JOIN pg_partitioned_table p ON p.partrelid = c.oid AND p.partstrat = 'r' AND p.partnatts = 1
				JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0] AND (a.attname = 'day' OR a.attname = 'published' AND a.atttypid = 'timestamptz'::regtype)
			WHERE c.oid = events;
		IF NOT FOUND THEN
			RAISE EXCEPTION 'table % is not partitioned by ranges of its column day or published', events
				USING ERRCODE = 'wrong_object_type', HINT = 'See create_event_table(name, partition => ''month'').';
		END IF;
		SELECT coalesce(range_agg(bounds), '{}'), max(upper(bounds) - lower(bounds)) FILTER (WHERE NOT lower_inf(bounds) AND NOT upper_inf(bounds))
			INTO covered, widest
			FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid,
				regexp_match(pg_get_expr(c.relpartbound, c.oid), '^FOR VALUES FROM \(''?(MINVALUE|[-0-9]+)(?: 00:00:00\+00)?''?\) TO \(''?(MAXVALUE|[-0-9]+)(?: 00:00:00\+00)?''?\)$') b,
				LATERAL (SELECT daterange(nullif(b[1], 'MINVALUE')::date, nullif(b[2], 'MAXVALUE')::date) AS bounds) r
			WHERE i.inhparent = events AND b IS NOT NULL;
		EXIT WHEN covered @> daterange(first, last, '[]');
		IF pass = 1 THEN
			EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', events);
		END IF;
	END LOOP;
	width := coalesce(width, CASE WHEN widest > 31 THEN 'year' ELSE 'month' END);

	one_day := first;
	WHILE one_day <= last LOOP
		SELECT r INTO part FROM unnest(covered) r WHERE r @> one_day;
		EXIT WHEN upper_inf(part);
		IF part IS NULL THEN
			-- the month or year, or what partitions of another width leave free of it around that day
			part := daterange(date_trunc(width, one_day::timestamp)::date, (date_trunc(width, one_day::timestamp) + ('1 ' || width)::interval)::date);
			SELECT r INTO STRICT part FROM unnest(datemultirange(part) - covered) r WHERE r @> one_day;
			part_name := table_name || to_char(lower(part), CASE width WHEN 'year' THEN '"_p"YYYY' ELSE '"_p"YYYYMM' END);
			IF EXISTS (SELECT FROM pg_class WHERE relnamespace = table_schema AND relname = part_name) THEN
				part_name := table_name || to_char(lower(part), '"_p"YYYYMMDD');
			END IF;
			IF part_name::name::text <> part_name THEN
				RAISE EXCEPTION 'the name of table "%" is too long to have partitions', table_name
					USING ERRCODE = 'name_too_long', DETAIL = format('The next one would be called "%s".', part_name), HINT = 'Choose a name of at most 48 bytes.';
			END IF;
			SELECT pg_get_userbyid(relowner) INTO taken_by FROM pg_class WHERE relnamespace = table_schema AND relname = part_name;
			IF FOUND THEN
				RAISE EXCEPTION 'relation "%" is there already and is no partition of %', part_name, events
					USING ERRCODE = 'duplicate_table', DETAIL = format('It belongs to role %I.', taken_by),
					HINT = 'Give it another name, or drop it: a partition is to have that one.';
			END IF;
			-- Made beside the table and attached: unlike PARTITION OF, that lets others read and write meanwhile.
			EXECUTE format('CREATE TABLE %s.%I (LIKE %s INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY)', table_schema, part_name, events);
			-- The schema may have got another name just now, and somebody else another table of the old one. So what goes on is the caller's, which only
			-- he could make, and in the end the very same table has to be the partition.
			SELECT c.oid INTO made_table FROM pg_class c WHERE c.relnamespace = table_schema AND c.relname = part_name AND pg_get_userbyid(c.relowner) = current_user;
			IF FOUND THEN
				-- Whoever loads: histories are kept by the table's owner, who has to read what comes with it. But a table is given only to who may make one
				-- there, and by who may become that role.
				IF owner <> current_user THEN
					BEGIN
						EXECUTE format('ALTER TABLE %s OWNER TO %I', made_table, owner);
					EXCEPTION WHEN insufficient_privilege THEN
						owner := current_user;
					END;
				END IF;
				EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)', events, made_table, lower(part), upper(part));
				PERFORM FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
					WHERE i.inhparent = events AND c.oid = made_table AND c.relnamespace = table_schema AND c.relname = part_name AND pg_get_userbyid(c.relowner) = owner;
			END IF;
			IF NOT FOUND THEN
				RAISE EXCEPTION 'table % was renamed while it got a partition', events
					USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Try again.';
			END IF;
			covered := covered + datemultirange(part);
			made := made + 1;
		END IF;
		one_day := upper(part);
	END LOOP;
	RETURN made;
END
$function$;

COMMENT ON FUNCTION add_event_partitions(regclass, date, date, text) IS
	'makes the partitions that an event table lacks for the days from first to last, both included, and gives their number; of a text table, whose column published is a moment, for the days in UTC; width is year or month, NULL: as wide as the others; loading calls it by itself; error 22023 for days outside 1800 to 2199, 42809 for a table that is not partitioned by day, 42P01 for an OID of no table, 42P07 where the name of a partition is taken, 42622 where it would be too long';

CREATE OR REPLACE FUNCTION create_history(
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

CREATE OR REPLACE FUNCTION smart_ranks(histories regclass, per text DEFAULT 'event', minimum bigint DEFAULT 10, tnorm text DEFAULT 'minimum',
	abroad boolean DEFAULT true, during daterange DEFAULT '(,)', scheme text DEFAULT 'smartdip-1',
	OUT actor text, OUT events bigint, OUT hard double precision, OUT soft double precision,
	OUT hard_rank double precision, OUT soft_rank double precision, OUT smart_rank double precision) RETURNS SETOF record
	LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 200 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	columns text[];
	series_columns name[];
	sums text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	IF per NOT IN ('event', 'all') THEN
		RAISE EXCEPTION 'unrecognized way to compare actors: "%"', per
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Compare them per event (means) or all (sums).';
	ELSIF NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = histories) THEN
		RAISE EXCEPTION 'relation with OID % does not exist', histories::oid
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''dyads''::regclass.';
	END IF;
	-- names are checked where there are no rows, too
	EXECUTE format('SELECT FROM %1$s.smart_rank(double precision ''0'', double precision ''0'', $1), %1$s.power_sums(''''::%1$s.event_series, $2, daterange ''(,)'')', own) USING tnorm, scheme;

	-- A table of histories has a column of our type, whatever its name; an event table has the columns that we make.
	SELECT array_agg(a.attname::text), array_agg(a.attname) FILTER (WHERE t.typname = 'event_series' AND t.typnamespace = own)
		INTO columns, series_columns
		FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
		WHERE a.attrelid = histories AND a.attnum > 0 AND NOT a.attisdropped;
	IF array_length(series_columns, 1) > 1 THEN
		RAISE EXCEPTION 'relation "%" has several columns of histories', histories
			USING ERRCODE = 'ambiguous_column', DETAIL = format('They are %s.', array_to_string(series_columns, ', ')),
				HINT = 'Make a view that has only one of them.';
	ELSIF series_columns IS NOT NULL AND columns @> '{source,target}' THEN
		-- what somebody did to whomever has a row of its own where monads are kept, and would else count twice
		sums := format($sql$
			SELECT h.source::text AS actor, sum(p.events) AS events, sum(round(p.hard * 100)) AS hard, sum(round(p.soft * 100)) AS soft
			FROM %1$s h CROSS JOIN LATERAL %2$s.power_sums(h.%3$I, $1, $2) p
			WHERE CASE WHEN $3 THEN h.target::text <> h.source::text
				ELSE h.target IS NULL OR NOT EXISTS (SELECT FROM %1$s m WHERE m.target IS NULL) END
			GROUP BY h.source::text$sql$, histories, own, series_columns[1]);
	ELSIF columns @> '{day,source,target,code}' THEN
		sums := format($sql$
			SELECT e.actor, p.events, round(p.hard * 100) AS hard, round(p.soft * 100) AS soft
			FROM (SELECT %2$s.country(r.source::%2$s.actor_code) AS actor, %2$s.event_series(r.day::date, r.code::%2$s.event_code) AS s
				FROM %1$s r
				WHERE isfinite(r.day::date) AND (NOT $3 OR %2$s.country(r.source::%2$s.actor_code) <> %2$s.country(r.target::%2$s.actor_code))
				GROUP BY 1) e
			CROSS JOIN LATERAL %2$s.power_sums(e.s, $1, $2) p$sql$, histories, own);
	ELSE
		RAISE EXCEPTION 'relation "%" is neither a table of histories nor an event table', histories
			USING ERRCODE = 'undefined_column', DETAIL = format('It has no column %s.', (SELECT string_agg(w, ', ') FROM unnest('{day,source,target,code}'::text[]) w WHERE w <> ALL (columns))),
				HINT = 'A table of histories has source, target and a column of type event_series (see create_history()), an event table has day, source, target and code.';
	END IF;

	RETURN QUERY EXECUTE format($sql$
		WITH amounts AS (
			SELECT a.actor, a.events::bigint AS events, (a.hard / CASE WHEN $5 = 'all' THEN 100 ELSE 100 * a.events END)::double precision AS hard,
				(a.soft / CASE WHEN $5 = 'all' THEN 100 ELSE 100 * a.events END)::double precision AS soft
			FROM (%s) a WHERE a.actor IS NOT NULL AND a.events >= greatest($4, 1)),
		places AS (
			SELECT a.*, (count(*) OVER () - 1)::double precision AS others,
				rank() OVER (ORDER BY a.hard) - rank() OVER (ORDER BY a.hard DESC) AS hard_place,
				rank() OVER (ORDER BY a.soft) - rank() OVER (ORDER BY a.soft DESC) AS soft_place
			FROM amounts a),
		ranks AS (
			SELECT p.actor, p.events, p.hard, p.soft,
				CASE WHEN p.hard > 0 OR p.others = 0 THEN (p.others + p.hard_place) / nullif(2 * p.others, 0) ELSE 0 END AS hard_rank,
				CASE WHEN p.soft > 0 OR p.others = 0 THEN (p.others + p.soft_place) / nullif(2 * p.others, 0) ELSE 0 END AS soft_rank
			FROM places p)
		SELECT r.*, %s.smart_rank(r.hard_rank, r.soft_rank, $6) FROM ranks r ORDER BY 7 DESC NULLS LAST, r.actor COLLATE "C"$sql$, sums, own)
		USING scheme, during, abroad, minimum, per, tnorm;
END
$function$;

CREATE OR REPLACE FUNCTION check_periods(unit text, "from" date, "to" date) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.panel(''''::%1$s.event_series, coalesce($1, ''day''), coalesce($2, $3, ''2000-01-01''), coalesce($3, $2, ''2000-01-01''), text ''gdelt'') LIMIT 1', own) USING unit, "from", "to";
END
$function$;

CREATE OR REPLACE FUNCTION create_text_table(
	name text, search regconfig DEFAULT NULL, themes boolean DEFAULT true,
	partition text DEFAULT 'none', indexes boolean DEFAULT true, in_schema name DEFAULT current_schema()
) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made regclass;
	content text;
	vector record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	IF search IS NOT NULL AND NOT EXISTS (SELECT FROM pg_ts_config c WHERE c.oid = search) THEN
		RAISE EXCEPTION 'text search configuration with OID % does not exist', search::oid
			USING ERRCODE = 'undefined_object', HINT = 'Give the name of a configuration, such as ''smartdip'' or ''smartdip_wide''.';
	END IF;
	EXECUTE format('SELECT %s.create_row_table($1, $2, $3, $4, $5, $6, $7, false, $8)', own) INTO made USING name, 'text_row'::text,
		'{}'::text[], '{id,published}'::text[], '{id}'::text[] || CASE WHEN partition = 'none' THEN '{}' ELSE '{published}'::text[] END,
		'texts: posts, statements, articles, speeches; see load_text_lines()'::text, partition, in_schema;

	EXECUTE format('SELECT %s.text_expression($1, NULL::text)', own) INTO content USING made;
	FOR vector IN
		SELECT 'search' AS name, search::text AS config, 'the words of title and body, for full-text search' AS comment WHERE search IS NOT NULL
		UNION ALL SELECT 'themes', format('%s.smartdip_themes', own), 'the themes of title and body: their codes are its lexemes, see the view theme' WHERE themes
	LOOP
		EXECUTE format($sql$
			ALTER TABLE %1$s ADD COLUMN %2$I tsvector
				GENERATED ALWAYS AS (to_tsvector(%3$L::regconfig, %5$s)) STORED;
			COMMENT ON COLUMN %1$s.%2$I IS %4$L;
		$sql$, made, vector.name, vector.config, vector.comment, content);
	END LOOP;
	IF indexes THEN
		EXECUTE format('SELECT %s.add_event_indexes($1)', own) USING made;
	END IF;
	RETURN made;
END
$function$;

CREATE OR REPLACE FUNCTION load_text_lines(
	target regclass, staging regclass, format text DEFAULT NULL, file text DEFAULT '-', map jsonb DEFAULT '{}', constants jsonb DEFAULT '{}',
	header boolean DEFAULT true, max_refused double precision DEFAULT 90, sealed boolean DEFAULT false,
	OUT loaded bigint, OUT refused bigint, OUT duplicate bigint
) RETURNS record
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET DateStyle = 'ISO, YMD' SET TimeZone = 'UTC' AS $function$
DECLARE
	own regnamespace;
	rows_name name := 'smartdip_rows_' || replace(gen_random_uuid()::text, '-', '');
	read_rows regclass;
	reject regclass;
	head record;
	first_refused record;
	span record;
	months integer := 0;
	made integer;
BEGIN
	IF target IS NULL OR staging IS NULL OR file IS NULL OR map IS NULL OR constants IS NULL OR header IS NULL OR max_refused IS NULL OR sealed IS NULL THEN
		RAISE EXCEPTION 'no argument but the format may be null' USING ERRCODE = 'null_value_not_allowed';
	ELSIF jsonb_typeof(map) <> 'object' OR jsonb_typeof(constants) <> 'object' THEN
		RAISE EXCEPTION 'map and constants have to be JSON objects' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'For example map => ''{"author": "screen_name"}'', constants => ''{"platform": "twitter"}''.';
	ELSIF NOT max_refused BETWEEN 0 AND 100 THEN
		RAISE EXCEPTION 'cannot allow % percent of the lines to be refused', max_refused
			USING ERRCODE = 'invalid_parameter_value', HINT = 'max_refused is 0 to 100.';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	IF EXISTS (SELECT FROM pg_class c WHERE c.oid = target) AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = target AND i.indisprimary) THEN
		RAISE EXCEPTION 'table % has no primary key to tell its rows apart by', target
			USING ERRCODE = 'wrong_object_type', HINT = 'See create_text_table(), create_account_table() and create_follow_table().';
	END IF;

	EXECUTE format($sql$
		CREATE TEMP TABLE %1$I ON COMMIT DROP AS
			SELECT row_number() OVER () AS n, r.*, false AS later, false AS there
			FROM (SELECT coalesce(array_agg(k), '{}') AS columns, coalesce(array_agg($5 ->> k), '{}') AS sources, coalesce(array_agg($6 ->> k), '{}') AS constants
				FROM jsonb_object_keys($5 || $6) k) a, %2$s.read_text_lines($1, $2, $3, $4, a.columns, a.sources, a.constants, $7) r;
		$sql$, rows_name, own) USING target, staging, format, header, map, constants, sealed;
	read_rows := format('pg_temp.%I', rows_name)::regclass;
	EXECUTE format('SELECT %s.event_reject_table($1)', own) INTO reject USING target;
	EXECUTE format('SELECT r.line, r.value AS format, r.fields, (SELECT count(line_no) FROM %1$s) AS rows, (SELECT count(reason) FROM %1$s) AS refused
		FROM %1$s r WHERE r.line_no IS NULL', read_rows) INTO head;
	loaded := 0;
	refused := 0;
	duplicate := 0;
	IF head.format IS NULL THEN
		RETURN;
	END IF;

	-- A file of another kind: nothing of it is kept, as it would only fill the reject table.
	IF head.refused * 100.0 > max_refused * head.rows THEN
		EXECUTE format('SELECT line_no, concat_ws('': '', reason, ''"'' || value || ''"'') AS why FROM %s WHERE reason IS NOT NULL ORDER BY n LIMIT 1', read_rows) INTO first_refused;
		RAISE EXCEPTION 'the rows do not fit the table: % of % were refused', head.refused, head.rows
			USING ERRCODE = 'data_exception', DETAIL = format('Line %s: %s.', first_refused.line_no, first_refused.why),
			HINT = 'Are the right columns named? With a larger max_refused (smartdip-load: --max-refused) the rows are kept as refused ones.';
	END IF;
	EXECUTE format('DELETE FROM %1$s WHERE line_no IS NULL; CREATE INDEX ON %1$s (n); ANALYZE %1$s (n, reason, later, there)', read_rows);

	-- Partitions for the months of the rows, those of a row of months at once; for no slip in a date, and not without end.
	IF EXISTS (SELECT FROM pg_class c WHERE c.oid = target AND c.relkind = 'p') THEN
		EXECUTE format($sql$UPDATE %s r SET reason = 'the day lies outside the years 1800 to 2199, for which partitions are made', value = r.fields[$1]
			WHERE r.reason IS NULL AND (r.fields[$1])::timestamptz NOT BETWEEN '1800-01-01' AND '2199-12-31 23:59:59.999999'$sql$, read_rows)
			USING (SELECT p.partattrs[0] FROM pg_partitioned_table p WHERE p.partrelid = target);
		FOR span IN EXECUTE format($sql$
				SELECT min(month)::date AS first, max(month)::date AS last
				FROM (SELECT month, month - row_number() OVER (ORDER BY month) * interval '1 month' AS island
					FROM (SELECT DISTINCT date_trunc('month', (r.fields[$1])::timestamptz) AS month FROM %s r WHERE r.reason IS NULL) m) i
				GROUP BY island ORDER BY 1 $sql$, read_rows)
			USING (SELECT p.partattrs[0] FROM pg_partitioned_table p WHERE p.partrelid = target)
		LOOP
			EXECUTE format('SELECT %s.add_event_partitions($1, $2, $3, NULL::text)', own) INTO made USING target, span.first, span.last;
			months := months + made;
			IF months > 600 THEN
				RAISE EXCEPTION 'the lines need more than % new partitions', 600 USING ERRCODE = 'program_limit_exceeded',
					HINT = 'Make the partitions with add_event_partitions() first, or load into a table without partitions.';
			END IF;
		END LOOP;
	END IF;

	IF head.refused < head.rows THEN
		EXECUTE format('SELECT * FROM %s.insert_text_rows($1, $2, $3)', own) INTO loaded, duplicate USING target, read_rows, head.fields;
	END IF;
	EXECUTE format('SELECT count(*) FROM %s WHERE reason IS NOT NULL', read_rows) INTO refused;
	IF refused > 0 THEN
		-- it may have changed hands meanwhile
		EXECUTE format('SELECT %1$s.write_text_rows(%1$s.event_reject_table($1), $2, $3)', own) USING target, read_rows,
			format('INSERT INTO %s (file, line_no, line, reason, value, format, header) SELECT %L, r.line_no, r.line, r.reason, r.value, %L, %L
				FROM %s r WHERE r.reason IS NOT NULL ORDER BY r.n ON CONFLICT DO NOTHING', reject, file, head.format, head.line, read_rows);
	END IF;
	EXECUTE format('DROP TABLE %s', read_rows);
END
$function$;

CREATE OR REPLACE FUNCTION vocality(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, days integer, posts bigint, own_posts bigint, per_day double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	-- all texts, not those of these days alone: who is silent for a while in them is active all the same
	EXECUTE format('SELECT %1$s.text_period_query($1, ''{repost_of}''::text[], $2, NULL::date, NULL::date) FROM %1$s.check_periods($2, $3, $4)', own)
		INTO source USING texts, unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		WITH spoken AS MATERIALIZED (
			SELECT t.actor, t.period, min(t.day) AS first, max(t.day) AS last, count(*) FILTER (WHERE t.counts) AS posts, count(*) FILTER (WHERE t.counts AND t.repost_of IS NULL) AS own_posts
			FROM (SELECT t.*, (t.day >= $2) IS NOT FALSE AND (t.day <= $3) IS NOT FALSE AS counts FROM (%2$s) t WHERE t.actor IS NOT NULL) t GROUP BY 1, 2),
		active AS (
			SELECT s.actor, greatest(min(s.first), $2) AS first, least(max(s.last), $3) AS last FROM spoken s
			GROUP BY 1 HAVING greatest(min(s.first), $2) <= least(max(s.last), $3))
		SELECT a.actor::%1$s.actor_code, p.period, p.days, coalesce(s.posts, 0), coalesce(s.own_posts, 0), coalesce(s.posts, 0)::double precision / p.days
		FROM active a CROSS JOIN LATERAL (
				SELECT q.period, least((q.period + $4)::date, a.last + 1) - greatest(q.period, a.first) AS days FROM %1$s.panel(''::%1$s.event_series, $1, a.first, a.last, text 'gdelt') q
				UNION ALL SELECT NULL, a.last + 1 - a.first WHERE $1 IS NULL) p
			LEFT JOIN spoken s ON s.actor = a.actor AND coalesce(s.period, 'infinity') = coalesce(p.period, 'infinity')
		ORDER BY a.actor, p.period$sql$, own, source)
		USING unit, "from", "to", CASE unit WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || unit)::interval END;
END
$function$;

CREATE OR REPLACE FUNCTION message_efficiency(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL, accounts regclass DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, posts bigint, likes double precision, reposts double precision, efficiency double precision,
		followers bigint, per_thousand_followers double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	reached text := 'SELECT NULL::text AS actor, NULL::bigint AS followers WHERE false';
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.text_period_query($1, ''{repost_of,likes,reposts}''::text[], $2, $3, $4)', own) INTO source USING texts, unit, "from", "to";
	IF accounts IS NOT NULL THEN
		reached := format('SELECT r.actor::text, r.followers FROM %s.reach(%L::regclass, NULL::text) r', own, accounts);
	END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT m.actor::%1$s.actor_code, m.period, m.posts, m.likes, m.reposts, m.efficiency, r.followers, 1000 * m.efficiency / nullif(r.followers, 0)
		FROM (SELECT t.actor, t.period, count(*) AS posts, avg(t.likes)::double precision AS likes, avg(t.reposts)::double precision AS reposts,
				avg(coalesce(t.likes, 0)::numeric + coalesce(t.reposts, 0))::double precision AS efficiency
			FROM (%2$s) t WHERE t.actor IS NOT NULL AND t.repost_of IS NULL AND coalesce(t.likes, t.reposts) IS NOT NULL GROUP BY 1, 2) m
		LEFT JOIN (%3$s) r ON r.actor = m.actor ORDER BY m.actor, m.period$sql$, own, source, reached);
END
$function$;

CREATE OR REPLACE FUNCTION reply_share(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, posts bigint, replies bigint, to_self bigint, share double precision, low double precision, high double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	parents text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.text_period_query($1, ''{id,reply_to,repost_of}''::text[], $2, $3, $4), %1$s.text_period_query($1, ''{id}''::text[], NULL::text, NULL::date, NULL::date)', own)
		INTO source, parents USING texts, unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		SELECT s.actor::%1$s.actor_code, s.period, s.posts, s.replies, s.to_self, s.replies::double precision / s.posts, w.low, w.high
		FROM (SELECT t.actor, t.period, count(*) AS posts, count(*) FILTER (WHERE t.reply_to IS NOT NULL AND p.id IS NULL) AS replies, count(p.id) AS to_self
			FROM (%2$s) t LEFT JOIN (SELECT DISTINCT p.id, p.actor FROM (%3$s) p WHERE p.actor IS NOT NULL) p ON p.id = t.reply_to AND p.actor = t.actor
			WHERE t.actor IS NOT NULL AND t.repost_of IS NULL GROUP BY 1, 2) s, %1$s.wilson_interval(s.replies, s.posts, double precision '0.95') w
		ORDER BY s.actor, s.period$sql$, own, source, parents);
END
$function$;

CREATE OR REPLACE FUNCTION text_reply_latency(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL, "until" timestamp with time zone DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, n bigint, answered bigint, censored bigint, median_hours double precision, p90_hours double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	others text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.text_period_query($1, ''{id,reply_to,account,platform}''::text[], $2, $3, $4), %1$s.text_period_query($1, ''{id,reply_to,account,platform}''::text[], NULL::text, NULL::date, NULL::date)', own)
		INTO source, others USING texts, unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		WITH known AS MATERIALIZED (%3$s),
		data AS (SELECT coalesce($1, max(k.published)) AS until FROM known k),
		-- a text that answers one of the actor's, and the actor's first answer to it
		act AS (
			SELECT p.actor, t.period, t.published, d.until, min(r.published) AS reply
			FROM data d, (%2$s) t JOIN known p ON p.id = t.reply_to AND p.actor IS DISTINCT FROM t.actor AND (p.platform, p.account) IS DISTINCT FROM (t.platform, t.account)
				LEFT JOIN known r ON r.reply_to = t.id AND r.actor = p.actor AND r.published >= t.published AND r.published <= coalesce($1, 'infinity')
			WHERE p.actor IS NOT NULL AND t.published <= d.until GROUP BY p.actor, t.period, t.id, t.published, d.until)
		SELECT a.actor::%1$s.actor_code, a.period, (a.k).n, (a.k).answered, (a.k).censored, (a.k).median, (a.k).p90
		FROM (SELECT a.actor, a.period, %1$s.kaplan_meier(extract(epoch FROM coalesce(a.reply, a.until) - a.published)::double precision / 3600, a.reply IS NOT NULL) AS k FROM act a GROUP BY 1, 2) a
		ORDER BY a.actor, a.period$sql$, own, source, others) USING "until";
END
$function$;

CREATE OR REPLACE FUNCTION languages_used(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, posts bigint, languages bigint, effective_languages double precision, main_language text, main_share double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.text_period_query($1, ''{repost_of,language}''::text[], $2, $3, $4)', own) INTO source USING texts, unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		SELECT l.actor::%1$s.actor_code, l.period, sum(l.posts)::bigint, count(*), 1 / %1$s.hhi(l.posts::double precision),
			(array_agg(l.language ORDER BY l.posts DESC, l.language))[1], (max(l.posts) / sum(l.posts))::double precision
		FROM (SELECT t.actor, t.period, t.language::text COLLATE "C" AS language, count(*) AS posts FROM (%2$s) t
			WHERE t.actor IS NOT NULL AND t.repost_of IS NULL AND t.language IS NOT NULL GROUP BY 1, 2, 3) l
		GROUP BY l.actor, l.period ORDER BY l.actor, l.period$sql$, own, source);
END
$function$;

CREATE OR REPLACE FUNCTION adoption(accounts regclass, platform text DEFAULT NULL)
	RETURNS TABLE (actor actor_code, first_day date, first_platform text, first_account text, account_count bigint, platform_count bigint)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.account_query($1, ''{opened}''::text[], $2)', own) INTO source USING accounts, platform;
	RETURN QUERY EXECUTE format($sql$
		SELECT a.actor::%1$s.actor_code, min(a.opened), (array_agg(a.platform ORDER BY a.opened, a.platform, a.account) FILTER (WHERE a.opened IS NOT NULL))[1],
			(array_agg(a.account ORDER BY a.opened, a.platform, a.account) FILTER (WHERE a.opened IS NOT NULL))[1],
			count(DISTINCT (a.platform, a.account)), count(DISTINCT a.platform)
		FROM (%2$s) a GROUP BY a.actor ORDER BY a.actor$sql$, own, source);
END
$function$;

CREATE OR REPLACE FUNCTION adoption_curve(accounts regclass, unit text DEFAULT 'year', platform text DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL, of_actors bigint DEFAULT NULL)
	RETURNS TABLE (period date, new_actors bigint, adopted bigint, share double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	everybody text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.account_query($1, ''{opened}''::text[], NULL::text) FROM %1$s.check_periods($2, $3, $4)', own) INTO everybody USING accounts, unit, "from", "to";
	IF unit IS NULL THEN
		RAISE EXCEPTION 'the unit of adoption_curve() is NULL' USING ERRCODE = 'null_value_not_allowed', HINT = 'There are day, week, month, quarter and year.';
	ELSIF of_actors < 1 THEN
		RAISE EXCEPTION 'cannot tell a share of % actors', of_actors
			USING ERRCODE = 'invalid_parameter_value', HINT = 'of_actors is how many could have an account, such as 193; NULL: those of the table.';
	END IF;
	RETURN QUERY EXECUTE format($sql$
		WITH came AS MATERIALIZED (SELECT a.first_day AS day FROM %1$s.adoption($1, $3) a WHERE isfinite(a.first_day)),
		span AS MATERIALIZED (SELECT coalesce($4, least(min(c.day), $5)) AS first, coalesce($5, greatest(max(c.day), $4)) AS last FROM came c),
		begun AS (SELECT p.period, greatest(p.period, s.first) AS first, coalesce(lead(p.period) OVER (ORDER BY p.period), s.last + 1) AS next FROM span s, %1$s.panel(''::%1$s.event_series, $2, s.first, s.last, text 'gdelt') p),
		counted AS (SELECT b.period, b.first, count(c.day) AS n FROM begun b LEFT JOIN came c ON c.day >= b.first AND c.day < b.next GROUP BY b.period, b.first),
		summed AS (SELECT c.period, c.n, sum(c.n) OVER (ORDER BY c.period) + (SELECT count(*) FROM came e, span s WHERE e.day < s.first) AS adopted FROM counted c)
		SELECT s.period, s.n, s.adopted::bigint, s.adopted::double precision / coalesce($6, (SELECT nullif(count(DISTINCT a.actor), 0) FROM (%2$s) a)) FROM summed s ORDER BY s.period$sql$, own, everybody)
		USING accounts, unit, platform, "from", "to", of_actors;
END
$function$;

CREATE OR REPLACE FUNCTION follow_query(follows regclass, accounts regclass, platform text, "until" date) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	owners text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.account_query($1, ''{}''::text[], $2) FROM %1$s.check_columns($3, $4, $5)', own) INTO owners USING accounts, platform, follows,
		'{platform,source,target}'::text[] || CASE WHEN "until" IS NULL THEN '{}'::text[] ELSE '{day}' END,
		'A table of follows has the columns platform, source and target, and day where until is given: see create_follow_table().'::text;
	RETURN format('WITH owner AS MATERIALIZED (%s), follow AS MATERIALIZED (
		SELECT DISTINCT f.platform::text COLLATE "C" AS platform, f.source::text COLLATE "C" AS source, f.target::text COLLATE "C" AS target, s.actor AS source_actor, t.actor AS target_actor
		FROM %s f JOIN owner s ON s.platform = f.platform AND s.account = f.source JOIN owner t ON t.platform = f.platform AND t.account = f.target
		WHERE s.actor <> t.actor', owners, follows) || CASE WHEN "until" IS NULL THEN '' ELSE format(' AND coalesce(f.day, ''-infinity'') <= %L', "until") END || ')';
END
$function$;

CREATE OR REPLACE FUNCTION period_days(unit text, "from" date, "to" date) RETURNS TABLE (number integer, period date, first_day date, last_day date)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.check_periods($1, $2, $3)', own) USING unit, "from", "to";
	IF unit IS NULL THEN
		RETURN QUERY SELECT 1, NULL::date, coalesce("from", '-infinity'), coalesce("to", 'infinity');
	ELSIF "from" IS NOT NULL AND "to" IS NOT NULL THEN
		RETURN QUERY EXECUTE format($sql$
			SELECT (row_number() OVER w)::integer, p.period, greatest(p.period, $2), coalesce(lead(p.period) OVER w - 1, $3)
			FROM %1$s.panel(''::%1$s.event_series, $1, $2, $3, text 'gdelt') p WINDOW w AS (ORDER BY p.period) ORDER BY 1$sql$, own) USING unit, "from", "to";
	END IF;
END
$function$;

CREATE OR REPLACE FUNCTION account_period_query(owners text, days text, unit text, "from" date, "to" date) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.check_periods($1, $2, $3)', own) USING unit, "from", "to";
	RETURN format($sql$known AS MATERIALIZED (SELECT min(d.day) AS first, max(d.day) AS last FROM (%1$s) d WHERE isfinite(d.day)),
		span AS MATERIALIZED (SELECT p.* FROM known k, %2$s.period_days(%3$L::text, coalesce(%4$L, least(k.first, %5$L))::date, coalesce(%5$L, greatest(k.last, %4$L))::date) p),
		starts AS MATERIALIZED (SELECT array_agg(s.first_day ORDER BY s.number) AS days, min(s.first_day) AS first, max(s.last_day) AS last FROM span s),
		grid AS MATERIALIZED (SELECT o.actor, s.* FROM (SELECT DISTINCT o.actor FROM (%6$s) o) o CROSS JOIN span s)$sql$, days, own, unit, "from"::date, "to"::date, owners);
END
$function$;

CREATE OR REPLACE FUNCTION adoption_by_period(accounts regclass, unit text DEFAULT 'year', "from" date DEFAULT NULL, "to" date DEFAULT NULL, platform text DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, first_day date, adopted boolean, new_accounts bigint, account_count bigint, platform_count bigint)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	grid text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.account_query($1, ''{opened}''::text[], $2)', own) INTO source USING accounts, platform;
	EXECUTE format('SELECT %s.account_period_query($1, $2, $3, $4, $5)', own) INTO grid USING source, format('SELECT a.opened AS day FROM (%s) a', source), unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		WITH %3$s,
		opening AS MATERIALIZED (SELECT a.actor, a.platform, a.account, min(a.opened) AS day FROM (%2$s) a WHERE isfinite(a.opened) GROUP BY 1, 2, 3),
		-- what was there before the first period counts in it, and is not new
		came AS (
			SELECT o.actor, greatest(width_bucket(o.day, s.days), 1) AS number, count(*) AS n, count(*) FILTER (WHERE o.day >= s.first) AS new,
				count(*) FILTER (WHERE o.first_there) AS platforms, min(o.day) AS day
			FROM starts s, (SELECT o.*, row_number() OVER (PARTITION BY o.actor, o.platform ORDER BY o.day) = 1 AS first_there FROM opening o) o WHERE o.day <= s.last GROUP BY 1, 2)
		SELECT g.actor::%1$s.actor_code, g.period, min(c.day) OVER w, min(c.day) OVER w IS NOT NULL, coalesce(c.new, 0),
			coalesce(sum(c.n) OVER w, 0)::bigint, coalesce(sum(c.platforms) OVER w, 0)::bigint
		FROM grid g LEFT JOIN came c USING (actor, number) WINDOW w AS (PARTITION BY g.actor ORDER BY g.number) ORDER BY g.actor, g.number$sql$, own, source, grid);
END
$function$;

CREATE OR REPLACE FUNCTION reach_by_period(accounts regclass, unit text DEFAULT 'year', "from" date DEFAULT NULL, "to" date DEFAULT NULL, platform text DEFAULT NULL, follows regclass DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, account_count bigint, known_count bigint, followers bigint, dated_count bigint, oldest_day date)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	grid text;
	figures text;
	dated boolean := EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = accounts AND a.attname = 'observed' AND NOT a.attisdropped);
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.account_query($1, $2, $3)', own) INTO source
		USING accounts, CASE WHEN follows IS NULL THEN '{followers}' ELSE '{}'::text[] END || CASE WHEN dated AND follows IS NULL THEN '{observed}' ELSE '{}'::text[] END, platform;
	IF follows IS NULL THEN
		-- by account and day of observation; -infinity: nobody knows when
		figures := format('SELECT f.actor, f.platform, f.account, coalesce(%s, ''-infinity'')::date AS day, max(f.followers) AS followers FROM (%s) f WHERE f.followers IS NOT NULL GROUP BY 1, 2, 3, 4',
			CASE WHEN dated THEN 'f.observed' ELSE 'NULL' END, source);
	ELSE
		EXECUTE format('SELECT %s.check_columns($1, ''{platform,source,target,day}''::text[], $2)', own) USING follows, 'A table of follows has the columns platform, source, target and day: see create_follow_table().'::text;
		-- each new follower is a new figure; of an account without one it is 0 from the start
		figures := format($sql$
			SELECT f.actor, f.platform, f.account, f.day, sum(f.n) OVER (PARTITION BY f.actor, f.platform, f.account ORDER BY f.day) AS followers FROM (
				SELECT d.actor, d.platform, d.account, d.day, count(d.source) AS n FROM (
					SELECT DISTINCT o.actor, o.platform, o.account, '-infinity'::date AS day, NULL::text AS source FROM (%1$s) o UNION ALL
					SELECT o.actor, o.platform, o.account, min(coalesce(f.day, '-infinity')), f.source::text COLLATE "C" FROM (SELECT DISTINCT o.actor, o.platform, o.account FROM (%1$s) o) o
						JOIN %2$s f ON f.platform = o.platform AND f.target = o.account WHERE f.source IS NOT NULL AND f.source <> o.account GROUP BY 1, 2, 3, 5) d
				GROUP BY 1, 2, 3, 4) f$sql$, source, follows);
	END IF;
	EXECUTE format('SELECT %s.account_period_query($1, $2, $3, $4, $5)', own) INTO grid USING source, format('SELECT f.day FROM (%s) f', figures), unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		WITH %4$s,
		held AS (SELECT a.actor, count(DISTINCT (a.platform, a.account)) AS n FROM (%2$s) a GROUP BY 1),
		-- the last figure of an account in a period; it stays until there is another one
		figure AS MATERIALIZED (
			SELECT DISTINCT ON (f.actor, f.platform, f.account, number) f.*, greatest(width_bucket(f.day, s.days), 1) AS number, array_length(s.days, 1) + 1 AS beyond FROM starts s, (%3$s) f
			WHERE f.day <= s.last ORDER BY f.actor, f.platform, f.account, number, f.day DESC),
		valid AS (SELECT f.*, coalesce(lead(f.number) OVER (PARTITION BY f.actor, f.platform, f.account ORDER BY f.number), f.beyond) AS next FROM figure f),
		summed AS (
			SELECT v.actor, n.number, count(*) AS known, sum(v.followers) AS followers, count(*) FILTER (WHERE isfinite(v.day)) AS dated, min(v.day) FILTER (WHERE isfinite(v.day)) AS oldest
			FROM valid v, generate_series(v.number, v.next - 1) n (number) GROUP BY 1, 2)
		SELECT g.actor::%1$s.actor_code, g.period, h.n, coalesce(s.known, 0), s.followers::bigint, coalesce(s.dated, 0), s.oldest
		FROM grid g JOIN held h USING (actor) LEFT JOIN summed s USING (actor, number) ORDER BY g.actor, g.number$sql$, own, source, figures, grid);
END
$function$;

CREATE OR REPLACE FUNCTION follow_day_query(follows regclass, accounts regclass, platform text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	owners text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.account_query($1, ''{}''::text[], $2) FROM %1$s.check_columns($3, ''{platform,source,target,day}''::text[], $4)', own) INTO owners
		USING accounts, platform, follows, 'A table of follows has the columns platform, source, target and day: see create_follow_table().'::text;
	RETURN format('WITH owner AS MATERIALIZED (SELECT DISTINCT o.* FROM (%s) o), follow AS MATERIALIZED (
		SELECT f.platform::text COLLATE "C" AS platform, f.source::text COLLATE "C" AS source, f.target::text COLLATE "C" AS target, s.actor AS source_actor, t.actor AS target_actor,
			min(coalesce(f.day, ''-infinity''))::date AS day
		FROM %s f JOIN owner s ON s.platform = f.platform AND s.account = f.source JOIN owner t ON t.platform = f.platform AND t.account = f.target
		WHERE s.actor <> t.actor GROUP BY 1, 2, 3, 4, 5)', owners, follows);
END
$function$;

CREATE OR REPLACE FUNCTION account_centrality_by_period(follows regclass, accounts regclass, unit text DEFAULT 'year', "from" date DEFAULT NULL, "to" date DEFAULT NULL, platform text DEFAULT NULL,
	damping double precision DEFAULT 0.85)
	RETURNS TABLE (actor actor_code, period date, in_degree bigint, out_degree bigint, pagerank double precision)
	LANGUAGE plpgsql VOLATILE COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	grid text;
	span record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.follow_day_query($1, $2, $3)', own) INTO source USING follows, accounts, platform;
	EXECUTE format('SELECT %s.account_period_query($1, $2, $3, $4, $5)', own) INTO grid USING 'SELECT owner.actor FROM owner'::text, 'SELECT follow.day FROM follow'::text, unit, "from", "to";
	-- its errors tell of a wrong damping, whatever the tables hold
	EXECUTE format('SELECT count(*) FROM %s.pagerank(text ''SELECT 1, 1 WHERE false'', $1)', own) USING damping;
	FOR span IN EXECUTE format('%s, %s SELECT s.period, s.last_day FROM span s ORDER BY s.number', source, grid) LOOP
		RETURN QUERY EXECUTE format('SELECT c.actor, $4::date, c.in_degree, c.out_degree, c.pagerank FROM %s.account_centrality($1, $2, $3, $5, $6) c', own)
			USING follows, accounts, platform, span.period, span.last_day, damping;
	END LOOP;
END
$function$;

CREATE OR REPLACE FUNCTION effectiveness_query(texts regclass, accounts regclass DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	wanted record;
	themes text := 't.themes';
	account_rows text := 'SELECT NULL::text, NULL::text, NULL::text, NULL::date, false, false WHERE false';
BEGIN
	IF texts IS NULL THEN
		RETURN NULL;
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	FOR wanted IN SELECT * FROM (VALUES
			(texts, '{id,published,author,account,platform,language,title,body,reply_to,repost_of,likes,reposts,replies}'::text[], 'create_text_table'),
			(accounts, '{account,platform,actor,opened}'::text[], 'create_account_table')) AS w (relation, columns, maker) WHERE relation IS NOT NULL LOOP
		EXECUTE format('SELECT %s.check_columns($1, $2, $3)', own)
			USING wanted.relation, wanted.columns, format('It needs the columns %s, see %s().', array_to_string(wanted.columns, ', '), wanted.maker);
	END LOOP;
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = texts AND a.attname = 'themes' AND a.atttypid = 'tsvector'::regtype AND NOT a.attisdropped) THEN
		EXECUTE format('SELECT %s.text_expression($1, text ''t'')', own) INTO themes USING texts;
		themes := format('to_tsvector(%L::regconfig, %s)', format('%s.smartdip_themes', own), themes);
	END IF;
	IF accounts IS NOT NULL THEN
		account_rows := format($sql$SELECT a.account, a.platform, coalesce(%1$s.country(a.actor::%1$s.actor_code), a.actor::text), min(a.opened),
			%1$s.actor_code_starts_with(a.actor::%1$s.actor_code, $1), %1$s.roles(a.actor::%1$s.actor_code) && '{GOV,MIL,COP,JUD,LEG,SPY}' FROM %2$s a GROUP BY a.account, a.platform, a.actor$sql$, own, accounts);
	END IF;
	RETURN format($sql$
		WITH own_text AS MATERIALIZED (
				SELECT t.id, t.published, t.account, t.platform, t.language, t.reply_to, t.repost_of,
					CASE WHEN num_nonnulls(t.likes, t.reposts, t.replies) > 0 THEN coalesce(t.likes, 0)::float8 + coalesce(t.reposts, 0) + coalesce(t.replies, 0) END AS reactions,
					CASE WHEN num_nonnulls(t.reposts, t.replies) > 0 THEN coalesce(t.reposts, 0)::float8 + coalesce(t.replies, 0) END AS passed_on,
					%3$s @@ 'risk' AS speaks_of_risks, %3$s @@ '''point.6''' AS speaks_of_training
				FROM %2$s t WHERE %1$s.actor_code_starts_with(t.author::%1$s.actor_code, $1)),
			other_text AS (
				SELECT t.id, t.published, t.reply_to FROM %2$s t WHERE %1$s.actor_code_starts_with(t.author::%1$s.actor_code, $1) IS NOT TRUE),
			account (account, platform, unit, opened, is_own, is_official) AS MATERIALIZED (%4$s),
			own_account AS (SELECT * FROM account WHERE is_own),
			opening AS (SELECT opened - min(opened) OVER () AS days FROM own_account WHERE isfinite(opened)),
			platform AS (SELECT count(*) AS texts, avg(reactions) AS reactions FROM own_text WHERE platform IS NOT NULL AND reactions IS NOT NULL GROUP BY own_text.platform),
			adopter AS (
				SELECT unit, min(opened)::timestamptz AS since FROM account WHERE unit IS NOT NULL AND opened IS NOT NULL GROUP BY unit
				UNION ALL
				SELECT coalesce(%1$s.country(t.author::%1$s.actor_code), t.author::text), min(t.published) FROM %2$s t WHERE $2 AND t.author IS NOT NULL GROUP BY 1),
			answer AS (
				SELECT o.published <= q.published + interval '1 day' AS within_a_day
				FROM own_text o JOIN other_text q ON q.id = o.reply_to WHERE o.published >= q.published),
			received AS (
				SELECT a.reply_to IS NOT NULL AS is_answered
				FROM other_text r JOIN own_text o ON o.id = r.reply_to
					LEFT JOIN (SELECT DISTINCT reply_to FROM own_text WHERE reply_to IS NOT NULL) a ON a.reply_to = r.id),
			writer AS (
				SELECT t.platform, t.account, count(*) AS texts, count(*) FILTER (WHERE repost_of IS NULL) AS own_texts
				FROM own_text t WHERE t.account IS NOT NULL GROUP BY t.platform, t.account)
		SELECT '1.3', avg((lower(t.platform) <> ALL ($3))::integer)::float8, count(*) FROM own_text t WHERE t.platform IS NOT NULL
		UNION ALL
		SELECT '1.5', (array_agg(texts ORDER BY reactions DESC, texts DESC))[1] / sum(texts)::float8, sum(texts)::bigint FROM platform HAVING count(*) > 1
		UNION ALL
		SELECT '1.7', percentile_cont(0.5) WITHIN GROUP (ORDER BY days), count(*) FROM opening HAVING count(*) > 1
		UNION ALL
		SELECT '2.1', avg(speaks_of_risks::integer)::float8, count(*) FROM own_text
		UNION ALL
		SELECT '3.1', avg(within_a_day::integer)::float8, count(*) FROM answer
		UNION ALL
		SELECT '3.2', (SELECT avg((o.since > a.since)::integer)::float8 FROM adopter o WHERE o.unit <> a.unit), (SELECT count(*) FROM adopter)
		FROM adopter a WHERE a.unit = coalesce(%1$s.country($1), $1::text)
		UNION ALL
		SELECT '4.2', count(DISTINCT language), count(*) FROM own_text WHERE language IS NOT NULL
		UNION ALL
		SELECT '4.3', avg(is_official::integer)::float8, count(*) FROM own_account
		UNION ALL
		SELECT '4.5', avg(passed_on), count(*) FROM own_text WHERE passed_on IS NOT NULL
		UNION ALL
		SELECT '5.1', avg((w.account IS NOT NULL)::integer)::float8, count(*) FROM own_account a LEFT JOIN writer w ON w.account = a.account AND w.platform = a.platform
		UNION ALL
		SELECT '5.2', avg(own_texts)::float8, count(*) FROM writer
		UNION ALL
		SELECT '6.3', avg(is_answered::integer)::float8, count(*) FROM received
		UNION ALL
		SELECT '6.4', avg(speaks_of_training::integer)::float8, count(*) FROM own_text
	$sql$, own, texts, themes, account_rows);
END
$function$;

CREATE OR REPLACE FUNCTION effectiveness_evidence(author actor_code, texts regclass, accounts regclass DEFAULT NULL, locale text DEFAULT 'en',
	OUT point text, OUT figure double precision, OUT what text, OUT n bigint) RETURNS SETOF record
	LANGUAGE plpgsql STABLE ROWS 13 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	statement text;
	social_media constant text[] := '{twitter,x,facebook,instagram,threads,youtube,periscope,snapchat,tiktok,linkedin,whatsapp,telegram,mastodon,bluesky,weibo,wechat,vk,reddit}';
BEGIN
	IF author IS NULL OR texts IS NULL OR locale IS NULL THEN
		RETURN;
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	-- a language that there is not is an error of empty tables, too
	EXECUTE format('SELECT %1$s.effectiveness_query($1, $2) WHERE %1$s.theme_label(text ''point'', $3) IS NOT NULL', own) INTO statement USING texts, accounts, locale;
	RETURN QUERY EXECUTE format($sql$
		SELECT e.point, e.figure, %1$s.effectiveness_sentence(e.point, e.figure, e.n, $4), e.n
		FROM (%2$s) AS e (point, figure, n) WHERE e.n > 0 AND e.figure IS NOT NULL ORDER BY e.point COLLATE "C"
	$sql$, own, statement) USING author, accounts IS NULL, social_media, locale;
END
$function$;

CREATE OR REPLACE FUNCTION communication_quality(
	events regclass, mentions regclass DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL, unit text DEFAULT 'month',
	system text DEFAULT NULL, half_life double precision DEFAULT 30, acts event_code[] DEFAULT NULL, answers event_code[] DEFAULT NULL,
	OUT ease double precision, OUT speed double precision, OUT accuracy double precision,
	OUT contact_rate double precision, OUT direct_share double precision, OUT channels double precision,
	OUT reply_median double precision, OUT reply_p90 double precision, OUT half_life_reciprocity double precision,
	OUT modal_share double precision, OUT alpha double precision,
	OUT first_day date, OUT last_day date, OUT dyads bigint, OUT dyad_periods bigint, OUT contact_periods bigint, OUT contacts bigint,
	OUT direct bigint, OUT mediated bigint, OUT indirect bigint, OUT awaited bigint, OUT answered bigint, OUT censored bigint,
	OUT reported_events bigint, OUT reports bigint
) RETURNS record
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp SET jit = off AS $function$
DECLARE
	own regnamespace;
	rates text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.check_columns($1, $2, $3)', own) USING events,
		'{day,code,source,target}'::text[] || CASE WHEN mentions IS NULL THEN '{}'::text[] ELSE '{id}' END,
		'An event table has the columns day, code, source and target, and id where mentions are given: see create_event_table().'::text;
	IF mentions IS NOT NULL THEN
		EXECUTE format('SELECT %s.check_columns($1, $2, $3)', own) USING mentions, '{event_id,source_name,tone}'::text[],
			'A mention table has the columns event_id, source_name and tone: see create_mention_table().'::text;
	END IF;
	IF unit IS NULL OR half_life IS NULL THEN
		RAISE EXCEPTION 'unit and half_life of communication_quality must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	-- errors for a wrong unit, range or half-life, whatever the table has
	EXECUTE format('SELECT %1$s.check_periods($1, $2, $3), %1$s.half_life_reciprocity(''''::%1$s.event_series, date ''2000-01-01'', $4, text ''dream'')', own) USING unit, "from", "to", half_life;

	-- of the pairs that the table knows, or of all pairs of members of a state system
	rates := CASE WHEN system IS NULL
		THEN 'SELECT sum(t.periods)::bigint AS periods, sum(t.periods - t.neither)::bigint AS contact FROM dyad d, span, %1$s.together(d.ab, d.ba, $3, span.days) t'
		ELSE 'SELECT count(*) AS periods, count(c.period) AS contact FROM span, LATERAL %1$s.dyad_panel(NULL::regclass, $3, span.first, span.last, $4, daterange ''(,)'', false) p
			LEFT JOIN (SELECT d.x, d.y, c.period FROM dyad d, span, %1$s.panel(d.both, $3, span.first, span.last, text ''gdelt'') c WHERE c.events > 0) c
				ON c.x = least(p.source COLLATE "C", p.target) AND c.y = greatest(p.source COLLATE "C", p.target) AND c.period = p.period' END;
	EXECUTE format($sql$
		WITH whole AS MATERIALIZED (
			SELECT least(e.a, e.b) AS x, greatest(e.a, e.b) AS y,
				%1$s.event_series(e.day, e.code) FILTER (WHERE e.a < e.b) AS ab, %1$s.event_series(e.day, e.code) FILTER (WHERE e.a > e.b) AS ba
			FROM (SELECT %1$s.country(source::%1$s.actor_code) COLLATE "C" AS a, %1$s.country(target::%1$s.actor_code) COLLATE "C" AS b,
				day::date AS day, code::%1$s.event_code AS code FROM %2$s OFFSET 0) e
			WHERE e.a <> e.b AND e.code IS NOT NULL AND isfinite(e.day) GROUP BY 1, 2),
		ends AS MATERIALIZED (
			SELECT coalesce($1, min(least(%1$s.first_day(ab), %1$s.first_day(ba)))) AS first, coalesce($2, max(greatest(%1$s.last_day(ab), %1$s.last_day(ba)))) AS last FROM whole),
		span AS MATERIALIZED (
			SELECT first, last, CASE WHEN first <= last THEN daterange(first, last, '[]') ELSE 'empty' END AS days FROM ends),
		dyad AS MATERIALIZED (
			SELECT w.x, w.y, d.ab, d.ba, d.ab OPERATOR(%1$s.||) d.ba AS both FROM whole w, span, LATERAL (
				SELECT coalesce(%1$s.within(w.ab, span.days), '') AS ab, coalesce(%1$s.within(w.ba, span.days), '') AS ba) d),
		rate AS MATERIALIZED ($sql$ || rates || $sql$),
		used AS MATERIALIZED (SELECT d.x, d.y, c.code, c.count FROM dyad d, %1$s.code_counts(d.both) c),
		-- thousands of dyads use the same few codes
		kind AS MATERIALIZED (
			SELECT code, %1$s.contact_channel(code) AS channel, %1$s.contact_way(code) AS way FROM used GROUP BY code),
		ways AS (
			SELECT coalesce(sum(u.count) FILTER (WHERE k.way = 'direct'), 0)::bigint AS direct, coalesce(sum(u.count) FILTER (WHERE k.way = 'mediated'), 0)::bigint AS mediated,
				coalesce(sum(u.count) FILTER (WHERE k.way = 'indirect'), 0)::bigint AS indirect, coalesce(sum(u.count), 0)::bigint AS contacts
			FROM used u JOIN kind k ON k.code OPERATOR(%1$s.=) u.code),
		channel AS (
			SELECT count(*)::double precision / nullif((SELECT count(*) FROM dyad d WHERE %1$s.event_count(d.both) > 0), 0) AS mean
			FROM (SELECT FROM used u JOIN kind k ON k.code OPERATOR(%1$s.=) u.code WHERE k.channel IS NOT NULL GROUP BY u.x, u.y, k.channel) c),
		side AS (SELECT ab, ba FROM dyad WHERE %1$s.event_count(ab) > 0 AND %1$s.event_count(ba) > 0),
		act AS (
			SELECT r.days, r.answered, sum(r.count)::bigint AS count FROM (SELECT ab, ba FROM side UNION ALL SELECT ba, ab FROM side) s, span,
				%1$s.reply_times(s.ab, s.ba, $5, $6, span.last, false) r GROUP BY r.days, r.answered),
		reply AS (SELECT (k.k).* FROM (SELECT %1$s.kaplan_meier(days::double precision, answered, count) AS k FROM act) k),
		decay AS (
			SELECT sum(2 * least(h.ab, h.ba)) / nullif(sum(h.ab + h.ba), 0) AS reciprocity FROM dyad d, span, LATERAL (
				SELECT %1$s.half_life_reciprocity(d.ab, span.last + 1, $7, text 'dream') AS ab, %1$s.half_life_reciprocity(d.ba, span.last + 1, $7, text 'dream') AS ba) h)
		SELECT span.first, span.last, (SELECT count(*) FROM dyad), coalesce(rate.periods, 0), coalesce(rate.contact, 0), rate.contact / nullif(rate.periods, 0)::double precision,
			ways.contacts, ways.direct, ways.mediated, ways.indirect, ways.direct / nullif(ways.direct + ways.mediated + ways.indirect, 0)::double precision,
			channel.mean, coalesce(reply.n, 0), coalesce(reply.answered, 0), coalesce(reply.censored, 0), reply.median, reply.p90, decay.reciprocity
		FROM span, rate, ways, channel, reply, decay$sql$, own, events)
		INTO first_day, last_day, dyads, dyad_periods, contact_periods, contact_rate, contacts, direct, mediated, indirect, direct_share, channels,
			awaited, answered, censored, reply_median, reply_p90, half_life_reciprocity
		USING "from", "to", unit, system, acts, answers, half_life;

	IF mentions IS NOT NULL THEN
		EXECUTE format($sql$
			WITH report AS MATERIALIZED (
				SELECT m.event_id, m.source_name, m.tone FROM %3$s m WHERE m.source_name IS NOT NULL AND m.tone::double precision <> 'NaN'
					AND m.event_id IN (SELECT e.id FROM %2$s e WHERE e.day BETWEEN $1 AND $2)),
			likely AS (
				SELECT sum(t.n) AS n, max(t.n) AS most FROM (SELECT event_id, count(*) AS n FROM report GROUP BY event_id, sign(tone)) t GROUP BY t.event_id HAVING sum(t.n) > 1)
			SELECT (SELECT sum(most)::double precision / sum(n)::double precision FROM likely), (a.a).alpha, coalesce((a.a).events, 0), coalesce((a.a).reports, 0)
			FROM (SELECT %1$s.report_agreement(event_id::bigint, source_name::text, tone::double precision) AS a FROM report) a$sql$, own, events, mentions)
			INTO modal_share, alpha, reported_events, reports USING first_day, last_day;
	END IF;

	ease := CASE WHEN contact_periods > 0 THEN (contact_rate + direct_share + channels / 8) / 3 ELSE contact_rate END;
	-- of a thousand half-lives nothing is left, and a number that small there is none
	speed := (CASE WHEN awaited > 0 THEN CASE WHEN reply_median / 1000 <= half_life THEN 2 ^ (- reply_median / half_life) ELSE 0 END END + half_life_reciprocity) / 2;
	accuracy := (modal_share + greatest(alpha, 0)) / 2;
	IF alpha IS NULL THEN
		accuracy := NULL;
	END IF;
END
$function$;

CREATE OR REPLACE FUNCTION hypothesis_query(which text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE which
	WHEN text 'H1' THEN text $$WITH tagged AS (
	SELECT (SELECT array_agg(u.lexeme) FROM unnest({themes}) u WHERE u.lexeme = ANY ({main} || {others})) AS named
	FROM {texts} t WHERE {counted}),
found AS (SELECT named, named && {main} AS main FROM tagged WHERE named IS NOT NULL),
total AS (SELECT count(*) AS n, count(*) FILTER (WHERE main) AS k FROM found),
next AS (
	SELECT o.theme, count(named) AS k FROM unnest({others}) o(theme) LEFT JOIN found ON o.theme = ANY (named)
	GROUP BY o.theme ORDER BY count(named) DESC, o.theme COLLATE "C" LIMIT 1),
paired AS (
	SELECT ({own}clustered_change((named @> ARRAY[next.theme])::integer::double precision, double precision '1', main::integer::double precision, double precision '1')).p
	FROM found, next)
SELECT total.k::double precision / nullif(total.n, 0)::double precision AS estimate, w.low, w.high, paired.p AS p_value, total.n,
	v.low AS reference_low, v.high AS reference_high,
	jsonb_build_object('main', ({main})[1], 'next', CASE WHEN next.k > 0 THEN next.theme END,
		'next_share', nullif(next.k, 0)::double precision / nullif(total.n, 0)::double precision) AS facts
FROM total, next, paired, {own}wilson_interval(total.k, total.n, double precision '0.95') w, {own}wilson_interval(next.k, total.n, double precision '0.95') v$$
	WHEN text 'H2' THEN $$WITH spoken AS (
	SELECT EXISTS (SELECT FROM unnest({themes}) u WHERE u.lexeme = ANY ({digital})) AS digital, {own}hard(p) AS hard, {own}soft(p) AS soft
	FROM {texts} t, {own}theme_power({body}) p WHERE {counted}),
total AS (
	SELECT count(*) FILTER (WHERE digital) AS n, count(*) FILTER (WHERE digital AND soft >= hard) AS k,
		count(*) FILTER (WHERE digital AND soft > 0 AND hard > 0) AS meet, count(*) FILTER (WHERE digital AND soft = 0) AS alone,
		count(*) FILTER (WHERE NOT digital) AS other_n, count(*) FILTER (WHERE NOT digital AND soft >= hard) AS other_k,
		({own}clustered_share((soft >= hard)::integer::double precision, digital::integer::double precision, {reference}::double precision) FILTER (WHERE digital)).p
	FROM spoken WHERE hard > 0 OR soft > 0),
event AS ({event_power})
SELECT k::double precision / nullif(n, 0)::double precision AS estimate, w.low, w.high, p AS p_value, n, {reference}::double precision AS reference_low,
	{reference}::double precision AS reference_high,
	jsonb_build_object('both', meet::double precision / nullif(n, 0)::double precision, 'hard', alone::double precision / nullif(n, 0)::double precision,
		'other', other_k::double precision / nullif(other_n, 0)::double precision, 'other_n', other_n,
		'events_soft', event.soft, 'events_n', event.events) AS facts
FROM total, event, {own}wilson_interval(k, n, double precision '0.95') w$$
	WHEN text 'H3' THEN $$WITH tagged AS (
	SELECT (SELECT array_agg(u.lexeme) FROM unnest({themes}) u WHERE u.lexeme = ANY ({practice} || {others})) AS named
	FROM {texts} t WHERE {counted}),
found AS (SELECT named, (SELECT count(*) FROM unnest(named) b WHERE b = ANY ({practice})) AS practice FROM tagged WHERE named IS NOT NULL),
even AS (SELECT coalesce({reference}::double precision, cardinality({practice})::double precision / cardinality({practice} || {others})::double precision) AS share),
total AS (SELECT ({own}clustered_share(practice::double precision, cardinality(named)::double precision, even.share)).* FROM found, even),
top AS (SELECT b.theme FROM found, unnest(named) b(theme) GROUP BY 1 ORDER BY count(*) DESC, b.theme COLLATE "C" LIMIT 1)
SELECT total.share AS estimate, low, high, p AS p_value, clusters AS n, even.share AS reference_low, even.share AS reference_high,
	jsonb_build_object('reference', even.share, 'top', (SELECT theme FROM top)) AS facts
FROM total, even$$
	WHEN text 'H4' THEN $$,
country AS (SELECT value.x, s IS NOT NULL AS small FROM value JOIN {own}country_size c ON c.country = value.country
	LEFT JOIN {own}small_states({population}::bigint, {area}::double precision, {gdp}::double precision, {military}::bigint, {criteria}::integer) s ON s = value.country),
total AS (
	SELECT ({own}cliffs_delta(x, small)).*, {own}mann_whitney(x, small) AS test, count(*) FILTER (WHERE small) AS n_small, count(*) FILTER (WHERE NOT small) AS n_other,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FILTER (WHERE small) AS median_small,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FILTER (WHERE NOT small) AS median_other
	FROM country)
SELECT delta AS estimate, b.low, b.high, coalesce((test).p_exact, (test).p_normal) AS p_value, least(n_small, n_other) AS n,
	double precision '0' AS reference_low, double precision '0' AS reference_high,
	jsonb_build_object('measure', '{measure}', 'n_small', n_small, 'n_other', n_other, 'median_small', median_small, 'median_other', median_other) AS facts
FROM total, {own}delta_bounds(delta, total.low, total.high, n_small, n_other) b$$
	WHEN text 'H4 efficiency' THEN $$WITH value AS (
	SELECT {own}country(t.author) AS country,
		sum((coalesce(t.likes, 0) + coalesce(t.reposts, 0) + coalesce(t.replies, 0))::numeric)::double precision / count(*)::double precision AS x
	FROM {texts} t WHERE {counted} AND {own}country(t.author) IS NOT NULL AND coalesce(t.likes, t.reposts, t.replies) IS NOT NULL
	GROUP BY 1)$$
	WHEN text 'H4 per_capita' THEN $$WITH value AS (
	SELECT s.country, count(*)::double precision / (s.population::double precision / 1000000) AS x
	FROM {texts} t JOIN {own}country_size s ON s.country = {own}country(t.author) WHERE {counted} AND s.population > 0
	GROUP BY s.country, s.population)$$
	WHEN text 'H4 per_event' THEN $$WITH acted AS (SELECT {own}country(e.source) AS country, count(*) AS events FROM {events} e GROUP BY 1),
value AS (
	SELECT acted.country, count(*)::double precision / acted.events::double precision AS x
	FROM {texts} t JOIN acted ON acted.country = {own}country(t.author) WHERE {counted}
	GROUP BY acted.country, acted.events)$$
	WHEN text 'H4 followed' THEN $$WITH value AS (
	SELECT {own}country(a.actor) AS country, count(f.target)::double precision AS x
	FROM (SELECT DISTINCT platform, account, actor FROM {accounts}) a LEFT JOIN {follows} f ON f.platform = a.platform AND f.target = a.account WHERE {own}country(a.actor) IS NOT NULL
	GROUP BY 1)$$
	WHEN text 'H5' THEN $$WITH tagged AS (
	SELECT {own}country(t.author) AS country, (SELECT array_agg(DISTINCT split_part(u.lexeme, '.', 1)) FROM unnest({themes}) u) AS families
	FROM {texts} t WHERE {counted} AND {own}country(t.author) IS NOT NULL),
value AS (
	SELECT country, sum(('risk' = ANY (families))::integer)::double precision / sum(('risk' = ANY (families))::integer + ('benefit' = ANY (families))::integer)::double precision AS x
	FROM tagged WHERE families && ARRAY['risk', 'benefit'] GROUP BY 1),
country AS (SELECT value.x, NOT EXISTS (SELECT FROM {accounts} a WHERE {own}country(a.actor) = value.country) AS without FROM value),
total AS (
	SELECT ({own}cliffs_delta(x, without)).*, {own}mann_whitney(x, without) AS test, count(*) FILTER (WHERE without) AS n_without,
		count(*) FILTER (WHERE NOT without) AS n_with,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FILTER (WHERE without) AS median_without,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FILTER (WHERE NOT without) AS median_with
	FROM country)
SELECT delta AS estimate, b.low, b.high, coalesce((test).p_exact, (test).p_normal) AS p_value, least(n_without, n_with) AS n,
	double precision '0' AS reference_low, double precision '0' AS reference_high,
	jsonb_build_object('n_without', n_without, 'n_with', n_with, 'median_without', median_without, 'median_with', median_with) AS facts
FROM total, {own}delta_bounds(delta, total.low, total.high, n_without, n_with) b$$
	WHEN text 'H7' THEN $$SELECT b.share AS estimate, b.low, b.high, b.p AS p_value, b.n, {reference}::double precision AS reference_low,
	{reference}::double precision AS reference_high, jsonb_build_object('hits', b.first_hits + b.second_hits) AS facts
FROM {own}theme_balance({texts_name}::regclass, text 'benefit', text 'risk', {reference}::double precision, {reposts}::boolean) b$$
	END;

CREATE OR REPLACE FUNCTION claim_query(which text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE which
	WHEN text 'acts' THEN text $$WITH act AS (
	SELECT DISTINCT {own}country(e.source) AS source, {own}country(e.target) AS target, e.day, e.code FROM {events} e
	WHERE {own}country(e.source) <> {own}country(e.target) AND isfinite(e.day)),
strong AS (
	SELECT source, target, day, date_trunc('{unit}', day::timestamp)::date AS period, {own}hard(p) AS hard, {own}soft(p) AS soft
	FROM act, {own}power_profile(act.code) p),
kind AS (SELECT *, hard > soft AS is_hard FROM strong WHERE hard <> soft AND greatest(hard, soft) >= {degree}::double precision)$$
	WHEN text 'S1' THEN $$,
met AS (
	SELECT source, target, count(*) AS acts, count(*) FILTER (WHERE is_hard) AS hard,
		(sum(count(*)) OVER dyad)::bigint AS all_acts, (sum(count(*) FILTER (WHERE is_hard)) OVER dyad)::bigint AS all_hard
	FROM kind GROUP BY source, target, period WINDOW dyad AS (PARTITION BY source, target)),
dyad AS (
	SELECT count(*) AS periods, count(*) FILTER (WHERE hard > 0 AND hard < acts) AS met, sum({own}chance_of_both(acts, all_hard, all_acts)) AS chance
	FROM met WHERE all_hard > 0 AND all_hard < all_acts GROUP BY source, target HAVING count(*) > 1),
total AS (
	SELECT ({own}clustered_change(chance, periods::double precision, met::double precision, periods::double precision)).*, sum(periods)::bigint AS periods
	FROM dyad)
SELECT difference AS estimate, low, high, p AS p_value, clusters_after AS n, double precision '0' AS reference_low, double precision '0' AS reference_high,
	jsonb_build_object('observed', after, 'expected', before, 'periods', periods, 'unit', '{unit}') AS facts
FROM total$$
	WHEN text 'S2' THEN $$,
period AS (
	SELECT source, target, sum(soft) AS soft, sum(hard) AS hard FROM kind
	GROUP BY source, target, period HAVING bool_or(is_hard) AND NOT bool_and(is_hard)),
dyad AS (SELECT sum(soft) AS soft, sum(hard) AS hard FROM period GROUP BY source, target),
total AS (SELECT ({own}clustered_share(soft, soft + hard, {reference}::double precision)).* FROM dyad)
SELECT share AS estimate, low, high, p AS p_value, clusters AS n, {reference}::double precision AS reference_low, {reference}::double precision AS reference_high,
	jsonb_build_object('unit', '{unit}') AS facts
FROM total$$
	WHEN text 'S3' THEN $$,
met AS (
	SELECT source, target, period >= date_trunc('{unit}', timestamp {turn})::date AS since, count(*) AS acts, count(*) FILTER (WHERE is_hard) AS hard,
		(sum(count(*)) OVER side)::bigint AS all_acts, (sum(count(*) FILTER (WHERE is_hard)) OVER side)::bigint AS all_hard
	FROM kind GROUP BY source, target, period
	WINDOW side AS (PARTITION BY source, target, period >= date_trunc('{unit}', timestamp {turn})::date)),
side AS (
	SELECT source, target, since, count(*) FILTER (WHERE hard > 0 AND hard < acts) AS met, sum({own}chance_of_both(acts, all_hard, all_acts)) AS chance
	FROM met WHERE all_hard > 0 AND all_hard < all_acts GROUP BY source, target, since HAVING count(*) > 1),
dyad AS (
	SELECT coalesce(sum(met::double precision) FILTER (WHERE NOT since), 0) AS met_before, coalesce(sum(chance) FILTER (WHERE NOT since), 0) AS chance_before,
		coalesce(sum(met::double precision) FILTER (WHERE since), 0) AS met_after, coalesce(sum(chance) FILTER (WHERE since), 0) AS chance_after
	FROM side GROUP BY source, target),
total AS (SELECT ({own}clustered_change(met_before, chance_before, met_after, chance_after)).* FROM dyad),
month AS (
	SELECT count(DISTINCT date_trunc('month', day::timestamp)) FILTER (WHERE day < date {turn}) AS before,
		count(DISTINCT date_trunc('month', day::timestamp)) FILTER (WHERE day >= date {turn}) AS since FROM kind)
SELECT difference AS estimate, low, high, p AS p_value, least(clusters_before, clusters_after) AS n, double precision '0' AS reference_low,
	double precision '0' AS reference_high, jsonb_build_object('before', total.before, 'after', after, 'turn', {turn}, 'unit', '{unit}',
		'n_before', clusters_before, 'n_after', clusters_after, 'months_before', month.before, 'months_after', month.since) AS facts
FROM total, month$$
	WHEN text 'S4' THEN $$WITH act AS (
	SELECT {own}country(e.source) AS source, {own}country(e.target) AS target, e.day, ({own}contact_way(e.code) = 'direct')::integer::double precision AS part
	FROM {events} e WHERE {own}country(e.source) <> {own}country(e.target) AND {own}contact_way(e.code) IS NOT NULL AND isfinite(e.day))$$
	WHEN text 'S5' THEN $$WITH event AS (
	SELECT {own}country(e.source) AS source, {own}country(e.target) AS target, e.day, e.code
	FROM {events} e WHERE {own}country(e.source) <> {own}country(e.target) AND isfinite(e.day) AND e.code IS NOT NULL),
history AS (SELECT source, target, {own}event_series(day, code) AS acts FROM event GROUP BY source, target),
span AS (SELECT min(day) AS first, max(day) AS last FROM event),
year AS (
	SELECT source, target, date_trunc('year', day::timestamp)::date AS year, count(DISTINCT day) AS active,
		(least(last, (date_trunc('year', day::timestamp) + interval '1 year')::date - 1) - greatest(first, date_trunc('year', day::timestamp)::date) + 1)::bigint AS days
	FROM event, span GROUP BY source, target, date_trunc('year', day::timestamp), first, last),
act AS (
	SELECT ab.source, ab.target, r.day, (r.answered AND r.days <= {days})::integer::double precision
		- coalesce({own}chance_of_any(least(bigint '{days}', y.days), y.active, y.days), double precision '0') AS part
	FROM span CROSS JOIN history ab LEFT JOIN history ba ON ba.source = ab.target AND ba.target = ab.source
		CROSS JOIN LATERAL {own}reply_times(ab.acts, coalesce(ba.acts, ''::{own}event_series), NULL::{own}event_code[], NULL::{own}event_code[], span.last, boolean 'false') r
		LEFT JOIN year y ON y.source = ab.target AND y.target = ab.source AND y.year = date_trunc('year', r.day::timestamp)::date
	WHERE r.day <= span.last - {days} AND (r.day >= date {turn} OR r.day < date {turn} - {days}))$$
	WHEN text 'S7' THEN $$WITH act AS (
	SELECT {own}country(e.source) AS source, {own}country(e.target) AS target, e.day,
		({own}diplomacy_track(e.source, e.target) IN ('open', 'public'))::integer::double precision AS part
	FROM {events} e WHERE {own}country(e.source) <> {own}country(e.target) AND {own}diplomacy_track(e.source, e.target) IS NOT NULL AND isfinite(e.day))$$
	WHEN text 'S8' THEN $$WITH act AS (
	SELECT coalesce({own}country(e.source), e.source::text) AS source, coalesce({own}country(e.target), e.target::text) AS target, e.day,
		({own}kind(e.source) NOT IN ('state', 'igo'))::integer::double precision AS part
	FROM {events} e WHERE coalesce({own}country(e.source), e.source::text) <> coalesce({own}country(e.target), e.target::text)
		AND {own}kind(e.source) IS NOT NULL AND isfinite(e.day))$$
	WHEN text 'before and after' THEN $$,
dyad AS (
	SELECT coalesce(sum(part) FILTER (WHERE day < date {turn}), 0) AS part_before, count(*) FILTER (WHERE day < date {turn}) AS acts_before,
		coalesce(sum(part) FILTER (WHERE day >= date {turn}), 0) AS part_after, count(*) FILTER (WHERE day >= date {turn}) AS acts_after
	FROM act GROUP BY least(source, target), greatest(source, target)),
total AS (
	SELECT ({own}clustered_change(part_before, acts_before::double precision, part_after, acts_after::double precision)).*
	FROM dyad),
month AS (
	SELECT count(DISTINCT date_trunc('month', day::timestamp)) FILTER (WHERE day < date {turn}) AS before,
		count(DISTINCT date_trunc('month', day::timestamp)) FILTER (WHERE day >= date {turn}) AS since FROM act)
SELECT difference AS estimate, low, high, p AS p_value, least(clusters_before, clusters_after) AS n, double precision '0' AS reference_low,
	double precision '0' AS reference_high, jsonb_build_object('before', total.before, 'after', after, 'turn', {turn},
		'n_before', clusters_before, 'n_after', clusters_after, 'months_before', month.before, 'months_after', month.since) AS facts
FROM total, month$$
	WHEN text 'S6' THEN $$WITH report AS (
	SELECT m.event_id, m.source_name, m.tone, m.event_time, m.mention_time, date_trunc('{unit}', m.event_time AT TIME ZONE 'UTC')::date AS period
	FROM {mentions} m WHERE isfinite(m.event_time) AND isfinite(m.mention_time)),
agreement AS (
	SELECT period, period >= date_trunc('{unit}', timestamp {turn})::date AS since, {own}krippendorff_alpha(event_id::text, source_name, tone, text 'interval') AS alpha
	FROM report GROUP BY period),
half AS (
	SELECT period >= date_trunc('{unit}', timestamp {turn})::date AS since,
		extract(epoch FROM {own}time_to_half_of_reports(event_time, mention_time))::double precision / 3600 AS hours
	FROM report GROUP BY event_id, period HAVING count(*) > 1),
speed AS (
	SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) FILTER (WHERE NOT since) AS before,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) FILTER (WHERE since) AS after FROM half),
total AS (
	SELECT {own}clustered_change(CASE WHEN since THEN 0 ELSE alpha END, (NOT since)::integer::double precision,
			CASE WHEN since THEN alpha ELSE 0 END, since::integer::double precision) AS change,
		({own}clustered_change(CASE WHEN since THEN 0 ELSE alpha - {margin}::double precision END, (NOT since)::integer::double precision,
			CASE WHEN since THEN alpha ELSE 0 END, since::integer::double precision)).p
	FROM agreement)
SELECT (change).difference AS estimate, (change).low, (change).high, p AS p_value, least((change).clusters_before, (change).clusters_after) AS n,
	- {margin}::double precision AS reference_low, - {margin}::double precision AS reference_high,
	jsonb_build_object('before', (change).before, 'after', (change).after, 'turn', {turn}, 'unit', '{unit}', 'margin', {margin}::double precision,
		'n_before', (change).clusters_before, 'n_after', (change).clusters_after, 'hours_before', speed.before, 'hours_after', speed.after,
		'premise', speed.after < speed.before) AS facts
FROM total, speed$$
	END;

CREATE OR REPLACE FUNCTION claim_text_columns(texts regclass, reposts boolean, OUT body text, OUT themes text, OUT counted text) RETURNS record
	LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	columns jsonb;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.claim_check_table($1, text ''texts'', ''{body}''::text[], ''{text}''::text[])', own) USING texts;
	SELECT coalesce(jsonb_object_agg(a.attname, format_type(a.atttypid, NULL)), '{}') INTO columns
		FROM pg_attribute a WHERE a.attrelid = texts AND a.attnum > 0 AND NOT a.attisdropped;
	EXECUTE format('SELECT %s.text_expression($1, text ''t'')', own) INTO body USING texts;
	themes := format(CASE WHEN columns ->> 'themes' = 'tsvector' THEN 'coalesce(t.themes, to_tsvector({config}::regconfig, %s))'
		ELSE 'to_tsvector({config}::regconfig, %s)' END, body);
	counted := CASE WHEN reposts OR columns ->> 'repost_of' IS NULL THEN 'true' ELSE 't.repost_of IS NULL' END;
END
$function$;

CREATE OR REPLACE FUNCTION theme_balance(texts regclass, first text, second text, reference double precision DEFAULT 0.5, reposts boolean DEFAULT false,
	OUT share double precision, OUT low double precision, OUT high double precision, OUT p double precision, OUT n bigint,
	OUT first_hits bigint, OUT second_hits bigint) RETURNS record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	theme text;
	label text;
	written record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	IF texts IS NULL OR first IS NULL OR second IS NULL OR reposts IS NULL THEN
		RAISE EXCEPTION 'texts, themes and reposts must not be null' USING ERRCODE = 'null_value_not_allowed',
			HINT = 'theme_balance(''texts'', ''benefit'', ''risk'') weighs two themes over a table of texts.';
	END IF;
	FOREACH theme IN ARRAY ARRAY[first, second] LOOP
		EXECUTE format('SELECT %s.theme_label($1, text ''en'')', own) INTO label USING theme;
		IF label IS NULL THEN
			RAISE EXCEPTION 'unrecognized theme: "%"', left(theme, 64) USING ERRCODE = 'invalid_parameter_value', HINT = 'The view theme lists them.';
		END IF;
	END LOOP;
	IF first || '.' ^@ (second || '.') OR second || '.' ^@ (first || '.') THEN
		RAISE EXCEPTION 'theme "%" cannot be weighed against "%"', first, second USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Neither may be the other or stand above it, or hits would be on both scales.';
	END IF;
	EXECUTE format('SELECT * FROM %s.claim_text_columns($1, $2)', own) INTO written USING texts, reposts;
	EXECUTE format($sql$
		WITH hit AS (
			SELECT coalesce(sum(h.hits) FILTER (WHERE h.theme = $1), 0) AS first, coalesce(sum(h.hits) FILTER (WHERE h.theme = $2), 0) AS second
			FROM (SELECT row_number() OVER () AS text, %2$s AS body FROM %3$s t WHERE %4$s) b, %1$s.theme_tags(b.body, true, real '0.5') h
			WHERE h.theme IN ($1, $2) GROUP BY b.text)
		SELECT (s).share, (s).low, (s).high, (s).p, (s).clusters, first, second
		FROM (SELECT %1$s.clustered_share(first::double precision, (first + second)::double precision, $3) AS s,
			coalesce(sum(first), 0)::bigint AS first, coalesce(sum(second), 0)::bigint AS second FROM hit) total$sql$,
		own, written.body, texts, written.counted)
		INTO share, low, high, p, n, first_hits, second_hits USING first, second, coalesce(reference, 'NaN');
END
$function$;

CREATE OR REPLACE FUNCTION claim_check_option(option text, value jsonb) RETURNS void
	LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	theme text;
	label text;
	number numeric := CASE jsonb_typeof(value) WHEN 'number' THEN value::numeric END;
	allowed text := CASE
		WHEN option = 'unit' AND value #>> '{}' NOT IN ('day', 'week', 'month', 'quarter', 'year') THEN 'day, week, month, quarter or year'
		WHEN option = 'measure' AND value #>> '{}' NOT IN ('efficiency', 'per_capita', 'per_event', 'followed') THEN 'efficiency, per_capita, per_event or followed'
		WHEN option = 'turn' AND value #>> '{}' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN 'a day, such as 2009-01-01'
		WHEN option = 'days' AND (number < 1 OR number > 180 OR number <> trunc(number)) THEN 'a whole number from 1 to 180, since chance is that of a year'
		WHEN option IN ('min_n', 'min_months') AND (number < 1 OR number > 1000000000 OR number <> trunc(number)) THEN 'a whole number from 1 on'
		WHEN option = 'reference' AND (number <= 0 OR number >= 1) THEN 'a share between 0 and 1'
		WHEN option = 'degree' AND (number <= 0 OR number > 1) THEN 'a degree above 0, 1 at most'
		WHEN option = 'margin' AND (number < 0 OR number > 2) THEN 'a number from 0 to 2'
		WHEN jsonb_typeof(value) = 'array' AND (value = '[]' OR jsonb_path_exists(value, '$[*] ? (@.type() <> "string")')) THEN 'an array of themes'
		END;
BEGIN
	IF allowed IS NOT NULL THEN
		RAISE EXCEPTION 'option "%" cannot be %', option, left(value::text, 64) USING ERRCODE = 'invalid_parameter_value', HINT = format('It is %s.', allowed);
	ELSIF option = 'turn' THEN
		PERFORM (value #>> '{}')::date;
	ELSIF jsonb_typeof(value) = 'array' THEN
		SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
		FOR theme IN SELECT jsonb_array_elements_text(value) LOOP
			EXECUTE format('SELECT %s.theme_label($1, text ''en'')', own) INTO label USING theme;
			IF label IS NULL THEN
				RAISE EXCEPTION 'unrecognized theme: "%"', left(theme, 64) USING ERRCODE = 'invalid_parameter_value',
					DETAIL = format('It stands in option "%s".', option), HINT = 'The view theme lists them.';
			END IF;
		END LOOP;
	END IF;
END
$function$;

CREATE OR REPLACE FUNCTION claim_try(which text, events regclass, mentions regclass, texts regclass, accounts regclass, follows regclass,
	locale text, options jsonb, shared boolean) RETURNS claim_result
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $function$
DECLARE
	own regnamespace;
	result record;
	settings jsonb;
	words jsonb;
	template text;
	missing text;
	lacking text;
	tables jsonb := jsonb_build_object('events', events::text, 'mentions', mentions::text, 'texts', texts::text, 'accounts', accounts::text, 'follows', follows::text);
	written jsonb;
	query text;
	shown text;
	outcome jsonb;
	verdict text := 'too little data';
	sentence text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT jsonb_object_agg(part, text) FROM %s.claim_texts($1) WHERE id IN ($2, ''any'')', own) INTO words USING locale, which;
	EXECUTE format('SELECT %s.claim_settings($1, $2, $3)', own) INTO settings USING which, options, shared;
	EXECUTE format('SELECT %s.claim_template($1, $2, $3)', own) INTO template USING which, settings, events IS NOT NULL;
	BEGIN
		EXECUTE format('SELECT %s.claim_missing($1, $2, $3, $4, $5, $6, $7)', own) INTO missing
			USING which, template, events, mentions, texts, accounts, follows;
	-- of several claims, one that asks for a column that is not there keeps no other from its answer
	EXCEPTION WHEN undefined_column OR datatype_mismatch THEN
		IF NOT shared THEN
			RAISE;
		END IF;
		lacking := SQLERRM;
	END;
	IF lacking IS NOT NULL THEN
		EXECUTE format('SELECT %s.claim_fill($1, $2)', own) INTO sentence USING words ->> 'no_column', jsonb_build_object('reason', lacking);
	ELSIF missing IS NOT NULL THEN
		EXECUTE format('SELECT %s.claim_fill($1, $2)', own) INTO sentence USING words ->> 'no_table', jsonb_build_object('table', missing);
	ELSE
		EXECUTE format('SELECT $3 || to_jsonb(t) FROM %s.claim_text_columns($1, $2) t', own) INTO written USING texts, (settings ->> 'reposts')::boolean, tables;
		EXECUTE format('SELECT %1$s.claim_fill($1, %1$s.claim_values($2, $3, false)), %1$s.claim_fill($1, %1$s.claim_values($2, $3, true))', own)
			INTO query, shown USING template, settings, coalesce(written, tables);
		EXECUTE format('SELECT to_jsonb(q) FROM (%s) q', query) INTO outcome;
		EXECUTE format('SELECT %s.claim_verdict($1, $2)', own) INTO verdict USING outcome, settings;
		EXECUTE format('SELECT %s.claim_sentence($1, $2, $3, $4, $5, $6)', own) INTO sentence USING which, outcome, verdict, settings, words, locale;
	END IF;
	SELECT which, words ->> 'claim', words ->> 'measure', f.estimate, f.low, f.high, f.p_value, coalesce((outcome ->> 'n')::bigint, 0), verdict, sentence, shown
		INTO result
		FROM (SELECT outcome WHERE verdict <> 'too little data') g(j) RIGHT JOIN (SELECT) one ON true,
			LATERAL (SELECT (g.j ->> 'estimate')::double precision AS estimate, (g.j ->> 'low')::double precision AS low,
				(g.j ->> 'high')::double precision AS high, (g.j ->> 'p_value')::double precision AS p_value) f;
	RETURN result;
END
$function$;

CREATE OR REPLACE FUNCTION hypothesis(which text, events regclass DEFAULT NULL, texts regclass DEFAULT NULL, accounts regclass DEFAULT NULL,
	follows regclass DEFAULT NULL, locale text DEFAULT 'en', options jsonb DEFAULT '{}') RETURNS claim_result
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	result record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT r.* FROM %1$s.claim_try(%1$s.claim_check_arguments($1, ''{H1,H2,H3,H4,H5,H6,H7}''::text[], $6), $2, NULL::regclass, $3, $4, $5, $6, $7, false) r', own)
		INTO result USING which, events, texts, accounts, follows, locale, coalesce(options, '{}');
	RETURN result;
END
$function$;

CREATE OR REPLACE FUNCTION claim(which text, events regclass DEFAULT NULL, mentions regclass DEFAULT NULL, locale text DEFAULT 'en', options jsonb DEFAULT '{}') RETURNS claim_result
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	result record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT r.* FROM %1$s.claim_try(%1$s.claim_check_arguments($1, ''{S1,S2,S3,S4,S5,S6,S7,S8}''::text[], $4), $2, $3, NULL::regclass, NULL::regclass, NULL::regclass, $4, $5, false) r', own)
		INTO result USING which, events, mentions, locale, coalesce(options, '{}');
	RETURN result;
END
$function$;

CREATE OR REPLACE FUNCTION hypotheses(events regclass DEFAULT NULL, texts regclass DEFAULT NULL, accounts regclass DEFAULT NULL, follows regclass DEFAULT NULL,
	locale text DEFAULT 'en', options jsonb DEFAULT '{}') RETURNS SETOF claim_result
	LANGUAGE plpgsql STABLE ROWS 7 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	RETURN QUERY EXECUTE format('SELECT r.* FROM unnest(''{H1,H2,H3,H4,H5,H6,H7}''::text[]) WITH ORDINALITY h(id, place),
		LATERAL %1$s.claim_try(%1$s.claim_check_arguments(h.id, ARRAY[h.id], $5), $1, NULL::regclass, $2, $3, $4, $5, $6, true) r ORDER BY h.place', own)
		USING events, texts, accounts, follows, locale, coalesce(options, '{}');
END
$function$;

COMMENT ON FUNCTION hypotheses(regclass, regclass, regclass, regclass, text, jsonb) IS 'all hypotheses on digital diplomacy, a row each, as hypothesis() gives them, but for a column that a table lacks or has of another type: it is no error, and the claims that ask for it have too little data and say so; an option goes to those that have it, but themes and references are given to hypothesis(). Seven questions asked at once: see p_adjust()';

CREATE OR REPLACE FUNCTION claims(events regclass DEFAULT NULL, mentions regclass DEFAULT NULL, locale text DEFAULT 'en', options jsonb DEFAULT '{}') RETURNS SETOF claim_result
	LANGUAGE plpgsql STABLE ROWS 8 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	RETURN QUERY EXECUTE format('SELECT r.* FROM unnest(''{S1,S2,S3,S4,S5,S6,S7,S8}''::text[]) WITH ORDINALITY s(id, place),
		LATERAL %1$s.claim_try(%1$s.claim_check_arguments(s.id, ARRAY[s.id], $3), $1, $2, NULL::regclass, NULL::regclass, NULL::regclass, $3, $4, true) r ORDER BY s.place', own)
		USING events, mentions, locale, coalesce(options, '{}');
END
$function$;

COMMENT ON FUNCTION claims(regclass, regclass, text, jsonb) IS 'all claims on smart diplomacy, a row each, as claim() gives them, but for a column that a table lacks or has of another type: it is no error, and the claims that ask for it have too little data and say so; an option goes to those that have it, but references are given to claim(). Eight questions asked at once: see p_adjust()';

CREATE OR REPLACE FUNCTION chart_dyad(
	history regclass, a text, b text, unit text DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en',
	OUT "time" date, OUT metric text, OUT value numeric, OUT source text, OUT target text, OUT measure text
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	span record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT * FROM %s.chart_span($1, $2, $3, $4)', own) INTO span USING history, unit, "from", "to";
	IF span.events = 0 THEN RETURN; END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT p.period, replace(replace(w.text, '{source}', %1$s.chart_actor(h.source, $6)), '{target}', %1$s.chart_actor(h.target, $6)),
			round(m.value::numeric, 1), h.source, h.target, m.measure
		FROM (SELECT d.source::text AS source, d.target::text AS target, %1$s.merge(d.history) AS s FROM %2$s d
				WHERE d.source::text = $1 AND d.target::text = $2 OR d.source::text = $2 AND d.target::text = $1 GROUP BY 1, 2) h,
			%1$s.panel(h.s, $3, $4, $5, text 'gdelt') p, LATERAL (VALUES ('cooperation', p.cooperation), ('conflict', p.conflict)) m(measure, value)
			JOIN %1$s.claim_texts($6) w ON w.id = 'chart' AND w.part = m.measure
		ORDER BY 1, h.source = $2, m.measure DESC
		$sql$, own, history) USING a, b, span.period, span.first_day, span.last_day, locale;
END
$function$;

CREATE OR REPLACE FUNCTION chart_power_mix(
	history regclass, unit text DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en',
	OUT "time" date, OUT metric text, OUT value numeric, OUT share numeric, OUT events numeric, OUT strength text
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	span record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT * FROM %s.chart_span($1, $2, $3, $4)', own) INTO span USING history, unit, "from", "to";
	IF span.events = 0 THEN RETURN; END IF;
	RETURN QUERY EXECUTE format($sql$
		WITH whole AS MATERIALIZED (SELECT %1$s.within(%1$s.merge(h.history), daterange($2, $3, '[]')) AS s FROM %2$s h WHERE h.target IS NOT NULL),
			period AS MATERIALIZED (SELECT p.period, lead(p.period) OVER (ORDER BY p.period) AS next FROM whole, %1$s.panel(whole.s, $1, $2, $3, text 'gdelt') p),
			mix AS (SELECT p.period, m.* FROM period p, whole, %1$s.power_sums(whole.s, text 'smartdip-1', daterange(p.period, p.next)) m)
		SELECT m.period, %1$s.label(s.strength, $4), round((s.degree / nullif(m.events, 0))::numeric, 4),
			round((s.degree / nullif(m.hard + m.semihard + m.soft, 0))::numeric, 4), m.events::numeric, s.strength
		FROM mix m, LATERAL (VALUES (1, 'hard', m.hard), (2, 'semihard', m.semihard), (3, 'soft', m.soft)) s(n, strength, degree)
		ORDER BY m.period, s.n
		$sql$, own, history) USING span.period, span.first_day, span.last_day, locale;
END
$function$;

CREATE OR REPLACE FUNCTION chart_power_grid(
	history regclass, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en',
	OUT metric text, OUT value numeric, OUT strength text, OUT domain text
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	span record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT * FROM %s.chart_span($1, text ''year'', $2, $3)', own) INTO span USING history, "from", "to";
	IF span.events = 0 THEN RETURN; END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT %1$s.label(g.strength || '.' || g.domain, $3), g.degree::numeric, g.strength, g.domain
		FROM (SELECT %1$s.merge(h.history) AS s FROM %2$s h WHERE h.target IS NOT NULL) whole,
			%1$s.power_grid(%1$s.power_profile(whole.s, daterange($1, $2, '[]'))) g
		$sql$, own, history) USING span.first_day, span.last_day, locale;
END
$function$;

CREATE OR REPLACE FUNCTION chart_smart_balance(
	history regclass, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en', minimum integer DEFAULT 10, actors integer DEFAULT 40,
	OUT metric text, OUT value numeric, OUT hard_against_all numeric, OUT soft_against_all numeric, OUT hard numeric, OUT soft numeric,
	OUT events numeric, OUT actor text
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	span record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT * FROM %s.chart_span($1, text ''year'', $2, $3)', own) INTO span USING history, "from", "to";
	IF span.events = 0 THEN RETURN; END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT %1$s.chart_actor(r.actor, $2), round(r.smart_rank::numeric, 4), round((r.hard / nullif(w.hard / w.n, 0))::numeric, 4),
			round((r.soft / nullif(w.soft / w.n, 0))::numeric, 4), round(r.hard::numeric, 4), round(r.soft::numeric, 4), r.events::numeric, r.actor
		FROM %1$s.smart_ranks($5, text 'event', $3, text 'minimum', true, $1, text 'smartdip-1') r,
			(SELECT sum(p.events)::double precision AS n, sum(p.hard) AS hard, sum(p.soft) AS soft
				FROM %2$s h, %1$s.power_sums(h.history, text 'smartdip-1', $1) p WHERE h.target::text <> h.source::text) w
		ORDER BY r.events DESC, r.actor COLLATE "C" LIMIT $4
		$sql$, own, history) USING daterange(span.first_day, span.last_day, '[]'), locale, coalesce(minimum, 1)::bigint, CASE WHEN actors < 0 THEN 0 ELSE actors END, history;
END
$function$;

CREATE OR REPLACE FUNCTION chart_network(
	history regclass, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en', dyads integer DEFAULT 60,
	OUT source text, OUT target text, OUT value numeric, OUT cooperation numeric, OUT conflict numeric, OUT source_name text, OUT target_name text
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	span record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT * FROM %s.chart_span($1, text ''year'', $2, $3)', own) INTO span USING history, "from", "to";
	IF span.events = 0 THEN RETURN; END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT d.source, d.target, %1$s.event_count(d.s)::numeric, round(%1$s.cooperation(d.s, text 'gdelt', daterange '(,)')::numeric, 1), round(%1$s.conflict(d.s, text 'gdelt', daterange '(,)')::numeric, 1),
			%1$s.chart_actor(d.source, $3), %1$s.chart_actor(d.target, $3)
		FROM (SELECT h.source::text AS source, h.target::text AS target, %1$s.within(h.history, daterange($1, $2, '[]')) AS s
				FROM %2$s h WHERE h.target::text <> h.source::text OFFSET 0) d
		WHERE %1$s.event_count(d.s) > 0 ORDER BY 3 DESC, d.source COLLATE "C", d.target COLLATE "C" LIMIT $4
		$sql$, own, history) USING span.first_day, span.last_day, locale, CASE WHEN dyads < 0 THEN 0 ELSE dyads END;
END
$function$;

CREATE OR REPLACE FUNCTION chart_theme_texts(texts regclass, "from" date DEFAULT NULL, "to" date DEFAULT NULL, OUT theme text, OUT texts_with numeric, OUT texts_all numeric)
	RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	themes text := 't.themes';
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.chart_check($1, VARIADIC $2)', own) USING texts, ARRAY['published', 'body'];
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = texts AND a.attname = 'themes' AND a.atttypid = 'tsvector'::regtype AND NOT a.attisdropped) THEN
		EXECUTE format('SELECT %s.text_expression($1, text ''t'')', own) INTO themes USING texts;
		themes := format('to_tsvector(%L::regconfig, %s)', own || '.smartdip_themes', themes);
	END IF;
	RETURN QUERY EXECUTE format($sql$
		WITH text AS MATERIALIZED (SELECT %1$s AS themes FROM %2$s t
			WHERE ($1 IS NULL OR t.published >= $1) AND ($2 IS NULL OR t.published < $2 + 1))
		SELECT l.lexeme, count(*)::numeric, (SELECT count(*) FROM text)::numeric FROM text, unnest(text.themes) l GROUP BY 1
		$sql$, themes, texts) USING "from", "to";
END
$function$;

CREATE OR REPLACE FUNCTION chart_communication(
	events regclass, mentions regclass, turn date, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en',
	OUT metric text, OUT value numeric, OUT side text, OUT measure text, OUT first_day date, OUT last_day date
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.chart_check($1, VARIADIC $2)', own) USING events, ARRAY['day', 'code', 'source', 'target'];
	-- label() knows the languages, and what to say of another one
	EXECUTE format('SELECT %s.label(text ''hard'', $1)', own) USING locale;
	IF turn IS NULL OR turn <= "from" OR turn > "to" THEN RETURN; END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT CASE WHEN $6 LIKE 'ar%%' THEN %1$s.theme_label('effect.' || m.measure, $6) ELSE m.measure END, round(m.value::numeric, 4), t.side, m.measure, q.first_day, q.last_day
		FROM (VALUES (1, 'before', $4, $3 - 1), (2, 'after', $3, $5)) t(n, side, first, last),
			%1$s.communication_quality($1, $2, t.first, t.last, text 'month', NULL::text, double precision '30', NULL::%1$s.event_code[], NULL::%1$s.event_code[]) q,
			LATERAL (VALUES (1, 'ease', q.ease), (2, 'speed', q.speed), (3, 'accuracy', q.accuracy)) m(n, measure, value)
		ORDER BY m.n, t.n
		$sql$, own) USING events, mentions, turn, "from", "to", locale;
END
$function$;

CREATE OR REPLACE FUNCTION chart_claims(
	events regclass DEFAULT NULL, mentions regclass DEFAULT NULL, texts regclass DEFAULT NULL, accounts regclass DEFAULT NULL,
	follows regclass DEFAULT NULL, locale text DEFAULT 'en', turn date DEFAULT NULL,
	OUT metric text, OUT value numeric, OUT low numeric, OUT high numeric, OUT p_value numeric, OUT n numeric, OUT verdict text, OUT sentence text, OUT claim text
) RETURNS SETOF record
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	RETURN QUERY EXECUTE format($sql$
		SELECT c.claim, c.estimate::numeric, c.low::numeric, c.high::numeric, c.p_value::numeric, c.n::numeric, c.verdict, c.sentence, c.id
		FROM (SELECT h.id, h.claim, h.estimate, h.low, h.high, h.p_value, h.n, h.verdict, h.sentence
				FROM %1$s.hypotheses($1, $3, $4, $5, $6, jsonb '{}') h
			UNION ALL SELECT h.id, h.claim, h.estimate, h.low, h.high, h.p_value, h.n, h.verdict, h.sentence
				FROM %1$s.claims($1, $2, $6, $7) h) c
		$sql$, own) USING events, mentions, texts, accounts, follows, locale, CASE WHEN turn IS NULL THEN '{}' ELSE jsonb_build_object('turn', turn) END;
END
$function$;

CREATE OR REPLACE FUNCTION create_chart_views(
	prefix text, history regclass, texts regclass DEFAULT NULL, unit text DEFAULT NULL, locale text DEFAULT 'en', in_schema name DEFAULT current_schema()
) RETURNS SETOF regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	parts text[] := parse_ident(prefix);
	own regnamespace;
	chart record;
	col record;
	view text;
BEGIN
	IF prefix IS NULL OR locale IS NULL THEN
		RAISE EXCEPTION 'prefix and locale of create_chart_views must not be null' USING ERRCODE = 'null_value_not_allowed';
	ELSIF array_length(parts, 1) > 2 OR octet_length(parts[array_upper(parts, 1)]) > 40 THEN
		RAISE EXCEPTION 'invalid prefix of views: "%"', prefix
			USING ERRCODE = 'invalid_name', HINT = 'A prefix has at most 40 bytes, and may have a schema before it.';
	ELSIF array_length(parts, 1) = 1 AND in_schema IS NULL THEN
		RAISE EXCEPTION 'no schema has been selected to create in' USING ERRCODE = 'invalid_schema_name';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	-- its errors tell of a wrong table, unit and language before there is any view
	EXECUTE format('SELECT count(*) FROM %s.chart_events_by_quad($1, $2, NULL::date, NULL::date, $3)', own) USING history, unit, locale;
	FOR chart IN SELECT * FROM (VALUES
		('events_by_quad', 'events of each quad class, period by period',
			format('SELECT * FROM %s.chart_events_by_quad(%L::regclass, %L::text, NULL::date, NULL::date, %L::text)', own, history, unit, locale)),
		('dyad', 'cooperation and conflict of every pair, period by period: filter by source and target',
			format('SELECT p.period AS "time", m.measure AS metric, round(m.value::numeric, 1) AS value, h.source::text AS source, h.target::text AS target,
				p.events::numeric AS events FROM %1$s.chart_span(%2$L::regclass, %3$L::text, NULL::date, NULL::date) s, %2$s h, %1$s.panel(h.history, s.period, s.first_day, s.last_day, text ''gdelt'') p,
				LATERAL (VALUES (''cooperation'', p.cooperation), (''conflict'', p.conflict)) m(measure, value) WHERE h.target IS NOT NULL', own, history, unit)),
		('power_mix', 'hard, semi-hard and soft, period by period', format('SELECT * FROM %s.chart_power_mix(%L::regclass, %L::text, NULL::date, NULL::date, %L::text)', own, history, unit, locale)),
		('power_grid', 'the nine cells of power', format('SELECT * FROM %s.chart_power_grid(%L::regclass, NULL::date, NULL::date, %L::text)', own, history, locale)),
		('smart_balance', 'hard and soft of each actor against all', format('SELECT * FROM %s.chart_smart_balance(%L::regclass, NULL::date, NULL::date, %L::text, 10, NULL::integer)', own, history, locale)),
		('network', 'the pairs by their events', format('SELECT * FROM %s.chart_network(%L::regclass, NULL::date, NULL::date, %L::text, NULL::integer)', own, history, locale)),
		('transitions', 'what follows what, by quad class', format('SELECT * FROM %s.chart_transitions(%L::regclass, text ''quad'', %L::text)', own, history, locale)),
		('themes', 'themes of the texts', format('SELECT * FROM %s.chart_themes(%L::regclass, NULL::date, NULL::date, %L::text, NULL::integer)', own, texts, locale)),
		('benefit_risk', 'benefits and risks that the texts speak of', format('SELECT * FROM %s.chart_benefit_risk(%L::regclass, NULL::date, NULL::date, %L::text)', own, texts, locale))
		) v(name, description, query)
	LOOP
		CONTINUE WHEN texts IS NULL AND chart.name IN ('themes', 'benefit_risk');
		view := format('%I.%I', CASE array_length(parts, 1) WHEN 2 THEN parts[1] ELSE in_schema END, parts[array_upper(parts, 1)] || '_' || chart.name);
		EXECUTE format('CREATE VIEW %s AS %s', view, chart.query);
		EXECUTE format('COMMENT ON VIEW %s IS %L', view, chart.description);
		FOR col IN SELECT a.attname, coalesce(own_words.words, common.words) AS words FROM pg_attribute a
			LEFT JOIN (VALUES
				('time', 'first day of the period'), ('metric', 'name of the series or bar, for people'), ('value', 'what the chart draws: a number of events'),
				('quad_class', '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict'),
				('source', 'who acted, as in the table'), ('target', 'towards whom, as in the table'), ('source_name', 'who acted, by name'), ('target_name', 'towards whom, by name'),
				('events', 'number of events'), ('share', 'part in the whole, 0 to 1'), ('strength', 'hard, semihard or soft'), ('domain', 'power, threat or security'),
				('hard', 'mean degree of hard over the events, 0 to 1'), ('soft', 'mean degree of soft over the events, 0 to 1'),
				('hard_against_all', 'hard over that of all actors: above 1 is more than usual'), ('soft_against_all', 'soft over that of all actors: above 1 is more than usual'),
				('actor', 'who acted, as in the table'), ('cooperation', 'sum of the positive Goldstein scores'), ('conflict', 'sum of the negative Goldstein scores, without their sign'),
				('source_key', 'quad class of the act'), ('target_key', 'quad class of the next act'), ('theme', 'code of the theme'), ('family', 'the family that the theme belongs to'),
				('side', 'benefit or risk')) common(name, words) ON common.name = a.attname
			LEFT JOIN (VALUES
				('dyad', 'metric', 'cooperation or conflict'), ('dyad', 'value', 'sum of the positive Goldstein scores, or of the negative ones without their sign'),
				('power_mix', 'value', 'mean degree over the events, 0 to 1; NULL without events'), ('power_mix', 'share', 'part in hard, semi-hard and soft together, 0 to 1'),
				('power_grid', 'value', 'mean degree over the events, 0 to 1'), ('smart_balance', 'value', 'the lesser of the ranks by hard and by soft among the actors, 0 to 1'),
				('transitions', 'source', 'what was done'), ('transitions', 'target', 'what was done next'), ('transitions', 'value', 'number of steps'),
				('transitions', 'share', 'part in the steps from the source, 0 to 1'), ('themes', 'value', 'number of texts'), ('themes', 'share', 'part in all texts, 0 to 1'),
				('benefit_risk', 'value', 'number of texts'), ('benefit_risk', 'share', 'part in all texts, 0 to 1')) own_words(chart, name, words)
				ON own_words.chart = chart.name AND own_words.name = a.attname
			WHERE a.attrelid = view::regclass AND a.attnum > 0
		LOOP
			EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', view, col.attname, col.words);
		END LOOP;
		RETURN NEXT view::regclass;
	END LOOP;
END
$function$;

CREATE FUNCTION history_trigger_made() RETURNS event_trigger
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_history_trigger_made';
COMMENT ON FUNCTION history_trigger_made() IS
	'the function of an event trigger: error 42501 where somebody makes a trigger that would keep histories whose owner he cannot act as. Error 39P03 anywhere else';
CREATE EVENT TRIGGER smartdip_history_trigger_made ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER') EXECUTE FUNCTION history_trigger_made();
COMMENT ON EVENT TRIGGER smartdip_history_trigger_made IS 'lets nobody but their owner have histories kept; see create_history()';

COMMENT ON AGGREGATE krippendorff_alpha(text, text, double precision, text) IS 'Krippendorff''s alpha: how far reports of the same units agree beyond chance, 1 at most, 0 by chance. The metric, a constant: nominal, ordinal, interval or ratio. Units with one report are left out, and rows with a NULL in unit, coder or value; a coder''s second value for a unit is one more report. NULL where no unit has two reports or all values are the same, and by ratio where two are each other''s opposite';
COMMENT ON TYPE clustered_share_result IS 'the share of all parts in all wholes, 0 to 1, with its 95 % interval; the two-sided p against the reference; how many clusters there are, and how many independent observations would tell as much. Interval and p are NULL for a single cluster and for numbers whose squares are out of range, p also where the reference is not between 0 and 1';
COMMENT ON TYPE clustered_change_result IS 'the ratio of parts to wholes before and after, their difference with its 95 % interval, the two-sided p against no difference, and how many clusters have a whole on either side. NULL where a side has no whole; interval and p are NULL where a side has a single cluster, clusters that are all alike and no share, or numbers whose squares are out of range';
