-- The measures of accounts and follows by actor and period.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET datestyle = 'ISO';
SET timezone = 'Asia/Tokyo';
SET extra_float_digits = 0;
SET jit = off;

SELECT * FROM period_days('month', '2020-01-10', '2020-03-05');
SELECT * FROM period_days(NULL, '2020-01-10', '2020-03-05');
SELECT * FROM period_days('month', NULL, '2020-03-05');
SELECT * FROM period_days(NULL, NULL, '2020-03-05');

-- Two accounts of the United States, the second one of 2012, observed three times; one figure of France without a day; New Zealand: no day, no figure.
SELECT create_account_table('account', observations => true), create_account_table('plain');
INSERT INTO account (platform, account, actor, opened, followers, observed) VALUES
	('twitter', 'state', 'USAGOV', '2010-06-01', 100, '2010-12-31'), ('twitter', 'state', 'USAGOV', '2010-06-01', 300, '2012-03-01'), ('twitter', 'state', 'USAGOV', '2010-06-01', NULL, '2012-09-01'),
	('facebook', 'state', 'USAGOV', '2012-01-01', 50, '2012-02-01'), ('facebook', 'state', 'USAGOV', '2012-01-01', 40, '2012-02-15'),
	('twitter', 'elysee', 'FRAGOV', '2011-01-01', 70, '-infinity'), ('twitter', 'nz', 'NZLGOV', NULL, NULL, '2012-01-01'), ('twitter', 'nobody', NULL, '2001-01-01', 9, '2001-01-01');
-- 2010: one account; 2011: France comes; 2012: the second account, on a second platform
SELECT * FROM adoption_by_period('account');
SELECT * FROM adoption_by_period('account', 'year', '2011-01-01', '2012-12-31', 'twitter') WHERE actor = 'USAGOV';
SELECT * FROM adoption_by_period('account', NULL, "to" => '2011-12-31');
-- United States: 100 to the end of 2011, then 300 and 40; France 70 of a day nobody knows
SELECT * FROM reach_by_period('account');
SELECT * FROM reach_by_period('account', 'month', '2012-02-01', '2012-02-10') WHERE actor = 'USAGOV';
SELECT * FROM reach_by_period('account', NULL, "to" => '2010-12-30');
SELECT * FROM reach('account');
-- several observations are one account for the points of effectiveness, too
SELECT create_text_table('post', themes => false);
INSERT INTO post (id, published, author, account, platform) VALUES ('1', '2012-01-01', 'USAGOV', 'state', 'twitter');
CREATE VIEW once AS SELECT platform, account, actor, min(opened) AS opened FROM account GROUP BY 1, 2, 3;
SELECT count(*) FILTER (WHERE o.point IS NULL OR s.point IS NULL) AS differ, count(*) > 3 AS some FROM effectiveness_evidence('USA', 'post', 'account') s FULL JOIN effectiveness_evidence('USA', 'post', 'once') o USING (point, figure, n);
-- files of counts are loaded as they come, and again; a row without a day has no place
CREATE TABLE counted (line_no bigint GENERATED ALWAYS AS IDENTITY, line text);
INSERT INTO counted (line) VALUES ('handle,actor,followers,date'), ('@KSAMOFA,SAUGOV,"1,200",2012-05-01'), ('@KSAMOFA,SAUGOV,1300,2012-06-01'), ('@KSAMOFA,SAUGOV,1400,');
SELECT * FROM load_text_lines('account', 'counted', map => '{"account": "handle", "observed": "date"}', constants => '{"platform": "twitter"}');
SELECT * FROM load_text_lines('account', 'counted', map => '{"account": "handle", "observed": "date"}', constants => '{"platform": "twitter"}');
SELECT line, reason FROM account_reject;
SELECT * FROM reach_by_period('account', 'month', '2012-04-01', '2012-06-30') WHERE actor = 'SAUGOV';
DELETE FROM account WHERE actor = 'SAUGOV';
-- a table of one figure an account, with a day and without
INSERT INTO plain (platform, account, actor, followers, observed) VALUES ('twitter', 'a', 'USA', 5, NULL), ('twitter', 'b', 'USA', 7, '2011-05-01'), ('twitter', 'c', 'FRA', NULL, '2011-05-01');
SELECT * FROM reach_by_period('plain', 'year', '2010-01-01', '2011-12-31');
ALTER TABLE plain DROP COLUMN observed;
SELECT * FROM reach_by_period('plain', 'year', '2010-01-01', '2011-12-31');
SELECT count(*) FROM reach_by_period('plain');
SELECT * FROM reach_by_period('plain', NULL);

