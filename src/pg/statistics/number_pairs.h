/*
 * The type number_pairs: the state of aggregates that need all their rows, two numbers each. A concrete type, and not internal, so that
 * the aggregates can be computed in parts on several nodes.
 */
#ifndef SMARTDIP_PG_NUMBER_PAIRS_H
#define SMARTDIP_PG_NUMBER_PAIRS_H

#include "pg/compat.h"

typedef struct number_pair
{
	double		a;
	double		b;
} number_pair;

/*
 * Its length is that of the room for pairs; count of them are there. What an aggregate is told once, beside its rows, travels along:
 * a seed, and which of its kinds it is.
 */
typedef struct number_pairs
{
	int32		vl_len_;
	uint32		count;
	int64		seed;
	int64		kind;
	number_pair pair[FLEXIBLE_ARRAY_MEMBER];
} number_pairs;

/* The state of argument n, NULL if there is none or it has no pair. */
extern const number_pairs *number_pairs_arg(FunctionCallInfo fcinfo, int n);

/*
 * The state of argument 0 with a pair more: changed in place, or in a new one of twice the room. Only inside an aggregate.
 */
extern Datum number_pairs_add(FunctionCallInfo fcinfo, double a, double b);

/* Joins the states of arguments 0 and 1. */
extern PGDLLEXPORT Datum smartdip_number_pairs_combine(PG_FUNCTION_ARGS);

/* For a row that does not count: the state as it is. */
extern Datum number_pairs_keep(FunctionCallInfo fcinfo);

#endif
