/* Eras and milestones of the evolution of diplomacy in SQL. */
#include "pg/compat.h"
#include "pg/base/encoding.h"

#include <string.h>

#include "core/lexicon/digital_era.h"
#include "core/lexicon/theme.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/date.h"

SMARTDIP_FUNCTION(smartdip_digital_era);
SMARTDIP_FUNCTION(smartdip_digital_eras);
SMARTDIP_FUNCTION(smartdip_digital_milestone_rows);

/* The infinities are days before and after all others. */
Datum
smartdip_digital_era(PG_FUNCTION_ARGS)
{
	const digital_era *era = digital_era_at(PG_GETARG_DATEADT(0));

	if (era == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(era->theme));
}

static Datum
text_or_null(const char *s, bool *is_null)
{
	*is_null = s == NULL;
	return s == NULL ? (Datum) 0 : PointerGetDatum(utf8_to_text(s));
}

Datum
smartdip_digital_eras(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		themes;
	const struct theme *theme = theme_list(&themes);
	size_t		count;
	const digital_era *eras = digital_era_list(&count);

	InitMaterializedSRF(fcinfo, 0);
	for (size_t i = 0; i < count; i++)
	{
		const struct theme *of = &theme[theme_find(eras[i].theme, strlen(eras[i].theme))];
		bool		nulls[7] = {[2] = i + 1 == count};
		Datum		values[7] = {
			CStringGetTextDatum(eras[i].theme),
			DateADTGetDatum(eras[i].first),
			nulls[2] ? (Datum) 0 : DateADTGetDatum(eras[i + 1].first - 1),
			PointerGetDatum(utf8_to_text(of->label[LABEL_EN])),
			PointerGetDatum(utf8_to_text(of->label[LABEL_AR])),
			PointerGetDatum(utf8_to_text(of->definition[LABEL_EN])),
			PointerGetDatum(utf8_to_text(of->definition[LABEL_AR]))
		};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
smartdip_digital_milestone_rows(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		count;
	const digital_milestone *all = digital_milestone_list(&count);

	InitMaterializedSRF(fcinfo, 0);
	for (size_t i = 0; i < count; i++)
	{
		const digital_era *era = digital_era_at(all[i].last);
		bool		nulls[10] = {false};
		Datum		values[10] = {
			DateADTGetDatum(all[i].day),
			CStringGetTextDatum(all[i].granularity),
			text_or_null(era != NULL ? era->theme : NULL, &nulls[2]),
			PointerGetDatum(utf8_to_text(all[i].line[LABEL_EN])),
			PointerGetDatum(utf8_to_text(all[i].line[LABEL_AR])),
			CStringGetTextDatum(all[i].paper),
			CStringGetTextDatum(all[i].section),
			text_or_null(all[i].note[LABEL_EN], &nulls[7]),
			text_or_null(all[i].note[LABEL_AR], &nulls[8]),
			PointerGetDatum(utf8_to_text(all[i].source))
		};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
