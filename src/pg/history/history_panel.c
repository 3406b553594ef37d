/* A history period by period: panel(), panel_agg(), volatility() and surges(). */
#include "pg/base/argument.h"
#include "pg/history/history_panel.h"

#include <math.h>

#include "pg/history/history_rows.h"

SMARTDIP_FUNCTION(smartdip_panel);
SMARTDIP_FUNCTION(smartdip_volatility);
SMARTDIP_FUNCTION(smartdip_surges);
SMARTDIP_FUNCTION(smartdip_panel_add);
SMARTDIP_FUNCTION(smartdip_panel_combine);
SMARTDIP_FUNCTION(smartdip_panel_final);

panel_range
panel_range_args(FunctionCallInfo fcinfo, int n)
{
	panel_range range;

	range.unit = calendar_unit_of(PG_GETARG_TEXT_PP(n));
	range.days.first = day_of(PG_GETARG_DATUM(n + 1), "the first day of a panel");
	range.days.last = day_of(PG_GETARG_DATUM(n + 2), "the last day of a panel");
	check_days_in_order(range.days, "a panel");
	return range;
}

/* A history and its panel, in one piece. */
typedef struct open_panel
{
	history		h;
	history_panel panel;
} open_panel;

static void
open_panel_of(open_panel *p, Datum series, panel_range range, enum event_code_scheme scheme)
{
	history_open(&p->h, series, range.days);
	history_panel_open(&p->panel, &p->h.reader, event_weights(scheme), range.unit, range.days.first, range.days.last);
}

static double
net_of(const history_sums *sums)
{
	return (double) (sums->of[SUM_COOPERATION] - sums->of[SUM_CONFLICT]) / 10;
}

void
panel_put_period(int32 day, const history_sums *sums, Datum *values)
{
	values[0] = DateADTGetDatum(day);
	values[1] = Int64GetDatum(sums->events);
	values[2] = Float8GetDatum((double) sums->of[SUM_COOPERATION] / 10);
	values[3] = Float8GetDatum((double) sums->of[SUM_CONFLICT] / 10);
	values[4] = Float8GetDatum(net_of(sums));
	for (int i = SUM_VERBAL_COOPERATION; i <= SUM_MATERIAL_CONFLICT; i++)
		values[5 + i - SUM_VERBAL_COOPERATION] = Int64GetDatum(sums->of[i]);
	values[9] = Float8GetDatum((double) sums->of[SUM_HARD] / POWER_FULL);
	values[10] = Float8GetDatum((double) sums->of[SUM_SOFT] / POWER_FULL);
}

static void *
panel_begin(FunctionCallInfo fcinfo)
{
	open_panel *p = palloc(sizeof(open_panel));

	open_panel_of(p, PG_GETARG_DATUM(0), panel_range_args(fcinfo, 1), event_scheme_of(PG_GETARG_TEXT_PP(4)));
	return p;
}

static bool
panel_next(void *from, Datum *values, bool *nulls)
{
	open_panel *p = from;
	history_period period;

	if (!history_panel_next(&p->panel, &period))
		return false;
	panel_put_period(period.day, &period.sums, values);
	return true;
}

/* (series, unit, from, to, scheme) */
Datum
smartdip_panel(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, panel_begin, panel_next);
}

/* How many periods a window may have: each row looks at all of them. */
#define WINDOW_MOST 1000

static int
window_arg(FunctionCallInfo fcinfo, int n, const char *what)
{
	int			periods = PG_GETARG_INT32(n);

	if (periods < 2 || periods > WINDOW_MOST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%d periods cannot be %s", periods, what),
				 errdetail("There are 2 to %d.", WINDOW_MOST)));
	return periods;
}

/* The last values that were met, the oldest of them overwritten by the next. */
typedef struct value_window
{
	int			size;
	int64		met;
	double		values[WINDOW_MOST];
	double		scratch[WINDOW_MOST];
} value_window;

static void
window_add(value_window *w, double value)
{
	w->values[w->met++ % w->size] = value;
}

/* What is usual in the window, values that are NaN left out; false as long as it is not full, or holds fewer than two. */
static bool
window_usual(value_window *w, enum history_baseline form, history_usual *usual)
{
	size_t		count = 0;

	if (w->met < w->size)
		return false;
	for (int i = 0; i < w->size; i++)
		if (!isnan(w->values[i]))
			w->scratch[count++] = w->values[i];
	if (count < 2)
		return false;
	*usual = history_usual_of(w->scratch, count, form);
	return true;
}

typedef struct volatility_rows
{
	open_panel	p;
	value_window window;
} volatility_rows;