-- 2010 (and before): state to elysee; 2011: elysee to state, mutual from here on; 2012: elysee to nz. A citizen is seen by reach alone.
CREATE TABLE follow (platform text, source text, target text, day date);
INSERT INTO follow VALUES ('twitter', 'state', 'elysee', NULL), ('twitter', 'state', 'elysee', '2012-01-01'), ('twitter', 'elysee', 'state', '2011-06-01'), ('twitter', 'elysee', 'nz', '2012-05-01'),
	('twitter', 'citizen', 'state', '2010-05-01'), ('twitter', 'state', 'state', '2010-05-01'), ('facebook', 'state', 'elysee', '2010-01-01'), (NULL, NULL, NULL, NULL);
SELECT * FROM mutual_share_by_period('follow', 'account', "from" => '2010-01-01');
SELECT * FROM mutual_share_by_period('follow', 'account', NULL);
SELECT * FROM mutual_share_by_period('follow', 'account', 'month', '2011-05-01', '2011-06-01', 'twitter') WHERE actor = 'FRAGOV';
SELECT actor, period, in_degree, out_degree, round(pagerank::numeric, 4) AS pagerank FROM account_centrality_by_period('follow', 'account', "from" => '2011-01-01');
SELECT * FROM reach_by_period('account', 'year', '2009-01-01', '2012-12-31', 'twitter', 'follow');

-- nothing, one row, odd days
CREATE TABLE no_account (LIKE account);
CREATE TABLE no_follow (LIKE follow);
SELECT (SELECT count(*) FROM adoption_by_period('no_account', 'year', '2010-01-01', '2011-01-01')), (SELECT count(*) FROM reach_by_period('no_account')), (SELECT count(*) FROM reach_by_period('no_account', follows => 'no_follow')),
	(SELECT count(*) FROM mutual_share_by_period('no_follow', 'no_account')), (SELECT count(*) FROM account_centrality_by_period('no_follow', 'no_account', NULL));
INSERT INTO no_account (platform, account, actor, opened, followers, observed) VALUES ('twitter', 'a', 'USA', 'infinity', 9223372036854775807, '2020-02-29');
SELECT * FROM adoption_by_period('no_account', 'day', '2020-02-29');
SELECT * FROM reach_by_period('no_account', 'week');
SELECT count(*) FROM mutual_share_by_period('no_follow', 'no_account');
SELECT * FROM account_centrality_by_period('no_follow', 'no_account', 'quarter', '2020-01-01', '2020-03-31');

-- errors
SELECT adoption_by_period('follow');
SELECT reach_by_period('follow');
SELECT reach_by_period('account', follows => 'account');
SELECT mutual_share_by_period('account', 'account');
SELECT account_centrality_by_period('follow', 'follow');
SELECT adoption_by_period(NULL);
SELECT reach_by_period('account', follows => 0::regclass);
SELECT mutual_share_by_period('follow', 0::regclass);
SELECT adoption_by_period('account', 'decade');
SELECT reach_by_period('account', 'year', '2012-01-01', '2011-01-01');
SELECT mutual_share_by_period('follow', 'account', 'year', '-infinity');
SELECT account_centrality_by_period('no_follow', 'no_account', damping => 1);
SELECT period_days('decade', '2012-01-01', '2013-01-01');

-- the queries that these functions are made of
SELECT follow_day_query('follow', 'account', 'it''s');
SELECT account_period_query('SELECT NULL AS actor', 'SELECT NULL AS day', 'week', '2020-01-01', NULL);

-- The same in plain SQL, over made rows: each period by the function of one day, and by counts.
CREATE TABLE crowd AS SELECT 'a' || i % 40 AS account, CASE WHEN i % 3 = 0 THEN 'facebook' ELSE 'twitter' END AS platform, (ARRAY['USA', 'FRA', 'SAU', 'NZL', 'GBR', 'CHN'])[1 + i % 40 % 6]::actor_code AS actor,
	date '2012-01-15' + i % 40 * 37 % 1500 AS opened, nullif(i * 7919 % 1000, 500)::bigint AS followers, CASE WHEN i % 11 > 0 THEN date '2012-03-01' + i * 271 % 1700 END AS observed FROM generate_series(1, 400) i;
CREATE TABLE crowd_follow AS SELECT CASE WHEN i % 3 = 0 THEN 'facebook' ELSE 'twitter' END AS platform, 'a' || i * 7 % 43 AS source, 'a' || i * i % 40 AS target, CASE WHEN i % 13 > 0 THEN date '2012-01-01' + i * 97 % 1600 END AS day
	FROM generate_series(1, 900) i;
