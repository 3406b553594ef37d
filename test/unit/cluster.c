/*
 * Shares over clusters: worked by hand as the residuals of a ratio, with the distribution of t for 3 degrees of freedom in closed form; chance
 * meetings by counting hands of cards; p-values by the numbers of Benjamini and Hochberg (1995) and by hand.
 */
#include <math.h>
#include <stdlib.h>

#include "core/statistics/cluster.h"
#include "core/statistics/p_adjust.h"
#include "tap.h"

static bool
near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

/* Two-sided p of t with 3 degrees of freedom. */
static double
p_of_three(double t)
{
	double		r = fabs(t) / sqrt(3.0);

	return 1.0 - 2.0 / acos(-1.0) * (r / (1.0 + r * r) + atan(r));
}

/* Parts 1 0 3 2 of 2 1 3 4: share 0.6, residuals -0.2 -0.6 1.2 -0.4, variance 2 / 10², as telling as 12 observations. */
static void
test_share(void)
{
	static const double clusters[][2] = {{1, 2}, {0, 1}, {3, 3}, {2, 4}, {0, 0}};
	double		sums[CLUSTER_SHARE_SUMS] = {0};
	double		halves[CLUSTER_SHARE_SUMS] = {0};
	cluster_share share;
	double		t = 3.182446305284263;	/* of 3 degrees of freedom, 97.5 % */
	double		middle = 0.6 + t * t / 24.0;
	double		half = t * sqrt(0.24 / 12.0 + t * t / 576.0);

	for (int i = 0; i < 5; i++)
		cluster_share_add(sums, clusters[i][0], clusters[i][1], 0.5);
	share = cluster_share_of(sums);
	CHECK(near(share.share, 0.6) && share.clusters == 4.0 && near(share.effective, 12.0), "share, clusters, and what they are worth");
	CHECK(near(share.low, (middle - half) / (1.0 + t * t / 12.0)) && near(share.high, (middle + half) / (1.0 + t * t / 12.0)), "the interval of Wilson");
	CHECK(near(share.p, p_of_three(0.1 / sqrt(0.25 / 12.0))), "p against one half");
	cluster_share_add(halves, 3, 3, 0.5);
	cluster_share_combine(halves, (double[CLUSTER_SHARE_SUMS]) {0});
	CHECK(isnan(cluster_share_of(halves).low) && cluster_share_of(halves).share == 1.0, "one cluster has a share and no interval");
	cluster_share_add(halves, 2, 2, 0.5);
	CHECK(cluster_share_of(halves).high == 1.0 && cluster_share_of(halves).effective == 2.0, "alike clusters count as one each");
	CHECK(isnan(cluster_share_of((double[CLUSTER_SHARE_SUMS]) {0}).share), "of nothing there is no share");
}

/* None of any of four clusters before, one of four in each after: both sides have Wilson's variance with four observations. */
static void
test_alike(void)
{
	double		sums[CLUSTER_CHANGE_SUMS] = {0};
	double		beyond[CLUSTER_CHANGE_SUMS] = {0};
	double		t2 = 3.182446305284263 * 3.182446305284263;
	double		none = t2 / 2.0 / (4.0 + t2);
	double		quarter = (1.0 + t2 / 2.0) / (4.0 + t2);
	cluster_change change;

	for (int i = 0; i < 4; i++)
	{
		cluster_change_add(sums, (double[]) {0, 5, 1, 4});
		cluster_change_add(beyond, (double[]) {2, 1, 3, 1});
	}
	change = cluster_change_of(sums);
	CHECK(near((change.high - change.low) / 2.0, sqrt(t2 * (none * (1.0 - none) + quarter * (1.0 - quarter)) / (4.0 + t2))), "alike clusters leave doubt");
	CHECK(change.p > 0.05, "and decide nothing");
	change = cluster_change_of(beyond);
	CHECK(change.difference == 1.0 && isnan(change.low) && isnan(change.p), "alike ratios beyond shares have no interval");
}

/*
 * The same before; after it 1 1 0 2 of 1 2 1 2: ratio 2/3, residuals 1/3 -1/3 -2/3 2/3. Products of residuals: -14/15. All of it times 4/3.
 */
static void
test_change(void)
{
	static const double clusters[][4] = {{1, 2, 1, 1}, {0, 1, 1, 2}, {3, 3, 0, 1}, {2, 4, 2, 2}};
	double		sums[CLUSTER_CHANGE_SUMS] = {0};
	double		error = sqrt(4.0 / 3.0 * (2.0 / 100.0 + (10.0 / 9.0) / 36.0 + 2.0 * (14.0 / 15.0) / 60.0));
	cluster_change change;

	for (int i = 0; i < 4; i++)
		cluster_change_add(sums, clusters[i]);
	change = cluster_change_of(sums);
	CHECK(near(change.before, 0.6) && near(change.after, 2.0 / 3.0) && near(change.difference, 1.0 / 15.0), "ratios and their difference");
	CHECK(near((change.high - change.low) / 2.0, 3.182446305284263 * error), "the interval knows that clusters stand on both sides");
	CHECK(near(change.p, p_of_three(1.0 / 15.0 / error)), "p against no difference");
	CHECK(change.clusters_before == 4.0 && change.clusters_after == 4.0, "clusters on either side");
	change = cluster_change_of((double[CLUSTER_CHANGE_SUMS]) {0});
	CHECK(isnan(change.before) && isnan(change.difference) && change.clusters_before == 0.0, "of nothing there is no change");
	test_alike();
}

