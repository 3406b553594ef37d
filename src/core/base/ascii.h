/* Letters and digits of ASCII, whatever the locale; bytes beyond it are neither. */
#ifndef SMARTDIP_CORE_ASCII_H
#define SMARTDIP_CORE_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline bool
ascii_is_digit(char c)
{
	return (unsigned char) (c - '0') < 10;
}

static inline bool
ascii_is_capital(char c)
{
	return (unsigned char) (c - 'A') < 26;
}

static inline bool
ascii_is_small(char c)
{
	return (unsigned char) (c - 'a') < 26;
}

/* All of the bytes; true of none. */
static inline bool
ascii_are_small(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!ascii_is_small(s[i]))
			return false;
	return true;
}

static inline bool
ascii_is_letter(char c)
{
	return ascii_is_small((char) (c | 0x20));
}

static inline bool
ascii_is_alphanumeric(char c)
{
	return ascii_is_digit(c) || ascii_is_letter(c);
}

static inline char
ascii_lower(char c)
{
	return ascii_is_capital(c) ? (char) (c | 0x20) : c;
}

#endif
