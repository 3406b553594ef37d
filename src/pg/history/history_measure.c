/* Measures of a history that are one number or one row: quad classes, Goldstein scores, power, decay. */
#include "pg/history/history.h"
#include "pg/base/argument.h"

#include "pg/history/history_rows.h"
#include "pg/power/power_profile.h"

SMARTDIP_FUNCTION(smartdip_quad_counts);
SMARTDIP_FUNCTION(smartdip_goldstein_sum);
SMARTDIP_FUNCTION(smartdip_goldstein_mean);
SMARTDIP_FUNCTION(smartdip_cooperation);
SMARTDIP_FUNCTION(smartdip_conflict);
SMARTDIP_FUNCTION(smartdip_net_cooperation);
SMARTDIP_FUNCTION(smartdip_power_profile_event_series);
SMARTDIP_FUNCTION(smartdip_decayed);
SMARTDIP_FUNCTION(smartdip_half_life_reciprocity);

static const uint8 *
scored_codes(enum event_code_scheme scheme)
{
	static uint8 sets[EVENT_SCHEME_COUNT][EVENT_SERIES_SET];
	static bool ready[EVENT_SCHEME_COUNT];

	if (!ready[scheme])
		history_scored_set(sets[scheme], scheme);
	ready[scheme] = true;
	return sets[scheme];
}

/* The sums that a call asks for: (series, scheme, during). */
static history_sums
sums_of_call(FunctionCallInfo fcinfo)
{
	history		h;
	history_sums sums;

	history_open(&h, PG_GETARG_DATUM(0), day_range_of(PG_GETARG_DATUM(2)));
	history_sum(&h.reader, event_weights(event_scheme_of(PG_GETARG_TEXT_PP(1))), &sums);
	return sums;
}

Datum
smartdip_quad_counts(PG_FUNCTION_ARGS)
{
	history_sums sums = sums_of_call(fcinfo);
	int64		other = sums.events;
	bool		nulls[5] = {false};
	Datum		values[5];

	for (int quad = 0; quad < 4; quad++)
	{
		values[quad] = Int64GetDatum(sums.of[SUM_VERBAL_COOPERATION + quad]);
		other -= sums.of[SUM_VERBAL_COOPERATION + quad];
	}
	values[4] = Int64GetDatum(other);
	return history_row(fcinfo, values, nulls);
}

Datum
smartdip_goldstein_sum(PG_FUNCTION_ARGS)
{
	history_sums sums = sums_of_call(fcinfo);

	PG_RETURN_FLOAT8((double) (sums.of[SUM_COOPERATION] - sums.of[SUM_CONFLICT]) / 10);
}

/* Cooperation less conflict is the same sum; both names are in use. */
Datum
smartdip_net_cooperation(PG_FUNCTION_ARGS)
{
	return smartdip_goldstein_sum(fcinfo);
}

/* Codes without a score do not count. */
Datum
smartdip_goldstein_mean(PG_FUNCTION_ARGS)
{
	enum event_code_scheme scheme = event_scheme_of(PG_GETARG_TEXT_PP(1));
	history_sums sums;
	int64		scored;
	history		h;
	event_series_reader again;

	history_open(&h, PG_GETARG_DATUM(0), day_range_of(PG_GETARG_DATUM(2)));
	again = h.reader;
	history_sum(&h.reader, event_weights(scheme), &sums);
	scored = history_count_in(&again, scored_codes(scheme));
	if (scored == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) (sums.of[SUM_COOPERATION] - sums.of[SUM_CONFLICT]) / ((double) scored * 10));
}

Datum
smartdip_cooperation(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8((double) sums_of_call(fcinfo).of[SUM_COOPERATION] / 10);
}

Datum
smartdip_conflict(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8((double) sums_of_call(fcinfo).of[SUM_CONFLICT] / 10);
}

/* What codes have by the coding of power; made once in a session. */
static const power_profile *const *
event_profiles(void)
{
	static const power_profile **profiles;

	if (profiles == NULL)
	{
		const power_profile **made = MemoryContextAlloc(TopMemoryContext, HISTORY_CODES * sizeof(power_profile *));

		history_profiles(made);
		profiles = made;
	}
	return profiles;
}

/* (series, during) */
Datum
smartdip_power_profile_event_series(PG_FUNCTION_ARGS)
{
	power_profile *average = power_profile_palloc();
	history		h;
	power_sum	sum;

	history_open(&h, PG_GETARG_DATUM(0), day_range_of(PG_GETARG_DATUM(1)));
	history_sum_power(&h.reader, event_profiles(), &sum);
	if (!power_sum_average(&sum, average))
		PG_RETURN_NULL();
	PG_RETURN_POWER_PROFILE(average);
}

/* (series, day, half_life, form) */
Datum
smartdip_decayed(PG_FUNCTION_ARGS)
{
	int32		day = day_of(PG_GETARG_DATUM(1), "the day of a decayed sum");
	double		half_life = PG_GETARG_FLOAT8(2);
	enum history_decay form;
	history		h;

	if (!(half_life > 0) || isinf(half_life))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%g cannot be a half-life", half_life),
				 errdetail("A half-life is a number of days greater than 0.")));
	form = (enum history_decay) name_arg(PG_GETARG_TEXT_PP(3), "form of decay", history_decay_names, DECAY_FORMS,
										 ": on its day an event is worth 1, or ln 2 / half-life");
	history_open(&h, PG_GETARG_DATUM(0), (day_range) {CALENDAR_FIRST_DAY, day - 1});
	PG_RETURN_FLOAT8(history_decayed(&h.reader, day, half_life, form));
}

/* The same over what the other side did. */
Datum
smartdip_half_life_reciprocity(PG_FUNCTION_ARGS)
{
	return smartdip_decayed(fcinfo);
}
