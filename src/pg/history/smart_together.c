/* Hard and soft power within histories: power_sums(), smart_together() and its aggregates. */
#include "pg/base/argument.h"
#include "pg/history/history.h"
#include "pg/history/history_rows.h"

#include "core/history/smart_together.h"
#include "core/statistics/association.h"
#include "pg/power/power_profile.h"

SMARTDIP_FUNCTION(smartdip_power_sums);
SMARTDIP_FUNCTION(smartdip_smart_together);
SMARTDIP_FUNCTION(smartdip_smart_together_codes);
SMARTDIP_FUNCTION(smartdip_smart_together_add);
SMARTDIP_FUNCTION(smartdip_smart_together_codes_add);
SMARTDIP_FUNCTION(smartdip_smart_together_combine);
SMARTDIP_FUNCTION(smartdip_smart_together_final);

/* A built-in coding has a number below this. */
#define MOST_SCHEMES 8

static int
scheme_arg(text *name)
{
	const char *names[MOST_SCHEMES];
	int			count = 0;

	while (count < MOST_SCHEMES && power_scheme_name(count) != NULL)
	{
		names[count] = power_scheme_name(count);
		count++;
	}
	return name_arg(name, "power scheme", names, count, "");
}

/* What codes have of each strength by a coding; made once in a session. */
static const power_strengths *
strengths_of_codes(int scheme)
{
	static power_strengths *strengths[MOST_SCHEMES];

	if (strengths[scheme] == NULL)
	{
		power_strengths *made = MemoryContextAlloc(TopMemoryContext, HISTORY_CODES * sizeof(power_strengths));

		smart_strengths(made, scheme);
		strengths[scheme] = made;
	}
	return strengths[scheme];
}

/* (series, scheme, during) */
Datum
smartdip_power_sums(PG_FUNCTION_ARGS)
{
	const power_strengths *strengths = strengths_of_codes(scheme_arg(PG_GETARG_TEXT_PP(1)));
	bool		nulls[1 + POWER_STRENGTHS] = {false};
	Datum		values[1 + POWER_STRENGTHS];
	smart_amounts amounts;
	history		h;

	history_open(&h, PG_GETARG_DATUM(0), day_range_of(PG_GETARG_DATUM(2)));
	amounts = smart_amounts_of(&h.reader, strengths);
	values[0] = Int64GetDatum(amounts.events);
	for (int strength = 0; strength < POWER_STRENGTHS; strength++)
		values[1 + strength] = Float8GetDatum((double) amounts.of[strength] / POWER_FULL);
	return history_row(fcinfo, values, nulls);
}

/* What counts as hard and as soft. */
typedef struct smart_sets
{
	int			scheme;
	int			domain;
	int			least;			/* 0: not in use */
	uint8		hard[EVENT_SERIES_SET];
	uint8		soft[EVENT_SERIES_SET];
} smart_sets;

/* Sets take longer to make than to use. One statement asks for a few of them by turns, so as many are kept. */
#define KEPT_SETS 8

static const smart_sets *
sets_by_degree(int scheme, int domain, int least)
{
	static smart_sets kept[KEPT_SETS];
	static int	oldest;
	smart_sets *sets;

	for (int i = 0; i < KEPT_SETS; i++)
		if (kept[i].scheme == scheme && kept[i].domain == domain && kept[i].least == least)
			return &kept[i];
	sets = &kept[oldest];
	oldest = (oldest + 1) % KEPT_SETS;
	sets->scheme = scheme;
	sets->domain = domain;
	sets->least = least;
	history_power_set(sets->hard, scheme, power_cell(POWER_HARD, (enum power_domain) domain), (uint8) least);
	history_power_set(sets->soft, scheme, power_cell(POWER_SOFT, (enum power_domain) domain), (uint8) least);
	return sets;
}

#define DEFAULT_LEAST 50

/* (..., kind, threshold, scheme), from an argument on; none of them is NULL. */
static const smart_sets *
sets_args(FunctionCallInfo fcinfo, int n)
{
	const char *domains[POWER_DOMAINS];
	double		threshold = PG_GETARG_FLOAT8(n + 1);
	int			domain;

	for (int i = 0; i < POWER_DOMAINS; i++)
		domains[i] = power_domain_name((enum power_domain) i);
	domain = name_arg(PG_GETARG_TEXT_PP(n), "kind of hard and soft acts", domains, POWER_DOMAINS, "");
	if (!(threshold > 0 && threshold <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%g cannot be the threshold of a degree", threshold),
				 errdetail("A threshold is greater than 0 and at most 1.")));
	return sets_by_degree(scheme_arg(PG_GETARG_TEXT_PP(n + 2)), domain, Max(1, (int) ceil(threshold * POWER_FULL - 1e-9)));
}

/* Which periods of a history are looked at. */
typedef struct smart_range
{
	enum calendar_unit unit;
	day_range	days;
	bool		empty;			/* no day at all */
} smart_range;

