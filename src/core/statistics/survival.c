/* The curve of Kaplan and Meier, one step at each time with an answer. */
#include "core/statistics/survival.h"

#include <math.h>

/* The curve is a product of fractions: levels nearer to each other than this are one. */
#define SAME_LEVEL 1e-9

int
survival_order(const void *a, const void *b)
{
	const survival_time *p = a;
	const survival_time *q = b;

	if (p->time != q->time)
		return p->time < q->time ? -1 : 1;
	return q->answered - p->answered;
}

double
survival_quantile(const survival_time *times, size_t count, double answered)
{
	double		waiting = 1.0;	/* the share that still waits */
	double		level_from = NAN;

	for (size_t start = 0; start < count;)
	{
		size_t		end = start;
		size_t		answers = 0;

		for (; end < count && times[end].time == times[start].time; end++)
			answers += times[end].answered;
		if (answers > 0)
		{
			if (!isnan(level_from))
				return 0.5 * (level_from + times[start].time);
			waiting *= 1.0 - (double) answers / (double) (count - start);
			if (waiting < 1.0 - answered - SAME_LEVEL)
				return times[start].time;
			if (waiting <= 1.0 - answered + SAME_LEVEL)
				level_from = times[start].time;
		}
		start = end;
	}
	/* A level that nothing ends began where it began. */
	return level_from;
}
