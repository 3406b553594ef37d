/* Statistics over pairs of numbers: two groups, reply times, rank correlation; and intervals and concentration. */
#include "pg/statistics/statistics.h"

#include "pg/base/argument.h"
#include "pg/base/long_sort.h"
#include "pg/base/long_text.h"
#include "pg/base/report.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "core/base/survival.h"
#include "core/statistics/agreement.h"
#include "core/statistics/correlation.h"
#include "core/statistics/distribution.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include <float.h>
#include <math.h>

SMARTDIP_FUNCTION(smartdip_mann_whitney_final);
SMARTDIP_FUNCTION(smartdip_cliffs_delta_final);
SMARTDIP_FUNCTION(smartdip_permutation_test_add);
SMARTDIP_FUNCTION(smartdip_permutation_test_final);
SMARTDIP_FUNCTION(smartdip_kaplan_meier_final);
SMARTDIP_FUNCTION(smartdip_kaplan_meier_add);
SMARTDIP_FUNCTION(smartdip_spearman_final);
SMARTDIP_FUNCTION(smartdip_kendall_final);
SMARTDIP_FUNCTION(smartdip_krippendorff_alpha_add);
SMARTDIP_FUNCTION(smartdip_krippendorff_alpha_final);
SMARTDIP_FUNCTION(smartdip_report_agreement_add);
SMARTDIP_FUNCTION(smartdip_report_agreement_final);
SMARTDIP_FUNCTION(smartdip_wilson_interval);
SMARTDIP_FUNCTION(smartdip_concentration_add);
SMARTDIP_FUNCTION(smartdip_concentration_combine);
SMARTDIP_FUNCTION(smartdip_concentration_final);
SMARTDIP_FUNCTION(smartdip_hhi_final);

/* The most columns of a result. */
#define ROW_NUMBERS 10

static void
check_confidence(double confidence)
{
	if (!(confidence > 0.0 && confidence < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a confidence cannot be %g", confidence),
				 errhint("It lies between 0 and 1: 0.95.")));
}

static enum permutation_statistic
statistic_named(text *name)
{
	return (enum permutation_statistic) name_arg(name, "statistic", permutation_statistic_names, PERMUTATION_STATISTICS, "");
}

void *
statistics_scratch(size_t count, size_t size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, count * size);
}

Datum
row_of_numbers(FunctionCallInfo fcinfo, const double *numbers, int count)
{
	TupleDesc	desc;
	Datum		values[ROW_NUMBERS];
	bool		nulls[ROW_NUMBERS];

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE || desc->natts != count || count > ROW_NUMBERS)
		elog(ERROR, "the result type of function %u is not what it was made for", fcinfo->flinfo->fn_oid);
	for (int i = 0; i < count; i++)
	{
		Oid			type = TupleDescAttr(desc, i)->atttypid;

		nulls[i] = isnan(numbers[i]);
		if (type == INT8OID)
			values[i] = Int64GetDatum(nulls[i] ? 0 : (int64) numbers[i]);
		else if (type == BOOLOID)
			values[i] = BoolGetDatum(numbers[i] == 1.0);
		else
			values[i] = Float8GetDatum(numbers[i]);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}

group_value *
group_values(const number_pairs *pairs, size_t *in)
{
	group_value *values;

	*in = 0;
	if (pairs == NULL)
		return NULL;
	values = statistics_scratch(pairs->count, sizeof(group_value));
	for (size_t i = 0; i < pairs->count; i++)
	{
		values[i] = (group_value) {pairs->pair[i].a, pairs->pair[i].b != 0.0};
		*in += values[i].in;
	}
	long_sort(values, pairs->count, sizeof(group_value), group_order);
	return values;
}

/* The observations of both groups in order, NULL where one of the groups is empty. */
static group_value *
two_groups(FunctionCallInfo fcinfo, size_t *count)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);
	size_t		in;
	group_value *values = group_values(pairs, &in);

	if (values == NULL || in == 0 || in == pairs->count)
		return NULL;
	*count = pairs->count;
	return values;
}

permutation_result
permuted(const number_pairs *pairs, const group_value *values, enum permutation_statistic statistic)
{
	return permutation_test(values, pairs->count, statistic, PERMUTATION_DRAWS, (uint64) pairs->seed,
							statistics_scratch(pairs->count, sizeof(double)), statistics_scratch(pairs->count, sizeof(uint32_t)), check_interrupts);
}

