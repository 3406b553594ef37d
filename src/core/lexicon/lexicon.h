/*
 * A compiled lexicon: thousands of phrases, found in a text in one pass whose cost does not depend on their number.
 *
 * A lexicon is one array of 32-bit words without pointers, so it may be a constant of the library or a piece of
 * memory made at run time by core/lexicon/lexicon_build.h. In it: a vocabulary (hash of keys to word ids), a trie of the
 * phrases over word ids (hash of state and word to the next state), the entries that end in each state, and for each
 * entry its lexeme and an integer tag.
 *
 * The words of a phrase are keys, each of a kind that says what meets it: the inflections of a word, the word as it stands
 * in some case, a name. A token of a text proposes its forms (core/text/word_form.h), and so has several word ids;
 * lexicon_ids() finds them once, and whoever reads a text keeps them while phrases can start before the token.
 *
 *	word	what
 *	0-11	enum lexicon_header
 *	...		vocabulary: WORD_SLOTS pairs (hash, word id), id 0 = empty
 *	...		keys: WORDS + 2 byte offsets, of word id 0 (none), 1, ...; the last is the end
 *	...		transitions: STATE_SLOTS pairs (hash, state id), id 0 = empty; without those from the root
 *	...		states: STATES + 2 rows (parent, word, first output << 1 | has children, filter), of state 0 (root), 1, ...; the
 *			filter has the bit lexicon_child_bit() of every word that leads on
 *	...		outputs: OUTPUTS entries with their marks (below), in ascending order within a state
 *	...		entries: ENTRIES + 1 pairs (byte offset of the lexeme, tag); the last offset is the end
 *	...		BYTES bytes of keys and lexemes, filled up with zeros
 *
 * Words that start a phrase have the ids 1 to STARTERS, and so have the states behind the root: no hash is asked for
 * the first word.
 */
#ifndef SMARTDIP_CORE_LEXICON_H
#define SMARTDIP_CORE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text/word_form.h"

/* Words of a phrase; ids of a token. */
#define LEXICON_MAX_WORDS 8
#define LEXICON_IDS 6

/* A key with its first byte: longer words are no keys, and match nothing. */
#define LEXICON_KEY_MAX 512

#define LEXICON_MAGIC 0x786c6473u
#define LEXICON_VERSION 4u

enum lexicon_header
{
	LEXICON_HEADER_MAGIC,
	LEXICON_HEADER_VERSION,
	LEXICON_HEADER_SIZE,			/* of the whole, in words */
	LEXICON_HEADER_WORDS,
	LEXICON_HEADER_STARTERS,
	LEXICON_HEADER_WORD_SLOTS,	/* both numbers of slots are powers of two */
	LEXICON_HEADER_STATES,
	LEXICON_HEADER_STATE_SLOTS,
	LEXICON_HEADER_OUTPUTS,
	LEXICON_HEADER_ENTRIES,
	LEXICON_HEADER_BYTES,
	LEXICON_HEADER_KINDS,			/* a bit for each kind that some key is of */
	LEXICON_HEADER
};

/* Words of a state's row. */
#define LEXICON_STATE_ROW 4

/* What meets a key. It is the first byte of the key, unless that is 0. */
enum lexicon_kind
{
	LEXICON_INFLECTED,			/* the word and its inflections, in any case */
	LEXICON_ANY_CASE,			/* the word as it stands, in any case */
	LEXICON_CAPITAL,			/* the first letter is a capital; all may be */
	LEXICON_ALL_CAPITALS,
	LEXICON_NAME,				/* a name in letters without capitals: as it stands, or behind what is written together with names */
	LEXICON_KINDS
};

/* The case of a token. */
enum lexicon_case
{
	LEXICON_CASE_TITLE = 1,
	LEXICON_CASE_CAPS = 2
};

/* What a blob says of itself, unpacked; a plain value that points into the blob. */
struct lexicon
{
	const uint32_t *word_slots;
	const uint32_t *keys;
	const uint32_t *state_slots;
	const uint32_t *states;
	const uint32_t *outputs;
	const uint32_t *entries;
	const char *bytes;
	uint32_t	word_mask;
	uint32_t	state_mask;
	uint32_t	words;
	uint32_t	starters;
	uint32_t	entry_count;
	uint32_t	kinds;
	uint32_t	company;		/* entries from this one on are no matches: they are company (text_company.h) */
};

