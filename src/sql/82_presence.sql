-- presence: what actors do on their accounts, by actor and period, over tables of texts, accounts and follows.

-- What measures over texts have in common: who, when, and in which period. Days are those of UTC, so that the answer is the same everywhere.
CREATE FUNCTION text_period_query(texts regclass, columns text[], unit text, "from" date, "to" date) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	author text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	SELECT attname INTO author FROM pg_attribute WHERE attrelid = texts AND attname IN ('author', 'actor') AND attnum > 0 AND NOT attisdropped ORDER BY attname DESC LIMIT 1;
	author := coalesce(author, 'author');
	EXECUTE format('SELECT %1$s.check_columns($1, $2, $3), %1$s.check_periods($4, $5, $6)', own) USING texts, ARRAY[author, 'published'] || columns,
		format('A table of texts has the columns author (or actor), published, %s: see create_text_table().', array_to_string(columns, ', ')), unit, "from", "to";
	RETURN format('SELECT t.%I::text COLLATE "C" AS actor, (t.published AT TIME ZONE ''UTC'')::date AS day, date_trunc(%L, t.published AT TIME ZONE ''UTC'')::date AS period, t.published', author, unit)
		|| coalesce((SELECT string_agg(format(', t.%I', c), '') FROM unnest(columns) c), '')
		|| format(' FROM %s t WHERE isfinite(t.published)', texts)
		|| CASE WHEN "from" IS NULL THEN '' ELSE format(' AND t.published >= timestamp %L AT TIME ZONE ''UTC''', "from") END
		|| CASE WHEN "to" IS NULL THEN '' ELSE format(' AND t.published < timestamp %L AT TIME ZONE ''UTC''', "to" + 1) END;
END
$function$;
COMMENT ON FUNCTION text_period_query(regclass, text[], text, date, date) IS
	'a query of the texts that were published from one day to another (UTC; NULL: without end): actor (as text, NULL where nobody knows), day, period (its first day: day, week, month, quarter or year as in panel(); NULL for the unit NULL), published and the columns; what the functions over texts are made of. Errors: 42703 for a column that the table lacks, 42P01 and 42809 for what is no table, and those of panel() for unit and days';

-- Texts

CREATE FUNCTION vocality(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL)
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
COMMENT ON FUNCTION vocality(regclass, text, date, date) IS
	'how much actors speak: texts a day, by actor and period (day, week, month, quarter or year; NULL: the whole time, with the period NULL). Rows go from the first to the last text that the actor has in the table, as far as they lie within the days from and to, and periods without a text have 0; days are those of the period that lie in there. posts are all texts, replies and reposts included; own_posts are those that pass on no other. Texts without an author do not count. Errors: 42703 for a column that the table lacks, 42P01 and 42809 for what is no table, and those of panel() for unit and days';

CREATE FUNCTION message_efficiency(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL, accounts regclass DEFAULT NULL)
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
COMMENT ON FUNCTION message_efficiency(regclass, text, date, date, regclass) IS
	'what a message sets going: mean likes, mean reposts, and efficiency, the mean of both together, of an own text (one that passes on no other), by actor and period. Texts of which neither is known do not count; where one is unknown it adds nothing to efficiency. With a table of accounts the followers of the actor as in reach(), and efficiency for each thousand of them. Unit, days and errors as in vocality()';

CREATE FUNCTION reply_share(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL)
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
COMMENT ON FUNCTION reply_share(regclass, text, date, date) IS
	'how much of what actors say is dialogue: the share of replies among own texts (those that pass on no other), with its 95 % interval as in wilson_interval(), by actor and period. A text that answers one of the same author goes on with it and is no reply: to_self counts these. Unit, days and errors as in vocality()';

