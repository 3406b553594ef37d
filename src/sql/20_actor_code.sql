-- actor_code: actors as chains of one to eight groups of three characters, their bytes as they stand.
-- Ordered by bytes, the shorter first, which is the order of text in collation "C"; no locale takes part anywhere.

CREATE TYPE actor_code;

CREATE FUNCTION actor_code_in(cstring) RETURNS actor_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_in';
COMMENT ON FUNCTION actor_code_in(cstring) IS
	'input of actor_code: 3 to 24 letters or digits of ASCII, a multiple of three, blanks around them left out; error 22P02 otherwise';
CREATE FUNCTION actor_code_out(actor_code) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_out';
COMMENT ON FUNCTION actor_code_out(actor_code) IS 'output of actor_code: the characters as they were given';
CREATE FUNCTION actor_code_recv(internal) RETURNS actor_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_recv';
COMMENT ON FUNCTION actor_code_recv(internal) IS 'binary input of actor_code: its characters in ASCII; error 22P03 for anything else';
CREATE FUNCTION actor_code_send(actor_code) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_send';
COMMENT ON FUNCTION actor_code_send(actor_code) IS 'binary output of actor_code: its characters in ASCII';

-- A short value has a header of one byte and no padding in a row, provided that its storage is not plain; that
-- holds whatever the alignment, and the server wants int4 of a type of variable length. Storage main, because
-- 24 bytes are not worth moving out of the row.
CREATE TYPE actor_code (
	INPUT = actor_code_in,
	OUTPUT = actor_code_out,
	RECEIVE = actor_code_recv,
	SEND = actor_code_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = main
);
COMMENT ON TYPE actor_code IS
	'actor of an event: one to eight groups of three letters or digits (USAGOV), kept as written, case too (per is a people, PER a country); 4 to 25 bytes, ordered by bytes';

-- The bytes are the text's bytes, so this cast costs nothing. Not implicit: an implicit one would let every text
-- operator take actor codes, with the database's collation, and 'USA' || code or code LIKE would work by accident.
CREATE CAST (actor_code AS text) WITHOUT FUNCTION AS ASSIGNMENT;
COMMENT ON CAST (actor_code AS text) IS 'the characters of an actor code';
CREATE CAST (text AS actor_code) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS actor_code) IS 'an actor code from its characters; error 22P02 for malformed text';

