/* Eras and milestones: tables made from src/data/digital_era.tsv and digital_milestone.tsv, both by day. */
#include "core/lexicon/digital_era.h"

#include "core/base/array.h"

#include "core/generated/digital_era_data.h"

const digital_era *
digital_era_list(size_t *count)
{
	*count = lengthof(era_rows);
	return era_rows;
}

const digital_milestone *
digital_milestone_list(size_t *count)
{
	*count = lengthof(milestone_rows);
	return milestone_rows;
}

const digital_era *
digital_era_at(int32_t day)
{
	const digital_era *era = NULL;

	for (size_t i = 0; i < lengthof(era_rows) && era_rows[i].first <= day; i++)
		era = &era_rows[i];
	return era;
}
