/* Which format a line has, and how its columns lie: by a header line, or by the format's standard order. */
#include "core/event/event_line_format.h"

#include <string.h>

#include "core/base/decimal.h"

#define NAME_MAX_LENGTH 32

/* Lower case without blanks, dots, underscores and quotes; 0 for what is too long to be a column we know. */
static size_t
plain_name(const char *s, size_t len, char buf[NAME_MAX_LENGTH])
{
	size_t		n = 0;

	for (size_t i = 0; i < len; i++)
	{
		char		c = s[i];

		if (c == ' ' || c == '.' || c == '_' || c == '"')
			continue;
		if (n == NAME_MAX_LENGTH)
			return 0;
		buf[n++] = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
	}
	return n;
}

/* The names of a header's columns in their plain form. */
typedef struct plain_header
{
	int			count;
	uint8_t		len[EVENT_LINE_COLUMNS_MAX];
	char		name[EVENT_LINE_COLUMNS_MAX][NAME_MAX_LENGTH];
} plain_header;

static void
read_header(const event_line_fields *fields, plain_header *header)
{
	header->count = fields->count;
	for (int i = 0; i < fields->count; i++)
		header->len[i] = (uint8_t) plain_name(fields->field[i].s, fields->field[i].len, header->name[i]);
}

/* Where a column stands in a header, -1 where it does not. */
static int
find_name(const plain_header *header, const char *name)
{
	char		plain[NAME_MAX_LENGTH];
	size_t		len = name != NULL ? plain_name(name, strlen(name), plain) : 0;

	for (int i = 0; len > 0 && i < header->count; i++)
		if (header->len[i] == len && memcmp(header->name[i], plain, len) == 0)
			return i;
	return -1;
}

static int
find_column(const plain_header *header, const event_column *column)
{
	int			place = find_name(header, column->name);

	return place >= 0 ? place : find_name(header, column->alias);
}

/* Kinds whose values are never the letters NA, whatever they are: numbers, dates and codes of a fixed form. */
#define KINDS_OF_NUMBERS \
	(~(KIND_BIT(COLUMN_TEXT) | KIND_BIT(COLUMN_SHORT) | KIND_BIT(COLUMN_COUNTRY) | KIND_BIT(COLUMN_COUNTRY_NAME) | \
	   KIND_BIT(COLUMN_URL) | KIND_BIT(COLUMN_SOURCE_NAME) | KIND_BIT(COLUMN_TARGET_NAME) | \
	   KIND_BIT(COLUMN_SOURCE_SECTORS) | KIND_BIT(COLUMN_TARGET_SECTORS) | \
	   KIND_BIT(COLUMN_SOURCE_COUNTRY) | KIND_BIT(COLUMN_TARGET_COUNTRY)))

static void
finish_layout(enum event_format format, event_line_layout *layout)
{
	const event_format_info *info = &event_formats[format];

	layout->format = (uint8_t) format;
	layout->na = info->na_kinds | (info->na_numbers ? KINDS_OF_NUMBERS : 0);
	layout->reexport = (format == EVENT_FORMAT_GDELT1 || format == EVENT_FORMAT_GDELT2) &&
		(layout->header || layout->quoting);
	/* GDELT's places are FIPS codes, where Namibia is WA: NA in a re-export is R's sign for missing */
	if (layout->reexport)
		layout->na |= ~KIND_BIT(COLUMN_TEXT);
	for (int i = 0; i < EVENT_LINE_COLUMNS_MAX; i++)
		layout->kind[i] = layout->column[i] == EVENT_COLUMN_NONE ? COLUMN_TEXT : info->columns[layout->column[i]].kind;
}

bool
event_line_layout_standard(enum event_format format, event_line_layout *layout)
{
	const event_format_info *info = &event_formats[format];

	if (info->least == 0)
		return false;
	layout->delimiter = info->delimiter;
	layout->quoting = info->quoting;
	layout->header = false;
	layout->least = info->least;
	layout->most = info->most;
	for (int i = 0; i < EVENT_LINE_COLUMNS_MAX; i++)
		layout->column[i] = i < info->count ? (uint8_t) i : EVENT_COLUMN_NONE;
	finish_layout(format, layout);
	return true;
}

/* The same columns with commas between them and quotes around some: GDELT files that went through R or pandas. */
bool
event_line_layout_commas(const event_line_layout *layout, event_line_layout *commas)
{
	if (layout->header || layout->quoting ||
		(layout->format != EVENT_FORMAT_GDELT1 && layout->format != EVENT_FORMAT_GDELT2))
		return false;
	*commas = *layout;
	commas->delimiter = ',';
	commas->quoting = true;
	finish_layout((enum event_format) layout->format, commas);
	return true;
}

/* Tabs or commas, by which there is more of; quotes matter where the values are separated by commas or stand in them. */
static void
guess_delimiter(event_slice line, event_line_layout *layout)
{
	size_t		tabs = 0;
	size_t		commas = 0;

	for (size_t i = 0; i < line.len; i++)
	{
		tabs += line.s[i] == '\t';
		commas += line.s[i] == ',';
	}
	layout->delimiter = tabs > 0 || commas == 0 ? '\t' : ',';
	layout->quoting = layout->delimiter == ',' || (line.len > 0 && line.s[0] == '"');
}

