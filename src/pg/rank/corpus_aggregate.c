/*
 * Making corpus_statistics of documents: the aggregate corpus_stats(tsvector), and corpus_stats(query), which reads the rows of
 * a query as the aggregate would.
 *
 * States are internal, which SQL cannot make: a state that is not NULL is one that these functions made.
 */
#include "pg/rank/corpus_stats.h"
#include "pg/base/aggregate.h"
#include "pg/base/session_key.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "libpq/pqformat.h"
#include "parser/parse_coerce.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_corpus_stats_add_internal_tsvector);
SMARTDIP_FUNCTION(smartdip_corpus_stats_add_internal_tsvector_int4);
SMARTDIP_FUNCTION(smartdip_corpus_stats_combine);
SMARTDIP_FUNCTION(smartdip_corpus_stats_serial);
SMARTDIP_FUNCTION(smartdip_corpus_stats_deserial);
SMARTDIP_FUNCTION(smartdip_corpus_stats_final);
SMARTDIP_FUNCTION(smartdip_corpus_stats);

/* First byte of a serialised state, and the bytes before its lexemes. */
#define STATE_VERSION 1
#define STATE_HEAD 25

typedef struct lexeme_key
{
	const char *s;
	uint32		len;
} lexeme_key;

/* In a state's hash table. */
typedef struct lexeme_count
{
	lexeme_key	key;
	uint32		documents;
	uint32		hash;
	char		status;
} lexeme_count;

#define SH_PREFIX counts
#define SH_ELEMENT_TYPE lexeme_count
#define SH_KEY_TYPE lexeme_key
#define SH_KEY key
#define SH_HASH_KEY(tb, k) keyed_hash((tb)->private_data, (k).s, (k).len)
#define SH_EQUAL(tb, a, b) ((a).len == (b).len && memcmp((a).s, (b).s, (a).len) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* Of a state: lexemes' bytes that are allocated at once. */
#define ARENA_BLOCK 65536

typedef struct corpus_state
{
	MemoryContext context;
	counts_hash *table;
	int64		documents;
	int64		length;
	uint32		minimum;
	char	   *arena;			/* the lexemes' bytes, without an allocation for each */
	size_t		arena_left;
} corpus_state;

static corpus_state *
new_state(MemoryContext context, uint32 lexemes)
{
	corpus_state *state = MemoryContextAllocZero(context, sizeof(corpus_state));

	state->context = context;
	state->table = counts_create(context, lexemes, unconstify(struct hash_key *, session_hash_key()));
	state->minimum = 1;
	return state;
}

/* Counts a lexeme in `documents` more documents; its bytes are copied when it is new. */
static void
count_lexeme(corpus_state *state, const char *s, uint32 len, uint32 documents)
{
	lexeme_key	key = {s, len};
	bool		found;
	lexeme_count *entry = counts_insert(state->table, key, &found);

	if (!found)
	{
		if (state->arena_left < len)
		{
			state->arena = MemoryContextAlloc(state->context, ARENA_BLOCK);
			state->arena_left = ARENA_BLOCK;
		}
		memcpy(state->arena, s, len);
		entry->key.s = state->arena;
		state->arena += len;
		state->arena_left -= len;
		entry->documents = 0;
	}
	entry->documents += documents;
}

static void
count_documents(corpus_state *state, int64 documents, int64 length)
{
	if (documents > CORPUS_DOCUMENTS_MAX - state->documents)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("statistics of more than %lld documents are not supported", (long long) CORPUS_DOCUMENTS_MAX)));
	state->documents += documents;
	state->length += length;
}

static void
count_document(corpus_state *state, TSVector document)
{
	const WordEntry *entries = ARRPTR(document);
	int64		length = 0;

	for (int i = 0; i < document->size; i++)
	{
		count_lexeme(state, STRPTR(document) + entries[i].pos, entries[i].len, 1);
		length += corpus_lexeme_length(document, &entries[i]);
	}
	count_documents(state, 1, length);
}

/* The value of a state, which stays as it is: a window may go on with it. */
static corpus_stats *
state_value(const corpus_state *state)
{
	struct corpus_parts parts = {.documents = state->documents, .length = state->length, .minimum = state->minimum};
	corpus_stats *stats;
	counts_iterator i;
	lexeme_count *entry;

	parts.lexemes = corpus_lexemes_palloc(state->table->members);
	counts_start_iterate(state->table, &i);
	while ((entry = counts_iterate(state->table, &i)) != NULL)
		if (entry->documents >= state->minimum)
			parts.lexemes[parts.count++] = (struct corpus_lexeme) {entry->key.s, entry->key.len, entry->documents};
	corpus_sort(&parts);
	stats = corpus_stats_make(&parts);
	pfree(parts.lexemes);
	return stats;
}

