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
#include "core/base/ascii.h"
#include "core/base/blank.h"
#include "core/base/decimal.h"

static enum event_line_error
parse_code_alone(event_line_state *state, event_slice value)
{
	enum event_code_error error = (state->layout->format == EVENT_FORMAT_CODED ? event_code_parse : event_code_parse_cameo)
	(value.s, value.len, &state->row->code);
	int64_t		number;

	if (state->layout->format != EVENT_FORMAT_CODED && value.len <= 3 && value.s[0] != '0' &&
		(error == EVENT_CODE_BAD_ROOT || (error == EVENT_CODE_OK && value.len == 2)) &&
		decimal_to_int64(value.s, value.len, &number))
		error = event_code_from_number((int32_t) number, false, &state->row->code);
	if (error == EVENT_CODE_OK)
		return EVENT_LINE_OK;
	state->row->detail = event_code_error_text(error);
	return event_line_refuse(state, COLUMN_CODE, value, EVENT_LINE_BAD_CODE);
}

/*
 * The event code. What a column of integers made of it is undone by the root beside it, which leaves no choice: 10
 * with root 1 is 010, 100 with root 10 is 100. Without a root the rule of event_code_from_number() holds, good for
 * formats that have no codes of two digits.
 */
static enum event_line_error
restore_code(event_line_state *state, event_slice value, event_slice root, char digits[8], size_t *len)
{
	char		wanted[2];

	if (value.len > EVENT_CAMEO_MAX_LENGTH)
		return parse_code_alone(state, value);
	if (root.len == 0 || root.len > 2)
		return event_line_refuse(state, COLUMN_ROOT, root, EVENT_LINE_BAD_CODE);
	wanted[0] = root.len == 2 ? root.s[0] : '0';
	wanted[1] = root.s[root.len - 1];
	*len = value.len;
	memcpy(digits, value.s, value.len);
	if (value.len >= 2 && memcmp(value.s, wanted, 2) == 0)
		return EVENT_LINE_OK;
	if (wanted[0] == '0' && value.s[0] == wanted[1] && value.len < EVENT_CAMEO_MAX_LENGTH)
	{
		digits[0] = '0';
		memcpy(digits + 1, value.s, value.len);
		*len = value.len + 1;
		return EVENT_LINE_OK;
	}
	return EVENT_LINE_CODES_DISAGREE;
}

/* 43.0 is what a column of numbers made of 43. */
static inline event_slice
without_fraction(event_slice value)
{
	size_t		len = value.len;

	while (len > 0 && value.s[len - 1] == '0')
		len--;
	return len > 0 && value.s[len - 1] == '.' ? (event_slice) {value.s, len - 1} : value;
}

/* A file without codes: ICEWS's words are as good as the code. */
static enum event_line_error
parse_event_text(event_line_state *state)
{
	event_slice value;

	if (!event_line_kept(state, COLUMN_EVENT_TEXT, &value))
		return event_line_refuse(state, COLUMN_CODE, (event_slice) {NULL, 0}, EVENT_LINE_MISSING);
	return icews_event_code(value.s, value.len, &state->row->code) ? EVENT_LINE_OK
		: event_line_refuse(state, COLUMN_EVENT_TEXT, value, EVENT_LINE_BAD_TEXT);
}

static enum event_line_error
parse_code(event_line_state *state)
{
	event_slice value;
	event_slice root;
	event_slice base;
	char		digits[8];
	size_t		len = 0;
	enum event_line_error error;
	enum event_code_error code_error;

	if (!event_line_kept(state, COLUMN_CODE, &value))
		return parse_event_text(state);
	value = without_fraction(value);
	if (!event_line_kept(state, COLUMN_ROOT, &root))
		return parse_code_alone(state, value);
	root = without_fraction(root);

	/* a code that is none is refused as such before it is compared */
	error = restore_code(state, value, root, digits, &len);
	if (error == EVENT_LINE_BAD_CODE)
		return error;
	code_error = event_code_parse_cameo(digits, len, &state->row->code);
	if (code_error != EVENT_CODE_OK && (error == EVENT_LINE_OK || code_error == EVENT_CODE_NOT_DIGITS))
	{
		state->row->detail = event_code_error_text(code_error);
		return event_line_refuse(state, COLUMN_CODE, value, EVENT_LINE_BAD_CODE);
	}
	if (error != EVENT_LINE_OK)
		return event_line_refuse(state, COLUMN_ROOT, root, error);

	if (event_line_kept(state, COLUMN_BASE, &base))
	{
		size_t		common = len < 3 ? len : 3;
		size_t		lost;		/* its leading zero, if the code has one */

		base = without_fraction(base);
		lost = base.len < common;
		if (base.len != common - lost || (lost && digits[0] != '0') || memcmp(base.s, digits + lost, base.len) != 0)
			return event_line_refuse(state, COLUMN_BASE, base, EVENT_LINE_CODES_DISAGREE);
	}
	return EVENT_LINE_OK;
}