/* Of a blob that the builder made, or that lexicon_check() has found good. No entry is company. */
extern void lexicon_open(struct lexicon *lexicon, const uint32_t *blob);

/* May the blob of so many words be opened? Whatever its bytes are, a blob that passes is read without harm. */
extern bool lexicon_check(const uint32_t *blob, size_t words);

/*
 * The word ids of a token, the rest of ids filled with 0; gives their number. letter_case is of enum lexicon_case.
 *
 * The nearest form of the token goes first. A form that is a phrase by itself keeps the forms behind it from being such:
 * where *meeting* and *meet* are both terms, the word *meeting* is the former alone. As a part of longer phrases they
 * count all the same, so their ids stay, with the sign LEXICON_NOT_ALONE.
 */
extern unsigned lexicon_ids(const struct lexicon *lexicon, const struct word_forms *forms, unsigned letter_case,
							uint32_t ids[LEXICON_IDS]);

#define LEXICON_NOT_ALONE 0x80000000u

static inline uint32_t
lexicon_word(uint32_t id)
{
	return id & ~LEXICON_NOT_ALONE;
}

/*
 * Of each output the entry, and how it is meant: LEXICON_COVERS: the words of the phrase have no meaning of their own
 * there; LEXICON_UNSURE: it is a rare sense of the phrase; LEXICON_IN_COMPANY: it asks for company in the text. Of a phrase
 * that is covered from its second or third word on, because it begins with a title, lexicon_title() is the number of words
 * before. LEXICON_KEPT: the phrase is no match of the entry, but its words may be, although another entry's phrase covers them:
 * a law school concerns the law.
 */
#define LEXICON_ENTRY_BITS 26
#define LEXICON_TITLE_MAX 3

enum lexicon_mark
{
	LEXICON_COVERS = 1 << 0,
	LEXICON_UNSURE = 1 << 1,
	LEXICON_TITLE = 1 << 2,		/* times the words of the title */
	LEXICON_IN_COMPANY = 1 << 4,
	LEXICON_KEPT = 1 << 5
};

static inline uint32_t
lexicon_entry(uint32_t output)
{
	return output & ((1u << LEXICON_ENTRY_BITS) - 1);
}

static inline unsigned
lexicon_marks(uint32_t output)
{
	return output >> LEXICON_ENTRY_BITS;
}

static inline unsigned
lexicon_title(uint32_t output)
{
	return lexicon_marks(output) / LEXICON_TITLE % (LEXICON_TITLE_MAX + 1);
}

/* Where the outputs of a state begin among all. */
static inline uint32_t
lexicon_first_output(const struct lexicon *lexicon, uint32_t state)
{
	return lexicon->states[LEXICON_STATE_ROW * (size_t) state + 2] >> 1;
}

static inline bool
lexicon_has_children(const struct lexicon *lexicon, uint32_t state)
{
	return (lexicon->states[LEXICON_STATE_ROW * (size_t) state + 2] & 1) != 0;
}

/* Most words that come next lead nowhere: one bit of 32 says so without asking the transitions. */
static inline uint32_t
lexicon_child_bit(uint32_t word)
{
	return UINT32_C(1) << (word * 0x9e3779b1u >> 27);
}

/* The bits of all words that lead on from the state. */
static inline uint32_t
lexicon_filter(const struct lexicon *lexicon, uint32_t state)
{
	return lexicon->states[LEXICON_STATE_ROW * (size_t) state + 3];
}

/* Can a phrase begin with the token? Cheap, and false for nearly all tokens. */
static inline bool
lexicon_starts(const struct lexicon *lexicon, const uint32_t ids[LEXICON_IDS])
{
	for (int i = 0; i < LEXICON_IDS && ids[i] != 0; i++)
		if (lexicon_word(ids[i]) <= lexicon->starters)
			return true;
	return false;
}

/* A bit for each word that may follow the token in a phrase; 0: no phrase of more than one word begins with it. */
static inline uint32_t
lexicon_leads_on(const struct lexicon *lexicon, const uint32_t ids[LEXICON_IDS])
{
	uint32_t	leads_on = 0;

	for (int i = 0; i < LEXICON_IDS && ids[i] != 0; i++)
		if (lexicon_word(ids[i]) <= lexicon->starters)
			leads_on |= lexicon_filter(lexicon, lexicon_word(ids[i]));
	return leads_on;
}

