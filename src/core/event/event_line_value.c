/*
 * The values of a line, one by one: how days, numbers and flags are written, what stands for nothing, and the walk
 * over the columns, which checks what is not kept and remembers what is.
 *
 * Publishers write a number or a day in one way, and that way is tried first. Spreadsheets, R and pandas write the
 * same number or day in others, which say exactly as much: they are read too.
 */
#include "core/event/event_line_format.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/blank.h"
#include "core/base/calendar.h"
#include "core/base/decimal.h"
#include "core/base/keyword.h"

bool
event_line_day(int32_t year, int32_t month, int32_t day, int32_t *days)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > calendar_days_in_month(year, month))
		return false;
	*days = (int32_t) calendar_day_of(year, month, day);
	return true;
}

/* One or two digits at *s, up to a mark behind them, which is passed too. */
static bool
short_number(const char **s, const char *end, char mark, int32_t *number)
{
	const char *start = *s;

	while (*s < end && ascii_is_digit(**s))
		(*s)++;
	if (*s == start || *s - start > 2 || *s == end || **s != mark)
		return false;
	decimal_digits(start, (size_t) (*s - start), number);
	(*s)++;
	return true;
}

/* 1/31/2018 */
static enum event_line_error
parse_month_first(event_slice value, int32_t *days)
{
	const char *s = value.s;
	const char *end = value.s + value.len;
	int32_t		month;
	int32_t		day;
	int32_t		year;

	if (!short_number(&s, end, '/', &month) || !short_number(&s, end, '/', &day) || end - s != 4 ||
		!decimal_digits(s, 4, &year))
		return EVENT_LINE_NOT_DATE;
	return event_line_day(year, month, day, days) ? EVENT_LINE_OK : EVENT_LINE_NO_SUCH_DAY;
}

static enum event_line_error
parse_year_first(event_slice value, int mark, int32_t *days)
{
	int32_t		year;
	int32_t		month;
	int32_t		day;

	if (!decimal_digits(value.s, 4, &year) || !decimal_digits(value.s + 4 + mark, 2, &month) ||
		!decimal_digits(value.s + 6 + 2 * mark, 2, &day))
		return EVENT_LINE_NOT_DATE;
	return event_line_day(year, month, day, days) ? EVENT_LINE_OK : EVENT_LINE_NO_SUCH_DAY;
}

/* A time of day behind a date: 13:45, 13:45:00, with zeros for parts of a second, and a sign that it is in UTC. */
static bool
parse_clock(event_slice value, int32_t *seconds)
{
	static const char *const zones[] = {"Z", "+00", "+0000", "+00:00", " UTC"};
	int32_t		time[3] = {0, 0, 0};
	size_t		at = 0;

	for (int i = 0; i < 3 && (i < 2 || (at < value.len && value.s[at] == ':')); i++)
	{
		at += i > 0;
		if (value.len < at + 2 || (i == 1 && value.s[2] != ':') || !decimal_digits(value.s + at, 2, &time[i]) ||
			time[i] > (i == 0 ? 23 : 59))
			return false;
		at += 2;
	}
	*seconds = time[0] * 3600 + time[1] * 60 + time[2];
	if (at < value.len && value.s[at] == '.')
		for (at++; at < value.len && value.s[at] == '0'; at++)
			;
	return at == value.len ||
		keyword_index(zones, (int) lengthof(zones), value.s + at, value.len - at) >= 0;
}

/* A number of digits that went through a column of numbers, 20180131.0 or 2.0180131e+07, as its digits; NULL for none. */
static const char *
digits_of_number(event_slice value, size_t count, char digits[20])
{
	int64_t		number;

	if (!decimal_to_whole(value.s, value.len, &number) || number < 0)
		return NULL;
	for (size_t i = count; i-- > 0; number /= 10)
		digits[i] = (char) ('0' + number % 10);
	return number == 0 && digits[0] != '0' ? digits : NULL;
}

/* A day with an hour behind it: its first ten characters. */
static bool
cut_clock(event_slice value, event_slice *date, int32_t *seconds)
{
	*date = (event_slice) {value.s, 10};
	return value.len > 11 && (value.s[10] == ' ' || value.s[10] == 'T') &&
		parse_clock((event_slice) {value.s + 11, value.len - 11}, seconds);
}

