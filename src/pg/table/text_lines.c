/*
 * read_text_lines(): the rows of a file whose lines lie in a staging table. Records are cut and their values read here;
 * what they are inserted with is the business of load_text_lines().
 */
#include "pg/table/text_lines.h"

#include "pg/base/argument.h"
#include "pg/base/encoding.h"
#include "pg/base/own_statement.h"
#include "pg/base/report.h"
#include "pg/event/event_load.h"

#include "access/relation.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "core/base/array.h"
#include "core/table/table_json.h"
#include "core/text/language.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

SMARTDIP_FUNCTION(smartdip_read_text_lines);

/* A record with more values has none that is read. */
#define VALUES_MAX 1000

/* So much of a value is shown that is refused. */
#define SHOWN_VALUE 64

enum text_format
{
	TEXT_FORMAT_CSV,
	TEXT_FORMAT_TSV,
	TEXT_FORMAT_JSON,
	TEXT_FORMAT_UNKNOWN
};

static const char *const format_names[] = {"csv", "tsv", "json"};

/* The columns of a result row. */
enum result_column
{
	RESULT_LINE_NO,
	RESULT_LINE,
	RESULT_REASON,
	RESULT_VALUE,
	RESULT_FIELDS,
	RESULT_COLUMNS
};

typedef struct text_reader
{
	ReturnSetInfo *result;
	enum text_format format;
	bool		header;			/* the file has one */
	bool		begun;			/* its header is known */
	bool		skipping;		/* the rest of a line that is too long */
	bool		sealed;			/* NULL has to end the lines */
	bool		ended;			/* and has come */
	bool		line_is_text;
	table_csv	csv;
	text_columns columns;
	int			language_column;	/* of the table, -1: there is none */
	int			body_column;
	bool		body_met;
	text	   *header_line;
	int			width;			/* values of a record */
	int64		line_no;		/* of the record at hand */
	StringInfoData pending;
	table_scan	scan;
	char	   *scratch;
	size_t		scratch_size;
	MemoryContext context;
	MemoryContext record_context;	/* for a record */
} text_reader;

static event_slice
as_event_slice(table_slice slice)
{
	return (event_slice) {slice.s, slice.len};
}

/* One result row; nulls where there is no pointer. */
static void
put_row(text_reader *reader, text *line, text *reason, text *value, ArrayType *fields)
{
	Datum		values[RESULT_COLUMNS] = {Int64GetDatum(reader->line_no), PointerGetDatum(line), PointerGetDatum(reason), PointerGetDatum(value),
	PointerGetDatum(fields)};
	bool		nulls[RESULT_COLUMNS] = {reader->line_no == 0, line == NULL, reason == NULL, value == NULL, fields == NULL};

	tuplestore_putvalues(reader->result->setResult, reader->result->setDesc, values, nulls);
}

/* The beginning of a value; what is cut off is no half of a character. */
static text *
shown_value(table_slice value)
{
	size_t		len = Min(value.len, SHOWN_VALUE);

	while (len > 0 && len < value.len && ((unsigned char) value.s[len] & 0xc0) == 0x80)
		len--;
	return event_line_as_text((event_slice) {value.s, len});
}

static void
refuse_record(text_reader *reader, table_slice record, enum table_error error, text *value)
{
	put_row(reader, event_line_as_text(as_event_slice(record)), cstring_to_text(table_error_text(error)), value, NULL);
}

static void
refuse_value(text_reader *reader, table_slice record, const text_column *column, table_slice value, enum table_error error, const char *detail)
{
	text	   *name = event_line_as_text(as_event_slice(column->source));
	char	   *reason = psprintf("%s: %s%s%s", text_to_cstring(name), table_error_text(error), detail != NULL ? ", " : "", detail != NULL ? detail : "");

	put_row(reader, event_line_as_text(as_event_slice(record)), cstring_to_text(reason),
			value.s != NULL && error != TABLE_MISSING ? shown_value(value) : NULL, NULL);
}

/* An array with an element for each column of the table. */
static ArrayType *
fields_array(const text_reader *reader, Datum *fields, bool *nulls)
{
	int			dims[1] = {reader->columns.natts};
	int			bounds[1] = {1};

	return construct_md_array(fields, nulls, 1, dims, bounds, TEXTOID, -1, false, TYPALIGN_INT);
}

