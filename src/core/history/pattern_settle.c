/*
 * What follows from the text of a pattern: where each step lies, which parts may be passed without a step, how many steps
 * there are; and the two rules that the grammar alone cannot tell.
 */
#include "core/history/event_pattern.h"

static void
refuse(pattern_fault *fault, enum pattern_error error, const pattern_node *node, size_t length)
{
	if (fault->error == PATTERN_OK)
		*fault = (pattern_fault) {error, node->at, length};
}

/* Nothing is said of the step that a match begins with: it comes behind none, unless it is repeated. */
static void
forget_links(event_pattern *pattern, int16_t index)
{
	pattern_node *node = &pattern->node[index];

	node->said.link = LINK_NONE;
	node->said.without = PATTERN_NONE;
	if (node->kind == PATTERN_SEQUENCE)
		forget_links(pattern, node->inner);
	for (int16_t i = node->kind == PATTERN_CHOICE ? node->inner : PATTERN_NONE; i != PATTERN_NONE; i = pattern->node[i].next)
		forget_links(pattern, i);
}

static int64_t
copies_of(const pattern_node *node)
{
	if (node->kind != PATTERN_REPEAT)
		return 1;
	return node->most != PATTERN_NONE ? node->most : node->least > 1 ? node->least : 1;
}

/* Places are handed down to the steps that a part begins with, sizes up. */
static void
settle(event_pattern *pattern, int16_t index, pattern_place above, pattern_fault *fault)
{
	static const pattern_place behind = {LINK_THEN, PATTERN_NONE, PATTERN_NONE};
	pattern_node *node = &pattern->node[index];
	int64_t		steps = node->kind == PATTERN_STEP;

	node->place.link = node->said.link != LINK_NONE ? node->said.link : above.link;
	node->place.within = node->said.within != PATTERN_NONE ? node->said.within : above.within;
	node->place.without = node->said.without != PATTERN_NONE ? node->said.without : above.without;
	node->can_be_empty = node->kind == PATTERN_SILENCE || node->kind == PATTERN_SEQUENCE;
	if (node->kind == PATTERN_STEP)
		node->number = ++pattern->steps;
	for (int16_t i = node->kind > PATTERN_SILENCE ? node->inner : PATTERN_NONE; i != PATTERN_NONE; i = pattern->node[i].next)
	{
		const pattern_node *inner = &pattern->node[i];

		settle(pattern, i, node->kind == PATTERN_CHOICE || i == node->inner ? node->place : behind, fault);
		steps += inner->steps;
		node->can_be_empty = node->kind == PATTERN_SEQUENCE ? node->can_be_empty && inner->can_be_empty :
			node->can_be_empty || inner->can_be_empty;
	}
	node->can_be_empty |= node->kind == PATTERN_REPEAT && node->least == 0;
	steps *= copies_of(node);
	if (steps > PATTERN_MAX_STEPS)
		refuse(fault, PATTERN_TOO_MANY_STEPS, node, 0);
	node->steps = steps > PATTERN_MAX_STEPS ? PATTERN_MAX_STEPS : (int32_t) steps;
}

/* A silence begins at the step before it: is there one, on every way to it? */
static void
check_silences(const event_pattern *pattern, int16_t index, pattern_fault *fault)
{
	const pattern_node *node = &pattern->node[index];

	if (node->kind == PATTERN_SILENCE)
		refuse(fault, PATTERN_NOTHING_BEFORE, node, sizeof("no") - 1);
	for (int16_t i = node->kind > PATTERN_SILENCE ? node->inner : PATTERN_NONE; i != PATTERN_NONE; i = pattern->node[i].next)
	{
		check_silences(pattern, i, fault);
		if (node->kind == PATTERN_SEQUENCE && !pattern->node[i].can_be_empty)
			break;
	}
}

void
event_pattern_settle(event_pattern *pattern, pattern_fault *fault)
{
	pattern->steps = 0;
	forget_links(pattern, pattern->root);
	settle(pattern, pattern->root, (pattern_place) {LINK_THEN, PATTERN_NONE, PATTERN_NONE}, fault);
	check_silences(pattern, pattern->root, fault);
}
