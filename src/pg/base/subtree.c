/* A subtree is one range of the btree order; this tells the planner. */
#include "pg/base/subtree.h"

#include "access/genam.h"
#include "access/stratnum.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "nodes/pathnodes.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

/* The one-argument function of that name that stands in the same schema as funcid, wherever that is. */
static Oid
sibling_function(Oid funcid, const char *name, Oid argtype)
{
	oidvector  *args = buildoidvector(&argtype, 1);
	Oid			sibling = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
										  PointerGetDatum(args), ObjectIdGetDatum(get_func_namespace(funcid)));

	if (!OidIsValid(sibling))
		elog(ERROR, "function %s does not stand beside function %u", name, funcid);
	return sibling;
}

/*
 * The children of a tree code (event codes by value, actor codes by prefix) are one range of the btree order: from the
 * top to the greatest value below it. The two conditions that say so, NIL where the operator family has not got them.
 */
static List *
subtree_range(PlannerInfo *root, Expr *column, Expr *top, Oid opfamily, Oid funcid, const char *last_name)
{
	Oid			type = exprType((Node *) top);
	Oid			ge = get_opfamily_member(opfamily, type, type, BTGreaterEqualStrategyNumber);
	Oid			le = get_opfamily_member(opfamily, type, type, BTLessEqualStrategyNumber);
	Expr	   *last;

	if (!OidIsValid(ge) || !OidIsValid(le))
		return NIL;
	last = (Expr *) makeFuncExpr(sibling_function(funcid, last_name, type), type, list_make1(copyObject(top)),
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
	last = (Expr *) eval_const_expressions(root, (Node *) last);
	return list_make2(make_opclause(ge, BOOLOID, false, column, top, InvalidOid, InvalidOid),
					  make_opclause(le, BOOLOID, false, (Expr *) copyObject(column), last, InvalidOid, InvalidOid));
}

/*
 * For an index: btree and BRIN minmax indexes answer with the strategies of the same numbers. Any right side that does
 * not change during the scan will do: constants, parameters, columns of an outer relation.
 */
static List *
subtree_index_condition(SupportRequestIndexCondition *req, int column_arg, const char *last_name)
{
	List	   *args;
	Expr	   *top;

	if (is_opclause(req->node))
		args = ((OpExpr *) req->node)->args;
	else if (is_funcclause(req->node))
		args = ((FuncExpr *) req->node)->args;
	else
		return NIL;
	if (list_length(args) != 2 || req->indexarg != column_arg)
		return NIL;
	top = (Expr *) list_nth(args, 1 - req->indexarg);
	if (!is_pseudo_constant_for_index(req->root, (Node *) top, req->index))
		return NIL;
	return subtree_range(req->root, (Expr *) list_nth(args, req->indexarg), top, req->opfamily, req->funcid, last_name);
}

/*
 * Is it a column of a partitioned table that this query itself reads? The planner also asks with a part of a subquery,
 * whose tables are not among the query's: a wrong answer would cost nothing but a plan, a look beyond the list more.
 */
static bool
is_partitioned_column(PlannerInfo *root, Node *node)
{
	Var		   *var = (Var *) node;

	return root != NULL && IsA(node, Var) && var->varlevelsup == 0 && var->varno > 0 && !IS_SPECIAL_VARNO(var->varno) &&
		(int) var->varno <= list_length(root->parse->rtable) &&
		rt_fetch(var->varno, root->parse->rtable)->relkind == RELKIND_PARTITIONED_TABLE;
}

/*
 * For a partitioned table: the planner chooses among partitions by the operators of a btree family and by no others,
 * so there the condition is replaced by the range. Elsewhere it stays, and is estimated by its own operator.
 */
static Node *
subtree_simplified(SupportRequestSimplify *req, int column_arg, const char *last_name)
{
	List	   *args = req->fcall->args;
	Node	   *column;
	Node	   *top;
	List	   *range;

	if (list_length(args) != 2)
		return NULL;
	column = list_nth(args, column_arg);
	top = list_nth(args, 1 - column_arg);
	if (!is_partitioned_column(req->root, column) || contain_var_clause(top) || contain_subplans(top) || contain_volatile_functions(top))
		return NULL;
	range = subtree_range(req->root, (Expr *) copyObject(column), (Expr *) copyObject(top),
						  lookup_type_cache(exprType(top), TYPECACHE_BTREE_OPFAMILY)->btree_opf, req->fcall->funcid, last_name);
	return range != NIL ? (Node *) make_andclause(range) : NULL;
}

Datum
subtree_support(FunctionCallInfo fcinfo, int column_arg, const char *last_name)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestIndexCondition))
	{
		SupportRequestIndexCondition *req = (SupportRequestIndexCondition *) request;
		List	   *condition = subtree_index_condition(req, column_arg, last_name);

		if (condition != NIL)
			req->lossy = false;
		PG_RETURN_POINTER(condition);
	}
	if (IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(subtree_simplified((SupportRequestSimplify *) request, column_arg, last_name));
	PG_RETURN_POINTER(NULL);
}
