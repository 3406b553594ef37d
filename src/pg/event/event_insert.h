/* Rows into a plain table as COPY puts them there: pages at a time, then their index entries. */
#ifndef SMARTDIP_PG_EVENT_INSERT_H
#define SMARTDIP_PG_EVENT_INSERT_H

#include "pg/event/event_line.h"

#include "access/htup.h"
#include "executor/tuptable.h"
#include "utils/relcache.h"

#define EVENT_INSERT_CHUNK 500

typedef struct event_insert
{
	Relation	relation;		/* open and locked for as long as this is used */
	int			place[EVENT_ROW_REASON];	/* of each column of event_row among the table's, -1: not kept */
	Datum	   *values;			/* of one row of the table */
	bool	   *nulls;
	TupleTableSlot *slots[EVENT_INSERT_CHUNK];
} event_insert;

/* Can the table take rows this way? Only if an INSERT would do nothing but insert. */
extern bool event_insert_possible(Relation relation, TupleDesc row, const bool *wanted);

extern event_insert *event_insert_begin(Relation relation, TupleDesc row, const bool *wanted);

/* What became of a row. */
enum event_outcome
{
	EVENT_INSERTED,
	EVENT_SAME,					/* the table holds it already */
	EVENT_OTHER					/* the table holds another row of its key */
};

typedef struct event_result
{
	enum event_outcome outcome;
	uint32		differing;		/* of another row: a bit for each column of event_row that it differs in */
} event_result;

/* A row of event_row as a row of the table, in the current memory context. */
extern HeapTuple event_insert_form(event_insert *insert, Datum *values, bool *nulls);

/*
 * All of them; an error, as for a key that is there already, leaves it to the caller to undo the rest. What is opened
 * for it is closed again, so that it all belongs to the caller's subtransaction.
 */
extern void event_insert_rows(event_insert *insert, HeapTuple *rows, int count);

/*
 * The same one by one, each compared with the row of the table that its key is taken by, which the caller has to have the
 * right to read. An error for a key remains, where another session takes it just then.
 */
extern void event_insert_compared(event_insert *insert, HeapTuple *rows, int count, event_result *results);

/* Error 42501 for who may not read the columns that are filled. */
extern void event_insert_check_readable(event_insert *insert);

#endif
