-- Agreement among reports, and their speed.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET datestyle = 'ISO';
SET timezone = 'UTC';

-- Three coders, 15 units: the published values are 0.691358 (nominal) and 0.810845 (interval), over 26 values of 12 units.
CREATE TABLE reports AS SELECT event, source, nullif(value, '*')::float8 AS value
	FROM (VALUES ('A', '* * * * * 3 4 1 2 1 1 3 3 * 3'), ('B', '1 * 2 1 3 3 4 3 * * * * * * *'), ('C', '* * 2 1 3 4 4 * 2 1 1 3 3 * 4')) v(source, list),
		unnest(string_to_array(list, ' ')) WITH ORDINALITY u(value, event);
SELECT round(alpha::numeric, 6) AS alpha, events, reports FROM (SELECT (report_agreement(event, source, value, 'nominal')).* FROM reports) a;
SELECT round(alpha::numeric, 6) AS alpha, events, reports FROM (SELECT (report_agreement(event, source, value)).* FROM reports) a;
SELECT metric, (report_agreement(event, source, value, metric)).alpha = krippendorff_alpha(event::text, source, value, metric) AS same FROM reports, unnest('{nominal,ordinal,interval,ratio}'::text[]) metric GROUP BY metric ORDER BY metric;
SELECT report_agreement(event, source, value) FROM reports WHERE event = 1;
SELECT report_agreement(event, source, value) FROM reports WHERE event = 5;
SELECT report_agreement(event, source, value) FROM reports WHERE false;
SELECT report_agreement(event, source, value) AS rows_that_do_not_count FROM (VALUES (1::bigint, 'A', 1::float8), (1, NULL, 2), (1, 'B', NULL), (NULL, 'B', 2), (1, 'B', 'NaN')) v(event, source, value);
SELECT report_agreement(event, source, value, 'euclidean') FROM reports;
SELECT report_agreement(event, source, value, NULL) FROM reports;

-- The time to the first report, and to half of all.
CREATE TABLE report_times (event integer, at timestamptz, reported timestamptz);
INSERT INTO report_times VALUES (1, '2024-03-01 12:00+00', '2024-03-01 12:45+00'), (1, '2024-03-01 12:00+00', '2024-03-01 12:15+00'), (1, '2024-03-01 12:00+00', '2024-03-03 13:00+00'), (1, '2024-03-01 12:00+00', '2024-03-02 12:00+00'),
	(2, '2024-03-01 12:00+00', '2024-03-01 11:00+00'), (2, '2024-03-01 12:00+00', NULL), (2, NULL, '2024-03-01 12:00+00'), (2, '2024-03-01 12:00+00', 'infinity'), (3, '2024-03-01 12:00+00', NULL),
	(4, '2024-03-01 12:00+00', '2024-03-01 13:00+00'), (4, '2024-03-01 12:00+00', '2024-03-01 14:00+00'), (4, '2024-03-01 12:00+00', '2024-03-01 16:00:00.000001+00');
SELECT event, time_to_first_report(at, reported), time_to_half_of_reports(at, reported) FROM report_times GROUP BY event ORDER BY event;
SELECT event FROM report_times GROUP BY event HAVING time_to_first_report(at, reported) IS DISTINCT FROM min(reported - at) FILTER (WHERE isfinite(reported))
	OR time_to_half_of_reports(at, reported) IS DISTINCT FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY reported - at) FILTER (WHERE isfinite(reported));
SELECT time_to_first_report('4713-01-01 BC'::timestamptz, '294276-12-31'::timestamptz) > '298000 years' AS far, time_to_half_of_reports('294276-12-31'::timestamptz, '4713-01-01 BC'::timestamptz) < '-298000 years' AS back;
-- calls that no aggregate makes
SELECT report_agreement_final('0:2 (1,1) (1,2) (2,3)'), time_to_half_of_reports_final('0:0 (3600000000,0) (1000000,0)');
SELECT report_time_add(NULL, now(), now());
SELECT report_agreement_add(NULL, 1, 'A', 1);
SELECT time_to_first_report_final('0:0 (1e300,0)');
DROP TABLE reports, report_times;