static void *
volatility_begin(FunctionCallInfo fcinfo)
{
	volatility_rows *rows = palloc0(sizeof(volatility_rows));

	rows->window.size = window_arg(fcinfo, 4, "the window of a volatility");
	open_panel_of(&rows->p, PG_GETARG_DATUM(0), panel_range_args(fcinfo, 1), event_scheme_of(PG_GETARG_TEXT_PP(5)));
	return rows;
}

static bool
volatility_next(void *from, Datum *values, bool *nulls)
{
	volatility_rows *rows = from;
	history_period period;
	history_usual usual;

	if (!history_panel_next(&rows->p.panel, &period))
		return false;
	window_add(&rows->window, net_of(&period.sums));
	values[0] = DateADTGetDatum(period.day);
	values[1] = Float8GetDatum(net_of(&period.sums));
	nulls[2] = !window_usual(&rows->window, BASELINE_MEAN, &usual);
	if (!nulls[2])
		values[2] = Float8GetDatum(usual.spread);
	return true;
}

/* (series, unit, from, to, periods, scheme) */
Datum
smartdip_volatility(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, volatility_begin, volatility_next);
}

typedef struct surge_rows
{
	open_panel	p;
	open_panel	volume;
	enum history_baseline form;
	int64		minimum;
	value_window window;
} surge_rows;

/* (series, volume, unit, from, to, baseline, minimum, form) */
static void *
surges_begin(FunctionCallInfo fcinfo)
{
	surge_rows *rows = palloc0(sizeof(surge_rows));
	panel_range range = panel_range_args(fcinfo, 2);

	rows->window.size = window_arg(fcinfo, 5, "the baseline of a surge");
	rows->minimum = PG_GETARG_INT64(6);
	rows->form = (enum history_baseline) name_arg(PG_GETARG_TEXT_PP(7), "form of baseline", history_baseline_names, BASELINE_FORMS,
												  ", with the standard and the median absolute deviation");
	open_panel_of(&rows->p, PG_GETARG_DATUM(0), range, EVENT_SCHEME_GDELT);
	open_panel_of(&rows->volume, PG_GETARG_DATUM(1), range, EVENT_SCHEME_GDELT);
	return rows;
}

static bool
surges_next(void *from, Datum *values, bool *nulls)
{
	surge_rows *rows = from;
	history_period period;
	history_period volume;
	history_usual usual;
	double		share;
	bool		known;

	if (!history_panel_next(&rows->p.panel, &period) || !history_panel_next(&rows->volume.panel, &volume))
		return false;
	share = volume.sums.events > 0 ? (double) period.sums.events / (double) volume.sums.events : NAN;
	/* the period itself is not part of what it is compared with */
	known = window_usual(&rows->window, rows->form, &usual);
	window_add(&rows->window, share);
	values[0] = DateADTGetDatum(period.day);
	values[1] = Int64GetDatum(period.sums.events);
	values[2] = Int64GetDatum(volume.sums.events);
	nulls[3] = isnan(share);
	values[3] = Float8GetDatum(share);
	nulls[4] = !known || isnan(share);
	nulls[5] = nulls[4] || period.sums.events < rows->minimum;
	if (!nulls[4])
		values[4] = Float8GetDatum(usual.center * (double) volume.sums.events);
	if (!nulls[5])
		values[5] = Float8GetDatum(history_score(usual, share));
	return true;
}

Datum
smartdip_surges(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, surges_begin, surges_next);
}

/*
 * The state of panel_agg(): the unit and the days, which all rows must have in common, how many events the histories
 * have, and then the sums of every period. With no more events than one history may have no sum overflows.
 */
#define PANEL_HEADER 3			/* words */
#define PANEL_MOST_PERIODS 1000000

static uint64
panel_days_word(day_range days)
{
	return (uint64) (uint32) days.first << 32 | (uint32) days.last;
}

static day_range
panel_days_of(const history_state *state)
{
	return (day_range) {(int32) (uint32) (state->words[1] >> 32), (int32) (uint32) state->words[1]};
}

static size_t
panel_periods(panel_range range)
{
	return (size_t) ((int64) calendar_period(range.days.last, range.unit) - calendar_period(range.days.first, range.unit) + 1);
}

static history_state *
panel_state_new(panel_range range)
{
	size_t		periods = panel_periods(range);
	history_state *state;

	if (periods > PANEL_MOST_PERIODS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a panel of %zu periods is too long", periods),
				 errdetail("An aggregate adds up panels of at most %d periods.", PANEL_MOST_PERIODS),
				 errhint("Take a longer unit, or fewer days.")));
	state = history_state_new(HISTORY_PANEL, PANEL_HEADER + periods * HISTORY_PANEL_SUMS);
	state->used = (uint32) (PANEL_HEADER + periods * HISTORY_PANEL_SUMS);
	state->words[0] = range.unit;
	state->words[1] = panel_days_word(range.days);
	return state;
}

