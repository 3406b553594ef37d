/*
 * Terms, lines and whole texts: worked examples, and a twin that cuts a random text into words by itself and lays the
 * keys of every term beside every word.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/concept.h"
#include "core/lexicon/lexicon_build.h"
#include "core/lexicon/lexicon_lines.h"
#include "core/lexicon/lexicon_term.h"
#include "core/lexicon/text_match.h"
#include "heap.h"
#include "tap.h"

static uint32_t seed = 4711;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) (((uint64_t) seed * n) >> 32);
}

/* A lexicon of terms, entry i the term i; malloc'd. */
static uint32_t *
compile(const char *const *terms, size_t count, struct lexicon *lexicon)
{
	struct lexicon_builder builder;
	size_t		words = 0;
	uint32_t   *blob;

	lexicon_build_begin(&builder, &heap);
	for (size_t i = 0; i < count; i++)
	{
		static struct lexicon_term term;
		char		lexeme[24];
		uint32_t	entry;
		uint32_t	other;

		lexicon_build_entry(&builder, lexeme, (size_t) sprintf(lexeme, "%zu", i), 0, &entry);
		if (lexicon_parse_term(terms[i], strlen(terms[i]), &term) == LEXICON_OK)
			lexicon_build_add(&builder, entry, term.keys, term.count, &other);
	}
	lexicon_build_finish(&builder, &words);
	blob = malloc(words * sizeof(uint32_t));
	lexicon_build_write(&builder, blob);
	lexicon_build_end(&builder);
	lexicon_open(lexicon, blob);
	return blob;
}

#define FOUND_MAX 20000

struct found
{
	size_t		count;
	size_t		stop_after;
	struct text_match matches[FOUND_MAX];
};

static bool
note(void *arg, const struct text_match *match)
{
	struct found *found = arg;

	if (match == NULL)
		return true;
	if (found->count < FOUND_MAX)
		found->matches[found->count] = *match;
	found->count++;
	return found->count != found->stop_after;
}

/* Does the term match in the text? In how many places? */
static size_t
places(const char *term, const char *text)
{
	struct lexicon lexicon;
	uint32_t   *blob = compile(&term, 1, &lexicon);
	static struct found found;

	found.count = found.stop_after = 0;
	text_match(&lexicon, TEXT_MATCH_ALL, text, strlen(text), note, &found);
	free(blob);
	return found.count;
}

static void
test_terms(void)
{
	static const struct
	{
		const char *term;
		const char *text;
		size_t		places;
	}			examples[] = {
		{"cyber attack", "Cyber attacks and a cyber-attack", 2},
		{"cyber attack", "cyber, attack. Cyber: attack", 0},
		{"foreign minister", "the Foreign\nMinisters met; foreign\n\nminister", 1},
		{"semi-hard power", "Semi hard power, semi-hard power", 2},
		{"COVID-19", "COVID-19 and covid 19", 2},
		{"\"May\"", "May we? We may. IN MAY", 2},
		{"\"WHO\"", "WHO who Who WHO's", 2},
		{"\"aids\"", "AIDS Aids aids aid aiding", 3},
		{"sanction", "Sanctions sanctioned SANCTION", 3},
		{"U.S.", "the U.S. and the US", 2},
		{"\"US\"", "the U.S. and us and the US", 2},
		{"1,000 days", "1000 days and ١٠٠٠ days", 2},
		{"charge d'affaires", "a charge d'affaires", 1},
		{"وزير الخارجية", "ووزير الخارجية، ولوزير الخارجيه", 2},
		{"الأمن السيبراني", "الأمن-السيبراني والامن السيبرانى", 2},
		{"القوة الناعمة", "بالقوة الناعمة والقوة الناعمة وللقوّة الناعمـة", 3},
		{"\"حزب\"", "حزب الحزب وحزب للحزب حزبي حزبهم", 4},
		{"soft power", "#SoftPower and #soft_power", 2},
		{"soft power", "soft (power) soft — power soft \"power\"", 1},
		{"x.com", "on x.com now", 1},
	};

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
	{
		size_t		found = places(examples[i].term, examples[i].text);

		CHECK(found == examples[i].places, "%s stands in text %zu %zu times", examples[i].term, i, found);
	}
}

static enum lexicon_error
parse(const char *s)
{
	static struct lexicon_term term;

	return lexicon_parse_term(s, strlen(s), &term);
}

