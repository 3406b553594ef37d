/*
 * libFuzzer target: the English stemmer and stop words on any bytes.
 *
 *	make src/core/generated/english_data.h	(or a whole build)
 *	clang -std=c11 -g -O1 -Isrc -fsanitize=fuzzer,address,undefined test/fuzz/english.c src/core/text/english.c -o fuzz_english
 *	./fuzz_english -max_total_time=60
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/english.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool truth)
{
	if (!truth)
		abort();
}

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
