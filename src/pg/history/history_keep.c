/*
 * Histories that keep themselves: what a change of an event table does to the table of its histories.
 *
 * Statement triggers hand over the rows that came and went; they are made into histories, one for each key, and a MERGE adds and
 * subtracts these. What a trigger is to keep, and how, stands in its condition, keeps_history('h'::regclass, ...): so the server knows
 * that it depends on that table, follows its name, and dumps it.
 *
 * Writers of one history wait for each other, before they touch a row: two of them would meet in the same great dyads anyhow, and in
 * whatever order. So the rows are read with the latest snapshot there is, and are exact in REPEATABLE READ, too.
 *
 * Everything is done with the rights of the owner of the event table, who has to be that of the histories: who inserts events needs no
 * right on the histories, and whoever makes a trigger that names somebody else's table gets an error.
 */
#include "pg/history/history_keep.h"

#include "pg/base/own_statement.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "core/base/keyword.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "parser/parse_func.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

SMARTDIP_FUNCTION(smartdip_keeps_history);
SMARTDIP_FUNCTION(smartdip_keep_history);
SMARTDIP_FUNCTION(smartdip_kept_histories);
SMARTDIP_FUNCTION(smartdip_history_apply);
SMARTDIP_FUNCTION(smartdip_refresh_history);
SMARTDIP_FUNCTION(smartdip_history_check);

/* What makes the two sides of a history, by enum history_key. */
static const char *const keys[] = {"country", "actor", "root actor"};

/* How an actor of two countries counts, by enum two_countries. */
static const char *const two_countries[] = {"first", "each", "none"};

/* Which of some words a text is, -1 for none. */
static int
word_of(Datum value, const char *const *words, int count)
{
	text	   *word = DatumGetTextPP(value);

	for (int i = 0; i < count; i++)
		if (keyword_is(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word), words[i]))
			return i;
	return -1;
}

/* (history, events, by, two_countries, monads): true, where there are such settings */
Datum
smartdip_keeps_history(PG_FUNCTION_ARGS)
{
	if (word_of(PG_GETARG_DATUM(2), keys, lengthof(keys)) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("histories cannot be made by \"%s\"", quoted_text(PG_GETARG_TEXT_PP(2))),
				 errhint("They are made by country, actor or root actor.")));
	if (word_of(PG_GETARG_DATUM(3), two_countries, lengthof(two_countries)) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("actors of two countries cannot be counted by \"%s\"", quoted_text(PG_GETARG_TEXT_PP(3))),
				 errhint("The first country counts, each of them, or none.")));
	PG_RETURN_BOOL(true);
}

/* Reads the condition of a trigger; false where it is not one of ours. Anybody can make a trigger: it must not be an error for others. */
static bool
read_condition(const char *condition, Oid schema, kept_history *kept)
{
	static const Oid types[] = {REGCLASSOID, REGCLASSOID, TEXTOID, TEXTOID, BOOLOID};
	FuncExpr   *call = condition != NULL ? (FuncExpr *) stringToNode(condition) : NULL;
	Datum		args[lengthof(types)];
	char	   *name;
	int			by;
	int			two;

	if (call == NULL || !IsA(call, FuncExpr) || list_length(call->args) != lengthof(types) || get_func_namespace(call->funcid) != schema)
		return false;
	name = get_func_name(call->funcid);
	if (name == NULL || strcmp(name, "keeps_history") != 0)
		return false;
	for (int i = 0; i < (int) lengthof(types); i++)
	{
		Const	   *value = (Const *) list_nth(call->args, i);

		if (!IsA(value, Const) || value->constisnull || value->consttype != types[i])
			return false;
		args[i] = value->constvalue;
	}
	by = word_of(args[2], keys, lengthof(keys));
	two = word_of(args[3], two_countries, lengthof(two_countries));
	if (by < 0 || two < 0)
		return false;
	*kept = (kept_history) {DatumGetObjectId(args[0]), DatumGetObjectId(args[1]), (enum history_key) by, (enum two_countries) two,
		DatumGetBool(args[4]), pstrdup(quote_identifier(get_namespace_name(schema))), event_series_type(schema)};
	return true;
}

