/*
 * A load: lines of event files into an event table and its reject table, each parsed once. Where the lines come from is
 * the business of event_load_staging.c and the like.
 */
#ifndef SMARTDIP_PG_EVENT_LOAD_H
#define SMARTDIP_PG_EVENT_LOAD_H

#include "pg/event/event_batch.h"
#include "pg/event/event_partition.h"
#include "pg/event/event_shape.h"

#include "nodes/pg_list.h"

/* So many lines tell of the format, if it is not named. */
#define EVENT_DETECT_LINES 20

typedef struct event_load_options
{
	text	   *format;			/* NULL: to be found out */
	text	   *file;
	bool		url;			/* keep URLs */
	bool		names;			/* and the actors' names */
	double		max_refused;	/* percent of the lines */
} event_load_options;

typedef struct event_load
{
	event_load_options options;
	Oid			target_oid;
	Oid			schema;			/* of the extension */
	Relation	target;			/* NULL while a partitioned table is loaded, which has to take new partitions */
	Relation	reject;
	enum event_shape shape;
	bool		wanted[EVENT_ROW_REASON];	/* the row's columns that are filled */
	bool		format_found;
	int			tried;			/* lines, for the format */
	List	   *held;			/* lines that came before the format was found */
	int64		header_line_no;
	event_slice header;			/* s is NULL where there is none */
	event_reader reader;
	event_batches batches;
	event_partitions partitions;
	int64		lines;
	int64		headers;		/* lines that are the header */
	int64		blank;			/* lines that are blank, which is to be refused */
	int64		parts;			/* events beyond the first of their lines */
	int64		unread;			/* other lines that are no events */
	int64		first_unread_no;
	char	   *first_unread;	/* why that one is none, and of which format it seems to be */
	const char *seems;
	MemoryContext lasting;
	MemoryContext context;		/* for a few lines */
	size_t		bytes;			/* of lines since that was emptied */
} event_load;

/* Waits until no other load into the table is under way; error 42501 for who may not insert into it. */
extern void event_load_wait(Oid target);

/* A table or view with the columns line_no and line, opened; error 42809 for any other. */
extern Relation event_load_open_staging(Oid staging, bool *line_is_text);

/*
 * Waits for other loads, and opens and locks the tables; schema is the extension's. What is kept lives in the current
 * memory context.
 */
extern event_load *event_load_begin(Oid target, Oid schema, const event_load_options *options);

/* Lines with ends between, the first of which has that number. */
extern void event_load_take(event_load *load, int64 line_no, event_slice lines);

/* Error 22003 for a number that no line of so many bytes, ends included, can have. */
extern void event_load_check_number(int64 number, size_t len);

/* Is the layout of the file told by this line? */
extern bool event_load_try_line(event_load *load, int64 line_no, event_slice line);

pg_noreturn extern void event_load_report_no_format(void);

/* The next of several lines; false after the last one. */
extern bool event_load_next_line(event_slice *rest, event_slice *line);

/* The lines that follow have this format, and this header line if it is not NULL. */
extern void event_load_use(event_load *load, text *format, text *header);

/* After the last line. The counts stay in load->batches. */
extern void event_load_end(event_load *load);

/* Error 22023 for a share of refused lines that is none. */
extern void event_load_check_share(double max_refused);

/* The counts of a load, as a row of the function's result type. */
extern Datum event_load_counts(FunctionCallInfo fcinfo, const event_load *load);

#endif
