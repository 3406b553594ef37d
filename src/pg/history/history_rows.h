/*
 * Set-returning functions over histories: made row by row in the select list, and all at once in the FROM clause, by
 * the same code.
 */
#ifndef SMARTDIP_PG_HISTORY_ROWS_H
#define SMARTDIP_PG_HISTORY_ROWS_H

#include "pg/compat.h"

#include "access/tupdesc.h"

#define HISTORY_ROWS_MOST_COLUMNS 16

/* Makes what the rows come from, in memory that lasts as long as they do; NULL for no rows at all. */
typedef void *(*history_rows_begin) (FunctionCallInfo fcinfo);

/* The next row; nulls are false where it does not say otherwise. */
typedef bool (*history_rows_next) (void *from, Datum *values, bool *nulls);

extern Datum history_rows(FunctionCallInfo fcinfo, history_rows_begin begin, history_rows_next next);

/* The one row of a function that gives one; keeps its type in fn_extra. */
extern Datum history_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls);

/* The same of counts and then measures, NULL where one is no number. */
extern Datum history_row_of_numbers(FunctionCallInfo fcinfo, const int64 *counts, int count_number, const double *measures, int measure_number);

/* An array of rows, for aggregates that give several. */
typedef struct history_array
{
	Oid			type;			/* of the rows */
	TupleDesc	desc;
	Datum	   *rows;
	int			count;
} history_array;

/* For at most so many rows, of the type that the call is expected to give an array of. */
extern void history_array_begin(history_array *array, FunctionCallInfo fcinfo, size_t most);

/* Adds a row, of which no column is NULL. */
extern void history_array_put(history_array *array, Datum *values);

extern Datum history_array_end(history_array *array);

#endif
