/* Lexicons on running parses. */
#include "pg/compat.h"
#include "pg/lexicon/text_phrase.h"

#include "core/lexicon/text_match.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"

void
text_phrases_open(text_phrases *phrases, struct lexicon lexicon, bool longest, text_phrase_source source)
{
	static uint64 serial = 0;

	phrases->lexicon = lexicon;
	phrases->serial = ++serial;
	phrases->parse = 0;
	phrases->longest = longest;
	phrases->source = source;
}

/* Each place begins a cache line. */
void
text_phrases_make_cache(text_phrases *phrases, uint32 words, MemoryContext context)
{
	phrases->words = words;
	phrases->word = (phrase_word *) TYPEALIGN(sizeof(phrase_word),
											  MemoryContextAllocZero(context, (words + 1) * sizeof(phrase_word)));
}

void
text_entries_begin(text_entries *found)
{
	found->count = 0;
	found->size = TEXT_ENTRIES;
	found->entry = found->few;
}

void
text_entries_add(text_entries *found, uint32 entry)
{
	if (found->count == found->size)
	{
		uint32	   *more = palloc(2 * found->size * sizeof(uint32));

		memcpy(more, found->entry, found->count * sizeof(uint32));
		text_entries_end(found);
		found->entry = more;
		found->size *= 2;
	}
	found->entry[found->count++] = entry;
}

static int
compare_entries(const void *a, const void *b)
{
	uint32		x = *(const uint32 *) a;
	uint32		y = *(const uint32 *) b;

	return (x > y) - (x < y);
}

void
text_entries_sort(text_entries *found)
{
	int			kept = 0;

	if (found->count < 2)
		return;
	qsort(found->entry, found->count, sizeof(uint32), compare_entries);
	for (int i = 0; i < found->count; i++)
		if (i == 0 || found->entry[i] != found->entry[i - 1])
			found->entry[kept++] = found->entry[i];
	found->count = kept;
}

void
text_entries_end(text_entries *found)
{
	if (found->entry != found->few)
		pfree(found->entry);
}

/* A phrase that goes on behind the token it was found at. */
typedef struct phrase_span
{
	uint32		output;			/* the entry with its marks */
	uint32		end;
} phrase_span;

/* What is kept of a running parse, from token to token. */
typedef struct phrase_state
{
	uint64		serial;			/* the lexicon's: a dictionary may have changed meanwhile */
	uint32		merged;			/* start of a part that its whole has spoken for */
	uint32		covered;		/* longest: no phrase starts before this byte */
	uint32		cover_start;	/* all: none lies between these bytes, where a phrase covers its words */
	uint32		cover_end;
	struct lexicon_match covering;	/* that phrase */
	uint32		number;			/* of words so far, */
	uint32		end;			/* and the end of the last of them */
	struct text_company company;
	int			count;
	int			size;
	phrase_span *spans;
} phrase_state;

static phrase_state *
attached_state(text_phrases *phrases, text_parse *parse)
{
	phrase_state *state = text_parse_attach(parse, phrases, sizeof(phrase_state));

	phrases->parse = parse->serial;
	phrases->state = state;
	if (state->serial != phrases->serial)
	{
		state->serial = phrases->serial;
		state->merged = TEXT_NOWHERE;
		state->covered = 0;
		state->cover_start = 0;
		state->cover_end = 0;
		state->number = 0;
		state->end = 0;
		text_company_begin(&state->company);
		state->count = 0;
	}
	return state;
}

static inline phrase_state *
state_of(text_phrases *phrases, text_parse *parse)
{
	return phrases->parse == parse->serial ? phrases->state : attached_state(phrases, parse);
}

static void
add_span(phrase_state *state, MemoryContext context, uint32 output, uint32 end)
{
	if (state->count == state->size)
	{
		int			size = state->size == 0 ? 16 : state->size * 2;
		phrase_span *spans = MemoryContextAlloc(context, size * sizeof(phrase_span));

		if (state->count > 0)
		{
			memcpy(spans, state->spans, state->count * sizeof(phrase_span));
			pfree(state->spans);
		}
		state->spans = spans;
		state->size = size;
	}
	state->spans[state->count].output = output;
	state->spans[state->count++].end = end;
}

/* Adds the entry of an output, unless it is a rare sense and such are not wanted. */
static inline void
add_output(const text_phrases *phrases, uint32 output, text_entries *found)
{
	if (!phrases->sure || !(lexicon_marks(output) & LEXICON_UNSURE))
		text_entries_add(found, lexicon_entry(output));
}

/* Adds the phrases that began before the byte and go on there, and forgets those that ended. */
static void
add_spans(const text_phrases *phrases, phrase_state *state, uint32 start, text_entries *found)
{
	int			kept = 0;

	for (int i = 0; i < state->count; i++)
		if (state->spans[i].end > start)
		{
			add_output(phrases, state->spans[i].output, found);
			state->spans[kept++] = state->spans[i];
		}
	state->count = kept;
}

