/* Tables of text: records of CSV cut whole and in pieces, lines of JSON, and values as they are written. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"
#include "core/table/table_csv.h"
#include "core/table/table_json.h"
#include "core/table/table_value.h"
#include "core/table/text_sample.h"
#include "tap.h"

static uint32_t seed = 20261128;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) (((uint64_t) seed * n) >> 32);
}

/* A copy with nothing behind it, so that a byte too many is found out. */
static char *
exact(const char *s, size_t len)
{
	char	   *copy = malloc(len > 0 ? len : 1);

	memcpy(copy, s, len);
	return copy;
}

static bool
is(table_slice value, const char *expected)
{
	return expected == NULL ? value.s == NULL : value.s != NULL && value.len == strlen(expected) && memcmp(value.s, expected, value.len) == 0;
}

/* The values of a record with bars between, or what is wrong with it. */
static const char *
cut(const table_csv *csv, const char *text)
{
	static char out[256];
	size_t		len = strlen(text);
	char	   *s = exact(text, len);
	char	   *scratch = malloc(len + 1);
	table_slice values[8];
	table_scan	scan = {0};
	enum table_found found = table_csv_find_end(csv, &scan, s, len, true);

	strcpy(out, "error");
	if (found == TABLE_FOUND_RECORD)
	{
		int			count = table_csv_split(csv, s, scan.at, scratch, values, 8);

		out[0] = '\0';
		for (int i = 0; i < count && i < 8; i++)
			snprintf(out + strlen(out), sizeof(out) - strlen(out), "%s%.*s", i > 0 ? "|" : "", (int) values[i].len, values[i].s);
	}
	free(scratch);
	free(s);
	return out;
}

static void
test_csv(void)
{
	static const struct
	{
		const char *text;
		const char *csv;
		const char *tsv;
	}			cases[] = {
		{"a\tb", "a|b", "a|b"},
		{"", "", ""},
		{"\t", "|", "|"},
		{"a\t\"b\tc\"\td", "a|b\tc|d", "a|\"b|c\"|d"},
		{"\"a\"\"b\"\t\"\"", "a\"b|", "\"a\"\"b\"|\"\""},
		{"\"a\nb\"\tc\nd", "a\nb|c", "\"a"},
		{"a\nb", "a", "a"},
		{"say \"no\"\tb", "error", "say \"no\"|b"},
		{"\"a\"b\tc", "error", "\"a\"b|c"},
		{"\"open\tb\nc", "error", "\"open|b"},
		{"\"a\"\r\nb", "a", "\"a\"\r"},
		{"\"a\"\rb", "error", "\"a\"\rb"},
		{"\"\"\"\"\t1", "\"|1", "\"\"\"\"|1"},
	};
	table_csv	csv = {'\t', true};
	table_csv	tsv = {'\t', false};
	int			wrong = 0;

	for (size_t i = 0; i < lengthof(cases); i++)
	{
		wrong += strcmp(cut(&csv, cases[i].text), cases[i].csv) != 0;
		wrong += strcmp(cut(&tsv, cases[i].text), cases[i].tsv) != 0;
	}
	CHECK(wrong == 0, "records are cut where RFC 4180 cuts them");
	CHECK(table_csv_separator("a,b;c;d\nx,y,z", 13) == ';' && table_csv_separator("a", 1) == ',' && table_csv_separator("\"a;b;c\",d", 9) == ',' &&
		  table_csv_separator("a\tb,c", 5) == '\t', "separators are told by the header");
}

static bool
of_returns(const char *text, bool header)
{
	table_csv	csv = {',', true};

	return table_csv_is_of_returns(&csv, text, strlen(text), header);
}

/* Files of old Macs: what would be lost without a word as a part of the header. */
static void
test_returns(void)
{
	CHECK(of_returns("id,body\r1,x\r2,y\r", true) && of_returns("id\r1", true), "a header that goes on behind a carriage return is a file");
	CHECK(!of_returns("id,body\r", true) && !of_returns("id,body", true) && !of_returns("id,\"a\rb\"", true), "one at the end, or in quotes, is none");
	CHECK(of_returns("1,x\r2,y\r3,z", false), "data of several lines");
	CHECK(!of_returns("1,x\ry", false) && !of_returns("1,x,y\r2,z", false), "a value with a carriage return in it");
}

