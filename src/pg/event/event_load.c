/*
 * load_event_lines(): from a staging table of raw lines into an event table, each line parsed once.
 *
 * The parsed rows reach the target through INSERT statements that read them from a named tuplestore, as triggers
 * read their transition tables: partitions, constraints, triggers and ON CONFLICT work as for any INSERT, and no row
 * is a composite value on its way. Rows that are new to a plain table take a shorter way, that of COPY. Batches bound
 * the memory.
 */
#include "pg/event/event_insert.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/queryenvironment.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

SMARTDIP_FUNCTION(load_event_lines);

#define BATCH_ROWS 20000
#define BATCH_MEMORY_KB 16384
#define DETECT_LINES 20
#define RESET_BYTES (256 * 1024)

/* Of a file's blank lines no more are kept: they hold nothing, and a small packed file may hold millions of them. */
#define BLANK_LINES_KEPT 100

/* The line number of the record by which a loader says that it got to the end; its line holds the count. */
#define SEAL_LINE_NO (-1)

/* Loads into one table wait for each other, so that two of them never lock each other out: key of advisory locks. */
#define LOAD_LOCK_CLASS 0x736d6470

/* Partitions are made for these years only: a slip in a date must not make one, nor a hostile file thousands. */
#define FIRST_PARTITION_YEAR 1800
#define LAST_PARTITION_YEAR 2199
#define PARTITION_MONTHS ((LAST_PARTITION_YEAR - FIRST_PARTITION_YEAR + 1) * 12)
#define PARTITIONS_A_LOAD 600

/* A statement that is planned when it is needed first. */
typedef struct batch_statement
{
	char	   *text;
	SPIPlanPtr	plan;
} batch_statement;

/* A tuplestore that statements read by name, and the statements that empty it into a table. */
typedef struct row_batch
{
	EphemeralNamedRelationData relation;
	Tuplestorestate *store;
	HeapTuple  *tuples;			/* instead of the store, for the short way */
	int			rows;
	batch_statement trusting;	/* fails on the first row that is there already; no text: there is none */
	batch_statement careful;
} row_batch;

typedef struct event_load
{
	Oid			target;
	Oid			staging;
	Oid			own_schema;
	text	   *file;
	bool		url;
	bool		names;
	bool		partitioned;
	bool		line_is_text;
	bool		number_is_int4;
	int64		header_line_no;	/* 0: there is none */
	bool		met_duplicates;
	event_insert *insert;		/* the short way; NULL: there is none */
	event_reader reader;
	row_batch	good;
	row_batch	bad;
	uint64		months_seen[PARTITION_MONTHS / 64 + 1];
	int			partitions_made;
	int64		lines;
	int64		loaded;
	int64		refused;
	int64		blank;			/* of the refused ones */
	int64		duplicate;
	int64		sealed_lines;	/* -1: no seal was met */
	MemoryContext lasting;
	MemoryContext batch_context;
	MemoryContext record_context;	/* for a row of the staging table */
	MemoryContext context;		/* for a few lines */
	size_t		bytes;			/* of lines since that was emptied */
} event_load;

static char *
qualified_name(Oid relation)
{
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relation)), get_rel_name(relation));
}

/* The name of a function of this extension, wherever it was installed. */
static char *
own_function(event_load *load, const char *name)
{
	return quote_qualified_identifier(get_namespace_name(load->own_schema), name);
}

static void
run(const char *statement, int args, Oid *types, Datum *values, int expected)
{
	if (SPI_execute_with_args(statement, args, types, values, NULL, false, 0) != expected)
		elog(ERROR, "statement failed: %s", statement);
}

/* The columns of the target that a file can fill, joined by commas, and which of event_row's they are. */
static char *
column_list(event_load *load, TupleDesc row, bool wanted[EVENT_ROW_REASON])
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < EVENT_ROW_REASON; i++)
	{
		const char *name = NameStr(TupleDescAttr(row, i)->attname);
		bool		there = get_attnum(load->target, name) != InvalidAttrNumber;

		if (!there && i <= EVENT_ROW_TARGET)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("table \"%s\" has no column \"%s\"", get_rel_name(load->target), name),
					 errhint("create_event_table() makes tables that events can be loaded into.")));
		wanted[i] = there && (i != EVENT_ROW_URL || load->url) &&
			((i != EVENT_ROW_SOURCE_NAME && i != EVENT_ROW_TARGET_NAME) || load->names);
		if (wanted[i])
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", name);
	}
	return list.data;
}

static void
check_target(event_load *load)
{
	char		kind = get_rel_relkind(load->target);

	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", get_rel_name(load->target))));
	load->partitioned = kind == RELKIND_PARTITIONED_TABLE;
}

