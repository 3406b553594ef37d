-- name: keys and similarity of names across scripts, indexed search, and names from one script in the other.

CREATE FUNCTION name_key(name text) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_name_key';
COMMENT ON FUNCTION name_key(text) IS
	'the consonants of a name by class, the same in Latin and in Arabic letters: klntn for Clinton in either; the keys of several words with a space between them. Vowels, doubled letters, articles, particles (bin, von) and titles are left out; b is also p, f v, s z, g j, k q and kh, x sh and ch; a stands for a vowel at the start. Equal keys make candidates, not equal names. Empty where there is no letter; NULL for NULL. 1,024 bytes, 16 words and 64 letters a word are looked at';

CREATE FUNCTION name_keys(name text) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_name_keys';
COMMENT ON FUNCTION name_keys(text) IS
	'every key that a word of the name may have, each once: beside name_key()''s those of other readings (Charles: xrls, krls and others), at most 8 a word, and those of neighbours read as one word (Ben Ali: al and bnl). An initial has none beside other words. These are the entries of a gin_name_ops index. NULL for NULL';

CREATE FUNCTION name_similarity(a text, b text) RETURNS float4
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'smartdip_name_similarity';
COMMENT ON FUNCTION name_similarity(text, text) IS
	'how alike two names sound, from 0 to 1, whichever of them is written in Latin and which in Arabic letters: symmetric, and 1 for the same words. Words are paired whatever their order; neighbours count as one word where the other name writes them so (Nasrallah, Nasr Allah); the first word that only one name has counts half, each further one a fifth of that before it; initials stand for words beside another word, particles and titles do not count. Words of other scripts are equal or not. NULL for a NULL argument. 1,024 bytes, 16 words and 64 letters a word are looked at. The costs of one sound for another are measured on names of Wikidata (CC0); see src/data/name_sound.tsv';

-- A type of its own for the name looked for: the operator says which side is asked for. Its name is one that pg_trgm, which has %, <%
-- and %> of text and text, does not have: installed later, it would take over the condition, and the index would lie idle.
CREATE TYPE name_query;
CREATE FUNCTION name_query_in(cstring) RETURNS name_query LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textin';
COMMENT ON FUNCTION name_query_in(cstring) IS 'input of name_query: any text';
CREATE FUNCTION name_query_out(name_query) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textout';
COMMENT ON FUNCTION name_query_out(name_query) IS 'output of name_query';
CREATE FUNCTION name_query_recv(internal) RETURNS name_query LANGUAGE internal STABLE STRICT PARALLEL SAFE AS 'textrecv';
COMMENT ON FUNCTION name_query_recv(internal) IS 'binary input of name_query, as that of text';
CREATE FUNCTION name_query_send(name_query) RETURNS bytea LANGUAGE internal STABLE STRICT PARALLEL SAFE AS 'textsend';
COMMENT ON FUNCTION name_query_send(name_query) IS 'binary output of name_query, as that of text';
CREATE TYPE name_query (INPUT = name_query_in, OUTPUT = name_query_out, RECEIVE = name_query_recv, SEND = name_query_send, LIKE = pg_catalog.text);
COMMENT ON TYPE name_query IS
	'a name to look for, the right side of =~>: any text. Literals and texts become one by themselves';
CREATE CAST (text AS name_query) WITHOUT FUNCTION AS IMPLICIT;
COMMENT ON CAST (text AS name_query) IS 'a text is a name to look for as it is';
CREATE CAST (name_query AS text) WITHOUT FUNCTION AS ASSIGNMENT;
COMMENT ON CAST (name_query AS text) IS 'the text of the name';

CREATE FUNCTION name_matches(name text, query name_query) RETURNS boolean
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'smartdip_name_matches';
COMMENT ON FUNCTION name_matches(text, name_query) IS
	'do the names share a key (see name_keys) and are at least smartdip.name_similarity_threshold alike (see name_similarity)? The function of the operator =~>. NULL for a NULL argument';
CREATE FUNCTION name_matches_commuted(query name_query, name text) RETURNS boolean
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'smartdip_name_matches_commuted';
COMMENT ON FUNCTION name_matches_commuted(name_query, text) IS 'name_matches() with its arguments the other way round: the function of the operator <~=';

