/*
 * Building a lexicon (core/lexicon/lexicon.h) out of entries and the phrases that mean them.
 *
 *	begin, then entry and add in any order, then finish, allocate what it asks for, write, end
 *
 * The builder gets its memory from the caller, so it runs in the backend and in a program of its own alike. The blob
 * depends on nothing but the calls, so a build can be repeated byte for byte. The time is linear in the bytes added.
 */
#ifndef SMARTDIP_CORE_LEXICON_BUILD_H
#define SMARTDIP_CORE_LEXICON_BUILD_H

#include "core/lexicon/lexicon.h"

/* One phrase may stand for so many entries. */
#define LEXICON_SHARED_MAX 64

/* Bytes of a lexeme. */
#define LEXICON_LEXEME_MAX 255

enum lexicon_error
{
	LEXICON_OK,
	/* the phrase was there already: for this entry (nothing is added), for others (it is added) */
	LEXICON_AGAIN,
	LEXICON_SHARED,
	/* and was not added */
	LEXICON_NO_WORDS,
	LEXICON_MANY_WORDS,
	LEXICON_BAD_WORD,
	LEXICON_LONG_LEXEME,
	LEXICON_NO_LEXEME,
	LEXICON_MANY_ENTRIES,
	LEXICON_OPEN_QUOTE,
	LEXICON_BREAK,
	LEXICON_COMPANY,
	LEXICON_NO_SIGN,
	LEXICON_NO_TERM,
	LEXICON_BAD_ESCAPE,
	LEXICON_TOO_BIG,
	LEXICON_NO_MEMORY,
	LEXICON_ERRORS
};

/* allocate may give NULL, or not come back; release gets what allocate gave. */
struct lexicon_memory
{
	void	   *(*allocate) (void *arg, size_t size);
	void		(*release) (void *arg, void *memory);
	void	   *arg;
};

/* A word of a phrase. */
struct lexicon_key
{
	const char *s;
	size_t		len;
	enum lexicon_kind kind;
};

struct lexicon_table
{
	uint32_t   *slots;			/* pairs of hash and number, number 0 = empty */
	uint32_t	size;
	uint32_t	used;
};

struct lexicon_array
{
	void	   *items;
	uint32_t	used;
	uint32_t	size;
};

struct lexicon_builder
{
	struct lexicon_memory memory;
	struct lexicon_table word_table;
	struct lexicon_table state_table;
	struct lexicon_table entry_table;
	struct lexicon_array bytes;
	struct lexicon_array words;
	struct lexicon_array states;
	struct lexicon_array outputs;
	struct lexicon_array entries;
	uint32_t	starters;
	uint32_t	kind_bytes;		/* keys that have a first byte for their kind */
	uint32_t	kinds;			/* a bit for each kind of key */
	uint32_t   *numbers;		/* final ids: of the words, then of the states */
};

extern void lexicon_build_begin(struct lexicon_builder *builder, const struct lexicon_memory *memory);

/* The entry with this lexeme and tag, made if there is none: entries are numbered from 0 as they come. */
extern enum lexicon_error lexicon_build_entry(struct lexicon_builder *builder, const char *lexeme, size_t len,
											  uint32_t tag, uint32_t *entry);

/* Gives an entry another tag; it is found by the first one still. */
extern void lexicon_build_tag(struct lexicon_builder *builder, uint32_t entry, uint32_t tag);

/*
 * marks are of enum lexicon_mark. *other is an entry that had the phrase before, where the result is LEXICON_SHARED. A phrase
 * that comes again for its entry (LEXICON_AGAIN) is sure if it was so once, and covers if it did so once.
 */
extern enum lexicon_error lexicon_build_add(struct lexicon_builder *builder, uint32_t entry, const struct lexicon_key *keys,
											size_t count, unsigned marks, uint32_t *other);

/* The size of the blob in words; nothing may be added any more. */
extern enum lexicon_error lexicon_build_finish(struct lexicon_builder *builder, size_t *words);
extern void lexicon_build_write(const struct lexicon_builder *builder, uint32_t *blob);
extern void lexicon_build_end(struct lexicon_builder *builder);

/* Why it failed, as a sentence without its full stop. */
extern const char *lexicon_error_text(enum lexicon_error error);

#endif
