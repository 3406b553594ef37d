/* Two histories beside each other: reply_times(), reply_latency(), reciprocity() and together(). */
#include "pg/history/history.h"

#include <math.h>

#include "core/history/history_pair.h"
#include "core/statistics/association.h"
#include "pg/history/history_rows.h"

SMARTDIP_FUNCTION(smartdip_reply_times);
SMARTDIP_FUNCTION(smartdip_reply_latency);
SMARTDIP_FUNCTION(smartdip_reciprocity);
SMARTDIP_FUNCTION(smartdip_together);
SMARTDIP_FUNCTION(smartdip_together_codes);

/* The acts of one history and the answers of another, and all that they need. */
typedef struct open_replies
{
	history		acts;
	history		answers;
	history_replies replies;
	uint8		act_set[EVENT_SERIES_SET];
	uint8		answer_set[EVENT_SERIES_SET];

	/* of reply_times() */
	history_reply reply;
	uint32		i;
} open_replies;

/* The set that an argument gives; NULL stands for every code. */
static const uint8 *
set_arg(FunctionCallInfo fcinfo, int n, uint8 set[EVENT_SERIES_SET])
{
	if (PG_ARGISNULL(n))
		return NULL;
	code_set_of(PG_GETARG_DATUM(n), set);
	return set;
}

/* Without a day, the data end with the last event of either side. */
static int32
until_arg(FunctionCallInfo fcinfo, int n)
{
	event_series_head acts;
	event_series_head answers;

	if (!PG_ARGISNULL(n))
		return day_of(PG_GETARG_DATUM(n), "the day on which the data end");
	acts = history_head(PG_GETARG_DATUM(0));
	answers = history_head(PG_GETARG_DATUM(1));
	if (answers.events == 0)
		return acts.last_day;
	return acts.events == 0 ? answers.last_day : Max(acts.last_day, answers.last_day);
}

/* (ab, ba, acts, answers, until, same_day); false where a history or same_day is NULL */
static bool
open_replies_of(open_replies *r, FunctionCallInfo fcinfo)
{
	day_range	days;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(5))
		return false;
	memset(&r->replies, 0, sizeof(r->replies));
	days = (day_range) {CALENDAR_FIRST_DAY, until_arg(fcinfo, 4)};
	history_open(&r->acts, PG_GETARG_DATUM(0), days);
	history_open(&r->answers, PG_GETARG_DATUM(1), days);
	r->replies.acts = &r->acts.reader;
	r->replies.answers = &r->answers.reader;
	r->replies.act_set = set_arg(fcinfo, 2, r->act_set);
	r->replies.answer_set = set_arg(fcinfo, 3, r->answer_set);
	r->replies.until = days.last;
	r->replies.same_day = PG_GETARG_BOOL(5);
	history_replies_open(&r->replies);
	return true;
}

static void *
reply_times_begin(FunctionCallInfo fcinfo)
{
	open_replies *r = palloc(sizeof(open_replies));

	memset(&r->reply, 0, sizeof(r->reply));
	r->i = 0;
	return open_replies_of(r, fcinfo) ? r : NULL;
}

static bool
reply_times_next(void *from, Datum *values, bool *nulls)
{
	open_replies *r = from;
	const uint8 *set = r->replies.act_set;

	for (;; r->i++)
	{
		if (r->i == r->reply.day.codes)
		{
			if (!history_replies_next(&r->replies, &r->reply))
				return false;
			r->i = 0;
		}
		if (set == NULL || event_set_has(set, event_day_code(&r->reply.day, r->i)))
			break;
	}
	values[0] = DateADTGetDatum(r->reply.day.day);
	values[1] = Int16GetDatum((int16) event_day_code(&r->reply.day, r->i));
	values[2] = Int64GetDatum(event_day_count(&r->reply.day, r->i));
	values[3] = Int32GetDatum(r->reply.waited);
	values[4] = BoolGetDatum(r->reply.answered);
	r->i++;
	return true;
}

Datum
smartdip_reply_times(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, reply_times_begin, reply_times_next);
}

Datum
smartdip_reply_latency(PG_FUNCTION_ARGS)
{
	open_replies r;
	history_reply reply;
	history_survival survival;
	tally	   *waits = tally_new(0);
	Datum		values[5];
	bool		nulls[5] = {false};

	if (!open_replies_of(&r, fcinfo))
		PG_RETURN_NULL();
	while (history_replies_next(&r.replies, &reply))
		waits = tally_add(waits, tally_key(reply.waited, reply.answered ? WAIT_ANSWERED : WAIT_CENSORED), reply.acts);
	tally_settle(waits);
	survival = history_survival_of(waits->words, waits->used);
	values[0] = Int64GetDatum(survival.acts);
	values[1] = Int64GetDatum(survival.answered);
	values[2] = Int64GetDatum(survival.acts - survival.answered);
	nulls[3] = isnan(survival.median);
	values[3] = Float8GetDatum(survival.median);
	nulls[4] = isnan(survival.p90);
	values[4] = Float8GetDatum(survival.p90);
	return history_row(fcinfo, values, nulls);
}

