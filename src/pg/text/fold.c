/* Folding and scripts in SQL: a thin layer over src/core/text/fold.h and src/core/text/script.h. */
#include "pg/compat.h"
#include "pg/text/fold.h"
#include "pg/base/encoding.h"
#include "pg/base/report.h"
#include "pg/base/long_text.h"

#include "core/text/fold.h"
#include "core/text/script.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

SMARTDIP_FUNCTION(smartdip_fold);
SMARTDIP_FUNCTION(smartdip_script_profile);
SMARTDIP_FUNCTION(smartdip_unicode_version);

static unsigned
options_arg(text *value)
{
	unsigned	options;
	const char *bad;
	size_t		bad_len;

	if (!fold_options(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &options, &bad, &bad_len))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized folding option: \"%s\"", quoted_value(bad, bad_len)),
				 errhint("The options are hamza, tamarbuta and alefmaqsura, each with keep or fold, as in 'hamza=keep, tamarbuta=keep'.")));
	return options;
}

static size_t
write_folded(utf8_span in, const void *options, char *out, size_t size)
{
	return fold_long_utf8(in.s, in.len, *(const unsigned *) options, out, size, check_interrupts);
}

/* Folding seldom makes a text longer. */
text *
folded_text(text *value, unsigned options)
{
	utf8_span	in = text_to_utf8(value);

	return written_text(in, in.len + 16, write_folded, &options, "folded text");
}

Datum
smartdip_fold(PG_FUNCTION_ARGS)
{
	unsigned	options = options_arg(PG_GETARG_TEXT_PP(1));

	PG_RETURN_TEXT_P(text_from_utf8(folded_text(PG_GETARG_TEXT_PP(0), options)));
}

/* --- scripts ---------------------------------------------------------------------------------------------------- */

typedef struct script_share
{
	const char *name;
	size_t		letters;
} script_share;

static int
by_letters(const void *a, const void *b)
{
	const script_share *left = a;
	const script_share *right = b;

	if (left->letters != right->letters)
		return left->letters < right->letters ? 1 : -1;
	return strcmp(left->name, right->name);
}

Datum
smartdip_script_profile(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		counts[SCRIPT_MAX] = {0};
	script_share shares[SCRIPT_MAX];
	int			scripts = 0;
	size_t		total;
	utf8_span	in;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	in = text_to_utf8(PG_GETARG_TEXT_PP(0));
	total = script_count_letters(in.s, in.len, counts, check_interrupts);
	for (unsigned i = 0; i < script_count(); i++)
		if (counts[i] > 0)
			shares[scripts++] = (script_share) {script_name(i), counts[i]};
	qsort(shares, scripts, sizeof(script_share), by_letters);
	for (int i = 0; i < scripts; i++)
	{
		Datum		values[] = {
			CStringGetTextDatum(shares[i].name),
			Int32GetDatum((int32) shares[i].letters),
			Float4GetDatum((float4) ((double) shares[i].letters / (double) total)),
		};
		bool		nulls[lengthof(values)] = {false};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
smartdip_unicode_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(fold_unicode_version()));
}