/* May a token of so many ids be the next word where a phrase leads on so? No is certain. */
static inline bool
lexicon_may_follow(uint32_t leads_on, const uint32_t *ids, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (leads_on & lexicon_child_bit(lexicon_word(ids[i])))
			return true;
	return false;
}

/* Does a phrase begin with the first of two tokens and go on with the second? Exact, where lexicon_may_follow() guesses. */
extern bool lexicon_goes_on(const struct lexicon *lexicon, const uint32_t *ids, unsigned count, const uint32_t *next, unsigned next_count);

/*
 * The ids of the token so many words ahead of the one at hand (0 is itself), NULL where the text or the sentence
 * ends. It is asked for one token after the other, at most LEXICON_MAX_WORDS - 1 ahead, and may be asked again; what
 * it gave must stay as long as the walk goes on.
 */
typedef const uint32_t *(*lexicon_source) (void *arg, unsigned ahead);

/* The entries whose phrase stands here, words tokens long, with their marks. */
struct lexicon_match
{
	const uint32_t *outputs;
	uint32_t	count;
	unsigned	words;
};

/* All phrases that start at one token: begin, then next until it gives false. */
struct lexicon_walk
{
	const struct lexicon *lexicon;
	lexicon_source source;
	void	   *arg;
	unsigned	depth;
	struct
	{
		const uint32_t *ids;
		uint32_t	state;
		unsigned	next;
	}			level[LEXICON_MAX_WORDS];
};

/* The matches come in no order of length, and an entry that has two phrases here comes twice. */
extern void lexicon_walk_begin(struct lexicon_walk *walk, const struct lexicon *lexicon, lexicon_source source, void *arg);
extern bool lexicon_walk_next(struct lexicon_walk *walk, struct lexicon_match *match);

/* Phrases that start at one token, and what of them is covered. More than these there are not, or they are not seen. */
#define LEXICON_FOUND_MAX 64

struct lexicon_found
{
	unsigned	count;
	struct lexicon_match covering;	/* the longest phrase that covers its words; of 0 words: there is none */
	unsigned	title;			/* and how many of them, from the first on, it does not cover */
	struct lexicon_match match[LEXICON_FOUND_MAX];
};

extern void lexicon_find(const struct lexicon *lexicon, lexicon_source source, void *arg, struct lexicon_found *found);

/* Does the entry count inside a phrase that covers its words? */
extern bool lexicon_keeps(const struct lexicon_match *covering, uint32_t entry);

/* Does a phrase of the entry, so many words long, lie in one that covers it, and starts with it? */
static inline bool
lexicon_is_covered(const struct lexicon_found *found, unsigned words, uint32_t entry)
{
	return words < found->covering.words && words > found->title && !lexicon_keeps(&found->covering, entry);
}

/* The words of the longest phrase that starts here, 0 if there is none. */
extern unsigned lexicon_longest(const struct lexicon *lexicon, lexicon_source source, void *arg);

/* The lexeme of an entry (its bytes, no final NUL) and its tag. */
static inline const char *
lexicon_lexeme(const struct lexicon *lexicon, uint32_t entry, size_t *len)
{
	const uint32_t *row = lexicon->entries + 2 * (size_t) entry;

	*len = row[2] - row[0];
	return lexicon->bytes + row[0];
}

static inline uint32_t
lexicon_tag(const struct lexicon *lexicon, uint32_t entry)
{
	return lexicon->entries[2 * (size_t) entry + 1];
}

/* The hashes of the blob, which the builder and the reader share. */
extern uint32_t lexicon_hash(const char *s, size_t len);

/* Of a key shorter than LEXICON_KEY_MAX: the same for a form and for the term that it meets. */
extern uint32_t lexicon_hash_key(const char *s, size_t len);

static inline uint32_t
lexicon_hash_kind(uint32_t hash, enum lexicon_kind kind)
{
	return hash ^ (uint32_t) kind * 0x9e3779b1u;
}

static inline uint32_t
lexicon_hash_step(uint32_t state, uint32_t word)
{
	uint64_t	h = ((uint64_t) state << 32 | word) * 0x9e3779b97f4a7c15u;

	h ^= h >> 32;
	return (uint32_t) ((h * 0xd6e8feb86659fd93u) >> 32);
}

#endif
