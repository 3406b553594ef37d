-- smart_together: do hard and soft power meet in the same periods of a history, and who brings most of both?

CREATE FUNCTION power_sums(s event_series, scheme text DEFAULT 'smartdip-1', during daterange DEFAULT '(,)',
	OUT events bigint, OUT hard double precision, OUT semihard double precision, OUT soft double precision) RETURNS record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_power_sums';
COMMENT ON FUNCTION power_sums(event_series, text, daterange) IS
	'the events of a history within a range of days, and the sums of what they have of each strength, an event counting with its greatest degree over power, threat and security, 0 to 1, by a built-in coding; sums are exact, in hundredths; error 22023 for an unknown coding';

CREATE TYPE smart_together_result AS (
	periods bigint, both_active bigint, hard_only bigint, soft_only bigint, neither bigint, hard_leads bigint, soft_leads bigint,
	expected double precision, lift double precision, phi double precision, low double precision, high double precision,
	synergy double precision
);
COMMENT ON TYPE smart_together_result IS
	'the periods of a history: in how many there are hard and soft acts, only hard ones, only soft ones, neither; of those with both, in how many more acts are hard, and more are soft; how many with both independence would give; lift, both over expected; phi, the correlation of hard and soft periods, -1 to 1, and its 95 % interval; synergy, the share of periods with both less the expected share';

CREATE FUNCTION smart_together(ab event_series, unit text, "from" date DEFAULT NULL, "to" date DEFAULT NULL, kind text DEFAULT 'power',
	threshold double precision DEFAULT 0.5, scheme text DEFAULT 'smartdip-1') RETURNS smart_together_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_smart_together';
COMMENT ON FUNCTION smart_together(event_series, text, date, date, text, double precision, text) IS
	'in how many days, weeks, months, quarters or years of a history hard and soft acts meet, against chance. An act is hard (soft) whose degree of hard (soft) power, threat or security, the kind, is at least the threshold by a built-in coding; it may be both. Periods are those with days from the first to the last given, NULL: of the first and last event. The interval of phi is of its large-sample variance (Bishop, Fienberg and Holland 1975) on Fisher''s z, both with one half added to each cell. Measures are NULL where they would divide by 0; the row is NULL where another argument is. Errors: 22023 for an unknown unit, kind or coding and for a range that ends before it begins, 22003 for a threshold not above 0 and up to 1, 22008 for an infinite day';

CREATE FUNCTION smart_together_codes(ab event_series, hard event_code[], soft event_code[], unit text, "from" date DEFAULT NULL,
	"to" date DEFAULT NULL) RETURNS smart_together_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_smart_together_codes';
COMMENT ON FUNCTION smart_together_codes(event_series, event_code[], event_code[], text, date, date) IS
	'the same where hard and soft acts are those of two sets of codes, each with what stands below it';

CREATE FUNCTION smart_together_add(history_state, event_series, text) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_smart_together_add';
COMMENT ON FUNCTION smart_together_add(history_state, event_series, text) IS
	'transition of smart_together_agg: adds the periods of a history';
CREATE FUNCTION smart_together_add(history_state, event_series, text, date, date) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_smart_together_add';
COMMENT ON FUNCTION smart_together_add(history_state, event_series, text, date, date) IS
	'transition of smart_together_agg: adds the periods of a history between two days';
CREATE FUNCTION smart_together_add(history_state, event_series, text, date, date, text, double precision, text) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_smart_together_add';
COMMENT ON FUNCTION smart_together_add(history_state, event_series, text, date, date, text, double precision, text) IS
	'transition of smart_together_agg: adds the periods of a history by a kind, threshold and coding';
CREATE FUNCTION smart_together_codes_add(history_state, event_series, event_code[], event_code[], text) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_smart_together_codes_add';
COMMENT ON FUNCTION smart_together_codes_add(history_state, event_series, event_code[], event_code[], text) IS
	'transition of smart_together_codes_agg: adds the periods of a history';