static char *
scratch_for(text_reader *reader, size_t len)
{
	if (reader->scratch_size < len + 1)
	{
		if (reader->scratch != NULL)
			pfree(reader->scratch);
		reader->scratch_size = Max(len + 1, 2 * reader->scratch_size);
		reader->scratch = MemoryContextAllocHuge(reader->context, reader->scratch_size);
	}
	return reader->scratch;
}

/* The values of the columns, in their order, or why there are none. */
static enum table_error
read_json(text_reader *reader, table_slice record, table_slice *values, const text_column **nested)
{
	int			count = reader->columns.count;
	table_slice *wanted = palloc(sizeof(table_slice) * (count + 1));
	table_json_value *found = palloc(sizeof(table_json_value) * (count + 1));
	enum table_error error;

	for (int i = 0; i < count; i++)
		wanted[i] = reader->columns.column[i].source;
	error = table_json_read(record.s, record.len, wanted, count, scratch_for(reader, record.len), found);
	for (int i = 0; i < count && error == TABLE_OK; i++)
	{
		values[i] = found[i].kind == TABLE_JSON_VALUE || found[i].kind == TABLE_JSON_NESTED ? found[i].text : (table_slice) {NULL, 0};
		reader->columns.column[i].found |= found[i].kind != TABLE_JSON_ABSENT;
		if (found[i].kind == TABLE_JSON_NESTED && reader->columns.column[i].constant.s == NULL && *nested == NULL)
			*nested = &reader->columns.column[i];
	}
	return error;
}

static enum table_error
read_csv(text_reader *reader, table_slice record, table_slice *values, int *width)
{
	table_slice cut[VALUES_MAX];

	*width = table_csv_split(&reader->csv, record.s, record.len, scratch_for(reader, record.len), cut, VALUES_MAX);
	if (*width != reader->width)
		return TABLE_COLUMNS;
	for (int i = 0; i < reader->columns.count; i++)
		values[i] = reader->columns.column[i].place >= 0 ? cut[reader->columns.column[i].place] : (table_slice) {NULL, 0};
	return TABLE_OK;
}

static enum table_error
check_bytes(table_slice record)
{
	if (memchr(record.s, '\0', record.len) != NULL)
		return TABLE_NUL;
	return event_line_utf8_length(record.s, record.len) == record.len ? TABLE_OK : TABLE_BAD_UTF8;
}

/* A text without a language has the one that it is written in, if that can be told. */
static void
guess_language(text_reader *reader, Datum *fields, bool *nulls)
{
	int			language = reader->language_column;
	int			body = reader->body_column;
	utf8_span	span;
	language_guess guess;

	if (language < 0 || body < 0 || nulls[body])
		return;
	reader->body_met = true;
	if (!nulls[language])
		return;
	span = text_to_utf8(DatumGetTextPP(fields[body]));
	guess = language_of(span.s, span.len);
	if (guess.language == LANGUAGE_OTHER || guess.confidence < 0.5)
		return;
	fields[language] = CStringGetTextDatum(language_name(guess.language));
	nulls[language] = false;
}

static void
put_values(text_reader *reader, table_slice record, const table_slice *values)
{
	Datum	   *fields = palloc0(sizeof(Datum) * (reader->columns.natts + 1));
	bool	   *nulls = palloc(sizeof(bool) * (reader->columns.natts + 1));

	memset(nulls, true, reader->columns.natts + 1);
	for (int i = 0; i < reader->columns.count; i++)
	{
		const text_column *column = &reader->columns.column[i];
		table_slice value = column->constant.s != NULL ? column->constant : values[i];
		const char *detail;
		text	   *field;
		enum table_error error = text_column_read(column, value, &field, &detail);

		if (error != TABLE_OK)
		{
			refuse_value(reader, record, column, value, error, detail);
			return;
		}
		fields[column->number] = PointerGetDatum(field);
		nulls[column->number] = field == NULL;
	}
	guess_language(reader, fields, nulls);
	put_row(reader, event_line_as_text(as_event_slice(record)), NULL, NULL, fields_array(reader, fields, nulls));
}

