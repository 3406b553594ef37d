/* The text form of values that have no better one: their binary form in hexadecimal digits. */
#ifndef SMARTDIP_PG_HEX_TEXT_H
#define SMARTDIP_PG_HEX_TEXT_H

#include "pg/compat.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

/* What a receive function may read; error 22023 for what are no digits, or not two for a byte. */
static inline StringInfoData
hex_text_read(const char *s)
{
	size_t		length = strlen(s);
	StringInfoData buf;

	initStringInfo(&buf);
	enlargeStringInfo(&buf, (int) (length / 2 + 1));
	buf.len = (int) hex_decode(s, length, buf.data);
	return buf;
}

static inline char *
hex_text_of(const bytea *bytes)
{
	size_t		length = VARSIZE_ANY_EXHDR(bytes);
	char	   *result = palloc(2 * length + 1);

	hex_encode(VARDATA_ANY(bytes), length, result);
	result[2 * length] = '\0';
	return result;
}

#endif
