/* What functions share that give histories period by period. */
#ifndef SMARTDIP_PG_HISTORY_PANEL_H
#define SMARTDIP_PG_HISTORY_PANEL_H

#include "pg/history/history.h"

#include "core/history/history_panel.h"

/* What a call asks for: which periods, of which days. */
typedef struct panel_range
{
	enum calendar_unit unit;
	day_range	days;
} panel_range;

/* (..., unit, from, to, ...) from an argument on. */
extern panel_range panel_range_args(FunctionCallInfo fcinfo, int n);

/* The columns of panel_period: the first day, and what was summed up to it. */
#define PANEL_COLUMNS 11

extern void panel_put_period(int32 day, const history_sums *sums, Datum *values);

#endif
