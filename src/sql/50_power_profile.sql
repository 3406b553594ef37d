-- power_profile: fuzzy profiles over sixteen power dimensions, degrees in hundredths, sixteen bytes.
-- Ordering and hashing are the server's own functions of uuid: sixteen bytes in memcmp order as well.

CREATE TYPE power_profile;

CREATE FUNCTION power_profile_in(cstring) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_in';
COMMENT ON FUNCTION power_profile_in(cstring) IS
	'input of power_profile: dimension:degree, separated by commas, in any order; degrees 0 to 1 in hundredths; error 22P02 for what is malformed, unknown or twice there, 22003 for a degree out of range';
CREATE FUNCTION power_profile_out(power_profile) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_out';
COMMENT ON FUNCTION power_profile_out(power_profile) IS
	'output of power_profile: the dimensions of any degree in their order, with two decimals; the same profile is always the same text';
CREATE FUNCTION power_profile_recv(internal) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_recv';
COMMENT ON FUNCTION power_profile_recv(internal) IS
	'binary input of power_profile: sixteen bytes of 0 to 100; error 22P03 for anything else';
CREATE FUNCTION power_profile_send(power_profile) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_send';
COMMENT ON FUNCTION power_profile_send(power_profile) IS
	'binary output of power_profile: sixteen bytes, a degree in hundredths each, in the order of power_dimensions()';

CREATE TYPE power_profile (
	INPUT = power_profile_in,
	OUTPUT = power_profile_out,
	RECEIVE = power_profile_recv,
	SEND = power_profile_send,
	INTERNALLENGTH = 16,
	ALIGNMENT = char,
	STORAGE = plain
);
COMMENT ON TYPE power_profile IS
	'fuzzy set over sixteen power dimensions (hard, semihard, soft by power, threat, security; seven instruments), degrees 0.00 to 1.00 in hundredths; 16 bytes';

CREATE CAST (power_profile AS text) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (power_profile AS text) IS 'the text form of a power profile';
CREATE CAST (text AS power_profile) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS power_profile) IS 'a power profile from its text form; errors 22P02 and 22003 as for input';

CREATE FUNCTION power_profile(real[]) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile__float4';
COMMENT ON FUNCTION power_profile(real[]) IS
	'a power profile from sixteen degrees in the order of power_dimensions(), 0 to 1 and whole hundredths within the error of a real; error 2202E for another shape, 22004 for a NULL among them, 22003 for another number';
CREATE FUNCTION power_profile_to_real(power_profile) RETURNS real[]
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_to_real';
COMMENT ON FUNCTION power_profile_to_real(power_profile) IS
	'the sixteen degrees of a profile, 0 to 1, in the order of power_dimensions()';
CREATE FUNCTION power_profile(jsonb) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_jsonb';
COMMENT ON FUNCTION power_profile(jsonb) IS
	'a power profile from an object of dimensions and degrees; dimensions left out are 0; error 22023 for another value, an unknown dimension or one that stands there twice, 22003 for a degree that is not 0 to 1 in hundredths';
CREATE FUNCTION power_profile_to_jsonb(power_profile) RETURNS jsonb
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_to_jsonb';
COMMENT ON FUNCTION power_profile_to_jsonb(power_profile) IS
	'a profile as an object of dimensions and degrees, zeros left out';
CREATE CAST (real[] AS power_profile) WITH FUNCTION power_profile(real[]);
COMMENT ON CAST (real[] AS power_profile) IS 'a power profile from sixteen degrees in the order of power_dimensions(): see power_profile(real[])';
CREATE CAST (power_profile AS real[]) WITH FUNCTION power_profile_to_real(power_profile);
COMMENT ON CAST (power_profile AS real[]) IS 'the sixteen degrees of a profile in the order of power_dimensions()';
CREATE CAST (jsonb AS power_profile) WITH FUNCTION power_profile(jsonb);
COMMENT ON CAST (jsonb AS power_profile) IS 'a power profile from an object of dimensions and degrees: see power_profile(jsonb)';
CREATE CAST (power_profile AS jsonb) WITH FUNCTION power_profile_to_jsonb(power_profile);
COMMENT ON CAST (power_profile AS jsonb) IS 'a profile as an object of dimensions and degrees, zeros left out';

