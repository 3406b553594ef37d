/* Between texts of the database and UTF-8, which the core reads and writes. */
#ifndef SMARTDIP_PG_ENCODING_H
#define SMARTDIP_PG_ENCODING_H

#include "pg/compat.h"

#include "nodes/execnodes.h"

typedef struct utf8_span
{
	const char *s;
	size_t		len;
} utf8_span;

/*
 * The text in UTF-8: its own bytes where nothing has to be converted. In a database of encoding SQL_ASCII they must be
 * UTF-8 already, else it is an error (22021).
 */
extern utf8_span text_to_utf8(text *value);

/* The same as text search reads it: under SQL_ASCII, bytes that are no UTF-8 are let through; they end a word. */
extern utf8_span searched_utf8(text *value);

/* UTF-8 as a text in the database's encoding. */
extern text *utf8_to_text(const char *utf8);
extern text *utf8_to_text_with_len(const char *utf8, size_t len);

/*
 * The same, but NULL where the encoding lacks a character. The server's own conversion would end the statement there, and
 * with it the loading of a whole file.
 */
extern text *utf8_to_text_or_null(const char *utf8, size_t len);

/* Adds a row of texts, given in UTF-8, to the result of a set-returning function; NULL is null. */
extern void put_text_row(ReturnSetInfo *result, const char *const *columns, int count);

#endif
