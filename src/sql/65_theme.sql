-- theme: the tree of themes, texts tagged with them, and aggregates over texts.

CREATE FUNCTION theme_catalogue(OUT theme text, OUT parent text, OUT level integer, OUT label_en text, OUT label_ar text,
	OUT definition_en text, OUT definition_ar text, OUT paper text, OUT section text) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 147 AS 'MODULE_PATHNAME', 'smartdip_theme_catalogue';
COMMENT ON FUNCTION theme_catalogue() IS 'the rows of the view theme, in the order of the codes';

CREATE VIEW theme AS
	SELECT theme, parent, level, label_en, label_ar, definition_en, definition_ar, paper, section
	FROM theme_catalogue();
GRANT SELECT ON theme TO PUBLIC;
COMMENT ON VIEW theme IS 'the tree of themes of the papers on smart and on digital diplomacy. It cannot be read in a database whose encoding has no Arabic letters (22P05): there theme_label(theme, ''en'') and theme_tags() work';
COMMENT ON COLUMN theme.theme IS 'dotted code, risk.hacking; it is the lexeme in a tsvector of smartdip_themes';
COMMENT ON COLUMN theme.parent IS 'the code above, NULL for a family (the top of the tree)';
COMMENT ON COLUMN theme.level IS '1 for a family, one more for each step down';
COMMENT ON COLUMN theme.label_en IS 'name in English, smartdip''s own wording';
COMMENT ON COLUMN theme.label_ar IS 'name in Arabic';
COMMENT ON COLUMN theme.definition_en IS 'definition in English, smartdip''s own wording';
COMMENT ON COLUMN theme.definition_ar IS 'definition in Arabic';
COMMENT ON COLUMN theme.paper IS 'the paper the theme comes from: digital, smart or both';
COMMENT ON COLUMN theme.section IS 'the section of that paper';

CREATE FUNCTION theme_label(theme text, locale text DEFAULT 'en') RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_label';
COMMENT ON FUNCTION theme_label(text, text) IS
	'the name of a theme in English (en) or Arabic (ar), by the language part of a locale; NULL for a code that is none, and for NULL. Errors: 22023 for another language';

CREATE FUNCTION smartdip_theme_init(internal) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_init';
CREATE FUNCTION smartdip_theme_lexize(internal, internal, internal, internal) RETURNS internal
	LANGUAGE c STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_lexize';
COMMENT ON FUNCTION smartdip_theme_init(internal) IS 'reads the options of a dictionary of template smartdip_theme; called by the server only';
COMMENT ON FUNCTION smartdip_theme_lexize(internal, internal, internal, internal) IS 'the themes of a word; called by the server only, see ts_lexize()';

CREATE TEXT SEARCH TEMPLATE smartdip_theme (INIT = smartdip_theme_init, LEXIZE = smartdip_theme_lexize);
COMMENT ON TEXT SEARCH TEMPLATE smartdip_theme IS
	'gives each word of a term, single words and phrases in English and Arabic, the codes of its themes; words of no theme count in positions, as stop words do. Options: Ancestors (default true: the themes above stand beside), Minimum (default 0.5: the least confidence of a hit, from 0 to 1, see theme_tags()). Phrases are seen with the parser smartdip only. Errors: 22023 for another option, and for a Minimum out of range';

CREATE TEXT SEARCH DICTIONARY smartdip_theme (TEMPLATE = smartdip_theme);
COMMENT ON TEXT SEARCH DICTIONARY smartdip_theme IS 'the codes of a word''s themes and of all themes above them';

