/* Blocs of states and their members in SQL. */
#include "pg/compat.h"
#include "pg/actor/country.h"
#include "pg/base/encoding.h"
#include "pg/base/report.h"

#include "core/actor/bloc.h"
#include "core/actor/country.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/date.h"

SMARTDIP_FUNCTION(smartdip_blocs);
SMARTDIP_FUNCTION(smartdip_members);
SMARTDIP_FUNCTION(smartdip_is_member);

static const bloc *
bloc_arg(text *name)
{
	const bloc *found = bloc_by_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	if (found == NULL)
	{
		size_t		count;
		const bloc *all = bloc_list(&count);
		const char **codes = palloc(count * sizeof(*codes));

		for (size_t i = 0; i < count; i++)
			codes[i] = all[i].code;
		report_unrecognized("bloc", VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), codes, (int) count, "; see blocs()");
	}
	return found;
}

Datum
smartdip_blocs(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		count;
	const bloc *all = bloc_list(&count);

	InitMaterializedSRF(fcinfo, 0);
	for (size_t i = 0; i < count; i++)
		put_text_row(result, (const char *[]) {all[i].code, all[i].name_en, all[i].name_ar}, 3);
	return (Datum) 0;
}

/* A member as CAMEO writes it, so that it joins with country(actor); what CAMEO has no code for is NULL. */
static void
put_member(ReturnSetInfo *result, const bloc_spell *spell)
{
	char		cameo[COUNTRY_CODE_CAP];
	bool		nulls[4] = {false};
	Datum		values[4];

	nulls[0] = !country_code_in(spell->country, COUNTRY_CAMEO, spell->first, cameo, sizeof(cameo));
	nulls[3] = spell->last == PG_INT32_MAX;
	values[0] = nulls[0] ? (Datum) 0 : CStringGetTextDatum(cameo);
	values[1] = PointerGetDatum(utf8_to_text(country_name_en(spell->country)));
	values[2] = DateADTGetDatum(spell->first);
	values[3] = DateADTGetDatum(spell->last);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

Datum
smartdip_members(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const bloc *group;
	const bloc_spell *spells;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	group = bloc_arg(PG_GETARG_TEXT_PP(0));
	spells = bloc_spells(group);
	for (int i = 0; i < group->spells; i++)
		if (PG_ARGISNULL(1) || (PG_GETARG_DATEADT(1) >= spells[i].first && PG_GETARG_DATEADT(1) <= spells[i].last))
			put_member(result, &spells[i]);
	return (Datum) 0;
}

Datum
smartdip_is_member(PG_FUNCTION_ARGS)
{
	const bloc *group = bloc_arg(PG_GETARG_TEXT_PP(1));
	int			country = country_arg(PG_GETARG_TEXT_PP(0));

	if (country < 0)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(bloc_has_member(group, country, PG_GETARG_DATEADT(2)));
}
