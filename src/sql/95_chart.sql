-- chart: what a chart draws, as rows of plain types only (date, text, numeric, boolean), which every tool for charts reads.

-- A name for people: an actor is a country, or a code as it stands in the table.
CREATE FUNCTION chart_actor(code text, locale text DEFAULT 'en') RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(country_name(code, locale), CASE WHEN code ~ '^([A-Z0-9]{3}){1,8}$' THEN label(code::actor_code, locale) END, code);
COMMENT ON FUNCTION chart_actor(text, text) IS
	'the name of a country or of any actor code in English (en) or Arabic (ar); what is neither, as it stands; NULL for NULL. Errors: 22023 for another language';

CREATE FUNCTION chart_check(source regclass, VARIADIC columns text[]) RETURNS void
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	actual text;
	own regnamespace;
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION 'a table to chart must be given' USING ERRCODE = 'null_value_not_allowed', HINT = 'Give the name of a table, such as ''dyads''::regclass.';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.check_columns($1, $2, $3)', own) USING source, columns, format('It must have the columns %s.', array_to_string(columns, ', '));
	SELECT a.atttypid::regtype::text INTO actual FROM pg_attribute a WHERE a.attrelid = source AND a.attname = 'history' AND 'history' = ANY (columns)
		AND a.atttypid <> (own || '.event_series')::regtype;
	IF FOUND THEN
		RAISE EXCEPTION 'column history of table % is not of type event_series', source
			USING ERRCODE = 'datatype_mismatch', DETAIL = format('Its type is %s.', actual), HINT = 'create_history() makes tables of histories.';
	END IF;
END
$function$;
COMMENT ON FUNCTION chart_check(regclass, text[]) IS
	'nothing, if a table has these columns; errors of all chart functions: 22004 for a NULL table, 42P01 for an OID of no table, 42703 for a column that is missing, 42804 for a column history that is no event_series';

