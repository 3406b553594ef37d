/*
 * libFuzzer target for patterns: a line with the text of a pattern, and behind it events of both sides, two bytes each.
 *
 * A canonical text is its own, and a match consists of steps of the pattern, in order, on days on which they hold.
 */
#include <string.h>

#include "core/history/pattern_match.h"
#include "made.h"
#include "fuzz.h"

#define MOST_EVENTS 200

static event_pattern pattern;
static pattern_program program;

/* An event: its code and side in the first byte, the days since the one before in the second. */
static made
side_of(const uint8_t *data, size_t size, int side)
{
	uint64_t   *words = malloc((size / 2 + 1) * sizeof(uint64_t));
	size_t		codes;
	const event_code *list = event_code_list(&codes);
	size_t		used = 0;
	int32_t		day = 0;

	for (size_t i = 0; i + 1 < size && i < 2 * MOST_EVENTS; i += 2)
	{
		day += data[i + 1] % 16;
		if ((data[i] & 1) == side)
			words[used++] = tally_key(day, (uint16_t) list[(size_t) data[i] * 7 % codes]) | 1;
	}
	return make(words, used);
}

static void
check_match(pattern_search *s)
{
	int32_t		day = s->day;
	int64_t		steps = 0;

	require(s->day == s->first);
	do
	{
		require(s->day >= day && s->day < s->count && s->step >= 0 && s->step < program.steps);
		require((s->days[s->day].holds >> program.step[s->step].condition & 1) != 0);
		require(++steps <= (int64_t) s->count * program.steps);
		day = s->day;
	}
	while (pattern_search_step(s));
	require(pattern.within == PATTERN_NONE || s->days[day].day - s->days[s->first].day <= pattern.within);
}

static void
search(const uint8_t *data, size_t size)
{
	made		sides[2] = {side_of(data, size, 0), side_of(data, size, 1)};
	event_series_reader readers[2];
	pattern_day days[MOST_EVENTS];
	pattern_search s = {.program = &program, .days = days, .until = 1000, .resume = (enum pattern_resume) (size % PATTERN_RESUMES)};
	void	   *memory;
	int32_t		first = -1;

	for (int i = 0; i < 2; i++)
		event_series_open(&readers[i], &sides[i].head, sides[i].bytes, sides[i].size, EVENT_SERIES_ALWAYS, NULL);
	s.count = pattern_read_days(&program, &readers[0], &readers[1], days);
	memory = malloc(pattern_search_size(&program, s.count));
	pattern_search_open(&s, memory);
	while (pattern_search_next(&s))
	{
		require(s.first > first && s.match <= s.count);
		first = s.first;
		check_match(&s);
	}
	free(memory);
	for (int i = 0; i < 2; i++)
	{
		free(sides[i].words);
		free(sides[i].bytes);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line_end = size == 0 ? NULL : memchr(data, '\n', size);
	size_t		length = line_end == NULL ? size : (size_t) (line_end - data);
	char text[	PATTERN_MAX_TEXT];
	char		again[PATTERN_MAX_TEXT];
	pattern_fault fault;
	size_t		text_length;

	if (!event_pattern_parse((const char *) data, length, &pattern, &fault))
	{
		require(fault.error != PATTERN_OK && fault.at + fault.length <= length && pattern_error_text(fault.error)[0] != '\0');
		return 0;
	}
	text_length = event_pattern_format(&pattern, text);
	if (text_length == 0)
		return 0;
	require(event_pattern_parse(text, text_length, &pattern, &fault));
	require(event_pattern_format(&pattern, again) == text_length && memcmp(text, again, text_length) == 0);
	if (!pattern_compile(&pattern, &program))
		return 0;
	pattern_fill_holds(&pattern, &program, NULL);
	if (line_end != NULL)
		search(line_end + 1, size - length - 1);
	return 0;
}
