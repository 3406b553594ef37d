/* Which format a line has, and how its columns lie: by a header line, or by the format's standard order. */
#include "core/event/event_line_format.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/base/blank.h"
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
		buf[n++] = ascii_lower(c);
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
	{
		event_slice name = fields->field[i];

		blank_trim(&name.s, &name.len);
		header->len[i] = (uint8_t) plain_name(name.s, name.len, header->name[i]);
	}
}

/* Where a column stands in a header, -1 where it does not. */
static int
find_name(const plain_header *header, const char *name, size_t name_len)
{
	char		plain[NAME_MAX_LENGTH];
	size_t		len = plain_name(name, name_len, plain);

	for (int i = 0; len > 0 && i < header->count; i++)
		if (header->len[i] == len && memcmp(header->name[i], plain, len) == 0)
			return i;
	return -1;
}

static int
find_column(const plain_header *header, const event_column *column)
{
	const char *alias = column->alias;
	int			place = find_name(header, column->name, strlen(column->name));

	while (place < 0 && alias != NULL)
	{
		size_t		len = strcspn(alias, "|");

		place = find_name(header, alias, len);
		alias = alias[len] == '|' ? alias + len + 1 : NULL;
	}
	return place;
}

/* Kinds whose values are never the letters NA, whatever they are: numbers, dates and codes of a fixed form. */
#define KINDS_OF_NUMBERS \
	(~(KIND_BIT(COLUMN_TEXT) | KIND_BIT(COLUMN_SHORT) | KIND_BIT(COLUMN_COUNTRY) | KIND_BIT(COLUMN_COUNTRY_NAME) | \
	   KIND_BIT(COLUMN_STATE_NAME) | KIND_BIT(COLUMN_URL) | KIND_BIT(COLUMN_EVENT_TEXT) | KIND_BIT(COLUMN_SOURCE_NAME) | KIND_BIT(COLUMN_TARGET_NAME) | \
	   KIND_BIT(COLUMN_SOURCE_SECTORS) | KIND_BIT(COLUMN_TARGET_SECTORS) | \
	   KIND_BIT(COLUMN_SOURCE_COUNTRY) | KIND_BIT(COLUMN_TARGET_COUNTRY) | KIND_BIT(COLUMN_TRANSLATION) | KIND_BIT(COLUMN_EXTRAS)))

static void
finish_layout(enum event_format format, event_line_layout *layout)
{
	const event_format_info *info = &event_formats[format];
	bool		gdelt = format == EVENT_FORMAT_GDELT1 || format == EVENT_FORMAT_GDELT2;
	bool		as_published = gdelt && !layout->header && layout->quoting == EVENT_QUOTES_NONE;

	layout->format = (uint8_t) format;
	layout->na = info->na_kinds | (info->na_numbers ? KINDS_OF_NUMBERS : 0);
	layout->nan = info->na_numbers && !as_published ? KINDS_OF_NUMBERS : 0;
	/* GDELT's places are FIPS codes, where Namibia is WA: NA in a re-export is R's sign for missing */
	if (gdelt && !as_published)
		layout->na |= ~KIND_BIT(COLUMN_TEXT);
	/* whatever is missing in POLECAT is None, and its countries have three letters or a name */
	if (format == EVENT_FORMAT_POLECAT)
		layout->na = layout->nan = ~KIND_BIT(COLUMN_TEXT);
	for (int i = 0; i < EVENT_LINE_COLUMNS_MAX; i++)
		layout->kind[i] = layout->column[i] == EVENT_COLUMN_NONE ? COLUMN_TEXT : info->columns[layout->column[i]].kind;
}

void
event_line_layout_requote(const event_line_layout *layout, enum event_line_quoting quoting, event_line_layout *other)
{
	*other = *layout;
	other->quoting = (uint8_t) quoting;
	finish_layout((enum event_format) layout->format, other);
}

/* Where a format's columns stand in order, but for a kind of column that the file does not have. */
static void
columns_in_order(const event_format_info *info, enum event_column_kind lacking, event_line_layout *layout)
{
	int			place = 0;

	memset(layout->column, EVENT_COLUMN_NONE, sizeof(layout->column));
	for (int i = 0; i < info->count; i++)
		if (info->columns[i].kind != lacking || lacking == COLUMN_TEXT)
			layout->column[place++] = (uint8_t) i;
	layout->header = false;
	layout->lacking = (uint8_t) lacking;
	layout->least = (uint8_t) (info->least - (info->count - place));
	layout->most = (uint8_t) (info->most - (info->count - place));
}

