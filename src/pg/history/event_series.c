/*
 * The type event_series: a history of events as a value. Text and binary form, what it is made of, and parts of it.
 *
 * Order, equality and hashing are the server's own functions of bytea, because equal histories are equal bytes: see
 * src/sql/70_event_series.sql.
 */
#include "pg/history/history.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

#include "pg/history/history_rows.h"
#include "pg/power/power_profile.h"

SMARTDIP_FUNCTION(smartdip_event_series_in);
SMARTDIP_FUNCTION(smartdip_event_series_out);
SMARTDIP_FUNCTION(smartdip_event_series_recv);
SMARTDIP_FUNCTION(smartdip_event_series_union);
SMARTDIP_FUNCTION(smartdip_event_series_difference);
SMARTDIP_FUNCTION(smartdip_events);
SMARTDIP_FUNCTION(smartdip_event_count);
SMARTDIP_FUNCTION(smartdip_active_days);
SMARTDIP_FUNCTION(smartdip_first_day);
SMARTDIP_FUNCTION(smartdip_last_day);
SMARTDIP_FUNCTION(smartdip_within);
SMARTDIP_FUNCTION(smartdip_only_codes);
SMARTDIP_FUNCTION(smartdip_only_quad);
SMARTDIP_FUNCTION(smartdip_only_power);

/* Which part of a text is refused, and why; always false. */
static bool
refuse_text(const event_series_text *text, Node *escontext)
{
	const char *reason = text->error == EVENT_SERIES_BAD_CODE ? event_code_error_text(text->code_error) :
		event_series_error_text(text->error);
	const char *hint = text->error == EVENT_SERIES_BAD_CODE ? event_code_error_hint(text->code_error, text->part, text->part_length) : NULL;

	ereturn(escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", "event_series", quoted_value(text->part, text->part_length)),
			 error_detail(reason),
			 hint ? errhint("%s", hint) : errhint("A history is written like 2009-06-04: 010 042*3; 2009-06-07: 190.")));
}

Datum
smartdip_event_series_in(PG_FUNCTION_ARGS)
{
	char	   *s = PG_GETARG_CSTRING(0);
	tally	   *t = tally_new(0);
	event_series_text text;
	int32		day;
	uint16		code;
	int64		count;

	event_series_text_open(&text, s, strlen(s));
	for (uint32 read = 0; event_series_text_next(&text, &day, &code, &count); read++)
	{
		t = tally_add(t, tally_key(day, code), count);
		if (read % 65536 == 0)
			history_pause();
	}
	if (text.error != EVENT_SERIES_OK)
	{
		refuse_text(&text, ESCONTEXT(fcinfo));
		PG_RETURN_NULL();
	}
	return history_of_tally(t);
}

Datum
smartdip_event_series_out(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	history		h;
	event_day	day;

	initStringInfo(&buf);
	history_open(&h, PG_GETARG_DATUM(0), ALL_DAYS);
	while (event_series_next(&h.reader, &day))
	{
		if (buf.len > 0)
			appendStringInfoString(&buf, "; ");
		for (uint32 i = 0; i < day.codes; i++)
		{
			enlargeStringInfo(&buf, EVENT_SERIES_MAX_TEXT);
			buf.len += (int) event_series_format(&day, i, buf.data + buf.len);
		}
	}
	buf.data[buf.len] = '\0';
	PG_RETURN_CSTRING(buf.data);
}

/* The binary form is the stored one; only the server's own copies of it are trusted. */
Datum
smartdip_event_series_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			size = buf->len - buf->cursor;
	const uint8 *bytes = (const uint8 *) pq_getmsgbytes(buf, size);
	enum event_series_error error = event_series_check(bytes, size, known_codes(), history_pause);
	bytea	   *result;

	if (error != EVENT_SERIES_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s: \"%s\"", "event_series", quoted_bytes((const char *) bytes, size)),
				 error_detail(event_series_error_text(error))));
	result = palloc(VARHDRSZ + size);
	SET_VARSIZE(result, VARHDRSZ + size);
	memcpy(VARDATA(result), bytes, size);
	PG_RETURN_BYTEA_P(result);
}

/* The events of a history as a settled tally. */
static tally *
tally_of(Datum series)
{
	history		h;

	history_open(&h, series, ALL_DAYS);
	return tally_add_history(tally_new(h.head.days), &h);
}

/* a || b */
Datum
smartdip_event_series_union(PG_FUNCTION_ARGS)
{
	tally	   *t = tally_of(PG_GETARG_DATUM(0));
	history		h;

	history_open(&h, PG_GETARG_DATUM(1), ALL_DAYS);
	return history_of_tally(tally_add_history(t, &h));
}

/* a - b: what b has is taken from a, as often as b has it and a has it, too. */
Datum
smartdip_event_series_difference(PG_FUNCTION_ARGS)
{
	tally	   *left = tally_of(PG_GETARG_DATUM(0));
	tally	   *right = tally_of(PG_GETARG_DATUM(1));
	tally	   *rest = tally_new(left->used);
	size_t		i = 0;
	size_t		j = 0;

	while (i < left->used)
	{
		uint64		key = left->words[i] >> 16;
		int64		count = tally_take(left->words, &i, left->used);

		while (j < right->used && right->words[j] >> 16 < key)
			j++;
		if (j < right->used && right->words[j] >> 16 == key)
		{
			int64		taken = tally_take(right->words, &j, right->used);

			count -= Min(count, taken);
		}
		rest = tally_add(rest, key << 16, count);
		if (i % 65536 == 0)
			history_pause();
	}
	return history_of_tally(rest);
}

