/* Small helpers that the backend's side of several modules shares. */
#ifndef SMARTDIP_PG_UTIL_H
#define SMARTDIP_PG_UTIL_H

#include "pg/compat.h"

#include "core/base/label.h"
#include "nodes/execnodes.h"

/* A short, printable copy of a value for an error message: long values are cut, marked with an ellipsis. */
extern const char *quoted_value(const char *s, size_t len);

extern const char *quoted_text(text *value);

/* The same for bytes of no known encoding: what is not printable ASCII is written as \xNN. */
extern const char *quoted_bytes(const char *s, size_t len);

/* errdetail for a reason from the core: a capital and a full stop make a sentence of it. */
extern int	error_detail(const char *reason);

/* en or ar by the language part of a locale name; any other language is an error. */
extern enum label_language label_language(text *locale);

/* Is the text this word, byte for byte? */
extern bool text_is(text *value, const char *word);

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

/* Adds a row of texts, given in UTF-8, to the result of a set-returning function; NULL is null. */
extern void put_text_row(ReturnSetInfo *result, const char *const *columns, int count);

/*
 * The planner support function of an operator that asks for a subtree: for an ordered index and for the choice among
 * partitions it turns "column under top" into "column >= top AND column <= last(top)". column_arg is the position of the column among the operator's
 * arguments, last_name the function that gives the greatest value of a subtree.
 */
extern Datum subtree_support(FunctionCallInfo fcinfo, int column_arg, const char *last_name);

/* Is the name the same as the last one that this call site resolved? Keeps name lookups out of the row loop. */
typedef struct name_cache
{
	int			value;
	int			len;
	char		name[16];
} name_cache;

extern int	cached_name(FmgrInfo *flinfo, text *name, int (*resolve) (const char *name, size_t len));

#endif
