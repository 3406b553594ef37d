/*
 * POLECAT's lines and GDELT's mentions, alone: from buffers of just their length, whole, cut anywhere and with any byte
 * changed, so that the sanitizers see a byte read beyond them.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"
#include "core/event/event_line.h"
#include "tap.h"

static const char polecat_line[] =
	"20230405-1_ACCUSE_R\t2023-04-05\tACCUSE\tdisapprove\t-3.0\tVERBAL CONFLICT\tmilitary; territory\t"
	"France; Germany\tFRA; DEU\t220; 255\tGOV; GOV\tGOV; GOV|MIL\tNone\tNone\tNone\t"
	"Army of Sudan; \"RSF\"; None\tSDN; SDN; TCD\t\tMIL; PRM; None\tNone\tNone\tNone\tNone\t"
	"\"Khartoum\"\tKhartoum\tNone\tNone\tSDN\t15.5\t32.5\tNone\tNone\tPPLC\tA wire service\t2023-04-06\tNone\tNone\tNone\ten\tV1";

static const char mention_line[] =
	"900000001\t20200229134500\t20200301001500\t1\texample.org\thttp://example.org/a?b=\"1\"\t3\t12\t-1\t20\t1\t60\t4000\t-2.5\tsrclc:ara;eng:GT-ARA 1.0\t";

/* Reads the line and all of its parts; gives how many events there were. */
static int
read_all(const event_line_layout *layout, const char *line, size_t len, event_line_row *row, size_t *bytes)
{
	char	   *exact = malloc(len > 0 ? len : 1);
	char	   *scratch = malloc(EVENT_LINE_SCRATCH(len));
	int			events = 0;

	memcpy(exact, line, len);
	*bytes = 0;
	if (event_line_parse(layout, exact, len, scratch, row) == EVENT_LINE_OK)
		do
		{
			event_slice slices[] = {
				row->source, row->target, row->source_name, row->target_name, row->url, row->country, row->mention.translation, row->mention.extras
			};

			events++;
			for (size_t i = 0; i < lengthof(slices); i++)
				for (size_t k = 0; k < slices[i].len; k++)
					*bytes += (unsigned char) slices[i].s[k] != 0;
			for (int i = 0; i < row->context_count; i++)
				for (size_t k = 0; k < row->contexts[i].len; k++)
					*bytes += (unsigned char) row->contexts[i].s[k] != 0;
		} while (event_line_next_part(row));
	free(exact);
	free(scratch);
	return events;
}

static bool
is(event_slice value, const char *expected)
{
	return value.s != NULL && value.len == strlen(expected) && memcmp(value.s, expected, value.len) == 0;
}

static void
test_polecat(void)
{
	static event_line_row row;
	static const char *const pairs[6][2] = {
		{"FRAGOV", "SDNMIL"}, {"FRAGOV", "SDNPRM"}, {"FRAGOV", "TCD"}, {"DEUGOVMIL", "SDNMIL"}, {"DEUGOVMIL", "SDNPRM"}, {"DEUGOVMIL", "TCD"}
	};
	event_line_layout layout;
	char		scratch[EVENT_LINE_SCRATCH(sizeof(polecat_line))];
	char		code[EVENT_CODE_MAX_LENGTH];
	int			wrong = 0;

	event_line_layout_standard(EVENT_FORMAT_POLECAT, &layout);
	CHECK(event_line_parse(&layout, polecat_line, strlen(polecat_line), scratch, &row) == EVENT_LINE_OK, "a line of POLECAT is read");
	CHECK(row.parts == 6 && row.part == 1 && row.id < 0, "it tells six events");
	CHECK(event_code_format(row.code, code) == strlen("ACCUSE.disapprove") && memcmp(code, "ACCUSE.disapprove", strlen("ACCUSE.disapprove")) == 0,
		  "type and mode are one code");
	CHECK(row.context_count == 2 && is(row.contexts[0], "military") && is(row.contexts[1], "territory"), "two contexts");
	CHECK(row.day == 8495 && row.latitude == 15.5 && row.longitude == 32.5 && is(row.country, "SDN") && is(row.url, "20230405-1_ACCUSE_R"),
		  "when and where");
	for (int i = 0; i < 6; i++)
	{
		wrong += !is(row.source, pairs[i][0]) || !is(row.target, pairs[i][1]) || row.part != i + 1;
		wrong += event_line_next_part(&row) != (i < 5);
	}
	CHECK(wrong == 0, "each actor with each recipient, the actor's first");
	CHECK(!event_line_next_part(&row) && row.part == 6, "and no more");
}

