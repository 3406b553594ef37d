-- What actors do on their accounts.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET datestyle = 'ISO';
SET timezone = 'Asia/Tokyo';
SET extra_float_digits = 0;

-- One handle on two platforms, three accounts of one actor, one without a day, one without an actor, one follower count unknown.
CREATE TABLE account (account text, platform text, actor actor_code, opened date, followers bigint);
INSERT INTO account VALUES ('StateDept', 'twitter', 'USAGOV', '2007-10-01', 1000), ('StateDept', 'facebook', 'USAGOV', '2008-05-01', 500), ('usembassy', 'twitter', 'USAGOV', '2012-01-01', NULL),
	('Elysee', 'twitter', 'FRAGOV', '2009-04-01', NULL), ('KSAMOFA', 'twitter', 'SAUGOV', '2010-07-01', 300), ('gov_x', 'twitter', 'NZLGOV', NULL, 0), ('nobody', 'twitter', NULL, '2006-01-01', 99);
SELECT * FROM adoption('account');
SELECT * FROM adoption('account', 'facebook');
-- four actors: one in 2007, none in 2008, one in 2009 and in 2010; the fourth at a time that nobody knows
SELECT * FROM adoption_curve('account');
SELECT * FROM adoption_curve('account', 'quarter', "from" => '2009-05-01', "to" => '2010-08-01', of_actors => 10);
SELECT * FROM adoption_curve('account', platform => 'facebook', "to" => '2010-01-01');
SELECT * FROM adoption_curve('account', 'year', "from" => '2015-01-01');
SELECT * FROM adoption_curve('account', 'year', "to" => '2005-01-01');
SELECT * FROM reach('account');
SELECT * FROM reach('account', 'facebook');

-- January: t1; f1 answers it, t5 answers f1 after 12 hours; t2 goes on with t1; a citizen answers t1 (p1) and nobody answers him. February: p2 answers f1 and is answered
-- after 6 hours, and once more. March: t3 in Spanish, t4, a repost, half an hour before April in UTC, which is when the data end.
CREATE TABLE post (id text, published timestamptz, author actor_code, account text, platform text, language text, reply_to text, repost_of text, likes bigint, reposts bigint);
INSERT INTO post VALUES
	('t1', '2020-01-10 12:00+00', 'USAGOV', 'StateDept', 'twitter', 'en', NULL, NULL, 10, 5),
	('f1', '2020-01-15 10:00+00', 'FRAGOV', 'Elysee', 'twitter', 'fr', 't1', NULL, 4, 4),
	('t5', '2020-01-15 22:00+00', 'USAGOV', 'usembassy', 'twitter', 'en', 'f1', NULL, 0, 0),
	('p1', '2020-01-16 00:00+00', NULL, 'citizen', 'twitter', 'en', 't1', NULL, 1, 0),
	('t2', '2020-01-20 12:00+00', 'USAGOV', 'StateDept', 'twitter', 'en', 't1', NULL, 2, NULL),
	('p2', '2020-02-01 00:00+00', NULL, 'citizen', 'twitter', 'fr', 'f1', NULL, NULL, NULL),
	('f2', '2020-02-01 06:00+00', 'FRAGOV', 'Elysee', 'twitter', NULL, 'p2', NULL, 1, NULL),
	('f3', '2020-02-01 07:00+00', 'FRAGOV', 'Elysee', 'twitter', 'fr', 'p2', NULL, 1, NULL),
	('t3', '2020-03-05 12:00+00', 'USAGOV', 'StateDept', 'facebook', 'es', NULL, NULL, NULL, NULL),
	('t4', '2020-03-31 23:30+00', 'USAGOV', 'StateDept', 'twitter', 'ar', NULL, 'x9', 100, 100);
