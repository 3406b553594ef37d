-- Effectiveness of digital diplomacy: twenty-five points, a score over answers to them, and what texts and accounts say of them.

CREATE VIEW effectiveness_points AS
	SELECT substr(p.theme, 7) AS point, split_part(p.theme, text '.', 2)::integer AS section, s.label_en AS section_en, s.label_ar AS section_ar,
		p.label_en, p.label_ar, p.definition_en AS text_en, p.definition_ar AS text_ar, p.theme
	FROM theme_catalogue() p JOIN theme_catalogue() s ON s.theme = p.parent
	WHERE p.level = 3 AND s.parent = text 'point';
GRANT SELECT ON effectiveness_points TO PUBLIC;
COMMENT ON VIEW effectiveness_points IS 'the twenty-five points, in six sections, that make digital diplomacy effective (digital paper, 1.4), in words of our own. It cannot be read in a database whose encoding has no Arabic letters (22P05)';
COMMENT ON COLUMN effectiveness_points.point IS 'the number in the paper, 1.1 to 6.4';
COMMENT ON COLUMN effectiveness_points.section IS 'the section, 1 to 6';
COMMENT ON COLUMN effectiveness_points.section_en IS 'the section''s name in English';
COMMENT ON COLUMN effectiveness_points.section_ar IS 'the section''s name in Arabic';
COMMENT ON COLUMN effectiveness_points.label_en IS 'the point''s name in English';
COMMENT ON COLUMN effectiveness_points.label_ar IS 'the point''s name in Arabic';
COMMENT ON COLUMN effectiveness_points.text_en IS 'what the point asks for, in English';
COMMENT ON COLUMN effectiveness_points.text_ar IS 'what the point asks for, in Arabic';
COMMENT ON COLUMN effectiveness_points.theme IS 'the point''s code in the view theme, which tags texts that name it';

-- Nothing of this schema is called here, so the known points come from the caller.
CREATE FUNCTION effectiveness_answers(answers jsonb, points text[], OUT point text, OUT answer double precision) RETURNS SETOF record
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE ROWS 25 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	given jsonb;
	number numeric;
BEGIN
	IF jsonb_typeof(answers) <> 'object' THEN
		RAISE EXCEPTION 'answers are not an object'
			USING ERRCODE = 'invalid_parameter_value', DETAIL = format('It is of type %s.', jsonb_typeof(answers)),
				HINT = 'Write {"1.1": true, "1.2": 0.5, "1.3": null}.';
	END IF;
	FOR point, given IN SELECT e.key, e.value FROM jsonb_each(answers) AS e LOOP
		IF point <> ALL (points) THEN
			RAISE EXCEPTION 'unknown point of effectiveness: "%"', left(point, 64)
				USING ERRCODE = 'invalid_parameter_value', HINT = 'Points are 1.1 to 6.4, see effectiveness_points.';
		END IF;
		number := CASE jsonb_typeof(given) WHEN 'boolean' THEN given::boolean::integer WHEN 'number' THEN given::numeric END;
		IF jsonb_typeof(given) NOT IN ('boolean', 'number', 'null') OR number NOT BETWEEN 0 AND 1 THEN
			RAISE EXCEPTION 'the answer to point % is out of range', point
				USING ERRCODE = 'invalid_parameter_value', DETAIL = format('It is %s.', left(given::text, 64)),
					HINT = 'An answer is true, false, a number from 0 to 1, or null where there is none.';
		END IF;
		answer := number;
		RETURN NEXT;
	END LOOP;
END
$function$;
COMMENT ON FUNCTION effectiveness_answers(jsonb, text[]) IS
	'the answers of effectiveness_score() one by one: the point, and 1 for true, 0 for false, a number as it stands, NULL for null. Errors: 22023 for anything but an object, for a key that is none of the points, and for a value that is no answer';

