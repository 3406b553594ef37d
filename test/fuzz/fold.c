/* libFuzzer target: folding of any bytes with any options, and the reader of options. */
#include <string.h>

#include "core/text/fold.h"
#include "core/text/script.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *) data + 1;
	size_t		counts[SCRIPT_MAX] = {0};
	unsigned	options;
	const char *bad;
	size_t		bad_len;
	size_t		len;
	char	   *folded;
	char	   *again;

	if (size == 0)
		return 0;
	size--;
	if (!fold_options(s, size, &options, &bad, &bad_len))
		require(bad >= s && bad + bad_len <= s + size);
	options = data[0] & FOLD_ALL;
	len = fold_utf8(s, size, options, NULL, 0);
	require(len <= size * FOLD_GROWTH);
	folded = malloc(len + 1);
	again = malloc(len + 1);
	require(fold_utf8(s, size, options, folded, len) == len);
	require(fold_utf8(folded, len, options, again, len) == len && memcmp(folded, again, len) == 0);
	require(fold_utf8(s, size, options, again, data[0] % (len + 1)) == len);
	require(script_count_letters(folded, len, counts, NULL) <= len);
	free(folded);
	free(again);
	return 0;
}
