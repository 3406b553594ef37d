/*
 * A coding of events in a table of the user's own: power_profile(code, 'my_scheme'::regclass).
 *
 * The table has the columns code (event_code or text) and profile (power_profile or text); a row holds for its
 * subtree, as in the built-in scheme. It is read through SPI with the rights of the caller and kept in a table over
 * all codes. How long that holds:
 *
 *     - always for the very snapshot that it was read with, within one statement;
 *     - across statements where the table tells of its changes: triggers of power_scheme_changed(), set by
 *       power_scheme_attach(), send a relcache invalidation that reaches every backend when the change commits.
 *
 * A change that commits while an older snapshot is in use would be missed if what that snapshot sees were kept: so
 * it is kept across statements only if, after the table was read, a new snapshot sees nothing else.
 */
#include "pg/power/power_profile.h"

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
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

SMARTDIP_FUNCTION(power_profile_of_event_in);
SMARTDIP_FUNCTION(power_scheme_changed);
SMARTDIP_FUNCTION(power_scheme_attach);
SMARTDIP_FUNCTION(create_power_scheme);

#define NO_ROW UINT16_MAX

typedef struct scheme_cache
{
	dlist_node	node;
	MemoryContext context;		/* holds this struct and the profiles */
	Oid			relid;
	Oid			userid;
	bool		valid;
	bool		lasting;		/* good for later statements, too */

	/* the snapshot that the rows were read with */
	TransactionId xmin;
	TransactionId xmax;
	uint32		running;
	CommandId	curcid;
	TimestampTz statement;

	/* the snapshot for which messages of changes were last looked for */
	TransactionId seen_xmax;
	uint32		seen_running;
	TimestampTz seen_statement;

	power_profile *profiles;
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

/* Rights come from roles and schemas, too. */
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

		if (!cache->lasting)
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
	CacheRegisterSyscacheCallback(AUTHMEMROLEMEM, rights_changed, 0);
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

/* The end of the newest transaction that a snapshot knows never goes back; with the same end, others only finish. */
static bool
usable(const scheme_cache *cache, Snapshot snapshot)
{
	if (!cache->valid)
		return false;
	if (!cache->lasting)
		return cache->xmin == snapshot->xmin && cache->xmax == snapshot->xmax && cache->running == running(snapshot) &&
			cache->curcid == snapshot->curcid && cache->statement == GetCurrentStatementStartTimestamp();
	if (cache->xmax == snapshot->xmax)
		return running(snapshot) < cache->running || (running(snapshot) == cache->running && snapshot->curcid >= cache->curcid);
	return TransactionIdFollows(snapshot->xmax, cache->xmax);
}

/* Messages come in where relations are locked, which a statement need not do: once a snapshot they are asked for. */
static void
look_for_changes(scheme_cache *cache, Snapshot snapshot)
{
	TimestampTz statement = GetCurrentStatementStartTimestamp();

	if (cache->seen_xmax == snapshot->xmax && cache->seen_running == running(snapshot) && cache->seen_statement == statement)
		return;
	cache->seen_xmax = snapshot->xmax;
	cache->seen_running = running(snapshot);
	cache->seen_statement = statement;
	AcceptInvalidationMessages();
}

/* Do two snapshots see the work of the same transactions, and as much of this one's? */
static bool
same_view(Snapshot a, Snapshot b)
{
	return a->xmin == b->xmin && a->xmax == b->xmax && a->xcnt == b->xcnt && a->subxcnt == b->subxcnt &&
		a->curcid == b->curcid && a->takenDuringRecovery == b->takenDuringRecovery &&
		memcmp(a->xip, b->xip, a->xcnt * sizeof(TransactionId)) == 0 &&
		memcmp(a->subxip, b->subxip, a->subxcnt * sizeof(TransactionId)) == 0;
}

/* Does a trigger of ours fire at this event, whatever the session's role and for every row? */
static bool
tells_of_changes(Relation rel)
{
	int			told = 0;

	if (rel->rd_rel->relkind != RELKIND_RELATION || rel->rd_rel->relhassubclass || rel->rd_rel->relrowsecurity ||
		rel->trigdesc == NULL)
		return false;
	for (int i = 0; i < rel->trigdesc->numtriggers; i++)
	{
		Trigger    *trigger = &rel->trigdesc->triggers[i];
		FmgrInfo	function;

		if (trigger->tgenabled != TRIGGER_FIRES_ALWAYS || trigger->tgqual != NULL || trigger->tgnattr != 0)
			continue;
		fmgr_info(trigger->tgfoid, &function);
		if (function.fn_addr == power_scheme_changed)
			told |= trigger->tgtype;
	}
	return TRIGGER_FOR_INSERT(told) && TRIGGER_FOR_UPDATE(told) && TRIGGER_FOR_DELETE(told) && TRIGGER_FOR_TRUNCATE(told);
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
check_types(const char *relation, Oid code, Oid profile, scheme_types types)
{
	if ((code != types.code && !is_text(code)) || (profile != types.profile && !is_text(profile)))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a power scheme", relation),
				 errdetail("A power scheme has the columns code, of type event_code or text, and profile, of type power_profile or text."),
				 errhint("create_power_scheme() makes such a table.")));
}