-- 22 days of January from the 10th, February without a text, all of March; France: 17 days from January 15, and February 1
SELECT * FROM vocality('post');
SELECT * FROM vocality('post', NULL);
SELECT * FROM vocality('post', 'month', '2020-02-01', '2020-02-29');
SELECT * FROM vocality('post', 'week', '2020-01-14', '2020-01-27');
SELECT * FROM vocality('post', 'year', "to" => '2020-01-12');
-- t1 15, t5 0, t2 2 of one known number: 17 / 3; t3 is not known, t4 is of others; 1500 followers
SELECT * FROM message_efficiency('post', accounts => 'account');
SELECT * FROM message_efficiency('post', NULL);
-- of three own texts of January one answers another; t2 goes on with an own one
SELECT actor, period, posts, replies, to_self, round(share::numeric, 4) AS share, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high FROM reply_share('post');
SELECT actor, period, posts, replies, to_self, share FROM reply_share('post', NULL, '2020-01-12', '2020-03-31');
-- f1 waited 12 hours, p1 until the end; t5 waits for France until the end, p2 6 hours
SELECT * FROM text_reply_latency('post');
SELECT * FROM text_reply_latency('post', NULL);
SELECT * FROM text_reply_latency('post', NULL, "until" => '2020-01-15 12:00+00');
SELECT * FROM text_reply_latency('post', NULL, "from" => '2020-01-16');
-- three English, one Spanish: 1 / (9/16 + 1/16)
SELECT * FROM languages_used('post', NULL);
SELECT * FROM languages_used('post', 'quarter', '2020-03-01');

-- Mutual: StateDept and Elysee. KSAMOFA follows the embassy, StateDept follows KSAMOFA: no account follows back. Follows of unknown accounts, among accounts of one actor, and
-- of a handle that is of another platform do not count; nor does the second row of the same.
CREATE TABLE follow (platform text, source text, target text, day date);
INSERT INTO follow VALUES ('twitter', 'StateDept', 'Elysee', '2012-01-01'), ('twitter', 'Elysee', 'StateDept', '2013-01-01'), ('twitter', 'StateDept', 'KSAMOFA', NULL), ('twitter', 'StateDept', 'KSAMOFA', NULL),
	('twitter', 'KSAMOFA', 'unknown', '2012-01-01'), ('twitter', 'unknown', 'KSAMOFA', '2012-01-01'), ('facebook', 'StateDept', 'Elysee', '2012-01-01'), ('twitter', 'Elysee', 'KSAMOFA', '2014-01-01'),
	('twitter', 'KSAMOFA', 'usembassy', '2014-01-01'), ('twitter', 'usembassy', 'StateDept', '2012-01-01'), ('twitter', NULL, 'StateDept', '2012-01-01'), (NULL, 'Elysee', 'KSAMOFA', '2012-01-01');
SELECT * FROM mutual_share('follow', 'account');
SELECT * FROM mutual_share('follow', 'account', "until" => '2012-12-31');
SELECT * FROM mutual_share('follow', 'account', 'facebook');
-- USA to FRA and SAU, FRA to USA and SAU, SAU to USA, NZL alone; ranks by power iteration: 0.412141, 0.222779, 0.317460, 0.047619 for USA, FRA, SAU, NZL
SELECT actor, in_degree, out_degree, round(pagerank::numeric, 6) AS pagerank FROM account_centrality('follow', 'account');
SELECT actor, in_degree, out_degree, round(pagerank::numeric, 6) AS pagerank FROM account_centrality('follow', 'account', 'twitter', '2012-12-31', 0.5);

-- nothing, and one row
CREATE TABLE no_post (LIKE post);
CREATE TABLE no_account (LIKE account);
CREATE TABLE no_follow (LIKE follow);
SELECT (SELECT count(*) FROM vocality('no_post')), (SELECT count(*) FROM message_efficiency('no_post', accounts => 'no_account')), (SELECT count(*) FROM reply_share('no_post')), (SELECT count(*) FROM text_reply_latency('no_post')),
	(SELECT count(*) FROM languages_used('no_post')), (SELECT count(*) FROM adoption('no_account')), (SELECT count(*) FROM adoption_curve('no_account')), (SELECT count(*) FROM reach('no_account')),
	(SELECT count(*) FROM mutual_share('no_follow', 'no_account')), (SELECT count(*) FROM account_centrality('no_follow', 'no_account'));
