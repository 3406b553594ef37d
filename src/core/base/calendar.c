/* Days, weeks, months, quarters and years of the proleptic Gregorian calendar, as numbers of days from 2000-01-01. */
#include "core/base/calendar.h"

#include <string.h>

#include "core/base/decimal.h"

#define DAYS_IN_400_YEARS 146097

/* 2000-03-01, the first day of a cycle of 400 years whose leap day comes last, is day 60. */
#define CYCLE_BEGIN 60

/* 1999-12-27 was a Monday. */
#define MONDAY (-5)

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* The day may lie beyond its month, and is then one of the next. */
int64_t
calendar_day_of(int64_t year, int32_t month, int32_t day)
{
	/* years begin in March, so that the leap day is the last of its year */
	int64_t		from_march = month > 2 ? year : year - 1;
	int64_t		cycle = floor_div(from_march, 400);
	int64_t		of_cycle = from_march - cycle * 400;
	int64_t		of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return (cycle - 5) * DAYS_IN_400_YEARS + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year + CYCLE_BEGIN;
}

/* So many cycles before 2000-03-01 no day of the calendar lies, and all numbers are positive. */
#define CYCLES 17

calendar_date
calendar_date_of(int32_t day)
{
	uint32_t	since = (uint32_t) day + (uint32_t) (CYCLES * DAYS_IN_400_YEARS - CYCLE_BEGIN);
	uint32_t	cycle = since / DAYS_IN_400_YEARS;
	uint32_t	of_cycle = since % DAYS_IN_400_YEARS;
	uint32_t	year = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
	uint32_t	of_year = of_cycle - (year * 365 + year / 4 - year / 100);
	uint32_t	month = (5 * of_year + 2) / 153;
	calendar_date date;

	date.day = (int32_t) (of_year - (153 * month + 2) / 5) + 1;
	date.month = (int32_t) (month < 10 ? month + 3 : month - 9);
	date.year = (int32_t) (cycle * 400 + year) + (date.month <= 2) + 2000 - CYCLES * 400;
	return date;
}

int32_t
calendar_days_in_month(int32_t year, int32_t month)
{
	static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return lengths[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

bool
calendar_parse(const char *s, size_t len, int32_t *day)
{
	bool		before_christ = len > 3 && memcmp(s + len - 3, " BC", 3) == 0;
	size_t		digits;
	int32_t		year;
	int32_t		month;
	int32_t		of_month;
	int64_t		found;

	if (before_christ)
		len -= 3;
	if (len < 10 || len > 13)
		return false;
	digits = len - 6;
	if (!decimal_digits(s, digits, &year) || s[digits] != '-' || !decimal_digits(s + digits + 1, 2, &month) ||
		s[digits + 3] != '-' || !decimal_digits(s + digits + 4, 2, &of_month))
		return false;
	if (before_christ)
		year = 1 - year;
	if ((before_christ ? year > 0 : year < 1) || month < 1 || month > 12 || of_month < 1 ||
		of_month > calendar_days_in_month(year, month))
		return false;
	found = calendar_day_of(year, month, of_month);
	*day = (int32_t) found;
	return calendar_has(found);
}

static size_t
put_digits(char *buf, int32_t n, size_t least)
{
	char		reversed[10];
	size_t		len = 0;

	for (; n > 0 || len < least; n /= 10)
		reversed[len++] = (char) ('0' + n % 10);
	for (size_t i = 0; i < len; i++)
		buf[i] = reversed[len - 1 - i];
	return len;
}

size_t
calendar_format(int32_t day, char buf[CALENDAR_MAX_TEXT])
{
	calendar_date date = calendar_date_of(day);
	size_t		len = put_digits(buf, date.year > 0 ? date.year : 1 - date.year, 4);

	buf[len++] = '-';
	len += put_digits(buf + len, date.month, 2);
	buf[len++] = '-';
	len += put_digits(buf + len, date.day, 2);
	if (date.year <= 0)
	{
		memcpy(buf + len, " BC", 3);
		len += 3;
	}
	return len;
}

const char *const calendar_unit_names[CALENDAR_UNITS] = {
	[CALENDAR_DAY] = "day",
	[CALENDAR_WEEK] = "week",
	[CALENDAR_MONTH] = "month",
	[CALENDAR_QUARTER] = "quarter",
	[CALENDAR_YEAR] = "year"
};

static int32_t
months_of(enum calendar_unit unit)
{
	return unit == CALENDAR_MONTH ? 1 : unit == CALENDAR_QUARTER ? 3 : 12;
}

/* A period that begins with a month, whose first day is given. */
static calendar_span
span_from_month(int32_t year, int32_t month, int64_t begin, enum calendar_unit unit)
{
	int32_t		months = months_of(unit);
	calendar_span span = {(int32_t) floor_div((int64_t) year * 12 + month - 1, months), year, month, begin, begin};

	for (int32_t i = 0; i < months; i++)
		span.end += calendar_days_in_month(year, month + i);
	return span;
}

static calendar_span
span_of_week(int64_t number)
{
	return (calendar_span) {(int32_t) number, 0, 0, number * 7 + MONDAY, number * 7 + MONDAY + 7};
}

calendar_span
calendar_span_of(int32_t day, enum calendar_unit unit)
{
	calendar_date date;
	int64_t		begin;

	if (unit == CALENDAR_DAY)
		return (calendar_span) {day, 0, 0, day, (int64_t) day + 1};
	if (unit == CALENDAR_WEEK)
		return span_of_week(floor_div((int64_t) day - MONDAY, 7));
	date = calendar_date_of(day);
	begin = (int64_t) day - (date.day - 1);
	for (; (date.month - 1) % months_of(unit) != 0; date.month--)
		begin -= calendar_days_in_month(date.year, date.month - 1);
	return span_from_month(date.year, date.month, begin, unit);
}

calendar_span
calendar_span_at(int64_t number, enum calendar_unit unit)
{
	int64_t		month;
	int32_t		year;

	if (unit == CALENDAR_DAY)
		return (calendar_span) {(int32_t) number, 0, 0, number, number + 1};
	if (unit == CALENDAR_WEEK)
		return span_of_week(number);
	month = number * months_of(unit);
	year = (int32_t) floor_div(month, 12);
	month -= (int64_t) year * 12;
	return span_from_month(year, (int32_t) month + 1, calendar_day_of(year, (int32_t) month + 1, 1), unit);
}

void
calendar_span_next(calendar_span *span, enum calendar_unit unit)
{
	span->number++;
	span->begin = span->end;
	if (unit == CALENDAR_DAY || unit == CALENDAR_WEEK)
	{
		span->end += unit == CALENDAR_DAY ? 1 : 7;
		return;
	}
	span->month += months_of(unit);
	if (span->month > 12)
	{
		span->month = 1;
		span->year++;
	}
	for (int32_t i = 0; i < months_of(unit); i++)
		span->end += calendar_days_in_month(span->year, span->month + i);
}

int32_t
calendar_period(int32_t day, enum calendar_unit unit)
{
	return calendar_span_of(day, unit).number;
}
