/*
 * Light stemming of unknown words: names, rare words, new words. It takes off what is nearly always a clitic or an
 * ending and leaves the rest, since a letter too many makes two forms of a rare word differ, but a letter too few makes
 * two words the same.
 */
#include "core/text/arabic_light.h"

#define AT(i) (s->start + (i) < s->end ? w[s->start + (i)] : L_NONE)
#define LAST(i) (s->end >= s->start + (i) ? w[s->end - (i)] : L_NONE)

static size_t
length(const struct arabic_span *s)
{
	return s->end - s->start;
}

/* Takes off the ending of one or two letters when at least `keep` are left. */
static bool
drop_ending(const uint8_t *w, struct arabic_span *s, uint8_t before, uint8_t last, size_t keep)
{
	size_t		n = before == L_NONE ? 1 : 2;

	if (length(s) < keep + n || LAST(1) != last || (n == 2 && LAST(2) != before))
		return false;
	s->end -= n;
	return true;
}

static bool
weak(uint8_t letter)
{
	return letter == L_ALEF || letter == L_WAW || letter == L_YA;
}

/* The article alone and behind waw, fa, ba and kaf; li-l- is written without its alef. Three letters must be left. */
static bool
drop_article(const uint8_t *w, struct arabic_span *s)
{
	size_t		i = 0;

	if (AT(i) == L_WAW || AT(i) == L_FA)
		i++;
	if (AT(i) == L_LAM && AT(i + 1) == L_LAM)
		i += 2;
	else
	{
		if (AT(i) == L_BA || AT(i) == L_KAF)
			i++;
		if (AT(i) != L_ALEF || AT(i + 1) != L_LAM)
			return false;
		i += 2;
	}
	if (length(s) < i + 3)
		return false;
	s->start += i;
	return true;
}

/* Verbal nouns and participles behind ba, li, ka: patterns that hardly a root begins with. */
static bool
drop_preposition(const uint8_t *w, struct arabic_span *s)
{
	size_t		n = length(s);
	bool		masdar;

	if (AT(0) != L_BA && AT(0) != L_LAM && AT(0) != L_KAF)
		return false;
	masdar = (AT(1) == L_ALEF && AT(2) == L_SIN && AT(3) == L_TA && n >= 7) ||	/* istif'al */
		(AT(1) == L_ALEF && AT(n - 2) == L_ALEF && n >= 6) ||	/* if'al, ifti'al, infi'al */
		(AT(1) == L_TA && n >= 6 && (AT(4) == L_YA && n - 5 >= 1 && n - 5 <= 3)) ||	/* taf'il */
		(AT(1) == L_MIM && n >= 6) ||
		(n >= 5 && AT(0) != L_KAF && LAST(1) == L_HA && !weak(AT(1)) && !weak(AT(n - 2)));	/* a noun in ta marbuta */
	if (masdar)
		s->start++;
	return masdar;
}

/* Participles, which sound plurals are mostly made of: they begin with mim, or are of four letters, the second alef. */
static bool
participle(const uint8_t *w, const struct arabic_span *s)
{
	return AT(0) == L_MIM || (AT(1) == L_ALEF && length(s) == 6);
}

/*
 * Pronouns, then number and gender, then nisba: each once, in the order in which they stand, from the end. Foreign
 * names end in -un, -in, -an too, but stand without the article and are no participles.
 */
static void
drop_endings(const uint8_t *w, struct arabic_span *s, bool article, bool hamza)
{
	bool		plural = article || participle(w, s);
	bool		pronoun = drop_ending(w, s, L_HA, L_ALEF, 3) || drop_ending(w, s, L_HA, L_MIM, 3) || drop_ending(w, s, L_HA, L_NUN, 4) ||
		(LAST(3) == L_TA && (drop_ending(w, s, L_KAF, L_MIM, 4) || drop_ending(w, s, L_NUN, L_ALEF, 4)));

	if (plural && (drop_ending(w, s, L_ALEF, L_NUN, 4) || drop_ending(w, s, L_YA, L_NUN, article ? 3 : 4)))
		drop_ending(w, s, L_NONE, L_TA, 4);	/* the ta marbuta before dual endings */
	else if (drop_ending(w, s, L_ALEF, L_TA, 3) || (plural && drop_ending(w, s, L_WAW, L_NUN, article ? 3 : 4)) ||
			 (!pronoun && drop_ending(w, s, L_WAW, L_ALEF, 3)))
		;
	else if (pronoun)
		drop_ending(w, s, L_NONE, L_TA, 3);
	else if (drop_ending(w, s, L_NONE, L_HA, 3))
		drop_ending(w, s, L_NONE, L_TA, 4);
	else if (!hamza)
		drop_ending(w, s, L_NONE, L_ALEF, 4);
	drop_ending(w, s, L_NONE, L_YA, 4);
}

