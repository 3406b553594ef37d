/* One token to one lexeme: folding, the way that its language stems, and what is a stop word. */
#include "core/text/word.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/utf8.h"
#include "core/text/arabic.h"
#include "core/text/arabic_article.h"
#include "core/text/english.h"
#include "core/text/fold.h"
#include "core/text/segment.h"

/* Folding may lengthen a token (one ligature has eighteen letters); what is longer than this has no lexeme anyway. */
#define BUFFER 4096

static const struct word NOTHING = {0, false};
static const struct word STOP = {0, true};

static bool
ends_with(const char *s, size_t len, const char *end, size_t end_len)
{
	return len >= end_len && memcmp(s + len - end_len, end, end_len) == 0;
}

/* Removes n bytes at s[at]; the new length. */
static size_t
cut(char *s, size_t len, size_t at, size_t n)
{
	memmove(s + at, s + at + n, len - at - n);
	return len - n;
}

static struct word
put(const char *s, size_t len, char *out, size_t size)
{
	if (len == 0 || len > size || len > WORD_MAX)
		return NOTHING;
	memcpy(out, s, len);
	return (struct word) {len, false};
}

/* Two capitals or more and no small letter; U.S. counts. Letters that are not ASCII have no say. */
static bool
in_capitals(const char *s, size_t len)
{
	size_t		capitals = 0;

	for (size_t i = 0; i < len; i++)
	{
		if (ascii_is_small(s[i]))
			return false;
		capitals += ascii_is_capital(s[i]);
	}
	return capitals >= 2;
}

static size_t
drop_byte(char *s, size_t len, char c)
{
	size_t		kept = 0;

	for (size_t i = 0; i < len; i++)
		if (s[i] != c)
			s[kept++] = s[i];
	return kept;
}

/* Copies a run of digits, filled up with a zero to two of them; the digits read. */
static size_t
two_digits(const char *s, size_t len, char *out, size_t *out_len)
{
	size_t		n = 0;

	while (n < len && ascii_is_digit(s[n]))
		n++;
	if (n == 1)
		out[(*out_len)++] = '0';
	memcpy(out + *out_len, s, n);
	*out_len += n;
	return n;
}

/* A date that begins with the year gets hyphens and two digits each: 2009/5/1 is 2009-05-01. Others stay. */
static size_t
date(char *s, size_t len)
{
	char		out[32];
	size_t		at = 4;
	size_t		out_len = 4;

	if (len < 8 || len > 10 || !ascii_is_digit(s[1]) || !ascii_is_digit(s[2]) || !ascii_is_digit(s[3]) || ascii_is_digit(s[4]))
		return len;
	memcpy(out, s, 4);
	while (at < len && !ascii_is_digit(s[at]))
	{
		at++;
		out[out_len++] = '-';
		at += two_digits(s + at, len - at, out, &out_len);
	}
	if (at != len)
		return len;
	memcpy(s, out, out_len);
	return out_len;
}

/*
 * A number, whose marks of grouping go: 1,234.5 and ١٬٢٣٤٫٥ are 1234.5. What kind of number the token is the segmenter
 * can tell again from its bytes; surface is the token as it stood in the text, w its folded form.
 */
static size_t
number(char *w, size_t len, const char *surface, size_t surface_len)
{
	struct segmenter segmenter;
	struct token token;

	segment_begin(&segmenter, surface, surface_len);
	if (!segment_next(&segmenter, &token) || token.len != surface_len)
		return len;
	if (token.type == TOKEN_INTEGER || token.type == TOKEN_DECIMAL)
		return segment_number(surface, surface_len, (enum token_type) token.type, w);
	return token.type == TOKEN_DATE ? date(w, len) : len;
}

/* u.s. and u.n: single letters, each but perhaps the last with a point. Anything longer between points is a host. */
static bool
is_acronym(const char *s, size_t len)
{
	if (len < 3)
		return false;
	for (size_t i = 0; i < len;)
	{
		uint32_t	c;

		i += utf8_decode(s + i, s + len, &c);
		if (c == '.' || ascii_is_digit((char) c) || (i < len && s[i] != '.'))
			return false;
		i++;
	}
	return true;
}

