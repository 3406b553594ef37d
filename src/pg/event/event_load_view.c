/*
 * Loading through a view: COPY or INSERT brings lines, triggers read them as they arrive, and no line is stored on the
 * way. The statement's first trigger begins the load, that of each row takes its lines, the last one ends it.
 */
#include "pg/event/event_load.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "funcapi.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteHandler.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

SMARTDIP_FUNCTION(smartdip_take_event_lines);
SMARTDIP_FUNCTION(smartdip_last_event_load);

/* The arguments of the triggers, as create_load_view() writes them. */
enum load_view_argument
{
	LOAD_VIEW_FORMAT,			/* empty: to be found out */
	LOAD_VIEW_FILE,
	LOAD_VIEW_URL,
	LOAD_VIEW_NAMES,
	LOAD_VIEW_SEALED,
	LOAD_VIEW_MAX_REFUSED,
	LOAD_VIEW_ARGUMENTS
};

/* A load that is under way. While a row is inserted, a trigger of the event table may begin another one. */
typedef struct view_load
{
	Oid			view;
	event_load *load;
	bool		is_text;
	bool		sealed;			/* NULL has to end the lines */
	bool		ended;			/* and has come */
	int64		next_line_no;
	MemoryContext context;
	MemoryContextCallback forget;
	struct view_load *outer;
} view_load;

static view_load *innermost = NULL;

/* What the last load of this session came to. */
static int64 last_counts[3];
static bool any_load = false;

/* When the transaction takes a load back, with all that it holds. */
static void
forget_load(void *arg)
{
	for (view_load **at = &innermost; *at != NULL; at = &(*at)->outer)
		if (*at == arg)
		{
			*at = (*at)->outer;
			return;
		}
}

static void
report_not_a_load_view(Relation view)
{
	ereport(ERROR,
			(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
			 errmsg("\"%s\" is not a view that events are loaded through", RelationGetRelationName(view)),
			 errhint("create_load_view() makes one.")));
}

/* The table that the view is over. It is told by its OID, whatever it is called by now. */
static Oid
table_of(Relation view)
{
	ListCell   *cell;

	foreach(cell, get_view_query(view)->rtable)
	{
		const RangeTblEntry *entry = lfirst_node(RangeTblEntry, cell);

		if (entry->rtekind == RTE_RELATION && entry->relid != RelationGetRelid(view))
			return entry->relid;
	}
	report_not_a_load_view(view);
	return InvalidOid;
}

static bool
bool_argument(const TriggerData *data, int argument)
{
	bool		value;

	if (!parse_bool(data->tg_trigger->tgargs[argument], &value))
		report_not_a_load_view(data->tg_relation);
	return value;
}

static event_load_options
options_of(const TriggerData *data)
{
	char	  **arguments = data->tg_trigger->tgargs;

	if (data->tg_trigger->tgnargs != LOAD_VIEW_ARGUMENTS || RelationGetDescr(data->tg_relation)->natts != 1)
		report_not_a_load_view(data->tg_relation);
	return (event_load_options)
	{
		.format = arguments[LOAD_VIEW_FORMAT][0] != '\0' ? cstring_to_text(arguments[LOAD_VIEW_FORMAT]) : NULL,
			.file = cstring_to_text(arguments[LOAD_VIEW_FILE]),
			.url = bool_argument(data, LOAD_VIEW_URL),
			.names = bool_argument(data, LOAD_VIEW_NAMES),
			.max_refused = DatumGetFloat8(DirectFunctionCall1(float8in, CStringGetDatum(arguments[LOAD_VIEW_MAX_REFUSED])))
	};
}

/* Without all three triggers the lines would come to nothing. */
static void
check_triggers(const TriggerData *data)
{
	const TriggerDesc *triggers = data->tg_relation->trigdesc;
	bool		takes = false;
	bool		ends = false;

	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (trigger->tgfoid != data->tg_trigger->tgfoid || trigger->tgqual != NULL)
			continue;
		takes = takes || TRIGGER_TYPE_MATCHES(trigger->tgtype, TRIGGER_TYPE_ROW, TRIGGER_TYPE_INSTEAD, TRIGGER_TYPE_INSERT);
		ends = ends || TRIGGER_TYPE_MATCHES(trigger->tgtype, TRIGGER_TYPE_STATEMENT, TRIGGER_TYPE_AFTER, TRIGGER_TYPE_INSERT);
	}
	if (!takes || !ends)
		report_not_a_load_view(data->tg_relation);
}

