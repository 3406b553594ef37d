/*
 * What surrounds a value and shows nothing: blanks, tabs and line ends, controls, and the invisible characters that
 * spreadsheets, web pages and editors leave behind (no-break and zero-width spaces, byte order marks, direction marks).
 */
#ifndef SMARTDIP_CORE_BLANK_H
#define SMARTDIP_CORE_BLANK_H

#include <stdbool.h>
#include <stddef.h>

/* blank_trim() where a look at both ends did not suffice. */
extern void blank_trim_ends(const char **s, size_t *len);

/* Is a byte no visible character of ASCII? */
static inline bool
blank_may_be(char c)
{
	return (unsigned char) (c - '!') > '~' - '!';
}

/* Is there anything to leave out of a text that is not empty? False where both ends show at a glance that there is not. */
static inline bool
blank_may_surround(const char *s, size_t len)
{
	return (int) blank_may_be(s[0]) | (int) blank_may_be(s[len - 1]);
}

/* Leaves out what shows nothing at either end of a text of UTF-8; bytes that are none stay. */
static inline void
blank_trim(const char **s, size_t *len)
{
	if (*len > 0 && blank_may_surround(*s, *len))
		blank_trim_ends(s, len);
}

#endif
