/* Measures of one history that are one pass over its days: sums of scores, quad classes and power, decay. */
#include "core/history/history_measure.h"

#include <math.h>

void
history_weights(event_weight weights[HISTORY_CODES], enum event_code_scheme scheme)
{
	memset(weights, 0, HISTORY_CODES * sizeof(event_weight));
	for (int i = 0; i < HISTORY_CODES; i++)
	{
		event_code	code = (event_code) i;
		int16_t    *of = weights[i].of;
		const power_profile *profile;
		double		score;
		int			quad;

		if (!event_code_is_valid(code))
			continue;
		score = event_code_goldstein_score(code, scheme);
		if (!isnan(score))
			of[score > 0 ? SUM_COOPERATION : SUM_CONFLICT] = (int16_t) lrint(fabs(score) * 10);
		quad = event_code_quad_class(code, scheme);
		if (quad >= 1 && quad <= 4)
			of[SUM_VERBAL_COOPERATION + quad - 1] = 1;
		profile = power_profile_of_code(code);
		if (profile != NULL)
		{
			of[SUM_HARD] = (int16_t) power_profile_strength(profile, POWER_HARD);
			of[SUM_SOFT] = (int16_t) power_profile_strength(profile, POWER_SOFT);
		}
	}
}

void
history_scored_set(uint8_t set[EVENT_SERIES_SET], enum event_code_scheme scheme)
{
	memset(set, 0, EVENT_SERIES_SET);
	for (int i = 0; i < HISTORY_CODES; i++)
		if (event_code_is_valid((event_code) i) && !isnan(event_code_goldstein_score((event_code) i, scheme)))
			event_set_add(set, (uint16_t) i);
}

void
history_profiles(const power_profile *profiles[HISTORY_CODES])
{
	for (int i = 0; i < HISTORY_CODES; i++)
		profiles[i] = event_code_is_valid((event_code) i) ? power_profile_of_code((event_code) i) : NULL;
}

void
history_sums_settle(history_sums *sums)
{
	for (int k = 0; k < HISTORY_SUMS; k++)
	{
		sums->of[k] += sums->lane[k];
		sums->lane[k] = 0;
	}
	sums->pending = 0;
	sums->settled = true;
}

void
history_sums_add_many(history_sums *sums, const event_weight *weights, const event_day *day)
{
	history_sums_settle(sums);
	for (uint32_t i = 0; i < day->codes; i++)
	{
		const event_weight *weight = &weights[event_day_code(day, i)];
		int64_t		count = event_day_count(day, i);

		for (int k = 0; k < HISTORY_SUMS; k++)
			sums->of[k] += weight->of[k] * count;
		sums->events += count;
	}
}

void
history_sum(event_series_reader *reader, const event_weight *weights, history_sums *sums)
{
	event_day	day;

	memset(sums, 0, sizeof(*sums));
	while (event_series_next(reader, &day))
		history_sums_add(sums, weights, &day);
	history_sums_settle(sums);
}

int64_t
history_count_in(event_series_reader *reader, const uint8_t set[EVENT_SERIES_SET])
{
	int64_t		events = 0;
	event_day	day;

	while (event_series_next(reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
			if (event_set_has(set, event_day_code(&day, i)))
				events += event_day_count(&day, i);
	return events;
}

void
history_sum_power(event_series_reader *reader, const power_profile *const profiles[HISTORY_CODES], power_sum *sum)
{
	event_day	day;

	memset(sum, 0, sizeof(*sum));
	while (event_series_next(reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
		{
			const power_profile *profile = profiles[event_day_code(&day, i)];
			int64_t		count = event_day_count(&day, i);

			if (profile == NULL)
				continue;
			if (count == 1)
			{
				power_sum_add(sum, profile);
				continue;
			}
			sum->count += count;
			for (int k = 0; k < POWER_DIMENSIONS; k++)
				sum->total[k] += profile->degree[k] * count;
		}
}

double
history_decayed(event_series_reader *reader, int32_t day, double half_life, enum history_decay form)
{
	double		sum = 0;
	event_day	d;

	while (event_series_next(reader, &d) && d.day < day)
		sum += (double) event_day_events(&d) * exp2(-((double) day - d.day) / half_life);
	return form == DECAY_REM ? sum * log(2) / half_life : sum;
}

const char *const history_decay_names[DECAY_FORMS] = {
	[DECAY_DREAM] = "dream",
	[DECAY_REM] = "rem"
};

void
history_quad_set(uint8_t set[EVENT_SERIES_SET], enum event_code_scheme scheme, int quad)
{
	memset(set, 0, EVENT_SERIES_SET);
	for (int i = 0; i < HISTORY_CODES; i++)
		if (event_code_is_valid((event_code) i) && event_code_quad_class((event_code) i, scheme) == quad)
			event_set_add(set, (uint16_t) i);
}

void
history_power_set(uint8_t set[EVENT_SERIES_SET], int scheme, int dimension, uint8_t least)
{
	memset(set, 0, EVENT_SERIES_SET);
	for (int i = 0; i < HISTORY_CODES; i++)
	{
		const power_profile *profile = event_code_is_valid((event_code) i) ? power_profile_in_scheme(scheme, (event_code) i) : NULL;

		if (profile != NULL && profile->degree[dimension] >= least)
			event_set_add(set, (uint16_t) i);
	}
}
