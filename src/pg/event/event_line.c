/* parse_event(), event_format() and event_formats(): lines of event files in SQL. */
#include "pg/event/event_line.h"
#include "pg/base/encoding.h"
#include "pg/base/report.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datum.h"
#include "utils/timestamp.h"

SMARTDIP_FUNCTION(smartdip_parse_event_text_text);
SMARTDIP_FUNCTION(smartdip_parse_event_text_bytea);
SMARTDIP_FUNCTION(smartdip_event_format_text);
SMARTDIP_FUNCTION(smartdip_event_format_bytea);
SMARTDIP_FUNCTION(smartdip_is_event_header_text);
SMARTDIP_FUNCTION(smartdip_is_event_header_bytea);
SMARTDIP_FUNCTION(smartdip_event_formats);

event_slice
event_line_bytes(struct varlena *value, bool is_text)
{
	char	   *s = VARDATA_ANY(value);
	size_t		len = VARSIZE_ANY_EXHDR(value);

	if (is_text && GetDatabaseEncoding() != PG_UTF8 && GetDatabaseEncoding() != PG_SQL_ASCII)
	{
		char	   *converted = pg_server_to_any(s, (int) len, PG_UTF8);

		if (converted != s)
			return (event_slice) {converted, strlen(converted)};
	}
	return (event_slice) {s, len};
}

/*
 * UTF-8 as a text of the database; NULL where its encoding lacks a character. The server's own conversion would end
 * the statement there, and with it the loading of a whole file.
 */
static text *
kept_text(const char *s, size_t len)
{
	int			encoding = GetDatabaseEncoding();
	Oid			conversion;
	char	   *converted;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return cstring_to_text_with_len(s, (int) len);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char) s[i] >= 0x80)
		{
			conversion = FindDefaultConversionProc(PG_UTF8, encoding);
			if (!OidIsValid(conversion))
				return NULL;
			converted = palloc(len * MAX_CONVERSION_GROWTH + 1);
			if (pg_do_encoding_conversion_buf(conversion, PG_UTF8, encoding, unconstify(unsigned char *, (const unsigned char *) s),
											  (int) len, (unsigned char *) converted,
											  (int) len * MAX_CONVERSION_GROWTH + 1, true) < (int) len)
				return NULL;
			return cstring_to_text(converted);
		}
	return cstring_to_text_with_len(s, (int) len);
}

text *
event_line_as_text(event_slice line)
{
	bool		ascii = GetDatabaseEncoding() != PG_UTF8;
	char	   *shown = palloc(Min(line.len, EVENT_LINE_LENGTH_MAX) * 4 + 1);
	size_t		len = event_line_show(line.s, Min(line.len, EVENT_LINE_LENGTH_MAX), ascii, shown,
									  Min(line.len, EVENT_LINE_LENGTH_MAX) * 4);
	text	   *result = cstring_to_text_with_len(shown, (int) len);

	pfree(shown);
	return result;
}

/* A slice into a column; false where the database cannot hold it. */
static inline bool
set_text(int column, event_slice value, Datum *values, bool *nulls)
{
	text	   *kept;

	if (value.s == NULL)
		return true;
	kept = kept_text(value.s, value.len);
	if (kept == NULL)
		return false;
	values[column] = PointerGetDatum(kept);
	nulls[column] = false;
	return true;
}

static inline void
set_value(int column, bool present, Datum value, Datum *values, bool *nulls)
{
	values[column] = value;
	nulls[column] = !present;
}

