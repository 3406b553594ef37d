/*
 * In which language a text is written: English, Arabic, Persian, Urdu or another, by its script, by letters that only some
 * languages have, and by their most frequent words. No locale, no statistics of the user's.
 */
#ifndef SMARTDIP_CORE_LANGUAGE_H
#define SMARTDIP_CORE_LANGUAGE_H

#include <stddef.h>

/* What is read of a text; the rest would not change the answer. */
#define LANGUAGE_BYTES 65536

enum language
{
	LANGUAGE_OTHER,
	LANGUAGE_ENGLISH,
	LANGUAGE_ARABIC,
	LANGUAGE_PERSIAN,
	LANGUAGE_URDU,
	LANGUAGES
};

typedef struct language_guess
{
	enum language language;
	double		confidence;		/* 0 (no letters) to 1: the share of the evidence that speaks for it */
} language_guess;

extern language_guess language_of(const char *s, size_t len);

/* en, ar, fa, ur, other. */
extern const char *language_name(enum language language);

#endif
