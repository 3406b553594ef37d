/*
 * dyad_panel(): every dyad of a state system and every period in which it could be one, with the sums of its history.
 *
 * Dyad by dyad, so that each history is read once and no row waits for another. Of the table of histories the keys are held, and the
 * histories as they are stored: long ones are a pointer, and come in when their dyad does.
 */
#include "pg/history/history_panel.h"

#include "pg/base/argument.h"
#include "pg/base/own_statement.h"
#include "pg/history/history_rows.h"

#include "access/relation.h"
#include "catalog/pg_type.h"
#include "core/actor/state_member.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

SMARTDIP_FUNCTION(smartdip_dyad_panel);

/* A row of the table of histories. */
typedef struct dyad_row
{
	const char *source;
	const char *target;
	Datum		series;
} dyad_row;

/* The rows of a table, sorted by their keys. */
typedef struct dyad_table
{
	dyad_row   *rows;
	size_t		count;
	size_t		room;
	MemoryContext context;
} dyad_table;

/* One of the histories of a dyad. */
typedef struct dyad_history
{
	event_series_reader reader;
	event_day	day;
	bool		active;			/* there is such a day */
} dyad_history;

typedef struct dyad_panel
{
	panel_range range;
	day_range	coverage;
	bool		directed;
	bool		measured;		/* there are histories */
	Relation	relation;		/* of these, as long as rows are to come */
	ExprContext *caller;		/* which may end before they do */
	bool		by_system;
	dyad_table	table;
	state_members members;
	int			a;				/* the members, or the rows, of the next dyad */
	int			b;

	/* the dyad whose rows are given */
	MemoryContext context;
	bool		open;
	const state_member *sides[2];
	const char *names[2];		/* without a system */
	state_spell shared[STATE_SHARED_MAX];
	int			spells;
	calendar_span period;
	dyad_history *histories;
	int			count;
} dyad_panel;

static int
compare_keys(const dyad_row *row, const char *source, const char *target)
{
	int			order = strcmp(row->source, source);

	return order != 0 ? order : strcmp(row->target, target);
}

static bool
take_history(TupleTableSlot *slot, void *arg)
{
	dyad_table *table = arg;
	MemoryContext old = MemoryContextSwitchTo(table->context);
	dyad_row   *row;

	slot_getallattrs(slot);
	if (table->count == table->room)
	{
		table->room *= 2;
		table->rows = repalloc_huge(table->rows, table->room * sizeof(dyad_row));
	}
	row = &table->rows[table->count++];
	row->source = TextDatumGetCString(slot->tts_values[0]);
	row->target = TextDatumGetCString(slot->tts_values[1]);
	row->series = datumCopy(slot->tts_values[2], false, -1);
	MemoryContextSwitchTo(old);
	return true;
}

/* A column of the very type: its bytes are read as a history. */
static void
check_history_column(FunctionCallInfo fcinfo, Relation relation)
{
	if (!relation_is_readable(relation) ||
		!has_history_columns(RelationGetRelid(relation), event_series_type(get_func_namespace(fcinfo->flinfo->fn_oid))))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table of histories", RelationGetRelationName(relation)),
				 errdetail("It has to be a table or a view with the columns source, target and history, the last of type event_series."),
				 errhint("create_history() makes such tables.")));
}

static void
close_relation(Datum relation)
{
	relation_close((Relation) DatumGetPointer(relation), NoLock);
}

static void
close_table(dyad_panel *p)
{
	if (p->relation == NULL)
		return;
	UnregisterExprContextCallback(p->caller, close_relation, PointerGetDatum(p->relation));
	relation_close(p->relation, NoLock);
	p->relation = NULL;
}

/* The table stays in use until the last row is given: a long history may still lie there, so nobody drops or truncates it between two rows. */
static void
read_table(FunctionCallInfo fcinfo, dyad_panel *p)
{
	Relation	relation = open_relation(PG_GETARG_OID(0), AccessShareLock);
	dyad_table *table = &p->table;

	check_history_column(fcinfo, relation);
	table->context = CurrentMemoryContext;
	table->room = 1024;
	table->rows = palloc(table->room * sizeof(dyad_row));
	select_rows(relation,
				psprintf("SELECT source::pg_catalog.text COLLATE pg_catalog.\"C\", target::pg_catalog.text COLLATE pg_catalog.\"C\", history FROM %s"
						 " WHERE source IS NOT NULL AND target IS NOT NULL AND history IS NOT NULL ORDER BY 1, 2", relation_name(relation)),
				take_history, table);
	p->relation = relation;
	p->caller = ((ReturnSetInfo *) fcinfo->resultinfo)->econtext;
	RegisterExprContextCallback(p->caller, close_relation, PointerGetDatum(relation));
}

