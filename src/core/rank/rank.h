/*
 * BM25: how much a document is about what a query asks, from how often its words stand there and how rare they are.
 *
 *     idf(t)     = ln(1 + (N - df + 0.5) / (df + 0.5))
 *     score(t,d) = idf(t) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length(d) / average))
 *
 * (S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009; the idf that is never
 * negative is Lucene's.) A query is laid out as slots, one per word, and alternatives, each a term that can stand for
 * one slot or for several in a row: a concept found in two languages, or in a phrase of several words, counts once.
 */
#ifndef SMARTDIP_CORE_RANK_H
#define SMARTDIP_CORE_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In a corpus' list of lexemes: where its bytes end (they start where those before it end), and its documents. */
struct rank_lexeme
{
	uint32_t	end;
	uint32_t	documents;
};

/* A corpus as ranking sees it; lexemes are in byte order, and those in fewer than `minimum` documents were dropped. */
struct rank_corpus
{
	int64_t		documents;
	int64_t		length;			/* of all documents together, in positions of words */
	uint32_t	minimum;
	uint32_t	count;
	const struct rank_lexeme *lexemes;
	const char *bytes;
};

/* A term that can stand for the slots from .. to - 1. */
struct rank_alternative
{
	uint32_t	term;
	uint32_t	from;
	uint32_t	to;
};

struct rank_parameters
{
	double		k1;				/* how slowly repetition loses its weight: 0 = at once */
	double		b;				/* how much length counts: 0 = not at all, 1 = in proportion */
	double		average;		/* length of a document; 0 = unknown, no document is long or short */
};

static inline const char *
rank_lexeme_at(const struct rank_corpus *c, uint32_t i, size_t *len)
{
	uint32_t	start = i == 0 ? 0 : c->lexemes[i - 1].end;

	*len = c->lexemes[i].end - start;
	return c->bytes + start;
}

/*
 * Concepts (=...) and keys of names (~...) stand beside a word, for which they are alternatives; they add nothing to a
 * document's length, or a text with many concepts would count as a long one.
 */
static inline bool
rank_is_marked(const char *s, size_t len)
{
	return len > 0 && (s[0] == '=' || s[0] == '~');
}

/* Documents that hold the lexeme; 0 if it is not listed. */
extern int64_t rank_documents(const struct rank_corpus *c, const char *s, size_t len);

/*
 * What to reckon with in ranking: for a lexeme that is not listed, one less than the minimum; for a prefix the sum over
 * all lexemes that begin so, but not more than all documents.
 */
extern int64_t rank_documents_expected(const struct rank_corpus *c, const char *s, size_t len, bool prefix);

extern double rank_average(const struct rank_corpus *c);
extern double rank_idf(int64_t documents, int64_t with_term);

/* idf times the part that grows with tf, the occurrences (or their summed weights); 0 for tf 0. */
extern double rank_term(const struct rank_parameters *p, double idf, double tf, double length);

/*
 * The best that the terms can do for a query's slots, each slot used once: the greatest sum of scores over alternatives
 * that do not overlap. Alternatives come in ascending order of `to`; scores are by term and not negative; best is room
 * for slots + 1 numbers.
 */
extern double rank_best(const struct rank_alternative *alternatives, size_t count, const double *scores,
						uint32_t slots, double *best);

#endif
