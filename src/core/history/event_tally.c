/* Sorting and adding up what an aggregate over events has met, words of day, code and count. */
#include "core/history/event_tally.h"

#include <string.h>

#define PAUSE_WORDS 65536

/* Rows mostly come day by day: words that are nearly in order are moved to their places, so many steps for each. */
#define STEPS_A_WORD 8
#define STEPS_AT_LEAST 128

size_t
tally_put(uint64_t *words, uint64_t key, int64_t count)
{
	size_t		put = 0;

	for (uint64_t exponent = 0; count > 0; exponent++, count >>= TALLY_DIGIT_BITS)
		if ((count & TALLY_DIGIT_MASK) != 0)
			words[put++] = key | exponent << TALLY_DIGIT_BITS | (uint64_t) (count & TALLY_DIGIT_MASK);
	return put;
}

static size_t
end_of_run(size_t begin, size_t count)
{
	return count - begin > PAUSE_WORDS ? begin + PAUSE_WORDS : count;
}

static void
rest(core_pause pause)
{
	if (pause != NULL)
		pause();
}

/* False if that takes too many steps; the words are then in some other order. */
static bool
insertion_sort(uint64_t *words, size_t count, core_pause pause)
{
	size_t		steps = 0;
	size_t		most = count * STEPS_A_WORD + STEPS_AT_LEAST;
	size_t		next_rest = PAUSE_WORDS;

	for (size_t i = 1; i < count; i++)
	{
		uint64_t	word = words[i];
		size_t		j = i;

		for (; j > 0 && words[j - 1] > word; j--)
			words[j] = words[j - 1];
		words[j] = word;
		steps += i - j;
		if (steps > most)
			return false;
		if (i + steps >= next_rest)
		{
			rest(pause);
			next_rest = i + steps + PAUSE_WORDS;
		}
	}
	return true;
}

/* The bits in which not all words are the same. */
static uint64_t
differences(const uint64_t *words, size_t count, core_pause pause)
{
	uint64_t	bits = 0;

	for (size_t i = 0; i < count; rest(pause))
		for (size_t end = end_of_run(i, count); i < end; i++)
			bits |= words[i] ^ words[0];
	return bits;
}

/* By one byte, the order that there is kept among words that have it in common. */
static void
sort_by_byte(const uint64_t *from, uint64_t *to, size_t count, int shift, core_pause pause)
{
	size_t		begin[256] = {0};
	size_t		sum = 0;

	for (size_t i = 0; i < count; rest(pause))
		for (size_t end = end_of_run(i, count); i < end; i++)
			begin[from[i] >> shift & 0xff]++;
	for (int byte = 0; byte < 256; byte++)
	{
		size_t		here = begin[byte];

		begin[byte] = sum;
		sum += here;
	}
	for (size_t i = 0; i < count; rest(pause))
		for (size_t end = end_of_run(i, count); i < end; i++)
			to[begin[from[i] >> shift & 0xff]++] = from[i];
}

void
tally_sort(uint64_t *words, uint64_t *scratch, size_t count, core_pause pause)
{
	uint64_t   *from = words;
	uint64_t   *to = scratch;
	uint64_t	bits;

	if (insertion_sort(words, count, pause))
		return;
	bits = differences(words, count, pause);
	for (int shift = 0; shift < 64; shift += 8)
		if ((bits >> shift & 0xff) != 0)
		{
			uint64_t   *other = from;

			sort_by_byte(from, to, count, shift, pause);
			from = to;
			to = other;
		}
	if (from != words)
		memcpy(words, from, count * sizeof(uint64_t));
}

/*
 * In place, because a sum never has more digits than the words that make it up: each word adds to one digit, and the
 * carry fills at most one that was 0 before.
 */
bool
tally_compact(uint64_t *words, size_t *count)
{
	size_t		kept = 0;

	for (size_t i = 0; i < *count;)
	{
		uint64_t	key = words[i] & ~UINT64_C(0xffff);
		int64_t		sum = tally_count(words[i++]);

		if (i == *count || (words[i] ^ key) > UINT64_C(0xffff))
		{
			words[kept++] = words[i - 1];
			continue;
		}
		for (; i < *count && (words[i] ^ key) <= UINT64_C(0xffff); i++)
		{
			sum += tally_count(words[i]);
			if (sum > TALLY_MAX_COUNT)
				return false;
		}
		kept += tally_put(words + kept, key, sum);
	}
	*count = kept;
	return true;
}

bool
tally_is_compact(const uint64_t *words, size_t count)
{
	for (size_t i = 0; i < count;)
	{
		size_t		begin = i;
		int			before = -1;
		int64_t		sum = 0;

		for (; i < count && words[i] >> 16 == words[begin] >> 16; i++)
		{
			int			exponent = (int) (words[i] >> TALLY_DIGIT_BITS & 7);
			int64_t		met;

			/* one word a digit, from the lowest up */
			if ((words[i] & TALLY_DIGIT_MASK) == 0 || exponent >= TALLY_MAX_WORDS || exponent <= before)
				return false;
			before = exponent;
			met = tally_count(words[i]);
			if (met < 0 || met > TALLY_MAX_COUNT - sum)
				return false;
			sum += met;
		}
		if (begin > 0 && words[begin] < words[begin - 1])
			return false;
	}
	return true;
}
