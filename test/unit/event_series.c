/*
 * Histories: the calendar, tallies against sums made one by one, the codec against the events that went in, every
 * other spelling of a history refused, slices, and the text form.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/keyword.h"

#include "core/history/event_series.h"
#include "made.h"
#include "tap.h"

/* A generator of its own, so that every run tries the same. */
static uint64_t seed = 88172645463325252u;

static uint64_t
draw(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (seed >> 11) % below;
}

static void
test_calendar(void)
{
	/* numbers of the server: SELECT date '...' - date '2000-01-01' */
	static const struct
	{
		const char *text;
		int32_t		day;
	}			known[] = {{"2000-01-01", 0}, {"1970-01-01", -10957}, {"0001-01-01", -730119}, {"0001-12-31 BC", -730120},
	{"0044-03-15 BC", -746117}, {"4714-11-24 BC", -2451545}, {"5874897-12-31", 2145031948}, {"2024-02-29", 8825}, {"10000-01-01", 2921940}};
	static const char *const refused[] = {"", "2009", "2009-6-4", "2009-06-04 ", " 2009-06-04", "2009-02-29", "1900-02-29", "2009-13-01",
		"2009-00-01", "2009-01-00", "2009-04-31", "0000-01-01", "0000-01-01 BC", "4714-11-23 BC", "5874898-01-01", "9999999-01-01",
	"infinity", "-infinity", "2009/06/04", "2009-06-04T", "20090604", "2009-06-04 AD", "2009-06-04BC", "+2009-06-04"};
	calendar_date before = calendar_date_of(-800001);
	int			wrong = 0;

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		char		text[CALENDAR_MAX_TEXT] = {0};
		int32_t		day = 1;

		CHECK(calendar_parse(known[i].text, strlen(known[i].text), &day) && day == known[i].day, "%s is day %d", known[i].text, known[i].day);
		CHECK(calendar_format(known[i].day, text) == strlen(known[i].text) && strcmp(text, known[i].text) == 0, "day %d is %s",
			  known[i].day, known[i].text);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
	{
		int32_t		day;

		CHECK(!calendar_parse(refused[i], strlen(refused[i]), &day), "\"%s\" is not a day", refused[i]);
	}
	for (int32_t day = -800000; day <= 800000; day++)
	{
		calendar_date date = calendar_date_of(day);
		bool		next_day = date.day == before.day + 1 && date.month == before.month && date.year == before.year;
		bool		next_month = date.day == 1 && date.month == before.month + 1 && date.year == before.year;
		bool		next_year = date.day == 1 && date.month == 1 && before.month == 12 && date.year == before.year + 1;

		wrong += calendar_day_of(date.year, date.month, date.day) != day || next_day + next_month + next_year != 1;
		before = date;
	}
	CHECK(wrong == 0, "4,380 years, day after day");
}

static void
test_periods(void)
{
	static const char *const names[] = {"day", "week", "month", "quarter", "year"};
	int			wrong = 0;
	int32_t		day;

	for (int i = 0; i < CALENDAR_UNITS; i++)
		CHECK(keyword_index(calendar_unit_names, CALENDAR_UNITS, names[i], strlen(names[i])) == i, "%s is a unit", names[i]);
	CHECK(keyword_index(calendar_unit_names, CALENDAR_UNITS, "fortnight", 9) == -1 && keyword_index(calendar_unit_names, CALENDAR_UNITS, "Day", 3) == -1, "and nothing else is");
	for (int unit = 0; unit < CALENDAR_UNITS; unit++)
		for (int i = 0; i < 20000; i++)
		{
			day = (int32_t) draw(1600000) - 800000;
			if (i == 0)
				day = CALENDAR_LAST_DAY;
			if (i == 1)
				day = CALENDAR_FIRST_DAY;
			calendar_span span = calendar_span_of(day, (enum calendar_unit) unit);
			calendar_span same = calendar_span_at(span.number, (enum calendar_unit) unit);
			calendar_span next = calendar_span_at((int64_t) span.number + 1, (enum calendar_unit) unit);

			wrong += span.begin > day || span.end <= day || calendar_period(day, (enum calendar_unit) unit) != span.number ||
				same.begin != span.begin || same.end != span.end || next.begin != span.end;
		}
	CHECK(wrong == 0, "a day lies in its period");
	calendar_parse("2020-12-31", 10, &day);
	CHECK(calendar_span_of(day, CALENDAR_WEEK).begin == day - 3, "weeks begin on Monday: 2020-12-31 was a Thursday");
	CHECK(calendar_span_of(day, CALENDAR_QUARTER).begin == day - 91, "quarters begin with their first month");
}

