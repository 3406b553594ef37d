/* libFuzzer target: any bytes, through detection and through every format, with and without the first line as a header. */
#include <assert.h>
#include <string.h>

#include "core/event/event_line.h"
#include "fuzz.h"

static void
check_slice(event_slice value, const char *line, size_t len, const char *scratch, const event_line_row *row)
{
	const char *whole = (const char *) row;

	if (value.s == NULL)
		return;
	/* inside the line, the scratch or the row, and nowhere else */
	assert((value.s >= line && value.s + value.len <= line + len) ||
		   (value.s >= scratch && value.s + value.len <= scratch + EVENT_LINE_SCRATCH(len)) ||
		   (value.s >= whole && value.s + value.len <= whole + sizeof(*row)));
}

static void
parse_one(const event_line_layout *layout, const char *line, size_t len)
{
	char	   *scratch = malloc(EVENT_LINE_SCRATCH(len));
	char		reason[EVENT_LINE_REASON_MAX];
	char		value[EVENT_LINE_VALUE_MAX];
	event_line_row row;
	enum event_line_error error = event_line_parse(layout, line, len, scratch, &row);

	assert(event_line_reason(error, &row, reason) < EVENT_LINE_REASON_MAX);
	assert(event_line_reason_kind(error, &row, reason) < EVENT_LINE_REASON_MAX);
	assert(event_line_reason_value(error, &row, value) < EVENT_LINE_VALUE_MAX);
	if (error == EVENT_LINE_OK)
	{
		check_slice(row.source, line, len, scratch, &row);
		check_slice(row.target, line, len, scratch, &row);
		check_slice(row.url, line, len, scratch, &row);
		check_slice(row.country, line, len, scratch, &row);
		check_slice(row.source_name, line, len, scratch, &row);
		check_slice(row.target_name, line, len, scratch, &row);
		for (int i = 0; i < row.context_count; i++)
			check_slice(row.contexts[i], line, len, scratch, &row);
		check_slice(row.mention.translation, line, len, scratch, &row);
		check_slice(row.mention.extras, line, len, scratch, &row);
		assert(event_format_is_mention(layout->format) || event_code_is_valid(row.code));
		for (int part = 1; event_line_next_part(&row); part++)
		{
			assert(part < row.parts && row.parts <= EVENT_PARTS_MAX);
			check_slice(row.source, line, len, scratch, &row);
			check_slice(row.target, line, len, scratch, &row);
			check_slice(row.source_name, line, len, scratch, &row);
			check_slice(row.target_name, line, len, scratch, &row);
		}
	}
	free(scratch);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	const char *end = memchr(text, '\n', size);
	size_t		first = end != NULL ? (size_t) (end - text) : size;
	event_line_layout layout;

	if (event_line_detect(text, first, &layout))
		parse_one(&layout, text + first, size - first);
	for (int format = EVENT_FORMAT_NONE + 1; format < EVENT_FORMAT_COUNT; format++)
		if (event_line_layout_standard((enum event_format) format, &layout))
			parse_one(&layout, text, size);
	return 0;
}
