/* Two groups of numbers compared. All of it goes over runs of equal numbers, once or twice. */
#include "core/statistics/two_groups.h"

#include <math.h>
#include <string.h>

#include "core/statistics/distribution.h"

const char *const permutation_statistic_names[PERMUTATION_STATISTICS] = {
	[PERMUTATION_MEAN] = "mean",
	[PERMUTATION_DELTA] = "delta"
};

/* Partings between two looks at whether the caller is still wanted. */
#define PAUSE_PARTINGS 1024

int
group_order(const void *a, const void *b)
{
	const group_value *p = a;
	const group_value *q = b;

	if (isnan(p->x) || isnan(q->x))
		return isnan(p->x) - isnan(q->x);
	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return p->in - q->in;
}

/* A run of equal numbers: its end, and how many of each group it holds. */
typedef struct tie
{
	size_t		end;
	int64_t		in;
	int64_t		out;
} tie;

static tie
tie_at(const group_value *values, size_t count, size_t start)
{
	tie			t = {start, 0, 0};

	while (t.end < count && (values[t.end].x == values[start].x || (isnan(values[t.end].x) && isnan(values[start].x))))
	{
		t.in += values[t.end].in;
		t.out += !values[t.end].in;
		t.end++;
	}
	return t;
}

/*
 * How often each value of U occurs among all partings, by the product of (1 - q^(m + i)) / (1 - q^i), i = 1..n. The counts
 * are whole and below 2^53, so doubles hold them.
 */
static double
exact_tail(int64_t n, int64_t m, int64_t u, double *ways)
{
	int64_t		last = n * m;
	double		above = 0.0;
	double		all = 0.0;

	memset(ways, 0, sizeof(double) * (size_t) (last + 1));
	ways[0] = 1.0;
	for (int64_t i = 1; i <= n; i++)
	{
		for (int64_t k = last; k >= m + i; k--)
			ways[k] -= ways[k - m - i];
		for (int64_t k = i; k <= last; k++)
			ways[k] += ways[k - i];
	}
	for (int64_t k = 0; k <= last; k++)
	{
		all += ways[k];
		above += k >= u ? ways[k] : 0.0;
	}
	return above / all;
}

mann_whitney
mann_whitney_test(const group_value *values, size_t count, double scratch[MANN_WHITNEY_SCRATCH])
{
	mann_whitney result = {.p_exact = NAN, .p_normal = 1.0, .p_uncorrected = 1.0};
	double		total = (double) count;
	double		cubes = 0.0;	/* sum of t^3 - t over the runs of equal numbers */
	double		pairs;
	double		variance;
	double		distance;

	for (size_t start = 0; start < count;)
	{
		tie			t = tie_at(values, count, start);
		double		length = (double) (t.end - start);

		result.u += (double) t.in * ((double) result.out + 0.5 * (double) t.out);
		result.in += t.in;
		result.out += t.out;
		cubes += length * length * length - length;
		start = t.end;
	}
	pairs = (double) result.in * (double) result.out;
	variance = pairs / 12.0 * (total + 1.0 - cubes / (total * (total - 1.0)));
	distance = fabs(result.u - 0.5 * pairs);
	if (variance > 0.0)
	{
		result.p_uncorrected = 2.0 * normal_above(distance / sqrt(variance));
		result.p_normal = fmin(1.0, 2.0 * normal_above((distance - 0.5) / sqrt(variance)));
	}
	if (cubes == 0.0 && count <= MANN_WHITNEY_EXACT)
		result.p_exact = fmin(1.0, 2.0 * exact_tail(result.in, result.out, (int64_t) ceil(0.5 * pairs + distance), scratch));
	return result;
}

group_middle
group_middle_of(const group_value *values, size_t count, bool in)
{
	group_middle result = {.mean = NAN, .median = NAN};
	double		sum = 0.0;
	double		lower = 0.0;
	int64_t		seen = 0;

	for (size_t i = 0; i < count; i++)
	{
		result.count += values[i].in == in;
		sum += values[i].in == in ? values[i].x : 0.0;
	}
	if (result.count == 0)
		return result;
	result.mean = sum / (double) result.count;
	for (size_t i = 0; i < count; i++)
	{
		if (values[i].in != in)
			continue;
		if (seen == (result.count - 1) / 2)
			lower = values[i].x;
		if (seen == result.count / 2)
		{
			/* half of each, for the sum of two large numbers may be none */
			result.median = lower == values[i].x ? lower : 0.5 * lower + 0.5 * values[i].x;
			break;
		}
		seen++;
	}
	return result;
}

