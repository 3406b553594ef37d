/* libFuzzer target: days, numbers in decimal and numbers of few bytes, of any bytes; what is read is written and read again. */
#include <math.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/decimal.h"
#include "core/base/varint.h"
#include "fuzz.h"

static void
check_day(int32_t day)
{
	char		text[CALENDAR_MAX_TEXT];
	int32_t		again;
	size_t		len = calendar_format(day, text);
	calendar_date date = calendar_date_of(day);

	require(len <= sizeof(text) && calendar_parse(text, len, &again) && again == day);
	require(calendar_day_of(date.year, date.month, date.day) == day);
	for (int unit = 0; unit < CALENDAR_UNITS; unit++)
	{
		calendar_span span = calendar_span_of(day, (enum calendar_unit) unit);
		calendar_span same = calendar_span_at(span.number, (enum calendar_unit) unit);

		require(span.begin <= day && day < span.end && span.number == calendar_period(day, (enum calendar_unit) unit));
		require(same.begin == span.begin && same.end == span.end);
		calendar_span_next(&same, (enum calendar_unit) unit);
		require(same.begin == span.end && same.number == span.number + 1);
	}
}

static void
check_varints(const uint8_t *data, size_t size)
{
	const uint8_t *p = data;
	uint64_t	x;

	for (const uint8_t *start = p; varint_read(&p, data + size, &x); start = p)
	{
		uint8_t		form[10];

		require(varint_size(x) == (size_t) (p - start) && varint_put(form, x) == form + varint_size(x) && memcmp(form, start, varint_size(x)) == 0);
		require(varint_from_signed(varint_to_signed(x)) == x);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *) data;
	int32_t		day;
	int64_t		whole;
	int64_t		same;
	double		number;

	if (calendar_parse(s, size, &day))
	{
		require(calendar_has(day));
		check_day(day);
	}
	if (size >= 4)
	{
		memcpy(&day, data, 4);
		if (calendar_has(day))
			check_day(day);
	}
	if (decimal_to_int64(s, size, &whole))
		require(decimal_to_whole(s, size, &same) == (size <= DECIMAL_MAX_LENGTH) && (size > DECIMAL_MAX_LENGTH || same == whole));
	if (decimal_to_double(s, size, &number))
		require(isfinite(number));
	check_varints(data, size);
	return 0;
}
