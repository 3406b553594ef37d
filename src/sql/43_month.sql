-- month: the month of a day, whatever the time zone, for grouping, indexes and other nodes.

CREATE FUNCTION month(day date) RETURNS date
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_month';
COMMENT ON FUNCTION month(date) IS
	'the first day of the month of a day: what date_trunc(''month'', day)::date gives, but immutable, for it knows no time zone. So it may be indexed, computed on other nodes, and has statistics. An infinity is its own month; that of 4714-11-24 BC, the first day that there is, begins with it';
