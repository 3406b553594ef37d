/* The codes of a history and what follows what: code_counts(), transitions(), and the same over many histories. */
#include "pg/history/history.h"

#include "common/int.h"

#include "core/history/history_sequence.h"
#include "pg/history/history_rows.h"

SMARTDIP_FUNCTION(smartdip_code_counts);
SMARTDIP_FUNCTION(smartdip_code_counts_add);
SMARTDIP_FUNCTION(smartdip_code_counts_final);
SMARTDIP_FUNCTION(smartdip_transitions);
SMARTDIP_FUNCTION(smartdip_transitions_add);
SMARTDIP_FUNCTION(smartdip_transitions_combine);
SMARTDIP_FUNCTION(smartdip_transitions_final);

/* Nothing is kept in it from one call to the next. */
static history_scratch *
scratch_of_session(void)
{
	static history_scratch *scratch;

	if (scratch == NULL)
		scratch = MemoryContextAlloc(TopMemoryContext, sizeof(history_scratch));
	memset(scratch->set, 0, sizeof(scratch->set));
	return scratch;
}

/* The counts of a history by code as a tally of one day. */
static tally *
count_codes(tally *t, Datum series)
{
	static int64 *counts;
	static bool clean;
	history_scratch *scratch = scratch_of_session();
	history		h;

	if (counts == NULL)
		counts = MemoryContextAlloc(TopMemoryContext, HISTORY_CODES * sizeof(int64));
	/* a call that was cancelled leaves its counts */
	if (!clean)
		memset(counts, 0, HISTORY_CODES * sizeof(int64));
	clean = false;
	history_open(&h, series, ALL_DAYS);
	history_count_codes(&h.reader, scratch->set, counts);
	for (uint32 code = 0; (code = history_set_next(scratch->set, code)) < HISTORY_CODES; code++)
	{
		t = tally_add(t, tally_key(0, (uint16) code), counts[code]);
		counts[code] = 0;
	}
	clean = true;
	return t;
}

typedef struct code_count_rows
{
	tally	   *counts;
	size_t		place;
} code_count_rows;

static void *
code_counts_begin(FunctionCallInfo fcinfo)
{
	code_count_rows *rows = palloc0(sizeof(code_count_rows));

	rows->counts = count_codes(tally_new(0), PG_GETARG_DATUM(0));
	return rows;
}

/* The columns of code_count: the next pair of a settled tally of one day. */
static void
put_code_count(const tally *t, size_t *place, Datum *values)
{
	values[0] = Int16GetDatum((int16) tally_code(t->words[*place]));
	values[1] = Int64GetDatum(tally_take(t->words, place, t->used));
}

static bool
code_counts_next(void *from, Datum *values, bool *nulls)
{
	code_count_rows *rows = from;

	if (rows->place == rows->counts->used)
		return false;
	put_code_count(rows->counts, &rows->place, values);
	return true;
}

Datum
smartdip_code_counts(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, code_counts_begin, code_counts_next);
}

/* (state, series) */
Datum
smartdip_code_counts_add(PG_FUNCTION_ARGS)
{
	tally	   *t = history_state_arg(fcinfo, 0, HISTORY_TALLY);

	if (!PG_ARGISNULL(1))
		t = count_codes(t == NULL ? tally_new(0) : t, PG_GETARG_DATUM(1));
	if (t == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(t);
}

/* code_count[] */
Datum
smartdip_code_counts_final(PG_FUNCTION_ARGS)
{
	tally	   *t = history_state_arg(fcinfo, 0, HISTORY_TALLY);
	history_array array;

	if (t == NULL)
		PG_RETURN_NULL();
	tally_settle(t);
	history_array_begin(&array, fcinfo, t->used);
	for (size_t place = 0; place < t->used;)
	{
		Datum		values[2];

		put_code_count(t, &place, values);
		history_array_put(&array, values);
	}
	return history_array_end(&array);
}

static int
level_arg(FunctionCallInfo fcinfo, int n)
{
	int			level = PG_NARGS() > n ? PG_GETARG_INT32(n) : 3;

	if (level < 1 || level > 3)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("event codes have no level %d", level),
				 errhint("Levels are 1 (root), 2 (base code) and 3 (event code): see level().")));
	return level;
}

