/*
 * The phrase matcher against a twin that knows no tricks: it lays every term beside every place of the text. Random
 * lexicons and texts from a fixed seed; the exact forms; blobs with flipped bits.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/lexicon.h"
#include "core/lexicon/lexicon_build.h"
#include "heap.h"
#include "tap.h"

static uint32_t seed = 20261121;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) (((uint64_t) seed * n) >> 32);
}

/* Finishes a lexicon; the blob is malloc'd to its exact size, so that a read beside it shows. */
static uint32_t *
finish(struct lexicon_builder *builder, size_t *words)
{
	uint32_t   *blob;

	if (lexicon_build_finish(builder, words) != LEXICON_OK)
		return NULL;
	blob = malloc(*words * sizeof(uint32_t));
	lexicon_build_write(builder, blob);
	return blob;
}

static enum lexicon_error
add(struct lexicon_builder *builder, const char *lexeme, uint32_t tag, size_t count, const struct lexicon_key *keys)
{
	uint32_t	entry;
	uint32_t	other;
	enum lexicon_error error = lexicon_build_entry(builder, lexeme, strlen(lexeme), tag, &entry);

	return error != LEXICON_OK ? error : lexicon_build_add(builder, entry, keys, count, 0, &other);
}

#define STEM(s) {s, sizeof(s) - 1, LEXICON_INFLECTED}
#define EXACT(s, kind) {s, sizeof(s) - 1, kind}

/*
 * The twin's world: a token has a stem and a form out of a few, and a case; a term's word asks for a stem, or for a
 * form in some case.
 */
#define STEMS 6
#define FORMS 3
#define TERMS 60
#define TEXT 400

struct twin_word
{
	uint8_t		kind;
	uint8_t		stem;
	uint8_t		form;
};

struct twin_term
{
	unsigned	entry;
	unsigned	count;
	struct twin_word words[LEXICON_MAX_WORDS];
};

struct twin_token
{
	uint8_t		stem;
	uint8_t		form;
	uint8_t		letter_case;
	bool		end;			/* the sentence ends behind it */
	uint32_t	ids[LEXICON_IDS];
};

struct twin_text
{
	const struct lexicon *lexicon;
	struct twin_token tokens[TEXT];
	size_t		at;
};

static size_t
key_of(char *buf, const struct twin_word *word)
{
	if (word->kind == LEXICON_INFLECTED)
		return (size_t) sprintf(buf, "s%u", word->stem);
	return (size_t) sprintf(buf, "s%uform%u", word->stem, word->form);
}

/* How near the token is to what the word asks for: smaller is nearer, -1 is not met. */
static int
nearness(const struct twin_word *word, const struct twin_token *token)
{
	if (word->stem != token->stem)
		return -1;
	if (word->kind == LEXICON_INFLECTED)
		return 3;
	if (word->form != token->form)
		return -1;
	switch (word->kind)
	{
		case LEXICON_ALL_CAPITALS:
			return token->letter_case == LEXICON_CASE_CAPS ? 0 : -1;
		case LEXICON_CAPITAL:
			return token->letter_case != 0 ? 1 : -1;
		default:
			return 2;
	}
}

static bool
term_meets(const struct twin_term *term, const struct twin_token *tokens, size_t at)
{
	for (unsigned i = 0; i < term->count; i++)
		if (at + i >= TEXT || (i > 0 && tokens[at + i - 1].end) || nearness(&term->words[i], &tokens[at + i]) < 0)
			return false;
	return true;
}

/* A token that is a term by a nearer form is none by a farther one. */
static bool
kept_out(const struct twin_term *terms, const struct twin_term *term, const struct twin_token *token)
{
	for (unsigned t = 0; term->count == 1 && t < TERMS; t++)
	{
		int			other = terms[t].count == 1 ? nearness(&terms[t].words[0], token) : -1;

		if (other >= 0 && other < nearness(&term->words[0], token))
			return true;
	}
	return false;
}

