-- event_pattern: what is looked for in histories, as a value: steps, what lies between them, and how often.
-- A value is its canonical text; ordering and hashing are the server's own functions of bytea.

CREATE TYPE event_pattern;

CREATE FUNCTION event_pattern_in(cstring) RETURNS event_pattern
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_pattern_in';
COMMENT ON FUNCTION event_pattern_in(cstring) IS
	'input of event_pattern: steps and what lies between them, as this 13 then other 042 within 30 days; errors with the place in the DETAIL: 42601 for malformed text, 22023 for a code, name, degree or number that does not exist, 54000 for a pattern beyond the limits';
CREATE FUNCTION event_pattern_out(event_pattern) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_pattern_out';
COMMENT ON FUNCTION event_pattern_out(event_pattern) IS
	'output of event_pattern: the pattern with single blanks, as few parentheses as can be, and days for weeks';
CREATE FUNCTION event_pattern_recv(internal) RETURNS event_pattern
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_pattern_recv';
COMMENT ON FUNCTION event_pattern_recv(internal) IS
	'binary input of event_pattern: the characters of its text; error 22P03 for what is no pattern';
CREATE FUNCTION event_pattern_send(event_pattern) RETURNS bytea
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteasend';
COMMENT ON FUNCTION event_pattern_send(event_pattern) IS
	'binary output of event_pattern: the characters of its text';

CREATE TYPE event_pattern (
	INPUT = event_pattern_in,
	OUTPUT = event_pattern_out,
	RECEIVE = event_pattern_recv,
	SEND = event_pattern_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);
COMMENT ON TYPE event_pattern IS
	'a pattern over histories: conditions on events, joined by then, next, with and or, repeated, limited in days; at most 4000 bytes, 64 steps and negations, 1000 steps with repetitions written out';

-- Comparison

CREATE FUNCTION event_pattern_lt(event_pattern, event_pattern) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bytealt';
COMMENT ON FUNCTION event_pattern_lt(event_pattern, event_pattern) IS
	'implementation of <: the left pattern comes before the right, in the order of their bytes';
CREATE FUNCTION event_pattern_le(event_pattern, event_pattern) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteale';
COMMENT ON FUNCTION event_pattern_le(event_pattern, event_pattern) IS
	'implementation of <=: the left pattern comes before or equals the right, in the order of their bytes';
CREATE FUNCTION event_pattern_eq(event_pattern, event_pattern) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteaeq';
COMMENT ON FUNCTION event_pattern_eq(event_pattern, event_pattern) IS
	'implementation of =: the patterns have the same canonical text';
CREATE FUNCTION event_pattern_ne(event_pattern, event_pattern) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteane';
COMMENT ON FUNCTION event_pattern_ne(event_pattern, event_pattern) IS
	'implementation of <>: the patterns differ';
CREATE FUNCTION event_pattern_ge(event_pattern, event_pattern) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteage';
COMMENT ON FUNCTION event_pattern_ge(event_pattern, event_pattern) IS
	'implementation of >=: the left pattern comes after or equals the right, in the order of their bytes';
CREATE FUNCTION event_pattern_gt(event_pattern, event_pattern) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteagt';
COMMENT ON FUNCTION event_pattern_gt(event_pattern, event_pattern) IS
	'implementation of >: the left pattern comes after the right, in the order of their bytes';
CREATE FUNCTION event_pattern_cmp(event_pattern, event_pattern) RETURNS integer
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'byteacmp';
COMMENT ON FUNCTION event_pattern_cmp(event_pattern, event_pattern) IS
	'less than, equal to or greater than zero, in the order of bytes';
CREATE FUNCTION event_pattern_sortsupport(internal) RETURNS void
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'bytea_sortsupport';
COMMENT ON FUNCTION event_pattern_sortsupport(internal) IS
	'sort support of event_pattern';
CREATE FUNCTION event_pattern_hash(event_pattern) RETURNS integer
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
COMMENT ON FUNCTION event_pattern_hash(event_pattern) IS
	'hash of event_pattern';
CREATE FUNCTION event_pattern_hash_extended(event_pattern, bigint) RETURNS bigint
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlenaextended';
COMMENT ON FUNCTION event_pattern_hash_extended(event_pattern, bigint) IS
	'64-bit seeded hash of event_pattern, for hash partitioning';
