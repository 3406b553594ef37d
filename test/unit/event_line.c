/*
 * The parsers of event lines, alone. Every line is parsed from a buffer of just its length, so that the sanitizers
 * see a byte read beyond it; cut, shifted and mangled lines are made from good ones.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/blank.h"
#include "core/base/decimal.h"
#include "core/event/event_line.h"
#include "core/event/event_sample.h"
#include "tap.h"

/* A line of 61 columns, written for this test. */
static const char gdelt2_line[] =
	"900000001\t20200229\t202002\t2020\t2020.1644\tFRAGOV\tPARIS\tFRA\t\t\t\t\tGOV\t\t\t"
	"scoGOV\tSCOTTISH\tGBR\t\tsco\t\t\tGOV\t\t\t1\t0411\t041\t04\t1\t1.0\t12\t3\t11\t-2.56410256410256\t"
	"4\tParis, France\tFR\tFR00\t16282\t48.8667\t2.33333\t-1456928\t0\t\t\t\t\t\t\t\t"
	"4\tEdinburgh, United Kingdom\tUK\tUKU8\t40110\t55.95\t-3.2\t-2601889\t20200229134500\thttp://example.org/a?b=1,2";

static char last_reason[EVENT_LINE_REASON_MAX];

static enum event_line_error
parse_with(const event_line_layout *layout, const char *line, size_t len, event_line_row *row)
{
	char	   *exact = malloc(len > 0 ? len : 1);
	char	   *scratch = malloc(EVENT_LINE_SCRATCH(len));
	static char kept[4][4096];
	enum event_line_error error;
	event_slice *slices[] = {&row->source_name, &row->target_name, &row->url, &row->country};

	memcpy(exact, line, len);
	error = event_line_parse(layout, exact, len, scratch, row);
	/* what is looked at afterwards has to outlive the exact buffers */
	for (int i = 0; i < 4 && error == EVENT_LINE_OK; i++)
		if (slices[i]->s != NULL && slices[i]->len < sizeof(kept[0]))
			slices[i]->s = memcpy(kept[i], slices[i]->s, slices[i]->len);
	if (error == EVENT_LINE_OK && row->source.s != NULL && row->source.s != row->source_buf)
		row->source.s = memcpy(row->source_buf, row->source.s, row->source.len);
	if (error == EVENT_LINE_OK && row->target.s != NULL && row->target.s != row->target_buf)
		row->target.s = memcpy(row->target_buf, row->target.s, row->target.len);
	last_reason[0] = '\0';
	if (error != EVENT_LINE_OK)
		last_reason[event_line_reason(error, row, last_reason)] = '\0';
	free(exact);
	free(scratch);
	return error;
}

static enum event_line_error
parse_text(const event_line_layout *layout, const char *line, event_line_row *row)
{
	return parse_with(layout, line, strlen(line), row);
}

static enum event_line_error
parse(enum event_format format, const char *line, event_line_row *row)
{
	event_line_layout layout;

	event_line_layout_standard(format, &layout);
	return parse_text(&layout, line, row);
}

static bool
is(event_slice value, const char *expected)
{
	return expected == NULL ? value.s == NULL :
		value.s != NULL && value.len == strlen(expected) && memcmp(value.s, expected, value.len) == 0;
}

/* The line with column number n (from 0) set to a value. */
static char *
with_column(const char *line, char delimiter, int n, const char *value)
{
	static char out[2][8192];
	static int	turn;
	const char *start = line;
	const char *end;

	turn = !turn;
	for (; n > 0; n--)
		start = strchr(start, delimiter) + 1;
	end = strchr(start, delimiter);
	if (end == NULL)
		end = start + strlen(start);
	snprintf(out[turn], sizeof(out[turn]), "%.*s%s%s", (int) (start - line), line, value, end);
	return out[turn];
}

static void
test_gdelt2(void)
{
	event_line_row row;

	CHECK(parse(EVENT_FORMAT_GDELT2, gdelt2_line, &row) == EVENT_LINE_OK, "a line of GDELT 2.0 is read");
	CHECK(row.id == 900000001 && row.day == 7364 && event_code_level(row.code) == 3, "id, day and code");
	CHECK(is(row.source, "FRAGOV") && is(row.target, "scoGOV"), "actors, their case kept");
	CHECK(is(row.source_name, "PARIS") && is(row.target_name, "SCOTTISH"), "names");
	CHECK(row.mentions == 12 && row.sources == 3 && row.articles == 11 && row.tone == -2.56410256410256, "counts and tone");
	CHECK(row.latitude == 55.95 && row.longitude == -3.2 && is(row.country, "UK"), "the event's place, not an actor's");
	CHECK(row.added == INT64_C(636299100) * 1000000, "the time of publication in UTC");
	CHECK(is(row.url, "http://example.org/a?b=1,2"), "the URL");
	CHECK(parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', 15, ""), &row) == EVENT_LINE_OK && row.target.s == NULL,
		  "an actor that is missing");
}

