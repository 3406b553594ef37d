/* parse_event(), event_format() and event_formats(): lines of event files in SQL. */
#include "pg/event/event_line.h"
#include "pg/base/encoding.h"
#include "pg/base/report.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datum.h"
#include "utils/timestamp.h"

SMARTDIP_FUNCTION(smartdip_parse_event_text_text);
SMARTDIP_FUNCTION(smartdip_parse_event_text_bytea);
SMARTDIP_FUNCTION(smartdip_parse_events);
SMARTDIP_FUNCTION(smartdip_parse_mention_text);
SMARTDIP_FUNCTION(smartdip_parse_mention_bytea);
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

text	   *
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
	kept = utf8_to_text_or_null(value.s, value.len);
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

/* The contexts as an array of text; NULL where the database cannot hold one of them. */
static ArrayType *
context_array(const event_line_row *row)
{
	Datum		elements[EVENT_CONTEXTS_MAX];

	for (int i = 0; i < row->context_count; i++)
	{
		text	   *context = utf8_to_text_or_null(row->contexts[i].s, row->contexts[i].len);

		if (context == NULL)
			return NULL;
		elements[i] = PointerGetDatum(context);
	}
	return construct_array(elements, row->context_count, TEXTOID, -1, false, TYPALIGN_INT);
}

static bool
set_contexts(const event_line_row *row, Datum *values, bool *nulls)
{
	ArrayType  *array;

	if (row->context_count == 0)
		return true;
	array = context_array(row);
	if (array == NULL)
		return false;
	set_value(EVENT_ROW_CONTEXTS, true, PointerGetDatum(array), values, nulls);
	return true;
}

/* A line is refused before its first event is a row, or not at all. */
static bool
other_parts_fit(const event_line_row *row)
{
	for (int side = 0; side < 2 && row->parts > row->part; side++)
		for (int i = 0; i < row->sides[side].count; i++)
		{
			event_slice name = row->sides[side].name[i];

			if (name.s != NULL && utf8_to_text_or_null(name.s, name.len) == NULL)
				return false;
		}
	return true;
}

/* What differs between the events of a line. */
static bool
part_values(const event_line_row *row, Datum *values, bool *nulls)
{
	nulls[EVENT_ROW_SOURCE] = nulls[EVENT_ROW_TARGET] = nulls[EVENT_ROW_SOURCE_NAME] = nulls[EVENT_ROW_TARGET_NAME] = true;
	set_value(EVENT_ROW_PART, true, Int16GetDatum((int16) row->part), values, nulls);
	return set_text(EVENT_ROW_SOURCE, row->source, values, nulls) &&
		set_text(EVENT_ROW_TARGET, row->target, values, nulls) &&
		set_text(EVENT_ROW_SOURCE_NAME, row->source_name, values, nulls) &&
		set_text(EVENT_ROW_TARGET_NAME, row->target_name, values, nulls);
}

static bool
mention_values(const event_line_row *row, Datum *values, bool *nulls)
{
	const		event_mention *mention = &row->mention;

	memset(nulls, true, MENTION_ROW_COLUMNS * sizeof(bool));
	set_value(MENTION_ROW_ID, true, Int64GetDatum(row->id), values, nulls);
	set_value(MENTION_ROW_DAY, true, DateADTGetDatum(row->day), values, nulls);
	set_value(MENTION_ROW_EVENT_ID, true, Int64GetDatum(mention->event_id), values, nulls);
	set_value(MENTION_ROW_EVENT_TIME, row->has & EVENT_HAS_EVENT_TIME, TimestampTzGetDatum(mention->event_time), values, nulls);
	set_value(MENTION_ROW_MENTION_TIME, true, TimestampTzGetDatum(row->added), values, nulls);
	set_value(MENTION_ROW_KIND, row->has & EVENT_HAS_KIND, Int16GetDatum((int16) mention->kind), values, nulls);
	set_value(MENTION_ROW_SENTENCE, row->has & EVENT_HAS_SENTENCE, Int32GetDatum(mention->sentence), values, nulls);
	set_value(MENTION_ROW_SOURCE_OFFSET, row->has & EVENT_HAS_SOURCE_OFFSET, Int32GetDatum(mention->source_offset), values, nulls);
	set_value(MENTION_ROW_TARGET_OFFSET, row->has & EVENT_HAS_TARGET_OFFSET, Int32GetDatum(mention->target_offset), values, nulls);
	set_value(MENTION_ROW_ACTION_OFFSET, row->has & EVENT_HAS_ACTION_OFFSET, Int32GetDatum(mention->action_offset), values, nulls);
	set_value(MENTION_ROW_IN_RAW_TEXT, row->has & EVENT_HAS_IN_RAW_TEXT, BoolGetDatum(mention->in_raw_text), values, nulls);
	set_value(MENTION_ROW_CONFIDENCE, row->has & EVENT_HAS_CONFIDENCE, Int16GetDatum((int16) mention->confidence), values, nulls);
	set_value(MENTION_ROW_DOC_LENGTH, row->has & EVENT_HAS_DOC_LENGTH, Int32GetDatum(mention->doc_length), values, nulls);
	set_value(MENTION_ROW_TONE, row->has & EVENT_HAS_TONE, Float8GetDatum(row->tone), values, nulls);
	return set_text(MENTION_ROW_SOURCE_NAME, row->source_name, values, nulls) &&
		set_text(MENTION_ROW_URL, row->url, values, nulls) &&
		set_text(MENTION_ROW_TRANSLATION, mention->translation, values, nulls) &&
		set_text(MENTION_ROW_EXTRAS, mention->extras, values, nulls);
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
	return other_parts_fit(row) && part_values(row, values, nulls) &&
		set_text(EVENT_ROW_COUNTRY, row->country, values, nulls) &&
		set_text(EVENT_ROW_URL, row->url, values, nulls) &&
		set_contexts(row, values, nulls);
}

