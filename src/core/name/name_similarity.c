/* How alike two names are: words paired at the least cost, the cost of a pair that of its sounds. */
#include "core/name/name_similarity.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/bytes.h"
#include "core/name/name_form.h"
#include "core/name/name_word.h"

#define NAME_COSTS
#include "core/generated/name_sound_data.h"

/* The mean cost, in nats, at which two words are as alike as not. */
#define EVEN_COST 1.0

/* What the first word without partner counts, what an initial counts for its word, and what another order of the words leaves. */
#define LONE_WEIGHT 0.5
#define INITIAL_FACTOR 0.9
#define ORDER_FACTOR 0.98

/* An article that one of two words does without. */
#define ARTICLE_FACTOR 0.97

/* Words that are written as one in the other name: what that leaves, and the least that counts. */
#define JOINED_FACTOR 0.98
#define JOINED_LEAST 0.7

/* Two spellings of one frequent name (name_form.tsv) are at least so alike. */
#define FORM_SIMILARITY 0.97

/* The sounds of a word, with the article that it may begin with and without, and the words of the name that it stands for. */
typedef struct sounded_word
{
	const name_word *word;
	int			first;
	int			last;
	int			ways;
	int			count[2];
	uint8_t		sounds[2][NAME_SOUNDS_MAX];
} sounded_word;

/* The words of a name, and behind them the joined ones. */
#define SOUNDED_MAX (NAME_WORDS + NAME_JOINS)

typedef struct sounded_name
{
	int			count;
	int			with_joins;
	name_words	name;
	sounded_word words[SOUNDED_MAX];
} sounded_name;

static void
sound_word(sounded_word *out, const name_word *word, int first, int last)
{
	out->word = word;
	out->first = first;
	out->last = last;
	out->ways = word->script == NAME_OTHER ? 0 : word->article > 0 ? 2 : 1;
	for (int way = 0; way < out->ways; way++)
		out->count[way] = name_sounds(word, way == 0 ? 0 : word->article, out->sounds[way]);
}

static void
sound_name(const char *s, size_t len, sounded_name *out)
{
	int			number[NAME_WORDS];

	name_split(s, len, &out->name);
	name_join_words(&out->name);
	out->count = 0;
	for (int i = 0; i < out->name.count; i++)
	{
		const name_word *word = &out->name.words[i];

		number[i] = out->count;
		if (word->particle)
			continue;
		sound_word(&out->words[out->count], word, out->count, out->count);
		out->count++;
	}
	out->with_joins = out->count;
	for (int i = 0; i < out->name.join_count; i++)
	{
		const name_join *join = &out->name.joins[i];

		sound_word(&out->words[out->with_joins++], &join->word, number[join->first], number[join->last]);
	}
}

/* The costs between two scripts as one row for each sound of the first, Latin first where they differ. */
static const uint8_t *
cost_row(enum name_script x, enum name_script y, uint8_t sound)
{
	if (x == NAME_ARABIC)
		return cost_arabic_arabic[sound];
	return y == NAME_LATIN ? cost_latin_latin[sound] : cost_latin_arabic[sound];
}

static int
cost_alone(enum name_script script, uint8_t sound)
{
	return script == NAME_LATIN ? cost_latin_alone[sound] : cost_arabic_alone[sound];
}

/* The cheapest alignment; x is Latin if one of the two is. */
static int
align(enum name_script xs, const uint8_t *x, int n, enum name_script ys, const uint8_t *y, int m)
{
	int			row[NAME_SOUNDS_MAX + 1];
	uint8_t		alone[NAME_SOUNDS_MAX];

	row[0] = 0;
	for (int j = 0; j < m; j++)
	{
		alone[j] = (uint8_t) cost_alone(ys, y[j]);
		row[j + 1] = row[j] + alone[j];
	}
	for (int i = 0; i < n; i++)
	{
		const uint8_t *costs = cost_row(xs, ys, x[i]);
		int			dropped = cost_alone(xs, x[i]);
		int			corner = row[0];

		row[0] += dropped;
		for (int j = 0; j < m; j++)
		{
			int			best = corner + costs[y[j]];

			corner = row[j + 1];
			if (corner + dropped < best)
				best = corner + dropped;
			if (row[j] + alone[j] < best)
				best = row[j] + alone[j];
			row[j + 1] = best;
		}
	}
	return row[m];
}

