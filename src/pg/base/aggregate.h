/*
 * What the C functions of aggregates share. A state of type internal is one that they made; a state of a type of its own may
 * come from anywhere, but was judged when it was read, and is changed only where it is an aggregate's own.
 */
#ifndef SMARTDIP_PG_AGGREGATE_H
#define SMARTDIP_PG_AGGREGATE_H

#include "pg/compat.h"

#include "nodes/execnodes.h"

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

/* Is argument 0 the state of an aggregate, to be changed in place? What AggCheckCallContext() says, without a call for each row. */
static inline bool
in_aggregate(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL && (IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState));
}

#endif
