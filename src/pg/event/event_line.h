/* Rows of event_row, shared by parse_event() and the loading function. */
#ifndef SMARTDIP_PG_EVENT_LINE_H
#define SMARTDIP_PG_EVENT_LINE_H

#include "pg/compat.h"

#include "access/tupdesc.h"
#include "core/event/event_line.h"

/* The order is that of the type event_row in src/sql/40_event_line.sql. */
enum event_row_column
{
	EVENT_ROW_ID,
	EVENT_ROW_DAY,
	EVENT_ROW_CODE,
	EVENT_ROW_SOURCE,
	EVENT_ROW_TARGET,
	EVENT_ROW_MENTIONS,
	EVENT_ROW_SOURCES,
	EVENT_ROW_ARTICLES,
	EVENT_ROW_TONE,
	EVENT_ROW_LATITUDE,
	EVENT_ROW_LONGITUDE,
	EVENT_ROW_ADDED,
	EVENT_ROW_COUNTRY,
	EVENT_ROW_URL,
	EVENT_ROW_SOURCE_NAME,
	EVENT_ROW_TARGET_NAME,
	EVENT_ROW_PART,
	EVENT_ROW_CONTEXTS,
	EVENT_ROW_REASON,
	EVENT_ROW_COLUMNS
};

/* And that of the type mention_row. */
enum mention_row_column
{
	MENTION_ROW_ID,
	MENTION_ROW_DAY,
	MENTION_ROW_EVENT_ID,
	MENTION_ROW_EVENT_TIME,
	MENTION_ROW_MENTION_TIME,
	MENTION_ROW_KIND,
	MENTION_ROW_SOURCE_NAME,
	MENTION_ROW_URL,
	MENTION_ROW_SENTENCE,
	MENTION_ROW_SOURCE_OFFSET,
	MENTION_ROW_TARGET_OFFSET,
	MENTION_ROW_ACTION_OFFSET,
	MENTION_ROW_IN_RAW_TEXT,
	MENTION_ROW_CONFIDENCE,
	MENTION_ROW_DOC_LENGTH,
	MENTION_ROW_TONE,
	MENTION_ROW_TRANSLATION,
	MENTION_ROW_EXTRAS,
	MENTION_ROW_REASON,
	MENTION_ROW_COLUMNS
};

/* A layout and the room to parse with; kept from call to call. */
typedef struct event_reader
{
	event_line_layout layout;
	MemoryContext context;
	char	   *scratch;
	size_t		scratch_size;
	/* of the line that was read last */
	enum event_line_error error;
	event_line_row row;
} event_reader;

/* Why a line is not in the event table: in words that are the same for all such lines, and the value, if there is one. */
typedef struct event_refusal
{
	text	   *reason;
	text	   *value;
} event_refusal;

/* The bytes of a text as UTF-8, of a bytea as they are. */
extern event_slice event_line_bytes(struct varlena *value, bool is_text);

/* Bytes that may be no text at all as one: what is not a character of the database is written as \xNN. */
extern text *event_line_as_text(event_slice line);

/* Parses a line into a row's values, all but the reason; false if it is refused, and then there are none. */
extern bool event_reader_read(event_reader *reader, event_slice line, Datum *values, bool *nulls);

/* Why the line that was read last was refused. */
extern event_refusal event_reader_refusal(const event_reader *reader);

/* The next event of the line that was read last; false after its last one. */
extern bool event_reader_next_part(event_reader *reader, Datum *values, bool *nulls);

extern enum event_format event_format_or_error(text *name);

/* The first line of a file if it is a header, otherwise the format's standard order. */
extern void event_layout_or_error(enum event_format format, event_slice first, event_line_layout *layout);

#endif
