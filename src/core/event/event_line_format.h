/* The columns of the formats, for event_line*.c alone. */
#ifndef SMARTDIP_CORE_EVENT_LINE_FORMAT_H
#define SMARTDIP_CORE_EVENT_LINE_FORMAT_H

#include "core/event/event_line.h"

/* What a column holds, and so how it is checked and where it goes. */
enum event_column_kind
{
	COLUMN_TEXT,				/* anything; nothing is kept */
	COLUMN_INTEGER,				/* checked, nothing is kept */
	COLUMN_NUMBER,
	COLUMN_MONTH,				/* YYYYMM */
	COLUMN_YEAR,
	COLUMN_GROUP,				/* one group of an actor code */
	COLUMN_SHORT,				/* a code of at most three characters */
	COLUMN_FLAG,
	COLUMN_QUAD,
	COLUMN_SCORE,
	COLUMN_PLACE_TYPE,
	COLUMN_ANY_LATITUDE,
	COLUMN_ANY_LONGITUDE,
	/* from here on something is kept */
	COLUMN_ID,
	COLUMN_GID,
	COLUMN_DAY,
	COLUMN_CODE,
	COLUMN_BASE,
	COLUMN_ROOT,
	COLUMN_SOURCE,
	COLUMN_TARGET,
	COLUMN_SOURCE_NAME,
	COLUMN_TARGET_NAME,
	COLUMN_SOURCE_SECTORS,
	COLUMN_TARGET_SECTORS,
	COLUMN_SOURCE_COUNTRY,
	COLUMN_TARGET_COUNTRY,
	COLUMN_MENTIONS,
	COLUMN_SOURCES,
	COLUMN_ARTICLES,
	COLUMN_TONE,
	COLUMN_EVENT_PLACE_TYPE,
	COLUMN_LATITUDE,
	COLUMN_LONGITUDE,
	COLUMN_COUNTRY,				/* the code of the place as it stands */
	COLUMN_COUNTRY_NAME,		/* a name or a code: becomes a code where it is known */
	COLUMN_ADDED,
	COLUMN_URL,
	COLUMN_KINDS
};

/* A bit for each kind. */
#define KIND_BIT(kind) (UINT64_C(1) << (kind))

typedef struct event_column
{
	const char *name;			/* as the publisher writes it */
	const char *alias;			/* another writing, or NULL */
	uint8_t		kind;
	bool		needed;			/* a header without it is not this format's */
} event_column;

typedef struct event_format_info
{
	const char *name;
	const char *description;
	const event_column *columns;
	uint8_t		count;			/* of columns */
	uint8_t		least;			/* columns of a line without header; 0: there is always a header */
	uint8_t		most;
	uint8_t		extra;			/* index columns that may stand before them */
	char		delimiter;
	bool		quoting;
	bool		na_numbers;		/* NA in a column of numbers or codes is missing */
	uint64_t	na_kinds;		/* and in these */
	uint64_t	required;		/* kinds without which a line is no event */
} event_format_info;

extern const event_format_info event_formats[EVENT_FORMAT_COUNT];

/* A line cut at its delimiters. */
typedef struct event_line_fields
{
	int			count;			/* all of them, also beyond the array */
	bool		nul;			/* a zero byte stands somewhere */
	bool		ascii;
	uint64_t	quoted[EVENT_LINE_COLUMNS_MAX / 64 + 1];	/* a bit for each field that stood in quotes */
	event_slice field[EVENT_LINE_COLUMNS_MAX];
} event_line_fields;

/* Without scratch, quotes inside a quoted value stay doubled. */
extern enum event_line_error event_line_split(const char *line, size_t len, char delimiter, bool quoting, char *scratch,
											  event_line_fields *fields);

/* The line without the byte order mark before it and the line end behind it. */
extern event_slice event_line_trim(const char *line, size_t len);

/* How many index columns stand before a line's columns: -1 where their number fits in no way. */
extern int	event_line_offset(const event_line_layout *layout, const event_line_fields *fields);

extern bool event_line_layout_commas(const event_line_layout *layout, event_line_layout *commas);

extern bool event_line_is_header(const event_line_layout *layout, const event_line_fields *fields);

static inline bool
event_line_is_na(event_slice value)
{
	return value.len == 2 && value.s[0] == 'N' && value.s[1] == 'A';
}

static inline bool
event_line_was_quoted(const event_line_fields *fields, int i)
{
	return fields->quoted[i / 64] >> (i % 64) & 1;
}

#endif
