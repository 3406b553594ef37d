/*
 * The lexemes of a token, as the dictionaries and smartdip_tsvector() both give them. Words that were analysed lately
 * are kept: the surface form and the options decide a word's lexeme alone, so nothing ever goes stale.
 */
#ifndef SMARTDIP_PG_TEXT_WORD_H
#define SMARTDIP_PG_TEXT_WORD_H

#include "pg/compat.h"
#include "pg/text/text_parse.h"

#include "core/text/word.h"

/* Which words a dictionary takes; it passes the others on to the next one. */
enum text_accept
{
	TEXT_ACCEPT_ALL,
	TEXT_ACCEPT_SCRIPT,			/* words in the letters of its language */
	TEXT_ACCEPT_STOP			/* stop words alone */
};

/* The concepts that a dictionary gives: none, those that a word mostly means, or rare senses too. */
enum text_concepts
{
	TEXT_CONCEPTS_NONE,
	TEXT_CONCEPTS_SURE,
	TEXT_CONCEPTS_ALL
};

/* A dictionary: its options, and the same as one small number that tells its cached words from those of others. */
typedef struct text_dictionary
{
	struct word_options word;
	enum text_accept accept;
	enum text_concepts concepts;	/* of a word with its neighbours, beside the word */
	bool		names;			/* give the key of what may be a name, too */
	uint32		key;
} text_dictionary;

/* To be called when all options are set. */
extern void text_dictionary_ready(text_dictionary *dict);

/*
 * A lexeme of a token; lexemes of another variant are alternatives. A concept and those above it are one variant: a query
 * asks for them together, so that one for the narrow concept finds no sibling. Not terminated by a NUL.
 */
typedef struct text_lexeme
{
	const char *s;
	uint16		len;
	uint16		variant;
	uint32		concept;		/* the entry of the concept that it stands for + 1; 0: it is the word's */
} text_lexeme;

/* More than there are phrases over one word. */
#define TEXT_LEXEMES 24

/* known: false if the dictionary passes the word on. A known word without lexemes is a stop word. */
typedef struct text_lexemes
{
	bool		known;
	int			count;
	text_lexeme lexeme[TEXT_LEXEMES];
} text_lexemes;

/*
 * The lexemes of a token in the database's encoding. They are good until the next call. parse is the parse whose
 * current token this is, or NULL for a word that stands alone.
 */
extern void text_lexemes_of(const text_dictionary *dict, text_parse *parse, const char *s, size_t len, text_lexemes *result);

#endif
