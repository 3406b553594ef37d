/*
 * English stems by Porter's second algorithm; read it beside snowballstem.org's description, whose names the steps
 * have.
 */
#include "core/text/english.h"

#include <stdint.h>
#include <string.h>

#include "core/base/array.h"
#include "core/generated/english_data.h"

/*
 * The suffixes stand in the code below and not in a table: a step takes the longest of its suffixes that ends the
 * word, even if the rule then forbids to remove it, and switching on the last letters finds that suffix at once.
 *
 * In the word being stemmed Y is a y that is a consonant (at the start, or behind a vowel). Letters beyond ASCII are
 * consonants. region1 and region2 are where R1 and R2 of the description start; suffixes come off the end, so
 * the two never move.
 */
struct english_word
{
	char	   *s;
	size_t		len;
	size_t		region1;
	size_t		region2;
};

/* A table and not a chain of tests: letters are hard to predict. */
static const bool vowels[256] = {['a'] = true, ['e'] = true, ['i'] = true, ['o'] = true, ['u'] = true, ['y'] = true};

static inline bool
is_vowel(char c)
{
	return vowels[(unsigned char) c];
}

static inline bool
is_continuation(char c)
{
	return ((unsigned char) c & 0xc0) == 0x80;
}

/* Where the character that ends at `end` starts; end > 0. */
static inline size_t
character_before(const char *s, size_t end)
{
	do
		end--;
	while (end > 0 && is_continuation(s[end]));
	return end;
}

static bool
has_vowel(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_vowel(s[i]))
			return true;
	return false;
}

/* The end of the first consonant that follows a vowel, from `start` on; the end of the word if there is none. */
static size_t
region_after(const struct english_word *w, size_t start)
{
	size_t		i = start;

	while (i < w->len && !is_vowel(w->s[i]))
		i++;
	while (i < w->len && is_vowel(w->s[i]))
		i++;
	if (i == w->len)
		return i;
	i++;
	while (i < w->len && is_continuation(w->s[i]))
		i++;
	return i;
}

/* Is the end of the first `len` bytes a short syllable: as in "rap", "trap", or a whole "ow", but not as in "bow"? */
static bool
ends_short(const char *s, size_t len)
{
	size_t		last;

	if (len < 2)
		return false;
	last = character_before(s, len);
	if (last == 0 || is_vowel(s[last]) || !is_vowel(s[last - 1]))
		return false;
	if (last == 1)
		return true;
	return !is_vowel(s[last - 2]) && s[last] != 'w' && s[last] != 'x' && s[last] != 'Y';
}

static inline bool
ends_with(const struct english_word *w, const char *suffix, size_t len)
{
	return w->len >= len && memcmp(w->s + w->len - len, suffix, len) == 0;
}

/* If the word ends so: puts `into` in the suffix's place, where that starts in the region, and says that it was found. */
static inline bool
replace(struct english_word *w, size_t region, const char *suffix, size_t len, const char *into, size_t into_len)
{
	if (!ends_with(w, suffix, len))
		return false;
	if (w->len - len >= region)
	{
		memcpy(w->s + w->len - len, into, into_len);
		w->len += into_len - len;
	}
	return true;
}

#define ENDS_WITH(w, suffix) ends_with(w, suffix, sizeof(suffix) - 1)
#define REPLACE(w, region, suffix, into) replace(w, region, suffix, sizeof(suffix) - 1, into, sizeof(into) - 1)

static const struct irregular *
find_irregular(const struct irregular *words, const unsigned char *first, const char *s, size_t len)
{
	unsigned	letter = (unsigned char) s[0] - 'a';

	if (letter >= 26)
		return NULL;
	for (unsigned i = first[letter]; i < first[letter + 1]; i++)
		if (words[i].len == len && memcmp(words[i].word, s, len) == 0)
			return &words[i];
	return NULL;
}

/* Copies the word without a leading apostrophe, with consonant y as Y, and finds its regions. */
static void
begin_word(struct english_word *w, const char *word, size_t len, char *out)
{
	unsigned	letter;
	bool		after_vowel = true;

	if (word[0] == '\'')
	{
		word++;
		len--;
	}
	w->s = out;
	w->len = len;
	for (size_t i = 0; i < len; i++)
	{
		out[i] = word[i] == 'y' && after_vowel ? 'Y' : word[i];
		after_vowel = is_vowel(out[i]);
	}

	w->region1 = 0;
	letter = (unsigned char) out[0] - 'a';
	if (letter < 26)
		for (unsigned i = english_region_first[letter]; i < english_region_first[letter + 1]; i++)
			if (len >= english_region[i].len && memcmp(english_region[i].word, out, english_region[i].len) == 0)
				w->region1 = english_region[i].len;
	if (w->region1 == 0)
		w->region1 = region_after(w, 0);
	w->region2 = region_after(w, w->region1);
}

