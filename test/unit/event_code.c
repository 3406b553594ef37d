/* The codec of event codes, exhaustively: there are only 2,220 of CAMEO and 95 of PLOVER, so every property is tried on all. */
#include <stdlib.h>
#include <string.h>

#include "core/event/event_code.h"
#include "tap.h"

static event_code
must_parse(const char *s)
{
	event_code	code = 0;

	if (event_code_parse(s, strlen(s), &code) != EVENT_CODE_OK)
		printf("# unexpected refusal of %s\n", s);
	return code;
}

/* Calls back with every well-formed code in the order of their digits. */
static int
all_codes(char (*out)[5])
{
	int			n = 0;

	for (int root = 1; root <= 20; root++)
	{
		snprintf(out[n++], 5, "%02d", root);
		for (int base = 0; base < 10; base++)
		{
			snprintf(out[n++], 5, "%02d%d", root, base);
			for (int leaf = 0; leaf < 10; leaf++)
				snprintf(out[n++], 5, "%02d%d%d", root, base, leaf);
		}
	}
	return n;
}

static void
test_tree(void)
{
	static char codes[3000][5];
	int			n = all_codes(codes);
	int			bad_round_trip = 0;
	int			bad_order = 0;
	int			bad_tree = 0;
	int			bad_valid = 0;
	int			valid = 0;

	CHECK(n == 20 * 111, "there are 2,220 well-formed codes");
	for (int i = 0; i < n; i++)
	{
		char		again[EVENT_CODE_MAX_LENGTH];
		event_code	code = must_parse(codes[i]);
		size_t		len = strlen(codes[i]);

		if (event_code_format(code, again) != len || memcmp(again, codes[i], len) != 0)
			bad_round_trip++;
		if (!event_code_is_valid(code))
			bad_valid++;
		/* strcmp is the order of the tree: a prefix comes before what it begins */
		if (i > 0 && !(must_parse(codes[i - 1]) < code))
			bad_order++;
		for (int j = 0; j < n; j++)
		{
			event_code	top = must_parse(codes[j]);
			bool		prefix = strncmp(codes[i], codes[j], strlen(codes[j])) == 0;

			if (event_code_under(code, top) != prefix)
				bad_tree++;
			if (prefix && code > event_code_last(top))
				bad_tree++;
		}
	}
	for (int value = INT16_MIN; value < EVENT_PLOVER_FIRST; value++)
		valid += event_code_is_valid((event_code) value);
	CHECK(bad_round_trip == 0, "every code is written as it was read");
	CHECK(bad_order == 0, "integer order is the order of the digits");
	CHECK(bad_tree == 0, "the subtree test is the prefix test, on all pairs");
	CHECK(bad_valid == 0 && valid == n, "no other value below PLOVER is a code");
}

static void
test_levels(void)
{
	event_code	code = must_parse("0412");
	char		buf[EVENT_CODE_MAX_LENGTH];

	CHECK(event_code_level(code) == 3 && event_code_level(must_parse("041")) == 2 &&
		  event_code_level(must_parse("04")) == 1, "levels of 0412, 041 and 04");
	CHECK(event_code_root(code) == must_parse("04"), "root of 0412");
	CHECK(event_code_base(code) == must_parse("041"), "base of 0412");
	CHECK(event_code_base(must_parse("04")) == must_parse("04"), "base of a root is the root");
	CHECK(event_code_parent(code) == must_parse("041"), "parent of 0412");
	CHECK(event_code_parent(must_parse("041")) == must_parse("04"), "parent of 041");
	CHECK(event_code_root_number(must_parse("2042")) == 20 && event_code_root_number(code) == 4 &&
		  event_code_root_number(must_parse("10")) == 10, "number of the root");
	CHECK(event_code_format(event_code_last(must_parse("04")), buf) == 4 && memcmp(buf, "0499", 4) == 0,
		  "the last value below 04 is 0499");
}

static void
test_refusals(void)
{
	static const struct
	{
		const char *text;
		size_t		len;
		enum event_code_error error;
	}			bad[] = {
		{"", 0, EVENT_CODE_EMPTY},
		{"4", 1, EVENT_CODE_TOO_SHORT},
		{"00", 2, EVENT_CODE_BAD_ROOT},
		{"21", 2, EVENT_CODE_BAD_ROOT},
		{"99", 2, EVENT_CODE_BAD_ROOT},
		{"01234", 5, EVENT_CODE_TOO_LONG},
		{"13y", 3, EVENT_CODE_NOT_DIGITS},
		{"---", 3, EVENT_CODE_NOT_DIGITS},
		{" 04", 3, EVENT_CODE_NOT_DIGITS},
		{"04 ", 3, EVENT_CODE_NOT_DIGITS},
		{"04\0", 3, EVENT_CODE_NOT_DIGITS},
		{"+4", 2, EVENT_CODE_NOT_DIGITS},
		{"\xd9\xa0\xd9\xa4", 4, EVENT_CODE_NOT_DIGITS},
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		/* a copy of just this length, so that the sanitizer sees a read past it */
		char	   *copy = malloc(bad[i].len + 1);
		event_code	code = 77;

		memcpy(copy, bad[i].text, bad[i].len);
		copy = realloc(copy, bad[i].len ? bad[i].len : 1);
		CHECK(event_code_parse(copy, bad[i].len, &code) == bad[i].error && code == 77,
			  "case %zu is refused: %s", i, event_code_error_text(bad[i].error));
		free(copy);
	}
}

