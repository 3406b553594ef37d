-- What the report draws, for psql -At -F TAB: a line for each part, its name and its rows as JSON. Tables come as the variables
-- history, events, texts, accounts and mentions, empty where there is none; locale and turn (a day, or empty) beside them.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
-- Only the tables' names are looked up under the user's search path, which gives them their meaning. All else runs under one that leads to the server's
-- own operators and functions alone, for who owns the database may have set the other; and all functions get all arguments, each of its type, so that
-- no other one of their names in that schema fits as well.
SELECT pg_catalog.current_setting('search_path') AS path \gset
SET search_path = pg_catalog, pg_temp;
SELECT max(e.extnamespace::regnamespace::text) AS own, max(e.extversion) AS version FROM pg_extension e WHERE e.extname = 'smartdip' \gset
\if :{?own}
\else
	DO $$ BEGIN RAISE EXCEPTION 'the extension smartdip is not in this database' USING HINT = 'CREATE EXTENSION smartdip makes it.'; END $$;
\endif
SELECT :'texts' <> '' AS has_texts, :'mentions' <> '' AS has_mentions, :'accounts' <> '' AS has_accounts, :'events' <> '' AS has_events, :'history' <> '' AS has_history \gset
\set events_oid 0
\set history_oid 0
\set texts_oid 0
\set mentions_oid 0
\set accounts_oid 0
SELECT set_config('search_path', :'path', false) AS path \gset
\if :has_events
	SELECT :'events'::pg_catalog.regclass::pg_catalog.oid AS events_oid \gset
\endif
\if :has_history
	SELECT :'history'::pg_catalog.regclass::pg_catalog.oid AS history_oid \gset
\endif
\if :has_texts
	SELECT :'texts'::pg_catalog.regclass::pg_catalog.oid AS texts_oid \gset
\endif
\if :has_mentions
	SELECT :'mentions'::pg_catalog.regclass::pg_catalog.oid AS mentions_oid \gset
\endif
\if :has_accounts
	SELECT :'accounts'::pg_catalog.regclass::pg_catalog.oid AS accounts_oid \gset
\endif
SET search_path = pg_catalog, pg_temp;
-- 0 stands for no table; a line for a step is one line, whatever a name holds
SELECT :events_oid::oid::regclass AS events_table, :texts_oid::oid::regclass AS texts_table, translate(:'events', E'\n\r', '  ') AS events_shown \gset

-- Histories: those given, those that are kept of the events, or made for this report. Whoever may make triggers for the events may name any table in one.
\if :has_history
\elif :has_events
	\echo step looks for histories of :events_shown
	SELECT coalesce(min(k.history::text)::regclass::oid, 0) AS history_oid, count(*) > 0 AS has_history FROM :own.kept_histories(:events_oid::oid::regclass) k
		JOIN pg_class h ON h.oid = k.history AND h.relkind IN ('r', 'p') JOIN pg_class e ON e.oid = k.events AND e.relowner = h.relowner WHERE k.by = 'country' \gset
	SELECT CASE WHEN :'has_history' THEN :history_oid::oid::regclass::text ELSE '' END AS history \gset
\endif
\if :has_history
\else
	\echo step makes histories of :events_shown
	CREATE TEMP TABLE smartdip_report_history AS SELECT :own.country(source) AS source, :own.country(target) AS target, :own.event_series(day, code) AS history
		FROM :events_table WHERE :own.country(source) IS NOT NULL AND :own.country(target) IS NOT NULL AND day IS NOT NULL AND isfinite(day) AND code IS NOT NULL GROUP BY 1, 2;
	SELECT 'pg_temp.smartdip_report_history'::regclass::oid AS history_oid \gset
\endif

\echo step finds the span
SELECT coalesce(first_day::text, '') AS first_day, coalesce(last_day::text, '') AS last_day, period, events AS history_events, first_day IS NOT NULL AS has_days, CASE WHEN events < 1000 THEN 3 ELSE 10 END AS minimum, to_jsonb(s) AS span
	FROM :own.chart_span(:history_oid::oid::regclass, NULL::text, NULL::date, NULL::date) s \gset
SELECT 'span', :'span'::jsonb;
SELECT 'meta', jsonb_build_object('database', current_database(), 'version', :'version', 'made', to_char(now(), 'YYYY-MM-DD'), 'turn', nullif(:'turn', '')::date,
	'history', nullif(:'history', ''), 'events', nullif(:'events', ''), 'texts', nullif(:'texts', ''),
	'accounts', nullif(:'accounts', ''), 'mentions', nullif(:'mentions', ''));
\if :has_events
	-- of those that are not charted each counts once, for the first reason that holds
	SELECT 'rows', jsonb_build_object('all', count(*), 'side', count(*) FILTER (WHERE reason = 'side'), 'day', count(*) FILTER (WHERE reason = 'day'), 'code', count(*) FILTER (WHERE reason = 'code'))
		FROM (SELECT CASE WHEN :own.country(source) IS NULL OR :own.country(target) IS NULL THEN 'side' WHEN day IS NULL OR NOT isfinite(day) THEN 'day' WHEN code IS NULL THEN 'code' END AS reason FROM :events_table) e;
