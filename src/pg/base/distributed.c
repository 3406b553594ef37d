/* The catalogues of Citus are read by name: they have no OIDs of their own. */
#include "pg/base/distributed.h"

#include "access/genam.h"
#include "access/skey.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/* Has a catalogue, if there is such a one, a row for which the comparison of the column with the value holds? */
static bool
catalogue_has(const char *catalogue, const char *column, RegProcedure comparison, Datum value)
{
	Oid			relid = get_relname_relid(catalogue, PG_CATALOG_NAMESPACE);
	AttrNumber	number = OidIsValid(relid) ? get_attnum(relid, column) : InvalidAttrNumber;
	Relation	relation;
	SysScanDesc scan;
	ScanKeyData key;
	bool		found;

	if (number == InvalidAttrNumber)
		return false;
	relation = table_open(relid, AccessShareLock);
	ScanKeyInit(&key, number, BTEqualStrategyNumber, comparison, value);
	scan = systable_beginscan(relation, InvalidOid, false, NULL, 1, &key);
	found = HeapTupleIsValid(systable_getnext(scan));
	systable_endscan(scan);
	table_close(relation, AccessShareLock);
	return found;
}

bool
relation_is_distributed(Relation table)
{
	return catalogue_has("pg_dist_partition", "logicalrelid", F_OIDEQ, ObjectIdGetDatum(RelationGetRelid(table)));
}

/* The group 0 is the coordinator. */
bool
has_other_nodes(void)
{
	return catalogue_has("pg_dist_node", "groupid", F_INT4GT, Int32GetDatum(0));
}
