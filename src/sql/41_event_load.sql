-- event_load: event tables, their partitions and rejects, loading, and views without repeated reports.

-- The extension can stand in any schema and be moved, so the functions here look for it when they run. Schemas are kept
-- as regnamespace, which reads as their name of that moment: a schema may be renamed while a function waits.

CREATE FUNCTION event_reject_table(events regclass) RETURNS regclass
	LANGUAGE plpgsql VOLATILE STRICT SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	event_table record;
	reject_name name;
	reject record;
BEGIN
	SELECT c.relname, c.relkind, c.relowner, c.relnamespace::regnamespace AS schema INTO event_table FROM pg_class c WHERE c.oid = events;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'relation with OID % does not exist', events::oid
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''events''::regclass.';
	ELSIF event_table.relkind NOT IN ('r', 'p') THEN
		RAISE EXCEPTION '"%" is not a table', event_table.relname
			USING ERRCODE = 'wrong_object_type', HINT = 'See create_event_table().';
	ELSIF octet_length(event_table.relname::text) > 48 THEN
		RAISE EXCEPTION 'the name of table "%" is too long to have a reject table', event_table.relname
			USING ERRCODE = 'name_too_long', HINT = 'Choose a name of at most 48 bytes.';
	END IF;
	reject_name := event_table.relname || '_reject';

	-- Made by name, found by schema and name, so that what is returned was looked at, whoever made it.
	FOR pass IN 1 .. 2 LOOP
		SELECT c.oid, c.relkind, c.relowner INTO reject FROM pg_class c
			WHERE c.relnamespace = event_table.schema AND c.relname = reject_name;
		EXIT WHEN FOUND OR pass = 2;
		-- the line may be too long for an index entry, so its hash stands for it; an expression tells subscribers of no row, so all columns do
		EXECUTE format($sql$
			CREATE TABLE %1$s.%2$I (
				file text COLLATE "C" NOT NULL,
				line_no bigint NOT NULL,
				line text NOT NULL,
				reason text NOT NULL,
				value text,
				format text,
				header text,
				loaded timestamp with time zone NOT NULL DEFAULT now());
			CREATE UNIQUE INDEX ON %1$s.%2$I (file, line_no, hashtextextended(line COLLATE "C", 0));
			ALTER TABLE %1$s.%2$I REPLICA IDENTITY FULL;
			COMMENT ON TABLE %1$s.%2$I IS %3$L;
			COMMENT ON COLUMN %1$s.%2$I.file IS 'the file, - for standard input';
			COMMENT ON COLUMN %1$s.%2$I.line_no IS 'number of the line in the file, from 1, a header included';
			COMMENT ON COLUMN %1$s.%2$I.line IS 'the line, its first MB; bytes that are no text as \xNN';
			COMMENT ON COLUMN %1$s.%2$I.reason IS 'the column and what is wrong with it, in words that are the same for all lines of a kind';
			COMMENT ON COLUMN %1$s.%2$I.value IS 'what stood there, the first 64 bytes; of a row whose key is taken, the columns that differ; NULL where the line as a whole is wrong';
			COMMENT ON COLUMN %1$s.%2$I.format IS 'the format by which the line was read';
			COMMENT ON COLUMN %1$s.%2$I.header IS 'the header line of the file; NULL: it has none';
			COMMENT ON COLUMN %1$s.%2$I.loaded IS 'when the file was loaded first';
		$sql$, event_table.schema, reject_name, format('lines that were refused when files were loaded into %s', event_table.relname));
	END LOOP;

	-- A trigger of this table runs as whoever loads. Who can act as the owner of the event table could have one there, too.
	IF reject.oid IS NULL OR reject.relkind NOT IN ('r', 'p') THEN
		RAISE EXCEPTION '"%" is not the reject table of "%"', reject_name, event_table.relname
			USING ERRCODE = 'wrong_object_type', HINT = format('Give %s.%I another name, or drop it.', event_table.schema, reject_name);
	ELSIF pg_get_userbyid(reject.relowner) <> current_user AND NOT pg_has_role(reject.relowner, event_table.relowner, 'USAGE') THEN
		RAISE EXCEPTION 'table "%" belongs to role "%", not to the owner of "%"',
			reject_name, pg_get_userbyid(reject.relowner), event_table.relname
			USING ERRCODE = 'insufficient_privilege',
			DETAIL = format('Lines that are refused would go there, and what its owner made of it would run with the rights of %I.', current_user),
			HINT = 'Drop it or give it another name, and a new one is made. Who changes its owner instead, takes over its triggers with it.';
	END IF;
	RETURN reject.oid;
