/*
 * libFuzzer target: the text form of corpus statistics. Lexemes fit into the room that is promised, and what is accepted is
 * accepted again after it was written out.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/rank/corpus_text.h"
#include "fuzz.h"

/* All lexemes of a text, their bytes in out, which has exactly the room that is promised. */
static enum corpus_error
read_all(const char *s, size_t len, char *out, struct corpus_parts *parts)
{
	struct corpus_text text;
	enum corpus_error error = corpus_text_begin(&text, s, len, parts);
	bool		more = true;

	parts->count = 0;
	while (error == CORPUS_OK)
	{
		error = corpus_text_next(&text, out, &parts->lexemes[parts->count], &more);
		if (error != CORPUS_OK || !more)
			break;
		out += parts->lexemes[parts->count++].len;
		require(parts->count <= len / 5);
	}
	return error;
}

static size_t
write_all(const struct corpus_parts *parts, char *out)
{
	size_t		n = (size_t) sprintf(out, "v1 documents=%" PRId64 " length=%" PRId64 " minimum=%" PRId64, parts->documents,
									 parts->length, parts->minimum);

	for (size_t i = 0; i < parts->count; i++)
	{
		n += (size_t) sprintf(out + n, " '");
		for (uint32_t j = 0; j < parts->lexemes[i].len; j++)
		{
			char		c = parts->lexemes[i].s[j];

			if (c == '\'' || c == '\\')
				out[n++] = c;
			out[n++] = c;
		}
		n += (size_t) sprintf(out + n, "':%" PRIu32, parts->lexemes[i].documents);
	}
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *s = malloc(size + 1);
	char	   *bytes = malloc(size + 1);
	struct corpus_parts parts = {.lexemes = malloc((size / 5 + 1) * sizeof(struct corpus_lexeme))};

	require(s != NULL && bytes != NULL && parts.lexemes != NULL);
	memcpy(s, data, size);
	if (read_all(s, size, bytes, &parts) == CORPUS_OK)
	{
		char	   *again = malloc(8 * size + 128);
		char	   *more = malloc(8 * size + 128);
		struct corpus_parts second = {.lexemes = malloc((8 * size + 128) / 5 * sizeof(struct corpus_lexeme))};
		size_t		len = write_all(&parts, again);
		size_t		count = parts.count;

		require(read_all(again, len, more, &second) == CORPUS_OK && second.count == count && second.documents == parts.documents);
		for (size_t i = 0; i < count; i++)
			require(corpus_lexeme_order(&parts.lexemes[i], &second.lexemes[i]) == 0 &&
					parts.lexemes[i].documents == second.lexemes[i].documents);
		qsort(parts.lexemes, parts.count, sizeof(struct corpus_lexeme), corpus_lexeme_order);
		require(corpus_error_text(corpus_check(&parts, NULL)) != NULL);
		free(again);
		free(more);
		free(second.lexemes);
	}
	free(s);
	free(bytes);
	free(parts.lexemes);
	return 0;
}
