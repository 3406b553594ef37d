-- From 1.0.0 to 1.0.1: owners of new partitions, answers after many half-lives, the queries of H4 and S5, and claims asked of tables that lack a column.
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
			SELECT pg_get_userbyid(relowner) INTO taken_by FROM pg_class WHERE relnamespace = table_schema AND relname = part_name;
			IF FOUND THEN
				RAISE EXCEPTION 'relation "%" is there already and is no partition of %', part_name, events
					USING ERRCODE = 'duplicate_table', DETAIL = format('It belongs to role %I.', taken_by),
					HINT = 'Give it another name, or drop it: a partition is to have that one.';
			END IF;
			-- Made beside the table and attached: unlike PARTITION OF, that lets others read and write meanwhile.
			EXECUTE format('CREATE TABLE %s.%I (LIKE %s INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY)', table_schema, part_name, events);
			-- whoever loads: histories are kept by the table's owner, who has to read what comes with it
			IF owner <> current_user THEN
				EXECUTE format('ALTER TABLE %s.%I OWNER TO %I', table_schema, part_name, owner);
			END IF;
			EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s.%I FOR VALUES FROM (%L) TO (%L)', events, table_schema, part_name, lower(part), upper(part));
			-- The schema may have got another name just now, and somebody else another table of the old one.
			PERFORM FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
				WHERE i.inhparent = events AND c.relnamespace = table_schema AND c.relname = part_name AND pg_get_userbyid(c.relowner) = owner;
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
	EXECUTE format('SELECT %1$s.check_periods($1, $2, $3), %1$s.half_life_reciprocity('''', ''2000-01-01'', $4)', own) USING unit, "from", "to", half_life;

	-- of the pairs that the table knows, or of all pairs of members of a state system
	rates := CASE WHEN system IS NULL
		THEN 'SELECT sum(t.periods)::bigint AS periods, sum(t.periods - t.neither)::bigint AS contact FROM dyad d, span, %1$s.together(d.ab, d.ba, $3, span.days) t'
		ELSE 'SELECT count(*) AS periods, count(c.period) AS contact FROM span, LATERAL %1$s.dyad_panel(NULL, $3, span.first, span.last, $4, directed => false) p
			LEFT JOIN (SELECT d.x, d.y, c.period FROM dyad d, span, %1$s.panel(d.both, $3, span.first, span.last) c WHERE c.events > 0) c
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
				%1$s.reply_times(s.ab, s.ba, $5, $6, span.last) r GROUP BY r.days, r.answered),
		reply AS (SELECT (k.k).* FROM (SELECT %1$s.kaplan_meier(days, answered, count) AS k FROM act) k),
		decay AS (
			SELECT sum(2 * least(h.ab, h.ba)) / nullif(sum(h.ab + h.ba), 0) AS reciprocity FROM dyad d, span, LATERAL (
				SELECT %1$s.half_life_reciprocity(d.ab, span.last + 1, $7) AS ab, %1$s.half_life_reciprocity(d.ba, span.last + 1, $7) AS ba) h)
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

COMMENT ON FUNCTION hypotheses(regclass, regclass, regclass, regclass, text, jsonb) IS 'all hypotheses on digital diplomacy, a row each, as hypothesis() gives them, but for a column that a table lacks or has of another type: it is no error, and the claims that ask for it have too little data and say so; an option goes to those that have it, but themes and references are given to hypothesis(). Seven questions asked at once: see p_adjust()';

COMMENT ON FUNCTION claims(regclass, regclass, text, jsonb) IS 'all claims on smart diplomacy, a row each, as claim() gives them, but for a column that a table lacks or has of another type: it is no error, and the claims that ask for it have too little data and say so; an option goes to those that have it, but references are given to claim(). Eight questions asked at once: see p_adjust()';