-- Comparison
CREATE FUNCTION actor_code_lt(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_lt';
COMMENT ON FUNCTION actor_code_lt(actor_code, actor_code) IS 'implementation of <: the left code comes before the right in byte order';
CREATE FUNCTION actor_code_le(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_le';
COMMENT ON FUNCTION actor_code_le(actor_code, actor_code) IS 'implementation of <=: the left code comes before or equals the right in byte order';
CREATE FUNCTION actor_code_eq(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_eq';
COMMENT ON FUNCTION actor_code_eq(actor_code, actor_code) IS 'implementation of =: the left code equals the right in byte order';
CREATE FUNCTION actor_code_ne(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_ne';
COMMENT ON FUNCTION actor_code_ne(actor_code, actor_code) IS 'implementation of <>: the left code differs from the right in byte order';
CREATE FUNCTION actor_code_ge(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_ge';
COMMENT ON FUNCTION actor_code_ge(actor_code, actor_code) IS 'implementation of >=: the left code comes after or equals the right in byte order';
CREATE FUNCTION actor_code_gt(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_gt';
COMMENT ON FUNCTION actor_code_gt(actor_code, actor_code) IS 'implementation of >: the left code comes after the right in byte order';
CREATE FUNCTION actor_code_cmp(actor_code, actor_code) RETURNS integer
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_cmp';
COMMENT ON FUNCTION actor_code_cmp(actor_code, actor_code) IS 'less than, equal to or greater than zero, in byte order';
CREATE FUNCTION actor_code_sortsupport(internal) RETURNS void
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_sortsupport';
COMMENT ON FUNCTION actor_code_sortsupport(internal) IS 'sort support of actor_code, with abbreviated keys';
CREATE FUNCTION actor_code_hash(actor_code) RETURNS integer
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_hash';
COMMENT ON FUNCTION actor_code_hash(actor_code) IS 'hash of actor_code';
CREATE FUNCTION actor_code_hash_extended(actor_code, bigint) RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_hash_extended';
COMMENT ON FUNCTION actor_code_hash_extended(actor_code, bigint) IS '64-bit seeded hash of actor_code, for hash partitioning';
CREATE FUNCTION actor_code_larger(actor_code, actor_code) RETURNS actor_code
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_larger';
COMMENT ON FUNCTION actor_code_larger(actor_code, actor_code) IS 'the later of two codes in byte order';
CREATE FUNCTION actor_code_smaller(actor_code, actor_code) RETURNS actor_code
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_smaller';
COMMENT ON FUNCTION actor_code_smaller(actor_code, actor_code) IS 'the earlier of two codes in byte order';

CREATE OPERATOR < (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (actor_code, actor_code) IS 'before in byte order';
CREATE OPERATOR <= (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (actor_code, actor_code) IS 'before or equal in byte order';
CREATE OPERATOR = (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (actor_code, actor_code) IS 'the same bytes: per is not PER, MNCUSA is not USAMNC';
CREATE OPERATOR <> (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (actor_code, actor_code) IS 'not the same bytes';
CREATE OPERATOR >= (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (actor_code, actor_code) IS 'after or equal in byte order';
CREATE OPERATOR > (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (actor_code, actor_code) IS 'after in byte order';

CREATE AGGREGATE min(actor_code) (
	SFUNC = actor_code_smaller, STYPE = actor_code, COMBINEFUNC = actor_code_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(actor_code) IS 'the first code in byte order; NULL over no rows';
CREATE AGGREGATE max(actor_code) (
	SFUNC = actor_code_larger, STYPE = actor_code, COMBINEFUNC = actor_code_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(actor_code) IS 'the last code in byte order; NULL over no rows';

-- Groups as a set (GIN), and the beginning of a chain, which a planner support function turns into a btree range.

CREATE FUNCTION actor_code_contains(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_contains';
COMMENT ON FUNCTION actor_code_contains(actor_code, actor_code) IS 'implementation of @>: every group of the right code occurs in the left, in whatever order';
CREATE FUNCTION actor_code_contained(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_contained';
COMMENT ON FUNCTION actor_code_contained(actor_code, actor_code) IS 'implementation of <@: every group of the left code occurs in the right, in whatever order';
CREATE FUNCTION actor_code_overlaps(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_overlaps';
COMMENT ON FUNCTION actor_code_overlaps(actor_code, actor_code) IS 'implementation of &&: the codes share a group';
CREATE FUNCTION actor_code_last(actor_code) RETURNS actor_code
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_last';
COMMENT ON FUNCTION actor_code_last(actor_code) IS
	'the greatest code that begins with the groups of a code: its groups, then zzz up to eight groups; used for index ranges';
CREATE FUNCTION actor_code_starts_with_support(internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_starts_with_support';
COMMENT ON FUNCTION actor_code_starts_with_support(internal) IS 'planner support of ^@: an index range instead of a filter';
CREATE FUNCTION actor_code_starts_with(actor_code, actor_code) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT actor_code_starts_with_support
	AS 'MODULE_PATHNAME', 'smartdip_actor_code_starts_with';
COMMENT ON FUNCTION actor_code_starts_with(actor_code, actor_code) IS
	'implementation of ^@: the left code begins with the groups of the right';
CREATE OPERATOR @> (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_contains,
	COMMUTATOR = <@, RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @> (actor_code, actor_code) IS 'has every group of the right code: USAGOVMIL @> MILUSA';
CREATE OPERATOR <@ (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_contained,
	COMMUTATOR = @>, RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR <@ (actor_code, actor_code) IS 'has no group but those of the right code: MILUSA <@ USAGOVMIL';
CREATE OPERATOR && (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_overlaps,
	COMMUTATOR = &&, RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR && (actor_code, actor_code) IS 'shares a group with the right code: USAGOV && GOVMIL';
CREATE OPERATOR ^@ (
	LEFTARG = actor_code, RIGHTARG = actor_code, FUNCTION = actor_code_starts_with,
	RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR ^@ (actor_code, actor_code) IS 'begins with the groups of the right code: USAGOVMIL ^@ USAGOV';

-- Operator classes

CREATE FUNCTION actor_code_gin_extract_value(actor_code, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_gin_extract_value';
COMMENT ON FUNCTION actor_code_gin_extract_value(actor_code, internal) IS 'GIN support of actor_code: one key a group';
CREATE FUNCTION actor_code_gin_extract_query(actor_code, internal, smallint, internal, internal, internal, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_gin_extract_query';
COMMENT ON FUNCTION actor_code_gin_extract_query(actor_code, internal, smallint, internal, internal, internal, internal) IS
	'GIN support of actor_code: the keys of a query';
CREATE FUNCTION actor_code_gin_consistent(internal, smallint, actor_code, integer, internal, internal, internal, internal) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_gin_consistent';
COMMENT ON FUNCTION actor_code_gin_consistent(internal, smallint, actor_code, integer, internal, internal, internal, internal) IS
	'GIN support of actor_code: does a row with these groups match?';
CREATE FUNCTION actor_code_gin_triconsistent(internal, smallint, actor_code, integer, internal, internal, internal) RETURNS "char"
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_code_gin_triconsistent';
COMMENT ON FUNCTION actor_code_gin_triconsistent(internal, smallint, actor_code, integer, internal, internal, internal) IS
	'GIN support of actor_code: the same where it is not known whether a group is present';

CREATE OPERATOR CLASS actor_code_ops DEFAULT FOR TYPE actor_code USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 actor_code_cmp(actor_code, actor_code),
	FUNCTION 2 actor_code_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS actor_code_ops USING btree IS 'byte order of actor codes; answers ^@ as a range';
CREATE OPERATOR CLASS actor_code_ops DEFAULT FOR TYPE actor_code USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 actor_code_hash(actor_code),
	FUNCTION 2 actor_code_hash_extended(actor_code, bigint);
COMMENT ON OPERATOR CLASS actor_code_ops USING hash IS 'hashing of actor codes';
CREATE OPERATOR CLASS actor_code_ops DEFAULT FOR TYPE actor_code USING gin AS
	OPERATOR 1 &&, OPERATOR 2 @>, OPERATOR 3 <@,
	FUNCTION 1 btint4cmp(integer, integer),
	FUNCTION 2 actor_code_gin_extract_value(actor_code, internal),
	FUNCTION 3 actor_code_gin_extract_query(actor_code, internal, smallint, internal, internal, internal, internal),
	FUNCTION 4 actor_code_gin_consistent(internal, smallint, actor_code, integer, internal, internal, internal, internal),
	FUNCTION 6 actor_code_gin_triconsistent(internal, smallint, actor_code, integer, internal, internal, internal),
	STORAGE integer;
COMMENT ON OPERATOR CLASS actor_code_ops USING gin IS 'actor codes by group: && @> <@';
CREATE OPERATOR CLASS actor_code_minmax_ops DEFAULT FOR TYPE actor_code USING brin AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS actor_code_minmax_ops USING brin IS 'block ranges by smallest and greatest code';

-- Accessors. A group means something only where it stands: a code is read from the left, and a code that is also
-- a country's (MUS, PSE, SHN, SUN) is the country unless the place of a country is taken before it.

CREATE FUNCTION country(code actor_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_country';
COMMENT ON FUNCTION country(actor_code) IS
	'the CAMEO country code, as country_code() writes it, of the first country in a code, wherever it stands (USA of MNCUSA, ROU of ROMGOV); of its part, if one stands behind a state that ended (SRB of SCGSRBGOV); NULL if there is none. A region is no country: see region(). SUN is the Soviet Union in SUNGOV and the Sunnis in MOSSUN: a code that is also a religion or a known group is the country unless a country, a region or a known group (for a religion also a people, a religion or a generic group but MNC) stands before it';
CREATE FUNCTION countries(code actor_code) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_countries';
COMMENT ON FUNCTION countries(actor_code) IS
	'all countries of a code in its order, each once, as country() writes them: {USA,ISR} of USAISRGOV; a state that ended and its part are one, the part; an empty array, not NULL, if there is none';
CREATE FUNCTION region(code actor_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_region';
COMMENT ON FUNCTION region(actor_code) IS
	'the first region of a code: EUR of IGOEUREEC; NULL if there is none. GDELT writes regions into its country columns: coalesce(country(code), region(code))';
CREATE FUNCTION known_group(code actor_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_known_group';
COMMENT ON FUNCTION known_group(actor_code) IS
	'the first known group of a code: UNO of IGOUNO; NULL if there is none';
CREATE FUNCTION ethnicity(code actor_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_ethnicity';
COMMENT ON FUNCTION ethnicity(actor_code) IS
	'the first ethnic group of a code: three small letters, listed or not, or one of ARB, KUR and PAL; NULL if there is none';
CREATE FUNCTION groups(code actor_code) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_groups';
COMMENT ON FUNCTION groups(actor_code) IS
	'the groups of a code in its order, duplicates too; never empty';
CREATE FUNCTION religions(code actor_code) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_religions';
COMMENT ON FUNCTION religions(actor_code) IS
	'the religions of a code in its order, without the digits that number a denomination; an empty array, not NULL, if there is none';
CREATE FUNCTION roles(code actor_code) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_roles';
COMMENT ON FUNCTION roles(actor_code) IS
	'the primary, secondary and tertiary roles of a code in its order, duplicates too; an empty array, not NULL, if there is none. IGO, IMG, INT, MNC, NGM, NGO and UIS are no roles: see kind()';
CREATE FUNCTION kind(code actor_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_kind';
COMMENT ON FUNCTION kind(actor_code) IS
	'what a code makes of its actor: state, igo, ngo, mnc, ethnic, transnational, individual or other; never NULL. The strongest group that tells a kind decides, of equals the first: generic groups (MNCUSA and USAMNC are mnc), then known groups (IRQTAL is transnational), peoples, organs of the state (USAMIL is state), religions, the other roles (USACVL is individual, SYRREB other), countries (USA is state), regions; other where no group tells. actor_groups() lists the kind of each group';
CREATE FUNCTION canonical(code actor_code) RETURNS actor_code
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_canonical';
COMMENT ON FUNCTION canonical(actor_code) IS
	'the same groups in one order, without duplicates: countries, generic groups, regions, known groups, peoples, religions with the digits behind them, primary, secondary and tertiary roles, unlisted groups. Peoples and roles are sorted by bytes, the others keep their order, which says who acts and what is a branch of what. MNCUSA and USAMNC give USAMNC; no group changes its meaning';
-- Stable, not immutable: the names of countries come from ICU and change with it.
CREATE FUNCTION label(code actor_code, locale text DEFAULT 'en') RETURNS text
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_label_actor_code_text';
COMMENT ON FUNCTION label(actor_code, text) IS
	'what the groups of a code stand for, in English or Arabic: the first, a colon, the others (United States: Government, Armed forces); a group that no list has stands for itself; error 22023 for another language';

-- Lists

CREATE FUNCTION actor_groups(
	OUT code text, OUT category text, OUT kind text, OUT label_en text, OUT label_ar text
) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 830 AS 'MODULE_PATHNAME', 'smartdip_actor_groups';
COMMENT ON FUNCTION actor_groups() IS
	'the code book of groups that are no countries, in byte order: category is role_primary, role_secondary, role_tertiary, generic, region, religion, ethnic or known_group; kind as in kind(), NULL where the group alone does not tell';
