/*
 * The GIN operator class of actor_code: one int4 key a group, the group's three bytes.
 *
 * The order of the groups is not in the index, so ^@ belongs to the btree. A code has at least one group, so each
 * strategy can look at the rows that share a group with the query and at no other.
 */
#include "pg/actor/actor_code.h"

#include "access/gin.h"
#include "access/stratnum.h"

SMARTDIP_FUNCTION(smartdip_actor_code_gin_extract_value);
SMARTDIP_FUNCTION(smartdip_actor_code_gin_extract_query);
SMARTDIP_FUNCTION(smartdip_actor_code_gin_consistent);
SMARTDIP_FUNCTION(smartdip_actor_code_gin_triconsistent);

/* One key a group; GIN itself drops duplicates. */
static Datum *
keys_of(actor_view code, int32 *nkeys)
{
	Datum	   *keys = palloc(ACTOR_CODE_MAX_GROUPS * sizeof(Datum));

	*nkeys = (int32) (code.len / ACTOR_GROUP_LENGTH);
	for (int32 i = 0; i < *nkeys; i++)
		keys[i] = Int32GetDatum((int32) actor_group_at(code.s + i * ACTOR_GROUP_LENGTH));
	return keys;
}

Datum
smartdip_actor_code_gin_extract_value(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(keys_of(PG_GETARG_ACTOR(0), (int32 *) PG_GETARG_POINTER(1)));
}

Datum
smartdip_actor_code_gin_extract_query(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(keys_of(PG_GETARG_ACTOR(0), (int32 *) PG_GETARG_POINTER(1)));
}

/* What the presence of the query's groups says of a row, by strategy. */
static GinTernaryValue
judge(StrategyNumber strategy, const GinTernaryValue *present, int32 nkeys)
{
	GinTernaryValue all = GIN_TRUE;
	GinTernaryValue any = GIN_FALSE;

	for (int32 i = 0; i < nkeys; i++)
	{
		if (present[i] == GIN_FALSE || (present[i] == GIN_MAYBE && all == GIN_TRUE))
			all = present[i];
		if (present[i] == GIN_TRUE || (present[i] == GIN_MAYBE && any == GIN_FALSE))
			any = present[i];
	}
	switch (strategy)
	{
		case ACTOR_OVERLAPS_STRATEGY:
			return any;
		case ACTOR_CONTAINS_STRATEGY:
			return all;
		case ACTOR_CONTAINED_STRATEGY:
			/* which other groups the row has, only the row itself tells */
			return any == GIN_FALSE ? GIN_FALSE : GIN_MAYBE;
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
}

Datum
smartdip_actor_code_gin_consistent(PG_FUNCTION_ARGS)
{
	bool	   *check = (bool *) PG_GETARG_POINTER(0);
	StrategyNumber strategy = PG_GETARG_UINT16(1);
	int32		nkeys = PG_GETARG_INT32(3);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);
	GinTernaryValue present[ACTOR_CODE_MAX_GROUPS];
	GinTernaryValue verdict;

	for (int32 i = 0; i < nkeys; i++)
		present[i] = check[i] ? GIN_TRUE : GIN_FALSE;
	verdict = judge(strategy, present, nkeys);
	*recheck = verdict == GIN_MAYBE;
	PG_RETURN_BOOL(verdict != GIN_FALSE);
}

Datum
smartdip_actor_code_gin_triconsistent(PG_FUNCTION_ARGS)
{
	GinTernaryValue *check = (GinTernaryValue *) PG_GETARG_POINTER(0);
	StrategyNumber strategy = PG_GETARG_UINT16(1);
	int32		nkeys = PG_GETARG_INT32(3);

	PG_RETURN_GIN_TERNARY_VALUE(judge(strategy, check, nkeys));
}
