/* Reading corpus statistics from text, and judging parts that came from outside. */
#include "core/rank/corpus_text.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/base/bytes.h"
#include "core/rank/rank.h"

/* From one pause to the next. */
#define PAUSE_LEXEMES 4096

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
skip_spaces(struct corpus_text *text)
{
	while (text->p < text->end && is_space(*text->p))
		text->p++;
}

static bool
skip_word(struct corpus_text *text, const char *word)
{
	size_t		len = strlen(word);

	skip_spaces(text);
	if ((size_t) (text->end - text->p) < len || memcmp(text->p, word, len) != 0)
		return false;
	text->p += len;
	return true;
}

/* Digits, as a number; false where there is none or it does not fit. */
static bool
read_number(struct corpus_text *text, int64_t *number)
{
	const char *start = text->p;
	int64_t		n = 0;

	for (; text->p < text->end && ascii_is_digit(*text->p); text->p++)
	{
		int			digit = *text->p - '0';

		if (n > (INT64_MAX - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*number = n;
	return text->p > start;
}

enum corpus_error
corpus_text_begin(struct corpus_text *text, const char *s, size_t len, struct corpus_parts *parts)
{
	*text = (struct corpus_text) {s, s + len};
	if (!skip_word(text, "v1 ") || !skip_word(text, "documents=") || !read_number(text, &parts->documents) ||
		!skip_word(text, "length=") || !read_number(text, &parts->length) ||
		!skip_word(text, "minimum=") || !read_number(text, &parts->minimum))
		return CORPUS_NO_HEADER;
	return CORPUS_OK;
}

/* The bytes of a quoted lexeme behind its first quote, to out; its end. */
static enum corpus_error
read_quoted(struct corpus_text *text, char *out, size_t *len)
{
	size_t		n = 0;

	for (; text->p < text->end; text->p++)
	{
		char		c = *text->p;

		if (c == '\'' || c == '\\')
		{
			bool		doubled = text->p + 1 < text->end && text->p[1] == c;

			if (c == '\\' && !doubled)
				return CORPUS_LONE_BACKSLASH;
			if (!doubled)
			{
				text->p++;
				*len = n;
				return CORPUS_OK;
			}
			text->p++;
		}
		out[n++] = c;
	}
	return CORPUS_OPEN_QUOTE;
}

enum corpus_error
corpus_text_next(struct corpus_text *text, char *out, struct corpus_lexeme *lexeme, bool *more)
{
	enum corpus_error error;
	size_t		len;
	int64_t		documents;

	skip_spaces(text);
	*more = text->p < text->end;
	if (!*more)
		return CORPUS_OK;
	if (*text->p++ != '\'')
		return CORPUS_NO_QUOTE;
	error = read_quoted(text, out, &len);
	if (error != CORPUS_OK)
		return error;
	if (text->p == text->end || *text->p++ != ':' || !read_number(text, &documents) || documents > CORPUS_DOCUMENTS_MAX)
		return CORPUS_NO_NUMBER;
	*lexeme = (struct corpus_lexeme) {out, len > UINT32_MAX ? UINT32_MAX : (uint32_t) len, (uint32_t) documents};
	return CORPUS_OK;
}

int
corpus_lexeme_order(const void *a, const void *b)
{
	const struct corpus_lexeme *x = a;
	const struct corpus_lexeme *y = b;

	return bytes_compare(x->s, x->len, y->s, y->len);
}

enum corpus_error
corpus_check(const struct corpus_parts *parts, core_pause pause)
{
	int64_t		positions = 0;

	if (parts->documents < 0 || parts->documents > CORPUS_DOCUMENTS_MAX)
		return CORPUS_BAD_DOCUMENTS;
	if (parts->length < 0)
		return CORPUS_BAD_LENGTH;
	if (parts->minimum < 1 || parts->minimum > INT32_MAX)
		return CORPUS_BAD_MINIMUM;
	for (size_t i = 0; i < parts->count; i++)
	{
		const struct corpus_lexeme *lexeme = &parts->lexemes[i];

		if (pause != NULL && i % PAUSE_LEXEMES == 0)
			pause();
		if (lexeme->len == 0 || lexeme->len > CORPUS_LEXEME_MAX)
			return CORPUS_BAD_LEXEME;
		if (lexeme->documents < parts->minimum || lexeme->documents > parts->documents)
			return CORPUS_BAD_FREQUENCY;
		if (i > 0 && corpus_lexeme_order(lexeme - 1, lexeme) == 0)
			return CORPUS_TWICE;
		if (!rank_is_marked(lexeme->s, lexeme->len))
			positions += lexeme->documents;
	}
	return positions > parts->length ? CORPUS_SHORT_LENGTH : CORPUS_OK;
}

const char *
corpus_error_text(enum corpus_error error)
{
	static const char *const texts[CORPUS_ERRORS] = {
		[CORPUS_OK] = "nothing is wrong",
		[CORPUS_NO_HEADER] = "it does not start with \"v1 documents=... length=... minimum=...\"",
		[CORPUS_NO_QUOTE] = "a lexeme does not start with a quote",
		[CORPUS_OPEN_QUOTE] = "the quote after a lexeme is missing",
		[CORPUS_LONE_BACKSLASH] = "a backslash in a lexeme is not doubled",
		[CORPUS_NO_NUMBER] = "a lexeme is not followed by a colon and a number",
		[CORPUS_FEW_LEXEMES] = "it has fewer lexemes than it says",
		[CORPUS_BAD_DOCUMENTS] = "the number of documents is out of range",
		[CORPUS_BAD_LENGTH] = "the length is negative",
		[CORPUS_BAD_MINIMUM] = "the minimum is out of range",
		[CORPUS_BAD_LEXEME] = "a lexeme is empty or longer than 2047 bytes",
		[CORPUS_BAD_FREQUENCY] = "a lexeme stands in fewer documents than the minimum or in more than there are",
		[CORPUS_TWICE] = "a lexeme is listed twice",
		[CORPUS_SHORT_LENGTH] = "the length is less than the documents of all lexemes together"
	};

	return texts[error];
}
