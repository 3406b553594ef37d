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
	at.states = at.state_slots + 2 * (size_t) blob[LEXICON_HEADER_STATE_SLOTS];
	at.outputs = at.states + LEXICON_STATE_ROW * ((size_t) blob[LEXICON_HEADER_STATES] + 2);
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
	lexicon->kinds = blob[LEXICON_HEADER_KINDS];
	lexicon->company = lexicon->entry_count;
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
check_slots(const uint32_t *slots, size_t count, uint32_t most)
{
	bool		empty = false;

	for (size_t i = 0; i < count; i++)
	{
		uint32_t	value = slots[2 * i + 1];

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
		if (lexicon_first_output(lexicon, (uint32_t) i) > lexicon_first_output(lexicon, (uint32_t) i + 1))
			return false;
	if (lexicon_first_output(lexicon, (uint32_t) states + 1) > outputs)
		return false;
	for (size_t i = 0; i < outputs; i++)
		if (lexicon_entry(lexicon->outputs[i]) >= lexicon->entry_count)
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
	return check_slots(lexicon.word_slots, blob[LEXICON_HEADER_WORD_SLOTS], lexicon.words) &&
		check_slots(lexicon.state_slots, blob[LEXICON_HEADER_STATE_SLOTS], blob[LEXICON_HEADER_STATES]) &&
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

uint32_t
lexicon_hash_key(const char *s, size_t len)
{
	char		bare[LEXICON_KEY_MAX];

	word_form_bare(s, len, bare);
	return lexicon_hash(bare, len);
}

/* What the ids of a token are collected with. */
struct collector
{
	const struct lexicon *lexicon;
	uint32_t   *ids;
	unsigned	count;
	bool		alone;			/* a nearer form is a phrase by itself */
	bool		found_alone;	/* one of the forms at hand is */
	unsigned	meetings;		/* which of enum word_form_meeting they meet words by, a bit each */
};

/* Is the word a phrase by itself, in a sense that is sure? */
static bool
is_phrase(const struct lexicon *lexicon, uint32_t word)
{
	if (word > lexicon->starters)
		return false;
	for (uint32_t i = lexicon_first_output(lexicon, word); i < lexicon_first_output(lexicon, word + 1); i++)
		if (!(lexicon_marks(lexicon->outputs[i]) & LEXICON_UNSURE) && lexicon_entry(lexicon->outputs[i]) < lexicon->company)
			return true;
	return false;
}

static void
collect_word(struct collector *c, uint32_t word)
{
	if (c->count == LEXICON_IDS)
		return;
	for (unsigned i = 0; i < c->count; i++)
		if (lexicon_word(c->ids[i]) == word)
			return;
	c->found_alone |= is_phrase(c->lexicon, word);
	c->ids[c->count++] = c->alone ? word | LEXICON_NOT_ALONE : word;
}

/* The words that the form meets in the way given; Arabic ones may differ in a hamza. hash is that of the form as a key. */
static void
collect(struct collector *c, enum lexicon_kind kind, uint32_t hash, const struct word_form *form, enum word_form_meeting meeting)
{
	const struct lexicon *lexicon = c->lexicon;
	size_t		prefix = kind != LEXICON_INFLECTED;

	if (!(lexicon->kinds & 1u << kind))
		return;
	hash = lexicon_hash_kind(hash, kind);
	for (uint32_t i = hash & lexicon->word_mask;; i = (i + 1) & lexicon->word_mask)
	{
		const uint32_t *slot = lexicon->word_slots + 2 * (size_t) i;
		const char *key;
		enum word_form_meeting met;

		if (slot[1] == 0)
			return;
		if (slot[0] != hash || lexicon->keys[slot[1] + 1] - lexicon->keys[slot[1]] != form->len + prefix)
			continue;
		key = lexicon->bytes + lexicon->keys[slot[1]];
		if (prefix != 0 && key[0] != (char) kind)
			continue;
		met = word_form_meets(form->s, key + prefix, form->len);
		if (met == meeting)
			collect_word(c, slot[1]);
		c->meetings |= 1u << met;
	}
}

/* Forms of another distance come: what was found so far goes before them. */
static void
next_distance(struct collector *c)
{
	c->alone |= c->found_alone;
}

/* The words that the form meets, as what it is used for. */
static void
collect_uses(struct collector *c, const struct word_form *form, enum word_form_meeting meeting)
{
	uint32_t	hash = lexicon_hash_key(form->s, form->len);

	if (form->use & WORD_FORM_WHOLE)
		collect(c, LEXICON_ANY_CASE, hash, form, meeting);
	if (form->use & WORD_FORM_NAME)
		collect(c, LEXICON_NAME, hash, form, meeting);
	if (form->use & WORD_FORM_INFLECTED)
		collect(c, LEXICON_INFLECTED, hash, form, meeting);
}

/* The words that forms of one distance meet in the way given, as a distance of their own. */
static void
collect_group(struct collector *c, const struct word_form *form, const struct word_form *end, enum word_form_meeting meeting)
{
	for (; form < end; form++)
		collect_uses(c, form, meeting);
	next_distance(c);
}

/* The word itself as a text in capitals, or with a first one, may mean it. */
static void
collect_capitals(struct collector *c, const struct word_form *word, unsigned letter_case)
{
	uint32_t	hash = lexicon_hash_key(word->s, word->len);

	if (letter_case & LEXICON_CASE_CAPS)
	{
		collect(c, LEXICON_ALL_CAPITALS, hash, word, WORD_FORM_MET);
		next_distance(c);
	}
	collect(c, LEXICON_CAPITAL, hash, word, WORD_FORM_MET);
	next_distance(c);
}

unsigned
lexicon_ids(const struct lexicon *lexicon, const struct word_forms *forms, unsigned letter_case, uint32_t ids[LEXICON_IDS])
{
	struct collector c = {lexicon, ids, 0, false, false, 0};
	const struct word_form *end = forms->form + forms->count;

	memset(ids, 0, LEXICON_IDS * sizeof(ids[0]));
	if (letter_case != 0 && forms->count > 0 && forms->form[0].len < LEXICON_KEY_MAX)
		collect_capitals(&c, forms->form, letter_case);
	for (const struct word_form *form = forms->form, *next; form < end && form->len < LEXICON_KEY_MAX; form = next)
	{
		for (next = form; next < end && next->distance == form->distance && next->len < LEXICON_KEY_MAX;)
			next++;
		c.meetings = 0;
		collect_group(&c, form, next, WORD_FORM_MET);
		/* what they meet by a hamza left out or too many is farther: rivers (أنهار) are no collapse (انهار) */
		for (enum word_form_meeting farther = WORD_FORM_LEFT_OUT; farther <= WORD_FORM_FORGIVEN; farther++)
			if (c.meetings & 1u << farther)
				collect_group(&c, form, next, farther);
	}
	return c.count;
}

/* The state behind a state by a word, 0 if there is none. */
static uint32_t
step(const struct lexicon *lexicon, uint32_t state, uint32_t word)
{
	uint32_t	hash;

	if (!(lexicon_filter(lexicon, state) & lexicon_child_bit(word)))
		return 0;
	hash = lexicon_hash_step(state, word);
	for (uint32_t i = hash & lexicon->state_mask;; i = (i + 1) & lexicon->state_mask)
	{
		const uint32_t *slot = lexicon->state_slots + 2 * (size_t) i;
		const uint32_t *row = lexicon->states + LEXICON_STATE_ROW * (size_t) slot[1];

		if (slot[1] == 0 || (slot[0] == hash && row[0] == state && row[1] == word))
			return slot[1];
	}
}

bool
lexicon_goes_on(const struct lexicon *lexicon, const uint32_t *ids, unsigned count, const uint32_t *next, unsigned next_count)
{
	for (unsigned i = 0; i < count; i++)
	{
		uint32_t	state = lexicon_word(ids[i]);

		for (unsigned j = 0; state <= lexicon->starters && j < next_count; j++)
			if (step(lexicon, state, lexicon_word(next[j])) != 0)
				return true;
	}
	return false;
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
		uint32_t	id = walk->level[depth].next < LEXICON_IDS ? walk->level[depth].ids[walk->level[depth].next++] : 0;
		uint32_t	word = lexicon_word(id);
		uint32_t	first;
		uint32_t	state;

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

		if (lexicon_has_children(lexicon, state) && depth + 1 < LEXICON_MAX_WORDS &&
			(walk->level[depth + 1].ids = walk->source(walk->arg, depth + 1)) != NULL)
		{
			walk->level[depth + 1].state = state;
			walk->level[depth + 1].next = 0;
			walk->depth = depth + 1;
		}
		first = lexicon_first_output(lexicon, state);
		match->outputs = lexicon->outputs + first;
		match->count = lexicon_first_output(lexicon, state + 1) - first;
		match->words = depth + 1;
		if (match->count > 0 && (depth > 0 || !(id & LEXICON_NOT_ALONE)))
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

void
lexicon_find(const struct lexicon *lexicon, lexicon_source source, void *arg, struct lexicon_found *found)
{
	struct lexicon_walk walk;
	struct lexicon_match *match = found->match;

	found->covering.words = found->title = 0;
	lexicon_walk_begin(&walk, lexicon, source, arg);
	while (match < found->match + LEXICON_FOUND_MAX && lexicon_walk_next(&walk, match))
	{
		for (uint32_t i = 0; i < match->count && match->words > found->covering.words; i++)
			if (lexicon_marks(match->outputs[i]) & LEXICON_COVERS)
			{
				found->covering = *match;
				found->title = lexicon_title(match->outputs[i]);
			}
		match++;
	}
	found->count = (unsigned) (match - found->match);
}

bool
lexicon_keeps(const struct lexicon_match *covering, uint32_t entry)
{
	for (uint32_t i = 0; i < covering->count; i++)
		if (lexicon_entry(covering->outputs[i]) == entry && lexicon_marks(covering->outputs[i]) & LEXICON_KEPT)
			return true;
	return false;
}
