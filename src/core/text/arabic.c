/*
 * Arabic stems. A word is cut at every place where a clitic may end and where an ending may begin, and the cut that
 * leaves the longest word of the lexicon wins; so no letter of a known word is taken for a clitic. Only words that the
 * lexicon does not know go through the rules of arabic_light.c.
 */
#include <string.h>

#include "core/text/arabic.h"
#include "core/base/array.h"
#include "core/text/arabic_known.h"
#include "core/text/arabic_light.h"

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

/* The best reading so far, and the score that another one has to pass: twice the letters, and one for a noun. */
struct search
{
	const struct arabic_word *word;
	bool		inflected;		/* endings that make another word do not count, and the last letter is what is written */
	size_t		score;
	struct arabic_reading best;
	struct arabic_reading second;	/* taken when there is no other: a word that should have its final hamza and has not */
};

/* How a known word is cut out of the word at hand. */
struct piece
{
	size_t		start;
	size_t		left;			/* letters, without a ta marbuta that shows as ta or not at all */
	bool		ha;
	bool		number;			/* what was taken off behind tells a number */
	bool		article;		/* it stands before the word */
};

/* Is the last letter written as ha? */
static bool
ends_in_ha(const struct arabic_word *w)
{
	return w->letter[w->n - 1] == L_HA && !w->ta_marbuta;
}

/*
 * May the word as it is written have an ending of so many letters? A ta marbuta ends a feminine, and no word but that; a ha
 * is a pronoun, which no word has behind its article; an alef maqsura is neither.
 */
static bool
may_end(const struct arabic_word *w, size_t letters, unsigned clitics)
{
	return letters == 0 || (!w->maqsura && (!w->ta_marbuta || letters == 1) && !(ends_in_ha(w) && clitics & ARTICLE));
}

/* Takes the piece's letters as the reading, if they are known and more than the best so far. */
static void
read_piece(struct search *search, uint64_t key, struct piece piece, unsigned classes)
{
	size_t		letters = piece.left + piece.ha;
	bool		whole = piece.ha || piece.start + piece.left == search->word->n;
	int			slot = find_known(key);
	unsigned	entry;
	size_t		place;
	struct arabic_reading reading;

	if (slot < 0)
		return;
	/* the known word is written with ta marbuta; behind an article nothing else can be meant */
	if (search->inflected && whole && !piece.ha && !piece.article && (known_value[slot][2] & OTHER_END) && ends_in_ha(search->word))
		return;
	entry = (unsigned) (known_key[slot] >> ARABIC_KEY_BITS);
	classes &= entry;
	if ((!whole && (entry & ONLY_WHOLE)) || (piece.number && (known_value[slot][0] & BROKEN_PLURAL)))
		classes &= ~(unsigned) NOUN;
	if (classes == 0)
		return;
	reading.class = classes & NOUN ? NOUN : classes & PERFECT ? PERFECT : IMPERFECT;
	reading.start = piece.start;
	reading.end = piece.start + piece.left;
	reading.ha = piece.ha;
	reading.key = key;
	reading.also_noun = (entry & NOUN) != 0;
	place = reading.class == NOUN ? 0 : reading.class == PERFECT ? 1 : 2;
	reading.stem = stem_key[known_value[slot][place] & STEM_NUMBER];
	reading.lemma = stem_key[known_value[slot][3] & STEM_NUMBER];
	reading.lemma_alef = (enum arabic_alef) (known_value[slot][3] >> ALEF_SHIFT);
	reading.lemma_other_end = (known_value[slot][2] & LEMMA_OTHER_END) != 0;
	reading.alef = (enum arabic_alef) (known_value[slot][1] >> ALEF_SHIFT);
	if (place == 0 && whole && !piece.ha && !search->word->hamza && (known_value[slot][0] & NEEDS_HAMZA))
		search->second = reading;
	else if (2 * letters + (place == 0) > search->score)
	{
		search->best = reading;
		search->score = 2 * letters + (place == 0);
	}
}

/* A verb of two letters, between the ya of the third person and the ending of the plural: they find, they return. */
static bool
they(const uint8_t *letter, size_t n, size_t left)
{
	return letter[-1] == L_YA && n - left == 2 && letter[left] == L_WAW;
}

/* Looks for a longer known word behind the clitics, under any ending; the shortest ending first. */
static void
read_word(struct search *search, size_t start, unsigned classes)
{
	const uint8_t *letter = search->word->letter + start;
	size_t		n = search->word->n - start;
	uint64_t	whole = arabic_key(letter, n);
	unsigned	node = 0;

	for (size_t left = n; left >= 2 && 2 * left + 3 > search->score; left--)
	{
		unsigned	ending = ending_class[node];
		unsigned	allowed = ending & classes & (NOUN | PERFECT | IMPERFECT);

		if (search->inflected && ((ending & NISBA) || (left < 3 && left < n && start > 0 && !(classes & ARTICLE) && !they(letter, n, left))))
			allowed = 0;			/* or a clitic, two letters and an ending: too little to be sure of */
		if (search->inflected && !may_end(search->word, n - left, classes))
			allowed = 0;
		if (allowed != 0 && left >= ending >> LEAST_SHIFT && left < ARABIC_KEY_LETTERS + (node == 0))
		{
			uint64_t	key = first_letters(whole, left);
			struct piece piece = {start, left, false, (ending & NUMBER) != 0, (classes & ARTICLE) != 0};

			/* ta marbuta shows as ta, or not at all: the entry is whole */
			if ((allowed & NOUN) && (ending & WITH_HA))
			{
				piece.ha = true;
				read_piece(search, key | (uint64_t) L_HA << (5 * left), piece, NOUN);
				piece.ha = false;
			}
			read_piece(search, key, piece, ending & PLAIN ? allowed : allowed & ~(unsigned) NOUN);
		}
		node = ending_next[node][letter[left - 1]];
		if (node == 0)
			break;
	}
}

/* First with the clitics that end in the article, then with all others: al- before a known noun is the article. */
bool
arabic_read(const struct arabic_word *w, bool inflected, struct arabic_reading *reading)
{
	struct search search = {.word = w, .inflected = inflected};
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

	for (int pass = article ? 0 : 1; pass < 2 && search.score == 0; pass++)
		for (size_t at = 0; at < n && at + 2 <= w->n; at++)
			if (class[at] != 0 && !(class[at] & ARTICLE) == (pass == 1))
				read_word(&search, at, class[at]);
	*reading = search.score > 0 ? search.best : search.second;
	return reading->key != 0;
}

size_t
arabic_write_key(uint64_t key, char *out)
{
	uint8_t		letter[ARABIC_KEY_LETTERS];
	size_t		n = 0;

	for (; key != 0; key >>= 5)
		letter[n++] = key & 31;
	return arabic_write(letter, NULL, n, out);
}

size_t
arabic_stem(const char *word, size_t len, char *out)
{
	struct arabic_word w;
	struct arabic_span left;
	struct arabic_reading reading;

	if (!arabic_letters(word, len, &w))
	{
		memcpy(out, word, len);
		return len;
	}
	if (arabic_read(&w, false, &reading))
		return arabic_write_key(reading.stem, out);
	left = arabic_light(&w);
	return arabic_write(w.letter + left.start, NULL, left.end - left.start, out);
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
	return n < lengthof(arabic_stop_list) ? arabic_stop_list[n] : NULL;
}
