/*
 * Building a lexicon. Words, states and entries are numbered from 1 as they come, found again through tables of the
 * same kind, and numbered anew at the end, so that the words that start a phrase come first.
 */
#include "core/lexicon/lexicon_build.h"

#include <string.h>

/* More of anything is too big: so that no offset of the blob comes near to 32 bits. */
#define COUNT_MAX (UINT32_C(1) << LEXICON_ENTRY_BITS)
#define BYTES_MAX (UINT32_C(1) << 30)

struct build_word
{
	uint32_t	hash;
	uint32_t	start;			/* of the key, in bytes */
	uint16_t	len;
	uint8_t		kind;
	bool		starts;
};

struct build_state
{
	uint32_t	parent;
	uint32_t	word;
	uint32_t	output;			/* the newest, 0 = none */
	bool		children;
};

struct build_output
{
	uint32_t	output;			/* the entry and its marks */
	uint32_t	next;
};

struct build_entry
{
	uint32_t	start;
	uint32_t	len;
	uint32_t	first_tag;		/* by which it is found */
	uint32_t	tag;
};

static inline struct build_word *
word_at(const struct lexicon_builder *builder, uint32_t i)
{
	return (struct build_word *) builder->words.items + i;
}

static inline struct build_state *
state_at(const struct lexicon_builder *builder, uint32_t i)
{
	return (struct build_state *) builder->states.items + i;
}

static inline struct build_output *
output_at(const struct lexicon_builder *builder, uint32_t i)
{
	return (struct build_output *) builder->outputs.items + i;
}

static inline struct build_entry *
entry_at(const struct lexicon_builder *builder, uint32_t i)
{
	return (struct build_entry *) builder->entries.items + i;
}

static void *
allocate(struct lexicon_builder *builder, size_t size)
{
	return builder->memory.allocate(builder->memory.arg, size);
}

static void
release(struct lexicon_builder *builder, void *memory)
{
	if (memory != NULL)
		builder->memory.release(builder->memory.arg, memory);
}

/* Room for more items; arrays double, so adding is linear on the whole. */
static enum lexicon_error
array_room(struct lexicon_builder *builder, struct lexicon_array *array, uint32_t more, size_t item, uint32_t most)
{
	uint32_t	size = array->size == 0 ? 64 : array->size;
	void	   *items;

	if (more > most || array->used > most - more)
		return LEXICON_TOO_BIG;
	while (size < array->used + more)
		size *= 2;
	if (size == array->size)
		return LEXICON_OK;
	if ((items = allocate(builder, size * item)) == NULL)
		return LEXICON_NO_MEMORY;
	if (array->used > 0)
		memcpy(items, array->items, array->used * item);
	release(builder, array->items);
	array->items = items;
	array->size = size;
	return LEXICON_OK;
}

static void
table_put(uint32_t *slots, uint32_t size, uint32_t hash, uint32_t number)
{
	uint32_t	i = hash & (size - 1);

	while (slots[2 * (size_t) i + 1] != 0)
		i = (i + 1) & (size - 1);
	slots[2 * (size_t) i] = hash;
	slots[2 * (size_t) i + 1] = number;
}

/* Makes sure that half of the slots stay empty after one more. */
static enum lexicon_error
table_room(struct lexicon_builder *builder, struct lexicon_table *table)
{
	uint32_t	size = table->size == 0 ? 64 : 2 * table->size;
	uint32_t   *slots;

	if (table->used < table->size / 2)
		return LEXICON_OK;
	if (table->used >= COUNT_MAX)
		return LEXICON_TOO_BIG;
	if ((slots = allocate(builder, (size_t) size * 2 * sizeof(uint32_t))) == NULL)
		return LEXICON_NO_MEMORY;
	memset(slots, 0, (size_t) size * 2 * sizeof(uint32_t));
	for (size_t i = 0; i < table->size; i++)
		if (table->slots[2 * i + 1] != 0)
			table_put(slots, size, table->slots[2 * i], table->slots[2 * i + 1]);
	release(builder, table->slots);
	table->slots = slots;
	table->size = size;
	return LEXICON_OK;
}

/* Copies bytes behind the others; *start is where they are. */
static enum lexicon_error
put_bytes(struct lexicon_builder *builder, const char *s, size_t len, uint32_t *start)
{
	enum lexicon_error error = array_room(builder, &builder->bytes, (uint32_t) len, 1, BYTES_MAX);

	if (error != LEXICON_OK)
		return error;
	*start = builder->bytes.used;
	memcpy((char *) builder->bytes.items + *start, s, len);
	builder->bytes.used += (uint32_t) len;
	return LEXICON_OK;
}