bool
event_line_layout_form(enum event_format format, int form, event_line_layout *layout)
{
	const event_format_info *info = &event_formats[format];
	bool		lacks = form >= 2;
	bool		other = form % 2 != 0;

	if (info->least == 0 || form > (info->may_lack != COLUMN_TEXT ? 3 : 1))
		return false;
	layout->delimiter = info->delimiter;
	layout->quoting = info->quoting;
	if (other)
	{
		layout->delimiter = info->delimiter == ',' ? '\t' : ',';
		layout->quoting = layout->delimiter == ',' ? EVENT_QUOTES_STRICT : EVENT_QUOTES_LOOSE;
	}
	columns_in_order(info, lacks ? info->may_lack : COLUMN_TEXT, layout);
	finish_layout(format, layout);
	return true;
}

bool
event_line_layout_standard(enum event_format format, event_line_layout *layout)
{
	return event_line_layout_form(format, 0, layout);
}

/* Tabs, or commas where there is no tab. */
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
	layout->quoting = layout->delimiter == ',' ? EVENT_QUOTES_STRICT : EVENT_QUOTES_LOOSE;
}

static bool
has_kind(const event_format_info *info, const plain_header *header, enum event_column_kind kind)
{
	for (int i = 0; i < info->count; i++)
		if (info->columns[i].kind == kind && find_column(header, &info->columns[i]) >= 0)
			return true;
	return false;
}

static bool
match_header(enum event_format format, const plain_header *header, event_line_layout *layout)
{
	const event_format_info *info = &event_formats[format];

	/* in a data line the first of these is missing already */
	for (int i = 0; i < info->count; i++)
		if (info->columns[i].needed && find_column(header, &info->columns[i]) < 0 &&
			(info->columns[i].kind != COLUMN_CODE || !has_kind(info, header, COLUMN_EVENT_TEXT)))
			return false;
	memset(layout->column, EVENT_COLUMN_NONE, sizeof(layout->column));
	for (int i = 0; i < info->count; i++)
	{
		int			place = find_column(header, &info->columns[i]);

		if (place >= 0)
			layout->column[place] = (uint8_t) i;
	}
	layout->header = true;
	layout->lacking = 0;
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

/* Formed like a date; whether the calendar has the day is another question. */
static bool
looks_like_date(enum event_format format, event_slice value)
{
	int32_t		days;

	blank_trim(&value.s, &value.len);
	return value.len > 0 && event_line_parse_day(format, value, &days) != EVENT_LINE_NOT_DATE;
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

		if (count >= layout->least && count <= layout->most && looks_like_date((enum event_format) layout->format, fields->field[offset + day]))
			return offset;
	}
	return fields->count >= layout->least && fields->count <= layout->most ? 0 : -1;
}

bool
event_line_fits(const event_line_layout *layout, const event_line_fields *fields)
{
	int			offset = event_line_offset(layout, fields);

	if (offset < 0)
		return false;
	for (int i = 0; i < layout->most && offset + i < fields->count; i++)
	{
		event_slice value = fields->field[offset + i];
		int64_t		number;

		if (layout->kind[i] == COLUMN_DAY && !looks_like_date((enum event_format) layout->format, value))
			return false;
		blank_trim(&value.s, &value.len);
		if (layout->kind[i] == COLUMN_ID && !decimal_to_whole(value.s, value.len, &number))
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
	event_line_fields fields;

	if (event_line_layout_from_header(EVENT_FORMAT_NONE, line, len, layout))
		return true;
	if (trimmed.len == 0 || trimmed.len > EVENT_LINE_LENGTH_MAX)
		return false;
	guess_delimiter(trimmed, &guess);
	if (event_line_split(trimmed.s, trimmed.len, guess.delimiter, guess.quoting, NULL, &fields) != EVENT_LINE_OK)
		return false;
	for (int i = EVENT_FORMAT_NONE + 1; i < EVENT_FORMAT_COUNT; i++)
		for (int form = 0; event_line_layout_form((enum event_format) i, form, layout); form++)
			if (guess.delimiter == layout->delimiter && event_line_fits(layout, &fields))
			{
				guess = *layout;
				if (fields.any_quoted && layout->quoting == EVENT_QUOTES_NONE)
					event_line_layout_requote(&guess, EVENT_QUOTES_LOOSE, layout);
				return true;
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
