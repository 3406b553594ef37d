/* The search for a pattern: back over the days once, and forward along each match. See the header. */
#include "core/history/pattern_match.h"

#include "core/base/keyword.h"

/* A day by which the pattern is never complete. */
#define NEVER INT32_MAX

#define BLOCK 64

/* So much work between two pauses: some ten milliseconds. */
#define PAUSE_WORK 1000000

static void
work(pattern_search *s, int64_t units)
{
	s->work += units;
	if (s->work > PAUSE_WORK)
	{
		s->work = 0;
		if (s->pause != NULL)
			s->pause();
	}
}

int
pattern_resume_by_name(const char *name, size_t len)
{
	static const char *const names[PATTERN_RESUMES] = {"after last day", "last day", "next day"};

	return keyword_index(names, PATTERN_RESUMES, name, len);
}

event_day
pattern_day_events(const pattern_day *day, int side)
{
	event_day	events = {0, 0, 0, NULL, NULL};
	event_series_reader reader = {day->record[side], day->record[side] + 1, day->record[side] + 1, 0, INT32_MAX, NULL};

	if (day->record[side] != NULL)
		event_series_next(&reader, &events);
	return events;
}

/* The next day of a side, and where it lies. */
typedef struct side_walk
{
	event_series_reader *reader;
	const uint8_t *record;
	event_day	day;
} side_walk;

static void
side_next(side_walk *side)
{
	side->record = side->reader == NULL ? NULL : side->reader->next;
	if (side->record != NULL && !event_series_next(side->reader, &side->day))
		side->record = NULL;
}

int32_t
pattern_read_days(const pattern_program *program, event_series_reader *this_side, event_series_reader *other_side, pattern_day *days)
{
	side_walk	sides[2] = {{this_side, NULL, {0}}, {other_side, NULL, {0}}};
	int32_t		count = 0;

	side_next(&sides[0]);
	side_next(&sides[1]);
	while (sides[0].record != NULL || sides[1].record != NULL)
	{
		pattern_day *day = &days[count];
		int			first = sides[0].record == NULL || (sides[1].record != NULL && sides[1].day.day < sides[0].day.day);

		*day = (pattern_day)
		{
			0,
			{
				NULL, NULL
			}, sides[first].day.day
		};
		for (int i = 0; i < 2; i++)
		{
			if (sides[i].record == NULL || sides[i].day.day != day->day)
				continue;
			day->record[i] = sides[i].record;
			for (uint32_t k = 0; k < sides[i].day.codes; k++)
				day->holds |= pattern_holds_for(program, i, event_day_code(&sides[i].day, k));
			side_next(&sides[i]);
		}
		/* a day of which nothing is asked counts only where the next active day is meant */
		if (day->holds != 0 || program->uses_next)
			count++;
	}
	return count;
}

static size_t
blocks_of(int32_t days)
{
	return ((size_t) days + BLOCK - 1) / BLOCK;
}

size_t
pattern_search_size(const pattern_program *program, int32_t days)
{
	size_t		steps = (size_t) program->steps;
	size_t		nodes = (size_t) program->nodes;
	size_t		row = (size_t) days + blocks_of(days);
	size_t		numbers = 5 * steps + 3 * nodes + 1;

	if (row > 0 && steps > (SIZE_MAX / sizeof(int32_t) - numbers) / row)
		return SIZE_MAX;
	return (steps * row + numbers) * sizeof(int32_t);
}

static inline bool
holds(const pattern_search *s, int32_t day, int bit)
{
	return (s->days[day].holds >> bit & 1) != 0;
}

/* Where the least number of some of a row stands for the first time, by its blocks. */
static int32_t
least_of(const int32_t *row, const int32_t *block, int32_t from, int32_t to)
{
	int32_t		least = from;

	while (from <= to)
	{
		if (from % BLOCK == 0 && to - from >= BLOCK - 1 && block[from / BLOCK] >= row[least])
			from += BLOCK;
		else
		{
			if (row[from] < row[least])
				least = from;
			from++;
		}
	}
	return least;
}

