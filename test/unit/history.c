/*
 * Measures of histories: sums against adding one by one, where lanes fill and counts are large; panels; transitions;
 * and numbers from the literature.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/history/history_pair.h"
#include "core/base/keyword.h"
#include "core/history/history_sequence.h"
#include "core/history/smart_together.h"
#include "made.h"
#include "tap.h"

static uint64_t seed = 2463534242u;

static uint64_t
draw(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (seed >> 11) % below;
}

/* From a list of days, one event each. */
static made
make_days(const int32_t *days, size_t count, const char *code)
{
	uint64_t   *words = malloc((count + 1) * sizeof(uint64_t));

	for (size_t i = 0; i < count; i++)
		words[i] = tally_key(days[i], (uint16_t) code_of(code)) | 1;
	return make(words, count);
}

static made
make_random(size_t events, uint64_t days, uint64_t times)
{
	uint64_t   *words = malloc((events + 1) * TALLY_MAX_WORDS * sizeof(uint64_t));
	size_t		count = 0;
	size_t		listed;
	const event_code *list = event_code_list(&listed);

	for (size_t i = 0; i < events; i++)
		count += tally_put(words + count, tally_key((int32_t) draw(days), (uint16_t) list[draw(listed)]), 1 + (int64_t) draw(times));
	return make(words, count);
}

static void
unmake(made *m)
{
	free(m->words);
	free(m->bytes);
}

static void
open_made(event_series_reader *reader, const made *m)
{
	event_series_open(reader, &m->head, m->bytes, m->size, EVENT_SERIES_ALWAYS, NULL);
}

static event_weight weights[HISTORY_CODES];

/* What a pair of a tally adds to a sum, from the tables of codes. */
static int64_t
weight_of(uint16_t code, int sum)
{
	double		score = event_code_goldstein_score((event_code) code, EVENT_SCHEME_ICEWS);
	int			quad = event_code_quad_class((event_code) code, EVENT_SCHEME_ICEWS);
	const power_profile *profile = power_profile_of_code((event_code) code);

	switch (sum)
	{
		case SUM_COOPERATION:
			return score > 0 ? lrint(score * 10) : 0;
		case SUM_CONFLICT:
			return score < 0 ? -lrint(score * 10) : 0;
		case SUM_HARD:
			return power_profile_strength(profile, POWER_HARD);
		case SUM_SOFT:
			return power_profile_strength(profile, POWER_SOFT);
		default:
			return quad == sum - SUM_VERBAL_COOPERATION + 1;
	}
}

static bool
same_sums(const history_sums *sums, const made *m, int64_t first, int64_t end)
{
	int64_t		plain[HISTORY_SUMS] = {0};
	int64_t		events = 0;

	for (size_t i = 0; i < m->count;)
	{
		uint64_t	word = m->words[i];
		int64_t		count = tally_take(m->words, &i, m->count);

		if (tally_number(word) < first || tally_number(word) >= end)
			continue;
		events += count;
		for (int k = 0; k < HISTORY_SUMS; k++)
			plain[k] += weight_of(tally_code(word), k) * count;
	}
	return sums->events == events && memcmp(sums->of, plain, sizeof(plain)) == 0;
}

static void
test_sums(void)
{
	static const struct
	{
		size_t		events;
		uint64_t	days;
		uint64_t	times;
	}			shapes[] = {{0, 1, 1}, {1, 1, 1}, {300, 10, 1}, {5000, 3, 1}, {5000, 200, 1}, {2000, 100, 4}, {2000, 300, 255}, {2000, 300, 256},
	{500, 100, UINT64_C(1) << 40}, {20000, 2000, 2}};

	history_weights(weights, EVENT_SCHEME_ICEWS);
	for (size_t s = 0; s < sizeof(shapes) / sizeof(shapes[0]); s++)
	{
		made		m = make_random(shapes[s].events, shapes[s].days, shapes[s].times);
		event_series_reader reader;
		history_sums sums;

		open_made(&reader, &m);
		history_sum(&reader, weights, &sums);
		CHECK(same_sums(&sums, &m, INT32_MIN, INT64_MAX), "sums of %zu events on %d days, up to %" PRIu64 " times", shapes[s].events,
			  (int) shapes[s].days, shapes[s].times);
		for (int unit = 0; unit < CALENDAR_UNITS; unit++)
		{
			history_panel panel;
			history_period period;
			int64_t		added[4000 * HISTORY_PANEL_SUMS] = {0};
			int32_t		first = calendar_period(0, (enum calendar_unit) unit);
			int			wrong = 0;
			int			periods = 0;

			open_made(&reader, &m);
			history_panel_add(&reader, weights, (enum calendar_unit) unit, first, added);
			open_made(&reader, &m);
			history_panel_open(&panel, &reader, weights, (enum calendar_unit) unit, 0, (int32_t) shapes[s].days);
			for (; history_panel_next(&panel, &period); periods++)
			{
				calendar_span span = calendar_span_at(period.number, (enum calendar_unit) unit);
				const int64_t *row = added + (period.number - first) * HISTORY_PANEL_SUMS;

				wrong += period.day != span.begin || period.number != first + periods || !same_sums(&period.sums, &m, span.begin, span.end) ||
					row[0] != period.sums.events || memcmp(row + 1, period.sums.of, sizeof(period.sums.of)) != 0;
			}
			wrong += periods != calendar_period((int32_t) shapes[s].days, (enum calendar_unit) unit) - first + 1;
			CHECK(wrong == 0, "and by unit %d, in %d periods", unit, periods);
		}
		unmake(&m);
	}
}

