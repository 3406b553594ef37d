/* Country codes, names and state systems in SQL: a thin layer over src/core/actor/country.h. */
#include "pg/compat.h"
#include "pg/actor/country.h"
#include "pg/base/encoding.h"
#include "pg/base/argument.h"
#include "pg/base/report.h"

#include "core/actor/country.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/date.h"

SMARTDIP_FUNCTION(smartdip_country_schemes);
SMARTDIP_FUNCTION(smartdip_country_code);
SMARTDIP_FUNCTION(smartdip_country_name);
SMARTDIP_FUNCTION(smartdip_state_system);

static enum country_scheme
scheme_arg(FunctionCallInfo fcinfo, int arg)
{
	const char *names[COUNTRY_SCHEMES];

	for (int i = 0; i < COUNTRY_SCHEMES; i++)
		names[i] = country_scheme_name((enum country_scheme) i);
	return (enum country_scheme) name_arg(PG_GETARG_TEXT_PP(arg), "country scheme", names, COUNTRY_SCHEMES, "; see country_schemes()");
}

/* Codes are ASCII, the same bytes in every server encoding; names go to the core as UTF-8. */
static int
lookup_text(enum country_scheme scheme, text *code, int32 on_date)
{
	utf8_span	in = {VARDATA_ANY(code), VARSIZE_ANY_EXHDR(code)};

	if (scheme == COUNTRY_NAME)
		in = text_to_utf8(code);
	return country_lookup(scheme, in.s, in.len, on_date);
}

int
country_arg(text *code)
{
	int			country = lookup_text(COUNTRY_CAMEO, code, CALENDAR_ANY_DAY);

	return country >= 0 ? country : lookup_text(COUNTRY_ISO3, code, CALENDAR_ANY_DAY);
}

Datum
smartdip_country_code(PG_FUNCTION_ARGS)
{
	char		buf[COUNTRY_NAME_CAP];
	int32		on_date = PG_ARGISNULL(3) ? CALENDAR_ANY_DAY : PG_GETARG_DATEADT(3);
	enum country_scheme from;
	enum country_scheme to;
	int			country;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	from = scheme_arg(fcinfo, 1);
	to = scheme_arg(fcinfo, 2);
	country = lookup_text(from, PG_GETARG_TEXT_PP(0), on_date);
	if (country < 0 || !country_code_in(country, to, on_date, buf, sizeof(buf)))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(utf8_to_text(buf));
}

/* Withdrawn ISO codes are not CAMEO's, but its rule that small letters are no country's code holds for them, too. */
static bool
is_upper(text *code)
{
	const char *s = VARDATA_ANY(code);

	for (int i = 0; i < (int) VARSIZE_ANY_EXHDR(code); i++)
		if (s[i] < 'A' || s[i] > 'Z')
			return false;
	return true;
}

Datum
smartdip_country_name(PG_FUNCTION_ARGS)
{
	text	   *code = PG_GETARG_TEXT_PP(0);
	text	   *locale = PG_GETARG_TEXT_PP(1);
	char		buf[COUNTRY_NAME_CAP * 3];
	int			country;

	if (!country_locale_is_valid(VARDATA_ANY(locale), VARSIZE_ANY_EXHDR(locale)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("malformed locale \"%s\"", quoted_text(locale)),
				 errhint("A locale is a language of two or more letters and subtags: en, ar_EG, zh-Hant.")));
	country = lookup_text(COUNTRY_CAMEO, code, CALENDAR_ANY_DAY);
	if (country < 0 && is_upper(code))
		country = lookup_text(COUNTRY_ISO3, code, CALENDAR_ANY_DAY);
	if (country < 0 || country_display_name(country, text_to_cstring(locale), buf, sizeof(buf)) == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(utf8_to_text(buf));
}

Datum
smartdip_country_schemes(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < COUNTRY_SCHEMES; i++)
	{
		const char *columns[] = {country_scheme_name((enum country_scheme) i), country_scheme_description((enum country_scheme) i)};

		put_text_row(result, columns, lengthof(columns));
	}
	return (Datum) 0;
}

static enum country_scheme
system_arg(text *name)
{
	static const char *const systems[] = {"cow", "gw"};

	return name_arg(name, "state system", systems, lengthof(systems), ": Correlates of War, Gleditsch and Ward") == 0 ?
		COUNTRY_COWN : COUNTRY_GWN;
}

/* A spell as a row: the country is the one that had the number on the day asked for, or when the spell ended. */
static void
put_spell(ReturnSetInfo *result, const country_spell *spell, int32 on_date)
{
	Datum		values[7] = {0};
	bool		nulls[7] = {false};
	char		cameo[COUNTRY_CODE_CAP];
	bool		open = spell->last == PG_INT32_MAX;
	int32		day = on_date != CALENDAR_ANY_DAY ? on_date : open ? CALENDAR_ANY_DAY : spell->last;
	int			country = country_lookup(spell->scheme, spell->number, strlen(spell->number), day);

	if (country < 0)
		elog(ERROR, "number %s of a state system is no country", spell->number);
	values[0] = CStringGetTextDatum(spell->number);
	values[1] = CStringGetTextDatum(spell->abbreviation);
	values[2] = PointerGetDatum(utf8_to_text(country_name_en(country)));
	nulls[3] = !country_code_in(country, COUNTRY_CAMEO, day, cameo, sizeof(cameo));
	if (!nulls[3])
		values[3] = CStringGetTextDatum(cameo);
	values[4] = DateADTGetDatum(spell->first);
	nulls[5] = open;
	values[5] = DateADTGetDatum(spell->last);
	values[6] = BoolGetDatum(spell->microstate);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

Datum
smartdip_state_system(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int32		on_date = PG_ARGISNULL(1) ? CALENDAR_ANY_DAY : PG_GETARG_DATEADT(1);
	enum country_scheme scheme;
	const country_spell *spells;
	size_t		count;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	scheme = system_arg(PG_GETARG_TEXT_PP(0));
	spells = country_spell_list(&count);
	for (size_t i = 0; i < count; i++)
		if (spells[i].scheme == scheme &&
			(on_date == CALENDAR_ANY_DAY || (on_date >= spells[i].first && on_date <= spells[i].last)))
			put_spell(result, &spells[i], on_date);
	return (Datum) 0;
}
