/*
 * Light stemming of unknown words: names, rare words, new words. It takes off what is nearly always a clitic or an
 * ending and leaves the rest, since a letter too many makes two forms of a rare word differ, but a letter too few makes
 * two words the same.
 */
#include "core/arabic_light.h"

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
		(AT(1) == L_MIM && n >= 6);
	if (masdar)
		s->start++;
	return masdar;
}

/* Pronouns, then number and gender, then nisba: each once, in the order in which they stand, from the end. */
static void
drop_endings(const uint8_t *w, struct arabic_span *s, bool hamza)
{
	bool		pronoun = drop_ending(w, s, L_HA, L_ALEF, 3) || drop_ending(w, s, L_HA, L_MIM, 3) ||
		drop_ending(w, s, L_HA, L_NUN, 4) || drop_ending(w, s, L_KAF, L_MIM, 4) || drop_ending(w, s, L_NUN, L_ALEF, 4);

	if (drop_ending(w, s, L_ALEF, L_TA, 3) || drop_ending(w, s, L_ALEF, L_NUN, 3) || drop_ending(w, s, L_YA, L_NUN, 3) ||
		drop_ending(w, s, L_WAW, L_NUN, 3) || (!pronoun && drop_ending(w, s, L_WAW, L_ALEF, 3)))
		drop_ending(w, s, L_NONE, L_TA, 4);	/* the ta marbuta before dual endings */
	else if (pronoun)
		drop_ending(w, s, L_NONE, L_TA, 3);
	else if (drop_ending(w, s, L_NONE, L_HA, 3))
		drop_ending(w, s, L_NONE, L_TA, 4);
	else if (!hamza)
		drop_ending(w, s, L_NONE, L_ALEF, 4);
	drop_ending(w, s, L_NONE, L_YA, 3);
}

/* The third person of verbs: ya begins hardly any noun; ta and the future only before the tenth form. */
static bool
drop_person(const uint8_t *w, struct arabic_span *s)
{
	size_t		n = length(s);
	size_t		i = AT(0) == L_SIN && n >= 5 && (AT(1) == L_YA || (AT(1) == L_TA && AT(2) == L_SIN)) ? 1 : 0;

	if (AT(i) == L_YA && n >= i + 4)
		s->start += i + 1;
	else if (AT(i) == L_TA && AT(i + 1) == L_SIN && AT(i + 2) == L_TA && n >= i + 6)
		s->start += i + 1;
	else
		return false;
	return true;
}

struct arabic_span
arabic_light(const struct arabic_word *word)
{
	const uint8_t *w = word->letter;
	struct arabic_span span = {0, word->n};
	struct arabic_span *s = &span;
	bool		noun = drop_article(w, s);

	if (!noun)
	{
		if (AT(0) == L_WAW && length(s) >= 4)
			s->start++;
		noun = drop_preposition(w, s);
	}
	if (!noun && drop_person(w, s))
	{
		if (!drop_ending(w, s, L_WAW, L_NUN, 3) && !drop_ending(w, s, L_WAW, L_ALEF, 3) && !drop_ending(w, s, L_ALEF, L_NUN, 3) &&
			!drop_ending(w, s, L_HA, L_ALEF, 3) && !drop_ending(w, s, L_HA, L_MIM, 3))
			drop_ending(w, s, L_NONE, L_HA, 3);
	}
	else
	{
		drop_endings(w, s, word->hamza);
		if (AT(0) == L_ALEF && LAST(1) == L_TA && !noun)
			drop_ending(w, s, L_NONE, L_TA, 4);
	}
	/* forms seven, eight and ten lose their alef in the imperfect: let them lose it everywhere */
	if (AT(0) == L_ALEF && length(s) >= 5 && (AT(1) == L_NUN || AT(2) == L_TA || AT(1) == L_TA))
		s->start++;
	return span;
}
