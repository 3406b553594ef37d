/*
 * Aggregates over power profiles: avg, weighted_avg, power_union, power_intersection.
 *
 * The sums are exact (src/core/power/power_sum.h), so workers, windows and the order of the rows do not change a result.
 */
#include "pg/power/power_profile.h"
#include "pg/base/aggregate.h"

#include "core/power/power_sum.h"

SMARTDIP_FUNCTION(smartdip_power_avg_add);
SMARTDIP_FUNCTION(smartdip_power_avg_remove);
SMARTDIP_FUNCTION(smartdip_power_avg_combine);
SMARTDIP_FUNCTION(smartdip_power_avg_final);
SMARTDIP_FUNCTION(smartdip_power_weighted_add);
SMARTDIP_FUNCTION(smartdip_power_weighted_remove);
SMARTDIP_FUNCTION(smartdip_power_weighted_combine);
SMARTDIP_FUNCTION(smartdip_power_weighted_final);
SMARTDIP_FUNCTION(smartdip_power_union_add);
SMARTDIP_FUNCTION(smartdip_power_intersection_add);
SMARTDIP_FUNCTION(smartdip_power_count_add);
SMARTDIP_FUNCTION(smartdip_power_count_remove);
SMARTDIP_FUNCTION(smartdip_power_count_union);
SMARTDIP_FUNCTION(smartdip_power_count_intersection);

/* The state to be changed: the aggregate's own, or else a copy; a new one where there is none, which the server copies to where it belongs. */
static void *
own_state(FunctionCallInfo fcinfo, size_t size)
{
	void	   *state = aggregate_state(fcinfo, 0);

	if (state != NULL && in_aggregate(fcinfo))
		return state;
	return state == NULL ? palloc0(size) : memcpy(palloc(size), state, size);
}

/* The state that a row leaves. */
static void *
window_state(FunctionCallInfo fcinfo)
{
	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("there is no state that a row could leave")));
	return PG_GETARG_POINTER(0);
}

static void
refuse_sum(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("too many power profiles in one sum"),
			 errhint("Group them, or give smaller weights.")));
}

/* The first row, and NULLs: they need a state, too, because in a moving window one has to be there. */
static Datum
begin_avg(FunctionCallInfo fcinfo)
{
	power_sum  *state = own_state(fcinfo, sizeof(power_sum));

	if (!PG_ARGISNULL(1))
		power_sum_add(state, PG_GETARG_POWER_PROFILE(1));
	PG_RETURN_POINTER(state);
}

/* Every other row in one straight line: an average should cost what reading the rows costs. */
Datum
smartdip_power_avg_add(PG_FUNCTION_ARGS)
{
	if (unlikely(PG_ARGISNULL(0) || PG_ARGISNULL(1) || !in_aggregate(fcinfo)))
		return begin_avg(fcinfo);
	PG_RETURN_POINTER(power_sum_add((power_sum *) PG_GETARG_POINTER(0), PG_GETARG_POWER_PROFILE(1)));
}

