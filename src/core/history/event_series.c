/* Reading histories, and the check of bytes that come from outside. The layout is in the header. */
#include "core/history/event_series.h"

#define PAUSE_BYTES 65536

bool
event_series_head_read(const uint8_t *bytes, size_t length, event_series_head *head)
{
	const uint8_t *p = bytes + 1;
	const uint8_t *end = bytes + length;
	uint64_t	first;
	uint64_t	span;
	uint64_t	days;
	uint64_t	events;
	uint64_t	directory;

	memset(head, 0, sizeof(*head));
	if (length == 0 || bytes[0] != EVENT_SERIES_VERSION)
		return false;
	if (length == 1)
		return true;
	if (!varint_read(&p, end, &first) || !varint_read(&p, end, &span) || !varint_read(&p, end, &days) ||
		!varint_read(&p, end, &events) || !varint_read(&p, end, &directory))
		return false;
	head->first_day = (int32_t) varint_to_signed(first);
	head->last_day = (int32_t) (head->first_day + (int64_t) span);
	head->days = (int64_t) days + 1;
	head->events = (int64_t) events + head->days;
	head->directory = (size_t) (p - bytes);
	head->blocks = head->directory + (size_t) directory;
	return true;
}

event_series_slice
event_series_locate(const event_series_head *head, const uint8_t *directory, size_t size, int32_t first, int32_t last)
{
	event_series_slice slice = {head->blocks, size, head->first_day};
	const uint8_t *end = directory + (head->blocks - head->directory);
	size_t		begin = head->blocks;
	int32_t		day = head->first_day;

	if (head->events == 0 || first > head->last_day || last < head->first_day || first > last)
	{
		slice.end = slice.begin;
		return slice;
	}
	while (directory < end)
	{
		begin += (size_t) varint_get(&directory);
		day += (int32_t) varint_get(&directory);
		if (day > last)
		{
			slice.end = begin;
			break;
		}
		if (day <= first)
		{
			slice.begin = begin;
			slice.first_day = day;
		}
	}
	return slice;
}

bool
event_series_more(event_series_reader *reader)
{
	if (reader->next >= reader->end)
		return false;
	if (reader->pause != NULL)
		reader->pause();
	reader->stop = reader->end - reader->next > PAUSE_BYTES ? reader->next + PAUSE_BYTES : reader->end;
	return true;
}

void
event_series_open_slice(event_series_reader *reader, const uint8_t *bytes, const event_series_slice *slice,
						int32_t first, int32_t last, core_pause pause)
{
	const uint8_t *p = bytes;

	reader->next = reader->stop = bytes;
	reader->end = bytes + (slice->end - slice->begin);
	reader->last = last;
	reader->pause = pause;
	if (reader->next == reader->end)
		return;
	reader->day = slice->first_day - (int32_t) (varint_get(&p) >> 2);
	/* the days of the block before the first that is asked for */
	for (;;)
	{
		event_series_reader ahead = *reader;
		event_day	day;

		if (!event_series_next(&ahead, &day) || day.day >= first)
			break;
		*reader = ahead;
	}
}

void
event_series_open(event_series_reader *reader, const event_series_head *head, const uint8_t *bytes, size_t size,
				  int32_t first, int32_t last, core_pause pause)
{
	event_series_slice slice = event_series_locate(head, bytes + head->directory, size, first, last);

	event_series_open_slice(reader, bytes + slice.begin, &slice, first, last, pause);
}

/* What the check of a history has seen of it so far. */
typedef struct checked
{
	const uint8_t *next;
	const uint8_t *end;
	const uint8_t *known;
	int64_t		day;
	int64_t		days;
	int64_t		events;
} checked;

static enum event_series_error
check_codes(const event_day *day, const uint8_t *known)
{
	for (uint32_t i = 0; i < day->codes; i++)
	{
		if (i > 0 && event_day_code(day, i) <= event_day_code(day, i - 1))
			return EVENT_SERIES_BAD_ORDER;
		if (known != NULL && !event_set_has(known, event_day_code(day, i)))
			return EVENT_SERIES_BAD_CODE;
	}
	return EVENT_SERIES_OK;
}

static enum event_series_error
check_counts(const event_day *day, int64_t *events)
{
	int64_t		most = 1;

	for (uint32_t i = 0; i < day->codes; i++)
	{
		int64_t		count = event_day_count(day, i);

		if (count < 1 || count > EVENT_SERIES_MAX_EVENTS)
			return EVENT_SERIES_BAD_COUNT;
		if (count > EVENT_SERIES_MAX_EVENTS - *events)
			return EVENT_SERIES_TOO_MANY;
		*events += count;
		most = count > most ? count : most;
	}
	return event_series_width(most) == day->width ? EVENT_SERIES_OK : EVENT_SERIES_NOT_CANONICAL;
}

