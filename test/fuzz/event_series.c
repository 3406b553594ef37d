/*
 * libFuzzer target for histories: bytes as a client could send them, and the text form.
 *
 * What passes the check is the only form of the events that it holds, and its text gives it back.
 */
#include <stdlib.h>
#include <string.h>

#include "core/history/event_series.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool truth)
{
	if (!truth)
		abort();
}

/* Sorts and writes a tally; the bytes are the caller's to free. NULL for too many events. */
static uint8_t *
write_words(uint64_t *words, size_t count, size_t *size)
{
	uint64_t   *scratch = malloc((count + 1) * sizeof(uint64_t));
	event_series_plan plan;
	uint8_t    *bytes = NULL;

	tally_sort(words, scratch, count, NULL);
	free(scratch);
	if (tally_compact(words, &count))
	{
		require(tally_is_compact(words, count));
		if (event_series_measure(words, count, &plan, NULL) == EVENT_SERIES_OK)
		{
			bytes = malloc(plan.size);
			event_series_write(words, count, &plan, bytes, NULL);
			*size = plan.size;
		}
	}
	return bytes;
}

/* The bytes of a text; NULL where it is refused. */
static uint8_t *
read_text(const char *s, size_t length, size_t *size)
{
	uint64_t   *words = malloc((length + 1) * TALLY_MAX_WORDS * sizeof(uint64_t));
	event_series_text text;
	size_t		count = 0;
	int32_t		day;
	uint16_t	code;
	int64_t		times;
	uint8_t    *bytes = NULL;

	event_series_text_open(&text, s, length);
	while (event_series_text_next(&text, &day, &code, &times))
		count += tally_put(words + count, tally_key(day, code), times);
	require(text.part >= s && text.part + text.part_length <= s + length);
	if (text.error == EVENT_SERIES_OK)
		bytes = write_words(words, count, size);
	free(words);
	return bytes;
}

/* Of a history that passed the check: once more from its events, and once more from its text. */
static void
read_back(const uint8_t *data, size_t size, bool as_text)
{
	uint64_t   *words = malloc((size + 1) * TALLY_MAX_WORDS * sizeof(uint64_t));
	char	   *text = malloc((size + 1) * EVENT_SERIES_MAX_TEXT);
	size_t		length = 0;
	size_t		count = 0;
	size_t		again_size = 0;
	event_series_head head;
	event_series_reader reader;
	event_day	day;
	uint8_t    *again;

	require(event_series_head_read(data, size, &head));
	event_series_open(&reader, &head, data, size, EVENT_SERIES_ALWAYS, NULL);
	while (event_series_next(&reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
		{
			if (i == 0 && length > 0)
				text[length++] = ';';
			if (as_text)
				length += event_series_format(&day, i, text + length);
			count += tally_put(words + count, tally_key(day.day, event_day_code(&day, i)), event_day_count(&day, i));
		}
	again = write_words(words, count, &again_size);
	require(again != NULL && again_size == size && memcmp(again, data, size) == 0);
	free(again);
	if (as_text)
	{
		again = read_text(text, length, &again_size);
		require(again != NULL && again_size == size && memcmp(again, data, size) == 0);
		free(again);
	}
	free(text);
	free(words);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t known[EVENT_SERIES_SET];
	static bool ready;
	size_t		text_size;
	uint8_t    *bytes;

	for (int code = 0; !ready && code < 65536; code++)
		if (event_code_is_valid((event_code) code))
			event_set_add(known, (uint16_t) code);
	ready = true;
	if (event_series_check(data, size, NULL, NULL) == EVENT_SERIES_OK)
		read_back(data, size, event_series_check(data, size, known, NULL) == EVENT_SERIES_OK);
	bytes = read_text((const char *) data, size, &text_size);
	if (bytes != NULL)
	{
		require(event_series_check(bytes, text_size, known, NULL) == EVENT_SERIES_OK);
		read_back(bytes, text_size, true);
		free(bytes);
	}
	return 0;
}