/*
 * The days of a range that is open on a side end with the first or last event of either history; false if there is no
 * day at all.
 */
static bool
common_days(Datum a, Datum b, day_range *days)
{
	event_series_head heads[2];
	day_range	events = {PG_INT32_MAX, PG_INT32_MIN};

	heads[0] = history_head(a);
	heads[1] = history_head(b);
	for (int i = 0; i < 2; i++)
		if (heads[i].events > 0)
		{
			events.first = Min(events.first, heads[i].first_day);
			events.last = Max(events.last, heads[i].last_day);
		}
	if (days->first <= CALENDAR_FIRST_DAY)
		days->first = events.first;
	if (days->last >= CALENDAR_LAST_DAY)
		days->last = events.last;
	return days->first <= days->last;
}

/* (ab, ba, unit, lag, scheme, during) */
Datum
smartdip_reciprocity(PG_FUNCTION_ARGS)
{
	day_range	days = day_range_of(PG_GETARG_DATUM(5));
	int32		lag = PG_GETARG_INT32(3);
	history_couple couple;
	history		sides[2];
	double		result;

	couple.unit = calendar_unit_of(PG_GETARG_TEXT_PP(2));
	couple.weights = event_weights(event_scheme_of(PG_GETARG_TEXT_PP(4)));
	if (lag < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a lag of %d periods", lag),
				 errdetail("What comes back cannot come before."),
				 errhint("To ask who leads, exchange the two histories.")));
	if (!common_days(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1), &days))
		PG_RETURN_NULL();
	couple.first = calendar_period(days.first, couple.unit);
	couple.last = calendar_period(days.last, couple.unit);
	couple.lag = lag;
	if (lag > (int64) couple.last - couple.first)
		PG_RETURN_NULL();
	history_open(&sides[0], PG_GETARG_DATUM(0),
				 (day_range) {days.first, (int32) Min(days.last, calendar_span_at((int64) couple.last - lag, couple.unit).end - 1)});
	history_open(&sides[1], PG_GETARG_DATUM(1),
				 (day_range) {(int32) Max(days.first, calendar_span_at((int64) couple.first + lag, couple.unit).begin), days.last});
	result = history_reciprocity(&couple, &sides[0].reader, &sides[1].reader);
	if (isnan(result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

/* The table of two by two as a row: periods, both, only_first, only_second, neither, expected, lift, phi. */
static Datum
together_row(FunctionCallInfo fcinfo, history_together t, int64 periods)
{
	association_table table = {periods, t.both, t.both + t.only_first, t.both + t.only_second};
	double		expected = association_expected(table);
	double		measures[] = {expected, expected > 0 ? (double) t.both / expected : NAN, association_phi(table)};
	int64		counts[] = {periods, t.both, t.only_first, t.only_second, periods - t.both - t.only_first - t.only_second};

	return history_row_of_numbers(fcinfo, counts, lengthof(counts), measures, lengthof(measures));
}

static Datum
count_together(FunctionCallInfo fcinfo, Datum a, const uint8 *a_set, Datum b, const uint8 *b_set, text *unit_name, day_range days)
{
	enum calendar_unit unit = calendar_unit_of(unit_name);
	history		first;
	history		second;

	if (!common_days(a, b, &days))
		return together_row(fcinfo, (history_together) {0, 0, 0}, 0);
	history_open(&first, a, days);
	history_open(&second, b, days);
	return together_row(fcinfo, history_count_together(&first.reader, a_set, &second.reader, b_set, unit),
						(int64) calendar_period(days.last, unit) - calendar_period(days.first, unit) + 1);
}

/* (a, b, unit, during) */
Datum
smartdip_together(PG_FUNCTION_ARGS)
{
	return count_together(fcinfo, PG_GETARG_DATUM(0), NULL, PG_GETARG_DATUM(1), NULL, PG_GETARG_TEXT_PP(2),
						  day_range_of(PG_GETARG_DATUM(3)));
}

/* (series, codes, other_codes, unit, during) */
Datum
smartdip_together_codes(PG_FUNCTION_ARGS)
{
	uint8		first[EVENT_SERIES_SET];
	uint8		second[EVENT_SERIES_SET];

	code_set_of(PG_GETARG_DATUM(1), first);
	code_set_of(PG_GETARG_DATUM(2), second);
	return count_together(fcinfo, PG_GETARG_DATUM(0), first, PG_GETARG_DATUM(0), second, PG_GETARG_TEXT_PP(3),
						  day_range_of(PG_GETARG_DATUM(4)));
}
