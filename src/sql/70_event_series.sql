-- event_series: the history of a dyad, or of anything, as one value: days in order, each with its codes and how often.
-- Ordering and hashing are the server's own functions of bytea: equal histories are equal bytes by construction.

CREATE TYPE event_series;

CREATE FUNCTION event_series_in(cstring) RETURNS event_series
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_series_in';
COMMENT ON FUNCTION event_series_in(cstring) IS
	'input of event_series: days with their codes, as 2009-06-04: 010 042*3; 2009-06-07: 190, in any order; error 22P02 for malformed text';
CREATE FUNCTION event_series_out(event_series) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_event_series_out';
COMMENT ON FUNCTION event_series_out(event_series) IS
	'output of event_series: days in order, each with its codes in order, and how often where it is more than once';
CREATE FUNCTION event_series_recv(internal) RETURNS event_series
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_series_recv';
COMMENT ON FUNCTION event_series_recv(internal) IS
	'binary input of event_series: the stored bytes; error 22P03 for any others, for each history has one form only';
CREATE FUNCTION event_series_send(event_series) RETURNS bytea
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteasend';
COMMENT ON FUNCTION event_series_send(event_series) IS
	'binary output of event_series: the stored bytes';

CREATE TYPE event_series (
	INPUT = event_series_in,
	OUTPUT = event_series_out,
	RECEIVE = event_series_recv,
	SEND = event_series_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = external
);
COMMENT ON TYPE event_series IS
	'a history: days with their event codes and how often each occurred, at most 9007199254740992 events; about 2.3 bytes an event; stored without compression, so that a part of a long history is read alone';

-- Comparison

CREATE FUNCTION event_series_lt(event_series, event_series) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bytealt';
COMMENT ON FUNCTION event_series_lt(event_series, event_series) IS
	'implementation of <: the left history comes before the right, in the order of their bytes';
CREATE FUNCTION event_series_le(event_series, event_series) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteale';
COMMENT ON FUNCTION event_series_le(event_series, event_series) IS
	'implementation of <=: the left history comes before or equals the right, in the order of their bytes';
CREATE FUNCTION event_series_eq(event_series, event_series) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteaeq';
COMMENT ON FUNCTION event_series_eq(event_series, event_series) IS
	'implementation of =: the histories have the same events';
CREATE FUNCTION event_series_ne(event_series, event_series) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteane';
COMMENT ON FUNCTION event_series_ne(event_series, event_series) IS
	'implementation of <>: the histories differ';
CREATE FUNCTION event_series_ge(event_series, event_series) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteage';
COMMENT ON FUNCTION event_series_ge(event_series, event_series) IS
	'implementation of >=: the left history comes after or equals the right, in the order of their bytes';
CREATE FUNCTION event_series_gt(event_series, event_series) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteagt';
COMMENT ON FUNCTION event_series_gt(event_series, event_series) IS
	'implementation of >: the left history comes after the right, in the order of their bytes';
CREATE FUNCTION event_series_cmp(event_series, event_series) RETURNS integer
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteacmp';
COMMENT ON FUNCTION event_series_cmp(event_series, event_series) IS
	'less than, equal to or greater than zero, in the order of bytes';
CREATE FUNCTION event_series_sortsupport(internal) RETURNS void
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'bytea_sortsupport';
COMMENT ON FUNCTION event_series_sortsupport(internal) IS
	'sort support of event_series';
CREATE FUNCTION event_series_hash(event_series) RETURNS integer
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
COMMENT ON FUNCTION event_series_hash(event_series) IS
	'hash of event_series';
CREATE FUNCTION event_series_hash_extended(event_series, bigint) RETURNS bigint
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlenaextended';
COMMENT ON FUNCTION event_series_hash_extended(event_series, bigint) IS
	'64-bit seeded hash of event_series, for hash partitioning';