END
$function$;
COMMENT ON FUNCTION event_reject_table(regclass) IS
	'the table <events>_reject that takes the lines refused while loading into an event table; makes it if it is not there; error 42501 if it is there and belongs neither to the caller nor to a role that can act as the owner of the event table, 42809 if either is no table, 42622 if the name of the event table is longer than 48 bytes, 42P01 for an OID of no table';

-- Few, because each costs time whenever rows come in: days are in the order of loading, so blocks by day cost nothing (several ranges of them
-- a block, because GDELT tells of events of a year ago in each file); dyads are what is looked up; subtrees of codes are mostly too large a part of the table for an index to help.
CREATE FUNCTION add_event_indexes(events regclass) RETURNS integer
	LANGUAGE plpgsql VOLATILE STRICT SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	made integer := 0;
	table_kind text;
	present text[];
	wanted record;
	own regnamespace;
	events_name name;
	events_schema regnamespace;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = events) THEN
		RAISE EXCEPTION 'relation with OID % does not exist', events::oid
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''events''::regclass.';
	END IF;
	SELECT CASE WHEN 'code' = ANY (names) THEN 'events' WHEN 'event_id' = ANY (names) THEN 'mentions' WHEN 'published' = ANY (names) THEN 'texts'
			WHEN 'platform' = ANY (names) AND 'account' = ANY (names) THEN 'accounts' WHEN 'platform' = ANY (names) THEN 'follows' ELSE 'events' END, names
		INTO table_kind, present
		FROM (SELECT coalesce(array_agg(attname::text), '{}') AS names FROM pg_attribute WHERE attrelid = events AND attnum > 0 AND NOT attisdropped) a;
	FOR wanted IN SELECT w.method, w.columns, CASE WHEN w.columns = 'day' THEN 'day date_minmax_multi_ops' ELSE w.columns END AS definition
		FROM (VALUES ('events', 'brin', 'day'), ('events', 'btree', 'source, target, day'), ('mentions', 'brin', 'day'), ('mentions', 'btree', 'event_id'),
			('texts', 'brin', 'published'), ('texts', 'btree', 'author, published'), ('texts', 'gin', 'search'), ('texts', 'gin', 'themes'),
			('accounts', 'btree', 'actor'), ('follows', 'btree', 'platform, target')) w(kind, method, columns)
		WHERE w.kind = table_kind AND (w.method <> 'gin' OR w.columns = ANY (present))
	LOOP
		IF NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = events AND (pg_get_indexdef(i.indexrelid)
				LIKE format('%% USING %s (%s)', wanted.method, wanted.columns) OR pg_get_indexdef(i.indexrelid)
				LIKE format('%% USING %s (%s)', wanted.method, wanted.definition))) THEN
			EXECUTE format('CREATE INDEX ON %s USING %s (%s)', events, wanted.method, wanted.definition);
			made := made + 1;
		END IF;
	END LOOP;

	-- What analyses group by: of an expression the planner would not know how many values it has.
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	SELECT c.relname, c.relnamespace INTO events_name, events_schema FROM pg_class c WHERE c.oid = events;
	IF (SELECT count(*) FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = events AND (
			a.attname IN ('source', 'target') AND t.typname = 'actor_code' AND t.typnamespace = own
			OR a.attname = 'day' AND t.typname = 'date' AND t.typnamespace = 'pg_catalog'::regnamespace)) = 3 THEN
		FOR wanted IN SELECT left(events_name, 48) || '_countries' AS name, format('(%1$s.country(source)), (%1$s.country(target)), (%1$s.month(day))', own) AS columns
			UNION ALL SELECT left(events_name, 48) || '_actors', format('source, target, (%1$s.month(day))', own)
		LOOP
			IF NOT EXISTS (SELECT FROM pg_statistic_ext WHERE stxnamespace = events_schema AND stxname = wanted.name) THEN
				EXECUTE format('CREATE STATISTICS %s.%I (ndistinct) ON %s FROM %s', events_schema, wanted.name, wanted.columns, events);
			END IF;
		END LOOP;
	END IF;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION add_event_indexes(regclass) IS
	'makes the indexes of an event table that are not there yet, and gives their number: blocks by day (BRIN), and (source, target, day) for dyads, or event_id in a table of mentions; of a table of texts blocks by published, (author, published), and GIN on search and themes where it has them; actor in a table of accounts, (platform, target) in one of follows; in a table of events also statistics on the countries, actors and months that analyses group by, which the next ANALYZE fills; much faster after the first large load than during it; error 42P01 for an OID of no table';

