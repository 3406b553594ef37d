/*
 * GiST and GIN operator classes of power_profile.
 *
 * GiST: a leaf key is the profile, an inner key the box around the profiles below it (least, then greatest degrees).
 * Both are kept as bytea, of 16 and of 32 bytes, which short headers make 17 and 33 bytes in a page. Leaves answer
 * every operator exactly, the distance too, and give the value back to index-only scans.
 *
 * GIN: one int2 key for each dimension of any degree, for questions of overlap and containment.
 */
#include "pg/power/power_profile.h"
#include "pg/base/abbreviate.h"

#include "access/gin.h"
#include "access/gist.h"
#include "access/stratnum.h"
#include "port/pg_bswap.h"

SMARTDIP_FUNCTION(smartdip_power_gist_consistent);
SMARTDIP_FUNCTION(smartdip_power_gist_union);
SMARTDIP_FUNCTION(smartdip_power_gist_compress);
SMARTDIP_FUNCTION(smartdip_power_gist_fetch);
SMARTDIP_FUNCTION(smartdip_power_gist_penalty);
SMARTDIP_FUNCTION(smartdip_power_gist_picksplit);
SMARTDIP_FUNCTION(smartdip_power_gist_same);
SMARTDIP_FUNCTION(smartdip_power_gist_distance);
SMARTDIP_FUNCTION(smartdip_power_gist_sortsupport);
SMARTDIP_FUNCTION(smartdip_power_gin_extract_value);
SMARTDIP_FUNCTION(smartdip_power_gin_extract_query);
SMARTDIP_FUNCTION(smartdip_power_gin_consistent);
SMARTDIP_FUNCTION(smartdip_power_gin_triconsistent);

typedef struct power_box
{
	power_profile low;
	power_profile high;
} power_box;

/* A key as it lies in a page, short header and all; a leaf's box has no width. */
static power_box
box_of(Datum key)
{
	bytea	   *bytes = (bytea *) DatumGetPointer(key);
	power_box	box;

	Assert(VARSIZE_ANY_EXHDR(bytes) == sizeof(power_profile) || VARSIZE_ANY_EXHDR(bytes) == sizeof(power_box));
	memcpy(&box.low, VARDATA_ANY(bytes), sizeof(power_profile));
	if (VARSIZE_ANY_EXHDR(bytes) == sizeof(power_box))
		memcpy(&box.high, (const char *) VARDATA_ANY(bytes) + sizeof(power_profile), sizeof(power_profile));
	else
		box.high = box.low;
	return box;
}

static Datum
key_of(const void *content, size_t size)
{
	bytea	   *key = palloc(VARHDRSZ + size);

	SET_VARSIZE(key, VARHDRSZ + size);
	memcpy(VARDATA(key), content, size);
	return PointerGetDatum(key);
}

static void
extend(power_box *box, const power_box *by)
{
	power_box	old = *box;

	power_profile_min(&box->low, &old.low, &by->low);
	power_profile_max(&box->high, &old.high, &by->high);
}

/* Sum of the sides. The volume says nothing: most boxes are flat in some dimension. */
static int32_t
margin(const power_box *box)
{
	return power_profile_mass(&box->high) - power_profile_mass(&box->low);
}