/* The future's sin before ya: names begin so too, so the verb must be of the derived forms or without a weak letter. */
static bool
future(const uint8_t *w, const struct arabic_span *s)
{
	size_t		n = length(s);

	if (AT(0) != L_SIN || n < 5)
		return false;
	if (AT(1) == L_TA)
		return AT(2) == L_SIN && n >= 6;
	if (AT(1) != L_YA)
		return false;
	if (AT(2) == L_TA || (AT(2) == L_SIN && AT(3) == L_TA))
		return n >= 6;
	for (size_t i = 2; i < n; i++)
		if (weak(AT(i)))
			return false;
	return n <= 6;
}

/* The third person of verbs: ya begins hardly any noun but in names, before waw and alef; ta only before the tenth form. */
static bool
drop_person(const uint8_t *w, struct arabic_span *s)
{
	size_t		n = length(s);
	size_t		i = future(w, s) ? 1 : 0;

	if ((AT(i) == L_YA && n >= i + 4 && AT(i + 1) != L_WAW && AT(i + 1) != L_ALEF) ||
		(AT(i) == L_TA && n >= i + 6 && ((AT(i + 1) == L_SIN && AT(i + 2) == L_TA) || AT(i + 1) == L_TA)))
	{
		s->start += i + 1;
		return true;
	}
	return false;
}

/* Waw before alef or ya is the first letter of many names; derived verbs and their nouns are told by their pattern. */
static void
drop_conjunction(const uint8_t *w, struct arabic_span *s)
{
	size_t		n = length(s);

	if (AT(0) != L_WAW || n < 4 || (AT(1) == L_YA && AT(2) != L_TA && AT(2) != L_SIN))
		return;
	if (AT(1) != L_ALEF || (n >= 6 && (AT(2) == L_NUN || AT(3) == L_TA || AT(n - 2) == L_ALEF)))
		s->start++;
}

/* Takes off the article and what stands before it, or else the conjunction and a preposition; *noun: one that nouns have. */
static bool
drop_clitics(const uint8_t *w, struct arabic_span *s, bool *noun)
{
	bool		article = drop_article(w, s);

	*noun = article;
	if (!article)
	{
		drop_conjunction(w, s);
		*noun = drop_preposition(w, s);
	}
	return article;
}

struct arabic_span
arabic_light_clitics(const struct arabic_word *word, bool *article)
{
	struct arabic_span span = {0, word->n};
	bool		noun;

	*article = drop_clitics(word->letter, &span, &noun);
	return span;
}

struct arabic_span
arabic_light(const struct arabic_word *word)
{
	const uint8_t *w = word->letter;
	struct arabic_span span = {0, word->n};
	struct arabic_span *s = &span;
	bool		noun;
	bool		article = drop_clitics(w, s, &noun);

	if (!noun && drop_person(w, s))
	{
		if (!drop_ending(w, s, L_WAW, L_NUN, 3) && !drop_ending(w, s, L_WAW, L_ALEF, 3) && !drop_ending(w, s, L_ALEF, L_NUN, 3) &&
			!drop_ending(w, s, L_HA, L_ALEF, 3) && !drop_ending(w, s, L_HA, L_MIM, 3))
			drop_ending(w, s, L_NONE, L_HA, 3);
	}
	else
	{
		drop_endings(w, s, article, word->hamza);
		if (AT(0) == L_ALEF && LAST(1) == L_TA && !noun)
			drop_ending(w, s, L_NONE, L_TA, 4);
	}
	/* forms seven, eight and ten lose their alef in the imperfect: let them lose it everywhere */
	if (AT(0) == L_ALEF && length(s) >= 5 && (AT(1) == L_NUN || AT(2) == L_TA || AT(1) == L_TA))
		s->start++;
	return span;
}
