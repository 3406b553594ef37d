/*
 * Arabic stems. A word is cut at every place where a clitic may end and where an ending may begin, the shortest
 * clitics first, and the first cut that leaves a word of the lexicon wins; so no letter of a known word is ever taken
 * for a clitic. Only words the lexicon does not know go through the rules of arabic_light.c.
 */
#include <string.h>

#include "core/arabic.h"
#include "core/arabic_light.h"

enum
{
	NOUN = 1, PERFECT = 2, IMPERFECT = 4,	/* what a clitic or ending may stand with, and what an entry is */
	WITH_HA = 8,				/* the ending also, or only, stands for itself on a noun in ta marbuta */
	PLAIN = 16					/* the ending stands on the bare noun */
};

#include "core/generated/arabic_data.h"

static uint64_t
first_letters(uint64_t key, size_t n)
{
	return key & ((UINT64_C(1) << (5 * n)) - 1);
}

/* The entry's place in the lexicon, or -1. Classes in the four bits above the key. */
static inline int
lexicon_find(uint64_t key)
{
	size_t		slot = (size_t) (key * LEXICON_FACTOR >> LEXICON_SHIFT);

	for (; lexicon_key[slot] != 0; slot = (slot + 1) % LEXICON_SLOTS)
		if ((lexicon_key[slot] & ((UINT64_C(1) << ARABIC_KEY_BITS) - 1)) == key)
			return (int) slot;
	return -1;
}

/* The stem of the entry as one of these classes; nouns first. 0: none. */
static uint64_t
lexicon_stem(uint64_t key, unsigned classes)
{
	int			slot = lexicon_find(key);

	if (slot < 0)
		return 0;
	classes &= (unsigned) (lexicon_key[slot] >> ARABIC_KEY_BITS);
	if (classes & NOUN)
		return stem_key[lexicon_value[slot][0]];
	if (classes & PERFECT)
		return stem_key[lexicon_value[slot][1]];
	return classes & IMPERFECT ? stem_key[lexicon_value[slot][2]] : 0;
}

/* The known word that these letters are, with any ending; the shortest ending first. */
static uint64_t
known_word(const uint8_t *letter, size_t n, unsigned classes)
{
	uint64_t	whole = arabic_key(letter, n);
	unsigned	node = 0;

	for (size_t left = n; left >= 2; left--)
	{
		unsigned	allowed = ending_class[node] & classes;

		if (allowed != 0 && left <= ARABIC_KEY_LETTERS)
		{
			uint64_t	key = first_letters(whole, left);
			uint64_t	stem = 0;

			if (!(allowed & NOUN) || (ending_class[node] & PLAIN))
				stem = lexicon_stem(key, allowed);
			else if (allowed != NOUN)
				stem = lexicon_stem(key, allowed & ~NOUN);
			if (stem == 0 && (allowed & NOUN) && (ending_class[node] & WITH_HA) && left < ARABIC_KEY_LETTERS)
				stem = lexicon_stem(key | (uint64_t) L_HA << (5 * left), NOUN);
			if (stem != 0)
				return stem;
		}
		node = ending_next[node][letter[left - 1]];
		if (node == 0)
			break;
	}
	return 0;
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
	unsigned	node = 0;

	if (!arabic_letters(word, len, &w))
	{
		memcpy(out, word, len);
		return len;
	}
	for (size_t at = 0; at + 2 <= w.n; at++)
	{
		uint64_t	stem = prefix_class[node] != 0 ? known_word(w.letter + at, w.n - at, prefix_class[node]) : 0;

		if (stem != 0)
			return write_key(stem, out);
		node = prefix_next[node][w.letter[at]];
		if (node == 0)
			break;
	}
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
	slot = (size_t) (key * LEXICON_FACTOR >> STOP_SHIFT);
	for (; stop_key[slot] != 0; slot = (slot + 1) % STOP_SLOTS)
	{
		uint64_t	flags = stop_key[slot] >> ARABIC_KEY_BITS;

		if (first_letters(stop_key[slot], ARABIC_KEY_LETTERS) == key)
			return (maqsura || !(flags & STOP_MAQSURA)) && (!w.hamza || (flags & STOP_HAMZA));
	}
	return false;
}
