/*
 * One line of an event file into one row.
 *
 * Two steps: a walk over the columns, which checks what is not kept and remembers what is, and then the kept values
 * one after the other, because some need each other (an event code its root, a coordinate its place).
 */
#include "core/event/event_line_format.h"

#include <string.h>

#include "core/actor/actor_code.h"
#include "core/actor/country.h"
#include "core/base/decimal.h"

#define MICROSECONDS_A_DAY INT64_C(86400000000)

/* What a parse works on; the kept values by the kind of their column. */
typedef struct line_state
{
	const event_line_layout *layout;
	event_line_row *row;
	uint64_t	present;		/* a bit for each kind in kept */
	event_slice kept[COLUMN_KINDS];
} line_state;

static const char *
column_name(const event_line_layout *layout, int kind)
{
	const event_format_info *info = &event_formats[layout->format];

	for (int i = 0; i < info->count; i++)
		if (info->columns[i].kind == kind)
			return info->columns[i].name;
	return NULL;
}

static enum event_line_error
refuse(line_state *state, int kind, event_slice value, enum event_line_error error)
{
	state->row->bad_column = column_name(state->layout, kind);
	state->row->bad_value = value;
	return error;
}

/* Sets *value to a kept value; false if the line has none. */
static inline bool
kept(const line_state *state, int kind, event_slice *value)
{
	*value = state->kept[kind];
	return state->present >> kind & 1;
}

bool
event_line_day(int32_t year, int32_t month, int32_t day, int32_t *days)
{
	static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool		leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	int32_t		century;
	int32_t		of_year;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lengths[month - 1] + (leap && month == 2))
		return false;
	/* years from March on: the leap day is then the last of its year */
	if (month < 3)
		year--;
	century = year / 100;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	*days = year * 365 + year / 4 - century + century / 4 + of_year - 730425;
	return true;
}

/* 20180131 or 2018-01-31 */
static enum event_line_error
parse_day(event_slice value, int32_t *days)
{
	int32_t		year;
	int32_t		month;
	int32_t		day;
	int			dash = value.len == 10;

	if ((value.len != 8 && value.len != 10) || (dash && (value.s[4] != '-' || value.s[7] != '-')) ||
		!decimal_digits(value.s, 4, &year) || !decimal_digits(value.s + 4 + dash, 2, &month) ||
		!decimal_digits(value.s + 6 + 2 * dash, 2, &day))
		return EVENT_LINE_NOT_DATE;
	return event_line_day(year, month, day, days) ? EVENT_LINE_OK : EVENT_LINE_NO_SUCH_DAY;
}

/* 20180131 or 20180131134500, in UTC */
static enum event_line_error
parse_added(event_slice value, int64_t *added)
{
	event_slice date = {value.s, value.len == 14 ? 8 : value.len};
	enum event_line_error error;
	int32_t		days;
	int32_t		time[3] = {0, 0, 0};

	if ((error = parse_day(date, &days)) != EVENT_LINE_OK)
		return error == EVENT_LINE_NOT_DATE ? EVENT_LINE_NOT_TIME : error;
	for (int i = 0; i < 3 && value.len == 14; i++)
		if (!decimal_digits(value.s + 8 + 2 * i, 2, &time[i]) || time[i] > (i == 0 ? 23 : 59))
			return EVENT_LINE_NOT_TIME;
	*added = days * MICROSECONDS_A_DAY + (time[0] * 3600 + time[1] * 60 + time[2]) * INT64_C(1000000);
	return EVENT_LINE_OK;
}

/* Integers that went through pandas beside missing values read 2.0. */
static enum event_line_error
parse_integer(event_slice value, bool reexport, int64_t least, int64_t most, int64_t *number)
{
	if (reexport && value.len > 2 && memcmp(value.s + value.len - 2, ".0", 2) == 0)
		value.len -= 2;
	if (!decimal_to_int64(value.s, value.len, number))
		return EVENT_LINE_NOT_INTEGER;
	return *number < least || *number > most ? EVENT_LINE_OUT_OF_RANGE : EVENT_LINE_OK;
}

