/* Texts between the database's encoding and UTF-8, in which the core reads. */
#include "pg/base/encoding.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

utf8_span
text_to_utf8(text *value)
{
	utf8_span	span = {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
	const char *converted = pg_server_to_any(span.s, (int) span.len, PG_UTF8);

	if (converted != span.s)
		span = (utf8_span) {converted, strlen(converted)};
	return span;
}

utf8_span
searched_utf8(text *value)
{
	if (GetDatabaseEncoding() == PG_SQL_ASCII)
		return (utf8_span) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
	return text_to_utf8(value);
}

text *
utf8_to_text(const char *utf8)
{
	return utf8_to_text_with_len(utf8, strlen(utf8));
}

text *
utf8_to_text_with_len(const char *utf8, size_t len)
{
	const char *converted = pg_any_to_server(utf8, (int) len, PG_UTF8);

	return cstring_to_text_with_len(converted, (int) (converted == utf8 ? len : strlen(converted)));
}

text *
utf8_to_text_or_null(const char *s, size_t len)
{
	int			encoding = GetDatabaseEncoding();
	Oid			conversion;
	char	   *converted;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return cstring_to_text_with_len(s, (int) len);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char) s[i] >= 0x80)
		{
			conversion = FindDefaultConversionProc(PG_UTF8, encoding);
			if (!OidIsValid(conversion))
				return NULL;
			converted = palloc(len * MAX_CONVERSION_GROWTH + 1);
			if (pg_do_encoding_conversion_buf(conversion, PG_UTF8, encoding, unconstify(unsigned char *, (const unsigned char *) s),
											  (int) len, (unsigned char *) converted,
											  (int) len * MAX_CONVERSION_GROWTH + 1, true) < (int) len)
				return NULL;
			return cstring_to_text(converted);
		}
	return cstring_to_text_with_len(s, (int) len);
}

void
put_text_row(ReturnSetInfo *result, const char *const *columns, int count)
{
	Datum		values[8] = {0};
	bool		nulls[8] = {false};

	Assert(count <= (int) lengthof(values));
	for (int i = 0; i < count; i++)
	{
		nulls[i] = columns[i] == NULL;
		if (columns[i] != NULL)
			values[i] = PointerGetDatum(utf8_to_text(columns[i]));
	}
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}
