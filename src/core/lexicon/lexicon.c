/* Reading a compiled lexicon: keys to word ids, word ids to phrases. */
#include "core/lexicon/lexicon.h"

#include <string.h>

/* Where the sections of a blob lie, in words; its counts are from the header. */
struct section_offsets
{
	size_t		keys;
	size_t		state_slots;
	size_t		states;
	size_t		outputs;
	size_t		entries;
	size_t		bytes;
	size_t		end;
};

/* size_t holds the sums wherever a blob of that size could be held: the counts are checked against it first. */
static struct section_offsets
sections(const uint32_t *blob)
{
	struct section_offsets at;

	at.keys = LEXICON_HEADER + 2 * (size_t) blob[LEXICON_HEADER_WORD_SLOTS];
	at.state_slots = at.keys + blob[LEXICON_HEADER_WORDS] + 2;
	at.states = at.state_slots + blob[LEXICON_HEADER_STATE_SLOTS];
	at.outputs = at.states + 3 * ((size_t) blob[LEXICON_HEADER_STATES] + 2);
	at.entries = at.outputs + blob[LEXICON_HEADER_OUTPUTS];
	at.bytes = at.entries + 2 * ((size_t) blob[LEXICON_HEADER_ENTRIES] + 1);
	at.end = at.bytes + blob[LEXICON_HEADER_BYTES] / 4 + (blob[LEXICON_HEADER_BYTES] % 4 != 0);
	return at;
}

void
lexicon_open(struct lexicon *lexicon, const uint32_t *blob)
{
	struct section_offsets at = sections(blob);

	lexicon->word_slots = blob + LEXICON_HEADER;
	lexicon->keys = blob + at.keys;
	lexicon->state_slots = blob + at.state_slots;
	lexicon->states = blob + at.states;
	lexicon->outputs = blob + at.outputs;
	lexicon->entries = blob + at.entries;
	lexicon->bytes = (const char *) (blob + at.bytes);
	lexicon->word_mask = blob[LEXICON_HEADER_WORD_SLOTS] - 1;
	lexicon->state_mask = blob[LEXICON_HEADER_STATE_SLOTS] - 1;
	lexicon->words = blob[LEXICON_HEADER_WORDS];
	lexicon->starters = blob[LEXICON_HEADER_STARTERS];
	lexicon->entry_count = blob[LEXICON_HEADER_ENTRIES];
	lexicon->exact = blob[LEXICON_HEADER_EXACT] != 0;
}

/* A power of two, so that a mask cuts hashes. */
static bool
is_slot_count(uint32_t n)
{
	return n != 0 && (n & (n - 1)) == 0;
}

/* Byte offsets, count + 1 of them at the given stride: ascending, and the last within the bytes. */
static bool
check_offsets(const uint32_t *offsets, size_t count, size_t stride, uint32_t bytes)
{
	for (size_t i = 0; i < count; i++)
		if (offsets[i * stride] > offsets[(i + 1) * stride])
			return false;
	return offsets[count * stride] <= bytes;
}

/* Probing ends at an empty slot: there must be one. */
static bool
check_slots(const uint32_t *slots, size_t count, size_t stride, uint32_t most)
{
	bool		empty = false;

	for (size_t i = 0; i < count; i++)
	{
		uint32_t	value = slots[i * stride + stride - 1];

		if (value > most)
			return false;
		empty |= value == 0;
	}
	return empty;
}

/* States behind the root are numbered as their words; outputs follow each other as the states do. */
static bool
check_states(const uint32_t *blob, const struct lexicon *lexicon)
{
	uint32_t	outputs = blob[LEXICON_HEADER_OUTPUTS];
	size_t		states = blob[LEXICON_HEADER_STATES];

	if (lexicon->starters > lexicon->words || lexicon->starters > states || outputs > UINT32_MAX / 2)
		return false;
	for (size_t i = 0; i <= states; i++)
	{
		const uint32_t *state = lexicon->states + 3 * i;

		if (state[2] >> 1 > state[5] >> 1)
			return false;
	}
	if (lexicon->states[3 * (states + 1) + 2] >> 1 > outputs)
		return false;
	for (size_t i = 0; i < outputs; i++)
		if (lexicon->outputs[i] >= lexicon->entry_count)
			return false;
	return true;
}