bool
panel_state_is_valid(const history_state *state)
{
	panel_range range;

	if (state->detail != 0 || state->used < PANEL_HEADER || state->words[0] >= CALENDAR_UNITS)
		return false;
	range.unit = (enum calendar_unit) state->words[0];
	range.days = panel_days_of(state);
	if (!calendar_has(range.days.first) || !calendar_has(range.days.last) || range.days.first > range.days.last ||
		state->used != PANEL_HEADER + panel_periods(range) * HISTORY_PANEL_SUMS)
		return false;
	/* an event weighs a hundred at most */
	for (uint32 i = PANEL_HEADER - 1; i < state->used; i++)
		if (state->words[i] > (uint64) EVENT_SERIES_MAX_EVENTS * (i < PANEL_HEADER ? 1 : 100))
			return false;
	return true;
}

static void
add_events(history_state *state, int64 events)
{
	if ((int64) state->words[2] > EVENT_SERIES_MAX_EVENTS - events)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("too many events"),
				 errdetail("A panel adds up at most %lld events.", (long long) EVENT_SERIES_MAX_EVENTS)));
	state->words[2] += (uint64) events;
}

static void
check_same_panel(const history_state *state, uint64 unit, uint64 days)
{
	if (state->words[0] != unit || state->words[1] != days)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("panels of different periods cannot be added up"),
				 errhint("The unit and both days must be the same for all rows of a group.")));
}

/* (state, series, unit, from, to [, scheme]); a row with a NULL does not count */
Datum
smartdip_panel_add(PG_FUNCTION_ARGS)
{
	history_state *state = history_state_arg(fcinfo, 0, HISTORY_PANEL);
	bool		null = false;

	for (int i = 1; i < PG_NARGS(); i++)
		null |= PG_ARGISNULL(i);
	if (!null)
	{
		panel_range range = panel_range_args(fcinfo, 2);
		enum event_code_scheme scheme = PG_NARGS() > 5 ? event_scheme_of(PG_GETARG_TEXT_PP(5)) : EVENT_SCHEME_GDELT;
		history		h;

		if (state == NULL)
			state = panel_state_new(range);
		check_same_panel(state, range.unit, panel_days_word(range.days));
		history_open(&h, PG_GETARG_DATUM(1), range.days);
		add_events(state, h.head.events);
		history_panel_add(&h.reader, event_weights(scheme), range.unit, calendar_period(range.days.first, range.unit),
						  (int64 *) &state->words[PANEL_HEADER]);
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
smartdip_panel_combine(PG_FUNCTION_ARGS)
{
	history_state *state = history_state_arg(fcinfo, 0, HISTORY_PANEL);
	const history_state *other = history_state_read(fcinfo, 1, HISTORY_PANEL);

	if (other != NULL)
	{
		if (state == NULL)
		{
			state = history_state_new(HISTORY_PANEL, other->used);
			state->used = other->used;
			memcpy(state->words, other->words, other->used * sizeof(uint64));
			PG_RETURN_POINTER(state);
		}
		check_same_panel(state, other->words[0], other->words[1]);
		add_events(state, (int64) other->words[2]);
		for (uint32 i = PANEL_HEADER; i < state->used; i++)
			state->words[i] += other->words[i];
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/* panel_period[] */
Datum
smartdip_panel_final(PG_FUNCTION_ARGS)
{
	const history_state *state = history_state_read(fcinfo, 0, HISTORY_PANEL);
	history_array array;
	day_range	days;
	enum calendar_unit unit;
	int32		first;

	if (state == NULL)
		PG_RETURN_NULL();
	unit = (enum calendar_unit) state->words[0];
	days = panel_days_of(state);
	first = calendar_period(days.first, unit);
	history_array_begin(&array, fcinfo, (state->used - PANEL_HEADER) / HISTORY_PANEL_SUMS);
	for (uint32 i = PANEL_HEADER, n = 0; i < state->used; i += HISTORY_PANEL_SUMS, n++)
	{
		const uint64 *words = &state->words[i];
		history_sums sums = {0};
		Datum		values[PANEL_COLUMNS];

		sums.events = (int64) words[0];
		memcpy(sums.of, words + 1, sizeof(sums.of));
		panel_put_period((int32) Max(calendar_span_at((int64) first + n, unit).begin, CALENDAR_FIRST_DAY), &sums, values);
		history_array_put(&array, values);
	}
	return history_array_end(&array);
}