static enum event_line_error
parse_number(event_slice value, double least, double most, double *number)
{
	if (!decimal_to_double(value.s, value.len, number))
		return EVENT_LINE_NOT_NUMBER;
	return *number < least || *number > most ? EVENT_LINE_OUT_OF_RANGE : EVENT_LINE_OK;
}

static inline bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static inline enum event_line_error
check_group(event_slice value)
{
	return value.len == 3 && is_alphanumeric(value.s[0]) && is_alphanumeric(value.s[1]) && is_alphanumeric(value.s[2])
		? EVENT_LINE_OK : EVENT_LINE_NOT_GROUP;
}

static enum event_line_error
check_flag(event_slice value)
{
	static const char *const words[] = {"TRUE", "FALSE", "True", "False"};

	if (value.len == 1 && (value.s[0] == '0' || value.s[0] == '1'))
		return EVENT_LINE_OK;
	for (int i = 0; i < 4; i++)
		if (strlen(words[i]) == value.len && memcmp(words[i], value.s, value.len) == 0)
			return EVENT_LINE_OK;
	return EVENT_LINE_NOT_FLAG;
}

/* Columns that nothing is kept of: they show that every value stands where it belongs. */
static enum event_line_error
check_column(enum event_column_kind kind, event_slice value, bool reexport)
{
	int64_t		number;
	double		real;

	switch (kind)
	{
		case COLUMN_INTEGER:
			return parse_integer(value, reexport, INT64_MIN, INT64_MAX, &number);
		case COLUMN_NUMBER:
			return parse_number(value, -1e300, 1e300, &real);
		case COLUMN_MONTH:
			return value.len == 6 ? parse_integer(value, false, 101, 999912, &number) : EVENT_LINE_NOT_DATE;
		case COLUMN_YEAR:
			return value.len == 4 ? parse_integer(value, false, 1, 9999, &number) : EVENT_LINE_NOT_DATE;
		case COLUMN_GROUP:
			return check_group(value);
		case COLUMN_SHORT:
			return value.len <= 3 ? EVENT_LINE_OK : EVENT_LINE_NOT_GROUP;
		case COLUMN_FLAG:
			return check_flag(value);
		case COLUMN_QUAD:
			return parse_integer(value, reexport, 0, 4, &number);
		case COLUMN_PLACE_TYPE:
			return parse_integer(value, reexport, 0, 5, &number);
		case COLUMN_SCORE:
			return parse_number(value, -10, 10, &real);
		case COLUMN_ANY_LATITUDE:
			return parse_number(value, -90, 90, &real);
		case COLUMN_ANY_LONGITUDE:
			return parse_number(value, -180, 180, &real);
		default:
			return EVENT_LINE_OK;
	}
}

/* Every column in its place: checks or remembers its value. */
static enum event_line_error
walk_columns(line_state *state, const event_line_fields *fields, int offset)
{
	const event_line_layout *layout = state->layout;
	int			count = fields->count - offset;

	for (int i = 0; i < count; i++)
	{
		event_slice value = fields->field[offset + i];
		enum event_column_kind kind = layout->kind[i];
		enum event_line_error error;

		if (value.len == 0 || kind == COLUMN_TEXT)
			continue;
		if (event_line_is_na(value) && layout->na >> kind & 1 && !event_line_was_quoted(fields, offset + i))
			continue;
		if (kind >= COLUMN_ID)
		{
			state->kept[kind] = value;
			state->present |= KIND_BIT(kind);
		}
		else if ((error = check_column(kind, value, layout->reexport)) != EVENT_LINE_OK)
		{
			state->row->bad_column = event_formats[layout->format].columns[layout->column[i]].name;
			state->row->bad_value = value;
			return error;
		}
	}
	return EVENT_LINE_OK;
}

