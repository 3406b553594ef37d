/*
 * A tally: how often each pair of a number and a code was met, in words of 64 bits that are kept in any order until
 * somebody needs the sum. Histories are made of tallies (the number is the day), and so are other sums about them.
 *
 *     number, its sign bit turned  32 bits
 *     code                         16 bits
 *     exponent e                    3 bits
 *     digit d                      13 bits	the pair was met d * 2^(13 e) times
 *
 * Integer order is the order of numbers, then of codes. A count of more than 8,191 takes a word for each of its digits
 * that is not 0, so every count fits, and the usual ones cost no more than eight bytes.
 */
#ifndef SMARTDIP_CORE_EVENT_TALLY_H
#define SMARTDIP_CORE_EVENT_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"

#define TALLY_DIGIT_BITS 13
#define TALLY_DIGIT_MASK ((1 << TALLY_DIGIT_BITS) - 1)

/*
 * No sum of counts is larger: a double holds it exactly, and a hundred times as much fits in 64 bits, so that no
 * measure over one history has to look for overflow.
 */
#define TALLY_MAX_COUNT (INT64_C(1) << 53)

/* A count of up to TALLY_MAX_COUNT has no more digits. */
#define TALLY_MAX_WORDS 5

static inline uint64_t
tally_key(int32_t number, uint16_t code)
{
	return (uint64_t) ((uint32_t) number ^ UINT32_C(0x80000000)) << 32 | (uint64_t) code << 16;
}

static inline int32_t
tally_number(uint64_t word)
{
	return (int32_t) ((uint32_t) (word >> 32) ^ UINT32_C(0x80000000));
}

static inline uint16_t
tally_code(uint64_t word)
{
	return (uint16_t) (word >> 16);
}

static inline int64_t
tally_count(uint64_t word)
{
	return (int64_t) ((word & TALLY_DIGIT_MASK) << (word >> TALLY_DIGIT_BITS & 7) * TALLY_DIGIT_BITS);
}

/* Writes up to TALLY_MAX_WORDS words at the place, and gives how many. The count is 0 to TALLY_MAX_COUNT. */
extern size_t tally_put(uint64_t *words, uint64_t key, int64_t count);

/* Sorts the words, with room for as many. */
extern void tally_sort(uint64_t *words, uint64_t *scratch, size_t count, core_pause pause);

/*
 * Adds up what is met more than once in sorted words, in place, and gives how many words are left: one for each digit
 * of each pair, so that equal tallies are equal words. False if a pair was met more than TALLY_MAX_COUNT times.
 */
extern bool tally_compact(uint64_t *words, size_t *count);

/* The words of a tally that did not come from here: sorted, compact, and nothing else? */
extern bool tally_is_compact(const uint64_t *words, size_t count);

/* How often the pair at *place of a compact tally was met; moves on to the next one. */
static inline int64_t
tally_take(const uint64_t *words, size_t *place, size_t count)
{
	uint64_t	key = words[*place] >> 16;
	int64_t		sum = tally_count(words[(*place)++]);

	while (*place < count && words[*place] >> 16 == key)
		sum += tally_count(words[(*place)++]);
	return sum;
}

#endif
