/* Words that were chosen to meet under one key are as good as others under the next one. */
#include <stdlib.h>

#include "core/base/keyed_hash.h"
#include "tap.h"

#define SLOTS 4096
#define WORDS 2000
#define KEYS 50
#define LONGEST (3 * KEYED_HASH_PIECE)

static uint64_t seed = 20261128;

/* splitmix64 */
static uint64_t
random_number(void)
{
	uint64_t	z = seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static void
make_key(struct hash_key *key)
{
	for (size_t i = 0; i < sizeof(key->factor) / sizeof(key->factor[0]); i++)
		key->factor[i] = random_number();
}

/* Slots that are looked at, for a word on average, to put all of them into a table that is half full. */
static double
probes(const struct hash_key *key, char (*words)[16])
{
	static bool taken[SLOTS];
	size_t		looks = 0;

	memset(taken, 0, sizeof(taken));
	for (int i = 0; i < WORDS; i++)
	{
		uint32_t	slot = keyed_hash(key, words[i], strlen(words[i])) % SLOTS;

		for (looks++; taken[slot]; looks++)
			slot = (slot + 1) % SLOTS;
		taken[slot] = true;
	}
	return (double) looks / WORDS;
}

static double
worst_probes(char (*words)[16])
{
	double		worst = 0;

	for (int i = 0; i < KEYS; i++)
	{
		struct hash_key key;
		double		mean;

		make_key(&key);
		mean = probes(&key, words);
		worst = mean > worst ? mean : worst;
	}
	return worst;
}

static void
test_crafted(void)
{
	static char words[WORDS][16];
	struct hash_key known;
	int			found = 0;

	make_key(&known);
	for (unsigned i = 0; found < WORDS; i++)
	{
		sprintf(words[found], "q%09u", i);
		found += keyed_hash(&known, words[found], 10) % SLOTS < 32;
	}
	CHECK(probes(&known, words) > 500, "who knows the key can choose words that meet");
	CHECK(worst_probes(words) < 4, "under other keys the same words do not (%.1f slots)", worst_probes(words));
}

static void
test_series(void)
{
	static const char *const formats[] = {"%d", "w%x", "%08d", "word%d", "%dst", "a%db%d"};
	static char words[WORDS][16];

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
	{
		for (int j = 0; j < WORDS; j++)
			snprintf(words[j], sizeof(words[j]), formats[i], j, j);
		CHECK(worst_probes(words) < 4, "words in a series '%s' spread (%.1f slots)", formats[i], worst_probes(words));
	}
}

/* Strings that differ in little, their lengths among it. */
static void
test_pairs(void)
{
	static const size_t lengths[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 40, KEYED_HASH_PIECE - 1, KEYED_HASH_PIECE, KEYED_HASH_PIECE + 1, LONGEST - 1, LONGEST};
	static char a[LONGEST];
	static char b[LONGEST];

	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
	{
		size_t		len = lengths[i];
		int			near = 0;
		int			equal = 0;

		for (int trial = 0; trial < 4096; trial++)
		{
			struct hash_key key;
			size_t		b_len = len;

			make_key(&key);
			for (size_t j = 0; j < len; j++)
				a[j] = b[j] = trial % 3 == 0 ? '\0' : (char) random_number();
			if (len > 0 && trial % 2 == 0)
				b[random_number() % len] ^= (char) (1 << random_number() % 8);
			else if (len < LONGEST)
				b[b_len++] = '\0';
			else
				b_len--;
			near += (keyed_hash(&key, a, len) ^ keyed_hash(&key, b, b_len)) % 4096 == 0;
			equal += keyed_hash(&key, a, len) == keyed_hash(&key, b, b_len);
		}
		tap_tried(4096, "random keys");
		CHECK(near < 12 && equal == 0, "of 4096 keys few join two strings of %zu bytes (%d by twelve bits, %d by all)", len, near, equal);
	}
}

/* Bytes behind the string do not matter, and are not read. */
static void
test_bounds(void)
{
	struct hash_key key;
	bool		same = true;

	make_key(&key);
	for (size_t len = 0; len <= 40; len++)
	{
		char	   *exact = malloc(len > 0 ? len : 1);
		char		longer[64];

		memset(longer, 'x', sizeof(longer));
		for (size_t i = 0; i < len; i++)
			exact[i] = longer[i + 3] = (char) random_number();
		same = same && keyed_hash(&key, exact, len) == keyed_hash(&key, longer + 3, len);
		free(exact);
	}
	CHECK(same, "the hash is that of the bytes, wherever they stand");
}

int
main(void)
{
	test_crafted();
	test_series();
	test_pairs();
	test_bounds();
	return tap_done();
}