static int
compare_words(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *) a;
	uint64_t	y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

static void
test_tally_sort(void)
{
	enum {MOST = 200000};
	uint64_t   *words = malloc(3 * MOST * sizeof(uint64_t));
	uint64_t   *copy = words + MOST;
	uint64_t   *scratch = words + 2 * MOST;
	size_t		counts[] = {0, 1, 2, 24, 25, 1000, MOST};
	int			wrong = 0;

	for (size_t c = 0; c < sizeof(counts) / sizeof(counts[0]); c++)
		for (int range = 0; range < 4; range++)
		{
			static const uint64_t ranges[] = {2, 300, UINT64_C(1) << 40, UINT64_MAX};

			for (size_t i = 0; i < counts[c]; i++)
				copy[i] = words[i] = draw(ranges[range]) * (range == 1 ? UINT64_C(0x100000001) : 1);
			qsort(copy, counts[c], sizeof(uint64_t), compare_words);
			for (int again = 0; again < 2; again++)
			{
				tally_sort(words, scratch, counts[c], NULL);
				wrong += counts[c] > 0 && memcmp(words, copy, counts[c] * sizeof(uint64_t)) != 0;
			}
		}
	CHECK(wrong == 0, "words are sorted");
	free(words);
}

static void
test_tally_sums(void)
{
	enum {NUMBERS = 4, CODES = 5};
	static const int64_t limits[] = {2, 9000, INT64_C(1) << 31, INT64_C(1) << 45};
	int			wrong = 0;

	for (int round = 0; round < 2000; round++)
	{
		int64_t		sums[NUMBERS][CODES] = {{0}};
		uint64_t	words[60 * TALLY_MAX_WORDS];
		uint64_t	scratch[60 * TALLY_MAX_WORDS];
		size_t		count = 0;
		int			events = (int) draw(60);

		for (int i = 0; i < events; i++)
		{
			int			number = (int) draw(NUMBERS);
			int			code = (int) draw(CODES);
			int64_t		times = (int64_t) draw((uint64_t) limits[round % 4]);

			sums[number][code] += times;
			count += tally_put(words + count, tally_key(number - 2, (uint16_t) (code + 65000)), times);
		}
		tally_sort(words, scratch, count, NULL);
		wrong += !tally_compact(words, &count) || !tally_is_compact(words, count);
		for (size_t i = 0; i < count;)
		{
			int			number = tally_number(words[i]) + 2;
			int			code = tally_code(words[i]) - 65000;
			int64_t		sum = tally_take(words, &i, count);

			wrong += sum == 0 || sum != sums[number][code];
			sums[number][code] = 0;
		}
		for (int i = 0; i < NUMBERS * CODES; i++)
			wrong += sums[i / CODES][i % CODES] != 0;
	}
	tap_tried(2000, "random tallies");
	CHECK(wrong == 0, "tallies are sums");
}

static void
test_tally_limits(void)
{
	uint64_t	words[2 * TALLY_MAX_WORDS];
	size_t		count = tally_put(words, tally_key(INT32_MIN, 0), TALLY_MAX_COUNT);

	CHECK(count == 1 && tally_count(words[0]) == TALLY_MAX_COUNT, "the greatest count is one word");
	count += tally_put(words + count, tally_key(INT32_MIN, 1), 1);
	CHECK(tally_compact(words, &count) && count == 2 && tally_is_compact(words, 2), "and stays beside another");
	count = 1 + tally_put(words + 1, tally_key(INT32_MIN, 0), 1);
	CHECK(!tally_compact(words, &count), "but not with one more");
	CHECK(tally_put(words, tally_key(0, 0), TALLY_MAX_COUNT - 1) == TALLY_MAX_WORDS, "no count has more digits than five");
	words[0] = tally_key(7, 7);
	CHECK(!tally_is_compact(words, 1), "a word of no count is refused");
	words[0] |= 7 << TALLY_DIGIT_BITS | 1;
	CHECK(!tally_is_compact(words, 1), "and one of too great a count");
	words[0] = words[1] = tally_key(7, 7) | 1;
	CHECK(!tally_is_compact(words, 2), "and two of the same");
	words[1] = tally_key(6, 7) | 1;
	CHECK(!tally_is_compact(words, 2), "and two in the wrong order");
}

