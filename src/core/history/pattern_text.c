/* The canonical text of a pattern, and what its faults are called. */
#include "core/history/event_pattern.h"

#include <string.h>

#include "core/power/power_profile.h"

typedef struct pattern_writer
{
	const event_pattern *pattern;
	char	   *buf;
	size_t		length;
	bool		full;
} pattern_writer;

static void
put_bytes(pattern_writer *w, const char *s, size_t length)
{
	if (length > PATTERN_MAX_TEXT - w->length)
		w->full = true;
	if (w->full)
		return;
	memcpy(w->buf + w->length, s, length);
	w->length += length;
}

static void
put(pattern_writer *w, const char *s)
{
	put_bytes(w, s, strlen(s));
}

static void
put_number(pattern_writer *w, int32_t number)
{
	char		digits[12];
	int			i = sizeof(digits);

	do
		digits[--i] = (char) ('0' + number % 10);
	while ((number /= 10) > 0);
	put_bytes(w, digits + i, sizeof(digits) - (size_t) i);
}

static void
put_days(pattern_writer *w, int32_t days)
{
	put_number(w, days);
	put(w, days == 1 ? " day" : " days");
}

static void
put_degree(pattern_writer *w, uint8_t degree)
{
	char		decimals[3] = {'.', (char) ('0' + degree / 10 % 10), (char) ('0' + degree % 10)};

	put_number(w, degree / POWER_FULL);
	if (degree % POWER_FULL != 0)
		put_bytes(w, decimals, degree % 10 != 0 ? 3 : 2);
}

static void put_condition(pattern_writer *w, int16_t condition, enum pattern_kind within);

/* Everything inside a node, with something in between. */
static void
put_joined(pattern_writer *w, const pattern_node *node, const char *between)
{
	for (int16_t i = node->inner; i != PATTERN_NONE; i = w->pattern->node[i].next)
	{
		if (i != node->inner)
			put(w, between);
		put_condition(w, i, node->kind);
	}
}

static void
put_power(pattern_writer *w, const pattern_node *node)
{
	static const char *const signs[] = {" >= ", " > ", " <= ", " < "};

	put(w, pattern_powers_name(node->powers));
	put(w, signs[node->compare]);
	put_degree(w, node->degree);
}

/*
 * A condition inside of something, PATTERN_STEP for alone: "&" binds stronger than "|", and "!", "this" and "other" stronger
 * than both; between the words of a pattern, parentheses make it easier to read.
 */
static void
put_condition(pattern_writer *w, int16_t condition, enum pattern_kind within)
{
	const pattern_node *node = &w->pattern->node[condition];
	bool		parentheses = (node->kind == PATTERN_OR && within != PATTERN_STEP) ||
	(node->kind == PATTERN_AND && within != PATTERN_STEP && within != PATTERN_OR);
	char		code[EVENT_CODE_MAX_LENGTH];

	if (parentheses)
		put(w, "(");
	switch (node->kind)
	{
		case PATTERN_CODE:
			put_bytes(w, code, event_code_format(node->code, code));
			break;
		case PATTERN_QUAD:
			put(w, pattern_quad_names[node->quad]);
			break;
		case PATTERN_PLOVER:
			put(w, node->plover);
			break;
		case PATTERN_POWER:
			put_power(w, node);
			break;
		case PATTERN_NOT:
			put(w, "!");
			put_joined(w, node, "");
			break;
		case PATTERN_THIS:
		case PATTERN_OTHER:
			put(w, node->kind == PATTERN_THIS ? "this" : "other");
			put(w, node->inner == PATTERN_NONE ? "" : " ");
			put_joined(w, node, "");
			break;
		case PATTERN_AND:
			put_joined(w, node, " & ");
			break;
		case PATTERN_OR:
			put_joined(w, node, " | ");
			break;
		default:
			put(w, "any");
			break;
	}
	if (parentheses)
		put(w, ")");
}

static void
put_repetition(pattern_writer *w, const pattern_node *node)
{
	if (node->least <= 1 && node->most == PATTERN_NONE)
		put(w, node->least == 0 ? "*" : "+");
	else if (node->least == 0 && node->most == 1)
		put(w, "?");
	else
	{
		put(w, "{");
		put_number(w, node->least);
		if (node->most != node->least)
			put(w, ",");
		if (node->most != node->least && node->most != PATTERN_NONE)
			put_number(w, node->most);
		put(w, "}");
	}
	if (node->reluctant)
		put(w, "?");
}