/* Random records, found at once and byte by byte. */
static void
test_pieces(void)
{
	static const char bytes[] = "\"\"\t\n\r;ab";
	table_csv	csv = {';', true};
	int			other = 0;
	int			records = 0;

	for (int round = 0; round < 20000; round++)
	{
		size_t		len = below(12);
		char text[	12];
		char	   *s;
		table_scan	whole = {0};
		table_scan	pieces = {0};
		enum table_found found = TABLE_FOUND_MORE;
		enum table_found expected;

		for (size_t i = 0; i < len; i++)
			text[		i] = bytes[below(sizeof(bytes) - 1)];

		s = exact(text, len);
		expected = table_csv_find_end(&csv, &whole, s, len, true);
		for (size_t i = 0; i <= len && found == TABLE_FOUND_MORE; i++)
			found = table_csv_find_end(&csv, &pieces, s, i, i == len);
		other += found != expected || pieces.at != whole.at;
		records += expected == TABLE_FOUND_RECORD;
		free(s);
	}
	tap_tried(20000, "random pieces of files");
	CHECK(other == 0 && records > 1000, "it does not matter in which pieces a record comes (%d records)", records);
}

/* However the quotes of many lines lie: reading on behind the first line of what is wrong takes no more than twice all bytes. */
static void
test_effort(void)
{
	static const char *const lines[] = {"\"\n", "\"\"\n", "a\n", "\"\"\"\n", "x\";\"\n", "\"\";\"\n", "\"\"x\n", "\";\"\n", "a;b\n"};
	table_csv	csv = {';', true};
	size_t		worst = 0;
	const size_t size = 4000;

	for (int round = 0; round < 400; round++)
	{
		char	   *s = malloc(size);
		size_t		at = 0;
		size_t		looked = 0;
		uint32_t	kinds[2] = {below(lengthof(lines)), below(lengthof(lines))};

		/* many lines of a kind, and few of another */
		while (at < size)
		{
			const char *line = lines[below(50) == 0 ? below(lengthof(lines)) : kinds[below(20) == 0]];
			size_t		len = strlen(line);

			memcpy(s + at, line, len < size - at ? len : size - at);
			at += len;
		}
		at = 0;
		while (at < size)
		{
			table_scan	scan = {0};
			enum table_found found = table_csv_find_end(&csv, &scan, s + at, size - at, true);
			const char *end = memchr(s + at, '\n', size - at);

			looked += scan.at + 1;
			at += found == TABLE_FOUND_RECORD ? scan.at + 1 : end != NULL ? (size_t) (end - s - at) + 1 : size - at;
		}
		worst = looked > worst ? looked : worst;
		free(s);
	}
	CHECK(worst <= 2 * size + size / 2, "no byte is read over and over (%zu of %zu)", worst, size);
}

static enum table_error
json(const char *text, table_json_value values[4])
{
	static const table_slice wanted[] = {{"id", 2}, {"user.name", 9}, {"text", 4}, {"n", 1}};
	static char *scratch;
	static char *line;
	size_t		len = strlen(text);

	free(scratch);
	free(line);
	scratch = malloc(len + 1);
	line = exact(text, len);
	return table_json_read(line, len, wanted, 4, scratch, values);
}