static void
test_refusals(void)
{
	static const struct
	{
		int			column;
		const char *value;
		enum event_line_error error;
		const char *name;
	}			cases[] = {
		{0, "", EVENT_LINE_MISSING, "GLOBALEVENTID"},
		{0, "12a", EVENT_LINE_NOT_INTEGER, "GLOBALEVENTID"},
		{0, "99999999999999999999", EVENT_LINE_NOT_INTEGER, "GLOBALEVENTID"},
		{1, "20190229", EVENT_LINE_NO_SUCH_DAY, "SQLDATE"},
		{1, "20191301", EVENT_LINE_NO_SUCH_DAY, "SQLDATE"},
		{1, "00000101", EVENT_LINE_NO_SUCH_DAY, "SQLDATE"},
		{1, "2019022", EVENT_LINE_NOT_DATE, "SQLDATE"},
		{1, "2019-02/01", EVENT_LINE_NOT_DATE, "SQLDATE"},
		{2, "2020", EVENT_LINE_NOT_DATE, "MonthYear"},
		{3, "20x0", EVENT_LINE_NOT_INTEGER, "Year"},
		{4, "soon", EVENT_LINE_NOT_NUMBER, "FractionDate"},
		{5, "FRAGOVMILX", EVENT_LINE_BAD_ACTOR, "Actor1Code"},
		{5, "FR", EVENT_LINE_BAD_ACTOR, "Actor1Code"},
		{5, "FR\xc3\xa9", EVENT_LINE_BAD_ACTOR, "Actor1Code"},
		{15, "FRAGOVFRAGOVFRAGOVFRAGOVFRA", EVENT_LINE_BAD_ACTOR, "Actor2Code"},
		{7, "FRANCE", EVENT_LINE_NOT_GROUP, "Actor1CountryCode"},
		{25, "2", EVENT_LINE_NOT_FLAG, "IsRootEvent"},
		{26, "", EVENT_LINE_MISSING, "EventCode"},
		{26, "13y", EVENT_LINE_BAD_CODE, "EventCode"},
		{26, "---", EVENT_LINE_BAD_CODE, "EventCode"},
		{26, "04111", EVENT_LINE_BAD_CODE, "EventCode"},
		{26, "0511", EVENT_LINE_CODES_DISAGREE, "EventRootCode"},
		{26, "0421", EVENT_LINE_CODES_DISAGREE, "EventBaseCode"},
		{28, "99", EVENT_LINE_CODES_DISAGREE, "EventRootCode"},
		{28, "004", EVENT_LINE_BAD_CODE, "EventRootCode"},
		{29, "5", EVENT_LINE_OUT_OF_RANGE, "QuadClass"},
		{30, "10.1", EVENT_LINE_OUT_OF_RANGE, "GoldsteinScale"},
		{31, "-1", EVENT_LINE_OUT_OF_RANGE, "NumMentions"},
		{32, "2147483648", EVENT_LINE_OUT_OF_RANGE, "NumSources"},
		{33, "1.5", EVENT_LINE_NOT_INTEGER, "NumArticles"},
		{34, "nan", EVENT_LINE_NOT_NUMBER, "AvgTone"},
		{34, "0x1p3", EVENT_LINE_NOT_NUMBER, "AvgTone"},
		{34, "1e999", EVENT_LINE_NOT_NUMBER, "AvgTone"},
		{34, "1,5", EVENT_LINE_NOT_NUMBER, "AvgTone"},
		{35, "9", EVENT_LINE_OUT_OF_RANGE, "Actor1Geo_Type"},
		{37, "FRAN", EVENT_LINE_NOT_GROUP, "Actor1Geo_CountryCode"},
		{40, "91", EVENT_LINE_OUT_OF_RANGE, "Actor1Geo_Lat"},
		{53, "Scotland", EVENT_LINE_NOT_GROUP, "ActionGeo_CountryCode"},
		{56, "-90.5", EVENT_LINE_OUT_OF_RANGE, "ActionGeo_Lat"},
		{57, "180.01", EVENT_LINE_OUT_OF_RANGE, "ActionGeo_Long"},
		{59, "20200229250000", EVENT_LINE_NOT_TIME, "DATEADDED"},
		{59, "20200230", EVENT_LINE_NO_SUCH_DAY, "DATEADDED"},
		{59, "yesterday", EVENT_LINE_NOT_TIME, "DATEADDED"},
	};
	event_line_row row;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		enum event_line_error error = parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', cases[i].column, cases[i].value), &row);

		CHECK(error == cases[i].error && row.bad_column != NULL && strcmp(row.bad_column, cases[i].name) == 0,
			  "%s '%s': %s (%s)", cases[i].name, cases[i].value, event_line_error_text(cases[i].error), event_line_error_text(error));
	}
	CHECK(parse(EVENT_FORMAT_GDELT2, "", &row) == EVENT_LINE_EMPTY && parse(EVENT_FORMAT_GDELT2, "\r\n", &row) == EVENT_LINE_EMPTY,
		  "an empty line");
	CHECK(parse(EVENT_FORMAT_GDELT2, "GLOBALEVENTID\tDay", &row) == EVENT_LINE_COLUMNS && row.columns == 2 && row.columns_wanted == 61,
		  "a line of two columns");
}

/* Cut lines, lines in which a tab moved, lines with a strange byte: refused, and nothing is read beyond their end. */
static void
test_damage(void)
{
	size_t		len = strlen(gdelt2_line);
	event_line_layout layout;
	event_line_row row;
	int			accepted = 0;
	int			shifted = 0;
	size_t		event = (size_t) (strstr(gdelt2_line, "0411") - gdelt2_line);
	size_t		tone = (size_t) (strstr(gdelt2_line, "-2.56") - gdelt2_line);
	char		copy[4096];

	event_line_layout_standard(EVENT_FORMAT_GDELT2, &layout);
	for (size_t cut = 0; cut < len; cut++)
		accepted += parse_with(&layout, gdelt2_line, cut, &row) == EVENT_LINE_OK && cut < len - strlen("http://example.org/a?b=1,2");
	CHECK(accepted == 0, "no line that was cut before its URL is accepted");

	/* one tab moved from before the event's own columns to behind them, or the other way round: all between shift */
	for (size_t from = 0; from < len; from++)
		for (size_t to = 0; gdelt2_line[from] == '\t' && to < len; to++)
		{
			size_t		n = 0;

			if ((from < event && to < tone) || (from > tone && to > event) || (from >= event && from <= tone))
				continue;
			for (size_t i = 0; i < len; i++)
			{
				if (i == to)
					copy[n++] = '\t';
				if (i != from)
					copy[n++] = gdelt2_line[i];
			}
			shifted += n == len && parse_with(&layout, copy, n, &row) == EVENT_LINE_OK;
		}
	CHECK(shifted == 0, "a line whose columns shifted is refused though their number is right");

	for (size_t at = 0; at < len; at++)
		for (int byte = 0; byte < 256; byte += 5)
		{
			memcpy(copy, gdelt2_line, len);
			copy[at] = (char) byte;
			accepted += parse_with(&layout, copy, len, &row) == EVENT_LINE_OK && (byte == 0 || byte >= 0x80);
		}
	CHECK(accepted == 0, "no line with a zero byte or a byte that is not UTF-8 is accepted");
}