/* Of a shape: how many events, over how many days, of how many codes, how often each. */
static made
make_random(size_t events, uint64_t days, uint64_t codes, uint64_t times)
{
	uint64_t   *words = malloc((events + 1) * TALLY_MAX_WORDS * sizeof(uint64_t));
	size_t		count = 0;

	for (size_t i = 0; i < events; i++)
		count += tally_put(words + count, tally_key((int32_t) (draw(days) - days / 2), (uint16_t) (draw(codes) * (65535 / codes))),
						   1 + (int64_t) draw(times));
	return make(words, count);
}

static void
unmake(made *m)
{
	free(m->words);
	free(m->bytes);
}

/* Are the days from first to last of what a reader gives just those of the tally? */
static bool
reads_as(event_series_reader *reader, const made *m, int32_t first, int32_t last)
{
	size_t		place = 0;
	event_day	day;

	while (place < m->count && tally_number(m->words[place]) < first)
		place++;
	while (event_series_next(reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
		{
			if (place == m->count || tally_number(m->words[place]) != day.day || tally_code(m->words[place]) != event_day_code(&day, i))
				return false;
			if (tally_take(m->words, &place, m->count) != event_day_count(&day, i))
				return false;
		}
	return place == m->count || tally_number(m->words[place]) > last;
}

static bool
slice_reads(const made *m, int32_t first, int32_t last)
{
	event_series_reader reader;
	event_series_head head;
	event_series_slice slice;
	uint8_t    *part;
	bool		same;

	if (!event_series_head_read(m->bytes, m->size < EVENT_SERIES_HEAD_MAX ? m->size : EVENT_SERIES_HEAD_MAX, &head) ||
		memcmp(&head, &m->head, sizeof(head)) != 0)
		return false;
	event_series_open(&reader, &head, m->bytes, m->size, first, last, NULL);
	same = reads_as(&reader, m, first, last);
	/* the blocks alone, in memory of just their size */
	slice = event_series_locate(&head, m->bytes + head.directory, m->size, first, last);
	part = malloc(slice.end - slice.begin + 1);
	memcpy(part, m->bytes + slice.begin, slice.end - slice.begin);
	event_series_open_slice(&reader, part, &slice, first, last, NULL);
	same = same && reads_as(&reader, m, first, last);
	free(part);
	return same;
}

static const struct
{
	const char *name;
	size_t		events;
	uint64_t	days;
	uint64_t	codes;
	uint64_t	times;
}			shapes[] = {
	{"nothing", 0, 1, 1, 1}, {"one event", 1, 1, 1, 1}, {"many on one day", 100, 1, 65535, 1}, {"often on one day", 100, 1, 3, 1},
	{"few over a century", 100, 36500, 300, 1}, {"usual", 5000, 700, 300, 1}, {"large counts", 3000, 300, 300, UINT64_C(1) << 33},
	{"counts of two bytes", 3000, 300, 300, 300}, {"far apart", 3000, 4000000, 65535, 2}, {"long", 100000, 40000, 100, 1},
	{"every code", 300000, 2, 65535, 1},
};

static void
test_codec(void)
{
	for (size_t s = 0; s < sizeof(shapes) / sizeof(shapes[0]); s++)
	{
		made		m = make_random(shapes[s].events, shapes[s].days, shapes[s].codes, shapes[s].times);
		int32_t		half = (int32_t) (shapes[s].days / 2);
		int			wrong = 0;

		CHECK(event_series_check(m.bytes, m.size, NULL, NULL) == EVENT_SERIES_OK, "%s: passes the check", shapes[s].name);
		CHECK(slice_reads(&m, EVENT_SERIES_ALWAYS), "%s: reads as it was written", shapes[s].name);
		for (int i = 0; i < 200; i++)
		{
			int32_t		first = (int32_t) draw(shapes[s].days + 2) - half - 1;
			int32_t		last = first + (int32_t) draw(i % 2 == 0 ? 40 : shapes[s].days + 2) - 1;

			wrong += !slice_reads(&m, first, last);
		}
		CHECK(wrong == 0, "%s: and so do its slices", shapes[s].name);
		for (size_t size = 0; size < m.size; size += 1 + m.size / 500)
		{
			uint8_t    *part = malloc(size + 1);

			memcpy(part, m.bytes, size);
			/* a history without events is what remains of any other, cut behind its version */
			wrong += event_series_check(part, size, NULL, NULL) == EVENT_SERIES_OK && size != 1;
			free(part);
		}
		CHECK(wrong == 0, "%s: no beginning of it passes", shapes[s].name);
		unmake(&m);
	}
}

/* Whatever passes the check is what would be written for the events that it holds. */
static bool
only_form(const uint8_t *bytes, size_t size)
{
	event_series_head head;
	event_series_reader reader;
	event_day	day;
	uint64_t   *words = malloc((size + 1) * TALLY_MAX_WORDS * sizeof(uint64_t));
	size_t		count = 0;
	made		again;
	bool		same;

	event_series_head_read(bytes, size, &head);
	event_series_open(&reader, &head, bytes, size, EVENT_SERIES_ALWAYS, NULL);
	while (event_series_next(&reader, &day))
		for (uint32_t i = 0; i < day.codes; i++)
			count += tally_put(words + count, tally_key(day.day, event_day_code(&day, i)), event_day_count(&day, i));
	again = make(words, count);
	same = again.size == size && memcmp(again.bytes, bytes, size) == 0;
	unmake(&again);
	return same;
}

static void
test_mutations(void)
{
	for (size_t s = 0; s < sizeof(shapes) / sizeof(shapes[0]) - 1; s++)
	{
		made		m = make_random(shapes[s].events < 3000 ? shapes[s].events : 3000, shapes[s].days, shapes[s].codes, shapes[s].times);
		int			passed = 0;
		int			wrong = 0;

		for (int i = 0; i < 3000; i++)
		{
			uint8_t    *bytes = malloc(m.size + 8);
			size_t		size = m.size;

			memcpy(bytes, m.bytes, size);
			for (uint64_t changes = draw(3) + 1; changes > 0; changes--)
				bytes[draw(2) == 0 ? draw(size) : draw(size < 40 ? size : 40)] = (uint8_t) draw(256);
			if (draw(4) == 0)
				memset(bytes + size, (int) draw(256), 8), size += draw(8);
			if (event_series_check(bytes, size, NULL, NULL) == EVENT_SERIES_OK)
			{
				passed++;
				wrong += !only_form(bytes, size);
			}
			free(bytes);
		}
		tap_tried(3000, "changed binary values");
		CHECK(wrong == 0, "%s: of 3,000 changed copies %d pass, each the only form of other events", shapes[s].name, passed);
		unmake(&m);
	}
}

static void
test_refusals(void)
{
	/* one event of code 0x0102 on day 5: version, first day, span, days, events, directory, 4 * step + kind, code */
	static const uint8_t good[] = {1, 10, 0, 0, 0, 0, 0, 2, 1};
	static const struct
	{
		enum event_series_error error;
		const char *why;
		size_t		size;
		uint8_t		bytes[16];
	}			bad[] = {
		{EVENT_SERIES_CUT, "nothing", 0, {0}},
		{EVENT_SERIES_BAD_VERSION, "another version", 9, {2, 10, 0, 0, 0, 0, 0, 2, 1}},
		{EVENT_SERIES_CUT, "a number of two bytes that needs one", 10, {1, 0x8a, 0, 0, 0, 0, 0, 0, 2, 1}},
		{EVENT_SERIES_CUT, "a head without days", 6, {1, 10, 0, 0, 0, 0}},
		{EVENT_SERIES_CUT, "a directory that is not there", 9, {1, 10, 0, 0, 0, 9, 0, 2, 1}},
		{EVENT_SERIES_NOT_CANONICAL, "more days than the span", 9, {1, 10, 0, 1, 0, 0, 0, 2, 1}},
		{EVENT_SERIES_NOT_CANONICAL, "more events than there are", 9, {1, 10, 0, 0, 1, 0, 0, 2, 1}},
		{EVENT_SERIES_NOT_CANONICAL, "a later last day", 9, {1, 10, 1, 0, 0, 0, 0, 2, 1}},
		{EVENT_SERIES_BAD_DAY, "a first step", 9, {1, 10, 0, 0, 0, 0, 4, 2, 1}},
		{EVENT_SERIES_BAD_DAY, "the same day twice", 12, {1, 10, 0, 0, 1, 0, 0, 2, 1, 0, 3, 1}},
		{EVENT_SERIES_BAD_DAY, "a day before the calendar", 12, {1, 0xb3, 0xa1, 0xab, 2, 0, 0, 0, 0, 0, 2, 1}},
		{EVENT_SERIES_CUT, "half a code", 8, {1, 10, 0, 0, 0, 0, 0, 2}},
		{EVENT_SERIES_BAD_ORDER, "a code twice", 12, {1, 10, 0, 0, 1, 0, 1, 0, 2, 1, 2, 1}},
		{EVENT_SERIES_BAD_ORDER, "codes that fall", 12, {1, 10, 0, 0, 1, 0, 1, 0, 2, 1, 1, 1}},
		{EVENT_SERIES_BAD_COUNT, "a count of 0", 11, {1, 10, 0, 0, 0, 0, 2, 0, 2, 1, 0}},
		{EVENT_SERIES_NOT_CANONICAL, "a count of 1 written out", 11, {1, 10, 0, 0, 0, 0, 2, 0, 2, 1, 1}},
		{EVENT_SERIES_NOT_CANONICAL, "a wide count for a small one", 13, {1, 10, 0, 0, 1, 0, 3, 0, 2, 2, 1, 2, 0}},
		{EVENT_SERIES_NOT_CANONICAL, "a width of 3", 14, {1, 10, 0, 0, 1, 0, 3, 0, 3, 2, 1, 2, 0, 1}},
		{EVENT_SERIES_BAD_COUNT, "a count beyond the limit", 16, {1, 10, 0, 0, 1, 3, 0, 8, 2, 1, 1, 0, 0, 0, 0, 0}},
	};
	uint8_t		known[EVENT_SERIES_SET] = {0};

	CHECK(event_series_check(good, sizeof(good), NULL, NULL) == EVENT_SERIES_OK, "one event by hand");
	CHECK(event_series_check(good, sizeof(good), known, NULL) == EVENT_SERIES_BAD_CODE, "its code is not in an empty set");
	event_set_add(known, 0x0102);
	CHECK(event_series_check(good, sizeof(good), known, NULL) == EVENT_SERIES_OK, "but in one that has it");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]) - 1; i++)
	{
		enum event_series_error error = event_series_check(bad[i].bytes, bad[i].size, NULL, NULL);

		CHECK(error == bad[i].error, "%s: %s", bad[i].why, event_series_error_text(error));
	}
}