-- What create_event_table(), create_mention_table() and those of texts have in common: a table of the columns of a row type.
CREATE FUNCTION create_row_table(
	name text, row_type text, omit text[], needed text[], key text[], description text,
	partition text DEFAULT 'none', indexes boolean DEFAULT true, in_schema name DEFAULT current_schema()
) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	parts text[] := parse_ident(name);
	table_schema name;
	own regnamespace;
	full_name text;
	columns text;
	made regclass;
	col record;
BEGIN
	IF partition IS NULL OR partition NOT IN ('none', 'year', 'month') THEN
		RAISE EXCEPTION 'cannot partition the table by "%"', partition
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Partition by none, year or month.';
	END IF;
	IF array_length(parts, 1) > 2 OR octet_length(parts[array_upper(parts, 1)]) > 48 THEN
		RAISE EXCEPTION 'invalid name of a table: "%"', name
			USING ERRCODE = 'invalid_name', HINT = 'A name has at most 48 bytes, and may have a schema before it.';
	END IF;
	table_schema := CASE array_length(parts, 1) WHEN 2 THEN parts[1] ELSE in_schema END;
	IF table_schema IS NULL THEN
		RAISE EXCEPTION 'no schema has been selected to create in' USING ERRCODE = 'invalid_schema_name';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	full_name := format('%I.%I', table_schema, parts[array_upper(parts, 1)]);

	-- Codes and addresses are compared by their bytes, names and what people write as the database compares.
	SELECT string_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
			CASE WHEN a.attcollation <> 0 AND a.attname NOT LIKE '%\_name' AND a.attname NOT IN ('name', 'title', 'body') THEN ' COLLATE "C"' END,
			CASE WHEN a.attname = ANY (needed) THEN ' NOT NULL' END), ', ' ORDER BY a.attnum) INTO columns
		FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid
		WHERE t.typname = row_type AND t.typnamespace = own AND t.typtype = 'c' AND a.attnum > 0 AND a.attname <> ALL (omit || '{reason}'::text[]);
	IF columns IS NULL OR row_type NOT IN ('event_row', 'mention_row', 'text_row', 'account_row', 'follow_row') THEN
		RAISE EXCEPTION 'unknown type of rows: "%"', row_type
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Types of rows are event_row, mention_row, text_row, account_row and follow_row.';
	END IF;
	EXECUTE format('CREATE TABLE %s (%s, PRIMARY KEY (%s))%s', full_name, columns,
		(SELECT string_agg(quote_ident(k), ', ' ORDER BY n) FROM unnest(key) WITH ORDINALITY u(k, n)),
		CASE WHEN partition <> 'none' THEN format(' PARTITION BY RANGE (%s)', CASE row_type WHEN 'text_row' THEN 'published' ELSE 'day' END) END);

	-- The schema may have got another name just now, and somebody else another table of the old one.
	SELECT c.oid INTO made FROM pg_class c WHERE c.oid = full_name::regclass AND pg_get_userbyid(c.relowner) = current_user;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'table % was renamed while it was made', full_name
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Try again.';
	END IF;
	EXECUTE format('COMMENT ON TABLE %s IS %L', made, description);
	FOR col IN
		SELECT a.attname, col_description(t.typrelid, a.attnum) AS comment
		FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid JOIN pg_attribute mine ON mine.attname = a.attname
		WHERE t.typname = row_type AND t.typnamespace = own AND mine.attrelid = made AND mine.attnum > 0
	LOOP
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', made, col.attname, col.comment);
	END LOOP;

	IF indexes THEN
		EXECUTE format('SELECT %s.add_event_indexes($1)', own) USING made;
	END IF;
	EXECUTE format('SELECT %s.event_reject_table($1)', own) USING made;
	-- The first partition also shows how wide the others have to be.
	IF partition <> 'none' THEN
		EXECUTE format('SELECT %s.add_event_partitions($1, $2, $2, $3)', own) USING made, current_date, partition;
	END IF;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_row_table(text, text, text[], text[], text[], text, text, boolean, name) IS
	'makes a table that lines can be loaded into, from the columns of event_row, mention_row, text_row, account_row or follow_row without those to omit; needed ones are NOT NULL, key is the primary key; what create_event_table(), create_mention_table(), create_text_table(), create_account_table() and create_follow_table() are made of, which are to be called instead; errors as there, and 22023 for another type of rows';