CREATE FUNCTION text_reply_latency(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL, "until" timestamp with time zone DEFAULT NULL)
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
COMMENT ON FUNCTION text_reply_latency(regclass, text, date, date, timestamp with time zone) IS
	'how long actors let others wait: of the n texts of a period that answer one of the actor''s and are of another author and account, how many the actor answered, and in how many hours half and nine tenths have an answer, by the estimate of Kaplan and Meier as in kaplan_meier(); by actor and period of the text that waits. Those without an answer are censored: they waited until the moment at which the data end (NULL: the last text of the table). What answers what is told by reply_to, the id of a text. Unit, days and errors as in vocality(); texts need an account and a platform, too';

CREATE FUNCTION languages_used(texts regclass, unit text DEFAULT 'month', "from" date DEFAULT NULL, "to" date DEFAULT NULL)
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
COMMENT ON FUNCTION languages_used(regclass, text, date, date) IS
	'in how many languages actors speak: the languages of their own texts (those that pass on no other), and the effective number of them, 1 / hhi() of their shares: 1 for one language, 2 for two that are used alike, little more than 1 for a second one that is rare; and the one that is used most. Texts whose language is not known do not count. Unit, days and errors as in vocality()';

-- Accounts

CREATE FUNCTION account_query(accounts regclass, columns text[], platform text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.check_columns($1, $2, $3)', own) USING accounts, '{account,platform,actor}'::text[] || columns,
		format('A table of accounts has the columns %s: see create_account_table().', array_to_string('{account,platform,actor}'::text[] || columns, ', '));
	RETURN 'SELECT a.actor::text COLLATE "C" AS actor, a.platform::text COLLATE "C" AS platform, a.account::text COLLATE "C" AS account'
		|| coalesce((SELECT string_agg(format(', a.%I', c), '') FROM unnest(columns) c), '')
		|| format(' FROM %s a WHERE a.actor IS NOT NULL', accounts) || CASE WHEN platform IS NULL THEN '' ELSE format(' AND a.platform = %L', platform) END;
END
$function$;
COMMENT ON FUNCTION account_query(regclass, text[], text) IS
	'a query of the accounts of actors, of one platform or all (NULL): actor (as text), platform, account and the columns; what the functions over accounts are made of. Errors: 42703 for a column that the table lacks, 42P01 and 42809 for what is no table';

CREATE FUNCTION adoption(accounts regclass, platform text DEFAULT NULL)
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
COMMENT ON FUNCTION adoption(regclass, text) IS
	'when each actor took up digital diplomacy: the day on which its first account was opened, and which that is, of one platform or all (NULL); how many accounts it has in the table, and on how many platforms. The day is NULL where none is known; accounts without an actor do not count. Errors: 42703 for a column that the table lacks (account, platform, actor, opened), 42P01 and 42809 for what is no table';

CREATE FUNCTION adoption_curve(accounts regclass, unit text DEFAULT 'year', platform text DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL, of_actors bigint DEFAULT NULL)
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
COMMENT ON FUNCTION adoption_curve(regclass, text, text, date, date, bigint) IS
	'how digital diplomacy spread: for every day, week, month, quarter or year from one day to another (NULL: the first and the last on which an actor came) how many actors opened their first account in it (new_actors), how many had done so by its end (adopted), also before the first day, and which share that is of of_actors, all that could (NULL: all actors of the table). platform: as in adoption(). Actors whose first day is not known never come, but count for the share. Errors: 22004 for no unit, 22023 for of_actors below 1, and those of adoption() and panel()';

CREATE FUNCTION reach(accounts regclass, platform text DEFAULT NULL)
	RETURNS TABLE (actor actor_code, account_count bigint, known_count bigint, followers bigint)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.account_query($1, $3, $2)', own) INTO source USING accounts, platform, '{followers}'::text[]
		|| ARRAY(SELECT c.attname::text FROM pg_attribute c WHERE c.attrelid = accounts AND c.attname = 'observed' AND NOT c.attisdropped);
	RETURN QUERY EXECUTE format($sql$
		SELECT a.actor::%1$s.actor_code, count(DISTINCT (a.platform, a.account)), count(a.followers), sum(a.followers)::bigint FROM (%2$s) a GROUP BY a.actor ORDER BY a.actor$sql$, own,
		-- of several observations the newest one that has a number
		CASE WHEN EXISTS (SELECT FROM pg_attribute c WHERE c.attrelid = accounts AND c.attname = 'observed' AND NOT c.attisdropped)
			THEN format('SELECT DISTINCT ON (o.actor, o.platform, o.account) o.* FROM (%s) o ORDER BY o.actor, o.platform, o.account, o.followers IS NULL, o.observed DESC NULLS LAST', source)
			ELSE source END);
END
$function$;
COMMENT ON FUNCTION reach(regclass, text) IS
	'how many follow each actor: the followers of its accounts, of one platform or all (NULL), summed; of how many accounts that number is known. NULL where it is of none. Who follows two accounts counts twice. Where a table with a column observed has several rows of an account the newest number counts. Errors: 42703 for a column that the table lacks (account, platform, actor, followers), 42P01 and 42809 for what is no table';

-- Follows

CREATE FUNCTION follow_query(follows regclass, accounts regclass, platform text, "until" date) RETURNS text
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
COMMENT ON FUNCTION follow_query(regclass, regclass, text, date) IS
	'the beginning of a query (WITH owner ..., follow ...) over the accounts of actors and who of them follows whom, of one platform or all (NULL), by a day (NULL: at any time), without follows among accounts of one actor; what mutual_share() and account_centrality() are made of. Errors as there';

CREATE FUNCTION mutual_share(follows regclass, accounts regclass, platform text DEFAULT NULL, "until" date DEFAULT NULL)
	RETURNS TABLE (actor actor_code, following bigint, mutual bigint, share double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.follow_query($1, $2, $3, $4)', own) INTO source USING follows, accounts, platform, "until";
	RETURN QUERY EXECUTE format($sql$
		%2$s SELECT o.actor::%1$s.actor_code, count(f.source), count(b.source), count(b.source)::double precision / nullif(count(f.source), 0)
		FROM (SELECT DISTINCT owner.actor FROM owner) o LEFT JOIN follow f ON f.source_actor = o.actor
			LEFT JOIN follow b ON b.platform = f.platform AND b.source = f.target AND b.target = f.source
		GROUP BY o.actor ORDER BY o.actor$sql$, own, source);
END
$function$;
COMMENT ON FUNCTION mutual_share(regclass, regclass, text, date) IS
	'how many of those whom an actor follows follow it in turn: follows of its accounts, those that come back, and the share, NULL for who follows nobody; a row for each actor. Only follows between accounts of the table that belong to different actors count, for whether others follow back is mostly not known; of one platform or all (NULL), by a day (those without a day count always). Errors: 42703 for a column that a table lacks, 42P01 and 42809 for what is no table';

CREATE FUNCTION account_centrality(follows regclass, accounts regclass, platform text DEFAULT NULL, "until" date DEFAULT NULL, damping double precision DEFAULT 0.85)
	RETURNS TABLE (actor actor_code, in_degree bigint, out_degree bigint, pagerank double precision)
	LANGUAGE plpgsql VOLATILE COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.follow_query($1, $2, $3, $4)', own) INTO source USING follows, accounts, platform, "until";
	-- an edge of no weight to itself: so who neither follows nor is followed is a node, too
	source := source || ' SELECT DISTINCT f.source_actor, f.target_actor, 1 FROM follow f UNION ALL SELECT DISTINCT o.actor, o.actor, 0 FROM owner o';
	RETURN QUERY EXECUTE format('SELECT r.node::%1$s.actor_code, s.in_degree, s.out_degree, r.rank
		FROM %1$s.pagerank($1, $2) r JOIN %1$s.network_strength($1) s USING (node) ORDER BY r.node COLLATE "C"', own) USING source, damping;
END
$function$;
COMMENT ON FUNCTION account_centrality(regclass, regclass, text, date, double precision) IS
	'how central each actor is among the actors of a table of accounts: by how many of the others it is followed, how many it follows, and its PageRank as in pagerank(), which sums to 1. An actor follows another if any of its accounts follows any of the other''s. Platform, day and errors as in mutual_share(), and 22023 for a damping outside 0 to 1';
