/* The cache of words: how it grows, and what leaves it. */
#include "pg/compat.h"
#include "pg/lexicon/word_cache.h"

#include "utils/memutils.h"

#define FIRST_SETS 128
#define LAST_SETS 8192
#define GROWTH 8

/* A larger cache begins empty: what is frequent comes back at once. */
void
word_cache_grow(word_cache *cache)
{
	uint32		sets = cache->words == NULL ? FIRST_SETS : cache->sets * GROWTH;
	Size		words = sets * WORD_CACHE_WAYS;
	char	   *memory;

	if (cache->context == NULL)
		cache->context = AllocSetContextCreate(CacheMemoryContext, "smartdip words", ALLOCSET_SMALL_SIZES);
	cache->words = NULL;
	MemoryContextReset(cache->context);
	memory = MemoryContextAllocZero(cache->context, words * (sizeof(cached_word) + sizeof(uint16)) + sizeof(cached_word));
	cache->sets = sets;
	cache->inserted = 0;
	cache->words = (cached_word *) TYPEALIGN(sizeof(cached_word), memory);
	cache->tags = (uint16 *) (cache->words + words);
}

/* Where the piece begins in the bytes; their length if it does not stand there. */
static size_t
find_piece(const char *s, size_t len, const char *piece, size_t piece_len)
{
	for (size_t at = 0; at + piece_len <= len; at++)
		if (memcmp(s + at, piece, piece_len) == 0)
			return at;
	return len;
}

/* A free place among those that the hash leads to; of the words that are there they leave in turn. */
static size_t
make_room(const word_cache *cache, uint32 hash)
{
	size_t		set = (size_t) (hash & (cache->sets - 1)) * WORD_CACHE_WAYS;

	for (int way = 0; way < WORD_CACHE_WAYS; way++)
		if (cache->words[set + way].key == 0)
			return set + way;
	return set + cache->inserted % WORD_CACHE_WAYS;
}

void
word_cache_keep(word_cache *cache, uint32 hash, uint32 key, const char *s, size_t len, const analysed_word *word)
{
	size_t		at = find_piece(s, len, word->s, word->len);
	size_t		apart = at == len ? word->len : 0;
	int			numbers = word->ids + (word->alone == ASK_PHRASES ? 0 : word->alone);
	size_t		place;
	cached_word *kept;

	if (len + apart + word->name + numbers * sizeof(uint32) > WORD_CACHE_ROOM)
		return;
	if (cache->inserted > cache->sets * WORD_CACHE_WAYS / 2 && cache->sets < LAST_SETS)
		word_cache_grow(cache);
	cache->inserted++;
	place = make_room(cache, hash);
	cache->tags[place] = word_cache_tag(hash);
	kept = &cache->words[place];
	kept->key = (uint16) key;
	kept->surface = (uint8) len;
	kept->lexeme_at = (uint8) at;
	kept->lexeme = (uint8) word->len;
	kept->name = word->name;
	kept->alone = word->alone;
	kept->leads_on = word->leads_on;
	kept->ids = word->ids;
	kept->refused = word->refused;
	memcpy(kept->bytes, s, len);
	memcpy(kept->bytes + len, word->s, apart);
	memcpy(kept->bytes + WORD_CACHE_ROOM - numbers * sizeof(uint32) - word->name, word->name_s, word->name);
	memcpy(kept->numbers + lengthof(kept->numbers) - numbers, word->numbers, numbers * sizeof(uint32));
}