/* The mean profile is that of adding every event. */
static void
test_power(void)
{
	static const power_profile *profiles[HISTORY_CODES];
	made		m = make_random(3000, 100, 3);
	event_series_reader reader;
	power_sum	sum;
	power_sum	plain = {0};
	power_profile a;
	power_profile b;

	history_profiles(profiles);
	open_made(&reader, &m);
	history_sum_power(&reader, profiles, &sum);
	for (size_t i = 0; i < m.count;)
	{
		const power_profile *p = power_profile_of_code((event_code) tally_code(m.words[i]));

		for (int64_t count = tally_take(m.words, &i, m.count); count > 0; count--)
			power_sum_add(&plain, p);
	}
	CHECK(power_sum_average(&sum, &a) && power_sum_average(&plain, &b) && power_profile_equal(&a, &b), "the mean profile of 3,000 events");
	unmake(&m);
}

/* The example of R's dream: event 8 is B to A on day 8, and A acted towards B once, on day 1. */
static void
test_decay(void)
{
	int32_t		days[] = {1};
	made		m = make_days(days, 1, "010");
	event_series_reader reader;

	open_made(&reader, &m);
	CHECK(fabs(history_decayed(&reader, 8, 2, DECAY_DREAM) - 0.088388348) < 1e-9, "seven days later, with a half-life of two");
	open_made(&reader, &m);
	CHECK(fabs(history_decayed(&reader, 8, 2, DECAY_REM) - 0.030633067) < 1e-9, "the same in the form of rem");
	open_made(&reader, &m);
	CHECK(history_decayed(&reader, 1, 2, DECAY_DREAM) == 0, "nothing on the day itself");
	CHECK(keyword_index(history_decay_names, DECAY_FORMS, "rem", 3) == DECAY_REM && keyword_index(history_decay_names, DECAY_FORMS, "dream", 5) == DECAY_DREAM,
		  "forms have names");
	unmake(&m);
}

static history_survival
survival_of(const int *waits, size_t count)
{
	uint64_t	words[40];
	uint64_t	scratch[40];

	/* a negative wait was censored */
	for (size_t i = 0; i < count; i++)
		words[i] = tally_key(abs(waits[i]), waits[i] < 0 ? WAIT_CENSORED : WAIT_ANSWERED) | 1;
	tally_sort(words, scratch, count, NULL);
	tally_compact(words, &count);
	return history_survival_of(words, count);
}

static void
test_survival(void)
{
	static const int published[] = {5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45};
	static const int four[] = {1, 2, 3, 4};
	static const int one_half_left[] = {1, -2, -2};
	static const int ties[] = {3, -3, 3, 3};
	static const int never[] = {-1, -1, 5, -7, -7, -7};
	history_survival s = survival_of(published, 12);

	CHECK(s.median == 23 && s.acts == 12 && s.answered == 11, "5 5 8 8 12 16+ 23 27 30 33 43 45: median 23");
	CHECK(survival_of(four, 4).median == 2.5, "1 2 3 4: 2.5, where the curve is flat at one half");
	CHECK(isnan(survival_of(one_half_left, 3).median), "1 2+ 2+: no median");
	/* three of four fall at 3 before the fourth is censored there: one quarter is left */
	CHECK(survival_of(ties, 4).median == 3 && isnan(survival_of(ties, 4).p90), "an answer comes before what is censored on the same day");
	CHECK(isnan(survival_of(never, 6).median) && survival_of(never, 6).answered == 1, "one of six: no median");
	CHECK(isnan(survival_of(four, 0).median) && survival_of(four, 0).acts == 0, "no acts");
}