CREATE OPERATOR < (
	LEFTARG = event_pattern, RIGHTARG = event_pattern, FUNCTION = event_pattern_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (event_pattern, event_pattern) IS 'before, in the order of bytes: good for sorting and grouping, and of no other meaning';
CREATE OPERATOR <= (
	LEFTARG = event_pattern, RIGHTARG = event_pattern, FUNCTION = event_pattern_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (event_pattern, event_pattern) IS 'before or equal, in the order of bytes';
CREATE OPERATOR = (
	LEFTARG = event_pattern, RIGHTARG = event_pattern, FUNCTION = event_pattern_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (event_pattern, event_pattern) IS 'the same canonical text';
CREATE OPERATOR <> (
	LEFTARG = event_pattern, RIGHTARG = event_pattern, FUNCTION = event_pattern_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (event_pattern, event_pattern) IS 'not the same canonical text';
CREATE OPERATOR >= (
	LEFTARG = event_pattern, RIGHTARG = event_pattern, FUNCTION = event_pattern_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (event_pattern, event_pattern) IS 'after or equal, in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = event_pattern, RIGHTARG = event_pattern, FUNCTION = event_pattern_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (event_pattern, event_pattern) IS 'after, in the order of bytes';
CREATE OPERATOR CLASS event_pattern_ops DEFAULT FOR TYPE event_pattern USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 event_pattern_cmp(event_pattern, event_pattern),
	FUNCTION 2 event_pattern_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS event_pattern_ops USING btree IS 'byte order of patterns, for sorting, grouping and equality';
CREATE OPERATOR CLASS event_pattern_ops DEFAULT FOR TYPE event_pattern USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 event_pattern_hash(event_pattern),
	FUNCTION 2 event_pattern_hash_extended(event_pattern, bigint);
COMMENT ON OPERATOR CLASS event_pattern_ops USING hash IS 'hashing of patterns';

-- What a pattern finds: ab is what this side did, ba what the other did

CREATE FUNCTION sequence_matches(ab event_series, ba event_series, pattern event_pattern, resume text DEFAULT 'after last day', until date DEFAULT '-infinity',
	OUT match integer, OUT step integer, OUT label text, OUT side text, OUT day date, OUT code event_code, OUT count bigint) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100 AS 'MODULE_PATHNAME', 'smartdip_sequence_matches';
COMMENT ON FUNCTION sequence_matches(event_series, event_series, event_pattern, text, date) IS
	'the matches of a pattern in what two sides did, from the first day on: a row for each event by which a step was taken, with the number of the match, the number and the condition of the step as written, the side (this, other), and how often the code occurred on the day; where the next match may begin is resume: ''after last day'' of a match, on its ''last day'', or on the ''next day'' after its first; all is known up to until, or to the last event, if that is later: so far can it be said that nothing happened; errors: 22023 for another resume, 54000 where steps times days take more than a gigabyte';
CREATE FUNCTION sequence_matches(s event_series, pattern event_pattern, resume text DEFAULT 'after last day', until date DEFAULT '-infinity',
	OUT match integer, OUT step integer, OUT label text, OUT side text, OUT day date, OUT code event_code, OUT count bigint) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100 AS 'MODULE_PATHNAME', 'smartdip_sequence_matches';
COMMENT ON FUNCTION sequence_matches(event_series, event_pattern, text, date) IS
	'the same in one history; error 22023 for a pattern that asks for the other side';
CREATE FUNCTION sequence_count(ab event_series, ba event_series, pattern event_pattern, resume text DEFAULT 'after last day', until date DEFAULT '-infinity') RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'smartdip_sequence_count';
COMMENT ON FUNCTION sequence_count(event_series, event_series, event_pattern, text, date) IS
	'how many matches of a pattern there are, as sequence_matches() numbers them';
CREATE FUNCTION sequence_count(s event_series, pattern event_pattern, resume text DEFAULT 'after last day', until date DEFAULT '-infinity') RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'smartdip_sequence_count';
COMMENT ON FUNCTION sequence_count(event_series, event_pattern, text, date) IS
	'the same in one history; error 22023 for a pattern that asks for the other side';
CREATE FUNCTION sequence_match(ab event_series, ba event_series, pattern event_pattern, resume text DEFAULT 'after last day', until date DEFAULT '-infinity') RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'smartdip_sequence_match';
COMMENT ON FUNCTION sequence_match(event_series, event_series, event_pattern, text, date) IS
	'is there a match of a pattern? Where the next one may begin is of no matter';
CREATE FUNCTION sequence_match(s event_series, pattern event_pattern, resume text DEFAULT 'after last day', until date DEFAULT '-infinity') RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'smartdip_sequence_match';
COMMENT ON FUNCTION sequence_match(event_series, event_pattern, text, date) IS
	'the same in one history; error 22023 for a pattern that asks for the other side';
