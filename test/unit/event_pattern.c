/*
 * Patterns: numbers of others, rules by hand, and random patterns over random histories against a twin that tries
 * everything out.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/history/pattern_match.h"
#include "made.h"
#include "tap.h"

static uint64_t seed = 88172645463325252u;

static int
draw(int below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int) ((seed >> 11) % (uint64_t) below);
}

static event_pattern pattern;
static pattern_program program;

/* The canonical text; what is wrong, with its place, for what is refused. */
static const char *
read_text(const char *text)
{
	static char buf[PATTERN_MAX_TEXT + 200];
	pattern_fault fault;

	if (event_pattern_parse(text, strlen(text), &pattern, &fault))
		buf[event_pattern_format(&pattern, buf)] = '\0';
	else
		snprintf(buf, sizeof(buf), "%zu+%zu %s", fault.at, fault.length, pattern_error_text(fault.error));
	return buf;
}

/* Histories as lists of events, and as bytes. */
#define MOST_EVENTS 300

typedef struct test_event
{
	int			side;
	int32_t		day;
	event_code	code;
} test_event;

static made
make_side(const test_event *events, int count, int side)
{
	uint64_t   *words = malloc(((size_t) count + 1) * sizeof(uint64_t));
	size_t		used = 0;

	for (int i = 0; i < count; i++)
		if (events[i].side == side)
			words[used++] = tally_key(events[i].day, (uint16_t) events[i].code) | 1;
	return make(words, used);
}

/* What was taken: match, step and day of each. */
#define MOST_TAKEN 20000

typedef struct taken_steps
{
	int			count;
	int32_t		match[MOST_TAKEN];
	int32_t		step[MOST_TAKEN];
	int32_t		day[MOST_TAKEN];
} taken_steps;

static int	pauses;

static void
count_pause(void)
{
	pauses++;
}

static void
search_all(const test_event *events, int count, enum pattern_resume resume, int32_t until, taken_steps *t)
{
	made		sides[2] = {make_side(events, count, 0), make_side(events, count, 1)};
	event_series_reader readers[2];
	pattern_day *days = malloc(((size_t) count + 1) * sizeof(pattern_day));
	pattern_search s = {.program = &program, .days = days, .until = until, .resume = resume, .pause = count_pause};
	void	   *memory;

	for (int i = 0; i < 2; i++)
		event_series_open(&readers[i], &sides[i].head, sides[i].bytes, sides[i].size, EVENT_SERIES_ALWAYS, NULL);
	s.count = pattern_read_days(&program, &readers[0], &readers[1], days);
	memory = malloc(pattern_search_size(&program, s.count));
	pattern_search_open(&s, memory);
	t->count = 0;
	while (pattern_search_next(&s))
		do
		{
			if (t->count == MOST_TAKEN)
				break;
			t->match[t->count] = (int32_t) s.match;
			t->step[t->count] = program.step[s.step].number;
			t->day[t->count++] = days[s.day].day;
		}
		while (pattern_search_step(&s));
	free(memory);
	free(days);
	for (int i = 0; i < 2; i++)
	{
		free(sides[i].words);
		free(sides[i].bytes);
	}
}

/* Matches as text, "1@0 2@3 | 1@5": steps and days. */
static const char *
matches(const char *text, const test_event *events, int count, enum pattern_resume resume, int32_t until)
{
	static char buf[4096];
	static taken_steps t;
	int			length = 0;

	pattern_fault fault;

	buf[0] = '\0';
	if (!event_pattern_parse(text, strlen(text), &pattern, &fault))
		return pattern_error_text(fault.error);
	if (!pattern_compile(&pattern, &program))
		return "too many nodes";
	pattern_fill_holds(&pattern, &program, NULL);
	search_all(events, count, resume, until, &t);
	for (int i = 0; i < t.count; i++)
		length += snprintf(buf + length, sizeof(buf) - (size_t) length, "%s%d@%d", i == 0 ? "" : t.match[i] != t.match[i - 1] ? " | " : " ",
						   (int) t.step[i], (int) t.day[i]);
	return buf;
}