bool
event_reader_read(event_reader *reader, event_slice line, Datum *values, bool *nulls)
{
	bool		mention = event_format_is_mention((enum event_format) reader->layout.format);

	if (reader->scratch_size < EVENT_LINE_SCRATCH(line.len) && line.len <= EVENT_LINE_LENGTH_MAX)
	{
		if (reader->scratch != NULL)
			pfree(reader->scratch);
		reader->scratch_size = Max(EVENT_LINE_SCRATCH(line.len) * 2, 8192);
		reader->scratch = MemoryContextAlloc(reader->context, reader->scratch_size);
	}
	reader->error = event_line_parse(&reader->layout, line.s, line.len, reader->scratch, &reader->row);
	if (reader->error == EVENT_LINE_OK && !(mention ? mention_values : row_values) (&reader->row, values, nulls))
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

bool
event_reader_next_part(event_reader *reader, Datum *values, bool *nulls)
{
	return event_line_next_part(&reader->row) && part_values(&reader->row, values, nulls);
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

static void
check_is_event_format(text *name)
{
	if (event_format_is_mention(event_format_or_error(name)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lines of format \"%s\" are mentions, not events", quoted_text(name)),
				 errhint("parse_mention() reads them.")));
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
	check_is_event_format((text *) DatumGetPointer(key[0]));
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

/* The values of a line, or of one that is refused the reason alone, which is the last column of events and mentions. */
static bool
read_or_reason(event_reader *reader, event_slice line, Datum *values, bool *nulls)
{
	char		reason[EVENT_LINE_REASON_MAX];
	size_t		len;

	if (event_reader_read(reader, line, values, nulls))
		return true;
	len = event_line_reason(reader->error, &reader->row, reason);
	memset(nulls, true, EVENT_ROW_COLUMNS * sizeof(bool));
	set_value(EVENT_ROW_REASON, true, PointerGetDatum(event_line_as_text((event_slice) {reason, len})), values, nulls);
	return false;
}

static Datum
parse_event(FunctionCallInfo fcinfo, bool is_text)
{
	event_slice line = event_line_bytes((struct varlena *) PG_GETARG_VARLENA_PP(1), is_text);
	parse_state *state = parse_state_of(fcinfo);
	Datum		values[EVENT_ROW_COLUMNS];
	bool		nulls[EVENT_ROW_COLUMNS];

	read_or_reason(&state->reader, line, values, nulls);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(state->tupdesc, values, nulls)));
}

/* All events of a line: a POLECAT line tells one for each actor and recipient. */
Datum
smartdip_parse_events(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;
	event_reader reader = {.context = CurrentMemoryContext};
	event_slice header = {NULL, 0};
	Datum		values[EVENT_ROW_COLUMNS];
	bool		nulls[EVENT_ROW_COLUMNS];
	bool		more;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	if (!PG_ARGISNULL(2))
		header = event_line_bytes((struct varlena *) PG_GETARG_VARLENA_PP(2), true);
	check_is_event_format(PG_GETARG_TEXT_PP(0));
	event_layout_or_error(event_format_or_error(PG_GETARG_TEXT_PP(0)), header, &reader.layout);
	more = read_or_reason(&reader, event_line_bytes((struct varlena *) PG_GETARG_VARLENA_PP(1), true), values, nulls);
	do
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	while (more && event_reader_next_part(&reader, values, nulls));
	return (Datum) 0;
}

static Datum
parse_mention(FunctionCallInfo fcinfo, bool is_text)
{
	parse_state *state = fcinfo->flinfo->fn_extra;
	Datum		values[MENTION_ROW_COLUMNS];
	bool		nulls[MENTION_ROW_COLUMNS];

	if (state == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		state = palloc0(sizeof(parse_state));
		state->reader.context = CurrentMemoryContext;
		event_line_layout_standard(EVENT_FORMAT_MENTIONS, &state->reader.layout);
		if (get_call_result_type(fcinfo, NULL, &state->tupdesc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "parse_mention does not return a row");
		state->tupdesc = BlessTupleDesc(state->tupdesc);
		MemoryContextSwitchTo(old);
		fcinfo->flinfo->fn_extra = state;
	}
	read_or_reason(&state->reader, event_line_bytes((struct varlena *) PG_GETARG_VARLENA_PP(0), is_text), values, nulls);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(state->tupdesc, values, nulls)));
}

Datum
smartdip_parse_mention_text(PG_FUNCTION_ARGS)
{
	return parse_mention(fcinfo, true);
}

Datum
smartdip_parse_mention_bytea(PG_FUNCTION_ARGS)
{
	return parse_mention(fcinfo, false);
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