/* COVID-19 and F-16 as COVID19 and F16, 1990's as 1990s. */
static size_t
word_of_both(char *s, size_t len)
{
	size_t		hyphen = 0;
	size_t		end;

	if (ascii_is_digit(s[0]))
		return len > 2 && ends_with(s, len, "'s", 2) && ascii_is_digit(s[len - 3]) ? cut(s, len, len - 2, 1) : len;
	while (hyphen < len && ascii_is_small(s[hyphen]))
		hyphen++;
	if (hyphen == 0 || hyphen == len || s[hyphen] != '-')
		return len;
	for (end = hyphen + 1; end < len && ascii_is_digit(s[end]);)
		end++;
	return end == len && end > hyphen + 1 ? cut(s, len, hyphen, 1) : len;
}

/* An address as people quote it: neither the scheme nor www. nor a last slash tells two pages apart. */
static size_t
address(char *s, size_t len)
{
	for (size_t i = 0; i + 3 <= len && i < 16; i++)
		if (memcmp(s + i, "://", 3) == 0)
		{
			len = cut(s, len, 0, i + 3);
			break;
		}
	if (len > 4 && memcmp(s, "www.", 4) == 0)
		len = cut(s, len, 0, 4);
	if (len > 1 && s[len - 1] == '/')
		len--;
	return len;
}

/* The length without what hangs on to the word: a possessive, or the verb of a contraction that is no stop word. */
static size_t
without_clitic(const char *s, size_t len)
{
	static const char *const ends[] = {"n't", "'ll", "'re", "'ve", "'s", "'d", "'m", "'"};

	for (size_t i = 0; i < lengthof(ends); i++)
	{
		size_t		n = strlen(ends[i]);

		if (len > n && ends_with(s, len, ends[i], n))
			return len - n;
	}
	return len;
}

/* Apostrophes of all kinds, and the half rings of romanised Arabic, become one; hyphens, too. */
static size_t
ascii_apostrophes(char *s, size_t len)
{
	size_t		kept = 0;

	for (size_t i = 0; i < len;)
	{
		uint32_t	c;
		size_t		n = utf8_decode(s + i, s + len, &c);

		if (c == 0x2018 || c == 0x2019 || (c >= 0x2bb && c <= 0x2bf))
			s[kept++] = '\'';
		else if (c == 0x2010 || c == 0x2011)
			s[kept++] = '-';
		else
		{
			memmove(s + kept, s + i, n);
			kept += n;
		}
		i += n;
	}
	return kept;
}

static struct word
english(const struct word_options *o, char *w, size_t len, const char *surface, size_t surface_len, char *out, size_t size)
{
	char		stem[WORD_MAX];

	if (memchr(w, '\'', len) != NULL)
	{
		if (o->stop && english_stop_word(w, len, false))
			return STOP;
		len = drop_byte(w, without_clitic(w, len), '\'');
	}
	if (len == 0 || len > WORD_MAX)
		return NOTHING;
	if (o->stop && english_stop_word(w, len, false) &&
		!(in_capitals(surface, surface_len) && !english_stop_word(w, len, true)))
		return STOP;
	if (!o->stem)
		return put(w, len, out, size);
	if (size >= len)
		return (struct word) {english_stem(w, len, out), false};
	len = english_stem(w, len, stem);
	return put(stem, len, out, size);
}

/* The article by itself, as it stands before a word of another script: a stop word whatever hangs on to it. */
static bool
is_article(const char *w, size_t len)
{
	static const char *const clitics[] = {"", "و", "ف", "ب", "ك", "وب", "فب", "وك"};

	if (!ends_with(w, len, ARABIC_ARTICLE, ARABIC_ARTICLE_BYTES))
		return len == 4 && memcmp(w, "لل", 4) == 0;
	for (size_t i = 0; i < lengthof(clitics); i++)
		if (len - 4 == strlen(clitics[i]) && memcmp(w, clitics[i], len - 4) == 0)
			return true;
	return false;
}

/* U+0649 to U+064A, both of two bytes. */
static void
replace_maqsura(char *w, size_t len)
{
	for (size_t i = 0; i + 1 < len; i++)
		if (w[i] == '\xd9' && w[i + 1] == '\x89')
			w[i + 1] = '\x8a';
}

/*
 * The analyser of Arabic knows words folded whole. Where an option keeps letters apart, the stem's letters are taken from
 * the word that kept them; both have the same length, since these foldings turn letters of two bytes into such.
 */