static void put_part(pattern_writer *w, int16_t part);
static void put_item(pattern_writer *w, int16_t item, bool first);

static bool
says_something(const pattern_node *node)
{
	return node->said.link != LINK_NONE || node->said.within != PATTERN_NONE || node->said.without != PATTERN_NONE;
}

/* A part that stands in a sequence or is repeated: what is longer than a word is put in parentheses. */
static void
put_unit(pattern_writer *w, int16_t unit, bool repeated)
{
	const pattern_node *node = &w->pattern->node[unit];
	bool		parentheses = node->kind == PATTERN_SEQUENCE || node->kind == PATTERN_CHOICE ||
	(repeated && (node->kind == PATTERN_REPEAT || node->kind == PATTERN_SILENCE || says_something(node)));

	if (!parentheses)
	{
		put_part(w, unit);
		return;
	}
	put(w, "(");
	if (repeated && says_something(node))
		put_item(w, unit, true);
	else
		put_part(w, unit);
	put(w, ")");
}

/* What is said before an item. What it begins with needs no word unless one is said. */
static void
put_link(pattern_writer *w, const pattern_node *node, bool first)
{
	static const char *const links[] = {"", "then ", "next ", "with ", "then or with "};

	if (node->said.without != PATTERN_NONE)
	{
		put(w, first ? "no " : "then no ");
		put_condition(w, node->said.without, PATTERN_SEQUENCE);
		put(w, " ");
	}
	if (!first || node->kind != PATTERN_SILENCE)
		put(w, links[node->said.link]);
}

static void
put_item(pattern_writer *w, int16_t item, bool first)
{
	const pattern_node *node = &w->pattern->node[item];

	put_link(w, node, first);
	put_unit(w, item, false);
	if (node->said.within != PATTERN_NONE)
	{
		put(w, " within ");
		put_days(w, node->said.within);
	}
}

/* In a choice, and as the whole: without parentheses, unless something is said of the group. */
static void
put_bare(pattern_writer *w, int16_t part)
{
	const pattern_node *node = &w->pattern->node[part];

	if (!says_something(node) && (node->kind == PATTERN_SEQUENCE || node->kind == PATTERN_CHOICE))
		put_part(w, part);
	else
		put_item(w, part, true);
}

static void
put_part(pattern_writer *w, int16_t part)
{
	const pattern_node *node = &w->pattern->node[part];

	switch (node->kind)
	{
		case PATTERN_STEP:
			put_condition(w, node->inner, PATTERN_SEQUENCE);
			break;
		case PATTERN_SILENCE:
			put(w, "no ");
			put_condition(w, node->inner, PATTERN_SEQUENCE);
			put(w, " for ");
			put_days(w, node->days);
			break;
		case PATTERN_REPEAT:
			put_unit(w, node->inner, true);
			put_repetition(w, node);
			break;
		case PATTERN_SEQUENCE:
			for (int16_t i = node->inner; i != PATTERN_NONE; i = w->pattern->node[i].next)
			{
				put(w, i == node->inner ? "" : " ");
				put_item(w, i, i == node->inner);
			}
			break;
		default:
			for (int16_t i = node->inner; i != PATTERN_NONE; i = w->pattern->node[i].next)
			{
				put(w, i == node->inner ? "" : " or ");
				put_bare(w, i);
			}
			break;
	}
}

size_t
event_pattern_format(const event_pattern *pattern, char buf[PATTERN_MAX_TEXT])
{
	const pattern_node *root = &pattern->node[pattern->root];
	pattern_writer w = {pattern, buf, 0, false};

	if (root->kind == PATTERN_STEP && !says_something(root))
		put_condition(&w, root->inner, PATTERN_STEP);
	else
		put_bare(&w, pattern->root);
	if (pattern->within != PATTERN_NONE)
	{
		put(&w, ", all within ");
		put_days(&w, pattern->within);
	}
	return w.full ? 0 : w.length;
}

size_t
event_pattern_format_condition(const event_pattern *pattern, int16_t condition, char buf[PATTERN_MAX_TEXT])
{
	pattern_writer w = {pattern, buf, 0, false};

	put_condition(&w, condition, PATTERN_STEP);
	return w.full ? 0 : w.length;
}

typedef struct pattern_error_row
{
	enum pattern_error_class class;
	const char *text;
	const char *hint;
} pattern_error_row;