CREATE FUNCTION create_event_table(
	name text, partition text DEFAULT 'none', names boolean DEFAULT false, url boolean DEFAULT true,
	indexes boolean DEFAULT true, in_schema name DEFAULT current_schema(), parts boolean DEFAULT false, distribute text DEFAULT NULL
) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made regclass;
BEGIN
	IF distribute NOT IN ('id', 'source') THEN
		RAISE EXCEPTION 'cannot distribute events by "%"', distribute
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Distribute by id, which spreads evenly, or by source, which keeps an actor''s events on one node.';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.create_row_table($1, $2, $3, $4, $5, $6, $7, $8, $9)', own) INTO made USING name, 'event_row'::text,
		CASE WHEN url THEN '{}' ELSE '{url}'::text[] END || CASE WHEN names THEN '{}' ELSE '{source_name,target_name}'::text[] END
			|| CASE WHEN parts THEN '{}' ELSE '{part,contexts}'::text[] END,
		'{id,day,code}'::text[] || CASE WHEN parts THEN '{part}' ELSE '{}'::text[] END || CASE distribute WHEN 'source' THEN '{source}' ELSE '{}'::text[] END,
		CASE distribute WHEN 'source' THEN '{source}' ELSE '{}'::text[] END || '{id,day}'::text[] || CASE WHEN parts THEN '{part}' ELSE '{}'::text[] END,
		'events, one row for each report; repeated reports of one event: see create_event_view()'::text, partition, indexes, in_schema;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_event_table(text, text, boolean, boolean, boolean, name, boolean, text) IS
	'makes a table for events (columns as in event_row; url, the two names, and part and contexts only if asked for) with the primary key (id, day), and beside it <name>_reject; parts: with the columns part and contexts, and part in the key, for POLECAT; partition is none, year or month of the day: partitions come by themselves when lines are loaded; indexes: those of add_event_indexes(), which large loads are faster without; distribute: with the key that Citus needs to distribute the table by id or by source, which create_distributed_table() then does; by source the key is (source, id, day), and the source never NULL: lines without one are loaded with UNK; a name without a schema goes to the current one; error 22023 for another partition and for another way to distribute, 42602 for a name that is none or is longer than 48 bytes, 42P07 if the table exists, 42501 if a table of the name <name>_reject belongs to somebody else';

CREATE FUNCTION create_mention_table(
	name text, partition text DEFAULT 'none', url boolean DEFAULT true, indexes boolean DEFAULT true, in_schema name DEFAULT current_schema()
) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made regclass;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.create_row_table($1, $2, $3, $4, $5, $6, $7, $8, $9)', own) INTO made USING name, 'mention_row'::text,
		CASE WHEN url THEN '{}' ELSE '{url}'::text[] END, '{id,day,event_id}'::text[], '{id,day}'::text[],
		'mentions, one row for each place of a document that tells of an event'::text, partition, indexes, in_schema;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_mention_table(text, text, boolean, boolean, name) IS
	'makes a table for GDELT mentions (columns as in mention_row; without url if it is not wanted) with the primary key (id, day), and beside it <name>_reject, for load_event_lines(); day is that of the mention; partition and indexes as in create_event_table(), where the index beside days is that of event_id; errors as there';

