/* smartdip_sample_events(): synthetic events, one at a time. */
#include "pg/compat.h"

#include "access/htup_details.h"
#include "core/event/event_sample.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/timestamp.h"

SMARTDIP_FUNCTION(smartdip_sample_events);

#define SAMPLE_COLUMNS 10

/* More events would not differ in their time any more, and nobody waits for them. */
#define SAMPLE_MAX INT64CONST(1000000000000)

static void
check_count(int64 n)
{
	if (n < 0 || n > SAMPLE_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot make %lld events", (long long) n),
				 errdetail("The number of events is 0 to %lld.", (long long) SAMPLE_MAX)));
}

static Datum
actor_datum(const char *actor, int len)
{
	return PointerGetDatum(cstring_to_text_with_len(actor, len));
}

Datum
smartdip_sample_events(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	int64		n = PG_GETARG_INT64(0);
	event_sample sample;
	Datum		values[SAMPLE_COLUMNS];
	bool		nulls[SAMPLE_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;
		TupleDesc	tupdesc;

		check_count(n);
		context = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE || tupdesc->natts != SAMPLE_COLUMNS)
			elog(ERROR, "smartdip_sample_events returns other columns");
		context->tuple_desc = BlessTupleDesc(tupdesc);
		MemoryContextSwitchTo(old);
	}
	context = SRF_PERCALL_SETUP();
	CHECK_FOR_INTERRUPTS();
	if ((int64) context->call_cntr >= n)
		SRF_RETURN_DONE(context);

	event_sample_make((int64) context->call_cntr, n, PG_GETARG_INT32(1), &sample);
	nulls[3] = sample.source_len == 0;
	nulls[4] = sample.target_len == 0;
	values[0] = Int64GetDatum(sample.id);
	values[1] = DateADTGetDatum(sample.day);
	values[2] = Int16GetDatum(sample.code);
	values[3] = actor_datum(sample.source, sample.source_len);
	values[4] = actor_datum(sample.target, sample.target_len);
	values[5] = Int32GetDatum(sample.mentions);
	values[6] = Int32GetDatum(sample.sources);
	values[7] = Int32GetDatum(sample.articles);
	values[8] = Float8GetDatum(sample.tone);
	values[9] = TimestampTzGetDatum(sample.added);
	SRF_RETURN_NEXT(context, HeapTupleGetDatum(heap_form_tuple(context->tuple_desc, values, nulls)));
}
