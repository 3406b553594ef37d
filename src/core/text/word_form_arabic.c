/*
 * The forms of an Arabic word: without what is written together with it, and without number, gender, case and pronouns.
 * What is cut off a word that the list of words knows is what the list says (arabic_known.h), so no letter of a root is
 * taken for a clitic; of other words what nearly always is one.
 */
#include "core/text/word_form.h"

#include <string.h>

#include "core/base/array.h"
#include "core/text/arabic.h"
#include "core/text/arabic_known.h"
#include "core/text/arabic_light.h"

/* Letters as folding leaves them, but for those that may end a word, two bytes each. */
#define ALEF "\xd8\xa7"
#define BA "\xd8\xa8"
#define TA "\xd8\xaa"
#define TA_MARBUTA "\xd8\xa9"
#define FA "\xd9\x81"
#define KAF "\xd9\x83"
#define LAM "\xd9\x84"
#define NUN "\xd9\x86"
#define HA "\xd9\x87"
#define WAW "\xd9\x88"
#define YA "\xd9\x8a"
#define MAQSURA "\xd9\x89"
#define LETTER 2

/* --- As it stands, and names: bytes --- */

static bool
begins(const char *s, size_t len, const char *letters)
{
	size_t		n = strlen(letters);

	return len >= n && memcmp(s, letters, n) == 0;
}

static bool
ends(const char *s, size_t len, const char *letters)
{
	size_t		n = strlen(letters);

	return len >= n && memcmp(s + len - n, letters, n) == 0;
}

/* A piece of the word at hand. */
struct piece
{
	const char *s;
	size_t		len;
};

static void
skip(struct piece *piece, size_t letters)
{
	piece->s += letters * LETTER;
	piece->len -= letters * LETTER;
}

static void
add_piece(struct word_forms *forms, const struct piece *piece, unsigned use, unsigned distance)
{
	word_forms_add(forms, piece->s, piece->len, use, distance);
}

static void
add_definite(struct word_forms *forms, const struct piece *bare, unsigned use, unsigned distance)
{
	char		definite[WORD_FORM_LONGEST + 2 * LETTER];

	memcpy(definite, ALEF LAM, 2 * LETTER);
	memcpy(definite + 2 * LETTER, bare->s, bare->len);
	word_forms_add(forms, definite, 2 * LETTER + bare->len, use, distance);
}

#define BEGINS(piece, letters) begins((piece).s, (piece).len, letters)

/*
 * What stands behind the conjunction, and behind the article with its preposition. A term that was written with the
 * article is met by every form that has one, one that was written without it by all. Three letters must be left.
 */
static void
add_whole(struct word_forms *forms, struct piece word)
{
	if ((BEGINS(word, WAW) || BEGINS(word, FA)) && word.len >= 4 * LETTER)
	{
		skip(&word, 1);
		add_piece(forms, &word, WORD_FORM_WHOLE, 0);
	}
	if ((BEGINS(word, BA ALEF LAM) || BEGINS(word, KAF ALEF LAM)) && word.len >= 6 * LETTER)
		skip(&word, 1);
	if ((BEGINS(word, ALEF LAM) || BEGINS(word, LAM LAM)) && word.len >= 5 * LETTER)
	{
		skip(&word, 2);
		add_definite(forms, &word, WORD_FORM_WHOLE, 0);
		add_piece(forms, &word, WORD_FORM_WHOLE, 0);
	}
}

/* A stop word behind the conjunction, however short: phrases begin with it (and in light of, and not known). */
static void
add_stop_word(struct word_forms *forms, struct piece word)
{
	if ((!BEGINS(word, WAW) && !BEGINS(word, FA)) || word.len < 3 * LETTER)
		return;
	skip(&word, 1);
	if (arabic_stop_word(word.s, word.len, ends(word.s, word.len, MAQSURA)))
		add_piece(forms, &word, WORD_FORM_INFLECTED, 1);
}

