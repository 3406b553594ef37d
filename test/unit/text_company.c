/* Terms in company: examples, and a twin that lays all phrases beside all words of random texts. */
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/lexicon_build.h"
#include "core/lexicon/lexicon_term.h"
#include "core/lexicon/text_match.h"
#include "heap.h"
#include "tap.h"

static uint32_t seed = 77;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) (((uint64_t) seed * n) >> 32);
}

/* The first two ask for company of one domain each, the third for either, the fourth for none, the fifth for both; then the domains. */
static const struct
{
	const char *term;
	uint32_t	tag;
}			terms[] = {{"radio", 1}, {"radio show", 2}, {"cheap", 3}, {"summit", 0}, {"post", 3u << COMPANY_DOMAINS}, {"embassy", 1}, {"big web", 2}, {"embassy radio !", 0}};

#define TERMS 5
#define ALL (sizeof(terms) / sizeof(terms[0]))

static uint32_t *
compile(struct lexicon *lexicon)
{
	struct lexicon_builder builder;
	size_t		words = 0;
	uint32_t   *blob;

	lexicon_build_begin(&builder, &heap);
	for (size_t i = 0; i < ALL; i++)
	{
		static struct lexicon_term term;
		char		lexeme = (char) ('a' + i);
		uint32_t	entry;
		uint32_t	other;

		lexicon_build_entry(&builder, &lexeme, 1, 0, &entry);
		lexicon_build_tag(&builder, entry, terms[i].tag);
		lexicon_parse_term(terms[i].term, strlen(terms[i].term), LEXICON_TERMS_WRITTEN, &term);
		lexicon_build_add(&builder, entry, term.keys, term.count,
						  term.marks | (i < TERMS && terms[i].tag != 0 ? LEXICON_IN_COMPANY : 0), &other);
	}
	lexicon_build_finish(&builder, &words);
	blob = malloc(words * sizeof(uint32_t));
	lexicon_build_write(&builder, blob);
	lexicon_build_end(&builder);
	lexicon_open(lexicon, blob);
	lexicon->company = TERMS;
	return blob;
}

/* Entry, first word and certainty of each match: "a3+", with - alone, + accompanied, ! sure. */
struct told
{
	char		s[20000];
	size_t		len;
};

static bool
tell(void *arg, const struct text_match *match)
{
	struct told *told = arg;

	if (match != NULL)
		told->len += (size_t) sprintf(told->s + told->len, "%c%u%c", 'a' + (int) match->entry, match->first, "-+!"[match->certainty]);
	return true;
}

static const char *
told_of(const char *text)
{
	static struct told told;
	struct lexicon lexicon;
	uint32_t   *blob = compile(&lexicon);

	told.len = 0;
	told.s[0] = '\0';
	text_match(&lexicon, TEXT_MATCH_ALL, text, strlen(text), tell, &told);
	free(blob);
	return told.s;
}

static void
test_examples(void)
{
	static const struct
	{
		const char *text;
		const char *told;
	}			examples[] = {
		{"a radio in the street", "a1-"},
		{"the embassy bought a radio", "a4+"},
		{"a radio for the embassies", "a1+"},
		{"a radio, an (embassy)", "a1+"},
		{"a radio. The embassy", "a1-"},
		{"The embassy! A radio", "a3-"},
		{"the embassy\n\na radio", "a3-"},
		{"the embassy\na radio", "a3+"},
		{"x.embassy.org radio", "a1-"},
		{"radio", "a0+"},
		{"\"Radio\" ...", "a0+"},
		{"radios x", "a0-"},
		{"radio show", "a0-b0+"},
		{"the radio show of the big web", "a1-b1+"},
		{"the radio show, big, web", "a1-b1-"},
		{"a radio show of the embassy", "a1+b1-"},
		{"cheap big webs", "c0+"},
		{"cheap embassy", "c0+"},
		{"cheap summit", "c0-d1!"},
		{"embassy 1 2 3 4 5 6 7 8 9 10 11 radio", "a12+"},
		{"embassy 1 2 3 4 5 6 7 8 9 10 11 12 radio", "a13-"},
		{"the radio 1 2 3 4 5 6 7 8 9 10 11 12 embassy", "a1-"},
		{"the radio 1 2 3 4 5 6 7 8 9 10 11 embassy", "a1+"},
		{"radio radio radio embassy", "a0+a1+a2+"},
		{"an embassy radio", ""},
		{"embassy post", "e1-"},
		{"big web post", "e2-"},
		{"an embassy post on the big web", "e2+"},
		{"big web. an embassy post", "e4-"},
	};

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		CHECK(strcmp(told_of(examples[i].text), examples[i].told) == 0, "\"%s\": %s", examples[i].text, told_of(examples[i].text));
}

