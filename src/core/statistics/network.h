/* Weighted directed networks as arrays of edges: PageRank, strength and degree, reciprocity. Nodes are numbers from 0. */
#ifndef SMARTDIP_CORE_NETWORK_H
#define SMARTDIP_CORE_NETWORK_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"

typedef struct network_edge
{
	uint32_t	from;
	uint32_t	to;
	double		weight;			/* from 0 on */
} network_edge;

/* By from, then to; for qsort(). */
extern int	network_order(const void *a, const void *b);

/* Makes one edge of those between the same two nodes, of sorted edges; gives how many are left. Edges without weight go. */
extern size_t network_merge(network_edge *edges, size_t count);

/*
 * PageRank (Brin and Page 1998): ranks sum to 1, the rank of nodes without a way out is spread evenly. Iterates until nothing
 * changes by more than 1e-12 in all. rank and scratch have room for nodes, sums too.
 */
extern void network_pagerank(const network_edge *edges, size_t count, uint32_t nodes, double damping, double *rank,
							 double *scratch, double *sums, core_pause pause);

typedef struct network_node
{
	double		out_strength;	/* weights of the edges that begin here */
	double		in_strength;
	int64_t		out_degree;		/* other nodes that it has edges to */
	int64_t		in_degree;
} network_node;

/* Of merged edges; the nodes begin as zeros. An edge of a node to itself counts for strength, not for degree. */
extern void network_strengths(const network_edge *edges, size_t count, network_node *nodes);

/*
 * Weighted reciprocity (Squartini, Picciolo, Ruzzenenti and Garlaschelli 2013): the share of all weight that comes back,
 * sum of min(w_ij, w_ji) by sum of w_ij, without edges of a node to itself. Edges are merged and sorted. NaN without any.
 */
extern double network_reciprocity(const network_edge *edges, size_t count);

#endif
