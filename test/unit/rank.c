/*
 * Ranking: the order of lexemes, what is found in a corpus, the formula against numbers worked out by hand, and the
 * best choice of alternatives against trying them all.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/bytes.h"
#include "core/rank/rank.h"
#include "tap.h"

/* "a", "ab", "abc", "b", and two bytes beyond ASCII: in byte order, bytes unsigned. */
static const struct rank_lexeme lexemes[] = {{1, 7}, {3, 2}, {6, 4}, {7, 10}, {9, 3}, {11, 1}};
static const char bytes[] = "a" "ab" "abc" "b" "\xc3\xa9" "\xd9\x85";
static const struct rank_corpus corpus = {10, 45, 1, 6, lexemes, bytes};

static bool
near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

static void
test_compare(void)
{
	static const char *const ascending[] = {"", "=a", "a", "a b", "aa", "ab", "b", "~", "\xc3\xa9"};
	int			count = sizeof(ascending) / sizeof(ascending[0]);
	int			wrong = 0;

	for (int i = 0; i < count; i++)
		for (int j = 0; j < count; j++)
			wrong += sign(bytes_compare(ascending[i], strlen(ascending[i]), ascending[j], strlen(ascending[j]))) != sign(i - j);
	CHECK(wrong == 0, "lexemes are in the order of their bytes, a prefix first");
}

static void
test_corpus(void)
{
	struct rank_corpus rare = corpus;
	struct rank_corpus none = {0, 0, 1, 0, NULL, NULL};

	for (uint32_t i = 0; i < corpus.count; i++)
	{
		size_t		len;
		const char *s = rank_lexeme_at(&corpus, i, &len);

		CHECK(rank_documents(&corpus, s, len) == lexemes[i].documents, "lexeme %u is found", i);
	}
	CHECK(rank_documents(&corpus, "", 0) == 0 && rank_documents(&corpus, "aa", 2) == 0 && rank_documents(&corpus, "abcd", 4) == 0 &&
		  rank_documents(&corpus, "\xff", 1) == 0 && rank_documents(&corpus, "\xc3", 1) == 0, "what is not listed stands nowhere");
	CHECK(rank_documents_expected(&corpus, "a", 1, false) == 7, "a whole lexeme is only itself");
	CHECK(rank_documents_expected(&corpus, "ab", 2, true) == 6 && rank_documents_expected(&corpus, "\xd9", 1, true) == 1 &&
		  rank_documents_expected(&corpus, "abcd", 4, true) == 0, "a prefix is all that begins so");
	CHECK(rank_documents_expected(&corpus, "a", 1, true) == 10 && rank_documents_expected(&corpus, "", 0, true) == 10,
		  "but no more than all documents");
	rare.minimum = 5;
	CHECK(rank_documents_expected(&rare, "zz", 2, false) == 4 && rank_documents_expected(&rare, "zz", 2, true) == 4 &&
		  rank_documents(&rare, "zz", 2) == 0, "what was dropped is taken as just too rare to be kept");
	rare.minimum = UINT32_MAX;
	CHECK(rank_documents_expected(&rare, "zz", 2, false) == 10, "and never as more than all documents");
	CHECK(rank_documents_expected(&none, "a", 1, true) == 0 && rank_documents(&none, "a", 1) == 0 && near(rank_average(&none), 0),
		  "no documents");
	CHECK(near(rank_average(&corpus), 4.5), "average length");
}

static void
test_formula(void)
{
	struct rank_parameters p = {1.2, 0.75, 4.5};
	struct rank_parameters once = {0, 0.75, 4.5};
	struct rank_parameters no_length = {1.2, 0, 4.5};
	struct rank_parameters unknown = {1.2, 0.75, 0};

	/* ln(1 + 7.5 / 3.5), ln(1 + 0.5 / 10.5), ln 21 */
	CHECK(near(rank_idf(10, 3), 1.145132304) && near(rank_idf(10, 10), 0.046520016) && near(rank_idf(10, 0), 3.091042453) &&
		  near(rank_idf(0, 0), 0.693147181), "inverse document frequency");
	/* 1.5 * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 9 / 4.5)) = 6.6 / 4.1 */
	CHECK(near(rank_term(&p, 1.5, 2, 9), 1.609756098), "term frequency, in a document twice as long as others");
	CHECK(near(rank_term(&p, 1.5, 1, 4.5), 1.5), "once in a document of average length: the idf");
	CHECK(near(rank_term(&once, 1.5, 7, 90), 1.5) && near(rank_term(&once, 1.5, 0, 90), 0), "k1 = 0: there or not");
	CHECK(near(rank_term(&no_length, 1.5, 2, 1), rank_term(&no_length, 1.5, 2, 1000)), "b = 0: whatever the length");
	CHECK(near(rank_term(&unknown, 1.5, 1, 1000), 1.5), "no average: no document is long");
	CHECK(rank_term(&p, 1.5, 1e300, 9) <= 1.5 * 2.2 && rank_term(&p, 1.5, 0, 0) == 0, "bounds");
}

/* Tries every set of alternatives that do not overlap. */
static double
brute_force(const struct rank_alternative *alternatives, int count, const double *scores, uint64_t used)
{
	uint64_t	mask;
	double		without;
	double		with;

	if (count == 0)
		return 0;
	without = brute_force(alternatives + 1, count - 1, scores, used);
	mask = ((uint64_t) 1 << alternatives->to) - ((uint64_t) 1 << alternatives->from);
	if (used & mask)
		return without;
	with = scores[alternatives->term] + brute_force(alternatives + 1, count - 1, scores, used | mask);
	return with > without ? with : without;
}

static int
by_end(const void *a, const void *b)
{
	const struct rank_alternative *x = a;
	const struct rank_alternative *y = b;

	return (x->to > y->to) - (x->to < y->to);
}

static void
test_best(void)
{
	double		best[12];
	int			wrong = 0;

	CHECK(rank_best(NULL, 0, NULL, 0, best) == 0 && rank_best(NULL, 0, NULL, 5, best) == 0, "nothing to choose from");
	srand(69);
	for (int round = 0; round < 3000; round++)
	{
		struct rank_alternative alternatives[10];
		double		scores[10];
		uint32_t	slots = 1 + rand() % 8;
		int			count = rand() % 10;

		for (int i = 0; i < count; i++)
		{
			alternatives[i].term = (uint32_t) i;
			alternatives[i].from = rand() % slots;
			alternatives[i].to = alternatives[i].from + 1 + rand() % (slots - alternatives[i].from);
			scores[i] = rand() % 3 == 0 ? 0 : rand() % 100 / 8.0;
		}
		qsort(alternatives, count, sizeof(alternatives[0]), by_end);
		wrong += !near(rank_best(alternatives, count, scores, slots, best), brute_force(alternatives, count, scores, 0));
	}
	CHECK(wrong == 0, "the best choice is the best of all");
}

int
main(void)
{
	test_compare();
	test_corpus();
	test_formula();
	test_best();
	return tap_done();
}
