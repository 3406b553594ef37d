/*
 * Aggregates over power profiles: avg, weighted_avg, power_union, power_intersection.
 *
 * The sums are exact (src/core/power/power_sum.h), so workers, windows and the order of the rows do not change a result.
 */
#include "pg/power/power_profile.h"
#include "pg/base/aggregate.h"

#include "core/power/power_sum.h"
#include "libpq/pqformat.h"

SMARTDIP_FUNCTION(smartdip_power_avg_add);
SMARTDIP_FUNCTION(smartdip_power_avg_remove);
SMARTDIP_FUNCTION(smartdip_power_avg_combine);
SMARTDIP_FUNCTION(smartdip_power_avg_serial);
SMARTDIP_FUNCTION(smartdip_power_avg_deserial);
SMARTDIP_FUNCTION(smartdip_power_avg_final);
SMARTDIP_FUNCTION(smartdip_power_weighted_add);
SMARTDIP_FUNCTION(smartdip_power_weighted_remove);
SMARTDIP_FUNCTION(smartdip_power_weighted_combine);
SMARTDIP_FUNCTION(smartdip_power_weighted_serial);
SMARTDIP_FUNCTION(smartdip_power_weighted_deserial);
SMARTDIP_FUNCTION(smartdip_power_weighted_final);
SMARTDIP_FUNCTION(smartdip_power_union_add);
SMARTDIP_FUNCTION(smartdip_power_intersection_add);
SMARTDIP_FUNCTION(smartdip_power_count_add);
SMARTDIP_FUNCTION(smartdip_power_count_remove);
SMARTDIP_FUNCTION(smartdip_power_count_union);
SMARTDIP_FUNCTION(smartdip_power_count_intersection);

/* First byte of a serialised state; a worker of another version must not be misread. */
#define AVG_VERSION 1
#define WEIGHTED_VERSION 1

static void *
new_state(FunctionCallInfo fcinfo, size_t size)
{
	return MemoryContextAllocZero(aggregate_context(fcinfo), size);
}

/* What a serialised state holds: a version byte and count 64-bit numbers, and nothing else. */
static void
open_state(StringInfo buf, bytea *state, int version, int count)
{
	aggregate_open_state(buf, state);
	if (buf->len != 1 + count * 8 || pq_getmsgbyte(buf) != version)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of an aggregate over power profiles")));
}

static void
refuse_state(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid state of an aggregate over power profiles"),
			 errdetail("Its sums cannot have come from power profiles.")));
}

/* The first row, and NULLs: they need a state, too, because in a moving window one has to be there. */
static Datum
begin_avg(FunctionCallInfo fcinfo)
{
	power_sum  *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
		state = new_state(fcinfo, sizeof(power_sum));
	if (!PG_ARGISNULL(1))
		power_sum_add(state, PG_GETARG_POWER_PROFILE(1));
	PG_RETURN_POINTER(state);
}

/* Every other row in one straight line: an average should cost what reading the rows costs. */
Datum
smartdip_power_avg_add(PG_FUNCTION_ARGS)
{
	if (unlikely(PG_ARGISNULL(0) || PG_ARGISNULL(1)))
		return begin_avg(fcinfo);
	PG_RETURN_POINTER(power_sum_add((power_sum *) PG_GETARG_POINTER(0), PG_GETARG_POWER_PROFILE(1)));
}

Datum
smartdip_power_avg_remove(PG_FUNCTION_ARGS)
{
	power_sum  *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
		elog(ERROR, "no state to remove a row from");
	if (!PG_ARGISNULL(1))
		power_sum_remove(state, PG_GETARG_POWER_PROFILE(1));
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_avg_combine(PG_FUNCTION_ARGS)
{
	power_sum  *state = aggregate_state(fcinfo, 0);
	power_sum  *other = aggregate_state(fcinfo, 1);

	if (other == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	/* the other state may live in a context that ends sooner: it is copied, never kept */
	if (state == NULL)
		state = new_state(fcinfo, sizeof(power_sum));
	power_sum_merge(state, other);
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_avg_serial(PG_FUNCTION_ARGS)
{
	power_sum	sum = *(power_sum *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	power_sum_flush(&sum);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, AVG_VERSION);
	pq_sendint64(&buf, sum.count);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		pq_sendint64(&buf, sum.total[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
smartdip_power_avg_deserial(PG_FUNCTION_ARGS)
{
	power_sum  *sum = palloc0(sizeof(power_sum));
	StringInfoData buf;

	open_state(&buf, PG_GETARG_BYTEA_PP(0), AVG_VERSION, 1 + POWER_DIMENSIONS);
	sum->count = pq_getmsgint64(&buf);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		sum->total[i] = pq_getmsgint64(&buf);
	if (!power_sum_is_valid(sum))
		refuse_state();
	PG_RETURN_POINTER(sum);
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
	power_wsum *state = aggregate_state(fcinfo, 0);
	uint32_t	limb[POWER_LIMBS];

	if (state == NULL)
		state = new_state(fcinfo, sizeof(power_wsum));
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
	power_wsum *state = aggregate_state(fcinfo, 0);
	uint32_t	limb[POWER_LIMBS];

	if (state == NULL)
		elog(ERROR, "no state to remove a row from");
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
	power_wsum *state = aggregate_state(fcinfo, 0);
	power_wsum *other = aggregate_state(fcinfo, 1);

	if (other == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (state == NULL)
		state = new_state(fcinfo, sizeof(power_wsum));
	power_wsum_merge(state, other);
	PG_RETURN_POINTER(state);
}

Datum
smartdip_power_weighted_serial(PG_FUNCTION_ARGS)
{
	power_wsum	sum = *(power_wsum *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	power_wsum_carry(&sum);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WEIGHTED_VERSION);
	for (int k = 0; k < POWER_LIMBS; k++)
	{
		pq_sendint64(&buf, sum.weight[k]);
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			pq_sendint64(&buf, sum.total[k][i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
smartdip_power_weighted_deserial(PG_FUNCTION_ARGS)
{
	power_wsum *sum = palloc0(sizeof(power_wsum));
	StringInfoData buf;

	open_state(&buf, PG_GETARG_BYTEA_PP(0), WEIGHTED_VERSION, POWER_LIMBS * (1 + POWER_DIMENSIONS));
	for (int k = 0; k < POWER_LIMBS; k++)
	{
		sum->weight[k] = pq_getmsgint64(&buf);
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			sum->total[k][i] = pq_getmsgint64(&buf);
	}
	if (!power_wsum_is_valid(sum))
		refuse_state();
	PG_RETURN_POINTER(sum);
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
		state = new_state(fcinfo, sizeof(power_count));
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
