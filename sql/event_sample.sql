-- event_sample: synthetic events, the same for the same seed.
SET TimeZone = 'UTC';
SET DateStyle = 'ISO, YMD';
-- A worker that raises an error adds a line of context.
\set SHOW_CONTEXT never
SELECT * FROM smartdip_sample_events(6);
SELECT * FROM smartdip_sample_events(3, seed => -7);
SELECT count(*) FROM smartdip_sample_events(0);
SELECT * FROM smartdip_sample_events(-1);
SELECT * FROM smartdip_sample_events(9223372036854775807);
SELECT count(*) FROM smartdip_sample_events(NULL);

CREATE TEMP TABLE sample AS SELECT * FROM smartdip_sample_events(50000);
SELECT count(*) AS same FROM sample JOIN smartdip_sample_events(50000) s USING (id, day, code, mentions, sources, articles, tone, added)
	WHERE s.source IS NOT DISTINCT FROM sample.source AND s.target IS NOT DISTINCT FROM sample.target;
SELECT count(*) < 10 AS another_seed_differs FROM sample JOIN smartdip_sample_events(50000, 2) USING (id, day, code, source, target, tone);
-- well formed, in order, in their years
SELECT bool_and(known(code, 'gdelt') AND level(code) > 1) AS listed, min(id), max(id), count(DISTINCT id), min(added), max(added) < '2024-01-01' AS in_time,
	bool_and(day <= added::date) AS told_later, bool_and(source IS NOT NULL OR target IS NOT NULL) AS somebody FROM sample;
SELECT count(*) AS out_of_order FROM (SELECT added < lag(added) OVER (ORDER BY id) AS back FROM sample) s WHERE back;
-- shares as in real files: 9 and 25 per cent of actors missing, root 04 a quarter, some dyads with many events, 4 per cent told late
SELECT round(100 * avg((source IS NULL)::int)) AS no_source, round(100 * avg((target IS NULL)::int)) AS no_target, round(100 * avg((code <@ '04')::int)) AS consult,
	round(100 * avg((day < added::date)::int)) AS late, count(DISTINCT code) > 250 AS many_codes FROM sample;
SELECT round(100 * sum(n) FILTER (WHERE r <= 100) / sum(n)) AS share_of_100_dyads, count(*) > 10000 AS of_many FROM
	(SELECT count(*) AS n, row_number() OVER (ORDER BY count(*) DESC) AS r FROM sample WHERE source IS NOT NULL AND target IS NOT NULL GROUP BY source, target) d;
-- one at a time: the first of very many come at once
SELECT count(*) FROM (SELECT smartdip_sample_events(1000000000) LIMIT 5) s;
