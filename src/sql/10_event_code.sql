-- event_code: CAMEO event codes of two to four digits and PLOVER types and modes, two bytes by value, in tree order.
-- Ordering and hashing are the server's own int2 functions: integer order is tree order by construction.

CREATE TYPE event_code;

CREATE FUNCTION event_code_in(cstring) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code_in';
COMMENT ON FUNCTION event_code_in(cstring) IS 'input of event_code: two to four digits, root 01 to 20, or a PLOVER type with or without a mode (PROTEST.riot) in any case; blanks around them left out; error 22P02 otherwise';
CREATE FUNCTION event_code_out(event_code) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code_out';
COMMENT ON FUNCTION event_code_out(event_code) IS 'output of event_code: the digits as they were given, PLOVER types in capitals and modes in small letters';
CREATE FUNCTION event_code_recv(internal) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code_recv';
COMMENT ON FUNCTION event_code_recv(internal) IS 'binary input of event_code: its text in ASCII; error 22P03 for anything else';
CREATE FUNCTION event_code_send(event_code) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code_send';
COMMENT ON FUNCTION event_code_send(event_code) IS 'binary output of event_code: its text in ASCII';

CREATE TYPE event_code (
	INPUT = event_code_in,
	OUTPUT = event_code_out,
	RECEIVE = event_code_recv,
	SEND = event_code_send,
	LIKE = pg_catalog.int2
);
COMMENT ON TYPE event_code IS 'CAMEO event code of two to four digits, kept as written (010 is not 10), or PLOVER type and mode (PROTEST, PROTEST.riot); 2 bytes, ordered as the code tree, CAMEO before PLOVER';

CREATE CAST (event_code AS text) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (event_code AS text) IS 'the digits or the PLOVER name of an event code';
CREATE CAST (text AS event_code) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS event_code) IS 'an event code from its digits or its PLOVER name; error 22P02 for malformed text';

CREATE FUNCTION event_code_from_int(n integer, roots boolean DEFAULT true) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code_from_int';
COMMENT ON FUNCTION event_code_from_int(integer, boolean) IS
	'restores the leading zero of a code that went through an integer; 10 to 20 are ambiguous and refused (22023) unless roots is false, which reads them as 010 to 020, as in data without two-digit codes (GDELT, ICEWS, Phoenix)';
CREATE FUNCTION event_code(n integer) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code';
COMMENT ON FUNCTION event_code(integer) IS 'event_code_from_int(n): 10 to 20 are refused as ambiguous';
CREATE CAST (integer AS event_code) WITH FUNCTION event_code(integer);
COMMENT ON CAST (integer AS event_code) IS 'an event code that lost its leading zero; 10 to 20 are refused as ambiguous';

