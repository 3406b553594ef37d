-- claim: what tries a claim on the tables of an analyst, and says what was found.

-- In one pass, so that a value that looks like a placeholder stays what it is.
CREATE FUNCTION claim_fill(template text, figures jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
	SELECT string_agg(r.part[1] || coalesce(figures ->> r.part[2], text ''), text '' ORDER BY r.place)
	FROM regexp_matches(template, text '([^{]+|)(?:[{]([^}]*)[}])?', text 'g') WITH ORDINALITY r(part, place));
COMMENT ON FUNCTION claim_fill(text, jsonb) IS 'a text with each {name} replaced by the figure of that name; a name without a figure leaves nothing there, and NULL for NULL';

CREATE FUNCTION claim_figure(value jsonb, form text, locale text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	shown text := value #>> '{}';
BEGIN
	IF form = 'theme' THEN
		SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
		EXECUTE format('SELECT %s.theme_label($1, $2)', own) INTO shown USING shown, locale;
	ELSIF jsonb_typeof(value) = 'number' THEN
		shown := CASE form
			WHEN '%' THEN trim_scale(round(100 * shown::numeric, 1)) || '%'
			WHEN 'points' THEN trim_scale(round(100 * shown::numeric, 1))::text
			ELSE trim_scale(round(shown::numeric, 2))::text END;
	END IF;
	-- a sign or a date after an Arabic word would be shown from the wrong end, but for a mark before it (left-to-right, U+200E)
	IF locale ^@ 'ar' AND shown ~ '^(-|[0-9]+-)' THEN
		shown := convert_from(decode('e2808e', 'hex'), 'UTF8') || shown;
	END IF;
	RETURN shown;
END
$function$;
COMMENT ON FUNCTION claim_figure(jsonb, text, text) IS 'a figure as it stands in a sentence: % a share in percent, points in percentage points, theme the label of a theme, anything else a number with two decimals or a word as it is; NULL for NULL';

CREATE FUNCTION claim_words(template text, figures jsonb, words jsonb, locale text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	name text;
	form text;
	shown text;
	filled jsonb := '{}';
	result text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	FOR name IN SELECT DISTINCT m[1] FROM regexp_matches(template, '[{]([^}]*)[}]', 'g') m LOOP
		form := coalesce((regexp_match(name, '[:%].*$'))[1], '');
		shown := figures ->> left(name, length(name) - length(form));
		IF form = ':word' THEN
			shown := words ->> shown;
		ELSE
			EXECUTE format('SELECT %s.claim_figure($1, $2, $3)', own) INTO shown
				USING figures -> left(name, length(name) - length(form)), ltrim(form, ':'), locale;
		END IF;
		IF shown IS NULL THEN
			RETURN NULL;
		END IF;
		filled := filled || jsonb_build_object(name, shown);
	END LOOP;
	EXECUTE format('SELECT %s.claim_fill($1, $2)', own) INTO result USING template, filled;
	RETURN result;
END
$function$;
COMMENT ON FUNCTION claim_words(text, jsonb, jsonb, text) IS 'a sentence with its figures in it, see claim_figure(); NULL where one of them is missing';

CREATE TYPE claim_result AS (id text, claim text, measure text, estimate double precision, low double precision, high double precision,
	p_value double precision, n bigint, verdict text, sentence text, query text);
COMMENT ON TYPE claim_result IS 'what came of trying a claim: its id (H1 to S8), the claim and its measure in words; the estimate with its 95 % interval and two-sided p, NULL with too little data; n, how many of what is counted; the verdict (supported: the interval lies above what the claim is held against; contradicted: below; undecided: neither; too little data: n is below the option min_n, or there is no interval); the sentence that says so; and the query that gives the estimate from the tables, to be run with the schema of the extension in the search_path, NULL where a table is not given';

CREATE FUNCTION claim_check_table(given regclass, argument text, columns text[], types text[]) RETURNS void
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	wrong record;
	hint text := format('Columns that are read here: %s. %s() makes such tables; a view can give columns other names and types.',
		(SELECT string_agg(c || ' ' || t, ', ') FROM unnest(columns, types) u(c, t)), 'create_' || rtrim(argument, 's') || '_table');
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.check_columns($1, $2, $3)', own) USING given, columns, hint;
	SELECT w.name, w.type, format_type(a.atttypid, NULL) AS found INTO wrong
		FROM unnest(columns, types) w(name, type) JOIN pg_attribute a ON a.attrelid = given AND a.attname = w.name JOIN pg_type t ON t.oid = a.atttypid
		WHERE (format_type(t.oid, NULL) = w.type OR t.typname = w.type AND t.typnamespace = own) IS NOT TRUE LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'column % of table % is not of type %', wrong.name, given, wrong.type
			USING ERRCODE = 'datatype_mismatch', DETAIL = format('Its type is %s.', wrong.found), HINT = hint;
	END IF;
END
$function$;
COMMENT ON FUNCTION claim_check_table(regclass, text, text[], text[]) IS 'does a table, given as an argument of this name, have these columns of these types, of pg_catalog or of the extension? Errors as of check_columns(), and 42804 for a column of another type; the hint names all that are needed';

-- What a text is, as an expression over t: its title, if the table has titles, and its body; and its themes, kept or found now.
CREATE FUNCTION claim_text_columns(texts regclass, reposts boolean, OUT body text, OUT themes text, OUT counted text) RETURNS record
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
COMMENT ON FUNCTION claim_text_columns(regclass, boolean) IS 'how the queries of claims read a table of texts t: the body (title and body, where there are titles), the themes (the column themes where it is a tsvector and not NULL, else found now; {config} stands for the configuration), and which rows count: with reposts all, otherwise those whose repost_of is NULL, where there is such a column. Errors as of claim_check_table()';

CREATE FUNCTION theme_balance(texts regclass, first text, second text, reference double precision DEFAULT 0.5, reposts boolean DEFAULT false,
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
COMMENT ON FUNCTION theme_balance(regclass, text, text, double precision, boolean) IS 'how two themes weigh against each other in a table of texts (columns body, title if there are titles, repost_of if reposts are to be told): share of the first in the hits of both, 0 to 1, each with what stands below it, with a 95 % interval that takes a text with all its hits for one observation, the two-sided p against the reference, n texts that name either, and the hits. NULL shares where no text does. Errors: 22004 for a NULL argument (reference may be: p is NULL then), 22023 for a theme that is none, and for two of which one stands above the other, 42P01 for no table, 42703 and 42804 for a table without a body of type text';

CREATE FUNCTION claim_settings(which text, options jsonb, shared boolean) RETURNS jsonb
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	defaults jsonb;
	known text[];
	given record;
	kind text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.claim_options($1)', own) INTO defaults USING which;
	-- themes and the share to be held against are of one claim each, though options of several have the same names
	EXECUTE format('SELECT array_agg(DISTINCT k.key ORDER BY k.key) FROM unnest($1) c, jsonb_each(%1$s.claim_options(c)) k
		WHERE NOT $2 OR jsonb_typeof(k.value) <> ''array'' AND k.key <> ''reference''', own) INTO known
		USING CASE WHEN NOT shared THEN ARRAY[which] WHEN which ^@ 'H' THEN '{H1,H2,H3,H4,H5,H6,H7}' ELSE '{S1,S2,S3,S4,S5,S6,S7,S8}'::text[] END, shared;
	IF jsonb_typeof(options) <> 'object' THEN
		RAISE EXCEPTION 'options are an object, not %', jsonb_typeof(options) USING ERRCODE = 'invalid_parameter_value',
			HINT = format('Write {"min_n": 20}. Options here are %s.', array_to_string(known, ', '));
	END IF;
	FOR given IN SELECT o.key, o.value, jsonb_typeof(o.value) AS type FROM jsonb_each(options) o LOOP
		IF given.key <> ALL (known) THEN
			RAISE EXCEPTION 'unrecognized option: "%"', left(given.key, 64) USING ERRCODE = 'invalid_parameter_value',
				HINT = format('Options %s are %s; see claim_options().', CASE WHEN shared THEN 'of these claims' ELSE 'of ' || which END, array_to_string(known, ', '));
		END IF;
		CONTINUE WHEN NOT defaults ? given.key;
		kind := replace(jsonb_typeof(defaults -> given.key), 'null', 'number');
		IF given.type <> kind AND NOT (given.type = 'null' AND (given.key = 'population' OR defaults -> given.key = 'null')) THEN
			RAISE EXCEPTION 'option "%" cannot be a value of type %', given.key, given.type USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('It is %s.', left(given.value::text, 64)), HINT = format('Its type is %s; by default it is %s.', kind, defaults -> given.key);
		END IF;
		EXECUTE format('SELECT %s.claim_check_option($1, $2)', own) USING given.key, given.value;
		defaults := defaults || jsonb_build_object(given.key, given.value);
	END LOOP;
	RETURN defaults;
END
$function$;
COMMENT ON FUNCTION claim_settings(text, jsonb, boolean) IS 'the options of a claim, given ones in the place of defaults; shared: options of the other claims of its paper are let through, but those that are of one claim alone are not. Errors: 22023 for options that are no object, an unknown one, and a value that an option cannot have';

CREATE FUNCTION claim_check_option(option text, value jsonb) RETURNS void
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
COMMENT ON FUNCTION claim_check_option(text, jsonb) IS 'can an option of a claim have this value? Errors: 22023 where not, and for a theme that is none; 22008 for a day that is none';

CREATE FUNCTION claim_template(which text, settings jsonb, with_events boolean) RETURNS text
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	template text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT string_agg(coalesce(%1$s.hypothesis_query(part), %1$s.claim_query(part)), '''' ORDER BY place)
		FROM unnest($1) WITH ORDINALITY u(part, place)', own) INTO template
		USING CASE WHEN which IN ('S1', 'S2', 'S3') THEN ARRAY['acts', which] WHEN which IN ('S4', 'S5', 'S7', 'S8') THEN ARRAY[which, 'before and after']
			WHEN which = 'H6' THEN '{H1}' WHEN which = 'H4' THEN ARRAY['H4 ' || (settings ->> 'measure'), which] ELSE ARRAY[which] END;
	RETURN replace(template, '{event_power}', CASE WHEN with_events IS NOT TRUE THEN 'SELECT NULL::bigint AS events, NULL::double precision AS soft'
		ELSE E'\n\tSELECT nullif(count(*), 0) AS events, avg(({own}soft(p) >= {own}hard(p))::integer)::double precision AS soft\n'
			|| E'\tFROM {events} e, {own}power_profile(e.code) p WHERE {own}hard(p) > 0 OR {own}soft(p) > 0' END);
END
$function$;
COMMENT ON FUNCTION claim_template(text, jsonb, boolean) IS 'the whole query of a claim, put together from hypothesis_query() or claim_query() as its settings ask and whether there are events, with {name} for what claim_fill() fills in';

CREATE FUNCTION claim_values(settings jsonb, tables jsonb, shown boolean) RETURNS jsonb
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	schema text;
	result jsonb;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	schema := CASE WHEN shown THEN '' ELSE own || '.' END;
	SELECT jsonb_object_agg(s.key, CASE
			WHEN s.key IN ('unit', 'measure') THEN s.value #>> '{}'
			WHEN jsonb_typeof(s.value) = 'array' THEN format('ARRAY[%s]', (SELECT string_agg(quote_literal(a), ', ') FROM jsonb_array_elements_text(s.value) a))
			WHEN jsonb_typeof(s.value) = 'string' THEN quote_literal(s.value #>> '{}')
			ELSE coalesce(s.value #>> '{}', 'NULL') END) INTO result
		FROM jsonb_each(settings) s;
	RETURN result || tables || jsonb_build_object('own', schema, 'texts_name', quote_literal(tables ->> 'texts'),
		'themes', replace(tables ->> 'themes', '{config}', quote_literal(schema || 'smartdip_themes')));
END
$function$;
COMMENT ON FUNCTION claim_values(jsonb, jsonb, boolean) IS 'what stands for each {name} in the query of a claim: options; tables, by argument, and the expressions of claim_text_columns(); and as own the schema of the extension, or nothing where the query is to be shown';

CREATE FUNCTION claim_missing(which text, template text, events regclass, mentions regclass, texts regclass, accounts regclass, follows regclass) RETURNS text
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	needed record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	FOR needed IN
		SELECT * FROM (VALUES
			('texts', texts, ARRAY['body', 'author', 'likes', 'reposts', 'replies'], ARRAY['text', 'actor_code', 'bigint', 'bigint', 'bigint']),
			('accounts', accounts, '{platform,account,actor}', '{text,text,actor_code}'),
			('follows', follows, '{platform,target}', '{text,text}'),
			('events', events, '{day,code,source,target}', '{date,event_code,actor_code,actor_code}'),
			('mentions', mentions, '{event_id,source_name,tone,event_time,mention_time}', '{bigint,text,double precision,timestamp with time zone,timestamp with time zone}')) t(argument, given, columns, types)
		WHERE strpos(template, '{' || argument || '}') > 0 OR strpos(template, '{' || argument || '_name}') > 0
	LOOP
		IF needed.given IS NULL THEN
			RETURN needed.argument;
		ELSIF needed.argument = 'texts' AND which NOT IN ('H4', 'H5') THEN
			needed.columns := '{body}';
		ELSIF needed.argument = 'texts' AND strpos(template, 't.likes') = 0 THEN
			needed.columns := '{body,author}';
		END IF;
		EXECUTE format('SELECT %s.claim_check_table($1, $2, $3, $4)', own)
			USING needed.given, needed.argument, needed.columns, needed.types[1:cardinality(needed.columns)];
	END LOOP;
	RETURN NULL;
END
$function$;
COMMENT ON FUNCTION claim_missing(text, text, regclass, regclass, regclass, regclass, regclass) IS 'the first argument that the query of a claim asks for and that is NULL, if any; errors as of claim_check_table() for one that is no table or lacks a column';

CREATE FUNCTION claim_verdict(outcome jsonb, settings jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN coalesce((outcome ->> text 'n')::bigint, bigint '0') < (settings ->> text 'min_n')::bigint
		OR least((outcome -> text 'facts' ->> text 'months_before')::bigint, (outcome -> text 'facts' ->> text 'months_after')::bigint) < (settings ->> text 'min_months')::bigint
		OR (outcome ->> text 'estimate') IS NULL OR (outcome ->> text 'low') IS NULL
		OR (outcome ->> text 'reference_low') IS NULL THEN text 'too little data'
	WHEN (outcome -> text 'facts' ->> text 'premise') IS DISTINCT FROM text 'true' AND (outcome -> text 'facts') ? text 'premise' THEN text 'undecided'
	WHEN (outcome ->> text 'low')::double precision > (outcome ->> text 'reference_high')::double precision THEN text 'supported'
	WHEN (outcome ->> text 'high')::double precision < (outcome ->> text 'reference_low')::double precision THEN text 'contradicted'
	ELSE text 'undecided' END;
COMMENT ON FUNCTION claim_verdict(jsonb, jsonb) IS 'what an interval says of a claim: supported where it lies wholly above the reference, contradicted where below, undecided where they meet, and also where the query has a premise that does not hold; too little data where n or the months on a side of the turn are below the least, or there is no estimate or interval';

CREATE FUNCTION claim_sentence(which text, outcome jsonb, verdict text, settings jsonb, words jsonb, locale text) RETURNS text
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	figures jsonb := settings || coalesce(nullif(outcome -> 'facts', 'null'), '{}') || (outcome - 'facts');
	part text;
	said text;
	sentence text := '';
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	IF verdict = 'too little data' THEN
		part := CASE WHEN coalesce((outcome ->> 'n')::bigint, 0) < (settings ->> 'min_n')::bigint
			THEN CASE WHEN settings ? 'turn' THEN 'too_few_turn' ELSE 'too_few' END
			WHEN least((figures ->> 'months_before')::bigint, (figures ->> 'months_after')::bigint) < (settings ->> 'min_months')::bigint THEN 'too_few_months'
			ELSE 'no_interval' END;
		figures := figures || jsonb_build_object('unit', words -> 'unit', 'n', coalesce(nullif(outcome -> 'n', 'null'), '0'));
		EXECUTE format('SELECT %s.claim_words($1, $2, $3, $4)', own) INTO sentence USING words ->> part, figures, words, locale;
		RETURN sentence;
	END IF;
	FOREACH part IN ARRAY '{finding,more,more_events}'::text[] LOOP
		EXECUTE format('SELECT %s.claim_words($1, $2, $3, $4)', own) INTO said USING words ->> part, figures, words, locale;
		sentence := sentence || coalesce(said, '');
	END LOOP;
	EXECUTE format('SELECT %s.claim_fill($1, $2)', own) INTO sentence USING words ->> 'sentence',
		jsonb_build_object('finding', sentence, 'verdict', words -> verdict, 'limit', coalesce(words -> ('limit_' || (settings ->> 'measure')), words -> 'limit'));
	RETURN sentence;
END
$function$;
COMMENT ON FUNCTION claim_sentence(text, jsonb, text, jsonb, jsonb, text) IS 'what the row that the query of a claim gave says, in a sentence';

CREATE FUNCTION claim_try(which text, events regclass, mentions regclass, texts regclass, accounts regclass, follows regclass,
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
COMMENT ON FUNCTION claim_try(text, regclass, regclass, regclass, regclass, regclass, text, jsonb, boolean) IS 'tries one claim; what hypothesis() and claim() are made of, which are to be called instead';

CREATE FUNCTION claim_check_arguments(which text, known text[], locale text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
	IF which IS NULL OR locale IS NULL THEN
		RAISE EXCEPTION 'claim and locale must not be null' USING ERRCODE = 'null_value_not_allowed',
			HINT = format('Claims are %s, locales en and ar.', array_to_string(known, ', '));
	ELSIF upper(which) <> ALL (known) THEN
		RAISE EXCEPTION 'unrecognized claim: "%"', left(which, 64) USING ERRCODE = 'invalid_parameter_value',
			HINT = format('There are %s; H are those of hypothesis(), S those of claim().', array_to_string(known, ', '));
	END IF;
	RETURN upper(which);
END
$function$;
COMMENT ON FUNCTION claim_check_arguments(text, text[], text) IS 'the id of a claim in capitals. Errors: 22004 for NULL, 22023 for an id that is none';

CREATE FUNCTION hypothesis(which text, events regclass DEFAULT NULL, texts regclass DEFAULT NULL, accounts regclass DEFAULT NULL,
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
COMMENT ON FUNCTION hypothesis(text, regclass, regclass, regclass, regclass, text, jsonb) IS
	'tries one of the hypotheses of the paper on digital diplomacy on tables of texts, accounts, follows and events, as create_text_table() and the like make them, and says what was found: see claim_result. which: H1 digital is the main form of public diplomacy; H2 it rests on soft power, combined with smart power; H3 its main benefits lie in diplomatic practice; H4 it favours small states; H5 some countries do without it because of its risks; H6 hacking is its main risk; H7 its benefits outweigh its risks. Tables that a hypothesis does not ask for may be NULL; without one that it does, the answer says so. options: see claim_options(). It reads the tables with the rights of the caller. Errors: 22004 for NULL as which or locale, 22023 for another which, locale or option, 42703 and 42804 for a table without a column that is needed, 42P01 for no table';

CREATE FUNCTION claim(which text, events regclass DEFAULT NULL, mentions regclass DEFAULT NULL, locale text DEFAULT 'en', options jsonb DEFAULT '{}') RETURNS claim_result
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
COMMENT ON FUNCTION claim(text, regclass, regclass, text, jsonb) IS
	'tries one of the claims of the paper on smart diplomacy on tables of events and of mentions, as create_event_table() and create_mention_table() make them, and says what was found: see claim_result. which: S1 smart power is the synergy of hard and soft power; S2 soft power dominates in it; S3 hard and soft, once apart, are used at once today; S4 communication became easier, S5 faster, S6 and no less accurate; S7 traditional, open and public diplomacy work together; S8 the power of actors other than governments grows. S6 asks for mentions, all others for events. options: see claim_options(). It reads the tables with the rights of the caller. Errors as for hypothesis()';

CREATE FUNCTION hypotheses(events regclass DEFAULT NULL, texts regclass DEFAULT NULL, accounts regclass DEFAULT NULL, follows regclass DEFAULT NULL,
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

CREATE FUNCTION claims(events regclass DEFAULT NULL, mentions regclass DEFAULT NULL, locale text DEFAULT 'en', options jsonb DEFAULT '{}') RETURNS SETOF claim_result
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