bool
read_kept_history(HeapTuple tuple, Relation triggers, Oid schema, kept_history *kept)
{
	bool		null;
	Datum		condition = heap_getattr(tuple, Anum_pg_trigger_tgqual, RelationGetDescr(triggers), &null);

	return !null && read_condition(TextDatumGetCString(condition), schema, kept);
}

void
read_keeping_trigger(HeapTuple tuple, Relation triggers, Oid schema, List **list)
{
	Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(tuple);
	keeping_trigger *trigger = palloc0(sizeof(keeping_trigger));

	trigger->table = form->tgrelid;
	trigger->name = pstrdup(NameStr(form->tgname));
	if (TRIGGER_FOR_BEFORE(form->tgtype) && read_kept_history(tuple, triggers, schema, &trigger->kept))
		*list = lappend(*list, trigger);
}

/* Those among the triggers that a column of pg_trigger finds: of a table, or the one of an OID. */
static void
read_triggers(Relation triggers, AttrNumber column, Oid index, Oid value, Oid schema, List **list)
{
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(value));
	scan = systable_beginscan(triggers, index, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		read_keeping_trigger(tuple, triggers, schema, list);
	systable_endscan(scan);
}

static List *
keeping_triggers_of(Oid table, Oid schema)
{
	Relation	triggers = table_open(TriggerRelationId, AccessShareLock);
	List	   *list = NIL;

	read_triggers(triggers, Anum_pg_trigger_tgrelid, TriggerRelidNameIndexId, table, schema, &list);
	table_close(triggers, AccessShareLock);
	return list;
}

List *
keeping_triggers_on(Oid class, Oid object, Oid schema)
{
	Relation	depend = table_open(DependRelationId, AccessShareLock);
	Relation	triggers = table_open(TriggerRelationId, AccessShareLock);
	List	   *list = NIL;
	ScanKeyData key[2];
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(class));
	ScanKeyInit(&key[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(object));
	scan = systable_beginscan(depend, DependReferenceIndexId, true, NULL, 2, key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend form = (Form_pg_depend) GETSTRUCT(tuple);

		CHECK_FOR_INTERRUPTS();
		if (form->classid == TriggerRelationId)
			read_triggers(triggers, Anum_pg_trigger_oid, TriggerOidIndexId, form->objid, schema, &list);
	}
	systable_endscan(scan);
	table_close(triggers, AccessShareLock);
	table_close(depend, AccessShareLock);
	return list;
}

Oid
own_history_function(Oid schema, const char *name, int args, const Oid *types)
{
	return LookupFuncName(list_make2(makeString(get_namespace_name(schema)), makeString(pstrdup(name))), args, types, false);
}

static Oid
owner_of(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		report_no_relation(relid);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

/* What is done with the rights of another role, which does not find the caller's functions by its names. */
typedef struct role_change
{
	Oid			user;
	int			context;
	int			settings;
} role_change;

static role_change
act_as(Oid role)
{
	role_change change;

	GetUserIdAndSecContext(&change.user, &change.context);
	SetUserIdAndSecContext(role, change.context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	change.settings = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	return change;
}

/*
 * Of a partition by itself all rows count, and it may belong to another role than the whole: that one's policies must not run with the
 * rights of the owner of the events. So it is an error if there are any. The setting ends with the change of roles.
 */
static void
read_past_policies(void)
{
	(void) set_config_option("row_security", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

static void
act_as_before(role_change change)
{
	AtEOXact_GUC(false, change.settings);
	SetUserIdAndSecContext(change.user, change.context);
}

/* A trigger may be older than history_trigger_made(), or made by an owner's mistake: no other table must be emptied by it. */
static bool
is_history(const kept_history *kept)
{
	char		kind = get_rel_relkind(kept->history);

	return (kind == RELKIND_RELATION || kind == RELKIND_PARTITIONED_TABLE) && has_history_columns(kept->history, kept->series);
}

/* Waits until no other session writes the history. No statement of SQL takes that lock, so nobody else can hold it up. */
static Relation
open_history(const kept_history *kept)
{
	Relation	history;

	LockDatabaseObject(RelationRelationId, kept->history, 0, ExclusiveLock);
	history = open_relation(kept->history, RowExclusiveLock);
	if (history->rd_rel->relowner != owner_of(kept->events))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("table \"%s\" does not belong to the owner of \"%s\"", RelationGetRelationName(history), get_rel_name(kept->events)),
				 errdetail("Histories are kept with the rights of that role."),
				 errhint("ALTER TABLE ... OWNER TO gives both to one role.")));
	if (!is_history(kept))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table of histories", RelationGetRelationName(history)),
				 errdetail("A trigger of \"%s\" is to keep histories there, in columns source, target and history, the last of type event_series.",
						   get_rel_name(kept->events)),
				 errhint("Drop the trigger: kept_histories() gives its name. create_history() makes such tables, and their triggers.")));
	return history;
}

