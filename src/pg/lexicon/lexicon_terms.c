/* The option Terms of a lexicon: compiled for the dictionary, written from a query, set, and what it costs. */
#include "pg/compat.h"
#include "pg/lexicon/lexicon_dict.h"
#include "pg/base/distributed.h"
#include "pg/base/long_sort.h"
#include "pg/base/report.h"

#include "core/lexicon/lexicon_build.h"
#include "core/lexicon/lexicon_lines.h"
#include "core/lexicon/lexicon_term.h"
#include "catalog/pg_ts_dict.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "tsearch/ts_cache.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

SMARTDIP_FUNCTION(smartdip_lexicon_from);
SMARTDIP_FUNCTION(smartdip_set_lexicon);

/* The builder's memory, a context that goes when the blob is written. */
static void *
take(void *arg, size_t size)
{
	return MemoryContextAllocHuge((MemoryContext) arg, size);
}

static void
give(void *arg, void *memory)
{
	pfree(memory);
}

/* Names the line of Terms, what stands there, and what is wrong with it. */
static void
term_error(int line, const struct lexicon_item *item, enum lexicon_error error)
{
	char	   *s = pnstrdup(item->term, item->term_len);

	s = pg_any_to_server(s, (int) item->term_len, PG_UTF8);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot read line %d of a lexicon: \"%s\"", line, quoted_value(s, strlen(s))),
			 error_detail(lexicon_error_text(error)),
			 errhint("A line of the option Terms reads: lexeme = term; term; \"Exact\" term")));
}

static enum lexicon_error
add_term(struct lexicon_builder *builder, const struct lexicon_item *item)
{
	static struct lexicon_term term;
	enum lexicon_error error = lexicon_parse_term(item->term, item->term_len, LEXICON_TERMS_WORDS, &term);
	char	   *lexeme;
	uint32		entry;
	uint32		other;

	if (error == LEXICON_OK && term.company)
		error = LEXICON_COMPANY;
	if (error != LEXICON_OK)
		return error;
	/* lexemes go to tsvectors, in the database's encoding */
	lexeme = pg_any_to_server(item->lexeme, (int) item->lexeme_len, PG_UTF8);
	error = lexicon_build_entry(builder, lexeme, lexeme == item->lexeme ? item->lexeme_len : strlen(lexeme), 0, &entry);
	if (lexeme != item->lexeme)
		pfree(lexeme);
	if (error == LEXICON_OK)
		error = lexicon_build_add(builder, entry, term.keys, term.count, term.marks, &other);
	return error == LEXICON_AGAIN || error == LEXICON_SHARED ? LEXICON_OK : error;
}

/* A copy of the text in UTF-8, to be written over. */
static char *
utf8_copy(const char *s, size_t *len)
{
	char	   *utf8 = pg_server_to_any(s, (int) strlen(s), PG_UTF8);
	char	   *copy;

	*len = strlen(utf8);
	if (utf8 != s)
		return utf8;
	copy = MemoryContextAllocHuge(CurrentMemoryContext, *len + 1);
	memcpy(copy, s, *len + 1);
	return copy;
}

void
lexicon_compile(lexicon_dictionary *dict, const char *terms)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "smartdip lexicon builder", ALLOCSET_DEFAULT_SIZES);
	MemoryContext outer = MemoryContextSwitchTo(context);
	struct lexicon_memory memory = {take, give, context};
	struct lexicon_builder builder;
	struct lexicon_lines lines;
	struct lexicon_item item;
	enum lexicon_error error;
	instr_time	start;
	instr_time	spent;
	size_t		len;
	size_t		words;
	char	   *text;
	uint32	   *blob;
	struct lexicon lexicon;

	INSTR_TIME_SET_CURRENT(start);
	text = utf8_copy(terms, &len);

	lexicon_build_begin(&builder, &memory);
	lexicon_lines_begin(&lines, text, len);
	while (lexicon_lines_next(&lines, &item, &error))
	{
		CHECK_FOR_INTERRUPTS();
		if ((error = add_term(&builder, &item)) != LEXICON_OK)
			break;
		dict->terms++;
	}
	if (error != LEXICON_OK)
		term_error(lines.line, &item, error);
	if ((error = lexicon_build_finish(&builder, &words)) != LEXICON_OK)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("cannot compile a lexicon of %lld terms", (long long) dict->terms),
				 error_detail(lexicon_error_text(error))));
	blob = MemoryContextAllocHuge(outer, words * sizeof(uint32));
	lexicon_build_write(&builder, blob);
	dict->bytes = (int64) (words * sizeof(uint32));
	MemoryContextSwitchTo(outer);
	lexicon_open(&lexicon, blob);
	text_phrases_open(&dict->phrases, lexicon, dict->phrases.longest, text_phrases_cached);
	text_phrases_make_cache(&dict->phrases, LEXICON_CACHE, outer);
	MemoryContextDelete(context);
	INSTR_TIME_SET_CURRENT(spent);
	INSTR_TIME_SUBTRACT(spent, start);
	dict->seconds = INSTR_TIME_GET_DOUBLE(spent);
}

/* A row of the query, in the database's encoding. */
typedef struct lexicon_row
{
	const char *lexeme;
	const char *term;
} lexicon_row;

