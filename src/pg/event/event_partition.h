/* Partitions of an event table, made while lines are loaded. */
#ifndef SMARTDIP_PG_EVENT_PARTITION_H
#define SMARTDIP_PG_EVENT_PARTITION_H

#include "pg/compat.h"

#include "utils/date.h"

/* Partitions are made for these years only: a slip in a date must not make one, nor a hostile file thousands. */
#define FIRST_PARTITION_YEAR 1800
#define LAST_PARTITION_YEAR 2199
#define PARTITION_MONTHS ((LAST_PARTITION_YEAR - FIRST_PARTITION_YEAR + 1) * 12)
#define PARTITIONS_A_LOAD 600

typedef struct event_partitions
{
	Oid			table;			/* InvalidOid: it has none */
	Oid			add;			/* the function that makes them */
	uint64		months_seen[PARTITION_MONTHS / 64 + 1];
	int			made;
} event_partitions;

/* Makes the partition of a day that no line of this load lay in before; false where none may be made. */
extern bool event_partitions_cover(event_partitions *partitions, DateADT day);

#endif