/* Lives until the statement ends or the transaction is undone. */
static void
begin_load(const TriggerData *data, Oid function)
{
	MemoryContext context = AllocSetContextCreate(CurTransactionContext, "load of events", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	view_load *begun = palloc0(sizeof(view_load));
	event_load_options options = options_of(data);
	Oid			type = TupleDescAttr(RelationGetDescr(data->tg_relation), 0)->atttypid;

	check_triggers(data);
	if (type != TEXTOID && type != BYTEAOID)
		report_not_a_load_view(data->tg_relation);
	event_load_check_share(options.max_refused);
	begun->view = RelationGetRelid(data->tg_relation);
	begun->context = context;
	begun->is_text = type == TEXTOID;
	begun->sealed = bool_argument(data, LOAD_VIEW_SEALED);
	begun->next_line_no = 1;
	begun->load = event_load_begin(table_of(data->tg_relation), get_func_namespace(function), &options);
	begun->outer = innermost;
	innermost = begun;
	begun->forget = (MemoryContextCallback) {.func = forget_load, .arg = begun};
	MemoryContextRegisterResetCallback(context, &begun->forget);
	MemoryContextSwitchTo(old);
}

/* The load that this statement's first trigger began. */
static view_load *
load_of(const TriggerData *data)
{
	if (innermost == NULL || innermost->view != RelationGetRelid(data->tg_relation))
		report_not_a_load_view(data->tg_relation);
	return innermost;
}

/* A row holds a line, or several. NULL is an empty one, as CSV has it, or the end of those that have to have one. */
static void
take_row(const TriggerData *data)
{
	view_load  *current = load_of(data);
	bool		null;
	Datum		value = heap_getattr(data->tg_trigtuple, 1, RelationGetDescr(data->tg_relation), &null);
	event_slice lines = {"", 0};

	if (current->ended)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("lines follow the end record")));
	if (null && current->sealed)
	{
		current->ended = true;
		return;
	}
	if (!null)
		lines = event_line_bytes(PG_DETOAST_DATUM_PACKED(value), current->is_text);
	event_load_take(current->load, current->next_line_no, lines);
	current->next_line_no++;
	for (const char *end = lines.s; (end = memchr(end, '\n', lines.len - (end - lines.s))) != NULL; end++)
		current->next_line_no++;
}

/*
 * What the row is said to be: nothing. The server frees the lines if it gets another row than it gave, and otherwise keeps
 * them until the statement ends.
 */
static HeapTuple
no_line(const TriggerData *data)
{
	Datum		value = (Datum) 0;
	bool		null = true;

	return heap_form_tuple(RelationGetDescr(data->tg_relation), &value, &null);
}

static void
end_load(const TriggerData *data)
{
	view_load  *ended = load_of(data);
	MemoryContext old = MemoryContextSwitchTo(ended->context);
	const event_batches *batches = &ended->load->batches;

	if (ended->sealed && !ended->ended)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("the lines did not arrive completely"),
				 errdetail("There is no end record behind line %lld.", (long long) ended->next_line_no - 1),
				 errhint("Whatever sent them was interrupted: load the file again.")));
	event_load_end(ended->load);
	last_counts[0] = batches->loaded;
	last_counts[1] = batches->refused;
	last_counts[2] = batches->duplicate;
	any_load = true;
	MemoryContextSwitchTo(old);
	MemoryContextDelete(ended->context);
	ereport(NOTICE,
			(errmsg("%lld loaded, %lld refused, %lld duplicate",
					(long long) last_counts[0], (long long) last_counts[1], (long long) last_counts[2])));
}

Datum
smartdip_take_event_lines(PG_FUNCTION_ARGS)
{
	const TriggerData *data = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BY_INSERT(data->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("take_event_lines() can only be called as a trigger for INSERT"),
				 errhint("create_load_view() makes a view with these triggers.")));
	if (TRIGGER_FIRED_INSTEAD(data->tg_event))
	{
		take_row(data);
		return PointerGetDatum(no_line(data));
	}
	if (TRIGGER_FIRED_FOR_ROW(data->tg_event) || data->tg_relation->rd_rel->relkind != RELKIND_VIEW)
		report_not_a_load_view(data->tg_relation);
	if (TRIGGER_FIRED_BEFORE(data->tg_event))
		begin_load(data, fcinfo->flinfo->fn_oid);
	else
		end_load(data);
	return PointerGetDatum(NULL);
}

Datum
smartdip_last_event_load(PG_FUNCTION_ARGS)
{
	TupleDesc	result;
	Datum		counts[lengthof(last_counts)];
	bool		nulls[lengthof(last_counts)];

	if (get_call_result_type(fcinfo, NULL, &result) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "last_event_load does not return a row");
	for (int i = 0; i < (int) lengthof(last_counts); i++)
	{
		counts[i] = Int64GetDatum(last_counts[i]);
		nulls[i] = !any_load;
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(result), counts, nulls)));
}