/*
 * Transitions between a number of codes: the codes, in the order in which they were met, and a matrix of counts, both
 * with room for more. As words: the number of codes and the room, the codes, four a word, and the matrix row by row.
 */
typedef struct transitions
{
	uint32		codes;
	uint32		room;			/* a multiple of 4 */
	uint16	   *code;
	int64	   *count;
} transitions;

#define LEAST_ROOM 16

static size_t
transitions_words(uint32 room)
{
	return 1 + room / 4 + (size_t) room * room;
}

static transitions
transitions_in(history_state *state)
{
	transitions t;

	t.codes = (uint32) state->words[0];
	t.room = state->detail;
	t.code = (uint16 *) (state->words + 1);
	t.count = (int64 *) (state->words + 1 + t.room / 4);
	return t;
}

static history_state *
transitions_state_new(uint32 codes)
{
	uint32		room = LEAST_ROOM;
	history_state *state;

	while (room < codes)
		room *= 2;
	state = history_state_new(HISTORY_TRANSITIONS, transitions_words(room));
	state->used = (uint32) transitions_words(room);
	state->detail = room;
	return state;
}

/* The same with room for twice as many codes. */
static history_state *
transitions_with_room(history_state *state)
{
	transitions from = transitions_in(state);
	history_state *larger = transitions_state_new(from.room * 2);
	transitions to = transitions_in(larger);

	larger->words[0] = from.codes;
	memcpy(to.code, from.code, from.codes * sizeof(uint16));
	for (uint32 i = 0; i < from.codes; i++)
		memcpy(to.count + (size_t) i * to.room, from.count + (size_t) i * from.room, from.codes * sizeof(int64));
	return larger;
}

bool
transitions_state_is_valid(const history_state *state)
{
	transitions t;
	uint8		met[EVENT_SERIES_SET] = {0};

	if (state->detail == 0 || state->detail % 4 != 0 || state->detail > HISTORY_CODES || state->used != transitions_words(state->detail) ||
		state->words[0] > state->detail)
		return false;
	t = transitions_in(unconstify(history_state *, state));
	for (uint32 i = 0; i < t.codes; i++)
	{
		if (event_set_has(met, t.code[i]) || !event_set_has(known_codes(), t.code[i]))
			return false;
		event_set_add(met, t.code[i]);
	}
	for (uint32 i = 0; i < t.room; i++)
		for (uint32 j = 0; j < t.room; j++)
			if (t.count[(size_t) i * t.room + j] < 0)
				return false;
	return true;
}

/* Numbers the codes of a set at a level in the index of the scratch; those that are new go behind the others. */
static history_state *
number_codes(history_state *state, history_scratch *scratch, int level)
{
	uint8		numbered[EVENT_SERIES_SET] = {0};
	transitions t = transitions_in(state);

	for (uint32 i = 0; i < t.codes; i++)
	{
		event_set_add(numbered, t.code[i]);
		scratch->index[t.code[i]] = (uint16) i;
	}
	for (uint32 code = 0; (code = history_set_next(scratch->set, code)) < HISTORY_CODES; code++)
	{
		uint16		top = history_code_at_level((uint16) code, level);

		if (!event_set_has(numbered, top))
		{
			if (t.codes == t.room)
			{
				state = transitions_with_room(state);
				t = transitions_in(state);
			}
			event_set_add(numbered, top);
			scratch->index[top] = (uint16) t.codes;
			t.code[t.codes++] = top;
			state->words[0] = t.codes;
		}
		scratch->index[code] = scratch->index[top];
	}
	return state;
}

static history_state *
add_transitions(history_state *state, Datum series, int level)
{
	history_scratch *scratch = scratch_of_session();
	event_series_reader again;
	history		h;
	transitions t;

	history_open(&h, series, ALL_DAYS);
	again = h.reader;
	history_code_set(&again, scratch->set);
	state = number_codes(state, scratch, level);
	t = transitions_in(state);
	history_count_transitions(&h.reader, scratch, t.count, t.room);
	return state;
}

