/* libFuzzer target: statistics of any numbers, as a table or a state that came from elsewhere may hold them: what is a share lies from 0 to 1. */
#include <math.h>
#include <string.h>

#include "core/statistics/agreement.h"
#include "core/statistics/cluster.h"
#include "core/statistics/correlation.h"
#include "core/statistics/distribution.h"
#include "core/statistics/network.h"
#include "core/statistics/p_adjust.h"
#include "core/statistics/two_groups.h"
#include "fuzz.h"

#define MOST 200

static void
require_within(double x, double low, double high)
{
	require(isnan(x) || (x >= low - 1e-6 && x <= high + 1e-6));
}

static void
two_groups(const double *x, size_t count)
{
	group_value values[MOST];
	double		scratch[MANN_WHITNEY_SCRATCH];
	double		sums[MOST];
	uint32_t	order[MOST];
	size_t		in = 0;

	for (size_t i = 0; i < count; i++)
	{
		values[i] = (group_value) {x[i], i % 3 == 0};
		in += values[i].in;
	}
	if (in == 0 || in == count)
		return;
	qsort(values, count, sizeof(group_value), group_order);
	require_within(mann_whitney_test(values, count, scratch).p_normal, 0, 1);
	require_within(cliffs_delta_of(values, count, 0.95).delta, -1, 1);
	group_middle_of(values, count, true);
	if (count <= 20)
	{
		double		p = permutation_test(values, count, PERMUTATION_MEAN, 50, 1, sums, order, NULL).p;

		require_within(p, 0, 1);
		/* what was observed is one of the partings */
		require(!(p <= 0));
	}
}

static void
ranks(const double *x, size_t count)
{
	ranked_pair pairs[MOST];
	double		scratch[2 * MOST];
	size_t		used = 0;

	for (size_t i = 0; i + 1 < count; i += 2)
		if (!isnan(x[i]) && !isnan(x[i + 1]))
			pairs[used++] = (ranked_pair) {.x = x[i], .y = x[i + 1]};
	if (used < 2)
		return;
	qsort(pairs, used, sizeof(ranked_pair), ranked_by_y);
	rank_y(pairs, used);
	qsort(pairs, used, sizeof(ranked_pair), ranked_by_x);
	rank_x(pairs, used);
	require_within(spearman_of(pairs, used), -1, 1);
	require_within(kendall_of(pairs, used, scratch), -1, 1);
}

static void
agreement(const double *x, size_t count)
{
	for (int metric = 0; metric < AGREEMENT_METRICS; metric++)
	{
		agreement_value values[MOST];
		size_t		left;

		for (size_t i = 0; i < count; i++)
			values[i] = (agreement_value) {.unit = i / 3, .value = x[i]};
		qsort(values, count, sizeof(agreement_value), agreement_by_unit);
		left = agreement_drop_single(values, count);
		require(left <= count);
		if (left == 0)
			continue;
		qsort(values, left, sizeof(agreement_value), agreement_by_value);
		agreement_expected(values, left, (enum agreement_metric) metric, NULL);
		qsort(values, left, sizeof(agreement_value), agreement_by_unit);
		agreement_observed(values, left, (enum agreement_metric) metric, NULL);
	}
}

static void
network(const uint8_t *data, size_t size)
{
	network_edge edges[MOST];
	network_node nodes[32] = {{0}};
	double		rank[33];
	double		scratch[2][33];
	size_t		count = 0;
	double		sum = 0;

	for (size_t i = 0; i + 2 < size && count < MOST; i += 3)
		edges[count++] = (network_edge) {data[i] % 32, data[i + 1] % 32, data[i + 2]};
	if (count == 0)
		return;
	qsort(edges, count, sizeof(network_edge), network_order);
	count = network_merge(edges, count);
	network_strengths(edges, count, nodes);
	require_within(network_reciprocity(edges, count), -1, 1);
	network_pagerank(edges, count, 32, 0.85, rank, scratch[0], scratch[1], NULL);
	for (int i = 0; i < 32; i++)
		sum += rank[i];
	require(fabs(sum - 1) < 1e-6);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	double		x[MOST];
	p_value		p[MOST];
	double		share[CLUSTER_SHARE_SUMS] = {0};
	double		change[CLUSTER_CHANGE_SUMS] = {0};
	size_t		count = size / sizeof(double) < MOST ? size / sizeof(double) : MOST;

	memcpy(x, data, count * sizeof(double));
	two_groups(x, count);
	ranks(x, count);
	agreement(x, count);
	network(data, size);
	for (int how = 0; how < P_ADJUSTMENTS; how++)
	{
		for (size_t i = 0; i < count; i++)
			p[i] = (p_value) {data[i] / 255.0, i};
		qsort(p, count, sizeof(p_value), p_value_order);
		p_adjust(p, count, (enum p_adjustment) how);
		for (size_t i = 0; i < count; i++)
			require_within(p[i].p, 0, 1);
	}
	for (size_t i = 0; i + 3 < count; i += 4)
	{
		cluster_share_add(share, x[i], x[i + 1], x[i + 2]);
		cluster_change_add(change, x + i);
		require_within(chance_of_both(x[i], x[i + 1], x[i + 2]), 0, 1);
		require_within(chance_of_any(x[i], x[i + 1], x[i + 2]), 0, 1);
		require_within(normal_above(x[i]), 0, 1);
		if (x[i] >= 0 && x[i + 1] > 0)
			require_within(student_above(x[i], x[i + 1]), 0, 1);
	}
	cluster_share_of(share);
	cluster_change_of(change);
	return 0;
}