static corpus_state *
add_row(FunctionCallInfo fcinfo)
{
	corpus_state *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
		state = new_state(aggregate_context(fcinfo), 1024);
	if (!PG_ARGISNULL(1))
	{
		TSVector	document = PG_GETARG_TSVECTOR(1);

		count_document(state, document);
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

Datum
smartdip_corpus_stats_add_internal_tsvector(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(add_row(fcinfo));
}

Datum
smartdip_corpus_stats_add_internal_tsvector_int4(PG_FUNCTION_ARGS)
{
	corpus_state *state = add_row(fcinfo);

	if (!PG_ARGISNULL(2))
		state->minimum = Max(state->minimum, check_minimum(PG_GETARG_INT32(2)));
	PG_RETURN_POINTER(state);
}

Datum
smartdip_corpus_stats_combine(PG_FUNCTION_ARGS)
{
	corpus_state *state = aggregate_state(fcinfo, 0);
	corpus_state *other = aggregate_state(fcinfo, 1);
	counts_iterator i;
	lexeme_count *entry;

	if (other == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	/* The other state may live in a context that ends sooner. Room at once: entries come in the order of their hashes. */
	if (state == NULL)
		state = new_state(aggregate_context(fcinfo), Max(other->table->members, 1024));
	counts_start_iterate(other->table, &i);
	while ((entry = counts_iterate(other->table, &i)) != NULL)
		count_lexeme(state, entry->key.s, entry->key.len, entry->documents);
	count_documents(state, other->documents, other->length);
	state->minimum = Max(state->minimum, other->minimum);
	PG_RETURN_POINTER(state);
}

/* Between the processes of one query: a version byte, the numbers, and all lexemes whatever the minimum. */
Datum
smartdip_corpus_stats_serial(PG_FUNCTION_ARGS)
{
	corpus_state *state = (corpus_state *) PG_GETARG_POINTER(0);
	StringInfoData buf;
	counts_iterator i;
	lexeme_count *entry;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, STATE_VERSION);
	pq_sendint64(&buf, state->documents);
	pq_sendint64(&buf, state->length);
	pq_sendint32(&buf, state->minimum);
	pq_sendint32(&buf, state->table->members);
	counts_start_iterate(state->table, &i);
	while ((entry = counts_iterate(state->table, &i)) != NULL)
	{
		pq_sendint32(&buf, entry->documents);
		pq_sendint16(&buf, (uint16) entry->key.len);
		pq_sendbytes(&buf, entry->key.s, (int) entry->key.len);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
refuse_state(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid state of the aggregate corpus_stats")));
}

Datum
smartdip_corpus_stats_deserial(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	int64		documents;
	int64		length;
	uint32		minimum;
	uint32		count;
	corpus_state *state;

	aggregate_open_state(&buf, PG_GETARG_BYTEA_PP(0));
	if (buf.len < STATE_HEAD || pq_getmsgbyte(&buf) != STATE_VERSION)
		refuse_state();
	documents = pq_getmsgint64(&buf);
	length = pq_getmsgint64(&buf);
	minimum = pq_getmsgint(&buf, 4);
	count = pq_getmsgint(&buf, 4);
	/* a lexeme takes six bytes and more: a count from elsewhere must not make room for billions */
	if (documents < 0 || length < 0 || minimum < 1 || count > (uint32) (buf.len - buf.cursor) / 6)
		refuse_state();
	state = new_state(CurrentMemoryContext, Max(count, 1024));
	state->minimum = minimum;
	count_documents(state, documents, length);
	for (uint32 i = 0; i < count; i++)
	{
		uint32		with_lexeme = pq_getmsgint(&buf, 4);
		uint32		len = pq_getmsgint(&buf, 2);

		if (len > CORPUS_LEXEME_MAX)
			refuse_state();
		count_lexeme(state, pq_getmsgbytes(&buf, (int) len), len, with_lexeme);
	}
	pq_getmsgend(&buf);
	PG_RETURN_POINTER(state);
}

/* Over no rows: the statistics of no documents, which can be ranked with, not NULL. */
Datum
smartdip_corpus_stats_final(PG_FUNCTION_ARGS)
{
	corpus_state *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
		state = new_state(CurrentMemoryContext, 1);
	PG_RETURN_POINTER(state_value(state));
}

/* ---- statistics of a query ---- */

#define FETCH_ROWS 100

static void
count_rows(corpus_state *state, MemoryContext scratch)
{
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		MemoryContext before = MemoryContextSwitchTo(scratch);
		bool		isnull;
		Datum		vector = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, 1, &isnull);

		if (!isnull)
			count_document(state, DatumGetTSVector(vector));
		MemoryContextSwitchTo(before);
		MemoryContextReset(scratch);
	}
}

/* The state of the rows of a query, in the memory context given; runs with the rights of the caller. */
static corpus_state *
query_state(const char *query, MemoryContext context)
{
	corpus_state *state = new_state(context, 1024);
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
		count_rows(state, scratch);
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
	corpus_state *state = query_state(query, CurrentMemoryContext);

	state->minimum = minimum;
	PG_RETURN_POINTER(state_value(state));
}
