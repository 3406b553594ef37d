/*
 * smartdip_tsvector(): what to_tsvector('smartdip', ...) gives, made without the server's framework. Each lexeme is
 * found in a hash table as it comes, so that only the distinct ones are sorted.
 */
#include "pg/compat.h"
#include "pg/base/session_key.h"
#include "pg/lexicon/text_word.h"

#include "core/text/fold.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "tsearch/ts_type.h"
#include "tsearch/ts_utils.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_tsvector);

/* A distinct lexeme, and how often it stands in the text as far as a tsvector can tell. */
typedef struct vector_lexeme
{
	uint32		hash;
	uint32		bytes;			/* where it is in the builder's bytes */
	uint16		len;
	uint16		last;			/* its last position */
	uint16		positions;		/* at most MAXNUMPOS - 1 */
	uint32		data;			/* where the tsvector has its positions */
} vector_lexeme;

typedef struct vector_occurrence
{
	uint32		lexeme;
	uint16		position;
} vector_occurrence;

/* A concept whose lexeme was found before. */
typedef struct vector_concept
{
	uint32		concept;		/* as in text_lexeme; 0: none */
	uint32		lexeme;
} vector_concept;

#define VECTOR_CONCEPTS 256

typedef struct vector_builder
{
	vector_lexeme *lexeme;
	uint32		lexemes;
	uint32		lexeme_room;
	char	   *bytes;
	Size		bytes_used;
	Size		bytes_room;
	vector_occurrence *occurrence;	/* in the order of the text */
	Size		occurrences;
	Size		occurrence_room;
	const struct hash_key *key;
	uint32	   *table;			/* number of a lexeme + 1, by its hash */
	uint32		table_mask;
	uint32		position;
	vector_concept *concept;	/* by the lower bits of its number; one may take the place of another */
} vector_builder;

/* The dictionaries of configuration smartdip, by the type of token. */
static const text_dictionary *
dictionary_of(const struct token *token)
{
	static text_dictionary english = {{FOLD_ALL, true, true, WORD_ENGLISH}, TEXT_ACCEPT_ALL, TEXT_CONCEPTS_ALL, false, 0};
	static text_dictionary arabic = {{FOLD_ALL, true, true, WORD_ARABIC}, TEXT_ACCEPT_ALL, TEXT_CONCEPTS_ALL, false, 0};
	static text_dictionary other = {{FOLD_ALL, true, true, WORD_OTHER}, TEXT_ACCEPT_ALL, TEXT_CONCEPTS_ALL, false, 0};
	static text_dictionary by_letters = {{FOLD_ALL, true, true, WORD_AUTO}, TEXT_ACCEPT_ALL, TEXT_CONCEPTS_ALL, false, 0};

	if (by_letters.key == 0)
	{
		text_dictionary_ready(&english);
		text_dictionary_ready(&arabic);
		text_dictionary_ready(&other);
		text_dictionary_ready(&by_letters);
	}
	switch (token->type)
	{
		case TOKEN_LATIN:
			return &english;
		case TOKEN_ARABIC:
			return &arabic;
		case TOKEN_COMPOUND:
			return &by_letters;
		case TOKEN_BLANK:
			return NULL;
		default:
			return &other;
	}
}

/* Room for what a text of news has; what has more lexemes, or is long, gets it as they come. */
static void
begin_vector(vector_builder *b, Size text_len)
{
	Size		expected = Min(text_len, 16384);
	uint32		slots = 64;

	memset(b, 0, sizeof(*b));
	b->occurrence_room = Max(text_len / 4, 16);
	b->occurrence = MemoryContextAllocHuge(CurrentMemoryContext, b->occurrence_room * sizeof(vector_occurrence));
	b->lexeme_room = Max(expected / 4, 32);
	b->lexeme = palloc(b->lexeme_room * sizeof(vector_lexeme));
	b->bytes_room = Max(expected * 2, 512);
	b->bytes = palloc(b->bytes_room);
	while (slots < expected / 4)
		slots *= 2;
	b->key = session_hash_key();
	b->table = palloc0(slots * sizeof(uint32));
	b->table_mask = slots - 1;
	b->concept = palloc0(VECTOR_CONCEPTS * sizeof(vector_concept));
}

/* The first eight bytes, as a number that sorts like them. */
static uint64
order_of(const char *s, size_t len)
{
	uint64		order = 0;

	if (len >= sizeof(order))
		memcpy(&order, s, sizeof(order));
	else
		memcpy(&order, s, len);
	return pg_ntoh64(order);
}

