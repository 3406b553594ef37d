#include "pg/base/util.h"

#include "access/genam.h"
#include "access/stratnum.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
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
#include "utils/tuplestore.h"
#include "utils/typcache.h"

#define QUOTED_MAX 64

const char *
quoted_value(const char *s, size_t len)
{
	int			clipped;

	if (len <= QUOTED_MAX)
		return pnstrdup(s, len);
	clipped = pg_mbcliplen(s, (int) Min(len, PG_INT32_MAX), QUOTED_MAX);
	return psprintf("%.*s...", clipped, s);
}

const char *
quoted_text(text *value)
{
	return quoted_value(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

const char *
quoted_bytes(const char *s, size_t len)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (size_t i = 0; i < Min(len, QUOTED_MAX); i++)
	{
		unsigned char c = (unsigned char) s[i];

		if (c >= 0x20 && c < 0x7f)
			appendStringInfoChar(&buf, c);
		else
			appendStringInfo(&buf, "\\x%02x", c);
	}
	if (len > QUOTED_MAX)
		appendStringInfoString(&buf, "...");
	return buf.data;
}

int
error_detail(const char *reason)
{
	return errdetail_internal("%c%s.", pg_toupper((unsigned char) reason[0]), reason + 1);
}

enum label_language
label_language(text *locale)
{
	const char *s = VARDATA_ANY(locale);
	size_t		len = VARSIZE_ANY_EXHDR(locale);

	if (len == 2 || (len > 2 && (s[2] == '_' || s[2] == '-')))
	{
		if (pg_strncasecmp(s, "en", 2) == 0)
			return LABEL_EN;
		if (pg_strncasecmp(s, "ar", 2) == 0)
			return LABEL_AR;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("no labels in locale \"%s\"", quoted_value(s, len)),
			 errhint("Labels are written in English (en) and Arabic (ar).")));
}

bool
text_is(text *value, const char *word)
{
	size_t		len = strlen(word);

	return VARSIZE_ANY_EXHDR(value) == len && memcmp(VARDATA_ANY(value), word, len) == 0;
}

utf8_span
text_to_utf8(text *value)
{
	utf8_span	span = {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
	const char *converted = pg_server_to_any(span.s, (int) span.len, PG_UTF8);

	if (converted != span.s)
		span = (utf8_span) {converted, strlen(converted)};
	return span;
}

utf8_span
searched_utf8(text *value)
{
	if (GetDatabaseEncoding() == PG_SQL_ASCII)
		return (utf8_span) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
	return text_to_utf8(value);
}

text *
utf8_to_text(const char *utf8)
{
	return utf8_to_text_with_len(utf8, strlen(utf8));
}

text *
utf8_to_text_with_len(const char *utf8, size_t len)
{
	const char *converted = pg_any_to_server(utf8, (int) len, PG_UTF8);

	return cstring_to_text_with_len(converted, (int) (converted == utf8 ? len : strlen(converted)));
}

void
put_text_row(ReturnSetInfo *result, const char *const *columns, int count)
{
	Datum		values[8] = {0};
	bool		nulls[8] = {false};

	Assert(count <= (int) lengthof(values));
	for (int i = 0; i < count; i++)
	{
		nulls[i] = columns[i] == NULL;
		if (columns[i] != NULL)
			values[i] = PointerGetDatum(utf8_to_text(columns[i]));
	}
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

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

int
cached_name(FmgrInfo *flinfo, text *name, int (*resolve) (const char *name, size_t len))
{
	name_cache *cache = flinfo->fn_extra;
	const char *s = VARDATA_ANY(name);
	int			len = (int) VARSIZE_ANY_EXHDR(name);

	if (cache != NULL && cache->len == len && memcmp(cache->name, s, len) == 0)
		return cache->value;
	if (cache == NULL)
		flinfo->fn_extra = cache = MemoryContextAlloc(flinfo->fn_mcxt, sizeof(name_cache));
	cache->value = resolve(s, len);
	cache->len = len <= (int) sizeof(cache->name) ? len : -1;
	memcpy(cache->name, s, Min(len, (int) sizeof(cache->name)));
	return cache->value;
}
