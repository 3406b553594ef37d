/*
 * libFuzzer target: one token to its lexeme. The first byte chooses the options; the lexeme is within its limits, fits
 * where it is said to fit and not into less, and is valid UTF-8.
 */
#include <string.h>

#include "core/base/utf8.h"
#include "core/text/word.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char		out[WORD_MAX];
	struct word_options o;
	struct word word;
	char	   *exact;

	if (size == 0)
		return 0;
	o = (struct word_options) {data[0] & 7, data[0] & 8, data[0] & 16, (enum word_language) (data[0] >> 5 & 3)};
	word = word_analyse(&o, (const char *) data + 1, size - 1, out, sizeof(out));
	require(word.len <= sizeof(out) && !(word.stop && (word.len > 0 || !o.stop)));
	if (word.len == 0)
		return 0;
	for (const char *s = out; s < out + word.len;)
	{
		uint32_t	c;

		s += utf8_decode(s, out + word.len, &c);
		require(c != UTF8_INVALID);
	}
	exact = malloc(word.len);
	require(word_analyse(&o, (const char *) data + 1, size - 1, exact, word.len).len == word.len && memcmp(exact, out, word.len) == 0);
	require(word_analyse(&o, (const char *) data + 1, size - 1, exact, word.len - 1).len == 0);
	free(exact);
	exact = malloc(size);
	word_key((const char *) data + 1, size - 1, exact, size - 1);
	free(exact);
	return 0;
}
