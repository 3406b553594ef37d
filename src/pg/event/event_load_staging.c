/* load_event_lines(): from a staging table of raw lines. */
#include "pg/event/event_load.h"

#include "pg/base/own_statement.h"

#include "access/relation.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

SMARTDIP_FUNCTION(smartdip_load_event_lines);

typedef struct staging_scan
{
	event_load *load;
	Relation	table;
	bool		line_is_text;
	bool		rows_met;		/* by the search for the format */
	MemoryContext record_context;	/* for a row */
} staging_scan;

Relation
event_load_open_staging(Oid staging, bool *line_is_text)
{
	Relation	table = open_relation(staging, AccessShareLock);
	Oid			type = relation_column_type(table, "line");
	Oid			number = relation_column_type(table, "line_no");

	if (!relation_is_readable(table) || RELATION_IS_OTHER_TEMP(table) ||
		(number != INT8OID && number != INT4OID) || (type != TEXTOID && type != BYTEAOID))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a staging table", RelationGetRelationName(table)),
				 errdetail("It has to be a table or a view with the columns line_no (integer or bigint) and line (text or bytea).")));
	*line_is_text = type == TEXTOID;
	return table;
}

/* What a row of the staging table holds: the number of its first line, and its lines. */
static event_slice
read_record(const staging_scan *scan, TupleTableSlot *row, int64 *number)
{
	bool		no_number;
	bool		no_line;
	Datum		line = slot_getattr(row, 2, &no_line);

	*number = DatumGetInt64(slot_getattr(row, 1, &no_number));
	if (no_number || no_line)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a row of the staging table has no line or no number"),
				 no_number ? 0 : errdetail("It is the row of line %lld.", (long long) *number),
				 errhint("An empty line is an empty text, and not NULL.")));
	return event_line_bytes(PG_DETOAST_DATUM_PACKED(line), scan->line_is_text);
}

/* Receives the first lines, until one tells of the format. */
static bool
try_record(TupleTableSlot *row, void *arg)
{
	staging_scan *scan = arg;
	event_load *load = scan->load;
	int64		number;
	event_slice rest = read_record(scan, row, &number);
	event_slice line;

	event_load_check_number(number, rest.len);
	scan->rows_met = true;
	for (; !load->format_found && load->tried < EVENT_DETECT_LINES && event_load_next_line(&rest, &line); number++)
		event_load_try_line(load, number, line);
	return !load->format_found;
}

/* Rows may lie in any order, so the first lines are looked for by their numbers. */
static void
read_layout(staging_scan *scan)
{
	select_rows(scan->table,
				psprintf("SELECT line_no::pg_catalog.int8, line FROM %s ORDER BY 1 LIMIT %d", relation_name(scan->table), EVENT_DETECT_LINES), try_record, scan);
	if (scan->rows_met && !scan->load->format_found)
		event_load_report_no_format();
}

static bool
take_record(TupleTableSlot *row, void *arg)
{
	staging_scan *scan = arg;
	MemoryContext old = MemoryContextSwitchTo(scan->record_context);
	int64		number;
	event_slice lines = read_record(scan, row, &number);

	event_load_take(scan->load, number, lines);
	MemoryContextReset(scan->record_context);
	MemoryContextSwitchTo(old);
	return true;
}

/* All lines, in the order in which they lie there: a scan must not join another one half way through the table. */
static void
read_lines(staging_scan *scan)
{
	int			level = NewGUCNestLevel();

	(void) set_config_option("synchronize_seqscans", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	select_rows(scan->table, psprintf("SELECT line_no::pg_catalog.int8, line FROM %s", relation_name(scan->table)), take_record, scan);
	AtEOXact_GUC(true, level);
}

Datum
smartdip_load_event_lines(PG_FUNCTION_ARGS)
{
	MemoryContext outer = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(outer, "load of events", ALLOCSET_DEFAULT_SIZES);
	staging_scan scan = {0};
	event_load_options options;
	Datum		counts;

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 2)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument %d of load_event_lines must not be null", i + 1)));
	options = (event_load_options)
	{
		PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2), PG_GETARG_TEXT_PP(3), PG_GETARG_BOOL(4), PG_GETARG_BOOL(5), PG_GETARG_FLOAT8(6)
	};
	event_load_check_share(options.max_refused);

	MemoryContextSwitchTo(context);
	scan.load = event_load_begin(PG_GETARG_OID(0), get_func_namespace(fcinfo->flinfo->fn_oid), &options);
	scan.record_context = AllocSetContextCreate(context, "staging row", ALLOCSET_DEFAULT_SIZES);
	scan.table = event_load_open_staging(PG_GETARG_OID(1), &scan.line_is_text);
	/* taken after the wait: a table that was rewritten meanwhile looks empty to an older snapshot */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	read_layout(&scan);
	read_lines(&scan);
	PopActiveSnapshot();
	event_load_end(scan.load);
	relation_close(scan.table, NoLock);
	MemoryContextSwitchTo(outer);
	counts = event_load_counts(fcinfo, scan.load);
	MemoryContextDelete(context);
	PG_RETURN_DATUM(counts);
}