bool
lexicon_check(const uint32_t *blob, size_t words)
{
	struct lexicon lexicon;
	uint32_t	bytes;

	if (words < LEXICON_HEADER || words > UINT32_MAX || blob[LEXICON_HEADER_MAGIC] != LEXICON_MAGIC ||
		blob[LEXICON_HEADER_VERSION] != LEXICON_VERSION || blob[LEXICON_HEADER_SIZE] != words)
		return false;
	/* No count can be greater than the words there are, nor the bytes than four times that: so nothing wraps. */
	for (int i = LEXICON_HEADER_WORDS; i <= LEXICON_HEADER_ENTRIES; i++)
		if (blob[i] > words)
			return false;
	if (blob[LEXICON_HEADER_BYTES] / 4 > words || sections(blob).end != words ||
		!is_slot_count(blob[LEXICON_HEADER_WORD_SLOTS]) || !is_slot_count(blob[LEXICON_HEADER_STATE_SLOTS]))
		return false;

	lexicon_open(&lexicon, blob);
	bytes = blob[LEXICON_HEADER_BYTES];
	return check_slots(lexicon.word_slots, blob[LEXICON_HEADER_WORD_SLOTS], 2, lexicon.words) &&
		check_slots(lexicon.state_slots, blob[LEXICON_HEADER_STATE_SLOTS], 1, blob[LEXICON_HEADER_STATES]) &&
		check_offsets(lexicon.keys, (size_t) lexicon.words + 1, 1, bytes) &&
		check_offsets(lexicon.entries, lexicon.entry_count, 2, bytes) && check_states(blob, &lexicon);
}

/* Bytes as a number in one order on every machine; compilers make one load of it. */
static uint64_t
load(const unsigned char *b, size_t len)
{
	uint64_t	v = 0;

	for (size_t i = 0; i < len; i++)
		v |= (uint64_t) b[i] << 8 * i;
	return v;
}

uint32_t
lexicon_hash(const char *s, size_t len)
{
	const unsigned char *b = (const unsigned char *) s;
	uint64_t	h = len * 0x9e3779b97f4a7c15u;

	for (; len >= 8; b += 8, len -= 8)
	{
		h = (h ^ load(b, 8)) * 0xd6e8feb86659fd93u;
		h ^= h >> 32;
	}
	h = (h ^ load(b, len)) * 0xd6e8feb86659fd93u;
	h ^= h >> 32;
	return (uint32_t) ((h * 0x9e3779b97f4a7c15u) >> 32);
}

/* The id of a key, 0 if it is none; hash is that of the bytes. */
static uint32_t
find_word(const struct lexicon *lexicon, enum lexicon_kind kind, uint32_t hash, const char *s, size_t len)
{
	size_t		prefix = kind != LEXICON_STEM;

	hash = lexicon_hash_kind(hash, kind);
	for (uint32_t i = hash & lexicon->word_mask;; i = (i + 1) & lexicon->word_mask)
	{
		const uint32_t *slot = lexicon->word_slots + 2 * (size_t) i;
		const char *key;

		if (slot[1] == 0)
			return 0;
		if (slot[0] != hash || lexicon->keys[slot[1] + 1] - lexicon->keys[slot[1]] != len + prefix)
			continue;
		key = lexicon->bytes + lexicon->keys[slot[1]];
		if ((prefix == 0 || key[0] == (char) kind) && memcmp(key + prefix, s, len) == 0)
			return slot[1];
	}
}

/* Arabic letters as folding leaves them, two bytes each. */
#define ALEF "\xd8\xa7"
#define BA "\xd8\xa8"
#define FA "\xd9\x81"
#define KAF "\xd9\x83"
#define LAM "\xd9\x84"
#define WAW "\xd9\x88"
#define LETTER 2

static bool
begins(const char *s, size_t len, const char *letters, size_t letters_len)
{
	return len >= letters_len && memcmp(s, letters, letters_len) == 0;
}

#define BEGINS(s, len, letters) begins(s, len, letters, sizeof(letters) - 1)

/*
 * An Arabic word without what is written together with it: steps behind the conjunction, and behind the article and
 * its preposition, and tells whether there was an article. Three letters must be left.
 */
static bool
without_clitics(const char **s, size_t *len)
{
	const char *at = *s;
	size_t		left = *len;
	bool		article = false;

	if ((BEGINS(at, left, WAW) || BEGINS(at, left, FA)) && left >= 4 * LETTER)
	{
		at += LETTER;
		left -= LETTER;
	}
	*s = at;
	*len = left;
	if ((BEGINS(at, left, BA ALEF LAM) || BEGINS(at, left, KAF ALEF LAM)) && left >= 6 * LETTER)
	{
		at += LETTER;
		left -= LETTER;
	}
	if ((BEGINS(at, left, ALEF LAM) || BEGINS(at, left, LAM LAM)) && left >= 5 * LETTER)
	{
		*s = at + 2 * LETTER;
		*len = left - 2 * LETTER;
		article = true;
	}
	return article;
}

/* The ids of the exact keys that an Arabic form meets: itself, with the article, and without. */
static unsigned
arabic_exact_ids(const struct lexicon *lexicon, const char *form, size_t len, uint32_t *ids)
{
	char		definite[LEXICON_KEY_MAX];
	const char *bare = form;
	size_t		bare_len = len;
	unsigned	count = 0;
	bool		article = without_clitics(&bare, &bare_len);
	uint32_t	id = find_word(lexicon, LEXICON_ANY_CASE, lexicon_hash(form, len), form, len);

	if (id != 0)
		ids[count++] = id;
	if (bare_len != len && (id = find_word(lexicon, LEXICON_ANY_CASE, lexicon_hash(bare, bare_len), bare, bare_len)) != 0)
		ids[count++] = id;
	/* a key that was written with the article is met by every form that has one; the plain one was asked above */
	if (article && bare_len + 2 * LETTER <= sizeof(definite) &&
		!(bare_len + 2 * LETTER == len && BEGINS(form, len, ALEF LAM)))
	{
		memcpy(definite, ALEF LAM, 2 * LETTER);
		memcpy(definite + 2 * LETTER, bare, bare_len);
		bare_len += 2 * LETTER;
		id = find_word(lexicon, LEXICON_ANY_CASE, lexicon_hash(definite, bare_len), definite, bare_len);
		if (id != 0)
			ids[count++] = id;
	}
	return count;
}

