/* Rows about pieces of a text. */
#include "pg/compat.h"
#include "pg/text/text_rows.h"
#include "pg/base/encoding.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* Rows between two clearings of the memory that rows are made in. */
#define ROWS_AT_ONCE 256

/* Characters of valid UTF-8: all bytes but those that continue one. */
static int32
count_characters(const char *s, size_t len)
{
	int32		n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char) s[i] & 0xc0) != 0x80;
	return n;
}

void
text_rows_begin(text_rows *rows, FunctionCallInfo fcinfo, const char *utf8)
{
	memset(rows, 0, sizeof(*rows));
	rows->result = (ReturnSetInfo *) fcinfo->resultinfo;
	rows->scratch = AllocSetContextCreate(CurrentMemoryContext, "smartdip rows", ALLOCSET_DEFAULT_SIZES);
	rows->utf8 = utf8;
}

text_piece
text_rows_piece(text_rows *rows, size_t start, size_t len)
{
	const char *s = rows->utf8 + start;
	MemoryContext old = MemoryContextSwitchTo(rows->scratch);
	text_piece	piece;

	CHECK_FOR_INTERRUPTS();
	rows->chars += count_characters(rows->utf8 + rows->byte, start - rows->byte);
	rows->byte = start;
	piece.words = PointerGetDatum(utf8_to_text_with_len(s, len));
	piece.start = Int32GetDatum(rows->chars + 1);
	piece.end = Int32GetDatum(rows->chars + 1 + count_characters(s, len));
	MemoryContextSwitchTo(old);
	return piece;
}

void
text_rows_put(text_rows *rows, Datum *values, bool *nulls)
{
	tuplestore_putvalues(rows->result->setResult, rows->result->setDesc, values, nulls);
	if (++rows->made % ROWS_AT_ONCE == 0)
		MemoryContextReset(rows->scratch);
}

void
text_rows_end(text_rows *rows)
{
	MemoryContextDelete(rows->scratch);
}
