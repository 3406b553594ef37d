#include "pg/event/event_partition.h"

#include "utils/datetime.h"

/* The month of a day, counted from the first that partitions are made for; -1 outside. */
static int
partition_month(DateADT day)
{
	int			year;
	int			month;
	int			mday;
	int			index;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	index = (year - FIRST_PARTITION_YEAR) * 12 + month - 1;
	return index >= 0 && index < PARTITION_MONTHS ? index : -1;
}

static void
add_partition(event_partitions *partitions, int month)
{
	int			year = FIRST_PARTITION_YEAR + month / 12;
	DateADT		first = date2j(year, month % 12 + 1, 1) - POSTGRES_EPOCH_JDATE;

	LOCAL_FCINFO(fcinfo, 4);
	FmgrInfo	function;

	fmgr_info(partitions->add, &function);
	InitFunctionCallInfoData(*fcinfo, &function, 4, InvalidOid, NULL, NULL);
	fcinfo->args[0] = (NullableDatum) {ObjectIdGetDatum(partitions->table), false};
	fcinfo->args[1] = fcinfo->args[2] = (NullableDatum) {DateADTGetDatum(first), false};
	fcinfo->args[3] = (NullableDatum) {(Datum) 0, true};
	partitions->made += DatumGetInt32(FunctionCallInvoke(fcinfo));
	if (partitions->made > PARTITIONS_A_LOAD)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the lines need more than %d new partitions", PARTITIONS_A_LOAD),
				 errhint("Make the partitions with add_event_partitions() first, or load into a table without partitions.")));
}

bool
event_partitions_cover(event_partitions *partitions, DateADT day)
{
	int			month;

	if (!OidIsValid(partitions->table))
		return true;
	month = partition_month(day);
	if (month < 0)
		return false;
	if (!(partitions->months_seen[month / 64] >> (month % 64) & 1))
	{
		add_partition(partitions, month);
		partitions->months_seen[month / 64] |= UINT64CONST(1) << (month % 64);
	}
	return true;
}
