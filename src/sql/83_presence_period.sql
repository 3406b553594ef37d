-- presence_period: the measures of accounts and follows by actor and period, as those of texts are.

CREATE FUNCTION period_days(unit text, "from" date, "to" date) RETURNS TABLE (number integer, period date, first_day date, last_day date)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.check_periods($1, $2, $3)', own) USING unit, "from", "to";
	IF unit IS NULL THEN
		RETURN QUERY SELECT 1, NULL::date, coalesce("from", '-infinity'), coalesce("to", 'infinity');
	ELSIF "from" IS NOT NULL AND "to" IS NOT NULL THEN
		RETURN QUERY EXECUTE format($sql$
			SELECT (row_number() OVER w)::integer, p.period, greatest(p.period, $2), coalesce(lead(p.period) OVER w - 1, $3)
			FROM %1$s.panel(''::%1$s.event_series, $1, $2, $3, text 'gdelt') p WINDOW w AS (ORDER BY p.period) ORDER BY 1$sql$, own) USING unit, "from", "to";
	END IF;
END
$function$;
COMMENT ON FUNCTION period_days(text, date, date) IS
	'the periods from one day to another, numbered from 1, each with the first and the last day of it that lies within them; for the unit NULL all of them in one row with the period NULL, without an end where a day is NULL. For other units no rows where a day is NULL; errors as for panel()';

CREATE FUNCTION account_period_query(owners text, days text, unit text, "from" date, "to" date) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.check_periods($1, $2, $3)', own) USING unit, "from", "to";
	RETURN format($sql$known AS MATERIALIZED (SELECT min(d.day) AS first, max(d.day) AS last FROM (%1$s) d WHERE isfinite(d.day)),
		span AS MATERIALIZED (SELECT p.* FROM known k, %2$s.period_days(%3$L::text, coalesce(%4$L, least(k.first, %5$L))::date, coalesce(%5$L, greatest(k.last, %4$L))::date) p),
		starts AS MATERIALIZED (SELECT array_agg(s.first_day ORDER BY s.number) AS days, min(s.first_day) AS first, max(s.last_day) AS last FROM span s),
		grid AS MATERIALIZED (SELECT o.actor, s.* FROM (SELECT DISTINCT o.actor FROM (%6$s) o) o CROSS JOIN span s)$sql$, days, own, unit, "from"::date, "to"::date, owners);
END
$function$;
COMMENT ON FUNCTION account_period_query(text, text, text, date, date) IS
	'a part of a query, behind WITH: the periods from one day to another (NULL: the first and the last of the days that a query gives), span and starts, and a row for each of them and each actor of a query of owners, grid; what the functions over accounts and follows by period are made of. Errors as for panel()';

CREATE FUNCTION adoption_by_period(accounts regclass, unit text DEFAULT 'year', "from" date DEFAULT NULL, "to" date DEFAULT NULL, platform text DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, first_day date, adopted boolean, new_accounts bigint, account_count bigint, platform_count bigint)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	grid text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.account_query($1, ''{opened}''::text[], $2)', own) INTO source USING accounts, platform;
	EXECUTE format('SELECT %s.account_period_query($1, $2, $3, $4, $5)', own) INTO grid USING source, format('SELECT a.opened AS day FROM (%s) a', source), unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		WITH %3$s,
		opening AS MATERIALIZED (SELECT a.actor, a.platform, a.account, min(a.opened) AS day FROM (%2$s) a WHERE isfinite(a.opened) GROUP BY 1, 2, 3),
		-- what was there before the first period counts in it, and is not new
		came AS (
			SELECT o.actor, greatest(width_bucket(o.day, s.days), 1) AS number, count(*) AS n, count(*) FILTER (WHERE o.day >= s.first) AS new,
				count(*) FILTER (WHERE o.first_there) AS platforms, min(o.day) AS day
			FROM starts s, (SELECT o.*, row_number() OVER (PARTITION BY o.actor, o.platform ORDER BY o.day) = 1 AS first_there FROM opening o) o WHERE o.day <= s.last GROUP BY 1, 2)
		SELECT g.actor::%1$s.actor_code, g.period, min(c.day) OVER w, min(c.day) OVER w IS NOT NULL, coalesce(c.new, 0),
			coalesce(sum(c.n) OVER w, 0)::bigint, coalesce(sum(c.platforms) OVER w, 0)::bigint
		FROM grid g LEFT JOIN came c USING (actor, number) WINDOW w AS (PARTITION BY g.actor ORDER BY g.number) ORDER BY g.actor, g.number$sql$, own, source, grid);
