/* Exact sums of power profiles: see the header for what each of them is for. */
#include "core/power/power_sum.h"

power_sum *
power_sum_flush(power_sum *s)
{
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		s->total[i] += s->lane[i];
		s->lane[i] = 0;
	}
	s->pending = 0;
	return s;
}

/* Rows of which all sums, doubled, fit into 64 bits. */
#define ROWS_MAX (INT64_MAX / 256)

bool
power_sum_merge(power_sum *s, const power_sum *other)
{
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		s->total[i] += other->total[i] + other->lane[i];
	s->count += other->count;
	return s->count <= ROWS_MAX;
}

/* Halves are rounded up. False over no rows, and where rows left that had not come. */
bool
power_sum_average(const power_sum *s, power_profile *average)
{
	if (s->count <= 0)
		return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		int64_t		total = s->total[i] + s->lane[i];

		if (total < 0 || total > s->count * POWER_FULL)
			return false;
		average->degree[i] = (uint8_t) ((2 * total + s->count) / (2 * s->count));
	}
	return true;
}

/* Can these totals have come from count rows? For sums that come from another process. */
bool
power_sum_is_valid(const power_sum *s)
{
	if (s->count < 0 || s->count > ROWS_MAX)
		return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		if (s->total[i] < 0 || s->total[i] > s->count * POWER_FULL)
			return false;
	return true;
}

/*
 * A weight in billionths: the integral part, which a double of up to 1e15 holds exactly, is multiplied apart from
 * the fraction, so that whole numbers and decimal fractions of up to nine digits are exact.
 */
bool
power_weight_limbs(double weight, uint32_t limb[POWER_LIMBS])
{
	uint64_t	whole;
	uint64_t	low;
	uint64_t	high;

	if (!(weight >= 0 && weight <= POWER_WEIGHT_MAX))
		return false;
	whole = (uint64_t) weight;
	low = (whole & UINT32_MAX) * 1000000000u + (uint64_t) ((weight - (double) whole) * 1e9 + 0.5);
	high = (whole >> 32) * 1000000000u + (low >> 32);
	limb[0] = (uint32_t) low;
	limb[1] = (uint32_t) high;
	limb[2] = (uint32_t) (high >> 32);
	return true;
}

#define LIMB_BASE (INT64_C(1) << 32)

/* Leaves the two lower limbs in 0 to 2^32 - 1; the sign is in the highest. */
static void
carry(int64_t limb[POWER_LIMBS])
{
	for (int k = 0; k < POWER_LIMBS - 1; k++)
	{
		int64_t		low = limb[k] & (LIMB_BASE - 1);

		limb[k + 1] += (limb[k] - low) / LIMB_BASE;
		limb[k] = low;
	}
}

void
power_wsum_carry(power_wsum *s)
{
	carry(s->weight);
	for (int k = 0; k < POWER_LIMBS - 1; k++)
		for (int i = 0; i < POWER_DIMENSIONS; i++)
		{
			int64_t		low = s->total[k][i] & (LIMB_BASE - 1);

			s->total[k + 1][i] += (s->total[k][i] - low) / LIMB_BASE;
			s->total[k][i] = low;
		}
	s->pending = 0;
}

/* Most weights need the lowest limb or the lower two. */
void
power_wsum_add(power_wsum *s, const power_profile *p, const uint32_t limb[POWER_LIMBS])
{
	power_profile x = *p;

	for (int k = 0; k < POWER_LIMBS; k++)
	{
		uint32_t	part = limb[k];
		int64_t    *total = s->total[k];

		if (part == 0)
			continue;
		s->weight[k] += part;
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			total[i] += (int64_t) ((uint64_t) part * x.degree[i]);
	}
	if (++s->pending == POWER_LIMB_ROWS)
		power_wsum_carry(s);
}

void
power_wsum_remove(power_wsum *s, const power_profile *p, const uint32_t limb[POWER_LIMBS])
{
	power_profile x = *p;

	for (int k = 0; k < POWER_LIMBS; k++)
	{
		uint32_t	part = limb[k];
		int64_t    *total = s->total[k];

		if (part == 0)
			continue;
		s->weight[k] -= part;
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			total[i] -= (int64_t) ((uint64_t) part * x.degree[i]);
	}
	if (++s->pending == POWER_LIMB_ROWS)
		power_wsum_carry(s);
}