static void
widen_table(vector_builder *b)
{
	uint32		slots = (b->table_mask + 1) * 4;

	pfree(b->table);
	b->table = MemoryContextAllocExtended(CurrentMemoryContext, slots * sizeof(uint32), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	b->table_mask = slots - 1;
	for (uint32 i = 0; i < b->lexemes; i++)
	{
		uint32		slot = b->lexeme[i].hash & b->table_mask;

		while (b->table[slot] != 0)
			slot = (slot + 1) & b->table_mask;
		b->table[slot] = i + 1;
	}
}

static uint32
new_lexeme(vector_builder *b, uint32 hash, const char *s, size_t len)
{
	vector_lexeme *lexeme;

	if (b->lexemes == b->lexeme_room)
	{
		b->lexeme_room *= 2;
		b->lexeme = repalloc_huge(b->lexeme, b->lexeme_room * sizeof(vector_lexeme));
	}
	if (b->bytes_used + len > b->bytes_room)
	{
		b->bytes_room = (b->bytes_room + len) * 2;
		b->bytes = repalloc_huge(b->bytes, b->bytes_room);
	}
	lexeme = &b->lexeme[b->lexemes];
	lexeme->hash = hash;
	lexeme->bytes = (uint32) b->bytes_used;
	lexeme->len = (uint16) len;
	lexeme->positions = 0;
	lexeme->last = 0;
	memcpy(b->bytes + b->bytes_used, s, len);
	b->bytes_used += len;
	return b->lexemes++;
}

static uint32
find_lexeme(vector_builder *b, const char *s, size_t len)
{
	uint32		hash = keyed_hash(b->key, s, len);
	uint32		slot = hash & b->table_mask;

	for (; b->table[slot] != 0; slot = (slot + 1) & b->table_mask)
	{
		vector_lexeme *lexeme = &b->lexeme[b->table[slot] - 1];

		if (lexeme->hash == hash && lexeme->len == len && memcmp(b->bytes + lexeme->bytes, s, len) == 0)
			return b->table[slot] - 1;
	}
	b->table[slot] = b->lexemes + 1;
	new_lexeme(b, hash, s, len);
	if (b->lexemes > b->table_mask / 2)
		widen_table(b);
	return b->lexemes - 1;
}

/* Its bytes are not looked at where a concept comes again. */
static uint32
number_of(vector_builder *b, const text_lexeme *lexeme)
{
	vector_concept *known = &b->concept[lexeme->concept % VECTOR_CONCEPTS];

	if (lexeme->concept == 0)
		return find_lexeme(b, lexeme->s, lexeme->len);
	if (known->concept != lexeme->concept)
		*known = (vector_concept) {lexeme->concept, find_lexeme(b, lexeme->s, lexeme->len)};
	return known->lexeme;
}

/* A lexeme has at most 255 positions, each once; the greatest stands for all that follow. */
static void
add_occurrence(vector_builder *b, uint32 number)
{
	vector_lexeme *lexeme = &b->lexeme[number];
	uint16		position = (uint16) LIMITPOS(b->position);

	if (lexeme->positions >= MAXNUMPOS - 1 || (lexeme->positions > 0 && lexeme->last == position))
		return;
	if (b->occurrences == b->occurrence_room)
	{
		b->occurrence_room *= 2;
		b->occurrence = repalloc_huge(b->occurrence, b->occurrence_room * sizeof(vector_occurrence));
	}
	b->occurrence[b->occurrences].lexeme = number;
	b->occurrence[b->occurrences].position = position;
	b->occurrences++;
	lexeme->last = position;
	lexeme->positions++;
}

/* A lexeme to be sorted, with its first bytes beside it. */
typedef struct sorted_lexeme
{
	uint64		order;
	uint32		number;
} sorted_lexeme;

/* The order of lexemes in a tsvector: by bytes, and the shorter first. */
static inline int
compare_lexemes(const vector_builder *b, const sorted_lexeme *left, const sorted_lexeme *right)
{
	const vector_lexeme *l = &b->lexeme[left->number];
	const vector_lexeme *r = &b->lexeme[right->number];
	int			order;

	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	order = memcmp(b->bytes + l->bytes, b->bytes + r->bytes, Min(l->len, r->len));
	return order != 0 ? order : (int) l->len - (int) r->len;
}

#define ST_SORT sort_lexemes
#define ST_ELEMENT_TYPE sorted_lexeme
#define ST_COMPARE_ARG_TYPE const vector_builder
#define ST_COMPARE(a, b, builder) compare_lexemes(builder, a, b)
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Fewer are compared with each other; many are parted first by a byte of their order, at `shift`, the others being equal. */
#define FEW_LEXEMES 24

static void
sort_by_byte(const vector_builder *b, sorted_lexeme *sorted, sorted_lexeme *spare, uint32 count, int shift)
{
	uint32		end[256] = {0};
	uint32		at = 0;
	int			least = 255;
	int			greatest = 0;

	if (count < FEW_LEXEMES || shift < 0)
	{
		sort_lexemes(sorted, count, b);
		return;
	}
	for (uint32 i = 0; i < count; i++)
	{
		int			byte = sorted[i].order >> shift & 0xff;

		end[byte]++;
		least = Min(least, byte);
		greatest = Max(greatest, byte);
	}
	for (int byte = least; byte <= greatest; byte++)
	{
		uint32		start = at;

		at += end[byte];
		end[byte] = start;
	}
	for (uint32 i = 0; i < count; i++)
		spare[end[sorted[i].order >> shift & 0xff]++] = sorted[i];
	memcpy(sorted, spare, count * sizeof(sorted_lexeme));
	for (int byte = least; byte <= greatest; byte++)
	{
		uint32		start = byte == least ? 0 : end[byte - 1];

		if (end[byte] > start + 1)
			sort_by_byte(b, sorted + start, spare, end[byte] - start, shift - 8);
	}
}

static TSVector
finish_vector(vector_builder *b)
{
	sorted_lexeme *sorted = MemoryContextAllocHuge(CurrentMemoryContext, (2 * (Size) b->lexemes + 1) * sizeof(sorted_lexeme));
	int64		size = 0;
	TSVector	vector;
	WordEntry  *entry;
	char	   *data;
	uint32		at = 0;

	for (uint32 i = 0; i < b->lexemes; i++)
	{
		sorted[i] = (sorted_lexeme) {order_of(b->bytes + b->lexeme[i].bytes, b->lexeme[i].len), i};
		size = SHORTALIGN(size + b->lexeme[i].len) + sizeof(uint16) + b->lexeme[i].positions * sizeof(WordEntryPos);
	}
	if (size > MAXSTRPOS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("string is too long for tsvector (%d bytes, max %d bytes)", (int) Min(size, PG_INT32_MAX), MAXSTRPOS)));
	sort_by_byte(b, sorted, sorted + b->lexemes, b->lexemes, 56);

	vector = palloc0(CALCDATASIZE(b->lexemes, size));
	SET_VARSIZE(vector, CALCDATASIZE(b->lexemes, size));
	vector->size = (int32) b->lexemes;
	entry = ARRPTR(vector);
	data = STRPTR(vector);
	for (uint32 i = 0; i < b->lexemes; i++, entry++)
	{
		vector_lexeme *lexeme = &b->lexeme[sorted[i].number];

		entry->haspos = 1;
		entry->len = lexeme->len;
		entry->pos = at;
		memcpy(data + at, b->bytes + lexeme->bytes, lexeme->len);
		at = SHORTALIGN(at + lexeme->len);
		memcpy(data + at, &lexeme->positions, sizeof(uint16));
		lexeme->data = at + sizeof(uint16);
		at = lexeme->data + lexeme->positions * sizeof(WordEntryPos);
	}
	for (Size i = 0; i < b->occurrences; i++)
	{
		vector_lexeme *lexeme = &b->lexeme[b->occurrence[i].lexeme];

		memcpy(data + lexeme->data, &b->occurrence[i].position, sizeof(WordEntryPos));
		lexeme->data += sizeof(WordEntryPos);
	}
	return vector;
}

