/*
 * How alike two names are, in either script or one in each: 0 to 1, symmetric, 1 for names whose words are the same.
 *
 * Words are compared by the cheapest way to turn the sounds of one into those of the other (dynamic programming, at most
 * NAME_SOUNDS_MAX squared steps). What a sound costs to be written as another, or not at all, comes from an alignment of names
 * in both scripts; see gen_name_sound.pl. With c the mean cost per sound in nats, words are alike by 1 / (1 + c^2).
 * The words of two names are paired, best pairs first, whatever their order; words without partner count half.
 */
#ifndef SMARTDIP_CORE_NAME_SIMILARITY_H
#define SMARTDIP_CORE_NAME_SIMILARITY_H

#include <stddef.h>

extern double name_similarity(const char *a, size_t a_len, const char *b, size_t b_len);

#endif