\endif
\if :has_days
	\echo step counts events
	SELECT 'quad', coalesce(jsonb_agg(jsonb_build_array(time, quad_class, value)), '[]')
		FROM :own.chart_events_by_quad(:history_oid::oid::regclass, :'period'::text, :'first_day'::date, :'last_day'::date, :'locale'::text);
	\echo step measures power
	SELECT 'mix', coalesce(jsonb_agg(jsonb_build_array(time, strength, share, value, events)), '[]')
		FROM :own.chart_power_mix(:history_oid::oid::regclass, :'period'::text, :'first_day'::date, :'last_day'::date, :'locale'::text);
	SELECT 'grid', coalesce(jsonb_agg(jsonb_build_array(strength, domain, value, metric)), '[]')
		FROM :own.chart_power_grid(:history_oid::oid::regclass, :'first_day'::date, :'last_day'::date, :'locale'::text);
	SELECT 'balance', coalesce(jsonb_agg(jsonb_build_array(metric, value, hard_against_all, soft_against_all, hard, soft, events)), '[]')
		FROM :own.chart_smart_balance(:history_oid::oid::regclass, :'first_day'::date, :'last_day'::date, :'locale'::text, :minimum, 40);
	\echo step draws pairs
	SELECT 'network', coalesce(jsonb_agg(jsonb_build_array(source_name, target_name, value, cooperation, conflict)), '[]')
		FROM :own.chart_network(:history_oid::oid::regclass, :'first_day'::date, :'last_day'::date, :'locale'::text, 60);
	-- the eight busiest pairs, both directions of a pair together
	SELECT 'dyads', coalesce(jsonb_agg(jsonb_build_array(p.a_name, p.b_name, d.rows) ORDER BY p.n DESC, p.a, p.b), '[]')
	FROM (SELECT least(source, target) AS a, greatest(source, target) AS b, min(CASE WHEN source < target THEN source_name ELSE target_name END) AS a_name,
				min(CASE WHEN source < target THEN target_name ELSE source_name END) AS b_name, sum(value) AS n
			FROM :own.chart_network(:history_oid::oid::regclass, :'first_day'::date, :'last_day'::date, :'locale'::text, 400) GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT 8) p,
		LATERAL (SELECT jsonb_agg(jsonb_build_array(c.time, c.source = p.a, c.measure, c.value)) AS rows
			FROM :own.chart_dyad(:history_oid::oid::regclass, p.a, p.b, :'period'::text, :'first_day'::date, :'last_day'::date, :'locale'::text) c) d;
	\echo step counts transitions
	SELECT 'transitions', coalesce(jsonb_agg(jsonb_build_array(source_key, target_key, value, share)), '[]') FROM :own.chart_transitions(:history_oid::oid::regclass, 'quad'::text, :'locale'::text);
\endif
\if :has_texts
	\echo step reads texts
	SELECT 'texts', jsonb_build_object('rows', count(*), 'first_day', min(published)::date, 'last_day', max(published)::date) FROM :texts_table;
	SELECT 'themes', coalesce(jsonb_agg(jsonb_build_array(metric, value, share, family)), '[]') FROM :own.chart_themes(:texts_oid::oid::regclass, NULL::date, NULL::date, :'locale'::text, 18);
	SELECT 'benefit_risk', coalesce(jsonb_agg(jsonb_build_array(metric, value, share, side)), '[]') FROM :own.chart_benefit_risk(:texts_oid::oid::regclass, NULL::date, NULL::date, :'locale'::text);
\endif
-- These need more columns than the charts above: what a table lacks is told in the place of the chart.
\set ON_ERROR_STOP off
SELECT :'turn' <> '' AND :'events' <> '' AS has_turn \gset
\if :has_turn
	\echo step compares before and after :turn
	SELECT 'communication', coalesce(jsonb_agg(jsonb_build_array(measure, side, value)), '[]')
		FROM :own.chart_communication(:events_oid::oid::regclass, nullif(:mentions_oid::oid, 0)::regclass, :'turn'::date, nullif(:'first_day', '')::date, nullif(:'last_day', '')::date, :'locale'::text);
	\if :ERROR
		SELECT 'communication_missing', to_jsonb(:'LAST_ERROR_MESSAGE'::text);
	\endif
\endif
SELECT :'events' <> '' OR :'texts' <> '' OR :'accounts' <> '' AS has_claims \gset
\if :has_claims
	\echo step tests claims
	SELECT 'claims', coalesce(jsonb_agg(jsonb_build_array(claim, metric, verdict, value, low, high, p_value, n, sentence)), '[]')
		FROM :own.chart_claims(nullif(:events_oid::oid, 0)::regclass, nullif(:mentions_oid::oid, 0)::regclass, nullif(:texts_oid::oid, 0)::regclass, nullif(:accounts_oid::oid, 0)::regclass, NULL::regclass, :'locale'::text, nullif(:'turn', '')::date);
	\if :ERROR
		SELECT 'claims_missing', to_jsonb(:'LAST_ERROR_MESSAGE'::text);
	\endif
\endif