CREATE FUNCTION effectiveness_score(answers jsonb, locale text DEFAULT 'en', OUT section integer, OUT label text, OUT points integer,
	OUT answered integer, OUT missing integer, OUT score double precision, OUT score_of_all double precision) RETURNS SETOF record
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 7
BEGIN ATOMIC
	-- so many points has each section; the view would not do, for it has Arabic, which not every encoding has
	WITH point AS (
			SELECT s.section, s.section::text || text '.' || p.number::text AS point
			FROM (VALUES (1, 9), (2, 2), (3, 2), (4, 6), (5, 2), (6, 4)) AS s (section, points), generate_series(1, s.points) AS p (number)),
		answer AS (
			SELECT p.section, a.answer
			FROM point p LEFT JOIN effectiveness_answers(effectiveness_score.answers, ARRAY(SELECT q.point FROM point q)) a ON a.point = p.point)
	SELECT a.section, theme_label(coalesce(text 'point.' || a.section::text, text 'point'), effectiveness_score.locale),
		count(*)::integer, pg_catalog.count(a.answer)::integer, (count(*) - pg_catalog.count(a.answer))::integer,
		avg(a.answer), coalesce(sum(a.answer), double precision '0') / count(*)::double precision
	FROM answer a
	GROUP BY ROLLUP (a.section)
	ORDER BY a.section;
END;
COMMENT ON FUNCTION effectiveness_score(jsonb, text) IS
	'how far the twenty-five points of effective digital diplomacy (digital paper, 1.4) are met, by answers such as {"1.1": true, "1.2": 0.5, "1.3": null}: true counts 1, false 0, a number from 0 to 1 itself; null and points that are left out are missing, which is not no. A row for each section and one for all of them (section NULL): how many points it has, how many are answered and missing, score = the mean over the answered (NULL without any), score_of_all = the mean over all points, missing ones as 0. Every point weighs the same. The label is in English (en) or Arabic (ar). No rows for NULL. Errors: 22023 for a key that is no point, for a value that is no answer, for anything but an object, and for another language';

CREATE FUNCTION effectiveness_sentence(point text, figure double precision, n bigint, locale text DEFAULT 'en') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_effectiveness_sentence';
COMMENT ON FUNCTION effectiveness_sentence(text, double precision, bigint, text) IS
	'a figure of effectiveness_evidence() in a sentence, in English (en) or Arabic (ar), rounded to one decimal place; NULL for a point that texts and accounts say nothing about, and for NULL. Error: 22023 for another language';

