#include "core/history/history_sequence.h"

/* So many counts between two pauses. */
#define PAUSE_COUNTS 1000000

void
history_code_set(event_series_reader *reader, uint8_t set[EVENT_SERIES_SET])
{
	event_day	day;

	while (event_series_next(reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
			event_set_add(set, event_day_code(&day, i));
}

/* The numbers of the codes of a day, each once. */
static uint32_t
day_numbers(const event_day *day, const uint16_t *index, uint16_t *numbers)
{
	uint32_t	count = 0;

	for (uint32_t i = 0; i < day->codes; i++)
	{
		uint16_t	number = index[event_day_code(day, i)];

		if (count == 0 || numbers[count - 1] != number)
			numbers[count++] = number;
	}
	return count;
}

void
history_count_transitions(event_series_reader *reader, history_scratch *scratch, int64_t *count, size_t room)
{
	uint16_t   *before = scratch->day[0];
	uint16_t   *after = scratch->day[1];
	uint32_t	befores = 0;
	uint64_t	counted = 0;
	event_day	day;

	while (event_series_next(reader, &day))
	{
		uint32_t	afters = day_numbers(&day, scratch->index, after);
		uint16_t   *swap = before;

		for (uint32_t i = 0; i < befores; i++)
		{
			int64_t    *row = count + before[i] * room;

			for (uint32_t j = 0; j < afters; j++)
				row[after[j]]++;
		}
		counted += (uint64_t) befores * afters;
		if (counted > PAUSE_COUNTS)
		{
			counted = 0;
			if (reader->pause != NULL)
				reader->pause();
		}
		before = after;
		after = swap;
		befores = afters;
	}
}

void
history_count_codes(event_series_reader *reader, uint8_t set[EVENT_SERIES_SET], int64_t count[HISTORY_CODES])
{
	event_day	day;

	while (event_series_next(reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
		{
			event_set_add(set, event_day_code(&day, i));
			count[event_day_code(&day, i)] += event_day_count(&day, i);
		}
}
