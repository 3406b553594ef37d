/* The Arabic article as it is written, two letters of two bytes each. */
#ifndef SMARTDIP_CORE_ARABIC_ARTICLE_H
#define SMARTDIP_CORE_ARABIC_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define ARABIC_ARTICLE "\xd8\xa7\xd9\x84"
#define ARABIC_ARTICLE_BYTES 4

/* Does a word begin with it, and are there so many Arabic letters more? */
static inline bool
arabic_article_before(const char *s, size_t len, size_t letters)
{
	return len >= ARABIC_ARTICLE_BYTES + 2 * letters && memcmp(s, ARABIC_ARTICLE, ARABIC_ARTICLE_BYTES) == 0;
}

#endif