/* The operator = of the columns source and target. */
static const char *
key_equals(const kept_history *kept)
{
	return kept->by == KEY_COUNTRY ? "OPERATOR(pg_catalog.=)" : psprintf("OPERATOR(%s.=)", kept->schema);
}

/* One of the sides of an event, and in from what it needs beside the event. */
static const char *
key_of(const kept_history *kept, const char *side, StringInfo from)
{
	const char *s = kept->schema;

	if (kept->by == KEY_ACTOR)
		return psprintf("r.%s", side);
	if (kept->by == KEY_ROOT_ACTOR)
		return psprintf("(%s.groups(r.%s))[1]::%s.actor_code", s, side, s);
	if (kept->two == TWO_FIRST)
		return psprintf("%s.country(r.%s) COLLATE pg_catalog.\"C\"", s, side);
	if (kept->two == TWO_NONE)
		return psprintf("CASE WHEN pg_catalog.cardinality(%s.countries(r.%s)) OPERATOR(pg_catalog.=) 1 THEN %s.country(r.%s) END COLLATE pg_catalog.\"C\"",
						s, side, s, side);
	appendStringInfo(from, ", LATERAL pg_catalog.unnest(%s.countries(r.%s)) %s_of(c)", s, side, side);
	return psprintf("%s_of.c COLLATE pg_catalog.\"C\"", side);
}

/* "SELECT source, target, day, code ..." of the events of a table; for monads the target is NULL. */
static char *
event_rows(const kept_history *kept, const char *table, bool monads)
{
	StringInfoData from;
	const char *source;
	const char *target;

	initStringInfo(&from);
	source = key_of(kept, "source", &from);

	if (!monads)
		target = key_of(kept, "target", &from);
	else if (kept->by == KEY_COUNTRY)
		target = "NULL::pg_catalog.text COLLATE pg_catalog.\"C\"";
	else
		target = psprintf("NULL::%s.actor_code", kept->schema);
	return psprintf("SELECT %s AS source, %s AS target, r.day, r.code FROM %s r%s WHERE pg_catalog.isfinite(r.day) AND r.code IS NOT NULL",
					source, target, table, from.data);
}

/* "SELECT source, target, history ..." of the events of a table. */
static char *
histories_of(const kept_history *kept, const char *table, bool monads)
{
	return psprintf("SELECT k.source, k.target, %s.event_series(k.day, k.code) AS history FROM (%s) k WHERE k.source IS NOT NULL%s GROUP BY 1, 2",
					kept->schema, event_rows(kept, table, monads), monads ? "" : " AND k.target IS NOT NULL");
}

