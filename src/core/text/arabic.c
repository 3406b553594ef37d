/*
 * Arabic stems. A word is cut at every place where a clitic may end and where an ending may begin, and the cut that
 * leaves the longest word of the lexicon wins; so no letter of a known word is taken for a clitic. Only words that the
 * lexicon does not know go through the rules of arabic_light.c.
 */
#include <string.h>

#include "core/text/arabic.h"
#include "core/text/arabic_light.h"

enum
{
	NOUN = 1, PERFECT = 2, IMPERFECT = 4,	/* what a clitic or ending may stand with, and what an entry is */
	ONLY_WHOLE = 8,				/* entries: a noun that takes no ending as it is written, such as one in ta marbuta */
	ARTICLE = 8,				/* clitics: it ends in the article */
	WITH_HA = 8,				/* endings: it may stand for a ta marbuta and itself */
	PLAIN = 16,					/* endings: it may stand on a bare noun */
	NUMBER = 32,				/* endings: dual, sound plural, nisba, which a broken plural does not take */
	LEAST_SHIFT = 6				/* endings: above this the letters that a word must have to bear it */
};

#include "core/generated/arabic_data.h"
#include "core/generated/arabic_stop_data.h"

static uint64_t
first_letters(uint64_t key, size_t n)
{
	return key & ((UINT64_C(1) << (5 * n)) - 1);
}

/* The entry's place in the lexicon, or -1. Classes in the four bits above the key. */
static inline int
find_known(uint64_t key)
{
	size_t		slot = (size_t) (key * KNOWN_FACTOR >> KNOWN_SHIFT);

	for (; known_key[slot] != 0; slot = (slot + 1) % KNOWN_SLOTS)
		if ((known_key[slot] & ((UINT64_C(1) << ARABIC_KEY_BITS) - 1)) == key)
			return (int) slot;
	return -1;
}

struct reading
{
	uint64_t	stem;
	size_t		score;			/* twice the letters of the known word, and one for a noun; 0: none */
	uint64_t	second;			/* taken when there is no other: a word that should have its final hamza and has not */
};

/*
 * Takes these letters as the reading, if they are known and more than the best so far. whole: nothing was taken off
 * behind them; number: what was taken off tells a number.
 */
static void
read_letters(uint64_t key, size_t letters, unsigned classes, bool whole, bool number, bool hamza, struct reading *best)
{
	int			slot = find_known(key);
	unsigned	entry;
	size_t		place = 0;
	uint64_t	stem;

	if (slot < 0)
		return;
	entry = (unsigned) (known_key[slot] >> ARABIC_KEY_BITS);
	classes &= entry;
	if ((!whole && (entry & ONLY_WHOLE)) || (number && (known_value[slot][0] & BROKEN_PLURAL)))
		classes &= ~(unsigned) NOUN;
	if (classes == 0)
		return;
	place = classes & NOUN ? 0 : classes & PERFECT ? 1 : 2;
	stem = stem_key[known_value[slot][place] & STEM_NUMBER];
	if (place == 0 && whole && !hamza && (known_value[slot][0] & NEEDS_HAMZA))
		best->second = stem;
	else if (2 * letters + (place == 0) > best->score)
	{
		best->stem = stem;
		best->score = 2 * letters + (place == 0);
	}
}

/* Looks for a longer known word in these letters, under any ending; the shortest ending first. */
static void
read_word(uint64_t whole, const uint8_t *letter, size_t n, unsigned classes, bool hamza, struct reading *best)
{
	unsigned	node = 0;

	for (size_t left = n; left >= 2 && 2 * left + 3 > best->score; left--)
	{
		unsigned	ending = ending_class[node];
		unsigned	allowed = ending & classes & (NOUN | PERFECT | IMPERFECT);

		if (allowed != 0 && left >= ending >> LEAST_SHIFT && left < ARABIC_KEY_LETTERS + (node == 0))
		{
			uint64_t	key = first_letters(whole, left);

			/* ta marbuta shows as ta, or not at all: the entry is whole */
			if ((allowed & NOUN) && (ending & WITH_HA))
				read_letters(key | (uint64_t) L_HA << (5 * left), left + 1, NOUN, true, ending & NUMBER, true, best);
			read_letters(key, left, ending & PLAIN ? allowed : allowed & ~(unsigned) NOUN, node == 0, ending & NUMBER, hamza, best);
		}
		node = ending_next[node][letter[left - 1]];
		if (node == 0)
			break;
	}
}

/* First with the clitics that end in the article, then with all others: al- before a known noun is the article. */
static uint64_t
known_stem(const struct arabic_word *w)
{
	struct reading best = {0, 0, 0};
	uint64_t	whole = arabic_key(w->letter, w->n);
	unsigned	class[PREFIX_MAX + 1];
	unsigned	node = 0;
	size_t		n = 0;
	bool		article = false;

	do
	{
		class[n] = prefix_class[node];
		article |= (class[n] & ARTICLE) != 0;
		node = prefix_next[node][w->letter[n++]];
	} while (node != 0 && n + 2 <= w->n);

	for (int pass = article ? 0 : 1; pass < 2 && best.score == 0; pass++)
		for (size_t at = 0; at < n && at + 2 <= w->n; at++)
			if (class[at] != 0 && !(class[at] & ARTICLE) == (pass == 1))
				read_word(w->n <= ARABIC_KEY_LETTERS ? whole >> (5 * at) : arabic_key(w->letter + at, w->n - at),
						  w->letter + at, w->n - at, class[at], w->hamza, &best);
	return best.stem != 0 ? best.stem : best.second;
}

static size_t
write_key(uint64_t key, char *out)
{
	uint8_t		letter[ARABIC_KEY_LETTERS];
	size_t		n = 0;

	for (; key != 0; key >>= 5)
		letter[n++] = key & 31;
	return arabic_write(letter, n, out);
}

size_t
arabic_stem(const char *word, size_t len, char *out)
{
	struct arabic_word w;
	struct arabic_span left;
	uint64_t	stem;

	if (!arabic_letters(word, len, &w))
	{
		memcpy(out, word, len);
		return len;
	}
	stem = known_stem(&w);
	if (stem != 0)
		return write_key(stem, out);
	left = arabic_light(&w);
	return arabic_write(w.letter + left.start, left.end - left.start, out);
}

bool
arabic_stop_word(const char *word, size_t len, bool maqsura)
{
	struct arabic_word w;
	uint64_t	key;
	size_t		slot;

	if (!arabic_letters(word, len, &w) || w.n > ARABIC_KEY_LETTERS)
		return false;
	key = arabic_key(w.letter, w.n);
	slot = (size_t) (key * KNOWN_FACTOR >> STOP_SHIFT);
	for (; stop_key[slot] != 0; slot = (slot + 1) % STOP_SLOTS)
	{
		uint64_t	flags = stop_key[slot] >> ARABIC_KEY_BITS;

		if (first_letters(stop_key[slot], ARABIC_KEY_LETTERS) == key)
			return (maqsura || !(flags & STOP_MAQSURA)) && (!w.any_hamza || (flags & STOP_HAMZA));
	}
	return false;
}

const char *
arabic_stop_word_at(size_t n)
{
	return n < sizeof(arabic_stop_list) / sizeof(arabic_stop_list[0]) ? arabic_stop_list[n] : NULL;
}