static void
add_masculine(struct word_forms *forms, struct piece word)
{
	static const char *const endings[] = {YA TA_MARBUTA, YA HA, YA WAW NUN, YA YA NUN, YA ALEF TA, YA ALEF NUN, YA TA ALEF NUN, YA TA YA NUN, YA};

	for (size_t i = 0; i < lengthof(endings); i++)
		if (ends(word.s, word.len, endings[i]) && word.len >= strlen(endings[i]) + 2 * LETTER)
		{
			word.len -= strlen(endings[i]) - LETTER;
			add_piece(forms, &word, WORD_FORM_NAME, 2);
			return;
		}
}

/* An adjective of a name (Russian) out of its feminine and its plurals, with the article or without. */
static void
add_adjective(struct word_forms *forms, struct piece word)
{
	add_masculine(forms, word);
	if (BEGINS(word, ALEF LAM) && word.len >= 5 * LETTER)
	{
		skip(&word, 2);
		add_masculine(forms, word);
	}
}

/* Names stand behind the conjunctions and prepositions; clitics: how many letters of the word may be such. */
static void
add_names(struct word_forms *forms, struct piece word, size_t clitics)
{
	if ((BEGINS(word, WAW) || BEGINS(word, FA)) && clitics > 0 && word.len >= 3 * LETTER)
	{
		skip(&word, 1);
		clitics--;
		add_piece(forms, &word, WORD_FORM_NAME, 1);
	}
	add_adjective(forms, word);
	/* two letters are left of the first word of a name (Tel Aviv) */
	if (clitics == 0 || !(BEGINS(word, BA) || BEGINS(word, KAF) || BEGINS(word, LAM)) || word.len < 3 * LETTER)
		return;
	skip(&word, 1);
	if (!BEGINS(word, LAM) || word.len < 4 * LETTER)
		add_piece(forms, &word, WORD_FORM_NAME, 1);
	else
	{
		struct piece bare = word;

		skip(&bare, 1);
		add_definite(forms, &bare, WORD_FORM_NAME, 1);
		add_adjective(forms, bare);
		/* the second lam is the name's own (to Lebanon) rather than what is left of the article (to India) */
		add_piece(forms, &word, WORD_FORM_NAME, 2);
	}
	add_adjective(forms, word);
}

/* --- Inflections: letters --- */

/* A word of the text as letters, from where its clitics end. */
struct base
{
	const uint8_t *letter;
	const uint8_t *alef;		/* how they are written */
	const char *last;			/* a last ta marbuta or alef maqsura, or NULL */
	size_t		n;
};

/* A form that is not written as the word is: a ya that was no longer the last letter, or is again, may be an alef maqsura. */
static void
add_changed(struct word_forms *forms, char *s, size_t len, unsigned use, unsigned distance)
{
	word_forms_add(forms, s, len, use, distance);
	if (!ends(s, len, YA))
		return;
	memcpy(s + len - LETTER, MAQSURA, LETTER);
	word_forms_add(forms, s, len, use, distance);
}

/* The first letters of the base, and one more; a ha that is added is a ta marbuta. */
static void
add_letters(struct word_forms *forms, const struct base *base, size_t n, uint8_t more, unsigned use, unsigned distance)
{
	char		bytes[2 * (ARABIC_WORD_LETTERS + 1)];
	size_t		len = arabic_write(base->letter, base->alef, n, bytes);

	if (more == L_NONE && n == base->n)
	{
		if (base->last != NULL)
			memcpy(bytes + len - LETTER, base->last, LETTER);
		word_forms_add(forms, bytes, len, use, distance);
		return;
	}
	if (more == L_HA)
	{
		memcpy(bytes + len, TA_MARBUTA, LETTER);
		len += LETTER;
	}
	else if (more != L_NONE)
		len += arabic_write(&more, NULL, 1, bytes + len);
	add_changed(forms, bytes, len, use, distance);
}

