/*
 * A batch of parsed rows reaches its table through an INSERT that reads it from a named tuplestore: partitions,
 * constraints, triggers and ON CONFLICT work as for any INSERT, and no row is a composite value on its way. Rows that
 * are new to a plain table take a shorter way, that of COPY. Batches bound the memory.
 *
 * Every row ends up in one of three counts. Which one, the server says by batches, as long as it can: rows that the
 * table keeps out without an error, by a trigger that returns NULL, are told from duplicates one by one.
 */
#include "pg/event/event_batch.h"

#include "pg/base/own_statement.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#define BATCH_ROWS 20000
#define BATCH_MEMORY_KB 16384
#define BATCH_LINE_BYTES (16 * 1024 * 1024)

/*
 * The reject table's columns that come with each line. In a fixed order of our own: the table may have been made by
 * an older version.
 */
static TupleDesc
reject_columns(void)
{
	TupleDesc	columns = CreateTemplateTupleDesc(3);

	TupleDescInitEntry(columns, 1, "line_no", INT8OID, -1, 0);
	TupleDescInitEntry(columns, 2, "line", TEXTOID, -1, 0);
	TupleDescInitEntry(columns, 3, "reason", TEXTOID, -1, 0);
	return columns;
}

static void
open_batch(row_batch *batch, Relation table, const char *name, TupleDesc columns, char *statement)
{
	batch->table = RelationGetRelid(table);
	batch->name = pstrdup(RelationGetRelationName(table));
	batch->trusting = statement;
	batch->careful = psprintf("%s ON CONFLICT DO NOTHING", statement);
	batch->relation.md.name = pstrdup(name);
	batch->relation.md.reliddesc = InvalidOid;
	batch->relation.md.tupdesc = columns;
	batch->relation.md.enrtype = ENR_NAMED_TUPLESTORE;
	batch->relation.md.enrtuples = BATCH_ROWS;
	batch->environment = create_queryEnv();
	register_ENR(batch->environment, &batch->relation);
}

/* The columns that are wanted, joined by commas. */
static char *
column_list(TupleDesc row, const bool *wanted)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < EVENT_ROW_REASON; i++)
		if (wanted[i])
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", NameStr(TupleDescAttr(row, i)->attname));
	return list.data;
}

void
event_batches_open(event_batches *batches, Relation target, Relation reject, TupleDesc row, const bool *wanted,
				   const char *file)
{
	char	   *columns = column_list(row, wanted);

	memset(batches, 0, sizeof(event_batches));
	batches->lasting = CurrentMemoryContext;
	batches->batch_context = AllocSetContextCreate(CurrentMemoryContext, "event rows", 8192, 1024 * 1024, 8 * 1024 * 1024);
	if (event_insert_possible(target, row, wanted))
	{
		batches->insert = event_insert_begin(target, row, wanted);
		batches->good.tuples = palloc(BATCH_ROWS * sizeof(HeapTuple));
		row = CreateTupleDescCopy(RelationGetDescr(target));
	}
	else
		batches->lines = palloc(BATCH_ROWS * sizeof(numbered_line));
	open_batch(&batches->good, target, "smartdip_rows", row,
			   psprintf("INSERT INTO %s (%s) SELECT %s FROM smartdip_rows", relation_name(target), columns, columns));
	open_batch(&batches->bad, reject, "smartdip_refused", reject_columns(),
			   psprintf("INSERT INTO %s (file, line_no, line, reason) SELECT %s, line_no, line, reason FROM smartdip_refused",
						relation_name(reject), quote_literal_cstr(file)));
}

static Tuplestorestate *
store_of(event_batches *batches, row_batch *batch)
{
	if (batch->store == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(batches->lasting);

		batch->store = tuplestore_begin_heap(false, false, BATCH_MEMORY_KB);
		MemoryContextSwitchTo(old);
		for (int i = 0; batch->tuples != NULL && i < batch->rows; i++)
			tuplestore_puttuple(batch->store, batch->tuples[i]);
	}
	return batch->store;
}

static void
empty_batch(row_batch *batch)
{
	if (batch->store != NULL)
		tuplestore_end(batch->store);
	batch->store = NULL;
	batch->rows = 0;
}

/* A statement sees what the ones before it did. */
static void
begin_command(void)
{
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
}

static insert_counts
insert_store(row_batch *batch, const char *statement, PlannedStmt *plan, Tuplestorestate *store)
{
	insert_counts counts;

	begin_command();
	batch->relation.reldata = store;
	if (plan == NULL)
		plan = plan_insert(batch->table, statement, batch->environment);
	counts = run_insert(plan, statement, batch->environment);
	PopActiveSnapshot();
	return counts;
}

static insert_counts
insert_batch(event_batches *batches, row_batch *batch)
{
	insert_counts counts = {batch->rows, 0};

	if (batches->way == EVENT_WAY_CAREFUL)
		return insert_store(batch, batch->careful, NULL, batch->store);
	if (batches->insert == NULL)
		return insert_store(batch, batch->trusting, NULL, batch->store);
	event_insert_rows(batches->insert, batch->tuples, batch->rows);
	return counts;
}

/*
 * Sends the batch in a subtransaction. False: it was undone, and the way is another one from now on.
 *
 * To trust that all rows are new saves the check and the second record in the log that ON CONFLICT takes for each
 * row, a third of the time of a load. A file that brings some rows again is likely to bring more of them.
 */
