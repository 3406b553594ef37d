/*
 * A coding of events in a table of the user's own: power_profile(code, 'my_scheme'::regclass).
 *
 * The table has the columns code (event_code or text) and profile (power_profile or text); a row holds for its
 * subtree, as in the built-in scheme. It is read by a statement of the caller's, with his rights, and kept in a table
 * over all codes. How long that holds, depends on what the rows depend on:
 *
 *     - on the table and the user's rights alone, where the table tells of its changes: triggers of
 *       smartdip_power_scheme_changed(), set by power_scheme_attach(), send a relcache invalidation that reaches every backend
 *       when the change commits. Then it is kept across statements;
 *     - on the snapshot, too, where a plain table does not tell;
 *     - on anything, in a view or under row security: a setting, the time, what a function of somebody's says. Then it
 *       is kept for one place of one statement, where the codes come from rows, and for nothing more.
 *
 * A change that commits while an older snapshot is in use would be missed if what that snapshot sees were kept: so
 * it is kept across statements only if, after the table was read, a new snapshot sees nothing else.
 */
#include "pg/power/power_profile.h"
#include "pg/base/report.h"

#include "pg/base/distributed.h"
#include "pg/base/own_statement.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/transam.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "lib/ilist.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

SMARTDIP_FUNCTION(smartdip_power_profile_event_code_regclass);
SMARTDIP_FUNCTION(smartdip_power_scheme_changed);
SMARTDIP_FUNCTION(smartdip_power_scheme_attach);
SMARTDIP_FUNCTION(smartdip_create_power_scheme);

#define NO_ROW UINT16_MAX

enum scheme_hold
{
	HOLDS_FOR_STATEMENT,
	HOLDS_FOR_SNAPSHOT,
	HOLDS_UNTIL_TOLD
};

typedef struct scheme_cache
{
	dlist_node	node;			/* in caches, unless it holds for a statement only */
	MemoryContext context;		/* holds this struct and the profiles */
	Oid			relid;
	Oid			userid;
	enum scheme_hold hold;
	bool		valid;

	/* the snapshot that the rows were read with */
	TransactionId xmin;
	TransactionId xmax;
	uint32		running;
	CommandId	curcid;
	TimestampTz statement;

	power_profile *profiles;
	int			rows;
	int			room;
	uint16		row_of[EVENT_CODE_SLOTS];
} scheme_cache;

static dlist_head caches = DLIST_STATIC_INIT(caches);

/* May come at any time, so it only marks. InvalidOid stands for all relations. */
static void
relation_changed(Datum arg, Oid relid)
{
	dlist_iter	iter;

	dlist_foreach(iter, &caches)
	{
		scheme_cache *cache = dlist_container(scheme_cache, node, iter.cur);

		if (relid == InvalidOid || relid == cache->relid)
			cache->valid = false;
	}
}

/* Rights come from roles, their memberships and attributes, from schemas, and from owning the database. */
static void
rights_changed(Datum arg, int cacheid, uint32 hashvalue)
{
	relation_changed(arg, InvalidOid);
}

/* What a subtransaction did is undone, and a later snapshot need not differ by it. */
static void
subtransaction_ended(SubXactEvent event, SubTransactionId id, SubTransactionId parent, void *arg)
{
	dlist_iter	iter;

	if (event != SUBXACT_EVENT_ABORT_SUB)
		return;
	dlist_foreach(iter, &caches)
	{
		scheme_cache *cache = dlist_container(scheme_cache, node, iter.cur);

		if (cache->hold != HOLDS_UNTIL_TOLD)
			cache->valid = false;
	}
}

static void
watch_changes(void)
{
	static bool watching = false;

	if (watching)
		return;
	CacheRegisterRelcacheCallback(relation_changed, 0);
	CacheRegisterSyscacheCallback(AUTHOID, rights_changed, 0);
	CacheRegisterSyscacheCallback(AUTHMEMROLEMEM, rights_changed, 0);
	CacheRegisterSyscacheCallback(DATABASEOID, rights_changed, 0);
	CacheRegisterSyscacheCallback(NAMESPACEOID, rights_changed, 0);
	RegisterSubXactCallback(subtransaction_ended, NULL);
	watching = true;
}

