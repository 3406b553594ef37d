/* Rows on their way into an event table and its reject table, many at a time. */
#ifndef SMARTDIP_PG_EVENT_BATCH_H
#define SMARTDIP_PG_EVENT_BATCH_H

#include "pg/event/event_compare.h"

#include "utils/queryenvironment.h"
#include "utils/tuplestore.h"

/* How rows get into the event table: each way is slower than the one before, and tells more of what became of them. */
enum event_way
{
	EVENT_WAY_TRUSTING,			/* all of them are new */
	EVENT_WAY_CAREFUL,			/* some are there already, and are compared with what is there */
	EVENT_WAY_ONE_BY_ONE		/* the table keeps some of them out */
};

/* A tuplestore that statements read by name, as triggers read their transition tables. */
typedef struct row_batch
{
	Oid			table;
	char	   *name;			/* of the table */
	char	   *trusting;		/* statement that fails on a row that is there already */
	char	   *careful;		/* statement that leaves such a row out */
	EphemeralNamedRelationData relation;
	QueryEnvironment *environment;
	Tuplestorestate *store;
	HeapTuple  *tuples;			/* instead of the store, for the short way */
	int			rows;
} row_batch;

/* What a row was read from, should it not get into the table. */
typedef struct numbered_line
{
	int64		line_no;
	event_slice line;
} numbered_line;

/* What a line that is refused is kept with. */
typedef struct event_origin
{
	text	   *file;
	text	   *format;			/* NULL: nobody knows */
	text	   *header;			/* NULL: there is none */
} event_origin;

typedef struct event_batches
{
	row_batch	good;
	row_batch	bad;
	TupleDesc	row;			/* event_row */
	enum event_way way;
	bool		key_taken;		/* a row was met whose key is taken */
	bool		readable;		/* the caller may read the event table */
	event_insert *insert;		/* the short way; NULL: there is none */
	event_comparison *comparison;	/* for the other ways */
	char	   *distributed;	/* statement for a table on several nodes; NULL: it is on this one */
	bool		source_needed;	/* the table takes no event without a source */
	numbered_line *lines;		/* of the good rows */
	int			lines_kept;		/* so many of them are copies */
	event_result *results;
	size_t		line_bytes;
	event_origin origin;
	MemoryContext lasting;
	MemoryContext batch_context;	/* for the tuples and lines of a batch */
	int64		loaded;
	int64		refused;
	int64		duplicate;
} event_batches;

/*
 * Both tables are locked, and stay so; a target that is no partitioned table stays open, too. Row is the type
 * event_row, wanted says which of its columns are filled.
 */
extern void event_batches_open(event_batches *batches, Relation target, Relation reject, TupleDesc row, const bool *wanted);

/* A row, and the line that it was read from, which has to last until its lines are kept. */
extern void event_batches_add(event_batches *batches, Datum *values, bool *nulls, int64 line_no, event_slice line);

extern void event_batches_refuse(event_batches *batches, int64 line_no, event_slice line, event_refusal why);

/* Before the lines that were added are gone: they are copied, or their rows sent. */
extern void event_batches_keep_lines(event_batches *batches);

/* Sends the rows to their tables once there are enough of them. */
extern void event_batches_send(event_batches *batches);

extern void event_batches_send_all(event_batches *batches);

#endif
