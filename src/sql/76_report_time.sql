-- report_time: agreement among the reports of events, and their speed, over the columns of a table of mentions.

CREATE TYPE report_agreement_result AS (alpha double precision, events bigint, reports bigint);
COMMENT ON TYPE report_agreement_result IS 'Krippendorff''s alpha, 1 at most, 0 by chance; and of how many events, those with two reports or more, and of how many reports of these; alpha is NULL where there are none or all values are the same';
CREATE FUNCTION report_agreement_add(number_pairs, bigint, text, double precision) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_report_agreement_add';
COMMENT ON FUNCTION report_agreement_add(number_pairs, bigint, text, double precision) IS 'adds a report to the state of report_agreement()';
CREATE FUNCTION report_agreement_add(number_pairs, bigint, text, double precision, text) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_report_agreement_add';
COMMENT ON FUNCTION report_agreement_add(number_pairs, bigint, text, double precision, text) IS 'adds a report to the state of report_agreement() with a metric';
CREATE FUNCTION report_agreement_final(number_pairs) RETURNS report_agreement_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_report_agreement_final';
COMMENT ON FUNCTION report_agreement_final(number_pairs) IS 'result of report_agreement()';
CREATE AGGREGATE report_agreement(event bigint, source text, value double precision) (SFUNC = report_agreement_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = report_agreement_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE report_agreement(bigint, text, double precision) IS 'how far the reports of the same event agree in a value, such as the tone, beyond chance: Krippendorff''s alpha with the events for units and the sources for coders, by the metric interval. Rows with a NULL do not count; a source''s second report of an event is one more report; NULL over no rows';
CREATE AGGREGATE report_agreement(event bigint, source text, value double precision, metric text) (SFUNC = report_agreement_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = report_agreement_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE report_agreement(bigint, text, double precision, text) IS 'the same by a metric, a constant: nominal, ordinal, interval or ratio; errors: 22023 for another one, 22004 for NULL';

CREATE FUNCTION report_time_add(number_pairs, timestamp with time zone, timestamp with time zone) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_report_time_add';
COMMENT ON FUNCTION report_time_add(number_pairs, timestamp with time zone, timestamp with time zone) IS 'adds a report to the state of time_to_first_report() and time_to_half_of_reports()';
CREATE FUNCTION time_to_first_report_final(number_pairs) RETURNS interval
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_time_to_first_report_final';
COMMENT ON FUNCTION time_to_first_report_final(number_pairs) IS 'result of time_to_first_report()';
CREATE FUNCTION time_to_half_of_reports_final(number_pairs) RETURNS interval
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_time_to_half_of_reports_final';
COMMENT ON FUNCTION time_to_half_of_reports_final(number_pairs) IS 'result of time_to_half_of_reports()';
CREATE AGGREGATE time_to_first_report(event_time timestamp with time zone, report_time timestamp with time zone) (SFUNC = report_time_add, STYPE = number_pairs, SSPACE = 512,
	FINALFUNC = time_to_first_report_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE time_to_first_report(timestamp with time zone, timestamp with time zone) IS 'the time from an event to its first report, over the reports of the event; negative where a report is dated before it. Rows with a NULL or an infinite time do not count; NULL over no rows';
CREATE AGGREGATE time_to_half_of_reports(event_time timestamp with time zone, report_time timestamp with time zone) (SFUNC = report_time_add, STYPE = number_pairs, SSPACE = 512,
	FINALFUNC = time_to_half_of_reports_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE time_to_half_of_reports(timestamp with time zone, timestamp with time zone) IS 'the time from an event to the report with which half of all its reports, or just more, had appeared: of 4 the second, of 5 the third. Rows with a NULL or an infinite time do not count; NULL over no rows';