ANALYZE crowd, crowd_follow;
CREATE VIEW year AS SELECT d::date AS period, least((d + interval '1 year')::date - 1, date '2015-11-20') AS last FROM generate_series(timestamp '2012-01-01', '2015-11-20', '1 year') d;
SELECT count(*) AS differ FROM adoption_by_period('crowd', 'year', '2012-11-05', '2015-11-20') f FULL JOIN (
	SELECT a.actor, q.period, (SELECT min(opened) FROM crowd c WHERE c.actor = a.actor AND c.opened <= q.last) AS first_day,
		count(DISTINCT (c.platform, c.account)) FILTER (WHERE c.opened BETWEEN greatest(q.period, '2012-11-05') AND q.last) AS new_accounts,
		count(DISTINCT (c.platform, c.account)) FILTER (WHERE c.opened <= q.last) AS account_count, count(DISTINCT c.platform) FILTER (WHERE c.opened <= q.last) AS platform_count
	FROM (SELECT DISTINCT actor FROM crowd) a CROSS JOIN year q JOIN crowd c ON c.actor = a.actor GROUP BY a.actor, q.period, q.last) t USING (actor, period)
WHERE (f.first_day, f.adopted, f.new_accounts, f.account_count, f.platform_count) IS DISTINCT FROM (t.first_day, t.first_day IS NOT NULL, t.new_accounts, t.account_count, t.platform_count);
SELECT count(*) FILTER (WHERE (f.account_count, f.known_count, f.followers, f.dated_count, f.oldest_day) IS DISTINCT FROM (t.account_count, t.known_count, t.followers::bigint, t.dated_count, t.oldest_day)) AS differ, sum(f.known_count) > 0 AS some FROM reach_by_period('crowd', 'year', '2012-11-05', '2015-11-20') f FULL JOIN (
	SELECT o.actor, q.period, count(*) AS account_count, count(n.followers) AS known_count, sum(n.followers) AS followers, count(n.observed) AS dated_count, min(n.observed) AS oldest_day
	FROM (SELECT DISTINCT actor, platform, account FROM crowd) o CROSS JOIN year q LEFT JOIN LATERAL (SELECT max(c.followers) AS followers, c.observed FROM crowd c
		WHERE (c.platform, c.account) = (o.platform, o.account) AND c.followers IS NOT NULL AND (c.observed <= q.last OR c.observed IS NULL) GROUP BY c.observed ORDER BY c.observed DESC NULLS LAST LIMIT 1) n ON true
	GROUP BY 1, 2) t USING (actor, period);
SELECT count(*) FILTER (WHERE f.followers IS DISTINCT FROM t.followers) AS differ, sum(f.followers) > 0 AS some FROM reach_by_period('crowd', 'year', '2012-11-05', '2015-11-20', follows => 'crowd_follow') f FULL JOIN (
	SELECT o.actor, q.period, sum(n.n) AS followers FROM (SELECT DISTINCT actor, platform, account FROM crowd) o CROSS JOIN year q, LATERAL (SELECT count(DISTINCT c.source) AS n FROM crowd_follow c
		WHERE (c.platform, c.target) = (o.platform, o.account) AND c.source <> c.target AND (c.day <= q.last OR c.day IS NULL)) n GROUP BY 1, 2) t USING (actor, period);
SELECT count(*) FILTER (WHERE f.share IS DISTINCT FROM t.share) AS differ, sum(f.mutual) > 0 AS some FROM mutual_share_by_period('crowd_follow', 'crowd', 'year', '2012-11-05', '2015-11-20') f
	FULL JOIN (SELECT m.*, q.period FROM year q, mutual_share('crowd_follow', 'crowd', NULL, q.last) m) t USING (actor, period, following, mutual);
SELECT count(*) FILTER (WHERE abs(f.pagerank - t.pagerank) < 1e-9 IS NOT TRUE) AS differ, sum(f.in_degree) > 0 AS some FROM account_centrality_by_period('crowd_follow', 'crowd', 'year', '2012-11-05', '2015-11-20') f
	FULL JOIN (SELECT m.*, q.period FROM year q, account_centrality('crowd_follow', 'crowd', NULL, q.last) m) t USING (actor, period, in_degree, out_degree);

-- a plain role sees what it may see, whatever its search path; names that need quotes
CREATE ROLE smartdip_presence_reader;
CREATE SCHEMA "odd schema";
CREATE VIEW "odd schema"."odd'table %s" AS SELECT * FROM account;
GRANT USAGE ON SCHEMA "odd schema" TO smartdip_presence_reader;
GRANT SELECT ON "odd schema"."odd'table %s" TO smartdip_presence_reader;
SET ROLE smartdip_presence_reader;
SET search_path = pg_catalog;
SELECT count(*) FROM public.reach_by_period('"odd schema"."odd''table %s"');
SELECT public.mutual_share_by_period('public.follow', '"odd schema"."odd''table %s"');
RESET search_path;
RESET ROLE;
DROP VIEW year, once, "odd schema"."odd'table %s";
DROP TABLE account, account_reject, post, post_reject, counted, plain, plain_reject, follow, no_account, no_follow, crowd, crowd_follow;
DROP SCHEMA "odd schema";
DROP ROLE smartdip_presence_reader;