static Oid
column_type(Relation rel, const char *name)
{
	AttrNumber	column = get_attnum(RelationGetRelid(rel), name);

	return column > 0 ? TupleDescAttr(RelationGetDescr(rel), column - 1)->atttypid : InvalidOid;
}

static void
check_columns(Relation rel, scheme_types types)
{
	check_types(RelationGetRelationName(rel), column_type(rel, "code"), column_type(rel, "profile"), types);
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

/* Takes over the rows that SPI read; a row is found through every code that has no longer prefix. */
static void
take_rows(scheme_cache *cache, const char *relation, scheme_types types)
{
	TupleDesc	desc = SPI_tuptable->tupdesc;
	uint64		rows = SPI_processed;

	/* the name may have come to mean another table than the one that was looked at */
	check_types(relation, SPI_gettypeid(desc, 1), SPI_gettypeid(desc, 2), types);
	for (int slot = 0; slot < EVENT_CODE_SLOTS; slot++)
		cache->row_of[slot] = NO_ROW;
	cache->profiles = MemoryContextAlloc(cache->context, Max(rows, 1) * sizeof(power_profile));
	for (uint64 i = 0; i < rows; i++)
	{
		bool		no_code;
		bool		no_profile;
		Datum		code_datum = SPI_getbinval(SPI_tuptable->vals[i], desc, 1, &no_code);
		Datum		profile = SPI_getbinval(SPI_tuptable->vals[i], desc, 2, &no_profile);
		int			slot;

		if (no_code || no_profile)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a code or a profile of power scheme \"%s\" is NULL", relation)));
		slot = code_of(code_datum, TupleDescAttr(desc, 0)->atttypid) - EVENT_CODE_FIRST;
		if (cache->row_of[slot] != NO_ROW)
			ereport(ERROR,
					(errcode(ERRCODE_CARDINALITY_VIOLATION),
					 errmsg("power scheme \"%s\" has two rows for one code", relation)));
		/* codes are distinct, so there are no more rows than codes */
		cache->row_of[slot] = (uint16) i;
		profile_of(profile, TupleDescAttr(desc, 1)->atttypid, &cache->profiles[i]);
	}
}

static const char *
qualified_name(Oid relid)
{
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)), get_rel_name(relid));
}