Datum
smartdip_mann_whitney_final(PG_FUNCTION_ARGS)
{
	size_t		count;
	group_value *values = two_groups(fcinfo, &count);
	double		ways[MANN_WHITNEY_SCRATCH];
	mann_whitney test;

	if (values == NULL)
		PG_RETURN_NULL();
	test = mann_whitney_test(values, count, ways);
	return row_of_numbers(fcinfo, (double[]) {test.u, test.p_exact, test.p_normal, test.p_uncorrected, (double) test.in, (double) test.out}, 6);
}

Datum
smartdip_cliffs_delta_final(PG_FUNCTION_ARGS)
{
	size_t		count;
	group_value *values = two_groups(fcinfo, &count);
	cliffs_delta delta;

	if (values == NULL)
		PG_RETURN_NULL();
	delta = cliffs_delta_of(values, count, 0.95);
	return row_of_numbers(fcinfo, (double[]) {delta.delta, delta.low, delta.high}, 3);
}

/* A row of permutation_test(x, in_group, seed, statistic): what stands behind in_group is remembered from the last row. */
Datum
smartdip_permutation_test_add(PG_FUNCTION_ARGS)
{
	number_pairs *pairs;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return number_pairs_keep(fcinfo);
	pairs = (number_pairs *) DatumGetPointer(number_pairs_add(fcinfo, PG_GETARG_FLOAT8(1), PG_GETARG_BOOL(2) ? 1.0 : 0.0));
	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
		pairs->seed = PG_GETARG_INT64(3);
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
		pairs->kind = statistic_named(PG_GETARG_TEXT_PP(4));
	PG_RETURN_POINTER(pairs);
}

Datum
smartdip_permutation_test_final(PG_FUNCTION_ARGS)
{
	size_t		count;
	group_value *values = two_groups(fcinfo, &count);
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);
	permutation_result result;

	if (values == NULL)
		PG_RETURN_NULL();
	result = permuted(pairs, values, pairs->kind == PERMUTATION_DELTA ? PERMUTATION_DELTA : PERMUTATION_MEAN);
	return row_of_numbers(fcinfo, (double[]) {result.difference, result.p, (double) result.tried, result.exact ? 1.0 : 0.0}, 4);
}

/* ---- reply times ---- */

static double
checked_time(double days)
{
	if (isnan(days) || days < 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a time to an answer cannot be %g", days),
				 errhint("Times begin at 0. An act that was not answered has the time until the data end, and answered = false.")));
	return days;
}

/* Of a number up to this one, the next is known. */
#define COUNT_MAX (INT64CONST(1) << 53)

static void
check_count(bool right)
{
	if (!right)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a number of acts is out of range"),
				 errhint("A row stands for 0 acts or more, and all rows for at most %lld.", (long long) COUNT_MAX)));
}

/* (state, days, answered [, count]). The second number of a pair: k for k that were answered, 1 - k for k that were not. */
Datum
smartdip_kaplan_meier_add(PG_FUNCTION_ARGS)
{
	int64		count = 1;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (PG_NARGS() > 3 && PG_ARGISNULL(3)))
		return number_pairs_keep(fcinfo);
	if (PG_NARGS() > 3)
		count = PG_GETARG_INT64(3);
	check_count(count >= 0 && count <= COUNT_MAX);
	checked_time(PG_GETARG_FLOAT8(1));
	if (count == 0)
		return number_pairs_keep(fcinfo);
	return number_pairs_add(fcinfo, PG_GETARG_FLOAT8(1), (double) (PG_GETARG_BOOL(2) ? count : 1 - count));
}

/* By time, and answers before what is censored at the same time. */
static int
compare_times(const void *a, const void *b)
{
	const number_pair *p = a;
	const number_pair *q = b;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (q->b > 0.0) - (p->b > 0.0);
}