CREATE FUNCTION add_event_partitions(events regclass, first date, last date, width text DEFAULT NULL) RETURNS integer
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

CREATE FUNCTION load_event_lines(
	target regclass, staging regclass, format text DEFAULT NULL, file text DEFAULT '-',
	url boolean DEFAULT true, names boolean DEFAULT true, max_refused double precision DEFAULT 90,
	OUT loaded bigint, OUT refused bigint, OUT duplicate bigint
) RETURNS record
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_load_event_lines';
COMMENT ON FUNCTION load_event_lines(regclass, regclass, text, text, boolean, boolean, double precision) IS
	'loads the lines of one file into an event table, or of mentions into a mention table, each parsed once. staging has the columns line_no (an integer from 1) and line (text or bytea, as in the file; it may hold several lines with line ends between, and line_no is then the first one''s); the first line may be a header. format NULL finds it out. Refused lines go to <target>_reject under the name file, of blank ones the first hundred. Gives how many lines were loaded, were refused (by their reader, kept out by a trigger of the table, or for a row of their key that differs in a column that the file fills), and were there already as they are; the three add up to the data lines, or where a line tells several events (POLECAT) to the events. It is read and written with the rights of the caller, row security included; to compare rows whose keys are taken needs SELECT on target. Columns of the target that the file does not fill stay NULL; url and names say whether to keep URLs and actors'' names where the target has columns for them. max_refused: nothing is loaded if more than this percentage of the lines that are not blank are no events, which is looked at from 10,000 lines on. Loads into one table wait for each other. Into a table that Citus distributes a row whose key is taken is a duplicate, whatever it holds. Errors: 22000 for lines of which too many are refused, 22023 for an unknown format and a share that is none, 22003 for a line number below 1, 22004 for a line or a number that is NULL, 42809 for what is no event table or no staging table, and for events and mentions in each other''s table or POLECAT in one without parts, 42P01 for an OID of no table, 0A000 for a table with rules for INSERT, and those of event_reject_table()';

-- Loading through a view: no line is stored on its way, and any client that can COPY can load.

CREATE FUNCTION take_event_lines() RETURNS trigger
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_take_event_lines';
COMMENT ON FUNCTION take_event_lines() IS
	'triggers of a view that create_load_view() made: they load the lines that are inserted into it; error 39P01 anywhere else';

CREATE FUNCTION create_load_view(
	name text, events regclass, format text DEFAULT NULL, file text DEFAULT '-', url boolean DEFAULT true, names boolean DEFAULT true,
	max_refused double precision DEFAULT 90, raw boolean DEFAULT false, in_schema name DEFAULT current_schema()
) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	parts text[] := parse_ident(name);
	full_name text;
	own regnamespace;
	arguments text;
	made regclass;
	firing text;