END
$function$;
COMMENT ON FUNCTION adoption_by_period(regclass, text, date, date, text) IS
	'the adoption of digital diplomacy by actor and period: the day on which the actor''s first account was opened, NULL until then; whether it had adopted by the end of the period; the accounts opened in it (new_accounts), and those, and their platforms, that had been opened by its end. A row for each actor and period. Accounts whose day is not known never come, and closed ones are not taken away. unit: day, week, month, quarter, year, or NULL, the whole time; from and to are days, NULL: the first and the last on which an account was opened. platform: as in adoption(). Errors: 42703 for a column that the table lacks (account, platform, actor, opened), 42P01 and 42809 for what is no table, and those of panel()';

CREATE FUNCTION reach_by_period(accounts regclass, unit text DEFAULT 'year', "from" date DEFAULT NULL, "to" date DEFAULT NULL, platform text DEFAULT NULL, follows regclass DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, account_count bigint, known_count bigint, followers bigint, dated_count bigint, oldest_day date)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	grid text;
	figures text;
	dated boolean := EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = accounts AND a.attname = 'observed' AND NOT a.attisdropped);
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.account_query($1, $2, $3)', own) INTO source
		USING accounts, CASE WHEN follows IS NULL THEN '{followers}' ELSE '{}'::text[] END || CASE WHEN dated AND follows IS NULL THEN '{observed}' ELSE '{}'::text[] END, platform;
	IF follows IS NULL THEN
		-- by account and day of observation; -infinity: nobody knows when
		figures := format('SELECT f.actor, f.platform, f.account, coalesce(%s, ''-infinity'')::date AS day, max(f.followers) AS followers FROM (%s) f WHERE f.followers IS NOT NULL GROUP BY 1, 2, 3, 4',
			CASE WHEN dated THEN 'f.observed' ELSE 'NULL' END, source);
	ELSE
		EXECUTE format('SELECT %s.check_columns($1, ''{platform,source,target,day}''::text[], $2)', own) USING follows, 'A table of follows has the columns platform, source, target and day: see create_follow_table().'::text;
		-- each new follower is a new figure; of an account without one it is 0 from the start
		figures := format($sql$
			SELECT f.actor, f.platform, f.account, f.day, sum(f.n) OVER (PARTITION BY f.actor, f.platform, f.account ORDER BY f.day) AS followers FROM (
				SELECT d.actor, d.platform, d.account, d.day, count(d.source) AS n FROM (
					SELECT DISTINCT o.actor, o.platform, o.account, '-infinity'::date AS day, NULL::text AS source FROM (%1$s) o UNION ALL
					SELECT o.actor, o.platform, o.account, min(coalesce(f.day, '-infinity')), f.source::text COLLATE "C" FROM (SELECT DISTINCT o.actor, o.platform, o.account FROM (%1$s) o) o
						JOIN %2$s f ON f.platform = o.platform AND f.target = o.account WHERE f.source IS NOT NULL AND f.source <> o.account GROUP BY 1, 2, 3, 5) d
				GROUP BY 1, 2, 3, 4) f$sql$, source, follows);
	END IF;
	EXECUTE format('SELECT %s.account_period_query($1, $2, $3, $4, $5)', own) INTO grid USING source, format('SELECT f.day FROM (%s) f', figures), unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		WITH %4$s,
		held AS (SELECT a.actor, count(DISTINCT (a.platform, a.account)) AS n FROM (%2$s) a GROUP BY 1),
		-- the last figure of an account in a period; it stays until there is another one
		figure AS MATERIALIZED (
			SELECT DISTINCT ON (f.actor, f.platform, f.account, number) f.*, greatest(width_bucket(f.day, s.days), 1) AS number, array_length(s.days, 1) + 1 AS beyond FROM starts s, (%3$s) f
			WHERE f.day <= s.last ORDER BY f.actor, f.platform, f.account, number, f.day DESC),
		valid AS (SELECT f.*, coalesce(lead(f.number) OVER (PARTITION BY f.actor, f.platform, f.account ORDER BY f.number), f.beyond) AS next FROM figure f),
		summed AS (
			SELECT v.actor, n.number, count(*) AS known, sum(v.followers) AS followers, count(*) FILTER (WHERE isfinite(v.day)) AS dated, min(v.day) FILTER (WHERE isfinite(v.day)) AS oldest
			FROM valid v, generate_series(v.number, v.next - 1) n (number) GROUP BY 1, 2)
		SELECT g.actor::%1$s.actor_code, g.period, h.n, coalesce(s.known, 0), s.followers::bigint, coalesce(s.dated, 0), s.oldest
		FROM grid g JOIN held h USING (actor) LEFT JOIN summed s USING (actor, number) ORDER BY g.actor, g.number$sql$, own, source, figures, grid);
