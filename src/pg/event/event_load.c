/*
 * Waiting comes first: the lock that keeps loads apart, then those on the tables. What is checked of a table is checked
 * under its lock, which stays until the transaction ends, and the tables stay open, so that neither another session nor
 * a trigger of this one changes them meanwhile.
 */
#include "pg/event/event_load.h"

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
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#define RESET_BYTES (256 * 1024)

/* Of a file's blank lines no more are kept: they hold nothing, and a small packed file may hold millions of them. */
#define BLANK_LINES_KEPT 100

/* Before so many lines were read, a file may still turn out to fit. */
#define FIT_LINES 10000

/* A function of this extension, wherever that was installed. */
static Oid
own_function(event_load *load, const char *name, int args, const Oid *types)
{
	Oid			function = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
										   PointerGetDatum(buildoidvector(types, args)),
										   ObjectIdGetDatum(load->schema));

	if (!OidIsValid(function))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("function %s() of smartdip does not exist", name),
				 errhint("Create the extension anew.")));
	return function;
}

/*
 * Who may not insert does not get to lock the table; what inserts checks the rights again. Loads into one table wait
 * for each other, so that two of them never lock each other out. No statement of SQL takes the lock that they wait for,
 * as any role could take an advisory one.
 */
void
event_load_wait(Oid target)
{
	Oid			user = GetUserId();

	if (get_rel_name(target) == NULL)
		report_no_relation(target);
	if (pg_class_aclcheck(target, user, ACL_INSERT) != ACLCHECK_OK &&
		pg_attribute_aclcheck_all(target, user, ACL_INSERT, ACLMASK_ANY) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, get_rel_name(target));
	LockDatabaseObject(RelationRelationId, target, 0, ExclusiveLock);
}

static void
open_target(event_load *load, Oid target)
{
	char		kind;

	event_load_wait(target);
	load->target_oid = target;
	load->target = open_relation(target, RowExclusiveLock);
	kind = load->target->rd_rel->relkind;
	if ((kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE) || RELATION_IS_OTHER_TEMP(load->target))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", RelationGetRelationName(load->target)),
				 errdetail("Events are loaded into ordinary and partitioned tables, temporary ones of this session among them.")));
	load->shape = event_shape_of(load->target);
	if (kind == RELKIND_PARTITIONED_TABLE)
	{
		Oid			types[] = {REGCLASSOID, DATEOID, DATEOID, TEXTOID};

		load->partitions.table = target;
		load->partitions.add = own_function(load, "add_event_partitions", 4, types);
	}
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
open_batches(event_load *load)
{
	Oid			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(event_shape_row_type(load->shape)), ObjectIdGetDatum(load->schema));
	TupleDesc	row = lookup_rowtype_tupdesc_copy(type, -1);

	if (row->natts != EVENT_ROW_COLUMNS)
		elog(ERROR, "the row of a line has %d columns, not %d", row->natts, EVENT_ROW_COLUMNS);
	event_shape_columns(load->shape, load->target, row, load->options.url, load->options.names, load->wanted);
	open_reject(load);
	event_batches_open(&load->batches, load->target, load->reject, row, load->wanted);
	load->batches.origin.file = load->options.file;
	if (OidIsValid(load->partitions.table))
	{
		relation_close(load->target, NoLock);
		load->target = NULL;
	}
}

event_load *
event_load_begin(Oid target, Oid schema, const event_load_options *options)
{
	event_load *load = palloc0(sizeof(event_load));

	/* the short way into a table does not pass where the server checks this for an INSERT */
	PreventCommandIfReadOnly("a load of events");
	PreventCommandIfParallelMode("a load of events");
	load->options = *options;
	load->schema = schema;
	load->lasting = load->reader.context = CurrentMemoryContext;
	load->context = AllocSetContextCreate(CurrentMemoryContext, "event lines", 0, 4 * RESET_BYTES, ALLOCSET_DEFAULT_MAXSIZE);
	open_target(load, target);
	open_batches(load);
	return load;
}

/* One line, or several with line ends between. */
bool
event_load_next_line(event_slice *rest, event_slice *line)
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