/* A text by its events, written again; or why it is refused, and where. */
static const char *
read_text(const char *s)
{
	static char out[4000];
	static uint64_t words[1000];
	static uint64_t scratch[1000];
	event_series_text text;
	event_series_plan plan;
	event_series_head head;
	event_series_reader reader;
	event_day	day_read;
	int32_t		day;
	uint16_t	code;
	int64_t		times;
	size_t		count = 0;
	size_t		length = 0;
	uint8_t    *bytes;

	event_series_text_open(&text, s, strlen(s));
	while (event_series_text_next(&text, &day, &code, &times))
		count += tally_put(words + count, tally_key(day, code), times);
	if (text.error != EVENT_SERIES_OK)
	{
		snprintf(out, sizeof(out), "%d at \"%.*s\"", (int) text.error, (int) text.part_length, text.part);
		return out;
	}
	tally_sort(words, scratch, count, NULL);
	if (!tally_compact(words, &count) || event_series_measure(words, count, &plan, NULL) != EVENT_SERIES_OK)
		return "too many";
	bytes = malloc(plan.size);
	event_series_write(words, count, &plan, bytes, NULL);
	event_series_head_read(bytes, plan.size, &head);
	event_series_open(&reader, &head, bytes, plan.size, EVENT_SERIES_ALWAYS, NULL);
	while (event_series_next(&reader, &day_read))
		for (uint32_t i = 0; i < day_read.codes; i++)
		{
			if (i == 0 && length > 0)
				length += (size_t) sprintf(out + length, "; ");
			length += event_series_format(&day_read, i, out + length);
		}
	out[length] = '\0';
	free(bytes);
	return out;
}