/* Possessive and plural endings. */
static void
step_1a(struct english_word *w)
{
	if (ENDS_WITH(w, "'s'"))
		w->len -= 3;
	else if (ENDS_WITH(w, "'s"))
		w->len -= 2;
	else if (ENDS_WITH(w, "'"))
		w->len -= 1;

	if (ENDS_WITH(w, "ied") || ENDS_WITH(w, "ies"))
	{
		size_t		stem = w->len - 3;

		/* cries: cri, but ties: tie */
		w->len -= stem > 0 && character_before(w->s, stem) > 0 ? 2 : 1;
	}
	else if (w->len == 0 || w->s[w->len - 1] != 's' || ENDS_WITH(w, "us") || ENDS_WITH(w, "ss"))
		return;
	else if (ENDS_WITH(w, "sses"))
		w->len -= 2;
	/* gaps, but gas and this: the vowel may not stand right before the s */
	else if (w->len > 1 && has_vowel(w->s, character_before(w->s, w->len - 1)))
		w->len -= 1;
}

/* Past tenses, participles and their adverbs. */
static void
step_1b(struct english_word *w)
{
	size_t		cut = 0;
	char		last;

	switch (w->s[w->len - 1])
	{
		case 'd':
			if (REPLACE(w, w->region1, "eed", "ee"))
				return;
			cut = ENDS_WITH(w, "ed") ? 2 : 0;
			break;
		case 'g':
			cut = ENDS_WITH(w, "ing") ? 3 : 0;
			break;
		case 'y':
			if (REPLACE(w, w->region1, "eedly", "ee"))
				return;
			cut = ENDS_WITH(w, "edly") ? 4 : ENDS_WITH(w, "ingly") ? 5 : 0;
			break;
		default:
			break;
	}
	if (cut == 0 || !has_vowel(w->s, w->len - cut))
		return;
	w->len -= cut;

	/* luxuriat(ed): luxuriate; hopp(ing): hop; hop(ed): hope */
	last = w->s[w->len - 1];
	if (ENDS_WITH(w, "at") || ENDS_WITH(w, "bl") || ENDS_WITH(w, "iz") ||
		(w->len == w->region1 && ends_short(w->s, w->len)))
		w->s[w->len++] = 'e';
	else if (w->len > 1 && w->s[w->len - 2] == last && memchr("bdfgmnprt", last, 9) != NULL)
		w->len--;
}

/* cry: cri, but by and say stay */
static void
step_1c(struct english_word *w)
{
	char		last = w->s[w->len - 1];

	if ((last == 'y' || last == 'Y') && w->len > 2 && !is_vowel(w->s[w->len - 2]) &&
		character_before(w->s, w->len - 1) > 0)
		w->s[w->len - 1] = 'i';
}

/* The suffixes of step 2 that end in i. */
static void
step_2_i(struct english_word *w)
{
	size_t		r = w->region1;

	switch (w->len > 1 ? w->s[w->len - 2] : '\0')
	{
		case 'c':
			(void) (REPLACE(w, r, "enci", "ence") || REPLACE(w, r, "anci", "ance"));
			break;
		case 'g':
			if (w->len > 3 && w->s[w->len - 4] == 'l')
				REPLACE(w, r, "ogi", "og");
			break;
		case 'l':
			if (REPLACE(w, r, "entli", "ent") || REPLACE(w, r, "abli", "able") || REPLACE(w, r, "alli", "al") ||
				REPLACE(w, r, "ousli", "ous") || REPLACE(w, r, "fulli", "ful") || REPLACE(w, r, "lessli", "less") ||
				REPLACE(w, r, "bli", "ble"))
				break;
			if (w->len > 2 && memchr("cdeghkmnrt", w->s[w->len - 3], 10) != NULL)
				REPLACE(w, r, "li", "");
			break;
		case 't':
			(void) (REPLACE(w, r, "biliti", "ble") || REPLACE(w, r, "aliti", "al") || REPLACE(w, r, "iviti", "ive"));
			break;
		default:
			break;
	}
}

/* Two suffixes become one: -ization is -ize and -ation. */
static void
step_2(struct english_word *w)
{
	size_t		r = w->region1;

	switch (w->s[w->len - 1])
	{
		case 'i':
			step_2_i(w);
			break;
		case 'l':
			(void) (REPLACE(w, r, "ational", "ate") || REPLACE(w, r, "tional", "tion"));
			break;
		case 'm':
			REPLACE(w, r, "alism", "al");
			break;
		case 'n':
			(void) (REPLACE(w, r, "ization", "ize") || REPLACE(w, r, "ation", "ate"));
			break;
		case 'r':
			(void) (REPLACE(w, r, "izer", "ize") || REPLACE(w, r, "ator", "ate"));
			break;
		case 's':
			(void) (REPLACE(w, r, "fulness", "ful") || REPLACE(w, r, "ousness", "ous") || REPLACE(w, r, "iveness", "ive"));
			break;
		default:
			break;
	}
}

