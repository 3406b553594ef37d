/*
 * The floor of the segmenter, which its recognisers and segment.c stand on: kinds of characters, signs that join words,
 * and the scanner of plain words. Nobody else includes this.
 */
#ifndef SMARTDIP_CORE_SEGMENT_WORD_H
#define SMARTDIP_CORE_SEGMENT_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/text/unicode/unicode_segment_data.h"

typedef unsigned char byte;

#define LETTER (KIND_LATIN | KIND_ARABIC | KIND_OTHER | KIND_DICTIONARY)
#define STARTER (LETTER | KIND_DIGIT | KIND_EMOJI | KIND_REGIONAL)
#define NAME (LETTER | KIND_DIGIT | KIND_MARK)

static inline bool
is_at(const byte *p, const byte *end, const char *bytes, size_t n)
{
	return (size_t) (end - p) >= n && memcmp(p, bytes, n) == 0;
}

#define AT(p, end, literal) is_at(p, end, literal, sizeof(literal) - 1)

/* The bytes of the character at p and its kind; 0 for what tokens do not know. */
static inline size_t
kind_at(const byte *p, const byte *end, unsigned *kind)
{
	uint32_t	c;
	size_t		n;

	if (*p < 0x80)
	{
		*kind = byte_kind[*p];
		return 1;
	}
	if (*p >= 0xc2 && *p < 0xe0 && end - p >= 2 && (p[1] & 0xc0) == 0x80)
	{
		*kind = token_kind_direct[(p[0] & 0x1f) << 6 | (p[1] & 0x3f)];
		return 2;
	}
	n = utf8_decode((const char *) p, (const char *) end, &c);
	if (c == UTF8_INVALID)
		*kind = 0;
	else
		*kind = token_kind_block[(size_t) token_kind_index[c >> 7] << 7 | (c & 0x7f)];
	return n;
}

static inline unsigned
kind_or_none(const byte *p, const byte *end)
{
	unsigned	kind = 0;

	if (p < end)
		(void) kind_at(p, end, &kind);
	return kind;
}

/* Does an emoji start here? Signs that are older than emoji only do if a selector of colour follows. */
static inline bool
is_emoji(const byte *p, const byte *end, size_t n, unsigned kind)
{
	return kind & (KIND_EMOJI | KIND_REGIONAL) || (kind & KIND_PICTOGRAPH && AT(p + n, end, "\xef\xb8\x8f"));
}

/* The bytes of an apostrophe at p, or 0. */
static inline size_t
apostrophe(const byte *p, const byte *end)
{
	if (*p == '\'')
		return 1;
	return AT(p, end, "\xe2\x80\x99") || AT(p, end, "\xe2\x80\x98") ? 3 : 0;
}

/* The bytes of a hyphen at p, or 0: a dash between two words keeps them apart. */
static inline size_t
hyphen(const byte *p, const byte *end)
{
	if (p < end && *p == '-')
		return 1;
	return AT(p, end, "\xe2\x80\x90") || AT(p, end, "\xe2\x80\x91") ? 3 : 0;
}

/* Letters that one word holds together, and what its letters may be mixed with. */
static inline unsigned
word_mask(unsigned kind)
{
	unsigned	letter = kind & LETTER;

	return letter | KIND_MARK | (letter & (KIND_LATIN | KIND_OTHER) ? KIND_DIGIT : 0);
}

/*
 * The word goes on at p with something rare, a letter of three bytes, a joiner, an apostrophe: how many bytes of it are
 * the word's? Out of line: scan_word() below stays small enough to be part of its callers.
 */
extern size_t segment_scan_rare(const byte *p, const byte *end, unsigned mask, unsigned *seen);

/*
 * How many of the eight bytes at p are Latin letters or digits before the first that is neither, gathering their
 * kinds. All eight at once: most words end within them, and which of them it is leaves the processor nothing to guess.
 */
static inline size_t
scan_eight(const byte *p, unsigned *seen)
{
	const uint64_t ones = 0x0101010101010101;
	const uint64_t high = ones << 7;
	uint64_t	raw;
	uint64_t	c;
	uint64_t	letter;
	uint64_t	digit;
	uint64_t	other;
	uint64_t	upper;

	memcpy(&raw, p, sizeof(raw));
	/* Bytes below 0x80 do not carry into each other; the high bit of each says "at least". */
	c = raw & ~high;
	letter = ((c | ones * 0x20) + ones * (0x80 - 'a')) & ~((c | ones * 0x20) + ones * (0x7f - 'z'));
	digit = (c + ones * (0x80 - '0')) & ~(c + ones * (0x7f - '9'));
	other = ~((letter | digit) & ~raw) & high;
	/* Only what stands before the first other counts. */
	upper = other != 0 ? (other & -other) - 1 : UINT64_MAX;
	letter &= upper & high;
	digit &= upper & high;
	upper = letter & ~(raw << 2);
	*seen |= (letter != 0 ? KIND_LATIN : 0) | (upper != 0 ? KIND_UPPER : 0) | (upper != letter ? KIND_LOWER : 0) |
		(digit != 0 ? KIND_DIGIT : 0);
	return other != 0 ? (size_t) __builtin_ctzll(other) / 8 : 8;
}

/* The end of the word, gathering its characters' kinds. */
static inline const byte *
scan_word(const byte *p, const byte *end, unsigned mask, unsigned *seen)
{
	unsigned	all = *seen;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if ((mask & (KIND_LATIN | KIND_DIGIT)) == (KIND_LATIN | KIND_DIGIT))
		while (end - p >= 8)
		{
			size_t		n = scan_eight(p, &all);

			p += n;
			if (n < 8)
				break;
		}
#endif
	for (;;)
	{
		unsigned	kind;
		size_t		n;

		while (p < end && (kind = byte_kind[*p]) & mask)
		{
			all |= kind;
			p++;
		}
		while (end - p >= 2 && p[0] >= 0xc2 && p[0] < 0xe0 && (p[1] & 0xc0) == 0x80 &&
			   (kind = token_kind_direct[(p[0] & 0x1f) << 6 | (p[1] & 0x3f)]) & mask)
		{
			all |= kind;
			p += 2;
		}
		if (p == end)
			break;
		if (byte_kind[*p] & mask)
			continue;
		if (*p < 0x80 && *p != '\'' && *p != '"')
			break;
		*seen = all;
		n = segment_scan_rare(p, end, mask, seen);
		all = *seen;
		if (n == 0)
			break;
		p += n;
	}
	*seen = all;
	return p;
}

#endif
