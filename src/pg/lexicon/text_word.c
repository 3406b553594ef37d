/* The lexemes of tokens, behind a cache of words. */
#include "pg/compat.h"
#include "pg/lexicon/text_phrase.h"
#include "pg/lexicon/text_word.h"

#include "catalog/namespace.h"
#include "core/lexicon/concept.h"
#include "core/text/fold.h"
#include "core/name/name_key.h"
#include "core/lexicon/text_match.h"
#include "mb/pg_wchar.h"
#include "tsearch/ts_type.h"
#include "utils/memutils.h"

/*
 * The cache: sets of four words, with their hashes in an array of their own, so that a lookup touches one line of hashes
 * and, if it is a hit, one word. It grows with use up to 2.7 MB (32,768 words), since a backend that makes one query should
 * not pay for it; a word that is longer than fits is analysed each time.
 */
#define CACHE_WAYS 4
#define CACHE_FIRST_SETS 128
#define CACHE_LAST_SETS 8192
#define CACHE_GROWTH 8
#define CACHE_BYTES 49

/* Concepts of a word that are kept with it. */
#define CACHE_CONCEPTS 2

/* Begins the lexeme of a name's key. */
#define NAME_PREFIX '~'

typedef struct cached_word
{
	uint32		ids[LEXICON_IDS];	/* in the lexicon of concepts */
	uint32		concepts[CACHE_CONCEPTS];	/* entries there, if alone is not ASK_PHRASES */
	uint16		key;			/* the dictionary's; 0: empty */
	uint8		surface;		/* bytes of the surface form, */
	uint8		lexeme;			/* and of the lexeme that stands behind it; 0: a stop word */
	uint8		refused;		/* the dictionary does not take the word */
	uint8		name;			/* bytes of the key of a name behind the lexeme; 0: none */
	uint8		alone;			/* the number of its concepts, whatever stands beside it */
	char		bytes[CACHE_BYTES];
} cached_word;

StaticAssertDecl(sizeof(cached_word) == 80, "four cached words are five cache lines");

static MemoryContext cache_context = NULL;
static cached_word *cache = NULL;
static uint32 *cache_hashes;
static uint32 cache_sets = 0;
static uint32 cache_inserted = 0;

/* What became of a word: refused, a stop word (no lexeme), or a lexeme. */
typedef struct analysed_word
{
	const char *s;
	uint16		len;
	uint8		name;			/* bytes of the key of a name, behind the lexeme */
	bool		refused;
	const uint32 *ids;			/* in the lexicon of concepts, */
	const uint32 *concepts;		/* and entries there: */
	uint8		alone;			/* so many, or ASK_PHRASES */
} analysed_word;

/* A phrase may begin with the word, or it has more concepts than are kept. */
#define ASK_PHRASES 255

/* The lexeme of a word that was not found in the cache. */
static char analysed[WORD_MAX + NAME_KEY_CAP + 1];
static uint32 analysed_ids[LEXICON_IDS];
static uint32 analysed_concepts[CACHE_CONCEPTS];

/* The concepts, opened by the first dictionary that gives them. */
static text_phrases concepts;

/* The lexemes of a word and of its first part, while other words are looked for. */
static char kept[2 * sizeof(analysed)];

static void open_concepts(void);

void
text_dictionary_ready(text_dictionary *dict)
{
	dict->key = 1u << 15 | (uint32) dict->word.language | dict->word.fold << 2 | (uint32) dict->word.stop << 5 |
		(uint32) dict->word.stem << 6 | (uint32) dict->accept << 7 | (uint32) dict->names << 9 | (uint32) dict->concepts << 10;
	if (dict->concepts && concepts.source == NULL)
		open_concepts();
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
	uint32		sets = cache == NULL ? CACHE_FIRST_SETS : cache_sets * CACHE_GROWTH;
	Size		words = sets * CACHE_WAYS;
	char	   *memory;

	if (cache_context == NULL)
		cache_context = AllocSetContextCreate(CacheMemoryContext, "smartdip words", ALLOCSET_SMALL_SIZES);
	cache = NULL;
	MemoryContextReset(cache_context);
	memory = MemoryContextAllocZero(cache_context, words * (sizeof(cached_word) + sizeof(uint32)) + PG_CACHE_LINE_SIZE);
	memory = (char *) TYPEALIGN(PG_CACHE_LINE_SIZE, memory);
	cache_hashes = (uint32 *) (memory + words * sizeof(cached_word));
	cache_sets = sets;
	cache_inserted = 0;
	cache = (cached_word *) memory;
}

static inline cached_word *
find_word(uint32 hash, uint32 key, const char *s, size_t len)
{
	uint32		first = (hash & (cache_sets - 1)) * CACHE_WAYS;

	for (uint32 i = first; i < first + CACHE_WAYS; i++)
		if (cache_hashes[i] == hash && cache[i].key == key && cache[i].surface == len && memcmp(cache[i].bytes, s, len) == 0)
			return &cache[i];
	return NULL;
}

