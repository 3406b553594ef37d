/*
 * The phrases of a lexicon in a running parse: for every token the entries that it stands in, whatever else the
 * dictionaries make of it. A phrase counts at every token of its span, so that a query for one of its words is met by
 * a text in the other language, which has only the phrase's entry.
 */
#ifndef SMARTDIP_PG_TEXT_PHRASE_H
#define SMARTDIP_PG_TEXT_PHRASE_H

#include "pg/compat.h"
#include "pg/text/text_parse.h"

#include "core/lexicon/lexicon.h"
#include "core/lexicon/text_company.h"

struct text_phrases;

/* The word ids of a token of the parse. */
typedef void (*text_phrase_source) (struct text_phrases *phrases, const text_parse *parse, const struct token *token,
									uint32 ids[LEXICON_IDS]);

/* The word ids of a surface form, kept in a cache line of its own. */
typedef struct phrase_word
{
	uint32		hash;
	uint8		len;			/* 0: empty */
	uint8		letter_case;
	char		bytes[34];
	uint32		ids[LEXICON_IDS];
} phrase_word;

/* A lexicon and what a session keeps of it. */
typedef struct text_phrases
{
	struct lexicon lexicon;
	uint64		serial;			/* no other lexicon of the session had it */
	bool		longest;		/* from left to right the longest phrase; otherwise all of them */
	bool		sure;			/* rare senses do not count */
	enum lexicon_certainty least;	/* of a phrase that counts */
	text_phrase_source source;
	void	   *arg;			/* the source's own */
	phrase_word *word;			/* a cache, if the source is text_phrases_cached, */
	uint32		words;			/* and its places, a power of two */
	uint64		parse;			/* the serial of the parse that was asked for last, */
	struct phrase_state *state; /* and what is kept of it */
} text_phrases;

extern void text_phrases_open(text_phrases *phrases, struct lexicon lexicon, bool longest, text_phrase_source source);

/* The source that keeps the ids of words in a cache of so many places, a power of two, in the context given. */
extern void text_phrases_cached(text_phrases *phrases, const text_parse *parse, const struct token *token,
								uint32 ids[LEXICON_IDS]);
extern void text_phrases_make_cache(text_phrases *phrases, uint32 words, MemoryContext context);

/* The entries of a token; few, so that they seldom need memory of their own. */
#define TEXT_ENTRIES 16

typedef struct text_entries
{
	int			count;
	int			size;
	uint32	   *entry;
	uint32		few[TEXT_ENTRIES];
} text_entries;

extern void text_entries_begin(text_entries *found);
extern void text_entries_add(text_entries *found, uint32 entry);

/* In ascending order, each once. */
extern void text_entries_sort(text_entries *found);

extern void text_entries_end(text_entries *found);

/*
 * Adds the entries of the parse's current token. The whole of a hyphenated word speaks for its first part, too, as the
 * word dictionaries have it: both stand at one position. False: the whole has spoken for this part already.
 */
extern bool text_phrases_find(text_phrases *phrases, text_parse *parse, text_entries *found);

/* The next word that a phrase can reach from the parse's current token, which is no whole; NULL if there is none. */
extern const struct token *text_phrases_next_word(text_parse *parse);

/* No phrase that began before goes on at the parse's current token. */
extern bool text_phrases_idle(text_phrases *phrases, text_parse *parse);

/* Adds the entries of a text that stands alone, in the database's encoding: of a word, or of all phrases in it. */
extern void text_phrases_find_alone(text_phrases *phrases, const char *s, size_t len, text_entries *found);

#endif
