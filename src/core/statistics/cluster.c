/* Shares and changes of shares over clusters. */
#include "core/statistics/cluster.h"

#include <math.h>

#include "core/statistics/distribution.h"

#define CONFIDENCE 0.95

void
cluster_share_add(double sums[CLUSTER_SHARE_SUMS], double part, double whole, double reference)
{
	if (whole == 0.0)
		return;
	sums[0] += 1.0;
	sums[1] += part;
	sums[2] += whole;
	sums[3] += part * part;
	sums[4] += part * whole;
	sums[5] += whole * whole;
	sums[6] = reference;
}

void
cluster_share_combine(double sums[CLUSTER_SHARE_SUMS], const double other[CLUSTER_SHARE_SUMS])
{
	if (other[0] == 0.0)
		return;
	for (int i = 0; i < 6; i++)
		sums[i] += other[i];
	sums[6] = other[6];
}

/* Wilson's interval for as many independent observations, with the quantile of t for the clusters. */
static void
share_interval(cluster_share *result)
{
	double		n = result->effective;
	double		t = student_quantile(0.5 + 0.5 * CONFIDENCE, result->clusters - 1.0);
	double		middle = result->share + t * t / (2.0 * n);
	double		half = t * sqrt(result->share * (1.0 - result->share) / n + t * t / (4.0 * n * n));

	/* the bounds of nothing and of all are exact, whatever rounding makes of them */
	result->low = result->share <= 0.0 ? 0.0 : fmax(0.0, (middle - half) / (1.0 + t * t / n));
	result->high = result->share >= 1.0 ? 1.0 : fmin(1.0, (middle + half) / (1.0 + t * t / n));
}

cluster_share
cluster_share_of(const double sums[CLUSTER_SHARE_SUMS])
{
	cluster_share result = {NAN, NAN, NAN, NAN, sums[0], NAN};
	double		reference = sums[6];
	double		variance;

	if (!(sums[2] > 0.0))
		return result;
	result.share = sums[1] / sums[2];
	variance = (sums[3] - 2.0 * result.share * sums[4] + result.share * result.share * sums[5]) / (sums[2] * sums[2]);
	if (!isfinite(variance))
		return result;
	/* of alike clusters rounding may leave a trace */
	if (result.share <= 0.0 || result.share >= 1.0 || variance < 1e-14 * result.share)
		variance = 0.0;
	/* where all clusters are alike, they do not show how they vary, and count as one observation each */
	result.effective = variance > 0.0 ? result.share * (1.0 - result.share) / variance : sums[0];
	if (!(sums[0] >= 2.0))
		return result;
	share_interval(&result);
	if (reference > 0.0 && reference < 1.0)
		result.p = fmin(1.0, 2.0 * student_above(fabs(result.share - reference) / sqrt(reference * (1.0 - reference) / result.effective), sums[0] - 1.0));
	return result;
}

void
cluster_change_add(double sums[CLUSTER_CHANGE_SUMS], const double numbers[4])
{
	int			product = 4;

	for (int i = 0; i < 4; i++)
	{
		sums[i] += numbers[i];
		for (int j = i; j < 4; j++)
			sums[product++] += numbers[i] * numbers[j];
	}
	sums[14] += numbers[1] != 0.0;
	sums[15] += numbers[3] != 0.0;
}

/*
 * Where all clusters of a side are alike they do not show how they vary, which is not to say that they do not: 0 in each of seven clusters may still be
 * a third. A share then has the variance of Wilson's middle with an observation for each cluster; what is no share has none. Rounding may leave a
 * trace, which grows with the ratio. A variance that is out of range stays so.
 */
static double
side_variance(double variance, double ratio, double clusters)
{
	double		t = student_quantile(0.5 + 0.5 * CONFIDENCE, clusters - 1.0);
	double		middle = (ratio * clusters + t * t / 2.0) / (clusters + t * t);

	if (!(variance <= 1e-14 * ratio * ratio))
		return variance;
	return ratio < 0.0 || ratio > 1.0 ? NAN : middle * (1.0 - middle) / (clusters + t * t);
}

