/*
 * Countries by name. A name is folded (case, diacritics, Arabic letter variants, punctuation, the word "the",
 * abbreviations such as Rep. and St.) and then looked for as a whole among the folded names, in byte order: nothing is
 * guessed, no prefix matches.
 */
#include "core/actor/country.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/base/search.h"
#include "core/base/utf8.h"

#include "core/generated/country_name_data.h"

/* Bytes of a name, with all that folding takes away: no one spells a name with more, and what is read is bounded. */
#define SPELLED_MAX (2 << 20)

#define WORDS ((int) lengthof(country_words))
#define FOLDS ((int) lengthof(country_folds))

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

/* What is read for a word, NULL for the word itself. */
static const char *
read_for(const char *word, size_t len)
{
	for (int i = 0; i < WORDS; i++)
		if (strlen(country_words[i].word) == len && memcmp(country_words[i].word, word, len) == 0)
			return country_words[i].into;
	return NULL;
}

/* A word ends: what is read for it is put in its place, and a space before the next word. */
static void
end_word(fold_output *out)
{
	const char *into;

	if (out->len == out->word || out->full)
		return;
	into = read_for(out->buf + out->word, out->len - out->word);
	if (into != NULL)
	{
		out->len = out->word;
		if (into[0] == '\0')
			return;
		put(out, into, strlen(into));
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

static bool
is_alphanumeric(const char *s, size_t len, size_t i)
{
	return i < len && ascii_is_alphanumeric(s[i]);
}

/* The stop between two initials does not part them: D.P.R. is DPR. */
static bool
between_initials(const char *s, size_t len, size_t i)
{
	return s[i] == '.' && i > 0 && is_alphanumeric(s, len, i - 1) && is_alphanumeric(s, len, i + 1) &&
		s[i - 1] >= 'A' && s[i + 1] >= 'A' && (i < 2 || !is_alphanumeric(s, len, i - 2)) && !is_alphanumeric(s, len, i + 2);
}

static void
put_ascii(fold_output *out, unsigned char c)
{
	char		lower = ascii_lower((char) c);

	if (ascii_is_alphanumeric(lower))
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
		if (cp < 0x80 && !between_initials(s, len, i))
			put_ascii(&out, (unsigned char) cp);
		else if (cp < 0x80)
			continue;
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

#define NAME_CAP (COUNTRY_NAME_LONGEST + sizeof(" the "))

/*
 * Catalogues put what a name is sorted by first: "Korea, Rep. of", "Iran (Islamic Rep. of)". Read the other way round,
 * with "of" between the two if it was left out, it is a name like others.
 */
static int
find_turned(const char *s, size_t len)
{
	static const char *const between[] = {" ", " of "};
	const char *mark = memchr(s, ',', len);
	char		name[2 * NAME_CAP + sizeof(" of ")];
	char		head[NAME_CAP];
	size_t		head_len;
	size_t		tail_len;
	int			found = -1;

	if (mark == NULL)
		mark = memchr(s, '(', len);
	if (mark == NULL)
		return -1;
	head_len = country_fold(s, (size_t) (mark - s), head, sizeof(head));
	tail_len = country_fold(mark + 1, (size_t) (s + len - mark - 1), name, NAME_CAP);
	for (int i = 0; head_len > 0 && tail_len > 0 && found < 0 && i < 2; i++)
	{
		memcpy(name + tail_len, between[i], strlen(between[i]));
		memcpy(name + tail_len + strlen(between[i]), head, head_len);
		found = search_table(country_names, folded, name, tail_len + strlen(between[i]) + head_len);
	}
	return found;
}

static int
find_name(const char *s, size_t len)
{
	char		name[NAME_CAP];
	size_t		n = country_fold(s, len, name, sizeof(name));
	int			found = n > 0 ? search_table(country_names, folded, name, n) : -1;

	return found >= 0 ? found : find_turned(s, len);
}

int
country_by_name(const char *s, size_t len)
{
	int			found = len <= SPELLED_MAX ? find_name(s, len) : -1;

	return found >= 0 ? country_names[found].country : -1;
}

int
country_by_name_then(const char *s, size_t len)
{
	int			found = len <= SPELLED_MAX ? find_name(s, len) : -1;

	return found >= 0 ? country_names[found].then : -1;
}
