/*
 * Sort support of actor_code, with abbreviated keys: the first eight bytes as a big-endian integer.
 *
 * Abbreviation is never given up. Making a key is a load and a byte swap, and where keys tie the whole comparison
 * is one memcmp of at most 24 bytes, so there is nothing to win by counting distinct keys while sorting.
 */
#include "pg/actor/actor_code.h"

#include "port/pg_bswap.h"
#include "utils/sortsupport.h"

SMARTDIP_FUNCTION(smartdip_actor_code_sortsupport);

static int
compare_codes(Datum x, Datum y, SortSupport ssup)
{
	actor_view	a = actor_view_of(x);
	actor_view	b = actor_view_of(y);

	return actor_code_compare(a.s, a.len, b.s, b.len);
}

/* Zero bytes fill up a short code: they are below every character, so the shorter code stays the smaller. */
static Datum
abbreviate(Datum original, SortSupport ssup)
{
	actor_view	code = actor_view_of(original);
	Datum		key = 0;

	memcpy(&key, code.s, Min(code.len, sizeof(key)));
	return DatumBigEndianToNative(key);
}

static bool
keep_abbreviating(int memtupcount, SortSupport ssup)
{
	return false;
}

Datum
smartdip_actor_code_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = compare_codes;
	if (ssup->abbreviate)
	{
		ssup->comparator = ssup_datum_unsigned_cmp;
		ssup->abbrev_converter = abbreviate;
		ssup->abbrev_abort = keep_abbreviating;
		ssup->abbrev_full_comparator = compare_codes;
	}
	PG_RETURN_VOID();
}
