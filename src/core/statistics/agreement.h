/*
 * Agreement among reports: Krippendorff's alpha (Content Analysis, 2004; Computing Krippendorff's Alpha-Reliability, 2011),
 *
 *     alpha = 1 - Do / De
 *
 * with Do the mean difference between values of one unit and De that between values of any two. Units with a single value
 * are left out.
 */
#ifndef SMARTDIP_CORE_AGREEMENT_H
#define SMARTDIP_CORE_AGREEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"

enum agreement_metric
{
	AGREEMENT_NOMINAL,			/* equal or not */
	AGREEMENT_ORDINAL,			/* how many values lie between */
	AGREEMENT_INTERVAL,			/* the square of the distance */
	AGREEMENT_RATIO,			/* the square of the distance relative to the sum */
	AGREEMENT_METRICS
};

extern const char *const agreement_metric_names[AGREEMENT_METRICS];

/* A report: the number of its unit, any number that no other unit has, and the value, not NaN. */
typedef struct agreement_value
{
	uint64_t	unit;
	double		value;
	double		midrank;		/* the function's own */
} agreement_value;

/* By unit, then value; by value alone. For qsort(). */
extern int	agreement_by_unit(const void *a, const void *b);
extern int	agreement_by_value(const void *a, const void *b);

/*
 * Two halves, for the order of values is the caller's to make: agreement_drop_single() moves the values of units with two
 * reports or more to the front and gives their number (values are sorted by unit); then, sorted by value, they get their midranks
 * and give De; then, by unit again, Do.
 */
extern size_t agreement_drop_single(agreement_value *values, size_t count);

/* The sum of differences over all ordered pairs, by count - 1. For ratio it goes over all pairs of distinct values. */
extern double agreement_expected(agreement_value *values, size_t count, enum agreement_metric metric, core_pause pause);

/* The same within units, each unit's by its values less one. */
extern double agreement_observed(const agreement_value *values, size_t count, enum agreement_metric metric, core_pause pause);

#endif