static void
open_batch(row_batch *batch, const char *name, TupleDesc tupdesc, char *statement)
{
	memset(&batch->relation, 0, sizeof(batch->relation));
	batch->relation.md.name = pstrdup(name);
	batch->relation.md.reliddesc = InvalidOid;
	batch->relation.md.tupdesc = tupdesc;
	batch->relation.md.enrtype = ENR_NAMED_TUPLESTORE;
	batch->relation.md.enrtuples = BATCH_ROWS;
	batch->trusting.text = statement;
	batch->careful.text = psprintf("%s ON CONFLICT DO NOTHING", statement);
	if (SPI_register_relation(&batch->relation) != SPI_OK_REL_REGISTER)
		elog(ERROR, "cannot register relation %s", name);
}

static Tuplestorestate *
store_of(event_load *load, row_batch *batch)
{
	if (batch->store == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(load->lasting);

		batch->store = tuplestore_begin_heap(false, false, BATCH_MEMORY_KB);
		MemoryContextSwitchTo(old);
		for (int i = 0; batch->tuples != NULL && i < batch->rows; i++)
			tuplestore_puttuple(batch->store, batch->tuples[i]);
	}
	return batch->store;
}

/* Empties the batch into its table; gives how many rows arrived there. */
static int64
insert_batch(event_load *load, row_batch *batch, batch_statement *statement, int args, Oid *types, Datum *values)
{
	batch->relation.reldata = store_of(load, batch);
	if (statement->plan == NULL)
	{
		statement->plan = SPI_prepare(statement->text, args, types);
		if (statement->plan == NULL)
			elog(ERROR, "cannot prepare: %s", statement->text);
	}
	if (SPI_execute_plan(statement->plan, values, NULL, false, 0) != SPI_OK_INSERT)
		elog(ERROR, "cannot execute: %s", statement->text);
	return (int64) SPI_processed;
}

/*
 * The same, in the hope that no row is there yet: that saves the check and the second record in the log that
 * ON CONFLICT takes for each row, a third of the time of a load. False if one is there, and then nothing is done.
 */
static bool
insert_new_rows(event_load *load, row_batch *batch, int64 *arrived)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	bool		done = true;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		*arrived = batch->rows;
		if (load->insert != NULL)
			event_insert_rows(load->insert, batch->tuples, batch->rows);
		else
			*arrived = insert_batch(load, batch, &batch->trusting, 0, NULL, NULL);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		if (error->sqlerrcode != ERRCODE_UNIQUE_VIOLATION)
			ReThrowError(error);
		FreeErrorData(error);
		done = false;
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	return done;
}

static void
empty_batch(row_batch *batch)
{
	if (batch->store != NULL)
		tuplestore_end(batch->store);
	batch->store = NULL;
	batch->rows = 0;
}

static void
add_to_batch(event_load *load, row_batch *batch, Datum *values, bool *nulls)
{
	if (batch->tuples != NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(load->batch_context);

		batch->tuples[batch->rows] = event_insert_form(load->insert, values, nulls);
		MemoryContextSwitchTo(old);
	}
	else
		tuplestore_putvalues(store_of(load, batch), batch->relation.md.tupdesc, values, nulls);
	batch->rows++;
}

/*
 * The reject table's columns that come with each line. In a fixed order of our own: the table may have been made by
 * an older version.
 */
static TupleDesc
reject_columns(void)
{
	TupleDesc	tupdesc = CreateTemplateTupleDesc(3);

	TupleDescInitEntry(tupdesc, 1, "line_no", INT8OID, -1, 0);
	TupleDescInitEntry(tupdesc, 2, "line", TEXTOID, -1, 0);
	TupleDescInitEntry(tupdesc, 3, "reason", TEXTOID, -1, 0);
	return tupdesc;
}

