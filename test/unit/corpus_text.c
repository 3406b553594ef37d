/* The text form of corpus statistics, read from buffers that end where the text does. */
#include <stdlib.h>
#include <string.h>

#include "core/rank/corpus_text.h"
#include "tap.h"

static char bytes[256];
static struct corpus_lexeme lexemes[16];

/* The text without a NUL behind it, so that a sanitizer sees every byte too far. */
static enum corpus_error
read_text(const char *s, struct corpus_parts *parts)
{
	size_t		len = strlen(s);
	char	   *copy = memcpy(malloc(len + 1), s, len);
	char	   *exact = realloc(copy, len > 0 ? len : 1);
	struct corpus_text text;
	enum corpus_error error;
	char	   *out = bytes;
	bool		more = true;

	*parts = (struct corpus_parts) {.lexemes = lexemes};
	error = corpus_text_begin(&text, exact, len, parts);
	while (error == CORPUS_OK)
	{
		error = corpus_text_next(&text, out, &lexemes[parts->count], &more);
		if (error != CORPUS_OK || !more)
			break;
		out += lexemes[parts->count++].len;
	}
	free(exact);
	if (error != CORPUS_OK)
		return error;
	qsort(lexemes, parts->count, sizeof(struct corpus_lexeme), corpus_lexeme_order);
	return corpus_check(parts, NULL);
}

static bool
lexeme_is(const struct corpus_lexeme *lexeme, const char *s, uint32_t documents)
{
	return lexeme->len == strlen(s) && memcmp(lexeme->s, s, lexeme->len) == 0 && lexeme->documents == documents;
}

int
main(void)
{
	static const struct
	{
		const char *text;
		enum corpus_error error;
	}			refused[] = {
		{"", CORPUS_NO_HEADER},
		{"v1", CORPUS_NO_HEADER},
		{"v2 documents=1 length=1 minimum=1", CORPUS_NO_HEADER},
		{"v1 documents=1 length=1", CORPUS_NO_HEADER},
		{"v1 documents= length=1 minimum=1", CORPUS_NO_HEADER},
		{"v1 documents=9223372036854775808 length=1 minimum=1", CORPUS_NO_HEADER},
		{"v1 documents=4294967296 length=1 minimum=1", CORPUS_BAD_DOCUMENTS},
		{"v1 documents=1 length=1 minimum=0", CORPUS_BAD_MINIMUM},
		{"v1 documents=1 length=1 minimum=2147483648", CORPUS_BAD_MINIMUM},
		{"v1 documents=1 length=1 minimum=1 a", CORPUS_NO_QUOTE},
		{"v1 documents=1 length=1 minimum=1 '", CORPUS_OPEN_QUOTE},
		{"v1 documents=1 length=1 minimum=1 'a''", CORPUS_OPEN_QUOTE},
		{"v1 documents=1 length=1 minimum=1 'a\\':1", CORPUS_LONE_BACKSLASH},
		{"v1 documents=1 length=1 minimum=1 'a", CORPUS_OPEN_QUOTE},
		{"v1 documents=1 length=1 minimum=1 'a'", CORPUS_NO_NUMBER},
		{"v1 documents=1 length=1 minimum=1 'a':", CORPUS_NO_NUMBER},
		{"v1 documents=1 length=1 minimum=1 'a' :1", CORPUS_NO_NUMBER},
		{"v1 documents=1 length=1 minimum=1 'a':4294967296", CORPUS_NO_NUMBER},
		{"v1 documents=1 length=1 minimum=1 '':1", CORPUS_BAD_LEXEME},
		{"v1 documents=1 length=1 minimum=1 'a':2", CORPUS_BAD_FREQUENCY},
		{"v1 documents=3 length=9 minimum=2 'a':1", CORPUS_BAD_FREQUENCY},
		{"v1 documents=2 length=9 minimum=1 'a':1 'b':1 'a':1", CORPUS_TWICE},
		{"v1 documents=2 length=2 minimum=1 'a':1 'b':2", CORPUS_SHORT_LENGTH}
	};
	struct corpus_parts parts;

	CHECK(read_text("v1 documents=0 length=0 minimum=1", &parts) == CORPUS_OK && parts.count == 0, "no documents, no lexemes");
	CHECK(read_text("v1 documents=3 length=120 minimum=1 'peace':3 'it''s':2 '\\\\':1", &parts) == CORPUS_OK && parts.count == 3 &&
		  parts.documents == 3 && parts.length == 120 && parts.minimum == 1, "numbers and three lexemes");
	CHECK(lexeme_is(&lexemes[0], "\\", 1) && lexeme_is(&lexemes[1], "it's", 2) && lexeme_is(&lexemes[2], "peace", 3),
		  "quotes and backslashes are single again, the order is that of bytes");
	CHECK(read_text(" \n v1 documents=1\tlength=1 minimum=1\n'a':1 ", &parts) == CORPUS_OK && parts.count == 1, "white space parts what there is");
	CHECK(read_text("v1 documents=2 length=1 minimum=1 'a':1 '=war':2 '~klntn':2", &parts) == CORPUS_OK,
		  "concepts and keys of names add nothing to the length");
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		CHECK(read_text(refused[i].text, &parts) == refused[i].error, "refused: %s", refused[i].text);
	for (int error = 0; error < CORPUS_ERRORS; error++)
		CHECK(corpus_error_text((enum corpus_error) error) != NULL, "error %d has a wording", error);
	return tap_done();
}
