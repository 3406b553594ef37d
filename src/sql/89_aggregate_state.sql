-- Aggregates in two steps, for states of a type that several aggregates share: NAME_state(rows) gives the state of NAME, and NAME(state) the
-- result of all rows that went into states. merge() makes one state of several.

CREATE FUNCTION history_state_merge(history_state, history_state) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_history_state_merge';
COMMENT ON FUNCTION history_state_merge(history_state, history_state) IS 'combines two states of one aggregate over histories; error 22023 for states of two';
CREATE AGGREGATE merge(history_state) (
	SFUNC = history_state_merge, STYPE = history_state, SSPACE = 16384, COMBINEFUNC = history_state_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE merge(history_state) IS 'several states of one aggregate over histories in one; NULLs do not count; NULL over no states; error 22023 for states of two aggregates';
CREATE AGGREGATE merge(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE merge(number_pairs) IS 'several states of one aggregate in one; NULLs do not count; NULL over no states; error 22023 for states with two seeds, or with another argument that is a constant';

CREATE AGGREGATE panel_agg_state(s event_series, unit text, "from" date, "to" date) (
	SFUNC = panel_add, STYPE = history_state, SSPACE = 16384, COMBINEFUNC = panel_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg_state(event_series, text, date, date) IS 'the state of panel_agg() over these rows, to be stored or sent';
CREATE AGGREGATE panel_agg(history_state) (
	SFUNC = panel_combine, STYPE = history_state, SSPACE = 16384, FINALFUNC = panel_final, COMBINEFUNC = panel_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(history_state) IS 'panel_agg() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE panel_agg_state(s event_series, unit text, "from" date, "to" date, scheme text) (
	SFUNC = panel_add, STYPE = history_state, SSPACE = 16384, COMBINEFUNC = panel_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg_state(event_series, text, date, date, text) IS 'the state of panel_agg() over these rows, to be stored or sent';

CREATE AGGREGATE code_counts_agg_state(s event_series) (
	SFUNC = code_counts_add, STYPE = history_state, SSPACE = 4096, COMBINEFUNC = history_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_counts_agg_state(event_series) IS 'the state of code_counts_agg() over these rows, to be stored or sent';
CREATE AGGREGATE code_counts_agg(history_state) (
	SFUNC = history_combine, STYPE = history_state, SSPACE = 4096, FINALFUNC = code_counts_final, COMBINEFUNC = history_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_counts_agg(history_state) IS 'code_counts_agg() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE transitions_agg_state(s event_series) (
	SFUNC = transitions_add, STYPE = history_state, SSPACE = 32768, COMBINEFUNC = transitions_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE transitions_agg_state(event_series) IS 'the state of transitions_agg() over these rows, to be stored or sent';
CREATE AGGREGATE transitions_agg(history_state) (
	SFUNC = transitions_combine, STYPE = history_state, SSPACE = 32768, FINALFUNC = transitions_final, COMBINEFUNC = transitions_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE transitions_agg(history_state) IS 'transitions_agg() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE transitions_agg_state(s event_series, level integer) (
	SFUNC = transitions_add, STYPE = history_state, SSPACE = 32768, COMBINEFUNC = transitions_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE transitions_agg_state(event_series, integer) IS 'the state of transitions_agg() over these rows, to be stored or sent';

CREATE AGGREGATE mann_whitney_state(x double precision, in_group boolean) (
	SFUNC = number_pairs_add_group, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE mann_whitney_state(double precision, boolean) IS 'the state of mann_whitney() over these rows, to be stored or sent';
CREATE AGGREGATE mann_whitney(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = mann_whitney_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE mann_whitney(number_pairs) IS 'mann_whitney() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE cliffs_delta_state(x double precision, in_group boolean) (
	SFUNC = number_pairs_add_group, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE cliffs_delta_state(double precision, boolean) IS 'the state of cliffs_delta() over these rows, to be stored or sent';
CREATE AGGREGATE cliffs_delta(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = cliffs_delta_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE cliffs_delta(number_pairs) IS 'cliffs_delta() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE permutation_test_state(x double precision, in_group boolean) (
	SFUNC = permutation_test_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE permutation_test_state(double precision, boolean) IS 'the state of permutation_test() over these rows, to be stored or sent';
CREATE AGGREGATE permutation_test(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = permutation_test_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE permutation_test(number_pairs) IS 'permutation_test() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE permutation_test_state(x double precision, in_group boolean, seed bigint) (
	SFUNC = permutation_test_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE permutation_test_state(double precision, boolean, bigint) IS 'the state of permutation_test() over these rows, to be stored or sent';

CREATE AGGREGATE permutation_test_state(x double precision, in_group boolean, seed bigint, statistic text) (
	SFUNC = permutation_test_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE permutation_test_state(double precision, boolean, bigint, text) IS 'the state of permutation_test() over these rows, to be stored or sent';

CREATE AGGREGATE kaplan_meier_state(days double precision, answered boolean) (
	SFUNC = kaplan_meier_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE kaplan_meier_state(double precision, boolean) IS 'the state of kaplan_meier() over these rows, to be stored or sent';
CREATE AGGREGATE kaplan_meier(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = kaplan_meier_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE kaplan_meier(number_pairs) IS 'kaplan_meier() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE kaplan_meier_state(days double precision, answered boolean, count bigint) (
	SFUNC = kaplan_meier_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE kaplan_meier_state(double precision, boolean, bigint) IS 'the state of kaplan_meier() over these rows, to be stored or sent';

CREATE AGGREGATE spearman_state(x double precision, y double precision) (
	SFUNC = number_pairs_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE spearman_state(double precision, double precision) IS 'the state of spearman() over these rows, to be stored or sent';
CREATE AGGREGATE spearman(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = spearman_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE spearman(number_pairs) IS 'spearman() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE kendall_state(x double precision, y double precision) (
	SFUNC = number_pairs_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE kendall_state(double precision, double precision) IS 'the state of kendall() over these rows, to be stored or sent';
CREATE AGGREGATE kendall(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = kendall_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE kendall(number_pairs) IS 'kendall() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE krippendorff_alpha_state(unit text, coder text, value double precision, metric text) (
	SFUNC = krippendorff_alpha_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE krippendorff_alpha_state(text, text, double precision, text) IS 'the state of krippendorff_alpha() over these rows, to be stored or sent';
CREATE AGGREGATE krippendorff_alpha(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = krippendorff_alpha_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE krippendorff_alpha(number_pairs) IS 'krippendorff_alpha() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE hhi_state(x double precision) (
	SFUNC = concentration_add, STYPE = double precision[], INITCOND = '{0,0,0}', COMBINEFUNC = concentration_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_state(double precision) IS 'the state of hhi() over these rows, to be stored or sent';
CREATE AGGREGATE hhi(double precision[]) (
	SFUNC = concentration_combine, STYPE = double precision[], INITCOND = '{0,0,0}', FINALFUNC = hhi_final, COMBINEFUNC = concentration_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(double precision[]) IS 'hhi() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE concentration_state(x double precision) (
	SFUNC = concentration_add, STYPE = double precision[], INITCOND = '{0,0,0}', COMBINEFUNC = concentration_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE concentration_state(double precision) IS 'the state of concentration() over these rows, to be stored or sent';
CREATE AGGREGATE concentration(double precision[]) (
	SFUNC = concentration_combine, STYPE = double precision[], INITCOND = '{0,0,0}', FINALFUNC = concentration_final, COMBINEFUNC = concentration_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE concentration(double precision[]) IS 'concentration() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE clustered_share_state(part double precision, whole double precision, reference double precision) (
	SFUNC = clustered_share_add, STYPE = double precision[], INITCOND = '{0,0,0,0,0,0,0}', COMBINEFUNC = clustered_share_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE clustered_share_state(double precision, double precision, double precision) IS 'the state of clustered_share() over these rows, to be stored or sent';
CREATE AGGREGATE clustered_share(double precision[]) (
	SFUNC = clustered_share_combine, STYPE = double precision[], INITCOND = '{0,0,0,0,0,0,0}', FINALFUNC = clustered_share_final, COMBINEFUNC = clustered_share_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE clustered_share(double precision[]) IS 'clustered_share() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE clustered_change_state(part_before double precision, whole_before double precision, part_after double precision, whole_after double precision) (
	SFUNC = clustered_change_add, STYPE = double precision[], INITCOND = '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', COMBINEFUNC = clustered_change_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE clustered_change_state(double precision, double precision, double precision, double precision) IS 'the state of clustered_change() over these rows, to be stored or sent';
CREATE AGGREGATE clustered_change(double precision[]) (
	SFUNC = clustered_change_combine, STYPE = double precision[], INITCOND = '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', FINALFUNC = clustered_change_final, COMBINEFUNC = clustered_change_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE clustered_change(double precision[]) IS 'clustered_change() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE report_agreement_state(event bigint, source text, value double precision) (
	SFUNC = report_agreement_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE report_agreement_state(bigint, text, double precision) IS 'the state of report_agreement() over these rows, to be stored or sent';
CREATE AGGREGATE report_agreement(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = report_agreement_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE report_agreement(number_pairs) IS 'report_agreement() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE report_agreement_state(event bigint, source text, value double precision, metric text) (
	SFUNC = report_agreement_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE report_agreement_state(bigint, text, double precision, text) IS 'the state of report_agreement() over these rows, to be stored or sent';

CREATE AGGREGATE time_to_first_report_state(event_time timestamp with time zone, report_time timestamp with time zone) (
	SFUNC = report_time_add, STYPE = number_pairs, SSPACE = 512, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE time_to_first_report_state(timestamp with time zone, timestamp with time zone) IS 'the state of time_to_first_report() over these rows, to be stored or sent';
CREATE AGGREGATE time_to_first_report(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 512, FINALFUNC = time_to_first_report_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE time_to_first_report(number_pairs) IS 'time_to_first_report() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE time_to_half_of_reports_state(event_time timestamp with time zone, report_time timestamp with time zone) (
	SFUNC = report_time_add, STYPE = number_pairs, SSPACE = 512, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE time_to_half_of_reports_state(timestamp with time zone, timestamp with time zone) IS 'the state of time_to_half_of_reports() over these rows, to be stored or sent';
CREATE AGGREGATE time_to_half_of_reports(number_pairs) (
	SFUNC = number_pairs_combine, STYPE = number_pairs, SSPACE = 512, FINALFUNC = time_to_half_of_reports_final, COMBINEFUNC = number_pairs_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE time_to_half_of_reports(number_pairs) IS 'time_to_half_of_reports() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE smart_together_agg_state(ab event_series, unit text) (
	SFUNC = smart_together_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_agg_state(event_series, text) IS 'the state of smart_together_agg() over these rows, to be stored or sent';
CREATE AGGREGATE smart_together_agg(history_state) (
	SFUNC = smart_together_combine, STYPE = history_state, SSPACE = 256, FINALFUNC = smart_together_final, COMBINEFUNC = smart_together_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_agg(history_state) IS 'smart_together_agg() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE smart_together_agg_state(ab event_series, unit text, "from" date, "to" date) (
	SFUNC = smart_together_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_agg_state(event_series, text, date, date) IS 'the state of smart_together_agg() over these rows, to be stored or sent';

CREATE AGGREGATE smart_together_agg_state(ab event_series, unit text, "from" date, "to" date, kind text, threshold double precision, scheme text) (
	SFUNC = smart_together_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_agg_state(event_series, text, date, date, text, double precision, text) IS 'the state of smart_together_agg() over these rows, to be stored or sent';

CREATE AGGREGATE smart_together_codes_agg_state(ab event_series, hard event_code[], soft event_code[], unit text) (
	SFUNC = smart_together_codes_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_codes_agg_state(event_series, event_code[], event_code[], text) IS 'the state of smart_together_codes_agg() over these rows, to be stored or sent';
CREATE AGGREGATE smart_together_codes_agg(history_state) (
	SFUNC = smart_together_combine, STYPE = history_state, SSPACE = 256, FINALFUNC = smart_together_final, COMBINEFUNC = smart_together_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_codes_agg(history_state) IS 'smart_together_codes_agg() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE smart_together_codes_agg_state(ab event_series, hard event_code[], soft event_code[], unit text, "from" date, "to" date) (
	SFUNC = smart_together_codes_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = smart_together_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE smart_together_codes_agg_state(event_series, event_code[], event_code[], text, date, date) IS 'the state of smart_together_codes_agg() over these rows, to be stored or sent';

CREATE AGGREGATE before_after_state(x double precision, day date, turn date) (
	SFUNC = before_after_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = before_after_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE before_after_state(double precision, date, date) IS 'the state of before_after() over these rows, to be stored or sent';
CREATE AGGREGATE before_after(number_pairs) (
	SFUNC = before_after_combine, STYPE = number_pairs, SSPACE = 8192, FINALFUNC = before_after_final, COMBINEFUNC = before_after_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE before_after(number_pairs) IS 'before_after() of all rows that went into the states; NULLs do not count';

CREATE AGGREGATE before_after_state(x double precision, day date, turn date, seed bigint) (
	SFUNC = before_after_add, STYPE = number_pairs, SSPACE = 8192, COMBINEFUNC = before_after_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE before_after_state(double precision, date, date, bigint) IS 'the state of before_after() over these rows, to be stored or sent';
