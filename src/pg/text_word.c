/* The lexemes of tokens, behind a cache of words. */
#include "pg/compat.h"
#include "pg/text_word.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "tsearch/ts_type.h"
#include "utils/memutils.h"

/*
 * The cache: sets of two words, of one cache line each. It grows with use up to 2 MB (32,768 words), since a backend
 * that makes one query should not pay for it; a word that is longer than fits is analysed each time.
 */
#define CACHE_FIRST_SETS 256
#define CACHE_LAST_SETS 16384
#define CACHE_BYTES 54

typedef struct cached_word
{
	uint32		hash;
	uint16		key;			/* the dictionary's; 0: empty */
	uint8		surface;		/* bytes of the surface form, */
	uint8		lexeme;			/* and of the lexeme that stands behind it; 0: a stop word */
	uint8		refused;		/* the dictionary does not take the word */
	uint8		unused;
	char		bytes[CACHE_BYTES];
} cached_word;

StaticAssertDecl(sizeof(cached_word) == 64, "a cached word is a cache line");

static MemoryContext cache_context = NULL;
static cached_word *cache = NULL;
static uint32 cache_sets = 0;
static uint32 cache_inserted = 0;

/* What became of a word: refused, a stop word (no lexeme), or a lexeme. */
typedef struct analysed_word
{
	const char *s;
	uint16		len;
	bool		refused;
} analysed_word;

/* The lexeme of a word that was not found in the cache. */
static char analysed[WORD_MAX];

/* The first of two lexemes, while the second is looked for. */
static char kept[WORD_MAX];

void
text_dictionary_ready(text_dictionary *dict)
{
	dict->key = 1u << 15 | (uint32) dict->word.language | dict->word.fold << 2 | (uint32) dict->word.stop << 5 |
		(uint32) dict->word.stem << 6 | (uint32) dict->accept << 7;
}

static inline uint64
load(const char *s, size_t len)
{
	uint64		value = 0;

	memcpy(&value, s, len);
	return value;
}

/* Eight bytes at a time, mixed by multiplication; good enough to spread words over a table. */
static inline uint32
hash_word(const char *s, size_t len, uint32 key)
{
	uint64		h = (key ^ len) * UINT64CONST(0x9e3779b97f4a7c15);

	while (len > 8)
	{
		h = (h ^ load(s, 8)) * UINT64CONST(0xff51afd7ed558ccd);
		h ^= h >> 32;
		s += 8;
		len -= 8;
	}
	if (len == 8)
		h ^= load(s, 8);
	else if (len >= 4)
		h ^= load(s, 4) | load(s + len - 4, 4) << 32;
	else if (len > 0)
		h ^= (uint64) (unsigned char) s[0] | (uint64) (unsigned char) s[len >> 1] << 8 | (uint64) (unsigned char) s[len - 1] << 16;
	h *= UINT64CONST(0xc4ceb9fe1a85ec53);
	h ^= h >> 29;
	h *= UINT64CONST(0xff51afd7ed558ccd);
	return (uint32) (h >> 32);
}

/* A larger cache begins empty: what is frequent comes back at once. */
static void
grow_cache(void)
{
	uint32		sets = cache == NULL ? CACHE_FIRST_SETS : cache_sets * 8;
	Size		size = sets * 2 * sizeof(cached_word);

	if (cache_context == NULL)
		cache_context = AllocSetContextCreate(CacheMemoryContext, "smartdip words", ALLOCSET_SMALL_SIZES);
	cache = NULL;
	MemoryContextReset(cache_context);
	cache = (cached_word *) TYPEALIGN(sizeof(cached_word),
									  MemoryContextAllocZero(cache_context, size + sizeof(cached_word)));
	cache_sets = sets;
	cache_inserted = 0;
}

static inline bool
is_cached(const cached_word *entry, uint32 hash, uint32 key, const char *s, size_t len)
{
	return entry->hash == hash && entry->key == key && entry->surface == len && memcmp(entry->bytes, s, len) == 0;
}

/* The word goes where its hash leads; of two that are there, the one that was not asked for last leaves. */
static void
keep_word(uint32 hash, uint32 key, const char *s, size_t len, const analysed_word *word)
{
	cached_word *set;

	if (cache_inserted > cache_sets && cache_sets < CACHE_LAST_SETS)
		grow_cache();
	cache_inserted++;
	set = &cache[hash % cache_sets * 2];
	set[1] = set[0];
	set[0].hash = hash;
	set[0].key = (uint16) key;
	set[0].surface = (uint8) len;
	set[0].lexeme = (uint8) word->len;
	set[0].refused = word->refused;
	memcpy(set[0].bytes, s, len);
	memcpy(set[0].bytes + len, word->s, word->len);
}

/* The lexeme in the database's encoding. A letter that it lacks leaves the word as it stood in the text. */
static void
lexeme_from_utf8(analysed_word *word, const char *s, size_t len)
{
	unsigned char converted[WORD_MAX + 1];
	int			encoding = GetDatabaseEncoding();
	Oid			function = FindDefaultConversionProc(PG_UTF8, encoding);
	int			done = 0;

	if (OidIsValid(function))
		done = pg_do_encoding_conversion_buf(function, PG_UTF8, encoding, (unsigned char *) analysed, word->len,
											 converted, sizeof(converted), true);
	if (done == word->len)
	{
		word->len = (uint16) strlen((char *) converted);
		memcpy(analysed, converted, word->len);
	}
	else
	{
		word->len = (uint16) Min(len, WORD_MAX);
		memcpy(analysed, s, word->len);
	}
}

