/*
 * Making corpus_statistics of documents: the aggregate corpus_stats(tsvector), and corpus_stats(query), which reads the rows of
 * a query as the aggregate would. What they remember is in corpus_state.c.
 */
#include "pg/rank/corpus_state.h"
#include "pg/base/aggregate.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "parser/parse_coerce.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_corpus_stats_add_corpus_state_tsvector);
SMARTDIP_FUNCTION(smartdip_corpus_stats_add_corpus_state_tsvector_int4);
SMARTDIP_FUNCTION(smartdip_corpus_stats_combine_corpus_state_corpus_state);
SMARTDIP_FUNCTION(smartdip_corpus_stats_combine_corpus_state_corpus_state_int4);
SMARTDIP_FUNCTION(smartdip_corpus_stats_final);
SMARTDIP_FUNCTION(smartdip_corpus_stats);

static corpus_state *
add_row(FunctionCallInfo fcinfo)
{
	corpus_state *state = corpus_state_arg(fcinfo, 0);

	if (!PG_ARGISNULL(1))
	{
		TSVector	document = PG_GETARG_TSVECTOR(1);

		state = corpus_state_add(state, document);
		PG_FREE_IF_COPY(document, 1);
	}
	return state;
}

static uint32
check_minimum(int32 minimum)
{
	if (minimum < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the least number of documents of a lexeme cannot be %d", minimum),
				 errhint("1 keeps every lexeme, 2 drops those that stand in a single document.")));
	return (uint32) minimum;
}

/* The state with the minimum that is argument 2, if that is greater. */
static corpus_state *
with_minimum(corpus_state *state, FunctionCallInfo fcinfo)
{
	if (!PG_ARGISNULL(2))
		state->minimum = Max(state->minimum, check_minimum(PG_GETARG_INT32(2)));
	return state;
}

Datum
smartdip_corpus_stats_add_corpus_state_tsvector(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(add_row(fcinfo));
}

Datum
smartdip_corpus_stats_add_corpus_state_tsvector_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(with_minimum(add_row(fcinfo), fcinfo));
}

static corpus_state *
add_state(FunctionCallInfo fcinfo)
{
	const corpus_state *other;

	if (PG_ARGISNULL(1))
		return corpus_state_arg(fcinfo, 0);
	other = (const corpus_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(1));
	return corpus_state_merge(corpus_state_arg(fcinfo, other->lexemes), other);
}

Datum
smartdip_corpus_stats_combine_corpus_state_corpus_state(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(add_state(fcinfo));
}

Datum
smartdip_corpus_stats_combine_corpus_state_corpus_state_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(with_minimum(add_state(fcinfo), fcinfo));
}

/* Over no rows: the statistics of no documents, which can be ranked with, not NULL. */
Datum
smartdip_corpus_stats_final(PG_FUNCTION_ARGS)
{
	const corpus_state *state = PG_ARGISNULL(0) ? corpus_state_new(0) : (const corpus_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));

	PG_RETURN_POINTER(corpus_state_value(state, state->minimum));
}

/* ---- statistics of a query ---- */

#define FETCH_ROWS 100

/* The state grows in the memory context given. */
static corpus_state *
count_rows(corpus_state *state, MemoryContext context, MemoryContext scratch)
{
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		MemoryContext before = MemoryContextSwitchTo(scratch);
		corpus_state *old = state;
		bool		isnull;
		Datum		vector = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, 1, &isnull);

		if (!isnull)
		{
			TSVector	document = DatumGetTSVector(vector);

			MemoryContextSwitchTo(context);
			state = corpus_state_add(state, document);
		}
		MemoryContextSwitchTo(before);
		MemoryContextReset(scratch);
		if (state != old)
			pfree(old);
	}
	return state;
}

/* The state of the rows of a query, in the memory context given, the current one; runs with the rights of the caller. */
static corpus_state *
query_state(const char *query, MemoryContext context)
{
	corpus_state *state = corpus_state_new(1024);
	MemoryContext scratch = AllocSetContextCreate(context, "a document", ALLOCSET_DEFAULT_SIZES);
	SPIPlanPtr	plan;
	Portal		portal;

	SPI_connect();
	plan = SPI_prepare(query, 0, NULL);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare: %s", SPI_result_code_string(SPI_result));
	if (!SPI_is_cursor_plan(plan))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the query does not return rows"),
				 errhint("It should be a SELECT of one column of type tsvector.")));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	if (portal->tupDesc == NULL || portal->tupDesc->natts != 1 ||
		!IsBinaryCoercible(TupleDescAttr(portal->tupDesc, 0)->atttypid, TSVECTOROID))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the query does not return one column of type tsvector"),
				 errhint("It should be a SELECT of one column of type tsvector.")));
	do
	{
		SPI_cursor_fetch(portal, true, FETCH_ROWS);
		state = count_rows(state, context, scratch);
		SPI_freetuptable(SPI_tuptable);
	} while (SPI_processed > 0);
	SPI_cursor_close(portal);
	SPI_finish();
	return state;
}

Datum
smartdip_corpus_stats(PG_FUNCTION_ARGS)
{
	char	   *query = text_to_cstring(PG_GETARG_TEXT_PP(0));
	uint32		minimum = check_minimum(PG_GETARG_INT32(1));

	PG_RETURN_POINTER(corpus_state_value(query_state(query, CurrentMemoryContext), minimum));
}
