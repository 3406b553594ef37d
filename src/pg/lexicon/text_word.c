/* The lexemes of tokens, behind a cache of words. */
#include "pg/compat.h"
#include "pg/lexicon/text_phrase.h"
#include "pg/lexicon/text_word.h"
#include "pg/lexicon/word_cache.h"

#include "catalog/namespace.h"
#include "core/lexicon/concept.h"
#include "core/text/fold.h"
#include "core/name/name_key.h"
#include "core/lexicon/text_match.h"
#include "mb/pg_wchar.h"
#include "tsearch/ts_type.h"

/* A hashtag of several words that has more bytes than this is not found by all of them as one. */
#define JOINED_MAX 32

/* Begins the lexeme of a name's key. */
#define NAME_PREFIX '~'

/* The token ahead that mostly is the word after the next: two blanks and a word come before it. */
#define EXPECTED_TOKEN 3

/* What a session needs to analyse words: the functions below are passed it. */
typedef struct word_workspace
{
	word_cache	cache;
	text_phrases concepts;		/* opened by the first dictionary that gives them */
	/* of a word that was not found in the cache: the lexeme and the key as a name, and its numbers */
	char		analysed[WORD_MAX + NAME_KEY_CAP + 1];
	uint32		numbers[LEXICON_IDS + WORD_CACHE_NUMBERS];
	/* the word that was looked for last while it still was ahead in a parse: its own turn comes next */
	struct
	{
		uint64		parse;		/* its serial; 0: none */
		uint32		start;
		uint32		len;
		uint32		key;
		analysed_word word;
	}			ahead;
	/* the lexemes of a word and of its first part, while other words are looked for */
	char		kept[2 * (WORD_MAX + NAME_KEY_CAP + 1)];
} word_workspace;

static word_workspace session;

/* The bits of a dictionary's key, which tells its words in the cache from those of others. */
enum dictionary_key
{
	KEY_LANGUAGE = 0,			/* two bits: enum word_language */
	KEY_FOLD = 2,				/* three: enum fold_option */
	KEY_STOP = 5,
	KEY_STEM = 6,
	KEY_ACCEPT = 7,				/* two: enum text_accept */
	KEY_NAMES = 9,
	KEY_CONCEPTS = 10,			/* two: enum text_concepts */
	KEY_USED = 15				/* always set: no key is 0 */
};

StaticAssertDecl(WORD_AUTO < 1 << (KEY_FOLD - KEY_LANGUAGE), "languages fit into their bits");
StaticAssertDecl(FOLD_ALL < 1 << (KEY_STOP - KEY_FOLD), "foldings fit into their bits");
StaticAssertDecl(TEXT_CONCEPTS_ALL < 1 << (KEY_USED - KEY_CONCEPTS), "concepts fit into their bits");
StaticAssertDecl(TEXT_ACCEPT_STOP < 1 << (KEY_NAMES - KEY_ACCEPT), "what a dictionary takes fits into its bits");

static void open_concepts(word_workspace *work);

void
text_dictionary_ready(text_dictionary *dict)
{
	dict->key = 1u << KEY_USED | (uint32) dict->word.language << KEY_LANGUAGE | dict->word.fold << KEY_FOLD |
		(uint32) dict->word.stop << KEY_STOP | (uint32) dict->word.stem << KEY_STEM | (uint32) dict->accept << KEY_ACCEPT |
		(uint32) dict->names << KEY_NAMES | (uint32) dict->concepts << KEY_CONCEPTS;
	if (dict->concepts != TEXT_CONCEPTS_NONE && session.concepts.source == NULL)
		open_concepts(&session);
}

