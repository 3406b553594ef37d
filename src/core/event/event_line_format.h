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
	COLUMN_EVENT_TEXT,			/* ICEWS's words for the code */
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
	COLUMN_STATE_NAME,			/* a part of a country, or its code where files changed the two columns */
	COLUMN_ADDED,
	COLUMN_URL,
	COLUMN_PART,
	COLUMN_CONTEXTS,
	/* PLOVER's files */
	COLUMN_ARTICLE,				/* an id that several events of an article share */
	COLUMN_TYPE,
	COLUMN_MODE,
	COLUMN_SOURCE_PRIMARY,		/* the first of an actor's sectors */
	COLUMN_TARGET_PRIMARY,
	/* mentions */
	COLUMN_EVENT_TIME,
	COLUMN_MENTION_TYPE,
	COLUMN_SENTENCE,
	COLUMN_SOURCE_OFFSET,
	COLUMN_TARGET_OFFSET,
	COLUMN_ACTION_OFFSET,
	COLUMN_IN_RAW_TEXT,
	COLUMN_CONFIDENCE,
	COLUMN_DOC_LENGTH,
	COLUMN_TRANSLATION,
	COLUMN_EXTRAS,
	COLUMN_KINDS				/* 64 at most */
};

/* A bit for each kind. */
#define KIND_BIT(kind) (UINT64_C(1) << (kind))

typedef struct event_column
{
	const char *name;			/* as the publisher writes it */
	const char *alias;			/* other names that files give it, with | between them, or NULL */
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
	uint8_t		quoting;		/* enum event_line_quoting */
	uint8_t		may_lack;		/* a column that some files without header do not have, or COLUMN_TEXT */
	bool		na_numbers;		/* NA in a column of numbers or codes is missing */
	uint64_t	na_kinds;		/* and in these */
	uint64_t	required;		/* kinds without which a line is no event */
} event_format_info;

extern const event_format_info event_formats[EVENT_FORMAT_COUNT];

/* What a parse works on; the kept values by the kind of their column. */
typedef struct event_line_state
{
	const event_line_layout *layout;
	event_line_row *row;
	uint64_t	present;		/* a bit for each kind in kept */
	event_slice kept[COLUMN_KINDS];
} event_line_state;

/* Sets *value to a kept value; false if the line has none. */
static inline bool
event_line_kept(const event_line_state *state, int kind, event_slice *value)
{
	*value = state->kept[kind];
	return state->present >> kind & 1;
}

/* Notes the column and its value; gives the error. */
extern enum event_line_error event_line_refuse(event_line_state *state, int kind, event_slice value, enum event_line_error error);

/* A whole number and a real one of a kept column into the row, with the bit that tells of it. */
extern enum event_line_error event_line_keep_count(event_line_state *state, int kind, unsigned bit, int64_t least, int64_t most, int32_t *count);
extern enum event_line_error event_line_keep_real(event_line_state *state, int kind, unsigned bit, double limit, double *real);

/* The CAMEO code of a country by its name, as it was on that day; false where it has none. */
extern bool event_line_country(event_slice name, int32_t day, char *buf, size_t cap);

/* An id made of bytes: what comes out is negative, so that it meets no real id. */
#define EVENT_HASH_BEGIN UINT64_C(0xcbf29ce484222325)
extern uint64_t event_hash_add(uint64_t hash, const void *bytes, size_t len);
extern uint64_t event_hash_add_number(uint64_t hash, int64_t number);
extern int64_t event_hash_id(uint64_t hash);

/* A line cut at its delimiters. */
typedef struct event_line_fields
{
	int			count;			/* all of them, also beyond the array */
	bool		nul;			/* a zero byte stands somewhere */
	bool		ascii;
	bool		any_quoted;
	uint64_t	quoted[EVENT_LINE_COLUMNS_MAX / 64 + 1];	/* a bit for each field that stood in quotes */
	event_slice field[EVENT_LINE_COLUMNS_MAX];
} event_line_fields;

/* What is particular to a format: event_line_polecat.c and event_line_mention.c. */
extern enum event_line_error event_line_parse_polecat(event_line_state *state);
extern bool event_line_polecat_country(event_slice value, int32_t day, char *buf, size_t cap);
extern enum event_line_error event_line_parse_contexts(event_line_state *state);
extern bool event_line_fit_polecat(const event_line_layout *layout, event_line_fields *fields, event_line_layout *other);
extern bool event_line_from_latin(const char *s, size_t len, char *buf, size_t *out);
extern enum event_line_error event_line_parse_mention(event_line_state *state);

/* Without scratch, quotes inside a quoted value stay doubled. */
extern enum event_line_error event_line_split(const char *line, size_t len, char delimiter, uint8_t quoting, char *scratch,
											  event_line_fields *fields);

/* The line without the byte order mark before it and the line end behind it. */
extern event_slice event_line_trim(const char *line, size_t len);

/* How many index columns stand before a line's columns: -1 where their number fits in no way. */
extern int	event_line_offset(const event_line_layout *layout, const event_line_fields *fields);

/*
 * The forms in which files without a header hold a format's columns: the other delimiter, a column that is not
 * there. Form 0 is the standard; false where there is no such form.
 */
extern bool event_line_layout_form(enum event_format format, int form, event_line_layout *layout);

/* The same layout with quotes that count, or that do not. */
extern void event_line_layout_requote(const event_line_layout *layout, enum event_line_quoting quoting,
									  event_line_layout *other);

/* Does a line have the form of a data line, as far as its number of columns, its date and its id tell? */
extern bool event_line_fits(const event_line_layout *layout, const event_line_fields *fields);

extern bool event_line_is_header(const event_line_layout *layout, const event_line_fields *fields);

/* Every column in its place: checks or remembers its value. */
extern enum event_line_error event_line_walk(event_line_state *state, const event_line_fields *fields, int offset);

extern enum event_line_error event_line_parse_day(enum event_format format, event_slice value, int32_t *days);
extern enum event_line_error event_line_parse_added(event_slice value, int64_t *added);
extern enum event_line_error event_line_parse_integer(event_slice value, int64_t least, int64_t most, int64_t *number);
extern enum event_line_error event_line_parse_number(event_slice value, double least, double most, double *number);

static inline bool
event_line_was_quoted(const event_line_fields *fields, int i)
{
	return fields->quoted[i / 64] >> (i % 64) & 1;
}

#endif
