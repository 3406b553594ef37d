/* What all functions over histories need: opening one, arguments, tallies. */
#include "pg/history/history.h"
#include "pg/base/argument.h"

#include "access/detoast.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rangetypes.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

void
history_pause(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* So short a history is read in one piece. */
#define SHORT_HISTORY (4 * EVENT_SERIES_BLOCK)

/* Can a part of a value of more than so many bytes be read without the rest? */
static bool
lies_in_pieces(Datum series, size_t size)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(series);
	struct varatt_external pointer;

	if (!VARATT_IS_EXTERNAL_ONDISK(value))
		return false;
	VARATT_EXTERNAL_GET_POINTER(pointer, value);
	return !VARATT_EXTERNAL_IS_COMPRESSED(pointer) && VARATT_EXTERNAL_GET_EXTSIZE(pointer) > size;
}

static const uint8 *
piece(Datum series, size_t begin, size_t end)
{
	return (const uint8 *) VARDATA_ANY(PG_DETOAST_DATUM_SLICE(series, (int32) begin, (int32) (end - begin)));
}

/* Values have been checked on their way in: what cannot be read now was damaged since. */
static void
read_head(const uint8 *bytes, size_t size, event_series_head *head)
{
	if (!event_series_head_read(bytes, size, head))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("a stored event_series is damaged"),
				 errhint("Restore the row from a backup, or make the history anew from its events.")));
}

event_series_head
history_head(Datum series)
{
	event_series_head head;

	if (lies_in_pieces(series, EVENT_SERIES_HEAD_MAX))
		read_head(piece(series, 0, EVENT_SERIES_HEAD_MAX), EVENT_SERIES_HEAD_MAX, &head);
	else
	{
		struct varlena *value = PG_DETOAST_DATUM_PACKED(series);

		read_head((const uint8 *) VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &head);
	}
	return head;
}

static void
open_whole(history *h, Datum series, day_range days)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(series);
	const uint8 *bytes = (const uint8 *) VARDATA_ANY(value);
	size_t		size = VARSIZE_ANY_EXHDR(value);

	read_head(bytes, size, &h->head);
	event_series_open(&h->reader, &h->head, bytes, size, days.first, days.last, history_pause);
}

/* The directory of most histories is among their first bytes; that of a very long one is fetched by itself. */
static void
open_pieces(history *h, Datum series, day_range days)
{
	size_t		size = toast_raw_datum_size(series) - VARHDRSZ;
	size_t		begin = Min(size, EVENT_SERIES_BLOCK);
	const uint8 *bytes = piece(series, 0, begin);
	event_series_slice slice;

	read_head(bytes, begin, &h->head);
	if (h->head.blocks > begin)
		bytes = piece(series, 0, h->head.blocks);
	slice = event_series_locate(&h->head, bytes + h->head.directory, size, days.first, days.last);
	event_series_open_slice(&h->reader, slice.begin < slice.end ? piece(series, slice.begin, slice.end) : bytes, &slice,
							days.first, days.last, history_pause);
}

void
history_open(history *h, Datum series, day_range days)
{
	bool		all = days.first <= CALENDAR_FIRST_DAY && days.last >= CALENDAR_LAST_DAY;

	if (!all && lies_in_pieces(series, SHORT_HISTORY))
		open_pieces(h, series, days);
	else
		open_whole(h, series, days);
}

day_range
day_range_of(Datum range)
{
	RangeType  *value = DatumGetRangeTypeP(range);
	TypeCacheEntry *type = lookup_type_cache(RangeTypeGetOid(value), TYPECACHE_RANGE_INFO);
	RangeBound	lower;
	RangeBound	upper;
	bool		empty;
	int64		first;
	int64		last;

	range_deserialize(type, value, &lower, &upper, &empty);
	if (empty)
		return (day_range) {0, -1};
	/* a daterange has its first day and not the day behind its last; only an infinite bound may be another */
	first = lower.infinite ? CALENDAR_FIRST_DAY : DatumGetDateADT(lower.val);
	last = upper.infinite ? CALENDAR_LAST_DAY : (int64) DatumGetDateADT(upper.val) - 1;
	/* beyond the calendar on one side with both ends, a range is empty, too */
	first = Min(Max(first, CALENDAR_FIRST_DAY), CALENDAR_LAST_DAY + INT64CONST(1));
	last = Max(Min(last, CALENDAR_LAST_DAY), CALENDAR_FIRST_DAY - INT64CONST(1));
	return (day_range) {(int32) first, (int32) last};
}

int32
day_of(Datum day, const char *what)
{
	DateADT		value = DatumGetDateADT(day);

	if (DATE_NOT_FINITE(value))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s cannot be infinite", what),
				 errdetail("It is %s.", DATE_IS_NOEND(value) ? "infinity" : "-infinity"),
				 errhint("Give a day of the calendar, or leave out rows that have none.")));
	return value;
}

void
check_days_in_order(day_range days, const char *what)
{
	char		first[CALENDAR_MAX_TEXT];
	char		last[CALENDAR_MAX_TEXT];
	int			first_length;
	int			last_length;

	if (days.first <= days.last)
		return;
	first_length = (int) calendar_format(days.first, first);
	last_length = (int) calendar_format(days.last, last);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s cannot end before it begins", what),
			 errdetail("It would begin on %.*s and end on %.*s.", first_length, first, last_length, last)));
}