/* Shares of numbers whose squares are no numbers have no interval, and small and large ratios the one of their own size. */
static void
test_ranges(void)
{
	static const double clusters[][4] = {{1, 2, 3, 4}, {2, 9, 5, 7}, {5, 6, 3, 5}, {1, 7, 3, 4}};
	static const double scales[] = {1e200, 1e-200};
	double		plain[CLUSTER_CHANGE_SUMS] = {0};
	double		small[CLUSTER_CHANGE_SUMS] = {0};
	double		alike[CLUSTER_CHANGE_SUMS] = {0};

	for (int scale = 0; scale < 2; scale++)
	{
		double		share[CLUSTER_SHARE_SUMS] = {0};
		double		change[CLUSTER_CHANGE_SUMS] = {0};
		double		by = scales[scale];

		for (int i = 0; i < 4; i++)
		{
			cluster_share_add(share, clusters[i][0] * by, clusters[i][1] * by, 0.3);
			cluster_change_add(change, (double[]) {clusters[i][0] * by, clusters[i][1] * by, clusters[i][2] * by, clusters[i][3] * by});
		}
		CHECK(near(cluster_share_of(share).share, 0.375) && isnan(cluster_share_of(share).low) && isnan(cluster_share_of(share).p) &&
			  isnan(cluster_share_of(share).effective), "no interval of a share times %g", by);
		CHECK(near(cluster_change_of(change).before, 0.375) && isnan(cluster_change_of(change).low) && isnan(cluster_change_of(change).p),
			  "nor of a change");
	}
	for (int i = 0; i < 4; i++)
	{
		cluster_change_add(plain, clusters[i]);
		cluster_change_add(small, (double[]) {clusters[i][0] * 1e-9, clusters[i][1], clusters[i][2] * 1e-9, clusters[i][3]});
	}
	CHECK(near(cluster_change_of(small).p, cluster_change_of(plain).p) && near(cluster_change_of(small).low * 1e9, cluster_change_of(plain).low),
		  "rates of one in a billion differ as much as those of one");
	for (int i = 1; i <= 100; i++)
		cluster_change_add(alike, (double[]) {1234567.1 * i, i, 1234567.3 * i, i});
	CHECK(isnan(cluster_change_of(alike).low) && isnan(cluster_change_of(alike).p), "what rounding leaves of alike ratios is no variance");
}

static void
test_chance(void)
{
	CHECK(near(chance_of_both(2, 3, 5), 0.6), "two of five, three marked: 6 of 10 hands");
	CHECK(near(chance_of_both(3, 2, 4), 1.0), "three of four, two marked: every hand");
	CHECK(near(chance_of_both(2, 26, 52), 26.0 / 51.0), "two cards of both colours");
	CHECK(chance_of_both(1, 3, 5) == 0.0 && chance_of_both(0, 3, 5) == 0.0 && chance_of_both(4, 0, 5) == 0.0 && chance_of_both(4, 5, 5) == 0.0, "never");
	CHECK(near(chance_of_any(2, 3, 5), 0.9) && chance_of_any(3, 3, 5) == 1.0, "a marked one at least: 9 of 10 hands, and every hand");
	CHECK(chance_of_any(0, 3, 5) == 0.0 && chance_of_any(2, 0, 5) == 0.0 && isnan(chance_of_any(2, 6, 5)), "never, and what cannot be");
	CHECK(near(chance_of_both(2e9, 1e9, 4e9), 1.0) && near(chance_of_any(9e18, 1, 9e18), 1.0), "large numbers");
	for (double total = 10; total < 1e19; total *= 10)
		CHECK(near(chance_of_any(1, total / 10, total), 0.1) && fabs(chance_of_any(1, 1, total) * total - 1.0) < 1e-9 &&
			  fabs(chance_of_both(2, 1, total) * total / 2.0 - 1.0) < 1e-9, "one of %g things", total);
	/* of so many, drawing with putting back is the same but for a part in a million */
	for (double drawn = 1e6; drawn < 1e10; drawn *= 10)
		CHECK(fabs(chance_of_any(drawn, 2e18 / drawn, 1e18) - (1.0 - exp(-2.0))) < 1e-6, "%g of very many", drawn);
	CHECK(near(chance_of_any(65536, 65536, 65536.0 * 65536.0), chance_of_any(65537, 65537, 65537.0 * 65537.0)), "no gap where the middle stands for all");
	CHECK(isnan(chance_of_both(6, 3, 5)) && isnan(chance_of_both(2, -1, 5)), "what cannot be");
}

static int
below(const double *p, size_t count, enum p_adjustment how, double level)
{
	p_value		values[15];
	int			found = 0;

	for (size_t i = 0; i < count; i++)
		values[i] = (p_value) {p[i], i};
	qsort(values, count, sizeof(p_value), p_value_order);
	p_adjust(values, count, how);
	for (size_t i = 0; i < count; i++)
		found += values[i].p <= level;
	return found;
}

/* The fifteen tests of the paper: Bonferroni rejects three at 5 %, the new procedure four. */
static void
test_adjust(void)
{
	static const double paper[] = {0.0095, 0.0001, 0.3240, 0.0004, 0.0278, 0.0019, 1.0, 0.0201, 0.0298, 0.5719, 0.0344, 0.4262, 0.0459, 0.6528, 0.7590};

	CHECK(below(paper, 15, P_ADJUST_BONFERRONI, 0.05) == 3, "bonferroni rejects three");
	CHECK(below(paper, 15, P_ADJUST_BH, 0.05) == 4 && below(paper, 15, P_ADJUST_FDR, 0.05) == 4, "bh rejects four");
	CHECK(below(paper, 15, P_ADJUST_HOLM, 0.05) == 3 && below(paper, 15, P_ADJUST_NONE, 0.05) == 9, "holm three, without any nine");
}

int
main(void)
{
	test_share();
	test_change();
	test_ranges();
	test_chance();
	test_adjust();
	return tap_done();
}