CREATE OPERATOR =~> (LEFTARG = text, RIGHTARG = name_query, FUNCTION = name_matches, COMMUTATOR = <~=,
	RESTRICT = matchingsel, JOIN = matchingjoinsel);
COMMENT ON OPERATOR =~> (text, name_query) IS
	'may be the name asked for: shares a key with it and is at least smartdip.name_similarity_threshold (0.65) alike; indexed by gin_name_ops';
CREATE OPERATOR <~= (LEFTARG = name_query, RIGHTARG = text, FUNCTION = name_matches_commuted, COMMUTATOR = =~>,
	RESTRICT = matchingsel, JOIN = matchingjoinsel);
COMMENT ON OPERATOR <~= (name_query, text) IS 'the name asked for may be the text: =~> the other way round';

CREATE FUNCTION name_gin_extract_value(text, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_name_gin_extract_value';
COMMENT ON FUNCTION name_gin_extract_value(text, internal) IS 'GIN support: the keys of a name';
CREATE FUNCTION name_gin_extract_query(name_query, internal, int2, internal, internal, internal, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_name_gin_extract_query';
COMMENT ON FUNCTION name_gin_extract_query(name_query, internal, int2, internal, internal, internal, internal) IS 'GIN support: the keys of the name asked for';
CREATE FUNCTION name_gin_consistent(internal, int2, name_query, int4, internal, internal, internal, internal) RETURNS bool
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_name_gin_consistent';
COMMENT ON FUNCTION name_gin_consistent(internal, int2, name_query, int4, internal, internal, internal, internal) IS 'GIN support: one key in common makes a candidate, which is checked again';
CREATE FUNCTION name_gin_triconsistent(internal, int2, name_query, int4, internal, internal, internal) RETURNS "char"
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_name_gin_triconsistent';
COMMENT ON FUNCTION name_gin_triconsistent(internal, int2, name_query, int4, internal, internal, internal) IS 'GIN support: name_gin_consistent() of three values';

CREATE OPERATOR CLASS gin_name_ops FOR TYPE text USING gin AS
	OPERATOR 1 =~> (text, name_query),
	FUNCTION 1 byteacmp(bytea, bytea),
	FUNCTION 2 name_gin_extract_value(text, internal),
	FUNCTION 3 name_gin_extract_query(name_query, internal, int2, internal, internal, internal, internal),
	FUNCTION 4 name_gin_consistent(internal, int2, name_query, int4, internal, internal, internal, internal),
	FUNCTION 6 name_gin_triconsistent(internal, int2, name_query, int4, internal, internal, internal),
	STORAGE bytea;
COMMENT ON OPERATOR CLASS gin_name_ops USING gin IS 'names by the keys of their words, for the operator =~>: CREATE INDEX ON t USING gin (name gin_name_ops)';
COMMENT ON OPERATOR FAMILY gin_name_ops USING gin IS 'names by the keys of their words';

CREATE FUNCTION romanise(name text, scheme text DEFAULT 'bgn') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_romanise';
COMMENT ON FUNCTION romanise(text, text) IS
	'Arabic names in Latin letters, by scheme: bgn (BGN/PCGN 1956; the article with a hyphen), iso233 (ISO 233:1984, letter for letter, only signs that are written), ala (ALA-LC), plain (ASCII, frequent names as English writes them). Short vowels that are not written cannot be restored by rule: names of src/data/name_form.tsv are known with theirs, others keep their consonants (plain puts an a between consonants that stand alone). Presentation forms are their letters; letters of other languages are written by BGN/PCGN and ALA-LC for these or by their sound. Direction marks and ZWNJ are left out, other text stays as it is; Arabic digits and punctuation become ASCII. NULL for a NULL argument. Errors: 22023 for an unknown scheme, 54000 for a result longer than a text can be, 22P05 for a letter that the database''s encoding has not. Sources: the tables of each scheme, src/data/romanise_letter.tsv';

CREATE FUNCTION arabicise(name text) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_arabicise';
COMMENT ON FUNCTION arabicise(text) IS
	'Latin names in Arabic letters: frequent names by src/data/name_form.tsv, others by the letter that each sound is most often written with (src/data/name_sound.tsv). Articles are joined (al-Assad is one word), Abdul and the like are parted in two. Other text stays as it is. NULL for NULL. Errors: 54000 for a result longer than a text can be, 22P05 where the database''s encoding has no Arabic letters';