enum event_line_error
event_line_parse_day(enum event_format format, event_slice value, int32_t *days)
{
	char		digits[20];
	const char *s;
	event_slice date;
	int32_t		seconds;
	int64_t		moment;

	/* the day of a moment, which the format has in its place */
	if (event_format_is_mention(format) && event_line_parse_added(value, &moment) == EVENT_LINE_OK)
	{
		*days = (int32_t) (moment / CALENDAR_MICROSECONDS - (moment % CALENDAR_MICROSECONDS < 0));
		return EVENT_LINE_OK;
	}
	if (value.len == 8 && ascii_is_digit(value.s[1]) && ascii_is_digit(value.s[2]))
		return parse_year_first(value, 0, days);
	if (value.len >= 10 && (value.s[4] == '-' || value.s[4] == '/') && value.s[7] == value.s[4])
	{
		if (value.len == 10)
			return parse_year_first(value, 1, days);
		/* the hour of an event is not known: what went through a column of times is midnight */
		return cut_clock(value, &date, &seconds) && seconds == 0 ? parse_year_first(date, 1, days) : EVENT_LINE_NOT_DATE;
	}
	/* these two publishers write the month first, as others of their country do */
	if ((format == EVENT_FORMAT_ICEWS || format == EVENT_FORMAT_PHOENIX) && memchr(value.s, '/', value.len) != NULL)
		return parse_month_first(value, days);
	s = digits_of_number(value, 8, digits);
	return s != NULL ? parse_year_first((event_slice) {s, 8}, 0, days) : EVENT_LINE_NOT_DATE;
}

/* A day with the hour in six digits: 20180131134500. */
static enum event_line_error
parse_day_and_hour(const char *s, int32_t *days, int32_t *seconds)
{
	int32_t		time[3];

	for (int i = 0; i < 3; i++)
		if (!decimal_digits(s + 8 + 2 * i, 2, &time[i]) || time[i] > (i == 0 ? 23 : 59))
			return EVENT_LINE_NOT_DATE;
	*seconds = time[0] * 3600 + time[1] * 60 + time[2];
	return parse_year_first((event_slice) {s, 8}, 0, days);
}

/* When something was published: a day, or a day and an hour, in UTC. */
enum event_line_error
event_line_parse_added(event_slice value, int64_t *added)
{
	char		digits[20];
	event_slice date;
	int32_t		seconds = 0;
	int32_t		days;
	enum event_line_error error;

	if (value.len == 14 && ascii_is_digit(value.s[13]))
		error = parse_day_and_hour(value.s, &days, &seconds);
	else if (cut_clock(value, &date, &seconds))
		error = event_line_parse_day(EVENT_FORMAT_NONE, date, &days);
	else if (value.len != 8 && digits_of_number(value, 14, digits) != NULL)
		error = parse_day_and_hour(digits, &days, &seconds);
	else
	{
		seconds = 0;
		error = event_line_parse_day(EVENT_FORMAT_NONE, value, &days);
	}
	if (error != EVENT_LINE_OK)
		return error == EVENT_LINE_NOT_DATE ? EVENT_LINE_NOT_TIME : error;
	*added = days * CALENDAR_MICROSECONDS + seconds * INT64_C(1000000);
	return EVENT_LINE_OK;
}

enum event_line_error
event_line_parse_integer(event_slice value, int64_t least, int64_t most, int64_t *number)
{
	if (!decimal_to_int64(value.s, value.len, number) && !decimal_to_whole(value.s, value.len, number))
		return EVENT_LINE_NOT_INTEGER;
	return *number < least || *number > most ? EVENT_LINE_OUT_OF_RANGE : EVENT_LINE_OK;
}

enum event_line_error
event_line_parse_number(event_slice value, double least, double most, double *number)
{
	if (!decimal_to_double(value.s, value.len, number))
		return EVENT_LINE_NOT_NUMBER;
	return *number < least || *number > most ? EVENT_LINE_OUT_OF_RANGE : EVENT_LINE_OK;
}

/* A number of just so many digits: 2018, 201801. */
static enum event_line_error
check_digits(event_slice value, size_t count, int64_t least, int64_t most)
{
	char		digits[20];
	int64_t		number;

	if (value.len != count || !decimal_to_int64(value.s, count, &number))
	{
		if (digits_of_number(value, count, digits) == NULL)
			return value.len == count ? EVENT_LINE_NOT_INTEGER : EVENT_LINE_NOT_DATE;
		decimal_to_int64(digits, count, &number);
	}
	return number < least || number > most ? EVENT_LINE_OUT_OF_RANGE : EVENT_LINE_OK;
}

/* Three dashes are how coders write that there is no group. */
static inline enum event_line_error
check_group(event_slice value)
{
	return value.len == 3 && ((ascii_is_alphanumeric(value.s[0]) && ascii_is_alphanumeric(value.s[1]) && ascii_is_alphanumeric(value.s[2])) ||
							  memcmp(value.s, "---", 3) == 0)
		? EVENT_LINE_OK : EVENT_LINE_NOT_GROUP;
}