static void
test_numbers(void)
{
	event_code	code = 0;
	int			wrong = 0;

	CHECK(event_code_from_number(43, true, &code) == EVENT_CODE_OK && code == must_parse("043"), "43 is 043");
	CHECK(event_code_from_number(4, true, &code) == EVENT_CODE_OK && code == must_parse("04"), "4 is 04");
	CHECK(event_code_from_number(4, false, &code) == EVENT_CODE_BAD_NUMBER, "4 is nothing without roots");
	CHECK(event_code_from_number(231, true, &code) == EVENT_CODE_OK && code == must_parse("0231"), "231 is 0231");
	CHECK(event_code_from_number(112, true, &code) == EVENT_CODE_OK && code == must_parse("112"), "112 is 112");
	CHECK(event_code_from_number(2042, true, &code) == EVENT_CODE_OK && code == must_parse("2042"), "2042 is 2042");
	CHECK(event_code_from_number(0, true, &code) == EVENT_CODE_BAD_NUMBER &&
		  event_code_from_number(-4, true, &code) == EVENT_CODE_BAD_NUMBER &&
		  event_code_from_number(2100, true, &code) == EVENT_CODE_BAD_NUMBER &&
		  event_code_from_number(INT32_MAX, true, &code) == EVENT_CODE_BAD_NUMBER, "0, -4, 2100 and 2^31-1 are no codes");
	for (int n = 10; n <= 20; n++)
	{
		char text[	8];

		snprintf(text, sizeof(text), "0%d", n);
		wrong += event_code_from_number(n, true, &code) != EVENT_CODE_AMBIGUOUS;
		wrong += event_code_from_number(n, false, &code) != EVENT_CODE_OK || code != must_parse(text);
	}
	CHECK(wrong == 0, "10 to 20 are ambiguous, and 010 to 020 without roots");

	/* Every listed code of three or four digits comes back from its integer. */
	size_t		count;
	const event_code *list = event_code_list(&count);

	wrong = 0;
	for (size_t i = 0; i < count; i++)
	{
		char text[	EVENT_CODE_MAX_LENGTH + 1] = {0};

		event_code_format(list[i], text);
		if (event_code_level(list[i]) == 1)
			continue;
		wrong += event_code_from_number(atoi(text), false, &code) != EVENT_CODE_OK || code != list[i];
	}
	CHECK(count > 310 && wrong == 0, "every listed code survives the way through an integer");
}

static char
swap_case(char c)
{
	return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c == '-' ? '_' : c;
}

static void
test_plover_tree(void)
{
	size_t		count;
	const event_code *list = event_code_plover_list(&count);
	char text[	128][EVENT_CODE_MAX_LENGTH + 1] = {{0}};
	int			types = 0;
	int			valid = 0;
	int			bad_text = 0;
	int			bad_tree = 0;

	for (size_t i = 0; i < count; i++)
	{
		char		other[EVENT_CODE_MAX_LENGTH + 1] = {0};
		event_code	again = 0;
		size_t		len = event_code_format(list[i], text[i]);

		for (size_t k = 0; k < len; k++)
			other[k] = swap_case(text[i][k]);
		bad_text += must_parse(text[i]) != list[i] || event_code_parse(other, len, &again) != EVENT_CODE_OK || again != list[i];
		/* in this version the numbers are in the order of the names */
		bad_tree += i > 0 && !(list[i - 1] < list[i] && strcmp(text[i - 1], text[i]) < 0);
		types += event_code_level(list[i]) == 1;
	}
	for (int value = EVENT_PLOVER_FIRST; value <= INT16_MAX; value++)
		valid += event_code_is_valid((event_code) value);
	CHECK(count == 95 && types == 16 && valid == 95, "PLOVER has 16 types and 79 modes, and no other value is a code");
	CHECK(bad_text == 0, "each is read in the other case, and written as it is");
	for (size_t i = 0; i < count; i++)
	{
		int			below = 0;
		const char *dot = strchr(text[i], '.');

		for (size_t j = 0; j < count; j++)
		{
			size_t		len = strlen(text[i]);
			bool		under = strncmp(text[j], text[i], len) == 0 && (text[j][len] == '\0' || text[j][len] == '.');

			below += under;
			bad_tree += event_code_under(list[j], list[i]) != under || (under && list[j] > event_code_last(list[i]));
		}
		bad_tree += event_code_last(list[i]) != list[i] + below - 1 || event_code_base(list[i]) != list[i];
		bad_tree += dot == NULL ? event_code_parent(list[i]) != list[i] || event_code_root(list[i]) != list[i] :
			event_code_parent(list[i]) != event_code_root(list[i]) ||
			event_code_format(event_code_root(list[i]), (char[EVENT_CODE_MAX_LENGTH]) {0}) != (size_t) (dot - text[i]);
	}
	CHECK(bad_tree == 0, "a type is above its modes and nothing else, the last of them is its last");
	CHECK(must_parse("2099") < must_parse("ACCUSE"), "CAMEO comes before PLOVER");
	CHECK(!event_code_under(must_parse("ACCUSE"), must_parse("20")), "and PLOVER is not below its last root");
}