CREATE OPERATOR < (
	LEFTARG = event_series, RIGHTARG = event_series, FUNCTION = event_series_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (event_series, event_series) IS 'before, in the order of bytes: good for sorting and grouping, and of no other meaning';
CREATE OPERATOR <= (
	LEFTARG = event_series, RIGHTARG = event_series, FUNCTION = event_series_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (event_series, event_series) IS 'before or equal, in the order of bytes';
CREATE OPERATOR = (
	LEFTARG = event_series, RIGHTARG = event_series, FUNCTION = event_series_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (event_series, event_series) IS 'the same events on the same days';
CREATE OPERATOR <> (
	LEFTARG = event_series, RIGHTARG = event_series, FUNCTION = event_series_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (event_series, event_series) IS 'not the same events';
CREATE OPERATOR >= (
	LEFTARG = event_series, RIGHTARG = event_series, FUNCTION = event_series_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (event_series, event_series) IS 'after or equal, in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = event_series, RIGHTARG = event_series, FUNCTION = event_series_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (event_series, event_series) IS 'after, in the order of bytes';
CREATE OPERATOR CLASS event_series_ops DEFAULT FOR TYPE event_series USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 event_series_cmp(event_series, event_series),
	FUNCTION 2 event_series_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS event_series_ops USING btree IS 'byte order of histories, for sorting, grouping and equality';
CREATE OPERATOR CLASS event_series_ops DEFAULT FOR TYPE event_series USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 event_series_hash(event_series),
	FUNCTION 2 event_series_hash_extended(event_series, bigint);
COMMENT ON OPERATOR CLASS event_series_ops USING hash IS 'hashing of histories';

-- Making histories. The state of the aggregates is a type of its own, and not internal, so that it can go to other nodes.

CREATE TYPE history_state;

CREATE FUNCTION history_state_in(cstring) RETURNS history_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_history_state_in';
COMMENT ON FUNCTION history_state_in(cstring) IS
	'input of history_state: its binary form in hexadecimal digits; error 22P03 for what cannot be one';
CREATE FUNCTION history_state_out(history_state) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_history_state_out';
COMMENT ON FUNCTION history_state_out(history_state) IS
	'output of history_state: its binary form in hexadecimal digits';
CREATE FUNCTION history_state_recv(internal) RETURNS history_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_history_state_recv';
COMMENT ON FUNCTION history_state_recv(internal) IS
	'binary input of history_state: a version, then integers in network order; error 22P03 for what cannot be one';
CREATE FUNCTION history_state_send(history_state) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_history_state_send';
COMMENT ON FUNCTION history_state_send(history_state) IS
	'binary output of history_state: a version, then integers in network order';

CREATE TYPE history_state (
	INPUT = history_state_in,
	OUTPUT = history_state_out,
	RECEIVE = history_state_recv,
	SEND = history_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE history_state IS 'the state of aggregates over histories: what they have seen so far';

CREATE FUNCTION history_add(history_state, date, event_code) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_history_add';
COMMENT ON FUNCTION history_add(history_state, date, event_code) IS
	'transition of event_series(day, code): adds an event';
CREATE FUNCTION history_add(history_state, date, event_code, bigint) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_history_add';
COMMENT ON FUNCTION history_add(history_state, date, event_code, bigint) IS
	'transition of event_series(day, code, count): adds events';
CREATE FUNCTION history_merge(history_state, event_series) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_history_merge';
COMMENT ON FUNCTION history_merge(history_state, event_series) IS
	'transition of merge(event_series): adds a history';
CREATE FUNCTION history_combine(history_state, history_state) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_history_combine';
COMMENT ON FUNCTION history_combine(history_state, history_state) IS
	'combines two states of event_series() or merge()';
CREATE FUNCTION history_final(history_state) RETURNS event_series
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_history_final';
COMMENT ON FUNCTION history_final(history_state) IS
	'result of event_series() and merge()';
CREATE AGGREGATE event_series(day date, code event_code) (
	SFUNC = history_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = history_combine, FINALFUNC = history_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE event_series(date, event_code) IS
	'the history of the rows of a group, in whatever order they come; rows with a NULL do not count; NULL over no rows; error 22008 for an infinite day';
CREATE AGGREGATE event_series(day date, code event_code, count bigint) (
	SFUNC = history_add, STYPE = history_state, SSPACE = 256, COMBINEFUNC = history_combine, FINALFUNC = history_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE event_series(date, event_code, bigint) IS
	'the same where a row stands for several events, or has a weight such as the number of mentions; 0 adds nothing; error 22003 for a negative count, and beyond 9007199254740992 events';
CREATE AGGREGATE merge(event_series) (
	SFUNC = history_merge, STYPE = history_state, SSPACE = 256, COMBINEFUNC = history_combine, FINALFUNC = history_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE merge(event_series) IS
	'all events of several histories in one; NULLs do not count; NULL over no rows; error 22003 beyond 9007199254740992 events';

CREATE FUNCTION event_series_union(event_series, event_series) RETURNS event_series
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_event_series_union';
COMMENT ON FUNCTION event_series_union(event_series, event_series) IS
	'implementation of ||: the events of both';
CREATE FUNCTION event_series_difference(event_series, event_series) RETURNS event_series
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_event_series_difference';
COMMENT ON FUNCTION event_series_difference(event_series, event_series) IS
	'implementation of -: the events of the left that the right has not';
CREATE OPERATOR || (
	LEFTARG = event_series, RIGHTARG = event_series, FUNCTION = event_series_union, COMMUTATOR = ||
);
COMMENT ON OPERATOR || (event_series, event_series) IS 'the events of both histories; what occurs in both counts for both';
CREATE OPERATOR - (
	LEFTARG = event_series, RIGHTARG = event_series, FUNCTION = event_series_difference
);
COMMENT ON OPERATOR - (event_series, event_series) IS
	'the events of the left history less those of the right: of each code on each day as many as the left has more';

-- Looking into a history

CREATE FUNCTION events(s event_series, OUT day date, OUT code event_code, OUT count bigint) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 200 AS 'MODULE_PATHNAME', 'smartdip_events';
COMMENT ON FUNCTION events(event_series) IS
	'the events of a history, a row for each code of each day, in order of the day';
CREATE FUNCTION event_count(s event_series) RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_count';
COMMENT ON FUNCTION event_count(event_series) IS
	'how many events a history has; read from its first bytes';
CREATE FUNCTION active_days(s event_series) RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_active_days';
COMMENT ON FUNCTION active_days(event_series) IS
	'on how many days something happened; read from the first bytes of a history';
CREATE FUNCTION first_day(s event_series) RETURNS date
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_first_day';
COMMENT ON FUNCTION first_day(event_series) IS
	'the day of the first event; NULL for a history without events';
CREATE FUNCTION last_day(s event_series) RETURNS date
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_last_day';
COMMENT ON FUNCTION last_day(event_series) IS
	'the day of the last event; NULL for a history without events';
CREATE FUNCTION within(s event_series, during daterange) RETURNS event_series
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_within';
COMMENT ON FUNCTION within(event_series, daterange) IS
	'the part of a history that lies in a range of days; of a long stored history only that part is read';
CREATE FUNCTION only_codes(s event_series, VARIADIC codes event_code[]) RETURNS event_series
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_only_codes';
COMMENT ON FUNCTION only_codes(event_series, event_code[]) IS
	'the events whose code is one of these or stands below one: only_codes(s, ''04'', ''19''); NULLs among the codes stand for nothing';
CREATE FUNCTION only_quad(s event_series, quad integer, scheme text DEFAULT 'gdelt') RETURNS event_series
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_only_quad';
COMMENT ON FUNCTION only_quad(event_series, integer, text) IS
	'the events of a quad class of a scheme: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, 0 neutral (phoenix); error 22023 for another class or scheme';
CREATE FUNCTION only_power(s event_series, dimension text, degree double precision DEFAULT 0.01) RETURNS event_series
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_only_power';
COMMENT ON FUNCTION only_power(event_series, text, double precision) IS
	'the events whose power profile (smartdip-1) has at least a degree in a dimension: a cell such as hard.threat, or an instrument such as military; by default any degree at all; error 22023 for an unknown dimension, 22003 for a degree not above 0 and up to 1';

-- Measures. Scores are summed in tenths and degrees in hundredths, in whole numbers, so the order of events never matters.

CREATE FUNCTION quad_counts(s event_series, scheme text DEFAULT 'gdelt', during daterange DEFAULT '(,)',
	OUT verbal_cooperation bigint, OUT material_cooperation bigint, OUT verbal_conflict bigint, OUT material_conflict bigint,
	OUT other bigint) RETURNS record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_quad_counts';
COMMENT ON FUNCTION quad_counts(event_series, text, daterange) IS
	'events of each quad class by a scheme, within a range of days; other are those that the scheme gives none of the four (neutral in phoenix, without a type in plover); error 22023 for an unknown scheme';
CREATE FUNCTION goldstein_sum(s event_series, scheme text DEFAULT 'gdelt', during daterange DEFAULT '(,)') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_goldstein_sum';
COMMENT ON FUNCTION goldstein_sum(event_series, text, daterange) IS
	'sum of the Goldstein scores of the events by a scheme, within a range of days; 0 without events; codes without a score add nothing; error 22023 for an unknown scheme';
CREATE FUNCTION goldstein_mean(s event_series, scheme text DEFAULT 'gdelt', during daterange DEFAULT '(,)') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_goldstein_mean';
COMMENT ON FUNCTION goldstein_mean(event_series, text, daterange) IS
	'mean Goldstein score, -10 to +10, of the events that have one; NULL without such events; error 22023 for an unknown scheme';
CREATE FUNCTION cooperation(s event_series, scheme text DEFAULT 'gdelt', during daterange DEFAULT '(,)') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_cooperation';
COMMENT ON FUNCTION cooperation(event_series, text, daterange) IS
	'sum of the positive Goldstein scores; 0 without events; error 22023 for an unknown scheme';
CREATE FUNCTION conflict(s event_series, scheme text DEFAULT 'gdelt', during daterange DEFAULT '(,)') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_conflict';
COMMENT ON FUNCTION conflict(event_series, text, daterange) IS
	'sum of the negative Goldstein scores, without their sign; 0 without events; error 22023 for an unknown scheme';
CREATE FUNCTION net_cooperation(s event_series, scheme text DEFAULT 'gdelt', during daterange DEFAULT '(,)') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_net_cooperation';
COMMENT ON FUNCTION net_cooperation(event_series, text, daterange) IS
	'cooperation less conflict, which is the sum of the Goldstein scores; 0 without events; error 22023 for an unknown scheme';
CREATE FUNCTION power_profile(s event_series, during daterange DEFAULT '(,)') RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_power_profile_event_series';
COMMENT ON FUNCTION power_profile(event_series, daterange) IS
	'the mean power profile of the events by the scheme smartdip-1, just what avg(power_profile(code)) gives over them; NULL without events';
CREATE FUNCTION decayed(s event_series, day date, half_life double precision, form text DEFAULT 'dream') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_decayed';
COMMENT ON FUNCTION decayed(event_series, date, double precision, text) IS
	'the events before a day, each worth half as much for every half-life (in days) that has passed: exp(-(t - t1) ln 2 / T) in the form dream (Lerner and Lomi 2020; R package dream), that times ln 2 / T in the form rem (Lerner and others 2013; R package rem); events of the day itself do not count; errors: 22023 for another form, 22003 for a half-life not above 0';

-- Period by period

CREATE TYPE panel_period AS (
	period date, events bigint, cooperation double precision, conflict double precision, net_cooperation double precision,
	verbal_cooperation bigint, material_cooperation bigint, verbal_conflict bigint, material_conflict bigint,
	hard double precision, soft double precision
);
COMMENT ON TYPE panel_period IS
	'a row of a panel: the first day of the period; its events; sums of the positive Goldstein scores, of the negative ones without their sign, and of all; events by quad class; sums of the degrees of hard and of soft power (each event''s greatest degree over power, threat and security, by smartdip-1)';
CREATE FUNCTION panel(s event_series, unit text, "from" date, "to" date, scheme text DEFAULT 'gdelt') RETURNS SETOF panel_period
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100 AS 'MODULE_PATHNAME', 'smartdip_panel';
COMMENT ON FUNCTION panel(event_series, text, date, date, text) IS
	'a row for every day, week (from Monday), month, quarter or year that has days from the first to the last given, zeros where nothing happened; events before the first and after the last day do not count; errors: 22023 for an unknown unit or scheme and for a range that ends before it begins, 22008 for an infinite day';
CREATE FUNCTION panel_add(history_state, event_series, text, date, date) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_panel_add';
COMMENT ON FUNCTION panel_add(history_state, event_series, text, date, date) IS
	'transition of panel_agg: adds the panel of a history';
CREATE FUNCTION panel_add(history_state, event_series, text, date, date, text) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_panel_add';
COMMENT ON FUNCTION panel_add(history_state, event_series, text, date, date, text) IS
	'transition of panel_agg: adds the panel of a history by a scheme';
CREATE FUNCTION panel_combine(history_state, history_state) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_panel_combine';
COMMENT ON FUNCTION panel_combine(history_state, history_state) IS
	'combines two states of panel_agg';
CREATE FUNCTION panel_final(history_state) RETURNS panel_period[]
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_panel_final';
COMMENT ON FUNCTION panel_final(history_state) IS
	'result of panel_agg';
CREATE AGGREGATE panel_agg(s event_series, unit text, "from" date, "to" date) (
	SFUNC = panel_add, STYPE = history_state, SSPACE = 16384, COMBINEFUNC = panel_combine, FINALFUNC = panel_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(event_series, text, date, date) IS
	'the panels of many histories added up, in one pass: unnest() makes rows of it; NULLs do not count; NULL over no rows; unit and days must be the same for all rows of a group (22023)';
CREATE AGGREGATE panel_agg(s event_series, unit text, "from" date, "to" date, scheme text) (
	SFUNC = panel_add, STYPE = history_state, SSPACE = 16384, COMBINEFUNC = panel_combine, FINALFUNC = panel_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE panel_agg(event_series, text, date, date, text) IS
	'the same by a scheme; error 22023 for an unknown one';

CREATE FUNCTION volatility(s event_series, unit text, "from" date, "to" date, periods integer DEFAULT 12, scheme text DEFAULT 'gdelt',
	OUT period date, OUT net_cooperation double precision, OUT volatility double precision) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100 AS 'MODULE_PATHNAME', 'smartdip_volatility';
COMMENT ON FUNCTION volatility(event_series, text, date, date, integer, text) IS
	'for every period its net cooperation and the sample standard deviation of it over the last so many periods (2 to 1000), this one included; NULL as long as there are not so many; errors as for panel()';
CREATE FUNCTION surges(s event_series, volume event_series, unit text, "from" date, "to" date, baseline integer DEFAULT 12,
	minimum bigint DEFAULT 5, form text DEFAULT 'median',
	OUT period date, OUT events bigint, OUT volume_events bigint, OUT share double precision, OUT expected double precision,
	OUT score double precision) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100 AS 'MODULE_PATHNAME', 'smartdip_surges';
COMMENT ON FUNCTION surges(event_series, event_series, text, date, date, integer, bigint, text) IS
	'for every period how far its share of all events (volume: merge() of all histories) lies above that of the baseline, the 2 to 1000 periods before it, in form median (median and 1.4826 times the median absolute deviation) or mean (mean and sample standard deviation); expected is the number of events that the baseline''s share gives for the volume. The score is infinite where the baseline does not vary, and NULL for fewer events than the minimum; share, expected and score are NULL in periods without volume, the last two as long as there is no whole baseline; errors as for panel(), 22023 for another form';

-- What follows what

CREATE TYPE code_count AS (code event_code, count bigint);
COMMENT ON TYPE code_count IS 'a row of code_counts(): how often a code occurred';
CREATE FUNCTION code_counts(s event_series) RETURNS SETOF code_count
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 30 AS 'MODULE_PATHNAME', 'smartdip_code_counts';
COMMENT ON FUNCTION code_counts(event_series) IS 'how often each code occurs in a history, a row for each that does';
CREATE FUNCTION code_counts_add(history_state, event_series) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_code_counts_add';
COMMENT ON FUNCTION code_counts_add(history_state, event_series) IS 'transition of code_counts_agg: adds the codes of a history';
CREATE FUNCTION code_counts_final(history_state) RETURNS code_count[]
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_code_counts_final';
COMMENT ON FUNCTION code_counts_final(history_state) IS 'result of code_counts_agg';
CREATE AGGREGATE code_counts_agg(s event_series) (
	SFUNC = code_counts_add, STYPE = history_state, SSPACE = 4096, COMBINEFUNC = history_combine, FINALFUNC = code_counts_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE code_counts_agg(event_series) IS
	'how often each code occurs in many histories, in one pass: unnest() makes rows of it; NULLs do not count; NULL over no rows';

CREATE TYPE code_transition AS (from_code event_code, to_code event_code, count bigint);
COMMENT ON TYPE code_transition IS 'a row of transitions(): how often a code was followed by another';
CREATE FUNCTION transitions(s event_series, level integer DEFAULT 3) RETURNS SETOF code_transition
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100 AS 'MODULE_PATHNAME', 'smartdip_transitions';
COMMENT ON FUNCTION transitions(event_series, integer) IS
	'how often a code was followed by another on the next active day: events of one day have no order, so each code of a day is paired with each code of the next active day, once for such a step, however often it occurred; codes as they are (level 3), as base codes (2) or as roots (1); error 22023 for another level';
CREATE FUNCTION transitions_add(history_state, event_series) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_transitions_add';
COMMENT ON FUNCTION transitions_add(history_state, event_series) IS 'transition of transitions_agg: adds the transitions of a history';
CREATE FUNCTION transitions_add(history_state, event_series, integer) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_transitions_add';
COMMENT ON FUNCTION transitions_add(history_state, event_series, integer) IS 'transition of transitions_agg: adds the transitions of a history at a level';
CREATE FUNCTION transitions_combine(history_state, history_state) RETURNS history_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_transitions_combine';
COMMENT ON FUNCTION transitions_combine(history_state, history_state) IS 'combines two states of transitions_agg';
CREATE FUNCTION transitions_final(history_state) RETURNS code_transition[]
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_transitions_final';
COMMENT ON FUNCTION transitions_final(history_state) IS 'result of transitions_agg';
CREATE AGGREGATE transitions_agg(s event_series) (
	SFUNC = transitions_add, STYPE = history_state, SSPACE = 32768, COMBINEFUNC = transitions_combine, FINALFUNC = transitions_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE transitions_agg(event_series) IS
	'the transitions of many histories added up, in one pass: unnest() makes rows of it; no transition leads from one history to another; NULLs do not count; NULL over no rows';
CREATE AGGREGATE transitions_agg(s event_series, level integer) (
	SFUNC = transitions_add, STYPE = history_state, SSPACE = 32768, COMBINEFUNC = transitions_combine, FINALFUNC = transitions_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE transitions_agg(event_series, integer) IS 'the same at a level, as in transitions()';

-- Two sides: ab is what one side did to the other, ba what came back

CREATE FUNCTION reply_times(ab event_series, ba event_series, acts event_code[] DEFAULT NULL, answers event_code[] DEFAULT NULL,
	until date DEFAULT NULL, same_day boolean DEFAULT false,
	OUT day date, OUT code event_code, OUT count bigint, OUT days integer, OUT answered boolean) RETURNS SETOF record
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 ROWS 200 AS 'MODULE_PATHNAME', 'smartdip_reply_times';
COMMENT ON FUNCTION reply_times(event_series, event_series, event_code[], event_code[], date, boolean) IS
	'every act of ab with the days to the first answer in ba, or, where none came, to the day until on which the data end (censored; NULL: the last day of either history). Acts and answers are events of these codes and what stands below them, NULL: all. An answer comes on a later day, or, with same_day, on the day itself, too. No rows where a history is NULL; error 22008 for an infinite day';
CREATE FUNCTION reply_latency(ab event_series, ba event_series, acts event_code[] DEFAULT NULL, answers event_code[] DEFAULT NULL,
	until date DEFAULT NULL, same_day boolean DEFAULT false,
	OUT n bigint, OUT answered bigint, OUT censored bigint, OUT median double precision, OUT p90 double precision) RETURNS record
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_reply_latency';
COMMENT ON FUNCTION reply_latency(event_series, event_series, event_code[], event_code[], date, boolean) IS
	'how long answers take, in days, by the estimate of Kaplan and Meier (1958), which knows that unanswered acts may still be answered: the time by which half and nine tenths of the n acts have an answer; the middle where the curve stays at just one half or one tenth, NULL where it never falls so far; an act that occurred k times counts k times; arguments as in reply_times(); NULL where a history is NULL';
CREATE FUNCTION reciprocity(ab event_series, ba event_series, unit text DEFAULT 'month', lag integer DEFAULT 1, scheme text DEFAULT 'gdelt',
	during daterange DEFAULT '(,)') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_reciprocity';
COMMENT ON FUNCTION reciprocity(event_series, event_series, text, integer, text, daterange) IS
	'correlation, -1 to 1, of the net cooperation in ba in a period with that in ab lag periods before, over all periods of a range, quiet ones with 0; an open end of the range is the first or last event of either history; NULL where one of the two does not vary, or for fewer than two pairs; errors: 22023 for an unknown unit or scheme, and for a negative lag';
CREATE FUNCTION half_life_reciprocity(ba event_series, day date, half_life double precision, form text DEFAULT 'dream') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_half_life_reciprocity';
COMMENT ON FUNCTION half_life_reciprocity(event_series, date, double precision, text) IS
	'reciprocity as relational event models have it: what the other side did before a day, decayed by a half-life in days; the same as decayed() over ba';
CREATE FUNCTION together(a event_series, b event_series, unit text, during daterange DEFAULT '(,)',
	OUT periods bigint, OUT both_active bigint, OUT only_first bigint, OUT only_second bigint, OUT neither bigint,
	OUT expected double precision, OUT lift double precision, OUT phi double precision) RETURNS record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_together';
COMMENT ON FUNCTION together(event_series, event_series, text, daterange) IS
	'in how many periods of a range both histories have events, only the first, only the second, neither; how many of both independence would give; lift, both over expected; phi, the correlation of the two, -1 to 1. An open end of the range is the first or last event of either history; expected, lift and phi are NULL where they would divide by 0; error 22023 for an unknown unit';
CREATE FUNCTION together_codes(s event_series, codes event_code[], other_codes event_code[], unit text, during daterange DEFAULT '(,)',
	OUT periods bigint, OUT both_active bigint, OUT only_first bigint, OUT only_second bigint, OUT neither bigint,
	OUT expected double precision, OUT lift double precision, OUT phi double precision) RETURNS record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_together_codes';
COMMENT ON FUNCTION together_codes(event_series, event_code[], event_code[], text, daterange) IS
	'the same as together() for two kinds of acts of one history: events of these codes and what stands below them';
