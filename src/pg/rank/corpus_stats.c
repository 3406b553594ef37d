/*
 * The type corpus_statistics: its value, text and binary forms, and accessors. Text is read by core/rank/corpus_text.h.
 */
#include "pg/rank/corpus_stats.h"
#include "pg/base/long_sort.h"
#include "pg/base/long_text.h"
#include "pg/base/report.h"

#include "common/hashfn.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_corpus_statistics_in);
SMARTDIP_FUNCTION(smartdip_corpus_statistics_out);
SMARTDIP_FUNCTION(smartdip_corpus_statistics_recv);
SMARTDIP_FUNCTION(smartdip_corpus_statistics_send);
SMARTDIP_FUNCTION(smartdip_documents);
SMARTDIP_FUNCTION(smartdip_average_length);
SMARTDIP_FUNCTION(smartdip_document_frequency);
SMARTDIP_FUNCTION(smartdip_document_frequencies);

void
corpus_sort(struct corpus_parts *parts)
{
	long_sort(parts->lexemes, parts->count, sizeof(struct corpus_lexeme), corpus_lexeme_order);
}

struct corpus_lexeme *
corpus_lexemes_palloc(size_t count)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, sizeof(struct corpus_lexeme) * (count + 1));
}

corpus_stats *
corpus_stats_make(const struct corpus_parts *parts)
{
	size_t		bytes = 0;
	size_t		size;
	corpus_stats *stats;
	char	   *s;

	for (size_t i = 0; i < parts->count; i++)
		bytes += parts->lexemes[i].len;
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
		const struct corpus_lexeme *lexeme = &parts->lexemes[i];

		CHECK_FOR_INTERRUPTS();
		memcpy(s + bytes, lexeme->s, lexeme->len);
		bytes += lexeme->len;
		stats->lexemes[i].end = (uint32) bytes;
		stats->lexemes[i].documents = lexeme->documents;
	}
	stats->digest = hash_bytes_extended((const unsigned char *) &stats->documents,
										(int) (size - offsetof(corpus_stats, documents)), 0);
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

/* The parts that a text tells of, sorted. A lexeme takes five characters and more: room for all that there can be. */
static enum corpus_error
read_parts(const char *s, struct corpus_parts *parts)
{
	size_t		len = strlen(s);
	struct corpus_text text;
	enum corpus_error error = corpus_text_begin(&text, s, len, parts);
	char	   *out;
	bool		more;

	if (error != CORPUS_OK)
		return error;
	out = MemoryContextAllocHuge(CurrentMemoryContext, len + 1);
	parts->lexemes = corpus_lexemes_palloc(len / 5);
	for (;;)
	{
		struct corpus_lexeme *lexeme = &parts->lexemes[parts->count];

		error = corpus_text_next(&text, out, lexeme, &more);
		if (error != CORPUS_OK || !more)
			break;
		out += lexeme->len;
		parts->count++;
		CHECK_FOR_INTERRUPTS();
	}
	if (error != CORPUS_OK)
		return error;
	corpus_sort(parts);
	return corpus_check(parts, check_interrupts);
}

Datum
smartdip_corpus_statistics_in(PG_FUNCTION_ARGS)
{
	char	   *s = PG_GETARG_CSTRING(0);
	struct corpus_parts parts = {0};
	enum corpus_error error = read_parts(s, &parts);

	if (error != CORPUS_OK)
		ereturn(ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "corpus_statistics", quoted_value(s, strlen(s))),
				 error_detail(corpus_error_text(error)),
				 errhint("The aggregate corpus_stats(tsvector) and the function corpus_stats(query) make statistics.")));
	PG_RETURN_POINTER(corpus_stats_make(&parts));
}

Datum
smartdip_corpus_statistics_out(PG_FUNCTION_ARGS)
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

		CHECK_FOR_INTERRUPTS();
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
smartdip_corpus_statistics_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	struct corpus_parts parts = {0};
	int			version = pq_getmsgbyte(buf);
	enum corpus_error error = CORPUS_FEW_LEXEMES;

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
	if (parts.count <= (size_t) (buf->len - buf->cursor) / 6)
	{
		parts.lexemes = corpus_lexemes_palloc(parts.count);
		for (size_t i = 0; i < parts.count; i++)
		{
			struct corpus_lexeme *lexeme = &parts.lexemes[i];

			CHECK_FOR_INTERRUPTS();
			lexeme->documents = (uint32) pq_getmsgint(buf, 4);
			lexeme->s = pq_getmsgstring(buf);
			lexeme->len = (uint32) strlen(lexeme->s);
		}
		corpus_sort(&parts);
		error = corpus_check(&parts, check_interrupts);
	}
	if (error != CORPUS_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "corpus_statistics"),
				 error_detail(corpus_error_text(error))));
	PG_RETURN_POINTER(corpus_stats_make(&parts));
}

Datum
smartdip_corpus_statistics_send(PG_FUNCTION_ARGS)
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

Datum
smartdip_documents(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(corpus_stats_open(PG_GETARG_DATUM(0))->documents);
}

Datum
smartdip_average_length(PG_FUNCTION_ARGS)
{
	struct rank_corpus view = corpus_stats_view(corpus_stats_open(PG_GETARG_DATUM(0)));

	PG_RETURN_FLOAT8(rank_average(&view));
}

Datum
smartdip_document_frequency(PG_FUNCTION_ARGS)
{
	struct rank_corpus view = corpus_stats_view(corpus_stats_open(PG_GETARG_DATUM(0)));
	text	   *lexeme = PG_GETARG_TEXT_PP(1);

	PG_RETURN_INT64(rank_documents(&view, VARDATA_ANY(lexeme), VARSIZE_ANY_EXHDR(lexeme)));
}

Datum
smartdip_document_frequencies(PG_FUNCTION_ARGS)
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
