/*
 * Lines of event files: which format a line has, and what it says.
 *
 * A line is an event, or a mention of one, or it is refused with a reason; every column is checked against what the format says of it,
 * also those that nothing is kept of, so that a line whose columns were shifted is refused rather than misread.
 * The row that comes out points into the line (or into the caller's scratch, or into the row itself): nothing is
 * copied that need not be.
 */
#ifndef SMARTDIP_CORE_EVENT_LINE_H
#define SMARTDIP_CORE_EVENT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/event/event_code.h"

enum event_format
{
	EVENT_FORMAT_NONE,
	EVENT_FORMAT_GDELT2,
	EVENT_FORMAT_GDELT1,
	EVENT_FORMAT_GDELT_REDUCED,
	EVENT_FORMAT_ICEWS,
	EVENT_FORMAT_PHOENIX,
	EVENT_FORMAT_CODED,
	EVENT_FORMAT_POLECAT,
	EVENT_FORMAT_MENTIONS,
	EVENT_FORMAT_COUNT
};

enum event_line_error
{
	EVENT_LINE_OK,
	/* the line as a whole */
	EVENT_LINE_EMPTY,
	EVENT_LINE_TOO_LONG,
	EVENT_LINE_NUL,
	EVENT_LINE_BAD_UTF8,
	EVENT_LINE_BAD_QUOTE,
	EVENT_LINE_COLUMNS,
	EVENT_LINE_HEADER_AGAIN,
	/* one column */
	EVENT_LINE_MISSING,
	EVENT_LINE_NOT_INTEGER,
	EVENT_LINE_NOT_NUMBER,
	EVENT_LINE_OUT_OF_RANGE,
	EVENT_LINE_NOT_DATE,
	EVENT_LINE_NO_SUCH_DAY,
	EVENT_LINE_NOT_TIME,
	EVENT_LINE_NOT_FLAG,
	EVENT_LINE_NOT_GROUP,
	EVENT_LINE_BAD_ID,
	EVENT_LINE_BAD_CODE,
	EVENT_LINE_BAD_TEXT,
	EVENT_LINE_CODES_DISAGREE,
	EVENT_LINE_BAD_ACTOR,
	EVENT_LINE_LISTS_DISAGREE,
	EVENT_LINE_TOO_MANY_ACTORS,
	/* what reads the row may find: a value that it cannot hold */
	EVENT_LINE_FOREIGN,
	EVENT_LINE_ERRORS
};

/* More columns than any format has; a line with more is refused by their number. */
#define EVENT_LINE_COLUMNS_MAX 96
#define EVENT_LINE_LENGTH_MAX (1024 * 1024)

/* Bytes of scratch that a line of so many may take: in another encoding it grows, and so do the values in its quotes. */
#define EVENT_LINE_SCRATCH(len) (6 * (size_t) (len) + 1)

/* Long enough for every reason, its value included; and for a value alone. */
#define EVENT_LINE_REASON_MAX 512
#define EVENT_LINE_VALUE_MAX 272

/* Bytes that belong to somebody else; s is NULL where there is no value. */
typedef struct event_slice
{
	const char *s;
	size_t		len;
} event_slice;

/* Which of the numbers of a row are present. */
#define EVENT_HAS_MENTIONS 1
#define EVENT_HAS_SOURCES 2
#define EVENT_HAS_ARTICLES 4
#define EVENT_HAS_TONE 8
#define EVENT_HAS_LATITUDE 16
#define EVENT_HAS_LONGITUDE 32
#define EVENT_HAS_ADDED 64
#define EVENT_HAS_EVENT_TIME 128
#define EVENT_HAS_KIND 256
#define EVENT_HAS_SENTENCE 512
#define EVENT_HAS_SOURCE_OFFSET 1024
#define EVENT_HAS_TARGET_OFFSET 2048
#define EVENT_HAS_ACTION_OFFSET 4096
#define EVENT_HAS_IN_RAW_TEXT 8192
#define EVENT_HAS_CONFIDENCE 16384
#define EVENT_HAS_DOC_LENGTH 32768

/* What a document says of an event, where the row is a mention. */
typedef struct event_mention
{
	int64_t		event_id;
	int64_t		event_time;		/* microseconds since 2000-01-01 00:00 UTC; that of the mention is the row's added */
	int32_t		kind;
	int32_t		sentence;
	int32_t		source_offset;
	int32_t		target_offset;
	int32_t		action_offset;
	int32_t		confidence;
	int32_t		doc_length;
	bool		in_raw_text;
	event_slice translation;
	event_slice extras;
}			event_mention;

/* Most contexts, actors and recipients that a line may tell. */
#define EVENT_CONTEXTS_MAX 64
#define EVENT_ACTORS_MAX 64
#define EVENT_PARTS_MAX 1024

/* The actors of one side, should there be several. */
typedef struct event_side
{
	int			count;
	event_slice name[EVENT_ACTORS_MAX];
	event_slice code[EVENT_ACTORS_MAX];
	char		buf[EVENT_ACTORS_MAX][24];
}			event_side;

