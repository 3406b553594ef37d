/*
 * Measures of the network that a query gives: pagerank(), network_strength(), network_reciprocity(). Its rows are edges: source, target,
 * and a weight if there is a third column. The query runs with the rights of the caller.
 */
#include "pg/compat.h"
#include "pg/base/long_sort.h"
#include "pg/base/long_text.h"
#include "pg/base/session_key.h"


#include "core/statistics/network.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include <math.h>

SMARTDIP_FUNCTION(smartdip_pagerank);
SMARTDIP_FUNCTION(smartdip_network_strength);
SMARTDIP_FUNCTION(smartdip_network_reciprocity);

#define FETCH_ROWS 1000

typedef struct node_entry
{
	const char *name;
	uint32		number;
	uint32		hash;
	char		status;
} node_entry;

#define SH_PREFIX nodes
#define SH_ELEMENT_TYPE node_entry
#define SH_KEY_TYPE const char *
#define SH_KEY name
#define SH_HASH_KEY(tb, k) keyed_hash((tb)->private_data, (k), strlen(k))
#define SH_EQUAL(tb, a, b) (strcmp(a, b) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct network
{
	MemoryContext context;
	nodes_hash *table;
	const char **names;			/* by number */
	uint32		nodes;
	uint32		names_room;
	network_edge *edges;
	size_t		count;
	size_t		room;
} network;

/* The number of a node, the next one if it is new. */
static uint32
node_number(network *net, const char *name)
{
	bool		found;
	node_entry *entry = nodes_insert(net->table, name, &found);

	if (found)
		return entry->number;
	if (net->nodes == net->names_room)
	{
		net->names_room *= 2;
		net->names = repalloc_huge(net->names, net->names_room * sizeof(char *));
	}
	entry->name = net->names[net->nodes] = MemoryContextStrdup(net->context, name);
	return entry->number = net->nodes++;
}

static double
edge_weight(const char *text)
{
	double		weight = float8in_internal(unconstify(char *, text), NULL, "double precision", text FLOAT8IN_CONTEXT);

	if (isnan(weight) || isinf(weight) || weight < 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the weight of an edge cannot be %s", text),
				 errhint("Weights begin at 0: count events, or sum what is positive.")));
	return weight;
}

/* Rows with a NULL are no edges. What reading them leaves is in scratch, and goes. */
static void
add_rows(network *net, MemoryContext scratch)
{
	TupleDesc	desc = SPI_tuptable->tupdesc;
	MemoryContext before = MemoryContextSwitchTo(scratch);

	for (uint64 row = 0; row < SPI_processed; row++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[row];
		const char *from = SPI_getvalue(tuple, desc, 1);
		const char *to = SPI_getvalue(tuple, desc, 2);
		const char *weight = desc->natts > 2 ? SPI_getvalue(tuple, desc, 3) : "1";

		if (from == NULL || to == NULL || weight == NULL)
			continue;
		if (net->count == net->room)
		{
			net->room *= 2;
			net->edges = repalloc_huge(net->edges, net->room * sizeof(network_edge));
		}
		net->edges[net->count++] = (network_edge) {node_number(net, from), node_number(net, to), edge_weight(weight)};
	}
	MemoryContextSwitchTo(before);
	MemoryContextReset(scratch);
}

static void
read_query(network *net, const char *query)
{
	MemoryContext scratch = AllocSetContextCreate(net->context, "edges", ALLOCSET_DEFAULT_SIZES);
	SPIPlanPtr	plan;
	Portal		portal;

	SPI_connect();
	plan = SPI_prepare(query, 0, NULL);
	if (plan == NULL || !SPI_is_cursor_plan(plan))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the query does not return rows"),
				 errhint("It should be a SELECT of source, target and, if edges have one, weight.")));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	if (portal->tupDesc == NULL || portal->tupDesc->natts < 2 || portal->tupDesc->natts > 3)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the query does not return two or three columns"),
				 errhint("It should be a SELECT of source, target and, if edges have one, weight.")));
	do
	{
		SPI_cursor_fetch(portal, true, FETCH_ROWS);
		add_rows(net, scratch);
		SPI_freetuptable(SPI_tuptable);
	} while (SPI_processed > 0);
	SPI_cursor_close(portal);
	SPI_finish();
}

/* Sums over some of the edges have to be numbers, too. */
static void
check_sum(const network *net)
{
	double		sum = 0.0;

	for (size_t i = 0; i < net->count; i++)
		sum += net->edges[i].weight;
	if (isinf(sum))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the weights of all edges together are out of range"),
				 errhint("Divide all of them by one number.")));
}

/* The network of the query in argument 0, its edges sorted and one for each two nodes; in the current context. */
static network *
open_network(FunctionCallInfo fcinfo)
{
	network    *net = palloc0(sizeof(network));

	net->context = CurrentMemoryContext;
	net->table = nodes_create(net->context, 256, unconstify(struct hash_key *, session_hash_key()));
	net->names_room = 256;
	net->names = palloc(net->names_room * sizeof(char *));
	net->room = 1024;
	net->edges = palloc(net->room * sizeof(network_edge));
	read_query(net, text_to_cstring(PG_GETARG_TEXT_PP(0)));
	long_sort(net->edges, net->count, sizeof(network_edge), network_order);
	net->count = network_merge(net->edges, net->count);
	check_sum(net);
	return net;
}

static double *
numbers_for(const network *net)
{
	return MemoryContextAllocHuge(net->context, sizeof(double) * (net->nodes + 1));
}

Datum
smartdip_pagerank(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	double		damping = PG_GETARG_FLOAT8(1);
	network    *net;
	double	   *rank;

	if (!(damping >= 0.0 && damping < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a damping cannot be %g", damping),
				 errhint("It lies from 0 to below 1: 0.85.")));
	InitMaterializedSRF(fcinfo, 0);
	net = open_network(fcinfo);
	if (net->nodes == 0)
		return (Datum) 0;
	rank = numbers_for(net);
	network_pagerank(net->edges, net->count, net->nodes, damping, rank, numbers_for(net), numbers_for(net), check_interrupts);
	for (uint32 i = 0; i < net->nodes; i++)
	{
		Datum		values[2] = {CStringGetTextDatum(net->names[i]), Float8GetDatum(rank[i])};

		tuplestore_putvalues(result->setResult, result->setDesc, values, (bool[2]) {false});
	}
	return (Datum) 0;
}

Datum
smartdip_network_strength(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	network    *net;
	network_node *nodes;

	InitMaterializedSRF(fcinfo, 0);
	net = open_network(fcinfo);
	nodes = MemoryContextAllocExtended(net->context, sizeof(network_node) * (net->nodes + 1), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	network_strengths(net->edges, net->count, nodes);
	for (uint32 i = 0; i < net->nodes; i++)
	{
		Datum		values[5] = {
			CStringGetTextDatum(net->names[i]), Float8GetDatum(nodes[i].out_strength), Float8GetDatum(nodes[i].in_strength),
			Int64GetDatum(nodes[i].out_degree), Int64GetDatum(nodes[i].in_degree)
		};

		tuplestore_putvalues(result->setResult, result->setDesc, values, (bool[5]) {false});
	}
	return (Datum) 0;
}

Datum
smartdip_network_reciprocity(PG_FUNCTION_ARGS)
{
	network    *net = open_network(fcinfo);
	double		share = network_reciprocity(net->edges, net->count);

	if (isnan(share))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(share);
}