/* Lines that are to be events: neither a header nor blank. */
static int64
judged_lines(const event_load *load)
{
	return load->lines - load->headers - load->blank;
}

static bool
fits(const event_load *load)
{
	return load->unread * 100.0 <= load->options.max_refused * judged_lines(load);
}

/* A file of another format, or of none: nothing of it is kept, as it would only fill the reject table. */
static void
report_misfit(const event_load *load)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("the lines are no events of format %s: %lld of %lld were refused",
					event_format_name(load->reader.layout.format), (long long) load->unread, (long long) judged_lines(load)),
			 errdetail("Line %lld: %s.", (long long) load->first_unread_no, load->first_unread),
			 load->seems != NULL
			 ? errhint("They look like %s: name that format, or none. With a larger max_refused (smartdip-load: --max-refused) they are kept as refused lines.",
					   load->seems)
			 : errhint("Name another format, or none. With a larger max_refused (smartdip-load: --max-refused) they are kept as refused lines.")));
}

/* The first line that is no event is what an error will tell of. */
static void
keep_first_unread(event_load *load, int64 line_no, event_slice line, event_refusal why)
{
	MemoryContext old = MemoryContextSwitchTo(load->lasting);
	char	   *reason = text_to_cstring(why.reason);
	event_line_layout layout;

	load->first_unread_no = line_no;
	load->first_unread = why.value == NULL ? reason : psprintf("%s: \"%s\"", reason, text_to_cstring(why.value));
	if (event_line_detect(line.s, line.len, &layout) && layout.format != load->reader.layout.format)
		load->seems = event_format_name(layout.format);
	MemoryContextSwitchTo(old);
}

static void
refuse_line(event_load *load, int64 line_no, event_slice line, event_refusal why)
{
	if (!is_blank(line) && load->unread++ == 0)
		keep_first_unread(load, line_no, line, why);
	event_batches_refuse(&load->batches, line_no, line, why);
	if (judged_lines(load) >= FIT_LINES && !fits(load))
		report_misfit(load);
}

static event_refusal
no_partition(const event_load *load)
{
	return (event_refusal)
	{
		cstring_to_text(psprintf("the day lies outside the years %d to %d, for which partitions are made", FIRST_PARTITION_YEAR, LAST_PARTITION_YEAR)),
			cstring_to_text(DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(load->reader.row.day))))
	};
}

/* All that a good line tells; a batch has no room for more than the next one. */
static void
take_events(event_load *load, int64 line_no, event_slice line, Datum *values, bool *nulls)
{
	event_batches_add(&load->batches, values, nulls, line_no, line);
	while (event_reader_next_part(&load->reader, values, nulls))
	{
		event_batches_send(&load->batches);
		event_batches_add(&load->batches, values, nulls, line_no, line);
		load->parts++;
	}
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
	else if (!event_reader_read(&load->reader, line, values, nulls))
		refuse_line(load, line_no, line, event_reader_refusal(&load->reader));
	else if (!event_partitions_cover(&load->partitions, load->reader.row.day))
		refuse_line(load, line_no, line, no_partition(load));
	else
		take_events(load, line_no, line, values, nulls);
	event_batches_send(&load->batches);
}

/* What a parse leaves behind is kept for a few lines, what a record holds for as long as its lines are read. */
static void
take_lines(event_load *load, int64 line_no, event_slice lines)
{
	MemoryContext old = MemoryContextSwitchTo(load->context);
	event_slice line;

	for (; event_load_next_line(&lines, &line); line_no++)
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
	event_batches_keep_lines(&load->batches);
	MemoryContextSwitchTo(old);
}

static event_slice
lasting_copy(const event_load *load, event_slice line)
{
	char	   *copy = MemoryContextAlloc(load->lasting, line.len + 1);

	memcpy(copy, line.s, line.len);
	return (event_slice) {copy, line.len};
}

/* Refused lines are kept with the format and the header, so that they can be read again. */
static void
keep_layout(event_load *load)
{
	MemoryContext old = MemoryContextSwitchTo(load->lasting);
	event_origin *origin = &load->batches.origin;

	origin->format = cstring_to_text(event_format_name(load->reader.layout.format));
	origin->header = load->header.s != NULL ? event_line_as_text(load->header) : NULL;
	MemoryContextSwitchTo(old);
}