-- Comparison
CREATE FUNCTION event_code_lt(event_code, event_code) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'int2lt';
COMMENT ON FUNCTION event_code_lt(event_code, event_code) IS 'implementation of <: the left code comes before the right in tree order';
CREATE FUNCTION event_code_le(event_code, event_code) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'int2le';
COMMENT ON FUNCTION event_code_le(event_code, event_code) IS 'implementation of <=: the left code comes before or equals the right in tree order';
CREATE FUNCTION event_code_eq(event_code, event_code) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'int2eq';
COMMENT ON FUNCTION event_code_eq(event_code, event_code) IS 'implementation of =: the left code equals the right in tree order';
CREATE FUNCTION event_code_ne(event_code, event_code) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'int2ne';
COMMENT ON FUNCTION event_code_ne(event_code, event_code) IS 'implementation of <>: the left code differs from the right in tree order';
CREATE FUNCTION event_code_ge(event_code, event_code) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'int2ge';
COMMENT ON FUNCTION event_code_ge(event_code, event_code) IS 'implementation of >=: the left code comes after or equals the right in tree order';
CREATE FUNCTION event_code_gt(event_code, event_code) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'int2gt';
COMMENT ON FUNCTION event_code_gt(event_code, event_code) IS 'implementation of >: the left code comes after the right in tree order';
CREATE FUNCTION event_code_cmp(event_code, event_code) RETURNS integer
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'btint2cmp';
COMMENT ON FUNCTION event_code_cmp(event_code, event_code) IS 'less than, equal to or greater than zero, in tree order';
CREATE FUNCTION event_code_sortsupport(internal) RETURNS void
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'btint2sortsupport';
COMMENT ON FUNCTION event_code_sortsupport(internal) IS 'sort support of event_code';
CREATE FUNCTION event_code_hash(event_code) RETURNS integer
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'hashint2';
COMMENT ON FUNCTION event_code_hash(event_code) IS 'hash of event_code';
CREATE FUNCTION event_code_hash_extended(event_code, bigint) RETURNS bigint
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'hashint2extended';
COMMENT ON FUNCTION event_code_hash_extended(event_code, bigint) IS '64-bit seeded hash of event_code, for hash partitioning';
CREATE FUNCTION event_code_larger(event_code, event_code) RETURNS event_code
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'int2larger';
COMMENT ON FUNCTION event_code_larger(event_code, event_code) IS 'the later of two codes in tree order';
CREATE FUNCTION event_code_smaller(event_code, event_code) RETURNS event_code
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'int2smaller';
COMMENT ON FUNCTION event_code_smaller(event_code, event_code) IS 'the earlier of two codes in tree order';
CREATE FUNCTION event_code_distance(internal, internal) RETURNS double precision
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'brin_minmax_multi_distance_int2';
COMMENT ON FUNCTION event_code_distance(internal, internal) IS 'distance of two codes for BRIN minmax-multi';
CREATE OPERATOR < (
	LEFTARG = event_code, RIGHTARG = event_code, FUNCTION = event_code_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (event_code, event_code) IS 'before in tree order';
CREATE OPERATOR <= (
	LEFTARG = event_code, RIGHTARG = event_code, FUNCTION = event_code_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (event_code, event_code) IS 'before or equal in tree order';
CREATE OPERATOR = (
	LEFTARG = event_code, RIGHTARG = event_code, FUNCTION = event_code_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (event_code, event_code) IS 'equal: 010 is not 10';
CREATE OPERATOR <> (
	LEFTARG = event_code, RIGHTARG = event_code, FUNCTION = event_code_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (event_code, event_code) IS 'not equal';
CREATE OPERATOR >= (
	LEFTARG = event_code, RIGHTARG = event_code, FUNCTION = event_code_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (event_code, event_code) IS 'after or equal in tree order';
CREATE OPERATOR > (
	LEFTARG = event_code, RIGHTARG = event_code, FUNCTION = event_code_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (event_code, event_code) IS 'after in tree order';

CREATE AGGREGATE min(event_code) (
	SFUNC = event_code_smaller, STYPE = event_code, COMBINEFUNC = event_code_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(event_code) IS 'the first code in tree order; NULL over no rows';
CREATE AGGREGATE max(event_code) (
	SFUNC = event_code_larger, STYPE = event_code, COMBINEFUNC = event_code_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(event_code) IS 'the last code in tree order; NULL over no rows';

-- The tree. A planner support function turns <@ and @> into a range of the btree (or BRIN) order.

CREATE FUNCTION event_code_last(event_code) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code_last';
COMMENT ON FUNCTION event_code_last(event_code) IS 'the greatest code of the subtree of a code: 04 gives 0499, PROTEST its last mode; used for index ranges';
CREATE FUNCTION event_code_under_support(internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code_under_support';
COMMENT ON FUNCTION event_code_under_support(internal) IS 'planner support of <@: an index range instead of a filter';
CREATE FUNCTION event_code_over_support(internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_event_code_over_support';
COMMENT ON FUNCTION event_code_over_support(internal) IS 'planner support of @>: an index range instead of a filter';
CREATE FUNCTION event_code_under(event_code, event_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT event_code_under_support
	AS 'MODULE_PATHNAME', 'smartdip_event_code_under';
COMMENT ON FUNCTION event_code_under(event_code, event_code) IS 'implementation of <@: the left code is the right one or stands below it';
CREATE FUNCTION event_code_over(event_code, event_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT event_code_over_support
	AS 'MODULE_PATHNAME', 'smartdip_event_code_over';
COMMENT ON FUNCTION event_code_over(event_code, event_code) IS 'implementation of @>: the left code is the right one or stands above it';
CREATE OPERATOR <@ (
	LEFTARG = event_code, RIGHTARG = event_code, FUNCTION = event_code_under,
	COMMUTATOR = @>, RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR <@ (event_code, event_code) IS 'is the right code or stands below it: 0411 <@ 04, PROTEST.riot <@ PROTEST';
CREATE OPERATOR @> (
	LEFTARG = event_code, RIGHTARG = event_code, FUNCTION = event_code_over,
	COMMUTATOR = <@, RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @> (event_code, event_code) IS 'is the right code or stands above it: 04 @> 0411';

-- Operator classes

CREATE OPERATOR CLASS event_code_ops DEFAULT FOR TYPE event_code USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 event_code_cmp(event_code, event_code),
	FUNCTION 2 event_code_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS event_code_ops USING btree IS 'tree order of event codes; answers <@ and @> as ranges';
CREATE OPERATOR CLASS event_code_ops DEFAULT FOR TYPE event_code USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 event_code_hash(event_code),
	FUNCTION 2 event_code_hash_extended(event_code, bigint);
COMMENT ON OPERATOR CLASS event_code_ops USING hash IS 'hashing of event codes';
CREATE OPERATOR CLASS event_code_minmax_ops DEFAULT FOR TYPE event_code USING brin AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS event_code_minmax_ops USING brin IS 'block ranges by smallest and greatest code';
CREATE OPERATOR CLASS event_code_minmax_multi_ops FOR TYPE event_code USING brin AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 brin_minmax_multi_opcinfo(internal),
	FUNCTION 2 brin_minmax_multi_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_multi_consistent(internal, internal, internal, integer),
	FUNCTION 4 brin_minmax_multi_union(internal, internal, internal),
	FUNCTION 5 brin_minmax_multi_options(internal),
	FUNCTION 11 event_code_distance(internal, internal);
COMMENT ON OPERATOR CLASS event_code_minmax_multi_ops USING brin IS 'block ranges by several intervals of codes, for data not sorted by code';

-- The server of 18 and later can skip over the leading column of a btree.
DO $do$
BEGIN
	IF current_setting('server_version_num')::integer >= 180000 THEN
		CREATE FUNCTION event_code_skipsupport(internal) RETURNS void
			LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'btint2skipsupport';
		COMMENT ON FUNCTION event_code_skipsupport(internal) IS 'skip support of event_code';
		ALTER OPERATOR FAMILY event_code_ops USING btree
			ADD FUNCTION 6 (event_code) event_code_skipsupport(internal);
	END IF;
END
$do$;

-- Accessors
CREATE FUNCTION root(code event_code) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_root';
COMMENT ON FUNCTION root(event_code) IS
	'the two-digit root of a code: 0411 gives 04; the type of a PLOVER code';
CREATE FUNCTION base(code event_code) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_base';
COMMENT ON FUNCTION base(event_code) IS
	'the first three digits of a code, or the root itself: 0411 gives 041; a PLOVER code as it is';
CREATE FUNCTION parent(code event_code) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_parent';
COMMENT ON FUNCTION parent(event_code) IS
	'the code one digit shorter, or the type of a PLOVER mode; NULL for a root and a type';
CREATE FUNCTION level(code event_code) RETURNS integer
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_level';
COMMENT ON FUNCTION level(event_code) IS
	'1 for a root or a PLOVER type, 2 for a base code or a PLOVER mode, 3 for an event code';
CREATE FUNCTION known(code event_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_known_event_code';
COMMENT ON FUNCTION known(event_code) IS
	'is the code listed by GDELT, ICEWS, the CAMEO manual or PLOVER? Well-formed codes outside them are kept, and told by this';
CREATE FUNCTION known(code event_code, ontology text) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_known_event_code_text';
COMMENT ON FUNCTION known(event_code, text) IS
	'is the code listed by the ontology gdelt, icews, cameo, legacy or plover? Error 22023 for another name';
CREATE FUNCTION label(code event_code, locale text DEFAULT 'en') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_label_event_code_text';
COMMENT ON FUNCTION label(event_code, text) IS
	'what the code stands for, in English or Arabic, in our own words, of a PLOVER mode with its type before it; NULL for a code that no ontology lists; error 22023 for another language';
CREATE FUNCTION goldstein(code event_code) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_goldstein_event_code';
COMMENT ON FUNCTION goldstein(event_code) IS
	'Goldstein score, -10 (conflict) to +10 (cooperation), of the gdelt table (Goldstein 1992), of PLOVER codes that of the PLOVER manual 0.8; NULL for a code outside them';
CREATE FUNCTION goldstein(code event_code, scheme text) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_goldstein_event_code_text';
COMMENT ON FUNCTION goldstein(event_code, text) IS
	'Goldstein score, -10 to +10, of CAMEO codes by a scheme: gdelt, icews, phoenix or plover; PLOVER codes have PLOVER''s own whichever is named; NULL where there is none; error 22023 for another scheme';
CREATE FUNCTION quad_class(code event_code) RETURNS smallint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_quad_class_event_code';
COMMENT ON FUNCTION quad_class(event_code) IS
	'quad class by the gdelt scheme, of PLOVER codes by their type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
CREATE FUNCTION quad_class(code event_code, scheme text) RETURNS smallint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_quad_class_event_code_text';
COMMENT ON FUNCTION quad_class(event_code, text) IS
	'quad class of CAMEO codes by a scheme: gdelt, icews, phoenix (0 = neutral) or plover; PLOVER codes have their type''s whichever is named; NULL where there is none; error 22023 for another scheme';
CREATE FUNCTION penta_class(code event_code) RETURNS smallint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_penta_class';
COMMENT ON FUNCTION penta_class(event_code) IS
	'five classes as in Phoenix: 0 neutral (roots 01 and 02), then the four quad classes; of PLOVER codes by their type';
CREATE FUNCTION plover(code event_code) RETURNS event_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_plover';
COMMENT ON FUNCTION plover(event_code) IS
	'a CAMEO code in PLOVER by the mapping of 2021-09-17: 042 gives CONSULT.visit; a code that the mapping does not list has the type of its nearest ancestor there, and no mode; NULL for roots 01 and 02; a PLOVER code as it is';
CREATE FUNCTION plover_event(code event_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_plover_event';
COMMENT ON FUNCTION plover_event(event_code) IS
	'name of the type of plover(code)';
CREATE FUNCTION plover_mode(code event_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_plover_mode';
COMMENT ON FUNCTION plover_mode(event_code) IS
	'name of the mode of plover(code); NULL where it has none';
CREATE FUNCTION plover_context(code event_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_plover_context';
COMMENT ON FUNCTION plover_context(event_code) IS
	'PLOVER contexts of a CAMEO code, joined by semicolons; NULL where the mapping gives none for this very code, and for PLOVER codes';
CREATE FUNCTION quad_class_label(quad smallint, locale text DEFAULT 'en') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_quad_class_label';
COMMENT ON FUNCTION quad_class_label(smallint, text) IS
	'name of a quad or penta class (0 to 4) in English or Arabic; NULL for another number';
CREATE FUNCTION plover_label(name text, locale text DEFAULT 'en') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_plover_label';
COMMENT ON FUNCTION plover_label(text, text) IS
	'name of a PLOVER event, mode or context in English or Arabic; NULL for one that does not exist';

-- Lists

CREATE FUNCTION event_codes(ontology text DEFAULT NULL) RETURNS SETOF event_code
	LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 320 AS 'MODULE_PATHNAME', 'smartdip_event_codes';
COMMENT ON FUNCTION event_codes(text) IS 'the code book, with label(), goldstein() and the rest: every code in tree order that an ontology lists: gdelt, icews, cameo, legacy or plover; NULL: every CAMEO code that some list has; error 22023 for another name';
CREATE FUNCTION event_code_schemes(
	OUT measure text, OUT scheme text, OUT version text, OUT description text, OUT source text
) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 15 AS 'MODULE_PATHNAME', 'smartdip_event_code_schemes';
COMMENT ON FUNCTION event_code_schemes() IS 'the schemes that codes can be read by: what each measures, its version, and where it comes from';