/* The pairs, their times and counts checked, since a state may be anybody's own value; their sums by whether there was an answer. */
static number_pair *
counted_times(const number_pairs *pairs, double *answered, double *censored)
{
	number_pair *times = statistics_scratch(pairs->count, sizeof(number_pair));

	*answered = *censored = 0.0;
	for (size_t i = 0; i < pairs->count; i++)
	{
		times[i] = (number_pair) {checked_time(pairs->pair[i].a), pairs->pair[i].b};
		check_count(fabs(times[i].b) <= (double) COUNT_MAX && times[i].b == rint(times[i].b));
		if (times[i].b > 0.0)
			*answered += times[i].b;
		else
			*censored += 1.0 - times[i].b;
	}
	check_count(*answered + *censored <= (double) COUNT_MAX);
	return times;
}

Datum
smartdip_kaplan_meier_final(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);
	number_pair *times;
	survival_curve curve;
	double		answered;
	double		censored;

	if (pairs == NULL)
		PG_RETURN_NULL();
	times = counted_times(pairs, &answered, &censored);
	long_sort(times, pairs->count, sizeof(number_pair), compare_times);
	survival_begin(&curve, (int64) (answered + censored));
	for (size_t i = 0; i < pairs->count;)
	{
		double		time = times[i].a;
		int64		count = 0;

		/* answers of one time are one step down, in however many rows they come */
		for (; i < pairs->count && times[i].a == time && times[i].b > 0.0; i++)
			count += (int64) times[i].b;
		if (count > 0)
			survival_answered(&curve, time, count);
		else
			survival_censored(&curve, (int64) (1.0 - times[i++].b));
	}
	return row_of_numbers(fcinfo, (double[]) {curve.half.time, curve.tenth.time, answered + censored, answered, censored}, 5);
}

/* ---- rank correlation ---- */

/* The pairs with midranks, sorted by x; NULL where there are fewer than two. */
static ranked_pair *
ranked_pairs(FunctionCallInfo fcinfo, size_t *count)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);
	ranked_pair *ranked;
	size_t		used = 0;

	if (pairs == NULL || pairs->count < 2)
		return NULL;
	ranked = statistics_scratch(pairs->count, sizeof(ranked_pair));
	for (size_t i = 0; i < pairs->count; i++)
		if (!isnan(pairs->pair[i].a) && !isnan(pairs->pair[i].b))
			ranked[used++] = (ranked_pair) {.x = pairs->pair[i].a, .y = pairs->pair[i].b};
	long_sort(ranked, used, sizeof(ranked_pair), ranked_by_y);
	rank_y(ranked, used);
	long_sort(ranked, used, sizeof(ranked_pair), ranked_by_x);
	rank_x(ranked, used);
	*count = used;
	return ranked;
}

Datum
smartdip_spearman_final(PG_FUNCTION_ARGS)
{
	size_t		count;
	ranked_pair *pairs = ranked_pairs(fcinfo, &count);
	double		rho = pairs == NULL ? NAN : spearman_of(pairs, count);

	if (isnan(rho))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(rho);
}

Datum
smartdip_kendall_final(PG_FUNCTION_ARGS)
{
	size_t		count;
	ranked_pair *pairs = ranked_pairs(fcinfo, &count);
	double		tau = pairs == NULL ? NAN : kendall_of(pairs, count, statistics_scratch(2 * count + 1, sizeof(double)));

	if (isnan(tau))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(tau);
}

/* ---- agreement ---- */

/* Units are told apart by 53 bits of a hash, which a number holds: of a million units two are taken for one once in 18,000 times. */
#define UNIT_END (INT64CONST(1) << 53)

static double
unit_number(text *unit)
{
	return (double) (hash_bytes_extended((const unsigned char *) VARDATA_ANY(unit), (int) VARSIZE_ANY_EXHDR(unit), 0) >> 11);
}

static enum agreement_metric
metric_named(text *name)
{
	return (enum agreement_metric) name_arg(name, "metric", agreement_metric_names, AGREEMENT_METRICS, "");
}

/* unit, coder, value, metric: a row with a NULL in the first three is no report. */
Datum
smartdip_krippendorff_alpha_add(PG_FUNCTION_ARGS)
{
	number_pairs *pairs;
	enum agreement_metric metric;

	if (PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the metric of krippendorff_alpha() is NULL"),
				 errhint("There are %s.", names_listed(agreement_metric_names, AGREEMENT_METRICS))));
	metric = metric_named(PG_GETARG_TEXT_PP(4));
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || isnan(PG_GETARG_FLOAT8(3)))
		return number_pairs_keep(fcinfo);
	pairs = (number_pairs *) DatumGetPointer(number_pairs_add(fcinfo, unit_number(PG_GETARG_TEXT_PP(1)), PG_GETARG_FLOAT8(3)));
	pairs->kind = metric;
	PG_RETURN_POINTER(pairs);
}