static void
test_text(void)
{
	static const char *const texts[][2] = {
		{"2009-06-04: 010 042*3; 2009-06-07: 190", "2009-06-04: 010 042*3; 2009-06-07: 190"},
		{"", ""}, {" \n\t ", ""},
		{"  2009-06-07 :190;2009-06-04:042\n042  010 042*1  ", "2009-06-04: 010 042*3; 2009-06-07: 190"},
		{"2009-06-04: 010; 2009-06-04: 010*5", "2009-06-04: 010*6"},
		{"0044-03-15 BC: 18", "0044-03-15 BC: 18"},
		{"5874897-12-31: 2099*9007199254740991; 4714-11-24 BC: 01", "4714-11-24 BC: 01; 5874897-12-31: 2099*9007199254740991"},
		{"2009-06-04: 010*9007199254740992 010", "too many"}, {"2009-06-04: 010*9007199254740992 011", "too many"},
	};
	static const struct
	{
		const char *text;
		enum event_series_error error;
		const char *part;
	}			bad[] = {
		{"2009", EVENT_SERIES_NO_DAY, "2009"}, {"infinity: 010", EVENT_SERIES_NO_DAY, "infinity"},
		{"2009-06-04", EVENT_SERIES_NO_COLON, "2009-06-04"}, {"2009-06-04; 2009-06-07: 190", EVENT_SERIES_NO_COLON, "2009-06-04"},
		{"2009-06-04:", EVENT_SERIES_NO_EVENTS, "2009-06-04:"}, {"2009-06-04: ; ", EVENT_SERIES_NO_EVENTS, "2009-06-04:"},
		{"2009-06-04: 010;", EVENT_SERIES_NO_DAY, ""}, {"; 2009-06-04: 010", EVENT_SERIES_NO_DAY, ""},
		{"2009-06-04: 010; 2009-02-30: 010", EVENT_SERIES_NO_DAY, "2009-02-30"}, {"2009-06-04: 010 *3", EVENT_SERIES_NO_CODE, "*3"},
		{"2009-06-04: 010*", EVENT_SERIES_BAD_COUNT, "010*"}, {"2009-06-04: 010*0", EVENT_SERIES_BAD_COUNT, "010*0"},
		{"2009-06-04: 010*-1", EVENT_SERIES_BAD_COUNT, "010*-1"}, {"2009-06-04: 010*+1", EVENT_SERIES_BAD_COUNT, "010*+1"},
		{"2009-06-04: 010*9007199254740993", EVENT_SERIES_BAD_COUNT, "010*9007199254740993"},
		{"2009-06-04: 010*99999999999999999999", EVENT_SERIES_BAD_COUNT, "010*99999999999999999999"},
		{"2009-06-04: 010*1*1", EVENT_SERIES_BAD_COUNT, "010*1*1"}, {"2009-06-04: 21", EVENT_SERIES_BAD_CODE, "21"},
		{"2009-06-04: 010, 042", EVENT_SERIES_BAD_CODE, "010,"}, {"2009-06-04: 01a*2", EVENT_SERIES_BAD_CODE, "01a"},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		CHECK(strcmp(read_text(texts[i][0]), texts[i][1]) == 0, "text %zu: %s", i, texts[i][1]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		char		expected[100];

		snprintf(expected, sizeof(expected), "%d at \"%s\"", (int) bad[i].error, bad[i].part);
		CHECK(strcmp(read_text(bad[i].text), expected) == 0, "\"%s\" is refused: %s", bad[i].text, event_series_error_text(bad[i].error));
	}
}

int
main(void)
{
	test_calendar();
	test_periods();
	test_tally_sort();
	test_tally_sums();
	test_tally_limits();
	test_codec();
	test_mutations();
	test_refusals();
	test_text();
	return tap_done();
}