static void
test_gdelt1(void)
{
	static const char line57[] =
		"900000002\t19820103\t198201\t1982\t1982.0082\tPSE\tPALESTINIAN\tPSE\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t0\t010\t010\t01\t1\t0\t2\t1\t2\t6.5\t"
		"0\t\t\t\t0\t0\t\t\t\t\t\t0\t0\t0\t0\t\t\t\t0\t0\t\t20130203";
	static const char commas[] =
		"\"1\",900000002,19820103,198201,1982,1982.0082,\"PSE\",\"PALESTINIAN\",\"PSE\",NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,"
		"FALSE,10,10,1,1,0,2.0,1,2,6.5,0,NA,NA,NA,0,0,NA,NA,NA,NA,NA,0,0,0,0,NA,\"NA\",NA,0,0,NA,20130203";
	static const char header[] =
		"\"\",\"EventCode\",\"EventRootCode\",\"SQLDATE\",\"GLOBALEVENTID\",\"Actor2Code\",\"Actor1Code\",\"ActionGeo_CountryCode\",\"Actor1Name\"";
	char		line58[1024];
	event_line_layout layout;
	event_line_row row;

	snprintf(line58, sizeof(line58), "%s\thttp://example.org/\r\n", line57);
	CHECK(parse(EVENT_FORMAT_GDELT1, line57, &row) == EVENT_LINE_OK && row.url.s == NULL, "57 columns");
	CHECK(!(row.has & (EVENT_HAS_LATITUDE | EVENT_HAS_LONGITUDE)) && row.country.s == NULL, "a place of zeros is no place");
	CHECK(parse(EVENT_FORMAT_GDELT1, line58, &row) == EVENT_LINE_OK && is(row.url, "http://example.org/"), "58 columns, and the line end of Windows");
	CHECK(row.added == INT64_C(413164800) * 1000000, "a day of publication without time");
	CHECK(parse(EVENT_FORMAT_GDELT1, commas, &row) == EVENT_LINE_OK && row.id == 900000002 && row.day == -6572 && row.mentions == 2,
		  "commas, quotes, row numbers and NA, without a header");
	CHECK(row.code == 1 * 1331 + 2 * 121 + 1 * 11 && row.target.s == NULL, "10 with root 1 is 010");
	CHECK(is(row.country, "NA"), "NA in quotes is a value");

	CHECK(event_line_detect(commas, strlen(commas), &layout) && layout.format == EVENT_FORMAT_GDELT1 && !layout.header, "its format is found out");
	CHECK(event_line_layout_from_header(EVENT_FORMAT_GDELT1, header, strlen(header), &layout), "a header in another order");
	CHECK(parse_text(&layout, "7,43,4,2001-09-11,5,NA,USA,NA,\"A \"\"B\"\", C\"", &row) == EVENT_LINE_OK &&
		  is(row.source, "USA") && row.country.s == NULL && is(row.source_name, "A \"B\", C"), "its lines follow it");
	CHECK(parse_text(&layout, "x,7,43,4,2001-09-11,5,NA,USA,NA,n", &row) == EVENT_LINE_OK && row.id == 5,
		  "row numbers that the header does not count");
	CHECK(parse_text(&layout, "7,43,4,2001-09-11,5,NA,USA,NA,\"A", &row) == EVENT_LINE_BAD_QUOTE, "a quote that does not end");
	CHECK(parse_text(&layout, "7,43,4,2001-09-11,5,NA,USA,NA,\"A\"B", &row) == EVENT_LINE_BAD_QUOTE, "something behind a quote's end");
	CHECK(parse_text(&layout, header, &row) == EVENT_LINE_HEADER_AGAIN, "the header among the data");
}

/* What surrounds a value and shows nothing, in UTF-8. */
static const char *const blanks[] = {
	" ", "\r", "\x1a", "\x7f", "\xc2\xa0", "\xc2\x85", "\xc2\xad", "\xcd\x8f", "\xd8\x9c", "\xe1\x9a\x80", "\xe1\xa0\x8e", "\xe2\x80\x83",
	"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xaa", "\xe2\x80\xaf", "\xe2\x81\xa0", "\xe2\x81\xa9",
	"\xe3\x80\x80", "\xe3\x85\xa4", "\xef\xb8\x8f", "\xef\xbb\xbf", "\xef\xbe\xa0", "\xf3\xa0\x80\xa0", NULL
};

