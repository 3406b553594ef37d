#include "core/table/table_value.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/calendar.h"
#include "core/base/decimal.h"
#include "core/base/keyword.h"

#define SECOND INT64_C(1000000)
#define DAY_OF_1970 (-10957)

/* A moment in pieces; what lies in it depends on no other piece. */
typedef struct written_time
{
	int32_t		day;
	int64_t		clock;			/* microseconds of the day */
	int64_t		zone;			/* microseconds east of UTC */
} written_time;

bool
table_is_missing(table_slice value)
{
	static const char *const words[] = {"NULL", "null", "None", "NaN", "nan", "\\N", "<NA>"};

	return value.s == NULL || value.len == 0 || keyword_index(words, (int) lengthof(words), value.s, value.len) >= 0;
}

static size_t
digits_of(table_slice value)
{
	size_t		count = 0;

	while (count < value.len && ascii_is_digit(value.s[count]))
		count++;
	return count;
}

static table_slice
rest_of(table_slice value, size_t at)
{
	return (table_slice) {value.s + at, value.len - at};
}

/* A day of the calendar, by the reader that knows the lengths of months. */
static bool
set_day(int32_t year, int32_t month, int32_t day, int32_t *out)
{
	char		iso[] = "0000-00-00";

	for (int i = 3; i >= 0; i--, year /= 10)
		iso[i] = (char) ('0' + year % 10);
	iso[5] = (char) ('0' + month / 10);
	iso[6] = (char) ('0' + month % 10);
	iso[8] = (char) ('0' + day / 10);
	iso[9] = (char) ('0' + day % 10);
	return calendar_parse(iso, 10, out);
}

/* .5 as microseconds; further digits than six are passed over. */
static bool
read_fraction(table_slice *rest, int64_t *micros)
{
	int64_t unit = SECOND / 10;
	size_t		digits;

	*micros = 0;
	if (rest->len == 0 || (rest->s[0] != '.' && rest->s[0] != ','))
		return true;
	*rest = rest_of(*rest, 1);
	digits = digits_of(*rest);
	for (size_t i = 0; i < digits; i++, unit /=10)
		*micros += (rest->s[i] - '0') * unit;

	*rest = rest_of(*rest, digits);
	return digits > 0;
}

/* 20:19, 20:19:24, 20:19:24.5; leaves what stands behind it. */
static bool
read_clock(table_slice *rest, int64_t *clock)
{
	static const int32_t most[] = {23, 59, 59};
	int32_t		parts[3] = {0, 0, 0};
	int64_t		fraction = 0;

	for (int i = 0; i < 3; i++)
	{
		if (i > 0 && (rest->len == 0 || rest->s[0] != ':'))
		{
			if (i == 1)
				return false;
			break;
		}
		if (i > 0)
			*rest = rest_of(*rest, 1);
		if (rest->len < 2 || !decimal_digits(rest->s, 2, &parts[i]) || parts[i] > most[i])
			return false;
		*rest = rest_of(*rest, 2);
		if (i == 2 && !read_fraction(rest, &fraction))
			return false;
	}
	*clock = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * SECOND + fraction;
	return true;
}

/* All of the value: nothing, Z, UTC, GMT, +00, +0000, +00:00. */
static bool
read_zone(table_slice value, int64_t *zone)
{
	static const char *const utc[] = {"", "Z", "z", "UTC", "GMT"};
	int32_t		hours;
	int32_t		minutes = 0;

	if (value.len > 0 && value.s[0] == ' ')
		value = rest_of(value, 1);
	*zone = 0;
	if (keyword_index(utc, (int) lengthof(utc), value.s, value.len) >= 0)
		return true;
	if (value.len < 3 || (value.s[0] != '+' && value.s[0] != '-') || !decimal_digits(value.s + 1, 2, &hours) || hours > 15)
		return false;
	if (value.len > 3)
	{
		size_t		colon = value.s[3] == ':';

		if (value.len != 5 + colon || !decimal_digits(value.s + 3 + colon, 2, &minutes) || minutes > 59)
			return false;
	}
	*zone = (value.s[0] == '-' ? -1 : 1) * (hours * 60 + minutes) * 60 * SECOND;
	return true;
}

/* 2018-10-10 or 2018/10/10, and a clock and a zone behind it. */
static bool
read_iso(table_slice value, written_time *time)
{
	int32_t		year;
	int32_t		month;
	int32_t		day;

	if (value.len < 10 || (value.s[4] != '-' && value.s[4] != '/') || value.s[7] != value.s[4] || !decimal_digits(value.s, 4, &year) ||
		!decimal_digits(value.s + 5, 2, &month) || !decimal_digits(value.s + 8, 2, &day) || !set_day(year, month, day, &time->day))
		return false;
	if (value.len == 10)
		return true;
	if (value.s[10] != 'T' && value.s[10] != 't' && value.s[10] != ' ')
		return false;
	value = rest_of(value, 11);
	return read_clock(&value, &time->clock) && read_zone(value, &time->zone);
}