bool
power_wsum_merge(power_wsum *s, const power_wsum *other)
{
	power_wsum	more = *other;

	power_wsum_carry(s);
	power_wsum_carry(&more);
	for (int k = 0; k < POWER_LIMBS; k++)
	{
		s->weight[k] += more.weight[k];
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			s->total[k][i] += more.total[k][i];
	}
	power_wsum_carry(s);
	return power_wsum_is_valid(s);
}

/* Is degree * 2 * weight at most 2 * total + weight, that is, degree <= total / weight + 1/2? */
static bool
not_above(int degree, const int64_t total[POWER_LIMBS], const int64_t weight[POWER_LIMBS])
{
	int64_t		rest[POWER_LIMBS];

	for (int k = 0; k < POWER_LIMBS; k++)
		rest[k] = 2 * total[k] - (2 * degree - 1) * weight[k];
	carry(rest);
	return rest[POWER_LIMBS - 1] >= 0;
}

/*
 * Halves are rounded up. False where the weights add up to nothing.
 *
 * The quotient is one of 0 to 100, so it is searched for: no division of wide numbers is needed.
 */
bool
power_wsum_average(const power_wsum *s, power_profile *average)
{
	power_wsum	sum = *s;

	power_wsum_carry(&sum);
	if ((sum.weight[0] | sum.weight[1] | sum.weight[2]) == 0)
		return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		int64_t		total[POWER_LIMBS] = {sum.total[0][i], sum.total[1][i], sum.total[2][i]};
		int			low = 0;
		int			high = POWER_FULL;

		while (low < high)
		{
			int			middle = (low + high + 1) / 2;

			if (not_above(middle, total, sum.weight))
				low = middle;
			else
				high = middle - 1;
		}
		average->degree[i] = (uint8_t) low;
	}
	return true;
}

/* Carried, not negative, and small enough for everything above. For sums that come from another process. */
bool
power_wsum_is_valid(const power_wsum *s)
{
	int64_t		largest = 0;

	for (int k = 0; k < POWER_LIMBS; k++)
	{
		int64_t		limit = k < POWER_LIMBS - 1 ? LIMB_BASE - 1 : INT64_MAX / 512;

		if (s->weight[k] < 0 || s->weight[k] > limit)
			return false;
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			if (s->total[k][i] < 0 || s->total[k][i] > limit)
				return false;
	}
	/* no total above 100 times the weight */
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		int64_t		rest[POWER_LIMBS];

		for (int k = 0; k < POWER_LIMBS; k++)
			rest[k] = POWER_FULL * s->weight[k] - s->total[k][i];
		carry(rest);
		largest |= rest[POWER_LIMBS - 1];
	}
	return largest >= 0;
}

void
power_count_init(power_count *c)
{
	memset(c, 0, sizeof(*c));
	memset(c->low, POWER_FULL, sizeof(c->low));
}

/* False where a count is full, after some four billion rows. */
bool
power_count_add(power_count *c, const power_profile *p)
{
	if (c->rows >= UINT32_MAX)
		return false;
	c->rows++;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		uint8_t		degree = p->degree[i];

		c->count[i][degree]++;
		c->high[i] = degree > c->high[i] ? degree : c->high[i];
		c->low[i] = degree < c->low[i] ? degree : c->low[i];
	}
	return true;
}

/* False for a row that was never added. */
bool
power_count_remove(power_count *c, const power_profile *p)
{
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		if (c->count[i][p->degree[i]] == 0)
			return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		c->count[i][p->degree[i]]--;
	c->rows--;
	return true;
}

/* The bounds move to degrees that do occur: over a window's whole run that costs no more than the rows did. */
bool
power_count_union(power_count *c, power_profile *result)
{
	if (c->rows <= 0)
		return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		while (c->high[i] > 0 && c->count[i][c->high[i]] == 0)
			c->high[i]--;
		result->degree[i] = c->high[i];
	}
	return true;
}

bool
power_count_intersection(power_count *c, power_profile *result)
{
	if (c->rows <= 0)
		return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		while (c->low[i] < POWER_FULL && c->count[i][c->low[i]] == 0)
			c->low[i]++;
		result->degree[i] = c->low[i];
	}
	return true;
}