void
lexicon_build_begin(struct lexicon_builder *builder, const struct lexicon_memory *memory)
{
	memset(builder, 0, sizeof(*builder));
	builder->memory = *memory;
}

void
lexicon_build_end(struct lexicon_builder *builder)
{
	release(builder, builder->word_table.slots);
	release(builder, builder->state_table.slots);
	release(builder, builder->entry_table.slots);
	release(builder, builder->bytes.items);
	release(builder, builder->words.items);
	release(builder, builder->states.items);
	release(builder, builder->outputs.items);
	release(builder, builder->entries.items);
	release(builder, builder->numbers);
	memset(builder, 0, sizeof(*builder));
}

enum lexicon_error
lexicon_build_entry(struct lexicon_builder *builder, const char *lexeme, size_t len, uint32_t tag, uint32_t *entry)
{
	uint32_t	hash;
	struct build_entry *made;
	uint32_t	start;
	enum lexicon_error error;

	if (len == 0)
		return LEXICON_NO_LEXEME;
	if (len > LEXICON_LEXEME_MAX)
		return LEXICON_LONG_LEXEME;
	if ((error = table_room(builder, &builder->entry_table)) != LEXICON_OK ||
		(error = array_room(builder, &builder->entries, 1, sizeof(struct build_entry), COUNT_MAX)) != LEXICON_OK)
		return error;
	hash = lexicon_hash(lexeme, len) ^ tag * 0x9e3779b1u;
	for (uint32_t i = hash & (builder->entry_table.size - 1);; i = (i + 1) & (builder->entry_table.size - 1))
	{
		const uint32_t *slot = builder->entry_table.slots + 2 * (size_t) i;
		const struct build_entry *known;

		if (slot[1] == 0)
			break;
		known = entry_at(builder, slot[1] - 1);
		if (slot[0] == hash && known->first_tag == tag && known->len == len &&
			memcmp((char *) builder->bytes.items + known->start, lexeme, len) == 0)
		{
			*entry = slot[1] - 1;
			return LEXICON_OK;
		}
	}
	if ((error = put_bytes(builder, lexeme, len, &start)) != LEXICON_OK)
		return error;
	*entry = builder->entries.used++;
	made = entry_at(builder, *entry);
	made->start = start;
	made->len = (uint32_t) len;
	made->first_tag = made->tag = tag;
	table_put(builder->entry_table.slots, builder->entry_table.size, hash, *entry + 1);
	builder->entry_table.used++;
	return LEXICON_OK;
}

void
lexicon_build_tag(struct lexicon_builder *builder, uint32_t entry, uint32_t tag)
{
	entry_at(builder, entry)->tag = tag;
}

/* The number of a key, made if there is none. */
static enum lexicon_error
word_number(struct lexicon_builder *builder, const struct lexicon_key *key, uint32_t *number)
{
	struct build_word *made;
	uint32_t	hash = lexicon_hash_kind(lexicon_hash_key(key->s, key->len), key->kind);
	uint32_t	start;
	enum lexicon_error error;

	if ((error = table_room(builder, &builder->word_table)) != LEXICON_OK ||
		(error = array_room(builder, &builder->words, 1, sizeof(struct build_word), COUNT_MAX)) != LEXICON_OK)
		return error;
	for (uint32_t i = hash & (builder->word_table.size - 1);; i = (i + 1) & (builder->word_table.size - 1))
	{
		const uint32_t *slot = builder->word_table.slots + 2 * (size_t) i;
		const struct build_word *known;

		if (slot[1] == 0)
			break;
		known = word_at(builder, slot[1] - 1);
		if (slot[0] == hash && known->kind == key->kind && known->len == key->len &&
			memcmp((char *) builder->bytes.items + known->start, key->s, key->len) == 0)
		{
			*number = slot[1];
			return LEXICON_OK;
		}
	}
	if ((error = put_bytes(builder, key->s, key->len, &start)) != LEXICON_OK)
		return error;
	made = word_at(builder, builder->words.used++);
	made->hash = hash;
	made->start = start;
	made->len = (uint16_t) key->len;
	made->kind = (uint8_t) key->kind;
	made->starts = false;
	builder->kind_bytes += key->kind != LEXICON_INFLECTED;
	builder->kinds |= 1u << key->kind;
	*number = builder->words.used;
	table_put(builder->word_table.slots, builder->word_table.size, hash, *number);
	builder->word_table.used++;
	return LEXICON_OK;
}

