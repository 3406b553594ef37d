/*
 * A batch of parsed rows reaches its table through an INSERT that reads it from a named tuplestore: partitions,
 * constraints, triggers and ON CONFLICT work as for any INSERT, and no row is a composite value on its way. Rows that
 * are new to a plain table take a shorter way, that of COPY. Batches bound the memory.
 *
 * Every row ends up in one of three counts. Which one, the server says by batches, as long as it can. A row whose key is
 * taken is a duplicate only if the row that has it is the same. What the server's numbers do not tell is found out
 * one by one: rows that a trigger keeps out by returning NULL, and what else a batch may hold.
 *
 * A table that is distributed over nodes is another matter: event_distributed.c.
 */
#include "pg/event/event_batch.h"

#include "pg/base/distributed.h"
#include "pg/base/own_statement.h"
#include "pg/event/event_distributed.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#define BATCH_ROWS 5000
/* So many are enough to be sent rather than to keep what they point to. */
#define BATCH_ROWS_ENOUGH 2000
/* A batch mostly stays within the block that is not given back. */
#define BATCH_BLOCK (4 * 1024 * 1024)
#define BATCH_MEMORY_KB 16384
#define BATCH_LINE_BYTES (16 * 1024 * 1024)

/* What the reject table keeps of a line, and the type of each. In a fixed order of our own. */
static const struct
{
	const char *name;
	Oid			type;
}			reject_columns[] = {
	{"file", TEXTOID}, {"line_no", INT8OID}, {"line", TEXTOID}, {"reason", TEXTOID}, {"value", TEXTOID}, {"format", TEXTOID}, {"header", TEXTOID}
};

#define REJECT_COLUMNS lengthof(reject_columns)
#define REJECT_COLUMN_NAMES "file, line_no, line, reason, value, format, header"

static TupleDesc
reject_row(void)
{
	TupleDesc	columns = CreateTemplateTupleDesc(REJECT_COLUMNS);

	for (int i = 0; i < (int) REJECT_COLUMNS; i++)
		TupleDescInitEntry(columns, (AttrNumber) (i + 1), reject_columns[i].name, reject_columns[i].type, -1, 0);
	return columns;
}

