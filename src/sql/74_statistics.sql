-- Statistics: two groups compared, agreement, times to an answer, rank correlation, shares and concentration.

CREATE TYPE number_pairs;
CREATE FUNCTION number_pairs_in(cstring) RETURNS number_pairs
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_number_pairs_in';
COMMENT ON FUNCTION number_pairs_in(cstring) IS 'input of number_pairs: seed:kind (a,b) (a,b)';
CREATE FUNCTION number_pairs_out(number_pairs) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_number_pairs_out';
COMMENT ON FUNCTION number_pairs_out(number_pairs) IS 'output of number_pairs';
CREATE FUNCTION number_pairs_recv(internal) RETURNS number_pairs
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_number_pairs_recv';
COMMENT ON FUNCTION number_pairs_recv(internal) IS 'binary input of number_pairs';
CREATE FUNCTION number_pairs_send(number_pairs) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_number_pairs_send';
COMMENT ON FUNCTION number_pairs_send(number_pairs) IS 'binary output of number_pairs';
CREATE TYPE number_pairs (INPUT = number_pairs_in, OUTPUT = number_pairs_out, RECEIVE = number_pairs_recv, SEND = number_pairs_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended);
COMMENT ON TYPE number_pairs IS 'the state of aggregates that need all their rows, two numbers each: a type of its own, so that they are computed in parts by workers and other nodes';

CREATE FUNCTION number_pairs_add(number_pairs, double precision, double precision) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_number_pairs_add';
COMMENT ON FUNCTION number_pairs_add(number_pairs, double precision, double precision) IS 'adds a row to the state of an aggregate';
CREATE FUNCTION number_pairs_add_group(number_pairs, double precision, boolean) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_number_pairs_add_group';
COMMENT ON FUNCTION number_pairs_add_group(number_pairs, double precision, boolean) IS 'adds a row to the state of an aggregate over two groups';
CREATE FUNCTION number_pairs_combine(number_pairs, number_pairs) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_number_pairs_combine';
COMMENT ON FUNCTION number_pairs_combine(number_pairs, number_pairs) IS 'joins two states of an aggregate';

CREATE TYPE mann_whitney_result AS (u double precision, p_exact double precision, p_normal double precision, p_uncorrected double precision,
	n_in bigint, n_out bigint);