/* The forms of a token: as it stands, and one that it inflects. The strings have to stay. */
static unsigned
ids_of_forms(const struct lexicon *lexicon, const char *form, const char *inflects, unsigned letter_case, uint32_t ids[LEXICON_IDS])
{
	struct word_forms forms = {.count = 0};

	if (form != NULL)
		forms.form[forms.count++] = (struct word_form) {form, (uint16_t) strlen(form), WORD_FORM_WHOLE | WORD_FORM_NAME, 0};
	if (inflects != NULL)
		forms.form[forms.count++] = (struct word_form) {inflects, (uint16_t) strlen(inflects), WORD_FORM_INFLECTED, 1};
	return lexicon_ids(lexicon, &forms, letter_case, ids);
}

static const uint32_t *
twin_source(void *arg, unsigned ahead)
{
	const struct twin_text *text = arg;

	for (unsigned i = 0; i < ahead; i++)
		if (text->tokens[text->at + i].end)
			return NULL;
	return text->at + ahead < TEXT ? text->tokens[text->at + ahead].ids : NULL;
}

static void
random_terms(struct twin_term *terms, struct lexicon_builder *builder)
{
	for (unsigned t = 0; t < TERMS; t++)
	{
		char		bytes[LEXICON_MAX_WORDS][32];
		char		lexeme[32];
		struct lexicon_key keys[LEXICON_MAX_WORDS];

		terms[t].entry = below(TERMS / 2);
		terms[t].count = 1 + below(t % 8 == 0 ? LEXICON_MAX_WORDS : 4);
		for (unsigned i = 0; i < terms[t].count; i++)
		{
			struct twin_word *word = &terms[t].words[i];

			word->kind = below(2) ? LEXICON_INFLECTED : (uint8_t) below(LEXICON_NAME);
			word->stem = (uint8_t) below(STEMS);
			word->form = (uint8_t) below(FORMS);
			keys[i].s = bytes[i];
			keys[i].len = key_of(bytes[i], word);
			keys[i].kind = word->kind;
		}
		sprintf(lexeme, "entry%u", terms[t].entry);
		add(builder, lexeme, terms[t].entry, terms[t].count, keys);
	}
}

/* Words at random, and every now and then a whole term. */
static void
random_text(struct twin_text *text, const struct twin_term *terms)
{
	static const uint8_t cases[] = {0, LEXICON_CASE_TITLE, LEXICON_CASE_CAPS};
	const struct twin_term *term = NULL;
	unsigned	word = 0;

	for (size_t i = 0; i < TEXT; i++)
	{
		struct twin_token *token = &text->tokens[i];
		char		key[32];
		char		form[32];

		if (term == NULL && below(8) == 0)
		{
			term = &terms[below(TERMS)];
			word = 0;
		}
		token->stem = term != NULL ? term->words[word].stem : (uint8_t) below(STEMS + 1);
		token->form = term != NULL ? term->words[word].form : (uint8_t) below(FORMS);
		if (term != NULL && ++word == term->count)
			term = NULL;
		token->letter_case = cases[below(3)];
		token->end = below(10) == 0;
		sprintf(key, "s%u", token->stem);
		sprintf(form, "s%uform%u", token->stem, token->form);
		ids_of_forms(text->lexicon, form, key, token->letter_case, token->ids);
	}
}

/* Marks found[words][entry]; the matcher may give a pair twice. */
static unsigned
walk_marks(struct twin_text *text, bool found[LEXICON_MAX_WORDS + 1][TERMS])
{
	struct lexicon_walk walk;
	struct lexicon_match match;
	unsigned	longest = 0;

	lexicon_walk_begin(&walk, text->lexicon, twin_source, text);
	while (lexicon_walk_next(&walk, &match))
		for (uint32_t i = 0; i < match.count; i++)
		{
			size_t		len;
			const char *lexeme = lexicon_lexeme(text->lexicon, lexicon_entry(match.outputs[i]), &len);
			char		expected[32];

			if (len != (size_t) sprintf(expected, "entry%u", lexicon_tag(text->lexicon, lexicon_entry(match.outputs[i]))) ||
				memcmp(lexeme, expected, len) != 0)
				return 99;
			found[match.words][lexicon_tag(text->lexicon, lexicon_entry(match.outputs[i]))] = true;
			longest = match.words > longest ? match.words : longest;
		}
	return longest;
}