static const dyad_row *
find_rows(const dyad_table *table, const char *source, const char *target)
{
	size_t		low = 0;
	size_t		high = table->count;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (compare_keys(&table->rows[middle], source, target) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return table->rows + low;
}

/* Opens the histories of a source and a target for the days that the dyad has; the key may stand in several rows. */
static void
open_histories(dyad_panel *p, const char *source, const char *target)
{
	const dyad_row *row = find_rows(&p->table, source, target);
	day_range	days = {p->shared[0].first, p->shared[p->spells - 1].last};

	for (; row < p->table.rows + p->table.count && compare_keys(row, source, target) == 0; row++)
	{
		dyad_history *next;
		history		h;

		p->histories = p->count == 0 ? palloc(sizeof(dyad_history)) : repalloc(p->histories, (p->count + 1) * sizeof(dyad_history));
		next = &p->histories[p->count++];
		history_open(&h, row->series, days);
		next->reader = h.reader;
		next->active = event_series_next(&next->reader, &next->day);
	}
}

/* What one member did to the other, under whatever codes. */
static void
open_side(dyad_panel *p, const state_member *source, const state_member *target)
{
	for (int i = 0; i < source->countries; i++)
		for (int j = 0; j < target->countries; j++)
			open_histories(p, source->country[i], target->country[j]);
}

static void
begin_dyad(dyad_panel *p)
{
	MemoryContextReset(p->context);
	p->count = 0;
}

/* The next two members that share a day. */
static bool
next_of_system(dyad_panel *p)
{
	state_spell within = {p->range.days.first, p->range.days.last};

	for (; p->a < p->members.count; p->a++, p->b = p->directed ? 0 : p->a + 1)
		for (; p->b < p->members.count; p->b++)
		{
			CHECK_FOR_INTERRUPTS();
			p->sides[0] = &p->members.member[p->a];
			p->sides[1] = &p->members.member[p->b];
			if (p->a != p->b && (p->spells = state_members_shared(p->sides[0], p->sides[1], within, p->shared)) > 0)
			{
				begin_dyad(p);
				open_side(p, p->sides[0], p->sides[1]);
				if (!p->directed)
					open_side(p, p->sides[1], p->sides[0]);
				p->b++;
				return true;
			}
		}
	return false;
}

/* Without a system, the next two sides that there is a history of; without direction, once for both. */
static bool
next_of_table(dyad_panel *p)
{
	for (; p->a < (int) p->table.count; p->a++)
	{
		const dyad_row *row = &p->table.rows[p->a];
		const dyad_row *back = find_rows(&p->table, row->target, row->source);
		bool		once = p->a > 0 && compare_keys(row - 1, row->source, row->target) == 0;

		CHECK_FOR_INTERRUPTS();
		/* undirected, the row whose source comes first stands for both, or the one that is alone */
		if (!p->directed && strcmp(row->source, row->target) > 0 && back < p->table.rows + p->table.count &&
			compare_keys(back, row->target, row->source) == 0)
			once = true;
		if (once)
			continue;
		p->names[0] = row->source;
		p->names[1] = row->target;
		if (!p->directed && strcmp(row->source, row->target) > 0)
		{
			p->names[0] = row->target;
			p->names[1] = row->source;
		}
		p->shared[0] = (state_spell) {p->range.days.first, p->range.days.last};
		p->spells = 1;
		begin_dyad(p);
		open_histories(p, p->names[0], p->names[1]);
		if (!p->directed && strcmp(row->source, row->target) != 0)
			open_histories(p, p->names[1], p->names[0]);
		p->a++;
		return true;
	}
	return false;
}

static bool
next_dyad(dyad_panel *p)
{
	MemoryContext old = MemoryContextSwitchTo(p->context);

	p->open = p->by_system ? next_of_system(p) : next_of_table(p);
	if (p->open)
		p->period = calendar_span_of(p->shared[0].first, p->range.unit);
	MemoryContextSwitchTo(old);
	return p->open;
}

/* Is a day one on which both were in the system? */
static bool
is_shared(const dyad_panel *p, int32 day)
{
	for (int i = 0; i < p->spells; i++)
		if (day >= p->shared[i].first && day <= p->shared[i].last)
			return true;
	return false;
}

/* The last shared day of the period; and does the source cover all of them? */
static int32
last_shared_day(const dyad_panel *p, bool *covered)
{
	int64		last = 0;

	*covered = true;
	for (int i = 0; i < p->spells; i++)
	{
		int64		from = Max(p->shared[i].first, p->period.begin);
		int64		to = Min(p->shared[i].last, p->period.end - 1);

		if (from > to)
			continue;
		last = to;
		*covered &= from >= p->coverage.first && to <= p->coverage.last;
	}
	return (int32) last;
}

/* The events of the period, but for those of days that are not shared. */
static void
sum_period(dyad_panel *p, history_sums *sums)
{
	const event_weight *weights = event_weights(EVENT_SCHEME_GDELT);

	for (int i = 0; i < p->count; i++)
	{
		dyad_history *h = &p->histories[i];

		while (h->active && h->day.day < p->period.end)
		{
			if (is_shared(p, h->day.day))
				history_sums_add(sums, weights, &h->day);
			h->active = event_series_next(&h->reader, &h->day);
		}
	}
	history_sums_settle(sums);
}

/* On to the next period with a shared day; none: the dyad has no more rows. */
static void
next_period(dyad_panel *p)
{
	calendar_span_next(&p->period, p->range.unit);
	for (int i = 0; i < p->spells; i++)
		if (p->shared[i].last >= p->period.begin)
		{
			if (p->shared[i].first >= p->period.end)
				p->period = calendar_span_of(p->shared[i].first, p->range.unit);
			return;
		}
	p->open = false;
}

static void
put_side(const dyad_panel *p, int side, int32 day, Datum *values, bool *nulls)
{
	char		code[COUNTRY_CODE_CAP];

	nulls[2 + PANEL_COLUMNS + side] = !p->by_system || p->members.system == STATE_UN;
	if (p->by_system)
		state_member_code(&p->members, p->sides[side], day, code);
	values[side] = CStringGetTextDatum(p->by_system ? code : p->names[side]);
	if (!nulls[2 + PANEL_COLUMNS + side])
		values[2 + PANEL_COLUMNS + side] = Int32GetDatum(p->sides[side]->number);
}

/* (source, target, the columns of panel_period, source_number, target_number) */
static bool
dyad_panel_next(void *from, Datum *values, bool *nulls)
{
	dyad_panel *p = from;
	history_sums sums = {0};
	bool		covered;
	int32		day;

	if (!p->open && !next_dyad(p))
	{
		close_table(p);
		return false;
	}
	day = last_shared_day(p, &covered);
	sum_period(p, &sums);
	panel_put_period((int32) Max(p->period.begin, CALENDAR_FIRST_DAY), &sums, values + 2);
	for (int i = 0; i < 2; i++)
		put_side(p, i, day, values, nulls);
	for (int i = 1; i < PANEL_COLUMNS; i++)
		nulls[2 + i] = !covered || !p->measured;
	next_period(p);
	return true;
}

/* (history, unit, from, to, system, coverage, directed) */
static void *
dyad_panel_begin(FunctionCallInfo fcinfo)
{
	dyad_panel *p = palloc0(sizeof(dyad_panel));

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(5) || PG_ARGISNULL(6))
		return NULL;
	p->range = panel_range_args(fcinfo, 1);
	p->coverage = day_range_of(PG_GETARG_DATUM(5));
	p->directed = PG_GETARG_BOOL(6);
	p->measured = !PG_ARGISNULL(0);
	p->by_system = !PG_ARGISNULL(4);
	p->context = AllocSetContextCreate(CurrentMemoryContext, "dyad", ALLOCSET_DEFAULT_SIZES);
	p->b = 0;
	if (!p->measured && !p->by_system)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a panel needs histories or a state system"),
				 errdetail("Both are NULL: there is nothing to tell which dyads there are."),
				 errhint("Name a table of histories, or the system cow, gw or un.")));
	if (p->by_system)
		state_members_of((enum state_system) name_arg(PG_GETARG_TEXT_PP(4), "state system", state_system_names, STATE_SYSTEMS, ""), &p->members);
	if (p->by_system && !p->directed)
		p->b = 1;
	if (p->measured)
		read_table(fcinfo, p);
	return p;
}

Datum
smartdip_dyad_panel(PG_FUNCTION_ARGS)
{
	return history_rows(fcinfo, dyad_panel_begin, dyad_panel_next);
}
