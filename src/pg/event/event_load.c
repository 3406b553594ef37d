/*
 * load_event_lines(): from a staging table of raw lines into an event table, each line parsed once.
 *
 * Waiting comes first: the lock that keeps loads apart, then those on the tables. What is checked of a table is checked
 * under its lock, which stays until the transaction ends, and the tables stay open, so that neither another session nor
 * a trigger of this one changes them meanwhile.
 */
#include "pg/event/event_batch.h"

#include "pg/base/own_statement.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

SMARTDIP_FUNCTION(smartdip_load_event_lines);

#define DETECT_LINES 20
#define RESET_BYTES (256 * 1024)

/* Of a file's blank lines no more are kept: they hold nothing, and a small packed file may hold millions of them. */
#define BLANK_LINES_KEPT 100

/* The line number of the record by which a loader says that it got to the end; its line holds the count. */
#define SEAL_LINE_NO (-1)

/* Partitions are made for these years only: a slip in a date must not make one, nor a hostile file thousands. */
#define FIRST_PARTITION_YEAR 1800
#define LAST_PARTITION_YEAR 2199
#define PARTITION_MONTHS ((LAST_PARTITION_YEAR - FIRST_PARTITION_YEAR + 1) * 12)
#define PARTITIONS_A_LOAD 600

typedef struct event_load
{
	Oid			target_oid;
	Relation	target;			/* NULL while a partitioned table is loaded, which has to take new partitions */
	Relation	staging;
	Relation	reject;
	Oid			self;			/* load_event_lines(), beside which the other functions stand */
	bool		url;
	bool		names;
	bool		partitioned;
	bool		line_is_text;
	text	   *format;			/* NULL: to be found out */
	int			tried;			/* lines, for the format */
	bool		rows_met;		/* by the search for the format */
	bool		format_found;
	int64		header_line_no;
	event_slice header;			/* s is NULL where there is none */
	event_reader reader;
	event_batches batches;
	uint64		months_seen[PARTITION_MONTHS / 64 + 1];
	int			partitions_made;
	int64		lines;
	int64		headers;		/* lines that are the header */
	int64		blank;			/* lines that are blank, which is to be refused */
	int64		sealed_lines;	/* -1: no seal was met */
	MemoryContext lasting;
	MemoryContext record_context;	/* for a row of the staging table */
	MemoryContext context;		/* for a few lines */
	size_t		bytes;			/* of lines since that was emptied */
} event_load;

/* A function of this extension, wherever that was installed. */
static Oid
own_function(event_load *load, const char *name, int args, const Oid *types)
{
	Oid			function = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
										   PointerGetDatum(buildoidvector(types, args)),
										   ObjectIdGetDatum(get_func_namespace(load->self)));

	if (!OidIsValid(function))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("function %s() of smartdip does not exist", name),
				 errhint("Create the extension anew.")));
	return function;
}

/* Which of event_row's columns the table has, and is to get. */
static void
find_columns(event_load *load, TupleDesc row, bool wanted[EVENT_ROW_REASON])
{
	for (int i = 0; i < EVENT_ROW_REASON; i++)
	{
		const char *name = NameStr(TupleDescAttr(row, i)->attname);
		bool		there = OidIsValid(relation_column_type(load->target, name));

		if (!there && i <= EVENT_ROW_TARGET)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("table \"%s\" has no column \"%s\"", RelationGetRelationName(load->target), name),
					 errhint("create_event_table() makes tables that events can be loaded into.")));
		wanted[i] = there && (i != EVENT_ROW_URL || load->url) &&
			((i != EVENT_ROW_SOURCE_NAME && i != EVENT_ROW_TARGET_NAME) || load->names);
	}
}

/*
 * Who may not insert does not get to lock the table; what inserts checks the rights again. Loads into one table wait
 * for each other, so that two of them never lock each other out. No statement of SQL takes the lock that they wait for,
 * as any role could take an advisory one.
 */
static void
open_target(event_load *load, Oid target)
{
	Oid			user = GetUserId();
	char		kind;

	if (get_rel_name(target) == NULL)
		report_no_relation(target);
	if (pg_class_aclcheck(target, user, ACL_INSERT) != ACLCHECK_OK &&
		pg_attribute_aclcheck_all(target, user, ACL_INSERT, ACLMASK_ANY) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, get_rel_name(target));
	LockDatabaseObject(RelationRelationId, target, 0, ExclusiveLock);
	load->target_oid = target;
	load->target = open_relation(target, RowExclusiveLock);
	kind = load->target->rd_rel->relkind;
	if ((kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE) || RELATION_IS_OTHER_TEMP(load->target))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", RelationGetRelationName(load->target)),
				 errdetail("Events are loaded into ordinary and partitioned tables, temporary ones of this session among them.")));
	load->partitioned = kind == RELKIND_PARTITIONED_TABLE;
}

