/*
 * The text of a statement can only name a table, and a name may lead elsewhere by the time it is looked up: the schema
 * was renamed, and another one stands in its place, with a table, a trigger and a view as its owner likes them. So
 * statements are analysed here, and go on only if they are about the very table that was locked.
 */
#include "pg/base/own_statement.h"

#include "access/relation.h"
#include "catalog/pg_class.h"
#include "executor/execdesc.h"
#include "executor/executor.h"
#include "executor/instrument.h"
#include "nodes/execnodes.h"
#include "nodes/nodeFuncs.h"
#include "nodes/params.h"
#include "parser/analyze.h"
#include "tcop/dest.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

void
report_no_relation(Oid relid)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_TABLE),
			 errmsg("relation with OID %u does not exist", relid),
			 errhint("It was dropped, or never was. Give the name of a table, such as 'my_table'::regclass.")));
}

Relation
open_relation(Oid relid, LOCKMODE lockmode)
{
	Relation	relation = try_relation_open(relid, lockmode);

	if (relation == NULL)
		report_no_relation(relid);
	return relation;
}

char	   *
relation_name(Relation relation)
{
	char	   *schema = get_namespace_name(RelationGetNamespace(relation));

	if (schema == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_SCHEMA),
				 errmsg("the schema of table \"%s\" does not exist", RelationGetRelationName(relation))));
	return quote_qualified_identifier(schema, RelationGetRelationName(relation));
}

bool
relation_is_readable(Relation relation)
{
	switch (relation->rd_rel->relkind)
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_VIEW:
		case RELKIND_MATVIEW:
		case RELKIND_FOREIGN_TABLE:
			return true;
		default:
			return false;
	}
}

Oid
relation_column_type(Relation relation, const char *name)
{
	TupleDesc	columns = RelationGetDescr(relation);

	for (int i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(columns, i);

		if (!column->attisdropped && strcmp(NameStr(column->attname), name) == 0)
			return column->atttypid;
	}
	return InvalidOid;
}

/* An error shows our statement, and a position is one in it, not in what the user wrote. */
static void
show_statement(void *arg)
{
	const char *text = arg;
	int			position = geterrposition();

	if (position > 0)
	{
		errposition(0);
		internalerrposition(position);
		internalerrquery(text);
	}
	else
		errcontext("SQL statement \"%s\"", text);
}

static ErrorContextCallback *
begin_context(ErrorContextCallback *context, const char *text)
{
	context->callback = show_statement;
	context->arg = unconstify(char *, text);
	context->previous = error_context_stack;
	error_context_stack = context;
	return context;
}

static void
end_context(const ErrorContextCallback *context)
{
	error_context_stack = context->previous;
}

/* The tables that a statement may be about: the one that it writes to or reads first, and one more. */
typedef struct own_tables
{
	Oid			relid;
	Oid			other;
} own_tables;

/* Looks at every table of a statement, before views and rules come into it. */
static bool
check_tables(Node *node, void *arg)
{
	const own_tables *own = arg;

	if (node == NULL)
		return false;
	if (IsA(node, RangeTblEntry))
	{
		RangeTblEntry *table = (RangeTblEntry *) node;

		if (table->rtekind == RTE_RELATION && table->relid != own->relid && table->relid != own->other)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("the name of table \"%s\" has come to mean another table", get_rel_name(table->relid)),
					 errhint("Its schema was renamed just now: try again.")));
		return false;
	}
	if (IsA(node, Query))
		return query_tree_walker((Query *) node, check_tables, arg, QTW_EXAMINE_RTES_BEFORE);
	return expression_tree_walker(node, check_tables, arg);
}

/* The value, if there is one, is the statement's $1. */
static PlannedStmt *
plan_own_statement(own_tables own, const char *text, QueryEnvironment *rows, ParamListInfo value)
{
	ErrorContextCallback context;
	Query	   *query;
	List	   *rewritten;
	PlannedStmt *plan;

	begin_context(&context, text);
	query = parse_analyze_fixedparams(linitial_node(RawStmt, pg_parse_query(text)), text, value != NULL ? &value->params[0].ptype : NULL,
									  value != NULL ? 1 : 0, rows);
	(void) check_tables((Node *) query, &own);
	rewritten = pg_rewrite_query(query);
	if (list_length(rewritten) != 1 || linitial_node(Query, rewritten)->commandType != query->commandType)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot insert into table \"%s\", which has rules for INSERT", get_rel_name(own.relid)),
				 errhint("Drop the rules; a trigger can do what they do.")));
	/* no parallel plan: rows are written while others are read */
	plan = pg_plan_query(linitial_node(Query, rewritten), text, 0, value);
	end_context(&context);
	return plan;
}