static bool
row_values(const event_line_row *row, Datum *values, bool *nulls)
{
	memset(nulls, true, EVENT_ROW_COLUMNS * sizeof(bool));
	set_value(EVENT_ROW_ID, true, Int64GetDatum(row->id), values, nulls);
	set_value(EVENT_ROW_DAY, true, DateADTGetDatum(row->day), values, nulls);
	set_value(EVENT_ROW_CODE, true, Int16GetDatum(row->code), values, nulls);
	set_value(EVENT_ROW_MENTIONS, row->has & EVENT_HAS_MENTIONS, Int32GetDatum(row->mentions), values, nulls);
	set_value(EVENT_ROW_SOURCES, row->has & EVENT_HAS_SOURCES, Int32GetDatum(row->sources), values, nulls);
	set_value(EVENT_ROW_ARTICLES, row->has & EVENT_HAS_ARTICLES, Int32GetDatum(row->articles), values, nulls);
	set_value(EVENT_ROW_TONE, row->has & EVENT_HAS_TONE, Float8GetDatum(row->tone), values, nulls);
	set_value(EVENT_ROW_LATITUDE, row->has & EVENT_HAS_LATITUDE, Float8GetDatum(row->latitude), values, nulls);
	set_value(EVENT_ROW_LONGITUDE, row->has & EVENT_HAS_LONGITUDE, Float8GetDatum(row->longitude), values, nulls);
	set_value(EVENT_ROW_ADDED, row->has & EVENT_HAS_ADDED, TimestampTzGetDatum(row->added), values, nulls);
	return set_text(EVENT_ROW_SOURCE, row->source, values, nulls) &&
		set_text(EVENT_ROW_TARGET, row->target, values, nulls) &&
		set_text(EVENT_ROW_COUNTRY, row->country, values, nulls) &&
		set_text(EVENT_ROW_URL, row->url, values, nulls) &&
		set_text(EVENT_ROW_SOURCE_NAME, row->source_name, values, nulls) &&
		set_text(EVENT_ROW_TARGET_NAME, row->target_name, values, nulls);
}

bool
event_reader_read(event_reader *reader, event_slice line, Datum *values, bool *nulls)
{
	if (reader->scratch_size < line.len && line.len <= EVENT_LINE_LENGTH_MAX)
	{
		if (reader->scratch != NULL)
			pfree(reader->scratch);
		reader->scratch_size = Max(line.len * 2, 8192);
		reader->scratch = MemoryContextAlloc(reader->context, reader->scratch_size);
	}
	reader->error = event_line_parse(&reader->layout, line.s, line.len, reader->scratch, &reader->row);
	if (reader->error == EVENT_LINE_OK && !row_values(&reader->row, values, nulls))
	{
		reader->error = EVENT_LINE_FOREIGN;
		reader->row.bad_column = NULL;
		reader->row.bad_value = (event_slice) {NULL, 0};
	}
	return reader->error == EVENT_LINE_OK;
}

event_refusal
event_reader_refusal(const event_reader *reader)
{
	char		reason[EVENT_LINE_REASON_MAX];
	char		value[EVENT_LINE_VALUE_MAX];
	size_t		reason_length = event_line_reason_kind(reader->error, &reader->row, reason);
	size_t		value_length = event_line_reason_value(reader->error, &reader->row, value);

	return (event_refusal)
	{
		event_line_as_text((event_slice) {reason, reason_length}),
			value_length > 0 ? event_line_as_text((event_slice) {value, value_length}) : NULL
	};
}

enum event_format
event_format_or_error(text *name)
{
	enum event_format format = event_format_by_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	if (format == EVENT_FORMAT_NONE)
	{
		const char *names[EVENT_FORMAT_COUNT];
		int			count = 0;

		for (int i = EVENT_FORMAT_NONE + 1; i < EVENT_FORMAT_COUNT; i++)
			names[count++] = event_format_name((enum event_format) i);
		report_unrecognized("event format", VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), names, count, "; see event_formats()");
	}
	return format;
}

void
event_layout_or_error(enum event_format format, event_slice first, event_line_layout *layout)
{
	if (event_line_layout_from_header(format, first.s, first.len, layout) || event_line_layout_standard(format, layout))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("events of format \"%s\" need a header line", event_format_name(format)),
			 errdetail("\"%s\" does not name the columns day, source, code and target.", quoted_bytes(first.s, first.len))));
}

/* What parse_event keeps between calls: the reader is good for the same format and header. */
typedef struct parse_state
{
	event_reader reader;
	TupleDesc	tupdesc;
	Datum		key[2];
	int			keys;
} parse_state;