/*
 * (..., unit, from, to, ...) from an argument on, the days NULL or not there for the first and last of the history. A
 * range may lie wholly before or behind a history, but not be turned around by whoever gives both its ends.
 */
static smart_range
smart_range_args(FunctionCallInfo fcinfo, int n, Datum series)
{
	bool		from = PG_NARGS() > n + 1 && !PG_ARGISNULL(n + 1);
	bool		to = PG_NARGS() > n + 2 && !PG_ARGISNULL(n + 2);
	event_series_head head = history_head(series);
	smart_range range = {calendar_unit_of(PG_GETARG_TEXT_PP(n)), {head.first_day, head.last_day}, false};

	if (from)
		range.days.first = day_of(PG_GETARG_DATUM(n + 1), "the first day of a range");
	if (to)
		range.days.last = day_of(PG_GETARG_DATUM(n + 2), "the last day of a range");
	if (from && to)
		check_days_in_order(range.days, "a range");
	else
		range.empty = head.events == 0 || range.days.first > range.days.last;
	return range;
}

/* One history's periods, and their number. */
typedef struct smart_count
{
	smart_periods of;
	int64		periods;
} smart_count;

static smart_count
count_smart(Datum series, smart_range range, const uint8 *hard, const uint8 *soft)
{
	smart_count count = {0};
	history		h;

	if (range.empty)
		return count;
	history_open(&h, series, range.days);
	count.of = smart_periods_of(&h.reader, hard, soft, range.unit);
	count.periods = (int64) calendar_period(range.days.last, range.unit) - calendar_period(range.days.first, range.unit) + 1;
	return count;
}

static association_table
table_of(smart_count count)
{
	return (association_table) {count.periods, count.of.both, count.of.both + count.of.hard_only, count.of.both + count.of.soft_only};
}

/* A row of smart_together_result: what was counted, and then what follows from it. */
static Datum
smart_row(FunctionCallInfo fcinfo, smart_count count, double expected, double phi, association_interval interval)
{
	double		both = (double) count.of.both;
	int64		counts[] = {count.periods, count.of.both, count.of.hard_only, count.of.soft_only,
		count.periods - count.of.both - count.of.hard_only - count.of.soft_only, count.of.hard_leads, count.of.soft_leads};
	double		measures[] = {expected, expected > 0 ? both / expected : NAN, phi, interval.low, interval.high,
		count.periods > 0 ? (both - expected) / (double) count.periods : NAN};

	return history_row_of_numbers(fcinfo, counts, lengthof(counts), measures, lengthof(measures));
}

static Datum
smart_row_of_one(FunctionCallInfo fcinfo, smart_count count)
{
	association_table table = table_of(count);

	return smart_row(fcinfo, count, association_expected(table), association_phi(table), association_phi_interval(table));
}

/* Is an argument from the first on NULL? The days may be, from and to, which stand at a place. */
static bool
any_null(FunctionCallInfo fcinfo, int first, int days)
{
	for (int i = first; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != days && i != days + 1)
			return true;
	return false;
}

/* (series, unit, from, to, kind, threshold, scheme) */
Datum
smartdip_smart_together(PG_FUNCTION_ARGS)
{
	const smart_sets *sets;

	if (any_null(fcinfo, 0, 2))
		PG_RETURN_NULL();
	sets = sets_args(fcinfo, 4);
	return smart_row_of_one(fcinfo, count_smart(PG_GETARG_DATUM(0), smart_range_args(fcinfo, 1, PG_GETARG_DATUM(0)),
												sets->hard, sets->soft));
}

/* (series, hard, soft, unit, from, to) */
Datum
smartdip_smart_together_codes(PG_FUNCTION_ARGS)
{
	uint8		hard[EVENT_SERIES_SET];
	uint8		soft[EVENT_SERIES_SET];

	if (any_null(fcinfo, 0, 4))
		PG_RETURN_NULL();
	code_set_of(PG_GETARG_DATUM(1), hard);
	code_set_of(PG_GETARG_DATUM(2), soft);
	return smart_row_of_one(fcinfo, count_smart(PG_GETARG_DATUM(0), smart_range_args(fcinfo, 3, PG_GETARG_DATUM(0)), hard, soft));
}

/*
 * The state of the aggregates: the unit, which all rows must have in common, as the detail of the state, then the counts
 * of all histories, and the sums for what is expected and correlated within each of them.
 */
typedef struct smart_total
{
	smart_count count;
	int64		histories;		/* with any period */
	association_tables tables;
} smart_total;

StaticAssertDecl(sizeof(smart_total) == (8 + 2 * ASSOCIATION_SUMS) * sizeof(uint64), "smart_total is words, without gaps");

#define TOTAL_WORDS (sizeof(smart_total) / sizeof(uint64))

static smart_total *
total_of(history_state *state)
{
	return (smart_total *) state->words;
}

