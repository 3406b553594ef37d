/* The language of a text in SQL. */
#include "pg/compat.h"

#include "access/htup_details.h"
#include "core/language.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_language_of);

Datum
smartdip_language_of(PG_FUNCTION_ARGS)
{
	language_guess guess = {LANGUAGE_OTHER, 0};
	TupleDesc	desc;
	Datum		values[2];
	bool		nulls[2] = {false, false};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "language_of() gives a row");
	if (!PG_ARGISNULL(0))
	{
		text	   *t = PG_GETARG_TEXT_PP(0);
		const char *s = VARDATA_ANY(t);
		int			len = (int) VARSIZE_ANY_EXHDR(t);
		const char *utf8 = pg_server_to_any(s, len, PG_UTF8);

		guess = language_of(utf8, utf8 == s ? (size_t) len : strlen(utf8));
	}
	values[0] = CStringGetTextDatum(language_name(guess.language));
	values[1] = Float4GetDatum((float4) guess.confidence);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}
