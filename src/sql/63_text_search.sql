-- text search: a parser, a dictionary template, dictionaries and the configuration smartdip; smartdip_tsvector().

CREATE FUNCTION smartdip_parser_start(internal, integer) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_parser_start';
CREATE FUNCTION smartdip_parser_token(internal, internal, internal) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_parser_token';
CREATE FUNCTION smartdip_parser_end(internal) RETURNS void
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_parser_end';
CREATE FUNCTION smartdip_parser_types(internal) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_parser_types';
CREATE FUNCTION smartdip_parser_headline(internal, internal, tsquery) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_parser_headline';
COMMENT ON FUNCTION smartdip_parser_start(internal, integer) IS 'begins a parse for the text search parser smartdip; called by the server only';
COMMENT ON FUNCTION smartdip_parser_token(internal, internal, internal) IS 'the next token of a parse; called by the server only';
COMMENT ON FUNCTION smartdip_parser_end(internal) IS 'ends a parse; called by the server only';
COMMENT ON FUNCTION smartdip_parser_types(internal) IS 'the token types of the parser; called by the server only, see ts_token_type(''smartdip'')';
COMMENT ON FUNCTION smartdip_parser_headline(internal, internal, tsquery) IS 'chooses and marks the words of a headline; called by the server only, see ts_headline()';

CREATE TEXT SEARCH PARSER smartdip (
	START = smartdip_parser_start, GETTOKEN = smartdip_parser_token, END = smartdip_parser_end,
	LEXTYPES = smartdip_parser_types, HEADLINE = smartdip_parser_headline);
COMMENT ON TEXT SEARCH PARSER smartdip IS
	'words by the rules of Unicode 15.0 (UAX #29), in every database alike; numbers with grouping marks, dates, addresses, hashtags, mentions, emoji and acronyms stay whole, wholes are followed by their parts, and a change of script ends a word';

CREATE FUNCTION smartdip_word_init(internal) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_word_init';
CREATE FUNCTION smartdip_word_lexize(internal, internal, internal, internal) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_word_lexize';
COMMENT ON FUNCTION smartdip_word_init(internal) IS 'reads the options of a dictionary of template smartdip_word; called by the server only';
COMMENT ON FUNCTION smartdip_word_lexize(internal, internal, internal, internal) IS 'the lexemes of a word; called by the server only, see ts_lexize()';

CREATE TEXT SEARCH TEMPLATE smartdip_word (INIT = smartdip_word_init, LEXIZE = smartdip_word_lexize);
COMMENT ON TEXT SEARCH TEMPLATE smartdip_word IS
	'folds, recognises stop words and stems in one step. Options: Language (english, arabic, other or auto, which goes by the letters; default auto), Hamza, TaMarbuta, AlefMaqsura (fold or keep; default fold), StopWords, Stem (default true), Accept (all; script: words in the language''s letters only; stop: stop words only; the rest goes on to the next dictionary; default all), Concepts (none, sure or all, default none: give the concepts of both languages that the word stands in, such as =foreign-minister., beside it; sure: without rare senses; true and false stand for all and none), Names (default false: give the key of what may be a name, such as ~klntn, beside it). Errors: 22023 for another option or value';

CREATE TEXT SEARCH DICTIONARY smartdip_english (TEMPLATE = smartdip_word, Language = english, Concepts = true);
CREATE TEXT SEARCH DICTIONARY smartdip_arabic (TEMPLATE = smartdip_word, Language = arabic, Concepts = true);
CREATE TEXT SEARCH DICTIONARY smartdip_other (TEMPLATE = smartdip_word, Language = other, Concepts = true);
CREATE TEXT SEARCH DICTIONARY smartdip_auto (TEMPLATE = smartdip_word, Language = auto, Concepts = true);
COMMENT ON TEXT SEARCH DICTIONARY smartdip_english IS 'English words: folded, stop words taken out, stemmed by the rules of Snowball English';
COMMENT ON TEXT SEARCH DICTIONARY smartdip_arabic IS 'Arabic words: folded, stop words taken out, clitics and endings stripped, broken plurals brought back to their singular';
COMMENT ON TEXT SEARCH DICTIONARY smartdip_other IS 'words of other scripts, numbers, dates, addresses, hashtags, mentions and emoji: folded, written one way';
COMMENT ON TEXT SEARCH DICTIONARY smartdip_auto IS 'English or Arabic by the letters of the word; for hyphenated words, which also give their first part';

