-- What the report draws, for psql -At -F TAB: a line for each part, its name and its rows as JSON. Tables come as the variables
-- history, events, texts, accounts and mentions, empty where there is none; locale and turn (a day, or empty) beside them.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SELECT max(e.extnamespace::regnamespace::text) AS own, max(e.extversion) AS version FROM pg_extension e WHERE e.extname = 'smartdip' \gset
\if :{?own}
\else
	DO $$ BEGIN RAISE EXCEPTION 'the extension smartdip is not in this database' USING HINT = 'CREATE EXTENSION smartdip makes it.'; END $$;
\endif
SELECT :'texts' <> '' AS has_texts, :'mentions' <> '' AS has_mentions, :'accounts' <> '' AS has_accounts, :'events' <> '' AS has_events, :'history' <> '' AS has_history \gset

-- Histories: those given, those that are kept of the events, or made for this report.
\if :has_events
	SELECT :'events'::regclass AS events_table \gset
	\if :has_history
	\else
		\echo step looks for histories of :events_table
		SELECT coalesce(min(k.history::text), '') AS history, count(*) > 0 AS has_history FROM :own.kept_histories(:'events'::regclass) k WHERE k.by = 'country' \gset
	\endif
\endif
\if :has_history
\else
	\echo step makes histories of :events_table
	CREATE TEMP TABLE smartdip_report_history AS SELECT :own.country(source) AS source, :own.country(target) AS target, :own.event_series(day, code) AS history
		FROM :events_table WHERE :own.country(source) IS NOT NULL AND :own.country(target) IS NOT NULL AND day IS NOT NULL AND isfinite(day) AND code IS NOT NULL GROUP BY 1, 2;
	\set history pg_temp.smartdip_report_history
\endif

\echo step finds the span
SELECT first_day, last_day, period, events AS history_events, first_day IS NOT NULL AS has_days, CASE WHEN events < 1000 THEN 3 ELSE 10 END AS minimum, to_jsonb(s) AS span
	FROM :own.chart_span(:'history'::regclass) s \gset
SELECT 'span', :'span'::jsonb;
SELECT 'meta', jsonb_build_object('database', current_database(), 'version', :'version', 'made', to_char(now(), 'YYYY-MM-DD'), 'turn', nullif(:'turn', '')::date,
	'history', nullif(nullif(:'history', ''), 'pg_temp.smartdip_report_history'), 'events', nullif(:'events', ''), 'texts', nullif(:'texts', ''),
	'accounts', nullif(:'accounts', ''), 'mentions', nullif(:'mentions', ''));
\if :has_events
	-- of those that are not charted each counts once, for the first reason that holds
	SELECT 'rows', jsonb_build_object('all', count(*), 'side', count(*) FILTER (WHERE reason = 'side'), 'day', count(*) FILTER (WHERE reason = 'day'), 'code', count(*) FILTER (WHERE reason = 'code'))
		FROM (SELECT CASE WHEN :own.country(source) IS NULL OR :own.country(target) IS NULL THEN 'side' WHEN day IS NULL OR NOT isfinite(day) THEN 'day' WHEN code IS NULL THEN 'code' END AS reason FROM :events_table) e;
