/* Results of the core of unknown length as text values, with a look for interrupts. */
#include "pg/base/long_text.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#define TEXT_LIMIT (MaxAllocSize - VARHDRSZ)

void
check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

text *
written_text(utf8_span in, size_t room, utf8_writer writer, const void *options, const char *what)
{
	text	   *result;
	size_t		need;

	room = Min(room, TEXT_LIMIT);
	result = palloc(VARHDRSZ + room);
	need = writer(in, options, VARDATA(result), room);
	if (need > TEXT_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s is too long", what),
				 errdetail("It has %zu bytes, more than the %zu of the longest text.", need, (size_t) TEXT_LIMIT)));
	if (need > room)
	{
		pfree(result);
		result = palloc(VARHDRSZ + need);
		writer(in, options, VARDATA(result), need);
	}
	SET_VARSIZE(result, VARHDRSZ + need);
	return result;
}

text *
text_from_utf8(text *utf8)
{
	if (GetDatabaseEncoding() == PG_UTF8)
		return utf8;
	return utf8_to_text_with_len(VARDATA(utf8), VARSIZE(utf8) - VARHDRSZ);
}