static void
test_blanks(void)
{
	/* id, day, both actors, code, a count, tone, latitude, the time of publication, checked ones between them */
	static const int columns[] = {0, 1, 2, 3, 4, 5, 7, 15, 25, 26, 27, 28, 29, 30, 31, 34, 35, 37, 40, 53, 56, 59};
	char		value[256];
	char		plain[128];
	event_line_row row;
	event_line_row expected;
	int			wrong = 0;
	const char *s;
	size_t		len;

	parse(EVENT_FORMAT_GDELT2, gdelt2_line, &expected);
	for (const char *const *blank = blanks; *blank != NULL; blank++)
		for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		{
			const char *start = gdelt2_line;

			for (int n = columns[i]; n > 0; n--)
				start = strchr(start, '\t') + 1;
			snprintf(plain, sizeof(plain), "%.*s", (int) strcspn(start, "\t"), start);
			snprintf(value, sizeof(value), "%s%s%s%s", *blank, plain, *blank, *blank);
			wrong += parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', columns[i], value), &row) != EVENT_LINE_OK ||
				row.id != expected.id || row.day != expected.day || row.code != expected.code || row.tone != expected.tone ||
				row.latitude != expected.latitude || row.added != expected.added || !is(row.source, "FRAGOV") || !is(row.target, "scoGOV");
		}
	CHECK(wrong == 0, "blanks around a value say nothing");
	for (const char *const *blank = blanks; *blank != NULL; blank++)
		wrong += parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', 15, *blank), &row) != EVENT_LINE_OK || row.target.s != NULL ||
			parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', 0, *blank), &row) != EVENT_LINE_MISSING;
	CHECK(wrong == 0, "a value of blanks is missing");
	CHECK(parse(EVENT_FORMAT_GDELT2, " \x1a", &row) == EVENT_LINE_EMPTY, "a line of blanks is empty");
	CHECK(parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', 5, "USA GOV"), &row) == EVENT_LINE_BAD_ACTOR &&
		  parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', 5, "USA\xe2\x80\x8bGOV"), &row) == EVENT_LINE_BAD_ACTOR, "inside a value they are not");
	for (const char *const *other = (const char *const[]) {"\xe2\x80", "\xa0", "\xc2\xa0\xe2", "\xd8\x9b", "\xe2\x80\x90", "\xe2\x80\xa7", "-", "\xc2\xa1", NULL}; *other; other++)
	{
		snprintf(value, sizeof(value), "x%s", *other);
		s = value;
		len = strlen(value);
		blank_trim(&s, &len);
		wrong += s != value || len != strlen(value);
	}
	CHECK(wrong == 0, "what is no blank, or no character, stays");
}

static void
test_reexport(void)
{
	static const char header[] =
		"GLOBALEVENTID,SQLDATE,MonthYear,Year,Actor1Code,Actor2Code,IsRootEvent,EventCode,NumMentions,DATEADDED,Actor1Name";
	static const struct
	{
		int			column;
		const char *value;
		enum event_line_error error;
	}			cases[] = {
		{0, "4.1e+08", EVENT_LINE_OK}, {0, "410e6", EVENT_LINE_OK}, {0, "410000000.0", EVENT_LINE_OK}, {0, "4.1E8", EVENT_LINE_OK},
		{0, "0.41e9", EVENT_LINE_OK}, {0, "41000000000e-2", EVENT_LINE_OK}, {0, "410000000.000000000000000000000000", EVENT_LINE_OK},
		{0, "+410000000", EVENT_LINE_OK}, {0, "4.1e-1", EVENT_LINE_NOT_INTEGER}, {0, "410000000.5", EVENT_LINE_NOT_INTEGER},
		{0, "410000000.00000000000000000001", EVENT_LINE_NOT_INTEGER}, {0, "4.1e+18x", EVENT_LINE_NOT_INTEGER},
		{0, "1e19", EVENT_LINE_NOT_INTEGER}, {0, "1e99999999999", EVENT_LINE_NOT_INTEGER}, {0, "e5", EVENT_LINE_NOT_INTEGER},
		{0, ".", EVENT_LINE_NOT_INTEGER}, {0, "0x10", EVENT_LINE_NOT_INTEGER}, {0, "410,000,000", EVENT_LINE_COLUMNS},
		{1, "20180101.0", EVENT_LINE_OK}, {1, "2.0180101e+07", EVENT_LINE_OK}, {1, "2018-01-01 00:00:00", EVENT_LINE_OK},
		{1, "2018-01-01T00:00:00Z", EVENT_LINE_OK}, {1, "2018/01/01", EVENT_LINE_OK}, {1, "2.018e+07", EVENT_LINE_NO_SUCH_DAY},
		{1, "20180101.5", EVENT_LINE_NOT_DATE}, {1, "2018-01-01 13:00", EVENT_LINE_NOT_DATE}, {1, "1/1/2018", EVENT_LINE_NOT_DATE},
		{2, "201801.0", EVENT_LINE_OK}, {2, "2018.0", EVENT_LINE_NOT_INTEGER}, {2, "2018", EVENT_LINE_NOT_DATE}, {3, "2018.0", EVENT_LINE_OK}, {3, "2.018e3", EVENT_LINE_OK},
		{3, "18", EVENT_LINE_NOT_DATE}, {6, "1.0", EVENT_LINE_OK}, {6, "0.0", EVENT_LINE_OK}, {6, "true", EVENT_LINE_OK},
		{6, "0.5", EVENT_LINE_NOT_FLAG}, {6, "2.0", EVENT_LINE_NOT_FLAG}, {7, "43.0", EVENT_LINE_OK}, {7, "43", EVENT_LINE_OK}, {7, "43.", EVENT_LINE_OK},
		{7, "43.5", EVENT_LINE_BAD_CODE}, {7, ".0", EVENT_LINE_BAD_CODE}, {8, "1e+05", EVENT_LINE_OK}, {8, "1.5", EVENT_LINE_NOT_INTEGER}, {8, "1e+10", EVENT_LINE_OUT_OF_RANGE},
		{9, "20180102134500.0", EVENT_LINE_OK}, {9, "2018-01-02 13:45:00", EVENT_LINE_OK}, {9, "2018-01-02T13:45:00.000Z", EVENT_LINE_OK},
		{9, "2018-01-02 13:45:00 UTC", EVENT_LINE_OK}, {9, "2018-01-02 13:45:00+02", EVENT_LINE_NOT_TIME}, {9, "2018-01-02 24:00", EVENT_LINE_NOT_TIME},
		{5, "NULL", EVENT_LINE_OK}, {5, "NaN", EVENT_LINE_OK}, {5, "None", EVENT_LINE_OK}, {5, "\\N", EVENT_LINE_OK}, {5, "NAN", EVENT_LINE_OK},
		{8, "nan", EVENT_LINE_OK}, {8, "<NA>", EVENT_LINE_OK}, {8, "null", EVENT_LINE_OK}, {8, "none", EVENT_LINE_NOT_INTEGER}
	};
	static const char line[] = "410000000,20180101,201801,2018,USA,IRN,1,043,100000,20180102134500,NULL";
	event_line_layout layout;
	event_line_row row;

	CHECK(event_line_layout_from_header(EVENT_FORMAT_NONE, header, strlen(header), &layout) && parse_text(&layout, line, &row) == EVENT_LINE_OK &&
		  row.source_name.s == NULL, "a re-export; NULL is a name of nobody");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		enum event_line_error error = parse_text(&layout, with_column(line, ',', cases[i].column, cases[i].value), &row);
		bool		right = error == cases[i].error;

		if (error == EVENT_LINE_OK && right)
			right = row.id == 410000000 && row.day == 6575 && row.code == 1331 + 5 * 121 + 4 * 11 &&
				(cases[i].column == 8 && row.has % 2 == 0 ? row.mentions == 0 : row.mentions == 100000) && row.added == INT64_C(568215900) * 1000000 &&
				is(row.target, cases[i].column != 5 ? "IRN" : strcmp(cases[i].value, "NAN") == 0 ? "NAN" : NULL);
		CHECK(right, "column %d as %s: %s", cases[i].column, cases[i].value, last_reason);
	}
	CHECK(parse_text(&layout, "410000000, \"20180101\",201801,2018,\" USA\",\"\tIRN \",1,043,2,\" \",\"A, B\"", &row) == EVENT_LINE_OK && is(row.source, "USA") &&
		  is(row.target, "IRN") && !(row.has & EVENT_HAS_ADDED) && is(row.source_name, "A, B"), "blanks and tabs inside and before quotes");
	CHECK(parse(EVENT_FORMAT_GDELT2, with_column(with_column(gdelt2_line, '\t', 5, "\"FRAGOV\""), '\t', 6, "\"PARIS\tX\""), &row) == EVENT_LINE_OK &&
		  is(row.source, "FRAGOV") && is(row.source_name, "PARIS\tX"), "quotes between tabs, without a header");
	CHECK(parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', 6, "\"PARIS"), &row) == EVENT_LINE_OK && is(row.source_name, "\"PARIS"),
		  "a quote that closes nowhere is a character");
	CHECK(parse(EVENT_FORMAT_GDELT2, with_column(gdelt2_line, '\t', 26, "411.0"), &row) == EVENT_LINE_OK &&
		  row.code == 1331 + 5 * 121 + 2 * 11 + 2, "a lost zero is given back by the root, with a fraction as without one");
}