static void
test_errors(void)
{
	static char big[2000];

	memset(big, 'x', sizeof(big) - 1);
	CHECK(parse("") == LEXICON_NO_WORDS && parse(" - ") == LEXICON_NO_WORDS && parse("\"\"") == LEXICON_NO_WORDS, "no words");
	CHECK(parse("a b c d e f g h") == LEXICON_OK && parse("a b c d e f g h i") == LEXICON_MANY_WORDS, "eight words at most");
	CHECK(parse("a, b") == LEXICON_BREAK && parse("\"a.\" b") == LEXICON_BREAK && parse("a.") == LEXICON_OK, "nothing ends the phrase inside");
	CHECK(parse("\"a") == LEXICON_OPEN_QUOTE && parse("a \"b\" c") == LEXICON_OK, "quotes");
	CHECK(parse(big) == LEXICON_BAD_WORD, "a word too long");
	CHECK(parse("\xff\xfe") == LEXICON_NO_WORDS, "bytes that are no text");
}

static void
test_blanks(void)
{
	static const char *const breaking[] = {". ", "!", "؟ ", "، ", "\n\n", "\n \r\n", " — ", "(", "…", "؛", ":", "|", "。"};
	static const char *const joining[] = {" ", "\n", "-", "/", "\"", "'", " – ", "«", "\t", "\r\n", "&", "", "\xff"};

	for (size_t i = 0; i < sizeof(breaking) / sizeof(breaking[0]); i++)
		CHECK(blank_breaks(breaking[i], strlen(breaking[i])), "blank %zu ends a phrase", i);
	for (size_t i = 0; i < sizeof(joining) / sizeof(joining[0]); i++)
		CHECK(!blank_breaks(joining[i], strlen(joining[i])), "blank %zu does not", i);
}

/* The twin. */

static const char *const vocabulary[] = {"soft", "Soft", "power", "powers", "POWER", "smart", "hard", "semi-hard", "state",
	"States", "US", "us", "U.S.", "May", "may", "القوة", "قوة", "والقوة", "الناعمة", "ناعمة", "دولة", "للدولة", "2020", "٢٠٢٠",
"#SoftPower", "x.com", "don't"};
static const char *const gaps[] = {" ", " ", " ", " ", "\n", "-", ". ", "، ", "\n\n", " \"", "/", " ( ", " 🙂 "};

#define VOCABULARY (sizeof(vocabulary) / sizeof(vocabulary[0]))
#define GAPS (sizeof(gaps) / sizeof(gaps[0]))
#define TERMS 40

struct twin_word
{
	bool		apart;
	char		key[LEXICON_KEY_MAX];
	char		form[LEXICON_KEY_MAX];
	unsigned	letter_case;
	uint32_t	start;
	uint32_t	end;
};

static size_t
cut(const char *text, struct twin_word *words)
{
	struct segmenter segmenter;
	struct token token;
	size_t		count = 0;
	bool		apart = false;

	segment_begin(&segmenter, text, strlen(text));
	while (segment_next(&segmenter, &token))
	{
		struct twin_word *word = &words[count];

		if (token.type == TOKEN_BLANK)
			apart |= blank_breaks(text + token.start, token.len);
		else if (token.type != TOKEN_COMPOUND && token.type != TOKEN_HASHTAG && token.type != TOKEN_MENTION && token.type != TOKEN_URL)
		{
			word->apart = apart;
			apart = false;
			word->key[token_key(text + token.start, token.len, word->key)] = '\0';
			word->form[token_form(text + token.start, token.len, word->form)] = '\0';
			word->letter_case = token_case(&token);
			word->start = token.start;
			word->end = token.start + token.len;
			count++;
		}
	}
	return count;
}

/* An Arabic word's forms, written out: itself, and without و or ف, and without the article. Words of the vocabulary only. */
static bool
form_meets(const char *form, const char *key, size_t len)
{
	static const char *const arabic[][4] = {{"القوه", "القوه", "قوه"}, {"والقوه", "القوه", "قوه"}, {"الناعمه", "الناعمه", "ناعمه"},
		{"للدوله", "الدوله", "دوله"}};

	if (strlen(form) == len && memcmp(form, key, len) == 0)
		return true;
	for (size_t i = 0; i < sizeof(arabic) / sizeof(arabic[0]); i++)
		for (int j = 1; j < 3; j++)
			if (strcmp(form, arabic[i][0]) == 0 && strlen(arabic[i][j]) == len && memcmp(arabic[i][j], key, len) == 0)
				return true;
	return false;
}

static bool
meets(const struct lexicon_key *key, const struct twin_word *word)
{
	if (key->kind == LEXICON_STEM)
		return strlen(word->key) == key->len && memcmp(word->key, key->s, key->len) == 0;
	if (key->kind == LEXICON_ALL_CAPITALS && word->letter_case != LEXICON_CASE_CAPS)
		return false;
	if (key->kind == LEXICON_CAPITAL && word->letter_case == 0)
		return false;
	return form_meets(word->form, key->s, key->len);
}

