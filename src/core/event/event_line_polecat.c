/*
 * What is particular to POLECAT: types and modes in place of codes, several actors in a field, and files whose header and
 * lines do not have the same number of columns.
 *
 * Actors of a field are parted by semicolons, or by bars where there is no semicolon. A line tells an event for each actor
 * with each recipient; without recipients, one for each actor. Columns that say something of the same actors have as many
 * values as there are actors, or one that holds for all of them; otherwise nobody knows which value is whose, and the line is
 * refused.
 */
#include "core/event/event_line_format.h"

#include <string.h>

#include "core/actor/actor_code.h"
#include "core/actor/country.h"
#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/blank.h"
#include "core/base/keyword.h"
#include "core/base/utf8.h"

/* The values of a field; those that are missing have no bytes. */
typedef struct value_list
{
	int			count;			/* -1: more than there is room for */
	event_slice value[EVENT_ACTORS_MAX];
} value_list;

static event_slice
without_signs(event_slice value)
{
	static const char *const missing[] = {"None", "NA", "NaN", "nan", "NULL", "null"};

	blank_trim(&value.s, &value.len);
	if (keyword_index(missing, lengthof(missing), value.s, value.len) >= 0)
		value.len = 0;
	return value;
}

/* Parts a field at any of the separators. */
static void
split_list(event_slice field, const char *separators, value_list *list)
{
	size_t		start = 0;

	list->count = 0;
	for (size_t i = 0; field.s != NULL && i <= field.len; i++)
	{
		/* a separator at the end parts nothing */
		if ((i < field.len && strchr(separators, field.s[i]) == NULL) || (i == field.len && start == i && i > 0))
			continue;
		if (list->count == EVENT_ACTORS_MAX)
		{
			list->count = -1;
			return;
		}
		list->value[list->count++] = without_signs((event_slice) {field.s + start, i - start});
		start = i + 1;
	}
}

static void
split_actors(event_slice field, value_list *list)
{
	split_list(field, field.s != NULL && memchr(field.s, ';', field.len) != NULL ? ";" : "|", list);
}

/* The columns of one side. */
typedef struct side_kinds
{
	int			name;
	int			country;
	int			primary;
	int			sectors;
} side_kinds;

static const side_kinds kinds_of_side[2] = {
	{COLUMN_SOURCE_NAME, COLUMN_SOURCE_COUNTRY, COLUMN_SOURCE_PRIMARY, COLUMN_SOURCE_SECTORS},
	{COLUMN_TARGET_NAME, COLUMN_TARGET_COUNTRY, COLUMN_TARGET_PRIMARY, COLUMN_TARGET_SECTORS}
};

static bool
is_group(const char *s)
{
	for (int i = 0; i < ACTOR_GROUP_LENGTH; i++)
		if (!ascii_is_capital(s[i]) && !ascii_is_digit(s[i]))
			return false;
	return true;
}

/* Puts a group behind the others, unless it is there or there are as many as an actor code may have. */
static size_t
add_group(char *code, size_t len, const char *group)
{
	for (size_t i = 0; i < len; i += ACTOR_GROUP_LENGTH)
		if (memcmp(code + i, group, ACTOR_GROUP_LENGTH) == 0)
			return len;
	if (len == ACTOR_CODE_MAX_LENGTH)
		return len;
	memcpy(code + len, group, ACTOR_GROUP_LENGTH);
	return len + ACTOR_GROUP_LENGTH;
}

/*
 * PLOVER's sectors are CAMEO's groups but for two, which changed their meaning: MED is medicine there, which is HLH in
 * CAMEO, and journalists, MED in CAMEO, are JRN.
 */
static size_t
add_sector(char *code, size_t len, event_slice sector)
{
	if (sector.len % ACTOR_GROUP_LENGTH != 0)
		return len;
	for (size_t i = 0; i < sector.len; i += ACTOR_GROUP_LENGTH)
	{
		const char *group = sector.s + i;

		if (memcmp(group, "MED", ACTOR_GROUP_LENGTH) == 0)
			group = "HLH";
		else if (memcmp(group, "JRN", ACTOR_GROUP_LENGTH) == 0)
			group = "MED";
		if (is_group(group))
			len = add_group(code, len, group);
	}
	return len;
}