/* A word of the list, which has no hamza but perhaps at its beginning. other_end: a last ha is a ta marbuta. */
static void
add_key(struct word_forms *forms, uint64_t key, enum arabic_alef alef, bool other_end, unsigned distance)
{
	char		bytes[2 * ARABIC_KEY_LETTERS];
	size_t		len = arabic_write_key(key, bytes);

	if (begins(bytes, len, ALEF))
		bytes[1] = arabic_alef_byte(alef);
	if (other_end && ends(bytes, len, HA))
		memcpy(bytes + len - LETTER, TA_MARBUTA, LETTER);
	add_changed(forms, bytes, len, WORD_FORM_INFLECTED, distance);
}

static bool
letters_are(const uint8_t *letter, size_t n, size_t at, uint8_t first, uint8_t second)
{
	return at + 1 < n && letter[at] == first && letter[at + 1] == second;
}

/* A word whose noun the list knows. */
static void
add_noun(struct word_forms *forms, const struct base *base, const struct arabic_reading *reading)
{
	size_t		noun = reading->end - reading->start;

	/* the sound plural before a pronoun: a term in the plural is met by it */
	if (letters_are(base->letter, base->n, noun, L_ALEF, L_TA) && base->n > noun + 2)
		add_letters(forms, base, noun + 2, L_NONE, WORD_FORM_INFLECTED, 1);
	add_letters(forms, base, noun, reading->ha ? L_HA : L_NONE, WORD_FORM_INFLECTED, 1);
	/* a hamza that is not the known word's makes it another one: the media are no flags */
	if (reading->lemma != reading->key &&
		(base->alef[0] == ALEF_BARE || reading->alef == ALEF_BARE || base->alef[0] == (uint8_t) reading->alef))
		add_key(forms, reading->lemma, reading->lemma_alef, reading->lemma_other_end, 2);
}

/* Is what follows so many letters the ending of a person that no noun has: she, they? */
static bool
is_person(const struct base *base, size_t verb)
{
	return (base->n == verb + 1 && base->last == NULL && base->letter[verb] == L_TA) ||
		(base->n == verb + 2 && letters_are(base->letter, base->n, verb, L_WAW, L_ALEF));
}

/* A verb: the third person of its tense. A perfect that is written as a noun might be that. */
static void
add_verb(struct word_forms *forms, const struct base *base, const struct arabic_reading *reading)
{
	size_t		verb = reading->end - reading->start;

	if (reading->class == ARABIC_IMPERFECT)
		add_key(forms, reading->key << 5 | L_YA, ALEF_BARE, false, 1);
	else if (!reading->also_noun || is_person(base, verb))
	{
		add_letters(forms, base, verb, L_NONE, WORD_FORM_INFLECTED, 1);
		add_key(forms, reading->stem, ALEF_BARE, false, 2);
	}
}

/* The letters of the pronoun that ends the word: the object of a verb, the owner of a noun. 0: there is none. */
static size_t
pronoun_letters(const struct base *base)
{
	static const uint8_t pronouns[][4] = {
		{L_HA, L_MIM, L_ALEF}, {L_HA, L_ALEF}, {L_HA, L_MIM}, {L_HA, L_NUN}, {L_KAF, L_MIM}, {L_NUN, L_ALEF}, {L_NUN, L_YA}, {L_HA}, {L_KAF}
	};

	for (size_t i = 0; i < lengthof(pronouns) && base->last == NULL; i++)
	{
		size_t		len = strlen((const char *) pronouns[i]);

		if (base->n > len && memcmp(base->letter + base->n - len, pronouns[i], len) == 0)
			return len;
	}
	return 0;
}

/*
 * What ends otherwise where a pronoun follows: an alef maqsura (he cancelled it), and a verb of hers (she supported it), which may as
 * well be a noun in ta marbuta; that one is nearer.
 */