/* (state, series [, level]); a row with a NULL does not count */
Datum
smartdip_transitions_add(PG_FUNCTION_ARGS)
{
	history_state *state = history_state_arg(fcinfo, 0, HISTORY_TRANSITIONS);

	if (!PG_ARGISNULL(1) && !(PG_NARGS() > 2 && PG_ARGISNULL(2)))
		state = add_transitions(state == NULL ? transitions_state_new(0) : state, PG_GETARG_DATUM(1), level_arg(fcinfo, 2));
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
smartdip_transitions_combine(PG_FUNCTION_ARGS)
{
	history_state *state = history_state_arg(fcinfo, 0, HISTORY_TRANSITIONS);
	const history_state *other = history_state_read(fcinfo, 1, HISTORY_TRANSITIONS);

	if (other != NULL)
	{
		history_scratch *scratch = scratch_of_session();
		transitions from = transitions_in(unconstify(history_state *, other));
		transitions to;

		for (uint32 i = 0; i < from.codes; i++)
			event_set_add(scratch->set, from.code[i]);
		state = number_codes(state == NULL ? transitions_state_new(from.codes) : state, scratch, 3);
		to = transitions_in(state);
		for (uint32 i = 0; i < from.codes; i++)
			for (uint32 j = 0; j < from.codes; j++)
			{
				int64	   *sum = &to.count[(size_t) scratch->index[from.code[i]] * to.room + scratch->index[from.code[j]]];

				if (pg_add_s64_overflow(*sum, from.count[(size_t) i * from.room + j], sum))
					ereport(ERROR,
							(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
							 errmsg("too many transitions")));
			}
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/* The cells of a matrix that are not 0, in the order of its codes. */
typedef struct transition_rows
{
	transitions t;
	uint16	   *order;			/* places of the codes */
	size_t		cell;
} transition_rows;

static int
compare_codes(const void *a, const void *b, void *code)
{
	event_code	x = (event_code) ((uint16 *) code)[*(const uint16 *) a];
	event_code	y = (event_code) ((uint16 *) code)[*(const uint16 *) b];

	return (x > y) - (x < y);
}

static transition_rows *
transition_rows_of(const history_state *state)
{
	transition_rows *rows = palloc0(sizeof(transition_rows));

	rows->t = transitions_in(unconstify(history_state *, state));
	rows->order = palloc(Max(rows->t.codes, 1) * sizeof(uint16));
	for (uint32 i = 0; i < rows->t.codes; i++)
		rows->order[i] = (uint16) i;
	qsort_arg(rows->order, rows->t.codes, sizeof(uint16), compare_codes, rows->t.code);
	return rows;
}

/* The columns of code_transition. */
static bool
transitions_next(void *from, Datum *values, bool *nulls)
{
	transition_rows *rows = from;
	const transitions *t = &rows->t;

	for (; rows->cell < (size_t) t->codes * t->codes; rows->cell++)
	{
		uint16		i = rows->order[rows->cell / t->codes];
		uint16		j = rows->order[rows->cell % t->codes];
		int64		count = t->count[(size_t) i * t->room + j];

		if (count > 0)
		{
			values[0] = Int16GetDatum((int16) t->code[i]);
			values[1] = Int16GetDatum((int16) t->code[j]);
			values[2] = Int64GetDatum(count);
			rows->cell++;
			return true;
		}
	}
	return false;
}

static void *
transitions_begin(FunctionCallInfo fcinfo)
{
	return transition_rows_of(add_transitions(transitions_state_new(0), PG_GETARG_DATUM(0), level_arg(fcinfo, 1)));
}

/* (series, level) */
Datum
smartdip_transitions(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, transitions_begin, transitions_next);
}

/* code_transition[] */
Datum
smartdip_transitions_final(PG_FUNCTION_ARGS)
{
	const history_state *state = history_state_read(fcinfo, 0, HISTORY_TRANSITIONS);
	transition_rows *rows;
	history_array array;
	Datum		values[3];

	if (state == NULL)
		PG_RETURN_NULL();
	rows = transition_rows_of(state);
	history_array_begin(&array, fcinfo, (size_t) rows->t.codes * rows->t.codes);
	while (transitions_next(rows, values, NULL))
		history_array_put(&array, values);
	return history_array_end(&array);
}
