-- The month of a day, against the server's own date_trunc() without a time zone.
SELECT d, month(d) FROM unnest('{2020-02-29,2020-03-01,1999-12-31,2000-01-01,0001-01-01,4714-11-24 BC,5874897-12-31,infinity,-infinity,NULL}'::date[]) AS d;
SELECT count(*) AS days, count(*) FILTER (WHERE month(d) <> date_trunc('month', d::timestamp)::date) AS differ
	FROM (SELECT '0100-03-01 BC'::date + n * 13 AS d FROM generate_series(0, 80000) n) days;
-- another time zone changes nothing, so it may be indexed
SET timezone = 'Pacific/Kiritimati';
SELECT month('2020-03-01'), provolatile, proparallel, proleakproof FROM pg_proc WHERE oid = 'month(date)'::regprocedure;
RESET timezone;

-- Event tables have statistics on what is grouped by: the planner knows how many groups there are.
SELECT create_event_table('regress_month');
SELECT create_event_table('regress_months', partition => 'year');
SELECT stxname, pg_get_statisticsobjdef(oid) FROM pg_statistic_ext WHERE stxrelid IN ('regress_month'::regclass, 'regress_months'::regclass) ORDER BY 1;
SELECT add_event_indexes('regress_month') AS again;
INSERT INTO regress_month (id, day, code, source, target)
	SELECT n, '2020-01-01'::date + n % 700, '042', ('{USA,EGY,FRA}'::text[])[n % 3 + 1] || ('{GOV,MIL,MED,COP,BUS}'::text[])[n % 5 + 1] || lpad((n % 1000)::text, 3, '0'), 'RUS' FROM generate_series(1, 30000) n;
ANALYZE regress_month;
CREATE FUNCTION pg_temp.groups(query text) RETURNS float8 LANGUAGE plpgsql AS $$
	DECLARE plan json; BEGIN EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan; RETURN plan->0->'Plan'->>'Plan Rows'; END $$;
SELECT pg_temp.groups('SELECT country(source), country(target), month(day), count(*) FROM regress_month GROUP BY 1, 2, 3') AS expected,
	(SELECT count(DISTINCT (country(source), country(target), month(day))) FROM regress_month) AS there;
DROP STATISTICS regress_month_countries;
SELECT pg_temp.groups('SELECT country(source), country(target), month(day), count(*) FROM regress_month GROUP BY 1, 2, 3') > 1000 AS far_off_without;
SELECT add_event_indexes('regress_month') AS indexes;
SELECT count(*) AS statistics FROM pg_statistic_ext WHERE stxrelid = 'regress_month'::regclass;
-- Days of long ago in each block do not hide the others from the index.
SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid, unnest(i.indclass) o JOIN pg_opclass oc ON oc.oid = o
	WHERE i.indrelid = 'regress_month'::regclass AND oc.opcname = 'date_minmax_multi_ops';
-- Tables of one's own get what their columns allow.
CREATE TABLE regress_own (day date, source text, target text);
SELECT add_event_indexes('regress_own') AS indexes;
SELECT count(*) AS statistics FROM pg_statistic_ext WHERE stxrelid = 'regress_own'::regclass;
DROP TABLE regress_month, regress_month_reject, regress_months, regress_months_reject, regress_own;
