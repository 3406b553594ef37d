/* load_rejects(): refused lines once more, now that somebody has mended them. */
#include "pg/event/event_load.h"

#include "pg/base/own_statement.h"

#include "access/xact.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

SMARTDIP_FUNCTION(smartdip_load_rejects);

typedef struct reject_scan
{
	event_load *load;
	bool		begun;			/* a row was met */
	MemoryContext record_context;	/* for a row */
} reject_scan;

/* A text of a row; NULL where there is none. */
static text *
text_of(TupleTableSlot *row, int column)
{
	bool		null;
	Datum		value = slot_getattr(row, column, &null);

	return null ? NULL : DatumGetTextPP(value);
}

static bool
same_text(const text *a, const text *b)
{
	return a == NULL || b == NULL ? a == b :
		VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) && memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

static text *
lasting_text(const event_load *load, text *value)
{
	MemoryContext old = MemoryContextSwitchTo(load->lasting);
	text	   *copy = value == NULL ? NULL : cstring_to_text_with_len(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));

	MemoryContextSwitchTo(old);
	return copy;
}

/* Lines of another file, or of another layout, are read in another way. */
static void
use_origin(reject_scan *scan, text *file, text *format, text *header)
{
	event_load *load = scan->load;
	event_origin *origin = &load->batches.origin;

	if (scan->begun && same_text(file, origin->file) && same_text(format, origin->format) && same_text(header, origin->header))
		return;
	scan->begun = true;
	event_load_use(load, lasting_text(load, format), lasting_text(load, header));
	origin->file = lasting_text(load, file);
}

static bool
take_reject(TupleTableSlot *row, void *arg)
{
	reject_scan *scan = arg;
	MemoryContext old = MemoryContextSwitchTo(scan->record_context);
	bool		null;
	int64		line_no = DatumGetInt64(slot_getattr(row, 1, &null));

	use_origin(scan, text_of(row, 3), text_of(row, 4), text_of(row, 5));
	event_load_take(scan->load, line_no, event_line_bytes((struct varlena *) text_of(row, 2), true));
	MemoryContextReset(scan->record_context);
	MemoryContextSwitchTo(old);
	return true;
}

/* The rows are deleted as they are read; those of lines that are refused again come back with the new reason. */
static void
read_rejects(reject_scan *scan, text *file)
{
	StringInfoData statement;

	initStringInfo(&statement);
	appendStringInfo(&statement, "DELETE FROM %s", relation_name(scan->load->reject));
	if (file != NULL)
		appendStringInfo(&statement, " WHERE file OPERATOR(pg_catalog.=) %s::pg_catalog.text", quote_literal_cstr(text_to_cstring(file)));
	appendStringInfoString(&statement, " RETURNING line_no, line, file, format, header");
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	select_rows(scan->load->reject, statement.data, take_reject, scan);
	PopActiveSnapshot();
}

Datum
smartdip_load_rejects(PG_FUNCTION_ARGS)
{
	MemoryContext outer = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(outer, "load of refused lines", ALLOCSET_DEFAULT_SIZES);
	reject_scan scan = {0};
	event_load_options options;
	Datum		counts;

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 1)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument %d of load_rejects must not be null", i + 1)));
	/* whatever their share is: they are in the reject table already */
	options = (event_load_options) {NULL, NULL, PG_GETARG_BOOL(2), PG_GETARG_BOOL(3), 100};

	MemoryContextSwitchTo(context);
	scan.load = event_load_begin(PG_GETARG_OID(0), get_func_namespace(fcinfo->flinfo->fn_oid), &options);
	scan.record_context = AllocSetContextCreate(context, "refused line", ALLOCSET_DEFAULT_SIZES);
	read_rejects(&scan, PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1));
	event_load_end(scan.load);
	MemoryContextSwitchTo(outer);
	counts = event_load_counts(fcinfo, scan.load);
	MemoryContextDelete(context);
	PG_RETURN_DATUM(counts);
}