Datum
smartdip_power_avg_remove(PG_FUNCTION_ARGS)
{
	power_sum  *state = window_state(fcinfo);

	if (!PG_ARGISNULL(1))
		power_sum_remove(state, PG_GETARG_POWER_PROFILE(1));
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_avg_combine(PG_FUNCTION_ARGS)
{
	const power_sum *other = aggregate_state(fcinfo, 1);
	power_sum  *state;

	if (other == NULL && PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = own_state(fcinfo, sizeof(power_sum));
	if (other != NULL && !power_sum_merge(state, other))
		refuse_sum();
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_avg_final(PG_FUNCTION_ARGS)
{
	power_sum  *state = aggregate_state(fcinfo, 0);
	power_profile *average = power_profile_palloc();

	if (state == NULL || !power_sum_average(state, average))
		PG_RETURN_NULL();
	PG_RETURN_POWER_PROFILE(average);
}

static void
weight_arg(FunctionCallInfo fcinfo, uint32_t limb[POWER_LIMBS])
{
	double		weight = PG_GETARG_FLOAT8(2);

	if (!power_weight_limbs(weight, limb))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%g cannot be the weight of a power profile", weight),
				 errdetail("A weight lies between 0 and 1e15.")));
}

/* A row whose profile or weight is NULL does not count. */
Datum
smartdip_power_weighted_add(PG_FUNCTION_ARGS)
{
	power_wsum *state = own_state(fcinfo, sizeof(power_wsum));
	uint32_t	limb[POWER_LIMBS];

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		weight_arg(fcinfo, limb);
		power_wsum_add(state, PG_GETARG_POWER_PROFILE(1), limb);
	}
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_weighted_remove(PG_FUNCTION_ARGS)
{
	power_wsum *state = window_state(fcinfo);
	uint32_t	limb[POWER_LIMBS];

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		weight_arg(fcinfo, limb);
		power_wsum_remove(state, PG_GETARG_POWER_PROFILE(1), limb);
	}
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_weighted_combine(PG_FUNCTION_ARGS)
{
	const power_wsum *other = aggregate_state(fcinfo, 1);
	power_wsum *state;

	if (other == NULL && PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = own_state(fcinfo, sizeof(power_wsum));
	if (other != NULL && !power_wsum_merge(state, other))
		refuse_sum();
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_weighted_final(PG_FUNCTION_ARGS)
{
	power_wsum *state = aggregate_state(fcinfo, 0);
	power_profile *average = power_profile_palloc();

	if (state == NULL || !power_wsum_average(state, average))
		PG_RETURN_NULL();
	PG_RETURN_POWER_PROFILE(average);
}

/*
 * Union and intersection keep a profile as their state: the first row is copied by the server, and inside an
 * aggregate the copy is changed in place.
 */
Datum
smartdip_power_union_add(PG_FUNCTION_ARGS)
{
	power_profile *state = (power_profile *) PG_GETARG_POINTER(0);
	power_profile *result = AggCheckCallContext(fcinfo, NULL) ? state : power_profile_palloc();
	power_profile larger;

	power_profile_max(&larger, state, PG_GETARG_POWER_PROFILE(1));
	*result = larger;
	PG_RETURN_POWER_PROFILE(result);
}

Datum
smartdip_power_intersection_add(PG_FUNCTION_ARGS)
{
	power_profile *state = (power_profile *) PG_GETARG_POINTER(0);
	power_profile *result = AggCheckCallContext(fcinfo, NULL) ? state : power_profile_palloc();
	power_profile smaller;

	power_profile_min(&smaller, state, PG_GETARG_POWER_PROFILE(1));
	*result = smaller;
	PG_RETURN_POWER_PROFILE(result);
}

/* In a moving window the same two need to know what is left when a row goes: how often each degree occurs. */
Datum
smartdip_power_count_add(PG_FUNCTION_ARGS)
{
	power_count *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
	{
		state = MemoryContextAlloc(aggregate_context(fcinfo), sizeof(power_count));
		power_count_init(state);
	}
	if (!PG_ARGISNULL(1) && !power_count_add(state, PG_GETARG_POWER_PROFILE(1)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many power profiles in one window frame")));
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_count_remove(PG_FUNCTION_ARGS)
{
	power_count *state = aggregate_state(fcinfo, 0);

	if (state == NULL || (!PG_ARGISNULL(1) && !power_count_remove(state, PG_GETARG_POWER_PROFILE(1))))
		elog(ERROR, "a row leaves a window that it was not in");
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_count_union(PG_FUNCTION_ARGS)
{
	power_count *state = aggregate_state(fcinfo, 0);
	power_profile *result = power_profile_palloc();

	if (state == NULL || !power_count_union(state, result))
		PG_RETURN_NULL();
	PG_RETURN_POWER_PROFILE(result);
}

Datum
smartdip_power_count_intersection(PG_FUNCTION_ARGS)
{
	power_count *state = aggregate_state(fcinfo, 0);
	power_profile *result = power_profile_palloc();

	if (state == NULL || !power_count_intersection(state, result))
		PG_RETURN_NULL();
	PG_RETURN_POWER_PROFILE(result);
}
