/* The words of claims in SQL. */
#include "pg/compat.h"

#include "pg/base/argument.h"
#include "pg/base/encoding.h"

#include "core/statistics/claim_text.h"
#include "funcapi.h"

SMARTDIP_FUNCTION(smartdip_claim_texts);

/* In one language, so that a database without Arabic letters can have the English ones. */
Datum
smartdip_claim_texts(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	enum label_language language = label_language(PG_GETARG_TEXT_PP(0));
	size_t		count;
	const claim_text *texts = claim_text_list(&count);

	InitMaterializedSRF(fcinfo, 0);
	for (size_t i = 0; i < count; i++)
		put_text_row(result, (const char *[]) {texts[i].id, texts[i].part, texts[i].text[language]}, 3);
	return (Datum) 0;
}
