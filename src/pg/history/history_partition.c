/* Event triggers: partitions that come to an event table with kept histories, those that go, and triggers that are to keep histories. */
#include "pg/history/history_keep.h"

#include "pg/base/own_statement.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "commands/event_trigger.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

SMARTDIP_FUNCTION(smartdip_history_partitions);
SMARTDIP_FUNCTION(smartdip_history_partition_dropped);
SMARTDIP_FUNCTION(smartdip_history_trigger_made);

/* Error 39P03 where a function is called otherwise than by an event trigger on that event. */
static void
check_event(FunctionCallInfo fcinfo, const char *event, const char *function)
{
	if (!CALLED_AS_EVENT_TRIGGER(fcinfo) || strcmp(((EventTriggerData *) fcinfo->context)->event, event) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("%s() is the function of an event trigger", function)));
}

/*
 * The tables that a command made partitions, or no partitions any more. Nothing else of a command matters, so that a dump, which makes
 * triggers one by one, is restored in whatever order.
 */
static List *
moved_partitions(Node *command)
{
	List	   *moved = NIL;
	ListCell   *cell;

	if (IsA(command, CreateStmt) && ((CreateStmt *) command)->partbound != NULL)
		moved = lappend(moved, ((CreateStmt *) command)->relation);
	if (!IsA(command, AlterTableStmt))
		return moved;
	foreach(cell, ((AlterTableStmt *) command)->cmds)
	{
		AlterTableCmd *change = lfirst_node(AlterTableCmd, cell);

		if (change->subtype == AT_AttachPartition || change->subtype == AT_DetachPartition || change->subtype == AT_DetachPartitionFinalize)
			moved = lappend(moved, ((PartitionCmd *) change->def)->name);
	}
	return moved;
}

Datum
smartdip_history_partitions(PG_FUNCTION_ARGS)
{
	static const Oid types[] = {REGCLASSOID};
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	ListCell   *cell;

	check_event(fcinfo, "ddl_command_end", "history_partitions");
	foreach(cell, moved_partitions(((EventTriggerData *) fcinfo->context)->parsetree))
	{
		Oid			table = RangeVarGetRelid((RangeVar *) lfirst(cell), NoLock, true);

		if (OidIsValid(table))
			(void) OidFunctionCall1(own_history_function(schema, "match_history_partition", 1, types), ObjectIdGetDatum(table));
	}
	PG_RETURN_VOID();
}

/* The table that had one for its partition, as a snapshot sees it; InvalidOid if none had. */
static Oid
parent_then(Oid table, Relation inherits, Snapshot then)
{
	Oid			parent = InvalidOid;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_inherits_inhrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(table));
	scan = systable_beginscan(inherits, InheritsRelidSeqnoIndexId, true, then, 1, &key);
	if (HeapTupleIsValid(tuple = systable_getnext(scan)))
		parent = ((Form_pg_inherits) GETSTRUCT(tuple))->inhparent;
	systable_endscan(scan);
	return parent;
}

/* Was it a partition of the whole just before that row of a catalogue was deleted? All that hung on it went later. */
static bool
was_part_of(Oid table, Oid whole, HeapTuple deleted)
{
	Relation	inherits = table_open(InheritsRelationId, AccessShareLock);
	Snapshot	then = RegisterSnapshot(GetLatestSnapshot());

	then->curcid = HeapTupleHeaderGetCmax(deleted->t_data);
	while (OidIsValid(table) && table != whole)
		table = parent_then(table, inherits, then);
	UnregisterSnapshot(then);
	table_close(inherits, AccessShareLock);
	return OidIsValid(table);
}

/*
 * The history that a dropped trigger kept, if the trigger went with its table, a partition. The trigger is read from its dead row: its
 * name would tell as much of the histories of others, and who drops a partition need not be the owner of the events.
 */