/*
 * Coders write --- where a group is missing, alone or before others: the code is what the other groups say. Gives its
 * length in buf, 0 for no actor at all; the value's own length where it has no such group.
 */
static size_t
drop_empty_groups(event_slice value, char *buf)
{
	size_t		len = 0;

	if (value.len % ACTOR_GROUP_LENGTH != 0 || value.len > ACTOR_CODE_MAX_LENGTH)
		return value.len;
	for (size_t i = 0; i < value.len; i += ACTOR_GROUP_LENGTH)
		if (memcmp(value.s + i, "---", ACTOR_GROUP_LENGTH) != 0)
		{
			memcpy(buf + len, value.s + i, ACTOR_GROUP_LENGTH);
			len += ACTOR_GROUP_LENGTH;
		}
	return len;
}

static enum event_line_error
parse_actor(event_line_state *state, int kind, char *buf, event_slice *actor)
{
	event_slice value;
	enum actor_code_error error;

	if (!event_line_kept(state, kind, &value) ||
		(state->layout->format == EVENT_FORMAT_CODED && value.len == 1 && value.s[0] == '-'))
		return EVENT_LINE_OK;
	error = actor_code_check_read(value.s, value.len);
	if (error == ACTOR_CODE_BAD_CHARACTER)
	{
		size_t		len = drop_empty_groups(value, buf);

		if (len == 0)
			return EVENT_LINE_OK;
		if (len < value.len)
		{
			error = actor_code_check_read(buf, len);
			value = error == ACTOR_CODE_OK ? (event_slice) {buf, len} : value;
		}
	}
	if (error != ACTOR_CODE_OK)
	{
		state->row->detail = actor_code_error_text(error);
		return event_line_refuse(state, kind, value, EVENT_LINE_BAD_ACTOR);
	}
	*actor = value;
	return EVENT_LINE_OK;
}

static void
icews_actor(event_line_state *state, int country_kind, int sectors_kind, char *buf, size_t cap, event_slice *actor)
{
	event_slice country;
	event_slice sectors;
	char		code[COUNTRY_CODE_CAP];
	bool		known = event_line_kept(state, country_kind, &country) && event_line_country(country, state->row->day, code, sizeof(code));
	size_t		len;

	event_line_kept(state, sectors_kind, &sectors);
	len = icews_actor_code(known ? code : NULL, sectors.s, sectors.len, buf, cap);
	if (len > 0)
		*actor = (event_slice) {buf, len};
}

static enum event_line_error
parse_actors(event_line_state *state)
{
	event_line_row *row = state->row;
	enum event_line_error error;

	event_line_kept(state, COLUMN_SOURCE_NAME, &row->source_name);
	event_line_kept(state, COLUMN_TARGET_NAME, &row->target_name);
	if (state->layout->format == EVENT_FORMAT_ICEWS)
	{
		icews_actor(state, COLUMN_SOURCE_COUNTRY, COLUMN_SOURCE_SECTORS, row->source_buf, sizeof(row->source_buf), &row->source);
		icews_actor(state, COLUMN_TARGET_COUNTRY, COLUMN_TARGET_SECTORS, row->target_buf, sizeof(row->target_buf), &row->target);
		return EVENT_LINE_OK;
	}
	if ((error = parse_actor(state, COLUMN_SOURCE, row->source_buf, &row->source)) != EVENT_LINE_OK)
		return error;
	return parse_actor(state, COLUMN_TARGET, row->target_buf, &row->target);
}