static void
append(char *text, const char *s)
{
	strcat(text, s);
}

static void
test_twin(void)
{
	int			wrong = 0;
	int			matches = 0;
	int			skipped = 0;

	for (int round = 0; round < 200; round++)
	{
		static char bytes[TERMS][200];
		static struct lexicon_term parsed[TERMS];
		static struct twin_word words[2000];
		static struct found all;
		static struct found longest;
		static char text[8000];
		const char *terms[TERMS];
		bool		usable[TERMS];
		struct lexicon lexicon;
		size_t		count;
		size_t		expected = 0;
		size_t		next = 0;
		uint32_t   *blob;

		for (int t = 0; t < TERMS; t++)
		{
			terms[t] = bytes[t];
			bytes[t][0] = '\0';
			for (uint32_t n = 1 + below(3); n > 0; n--)
			{
				bool		quoted = below(3) == 0;

				append(bytes[t], quoted ? "\"" : "");
				append(bytes[t], vocabulary[below(VOCABULARY)]);
				append(bytes[t], quoted ? "\" " : " ");
			}
			usable[t] = lexicon_parse_term(bytes[t], strlen(bytes[t]), &parsed[t]) == LEXICON_OK;
			skipped += !usable[t];
		}
		blob = compile(terms, TERMS, &lexicon);
		text[0] = '\0';
		for (int n = 0; n < 250; n++)
		{
			append(text, vocabulary[below(VOCABULARY)]);
			append(text, gaps[below(GAPS)]);
		}
		count = cut(text, words);
		all.count = all.stop_after = longest.count = longest.stop_after = 0;
		text_match(&lexicon, TEXT_MATCH_ALL, text, strlen(text), note, &all);
		text_match(&lexicon, TEXT_MATCH_LONGEST, text, strlen(text), note, &longest);

		for (uint32_t at = 0; at < count; at++)
		{
			size_t		best = 0;

			for (uint32_t t = 0; t < TERMS; t++)
			{
				const struct lexicon_term *term = &parsed[t];
				bool		met = usable[t] && at + term->count <= count;
				bool		told = false;

				for (uint32_t i = 0; met && i < term->count; i++)
					met = (i == 0 || !words[at + i].apart) && meets(&term->keys[i], &words[at + i]);
				for (size_t i = 0; i < all.count && !told; i++)
					told = all.matches[i].entry == t && all.matches[i].first == at;
				for (size_t i = 0; told && i < all.count; i++)
					if (all.matches[i].entry == t && all.matches[i].first == at)
						wrong += all.matches[i].last != at + term->count - 1 || all.matches[i].start != words[at].start ||
							all.matches[i].end != words[at + term->count - 1].end;
				wrong += met != told;
				matches += met;
				expected += met;
				if (met && term->count > best)
					best = term->count;
			}
			/* from left to right: what stands here is told if nothing before covers it */
			if (at < next || best == 0)
				continue;
			for (size_t i = 0, told = 0; i <= longest.count; i++)
			{
				if (i == longest.count)
					wrong += told == 0;
				else if (longest.matches[i].first == at)
				{
					told++;
					wrong += longest.matches[i].last != at + best - 1;
				}
				else
					wrong += longest.matches[i].first > at && longest.matches[i].first < at + best;
			}
			next = at + best;
		}
		wrong += expected > all.count;
		free(blob);
	}
	CHECK(wrong == 0 && matches > 50000 && skipped == 0, "texts and their twin disagree on %d of %d matches", wrong, matches);
}

static void
test_lines(void)
{
	static const struct
	{
		const char *text;
		const char *expected;	/* lexeme|term, of each item, and at an error its line */
		enum lexicon_error error;
	}			examples[] = {
		{"", "", LEXICON_OK},
		{"\n\n# a = b\n  # c\n", "", LEXICON_OK},
		{"a = b; c\nd=e", "a|b,a|c,d|e,", LEXICON_OK},
		{" a b =  c d ;; ;\r\n", "a b|c d,", LEXICON_OK},
		{"=a = b", "=a|b,", LEXICON_OK},
		{"a = b = c", "a|b = c,", LEXICON_OK},
		{"a\\=b = \\;c\\\\", "a=b|;c\\,", LEXICON_OK},
		{"\\#a = b\\nc", "#a|b\nc,", LEXICON_OK},
		{"a = b;\nc\n", "a|b,2", LEXICON_NO_SIGN},
		{"a =", "1", LEXICON_NO_TERM},
		{"a = b\n\nc = ; ", "a|b,3", LEXICON_NO_TERM},
		{"= b", "1", LEXICON_NO_SIGN},
		{"a\\x = b", "1", LEXICON_BAD_ESCAPE},
		{"a = b\\", "1", LEXICON_BAD_ESCAPE},
		{"\\", "1", LEXICON_NO_SIGN},
	};

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
	{
		size_t		len = strlen(examples[i].text);
		char	   *text = malloc(len + 1);
		char		result[200] = "";
		struct lexicon_lines lines;
		struct lexicon_item item;
		enum lexicon_error error;

		memcpy(text, examples[i].text, len);
		lexicon_lines_begin(&lines, text, len);
		while (lexicon_lines_next(&lines, &item, &error))
			sprintf(result + strlen(result), "%.*s|%.*s,", (int) item.lexeme_len, item.lexeme, (int) item.term_len, item.term);
		if (error != LEXICON_OK)
			sprintf(result + strlen(result), "%d", lines.line);
		CHECK(error == examples[i].error && strcmp(result, examples[i].expected) == 0, "lines %zu", i);
		free(text);
	}
}

