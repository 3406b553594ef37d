/*
 * What aggregates over histories remember: a value of the type history_state, which is no more than a number of words
 * and room for some more. It is changed in place as long as it belongs to an aggregate. Being a type of ours and not
 * internal, it can be sent to other nodes.
 */
#ifndef SMARTDIP_PG_HISTORY_STATE_H
#define SMARTDIP_PG_HISTORY_STATE_H

#include "pg/compat.h"

#include "utils/memutils.h"

enum history_state_kind
{
	HISTORY_TALLY = 1,			/* words of core/history/event_tally.h, in any order */
	HISTORY_PANEL,				/* sums by period: history_panel.c */
	HISTORY_TRANSITIONS,		/* a matrix of counts: history_sequence.c */
	HISTORY_SMART				/* tables of two by two: smart_together.c */
};

typedef struct history_state
{
	int32		vl_len_;
	uint32		kind;
	uint32		used;			/* words that say something */
	uint32		detail;			/* of some kinds */
	uint64		words[FLEXIBLE_ARRAY_MEMBER];
} history_state;

#define HISTORY_STATE_MOST_WORDS ((MaxAllocSize - offsetof(history_state, words)) / sizeof(uint64))

/* All words are 0. */
extern history_state *history_state_new(enum history_state_kind kind, size_t room);

/*
 * The state that is an argument of an aggregate's function, NULL for none: the aggregate's own, to be changed in place,
 * or else a copy.
 */
extern history_state *history_state_arg(FunctionCallInfo fcinfo, int n, enum history_state_kind kind);

/* The same for a state that is only read. */
extern const history_state *history_state_read(FunctionCallInfo fcinfo, int n, enum history_state_kind kind);

/* Combining, for each kind. */
extern PGDLLEXPORT Datum smartdip_panel_combine(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum smartdip_transitions_combine(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum smartdip_smart_together_combine(PG_FUNCTION_ARGS);

/* Can these words, which came from outside, be the state of a kind? */
extern bool panel_state_is_valid(const history_state *state);
extern bool transitions_state_is_valid(const history_state *state);
extern bool smart_state_is_valid(const history_state *state);

static inline size_t
history_state_room(const history_state *state)
{
	return (VARSIZE(state) - offsetof(history_state, words)) / sizeof(uint64);
}

#endif