static void
open_batches(event_load *load)
{
	Oid			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("event_row"), ObjectIdGetDatum(load->own_schema));
	TupleDesc	row = lookup_rowtype_tupdesc_copy(type, -1);
	Oid			regclass = REGCLASSOID;
	Datum		target = ObjectIdGetDatum(load->target);
	bool		wanted[EVENT_ROW_REASON];
	char	   *columns;
	bool		isnull;
	Oid			reject;

	if (row->natts != EVENT_ROW_COLUMNS)
		elog(ERROR, "event_row has %d columns, not %d", row->natts, EVENT_ROW_COLUMNS);
	columns = column_list(load, row, wanted);
	if (event_insert_possible(load->target, row, wanted))
	{
		load->insert = event_insert_begin(load->target, row, wanted);
		load->good.tuples = palloc(BATCH_ROWS * sizeof(HeapTuple));
		row = CreateTupleDescCopy(RelationGetDescr(load->insert->relation));
	}
	open_batch(&load->good, "smartdip_rows", row,
			   psprintf("INSERT INTO %s (%s) SELECT %s FROM smartdip_rows",
						qualified_name(load->target), columns, columns));

	run(psprintf("SELECT %s($1)", own_function(load, "event_reject_table")), 1, &regclass, &target, SPI_OK_SELECT);
	reject = DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	open_batch(&load->bad, "smartdip_refused", reject_columns(),
			   psprintf("INSERT INTO %s (file, line_no, line, reason) SELECT $1, line_no, line, reason FROM smartdip_refused",
						qualified_name(reject)));
}

/* The month of a day, counted from the first that partitions are made for; -1 outside. */
static int
partition_month(DateADT day)
{
	int			year;
	int			month;
	int			mday;
	int			index;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	index = (year - FIRST_PARTITION_YEAR) * 12 + month - 1;
	return index >= 0 && index < PARTITION_MONTHS ? index : -1;
}

/* Partitions for a month that no line of this load lay in before. */
static void
add_partition(event_load *load, int month)
{
	int			year = FIRST_PARTITION_YEAR + month / 12;
	DateADT		first = date2j(year, month % 12 + 1, 1) - POSTGRES_EPOCH_JDATE;
	Oid			types[] = {REGCLASSOID, DATEOID, DATEOID};
	Datum		values[] = {ObjectIdGetDatum(load->target), DateADTGetDatum(first), DateADTGetDatum(first)};
	bool		isnull;

	run(psprintf("SELECT %s($1, $2, $3)", own_function(load, "add_event_partitions")), 3, types, values, SPI_OK_SELECT);
	load->partitions_made += DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_freetuptable(SPI_tuptable);
	if (load->partitions_made > PARTITIONS_A_LOAD)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the lines need more than %d new partitions", PARTITIONS_A_LOAD),
				 errhint("Make the partitions with add_event_partitions() first, or load into a table without partitions.")));
}

/* False where no partition may be made for the day; the row then becomes a refused one. */
static bool
find_partition(event_load *load, Datum *values, bool *nulls)
{
	int			month = partition_month(DatumGetDateADT(values[EVENT_ROW_DAY]));

	if (month < 0)
	{
		memset(nulls, true, EVENT_ROW_COLUMNS * sizeof(bool));
		nulls[EVENT_ROW_REASON] = false;
		values[EVENT_ROW_REASON] = CStringGetTextDatum(psprintf("the day lies outside the years %d to %d, for which partitions are made",
																FIRST_PARTITION_YEAR, LAST_PARTITION_YEAR));
		return false;
	}
	if (!(load->months_seen[month / 64] >> (month % 64) & 1))
	{
		add_partition(load, month);
		load->months_seen[month / 64] |= UINT64CONST(1) << (month % 64);
	}
	return true;
}

static void
flush_good(event_load *load)
{
	row_batch  *batch = &load->good;
	int64		arrived = 0;

	/* a file that brings some rows again is likely to bring more of them */
	if (load->met_duplicates || !insert_new_rows(load, batch, &arrived))
	{
		load->met_duplicates = true;
		arrived = insert_batch(load, batch, &batch->careful, 0, NULL, NULL);
	}
	load->loaded += arrived;
	load->duplicate += batch->rows - arrived;
	empty_batch(batch);
}

static void
flush(event_load *load)
{
	Oid			type = TEXTOID;
	Datum		file = PointerGetDatum(load->file);

	if (load->good.rows > 0)
		flush_good(load);
	if (load->bad.rows > 0)
	{
		insert_batch(load, &load->bad, &load->bad.careful, 1, &type, &file);
		empty_batch(&load->bad);
	}
	MemoryContextReset(load->batch_context);
}

/* A staging row holds one line, or several with line ends between. False after the last one. */
static bool
next_line(event_slice *rest, event_slice *line)
{
	const char *end;

	if (rest->s == NULL)
		return false;
	end = memchr(rest->s, '\n', rest->len);
	*line = (event_slice) {rest->s, end != NULL ? (size_t) (end - rest->s) : rest->len};
	*rest = end != NULL ? (event_slice) {end + 1, rest->len - line->len - 1} : (event_slice) {NULL, 0};
	if (line->len > 0 && line->s[line->len - 1] == '\r')
		line->len--;
	return true;
}

