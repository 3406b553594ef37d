/* p-values of several tests: S. Holm 1979; C. E. Bonferroni 1936; Y. Benjamini and Y. Hochberg 1995. */
#include "core/statistics/p_adjust.h"

#include <math.h>

const char *const p_adjustment_names[P_ADJUSTMENTS] = {"holm", "bonferroni", "bh", "fdr", "none"};

int
p_value_order(const void *a, const void *b)
{
	const p_value *x = a;
	const p_value *y = b;

	return (x->p > y->p) - (x->p < y->p);
}

/* The smallest p counts as often as there are tests, the next once less, and none may fall below the one before. */
static void
holm(p_value *values, size_t count)
{
	double		least = 0.0;

	for (size_t i = 0; i < count; i++)
		least = values[i].p = fmax(least, fmin(1.0, (double) (count - i) * values[i].p));
}

/* From the greatest down, each times count / rank, and none may rise above the one before. */
static void
benjamini_hochberg(p_value *values, size_t count)
{
	double		most = 1.0;

	for (size_t i = count; i-- > 0;)
		most = values[i].p = fmin(most, (double) count / (double) (i + 1) * values[i].p);
}

void
p_adjust(p_value *values, size_t count, enum p_adjustment how)
{
	if (how == P_ADJUST_HOLM)
		holm(values, count);
	else if (how == P_ADJUST_BH || how == P_ADJUST_FDR)
		benjamini_hochberg(values, count);
	else if (how == P_ADJUST_BONFERRONI)
		for (size_t i = 0; i < count; i++)
			values[i].p = fmin(1.0, (double) count * values[i].p);
}
