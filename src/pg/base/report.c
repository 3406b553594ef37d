/* Values are shown short: a message is read by people, whatever was thrown at it. */
#include "pg/base/report.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"

#define QUOTED_MAX 64

const char *
quoted_value(const char *s, size_t len)
{
	int			clipped;

	if (len <= QUOTED_MAX)
		return pnstrdup(s, len);
	clipped = pg_mbcliplen(s, (int) Min(len, PG_INT32_MAX), QUOTED_MAX);
	return psprintf("%.*s...", clipped, s);
}

const char *
quoted_text(text *value)
{
	return quoted_value(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

const char *
quoted_bytes(const char *s, size_t len)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (size_t i = 0; i < Min(len, QUOTED_MAX); i++)
	{
		unsigned char c = (unsigned char) s[i];

		if (c >= 0x20 && c < 0x7f)
			appendStringInfoChar(&buf, c);
		else
			appendStringInfo(&buf, "\\x%02x", c);
	}
	if (len > QUOTED_MAX)
		appendStringInfoString(&buf, "...");
	return buf.data;
}

const char *
names_listed(const char *const *names, int count)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < count; i++)
		appendStringInfo(&buf, "%s%s", i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
	return buf.data;
}

void
report_unrecognized(const char *what, const char *value, size_t len, const char *const *names, int count, const char *more)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized %s: \"%s\"", what, quoted_value(value, len)),
			 errhint("There are %s%s.", names_listed(names, count), more)));
}

int
error_detail(const char *reason)
{
	return errdetail_internal("%c%s.", pg_toupper((unsigned char) reason[0]), reason + 1);
}
