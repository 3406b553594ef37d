/* What follows what in a history: transitions between codes, volatility. */
#include "core/history/history_sequence.h"

/* So many counts between two pauses. */
#define PAUSE_COUNTS 1000000

/* The numbers of the codes of a day, each once. */
static uint32_t
day_numbers(const event_day *day, history_matrix *matrix, uint16_t *numbers)
{
	const uint16_t *index = matrix->index;
	uint32_t	count = 0;

	for (uint32_t i = 0; i < day->codes; i++)
	{
		uint16_t	number = index[event_day_code(day, i)];

		if (number == HISTORY_UNNUMBERED)
			number = matrix->number(matrix, event_day_code(day, i));
		if (count == 0 || numbers[count - 1] != number)
			numbers[count++] = number;
	}
	return count;
}

void
history_count_transitions(event_series_reader *reader, history_matrix *matrix)
{
	uint16_t   *before = matrix->day[0];
	uint16_t   *after = matrix->day[1];
	uint32_t	befores = 0;
	uint64_t	counted = 0;
	event_day	day;

	while (event_series_next(reader, &day))
	{
		uint32_t	afters = day_numbers(&day, matrix, after);
		uint16_t   *swap = before;

		for (uint32_t i = 0; i < befores; i++)
		{
			int64_t    *row = matrix->count + before[i] * matrix->room;

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

uint32_t
history_count_codes(event_series_reader *reader, int64_t count[HISTORY_CODES], uint16_t codes[HISTORY_CODES])
{
	uint32_t	met = 0;
	event_day	day;

	while (event_series_next(reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
		{
			uint16_t	code = event_day_code(&day, i);

			if (count[code] == 0)
				codes[met++] = code;
			count[code] += event_day_count(&day, i);
		}
	return met;
}