/* What to add and what to subtract, a row for each key; one of the two tables may be NULL. */
static char *
changes_of(const kept_history *kept, const char *plus, const char *minus, bool monads)
{
	const char *s = kept->schema;

	if (minus == NULL)
		return psprintf("SELECT source, target, history AS plus, ''::%s.event_series AS minus FROM (%s) p", s, histories_of(kept, plus, monads));
	if (plus == NULL)
		return psprintf("SELECT source, target, ''::%s.event_series AS plus, history AS minus FROM (%s) m", s, histories_of(kept, minus, monads));
	return psprintf("SELECT source, target, plus OPERATOR(%1$s.-) minus AS plus, minus OPERATOR(%1$s.-) plus AS minus FROM ("
					"SELECT source, target, coalesce(%1$s.merge(history) FILTER (WHERE came), '') AS plus,"
					" coalesce(%1$s.merge(history) FILTER (WHERE NOT came), '') AS minus"
					" FROM (SELECT true AS came, * FROM (%2$s) p UNION ALL SELECT false, * FROM (%3$s) m) c GROUP BY 1, 2) b"
					" WHERE plus OPERATOR(%1$s.<>) minus", s, histories_of(kept, plus, monads), histories_of(kept, minus, monads));
}

static uint64
write_history(Relation history, Relation other, const char *statement, QueryEnvironment *rows)
{
	uint64		written;

	CommandCounterIncrement();
	PushActiveSnapshot(GetLatestSnapshot());
	written = run_write(history, other, statement, rows);
	PopActiveSnapshot();
	CommandCounterIncrement();
	return written;
}

static uint64
merge_changes(const kept_history *kept, Relation history, Relation other, const char *plus, const char *minus, bool monads, QueryEnvironment *rows)
{
	const char *equals = key_equals(kept);

	return write_history(history, other,
						 psprintf("MERGE INTO %1$s h USING (%2$s) d ON h.source %3$s d.source AND %4$s"
								  " WHEN MATCHED AND d.plus OPERATOR(%5$s.=) '' AND h.history OPERATOR(%5$s.=) d.minus THEN DELETE"
								  " WHEN MATCHED THEN UPDATE SET history = (h.history OPERATOR(%5$s.||) d.plus) OPERATOR(%5$s.-) d.minus"
								  " WHEN NOT MATCHED AND d.plus OPERATOR(%5$s.<>) '' THEN INSERT (source, target, history) VALUES (d.source, d.target, d.plus)",
								  relation_name(history), changes_of(kept, plus, minus, monads), equals,
								  monads ? "h.target IS NULL" : psprintf("h.target %s d.target", equals), kept->schema), rows);
}

/* Adds the events of one table and subtracts those of the other, either of them NULL. */
static uint64
keep(const kept_history *kept, Relation history, Relation other, const char *plus, const char *minus, QueryEnvironment *rows)
{
	uint64		written = merge_changes(kept, history, other, plus, minus, false, rows);

	if (kept->monads)
		written += merge_changes(kept, history, other, plus, minus, true, rows);
	return written;
}

/* The rows that a statement took away or brought, under a name of ours; NULL where there are none. */
static const char *
offer_rows(QueryEnvironment *rows, const char *name, Relation table, Tuplestorestate *store)
{
	EphemeralNamedRelation offered;

	if (store == NULL || tuplestore_tuple_count(store) == 0)
		return NULL;
	offered = palloc0(sizeof(EphemeralNamedRelationData));
	offered->md.name = pstrdup(name);
	offered->md.reliddesc = RelationGetRelid(table);
	offered->md.enrtype = ENR_NAMED_TUPLESTORE;
	offered->md.enrtuples = (double) tuplestore_tuple_count(store);
	offered->reldata = store;
	register_ENR(rows, offered);
	return name;
}

/* A truncated partition takes its rows along, the whole table all; behind that one, the partitions find nothing to do. */
static void
keep_truncated(const kept_history *kept, Relation history, Relation table)
{
	if (RelationGetRelid(table) == kept->events)
		(void) write_history(history, NULL, psprintf("DELETE FROM %s", relation_name(history)), NULL);
	else if (table->rd_rel->relkind == RELKIND_RELATION)
	{
		read_past_policies();
		(void) keep(kept, history, table, NULL,
					psprintf("(SELECT * FROM ONLY %s WHERE EXISTS (SELECT FROM %s))", relation_name(table), relation_name(history)), NULL);
	}
}