static inline bool
is_cached(const phrase_word *cached, const char *word, uint32 len, uint32 hash, unsigned letter_case)
{
	return cached->hash == hash && cached->len == len && cached->letter_case == letter_case &&
		memcmp(cached->bytes, word, len) == 0;
}

/* A word may be kept in two places. */
static inline phrase_word *
cache_place(const text_phrases *phrases, uint32 hash)
{
	return &phrases->word[hash & (phrases->words - 1)];
}

static inline phrase_word *
other_place(const text_phrases *phrases, uint32 hash)
{
	return &phrases->word[(hash >> 15 | hash << 17) & (phrases->words - 1)];
}

/* A new word takes its first place; the one that was there goes to its other place, if it has not come from it. */
static void
cache_word(text_phrases *phrases, const char *text, const struct token *token, uint32 hash, unsigned letter_case)
{
	phrase_word *cached = cache_place(phrases, hash);

	if (cached->len > 0 && cached == cache_place(phrases, cached->hash))
		*other_place(phrases, cached->hash) = *cached;
	cached->hash = hash;
	cached->len = (uint8) token->len;
	cached->letter_case = (uint8) letter_case;
	memcpy(cached->bytes, text + token->start, token->len);
	token_lexicon_ids(&phrases->lexicon, text, token, cached->ids);
}

void
text_phrases_cached(text_phrases *phrases, const text_parse *parse, const struct token *token, uint32 ids[LEXICON_IDS])
{
	const char *word = parse->text + token->start;
	unsigned	letter_case = token_case(token);
	uint32		hash = lexicon_hash(word, token->len);
	phrase_word *cached = cache_place(phrases, hash);

	if (token->len > sizeof(cached->bytes))
	{
		token_lexicon_ids(&phrases->lexicon, parse->text, token, ids);
		return;
	}
	if (!is_cached(cached, word, token->len, hash, letter_case))
	{
		cached = other_place(phrases, hash);
		if (!is_cached(cached, word, token->len, hash, letter_case))
		{
			cache_word(phrases, parse->text, token, hash, letter_case);
			cached = cache_place(phrases, hash);
		}
	}
	memcpy(ids, cached->ids, sizeof(cached->ids));
}

/* The words from the token at hand on, read as far as a phrase or its company asks for them. */
typedef struct parse_words
{
	text_phrases *phrases;
	text_parse *parse;
	uint32		next;			/* among the tokens ahead */
	unsigned	count;
	bool		ended;			/* the text, or what is kept of the parse */
	bool		apart;			/* of the next word: see company_word */
	bool		sentence;
	uint32		end[COMPANY_AHEAD];
	struct company_word word[COMPANY_AHEAD];
	uint32		ids[COMPANY_AHEAD][LEXICON_IDS];
} parse_words;

static void
add_word(parse_words *words, const struct token *token)
{
	struct company_word *word = &words->word[words->count];

	words->end[words->count] = token->start + token->len;
	words->phrases->source(words->phrases, words->parse, token, words->ids[words->count]);
	word->ids = words->ids[words->count++];
	word->apart = words->apart;
	word->sentence = words->sentence;
	words->apart = words->sentence = false;
}

/* Reads on to the word so many places ahead, or to the end of the clause; false if there is none. */
static bool
read_words(parse_words *words, unsigned ahead, bool clause)
{
	const char *text = words->parse->text;

	while (words->count <= ahead && !words->ended && !(clause && words->apart))
	{
		const struct token *token = text_parse_ahead(words->parse, words->next++);
		enum token_role role = token == NULL ? TOKEN_IS_NOTHING : token_role(text, token);

		words->ended = token == NULL;
		if (role == TOKEN_IS_WORD)
			add_word(words, token);
		else if (role == TOKEN_IS_END)
		{
			words->apart = true;
			words->sentence |= blank_ends_sentence(text, token->start, token->len);
		}
	}
	return ahead < words->count;
}

static const uint32 *
next_words(void *arg, unsigned ahead)
{
	parse_words *words = arg;

	if (!read_words(words, ahead, true) || (ahead > 0 && words->word[ahead].apart))
		return NULL;
	return words->ids[ahead];
}

static bool
company_words(void *arg, unsigned ahead, struct company_word *word)
{
	parse_words *words = arg;

	if (!read_words(words, ahead, false))
		return false;
	*word = words->word[ahead];
	return true;
}

/* Is a phrase of the entry, so many words from the first of the words on, a part of one that covers it? */
static bool
is_covered(const parse_words *words, const phrase_state *state, const struct lexicon_found *phrases, uint32 start, unsigned count,
		   uint32 entry)
{
	return lexicon_is_covered(phrases, count, entry) ||
		(start >= state->cover_start && words->end[count - 1] <= state->cover_end && !lexicon_keeps(&state->covering, entry));
}

