/* Stems and stop words in SQL: a thin layer over src/core/text/english.h and src/core/text/arabic.h. */
#include "pg/compat.h"
#include "pg/text/fold.h"
#include "pg/base/argument.h"
#include "pg/base/encoding.h"
#include "pg/base/long_text.h"

#include "core/text/arabic.h"
#include "core/text/english.h"
#include "core/text/fold.h"
#include "core/base/utf8.h"
#include "funcapi.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_stem);
SMARTDIP_FUNCTION(smartdip_stop_words);

/* arabic_stem() may write so many bytes more than it reads. */
#define ARABIC_GROWTH 8

enum stem_language
{
	STEM_ENGLISH,
	STEM_ARABIC,
	STEM_AUTO,
	STEM_NONE
};

static const char *const stem_language_names[] = {
	[STEM_ENGLISH] = "en",
	[STEM_ARABIC] = "ar",
	[STEM_AUTO] = "auto"
};

static enum stem_language
language_arg(text *name, bool may_be_auto)
{
	return (enum stem_language) name_arg(name, "language", stem_language_names, may_be_auto ? STEM_NONE : STEM_AUTO,
										 may_be_auto ? "; auto tells them by their letters" : "");
}

/* By the first letter that is Latin or Arabic. */
static enum stem_language
language_of_letters(const char *s, size_t len)
{
	for (size_t i = 0; i < len;)
	{
		uint32_t	c;

		i += utf8_decode(s + i, s + len, &c);
		if (c >= 'a' && c <= 'z')
			return STEM_ENGLISH;
		if (c >= 0x620 && c <= 0x6d3)
			return STEM_ARABIC;
	}
	return STEM_NONE;
}

/* The stemmer knows possessives by the apostrophe of ASCII; texts have the typographic one, too. */
static size_t
plain_apostrophes(char *s, size_t len)
{
	size_t		to = 0;

	for (size_t i = 0; i < len; to++)
		if (len - i >= 3 && memcmp(s + i, "\xe2\x80\x99", 3) == 0)
		{
			s[to] = '\'';
			i += 3;
		}
		else
			s[to] = s[i++];
	return to;
}

Datum
smartdip_stem(PG_FUNCTION_ARGS)
{
	enum stem_language language = language_arg(PG_GETARG_TEXT_PP(1), true);
	text	   *folded = folded_text(PG_GETARG_TEXT_PP(0), FOLD_ALL);
	char	   *word = VARDATA(folded);
	size_t		len = VARSIZE(folded) - VARHDRSZ;
	char		out[ENGLISH_STEM_LONGEST + ARABIC_GROWTH];

	/* What is no word of any language may be as long as a text. */
	if (len > ENGLISH_STEM_LONGEST)
		PG_RETURN_TEXT_P(text_from_utf8(folded));
	if (language == STEM_AUTO)
		language = language_of_letters(word, len);
	if (language == STEM_NONE)
		PG_RETURN_TEXT_P(text_from_utf8(folded));
	if (language == STEM_ENGLISH)
	{
		len = plain_apostrophes(word, len);
		len = english_stem(word, len, out);
	}
	else
		len = arabic_stem(word, len, out);
	PG_RETURN_TEXT_P(utf8_to_text_with_len(out, len));
}

Datum
smartdip_stop_words(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	enum stem_language language = language_arg(PG_GETARG_TEXT_PP(0), false);
	const char *word;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (size_t i = 0; (word = language == STEM_ENGLISH ? english_stop_word_at(i) : arabic_stop_word_at(i)) != NULL; i++)
		put_text_row(result, &word, 1);
	return (Datum) 0;
}