/* A code a day from day 1 on. */
static int
daily(const char *codes, test_event *events)
{
	int			count = 0;

	for (const char *p = codes; *p != '\0'; p += p[2] == '\0' ? 2 : 3)
	{
		char		code[3] = {p[0], p[1], '\0'};

		events[count] = (test_event) {0, count + 1, code_of(code)};
		count++;
	}
	return count;
}

/*
 * Worked examples of Trino's tests of MATCH_RECOGNIZE, which are over values: here, a day of which the value is below
 * that of the day before has code 19, one above 04, and any other 01.
 */
static void
test_worked(void)
{
	test_event	e[MOST_EVENTS];
	int			n = daily("01 19 19 04 04 19 19 04", e);	/* 90 80 70 80 90 50 40 60 */
	const char *m = matches("any next 19+ next 04+", e, n, RESUME_AFTER_LAST_DAY, 0);

	CHECK(strcmp(m, "1@1 2@2 2@3 3@4 3@5 | 1@6 2@7 3@8") == 0, "A B+ C+: %s", m);
	n = daily("01 19 19 01", e);	/* 90 80 70 70, and B: not above the day before */
	m = matches("(19 | 01)+", e + 1, n - 1, RESUME_AFTER_LAST_DAY, 0);
	CHECK(strcmp(m, "1@2 1@3 1@4") == 0, "B+: %s", m);
	m = matches("(19 | 01)+?", e + 1, n - 1, RESUME_AFTER_LAST_DAY, 0);
	CHECK(strcmp(m, "1@2 | 1@3 | 1@4") == 0, "B+?: %s", m);
	m = matches("(19 | 01){2,}?", e + 1, n - 1, RESUME_AFTER_LAST_DAY, 0);
	CHECK(strcmp(m, "1@2 1@3") == 0, "B{2,}?: %s", m);
	m = matches("(19 | 01){5,}", e + 1, n - 1, RESUME_AFTER_LAST_DAY, 0);
	CHECK(strcmp(m, "") == 0, "B{5,}: none%s", m);
}

/* A match that begins before the last one ended has to look for what must not happen anew. */
static void
test_overlap(void)
{
	test_event	e[MOST_EVENTS];
	int			n = daily("01 01 19 04 13 01 13 19 04", e);
	const char *m = matches("(01 then (no 19 then 04)? then 13)+", e, n, RESUME_NEXT_DAY, 0);

	CHECK(strcmp(m, "1@1 3@5 1@6 3@7 | 1@2 3@5 1@6 3@7 | 1@6 3@7") == 0, "matches that overlap: %s", m);
}

