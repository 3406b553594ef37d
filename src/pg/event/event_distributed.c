/*
 * Citus plans INSERT ... SELECT itself: it does not know the named rows of our statements, gives the number of the rows that were sent
 * and not of those that were inserted, and reports a taken key as an internal error. An array is a value that it can send, and RETURNING
 * tells the rows that went in.
 */
#include "pg/event/event_distributed.h"

#include "pg/base/own_statement.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

char *
event_distributed_statement(Relation target, TupleDesc row, const char *columns)
{
	return psprintf("WITH inserted AS (INSERT INTO %s (%s) SELECT %s FROM pg_catalog.unnest($1) ON CONFLICT DO NOTHING RETURNING 1) "
					"SELECT pg_catalog.count(*) FROM inserted", relation_name(target), columns, columns);
}

static bool
take_count(TupleTableSlot *row, void *arg)
{
	bool		null;

	*(int64 *) arg = DatumGetInt64(slot_getattr(row, 1, &null));
	return true;
}

int64
event_distributed_insert(Oid target, const char *statement, TupleDesc row, HeapTuple *rows, int count)
{
	Datum	   *elements = palloc(count * sizeof(Datum));
	Oid			array_type = get_array_type(row->tdtypeid);
	int64		inserted = 0;

	for (int i = 0; i < count; i++)
		elements[i] = heap_copy_tuple_as_datum(rows[i], row);
	run_with_value(target, statement, array_type, PointerGetDatum(construct_array(elements, count, row->tdtypeid, -1, false, TYPALIGN_DOUBLE)),
				   take_count, &inserted);
	return inserted;
}