static enum event_line_error
parse_code_alone(line_state *state, event_slice value)
{
	enum event_code_error error = event_code_parse(value.s, value.len, &state->row->code);
	int64_t		number;

	if (state->layout->format != EVENT_FORMAT_CODED && value.len <= 3 && value.s[0] != '0' &&
		(error == EVENT_CODE_BAD_ROOT || (error == EVENT_CODE_OK && value.len == 2)) &&
		decimal_to_int64(value.s, value.len, &number))
		error = event_code_from_number((int32_t) number, false, &state->row->code);
	if (error == EVENT_CODE_OK)
		return EVENT_LINE_OK;
	state->row->detail = event_code_error_text(error);
	return refuse(state, COLUMN_CODE, value, EVENT_LINE_BAD_CODE);
}

/*
 * The event code. What a column of integers made of it is undone by the root beside it, which leaves no choice: 10
 * with root 1 is 010, 100 with root 10 is 100. Without a root the rule of event_code_from_number() holds, good for
 * formats that have no codes of two digits.
 */
static enum event_line_error
restore_code(line_state *state, event_slice value, event_slice root, char digits[8], size_t *len)
{
	char		wanted[2];

	if (value.len > EVENT_CODE_MAX_LENGTH)
		return parse_code_alone(state, value);
	if (root.len > 2)
		return refuse(state, COLUMN_ROOT, root, EVENT_LINE_BAD_CODE);
	wanted[0] = root.len == 2 ? root.s[0] : '0';
	wanted[1] = root.s[root.len - 1];
	*len = value.len;
	memcpy(digits, value.s, value.len);
	if (value.len >= 2 && memcmp(value.s, wanted, 2) == 0)
		return EVENT_LINE_OK;
	if (wanted[0] == '0' && value.s[0] == wanted[1] && value.len < EVENT_CODE_MAX_LENGTH)
	{
		digits[0] = '0';
		memcpy(digits + 1, value.s, value.len);
		*len = value.len + 1;
		return EVENT_LINE_OK;
	}
	return EVENT_LINE_CODES_DISAGREE;
}

static enum event_line_error
parse_code(line_state *state)
{
	event_slice value;
	event_slice root;
	event_slice base;
	char		digits[8];
	size_t		len = 0;
	enum event_line_error error;
	enum event_code_error code_error;

	kept(state, COLUMN_CODE, &value);
	if (!kept(state, COLUMN_ROOT, &root))
		return parse_code_alone(state, value);

	/* a code that is none is refused as such before it is compared */
	error = restore_code(state, value, root, digits, &len);
	if (error == EVENT_LINE_BAD_CODE)
		return error;
	code_error = event_code_parse(digits, len, &state->row->code);
	if (code_error != EVENT_CODE_OK && (error == EVENT_LINE_OK || code_error == EVENT_CODE_NOT_DIGITS))
	{
		state->row->detail = event_code_error_text(code_error);
		return refuse(state, COLUMN_CODE, value, EVENT_LINE_BAD_CODE);
	}
	if (error != EVENT_LINE_OK)
		return refuse(state, COLUMN_ROOT, root, error);

	if (kept(state, COLUMN_BASE, &base))
	{
		size_t		common = len < 3 ? len : 3;
		size_t		lost = base.len < common;	/* its leading zero, if the code has one */

		if (base.len != common - lost || (lost && digits[0] != '0') || memcmp(base.s, digits + lost, base.len) != 0)
			return refuse(state, COLUMN_BASE, base, EVENT_LINE_CODES_DISAGREE);
	}
	return EVENT_LINE_OK;
}

static enum event_line_error
parse_actor(line_state *state, int kind, event_slice *actor)
{
	event_slice value;
	enum actor_code_error error;

	if (!kept(state, kind, &value) ||
		(state->layout->format == EVENT_FORMAT_CODED && value.len == 1 && value.s[0] == '-'))
		return EVENT_LINE_OK;
	error = actor_code_check(value.s, value.len);
	if (error != ACTOR_CODE_OK)
	{
		state->row->detail = actor_code_error_text(error);
		return refuse(state, kind, value, EVENT_LINE_BAD_ACTOR);
	}
	*actor = value;
	return EVENT_LINE_OK;
}

