/* Histories for tests. */
#ifndef SMARTDIP_UNIT_MADE_H
#define SMARTDIP_UNIT_MADE_H

#include <stdlib.h>
#include <string.h>

#include "core/event/event_code.h"
#include "core/history/event_series.h"
#include "core/history/event_tally.h"

/* A history and the tally that it was made of. */
typedef struct made
{
	uint64_t   *words;
	size_t		count;
	uint8_t    *bytes;
	size_t		size;
	event_series_head head;
} made;

static made
make(uint64_t *words, size_t count)
{
	made		m = {words, count, NULL, 0, {0}};
	uint64_t   *scratch = malloc((count + 1) * sizeof(uint64_t));
	event_series_plan plan;

	tally_sort(words, scratch, count, NULL);
	free(scratch);
	if (!tally_compact(words, &m.count) || event_series_measure(words, m.count, &plan, NULL) != EVENT_SERIES_OK)
		abort();
	m.size = plan.size;
	m.head = plan.head;
	m.bytes = malloc(m.size);
	event_series_write(words, m.count, &plan, m.bytes, NULL);
	return m;
}

/* A code that is written in the test: there has to be one. */
static inline event_code
code_of(const char *s)
{
	event_code	code = 0;

	if (event_code_parse(s, strlen(s), &code) != EVENT_CODE_OK)
		abort();
	return code;
}

#endif
