/* The evolution of diplomacy: the eras of the tree of themes by day, and the milestones that mark them. */
#ifndef SMARTDIP_CORE_DIGITAL_ERA_H
#define SMARTDIP_CORE_DIGITAL_ERA_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/label.h"

/* Lasts until the next begins. Days are those of core/base/calendar.h. */
typedef struct digital_era
{
	const char *theme;			/* era.telegraph */
	int32_t		first;
} digital_era;

typedef struct digital_milestone
{
	int32_t		day;
	int32_t		last;			/* of the month or the year, if no more is known; otherwise the day */
	const char *granularity;	/* day, month or year */
	const char *line[LABEL_LANGUAGES];
	const char *paper;			/* digital, smart or both */
	const char *section;
	const char *note[LABEL_LANGUAGES];	/* NULL where there is nothing to say about the paper */
	const char *source;
} digital_milestone;

extern const digital_era *digital_era_list(size_t *count);
extern const digital_milestone *digital_milestone_list(size_t *count);

/* The era of a day, NULL before the first. */
extern const digital_era *digital_era_at(int32_t day);

#endif