/* The CAMEO code of a country by its name, as it was on that day; false where it has none. */
static bool
country_by_event(event_slice name, int32_t day, char *buf, size_t cap)
{
	int			country = country_by_name(name.s, name.len);

	return country >= 0 && (country_code_in(country, COUNTRY_CAMEO, day, buf, cap) ||
							country_code_in(country, COUNTRY_CAMEO, COUNTRY_ANY_DATE, buf, cap));
}

static void
icews_actor(line_state *state, int country_kind, int sectors_kind, char *buf, size_t cap, event_slice *actor)
{
	event_slice country;
	event_slice sectors;
	char		code[COUNTRY_CODE_CAP];
	bool		known = kept(state, country_kind, &country) && country_by_event(country, state->row->day, code, sizeof(code));
	size_t		len;

	kept(state, sectors_kind, &sectors);
	len = icews_actor_code(known ? code : NULL, sectors.s, sectors.len, buf, cap);
	if (len > 0)
		*actor = (event_slice) {buf, len};
}

static enum event_line_error
parse_actors(line_state *state)
{
	event_line_row *row = state->row;
	enum event_line_error error;

	kept(state, COLUMN_SOURCE_NAME, &row->source_name);
	kept(state, COLUMN_TARGET_NAME, &row->target_name);
	if (state->layout->format == EVENT_FORMAT_ICEWS)
	{
		icews_actor(state, COLUMN_SOURCE_COUNTRY, COLUMN_SOURCE_SECTORS, row->source_buf, sizeof(row->source_buf), &row->source);
		icews_actor(state, COLUMN_TARGET_COUNTRY, COLUMN_TARGET_SECTORS, row->target_buf, sizeof(row->target_buf), &row->target);
		return EVENT_LINE_OK;
	}
	if ((error = parse_actor(state, COLUMN_SOURCE, &row->source)) != EVENT_LINE_OK)
		return error;
	return parse_actor(state, COLUMN_TARGET, &row->target);
}

static enum event_line_error
parse_count(line_state *state, int kind, unsigned bit, int32_t *count)
{
	event_slice value;
	int64_t		number;
	enum event_line_error error;

	if (!kept(state, kind, &value))
		return EVENT_LINE_OK;
	error = parse_integer(value, state->layout->reexport, 0, INT32_MAX, &number);
	if (error != EVENT_LINE_OK)
		return refuse(state, kind, value, error);
	*count = (int32_t) number;
	state->row->has |= bit;
	return EVENT_LINE_OK;
}

static enum event_line_error
parse_real(line_state *state, int kind, unsigned bit, double limit, double *real)
{
	event_slice value;
	enum event_line_error error;

	if (!kept(state, kind, &value))
		return EVENT_LINE_OK;
	error = parse_number(value, -limit, limit, real);
	if (error != EVENT_LINE_OK)
		return refuse(state, kind, value, error);
	state->row->has |= bit;
	return EVENT_LINE_OK;
}

static enum event_line_error
parse_measures(line_state *state)
{
	event_line_row *row = state->row;
	enum event_line_error error;

	if ((error = parse_count(state, COLUMN_MENTIONS, EVENT_HAS_MENTIONS, &row->mentions)) != EVENT_LINE_OK ||
		(error = parse_count(state, COLUMN_SOURCES, EVENT_HAS_SOURCES, &row->sources)) != EVENT_LINE_OK ||
		(error = parse_count(state, COLUMN_ARTICLES, EVENT_HAS_ARTICLES, &row->articles)) != EVENT_LINE_OK)
		return error;
	return parse_real(state, COLUMN_TONE, EVENT_HAS_TONE, 1e300, &row->tone);
}

/* Where a missing place was written as 0, both coordinates are 0 and nothing else tells of a place. */
static void
drop_zero_point(line_state *state)
{
	event_line_row *row = state->row;
	event_slice type;

	if ((row->has & EVENT_HAS_LATITUDE && row->latitude != 0) || (row->has & EVENT_HAS_LONGITUDE && row->longitude != 0) ||
		row->country.s != NULL || state->layout->format == EVENT_FORMAT_CODED)
		return;
	/* the reduced format names no country, its type of place has to tell */
	if (state->layout->format == EVENT_FORMAT_GDELT_REDUCED && kept(state, COLUMN_EVENT_PLACE_TYPE, &type) && type.s[0] != '0')
		return;
	row->has &= ~(unsigned) (EVENT_HAS_LATITUDE | EVENT_HAS_LONGITUDE);
}