/* Do two tokens of the text meet the first two words of a term? */
static bool
begins(const struct twin_term *terms, const struct twin_text *text)
{
	for (unsigned t = 0; t < TERMS; t++)
	{
		struct twin_term two = terms[t];

		two.count = 2;
		if (terms[t].count > 1 && term_meets(&two, text->tokens, text->at))
			return true;
	}
	return false;
}

/* What two tokens say of the phrases that begin with them: 1 if it is wrong, and whether the one bit was certain. */
static int
wrong_of_two(const struct twin_term *terms, const struct twin_text *text, int *certain)
{
	const uint32_t *ids = text->tokens[text->at].ids;
	const uint32_t *next = text->tokens[text->at + 1].ids;
	unsigned	count = 0;
	unsigned	next_count = 0;
	bool		expected = begins(terms, text);
	bool		may;

	while (count < LEXICON_IDS && ids[count] != 0)
		count++;
	while (next_count < LEXICON_IDS && next[next_count] != 0)
		next_count++;
	may = lexicon_may_follow(lexicon_leads_on(text->lexicon, ids), next, next_count);
	*certain += !may;
	return (expected && !may) || lexicon_goes_on(text->lexicon, ids, count, next, next_count) != expected;
}

static void
test_twin(void)
{
	int			wrong = 0;
	int			matches = 0;
	int			long_ones = 0;
	int			certain = 0;

	for (int round = 0; round < 60; round++)
	{
		struct twin_term terms[TERMS];
		struct lexicon_builder builder;
		struct lexicon lexicon;
		static struct twin_text text;
		size_t		words;
		uint32_t   *blob;

		lexicon_build_begin(&builder, &heap);
		random_terms(terms, &builder);
		blob = finish(&builder, &words);
		wrong += !lexicon_check(blob, words);
		lexicon_build_end(&builder);
		lexicon_open(&lexicon, blob);
		text.lexicon = &lexicon;
		random_text(&text, terms);
		for (text.at = 0; text.at < TEXT; text.at++)
		{
			bool		found[LEXICON_MAX_WORDS + 1][TERMS] = {{false}};
			bool		expected[LEXICON_MAX_WORDS + 1][TERMS] = {{false}};
			unsigned	longest = walk_marks(&text, found);
			unsigned	expected_longest = 0;

			for (unsigned t = 0; t < TERMS; t++)
				if (term_meets(&terms[t], text.tokens, text.at) && !kept_out(terms, &terms[t], &text.tokens[text.at]))
				{
					expected[terms[t].count][terms[t].entry] = true;
					matches++;
					if (terms[t].count > expected_longest)
						expected_longest = terms[t].count;
				}
			long_ones += expected_longest > 3;
			wrong += memcmp(found, expected, sizeof(found)) != 0 || longest != expected_longest ||
				lexicon_longest(&lexicon, twin_source, &text) != expected_longest;
			wrong += expected_longest > 0 && !lexicon_starts(&lexicon, text.tokens[text.at].ids);
			if (text.at + 1 < TEXT && !text.tokens[text.at].end)
				wrong += wrong_of_two(terms, &text, &certain);
		}
		free(blob);
	}
	tap_tried(60 * (long) TEXT, "places of random texts");
	CHECK(wrong == 0 && matches > 20000 && long_ones > 200 && certain > 1000,
		  "matcher and twin disagree on %d of %d matches; %d places with four words or more; %d of which the next word tells that there are no two",
		  wrong, matches, long_ones, certain);
}

static unsigned
ids_of(const struct lexicon *lexicon, const char *form, unsigned letter_case)
{
	uint32_t	ids[LEXICON_IDS];
	struct word_forms forms;

	word_forms(form, strlen(form), &forms);
	return lexicon_ids(lexicon, &forms, letter_case, ids);
}

