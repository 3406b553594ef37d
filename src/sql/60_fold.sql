-- fold: the form in which words are compared, the scripts of a text, and the Unicode behind both.

CREATE FUNCTION fold("text" text, options text DEFAULT '') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_fold';
COMMENT ON FUNCTION fold(text, text) IS
	'the text as search compares it: NFKC_Casefold of Unicode 15.0, without Arabic vowel signs, tatweel and direction marks, letters of Persian and Urdu keyboards as Arabic ones, alefs without hamza, ta marbuta as heh, alef maqsura as yeh, decimal digits of every script as 0-9, Latin letters without diacritics. options: hamza, tamarbuta and alefmaqsura, each =keep or =fold (the default), separated by commas: ''hamza=keep, tamarbuta=keep''. Folding a folded text changes nothing. NULL for NULL. The tables are the extension''s own, so that an index on fold() outlives an upgrade of ICU. Errors: 22023 for an unknown option, 54000 for a result longer than a text can be, 22021 for bytes that are not UTF-8 in a database of encoding SQL_ASCII, 22P05 for a folded letter that the database''s encoding has not. Sources: Unicode 15.0, DerivedNormalizationProps.txt and UnicodeData.txt';

CREATE FUNCTION script_profile("text" text, OUT script text, OUT letters integer, OUT share real) RETURNS SETOF record
	LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 2 AS 'MODULE_PATHNAME', 'smartdip_script_profile';
COMMENT ON FUNCTION script_profile(text) IS
	'the scripts of a text''s letters, the most frequent first: script by its Unicode name in small letters (latin, arabic, cyrillic, greek, hebrew, han, hangul, devanagari, thai, ...; hiragana and katakana are kana), letters their number, share of all such letters, 0 to 1. Letters are of general category L; digits, signs, marks and letters that all scripts share are not counted. No rows for a text without letters or NULL. Source: Unicode 15.0, Scripts.txt';

CREATE FUNCTION smartdip_unicode_version() RETURNS text
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_unicode_version';
COMMENT ON FUNCTION smartdip_unicode_version() IS
	'the version of Unicode that smartdip''s tables are made from, as in 15.0.0; what fold() and text search give depends on these tables alone. The server''s unicode_version(), from 17, is that of its own tables';

CREATE FUNCTION icu_version() RETURNS text
	LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_icu_version';
COMMENT ON FUNCTION icu_version() IS
	'the version of the ICU library that the server has loaded, as in 72.1; an upgrade of the system changes it';

CREATE FUNCTION icu_selfcheck(OUT property text, OUT unicode_version text, OUT icu_unicode_version text, OUT compared integer,
	OUT differences integer, OUT first_difference text) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE ROWS 5 COST 100000 AS 'MODULE_PATHNAME', 'smartdip_icu_selfcheck';
COMMENT ON FUNCTION icu_selfcheck() IS
	'compares smartdip''s Unicode tables with the loaded ICU library, code point by code point, a row for each property: the two versions of Unicode, how many code points were compared, how many differ, and the first that does (NULL if none) with both values. Differences mean another version of Unicode and are no fault: nothing is computed from ICU''s tables. Takes less than a second';
