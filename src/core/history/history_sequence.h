/*
 * Which codes follow which in a history. The events of one day have no order, so a transition is from a day to the next
 * active day: from each code of the one to each code of the other, once for each such step, however often a code
 * occurred on its day.
 */
#ifndef SMARTDIP_CORE_HISTORY_SEQUENCE_H
#define SMARTDIP_CORE_HISTORY_SEQUENCE_H

#include "core/history/history_measure.h"

/* The index of a code that was not met yet. */
#define HISTORY_UNNUMBERED UINT16_MAX

/*
 * A matrix of counts, a row and a column for each code. When a code is met that has no number, number() is called: it
 * gives one and writes it into the index, and may move the counts to where there is more room. Codes of the same number
 * are one, and stand beside each other in a day.
 */
typedef struct history_matrix
{
	int64_t    *count;
	size_t		room;			/* counts a row */
	uint16_t   *index;			/* of HISTORY_CODES numbers */
	uint16_t   *day[2];			/* room for HISTORY_CODES numbers each */
	uint16_t	(*number) (struct history_matrix *matrix, uint16_t code);
} history_matrix;

/* A code as a root (1), as a base code at most (2), or as it is (3): the levels of event_code_level(). */
static inline uint16_t
history_code_at_level(uint16_t code, int level)
{
	event_code	c = (event_code) code;

	return (uint16_t) (level == 1 ? event_code_root(c) : level == 2 ? event_code_base(c) : c);
}

/* Adds the transitions of what is left of a reader. */
extern void history_count_transitions(event_series_reader *reader, history_matrix *matrix);

/*
 * How often each code occurs in what is left of a reader. All counts are 0 before; gives the number of codes, and the
 * codes in the order in which they were met.
 */
extern uint32_t history_count_codes(event_series_reader *reader, int64_t count[HISTORY_CODES], uint16_t codes[HISTORY_CODES]);

#endif