static enum event_line_error
parse_measures(event_line_state *state)
{
	event_line_row *row = state->row;
	enum event_line_error error;

	if ((error = event_line_keep_count(state, COLUMN_MENTIONS, EVENT_HAS_MENTIONS, 0, INT32_MAX, &row->mentions)) != EVENT_LINE_OK ||
		(error = event_line_keep_count(state, COLUMN_SOURCES, EVENT_HAS_SOURCES, 0, INT32_MAX, &row->sources)) != EVENT_LINE_OK ||
		(error = event_line_keep_count(state, COLUMN_ARTICLES, EVENT_HAS_ARTICLES, 0, INT32_MAX, &row->articles)) != EVENT_LINE_OK)
		return error;
	return event_line_keep_real(state, COLUMN_TONE, EVENT_HAS_TONE, 1e300, &row->tone);
}

/* Where a missing place was written as 0, both coordinates are 0 and nothing else tells of a place. */
static void
drop_zero_point(event_line_state *state)
{
	event_line_row *row = state->row;
	event_slice type;

	if ((row->has & EVENT_HAS_LATITUDE && row->latitude != 0) || (row->has & EVENT_HAS_LONGITUDE && row->longitude != 0) ||
		row->country.s != NULL || state->layout->format == EVENT_FORMAT_CODED)
		return;
	/* the reduced format names no country, its type of place has to tell */
	if (state->layout->format == EVENT_FORMAT_GDELT_REDUCED && event_line_kept(state, COLUMN_EVENT_PLACE_TYPE, &type) && type.s[0] != '0')
		return;
	row->has &= ~(unsigned) (EVENT_HAS_LATITUDE | EVENT_HAS_LONGITUDE);
}

static bool
is_country_code(event_slice value)
{
	return value.len == ACTOR_GROUP_LENGTH && country_by_cameo(value.s) >= 0;
}

/* The country of a place. Phoenix's files name the column of states and that of countries in either order. */
static bool
place_country(const event_line_state *state, event_slice *value)
{
	event_slice part;
	bool		there = event_line_kept(state, COLUMN_COUNTRY_NAME, value);

	if (!event_line_kept(state, COLUMN_STATE_NAME, &part) || !is_country_code(part) || (there && is_country_code(*value)))
		return there;
	*value = part;
	return true;
}

static enum event_line_error
parse_place(event_line_state *state)
{
	event_line_row *row = state->row;
	event_slice value;
	int64_t		number;
	enum event_line_error error;

	if (event_line_kept(state, COLUMN_EVENT_PLACE_TYPE, &value) &&
		(error = event_line_parse_integer(value, 0, 5, &number)) != EVENT_LINE_OK)
		return event_line_refuse(state, COLUMN_EVENT_PLACE_TYPE, value, error);
	if ((error = event_line_keep_real(state, COLUMN_LATITUDE, EVENT_HAS_LATITUDE, 90, &row->latitude)) != EVENT_LINE_OK ||
		(error = event_line_keep_real(state, COLUMN_LONGITUDE, EVENT_HAS_LONGITUDE, 180, &row->longitude)) != EVENT_LINE_OK)
		return error;

	if (event_line_kept(state, COLUMN_COUNTRY, &value))
	{
		if (state->layout->format != EVENT_FORMAT_CODED && value.len > 3)
			return event_line_refuse(state, COLUMN_COUNTRY, value, EVENT_LINE_NOT_GROUP);
		row->country = value;
	}
	else if (place_country(state, &value))
	{
		if (state->layout->format == EVENT_FORMAT_POLECAT
			? event_line_polecat_country(value, row->day, row->country_buf, sizeof(row->country_buf))
			: value.len > 3 && event_line_country(value, row->day, row->country_buf, sizeof(row->country_buf)))
			value = (event_slice) {row->country_buf, strlen(row->country_buf)};
		row->country = value;
	}
	drop_zero_point(state);
	return EVENT_LINE_OK;
}

static int64_t
hash_id(event_slice bytes)
{
	return event_hash_id(event_hash_add(EVENT_HASH_BEGIN, bytes.s, bytes.len));
}

/* Letters and a number: FBIS0296242. */
static bool
is_lettered(event_slice value)
{
	size_t		letters = 0;
	int64_t		number;

	while (letters < value.len && ascii_is_capital(value.s[letters]))
		letters++;
	return letters > 0 && letters < value.len && ascii_is_digit(value.s[letters]) &&
		decimal_to_int64(value.s + letters, value.len - letters, &number);
}