/* Rules one by one, by hand. */
static void
test_rules(void)
{
	test_event	e[] = {
		{0, 1, code_of("13")}, {1, 1, code_of("042")}, {1, 3, code_of("19")}, {1, 5, code_of("042")}, {0, 5, code_of("042")},
		{0, 8, code_of("13")}, {1, 20, code_of("042")}, {0, 22, code_of("13")}
	};
	static const struct
	{
		const char *text;
		enum pattern_resume resume;
		const char *matches;
	}			rules[] = {
		{"this 13 then other 042", RESUME_AFTER_LAST_DAY, "1@1 2@5 | 1@8 2@20"},
		{"this 13 with other 042", RESUME_AFTER_LAST_DAY, "1@1 2@1"},
		{"this 13 then or with other 042", RESUME_AFTER_LAST_DAY, "1@1 2@1 | 1@8 2@20"},
		{"this 13 then other 042 within 4 days", RESUME_AFTER_LAST_DAY, "1@1 2@5"},
		{"this 13 then other 042 within 3 days", RESUME_AFTER_LAST_DAY, ""},
		{"this 13 next other", RESUME_AFTER_LAST_DAY, "1@1 2@3 | 1@8 2@20"},
		{"this 13 then no other 19 then other 042", RESUME_AFTER_LAST_DAY, "1@8 2@20"},
		{"this 13 then no 042 then 19", RESUME_AFTER_LAST_DAY, "1@1 2@3"},
		{"this 13 then no other for 11 days", RESUME_AFTER_LAST_DAY, "1@8"},
		{"this 13 then no other for 12 days", RESUME_AFTER_LAST_DAY, ""},
		{"this 13 then no other for 3 days", RESUME_AFTER_LAST_DAY, "1@8 | 1@22"},
		{"this 13 then no other for 4 days", RESUME_AFTER_LAST_DAY, "1@8"},
		{"13 then 042+", RESUME_AFTER_LAST_DAY, "1@1 2@5 2@20"},
		{"13 then 042+?", RESUME_AFTER_LAST_DAY, "1@1 2@5 | 1@8 2@20"},
		{"13 then 042+, all within 18 days", RESUME_AFTER_LAST_DAY, "1@1 2@5 | 1@8 2@20"},
		{"13 with 042+", RESUME_AFTER_LAST_DAY, "1@1 2@1 2@5 2@20"},
		{"13 then 13", RESUME_AFTER_LAST_DAY, "1@1 2@8"},
		{"13 then 13", RESUME_LAST_DAY, "1@1 2@8 | 1@8 2@22"},
		{"13 then 13 then 13", RESUME_NEXT_DAY, "1@1 2@8 3@22"},
		{"any then any", RESUME_NEXT_DAY, "1@1 2@3 | 1@3 2@5 | 1@5 2@8 | 1@8 2@20 | 1@20 2@22"},
		{"13{2,} within 7 days", RESUME_AFTER_LAST_DAY, "1@1 1@8"},
		{"19 or 13", RESUME_AFTER_LAST_DAY, "2@1 | 1@3 | 2@8 | 2@22"},
		{"(13 then 19 or 13 then 042) then 13", RESUME_AFTER_LAST_DAY, "1@1 2@3 5@8"},
		{"(19?)+ then 13", RESUME_AFTER_LAST_DAY, "2@1 | 1@3 2@8 | 2@22"},
		{"19* then 04?", RESUME_AFTER_LAST_DAY, "2@1 | 1@3 2@5 | 2@20"},
		{"this & 042 | other & 19", RESUME_AFTER_LAST_DAY, "1@3 | 1@5"},
		{"verbal-conflict then material-conflict", RESUME_AFTER_LAST_DAY, "1@1 2@3"},
		{"THREATEN then ASSAULT", RESUME_AFTER_LAST_DAY, "1@1 2@3"},
	};

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
	{
		const char *m = matches(rules[i].text, e, sizeof(e) / sizeof(e[0]), rules[i].resume, 25);

		CHECK(strcmp(m, rules[i].matches) == 0, "%s: %s", rules[i].text, m);
	}
}

/*
 * The twin: tries out every way in the order of preference, and takes the first that leads to an end. It knows events
 * and the tree of the pattern, and nothing of programs.
 */
typedef struct twin_state
{
	int			day;			/* index; -1: no step yet */
	bool		later;
} twin_state;

typedef struct twin_rest
{
	const struct twin_rest *up;
	int16_t		item;			/* of a sequence: what comes next */
	int16_t		repeat;			/* or a repetition, of which count parts are done */
	int			count;
	int			length;			/* steps taken before the last part */
	bool		later;
} twin_rest;

static struct
{
	int32_t		days[MOST_EVENTS];
	int			count;
	const test_event *events;
	int			event_count;
	int32_t		until;
	int			start;
	int			length;
	int			step[MOST_EVENTS * 8];
	int			day[MOST_EVENTS * 8];
	long		budget;
}			twin;

static bool twin_part(int16_t part, twin_state state, const twin_rest *rest);
static bool twin_items(int16_t item, twin_state state, const twin_rest *rest);
static bool twin_repeat(int16_t repeat, int count, twin_state state, const twin_rest *rest);

