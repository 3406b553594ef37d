#include "core/history/event_tally.h"

#include <string.h>

#define PAUSE_WORDS 65536

/* So few words are put in order by hand. */
#define FEW_WORDS 24

size_t
tally_put(uint64_t *words, uint64_t key, int64_t count)
{
	size_t		put = 0;

	for (uint64_t exponent = 0; count > 0; exponent++, count >>= TALLY_DIGIT_BITS)
		if ((count & TALLY_DIGIT_MASK) != 0)
			words[put++] = key | exponent << TALLY_DIGIT_BITS | (uint64_t) (count & TALLY_DIGIT_MASK);
	return put;
}

static void
insertion_sort(uint64_t *words, size_t count)
{
	for (size_t i = 1; i < count; i++)
	{
		uint64_t	word = words[i];
		size_t		j = i;

		for (; j > 0 && words[j - 1] > word; j--)
			words[j] = words[j - 1];
		words[j] = word;
	}
}

/* The bits in which not all words are the same; *sorted tells whether there is anything to do. */
static uint64_t
differences(const uint64_t *words, size_t count, bool *sorted)
{
	uint64_t	bits = 0;
	uint64_t	before = words[0];
	uint64_t	falls = 0;

	for (size_t i = 1; i < count; i++)
	{
		bits |= words[i] ^ words[0];
		falls |= before > words[i];
		before = words[i];
	}
	*sorted = falls == 0;
	return bits;
}

/* One byte of the words, the order of the bytes below it kept. */
static void
sort_by_byte(const uint64_t *from, uint64_t *to, size_t count, int shift, core_pause pause)
{
	size_t		begin[256] = {0};
	size_t		sum = 0;

	for (size_t i = 0; i < count; i++)
		begin[from[i] >> shift & 0xff]++;
	for (int byte = 0; byte < 256; byte++)
	{
		size_t		here = begin[byte];

		begin[byte] = sum;
		sum += here;
	}
	for (size_t done = 0; done < count;)
	{
		size_t		stop = count - done > PAUSE_WORDS ? done + PAUSE_WORDS : count;

		for (; done < stop; done++)
			to[begin[from[done] >> shift & 0xff]++] = from[done];
		if (pause != NULL)
			pause();
	}
}

void
tally_sort(uint64_t *words, uint64_t *scratch, size_t count, core_pause pause)
{
	uint64_t   *from = words;
	uint64_t   *to = scratch;
	uint64_t	bits;
	bool		sorted;

	if (count <= FEW_WORDS)
	{
		insertion_sort(words, count);
		return;
	}
	bits = differences(words, count, &sorted);
	for (int shift = 0; shift < 64 && !sorted; shift += 8)
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
