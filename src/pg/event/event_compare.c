/*
 * Rows are compared by a statement where they cannot be by event_insert.c: it looks into partitions, minds the caller's
 * rights and row security, and takes columns of other types for what an INSERT makes of them.
 */
#include "pg/event/event_compare.h"

#include "pg/base/own_statement.h"

#include "access/htup_details.h"
#include "catalog/pg_index.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

/* Does an index begin with the id or with the day? */
static bool
has_index(Relation target, AttrNumber id, AttrNumber day)
{
	List	   *indexes = RelationGetIndexList(target);
	ListCell   *cell;
	bool		found = false;

	foreach(cell, indexes)
	{
		HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(lfirst_oid(cell)));

		if (HeapTupleIsValid(tuple))
		{
			Form_pg_index index = (Form_pg_index) GETSTRUCT(tuple);

			found = found || (index->indisunique && index->indnatts > 0 &&
							  (index->indkey.values[0] == id || index->indkey.values[0] == day));
			ReleaseSysCache(tuple);
		}
	}
	list_free(indexes);
	return found;
}

static Form_pg_attribute
column_of(Relation table, const char *name)
{
	TupleDesc	columns = RelationGetDescr(table);

	for (int i = 0; i < columns->natts; i++)
		if (!TupleDescAttr(columns, i)->attisdropped && strcmp(NameStr(TupleDescAttr(columns, i)->attname), name) == 0)
			return TupleDescAttr(columns, i);
	elog(ERROR, "table \"%s\" has no column \"%s\"", RelationGetRelationName(table), name);
}

/* A column of the rows as the table's column would hold it. */
static char *
as_stored(Form_pg_attribute column)
{
	return psprintf("r.%s::%s", quote_identifier(NameStr(column->attname)),
					format_type_extended(column->atttypid, column->atttypmod, FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY));
}

/* Events of one line share the id and the day. */
static bool
shape_has_parts(TupleDesc row, const bool *wanted)
{
	return wanted[EVENT_ROW_PART] && strcmp(NameStr(TupleDescAttr(row, EVENT_ROW_PART)->attname), "part") == 0;
}

/* Values are equal if their bytes are: that takes no operator of the types, which could be found anywhere. */
event_comparison *
event_comparison_open(Relation target, TupleDesc row, const bool *wanted, const char *rows_name)
{
	event_comparison *comparison = palloc0(sizeof(event_comparison));
	Form_pg_attribute id = column_of(target, NameStr(TupleDescAttr(row, EVENT_ROW_ID)->attname));
	Form_pg_attribute day = column_of(target, NameStr(TupleDescAttr(row, EVENT_ROW_DAY)->attname));
	StringInfoData statement;

	initStringInfo(&statement);
	appendStringInfo(&statement, "SELECT r.%s", EVENT_ROW_NUMBER_NAME);
	for (int i = 0; i < EVENT_ROW_REASON; i++)
		if (wanted[i])
		{
			Form_pg_attribute column = column_of(target, NameStr(TupleDescAttr(row, i)->attname));

			appendStringInfo(&statement, ", pg_catalog.record_image_eq(ROW(t.%s), ROW(%s))",
							 quote_identifier(NameStr(column->attname)), as_stored(column));
			comparison->column[comparison->count++] = i;
		}
	appendStringInfo(&statement, " FROM %s t, %s r WHERE t.id OPERATOR(pg_catalog.=) %s AND t.day OPERATOR(pg_catalog.=) %s",
					 relation_name(target), rows_name, as_stored(id), as_stored(day));
	if (shape_has_parts(row, wanted))
		appendStringInfo(&statement, " AND t.part OPERATOR(pg_catalog.=) %s", as_stored(column_of(target, "part")));
	comparison->statement = statement.data;
	comparison->table = RelationGetRelid(target);
	comparison->indexed = has_index(target, id->attnum, day->attnum);
	return comparison;
}

/* To look a batch up is never worth reading the whole table, whatever the planner takes its size for. */
PlannedStmt *
event_comparison_plan(const event_comparison *comparison, QueryEnvironment *rows)
{
	int			level = NewGUCNestLevel();
	PlannedStmt *plan;

	if (comparison->indexed)
	{
		(void) set_config_option("enable_hashjoin", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
		(void) set_config_option("enable_mergejoin", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	}
	plan = plan_statement(comparison->table, comparison->statement, rows);
	AtEOXact_GUC(true, level);
	return plan;
}

typedef struct result_receiver
{
	const event_comparison *comparison;
	event_result *results;
} result_receiver;

/* One of several rows of a key that is like this one is enough. */
static bool
take_result(TupleTableSlot *row, void *arg)
{
	const result_receiver *to = arg;
	bool		null;
	event_result *result = &to->results[DatumGetInt32(slot_getattr(row, 1, &null))];
	uint32		differing = 0;

	if (result->outcome == EVENT_SAME)
		return true;
	for (int i = 0; i < to->comparison->count; i++)
		if (!DatumGetBool(slot_getattr(row, i + 2, &null)))
			differing |= (uint32) 1 << to->comparison->column[i];
	*result = (event_result) {differing == 0 ? EVENT_SAME : EVENT_OTHER, differing};
	return true;
}

void
event_comparison_run(const event_comparison *comparison, PlannedStmt *plan, QueryEnvironment *rows, event_result *results)
{
	result_receiver to = {comparison, results};

	run_rows(plan, comparison->statement, rows, take_result, &to);
}
