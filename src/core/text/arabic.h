/*
 * Arabic words for search: one stem for the forms of a word, and the words that are too common to be searched.
 *
 * Words are taken as fold_utf8(FOLD_ALL) leaves it: no marks, hamza carriers on alef as bare alef, ta marbuta as ha,
 * alef maqsura as ya. doc/arabic.md says what is stripped and how well that does.
 */
#ifndef SMARTDIP_CORE_ARABIC_H
#define SMARTDIP_CORE_ARABIC_H

#include <stdbool.h>
#include <stddef.h>

/* The stem's length; writes at most len + 8 bytes. A word with anything but Arabic letters is copied as it is. */
extern size_t arabic_stem(const char *word, size_t len, char *out);

/* maqsura: the word ended in U+0649 before it was folded, which tells the preposition from the name Ali. */
extern bool arabic_stop_word(const char *word, size_t len, bool maqsura);

/* The stop words as they are spelled, before folding and without clitics, in byte order: NULL past the end. */
extern const char *arabic_stop_word_at(size_t n);

#endif
