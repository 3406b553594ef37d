#include "core/name/romanise.h"

#include <stdint.h>
#include <string.h>

#include "core/base/bytes.h"
#include "core/base/keyword.h"
#include "core/name/name_word.h"
#include "core/base/utf8.h"

#include "core/generated/romanise_data.h"

#define LETTERS ((int) (sizeof(romanise_letters) / sizeof(romanise_letters[0])))
#define FORMS ((int) (sizeof(name_forms) / sizeof(name_forms[0])))
#define SPELLINGS ((int) (sizeof(name_spellings) / sizeof(name_spellings[0])))

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

#define ARTICLE "ال"

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

/* The text as it grows; what does not fit is counted only. */
typedef struct output
{
	char	   *s;
	size_t		size;
	size_t		len;
} output;

static void
put(output *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++, out->len++)
		if (out->len < out->size)
			out->s[out->len] = s[i];
}

static void
put_string(output *out, const char *s)
{
	put(out, s, strlen(s));
}

int
romanise_scheme_by_name(const char *name, size_t len)
{
	static const char *const names[ROMANISE_SCHEMES] = {"bgn", "iso233", "ala", "plain"};

	return keyword_index(names, ROMANISE_SCHEMES, name, len);
}

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

static int
find_form(const char *bare, size_t len)
{
	int			low = 0;
	int			high = FORMS;

	while (low < high)
	{
		int			middle = (low + high) / 2;
		const char *word = name_forms[middle].bare;
		int			order = bytes_compare(bare, len, word, strlen(word));

		if (order == 0)
			return middle;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
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
	form = find_form(bare, len);
	if (form < 0 && has_article(units, count))
	{
		*from = 2;
		form = find_form(bare + 4, len - 4);
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
		add(out, name_forms[form].latin, 'C');
		return;
	}
	if (form >= 0)
	{
		const char *s = name_forms[form].vowelled;
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
	put(out, &c, 1);
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
	put(out, word.s, word.len);
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
				put(&out, s, bytes);
			s += bytes;
		}
		if (pause != NULL)
			pause();
	}
	return out.len;
}

/* The first of a word's spellings in the list, -1 if there is none. */
static int
find_spelling(const char *word, size_t len)
{
	int			low = 0;
	int			high = SPELLINGS;

	while (low < high)
	{
		int			middle = (low + high) / 2;
		const char *latin = name_spellings[middle].latin;

		if (bytes_compare(word, len, latin, strlen(latin)) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < SPELLINGS && keyword_is(word, len, name_spellings[low].latin) ? low : -1;
}

static bool
is_latin_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp < 0x250 && cp != 0xd7 && cp != 0xf7) ||
		(cp >= 0x300 && cp < 0x370) || (cp >= 0x1e00 && cp < 0x1f00);
}

/* The bytes of a Latin word at s, apostrophes between its letters included. */
static size_t
latin_word_length(const char *s, const char *end)
{
	const char *start = s;
	const char *last = s;

	while (s < end && s - start < NAME_BYTES - UTF8_MAX)
	{
		uint32_t	cp;
		size_t		size = utf8_decode(s, end, &cp);

		if (is_latin_letter(cp))
			last = s + size;
		else if (cp != '\'' && cp != 0x2019 && cp != 0x2018 && !(cp >= 0x2b9 && cp <= 0x2c8))
			break;
		s += size;
	}
	return (size_t) (last - start);
}

/* The article before a hyphen or a blank and another Latin word: what it takes, 0 if there is none. */
static size_t
latin_article(const char *s, const char *end)
{
	if (end - s < 4 || (s[2] != '-' && s[2] != ' ') || (s[0] != 'a' && s[0] != 'A' && s[0] != 'e' && s[0] != 'E'))
		return 0;
	if (latin_word_length(s, end) != 2 || latin_word_length(s + 3, end) == 0)
		return 0;
	if (s[1] == 'l' || s[1] == 'L')
		return s[2] == '-' || s[0] == 'a' || s[0] == 'e' ? 3 : 0;	/* not Al Gore */
	/* ar-Riyad, an-Nasir: the letter of the article is the next one */
	return s[2] == '-' && (s[1] | 0x20) == (s[3] | 0x20) ? 3 : 0;
}

