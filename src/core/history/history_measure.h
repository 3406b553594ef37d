/*
 * What the events of a history weigh, in whole numbers: Goldstein scores in tenths, degrees of power in hundredths, so
 * that sums are exact and do not depend on their order. A history has at most 2^53 events, and nothing weighs more than
 * a hundred a piece: no sum over one history overflows.
 */
#ifndef SMARTDIP_CORE_HISTORY_MEASURE_H
#define SMARTDIP_CORE_HISTORY_MEASURE_H

#include "core/history/event_series.h"
#include "core/power/power_sum.h"

#define HISTORY_CODES 65536

/* The sums that most measures are made of. */
enum history_sum
{
	SUM_COOPERATION,			/* positive Goldstein scores */
	SUM_CONFLICT,				/* negative ones, without their sign */
	SUM_VERBAL_COOPERATION,		/* events by quad class, 1 to 4 */
	SUM_MATERIAL_COOPERATION,
	SUM_VERBAL_CONFLICT,
	SUM_MATERIAL_CONFLICT,
	SUM_HARD,					/* degrees of power */
	SUM_SOFT,
	HISTORY_SUMS
};

/* What one event of a code adds to each of them by a scheme. */
typedef struct event_weight
{
	int16_t		of[HISTORY_SUMS];
} event_weight;

/*
 * Events are added to lanes of 16 bits, a vector that stays in a register, and carried over to the sums before a lane
 * can overflow: 327 events of weight 100 make 32,700. Call history_sums_settle() before reading the sums.
 */
#define HISTORY_LANE_EVENTS 327

typedef struct history_sums
{
	int64_t		events;
	int64_t		of[HISTORY_SUMS];
	bool		settled;		/* of is not 0 */
	int32_t		pending;		/* events in the lanes */
	int16_t		lane[HISTORY_SUMS];
} history_sums;

/* What a decayed event is worth: see history_decayed(). */
enum history_decay
{
	DECAY_DREAM,				/* 1 on its day */
	DECAY_REM,					/* ln 2 / half-life on its day, so that all times together give 1 */
	DECAY_FORMS
};

/* Both fill a table over all numbers of 16 bits: weights of 0, and NULL, for what is no code or has no profile. */
extern void history_weights(event_weight weights[HISTORY_CODES], enum event_code_scheme scheme);
extern void history_profiles(const power_profile *profiles[HISTORY_CODES]);

/* The codes that a scheme has a Goldstein score for. */
extern void history_scored_set(uint8_t set[EVENT_SERIES_SET], enum event_code_scheme scheme);

/* The events of a set in what is left of a reader. */
extern int64_t history_count_in(event_series_reader *reader, const uint8_t set[EVENT_SERIES_SET]);

/* The sums over what is left of a reader, settled. */
extern void history_sum(event_series_reader *reader, const event_weight *weights, history_sums *sums);

/* The profiles of its events; power_sum_average() gives their mean. Events without a profile do not count. */
extern void history_sum_power(event_series_reader *reader, const power_profile *const profiles[HISTORY_CODES], power_sum *sum);

/*
 * The sum over the events before a day, each worth less by half for every half-life that has passed (Lerner and Lomi
 * 2020; Lerner and others 2013). What happens on the day itself does not count.
 */
extern double history_decayed(event_series_reader *reader, int32_t day, double half_life, enum history_decay form);

extern const char *const history_decay_names[DECAY_FORMS];

/* Sets of codes: of a quad class of a scheme (0 to 4), and with at least a degree in a dimension by a coding of power. */
extern void history_quad_set(uint8_t set[EVENT_SERIES_SET], enum event_code_scheme scheme, int quad);
extern void history_power_set(uint8_t set[EVENT_SERIES_SET], int scheme, int dimension, uint8_t least);

extern void history_sums_settle(history_sums *sums);

/* A day with more events than the lanes have room for. */
extern void history_sums_add_many(history_sums *sums, const event_weight *weights, const event_day *day);

static inline int64_t
event_day_events(const event_day *day)
{
	int64_t		events = 0;

	if (day->width == 0)
		return day->codes;
	for (uint32_t i = 0; i < day->codes; i++)
		events += event_day_count(day, i);
	return events;
}

static inline void
history_sums_add(history_sums *sums, const event_weight *weights, const event_day *day)
{
	static const uint8_t once = 1;
	const uint8_t *code = day->code;
	const uint8_t *count = day->width == 0 ? &once : day->count;
	const uint8_t *end = code + 2 * (size_t) day->codes;
	int64_t		events = 0;
	int16_t		lane[HISTORY_SUMS];

	memcpy(lane, sums->lane, sizeof(lane));
	for (; code < end; code += 2, count += day->width)
	{
		const event_weight *weight = &weights[code[0] | code[1] << 8];
		int16_t		times = *count;

		for (int k = 0; k < HISTORY_SUMS; k++)
			lane[k] = (int16_t) (lane[k] + weight->of[k] * times);
		events += times;
	}
	/* were these too many, the lanes are forgotten; a count of two bytes is too many */
	if (day->width > 1 || sums->pending + events > HISTORY_LANE_EVENTS)
	{
		history_sums_add_many(sums, weights, day);
		return;
	}
	memcpy(sums->lane, lane, sizeof(lane));
	sums->pending += (int32_t) events;
	sums->events += events;
}

#endif
