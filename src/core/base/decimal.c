/* Decimal numbers to and from text, exact where they are given with few digits. */
#include "core/base/decimal.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many digits always fit into 64 bits, and no integer of 64 bits has more. */
#define INT64_DIGITS 19

static inline unsigned
digit_of(char c)
{
	return (unsigned char) c - (unsigned) '0';
}

bool
decimal_to_int64(const char *s, size_t len, int64_t *value)
{
	bool		negative = len > 0 && s[0] == '-';
	size_t		i = len > 0 && (s[0] == '-' || s[0] == '+');
	uint64_t	sum = 0;

	if (i == len || len > DECIMAL_MAX_LENGTH)
		return false;
	for (; i < len; i++)
	{
		unsigned	digit = digit_of(s[i]);

		/* the first digits always fit */
		if (digit > 9 || (i >= INT64_DIGITS && sum > (UINT64_MAX - digit) / 10))
			return false;
		sum = sum * 10 + digit;
	}
	if (sum > (uint64_t) INT64_MAX + negative)
		return false;
	*value = negative ? (int64_t) (0 - sum) : (int64_t) sum;
	return true;
}

/* A decimal taken apart: mantissa * 10^exponent; exact tells whether the mantissa holds every digit. */
typedef struct decimal_parts
{
	uint64_t	mantissa;
	int			exponent;
	bool		negative;
	bool		exact;
} decimal_parts;

#define MANTISSA_DIGITS INT64_DIGITS

static inline bool
read_exponent(const char *s, size_t len, int *exponent)
{
	bool		negative = len > 0 && s[0] == '-';
	size_t		i = len > 0 && (s[0] == '-' || s[0] == '+');
	int			value = 0;

	if (i == len)
		return false;
	for (; i < len; i++)
	{
		if (digit_of(s[i]) > 9)
			return false;
		if (value < 100000)
			value = value * 10 + (int) digit_of(s[i]);
	}
	*exponent += negative ? -value : value;
	return true;
}

static bool
read_parts(const char *s, size_t len, decimal_parts *parts)
{
	size_t		i = len > 0 && (s[0] == '-' || s[0] == '+');
	int			significant = 0;
	bool		point = false;
	bool		any = false;

	*parts = (decimal_parts) {.negative = len > 0 && s[0] == '-', .exact = true};
	for (; i < len; i++)
	{
		unsigned	digit = digit_of(s[i]);

		if (digit <= 9)
		{
			any = true;
			if (significant < MANTISSA_DIGITS)
			{
				parts->mantissa = parts->mantissa * 10 + digit;
				significant += parts->mantissa != 0;
				parts->exponent -= point;
			}
			else
			{
				parts->exact = false;
				parts->exponent += !point;
			}
		}
		else if (s[i] == '.' && !point)
			point = true;
		else if ((s[i] == 'e' || s[i] == 'E') && any)
			return read_exponent(s + i + 1, len - i - 1, &parts->exponent);
		else
			return false;
	}
	return any;
}

/* Digits from s on into the mantissa; gives where they end. */
static inline const char *
read_digits(const char *s, const char *end, uint64_t *mantissa)
{
	for (; s < end && digit_of(*s) <= 9; s++)
		*mantissa = *mantissa * 10 + digit_of(*s);
	return s;
}

/* Nearly every number: so few digits that none has to be counted, with or without a point. False for all others. */
static inline bool
read_short(const char *s, size_t len, decimal_parts *parts)
{
	const char *end = s + len;
	const char *point;

	if (len > MANTISSA_DIGITS || len == 0)
		return false;
	*parts = (decimal_parts) {.negative = *s == '-', .exact = true};
	s += *s == '-';
	point = read_digits(s, end, &parts->mantissa);
	if (point == s)
		return false;
	if (point < end && *point == '.')
	{
		s = read_digits(point + 1, end, &parts->mantissa);
		parts->exponent = (int) (point + 1 - s);
	}
	else
		s = point;
	return s == end;
}

/* The C library's conversion, for the few numbers that the fast way cannot round exactly. */
static bool
slow_double(const char *s, size_t len, double *value)
{
	char		copy[DECIMAL_MAX_LENGTH + 1];
	char	   *point;
	char	   *end;

	memcpy(copy, s, len);
	copy[len] = '\0';
	/* strtod wants the decimal point of the process's locale, whatever that is */
	point = memchr(copy, '.', len);
	if (point != NULL && strlen(localeconv()->decimal_point) == 1)
		*point = localeconv()->decimal_point[0];
	*value = strtod(copy, &end);
	return *end == '\0' && isfinite(*value);
}

bool
decimal_to_double(const char *s, size_t len, double *value)
{
	static const double powers[] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
	};
	decimal_parts parts;

	if (!read_short(s, len, &parts) && (len > DECIMAL_MAX_LENGTH || !read_parts(s, len, &parts)))
		return false;

	/*
	 * Mantissa and power are exact as doubles, so one multiplication or division rounds once and correctly, unless
	 * the machine keeps more precision than a double has.
	 */
	if (FLT_EVAL_METHOD == 0 && parts.exact && parts.mantissa <= (UINT64_C(1) << 53) &&
		parts.exponent >= -22 && parts.exponent <= 22)
	{
		double		sum = (double) parts.mantissa;

		sum = parts.exponent < 0 ? sum / powers[-parts.exponent] : sum * powers[parts.exponent];
		*value = parts.negative ? -sum : sum;
		return true;
	}
	return slow_double(s, len, value);
}

/* Moves the point to the end of the digits, and reads these. */
bool
decimal_to_whole(const char *s, size_t len, int64_t *value)
{
	char		digits[DECIMAL_MAX_LENGTH + 1 + INT64_DIGITS] = "+";
	size_t		n = 1;
	int			exponent = 0;
	bool		point = false;
	bool		any = false;

	if (len > DECIMAL_MAX_LENGTH)
		return false;
	for (size_t i = 0; i < len; i++)
	{
		if (digit_of(s[i]) <= 9)
		{
			any = true;
			exponent -= point;
			if (n > 1 || s[i] != '0')
				digits[n++] = s[i];
		}
		else if (i == 0 && (s[i] == '-' || s[i] == '+'))
			digits[0] = s[i];
		else if (s[i] == '.' && !point)
			point = true;
		else if ((s[i] == 'e' || s[i] == 'E') && any)
		{
			if (!read_exponent(s + i + 1, len - i - 1, &exponent))
				return false;
			break;
		}
		else
			return false;
	}
	for (; exponent < 0 && n > 1; exponent++)
		if (digits[--n] != '0')
			return false;
	if (n == 1 || exponent > INT64_DIGITS)
	{
		*value = 0;
		return any && n == 1;
	}
	for (; exponent > 0; exponent--)
		digits[n++] = '0';
	return decimal_to_int64(digits, n, value);
}
