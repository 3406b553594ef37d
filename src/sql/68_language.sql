-- language: in which language a text is written.

CREATE FUNCTION language_of(content text, OUT language text, OUT confidence real) RETURNS record
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_language_of';
COMMENT ON FUNCTION language_of(text) IS
	'the language of a text: en, ar, fa, ur or other, with a confidence from 0 to 1, the share of the evidence (script, telling letters, frequent words) that speaks for it. A text without letters, empty or NULL is other with confidence 0; a few Latin letters without further signs are taken for en, Arabic ones for ar, with a low one. The first 65,536 bytes are read. The same in every locale. Sources: src/data/language_letter.tsv and language_word.tsv';
