/*
 * Words that were analysed lately. The bytes of a word and the dictionary's options decide all that is kept here, so
 * nothing ever goes stale.
 *
 * The cache has sets of four words, with their hashes in an array of their own, so that a look-up touches one line of
 * hashes and, if it is a hit, one word. It grows with use up to 2.7 MB (32,768 words), since a backend that makes one
 * query should not pay for it; a word that is longer than fits is analysed each time.
 */
#ifndef SMARTDIP_PG_WORD_CACHE_H
#define SMARTDIP_PG_WORD_CACHE_H

#include "pg/compat.h"

#include "core/lexicon/lexicon.h"

/* Bytes of a word, its lexeme and its key as a name, together. */
#define WORD_CACHE_BYTES 49

/* Concepts of a word that are kept with it. */
#define WORD_CACHE_CONCEPTS 2

/* What became of a word: refused, a stop word (no lexeme), or a lexeme. */
typedef struct analysed_word
{
	const char *s;
	uint16		len;
	uint8		name;			/* bytes of the key of a name, behind the lexeme */
	bool		refused;
	const uint32 *ids;			/* LEXICON_IDS in the lexicon of concepts, */
	const uint32 *concepts;		/* and entries there: */
	uint8		alone;			/* so many, or ASK_PHRASES */
} analysed_word;

/* A phrase may begin with the word, or it has more concepts than are kept. */
#define ASK_PHRASES 255

typedef struct cached_word
{
	uint32		ids[LEXICON_IDS];
	uint32		concepts[WORD_CACHE_CONCEPTS];
	uint16		key;			/* the dictionary's; 0: empty */
	uint8		surface;		/* bytes of the surface form, */
	uint8		lexeme;			/* and of the lexeme that stands behind it */
	uint8		refused;
	uint8		name;
	uint8		alone;
	char		bytes[WORD_CACHE_BYTES];
} cached_word;

StaticAssertDecl(sizeof(cached_word) == 80, "four cached words are five cache lines");

#define WORD_CACHE_WAYS 4

/* A plain zero is an empty cache, to be grown before it is asked. */
typedef struct word_cache
{
	MemoryContext context;
	cached_word *words;			/* NULL: none yet */
	uint32	   *hashes;
	uint32		sets;			/* a power of two */
	uint32		inserted;
} word_cache;

extern void word_cache_grow(word_cache *cache);

/* Keeps a word that was not found; one of those in its place leaves. Words that do not fit are not kept. */
extern void word_cache_keep(word_cache *cache, uint32 hash, uint32 key, const char *s, size_t len, const analysed_word *word);

static inline uint64
word_cache_load(const char *s, size_t len)
{
	uint64		value = 0;

	memcpy(&value, s, len);
	return value;
}

/* Eight bytes at a time, mixed by multiplication; good enough to spread words over a table. */
static inline uint32
word_cache_hash(const char *s, size_t len, uint32 key)
{
	uint64		h = (key ^ len) * UINT64CONST(0x9e3779b97f4a7c15);

	while (len > 8)
	{
		h = (h ^ word_cache_load(s, 8)) * UINT64CONST(0xff51afd7ed558ccd);
		h ^= h >> 32;
		s += 8;
		len -= 8;
	}
	if (len == 8)
		h ^= word_cache_load(s, 8);
	else if (len >= 4)
		h ^= word_cache_load(s, 4) | word_cache_load(s + len - 4, 4) << 32;
	else if (len > 0)
		h ^= (uint64) (unsigned char) s[0] | (uint64) (unsigned char) s[len >> 1] << 8 | (uint64) (unsigned char) s[len - 1] << 16;
	h *= UINT64CONST(0xc4ceb9fe1a85ec53);
	h ^= h >> 29;
	h *= UINT64CONST(0xff51afd7ed558ccd);
	return (uint32) (h >> 32);
}

/* The word as it is kept, good until the next one is; false if it is not there. */
static inline bool
word_cache_find(const word_cache *cache, uint32 hash, uint32 key, const char *s, size_t len, analysed_word *word)
{
	uint32		first = (hash & (cache->sets - 1)) * WORD_CACHE_WAYS;

	for (uint32 i = first; i < first + WORD_CACHE_WAYS; i++)
	{
		const cached_word *c = &cache->words[i];

		if (cache->hashes[i] != hash || c->key != key || c->surface != len || memcmp(c->bytes, s, len) != 0)
			continue;
		*word = (analysed_word) {c->bytes + len, c->lexeme, c->name, c->refused, c->ids, c->concepts, c->alone};
		return true;
	}
	return false;
}

#endif
