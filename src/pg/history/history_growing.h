/*
 * A tally as an aggregate makes it, one event at a time: an expanded object, whose flat form is a history_state.
 *
 * Rows of many dyads come in the order of days, so that each row finds the tally of another dyad. What a row touches is
 * therefore small and lies close to what the other rows touch: an object of two cache lines with room for the latest
 * events, which are poured into the tally when it is full.
 */
#ifndef SMARTDIP_PG_HISTORY_GROWING_H
#define SMARTDIP_PG_HISTORY_GROWING_H

#include "pg/history/history.h"

/*
 * Does the transition function that is called have such an object as its state, or may it make one? It may where
 * an aggregate calls it that has no state yet.
 */
extern bool history_growing_fits(FunctionCallInfo fcinfo);

/* Adds an event to the state that is the first argument, which fits, and gives the state. */
extern Datum history_growing_add(FunctionCallInfo fcinfo, uint64 key, int64 count);

#endif