SELECT * FROM adoption_curve('no_account', 'year', NULL, '2010-01-01', '2011-01-01', 10);
SELECT * FROM adoption_curve('no_account', 'year', NULL, '2010-01-01', '2011-01-01');
SELECT * FROM mutual_share('no_follow', 'account');
INSERT INTO no_post VALUES ('a', '2020-01-10 12:00+00', 'USAGOV'), ('b', 'infinity', 'USAGOV'), ('c', NULL, 'USAGOV'), (NULL, '2020-01-11 12:00+00', NULL);
INSERT INTO no_account VALUES ('A', 'twitter', 'USAGOV', 'infinity', 9223372036854775807), ('B', NULL, 'USAGOV', NULL, NULL);
SELECT * FROM vocality('no_post');
SELECT * FROM message_efficiency('no_post');
SELECT actor, posts, replies, share FROM reply_share('no_post');
SELECT * FROM text_reply_latency('no_post');
SELECT * FROM languages_used('no_post');
SELECT * FROM adoption('no_account');
SELECT * FROM reach('no_account');
SELECT * FROM adoption_curve('no_account');
SELECT * FROM account_centrality('no_follow', 'no_account');

-- errors
CREATE TABLE bare (id text, published timestamptz, actor actor_code);
CREATE TABLE nameless (id text);
SELECT vocality('bare');
SELECT message_efficiency('bare');
SELECT reply_share('bare');
SELECT text_reply_latency('bare');
SELECT languages_used('bare');
SELECT vocality('nameless');
SELECT adoption('bare');
SELECT adoption_curve('bare');
SELECT reach('bare');
SELECT mutual_share('bare', 'account');
SELECT mutual_share('follow', 'bare');
SELECT account_centrality('post', 'account');
ALTER TABLE follow DROP COLUMN day;
SELECT count(*) FROM mutual_share('follow', 'account');
SELECT mutual_share('follow', 'account', "until" => '2012-12-31');
SELECT message_efficiency('post', accounts => 'post');
SELECT vocality(NULL);
SELECT vocality(0::regclass);
SELECT reach(NULL);
SELECT mutual_share(NULL, 'account');
SELECT vocality('post', 'fortnight');
SELECT languages_used('post', 'Month');
SELECT vocality('post', 'day', '2020-02-01', '2020-01-01');
SELECT reply_share('post', 'day', '-infinity');
SELECT adoption_curve('account', NULL);
SELECT adoption_curve('account', of_actors => 0);
SELECT adoption_curve('account', 'decade');
SELECT account_centrality('follow', 'account', damping => 1);
SELECT check_columns('post', '{id,author}', 'Hint.'), check_columns('post', '{}', NULL), check_periods('day', NULL, NULL);
SELECT check_columns('post', '{id,"odd one",b}', 'Hint.');
-- who speaks may be called author or actor; a text will do for a code, if it is one
ALTER TABLE bare ADD repost_of text, ALTER actor TYPE text;
INSERT INTO bare VALUES ('a', '2020-01-10 12:00+00', 'USAGOV');
SELECT * FROM vocality('bare');
INSERT INTO bare VALUES ('a', '2020-01-10 12:00+00', 'the ministry');
SELECT * FROM vocality('bare');

-- the queries that these functions are made of
SELECT text_period_query('post', '{id}', 'week', '2020-01-01', '2020-01-31');
SELECT text_period_query('bare', '{}', NULL, NULL, NULL);
SELECT account_query('account', '{opened}', 'it''s');
SELECT follow_query('follow', 'account', NULL, NULL);

