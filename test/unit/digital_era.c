/* Eras: days from outside, at the borders, and the ends of time. */
#include "core/base/calendar.h"
#include "core/lexicon/digital_era.h"
#include "tap.h"

#include <string.h>

static bool
era_is(int year, int month, int day, const char *theme)
{
	const digital_era *era = digital_era_at((int32_t) calendar_day_of(year, month, day));

	return theme == NULL ? era == NULL : era != NULL && strcmp(era->theme, theme) == 0;
}

int
main(void)
{
	size_t		count;
	const digital_era *eras = digital_era_list(&count);

	CHECK(digital_era_at(INT32_MIN) == NULL && era_is(1830, 9, 14, NULL) && era_is(1830, 9, 15, "era.steam"), "before the first there is none");
	CHECK(era_is(1844, 5, 23, "era.steam") && era_is(1844, 5, 24, "era.telegraph"), "the first telegram");
	CHECK(era_is(2009, 1, 12, "era.web20") && era_is(2009, 1, 13, "era.clinton"), "the hearing of January 2009");
	CHECK(digital_era_at(INT32_MAX) == &eras[count - 1], "the last has no end");
	for (size_t i = 1; i < count; i++)
		CHECK(digital_era_at(eras[i].first - 1) == &eras[i - 1] && digital_era_at(eras[i].first) == &eras[i], "%s begins", eras[i].theme);
	return tap_done();
}
