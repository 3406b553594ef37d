/*
 * Numbers written in decimal, as data files hold them: no locale, no leading blanks, no hexadecimal, no infinities,
 * and never a byte beyond the length given.
 */
#ifndef SMARTDIP_CORE_DECIMAL_H
#define SMARTDIP_CORE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A longer text is refused as a number, however many of its digits are zeros. */
#define DECIMAL_MAX_LENGTH 127

/* [+-]digits; false for anything else and for what does not fit. */
extern bool decimal_to_int64(const char *s, size_t len, int64_t *value);

/*
 * An integer in whatever way a number may be written: 410000000, 410000000.0, 4.1e+08, 410e6. False for a number that
 * has a fraction and for what does not fit.
 */
extern bool decimal_to_whole(const char *s, size_t len, int64_t *value);

/* [+-]digits[.digits][e[+-]digits], the double nearest to it; false for anything else and beyond its range. */
extern bool decimal_to_double(const char *s, size_t len, double *value);

/* Exactly count digits, as a number. */
static inline bool
decimal_digits(const char *s, size_t count, int32_t *value)
{
	int32_t		sum = 0;

	for (size_t i = 0; i < count; i++)
	{
		unsigned	digit = (unsigned char) s[i] - (unsigned) '0';

		if (digit > 9)
			return false;
		sum = sum * 10 + (int32_t) digit;
	}
	*value = sum;
	return true;
}

#endif
