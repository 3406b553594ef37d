/*
 * English words: Porter2 stems and stop words.
 *
 * The stemmer follows the description of Snowball's English algorithm (Porter2) and gives what the server's
 * english_stem gives, but does not depend on it: an index stays right when the server's Snowball is updated or its
 * dictionary altered. Words are UTF-8 in lower case, as fold_utf8() leaves them; nothing is allocated.
 */
#ifndef SMARTDIP_CORE_ENGLISH_H
#define SMARTDIP_CORE_ENGLISH_H

#include <stdbool.h>
#include <stddef.h>

/* Longer words are their own stems, as in the server: no word of a language is that long. Bytes. */
#define ENGLISH_STEM_LONGEST 1000

/* Writes the stem, at most len bytes, to out (which must not overlap word) and returns its length. */
extern size_t english_stem(const char *word, size_t len, char *out);

/* Is the word one that is not searched? caps: the text has it in capitals, so that US, WHO and IT are names. */
extern bool english_stop_word(const char *word, size_t len, bool caps);

/* Is the word, in small letters, one that is shortened before names, so that the full stop behind it ends no sentence (mr, gen, st)? */
extern bool english_abbreviation(const char *word, size_t len);

/* The stop words in byte order, each in its one listed spelling: NULL past the end. */
extern const char *english_stop_word_at(size_t n);

#endif
