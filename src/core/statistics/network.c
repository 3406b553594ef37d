/* Measures of networks, each a pass over the edges or a few hundred. */
#include "core/statistics/network.h"

#include <math.h>
#include <string.h>

#define PAGERANK_STEPS 10000
#define PAGERANK_STILL 1e-12

int
network_order(const void *a, const void *b)
{
	const network_edge *p = a;
	const network_edge *q = b;

	if (p->from != q->from)
		return p->from < q->from ? -1 : 1;
	return (p->to > q->to) - (p->to < q->to);
}

size_t
network_merge(network_edge *edges, size_t count)
{
	size_t		kept = 0;

	for (size_t i = 0; i < count; i++)
	{
		if (edges[i].weight == 0.0)
			continue;
		if (kept > 0 && network_order(&edges[kept - 1], &edges[i]) == 0)
			edges[kept - 1].weight += edges[i].weight;
		else
			edges[kept++] = edges[i];
	}
	return kept;
}

void
network_pagerank(const network_edge *edges, size_t count, uint32_t nodes, double damping, double *rank, double *scratch,
				 double *sums, core_pause pause)
{
	memset(sums, 0, sizeof(double) * nodes);
	for (size_t i = 0; i < count; i++)
		sums[edges[i].from] += edges[i].weight;
	for (uint32_t i = 0; i < nodes; i++)
		rank[i] = 1.0 / nodes;
	for (int step = 0; step < PAGERANK_STEPS; step++)
	{
		double		stranded = 0.0;
		double		even;
		double		change = 0.0;

		for (uint32_t i = 0; i < nodes; i++)
			stranded += sums[i] == 0.0 ? rank[i] : 0.0;
		even = (1.0 - damping + damping * stranded) / nodes;
		for (uint32_t i = 0; i < nodes; i++)
			scratch[i] = even;
		for (size_t i = 0; i < count; i++)
			scratch[edges[i].to] += damping * rank[edges[i].from] * (edges[i].weight / sums[edges[i].from]);
		for (uint32_t i = 0; i < nodes; i++)
		{
			change += fabs(scratch[i] - rank[i]);
			rank[i] = scratch[i];
		}
		if (pause != NULL)
			pause();
		if (change < PAGERANK_STILL)
			break;
	}
}

void
network_strengths(const network_edge *edges, size_t count, network_node *nodes)
{
	for (size_t i = 0; i < count; i++)
	{
		network_node *from = &nodes[edges[i].from];
		network_node *to = &nodes[edges[i].to];

		from->out_strength += edges[i].weight;
		to->in_strength += edges[i].weight;
		from->out_degree += from != to;
		to->in_degree += from != to;
	}
}

/* The weight of an edge, 0 if there is none. */
static double
weight_between(const network_edge *edges, size_t count, uint32_t from, uint32_t to)
{
	network_edge wanted = {from, to, 0.0};
	size_t		low = 0;
	size_t		high = count;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		int			order = network_order(&edges[middle], &wanted);

		if (order == 0)
			return edges[middle].weight;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0.0;
}

double
network_reciprocity(const network_edge *edges, size_t count)
{
	double		all = 0.0;
	double		back = 0.0;

	for (size_t i = 0; i < count; i++)
		if (edges[i].from != edges[i].to)
		{
			all += edges[i].weight;
			back += fmin(edges[i].weight, weight_between(edges, count, edges[i].to, edges[i].from));
		}
	return all > 0.0 ? back / all : NAN;
}