COMMENT ON TYPE mann_whitney_result IS 'U: pairs in which the number of the group is greater, ties one half. Two-sided p: p_exact counted out (50 rows or fewer, no ties; else NULL), p_normal of the normal distribution with the correction for continuity, p_uncorrected without it';
CREATE FUNCTION mann_whitney_final(number_pairs) RETURNS mann_whitney_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_mann_whitney_final';
COMMENT ON FUNCTION mann_whitney_final(number_pairs) IS 'result of mann_whitney()';
CREATE AGGREGATE mann_whitney(x double precision, in_group boolean) (SFUNC = number_pairs_add_group, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = mann_whitney_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE mann_whitney(double precision, boolean) IS 'the Mann-Whitney U test of the rows in the group against the others. Rows with NULL do not count; NULL where one of the groups is empty';

CREATE TYPE cliffs_delta_result AS (delta double precision, low double precision, high double precision);
COMMENT ON TYPE cliffs_delta_result IS 'delta from -1 to 1 with its 95 % interval (Cliff 1993, with quantiles of t); the bounds are NULL where a group has one row or the groups do not overlap';
CREATE FUNCTION cliffs_delta_final(number_pairs) RETURNS cliffs_delta_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_cliffs_delta_final';
COMMENT ON FUNCTION cliffs_delta_final(number_pairs) IS 'result of cliffs_delta()';
CREATE AGGREGATE cliffs_delta(x double precision, in_group boolean) (SFUNC = number_pairs_add_group, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = cliffs_delta_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE cliffs_delta(double precision, boolean) IS 'Cliff''s delta: the share of pairs in which the number of the group is greater, less that in which it is smaller. Rows with NULL do not count; NULL where one of the groups is empty';

CREATE TYPE permutation_test_result AS (difference double precision, p double precision, tried bigint, exact boolean);
COMMENT ON TYPE permutation_test_result IS 'the difference of the group from the others, the two-sided p, how many partings were tried, and whether these are all';
CREATE FUNCTION permutation_test_add(number_pairs, double precision, boolean) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_permutation_test_add';
COMMENT ON FUNCTION permutation_test_add(number_pairs, double precision, boolean) IS 'adds a row to the state of permutation_test()';
CREATE FUNCTION permutation_test_add(number_pairs, double precision, boolean, bigint) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_permutation_test_add';
COMMENT ON FUNCTION permutation_test_add(number_pairs, double precision, boolean, bigint) IS 'adds a row to the state of permutation_test() with a seed';
CREATE FUNCTION permutation_test_add(number_pairs, double precision, boolean, bigint, text) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_permutation_test_add';
COMMENT ON FUNCTION permutation_test_add(number_pairs, double precision, boolean, bigint, text) IS 'adds a row to the state of permutation_test() with a seed and a statistic';
CREATE FUNCTION permutation_test_final(number_pairs) RETURNS permutation_test_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_permutation_test_final';
COMMENT ON FUNCTION permutation_test_final(number_pairs) IS 'result of permutation_test()';
CREATE AGGREGATE permutation_test(x double precision, in_group boolean) (SFUNC = permutation_test_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = permutation_test_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE permutation_test(double precision, boolean) IS 'is the difference of means more than chance? All partings of the rows into groups of these sizes are tried where they are 200,000 or fewer, else 10,000 are drawn. Rows with NULL do not count; NULL where one of the groups is empty';
CREATE AGGREGATE permutation_test(x double precision, in_group boolean, seed bigint) (SFUNC = permutation_test_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = permutation_test_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE permutation_test(double precision, boolean, bigint) IS 'the same with the seed of the drawing, a constant; without it the seed is 0. Equal rows and seed give an equal result, in any order';
CREATE AGGREGATE permutation_test(x double precision, in_group boolean, seed bigint, statistic text) (SFUNC = permutation_test_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = permutation_test_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE permutation_test(double precision, boolean, bigint, text) IS 'the same of a statistic: mean (the difference of means) or delta (Cliff''s)';

CREATE TYPE kaplan_meier_result AS (median double precision, p90 double precision, n bigint, answered bigint, censored bigint);
COMMENT ON TYPE kaplan_meier_result IS 'times by which half and nine tenths have their answer, in the unit of the times (the middle of the level where the curve is level there; NULL where it does not come so far), and how many there are, answered and not';
CREATE FUNCTION kaplan_meier_add(number_pairs, double precision, boolean) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_kaplan_meier_add';
COMMENT ON FUNCTION kaplan_meier_add(number_pairs, double precision, boolean) IS 'adds a row to the state of kaplan_meier()';
CREATE FUNCTION kaplan_meier_add(number_pairs, double precision, boolean, bigint) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_kaplan_meier_add';
COMMENT ON FUNCTION kaplan_meier_add(number_pairs, double precision, boolean, bigint) IS 'adds a row that stands for several to the state of kaplan_meier()';
CREATE FUNCTION kaplan_meier_final(number_pairs) RETURNS kaplan_meier_result
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_kaplan_meier_final';
COMMENT ON FUNCTION kaplan_meier_final(number_pairs) IS 'result of kaplan_meier()';
CREATE AGGREGATE kaplan_meier(days double precision, answered boolean) (SFUNC = kaplan_meier_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = kaplan_meier_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE kaplan_meier(double precision, boolean) IS 'times to an answer, some of them censored (answered = false: the time for which one is known to have waited), by the curve of Kaplan and Meier 1958. Rows with NULL do not count; a negative time is an error (22023)';
CREATE AGGREGATE kaplan_meier(days double precision, answered boolean, count bigint) (SFUNC = kaplan_meier_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = kaplan_meier_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE kaplan_meier(double precision, boolean, bigint) IS 'the same where a row stands for several times, as in reply_times(); 0 adds nothing; error 22003 for a negative count, and beyond 9007199254740992 in all';

CREATE FUNCTION spearman_final(number_pairs) RETURNS double precision
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_spearman_final';
COMMENT ON FUNCTION spearman_final(number_pairs) IS 'result of spearman()';
CREATE AGGREGATE spearman(x double precision, y double precision) (SFUNC = number_pairs_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = spearman_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE spearman(double precision, double precision) IS 'Spearman''s rank correlation from -1 to 1, ties by midranks. Rows with NULL or NaN do not count; NULL where x or y does not vary';
CREATE FUNCTION kendall_final(number_pairs) RETURNS double precision
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_kendall_final';
COMMENT ON FUNCTION kendall_final(number_pairs) IS 'result of kendall()';
CREATE AGGREGATE kendall(x double precision, y double precision) (SFUNC = number_pairs_add, STYPE = number_pairs, SSPACE = 8192,
	FINALFUNC = kendall_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE kendall(double precision, double precision) IS 'Kendall''s rank correlation tau-b from -1 to 1. Rows with NULL or NaN do not count; NULL where x or y does not vary';

CREATE FUNCTION krippendorff_alpha_add(number_pairs, text, text, double precision, text) RETURNS number_pairs
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_krippendorff_alpha_add';
COMMENT ON FUNCTION krippendorff_alpha_add(number_pairs, text, text, double precision, text) IS 'adds a row to the state of krippendorff_alpha()';
CREATE FUNCTION krippendorff_alpha_final(number_pairs) RETURNS double precision
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_krippendorff_alpha_final';
COMMENT ON FUNCTION krippendorff_alpha_final(number_pairs) IS 'result of krippendorff_alpha()';
CREATE AGGREGATE krippendorff_alpha(unit text, coder text, value double precision, metric text) (SFUNC = krippendorff_alpha_add,
	STYPE = number_pairs, SSPACE = 8192, FINALFUNC = krippendorff_alpha_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = number_pairs_combine,
	PARALLEL = SAFE);
COMMENT ON AGGREGATE krippendorff_alpha(text, text, double precision, text) IS 'Krippendorff''s alpha: how far reports of the same units agree beyond chance, 1 at most, 0 by chance. The metric, a constant: nominal, ordinal, interval or ratio. Units with one report are left out, and rows with a NULL in unit, coder or value; a coder''s second value for a unit is one more report. NULL where no unit has two reports or all values are the same, and by ratio where two are each other''s opposite';

CREATE FUNCTION wilson_interval(k bigint, n bigint, confidence double precision DEFAULT 0.95, OUT low double precision, OUT high double precision)
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_wilson_interval';
COMMENT ON FUNCTION wilson_interval(bigint, bigint, double precision) IS 'the interval of a share, k of n, from 0 to 1 (Wilson 1927). Bounds are NULL for n = 0; an error (22023) where k is negative or greater than n, or the confidence not between 0 and 1';

CREATE FUNCTION concentration_add(double precision[], double precision) RETURNS double precision[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_concentration_add';
COMMENT ON FUNCTION concentration_add(double precision[], double precision) IS 'adds an amount to the state of hhi() and concentration()';
CREATE FUNCTION concentration_combine(double precision[], double precision[]) RETURNS double precision[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_concentration_combine';
COMMENT ON FUNCTION concentration_combine(double precision[], double precision[]) IS 'joins two states of hhi() and concentration()';
CREATE FUNCTION hhi_final(double precision[]) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_hhi_final';
COMMENT ON FUNCTION hhi_final(double precision[]) IS 'result of hhi()';
CREATE FUNCTION concentration_final(double precision[]) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_concentration_final';
COMMENT ON FUNCTION concentration_final(double precision[]) IS 'result of concentration()';
CREATE AGGREGATE hhi(x double precision) (SFUNC = concentration_add, STYPE = double precision[], INITCOND = '{0,0,0}',
	FINALFUNC = hhi_final, COMBINEFUNC = concentration_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE hhi(double precision) IS 'the index of Herfindahl and Hirschman: the sum of squared shares, from 1/N to 1, of shares or of amounts from 0 on. NULLs do not count; NULL where all amounts are 0; a negative one is an error (22023)';
CREATE AGGREGATE concentration(x double precision) (SFUNC = concentration_add, STYPE = double precision[], INITCOND = '{0,0,0}',
	FINALFUNC = concentration_final, COMBINEFUNC = concentration_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE concentration(double precision) IS 'concentration of power as Singer, Bremer and Stuckey (1972) have it: the root of (hhi - 1/N) / (1 - 1/N), 0 where all have alike, 1 where one has all. N counts the zeros, too';