static void
test_json(void)
{
	static const char *const broken[] = {
		"{", "{\"id\"}", "{\"id\":1,}", "{\"id\":1} x", "{\"id\":01}", "{\"id\":1.}", "{\"id\":.5}", "{\"id\":1e}", "{\"id\":tru}", "{\"id\":\"a}",
		"{\"id\":\"\\x\"}", "{\"id\":\"\\u12\"}", "{\"id\":\"\\ud800\"}", "{\"id\":\"\\ud800\\u0041\"}", "{\"id\":\"\\udc00\"}", "{\"id\":\"a\tb\"}",
		"{'id':1}", "{id:1}", "{\"id\":[1,2}", "{\"id\":NaN}", "{\"id\":+1}", "{\"a\":1 \"b\":2}", "{\"id\":\"\\"
	};
	table_json_value v[4];
	char		deep[500];
	int			wrong = 0;

	CHECK(json(" {\"id\": \"a\\u0645\\ud83d\\ude00\\n\\\"\", \"user\": {\"name\": \"x\", \"id\": 7}, \"n\": -1.5e3, \"more\": [1, {\"id\": 2}, []], \"text\": null} \r", v) == TABLE_OK &&
		  is(v[0].text, "a\xd9\x85\xf0\x9f\x98\x80\n\"") && is(v[1].text, "x") && v[2].kind == TABLE_JSON_NULL && is(v[3].text, "-1.5e3"), "what is wanted is found");
	CHECK(json("{\"id\":1,\"id\":2,\"user\":[{\"name\":1}],\"user.name\":\"flat\"}", v) == TABLE_OK && is(v[0].text, "2") && is(v[1].text, "flat") &&
		  v[2].kind == TABLE_JSON_ABSENT, "the last one counts; a name may have a dot; nothing is found in lists");
	CHECK(json("{\"id\":{\"a\":[]},\"n\":[1,2],\"text\":false}", v) == TABLE_OK && v[0].kind == TABLE_JSON_NESTED && is(v[0].text, "{\"a\":[]}") &&
		  v[3].kind == TABLE_JSON_NESTED && is(v[2].text, "false"), "an object is no value");
	CHECK(json("[1]", v) == TABLE_NOT_OBJECT && json("", v) == TABLE_NOT_OBJECT && json("x", v) == TABLE_NOT_OBJECT, "what is no object");
	CHECK(json("{\"id\":\"\\u0000\"}", v) == TABLE_NUL, "a zero byte");
	for (size_t i = 0; i < lengthof(broken); i++)
		wrong += json(broken[i], v) != TABLE_BAD_JSON;
	CHECK(wrong == 0, "broken lines are broken");
	for (int depth = TABLE_JSON_DEPTH; depth <= TABLE_JSON_DEPTH + 1; depth++)
	{
		memset(deep, '\0', sizeof(deep));
		strcpy(deep, "{\"a\":");
		memset(deep + 5, '[', (size_t) depth - 1);
		memset(deep + 4 + depth, ']', (size_t) depth - 1);
		strcat(deep, "}");
		CHECK(json(deep, v) == (depth > TABLE_JSON_DEPTH ? TABLE_TOO_DEEP : TABLE_OK), "%d deep", depth);
	}
}

