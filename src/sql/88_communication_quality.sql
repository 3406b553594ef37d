-- communication_quality: how easy, fast and accurate communication between countries is, from a table of events.

-- What an event says of the way that was used: the channel is one of eight kinds of contact, the way is direct, mediated or indirect.
CREATE FUNCTION contact_channel(code event_code) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE
		WHEN code OPERATOR(<@) event_code '01' THEN 'statement'
		WHEN code OPERATOR(<@) event_code '028' OR code OPERATOR(<@) event_code '038' OR code OPERATOR(<@) event_code '039'
			OR code OPERATOR(<@) event_code '045' THEN 'mediation'
		WHEN code OPERATOR(<@) event_code '02' OR code OPERATOR(<@) event_code 'REQUEST' THEN 'appeal'
		WHEN code OPERATOR(<@) event_code '03' OR code OPERATOR(<@) event_code 'AGREE' THEN 'intent'
		WHEN code OPERATOR(<@) event_code '041' OR code OPERATOR(<@) event_code 'CONSULT.phone' THEN 'telephone'
		WHEN code OPERATOR(<@) event_code '042' OR code OPERATOR(<@) event_code '043' OR code OPERATOR(<@) event_code 'CONSULT.visit' THEN 'visit'
		WHEN code OPERATOR(<@) event_code '044' OR code OPERATOR(<@) event_code 'CONSULT.third-party'
			OR code OPERATOR(<@) event_code 'CONSULT.multilateral' THEN 'meeting'
		WHEN code OPERATOR(<@) event_code '046' THEN 'negotiation'
	END;
COMMENT ON FUNCTION contact_channel(event_code) IS
	'the kind of contact that an event is: statement (01), appeal (02, REQUEST), intent (03, AGREE), mediation (028, 038, 039, 045), telephone (041, CONSULT.phone), visit (042, 043, CONSULT.visit), meeting at a third place (044, CONSULT.third-party, CONSULT.multilateral) or negotiation (046), each with what stands below; NULL for any other event, and for consultations whose form is not given';

CREATE FUNCTION contact_way(code event_code) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE
		WHEN code OPERATOR(<@) event_code '01' THEN 'indirect'
		WHEN code OPERATOR(<@) event_code '028' OR code OPERATOR(<@) event_code '038' OR code OPERATOR(<@) event_code '039'
			OR code OPERATOR(<@) event_code '045' THEN 'mediated'
		WHEN code OPERATOR(<@) event_code '04' OR code OPERATOR(<@) event_code 'CONSULT' THEN 'direct'
	END;
COMMENT ON FUNCTION contact_way(event_code) IS
	'how the two sides of an event reach each other: direct (consultations, calls, visits, meetings, negotiations: 04 but for 045, CONSULT), mediated (mediation, offered, accepted, asked for or done: 028, 038, 039, 045) or indirect (public statements: 01); NULL for any other event';

CREATE FUNCTION communication_quality(
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
COMMENT ON FUNCTION communication_quality(regclass, regclass, date, date, text, text, double precision, event_code[], event_code[]) IS
	'ease, speed and accuracy of communication between countries in a table of events (day, code, source, target), within days (NULL: from the first to the last event), each from 0 to 1 with its parts beside; one row. ease is the mean of contact_rate (the share of dyads and periods with any event; dyads are the pairs of countries that the table has at any time, or with system the members of a state system as in dyad_panel()), direct_share (direct among direct, mediated and indirect contacts by contact_way()) and channels / 8 (the mean number of kinds by contact_channel() that a dyad with contact uses), or 0 without any contact. speed is the mean of 2 to the power of -reply_median / half_life, 0 where less than half is ever answered, and half_life_reciprocity. reply_median and reply_p90 are days by Kaplan and Meier over all acts, of these codes, in dyads in which both sides act; awaited ones were answered or censored. half_life_reciprocity is what comes back of all weight after the last day, each event worth half for each half_life days. accuracy is the mean of modal_share (reports of an event whose tone has the sign that most of its reports have) and alpha (of the tone, as in report_agreement(); below 0 it counts as 0), over events with two reports or more in a table of mentions (event_id, source_name, tone). What cannot be told is NULL, and so is the score made of it. Errors: 42703 for a column that a table lacks, 42P01 and 42809 for what is no table, 22004 for no unit or half-life, and those of panel(), dyad_panel() and half_life_reciprocity()';