-- Comparison, for GROUP BY, DISTINCT, joins and unique indexes: byte order says nothing about power
CREATE FUNCTION power_profile_lt(power_profile, power_profile) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_lt';
COMMENT ON FUNCTION power_profile_lt(power_profile, power_profile) IS
	'implementation of <: the left profile comes before the right in the order of their bytes';
CREATE FUNCTION power_profile_le(power_profile, power_profile) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_le';
COMMENT ON FUNCTION power_profile_le(power_profile, power_profile) IS
	'implementation of <=: the left profile comes before or equals the right in the order of their bytes';
CREATE FUNCTION power_profile_eq(power_profile, power_profile) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_eq';
COMMENT ON FUNCTION power_profile_eq(power_profile, power_profile) IS
	'implementation of =: the left profile equals the right in the order of their bytes';
CREATE FUNCTION power_profile_ne(power_profile, power_profile) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_ne';
COMMENT ON FUNCTION power_profile_ne(power_profile, power_profile) IS
	'implementation of <>: the left profile differs from the right in the order of their bytes';
CREATE FUNCTION power_profile_ge(power_profile, power_profile) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_ge';
COMMENT ON FUNCTION power_profile_ge(power_profile, power_profile) IS
	'implementation of >=: the left profile comes after or equals the right in the order of their bytes';
CREATE FUNCTION power_profile_gt(power_profile, power_profile) RETURNS boolean
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_gt';
COMMENT ON FUNCTION power_profile_gt(power_profile, power_profile) IS
	'implementation of >: the left profile comes after the right in the order of their bytes';
CREATE FUNCTION power_profile_cmp(power_profile, power_profile) RETURNS integer
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_cmp';
COMMENT ON FUNCTION power_profile_cmp(power_profile, power_profile) IS
	'less than, equal to or greater than zero, in the order of the bytes';
CREATE FUNCTION power_profile_sortsupport(internal) RETURNS void
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_sortsupport';
COMMENT ON FUNCTION power_profile_sortsupport(internal) IS
	'sort support of power_profile, with abbreviated keys';
CREATE FUNCTION power_profile_hash(power_profile) RETURNS integer
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_hash';
COMMENT ON FUNCTION power_profile_hash(power_profile) IS
	'hash of power_profile';
CREATE FUNCTION power_profile_hash_extended(power_profile, bigint) RETURNS bigint
	LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'uuid_hash_extended';
COMMENT ON FUNCTION power_profile_hash_extended(power_profile, bigint) IS
	'64-bit seeded hash of power_profile, for hash partitioning';