static bool
twin_holds(int16_t condition, int day)
{
	for (int i = 0; i < twin.event_count; i++)
		if (twin.events[i].day == twin.days[day] &&
			event_pattern_holds(&pattern, condition, twin.events[i].code, twin.events[i].side == 1))
			return true;
	return false;
}

static bool
twin_go_on(twin_state state, const twin_rest *rest)
{
	if (rest == NULL)
		return twin.length > 0 &&
			(pattern.within == PATTERN_NONE || twin.days[state.day] - twin.days[twin.start] <= pattern.within);
	if (rest->repeat == PATTERN_NONE)
		return twin_items(rest->item, state, rest->up);
	if (twin.length > rest->length)
		return twin_repeat(rest->repeat, rest->count, state, rest->up);
	/* without a step, a part that is asked for is the last, and another one is none */
	state.later = rest->later;
	return rest->count <= pattern.node[rest->repeat].least && twin_go_on(state, rest->up);
}

static bool
twin_items(int16_t item, twin_state state, const twin_rest *rest)
{
	twin_rest	more = {rest, PATTERN_NONE, PATTERN_NONE, 0, 0, false};

	if (item == PATTERN_NONE)
		return twin_go_on(state, rest);
	more.item = pattern.node[item].next;
	return twin_part(item, state, &more);
}

static bool
twin_once_more(int16_t repeat, int count, twin_state state, const twin_rest *rest)
{
	twin_rest	more = {rest, PATTERN_NONE, repeat, count + 1, twin.length, state.later};

	if (pattern.node[repeat].most != PATTERN_NONE && count >= pattern.node[repeat].most)
		return false;
	state.later |= count > 0;
	return twin_part(pattern.node[repeat].inner, state, &more);
}

static bool
twin_repeat(int16_t repeat, int count, twin_state state, const twin_rest *rest)
{
	if (count < pattern.node[repeat].least)
		return twin_once_more(repeat, count, state, rest);
	if (pattern.node[repeat].reluctant)
		return twin_go_on(state, rest) || twin_once_more(repeat, count, state, rest);
	return twin_once_more(repeat, count, state, rest) || twin_go_on(state, rest);
}

/* May the step be taken on that day, seen from the one before? */
static bool
twin_placed(const pattern_place *place, twin_state state, int day)
{
	bool		same = day == state.day;

	if (place->within != PATTERN_NONE && twin.days[day] - twin.days[state.day] > place->within)
		return false;
	for (int i = state.day + 1; i < day && place->without != PATTERN_NONE; i++)
		if (twin_holds(place->without, i))
			return false;
	switch (place->link)
	{
		case LINK_NEXT:
			return day == state.day + 1;
		case LINK_WITH:
			return same != state.later;
		case LINK_THEN_OR_WITH:
			return !(same && state.later);
		default:
			return !same;
	}
}

static bool
twin_step(const pattern_node *node, twin_state state, const twin_rest *rest)
{
	for (int day = state.day < 0 ? twin.start : state.day; day < twin.count; day++)
	{
		if (twin.budget-- < 0)
			return false;
		if (state.day < 0 && day > twin.start)
			break;
		if (!twin_holds(node->inner, day) || (state.day >= 0 && !twin_placed(&node->place, state, day)))
			continue;
		twin.step[twin.length] = node->number;
		twin.day[twin.length++] = day;
		if (twin_go_on((twin_state) {day, false}, rest))
			return true;
		twin.length--;
	}
	return false;
}

