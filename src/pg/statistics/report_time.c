/* How fast an event is reported: the time to the first report, and the time by which half of all reports were there. */
#include "pg/statistics/number_pairs.h"
#include "pg/base/long_sort.h"

#include "datatype/timestamp.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

SMARTDIP_FUNCTION(smartdip_report_time_add);
SMARTDIP_FUNCTION(smartdip_time_to_first_report_final);
SMARTDIP_FUNCTION(smartdip_time_to_half_of_reports_final);

/* (state, event_time, report_time): microseconds, which a number holds exactly for 285 years */
Datum
smartdip_report_time_add(PG_FUNCTION_ARGS)
{
	TimestampTz event;
	TimestampTz report;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return number_pairs_keep(fcinfo);
	event = PG_GETARG_TIMESTAMPTZ(1);
	report = PG_GETARG_TIMESTAMPTZ(2);
	if (TIMESTAMP_NOT_FINITE(event) || TIMESTAMP_NOT_FINITE(report))
		return number_pairs_keep(fcinfo);
	return number_pairs_add(fcinfo, (double) report - (double) event, 0.0);
}

static int
compare_numbers(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

/* Days and hours, as the difference of two times is written. */
static Datum
interval_of(double microseconds)
{
	Interval   *time = palloc0(sizeof(Interval));

	/* as for the difference of two such times */
	if (!(microseconds > -9.2e18 && microseconds < 9.2e18))
		ereport(ERROR,
				(errcode(ERRCODE_INTERVAL_FIELD_OVERFLOW),
				 errmsg("interval out of range")));
	time->time = (int64) microseconds;
	return DirectFunctionCall1(interval_justify_hours, IntervalPGetDatum(time));
}

/* The k-th shortest time, from 0. */
static Datum
ordered_time(const number_pairs *pairs, size_t k)
{
	double	   *times = palloc_extended(pairs->count * sizeof(double), MCXT_ALLOC_HUGE);

	for (size_t i = 0; i < pairs->count; i++)
		times[i] = pairs->pair[i].a;
	CHECK_FOR_INTERRUPTS();
	long_sort(times, pairs->count, sizeof(double), compare_numbers);
	return interval_of(times[k]);
}

Datum
smartdip_time_to_first_report_final(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);

	if (pairs == NULL)
		PG_RETURN_NULL();
	return ordered_time(pairs, 0);
}

Datum
smartdip_time_to_half_of_reports_final(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);

	if (pairs == NULL)
		PG_RETURN_NULL();
	return ordered_time(pairs, (pairs->count - 1) / 2);
}