bool
event_line_polecat_country(event_slice value, int32_t day, char *buf, size_t cap)
{
	int			country;

	if (value.len != ACTOR_GROUP_LENGTH || !is_group(value.s))
		return value.len > 0 && event_line_country(value, day, buf, cap);
	country = country_by_cameo(value.s);
	if (country >= 0 && (country_code_in(country, COUNTRY_CAMEO, day, buf, cap) ||
						 country_code_in(country, COUNTRY_CAMEO, CALENDAR_ANY_DAY, buf, cap)))
		return true;
	/* what stands in the place of a country: IGO, NGO */
	memcpy(buf, value.s, ACTOR_GROUP_LENGTH);
	buf[ACTOR_GROUP_LENGTH] = '\0';
	return true;
}

/* The value of one actor: his own, or the one that holds for all. */
static event_slice
value_for(const value_list *list, int i)
{
	return list->count == 0 ? (event_slice) {NULL, 0} : list->value[list->count == 1 ? 0 : i];
}

static void
put_actor(event_side *side, int i, int32_t day, event_slice name, event_slice country, event_slice primary, event_slice sectors)
{
	char		group[COUNTRY_CODE_CAP];
	char	   *code = side->buf[i];
	size_t		len = 0;
	value_list	list;

	if (country.len > 0 && event_line_polecat_country(country, day, group, sizeof(group)))
		len = add_group(code, len, group);
	split_list(primary, ";|,", &list);
	for (int k = 0; k < list.count; k++)
		len = add_sector(code, len, list.value[k]);
	split_list(sectors, ";|,", &list);
	for (int k = 0; k < list.count; k++)
		len = add_sector(code, len, list.value[k]);
	side->name[i] = name.len > 0 ? name : (event_slice) {NULL, 0};
	side->code[i] = len > 0 ? (event_slice) {code, len} : (event_slice) {NULL, 0};
}

/* Values of a column for so many actors; false where it has neither one nor as many. */
static bool
values_for(event_slice field, int actors, value_list *list)
{
	if (actors == 1)
	{
		/* all of it is his */
		list->count = field.s != NULL;
		list->value[0] = field;
		return true;
	}
	split_actors(field, list);
	return list->count == 0 || list->count == 1 || list->count == actors;
}

static enum event_line_error
parse_side(event_line_state *state, const side_kinds *kinds, event_side *side)
{
	event_slice name;
	event_slice country;
	event_slice primary;
	event_slice sectors;
	value_list	names;
	value_list	countries;
	value_list	primaries;
	value_list	sector_lists;

	event_line_kept(state, kinds->name, &name);
	event_line_kept(state, kinds->country, &country);
	event_line_kept(state, kinds->primary, &primary);
	event_line_kept(state, kinds->sectors, &sectors);
	split_actors(name, &names);
	split_actors(country, &countries);
	if (names.count < 0 || countries.count < 0)
		return event_line_refuse(state, names.count < 0 ? kinds->name : kinds->country, names.count < 0 ? name : country,
								 EVENT_LINE_TOO_MANY_ACTORS);
	side->count = names.count > countries.count ? names.count : countries.count;
	if (side->count == 0 && (primary.s != NULL || sectors.s != NULL))
		side->count = 1;
	if (names.count > 1 && names.count != side->count)
		return event_line_refuse(state, kinds->name, name, EVENT_LINE_LISTS_DISAGREE);
	if (countries.count > 1 && countries.count != side->count)
		return event_line_refuse(state, kinds->country, country, EVENT_LINE_LISTS_DISAGREE);
	if (!values_for(primary, side->count, &primaries))
		return event_line_refuse(state, kinds->primary, primary, EVENT_LINE_LISTS_DISAGREE);
	if (!values_for(sectors, side->count, &sector_lists))
		return event_line_refuse(state, kinds->sectors, sectors, EVENT_LINE_LISTS_DISAGREE);
	for (int i = 0; i < side->count; i++)
		put_actor(side, i, state->row->day, value_for(&names, i), value_for(&countries, i), value_for(&primaries, i),
				  value_for(&sector_lists, i));
	return EVENT_LINE_OK;
}

