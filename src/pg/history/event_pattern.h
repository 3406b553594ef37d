/* Patterns as the backend's files have them: parsed and compiled, and kept for the next call. */
#ifndef SMARTDIP_PG_EVENT_PATTERN_H
#define SMARTDIP_PG_EVENT_PATTERN_H

#include "pg/history/history.h"

#include "core/history/pattern_match.h"

typedef struct compiled_pattern
{
	event_pattern pattern;
	pattern_program program;

	/* of the place where it is kept */
	uint64		used;			/* when it was asked for, the last time; 0: nothing is kept here */
	int			pins;			/* by how many calls that come back to it */
	size_t		length;
	char text[	PATTERN_MAX_TEXT];
} compiled_pattern;

/*
 * A stored pattern, ready for a search. It stays as long as the memory context that is current, if the caller comes
 * back to it in another call, and else until another pattern is asked for.
 */
extern const compiled_pattern *compiled_pattern_of(Datum pattern, bool comes_back);

#endif
