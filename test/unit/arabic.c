/*
 * Arabic stems and stop words: families of forms and pairs to keep apart (test/data, written before the stemmer was
 * tuned), the pairs of words that a search must match, spellings of one word, and properties over all those words.
 */
#include <stdlib.h>
#include <string.h>

#include "core/text/arabic.h"
#include "core/text/arabic_letter.h"
#include "core/text/fold.h"
#include "tap.h"

#define WORD_MAX 200

static size_t
stem(const char *word, char *out)
{
	char		folded[WORD_MAX];
	size_t		len = fold_utf8(word, strlen(word), FOLD_ALL, folded, sizeof(folded));

	len = arabic_stem(folded, len, out);
	out[len] = '\0';
	return len;
}

static bool
same(const char *a, const char *b)
{
	char		stem_a[WORD_MAX + 9], stem_b[WORD_MAX + 9];

	stem(a, stem_a);
	stem(b, stem_b);
	return strcmp(stem_a, stem_b) == 0;
}

static bool
stop(const char *word)
{
	char		folded[WORD_MAX];
	size_t		n = strlen(word);
	size_t		len = fold_utf8(word, n, FOLD_ALL, folded, sizeof(folded));

	return arabic_stop_word(folded, len, n > 2 && memcmp(word + n - 2, "\xd9\x89", 2) == 0);
}

/* --- The tables of test/data: tab-separated lines, comments and a header first --- */

struct row
{
	char	   *field[3];
};

#define ROWS_MAX 4000
static struct row family_rows[ROWS_MAX], apart_rows[ROWS_MAX];
static char family_text[200000], apart_text[100000];
static char family_stem[ROWS_MAX][WORD_MAX + 9];

static size_t
read_rows(const char *file, char *text, size_t size, struct row *rows)
{
	FILE	   *in = fopen(file, "rb");
	size_t		count = 0;
	bool		header = true;

	if (in == NULL)
		return 0;
	text[fread(text, 1, size - 1, in)] = '\0';
	fclose(in);
	for (char *line = text; line != NULL && *line != '\0' && count < ROWS_MAX;)
	{
		char	   *next = strchr(line, '\n');

		if (next != NULL)
			*next++ = '\0';
		if (*line != '#' && !header)
		{
			for (int i = 0; i < 3; i++)
			{
				char	   *tab = strchr(line, '\t');

				rows[count].field[i] = line;
				if (tab == NULL)
					break;
				*tab = '\0';
				line = tab + 1;
			}
			count++;
		}
		else if (*line != '#')
			header = false;
		line = next;
	}
	return count;
}

static void
test_families(size_t rows)
{
	static const struct
	{
		const char *part;
		double		floor;
	}			parts[] = {{"tune", 0.98}, {"check", 0.97}, {"blind", 0.88}};

	for (size_t i = 0; i < rows; i++)
		stem(family_rows[i].field[2], family_stem[i]);
	for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++)
	{
		size_t		pairs = 0, united = 0, merged = 0;

		for (size_t i = 0; i < rows; i++)
			for (size_t j = i + 1; j < rows; j++)
			{
				struct row *a = &family_rows[i], *b = &family_rows[j];
				bool		family = strcmp(a->field[0], b->field[0]) == 0;
				bool		one = strcmp(family_stem[i], family_stem[j]) == 0;

				if (strcmp(a->field[1], parts[p].part) != 0 || strcmp(b->field[1], parts[p].part) != 0)
					continue;
				pairs += family;
				united += family && one;
				merged += !family && one;
			}
		CHECK(pairs > 1400 && (double) united / (double) pairs >= parts[p].floor,
			  "families, %s: %zu of %zu pairs of forms have one stem, at least %.2f", parts[p].part, united, pairs, parts[p].floor);
		CHECK(merged == 0, "families, %s: no two families share a stem", parts[p].part);
	}
}

static void
test_apart(size_t rows)
{
	size_t		merged[2] = {0, 0}, tried[2] = {0, 0};

	for (size_t i = 0; i < rows; i++)
	{
		bool		blind = strcmp(apart_rows[i].field[1], "blind") == 0;

		tried[blind]++;
		if (same(apart_rows[i].field[0], apart_rows[i].field[2]))
		{
			printf("# merged: %s %s\n", apart_rows[i].field[0], apart_rows[i].field[2]);
			merged[blind]++;
		}
	}
	CHECK(tried[0] >= 400 && merged[0] == 0, "%zu pairs of different words, none merged", tried[0]);
	CHECK(tried[1] >= 80 && merged[1] <= 2, "%zu pairs written later, %zu merged, not more than 2", tried[1], merged[1]);
}