/* The state of a group so far, made if there is none; all rows of it have one unit. */
static history_state *
state_for_unit(history_state *state, uint32 unit)
{
	if (state == NULL)
	{
		state = history_state_new(HISTORY_SMART, TOTAL_WORDS);
		state->used = TOTAL_WORDS;
		state->detail = unit;
	}
	if (state->detail != unit)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("periods of different lengths cannot be added up"),
				 errdetail("There are units of a %s and of a %s.", calendar_unit_names[state->detail], calendar_unit_names[unit]),
				 errhint("The unit must be the same for all rows of a group.")));
	return state;
}

static void
add_counts(smart_total *total, smart_count count)
{
	if (total->count.periods > ASSOCIATION_MOST_PERIODS - count.periods)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many periods"),
				 errdetail("At most %lld periods are added up.", (long long) ASSOCIATION_MOST_PERIODS),
				 errhint("Take a longer unit, or fewer days.")));
	total->count.periods += count.periods;
	total->count.of.both += count.of.both;
	total->count.of.hard_only += count.of.hard_only;
	total->count.of.soft_only += count.of.soft_only;
	total->count.of.hard_leads += count.of.hard_leads;
	total->count.of.soft_leads += count.of.soft_leads;
}

static history_state *
add_history(history_state *state, Datum series, smart_range range, const uint8 *hard, const uint8 *soft)
{
	smart_count count = count_smart(series, range, hard, soft);
	smart_total *total;

	state = state_for_unit(state, range.unit);
	total = total_of(state);
	add_counts(total, count);
	total->histories += count.periods > 0;
	association_add(&total->tables, table_of(count));
	return state;
}

/* (state, series, unit [, from, to [, kind, threshold, scheme]]); a row with a NULL does not count */
Datum
smartdip_smart_together_add(PG_FUNCTION_ARGS)
{
	history_state *state = history_state_arg(fcinfo, 0, HISTORY_SMART);

	if (!any_null(fcinfo, 1, 3))
	{
		const smart_sets *sets = PG_NARGS() > 5 ? sets_args(fcinfo, 5) : sets_by_degree(POWER_FIRST_SCHEME, POWER_POWER, DEFAULT_LEAST);

		state = add_history(state, PG_GETARG_DATUM(1), smart_range_args(fcinfo, 2, PG_GETARG_DATUM(1)), sets->hard, sets->soft);
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/* (state, series, hard, soft, unit [, from, to]) */
Datum
smartdip_smart_together_codes_add(PG_FUNCTION_ARGS)
{
	history_state *state = history_state_arg(fcinfo, 0, HISTORY_SMART);

	if (!any_null(fcinfo, 1, 5))
	{
		uint8		hard[EVENT_SERIES_SET];
		uint8		soft[EVENT_SERIES_SET];

		code_set_of(PG_GETARG_DATUM(2), hard);
		code_set_of(PG_GETARG_DATUM(3), soft);
		state = add_history(state, PG_GETARG_DATUM(1), smart_range_args(fcinfo, 4, PG_GETARG_DATUM(1)), hard, soft);
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
smartdip_smart_together_combine(PG_FUNCTION_ARGS)
{
	history_state *state = history_state_arg(fcinfo, 0, HISTORY_SMART);
	const history_state *other = history_state_read(fcinfo, 1, HISTORY_SMART);

	if (other != NULL)
	{
		const smart_total *added = total_of(unconstify(history_state *, other));
		smart_total *total;

		state = state_for_unit(state, other->detail);
		total = total_of(state);
		add_counts(total, added->count);
		total->histories += added->histories;
		association_merge(&total->tables, &added->tables);
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
smartdip_smart_together_final(PG_FUNCTION_ARGS)
{
	const history_state *state = history_state_read(fcinfo, 0, HISTORY_SMART);
	const smart_total *total;
	int64		both;

	if (state == NULL)
		PG_RETURN_NULL();
	total = total_of(unconstify(history_state *, state));
	both = total->count.of.both;
	if (total->histories <= 1)
		return smart_row_of_one(fcinfo, total->count);
	return smart_row(fcinfo, total->count, exact_sum_value(total->tables.expected), association_within_phi(&total->tables, both),
					 association_within_interval(&total->tables, both));
}

/* Counts that can be those of some histories. The sums behind them may be any, and then give any measure. */
bool
smart_state_is_valid(const history_state *state)
{
	const smart_total *total = total_of(unconstify(history_state *, state));
	const smart_periods *of = &total->count.of;
	int64		counts[] = {of->both, of->hard_only, of->soft_only, of->hard_leads, of->soft_leads, total->count.periods, total->histories,
		total->tables.tables};

	if (state->used != TOTAL_WORDS || state->detail >= CALENDAR_UNITS)
		return false;
	for (size_t i = 0; i < lengthof(counts); i++)
		if (counts[i] < 0 || counts[i] > ASSOCIATION_MOST_PERIODS)
			return false;
	return of->both + of->hard_only + of->soft_only <= total->count.periods && of->hard_leads + of->soft_leads <= of->both &&
		total->tables.tables <= total->histories && total->histories <= total->count.periods;
}
