/* Hard and soft power within a history: see smart_together.h. */
#include "core/history/smart_together.h"

void
smart_strengths(power_strengths strengths[HISTORY_CODES], int scheme)
{
	for (int i = 0; i < HISTORY_CODES; i++)
		for (int strength = 0; strength < POWER_STRENGTHS; strength++)
			strengths[i].of[strength] = event_code_is_valid((event_code) i) ?
				(uint8_t) power_profile_strength(power_profile_in_scheme(scheme, (event_code) i), (enum power_strength) strength) : 0;
}

smart_amounts
smart_amounts_of(event_series_reader *reader, const power_strengths *strengths)
{
	smart_amounts amounts = {0};
	event_day	day;

	while (event_series_next(reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
		{
			const power_strengths *degrees = &strengths[event_day_code(&day, i)];
			int64_t		count = event_day_count(&day, i);

			amounts.events += count;
			for (int strength = 0; strength < POWER_STRENGTHS; strength++)
				amounts.of[strength] += count * degrees->of[strength];
		}
	return amounts;
}

/* A period is over that had so many acts of either kind. */
static void
end_period(smart_periods *periods, int64_t hard, int64_t soft)
{
	if (hard > 0 && soft > 0)
	{
		periods->both++;
		periods->hard_leads += hard > soft;
		periods->soft_leads += soft > hard;
	}
	else
	{
		periods->hard_only += hard > 0;
		periods->soft_only += soft > 0;
	}
}

/* The period of a day behind this one. Mostly it is the next, which is sooner found than one from nowhere. */
static calendar_span
next_period(calendar_span period, int32_t day, enum calendar_unit unit)
{
	if (period.end != INT64_MIN)
		calendar_span_next(&period, unit);
	return day < period.end ? period : calendar_span_of(day, unit);
}

smart_periods
smart_periods_of(event_series_reader *reader, const uint8_t *hard, const uint8_t *soft, enum calendar_unit unit)
{
	smart_periods periods = {0};
	int64_t		hard_acts = 0;
	int64_t		soft_acts = 0;
	calendar_span period = {0, 0, 0, INT64_MIN, INT64_MIN};
	event_day	day;

	while (event_series_next(reader, &day))
	{
		if (day.day >= period.end)
		{
			end_period(&periods, hard_acts, soft_acts);
			hard_acts = soft_acts = 0;
			period = next_period(period, day.day, unit);
		}
		for (uint32_t i = 0; i < day.codes; i++)
		{
			uint16_t	code = event_day_code(&day, i);
			int64_t		count = event_day_count(&day, i);

			/* without branches, for which kind comes next cannot be foreseen */
			hard_acts += count * event_set_has(hard, code);
			soft_acts += count * event_set_has(soft, code);
		}
	}
	end_period(&periods, hard_acts, soft_acts);
	return periods;
}