static void
open_staging(event_load *load, Oid staging)
{
	Oid			type;
	Oid			number;

	load->staging = open_relation(staging, AccessShareLock);
	type = relation_column_type(load->staging, "line");
	number = relation_column_type(load->staging, "line_no");
	if (!relation_is_readable(load->staging) || RELATION_IS_OTHER_TEMP(load->staging) ||
		(number != INT8OID && number != INT4OID) || (type != TEXTOID && type != BYTEAOID))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a staging table", RelationGetRelationName(load->staging)),
				 errdetail("It has to be a table or a view with the columns line_no (integer or bigint) and line (text or bytea).")));
	load->line_is_text = type == TEXTOID;
}

/*
 * event_reject_table() looked at the table without a lock, so its owner is looked at again: who cannot act as the
 * owner of the event table must not have a trigger of his run here.
 */
static void
open_reject(event_load *load)
{
	Oid			regclass = REGCLASSOID;
	Datum		found = OidFunctionCall1(own_function(load, "event_reject_table", 1, &regclass),
										 ObjectIdGetDatum(load->target_oid));
	Oid			owner;

	load->reject = open_relation(DatumGetObjectId(found), RowExclusiveLock);
	owner = load->reject->rd_rel->relowner;
	if (owner != GetUserId() && !has_privs_of_role(owner, load->target->rd_rel->relowner))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("table \"%s\" does not belong to the owner of \"%s\" any more",
						RelationGetRelationName(load->reject), RelationGetRelationName(load->target)),
				 errhint("It changed hands just now: try again.")));
}

static void
open_batches(event_load *load, text *file)
{
	Oid			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("event_row"),
									   ObjectIdGetDatum(get_func_namespace(load->self)));
	TupleDesc	row = lookup_rowtype_tupdesc_copy(type, -1);
	bool		wanted[EVENT_ROW_REASON];

	if (row->natts != EVENT_ROW_COLUMNS)
		elog(ERROR, "event_row has %d columns, not %d", row->natts, EVENT_ROW_COLUMNS);
	find_columns(load, row, wanted);
	open_reject(load);
	event_batches_open(&load->batches, load->target, load->reject, row, wanted, text_to_cstring(file));
	if (load->partitioned)
	{
		relation_close(load->target, NoLock);
		load->target = NULL;
	}
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
	Oid			types[] = {REGCLASSOID, DATEOID, DATEOID, TEXTOID};

	LOCAL_FCINFO(fcinfo, 4);
	FmgrInfo	function;

	fmgr_info(own_function(load, "add_event_partitions", 4, types), &function);
	InitFunctionCallInfoData(*fcinfo, &function, 4, InvalidOid, NULL, NULL);
	fcinfo->args[0] = (NullableDatum) {ObjectIdGetDatum(load->target_oid), false};
	fcinfo->args[1] = fcinfo->args[2] = (NullableDatum) {DateADTGetDatum(first), false};
	fcinfo->args[3] = (NullableDatum) {(Datum) 0, true};
	load->partitions_made += DatumGetInt32(FunctionCallInvoke(fcinfo));
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

/* The line that the layout was read from; another one of its number is data. */
static bool
is_header(event_load *load, int64 line_no, event_slice line)
{
	return load->header.s != NULL && line_no == load->header_line_no && line.len == load->header.len &&
		memcmp(line.s, load->header.s, line.len) == 0;
}

static void
take_line(event_load *load, int64 line_no, event_slice line)
{
	Datum		values[EVENT_ROW_COLUMNS];
	bool		nulls[EVENT_ROW_COLUMNS];

	load->lines++;
	if (is_header(load, line_no, line))
		load->headers++;
	else if (is_blank(line) && ++load->blank > BLANK_LINES_KEPT)
		load->batches.refused++;
	else if (event_reader_read(&load->reader, line, values, nulls) &&
			 (!load->partitioned || find_partition(load, values, nulls)))
		event_batches_add(&load->batches, values, nulls, line_no, line);
	else
		event_batches_refuse(&load->batches, line_no, line, values[EVENT_ROW_REASON]);
	event_batches_send(&load->batches);
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

/* Is the layout known by this line? */
static bool
try_line(event_load *load, int64 line_no, event_slice line)
{
	event_line_layout *layout = &load->reader.layout;

	if (load->format != NULL)
		event_layout_or_error(event_format_or_error(load->format), line, layout);
	else if (!event_line_detect(line.s, line.len, layout))
		return false;
	if (layout->header)
	{
		char	   *copy = MemoryContextAlloc(load->lasting, line.len);

		memcpy(copy, line.s, line.len);
		load->header = (event_slice) {copy, line.len};
		load->header_line_no = line_no;
	}
	return true;
}

/* A line cannot number more lines than it has bytes. */
static void
check_line_number(int64 number, size_t len)
{
	if (number != SEAL_LINE_NO && (number < 1 || number > PG_INT64_MAX - (int64) len))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("invalid line number in the staging table"),
				 errdetail("The column line_no holds %lld.", (long long) number),
				 errhint("Number the lines of a file from 1.")));
}

