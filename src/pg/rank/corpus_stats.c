/*
 * The type corpus_statistics: text and binary forms, accessors, and its making from documents, by an aggregate or a query.
 *
 * States are internal, which SQL cannot make: a state that is not NULL is one that these functions made.
 */
#include "pg/rank/corpus_stats.h"
#include "pg/base/util.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "core/base/bytes.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "parser/parse_coerce.h"
#include "parser/scansup.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(corpus_stats_in);
SMARTDIP_FUNCTION(corpus_stats_out);
SMARTDIP_FUNCTION(corpus_stats_recv);
SMARTDIP_FUNCTION(corpus_stats_send);
SMARTDIP_FUNCTION(corpus_stats_add);
SMARTDIP_FUNCTION(corpus_stats_add_minimum);
SMARTDIP_FUNCTION(corpus_stats_combine);
SMARTDIP_FUNCTION(corpus_stats_serial);
SMARTDIP_FUNCTION(corpus_stats_deserial);
SMARTDIP_FUNCTION(corpus_stats_final);
SMARTDIP_FUNCTION(corpus_stats_of);
SMARTDIP_FUNCTION(corpus_documents);
SMARTDIP_FUNCTION(corpus_average_length);
SMARTDIP_FUNCTION(corpus_document_frequency);
SMARTDIP_FUNCTION(corpus_lexemes);

/* A document is counted once per lexeme in 32 bits. */
#define MAX_DOCUMENTS ((int64) PG_UINT32_MAX)

/* Text and binary forms keep to the limits of tsvector. */
#define MAX_LEXEME MAXSTRLEN

typedef struct lexeme_key
{
	const char *s;
	uint32		len;
} lexeme_key;

/* A lexeme and in how many documents it stands: in a state's hash table, and while a value is put together. */
typedef struct lexeme_count
{
	lexeme_key	key;
	uint32		documents;
	uint32		hash;
	char		status;
} lexeme_count;

static inline uint32
key_hash(lexeme_key key)
{
	return hash_bytes((const unsigned char *) key.s, (int) key.len);
}

#define SH_PREFIX counts
#define SH_ELEMENT_TYPE lexeme_count
#define SH_KEY_TYPE lexeme_key
#define SH_KEY key
#define SH_HASH_KEY(tb, k) key_hash(k)
#define SH_EQUAL(tb, a, b) ((a).len == (b).len && memcmp((a).s, (b).s, (a).len) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

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

/* What a value is made from. */
typedef struct corpus_parts
{
	int64		documents;
	int64		length;
	int64		minimum;
	lexeme_count **lexemes;
	size_t		count;
} corpus_parts;

static corpus_state *
new_state(MemoryContext context, uint32 lexemes)
{
	corpus_state *state = MemoryContextAllocZero(context, sizeof(corpus_state));

	state->context = context;
	state->table = counts_create(context, lexemes, NULL);
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
	if (documents > MAX_DOCUMENTS - state->documents)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("statistics of more than %lld documents are not supported", (long long) MAX_DOCUMENTS)));
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

static int
compare_lexemes(const void *a, const void *b)
{
	const lexeme_count *x = *(lexeme_count *const *) a;
	const lexeme_count *y = *(lexeme_count *const *) b;

	return bytes_compare(x->key.s, x->key.len, y->key.s, y->key.len);
}

/* What is wrong with parts that came from outside; NULL if nothing is. Sorts the lexemes. */
static const char *
parts_problem(corpus_parts *parts)
{
	int64		positions = 0;

	if (parts->documents < 0 || parts->documents > MAX_DOCUMENTS)
		return "the number of documents is out of range";
	if (parts->length < 0)
		return "the length is negative";
	if (parts->minimum < 1 || parts->minimum > PG_INT32_MAX)
		return "the minimum is out of range";
	qsort(parts->lexemes, parts->count, sizeof(lexeme_count *), compare_lexemes);
	for (size_t i = 0; i < parts->count; i++)
	{
		const lexeme_count *lexeme = parts->lexemes[i];

		if (lexeme->key.len == 0 || lexeme->key.len > MAX_LEXEME)
			return "a lexeme is empty or longer than 2047 bytes";
		if (lexeme->documents < parts->minimum || lexeme->documents > parts->documents)
			return "a lexeme stands in fewer documents than the minimum or in more than there are";
		if (i > 0 && compare_lexemes(&parts->lexemes[i - 1], &parts->lexemes[i]) == 0)
			return "a lexeme is listed twice";
		if (!rank_is_marked(lexeme->key.s, lexeme->key.len))
			positions += lexeme->documents;
	}
	if (positions > parts->length)
		return "the length is less than the documents of all lexemes together";
	return NULL;
}