/* The variance of the difference; what one cluster adds to both sides is not counted as if it were two clusters. */
static double
change_variance(const double *s, double before, double after)
{
	double		n0 = s[14];
	double		n1 = s[15];
	double		v0 = (s[4] - 2.0 * before * s[5] + before * before * s[8]) / (s[1] * s[1]);
	double		v1 = (s[11] - 2.0 * after * s[12] + after * after * s[13]) / (s[3] * s[3]);
	double		shared = (s[6] - after * s[7] - before * s[9] + before * after * s[10]) / (s[1] * s[3]);
	double		f0 = n0 / (n0 - 1.0);
	double		f1 = n1 / (n1 - 1.0);

	return side_variance(f0 * v0, before, n0) + side_variance(f1 * v1, after, n1) - 2.0 * sqrt(f0 * f1) * shared;
}

cluster_change
cluster_change_of(const double sums[CLUSTER_CHANGE_SUMS])
{
	cluster_change result = {NAN, NAN, NAN, NAN, NAN, NAN, sums[14], sums[15]};
	double		least = fmin(sums[14], sums[15]);
	double		error;
	double		t;

	if (sums[1] > 0.0)
		result.before = sums[0] / sums[1];
	if (sums[3] > 0.0)
		result.after = sums[2] / sums[3];
	result.difference = result.after - result.before;
	if (isnan(result.difference) || !(least >= 2.0))
		return result;
	error = change_variance(sums, result.before, result.after);
	if (!isfinite(error))
		return result;
	error = sqrt(fmax(0.0, error));
	t = student_quantile(0.5 + 0.5 * CONFIDENCE, least - 1.0);
	result.low = result.difference - t * error;
	result.high = result.difference + t * error;
	if (error > 0.0)
		result.p = fmin(1.0, 2.0 * student_above(fabs(result.difference) / error, least - 1.0));
	else
		result.p = result.difference == 0.0 ? 1.0 : 0.0;
	return result;
}

/* Steps of a product that are taken one by one. */
#define CHANCE_STEPS 65536

/*
 * The logarithm of the chance that none of the drawn is of the kind of which there are so many: C(total - kind, drawn) / C(total, drawn) as the
 * product of 1 - kind / (total - i), which ends where nothing of it is left. Of more steps than are taken either nothing is left, too, or they
 * differ so little that the one in the middle stands for all. Differences of logarithms of gamma would have no digits left where the total is large.
 */
static double
log_chance_of_none(double drawn, double kind, double total)
{
	double		steps = fmin(drawn, kind);
	double		most = fmax(drawn, kind);
	double		sum = 0.0;

	if (kind + drawn > total)
		return -INFINITY;
	if (steps > CHANCE_STEPS)
		return steps * log1p(-most / (total - 0.5 * (steps - 1.0)));
	for (double i = 0.0; i < steps && sum > -50.0; i++)
		sum += log1p(-most / (total - i));
	return sum;
}

double
chance_of_any(double drawn, double marked, double total)
{
	if (!(drawn >= 0.0 && marked >= 0.0 && drawn <= total && marked <= total))
		return NAN;
	return drawn > 0.0 && marked > 0.0 ? -expm1(log_chance_of_none(drawn, marked, total)) : 0.0;
}

/* One at least of the kind that is rarer, but not that kind alone. */
double
chance_of_both(double drawn, double marked, double total)
{
	double		rarer = fmin(marked, total - marked);
	double		any = chance_of_any(drawn, rarer, total);

	if (isnan(any))
		return NAN;
	if (drawn < 2.0)
		return 0.0;
	return fmax(0.0, any - exp(log_chance_of_none(drawn, total - rarer, total)));
}