/* The rows of a batch for statements: event_row, with a number instead of a reason. */
static TupleDesc
numbered_row(TupleDesc row)
{
	TupleDesc	columns = CreateTupleDescCopy(row);

	TupleDescInitEntry(columns, EVENT_ROW_NUMBER + 1, EVENT_ROW_NUMBER_NAME, INT4OID, -1, 0);
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

/* Is the source a column that is never null, as one has to be by which a table is distributed? */
static bool
source_is_needed(Relation target, TupleDesc row, const bool *wanted)
{
	TupleDesc	columns = RelationGetDescr(target);
	const char *name = NameStr(TupleDescAttr(row, EVENT_ROW_SOURCE)->attname);

	if (!wanted[EVENT_ROW_SOURCE] || strcmp(name, "source") != 0)
		return false;
	for (int i = 0; i < columns->natts; i++)
		if (strcmp(NameStr(TupleDescAttr(columns, i)->attname), name) == 0)
			return TupleDescAttr(columns, i)->attnotnull;
	return false;
}

void
event_batches_open(event_batches *batches, Relation target, Relation reject, TupleDesc row, const bool *wanted)
{
	char	   *columns = column_list(row, wanted);

	memset(batches, 0, sizeof(event_batches));
	batches->row = row;
	batches->lasting = CurrentMemoryContext;
	batches->batch_context = AllocSetContextCreate(CurrentMemoryContext, "event rows", 0, BATCH_BLOCK, 2 * BATCH_BLOCK);
	batches->lines = palloc(BATCH_ROWS * sizeof(numbered_line));
	batches->results = palloc(BATCH_ROWS * sizeof(event_result));
	batches->source_needed = source_is_needed(target, row, wanted);
	if (relation_is_distributed(target))
	{
		batches->distributed = event_distributed_statement(target, row, columns);
		batches->good.table = RelationGetRelid(target);
		batches->good.tuples = palloc(BATCH_ROWS * sizeof(HeapTuple));
	}
	else if (event_insert_possible(target, row, wanted))
	{
		batches->insert = event_insert_begin(target, row, wanted);
		batches->good.tuples = palloc(BATCH_ROWS * sizeof(HeapTuple));
		batches->good.name = pstrdup(RelationGetRelationName(target));
	}
	else
	{
		batches->readable = pg_class_aclcheck(RelationGetRelid(target), GetUserId(), ACL_SELECT) == ACLCHECK_OK;
		batches->comparison = event_comparison_open(target, row, wanted, "smartdip_rows");
		open_batch(&batches->good, target, "smartdip_rows", numbered_row(row),
				   psprintf("INSERT INTO %s (%s) SELECT %s FROM smartdip_rows", relation_name(target), columns, columns));
	}
	open_batch(&batches->bad, reject, "smartdip_refused", reject_row(),
			   psprintf("INSERT INTO %s (%s) SELECT %s FROM smartdip_refused", relation_name(reject), REJECT_COLUMN_NAMES, REJECT_COLUMN_NAMES));
}

static Tuplestorestate *
store_of(event_batches *batches, row_batch *batch)
{
	if (batch->store == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(batches->lasting);

		batch->store = tuplestore_begin_heap(true, false, BATCH_MEMORY_KB);
		MemoryContextSwitchTo(old);
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
		plan = plan_statement(batch->table, statement, batch->environment);
	counts = run_insert(plan, statement, batch->environment);
	PopActiveSnapshot();
	return counts;
}

/* What became of the rows of a store when they were sent all at once. */
enum event_sent
{
	EVENT_SENT,
	EVENT_KEY_TAKEN,			/* undone, for the key of a row is taken */
	EVENT_NOT_ALL				/* undone, for the table kept some out */
};

typedef enum event_sent (*event_sender) (event_batches *batches, Tuplestorestate *store, int rows);

/* All rows are new, or the first whose key is taken is an error. */
static enum event_sent
send_trusting(event_batches *batches, Tuplestorestate *store, int rows)
{
	if (batches->insert != NULL)
		event_insert_rows(batches->insert, batches->good.tuples, rows);
	else if (insert_store(&batches->good, batches->good.trusting, NULL, store).inserted != (uint64) rows)
		return EVENT_NOT_ALL;
	return EVENT_SENT;
}

/* None of the rows is in the table as it is, but another one may have its key. */
static enum event_sent
send_careful(event_batches *batches, Tuplestorestate *store, int rows)
{
	insert_counts counts = insert_store(&batches->good, batches->good.careful, NULL, store);

	if (counts.inserted == (uint64) rows)
		return EVENT_SENT;
	return counts.inserted + counts.conflicting == (uint64) rows ? EVENT_KEY_TAKEN : EVENT_NOT_ALL;
}

static enum event_sent
send_compared(event_batches *batches, Tuplestorestate *store, int rows)
{
	event_insert_compared(batches->insert, batches->good.tuples, rows, batches->results);
	return EVENT_SENT;
}

/*
 * Sends rows in a subtransaction, which is undone unless all of them were sent.
 *
 * To trust that all rows are new saves a check and a second record in the log for each row, a third of the time of a
 * load. A file that brings some rows again is likely to bring more of them.
 */
static enum event_sent
try_rows(event_batches *batches, event_sender send, Tuplestorestate *store, int rows)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	volatile enum event_sent sent = EVENT_KEY_TAKEN;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		sent = send(batches, store, rows);
		if (sent == EVENT_SENT)
			ReleaseCurrentSubTransaction();
		else
			RollbackAndReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		if (error->sqlerrcode != ERRCODE_UNIQUE_VIOLATION || send == send_careful)
			ReThrowError(error);
		FreeErrorData(error);
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	return sent;
}

/* The columns of a set, with commas between. */
static text *
column_names(const event_batches *batches, uint32 columns)
{
	StringInfoData names;

	if (columns == 0)
		return NULL;
	initStringInfo(&names);
	for (int i = 0; i < EVENT_ROW_REASON; i++)
		if (columns >> i & 1)
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", NameStr(TupleDescAttr(batches->row, i)->attname));
	return cstring_to_text_with_len(names.data, names.len);
}

/* Counts a row, and refuses its line if another one has its key. */
static void
count_row(event_batches *batches, int row, event_result result)
{
	const numbered_line *line = &batches->lines[row];

	if (result.outcome == EVENT_INSERTED)
		batches->loaded++;
	else if (result.outcome == EVENT_SAME)
		batches->duplicate++;
	else
		event_batches_refuse(batches, line->line_no, line->line, (event_refusal) {
			cstring_to_text("the table has a row of this key with other contents"), column_names(batches, result.differing)
		});
}

/* The rows of a batch that are not in the table as they are; those that are, are counted. */
static Tuplestorestate *
without_same(event_batches *batches, int *rows)
{
	row_batch  *batch = &batches->good;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(batch->relation.md.tupdesc, &TTSOpsMinimalTuple);
	Tuplestorestate *others = tuplestore_begin_heap(true, false, BATCH_MEMORY_KB);

	for (int row = 0; row < batch->rows; row++)
		batches->results[row] = (event_result) {EVENT_INSERTED, 0};
	begin_command();
	batch->relation.reldata = batch->store;
	event_comparison_run(batches->comparison, event_comparison_plan(batches->comparison, batch->environment), batch->environment, batches->results);
	PopActiveSnapshot();
	*rows = 0;
	tuplestore_rescan(batch->store);
	for (int row = 0; tuplestore_gettupleslot(batch->store, true, false, slot); row++)
	{
		if (batches->results[row].outcome == EVENT_SAME)
		{
			batches->duplicate++;
			continue;
		}
		tuplestore_puttupleslot(others, slot);
		(*rows)++;
	}
	ExecDropSingleTupleTableSlot(slot);
	return others;
}

/* One row, and what became of it. Is it there already, that counts, and not that a trigger would have kept it out. */
static void
insert_row(event_batches *batches, PlannedStmt *insert, PlannedStmt *compare, TupleTableSlot *slot)
{
	row_batch  *batch = &batches->good;
	Tuplestorestate *single = tuplestore_begin_heap(false, false, BATCH_MEMORY_KB);
	bool		null;
	int			row = DatumGetInt32(slot_getattr(slot, EVENT_ROW_NUMBER + 1, &null));
	insert_counts counts;

	tuplestore_puttupleslot(single, slot);
	counts = insert_store(batch, batch->careful, insert, single);
	batches->results[row] = (event_result) {counts.inserted > 0 ? EVENT_INSERTED : EVENT_OTHER, 0};
	if (counts.conflicting > 0)
		batches->key_taken = true;
	if (counts.inserted == 0 && (counts.conflicting > 0 || batches->readable))
	{
		tuplestore_rescan(single);
		begin_command();
		event_comparison_run(batches->comparison, compare, batch->environment, batches->results);
		PopActiveSnapshot();
	}
	if (counts.conflicting > 0 || batches->results[row].outcome != EVENT_OTHER)
		count_row(batches, row, batches->results[row]);
	else
		event_batches_refuse(batches, batches->lines[row].line_no, batches->lines[row].line, (event_refusal) {
			cstring_to_text(psprintf("a trigger of table \"%s\" kept the row out", batch->name)), NULL
		});
	tuplestore_end(single);
}

/*
 * One plan for all rows: whatever a trigger does to the table meanwhile, it does it while the table is in use.
 */
static void
insert_one_by_one(event_batches *batches, Tuplestorestate *store)
{
	row_batch  *batch = &batches->good;
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext, "event row", ALLOCSET_DEFAULT_SIZES);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(batch->relation.md.tupdesc, &TTSOpsMinimalTuple);
	PlannedStmt *insert;
	PlannedStmt *compare;

	begin_command();
	batch->relation.reldata = store;
	insert = plan_statement(batch->table, batch->careful, batch->environment);
	compare = event_comparison_plan(batches->comparison, batch->environment);
	PopActiveSnapshot();
	tuplestore_rescan(store);
	while (tuplestore_gettupleslot(store, true, false, slot))
	{
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		insert_row(batches, insert, compare, slot);
		MemoryContextSwitchTo(old);
		MemoryContextReset(row_context);
	}
	ExecDropSingleTupleTableSlot(slot);
	MemoryContextDelete(row_context);
}

