/* The invisible characters beyond ASCII, where a look at both ends of a cell did not suffice. */
#include "core/base/blank.h"

#include <stdbool.h>

#include "core/base/array.h"
#include "core/base/utf8.h"

/* White_Space, controls (Cc) and Default_Ignorable_Code_Point of Unicode 14.0, in order. */
static const struct
{
	uint32_t	first;
	uint32_t	last;
}			blanks[] = {
	{0x0000, 0x0020}, {0x007f, 0x00a0}, {0x00ad, 0x00ad}, {0x034f, 0x034f}, {0x061c, 0x061c}, {0x115f, 0x1160},
	{0x1680, 0x1680}, {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x2000, 0x200f}, {0x2028, 0x202f}, {0x205f, 0x206f},
	{0x3000, 0x3000}, {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfff8},
	{0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}
};

static bool
is_blank(uint32_t code_point)
{
	for (size_t i = 0; i < lengthof(blanks); i++)
		if (code_point <= blanks[i].last)
			return code_point >= blanks[i].first;
	return false;
}

/* The last character before end, and its length; what is no whole character counts as one byte. */
static size_t
last_character(const char *s, const char *end, uint32_t *code_point)
{
	for (size_t n = 1; n <= UTF8_MAX && n <= (size_t) (end - s); n++)
		if (utf8_decode(end - n, end, code_point) == n && *code_point != UTF8_INVALID)
			return n;
	*code_point = UTF8_INVALID;
	return 1;
}

void
blank_trim_ends(const char **s, size_t *len)
{
	const char *start = *s;
	const char *end = start + *len;
	uint32_t	code_point;
	size_t		n;

	while (start < end && (n = utf8_decode(start, end, &code_point), is_blank(code_point)))
		start += n;
	while (start < end && (n = last_character(start, end, &code_point), is_blank(code_point)))
		end -= n;
	*s = start;
	*len = (size_t) (end - start);
}