/* The number of the state behind a state by a word, made if there is none; 0 is the root. */
static enum lexicon_error
state_number(struct lexicon_builder *builder, uint32_t parent, uint32_t word, uint32_t *number)
{
	uint32_t	hash = lexicon_hash_step(parent, word);
	struct build_state *made;
	enum lexicon_error error;

	if ((error = table_room(builder, &builder->state_table)) != LEXICON_OK ||
		(error = array_room(builder, &builder->states, 1, sizeof(struct build_state), COUNT_MAX)) != LEXICON_OK)
		return error;
	for (uint32_t i = hash & (builder->state_table.size - 1);; i = (i + 1) & (builder->state_table.size - 1))
	{
		const uint32_t *slot = builder->state_table.slots + 2 * (size_t) i;
		const struct build_state *known;

		if (slot[1] == 0)
			break;
		known = state_at(builder, slot[1] - 1);
		if (known->parent == parent && known->word == word)
		{
			*number = slot[1];
			return LEXICON_OK;
		}
	}
	if (parent != 0)
		state_at(builder, parent - 1)->children = true;
	else
	{
		word_at(builder, word - 1)->starts = true;
		builder->starters++;
	}
	made = state_at(builder, builder->states.used++);
	made->parent = parent;
	made->word = word;
	made->output = 0;
	made->children = false;
	*number = builder->states.used;
	table_put(builder->state_table.slots, builder->state_table.size, hash, *number);
	builder->state_table.used++;
	return LEXICON_OK;
}

/* Of a phrase that comes twice for its entry: it is doubtful if it is so both times, and a match if it is one once. */
static unsigned
joined_marks(unsigned a, unsigned b)
{
	const unsigned doubts = LEXICON_UNSURE | LEXICON_IN_COMPANY | LEXICON_KEPT;

	return ((a | b) & ~doubts) | (a & b & doubts);
}

/* Adds the entry to those that end in a state; there are few of them. */
static enum lexicon_error
add_output(struct lexicon_builder *builder, uint32_t state, uint32_t entry, unsigned marks, uint32_t *other)
{
	uint32_t	first = state_at(builder, state - 1)->output;
	struct build_output *made;
	unsigned	count = 0;
	enum lexicon_error error;

	for (uint32_t i = first; i != 0; i = output_at(builder, i - 1)->next)
	{
		uint32_t   *output = &output_at(builder, i - 1)->output;

		if (lexicon_entry(*output) == entry)
		{
			*output = entry | joined_marks(marks, lexicon_marks(*output)) << LEXICON_ENTRY_BITS;
			return LEXICON_AGAIN;
		}
		*other = lexicon_entry(*output);
		count++;
	}
	if (count >= LEXICON_SHARED_MAX)
		return LEXICON_MANY_ENTRIES;
	if ((error = array_room(builder, &builder->outputs, 1, sizeof(struct build_output), COUNT_MAX)) != LEXICON_OK)
		return error;
	made = output_at(builder, builder->outputs.used++);
	made->output = entry | marks << LEXICON_ENTRY_BITS;
	made->next = first;
	state_at(builder, state - 1)->output = builder->outputs.used;
	return count > 0 ? LEXICON_SHARED : LEXICON_OK;
}

enum lexicon_error
lexicon_build_add(struct lexicon_builder *builder, uint32_t entry, const struct lexicon_key *keys, size_t count,
				  unsigned marks, uint32_t *other)
{
	uint32_t	state = 0;
	uint32_t	word;
	enum lexicon_error error;

	if (count == 0)
		return LEXICON_NO_WORDS;
	if (count > LEXICON_MAX_WORDS)
		return LEXICON_MANY_WORDS;
	for (size_t i = 0; i < count; i++)
	{
		if (keys[i].len == 0)
			return LEXICON_NO_WORDS;
		if (keys[i].len >= LEXICON_KEY_MAX)
			return LEXICON_BAD_WORD;
	}
	for (size_t i = 0; i < count; i++)
		if ((error = word_number(builder, &keys[i], &word)) != LEXICON_OK ||
			(error = state_number(builder, state, word, &state)) != LEXICON_OK)
			return error;
	return add_output(builder, state, entry, marks, other);
}

/* Slots for so many items, at most half of them used. */
static uint32_t
slot_count(uint32_t items)
{
	uint32_t	count = 2;

	while (count / 2 < items)
		count *= 2;
	return count;
}