/* Ways to write one word: what is inserted, or which letter is written for which. */
static void
respell(const char *word, const char *from, const char *to, bool everywhere, char *out)
{
	size_t		n = strlen(from);

	while (*word != '\0')
	{
		if (n == 0 || strncmp(word, from, n) != 0 || (!everywhere && word[n] != '\0'))
		{
			*out++ = *word++;
			if (((unsigned char) *word & 0xc0) == 0x80)
				*out++ = *word++;
			if (n == 0)
				out = strcpy(out, to) + strlen(to);
			continue;
		}
		out = strcpy(out, to) + strlen(to);
		word += n;
	}
	*out = '\0';
}

static void
test_spellings(size_t rows)
{
	static const struct
	{
		const char *name, *from, *to;
		bool		everywhere;
		unsigned	misses;		/* allowed */
	}			spellings[] = {
		{"fatha on every letter", "", "\xd9\x8e", true, 0},
		{"tatweel after every letter", "", "\xd9\x80", true, 0},
		{"kaf as keheh", "ك", "ک", true, 0},
		{"ya as Farsi yeh", "ي", "ی", true, 0},
		{"heh as heh goal", "ه", "ہ", true, 0},
		{"final ya as alef maqsura", "ي", "ى", false, 0},
		{"final alef maqsura as ya", "ى", "ي", false, 0},
		{"ta marbuta as ha", "ة", "ه", false, 0},
		{"hamza above alef dropped", "أ", "ا", true, 0},
		{"hamza below alef dropped", "إ", "ا", true, 0},
		{"wasla for alef", "ا", "ٱ", true, 0},
		{"final hamza dropped", "ء", "", false, 5},
		{"hamza on waw dropped", "ؤ", "و", true, 4},
		{"alef as isolated presentation form", "ا", "\xef\xba\x8d", true, 0},
		{"lam alef as one presentation form", "لا", "\xef\xbb\xbb", true, 0},
	};
	char		other[10 * WORD_MAX];

	for (size_t s = 0; s < sizeof(spellings) / sizeof(spellings[0]); s++)
	{
		size_t		tried = 0, differ = 0;

		for (size_t i = 0; i < rows; i++)
		{
			respell(family_rows[i].field[2], spellings[s].from, spellings[s].to, spellings[s].everywhere, other);
			if (strcmp(other, family_rows[i].field[2]) == 0)
				continue;
			tried++;
			if (strlen(other) < WORD_MAX && !same(family_rows[i].field[2], other))
			{
				differ++;
				printf("# %s: %s\n", spellings[s].name, family_rows[i].field[2]);
			}
		}
		CHECK(tried > 0 && differ <= spellings[s].misses, "%s: %zu of %zu words keep their stem", spellings[s].name, tried - differ, tried);
	}
}

static void
test_properties(size_t rows)
{
	size_t		bad = 0, unstable = 0;

	for (size_t i = 0; i < rows; i++)
	{
		const char *word = family_rows[i].field[2];
		char		once[WORD_MAX + 9], twice[WORD_MAX + 9];
		size_t		len = stem(word, once);

		bad += len == 0 || len > strlen(word) + 8;
		stem(once, twice);
		if (strcmp(once, twice) != 0)
		{
			unstable++;
			printf("# not stable: %s -> %s -> %s\n", word, once, twice);
		}
	}
	CHECK(bad == 0, "no stem is empty or longer than the word and eight bytes");
	CHECK(unstable <= 12, "%zu stems of %zu words are not their own stem", unstable, rows);
}

/* --- Named pairs --- */

