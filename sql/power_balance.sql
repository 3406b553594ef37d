-- Power compared: a mix against a baseline, ranks among actors, and tables of actors.
\set VERBOSITY default
\set SHOW_CONTEXT never

-- A mix against a baseline. The logarithms are of 2, of 1/2 and of 0.8/0.6.
SELECT hard, semihard, soft, baseline_hard, baseline_semihard, baseline_soft FROM power_balance('hard:0.2, semihard.threat:0.1, soft:0.8', 'hard.threat:0.1, semihard:0.2, soft.security:0.6');
SELECT hard_ratio, semihard_ratio, round(soft_ratio::numeric, 12) AS soft_ratio, round(hard_log_ratio::numeric, 12) AS hard_log_ratio,
	round(semihard_log_ratio::numeric, 12) AS semihard_log_ratio, round(soft_log_ratio::numeric, 12) AS soft_log_ratio
	FROM power_balance('hard:0.2, semihard.threat:0.1, soft:0.8', 'hard.threat:0.1, semihard:0.2, soft.security:0.6');
-- nothing over nothing, something over nothing, nothing over something
SELECT hard_ratio, hard_log_ratio, semihard_ratio, semihard_log_ratio, soft_ratio, soft_log_ratio FROM power_balance('semihard:0.01', 'soft:1');
SELECT b IS NULL AS no_mix, power_balance('', NULL) IS NULL AS no_baseline FROM power_balance(NULL, 'soft:1') b;
-- each mix against itself, and turned around
SELECT count(*) AS pairs, count(*) FILTER (WHERE (least(a.hard, b.hard) > 0 AND a.hard_ratio * b.hard_ratio NOT BETWEEN 0.999999999999 AND 1.000000000001)
		OR (least(a.soft, b.soft) > 0 AND abs(a.soft_log_ratio + b.soft_log_ratio) > 1e-12) OR (x.code = y.code AND (a.hard_ratio <> 1 OR a.soft_log_ratio <> 0))) AS wrong
	FROM power_scheme() x, power_scheme() y, power_balance(x.profile, y.profile) a, power_balance(y.profile, x.profile) b;
SELECT count(*) AS wrong FROM power_scheme() x, power_scheme() y, power_balance(x.profile, y.profile) b
	WHERE (b.hard, b.semihard, b.soft, b.baseline_hard, b.baseline_semihard, b.baseline_soft)
			<> (hard(x.profile), semihard(x.profile), soft(x.profile), hard(y.profile), semihard(y.profile), soft(y.profile))
		OR b.semihard_ratio IS DISTINCT FROM CASE WHEN b.baseline_semihard > 0 THEN round(b.semihard * 100) / round(b.baseline_semihard * 100)
			WHEN b.semihard > 0 THEN 'Infinity'::double precision END
		OR abs(b.semihard_log_ratio - CASE WHEN b.semihard > 0 AND b.baseline_semihard > 0 THEN ln(b.semihard / b.baseline_semihard) END) > 1e-12;

-- Ranks to one number.
SELECT tnorm, smart_rank(0.25, 0.75, tnorm), smart_rank(0.75, 0.5, tnorm), smart_rank(1, 0.3, tnorm) AS neutral, smart_rank(0, 1, tnorm) AS zero
	FROM unnest('{minimum,product,lukasiewicz,geometric}'::text[]) AS tnorm;
SELECT smart_rank(0.25, 0.75) AS by_default, smart_rank(NULL, 1) IS NULL AS no_hard, smart_rank(1, NULL) IS NULL AS no_soft, smart_rank(1, 1, NULL) IS NULL AS no_tnorm;
SELECT smart_rank(1.01, 0);
SELECT smart_rank(0, '-0.01');
SELECT smart_rank('NaN', 1);
SELECT smart_rank(1, 1, 'min');