/*
 * 1272134_v0.2.0 is 1272134000200: the number, then two digits for each part of the version, zeros where there is
 * none. So the ids of several versions of the data do not meet, and can be read back. FBIS0296242 is a hash.
 */
static enum event_line_error
parse_gid(event_slice value, int64_t *id)
{
	const char *mark = memchr(value.s, '_', value.len);
	size_t		len = mark != NULL ? (size_t) (mark - value.s) : value.len;
	const char *end = value.s + value.len;
	int64_t		version = 0;

	if (is_lettered(value))
	{
		*id = hash_id(value);
		return EVENT_LINE_OK;
	}
	if ((!decimal_to_int64(value.s, len, id) && (mark != NULL || !decimal_to_whole(value.s, len, id))) ||
		*id < 0 || *id > INT64_MAX / 1000000 - 1)
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

			while (s < end && ascii_is_digit(*s) && digits++ < 2)
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

static enum event_line_error
parse_id(event_line_state *state, event_slice line)
{
	event_slice value;
	enum event_line_error error = EVENT_LINE_OK;

	if (event_line_kept(state, COLUMN_GID, &value))
	{
		if ((error = parse_gid(value, &state->row->id)) != EVENT_LINE_OK)
			return event_line_refuse(state, COLUMN_GID, value, error);
	}
	else if (event_line_kept(state, COLUMN_ID, &value))
	{
		if ((error = event_line_parse_integer(value, INT64_MIN, INT64_MAX, &state->row->id)) != EVENT_LINE_OK)
			return event_line_refuse(state, COLUMN_ID, value, error);
	}
	else
		state->row->id = hash_id(line);
	return error;
}

/* What was done, by whom and to whom, in the formats of CAMEO. */
static enum event_line_error
parse_act(event_line_state *state, event_slice line)
{
	event_line_row *row = state->row;
	enum event_line_error error;

	if ((error = parse_id(state, line)) != EVENT_LINE_OK ||
		(error = parse_code(state)) != EVENT_LINE_OK ||
		(error = parse_actors(state)) != EVENT_LINE_OK ||
		(error = parse_measures(state)) != EVENT_LINE_OK ||
		(error = event_line_keep_count(state, COLUMN_PART, 0, 1, INT16_MAX, &row->part)) != EVENT_LINE_OK)
		return error;
	row->parts = row->part;
	event_line_kept(state, COLUMN_URL, &row->url);
	return event_line_parse_contexts(state);
}

static enum event_line_error
parse_kept(event_line_state *state, event_slice line)
{
	event_line_row *row = state->row;
	uint64_t	missing = event_formats[state->layout->format].required & ~(state->present | KIND_BIT(state->layout->lacking));
	event_slice value;
	enum event_line_error error;

	for (int kind = COLUMN_ID; missing != 0; kind++)
		if (missing >> kind & 1)
			return event_line_refuse(state, kind, (event_slice) {NULL, 0}, EVENT_LINE_MISSING);
	event_line_kept(state, COLUMN_DAY, &value);
	if ((error = event_line_parse_day((enum event_format) state->layout->format, value, &row->day)) != EVENT_LINE_OK)
		return event_line_refuse(state, COLUMN_DAY, value, error);
	if (event_format_is_mention((enum event_format) state->layout->format))
		return event_line_parse_mention(state);
	row->part = row->parts = 1;
	if (state->layout->format != EVENT_FORMAT_POLECAT && (error = parse_act(state, line)) != EVENT_LINE_OK)
		return error;
	if ((error = parse_place(state)) != EVENT_LINE_OK)
		return error;
	if (state->layout->format == EVENT_FORMAT_POLECAT && (error = event_line_parse_polecat(state)) != EVENT_LINE_OK)
		return error;
	if (event_line_kept(state, COLUMN_ADDED, &value))
	{
		if ((error = event_line_parse_added(value, &row->added)) != EVENT_LINE_OK)
			return event_line_refuse(state, COLUMN_ADDED, value, error);
		row->has |= EVENT_HAS_ADDED;
	}
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

static enum event_line_error
parse_columns(const event_line_layout *layout, event_slice line, char *scratch, event_line_row *row)
{
	event_line_fields fields;
	event_line_layout other;
	event_line_state state = {.row = row};
	enum event_line_error whole;
	enum event_line_error error;
	int			offset;

	memset(row, 0, offsetof(event_line_row, source_buf));
	error = event_line_split(line.s, line.len, layout->delimiter, layout->quoting, scratch, &fields);
	if ((whole = check_whole(line, &fields, row)) != EVENT_LINE_OK)
		return whole;
	if (error != EVENT_LINE_OK)
		return error;
	if (layout->format == EVENT_FORMAT_POLECAT && event_line_fit_polecat(layout, &fields, &other))
		layout = &other;
	state.layout = layout;
	offset = event_line_offset(layout, &fields);
	if (offset < 0)
	{
		blank_trim(&fields.field[0].s, &fields.field[0].len);
		if (fields.count == 1 && fields.field[0].len == 0)
			return EVENT_LINE_EMPTY;
		row->columns = fields.count;
		row->columns_least = layout->format == EVENT_FORMAT_POLECAT ? event_formats[layout->format].least : layout->least;
		row->columns_wanted = layout->header ? row->columns_least : event_formats[layout->format].most;
		return EVENT_LINE_COLUMNS;
	}
	error = event_line_walk(&state, &fields, offset);
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

/* The form of the layout's format that a line's columns have; false where they have none. */
static bool
find_form(const event_line_layout *layout, event_slice line, char *scratch, event_line_layout *found)
{
	event_line_fields fields;

	for (int form = 0; event_line_layout_form((enum event_format) layout->format, form, found); form++)
		if (event_line_split(line.s, line.len, found->delimiter, found->quoting, scratch, &fields) == EVENT_LINE_OK &&
			event_line_fits(found, &fields))
			return true;
	return false;
}

/*
 * A line that its file's layout does not fit: the same columns may be held in another way, which the line itself
 * tells. Where no other way is better the first reason stands.
 */
static enum event_line_error
parse_otherwise(const event_line_layout *layout, event_slice line, char *scratch, event_line_row *row,
				enum event_line_error error)
{
	event_line_layout other;

	if (layout->delimiter == '\t' && memchr(line.s, '"', line.len) != NULL)
	{
		event_line_layout_requote(layout, layout->quoting == EVENT_QUOTES_NONE ? EVENT_QUOTES_LOOSE : EVENT_QUOTES_NONE, &other);
		if (parse_columns(&other, line, scratch, row) == EVENT_LINE_OK)
			return EVENT_LINE_OK;
	}
	if (!layout->header && (error == EVENT_LINE_COLUMNS || error == EVENT_LINE_BAD_QUOTE))
	{
		if (find_form(layout, line, scratch, &other))
			return parse_columns(&other, line, scratch, row);
		/* a line without any tab is told how many commas it lacks */
		if (layout->delimiter == '\t' && memchr(line.s, '\t', line.len) == NULL &&
			event_line_layout_form((enum event_format) layout->format, 1, &other))
			return parse_columns(&other, line, scratch, row);
	}
	return parse_columns(layout, line, scratch, row);
}

enum event_line_error
event_line_parse(const event_line_layout *layout, const char *s, size_t len, char *scratch, event_line_row *row)
{
	event_slice line = event_line_trim(s, len);
	enum event_line_error error = EVENT_LINE_OK;
	size_t		latin;

	if (line.len == 0)
		error = EVENT_LINE_EMPTY;
	else if (line.len > EVENT_LINE_LENGTH_MAX)
		error = EVENT_LINE_TOO_LONG;
	if (error != EVENT_LINE_OK)
	{
		memset(row, 0, offsetof(event_line_row, source_buf));
		return error;
	}
	error = parse_columns(layout, line, scratch, row);
	/* POLECAT's older files are Latin-1 */
	if (error == EVENT_LINE_BAD_UTF8 && layout->format == EVENT_FORMAT_POLECAT && event_line_from_latin(line.s, line.len, scratch, &latin))
	{
		line = (event_slice) {scratch, latin};
		scratch += latin;
		error = parse_columns(layout, line, scratch, row);
	}
	if (error == EVENT_LINE_OK || error == EVENT_LINE_NUL || error == EVENT_LINE_BAD_UTF8)
		return error;
	return parse_otherwise(layout, line, scratch, row, error);
}
