/*
 * Statements of our own over a table that is known by its OID.
 *
 * Such a table is opened and locked first; what is known of it is looked up after that, and holds for as long as the
 * lock does. It is read and written through the server's own statements, so that rights, row security, inheritance,
 * triggers and constraints are what they are for everybody.
 */
#ifndef SMARTDIP_PG_OWN_STATEMENT_H
#define SMARTDIP_PG_OWN_STATEMENT_H

#include "pg/compat.h"

#include "executor/tuptable.h"
#include "nodes/plannodes.h"
#include "storage/lockdefs.h"
#include "utils/queryenvironment.h"
#include "utils/relcache.h"

/* Locked; error 42P01 where there is none of that OID, or none any more. */
extern Relation open_relation(Oid relid, LOCKMODE lockmode);
extern void report_no_relation(Oid relid);

/* "schema.table", quoted, as it reads now. */
extern char *relation_name(Relation relation);

/* Of what can be read by a SELECT, is it one? */
extern bool relation_is_readable(Relation relation);

/* The type of a column; InvalidOid where the relation has no such column. */
extern Oid	relation_column_type(Relation relation, const char *name);

/* Takes a row of a SELECT; false: it is the last one that is wanted. */
typedef bool (*row_receiver) (TupleTableSlot *row, void *arg);

/*
 * Runs "SELECT ... FROM <relation_name> ..." or "DELETE FROM <relation_name> ... RETURNING ..." under the active snapshot.
 * While rows come, the relation is in use, which keeps even this session from changing it.
 */
extern void select_rows(Relation relation, const char *text, row_receiver receive, void *arg);

/* The same of a statement that is about two tables. */
extern void select_rows_of_two(Relation relation, Relation other, const char *text, row_receiver receive, void *arg);

/*
 * Such a statement, or "INSERT INTO <relation_name> ...", beside rows that the environment names. A plan is to be run at
 * once: it is not looked after.
 */
extern PlannedStmt *plan_statement(Oid relid, const char *text, QueryEnvironment *rows);
extern void run_rows(PlannedStmt *plan, const char *text, QueryEnvironment *rows, row_receiver receive, void *arg);

/* A statement of the first kind, or a WITH that inserts, beside a value of that type, its $1. */
extern void run_with_value(Oid relid, const char *text, Oid type, Datum value, row_receiver receive, void *arg);

typedef struct insert_counts
{
	uint64		inserted;
	uint64		conflicting;	/* rows that ON CONFLICT DO NOTHING left out */
} insert_counts;

extern insert_counts run_insert(PlannedStmt *plan, const char *text, QueryEnvironment *rows);

/*
 * A statement that writes to a table, and may read another one (or NULL) and the rows that the environment names: INSERT, DELETE or
 * MERGE. How many rows it wrote.
 */
extern uint64 run_write(Relation table, Relation other, const char *text, QueryEnvironment *rows);

#endif
