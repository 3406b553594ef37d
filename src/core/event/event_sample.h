/*
 * Synthetic events: made up by a small random generator whose shares resemble those of real files. They are for
 * trying things out and for measuring, and say nothing about the world.
 */
#ifndef SMARTDIP_CORE_EVENT_SAMPLE_H
#define SMARTDIP_CORE_EVENT_SAMPLE_H

#include <stdint.h>

#include "core/actor/actor_code.h"
#include "core/event/event_code.h"

/* The days of a sample: two years from 2022-01-01 on, a few events reported late excepted. */
#define EVENT_SAMPLE_FIRST_DAY 8036
#define EVENT_SAMPLE_DAYS 730

typedef struct event_sample
{
	int64_t		id;				/* 1, 2, 3, ... */
	int32_t		day;			/* since 2000-01-01 */
	event_code	code;
	uint8_t		source_len;		/* 0: missing */
	uint8_t		target_len;
	char		source[ACTOR_CODE_MAX_LENGTH];
	char		target[ACTOR_CODE_MAX_LENGTH];
	int32_t		mentions;
	int32_t		sources;
	int32_t		articles;
	double		tone;
	int64_t		added;			/* microseconds since 2000-01-01 00:00 UTC */
} event_sample;

/* Event i of n (from 0) for a seed: it depends on these three only, not on the machine. */
extern void event_sample_make(int64_t i, int64_t n, int32_t seed, event_sample *sample);

#endif