-- Every measure is a branch of one statement, which reads the author's texts once. Operators of actor codes are called as functions, for
-- the schema that they stand in is known only when it runs.
CREATE FUNCTION effectiveness_query(texts regclass, accounts regclass DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	wanted record;
	themes text := 't.themes';
	account_rows text := 'SELECT NULL::text, NULL::text, NULL::text, NULL::date, false, false WHERE false';
BEGIN
	IF texts IS NULL THEN
		RETURN NULL;
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	FOR wanted IN SELECT * FROM (VALUES
			(texts, '{id,published,author,account,platform,language,title,body,reply_to,repost_of,likes,reposts,replies}'::text[], 'create_text_table'),
			(accounts, '{account,platform,actor,opened}'::text[], 'create_account_table')) AS w (relation, columns, maker) WHERE relation IS NOT NULL LOOP
		EXECUTE format('SELECT %s.check_columns($1, $2, $3)', own)
			USING wanted.relation, wanted.columns, format('It needs the columns %s, see %s().', array_to_string(wanted.columns, ', '), wanted.maker);
	END LOOP;
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = texts AND a.attname = 'themes' AND a.atttypid = 'tsvector'::regtype AND NOT a.attisdropped) THEN
		EXECUTE format('SELECT %s.text_expression($1, text ''t'')', own) INTO themes USING texts;
		themes := format('to_tsvector(%L::regconfig, %s)', format('%s.smartdip_themes', own), themes);
	END IF;
	IF accounts IS NOT NULL THEN
		account_rows := format($sql$SELECT a.account, a.platform, coalesce(%1$s.country(a.actor::%1$s.actor_code), a.actor::text), min(a.opened),
			%1$s.actor_code_starts_with(a.actor::%1$s.actor_code, $1), %1$s.roles(a.actor::%1$s.actor_code) && '{GOV,MIL,COP,JUD,LEG,SPY}' FROM %2$s a GROUP BY a.account, a.platform, a.actor$sql$, own, accounts);
	END IF;
	RETURN format($sql$
		WITH own_text AS MATERIALIZED (
				SELECT t.id, t.published, t.account, t.platform, t.language, t.reply_to, t.repost_of,
					CASE WHEN num_nonnulls(t.likes, t.reposts, t.replies) > 0 THEN coalesce(t.likes, 0)::float8 + coalesce(t.reposts, 0) + coalesce(t.replies, 0) END AS reactions,
					CASE WHEN num_nonnulls(t.reposts, t.replies) > 0 THEN coalesce(t.reposts, 0)::float8 + coalesce(t.replies, 0) END AS passed_on,
					%3$s @@ 'risk' AS speaks_of_risks, %3$s @@ '''point.6''' AS speaks_of_training
				FROM %2$s t WHERE %1$s.actor_code_starts_with(t.author::%1$s.actor_code, $1)),
			other_text AS (
				SELECT t.id, t.published, t.reply_to FROM %2$s t WHERE %1$s.actor_code_starts_with(t.author::%1$s.actor_code, $1) IS NOT TRUE),
			account (account, platform, unit, opened, is_own, is_official) AS MATERIALIZED (%4$s),
			own_account AS (SELECT * FROM account WHERE is_own),
			opening AS (SELECT opened - min(opened) OVER () AS days FROM own_account WHERE isfinite(opened)),
			platform AS (SELECT count(*) AS texts, avg(reactions) AS reactions FROM own_text WHERE platform IS NOT NULL AND reactions IS NOT NULL GROUP BY own_text.platform),
			adopter AS (
				SELECT unit, min(opened)::timestamptz AS since FROM account WHERE unit IS NOT NULL AND opened IS NOT NULL GROUP BY unit
				UNION ALL
				SELECT coalesce(%1$s.country(t.author::%1$s.actor_code), t.author::text), min(t.published) FROM %2$s t WHERE $2 AND t.author IS NOT NULL GROUP BY 1),
			answer AS (
				SELECT o.published <= q.published + interval '1 day' AS within_a_day
				FROM own_text o JOIN other_text q ON q.id = o.reply_to WHERE o.published >= q.published),
			received AS (
				SELECT a.reply_to IS NOT NULL AS is_answered
				FROM other_text r JOIN own_text o ON o.id = r.reply_to
					LEFT JOIN (SELECT DISTINCT reply_to FROM own_text WHERE reply_to IS NOT NULL) a ON a.reply_to = r.id),
			writer AS (
				SELECT t.platform, t.account, count(*) AS texts, count(*) FILTER (WHERE repost_of IS NULL) AS own_texts
				FROM own_text t WHERE t.account IS NOT NULL GROUP BY t.platform, t.account)
		SELECT '1.3', avg((lower(t.platform) <> ALL ($3))::integer)::float8, count(*) FROM own_text t WHERE t.platform IS NOT NULL
		UNION ALL
		SELECT '1.5', (array_agg(texts ORDER BY reactions DESC, texts DESC))[1] / sum(texts)::float8, sum(texts)::bigint FROM platform HAVING count(*) > 1
		UNION ALL
		SELECT '1.7', percentile_cont(0.5) WITHIN GROUP (ORDER BY days), count(*) FROM opening HAVING count(*) > 1
		UNION ALL
		SELECT '2.1', avg(speaks_of_risks::integer)::float8, count(*) FROM own_text
		UNION ALL
		SELECT '3.1', avg(within_a_day::integer)::float8, count(*) FROM answer
		UNION ALL
		SELECT '3.2', (SELECT avg((o.since > a.since)::integer)::float8 FROM adopter o WHERE o.unit <> a.unit), (SELECT count(*) FROM adopter)
		FROM adopter a WHERE a.unit = coalesce(%1$s.country($1), $1::text)
		UNION ALL
		SELECT '4.2', count(DISTINCT language), count(*) FROM own_text WHERE language IS NOT NULL
		UNION ALL
		SELECT '4.3', avg(is_official::integer)::float8, count(*) FROM own_account
		UNION ALL
		SELECT '4.5', avg(passed_on), count(*) FROM own_text WHERE passed_on IS NOT NULL
		UNION ALL
		SELECT '5.1', avg((w.account IS NOT NULL)::integer)::float8, count(*) FROM own_account a LEFT JOIN writer w ON w.account = a.account AND w.platform = a.platform
		UNION ALL
		SELECT '5.2', avg(own_texts)::float8, count(*) FROM writer
		UNION ALL
		SELECT '6.3', avg(is_answered::integer)::float8, count(*) FROM received
		UNION ALL
		SELECT '6.4', avg(speaks_of_training::integer)::float8, count(*) FROM own_text
	$sql$, own, texts, themes, account_rows);
