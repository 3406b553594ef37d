/* The month of a day, for grouping and partitions. */
#include "pg/compat.h"

#include "core/base/calendar.h"
#include "utils/date.h"

SMARTDIP_FUNCTION(smartdip_month);

/* An infinity is its own month. The calendar's first month begins with the first day that there is. */
Datum
smartdip_month(PG_FUNCTION_ARGS)
{
	DateADT		day = PG_GETARG_DATEADT(0);

	if (!DATE_NOT_FINITE(day))
		day = Max(day - (calendar_date_of(day).day - 1), CALENDAR_FIRST_DAY);
	PG_RETURN_DATEADT(day);
}
