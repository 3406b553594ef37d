/*
 * English stems: the examples and rules of Snowball's published description of the algorithm, step by step, worked out
 * by hand; properties over built words. test/tap/210_english_stem.pl compares with the server's dictionary.
 */
#include <stdlib.h>
#include <string.h>

#include "core/text/english.h"
#include "tap.h"

struct pair
{
	const char *word;
	const char *stem;
};

/* Into memory of the very size promised, so that the sanitizer sees a byte too many. */
static bool
stems_to(const char *word, const char *expected)
{
	size_t		len = strlen(word);
	char	   *in = malloc(len + 1);
	char	   *out = malloc(len + (len == 0));
	size_t		stem_len;
	bool		same;

	memcpy(in, word, len);
	stem_len = english_stem(in, len, out);
	same = stem_len == strlen(expected) && stem_len <= len && memcmp(out, expected, stem_len) == 0;
	free(in);
	free(out);
	return same;
}

#define CHECK_PAIRS(pairs) \
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) \
		CHECK(stems_to(pairs[i].word, pairs[i].stem), "%s -> %s", pairs[i].word, pairs[i].stem)

static void
test_steps(void)
{
	static const struct pair step_1a[] = {
		{"america's", "america"}, {"states'", "state"}, {"boss's'", "boss"}, {"'tis", "tis"},
		{"caresses", "caress"}, {"ties", "tie"}, {"cries", "cri"}, {"tied", "tie"}, {"cried", "cri"},
		{"gas", "gas"}, {"this", "this"}, {"gaps", "gap"}, {"kiwis", "kiwi"}, {"campus", "campus"}, {"abyss", "abyss"},
		{"\xc3\xa9" "bies", "\xc3\xa9" "bi"}, {"\xc3\xa9ies", "\xc3\xa9ie"}, {"''s", "''s"}, {"''s'", "''s'"},
	};
	static const struct pair step_1b[] = {
		{"agreed", "agre"}, {"feed", "feed"}, {"bleed", "bleed"}, {"luxuriated", "luxuri"}, {"troubled", "troubl"},
		{"sized", "size"}, {"hopping", "hop"}, {"hoping", "hope"}, {"hopped", "hop"}, {"hoped", "hope"}, {"falling", "fall"},
		{"hissing", "hiss"}, {"filing", "file"}, {"failing", "fail"}, {"repeatedly", "repeat"}, {"exceedingly", "exceed"},
		{"sing", "sing"}, {"bed", "bed"}, {"boxing", "box"}, {"snowing", "snow"}, {"baying", "bay"}, {"egging", "eg"},
	};
	static const struct pair step_1c[] = {
		{"cry", "cri"}, {"by", "by"}, {"say", "say"}, {"happy", "happi"}, {"\xc3\xa9y", "\xc3\xa9y"}, {"\xc3\xa9ty", "\xc3\xa9ti"},
		{"youth", "youth"}, {"boy", "boy"}, {"boyish", "boyish"}, {"yyy", "yyy"}, {"enjoyment", "enjoy"},
	};
	static const struct pair step_2[] = {
		{"national", "nation"}, {"valency", "valenc"}, {"hesitancy", "hesit"}, {"suitably", "suitabl"}, {"differently", "differ"},
		{"organizer", "organ"}, {"organization", "organ"}, {"relational", "relat"}, {"migration", "migrat"}, {"operator", "oper"},
		{"feudalism", "feudal"}, {"nationality", "nation"}, {"radically", "radic"}, {"hopefulness", "hope"}, {"analogously", "analog"},
		{"callousness", "callous"}, {"decisiveness", "decis"}, {"sensitivity", "sensit"}, {"sensibility", "sensibl"}, {"possibly", "possibl"},
		{"geology", "geolog"}, {"pedagogi", "pedagogi"}, {"hopefully", "hope"}, {"carelessly", "careless"}, {"quickly", "quick"},
		{"loosely", "loos"}, {"vilely", "vile"}, {"calmly", "calm"}, {"firmly", "firm"}, {"wisely", "wise"}, {"family", "famili"},
	};
	static const struct pair step_3_to_5[] = {
		{"rational", "ration"}, {"formalize", "formal"}, {"duplicate", "duplic"}, {"electricity", "electr"}, {"electrical", "electr"},
		{"hopeful", "hope"}, {"goodness", "good"}, {"formative", "format"}, {"negative", "negat"}, {"demonstrative", "demonstr"},
		{"revival", "reviv"}, {"allowance", "allow"}, {"inference", "infer"}, {"airliner", "airlin"}, {"gyroscopic", "gyroscop"},
		{"adjustable", "adjust"}, {"defensible", "defens"}, {"irritant", "irrit"}, {"replacement", "replac"}, {"adjustment", "adjust"},
		{"dependent", "depend"}, {"adoption", "adopt"}, {"tension", "tension"}, {"onion", "onion"}, {"communism", "communism"},
		{"activate", "activ"}, {"angularity", "angular"}, {"homologous", "homolog"}, {"effective", "effect"}, {"bowdlerize", "bowdler"},
		{"probate", "probat"}, {"rate", "rate"}, {"cease", "ceas"}, {"controll", "control"}, {"roll", "roll"},
	};

	CHECK_PAIRS(step_1a);
	CHECK_PAIRS(step_1b);
	CHECK_PAIRS(step_1c);
	CHECK_PAIRS(step_2);
	CHECK_PAIRS(step_3_to_5);
}

