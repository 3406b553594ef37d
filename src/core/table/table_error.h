/* Why a row of a table of text, or one of its values, is refused. */
#ifndef SMARTDIP_CORE_TABLE_ERROR_H
#define SMARTDIP_CORE_TABLE_ERROR_H

#include <stddef.h>

enum table_error
{
	TABLE_OK,
	/* the row as a whole */
	TABLE_TOO_LONG,
	TABLE_NUL,
	TABLE_BAD_UTF8,
	TABLE_BAD_QUOTE,
	TABLE_COLUMNS,
	TABLE_BAD_JSON,
	TABLE_NOT_OBJECT,
	TABLE_TOO_DEEP,
	/* one value */
	TABLE_MISSING,
	TABLE_NESTED,
	TABLE_NOT_TIME,
	TABLE_NOT_DATE,
	TABLE_NOT_COUNT,
	TABLE_TOO_LARGE,
	TABLE_NOT_ACTOR,
	TABLE_FOREIGN,
	TABLE_ERRORS
};

/* A longer row is refused. */
#define TABLE_RECORD_MAX ((size_t) 16 * 1024 * 1024)

/* Bytes that belong to somebody else; s is NULL where there is no value. */
typedef struct table_slice
{
	const char *s;
	size_t		len;
} table_slice;

extern const char *table_error_text(enum table_error error);

#endif
