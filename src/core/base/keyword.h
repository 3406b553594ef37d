/* Looking a keyword up in a short list, whole and by its case. */
#ifndef SMARTDIP_CORE_KEYWORD_H
#define SMARTDIP_CORE_KEYWORD_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static inline bool
keyword_is(const char *name, size_t len, const char *known)
{
	return strlen(known) == len && memcmp(name, known, len) == 0;
}

/* The index of the name, -1 if it is not in the list. */
static inline int
keyword_index(const char *const *names, int count, const char *name, size_t len)
{
	for (int i = 0; i < count; i++)
		if (keyword_is(name, len, names[i]))
			return i;
	return -1;
}

#endif