static void
read_rows(scheme_cache *cache, scheme_types types)
{
	Relation	rel = relation_open(cache->relid, AccessShareLock);
	char	   *name = pstrdup(RelationGetRelationName(rel));
	bool		told = tells_of_changes(rel);

	check_columns(rel, types);
	SPI_connect();
	/* one row more than there are codes is enough to find two rows of one code */
	if (SPI_execute(psprintf("SELECT code, profile FROM %s", qualified_name(cache->relid)), true,
					EVENT_CODE_SLOTS + 1) != SPI_OK_SELECT)
		elog(ERROR, "cannot read power scheme \"%s\"", name);
	take_rows(cache, name, types);
	SPI_finish();
	relation_close(rel, NoLock);
	/* the last thing: what commits from here on sends its message later */
	cache->lasting = told && !IsInParallelMode() && same_view(GetActiveSnapshot(), GetLatestSnapshot());
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

static scheme_cache *
read_scheme(Oid relid, Oid userid, scheme_types types)
{
	Snapshot	snapshot = GetActiveSnapshot();
	MemoryContext context;
	scheme_cache *cache;
	scheme_cache *old;

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

	/* reading may have run this very function, in a view */
	old = find_cache(relid, userid);
	if (old != NULL)
		forget(old);
	MemoryContextSetParent(context, CacheMemoryContext);
	dlist_push_head(&caches, &cache->node);
	return cache;
}

static scheme_cache *
scheme_for(Oid relid, FunctionCallInfo fcinfo)
{
	Oid			userid = GetUserId();
	Snapshot	snapshot = GetActiveSnapshot();
	dlist_iter	iter;

	dlist_foreach(iter, &caches)
	{
		scheme_cache *cache = dlist_container(scheme_cache, node, iter.cur);

		if (cache->relid != relid || cache->userid != userid)
			continue;
		look_for_changes(cache, snapshot);
		if (usable(cache, snapshot))
			return cache;
		break;
	}
	return read_scheme(relid, userid, types_of(fcinfo));
}

/* The row of the longest prefix that has one; NULL where none has. */
Datum
power_profile_of_event_in(PG_FUNCTION_ARGS)
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
power_scheme_changed(PG_FUNCTION_ARGS)
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
 * no rows.
 */
static void
attach(FunctionCallInfo fcinfo, Oid relid)
{
	const char *table = qualified_name(relid);
	const char *function = sibling_name(fcinfo, "power_scheme_changed");

	run(psprintf("CREATE OR REPLACE TRIGGER power_scheme_rows AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION %s()",
				 table, function));
	run(psprintf("CREATE OR REPLACE TRIGGER power_scheme_truncate AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()",
				 table, function));
	run(psprintf("ALTER TABLE %s ENABLE ALWAYS TRIGGER power_scheme_rows, ENABLE ALWAYS TRIGGER power_scheme_truncate", table));
}

Datum
power_scheme_attach(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	Relation	rel = relation_open(relid, AccessShareLock);

	check_columns(rel, types_of(fcinfo));
	relation_close(rel, NoLock);
	SPI_connect();
	attach(fcinfo, relid);
	SPI_finish();
	PG_RETURN_VOID();
}

/*
 * The name is resolved as CREATE TABLE would; everything else is named with its schema, so the search_path of the
 * caller leads nowhere else.
 */
Datum
create_power_scheme(PG_FUNCTION_ARGS)
{
	RangeVar   *name;
	const char *schema;
	const char *table;
	Oid			namespace;
	Oid			relid;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a power scheme needs a name")));
	name = makeRangeVarFromNameList(textToQualifiedNameList(PG_GETARG_TEXT_PP(0)));
	namespace = RangeVarGetCreationNamespace(name);
	schema = get_namespace_name(namespace);
	table = quote_qualified_identifier(schema, name->relname);

	SPI_connect();
	run(psprintf("CREATE TABLE %s (code %s PRIMARY KEY, profile %s NOT NULL, reason pg_catalog.text)",
				 table, sibling_name(fcinfo, "event_code"), sibling_name(fcinfo, "power_profile")));
	if (!PG_ARGISNULL(1))
		run(psprintf("INSERT INTO %s SELECT code, profile, reason FROM %s(%s)", table,
					 sibling_name(fcinfo, "power_scheme"), quote_literal_cstr(text_to_cstring(PG_GETARG_TEXT_PP(1)))));
	relid = get_relname_relid(name->relname, namespace);
	attach(fcinfo, relid);
	SPI_finish();
	PG_RETURN_OID(relid);
}
