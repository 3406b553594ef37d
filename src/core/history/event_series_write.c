/* Writing histories: one pass to know what they take, one to write them, each over the days of a tally. */
#include "core/history/event_series.h"

#define PAUSE_DAYS 4096

/* A day as it will be written: its words and what they take. */
typedef struct day_plan
{
	size_t		begin;			/* its words */
	size_t		end;
	int32_t		day;
	uint32_t	codes;
	uint32_t	width;
} day_plan;

/* The day that begins at a word; gives the number of its events. */
static int64_t
plan_day(const uint64_t *words, size_t begin, size_t count, day_plan *d)
{
	int64_t		events = 0;
	int64_t		most = 0;

	*d = (day_plan) {begin, begin, tally_number(words[begin]), 0, 0};
	while (d->end < count && tally_number(words[d->end]) == d->day)
	{
		int64_t		times = tally_take(words, &d->end, count);

		if (times > EVENT_SERIES_MAX_EVENTS - events)
			return EVENT_SERIES_MAX_EVENTS + 1;
		events += times;
		most = times > most ? times : most;
		d->codes++;
	}
	d->width = event_series_width(most);
	return events;
}

static int
kind_of(const day_plan *d)
{
	return d->width == 0 ? d->codes > 1 : d->width == 1 ? 2 : 3;
}

static size_t
record_size(const day_plan *d, uint64_t step)
{
	int			kind = kind_of(d);

	return varint_size(step << 2) + (kind == 0 ? 0 : varint_size(d->codes - (kind == 1 ? 2 : 1))) + (kind == 3) +
		(size_t) d->codes * (2 + d->width);
}

enum event_series_error
event_series_measure(const uint64_t *words, size_t count, event_series_plan *plan, core_pause pause)
{
	event_series_head head = {0};
	size_t		directory = 0;
	size_t		blocks = 0;
	size_t		block = 0;
	int32_t		block_day = 0;
	day_plan	d;

	for (size_t i = 0; i < count; i = d.end)
	{
		int64_t		events = plan_day(words, i, count, &d);
		size_t		record;

		if (events > EVENT_SERIES_MAX_EVENTS - head.events)
			return EVENT_SERIES_TOO_MANY;
		if (i == 0)
			head.first_day = head.last_day = block_day = d.day;
		if (block >= EVENT_SERIES_BLOCK)
		{
			directory += varint_size(block) + varint_size((uint64_t) ((int64_t) d.day - block_day));
			block = 0;
			block_day = d.day;
		}
		record = record_size(&d, (uint64_t) ((int64_t) d.day - head.last_day));
		blocks += record;
		block += record;
		head.events += events;
		head.last_day = d.day;
		if (++head.days % PAUSE_DAYS == 0 && pause != NULL)
			pause();
	}
	if (head.events > 0)
	{
		head.directory = 1 + varint_size(varint_from_signed(head.first_day)) +
			varint_size((uint64_t) ((int64_t) head.last_day - head.first_day)) + varint_size((uint64_t) head.days - 1) +
			varint_size((uint64_t) (head.events - head.days)) + varint_size(directory);
		head.blocks = head.directory + directory;
	}
	plan->head = head;
	plan->size = head.events > 0 ? head.blocks + blocks : 1;
	return EVENT_SERIES_OK;
}

static uint8_t *
put_bytes(uint8_t *p, uint64_t x, uint32_t width)
{
	for (uint32_t i = 0; i < width; i++, x >>= 8)
		*p++ = (uint8_t) x;
	return p;
}

static uint8_t *
put_record(uint8_t *p, const uint64_t *words, const day_plan *d, uint64_t step)
{
	int			kind = kind_of(d);
	uint8_t    *count;

	p = varint_put(p, step << 2 | (uint64_t) kind);
	if (kind != 0)
		p = varint_put(p, d->codes - (kind == 1 ? 2 : 1));
	if (kind == 3)
		*p++ = (uint8_t) d->width;
	count = p + 2 * (size_t) d->codes;
	for (size_t i = d->begin; i < d->end;)
	{
		p = put_bytes(p, tally_code(words[i]), 2);
		count = put_bytes(count, (uint64_t) tally_take(words, &i, d->end), d->width);
	}
	return count;
}

void
event_series_write(const uint64_t *words, size_t count, const event_series_plan *plan, uint8_t *bytes, core_pause pause)
{
	const event_series_head *head = &plan->head;
	uint8_t    *directory = bytes;
	uint8_t    *p = bytes + head->blocks;
	uint8_t    *block = p;
	int32_t		block_day = head->first_day;
	int32_t		before = head->first_day;
	int64_t		days = 0;
	day_plan	d;

	*directory++ = EVENT_SERIES_VERSION;
	if (head->events == 0)
		return;
	directory = varint_put(directory, varint_from_signed(head->first_day));
	directory = varint_put(directory, (uint64_t) ((int64_t) head->last_day - head->first_day));
	directory = varint_put(directory, (uint64_t) head->days - 1);
	directory = varint_put(directory, (uint64_t) (head->events - head->days));
	directory = varint_put(directory, (uint64_t) (head->blocks - head->directory));
	for (size_t i = 0; i < count; i = d.end)
	{
		plan_day(words, i, count, &d);
		if (p - block >= EVENT_SERIES_BLOCK)
		{
			directory = varint_put(directory, (uint64_t) (p - block));
			directory = varint_put(directory, (uint64_t) ((int64_t) d.day - block_day));
			block = p;
			block_day = d.day;
		}
		p = put_record(p, words, &d, (uint64_t) ((int64_t) d.day - before));
		before = d.day;
		if (++days % PAUSE_DAYS == 0 && pause != NULL)
			pause();
	}
}