static bool
twin_part(int16_t part, twin_state state, const twin_rest *rest)
{
	const pattern_node *node = &pattern.node[part];

	switch (node->kind)
	{
		case PATTERN_STEP:
			return twin_step(node, state, rest);
		case PATTERN_SILENCE:
			for (int day = state.day + 1; day < twin.count; day++)
				if (twin.days[day] - twin.days[state.day] <= node->days && twin_holds(node->inner, day))
					return false;
			return twin.days[state.day] + node->days <= twin.until && twin_go_on(state, rest);
		case PATTERN_REPEAT:
			return twin_repeat(part, 0, state, rest);
		case PATTERN_SEQUENCE:
			return twin_items(node->inner, state, rest);
		default:
			for (int16_t i = node->inner; i != PATTERN_NONE; i = pattern.node[i].next)
				if (twin_part(i, state, rest))
					return true;
			return false;
	}
}

/* False where the budget does not suffice. */
static bool
twin_all(const test_event *events, int count, enum pattern_resume resume, int32_t until, taken_steps *t)
{
	int			from = 0;
	int			match = 0;

	twin.events = events;
	twin.event_count = count;
	twin.until = until;
	twin.count = 0;
	twin.budget = 100000;
	for (int32_t day = 0; day < 1000; day++)
		for (int i = 0; i < count; i++)
			if (events[i].day == day)
			{
				twin.days[twin.count++] = day;
				break;
			}
	t->count = 0;
	while (from < twin.count)
	{
		twin.start = from++;
		twin.length = 0;
		if (!twin_part(pattern.root, (twin_state) {-1, false}, NULL))
			continue;
		match++;
		if (t->count + twin.length > MOST_TAKEN)
			return false;
		for (int i = 0; i < twin.length; i++)
		{
			t->match[t->count] = match;
			t->step[t->count] = twin.step[i];
			t->day[t->count++] = twin.days[twin.day[i]];
		}
		if (resume != RESUME_NEXT_DAY && twin.day[twin.length - 1] > twin.start)
			from = twin.day[twin.length - 1] + (resume == RESUME_AFTER_LAST_DAY);
	}
	return twin.budget >= 0;
}

/* Random patterns. */
static char random_text[2000];
static size_t random_length;

static void
say(const char *s)
{
	random_length += (size_t) snprintf(random_text + random_length, sizeof(random_text) - random_length, "%s", s);
}

static const char *
one_of(const char *const *list, int count)
{
	return list[draw(count)];
}

#define ONE_OF(list) one_of(list, sizeof(list) / sizeof((list)[0]))

static void
say_condition(int depth)
{
	static const char *const conditions[] = {"01", "02", "03", "04", "this 01", "other 02", "this", "other 03", "any", "04 | 01", "!02",
	"verbal-conflict", "this & !01", "01 | 02 | other"};

	if (depth > 0)
		say("(");
	say(ONE_OF(conditions));
	if (depth > 0)
		say(")");
}

static void
say_days(const char *before, int most)
{
	char		days[40];

	snprintf(days, sizeof(days), "%s %d days", before, draw(most));
	say(days);
}

static void say_choice(int depth);

static void
say_item(int depth, bool first, bool whole)
{
	static const char *const links[] = {"then ", "then ", "then ", "next ", "with ", "then or with "};
	static const char *const repetitions[] = {"*", "+", "?", "{2}", "{1,2}", "{2,}", "{0,3}", "{2,3}", "{0,2}"};

	if (!first || (!whole && draw(4) == 0))
	{
		if (draw(6) == 0)
		{
			say("then no ");
			say_condition(0);
			if (draw(3) == 0 && !first)
			{
				say_days(" for", 6);
				return;
			}
			say(" then ");
		}
		else
			say(ONE_OF(links));
	}
	if (depth > 0 && draw(5) < 2)
	{
		say("(");
		say_choice(depth - 1);
		say(")");
	}
	else
		say_condition(1);
	if (draw(2) == 0)
	{
		say(ONE_OF(repetitions));
		if (draw(3) == 0)
			say("?");
	}
	if (draw(5) == 0)
		say_days(" within", draw(4) == 0 ? 150 : 8);
}