CREATE TEXT SEARCH CONFIGURATION smartdip (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION smartdip ADD MAPPING FOR latin, latin_part WITH smartdip_english;
ALTER TEXT SEARCH CONFIGURATION smartdip ADD MAPPING FOR arabic, arabic_part WITH smartdip_arabic;
ALTER TEXT SEARCH CONFIGURATION smartdip ADD MAPPING FOR compound WITH smartdip_auto;
ALTER TEXT SEARCH CONFIGURATION smartdip ADD MAPPING FOR word, word_part, numword, numword_part, integer, decimal, version, date,
	url, host, host_part, url_path, email, hashtag, mention, emoji WITH smartdip_other;
COMMENT ON TEXT SEARCH CONFIGURATION smartdip IS 'English and Arabic in one text, words and the concepts that they share: parser smartdip, dictionaries smartdip_english, smartdip_arabic, smartdip_auto and smartdip_other';

CREATE TEXT SEARCH DICTIONARY smartdip_english_wide (TEMPLATE = smartdip_word, Language = english, Concepts = true, Names = true);
CREATE TEXT SEARCH DICTIONARY smartdip_arabic_wide (TEMPLATE = smartdip_word, Language = arabic, Concepts = true, Names = true);
CREATE TEXT SEARCH DICTIONARY smartdip_auto_wide (TEMPLATE = smartdip_word, Language = auto, Concepts = true, Names = true);
COMMENT ON TEXT SEARCH DICTIONARY smartdip_english_wide IS 'as smartdip_english, with the keys of names';
COMMENT ON TEXT SEARCH DICTIONARY smartdip_arabic_wide IS 'as smartdip_arabic, with the keys of names';
COMMENT ON TEXT SEARCH DICTIONARY smartdip_auto_wide IS 'as smartdip_auto, with the keys of names';

CREATE TEXT SEARCH CONFIGURATION smartdip_wide (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION smartdip_wide ALTER MAPPING REPLACE smartdip_english WITH smartdip_english_wide;
ALTER TEXT SEARCH CONFIGURATION smartdip_wide ALTER MAPPING REPLACE smartdip_arabic WITH smartdip_arabic_wide;
ALTER TEXT SEARCH CONFIGURATION smartdip_wide ALTER MAPPING REPLACE smartdip_auto WITH smartdip_auto_wide;
COMMENT ON TEXT SEARCH CONFIGURATION smartdip_wide IS
	'as smartdip, with the keys of names beside the words, so that a name written in one script finds it in the other: for indexes that are searched across languages. Queries made with smartdip work on such an index, too, and are more precise';

CREATE FUNCTION smartdip_tsvector(text) RETURNS tsvector
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_tsvector';
COMMENT ON FUNCTION smartdip_tsvector(text) IS
	'the same as to_tsvector(''smartdip'', ...), made in one pass and faster; it does not follow changes that ALTER TEXT SEARCH makes to the configuration or its dictionaries. IMMUTABLE as to_tsvector() is: only words of Thai, Lao, Khmer, Burmese, Chinese and Japanese, which the ICU library cuts, can change with that library. NULL for NULL. Errors: 54000 for more than 1 MB of lexemes; words of 2,047 bytes and more are left out with a notice';

CREATE FUNCTION smartdip_prefix_tsquery(config regconfig, query text) RETURNS tsquery
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_prefix_tsquery';
COMMENT ON FUNCTION smartdip_prefix_tsquery(regconfig, text) IS
	'a query for what has been typed so far: the last word, if the text ends in it, is the beginning of a word, folded and without an Arabic article, and is met by the words that begin so, whatever their stems; concepts are left out of it. The words before are those of plainto_tsquery(config, ...). For configurations of the smartdip dictionaries: IMMUTABLE as plainto_tsquery() is. NULL for NULL; a notice and an empty query where nothing is left. Errors: 42704 for the OID of no configuration';