/* What events() gives a row of, code by code. */
typedef struct event_rows
{
	history		h;
	event_day	day;
	uint32		i;
} event_rows;

static void *
events_begin(FunctionCallInfo fcinfo)
{
	event_rows *rows = palloc0(sizeof(event_rows));

	history_open(&rows->h, PG_GETARG_DATUM(0), ALL_DAYS);
	return rows;
}

static bool
events_next(void *from, Datum *values, bool *nulls)
{
	event_rows *rows = from;

	if (rows->i == rows->day.codes)
	{
		if (!event_series_next(&rows->h.reader, &rows->day))
			return false;
		rows->i = 0;
	}
	values[0] = DateADTGetDatum(rows->day.day);
	values[1] = Int16GetDatum((int16) event_day_code(&rows->day, rows->i));
	values[2] = Int64GetDatum(event_day_count(&rows->day, rows->i));
	rows->i++;
	return true;
}

Datum
smartdip_events(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, events_begin, events_next);
}

Datum
smartdip_event_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(history_head(PG_GETARG_DATUM(0)).events);
}

Datum
smartdip_active_days(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(history_head(PG_GETARG_DATUM(0)).days);
}

Datum
smartdip_first_day(PG_FUNCTION_ARGS)
{
	event_series_head head = history_head(PG_GETARG_DATUM(0));

	if (head.events == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(head.first_day);
}

Datum
smartdip_last_day(PG_FUNCTION_ARGS)
{
	event_series_head head = history_head(PG_GETARG_DATUM(0));

	if (head.events == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(head.last_day);
}

Datum
smartdip_within(PG_FUNCTION_ARGS)
{
	day_range	days = day_range_of(PG_GETARG_DATUM(1));
	history		h;

	history_open(&h, PG_GETARG_DATUM(0), days);
	if (h.head.events > 0 && days.first <= h.head.first_day && days.last >= h.head.last_day)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	return history_of_tally(tally_add_history(tally_new(0), &h));
}

/* The events whose codes are in a set. */
static Datum
only_in_set(Datum series, const uint8 *set)
{
	tally	   *t = tally_new(0);
	history		h;
	event_day	day;

	history_open(&h, series, ALL_DAYS);
	while (event_series_next(&h.reader, &day))
		for (uint32 i = 0; i < day.codes; i++)
			if (event_set_has(set, event_day_code(&day, i)))
				t = tally_add(t, tally_key(day.day, event_day_code(&day, i)), event_day_count(&day, i));
	return history_of_tally(t);
}

Datum
smartdip_only_codes(PG_FUNCTION_ARGS)
{
	uint8		set[EVENT_SERIES_SET];

	code_set_of(PG_GETARG_DATUM(1), set);
	return only_in_set(PG_GETARG_DATUM(0), set);
}

/* Sets by class are asked for row after row, and cost more to make than to use: the last one is kept. */
typedef struct kept_set
{
	int			scheme;			/* or dimension */
	int			class;			/* or least degree */
	uint8		set[EVENT_SERIES_SET];
} kept_set;

static kept_set *
kept_set_for(FmgrInfo *flinfo, int scheme, int class, bool *known)
{
	kept_set   *kept = flinfo->fn_extra;

	*known = kept != NULL && kept->scheme == scheme && kept->class == class;
	if (kept == NULL)
		flinfo->fn_extra = kept = MemoryContextAlloc(flinfo->fn_mcxt, sizeof(kept_set));
	kept->scheme = scheme;
	kept->class = class;
	return kept;
}

Datum
smartdip_only_quad(PG_FUNCTION_ARGS)
{
	int			quad = PG_GETARG_INT32(1);
	enum event_code_scheme scheme = event_scheme_of(PG_GETARG_TEXT_PP(2));
	bool		known;
	kept_set   *kept;

	if (quad < 0 || quad > 4)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized quad class: %d", quad),
				 errhint("Quad classes are 1 to 4; 0 is neutral in scheme phoenix.")));
	kept = kept_set_for(fcinfo->flinfo, scheme, quad, &known);
	if (!known)
		history_quad_set(kept->set, scheme, quad);
	return only_in_set(PG_GETARG_DATUM(0), kept->set);
}

Datum
smartdip_only_power(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(1);
	double		degree = PG_GETARG_FLOAT8(2);
	int			dimension = power_dimension_of_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	bool		known;
	kept_set   *kept;

	if (!(degree > 0 && degree <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%g cannot be the least degree", degree),
				 errdetail("A least degree is greater than 0 and at most 1.")));
	kept = kept_set_for(fcinfo->flinfo, dimension, (int) ceil(degree * POWER_FULL - 1e-9), &known);
	if (!known)
		history_power_set(kept->set, POWER_FIRST_SCHEME, dimension, (uint8) kept->class);
	return only_in_set(PG_GETARG_DATUM(0), kept->set);
}
