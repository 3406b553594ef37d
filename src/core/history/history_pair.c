/* Measures of the two sides of a dyad: replies, reciprocity, and what falls into the same periods. */
#include "core/history/history_pair.h"

#include <math.h>

#include "core/base/survival.h"

/* How many events of a day are in a set. */
static int64_t
events_in(const event_day *day, const uint8_t *set)
{
	int64_t		events = 0;

	for (uint32_t i = 0; i < day->codes; i++)
		if (set == NULL || event_set_has(set, event_day_code(day, i)))
			events += event_day_count(day, i);
	return events;
}

/* The next day of a reader that has events in a set. */
static bool
next_day_in(event_series_reader *reader, const uint8_t *set, event_day *day)
{
	while (event_series_next(reader, day))
		if (set == NULL || events_in(day, set) > 0)
			return true;
	return false;
}

static void
next_answer(history_replies *r)
{
	event_day	day;

	r->more = next_day_in(r->answers, r->answer_set, &day);
	r->answer = r->more ? day.day : 0;
}

void
history_replies_open(history_replies *r)
{
	next_answer(r);
}

bool
history_replies_next(history_replies *r, history_reply *reply)
{
	if (!next_day_in(r->acts, r->act_set, &reply->day))
		return false;
	reply->acts = events_in(&reply->day, r->act_set);
	while (r->more && (r->same_day ? r->answer < reply->day.day : r->answer <= reply->day.day))
		next_answer(r);
	reply->answered = r->more;
	reply->waited = (r->more ? r->answer : r->until) - reply->day.day;
	return true;
}

history_survival
history_survival_of(const uint64_t *words, size_t count)
{
	history_survival s = {0, 0, NAN, NAN};
	survival_curve curve;

	for (size_t i = 0; i < count;)
		s.acts += tally_take(words, &i, count);
	survival_begin(&curve, s.acts);
	for (size_t i = 0; i < count;)
	{
		int32_t		time = tally_number(words[i]);
		bool		censored = tally_code(words[i]) == WAIT_CENSORED;
		int64_t		acts = tally_take(words, &i, count);

		if (censored)
			survival_censored(&curve, acts);
		else
			survival_answered(&curve, time, acts);
		s.answered += censored ? 0 : acts;
	}
	s.median = curve.half.time;
	s.p90 = curve.tenth.time;
	return s;
}

/* The active periods of both sides in order, one side lag periods late. */
typedef struct couple_walk
{
	event_series_reader readers[2];
	history_panel panels[2];
	history_period periods[2];
	bool		more[2];
	int32_t		late[2];
} couple_walk;

static void
couple_open(couple_walk *w, const history_couple *couple, const event_series_reader *first_side,
			const event_series_reader *other_side)
{
	w->readers[0] = *first_side;
	w->readers[1] = *other_side;
	for (int side = 0; side < 2; side++)
	{
		history_panel *panel = &w->panels[side];

		panel->reader = &w->readers[side];
		panel->weights = couple->weights;
		panel->unit = couple->unit;
		panel->next = calendar_span_at((int64_t) couple->first + (side == 1 ? couple->lag : 0), panel->unit);
		panel->last = couple->last - (side == 0 ? couple->lag : 0);
		panel->active = event_series_next(panel->reader, &panel->day);
		w->late[side] = side == 0 ? couple->lag : 0;
		w->more[side] = history_panel_next_active(panel, &w->periods[side]);
	}
}

static double
net_of(const history_sums *sums)
{
	return (double) (sums->of[SUM_COOPERATION] - sums->of[SUM_CONFLICT]);
}

/* The next pair of which one is not 0 for want of events. */
static bool
couple_next(couple_walk *w, double value[2])
{
	int64_t		number[2];

	for (int side = 0; side < 2; side++)
		number[side] = w->more[side] ? (int64_t) w->periods[side].number + w->late[side] : INT64_MAX;
	if (!w->more[0] && !w->more[1])
		return false;
	for (int side = 0; side < 2; side++)
	{
		value[side] = 0;
		if (number[side] <= number[1 - side])
		{
			value[side] = net_of(&w->periods[side].sums);
			w->more[side] = history_panel_next_active(&w->panels[side], &w->periods[side]);
		}
	}
	return true;
}

double
history_reciprocity(const history_couple *couple, const event_series_reader *first_side, const event_series_reader *other_side)
{
	double		periods = (double) couple->last - couple->first + 1 - couple->lag;
	double		mean[2] = {0, 0};
	double		squares[2] = {0, 0};
	double		products = 0;
	double		quiet = periods;
	double		value[2];
	couple_walk w;

	if (periods < 2)
		return NAN;
	for (couple_open(&w, couple, first_side, other_side); couple_next(&w, value); quiet--)
	{
		mean[0] += value[0];
		mean[1] += value[1];
	}
	mean[0] /= periods;
	mean[1] /= periods;
	for (couple_open(&w, couple, first_side, other_side); couple_next(&w, value);)
	{
		products += (value[0] - mean[0]) * (value[1] - mean[1]);
		for (int side = 0; side < 2; side++)
			squares[side] += (value[side] - mean[side]) * (value[side] - mean[side]);
	}
	products += quiet * mean[0] * mean[1];
	for (int side = 0; side < 2; side++)
		squares[side] += quiet * mean[side] * mean[side];
	return squares[0] > 0 && squares[1] > 0 ? products / sqrt(squares[0] * squares[1]) : NAN;
}

/* The periods in which a reader has events of a set, one after the other. */
typedef struct activity
{
	event_series_reader *reader;
	const uint8_t *set;
	enum calendar_unit unit;
	calendar_span period;
	bool		more;
} activity;

static void
activity_next(activity *a)
{
	event_day	day;

	do
		a->more = next_day_in(a->reader, a->set, &day);
	while (a->more && day.day < a->period.end);
	if (a->more)
		a->period = calendar_span_of(day.day, a->unit);
}

history_together
history_count_together(event_series_reader *first, const uint8_t *first_set, event_series_reader *second,
					   const uint8_t *second_set, enum calendar_unit unit)
{
	history_together t = {0, 0, 0};
	activity	a = {first, first_set, unit, {0, 0, 0, INT64_MIN, INT64_MIN}, false};
	activity	b = {second, second_set, unit, {0, 0, 0, INT64_MIN, INT64_MIN}, false};

	activity_next(&a);
	activity_next(&b);
	while (a.more || b.more)
	{
		bool		in_a = a.more && (!b.more || a.period.number <= b.period.number);
		bool		in_b = b.more && (!a.more || b.period.number <= a.period.number);

		t.both += in_a && in_b;
		t.only_first += in_a && !in_b;
		t.only_second += in_b && !in_a;
		if (in_a)
			activity_next(&a);
		if (in_b)
			activity_next(&b);
	}
	return t;
}