static enum event_line_error
parse_place(line_state *state)
{
	event_line_row *row = state->row;
	event_slice value;
	int64_t		number;
	enum event_line_error error;

	if (kept(state, COLUMN_EVENT_PLACE_TYPE, &value) &&
		(error = parse_integer(value, state->layout->reexport, 0, 5, &number)) != EVENT_LINE_OK)
		return refuse(state, COLUMN_EVENT_PLACE_TYPE, value, error);
	if ((error = parse_real(state, COLUMN_LATITUDE, EVENT_HAS_LATITUDE, 90, &row->latitude)) != EVENT_LINE_OK ||
		(error = parse_real(state, COLUMN_LONGITUDE, EVENT_HAS_LONGITUDE, 180, &row->longitude)) != EVENT_LINE_OK)
		return error;

	if (kept(state, COLUMN_COUNTRY, &value))
	{
		if (state->layout->format != EVENT_FORMAT_CODED && value.len > 3)
			return refuse(state, COLUMN_COUNTRY, value, EVENT_LINE_NOT_GROUP);
		row->country = value;
	}
	else if (kept(state, COLUMN_COUNTRY_NAME, &value))
	{
		if (value.len > 3 && country_by_event(value, row->day, row->country_buf, sizeof(row->country_buf)))
			value = (event_slice) {row->country_buf, strlen(row->country_buf)};
		row->country = value;
	}
	drop_zero_point(state);
	return EVENT_LINE_OK;
}

/*
 * 1272134_v0.2.0 is 1272134000200: the number, then two digits for each part of the version, zeros where there is
 * none. So the ids of several versions of the data do not meet, and can be read back.
 */
static enum event_line_error
parse_gid(event_slice value, int64_t *id)
{
	const char *mark = memchr(value.s, '_', value.len);
	size_t		len = mark != NULL ? (size_t) (mark - value.s) : value.len;
	const char *end = value.s + value.len;
	int64_t		version = 0;

	if (!decimal_to_int64(value.s, len, id) || *id < 0 || *id > INT64_MAX / 1000000 - 1)
		return EVENT_LINE_BAD_ID;
	if (mark != NULL)
	{
		const char *s = mark + 1;

		if (s == end || *s++ != 'v')
			return EVENT_LINE_BAD_ID;
		for (int part = 0; part < 3; part++)
		{
			int			digits = 0;
			int			number = 0;

			while (s < end && *s >= '0' && *s <= '9' && digits++ < 2)
				number = number * 10 + (*s++ - '0');
			if (digits == 0 || (part < 2 && (s == end || *s++ != '.')))
				return EVENT_LINE_BAD_ID;
			version = version * 100 + number;
		}
		if (s != end)
			return EVENT_LINE_BAD_ID;
	}
	*id = *id * 1000000 + version;
	return EVENT_LINE_OK;
}

/* An id for a line that has none: a hash of its bytes (FNV-1a, then mixed), negative, so that it meets no real id. */
static int64_t
line_id(event_slice line)
{
	uint64_t	hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < line.len; i++)
		hash = (hash ^ (unsigned char) line.s[i]) * UINT64_C(0x100000001b3);
	hash = (hash ^ hash >> 33) * UINT64_C(0xff51afd7ed558ccd);
	hash = (hash ^ hash >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	hash ^= hash >> 33;
	return -(int64_t) (hash >> 1) - 1;
}

static enum event_line_error
parse_id(line_state *state, event_slice line)
{
	event_slice value;
	enum event_line_error error = EVENT_LINE_OK;

	if (kept(state, COLUMN_GID, &value))
	{
		if ((error = parse_gid(value, &state->row->id)) != EVENT_LINE_OK)
			return refuse(state, COLUMN_GID, value, error);
	}
	else if (kept(state, COLUMN_ID, &value))
	{
		if ((error = parse_integer(value, false, INT64_MIN, INT64_MAX, &state->row->id)) != EVENT_LINE_OK)
			return refuse(state, COLUMN_ID, value, error);
	}
	else
		state->row->id = line_id(line);
	return error;
}

