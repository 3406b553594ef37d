/* Association in tables of two by two: see association.h. */
#include "core/statistics/association.h"

#include "core/statistics/distribution.h"

#define CONFIDENCE_QUANTILE 0.975

static const association_interval none = {NAN, NAN};

double
association_expected(association_table t)
{
	return t.n > 0 ? (double) t.first * (double) t.second / (double) t.n : NAN;
}

double
association_phi(association_table t)
{
	double		n = (double) t.n;
	double		first = (double) t.first;
	double		second = (double) t.second;
	double		spread = first * second * (n - first) * (n - second);

	return spread > 0 ? ((double) t.both * n - first * second) / sqrt(spread) : NAN;
}

/* The interval that goes so far from phi, which is not -1 or 1; the ends are found on the scale of Fisher's z. */
static association_interval
interval_around(double phi, double width)
{
	double		width_of_z = width / (1 - phi * phi);

	return (association_interval) {tanh(atanh(phi) - width_of_z), tanh(atanh(phi) + width_of_z)};
}

/* A variance may come out a little below 0. */
static double
width_by(double quantile, double variance)
{
	return quantile * sqrt(fmax(variance, 0));
}

association_interval
association_phi_interval(association_table t)
{
	double		n = (double) t.n + 2;
	double		first = ((double) t.first + 1) / n;
	double		second = ((double) t.second + 1) / n;
	double		spread_first = first * (1 - first);
	double		spread_second = second * (1 - second);
	double		root = sqrt(spread_first * spread_second);
	double		phi = (((double) t.both + 0.5) / n - first * second) / root;
	double		skew_first = 2 * first - 1;
	double		skew_second = 2 * second - 1;
	double		variance = (1 - phi * phi + phi * (1 + phi * phi / 2) * skew_first * skew_second / root -
							0.75 * phi * phi * (skew_first * skew_first / spread_first + skew_second * skew_second / spread_second)) / n;

	return isnan(association_phi(t)) ? none : interval_around(phi, width_by(normal_quantile(CONFIDENCE_QUANTILE), variance));
}

void
association_add(association_tables *tables, association_table t)
{
	double		expected;
	double		f;
	double		s;
	double		c;

	if (t.n == 0)
		return;
	expected = association_expected(t);
	f = (double) t.first * (double) (t.n - t.first) / (double) t.n;
	s = (double) t.second * (double) (t.n - t.second) / (double) t.n;
	c = (double) t.both - expected;
	tables->tables += f > 0 || s > 0;
	exact_sum_add(&tables->expected, expected);
	exact_sum_add(&tables->first, f);
	exact_sum_add(&tables->second, s);
	exact_sum_add(&tables->cc, c * c);
	exact_sum_add(&tables->cf, c * f);
	exact_sum_add(&tables->cs, c * s);
	exact_sum_add(&tables->ff, f * f);
	exact_sum_add(&tables->fs, f * s);
	exact_sum_add(&tables->ss, s * s);
	exact_sum_add(&tables->chance, t.n > 1 ? f * s / (double) (t.n - 1) : 0);
}

void
association_merge(association_tables *tables, const association_tables *other)
{
	tables->tables += other->tables;
	exact_sum_merge(&tables->expected, other->expected);
	exact_sum_merge(&tables->first, other->first);
	exact_sum_merge(&tables->second, other->second);
	exact_sum_merge(&tables->cc, other->cc);
	exact_sum_merge(&tables->cf, other->cf);
	exact_sum_merge(&tables->cs, other->cs);
	exact_sum_merge(&tables->ff, other->ff);
	exact_sum_merge(&tables->fs, other->fs);
	exact_sum_merge(&tables->ss, other->ss);
	exact_sum_merge(&tables->chance, other->chance);
}

double
association_within_phi(const association_tables *tables, int64_t both)
{
	double		first = exact_sum_value(tables->first);
	double		second = exact_sum_value(tables->second);

	if (!(first > 0 && second > 0))
		return NAN;
	return fmax(-1, fmin(1, ((double) both - exact_sum_value(tables->expected)) / sqrt(first * second)));
}

/*
 * phi = C / sqrt(F S). To first order a table moves it by c / sqrt(F S) - phi (f / F + s / S) / 2, which is 0 over all
 * tables; the sum of its squares is written out here in those of c, f and s.
 */
association_interval
association_within_interval(const association_tables *tables, int64_t both)
{
	double		phi = association_within_phi(tables, both);
	double		first = exact_sum_value(tables->first);
	double		second = exact_sum_value(tables->second);
	double		squares;
	double		width;
	double		least;
	double		freedom = (double) tables->tables - 1;

	if (isnan(phi) || fabs(phi) >= 1 || freedom < 1)
		return none;
	squares = exact_sum_value(tables->cc) / (first * second) -
		phi / sqrt(first * second) * (exact_sum_value(tables->cf) / first + exact_sum_value(tables->cs) / second) +
		phi * phi / 4 * (exact_sum_value(tables->ff) / (first * first) + exact_sum_value(tables->ss) / (second * second) +
						 2 * exact_sum_value(tables->fs) / (first * second));
	width = width_by(student_quantile(CONFIDENCE_QUANTILE, freedom), squares * (freedom + 1) / freedom);
	least = width_by(normal_quantile(CONFIDENCE_QUANTILE), exact_sum_value(tables->chance) / (first * second));
	return interval_around(phi, fmax(width, least));
}
