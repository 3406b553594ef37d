/* text_sample(): the sample of texts as rows of a text table, with what is known of them besides. */
#include "pg/compat.h"
#include "pg/base/encoding.h"

#include "catalog/pg_type.h"
#include "core/table/text_sample.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/timestamp.h"

SMARTDIP_FUNCTION(smartdip_text_sample);

/* The columns of the result, which begin with those of text_row. */
enum sample_column
{
	SAMPLE_ID,
	SAMPLE_PUBLISHED,
	SAMPLE_AUTHOR,
	SAMPLE_ACCOUNT,
	SAMPLE_PLATFORM,
	SAMPLE_LANGUAGE,
	SAMPLE_TITLE,
	SAMPLE_BODY,
	SAMPLE_URL = SAMPLE_BODY + 7,
	SAMPLE_THEMES,
	SAMPLE_DOUBTFUL,
	SAMPLE_HALF,
	SAMPLE_SUBJECT,
	SAMPLE_STYLE,
	SAMPLE_COLUMNS
};

static Datum
text_datum(const char *utf8)
{
	return PointerGetDatum(utf8_to_text(utf8));
}

Datum
smartdip_text_sample(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		count;
	const struct text_sample *samples = text_sample_list(&count);
	FmgrInfo	array_input;

	InitMaterializedSRF(fcinfo, 0);
	fmgr_info(F_ARRAY_IN, &array_input);
	for (size_t i = 0; i < count; i++)
	{
		const struct text_sample *sample = &samples[i];
		Datum		values[SAMPLE_COLUMNS] = {
			[SAMPLE_ID] = text_datum(sample->id),
			[SAMPLE_PUBLISHED] = TimestampTzGetDatum(sample->published),
			[SAMPLE_AUTHOR] = PointerGetDatum(cstring_to_text(sample->author)),
			[SAMPLE_PLATFORM] = text_datum(sample->platform),
			[SAMPLE_LANGUAGE] = text_datum(sample->language),
			[SAMPLE_TITLE] = text_datum(sample->title),
			[SAMPLE_BODY] = text_datum(sample->body),
			[SAMPLE_THEMES] = InputFunctionCall(&array_input, unconstify(char *, sample->themes), TEXTOID, -1),
			[SAMPLE_DOUBTFUL] = InputFunctionCall(&array_input, unconstify(char *, sample->doubtful), TEXTOID, -1),
			[SAMPLE_HALF] = text_datum(sample->half),
			[SAMPLE_SUBJECT] = text_datum(sample->subject),
			[SAMPLE_STYLE] = text_datum(sample->style)
		};
		bool		nulls[SAMPLE_COLUMNS];

		for (int column = 0; column < SAMPLE_COLUMNS; column++)
			nulls[column] = column == SAMPLE_ACCOUNT || (column > SAMPLE_BODY && column <= SAMPLE_URL);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
