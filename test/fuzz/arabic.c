/* libFuzzer target: stems and stop words of any bytes, folded or not. */
#include <string.h>

#include "core/text/arabic.h"
#include "core/text/fold.h"
#include "fuzz.h"

/* In memory of just the promised size, so that the sanitizer sees a byte too many. */
static void
check(const char *word, size_t len)
{
	char	   *stem = malloc(len + 8);
	size_t		n = arabic_stem(word, len, stem);

	require(n <= len + 8 && (n > 0 || len == 0));
	if (arabic_stop_word(word, len, false))
		require(arabic_stop_word(word, len, true));
	free(stem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char folded[FOLD_GROWTH * 4096];
	char		letters[256];
	size_t		n = size < 100 ? size : 100;
	size_t		len;

	if (size > 4096)
		return 0;
	check((const char *) data, size);
	len = fold_utf8((const char *) data, size, FOLD_ALL, folded, sizeof(folded));
	require(len <= sizeof(folded));
	check(folded, len);

	/* the same bytes as Arabic letters: most inputs are no word otherwise */
	for (size_t i = 0; i < n; i++)
	{
		unsigned	c = 0x621 + data[i] % 42;

		letters[2 * i] = (char) (0xc0 | c >> 6);
		letters[2 * i + 1] = (char) (0x80 | (c & 0x3f));
	}
	check(letters, 2 * n);
	return 0;
}
