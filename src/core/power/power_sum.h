/*
 * What the aggregates over power profiles remember: exact sums in integers, so that the order of the rows, a split
 * over workers and a moving window's removals change nothing.
 *
 *     power_sum      the plain average: sixteen sums and a count
 *     power_wsum     the weighted average: weights in steps of 1e-9, sums of some 120 bits
 *     power_count    union and intersection of a moving window: how often each degree occurs
 */
#ifndef SMARTDIP_CORE_POWER_SUM_H
#define SMARTDIP_CORE_POWER_SUM_H

#include "core/power/power_profile.h"

/*
 * New rows are added to 16-bit lanes, two vector additions a row, and carried over to the 64-bit totals before a
 * lane can overflow: 327 rows of degree 100 make 32,700. Lanes are signed because a window takes rows away, too.
 */
#define POWER_LANE_ROWS 327

typedef struct power_sum
{
	int64_t		count;
	int64_t		total[POWER_DIMENSIONS];
	int16_t		lane[POWER_DIMENSIONS];
	int32_t		pending;
} power_sum;

/*
 * A weight is a whole number of billionths in three limbs of 32 bits. Products of a limb and a degree fit in 39
 * bits, so that a 64-bit lane takes 2^23 rows before its upper part has to be carried into the next limb.
 */
#define POWER_LIMBS 3
#define POWER_LIMB_ROWS (1 << 23)
#define POWER_WEIGHT_MAX 1e15

typedef struct power_wsum
{
	int64_t		weight[POWER_LIMBS];
	int64_t		total[POWER_LIMBS][POWER_DIMENSIONS];
	int32_t		pending;
} power_wsum;

/* high and low are bounds on the degrees that occur; they may lag behind after a removal */
typedef struct power_count
{
	int64_t		rows;
	uint8_t		high[POWER_DIMENSIONS];
	uint8_t		low[POWER_DIMENSIONS];
	uint32_t	count[POWER_DIMENSIONS][POWER_FULL + 1];
} power_count;

/* Merging says false where the sums are too large for what is computed of them. */
extern power_sum *power_sum_flush(power_sum *s);
extern bool power_sum_merge(power_sum *s, const power_sum *other);
extern bool power_sum_average(const power_sum *s, power_profile *average);
extern bool power_sum_is_valid(const power_sum *s);

extern bool power_weight_limbs(double weight, uint32_t limb[POWER_LIMBS]);
extern void power_wsum_carry(power_wsum *s);
extern void power_wsum_add(power_wsum *s, const power_profile *p, const uint32_t limb[POWER_LIMBS]);
extern void power_wsum_remove(power_wsum *s, const power_profile *p, const uint32_t limb[POWER_LIMBS]);
extern bool power_wsum_merge(power_wsum *s, const power_wsum *other);
extern bool power_wsum_average(const power_wsum *s, power_profile *average);
extern bool power_wsum_is_valid(const power_wsum *s);

extern void power_count_init(power_count *c);
extern bool power_count_add(power_count *c, const power_profile *p);
extern bool power_count_remove(power_count *c, const power_profile *p);
extern bool power_count_union(power_count *c, power_profile *result);
extern bool power_count_intersection(power_count *c, power_profile *result);

/* Both give the sum back, which makes the rare carry a tail call: the common case needs no registers saved. */
static inline power_sum *
power_sum_add(power_sum *s, const power_profile *p)
{
	power_profile x = *p;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		s->lane[i] = (int16_t) (s->lane[i] + x.degree[i]);
	s->count++;
	return ++s->pending == POWER_LANE_ROWS ? power_sum_flush(s) : s;
}

static inline power_sum *
power_sum_remove(power_sum *s, const power_profile *p)
{
	power_profile x = *p;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		s->lane[i] = (int16_t) (s->lane[i] - x.degree[i]);
	s->count--;
	return ++s->pending == POWER_LANE_ROWS ? power_sum_flush(s) : s;
}

#endif