/* How many transactions a snapshot holds to be running; a standby counts them in another place. */
static uint32
running(Snapshot snapshot)
{
	return snapshot->takenDuringRecovery ? (uint32) snapshot->subxcnt : snapshot->xcnt;
}

static bool
same_snapshot(const scheme_cache *cache, Snapshot snapshot)
{
	return cache->xmin == snapshot->xmin && cache->xmax == snapshot->xmax && cache->running == running(snapshot) &&
		cache->curcid == snapshot->curcid && cache->statement == GetCurrentStatementStartTimestamp();
}

/* The end of the newest transaction that a snapshot knows never goes back; with the same end, others only finish. */
static bool
usable(const scheme_cache *cache, Snapshot snapshot)
{
	if (!cache->valid)
		return false;
	if (cache->hold != HOLDS_UNTIL_TOLD)
		return same_snapshot(cache, snapshot);
	if (cache->xmax == snapshot->xmax)
		return running(snapshot) < cache->running || (running(snapshot) == cache->running && snapshot->curcid >= cache->curcid);
	return TransactionIdFollows(snapshot->xmax, cache->xmax);
}

static bool
same_transactions(const TransactionId *a, const TransactionId *b, size_t count)
{
	return count == 0 || memcmp(a, b, count * sizeof(TransactionId)) == 0;
}

/* Do two snapshots see the work of the same transactions, and as much of this one's? */
static bool
same_view(Snapshot a, Snapshot b)
{
	return a->xmin == b->xmin && a->xmax == b->xmax && a->xcnt == b->xcnt && a->subxcnt == b->subxcnt &&
		a->curcid == b->curcid && a->takenDuringRecovery == b->takenDuringRecovery &&
		same_transactions(a->xip, b->xip, a->xcnt) && same_transactions(a->subxip, b->subxip, a->subxcnt);
}

/* Does a trigger of ours fire at every change, whatever the session's role and for every row? */
static bool
triggers_tell(Relation rel)
{
	int			told = 0;

	for (int i = 0; rel->trigdesc != NULL && i < rel->trigdesc->numtriggers; i++)
	{
		Trigger    *trigger = &rel->trigdesc->triggers[i];
		FmgrInfo	function;

		if (trigger->tgenabled != TRIGGER_FIRES_ALWAYS || trigger->tgqual != NULL || trigger->tgnattr != 0)
			continue;
		fmgr_info(trigger->tgfoid, &function);
		if (function.fn_addr == smartdip_power_scheme_changed)
			told |= trigger->tgtype;
	}
	return TRIGGER_FOR_INSERT(told) && TRIGGER_FOR_UPDATE(told) && TRIGGER_FOR_DELETE(told) && TRIGGER_FOR_TRUNCATE(told);
}

/* To be asked last: what commits from here on sends its message later. */
static enum scheme_hold
hold_of(Relation rel)
{
	if (rel->rd_rel->relkind != RELKIND_RELATION || rel->rd_rel->relhassubclass || rel->rd_rel->relrowsecurity)
		return HOLDS_FOR_STATEMENT;
	/* on several nodes the triggers fire on what the rows are kept in, and tell of that */
	if (triggers_tell(rel) && !relation_is_distributed(rel) && !IsInParallelMode() && same_view(GetActiveSnapshot(), GetLatestSnapshot()))
		return HOLDS_UNTIL_TOLD;
	return HOLDS_FOR_SNAPSHOT;
}

/* The types of the extension stand in the schema of its functions, wherever that is. */
typedef struct scheme_types
{
	Oid			code;
	Oid			profile;
} scheme_types;

static Oid
sibling_type(Oid function, const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
						   ObjectIdGetDatum(get_func_namespace(function)));
}

static scheme_types
types_of(FunctionCallInfo fcinfo)
{
	scheme_types types;

	types.code = sibling_type(fcinfo->flinfo->fn_oid, "event_code");
	types.profile = sibling_type(fcinfo->flinfo->fn_oid, "power_profile");
	return types;
}

static bool
is_text(Oid type)
{
	return type == TEXTOID || type == VARCHAROID;
}

