/* Rows into a table that Citus spreads over nodes. */
#ifndef SMARTDIP_PG_EVENT_DISTRIBUTED_H
#define SMARTDIP_PG_EVENT_DISTRIBUTED_H

#include "pg/compat.h"

#include "access/htup.h"
#include "utils/relcache.h"

/* An INSERT of the rows of an array, which gives their number; columns are those that are filled. */
extern char *event_distributed_statement(Relation target, TupleDesc row, const char *columns);

/* Runs it over values of the row type, and leaves out rows whose key is taken: how many were inserted. */
extern int64 event_distributed_insert(Oid target, const char *statement, TupleDesc row, HeapTuple *rows, int count);

#endif