typedef struct event_line_row
{
	int64_t		id;
	int32_t		day;			/* since 2000-01-01 */
	event_code	code;
	unsigned	has;			/* EVENT_HAS_… */
	int32_t		mentions;
	int32_t		sources;
	int32_t		articles;
	double		tone;
	double		latitude;
	double		longitude;
	int64_t		added;			/* microseconds since 2000-01-01 00:00 UTC */
	event_slice source;
	event_slice target;
	event_slice source_name;
	event_slice target_name;
	event_slice country;
	event_slice url;
	int			part;			/* from 1: which of the events that the line tells */
	int			parts;			/* how many these are */
	int			context_count;
	event_mention mention;

	/* of a refused line: the column, its value, the reason of another module; NULL where there is none */
	const char *bad_column;
	event_slice bad_value;
	const char *detail;
	int			columns;		/* that the line has, and should have */
	int			columns_least;
	int			columns_wanted;

	/* what a format's own notation was turned into; the slices may point here, so a row is not to be moved */
	char		source_buf[32];
	char		target_buf[32];
	char		country_buf[8];
	event_slice contexts[EVENT_CONTEXTS_MAX];
	event_side	sides[2];		/* of a line with several parts */
} event_line_row;

/* What a quote at the beginning of a value is. */
enum event_line_quoting
{
	EVENT_QUOTES_NONE,			/* a character like any other */
	EVENT_QUOTES_STRICT,		/* it has to be closed, right before the next delimiter */
	EVENT_QUOTES_LOOSE			/* it counts where it is closed so */
};

/* How the columns of a file lie: by its header line, or by the standard order of its format. */
typedef struct event_line_layout
{
	uint8_t		format;
	char		delimiter;
	uint8_t		quoting;		/* enum event_line_quoting */
	bool		header;			/* made from a header line */
	uint8_t		lacking;		/* a kind that the file's lines do not have, though the format does; 0: none */
	uint8_t		least;			/* columns of a line */
	uint8_t		most;
	uint64_t	na;				/* kinds of columns in which NA is missing */
	uint64_t	nan;			/* and in which NaN, None and the like are */
	uint8_t		column[EVENT_LINE_COLUMNS_MAX]; /* index into the format's columns, or EVENT_COLUMN_NONE */
	uint8_t		kind[EVENT_LINE_COLUMNS_MAX];
} event_line_layout;

#define EVENT_COLUMN_NONE 255

extern enum event_format event_format_by_name(const char *name, size_t len);
extern const char *event_format_name(enum event_format format);
extern const char *event_format_description(enum event_format format);

/*
 * The layout that a file's first lines tell: the format is found out, unless one is given. False where the line
 * is neither a header nor a data line of a format that is known; layout->header tells the two apart.
 */
extern bool event_line_detect(const char *line, size_t len, event_line_layout *layout);
extern bool event_line_layout_from_header(enum event_format format, const char *line, size_t len,
										  event_line_layout *layout);

/* False for a format that has no order of its own, but always comes with a header. */
extern bool event_line_layout_standard(enum event_format format, event_line_layout *layout);

/*
 * scratch has room for EVENT_LINE_SCRATCH(len) bytes: a quoted value with quotes inside is put together there, and a line
 * in another encoding turned into UTF-8.
 */
extern enum event_line_error event_line_parse(const event_line_layout *layout, const char *line, size_t len,
											  char *scratch, event_line_row *row);

/* The next event of the same line; false after the last one. */
extern bool event_line_next_part(event_line_row *row);

/* Are the lines of a format mentions, and not events? */
static inline bool
event_format_is_mention(enum event_format format)
{
	return format == EVENT_FORMAT_MENTIONS;
}

extern const char *event_line_error_text(enum event_line_error error);

/*
 * The whole reason in one sentence of UTF-8, column and value included; the reason alone, in words that are the same
 * for all lines that it is true of; and the value alone, 0 bytes where there is none. Each gives its length.
 */
extern size_t event_line_reason(enum event_line_error error, const event_line_row *row, char buf[EVENT_LINE_REASON_MAX]);
extern size_t event_line_reason_kind(enum event_line_error error, const event_line_row *row, char buf[EVENT_LINE_REASON_MAX]);
extern size_t event_line_reason_value(enum event_line_error error, const event_line_row *row, char buf[EVENT_LINE_VALUE_MAX]);

/*
 * Bytes of no known encoding as text: what is not UTF-8 (or, with ascii, not ASCII) and NUL become \xNN. Writes at
 * most cap bytes, never half a character; needs 4 * len for all.
 */
extern size_t event_line_show(const char *s, size_t len, bool ascii, char *buf, size_t cap);

/* The length of the part that is UTF-8: len if all of it is. */
extern size_t event_line_utf8_length(const char *s, size_t len);

/* Days since 2000-01-01 of a day of the Gregorian calendar, years 1 to 9999; false where there is no such day. */
extern bool event_line_day(int32_t year, int32_t month, int32_t day, int32_t *days);

/* The code of one of ICEWS's event texts, compared without regard to case and hyphens; false for other words. */
extern bool icews_event_code(const char *text, size_t len, event_code *code);

/* The actor code of an ICEWS actor: CAMEO country (may be absent), then the sectors' groups; gives its length. */
extern size_t icews_actor_code(const char *country, const char *sectors, size_t len, char *buf, size_t cap);

#endif
