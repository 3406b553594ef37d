/* Arabic letters with their signs read as units, and a unit written by the rules of a scheme. */
#include "core/name/romanise.h"

#include <stdint.h>
#include <string.h>

#include "core/base/array.h"
#include "core/base/output.h"
#include "core/base/search.h"
#include "core/base/utf8.h"
#include "core/name/name_form.h"
#include "core/name/name_word.h"
#include "core/text/arabic_article.h"

#include "core/generated/romanise_data.h"

#define LETTERS ((int) lengthof(romanise_letters))

#define HAMZA 0x621
#define ALEF_MADDA 0x622
#define ALEF_HAMZA 0x623
#define ALEF_HAMZA_BELOW 0x625
#define ALEF 0x627
#define TA_MARBUTA 0x629
#define AIN 0x639
#define TATWEEL 0x640
#define LAM 0x644
#define WAW 0x648
#define ALEF_MAQSURA 0x649
#define YEH 0x64a
#define SHADDA 0x651
#define SUKUN 0x652
#define DAGGER_ALEF 0x670
#define ALEF_WASLA 0x671
#define FARSI_YEH 0x6cc

/* Letters of a word that are looked at together; a longer word is taken in parts. */
#define UNITS_MAX 64

/* Bytes of a word in Latin letters; what is more is left out. */
#define LATIN_MAX (UNITS_MAX * 12)

/* A letter with the signs on it. */
typedef struct unit
{
	uint16_t	letter;
	char		vowel;			/* a, i, u, 0 for none */
	bool		tanwin;
	bool		shadda;
	bool		sukun;
	bool		dagger;
} unit;

const char *const romanise_scheme_names[ROMANISE_SCHEMES] = {
	[ROMANISE_BGN] = "bgn",
	[ROMANISE_ISO233] = "iso233",
	[ROMANISE_ALA] = "ala",
	[ROMANISE_PLAIN] = "plain"
};

static bool
is_arabic_letter(uint32_t cp)
{
	return (cp >= 0x620 && cp <= 0x64a && cp != TATWEEL) || (cp >= 0x671 && cp <= 0x6d3);
}

static bool
is_arabic_sign(uint32_t cp)
{
	return (cp >= 0x64b && cp <= 0x65f) || cp == DAGGER_ALEF || cp == TATWEEL;
}

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

static void
add_sign(unit *u, uint32_t cp)
{
	if (cp >= 0x64b && cp <= 0x64d)
		u->tanwin = true;
	if (cp == 0x64b || cp == 0x64e)
		u->vowel = 'a';
	else if (cp == 0x64c || cp == 0x64f)
		u->vowel = 'u';
	else if (cp == 0x64d || cp == 0x650)
		u->vowel = 'i';
	else if (cp == SHADDA)
		u->shadda = true;
	else if (cp == SUKUN)
		u->sukun = true;
	else if (cp == DAGGER_ALEF)
		u->dagger = true;
}

/* The letters of an Arabic word from s on, the bytes that they take. */
static size_t
read_word(const char *s, const char *end, unit *units, int *count, core_pause pause)
{
	const char *start = s;
	text_pauses pauses = text_pauses_begin(pause, s, end);

	*count = 0;
	while (s < end)
	{
		uint32_t	cp;
		size_t		size = utf8_decode(s, end, &cp);

		if (is_arabic_letter(cp))
		{
			if (*count == UNITS_MAX)
				break;
			units[(*count)++] = (unit) {.letter = (uint16_t) (cp == FARSI_YEH ? YEH : cp == ALEF_WASLA ? ALEF : cp)};
		}
		else if (!is_arabic_sign(cp))
			break;
		else if (*count > 0)
			add_sign(&units[*count - 1], cp);
		s += size;
		text_pauses_at(&pauses, s);
	}
	return (size_t) (s - start);
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
	if (last != 'C')
		return false;
	if (next == NULL || units[i].sukun)
		return true;
	return next->letter != ALEF && next->letter != TA_MARBUTA && next->letter != ALEF_MADDA &&
		!((next->letter == WAW || next->letter == YEH) && !next->vowel && !next->shadda);
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
	else if (out->len >= 2 && out->last == 'C' && out->s[out->len - 1] == 'n' && u[-1].tanwin)
		return;
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
		case ALEF_HAMZA:
		case ALEF_HAMZA_BELOW:
			add_hamza(out, u, i == 0);
			break;
		case ALEF_MAQSURA:
			if (out->last == 'a')
				out->len--;
			add(out, letter_latin(ALEF_MAQSURA, out->scheme), 'V');
			break;
		case TA_MARBUTA:
			if (out->last != 'a' && out->last != 'V')
				add(out, "a", 'a');
			if (out->scheme != ROMANISE_PLAIN)
				add(out, u->vowel ? "t" : "h", 'C');
			if (u->vowel)
				add_vowel(out, u);
			break;
		case WAW:
		case YEH:
			if (is_long_vowel(units, count, i, out->last))
			{
				lengthen(out, u->letter == WAW ? 'u' : 'i');
				break;
			}
			/* iyy and uww: a long vowel and one consonant, of which ALA-LC leaves the last at the end of a word */
			if (u->shadda && out->last == (u->letter == YEH ? 'i' : 'u') && out->scheme != ROMANISE_PLAIN)
			{
				lengthen(out, out->last);
				if (i < count - 1 || out->scheme != ROMANISE_ALA)
					add_consonant(out, u, false);
			}
			else
				add_consonant(out, u, u->shadda);
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

/* Consonants alone, and no sign: as plain text they get an a between them. */
static bool
is_bare(const unit *units, int count)
{
	for (int i = 0; i < count; i++)
		if (letter_latin(units[i].letter, ROMANISE_PLAIN) == NULL || units[i].letter <= ALEF || units[i].letter == TA_MARBUTA ||
			units[i].letter == WAW || units[i].letter == YEH || units[i].letter == ALEF_MAQSURA || units[i].vowel)
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
		if ((cp >= 'a' && cp <= 'z') || cp == 0xe1)
			utf8_encode(cp - 32, s);
		else if ((cp >= 0x100 && cp < 0x180) || (cp >= 0x1e00 && cp < 0x1f00))
			utf8_encode(cp & ~1u, s);
		return;
	}
}

/* The list's entry for a word without signs, or for what stands behind its article; *from is where that begins. */
static int
known_form(const unit *units, int count, int *from)
{
	char		bare[UNITS_MAX * UTF8_MAX];
	size_t		len = 0;
	int			form;

	*from = 0;
	if (count < 1)
		return -1;
	for (int i = 0; i < count; i++)
		len += utf8_encode(units[i].letter, bare + len);
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
		read_word(s, s + strlen(s), vowelled + from, &n, NULL);
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

/* The Arabic word at s, which takes so many bytes. */
static size_t
put_word(output *out, const char *s, const char *end, enum romanise_scheme scheme, core_pause pause)
{
	unit		units[UNITS_MAX];
	latin_word	word;
	int			count;
	size_t		bytes = read_word(s, end, units, &count, pause);

	word.scheme = scheme;
	word.len = 0;
	word.last = '\0';
	romanise_word(units, count, &word);
	output_put(out, word.s, word.len);
	return bytes;
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

			if (is_arabic_letter(cp))
				bytes = put_word(&out, s, end, scheme, pause);
			else if (!is_arabic_sign(cp) && !put_mark(&out, cp))
				output_put(&out, s, bytes);
			s += bytes;
		}
		if (pause != NULL)
			pause();
	}
	return out.len;
}
