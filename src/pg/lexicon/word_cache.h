/*
 * Words that were analysed lately. The bytes of a word and the dictionary's options decide all that is kept here, so
 * nothing ever goes stale.
 *
 * The cache has sets of four words, each in a cache line of its own. A half of each word's hash lies apart, those of a set
 * side by side, and all of them so near together that they stay close to the processor: a look-up touches them and the
 * line of the word that it finds. The cache grows with use up to 2.2 MB (32,768 words), since a backend that makes one query
 * should not pay for it; a word that does not fit is analysed each time.
 */
#ifndef SMARTDIP_PG_WORD_CACHE_H
#define SMARTDIP_PG_WORD_CACHE_H

#include "pg/compat.h"

#include "core/lexicon/lexicon.h"

/*
 * Bytes for a word, for its lexeme where that is no piece of it, for its key as a name, and for its numbers: its ids in the
 * lexicon of concepts and its concepts there.
 */
#define WORD_CACHE_ROOM 52

/* Numbers that there may be at most. */
#define WORD_CACHE_NUMBERS 10

/* What became of a word: refused, a stop word (no lexeme), or a lexeme. */
typedef struct analysed_word
{
	const char *s;
	const char *name_s;			/* its key as a name */
	uint16		len;
	uint8		name;			/* the key's bytes; 0: none */
	bool		refused;
	uint8		ids;			/* how many of the numbers are ids in the lexicon of concepts; behind them are entries there: */
	uint8		alone;			/* so many, or ASK_PHRASES */
	uint32		leads_on;		/* to the next word of a phrase: see lexicon_leads_on(); 0: no phrase goes on behind the word */
	const uint32 *numbers;
} analysed_word;

/* The word has more concepts than are kept. */
#define ASK_PHRASES 255

typedef struct cached_word
{
	uint32		leads_on;
	uint16		key;			/* the dictionary's; 0: empty */
	uint8		surface;		/* bytes of the word, the first of those below */
	uint8		lexeme_at;		/* where they have its lexeme, */
	uint8		lexeme;			/* its length, */
	uint8		name;			/* and the length of the key of a name, which stands before the numbers */
	uint8		alone;
	uint8		ids:7;
	uint8		refused:1;
	union
	{
		char		bytes[WORD_CACHE_ROOM];
		uint32		numbers[WORD_CACHE_ROOM / sizeof(uint32)];	/* the last of them are used */
	};
} cached_word;

StaticAssertDecl(sizeof(cached_word) == 64, "a cached word is a cache line");

#define WORD_CACHE_WAYS 4

/* A plain zero is an empty cache, to be grown before it is asked. */
typedef struct word_cache
{
	MemoryContext context;
	cached_word *words;			/* NULL: none yet */
	uint16	   *tags;			/* the upper halves of the words' hashes, in their order */
	uint32		sets;			/* a power of two */
	uint32		inserted;
} word_cache;

extern void word_cache_grow(word_cache *cache);

/* Keeps a word that was not found; one of those in its place leaves. Words that do not fit are not kept. */
extern void word_cache_keep(word_cache *cache, uint32 hash, uint32 key, const char *s, size_t len, const analysed_word *word);

static inline uint16
word_cache_tag(uint32 hash)
{
	return (uint16) (hash >> 16);
}

/* The numbers of a kept word: its ids, and behind them its concepts. */
static inline const uint32 *
word_cache_numbers(const cached_word *c)
{
	return c->numbers + lengthof(c->numbers) - c->ids - (c->alone == ASK_PHRASES ? 0 : c->alone);
}

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

/* The word is going to be looked for: has memory fetch the line it is kept in. */
static inline void
word_cache_expect(const word_cache *cache, uint32 hash)
{
	size_t		place = (size_t) (hash & (cache->sets - 1)) * WORD_CACHE_WAYS;

	for (int way = 0; way < WORD_CACHE_WAYS; way++, place++)
		if (cache->tags[place] == word_cache_tag(hash))
			__builtin_prefetch(cache->words + place);
}

/* The word as it is kept, good until the next one is; false if it is not there. */
static inline bool
word_cache_find(const word_cache *cache, uint32 hash, uint32 key, const char *s, size_t len, analysed_word *word)
{
	size_t		place = (size_t) (hash & (cache->sets - 1)) * WORD_CACHE_WAYS;

	for (int way = 0; way < WORD_CACHE_WAYS; way++, place++)
	{
		const cached_word *c = cache->words + place;

		if (cache->tags[place] == word_cache_tag(hash) && c->key == key && c->surface == len && memcmp(c->bytes, s, len) == 0)
		{
			word->s = c->bytes + c->lexeme_at;
			word->len = c->lexeme;
			word->name = c->name;
			word->refused = c->refused;
			word->ids = c->ids;
			word->alone = c->alone;
			word->leads_on = c->leads_on;
			word->numbers = word_cache_numbers(c);
			word->name_s = (const char *) word->numbers - c->name;
			return true;
		}
	}
	return false;
}

#endif
