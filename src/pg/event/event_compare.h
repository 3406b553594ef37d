/* Which rows of a batch does the event table hold already, and as they are? */
#ifndef SMARTDIP_PG_EVENT_COMPARE_H
#define SMARTDIP_PG_EVENT_COMPARE_H

#include "pg/event/event_insert.h"

#include "nodes/plannodes.h"
#include "utils/queryenvironment.h"

/* The number of a row in its batch, a column beside those of event_row. */
#define EVENT_ROW_NUMBER EVENT_ROW_REASON
#define EVENT_ROW_NUMBER_NAME "row_no"

typedef struct event_comparison
{
	Oid			table;
	char	   *statement;
	bool		indexed;		/* the table has an index by id or by day */
	int			count;			/* of columns that are compared */
	int			column[EVENT_ROW_REASON];
} event_comparison;

/* Of the rows that a statement reads as rows_name. */
extern event_comparison *event_comparison_open(Relation target, TupleDesc row, const bool *wanted, const char *rows_name);

extern PlannedStmt *event_comparison_plan(const event_comparison *comparison, QueryEnvironment *rows);

/* Sets the results of those rows of whose id and day there is one, and leaves the others alone. */
extern void event_comparison_run(const event_comparison *comparison, PlannedStmt *plan, QueryEnvironment *rows, event_result *results);

#endif
