/* How alike two names are: words paired at the least cost, the cost of a pair that of its sounds. */
#include "core/name/name_similarity.h"

#include <stdbool.h>
#include <string.h>

#include "core/name/name_word.h"
#include "core/name/name_form.h"

#define NAME_COSTS
#include "core/generated/name_sound_data.h"

/* The mean cost, in nats, at which two words are as alike as not. */
#define EVEN_COST 1.0

/* What a word without partner counts, what an initial counts for its word, and what another order of the words leaves. */
#define LONE_WEIGHT 0.5
#define INITIAL_FACTOR 0.9
#define ORDER_FACTOR 0.98

/* Two spellings of one frequent name (name_form.tsv) are at least so alike. */
#define FORM_SIMILARITY 0.97

/* The sounds of a word, with the article that it may begin with and without. */
typedef struct sounded_word
{
	const name_word *word;
	int			ways;
	int			count[2];
	uint8_t		sounds[2][NAME_SOUNDS_MAX];
} sounded_word;

typedef struct sounded_name
{
	int			count;
	name_words	name;
	sounded_word words[NAME_WORDS];
} sounded_name;

static void
sound_name(const char *s, size_t len, sounded_name *out)
{
	bool		all = true;

	name_split(s, len, &out->name);
	for (int i = 0; i < out->name.count; i++)
		all = all && out->name.words[i].particle;
	out->count = 0;
	for (int i = 0; i < out->name.count; i++)
	{
		const name_word *word = &out->name.words[i];
		sounded_word *sounded = &out->words[out->count];

		if (word->particle && !all)
			continue;
		sounded->word = word;
		sounded->ways = word->script == NAME_OTHER ? 0 : word->article > 0 ? 2 : 1;
		for (int way = 0; way < sounded->ways; way++)
			sounded->count[way] = name_sounds(word, way == 0 ? 0 : word->article, sounded->sounds[way]);
		out->count++;
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
	if ((n == 1) != (m == 1))	/* an initial */
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
			double		s = way_similarity(a, i, b, j);

			if (s > best)
				best = s;
		}
	return best;
}

/*
 * Pairs the words, best pairs first; partner[i] is the word of b that belongs to word i of a, -1 for none. The sum of the
 * pairs' similarities. Among equal pairs the one whose words stand at the same distance from the start comes first, whichever
 * name is called a.
 */
static double
pair_words(const sounded_name *a, const sounded_name *b, int *partner)
{
	double		similarity[NAME_WORDS][NAME_WORDS];
	bool		taken[NAME_WORDS] = {false};
	int			pairs = a->count < b->count ? a->count : b->count;
	double		sum = 0;

	for (int i = 0; i < a->count; i++)
	{
		partner[i] = -1;
		for (int j = 0; j < b->count; j++)
			similarity[i][j] = word_similarity(&a->words[i], &b->words[j]);
	}
	while (pairs-- > 0)
	{
		int			bi = -1;
		int			bj = -1;
		int			apart = 0;

		for (int i = 0; i < a->count; i++)
			for (int j = 0; j < b->count && partner[i] < 0; j++)
			{
				int			distance = i < j ? j - i : i - j;

				if (taken[j])
					continue;
				if (bi < 0 || similarity[i][j] > similarity[bi][bj] ||
					(similarity[i][j] == similarity[bi][bj] &&
					 (distance < apart || (distance == apart && i + j < bi + bj))))
				{
					bi = i;
					bj = j;
					apart = distance;
				}
			}
		partner[bi] = bj;
		taken[bj] = true;
		sum += similarity[bi][bj];
	}
	return sum;
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

double
name_similarity(const char *a, size_t a_len, const char *b, size_t b_len)
{
	sounded_name x;
	sounded_name y;
	int			partner[NAME_WORDS];
	int			pairs;
	double		sum;

	sound_name(a, a_len, &x);
	sound_name(b, b_len, &y);
	if (x.count == 0 || y.count == 0)
		return x.count == y.count && a_len == b_len && memcmp(a, b, a_len) == 0;
	sum = pair_words(&x, &y, partner);
	pairs = x.count < y.count ? x.count : y.count;
	sum = 2 * sum / (2 * pairs + LONE_WEIGHT * (x.count + y.count - 2 * pairs));
	return in_order(partner, x.count) ? sum : sum * ORDER_FACTOR;
}