/* The server throws such tokens away with these words. (Releases differ over one of just MAXSTRLEN bytes.) */
static void
notice_if_long(const text_parse *parse)
{
	if (parse->current_len > MAXSTRLEN)
		ereport(NOTICE,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("word is too long to be indexed"),
				 errdetail("Words longer than %d characters are ignored.", MAXSTRLEN)));
}

Datum
smartdip_tsvector(PG_FUNCTION_ARGS)
{
	text	   *in = PG_GETARG_TEXT_PP(0);
	vector_builder builder;
	text_parse *parse = text_parse_begin(VARDATA_ANY(in), VARSIZE_ANY_EXHDR(in));
	text_lexemes lexemes;

	begin_vector(&builder, VARSIZE_ANY_EXHDR(in));
	while (text_parse_next(parse))
	{
		const text_dictionary *dict = dictionary_of(&parse->current);

		CHECK_FOR_INTERRUPTS();
		if (dict == NULL)
			continue;
		notice_if_long(parse);
		text_lexemes_of(dict, parse, parse->current_text, parse->current_len, &lexemes);
		if (!lexemes.known)
			continue;
		builder.position++;
		for (int i = 0; i < lexemes.count; i++)
			add_occurrence(&builder, number_of(&builder, &lexemes.lexeme[i]));
	}
	text_parse_end(parse);
	PG_RETURN_TSVECTOR(finish_vector(&builder));
}
