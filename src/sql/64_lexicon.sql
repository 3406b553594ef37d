-- lexicon: dictionaries of a user's own terms and phrases.

CREATE FUNCTION smartdip_lexicon_init(internal) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_lexicon_init';
CREATE FUNCTION smartdip_lexicon_lexize(internal, internal, internal, internal) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_lexicon_lexize';
COMMENT ON FUNCTION smartdip_lexicon_init(internal) IS 'compiles the terms of a dictionary of template smartdip_lexicon; called by the server only';
COMMENT ON FUNCTION smartdip_lexicon_lexize(internal, internal, internal, internal) IS 'the lexemes of the terms that a word stands in; called by the server only, see ts_lexize()';

CREATE TEXT SEARCH TEMPLATE smartdip_lexicon (INIT = smartdip_lexicon_init, LEXIZE = smartdip_lexicon_lexize);
COMMENT ON TEXT SEARCH TEMPLATE smartdip_lexicon IS
	'gives the words of each term, single words and phrases, the lexeme of its entry. Options: Terms (a line for each entry, "lexeme = term; term"; words are compared by their stems in both languages, a word in double quotes exactly), Mode (all: phrases may overlap, the default; or longest), Words (default true: the word''s own lexemes stand beside), Dictionaries (those that give them, in this order, parted by commas; default smartdip_auto). A word that stands in no term goes on to the next dictionary. Phrases are seen with the parser smartdip only; with another one, each word is seen alone. Errors: 22023 for another option or value, and for a line that cannot be read, which is named';

CREATE FUNCTION lexicon_from(query text) RETURNS text
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_lexicon_from';
COMMENT ON FUNCTION lexicon_from(text) IS
	'the option Terms of a smartdip_lexicon dictionary for the rows (lexeme, term) of a query: a line for each lexeme, sorted by bytes, each term once, signs of the format escaped. The query runs with the caller''s rights. Empty for no rows, NULL for NULL. Errors: 22023 where the query does not give two columns, or an empty value; 22004 for a NULL; and the query''s own';

CREATE FUNCTION set_lexicon(dictionary regdictionary, query text) RETURNS void
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_set_lexicon';
COMMENT ON FUNCTION set_lexicon(regdictionary, text) IS
	'ALTER TEXT SEARCH DICTIONARY dictionary (Terms = lexicon_from(query)): the dictionary''s other options stay, and every session uses the new terms once the transaction commits. Does nothing for NULL. Errors: those of lexicon_from(), of the option Terms, 42501 for who does not own the dictionary, 42704 for an OID of no dictionary, and 0A000 where Citus has other nodes, for they would keep the old terms';

CREATE FUNCTION lexicon_info(dictionary regdictionary, OUT lexemes bigint, OUT terms bigint, OUT words bigint,
	OUT bytes bigint, OUT compile_ms double precision) RETURNS record
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_lexicon_info';
COMMENT ON FUNCTION lexicon_info(regdictionary) IS
	'what a smartdip_lexicon dictionary costs this session, which compiles it if it has not yet: lexemes, terms, different words in them, bytes of memory, and milliseconds that compiling took. NULL for NULL. Errors: 42809 for a dictionary of another template, 42704 for an OID of no dictionary';
