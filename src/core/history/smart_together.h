/*
 * Hard and soft power within a history: how much there is of each, and in how many periods the two meet.
 */
#ifndef SMARTDIP_CORE_SMART_TOGETHER_H
#define SMARTDIP_CORE_SMART_TOGETHER_H

#include "core/history/history_measure.h"

/* The greatest degree of each strength over the three domains, in hundredths; zeros for what is no code. */
typedef struct power_strengths
{
	uint8_t		of[POWER_STRENGTHS];
} power_strengths;

extern void smart_strengths(power_strengths strengths[HISTORY_CODES], int scheme);

typedef struct smart_amounts
{
	int64_t		events;
	int64_t		of[POWER_STRENGTHS];	/* in hundredths */
} smart_amounts;

/* Over what is left of a reader. */
extern smart_amounts smart_amounts_of(event_series_reader *reader, const power_strengths *strengths);

/* In how many periods something happened: the table of two by two but for its last cell. */
typedef struct smart_periods
{
	int64_t		both;
	int64_t		hard_only;
	int64_t		soft_only;
	int64_t		hard_leads;		/* of both: with more hard acts than soft ones, and the reverse */
	int64_t		soft_leads;
} smart_periods;

/* Over what is left of a reader; an act may be in both sets. */
extern smart_periods smart_periods_of(event_series_reader *reader, const uint8_t *hard, const uint8_t *soft, enum calendar_unit unit);

#endif