static void
use_part(event_line_row *row)
{
	const event_side *source = &row->sides[0];
	const event_side *target = &row->sides[1];
	int			targets = target->count > 0 ? target->count : 1;
	int			s = (row->part - 1) / targets;
	int			t = (row->part - 1) % targets;
	event_slice none = {NULL, 0};

	row->source = source->count > 0 ? source->code[s] : none;
	row->source_name = source->count > 0 ? source->name[s] : none;

	row->target = target->count > 0 ? target->code[t] : none;
	row->target_name = target->count > 0 ? target->name[t] : none;
}

bool
event_line_next_part(event_line_row *row)
{
	if (row->part >= row->parts)
		return false;
	row->part++;
	use_part(row);
	return true;
}

static enum event_line_error
parse_actors(event_line_state *state)
{
	event_line_row *row = state->row;
	enum event_line_error error;
	event_slice value;

	for (int i = 0; i < 2; i++)
		if ((error = parse_side(state, &kinds_of_side[i], &row->sides[i])) != EVENT_LINE_OK)
			return error;
	row->parts = 1;
	for (int i = 0; i < 2; i++)
		row->parts *= row->sides[i].count > 0 ? row->sides[i].count : 1;
	if (row->parts > EVENT_PARTS_MAX)
	{
		event_line_kept(state, COLUMN_SOURCE_NAME, &value);
		return event_line_refuse(state, COLUMN_SOURCE_NAME, value, EVENT_LINE_TOO_MANY_ACTORS);
	}
	use_part(row);
	return EVENT_LINE_OK;
}

/* SANCTION-withdraw is how the coder names a mode that stands by itself. */
static event_slice
without_type(event_slice mode, event_slice type)
{
	if (mode.len > type.len + 1 && strchr("-:.", mode.s[type.len]) != NULL && memcmp(mode.s, type.s, type.len) == 0)
		return (event_slice) {mode.s + type.len + 1, mode.len - type.len - 1};
	return mode;
}

/* The mode where there is one; several, which no code tells, are none. */
static event_slice
single_mode(event_slice field, event_slice type)
{
	event_slice mode = {NULL, 0};
	value_list	list;

	split_list(field, ";|", &list);
	for (int i = 0; i < list.count; i++)
	{
		event_slice other = without_type(list.value[i], type);

		if (other.len == 0)
			continue;
		if (mode.len > 0 && (mode.len != other.len || memcmp(mode.s, other.s, mode.len) != 0))
			return (event_slice) {NULL, 0};
		mode = other;
	}
	return mode;
}

static enum event_line_error
parse_code(event_line_state *state)
{
	event_slice type;
	event_slice modes;
	event_slice mode;
	enum event_code_error error;

	event_line_kept(state, COLUMN_TYPE, &type);
	event_line_kept(state, COLUMN_MODE, &modes);
	mode = single_mode(modes, type);
	error = event_code_parse_plover(type.s, type.len, mode.s, mode.len, &state->row->code);
	if (error == EVENT_CODE_OK)
		return EVENT_LINE_OK;
	state->row->detail = event_code_error_text(error);
	return error == EVENT_CODE_NO_MODE ? event_line_refuse(state, COLUMN_MODE, modes, EVENT_LINE_BAD_CODE)
		: event_line_refuse(state, COLUMN_TYPE, type, EVENT_LINE_BAD_CODE);
}

/* In POLECAT parted like all lists, in a table that was exported an array in braces. */
enum event_line_error
event_line_parse_contexts(event_line_state *state)
{
	event_slice field;
	value_list	list;

	if (!event_line_kept(state, COLUMN_CONTEXTS, &field))
		return EVENT_LINE_OK;
	if (field.len >= 2 && field.s[0] == '{' && field.s[field.len - 1] == '}')
		split_list((event_slice) {field.s + 1, field.len - 2}, ",", &list);
	else
		split_list(field, ";|,", &list);
	if (list.count < 0)
		return event_line_refuse(state, COLUMN_CONTEXTS, field, EVENT_LINE_OUT_OF_RANGE);
	for (int i = 0; i < list.count; i++)
		if (list.value[i].len > 0)
			state->row->contexts[state->row->context_count++] = list.value[i];
	return EVENT_LINE_OK;
}

/*
 * POLECAT's own ids are an article's and a type's, and stand before several events: so the id is made of them and of all that
 * tells these apart, in the same way however the file writes it.
 */
