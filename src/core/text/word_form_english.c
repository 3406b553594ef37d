/*
 * What an English word is an inflection of: -s, -ed and -ing by their rules of spelling, and a list of what follows no
 * rule. The rules may propose a word that does not exist (*visite* for *visited*): no list of terms has it.
 */
#include "core/text/word_form.h"

#include <string.h>

#include "core/base/array.h"

#include "core/generated/word_form_data.h"

/* A form that is put together from the beginning of a word and other letters. */
static void
propose(struct word_forms *forms, const char *base, size_t len, const char *more, unsigned distance)
{
	char		word[WORD_FORM_LONGEST + 8];
	size_t		more_len = strlen(more);

	if (len + more_len < 2 || len + more_len > WORD_FORM_LONGEST)
		return;
	memcpy(word, base, len);
	memcpy(word + len, more, more_len);
	word_forms_add(forms, word, len + more_len, WORD_FORM_INFLECTED, distance);
}

static bool
is_vowel(char c)
{
	return c != '\0' && strchr("aeiou", c) != NULL;
}

static bool
has_vowel(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_vowel(s[i]) || (s[i] == 'y' && i > 0))
			return true;
	return false;
}

/* Would the word double its last letter before -ed and -ing, as plan and stop do? One syllable, one vowel, one consonant. */
static bool
doubles(const char *s, size_t len)
{
	if (len < 2 || is_vowel(s[len - 1]) || strchr("wxy", s[len - 1]) != NULL || !is_vowel(s[len - 2]))
		return false;
	for (size_t i = 0; i + 2 < len; i++)
		if (is_vowel(s[i]) && !(s[i] == 'u' && i > 0 && s[i - 1] == 'q'))
			return false;
	return true;
}

/* The verb behind what is left without -ed or -ing: talk(ed), hop(e)d, hop(p)ed, carr(i)ed. */
static void
propose_verb(struct word_forms *forms, const char *s, size_t len, bool past)
{
	char		last = len > 0 ? s[len - 1] : '\0';

	if (len < 2 || !has_vowel(s, len))
		return;
	if (past && last == 'i')
		propose(forms, s, len - 1, "y", 1);
	else if (!doubles(s, len) && !(past && last == 'e'))
		propose(forms, s, len, "", 1);
	propose(forms, s, len, "e", 2);
	if (len > 3 && last == s[len - 2] && !is_vowel(last))
		propose(forms, s, len - 1, "", 3);
}

static bool
ends_with(const char *s, size_t len, const char *end)
{
	size_t		n = strlen(end);

	return len >= n && memcmp(s + len - n, end, n) == 0;
}

/* The noun or verb behind a word in -s. */
static void
propose_singular(struct word_forms *forms, const char *s, size_t len)
{
	if (len < 3 || ends_with(s, len, "ss") || ends_with(s, len, "us") || ends_with(s, len, "is"))
		return;
	if (ends_with(s, len, "ies") && len > 4)
		propose(forms, s, len - 3, "y", 1);
	if (len > 4 && (ends_with(s, len, "ses") || ends_with(s, len, "xes") || ends_with(s, len, "zes") ||
					ends_with(s, len, "ches") || ends_with(s, len, "shes") || ends_with(s, len, "oes")))
		propose(forms, s, len - 2, "", 2);
	propose(forms, s, len - 1, "", 1);
}

static const struct irregular_form *
find_irregular(const char *s, size_t len)
{
	size_t		low = 0;
	size_t		high = lengthof(irregular_forms);

	if (len >= sizeof(irregular_forms[0].form))
		return NULL;
	while (low < high)
	{
		size_t		middle = (low + high) / 2;
		int			order = strncmp(irregular_forms[middle].form, s, len);

		if (order == 0 && irregular_forms[middle].form[len] == '\0')
			return &irregular_forms[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

void
word_forms_english(struct word_forms *forms, const char *word, size_t len)
{
	const struct irregular_form *irregular = find_irregular(word, len);

	if (irregular != NULL)
	{
		unsigned	distance = 1;

		for (const char *s = irregular->words; *s != '\0'; s += *s == ' ')
		{
			size_t		n = strcspn(s, " ");

			propose(forms, s, n, "", distance++);
			s += n;
		}
		return;
	}
	if (word[len - 1] == 's')
		propose_singular(forms, word, len);
	else if (ends_with(word, len, "ed"))
		propose_verb(forms, word, len - 2, true);
	else if (ends_with(word, len, "ing"))
		propose_verb(forms, word, len - 3, false);
}