/* The word goes where its hash leads; of those that are there they leave in turn. */
static void
keep_word(uint32 hash, uint32 key, const char *s, size_t len, const analysed_word *word)
{
	uint32		place;

	if (cache_inserted > cache_sets * CACHE_WAYS / 2 && cache_sets < CACHE_LAST_SETS)
		grow_cache();
	place = (hash & (cache_sets - 1)) * CACHE_WAYS + cache_inserted % CACHE_WAYS;
	for (uint32 i = 0; i < CACHE_WAYS && cache[place].key != 0; i++)
		place = place / CACHE_WAYS * CACHE_WAYS + (place + 1) % CACHE_WAYS;
	cache_inserted++;
	cache_hashes[place] = hash;
	cache[place].key = (uint16) key;
	cache[place].surface = (uint8) len;
	cache[place].lexeme = (uint8) word->len;
	cache[place].refused = word->refused;
	cache[place].name = word->name;
	memcpy(cache[place].ids, word->ids, sizeof(cache[place].ids));
	memcpy(cache[place].concepts, word->concepts, sizeof(cache[place].concepts));
	cache[place].alone = word->alone;
	memcpy(cache[place].bytes, s, len);
	memcpy(cache[place].bytes + len, word->s, word->len + word->name);
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
may_be_name(const struct token *token)
{
	return token->type == TOKEN_ARABIC || (token->type == TOKEN_LATIN && token->flags & (TOKEN_TITLE | TOKEN_CAPS));
}

/* The lexeme that stands for how a name sounds, in either script, and its length; 0 for what is no name. */
static size_t
name_of(const char *s, size_t len, char *out)
{
	static const struct word_options form = {FOLD_ALL, false, false, WORD_AUTO};
	char		folded[WORD_MAX];
	size_t		folded_len;
	size_t		key;

	folded_len = word_analyse(&form, s, len, folded, sizeof(folded)).len;
	out[0] = NAME_PREFIX;
	key = name_key_token(folded, folded_len, out + 1);
	return key == 0 ? 0 : key + 1;
}

/* The word as a token, whose type and letter case are those of its bytes. */
static struct token
token_alone(const char *s, size_t len)
{
	struct segmenter segmenter;
	struct token token;

	segment_begin(&segmenter, s, len);
	if (!segment_next(&segmenter, &token) || token.len != len)
		token = (struct token) {0, (uint32) len, TOKEN_WORD, 0};
	return token;
}

static const uint32 *
no_more_words(void *arg, unsigned ahead)
{
	return ahead == 0 ? analysed_ids : NULL;
}

/* The concepts of the word just analysed, where they do not depend on its neighbours. */
static uint8
concepts_alone(void)
{
	struct lexicon_walk walk;
	struct lexicon_match match;
	text_entries found;
	int			count;

	if (lexicon_goes_on(&concepts.lexicon, analysed_ids))
		return ASK_PHRASES;
	text_entries_begin(&found);
	lexicon_walk_begin(&walk, &concepts.lexicon, no_more_words, NULL);
	while (lexicon_walk_next(&walk, &match))
		for (uint32 i = 0; i < match.count; i++)
			text_entries_add(&found, match.entries[i]);
	text_entries_sort(&found);
	count = found.count;
	if (count <= CACHE_CONCEPTS)
		memcpy(analysed_concepts, found.entry, count * sizeof(uint32));
	text_entries_end(&found);
	return count <= CACHE_CONCEPTS ? (uint8) count : ASK_PHRASES;
}

static analysed_word
analyse(const text_dictionary *dict, const char *s, size_t len)
{
	int			encoding = GetDatabaseEncoding();
	bool		convert = encoding != PG_UTF8 && encoding != PG_SQL_ASCII;
	char	   *utf8 = convert ? pg_server_to_any(s, (int) len, PG_UTF8) : unconstify(char *, s);
	size_t		utf8_len = utf8 == s ? len : strlen(utf8);
	struct word word = word_analyse(&dict->word, utf8, utf8_len, analysed, WORD_MAX);
	analysed_word result = {analysed, (uint16) word.len, 0, false, analysed_ids, analysed_concepts, 0};
	struct token token;

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
	if (dict->names || dict->concepts)
		token = token_alone(utf8, utf8_len);
	if (dict->names && result.len > 0 && may_be_name(&token))
		result.name = (uint8) name_of(utf8, utf8_len, analysed + result.len);
	/* a stop word may be part of a phrase */
	if (dict->concepts)
	{
		token_lexicon_ids(&concepts.lexicon, utf8, &token, analysed_ids);
		result.alone = concepts_alone();
	}
	if (utf8 != s)
		pfree(utf8);
	return result;
}

static analysed_word
word_of(const text_dictionary *dict, const char *s, size_t len)
{
	uint32		hash;
	cached_word *found;
	analysed_word word;

	if (len > CACHE_BYTES)
		return analyse(dict, s, len);
	hash = hash_word(s, len, dict->key);
	if (unlikely(cache == NULL))
		grow_cache();
	found = find_word(hash, dict->key, s, len);
	if (found != NULL)
		return (analysed_word) {found->bytes + len, found->lexeme, found->name, found->refused, found->ids, found->concepts, found->alone};
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

/* Saves the lexemes that there are from the search for other words. Those that were saved already stay where they are. */
static void
keep_lexemes(text_lexemes *result)
{
	size_t		at = 0;

	for (int i = 0; i < result->count; i++)
	{
		memmove(kept + at, result->lexeme[i].s, result->lexeme[i].len);
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

/* The lexeme of a second word, given in UTF-8, as an alternative to the first, which must be saved meanwhile. */
static void
add_alternative(const text_dictionary *dict, text_parse *parse, const char *utf8, uint32 len, text_lexemes *result)
{
	const char *s = parse->converted ? text_parse_to_server(parse, utf8, &len) : utf8;
	analysed_word word;

	keep_lexemes(result);
	word = word_of(dict, s, len);
	add_word(result, &word);
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

/* The current token of the concepts' parse. */
typedef struct concept_word
{
	const text_dictionary *dict;
	text_lexemes *result;		/* what the word itself gave */
	const uint32 *ids;
} concept_word;

/* The ids of the words by which concepts are found lie in the cache beside the lexemes. */
static void
concept_ids(text_phrases *phrases, const text_parse *parse, const struct token *token, uint32 ids[LEXICON_IDS])
{
	concept_word *current = phrases->arg;

	if (token == &parse->current)
		memcpy(ids, current->ids, LEXICON_IDS * sizeof(uint32));
	else if (parse->converted)
		token_lexicon_ids(&phrases->lexicon, parse->text, token, ids);
	else
	{
		keep_lexemes(current->result);
		memcpy(ids, word_of(current->dict, parse->text + token->start, token->len).ids, LEXICON_IDS * sizeof(uint32));
	}
}

static void
open_concepts(void)
{
	struct lexicon lexicon;

	concept_lexicon(&lexicon);
	text_phrases_open(&concepts, lexicon, false, concept_ids);
}

static void
add_concept(text_lexemes *result, uint32 entry)
{
	size_t		len;
	const char *lexeme = lexicon_lexeme(&concepts.lexicon, entry, &len);

	add_lexeme(result, lexeme, len);
}

/* The concepts that the word stands in, with its neighbours: each is an alternative of it. */
static void
add_concepts(const text_dictionary *dict, text_parse *parse, const char *s, size_t len, const uint32 *ids, text_lexemes *result)
{
	concept_word current = {dict, result, ids};
	text_entries found;

	text_entries_begin(&found);
	concepts.arg = &current;
	if (parse == NULL)
		text_phrases_find_alone(&concepts, s, len, &found);
	else
		text_phrases_find(&concepts, parse, &found);
	text_entries_sort(&found);
	for (int i = 0; i < found.count && result->count > 0; i++)
		add_concept(result, found.entry[i]);
	text_entries_end(&found);
}

/* Most words begin no phrase and stand in none: their concepts lie in the cache. */
static inline bool
is_alone(const analysed_word *word, text_parse *parse)
{
	return word->alone != ASK_PHRASES && parse != NULL && parse->current.type <= TOKEN_NUMWORD &&
		text_phrases_idle(&concepts, parse);
}

void
text_lexemes_of(const text_dictionary *dict, text_parse *parse, const char *s, size_t len, text_lexemes *result)
{
	analysed_word word;
	uint32		ids[LEXICON_IDS];

	result->count = 0;
	result->known = false;
	if (len >= MAXSTRLEN || (parse != NULL && parse->current.flags & TOKEN_PART && parse->current.start == parse->merged))
		return;
	word = word_of(dict, s, len);
	result->known = !word.refused;
	if (!result->known)
		return;
	add_word(result, &word);
	if (dict->concepts && is_alone(&word, parse) && !(parse->current.flags & TOKEN_PART))
	{
		for (int i = 0; i < word.alone && result->count > 0; i++)
			add_concept(result, word.concepts[i]);
		return;
	}
	memcpy(ids, word.ids, sizeof(ids));
	if (parse != NULL && parse->current.type == TOKEN_COMPOUND)
		add_first_part(dict, parse, result);
	else if (parse != NULL && parse->current.flags & TOKEN_PART && is_first_of_tag(parse))
		add_joined_parts(dict, parse, result);
	if (dict->concepts)
		add_concepts(dict, parse, s, len, ids, result);
}
