/*
 * write_text_rows(): statements of insert_text_rows() over a table of somebody else's schema. A name may lead elsewhere by the
 * time that such a statement is looked at, so it goes on only if it is about the very two tables that are meant.
 */
#include "pg/compat.h"
#include "pg/base/own_statement.h"

#include "access/relation.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

SMARTDIP_FUNCTION(smartdip_write_text_rows);

/* One statement that inserts or updates. */
static void
check_statement(const char *statement)
{
	List	   *parsed = pg_parse_query(statement);
	Node	   *only = list_length(parsed) == 1 ? linitial_node(RawStmt, parsed)->stmt : NULL;

	if (only == NULL || !(IsA(only, InsertStmt) || IsA(only, UpdateStmt)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("not one statement of INSERT or UPDATE"),
				 errhint("load_text_lines() is what is to be called.")));
}

Datum
smartdip_write_text_rows(PG_FUNCTION_ARGS)
{
	char	   *statement = text_to_cstring(PG_GETARG_TEXT_PP(2));
	Relation	target;
	Relation	rows;
	uint64		written;

	PreventCommandIfReadOnly("a load of texts");
	check_statement(statement);
	target = open_relation(PG_GETARG_OID(0), RowExclusiveLock);
	rows = open_relation(PG_GETARG_OID(1), RowExclusiveLock);
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	written = run_write(target, rows, statement, NULL);
	PopActiveSnapshot();
	CommandCounterIncrement();
	relation_close(rows, NoLock);
	relation_close(target, NoLock);
	PG_RETURN_INT64((int64) written);
}
