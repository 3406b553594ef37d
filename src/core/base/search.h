/* Looking a string up in a table that is sorted by it, in the order of core/base/bytes.h. */
#ifndef SMARTDIP_CORE_SEARCH_H
#define SMARTDIP_CORE_SEARCH_H

#include "core/base/array.h"
#include "core/base/bytes.h"

/* How many rows stand before s. first is the string of the first row, and those of the others lie size bytes apart. */
static inline size_t
search_before(const char *const *first, size_t count, size_t size, const char *s, size_t len)
{
	size_t		low = 0;
	size_t		high = count;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;
		const char *string = *(const char *const *) ((const char *) first + middle * size);

		if (bytes_compare(string, strlen(string), s, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The index of the first row whose string is s, -1 if there is none. */
static inline int
search_string(const char *const *first, size_t count, size_t size, const char *s, size_t len)
{
	size_t		row = search_before(first, count, size, s, len);
	const char *string;

	if (row == count)
		return -1;
	string = *(const char *const *) ((const char *) first + row * size);
	return strlen(string) == len && memcmp(string, s, len) == 0 ? (int) row : -1;
}

/* search_string() in an array of structs with such a member. */
#define search_table(table, member, s, len) search_string(&(table)[0].member, lengthof(table), sizeof((table)[0]), s, len)

#endif