#define WRITE_A_STEP "A step is a code (19), a quad class (verbal-conflict), an event of PLOVER (THREATEN), a power (hard >= 0.5), this, other or any, joined by & | ! and parentheses."
#define WRITE_DAYS "Write a number of days or weeks, as in within 30 days."
#define WRITE_REPETITION "Write *, +, ?, {2}, {2,} or {2,5} behind a step or a group, once, and ? behind it for as few as possible."

static const pattern_error_row errors[PATTERN_ERRORS] = {
	[PATTERN_OK] = {PATTERN_SYNTAX, "", NULL},
	[PATTERN_EMPTY] = {PATTERN_SYNTAX, "there is no step in it", WRITE_A_STEP},
	[PATTERN_BAD_CHARACTER] = {PATTERN_SYNTAX, "no pattern has this character", WRITE_A_STEP},
	[PATTERN_NO_STEP] = {PATTERN_SYNTAX, "a step should stand here", WRITE_A_STEP},
	[PATTERN_NO_LINK] = {PATTERN_SYNTAX, "something that joins it to what stands before should stand here",
	"Steps are joined by then, next, with or then or with; alternatives by or; the longest time of the whole is written all within 90 days, at the end."},
	[PATTERN_NO_CLOSE] = {PATTERN_SYNTAX, "this parenthesis is not closed", NULL},
	[PATTERN_NO_CONDITION] = {PATTERN_SYNTAX, "behind no, it should be said what does not happen", WRITE_A_STEP},
	[PATTERN_NOT_A_CONDITION] = {PATTERN_SYNTAX, "this is more than a condition on one event",
	"&, |, !, this and other say something of one event: repeat what they make, as in (13 | 14)+, and join whole steps by or."},
	[PATTERN_NOTHING_BEFORE] = {PATTERN_SYNTAX, "there is no step before it from which days could be counted",
	"Begin with a step, any for whatever happens, and say behind it what follows."},
	[PATTERN_NO_END_OF_SILENCE] = {PATTERN_SYNTAX, "it is not said until when nothing happens",
	"Write then no 04 then 19 for the days between two steps, and then no 04 for 30 days for the days behind one."},
	[PATTERN_NO_COMPARISON] = {PATTERN_SYNTAX, "behind a power, a comparison should stand", "Write >=, >, <= or <, and a degree, as in hard >= 0.5."},
	[PATTERN_NO_DAYS] = {PATTERN_SYNTAX, "a number of days should stand here", WRITE_DAYS},
	[PATTERN_NO_WITHIN] = {PATTERN_SYNTAX, "the longest time of the whole should stand here", "Write all within 90 days."},
	[PATTERN_BAD_REPETITION] = {PATTERN_SYNTAX, "nothing can be repeated like this", WRITE_REPETITION},
	[PATTERN_UNKNOWN_WORD] = {PATTERN_VALUE, "there is no event and no class of events of this name", WRITE_A_STEP},
	[PATTERN_BAD_CODE] = {PATTERN_VALUE, "this is no event code", "A code has two to four digits, of which the first two are 01 to 20."},
	[PATTERN_BAD_DEGREE] = {PATTERN_VALUE, "this is no degree", "A degree is a number from 0 to 1 with at most two decimals."},
	[PATTERN_BAD_DAYS] = {PATTERN_VALUE, "this is no number of days", "A number of days is whole, from 0 to 1000000."},
	[PATTERN_BAD_COUNT] = {PATTERN_VALUE, "this is no number of repetitions",
	"A part is repeated 0 to 1000 times, once or more at most, and not less at most than at least."},
	[PATTERN_TOO_LONG] = {PATTERN_LIMIT, "it is longer than 4000 bytes or has too many parts", NULL},
	[PATTERN_TOO_DEEP] = {PATTERN_LIMIT, "parentheses, !, this and other are nested more than 50 deep", NULL},
	[PATTERN_TOO_MANY_CONDITIONS] = {PATTERN_LIMIT, "it has more than 64 steps and negations", "Repeat a step with {n}, and join codes by |."},
	[PATTERN_TOO_MANY_STEPS] = {PATTERN_LIMIT, "with its repetitions written out it has more than 1000 steps", "+ and * repeat without an end, and take no more room than once."},
};

enum pattern_error_class
pattern_error_class_of(enum pattern_error error)
{
	return errors[error].class;
}

const char *
pattern_error_text(enum pattern_error error)
{
	return errors[error].text;
}

const char *
pattern_error_hint(enum pattern_error error)
{
	return errors[error].hint;
}
