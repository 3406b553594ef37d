/*
 * Terms as people write them, turned into the keys of a lexicon: words separated by spaces, cut just as words of a text
 * are. What a word is met by:
 *
 *	cyber attack		its inflections, in any case: cyber attacks, Cyber-attack
 *	Bush				itself with a capital, or in capitals (where the caller says that capitals count)
 *	"May"				the same: May, MAY; not may
 *	"WHO"				in quotes capitals must be capitals: WHO alone
 *	"aids"				itself in any case, no inflection: aids, Aids, AIDS; not aid
 *
 * Arabic has no capitals: there a term of a name (as the caller says) is met whole, other terms with their inflections.
 *
 * Behind the words, each after a blank, signs may stand: ! (the phrase covers its words), ? (a rare sense) and ~ (only in
 * company of a title).
 */
#ifndef SMARTDIP_CORE_LEXICON_TERM_H
#define SMARTDIP_CORE_LEXICON_TERM_H

#include "core/lexicon/lexicon_build.h"

/* What the terms of a list are. */
enum lexicon_terms
{
	LEXICON_TERMS_WORDS,		/* words in any case; only in quotes do capitals count */
	LEXICON_TERMS_WRITTEN,		/* written with care: a word with a capital is a name */
	LEXICON_TERMS_NAMES			/* the same, and names in letters without capitals, too; several words cover themselves */
};

/* The keys point into the bytes: not to be copied. */
struct lexicon_term
{
	size_t		count;
	size_t		used;
	unsigned	marks;			/* LEXICON_COVERS, LEXICON_UNSURE */
	bool		company;
	struct lexicon_key keys[LEXICON_MAX_WORDS];
	char		bytes[LEXICON_MAX_WORDS * LEXICON_KEY_MAX];
};

/* LEXICON_OK, LEXICON_NO_WORDS, LEXICON_MANY_WORDS, LEXICON_BAD_WORD, LEXICON_OPEN_QUOTE or LEXICON_BREAK. */
extern enum lexicon_error lexicon_parse_term(const char *s, size_t len, enum lexicon_terms terms, struct lexicon_term *term);

/* The signs behind a term. */
enum lexicon_sign
{
	LEXICON_SIGN_COVERS = 1,	/* ! */
	LEXICON_SIGN_UNSURE = 2,	/* ? */
	LEXICON_SIGN_COMPANY = 4	/* ~ */
};

/* The length of the words, without the signs behind them. */
extern size_t lexicon_term_words(const char *s, size_t len, unsigned *signs);

/*
 * Is the term one of a name, by its last word: does that begin with a capital, or with a digit where the term has a capital
 * (September 11, 5G)? Signs and quotes do not count.
 */
extern bool lexicon_is_name(const char *s, size_t len);

#endif
