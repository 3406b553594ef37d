-- text_table: tables for texts (posts, statements, speeches), the accounts that wrote them, and who follows whom.

CREATE TYPE text_row AS (
	id text,
	published timestamp with time zone,
	author actor_code,
	account text,
	platform text,
	language text,
	title text,
	body text,
	reply_to text,
	repost_of text,
	likes bigint,
	reposts bigint,
	replies bigint,
	views bigint,
	url text
);
COMMENT ON TYPE text_row IS 'a text as a table of create_text_table() holds it: a post, a statement, an article, a speech';
COMMENT ON COLUMN text_row.id IS 'id of the text in its source; unique in the table, so that texts of several sources need a mark of the source in it';
COMMENT ON COLUMN text_row.published IS 'when it was published';
COMMENT ON COLUMN text_row.author IS 'who speaks in it, as an actor code; NULL where nobody knows';
COMMENT ON COLUMN text_row.account IS 'the account that published it, as in the account table; NULL for texts of no account';
COMMENT ON COLUMN text_row.platform IS 'where it was published: twitter, facebook, press, website, speech, ...; the account is one of this platform';
COMMENT ON COLUMN text_row.language IS 'language of the text: en, ar, ...; what is loaded without one has that of language_of(), if it knows it';
COMMENT ON COLUMN text_row.title IS 'headline; NULL for texts without one, as posts are';
COMMENT ON COLUMN text_row.body IS 'the text itself';
COMMENT ON COLUMN text_row.reply_to IS 'id of the text that this one answers; NULL: it answers none';
COMMENT ON COLUMN text_row.repost_of IS 'id of the text that this one passes on; NULL: it is an own one';
COMMENT ON COLUMN text_row.likes IS 'how many liked it when it was collected; NULL: nobody knows';
COMMENT ON COLUMN text_row.reposts IS 'how many passed it on';
COMMENT ON COLUMN text_row.replies IS 'how many answered it';
COMMENT ON COLUMN text_row.views IS 'how often it was seen';
COMMENT ON COLUMN text_row.url IS 'where it is read';

CREATE TYPE account_row AS (
	account text,
	platform text,
	actor actor_code,
	name text,
	opened date,
	closed date,
	language text,
	followers bigint,
	following bigint,
	url text,
	observed date
);
COMMENT ON TYPE account_row IS 'an account as a table of create_account_table() holds it';
COMMENT ON COLUMN account_row.account IS 'name of the account on its platform, without an @';
COMMENT ON COLUMN account_row.platform IS 'the platform: twitter, facebook, ...';
COMMENT ON COLUMN account_row.actor IS 'whose account it is, as an actor code';
COMMENT ON COLUMN account_row.name IS 'name that it shows';
COMMENT ON COLUMN account_row.opened IS 'day on which it was opened: the adoption of the platform; NULL where nobody knows';
COMMENT ON COLUMN account_row.closed IS 'day on which it was closed; NULL: it is open';
COMMENT ON COLUMN account_row.language IS 'language that it mostly writes in';
COMMENT ON COLUMN account_row.followers IS 'how many follow it';
COMMENT ON COLUMN account_row.following IS 'how many it follows';
COMMENT ON COLUMN account_row.url IS 'where it is seen';
COMMENT ON COLUMN account_row.observed IS 'day on which followers and following were counted; NULL where nobody knows';

CREATE TYPE follow_row AS (
	platform text,
	source text,
	target text,
	day date
);
COMMENT ON TYPE follow_row IS 'a follow as a table of create_follow_table() holds it: one account follows another one of its platform';
COMMENT ON COLUMN follow_row.platform IS 'the platform of both accounts';
COMMENT ON COLUMN follow_row.source IS 'the account that follows';
COMMENT ON COLUMN follow_row.target IS 'the account that is followed';
COMMENT ON COLUMN follow_row.day IS 'since when, or the day on which it was seen; NULL where nobody knows';

-- A title ends as a sentence does, so that no phrase begins in it and ends in the body.
CREATE FUNCTION text_expression(texts regclass, alias text DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	here text := coalesce(quote_ident(alias) || '.', '');
BEGIN
	IF EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = texts AND a.attname = 'title' AND a.atttypid IN ('text'::regtype, 'varchar'::regtype) AND NOT a.attisdropped) THEN
		RETURN format($sql$coalesce(%1$stitle || E'.\n', '') || coalesce(%1$sbody, '')$sql$, here);
	END IF;
	RETURN CASE WHEN texts IS NOT NULL THEN here || 'body' END;
