/*
 * Agreement: the four metrics on the worked example of Krippendorff (Computing Krippendorff's Alpha-Reliability, 2011), and work over many
 * reports that asks now and then whether it is still wanted.
 */
#include "core/statistics/agreement.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/array.h"
#include "tap.h"

static int	asked;

static void
ask(void)
{
	asked++;
}

static double
alpha_of(agreement_value *values, size_t count, enum agreement_metric metric)
{
	double		expected;

	qsort(values, count, sizeof(agreement_value), agreement_by_unit);
	count = agreement_drop_single(values, count);
	qsort(values, count, sizeof(agreement_value), agreement_by_value);
	expected = agreement_expected(values, count, metric, ask);
	qsort(values, count, sizeof(agreement_value), agreement_by_unit);
	return 1 - agreement_observed(values, count, metric, ask) / expected;
}

/* Four observers, twelve units; 0 for what was not reported. The published values have three decimals. */
static void
test_example(void)
{
	static const int reports[4][12] = {
		{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0}, {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
		{0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0}, {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}
	};
	static const double expected[AGREEMENT_METRICS] = {0.743, 0.815, 0.849, 0.797};

	for (int metric = 0; metric < AGREEMENT_METRICS; metric++)
	{
		agreement_value values[48];
		size_t		count = 0;
		double		alpha;

		for (size_t i = 0; i < 4; i++)
			for (size_t unit = 0; unit < 12; unit++)
				if (reports[i][unit] != 0)
					values[count++] = (agreement_value) {.unit = unit, .value = reports[i][unit]};
		alpha = alpha_of(values, count, (enum agreement_metric) metric);
		CHECK(fabs(alpha - expected[metric]) < 0.0005, "%s alpha is %.3f, published %.3f", agreement_metric_names[metric], alpha, expected[metric]);
	}
}

/* The ratio metric goes over all pairs of values, of all units and then of each. */
static void
test_pauses(void)
{
	static agreement_value values[2000];
	double		expected;

	for (size_t i = 0; i < lengthof(values); i++)
		values[i] = (agreement_value) {.unit = 1, .value = (double) (i + 1)};
	asked = 0;
	expected = agreement_expected(values, lengthof(values), AGREEMENT_RATIO, ask);
	CHECK(asked >= 1000, "over all values it asks %d times", asked);
	asked = 0;
	CHECK(fabs(agreement_observed(values, lengthof(values), AGREEMENT_RATIO, ask) - expected) < 1e-6 * expected, "one unit is all there is");
	CHECK(asked >= 1000, "within it, too: %d times", asked);
}

int
main(void)
{
	test_example();
	test_pauses();
	return tap_done();
}