static void
keep_changed(const kept_history *kept, Relation history, const TriggerData *trigger)
{
	QueryEnvironment *rows = create_queryEnv();
	const char *plus = offer_rows(rows, "smartdip_new", trigger->tg_relation, trigger->tg_newtable);
	const char *minus = offer_rows(rows, "smartdip_old", trigger->tg_relation, trigger->tg_oldtable);

	if (plus != NULL || minus != NULL)
		(void) keep(kept, history, trigger->tg_relation, plus, minus, rows);
}

/* The event table, or a partition of it; what was one once is not any more. */
static bool
is_kept_table(Relation table, const kept_history *kept)
{
	return RelationGetRelid(table) == kept->events ||
		(table->rd_rel->relispartition && list_member_oid(get_partition_ancestors(RelationGetRelid(table)), kept->events));
}

Datum
smartdip_keep_history(PG_FUNCTION_ARGS)
{
	const TriggerData *trigger = (TriggerData *) fcinfo->context;
	kept_history kept;
	Relation	history;
	role_change change;

	if (!CALLED_AS_TRIGGER(fcinfo) || TRIGGER_FIRED_FOR_ROW(trigger->tg_event) ||
		!read_condition(trigger->tg_trigger->tgqual, get_func_namespace(fcinfo->flinfo->fn_oid), &kept))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("keep_history() is the function of triggers that create_history() makes")));
	if (!is_kept_table(trigger->tg_relation, &kept))
		PG_RETURN_POINTER(NULL);
	history = open_history(&kept);
	change = act_as(owner_of(kept.events));
	if (TRIGGER_FIRED_BY_TRUNCATE(trigger->tg_event))
		keep_truncated(&kept, history, trigger->tg_relation);
	else if (TRIGGER_FIRED_AFTER(trigger->tg_event))
		keep_changed(&kept, history, trigger);
	act_as_before(change);
	table_close(history, NoLock);
	PG_RETURN_POINTER(NULL);
}

void
check_history_owner(Oid history)
{
	if (!has_privs_of_role(GetUserId(), owner_of(history)))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, get_rel_name(history));
}

bool
find_kept_history(Oid history, List *triggers, kept_history *kept)
{
	Oid			owner = owner_of(history);
	ListCell   *cell;

	foreach(cell, triggers)
	{
		keeping_trigger *trigger = lfirst(cell);

		if (trigger->kept.history == history && trigger->table == trigger->kept.events && owner_of(trigger->table) == owner &&
			is_history(&trigger->kept))
		{
			*kept = trigger->kept;
			return true;
		}
	}
	return false;
}

/* The same for who has to be able to act as its owner. */
static kept_history
settings_of(Oid history, List *triggers)
{
	kept_history kept;

	check_history_owner(history);
	if (!find_kept_history(history, triggers, &kept))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" is not kept from an event table", get_rel_name(history)),
				 errhint("See create_history() and kept_histories().")));
	return kept;
}

static kept_history
settings_arg(FunctionCallInfo fcinfo)
{
	Oid			history = PG_GETARG_OID(0);

	return settings_of(history, keeping_triggers_on(RelationRelationId, history, get_func_namespace(fcinfo->flinfo->fn_oid)));
}

/* (history, events, part, sign): adds the events of a part of the event table, or subtracts them */
Datum
smartdip_history_apply(PG_FUNCTION_ARGS)
{
	kept_history kept = settings_of(PG_GETARG_OID(0), keeping_triggers_of(PG_GETARG_OID(1), get_func_namespace(fcinfo->flinfo->fn_oid)));
	Relation	part = open_relation(PG_GETARG_OID(2), AccessShareLock);
	bool		add = PG_GETARG_INT32(3) > 0;
	Relation	history = open_history(&kept);
	char	   *name = psprintf("ONLY %s", relation_name(part));
	role_change change = act_as(owner_of(kept.events));
	uint64		written;

	read_past_policies();
	written = keep(&kept, history, part, add ? name : NULL, add ? NULL : name, NULL);
	act_as_before(change);
	table_close(history, NoLock);
	table_close(part, NoLock);
	PG_RETURN_INT64((int64) written);
}