/* Seconds since 1970, by Python's datetime. */
static void
test_times(void)
{
	static const struct
	{
		const char *text;
		int64_t		seconds;
		int64_t		micros;
	}			good[] = {
		{"2018-10-10T20:19:24Z", 1539202764, 0}, {"2018-10-10 20:19:24", 1539202764, 0}, {"2018-10-10T20:19:24.5+02:00", 1539195564, 500000},
		{"2018-10-10T20:19:24+0200", 1539195564, 0}, {"2018-10-10 20:19:24 UTC", 1539202764, 0}, {"2018-10-10 20:19", 1539202740, 0},
		{"2018/10/10", 1539129600, 0}, {"2018-10-10", 1539129600, 0}, {"20181010", 1539129600, 0}, {"20181010201924", 1539202764, 0},
		{"Wed Oct 10 20:19:24 +0000 2018", 1539202764, 0}, {"Wed, 10 Oct 2018 20:19:24 GMT", 1539202764, 0}, {"10 Oct 2018", 1539129600, 0},
		{"1539202764", 1539202764, 0}, {"1539202764.25", 1539202764, 250000}, {"1539202764000", 1539202764, 0}, {"2020-02-29T12:00-05:30", 1582997400, 0},
		{"0001-01-01", -62135596800, 0}, {"9999-12-31T23:59:59.9999999Z", 253402300799, 999999}, {"1 jan 1970 00:00 -00:00", 0, 0}
	};
	static const char *const bad[] = {
		"", "x", "2018", "2018-13-01", "2018-02-29", "2018-02-30T10:00", "10/10/2018", "01.02.2018", "2018-10-10T24:00", "2018-10-10T20:60", "2018-10-10 20",
		"2018-10-10T20:19:24+99", "2018-10-10T20:19:24X", "2018-10-10x", "Oct 2018", "Wed Oct 32 2018", "10 10 2018", "123456789012", "1539202764.", "1539202764x",
		"20181010 x", "0000-01-01", "Oct 10 2018 20:19 20:20", "Oct Oct 10 2018", "2018-10-10T20:19:24.", "-1539202764"
	};
	int			wrong = 0;
	int32_t		day;
	int64_t		time;

	for (size_t i = 0; i < lengthof(good); i++)
	{
		size_t		len = strlen(good[i].text);
		char	   *s = exact(good[i].text, len);
		bool		ok = table_time((table_slice) {s, len}, &time) == TABLE_OK &&
		time == (good[i].seconds - 946684800) * 1000000 + good[i].micros;

		if (!ok)
			printf("# %s\n", good[i].text);
		wrong += !ok;
		free(s);
	}
	CHECK(wrong == 0, "moments as they are written");
	wrong = 0;
	for (size_t i = 0; i < lengthof(bad); i++)
	{
		size_t		len = strlen(bad[i]);
		char	   *s = exact(bad[i], len);
		bool		ok = table_time((table_slice) {s, len}, &time) == TABLE_NOT_TIME && table_day((table_slice) {s, len}, &day) == TABLE_NOT_DATE;

		if (!ok)
			printf("# %s\n", bad[i]);
		wrong += !ok;
		free(s);
	}
	CHECK(wrong == 0, "what is no moment");
	CHECK(table_day((table_slice) {"2000-01-02T01:00+05:00", 22}, &day) == TABLE_OK && day == 1, "a day is the one that is written");
}

static void
test_counts(void)
{
	static const struct
	{
		const char *text;
		int64_t		count;		/* -1: none, -2: too large */
	}			cases[] = {
		{"0", 0}, {"1234", 1234}, {"1,234", 1234}, {"12,345,678", 12345678}, {"12.0", 12}, {"1.2e3", 1200}, {"9223372036854775807", INT64_MAX},
		{"", -1}, {"-1", -1}, {"1.5", -1}, {"1.234.567", -1}, {"1,23", -1}, {",123", -1}, {"1,234,", -1}, {"12,34,567", -1}, {"1K", -1}, {"true", -1}, {"1 234", -1},
		{"9223372036854775808", -2}, {"1e300", -2}
	};
	int			wrong = 0;

	for (size_t i = 0; i < lengthof(cases); i++)
	{
		size_t		len = strlen(cases[i].text);
		char	   *s = exact(cases[i].text, len);
		int64_t		count = 0;
		enum table_error error = table_count((table_slice) {s, len}, &count);
		bool		ok = cases[i].count == -1 ? error == TABLE_NOT_COUNT : cases[i].count == -2 ? error == TABLE_TOO_LARGE
		: error == TABLE_OK && count == cases[i].count;

		if (!ok)
			printf("# %s\n", cases[i].text);
		wrong += !ok;
		free(s);
	}
	CHECK(wrong == 0, "counts as they are written");
	CHECK(table_is_missing((table_slice) {"", 0}) && table_is_missing((table_slice) {"None", 4}) && table_is_missing((table_slice) {NULL, 0}) &&
		  !table_is_missing((table_slice) {"NA", 2}) && !table_is_missing((table_slice) {"Nones", 5}), "what stands for nothing");
	for (int i = TABLE_OK; i < TABLE_ERRORS; i++)
		wrong += table_error_text((enum table_error) i) == NULL;
	CHECK(wrong == 0, "every error has a text");
}

int
main(void)
{
	size_t		count;
	const struct text_sample *samples = text_sample_list(&count);

	test_csv();
	test_returns();
	test_pieces();
	test_effort();
	test_json();
	test_times();
	test_counts();
	CHECK(samples != NULL && count % 2 == 0 && count >= 200, "there is a sample of %zu texts", count);
	return tap_done();
}
