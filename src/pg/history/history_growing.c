/* Tallies that grow in an aggregate: see the header. */
#include "pg/history/history_growing.h"

#include "utils/expandeddatum.h"

#define GROWING_RECENT 8

typedef struct history_growing
{
	ExpandedObjectHeader header;
	uint32		recent_used;
	tally	   *rest;			/* NULL: none yet */
	uint64		recent[GROWING_RECENT];
} history_growing;

/*
 * All objects of an aggregate share one context below its own, for a context each would cost more than they do. That is sound
 * because an object is never replaced, so nobody deletes its context but by resetting the aggregate's.
 */
typedef struct growing_home
{
	MemoryContext aggregate;
	MemoryContext objects;		/* NULL: the aggregate's was reset */
} growing_home;

static void
forget_objects(void *home)
{
	((growing_home *) home)->objects = NULL;
}

static MemoryContext
home_of(FunctionCallInfo fcinfo, MemoryContext aggregate)
{
	growing_home *home = fcinfo->flinfo->fn_extra;

	if (home == NULL)
		home = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(growing_home));
	if (home->objects == NULL || home->aggregate != aggregate)
	{
		MemoryContext objects = AllocSetContextCreate(aggregate, "histories in the making", ALLOCSET_DEFAULT_SIZES);
		MemoryContextCallback *callback = MemoryContextAllocZero(objects, sizeof(MemoryContextCallback));

		callback->func = forget_objects;
		callback->arg = home;
		MemoryContextRegisterResetCallback(objects, callback);
		home->aggregate = aggregate;
		home->objects = objects;
	}
	return home->objects;
}

static size_t
words_of(const history_growing *g)
{
	return g->recent_used + (g->rest == NULL ? 0 : g->rest->used);
}

static Size
flat_size(ExpandedObjectHeader *object)
{
	return offsetof(history_state, words) + words_of((const history_growing *) object) * sizeof(uint64);
}

static void
flatten(ExpandedObjectHeader *object, void *result, Size size)
{
	const history_growing *g = (const history_growing *) object;
	history_state *state = result;
	uint32		rest = g->rest == NULL ? 0 : g->rest->used;

	memset(state, 0, offsetof(history_state, words));
	SET_VARSIZE(state, size);
	state->kind = HISTORY_TALLY;
	state->used = rest + g->recent_used;
	if (rest > 0)
		memcpy(state->words, g->rest->words, rest * sizeof(uint64));
	memcpy(state->words + rest, g->recent, g->recent_used * sizeof(uint64));
}

static const ExpandedObjectMethods growing_methods = {flat_size, flatten};

static history_growing *
growing_new(MemoryContext objects)
{
	history_growing *g = MemoryContextAllocZero(objects, sizeof(history_growing));

	EOH_init_header(&g->header, &growing_methods, objects);
	return g;
}

static void
pour(history_growing *g)
{
	MemoryContext caller = MemoryContextSwitchTo(g->header.eoh_context);
	tally	   *old = g->rest;

	if (old == NULL)
		g->rest = tally_new(0);
	else if (g->recent_used > history_state_room(old) - old->used)
	{
		g->rest = tally_with_room(old, g->recent_used);
		if (g->rest != old)
			pfree(old);
	}
	memcpy(g->rest->words + g->rest->used, g->recent, g->recent_used * sizeof(uint64));
	g->rest->used += g->recent_used;
	g->recent_used = 0;
	MemoryContextSwitchTo(caller);
}

bool
history_growing_fits(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return AggCheckCallContext(fcinfo, NULL) == AGG_CONTEXT_AGGREGATE;
	return VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(PG_GETARG_DATUM(0))) &&
		DatumGetEOHP(PG_GETARG_DATUM(0))->eoh_methods == &growing_methods;
}

Datum
history_growing_add(FunctionCallInfo fcinfo, uint64 key, int64 count)
{
	history_growing *g;
	MemoryContext aggregate;

	if (!PG_ARGISNULL(0))
		g = (history_growing *) DatumGetEOHP(PG_GETARG_DATUM(0));
	else
	{
		AggCheckCallContext(fcinfo, &aggregate);
		g = growing_new(home_of(fcinfo, aggregate));
	}
	if (unlikely(g->recent_used + (count <= TALLY_DIGIT_MASK ? 1 : TALLY_MAX_WORDS) > GROWING_RECENT))
		pour(g);
	if (likely(count <= TALLY_DIGIT_MASK))
	{
		if (likely(count > 0))
			g->recent[g->recent_used++] = key | (uint64) count;
	}
	else
		g->recent_used += (uint32) tally_put(g->recent + g->recent_used, key, count);
	return EOHPGetRWDatum(&g->header);
}
