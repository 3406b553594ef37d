/* The codec of event codes, exhaustively: there are only 2,220 of them, so every property is tried on all. */
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
	for (int value = INT16_MIN; value <= INT16_MAX; value++)
		valid += event_code_is_valid((event_code) value);
	CHECK(bad_round_trip == 0, "every code is written as it was read");
	CHECK(bad_order == 0, "integer order is the order of the digits");
	CHECK(bad_tree == 0, "the subtree test is the prefix test, on all pairs");
	CHECK(bad_valid == 0 && valid == n, "no other 16-bit value is a code");
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
		char		text[8];

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
		char		text[EVENT_CODE_MAX_LENGTH + 1] = {0};

		event_code_format(list[i], text);
		if (event_code_level(list[i]) == 1)
			continue;
		wrong += event_code_from_number(atoi(text), false, &code) != EVENT_CODE_OK || code != list[i];
	}
	CHECK(count > 310 && wrong == 0, "every listed code survives the way through an integer");
}

int
main(void)
{
	test_tree();
	test_levels();
	test_refusals();
	test_numbers();
	return tap_done();
}
