/*
 * libFuzzer target: what is computed of histories: events of two sides, three bytes each, on days that lie close or far, and every measure of one
 * and of both. Sums by periods are those of the whole, in whatever unit.
 */
#include <math.h>
#include <string.h>

#include "core/history/history_measure.h"
#include "core/history/history_pair.h"
#include "core/history/history_panel.h"
#include "core/history/smart_together.h"
#include "made.h"
#include "fuzz.h"

#define MOST_EVENTS 300

static event_weight weights[HISTORY_CODES];
static const power_profile *profiles[HISTORY_CODES];
static power_strengths strengths[HISTORY_CODES];
static uint8_t hard[EVENT_SERIES_SET];
static uint8_t soft[EVENT_SERIES_SET];

/* Code and side, how often, days since the one before: a few, or, for bytes over 250, many. */
static made
side_of(const uint8_t *data, size_t size, int side)
{
	uint64_t   *words = malloc((size + 1) * TALLY_MAX_WORDS * sizeof(uint64_t));
	size_t		codes;
	const event_code *list = event_code_list(&codes);
	size_t		used = 0;
	int64_t		day = 0;

	for (size_t i = 0; i + 2 < size && i < 3 * MOST_EVENTS; i += 3)
	{
		day += data[i + 2] > 250 ? 100000 * data[i + 1] : data[i + 2];
		if ((data[i] & 1) == side && day < 100000000)
			used += tally_put(words + used, tally_key((int32_t) day, (uint16_t) list[(size_t) data[i] * 7 % codes]), 1 + (int64_t) data[i + 1] * data[i + 1]);
	}
	return make(words, used);
}

static event_series_reader
reader_of(const made *m)
{
	event_series_reader reader;

	event_series_open(&reader, &m->head, m->bytes, m->size, EVENT_SERIES_ALWAYS, NULL);
	return reader;
}

static void
check_one(const made *m)
{
	event_series_reader reader = reader_of(m);
	history_sums whole = {0};
	power_sum	power = {0};
	power_profile mean;
	event_day	day;
	int32_t		first = 0;
	int32_t		last = 0;
	bool		any = false;
	smart_amounts amounts;

	history_sum(&reader, weights, &whole);
	reader = reader_of(m);
	while (event_series_next(&reader, &day))
	{
		first = any ? first : day.day;
		last = day.day;
		any = true;
	}
	reader = reader_of(m);
	history_sum_power(&reader, profiles, &power);
	if (power_sum_average(&power, &mean))
		require(power_profile_is_valid(mean.degree));
	reader = reader_of(m);
	amounts = smart_amounts_of(&reader, strengths);
	require(amounts.events == whole.events);
	reader = reader_of(m);
	require(history_decayed(&reader, last, 7, DECAY_DREAM) >= 0);
	for (int unit = 0; any && unit < CALENDAR_UNITS; unit++)
	{
		history_panel panel;
		history_period period;
		int64_t		events = 0;
		int64_t		conflict = 0;

		reader = reader_of(m);
		history_panel_open(&panel, &reader, weights, (enum calendar_unit) unit, first, last);
		while (history_panel_next_active(&panel, &period))
		{
			events += period.sums.events;
			conflict += period.sums.of[SUM_CONFLICT];
		}
		require(events == whole.events && conflict == whole.of[SUM_CONFLICT]);
		reader = reader_of(m);
		smart_periods_of(&reader, hard, soft, (enum calendar_unit) unit);
	}
}

static void
check_both(const made *a, const made *b, size_t size)
{
	event_series_reader acts = reader_of(a);
	event_series_reader answers = reader_of(b);
	history_replies replies = {.acts = &acts, .answers = &answers, .same_day = size % 2 == 0, .until = 200000000};
	history_reply reply;
	event_series_reader first = reader_of(a);
	event_series_reader second = reader_of(b);
	history_together together = history_count_together(&first, NULL, &second, NULL, (enum calendar_unit) (size % CALENDAR_UNITS));
	history_couple couple = {weights, CALENDAR_MONTH, 0, 4000000, (int32_t) (size % 3)};
	double		r;

	require(together.both >= 0 && together.only_first >= 0 && together.only_second >= 0);
	history_replies_open(&replies);
	while (history_replies_next(&replies, &reply))
		require(reply.acts > 0 && reply.waited >= 0 && (!reply.answered || reply.waited > 0 || replies.same_day));
	first = reader_of(a);
	second = reader_of(b);
	r = history_reciprocity(&couple, &first, &second);
	require(isnan(r) || (r >= -1.000001 && r <= 1.000001));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool ready;
	made		sides[2] = {side_of(data, size, 0), side_of(data, size, 1)};

	if (!ready)
	{
		history_weights(weights, (enum event_code_scheme) 0);
		history_profiles(profiles);
		smart_strengths(strengths, 0);
		history_quad_set(hard, (enum event_code_scheme) 0, 4);
		history_quad_set(soft, (enum event_code_scheme) 0, 1);
		ready = true;
	}
	for (int i = 0; i < 2; i++)
		check_one(&sides[i]);
	check_both(&sides[0], &sides[1], size);
	for (int i = 0; i < 2; i++)
	{
		free(sides[i].words);
		free(sides[i].bytes);
	}
	return 0;
}
