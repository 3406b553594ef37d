/*
 * A pattern as a program: every step with its repetitions written out, and for each what may come behind it.
 *
 * Nodes say what is possible without a step being taken, in the order of preference:
 *
 *     NODE_DEAD      nothing
 *     NODE_END       the pattern is complete
 *     NODE_STEP      the step a may be taken; later: on a later day in any case, for a repetition begins with it
 *     NODE_SPLIT     what a says, or else what b says
 *     NODE_SILENCE   what a says, if the condition of bit b does not hold for so many days
 *
 * Each node stands behind those that it leads to; and a step that can be on the day of the one before it stands behind what
 * comes after that step. So one walk from the first node to the last gives every node's value for a day from those of
 * later days: see pattern_match.h. There is no circle among the nodes, because what is repeated has to take a step: the
 * beginning of a part is written anew where the part is entered, with nowhere to go if it were left without one.
 */
#ifndef SMARTDIP_CORE_PATTERN_PROGRAM_H
#define SMARTDIP_CORE_PATTERN_PROGRAM_H

#include "core/base/pause.h"
#include "core/history/event_pattern.h"

#define PROGRAM_MAX_NODES 20000

/* Every node, once or more, for each of the levels of repetitions: much more than any pattern of use has. */
enum program_kind
{
	NODE_DEAD,
	NODE_END,
	NODE_STEP,
	NODE_SPLIT,
	NODE_SILENCE
};

typedef struct program_node
{
	uint8_t		kind;
	bool		later;
	int16_t		a;
	int16_t		b;
	int32_t		days;			/* of a silence */
} program_node;

typedef struct program_step
{
	int16_t		next;			/* the node behind it */
	int16_t		number;			/* of the step, as written */
	uint8_t		link;			/* enum pattern_link */
	uint8_t		condition;		/* bits in what holds of a day */
	int8_t		without;		/* -1: none */
	int32_t		within;			/* PATTERN_NONE: no limit */
} program_step;

typedef struct pattern_program
{
	program_step step[PATTERN_MAX_STEPS];
	program_node node[PROGRAM_MAX_NODES];
	int32_t		steps;
	int32_t		nodes;
	int16_t		begin;			/* the node with which a match begins */
	int32_t		within;			/* of the whole */
	bool		uses_next;		/* does it matter which day is the next active one? */
	bool		asks_other;
	int16_t		condition[PATTERN_MAX_CONDITIONS];	/* of each bit, its node in the pattern */
	int32_t		conditions;
	int16_t		bit[PATTERN_MAX_NODES]; /* and the other way round */

	/* What holds for an event of this side and of the other, as bits: see pattern_holds_for(). */
	uint64_t	holds[2][EVENT_CODE_SLOTS];
} pattern_program;

/* The conditions that hold for an event of a side, 0 for this one; a number that is no code is no event. */
static inline uint64_t
pattern_holds_for(const pattern_program *program, int side, uint16_t code)
{
	uint32_t	slot = (uint32_t) code - EVENT_CODE_FIRST;

	return slot < EVENT_CODE_SLOTS ? program->holds[side][slot] : 0;
}

/* False for a pattern that would take too many nodes. What holds for which code is left out. */
extern bool pattern_compile(const event_pattern *pattern, pattern_program *program);

/* That, which takes longer and is of use for a search alone. */
extern void pattern_fill_holds(const event_pattern *pattern, pattern_program *program, core_pause pause);

#endif
