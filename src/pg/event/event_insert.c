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
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

/* The first three columns of a row are always there, and so is the part of an event. */
static bool
is_never_null(TupleDesc row, int ours)
{
	return ours <= EVENT_ROW_CODE || strcmp(NameStr(TupleDescAttr(row, ours)->attname), "part") == 0;
}

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
			column->atttypid != TupleDescAttr(row, ours)->atttypid || column->atttypmod != -1 || (column->attnotnull && !is_never_null(row, ours)))
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
	/* of a copy that nobody counts the uses of: they outlive the subtransactions that they are used in */
	columns = CreateTupleDescCopy(columns);
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

/* What a batch is inserted with; lives in the estate. */
typedef struct insert_state
{
	EState	   *estate;
	ResultRelInfo *result;		/* with the table's indexes, open */
	BulkInsertState bulk;
} insert_state;

static insert_state *
begin_state(Relation relation, bool compared)
{
	EState	   *estate = CreateExecutorState();
	MemoryContext old = MemoryContextSwitchTo(estate->es_query_cxt);
	insert_state *state = palloc(sizeof(insert_state));

	state->estate = estate;
	state->result = makeNode(ResultRelInfo);
	InitResultRelInfo(state->result, relation, 0, NULL, 0);
	ExecOpenIndices(state->result, compared);
	state->bulk = GetBulkInsertState();
	MemoryContextSwitchTo(old);
	return state;
}

static void
end_state(insert_state *state)
{
	FreeBulkInsertState(state->bulk);
	ExecCloseIndices(state->result);
	FreeExecutorState(state->estate);
}

static void
insert_chunk(event_insert *insert, HeapTuple *rows, int count, insert_state *state)
{
	MemoryContext old = MemoryContextSwitchTo(GetPerTupleMemoryContext(state->estate));

	for (int i = 0; i < count; i++)
		ExecStoreHeapTuple(rows[i], insert->slots[i], false);
	table_multi_insert(insert->relation, insert->slots, count, GetCurrentCommandId(true), 0, state->bulk);
	if (state->result->ri_NumIndices > 0)
		for (int i = 0; i < count; i++)
			list_free(INSERT_INDEX_TUPLES(state->result, insert->slots[i], state->estate));
	for (int i = 0; i < count; i++)
		ExecClearTuple(insert->slots[i]);
	MemoryContextSwitchTo(old);
	ResetPerTupleExprContext(state->estate);
}

void
event_insert_rows(event_insert *insert, HeapTuple *rows, int count)
{
	insert_state *state = begin_state(insert->relation, false);

	for (int done = 0; done < count; done += EVENT_INSERT_CHUNK)
	{
		CHECK_FOR_INTERRUPTS();
		insert_chunk(insert, rows + done, Min(count - done, EVENT_INSERT_CHUNK), state);
	}
	table_finish_bulk_insert(insert->relation, 0);
	end_state(state);
	CommandCounterIncrement();
}

void
event_insert_check_readable(event_insert *insert)
{
	Oid			relid = RelationGetRelid(insert->relation);
	Oid			user = GetUserId();

	if (pg_class_aclcheck(relid, user, ACL_SELECT) == ACLCHECK_OK)
		return;
	for (int ours = 0; ours < EVENT_ROW_REASON; ours++)
		if (insert->place[ours] >= 0 && pg_attribute_aclcheck(relid, insert->place[ours] + 1, user, ACL_SELECT) != ACLCHECK_OK)
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("permission denied for table %s", RelationGetRelationName(insert->relation)),
					 errdetail("It has a row with the key of a line: to tell whether that is the same event takes the right to read it."),
					 errhint("GRANT SELECT on the table to who loads into it.")));
}

/* A bit for each column of event_row in which the two rows differ. */
static uint32
differing_columns(const event_insert *insert, TupleTableSlot *a, TupleTableSlot *b)
{
	TupleDesc	columns = RelationGetDescr(insert->relation);
	uint32		differing = 0;

	for (int ours = 0; ours < EVENT_ROW_REASON; ours++)
	{
		int			place = insert->place[ours];
		Form_pg_attribute column;
		Datum		values[2];
		bool		nulls[2];

		if (place < 0)
			continue;
		column = TupleDescAttr(columns, place);
		values[0] = slot_getattr(a, place + 1, &nulls[0]);
		values[1] = slot_getattr(b, place + 1, &nulls[1]);
		if (nulls[0] != nulls[1] ||
			(!nulls[0] && !datum_image_eq(values[0], values[1], column->attbyval, column->attlen)))
			differing |= (uint32) 1 << ours;
	}
	return differing;
}

/* The row that takes the key may be one that the caller's snapshot does not see yet. */
static event_result
compare_row(event_insert *insert, TupleTableSlot *row, ItemPointer place, TupleTableSlot *other)
{
	event_result result = {EVENT_OTHER, 0};

	if (table_tuple_fetch_row_version(insert->relation, place, SnapshotAny, other))
	{
		result.differing = differing_columns(insert, row, other);
		result.outcome = result.differing == 0 ? EVENT_SAME : EVENT_OTHER;
		ExecClearTuple(other);
	}
	return result;
}

static event_result
insert_or_compare(event_insert *insert, insert_state *state, TupleTableSlot *other)
{
	TupleTableSlot *row = insert->slots[0];
	ItemPointerData place;
	ItemPointerData none;

	ItemPointerSetInvalid(&none);
	if (!CHECK_INDEX_CONSTRAINTS(state->result, row, state->estate, &place, &none))
		return compare_row(insert, row, &place, other);
	table_tuple_insert(insert->relation, row, GetCurrentCommandId(true), 0, state->bulk);
	if (state->result->ri_NumIndices > 0)
		list_free(INSERT_INDEX_TUPLES(state->result, row, state->estate));
	return (event_result) {EVENT_INSERTED, 0};
}

void
event_insert_compared(event_insert *insert, HeapTuple *rows, int count, event_result *results)
{
	insert_state *state = begin_state(insert->relation, true);
	TupleTableSlot *other = table_slot_create(insert->relation, NULL);

	for (int i = 0; i < count; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(GetPerTupleMemoryContext(state->estate));

		CHECK_FOR_INTERRUPTS();
		ExecStoreHeapTuple(rows[i], insert->slots[0], false);
		results[i] = insert_or_compare(insert, state, other);
		ExecClearTuple(insert->slots[0]);
		MemoryContextSwitchTo(old);
		ResetPerTupleExprContext(state->estate);
	}
	table_finish_bulk_insert(insert->relation, 0);
	ExecDropSingleTupleTableSlot(other);
	end_state(state);
	CommandCounterIncrement();
}
