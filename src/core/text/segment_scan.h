/* What the files of the segmenter share; nobody else includes this. */
#ifndef SMARTDIP_CORE_SEGMENT_SCAN_H
#define SMARTDIP_CORE_SEGMENT_SCAN_H

#include <string.h>

#include "core/text/segment.h"
#include "core/text/unicode/unicode_segment_data.h"

typedef unsigned char byte;

#define LETTER (KIND_LATIN | KIND_ARABIC | KIND_OTHER | KIND_DICTIONARY)
#define STARTER (LETTER | KIND_DIGIT | KIND_EMOJI | KIND_REGIONAL)
#define NAME (LETTER | KIND_DIGIT | KIND_MARK)

/* The bytes of the character at p and its kind; 0 for what tokens do not know. */
extern size_t segment_kind_at(const byte *p, const byte *end, unsigned *kind);

/* Scanners return the end of what begins at p, or of what goes on there, and add to *seen the kinds that they met. */
extern const byte *segment_scan_word(const byte *p, const byte *end, unsigned mask, unsigned *seen);
/* The number at start, with the letters behind it if it is a word of both. */
extern const byte *segment_scan_number(const byte *start, const byte *end, enum token_type *type, unsigned *seen);
extern const byte *segment_scan_url(const byte *p, const byte *end, unsigned *seen);
extern const byte *segment_scan_address(const byte *start, const byte *end, const byte **stop, enum token_type *type,
										unsigned *seen);
extern const byte *segment_scan_name(const struct segmenter *s, const byte *p, const byte *end, unsigned *seen);
extern const byte *segment_scan_name_part(const byte *p, const byte *end, unsigned *seen);
extern const byte *segment_scan_emoji(const byte *p, const byte *end);
extern const byte *segment_scan_keycap(const byte *p, const byte *end);

extern void segment_put(struct token *token, const struct segmenter *s, const byte *start, const byte *end,
						enum token_type type, unsigned seen);
extern void segment_put_word(struct token *token, const struct segmenter *s, const byte *start, const byte *end,
							 unsigned seen);
extern bool segment_join(struct segmenter *s, struct token *token, const byte *start, const byte *p, const byte *end,
						 unsigned seen);
extern void segment_take_number(struct segmenter *s, struct token *token, const byte *start, const byte *end);
extern bool segment_url_part(struct segmenter *s, struct token *token, const byte *p, const byte *end);


static inline bool
is_at(const byte *p, const byte *end, const char *bytes, size_t n)
{
	return (size_t) (end - p) >= n && memcmp(p, bytes, n) == 0;
}

#define AT(p, end, literal) is_at(p, end, literal, sizeof(literal) - 1)

static inline unsigned
kind_or_none(const byte *p, const byte *end)
{
	unsigned	kind = 0;

	if (p < end)
		(void) segment_kind_at(p, end, &kind);
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

#endif