cliffs_delta
cliffs_delta_of(const group_value *values, size_t count, double confidence)
{
	cliffs_delta result = {.low = NAN, .high = NAN};
	double		n = 0.0;		/* of the first group, whose rows they are */
	double		m = 0.0;
	double		seen_in = 0.0;
	double		seen_out = 0.0;
	double		rows = 0.0;		/* sum of squares of the row means' distances from delta, and so on */
	double		columns = 0.0;
	double		ties = 0.0;
	double		dominance = 0.0;
	double		variance;
	double		z;
	double		d;
	double		root;

	for (size_t i = 0; i < count; i++)
	{
		n += values[i].in;
		m += !values[i].in;
	}
	for (size_t start = 0; start < count;)
	{
		tie			t = tie_at(values, count, start);

		dominance += (double) t.in * (seen_out - (m - seen_out - (double) t.out));
		ties += (double) t.in * (double) t.out;
		seen_out += (double) t.out;
		start = t.end;
	}
	d = result.delta = dominance / (n * m);
	seen_out = 0.0;
	for (size_t start = 0; start < count;)
	{
		tie			t = tie_at(values, count, start);
		double		row = (seen_out - (m - seen_out - (double) t.out)) / m - d;
		double		column = ((n - seen_in - (double) t.in) - seen_in) / n - d;

		rows += (double) t.in * row * row;
		columns += (double) t.out * column * column;
		seen_in += (double) t.in;
		seen_out += (double) t.out;
		start = t.end;
	}
	if (n < 2.0 || m < 2.0 || d == 1.0 || d == -1.0)
		return result;
	variance = (m * m * rows + n * n * columns - (n * m - ties - n * m * d * d)) / (m * n * (m - 1.0) * (n - 1.0));
	variance = fmax(variance, 0.0);
	z = student_quantile(0.5 + 0.5 * confidence, m + n - 2.0);
	root = z * sqrt(variance) * sqrt((1.0 - d * d) * (1.0 - d * d) + z * z * variance);
	result.low = fmax(-1.0, (d - d * d * d - root) / (1.0 - d * d + z * z * variance));
	result.high = fmin(1.0, (d - d * d * d + root) / (1.0 - d * d + z * z * variance));
	return result;
}

/* What is summed over the first group: the numbers themselves, or their midranks. */
static void
permutation_scores(const group_value *values, size_t count, enum permutation_statistic statistic, double *scores)
{
	for (size_t start = 0; start < count;)
	{
		tie			t = tie_at(values, count, start);

		for (size_t i = start; i < t.end; i++)
			scores[i] = statistic == PERMUTATION_MEAN ? values[i].x : 0.5 * (double) (start + t.end + 1);
		start = t.end;
	}
}

/*
 * Makes of the scores, which are sorted, their distances from the mean. Those from the middle one come first, for the mean of large numbers is not
 * as exact as they are. Gives the distance of the first group's sum from 0, less what sums of the same numbers in another order may differ by.
 */
static double
center_scores(double *scores, const group_value *values, size_t count)
{
	double		middle = scores[count / 2];
	double		all = 0.0;
	double		sum = 0.0;
	double		rounding = 0.0;

	for (size_t i = 0; i < count; i++)
	{
		scores[i] -= middle;
		all += scores[i];
	}
	for (size_t i = 0; i < count; i++)
	{
		scores[i] -= all / (double) count;
		sum += values[i].in ? scores[i] : 0.0;
		rounding += 1e-12 * fabs(scores[i]);
	}
	return fabs(sum) - rounding;
}

/* Ways to choose n of count, or limit + 1 if they are more. */
static int64_t
ways_to_choose(int64_t count, int64_t n, int64_t limit)
{
	int64_t		ways = 1;

	if (n > count - n)
		n = count - n;
	for (int64_t i = 1; i <= n && ways <= limit; i++)
		ways = ways * (count - n + i) / i;
	return ways > limit ? limit + 1 : ways;
}