static bool
is_blank(event_slice line)
{
	size_t		i = 0;

	while (i < line.len && (line.s[i] == ' ' || line.s[i] == '\t'))
		i++;
	return i == line.len;
}

static void
take_line(event_load *load, int64 line_no, event_slice line)
{
	Datum		values[EVENT_ROW_COLUMNS];
	bool		nulls[EVENT_ROW_COLUMNS];

	load->lines++;
	if (line_no == load->header_line_no)
		return;
	if (is_blank(line) && ++load->blank > BLANK_LINES_KEPT)
	{
		load->refused++;
		return;
	}
	if (event_reader_read(&load->reader, line, values, nulls) &&
		(!load->partitioned || find_partition(load, values, nulls)))
		add_to_batch(load, &load->good, values, nulls);
	else
	{
		Datum		rejected[] = {Int64GetDatum(line_no), PointerGetDatum(event_line_as_text(line)), values[EVENT_ROW_REASON]};
		bool		rejected_nulls[] = {false, false, false};

		load->refused++;
		add_to_batch(load, &load->bad, rejected, rejected_nulls);
	}
}

/* The last record of a loader: the number of lines that it sent. */
static void
take_seal(event_load *load, struct varlena *value)
{
	char	   *count = pnstrdup(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));

	if (load->sealed_lines >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("the staging table holds two end records")));
	load->sealed_lines = pg_strtoint64(count);
}

static void
check_seal(event_load *load, bool sealed)
{
	if (load->sealed_lines < 0 && !sealed)
		return;
	if (load->sealed_lines != load->lines)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("the lines did not arrive completely"),
				 load->sealed_lines < 0
				 ? errdetail("The staging table holds %lld lines and no end record.", (long long) load->lines)
				 : errdetail("The staging table holds %lld lines, its end record says %lld.",
							 (long long) load->lines, (long long) load->sealed_lines),
				 errhint("Whatever sent them was interrupted: load the file again.")));
}

/* Finds out the format, and which line is the header, from the first lines. */
static void
read_layout(event_load *load, text *format)
{
	char	   *query = psprintf("SELECT line_no::pg_catalog.int8, line FROM %s WHERE line_no OPERATOR(pg_catalog.>) 0 ORDER BY 1 LIMIT %d",
								 qualified_name(load->staging), DETECT_LINES);
	int			tried = 0;
	bool		found = false;

	run(query, 0, NULL, NULL, SPI_OK_SELECT);
	for (uint64 i = 0; i < SPI_processed && !found; i++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[i];
		bool		isnull;
		int64		line_no = DatumGetInt64(SPI_getbinval(tuple, SPI_tuptable->tupdesc, 1, &isnull));
		Datum		lines = SPI_getbinval(tuple, SPI_tuptable->tupdesc, 2, &isnull);
		event_slice rest = {NULL, 0};
		event_slice line;

		if (!isnull)
			rest = event_line_bytes(PG_DETOAST_DATUM_PACKED(lines), load->line_is_text);
		for (; !found && tried < DETECT_LINES && next_line(&rest, &line); line_no++, tried++)
		{
			if (format != NULL)
				event_layout_or_error(event_format_or_error(format), line, &load->reader.layout);
			else if (!event_line_detect(line.s, line.len, &load->reader.layout))
				continue;
			found = true;
			if (load->reader.layout.header)
				load->header_line_no = line_no;
		}
	}
	if (!found && SPI_processed > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the first lines tell of no format that is known"),
				 errhint("Name the format: one of gdelt2, gdelt1, gdelt-reduced, icews, phoenix and coded.")));
	SPI_freetuptable(SPI_tuptable);
}

static void
check_staging(event_load *load)
{
	AttrNumber	line_no = get_attnum(load->staging, "line_no");
	AttrNumber	line = get_attnum(load->staging, "line");
	Oid			type = line == InvalidAttrNumber ? InvalidOid : get_atttype(load->staging, line);
	Oid			number = line_no == InvalidAttrNumber ? InvalidOid : get_atttype(load->staging, line_no);

	if (get_rel_relkind(load->staging) != RELKIND_RELATION || (number != INT8OID && number != INT4OID) ||
		(type != TEXTOID && type != BYTEAOID))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a staging table", get_rel_name(load->staging)),
				 errdetail("It has to be a table with the columns line_no (integer or bigint) and line (text or bytea).")));
	load->line_is_text = type == TEXTOID;
	load->number_is_int4 = number == INT4OID;
}