static const char *const vocabulary[] = {"radio", "show", "cheap", "summit", "post", "embassy", "big", "web", "x", "x", "x", "x", "x", "x", "x", "x"};
static const char *const gaps[] = {" ", " ", " ", " ", " ", " ", " ", "\n", ", ", ". ", "\n\n", " (", "? "};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct twin_text
{
	uint32_t	count;
	uint32_t	word[60];
	uint32_t	sentence[60];
	uint32_t	clause[60];
};

/* Do these words stand there, in one clause? */
static bool
stands(const struct twin_text *text, uint32_t at, const char *a, const char *b)
{
	return at < text->count && strcmp(vocabulary[text->word[at]], a) == 0 &&
		(b == NULL || (at + 1 < text->count && text->clause[at] == text->clause[at + 1] && strcmp(vocabulary[text->word[at + 1]], b) == 0));
}

/* The certainty of a term at a word, by looking at every word for its company. */
static char
certainty(const struct twin_text *text, uint32_t at, uint32_t words, uint32_t tag)
{
	if (text->count == words)
		return '+';
	if (tag >> COMPANY_DOMAINS != 0)
		return certainty(text, at, words, 1) == '+' && certainty(text, at, words, 2) == '+' ? '+' : '-';
	for (uint32_t i = 0; i < text->count; i++)
	{
		bool		embassy = tag & 1 && stands(text, i, "embassy", NULL) && !stands(text, i, "embassy", "radio");
		bool		web = tag & 2 && stands(text, i, "big", "web");
		uint32_t	end = i + (embassy ? 1 : 2);

		if ((embassy || web) && text->sentence[i] == text->sentence[at] && i < at + words + COMPANY_REACH && end + COMPANY_REACH > at)
			return '+';
	}
	return '-';
}

static void
twin_told(const struct twin_text *text, char *out)
{
	*out = '\0';
	for (uint32_t i = 0; i < text->count; i++)
	{
		bool		covered = i > 0 && stands(text, i - 1, "embassy", "radio");

		/* in the order of lengths that the walk has: a phrase in a longer one comes behind it only where the lexicon says so */
		if (stands(text, i, "radio", NULL) && !covered)
			out += sprintf(out, "a%u%c", i, certainty(text, i, 1, 1));
		if (stands(text, i, "radio", "show"))
			out += sprintf(out, "b%u%c", i, certainty(text, i, 2, 2));
		if (stands(text, i, "cheap", NULL))
			out += sprintf(out, "c%u%c", i, certainty(text, i, 1, 3));
		if (stands(text, i, "summit", NULL))
			out += sprintf(out, "d%u!", i);
		if (stands(text, i, "post", NULL))
			out += sprintf(out, "e%u%c", i, certainty(text, i, 1, 3u << COMPANY_DOMAINS));
	}
}

static void
test_twin(void)
{
	int			wrong = 0;
	int			accompanied = 0;
	int			alone = 0;

	for (int round = 0; round < 3000; round++)
	{
		struct twin_text text = {.count = 1 + below(COUNT(text.word))};
		char		s[2000] = "";
		char		expected[2000];
		const char *told;
		uint32_t	sentence = 0;
		uint32_t	clause = 0;

		for (uint32_t i = 0; i < text.count; i++)
		{
			const char *gap = gaps[below(COUNT(gaps))];

			if (i > 0)
			{
				strcat(s, gap);
				clause += strlen(gap) > 1;
				sentence += strcmp(gap, ". ") == 0 || strcmp(gap, "\n\n") == 0 || strcmp(gap, "? ") == 0;
			}
			text.word[i] = below(COUNT(vocabulary));
			text.clause[i] = clause;
			text.sentence[i] = sentence;
			strcat(s, vocabulary[text.word[i]]);
		}
		twin_told(&text, expected);
		told = told_of(s);
		wrong += strcmp(told, expected) != 0;
		accompanied += strchr(told, '+') != NULL;
		alone += strchr(told, '-') != NULL;
	}
	tap_tried(3000, "random texts");
	CHECK(wrong == 0, "%d texts told otherwise than by the twin", wrong);
	CHECK(accompanied > 500 && alone > 500, "terms had company in %d texts, and none in %d", accompanied, alone);
}

int
main(void)
{
	test_examples();
	test_twin();
	return tap_done();
}
