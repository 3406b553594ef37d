/*
 * Times to an answer, some of them never seen: the curve of Kaplan and Meier (1958). A time without an answer is censored, not
 * missing: it says that the answer took longer.
 */
#ifndef SMARTDIP_CORE_SURVIVAL_H
#define SMARTDIP_CORE_SURVIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct survival_time
{
	double		time;
	bool		answered;		/* false: it ended before it was */
} survival_time;

/* By time, and answers before what ended at the same time; for qsort(). */
extern int	survival_order(const void *a, const void *b);

/*
 * The time by which the share `answered` of all have had their answer, 0 < answered < 1; times are sorted by survival_order(). Where the
 * curve is level at just that share, the middle of the level; NaN where it does not come so far.
 */
extern double survival_quantile(const survival_time *times, size_t count, double answered);

#endif