static void
add_before_pronoun(struct word_forms *forms, const struct base *base, bool noun)
{
	size_t		rest = base->n - pronoun_letters(base);
	char		bytes[2 * ARABIC_WORD_LETTERS];

	if (rest == base->n || rest < 4)
		return;
	if (base->letter[rest - 1] == L_ALEF)
	{
		size_t		len = arabic_write(base->letter, base->alef, rest, bytes);

		memcpy(bytes + len - LETTER, MAQSURA, LETTER);
		word_forms_add(forms, bytes, len, WORD_FORM_INFLECTED, 3);
	}
	else if (base->letter[rest - 1] == L_TA && !noun)
		add_letters(forms, base, rest - 1, L_NONE, WORD_FORM_INFLECTED, 4);
}

/* Endings of words that the list does not know, the longer before the shorter, and what stood in their place. */
struct ending
{
	uint8_t		letters[4];
	uint8_t		least;			/* letters that stay */
	bool		noun;			/* only behind the article, or of a word in mim: names of the lexicon end so, too */
	uint8_t		instead;
};

static const struct ending unknown_endings[] = {
	{{L_TA, L_HA, L_ALEF}, 3, false, L_HA}, {{L_TA, L_HA, L_MIM}, 3, false, L_HA}, {{L_TA, L_ALEF, L_NUN}, 3, false, L_HA},
	{{L_TA, L_YA, L_NUN}, 3, false, L_HA}, {{L_YA, L_WAW, L_NUN}, 3, false, L_YA}, {{L_YA, L_YA, L_NUN}, 3, false, L_YA},
	{{L_YA, L_ALEF, L_TA}, 3, false, L_YA}, {{L_YA, L_ALEF, L_NUN}, 3, true, L_YA}, {{L_ALEF, L_TA}, 3, false, L_HA},
	{{L_ALEF, L_TA}, 3, false, L_NONE}, {{L_HA, L_ALEF}, 3, false, L_NONE}, {{L_HA, L_MIM}, 3, false, L_NONE},
	{{L_WAW, L_NUN}, 4, false, L_NONE}, {{L_WAW}, 4, true, L_NONE}, {{L_YA, L_NUN}, 4, false, L_NONE}, {{L_ALEF, L_NUN}, 4, true, L_NONE},
	{{L_YA, L_HA}, 3, false, L_YA}, {{L_TA, L_HA}, 3, false, L_HA}, {{L_HA}, 4, false, L_NONE}, {{L_ALEF}, 4, false, L_NONE},
	{{L_WAW, L_ALEF}, 3, false, L_NONE}
};

/* A ta marbuta is a letter of an ending that makes a feminine; an alef maqsura of none. */
static bool
may_end(const struct base *base, size_t letters)
{
	if (base->last == NULL)
		return true;
	return base->letter[base->n - 1] == L_HA && base->letter[base->n - letters] == (letters == 1 ? L_HA : L_YA);
}

static void
add_unknown_endings(struct word_forms *forms, const struct base *base, bool article)
{
	bool		noun = article || (base->letter[0] == L_MIM && base->n >= 5);

	for (size_t i = 0; i < lengthof(unknown_endings); i++)
	{
		const struct ending *ending = &unknown_endings[i];
		size_t		len = strlen((const char *) ending->letters);

		if (base->n >= ending->least + len && (noun || !ending->noun) && may_end(base, len) &&
			memcmp(base->letter + base->n - len, ending->letters, len) == 0)
			add_letters(forms, base, base->n - len, ending->instead, WORD_FORM_INFLECTED, 3);
	}
	/* she; of verbs in ya the list knows all */
	if (base->n >= 4 && base->letter[base->n - 1] == L_TA && base->letter[base->n - 2] != L_YA)
		add_letters(forms, base, base->n - 1, L_NONE, WORD_FORM_INFLECTED, 3);
}

/*
 * A single letter before a word that nothing is known of may be a clitic: the list of terms knows. Four letters must be left.
 * conjunction: it is cut off already, and what follows may be a preposition.
 */
