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
	reason text
);
COMMENT ON TYPE event_row IS
	'an event as parse_event() reads it from a line: reason is NULL for a good line; for a refused one it says why, and all else is NULL';
COMMENT ON COLUMN event_row.id IS 'id of the event in its source; Phoenix: the number, then two digits for each part of the version; formats without ids: a negative hash of the line';
COMMENT ON COLUMN event_row.day IS 'day of the event';
COMMENT ON COLUMN event_row.code IS 'CAMEO code of what was done';
COMMENT ON COLUMN event_row.source IS 'who did it; NULL where the file has no code';
COMMENT ON COLUMN event_row.target IS 'to whom; NULL where the file has no code';
COMMENT ON COLUMN event_row.mentions IS 'mentions in all documents (GDELT), events that were counted (GDELT reduced)';
COMMENT ON COLUMN event_row.sources IS 'sources of information that mention it (GDELT)';
COMMENT ON COLUMN event_row.articles IS 'documents that mention it (GDELT)';
COMMENT ON COLUMN event_row.tone IS 'average tone of the documents (GDELT), -100 to +100, mostly -10 to +10';
COMMENT ON COLUMN event_row.latitude IS 'latitude of the place, degrees, -90 to 90';
COMMENT ON COLUMN event_row.longitude IS 'longitude of the place, degrees, -180 to 180';
COMMENT ON COLUMN event_row.added IS 'when the source published it, UTC';
COMMENT ON COLUMN event_row.country IS 'country of the place: FIPS 10-4 in GDELT (AU is Austria), CAMEO in ICEWS and Phoenix; the name itself where it is no known one';
COMMENT ON COLUMN event_row.url IS 'where it was read';
COMMENT ON COLUMN event_row.source_name IS 'the source actor''s name in the file';
COMMENT ON COLUMN event_row.target_name IS 'the target actor''s name in the file';
COMMENT ON COLUMN event_row.reason IS 'why the line was refused: column, reason, value; NULL for a good line';

CREATE FUNCTION parse_event(format text, line text) RETURNS event_row
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'smartdip_parse_event_text_text';
COMMENT ON FUNCTION parse_event(text, text) IS
	'reads one line of a format (see event_formats()) whose columns stand in the standard order; a line that is no event gives a row with the reason alone; error 22023 for an unknown format and for coded, which needs a header';
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
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 6 AS 'MODULE_PATHNAME', 'smartdip_event_formats';
COMMENT ON FUNCTION event_formats() IS 'the formats of event files that parse_event() reads';