/* Final ids: starters before other words, each in the order in which they came; states behind the root as their words. */
static void
number_anew(struct lexicon_builder *builder)
{
	uint32_t   *word_ids = builder->numbers;
	uint32_t   *state_ids = builder->numbers + builder->words.used;
	uint32_t	starter = 0;
	uint32_t	other = builder->starters;

	for (uint32_t i = 0; i < builder->words.used; i++)
		word_ids[i] = word_at(builder, i)->starts ? ++starter : ++other;
	other = builder->starters;
	for (uint32_t i = 0; i < builder->states.used; i++)
	{
		const struct build_state *state = state_at(builder, i);

		state_ids[i] = state->parent == 0 ? word_ids[state->word - 1] : ++other;
	}
}

/* Words and bytes of the blob. */
static uint64_t
blob_words(const struct lexicon_builder *builder, uint32_t *bytes)
{
	*bytes = builder->bytes.used + builder->kind_bytes;
	return LEXICON_HEADER + 2 * (uint64_t) slot_count(builder->words.used) + builder->words.used + 2 +
		2 * (uint64_t) slot_count(builder->states.used - builder->starters) + LEXICON_STATE_ROW * ((uint64_t) builder->states.used + 2) + builder->outputs.used +
		2 * ((uint64_t) builder->entries.used + 1) + (*bytes + 3) / 4;
}

enum lexicon_error
lexicon_build_finish(struct lexicon_builder *builder, size_t *words)
{
	uint32_t	bytes;
	uint64_t	size = blob_words(builder, &bytes);

	if (size > UINT32_MAX / 4)
		return LEXICON_TOO_BIG;
	release(builder, builder->numbers);
	builder->numbers = allocate(builder, 2 * ((size_t) builder->words.used + builder->states.used + 1) * sizeof(uint32_t));
	if (builder->numbers == NULL)
		return LEXICON_NO_MEMORY;
	number_anew(builder);
	*words = (size_t) size;
	return LEXICON_OK;
}

/* What is written so far: where the next word of a section goes, and the bytes. */
struct writer
{
	const struct lexicon_builder *builder;
	uint32_t   *next;
	uint32_t	bytes;
};

/* The pairs of the vocabulary and the offsets of the keys, by final id; the key's bytes at the same time. */
static void
write_words(struct writer *out, char *bytes)
{
	const struct lexicon_builder *builder = out->builder;
	uint32_t   *by_id = builder->numbers + builder->words.used + builder->states.used;
	uint32_t	slots = slot_count(builder->words.used);
	uint32_t   *table = out->next;
	uint32_t   *keys = table + 2 * (size_t) slots;

	for (uint32_t i = 0; i < builder->words.used; i++)
		by_id[builder->numbers[i]] = i;
	keys[0] = 0;
	for (uint32_t id = 1; id <= builder->words.used; id++)
	{
		const struct build_word *word = word_at(builder, by_id[id]);

		keys[id] = out->bytes;
		if (word->kind != LEXICON_INFLECTED)
			bytes[out->bytes++] = (char) word->kind;
		memcpy(bytes + out->bytes, (char *) builder->bytes.items + word->start, word->len);
		out->bytes += word->len;
		table_put(table, slots, word->hash, id);
	}
	keys[builder->words.used + 1] = out->bytes;
	out->next = keys + builder->words.used + 2;
}

/* Copies a state's entries in ascending order. */
static uint32_t
write_outputs(const struct lexicon_builder *builder, uint32_t output, uint32_t *outputs, uint32_t at)
{
	uint32_t	first = at;

	for (; output != 0; output = output_at(builder, output - 1)->next)
	{
		uint32_t	value = output_at(builder, output - 1)->output;
		uint32_t	i = at++;

		for (; i > first && lexicon_entry(outputs[i - 1]) > lexicon_entry(value); i--)
			outputs[i] = outputs[i - 1];
		outputs[i] = value;
	}
	return at;
}

