-- event_line: lines of event files as typed rows.

CREATE TYPE event_row AS (
	id bigint,
	day date,
	code event_code,
	source actor_code,
	target actor_code,
	mentions integer,
	sources integer,
	articles integer,
	tone double precision,
	latitude double precision,
	longitude double precision,
	added timestamp with time zone,
	country text,
	url text,
	source_name text,
	target_name text,
	part smallint,
	contexts text[],
	reason text
);
COMMENT ON TYPE event_row IS
	'an event as parse_event() reads it from a line: reason is NULL for a good line; for a refused one it says why, and all else is NULL';
COMMENT ON COLUMN event_row.id IS 'id of the event in its source; Phoenix: the number, then two digits for each part of the version; formats without ids: a negative hash of the line; POLECAT, whose ids repeat: a negative hash of all that tells an event';
COMMENT ON COLUMN event_row.day IS 'day of the event';
COMMENT ON COLUMN event_row.code IS 'code of what was done: of CAMEO, in POLECAT of PLOVER';
COMMENT ON COLUMN event_row.source IS 'who did it; NULL where the file has no code';
COMMENT ON COLUMN event_row.target IS 'to whom; NULL where the file has no code';
COMMENT ON COLUMN event_row.mentions IS 'mentions in all documents (GDELT), events that were counted (GDELT reduced)';
COMMENT ON COLUMN event_row.sources IS 'sources of information that mention it (GDELT)';
COMMENT ON COLUMN event_row.articles IS 'documents that mention it (GDELT)';
COMMENT ON COLUMN event_row.tone IS 'average tone of the documents (GDELT), -100 to +100, mostly -10 to +10';
COMMENT ON COLUMN event_row.latitude IS 'latitude of the place, degrees, -90 to 90';
COMMENT ON COLUMN event_row.longitude IS 'longitude of the place, degrees, -180 to 180';
COMMENT ON COLUMN event_row.added IS 'when the source published it, UTC';
COMMENT ON COLUMN event_row.country IS 'country of the place: FIPS 10-4 in GDELT (AU is Austria), CAMEO in ICEWS, Phoenix and POLECAT; the name itself where it is no known one';
COMMENT ON COLUMN event_row.url IS 'where it was read; POLECAT: the Event ID, which names an article and a type of event';
COMMENT ON COLUMN event_row.source_name IS 'the source actor''s name in the file';
COMMENT ON COLUMN event_row.target_name IS 'the target actor''s name in the file';
COMMENT ON COLUMN event_row.part IS 'which of the events of one line and id, from 1: a POLECAT line tells one for each actor with each recipient';
COMMENT ON COLUMN event_row.contexts IS 'what the event is about, in PLOVER''s words (POLECAT); NULL where the file tells none';
COMMENT ON COLUMN event_row.reason IS 'why the line was refused: column, reason, value; NULL for a good line';

CREATE FUNCTION parse_event(format text, line text) RETURNS event_row
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_parse_event_text_text';
COMMENT ON FUNCTION parse_event(text, text) IS
	'reads one line of a format (see event_formats()) whose columns stand in the standard order; a line that is no event gives a row with the reason alone, one with several events (POLECAT) the first of them: see parse_events(); error 22023 for an unknown format, for coded, which needs a header, and for gdelt-mentions';
CREATE FUNCTION parse_event(format text, line bytea) RETURNS event_row
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_parse_event_text_bytea';
COMMENT ON FUNCTION parse_event(text, bytea) IS
	'parse_event() of raw bytes, which may be anything: bytes that are not UTF-8 and zero bytes are a reason to refuse the line';
CREATE FUNCTION parse_event(format text, line text, header text) RETURNS event_row
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_parse_event_text_text';
COMMENT ON FUNCTION parse_event(text, text, text) IS
	'parse_event() with the header line of the file, which tells where each column stands; a header that is none of the format counts as absent';
CREATE FUNCTION parse_event(format text, line bytea, header text) RETURNS event_row
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_parse_event_text_bytea';
COMMENT ON FUNCTION parse_event(text, bytea, text) IS 'parse_event() of raw bytes with the header line of the file';

CREATE FUNCTION parse_events(format text, line text, header text DEFAULT NULL) RETURNS SETOF event_row
	LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 1 COST 100 AS 'MODULE_PATHNAME', 'smartdip_parse_events';
COMMENT ON FUNCTION parse_events(text, text, text) IS
	'parse_event() of a line that may tell several events: a row for each, which differ in part, source, target and the two names; header may be NULL; no rows for a format or a line that is NULL';