/* Digits alone, which their number tells what they are. */
static bool
read_digits(table_slice value, size_t digits, written_time *time)
{
	table_slice rest = rest_of(value, digits);
	int32_t		parts[6] = {0};
	int64_t		number;
	int64_t		fraction;

	if ((digits == 8 || digits == 14) && rest.len == 0)
	{
		decimal_digits(value.s, 4, &parts[0]);
		for (size_t i = 1; 2 + 2 * i < digits; i++)
			decimal_digits(value.s + 2 + 2 * i, 2, &parts[i]);
		time->clock = ((parts[3] * 60 + parts[4]) * 60 + parts[5]) * SECOND;
		return parts[3] < 24 && parts[4] < 60 && parts[5] < 60 && set_day(parts[0], parts[1], parts[2], &time->day);
	}
	if (!decimal_to_int64(value.s, digits, &number) || !read_fraction(&rest, &fraction) || rest.len > 0)
		return false;
	if (digits == 9 || digits == 10)
		number = number * SECOND + fraction;
	else if (digits == 13)
		number *= 1000;
	else
		return false;
	time->day = DAY_OF_1970 + (int32_t) (number / CALENDAR_MICROSECONDS);
	time->clock = number % CALENDAR_MICROSECONDS;
	return true;
}

static int
month_of(table_slice word)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
	char		lower[3];

	if (word.len != 3)
		return 0;
	for (int i = 0; i < 3; i++)
		lower[i] = (char) (word.s[i] | 0x20);
	return keyword_index(months, (int) lengthof(months), lower, 3) + 1;
}

static bool
is_weekday(table_slice word)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

	return keyword_index(days, (int) lengthof(days), word.s, word.len) >= 0;
}

/* The next word, without the blanks before it and a comma behind it. */
static bool
next_word(table_slice *rest, table_slice *word)
{
	size_t		len = 0;

	while (rest->len > 0 && rest->s[0] == ' ')
		*rest = rest_of(*rest, 1);
	while (len < rest->len && rest->s[len] != ' ')
		len++;
	*word = (table_slice) {rest->s, len};
	*rest = rest_of(*rest, len);
	if (len > 0 && word->s[len - 1] == ',')
		word->len--;
	return len > 0;
}

/* A date in words: a month by its name, and day, year, clock and zone in any order, each once, for each tells what it is. */
static bool
read_words(table_slice value, written_time *time)
{
	int32_t		month = 0;
	int32_t		day = 0;
	int32_t		year = 0;
	bool		clock = false;
	bool		zone = false;
	table_slice word;

	for (int i = 0; next_word(&value, &word); i++)
	{
		size_t		digits = digits_of(word);

		if (i == 0 && is_weekday(word))
			continue;
		if (digits == word.len && digits <= 2 && digits > 0 && day == 0)
			decimal_digits(word.s, digits, &day);
		else if (digits == word.len && digits == 4 && year == 0)
			decimal_digits(word.s, 4, &year);
		else if (digits == 2 && !clock)
		{
			clock = read_clock(&word, &time->clock) && word.len == 0;
			if (!clock)
				return false;
		}
		else if (month == 0 && month_of(word) > 0)
			month = month_of(word);
		else if (zone || !read_zone(word, &time->zone))
			return false;
		else
			zone = true;
	}
	return month > 0 && day > 0 && year > 0 && set_day(year, month, day, &time->day);
}

static bool
read_time(table_slice value, written_time *time)
{
	size_t		digits = digits_of(value);

	*time = (written_time) {0, 0, 0};
	if (digits >= 8)
		return read_digits(value, digits, time);
	return digits == 4 ? read_iso(value, time) : read_words(value, time);
}

enum table_error
table_time(table_slice value, int64_t *time)
{
	written_time written;

	if (!read_time(value, &written))
		return TABLE_NOT_TIME;
	*time = written.day * CALENDAR_MICROSECONDS + written.clock - written.zone;
	return TABLE_OK;
}

enum table_error
table_day(table_slice value, int32_t *day)
{
	written_time written;

	if (!read_time(value, &written))
		return TABLE_NOT_DATE;
	*day = written.day;
	return TABLE_OK;
}

/* Without the commas of 1,234,567; false where they part no groups of three, or anything but digits stands there. */
static bool
without_groups(table_slice value, char digits[32], size_t *count)
{
	*count = 0;
	if (value.len > 26 || memchr(value.s, ',', value.len) == NULL)
		return false;
	for (size_t i = 0; i < value.len; i++)
	{
		bool		mark = (value.len - i) % 4 == 0;

		if (mark ? (i == 0 || value.s[i] != ',') : !ascii_is_digit(value.s[i]))
			return false;
		if (!mark)
			digits[(*count)++] = value.s[i];
	}
	return true;
}

enum table_error
table_count(table_slice value, int64_t *count)
{
	char		digits[32];
	size_t		len;
	double		number;

	if (without_groups(value, digits, &len))
		value = (table_slice) {digits, len};
	if (decimal_to_int64(value.s, value.len, count) || decimal_to_whole(value.s, value.len, count))
		return *count < 0 ? TABLE_NOT_COUNT : TABLE_OK;
	return decimal_to_double(value.s, value.len, &number) && number >= 9.2e18 ? TABLE_TOO_LARGE : TABLE_NOT_COUNT;
}