/* What a parse leaves behind is kept for a few lines, what a record holds for as long as its lines are read. */
static void
take_lines(event_load *load, int64 line_no, event_slice lines)
{
	MemoryContext old = MemoryContextSwitchTo(load->context);
	event_slice line;

	for (; next_line(&lines, &line); line_no++)
	{
		CHECK_FOR_INTERRUPTS();
		take_line(load, line_no, line);
		if (load->good.rows >= BATCH_ROWS || load->bad.rows >= BATCH_ROWS)
			flush(load);
		load->bytes += line.len + 64;
		if (load->bytes > RESET_BYTES)
		{
			MemoryContextReset(load->context);
			load->bytes = 0;
		}
	}
	MemoryContextSwitchTo(old);
}

static void
take_record(event_load *load, Datum line_no, Datum line)
{
	int64		number = load->number_is_int4 ? DatumGetInt32(line_no) : DatumGetInt64(line_no);
	struct varlena *value = PG_DETOAST_DATUM_PACKED(line);

	if (number == SEAL_LINE_NO)
		take_seal(load, value);
	else
		take_lines(load, number, event_line_bytes(value, load->line_is_text));
	MemoryContextReset(load->record_context);
}

/*
 * All lines, in the order in which they lie there. A scan by hand: a cursor would copy each line once more. The
 * statement before, which read the first lines, checked that the user may read them and locked the table.
 */
static void
read_lines(event_load *load)
{
	Relation	staging = table_open(load->staging, AccessShareLock);
	TableScanDesc scan = table_beginscan_strat(staging, GetActiveSnapshot(), 0, NULL, true, false);
	TupleTableSlot *slot = table_slot_create(staging, NULL);
	AttrNumber	line_no = get_attnum(load->staging, "line_no");
	AttrNumber	line = get_attnum(load->staging, "line");
	MemoryContext old = MemoryContextSwitchTo(load->record_context);

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		bool		isnull[2];
		Datum		number_datum = slot_getattr(slot, line_no, &isnull[0]);
		Datum		line_datum = slot_getattr(slot, line, &isnull[1]);

		if (isnull[0] || isnull[1])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a row of the staging table has no line or no number")));
		take_record(load, number_datum, line_datum);
	}
	MemoryContextSwitchTo(old);
	ExecDropSingleTupleTableSlot(slot);
	table_endscan(scan);
	table_close(staging, NoLock);
	flush(load);
}

Datum
load_event_lines(PG_FUNCTION_ARGS)
{
	event_load *load = palloc0(sizeof(event_load));
	TupleDesc	result;
	Datum		counts[3];
	bool		nulls[3] = {false, false, false};

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 2)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument %d of load_event_lines must not be null", i + 1)));
	if (get_call_result_type(fcinfo, NULL, &result) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "load_event_lines does not return a row");
	/* the short way into a table does not pass where the server checks this for an INSERT */
	PreventCommandIfReadOnly("load_event_lines()");
	load->target = PG_GETARG_OID(0);
	load->staging = PG_GETARG_OID(1);
	load->file = PG_GETARG_TEXT_P(3);
	load->url = PG_GETARG_BOOL(4);
	load->names = PG_GETARG_BOOL(5);
	load->own_schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	load->sealed_lines = -1;
	load->reader.context = CurrentMemoryContext;

	check_target(load);
	check_staging(load);
	DirectFunctionCall2(pg_advisory_xact_lock_int4, Int32GetDatum(LOAD_LOCK_CLASS), Int32GetDatum((int32) load->target));

	SPI_connect();
	load->lasting = CurrentMemoryContext;
	load->batch_context = AllocSetContextCreate(CurrentMemoryContext, "event rows", 8192, 1024 * 1024, 8 * 1024 * 1024);
	load->record_context = AllocSetContextCreate(CurrentMemoryContext, "staging row", ALLOCSET_DEFAULT_SIZES);
	load->context = AllocSetContextCreate(CurrentMemoryContext, "event lines", ALLOCSET_DEFAULT_SIZES);
	open_batches(load);
	read_layout(load, PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2));
	read_lines(load);
	check_seal(load, PG_GETARG_BOOL(6));
	if (load->insert != NULL)
		event_insert_end(load->insert);
	SPI_finish();

	if (load->loaded + load->refused + load->duplicate + (load->header_line_no != 0) != load->lines)
		elog(ERROR, INT64_FORMAT " lines became " INT64_FORMAT " loaded, " INT64_FORMAT " refused, " INT64_FORMAT " duplicate",
			 load->lines, load->loaded, load->refused, load->duplicate);
	counts[0] = Int64GetDatum(load->loaded);
	counts[1] = Int64GetDatum(load->refused);
	counts[2] = Int64GetDatum(load->duplicate);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(result), counts, nulls)));
}