/* -ic-, -full, -ness and their like. */
static void
step_3(struct english_word *w)
{
	size_t		r = w->region1;

	switch (w->s[w->len - 1])
	{
		case 'e':
			if (!REPLACE(w, r, "icate", "ic") && !REPLACE(w, r, "alize", "al") && w->len >= 5 && w->len - 5 >= r)
				REPLACE(w, w->region2, "ative", "");
			break;
		case 'i':
			REPLACE(w, r, "iciti", "ic");
			break;
		case 'l':
			(void) (REPLACE(w, r, "ational", "ate") || REPLACE(w, r, "tional", "tion") || REPLACE(w, r, "ical", "ic") ||
					REPLACE(w, r, "ful", ""));
			break;
		case 's':
			REPLACE(w, r, "ness", "");
			break;
		default:
			break;
	}
}

/* The last whole suffix goes. */
static void
step_4(struct english_word *w)
{
	size_t		r = w->region2;

	switch (w->s[w->len - 1])
	{
		case 'c':
			REPLACE(w, r, "ic", "");
			break;
		case 'e':
			(void) (REPLACE(w, r, "ance", "") || REPLACE(w, r, "ence", "") || REPLACE(w, r, "able", "") ||
					REPLACE(w, r, "ible", "") || REPLACE(w, r, "ate", "") || REPLACE(w, r, "ive", "") || REPLACE(w, r, "ize", ""));
			break;
		case 'i':
			REPLACE(w, r, "iti", "");
			break;
		case 'l':
			REPLACE(w, r, "al", "");
			break;
		case 'm':
			REPLACE(w, r, "ism", "");
			break;
		case 'n':
			if (w->len > 3 && (w->s[w->len - 4] == 's' || w->s[w->len - 4] == 't'))
				REPLACE(w, r, "ion", "");
			break;
		case 'r':
			REPLACE(w, r, "er", "");
			break;
		case 's':
			REPLACE(w, r, "ous", "");
			break;
		case 't':
			(void) (REPLACE(w, r, "ement", "") || REPLACE(w, r, "ment", "") || REPLACE(w, r, "ent", "") || REPLACE(w, r, "ant", ""));
			break;
		default:
			break;
	}
}

/* A last e, and the second of two l. */
static void
step_5(struct english_word *w)
{
	size_t		rest = w->len - 1;

	if (w->s[rest] == 'e' && (rest >= w->region2 || (rest >= w->region1 && !ends_short(w->s, rest))))
		w->len = rest;
	else if (w->s[rest] == 'l' && rest >= w->region2 && rest > 0 && w->s[rest - 1] == 'l')
		w->len = rest;
}

/* Words of one or two characters have no suffix. */
static bool
is_tiny(const char *s, size_t len)
{
	size_t		characters = 0;

	if (len > 2 * 4)
		return false;
	for (size_t i = 0; i < len; i++)
		characters += !is_continuation(s[i]);
	return characters < 3;
}

size_t
english_stem(const char *word, size_t len, char *out)
{
	const struct irregular *irregular;
	struct english_word w;

	if (len > ENGLISH_STEM_LONGEST || is_tiny(word, len))
	{
		if (len > 0)
			memcpy(out, word, len);
		return len;
	}
	irregular = find_irregular(english_form, english_form_first, word, len);
	if (irregular != NULL)
	{
		memcpy(out, irregular->stem, irregular->stem_len);
		return irregular->stem_len;
	}

	begin_word(&w, word, len, out);
	step_1a(&w);
	if (w.len == 0)
	{
		/* Nothing but marks of a possessive: the server, too, leaves it. */
		memcpy(out, word, len);
		return len;
	}
	if (find_irregular(english_kept, english_kept_first, w.s, w.len) == NULL)
	{
		step_1b(&w);
		step_1c(&w);
		step_2(&w);
		step_3(&w);
		step_4(&w);
		step_5(&w);
	}
	for (size_t i = 0; i < w.len; i++)
		if (w.s[i] == 'Y')
			w.s[i] = 'y';
	return w.len;
}

/* FNV-1a, as in gen_english.pl. */
static unsigned
hash(const char *s, size_t len)
{
	uint32_t	hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char) s[i]) * 16777619u;
	return (hash ^ hash >> 16) & (ENGLISH_STOP_SLOTS - 1);
}

bool
english_stop_word(const char *word, size_t len, bool caps)
{
	if (len == 0 || len >= ENGLISH_WORD_CAP)
		return false;
	for (unsigned slot = hash(word, len); english_stop_slots[slot] != 0; slot = (slot + 1) & (ENGLISH_STOP_SLOTS - 1))
	{
		const struct stop_word *stop = &english_stop_words[english_stop_slots[slot] - 1];

		if (stop->len == len && memcmp(stop->word, word, len) == 0)
			return !(caps && stop->name);
	}
	return false;
}

bool
english_abbreviation(const char *word, size_t len)
{
	for (size_t i = 0; i < lengthof(english_abbreviations); i++)
		if (strncmp(english_abbreviations[i], word, len) == 0 && english_abbreviations[i][len] == '\0')
			return true;
	return false;
}

const char *
english_stop_word_at(size_t n)
{
	return n < ENGLISH_STOP_LISTED ? english_stop_words[n].word : NULL;
}