static enum event_line_error
parse_kept(line_state *state, event_slice line)
{
	event_line_row *row = state->row;
	uint64_t	missing = event_formats[state->layout->format].required & ~state->present;
	event_slice value;
	enum event_line_error error;

	for (int kind = COLUMN_ID; missing != 0; kind++)
		if (missing >> kind & 1)
			return refuse(state, kind, (event_slice) {NULL, 0}, EVENT_LINE_MISSING);
	kept(state, COLUMN_DAY, &value);
	if ((error = parse_day(value, &row->day)) != EVENT_LINE_OK)
		return refuse(state, COLUMN_DAY, value, error);
	if ((error = parse_id(state, line)) != EVENT_LINE_OK ||
		(error = parse_code(state)) != EVENT_LINE_OK ||
		(error = parse_actors(state)) != EVENT_LINE_OK ||
		(error = parse_measures(state)) != EVENT_LINE_OK ||
		(error = parse_place(state)) != EVENT_LINE_OK)
		return error;
	if (kept(state, COLUMN_ADDED, &value))
	{
		if ((error = parse_added(value, &row->added)) != EVENT_LINE_OK)
			return refuse(state, COLUMN_ADDED, value, error);
		row->has |= EVENT_HAS_ADDED;
	}
	kept(state, COLUMN_URL, &row->url);
	return EVENT_LINE_OK;
}

static enum event_line_error
check_whole(event_slice line, const event_line_fields *fields, event_line_row *row)
{
	size_t		good;

	if (fields->nul)
		return EVENT_LINE_NUL;
	if (fields->ascii || (good = event_line_utf8_length(line.s, line.len)) == line.len)
		return EVENT_LINE_OK;
	/* the offending bytes with a little of what stands before them */
	good = good > 16 ? good - 16 : 0;
	while (good < line.len && ((unsigned char) line.s[good] & 0xc0) == 0x80)
		good++;
	row->bad_value = (event_slice) {line.s + good, line.len - good < 32 ? line.len - good : 32};
	return EVENT_LINE_BAD_UTF8;
}

enum event_line_error
event_line_parse(const event_line_layout *layout, const char *s, size_t len, char *scratch, event_line_row *row)
{
	event_slice line = event_line_trim(s, len);
	event_line_layout commas;
	event_line_fields fields;
	line_state	state = {.layout = layout, .row = row};
	enum event_line_error whole;
	enum event_line_error error;
	int			offset;

	memset(row, 0, offsetof(event_line_row, source_buf));
	if (line.len == 0)
		return EVENT_LINE_EMPTY;
	if (line.len > EVENT_LINE_LENGTH_MAX)
		return EVENT_LINE_TOO_LONG;
	error = event_line_split(line.s, line.len, layout->delimiter, layout->quoting, scratch, &fields);
	if ((whole = check_whole(line, &fields, row)) != EVENT_LINE_OK)
		return whole;
	if (error != EVENT_LINE_OK)
		return error;
	if (fields.count == 1 && event_line_layout_commas(layout, &commas))
		return event_line_parse(&commas, s, len, scratch, row);
	offset = event_line_offset(layout, &fields);
	if (offset < 0)
	{
		row->columns = fields.count;
		row->columns_least = layout->least;
		row->columns_wanted = layout->header ? layout->most : event_formats[layout->format].most;
		return EVENT_LINE_COLUMNS;
	}
	error = walk_columns(&state, &fields, offset);
	if (error == EVENT_LINE_OK)
		error = parse_kept(&state, line);
	if (error != EVENT_LINE_OK && event_line_is_header(layout, &fields))
	{
		row->bad_column = row->detail = NULL;
		row->bad_value = (event_slice) {NULL, 0};
		return EVENT_LINE_HEADER_AGAIN;
	}
	return error;
}
