/* The cache of words: its growth, and what leaves it. */
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
	memory = MemoryContextAllocZero(cache->context, words * (sizeof(cached_word) + sizeof(uint32)) + PG_CACHE_LINE_SIZE);
	memory = (char *) TYPEALIGN(PG_CACHE_LINE_SIZE, memory);
	cache->hashes = (uint32 *) (memory + words * sizeof(cached_word));
	cache->sets = sets;
	cache->inserted = 0;
	cache->words = (cached_word *) memory;
}

/* The word goes where its hash leads; of those that are there they leave in turn. */
void
word_cache_keep(word_cache *cache, uint32 hash, uint32 key, const char *s, size_t len, const analysed_word *word)
{
	uint32		first;
	uint32		way;
	cached_word *kept;

	if (len + word->len + word->name > WORD_CACHE_BYTES)
		return;
	if (cache->inserted > cache->sets * WORD_CACHE_WAYS / 2 && cache->sets < LAST_SETS)
		word_cache_grow(cache);
	first = (hash & (cache->sets - 1)) * WORD_CACHE_WAYS;
	way = cache->inserted % WORD_CACHE_WAYS;
	for (uint32 i = 0; i < WORD_CACHE_WAYS && cache->words[first + way].key != 0; i++)
		way = (way + 1) % WORD_CACHE_WAYS;
	cache->inserted++;
	cache->hashes[first + way] = hash;
	kept = &cache->words[first + way];
	kept->key = (uint16) key;
	kept->surface = (uint8) len;
	kept->lexeme = (uint8) word->len;
	kept->refused = word->refused;
	kept->name = word->name;
	kept->alone = word->alone;
	memcpy(kept->ids, word->ids, sizeof(kept->ids));
	memcpy(kept->concepts, word->concepts, sizeof(kept->concepts));
	memcpy(kept->bytes, s, len);
	memcpy(kept->bytes + len, word->s, word->len + word->name);
}
