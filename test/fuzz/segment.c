/*
 * libFuzzer target: the segmenter. Tokens cover all bytes in order, parts lie in their wholes, a copy of the state goes
 * on alike, numbers do not grow; and strict segments end where the text does.
 */
#include <string.h>

#include "core/text/segment.h"
#include "core/text/word_break.h"
#include "fuzz.h"

static void
look_at_number(const char *s, const struct token *t)
{
	char	   *out = malloc(t->len);
	size_t		len = segment_number(s + t->start, t->len, (enum token_type) t->type, out);

	require(len > 0 && len <= t->len && out[0] >= '0' && out[0] <= '9');
	free(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	struct segmenter s;
	struct token token;
	size_t		pos = 0;
	size_t		whole = 0;
	size_t		part = 0;
	bool		blank = false;
	struct word_break b;

	segment_begin(&s, text, size);
	for (;;)
	{
		struct segmenter copy = s;
		struct token again;
		bool		more = segment_next(&s, &token);

		require(segment_next(&copy, &again) == more);
		if (!more)
			break;
		require(again.start == token.start && again.len == token.len && again.type == token.type && again.flags == token.flags);
		require(token.len > 0 && token.type > 0 && token.type < TOKEN_TYPES && token.start + token.len <= size);
		if (token.type == TOKEN_INTEGER || token.type == TOKEN_DECIMAL)
			look_at_number(text, &token);
		if (token.flags & TOKEN_PART)
		{
			require(token.type != TOKEN_BLANK && token.start >= part && token.start >= whole && token.start + token.len <= pos);
			part = token.start + token.len;
			continue;
		}
		require(token.start == pos && !(blank && token.type == TOKEN_BLANK));
		blank = token.type == TOKEN_BLANK;
		whole = pos;
		pos += token.len;
	}
	require(pos == size);

	word_break_begin(&b, text, size, NULL);
	while (b.pos < size)
	{
		size_t		start = b.pos;

		require(word_break_next(&b) > start && b.pos <= size);
	}
	return 0;
}