static void
say_choice(int depth)
{
	for (int alternatives = 1 + (draw(4) == 0) + (draw(8) == 0); alternatives > 0; alternatives--)
	{
		int			items = 1 + draw(3);

		for (int i = 0; i < items; i++)
		{
			say_item(depth, i == 0, depth == 3);
			say(i < items - 1 ? " " : "");
		}
		say(alternatives > 1 ? " or " : "");
	}
}

static bool
same_taken(const taken_steps *a, const taken_steps *b)
{
	size_t		size = (size_t) a->count * sizeof(int32_t);

	return a->count == b->count && memcmp(a->match, b->match, size) == 0 && memcmp(a->step, b->step, size) == 0 &&
		memcmp(a->day, b->day, size) == 0;
}

static void
shuffle(test_event *events, int count)
{
	for (int i = count - 1; i > 0; i--)
	{
		int			j = draw(i + 1);
		test_event	swap = events[i];

		events[i] = events[j];
		events[j] = swap;
	}
}

static void
test_random(int rounds)
{
	static const char *const codes[] = {"01", "02", "03", "04", "13", "19"};
	static taken_steps found;
	static taken_steps expected;
	test_event	events[MOST_EVENTS];
	int			compared = 0;
	int			matched = 0;
	int			unlike = 0;
	int			unstable = 0;

	for (int round = 0; round < rounds; round++)
	{
		/* now and then a history of several blocks of days */
		bool		is_long = draw(16) == 0;
		int			count = is_long ? 100 + draw(MOST_EVENTS - 99) : 1 + draw(24);
		enum pattern_resume resume = (enum pattern_resume) draw(PATTERN_RESUMES);
		int32_t		until = (is_long ? 280 : 20) + draw(12);
		char		once[PATTERN_MAX_TEXT + 200];
		pattern_fault fault;

		random_length = 0;
		say_choice(3);
		if (draw(3) == 0)
			say_days(", all within", is_long ? 200 : 20);
		for (int i = 0; i < count; i++)
			events[i] = (test_event) {draw(2), draw(is_long ? 290 : 25), code_of(codes[draw(1 + draw(6))])};
		if (!event_pattern_parse(random_text, strlen(random_text), &pattern, &fault) ||
			!twin_all(events, count, resume, until, &expected))
			continue;
		/* the twin has the text as it was written, the search what became of it */
		once[event_pattern_format(&pattern, once)] = '\0';
		if (strcmp(once, read_text(once)) != 0)
		{
			if (unstable++ < 5)
				printf("# %s -> %s -> %s\n", random_text, once, read_text(once));
			continue;
		}
		if (!pattern_compile(&pattern, &program))
			continue;
		pattern_fill_holds(&pattern, &program, NULL);
		shuffle(events, count);
		search_all(events, count, resume, until, &found);
		compared++;
		matched += found.count > 0;
		if (!same_taken(&found, &expected) && unlike++ < 5)
		{
			printf("# %s resume %d until %d\n#", random_text, (int) resume, (int) until);
			for (int i = 0; i < count; i++)
				printf(" %d:%d:%d", events[i].side, (int) events[i].day, event_code_root_number(events[i].code));
			printf("\n# found");
			for (int i = 0; i < found.count; i++)
				printf(" %d:%d@%d", (int) found.match[i], (int) found.step[i], (int) found.day[i]);
			printf("\n# twin ");
			for (int i = 0; i < expected.count; i++)
				printf(" %d:%d@%d", (int) expected.match[i], (int) expected.step[i], (int) expected.day[i]);
			printf("\n");
		}
	}
	tap_tried(compared, "random patterns");
	CHECK(unlike == 0, "%d random patterns, %d with matches, find what the twin finds", compared, matched);
	CHECK(unstable == 0, "their canonical texts are canonical");
	CHECK(compared > rounds / 2 && matched > rounds / 4, "and enough of them were compared");
}

int
main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	test_worked();
	test_overlap();
	test_rules();
	test_random(argc > 1 ? atoi(argv[1]) : 4000);
	return tap_done();
}