/* The value; the lexemes are sorted. */
static corpus_stats *
make_value(const corpus_parts *parts)
{
	size_t		bytes = 0;
	size_t		size;
	corpus_stats *stats;
	char	   *s;

	for (size_t i = 0; i < parts->count; i++)
		bytes += parts->lexemes[i]->key.len;
	size = offsetof(corpus_stats, lexemes) + parts->count * sizeof(struct rank_lexeme) + bytes;
	if (size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("statistics of %zu lexemes are longer than a value can be", parts->count),
				 errhint("Keep only lexemes that stand in several documents: corpus_stats(vector, 2).")));
	stats = palloc0(size);
	SET_VARSIZE(stats, size);
	stats->version = CORPUS_STATS_VERSION;
	stats->documents = parts->documents;
	stats->length = parts->length;
	stats->minimum = (uint32) parts->minimum;
	stats->count = (uint32) parts->count;
	s = (char *) &stats->lexemes[parts->count];
	bytes = 0;
	for (size_t i = 0; i < parts->count; i++)
	{
		const lexeme_count *lexeme = parts->lexemes[i];

		memcpy(s + bytes, lexeme->key.s, lexeme->key.len);
		bytes += lexeme->key.len;
		stats->lexemes[i].end = (uint32) bytes;
		stats->lexemes[i].documents = lexeme->documents;
	}
	stats->digest = hash_bytes_extended((const unsigned char *) &stats->documents,
										(int) (size - offsetof(corpus_stats, documents)), 0);
	return stats;
}

/* The value of a state, which stays as it is: a window may go on with it. */
static corpus_stats *
state_value(const corpus_state *state)
{
	corpus_parts parts = {0};
	corpus_stats *stats;
	counts_iterator i;
	lexeme_count *entry;

	parts.documents = state->documents;
	parts.length = state->length;
	parts.minimum = state->minimum;
	parts.lexemes = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(lexeme_count *) * ((Size) state->table->members + 1));
	counts_start_iterate(state->table, &i);
	while ((entry = counts_iterate(state->table, &i)) != NULL)
		if (entry->documents >= state->minimum)
			parts.lexemes[parts.count++] = entry;
	qsort(parts.lexemes, parts.count, sizeof(lexeme_count *), compare_lexemes);
	stats = make_value(&parts);
	pfree(parts.lexemes);
	return stats;
}

corpus_stats *
corpus_stats_open(Datum value)
{
	corpus_stats *stats = (corpus_stats *) PG_DETOAST_DATUM(value);

	if (stats->version != CORPUS_STATS_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("corpus_statistics of version %d cannot be read", stats->version),
				 errhint("It was made by another version of smartdip: make it anew.")));
	return stats;
}

struct rank_corpus
corpus_stats_view(const corpus_stats *stats)
{
	struct rank_corpus view = {
		.documents = stats->documents,
		.length = stats->length,
		.minimum = stats->minimum,
		.count = stats->count,
		.lexemes = stats->lexemes,
		.bytes = (const char *) &stats->lexemes[stats->count],
	};

	return view;
}

/* ---- text and binary forms ---- */

static void
skip_spaces(const char **s)
{
	while (scanner_isspace(**s))
		(*s)++;
}

static bool
skip_word(const char **s, const char *word)
{
	size_t		len = strlen(word);

	skip_spaces(s);
	if (strncmp(*s, word, len) != 0)
		return false;
	*s += len;
	return true;
}

static bool
read_number(const char **s, int64 *number)
{
	int64		n = 0;
	const char *start = *s;

	for (; **s >= '0' && **s <= '9'; (*s)++)
		if (pg_mul_s64_overflow(n, 10, &n) || pg_add_s64_overflow(n, **s - '0', &n))
			return false;
	*number = n;
	return *s > start;
}

/* 'lexeme':documents, a quote or backslash in it doubled; the bytes are written to out, which has room for them. */
static const char *
read_lexeme(const char **s, char **out, lexeme_count *lexeme)
{
	int64		documents;

	if (!skip_word(s, "'"))
		return "a lexeme does not start with a quote";
	lexeme->key.s = *out;
	for (;; (*s)++)
	{
		if (**s == '\0')
			return "the quote after a lexeme is missing";
		if (**s == '\'' && (*s)[1] != '\'')
			break;
		if (**s == '\'' || **s == '\\')
		{
			(*s)++;
			if (**s != (*s)[-1])
				return "a backslash in a lexeme is not doubled";
		}
		*(*out)++ = **s;
	}
	lexeme->key.len = (uint32) Min(*out - lexeme->key.s, MAX_LEXEME + 1);
	(*s)++;
	if (**s != ':')
		return "a lexeme is not followed by a colon and a number";
	(*s)++;
	if (!read_number(s, &documents) || documents > MAX_DOCUMENTS)
		return "a lexeme is not followed by a colon and a number";
	lexeme->documents = (uint32) documents;
	return NULL;
}

