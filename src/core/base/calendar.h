/*
 * The Gregorian calendar, extended to all times, over the days that the server's type date has: days are counted from
 * 2000-01-01. Periods are numbered one after the other, so that their distance is a difference.
 */
#ifndef SMARTDIP_CORE_CALENDAR_H
#define SMARTDIP_CORE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 4714-11-24 BC and 5874897-12-31 */
#define CALENDAR_FIRST_DAY (-2451545)
#define CALENDAR_LAST_DAY 2145031948

/* No day is given: as it is now, or at any time. Outside what a date can be; its neighbours are the infinities. */
#define CALENDAR_ANY_DAY (INT32_MIN + 1)

#define CALENDAR_MICROSECONDS INT64_C(86400000000)	/* of a day */

/* longest text of a day: "5874897-12-31" */
#define CALENDAR_MAX_TEXT 16

enum calendar_unit
{
	CALENDAR_DAY,
	CALENDAR_WEEK,				/* from Monday, as ISO 8601 has it */
	CALENDAR_MONTH,
	CALENDAR_QUARTER,
	CALENDAR_YEAR,
	CALENDAR_UNITS
};

/* The year 0 is 1 BC. */
typedef struct calendar_date
{
	int32_t		year;
	int32_t		month;
	int32_t		day;
} calendar_date;

extern int64_t calendar_day_of(int64_t year, int32_t month, int32_t day);
extern calendar_date calendar_date_of(int32_t day);
extern int32_t calendar_days_in_month(int32_t year, int32_t month);

/* ISO 8601 with four digits of the year or more: 2009-06-04, 0044-03-15 BC; no other form, whatever the settings. */
extern bool calendar_parse(const char *s, size_t len, int32_t *day);
extern size_t calendar_format(int32_t day, char buf[CALENDAR_MAX_TEXT]);

extern const char *const calendar_unit_names[CALENDAR_UNITS];

/* A period: its number, its first day, and the first day behind it. The first may lie before CALENDAR_FIRST_DAY. */
typedef struct calendar_span
{
	int32_t		number;
	int32_t		year;			/* of units of months: where it begins */
	int32_t		month;
	int64_t		begin;
	int64_t		end;
} calendar_span;

/* The period that a day lies in, the period of a number, the next one, and the number alone. */
extern calendar_span calendar_span_of(int32_t day, enum calendar_unit unit);
extern calendar_span calendar_span_at(int64_t number, enum calendar_unit unit);
extern void calendar_span_next(calendar_span *span, enum calendar_unit unit);
extern int32_t calendar_period(int32_t day, enum calendar_unit unit);

static inline bool
calendar_has(int64_t day)
{
	return day >= CALENDAR_FIRST_DAY && day <= CALENDAR_LAST_DAY;
}

#endif
