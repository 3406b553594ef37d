/* Patterns in histories: sequence_matches(), sequence_count() and sequence_match(). */
#include "pg/history/event_pattern.h"

#include "utils/builtins.h"

#include "pg/history/history_rows.h"

SMARTDIP_FUNCTION(smartdip_sequence_matches);
SMARTDIP_FUNCTION(smartdip_sequence_count);
SMARTDIP_FUNCTION(smartdip_sequence_match);

/* A search and all that it needs. */
typedef struct open_search
{
	const compiled_pattern *compiled;
	history		sides[2];
	pattern_day *days;
	pattern_search search;

	/* of sequence_matches(): the events of a step */
	MemoryContext memory;		/* lasts as long as the rows */
	Datum		labels[PATTERN_MAX_CONDITIONS]; /* by the number of the step; 0: not made yet */
	int			side;
	event_day	events;
	uint32		i;
	bool		in_match;
} open_search;

static enum pattern_resume
resume_of(text *name)
{
	int			resume = pattern_resume_by_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	if (resume < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown place for the next match \"%s\"", quoted_text(name)),
				 errhint("The next match may begin 'after last day' of a match, on its 'last day', or on the 'next day' after its first.")));
	return (enum pattern_resume) resume;
}

/* Room for what grows with days and steps, up to what a value could have, too. */
static void *
search_memory(size_t size)
{
	if (size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a pattern has too many steps for so long a history"),
				 errdetail("Four bytes for each day and each step, repetitions written out, would be more than %zu bytes.", (size_t) MaxAllocSize),
				 errhint("Search a part of the time: within(history, days).")));
	return palloc(size);
}

/* (ab, ba, pattern, resume, until), or with one history alone */
static void
open_search_of(open_search *s, FunctionCallInfo fcinfo, bool comes_back)
{
	int			histories = PG_NARGS() - 3;
	int64		days = 0;
	int32		last_day = PG_INT32_MIN;

	s->compiled = compiled_pattern_of(PG_GETARG_DATUM(histories), comes_back);
	if (histories == 1 && s->compiled->program.asks_other)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a pattern that asks for the other side needs two histories"),
				 errhint("Give what one side did and what the other did: sequence_matches(ab, ba, pattern).")));
	memset(&s->search, 0, sizeof(s->search));
	s->search.program = &s->compiled->program;
	s->search.pause = history_pause;
	s->search.resume = resume_of(PG_GETARG_TEXT_PP(histories + 1));
	for (int i = 0; i < histories; i++)
	{
		history_open(&s->sides[i], PG_GETARG_DATUM(i), ALL_DAYS);
		days += s->sides[i].head.days;
		if (s->sides[i].head.events > 0)
			last_day = Max(last_day, s->sides[i].head.last_day);
	}
	s->days = search_memory(Min((uint64) days, MaxAllocHugeSize / sizeof(pattern_day)) * sizeof(pattern_day));
	s->search.until = Max(PG_GETARG_DATEADT(histories + 2), last_day);
	s->search.days = s->days;
	s->search.count = pattern_read_days(&s->compiled->program, &s->sides[0].reader, histories == 2 ? &s->sides[1].reader : NULL, s->days);
	pattern_search_open(&s->search, search_memory(pattern_search_size(&s->compiled->program, s->search.count)));
}

static void
close_search(open_search *s)
{
	pfree(s->search.end);
	pfree(s->days);
}

static void *
sequence_matches_begin(FunctionCallInfo fcinfo)
{
	open_search *s = palloc0(sizeof(open_search));

	open_search_of(s, fcinfo, true);
	s->memory = CurrentMemoryContext;
	s->side = 1;
	return s;
}

/* The condition of a step as text; made once for all its rows. */
static Datum
label_of(open_search *s, const program_step *step)
{
	Datum	   *label = &s->labels[step->number - 1];

	if (*label == 0)
	{
		MemoryContext caller = MemoryContextSwitchTo(s->memory);
		char		buf[PATTERN_MAX_TEXT];
		size_t		length = event_pattern_format_condition(&s->compiled->pattern,
															s->compiled->program.condition[step->condition], buf);

		*label = PointerGetDatum(cstring_to_text_with_len(buf, (int) length));
		MemoryContextSwitchTo(caller);
	}
	return *label;
}

/* The next event of the step at hand, the next step, or the next match. */
static bool
next_event(open_search *s, const program_step **step)
{
	for (;;)
	{
		for (; s->i < s->events.codes; s->i++)
		{
			*step = &s->compiled->program.step[s->search.step];
			if ((pattern_holds_for(&s->compiled->program, s->side, event_day_code(&s->events, s->i)) >> (*step)->condition & 1) != 0)
				return true;
		}
		if (s->side == 1)
		{
			s->in_match = (s->in_match && pattern_search_step(&s->search)) || pattern_search_next(&s->search);
			if (!s->in_match)
				return false;
			s->side = -1;
		}
		s->events = pattern_day_events(&s->days[s->search.day], ++s->side);
		s->i = 0;
	}
}

static bool
sequence_matches_next(void *from, Datum *values, bool *nulls)
{
	open_search *s = from;
	const program_step *step;

	if (!next_event(s, &step))
		return false;
	values[0] = Int32GetDatum((int32) s->search.match);
	values[1] = Int32GetDatum(step->number);
	values[2] = label_of(s, step);
	values[3] = CStringGetTextDatum(s->side == 0 ? "this" : "other");
	values[4] = DateADTGetDatum(s->days[s->search.day].day);
	values[5] = Int16GetDatum((int16) event_day_code(&s->events, s->i));
	values[6] = Int64GetDatum(event_day_count(&s->events, s->i));
	s->i++;
	return true;
}

Datum
smartdip_sequence_matches(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, sequence_matches_begin, sequence_matches_next);
}

Datum
smartdip_sequence_count(PG_FUNCTION_ARGS)
{
	open_search s;

	open_search_of(&s, fcinfo, false);
	while (pattern_search_next(&s.search))
		;
	close_search(&s);
	PG_RETURN_INT64(s.search.match);
}

Datum
smartdip_sequence_match(PG_FUNCTION_ARGS)
{
	open_search s;
	bool		found;

	open_search_of(&s, fcinfo, false);
	found = pattern_search_next(&s.search);
	close_search(&s);
	PG_RETURN_BOOL(found);
}