static void
add_unknown_clitics(struct word_forms *forms, struct base word, bool conjunction)
{
	for (int i = conjunction ? 1 : 0; i < 2; i++)
	{
		bool		clitic = i == 0 ? word.letter[0] == L_WAW || word.letter[0] == L_FA :
			word.letter[0] == L_BA || word.letter[0] == L_KAF || word.letter[0] == L_LAM;

		if (!clitic || word.n < 5)
			continue;
		word.letter++;
		word.alef++;
		word.n--;
		add_letters(forms, &word, word.n, L_NONE, WORD_FORM_INFLECTED, 4);
	}
}

/* The third person of a present tense out of its others and the future, which stand before three letters. */
static void
add_unknown_present(struct word_forms *forms, const struct base *word)
{
	size_t		future = word->letter[0] == L_SIN ? 1 : 0;
	uint8_t		person = word->letter[future];
	uint8_t		letter[ARABIC_WORD_LETTERS];
	struct base third = {letter, word->alef + future, word->last, word->n - future};

	if (third.n < 4 || (person != L_TA && person != L_NUN && !(future == 1 && person == L_YA)))
		return;
	memcpy(letter, word->letter + future, third.n);
	letter[0] = L_YA;
	add_letters(forms, &third, third.n, L_NONE, WORD_FORM_INFLECTED, 4);
}

/* The feminine of an adjective in ya, whatever the list knows of it. */
static void
add_feminine(struct word_forms *forms, const struct base *base)
{
	if (base->n >= 5 && base->letter[base->n - 1] == L_HA && base->letter[base->n - 2] == L_YA)
		add_letters(forms, base, base->n - 1, L_NONE, WORD_FORM_INFLECTED, 3);
}

/* Two letters behind the article (the tide), which are too few to be cut off a word that nothing is known of: the list of terms knows. */
static void
add_short(struct word_forms *forms, const struct base *word)
{
	size_t		at = word->n == 5 ? 1 : 0;
	uint8_t		first = word->letter[0];
	struct base two = {word->letter + at + 2, word->alef + at + 2, word->last, 2};

	if (word->n != at + 4 || (at == 1 && first != L_WAW && first != L_FA && first != L_BA && first != L_KAF))
		return;
	if ((letters_are(word->letter, word->n, at, L_ALEF, L_LAM) && word->alef[at] == ALEF_BARE) || (at == 0 && letters_are(word->letter, 2, 0, L_LAM, L_LAM)))
		add_letters(forms, &two, 2, L_NONE, WORD_FORM_INFLECTED, 4);
}

/*
 * The sound plural before another word (researchers of) ends as an adjective does. It is one of participles, which begin with
 * mim or are of four letters, the second alef; of other words the ending makes another word (Egyptian).
 */
static void
add_construct(struct word_forms *forms, const struct base *base)
{
	bool		participle = base->letter[0] == L_MIM || (base->letter[1] == L_ALEF && base->n == 5);

	if (base->last == NULL && base->n >= 5 && base->letter[base->n - 1] == L_YA && participle)
		add_letters(forms, base, base->n - 1, L_NONE, WORD_FORM_INFLECTED, 3);
}

/* Where the word's clitics end. *known: the list of words says so. */
static size_t
clitics_end(const struct arabic_word *w, struct arabic_reading *reading, bool *known, bool *article)
{
	size_t		end;

	*known = arabic_read(w, true, reading);
	if (*known)
		return reading->start - (reading->class == ARABIC_IMPERFECT ? 1 : 0);
	end = arabic_light_clitics(w, article).start;
	/* alef with hamza and lam are no article */
	return w->alef[0] != ALEF_BARE ? 0 : end;
}

/* Farther than any form of a reading, but nearer than those of the second one. */
#define FARTHER_NAME 4

