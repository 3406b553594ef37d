/*
 * Countries by name. A name is folded (case, diacritics, Arabic letter variants, punctuation, the word "the", St. for
 * Saint) and then looked for as a whole among the folded names, in byte order: nothing is guessed, no prefix matches.
 */
#include "core/actor/country.h"

#include <string.h>

#include "core/base/bytes.h"
#include "core/base/utf8.h"
#include "core/generated/country_name_data.h"

#define NAMES ((int) (sizeof(country_names) / sizeof(country_names[0])))
#define FOLDS ((int) (sizeof(country_folds) / sizeof(country_folds[0])))

/* The folded text as it grows; word is where the last word begins. */
typedef struct fold_output
{
	char	   *buf;
	size_t		cap;
	size_t		len;
	size_t		word;
	bool		full;
} fold_output;

static void
put(fold_output *out, const char *s, size_t len)
{
	if (len > out->cap - out->len)
		out->full = true;
	else
	{
		memcpy(out->buf + out->len, s, len);
		out->len += len;
	}
}

static bool
word_is(const fold_output *out, const char *word)
{
	size_t		len = strlen(word);

	return out->len - out->word == len && memcmp(out->buf + out->word, word, len) == 0;
}

/* A word ends: "the" goes away, "st" is a saint, and a space is put before the next word. */
static void
end_word(fold_output *out)
{
	if (out->len == out->word || out->full)
		return;
	if (word_is(out, "the"))
	{
		out->len = out->word;
		return;
	}
	if (word_is(out, "st"))
	{
		out->len = out->word;
		put(out, "saint", 5);
	}
	put(out, " ", 1);
	out->word = out->len;
}

/* What a code point beyond ASCII becomes, NULL where it stays as it is. */
static const char *
folded(uint32_t cp)
{
	int			low = 0;
	int			high = FOLDS;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (country_folds[middle].last < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return low < FOLDS && country_folds[low].first <= cp ? country_folds[low].into : NULL;
}

static void
put_ascii(fold_output *out, unsigned char c)
{
	char		lower = (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);

	if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))
		put(out, &lower, 1);
	else
	{
		end_word(out);
		if (c == '&')
		{
			put(out, "and", 3);
			end_word(out);
		}
	}
}

size_t
country_fold(const char *s, size_t len, char *buf, size_t cap)
{
	fold_output out = {.buf = buf, .cap = cap};
	uint32_t	cp = 0;
	size_t		n;

	for (size_t i = 0; i < len && !out.full; i += n)
	{
		const char *into;

		n = utf8_decode(s + i, s + len, &cp);
		if (cp == UTF8_INVALID)
			return 0;
		if (cp < 0x80)
			put_ascii(&out, (unsigned char) cp);
		else if ((into = folded(cp)) == NULL)
			put(&out, s + i, n);
		else if (into[0] == ' ')
			end_word(&out);
		else
			put(&out, into, strlen(into));
	}
	end_word(&out);
	if (out.full)
		return 0;
	return out.len > 0 ? out.len - 1 : 0;	/* without the space after the last word */
}

int
country_by_name(const char *s, size_t len)
{
	char		name[COUNTRY_NAME_LONGEST + sizeof(" the ")];
	size_t		n = country_fold(s, len, name, sizeof(name));
	int			low = 0;
	int			high = NAMES;

	if (n == 0)
		return -1;
	while (low < high)
	{
		int			middle = (low + high) / 2;
		const char *word = country_names[middle].folded;
		int			order = bytes_compare(name, n, word, strlen(word));

		if (order == 0)
			return country_names[middle].country;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}