CREATE FUNCTION smart_together_codes_add(history_state, event_series, event_code[], event_code[], text, date, date) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_smart_together_codes_add';
COMMENT ON FUNCTION smart_together_codes_add(history_state, event_series, event_code[], event_code[], text, date, date) IS
	'transition of smart_together_codes_agg: adds the periods of a history between two days';
CREATE FUNCTION smart_together_combine(history_state, history_state) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_smart_together_combine';
COMMENT ON FUNCTION smart_together_combine(history_state, history_state) IS
	'combines two states of smart_together_agg or smart_together_codes_agg';
CREATE FUNCTION smart_together_final(history_state) RETURNS smart_together_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_smart_together_final';
COMMENT ON FUNCTION smart_together_final(history_state) IS
	'result of smart_together_agg and smart_together_codes_agg';
CREATE AGGREGATE smart_together_agg(ab event_series, unit text) (
	SFUNC = smart_together_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine, FINALFUNC = smart_together_final,
	FINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_agg(event_series, text) IS
	'smart_together() of many histories, each from its first event to its last: their periods are added up, and what is expected is expected within each history, so that busy and quiet ones do not make a correlation by being put together. phi is that within histories; its interval takes the histories, not the periods, as what was drawn (linearised, Binder 1983; Student''s t on Fisher''s z), and is never narrower than chance makes it in tables of these margins (Mantel and Haenszel 1959); NULL for several histories of which fewer than two vary. NULLs do not count; NULL over no rows; error 22023 for different units in a group';
CREATE AGGREGATE smart_together_agg(ab event_series, unit text, "from" date, "to" date) (
	SFUNC = smart_together_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine, FINALFUNC = smart_together_final,
	FINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_agg(event_series, text, date, date) IS
	'the same between two days, NULL: the first and last event of each history';
CREATE AGGREGATE smart_together_agg(ab event_series, unit text, "from" date, "to" date, kind text, threshold double precision, scheme text) (
	SFUNC = smart_together_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine, FINALFUNC = smart_together_final,
	FINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_agg(event_series, text, date, date, text, double precision, text) IS
	'the same by a kind, a threshold and a coding, as in smart_together()';
CREATE AGGREGATE smart_together_codes_agg(ab event_series, hard event_code[], soft event_code[], unit text) (
	SFUNC = smart_together_codes_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine,
	FINALFUNC = smart_together_final, FINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_codes_agg(event_series, event_code[], event_code[], text) IS
	'the same as smart_together_agg() where hard and soft acts are those of two sets of codes';
CREATE AGGREGATE smart_together_codes_agg(ab event_series, hard event_code[], soft event_code[], unit text, "from" date, "to" date) (
	SFUNC = smart_together_codes_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine,
	FINALFUNC = smart_together_final, FINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_codes_agg(event_series, event_code[], event_code[], text, date, date) IS
	'the same between two days';

-- Actors compared

CREATE FUNCTION smart_ranks(histories regclass, per text DEFAULT 'event', minimum bigint DEFAULT 10, tnorm text DEFAULT 'minimum',
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
COMMENT ON FUNCTION smart_ranks(regclass, text, bigint, text, boolean, daterange, text) IS
	'who combines hard and soft power, beside the others: a row for each actor of a table of histories (source, target and a column of type event_series), or each country of an event table (day, source, target, code), with at least a minimum of events, the highest smart_rank first. hard and soft are amounts per event (means) or in all (sums), as in power_sums(); their ranks the share of the other actors that lie below, ties one half, and 0 for who has none at all; smart_rank their t-norm, as in smart_rank(). abroad: only what is done to another one counts; if false, rows without a target are all that an actor did, where there are such rows. Ranks are NULL for a single actor; no rows for a NULL argument. Read with the rights of the caller. Errors: 42703 for a relation of other columns, 42702 for several columns of histories, 22023 for another way, t-norm or coding';
