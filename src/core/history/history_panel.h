/*
 * A history period by period: every period of a range with its sums, zeros where nothing happened; and how unusual a
 * period is among those before it.
 */
#ifndef SMARTDIP_CORE_HISTORY_PANEL_H
#define SMARTDIP_CORE_HISTORY_PANEL_H

#include "core/history/history_measure.h"

typedef struct history_panel
{
	event_series_reader *reader;
	const event_weight *weights;
	enum calendar_unit unit;
	calendar_span next;			/* the period to come */
	int32_t		last;			/* the number of the last */
	event_day	day;			/* the active day that comes next, if there is one */
	bool		active;
} history_panel;

/* A period of a panel. */
typedef struct history_period
{
	int32_t		number;
	int32_t		day;			/* its first day, or the first that there is */
	history_sums sums;
} history_period;

/*
 * Opens a panel of the periods that have days from first to last, over a reader that was opened for just these days:
 * of a period that lies only partly within, only that part counts.
 */
extern void history_panel_open(history_panel *panel, event_series_reader *reader, const event_weight *weights,
							   enum calendar_unit unit, int32_t first, int32_t last);

/* The next period; false behind the last. */
extern bool history_panel_next(history_panel *panel, history_period *period);

/* The same without the periods in which nothing happened. */
extern bool history_panel_next_active(history_panel *panel, history_period *period);

/* A panel that many histories are added up in: for each period its events and sums. */
#define HISTORY_PANEL_SUMS (1 + HISTORY_SUMS)

/* Adds what is left of a reader; sums has room for every period from the one of number first on that it has days of. */
extern void history_panel_add(event_series_reader *reader, const event_weight *weights, enum calendar_unit unit, int32_t first,
							  int64_t *sums);

/* Two ways to say what is usual. */
enum history_baseline
{
	BASELINE_MEAN,				/* mean and sample standard deviation */
	BASELINE_MEDIAN,			/* median, and 1.4826 times the median of the absolute differences from it */
	BASELINE_FORMS
};

typedef struct history_usual
{
	double		center;
	double		spread;
} history_usual;

extern const char *const history_baseline_names[BASELINE_FORMS];

/* What is usual among some values, at least two; they are put in another order. */
extern history_usual history_usual_of(double *values, size_t count, enum history_baseline form);

/* How many spreads a value lies above the center; infinite where there is no spread, but 0 at the center. */
extern double history_score(history_usual usual, double value);

#endif