static double
likeness(double nats)
{
	double		ratio = nats / EVEN_COST;

	return 1.0 / (1.0 + ratio * ratio);
}

static double
way_similarity(const sounded_word *a, int a_way, const sounded_word *b, int b_way)
{
	const uint8_t *x = a->sounds[a_way];
	const uint8_t *y = b->sounds[b_way];
	int			n = a->count[a_way];
	int			m = b->count[b_way];
	enum name_script xs = a->word->script;
	enum name_script ys = b->word->script;

	if (n == 0 || m == 0)
		return 0;
	if (name_is_initial(a->word) != name_is_initial(b->word))
		return INITIAL_FACTOR * likeness(align(xs, x, 1, ys, y, 1) / (2.0 * COST_SCALE));
	return likeness(align(xs, x, n, ys, y, m) / ((double) COST_SCALE * (n + m)));
}

static bool
are_forms(const name_word *a, const name_word *b)
{
	size_t		skip = b->script == NAME_ARABIC ? b->article : 0;

	if (a->script == NAME_OTHER || b->script == NAME_OTHER)
		return false;
	return name_forms_match(a->s, a->len, b->s, b->len) || (skip > 0 && name_forms_match(a->s, a->len, b->s + skip, b->len - skip));
}

static double
word_similarity(const sounded_word *a, const sounded_word *b)
{
	double		best = 0;

	if (a->word->script == b->word->script && a->word->len == b->word->len && memcmp(a->word->s, b->word->s, a->word->len) == 0)
		return 1;
	if (a->word->script == NAME_ARABIC && b->word->script == NAME_LATIN)
		return word_similarity(b, a);
	if (are_forms(a->word, b->word))
		best = FORM_SIMILARITY;
	for (int i = 0; i < a->ways; i++)
		for (int j = 0; j < b->ways; j++)
		{
			double		s = (i == j ? 1 : ARTICLE_FACTOR) * way_similarity(a, i, b, j);

			if (s > best)
				best = s;
		}
	return best;
}

/* Can a joined word be the other at all? What one has much more of cannot be. */
static bool
are_near_in_length(const sounded_word *a, const sounded_word *b)
{
	int			n = a->count[0];
	int			m = b->count[0];

	return a->ways > 0 && b->ways > 0 && 5 * n >= 3 * m && 5 * m >= 3 * n;
}

/* A joined word stands for a whole one only if it is much like it. */
static double
joined_similarity(const sounded_word *a, const sounded_word *b)
{
	double		similarity = are_near_in_length(a, b) ? JOINED_FACTOR * word_similarity(a, b) : 0;

	return similarity >= JOINED_LEAST ? similarity : 0;
}

/* What two names have in common. */
typedef struct pairing
{
	int			pairs;
	int			full;			/* pairs without an initial */
	double		sum;			/* of their similarities */
	int			partner[NAME_WORDS];	/* word of b that belongs to a word of a, -1 for none */
	bool		taken[NAME_WORDS];	/* words of b */
	double		similarity[SOUNDED_MAX][SOUNDED_MAX];
} pairing;

/* An initial stands for its word where the name has another one that tells. */
static double
whole_similarity(const sounded_word *a, const sounded_word *b, bool initials)
{
	if (!initials && name_is_initial(a->word) != name_is_initial(b->word))
		return 0;
	return word_similarity(a, b);
}

static void
compare_words(const sounded_name *a, const sounded_name *b, pairing *p)
{
	bool		initials = a->count > 1 && b->count > 1;

	for (int i = 0; i < a->with_joins; i++)
		for (int j = 0; j < b->with_joins && (i < a->count || j < b->count); j++)
			p->similarity[i][j] = i < a->count && j < b->count ? whole_similarity(&a->words[i], &b->words[j], initials)
				: joined_similarity(&a->words[i], &b->words[j]);
}