/* Columns of other types would have to be cast by functions that the table's owner chose. */
static void
check_columns(Relation rel, scheme_types types)
{
	Oid			code = relation_column_type(rel, "code");
	Oid			profile = relation_column_type(rel, "profile");

	if (!relation_is_readable(rel) || (code != types.code && !is_text(code)) || (profile != types.profile && !is_text(profile)))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a power scheme", RelationGetRelationName(rel)),
				 errdetail("A power scheme has the columns code, of type event_code or text, and profile, of type power_profile or text."),
				 errhint("create_power_scheme() makes such a table.")));
}

static event_code
code_of(Datum value, Oid type)
{
	event_code	code = 0;
	text	   *s;
	enum event_code_error error;

	if (!is_text(type))
		return (event_code) DatumGetInt16(value);
	s = DatumGetTextPP(value);
	error = event_code_parse(VARDATA_ANY(s), VARSIZE_ANY_EXHDR(s), &code);
	if (error != EVENT_CODE_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "event_code", quoted_text(s)),
				 error_detail(event_code_error_text(error))));
	return code;
}

static void
profile_of(Datum value, Oid type, power_profile *p)
{
	text	   *s;

	if (!is_text(type))
	{
		*p = *DatumGetPowerProfile(value);
		return;
	}
	s = DatumGetTextPP(value);
	power_profile_from_text(VARDATA_ANY(s), VARSIZE_ANY_EXHDR(s), p, NULL);
}

/* Room for one more profile; codes are distinct, so there are no more rows than codes. */
static power_profile *
next_profile(scheme_cache *cache)
{
	if (cache->profiles == NULL)
		cache->profiles = MemoryContextAlloc(cache->context, (cache->room = 64) * sizeof(power_profile));
	else if (cache->rows == cache->room)
		cache->profiles = repalloc(cache->profiles, (cache->room *= 2) * sizeof(power_profile));
	return &cache->profiles[cache->rows];
}

typedef struct scheme_reader
{
	scheme_cache *cache;
	const char *name;
	Oid			code_type;
	Oid			profile_type;
} scheme_reader;

/* A row is found through every code that has no longer prefix. */
static bool
take_row(TupleTableSlot *row, void *arg)
{
	scheme_reader *reader = arg;
	scheme_cache *cache = reader->cache;
	bool		no_code;
	bool		no_profile;
	Datum		code = slot_getattr(row, 1, &no_code);
	Datum		profile = slot_getattr(row, 2, &no_profile);
	int			slot;

	if (no_code || no_profile)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a code or a profile of power scheme \"%s\" is NULL", reader->name)));
	slot = code_of(code, reader->code_type) - EVENT_CODE_FIRST;
	if (cache->row_of[slot] != NO_ROW)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("power scheme \"%s\" has two rows for one code", reader->name)));
	profile_of(profile, reader->profile_type, next_profile(cache));
	cache->row_of[slot] = (uint16) cache->rows++;
	return true;
}

static void
read_rows(scheme_cache *cache, scheme_types types)
{
	Relation	rel = open_relation(cache->relid, AccessShareLock);
	scheme_reader reader = {cache, RelationGetRelationName(rel), relation_column_type(rel, "code"), relation_column_type(rel, "profile")};

	check_columns(rel, types);
	for (int slot = 0; slot < EVENT_CODE_SLOTS; slot++)
		cache->row_of[slot] = NO_ROW;
	select_rows(rel, psprintf("SELECT code, profile FROM %s", relation_name(rel)), take_row, &reader);
	cache->hold = hold_of(rel);
	relation_close(rel, NoLock);
}

static scheme_cache *
read_scheme(Oid relid, Oid userid, scheme_types types)
{
	Snapshot	snapshot = GetActiveSnapshot();
	MemoryContext context;
	scheme_cache *cache;

	watch_changes();
	context = AllocSetContextCreate(CurrentMemoryContext, "smartdip power scheme", ALLOCSET_SMALL_SIZES);
	cache = MemoryContextAllocZero(context, sizeof(scheme_cache));
	cache->context = context;
	cache->relid = relid;
	cache->userid = userid;
	cache->xmin = snapshot->xmin;
	cache->xmax = snapshot->xmax;
	cache->running = running(snapshot);
	cache->curcid = snapshot->curcid;
	cache->statement = GetCurrentStatementStartTimestamp();
	read_rows(cache, types);
	cache->valid = true;
	return cache;
}