static struct word
arabic(const struct word_options *o, char *w, size_t len, char *out, size_t size)
{
	char		folded[WORD_MAX];
	char		stem[WORD_MAX + 16];
	bool		maqsura = ends_with(w, len, "\xd9\x89", 2);
	size_t		stem_len;

	if (len == 0 || len > WORD_MAX)
		return NOTHING;
	if (o->fold & FOLD_ALEF_MAQSURA)
		replace_maqsura(w, len);
	if (o->fold == FOLD_ALL)
		memcpy(folded, w, len);
	else if (fold_utf8(w, len, FOLD_ALL, folded, sizeof(folded)) != len)
		return put(w, len, out, size);
	if (o->stop && (is_article(folded, len) || arabic_stop_word(folded, len, maqsura)))
		return STOP;
	if (!o->stem)
		return put(w, len, out, size);
	stem_len = arabic_stem(folded, len, stem);
	if (o->fold != FOLD_ALL)
		for (size_t at = 0; at + stem_len <= len; at++)
			if (memcmp(folded + at, stem, stem_len) == 0)
				return put(w + at, stem_len, out, size);
	return put(stem, stem_len, out, size);
}

static bool
is_arabic_letter(unsigned char lead)
{
	return (lead >= 0xd8 && lead <= 0xdb) || lead == 0xdd;
}

static enum word_language
language_of_folded(const char *w, size_t len)
{
	if (len > 0 && is_arabic_letter((unsigned char) w[0]))
		return WORD_ARABIC;
	if (len > 0 && ascii_is_small(w[0]))
		return WORD_ENGLISH;
	return WORD_OTHER;
}

/* A word of ASCII letters alone, the most frequent kind: folding is lower-casing. */
static bool
lower_ascii(const char *s, size_t len, char *w)
{
	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) s[i] | 0x20;

		if (c < 'a' || c > 'z')
			return false;
		w[i] = (char) c;
	}
	return true;
}

/* What is not a plain word: the sign it begins with tells, or the marks inside. False: it is a word after all. */
static bool
structured(char *w, size_t *len, const char *surface, size_t surface_len)
{
	if (w[0] == '#')
		*len = drop_byte(w, *len, '_');
	else if (ascii_is_digit(w[0]))
		*len = number(w, *len, surface, surface_len);
	else if (is_acronym(w, *len))
	{
		*len = drop_byte(w, *len, '.');
		return false;
	}
	else if (memchr(w, '.', *len) != NULL || memchr(w, '/', *len) != NULL)
	{
		if (memchr(w, '@', *len) == NULL)
			*len = address(w, *len);
	}
	else
		return w[0] != '@' ? false : true;
	return true;
}

struct word
word_analyse(const struct word_options *o, const char *s, size_t len, char *out, size_t size)
{
	char		w[BUFFER];
	size_t		folded = len;
	enum word_language language = o->language;

	if (len == 0 || len >= sizeof(w))
		return NOTHING;
	if (!lower_ascii(s, len, w))
	{
		unsigned	options = language == WORD_OTHER ? o->fold : o->fold & ~(unsigned) FOLD_ALEF_MAQSURA;

		folded = fold_utf8(s, len, options, w, sizeof(w));
		if (folded == 0 || folded > sizeof(w))
			return NOTHING;
		folded = word_of_both(w, ascii_apostrophes(w, folded));
		if (structured(w, &folded, s, len))
			return put(w, folded, out, size);
	}
	if (language == WORD_AUTO)
		language = language_of_folded(w, folded);
	if (language == WORD_ENGLISH)
		return english(o, w, folded, s, len, out, size);
	if (language == WORD_ARABIC)
		return arabic(o, w, folded, out, size);
	return put(w, folded, out, size);
}

size_t
word_key(const char *s, size_t len, char *out, size_t size)
{
	static const struct word_options key = {FOLD_ALL, false, true, WORD_AUTO};

	return word_analyse(&key, s, len, out, size).len;
}

bool
word_is_of(enum word_language language, const char *s, size_t len)
{
	uint32_t	c;
	bool		latin;
	bool		arabic_script;

	if (language == WORD_OTHER)
		return true;
	if (len == 0)
		return false;
	utf8_decode(s, s + len, &c);
	latin = (c < 0x80 && ascii_is_small((char) (c | 0x20))) || (c >= 0xc0 && c < 0x250) || (c >= 0x1e00 && c < 0x1f00) ||
		(c >= 0xfb00 && c < 0xfb07) || (c >= 0xff21 && c < 0xff5b);
	arabic_script = (c >= 0x620 && c < 0x700) || (c >= 0x750 && c < 0x780) || (c >= 0x870 && c < 0x900) ||
		(c >= 0xfb50 && c < 0xfe00) || (c >= 0xfe70 && c < 0xff00);
	return language == WORD_ENGLISH ? latin : language == WORD_ARABIC ? arabic_script : latin || arabic_script;
}
