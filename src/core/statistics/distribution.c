/*
 * Quantiles are found by bisection on the distribution itself: some fifty steps, nothing to go wrong in the tails, and as exact as
 * the distribution is.
 */
#include "core/statistics/distribution.h"

#include <math.h>

#define QUANTILE_STEPS 200

/* Degrees of freedom beyond which the expansion is the better of the two, in tails of more than 1e-30. */
#define STUDENT_MANY 1000.0

double
normal_above(double z)
{
	return 0.5 * erfc(z / sqrt(2.0));
}

/* The continued fraction of the incomplete beta function, by Lentz's method; it converges for x < (a + 1) / (a + b + 2). */
static double
beta_fraction(double a, double b, double x)
{
	const double tiny = 1e-300;
	double		c = 1.0;
	double		d = 1.0 - (a + b) * x / (a + 1.0);
	double		result;

	d = 1.0 / (fabs(d) < tiny ? tiny : d);
	result = d;
	for (int m = 1; m <= 10000; m++)
	{
		double		even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
		double		odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
		double		step;

		d = 1.0 + even * d;
		c = 1.0 + even / c;
		d = 1.0 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		result *= d * c;
		d = 1.0 + odd * d;
		c = 1.0 + odd / c;
		d = 1.0 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		step = d * c;
		result *= step;
		if (fabs(step - 1.0) < 1e-16)
			break;
	}
	return result;
}

/* The regularised incomplete beta function of x; rest is 1 - x, with the digits that it has where x is nearly 1. */
static double
beta_below(double a, double b, double x, double rest)
{
	double		front;

	if (x <= 0.0)
		return 0.0;
	if (rest <= 0.0)
		return 1.0;
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * (x < 0.5 ? log(x) : log1p(-rest)) + b * log(rest));
	return x < (a + 1.0) / (a + b + 2.0) ? front * beta_fraction(a, b, x) / a : 1.0 - front * beta_fraction(b, a, rest) / b;
}

/*
 * The tail of Student's t where freedom is large: that of a normal variable, by the expansion of G. W. Hill (Algorithm 395,
 * Communications of the ACM 13, 1970). The incomplete beta function loses digits there, to its logarithms of gamma.
 */
static double
student_above_many(double t, double freedom)
{
	double		a = freedom - 0.5;
	double		b = 48.0 * a * a;
	double		y = a * log1p(t * t / freedom);

	if (!(y < 2000.0))			/* less than the least number above 0 */
		return isnan(y) ? y : 0.0;
	return normal_above(((((-0.4 * y - 3.3) * y - 24.0) * y - 85.5) / (0.8 * y * y + 100.0 + b) + y + 3.0) / b * sqrt(y) + sqrt(y));
}

double
student_above(double t, double freedom)
{
	if (freedom > STUDENT_MANY)
		return student_above_many(t, freedom);
	return 0.5 * beta_below(0.5 * freedom, 0.5, freedom / (freedom + t * t), t * t / (freedom + t * t));
}

static double
normal_above_of(double z, double unused)
{
	(void) unused;
	return normal_above(z);
}

/* The t >= 0 that a symmetric distribution exceeds with probability tail <= 0.5. */
static double
bisect(double (*above) (double t, double parameter), double parameter, double tail)
{
	double		low = 0.0;
	double		high = 1.0;

	while (above(high, parameter) > tail && high < 1e300)
		high *= 2.0;
	for (int i = 0; i < QUANTILE_STEPS && low < high; i++)
	{
		double		middle = low + (high - low) / 2.0;

		if (middle == low || middle == high)
			break;
		if (above(middle, parameter) > tail)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static double
symmetric_quantile(double (*above) (double t, double parameter), double parameter, double p)
{
	if (p == 0.5)
		return 0.0;
	return p > 0.5 ? bisect(above, parameter, 1.0 - p) : -bisect(above, parameter, p);
}

double
normal_quantile(double p)
{
	return symmetric_quantile(normal_above_of, 0.0, p);
}

double
student_quantile(double p, double freedom)
{
	return symmetric_quantile(student_above, freedom, p);
}