static void
take_record(text_reader *reader, table_slice record)
{
	table_slice *values = palloc0(sizeof(table_slice) * (reader->columns.count + 1));
	const text_column *nested = NULL;
	int			width = 0;
	enum table_error error = check_bytes(record);

	if (error == TABLE_OK)
		error = reader->format == TEXT_FORMAT_JSON ? read_json(reader, record, values, &nested) : read_csv(reader, record, values, &width);
	if (error != TABLE_OK)
		refuse_record(reader, record, error, error == TABLE_COLUMNS ? cstring_to_text(psprintf("%d", width)) : NULL);
	else if (nested != NULL)
		refuse_value(reader, record, nested, values[nested - reader->columns.column], TABLE_NESTED, NULL);
	else
		put_values(reader, record, values);
}

/* The last row of the result: the header, the format, and the columns that are filled. */
static void
put_file(text_reader *reader)
{
	Datum	   *fields = palloc0(sizeof(Datum) * (reader->columns.natts + 1));
	bool	   *nulls = palloc(sizeof(bool) * (reader->columns.natts + 1));

	memset(nulls, true, reader->columns.natts + 1);
	for (int i = 0; i < reader->columns.count; i++)
	{
		const text_column *column = &reader->columns.column[i];

		if (!column->found && (column->number != reader->language_column || !reader->body_met))
			continue;
		fields[column->number] = PointerGetDatum(event_line_as_text(as_event_slice(column->source)));
		nulls[column->number] = false;
	}
	reader->line_no = 0;
	put_row(reader, reader->header_line, NULL, cstring_to_text(format_names[reader->format]), fields_array(reader, fields, nulls));
}

static void
report_no_rows(const char *what, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("%s", what),
			 errhint("%s", hint)));
}

/* The rows of such a file would be lost as a part of its header, or as values of its first row. */
static void
refuse_returns(const text_reader *reader, const char *s, size_t len, bool header)
{
	if (table_csv_is_of_returns(&reader->csv, s, len, header))
		report_no_rows("the file has lines that end in carriage returns alone", "Make them line feeds: tr '\\r' '\\n' < FILE | smartdip-load ...");
}

/* What the first bytes tell; they are not blank. */
static void
find_format(text_reader *reader, const char *s, size_t len)
{
	if (len >= 2 && (memcmp(s, "\xff\xfe", 2) == 0 || memcmp(s, "\xfe\xff", 2) == 0))
		report_no_rows("the file is in UTF-16", "Save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8 FILE | smartdip-load ...");
	if (*s == '[' && reader->format != TEXT_FORMAT_CSV && reader->format != TEXT_FORMAT_TSV)
		report_no_rows("the file is one list of JSON, not a line for each row", "Cut it into lines: jq -c '.[]' FILE | smartdip-load ...");
	if (reader->format == TEXT_FORMAT_UNKNOWN)
		reader->format = *s == '{' ? TEXT_FORMAT_JSON : TEXT_FORMAT_CSV;
	reader->csv.quotes = reader->format == TEXT_FORMAT_CSV;
	reader->csv.separator = reader->format == TEXT_FORMAT_CSV ? table_csv_separator(s, len) : '\t';
}

/* The first record of a file that is no JSON; false if it is data already. */
static bool
take_header(text_reader *reader, table_slice record)
{
	table_slice cut[VALUES_MAX];
	char	   *scratch = palloc(record.len + 1);

	refuse_returns(reader, record.s, record.len, reader->header);
	reader->width = table_csv_split(&reader->csv, record.s, record.len, scratch, cut, VALUES_MAX);
	if (reader->width > VALUES_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the file has %d columns, more than %d", reader->width, VALUES_MAX),
				 errhint("Is it of another format?")));
	if (reader->header)
		text_columns_find(&reader->columns, cut, reader->width);
	else
		text_columns_number(&reader->columns, reader->width);
	reader->begun = true;
	if (reader->header)
	{
		MemoryContext old = MemoryContextSwitchTo(reader->context);

		reader->header_line = event_line_as_text(as_event_slice(record));
		MemoryContextSwitchTo(old);
	}
	return reader->header;
}

