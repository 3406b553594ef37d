/* Sizes of states: tables made from src/data/country_size.tsv. */
#include "core/actor/country_size.h"

#include <math.h>

#include "core/base/array.h"

#include "core/generated/country_size_data.h"

const country_size *
country_size_list(size_t *count)
{
	*count = lengthof(country_size_rows);
	return country_size_rows;
}

const country_size *
country_size_of(int country)
{
	if (country < 0 || (size_t) country >= lengthof(country_size_row_of) || country_size_row_of[country] < 0)
		return NULL;
	return &country_size_rows[country_size_row_of[country]];
}

enum small_state
small_state_judge(const country_size *size, const small_state_limits *limits)
{
	const double figure[] = {size->population.value, size->area.value, size->gdp.value, size->military.value};
	const double limit[] = {limits->population, limits->area, limits->gdp, limits->military};
	int			met = 0;
	int			unknown = 0;

	for (size_t i = 0; i < lengthof(limit); i++)
	{
		if (isnan(limit[i]))
			continue;
		if (figure[i] < 0)
			unknown++;
		else if (figure[i] < limit[i])
			met++;
	}
	if (met >= limits->criteria)
		return SMALL_STATE_YES;
	return met + unknown >= limits->criteria ? SMALL_STATE_UNKNOWN : SMALL_STATE_NO;
}