static void
test_reduced(void)
{
	static const char line[] = "19790101\tAFR\tFRA\t043\t2\t4\t1\t2.8\t\t\t\t1\t46\t2\t0\t0\t0";
	event_line_row row;
	event_line_row again;

	CHECK(parse(EVENT_FORMAT_GDELT_REDUCED, line, &row) == EVENT_LINE_OK && row.mentions == 2 && row.articles == 4, "a reduced line");
	CHECK(row.id < 0 && !(row.has & EVENT_HAS_LATITUDE), "its id is negative, its place of zeros none");
	CHECK(row.id == INT64_C(-6889812110659995712), "the id never changes (%lld)", (long long) row.id);
	CHECK(parse(EVENT_FORMAT_GDELT_REDUCED, with_column(line, '\t', 4, "3"), &again) == EVENT_LINE_OK && again.id != row.id,
		  "another line has another id");
}

static size_t
icews_code(const char *country, const char *sectors, char *buf, size_t cap)
{
	return icews_actor_code(country, sectors, strlen(sectors), buf, cap);
}

static void
test_icews(void)
{
	static const char line[] =
		"123\t20170104\tPolice (Namibia)\tPolice,Government\tNamibia\tConsult\t040\t1\tNA\tNA\tNA\t1\t2\tWire\tNA\tNA\tNA\tNamibia\t-22.5\t17";
	char		buf[32];
	event_line_row row;
	size_t		len;

	CHECK(parse(EVENT_FORMAT_ICEWS, line, &row) == EVENT_LINE_OK && is(row.source, "NAMGOVCOP") && row.target.s == NULL,
		  "ICEWS actors become codes; NA is none");
	CHECK(is(row.country, "NAM") && is(row.target_name, "NA"), "Namibia is a country, and a name NA is left alone");
	CHECK(row.day == 6213, "a date without hyphens");
	CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 6, "13y"), &row) == EVENT_LINE_BAD_CODE, "13y is refused");
	CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 6, "40"), &row) == EVENT_LINE_OK && row.code == 1331 + 5 * 121 + 11, "40 is 040");
	CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 4, "Atlantis"), &row) == EVENT_LINE_OK && is(row.source, "GOVCOP"),
		  "an unknown country is not guessed");

	CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 1, "1/4/2017"), &row) == EVENT_LINE_OK && row.day == 6213, "the month first");
	CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 1, "01/04/2017"), &row) == EVENT_LINE_OK && row.day == 6213, "in two digits");
	for (const char *const *bad = (const char *const[]) {"13/1/2017", "2/29/2017", "1/4/17", "1/4", "/4/2017", "1//2017", "123/4/2017", "1/4/20170", "1-4-2017", NULL}; *bad; bad++)
		CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 1, *bad), &row) >= EVENT_LINE_NOT_DATE, "%s is no day", *bad);
	CHECK(parse(EVENT_FORMAT_ICEWS, with_column(with_column(line, '\t', 4, "NULL"), '\t', 18, "NULL"), &row) == EVENT_LINE_OK &&
		  is(row.source, "GOVCOP") && !(row.has & EVENT_HAS_LATITUDE), "NULL is missing, as NA is");

	len = icews_code("ITA", "Business,Social,International Government Organization,Government,Police", buf, sizeof(buf));
	CHECK(len == 15 && memcmp(buf, "ITAIGOGOVCOPBUS", 15) == 0, "country, generic group, then roles by rank (%.*s)", (int) len, buf);
	len = icews_code(NULL, "pOLICE,Nonesuch,,Police", buf, sizeof(buf));
	CHECK(len == 3 && memcmp(buf, "COP", 3) == 0, "case, unknown sectors and repetitions do not matter");
	CHECK(icews_actor_code(NULL, NULL, 0, buf, sizeof(buf)) == 0, "nothing gives nothing");
	len = icews_code("USA", "Government,Military,Rebel,Police,Media,Education,Business,Health,Labor,Agriculture,Legislative / Parliamentary,Judicial", buf, sizeof(buf));
	CHECK(len <= 24 && len % 3 == 0, "at most eight groups (%zu)", len / 3);
}

