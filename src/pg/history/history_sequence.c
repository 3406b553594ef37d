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

/*
 * What counting takes, kept for the session because it is large: tables over all codes that are as empty after a call
 * as they were before, so that a call costs what its history has and not what there could be.
 */
typedef struct counting
{
	bool		clean;			/* the last call came to its end */
	uint32		met;
	uint16		codes[HISTORY_CODES];	/* those in use, to be emptied */
	uint16		index[HISTORY_CODES];
	uint16		day[2][HISTORY_CODES];
	int64		count[HISTORY_CODES];
} counting;

static counting *
counting_begin(void)
{
	static counting *session;

	if (session == NULL)
		session = MemoryContextAllocZero(TopMemoryContext, sizeof(counting));
	if (!session->clean)
	{
		memset(session->count, 0, sizeof(session->count));
		memset(session->index, 0xff, sizeof(session->index));
	}
	session->met = 0;
	session->clean = false;
	return session;
}

static void
counting_end(counting *c)
{
	for (uint32 i = 0; i < c->met; i++)
	{
		c->count[c->codes[i]] = 0;
		c->index[c->codes[i]] = HISTORY_UNNUMBERED;
	}
	c->clean = true;
}

/* The counts of a history by code as a tally of one day. */
static tally *
count_codes(tally *t, Datum series)
{
	counting   *c = counting_begin();
	history		h;

	history_open(&h, series, ALL_DAYS);
	c->met = history_count_codes(&h.reader, c->count, c->codes);
	for (uint32 i = 0; i < c->met; i++)
		t = tally_add(t, tally_key(0, c->codes[i]), c->count[c->codes[i]]);
	counting_end(c);
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
	tally_settle(rows->counts);
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

/* A matrix that is being counted in, as the core sees it, and the state that it is. */
typedef struct open_matrix
{
	history_matrix matrix;		/* the core calls back with this */
	history_state *state;
	counting   *counting;
	int			level;
} open_matrix;

static void
show_matrix(open_matrix *m)
{
	transitions t = transitions_in(m->state);

	m->matrix.count = t.count;
	m->matrix.room = t.room;
}

static void
index_code(counting *c, uint16 code, uint16 number)
{
	c->index[code] = number;
	c->codes[c->met++] = code;
}

/* The number of a code: that of its level, which may have one; else the next. */
static uint16
number_code(history_matrix *matrix, uint16 code)
{
	open_matrix *m = (open_matrix *) matrix;
	counting   *c = m->counting;
	uint16		top = history_code_at_level(code, m->level);

	if (c->index[top] == HISTORY_UNNUMBERED)
	{
		transitions t = transitions_in(m->state);

		if (t.codes == t.room)
		{
			m->state = transitions_with_room(m->state);
			show_matrix(m);
			t = transitions_in(m->state);
		}
		t.code[t.codes] = top;
		m->state->words[0] = t.codes + 1;
		index_code(c, top, (uint16) t.codes);
	}
	if (code != top)
		index_code(c, code, c->index[top]);
	return c->index[code];
}

static void
open_matrix_of(open_matrix *m, history_state *state, int level)
{
	transitions t = transitions_in(state);

	m->state = state;
	m->level = level;
	m->counting = counting_begin();
	m->matrix.index = m->counting->index;
	m->matrix.day[0] = m->counting->day[0];
	m->matrix.day[1] = m->counting->day[1];
	m->matrix.number = number_code;
	show_matrix(m);
	/* a code of a finer level, which another row may have asked for, is not found under itself */
	for (uint32 i = 0; i < t.codes; i++)
		if (history_code_at_level(t.code[i], level) == t.code[i])
			index_code(m->counting, t.code[i], (uint16) i);
}

static history_state *
add_transitions(history_state *state, Datum series, int level)
{
	open_matrix m;
	history		h;

	history_open(&h, series, ALL_DAYS);
	open_matrix_of(&m, state, level);
	history_count_transitions(&h.reader, &m.matrix);
	counting_end(m.counting);
	return m.state;
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
		transitions from = transitions_in(unconstify(history_state *, other));
		uint16	   *number = palloc(Max(from.codes, 1) * sizeof(uint16));
		open_matrix m;

		open_matrix_of(&m, state == NULL ? transitions_state_new(from.codes) : state, 3);
		for (uint32 i = 0; i < from.codes; i++)
			number[i] = m.counting->index[from.code[i]] == HISTORY_UNNUMBERED ? number_code(&m.matrix, from.code[i]) :
				m.counting->index[from.code[i]];
		counting_end(m.counting);
		state = m.state;
		for (uint32 i = 0; i < from.codes; i++)
			for (uint32 j = 0; j < from.codes; j++)
			{
				int64	   *sum = &m.matrix.count[number[i] * m.matrix.room + number[j]];

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
