#include "core/base/survival.h"

#include <math.h>

/* What is left of the curve counts as just at a level within this; the curve itself is exact but for what was censored. */
#define SAME_LEVEL 1e-12

void
survival_begin(survival_curve *curve, int64_t waiting)
{
	curve->base = 1;
	curve->base_waiting = curve->waiting = (double) waiting;
	curve->half = (survival_level) {0.5, NAN, false};
	curve->tenth = (survival_level) {0.1, NAN, false};
}

static void
fall(survival_level *l, double time, double left)
{
	if (l->flat)
	{
		l->time = l->time / 2 + time / 2;
		l->flat = false;
	}
	else if (isnan(l->time) && left < l->level + SAME_LEVEL)
	{
		l->time = time;
		l->flat = left > l->level - SAME_LEVEL;
	}
}

void
survival_answered(survival_curve *curve, double time, int64_t count)
{
	curve->waiting -= (double) count;
	fall(&curve->half, time, curve->base * (curve->waiting / curve->base_waiting));
	fall(&curve->tenth, time, curve->base * (curve->waiting / curve->base_waiting));
}

/* The curve stands still, and goes on among fewer. */
void
survival_censored(survival_curve *curve, int64_t count)
{
	curve->base *= curve->waiting / curve->base_waiting;
	curve->waiting -= (double) count;
	curve->base_waiting = curve->waiting;
}
