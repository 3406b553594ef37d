/*
 * What the C functions of aggregates with a state of type internal share. SQL cannot make such a state: one that is not
 * NULL is one that they made.
 */
#ifndef SMARTDIP_PG_AGGREGATE_H
#define SMARTDIP_PG_AGGREGATE_H

#include "pg/compat.h"

#include "lib/stringinfo.h"

/* The state that is argument n, NULL if there is none yet. */
static inline void *
aggregate_state(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : PG_GETARG_POINTER(n);
}

/* Where a state lives. Asked once a group, when its state is made: later calls find the state. */
static inline MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a function of an aggregate was called by itself"),
				 errhint("Call the aggregate.")));
	return context;
}

/* A serialised state, to be read by pq_getmsg...(). */
static inline void
aggregate_open_state(StringInfo buf, bytea *state)
{
	buf->data = VARDATA_ANY(state);
	buf->len = buf->maxlen = (int) VARSIZE_ANY_EXHDR(state);
	buf->cursor = 0;
}

#endif