CREATE FUNCTION chart_span(
	history regclass, unit text DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL,
	OUT first_day date, OUT last_day date, OUT period text, OUT events numeric, OUT drawn numeric, OUT dyads numeric, OUT actors numeric
) RETURNS record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.chart_check($1, VARIADIC $2)', own) USING history, ARRAY['source', 'target', 'history'];
	IF "from" > "to" THEN
		RAISE EXCEPTION 'a chart cannot end before it begins'
			USING ERRCODE = 'invalid_parameter_value', DETAIL = format('It would begin on %s and end on %s.', "from", "to");
	END IF;
	IF unit IS NOT NULL AND "from" IS NOT NULL AND "to" IS NOT NULL THEN
		-- nothing to choose, so the days of the events need not be read
		EXECUTE format('SELECT coalesce(sum(%s.event_count(history)), 0), count(*) FROM %s WHERE target IS NOT NULL', own, history) INTO events, dyads;
		first_day := "from";
		last_day := "to";
		period := unit;
		RETURN;
	END IF;
	-- Months at either end with less than a fiftieth of the events of the middle one hold events with wrong or re-dated days.
	EXECUTE format($sql$
		WITH whole AS MATERIALIZED (SELECT %1$s.merge(h.history) AS s FROM %2$s h WHERE h.target IS NOT NULL),
			month AS MATERIALIZED (SELECT e.day - (extract(day FROM e.day)::integer - 1) AS month, min(e.day) AS first, max(e.day) AS last, sum(e.count) AS n
				FROM whole, %1$s.events(whole.s) e GROUP BY 1),
			middle AS (SELECT m.n FROM (SELECT *, sum(n) OVER (ORDER BY month) AS before, sum(n) OVER () AS total FROM month) m
				WHERE m.before * 2 >= m.total ORDER BY m.month LIMIT 1),
			kept AS (SELECT coalesce($1, min(first)) AS first, coalesce($2, max(last)) AS last FROM month, middle WHERE month.n * 50 >= middle.n)
		SELECT kept.first, kept.last, coalesce(%1$s.event_count(whole.s), 0), coalesce(%1$s.event_count(%1$s.within(whole.s,
			CASE WHEN kept.first <= kept.last THEN daterange(kept.first, kept.last, '[]') ELSE 'empty' END)), 0) FROM kept, whole
		$sql$, own, history) INTO first_day, last_day, events, drawn USING "from", "to";
	EXECUTE format('SELECT count(*), (SELECT count(*) FROM (SELECT source::text FROM %1$s WHERE target IS NOT NULL UNION SELECT target::text FROM %1$s WHERE target IS NOT NULL) a)
		FROM %1$s WHERE target IS NOT NULL', history) INTO dyads, actors;
	-- as fine as the days allow, and the events: two a period at least
	period := coalesce(unit, (SELECT u.name FROM (VALUES ('day', 1, 92), ('week', 7, 1100), ('month', 30, 7400), ('quarter', 91, 18300)) u(name, days, most)
		WHERE last_day - first_day <= u.most AND drawn >= 2 * ((last_day - first_day) / u.days) ORDER BY u.days LIMIT 1), 'year');
END
$function$;
COMMENT ON FUNCTION chart_span(regclass, text, date, date) IS
	'what charts of a table of histories draw, unless told otherwise: from the first to the last month that has at least a fiftieth of the events of the middle one (that in which the middle event lies), so that a few events with wrong or re-dated days do not stretch an axis over years; period: day up to 92 days, week up to three years, month up to twenty, quarter up to fifty, else year, and so long that a period has two events on average. events: all that the pairs have, drawn: those within these days; dyads and actors: pairs, and who is in one. Where unit and days are all given they come back as they are, with events and dyads alone. No days for a table without events. Rows without a target (monads) do not count, here and in all charts. Errors: 22023 where from lies behind to, and as for chart_check()';

CREATE FUNCTION chart_events_by_quad(
	history regclass, unit text DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en',
	OUT "time" date, OUT metric text, OUT value numeric, OUT quad_class numeric
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
		SELECT p.period, %1$s.quad_class_label(q.class, $4), q.events::numeric, q.class::numeric
		FROM (SELECT %1$s.panel_agg(h.history, $1, $2, $3) AS periods FROM %2$s h WHERE h.target IS NOT NULL) a, unnest(a.periods) p,
			LATERAL (VALUES (smallint '1', p.verbal_cooperation), ('2', p.material_cooperation), ('3', p.verbal_conflict), ('4', p.material_conflict)) q(class, events)
		ORDER BY 1, 4
		$sql$, own, history) USING span.period, span.first_day, span.last_day, locale;
END
$function$;
COMMENT ON FUNCTION chart_events_by_quad(regclass, text, date, date, text) IS
	'events of each quad class in every period, ordered by time: time, the first day of the period; metric, the name of the class in a locale (en, ar); value, the number of events, 0 where nothing happened; quad_class, 1 verbal cooperation to 4 material conflict. unit: day, week, month, quarter or year; what is NULL is chosen as chart_span() does. Errors as for chart_check() and panel(); 22023 for another language';

CREATE FUNCTION chart_dyad(
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
COMMENT ON FUNCTION chart_dyad(regclass, text, text, text, date, date, text) IS
	'how two sides got on in every period, ordered by time: metric says who to whom, and whether it is cooperation or conflict, in a locale; value is the sum of the positive Goldstein scores, or of the negative ones without their sign; source, target and measure (cooperation, conflict) are for filters. A side that did nothing to the other has no rows. Arguments and errors as for chart_events_by_quad()';

CREATE FUNCTION chart_power_mix(
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
COMMENT ON FUNCTION chart_power_mix(regclass, text, date, date, text) IS
	'hard, semi-hard and soft in the acts of every period by the scheme smartdip-1, ordered by time: value, the mean over the events of the greatest degree over power, threat and security, 0 to 1; share, its part in the three together, 0 to 1; events, their number in the period; strength (hard, semihard, soft). value and share are NULL in a period without events, share also where no event has a degree. Arguments and errors as for chart_events_by_quad()';

CREATE FUNCTION chart_power_grid(
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
COMMENT ON FUNCTION chart_power_grid(regclass, date, date, text) IS
	'the nine cells of the mean power profile of all acts: metric, the name of the cell in a locale; value, the mean degree, 0 to 1; strength (hard, semihard, soft) and domain (power, threat, security). Arguments and errors as for chart_events_by_quad()';

CREATE FUNCTION chart_smart_balance(
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
COMMENT ON FUNCTION chart_smart_balance(regclass, date, date, text, integer, integer) IS
	'hard and soft of each actor against those of all, the busiest first: metric, the actor''s name in a locale; hard and soft, means over what it did to others of the greatest degree over power, threat and security, 0 to 1; hard_against_all and soft_against_all, these over those of all actors together: above 1 is more than usual, NULL where all have none; value, how smart it is beside the others, 0 to 1, as smart_ranks() gives it, NULL for a single actor; actor, as in the table. minimum: only actors with so many events at least (NULL: 1); actors: how many rows at most, NULL for all. Arguments and errors as for chart_events_by_quad()';

CREATE FUNCTION chart_network(
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
COMMENT ON FUNCTION chart_network(regclass, date, date, text, integer) IS
	'the busiest pairs, the busiest first: source and target as in the table, with their names in a locale; value, the number of events; cooperation and conflict, sums of Goldstein scores without their sign. dyads: how many rows at most, NULL for all. An actor''s acts towards itself are left out. Arguments and errors as for chart_events_by_quad()';

CREATE FUNCTION chart_transitions(
	history regclass, "by" text DEFAULT 'quad', locale text DEFAULT 'en',
	OUT source text, OUT target text, OUT value numeric, OUT share numeric, OUT source_key text, OUT target_key text
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	IF "by" IS NULL OR "by" NOT IN ('quad', 'root') THEN
		RAISE EXCEPTION 'cannot chart transitions by "%"', "by" USING ERRCODE = 'invalid_parameter_value', HINT = 'They go by quad or by root.';
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.chart_check($1, VARIADIC $2)', own) USING history, ARRAY['source', 'target', 'history'];
	RETURN QUERY EXECUTE format($sql$
		WITH step AS (SELECT %3$s AS before, %4$s AS after, sum(t.count)::numeric AS n
			FROM (SELECT %1$s.transitions_agg(h.history, %5$s) AS all_of FROM %2$s h WHERE h.target IS NOT NULL) a, unnest(a.all_of) t GROUP BY 1, 2)
		SELECT %6$s, %7$s, s.n, round(s.n / sum(s.n) OVER (PARTITION BY s.before), 4), s.before::text, s.after::text
		FROM step s WHERE s.before IS NOT NULL AND s.after IS NOT NULL ORDER BY s.before, s.after
		$sql$, own, history,
		CASE "by" WHEN 'quad' THEN own || '.quad_class(t.from_code)' ELSE 't.from_code' END,
		CASE "by" WHEN 'quad' THEN own || '.quad_class(t.to_code)' ELSE 't.to_code' END,
		CASE "by" WHEN 'quad' THEN 3 ELSE 1 END,
		own || CASE "by" WHEN 'quad' THEN '.quad_class_label(s.before, $1)' ELSE '.label(s.before, $1)' END,
		own || CASE "by" WHEN 'quad' THEN '.quad_class_label(s.after, $1)' ELSE '.label(s.after, $1)' END) USING locale;
END
$function$;
COMMENT ON FUNCTION chart_transitions(regclass, text, text) IS
	'what one side does next to the other, by quad class (quad) or root code (root): source, the name of what it did on an active day; target, what on its next one; value, how many such steps all pairs made, counted as transitions() does; share, their part in the steps from that source, 0 to 1; source_key and target_key, the class or code. Errors as for chart_check(); 22023 for another kind of steps or another language';

-- The best that is known of a text's themes: its own column, as create_text_table() makes it, or its words.
CREATE FUNCTION chart_theme_texts(texts regclass, "from" date DEFAULT NULL, "to" date DEFAULT NULL, OUT theme text, OUT texts_with numeric, OUT texts_all numeric)
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
COMMENT ON FUNCTION chart_theme_texts(regclass, date, date) IS
	'in how many texts each theme stands, those above a theme included; texts_all: of how many. texts has the columns published and body, perhaps title and themes (tsvector of smartdip_themes), as create_text_table() makes them. Errors as for chart_check()';

CREATE FUNCTION chart_themes(
	texts regclass, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en', themes integer DEFAULT 20,
	OUT metric text, OUT value numeric, OUT share numeric, OUT theme text, OUT family text
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	RETURN QUERY EXECUTE format($sql$
		SELECT %1$s.theme_label(c.theme, $4), c.texts_with, round(c.texts_with / c.texts_all, 4), c.theme, %1$s.theme_label(split_part(c.theme, '.', 1), $4)
		FROM %1$s.chart_theme_texts($1, $2, $3) c WHERE c.theme LIKE '%%.%%' ORDER BY c.texts_with DESC, c.theme COLLATE "C" LIMIT $5
		$sql$, own) USING texts, "from", "to", locale, CASE WHEN themes < 0 THEN 0 ELSE themes END;
END
$function$;
COMMENT ON FUNCTION chart_themes(regclass, date, date, text, integer) IS
	'the themes of texts, the commonest first: metric, the name of the theme in a locale; value, how many texts name it; share, of all texts, 0 to 1; theme, its code; family, the name of the family at its top. themes: how many rows at most, NULL for all. Families themselves are left out. texts as for chart_theme_texts(); NULL days: all. Errors as for chart_check(); 22023 for another language';

CREATE FUNCTION chart_benefit_risk(
	texts regclass, "from" date DEFAULT NULL, "to" date DEFAULT NULL, locale text DEFAULT 'en',
	OUT metric text, OUT value numeric, OUT share numeric, OUT side text, OUT theme text
) RETURNS SETOF record
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	RETURN QUERY EXECUTE format($sql$
		WITH counted AS MATERIALIZED (SELECT * FROM %1$s.chart_theme_texts($1, $2, $3))
		SELECT %1$s.theme_label(t.theme, $4), coalesce(c.texts_with, 0), round(coalesce(c.texts_with, 0) / a.texts_all, 4), t.parent, t.theme
		FROM (SELECT max(texts_all) AS texts_all FROM counted) a, %1$s.theme_catalogue() t LEFT JOIN counted c ON c.theme = t.theme
		WHERE a.texts_all > 0 AND t.parent IN ('benefit', 'risk') ORDER BY t.parent, 2 DESC, t.theme COLLATE "C"
		$sql$, own) USING texts, "from", "to", locale;
END
$function$;
COMMENT ON FUNCTION chart_benefit_risk(regclass, date, date, text) IS
	'which benefits and which risks of digital diplomacy texts speak of, a row for each, 0 where none does: metric, its name in a locale; value, how many texts name it; share, of all texts; side (benefit, risk); theme, its code. No rows where no text names any theme. texts as for chart_theme_texts(); errors as for chart_themes()';

CREATE FUNCTION chart_communication(
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
COMMENT ON FUNCTION chart_communication(regclass, regclass, date, date, date, text) IS
	'ease, speed and accuracy of communication before and after a day: metric, the name of the measure in a locale; value, 0 to 1, NULL where it cannot be told (accuracy without mentions); side (before, after); measure (ease, speed, accuracy); first_day and last_day of the side''s events. Six rows, or none for a NULL turn, or one that does not lie within the days given. events and mentions as for communication_quality(), mentions may be NULL. Errors as for chart_check() and communication_quality(); 22023 for another language';

CREATE FUNCTION chart_claims(
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
COMMENT ON FUNCTION chart_claims(regclass, regclass, regclass, regclass, regclass, text, date) IS
	'what hypotheses() and claims() find in these tables, a row for each: metric, the claim in a locale; value, its estimate, with the interval from low to high; p_value; n, the number of observations; verdict (supported, contradicted, undecided, too little data); sentence, the finding in words; claim, its name. turn: the first day of what is after, in claims that compare two times (NULL: theirs). What cannot be estimated is NULL. Errors as for hypotheses() and claims()';

-- Views for tools that read tables. In FROM of a view the functions stand with their schema, so ALTER EXTENSION SET SCHEMA takes them along.
CREATE FUNCTION create_chart_views(
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
COMMENT ON FUNCTION create_chart_views(text, regclass, regclass, text, text, name) IS
	'makes views for tools that draw charts, and gives them: prefix_events_by_quad, _dyad, _power_mix, _power_grid, _smart_balance, _network, _transitions of a table of histories, and _themes, _benefit_risk of a table of texts, if one is given. All columns are date, text, numeric or boolean, each with a comment; series over time have time, metric and value. They show the tables as they are whenever they are read, with the rights of the reader; DROP TABLE ... CASCADE takes them along. unit and locale as in the chart functions. Errors: 22004 for a NULL prefix or locale, 42602 for a prefix that is none or is longer than 40 bytes, 42P07 where there is such a view already, and as for chart_events_by_quad() and chart_theme_texts()';