static void
forget(scheme_cache *cache)
{
	dlist_delete(&cache->node);
	MemoryContextDelete(cache->context);
}

/* Of this table and user, whatever its state; what is not valid any more and of others goes. */
static scheme_cache *
find_cache(Oid relid, Oid userid)
{
	dlist_mutable_iter iter;
	scheme_cache *found = NULL;

	dlist_foreach_modify(iter, &caches)
	{
		scheme_cache *cache = dlist_container(scheme_cache, node, iter.cur);

		if (cache->relid == relid && cache->userid == userid)
			found = cache;
		else if (!cache->valid)
			forget(cache);
	}
	return found;
}

static void
keep(scheme_cache *cache)
{
	scheme_cache *old = find_cache(cache->relid, cache->userid);

	if (old != NULL)
		forget(old);
	MemoryContextSetParent(cache->context, CacheMemoryContext);
	dlist_push_head(&caches, &cache->node);
}

/* A place in a statement that calls power_profile(). */
typedef struct call_site
{
	bool		for_rows;		/* the code comes from rows */
	scheme_cache *cache;		/* lives as long as this */
} call_site;

/*
 * A column, or what a subquery gets from its outer one. Without either, the call may be an expression by itself, as in
 * an assignment of PL/pgSQL, which evaluates it again and again through the same place.
 */
static bool
comes_from_rows(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, Var) || (IsA(node, Param) && ((Param *) node)->paramkind == PARAM_EXEC))
		return true;
	return expression_tree_walker(node, comes_from_rows, context);
}

static call_site *
site_of(FmgrInfo *flinfo)
{
	call_site  *site = flinfo->fn_extra;

	if (site == NULL)
	{
		site = flinfo->fn_extra = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(call_site));
		site->for_rows = comes_from_rows(flinfo->fn_expr, NULL);
	}
	return site;
}

static void
keep_at(call_site *site, MemoryContext context, scheme_cache *cache)
{
	if (site->cache != NULL)
		MemoryContextDelete(site->cache->context);
	MemoryContextSetParent(cache->context, context);
	site->cache = cache;
}

/* Messages of changes come in where relations are locked, which a statement need not do: so they are asked for. */
static scheme_cache *
scheme_for(Oid relid, FunctionCallInfo fcinfo)
{
	Oid			userid = GetUserId();
	Snapshot	snapshot = GetActiveSnapshot();
	call_site  *site = site_of(fcinfo->flinfo);
	scheme_cache *cache;
	dlist_iter	iter;

	AcceptInvalidationMessages();
	dlist_foreach(iter, &caches)
	{
		cache = dlist_container(scheme_cache, node, iter.cur);
		if (cache->relid == relid && cache->userid == userid && usable(cache, snapshot))
			return cache;
	}
	cache = site->cache;
	if (cache != NULL && cache->relid == relid && cache->userid == userid && same_snapshot(cache, snapshot))
		return cache;
	cache = read_scheme(relid, userid, types_of(fcinfo));
	if (cache->hold != HOLDS_FOR_STATEMENT)
		keep(cache);
	else if (site->for_rows)
		keep_at(site, fcinfo->flinfo->fn_mcxt, cache);
	return cache;
}

/* The row of the longest prefix that has one; NULL where none has. */
Datum
smartdip_power_profile_event_code_regclass(PG_FUNCTION_ARGS)
{
	event_code	code = (event_code) PG_GETARG_INT16(0);
	const scheme_cache *cache = scheme_for(PG_GETARG_OID(1), fcinfo);

	for (;;)
	{
		uint16		row = cache->row_of[code - EVENT_CODE_FIRST];

		if (row != NO_ROW)
		{
			power_profile *p = power_profile_palloc();

			/* a copy, because the cache may be read anew before the statement ends */
			*p = cache->profiles[row];
			PG_RETURN_POWER_PROFILE(p);
		}
		if (event_code_level(code) == 1)
			PG_RETURN_NULL();
		code = event_code_parent(code);
	}
}

