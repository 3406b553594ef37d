/* The stems of words of which the beginning is known: with each ending that the beginning may be followed by, or may end in. */
#include "core/text/word_prefix.h"

#include <string.h>

#include "core/base/array.h"
#include "core/text/arabic.h"
#include "core/text/arabic_letter.h"
#include "core/text/english.h"

/* Endings, the longer ones too that are made of several: what begins with a part of one may go on with the rest. */
static const char *const english_endings[] = {
	"", "able", "ably", "ability", "abilities", "al", "alism", "alist", "alists", "ality", "alities", "ally", "ance", "ances", "ancies",
	"ancy", "ant", "ants", "ate", "ated", "ates", "ating", "ation", "ational", "ationally", "ations", "ative", "atively", "ator", "ators",
	"ed", "edly", "ement", "ements", "ence", "ences", "encies", "ency", "ent", "ently", "ents", "er", "ers", "es", "ful", "fully", "fulness",
	"ibility", "ible", "ibly", "ic", "ical", "ically", "icate", "icated", "ication", "ics", "ied", "ies", "ing", "ingly", "ings", "ion",
	"ional", "ionally", "ions", "ism", "ist", "ists", "ities", "ity", "ive", "ively", "iveness", "ivity", "ization", "izational", "izations",
	"ize", "ized", "izer", "izers", "izes", "izing", "less", "lessly", "ly", "ment", "mental", "ments", "ness", "nesses", "ogies", "ogist",
	"ogy", "ous", "ously", "ousness", "s", "tional", "y"
};

static const char *const arabic_endings[] = {
	"", "ه", "ات", "اته", "اتها", "اتهم", "ون", "ين", "ان", "تان", "تين", "ته", "تها", "تهم", "تنا", "ها", "هم", "هن", "نا", "كم", "ي", "يه",
	"يا", "يات", "يون", "يين", "ا", "وا", "ت"
};

static void
add_stem(struct word_prefix *prefix, const char *s, size_t len)
{
	if (prefix->count == WORD_PREFIX_STEMS || len > sizeof(prefix->stem[0].s) ||
		(len >= prefix->len && memcmp(s, prefix->s, prefix->len) == 0))
		return;
	for (unsigned i = 0; i < prefix->count; i++)
		if (prefix->stem[i].len == len && memcmp(prefix->stem[i].s, s, len) == 0)
			return;
	memcpy(prefix->stem[prefix->count].s, s, len);
	prefix->stem[prefix->count++].len = len;
}

/* With every ending, behind as much of it as the beginning has already. letter: the bytes of one. least: of a stem. */
static void
add_stems(struct word_prefix *prefix, const char *const *endings, size_t count, size_t letter, size_t least,
		  size_t (*stem_of) (const char *word, size_t len, char *out))
{
	for (size_t i = 0; i < count; i++)
	{
		size_t		ending_len = strlen(endings[i]);

		for (size_t had = 0; had <= ending_len && had < prefix->len; had += letter)
		{
			char		word[WORD_PREFIX_LONGEST + 16];
			char		stem[WORD_PREFIX_LONGEST + 24];
			size_t		len;

			if (memcmp(prefix->s + prefix->len - had, endings[i], had) != 0)
				continue;
			memcpy(word, prefix->s, prefix->len);
			memcpy(word + prefix->len, endings[i] + had, ending_len - had);
			len = stem_of(word, prefix->len + ending_len - had, stem);
			if (len >= least)
				add_stem(prefix, stem, len);
		}
	}
}

/* The letters of the article and of what is written before it, if something follows: it may be little as yet. */
static size_t
article_end(const struct arabic_word *w)
{
	const uint8_t *letter = w->letter;
	size_t		at = letter[0] == L_WAW || letter[0] == L_FA ? 1 : 0;

	if (at + 2 < w->n && letter[at] == L_LAM && letter[at + 1] == L_LAM)
		return at + 2;
	if (at < w->n && (letter[at] == L_BA || letter[at] == L_KAF))
		at++;
	if (at + 2 < w->n && letter[at] == L_ALEF && w->alef[at] == ALEF_BARE && letter[at + 1] == L_LAM)
		return at + 2;
	return 0;
}

void
word_prefix(const char *folded, const char *hamza, size_t len, struct word_prefix *prefix)
{
	struct arabic_word w;

	prefix->s = folded;
	prefix->len = len;
	prefix->count = 0;
	if (len == 0 || len > WORD_PREFIX_LONGEST)
		return;
	if (folded[0] >= 'a' && folded[0] <= 'z')
		add_stems(prefix, english_endings, lengthof(english_endings), 1, 3, english_stem);
	else if (arabic_letters(hamza, len, &w))
	{
		size_t		article = article_end(&w);

		prefix->s = prefix->letters;
		prefix->len = arabic_write(w.letter + article, NULL, w.n - article, prefix->letters);
		add_stems(prefix, arabic_endings, lengthof(arabic_endings), 2, 4, arabic_stem);
	}
}
