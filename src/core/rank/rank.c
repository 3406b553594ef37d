/* BM25 with positions and weights over the lexemes of a tsvector and the tree of a query. */
#include "core/rank/rank.h"

#include <math.h>
#include <string.h>

#include "core/base/bytes.h"

/* The first lexeme that is not before s. */
static uint32_t
lower_bound(const struct rank_corpus *c, const char *s, size_t len)
{
	uint32_t	low = 0;
	uint32_t	high = c->count;

	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;
		size_t		lexeme_len;
		const char *lexeme = rank_lexeme_at(c, middle, &lexeme_len);

		if (bytes_compare(lexeme, lexeme_len, s, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t
rank_documents(const struct rank_corpus *c, const char *s, size_t len)
{
	uint32_t	i = lower_bound(c, s, len);
	size_t		lexeme_len;
	const char *lexeme;

	if (i == c->count)
		return 0;
	lexeme = rank_lexeme_at(c, i, &lexeme_len);
	return bytes_compare(lexeme, lexeme_len, s, len) == 0 ? c->lexemes[i].documents : 0;
}

int64_t
rank_documents_expected(const struct rank_corpus *c, const char *s, size_t len, bool prefix)
{
	int64_t		sum = 0;

	if (!prefix)
		sum = rank_documents(c, s, len);
	else
		for (uint32_t i = lower_bound(c, s, len); i < c->count && sum < c->documents; i++)
		{
			size_t		lexeme_len;
			const char *lexeme = rank_lexeme_at(c, i, &lexeme_len);

			if (lexeme_len < len || (len > 0 && memcmp(lexeme, s, len) != 0))
				break;
			sum += c->lexemes[i].documents;
		}
	if (sum == 0)
		sum = (int64_t) c->minimum - 1;
	return sum < c->documents ? sum : c->documents;
}

double
rank_average(const struct rank_corpus *c)
{
	return c->documents == 0 ? 0 : (double) c->length / (double) c->documents;
}

double
rank_idf(int64_t documents, int64_t with_term)
{
	return log1p(((double) (documents - with_term) + 0.5) / ((double) with_term + 0.5));
}

double
rank_term(const struct rank_parameters *p, double idf, double tf, double length)
{
	double		relative = p->average > 0 ? length / p->average : 1;

	if (!(tf > 0))
		return 0;
	return idf * tf * (p->k1 + 1) / (tf + p->k1 * (1 - p->b + p->b * relative));
}

double
rank_best(const struct rank_alternative *alternatives, size_t count, const double *scores, uint32_t slots, double *best)
{
	size_t		i = 0;

	best[0] = 0;
	for (uint32_t slot = 1; slot <= slots; slot++)
	{
		best[slot] = best[slot - 1];
		for (; i < count && alternatives[i].to == slot; i++)
		{
			double		sum = best[alternatives[i].from] + scores[alternatives[i].term];

			if (sum > best[slot])
				best[slot] = sum;
		}
	}
	return best[slots];
}