static void
test_exceptions(void)
{
	static const struct pair words[] = {
		{"skis", "ski"}, {"skies", "sky"}, {"dying", "die"}, {"lying", "lie"}, {"tying", "tie"}, {"idly", "idl"}, {"gently", "gentl"},
		{"ugly", "ugli"}, {"early", "earli"}, {"only", "onli"}, {"singly", "singl"}, {"sky", "sky"}, {"news", "news"}, {"howe", "howe"},
		{"atlas", "atlas"}, {"cosmos", "cosmos"}, {"bias", "bias"}, {"andes", "andes"}, {"inning", "inning"}, {"innings", "inning"},
		{"outings", "outing"}, {"canning", "canning"}, {"herrings", "herring"}, {"earring", "earring"}, {"proceed", "proceed"},
		{"proceeds", "proceed"}, {"exceeds", "exceed"}, {"succeed", "succeed"}, {"exceeding", "exceed"}, {"banning", "ban"},
		{"generate", "generat"}, {"general", "general"}, {"generic", "generic"}, {"generous", "generous"}, {"community", "communiti"},
		{"communal", "communal"}, {"arsenal", "arsenal"}, {"arsenic", "arsenic"}, {"gener", "gener"}, {"newses", "news"}, {"atlases", "atlas"},
	};

	CHECK_PAIRS(words);
}

static void
test_short_and_long(void)
{
	static const struct pair words[] = {
		{"", ""}, {"s", "s"}, {"us", "us"}, {"is", "is"}, {"''", "''"}, {"\xc3\xa9s", "\xc3\xa9s"}, {"\xf0\x9f\x98\x80s", "\xf0\x9f\x98\x80s"},
		{"'as", "as"}, {"\xff\xfe", "\xff\xfe"}, {"\x80\x80\x80", "\x80\x80\x80"},
	};
	char	   *word = malloc(ENGLISH_STEM_LONGEST + 3);

	CHECK_PAIRS(words);
	for (size_t len = ENGLISH_STEM_LONGEST - 1; len <= ENGLISH_STEM_LONGEST + 1; len++)
	{
		char	   *expected = malloc(len + 1);

		memset(word, 'b', len);
		memset(word, 'a', len / 2);
		word[len - 1] = 's';
		word[len] = '\0';
		strcpy(expected, word);
		if (len <= ENGLISH_STEM_LONGEST)
			expected[len - 1] = '\0';
		CHECK(stems_to(word, expected), "a word of %zu bytes is %s", len, len <= ENGLISH_STEM_LONGEST ? "stemmed" : "left alone");
		free(expected);
	}
	free(word);
}

/* Every word of five letters from an alphabet with all the kinds that the rules tell apart. */
static void
test_properties(void)
{
	static const char alphabet[] = "aeiysdglnt'x";
	const size_t letters = sizeof(alphabet) - 1;
	size_t		total = letters * letters * letters * letters * letters;
	size_t		longer = 0;
	size_t		other_start = 0;
	size_t		inherited = 0;

	for (size_t n = 0; n < total; n++)
	{
		char		word[6];
		char		plural[8];
		char		out[8];
		char		out_plural[8];
		size_t		rest = n;
		size_t		len;

		for (int i = 0; i < 5; i++, rest /= letters)
			word[i] = alphabet[rest % letters];
		len = english_stem(word, 5, out);
		longer += len > 5 || len == 0;
		other_start += word[0] != '\'' && out[0] != word[0];
		/* The possessive goes before all else, but for whole words with a stem of their own: atlas, andes, dying, lying, tying. */
		memcpy(plural, word, 5);
		memcpy(plural + 5, "'s", 2);
		if (memchr(word + 1, '\'', 4) == NULL)
		{
			size_t		plural_len = english_stem(plural, 7, out_plural);

			inherited += plural_len != len || memcmp(out, out_plural, len) != 0;
		}
	}
	CHECK(longer == 0, "no stem of %zu words is empty or longer than the word", total);
	CHECK(other_start == 0, "every stem begins as its word does");
	CHECK(inherited == 5, "a possessive has the stem of its word, apart from the exceptions");
}

static void
test_stop_words(void)
{
	static const char *const stop[] = {"the", "of", "themselves", "don't", "don\xe2\x80\x99t", "isnt", "who", "us", "it", "s"};
	static const char *const content[] = {"", "may", "might", "power", "state", "like", "thee", "th", "don`t", "themselvesthemselves"};
	size_t		count = 0;
	size_t		wrong = 0;

	for (size_t i = 0; i < sizeof(stop) / sizeof(stop[0]); i++)
		CHECK(english_stop_word(stop[i], strlen(stop[i]), false), "%s is a stop word", stop[i]);
	for (size_t i = 0; i < sizeof(content) / sizeof(content[0]); i++)
		CHECK(!english_stop_word(content[i], strlen(content[i]), false), "\"%s\" is not a stop word", content[i]);
	CHECK(!english_stop_word("is", 3, false), "a NUL byte is a byte like others");
	CHECK(!english_stop_word("us", 2, true) && !english_stop_word("who", 3, true) && !english_stop_word("it", 2, true) &&
		  !english_stop_word("is", 2, true), "US, WHO, IT and IS are names");
	CHECK(english_stop_word("the", 3, true) && english_stop_word("in", 2, true), "THE and IN are not");

	for (; english_stop_word_at(count) != NULL; count++)
	{
		const char *word = english_stop_word_at(count);

		wrong += !english_stop_word(word, strlen(word), false) || (count > 0 && strcmp(english_stop_word_at(count - 1), word) >= 0);
	}
	CHECK(count > 250 && wrong == 0 && english_stop_word_at(count + 1000) == NULL, "the %zu stop words are listed in order, and found", count);
}

int
main(void)
{
	test_steps();
	test_exceptions();
	test_short_and_long();
	test_properties();
	test_stop_words();
	return tap_done();
}
