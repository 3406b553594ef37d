/*
 * Looks for a pattern in one history, or in two beside each other.
 *
 * What holds of a day decides on what may happen from then on, so the days are walked through once from the last to the
 * first: of each step and day that may take it, the first day is noted by which the rest of the pattern can be complete.
 * Then matches are read off from the first day to the last without ever going back: of several ways on, the preferred
 * one of those that lead to an end, and the earliest day for it.
 *
 * With n days and m steps (repetitions written out), this takes n * m numbers of 4 bytes, and for the walk back time
 * proportional to n * m, whatever the pattern; only where the whole and a step are limited at once, the days of the step's
 * limit are now and then searched for the least number, 64 of them at a time. A match of k steps takes k such searches
 * for each way on.
 */
#ifndef SMARTDIP_CORE_PATTERN_MATCH_H
#define SMARTDIP_CORE_PATTERN_MATCH_H

#include "core/history/event_series.h"
#include "core/history/pattern_program.h"

/* A day on which something happened that the pattern asks for. */
typedef struct pattern_day
{
	uint64_t	holds;			/* the conditions that hold for an event of the day, as bits */
	const uint8_t *record[2];	/* of each side, for pattern_day_events(); NULL: nothing happened */
	int32_t		day;
} pattern_day;

/* Where the next match may begin. */
enum pattern_resume
{
	RESUME_AFTER_LAST_DAY,		/* behind the last day of the match */
	RESUME_LAST_DAY,			/* on its last day, but behind its first */
	RESUME_NEXT_DAY,			/* behind its first day */
	PATTERN_RESUMES
};

typedef struct pattern_search
{
	const pattern_program *program;
	const pattern_day *days;
	int32_t		count;			/* of days */
	int32_t		until;			/* the day up to which all is known */
	enum pattern_resume resume;
	core_pause	pause;

	int32_t    *end;			/* by step and day: the first day by which the pattern can be complete */
	int32_t    *block;			/* the least of every 64 of them */
	int32_t    *value;			/* of nodes */
	int32_t    *reach;			/* of steps */
	int32_t    *best;			/* of steps: the least end of all later days */
	int32_t    *soon;			/* of steps: the next day that can take it */
	int32_t    *least;			/* of steps: the day of the least end in the range it was last asked for */
	int32_t    *final;			/* of steps: the last day of all that can take it */
	int32_t    *stack;			/* of nodes */
	int32_t    *seen;			/* of nodes: in which walk, the last time */
	int32_t		last_met[PATTERN_MAX_CONDITIONS];	/* of conditions: the next day on which it holds */
	int32_t		walks;
	int64_t		work;			/* since the last pause */

	/* the match at hand */
	int64_t		match;			/* its number, from 1; 0 before the first */
	int32_t		first;			/* its first day */
	int32_t		limit;			/* the day by which it has to be complete */
	int32_t		from;			/* where to look for the next one */
	int32_t		step;			/* the step that was taken last, and its day */
	int32_t		day;
	bool		open;			/* is there more of it? */
} pattern_search;

/* At most this many days of a history or two can be searched. */
#define PATTERN_MAX_HISTORY_DAYS (INT32_MAX - 1)

/*
 * The days that a program asks for, in order; days has room for the active days of both sides. other is NULL for one
 * history alone.
 */
extern int32_t pattern_read_days(const pattern_program *program, event_series_reader *this_side, event_series_reader *other_side,
								 pattern_day *days);

/* The bytes that a search needs; SIZE_MAX for more than a number can say. */
extern size_t pattern_search_size(const pattern_program *program, int32_t days);

/* Prepares a search whose program, days, count, until, resume and pause are set, in memory of that size. */
extern void pattern_search_open(pattern_search *search, void *memory);

/* The next match, with its first step taken; false where there is none. What was not read of the one before is skipped. */
extern bool pattern_search_next(pattern_search *search);

/* Takes the next step of the match: search->step on search->day. False at its end. */
extern bool pattern_search_step(pattern_search *search);

/* The events of a side on a day; no codes where nothing happened. The field day is not set. */
extern event_day pattern_day_events(const pattern_day *day, int side);

extern int	pattern_resume_by_name(const char *name, size_t len);

#endif