static void
test_replies(void)
{
	static const int32_t acts[] = {0, 3, 3, 10, 20};
	static const int32_t answers[] = {0, 3, 11, 12};
	static const int later[] = {3, 8, 1, -10};
	static const int same[] = {0, 0, 1, -10};
	made		ab = make_days(acts, 5, "130");
	made		ba = make_days(answers, 4, "042");
	event_series_reader a;
	event_series_reader b;

	for (int same_day = 0; same_day < 2; same_day++)
	{
		history_replies r = {&a, &b, NULL, NULL, same_day, 30, 0, false};
		history_reply reply;
		int			wrong = 0;
		int			n = 0;

		open_made(&a, &ab);
		open_made(&b, &ba);
		history_replies_open(&r);
		for (; history_replies_next(&r, &reply); n++)
		{
			int			expected = same_day ? same[n] : later[n];

			wrong += reply.waited != abs(expected) || reply.answered != (expected >= 0) || reply.acts != (n == 1 ? 2 : 1);
		}
		CHECK(wrong == 0 && n == 4, "waits for an answer on %s", same_day ? "the same day or later" : "a later day");
	}
	unmake(&ab);
	unmake(&ba);
}

static uint16_t numbered;

/* Numbers codes in the order in which they are met. */
static uint16_t
next_number(history_matrix *matrix, uint16_t code)
{
	return matrix->index[code] = numbered++;
}

/* 1 1 3 4 4 1 3 3 4 1 on ten days: 11:1 13:2 33:1 34:2 44:1 41:2 */
static void
test_transitions(void)
{
	static const char *const codes[] = {"01", "03", "04"};
	static const int order[] = {0, 0, 1, 2, 2, 0, 1, 1, 2, 0};
	static const int64_t expected[9] = {1, 2, 0, 0, 1, 2, 2, 0, 1};
	static uint16_t index[HISTORY_CODES];
	static uint16_t days[2][HISTORY_CODES];
	uint64_t   *words = malloc(10 * sizeof(uint64_t));
	int64_t		count[9] = {0};
	history_matrix matrix = {count, 3, index, {days[0], days[1]}, next_number};
	event_series_reader reader;
	made		m;

	for (int i = 0; i < 10; i++)
		words[i] = tally_key(i, (uint16_t) code_of(codes[order[i]])) | 1;
	m = make(words, 10);
	memset(index, 0xff, sizeof(index));
	numbered = 0;
	open_made(&reader, &m);
	history_count_transitions(&reader, &matrix);
	CHECK(memcmp(count, expected, sizeof(expected)) == 0, "1 1 3 4 4 1 3 3 4 1");
	CHECK(history_code_at_level((uint16_t) code_of("0411"), 1) == (uint16_t) code_of("04") &&
		  history_code_at_level((uint16_t) code_of("0411"), 2) == (uint16_t) code_of("041") &&
		  history_code_at_level((uint16_t) code_of("0411"), 3) == (uint16_t) code_of("0411"), "levels of 0411");
	unmake(&m);
}

/* Two days with 01, 051 and 052, of which the latter are one class: each of the four transitions once. */
static void
test_classes(void)
{
	static const char *const codes[] = {"01", "051", "052"};
	static const int64_t expected[4] = {1, 1, 1, 1};
	static uint16_t index[HISTORY_CODES];
	static uint16_t days[2][HISTORY_CODES];
	uint64_t   *words = malloc(6 * sizeof(uint64_t));
	int64_t		count[4] = {0};
	history_matrix matrix = {count, 2, index, {days[0], days[1]}, next_number};
	event_series_reader reader;
	made		m;

	for (int i = 0; i < 6; i++)
		words[i] = tally_key(i / 3, (uint16_t) code_of(codes[i % 3])) | 1;
	m = make(words, 6);
	for (int i = 0; i < 3; i++)
		index[code_of(codes[i])] = i > 0;
	open_made(&reader, &m);
	history_count_transitions(&reader, &matrix);
	CHECK(memcmp(count, expected, sizeof(expected)) == 0, "a class of several codes counts once on a day");
	unmake(&m);
}

