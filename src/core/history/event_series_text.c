/* The text form of histories, read and written piece by piece. */
#include "core/history/event_series.h"

#include "core/base/decimal.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static void
skip_blanks(event_series_text *t)
{
	while (t->next < t->end && is_blank(*t->next))
		t->next++;
}

/* Refuses a part of the text; always false. */
static bool
refuse(event_series_text *t, enum event_series_error error, const char *part, const char *part_end)
{
	t->error = error;
	t->part = part;
	t->part_length = (size_t) (part_end - part);
	t->next = t->end;
	return false;
}

void
event_series_text_open(event_series_text *t, const char *s, size_t length)
{
	memset(t, 0, sizeof(*t));
	t->next = t->part = s;
	t->end = s + length;
	skip_blanks(t);
}

static bool
read_day(event_series_text *t)
{
	const char *begin = t->next;
	const char *p = begin;
	const char *last;

	while (p < t->end && *p != ':' && *p != ';')
		p++;
	for (last = p; last > begin && is_blank(last[-1]);)
		last--;
	if (!calendar_parse(begin, (size_t) (last - begin), &t->day))
		return refuse(t, EVENT_SERIES_NO_DAY, begin, last);
	if (p == t->end || *p != ':')
		return refuse(t, EVENT_SERIES_NO_COLON, begin, last);
	t->next = p + 1;
	skip_blanks(t);
	if (t->next == t->end || *t->next == ';')
		return refuse(t, EVENT_SERIES_NO_EVENTS, begin, p + 1);
	t->in_day = true;
	return true;
}

static bool
read_code(event_series_text *t, uint16_t *code, int64_t *count)
{
	const char *begin = t->next;
	const char *star = NULL;
	event_code	parsed = 0;

	for (; t->next < t->end && !is_blank(*t->next) && *t->next != ';'; t->next++)
		if (*t->next == '*' && star == NULL)
			star = t->next;
	if (begin == (star ? star : t->next))
		return refuse(t, EVENT_SERIES_NO_CODE, begin, t->next);
	*count = 1;
	if (star != NULL && (!decimal_to_int64(star + 1, (size_t) (t->next - star - 1), count) || star[1] == '+' ||
						 *count < 1 || *count > EVENT_SERIES_MAX_EVENTS))
		return refuse(t, EVENT_SERIES_BAD_COUNT, begin, t->next);
	t->code_error = event_code_parse(begin, (size_t) ((star ? star : t->next) - begin), &parsed);
	if (t->code_error != EVENT_CODE_OK)
		return refuse(t, EVENT_SERIES_BAD_CODE, begin, star ? star : t->next);
	*code = (uint16_t) parsed;
	return true;
}

bool
event_series_text_next(event_series_text *t, int32_t *day, uint16_t *code, int64_t *count)
{
	if (t->next == t->end || (!t->in_day && !read_day(t)))
		return false;
	*day = t->day;
	if (!read_code(t, code, count))
		return false;
	skip_blanks(t);
	if (t->next < t->end && *t->next == ';')
	{
		t->in_day = false;
		t->next++;
		skip_blanks(t);
		/* a semicolon stands between days, not behind the last */
		if (t->next == t->end)
			return refuse(t, EVENT_SERIES_NO_DAY, t->end, t->end);
	}
	return true;
}

size_t
event_series_format(const event_day *day, uint32_t i, char buf[EVENT_SERIES_MAX_TEXT])
{
	int64_t		count = event_day_count(day, i);
	char		digits[20];
	size_t		length = 0;
	int			put = 0;

	if (i == 0)
	{
		length = calendar_format(day->day, buf);
		buf[length++] = ':';
	}
	buf[length++] = ' ';
	length += event_code_format((event_code) event_day_code(day, i), buf + length);
	if (count > 1)
	{
		buf[length++] = '*';
		for (; count > 0; count /= 10)
			digits[put++] = (char) ('0' + count % 10);
		while (put > 0)
			buf[length++] = digits[--put];
	}
	return length;
}