bool
event_load_try_line(event_load *load, int64 line_no, event_slice line)
{
	event_line_layout *layout = &load->reader.layout;

	load->tried++;
	if (load->options.format != NULL)
		event_layout_or_error(event_format_or_error(load->options.format), line, layout);
	else if (!event_line_detect(line.s, line.len, layout))
		return false;
	event_shape_check_format(load->shape, (enum event_format) layout->format, load->wanted, get_rel_name(load->target_oid));
	load->format_found = true;
	if (layout->header)
	{
		load->header = lasting_copy(load, line);
		load->header_line_no = line_no;
	}
	keep_layout(load);
	return true;
}

void
event_load_report_no_format(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the first lines tell of no format that is known"),
			 errhint("Name the format: see event_formats().")));
}

typedef struct held_lines
{
	int64		line_no;
	event_slice lines;
} held_lines;

static void
hold_lines(event_load *load, int64 line_no, event_slice lines)
{
	MemoryContext old = MemoryContextSwitchTo(load->lasting);
	held_lines *held = palloc(sizeof(held_lines));

	*held = (held_lines) {line_no, lasting_copy(load, lines)};
	load->held = lappend(load->held, held);
	MemoryContextSwitchTo(old);
}

/* Lines that may tell of the format. Once one does, those that were held are taken. */
static void
find_format(event_load *load, int64 line_no, event_slice lines)
{
	event_slice rest = lines;
	event_slice line;
	ListCell   *cell;

	for (int64 number = line_no; !load->format_found && event_load_next_line(&rest, &line); number++)
		if (!event_load_try_line(load, number, line) && load->tried >= EVENT_DETECT_LINES)
			event_load_report_no_format();
	if (!load->format_found)
	{
		hold_lines(load, line_no, lines);
		return;
	}
	foreach(cell, load->held)
	{
		const held_lines *held = lfirst(cell);

		take_lines(load, held->line_no, held->lines);
	}
	load->held = NIL;
	take_lines(load, line_no, lines);
}

/* A line cannot number more lines than it has bytes. */
void
event_load_check_number(int64 number, size_t len)
{
	if (number < 1 || number > PG_INT64_MAX - (int64) len)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("invalid line number"),
				 errdetail("The column line_no holds %lld.", (long long) number),
				 errhint("Number the lines of a file from 1.")));
}

void
event_load_take(event_load *load, int64 line_no, event_slice lines)
{
	event_load_check_number(line_no, lines.len);
	if (load->format_found)
		take_lines(load, line_no, lines);
	else
		find_format(load, line_no, lines);
}

void
event_load_use(event_load *load, text *format, text *header)
{
	event_batches_send_all(&load->batches);
	load->options.format = format;
	load->format_found = false;
	load->tried = 0;
	load->blank = 0;
	load->header = (event_slice) {NULL, 0};
	if (header != NULL)
		event_load_try_line(load, 0, event_line_bytes((struct varlena *) header, true));
}

void
event_load_end(event_load *load)
{
	if (!load->format_found && load->held != NIL)
		event_load_report_no_format();
	if (!fits(load))
		report_misfit(load);
	event_batches_send_all(&load->batches);
	relation_close(load->reject, NoLock);
	if (load->target != NULL)
		relation_close(load->target, NoLock);
	Assert(load->batches.loaded + load->batches.refused + load->batches.duplicate + load->headers == load->lines + load->parts);
}

void
event_load_check_share(double max_refused)
{
	if (!(max_refused >= 0 && max_refused <= 100))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot allow %g percent of the lines to be refused", max_refused),
				 errhint("max_refused is 0 to 100: with 100 every file is loaded, with 0 none of which a line is no event.")));
}

Datum
event_load_counts(FunctionCallInfo fcinfo, const event_load *load)
{
	Datum		counts[] = {Int64GetDatum(load->batches.loaded), Int64GetDatum(load->batches.refused), Int64GetDatum(load->batches.duplicate)};
	bool		nulls[] = {false, false, false};
	TupleDesc	result;

	if (get_call_result_type(fcinfo, NULL, &result) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "the function does not return a row");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(result), counts, nulls));
}
