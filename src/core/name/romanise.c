/* Arabic letters with their signs read as units, and a unit written by the rules of a scheme. */
#include "core/name/romanise.h"

#include <stdint.h>
#include <string.h>

#include "core/base/array.h"
#include "core/base/keyword.h"
#include "core/base/output.h"
#include "core/base/search.h"
#include "core/base/utf8.h"
#include "core/name/arabic_unit.h"
#include "core/name/name_form.h"
#include "core/name/name_word.h"
#include "core/text/arabic_article.h"

#include "core/generated/romanise_data.h"

#define LETTERS ((int) lengthof(romanise_letters))

/* Abd, the servant, and Allah */
#define SERVANT "\xd8\xb9\xd8\xa8\xd8\xaf"
#define GOD "\xd8\xa7\xd9\x84\xd9\x84\xd9\x87"

/* Bytes of a word in Latin letters; what is more is left out. */
#define LATIN_MAX (UNITS_MAX * 12)

const char *const romanise_scheme_names[ROMANISE_SCHEMES] = {
	[ROMANISE_BGN] = "bgn",
	[ROMANISE_ISO233] = "iso233",
	[ROMANISE_ALA] = "ala",
	[ROMANISE_PLAIN] = "plain"
};

static const char *
letter_latin(uint32_t letter, enum romanise_scheme scheme)
{
	int			low = 0;
	int			high = LETTERS;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (romanise_letters[middle].letter == letter)
			return romanise_letters[middle].latin[scheme];
		if (romanise_letters[middle].letter < letter)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool
has_signs(const unit *units, int count)
{
	for (int i = 0; i < count; i++)
		if (units[i].vowel || units[i].shadda || units[i].sukun || units[i].dagger)
			return true;
	return false;
}

/* Text being made of one word. */
typedef struct latin_word
{
	char		s[LATIN_MAX];
	size_t		len;
	char		last;			/* a, i, u: a short vowel stands at the end; V a long one, C a consonant, 0 nothing */
	bool		construct;		/* the first of two nouns, whose ta marbuta is spoken */
	enum romanise_scheme scheme;
} latin_word;

static void
add(latin_word *out, const char *s, char last)
{
	size_t		len = strlen(s);

	if (len > 0 && len <= sizeof(out->s) - out->len)
	{
		memcpy(out->s + out->len, s, len);
		out->len += len;
		out->last = last;
	}
}

/* The long vowel; a short one that stands there becomes long. */
static void
lengthen(latin_word *out, char vowel)
{
	static const char *const longs[] = {"ā", "ī", "ū"};

	if (out->last == vowel)
		out->len--;
	if (out->scheme == ROMANISE_PLAIN)
		add(out, vowel == 'a' ? "a" : vowel == 'i' ? "i" : "u", 'V');
	else
		add(out, longs[vowel == 'a' ? 0 : vowel == 'i' ? 1 : 2], 'V');
}

static void
add_vowel(latin_word *out, const unit *u)
{
	char		vowel[2] = {u->vowel, '\0'};

	if (u->dagger)
	{
		lengthen(out, 'a');
		return;
	}
	if (u->vowel)
		add(out, vowel, u->vowel);
	if (u->tanwin)
		add(out, "n", 'C');
}

/* Waw and yeh without signs: part of a long vowel, of a diphthong, or a consonant before a vowel. */
static bool
is_long_vowel(const unit *units, int count, int i, char last)
{
	const unit *next = i + 1 < count ? &units[i + 1] : NULL;
	char		own = units[i].letter == WAW ? 'u' : 'i';

	if (i == 0 || units[i].vowel || units[i].shadda || units[i].dagger)
		return false;
	if (last == own)
		return true;
	if (last != 'C' || units[i - 1].sukun)
		return false;
	if (next == NULL || units[i].sukun)
		return true;
	return next->letter != ALEF && next->letter != TA_MARBUTA && next->letter != ALEF_MADDA &&
		!((next->letter == WAW || next->letter == YEH) && !next->vowel && !next->shadda);
}

/* Tanwin that is written on the silent letter behind its vowel. */
static void
add_tanwin(latin_word *out, const unit *u)
{
	if (out->last == u->vowel)
		out->len--;
	add_vowel(out, u);
}

static void
add_alef(latin_word *out, const unit *u, bool first)
{
	if (first)
	{
		unit		carrier = *u;

		if (!carrier.vowel)
			carrier.vowel = 'a';
		add_vowel(out, &carrier);
	}
	else if (u[-1].tanwin)
		return;
	else if (u->tanwin)
		add_tanwin(out, u);
	else
		lengthen(out, 'a');
}

static void
add_hamza(latin_word *out, const unit *u, bool first)
{
	unit		carrier = *u;

	if (!first)
		add(out, letter_latin(u->letter == ALEF_MADDA ? HAMZA : u->letter, out->scheme), 'C');
	if (u->letter == ALEF_MADDA)
	{
		lengthen(out, 'a');
		return;
	}
	if (!carrier.vowel && u->letter == ALEF_HAMZA_BELOW)
		carrier.vowel = 'i';
	if (!carrier.vowel && u->letter == ALEF_HAMZA)
		carrier.vowel = 'a';
	add_vowel(out, &carrier);
}

static void
add_consonant(latin_word *out, const unit *u, bool doubled)
{
	const char *latin = letter_latin(u->letter, out->scheme);

	if (latin == NULL)
		return;
	add(out, latin, 'C');
	if (doubled)
		add(out, latin, 'C');
	add_vowel(out, u);
}

/* waw or yeh: the end of a long vowel, a consonant, or both */
static void
add_semivowel(latin_word *out, const unit *units, int count, int i)
{
	const unit *u = &units[i];

	if (is_long_vowel(units, count, i, out->last))
	{
		lengthen(out, u->letter == WAW ? 'u' : 'i');
		return;
	}
	/* iyy and uww: a long vowel and one consonant, of which ALA-LC leaves out the y at the end of a word */
	if (u->shadda && out->last == (u->letter == YEH ? 'i' : 'u') && out->scheme != ROMANISE_PLAIN)
	{
		lengthen(out, out->last);
		if (i < count - 1 || out->scheme != ROMANISE_ALA || u->letter == WAW)
			add_consonant(out, u, false);
	}
	else
		add_consonant(out, u, u->shadda);
}

static void
add_unit(latin_word *out, const unit *units, int count, int i)
{
	const unit *u = &units[i];

	switch (u->letter)
	{
		case ALEF:
			add_alef(out, u, out->len == 0);
			break;
		case ALEF_MADDA:
			/* before a hamza a long a, elsewhere a hamza with one */
			add_hamza(out, u, i == 0 || (i + 1 < count && units[i + 1].letter == HAMZA));
			break;
		case ALEF_HAMZA:
		case ALEF_HAMZA_BELOW:
			add_hamza(out, u, i == 0);
			break;
		case ALEF_MAQSURA:
			if (i > 0 && units[i - 1].tanwin)
				break;
			if (u->tanwin)
			{
				add_tanwin(out, u);
				break;
			}
			if (out->last == 'a')
				out->len--;
			add(out, letter_latin(ALEF_MAQSURA, out->scheme), 'V');
			break;
		case TA_MARBUTA:
			if (out->last != 'a' && out->last != 'V')
				add(out, "a", 'a');
			if (u->vowel || out->construct)
				add(out, "t", 'C');
			else if (out->scheme != ROMANISE_PLAIN)
				add(out, "h", 'C');
			add_vowel(out, u);
			break;
		case HEH_GOAL:
			/* the last one is the vowel before it */
			if (i < count - 1 || out->last == 'V')
			{
				add_consonant(out, u, u->shadda);
				break;
			}
			if (out->last == 'C')
				add(out, "a", 'a');
			if (out->scheme != ROMANISE_PLAIN)
				add(out, "h", 'C');
			break;
		case WAW:
		case YEH:
			add_semivowel(out, units, count, i);
			break;
		default:
			add_consonant(out, u, u->shadda);
	}
}

/* Letter for letter, with the signs that are written and nothing else. */
static void
transliterate(latin_word *out, const unit *units, int count)
{
	for (int i = 0; i < count; i++)
	{
		const char *latin = letter_latin(units[i].letter, ROMANISE_ISO233);
		char		vowel[2] = {units[i].vowel, '\0'};

		if (latin == NULL)
			continue;
		add(out, latin, 'C');
		if (units[i].shadda)
			add(out, "\xcc\x84", 'C');	/* a macron above */
		add(out, vowel, 'V');
		if (units[i].tanwin)
			add(out, "n", 'C');
	}
}

/* Before these the l of the article is spoken, and by BGN/PCGN written, like them. */
static bool
is_sun_letter(uint16_t letter)
{
	return letter == 0x62a || letter == 0x62b || (letter >= 0x62f && letter <= 0x638) || letter == LAM || letter == 0x646;
}

static bool
has_article(const unit *units, int count)
{
	return count >= 4 && units[0].letter == ALEF && units[1].letter == LAM && !units[0].vowel && !units[1].vowel && !units[1].shadda;
}

static void
add_article(latin_word *out, unit *first)
{
	const char *latin = out->scheme == ROMANISE_BGN && is_sun_letter(first->letter) ? letter_latin(first->letter, out->scheme) : "l";

	add(out, "a", 'C');
	add(out, latin, 'C');
	add(out, "-", 'C');
	first->shadda = false;
}

/* Letters that other languages than Arabic have for a vowel, or at the end for one. */
static bool
is_vowel_letter(uint16_t letter)
{
	return (letter >= 0x6c0 && letter <= 0x6d5) || (letter >= 0x773 && letter <= 0x77b);
}

/* Consonants alone, and no sign: as plain text they get an a between them. */
static bool
is_bare(const unit *units, int count)
{
	for (int i = 0; i < count; i++)
		if (letter_latin(units[i].letter, ROMANISE_PLAIN) == NULL || units[i].letter <= ALEF || units[i].letter == TA_MARBUTA ||
			units[i].letter == WAW || units[i].letter == YEH || units[i].letter == ALEF_MAQSURA || is_vowel_letter(units[i].letter) ||
			units[i].vowel)
			return false;
	return true;
}

/* The first letter after a sign for hamza or ain becomes a capital; the letters in use stand right behind their capitals. */
static void
capitalise(char *s, size_t len)
{
	const char *end = s + len;

	while (s < end)
	{
		uint32_t	cp;
		size_t		size = utf8_decode(s, end, &cp);

		if (cp == 0x2018 || cp == 0x2019 || (cp >= 0x2b0 && cp < 0x300))
		{
			s += size;
			continue;
		}
		if ((cp >= 'a' && cp <= 'z') || (cp >= 0xe0 && cp < 0xff))
			utf8_encode(cp - 32, s);
		else if (cp >= 0x179 && cp < 0x17f)
			utf8_encode(((cp + 1) & ~1u) - 1, s);
		else if ((cp >= 0x100 && cp < 0x180) || (cp >= 0x1e00 && cp < 0x1f00))
			utf8_encode(cp & ~1u, s);
		return;
	}
}

/* The letters as the lists write words. */
static size_t
bare_word(const unit *units, int count, char *bare)
{
	size_t		len = 0;

	for (int i = 0; i < count; i++)
		len += utf8_encode(units[i].letter, bare + len);
	return len;
}

/* The list's entry for a word without signs, or for what stands behind its article; *from is where that begins. */
static int
known_form(const unit *units, int count, int *from)
{
	char		bare[UNITS_MAX * UTF8_MAX];
	size_t		len = bare_word(units, count, bare);
	int			form;

	*from = 0;
	if (count < 1)
		return -1;
	form = name_form_find(bare, len);
	if (form < 0 && has_article(units, count))
	{
		*from = 2;
		form = name_form_find(bare + 4, len - 4);
	}
	return form;
}

static void
spell(latin_word *out, unit *units, int count)
{
	bool		bare = out->scheme == ROMANISE_PLAIN && is_bare(units, count);
	int			first = 0;

	if (has_article(units, count))
	{
		add_article(out, &units[2]);
		first = 2;
		bare = out->scheme == ROMANISE_PLAIN && is_bare(units + 2, count - 2);
	}
	for (int i = first; i < count; i++)
	{
		if (i == first && (units[i].letter == ALEF_HAMZA || units[i].letter == ALEF_HAMZA_BELOW || units[i].letter == ALEF_MADDA))
			add_hamza(out, &units[i], true);
		else if (i == first && first > 0 && (units[i].letter == WAW || units[i].letter == YEH))
			add_consonant(out, &units[i], units[i].shadda);
		else
			add_unit(out, units, count, i);
		if (bare && i < count - 1)
			add(out, "a", 'a');
	}
	/* the letter after the article, or the first */
	capitalise(out->s + (first > 0 ? (size_t) (strchr(out->s, '-') - out->s) + 1 : 0),
			   first > 0 ? out->len - (size_t) (strchr(out->s, '-') - out->s) - 1 : out->len);
}

static void
romanise_word(unit *units, int count, latin_word *out)
{
	static const uint16_t god[] = {ALEF, LAM, LAM, 0x647};
	unit		vowelled[UNITS_MAX];
	int			from;
	int			form = has_signs(units, count) ? -1 : known_form(units, count, &from);

	if (out->scheme == ROMANISE_ISO233)
	{
		transliterate(out, units, count);
		return;
	}
	if (count == 4 && units[0].letter == god[0] && units[1].letter == god[1] && units[2].letter == god[2] && units[3].letter == god[3])
	{
		add(out, out->scheme == ROMANISE_PLAIN ? "Allah" : "Allāh", 'C');
		return;
	}
	if (form >= 0 && out->scheme == ROMANISE_PLAIN)
	{
		add(out, from > 0 ? "al-" : "", 'C');
		add(out, name_form_at(form)->latin, 'C');
		return;
	}
	if (form >= 0)
	{
		const char *s = name_form_at(form)->vowelled;
		int			n;

		memcpy(vowelled, units, sizeof(unit) * (size_t) from);
		read_units(s, s + strlen(s), vowelled + from, &n, NULL);
		spell(out, vowelled, from + n);
		return;
	}
	spell(out, units, count);
}

/* Arabic digits and punctuation; false for what stays as it is. */
static bool
put_mark(output *out, uint32_t cp)
{
	char		c = '\0';

	if (cp >= 0x660 && cp <= 0x669)
		c = (char) ('0' + (cp - 0x660));
	else if (cp >= 0x6f0 && cp <= 0x6f9)
		c = (char) ('0' + (cp - 0x6f0));
	else if (cp == 0x60c)
		c = ',';
	else if (cp == 0x61b)
		c = ';';
	else if (cp == 0x61f)
		c = '?';
	else if (cp == 0x66b || cp == 0x6d4)
		c = '.';
	else if (cp == 0x66c)
		c = ',';
	else
		return false;
	output_put(out, &c, 1);
	return true;
}

/*
 * Names that are two words written as one: the servant of whatever follows, and known names before God or another known name
 * with its article. Where the second word begins, 0 for one word.
 */
static int
second_word(const unit *units, int count)
{
	char		bare[UNITS_MAX * UTF8_MAX];
	size_t		len = bare_word(units, count, bare);

	if (count < 6)
		return 0;
	for (int at = 2; at + 4 <= count; at++)
	{
		size_t		first = 2 * (size_t) at;	/* Arabic letters have two bytes */
		const char *rest;

		if (units[at].letter != ALEF || units[at].vowel || units[at + 1].letter != LAM)
			continue;
		rest = bare + first;
		if (keyword_is(rest, len - first, GOD) ? name_form_find(bare, first) >= 0 || keyword_is(bare, first, SERVANT)
			: keyword_is(bare, first, SERVANT) ? count > at + 4
			: name_form_find(bare, first) >= 0 && (name_form_find(rest, len - first) >= 0 ||
												   name_form_find(rest + ARABIC_ARTICLE_BYTES, len - first - ARABIC_ARTICLE_BYTES) >= 0))
			return at;
	}
	return 0;
}

/* A noun of the list (state, city, ministry) before another Arabic word, one blank between them. */
static bool
is_construct(const unit *units, int count, const char *s, const char *end)
{
	char		bare[UNITS_MAX * UTF8_MAX];
	uint32_t	cp;

	if (units[count - 1].letter != TA_MARBUTA || end - s < 2 || *s != ' ')
		return false;
	utf8_decode(s + 1, end, &cp);
	return begins_arabic_word(cp) && search_string(construct_words, lengthof(construct_words), sizeof(construct_words[0]), bare,
												   bare_word(units, count, bare)) >= 0;
}

static void
put_units(output *out, unit *units, int count, enum romanise_scheme scheme, bool construct)
{
	latin_word	word;

	word.scheme = scheme;
	word.construct = construct;
	word.len = 0;
	word.last = '\0';
	romanise_word(units, count, &word);
	output_put(out, word.s, word.len);
}

/* The Arabic word at s, which takes so many bytes. */
static size_t
put_word(output *out, const char *s, const char *end, enum romanise_scheme scheme, core_pause pause)
{
	unit		units[UNITS_MAX];
	int			count;
	size_t		bytes = read_units(s, end, units, &count, pause);
	int			second = scheme == ROMANISE_ISO233 ? 0 : second_word(units, count);
	bool		construct = scheme != ROMANISE_ISO233 && is_construct(units, count, s + bytes, end);

	if (second > 0)
	{
		put_units(out, units, second, scheme, false);
		output_put(out, " ", 1);
	}
	put_units(out, units + second, count - second, scheme, construct);
	return bytes;
}

/* A whole phrase in one character, as its words are written. */
static void
put_phrase(output *out, uint32_t cp, enum romanise_scheme scheme)
{
	char		phrase[FORM_BYTES];
	size_t		len = spell_form(cp, phrase);

	for (size_t at = 0; at < len;)
	{
		uint32_t	letter;
		size_t		bytes = utf8_decode(phrase + at, phrase + len, &letter);

		if (begins_arabic_word(letter))
			bytes = put_word(out, phrase + at, phrase + len, scheme, NULL);
		else
			output_put(out, phrase + at, bytes);
		at += bytes;
	}
}

size_t
romanise(const char *s, size_t len, enum romanise_scheme scheme, char *out_buf, size_t size, core_pause pause)
{
	const char *end = s + len;
	output		out = {.s = out_buf, .size = size};

	while (s < end)
	{
		const char *stretch = pause_stretch(s, end);

		while (s < stretch)
		{
			uint32_t	cp;
			size_t		bytes = utf8_decode(s, end, &cp);

			if (begins_arabic_word(cp))
				bytes = put_word(&out, s, end, scheme, pause);
			else if (is_arabic_phrase(cp))
				put_phrase(&out, cp, scheme);
			else if (!is_arabic_sign(cp) && !is_layout_mark(cp) && !put_mark(&out, cp))
				output_put(&out, s, bytes);
			s += bytes;
		}
		if (pause != NULL)
			pause();
	}
	return out.len;
}
