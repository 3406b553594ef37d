/*
 * One character of UTF-8 at a time. The readers never look past the end and never fail: a byte that starts no valid
 * sequence is one character of its own, UTF8_INVALID, one byte long, so a caller that loops always moves on.
 */
#ifndef SMARTDIP_CORE_UTF8_H
#define SMARTDIP_CORE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX
#define UTF8_MAX 4

/* The bytes of the sequence at s (1 to 4) and its code point; s < end. Overlong forms and surrogates are invalid. */
static inline size_t
utf8_decode(const char *s, const char *end, uint32_t *code_point)
{
	const unsigned char *b = (const unsigned char *) s;
	size_t		left = (size_t) (end - s);
	uint32_t	c = b[0];

	*code_point = c;
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c < 0xe0 && left >= 2 && (b[1] & 0xc0) == 0x80)
	{
		*code_point = (c & 0x1f) << 6 | (b[1] & 0x3f);
		return 2;
	}
	if ((c & 0xf0) == 0xe0 && left >= 3 && (b[1] & 0xc0) == 0x80 && (b[2] & 0xc0) == 0x80)
	{
		*code_point = (c & 0x0f) << 12 | (uint32_t) (b[1] & 0x3f) << 6 | (b[2] & 0x3f);
		if (*code_point >= 0x800 && (*code_point & 0xf800) != 0xd800)
			return 3;
	}
	else if ((c & 0xf8) == 0xf0 && left >= 4 && (b[1] & 0xc0) == 0x80 && (b[2] & 0xc0) == 0x80 && (b[3] & 0xc0) == 0x80)
	{
		*code_point = (c & 0x07) << 18 | (uint32_t) (b[1] & 0x3f) << 12 | (uint32_t) (b[2] & 0x3f) << 6 | (b[3] & 0x3f);
		if (*code_point >= 0x10000 && *code_point <= 0x10ffff)
			return 4;
	}
	*code_point = UTF8_INVALID;
	return 1;
}

/* Writes the 1 to 4 bytes of a valid code point. */
static inline size_t
utf8_encode(uint32_t code_point, char *out)
{
	unsigned char *b = (unsigned char *) out;

	if (code_point < 0x80)
	{
		b[0] = (unsigned char) code_point;
		return 1;
	}
	if (code_point < 0x800)
	{
		b[0] = (unsigned char) (0xc0 | code_point >> 6);
		b[1] = (unsigned char) (0x80 | (code_point & 0x3f));
		return 2;
	}
	if (code_point < 0x10000)
	{
		b[0] = (unsigned char) (0xe0 | code_point >> 12);
		b[1] = (unsigned char) (0x80 | (code_point >> 6 & 0x3f));
		b[2] = (unsigned char) (0x80 | (code_point & 0x3f));
		return 3;
	}
	b[0] = (unsigned char) (0xf0 | code_point >> 18);
	b[1] = (unsigned char) (0x80 | (code_point >> 12 & 0x3f));
	b[2] = (unsigned char) (0x80 | (code_point >> 6 & 0x3f));
	b[3] = (unsigned char) (0x80 | (code_point & 0x3f));
	return 4;
}

#endif