static void
test_mention(void)
{
	static event_line_row row;
	event_line_layout layout;
	char		scratch[EVENT_LINE_SCRATCH(sizeof(mention_line))];
	const event_mention *m = &row.mention;

	CHECK(event_line_detect(mention_line, strlen(mention_line), &layout) && layout.format == EVENT_FORMAT_MENTIONS, "a mention is known by its columns");
	CHECK(event_line_parse(&layout, mention_line, strlen(mention_line), scratch, &row) == EVENT_LINE_OK, "and read");
	CHECK(m->event_id == 900000001 && m->kind == 1 && m->sentence == 3 && m->source_offset == 12 && m->action_offset == 20 && m->in_raw_text &&
		  m->confidence == 60 && m->doc_length == 4000 && row.tone == -2.5, "its numbers");
	CHECK(!(row.has & EVENT_HAS_TARGET_OFFSET) && row.has & EVENT_HAS_SOURCE_OFFSET, "-1 is no place");
	/* 2020-02-29 13:45 and 2020-03-01 00:15, in days since 2000-01-01 */
	CHECK(row.day == 7365 && row.added == (7365 * INT64_C(86400) + 900) * 1000000 && m->event_time == (7364 * INT64_C(86400) + 49500) * 1000000, "its moments");
	CHECK(is(row.url, "http://example.org/a?b=\"1\"") && is(row.source_name, "example.org") && is(m->translation, "srclc:ara;eng:GT-ARA 1.0") && m->extras.s == NULL,
		  "its texts, quotes included");
	CHECK(!event_line_next_part(&row), "it is one");
}

/* Cut behind each byte, and with each byte changed into what matters in lines. */
static void
test_damage(enum event_format format, const char *line)
{
	static const char bytes[] = {'\0', '\t', ';', '|', '"', ',', '\xe9', '\x80', '\xff', 'Z', '9', '-', ' '};
	static event_line_row row;
	event_line_layout layout;
	size_t		len = strlen(line);
	char	   *copy = malloc(len);
	size_t		read;
	int			most = 0;

	event_line_layout_standard(format, &layout);
	for (size_t cut = 0; cut <= len; cut++)
		read_all(&layout, line, cut, &row, &read);
	for (size_t i = 0; i < len; i++)
		for (size_t k = 0; k < sizeof(bytes); k++)
		{
			int			events;

			memcpy(copy, line, len);
			copy[i] = bytes[k];
			events = read_all(&layout, copy, len, &row, &read);
			most = events > most ? events : most;
		}
	free(copy);
	CHECK(most >= 1 && most <= EVENT_PARTS_MAX, "damaged lines of %s are read or refused", event_format_name(format));
}

/* Another layout than the file's: names too many in the header, tabs at the end. */
static void
test_fit(void)
{
	static event_line_row row;
	event_line_layout layout;
	char		header[1024] = "";
	char		line[1024];
	size_t		read;
	static const char *const names[] = {
		"Event ID", "Event Date", "Headline", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW",
		"Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
		"Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District",
		"Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
		"Story Organizations", "Story Locations", "Language", "Version"
	};

	for (size_t i = 0; i < lengthof(names); i++)
	{
		strcat(header, i > 0 ? "\t" : "");
		strcat(header, names[i]);
	}
	CHECK(event_line_detect(header, strlen(header), &layout) && layout.format == EVENT_FORMAT_POLECAT && layout.header, "a header with a name too many");
	CHECK(read_all(&layout, polecat_line, strlen(polecat_line), &row, &read) == 6, "its lines have the published order");
	snprintf(line, sizeof(line), "%s\t\t\t", polecat_line);
	CHECK(read_all(&layout, line, strlen(line), &row, &read) == 6, "also with tabs behind them");
	event_line_layout_standard(EVENT_FORMAT_POLECAT, &layout);
	CHECK(read_all(&layout, line, strlen(line), &row, &read) == 6, "and without the header");
	snprintf(line, sizeof(line), "%s\tx", polecat_line);
	CHECK(read_all(&layout, line, strlen(line), &row, &read) == 0, "a column that is not empty is none too many");
}

int
main(void)
{
	test_polecat();
	test_mention();
	test_damage(EVENT_FORMAT_POLECAT, polecat_line);
	test_damage(EVENT_FORMAT_MENTIONS, mention_line);
	test_fit();
	return tap_done();
}