static enum event_series_error
check_record(checked *c)
{
	event_day	day = {0, 1, 0, NULL, NULL};
	uint64_t	begin;
	uint64_t	codes = 0;
	enum event_series_error error;

	if (!varint_read(&c->next, c->end, &begin))
		return EVENT_SERIES_CUT;
	if (begin >> 2 > (uint64_t) (CALENDAR_LAST_DAY - c->day) || (begin >> 2 == 0) != (c->days == 0))
		return EVENT_SERIES_BAD_DAY;
	if ((begin & 3) != 0 && !varint_read(&c->next, c->end, &codes))
		return EVENT_SERIES_CUT;
	if (codes > UINT16_MAX - ((begin & 3) == 1))
		return EVENT_SERIES_BAD_ORDER;
	day.codes = (uint32_t) codes + ((begin & 3) == 1 ? 2 : 1);
	day.width = (begin & 3) == 2;
	if ((begin & 3) == 3)
	{
		if (c->next == c->end)
			return EVENT_SERIES_CUT;
		day.width = *c->next++;
		if (day.width != 2 && day.width != 4 && day.width != 8)
			return EVENT_SERIES_NOT_CANONICAL;
	}
	if ((size_t) (c->end - c->next) < (size_t) day.codes * (2 + day.width))
		return EVENT_SERIES_CUT;
	day.code = c->next;
	day.count = day.code + 2 * (size_t) day.codes;
	c->next = day.count + (size_t) day.codes * day.width;
	c->day += (int64_t) (begin >> 2);
	c->days++;
	error = check_codes(&day, c->known);
	return error != EVENT_SERIES_OK ? error : check_counts(&day, &c->events);
}

/* The head must be one that a history can have; that it is true is for the records to tell. */
static enum event_series_error
check_head(const uint8_t *bytes, size_t size, event_series_head *head)
{
	const uint8_t *p = bytes + 1;
	const uint8_t *end = bytes + size;
	uint64_t	number[5];

	if (size == 0)
		return EVENT_SERIES_CUT;
	if (bytes[0] != EVENT_SERIES_VERSION)
		return EVENT_SERIES_BAD_VERSION;
	if (size == 1)
		return event_series_head_read(bytes, size, head) ? EVENT_SERIES_OK : EVENT_SERIES_CUT;
	for (int i = 0; i < 5; i++)
		if (!varint_read(&p, end, &number[i]))
			return EVENT_SERIES_CUT;
	if (!calendar_has(varint_to_signed(number[0])) || number[1] > (uint64_t) (CALENDAR_LAST_DAY - varint_to_signed(number[0])))
		return EVENT_SERIES_BAD_DAY;
	if (number[2] > number[1])
		return EVENT_SERIES_NOT_CANONICAL;
	if (number[3] > EVENT_SERIES_MAX_EVENTS)
		return EVENT_SERIES_TOO_MANY;
	if (number[4] > (uint64_t) (end - p))
		return EVENT_SERIES_CUT;
	return event_series_head_read(bytes, size, head) ? EVENT_SERIES_OK : EVENT_SERIES_CUT;
}

enum event_series_error
event_series_check(const uint8_t *bytes, size_t size, const uint8_t *known, core_pause pause)
{
	event_series_head head;
	enum event_series_error error = check_head(bytes, size, &head);
	checked		c;
	const uint8_t *directory;
	const uint8_t *block;
	int64_t		block_day;

	if (error != EVENT_SERIES_OK || head.events == 0)
		return error;
	c = (checked) {bytes + head.blocks, bytes + size, known, head.first_day, 0, 0};
	directory = bytes + head.directory;
	block = c.next;
	block_day = head.first_day;
	while (c.next < c.end || c.days == 0)
	{
		bool		new_block = c.next - block >= EVENT_SERIES_BLOCK;
		size_t		block_size = (size_t) (c.next - block);

		if (new_block)
		{
			block = c.next;
			if (pause != NULL)
				pause();
		}
		error = check_record(&c);
		if (error != EVENT_SERIES_OK)
			return error;
		if (new_block)
		{
			uint64_t	length;
			uint64_t	step;

			if (!varint_read(&directory, bytes + head.blocks, &length) || length != block_size ||
				!varint_read(&directory, bytes + head.blocks, &step) || (int64_t) step != c.day - block_day)
				return EVENT_SERIES_NOT_CANONICAL;
			block_day = c.day;
		}
	}
	if (directory != bytes + head.blocks || c.day != head.last_day || c.days != head.days || c.events != head.events)
		return EVENT_SERIES_NOT_CANONICAL;
	return EVENT_SERIES_OK;
}

const char *
event_series_error_text(enum event_series_error error)
{
	switch (error)
	{
		case EVENT_SERIES_OK:
			return "no error";
		case EVENT_SERIES_CUT:
			return "it ends too early";
		case EVENT_SERIES_BAD_VERSION:
			return "it is of an unknown version";
		case EVENT_SERIES_BAD_DAY:
			return "there is no such day";
		case EVENT_SERIES_BAD_CODE:
			return "there is no such event code";
		case EVENT_SERIES_BAD_ORDER:
			return "its codes are out of order";
		case EVENT_SERIES_BAD_COUNT:
			return "a count is a whole number from 1 to 9007199254740992";
		case EVENT_SERIES_TOO_MANY:
			return "a history has at most 9007199254740992 events";
		case EVENT_SERIES_NOT_CANONICAL:
			return "it is not in the only form that this history has";
		case EVENT_SERIES_NO_DAY:
			return "a day is written 2009-06-04 or, before our era, 0044-03-15 BC";
		case EVENT_SERIES_NO_COLON:
			return "a colon has to follow the day";
		case EVENT_SERIES_NO_CODE:
			return "an event code is missing";
		case EVENT_SERIES_NO_EVENTS:
			return "a day without events is not written";
	}
	return "unknown error";
}