static void
test_code_counts(void)
{
	static int64_t count[HISTORY_CODES];
	static int64_t plain[HISTORY_CODES];
	static uint16_t codes[HISTORY_CODES];
	made		m = make_random(3000, 500, 1000);
	event_series_reader reader;
	uint32_t	met;
	int			wrong = 0;

	for (size_t i = 0; i < m.count;)
	{
		uint16_t	code = tally_code(m.words[i]);

		plain[code] += tally_take(m.words, &i, m.count);
	}
	open_made(&reader, &m);
	met = history_count_codes(&reader, count, codes);
	for (uint32_t i = 0; i < met; i++)
	{
		wrong += count[codes[i]] != plain[codes[i]] || plain[codes[i]] == 0;
		plain[codes[i]] = 0;
	}
	for (int i = 0; i < HISTORY_CODES; i++)
		wrong += plain[i] != 0;
	CHECK(wrong == 0 && met > 200, "%d codes are counted, each once in the list", (int) met);
	unmake(&m);
}

static void
test_usual(void)
{
	double		values[] = {0.1, 0.3, 0.2};
	double		tenths[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
	history_usual usual = history_usual_of(values, 3, BASELINE_MEDIAN);

	CHECK(fabs(usual.center - 0.2) < 1e-15 && fabs(usual.spread - 0.14826) < 1e-12, "median and MAD");
	CHECK(fabs(history_score(usual, 0.6) - 2.6979629) < 1e-6, "0.6 is 2.7 spreads above");
	usual = history_usual_of((double[]) {0.1, 0.3, 0.2}, 3, BASELINE_MEAN);
	CHECK(fabs(usual.center - 0.2) < 1e-15 && fabs(usual.spread - 0.1) < 1e-15, "mean and standard deviation");
	usual = history_usual_of(tenths, 6, BASELINE_MEAN);
	CHECK(usual.center == 0.1 && usual.spread == 0 && history_score(usual, 0.1) == 0, "the mean of equal values is that value");
	CHECK(isinf(history_score(usual, 0.2)) && history_score(usual, 0.2) > 0, "and anything above is infinitely far");
}

/* Eight months from 2000-01-01 on: both, hard more often; both, alike; nothing; hard; soft; one act of both; soft; nothing. */
static void
test_smart(void)
{
	static const struct
	{
		int32_t		day;
		const char *code;
		uint64_t	count;
	}			acts[] = {{0, "190", 2}, {30, "042", 1}, {31, "190", 1}, {31, "042", 1}, {91, "190", 3}, {121, "042", 1}, {152, "087", 1},
	{182, "042", 1}, {212, "042", 5}};
	static uint8_t hard[EVENT_SERIES_SET];
	static uint8_t soft[EVENT_SERIES_SET];
	static power_strengths strengths[HISTORY_CODES];
	size_t		count = sizeof(acts) / sizeof(acts[0]);
	uint64_t   *words = malloc(count * sizeof(uint64_t));
	event_series_reader reader;
	smart_periods periods;
	smart_amounts amounts;
	made		m;

	for (size_t i = 0; i < count; i++)
		words[i] = tally_key(acts[i].day, (uint16_t) code_of(acts[i].code)) | acts[i].count;
	m = make(words, count);
	event_set_add(hard, (uint16_t) code_of("190"));
	event_set_add(hard, (uint16_t) code_of("087"));
	event_set_add(soft, (uint16_t) code_of("042"));
	event_set_add(soft, (uint16_t) code_of("087"));
	open_made(&reader, &m);
	periods = smart_periods_of(&reader, hard, soft, CALENDAR_MONTH);
	CHECK(periods.both == 3 && periods.hard_only == 1 && periods.soft_only == 2, "periods with hard and soft acts");
	CHECK(periods.hard_leads == 1 && periods.soft_leads == 0, "which of them lead");
	smart_strengths(strengths, POWER_FIRST_SCHEME);
	open_made(&reader, &m);
	amounts = smart_amounts_of(&reader, strengths);
	CHECK(amounts.events == 16 && amounts.of[POWER_HARD] == 6 * 90 + 70 && amounts.of[POWER_SEMIHARD] == 0 &&
		  amounts.of[POWER_SOFT] == 9 * 80 + 50, "amounts of 190, 042 and 087");
	unmake(&m);
}

int
main(void)
{
	test_sums();
	test_power();
	test_decay();
	test_survival();
	test_replies();
	test_transitions();
	test_classes();
	test_code_counts();
	test_usual();
	test_smart();
	return tap_done();
}