\endif
\if :has_days
	\echo step counts events
	SELECT 'quad', coalesce(jsonb_agg(jsonb_build_array(time, quad_class, value)), '[]')
		FROM :own.chart_events_by_quad(:'history'::regclass, :'period', :'first_day', :'last_day', :'locale');
	\echo step measures power
	SELECT 'mix', coalesce(jsonb_agg(jsonb_build_array(time, strength, share, value, events)), '[]')
		FROM :own.chart_power_mix(:'history'::regclass, :'period', :'first_day', :'last_day', :'locale');
	SELECT 'grid', coalesce(jsonb_agg(jsonb_build_array(strength, domain, value, metric)), '[]')
		FROM :own.chart_power_grid(:'history'::regclass, :'first_day', :'last_day', :'locale');
	SELECT 'balance', coalesce(jsonb_agg(jsonb_build_array(metric, value, hard_against_all, soft_against_all, hard, soft, events)), '[]')
		FROM :own.chart_smart_balance(:'history'::regclass, :'first_day', :'last_day', :'locale', :minimum);
	\echo step draws pairs
	SELECT 'network', coalesce(jsonb_agg(jsonb_build_array(source_name, target_name, value, cooperation, conflict)), '[]')
		FROM :own.chart_network(:'history'::regclass, :'first_day', :'last_day', :'locale');
	-- the eight busiest pairs, both directions of a pair together
	SELECT 'dyads', coalesce(jsonb_agg(jsonb_build_array(p.a_name, p.b_name, d.rows) ORDER BY p.n DESC, p.a, p.b), '[]')
	FROM (SELECT least(source, target) AS a, greatest(source, target) AS b, min(CASE WHEN source < target THEN source_name ELSE target_name END) AS a_name,
				min(CASE WHEN source < target THEN target_name ELSE source_name END) AS b_name, sum(value) AS n
			FROM :own.chart_network(:'history'::regclass, :'first_day', :'last_day', :'locale', 400) GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT 8) p,
		LATERAL (SELECT jsonb_agg(jsonb_build_array(c.time, c.source = p.a, c.measure, c.value)) AS rows
			FROM :own.chart_dyad(:'history'::regclass, p.a, p.b, :'period', :'first_day', :'last_day', :'locale') c) d;
	\echo step counts transitions
	SELECT 'transitions', coalesce(jsonb_agg(jsonb_build_array(source_key, target_key, value, share)), '[]') FROM :own.chart_transitions(:'history'::regclass, 'quad', :'locale');
\endif
\if :has_texts
	\echo step reads texts
	SELECT :'texts'::regclass AS texts_table \gset
	SELECT 'texts', jsonb_build_object('rows', count(*), 'first_day', min(published)::date, 'last_day', max(published)::date) FROM :texts_table;
	SELECT 'themes', coalesce(jsonb_agg(jsonb_build_array(metric, value, share, family)), '[]') FROM :own.chart_themes(:'texts'::regclass, NULL, NULL, :'locale', 18);
	SELECT 'benefit_risk', coalesce(jsonb_agg(jsonb_build_array(metric, value, share, side)), '[]') FROM :own.chart_benefit_risk(:'texts'::regclass, NULL, NULL, :'locale');
\endif
-- These need more columns than the charts above: what a table lacks is told in the place of the chart.
\set ON_ERROR_STOP off
SELECT :'turn' <> '' AND :'events' <> '' AS has_turn \gset
\if :has_turn
	\echo step compares before and after :turn
	SELECT 'communication', coalesce(jsonb_agg(jsonb_build_array(measure, side, value)), '[]')
		FROM :own.chart_communication(:'events'::regclass, nullif(:'mentions', '')::regclass, :'turn', nullif(:'first_day', '')::date, nullif(:'last_day', '')::date, :'locale');
	\if :ERROR
		SELECT 'communication_missing', to_jsonb(:'LAST_ERROR_MESSAGE'::text);
	\endif
\endif
SELECT :'events' <> '' OR :'texts' <> '' OR :'accounts' <> '' AS has_claims \gset
\if :has_claims
	\echo step tests claims
	SELECT 'claims', coalesce(jsonb_agg(jsonb_build_array(claim, metric, verdict, value, low, high, p_value, n, sentence)), '[]')
		FROM :own.chart_claims(nullif(:'events', '')::regclass, nullif(:'mentions', '')::regclass, nullif(:'texts', '')::regclass, nullif(:'accounts', '')::regclass, NULL, :'locale', nullif(:'turn', '')::date);
	\if :ERROR
		SELECT 'claims_missing', to_jsonb(:'LAST_ERROR_MESSAGE'::text);
	\endif
\endif
