/* Small states: how criteria combine, and what missing figures leave open. */
#include "core/actor/country.h"
#include "core/actor/country_size.h"
#include "tap.h"

#include <math.h>

static enum small_state
judge(double population, double military, int criteria)
{
	const country_size size = {.population = {.value = 100}, .area = {.value = 5}, .gdp = {.value = -1}, .military = {.value = -1}};
	const small_state_limits limits = {.population = population, .area = NAN, .gdp = NAN, .military = military, .criteria = criteria};

	return small_state_judge(&size, &limits);
}

int
main(void)
{
	size_t		count;
	const country_size *all = country_size_list(&count);

	CHECK(judge(101, NAN, 1) == SMALL_STATE_YES && judge(100, NAN, 1) == SMALL_STATE_NO, "below the limit, not at it");
	CHECK(judge(101, 10, 1) == SMALL_STATE_YES && judge(100, 10, 2) == SMALL_STATE_NO, "a missing figure that does not decide");
	CHECK(judge(101, 10, 2) == SMALL_STATE_UNKNOWN && judge(100, 10, 1) == SMALL_STATE_UNKNOWN, "a missing figure that does");
	CHECK(country_size_of(-1) == NULL && country_size_of(country_count()) == NULL && country_size_of(country_by_cameo("SUN")) == NULL, "no state of today");
	CHECK(count == 197 && country_size_of(all[0].country) == &all[0] && country_size_of(all[count - 1].country) == &all[count - 1], "all states");
	CHECK(country_size_of(country_by_cameo("KSV"))->population.value == 1700000, "Kosovo");
	return tap_done();
}
