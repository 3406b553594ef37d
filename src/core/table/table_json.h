/*
 * A line of JSON Lines: one object, of which the values of some names are wanted. What is wanted is read with all that
 * stands around it, by the grammar of RFC 8259, so that a broken line is never taken for a whole one.
 */
#ifndef SMARTDIP_CORE_TABLE_JSON_H
#define SMARTDIP_CORE_TABLE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "core/table/table_error.h"

/* Objects and lists may stand in each other as deep as this. */
#define TABLE_JSON_DEPTH 100

enum table_json_kind
{
	TABLE_JSON_ABSENT = 0,
	TABLE_JSON_NULL,
	TABLE_JSON_VALUE,			/* a string without its quotes and escapes; a number, true or false as they stand */
	TABLE_JSON_NESTED			/* an object or a list, as it stands */
};

typedef struct table_json_value
{
	enum table_json_kind kind;
	table_slice text;
} table_json_value;

/*
 * Reads an object. A name is wanted as it stands, or with the names of the objects around it before it: user.name. Where a
 * name stands twice, the last one counts. Scratch has to have room for the line.
 */
extern enum table_error table_json_read(const char *s, size_t len, const table_slice *wanted, int count,
										char *scratch, table_json_value *values);

#endif
