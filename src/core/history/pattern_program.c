/*
 * Makes the program of a pattern. Two functions for each part:
 *
 *     head()   what is possible where the part begins, as a node
 *     tail()   for each of its steps, what is possible behind it
 *
 * base is the number of the first step of the part among those written out: a copy of a part has a base of its own, and
 * both functions count alike. after is the node behind the part.
 */
#include "core/history/pattern_program.h"

#include <string.h>

typedef struct pattern_compiler
{
	const event_pattern *pattern;
	pattern_program *program;
	bool		full;
} pattern_compiler;

#define DEAD 0
#define END 1

static int16_t
emit(pattern_compiler *c, program_node node)
{
	if (c->program->nodes == PROGRAM_MAX_NODES)
	{
		c->full = true;
		return DEAD;
	}
	c->program->node[c->program->nodes] = node;
	return (int16_t) c->program->nodes++;
}

static int16_t
split(pattern_compiler *c, int16_t first, int16_t second)
{
	if (first == DEAD || first == second)
		return second;
	return second == DEAD ? first : emit(c, (program_node) {NODE_SPLIT, false, first, second, 0});
}

/* The part again, or what is behind it. */
static int16_t
again_or(pattern_compiler *c, const pattern_node *repeat, int16_t again, int16_t after)
{
	return repeat->reluctant ? split(c, after, again) : split(c, again, after);
}

static int16_t head(pattern_compiler *c, int16_t part, int32_t base, int16_t after, bool later);
static void tail(pattern_compiler *c, int16_t part, int32_t base, int16_t after);

static int16_t
head_of_items(pattern_compiler *c, int16_t item, int32_t base, int16_t after, bool later)
{
	const pattern_node *node;

	if (item == PATTERN_NONE)
		return after;
	node = &c->pattern->node[item];
	if (node->can_be_empty)
		after = head_of_items(c, node->next, base + node->steps, after, later);
	return head(c, item, base, after, later);
}

static int16_t
head_of_choice(pattern_compiler *c, int16_t item, int32_t base, int16_t after, bool later)
{
	const pattern_node *node = &c->pattern->node[item];
	int16_t		others;

	if (node->next == PATTERN_NONE)
		return head(c, item, base, after, later);
	others = head_of_choice(c, node->next, base + node->steps, after, later);
	return split(c, head(c, item, base, after, later), others);
}

static int32_t
copies_of(const pattern_compiler *c, const pattern_node *repeat)
{
	return c->pattern->node[repeat->inner].steps == 0 ? 1 : repeat->steps / c->pattern->node[repeat->inner].steps;
}

/*
 * Where the copy k of a part is entered, from 0. A copy that is asked for may be passed without a step, if the part may,
 * and is the last one then; one that is not asked for has to take a step, or it is left out.
 */
static int16_t
head_of_copy(pattern_compiler *c, const pattern_node *repeat, int32_t k, int32_t base, int16_t after, bool later)
{
	int32_t		copy_base = base + k * c->pattern->node[repeat->inner].steps;

	if (k < repeat->least)
		return head(c, repeat->inner, copy_base, after, later);
	return again_or(c, repeat, head(c, repeat->inner, copy_base, DEAD, later), after);
}

/* Behind the last copy, where there is no end to repeating. */
static int16_t
head_of_more(pattern_compiler *c, const pattern_node *repeat, int32_t base, int16_t after)
{
	int32_t		last = copies_of(c, repeat) - 1;

	if (repeat->most != PATTERN_NONE)
		return after;
	return again_or(c, repeat, head(c, repeat->inner, base + last * c->pattern->node[repeat->inner].steps, DEAD, true), after);
}

static int16_t
head(pattern_compiler *c, int16_t part, int32_t base, int16_t after, bool later)
{
	const pattern_node *node = &c->pattern->node[part];

	switch (node->kind)
	{
		case PATTERN_STEP:
			return emit(c, (program_node) {NODE_STEP, later, (int16_t) base, 0, 0});
		case PATTERN_SILENCE:
			return after == DEAD ? DEAD : emit(c, (program_node) {NODE_SILENCE, false, after, c->program->bit[node->inner], node->days});
		case PATTERN_REPEAT:
			return head_of_copy(c, node, 0, base, after, later);
		case PATTERN_SEQUENCE:
			return head_of_items(c, node->inner, base, after, later);
		default:
			return head_of_choice(c, node->inner, base, after, later);
	}
}

