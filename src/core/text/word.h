/*
 * One token of a text turned into its lexeme: folded, normalised by its kind (number, acronym, hashtag, address), asked
 * whether it is a stop word, stemmed. The lexeme depends on the token's bytes and the options only, so that it can be
 * kept in a cache.
 */
#ifndef SMARTDIP_CORE_WORD_H
#define SMARTDIP_CORE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* WORD_AUTO: English for words in Latin letters, Arabic for words in Arabic letters, nothing but folding for others. */
enum word_language { WORD_OTHER, WORD_ENGLISH, WORD_ARABIC, WORD_AUTO };

struct word_options
{
	unsigned	fold;			/* enum fold_option */
	bool		stop;			/* recognise stop words */
	bool		stem;
	enum word_language language;
};

/* What became of a token. A stop word has no lexeme, nor has a token that leaves nothing (a lone mark) or too much. */
struct word
{
	size_t		len;			/* bytes of the lexeme written to out */
	bool		stop;
};

/* The longest lexeme, one byte less than a tsvector's limit. A buffer of this size holds every lexeme. */
#define WORD_MAX 2046

extern struct word word_analyse(const struct word_options *o, const char *s, size_t len, char *out, size_t size);

/*
 * The canonical key of a word, for matching phrases: folded whole, stemmed by its script, stop words kept. Returns its
 * length, 0 if there is none or if it does not fit.
 */
extern size_t word_key(const char *s, size_t len, char *out, size_t size);

/* Does the token begin with a letter of the language's script? Any token is of WORD_OTHER, none of them is for AUTO. */
extern bool word_is_of(enum word_language language, const char *s, size_t len);

#endif