-- Mentions: columns in the order of event_row where they have the same place, so that the loader takes both.
CREATE TYPE mention_row AS (
	id bigint,
	day date,
	event_id bigint,
	event_time timestamp with time zone,
	mention_time timestamp with time zone,
	kind smallint,
	source_name text,
	url text,
	sentence integer,
	source_offset integer,
	target_offset integer,
	action_offset integer,
	in_raw_text boolean,
	confidence smallint,
	doc_length integer,
	tone double precision,
	translation text,
	extras text,
	reason text
);
COMMENT ON TYPE mention_row IS
	'a mention of an event as parse_mention() reads it from a line: reason is NULL for a good line; for a refused one it says why, and all else is NULL';
COMMENT ON COLUMN mention_row.id IS 'negative hash of the event, the moment, the document, the sentence and the offsets, which together tell a mention from all others';
COMMENT ON COLUMN mention_row.day IS 'day of the mention, UTC';
COMMENT ON COLUMN mention_row.event_id IS 'id of the event (GLOBALEVENTID)';
COMMENT ON COLUMN mention_row.event_time IS 'when the event was first recorded, UTC, in steps of 15 minutes';
COMMENT ON COLUMN mention_row.mention_time IS 'when this document was seen, UTC, in steps of 15 minutes';
COMMENT ON COLUMN mention_row.kind IS 'collection of the document: 1 web, 2 citation only, 3 CORE, 4 DTIC, 5 JSTOR, 6 nontextual';
COMMENT ON COLUMN mention_row.source_name IS 'name of the source: of a page on the web its domain';
COMMENT ON COLUMN mention_row.url IS 'identifier of the document: of a page on the web its URL, otherwise a citation or a DOI';
COMMENT ON COLUMN mention_row.sentence IS 'sentence of the document that tells of the event, from 1';
COMMENT ON COLUMN mention_row.source_offset IS 'where in the text the source actor stands, in characters; NULL where it does not (-1 in the file)';
COMMENT ON COLUMN mention_row.target_offset IS 'where in the text the target actor stands, in characters; NULL where it does not';
COMMENT ON COLUMN mention_row.action_offset IS 'where in the text the action stands, in characters; NULL where it does not';
COMMENT ON COLUMN mention_row.in_raw_text IS 'did the text as it was tell of the event (true), or only after it was worked on';
COMMENT ON COLUMN mention_row.confidence IS 'how sure the coder was that the event is told in this document, percent, in steps of 10';
COMMENT ON COLUMN mention_row.doc_length IS 'length of the document, in characters';
COMMENT ON COLUMN mention_row.tone IS 'tone of the document, -100 to +100, mostly -10 to +10';
COMMENT ON COLUMN mention_row.translation IS 'how the document was translated: language of the original and translator; NULL for English';
COMMENT ON COLUMN mention_row.extras IS 'reserved by GDELT, NULL so far';
COMMENT ON COLUMN mention_row.reason IS 'why the line was refused: column, reason, value; NULL for a good line';

CREATE FUNCTION parse_mention(line text) RETURNS mention_row
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_parse_mention_text';
COMMENT ON FUNCTION parse_mention(text) IS
	'reads one line of a GDELT mentions file (format gdelt-mentions, 16 columns in the published order); a line that is no mention gives a row with the reason alone';
CREATE FUNCTION parse_mention(line bytea) RETURNS mention_row
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_parse_mention_bytea';
COMMENT ON FUNCTION parse_mention(bytea) IS 'parse_mention() of raw bytes';

CREATE FUNCTION event_format(line text) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_event_format_text';
COMMENT ON FUNCTION event_format(text) IS
	'the format that a data line or a header line has, by its columns: one of event_formats(), or NULL';
CREATE FUNCTION event_format(line bytea) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_event_format_bytea';
COMMENT ON FUNCTION event_format(bytea) IS 'event_format() of raw bytes';
CREATE FUNCTION is_event_header(line text) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_is_event_header_text';
COMMENT ON FUNCTION is_event_header(text) IS 'does the line name the columns of a format that is known?';
CREATE FUNCTION is_event_header(line bytea) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_is_event_header_bytea';
COMMENT ON FUNCTION is_event_header(bytea) IS 'is_event_header() of raw bytes';

CREATE FUNCTION event_formats(OUT format text, OUT description text) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 8 AS 'MODULE_PATHNAME', 'smartdip_event_formats';
COMMENT ON FUNCTION event_formats() IS 'the formats of files that can be loaded: of events, which parse_event() reads, and of mentions, which parse_mention() reads';