END
$function$;
COMMENT ON FUNCTION reach_by_period(regclass, text, date, date, text, regclass) IS
	'how many follow each actor at the end of each period: the followers of its accounts summed, and of how many of them (known_count of account_count) that number is known then. The number of an account is the newest that was observed by the end of the period, by the column observed; a number without such a day counts for every period until there is one with a day; a number that was observed later counts for none. dated_count says of how many accounts the number has a day, and oldest_day is the oldest of these days. With a table of follows, the accounts in it that follow by then (a follow without a day always does) are counted instead, whether theirs are accounts of actors or not, and the day is that of the newest follower. NULL where no number is known. Unit, days and platform as in adoption_by_period(), where the days are those of the numbers. Errors: 42703 for a column that a table lacks (account, platform, actor, followers), 42P01 and 42809 for what is no table, and those of panel()';

CREATE FUNCTION follow_day_query(follows regclass, accounts regclass, platform text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	owners text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %1$s.account_query($1, ''{}''::text[], $2) FROM %1$s.check_columns($3, ''{platform,source,target,day}''::text[], $4)', own) INTO owners
		USING accounts, platform, follows, 'A table of follows has the columns platform, source, target and day: see create_follow_table().'::text;
	RETURN format('WITH owner AS MATERIALIZED (SELECT DISTINCT o.* FROM (%s) o), follow AS MATERIALIZED (
		SELECT f.platform::text COLLATE "C" AS platform, f.source::text COLLATE "C" AS source, f.target::text COLLATE "C" AS target, s.actor AS source_actor, t.actor AS target_actor,
			min(coalesce(f.day, ''-infinity''))::date AS day
		FROM %s f JOIN owner s ON s.platform = f.platform AND s.account = f.source JOIN owner t ON t.platform = f.platform AND t.account = f.target
		WHERE s.actor <> t.actor GROUP BY 1, 2, 3, 4, 5)', owners, follows);
END
$function$;
COMMENT ON FUNCTION follow_day_query(regclass, regclass, text) IS
	'as follow_query(), with the first day of each follow, -infinity where none is known; what mutual_share_by_period() and account_centrality_by_period() are made of. Errors as there';

CREATE FUNCTION mutual_share_by_period(follows regclass, accounts regclass, unit text DEFAULT 'year', "from" date DEFAULT NULL, "to" date DEFAULT NULL, platform text DEFAULT NULL)
	RETURNS TABLE (actor actor_code, period date, following bigint, mutual bigint, share double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	grid text;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.follow_day_query($1, $2, $3)', own) INTO source USING follows, accounts, platform;
	EXECUTE format('SELECT %s.account_period_query($1, $2, $3, $4, $5)', own) INTO grid USING 'SELECT owner.actor FROM owner'::text, 'SELECT follow.day FROM follow'::text, unit, "from", "to";
	RETURN QUERY EXECUTE format($sql$
		%2$s, %3$s,
		-- a follow is there from its day on, and mutual from the day of the later one of both
		tie AS (SELECT f.source_actor AS actor, f.day, 1 AS following, 0 AS mutual FROM follow f
			UNION ALL SELECT f.source_actor, greatest(f.day, b.day), 0, 1 FROM follow f JOIN follow b ON b.platform = f.platform AND b.source = f.target AND b.target = f.source),
		came AS (SELECT t.actor, greatest(width_bucket(t.day, s.days), 1) AS number, sum(t.following) AS following, sum(t.mutual) AS mutual FROM starts s, tie t WHERE t.day <= s.last GROUP BY 1, 2),
		summed AS (
			SELECT g.actor, g.period, g.number, coalesce(sum(c.following) OVER w, 0)::bigint AS following, coalesce(sum(c.mutual) OVER w, 0)::bigint AS mutual
			FROM grid g LEFT JOIN came c USING (actor, number) WINDOW w AS (PARTITION BY g.actor ORDER BY g.number))
		SELECT s.actor::%1$s.actor_code, s.period, s.following, s.mutual, s.mutual::double precision / nullif(s.following, 0) FROM summed s ORDER BY s.actor, s.number$sql$, own, source, grid);
END
$function$;
COMMENT ON FUNCTION mutual_share_by_period(regclass, regclass, text, date, date, text) IS
	'how many of those whom an actor follows at the end of each period follow it in turn by then: as in mutual_share(), a row for each actor and period. A follow is there from its day on, one without a day always; that one ended no table of follows tells. Unit and days as in adoption_by_period(), where the days are those of follows. Errors: as for mutual_share(), and those of panel()';

CREATE FUNCTION account_centrality_by_period(follows regclass, accounts regclass, unit text DEFAULT 'year', "from" date DEFAULT NULL, "to" date DEFAULT NULL, platform text DEFAULT NULL,
	damping double precision DEFAULT 0.85)
	RETURNS TABLE (actor actor_code, period date, in_degree bigint, out_degree bigint, pagerank double precision)
	LANGUAGE plpgsql VOLATILE COST 100000 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	source text;
	grid text;
	span record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.follow_day_query($1, $2, $3)', own) INTO source USING follows, accounts, platform;
	EXECUTE format('SELECT %s.account_period_query($1, $2, $3, $4, $5)', own) INTO grid USING 'SELECT owner.actor FROM owner'::text, 'SELECT follow.day FROM follow'::text, unit, "from", "to";
	-- its errors tell of a wrong damping, whatever the tables hold
	EXECUTE format('SELECT count(*) FROM %s.pagerank(text ''SELECT 1, 1 WHERE false'', $1)', own) USING damping;
	FOR span IN EXECUTE format('%s, %s SELECT s.period, s.last_day FROM span s ORDER BY s.number', source, grid) LOOP
		RETURN QUERY EXECUTE format('SELECT c.actor, $4::date, c.in_degree, c.out_degree, c.pagerank FROM %s.account_centrality($1, $2, $3, $5, $6) c', own)
			USING follows, accounts, platform, span.period, span.last_day, damping;
	END LOOP;
END
$function$;
COMMENT ON FUNCTION account_centrality_by_period(regclass, regclass, text, date, date, text, double precision) IS
	'how central each actor is at the end of each period: as in account_centrality(), whose until is the last day of the period; a row for each actor and period, ordered by period. Unit and days as in mutual_share_by_period(). Errors: as there and for account_centrality()';
