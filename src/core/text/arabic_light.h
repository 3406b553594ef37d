/* The rules for words that the lexicon of arabic.c does not know. */
#ifndef SMARTDIP_CORE_ARABIC_LIGHT_H
#define SMARTDIP_CORE_ARABIC_LIGHT_H

#include "core/text/arabic_letter.h"

/* The letters of a word that are its stem; never empty. */
struct arabic_span
{
	size_t		start;
	size_t		end;
};

extern struct arabic_span arabic_light(const struct arabic_word *word);

/* The same with its endings left on; *article: it had the article. */
extern struct arabic_span arabic_light_clitics(const struct arabic_word *word, bool *article);

#endif