/* What the word may be as it is written. *known: the list of words knows it. */
static void
add_reading(struct word_forms *forms, struct piece whole, const struct arabic_word *w, bool *known, bool *article)
{
	struct arabic_reading reading;
	const char *last = w->ta_marbuta ? TA_MARBUTA : w->maqsura ? MAQSURA : NULL;
	size_t		start = clitics_end(w, &reading, known, article);
	/* what a term is kept by: terms are written with the article, but other clitics in front of them are letters */
	bool		definite = start == 2 && BEGINS(whole, ALEF LAM);
	unsigned	clitics = start > 0 && !definite ? 1 : 0;
	struct base base = {w->letter, w->alef, last, w->n};

	add_letters(forms, &base, w->n, L_NONE, definite ? WORD_FORM_INFLECTED : WORD_FORM_INFLECTED | WORD_FORM_TERM, 0);
	base = (struct base) {w->letter + start, w->alef + start, last, w->n - start};
	/* a term that is written with clitics (very, in addition) is nearer than the word behind them */
	forms->later += clitics;
	add_letters(forms, &base, base.n, L_NONE, definite ? WORD_FORM_INFLECTED | WORD_FORM_TERM : WORD_FORM_INFLECTED, 0);

	if (!*known)
	{
		add_unknown_endings(forms, &base, *article);
		if (start == 0 || (start == 1 && (w->letter[0] == L_WAW || w->letter[0] == L_FA)))
			add_unknown_clitics(forms, base, start == 1);
		if (!*article)
			add_unknown_present(forms, &base);
		add_short(forms, &(struct base) {w->letter, w->alef, last, w->n});
	}
	else if (reading.class == ARABIC_NOUN)
		add_noun(forms, &base, &reading);
	else
		add_verb(forms, &base, &reading);
	if (!*article)
		add_before_pronoun(forms, &base, *known && reading.class == ARABIC_NOUN);
	add_feminine(forms, &base);
	add_names(forms, whole, *known ? start : whole.len);
	forms->later -= clitics;
	/* what the list reads is no term in any form: the letters before may be clitics of a name that it does not have (in Abyan) */
	if (*known && start <= 1 && whole.len >= 5 * LETTER)
	{
		forms->later += FARTHER_NAME;
		add_names(forms, whole, whole.len);
		forms->later -= FARTHER_NAME;
	}
	*article |= start >= 2 && letters_are(w->letter, start, start - 2, L_ALEF, L_LAM);
	if (!*article)
		add_construct(forms, &base);
}

/*
 * The word with another last letter, if it may have been meant: those who write ha for ta marbuta, or alef maqsura for ya,
 * do it always. pronoun: a last ha is one (his work, and no currency). False: it may not.
 */
static bool
respell(struct piece word, bool pronoun, char *out)
{
	const char *instead = ends(word.s, word.len, MAQSURA) ? YA : TA_MARBUTA;

	if (ends(word.s, word.len, HA) ? pronoun : !ends(word.s, word.len, MAQSURA) || arabic_stop_word(word.s, word.len, true))
		return false;
	memcpy(out, word.s, word.len - LETTER);
	memcpy(out + word.len - LETTER, instead, LETTER);
	return true;
}

/* Farther than any form of a first reading, and than its own name. */
#define SECOND_READING 6

void
word_forms_arabic(struct word_forms *forms, const char *word, size_t len)
{
	struct piece whole = {word, len};
	struct arabic_word w;
	char		other[WORD_FORM_LONGEST];
	bool		known = false;
	bool		article = false;

	add_whole(forms, whole);
	add_stop_word(forms, whole);
	if (!arabic_letters(word, len, &w))
	{
		add_piece(forms, &whole, WORD_FORM_INFLECTED | WORD_FORM_TERM, 0);
		add_names(forms, whole, len);
		return;
	}
	add_reading(forms, whole, &w, &known, &article);
	if (!respell(whole, known && !article, other))
		return;
	forms->later = SECOND_READING;
	whole.s = other;
	add_piece(forms, &whole, WORD_FORM_WHOLE | WORD_FORM_NAME, 0);
	add_whole(forms, whole);
	if (arabic_letters(other, len, &w))
		add_reading(forms, whole, &w, &known, &article);
}