/*
 * By statements: those of the rows that are not there as they are, all at once if the table takes them so. While no key
 * was met, nothing is read, as that takes a right of its own.
 */
static void
send_others(event_batches *batches)
{
	Tuplestorestate *others;
	int			rows;
	enum event_sent sent = EVENT_SENT;

	if (!batches->key_taken)
	{
		insert_one_by_one(batches, batches->good.store);
		return;
	}
	others = without_same(batches, &rows);
	if (rows > 0)
		sent = batches->way == EVENT_WAY_CAREFUL ? try_rows(batches, send_careful, others, rows) : EVENT_NOT_ALL;
	if (sent == EVENT_NOT_ALL)
		batches->way = EVENT_WAY_ONE_BY_ONE;
	if (sent == EVENT_SENT)
		batches->loaded += rows;
	else
		insert_one_by_one(batches, others);
	tuplestore_end(others);
}

/* Whether a row whose key is taken is the same one is not asked: the rows of all nodes would have to be fetched. */
static void
send_distributed(event_batches *batches)
{
	row_batch  *batch = &batches->good;
	MemoryContext old = MemoryContextSwitchTo(batches->batch_context);
	int64		inserted;

	begin_command();
	inserted = event_distributed_insert(batch->table, batches->distributed, batches->row, batch->tuples, batch->rows);
	PopActiveSnapshot();
	MemoryContextSwitchTo(old);
	batches->loaded += inserted;
	batches->duplicate += batch->rows - inserted;
}