/* What a row of the staging table holds: the number of its first line, and its lines. */
static struct varlena *
read_record(TupleTableSlot *row, int64 *number)
{
	bool		no_number;
	bool		no_line;
	Datum		line = slot_getattr(row, 2, &no_line);
	struct varlena *value;

	*number = DatumGetInt64(slot_getattr(row, 1, &no_number));
	if (no_number || no_line)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a row of the staging table has no line or no number"),
				 no_number ? 0 : errdetail("It is the row of line %lld.", (long long) *number),
				 errhint("An empty line is an empty text, and not NULL.")));
	value = PG_DETOAST_DATUM_PACKED(line);
	check_line_number(*number, VARSIZE_ANY_EXHDR(value));
	return value;
}

/* Receives the first lines, until one tells of the format. */
static bool
try_record(TupleTableSlot *row, void *arg)
{
	event_load *load = arg;
	int64		number;
	struct varlena *value = read_record(row, &number);
	event_slice rest = event_line_bytes(value, load->line_is_text);
	event_slice line;

	load->rows_met = true;
	for (; !load->format_found && load->tried < DETECT_LINES && next_line(&rest, &line); number++, load->tried++)
		load->format_found = try_line(load, number, line);
	return !load->format_found;
}

/* Finds out the format, and which line is the header, from the first lines. */
static void
read_layout(event_load *load)
{
	select_rows(load->staging,
				psprintf("SELECT line_no::pg_catalog.int8, line FROM %s WHERE line_no OPERATOR(pg_catalog.<>) %d ORDER BY 1 LIMIT %d",
						 relation_name(load->staging), SEAL_LINE_NO, DETECT_LINES), try_record, load);
	if (!load->format_found && load->rows_met)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the first lines tell of no format that is known"),
				 errhint("Name the format: one of gdelt2, gdelt1, gdelt-reduced, icews, phoenix and coded.")));
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
		load->bytes += line.len + 64;
		if (load->bytes > RESET_BYTES)
		{
			MemoryContextReset(load->context);
			load->bytes = 0;
		}
	}
	MemoryContextSwitchTo(old);
}

static bool
take_record(TupleTableSlot *row, void *arg)
{
	event_load *load = arg;
	MemoryContext old = MemoryContextSwitchTo(load->record_context);
	int64		number;
	struct varlena *value = read_record(row, &number);

	if (number == SEAL_LINE_NO)
		take_seal(load, value);
	else
		take_lines(load, number, event_line_bytes(value, load->line_is_text));
	MemoryContextReset(load->record_context);
	MemoryContextSwitchTo(old);
	return true;
}

/* All lines, in the order in which they lie there: a scan must not join another one half way through the table. */
static void
read_lines(event_load *load)
{
	int			level = NewGUCNestLevel();

	(void) set_config_option("synchronize_seqscans", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	select_rows(load->staging, psprintf("SELECT line_no::pg_catalog.int8, line FROM %s", relation_name(load->staging)), take_record, load);
	AtEOXact_GUC(true, level);
	event_batches_send_all(&load->batches);
}

static void
close_tables(event_load *load)
{
	relation_close(load->reject, NoLock);
	relation_close(load->staging, NoLock);
	if (load->target != NULL)
		relation_close(load->target, NoLock);
}

static event_load *
begin_load(FunctionCallInfo fcinfo)
{
	event_load *load = palloc0(sizeof(event_load));

	load->format = PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2);
	load->url = PG_GETARG_BOOL(4);
	load->names = PG_GETARG_BOOL(5);
	load->self = fcinfo->flinfo->fn_oid;
	load->sealed_lines = -1;
	load->lasting = load->reader.context = CurrentMemoryContext;
	load->record_context = AllocSetContextCreate(CurrentMemoryContext, "staging row", ALLOCSET_DEFAULT_SIZES);
	load->context = AllocSetContextCreate(CurrentMemoryContext, "event lines", ALLOCSET_DEFAULT_SIZES);
	open_target(load, PG_GETARG_OID(0));
	open_staging(load, PG_GETARG_OID(1));
	open_batches(load, PG_GETARG_TEXT_PP(3));
	return load;
}

Datum
smartdip_load_event_lines(PG_FUNCTION_ARGS)
{
	MemoryContext outer = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(outer, "load of events", ALLOCSET_DEFAULT_SIZES);
	event_load *load;
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
	PreventCommandIfParallelMode("load_event_lines()");

	MemoryContextSwitchTo(context);
	load = begin_load(fcinfo);
	/* taken after the wait: a table that was rewritten meanwhile looks empty to an older snapshot */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	read_layout(load);
	read_lines(load);
	PopActiveSnapshot();
	check_seal(load, PG_GETARG_BOOL(6));
	close_tables(load);
	Assert(load->batches.loaded + load->batches.refused + load->batches.duplicate + load->headers == load->lines);
	counts[0] = Int64GetDatum(load->batches.loaded);
	counts[1] = Int64GetDatum(load->batches.refused);
	counts[2] = Int64GetDatum(load->batches.duplicate);
	MemoryContextSwitchTo(outer);
	MemoryContextDelete(context);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(result), counts, nulls)));
}
