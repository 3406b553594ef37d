/*
 * What the backend's files of histories share: reading a stored history or the part of it that is asked for, making
 * one, and the arguments that many functions take.
 */
#ifndef SMARTDIP_PG_HISTORY_H
#define SMARTDIP_PG_HISTORY_H

#include "pg/base/report.h"

#include "core/history/event_series.h"
#include "core/history/history_measure.h"
#include "pg/history/history_state.h"
#include "utils/date.h"

/* A range of days, both ends in it; empty where last lies before first. */
typedef struct day_range
{
	int32		first;
	int32		last;
} day_range;

#define ALL_DAYS ((day_range) {CALENDAR_FIRST_DAY, CALENDAR_LAST_DAY})

/* A history that was opened for some days: what it says of itself as a whole, and a reader of those days. */
typedef struct history
{
	event_series_head head;
	event_series_reader reader;
} history;

/* Where a long loop lets the server look for a cancel. */
extern void history_pause(void);

/* The head alone: of a value out of line, only its first bytes are read. */
extern event_series_head history_head(Datum series);

/* Opens a history for some days. Of a value out of line only their blocks are read, unless it is compressed. */
extern void history_open(history *h, Datum series, day_range days);

/* The days of a daterange that the calendar has; a bound at infinity is no bound. */
extern day_range day_range_of(Datum range);

/* A day given as an argument; infinity is an error that names the argument. */
extern int32 day_of(Datum day, const char *what);

/* An error that names what would end before it begins, if the days do. */
extern void check_days_in_order(day_range days, const char *what);

extern enum calendar_unit calendar_unit_of(text *name);
extern enum event_code_scheme event_scheme_of(text *name);

/* What codes weigh by a scheme; made once in a session. */
extern const event_weight *event_weights(enum event_code_scheme scheme);

/* The codes that there are, as a set. */
extern const uint8 *known_codes(void);

/* The type event_series of the extension in this schema. */
extern Oid event_series_type(Oid schema);

/* Has it columns source and target, and one history of that type? */
extern bool has_history_columns(Oid relid, Oid series);

/* A set of codes and what stands below each, from an array of event_code; elements that are NULL stand for nothing. */
extern void code_set_of(Datum codes, uint8 set[EVENT_SERIES_SET]);

/*
 * A tally in the making. It is a value, the state of aggregates (see history_state.h), whose own length says how many
 * words there is room for. Functions that may need more room give the place where it is afterwards.
 */
typedef struct history_state tally;

extern tally *tally_new(size_t room);

/* Sorts and adds up what is there, without changing what it says. */
extern void tally_settle(tally *t);

/* With room for more words than there are. */
extern tally *tally_with_room(tally *t, uint32 more);

/* With the events that a history was opened for. */
extern tally *tally_add_history(tally *t, history *h);

/* The history that a tally makes; the tally is settled, and no more. */
extern Datum history_of_tally(tally *t);

static inline tally *
tally_add(tally *t, uint64 key, int64 count)
{
	if (unlikely(count == 0))
		return t;
	if (unlikely(t->used + TALLY_MAX_WORDS > history_state_room(t)))
		t = tally_with_room(t, TALLY_MAX_WORDS);
	if (likely(count <= TALLY_DIGIT_MASK))
		t->words[t->used++] = key | (uint64) count;
	else
		t->used += (uint32) tally_put(t->words + t->used, key, count);
	return t;
}

#endif