static bool
try_batch(event_batches *batches, row_batch *batch)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	volatile insert_counts counts = {0, 0};

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		insert_counts sent = insert_batch(batches, batch);

		counts.inserted = sent.inserted;
		counts.conflicting = sent.conflicting;
		if (sent.inserted + sent.conflicting == batch->rows)
			ReleaseCurrentSubTransaction();
		else
		{
			RollbackAndReleaseCurrentSubTransaction();
			batches->way = EVENT_WAY_ONE_BY_ONE;
		}
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		if (error->sqlerrcode != ERRCODE_UNIQUE_VIOLATION || batches->way != EVENT_WAY_TRUSTING)
			ReThrowError(error);
		FreeErrorData(error);
		batches->way = EVENT_WAY_CAREFUL;
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	if (counts.inserted + counts.conflicting != batch->rows)
		return false;
	batches->loaded += counts.inserted;
	batches->duplicate += counts.conflicting;
	return true;
}

/* The line of a row that its table kept out, to the reject table. */
static void
refuse_row(event_batches *batches, int row)
{
	/* the short way keeps no lines, and while the table is locked other sessions can make no trigger */
	if (batches->lines == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_IN_USE),
				 errmsg("table \"%s\" got a trigger while lines were loaded into it", batches->good.name),
				 errhint("Load the lines again.")));
	event_batches_refuse(batches, batches->lines[row].line_no, batches->lines[row].line,
						 CStringGetTextDatum(psprintf("a trigger of table \"%s\" kept the row out", batches->good.name)));
}

static void
insert_row(event_batches *batches, PlannedStmt *plan, TupleTableSlot *slot, int row)
{
	row_batch  *batch = &batches->good;
	Tuplestorestate *single = tuplestore_begin_heap(false, false, BATCH_MEMORY_KB);
	insert_counts counts;

	tuplestore_puttupleslot(single, slot);
	counts = insert_store(batch, batch->careful, plan, single);
	tuplestore_end(single);
	batches->loaded += counts.inserted;
	batches->duplicate += counts.conflicting;
	if (counts.inserted + counts.conflicting == 0)
		refuse_row(batches, row);
}

/*
 * One plan for all rows of the batch: whatever a trigger does to the table meanwhile, it does it while the table is in
 * use.
 */
static void
insert_one_by_one(event_batches *batches, row_batch *batch)
{
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext, "event row", ALLOCSET_DEFAULT_SIZES);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(batch->relation.md.tupdesc, &TTSOpsMinimalTuple);
	Tuplestorestate *store = store_of(batches, batch);
	PlannedStmt *plan;

	begin_command();
	batch->relation.reldata = store;
	plan = plan_insert(batch->table, batch->careful, batch->environment);
	PopActiveSnapshot();
	tuplestore_select_read_pointer(store, 0);
	tuplestore_rescan(store);
	for (int row = 0; tuplestore_gettupleslot(store, true, false, slot); row++)
	{
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		insert_row(batches, plan, slot, row);
		MemoryContextSwitchTo(old);
		MemoryContextReset(row_context);
	}
	ExecDropSingleTupleTableSlot(slot);
	MemoryContextDelete(row_context);
}

static void
send_good(event_batches *batches)
{
	row_batch  *batch = &batches->good;
	bool		sent = false;

	while (!sent && batches->way != EVENT_WAY_ONE_BY_ONE)
	{
		/* what is undone must not take the store along */
		if (batches->way == EVENT_WAY_CAREFUL || batches->insert == NULL)
			store_of(batches, batch);
		sent = try_batch(batches, batch);
	}
	if (!sent)
		insert_one_by_one(batches, batch);
	empty_batch(batch);
}

void
event_batches_send_all(event_batches *batches)
{
	if (batches->good.rows > 0)
		send_good(batches);
	if (batches->bad.rows > 0)
	{
		insert_store(&batches->bad, batches->bad.careful, NULL, batches->bad.store);
		empty_batch(&batches->bad);
	}
	MemoryContextReset(batches->batch_context);
	batches->line_bytes = 0;
}

void
event_batches_send(event_batches *batches)
{
	if (batches->good.rows >= BATCH_ROWS || batches->bad.rows >= BATCH_ROWS || batches->line_bytes >= BATCH_LINE_BYTES)
		event_batches_send_all(batches);
}

static void
keep_line(event_batches *batches, int64 line_no, event_slice line)
{
	char	   *copy = palloc(line.len);

	memcpy(copy, line.s, line.len);
	batches->lines[batches->good.rows].line_no = line_no;
	batches->lines[batches->good.rows].line = (event_slice) {copy, line.len};
	batches->line_bytes += line.len;
}

void
event_batches_add(event_batches *batches, Datum *values, bool *nulls, int64 line_no, event_slice line)
{
	row_batch  *batch = &batches->good;
	MemoryContext old = MemoryContextSwitchTo(batches->batch_context);

	if (batches->insert != NULL)
		batch->tuples[batch->rows] = event_insert_form(batches->insert, values, nulls);
	else
	{
		keep_line(batches, line_no, line);
		tuplestore_putvalues(store_of(batches, batch), batch->relation.md.tupdesc, values, nulls);
	}
	batch->rows++;
	MemoryContextSwitchTo(old);
}

void
event_batches_refuse(event_batches *batches, int64 line_no, event_slice line, Datum reason)
{
	Datum		values[] = {Int64GetDatum(line_no), PointerGetDatum(event_line_as_text(line)), reason};
	bool		nulls[] = {false, false, false};

	tuplestore_putvalues(store_of(batches, &batches->bad), batches->bad.relation.md.tupdesc, values, nulls);
	batches->bad.rows++;
	batches->refused++;
}
