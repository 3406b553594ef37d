/*
 * Two groups of numbers compared: the Mann-Whitney U test, Cliff's delta, and a permutation test. Nothing is allocated: the
 * caller hands in observations sorted by group_order(), and scratch where it is asked for.
 */
#ifndef SMARTDIP_CORE_TWO_GROUPS_H
#define SMARTDIP_CORE_TWO_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"

typedef struct group_value
{
	double		x;
	bool		in;				/* of the first group */
} group_value;

/* By value; for qsort(). NaN is the greatest. */
extern int	group_order(const void *a, const void *b);

/* The middle of one of the groups; NaN where it is empty, or infinite both ways. */
typedef struct group_middle
{
	int64_t		count;
	double		mean;
	double		median;
} group_middle;

extern group_middle group_middle_of(const group_value *values, size_t count, bool in);

/* Up to so many observations without ties the distribution of U is counted out; beyond, it is as good as normal. */
#define MANN_WHITNEY_EXACT 50

/* Numbers of scratch for mann_whitney(): one for each value of U. */
#define MANN_WHITNEY_SCRATCH (MANN_WHITNEY_EXACT * MANN_WHITNEY_EXACT / 4 + 1)

typedef struct mann_whitney
{
	int64_t		in;				/* observations of either group */
	int64_t		out;
	double		u;				/* pairs in which the first group's number is greater, ties one half */
	double		p_exact;		/* two-sided; NaN with ties or too many observations */
	double		p_normal;		/* two-sided, with the correction for continuity */
	double		p_uncorrected;	/* and without it */
} mann_whitney;

/* Both groups need an observation. Where all are equal, the p of the normal distribution are 1. */
extern mann_whitney mann_whitney_test(const group_value *values, size_t count, double scratch[MANN_WHITNEY_SCRATCH]);

typedef struct cliffs_delta
{
	double		delta;			/* P(in > out) - P(in < out) */
	double		low;			/* NaN where there is no interval: a group of one, or groups that do not overlap */
	double		high;
} cliffs_delta;

/*
 * The interval is Cliff's (Dominance statistics, 1993), not symmetric, with quantiles of Student's t; confidence in (0, 1).
 */
extern cliffs_delta cliffs_delta_of(const group_value *values, size_t count, double confidence);

enum permutation_statistic
{
	PERMUTATION_MEAN,			/* difference of means */
	PERMUTATION_DELTA,			/* Cliff's delta: the same with midranks */
	PERMUTATION_STATISTICS
};

extern const char *const permutation_statistic_names[PERMUTATION_STATISTICS];

/* Up to so many ways to part the observations, all of them are tried. */
#define PERMUTATION_EXACT 200000

typedef struct permutation_result
{
	double		difference;		/* of the groups as they are */
	double		p;				/* two-sided: share of the partings that differ as much or more */
	int64_t		tried;
	bool		exact;			/* all partings */
} permutation_result;

/*
 * scratch has room for count numbers, chosen for count. Where not all partings can be tried, `draws` of them are drawn from the seed, and
 * the parting at hand counts as one: p is never 0. The result depends on the values, not on the order in which they came.
 */
extern permutation_result permutation_test(const group_value *values, size_t count, enum permutation_statistic statistic,
										   int64_t draws, uint64_t seed, double *scratch, uint32_t *chosen, core_pause pause);

#endif