static void
test_pairs(void)
{
	static const char *const equal[][2] = {
		/* what a search of the built-in configurations misses */
		{"الدبلوماسية", "والدبلوماسية"}, {"القرارات", "قرارات"}, {"فالقرارات", "قرار"}, {"وزير", "الوزير"}, {"رئيس", "رؤساء"},
		{"مستشفى", "مستشفي"}, {"کتاب", "كتاب"}, {"هٰذا", "هذا"}, {"ٱلسلام", "السلام"}, {"بريد", "البريد"}, {"ووزير", "بوزير"},
		{"وَزِيرٌ", "وزير"}, {"الـوزيـر", "وزير"},
		/* broken plurals */
		{"سفراء", "سفير"}, {"دول", "دولة"}, {"وزراء", "وزير"}, {"قوى", "قوة"}, {"حروب", "حرب"}, {"حقوق", "حق"}, {"جهود", "جهد"},
		{"قادة", "قائد"}, {"مدن", "مدينة"}, {"أسلحة", "سلاح"}, {"سفرائها", "سفير"}, {"للسفراء", "سفير"},
		/* verbs */
		{"يعلن", "تعلن"}, {"أعلن", "أعلنت"}, {"يعلنون", "سيعلن"}, {"يعلن", "أعلن"},
		/* two spellings of one hamza */
		{"مسؤول", "مسئول"}, {"شؤون", "شئون"},
		/* a broken plural takes no plural's ending */
		{"طلبات", "طلب"},
		/* words that the lexicon does not know */
		{"يستنكف", "استنكف"}, {"تستنكفون", "استنكف"}, {"بمهاترة", "مهاترة"}, {"بتشريح", "تشريح"}, {"لاستعراش", "استعراش"}, {"والكبسلة", "كبسلة"},
		{"يبرطم", "سيبرطم"}, {"المهذارون", "مهذار"}, {"للمهذارين", "المهذار"}, {"الدرويشات", "درويشة"}, {"وستنكفت", "ستنكفت"}, {"مهاترتهم", "مهاترة"},
		/* a word that begins like its clitic */
		{"للجنة", "لجنة"}, {"بالبريد", "بريد"}, {"ووفد", "وفد"}, {"ففريق", "فريق"}, {"ككتاب", "كتاب"}, {"للبنان", "لبنان"},
	};

	for (size_t i = 0; i < sizeof(equal) / sizeof(equal[0]); i++)
		CHECK(same(equal[i][0], equal[i][1]), "%s and %s have one stem", equal[i][0], equal[i][1]);
	CHECK(!same("المشاهدين", "مشهد"), "a broken plural takes no plural's ending");
	CHECK(!same("هاملتون", "هاملت") && !same("سيمبسون", "مبسون") && !same("ويلبر", "يلبر"), "foreign names keep what looks like an affix");
}

static void
test_stop_words(void)
{
	static const char *const stops[] = {"في", "وفي", "فالذي", "وهو", "بما", "لهذا", "فيه", "عليها", "منهم", "عنه", "لديه", "على", "وعلى", "إلى",
	"الى", "الي", "كان", "يكون", "هؤلاء", "بهذه", "والتي", "لأن", "حتى", "حتي", "ليس", "قد"};
	static const char *const words[] = {"علي", "وعلي", "وزير", "هناء", "فهم", "وطن", "وفاء", "كانون", "منال", "بناء", "عناء", "ليبيا", "كيان",
	"وكالة", "بيان", "سفير", "ملك", "سلام", "فلك", "فئة", "ولي", "واحد", "لين"};

	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		CHECK(stop(stops[i]), "%s is a stop word", stops[i]);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		CHECK(!stop(words[i]), "%s is none", words[i]);
}

static void
test_other(void)
{
	static const char *const kept[] = {"nato", "ا", "و", "1402", "слово", "الnato", "ء"};
	char		out[WORD_MAX + 9];
	char		longest[2 * ARABIC_WORD_LETTERS + 3];

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
	{
		size_t		len = arabic_stem(kept[i], strlen(kept[i]), out);

		CHECK(len == strlen(kept[i]) && memcmp(out, kept[i], len) == 0, "%s is copied", kept[i]);
	}
	for (size_t i = 0; i < sizeof(longest) - 1; i++)
		longest[i] = i % 2 == 0 ? '\xd9' : '\x88';	/* waw */
	CHECK(arabic_stem(longest, sizeof(longest) - 1, out) == sizeof(longest) - 1, "a word of %d letters is copied", ARABIC_WORD_LETTERS + 1);
	CHECK(arabic_stem("\xd9", 1, out) == 1 && arabic_stem("", 0, out) == 0, "half a letter and nothing are copied");
}

int
main(void)
{
	size_t		families = read_rows("test/data/arabic_family.tsv", family_text, sizeof(family_text), family_rows);
	size_t		apart = read_rows("test/data/arabic_apart.tsv", apart_text, sizeof(apart_text), apart_rows);

	CHECK(families >= 1000, "%zu forms of families read", families);
	test_families(families);
	test_apart(apart);
	test_spellings(families);
	test_properties(families);
	test_pairs();
	test_stop_words();
	test_other();
	return tap_done();
}
