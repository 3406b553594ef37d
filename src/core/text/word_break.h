/*
 * Text cut into segments, strictly by the word boundaries of UAX #29. The tables are those of one version of Unicode,
 * linked in. Bytes that are no UTF-8 are characters of class Other.
 */
#ifndef SMARTDIP_CORE_WORD_BREAK_H
#define SMARTDIP_CORE_WORD_BREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"

/* UAX #29: the classes in the order of the tables. */
enum word_break_class
{
	WORD_BREAK_OTHER, WORD_BREAK_CR, WORD_BREAK_LF, WORD_BREAK_NEWLINE, WORD_BREAK_EXTEND, WORD_BREAK_ZWJ,
	WORD_BREAK_FORMAT, WORD_BREAK_KATAKANA, WORD_BREAK_HEBREW_LETTER, WORD_BREAK_ALETTER, WORD_BREAK_SINGLE_QUOTE,
	WORD_BREAK_DOUBLE_QUOTE, WORD_BREAK_MID_NUM_LET, WORD_BREAK_MID_LETTER, WORD_BREAK_MID_NUM, WORD_BREAK_NUMERIC,
	WORD_BREAK_EXTEND_NUM_LET, WORD_BREAK_REGIONAL_INDICATOR, WORD_BREAK_WSEG_SPACE
};

extern enum word_break_class word_break_class(uint32_t code_point);

/* As the Unicode character database writes it: ALetter, MidNumLet. */
extern const char *word_break_class_name(enum word_break_class value);
extern bool word_break_is_pictographic(uint32_t code_point);

/* The version of the tables, which are those of tokens, too. */
extern const char *word_break_unicode_version(void);

struct word_break
{
	const char *text;
	size_t		len;
	size_t		pos;
	text_pauses pauses;
};

/* A segment may be as long as the text: there are pauses in it, too. */
extern void word_break_begin(struct word_break *b, const char *text, size_t len, core_pause pause);

/* The end of the next segment, which begins where the last one ended; pos == len means that there is none. */
extern size_t word_break_next(struct word_break *b);

#endif