/* The lexeme in the database's encoding. A letter that it lacks leaves the word as it stood in the text. */
static void
lexeme_from_utf8(word_workspace *work, analysed_word *word, const char *s, size_t len)
{
	unsigned char converted[WORD_MAX + 1];
	int			encoding = GetDatabaseEncoding();
	Oid			function = FindDefaultConversionProc(PG_UTF8, encoding);
	int			done = 0;

	if (OidIsValid(function))
		done = pg_do_encoding_conversion_buf(function, PG_UTF8, encoding, (unsigned char *) work->analysed, word->len,
											 converted, sizeof(converted), true);
	if (done == word->len)
	{
		word->len = (uint16) strlen((char *) converted);
		memcpy(work->analysed, converted, word->len);
	}
	else
	{
		word->len = (uint16) Min(len, WORD_MAX);
		memcpy(work->analysed, s, word->len);
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
	if (len > WORD_MAX || !segment_next(&segmenter, &token) || token.len != len)
		token = (struct token) {0, (uint32) len, TOKEN_WORD, 0};
	return token;
}

static const uint32 *
no_more_words(void *arg, unsigned ahead)
{
	return ahead == 0 ? ((word_workspace *) arg)->numbers : NULL;
}

/* The concepts of the word just analysed, as long as they do not depend on its neighbours: put behind its ids. */
static uint8
concepts_alone(word_workspace *work, unsigned ids, bool sure)
{
	struct lexicon_walk walk;
	struct lexicon_match match;
	text_entries found;
	int			count;

	text_entries_begin(&found);
	lexicon_walk_begin(&walk, &work->concepts.lexicon, no_more_words, work);
	while (lexicon_walk_next(&walk, &match))
		for (uint32_t i = 0; i < match.count; i++)
			if (!sure || !(lexicon_marks(match.outputs[i]) & LEXICON_UNSURE))
				text_entries_add(&found, lexicon_entry(match.outputs[i]));
	text_entries_sort(&found);
	count = found.count;
	if (ids + count <= WORD_CACHE_NUMBERS)
		memcpy(work->numbers + ids, found.entry, count * sizeof(uint32));
	text_entries_end(&found);
	return ids + count <= WORD_CACHE_NUMBERS ? (uint8) count : ASK_PHRASES;
}

static void
analyse(word_workspace *work, const text_dictionary *dict, const char *s, size_t len, analysed_word *result)
{
	int			encoding = GetDatabaseEncoding();
	bool		convert = encoding != PG_UTF8 && encoding != PG_SQL_ASCII;
	char	   *utf8 = convert ? pg_server_to_any(s, (int) len, PG_UTF8) : unconstify(char *, s);
	size_t		utf8_len = utf8 == s ? len : strlen(utf8);
	struct word word = word_analyse(&dict->word, utf8, utf8_len, work->analysed, WORD_MAX);
	struct token token;

	*result = (analysed_word) {.s = work->analysed, .len = (uint16) word.len, .numbers = work->numbers};
	switch (dict->accept)
	{
		case TEXT_ACCEPT_ALL:
			break;
		case TEXT_ACCEPT_SCRIPT:
			result->refused = !word_is_of(dict->word.language, utf8, utf8_len);
			break;
		case TEXT_ACCEPT_STOP:
			result->refused = !word.stop;
			break;
	}
	if (result->refused)
		result->len = 0;
	if (convert && !is_ascii(work->analysed, result->len))
		lexeme_from_utf8(work, result, s, len);
	result->name_s = work->analysed + result->len;
	if (dict->names || dict->concepts != TEXT_CONCEPTS_NONE)
		token = token_alone(utf8, utf8_len);
	if (dict->names && result->len > 0 && may_be_name(&token))
		result->name = (uint8) name_of(utf8, utf8_len, work->analysed + result->len);
	/* a stop word may be part of a phrase */
	if (dict->concepts != TEXT_CONCEPTS_NONE)
	{
		result->ids = (uint8) token_lexicon_ids(&work->concepts.lexicon, utf8, &token, work->numbers);
		result->leads_on = lexicon_leads_on(&work->concepts.lexicon, work->numbers);
		result->alone = concepts_alone(work, result->ids, dict->concepts == TEXT_CONCEPTS_SURE);
	}
	if (utf8 != s)
		pfree(utf8);
}

static void
add_lexeme(text_lexemes *result, const char *s, size_t len, uint16 variant, uint32 concept)
{
	if (len == 0 || result->count == TEXT_LEXEMES)
		return;
	result->lexeme[result->count++] = (text_lexeme) {s, (uint16) len, variant, concept};
}

/* The word whose lexemes are asked for, while others are looked at. */
typedef struct word_at_hand
{
	analysed_word word;
	text_lexemes *lexemes;		/* what it gave so far */
	uint32		numbers[LEXICON_IDS + WORD_CACHE_NUMBERS];	/* the word's own, once they are saved */
} word_at_hand;

static inline unsigned
numbers_of(const analysed_word *word)
{
	return word->ids + (word->alone == ASK_PHRASES ? 0 : word->alone);
}

/* Saves the lexemes and numbers that there are from the search for other words. Those that were saved already stay where they are. */
static void
keep_word(word_workspace *work, word_at_hand *current)
{
	text_lexemes *result = current->lexemes;
	size_t		at = 0;

	if (current->word.numbers != current->numbers)
		memcpy(current->numbers, current->word.numbers, numbers_of(&current->word) * sizeof(uint32));
	current->word.numbers = current->numbers;
	for (int i = 0; i < result->count; i++)
	{
		memmove(work->kept + at, result->lexeme[i].s, result->lexeme[i].len);
		result->lexeme[i].s = work->kept + at;
		at += result->lexeme[i].len;
	}
}

/* The word, out of the cache where it is there. Otherwise the cache changes, and the word at hand, if given, is saved. */
static void
word_of(word_workspace *work, const text_dictionary *dict, const char *s, size_t len, word_at_hand *current, analysed_word *word)
{
	bool		fits = len <= WORD_CACHE_ROOM;
	uint32		hash = fits ? word_cache_hash(s, len, dict->key) : 0;

	if (unlikely(work->cache.words == NULL))
		word_cache_grow(&work->cache);
	if (fits && word_cache_find(&work->cache, hash, dict->key, s, len, word))
		return;
	if (current != NULL)
		keep_word(work, current);
	work->ahead.parse = 0;
	analyse(work, dict, s, len, word);
	if (fits)
		word_cache_keep(&work->cache, hash, dict->key, s, len, word);
}

/* Much of the time that a word takes is to wait for the memory it is kept in; so that is asked for two words before. */
static inline void
expect_word(const word_workspace *work, const text_dictionary *dict, text_parse *parse)
{
	const struct token *token = text_parse_ahead(parse, EXPECTED_TOKEN);

	if (token != NULL && token->type <= TOKEN_NUMWORD && token->len <= WORD_CACHE_ROOM && work->cache.words != NULL)
		word_cache_expect(&work->cache, word_cache_hash(parse->text + token->start, token->len, dict->key));
}

static inline bool
was_ahead(const word_workspace *work, const text_dictionary *dict, const text_parse *parse, const struct token *token)
{
	return work->ahead.parse == parse->serial && work->ahead.start == token->start && work->ahead.len == token->len &&
		work->ahead.key == dict->key;
}

/* A word that is ahead in a parse of UTF-8. */
static const analysed_word *
word_ahead(word_workspace *work, const text_dictionary *dict, const text_parse *parse, const struct token *token,
		   word_at_hand *current)
{
	if (!was_ahead(work, dict, parse, token))
	{
		word_of(work, dict, parse->text + token->start, token->len, current, &work->ahead.word);
		work->ahead.parse = parse->serial;
		work->ahead.start = token->start;
		work->ahead.len = token->len;
		work->ahead.key = dict->key;
	}
	return &work->ahead.word;
}

static void
add_word(text_lexemes *result, const analysed_word *word)
{
	add_lexeme(result, word->s, word->len, (uint16) (result->count + 1), 0);
	add_lexeme(result, word->name_s, word->name, (uint16) (result->count + 1), 0);
}

/* The lexeme of a second word, given in UTF-8, as an alternative to the first. */
static void
add_alternative(word_workspace *work, const text_dictionary *dict, text_parse *parse, const char *utf8, uint32 len,
				word_at_hand *current)
{
	const char *s = parse->converted ? text_parse_to_server(parse, utf8, &len) : utf8;
	analysed_word word;

	word_of(work, dict, s, len, current, &word);
	add_word(current->lexemes, &word);
}

/*
 * The whole of a hyphenated word stands at the position of its first part, as another variant of it: "cease-fire" is
 * found by "cease fire" and finds it, whole or in a phrase. The part's own turn then passes without a lexeme.
 */
static void
add_first_part(word_workspace *work, const text_dictionary *dict, text_parse *parse, word_at_hand *current)
{
	const struct token *part = text_parse_ahead(parse, 0);

	if (part == NULL || !(part->flags & TOKEN_PART) || part->type == TOKEN_BLANK)
		return;
	add_alternative(work, dict, parse, parse->text + part->start, part->len, current);
	parse->merged = part->start;
}

/*
 * The words of a hashtag are cut where its letters change case, so #smartpower has one word and #SmartPower two. A
 * second lexeme of the first word, made of all of them, lets the one spelling find the other.
 */
static void
add_joined_parts(word_workspace *work, const text_dictionary *dict, text_parse *parse, word_at_hand *current)
{
	char		joined[JOINED_MAX];
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
	add_alternative(work, dict, parse, joined, len, current);
}

static bool
is_first_of_tag(const text_parse *parse)
{
	return parse->parts_given == 1 && parse->current.type != TOKEN_BLANK &&
		(parse->whole_of_part.type == TOKEN_HASHTAG || parse->whole_of_part.type == TOKEN_MENTION);
}

/* The ids of a word in the lexicon of concepts, the rest filled with 0. */
static void
copy_ids(const analysed_word *word, uint32 ids[LEXICON_IDS])
{
	memset(ids, 0, LEXICON_IDS * sizeof(uint32));
	memcpy(ids, word->numbers, word->ids * sizeof(uint32));
}

/* The current token of the concepts' parse. */
typedef struct concept_word
{
	word_workspace *work;
	const text_dictionary *dict;
	word_at_hand *current;
} concept_word;

/* The ids of the words by which concepts are found lie in the cache beside the lexemes. */
static void
concept_ids(text_phrases *phrases, const text_parse *parse, const struct token *token, uint32 ids[LEXICON_IDS])
{
	concept_word *concept = phrases->arg;

	if (token == &parse->current)
		copy_ids(&concept->current->word, ids);
	else if (parse->converted)
		token_lexicon_ids(&phrases->lexicon, parse->text, token, ids);
	else
		copy_ids(word_ahead(concept->work, concept->dict, parse, token, concept->current), ids);
}

static void
open_concepts(word_workspace *work)
{
	struct lexicon lexicon;

	concept_lexicon(&lexicon);
	text_phrases_open(&work->concepts, lexicon, false, concept_ids);
}

/* The concept and those above it, which its tag leads to: one variant. */
static void
add_concept(word_workspace *work, text_lexemes *result, uint32 entry)
{
	uint16		variant = (uint16) (result->count == 0 ? 1 : result->lexeme[result->count - 1].variant + 1);

	for (;;)
	{
		size_t		len;
		const char *lexeme = lexicon_lexeme(&work->concepts.lexicon, entry, &len);
		uint32		broader = lexicon_tag(&work->concepts.lexicon, entry);

		add_lexeme(result, lexeme, len, variant, entry + 1);
		if (broader == 0)
			return;
		entry = broader - 1;
	}
}

/* The concepts that the word stands in, with its neighbours: each is an alternative of it. */
static void
add_concepts(word_workspace *work, const text_dictionary *dict, text_parse *parse, const char *s, size_t len,
			 word_at_hand *current)
{
	concept_word concept = {work, dict, current};
	text_lexemes *result = current->lexemes;
	text_entries found;

	text_entries_begin(&found);
	work->concepts.arg = &concept;
	work->concepts.sure = dict->concepts == TEXT_CONCEPTS_SURE;
	if (parse == NULL)
		text_phrases_find_alone(&work->concepts, s, len, &found);
	else
		text_phrases_find(&work->concepts, parse, &found);
	text_entries_sort(&found);
	for (int i = 0; i < found.count && result->count > 0; i++)
		add_concept(work, result, found.entry[i]);
	text_entries_end(&found);
}

/*
 * Do the word's concepts depend on its neighbours? Not if it stands in no phrase that began before, and what follows is not
 * the next word of one.
 */
static bool
is_alone(word_workspace *work, const text_dictionary *dict, text_parse *parse, word_at_hand *current)
{
	const analysed_word *word = &current->word;
	const analysed_word *next_word;
	const struct token *next;

	if (parse == NULL || parse->current.type > TOKEN_NUMWORD || parse->current.flags & TOKEN_PART ||
		word->alone == ASK_PHRASES || !text_phrases_idle(&work->concepts, parse))
		return false;
	if (word->leads_on == 0 || (next = text_phrases_next_word(parse)) == NULL)
		return true;
	if (parse->converted)
		return false;
	next_word = word_ahead(work, dict, parse, next, current);
	return !lexicon_may_follow(word->leads_on, next_word->numbers, next_word->ids) ||
		!lexicon_goes_on(&work->concepts.lexicon, word->numbers, word->ids, next_word->numbers, next_word->ids);
}

void
text_lexemes_of(const text_dictionary *dict, text_parse *parse, const char *s, size_t len, text_lexemes *result)
{
	word_workspace *work = &session;
	word_at_hand current;

	result->count = 0;
	result->known = false;
	if (len >= MAXSTRLEN || (parse != NULL && parse->current.flags & TOKEN_PART && parse->current.start == parse->merged))
		return;
	current.lexemes = result;
	if (parse != NULL)
		expect_word(work, dict, parse);
	if (parse != NULL && was_ahead(work, dict, parse, &parse->current))
		current.word = work->ahead.word;
	else
		word_of(work, dict, s, len, NULL, &current.word);
	result->known = !current.word.refused;
	if (!result->known)
		return;
	add_word(result, &current.word);
	if (dict->concepts != TEXT_CONCEPTS_NONE && is_alone(work, dict, parse, &current))
	{
		for (int i = 0; i < current.word.alone && result->count > 0; i++)
			add_concept(work, result, current.word.numbers[current.word.ids + i]);
		return;
	}
	if (parse != NULL && parse->current.type == TOKEN_COMPOUND)
		add_first_part(work, dict, parse, &current);
	else if (parse != NULL && parse->current.flags & TOKEN_PART && is_first_of_tag(parse))
		add_joined_parts(work, dict, parse, &current);
	if (dict->concepts != TEXT_CONCEPTS_NONE)
		add_concepts(work, dict, parse, s, len, &current);
}