/* What is written is read again. */
static void
test_round_trip(void)
{
	static const char signs[] = "ab =;\\#n\"\xd9\x84";
	int			wrong = 0;

	for (int round = 0; round < 20000; round++)
	{
		char		lexeme[20];
		char		term[20];
		char		line[100];
		size_t		lens[2];
		size_t		at;
		struct lexicon_lines lines;
		struct lexicon_item item;
		enum lexicon_error error;

		for (int k = 0; k < 2; k++)
		{
			char	   *s = k == 0 ? lexeme : term;

			lens[k] = 1 + below(12);
			for (size_t i = 0; i < lens[k]; i++)
				s[i] = signs[below(i == 0 || i + 1 == lens[k] ? 2 : sizeof(signs) - 1)];
			s[0] = below(4) == 0 ? (k == 0 ? '=' : '#') : s[0];
		}
		if (lens[0] == 1 && lexeme[0] == '=')
			continue;
		at = lexicon_write_lexeme(lexeme, lens[0], line);
		at += (size_t) sprintf(line + at, " = ");
		at += lexicon_write_term(term, lens[1], line + at);
		lexicon_lines_begin(&lines, line, at);
		if (!lexicon_lines_next(&lines, &item, &error) || item.lexeme_len != lens[0] || item.term_len != lens[1] ||
			memcmp(item.lexeme, lexeme, lens[0]) != 0 || memcmp(item.term, term, lens[1]) != 0 ||
			lexicon_lines_next(&lines, &item, &error) || error != LEXICON_OK)
			wrong++;
	}
	CHECK(wrong == 0, "lines that were written are read again");
}

/* What is linked in, and a callback that has enough. */
static void
test_concepts(void)
{
	static const char text[] = "The foreign ministers spoke of soft power. تحدث وزراء الخارجية عن القوة الناعمة";
	static struct found found;
	struct lexicon lexicon;
	int			ministers = 0;

	concept_lexicon(&lexicon);
	found.count = found.stop_after = 0;
	text_match(&lexicon, TEXT_MATCH_LONGEST, text, strlen(text), note, &found);
	for (size_t i = 0; i < found.count && i < FOUND_MAX; i++)
	{
		size_t		len;
		const char *lexeme = lexicon_lexeme(&lexicon, found.matches[i].entry, &len);

		ministers += len == 17 && memcmp(lexeme, "=foreign-minister", len) == 0;
	}
	CHECK(ministers == 2, "a concept in two languages");
	found.count = 0;
	found.stop_after = 1;
	text_match(&lexicon, TEXT_MATCH_ALL, text, strlen(text), note, &found);
	CHECK(found.count == 1, "the search ends when the caller has enough");
}

/* A text without a match is no reason not to ask. */
static bool
count_ticks(void *arg, const struct text_match *match)
{
	unsigned   *ticks = arg;

	*ticks += match == NULL;
	return *ticks < 3;
}

static void
test_ticks(void)
{
	static char text[5 * TEXT_MATCH_TICK * 2];
	struct lexicon lexicon;
	unsigned	ticks = 0;

	for (size_t i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "x ", 2);
	concept_lexicon(&lexicon);
	text_match(&lexicon, TEXT_MATCH_ALL, text, 2 * (2 * TEXT_MATCH_TICK + 10), count_ticks, &ticks);
	CHECK(ticks == 2, "the caller is asked now and then, match or not");
	ticks = 0;
	text_match(&lexicon, TEXT_MATCH_LONGEST, text, sizeof(text), count_ticks, &ticks);
	CHECK(ticks == 3, "and can end the search");
}

int
main(void)
{
	test_ticks();
	test_terms();
	test_errors();
	test_blanks();
	test_lines();
	test_round_trip();
	test_concepts();
	test_twin();
	return tap_done();
}