/* Locks are taken in the order of those who change events: the tables first, then the histories. */
uint64
make_history_anew(const kept_history *kept)
{
	Relation	events = open_relation(kept->events, AccessShareLock);
	List	   *parts = find_all_inheritors(kept->events, AccessShareLock, NULL);
	Relation	history = open_history(kept);
	role_change change = act_as(owner_of(kept->events));
	uint64		written;

	list_free(parts);
	(void) write_history(history, NULL, psprintf("DELETE FROM %s", relation_name(history)), NULL);
	written = keep(kept, history, events, relation_name(events), NULL, NULL);
	act_as_before(change);
	table_close(history, NoLock);
	table_close(events, NoLock);
	return written;
}

Datum
smartdip_refresh_history(PG_FUNCTION_ARGS)
{
	kept_history kept = settings_arg(fcinfo);

	PG_RETURN_INT64((int64) make_history_anew(&kept));
}

static bool
put_row(TupleTableSlot *row, void *arg)
{
	ReturnSetInfo *result = arg;

	CHECK_FOR_INTERRUPTS();
	slot_getallattrs(row);
	tuplestore_putvalues(result->setResult, result->setDesc, row->tts_values, row->tts_isnull);
	return true;
}

Datum
smartdip_history_check(PG_FUNCTION_ARGS)
{
	kept_history kept = settings_arg(fcinfo);
	Relation	history = open_relation(kept.history, AccessShareLock);
	Relation	events = open_relation(kept.events, AccessShareLock);
	char	   *rebuilt = histories_of(&kept, relation_name(events), false);
	role_change change;

	InitMaterializedSRF(fcinfo, 0);
	if (kept.monads)
		rebuilt = psprintf("%s UNION ALL %s", rebuilt, histories_of(&kept, relation_name(events), true));
	change = act_as(owner_of(kept.events));
	CommandCounterIncrement();
	PushActiveSnapshot(GetLatestSnapshot());
	select_rows_of_two(history, events,
					   psprintf("SELECT coalesce(h.source, r.source)::pg_catalog.text, coalesce(h.target, r.target)::pg_catalog.text, h.history, r.history"
								" FROM %s h FULL JOIN (%s) r ON h.source %s r.source"
								" AND coalesce(h.target::pg_catalog.text, '') OPERATOR(pg_catalog.=) coalesce(r.target::pg_catalog.text, '')"
								" WHERE (h.history OPERATOR(%s.=) r.history) IS NOT TRUE ORDER BY 1, 2",
								relation_name(history), rebuilt, key_equals(&kept), kept.schema), put_row, fcinfo->resultinfo);
	PopActiveSnapshot();
	act_as_before(change);
	table_close(events, NoLock);
	table_close(history, NoLock);
	return (Datum) 0;
}

/* (event_table): NULL for all there are */
Datum
smartdip_kept_histories(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	List	   *triggers;
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		triggers = keeping_triggers_on(ProcedureRelationId, own_history_function(schema, "keep_history", 0, NULL), schema);
	else
		triggers = keeping_triggers_of(PG_GETARG_OID(0), schema);
	foreach(cell, triggers)
	{
		const keeping_trigger *trigger = lfirst(cell);
		const kept_history *kept = &trigger->kept;
		Datum		values[] = {ObjectIdGetDatum(kept->history), ObjectIdGetDatum(kept->events), CStringGetTextDatum(keys[kept->by]),
			CStringGetTextDatum(two_countries[kept->two]), BoolGetDatum(kept->monads), ObjectIdGetDatum(trigger->table),
		CStringGetTextDatum(trigger->name)};
		bool		nulls[lengthof(values)] = {false};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
