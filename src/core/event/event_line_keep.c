/* What the parsers of all formats have in common: refusals, numbers of kept columns, countries, ids made of what a line says. */
#include "core/event/event_line_format.h"

#include "core/actor/country.h"

static const char *
column_name(const event_line_layout *layout, int kind)
{
	const event_format_info *info = &event_formats[layout->format];

	for (int i = 0; i < info->count; i++)
		if (info->columns[i].kind == kind)
			return info->columns[i].name;
	return NULL;
}

enum event_line_error
event_line_refuse(event_line_state *state, int kind, event_slice value, enum event_line_error error)
{
	state->row->bad_column = column_name(state->layout, kind);
	state->row->bad_value = value;
	return error;
}

enum event_line_error
event_line_keep_count(event_line_state *state, int kind, unsigned bit, int64_t least, int64_t most, int32_t *count)
{
	event_slice value;
	int64_t		number;
	enum event_line_error error;

	if (!event_line_kept(state, kind, &value))
		return EVENT_LINE_OK;
	error = event_line_parse_integer(value, least, most, &number);
	if (error != EVENT_LINE_OK)
		return event_line_refuse(state, kind, value, error);
	*count = (int32_t) number;
	state->row->has |= bit;
	return EVENT_LINE_OK;
}

enum event_line_error
event_line_keep_real(event_line_state *state, int kind, unsigned bit, double limit, double *real)
{
	event_slice value;
	enum event_line_error error;

	if (!event_line_kept(state, kind, &value))
		return EVENT_LINE_OK;
	error = event_line_parse_number(value, -limit, limit, real);
	if (error != EVENT_LINE_OK)
		return event_line_refuse(state, kind, value, error);
	state->row->has |= bit;
	return EVENT_LINE_OK;
}

bool
event_line_country(event_slice name, int32_t day, char *buf, size_t cap)
{
	int			country = country_by_name(name.s, name.len);

	return country >= 0 && (country_code_in(country, COUNTRY_CAMEO, day, buf, cap) ||
							country_code_in(country, COUNTRY_CAMEO, CALENDAR_ANY_DAY, buf, cap));
}

/* FNV-1a, mixed at the end. */
uint64_t
event_hash_add(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *byte = bytes;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
	return hash;
}

/* The lowest byte first, on every machine. */
uint64_t
event_hash_add_number(uint64_t hash, int64_t number)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char) ((uint64_t) number >> (8 * i));
	return event_hash_add(hash, bytes, sizeof(bytes));
}

int64_t
event_hash_id(uint64_t hash)
{
	hash = (hash ^ hash >> 33) * UINT64_C(0xff51afd7ed558ccd);
	hash = (hash ^ hash >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	hash ^= hash >> 33;
	return -(int64_t) (hash >> 1) - 1;
}