static void
make_id(event_line_state *state)
{
	static const int kinds[] = {
		COLUMN_ARTICLE, COLUMN_SOURCE_NAME, COLUMN_SOURCE_COUNTRY, COLUMN_SOURCE_PRIMARY, COLUMN_SOURCE_SECTORS,
		COLUMN_TARGET_NAME, COLUMN_TARGET_COUNTRY, COLUMN_TARGET_PRIMARY, COLUMN_TARGET_SECTORS, COLUMN_COUNTRY_NAME, COLUMN_CONTEXTS
	};
	event_line_row *row = state->row;

	/* billionths of a degree, outside of all degrees where there is none */
	int64_t		point[2] = {
		row->has & EVENT_HAS_LATITUDE ? (int64_t) (row->latitude * 1e9) : INT64_MAX,
		row->has & EVENT_HAS_LONGITUDE ? (int64_t) (row->longitude * 1e9) : INT64_MAX
	};
	uint64_t	hash = event_hash_add_number(event_hash_add_number(EVENT_HASH_BEGIN, row->day), row->code);

	hash = event_hash_add_number(event_hash_add_number(hash, point[0]), point[1]);
	for (size_t i = 0; i < lengthof(kinds); i++)
	{
		event_slice value;

		event_line_kept(state, kinds[i], &value);
		hash = event_hash_add(event_hash_add(hash, value.s, value.len), "\t", 1);
	}
	row->id = event_hash_id(hash);
}

/* After the day and the place, which the id is made of, too. */
enum event_line_error
event_line_parse_polecat(event_line_state *state)
{
	enum event_line_error error;

	if ((error = parse_code(state)) != EVENT_LINE_OK || (error = parse_actors(state)) != EVENT_LINE_OK ||
		(error = event_line_parse_contexts(state)) != EVENT_LINE_OK)
		return error;
	make_id(state);
	event_line_kept(state, COLUMN_ARTICLE, &state->row->url);
	return EVENT_LINE_OK;
}

static bool
is_blank_field(event_slice value)
{
	blank_trim(&value.s, &value.len);
	return value.len == 0;
}

/*
 * Some files have more names in their header than columns in their lines, which then have the order of all other files;
 * some have tabs behind the last column, of the header, of the lines or of both. True where other is the layout to use.
 */
bool
event_line_fit_polecat(const event_line_layout *layout, event_line_fields *fields, event_line_layout *other)
{
	int			published = event_formats[EVENT_FORMAT_POLECAT].count;
	int			named = layout->most;

	while (named > 0 && layout->column[named - 1] == EVENT_COLUMN_NONE)
		named--;
	if (fields->count > EVENT_LINE_COLUMNS_MAX || fields->count == layout->most)
		return false;
	while (fields->count > named && fields->count != layout->most && is_blank_field(fields->field[fields->count - 1]))
		fields->count--;
	if (fields->count >= named && fields->count < layout->most)
	{
		*other = *layout;
		other->least = other->most = (uint8_t) fields->count;
		return true;
	}
	if (layout->header && layout->most > published)
	{
		while (fields->count > published && is_blank_field(fields->field[fields->count - 1]))
			fields->count--;
		if (fields->count == published && event_line_layout_standard(EVENT_FORMAT_POLECAT, other))
		{
			other->delimiter = layout->delimiter;
			event_line_layout_requote(other, (enum event_line_quoting) layout->quoting, other);
			return event_line_fits(other, fields);
		}
	}
	return false;
}

/* The characters that Windows put where Latin-1 has none; 0 where it has none, either. */
static const uint16_t windows_characters[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178
};

/*
 * Latin-1 as UTF-8, into a buffer of 3 * len bytes. False where a character of several bytes of UTF-8 is in it: then it is
 * UTF-8 that was damaged, and where a byte stands for nothing.
 */
bool
event_line_from_latin(const char *s, size_t len, char *buf, size_t *out)
{
	size_t		n = 0;

	for (size_t i = 0; i < len; i++)
	{
		uint32_t	c = (unsigned char) s[i];

		if (c >= 0xc2 && event_line_utf8_length(s + i, len - i < 4 ? len - i : 4) > 0)
			return false;
		if (c >= 0x80 && c < 0xa0 && (c = windows_characters[c - 0x80]) == 0)
			return false;
		n += utf8_encode(c, buf + n);
	}
	*out = n;
	return true;
}