/* The pairs as reports, judged, since a state may be anybody's own value: what is no number is no report, as in a row. */
static agreement_value *
agreement_values(const number_pairs *pairs, size_t *count)
{
	agreement_value *values = statistics_scratch(pairs->count, sizeof(agreement_value));

	*count = 0;
	for (size_t i = 0; i < pairs->count; i++)
	{
		double		unit = pairs->pair[i].a;

		if (!(unit >= 0.0 && unit < (double) UNIT_END))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("the number of a unit is out of range"),
					 errdetail("It is %g.", unit),
					 errhint("A state of krippendorff_alpha() or report_agreement() has units from 0 to %lld.", (long long) (UNIT_END - 1))));
		if (!isnan(pairs->pair[i].b))
			values[(*count)++] = (agreement_value) {.unit = (uint64) unit, .value = pairs->pair[i].b};
	}
	return values;
}

/* Alpha of the reports so far, NAN for none; of how many reports, of units that have two or more, and of how many such units. */
static double
alpha_of(const number_pairs *pairs, size_t *reports, size_t *units)
{
	enum agreement_metric metric = AGREEMENT_NOMINAL;
	size_t		count;
	agreement_value *values = agreement_values(pairs, &count);
	double		expected;

	if (pairs->kind >= 0 && pairs->kind < AGREEMENT_METRICS)
		metric = (enum agreement_metric) pairs->kind;
	long_sort(values, count, sizeof(agreement_value), agreement_by_unit);
	*reports = agreement_drop_single(values, count);
	*units = 0;
	for (size_t i = 0; i < *reports; i++)
		*units += i == 0 || values[i].unit != values[i - 1].unit;
	if (*reports == 0)
		return NAN;
	long_sort(values, *reports, sizeof(agreement_value), agreement_by_value);
	expected = agreement_expected(values, *reports, metric, check_interrupts);
	if (!(expected > 0.0))
		return NAN;
	long_sort(values, *reports, sizeof(agreement_value), agreement_by_unit);
	return 1.0 - agreement_observed(values, *reports, metric, check_interrupts) / expected;
}

Datum
smartdip_krippendorff_alpha_final(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);
	size_t		reports;
	size_t		units;
	double		alpha = pairs != NULL ? alpha_of(pairs, &reports, &units) : NAN;

	if (isnan(alpha))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(alpha);
}

/* (state, event, source, value [, metric]) */
Datum
smartdip_report_agreement_add(PG_FUNCTION_ARGS)
{
	enum agreement_metric metric = AGREEMENT_INTERVAL;
	number_pairs *pairs;
	int64		event;

	if (PG_NARGS() > 4 && PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the metric of report_agreement() is NULL"),
				 errhint("There are %s.", names_listed(agreement_metric_names, AGREEMENT_METRICS))));
	if (PG_NARGS() > 4)
		metric = metric_named(PG_GETARG_TEXT_PP(4));
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || isnan(PG_GETARG_FLOAT8(3)))
		return number_pairs_keep(fcinfo);
	event = PG_GETARG_INT64(1);
	pairs = (number_pairs *) DatumGetPointer(number_pairs_add(fcinfo, (double) (hash_bytes_extended((const unsigned char *) &event, sizeof(event), 0) >> 11),
															  PG_GETARG_FLOAT8(3)));
	pairs->kind = metric;
	PG_RETURN_POINTER(pairs);
}

Datum
smartdip_report_agreement_final(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = number_pairs_arg(fcinfo, 0);
	size_t		reports;
	size_t		events;
	double		alpha;

	if (pairs == NULL)
		PG_RETURN_NULL();
	alpha = alpha_of(pairs, &reports, &events);
	return row_of_numbers(fcinfo, (double[]) {alpha, (double) events, (double) reports}, 3);
}

/* ---- shares ---- */

