/* A user's own lexicon: the data of a dictionary of template smartdip_lexicon. */
#ifndef SMARTDIP_PG_LEXICON_DICT_H
#define SMARTDIP_PG_LEXICON_DICT_H

#include "pg/lexicon/text_phrase.h"

/* Words of a lexicon that are kept, 128 kB of them. */
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
	text_phrases phrases;
	bool		words;
	int			beside_count;	/* the dictionaries that give the words' own lexemes, asked in this order */
	struct lexicon_beside *beside;
	/* what it cost */
	int64		terms;
	int64		bytes;
	double		seconds;
} lexicon_dictionary;

/* Compiles the option Terms, a C string in the database's encoding; an error names the line. */
extern void lexicon_compile(lexicon_dictionary *dict, const char *terms);

/* The quoted name of a dictionary with its schema; an OID of none is an error. */
extern char *lexicon_dictionary_name(Oid dictionary);

#endif
