/* A history by periods, zeros included, and what stands out among them. */
#include "core/history/history_panel.h"

#include <math.h>
#include <stdlib.h>

/* Makes the median of the absolute differences of normal values their standard deviation: 1 / the upper quartile. */
#define NORMAL_MAD 1.4826

void
history_panel_open(history_panel *panel, event_series_reader *reader, const event_weight *weights, enum calendar_unit unit,
				   int32_t first, int32_t last)
{
	panel->reader = reader;
	panel->weights = weights;
	panel->unit = unit;
	panel->next = calendar_span_of(first, unit);
	panel->last = calendar_period(last, unit);
	panel->active = event_series_next(reader, &panel->day);
}

/* The sums of the period to come. */
static void
take_period(history_panel *panel, history_period *period)
{
	memset(&period->sums, 0, sizeof(period->sums));
	period->number = panel->next.number;
	period->day = (int32_t) (panel->next.begin > CALENDAR_FIRST_DAY ? panel->next.begin : CALENDAR_FIRST_DAY);
	while (panel->active && panel->day.day < panel->next.end)
	{
		history_sums_add(&period->sums, panel->weights, &panel->day);
		panel->active = event_series_next(panel->reader, &panel->day);
	}
	history_sums_settle(&period->sums);
}

bool
history_panel_next(history_panel *panel, history_period *period)
{
	if (panel->next.number > panel->last)
		return false;
	take_period(panel, period);
	calendar_span_next(&panel->next, panel->unit);
	return true;
}

/* So few periods are stepped over one by one. */
#define STEPS 4

/* From one period on to that of a day behind it. */
static void
step_to(calendar_span *span, int32_t day, enum calendar_unit unit)
{
	for (int i = 0; i < STEPS && day >= span->end; i++)
		calendar_span_next(span, unit);
	if (day >= span->end)
		*span = calendar_span_of(day, unit);
}

bool
history_panel_next_active(history_panel *panel, history_period *period)
{
	if (!panel->active)
		return false;
	step_to(&panel->next, panel->day.day, panel->unit);
	take_period(panel, period);
	return true;
}

/* What was summed goes to a period, and is 0 again. */
static void
give_sums(history_sums *from, int64_t *to)
{
	to[0] += from->events;
	for (int k = 0; k < HISTORY_SUMS; k++)
		to[1 + k] += from->lane[k];
	for (int k = 0; k < HISTORY_SUMS && from->settled; k++)
	{
		to[1 + k] += from->of[k];
		from->of[k] = 0;
	}
	memset(from->lane, 0, sizeof(from->lane));
	from->events = 0;
	from->pending = 0;
	from->settled = false;
}

void
history_panel_add(event_series_reader *reader, const event_weight *weights, enum calendar_unit unit, int32_t first, int64_t *sums)
{
	history_sums here = {0};
	event_day	day;
	calendar_span span;

	if (!event_series_next(reader, &day))
		return;
	span = calendar_span_of(day.day, unit);
	do
	{
		if (day.day >= span.end)
		{
			give_sums(&here, sums + ((int64_t) span.number - first) * HISTORY_PANEL_SUMS);
			step_to(&span, day.day, unit);
		}
		history_sums_add(&here, weights, &day);
	} while (event_series_next(reader, &day));
	give_sums(&here, sums + ((int64_t) span.number - first) * HISTORY_PANEL_SUMS);
}

const char *const history_baseline_names[BASELINE_FORMS] = {
	[BASELINE_MEAN] = "mean",
	[BASELINE_MEDIAN] = "median"
};

static int
compare_doubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

static double
median(double *values, size_t count)
{
	qsort(values, count, sizeof(double), compare_doubles);
	return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

history_usual
history_usual_of(double *values, size_t count, enum history_baseline form)
{
	history_usual usual = {0, 0};
	bool		differ = false;

	if (form == BASELINE_MEDIAN)
	{
		usual.center = median(values, count);
		for (size_t i = 0; i < count; i++)
			values[i] = fabs(values[i] - usual.center);
		usual.spread = NORMAL_MAD * median(values, count);
		return usual;
	}
	for (size_t i = 0; i < count; i++)
	{
		usual.center += values[i];
		differ |= values[i] != values[0];
	}
	/* the mean of equal values is not always equal to them */
	if (!differ)
		return (history_usual) {values[0], 0};
	usual.center /= (double) count;
	for (size_t i = 0; i < count; i++)
		usual.spread += (values[i] - usual.center) * (values[i] - usual.center);
	usual.spread = sqrt(usual.spread / (double) (count - 1));
	return usual;
}

double
history_score(history_usual usual, double value)
{
	if (value == usual.center)
		return 0;
	return (value - usual.center) / usual.spread;
}