static bool
is_blank(table_slice record)
{
	for (size_t i = 0; i < record.len; i++)
		if (record.s[i] != ' ' && record.s[i] != '\t' && record.s[i] != '\r')
			return false;
	return true;
}

/* A record with all of its lines; a blank one is none. */
static void
take_whole(text_reader *reader, table_slice record)
{
	MemoryContext old = MemoryContextSwitchTo(reader->record_context);
	int64		lines = 1;

	for (const char *s = record.s; (s = memchr(s, '\n', record.s + record.len - s)) != NULL; s++)
		lines++;
	if (record.len > 0 && record.s[record.len - 1] == '\r')
		record.len--;
	if (!is_blank(record))
	{
		if (reader->begun || reader->format == TEXT_FORMAT_JSON || !take_header(reader, record))
			take_record(reader, record);
	}
	reader->line_no += lines;
	MemoryContextSwitchTo(old);
	MemoryContextReset(reader->record_context);
}

/* Of a record that cannot be read the first line is refused, and reading goes on with the second one. Gives where that begins. */
static size_t
take_first_line(text_reader *reader, const char *s, size_t len, enum table_error error)
{
	MemoryContext old = MemoryContextSwitchTo(reader->record_context);
	const char *end = memchr(s, '\n', len);
	size_t		line = end != NULL ? (size_t) (end - s) : len;

	if (!reader->begun && reader->format != TEXT_FORMAT_JSON)
	{
		refuse_returns(reader, s, line, true);
		report_no_rows("the header of the file is not closed or too long", "Is a quote missing there? The format tsv takes quotes for what they are.");
	}
	refuse_record(reader, (table_slice) {s, line}, error, NULL);
	reader->skipping = end == NULL;
	reader->line_no += end != NULL;
	MemoryContextSwitchTo(old);
	MemoryContextReset(reader->record_context);
	return line + (end != NULL);
}

/* The rest of a line that was refused for its length; gives how much of it there is. */
static size_t
skip_line(text_reader *reader, const char *s, size_t len)
{
	const char *end = memchr(s, '\n', len);

	if (end == NULL)
		return len;
	reader->skipping = false;
	reader->line_no++;
	return (size_t) (end - s) + 1;
}

/* The format is found by the first line that is not blank; gives how many bytes stand before it. */
static size_t
begin_file(text_reader *reader, const char *s, size_t len)
{
	size_t		at = len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	size_t		start = at;

	while (at < len && (s[at] == ' ' || s[at] == '\t' || s[at] == '\r' || s[at] == '\n'))
		if (s[at++] == '\n')
		{
			reader->line_no++;
			start = at;
		}
	if (at < len)
		find_format(reader, s + at, len - at);
	return start;
}

/* All records that are whole. What is left goes to the front. */
static void
take_pending(text_reader *reader, bool last)
{
	const char *s = reader->pending.data;
	size_t		len = reader->pending.len;
	size_t		at = 0;

	if (reader->csv.separator == '\0')
		at = begin_file(reader, s, len);
	while (at < len && reader->csv.separator != '\0')
	{
		enum table_found found;

		CHECK_FOR_INTERRUPTS();
		if (reader->skipping)
		{
			at += skip_line(reader, s + at, len - at);
			continue;
		}
		found = table_csv_find_end(&reader->csv, &reader->scan, s + at, len - at, last);
		if (found == TABLE_FOUND_MORE && reader->scan.at <= TABLE_RECORD_MAX)
			break;
		if (found == TABLE_FOUND_RECORD && reader->scan.at <= TABLE_RECORD_MAX)
		{
			take_whole(reader, (table_slice) {s + at, reader->scan.at});
			at += reader->scan.at + 1;
		}
		else
			at += take_first_line(reader, s + at, len - at, found == TABLE_FOUND_ERROR ? TABLE_BAD_QUOTE : TABLE_TOO_LONG);
		reader->scan = (table_scan) {0};
	}
	at = Min(at, len);
	if (at > 0)
		memmove(reader->pending.data, s + at, len - at);
	reader->pending.len = (int) (len - at);
}