unsigned
lexicon_ids(const struct lexicon *lexicon, const char *key, size_t key_len, const char *form, size_t form_len,
			unsigned letter_case, uint32_t ids[LEXICON_IDS])
{
	unsigned	count = 0;

	memset(ids, 0, LEXICON_IDS * sizeof(ids[0]));
	if (key_len > 0 && key_len < LEXICON_KEY_MAX)
	{
		ids[0] = find_word(lexicon, LEXICON_STEM, lexicon_hash(key, key_len), key, key_len);
		count = ids[0] != 0;
	}
	if (!lexicon->exact || form == NULL || form_len == 0 || form_len >= LEXICON_KEY_MAX)
		return count;

	/* the lead bytes of U+0600 to U+06FF */
	if ((unsigned char) form[0] >= 0xd8 && (unsigned char) form[0] <= 0xdb)
		count += arabic_exact_ids(lexicon, form, form_len, ids + count);
	else
	{
		uint32_t	hash = lexicon_hash(form, form_len);
		int			kinds = letter_case & LEXICON_CASE_CAPS ? LEXICON_ALL_CAPITALS :
			letter_case & LEXICON_CASE_TITLE ? LEXICON_CAPITAL : LEXICON_ANY_CASE;

		for (int kind = LEXICON_ANY_CASE; kind <= kinds; kind++)
			if ((ids[count] = find_word(lexicon, (enum lexicon_kind) kind, hash, form, form_len)) != 0)
				count++;
	}
	return count;
}

/* The state behind a state by a word, 0 if there is none. */
static uint32_t
step(const struct lexicon *lexicon, uint32_t state, uint32_t word)
{
	for (uint32_t i = lexicon_hash_step(state, word) & lexicon->state_mask;; i = (i + 1) & lexicon->state_mask)
	{
		uint32_t	next = lexicon->state_slots[i];
		const uint32_t *row = lexicon->states + 3 * (size_t) next;

		if (next == 0 || (row[0] == state && row[1] == word))
			return next;
	}
}

void
lexicon_walk_begin(struct lexicon_walk *walk, const struct lexicon *lexicon, lexicon_source source, void *arg)
{
	walk->lexicon = lexicon;
	walk->source = source;
	walk->arg = arg;
	walk->depth = 0;
	walk->level[0].ids = source(arg, 0);
	walk->level[0].state = 0;
	walk->level[0].next = walk->level[0].ids == NULL ? LEXICON_IDS : 0;
}

/*
 * Depth first: level d stands before word d of the phrase, next is the id of the token that is tried there. A level
 * is entered only behind a state that has children, so that most tokens are never asked for.
 */
bool
lexicon_walk_next(struct lexicon_walk *walk, struct lexicon_match *match)
{
	const struct lexicon *lexicon = walk->lexicon;

	for (;;)
	{
		unsigned	depth = walk->depth;
		uint32_t	word = walk->level[depth].next < LEXICON_IDS ? walk->level[depth].ids[walk->level[depth].next++] : 0;
		uint32_t	state;
		const uint32_t *row;

		if (word == 0)
		{
			if (depth == 0)
			{
				walk->level[0].next = LEXICON_IDS;
				return false;
			}
			walk->depth--;
			continue;
		}
		if (depth == 0)
			state = word <= lexicon->starters ? word : 0;
		else
			state = step(lexicon, walk->level[depth].state, word);
		if (state == 0)
			continue;

		row = lexicon->states + 3 * (size_t) state;
		if ((row[2] & 1) != 0 && depth + 1 < LEXICON_MAX_WORDS &&
			(walk->level[depth + 1].ids = walk->source(walk->arg, depth + 1)) != NULL)
		{
			walk->level[depth + 1].state = state;
			walk->level[depth + 1].next = 0;
			walk->depth = depth + 1;
		}
		match->entries = lexicon->outputs + (row[2] >> 1);
		match->count = (row[5] >> 1) - (row[2] >> 1);
		match->words = depth + 1;
		if (match->count > 0)
			return true;
	}
}

unsigned
lexicon_longest(const struct lexicon *lexicon, lexicon_source source, void *arg)
{
	struct lexicon_walk walk;
	struct lexicon_match match;
	unsigned	longest = 0;

	lexicon_walk_begin(&walk, lexicon, source, arg);
	while (lexicon_walk_next(&walk, &match))
		if (match.words > longest)
			longest = match.words;
	return longest;
}