/* Abdul, Abdel, Abdal before another name: what it takes with the blank or hyphen behind it, 0 if it is something else. */
static size_t
servant_with_article(const char *s, size_t word, const char *end)
{
	static const char *const spellings[] = {"abdul", "abdel", "abdal", "abdol", "abdoul"};
	char		lower[7];

	if (word < 5 || word > 6 || (size_t) (end - s) <= word + 1 || (s[word] != ' ' && s[word] != '-') ||
		latin_word_length(s + word + 1, end) == 0)
		return 0;
	for (size_t i = 0; i < word; i++)
		lower[i] = (char) (s[i] | 0x20);
	return keyword_index(spellings, sizeof(spellings) / sizeof(spellings[0]), lower, word) >= 0 ? word + 1 : 0;
}

/* A Latin word by the list or by its sounds; the article of a listed name is left out where one stands already. */
static void
put_arabic(output *out, const name_word *word, bool has_article)
{
	uint8_t		sounds[NAME_SOUNDS_MAX];
	int			spelling = find_spelling(word->s, word->len);
	int			count;

	if (spelling >= 0)
	{
		const char *bare = name_forms[name_spellings[spelling].form].bare;

		put_string(out, has_article && strncmp(bare, ARTICLE, strlen(ARTICLE)) == 0 ? bare + strlen(ARTICLE) : bare);
		return;
	}
	count = name_sounds(word, 0, sounds);
	for (int i = 0; i < count; i++)
		put_string(out, sound_in_arabic[sounds[i]]);
}

/* The article, word or character at s, which takes so many bytes. has_article: an article stands before it. */
static size_t
put_in_arabic(output *out, const char *s, const char *end, bool *has_article)
{
	uint32_t	cp;
	size_t		bytes = utf8_decode(s, end, &cp);
	size_t		word = is_latin_letter(cp) ? latin_word_length(s, end) : 0;
	size_t		article = word > 0 && !*has_article ? latin_article(s, end) : 0;
	size_t		servant = word > 3 ? servant_with_article(s, word, end) : 0;

	if (article > 0 || servant > 0)
	{
		put_string(out, servant > 0 ? "عبد " ARTICLE : ARTICLE);
		*has_article = true;
		return servant > 0 ? servant : article;
	}
	if (word > 0)
	{
		name_words	name;

		name_split(s, word, &name);
		for (int i = 0; i < name.count; i++)
			put_arabic(out, &name.words[i], *has_article);
		bytes = word;
	}
	else
		put(out, s, bytes);
	*has_article = false;
	return bytes;
}

size_t
arabicise(const char *s, size_t len, char *out_buf, size_t size, core_pause pause)
{
	const char *end = s + len;
	output		out = {.s = out_buf, .size = size};
	bool		has_article = false;

	while (s < end)
	{
		const char *stretch = pause_stretch(s, end);

		while (s < stretch)
			s += put_in_arabic(&out, s, end, &has_article);
		if (pause != NULL)
			pause();
	}
	return out.len;
}

static bool
has_form(const char *latin, size_t len, int form)
{
	int			i = find_spelling(latin, len);

	for (; i >= 0 && i < SPELLINGS && keyword_is(latin, len, name_spellings[i].latin); i++)
		if (name_spellings[i].form == form)
			return true;
	return false;
}

bool
name_forms_match(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int			form = find_form(b, b_len);
	int			i;

	if (form >= 0)
		return has_form(a, a_len, form);
	form = find_form(a, a_len);
	if (form >= 0)
		return has_form(b, b_len, form);
	i = find_spelling(a, a_len);
	for (; i >= 0 && i < SPELLINGS && keyword_is(a, a_len, name_spellings[i].latin); i++)
		if (has_form(b, b_len, name_spellings[i].form))
			return true;
	return false;
}