/* Is the phrase at hand a match, and certain enough? What is company is none, and is noted. */
static bool
counts(parse_words *words, phrase_state *state, uint32 output, unsigned count)
{
	const text_phrases *phrases = words->phrases;
	uint32		entry = lexicon_entry(output);

	if (entry >= phrases->lexicon.company)
	{
		text_company_note(&state->company, &phrases->lexicon, entry, state->number + count);
		return false;
	}
	return phrases->least == LEXICON_ALONE ||
		text_company_certainty(&state->company, &phrases->lexicon, output, state->number, count, company_words, words) >= phrases->least;
}

/* Adds the phrases that begin at the first of the words, and has those that are longer go on in the parse. */
static void
add_phrases(parse_words *words, phrase_state *state, uint32 start, text_entries *found)
{
	text_phrases *lexicon = words->phrases;
	unsigned	longest = 0;
	struct lexicon_found phrases;

	lexicon_find(&lexicon->lexicon, next_words, words, &phrases);
	for (unsigned m = 0; m < phrases.count && lexicon->longest; m++)
		longest = Max(longest, phrases.match[m].words);
	for (unsigned m = 0; m < phrases.count; m++)
	{
		const struct lexicon_match *match = &phrases.match[m];
		uint32		end = words->end[match->words - 1];

		if (lexicon->longest && match->words != longest)
			continue;
		state->covered = Max(state->covered, end);
		for (uint32 i = 0; i < match->count; i++)
		{
			uint32		output = match->outputs[i];

			if (lexicon_marks(output) & LEXICON_KEPT ||
				(!lexicon->longest && is_covered(words, state, &phrases, start, match->words, lexicon_entry(output))) ||
				!counts(words, state, output, match->words))
				continue;
			add_output(lexicon, output, found);
			if (match->words > 1)
				add_span(state, words->parse->context, output, end);
		}
	}
	if (phrases.covering.words > 0 && words->end[phrases.covering.words - 1] > state->cover_end)
	{
		state->cover_start = phrases.title > 0 ? words->end[phrases.title - 1] : start;
		state->cover_end = words->end[phrases.covering.words - 1];
		state->covering = phrases.covering;
	}
}

bool
text_phrases_find(text_phrases *phrases, text_parse *parse, text_entries *found)
{
	phrase_state *state = state_of(phrases, parse);
	const struct token *token = &parse->current;
	parse_words words;

	words.phrases = phrases;
	words.parse = parse;
	words.next = 0;
	words.count = 0;
	words.ended = words.apart = words.sentence = false;
	if (token->type == TOKEN_COMPOUND)
	{
		token = text_parse_ahead(parse, words.next++);
		if (token == NULL || !(token->flags & TOKEN_PART))
			return true;
		state->merged = token->start;
	}
	else if (token->flags & TOKEN_PART && token->start == state->merged)
		return false;
	if (token_role(parse->text, token) != TOKEN_IS_WORD)
		return true;

	add_spans(phrases, state, token->start, found);
	add_word(&words, token);
	/* a single byte between words ends no sentence */
	if (phrases->least != LEXICON_ALONE && state->end + 1 < token->start && blank_ends_sentence(parse->text, state->end, token->start - state->end))
		text_company_begin(&state->company);
	if (lexicon_starts(&phrases->lexicon, words.ids[0]) && !(phrases->longest && token->start < state->covered))
		add_phrases(&words, state, token->start, found);
	state->number++;
	state->end = token->start + token->len;
	return true;
}

const struct token *
text_phrases_next_word(text_parse *parse)
{
	const struct token *token;

	for (uint32 n = 0; (token = text_parse_ahead(parse, n)) != NULL; n++)
		switch (token_role(parse->text, token))
		{
			case TOKEN_IS_WORD:
				return token;
			case TOKEN_IS_END:
				return NULL;
			case TOKEN_IS_NOTHING:
				break;
		}
	return NULL;
}

bool
text_phrases_idle(text_phrases *phrases, text_parse *parse)
{
	return state_of(phrases, parse)->count == 0;
}

/* What a text that stands alone is searched for. */
typedef struct alone_search
{
	const text_phrases *phrases;
	text_entries *found;
} alone_search;

static bool
note_entry(void *arg, const struct text_match *match)
{
	alone_search *search = arg;

	CHECK_FOR_INTERRUPTS();
	if (match != NULL && match->certainty >= search->phrases->least)
		add_output(search->phrases, match->entry | match->marks << LEXICON_ENTRY_BITS, search->found);
	return true;
}

void
text_phrases_find_alone(text_phrases *phrases, const char *s, size_t len, text_entries *found)
{
	char	   *utf8 = pg_server_to_any(s, (int) len, PG_UTF8);
	alone_search search = {phrases, found};

	text_match(&phrases->lexicon, phrases->longest ? TEXT_MATCH_LONGEST : TEXT_MATCH_ALL, utf8,
			   utf8 == s ? len : strlen(utf8), note_entry, &search);
	if (utf8 != s)
		pfree(utf8);
}
