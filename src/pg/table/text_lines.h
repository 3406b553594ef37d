/* Rows of files of text on their way to a table: its columns, and where their values stand in the file. */
#ifndef SMARTDIP_PG_TEXT_LINES_H
#define SMARTDIP_PG_TEXT_LINES_H

#include "pg/compat.h"

#include "core/table/table_csv.h"
#include "core/table/table_error.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/relcache.h"

enum text_column_kind
{
	TEXT_COLUMN_WORD,			/* what surrounds it is cut off */
	TEXT_COLUMN_HANDLE,			/* an account's name, which may have an @ before it */
	TEXT_COLUMN_WORDS,			/* what people write: it stays as it is */
	TEXT_COLUMN_TIME,
	TEXT_COLUMN_DAY,
	TEXT_COLUMN_COUNT,
	TEXT_COLUMN_ACTOR
};

/* A column of the table that is read from the file. */
typedef struct text_column
{
	int			number;			/* from 0, among the table's */
	enum text_column_kind kind;
	table_slice source;			/* its name in the file, in UTF-8 */
	table_slice constant;		/* what all rows have instead; s is NULL: nothing */
	bool		asked;			/* the caller said so */
	bool		needed;			/* a row without it is refused */
	int			place;			/* its place in a record of CSV, -1: the file does not have it */
	bool		found;			/* it is filled: by the file, or by a constant */
} text_column;

typedef struct text_columns
{
	int			natts;			/* of the table */
	int			count;
	text_column *column;
} text_columns;

/*
 * The columns that can be read: those of the table that are not generated. For some the caller says where they come from:
 * lists of columns of the table, of their names in the file, and of constants that all rows have instead; a column with
 * neither is not read. Schema is the extension's.
 */
extern text_columns text_columns_of(Relation table, Oid schema, ArrayType *names, ArrayType *sources, ArrayType *constants);

/* A file without a header: the names are the columns' numbers. */
extern void text_columns_number(text_columns *columns, int count);

/* Finds the columns in a header; error 42703 where one is missing that is asked for or needed, 42701 where one stands twice. */
extern void text_columns_find(text_columns *columns, const table_slice *header, int count);

/* Of what stands in the file, what stands for the column; gives why it does not, or TABLE_OK and NULL for a missing value. */
extern enum table_error text_column_read(const text_column *column, table_slice value, text **result, const char **detail);

#endif
