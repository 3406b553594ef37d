/*
 * A history: days in order, each with its codes and how often each of them occurred, and nothing else.
 *
 * Equal histories are equal bytes. Numbers are varints (core/base/varint.h), days are counted from 2000-01-01:
 *
 *     version     1 byte; a history without events ends here
 *     first day   with its sign in the lowest bit
 *     span        last day - first day
 *     days        active days - 1
 *     events      events - active days
 *     directory   its length in bytes, 0 where there is one block; then for each block but the first
 *                     the length of the block before it in bytes
 *                     its first day - the first day of the block before it
 *     blocks      records of days; a block ends with the first day by which it has EVENT_SERIES_BLOCK bytes or more
 *
 * so that a slice of a long history is found by its first bytes, and read without the rest. A record of a day:
 *
 *     4 * step + kind     step: days since the active day before, also where a block begins; 0 on the first day of all
 *     kind 0              one code, once
 *     kind 1, codes - 2   two codes or more, each once
 *     kind 2, codes - 1   counts of one byte
 *     kind 3, codes - 1, width	counts of 2, 4 or 8 bytes, the least that holds the greatest
 *     codes               2 bytes each, ascending, then as many counts; both with the lowest byte first
 *
 * A code is any number of 16 bits here. What it means, and the order of codes that the type event_code has, are not
 * this file's business.
 *
 * Reading is for bytes that have passed event_series_check() or come from event_series_write():
 *
 *     event_series_head head;
 *     event_series_reader reader;
 *     event_day day;
 *
 *     event_series_head_read(bytes, length, &head);
 *     event_series_open(&reader, &head, bytes, first_day, last_day, pause);
 *     while (event_series_next(&reader, &day))
 *         for (uint32_t i = 0; i < day.codes; i++)
 *             ... day.day, event_day_code(&day, i), event_day_count(&day, i) ...
 */
#ifndef SMARTDIP_CORE_EVENT_SERIES_H
#define SMARTDIP_CORE_EVENT_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/pause.h"
#include "core/base/varint.h"
#include "core/event/event_code.h"
#include "core/history/event_tally.h"

#define EVENT_SERIES_VERSION 1

/* About what the server reads at once of a value that lies out of line. */
#define EVENT_SERIES_BLOCK 2000

/* No history has more events: see TALLY_MAX_COUNT. */
#define EVENT_SERIES_MAX_EVENTS TALLY_MAX_COUNT

/* So many bytes of a history are enough for event_series_head_read(). */
#define EVENT_SERIES_HEAD_MAX 32

/* The widest range of days: everything. */
#define EVENT_SERIES_ALWAYS CALENDAR_FIRST_DAY, CALENDAR_LAST_DAY

/* The bytes for a set of codes, a bit each, the lowest first. */
#define EVENT_SERIES_SET (65536 / 8)

enum event_series_error
{
	EVENT_SERIES_OK,
	EVENT_SERIES_CUT,			/* ends inside a number or a day */
	EVENT_SERIES_BAD_VERSION,
	EVENT_SERIES_BAD_DAY,
	EVENT_SERIES_BAD_CODE,
	EVENT_SERIES_BAD_ORDER,
	EVENT_SERIES_BAD_COUNT,
	EVENT_SERIES_TOO_MANY,
	EVENT_SERIES_NOT_CANONICAL,
	/* of the text form only */
	EVENT_SERIES_NO_DAY,
	EVENT_SERIES_NO_COLON,
	EVENT_SERIES_NO_CODE,
	EVENT_SERIES_NO_EVENTS
};

/* What a history says of itself in its first bytes. */
typedef struct event_series_head
{
	int64_t		events;			/* 0: nothing else is set */
	int64_t		days;			/* active days */
	int32_t		first_day;
	int32_t		last_day;
	size_t		directory;		/* where the directory begins */
	size_t		blocks;			/* where it ends, and the first block begins */
} event_series_head;

/* A run of blocks: where it lies in the history, and its first day. */
typedef struct event_series_slice
{
	size_t		begin;
	size_t		end;
	int32_t		first_day;
} event_series_slice;

typedef struct event_series_reader
{
	const uint8_t *next;
	const uint8_t *stop;		/* end, or where to pause before it */
	const uint8_t *end;
	int32_t		day;			/* the active day before next */
	int32_t		last;			/* days behind it are not asked for */
	core_pause	pause;
} event_series_reader;

/* A day of a history; its codes and counts are read in place. */
typedef struct event_day
{
	int32_t		day;
	uint32_t	codes;			/* at least one */
	uint32_t	width;			/* bytes of a count; 0: every code occurred once */
	const uint8_t *code;
	const uint8_t *count;
} event_day;

/* What a tally takes as a history. */
typedef struct event_series_plan
{
	event_series_head head;
	size_t		size;
} event_series_plan;

/*
 * False where the bytes, which may be only the first ones of a history, do not hold its head. The directory follows;
 * a head without events has neither days nor blocks.
 */
