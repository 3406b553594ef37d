/* A user's own lexicon: the data of a dictionary of template smartdip_lexicon. */
#ifndef SMARTDIP_PG_LEXICON_H
#define SMARTDIP_PG_LEXICON_H

#include "pg/compat.h"

#include "core/lexicon.h"
#include "pg/text_parse.h"

/* The word ids of a surface form, kept in a cache line of its own. */
typedef struct lexicon_cached
{
	uint32		hash;
	uint8		len;			/* 0: empty */
	uint8		letter_case;
	char		bytes[42];
	uint32		ids[LEXICON_IDS];
} lexicon_cached;

/* Words kept: a power of two. */
#define LEXICON_CACHE 2048

/* Its oid is not valid as long as there is none of that name. */
struct lexicon_beside
{
	Oid			dictionary;
	char	   *name;
};

/* It stays as it was made until the dictionary changes; then the server frees the memory it lies in. */
typedef struct lexicon_dictionary
{
	struct lexicon lexicon;
	uint64		serial;			/* no other dictionary of the session had it */
	bool		longest;
	bool		words;
	int			beside_count;	/* the dictionaries that give the words' own lexemes, asked in this order */
	struct lexicon_beside *beside;
	lexicon_cached *cache;
	uint32		cache_size;
	/* what it cost */
	int64		terms;
	int64		bytes;
	double		seconds;
} lexicon_dictionary;

/* The entries that a token is to be indexed by; few, in no order, some of them twice. */
typedef struct found_entries
{
	uint32	   *entries;
	int			count;
	int			size;
} found_entries;

/*
 * Adds the entries of the terms that a token stands in. parse is the parse whose current token it is, or NULL for a
 * word that stands alone. False: the whole of which it is the first part has spoken for it.
 */
extern bool lexicon_entries_of(lexicon_dictionary *dict, text_parse *parse, const char *s, int len, found_entries *found);

/* Makes room to keep the ids of that many words, a power of two. */
extern void lexicon_open_cache(lexicon_dictionary *dict, uint32 words);

/* Compiles the option Terms, a C string in the database's encoding; an error names the line. */
extern void lexicon_compile(lexicon_dictionary *dict, const char *terms);

#endif
