/*
 * What to look for when only the beginning of a word is known. Words are kept by their stems, and a stem may be shorter
 * than what was typed, or have other letters: negotiat begins no stem, but negotiate, negotiation and negotiator have
 * the stem negoti. So a search needs the beginning itself, for all the stems that begin with it, and the stems that the
 * beginning leads to with the endings of the language.
 */
#ifndef SMARTDIP_CORE_WORD_PREFIX_H
#define SMARTDIP_CORE_WORD_PREFIX_H

#include <stddef.h>

#define WORD_PREFIX_STEMS 32

/* A longer beginning is that of no word of a language: it has no stems beside it. */
#define WORD_PREFIX_LONGEST 64

struct word_prefix
{
	const char *s;				/* the beginning as stems are written, without an article; not to be copied */
	size_t		len;
	char		letters[WORD_PREFIX_LONGEST];
	unsigned	count;			/* stems that do not begin so, each once */
	struct
	{
		char		s[WORD_PREFIX_LONGEST + 24];
		size_t		len;
	}			stem[WORD_PREFIX_STEMS];
};

/*
 * folded: as word_analyse() leaves it with all foldings and without stemming; hamza: the same without FOLD_HAMZA, of the same
 * length, since an alef with hamza begins no article.
 */
extern void word_prefix(const char *folded, const char *hamza, size_t len, struct word_prefix *prefix);

#endif
