/* libFuzzer target: names of any bytes, folded and not, and the language of texts. */
#include <string.h>

#include "core/name/arabicise.h"
#include "core/text/language.h"
#include "core/name/name_key.h"
#include "core/name/name_similarity.h"
#include "core/name/romanise.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *) data;
	size_t		half = size / 2;
	static name_keys keys;
	char		key[NAME_KEY_CAP];
	char		whole[NAME_ALL_KEYS_MAX * NAME_KEY_CAP];
	double		ab;
	language_guess guess;

	require(name_key(s, size, whole, sizeof(whole)) <= sizeof(whole));
	require(name_all_keys(s, size, &keys) <= NAME_ALL_KEYS_MAX);
	require(name_key_token(s, size, key) < NAME_KEY_CAP);
	ab = name_similarity(s, half, s + half, size - half);
	require(ab >= 0 && ab <= 1 && ab == name_similarity(s + half, size - half, s, half));
	require(name_similarity(s, half, s, half) == 1);
	for (int scheme = 0; scheme < ROMANISE_SCHEMES; scheme++)
	{
		size_t		need = romanise(s, size, (enum romanise_scheme) scheme, NULL, 0, NULL);
		char	   *out = malloc(need + 1);

		require(romanise(s, size, (enum romanise_scheme) scheme, out, need, NULL) == need);
		free(out);
	}
	{
		size_t		need = arabicise(s, size, NULL, 0, NULL);
		char	   *out = malloc(need + 1);

		require(arabicise(s, size, out, need, NULL) == need);
		free(out);
	}
	guess = language_of(s, size);
	require(guess.confidence >= 0 && guess.confidence <= 1 && language_name(guess.language) != NULL);
	return 0;
}