END
$function$;
COMMENT ON FUNCTION text_expression(regclass, text) IS
	'an expression over a table of texts, perhaps under an alias, that gives what a text says: its title, ended as a sentence is, if the table has titles, and its body; NULL for a NULL table. What the generated columns of create_text_table() hold and functions over texts read';

CREATE FUNCTION create_text_table(
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
COMMENT ON FUNCTION create_text_table(text, regconfig, boolean, text, boolean, name) IS
	'makes a table for texts (columns as in text_row) with the primary key id, and beside it <name>_reject. search: a text search configuration, by which title and body are indexed in a generated column search; NULL for none. themes: with a generated column themes, by the configuration smartdip_themes. partition is none, or year or month of published in UTC, which then is part of the key. indexes: those of add_event_indexes(), which large loads are faster without. Errors: 42704 for the OID of no configuration, and those of create_event_table()';

CREATE FUNCTION create_account_table(name text, indexes boolean DEFAULT true, in_schema name DEFAULT current_schema(), observations boolean DEFAULT false) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made regclass;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.create_row_table($1, $2, $3, $4, $5, $6, $7, $8, $9)', own) INTO made USING name, 'account_row'::text,
		'{}'::text[], '{account,platform}'::text[] || CASE WHEN observations THEN '{observed}' ELSE '{}'::text[] END,
		'{platform,account}'::text[] || CASE WHEN observations THEN '{observed}' ELSE '{}'::text[] END,
		'accounts on platforms, one row for each' || CASE WHEN observations THEN ' and each day on which it was observed' ELSE '' END || '; see load_text_lines()', 'none'::text, indexes, in_schema;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_account_table(text, boolean, name, boolean) IS
	'makes a table for the accounts that texts are published by (columns as in account_row) with the primary key (platform, account), and beside it <name>_reject; indexes: that of the actor; observations: with the day observed in the key, for several counts of an account''s followers. Errors as those of create_event_table()';

CREATE FUNCTION create_follow_table(name text, indexes boolean DEFAULT true, in_schema name DEFAULT current_schema()) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made regclass;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.create_row_table($1, $2, $3, $4, $5, $6, $7, $8, $9)', own) INTO made USING name, 'follow_row'::text,
		'{}'::text[], '{platform,source,target}'::text[], '{platform,source,target}'::text[],
		'follows, one row for each account and each that it follows; see load_text_lines()'::text, 'none'::text, indexes, in_schema;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_follow_table(text, boolean, name) IS
	'makes a table for who follows whom on a platform (columns as in follow_row) with the primary key (platform, source, target), and beside it <name>_reject; indexes: (platform, target), for who follows an account. Errors as those of create_event_table()';

-- Loading: files of rows (CSV, TSV, JSON Lines) whose lines lie in a staging table.

CREATE FUNCTION read_text_lines(
	target regclass, staging regclass, format text DEFAULT NULL, header boolean DEFAULT true,
	columns text[] DEFAULT '{}', sources text[] DEFAULT '{}', constants text[] DEFAULT '{}', sealed boolean DEFAULT false,
	OUT line_no bigint, OUT line text, OUT reason text, OUT value text, OUT fields text[]
) RETURNS SETOF record
	LANGUAGE c VOLATILE PARALLEL UNSAFE ROWS 10000 AS 'MODULE_PATHNAME', 'smartdip_read_text_lines';
COMMENT ON FUNCTION read_text_lines(regclass, regclass, text, boolean, text[], text[], text[], boolean) IS
	'the rows of a file, as load_text_lines() reads them for a table: the number of the first line, the row as it stands there (its first MB), and its values as texts that can be cast to the types of the table''s columns, in the order of these, NULL where there is none; or why the row is refused, and the value. The last row of the result has no number: its line is the header, its value the format, its fields the names in the file of the columns that are filled; an empty file has none. format is csv, tsv, json or NULL: found out. For the columns of the table that are named, sources are their names in the file, and constants what all rows have instead; one with neither is not read; all others go by their own names. sealed: the last row of staging has to be NULL. Waits for loads into the table. Errors: 22000 for a file of UTF-16, one list of JSON, a header that does not end, or lines that have no end where they have to, 22023 for an unknown format, 22004 for other arguments that are NULL and for lines that are, 2202E for lists of different lengths, 42703 for a column that the table or the file does not have, 42701 for one that the file has twice, 54000 for a file of more than 1,000 columns, 42501 for who may not insert into the table, 42809 for what is no staging table, 42P01 for an OID of no table';

CREATE FUNCTION write_text_rows(target regclass, read_rows regclass, statement text) RETURNS bigint
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_write_text_rows';
COMMENT ON FUNCTION write_text_rows(regclass, regclass, text) IS
	'a step of load_text_lines(): runs a statement that writes to one of two tables and may read the other, and gives the number of rows written; error 55000 where a name in it means another table, as after a schema was renamed. It is run with the rights of the caller, as if he wrote it himself';

-- The rows that were read, into their table.
CREATE FUNCTION insert_text_rows(target regclass, read_rows regclass, filled text[], OUT loaded bigint, OUT duplicate bigint) RETURNS record
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET DateStyle = 'ISO, YMD' SET TimeZone = 'UTC' AS $function$
DECLARE
	own regnamespace;
	write_rows text;
	key text;
	same_key text;
	columns text;
	values_read text;
	differing text;
	insert_rows text;
	count_rows text;
	later_ones boolean;
	batch record;
	lows bigint[];
	highs bigint[];
	low bigint;
	high bigint;
	wanted bigint;
	inserted bigint;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	write_rows := format('SELECT %s.write_text_rows($1, $2, $3)', own);
	FOR low IN SELECT coalesce(o::oid, 0)::bigint FROM unnest(ARRAY[target, read_rows]) o WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = o) LOOP
		RAISE EXCEPTION 'relation with OID % does not exist', low
			USING ERRCODE = 'undefined_table', HINT = 'It was dropped, or never was. load_text_lines() is what is to be called.';
	END LOOP;
	SELECT string_agg(format('r.fields[%s]', a.attnum), ', '),
			string_agg(format('t.%I = (r.fields[%s])::%s%s', a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' END), ' AND ')
		INTO key, same_key
		FROM pg_index i JOIN pg_attribute a ON a.attrelid = target AND a.attnum = ANY (i.indkey) WHERE i.indrelid = target AND i.indisprimary;
	SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
			string_agg(format('(r.fields[%s])::%s', a.attnum, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum),
			string_agg(format('CASE WHEN t.%I::text COLLATE "C" IS DISTINCT FROM (r.fields[%s])::%s::text THEN %L END',
				a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), a.attname), ', ' ORDER BY a.attnum)
		INTO columns, values_read, differing
		FROM pg_attribute a WHERE a.attrelid = target AND a.attnum > 0 AND filled[a.attnum] IS NOT NULL;
	IF columns IS NULL THEN
		RAISE EXCEPTION 'no column of the file stands for one of table %', target
			USING ERRCODE = 'undefined_column', HINT = 'Name those that do: map => ''{"COLUMN": "NAME"}'' (smartdip-load: --map COLUMN=NAME).';
	END IF;
	-- what is left of it to fill in are two numbers and later_ones
	insert_rows := format('INSERT INTO %s (%s) SELECT %s FROM %s r WHERE r.n BETWEEN %%s AND %%s AND r.reason IS NULL AND NOT r.there AND r.later = %%L ORDER BY r.n',
		replace(target::text, '%', '%%'), replace(columns, '%', '%%'), replace(values_read, '%', '%%'), read_rows);
	count_rows := format('SELECT count(*) FROM %s r WHERE r.n BETWEEN $1 AND $2 AND r.reason IS NULL AND NOT r.there AND r.later = $3', read_rows);
	loaded := 0;

	-- Of several rows of a key the first one goes in; only then the others can be compared with what is there.
	EXECUTE format('UPDATE %1$s SET later = true FROM (SELECT r.n, row_number() OVER (PARTITION BY %2$s ORDER BY r.n) AS place FROM %1$s r WHERE r.reason IS NULL) p
		WHERE p.n = %1$s.n AND p.place > 1', read_rows, key);
	FOREACH later_ones IN ARRAY '{false,true}'::boolean[] LOOP
		EXECUTE write_rows INTO inserted USING read_rows, target, format($sql$
			UPDATE %1$s SET there = true, value = nullif(d.columns, ''),
				reason = CASE WHEN d.columns <> '' THEN 'the table has a row of this key with other contents' END
			FROM (SELECT r.n, concat_ws(', ', %2$s) AS columns FROM %1$s r JOIN %3$s t ON %4$s WHERE r.reason IS NULL AND r.later = %5$L) d WHERE d.n = %1$s.n
			$sql$, read_rows, differing, target, same_key, later_ones);
		FOR batch IN EXECUTE format('SELECT min(r.n) AS first, max(r.n) AS last FROM %s r WHERE r.reason IS NULL AND NOT r.there AND r.later = $1
				GROUP BY r.n / 5000 ORDER BY 1', read_rows) USING later_ones
		LOOP
			-- What the table does not take whole is halved, until it is one row.
			lows := ARRAY[batch.first];
			highs := ARRAY[batch.last];
			WHILE cardinality(lows) > 0 LOOP
				low := lows[1];
				high := highs[1];
				lows := lows[2:];
				highs := highs[2:];
				BEGIN
					EXECUTE count_rows INTO wanted USING low, high, later_ones;
					EXECUTE write_rows INTO inserted USING target, read_rows, format(insert_rows, low, high, later_ones);
					IF inserted <> wanted THEN
						RAISE EXCEPTION 'a trigger of the table keeps the row out' USING ERRCODE = 'triggered_action_exception';
					END IF;
					loaded := loaded + inserted;
				EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded OR triggered_action_exception THEN
					IF low = high THEN
						EXECUTE format('UPDATE %s SET reason = $1 WHERE n = $2', read_rows)
							USING CASE SQLSTATE WHEN '09000' THEN SQLERRM ELSE 'the table does not take the row: ' || SQLERRM END, low;
					ELSE
						lows := ARRAY[low, (low + high) / 2 + 1] || lows;
						highs := ARRAY[(low + high) / 2, high] || highs;
					END IF;
				END;
			END LOOP;
		END LOOP;
	END LOOP;
	EXECUTE format('SELECT count(*) FROM %s WHERE there AND reason IS NULL', read_rows) INTO duplicate;
END
$function$;
COMMENT ON FUNCTION insert_text_rows(regclass, regclass, text[]) IS
	'a step of load_text_lines(): inserts rows that read_text_lines() read and that were numbered (n), marks those whose key is taken (there), and gives those that are refused a reason; to be called by it alone';

CREATE FUNCTION load_text_lines(
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
COMMENT ON FUNCTION load_text_lines(regclass, regclass, text, text, jsonb, jsonb, boolean, double precision, boolean) IS
	'loads the rows of one file of CSV (RFC 4180; separated by commas, semicolons, tabs or bars), TSV (tabs, quotes are characters) or JSON Lines into a table of create_text_table(), create_account_table() or create_follow_table(), or any other that has a primary key and columns of type text, timestamptz, date, bigint and actor_code. staging has the columns line_no and line (text or bytea) as for load_event_lines(); its rows are read in the order of line_no, and lines are numbered as they come. format is csv, tsv, json or NULL: found out. Columns are found by their names in the header or the objects; map, {"author": "user.screen_name"}, names others, constants, {"platform": "twitter"}, what all rows have; without a header the names are 1, 2, 3. A text without a language gets that of language_of(). Refused rows go to <target>_reject under the name file. Gives how many rows were loaded, were refused (by their reader, by the table, or for a row of their key that differs in a column that the file fills), and were there already as they are; blank lines are none of them. max_refused: nothing is loaded if more than this percentage of the rows cannot be read. sealed: the last row of staging has to be NULL, or nothing is loaded. Loads into one table wait for each other. Needs SELECT and INSERT on the table, INSERT on its reject table, SELECT on staging, and the right to make temporary tables. Errors: 22000 for rows of which too many are refused, 22023 for a share that is none and for what is no JSON object, 22004 for other arguments and lines that are NULL, 42809 for a table without a primary key, 54000 for more than 600 new partitions, and those of read_text_lines() and event_reject_table()';
