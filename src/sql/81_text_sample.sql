-- text_sample: a sample of texts in both languages, with their themes.

CREATE FUNCTION text_sample(
	OUT id text, OUT published timestamp with time zone, OUT author actor_code, OUT account text, OUT platform text, OUT language text,
	OUT title text, OUT body text, OUT reply_to text, OUT repost_of text, OUT likes bigint, OUT reposts bigint, OUT replies bigint, OUT views bigint,
	OUT url text, OUT themes_by_hand text[], OUT themes_in_doubt text[], OUT half text, OUT subject text, OUT style text
) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 680 AS 'MODULE_PATHNAME', 'smartdip_text_sample';
COMMENT ON FUNCTION text_sample() IS
	'texts WRITTEN AS EXAMPLES for trials and tests: posts, statements, headlines with their first lines, cables, speeches. They quote nobody, and what they tell is made up, as authors and moments are, but that some speak of events that everybody knows. Each of 340 stands in English and in Arabic, as p001-en and p001-ar; columns as in text_row, of which account, reply_to, repost_of, the counts and url are NULL, and besides: themes_by_hand, the themes of the text as a reader labelled them without seeing the lexicon, {} for none; themes_in_doubt, those of which the reader was not sure, whether given or not; half, tune for texts that the lexicon may be mended by, check for those that only measure it; subject, papers for texts about what the papers on smart and digital diplomacy treat, news for others, which mostly have no theme; style, plain for texts as institutions and newspapers write them, indirect for those that write around their subject. It cannot be read in a database whose encoding has no Arabic letters (22P05)';
