/*
 * Times to an answer, some of them never seen: the curve of Kaplan and Meier (1958). A time without an answer is censored, not
 * missing: it says that the answer took longer.
 */
#ifndef SMARTDIP_CORE_SURVIVAL_H
#define SMARTDIP_CORE_SURVIVAL_H

#include <stdbool.h>
#include <stdint.h>

/* When the curve falls to a level; where it stays just there for a while, the middle of the while. */
typedef struct survival_level
{
	double		level;
	double		time;			/* NAN: not yet */
	bool		flat;			/* the curve was just there, and has not fallen since */
} survival_level;

typedef struct survival_curve
{
	double		base;			/* the curve when some were censored last, and who waited since */
	double		base_waiting;
	double		waiting;
	survival_level half;		/* by when half, and nine tenths, have their answer */
	survival_level tenth;
} survival_curve;

/* So many wait; then their times in order, at equal times the answers before what is censored. */
extern void survival_begin(survival_curve *curve, int64_t waiting);
extern void survival_answered(survival_curve *curve, double time, int64_t count);
extern void survival_censored(survival_curve *curve, int64_t count);

#endif
