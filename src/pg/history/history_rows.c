/* Rows given back by functions over histories, and arrays of composites that aggregates give. */
#include "pg/history/history_rows.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

typedef struct row_source
{
	void	   *from;
	TupleDesc	desc;
} row_source;

static TupleDesc
row_type(FunctionCallInfo fcinfo)
{
	TupleDesc	desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE || desc->natts > HISTORY_ROWS_MOST_COLUMNS)
		elog(ERROR, "a function over histories gives rows of another type");
	return BlessTupleDesc(desc);
}

static Datum
all_rows(FunctionCallInfo fcinfo, history_rows_begin begin, history_rows_next next)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	void	   *from;
	Datum		values[HISTORY_ROWS_MOST_COLUMNS] = {0};
	bool		nulls[HISTORY_ROWS_MOST_COLUMNS] = {false};
	MemoryContext row;
	MemoryContext caller;

	InitMaterializedSRF(fcinfo, MAT_SRF_BLESS);
	from = begin(fcinfo);
	/* what a row is made of goes with it, as it does in the select list */
	row = AllocSetContextCreate(CurrentMemoryContext, "a row of histories", ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(row);
	while (from != NULL && next(from, values, nulls))
	{
		CHECK_FOR_INTERRUPTS();
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		memset(nulls, 0, sizeof(nulls));
		MemoryContextReset(row);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(row);
	return (Datum) 0;
}

Datum
history_rows(FunctionCallInfo fcinfo, history_rows_begin begin, history_rows_next next)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	FuncCallContext *call;
	row_source *source;
	Datum		values[HISTORY_ROWS_MOST_COLUMNS] = {0};
	bool		nulls[HISTORY_ROWS_MOST_COLUMNS] = {false};

	if (result != NULL && IsA(result, ReturnSetInfo) && (result->allowedModes & SFRM_Materialize_Preferred) != 0)
		return all_rows(fcinfo, begin, next);
	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller;

		call = SRF_FIRSTCALL_INIT();
		caller = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		source = palloc(sizeof(row_source));
		source->desc = row_type(fcinfo);
		source->from = begin(fcinfo);
		call->user_fctx = source;
		MemoryContextSwitchTo(caller);
	}
	call = SRF_PERCALL_SETUP();
	source = call->user_fctx;
	if (source->from == NULL || !next(source->from, values, nulls))
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(source->desc, values, nulls)));
}

Datum
history_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	if (fcinfo->flinfo->fn_extra == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		fcinfo->flinfo->fn_extra = row_type(fcinfo);
		MemoryContextSwitchTo(caller);
	}
	return HeapTupleGetDatum(heap_form_tuple((TupleDesc) fcinfo->flinfo->fn_extra, values, nulls));
}

Datum
history_row_of_numbers(FunctionCallInfo fcinfo, const int64 *counts, int count_number, const double *measures, int measure_number)
{
	Datum		values[HISTORY_ROWS_MOST_COLUMNS];
	bool		nulls[HISTORY_ROWS_MOST_COLUMNS] = {false};

	Assert(count_number + measure_number <= HISTORY_ROWS_MOST_COLUMNS);
	for (int i = 0; i < count_number; i++)
		values[i] = Int64GetDatum(counts[i]);
	for (int i = 0; i < measure_number; i++)
	{
		values[count_number + i] = Float8GetDatum(measures[i]);
		nulls[count_number + i] = isnan(measures[i]);
	}
	return history_row(fcinfo, values, nulls);
}

void
history_array_begin(history_array *array, FunctionCallInfo fcinfo, size_t most)
{
	array->type = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));
	if (!OidIsValid(array->type))
		elog(ERROR, "an aggregate over histories gives an array of unknown type");
	array->desc = lookup_rowtype_tupdesc_copy(array->type, -1);
	array->rows = palloc_extended(Max(most, 1) * sizeof(Datum), MCXT_ALLOC_HUGE);
	array->count = 0;
}

void
history_array_put(history_array *array, Datum *values)
{
	bool		nulls[HISTORY_ROWS_MOST_COLUMNS] = {false};

	CHECK_FOR_INTERRUPTS();
	array->rows[array->count++] = HeapTupleGetDatum(heap_form_tuple(array->desc, values, nulls));
}

Datum
history_array_end(history_array *array)
{
	return PointerGetDatum(construct_array(array->rows, array->count, array->type, -1, false, TYPALIGN_DOUBLE));
}