static bool
same_bytes(Datum a, Datum b)
{
	struct varlena *x = (struct varlena *) DatumGetPointer(a);
	struct varlena *y = (struct varlena *) DatumGetPointer(b);

	return VARSIZE_ANY_EXHDR(x) == VARSIZE_ANY_EXHDR(y) &&
		memcmp(VARDATA_ANY(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(x)) == 0;
}

static parse_state *
parse_state_of(FunctionCallInfo fcinfo)
{
	parse_state *state = fcinfo->flinfo->fn_extra;
	int			keys = PG_NARGS() > 2 ? 2 : 1;
	Datum		key[2] = {PointerGetDatum(PG_GETARG_TEXT_PP(0)), keys > 1 ? PointerGetDatum(PG_GETARG_TEXT_PP(2)) : 0};
	MemoryContext old;

	if (state != NULL && state->keys == keys && same_bytes(key[0], state->key[0]) &&
		(keys == 1 || same_bytes(key[1], state->key[1])))
		return state;

	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	if (state == NULL)
	{
		state = palloc0(sizeof(parse_state));
		state->reader.context = CurrentMemoryContext;
		if (get_call_result_type(fcinfo, NULL, &state->tupdesc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "parse_event does not return a row");
		state->tupdesc = BlessTupleDesc(state->tupdesc);
		if (state->tupdesc->natts != EVENT_ROW_COLUMNS)
			elog(ERROR, "event_row has %d columns, not %d", state->tupdesc->natts, EVENT_ROW_COLUMNS);
	}
	state->keys = 0;
	for (int i = 0; i < keys; i++)
		state->key[i] = datumCopy(key[i], false, -1);
	event_layout_or_error(event_format_or_error((text *) DatumGetPointer(key[0])),
						  keys > 1 ? event_line_bytes((struct varlena *) DatumGetPointer(key[1]), true) : (event_slice) {NULL, 0},
						  &state->reader.layout);
	state->keys = keys;
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = state;
	return state;
}

static Datum
parse_event(FunctionCallInfo fcinfo, bool is_text)
{
	event_slice line = event_line_bytes((struct varlena *) PG_GETARG_VARLENA_PP(1), is_text);
	parse_state *state = parse_state_of(fcinfo);
	Datum		values[EVENT_ROW_COLUMNS];
	bool		nulls[EVENT_ROW_COLUMNS];

	if (!event_reader_read(&state->reader, line, values, nulls))
	{
		char		reason[EVENT_LINE_REASON_MAX];
		size_t		len = event_line_reason(state->reader.error, &state->reader.row, reason);

		memset(nulls, true, sizeof(nulls));
		set_value(EVENT_ROW_REASON, true, PointerGetDatum(event_line_as_text((event_slice) {reason, len})), values, nulls);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(state->tupdesc, values, nulls)));
}

Datum
smartdip_parse_event_text_text(PG_FUNCTION_ARGS)
{
	return parse_event(fcinfo, true);
}

Datum
smartdip_parse_event_text_bytea(PG_FUNCTION_ARGS)
{
	return parse_event(fcinfo, false);
}

static Datum
format_of(FunctionCallInfo fcinfo, bool is_text)
{
	event_slice line = event_line_bytes((struct varlena *) PG_GETARG_VARLENA_PP(0), is_text);
	event_line_layout layout;

	if (!event_line_detect(line.s, line.len, &layout))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(event_format_name(layout.format)));
}

Datum
smartdip_event_format_text(PG_FUNCTION_ARGS)
{
	return format_of(fcinfo, true);
}

Datum
smartdip_event_format_bytea(PG_FUNCTION_ARGS)
{
	return format_of(fcinfo, false);
}

static Datum
is_header(FunctionCallInfo fcinfo, bool is_text)
{
	event_slice line = event_line_bytes((struct varlena *) PG_GETARG_VARLENA_PP(0), is_text);
	event_line_layout layout;

	PG_RETURN_BOOL(event_line_layout_from_header(EVENT_FORMAT_NONE, line.s, line.len, &layout));
}

Datum
smartdip_is_event_header_text(PG_FUNCTION_ARGS)
{
	return is_header(fcinfo, true);
}

Datum
smartdip_is_event_header_bytea(PG_FUNCTION_ARGS)
{
	return is_header(fcinfo, false);
}

Datum
smartdip_event_formats(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	for (int format = EVENT_FORMAT_NONE + 1; format < EVENT_FORMAT_COUNT; format++)
	{
		const char *columns[] = {event_format_name(format), event_format_description(format)};

		put_text_row(result, columns, lengthof(columns));
	}
	return (Datum) 0;
}