END
$function$;
COMMENT ON FUNCTION effectiveness_query(regclass, regclass) IS
	'the statement that effectiveness_evidence() runs over a table of texts and one of accounts: point, figure and n of each measure. Its parameters: the author, whether the first text stands for adoption, and the names of social media in small letters. NULL for NULL texts. Errors: 42703 for a table that lacks a column, 42P01 for an OID of no table, 42809 for what is neither a table nor a view';

CREATE FUNCTION effectiveness_evidence(author actor_code, texts regclass, accounts regclass DEFAULT NULL, locale text DEFAULT 'en',
	OUT point text, OUT figure double precision, OUT what text, OUT n bigint) RETURNS SETOF record
	LANGUAGE plpgsql STABLE ROWS 13 SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	statement text;
	social_media constant text[] := '{twitter,x,facebook,instagram,threads,youtube,periscope,snapchat,tiktok,linkedin,whatsapp,telegram,mastodon,bluesky,weibo,wechat,vk,reddit}';
BEGIN
	IF author IS NULL OR texts IS NULL OR locale IS NULL THEN
		RETURN;
	END IF;
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	-- a language that there is not is an error of empty tables, too
	EXECUTE format('SELECT %1$s.effectiveness_query($1, $2) WHERE %1$s.theme_label(text ''point'', $3) IS NOT NULL', own) INTO statement USING texts, accounts, locale;
	RETURN QUERY EXECUTE format($sql$
		SELECT e.point, e.figure, %1$s.effectiveness_sentence(e.point, e.figure, e.n, $4), e.n
		FROM (%2$s) AS e (point, figure, n) WHERE e.n > 0 AND e.figure IS NOT NULL ORDER BY e.point COLLATE "C"
	$sql$, own, statement) USING author, accounts IS NULL, social_media, locale;
END
$function$;
COMMENT ON FUNCTION effectiveness_evidence(actor_code, regclass, regclass, text) IS
	'what texts and accounts say of the points of effectiveness, for the authors whose code begins with that of author (USA takes USAGOV in): the point, the figure, a sentence that reads it in English (en) or Arabic (ar), and n, the texts, replies, accounts or adopters that it rests on. Points: 1.3 share of texts outside social media; 1.5 share on the platform with the most reactions a text, of several; 1.7 median of the days from the first account''s opening to each; 2.1 share that speaks of risks (theme risk); 3.1 share of replies to others within a day; 3.2 share of the other countries that began later, by the first account or, without accounts, the first text; 4.2 languages; 4.3 share of accounts whose actor names an organ of the state; 4.5 reposts and replies for each text; 5.1 share of accounts with a text in the table; 5.2 own texts (no reposts) of an account; 6.3 share of replies received that were answered; 6.4 share that speaks of training and support (theme point.6). A point without data has no row; no row stands for the other twelve points, which neither texts nor accounts speak to. It is evidence and no answer: a high figure is not always good. texts is a table as create_text_table() makes it, accounts one of create_account_table(); it runs with the rights of the caller. No rows for NULL author, texts or locale. Errors: 42703 for a table that lacks a column, 42P01 for an OID of no table, 42809 for what is neither a table nor a view, 22023 for another language';