/* Lists that went through programs which quote, or put a blank behind a comma. */
static void
test_icews_sectors(void)
{
	static const char *const lists[][2] = {
		{"Government,Police", "INDGOVCOP"}, {"\"Government,Police\"", "INDGOVCOP"}, {"Government, Police", "INDGOVCOP"},
		{"\"Government, Police\"", "INDGOVCOP"}, {" Government ,  Police ", "INDGOVCOP"}, {"\"Government\",\"Police\"", "INDGOVCOP"},
		{"\"Government, Police", "INDGOVCOP"}, {"Government,\xc2\xa0Police", "INDGOVCOP"}, {"Arab, Levant", "INDara"},
		{"Arab, Levant,Government", "INDGOVara"}, {"Government, Arab, Levant, Police", "INDGOVCOPara"},
		{"Army Mechanized (Ships, Tanks, Planes), Police", "INDMILCOP"}, {"Nonesuch, Police", "INDCOP"}, {", ,Police,", "INDCOP"},
		{"Police, Nonesuch, Government", "INDGOVCOP"}, {",", "IND"}, {"NULL", "IND"}, {"\"", "IND"}
	};
	static const char line[] =
		"123\t20170104\tA\tX\tIndia\tConsult\t040\t1\tNA\tNA\tNA\t1\t2\tWire\tNA\tNA\tNA\tIndia\t-22.5\t17";
	char	   *many = malloc(1000000);
	char		buf[32];
	event_line_row row;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 3, lists[i][0]), &row) == EVENT_LINE_OK && is(row.source, lists[i][1]),
			  "%s (%.*s)", lists[i][0], (int) row.source.len, row.source.s);
	CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 2, "\"B \"\"X\"\" Ltd, London\""), &row) == EVENT_LINE_OK && is(row.source_name, "B \"X\" Ltd, London"),
		  "a name in quotes");
	CHECK(parse(EVENT_FORMAT_ICEWS, with_column(line, '\t', 2, "\"El Loco\" Pérez"), &row) == EVENT_LINE_OK && is(row.source_name, "\"El Loco\" Pérez"),
		  "a name that begins with one");
	for (int i = 0; i < 500000; i++)
		memcpy(many + 2 * i, ", ", 2);
	CHECK(icews_actor_code(NULL, many, 1000000, buf, sizeof(buf)) == 0, "half a million commas");
	free(many);
}

/* Files without a column for the code. */
static void
test_icews_texts(void)
{
	static const char header[] = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tIntensity\tTarget Name\tTarget Sectors\tTarget Country";
	static const char line[] = "123\t1/4/2017\tA\tPolice\tIndia\tConsult\t1\tB\tPolice\tIndia";
	static const char whole[] = "123\t1/4/2017\tA\tPolice\tIndia\tConsult\t1\tB\tPolice\tIndia\t1\t2\tWire\tNULL\tNULL\tNULL\tIndia\t28.6\t77.2";
	event_line_layout layout;
	event_line_row row;
	event_code	code;

	CHECK(event_line_detect(header, strlen(header), &layout) && layout.format == EVENT_FORMAT_ICEWS && layout.header, "a header without CAMEO Code");
	CHECK(parse_text(&layout, line, &row) == EVENT_LINE_OK && row.code == 1331 + 5 * 121 + 11, "Consult is 040");
	for (const char *const *text = (const char *const[]) {"Threaten with sanctions, boycott, embargo", "THREATEN WITH SANCTIONS BOYCOTT EMBARGO", " Threaten with sanctions, boycott, embargo\xc2\xa0", "\"Threaten with sanctions, boycott, embargo\"", NULL}; *text; text++)
		CHECK(parse_text(&layout, with_column(line, '\t', 5, *text), &row) == EVENT_LINE_OK && row.code == 2 * 1331 + 4 * 121 + 2 * 11 + 3, "%s is 1312", *text);
	CHECK(parse_text(&layout, with_column(line, '\t', 5, "Threaten with sanctions"), &row) == EVENT_LINE_BAD_TEXT &&
		  strcmp(last_reason, "Event Text: not one of ICEWS's texts for events: \"Threaten with sanctions\"") == 0, "no other words: %s", last_reason);
	CHECK(parse_text(&layout, with_column(line, '\t', 5, "NA"), &row) == EVENT_LINE_MISSING, "neither code nor words");
	CHECK(event_line_detect(whole, strlen(whole), &layout) && layout.format == EVENT_FORMAT_ICEWS && !layout.header &&
		  parse_text(&layout, whole, &row) == EVENT_LINE_OK && is(row.country, "IND") && row.latitude == 28.6, "nineteen columns without a header");
	CHECK(parse(EVENT_FORMAT_ICEWS, whole, &row) == EVENT_LINE_OK, "and where the format was named");
	CHECK(!icews_event_code("", 0, &code) && !icews_event_code("Consult, and a very long text that no event of the table has, whatever it says here", 82, &code),
		  "nothing and too much are no text");
}

static void
test_phoenix_daily(void)
{
	static const char line[] =
		"1208341_v0.3.0\t20150630\t2015\t06\t30\tUSAGOV\tUSA\tGOV\t\tIRN\tIRN\t\t\t043\t04\t1\t2.8\tID_NUCLEAR,1\t48.2\t16.37\tVienna\tWien\tAUT\t55_1;56_2\thttp://example.org/a;http://example.org/b\twn_a;wn_b";
	static const char names[] = "EventID,Date,SourceActorFull,TargetActorFull,EventCode,EventRootCode,ActionLat,ActionLong,GeoCountryName,GeoStateName";
	static const char historical[] = "eid,story_date,source,source_root,target,code,root_code,lat,lon,placename,statename,countryname";
	static const char *const actors[][2] = {{"---", NULL}, {"---GOV", "GOV"}, {"USA---MIL", "USAMIL"}, {"------", NULL}, {"GOV---", "GOV"}};
	event_line_layout layout;
	event_line_row row;

	CHECK(event_line_detect(line, strlen(line), &layout) && layout.format == EVENT_FORMAT_PHOENIX && !layout.header && parse_text(&layout, line, &row) == EVENT_LINE_OK,
		  "a daily file: tabs, no header");
	CHECK(row.id == INT64_C(1208341000300) && row.day == 5659 && is(row.country, "AUT") && row.latitude == 48.2 && is(row.url, "http://example.org/a;http://example.org/b"),
		  "its id, day, place and URLs");
	CHECK(parse(EVENT_FORMAT_PHOENIX, line, &row) == EVENT_LINE_OK, "and where the format was named");
	CHECK(parse(EVENT_FORMAT_PHOENIX, strchr(line, '\t') + 1, &row) == EVENT_LINE_OK && row.id < 0, "the files of the first days have no id");
	for (size_t i = 0; i < sizeof(actors) / sizeof(actors[0]); i++)
		CHECK(parse_text(&layout, with_column(with_column(line, '\t', 9, actors[i][0]), '\t', 10, "---"), &row) == EVENT_LINE_OK && is(row.target, actors[i][1]), "%s", actors[i][0]);
	CHECK(parse_text(&layout, with_column(line, '\t', 9, "--GOV-"), &row) == EVENT_LINE_BAD_ACTOR && parse_text(&layout, with_column(line, '\t', 9, "---G*V"), &row) == EVENT_LINE_BAD_ACTOR,
		  "dashes are read group by group");
	CHECK(event_line_detect(names, strlen(names), &layout) && parse_text(&layout, "1,20150630,USA,IRN,43,4,1.5,2.5,THA,Bangkok", &row) == EVENT_LINE_OK &&
		  row.latitude == 1.5 && row.longitude == 2.5 && is(row.country, "THA"), "other names of the columns");
	CHECK(parse_text(&layout, "1,20150630,USA,IRN,43,4,1.5,2.5,Georgia,USA", &row) == EVENT_LINE_OK && is(row.country, "USA"), "state and country the other way round");
	CHECK(parse_text(&layout, "1,20150630,USA,IRN,43,4,1.5,2.5,Russian Federation,Perm Krai", &row) == EVENT_LINE_OK && is(row.country, "RUS"), "a country by name");
	CHECK(event_line_detect(historical, strlen(historical), &layout) && layout.format == EVENT_FORMAT_PHOENIX &&
		  parse_text(&layout, "FBIS0296242,01/31/1970,RUSBUSGOV,RUS,USA,42,4,,,,,", &row) == EVENT_LINE_OK && row.day == -10927 && row.id < 0, "the historical files");
}

