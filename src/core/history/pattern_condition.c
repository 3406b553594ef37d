/* What the conditions of a pattern say about one event. */
#include "core/history/event_pattern.h"

#include "core/base/keyword.h"
#include "core/power/power_profile.h"

const char *const pattern_quad_names[5] = {"", "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"};

/* The cells of a strength, or of a domain. */
static uint16_t
cells_of(int strength, int domain)
{
	uint16_t	powers = 0;

	for (int s = 0; s < POWER_STRENGTHS; s++)
		for (int d = 0; d < POWER_DOMAINS; d++)
			if (s == strength || d == domain)
				powers |= (uint16_t) (1 << power_cell((enum power_strength) s, (enum power_domain) d));
	return powers;
}

/* A strength or a domain, by its number among both; -1 for neither. */
static const char *
group_name(int i)
{
	return i < POWER_STRENGTHS ? power_strength_name((enum power_strength) i) : power_domain_name((enum power_domain) (i - POWER_STRENGTHS));
}

static uint16_t
group_powers(int i)
{
	return i < POWER_STRENGTHS ? cells_of(i, -1) : cells_of(-1, i - POWER_STRENGTHS);
}

uint16_t
pattern_powers_by_name(const char *name, size_t length)
{
	int			dimension;

	/* a strength alone is the greatest of its three cells, as the function of its name is; a domain likewise */
	for (int i = 0; i < POWER_STRENGTHS + POWER_DOMAINS; i++)
		if (keyword_is(name, length, group_name(i)))
			return group_powers(i);
	dimension = power_dimension_by_name(name, length);
	return dimension < 0 ? 0 : (uint16_t) (1 << dimension);
}

const char *
pattern_powers_name(uint16_t powers)
{
	for (int i = 0; i < POWER_STRENGTHS + POWER_DOMAINS; i++)
		if (powers == group_powers(i))
			return group_name(i);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		if (powers == 1 << i)
			return power_dimension_name(i);
	return "";
}

static bool
power_holds(const pattern_node *node, event_code code)
{
	const power_profile *profile = power_profile_of_code(code);
	uint8_t		degree = 0;

	if (profile == NULL)
		return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		if ((node->powers >> i & 1) != 0 && profile->degree[i] > degree)
			degree = profile->degree[i];
	switch (node->compare)
	{
		case COMPARE_AT_LEAST:
			return degree >= node->degree;
		case COMPARE_ABOVE:
			return degree > node->degree;
		case COMPARE_AT_MOST:
			return degree <= node->degree;
		case COMPARE_BELOW:
			return degree < node->degree;
	}
	return false;
}

bool
event_pattern_holds(const event_pattern *pattern, int16_t condition, event_code code, bool other)
{
	const pattern_node *node = &pattern->node[condition];

	switch (node->kind)
	{
		case PATTERN_ANY:
			return true;
		case PATTERN_CODE:
			return event_code_under(code, node->code);
		case PATTERN_QUAD:
			return event_code_quad_class(code, EVENT_SCHEME_GDELT) == node->quad;
		case PATTERN_PLOVER:
			return event_code_plover_event(code) == node->plover;
		case PATTERN_POWER:
			return power_holds(node, code);
		case PATTERN_NOT:
			return !event_pattern_holds(pattern, node->inner, code, other);
		case PATTERN_THIS:
		case PATTERN_OTHER:
			return other == (node->kind == PATTERN_OTHER) &&
				(node->inner == PATTERN_NONE || event_pattern_holds(pattern, node->inner, code, other));
		case PATTERN_AND:
		case PATTERN_OR:
			for (int16_t i = node->inner; i != PATTERN_NONE; i = pattern->node[i].next)
				if (event_pattern_holds(pattern, i, code, other) == (node->kind == PATTERN_OR))
					return node->kind == PATTERN_OR;
			return node->kind == PATTERN_AND;
		default:
			return false;
	}
}