-- Actors: hard and soft power per event and in all by hand. 190 is hard 0.9 and soft 0, 042 hard 0 and soft 0.8, 010 soft 0.3.
CREATE TABLE compared (source text, target text, note text, s event_series);
INSERT INTO compared VALUES
	('AAA', 'BBB', 'x', '2020-01-01: 190; 2020-01-02: 042*3'), ('AAA', 'CCC', 'x', '2020-01-01: 190 042*3'),	-- hard 1.8 of 8, soft 4.8
	('BBB', 'AAA', 'x', '2020-01-01: 190*4'),													-- hard 3.6 of 4, soft 0
	('CCC', 'AAA', 'x', '2021-01-01: 042*6'),													-- hard 0, soft 4.8 of 6
	('DDD', 'AAA', 'x', '2020-01-01: 190 042*2 010*7'),										-- hard 0.9 of 10, soft 3.7
	('EEE', 'AAA', 'x', '2020-01-01: 190 042'), ('EEE', 'EEE', 'x', '2020-01-01: 042*9'), (NULL, 'AAA', 'x', '2020-01-01: 190*99');
SELECT hard(p), soft(p) FROM unnest('{190,042,010}'::event_code[]) AS code, power_profile(code) AS p;
SELECT actor, events, round(hard::numeric, 4) AS hard, round(soft::numeric, 4) AS soft, hard_rank, soft_rank, smart_rank FROM smart_ranks('compared', minimum => 2);
SELECT * FROM smart_ranks('compared', 'all', minimum => 4, tnorm => 'product');
-- at home, too; within a range; fewer
SELECT actor, events, soft FROM smart_ranks('compared', 'all', 1, abroad => false) WHERE actor = 'EEE';
SELECT * FROM smart_ranks('compared', 'all', 1, during => '[2020-01-02,2020-12-31]');
SELECT count(*) FROM smart_ranks('compared', 'all', 7);
SELECT count(*) FROM smart_ranks('compared', minimum => NULL);
SELECT count(*) FROM smart_ranks('compared', during => 'empty', minimum => -5);
SELECT actor, smart_rank FROM smart_ranks('compared', minimum => 2, scheme => 'smartdip-2') ORDER BY actor;

-- Ties have their midrank, but who has nothing of a kind has the rank 0: A and B have no soft power.
CREATE VIEW tied AS SELECT * FROM (VALUES ('A', 'C', event_series '2020-01-01: 190*2'), ('B', 'C', '2020-01-01: 190*3'), ('C', 'A', '2020-01-01: 190 042')) v(source, target, s);
SELECT actor, hard_rank, soft_rank, smart_rank FROM smart_ranks('tied', minimum => 2) ORDER BY actor;
DROP VIEW tied;

-- Rows without a target are all that an actor did: they alone count where home counts, and never abroad.
CREATE TABLE monads AS SELECT source, target, s AS history FROM compared WHERE source IS NOT NULL
	UNION ALL SELECT source, NULL, merge(s) FROM compared WHERE source IS NOT NULL GROUP BY source;
SELECT count(*) AS wrong FROM smart_ranks('monads', 'all', 1) m FULL JOIN smart_ranks('compared', 'all', 1) c USING (actor, events, hard, soft, smart_rank) WHERE m IS NULL OR c IS NULL;
SELECT count(*) AS wrong FROM smart_ranks('monads', 'all', 1, abroad => false) m FULL JOIN smart_ranks('compared', 'all', 1, abroad => false) c USING (actor, events, hard, soft, smart_rank)
	WHERE m IS NULL OR c IS NULL;

-- An event table gives the same as the histories of its countries, and as plain SQL.
CREATE TABLE reports (day date, source actor_code, target actor_code, code event_code);
INSERT INTO reports SELECT CASE i % 97 WHEN 0 THEN 'infinity' ELSE date '2020-01-01' + i % 400 END, (ARRAY['USAGOV','USA','FRA','DEUMIL','GBR','IRN','IGOUNO','RUS','CHN'])[1 + i % 9]::actor_code,
		(ARRAY['FRA','DEU','IRN','RUSMIL','USA',NULL,'NGO'])[1 + i % 7]::actor_code, (ARRAY(SELECT c FROM event_codes() c WHERE known(c) ORDER BY c))[1 + (i * i) % 331 % 300]
	FROM generate_series(1, 3000) i;
