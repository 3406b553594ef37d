/*
 * Rows about pieces of a text, given in the order of the text: where each piece stands, in characters, and what it says.
 */
#ifndef SMARTDIP_PG_TEXT_ROWS_H
#define SMARTDIP_PG_TEXT_ROWS_H

#include "pg/compat.h"

#include "nodes/execnodes.h"

typedef struct text_rows
{
	ReturnSetInfo *result;
	MemoryContext scratch;		/* what a row is made in */
	const char *utf8;
	size_t		byte;			/* a place in the text, and the characters before it */
	int32		chars;
	int			made;
} text_rows;

/* Begins the result of a set-returning function about a text. */
extern void text_rows_begin(text_rows *rows, FunctionCallInfo fcinfo, const char *utf8);

/* A piece of the text. Places are asked for in order, so that counting them costs no more than one reading. */
typedef struct text_piece
{
	Datum		words;			/* text */
	Datum		start;			/* integer, counted from 1 */
	Datum		end;			/* behind the piece */
} text_piece;

/* Made in the memory of the row, as what else the row needs should be. */
extern text_piece text_rows_piece(text_rows *rows, size_t start, size_t len);

extern void text_rows_put(text_rows *rows, Datum *values, bool *nulls);

extern void text_rows_end(text_rows *rows);

#endif
