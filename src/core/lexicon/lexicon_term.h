/*
 * Terms as people write them, turned into the keys of a lexicon: words separated by spaces, cut and analysed just as
 * words of a text are. A word in double quotes is exact: not stemmed, and its capitals must be capitals in the text.
 *
 *	cyber attack		cyber attacks, Cyber-attack
 *	"May"				May, MAY; not may
 *	"WHO"				WHO alone
 *	"aids"				aids, Aids, AIDS; not aid
 *
 * Of the case of a quoted word three kinds are told apart: capitals throughout (two letters or more), a capital first,
 * and anything else.
 */
#ifndef SMARTDIP_CORE_LEXICON_TERM_H
#define SMARTDIP_CORE_LEXICON_TERM_H

#include "core/lexicon/lexicon_build.h"

/* The keys point into the bytes: not to be copied. */
struct lexicon_term
{
	size_t		count;
	size_t		used;
	struct lexicon_key keys[LEXICON_MAX_WORDS];
	char		bytes[LEXICON_MAX_WORDS * LEXICON_KEY_MAX];
};

/* LEXICON_OK, LEXICON_NO_WORDS, LEXICON_MANY_WORDS, LEXICON_BAD_WORD, LEXICON_OPEN_QUOTE or LEXICON_BREAK. */
extern enum lexicon_error lexicon_parse_term(const char *s, size_t len, struct lexicon_term *term);

#endif
