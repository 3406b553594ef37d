/* Sizes of states in SQL. */
#include "pg/compat.h"
#include "pg/actor/country.h"
#include "pg/base/encoding.h"

#include <math.h>

#include "core/actor/country.h"
#include "core/actor/country_size.h"
#include "funcapi.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_country_sizes);
SMARTDIP_FUNCTION(smartdip_is_small_state);

#define SIZE_COLUMNS 14

typedef struct size_row
{
	Datum		values[SIZE_COLUMNS];
	bool		nulls[SIZE_COLUMNS];
	int			columns;
} size_row;

static void
add_column(size_row *row, bool known, Datum value)
{
	row->nulls[row->columns] = !known;
	row->values[row->columns++] = value;
}

static void
add_text(size_row *row, const char *s)
{
	add_column(row, s != NULL, s != NULL ? CStringGetTextDatum(s) : (Datum) 0);
}

/* A figure, its year and its source; an area has no year. */
static void
add_figure(size_row *row, const size_figure *figure, bool whole, bool has_year)
{
	bool		known = figure->value >= 0;

	add_column(row, known, whole ? Int64GetDatum((int64) figure->value) : Float8GetDatum(figure->value));
	if (has_year)
		add_column(row, known, Int32GetDatum(figure->year));
	add_text(row, figure->source);
}

Datum
smartdip_country_sizes(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		count;
	const country_size *all = country_size_list(&count);

	InitMaterializedSRF(fcinfo, 0);
	for (size_t i = 0; i < count; i++)
	{
		size_row	row = {.columns = 0};
		char		cameo[COUNTRY_CODE_CAP];

		add_text(&row, country_code_in(all[i].country, COUNTRY_CAMEO, CALENDAR_ANY_DAY, cameo, sizeof(cameo)) ? cameo : NULL);
		add_text(&row, country_name_en(all[i].country));
		add_figure(&row, &all[i].population, true, true);
		add_figure(&row, &all[i].area, false, false);
		add_figure(&row, &all[i].gdp, false, true);
		add_figure(&row, &all[i].military, true, true);
		add_text(&row, all[i].note);
		tuplestore_putvalues(result->setResult, result->setDesc, row.values, row.nulls);
	}
	return (Datum) 0;
}

static double
limit_arg(FunctionCallInfo fcinfo, int arg, const char *name, bool whole)
{
	double		limit;

	if (PG_ARGISNULL(arg))
		return NAN;
	limit = whole ? (double) PG_GETARG_INT64(arg) : PG_GETARG_FLOAT8(arg);
	if (isnan(limit) || limit < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is no size: %g", name, limit),
				 errhint("States with less are small by this criterion; NULL leaves it out.")));
	return limit;
}

static small_state_limits
limit_args(FunctionCallInfo fcinfo)
{
	small_state_limits limits = {
		.population = limit_arg(fcinfo, 1, "population", true),
		.area = limit_arg(fcinfo, 2, "area", false),
		.gdp = limit_arg(fcinfo, 3, "gdp", false),
		.military = limit_arg(fcinfo, 4, "military", true)
	};
	int			used = !isnan(limits.population) + !isnan(limits.area) + !isnan(limits.gdp) + !isnan(limits.military);

	if (used == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no criterion of a small state is given"),
				 errhint("Give population, area, gdp or military a value below which states are small.")));
	limits.criteria = PG_ARGISNULL(5) ? used : PG_GETARG_INT32(5);
	if (limits.criteria < 1 || limits.criteria > used)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%d criteria cannot be met", limits.criteria),
				 errdetail("Criteria given: %d.", used),
				 errhint("Ask for 1 to %d of them, or for all with NULL.", used)));
	return limits;
}

Datum
smartdip_is_small_state(PG_FUNCTION_ARGS)
{
	small_state_limits limits = limit_args(fcinfo);
	const country_size *size = PG_ARGISNULL(0) ? NULL : country_size_of(country_arg(PG_GETARG_TEXT_PP(0)));
	enum small_state judged = size == NULL ? SMALL_STATE_UNKNOWN : small_state_judge(size, &limits);

	if (judged == SMALL_STATE_UNKNOWN)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(judged == SMALL_STATE_YES);
}
