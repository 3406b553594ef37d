/* What the aggregates over number_pairs share: observations of two groups, scratch, and rows of numbers. */
#ifndef SMARTDIP_PG_STATISTICS_H
#define SMARTDIP_PG_STATISTICS_H

#include "pg/statistics/number_pairs.h"

#include "core/statistics/two_groups.h"

/* Partings drawn where not all can be tried. */
#define PERMUTATION_DRAWS 10000

extern void *statistics_scratch(size_t count, size_t size);

/* A row of the function's result type; NaN is NULL. */
extern Datum row_of_numbers(FunctionCallInfo fcinfo, const double *numbers, int count);

/* The observations in order, those with a second number not 0 in the first group, of which there are so many; NULL for none. */
extern group_value *group_values(const number_pairs *pairs, size_t *in);

extern permutation_result permuted(const number_pairs *pairs, const group_value *values, enum permutation_statistic statistic);

#endif