/* E. B. Wilson, Probable inference, 1927. */
Datum
smartdip_wilson_interval(PG_FUNCTION_ARGS)
{
	int64		k = PG_GETARG_INT64(0);
	int64		n = PG_GETARG_INT64(1);
	double		confidence = PG_GETARG_FLOAT8(2);
	double		p = (double) k / (double) n;
	double		z;
	double		middle;
	double		half;

	if (k < 0 || n < 0 || k > n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%lld of %lld is no share", (long long) k, (long long) n),
				 errhint("The first number counts some of what the second counts.")));
	check_confidence(confidence);
	if (n == 0)
		return row_of_numbers(fcinfo, (double[]) {NAN, NAN}, 2);
	z = -normal_quantile(0.5 * (1.0 - confidence));
	middle = p + z * z / (2.0 * (double) n);
	half = z * sqrt(p * (1.0 - p) / (double) n + z * z / (4.0 * (double) n * (double) n));
	/* The bounds of nothing and of all are exact, whatever rounding makes of them. */
	return row_of_numbers(fcinfo, (double[]) {k == 0 ? 0.0 : (middle - half) / (1.0 + z * z / (double) n),
		k == n ? 1.0 : (middle + half) / (1.0 + z * z / (double) n)}, 2);
}

/* How many, their sum, the sum of their squares: three numbers in an array, as the server's own averages have them. */
static double *
concentration_state(Datum array)
{
	ArrayType  *state = DatumGetArrayTypeP(array);

	if (ARR_NDIM(state) != 1 || ARR_DIMS(state)[0] != 3 || ARR_HASNULL(state) || ARR_ELEMTYPE(state) != FLOAT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the state of an aggregate of shares is an array of three numbers")));
	return (double *) ARR_DATA_PTR(state);
}

static Datum
make_concentration(FunctionCallInfo fcinfo, const double *old, double count, double sum, double squares)
{
	Datum		numbers[3] = {Float8GetDatum(old[0] + count), Float8GetDatum(old[1] + sum), Float8GetDatum(old[2] + squares)};

	return PointerGetDatum(construct_array(numbers, 3, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

Datum
smartdip_concentration_add(PG_FUNCTION_ARGS)
{
	double	   *state = concentration_state(PG_GETARG_DATUM(0));
	double		x = PG_GETARG_FLOAT8(1);

	if (isnan(x) || isinf(x) || x < 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a share or amount cannot be %g", x),
				 errhint("Concentration is that of amounts from 0 on; they need not add up to 1.")));
	if (!AggCheckCallContext(fcinfo, NULL))
		return make_concentration(fcinfo, state, 1.0, x, x * x);
	state[0] += 1.0;
	state[1] += x;
	state[2] += x * x;
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

Datum
smartdip_concentration_combine(PG_FUNCTION_ARGS)
{
	const double *state = concentration_state(PG_GETARG_DATUM(0));
	const double *other = concentration_state(PG_GETARG_DATUM(1));

	return make_concentration(fcinfo, state, other[0], other[1], other[2]);
}

/* The sum of the squares over the square of the sum, both of which a number has to hold. */
static double
share_squared(const double *state)
{
	double		square = state[1] * state[1];

	if (!isfinite(square) || !isfinite(state[2]) || square < DBL_MIN)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amounts whose squares are out of range"),
				 errdetail("Their sum is %g.", state[1]),
				 errhint("Divide all of them by one number: what is measured are their shares.")));
	return state[2] / square;
}

Datum
smartdip_hhi_final(PG_FUNCTION_ARGS)
{
	const double *state = concentration_state(PG_GETARG_DATUM(0));

	if (state[1] <= 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(share_squared(state));
}

/* Singer, Bremer and Stuckey 1972: 0 where all have alike, 1 where one has all. */
Datum
smartdip_concentration_final(PG_FUNCTION_ARGS)
{
	const double *state = concentration_state(PG_GETARG_DATUM(0));
	double		even = 1.0 / state[0];

	if (state[1] <= 0.0)
		PG_RETURN_NULL();
	if (state[0] == 1.0)
		PG_RETURN_FLOAT8(1.0);
	PG_RETURN_FLOAT8(sqrt(fmax(0.0, share_squared(state) - even) / (1.0 - even)));
}