static const char *
read_parts(const char *s, corpus_parts *parts)
{
	size_t		capacity = 0;
	char	   *out;
	lexeme_count *lexeme = NULL;

	if (!skip_word(&s, "v1 ") || !skip_word(&s, "documents=") || !read_number(&s, &parts->documents) ||
		!skip_word(&s, "length=") || !read_number(&s, &parts->length) ||
		!skip_word(&s, "minimum=") || !read_number(&s, &parts->minimum))
		return "it does not start with \"v1 documents=... length=... minimum=...\"";
	/* a lexeme takes five characters and more: room for all that there can be */
	out = palloc(strlen(s) + 1);
	for (skip_spaces(&s); *s != '\0'; skip_spaces(&s))
	{
		const char *problem;

		if (parts->count == capacity)
		{
			capacity = capacity == 0 ? 64 : capacity * 2;
			parts->lexemes = capacity == 64 ? palloc(sizeof(lexeme_count *) * capacity) :
				repalloc_huge(parts->lexemes, sizeof(lexeme_count *) * capacity);
		}
		lexeme = palloc(sizeof(lexeme_count));
		parts->lexemes[parts->count++] = lexeme;
		problem = read_lexeme(&s, &out, lexeme);
		if (problem != NULL)
			return problem;
	}
	return NULL;
}

Datum
corpus_stats_in(PG_FUNCTION_ARGS)
{
	char	   *s = PG_GETARG_CSTRING(0);
	corpus_parts parts = {0};
	const char *problem = read_parts(s, &parts);

	if (problem == NULL)
		problem = parts_problem(&parts);
	if (problem != NULL)
		ereturn(ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "corpus_statistics", quoted_value(s, strlen(s))),
				 error_detail(problem),
				 errhint("The aggregate corpus_stats(tsvector) and the function corpus_stats(query) make statistics.")));
	PG_RETURN_POINTER(make_value(&parts));
}

Datum
corpus_stats_out(PG_FUNCTION_ARGS)
{
	corpus_stats *stats = corpus_stats_open(PG_GETARG_DATUM(0));
	struct rank_corpus view = corpus_stats_view(stats);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "v1 documents=%lld length=%lld minimum=%u", (long long) view.documents, (long long) view.length,
					 view.minimum);
	for (uint32 i = 0; i < view.count; i++)
	{
		size_t		len;
		const char *s = rank_lexeme_at(&view, i, &len);

		appendStringInfoString(&buf, " '");
		for (size_t j = 0; j < len; j++)
		{
			if (s[j] == '\'' || s[j] == '\\')
				appendStringInfoCharMacro(&buf, s[j]);
			appendStringInfoCharMacro(&buf, s[j]);
		}
		appendStringInfo(&buf, "':%u", view.lexemes[i].documents);
	}
	PG_RETURN_CSTRING(buf.data);
}

/* Version, documents, length, minimum, number of lexemes; for each one its documents, its bytes and a NUL. */
Datum
corpus_stats_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	corpus_parts parts = {0};
	int			version = pq_getmsgbyte(buf);
	const char *problem = NULL;
	lexeme_count *lexemes;

	if (version != CORPUS_STATS_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "corpus_statistics"),
				 errdetail("Its version is %d, not %d.", version, CORPUS_STATS_VERSION)));
	parts.documents = pq_getmsgint64(buf);
	parts.length = pq_getmsgint64(buf);
	parts.minimum = pq_getmsgint(buf, 4);
	parts.count = (uint32) pq_getmsgint(buf, 4);
	/* no more than the message can hold: a lexeme takes six bytes and more */
	if (parts.count > (size_t) (buf->len - buf->cursor) / 6)
		problem = "it has fewer lexemes than it says";
	else
	{
		lexemes = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(lexeme_count) * (parts.count + 1));
		parts.lexemes = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(lexeme_count *) * (parts.count + 1));
		for (size_t i = 0; i < parts.count; i++)
		{
			parts.lexemes[i] = &lexemes[i];
			lexemes[i].documents = (uint32) pq_getmsgint(buf, 4);
			lexemes[i].key.s = pq_getmsgstring(buf);
			lexemes[i].key.len = (uint32) strlen(lexemes[i].key.s);
		}
		problem = parts_problem(&parts);
	}
	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "corpus_statistics"),
				 error_detail(problem)));
	PG_RETURN_POINTER(make_value(&parts));
}