static bool
match_header(enum event_format format, const plain_header *header, event_line_layout *layout)
{
	const event_format_info *info = &event_formats[format];

	/* in a data line the first of these is missing already */
	for (int i = 0; i < info->count; i++)
		if (info->columns[i].needed && find_column(header, &info->columns[i]) < 0)
			return false;
	memset(layout->column, EVENT_COLUMN_NONE, sizeof(layout->column));
	for (int i = 0; i < info->count; i++)
	{
		int			place = find_column(header, &info->columns[i]);

		if (place >= 0)
			layout->column[place] = (uint8_t) i;
	}
	layout->header = true;
	layout->least = layout->most = (uint8_t) header->count;
	finish_layout(format, layout);
	return true;
}

bool
event_line_layout_from_header(enum event_format format, const char *line, size_t len, event_line_layout *layout)
{
	event_slice trimmed = event_line_trim(line, len);
	event_line_fields fields;
	plain_header header;

	if (trimmed.len == 0 || trimmed.len > EVENT_LINE_LENGTH_MAX)
		return false;
	guess_delimiter(trimmed, layout);
	if (event_line_split(trimmed.s, trimmed.len, layout->delimiter, layout->quoting, NULL, &fields) != EVENT_LINE_OK ||
		fields.count > EVENT_LINE_COLUMNS_MAX)
		return false;
	read_header(&fields, &header);
	if (format != EVENT_FORMAT_NONE)
		return match_header(format, &header, layout);
	for (int i = EVENT_FORMAT_NONE + 1; i < EVENT_FORMAT_COUNT; i++)
		if (match_header((enum event_format) i, &header, layout))
			return true;
	return false;
}

/* Eight digits, or ten characters with hyphens; whether the calendar has the day is another question. */
static bool
looks_like_date(event_slice value)
{
	int32_t		digits;

	if (value.len == 8)
		return decimal_digits(value.s, 8, &digits);
	return value.len == 10 && value.s[4] == '-' && value.s[7] == '-' && decimal_digits(value.s, 4, &digits);
}

/*
 * R and pandas write a column of row numbers before the others, named or not. The date tells where the columns
 * start; the last place where it fits counts, because an id can look like a date and the month behind it cannot.
 */
int
event_line_offset(const event_line_layout *layout, const event_line_fields *fields)
{
	int			extra = layout->header ? 1 : event_formats[layout->format].extra;
	int			day = 0;

	if (fields->count > EVENT_LINE_COLUMNS_MAX)
		return -1;
	while (layout->kind[day] != COLUMN_DAY)
		day++;
	for (int offset = extra; offset > 0; offset--)
	{
		int			count = fields->count - offset;

		if (count >= layout->least && count <= layout->most && looks_like_date(fields->field[offset + day]))
			return offset;
	}
	return fields->count >= layout->least && fields->count <= layout->most ? 0 : -1;
}

/* Does a line have the form of a data line, as far as its number of columns, its date and its id tell? */
static bool
match_data(const event_line_layout *layout, const event_line_fields *fields)
{
	int			offset = event_line_offset(layout, fields);

	if (offset < 0)
		return false;
	for (int i = 0; i < layout->most && offset + i < fields->count; i++)
	{
		event_slice value = fields->field[offset + i];
		int64_t		number;

		if (layout->kind[i] == COLUMN_DAY && !looks_like_date(value))
			return false;
		if (layout->kind[i] == COLUMN_ID && !decimal_to_int64(value.s, value.len, &number))
			return false;
		if (layout->kind[i] == COLUMN_GID && (value.len == 0 || value.s[0] < '0' || value.s[0] > '9'))
			return false;
	}
	return true;
}

bool
event_line_detect(const char *line, size_t len, event_line_layout *layout)
{
	event_slice trimmed = event_line_trim(line, len);
	event_line_layout guess;
	event_line_layout commas;
	event_line_fields fields;

	if (event_line_layout_from_header(EVENT_FORMAT_NONE, line, len, layout))
		return true;
	if (trimmed.len == 0 || trimmed.len > EVENT_LINE_LENGTH_MAX)
		return false;
	guess_delimiter(trimmed, &guess);
	if (event_line_split(trimmed.s, trimmed.len, guess.delimiter, guess.quoting, NULL, &fields) != EVENT_LINE_OK)
		return false;
	for (int i = EVENT_FORMAT_NONE + 1; i < EVENT_FORMAT_COUNT; i++)
	{
		if (!event_line_layout_standard((enum event_format) i, layout))
			continue;
		if (guess.delimiter == layout->delimiter && match_data(layout, &fields))
			return true;
		if (guess.delimiter == ',' && event_line_layout_commas(layout, &commas) && match_data(&commas, &fields))
		{
			*layout = commas;
			return true;
		}
	}
	return false;
}

/* The header once more: the column that should hold the day holds its name. */
bool
event_line_is_header(const event_line_layout *layout, const event_line_fields *fields)
{
	const event_format_info *info = &event_formats[layout->format];
	plain_header header;
	event_line_fields day = {.count = 1};
	int			place = 0;

	while (layout->kind[place] != COLUMN_DAY)
		place++;
	if (place >= fields->count || fields->field[place].len > 2 * NAME_MAX_LENGTH)
		return false;
	day.field[0] = fields->field[place];
	read_header(&day, &header);
	return find_column(&header, &info->columns[layout->column[place]]) == 0;
}
