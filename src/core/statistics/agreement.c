/* Sums of squared distances need no pairs: over n values it is 2 (n sum x^2 - (sum x)^2). Ordinal is that of midranks. */
#include "core/statistics/agreement.h"

#include <math.h>
#include <stdbool.h>

const char *const agreement_metric_names[AGREEMENT_METRICS] = {
	[AGREEMENT_NOMINAL] = "nominal",
	[AGREEMENT_ORDINAL] = "ordinal",
	[AGREEMENT_INTERVAL] = "interval",
	[AGREEMENT_RATIO] = "ratio"
};

int
agreement_by_value(const void *a, const void *b)
{
	const agreement_value *p = a;
	const agreement_value *q = b;

	return (p->value > q->value) - (p->value < q->value);
}

int
agreement_by_unit(const void *a, const void *b)
{
	const agreement_value *p = a;
	const agreement_value *q = b;

	if (p->unit != q->unit)
		return p->unit < q->unit ? -1 : 1;
	return agreement_by_value(a, b);
}

/* A run has one value at least, whatever that is: NaN is unlike itself. */
static size_t
unit_end(const agreement_value *values, size_t count, size_t start)
{
	size_t		end = start + 1;

	while (end < count && values[end].unit == values[start].unit)
		end++;
	return end;
}

static size_t
value_end(const agreement_value *values, size_t count, size_t start)
{
	size_t		end = start + 1;

	while (end < count && values[end].value == values[start].value)
		end++;
	return end;
}

size_t
agreement_drop_single(agreement_value *values, size_t count)
{
	size_t		kept = 0;

	for (size_t start = 0; start < count;)
	{
		size_t		end = unit_end(values, count, start);

		if (end - start > 1)
			for (size_t i = start; i < end; i++)
				values[kept++] = values[i];
		start = end;
	}
	return kept;
}

/* Ordered pairs of unlike values: all less those of each run of like ones. */
static double
unlike_pairs(const agreement_value *values, size_t count)
{
	double		pairs = (double) count * (double) count;

	for (size_t start = 0; start < count;)
	{
		size_t		end = value_end(values, count, start);

		pairs -= (double) (end - start) * (double) (end - start);
		start = end;
	}
	return pairs;
}

/* Squared distances over ordered pairs, around the mean so that nothing is lost to large numbers. */
static double
squared_distances(const agreement_value *values, size_t count, bool ranks)
{
	double		mean = 0.0;
	double		squares = 0.0;

	for (size_t i = 0; i < count; i++)
		mean += ((ranks ? values[i].midrank : values[i].value) - mean) / (double) (i + 1);
	for (size_t i = 0; i < count; i++)
	{
		double		distance = (ranks ? values[i].midrank : values[i].value) - mean;

		squares += distance * distance;
	}
	return 2.0 * (double) count * squares;
}

/* Over pairs of runs of like values. The distance of 1 and -1 is none. */
static double
relative_distances(const agreement_value *values, size_t count, core_pause pause)
{
	double		sum = 0.0;

	for (size_t i = 0; i < count;)
	{
		size_t		i_end = value_end(values, count, i);

		for (size_t j = i_end; j < count;)
		{
			size_t		j_end = value_end(values, count, j);
			double		both = values[i].value + values[j].value;
			double		d = both != 0.0 ? (values[i].value - values[j].value) / both : NAN;

			sum += 2.0 * (double) (i_end - i) * (double) (j_end - j) * d * d;
			j = j_end;
		}
		if (pause != NULL)
			pause();
		i = i_end;
	}
	return sum;
}

static double
differences(const agreement_value *values, size_t count, enum agreement_metric metric, core_pause pause)
{
	switch (metric)
	{
		case AGREEMENT_NOMINAL:
			return unlike_pairs(values, count);
		case AGREEMENT_RATIO:
			return relative_distances(values, count, pause);
		default:
			return squared_distances(values, count, metric == AGREEMENT_ORDINAL);
	}
}

double
agreement_expected(agreement_value *values, size_t count, enum agreement_metric metric, core_pause pause)
{
	for (size_t start = 0; start < count;)
	{
		size_t		end = value_end(values, count, start);

		for (size_t i = start; i < end; i++)
			values[i].midrank = 0.5 * (double) (start + end);
		start = end;
	}
	return differences(values, count, metric, pause) / ((double) count - 1.0);
}

double
agreement_observed(const agreement_value *values, size_t count, enum agreement_metric metric, core_pause pause)
{
	double		sum = 0.0;

	for (size_t start = 0; start < count;)
	{
		size_t		end = unit_end(values, count, start);

		sum += differences(values + start, end - start, metric, pause) / ((double) (end - start) - 1.0);
		start = end;
	}
	return sum;
}