BEGIN
	IF array_length(parts, 1) > 2 OR (array_length(parts, 1) = 1 AND in_schema IS NULL) THEN
		RAISE EXCEPTION 'invalid name of a view: "%"', name USING ERRCODE = 'invalid_name';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = coalesce(events, 0) AND relkind IN ('r', 'p')) THEN
		IF EXISTS (SELECT FROM pg_class WHERE oid = events) THEN
			RAISE EXCEPTION '"%" is not a table', events USING ERRCODE = 'wrong_object_type', HINT = 'See create_event_table().';
		END IF;
		RAISE EXCEPTION 'relation with OID % does not exist', coalesce(events::oid, 0)
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''events''::regclass.';
	END IF;
	IF max_refused IS NULL OR NOT max_refused BETWEEN 0 AND 100 THEN
		RAISE EXCEPTION 'cannot allow % percent of the lines to be refused', max_refused
			USING ERRCODE = 'invalid_parameter_value', HINT = 'max_refused is 0 to 100.';
	END IF;
	full_name := format('%I.%I', CASE array_length(parts, 1) WHEN 2 THEN parts[1] ELSE in_schema END, parts[array_upper(parts, 1)]);
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';

	-- That it is over the table tells the triggers which one is meant, whatever it is called later.
	EXECUTE format('CREATE VIEW %s AS SELECT NULL::%s AS line FROM %s WHERE false', full_name, CASE WHEN raw THEN 'bytea' ELSE 'text' END, events);
	SELECT c.oid INTO made FROM pg_class c WHERE c.oid = full_name::regclass AND pg_get_userbyid(c.relowner) = current_user
		AND EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
			WHERE r.ev_class = c.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = events);
	IF NOT FOUND THEN
		RAISE EXCEPTION 'view % or the table behind it was renamed while it was made', full_name
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Try again.';
	END IF;
	arguments := format('%L, %L, %L, %L, %L, %L', coalesce(format, ''), coalesce(file, '-'), coalesce(url, true), coalesce(names, true),
		coalesce(raw, false), max_refused);
	FOREACH firing IN ARRAY '{BEFORE,INSTEAD OF,AFTER}'::text[] LOOP
		EXECUTE format('CREATE TRIGGER %s INSERT ON %s FOR EACH %s EXECUTE FUNCTION %s.take_event_lines(%s)',
			CASE firing WHEN 'BEFORE' THEN 'begin_load BEFORE' WHEN 'AFTER' THEN 'end_load AFTER' ELSE 'take_lines INSTEAD OF' END, made,
			CASE firing WHEN 'INSTEAD OF' THEN 'ROW' ELSE 'STATEMENT' END, own, arguments);
	END LOOP;
	EXECUTE format('COMMENT ON VIEW %s IS %L', made, format('lines that are inserted here are loaded into %s', events));
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_load_view(text, regclass, text, text, boolean, boolean, double precision, boolean, name) IS
	'makes a view through which events are loaded: each COPY or INSERT into its one column, line, is the load of one file into the event table, as load_event_lines() does it with the same arguments, and tells the three counts in a NOTICE. A row is a line, or several with line ends between; lines are numbered as they come; NULL is an empty line. Such a statement needs INSERT on the view and the rights of a load. pg_temp.<name> is a view of the session. raw: the column is bytea, for lines of any bytes, and the last row has to be NULL, or nothing is loaded. A name without a schema goes to the current one. Errors: 22023 for a share that is none, 42602 for a name that is none, 42809 for what is no table, 42P01 for an OID of no table, 42P07 if the view exists, and when lines come those of load_event_lines()';

CREATE FUNCTION last_event_load(OUT loaded bigint, OUT refused bigint, OUT duplicate bigint) RETURNS record
	LANGUAGE c VOLATILE STRICT PARALLEL RESTRICTED AS 'MODULE_PATHNAME', 'smartdip_last_event_load';
COMMENT ON FUNCTION last_event_load() IS
	'the counts of this session''s last load through a view of create_load_view(), as its NOTICE told them; NULL if there was none';

CREATE FUNCTION load_rejects(
	events regclass, file text DEFAULT NULL, url boolean DEFAULT true, names boolean DEFAULT true,
	OUT loaded bigint, OUT refused bigint, OUT duplicate bigint
) RETURNS record
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_load_rejects';
COMMENT ON FUNCTION load_rejects(regclass, text, boolean, boolean) IS
	'loads the lines of <events>_reject once more, those of one file or all (NULL), each by the format and the header that it was kept with. Lines that are loaded, or were there already, leave the reject table; those that are refused again stay, with their file and number and the reason of this time. So mend lines by UPDATE and call this. Counts, url and names as in load_event_lines(). Needs INSERT on events and SELECT, INSERT and DELETE on its reject table. Errors: 22023 for a line without a format that does not tell it either, and those of load_event_lines() for the event table';

-- Views without repeated reports

CREATE FUNCTION create_event_view(name text, events regclass, key text[], in_schema name DEFAULT current_schema()) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	parts text[] := parse_ident(name);
	full_name text;
	grouping text;
	columns text;
	missing text;
	made regclass;
