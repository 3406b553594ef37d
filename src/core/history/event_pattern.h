/*
 * Patterns over histories: what is looked for, as a value.
 *
 *     this 13 then no other 04 then other 190 within 30 days
 *
 *     pattern    choice [[","] "all" "within" days]
 *     choice     sequence {"or" sequence}
 *     sequence   [link] item {link item}
 *     link       ["then" "no" condition] "then" ["or" "with"] | "next" | "with"
 *     item       unit [repetition ["?"]] ["within" days]  |  "no" condition "for" days
 *     unit       condition | "(" choice ")"
 *     repetition "*" | "+" | "?" | "{n}" | "{n,}" | "{n,m}"
 *     condition  "|" of "&" of: "!" of one, "this" and "other" of one or alone, "(" condition ")", "any", a code,
 *                a quad class, an event of PLOVER, or a power, ">=", ">", "<=" or "<", and a degree
 *     days       a number, and "day", "days", "week" or "weeks"
 *
 * A condition is about one event. A step is taken by a day: by all events of that day for which its condition holds.
 * The words between steps say where the day of a step lies, seen from the day of the step that was taken before it,
 * whichever that was:
 *
 *     then          on a later day
 *     next          on the next active day of either side
 *     with          on the same day
 *     then or with  on the same day or a later one
 *     within n days at most so many days later
 *     no x          x does not happen on the days in between
 *
 * What stands before a group, or within behind it, is said of its first steps that do not say otherwise. Each further
 * repetition of a part begins on a later day, so that no event is counted twice, and takes a step. "no x for n days"
 * takes no step: x does not happen in the n days after the step before it, and all of these days are known.
 *
 * The canonical text, which event_pattern_format() gives, is what is stored; a pattern is parsed from it for each query.
 */
#ifndef SMARTDIP_CORE_EVENT_PATTERN_H
#define SMARTDIP_CORE_EVENT_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/event/event_code.h"

/* Limits: bytes of a text, nested parentheses, steps and negations as written, steps with repetitions written out, days. */
#define PATTERN_MAX_TEXT 4000
#define PATTERN_MAX_DEPTH 50
#define PATTERN_MAX_CONDITIONS 64
#define PATTERN_MAX_STEPS 1000
#define PATTERN_MAX_DAYS 1000000

#define PATTERN_MAX_NODES 2000

/* In place of a node, and of a number of days or repetitions that is not limited. */
#define PATTERN_NONE (-1)

enum pattern_kind
{
	/* conditions */
	PATTERN_ANY,
	PATTERN_CODE,
	PATTERN_QUAD,
	PATTERN_PLOVER,
	PATTERN_POWER,
	PATTERN_NOT,
	PATTERN_AND,
	PATTERN_OR,
	PATTERN_THIS,
	PATTERN_OTHER,
	/* parts */
	PATTERN_STEP,
	PATTERN_SILENCE,
	PATTERN_REPEAT,
	PATTERN_SEQUENCE,
	PATTERN_CHOICE
};

enum pattern_link
{
	LINK_NONE,					/* not said */
	LINK_THEN,
	LINK_NEXT,
	LINK_WITH,
	LINK_THEN_OR_WITH
};

enum pattern_compare
{
	COMPARE_AT_LEAST,
	COMPARE_ABOVE,
	COMPARE_AT_MOST,
	COMPARE_BELOW
};

/* Where a part lies, seen from the step before it; without is a condition, within a number of days. */
typedef struct pattern_place
{
	enum pattern_link link;
	int32_t		within;
	int16_t		without;
} pattern_place;

typedef struct pattern_node
{
	enum pattern_kind kind;
	int16_t		inner;			/* the first of what it is made of */
	int16_t		next;			/* what stands beside it in what it is part of */
	uint16_t	at;				/* where it begins in the text */

	/* of conditions */
	event_code	code;
	int16_t		quad;
	const char *plover;			/* as event_code_plover_event() gives it */
	uint16_t	powers;			/* dimensions, of which the strongest counts, as bits */
	uint8_t		degree;
	enum pattern_compare compare;

	/* of parts */
	pattern_place said;			/* as written */
	pattern_place place;		/* with what is said of the groups that the part begins */
	int16_t		number;			/* of a step, from 1 in the order of the text */
	int32_t		days;			/* of a silence */
	int16_t		least;			/* of a repetition */
	int16_t		most;
	bool		reluctant;
	bool		can_be_empty;	/* may it be passed without a step? */
	int32_t		steps;			/* with repetitions written out */
} pattern_node;

typedef struct event_pattern
{
	pattern_node node[PATTERN_MAX_NODES];
	int16_t		nodes;
	int16_t		root;
	int16_t		steps;			/* as written */
	int16_t		conditions;		/* steps and negations */
	int32_t		within;			/* of the whole */
	bool		asks_other;		/* is there anything said of the other side? */
} event_pattern;

enum pattern_error
{
	PATTERN_OK,
	/* syntax */
	PATTERN_EMPTY,
	PATTERN_BAD_CHARACTER,
	PATTERN_NO_STEP,
	PATTERN_NO_LINK,
	PATTERN_NO_CLOSE,
	PATTERN_NO_CONDITION,
	PATTERN_NOT_A_CONDITION,
	PATTERN_NOTHING_BEFORE,
	PATTERN_NO_END_OF_SILENCE,
	PATTERN_NO_COMPARISON,
	PATTERN_NO_DAYS,
	PATTERN_NO_WITHIN,
	PATTERN_BAD_REPETITION,
	/* values */
	PATTERN_UNKNOWN_WORD,
	PATTERN_BAD_CODE,
	PATTERN_BAD_DEGREE,
	PATTERN_BAD_DAYS,
	PATTERN_BAD_COUNT,
	/* limits */
	PATTERN_TOO_LONG,
	PATTERN_TOO_DEEP,
	PATTERN_TOO_MANY_CONDITIONS,
	PATTERN_TOO_MANY_STEPS,
	PATTERN_ERRORS
};

enum pattern_error_class
{
	PATTERN_SYNTAX,
	PATTERN_VALUE,
	PATTERN_LIMIT
};

/* What is wrong, and the bytes of the text that are refused. */
typedef struct pattern_fault
{
	enum pattern_error error;
	size_t		at;
	size_t		length;
} pattern_fault;

extern bool event_pattern_parse(const char *s, size_t length, event_pattern *pattern, pattern_fault *fault);

/* Of event_pattern_parse(), when the tree is there: what follows from it. */
extern void event_pattern_settle(event_pattern *pattern, pattern_fault *fault);

/* The canonical text, without a zero byte behind it; 0 where it is longer than a text may be. */
extern size_t event_pattern_format(const event_pattern *pattern, char buf[PATTERN_MAX_TEXT]);

/* The same of a condition alone. */
extern size_t event_pattern_format_condition(const event_pattern *pattern, int16_t condition, char buf[PATTERN_MAX_TEXT]);

/* Does a condition hold for an event of this side, or of the other? */
extern bool event_pattern_holds(const event_pattern *pattern, int16_t condition, event_code code, bool other);

/* The dimensions of power that a name stands for, as bits, 0 for none; and the name again. */
extern uint16_t pattern_powers_by_name(const char *name, size_t length);
extern const char *pattern_powers_name(uint16_t powers);

extern const char *const pattern_quad_names[5];

extern enum pattern_error_class pattern_error_class_of(enum pattern_error error);
extern const char *pattern_error_text(enum pattern_error error);
extern const char *pattern_error_hint(enum pattern_error error);

#endif
