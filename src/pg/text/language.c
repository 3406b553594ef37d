/* The language of a text in SQL. */
#include "pg/compat.h"
#include "pg/base/encoding.h"

#include "access/htup_details.h"
#include "core/text/language.h"
#include "funcapi.h"
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
		utf8_span	in = text_to_utf8(PG_GETARG_TEXT_PP(0));

		guess = language_of(in.s, in.len);
	}
	values[0] = CStringGetTextDatum(language_name(guess.language));
	values[1] = Float4GetDatum((float4) guess.confidence);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}