PlannedStmt *
plan_statement(Oid relid, const char *text, QueryEnvironment *rows)
{
	return plan_own_statement((own_tables) {relid, InvalidOid}, text, rows, NULL);
}

static QueryDesc *
start_statement(PlannedStmt *plan, const char *text, DestReceiver *dest, QueryEnvironment *rows, ParamListInfo value, int instrument)
{
	QueryDesc  *query = CreateQueryDesc(plan, text, GetActiveSnapshot(), InvalidSnapshot, dest, value, rows, instrument);

	ExecutorStart(query, 0);
	return query;
}

static void
end_statement(QueryDesc *query)
{
	ExecutorFinish(query);
	ExecutorEnd(query);
	FreeQueryDesc(query);
}

typedef struct row_destination
{
	DestReceiver pub;
	row_receiver receive;
	void	   *arg;
	ErrorContextCallback *context;
} row_destination;

/* What the receiver does is not the statement's doing, so its errors do not name it. */
static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	row_destination *to = (row_destination *) self;
	bool		more;

	end_context(to->context);
	more = to->receive(slot, to->arg);
	error_context_stack = to->context;
	return more;
}

static void
start_rows(DestReceiver *self, int operation, TupleDesc columns)
{
}

static void
end_rows(DestReceiver *self)
{
}

static void
run_plan(PlannedStmt *plan, const char *text, QueryEnvironment *rows, ParamListInfo value, row_receiver receive, void *arg)
{
	ErrorContextCallback context;
	row_destination to = {{receive_row, start_rows, end_rows, end_rows, DestNone}, receive, arg, &context};
	QueryDesc  *query;

	begin_context(&context, text);
	query = start_statement(plan, text, &to.pub, rows, value, 0);
	EXECUTOR_RUN(query);
	end_statement(query);
	end_context(&context);
}

void
run_rows(PlannedStmt *plan, const char *text, QueryEnvironment *rows, row_receiver receive, void *arg)
{
	run_plan(plan, text, rows, NULL, receive, arg);
}

void
run_with_value(Oid relid, const char *text, Oid type, Datum value, row_receiver receive, void *arg)
{
	ParamListInfo params = makeParamList(1);

	params->params[0] = (ParamExternData) {.value = value, .isnull = false, .pflags = PARAM_FLAG_CONST, .ptype = type};
	run_plan(plan_own_statement((own_tables) {relid, InvalidOid}, text, NULL, params), text, NULL, params, receive, arg);
}

void
select_rows(Relation relation, const char *text, row_receiver receive, void *arg)
{
	run_rows(plan_statement(RelationGetRelid(relation), text, NULL), text, NULL, receive, arg);
}

insert_counts
run_insert(PlannedStmt *plan, const char *text, QueryEnvironment *rows)
{
	ErrorContextCallback context;
	insert_counts counts;
	QueryDesc  *query;

	begin_context(&context, text);
	query = start_statement(plan, text, None_Receiver, rows, NULL, INSTRUMENT_ROWS);
	EXECUTOR_RUN(query);
	counts.inserted = query->estate->es_processed;
	counts.conflicting = (uint64) query->planstate->instrument->ntuples2;
	end_statement(query);
	end_context(&context);
	return counts;
}

static own_tables
two_tables(Relation table, Relation other)
{
	return (own_tables) {RelationGetRelid(table), other != NULL ? RelationGetRelid(other) : InvalidOid};
}

void
select_rows_of_two(Relation relation, Relation other, const char *text, row_receiver receive, void *arg)
{
	run_rows(plan_own_statement(two_tables(relation, other), text, NULL, NULL), text, NULL, receive, arg);
}

uint64
run_write(Relation table, Relation other, const char *text, QueryEnvironment *rows)
{
	return run_insert(plan_own_statement(two_tables(table, other), text, rows, NULL), text, rows).inserted;
}