Datum
smartdip_power_scheme_changed(PG_FUNCTION_ARGS)
{
	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("power_scheme_changed() can only be called as a trigger")));
	if (!TRIGGER_FIRED_AFTER(((TriggerData *) fcinfo->context)->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("power_scheme_changed() can only be called after the change")));
	CacheInvalidateRelcache(((TriggerData *) fcinfo->context)->tg_relation);
	return PointerGetDatum(NULL);
}

/* "schema.function" of a function of the extension; all of them stand in the schema of this one. */
static const char *
sibling_name(FunctionCallInfo fcinfo, const char *name)
{
	return quote_qualified_identifier(get_namespace_name(get_func_namespace(fcinfo->flinfo->fn_oid)), name);
}

static void
run(const char *command)
{
	if (SPI_execute(command, false, 0) < 0)
		elog(ERROR, "cannot run \"%s\"", command);
}

/*
 * Triggers for every row, not for statements: those fire where rows arrive by logical replication, too. TRUNCATE has
 * no rows. The statements can only name the table and the function, so it is looked at what they brought about.
 */
static void
attach(FunctionCallInfo fcinfo, Oid relid, const char *table)
{
	const char *function = sibling_name(fcinfo, "power_scheme_changed");
	Relation	rel;

	run(psprintf("CREATE OR REPLACE TRIGGER power_scheme_rows AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION %s()",
				 table, function));
	run(psprintf("CREATE OR REPLACE TRIGGER power_scheme_truncate AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()",
				 table, function));
	/* two commands, as Citus takes no more than one in each */
	run(psprintf("ALTER TABLE %s ENABLE ALWAYS TRIGGER power_scheme_rows", table));
	run(psprintf("ALTER TABLE %s ENABLE ALWAYS TRIGGER power_scheme_truncate", table));
	rel = open_relation(relid, AccessShareLock);
	if (!triggers_tell(rel))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the triggers of power scheme \"%s\" did not get there", RelationGetRelationName(rel)),
				 errhint("A schema was renamed just now: try again.")));
	relation_close(rel, NoLock);
}

Datum
smartdip_power_scheme_attach(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	Relation	rel = open_relation(relid, AccessShareLock);
	const char *table = relation_name(rel);

	check_columns(rel, types_of(fcinfo));
	relation_close(rel, NoLock);
	SPI_connect();
	attach(fcinfo, relid, table);
	SPI_finish();
	PG_RETURN_VOID();
}

/*
 * The table that was made just now. It belongs to who made it, whatever else bears its name after its schema got
 * another one.
 */
static Oid
made_table(const char *name, Oid namespace)
{
	Relation	rel = open_relation(get_relname_relid(name, namespace), AccessShareLock);
	Oid			relid = RelationGetRelid(rel);

	if (rel->rd_rel->relowner != GetUserId())
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" was renamed while it was made", name),
				 errhint("Try again.")));
	relation_close(rel, NoLock);
	return relid;
}

/*
 * The name is resolved as CREATE TABLE would; everything else is named with its schema, so the search_path of the
 * caller leads nowhere else. The statement that makes the table fills it, too: no other table can get the rows.
 */
Datum
smartdip_create_power_scheme(PG_FUNCTION_ARGS)
{
	RangeVar   *name;
	const char *table;
	const char *base;
	Oid			namespace;
	Oid			relid;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a power scheme needs a name")));
	name = makeRangeVarFromNameList(textToQualifiedNameList(PG_GETARG_TEXT_PP(0)));
	namespace = RangeVarGetCreationNamespace(name);
	table = quote_qualified_identifier(get_namespace_name(namespace), name->relname);
	base = quote_literal_cstr(PG_ARGISNULL(1) ? "smartdip-1" : text_to_cstring(PG_GETARG_TEXT_PP(1)));

	SPI_connect();
	run(psprintf("CREATE TABLE %s AS SELECT code, profile, reason FROM %s(%s::pg_catalog.text)%s", table,
				 sibling_name(fcinfo, "power_scheme"), base, PG_ARGISNULL(1) ? " WITH NO DATA" : ""));
	run(psprintf("ALTER TABLE %s ADD PRIMARY KEY (code), ALTER COLUMN profile SET NOT NULL", table));
	relid = made_table(name->relname, namespace);
	attach(fcinfo, relid, table);
	SPI_finish();
	PG_RETURN_OID(relid);
}
