-- stem: one stem for the forms of a word, in English and in Arabic; the words too common to be searched.

CREATE FUNCTION stem(word text, lang text DEFAULT 'auto') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_stem';
COMMENT ON FUNCTION stem(text, text) IS
	'the stem of one word, folded first as fold() folds it: negotiations, negotiating and Negotiated give negoti, and so do the Arabic forms of a word behind any clitics. lang: en = English (Snowball''s Porter2; the same stems as the server''s english_stem), ar = Arabic, auto = by the first letter that is Latin or Arabic; a word with neither, or of more than 1,000 bytes, is only folded. Stop words are stemmed, too. NULL for a NULL argument. Errors: 22023 for another language';

CREATE FUNCTION stop_words(lang text) RETURNS SETOF text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 300 AS 'MODULE_PATHNAME', 'smartdip_stop_words';
COMMENT ON FUNCTION stop_words(text) IS
	'the words of a language (en or ar) that are too common to be searched, as they are spelled, in byte order. Texts are searched for them folded, in English with the typographic apostrophe, too, in Arabic behind the conjunctions and prepositions that are written together with a word. English: in capitals US, WHO, IT, IS and RE are names and searched all the same. No rows for NULL. Errors: 22023 for another language, 22P05 for ar where the database''s encoding has no Arabic letters. Source: smartdip''s own lists';
