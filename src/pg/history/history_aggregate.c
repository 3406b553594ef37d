/*
 * The type history_state, and the aggregates that make histories: event_series(day, code), event_series(day, code,
 * count) and merge(event_series).
 */
#include "pg/base/hex_text.h"
#include "pg/history/history.h"
#include "pg/history/history_growing.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_history_state_in);
SMARTDIP_FUNCTION(smartdip_history_state_out);
SMARTDIP_FUNCTION(smartdip_history_state_recv);
SMARTDIP_FUNCTION(smartdip_history_state_send);
SMARTDIP_FUNCTION(smartdip_history_add);
SMARTDIP_FUNCTION(smartdip_history_merge);
SMARTDIP_FUNCTION(smartdip_history_combine);
SMARTDIP_FUNCTION(smartdip_history_final);
SMARTDIP_FUNCTION(smartdip_history_state_merge);

/*
 * The binary form: a version byte, kind, detail and the words, in network order. The text form is the same in
 * hexadecimal digits: nobody is meant to read it, but nodes of a cluster may exchange it.
 */
#define STATE_VERSION 1

static bytea *
state_to_bytes(const history_state *state)
{
	StringInfoData buf;

	if (state->kind == HISTORY_TALLY)
	{
		tally	   *settled = palloc(VARSIZE(state));

		memcpy(settled, state, VARSIZE(state));
		tally_settle(settled);
		state = settled;
	}
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, STATE_VERSION);
	pq_sendint32(&buf, state->kind);
	pq_sendint32(&buf, state->detail);
	for (uint32 i = 0; i < state->used; i++)
	{
		pq_sendint64(&buf, state->words[i]);
		if (i % 65536 == 0)
			history_pause();
	}
	return pq_endtypsend(&buf);
}

/* Of days that the calendar has and codes that there are: what is made of it is trusted. */
static bool
tally_is_valid(const tally *t)
{
	const uint8 *known = known_codes();

	for (uint32 i = 0; i < t->used; i++)
		if (!calendar_has(tally_number(t->words[i])) || !event_set_has(known, tally_code(t->words[i])))
			return false;
	return t->detail == 0 && tally_is_compact(t->words, t->used);
}

static bool
state_is_valid(const history_state *state)
{
	switch (state->kind)
	{
		case HISTORY_TALLY:
			return tally_is_valid(state);
		case HISTORY_PANEL:
			return panel_state_is_valid(state);
		case HISTORY_TRANSITIONS:
			return transitions_state_is_valid(state);
		case HISTORY_SMART:
			return smart_state_is_valid(state);
		default:
			return false;
	}
}

static history_state *
state_from_bytes(StringInfo buf)
{
	int			size = buf->len - buf->cursor;
	bool		whole = size >= 9 && (size - 9) % sizeof(uint64) == 0 && pq_getmsgbyte(buf) == STATE_VERSION;
	history_state *state = NULL;

	if (whole)
	{
		uint32		kind = pq_getmsgint(buf, 4);
		uint32		detail = pq_getmsgint(buf, 4);

		state = history_state_new(HISTORY_TALLY, (size - 9) / sizeof(uint64));
		state->kind = kind;
		state->detail = detail;
		state->used = (size - 9) / sizeof(uint64);
		for (uint32 i = 0; i < state->used; i++)
			state->words[i] = pq_getmsgint64(buf);
	}
	if (state == NULL || !state_is_valid(state))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of an aggregate over histories")));
	return state;
}

Datum
smartdip_history_state_in(PG_FUNCTION_ARGS)
{
	StringInfoData buf = hex_text_read(PG_GETARG_CSTRING(0));

	PG_RETURN_POINTER(state_from_bytes(&buf));
}

Datum
smartdip_history_state_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(hex_text_of(state_to_bytes((const history_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0)))));
}

Datum
smartdip_history_state_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(state_from_bytes((StringInfo) PG_GETARG_POINTER(0)));
}

Datum
smartdip_history_state_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(state_to_bytes((const history_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0))));
}

static int64
count_arg(FunctionCallInfo fcinfo)
{
	int64		count = PG_NARGS() > 3 ? PG_GETARG_INT64(3) : 1;

	if (unlikely(count < 0 || count > EVENT_SERIES_MAX_EVENTS))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("an event cannot occur %lld times", (long long) count),
				 errdetail("A count is a whole number from 0 to %lld.", (long long) EVENT_SERIES_MAX_EVENTS)));
	return count;
}

/* A row with a NULL does not count. */
Datum
smartdip_history_add(PG_FUNCTION_ARGS)
{
	bool		known = !PG_ARGISNULL(1) && !PG_ARGISNULL(2) && !(PG_NARGS() > 3 && PG_ARGISNULL(3));
	uint64		key = known ? tally_key(day_of(PG_GETARG_DATUM(1), "the day of an event"), PG_GETARG_UINT16(2)) : 0;
	tally	   *t;

	if (history_growing_fits(fcinfo))
	{
		if (known)
			return history_growing_add(fcinfo, key, count_arg(fcinfo));
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	t = history_state_arg(fcinfo, 0, HISTORY_TALLY);
	if (known)
		t = tally_add(t == NULL ? tally_new(0) : t, key, count_arg(fcinfo));
	if (t == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(t);
}

Datum
smartdip_history_merge(PG_FUNCTION_ARGS)
{
	tally	   *t = history_state_arg(fcinfo, 0, HISTORY_TALLY);

	if (!PG_ARGISNULL(1))
	{
		history		h;

		history_open(&h, PG_GETARG_DATUM(1), ALL_DAYS);
		t = tally_add_history(t == NULL ? tally_new(h.head.days) : t, &h);
	}
	if (t == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(t);
}

Datum
smartdip_history_combine(PG_FUNCTION_ARGS)
{
	tally	   *t = history_state_arg(fcinfo, 0, HISTORY_TALLY);
	const tally *other = history_state_read(fcinfo, 1, HISTORY_TALLY);

	if (other != NULL)
	{
		if (t == NULL)
			t = tally_new(other->used);
		if (other->used > history_state_room(t) - t->used)
			t = tally_with_room(t, other->used);
		memcpy(t->words + t->used, other->words, other->used * sizeof(uint64));
		t->used += other->used;
	}
	if (t == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(t);
}

Datum
smartdip_history_final(PG_FUNCTION_ARGS)
{
	tally	   *t = history_state_arg(fcinfo, 0, HISTORY_TALLY);

	if (t == NULL)
		PG_RETURN_NULL();
	return history_of_tally(t);
}

/* Which aggregate made a state is told by its kind. */
Datum
smartdip_history_state_merge(PG_FUNCTION_ARGS)
{
	int			there = PG_ARGISNULL(1) ? 0 : 1;

	if (PG_ARGISNULL(there))
		PG_RETURN_NULL();
	switch (((const history_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(there)))->kind)
	{
		case HISTORY_PANEL:
			return smartdip_panel_combine(fcinfo);
		case HISTORY_TRANSITIONS:
			return smartdip_transitions_combine(fcinfo);
		case HISTORY_SMART:
			return smartdip_smart_together_combine(fcinfo);
		default:
			return smartdip_history_combine(fcinfo);
	}
}