static void
report_not_whole(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("the lines did not arrive completely"),
			 errhint("Whatever sent them was interrupted: load the file again.")));
}

/* NULL ends the lines where they have to have an end. */
static void
take_end(text_reader *reader)
{
	if (!reader->sealed)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a row of the staging table has no line"),
				 errhint("An empty line is an empty text, and not NULL.")));
	if (reader->ended)
		report_not_whole();
	reader->ended = true;
}

/* A row of the staging table is a line, or several. */
static bool
take_staged(TupleTableSlot *row, void *arg)
{
	text_reader *reader = arg;
	bool		null;
	Datum		value = slot_getattr(row, 1, &null);
	event_slice lines;
	struct varlena *flat;

	if (null)
	{
		take_end(reader);
		return true;
	}
	if (reader->ended)
		report_not_whole();
	flat = PG_DETOAST_DATUM_PACKED(value);
	lines = event_line_bytes(flat, reader->line_is_text);
	appendBinaryStringInfo(&reader->pending, lines.s, (int) lines.len);
	appendStringInfoChar(&reader->pending, '\n');
	if (lines.s != VARDATA_ANY(flat))
		pfree(unconstify(char *, lines.s));
	if ((Pointer) flat != DatumGetPointer(value))
		pfree(flat);
	take_pending(reader, false);
	return true;
}

static void
read_staging(text_reader *reader, Oid staging)
{
	Relation	table = event_load_open_staging(staging, &reader->line_is_text);

	/* taken after the wait: a table that was rewritten meanwhile looks empty to an older snapshot */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	select_rows(table, psprintf("SELECT line FROM %s ORDER BY line_no", relation_name(table)), take_staged, reader);
	PopActiveSnapshot();
	if (reader->sealed && !reader->ended)
		report_not_whole();
	take_pending(reader, true);
	if (reader->csv.separator != '\0')
		put_file(reader);
	relation_close(table, NoLock);
}

static enum text_format
format_argument(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(2))
		return TEXT_FORMAT_UNKNOWN;
	return (enum text_format) name_arg(PG_GETARG_TEXT_PP(2), "format of text files", format_names, lengthof(format_names), "");
}

/* A column of texts by its name, among those that are read; -1 where there is none. */
static int
word_column(const text_columns *columns, Relation table, const char *name)
{
	for (int i = 0; i < columns->count; i++)
	{
		const text_column *column = &columns->column[i];

		if (column->kind <= TEXT_COLUMN_WORDS && strcmp(NameStr(TupleDescAttr(RelationGetDescr(table), column->number)->attname), name) == 0)
			return column->number;
	}
	return -1;
}

Datum
smartdip_read_text_lines(PG_FUNCTION_ARGS)
{
	MemoryContext old;
	Relation	target;
	text_reader reader = {.line_no = 1};

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 2)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument %d of read_text_lines must not be null", i + 1)));
	InitMaterializedSRF(fcinfo, 0);
	reader.context = AllocSetContextCreate(CurrentMemoryContext, "text lines", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(reader.context);
	reader.result = (ReturnSetInfo *) fcinfo->resultinfo;
	reader.format = format_argument(fcinfo);
	reader.header = PG_GETARG_BOOL(3);
	reader.sealed = PG_GETARG_BOOL(7);
	reader.record_context = AllocSetContextCreate(reader.context, "text record", ALLOCSET_DEFAULT_SIZES);
	event_load_wait(PG_GETARG_OID(0));
	target = open_relation(PG_GETARG_OID(0), AccessShareLock);
	reader.columns = text_columns_of(target, get_func_namespace(fcinfo->flinfo->fn_oid), PG_GETARG_ARRAYTYPE_P(4), PG_GETARG_ARRAYTYPE_P(5),
									 PG_GETARG_ARRAYTYPE_P(6));
	reader.language_column = word_column(&reader.columns, target, "language");
	reader.body_column = word_column(&reader.columns, target, "body");
	relation_close(target, NoLock);
	initStringInfo(&reader.pending);
	read_staging(&reader, PG_GETARG_OID(1));
	MemoryContextSwitchTo(old);
	MemoryContextDelete(reader.context);
	return (Datum) 0;
}
