/* Planner support of operators that ask for a subtree of a tree of codes. */
#ifndef SMARTDIP_PG_SUBTREE_H
#define SMARTDIP_PG_SUBTREE_H

#include "pg/compat.h"

/*
 * The planner support function of an operator that asks for a subtree: for an ordered index and for the choice among
 * partitions it turns "column under top" into "column >= top AND column <= last(top)". column_arg is the position of the column among the operator's
 * arguments, last_name the function that gives the greatest value of a subtree.
 */
extern Datum subtree_support(FunctionCallInfo fcinfo, int column_arg, const char *last_name);

#endif
