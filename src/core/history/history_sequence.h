/*
 * Which codes follow which in a history. The events of one day have no order, so a transition is from a day to the next
 * active day: from each code of the one to each code of the other, once for each such step, however often a code
 * occurred on its day.
 */
#ifndef SMARTDIP_CORE_HISTORY_SEQUENCE_H
#define SMARTDIP_CORE_HISTORY_SEQUENCE_H

#include "core/history/history_measure.h"

/* What counting takes beside the counts; of use again and again. */
typedef struct history_scratch
{
	uint8_t		set[EVENT_SERIES_SET];
	uint16_t	index[HISTORY_CODES];	/* the row and column of a code in the matrix of counts */
	uint16_t	day[2][HISTORY_CODES];
} history_scratch;

/* A code as a root (1), as a base code at most (2), or as it is (3): the levels of event_code_level(). */
static inline uint16_t
history_code_at_level(uint16_t code, int level)
{
	event_code	c = (event_code) code;

	return (uint16_t) (level == 1 ? event_code_root(c) : level == 2 ? event_code_base(c) : c);
}

/* Adds the codes of what is left of a reader to a set. */
extern void history_code_set(event_series_reader *reader, uint8_t set[EVENT_SERIES_SET]);

/*
 * Counts the transitions of what is left of a reader in a matrix with rows of room counts. The index of the scratch has
 * the number of every code that occurs; codes of the same number are one, and stand beside each other in a day.
 */
extern void history_count_transitions(event_series_reader *reader, history_scratch *scratch, int64_t *count, size_t room);

/* How often each code occurs in what is left of a reader; codes without a count are 0 before and are left so. */
extern void history_count_codes(event_series_reader *reader, uint8_t set[EVENT_SERIES_SET], int64_t count[HISTORY_CODES]);

/* The first code of a set from a number on; HISTORY_CODES if there is none. */
static inline uint32_t
history_set_next(const uint8_t set[EVENT_SERIES_SET], uint32_t code)
{
	while (code < HISTORY_CODES)
	{
		uint64_t	part;

		/* most of a set is empty */
		memcpy(&part, set + (code >> 6) * sizeof(part), sizeof(part));
		if (part == 0)
			code = (code | 63) + 1;
		else if (set[code >> 3] >> (code & 7) == 0)
			code = (code | 7) + 1;
		else if (event_set_has(set, (uint16_t) code))
			break;
		else
			code++;
	}
	return code;
}

#endif