/* Where the first number of a row stands that is at most limit; to + 1 for nowhere. */
static int32_t
first_at_most(const int32_t *row, const int32_t *block, int32_t from, int32_t to, int32_t limit)
{
	while (from <= to)
	{
		if (from % BLOCK == 0 && to - from >= BLOCK - 1 && block[from / BLOCK] > limit)
			from += BLOCK;
		else if (row[from] <= limit)
			return from;
		else
			from++;
	}
	return to + 1;
}

static const int32_t *
row_of(const pattern_search *s, int32_t step)
{
	return s->end + (size_t) step * (size_t) s->count;
}

static const int32_t *
blocks_of_step(const pattern_search *s, int32_t step)
{
	return s->block + (size_t) step * blocks_of(s->count);
}

/* The last day, not before from, that lies at most so many days behind the day from. */
static int32_t
last_within(const pattern_search *s, int32_t from, int32_t within)
{
	int64_t		limit = (int64_t) s->days[from].day + within;
	int32_t		low = from;
	int32_t		high = s->count - 1;

	while (low < high)
	{
		int32_t		middle = high - (high - low) / 2;

		if (s->days[middle].day <= limit)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/*
 * The days behind a day on which a step may be taken, but for the condition of the step itself: from the next one to
 * the one that is given. met is the next day on which what must not happen does, which is not yet in between.
 */
static int32_t
last_day_for(const pattern_search *s, const program_step *step, int32_t day, int32_t met)
{
	int32_t		last = step->link == LINK_NEXT && day + 1 < s->count ? day + 1 : s->count - 1;

	if (step->without >= 0 && met < last)
		last = met;
	if (step->within != PATTERN_NONE && last > day && s->days[last].day > (int64_t) s->days[day].day + step->within)
		last = last_within(s, day, step->within);
	return last;
}

/* By when the pattern can be complete, if a step is taken on a later day. */
static int32_t
reach_of(pattern_search *s, int32_t number, int32_t day)
{
	const program_step *step = &s->program->step[number];
	bool		limited = step->link == LINK_NEXT || step->within != PATTERN_NONE || step->without >= 0;
	int32_t		last;

	if (!limited || s->best[number] == NEVER)
		return s->best[number];
	last = last_day_for(s, step, day, step->without >= 0 ? s->last_met[step->without] : s->count);
	if (s->soon[number] > last)
		return NEVER;
	/* without a limit of the whole, all that can be complete is as good */
	if (s->program->within == PATTERN_NONE)
		return row_of(s, number)[s->soon[number]];
	/* the range goes back with the days: it has a new beginning, and only rarely does the least lie behind its new end */
	if (s->least[number] > last)
	{
		work(s, (last - day) / BLOCK + BLOCK);
		s->least[number] = least_of(row_of(s, number), blocks_of_step(s, number), s->soon[number], last);
	}
	return row_of(s, number)[s->least[number]];
}

/* Is all known of the days of a silence, and does nothing happen? met is the next day on which something does. */
static bool
is_silent(const pattern_search *s, const program_node *node, int32_t day, int32_t met)
{
	int64_t		end = (int64_t) s->days[day].day + node->days;

	return end <= s->until && (met >= s->count || s->days[met].day > end);
}

static int32_t
value_of(const pattern_search *s, const program_node *node, int32_t day)
{
	const program_step *step;
	int32_t		same_day;

	switch (node->kind)
	{
		case NODE_END:
			return s->days[day].day;
		case NODE_SPLIT:
			return s->value[node->a] < s->value[node->b] ? s->value[node->a] : s->value[node->b];
		case NODE_SILENCE:
			return is_silent(s, node, day, s->last_met[node->b]) ? s->value[node->a] : NEVER;
		case NODE_STEP:
			step = &s->program->step[node->a];
			if (node->later || step->link == LINK_THEN || step->link == LINK_NEXT)
				return s->reach[node->a];
			same_day = holds(s, day, step->condition) ? s->value[step->next] : NEVER;
			if (step->link == LINK_WITH)
				return same_day;
			return same_day < s->reach[node->a] ? same_day : s->reach[node->a];
		default:
			return NEVER;
	}
}

/* Notes what a day can be the day of, when that is known of all later days. */
static void
note_day(pattern_search *s, int32_t day)
{
	const pattern_program *program = s->program;

	for (int32_t i = 0; i < program->steps; i++)
		s->reach[i] = reach_of(s, i, day);
	for (int32_t i = 0; i < program->nodes; i++)
		s->value[i] = value_of(s, &program->node[i], day);
	for (int32_t i = 0; i < program->steps; i++)
	{
		int32_t		end = holds(s, day, program->step[i].condition) ? s->value[program->step[i].next] : NEVER;
		int32_t    *block = &s->block[(size_t) i * blocks_of(s->count) + (size_t) (day / BLOCK)];

		s->end[(size_t) i * (size_t) s->count + (size_t) day] = end;
		if (end == NEVER)
			continue;
		*block = end < *block ? end : *block;
		s->best[i] = end < s->best[i] ? end : s->best[i];
		s->soon[i] = day;
		if (s->final[i] < 0)
			s->final[i] = s->least[i] = day;
		else if (end <= s->end[(size_t) i * (size_t) s->count + (size_t) s->least[i]])
			s->least[i] = day;
	}
	for (int32_t bit = 0; bit < program->conditions; bit++)
		if (holds(s, day, bit))
			s->last_met[bit] = day;
	work(s, 2 * program->steps + program->nodes);
}

void
pattern_search_open(pattern_search *s, void *memory)
{
	const pattern_program *program = s->program;
	size_t		steps = (size_t) program->steps;
	size_t		nodes = (size_t) program->nodes;
	size_t		blocks = steps * blocks_of(s->count);

	s->end = memory;
	s->block = s->end + steps * (size_t) s->count;
	s->reach = s->block + blocks;
	s->best = s->reach + steps;
	s->soon = s->best + steps;
	s->least = s->soon + steps;
	s->final = s->least + steps;
	s->value = s->final + steps;
	s->stack = s->value + nodes;
	s->seen = s->stack + nodes + 1;
	for (size_t i = 0; i < blocks; i++)
		s->block[i] = NEVER;
	for (size_t i = 0; i < steps; i++)
	{
		s->best[i] = NEVER;
		s->soon[i] = NEVER;
		s->final[i] = -1;
	}
	for (size_t i = 0; i < nodes; i++)
		s->seen[i] = 0;
	for (int32_t bit = 0; bit < program->conditions; bit++)
		s->last_met[bit] = s->count;
	s->walks = 0;
	s->work = 0;
	s->match = 0;
	s->from = 0;
	s->first = s->day = -1;
	s->open = false;
	for (int32_t day = s->count - 1; day >= 0; day--)
		note_day(s, day);
	/* from here on, the next day behind the one that a match has got to */
	for (int32_t bit = 0; bit < program->conditions; bit++)
		s->last_met[bit] = -1;
}

/* The next day behind a day on which a condition holds; days are asked for in order within a match. */
static int32_t
next_met(pattern_search *s, int bit, int32_t day)
{
	int32_t		next = s->last_met[bit] > day ? s->last_met[bit] : day + 1;

	while (next < s->count && !holds(s, next, bit))
		next++;
	work(s, next - day);
	return s->last_met[bit] = next;
}

/* The day on which a step is taken behind the day at hand, where that is possible by the limit; count for nowhere. */
static int32_t
day_for(pattern_search *s, const program_node *node)
{
	const program_step *step = &s->program->step[node->a];
	const int32_t *row = row_of(s, node->a);
	int32_t		last;
	int32_t		day;

	if (!node->later && (step->link == LINK_WITH || step->link == LINK_THEN_OR_WITH))
	{
		if (row[s->day] <= s->limit)
			return s->day;
		if (step->link == LINK_WITH)
			return s->count;
	}
	if (s->day >= s->final[node->a])
		return s->count;
	last = last_day_for(s, step, s->day, step->without >= 0 ? next_met(s, step->without, s->day) : s->count);
	last = last < s->final[node->a] ? last : s->final[node->a];
	day = first_at_most(row, blocks_of_step(s, node->a), s->day + 1, last, s->limit);
	work(s, (day - s->day) / BLOCK + BLOCK);
	return day > last ? s->count : day;
}

/* A walk through the nodes from one of them, each once. */
static void
begin_walk(pattern_search *s, int32_t node)
{
	if (s->walks == INT32_MAX)
	{
		s->walks = 0;
		for (int32_t i = 0; i < s->program->nodes; i++)
			s->seen[i] = 0;
	}
	s->walks++;
	s->stack[0] = node;
}

/* Of what is possible from a node on, takes the first that leads to an end; false where that is the end itself. */
static bool
take_step(pattern_search *s, int32_t node)
{
	int32_t		depth = 1;

	begin_walk(s, node);
	while (depth > 0)
	{
		int32_t		i = s->stack[--depth];
		const program_node *n = &s->program->node[i];
		int32_t		day;

		if (s->seen[i] == s->walks)
			continue;
		s->seen[i] = s->walks;
		work(s, 1);
		switch (n->kind)
		{
			case NODE_END:
				return false;
			case NODE_SPLIT:
				s->stack[depth++] = n->b;
				s->stack[depth++] = n->a;
				break;
			case NODE_SILENCE:
				if (is_silent(s, n, s->day, next_met(s, n->b, s->day)))
					s->stack[depth++] = n->a;
				break;
			case NODE_STEP:
				day = day_for(s, n);
				if (day < s->count)
				{
					s->step = n->a;
					s->day = day;
					return true;
				}
				break;
			default:
				break;
		}
	}
	return false;
}

bool
pattern_search_step(pattern_search *s)
{
	s->open = s->open && take_step(s, s->program->step[s->step].next);
	return s->open;
}

/* The preferred first step on a day; false for none. */
static bool
begin_on(pattern_search *s, int32_t day)
{
	int64_t		limit = (int64_t) s->days[day].day + s->program->within;
	int32_t		depth = 1;

	s->limit = s->program->within == PATTERN_NONE || limit >= NEVER ? NEVER - 1 : (int32_t) limit;
	begin_walk(s, s->program->begin);
	while (depth > 0)
	{
		int32_t		i = s->stack[--depth];
		const program_node *n = &s->program->node[i];

		if (s->seen[i] == s->walks)
			continue;
		s->seen[i] = s->walks;
		work(s, 1);
		if (n->kind == NODE_SPLIT)
		{
			s->stack[depth++] = n->b;
			s->stack[depth++] = n->a;
		}
		else if (n->kind == NODE_STEP && row_of(s, n->a)[day] <= s->limit)
		{
			s->step = n->a;
			return true;
		}
	}
	return false;
}

bool
pattern_search_next(pattern_search *s)
{
	/* where the next one may begin on the next day, it is of no matter where this one ends */
	while (s->resume != RESUME_NEXT_DAY && pattern_search_step(s))
		;
	if (s->match > 0)
	{
		s->from = s->resume == RESUME_NEXT_DAY || s->day == s->first ? s->first + 1 :
			s->resume == RESUME_LAST_DAY ? s->day : s->day + 1;
	}
	for (int32_t day = s->from; day < s->count; day++)
	{
		work(s, 1);
		if (!begin_on(s, day))
			continue;
		/* days are looked at once more by a match that begins before the last one ended */
		if (day < s->day)
			for (int32_t bit = 0; bit < s->program->conditions; bit++)
				s->last_met[bit] = -1;
		s->first = s->day = day;
		s->open = true;
		s->match++;
		return true;
	}
	return false;
}
