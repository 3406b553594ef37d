/* The order of all sorted tables and lists: bytes, unsigned, and a prefix before what it begins. */
#ifndef SMARTDIP_CORE_BYTES_H
#define SMARTDIP_CORE_BYTES_H

#include <stddef.h>
#include <string.h>

/* Less than, equal to or greater than 0, as a stands before, at or behind b. Either may be empty. */
static inline int
bytes_compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t		common = a_len < b_len ? a_len : b_len;
	int			order = common == 0 ? 0 : memcmp(a, b, common);

	return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

#endif