static void
send_good(event_batches *batches)
{
	row_batch  *batch = &batches->good;

	if (batches->distributed != NULL)
	{
		send_distributed(batches);
		return;
	}
	if (batches->way == EVENT_WAY_TRUSTING)
	{
		enum event_sent sent = try_rows(batches, send_trusting, batch->store, batch->rows);

		if (sent == EVENT_SENT)
		{
			batches->loaded += batch->rows;
			return;
		}
		batches->key_taken = sent == EVENT_KEY_TAKEN;
		batches->way = batches->key_taken ? EVENT_WAY_CAREFUL : EVENT_WAY_ONE_BY_ONE;
	}
	if (batches->insert == NULL)
	{
		send_others(batches);
		return;
	}
	event_insert_check_readable(batches->insert);
	/* again where another session took a key between the check and the row */
	while (try_rows(batches, send_compared, NULL, batch->rows) != EVENT_SENT)
		CHECK_FOR_INTERRUPTS();
	for (int row = 0; row < batch->rows; row++)
		count_row(batches, row, batches->results[row]);
}

void
event_batches_send_all(event_batches *batches)
{
	if (batches->good.rows > 0)
	{
		send_good(batches);
		empty_batch(&batches->good);
	}
	if (batches->bad.rows > 0)
	{
		insert_store(&batches->bad, batches->bad.careful, NULL, batches->bad.store);
		empty_batch(&batches->bad);
	}
	MemoryContextReset(batches->batch_context);
	batches->line_bytes = 0;
	batches->lines_kept = 0;
}

void
event_batches_send(event_batches *batches)
{
	if (batches->good.rows >= BATCH_ROWS || batches->bad.rows >= BATCH_ROWS || batches->line_bytes >= BATCH_LINE_BYTES)
		event_batches_send_all(batches);
}

void
event_batches_keep_lines(event_batches *batches)
{
	MemoryContext old;

	if (batches->good.rows >= BATCH_ROWS_ENOUGH)
	{
		event_batches_send_all(batches);
		return;
	}
	old = MemoryContextSwitchTo(batches->batch_context);
	for (; batches->lines_kept < batches->good.rows; batches->lines_kept++)
	{
		event_slice *line = &batches->lines[batches->lines_kept].line;
		char	   *copy = palloc(line->len);

		line->s = memcpy(copy, line->s, line->len);
	}
	MemoryContextSwitchTo(old);
}

static HeapTuple
row_without_reason(TupleDesc row, Datum *values, bool *nulls)
{
	nulls[EVENT_ROW_REASON] = true;
	return heap_form_tuple(row, values, nulls);
}

void
event_batches_add(event_batches *batches, Datum *values, bool *nulls, int64 line_no, event_slice line)
{
	row_batch  *batch = &batches->good;
	MemoryContext old = MemoryContextSwitchTo(batches->batch_context);

	batches->lines[batch->rows] = (numbered_line) {line_no, line};
	batches->line_bytes += line.len;
	if (batches->source_needed && nulls[EVENT_ROW_SOURCE])
	{
		/* nobody's code, of no country */
		values[EVENT_ROW_SOURCE] = PointerGetDatum(cstring_to_text_with_len("UNK", 3));
		nulls[EVENT_ROW_SOURCE] = false;
	}
	if (batches->distributed != NULL)
		batch->tuples[batch->rows] = row_without_reason(batches->row, values, nulls);
	else if (batches->insert != NULL)
		batch->tuples[batch->rows] = event_insert_form(batches->insert, values, nulls);
	else
	{
		values[EVENT_ROW_NUMBER] = Int32GetDatum(batch->rows);
		nulls[EVENT_ROW_NUMBER] = false;
		tuplestore_putvalues(store_of(batches, batch), batch->relation.md.tupdesc, values, nulls);
	}
	batch->rows++;
	MemoryContextSwitchTo(old);
}

void
event_batches_refuse(event_batches *batches, int64 line_no, event_slice line, event_refusal why)
{
	const event_origin *origin = &batches->origin;
	Datum		values[REJECT_COLUMNS] = {PointerGetDatum(origin->file), Int64GetDatum(line_no), PointerGetDatum(event_line_as_text(line)),
	PointerGetDatum(why.reason), PointerGetDatum(why.value), PointerGetDatum(origin->format), PointerGetDatum(origin->header)};
	bool		nulls[REJECT_COLUMNS] = {false, false, false, false, why.value == NULL, origin->format == NULL, origin->header == NULL};

	tuplestore_putvalues(store_of(batches, &batches->bad), batches->bad.relation.md.tupdesc, values, nulls);
	batches->bad.rows++;
	batches->refused++;
}