static bool
is_free(const sounded_word *x, const sounded_word *y, const pairing *p)
{
	for (int i = x->first; i <= x->last; i++)
		if (p->partner[i] >= 0)
			return false;
	for (int j = y->first; j <= y->last; j++)
		if (p->taken[j])
			return false;
	return true;
}

/*
 * The best pair of what is left; among equal pairs whole words, then those that stand at the same distance from the start.
 * False if nothing is left.
 */
static bool
next_pair(const sounded_name *a, const sounded_name *b, const pairing *p, int *bi, int *bj)
{
	int			apart = 0;

	*bi = -1;
	*bj = 0;
	for (int i = 0; i < a->with_joins; i++)
		for (int j = 0; j < b->with_joins && (i < a->count || j < b->count); j++)
		{
			int			distance = abs(a->words[i].first - b->words[j].first);

			if (*bi >= 0 && (p->similarity[i][j] < p->similarity[*bi][*bj] ||
							 (p->similarity[i][j] == p->similarity[*bi][*bj] && distance >= apart)))
				continue;
			if ((p->similarity[i][j] == 0 && (i >= a->count || j >= b->count)) || !is_free(&a->words[i], &b->words[j], p))
				continue;
			*bi = i;
			*bj = j;
			apart = distance;
		}
	return *bi >= 0;
}

/* Pairs the words, best pairs first. */
static void
pair_words(const sounded_name *a, const sounded_name *b, pairing *p)
{
	int			i;
	int			j;

	p->pairs = p->full = 0;
	p->sum = 0;
	memset(p->partner, -1, sizeof(p->partner));
	memset(p->taken, false, sizeof(p->taken));
	compare_words(a, b, p);
	while (next_pair(a, b, p, &i, &j))
	{
		const sounded_word *x = &a->words[i];
		const sounded_word *y = &b->words[j];

		for (int k = x->first; k <= x->last; k++)
			p->partner[k] = y->first;
		for (int k = y->first; k <= y->last; k++)
			p->taken[k] = true;
		p->pairs++;
		p->full += name_is_initial(x->word) == name_is_initial(y->word);
		p->sum += p->similarity[i][j];
	}
}

static bool
in_order(const int *partner, int count)
{
	int			last = -1;

	for (int i = 0; i < count; i++)
	{
		if (partner[i] >= 0 && partner[i] < last)
			return false;
		if (partner[i] >= 0)
			last = partner[i];
	}
	return true;
}

/* What the words without partner count together: the first half a word, each further one a fifth of that before it. */
static double
lone_weight(int lone)
{
	double		weight = 0;
	double		next = LONE_WEIGHT;

	for (; lone > 0; lone--, next /= 5)
		weight += next;
	return weight;
}

static int
lone_words(const sounded_name *a, const sounded_name *b, const pairing *p)
{
	int			lone = 0;

	for (int i = 0; i < a->count; i++)
		lone += p->partner[i] < 0;
	for (int j = 0; j < b->count; j++)
		lone += !p->taken[j];
	return lone;
}

double
name_similarity(const char *a, size_t a_len, const char *b, size_t b_len)
{
	sounded_name x;
	sounded_name y;
	pairing		p;
	double		similarity;

	if (bytes_compare(a, a_len, b, b_len) > 0)	/* in one order, whichever comes first */
		return name_similarity(b, b_len, a, a_len);
	sound_name(a, a_len, &x);
	sound_name(b, b_len, &y);
	if (x.count == 0 || y.count == 0)
		return x.count == y.count && a_len == b_len && memcmp(a, b, a_len) == 0;
	pair_words(&x, &y, &p);
	if (p.full == 0)			/* an initial tells nothing by itself */
		return 0;
	similarity = 2 * p.sum / (2 * p.pairs + lone_weight(lone_words(&x, &y, &p)));
	return in_order(p.partner, x.count) ? similarity : similarity * ORDER_FACTOR;
}