static void
read_dropped_trigger(Oid trigger, Oid schema, List **list)
{
	Relation	triggers = table_open(TriggerRelationId, AccessShareLock);
	List	   *found = NIL;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(trigger));
	scan = systable_beginscan(triggers, TriggerOidIndexId, true, SnapshotAny, 1, &key);
	while (found == NIL && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		if (!TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetUpdateXid(tuple->t_data)))
			continue;
		read_keeping_trigger(tuple, triggers, schema, &found);
		if (found != NIL)
		{
			const keeping_trigger *gone = linitial(found);

			if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(gone->table)) && SearchSysCacheExists1(RELOID, ObjectIdGetDatum(gone->kept.history)) &&
				was_part_of(gone->table, gone->kept.events, tuple))
				*list = list_append_unique_oid(*list, gone->kept.history);
		}
	}
	systable_endscan(scan);
	table_close(triggers, AccessShareLock);
}

typedef struct oid_list
{
	List	   *oids;
	MemoryContext context;		/* rows come in one that ends with their statement */
} oid_list;

static bool
add_oid(TupleTableSlot *row, void *arg)
{
	oid_list   *list = arg;
	MemoryContext caller = MemoryContextSwitchTo(list->context);
	bool		null;

	list->oids = lappend_oid(list->oids, DatumGetObjectId(slot_getattr(row, 1, &null)));
	MemoryContextSwitchTo(caller);
	return true;
}

/* The triggers that a command dropped, whosever they are; by their names, as they fire, for histories are locked in that order. */
static List *
dropped_triggers(void)
{
	const char *text = "SELECT d.objid FROM pg_catalog.pg_event_trigger_dropped_objects() d"
		" WHERE d.object_type OPERATOR(pg_catalog.=) 'trigger' ORDER BY d.address_names[3] COLLATE pg_catalog.\"C\"";
	oid_list	list = {NIL, CurrentMemoryContext};

	PushActiveSnapshot(GetTransactionSnapshot());
	run_rows(plan_statement(InvalidOid, text, NULL), text, NULL, add_oid, &list);
	PopActiveSnapshot();
	return list.oids;
}

Datum
smartdip_history_partition_dropped(PG_FUNCTION_ARGS)
{
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	List	   *histories = NIL;
	ListCell   *cell;

	check_event(fcinfo, "sql_drop", "history_partition_dropped");
	foreach(cell, dropped_triggers())
		read_dropped_trigger(lfirst_oid(cell), schema, &histories);
	foreach(cell, histories)
	{
		kept_history kept;

		if (find_kept_history(lfirst_oid(cell), keeping_triggers_on(RelationRelationId, lfirst_oid(cell), schema), &kept))
			(void) make_history_anew(&kept);
	}
	PG_RETURN_VOID();
}

/*
 * Triggers act with the rights of the owner of the events, and who may make them there need have no other right: without this he could
 * have any histories of that owner emptied, or filled with other events.
 */
Datum
smartdip_history_trigger_made(PG_FUNCTION_ARGS)
{
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	CreateTrigStmt *made;
	Relation	triggers;
	ScanKeyData key[2];
	SysScanDesc scan;
	HeapTuple	tuple;
	kept_history kept;

	check_event(fcinfo, "ddl_command_end", "history_trigger_made");
	if (!IsA(((EventTriggerData *) fcinfo->context)->parsetree, CreateTrigStmt))
		PG_RETURN_VOID();
	made = (CreateTrigStmt *) ((EventTriggerData *) fcinfo->context)->parsetree;
	triggers = table_open(TriggerRelationId, AccessShareLock);
	ScanKeyInit(&key[0], Anum_pg_trigger_tgrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(RangeVarGetRelid(made->relation, NoLock, true)));
	ScanKeyInit(&key[1], Anum_pg_trigger_tgname, BTEqualStrategyNumber, F_NAMEEQ, CStringGetDatum(made->trigname));
	scan = systable_beginscan(triggers, TriggerRelidNameIndexId, true, NULL, 2, key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		if (read_kept_history(tuple, triggers, schema, &kept) && SearchSysCacheExists1(RELOID, ObjectIdGetDatum(kept.history)))
			check_history_owner(kept.history);
	systable_endscan(scan);
	table_close(triggers, AccessShareLock);
	PG_RETURN_VOID();
}
