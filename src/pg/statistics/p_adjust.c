/* p-values of several tests in SQL. */
#include "pg/compat.h"

#include "pg/base/argument.h"
#include "pg/base/long_sort.h"

#include "catalog/pg_type.h"
#include "core/statistics/p_adjust.h"
#include "utils/array.h"

SMARTDIP_FUNCTION(smartdip_p_adjust);

/* The values that are not NULL, sorted; where each stood is kept. */
static p_value *
sorted_p_values(const Datum *values, const bool *nulls, int count, size_t *used)
{
	p_value    *sorted = palloc(Max(count, 1) * sizeof(p_value));

	*used = 0;
	for (int i = 0; i < count; i++)
	{
		double		p = nulls[i] ? 0.0 : DatumGetFloat8(values[i]);

		if (!(p >= 0.0 && p <= 1.0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%g is no p-value", p),
					 errhint("A probability lies from 0 to 1.")));
		if (!nulls[i])
			sorted[(*used)++] = (p_value) {p, (size_t) i};
	}
	long_sort(sorted, *used, sizeof(p_value), p_value_order);
	return sorted;
}

Datum
smartdip_p_adjust(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	enum p_adjustment how = (enum p_adjustment) name_arg(PG_GETARG_TEXT_PP(1), "adjustment", p_adjustment_names, P_ADJUSTMENTS, "");
	Datum	   *values;
	bool	   *nulls;
	int			count;
	size_t		used;
	p_value    *sorted;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("p-values stand in an array of one dimension, not %d", ARR_NDIM(array)),
				 errhint("array_agg() over the rows makes one.")));
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &values, &nulls, &count);
	if (count == 0)
		PG_RETURN_ARRAYTYPE_P(array);
	sorted = sorted_p_values(values, nulls, count, &used);
	p_adjust(sorted, used, how);
	for (size_t i = 0; i < used; i++)
		values[sorted[i].place] = Float8GetDatum(sorted[i].p);
	PG_RETURN_ARRAYTYPE_P(construct_md_array(values, nulls, 1, &count, (int[]) {1}, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
