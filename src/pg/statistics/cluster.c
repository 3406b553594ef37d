/* Shares and changes over clusters, and chance meetings, in SQL. */
#include "pg/statistics/statistics.h"

#include "catalog/pg_type.h"
#include "core/statistics/cluster.h"
#include "utils/array.h"

#include <math.h>

SMARTDIP_FUNCTION(smartdip_clustered_share_add);
SMARTDIP_FUNCTION(smartdip_clustered_share_combine);
SMARTDIP_FUNCTION(smartdip_clustered_share_final);
SMARTDIP_FUNCTION(smartdip_clustered_change_add);
SMARTDIP_FUNCTION(smartdip_clustered_change_combine);
SMARTDIP_FUNCTION(smartdip_clustered_change_final);
SMARTDIP_FUNCTION(smartdip_chance_of_both);
SMARTDIP_FUNCTION(smartdip_chance_of_any);

/* The numbers of a state: an array, as the server's own averages have them; it may come from a table or another node. */
static double *
state_sums(Datum array, int count)
{
	ArrayType  *state = DatumGetArrayTypeP(array);

	if (ARR_NDIM(state) != 1 || ARR_DIMS(state)[0] != count || ARR_HASNULL(state) || ARR_ELEMTYPE(state) != FLOAT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the state of an aggregate over clusters is an array of %d numbers", count)));
	return (double *) ARR_DATA_PTR(state);
}

/* The state to change: itself inside an aggregate, else a copy. */
static ArrayType *
state_to_change(FunctionCallInfo fcinfo, int count)
{
	state_sums(PG_GETARG_DATUM(0), count);
	return AggCheckCallContext(fcinfo, NULL) ? PG_GETARG_ARRAYTYPE_P(0) : PG_GETARG_ARRAYTYPE_P_COPY(0);
}

Datum
smartdip_clustered_share_add(PG_FUNCTION_ARGS)
{
	ArrayType  *state = state_to_change(fcinfo, CLUSTER_SHARE_SUMS);
	double		part = PG_GETARG_FLOAT8(1);
	double		whole = PG_GETARG_FLOAT8(2);

	if (!(part >= 0.0 && part <= whole && !isinf(whole)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%g of %g is no share", part, whole),
				 errhint("The first number is a part of the second; both begin at 0.")));
	cluster_share_add((double *) ARR_DATA_PTR(state), part, whole, PG_GETARG_FLOAT8(3));
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
smartdip_clustered_share_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *state = state_to_change(fcinfo, CLUSTER_SHARE_SUMS);

	cluster_share_combine((double *) ARR_DATA_PTR(state), state_sums(PG_GETARG_DATUM(1), CLUSTER_SHARE_SUMS));
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
smartdip_clustered_share_final(PG_FUNCTION_ARGS)
{
	cluster_share share = cluster_share_of(state_sums(PG_GETARG_DATUM(0), CLUSTER_SHARE_SUMS));

	return row_of_numbers(fcinfo, (double[]) {share.share, share.low, share.high, share.p, share.clusters, share.effective}, 6);
}

Datum
smartdip_clustered_change_add(PG_FUNCTION_ARGS)
{
	ArrayType  *state = state_to_change(fcinfo, CLUSTER_CHANGE_SUMS);
	double		numbers[4];

	for (int i = 0; i < 4; i++)
	{
		numbers[i] = PG_GETARG_FLOAT8(i + 1);
		if (isnan(numbers[i]) || isinf(numbers[i]) || (i % 2 == 1 && numbers[i] < 0.0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%g cannot be the %s of a cluster", numbers[i], i % 2 == 1 ? "whole" : "part"),
					 errhint("Parts are numbers, wholes are numbers from 0 on; 0 where a cluster has none.")));
	}
	cluster_change_add((double *) ARR_DATA_PTR(state), numbers);
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
smartdip_clustered_change_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *state = state_to_change(fcinfo, CLUSTER_CHANGE_SUMS);
	double	   *sums = (double *) ARR_DATA_PTR(state);
	const double *other = state_sums(PG_GETARG_DATUM(1), CLUSTER_CHANGE_SUMS);

	for (int i = 0; i < CLUSTER_CHANGE_SUMS; i++)
		sums[i] += other[i];
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
smartdip_clustered_change_final(PG_FUNCTION_ARGS)
{
	cluster_change change = cluster_change_of(state_sums(PG_GETARG_DATUM(0), CLUSTER_CHANGE_SUMS));
	double		numbers[] = {
		change.before, change.after, change.difference, change.low, change.high, change.p, change.clusters_before, change.clusters_after
	};

	return row_of_numbers(fcinfo, numbers, lengthof(numbers));
}

/* The chance of a draw of so many, so many marked, of a total: arguments 0 to 2. */
static Datum
chance_of_draw(FunctionCallInfo fcinfo, double (*chance) (double drawn, double marked, double total))
{
	int64		drawn = PG_GETARG_INT64(0);
	int64		marked = PG_GETARG_INT64(1);
	int64		total = PG_GETARG_INT64(2);

	if (drawn < 0 || marked < 0 || drawn > total || marked > total)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot draw %lld of %lld things, %lld of them marked", (long long) drawn, (long long) total, (long long) marked),
				 errhint("Neither what is drawn nor what is marked is less than 0 or more than there is.")));
	PG_RETURN_FLOAT8(chance((double) drawn, (double) marked, (double) total));
}

Datum
smartdip_chance_of_both(PG_FUNCTION_ARGS)
{
	return chance_of_draw(fcinfo, chance_of_both);
}

Datum
smartdip_chance_of_any(PG_FUNCTION_ARGS)
{
	return chance_of_draw(fcinfo, chance_of_any);
}
