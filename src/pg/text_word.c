/* The lexemes of tokens, behind a cache of words. */
#include "pg/compat.h"
#include "pg/text_phrase.h"
#include "pg/text_word.h"

#include "catalog/namespace.h"
#include "core/concept.h"
#include "core/fold.h"
#include "core/name_key.h"
#include "core/utf8.h"
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

/* Words whose place in the lexicon of concepts is kept; 512 kB. */
#define CONCEPT_CACHE 8192

/* Begins the lexeme of a name's key. */
#define NAME_PREFIX '~'

typedef struct cached_word
{
	uint32		hash;
	uint16		key;			/* the dictionary's; 0: empty */
	uint8		surface;		/* bytes of the surface form, */
	uint8		lexeme;			/* and of the lexeme that stands behind it; 0: a stop word */
	uint8		refused;		/* the dictionary does not take the word */
	uint8		name;			/* bytes of the key of a name behind the lexeme; 0: none */
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
	uint8		name;			/* bytes of the key of a name, behind the lexeme */
	bool		refused;
} analysed_word;

/* The lexeme of a word that was not found in the cache. */
static char analysed[WORD_MAX + NAME_KEY_CAP + 1];

/* The first of two lexemes, while the second is looked for. */
static char kept[sizeof(analysed)];

void
text_dictionary_ready(text_dictionary *dict)
{
	dict->key = 1u << 15 | (uint32) dict->word.language | dict->word.fold << 2 | (uint32) dict->word.stop << 5 |
		(uint32) dict->word.stem << 6 | (uint32) dict->accept << 7 | (uint32) dict->names << 9;
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
	set[0].name = word->name;
	memcpy(set[0].bytes, s, len);
	memcpy(set[0].bytes + len, word->s, word->len + word->name);
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

/* May the word be a name? Arabic has no capitals; of a Latin word the first letter is one. */
static bool
may_be_name(const char *s, size_t len)
{
	uint32_t	first;
	struct segmenter segmenter;
	struct token token;

	utf8_decode(s, s + len, &first);
	if (first < 0x80)
		return first >= 'A' && first <= 'Z';
	segment_begin(&segmenter, s, len);
	return segment_next(&segmenter, &token) &&
		(token.type == TOKEN_ARABIC || (token.type == TOKEN_LATIN && token.flags & (TOKEN_TITLE | TOKEN_CAPS)));
}

/* The lexeme that stands for how a name sounds, in either script, and its length; 0 for what is no name. */
static size_t
name_of(const char *s, size_t len, char *out)
{
	static const struct word_options form = {FOLD_ALL, false, false, WORD_AUTO};
	char		folded[WORD_MAX];
	size_t		folded_len;
	size_t		key;

	if (!may_be_name(s, len))
		return 0;
	folded_len = word_analyse(&form, s, len, 0, folded, sizeof(folded)).len;
	out[0] = NAME_PREFIX;
	key = name_key_token(folded, folded_len, out + 1);
	return key == 0 ? 0 : key + 1;
}

static analysed_word
analyse(const text_dictionary *dict, const char *s, size_t len)
{
	int			encoding = GetDatabaseEncoding();
	bool		convert = encoding != PG_UTF8 && encoding != PG_SQL_ASCII;
	char	   *utf8 = convert ? pg_server_to_any(s, (int) len, PG_UTF8) : unconstify(char *, s);
	size_t		utf8_len = utf8 == s ? len : strlen(utf8);
	struct word word = word_analyse(&dict->word, utf8, utf8_len, 0, analysed, WORD_MAX);
	analysed_word result = {analysed, (uint16) word.len, 0, false};

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
	if (dict->names && result.len > 0)
		result.name = (uint8) name_of(utf8, utf8_len, analysed + result.len);
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
			return (analysed_word) {set[i].bytes + len, set[i].lexeme, set[i].name, set[i].refused};
	word = analyse(dict, s, len);
	if (len + word.len + word.name <= CACHE_BYTES)
		keep_word(hash, dict->key, s, len, &word);
	return word;
}

/* Each lexeme of a word is a variant of it. */
static void
add_lexeme(text_lexemes *result, const char *s, size_t len)
{
	text_lexeme *lexeme;

	if (len == 0 || result->count == TEXT_LEXEMES)
		return;
	lexeme = &result->lexeme[result->count++];
	lexeme->s = s;
	lexeme->len = (uint16) len;
	lexeme->variant = (uint16) result->count;
}

/* Saves the lexemes that there are from the search for another: at most a word's and the key of a name behind it. */
static void
keep_lexemes(text_lexemes *result)
{
	size_t		at = 0;

	for (int i = 0; i < result->count; i++)
	{
		memcpy(kept + at, result->lexeme[i].s, result->lexeme[i].len);
		result->lexeme[i].s = kept + at;
		at += result->lexeme[i].len;
	}
}

static void
add_word(text_lexemes *result, const analysed_word *word)
{
	add_lexeme(result, word->s, word->len);
	add_lexeme(result, word->s + word->len, word->name);
}

/*
 * The whole of a hyphenated word stands at the position of its first part, as another variant of it: "cease-fire" is
 * found by "cease fire" and finds it, whole or in a phrase. The part's own turn then passes without a lexeme.
 */
static void
add_first_part(const text_dictionary *dict, text_parse *parse, text_lexemes *result)
{
	const struct token *part = text_parse_ahead(parse, 0);
	analysed_word word;

	if (part == NULL || !(part->flags & TOKEN_PART) || part->type == TOKEN_BLANK || parse->converted)
		return;
	keep_lexemes(result);
	word = word_of(dict, parse->text + part->start, part->len);
	add_word(result, &word);
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
	size_t		len = 0;
	analysed_word word;

	for (uint32 i = parse->current.start - parse->whole_of_part.start; i < parse->whole_of_part.len; i++)
		if (s[i] != '_')
		{
			if (len == sizeof(joined))
				return;
			joined[len++] = s[i];
		}
	if (len == parse->current.len)
		return;
	keep_lexemes(result);
	word = word_of(dict, joined, len);
	add_word(result, &word);
}

static bool
is_first_of_tag(const text_parse *parse)
{
	return parse->parts_given == 1 && !parse->converted && parse->current.type != TOKEN_BLANK &&
		(parse->whole_of_part.type == TOKEN_HASHTAG || parse->whole_of_part.type == TOKEN_MENTION);
}

/* The concepts that the word stands in: each is an alternative of it. */
static void
add_concepts(text_parse *parse, const char *s, size_t len, text_lexemes *result)
{
	static text_phrases concepts;
	text_entries found;

	if (unlikely(concepts.word == NULL))
	{
		struct lexicon lexicon;

		concept_lexicon(&lexicon);
		text_phrases_open(&concepts, lexicon, false, CONCEPT_CACHE, CacheMemoryContext);
	}
	text_entries_begin(&found);
	if (parse == NULL)
		text_phrases_find_alone(&concepts, s, len, &found);
	else
		text_phrases_find(&concepts, parse, &found);
	text_entries_sort(&found);
	for (int i = 0; i < found.count && result->count > 0; i++)
	{
		size_t		concept_len;
		const char *concept = lexicon_lexeme(&concepts.lexicon, found.entry[i], &concept_len);

		add_lexeme(result, concept, concept_len);
	}
	text_entries_end(&found);
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
	add_word(result, &word);
	if (!result->known)
		return;
	if (parse != NULL && parse->current.type == TOKEN_COMPOUND)
		add_first_part(dict, parse, result);
	else if (parse != NULL && parse->current.flags & TOKEN_PART && is_first_of_tag(parse))
		add_joined_parts(dict, parse, result);
	if (dict->concepts)
		add_concepts(parse, s, len, result);
}