/* The next choice in lexical order; false behind the last. */
static bool
next_choice(uint32_t *chosen, uint32_t n, uint32_t count)
{
	uint32_t	i = n;

	while (i > 0 && chosen[i - 1] == count - n + i - 1)
		i--;
	if (i == 0)
		return false;
	chosen[i - 1]++;
	for (; i < n; i++)
		chosen[i] = chosen[i - 1] + 1;
	return true;
}

/* SplitMix64 (Steele, Lea and Flood, 2014). */
static uint64_t
next_random(uint64_t *state)
{
	uint64_t	z = (*state += 0x9e3779b97f4a7c15u);

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* A number below n, each alike: what would favour the small ones is drawn again. */
static uint32_t
random_below(uint64_t *state, uint32_t n)
{
	uint32_t	surplus = (uint32_t) -n % n;
	uint64_t	product;

	do
		product = (next_random(state) >> 32) * n;
	while ((uint32_t) product < surplus);
	return (uint32_t) (product >> 32);
}

/* What the partings are held against. The scores are distances from their mean: without a difference, a group's sum is 0. */
typedef struct parting
{
	const double *scores;
	uint32_t	count;
	uint32_t	in;
	double		observed;		/* distance of the first group's sum from 0, less what rounding may do */
} parting;

static bool
differs_as_much(const parting *p, const uint32_t *chosen)
{
	double		sum = 0.0;

	for (uint32_t i = 0; i < p->in; i++)
		sum += p->scores[chosen[i]];
	return fabs(sum) >= p->observed;
}

static int64_t
try_all(const parting *p, uint32_t *chosen, int64_t *tried, core_pause pause)
{
	int64_t		as_much = 0;

	for (uint32_t i = 0; i < p->in; i++)
		chosen[i] = i;
	*tried = 0;
	do
	{
		if (++*tried % PAUSE_PARTINGS == 0 && pause != NULL)
			pause();
		as_much += differs_as_much(p, chosen);
	} while (next_choice(chosen, p->in, p->count));
	return as_much;
}

/* Fisher-Yates for the first p->in places; what is left from the last draw is as good a start as any. */
static int64_t
try_some(const parting *p, uint32_t *chosen, int64_t draws, uint64_t seed, core_pause pause)
{
	int64_t		as_much = 0;
	uint64_t	done = 0;

	for (uint32_t i = 0; i < p->count; i++)
		chosen[i] = i;
	for (int64_t draw = 0; draw < draws; draw++)
	{
		for (uint32_t i = 0; i < p->in; i++)
		{
			uint32_t	j = i + random_below(&seed, p->count - i);
			uint32_t	kept = chosen[i];

			chosen[i] = chosen[j];
			chosen[j] = kept;
			if (++done % 65536 == 0 && pause != NULL)
				pause();
		}
		as_much += differs_as_much(p, chosen);
	}
	return as_much;
}

permutation_result
permutation_test(const group_value *values, size_t count, enum permutation_statistic statistic, int64_t draws, uint64_t seed,
				 double *scratch, uint32_t *chosen, core_pause pause)
{
	permutation_result result = {0};
	parting		p = {.scores = scratch, .count = (uint32_t) count};
	double		sum = 0.0;
	double		all = 0.0;
	double		size = 0.0;
	int64_t		as_much;

	permutation_scores(values, count, statistic, scratch);
	for (size_t i = 0; i < count; i++)
	{
		p.in += values[i].in;
		sum += values[i].in ? scratch[i] : 0.0;
		all += scratch[i];
		size += fabs(scratch[i]);
	}
	if (statistic == PERMUTATION_MEAN)
		result.difference = sum / p.in - (all - sum) / (double) (count - p.in);
	else
		result.difference = 2.0 * (sum - 0.5 * p.in * (p.in + 1.0)) / ((double) p.in * (double) (count - p.in)) - 1.0;
	if (!isfinite(size))
	{
		/* sums that are infinite, or none, cannot be told from those of another parting */
		result.p = NAN;
		return result;
	}
	p.observed = center_scores(scratch, values, count);
	result.exact = ways_to_choose((int64_t) count, p.in, PERMUTATION_EXACT) <= PERMUTATION_EXACT;
	if (result.exact)
	{
		as_much = try_all(&p, chosen, &result.tried, pause);
		result.p = (double) as_much / (double) result.tried;
	}
	else
	{
		as_much = try_some(&p, chosen, draws, seed, pause);
		result.tried = draws;
		result.p = ((double) as_much + 1.0) / ((double) draws + 1.0);
	}
	return result;
}
