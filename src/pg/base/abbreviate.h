/* Sorting by abbreviated keys that compare as unsigned numbers and are never given up. */
#ifndef SMARTDIP_PG_ABBREVIATE_H
#define SMARTDIP_PG_ABBREVIATE_H

#include "pg/compat.h"

#include "utils/sortsupport.h"

/*
 * The server asks now and then whether keys tell values apart well enough. Ours may be few, as the values are, yet a
 * comparison of keys still spares the visit of two rows.
 */
static inline bool
keep_abbreviating(int memtupcount, SortSupport ssup)
{
	return false;
}

static inline void
sort_by_keys(SortSupport ssup, int (*compare) (Datum x, Datum y, SortSupport ssup), Datum (*abbreviate) (Datum original, SortSupport ssup))
{
	ssup->comparator = compare;
	if (!ssup->abbreviate)
		return;
	ssup->comparator = ssup_datum_unsigned_cmp;
	ssup->abbrev_converter = abbreviate;
	ssup->abbrev_abort = keep_abbreviating;
	ssup->abbrev_full_comparator = compare;
}

#endif