static void
test_exact(void)
{
	static const struct lexicon_key may[] = {EXACT("may", LEXICON_CAPITAL)};
	static const struct lexicon_key who[] = {EXACT("who", LEXICON_ALL_CAPITALS)};
	static const struct lexicon_key aids[] = {EXACT("aids", LEXICON_ANY_CASE)};
	static const struct lexicon_key congress[] = {EXACT("كونغرس", LEXICON_ANY_CASE)};
	static const struct lexicon_key lebanon[] = {EXACT("الدوله", LEXICON_ANY_CASE)};
	static const struct lexicon_key whole[] = {EXACT("وطن", LEXICON_ANY_CASE)};
	static const char *const yes[] = {"كونغرس", "الكونغرس", "والكونغرس", "وكونغرس", "بالكونغرس", "وبالكونغرس", "للكونغرس",
		"فللكونغرس", "كالكونغرس", "الدوله", "والدوله", "بالدوله", "للدوله", "فبالدوله", "وطن", "الوطن", "ووطن"};
	static const char *const no[] = {"بكونغرس", "كونغرسهم", "الالكونغرس", "لكونغرس", "دوله", "ودوله", "طن", "وطني", "الدولهم", "ولاالدوله"};
	struct lexicon_builder builder;
	struct lexicon lexicon;
	size_t		words;
	uint32_t   *blob;

	lexicon_build_begin(&builder, &heap);
	add(&builder, "may", 0, 1, may);
	add(&builder, "who", 0, 1, who);
	add(&builder, "aids", 0, 1, aids);
	add(&builder, "congress", 0, 1, congress);
	add(&builder, "state", 0, 1, lebanon);
	add(&builder, "home", 0, 1, whole);
	blob = finish(&builder, &words);
	lexicon_build_end(&builder);
	lexicon_open(&lexicon, blob);
	CHECK(lexicon.kinds == (1u << LEXICON_ANY_CASE | 1u << LEXICON_CAPITAL | 1u << LEXICON_ALL_CAPITALS), "the lexicon knows its kinds of keys");
	CHECK(ids_of(&lexicon, "may", 0) == 0 && ids_of(&lexicon, "may", LEXICON_CASE_TITLE) == 1 &&
		  ids_of(&lexicon, "may", LEXICON_CASE_CAPS) == 1, "\"May\" is May and MAY, not may");
	CHECK(ids_of(&lexicon, "who", 0) == 0 && ids_of(&lexicon, "who", LEXICON_CASE_TITLE) == 0 &&
		  ids_of(&lexicon, "who", LEXICON_CASE_CAPS) == 1, "\"WHO\" is WHO alone");
	CHECK(ids_of(&lexicon, "aids", 0) == 1 && ids_of(&lexicon, "aids", LEXICON_CASE_TITLE) == 1 &&
		  ids_of(&lexicon, "aids", LEXICON_CASE_CAPS) == 1, "\"aids\" in every case");
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		CHECK(ids_of(&lexicon, yes[i], 0) == 1, "%s is one of the exact words", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		CHECK(ids_of(&lexicon, no[i], 0) == 0, "%s is none", no[i]);
	free(blob);
}

static void
test_builder(void)
{
	static const struct lexicon_key soft_power[] = {STEM("soft"), STEM("power")};
	static const struct lexicon_key long_term[LEXICON_MAX_WORDS + 1] = {STEM("a"), STEM("a"), STEM("a"), STEM("a"),
		STEM("a"), STEM("a"), STEM("a"), STEM("a"), STEM("a")};
	static const struct lexicon_key gap[] = {STEM("soft"), STEM("")};
	static char big[LEXICON_KEY_MAX];
	const struct lexicon_key big_word[] = {{big, sizeof(big), LEXICON_INFLECTED}};
	char		lexeme[LEXICON_LEXEME_MAX + 2];
	struct lexicon_builder builder;
	struct lexicon lexicon;
	uint32_t	ids[LEXICON_IDS];
	uint32_t	entry;
	uint32_t	other = 99;
	size_t		words;
	uint32_t   *blob;
	uint32_t   *again;

	lexicon_build_begin(&builder, &heap);
	blob = finish(&builder, &words);
	lexicon_build_end(&builder);
	CHECK(lexicon_check(blob, words), "a lexicon without entries is good");
	lexicon_open(&lexicon, blob);
	CHECK(ids_of_forms(&lexicon, "soft", "soft", 0, ids) == 0 && !lexicon_starts(&lexicon, ids), "and finds nothing");
	free(blob);

	memset(big, 'x', sizeof(big));
	memset(lexeme, 'x', sizeof(lexeme));
	lexicon_build_begin(&builder, &heap);
	CHECK(lexicon_build_entry(&builder, "one", 3, 7, &entry) == LEXICON_OK && entry == 0, "the first entry is 0");
	CHECK(lexicon_build_entry(&builder, "one", 3, 8, &entry) == LEXICON_OK && entry == 1, "another tag, another entry");
	CHECK(lexicon_build_entry(&builder, "one", 3, 7, &entry) == LEXICON_OK && entry == 0, "the same is the same");
	CHECK(lexicon_build_add(&builder, 0, soft_power, 2, 0, &other) == LEXICON_OK, "a term is added");
	CHECK(lexicon_build_add(&builder, 0, soft_power, 2, 0, &other) == LEXICON_AGAIN, "and not again");
	CHECK(lexicon_build_add(&builder, 1, soft_power, 2, 0, &other) == LEXICON_SHARED && other == 0, "another entry shares it");
	CHECK(lexicon_build_add(&builder, 0, soft_power, 0, 0, &other) == LEXICON_NO_WORDS &&
		  lexicon_build_add(&builder, 0, gap, 2, 0, &other) == LEXICON_NO_WORDS, "a term needs words");
	CHECK(lexicon_build_add(&builder, 0, long_term, LEXICON_MAX_WORDS + 1, 0, &other) == LEXICON_MANY_WORDS &&
		  lexicon_build_add(&builder, 0, long_term, LEXICON_MAX_WORDS, 0, &other) == LEXICON_OK, "of eight words at most");
	CHECK(lexicon_build_add(&builder, 0, big_word, 1, 0, &other) == LEXICON_BAD_WORD, "and no longer than a key");
	CHECK(lexicon_build_entry(&builder, lexeme, 0, 0, &entry) == LEXICON_NO_LEXEME &&
		  lexicon_build_entry(&builder, lexeme, LEXICON_LEXEME_MAX, 0, &entry) == LEXICON_OK &&
		  lexicon_build_entry(&builder, lexeme, LEXICON_LEXEME_MAX + 1, 0, &entry) == LEXICON_LONG_LEXEME, "lexemes have 1 to 255 bytes");
	CHECK(lexicon_build_add(&builder, 0, &soft_power[1], 1, LEXICON_UNSURE, &other) == LEXICON_OK &&
		  lexicon_build_add(&builder, 0, &soft_power[1], 1, LEXICON_COVERS, &other) == LEXICON_AGAIN, "marks of a term that comes twice");
	lexicon_build_tag(&builder, 0, 77);
	CHECK(lexicon_build_entry(&builder, "one", 3, 7, &entry) == LEXICON_OK && entry == 0, "an entry is found by its first tag");
	for (uint32_t i = 3; i <= LEXICON_SHARED_MAX + 1; i++)
	{
		enum lexicon_error error = add(&builder, "shared", i, 2, soft_power);

		if (i == 3 || i >= LEXICON_SHARED_MAX)
			CHECK(error == (i <= LEXICON_SHARED_MAX ? LEXICON_SHARED : LEXICON_MANY_ENTRIES), "entry %u of one term", i);
	}
	blob = finish(&builder, &words);
	again = finish(&builder, &words);
	CHECK(memcmp(blob, again, words * sizeof(uint32_t)) == 0 && lexicon_check(blob, words), "a blob can be written again");
	lexicon_open(&lexicon, blob);
	{
		struct twin_text text = {.lexicon = &lexicon};
		struct lexicon_walk walk;
		struct lexicon_match match = {0};

		ids_of_forms(&lexicon, NULL, "power", 0, text.tokens[0].ids);
		text.tokens[0].end = true;
		lexicon_walk_begin(&walk, &lexicon, twin_source, &text);
		CHECK(lexicon_walk_next(&walk, &match) && match.count == 1 && lexicon_entry(match.outputs[0]) == 0 &&
			  lexicon_marks(match.outputs[0]) == LEXICON_COVERS && lexicon_tag(&lexicon, 0) == 77, "sure once is sure, and tags can change");
	}
	free(blob);
	free(again);
	lexicon_build_end(&builder);
	for (int i = 0; i < LEXICON_ERRORS; i++)
		if (lexicon_error_text((enum lexicon_error) i) == NULL)
			CHECK(false, "error %d has no text", i);
}

/* Memory that runs out after some calls: an error, no leak, no crash. */
static void *
take_some(void *arg, size_t size)
{
	int		   *left = arg;

	return (*left)-- > 0 ? malloc(size) : NULL;
}

static void
test_memory(void)
{
	int			failures = 0;
	int			calls = 0;

	for (;; calls++)
	{
		int			left = calls;
		struct lexicon_memory memory = {take_some, heap_give, &left};
		struct lexicon_builder builder;
		enum lexicon_error error = LEXICON_OK;
		size_t		words;

		lexicon_build_begin(&builder, &memory);
		for (int i = 0; i < 200 && error == LEXICON_OK; i++)
		{
			char		word[16];
			char		lexeme[16];
			struct lexicon_key keys[2] = {STEM("soft"), {word, (size_t) sprintf(word, "w%d", i), LEXICON_INFLECTED}};

			sprintf(lexeme, "e%d", i);
			error = add(&builder, lexeme, 0, 2, keys);
		}
		if (error == LEXICON_OK)
			error = lexicon_build_finish(&builder, &words);
		lexicon_build_end(&builder);
		if (error == LEXICON_OK)
			break;
		failures += error == LEXICON_NO_MEMORY;
	}
	CHECK(failures == calls && calls > 15, "out of memory at each of %d calls", calls);
}

/* 100,000 terms: each is found, with its own entry, and no other. */
static void
test_many(void)
{
	enum {MANY = 100000};
	struct lexicon_builder builder;
	struct lexicon lexicon;
	size_t		words;
	uint32_t   *blob;
	int			wrong = 0;

	heap_used = 0;
	lexicon_build_begin(&builder, &heap);
	for (int i = 0; i < MANY; i++)
	{
		char		first[16];
		char		second[16];
		char		lexeme[16];
		struct lexicon_key keys[2] = {{first, (size_t) sprintf(first, "f%d", i % 3000), LEXICON_INFLECTED},
			{second, (size_t) sprintf(second, "s%d", i / 3000), LEXICON_INFLECTED}};

		sprintf(lexeme, "e%d", i);
		wrong += add(&builder, lexeme, (uint32_t) i, 2, keys) != LEXICON_OK;
	}
	blob = finish(&builder, &words);
	lexicon_build_end(&builder);
	lexicon_open(&lexicon, blob);
	printf("# %zu bytes, built in %zu\n", words * sizeof(uint32_t), heap_used);
	for (int i = 0; i < MANY; i++)
	{
		static struct twin_text text;
		struct lexicon_walk walk;
		struct lexicon_match match;
		char		key[16];

		text.at = 0;
		sprintf(key, "f%d", i % 3000);
		ids_of_forms(&lexicon, NULL, key, 0, text.tokens[0].ids);
		sprintf(key, "s%d", i / 3000);
		ids_of_forms(&lexicon, NULL, key, 0, text.tokens[1].ids);
		text.tokens[1].end = true;
		lexicon_walk_begin(&walk, &lexicon, twin_source, &text);
		wrong += !lexicon_walk_next(&walk, &match) || match.words != 2 || match.count != 1 ||
			lexicon_tag(&lexicon, lexicon_entry(match.outputs[0])) != (uint32_t) i || lexicon_walk_next(&walk, &match);
	}
	CHECK(wrong == 0 && lexicon_check(blob, words), "%d terms are found", MANY);
	free(blob);
}

/* Whatever lexicon_check() lets pass is read within its bounds (the sanitizers watch). */
static void
test_corrupted(void)
{
	struct twin_term terms[TERMS];
	struct lexicon_builder builder;
	static struct twin_text text;
	size_t		words;
	uint32_t   *blob;
	uint32_t   *spoilt;
	int			passed = 0;
	int			refused = 0;

	lexicon_build_begin(&builder, &heap);
	random_terms(terms, &builder);
	blob = finish(&builder, &words);
	lexicon_build_end(&builder);
	spoilt = malloc(words * sizeof(uint32_t));
	for (int round = 0; round < 20000; round++)
	{
		static const uint32_t values[] = {0, 1, 2, 0x7fffffff, 0x80000000, UINT32_MAX, UINT32_MAX - 1, 0x40000000};
		struct lexicon lexicon;

		memcpy(spoilt, blob, words * sizeof(uint32_t));
		for (uint32_t n = 1 + below(3); n > 0; n--)
		{
			uint32_t	at = below(round % 2 ? LEXICON_HEADER : (uint32_t) words);

			spoilt[at] = below(2) ? values[below(8)] : below(2) ? below(200) : spoilt[at] ^ 1u << below(32);
		}
		if (!lexicon_check(spoilt, words))
		{
			refused++;
			continue;
		}
		passed++;
		lexicon_open(&lexicon, spoilt);
		text.lexicon = &lexicon;
		random_text(&text, terms);
		for (text.at = 0; text.at < TEXT; text.at += 7)
		{
			struct lexicon_walk walk;
			struct lexicon_match match;

			lexicon_walk_begin(&walk, &lexicon, twin_source, &text);
			while (lexicon_walk_next(&walk, &match))
				for (uint32_t i = 0; i < match.count; i++)
				{
					size_t		len;
					const char *lexeme = lexicon_lexeme(&lexicon, lexicon_entry(match.outputs[i]), &len);

					seed += len > 0 ? (uint32_t) lexeme[len - 1] + (uint32_t) lexeme[0] : 0;
				}
		}
	}
	for (size_t n = 0; n < words; n++)
	{
		uint32_t   *cut = malloc((n + 1) * sizeof(uint32_t));

		memcpy(cut, blob, n * sizeof(uint32_t));
		passed += lexicon_check(cut, n) * 1000000;
		free(cut);
	}
	/* a table without an empty slot would be probed for ever */
	for (int table = 0; table < 2; table++)
	{
		size_t		first = table == 0 ? LEXICON_HEADER : LEXICON_HEADER + 2 * (size_t) blob[LEXICON_HEADER_WORD_SLOTS] + blob[LEXICON_HEADER_WORDS] + 2;
		size_t		slots = table == 0 ? blob[LEXICON_HEADER_WORD_SLOTS] : blob[LEXICON_HEADER_STATE_SLOTS];

		memcpy(spoilt, blob, words * sizeof(uint32_t));
		for (size_t i = 0; i < slots; i++)
		{
			uint32_t   *slot = &spoilt[first + 2 * i + 1];

			*slot = *slot == 0 ? 1 : *slot;
		}
		CHECK(!lexicon_check(spoilt, words), "a full table of %zu slots is refused", slots);
	}
	tap_tried(20000, "spoilt lexicons");
	CHECK(passed > 1000 && passed < 1000000 && refused > 5000, "%d spoilt blobs were refused, %d read without harm", refused, passed);
	free(blob);
	free(spoilt);
}

int
main(void)
{
	test_builder();
	test_memory();
	test_exact();
	test_twin();
	test_many();
	test_corrupted();
	return tap_done();
}