/* Transitions, states, outputs. */
static void
write_states(struct writer *out)
{
	const struct lexicon_builder *builder = out->builder;
	uint32_t   *by_id = builder->numbers + builder->words.used + builder->states.used;
	const uint32_t *word_ids = builder->numbers;
	const uint32_t *state_ids = builder->numbers + builder->words.used;
	uint32_t	slots = slot_count(builder->states.used - builder->starters);
	uint32_t   *table = out->next;
	uint32_t   *rows = table + 2 * (size_t) slots;
	uint32_t   *outputs = rows + LEXICON_STATE_ROW * ((size_t) builder->states.used + 2);
	uint32_t	at = 0;

	for (uint32_t i = 0; i < builder->states.used; i++)
		by_id[state_ids[i]] = i;
	/* the root, and behind the last state where its outputs end; all is zero so far */
	rows[2] = builder->states.used > 0;
	for (uint32_t id = 1; id <= builder->states.used; id++)
	{
		const struct build_state *state = state_at(builder, by_id[id]);
		uint32_t   *row = rows + LEXICON_STATE_ROW * (size_t) id;

		row[0] = state->parent == 0 ? 0 : state_ids[state->parent - 1];
		row[1] = word_ids[state->word - 1];
		row[2] = at << 1 | state->children;
		at = write_outputs(builder, state->output, outputs, at);
		/* what is behind the root is found without asking */
		if (row[0] == 0)
			continue;
		rows[LEXICON_STATE_ROW * (size_t) row[0] + 3] |= lexicon_child_bit(row[1]);
		table_put(table, slots, lexicon_hash_step(row[0], row[1]), id);
	}
	rows[LEXICON_STATE_ROW * ((size_t) builder->states.used + 1) + 2] = at << 1;
	out->next = outputs + at;
}

static void
write_entries(struct writer *out, char *bytes)
{
	const struct lexicon_builder *builder = out->builder;

	for (uint32_t i = 0; i < builder->entries.used; i++)
	{
		const struct build_entry *entry = entry_at(builder, i);

		*out->next++ = out->bytes;
		*out->next++ = entry->tag;
		memcpy(bytes + out->bytes, (char *) builder->bytes.items + entry->start, entry->len);
		out->bytes += entry->len;
	}
	*out->next++ = out->bytes;
	*out->next++ = 0;
}

void
lexicon_build_write(const struct lexicon_builder *builder, uint32_t *blob)
{
	struct writer out = {.builder = builder, .next = blob + LEXICON_HEADER};
	uint32_t	byte_count;
	size_t		size = (size_t) blob_words(builder, &byte_count);
	char	   *bytes = (char *) (blob + size - (byte_count + 3) / 4);

	memset(blob, 0, size * sizeof(uint32_t));
	blob[LEXICON_HEADER_MAGIC] = LEXICON_MAGIC;
	blob[LEXICON_HEADER_VERSION] = LEXICON_VERSION;
	blob[LEXICON_HEADER_SIZE] = (uint32_t) size;
	blob[LEXICON_HEADER_WORDS] = builder->words.used;
	blob[LEXICON_HEADER_STARTERS] = builder->starters;
	blob[LEXICON_HEADER_WORD_SLOTS] = slot_count(builder->words.used);
	blob[LEXICON_HEADER_STATES] = builder->states.used;
	blob[LEXICON_HEADER_STATE_SLOTS] = slot_count(builder->states.used - builder->starters);
	blob[LEXICON_HEADER_OUTPUTS] = builder->outputs.used;
	blob[LEXICON_HEADER_ENTRIES] = builder->entries.used;
	blob[LEXICON_HEADER_BYTES] = byte_count;
	blob[LEXICON_HEADER_KINDS] = builder->kinds;
	write_words(&out, bytes);
	write_states(&out);
	write_entries(&out, bytes);
}

const char *
lexicon_error_text(enum lexicon_error error)
{
	static const char *const texts[LEXICON_ERRORS] = {
		[LEXICON_OK] = "no error",
		[LEXICON_AGAIN] = "the term stands here twice",
		[LEXICON_SHARED] = "the term belongs to another entry, too",
		[LEXICON_NO_WORDS] = "the term has no word",
		[LEXICON_MANY_WORDS] = "the term has more than 8 words",
		[LEXICON_BAD_WORD] = "a word of the term is too long, or has nothing but marks",
		[LEXICON_LONG_LEXEME] = "the lexeme is longer than 255 bytes",
		[LEXICON_NO_LEXEME] = "the lexeme is empty",
		[LEXICON_MANY_ENTRIES] = "the term belongs to more than 64 entries",
		[LEXICON_OPEN_QUOTE] = "a quote is opened and not closed",
		[LEXICON_BREAK] = "a mark between the words of the term ends a phrase, so no text could match it",
		[LEXICON_COMPANY] = "a term in company (~) is for the lexicons of the library alone",
		[LEXICON_NO_SIGN] = "the line has no = between the lexeme and its terms",
		[LEXICON_NO_TERM] = "there is no term behind the =",
		[LEXICON_BAD_ESCAPE] = "a backslash stands before something other than \\ = ; # n",
		[LEXICON_TOO_BIG] = "the lexicon is too big",
		[LEXICON_NO_MEMORY] = "out of memory",
	};

	return texts[error < LEXICON_ERRORS ? error : LEXICON_OK];
}