extern bool event_series_head_read(const uint8_t *bytes, size_t length, event_series_head *head);

/* The blocks that hold the days from first to last, by the head and the directory; size is that of the history. */
extern event_series_slice event_series_locate(const event_series_head *head, const uint8_t *directory, size_t size,
											  int32_t first, int32_t last);

/* Opens a run of blocks, of which bytes is the first, for the days from first to last. */
extern void event_series_open_slice(event_series_reader *reader, const uint8_t *bytes, const event_series_slice *slice,
									int32_t first, int32_t last, core_pause pause);

/* The same over a history that is there as a whole. */
extern void event_series_open(event_series_reader *reader, const event_series_head *head, const uint8_t *bytes, size_t size,
							  int32_t first, int32_t last, core_pause pause);

/* Of event_series_next() only: is there more behind the stop? */
extern bool event_series_more(event_series_reader *reader);

/*
 * Are these bytes a history, in its only form? For bytes from outside. known is the set of codes that may occur, NULL
 * for all.
 */
extern enum event_series_error event_series_check(const uint8_t *bytes, size_t size, const uint8_t *known, core_pause pause);

/*
 * Words of a sorted, compact tally as a history: what it will take, and then its bytes. Days must be days that the
 * calendar has.
 */
extern enum event_series_error event_series_measure(const uint64_t *words, size_t count, event_series_plan *plan, core_pause pause);
extern void event_series_write(const uint64_t *words, size_t count, const event_series_plan *plan, uint8_t *bytes, core_pause pause);

/*
 * The text form: 2009-06-04: 010 042*3; 2009-06-07: 190. Days and codes may come in any order and more than once; that
 * is for the tally to put right.
 */
typedef struct event_series_text
{
	const char *next;
	const char *end;
	int32_t		day;
	bool		in_day;
	enum event_series_error error;
	enum event_code_error code_error;	/* what is wrong with a code */
	const char *part;			/* the part that is refused */
	size_t		part_length;
} event_series_text;

/* longest text of a day and its first code: "5874897-12-31: 0423*9007199254740992" */
#define EVENT_SERIES_MAX_TEXT (CALENDAR_MAX_TEXT + EVENT_CODE_MAX_LENGTH + 32)

extern void event_series_text_open(event_series_text *text, const char *s, size_t length);

/* The next code of the text; false at its end, and where it is refused. */
extern bool event_series_text_next(event_series_text *text, int32_t *day, uint16_t *code, int64_t *count);

/* A code of a day as text, behind its day if it is the first; gives the length. */
extern size_t event_series_format(const event_day *day, uint32_t i, char buf[EVENT_SERIES_MAX_TEXT]);

extern const char *event_series_error_text(enum event_series_error error);

/* The bytes of a count on a day whose greatest count this is; 0 where every code occurred once. */
static inline uint32_t
event_series_width(int64_t most)
{
	return most == 1 ? 0 : most <= UINT8_MAX ? 1 : most <= UINT16_MAX ? 2 : most <= UINT32_MAX ? 4 : 8;
}

static inline uint16_t
event_day_code(const event_day *day, uint32_t i)
{
	return (uint16_t) (day->code[2 * i] | day->code[2 * i + 1] << 8);
}

static inline int64_t
event_day_count(const event_day *day, uint32_t i)
{
	uint64_t	count = 0;

	if (day->width == 0)
		return 1;
	if (day->width == 1)
		return day->count[i];
	for (uint32_t byte = day->width; byte-- > 0;)
		count = count << 8 | day->count[(size_t) day->width * i + byte];
	return (int64_t) count;
}

static inline bool
event_series_next(event_series_reader *reader, event_day *day)
{
	const uint8_t *p = reader->next;
	uint64_t	begin;
	uint32_t	kind;

	if (p >= reader->stop && !event_series_more(reader))
		return false;
	begin = varint_get(&p);
	day->day = reader->day + (int32_t) (begin >> 2);
	if (day->day > reader->last)
	{
		reader->next = reader->stop = reader->end;
		return false;
	}
	kind = (uint32_t) (begin & 3);
	day->codes = 1;
	day->width = 0;
	if (kind != 0)
	{
		/* of kinds 1 and 2 without a branch: which of them comes next cannot be foreseen */
		day->codes = (uint32_t) varint_get(&p) + (kind == 1) + 1;
		day->width = kind - 1;
		if (kind == 3)
			day->width = *p++;
	}
	day->code = p;
	day->count = p + 2 * (size_t) day->codes;
	reader->day = day->day;
	reader->next = day->count + (size_t) day->codes * day->width;
	return true;
}

static inline bool
event_set_has(const uint8_t *set, uint16_t code)
{
	return (set[code >> 3] >> (code & 7) & 1) != 0;
}

static inline void
event_set_add(uint8_t *set, uint16_t code)
{
	set[code >> 3] |= (uint8_t) (1 << (code & 7));
}

#endif