enum calendar_unit
calendar_unit_of(text *name)
{
	return (enum calendar_unit) name_arg(name, "unit", calendar_unit_names, CALENDAR_UNITS, "");
}

enum event_code_scheme
event_scheme_of(text *name)
{
	return (enum event_code_scheme) name_arg(name, "event scheme", event_code_scheme_names, EVENT_SCHEME_COUNT, "; see event_code_schemes()");
}

const event_weight *
event_weights(enum event_code_scheme scheme)
{
	static event_weight *weights[EVENT_SCHEME_COUNT];

	if (weights[scheme] == NULL)
	{
		event_weight *made = MemoryContextAlloc(TopMemoryContext, HISTORY_CODES * sizeof(event_weight));

		history_weights(made, scheme);
		weights[scheme] = made;
	}
	return weights[scheme];
}

const uint8 *
known_codes(void)
{
	static uint8 set[EVENT_SERIES_SET];
	static bool ready;

	for (int code = 0; !ready && code <= PG_UINT16_MAX; code++)
		if (event_code_is_valid((event_code) code))
			event_set_add(set, (uint16) code);
	ready = true;
	return set;
}

void
code_set_of(Datum codes, uint8 set[EVENT_SERIES_SET])
{
	ArrayType  *array = DatumGetArrayTypeP(codes);
	Datum	   *elements;
	bool	   *nulls;
	int			count;

	memset(set, 0, EVENT_SERIES_SET);
	deconstruct_array(array, ARR_ELEMTYPE(array), sizeof(event_code), true, TYPALIGN_SHORT, &elements, &nulls, &count);
	for (int i = 0; i < count; i++)
	{
		event_code	top = nulls[i] ? 0 : (event_code) DatumGetInt16(elements[i]);

		for (int code = top; !nulls[i] && code <= event_code_last(top); code++)
			event_set_add(set, (uint16) code);
	}
}

Oid
event_series_type(Oid schema)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("event_series"), ObjectIdGetDatum(schema));
}

bool
has_history_columns(Oid relid, Oid series)
{
	AttrNumber	history = get_attnum(relid, "history");

	return OidIsValid(series) && history != InvalidAttrNumber && get_atttype(relid, history) == series &&
		get_attnum(relid, "source") != InvalidAttrNumber && get_attnum(relid, "target") != InvalidAttrNumber;
}

/*
 * Two words less than a power of two, and so on with each step (see below): with its head, of the size of two words, a tally
 * then fills the chunk that the allocator gives.
 */
#define FIRST_WORDS 14

tally *
tally_new(size_t room)
{
	return history_state_new(HISTORY_TALLY, Max(room, FIRST_WORDS));
}

void
tally_settle(tally *t)
{
	uint64	   *scratch = palloc_extended(t->used * sizeof(uint64), MCXT_ALLOC_HUGE);
	size_t		count = t->used;

	tally_sort(t->words, scratch, count, history_pause);
	pfree(scratch);
	if (!tally_compact(t->words, &count))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("too many events"),
				 errdetail("A code would occur more than %lld times.", (long long) EVENT_SERIES_MAX_EVENTS)));
	t->used = (uint32) count;
}

/* So many words are not worth the while of adding up. */
#define FEW_WORDS 512

/* What was met before takes no new room; only if that does not leave half of it, there has to be more. */
tally *
tally_with_room(tally *t, uint32 more)
{
	size_t		room = history_state_room(t);
	tally	   *larger;

	if (room > FEW_WORDS)
		tally_settle(t);
	if (t->used <= room / 2 && t->used + more <= room)
		return t;
	/* the last step goes just to the limit */
	room = Max(room * 2 + 2, (size_t) t->used + more);
	larger = tally_new(room > HISTORY_STATE_MOST_WORDS && t->used + more <= HISTORY_STATE_MOST_WORDS ? HISTORY_STATE_MOST_WORDS : room);
	larger->used = t->used;
	memcpy(larger->words, t->words, t->used * sizeof(uint64));
	return larger;
}

tally *
tally_add_history(tally *t, history *h)
{
	event_day	day;

	while (event_series_next(&h->reader, &day))
		for (uint32 i = 0; i < day.codes; i++)
			t = tally_add(t, tally_key(day.day, event_day_code(&day, i)), event_day_count(&day, i));
	return t;
}

Datum
history_of_tally(tally *t)
{
	event_series_plan plan;
	struct varlena *value;

	tally_settle(t);
	if (event_series_measure(t->words, t->used, &plan, history_pause) != EVENT_SERIES_OK)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("too many events"),
				 errdetail("A history has at most %lld events.", (long long) EVENT_SERIES_MAX_EVENTS)));
	if (plan.size > MaxAllocSize - VARHDRSZ)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a history is too long"),
				 errdetail("It would take %zu bytes, and a value has at most %zu.", plan.size, MaxAllocSize - VARHDRSZ),
				 errhint("Make a history for each dyad, or for each part of the time.")));
	value = palloc(VARHDRSZ + plan.size);
	SET_VARSIZE(value, VARHDRSZ + plan.size);
	event_series_write(t->words, t->used, &plan, (uint8 *) VARDATA(value), history_pause);
	return PointerGetDatum(value);
}