CREATE TABLE reported AS SELECT country(source) AS source, country(target) AS target, event_series(day, code) AS history FROM reports
	WHERE isfinite(day) AND country(target) IS NOT NULL GROUP BY 1, 2;
INSERT INTO reported SELECT country(source), NULL, event_series(day, code) FROM reports WHERE isfinite(day) GROUP BY 1;
SELECT count(*) AS actors FROM smart_ranks('reports', abroad => false);
SELECT count(*) AS wrong FROM (SELECT abroad, per, r.* FROM unnest('{t,f}'::boolean[]) abroad, unnest('{event,all}'::text[]) per, smart_ranks('reports', per, abroad => abroad) r) a
	FULL JOIN (SELECT abroad, per, r.* FROM unnest('{t,f}'::boolean[]) abroad, unnest('{event,all}'::text[]) per, smart_ranks('reported', per, abroad => abroad) r) b
	USING (abroad, per, actor, events, hard, soft, hard_rank, soft_rank, smart_rank) WHERE a IS NULL OR b IS NULL;
WITH plain AS (SELECT country(source) AS actor, count(*) AS events, avg(hard(power_profile(code))) AS hard, avg(soft(power_profile(code))) AS soft FROM reports
	WHERE isfinite(day) AND country(source) <> country(target) GROUP BY 1)
SELECT count(*) AS actors, count(*) FILTER (WHERE abs(p.hard - r.hard) > 1e-12 OR abs(p.soft - r.soft) > 1e-12 OR p.events <> r.events
	OR abs(r.hard_rank - (SELECT sum(CASE WHEN o.hard < p.hard - 1e-12 THEN 1 WHEN o.hard < p.hard + 1e-12 THEN 0.5 ELSE 0 END)
		/ count(*) FROM plain o WHERE o.actor <> p.actor)) > 1e-12 OR r.smart_rank <> least(r.hard_rank, r.soft_rank)) AS wrong
	FROM plain p FULL JOIN smart_ranks('reports') r USING (actor);

-- One actor has nobody to be compared with; nobody at all.
CREATE TABLE nobody (source text, target text, h event_series);
SELECT * FROM smart_ranks('nobody');
INSERT INTO nobody VALUES ('AAA', 'BBB', '2020-01-01: 190*10'), ('BBB', NULL, NULL);
SELECT * FROM smart_ranks('nobody');

-- What is refused.
SELECT * FROM smart_ranks('compared', 'year');
SELECT * FROM smart_ranks('nobody', tnorm => 'min');
SELECT * FROM smart_ranks('nobody', scheme => 'mine');
SELECT * FROM smart_ranks(99999999::regclass);
CREATE TABLE other_columns (day date, code event_code, actor text);
SELECT * FROM smart_ranks('other_columns');
ALTER TABLE nobody ADD COLUMN again event_series;
SELECT * FROM smart_ranks('nobody');
CREATE ROLE smartdip_regress_reader;
SET ROLE smartdip_regress_reader;
SELECT * FROM smart_ranks('compared');
RESET ROLE;
GRANT SELECT ON compared TO smartdip_regress_reader;
SET ROLE smartdip_regress_reader;
SELECT count(*) FROM smart_ranks('compared', minimum => 2);
RESET ROLE;
DROP OWNED BY smartdip_regress_reader;
DROP ROLE smartdip_regress_reader;

-- In another schema, and moved.
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE SCHEMA "Other Place";
ALTER EXTENSION smartdip SET SCHEMA "Other Place";
SELECT actor, smart_rank FROM "Other Place".smart_ranks('compared', minimum => 2) WHERE actor = 'AAA';
SELECT count(*) FROM "Other Place".smart_ranks('reports');
ROLLBACK;
DROP TABLE compared, monads, reports, reported, nobody, other_columns;