static bool
is_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (IS_HIGHBIT_SET(s[i]))
			return false;
	return true;
}

static analysed_word
analyse(const text_dictionary *dict, const char *s, size_t len)
{
	int			encoding = GetDatabaseEncoding();
	bool		convert = encoding != PG_UTF8 && encoding != PG_SQL_ASCII;
	char	   *utf8 = convert ? pg_server_to_any(s, (int) len, PG_UTF8) : unconstify(char *, s);
	size_t		utf8_len = utf8 == s ? len : strlen(utf8);
	struct word word = word_analyse(&dict->word, utf8, utf8_len, 0, analysed, sizeof(analysed));
	analysed_word result = {analysed, (uint16) word.len, false};

	switch (dict->accept)
	{
		case TEXT_ACCEPT_ALL:
			break;
		case TEXT_ACCEPT_SCRIPT:
			result.refused = !word_is_of(dict->word.language, utf8, utf8_len);
			break;
		case TEXT_ACCEPT_STOP:
			result.refused = !word.stop;
			break;
	}
	if (result.refused)
		result.len = 0;
	if (convert && !is_ascii(analysed, result.len))
		lexeme_from_utf8(&result, s, len);
	if (utf8 != s)
		pfree(utf8);
	return result;
}

static analysed_word
word_of(const text_dictionary *dict, const char *s, size_t len)
{
	uint32		hash;
	cached_word *set;
	analysed_word word;

	if (len > CACHE_BYTES)
		return analyse(dict, s, len);
	hash = hash_word(s, len, dict->key);
	if (unlikely(cache == NULL))
		grow_cache();
	set = &cache[hash % cache_sets * 2];
	for (int i = 0; i < 2; i++)
		if (is_cached(&set[i], hash, dict->key, s, len))
			return (analysed_word) {set[i].bytes + len, set[i].lexeme, set[i].refused};
	word = analyse(dict, s, len);
	if (len + word.len <= CACHE_BYTES)
		keep_word(hash, dict->key, s, len, &word);
	return word;
}

static void
add_lexeme(text_lexemes *result, const char *s, size_t len, int variant)
{
	text_lexeme *lexeme;

	if (len == 0 || result->count == TEXT_LEXEMES)
		return;
	lexeme = &result->lexeme[result->count++];
	lexeme->s = s;
	lexeme->len = (uint16) len;
	lexeme->variant = (uint16) variant;
}

/* The lexeme of a second word, given in UTF-8, as an alternative to the first, which must be saved meanwhile. */
static void
add_alternative(const text_dictionary *dict, text_parse *parse, const char *utf8, uint32 len, text_lexemes *result)
{
	const char *s = parse->converted ? text_parse_to_server(parse, utf8, &len) : utf8;
	analysed_word word;

	if (result->count > 0)
	{
		memcpy(kept, result->lexeme[0].s, result->lexeme[0].len);
		result->lexeme[0].s = kept;
	}
	word = word_of(dict, s, len);
	add_lexeme(result, word.s, word.len, 1);
}

/*
 * The whole of a hyphenated word stands at the position of its first part, as another variant of it: "cease-fire" is
 * found by "cease fire" and finds it, whole or in a phrase. The part's own turn then passes without a lexeme.
 */
static void
add_first_part(const text_dictionary *dict, text_parse *parse, text_lexemes *result)
{
	const struct token *part = text_parse_ahead(parse, 0);

	if (part == NULL || !(part->flags & TOKEN_PART) || part->type == TOKEN_BLANK)
		return;
	add_alternative(dict, parse, parse->text + part->start, part->len, result);
	parse->merged = part->start;
}

/*
 * The words of a hashtag are cut where its letters change case, so #smartpower has one word and #SmartPower two. A
 * second lexeme of the first word, made of all of them, lets the one spelling find the other.
 */
static void
add_joined_parts(const text_dictionary *dict, text_parse *parse, text_lexemes *result)
{
	char		joined[CACHE_BYTES];
	const char *s = parse->text + parse->whole_of_part.start;
	uint32		len = 0;

	for (uint32 i = parse->current.start - parse->whole_of_part.start; i < parse->whole_of_part.len; i++)
		if (s[i] != '_')
		{
			if (len == sizeof(joined))
				return;
			joined[len++] = s[i];
		}
	if (len == parse->current.len)
		return;
	add_alternative(dict, parse, joined, len, result);
}

static bool
is_first_of_tag(const text_parse *parse)
{
	return parse->parts_given == 1 && parse->current.type != TOKEN_BLANK &&
		(parse->whole_of_part.type == TOKEN_HASHTAG || parse->whole_of_part.type == TOKEN_MENTION);
}

void
text_lexemes_of(const text_dictionary *dict, text_parse *parse, const char *s, size_t len, text_lexemes *result)
{
	analysed_word word;

	result->count = 0;
	result->known = false;
	if (len >= MAXSTRLEN || (parse != NULL && parse->current.flags & TOKEN_PART && parse->current.start == parse->merged))
		return;
	word = word_of(dict, s, len);
	result->known = !word.refused;
	add_lexeme(result, word.s, word.len, 0);
	if (parse == NULL || !result->known)
		return;
	if (parse->current.type == TOKEN_COMPOUND)
		add_first_part(dict, parse, result);
	else if (parse->current.flags & TOKEN_PART && is_first_of_tag(parse))
		add_joined_parts(dict, parse, result);
}
