/* Power compared: power_balance() of a mix against another, and smart_rank() of ranks among actors. */
#include "pg/base/argument.h"
#include "pg/base/report.h"
#include "pg/power/power_profile.h"

#include "funcapi.h"

SMARTDIP_FUNCTION(smartdip_power_balance);
SMARTDIP_FUNCTION(smartdip_smart_rank);

/* The columns: amounts of the mix, of the baseline, ratios and their logarithms, each for hard, semihard and soft. */
#define BALANCE_COLUMNS (4 * POWER_STRENGTHS)

/* The type of the rows, looked up once. */
static TupleDesc
row_type(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		TupleDesc	desc;

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "power_balance() gives a row of unknown type");
		fcinfo->flinfo->fn_extra = BlessTupleDesc(desc);
		MemoryContextSwitchTo(caller);
	}
	return fcinfo->flinfo->fn_extra;
}

/* (mix, baseline) */
Datum
smartdip_power_balance(PG_FUNCTION_ARGS)
{
	const power_profile *mix = PG_GETARG_POWER_PROFILE(0);
	const power_profile *baseline = PG_GETARG_POWER_PROFILE(1);
	Datum		values[BALANCE_COLUMNS] = {0};
	bool		nulls[BALANCE_COLUMNS] = {false};

	for (int strength = 0; strength < POWER_STRENGTHS; strength++)
	{
		int			amount = power_profile_strength(mix, (enum power_strength) strength);
		int			usual = power_profile_strength(baseline, (enum power_strength) strength);
		Datum	   *column = &values[strength];

		column[0] = Float8GetDatum(amount / 100.0);
		column[POWER_STRENGTHS] = Float8GetDatum(usual / 100.0);
		nulls[2 * POWER_STRENGTHS + strength] = nulls[3 * POWER_STRENGTHS + strength] = amount == 0 && usual == 0;
		if (amount > 0 || usual > 0)
		{
			double		ratio = usual > 0 ? (double) amount / usual : INFINITY;

			column[2 * POWER_STRENGTHS] = Float8GetDatum(ratio);
			column[3 * POWER_STRENGTHS] = Float8GetDatum(amount > 0 ? log(ratio) : -INFINITY);
		}
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(row_type(fcinfo), values, nulls)));
}

static double
rank_arg(FunctionCallInfo fcinfo, int n)
{
	double		rank = PG_GETARG_FLOAT8(n);

	if (!(rank >= 0 && rank <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%g cannot be a rank", rank),
				 errdetail("A rank is the share of the others that lie below, from 0 to 1."),
				 errhint("Use percent_rank() rather than rank().")));
	return rank;
}

/* (hard_rank, soft_rank, tnorm) */
Datum
smartdip_smart_rank(PG_FUNCTION_ARGS)
{
	double		hard = rank_arg(fcinfo, 0);
	double		soft = rank_arg(fcinfo, 1);
	int			tnorm = name_arg(PG_GETARG_TEXT_PP(2), "t-norm", power_tnorm_names, TNORM_COUNT, "");

	PG_RETURN_FLOAT8(power_tnorm_of_shares((enum power_tnorm) tnorm, hard, soft));
}
