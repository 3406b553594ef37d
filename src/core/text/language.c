/* The language of a text by its telling letters and words (language_letter.tsv, language_word.tsv). */
#include "core/text/language.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/base/search.h"
#include "core/base/utf8.h"
#include "core/text/arabic_article.h"

#include "core/generated/language_data.h"

#define LETTERS ((int) lengthof(telling_letters))

/* What one telling word says, beside the weights of letters. */
#define WORD_WEIGHT 4

/* What can be told of a letter at sight; core/text/script.h knows all scripts, and takes a table for it. */
enum writing
{
	WRITING_NONE,
	WRITING_LATIN,
	WRITING_ARABIC,
	WRITING_OTHER,
	WRITINGS
};

/* What speaks for each language before anything is read, by script: short texts without a telling sign are taken for these. */
static const double prior[WRITINGS][LANGUAGES] = {
	[WRITING_LATIN] = {[LANGUAGE_OTHER] = 3, [LANGUAGE_ENGLISH] = 4},
	[WRITING_ARABIC] = {[LANGUAGE_OTHER] = 0.5, [LANGUAGE_ARABIC] = 4, [LANGUAGE_PERSIAN] = 2, [LANGUAGE_URDU] = 1},
	[WRITING_OTHER] = {[LANGUAGE_OTHER] = 1},
};

/* What has been read so far; a word that is too long to tell anything is counted, not kept. */
typedef struct evidence
{
	double		score[WRITINGS][LANGUAGES];
	double		shared;			/* the weight of Persian letters that Urdu has as well */
	size_t		letters[WRITINGS];
	enum writing script;		/* of the word */
	size_t		len;
	char		word[TELLING_WORD_LONGEST + UTF8_MAX];
} evidence;

static enum writing
writing_of(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ? WRITING_LATIN : WRITING_NONE;
	if (cp < 0xc0 || cp == 0xd7 || cp == 0xf7 || cp == UTF8_INVALID)
		return WRITING_NONE;
	if (cp < 0x250 || (cp >= 0x1e00 && cp < 0x1f00))
		return WRITING_LATIN;
	if (cp >= 0x600 && cp < 0x700)
		return (cp >= 0x620 && cp <= 0x64a && cp != 0x640) || (cp >= 0x66e && cp <= 0x6d3 && cp != 0x670) ||
			cp == 0x6d5 || cp >= 0x6fa ? WRITING_ARABIC : WRITING_NONE;
	if (cp >= 0x750 && cp < 0x780)
		return WRITING_ARABIC;
	if (cp < 0x370 || (cp >= 0x2000 && cp < 0x2c00) || (cp >= 0x3000 && cp < 0x3040) || cp >= 0xe000)
		return (cp >= 0xfb50 && cp < 0xfdfe) || (cp >= 0xfe70 && cp < 0xfeff) ? WRITING_ARABIC : WRITING_NONE;
	return WRITING_OTHER;
}

/* Vowel signs and tatweel stand inside words and are none of their letters. */
static bool
is_sign(uint32_t cp)
{
	return (cp >= 0x64b && cp <= 0x65f) || cp == 0x640 || cp == 0x670 || (cp >= 0x300 && cp < 0x370);
}

static uint32_t
small_letter(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde && cp != 0xd7))
		return cp + 32;
	if (cp >= 0x139 && cp <= 0x148)
		return cp + (cp & 1);
	if (cp >= 0x179 && cp <= 0x17e)
		return cp + (cp & 1);
	if ((cp >= 0x100 && cp <= 0x12f) || (cp >= 0x132 && cp <= 0x137) || (cp >= 0x14a && cp <= 0x177) || (cp >= 0x218 && cp <= 0x21b))
		return cp | 1;
	return cp;
}

static void
weigh_letter(evidence *e, uint32_t cp, enum writing script)
{
	int			low = 0;
	int			high = LETTERS;

	if (cp < 0x80)
		return;
	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (telling_letters[middle].letter < cp)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == LETTERS || telling_letters[low].letter != cp)
		return;
	if (telling_letters[low].language == LANGUAGE_PERSIAN)
		e->shared += telling_letters[low].weight;
	else
		e->score[script][telling_letters[low].language] += telling_letters[low].weight;
}

static void
weigh_word(evidence *e)
{
	int			found;

	/* the Arabic article: no other of the languages begins so many words with it */
	if (e->script == WRITING_ARABIC && arabic_article_before(e->word, e->len, 3))
		e->score[WRITING_ARABIC][LANGUAGE_ARABIC] += 1;
	if (e->len > TELLING_WORD_LONGEST)
		return;
	found = search_table(telling_words, word, e->word, e->len);
	if (found >= 0)
		e->score[e->script][telling_words[found].language] += WORD_WEIGHT;
}

static void
end_word(evidence *e)
{
	if (e->len > 0)
		weigh_word(e);
	e->len = 0;
	e->script = WRITING_NONE;
}

static void
add_letter(evidence *e, uint32_t cp, enum writing script)
{
	if (script != e->script)
		end_word(e);
	e->script = script;
	e->letters[script]++;
	cp = small_letter(cp);
	weigh_letter(e, cp, script);
	if (e->len <= TELLING_WORD_LONGEST)
		e->len += utf8_encode(cp, e->word + e->len);
}

language_guess
language_of(const char *s, size_t len)
{
	evidence	e = {.script = WRITING_NONE};
	const char *end = s + (len < LANGUAGE_BYTES ? len : LANGUAGE_BYTES);
	enum writing script = WRITING_LATIN;
	language_guess guess = {LANGUAGE_OTHER, 0};
	double	   *arabic;
	size_t		letters = 0;
	double		sum = 0;
	double		best = 0;

	while (s < end)
	{
		uint32_t	cp;
		size_t		size = utf8_decode(s, end, &cp);
		enum writing of = writing_of(cp);

		if (of != WRITING_NONE)
			add_letter(&e, cp, of);
		else if (!is_sign(cp))
			end_word(&e);
		s += size;
	}
	end_word(&e);
	for (enum writing i = WRITING_LATIN; i < WRITINGS; i++)
	{
		letters += e.letters[i];
		if (e.letters[i] > e.letters[script])
			script = i;
	}
	if (letters == 0)
		return guess;
	arabic = e.score[WRITING_ARABIC];
	arabic[arabic[LANGUAGE_URDU] > arabic[LANGUAGE_PERSIAN] ? LANGUAGE_URDU : LANGUAGE_PERSIAN] += e.shared;
	for (enum language i = LANGUAGE_OTHER; i < LANGUAGES; i++)
	{
		double		score = e.score[script][i] + prior[script][i];

		sum += score;
		if (score > best)
		{
			best = score;
			guess.language = i;
		}
	}
	guess.confidence = best / sum * (double) e.letters[script] / (double) letters;
	return guess;
}

const char *
language_name(enum language language)
{
	static const char *const names[LANGUAGES] = {"other", "en", "ar", "fa", "ur"};

	return names[language];
}
