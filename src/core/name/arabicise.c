/*
 * Latin names in Arabic letters: names that are listed as they are written, others sound by sound, each as it is most
 * often written; the article is recognised where it is written apart or with a hyphen.
 */
#include "core/name/arabicise.h"

#include <stdint.h>
#include <string.h>

#include "core/base/array.h"
#include "core/base/keyword.h"
#include "core/base/output.h"
#include "core/base/utf8.h"
#include "core/name/name_form.h"
#include "core/name/name_word.h"
#include "core/text/arabic_article.h"

#include "core/generated/arabicise_data.h"

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
	return keyword_index(spellings, lengthof(spellings), lower, word) >= 0 ? word + 1 : 0;
}

/* A Latin word by the list or by its sounds; the article of a listed name is left out where one stands already. */
static void
put_arabic(output *out, const name_word *word, bool has_article)
{
	uint8_t		sounds[NAME_SOUNDS_MAX];
	const name_form *form = name_form_of_spelling(word->s, word->len);
	int			count;

	if (form != NULL)
	{
		const char *bare = form->bare;

		output_put_string(out, has_article && arabic_article_before(bare, strlen(bare), 0) ? bare + ARABIC_ARTICLE_BYTES : bare);
		return;
	}
	count = name_sounds(word, 0, sounds);
	for (int i = 0; i < count; i++)
		output_put_string(out, sound_in_arabic[sounds[i]]);
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
		output_put_string(out, servant > 0 ? "عبد " ARABIC_ARTICLE : ARABIC_ARTICLE);
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
		output_put(out, s, bytes);
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