static void
test_phoenix(void)
{
	static const char header[] =
		",X,GID,Date,Year,Month,Day,Source,SrcActor,SrcAgent,SOthAgent,Target,TgtActor,TgtAgent,TOthAgent,CAMEO,RootCode,QuadClass,Goldstein,"
		"None,Lat,Lon,Geoname,AdminInfo,CountryCode,ID,URL,sourcetxt";
	static const char line[] =
		"1,1,1272134_v0.2.0,20150730,2015,7,30,ISRMED,ISR,MED,,PAKCOPGOVAGRCVLREF,PAK,COP,GOV,10,1,0,0,\"TERROR,2\",NA,NA,,,Russian Federation,id_1,http://a,b";
	event_line_layout layout;
	event_line_row row;

	CHECK(event_line_detect(header, strlen(header), &layout) && layout.header && layout.format == EVENT_FORMAT_PHOENIX, "Phoenix' header");
	CHECK(parse_text(&layout, line, &row) == EVENT_LINE_OK && row.id == INT64_C(1272134000200), "the id holds number and version");
	CHECK(row.code == 1331 + 2 * 121 + 11 && is(row.target, "PAKCOPGOVAGRCVLREF") && is(row.country, "RUS"), "code, a long actor, a country by name (%.*s)", (int) row.country.len, row.country.s);
	CHECK(!(row.has & EVENT_HAS_LATITUDE), "NA is no coordinate");
	CHECK(parse_text(&layout, with_column(line, ',', 2, "332047"), &row) == EVENT_LINE_OK &&
		  row.id == INT64_C(332047000000), "an id without version");
	for (const char *const *bad = (const char *const[]) {"x", "1_v0.2", "1_v0.2.0.1", "1_0.2.0", "1_v0.100.0", "-1", "9999999999999999", "_v1.1.1", "1_", NULL}; *bad; bad++)
		CHECK(parse_text(&layout, with_column(line, ',', 2, *bad), &row) == EVENT_LINE_BAD_ID, "the id %s is refused", *bad);
	CHECK(parse_text(&layout, with_column(line, ',', 16, "2"), &row) == EVENT_LINE_CODES_DISAGREE, "a root of another code");
	CHECK(parse(EVENT_FORMAT_PHOENIX, strchr(strchr(line, ',') + 1, ',') + 1, &row) == EVENT_LINE_OK, "the 26 columns without index or header");
}

static void
test_coded(void)
{
	static const char header[] = "\xef\xbb\xbf" "day\tsource\tcode\ttarget\ttext_en\turl";
	event_line_layout layout;
	event_line_row row;

	CHECK(event_line_detect(header, strlen(header), &layout) && layout.header && layout.format == EVENT_FORMAT_CODED,
		  "hand-coded events by their header, behind a byte order mark");
	CHECK(parse_text(&layout, "2009-06-13\tUSAGOV\t042\tIRN\tfoo\t", &row) == EVENT_LINE_OK && row.id < 0 && row.url.s == NULL, "a coded line");
	CHECK(parse_text(&layout, "2009-06-13\t-\t04\t\tfoo\tu", &row) == EVENT_LINE_OK && row.source.s == NULL && row.target.s == NULL &&
		  event_code_level(row.code) == 1, "missing actors, and a root as it is");
	CHECK(parse_text(&layout, "2009-06-13\tNA\t042\tIRN\tfoo\t", &row) == EVENT_LINE_BAD_ACTOR, "NA is neither missing nor Namibia");
	CHECK(parse_text(&layout, "2009-06-13\tUSA\t42\tIRN\tfoo\t", &row) == EVENT_LINE_BAD_CODE, "a coder's 42 is not repaired");
	CHECK(!event_line_layout_standard(EVENT_FORMAT_CODED, &layout), "without a header there is no order");
}

static void
test_whole(void)
{
	event_line_layout layout;
	event_line_row row;
	char	   *long_line = malloc(EVENT_LINE_LENGTH_MAX + 2);
	char		shown[64];
	size_t		len;

	event_line_layout_standard(EVENT_FORMAT_GDELT2, &layout);
	memset(long_line, '\t', EVENT_LINE_LENGTH_MAX + 1);
	CHECK(parse_with(&layout, long_line, EVENT_LINE_LENGTH_MAX + 1, &row) == EVENT_LINE_TOO_LONG, "longer than 1 MB");
	CHECK(parse_with(&layout, long_line, EVENT_LINE_LENGTH_MAX, &row) == EVENT_LINE_COLUMNS && row.columns == EVENT_LINE_LENGTH_MAX + 1,
		  "a million columns are counted, not stored");
	free(long_line);
	CHECK(parse_with(&layout, "a\0b", 3, &row) == EVENT_LINE_NUL, "a zero byte");
	CHECK(parse_with(&layout, "a\xff" "b", 3, &row) == EVENT_LINE_BAD_UTF8, "a byte that is not UTF-8");
	CHECK(strcmp(last_reason, "the line is not valid UTF-8: \"a\\xffb\"") == 0, "the reason shows it: %s", last_reason);
	len = event_line_show("a\0\xed\xa0\x80\xd8\xb0\t", 8, false, shown, sizeof(shown));
	CHECK(len == 20 && memcmp(shown, "a\\x00\\xed\\xa0\\x80\xd8\xb0\t", 20) == 0, "bytes as text: surrogates are none");
	CHECK(event_line_show("\xd8\xb0", 2, true, shown, sizeof(shown)) == 8 && event_line_show("\xff\xff", 2, false, shown, 5) == 4,
		  "ASCII alone if asked for, and never half an escape");
	CHECK(event_line_utf8_length("\xf0\x9f\x98\x80\xc0\x80", 6) == 4 && event_line_utf8_length("\xf4\x90\x80\x80", 4) == 0 &&
		  event_line_utf8_length("\xe0\x9f\xbf", 3) == 0 && event_line_utf8_length("\xc3", 1) == 0, "UTF-8 as RFC 3629 has it");
}

