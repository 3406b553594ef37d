/* before_after(): a measure before a day and from it on, with the size of the change and whether that is chance. */
#include "pg/statistics/statistics.h"

#include "utils/date.h"
#include "utils/fmgrprotos.h"

#include <math.h>

SMARTDIP_FUNCTION(smartdip_before_after_add);
SMARTDIP_FUNCTION(smartdip_before_after_combine);
SMARTDIP_FUNCTION(smartdip_before_after_final);

static const char *
day_text(int64 day)
{
	return DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum((DateADT) day)));
}

static void
check_turn(int64 kept, int64 turn)
{
	if (kept != turn)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the turn of before_after() is not the same day in all rows"),
				 errdetail("There are %s and %s.", day_text(Min(kept, turn)), day_text(Max(kept, turn))),
				 errhint("Give one day for all rows, or group them by it.")));
}

/* (state, x, day, turn [, seed]): the turn is what a state is told beside its rows, its kind. */
Datum
smartdip_before_after_add(PG_FUNCTION_ARGS)
{
	const number_pairs *before = number_pairs_arg(fcinfo, 0);
	number_pairs *pairs;
	DateADT		turn;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || isnan(PG_GETARG_FLOAT8(1)))
		return number_pairs_keep(fcinfo);
	turn = PG_GETARG_DATEADT(3);
	if (before != NULL)
		check_turn(before->kind, turn);
	pairs = (number_pairs *) DatumGetPointer(number_pairs_add(fcinfo, PG_GETARG_FLOAT8(1), PG_GETARG_DATEADT(2) >= turn ? 1.0 : 0.0));
	pairs->kind = turn;
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
		pairs->seed = PG_GETARG_INT64(4);
	PG_RETURN_POINTER(pairs);
}

Datum
smartdip_before_after_combine(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);
	const number_pairs *other = number_pairs_arg(fcinfo, 1);

	if (pairs != NULL && other != NULL)
		check_turn(pairs->kind, other->kind);
	return smartdip_number_pairs_combine(fcinfo);
}

Datum
smartdip_before_after_final(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);
	size_t		count = pairs == NULL ? 0 : pairs->count;
	size_t		in;
	group_value *values = group_values(pairs, &in);
	group_middle before = group_middle_of(values, count, false);
	group_middle after = group_middle_of(values, count, true);
	cliffs_delta delta = {NAN, NAN, NAN};
	double		p = NAN;

	if (before.count > 0 && after.count > 0)
	{
		permutation_result test = permuted(pairs, values, PERMUTATION_MEAN);

		delta = cliffs_delta_of(values, count, 0.95);
		p = test.p;
	}
	return row_of_numbers(fcinfo, (double[]) {(double) before.count, (double) after.count, before.median, after.median,
		before.mean, after.mean, delta.delta, delta.low, delta.high, p}, 10);
}
