#include "pg/event/event_insert.h"

#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

/* Nothing but columns that are filled here or stay null: no defaults, no checks, nothing that is computed. */
static bool
plain_columns(TupleDesc table, TupleDesc row, const bool *wanted)
{
	if (table->constr != NULL && (table->constr->num_check > 0 || table->constr->has_generated_stored || table->constr->num_defval > 0))
		return false;
	for (int i = 0; i < table->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(table, i);
		int			ours = 0;

		if (column->attisdropped || column->attidentity != '\0')
			return false;
		while (ours < EVENT_ROW_REASON && !(wanted[ours] && strcmp(NameStr(column->attname), NameStr(TupleDescAttr(row, ours)->attname)) == 0))
			ours++;
		if (ours == EVENT_ROW_REASON ? column->attnotnull :
			column->atttypid != TupleDescAttr(row, ours)->atttypid || column->atttypmod != -1 || (column->attnotnull && ours > EVENT_ROW_CODE))
			return false;
	}
	return true;
}

bool
event_insert_possible(Oid table, TupleDesc row, const bool *wanted)
{
	Relation	relation = table_open(table, RowExclusiveLock);
	bool		possible = relation->rd_rel->relkind == RELKIND_RELATION && !relation->rd_rel->relispartition &&
		!relation->rd_rel->relrowsecurity && relation->rd_rules == NULL && relation->trigdesc == NULL &&
		pg_class_aclcheck(table, GetUserId(), ACL_INSERT) == ACLCHECK_OK &&
		plain_columns(RelationGetDescr(relation), row, wanted);

	table_close(relation, NoLock);
	return possible;
}

event_insert *
event_insert_begin(Oid table, TupleDesc row, const bool *wanted)
{
	event_insert *insert = palloc0(sizeof(event_insert));
	TupleDesc	columns;

	insert->relation = table_open(table, RowExclusiveLock);
	columns = RelationGetDescr(insert->relation);
	for (int ours = 0; ours < EVENT_ROW_REASON; ours++)
	{
		insert->place[ours] = -1;
		for (int i = 0; wanted[ours] && i < columns->natts; i++)
			if (strcmp(NameStr(TupleDescAttr(columns, i)->attname), NameStr(TupleDescAttr(row, ours)->attname)) == 0)
				insert->place[ours] = i;
	}
	insert->values = palloc0(columns->natts * sizeof(Datum));
	insert->nulls = palloc(columns->natts * sizeof(bool));
	memset(insert->nulls, true, columns->natts * sizeof(bool));

	insert->estate = CreateExecutorState();
	insert->result = makeNode(ResultRelInfo);
	InitResultRelInfo(insert->result, insert->relation, 0, NULL, 0);
	ExecOpenIndices(insert->result, false);
	for (int i = 0; i < EVENT_INSERT_CHUNK; i++)
		insert->slots[i] = MakeSingleTupleTableSlot(columns, &TTSOpsHeapTuple);
	return insert;
}

HeapTuple
event_insert_form(event_insert *insert, Datum *values, bool *nulls)
{
	for (int ours = 0; ours < EVENT_ROW_REASON; ours++)
	{
		int			place = insert->place[ours];

		if (place >= 0)
		{
			insert->values[place] = values[ours];
			insert->nulls[place] = nulls[ours];
		}
	}
	return heap_form_tuple(RelationGetDescr(insert->relation), insert->values, insert->nulls);
}

static void
insert_chunk(event_insert *insert, HeapTuple *rows, int count, BulkInsertState bulk)
{
	MemoryContext old = MemoryContextSwitchTo(GetPerTupleMemoryContext(insert->estate));

	for (int i = 0; i < count; i++)
		ExecStoreHeapTuple(rows[i], insert->slots[i], false);
	table_multi_insert(insert->relation, insert->slots, count, GetCurrentCommandId(true), 0, bulk);
	if (insert->result->ri_NumIndices > 0)
		for (int i = 0; i < count; i++)
			list_free(INSERT_INDEX_TUPLES(insert->result, insert->slots[i], insert->estate));
	for (int i = 0; i < count; i++)
		ExecClearTuple(insert->slots[i]);
	MemoryContextSwitchTo(old);
	ResetPerTupleExprContext(insert->estate);
}

void
event_insert_rows(event_insert *insert, HeapTuple *rows, int count)
{
	/* its pin belongs to the subtransaction that the caller may have to abort, so it lives no longer */
	BulkInsertState bulk = GetBulkInsertState();

	for (int done = 0; done < count; done += EVENT_INSERT_CHUNK)
	{
		CHECK_FOR_INTERRUPTS();
		insert_chunk(insert, rows + done, Min(count - done, EVENT_INSERT_CHUNK), bulk);
	}
	FreeBulkInsertState(bulk);
	table_finish_bulk_insert(insert->relation, 0);
	CommandCounterIncrement();
}

void
event_insert_end(event_insert *insert)
{
	for (int i = 0; i < EVENT_INSERT_CHUNK; i++)
		ExecDropSingleTupleTableSlot(insert->slots[i]);
	ExecCloseIndices(insert->result);
	FreeExecutorState(insert->estate);
	table_close(insert->relation, NoLock);
}