CREATE OPERATOR < (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (power_profile, power_profile) IS 'before in byte order, which is for sorting only';
CREATE OPERATOR <= (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (power_profile, power_profile) IS 'before or equal in byte order, which is for sorting only';
CREATE OPERATOR = (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (power_profile, power_profile) IS 'the same degree in every dimension';
CREATE OPERATOR <> (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (power_profile, power_profile) IS 'another degree in some dimension';
CREATE OPERATOR >= (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (power_profile, power_profile) IS 'after or equal in byte order, which is for sorting only';
CREATE OPERATOR > (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (power_profile, power_profile) IS 'after in byte order, which is for sorting only';

-- The algebra of fuzzy sets: Zadeh, Fuzzy Sets, Information and Control 8 (1965)

CREATE FUNCTION power_profile_union(power_profile, power_profile) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_union';
COMMENT ON FUNCTION power_profile_union(power_profile, power_profile) IS
	'implementation of |: the greater degree in every dimension';
CREATE FUNCTION power_profile_intersection(power_profile, power_profile) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_intersection';
COMMENT ON FUNCTION power_profile_intersection(power_profile, power_profile) IS
	'implementation of &: the lesser degree in every dimension';
CREATE FUNCTION power_profile_complement(power_profile) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_complement';
COMMENT ON FUNCTION power_profile_complement(power_profile) IS
	'implementation of !: 1 minus the degree in every dimension';
CREATE FUNCTION power_profile_difference(power_profile, power_profile) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_difference';
COMMENT ON FUNCTION power_profile_difference(power_profile, power_profile) IS
	'implementation of -: the intersection with the complement, min(a, 1 - b) in every dimension';
CREATE FUNCTION power_profile_contains(power_profile, power_profile) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_contains';
COMMENT ON FUNCTION power_profile_contains(power_profile, power_profile) IS
	'implementation of @>: the right profile is nowhere greater than the left';
CREATE FUNCTION power_profile_contained(power_profile, power_profile) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_contained';
COMMENT ON FUNCTION power_profile_contained(power_profile, power_profile) IS
	'implementation of <@: the left profile is nowhere greater than the right';
CREATE FUNCTION power_profile_overlaps(power_profile, power_profile) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_overlaps';
COMMENT ON FUNCTION power_profile_overlaps(power_profile, power_profile) IS
	'implementation of &&: some dimension has a degree in both';
CREATE FUNCTION power_profile_distance(power_profile, power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_distance';
COMMENT ON FUNCTION power_profile_distance(power_profile, power_profile) IS
	'implementation of <->: Euclidean distance over the sixteen degrees, 0 to 4';
CREATE FUNCTION power_profile_times(power_profile, double precision) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_times_power_profile_float8';
COMMENT ON FUNCTION power_profile_times(power_profile, double precision) IS
	'implementation of *: each degree times a factor of 0 to 1, halves rounded up to hundredths; error 22003 for another factor';
CREATE FUNCTION power_profile_times(double precision, power_profile) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_times_float8_power_profile';
COMMENT ON FUNCTION power_profile_times(double precision, power_profile) IS
	'implementation of *: each degree times a factor of 0 to 1, halves rounded up to hundredths; error 22003 for another factor';
CREATE OPERATOR | (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_union,
	COMMUTATOR = |
);
COMMENT ON OPERATOR | (power_profile, power_profile) IS 'fuzzy union: the greater degree in every dimension (Zadeh 1965)';
CREATE OPERATOR & (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_intersection,
	COMMUTATOR = &
);
COMMENT ON OPERATOR & (power_profile, power_profile) IS 'fuzzy intersection: the lesser degree in every dimension (Zadeh 1965)';
CREATE OPERATOR ! (
	RIGHTARG = power_profile, FUNCTION = power_profile_complement
);
COMMENT ON OPERATOR ! (NONE, power_profile) IS 'fuzzy complement: 1 minus the degree in every dimension (Zadeh 1965)';
CREATE OPERATOR - (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_difference
);
COMMENT ON OPERATOR - (power_profile, power_profile) IS 'fuzzy difference, what the left has and the right has not: a & !b, min(a, 1 - b) in every dimension; not a subtraction';
CREATE OPERATOR @> (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_contains,
	COMMUTATOR = <@, RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @> (power_profile, power_profile) IS 'contains the right profile: at least its degree in every dimension (Zadeh 1965)';
CREATE OPERATOR <@ (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_contained,
	COMMUTATOR = @>, RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR <@ (power_profile, power_profile) IS 'is contained in the right profile: at most its degree in every dimension (Zadeh 1965)';
CREATE OPERATOR && (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_overlaps,
	COMMUTATOR = &&, RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR && (power_profile, power_profile) IS 'overlaps: some dimension has a degree above 0 in both';
CREATE OPERATOR <-> (
	LEFTARG = power_profile, RIGHTARG = power_profile, FUNCTION = power_profile_distance,
	COMMUTATOR = <->
);
COMMENT ON OPERATOR <-> (power_profile, power_profile) IS 'Euclidean distance over the sixteen degrees, 0 to 4; a GiST index serves ORDER BY';
CREATE OPERATOR * (
	LEFTARG = power_profile, RIGHTARG = double precision, FUNCTION = power_profile_times,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (power_profile, double precision) IS 'each degree times a factor of 0 to 1 (in double precision), halves rounded up to hundredths; error 22003 for another factor';
CREATE OPERATOR * (
	LEFTARG = double precision, RIGHTARG = power_profile, FUNCTION = power_profile_times,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (double precision, power_profile) IS 'each degree times a factor of 0 to 1 (in double precision), halves rounded up to hundredths; error 22003 for another factor';

-- Accessors

CREATE FUNCTION hard(p power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_hard';
COMMENT ON FUNCTION hard(power_profile) IS
	'degree of what is hard, 0 to 1: the greatest of hard power, threat and security';
CREATE FUNCTION semihard(p power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_semihard';
COMMENT ON FUNCTION semihard(power_profile) IS
	'degree of what is semi-hard, 0 to 1: the greatest of semi-hard power, threat and security';
CREATE FUNCTION soft(p power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_soft';
COMMENT ON FUNCTION soft(power_profile) IS
	'degree of what is soft, 0 to 1: the greatest of soft power, threat and security';
CREATE FUNCTION power(p power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power';
COMMENT ON FUNCTION power(power_profile) IS
	'degree of power, 0 to 1: the greatest of hard, semi-hard and soft power';
CREATE FUNCTION threat(p power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_threat';
COMMENT ON FUNCTION threat(power_profile) IS
	'degree of threat, 0 to 1: the greatest of hard, semi-hard and soft threat';
CREATE FUNCTION security(p power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_security';
COMMENT ON FUNCTION security(power_profile) IS
	'degree of security, 0 to 1: the greatest of hard, semi-hard and soft security';
CREATE FUNCTION degree(p power_profile, dimension text) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_degree';
COMMENT ON FUNCTION degree(power_profile, text) IS
	'degree of one dimension, 0 to 1, by any of its names; error 22023 for an unknown one and for smart, which is derived';
CREATE FUNCTION instruments(p power_profile) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_instruments';
COMMENT ON FUNCTION instruments(power_profile) IS
	'the instruments of any degree, in the order of power_dimensions(); an empty array if there is none';
CREATE FUNCTION dominant(p power_profile) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_dominant';
COMMENT ON FUNCTION dominant(power_profile) IS
	'the cell (such as hard.threat) of the highest degree, the first in order of several; NULL where no cell has a degree; instruments do not count';
CREATE FUNCTION smart(p power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_smart_power_profile';
COMMENT ON FUNCTION smart(power_profile) IS
	'smart power, 0 to 1: hard and soft together (Nye 2009), as the fuzzy intersection min(hard(p), soft(p))';
CREATE FUNCTION smart(p power_profile, tnorm text) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_smart_power_profile_text';
COMMENT ON FUNCTION smart(power_profile, text) IS
	'smart power, 0 to 1, by the t-norm minimum min(h, s), product h*s or lukasiewicz max(0, h + s - 1) (Klement, Mesiar and Pap, Triangular Norms, 2000), or by the geometric mean sqrt(h*s), which is not a t-norm: geometric(h, 1) is not h; error 22023 for another name';
CREATE FUNCTION synergy(p power_profile) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_synergy';
COMMENT ON FUNCTION synergy(power_profile) IS
	'what hard and soft give together beyond the stronger alone, 0 to 0.25: probabilistic sum minus maximum, h + s - h*s - max(h, s); 0 where either is 0 and where either is 1';
CREATE FUNCTION power_grid(
	p power_profile, OUT strength text, OUT domain text, OUT degree double precision
) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 9 AS 'MODULE_PATHNAME', 'smartdip_power_grid';
COMMENT ON FUNCTION power_grid(power_profile) IS
	'the nine cells of a profile as rows, domain by domain; for the table that psql draws with \crosstabview domain strength degree';
CREATE FUNCTION label(dimension text, locale text DEFAULT 'en') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_label_text_text';
COMMENT ON FUNCTION label(text, text) IS
	'name of a power dimension in English or Arabic, by any of its names; error 22023 for one that does not exist and for another language. A code given as a bare literal comes here, too: write label(event_code ''042''), label(actor_code ''USAGOV'')';
CREATE FUNCTION power_dimensions(
	OUT dimension text, OUT strength text, OUT domain text, OUT label_en text, OUT label_ar text
) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 16 AS 'MODULE_PATHNAME', 'smartdip_power_dimensions';
COMMENT ON FUNCTION power_dimensions() IS
	'the sixteen dimensions in the order of arrays, of the binary form and of the text form; strength and domain are NULL for instruments';

-- The coding of events

CREATE FUNCTION power_profile(code event_code) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_event_code';
COMMENT ON FUNCTION power_profile(event_code) IS
	'profile of an event code by the scheme smartdip-1, from the longest prefix of the code that has a row there (power_scheme()), of a PLOVER mode without one its type''s; never NULL: every root and type has a row';
CREATE FUNCTION power_profile(code event_code, scheme text) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_profile_event_code_text';
COMMENT ON FUNCTION power_profile(event_code, text) IS
	'profile of an event code by a built-in scheme (smartdip-1, smartdip-2); error 22023 for another name; for a table of your own see power_profile(event_code, regclass)';
CREATE FUNCTION power_scheme(
	scheme text DEFAULT 'smartdip-1', OUT code event_code, OUT profile power_profile, OUT reason text, OUT source text
) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 300 AS 'MODULE_PATHNAME', 'smartdip_power_scheme';
COMMENT ON FUNCTION power_scheme(text) IS
	'the rows of a built-in coding of events as they are written, each with its reason; a row holds for its whole subtree but where a longer code has a row; in smartdip-2 the source of a row says whether it is of that scheme or taken over from smartdip-1; error 22023 for an unknown scheme';

-- Aggregates: exact integer sums, so neither the order of rows nor workers, nodes and moving windows change a result. Their states are types
-- of their own, which can be stored and sent; for each there is the aggregate that gives it, one that merges, and one that ends.

CREATE TYPE power_state;
CREATE FUNCTION power_state_in(cstring) RETURNS power_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_state_in';
COMMENT ON FUNCTION power_state_in(cstring) IS 'input of power_state: the number of rows, a colon, and sixteen sums of hundredths with commas; error 22P02 for what cannot be one';
CREATE FUNCTION power_state_out(power_state) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_state_out';
COMMENT ON FUNCTION power_state_out(power_state) IS 'output of power_state: the number of rows, a colon, and sixteen sums of hundredths with commas';
CREATE FUNCTION power_state_recv(internal) RETURNS power_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_state_recv';
COMMENT ON FUNCTION power_state_recv(internal) IS 'binary input of power_state; error 22P03 for what cannot be one';
CREATE FUNCTION power_state_send(power_state) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_state_send';
COMMENT ON FUNCTION power_state_send(power_state) IS 'binary output of power_state: a version, then what power_state_out() writes, in network order';
CREATE TYPE power_state (
	INPUT = power_state_in, OUTPUT = power_state_out, RECEIVE = power_state_recv, SEND = power_state_send,
	INTERNALLENGTH = 176, ALIGNMENT = double
);
COMMENT ON TYPE power_state IS 'the state of avg(power_profile): exact sums over the rows so far';

CREATE FUNCTION power_avg_add(power_state, power_profile) RETURNS power_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_avg_add';
COMMENT ON FUNCTION power_avg_add(power_state, power_profile) IS
	'transition of avg(power_profile): adds a row';
CREATE FUNCTION power_avg_remove(power_state, power_profile) RETURNS power_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_avg_remove';
COMMENT ON FUNCTION power_avg_remove(power_state, power_profile) IS
	'inverse transition of avg(power_profile): a row leaves the window';
CREATE FUNCTION power_avg_combine(power_state, power_state) RETURNS power_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_avg_combine';
COMMENT ON FUNCTION power_avg_combine(power_state, power_state) IS
	'combines two states of avg(power_profile); error 22003 where they are too many rows for one sum';
CREATE FUNCTION power_avg_final(power_state) RETURNS power_profile
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_avg_final';
COMMENT ON FUNCTION power_avg_final(power_state) IS
	'result of avg(power_profile)';
CREATE AGGREGATE avg(power_profile) (
	SFUNC = power_avg_add, STYPE = power_state, SSPACE = 176, FINALFUNC = power_avg_final, COMBINEFUNC = power_avg_combine,
	MSFUNC = power_avg_add, MINVFUNC = power_avg_remove, MSTYPE = power_state, MSSPACE = 176, MFINALFUNC = power_avg_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE avg(power_profile) IS
	'mean degree in every dimension, exact up to the one rounding to hundredths at the end (halves up); NULLs do not count; NULL over no rows';
CREATE AGGREGATE avg_state(power_profile) (
	SFUNC = power_avg_add, STYPE = power_state, SSPACE = 176, COMBINEFUNC = power_avg_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE avg_state(power_profile) IS
	'the state of avg() over these rows, to be stored: avg() over states gives the result; NULL over no rows at all';
CREATE AGGREGATE avg(power_state) (
	SFUNC = power_avg_combine, STYPE = power_state, SSPACE = 176, FINALFUNC = power_avg_final, COMBINEFUNC = power_avg_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE avg(power_state) IS
	'avg() of all rows that went into the states; NULLs do not count';
CREATE AGGREGATE merge(power_state) (
	SFUNC = power_avg_combine, STYPE = power_state, SSPACE = 176, COMBINEFUNC = power_avg_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE merge(power_state) IS
	'several states in one; NULLs do not count; NULL over no states';

CREATE TYPE power_weighted_state;
CREATE FUNCTION power_weighted_state_in(cstring) RETURNS power_weighted_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_weighted_state_in';
COMMENT ON FUNCTION power_weighted_state_in(cstring) IS 'input of power_weighted_state: the sum of the weights in billionths, a colon, and sixteen sums of hundredths by billionths with commas, in hexadecimal digits; error 22P02 for what cannot be one';
CREATE FUNCTION power_weighted_state_out(power_weighted_state) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_weighted_state_out';
COMMENT ON FUNCTION power_weighted_state_out(power_weighted_state) IS 'output of power_weighted_state: the sum of the weights in billionths, a colon, and sixteen sums of hundredths by billionths with commas, in hexadecimal digits';
CREATE FUNCTION power_weighted_state_recv(internal) RETURNS power_weighted_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_weighted_state_recv';
COMMENT ON FUNCTION power_weighted_state_recv(internal) IS 'binary input of power_weighted_state; error 22P03 for what cannot be one';
CREATE FUNCTION power_weighted_state_send(power_weighted_state) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_weighted_state_send';
COMMENT ON FUNCTION power_weighted_state_send(power_weighted_state) IS 'binary output of power_weighted_state: a version, then what power_weighted_state_out() writes, in network order';
CREATE TYPE power_weighted_state (
	INPUT = power_weighted_state_in, OUTPUT = power_weighted_state_out, RECEIVE = power_weighted_state_recv, SEND = power_weighted_state_send,
	INTERNALLENGTH = 416, ALIGNMENT = double
);
COMMENT ON TYPE power_weighted_state IS 'the state of weighted_avg(power_profile, weight): exact sums over the rows so far';

CREATE FUNCTION power_weighted_add(power_weighted_state, power_profile, double precision) RETURNS power_weighted_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_weighted_add';
COMMENT ON FUNCTION power_weighted_add(power_weighted_state, power_profile, double precision) IS
	'transition of weighted_avg(power_profile): adds a row';
CREATE FUNCTION power_weighted_remove(power_weighted_state, power_profile, double precision) RETURNS power_weighted_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_weighted_remove';
COMMENT ON FUNCTION power_weighted_remove(power_weighted_state, power_profile, double precision) IS
	'inverse transition of weighted_avg(power_profile): a row leaves the window';
CREATE FUNCTION power_weighted_combine(power_weighted_state, power_weighted_state) RETURNS power_weighted_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_weighted_combine';
COMMENT ON FUNCTION power_weighted_combine(power_weighted_state, power_weighted_state) IS
	'combines two states of weighted_avg(power_profile); error 22003 where they are too many rows for one sum';
CREATE FUNCTION power_weighted_final(power_weighted_state) RETURNS power_profile
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_weighted_final';
COMMENT ON FUNCTION power_weighted_final(power_weighted_state) IS
	'result of weighted_avg(power_profile)';
CREATE AGGREGATE weighted_avg(power_profile, double precision) (
	SFUNC = power_weighted_add, STYPE = power_weighted_state, SSPACE = 416, FINALFUNC = power_weighted_final, COMBINEFUNC = power_weighted_combine,
	MSFUNC = power_weighted_add, MINVFUNC = power_weighted_remove, MSTYPE = power_weighted_state, MSSPACE = 416, MFINALFUNC = power_weighted_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_avg(power_profile, double precision) IS
	'weighted mean degree in every dimension, rounded to hundredths at the end (halves up); weights are 0 to 1e15, taken in steps of 1e-9 and summed exactly, error 22003 for another weight; rows with a NULL do not count; NULL where the weights add up to 0';
CREATE AGGREGATE weighted_avg_state(power_profile, double precision) (
	SFUNC = power_weighted_add, STYPE = power_weighted_state, SSPACE = 416, COMBINEFUNC = power_weighted_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_avg_state(power_profile, double precision) IS
	'the state of weighted_avg() over these rows, to be stored: weighted_avg() over states gives the result; NULL over no rows at all';
CREATE AGGREGATE weighted_avg(power_weighted_state) (
	SFUNC = power_weighted_combine, STYPE = power_weighted_state, SSPACE = 416, FINALFUNC = power_weighted_final, COMBINEFUNC = power_weighted_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_avg(power_weighted_state) IS
	'weighted_avg() of all rows that went into the states; NULLs do not count';
CREATE AGGREGATE merge(power_weighted_state) (
	SFUNC = power_weighted_combine, STYPE = power_weighted_state, SSPACE = 416, COMBINEFUNC = power_weighted_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE merge(power_weighted_state) IS
	'several states in one; NULLs do not count; NULL over no states';

CREATE FUNCTION power_union_add(power_profile, power_profile) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_union_add';
COMMENT ON FUNCTION power_union_add(power_profile, power_profile) IS
	'transition of power_union: the greater degree in every dimension';
CREATE FUNCTION power_intersection_add(power_profile, power_profile) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_intersection_add';
COMMENT ON FUNCTION power_intersection_add(power_profile, power_profile) IS
	'transition of power_intersection: the lesser degree in every dimension';
CREATE FUNCTION power_count_add(internal, power_profile) RETURNS internal
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_count_add';
COMMENT ON FUNCTION power_count_add(internal, power_profile) IS
	'transition of power_union and power_intersection in a moving window: counts the degrees of a row';
CREATE FUNCTION power_count_remove(internal, power_profile) RETURNS internal
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_count_remove';
COMMENT ON FUNCTION power_count_remove(internal, power_profile) IS
	'inverse transition of power_union and power_intersection: a row leaves the window';
CREATE FUNCTION power_count_union(internal) RETURNS power_profile
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_count_union';
COMMENT ON FUNCTION power_count_union(internal) IS
	'the greatest degrees that are in the window';
CREATE FUNCTION power_count_intersection(internal) RETURNS power_profile
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_count_intersection';
COMMENT ON FUNCTION power_count_intersection(internal) IS
	'the least degrees that are in the window';
CREATE AGGREGATE power_union(power_profile) (
	SFUNC = power_union_add, STYPE = power_profile, COMBINEFUNC = power_union_add,
	MSFUNC = power_count_add, MINVFUNC = power_count_remove, MSTYPE = internal, MSSPACE = 6504, MFINALFUNC = power_count_union,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE power_union(power_profile) IS 'fuzzy union: the greatest degree in every dimension; NULLs do not count; NULL over no rows';
CREATE AGGREGATE power_intersection(power_profile) (
	SFUNC = power_intersection_add, STYPE = power_profile, COMBINEFUNC = power_intersection_add,
	MSFUNC = power_count_add, MINVFUNC = power_count_remove, MSTYPE = internal, MSSPACE = 6504, MFINALFUNC = power_count_intersection,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE power_intersection(power_profile) IS 'fuzzy intersection: the least degree in every dimension; NULLs do not count; NULL over no rows';

-- Operator classes

CREATE OPERATOR CLASS power_profile_ops DEFAULT FOR TYPE power_profile USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 power_profile_cmp(power_profile, power_profile),
	FUNCTION 2 power_profile_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS power_profile_ops USING btree IS 'byte order of power profiles, for sorting, grouping and equality';
CREATE OPERATOR CLASS power_profile_ops DEFAULT FOR TYPE power_profile USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 power_profile_hash(power_profile),
	FUNCTION 2 power_profile_hash_extended(power_profile, bigint);
COMMENT ON OPERATOR CLASS power_profile_ops USING hash IS 'hashing of power profiles';

CREATE FUNCTION power_gist_consistent(internal, power_profile, smallint, oid, internal) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_consistent';
COMMENT ON FUNCTION power_gist_consistent(internal, power_profile, smallint, oid, internal) IS
	'GiST support: can something below a key answer?';
CREATE FUNCTION power_gist_union(internal, internal) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_union';
COMMENT ON FUNCTION power_gist_union(internal, internal) IS
	'GiST support: the box around keys';
CREATE FUNCTION power_gist_compress(internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_compress';
COMMENT ON FUNCTION power_gist_compress(internal) IS
	'GiST support: a profile as a key';
CREATE FUNCTION power_gist_fetch(internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_fetch';
COMMENT ON FUNCTION power_gist_fetch(internal) IS
	'GiST support: the profile of a key, for index-only scans';
CREATE FUNCTION power_gist_penalty(internal, internal, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_penalty';
COMMENT ON FUNCTION power_gist_penalty(internal, internal, internal) IS
	'GiST support: how much a box grows by a profile';
CREATE FUNCTION power_gist_picksplit(internal, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_picksplit';
COMMENT ON FUNCTION power_gist_picksplit(internal, internal) IS
	'GiST support: cuts a page along the dimension of the greatest variance';
CREATE FUNCTION power_gist_same(bytea, bytea, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_same';
COMMENT ON FUNCTION power_gist_same(bytea, bytea, internal) IS
	'GiST support: are two keys the same?';
CREATE FUNCTION power_gist_distance(internal, power_profile, smallint, oid, internal) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_distance';
COMMENT ON FUNCTION power_gist_distance(internal, power_profile, smallint, oid, internal) IS
	'GiST support: least distance of what is below a key';
CREATE FUNCTION power_gist_sortsupport(internal) RETURNS void
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gist_sortsupport';
COMMENT ON FUNCTION power_gist_sortsupport(internal) IS
	'GiST support: order along a space-filling curve, for building from sorted rows';
CREATE OPERATOR CLASS power_profile_ops DEFAULT FOR TYPE power_profile USING gist AS
	OPERATOR 3 &&, OPERATOR 7 @>, OPERATOR 8 <@, OPERATOR 18 =,
	OPERATOR 15 <-> FOR ORDER BY pg_catalog.float_ops,
	FUNCTION 1 power_gist_consistent(internal, power_profile, smallint, oid, internal),
	FUNCTION 2 power_gist_union(internal, internal),
	FUNCTION 3 power_gist_compress(internal),
	FUNCTION 5 power_gist_penalty(internal, internal, internal),
	FUNCTION 6 power_gist_picksplit(internal, internal),
	FUNCTION 7 power_gist_same(bytea, bytea, internal),
	FUNCTION 8 power_gist_distance(internal, power_profile, smallint, oid, internal),
	FUNCTION 9 power_gist_fetch(internal),
	FUNCTION 11 power_gist_sortsupport(internal),
	STORAGE bytea;
COMMENT ON OPERATOR CLASS power_profile_ops USING gist IS
	'containment, overlap, equality and nearest neighbours of power profiles, exact, also as index-only scans';

CREATE FUNCTION power_gin_extract_value(power_profile, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gin_extract_value';
COMMENT ON FUNCTION power_gin_extract_value(power_profile, internal) IS
	'GIN support: the dimensions of any degree';
CREATE FUNCTION power_gin_extract_query(power_profile, internal, smallint, internal, internal, internal, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gin_extract_query';
COMMENT ON FUNCTION power_gin_extract_query(power_profile, internal, smallint, internal, internal, internal, internal) IS
	'GIN support: the dimensions to look for';
CREATE FUNCTION power_gin_consistent(internal, smallint, power_profile, integer, internal, internal, internal, internal) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gin_consistent';
COMMENT ON FUNCTION power_gin_consistent(internal, smallint, power_profile, integer, internal, internal, internal, internal) IS
	'GIN support: what the dimensions present say of a row';
CREATE FUNCTION power_gin_triconsistent(internal, smallint, power_profile, integer, internal, internal, internal) RETURNS "char"
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_gin_triconsistent';
COMMENT ON FUNCTION power_gin_triconsistent(internal, smallint, power_profile, integer, internal, internal, internal) IS
	'GIN support: the same while some dimensions are not known yet';
CREATE OPERATOR CLASS power_profile_ops DEFAULT FOR TYPE power_profile USING gin AS
	OPERATOR 3 &&, OPERATOR 7 @>,
	FUNCTION 1 btint2cmp(smallint, smallint),
	FUNCTION 2 power_gin_extract_value(power_profile, internal),
	FUNCTION 3 power_gin_extract_query(power_profile, internal, smallint, internal, internal, internal, internal),
	FUNCTION 4 power_gin_consistent(internal, smallint, power_profile, integer, internal, internal, internal, internal),
	FUNCTION 6 power_gin_triconsistent(internal, smallint, power_profile, integer, internal, internal, internal),
	STORAGE smallint;
COMMENT ON OPERATOR CLASS power_profile_ops USING gin IS 'dimensions of any degree: overlap exactly, containment with a look at the row';
