/*
 * The recognisers of the segmenter. They look at bytes and say where something ends; none of them makes a token, and
 * none knows the segmenter. Each adds to *seen the kinds of characters that it met.
 */
#ifndef SMARTDIP_CORE_SEGMENT_SCAN_H
#define SMARTDIP_CORE_SEGMENT_SCAN_H

#include "core/text/segment.h"
#include "core/text/segment_word.h"

/* segment_number.c: the number at start, with the letters behind it if it is a word of both. */
extern const byte *segment_scan_number(const byte *start, const byte *end, enum token_type *type, unsigned *seen);

/* segment_address.c: the end of a URL that goes on at p, which is in its host or behind that. */
extern const byte *segment_scan_url(const byte *p, const byte *end, bool in_host, unsigned *seen);
extern const byte *segment_scan_address(const byte *start, const byte *end, const byte **stop, enum token_type *type,
										unsigned *seen);

/*
 * segment_name.c: the end of the name behind # or @ at p, or NULL. text is where the text begins, word_end where its last
 * word ended: a sign right there begins nothing.
 */
extern const byte *segment_scan_name(const byte *text, const byte *word_end, const byte *p, const byte *end, unsigned *seen);
extern const byte *segment_scan_name_part(const byte *p, const byte *end, unsigned *seen);
extern const byte *segment_scan_emoji(const byte *p, const byte *end);
extern const byte *segment_scan_keycap(const byte *p, const byte *end);

#endif
