/* Rows into an event table: in batches the short way, or through the server where it has to look at each. */
#include "pg/event/event_insert.h"

#include "access/heapam.h"
#include "access/htup_details.h"
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
event_insert_possible(Relation relation, TupleDesc row, const bool *wanted)
{
	return relation->rd_rel->relkind == RELKIND_RELATION && !relation->rd_rel->relispartition &&
		!relation->rd_rel->relrowsecurity && relation->rd_rules == NULL && relation->trigdesc == NULL &&
		pg_class_aclcheck(RelationGetRelid(relation), GetUserId(), ACL_INSERT) == ACLCHECK_OK &&
		plain_columns(RelationGetDescr(relation), row, wanted);
}

event_insert *
event_insert_begin(Relation relation, TupleDesc row, const bool *wanted)
{
	event_insert *insert = palloc0(sizeof(event_insert));
	TupleDesc	columns = RelationGetDescr(relation);

	insert->relation = relation;
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

/* What a batch is inserted with; lives in the estate. */
typedef struct insert_state
{
	EState	   *estate;
	ResultRelInfo *result;		/* with the table's indexes, open */
	TupleTableSlot *slots[EVENT_INSERT_CHUNK];
	BulkInsertState bulk;
} insert_state;

static insert_state *
begin_state(Relation relation, int count)
{
	EState	   *estate = CreateExecutorState();
	MemoryContext old = MemoryContextSwitchTo(estate->es_query_cxt);
	insert_state *state = palloc(sizeof(insert_state));

	state->estate = estate;
	state->result = makeNode(ResultRelInfo);
	InitResultRelInfo(state->result, relation, 0, NULL, 0);
	ExecOpenIndices(state->result, false);
	for (int i = 0; i < Min(count, EVENT_INSERT_CHUNK); i++)
		state->slots[i] = MakeSingleTupleTableSlot(RelationGetDescr(relation), &TTSOpsHeapTuple);
	state->bulk = GetBulkInsertState();
	MemoryContextSwitchTo(old);
	return state;
}

static void
end_state(insert_state *state, int count)
{
	FreeBulkInsertState(state->bulk);
	for (int i = 0; i < Min(count, EVENT_INSERT_CHUNK); i++)
		ExecDropSingleTupleTableSlot(state->slots[i]);
	ExecCloseIndices(state->result);
	FreeExecutorState(state->estate);
}

static void
insert_chunk(Relation relation, HeapTuple *rows, int count, insert_state *state)
{
	MemoryContext old = MemoryContextSwitchTo(GetPerTupleMemoryContext(state->estate));

	for (int i = 0; i < count; i++)
		ExecStoreHeapTuple(rows[i], state->slots[i], false);
	table_multi_insert(relation, state->slots, count, GetCurrentCommandId(true), 0, state->bulk);
	if (state->result->ri_NumIndices > 0)
		for (int i = 0; i < count; i++)
			list_free(INSERT_INDEX_TUPLES(state->result, state->slots[i], state->estate));
	for (int i = 0; i < count; i++)
		ExecClearTuple(state->slots[i]);
	MemoryContextSwitchTo(old);
	ResetPerTupleExprContext(state->estate);
}

void
event_insert_rows(event_insert *insert, HeapTuple *rows, int count)
{
	insert_state *state = begin_state(insert->relation, count);

	for (int done = 0; done < count; done += EVENT_INSERT_CHUNK)
	{
		CHECK_FOR_INTERRUPTS();
		insert_chunk(insert->relation, rows + done, Min(count - done, EVENT_INSERT_CHUNK), state);
	}
	table_finish_bulk_insert(insert->relation, 0);
	end_state(state, count);
	CommandCounterIncrement();
}