static void
test_days(void)
{
	int32_t		expected = 0;
	int			wrong = 0;
	static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	CHECK(event_line_day(1, 1, 1, &expected) && expected == -730119, "year 1 begins 730,119 days before 2000");
	for (int year = 1; year <= 9999; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 0; day <= 32; day++)
			{
				bool		leap = month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
				bool		real = day >= 1 && day <= lengths[month - 1] + leap;
				int32_t		got;

				if (event_line_day(year, month, day, &got) != real || (real && got != expected))
					wrong++;
				expected += real;
			}
	CHECK(wrong == 0 && !event_line_day(10000, 1, 1, &expected) && !event_line_day(0, 1, 1, &expected), "every day of 9,999 years");
}

static bool
same_as_strtod(const char *text)
{
	char	   *exact = malloc(strlen(text) + 1);
	double		got = 0;
	bool		ok;

	memcpy(exact, text, strlen(text));
	ok = decimal_to_double(exact, strlen(text), &got) && got == strtod(text, NULL) && signbit(got) == signbit(strtod(text, NULL));
	free(exact);
	return ok;
}

static void
test_numbers(void)
{
	uint64_t	state = 1;
	int			wrong = 0;
	int64_t		n;
	double		d;
	char		text[64];

	for (int i = 0; i < 200000; i++)
	{
		int			digits;

		state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
		digits = (int) (state >> 60) + 2;
		snprintf(text, sizeof(text), "%s%.*f", state & 4 ? "-" : "", digits, (double) (state >> 20) / 1e9 / (i % 997 + 1));
		wrong += !same_as_strtod(text);
		snprintf(text, sizeof(text), "%llu.%llue%d", (unsigned long long) (state >> 40), (unsigned long long) (state >> 3), i % 50 - 25);
		wrong += !same_as_strtod(text);
	}
	CHECK(wrong == 0, "400,000 decimals are what strtod makes of them");
	for (const char *const *good = (const char *const[]) {"0", "-0", "+1", "1.", ".5", "9007199254740993", "1e22", "1e23", "123456789012345678901234567890",
			"4.9e-324", "1.7976931348623157e308", "0.000000000000000000000000000000001", "2.2250738585072011e-308", "8.5e-1", NULL}; *good; good++)
		CHECK(same_as_strtod(*good), "%s", *good);
	for (const char *const *bad = (const char *const[]) {"", "-", ".", "e5", "1e", "1e+", "1.2.3", " 1", "1 ", "inf", "nan", "0x10", "1_000", "1e309", "--1", NULL}; *bad; bad++)
		CHECK(!decimal_to_double(*bad, strlen(*bad), &d), "'%s' is no number", *bad);
	CHECK(decimal_to_int64("-9223372036854775808", 20, &n) && n == INT64_MIN && decimal_to_int64("9223372036854775807", 19, &n) && n == INT64_MAX,
		  "the ends of 64 bits");
	CHECK(!decimal_to_int64("9223372036854775808", 19, &n) && !decimal_to_int64("-9223372036854775809", 20, &n) &&
		  !decimal_to_int64("18446744073709551616", 20, &n) && !decimal_to_int64("", 0, &n) && !decimal_to_int64("-", 1, &n) &&
		  !decimal_to_int64("1.0", 3, &n), "what is no 64-bit integer");
}

static void
test_sample(void)
{
	event_sample a;
	event_sample b;
	int			wrong = 0;
	int			missing[2] = {0, 0};

	for (int i = 0; i < 20000; i++)
	{
		event_sample_make(i, 20000, 1, &a);
		event_sample_make(i, 20000, 1, &b);
		wrong += a.code != b.code || a.day != b.day || a.source_len != b.source_len || a.tone != b.tone;
		wrong += (a.source_len > 0 && actor_code_check(a.source, a.source_len) != ACTOR_CODE_OK) ||
			(a.target_len > 0 && actor_code_check(a.target, a.target_len) != ACTOR_CODE_OK);
		wrong += !event_code_is_valid(a.code) || !(event_code_ontologies(a.code) & EVENT_CODE_GDELT) || event_code_level(a.code) == 1;
		wrong += a.sources < 1 || a.mentions < 1 || a.articles < 1 || (a.source_len == 0 && a.target_len == 0);
		wrong += a.day > EVENT_SAMPLE_FIRST_DAY + EVENT_SAMPLE_DAYS || a.day < EVENT_SAMPLE_FIRST_DAY - 3650;
		missing[0] += a.source_len == 0;
		missing[1] += a.target_len == 0;
	}
	CHECK(wrong == 0, "synthetic events are well formed and the same each time");
	CHECK(missing[0] > 1600 && missing[0] < 2000 && missing[1] > 4600 && missing[1] < 5300, "actors are missing as often as in GDELT");
	event_sample_make(5, 10, 1, &a);
	event_sample_make(5, 10, 2, &b);
	CHECK(a.tone != b.tone || a.code != b.code || a.source_len != b.source_len, "another seed gives other events");
}

int
main(void)
{
	test_gdelt2();
	test_refusals();
	test_damage();
	test_gdelt1();
	test_blanks();
	test_reexport();
	test_reduced();
	test_icews();
	test_icews_sectors();
	test_icews_texts();
	test_phoenix_daily();
	test_phoenix();
	test_coded();
	test_whole();
	test_days();
	test_numbers();
	test_sample();
	return tap_done();
}