/* Gives what is possible where the items begin behind another. */
static int16_t
tail_of_items(pattern_compiler *c, int16_t item, int32_t base, int16_t after, bool first)
{
	const pattern_node *node;

	if (item == PATTERN_NONE)
		return after;
	node = &c->pattern->node[item];
	after = tail_of_items(c, node->next, base + node->steps, after, false);
	tail(c, item, base, after);
	return first ? DEAD : head(c, item, base, after, false);
}

static void
tail_of_repeat(pattern_compiler *c, const pattern_node *repeat, int32_t base, int16_t after)
{
	int16_t		next = head_of_more(c, repeat, base, after);

	for (int32_t k = copies_of(c, repeat) - 1; k >= 0; k--)
	{
		tail(c, repeat->inner, base + k * c->pattern->node[repeat->inner].steps, next);
		if (k > 0)
			next = head_of_copy(c, repeat, k, base, after, true);
	}
}

static void
tail(pattern_compiler *c, int16_t part, int32_t base, int16_t after)
{
	const pattern_node *node = &c->pattern->node[part];
	program_step *step = &c->program->step[base];

	switch (node->kind)
	{
		case PATTERN_STEP:
			step->next = after;
			step->number = node->number;
			step->link = (uint8_t) node->place.link;
			step->condition = (uint8_t) c->program->bit[part];
			step->without = node->place.without == PATTERN_NONE ? -1 : (int8_t) c->program->bit[node->place.without];
			step->within = node->place.within;
			c->program->uses_next |= node->place.link == LINK_NEXT;
			break;
		case PATTERN_SILENCE:
			break;
		case PATTERN_REPEAT:
			tail_of_repeat(c, node, base, after);
			break;
		case PATTERN_SEQUENCE:
			tail_of_items(c, node->inner, base, after, true);
			break;
		default:
			for (int16_t i = node->inner; i != PATTERN_NONE; base += c->pattern->node[i].steps, i = c->pattern->node[i].next)
				tail(c, i, base, after);
			break;
	}
}

/* A bit for the condition of each step and of each negation. */
static void
number_conditions(pattern_compiler *c)
{
	const event_pattern *pattern = c->pattern;
	pattern_program *program = c->program;

	for (int16_t i = 0; i < pattern->nodes; i++)
		program->bit[i] = -1;
	for (int16_t i = 0; i < pattern->nodes; i++)
	{
		const pattern_node *node = &pattern->node[i];
		bool		counts = node->kind == PATTERN_STEP && node->number > 0;
		int16_t		condition = counts || node->kind == PATTERN_SILENCE ? node->inner : PATTERN_NONE;

		if (condition != PATTERN_NONE)
		{
			program->bit[counts ? i : condition] = (int16_t) program->conditions;
			program->condition[program->conditions++] = condition;
		}
		if (node->said.without != PATTERN_NONE)
		{
			program->bit[node->said.without] = (int16_t) program->conditions;
			program->condition[program->conditions++] = node->said.without;
		}
	}
}

void
pattern_fill_holds(const event_pattern *pattern, pattern_program *program, core_pause pause)
{
	memset(program->holds, 0, sizeof(program->holds));
	for (int code = EVENT_CODE_FIRST; code <= EVENT_CODE_LAST; code++)
	{
		if (code % 64 == 0 && pause != NULL)
			pause();
		for (int bit = 0; event_code_is_valid((event_code) code) && bit < program->conditions; bit++)
			for (int side = 0; side < 2; side++)
				if (event_pattern_holds(pattern, program->condition[bit], (event_code) code, side == 1))
					program->holds[side][code - EVENT_CODE_FIRST] |= UINT64_C(1) << bit;
	}
}

bool
pattern_compile(const event_pattern *pattern, pattern_program *program)
{
	pattern_compiler c = {pattern, program, false};

	program->steps = pattern->node[pattern->root].steps;
	program->nodes = program->conditions = 0;
	program->within = pattern->within;
	program->uses_next = false;
	program->asks_other = pattern->asks_other;
	number_conditions(&c);
	emit(&c, (program_node) {NODE_DEAD, false, 0, 0, 0});
	emit(&c, (program_node) {NODE_END, false, 0, 0, 0});
	tail(&c, pattern->root, 0, END);
	program->begin = head(&c, pattern->root, 0, DEAD, false);
	return !c.full;
}
