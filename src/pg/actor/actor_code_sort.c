/*
 * Sort support of actor_code, with abbreviated keys: the first eight bytes as a big-endian integer.
 *
 * Abbreviation is never given up. Making a key is a load and a byte swap, and where keys tie the whole comparison
 * is one memcmp of at most 24 bytes, so there is nothing to win by counting distinct keys while sorting.
 */
#include "pg/actor/actor_code.h"
#include "pg/base/abbreviate.h"

#include "port/pg_bswap.h"

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

Datum
smartdip_actor_code_sortsupport(PG_FUNCTION_ARGS)
{
	sort_by_keys((SortSupport) PG_GETARG_POINTER(0), compare_codes, abbreviate);
	PG_RETURN_VOID();
}
