/*
 * One token to its lexeme. The expected lexemes are what a reader expects of the spelling (the numbers, dates and names
 * are the same thing written two ways); stems and stop words are tested where they are made.
 */
#include <stdlib.h>
#include <string.h>

#include "core/text/english.h"
#include "core/text/fold.h"
#include "core/text/word.h"
#include "tap.h"

static const struct word_options by_letters = {FOLD_ALL, true, true, WORD_AUTO};
static const struct word_options other = {FOLD_ALL, true, true, WORD_OTHER};

/* The word in memory of just its size, so that a read past its end shows. The answer is in one of four buffers. */
static const char *
lexeme_of(const struct word_options *o, const char *s, size_t len)
{
	static char buffers[4][WORD_MAX + 1];
	static int	turn;
	char	   *out = buffers[turn++ % 4];
	char	   *copy = malloc(len ? len : 1);
	struct word word;

	memcpy(copy, s, len);
	word = word_analyse(o, copy, len, out, WORD_MAX);
	free(copy);
	if (word.stop)
		return "(stop)";
	out[word.len] = '\0';
	return out;
}

static const char *
lexeme(const char *s)
{
	return lexeme_of(&by_letters, s, strlen(s));
}

static void
test_spellings(void)
{
	static const char *const pairs[][2] = {
		/* numbers and dates */
		{"1,234,567.89", "1234567.89"}, {"\xd9\xa1\xd9\xa2\xd9\xac\xd9\xa3\xd9\xa4\xd9\xa5\xd9\xab\xd9\xa6\xd9\xa7", "12345.67"},
		{"\xdb\xb1\xdb\xb4\xdb\xb0\xdb\xb2", "1402"}, {"1,234", "1234"}, {"2009/05/01", "2009-05-01"},
		{"2009-5-1", "2009-05-01"}, {"\xd9\xa2\xd9\xa0\xd9\xa0\xd9\xa9-\xd9\xa0\xd9\xa5-\xd9\xa0\xd9\xa1", "2009-05-01"},
		{"01/05/2009", "01/05/2009"}, {"1.2.3", "1.2.3"}, {"3rd", "3rd"}, {"COP28", "cop28"},
		/* acronyms and possessives */
		{"U.S.", "us"}, {"U.N", "un"}, {"U.S.A.", "usa"}, {"Clinton's", "clinton"}, {"Clinton\xe2\x80\x99s", "clinton"},
		{"States'", "state"}, {"O'Brien", "obrien"}, {"Sana\xca\xbd" "a", "sanaa"},
		/* addresses and tags */
		{"https://www.UN.org/", "un.org"}, {"www.un.org", "un.org"}, {"Press@UN.org", "press@un.org"},
		{"#Smart_Power", "#smartpower"}, {"@UN_News", "@un_news"},
		/* other letters */
		{"caf\xc3\xa9", "cafe"}, {"\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0", "\xd0\xbc\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0"},
		{"co\xe2\x80\x90op", "co-op"},
		/* a vowelled word, the same with tatweel and in presentation forms */
		{"\xd9\x88\xd9\x8e\xd8\xb2\xd9\x90\xd9\x8a\xd8\xb1\xd9\x8f", "\xd9\x88\xd8\xb2\xd9\x8a\xd8\xb1"},
		{"\xd9\x88\xd8\xb2\xd9\x80\xd9\x8a\xd8\xb1", "\xd9\x88\xd8\xb2\xd9\x8a\xd8\xb1"},
		{"\xef\xbb\xad\xef\xba\xaf\xef\xbb\xb3\xef\xba\xae", "\xd9\x88\xd8\xb2\xd9\x8a\xd8\xb1"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		CHECK(strcmp(lexeme(pairs[i][0]), pairs[i][1]) == 0, "%s is %s, is %s", pairs[i][0], pairs[i][1], lexeme(pairs[i][0]));
}

static void
test_stop_words(void)
{
	static const char *const stops[] = {
		"the", "The", "THE", "us", "it", "don't", "isn\xe2\x80\x99t", "we've", "they'll", "can't",
		"\xd8\xb9\xd9\x84\xd9\x89" /* on */ , "\xd8\xa7\xd9\x84" /* the article */ , "\xd9\x88\xd8\xa7\xd9\x84",
	};
	static const char *const words[] = {"US", "U.S.", "IT", "WHO", "war", "\xd8\xb9\xd9\x84\xd9\x8a" /* Ali */ };
	struct word_options all = by_letters;

	all.stop = false;
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
	{
		CHECK(strcmp(lexeme(stops[i]), "(stop)") == 0, "%s is a stop word", stops[i]);
		CHECK(strcmp(lexeme_of(&all, stops[i], strlen(stops[i])), "(stop)") != 0, "%s is none without StopWords", stops[i]);
		CHECK(strcmp(lexeme_of(&other, stops[i], strlen(stops[i])), "(stop)") != 0, "%s is none of another language", stops[i]);
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		CHECK(strcmp(lexeme(words[i]), "(stop)") != 0, "%s is no stop word", words[i]);
	for (size_t i = 0; english_stop_word_at(i) != NULL; i++)
		if (strcmp(lexeme(english_stop_word_at(i)), "(stop)") != 0)
			CHECK(false, "%s is a stop word", english_stop_word_at(i));
}

/* What an option keeps apart, and that the stem keeps the letters that the option does. */
static void
test_options(void)
{
	static const char *const hamza = "\xd8\xa7\xd9\x84\xd8\xa3\xd9\x85\xd9\x86";	/* the security */
	static const char *const security = "\xd8\xa3\xd9\x85\xd9\x86";
	static const char *const bare = "\xd8\xa7\xd9\x85\xd9\x86";
	struct word_options o = by_letters;

	CHECK(strcmp(lexeme_of(&o, hamza, strlen(hamza)), bare) == 0, "hamza folded, stemmed");
	o.fold = FOLD_ALL & ~(unsigned) FOLD_HAMZA;
	CHECK(strcmp(lexeme_of(&o, hamza, strlen(hamza)), security) == 0, "hamza kept, stemmed");
	o.stem = false;
	CHECK(strcmp(lexeme_of(&o, hamza, strlen(hamza)), hamza) == 0, "hamza kept, not stemmed");
	CHECK(strcmp(lexeme_of(&o, "nations", 7), "nations") == 0, "an English word not stemmed");
	CHECK(strcmp(lexeme_of(&o, "\xd9\x85\xd8\xb4\xd9\x89", 6), "\xd9\x85\xd8\xb4\xd9\x8a") == 0, "alef maqsura folded, not stemmed");
	o.fold = FOLD_ALL;
	CHECK(strcmp(lexeme_of(&o, "\xd9\x85\xd8\xb4\xd9\x89", 6), "\xd9\x85\xd8\xb4\xd9\x8a") == 0, "so, too, with all foldings");
	o.language = WORD_OTHER;
	o.fold = 0;
	CHECK(strcmp(lexeme_of(&o, "\xd8\xb9\xd9\x84\xd9\x89", 6), "\xd8\xb9\xd9\x84\xd9\x89") == 0, "alef maqsura kept");
}

static void
test_keys(void)
{
	static const char *const equal[][2] = {
		{"Ministers", "minister"}, {"U.S.", "US"}, {"the", "The"}, {"Clinton's", "clinton"},
		{"\xd9\x88\xd8\xa7\xd9\x84\xd9\x88\xd8\xb2\xd9\x8a\xd8\xb1", "\xd9\x88\xd8\xb2\xd9\x8a\xd8\xb1"},
	};

	for (size_t i = 0; i < sizeof(equal) / sizeof(equal[0]); i++)
	{
		char		a[WORD_MAX];
		char		b[WORD_MAX];
		size_t		len = word_key(equal[i][0], strlen(equal[i][0]), a, sizeof(a));

		CHECK(len > 0 && len == word_key(equal[i][1], strlen(equal[i][1]), b, sizeof(b)) && memcmp(a, b, len) == 0,
			  "%s and %s have one key", equal[i][0], equal[i][1]);
	}
}

static void
test_scripts(void)
{
	CHECK(word_is_of(WORD_ENGLISH, "war", 3) && word_is_of(WORD_ENGLISH, "\xc3\xa9t\xc3\xa9", 5), "Latin letters");
	CHECK(word_is_of(WORD_ARABIC, "\xd8\xad\xd8\xb1\xd8\xa8", 6) && word_is_of(WORD_ARABIC, "\xef\xbb\xad", 3), "Arabic letters");
	CHECK(!word_is_of(WORD_ENGLISH, "\xd8\xad", 2) && !word_is_of(WORD_ARABIC, "war", 3), "each not the other's");
	CHECK(!word_is_of(WORD_AUTO, "1948", 4) && !word_is_of(WORD_AUTO, "\xd0\xbc", 2) && !word_is_of(WORD_AUTO, "", 0), "neither");
	CHECK(word_is_of(WORD_OTHER, "1948", 4), "any token is of another language");
}

/* Sizes: nothing is written past the buffer, what does not fit is nothing, and what is too long has no lexeme. */
static void
test_sizes(void)
{
	char	   *long_word = malloc(4200);
	char		out[WORD_MAX];

	memset(long_word, 'z', 4200);
	CHECK(word_analyse(&other, long_word, WORD_MAX, out, sizeof(out)).len == WORD_MAX, "the longest lexeme");
	CHECK(word_analyse(&other, long_word, WORD_MAX + 1, out, sizeof(out)).len == 0, "a longer one is none");
	CHECK(word_analyse(&by_letters, long_word, 4200, out, sizeof(out)).len == 0, "a much longer one is none");
	for (size_t i = 0; i + 3 <= 1800; i += 3)
		memcpy(long_word + i, "\xef\xb7\xba", 3);
	CHECK(word_analyse(&by_letters, long_word, 1800, out, sizeof(out)).len == 0, "nor is one that folding makes too long");
	free(long_word);
	for (size_t size = 0; size < 8; size++)
	{
		char	   *small = malloc(size ? size : 1);
		struct word word = word_analyse(&by_letters, "ministers", 9, small, size);

		CHECK(word.len == (size >= 6 ? 6u : 0u) && !word.stop, "a lexeme of 6 bytes in %zu", size);
		free(small);
	}
	CHECK(word_analyse(&by_letters, "", 0, out, sizeof(out)).len == 0, "nothing has no lexeme");
	CHECK(*lexeme("\xd9\x8b") == '\0', "nor has a mark alone");
}

/* Random words of any bytes: the lexeme is within its limits and the same again, whatever the flags say. */
static void
test_random(void)
{
	static const char *const pieces[] = {
		"a", "Z", "'", "\xe2\x80\x99", ".", "-", "_", "#", "@", "/", ":", "1", "23", ",", "s", "www.", "://", "\xd8\xa7", "\xd9\x84",
		"\xd9\x88", "\xd9\x89", "\xd8\xa9", "\xd9\x8b", "\xd9\xa3", "\xd9\xab", "\xff", "\xd8", "\xc3\xa9", "\xef\xb7\xba", "\xf0\x9f\x98\x80", "\0"
	};
	unsigned	seed = 1;
	bool		good = true;

	for (int n = 0; n < 200000; n++)
	{
		char		word[64];
		char		a[WORD_MAX];
		char		b[WORD_MAX];
		size_t		len = 0;
		struct word_options o = {n & 7, n & 8, n & 16, (enum word_language) (n >> 5 & 3)};
		struct word first;
		struct word second;

		for (int i = 0; i < 8; i++)
		{
			const char *piece;

			seed = seed * 1103515245 + 12345;
			piece = pieces[(seed >> 16) % (sizeof(pieces) / sizeof(pieces[0]))];
			memcpy(word + len, piece, strlen(piece));
			len += strlen(piece);
		}
		first = word_analyse(&o, word, len, a, sizeof(a));
		second = word_analyse(&o, word, len, b, first.len);
		good = good && first.len <= WORD_MAX && first.len == second.len && first.stop == second.stop &&
			memcmp(a, b, first.len) == 0 && !(first.stop && (first.len > 0 || !o.stop));
	}
	tap_tried(200000, "random words");
	CHECK(good, "random words");
}

int
main(void)
{
	test_spellings();
	test_stop_words();
	test_options();
	test_keys();
	test_scripts();
	test_sizes();
	test_random();
	return tap_done();
}