static int
compare_rows(const void *a, const void *b)
{
	const lexicon_row *x = a;
	const lexicon_row *y = b;
	int			order = strcmp(x->lexeme, y->lexeme);

	return order != 0 ? order : strcmp(x->term, y->term);
}

static bool
is_empty(const char *s)
{
	return s[strspn(s, " \t\r\n")] == '\0';
}

/* The rows of the query, which SPI has just run. */
static lexicon_row *
read_rows(uint64 count)
{
	lexicon_row *rows = MemoryContextAllocHuge(CurrentMemoryContext, (count + 1) * sizeof(lexicon_row));

	for (uint64 i = 0; i < count; i++)
	{
		rows[i].lexeme = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1);
		rows[i].term = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 2);
		if (rows[i].lexeme == NULL || rows[i].term == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a lexeme or a term is null in row %llu of the query", (unsigned long long) i + 1)));
		if (is_empty(rows[i].lexeme) || is_empty(rows[i].term))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a lexeme or a term is empty in row %llu of the query", (unsigned long long) i + 1)));
		CHECK_FOR_INTERRUPTS();
	}
	return rows;
}

/* Appends a lexeme or a term; write escapes it. */
static void
append_escaped(StringInfo buf, const char *s, size_t (*write) (const char *s, size_t len, char *out))
{
	size_t		len = strlen(s);

	enlargeStringInfo(buf, (int) Min(2 * len, PG_INT32_MAX));
	buf->len += (int) write(s, len, buf->data + buf->len);
	buf->data[buf->len] = '\0';
}

/* The value of Terms for the rows of a query: a line for each lexeme, in byte order. */
static StringInfo
write_terms(const char *query)
{
	StringInfo	buf = makeStringInfo();
	lexicon_row *rows;
	uint64		count;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (SPI_execute(query, false, 0) != SPI_OK_SELECT || SPI_tuptable->tupdesc->natts != 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the query of a lexicon has to give two columns: lexeme and term"),
				 errdetail("The query is \"%s\".", quoted_value(query, strlen(query))),
				 errhint("Such as SELECT code, word FROM words.")));
	count = SPI_processed;
	rows = read_rows(count);
	long_sort(rows, count, sizeof(lexicon_row), compare_rows);
	for (uint64 i = 0; i < count; i++)
	{
		bool		same = i > 0 && strcmp(rows[i].lexeme, rows[i - 1].lexeme) == 0;

		if (same && strcmp(rows[i].term, rows[i - 1].term) == 0)
			continue;
		if (!same)
		{
			appendStringInfoString(buf, i > 0 ? "\n" : "");
			append_escaped(buf, rows[i].lexeme, lexicon_write_lexeme);
		}
		appendStringInfoString(buf, same ? "; " : " = ");
		append_escaped(buf, rows[i].term, lexicon_write_term);
	}
	SPI_finish();
	return buf;
}

Datum
smartdip_lexicon_from(PG_FUNCTION_ARGS)
{
	StringInfo	buf = write_terms(text_to_cstring(PG_GETARG_TEXT_PP(0)));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf->data, buf->len));
}

/* "schema.dictionary", quoted, as it reads now; error 42704 where there is none of that OID, or none any more. */
char *
lexicon_dictionary_name(Oid dictionary)
{
	HeapTuple	tuple = SearchSysCache1(TSDICTOID, ObjectIdGetDatum(dictionary));
	Form_pg_ts_dict form;
	char	   *name;

	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("text search dictionary with OID %u does not exist", dictionary),
				 errhint("It was dropped, or never was. Give the name of a dictionary, such as 'my_terms'::regdictionary.")));
	form = (Form_pg_ts_dict) GETSTRUCT(tuple);
	name = quote_qualified_identifier(get_namespace_name(form->dictnamespace), NameStr(form->dictname));
	ReleaseSysCache(tuple);
	return name;
}

/* Nodes that go on with the old terms would find other rows than this one, and nobody would know. */
static void
refuse_on_several_nodes(void)
{
	if (has_other_nodes())
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set_lexicon() would change the dictionary on this node only"),
				 errdetail("Citus has other nodes, each with a dictionary of its own."),
				 errhint("On each node, with citus.enable_ddl_propagation off: ALTER TEXT SEARCH DICTIONARY ... (Terms = ...), where lexicon_from() gives the terms.")));
}

Datum
smartdip_set_lexicon(PG_FUNCTION_ARGS)
{
	Oid			dictionary = PG_GETARG_OID(0);
	StringInfo	terms;
	char	   *name;
	StringInfoData command;

	refuse_on_several_nodes();
	/* before the query, which may take long, and after it, which may have renamed the dictionary */
	(void) lexicon_dictionary_name(dictionary);
	terms = write_terms(text_to_cstring(PG_GETARG_TEXT_PP(1)));
	name = lexicon_dictionary_name(dictionary);
	initStringInfo(&command);
	appendStringInfo(&command, "ALTER TEXT SEARCH DICTIONARY %s (Terms = %s)", name, quote_literal_cstr(terms->data));
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (SPI_execute(command.data, false, 0) != SPI_OK_UTILITY)
		elog(ERROR, "cannot alter text search dictionary %s", name);
	SPI_finish();
	PG_RETURN_VOID();
}
