/* A user's own lexicon: the data of a dictionary of template smartdip_lexicon. */
#ifndef SMARTDIP_PG_LEXICON_H
#define SMARTDIP_PG_LEXICON_H

#include "pg/compat.h"

#include "core/lexicon.h"

/* The word ids of a surface form, kept in a cache line of its own. */
typedef struct lexicon_cached
{
	uint32		hash;
	uint8		len;			/* 0: empty */
	uint8		letter_case;
	char		bytes[42];
	uint32		ids[LEXICON_IDS];
} lexicon_cached;

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
	/* what it cost */
	int64		terms;
	int64		bytes;
	double		seconds;
} lexicon_dictionary;

/* Compiles the option Terms, a C string in the database's encoding; an error names the line. */
extern void lexicon_compile(lexicon_dictionary *dict, const char *terms);

#endif