static void
test_plover_text(void)
{
	static const struct
	{
		const char *text;
		enum event_code_error error;
	}			bad[] = {
		{"P", EVENT_CODE_NO_TYPE}, {"PROTES", EVENT_CODE_NO_TYPE}, {"PROTESTS", EVENT_CODE_NO_TYPE}, {"riot", EVENT_CODE_NO_TYPE},
		{"PROTEST.", EVENT_CODE_NO_MODE}, {"PROTEST.rio", EVENT_CODE_NO_MODE}, {"PROTEST.riots", EVENT_CODE_NO_MODE},
		{"PROTEST.riot.", EVENT_CODE_NO_MODE}, {"PROTEST .riot", EVENT_CODE_NO_TYPE}, {"PROTEST-riot", EVENT_CODE_NO_TYPE},
		{"AGREE.visit", EVENT_CODE_NO_MODE}, {"DEMAND", EVENT_CODE_NO_TYPE}, {".riot", EVENT_CODE_NOT_DIGITS}, {"04.visit", EVENT_CODE_NOT_DIGITS},
	};
	int			wrong = 0;
	event_code	code = 77;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		wrong += event_code_parse(bad[i].text, strlen(bad[i].text), &code) != bad[i].error || code != 77;
	CHECK(wrong == 0, "names that are none are refused");
	CHECK(event_code_parse("PROTEST\0riot", 12, &code) == EVENT_CODE_NO_TYPE && event_code_parse("PROTEST.riot\0", 13, &code) == EVENT_CODE_NO_MODE,
		  "a zero byte is no part of a name");
	CHECK(strcmp(event_code_error_hint(EVENT_CODE_NO_MODE, "consult.vist", 12), "Modes of CONSULT are multilateral, phone, third-party and visit.") == 0,
		  "the hint lists the modes of the type");
	CHECK(strcmp(event_code_error_hint(EVENT_CODE_NO_MODE, "AID.food", 8), "AID has no modes.") == 0, "or says that it has none");
	CHECK(event_code_parse_cameo("PROTEST", 7, &code) == EVENT_CODE_NOT_DIGITS, "digits only where CAMEO is meant");
	CHECK(event_code_parse_plover("Assault", 7, "HEAVY_WEAPONS", 13, &code) == EVENT_CODE_OK && code == must_parse("ASSAULT.heavy-weapons"),
		  "type and mode apart");
}

/* Values of the PLOVER manual 0.8 and of the mapping of 2021. */
static void
test_plover_facts(void)
{
	CHECK(event_code_plover(must_parse("042")) == must_parse("CONSULT.visit") && event_code_plover(must_parse("145")) == must_parse("PROTEST.riot") &&
		  event_code_plover(must_parse("1951")) == must_parse("ASSAULT"), "CAMEO codes in PLOVER");
	CHECK(event_code_plover(must_parse("01")) == 0 && event_code_plover(must_parse("0251")) == 0, "roots 01 and 02 have none");
	CHECK(event_code_plover(must_parse("AID")) == must_parse("AID"), "a PLOVER code is one already");
	for (int scheme = 0; scheme < EVENT_SCHEME_COUNT; scheme++)
		CHECK(event_code_goldstein_score(must_parse("PROTEST.riot"), (enum event_code_scheme) scheme) == -7.0 &&
			  event_code_goldstein_score(must_parse("PROTEST.demo"), (enum event_code_scheme) scheme) == -5.0 &&
			  event_code_quad_class(must_parse("RETREAT.disarm"), (enum event_code_scheme) scheme) == 2, "PLOVER's values in scheme %d", scheme);
	CHECK(event_code_ontologies(must_parse("AGREE")) == EVENT_CODE_PLOVER && !(event_code_ontologies(must_parse("03")) & EVENT_CODE_PLOVER),
		  "who lists them");
	CHECK(strcmp(event_code_label(must_parse("PROTEST.riot"), LABEL_EN), "protest together in public: violent unrest") == 0, "label of a mode");
	CHECK(strcmp(event_code_plover_mode(must_parse("CONSULT.visit")), "visit") == 0 && event_code_plover_mode(must_parse("CONSULT")) == NULL &&
		  strcmp(event_code_plover_event(must_parse("CONSULT.visit")), "CONSULT") == 0, "type and mode of a code by name");
}

int
main(void)
{
	test_plover_tree();
	test_plover_text();
	test_plover_facts();
	test_tree();
	test_levels();
	test_refusals();
	test_numbers();
	return tap_done();
}