-- Names that need quotes; a value that would be a query.
CREATE SCHEMA "odd schema";
CREATE TABLE "odd schema"."odd'table %s" AS SELECT * FROM account;
SELECT * FROM reach('"odd schema"."odd''table %s"', 'facebook');
SELECT * FROM adoption('"odd schema"."odd''table %s"', $$x' OR true --$$);
CREATE VIEW "odd schema"."post" AS SELECT * FROM post;
SELECT count(*) FROM text_reply_latency('"odd schema".post');

-- The same in plain SQL, over random rows.
CREATE TABLE chatter AS SELECT 'c' || i AS id, timestamptz '2020-01-01 00:00+00' + i * 7919 % 300000 * interval '1 minute' AS published, (ARRAY['USA', 'FRA', 'SAU', 'NZL', NULL])[1 + i * 31 % 5]::actor_code AS author,
	'a' || i * 31 % 5 AS account, 'twitter' AS platform, (ARRAY['en', 'fr', 'ar', NULL])[1 + i * i % 11 % 4] AS language, CASE WHEN i % 3 > 0 THEN 'c' || i * 17 % 500 END AS reply_to,
	CASE WHEN i % 7 = 0 THEN 'c' || i % 50 END AS repost_of, nullif(i * 13 % 40, 7)::bigint AS likes, nullif(i * 29 % 30, 3)::bigint AS reposts FROM generate_series(1, 800) i;
SELECT count(*) AS differ FROM (SELECT actor, period, days, posts, own_posts FROM vocality('chatter', 'week')) v FULL JOIN (
	SELECT s.author AS actor, date_trunc('week', s.day)::date AS period, count(*)::integer AS days, sum((SELECT count(*) FROM chatter c WHERE c.author = s.author AND (c.published AT TIME ZONE 'UTC')::date = s.day)) AS posts,
		sum((SELECT count(*) FROM chatter c WHERE c.author = s.author AND (c.published AT TIME ZONE 'UTC')::date = s.day AND c.repost_of IS NULL)) AS own_posts
	FROM (SELECT author, generate_series(min(published AT TIME ZONE 'UTC')::date::timestamp, max(published AT TIME ZONE 'UTC')::date, '1 day') AS day FROM chatter WHERE author IS NOT NULL GROUP BY 1) s GROUP BY 1, 2) t USING (actor, period, days, posts, own_posts)
WHERE v IS NULL OR t IS NULL;
SELECT count(*) AS differ FROM message_efficiency('chatter', 'month') m FULL JOIN (SELECT author AS actor, date_trunc('month', published AT TIME ZONE 'UTC')::date AS period, count(*) AS posts, avg(likes) AS likes, avg(reposts) AS reposts,
	avg(CASE WHEN likes IS NULL THEN reposts WHEN reposts IS NULL THEN likes ELSE likes + reposts END) AS efficiency FROM chatter WHERE author IS NOT NULL AND repost_of IS NULL AND (likes IS NOT NULL OR reposts IS NOT NULL) GROUP BY 1, 2) t USING (actor, period, posts)
WHERE (abs(m.likes - t.likes) < 1e-9 AND abs(m.reposts - t.reposts) < 1e-9 AND abs(m.efficiency - t.efficiency) < 1e-9) IS NOT TRUE;
SELECT count(*) AS differ FROM (SELECT actor, period, posts, replies, to_self FROM reply_share('chatter', 'quarter')) r FULL JOIN (SELECT c.author AS actor, date_trunc('quarter', c.published AT TIME ZONE 'UTC')::date AS period, count(*) AS posts,
	count(c.reply_to) - count(*) FILTER (WHERE p.author = c.author) AS replies, count(*) FILTER (WHERE p.author = c.author) AS to_self FROM chatter c LEFT JOIN chatter p ON p.id = c.reply_to WHERE c.author IS NOT NULL AND c.repost_of IS NULL GROUP BY 1, 2) t
	USING (actor, period, posts, replies, to_self) WHERE r IS NULL OR t IS NULL;
SELECT count(*) AS differ FROM (SELECT actor, median_hours AS median, p90_hours AS p90, n, answered, censored FROM text_reply_latency('chatter', NULL)) l FULL JOIN (
	SELECT actor, (k).* FROM (SELECT p.author AS actor, kaplan_meier(extract(epoch FROM coalesce(reply, (SELECT max(published) FROM chatter)) - c.published)::double precision / 3600, reply IS NOT NULL) AS k
		FROM chatter c JOIN chatter p ON p.id = c.reply_to, LATERAL (SELECT min(r.published) AS reply FROM chatter r WHERE r.reply_to = c.id AND r.author = p.author AND r.published >= c.published) r
		WHERE p.author IS NOT NULL AND c.account <> p.account GROUP BY 1) t) t USING (actor, n, answered, censored) WHERE l.median IS DISTINCT FROM t.median OR l.p90 IS DISTINCT FROM t.p90;
SELECT count(*) AS differ FROM languages_used('chatter', NULL) l FULL JOIN (SELECT author AS actor, count(language) AS posts, count(DISTINCT language) AS languages FROM chatter WHERE author IS NOT NULL AND repost_of IS NULL GROUP BY 1) t USING (actor, posts, languages)
WHERE abs(effective_languages - (SELECT 1 / sum(s * s) FROM (SELECT count(*)::double precision / t.posts AS s FROM chatter c WHERE c.author = t.actor AND c.repost_of IS NULL AND c.language IS NOT NULL GROUP BY c.language) s)) < 1e-9 IS NOT TRUE;
CREATE TABLE crowd AS SELECT 'a' || i AS account, 'twitter' AS platform, (ARRAY['USA', 'FRA', 'SAU', 'NZL', 'GBR', 'CHN'])[1 + i % 6]::actor_code AS actor FROM generate_series(1, 15) i;
CREATE TABLE crowd_follow AS SELECT DISTINCT 'twitter' AS platform, 'a' || 1 + i * 7 % 17 AS source, 'a' || 1 + i * i % 13 AS target FROM generate_series(1, 90) i;
CREATE VIEW crowd_tie AS SELECT f.source, f.target, s.actor AS a, t.actor AS b FROM crowd_follow f JOIN crowd s ON s.account = f.source JOIN crowd t ON t.account = f.target WHERE s.actor <> t.actor;
SELECT count(*) FILTER (WHERE (m.following, m.mutual) IS DISTINCT FROM (t.following, t.mutual)) AS differ, sum(m.mutual) > 0 AS some FROM mutual_share('crowd_follow', 'crowd') m JOIN LATERAL (SELECT count(*) AS following, count(*) FILTER (WHERE EXISTS (SELECT FROM crowd_tie r WHERE r.source = t.target AND r.target = t.source)) AS mutual FROM crowd_tie t WHERE a = m.actor) t ON true;
SELECT count(*) AS differ FROM account_centrality('crowd_follow', 'crowd') c LEFT JOIN pagerank('SELECT DISTINCT a, b FROM crowd_tie') r ON r.node = c.actor::text
WHERE c.in_degree <> (SELECT count(DISTINCT a) FROM crowd_tie WHERE b = c.actor) OR c.out_degree <> (SELECT count(DISTINCT b) FROM crowd_tie WHERE a = c.actor) OR abs(c.pagerank - r.rank) < 1e-9 IS NOT TRUE;

-- a plain role sees what it may see, whatever its search path
CREATE ROLE smartdip_presence_reader;
GRANT SELECT ON post TO smartdip_presence_reader;
SET ROLE smartdip_presence_reader;
SET search_path = pg_catalog;
SELECT count(*) FROM public.vocality('public.post');
SELECT public.message_efficiency('public.post', accounts => 'public.account');
RESET search_path;
RESET ROLE;
DROP VIEW crowd_tie, "odd schema".post;
DROP TABLE account, post, follow, no_post, no_account, no_follow, bare, nameless, chatter, crowd, crowd_follow, "odd schema"."odd'table %s";
DROP SCHEMA "odd schema";
DROP ROLE smartdip_presence_reader;