static enum event_line_error
check_flag(event_slice value)
{
	static const char *const words[] = {"TRUE", "FALSE", "True", "False", "true", "false", "T", "F", "t", "f"};
	int64_t		number;

	if (keyword_index(words, (int) lengthof(words), value.s, value.len) >= 0)
		return EVENT_LINE_OK;
	return decimal_to_whole(value.s, value.len, &number) && (number == 0 || number == 1) ? EVENT_LINE_OK : EVENT_LINE_NOT_FLAG;
}

/* Columns that nothing is kept of: they show that every value stands where it belongs. */
static enum event_line_error
check_column(enum event_column_kind kind, event_slice value)
{
	int64_t		number;
	double		real;

	switch (kind)
	{
		case COLUMN_INTEGER:
			return event_line_parse_integer(value, INT64_MIN, INT64_MAX, &number);
		case COLUMN_NUMBER:
			return event_line_parse_number(value, -1e300, 1e300, &real);
		case COLUMN_MONTH:
			return check_digits(value, 6, 101, 999912);
		case COLUMN_YEAR:
			return check_digits(value, 4, 1, 9999);
		case COLUMN_GROUP:
			return check_group(value);
		case COLUMN_SHORT:
			return value.len <= 3 ? EVENT_LINE_OK : EVENT_LINE_NOT_GROUP;
		case COLUMN_FLAG:
			return value.len == 1 && (value.s[0] == '0' || value.s[0] == '1') ? EVENT_LINE_OK : check_flag(value);
		case COLUMN_QUAD:
			return event_line_parse_integer(value, 0, 4, &number);
		case COLUMN_PLACE_TYPE:
			return event_line_parse_integer(value, 0, 5, &number);
		case COLUMN_SCORE:
			return event_line_parse_number(value, -10, 10, &real);
		case COLUMN_ANY_LATITUDE:
			return event_line_parse_number(value, -90, 90, &real);
		case COLUMN_ANY_LONGITUDE:
			return event_line_parse_number(value, -180, 180, &real);
		default:
			return EVENT_LINE_OK;
	}
}

/* What is written for a value that is missing. Databases' signs are never a value; NA and the others may be one. */
static bool
stands_for_nothing(const event_line_layout *layout, enum event_column_kind kind, event_slice value)
{
	static const char *const databases[] = {"NULL", "\\N"};
	static const char *const programs[] = {"NaN", "nan", "None", "null", "<NA>"};

	if (keyword_is(value.s, value.len, "NA"))
		return layout->na >> kind & 1;
	return keyword_index(databases, 2, value.s, value.len) >= 0 ||
		(layout->nan >> kind & 1 && keyword_index(programs, 5, value.s, value.len) >= 0);
}

/* Can a value that begins so be one of them? Hardly any does, and then one branch that never is taken costs least. */
static inline bool
may_stand_for_nothing(event_slice value)
{
	char		c = value.s[0];

	return ((c | 0x20) == 'n') | (c == '\\') | (c == '<');
}

/* Without blanks, and without quotes that had a blank before them and were no quotes to the one who cut the line. */
static event_slice
trimmed(event_slice value)
{
	blank_trim(&value.s, &value.len);
	if (value.len >= 2 && value.s[0] == '"' && value.s[value.len - 1] == '"')
	{
		value = (event_slice) {value.s + 1, value.len - 2};
		blank_trim(&value.s, &value.len);
	}
	return value;
}

enum event_line_error
event_line_walk(event_line_state *state, const event_line_fields *fields, int offset)
{
	const event_line_layout *layout = state->layout;
	int			count = fields->count - offset;

	for (int i = 0; i < count; i++)
	{
		event_slice value = fields->field[offset + i];
		enum event_column_kind kind = layout->kind[i];
		enum event_line_error error;

		if (value.len == 0 || kind == COLUMN_TEXT)
			continue;
		if (blank_may_surround(value.s, value.len) && (value = trimmed(value)).len == 0)
			continue;
		if (may_stand_for_nothing(value) && stands_for_nothing(layout, kind, value) &&
			!event_line_was_quoted(fields, offset + i))
			continue;
		if (kind >= COLUMN_ID)
		{
			state->kept[kind] = value;
			state->present |= KIND_BIT(kind);
		}
		else if ((error = check_column(kind, value)) != EVENT_LINE_OK)
		{
			state->row->bad_column = event_formats[layout->format].columns[layout->column[i]].name;
			state->row->bad_value = value;
			return error;
		}
	}
	return EVENT_LINE_OK;
}
