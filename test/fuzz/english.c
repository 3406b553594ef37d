/* libFuzzer target: the English stemmer and stop words on any bytes. */
#include <string.h>

#include "core/text/english.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *word = (const char *) data;
	char	   *out = malloc(size + (size == 0));
	size_t		len = english_stem(word, size, out);

	require(len <= size && (len > 0) == (size > 0));
	require(memchr(out, 'Y', len) == NULL || memchr(word, 'Y', size) != NULL);
	/* A name in capitals is a stop word otherwise, never the other way round. */
	require(!english_stop_word(word, size, true) || english_stop_word(word, size, false));
	free(out);
	return 0;
}
