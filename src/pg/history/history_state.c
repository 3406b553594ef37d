/* States of aggregates over histories: their memory, and how a function takes one. */
#include "pg/history/history_state.h"

history_state *
history_state_new(enum history_state_kind kind, size_t room)
{
	history_state *state;
	size_t		size = offsetof(history_state, words) + room * sizeof(uint64);

	if (room > HISTORY_STATE_MOST_WORDS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a history is too long"),
				 errdetail("It has more than %zu different codes on all of its days together.", HISTORY_STATE_MOST_WORDS),
				 errhint("Make a history for each dyad, or for each part of the time.")));
	state = palloc0(size);
	SET_VARSIZE(state, size);
	state->kind = kind;
	return state;
}

const history_state *
history_state_read(FunctionCallInfo fcinfo, int n, enum history_state_kind kind)
{
	const history_state *state;

	if (PG_ARGISNULL(n))
		return NULL;
	state = (const history_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n));
	if (state->kind != (uint32) kind)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a state of another aggregate")));
	return state;
}

history_state *
history_state_arg(FunctionCallInfo fcinfo, int n, enum history_state_kind kind)
{
	const history_state *state = history_state_read(fcinfo, n, kind);
	history_state *copy;

	if (state == NULL || (const void *) state != DatumGetPointer(PG_GETARG_DATUM(n)) || AggCheckCallContext(fcinfo, NULL))
		return unconstify(history_state *, state);
	copy = palloc(VARSIZE(state));
	memcpy(copy, state, VARSIZE(state));
	return copy;
}