/* Can a profile in the box answer? For a leaf, whose box is the profile, this is the answer itself. */
static bool
consistent(const power_box *box, const power_profile *query, StrategyNumber strategy)
{
	switch (strategy)
	{
		case POWER_OVERLAPS_STRATEGY:
			return power_profile_meet(&box->high, query);
		case POWER_CONTAINS_STRATEGY:
			return power_profile_within(query, &box->high);
		case POWER_CONTAINED_STRATEGY:
			return power_profile_within(&box->low, query);
		case POWER_EQUAL_STRATEGY:
			return power_profile_within(query, &box->high) && power_profile_within(&box->low, query);
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
}

Datum
smartdip_power_gist_consistent(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(4);
	power_box	box = box_of(entry->key);

	*recheck = false;
	PG_RETURN_BOOL(consistent(&box, PG_GETARG_POWER_PROFILE(1), (StrategyNumber) PG_GETARG_UINT16(2)));
}

Datum
smartdip_power_gist_union(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	int		   *size = (int *) PG_GETARG_POINTER(1);
	power_box	all = box_of(entries->vector[0].key);

	for (int i = 1; i < entries->n; i++)
	{
		power_box	one = box_of(entries->vector[i].key);

		extend(&all, &one);
	}
	*size = VARHDRSZ + sizeof(all);
	return key_of(&all, sizeof(all));
}

Datum
smartdip_power_gist_compress(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *result;

	if (!entry->leafkey)
		PG_RETURN_POINTER(entry);
	result = palloc(sizeof(GISTENTRY));
	gistentryinit(*result, key_of(DatumGetPowerProfile(entry->key), sizeof(power_profile)),
				  entry->rel, entry->page, entry->offset, false);
	PG_RETURN_POINTER(result);
}

Datum
smartdip_power_gist_fetch(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *result = palloc(sizeof(GISTENTRY));
	power_profile *p = power_profile_palloc();

	*p = box_of(entry->key).low;
	gistentryinit(*result, PointerGetDatum(p), entry->rel, entry->page, entry->offset, false);
	PG_RETURN_POINTER(result);
}

/* How much the box has to grow; among those that need not grow, the smaller box. */
Datum
smartdip_power_gist_penalty(PG_FUNCTION_ARGS)
{
	power_box	box = box_of(((GISTENTRY *) PG_GETARG_POINTER(0))->key);
	power_box	one = box_of(((GISTENTRY *) PG_GETARG_POINTER(1))->key);
	float	   *penalty = (float *) PG_GETARG_POINTER(2);
	int32_t		before = margin(&box);

	extend(&box, &one);
	*penalty = (float) (margin(&box) - before) + (float) before / (2 * POWER_FULL * POWER_DIMENSIONS);
	PG_RETURN_POINTER(penalty);
}

Datum
smartdip_power_gist_same(PG_FUNCTION_ARGS)
{
	power_box	a = box_of(PG_GETARG_DATUM(0));
	power_box	b = box_of(PG_GETARG_DATUM(1));
	bool	   *same = (bool *) PG_GETARG_POINTER(2);

	*same = memcmp(&a, &b, sizeof(a)) == 0;
	PG_RETURN_POINTER(same);
}

/* To the nearest point of the box: exact for a leaf, never too great for an inner entry. */
Datum
smartdip_power_gist_distance(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(4);
	power_box	box = box_of(entry->key);

	*recheck = false;
	PG_RETURN_FLOAT8(power_distance(power_profile_square_to_box(&box.low, &box.high, PG_GETARG_POWER_PROFILE(1))));
}

typedef struct split_item
{
	int32_t		centre;
	OffsetNumber offset;
	power_box	box;
} split_item;

static int
compare_items(const void *x, const void *y)
{
	const split_item *a = x;
	const split_item *b = y;
	int			order;

	if (a->centre != b->centre)
		return a->centre < b->centre ? -1 : 1;
	order = memcmp(&a->box, &b->box, sizeof(power_box));
	return order != 0 ? order : (int) a->offset - (int) b->offset;
}

/* The dimension in which the centres of the boxes vary most. */
static int
widest_dimension(const split_item *items, int n)
{
	int			widest = 0;
	double		most = -1;

	for (int d = 0; d < POWER_DIMENSIONS; d++)
	{
		double		sum = 0;
		double		squares = 0;

		for (int i = 0; i < n; i++)
		{
			double		c = items[i].box.low.degree[d] + items[i].box.high.degree[d];

			sum += c;
			squares += c * c;
		}
		if (squares - sum * sum / n > most)
		{
			most = squares - sum * sum / n;
			widest = d;
		}
	}
	return widest;
}

/* Where to cut sorted items: at the widest gap of the middle third, the middle itself if there is none. */
static int
cut(const split_item *items, int n)
{
	int			best = n / 2;
	int			gap = items[best].centre - items[best - 1].centre;

	for (int i = Max(1, n / 3); i <= n - Max(1, n / 3); i++)
		if (items[i].centre - items[i - 1].centre > gap)
		{
			gap = items[i].centre - items[i - 1].centre;
			best = i;
		}
	return best;
}

static Datum
fill_side(const split_item *items, int from, int to, OffsetNumber *offsets, int *count)
{
	power_box	all = items[from].box;

	for (int i = from; i < to; i++)
	{
		extend(&all, &items[i].box);
		offsets[i - from] = items[i].offset;
	}
	*count = to - from;
	return key_of(&all, sizeof(all));
}

/* Sorts along the dimension of the greatest variance and cuts near the middle. */
Datum
smartdip_power_gist_picksplit(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	GIST_SPLITVEC *split = (GIST_SPLITVEC *) PG_GETARG_POINTER(1);
	int			n = entries->n - FirstOffsetNumber;
	split_item *items = palloc(n * sizeof(split_item));
	int			dimension;
	int			at;

	for (int i = 0; i < n; i++)
	{
		items[i].offset = (OffsetNumber) (i + FirstOffsetNumber);
		items[i].box = box_of(entries->vector[i + FirstOffsetNumber].key);
	}
	dimension = widest_dimension(items, n);
	for (int i = 0; i < n; i++)
		items[i].centre = items[i].box.low.degree[dimension] + items[i].box.high.degree[dimension];
	qsort(items, n, sizeof(split_item), compare_items);
	at = cut(items, n);

	split->spl_left = palloc(n * sizeof(OffsetNumber));
	split->spl_right = palloc(n * sizeof(OffsetNumber));
	split->spl_ldatum = fill_side(items, 0, at, split->spl_left, &split->spl_nleft);
	split->spl_rdatum = fill_side(items, at, n, split->spl_right, &split->spl_nright);
	pfree(items);
	PG_RETURN_POINTER(split);
}

/*
 * A place on a curve through the space, for building in one pass over sorted rows. Each degree becomes four bits:
 * is there any, and in which eighth of 0.01 to 1.00; the bits of all dimensions are interleaved, the most significant
 * first. So profiles of the same dimensions lie together, and within them those of similar degrees.
 */
static uint64
curve_place(const power_profile *p)
{
	uint64		place = 0;
	uint8		bits[POWER_DIMENSIONS];

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		bits[i] = p->degree[i] == 0 ? 0 : 8 | (p->degree[i] - 1) * 8 / POWER_FULL;
	for (int bit = 3; bit >= 0; bit--)
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			place = place << 1 | ((bits[i] >> bit) & 1);
	return place;
}

static int
compare_places(Datum x, Datum y, SortSupport ssup)
{
	power_profile a = box_of(x).low;
	power_profile b = box_of(y).low;
	uint64		a_place = curve_place(&a);
	uint64		b_place = curve_place(&b);

	if (a_place != b_place)
		return a_place < b_place ? -1 : 1;
	return memcmp(&a, &b, sizeof(a));
}

/* On a machine of 32 bits the upper half of the place. */
static Datum
abbreviate_place(Datum original, SortSupport ssup)
{
	power_profile p = box_of(original).low;

	return (Datum) (curve_place(&p) >> (64 - SIZEOF_DATUM * 8));
}

Datum
smartdip_power_gist_sortsupport(PG_FUNCTION_ARGS)
{
	sort_by_keys((SortSupport) PG_GETARG_POINTER(0), compare_places, abbreviate_place);
	PG_RETURN_VOID();
}

static Datum *
dimension_keys(const power_profile *p, int32 *nkeys)
{
	Datum	   *keys = palloc(POWER_DIMENSIONS * sizeof(Datum));

	*nkeys = 0;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		if (p->degree[i] > 0)
			keys[(*nkeys)++] = Int16GetDatum((int16) i);
	return keys;
}

Datum
smartdip_power_gin_extract_value(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(dimension_keys(PG_GETARG_POWER_PROFILE(0), (int32 *) PG_GETARG_POINTER(1)));
}

/* The profile without any degree overlaps nothing, but everything contains it. */
Datum
smartdip_power_gin_extract_query(PG_FUNCTION_ARGS)
{
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	StrategyNumber strategy = PG_GETARG_UINT16(2);
	int32	   *mode = (int32 *) PG_GETARG_POINTER(6);
	Datum	   *keys = dimension_keys(PG_GETARG_POWER_PROFILE(0), nkeys);

	if (*nkeys == 0 && strategy == POWER_CONTAINS_STRATEGY)
		*mode = GIN_SEARCH_MODE_ALL;
	PG_RETURN_POINTER(keys);
}

/* A shared dimension is an overlap; whether the degrees suffice to contain, only the row itself tells. */
static GinTernaryValue
judge(StrategyNumber strategy, const GinTernaryValue *present, int32 nkeys)
{
	GinTernaryValue overlap = GIN_FALSE;

	for (int32 i = 0; i < nkeys; i++)
	{
		if (strategy == POWER_CONTAINS_STRATEGY && present[i] == GIN_FALSE)
			return GIN_FALSE;
		if (present[i] == GIN_TRUE || overlap == GIN_FALSE)
			overlap = present[i];
	}
	return strategy != POWER_CONTAINS_STRATEGY ? overlap : nkeys == 0 ? GIN_TRUE : GIN_MAYBE;
}

Datum
smartdip_power_gin_consistent(PG_FUNCTION_ARGS)
{
	bool	   *check = (bool *) PG_GETARG_POINTER(0);
	int32		nkeys = PG_GETARG_INT32(3);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);
	GinTernaryValue present[POWER_DIMENSIONS];
	GinTernaryValue verdict;

	for (int32 i = 0; i < nkeys; i++)
		present[i] = check[i] ? GIN_TRUE : GIN_FALSE;
	verdict = judge(PG_GETARG_UINT16(1), present, nkeys);
	*recheck = verdict == GIN_MAYBE;
	PG_RETURN_BOOL(verdict != GIN_FALSE);
}

Datum
smartdip_power_gin_triconsistent(PG_FUNCTION_ARGS)
{
	PG_RETURN_GIN_TERNARY_VALUE(judge(PG_GETARG_UINT16(1), (GinTernaryValue *) PG_GETARG_POINTER(0), PG_GETARG_INT32(3)));
}