Datum
corpus_stats_send(PG_FUNCTION_ARGS)
{
	corpus_stats *stats = corpus_stats_open(PG_GETARG_DATUM(0));
	struct rank_corpus view = corpus_stats_view(stats);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, CORPUS_STATS_VERSION);
	pq_sendint64(&buf, view.documents);
	pq_sendint64(&buf, view.length);
	pq_sendint32(&buf, view.minimum);
	pq_sendint32(&buf, view.count);
	for (uint32 i = 0; i < view.count; i++)
	{
		size_t		len;
		const char *s = rank_lexeme_at(&view, i, &len);

		pq_sendint32(&buf, view.lexemes[i].documents);
		pq_sendtext(&buf, s, (int) len);
		pq_sendbyte(&buf, '\0');
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ---- the aggregate ---- */

static corpus_state *
state_arg(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : (corpus_state *) PG_GETARG_POINTER(n);
}

/* Asked once a group, when its state is made. */
static MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "a function of an aggregate was called by itself");
	return context;
}

static corpus_state *
add_row(FunctionCallInfo fcinfo)
{
	corpus_state *state = state_arg(fcinfo, 0);

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
corpus_stats_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(add_row(fcinfo));
}

Datum
corpus_stats_add_minimum(PG_FUNCTION_ARGS)
{
	corpus_state *state = add_row(fcinfo);

	if (!PG_ARGISNULL(2))
		state->minimum = Max(state->minimum, check_minimum(PG_GETARG_INT32(2)));
	PG_RETURN_POINTER(state);
}

Datum
corpus_stats_combine(PG_FUNCTION_ARGS)
{
	corpus_state *state = state_arg(fcinfo, 0);
	corpus_state *other = state_arg(fcinfo, 1);
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

/* Between processes of one server: its own byte order, all lexemes whatever the minimum. */
Datum
corpus_stats_serial(PG_FUNCTION_ARGS)
{
	corpus_state *state = (corpus_state *) PG_GETARG_POINTER(0);
	StringInfoData buf;
	counts_iterator i;
	lexeme_count *entry;

	pq_begintypsend(&buf);
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

Datum
corpus_stats_deserial(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData buf = {.data = VARDATA_ANY(bytes), .len = (int) VARSIZE_ANY_EXHDR(bytes)};
	int64		documents;
	int64		length;
	uint32		minimum;
	uint32		count;
	corpus_state *state;

	documents = pq_getmsgint64(&buf);
	length = pq_getmsgint64(&buf);
	minimum = pq_getmsgint(&buf, 4);
	count = pq_getmsgint(&buf, 4);
	state = new_state(CurrentMemoryContext, Max(count, 1024));
	state->minimum = minimum;
	count_documents(state, documents, length);
	for (uint32 i = 0; i < count; i++)
	{
		uint32		with_lexeme = pq_getmsgint(&buf, 4);
		uint32		len = pq_getmsgint(&buf, 2);

		count_lexeme(state, pq_getmsgbytes(&buf, (int) len), len, with_lexeme);
	}
	pq_getmsgend(&buf);
	PG_RETURN_POINTER(state);
}

/* Over no rows: the statistics of no documents, which can be ranked with, not NULL. */
Datum
corpus_stats_final(PG_FUNCTION_ARGS)
{
	corpus_state *state = state_arg(fcinfo, 0);

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
corpus_stats_of(PG_FUNCTION_ARGS)
{
	char	   *query = text_to_cstring(PG_GETARG_TEXT_PP(0));
	uint32		minimum = check_minimum(PG_GETARG_INT32(1));
	corpus_state *state = query_state(query, CurrentMemoryContext);

	state->minimum = minimum;
	PG_RETURN_POINTER(state_value(state));
}

/* ---- accessors ---- */

Datum
corpus_documents(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(corpus_stats_open(PG_GETARG_DATUM(0))->documents);
}

Datum
corpus_average_length(PG_FUNCTION_ARGS)
{
	struct rank_corpus view = corpus_stats_view(corpus_stats_open(PG_GETARG_DATUM(0)));

	PG_RETURN_FLOAT8(rank_average(&view));
}

Datum
corpus_document_frequency(PG_FUNCTION_ARGS)
{
	struct rank_corpus view = corpus_stats_view(corpus_stats_open(PG_GETARG_DATUM(0)));
	text	   *lexeme = PG_GETARG_TEXT_PP(1);

	PG_RETURN_INT64(rank_documents(&view, VARDATA_ANY(lexeme), VARSIZE_ANY_EXHDR(lexeme)));
}

Datum
corpus_lexemes(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	struct rank_corpus view = corpus_stats_view(corpus_stats_open(PG_GETARG_DATUM(0)));

	InitMaterializedSRF(fcinfo, 0);
	for (uint32 i = 0; i < view.count; i++)
	{
		Datum		values[2];
		bool		nulls[2] = {false, false};
		size_t		len;
		const char *s = rank_lexeme_at(&view, i, &len);

		values[0] = PointerGetDatum(cstring_to_text_with_len(s, (int) len));
		values[1] = Int64GetDatum(view.lexemes[i].documents);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		pfree(DatumGetPointer(values[0]));
	}
	return (Datum) 0;
}