CREATE TEXT SEARCH CONFIGURATION smartdip_themes (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION smartdip_themes ADD MAPPING FOR latin, latin_part, arabic, arabic_part,
	word, word_part, numword, numword_part, integer, decimal, version, date, host, host_part, url_path, email, emoji
	WITH smartdip_theme;
COMMENT ON TEXT SEARCH CONFIGURATION smartdip_themes IS
	'tags a text: its lexemes are the codes of the themes named in it and of all themes above them, at every word that names them. A query may give a code or words';

CREATE FUNCTION theme_tags(
	text, ancestors boolean DEFAULT false, minimum real DEFAULT 0.5,
	OUT theme text, OUT hits integer, OUT positions integer[], OUT words text[], OUT confidence real
) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 10 AS 'MODULE_PATHNAME', 'smartdip_theme_tags';
COMMENT ON FUNCTION theme_tags(text, boolean, real) IS
	'the themes that a text names, with ancestors also those above them, the most hits first: for each hit the number of its first word, counted from 1 as to_tsvector(''smartdip_themes'', ...) counts, but for runs of scripts without spaces (Thai, Chinese, ...), which are one word here, and its words as they stand. A hit is a stretch of text that a term covers and that lies in no longer hit of the same theme. confidence, from 0 to 1, is that of the theme''s surest hit: 0.95 for a term that names the theme by itself, 0.75 for one that asks for company and has it (the sentence speaks of diplomacy, of states and their powers or of online media within twelve words, whichever of these the theme is of; or the term is all of the text), 0.1 for one that has it not. Hits below minimum (0 to 1) do not count. Errors: 22003 for a minimum out of range. No rows for a text without themes and for NULL';

-- Numbers are of one type before they meet, and no argument is left to a default, so that every operator and function has
-- an exact match, which nothing that stands in the schema of the extension can stand before.
CREATE FUNCTION theme_keyness(
	content text, background text, ancestors boolean DEFAULT false,
	OUT theme text, OUT hits integer, OUT background_hits integer, OUT keyness double precision
) RETURNS SETOF record
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
	WITH here AS (SELECT t.theme, t.hits::double precision AS hits FROM theme_tags(content, ancestors, real '0.5') t),
		there AS (SELECT t.theme, t.hits::double precision AS hits FROM theme_tags(background, ancestors, real '0.5') t),
		total AS (SELECT
			(SELECT sum(t.hits)::double precision FROM theme_tags(content, false, real '0.5') t) AS here,
			(SELECT coalesce(sum(t.hits)::double precision, double precision '0') FROM theme_tags(background, false, real '0.5') t) AS there),
		both_sides AS (
			SELECT h.theme, h.hits AS here, coalesce(t.hits, double precision '0') AS there,
				total.here AS total_here, total.there AS total_there
			FROM here h LEFT JOIN there t ON t.theme = h.theme CROSS JOIN total),
		expected AS (
			SELECT b.theme, b.here, b.there, b.here * b.total_there >= b.there * b.total_here AS more,
				b.total_here * (b.here + b.there) / (b.total_here + b.total_there) AS expected_here,
				b.total_there * (b.here + b.there) / (b.total_here + b.total_there) AS expected_there
			FROM both_sides b)
	SELECT e.theme, e.here::integer, e.there::integer,
		CASE WHEN e.more THEN double precision '2' ELSE double precision '-2' END * (e.here * ln(e.here / e.expected_here)
			+ CASE WHEN e.there > double precision '0' THEN e.there * ln(e.there / e.expected_there) ELSE double precision '0' END)
	FROM expected e
	ORDER BY 4 DESC, e.theme;
END;
COMMENT ON FUNCTION theme_keyness(text, text, boolean) IS
	'how much a text is about each of its themes, against a background (other texts, or the whole that it is a part of): the log-likelihood ratio of T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19, 1993, over the hits of the theme among all hits of both; negative where the theme is rarer than in the background. The most telling theme first. No rows for a text without themes and for NULL';

CREATE FUNCTION theme_power(text) RETURNS power_profile
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_power';
COMMENT ON FUNCTION theme_power(text) IS
	'the power profile that a text speaks of: for each cell its share of all hits of power.*, threat.* and security.* (a hit of smart counts for hard and for soft), for each instrument its share of all hits of instrument.*. The empty profile for a text without these themes, NULL for NULL';

CREATE TYPE theme_state;
CREATE FUNCTION theme_state_in(cstring) RETURNS theme_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_state_in';
COMMENT ON FUNCTION theme_state_in(cstring) IS 'input of theme_state: themes with their hits, {risk.freedom=1,risk.hacking=3}; error 22P02 for what cannot be one';
CREATE FUNCTION theme_state_out(theme_state) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_state_out';
COMMENT ON FUNCTION theme_state_out(theme_state) IS 'output of theme_state: themes with their hits, in the order of the codes. Error 0A000 for a value of other themes';
CREATE FUNCTION theme_state_recv(internal) RETURNS theme_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_state_recv';
COMMENT ON FUNCTION theme_state_recv(internal) IS 'binary input of theme_state: a version byte, the number of themes (four bytes), for each one its hits (eight), its code and a NUL; error 22P03 for what cannot be one';
CREATE FUNCTION theme_state_send(theme_state) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_state_send';
COMMENT ON FUNCTION theme_state_send(theme_state) IS 'binary output of theme_state, in network byte order';
CREATE TYPE theme_state (
	INPUT = theme_state_in, OUTPUT = theme_state_out, RECEIVE = theme_state_recv, SEND = theme_state_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE theme_state IS 'the state of theme_counts() and theme_profile(): hits by theme over the texts so far. It holds for the themes of one version of smartdip';

CREATE FUNCTION theme_counts_add(theme_state, text) RETURNS theme_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_counts_add';
COMMENT ON FUNCTION theme_counts_add(theme_state, text) IS 'a step of theme_counts() and theme_profile()';
CREATE FUNCTION theme_counts_combine(theme_state, theme_state) RETURNS theme_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_counts_combine';
COMMENT ON FUNCTION theme_counts_combine(theme_state, theme_state) IS 'joins two states of theme_counts() and theme_profile(); error 22003 for more hits than bigint has';
CREATE FUNCTION theme_counts_final(theme_state) RETURNS jsonb
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_counts_final';
COMMENT ON FUNCTION theme_counts_final(theme_state) IS 'the result of theme_counts()';
CREATE FUNCTION theme_profile_final(theme_state) RETURNS jsonb
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_theme_profile_final';
COMMENT ON FUNCTION theme_profile_final(theme_state) IS 'the result of theme_profile()';

CREATE AGGREGATE theme_counts(text) (
	SFUNC = theme_counts_add, STYPE = theme_state, SSPACE = 1200, FINALFUNC = theme_counts_final, COMBINEFUNC = theme_counts_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE theme_counts(text) IS
	'the hits of each theme over all texts, as an object {"risk.hacking": 3, ...}; themes without hits are left out, themes above others count their own terms alone. NULL texts are passed over; {} if no text has a theme, NULL without any text';

CREATE AGGREGATE theme_profile(text) (
	SFUNC = theme_counts_add, STYPE = theme_state, SSPACE = 1200, FINALFUNC = theme_profile_final, COMBINEFUNC = theme_counts_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE theme_profile(text) IS
	'the share of each theme in the hits of its family (the top of its branch) over all texts, as an object {"risk.hacking": 0.75, "risk.freedom": 0.25, ...}, rounded to four decimal places; the shares of a family add up to 1. NULL texts are passed over; {} if no text has a theme, NULL without any text';

CREATE AGGREGATE theme_counts_state(text) (
	SFUNC = theme_counts_add, STYPE = theme_state, SSPACE = 1200, COMBINEFUNC = theme_counts_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE theme_counts_state(text) IS
	'the state of theme_counts() and theme_profile() over these texts, to be stored: either of them over states gives its result; NULL without any text';

CREATE AGGREGATE theme_profile_state(text) (
	SFUNC = theme_counts_add, STYPE = theme_state, SSPACE = 1200, COMBINEFUNC = theme_counts_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE theme_profile_state(text) IS
	'the same as theme_counts_state(text)';

CREATE AGGREGATE theme_counts(theme_state) (
	SFUNC = theme_counts_combine, STYPE = theme_state, SSPACE = 1200, FINALFUNC = theme_counts_final, COMBINEFUNC = theme_counts_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE theme_counts(theme_state) IS
	'theme_counts() of all texts that went into the states; NULLs do not count';

CREATE AGGREGATE theme_profile(theme_state) (
	SFUNC = theme_counts_combine, STYPE = theme_state, SSPACE = 1200, FINALFUNC = theme_profile_final, COMBINEFUNC = theme_counts_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE theme_profile(theme_state) IS
	'theme_profile() of all texts that went into the states; NULLs do not count';

CREATE AGGREGATE merge(theme_state) (
	SFUNC = theme_counts_combine, STYPE = theme_state, SSPACE = 1200, COMBINEFUNC = theme_counts_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE merge(theme_state) IS
	'several states in one; NULLs do not count; NULL over no states';

CREATE FUNCTION theme_dominant(content text, families boolean DEFAULT false) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
	SELECT t.theme
	FROM theme_tags(content, families, real '0.5') t
	WHERE CASE WHEN families THEN strpos(t.theme, text '.') = 0 ELSE strpos(t.theme, text '.') > 0 END
		AND split_part(t.theme, text '.', 1) NOT IN (text 'actor', text 'platform')
	ORDER BY t.hits DESC, t.theme
	LIMIT bigint '1');
COMMENT ON FUNCTION theme_dominant(text, boolean) IS
	'what a text is about: of the themes below the families, or of the families themselves, the one with the most hits (of several the first by code). Actors and platforms do not stand for it: they say who and where, not what. NULL for a text without such a theme, and for NULL';
