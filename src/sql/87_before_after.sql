-- before_after: any measure before and after a day.

CREATE TYPE before_after_result AS (n_before bigint, n_after bigint, median_before double precision, median_after double precision,
	mean_before double precision, mean_after double precision, delta double precision, low double precision, high double precision,
	p_value double precision);
COMMENT ON TYPE before_after_result IS 'how many rows there are before a day and from it on, their medians and means; Cliff''s delta, from -1 (every row after is smaller) to 1 (every one is greater), with its 95 % interval as in cliffs_delta(); and the two-sided p of the difference of means as in permutation_test(). Without rows on a side its median and mean are NULL, and so are delta, its bounds and p';
CREATE FUNCTION before_after_add(number_pairs, double precision, date, date) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_before_after_add';
COMMENT ON FUNCTION before_after_add(number_pairs, double precision, date, date) IS 'adds a row to the state of before_after()';
CREATE FUNCTION before_after_add(number_pairs, double precision, date, date, bigint) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_before_after_add';
COMMENT ON FUNCTION before_after_add(number_pairs, double precision, date, date, bigint) IS 'adds a row to the state of before_after() with a seed';
CREATE FUNCTION before_after_combine(number_pairs, number_pairs) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_before_after_combine';
COMMENT ON FUNCTION before_after_combine(number_pairs, number_pairs) IS 'joins two states of before_after(); error 22023 where their turns differ';
CREATE FUNCTION before_after_final(number_pairs) RETURNS before_after_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_before_after_final';
COMMENT ON FUNCTION before_after_final(number_pairs) IS 'result of before_after()';
CREATE AGGREGATE before_after(x double precision, day date, turn date) (SFUNC = before_after_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = before_after_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = before_after_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE before_after(double precision, date, date) IS 'a measure before and after a turn, a row for each period or whatever is compared: did it change, by how much, and is that more than chance? The day of the turn belongs to after. Rows with NULL or NaN do not count; no row at all gives counts of 0. Error 22023 where the turn is not the same in all rows';
CREATE AGGREGATE before_after(x double precision, day date, turn date, seed bigint) (SFUNC = before_after_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = before_after_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = before_after_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE before_after(double precision, date, date, bigint) IS 'the same with the seed of the drawing, a constant, where there are too many ways to part the rows to try them all; without it the seed is 0';