BEGIN
	IF array_length(parts, 1) > 2 OR (array_length(parts, 1) = 1 AND in_schema IS NULL) THEN
		RAISE EXCEPTION 'invalid name of a view: "%"', name USING ERRCODE = 'invalid_name';
	END IF;
	full_name := format('%I.%I', CASE array_length(parts, 1) WHEN 2 THEN parts[1] ELSE in_schema END, parts[array_upper(parts, 1)]);
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = coalesce(events, 'pg_class'::regclass)) THEN
		RAISE EXCEPTION 'relation with OID % does not exist', events::oid
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. Give the name of a table, such as ''events''::regclass.';
	END IF;
	SELECT string_agg(k, ', ') INTO missing FROM unnest(key) k
		WHERE k IS NULL OR NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = events AND attname = k AND attnum > 0 AND NOT attisdropped);
	IF missing IS NOT NULL OR coalesce(array_length(key, 1), 0) = 0 OR events IS NULL THEN
		RAISE EXCEPTION 'table % has no column % to tell events apart by', events, missing
			USING ERRCODE = 'undefined_column', HINT = 'The key is one_a_day, by_url or a list of columns of the table.';
	END IF;

	SELECT string_agg(format('e.%I', k), ', ') INTO grouping FROM unnest(key) k;
	-- A report without a URL is not the same as every other one without.
	IF 'url' = ANY (key) THEN
		grouping := grouping || ', CASE WHEN e.url IS NULL THEN e.id END, CASE WHEN e.url IS NULL THEN e.day END';
	END IF;
	SELECT string_agg(CASE
			WHEN attname = ANY (key) THEN format('e.%I', attname)
			WHEN attname IN ('id', 'day', 'added') THEN format('min(e.%I) AS %1$I', attname)
			WHEN attname IN ('mentions', 'sources', 'articles') THEN format('sum(e.%I) AS %1$I', attname)
			WHEN attname = 'tone' THEN format('avg(e.%I) AS %1$I', attname)
			ELSE format('(array_agg(e.%I ORDER BY e.day, e.id))[1] AS %1$I', attname) END, ', ' ORDER BY attnum)
		INTO columns
		FROM pg_attribute WHERE attrelid = events AND attnum > 0 AND NOT attisdropped;
	EXECUTE format('CREATE VIEW %s AS SELECT %s, count(*) AS events, array_agg(e.id ORDER BY e.id) AS ids FROM %s e GROUP BY %s',
		full_name, columns, events, grouping);
	SELECT c.oid INTO made FROM pg_class c WHERE c.oid = full_name::regclass AND pg_get_userbyid(c.relowner) = current_user;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'view % was renamed while it was made', full_name
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Try again.';
	END IF;
	EXECUTE format('COMMENT ON VIEW %s IS %L', made,
		format('%s with one row for each %s: events counts the reports, ids lists them; mentions, sources and articles are sums, tone is their mean, id, day and added are the first', events, array_to_string(key, ', ')));
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_event_view(text, regclass, text[], name) IS
	'makes a view of an event table in which reports that agree in the columns of key are one event: the columns of the table, then events (how many reports) and ids (theirs); mentions, sources and articles are summed, tone is averaged, id, day and added are the smallest, all else is the first report''s; with url in the key, a report without URL stays by itself; error 42703 for a column that the table lacks, 42P01 for an OID of no table, 42P07 if the view exists';

CREATE FUNCTION create_event_view(name text, events regclass, key text DEFAULT 'one_a_day', in_schema name DEFAULT current_schema()) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	keys text[];
	own regnamespace;
	made regclass;
BEGIN
	keys := CASE key WHEN 'one_a_day' THEN '{day,source,target,code}'::text[] WHEN 'by_url' THEN '{url,source,target,code}'::text[] END;
	IF keys IS NULL THEN
		RAISE EXCEPTION 'unknown key of events: "%"', key
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Known keys are one_a_day and by_url; ARRAY[...] names columns.';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.create_event_view($1, $2, $3, $4)', own) INTO made USING name, events, keys, in_schema;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_event_view(text, regclass, text, name) IS
	'create_event_view() by a named key: one_a_day is one event for each day, source, target and code, the usual filter against repeated reports; by_url is one for each URL, source, target and code; error 22023 for another name';
