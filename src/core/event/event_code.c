/*
 * Codec of event codes, and the facts that schemes tie to them.
 *
 * The facts are tables over every possible code (some 3,800 of them), made from src/data at build time:
 * a score is one load from a table that fits in the first-level cache.
 */
#include "core/event/event_code.h"

#include <math.h>
#include <string.h>

#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/keyword.h"

#include "core/generated/event_code_data.h"

#define SLOT(code) ((code) - EVENT_CODE_FIRST)

/* Digits in base 11, one more than their value; a missing digit is 0. */
static event_code
event_code_encode(const unsigned char *digits, size_t len)
{
	int			value = 0;

	for (size_t i = 0; i < EVENT_CAMEO_MAX_LENGTH; i++)
		value = value * 11 + (i < len ? digits[i] + 1 : 0);
	return (event_code) value;
}

enum event_code_error
event_code_parse_cameo(const char *s, size_t len, event_code *code)
{
	unsigned char digits[EVENT_CAMEO_MAX_LENGTH];
	int			root;

	if (len == 0)
		return EVENT_CODE_EMPTY;
	for (size_t i = 0; i < len && i < EVENT_CAMEO_MAX_LENGTH; i++)
	{
		digits[i] = (unsigned char) (s[i] - '0');
		if (digits[i] > 9)
			return EVENT_CODE_NOT_DIGITS;
	}
	if (len < 2)
		return EVENT_CODE_TOO_SHORT;
	if (len > EVENT_CAMEO_MAX_LENGTH)
		return EVENT_CODE_TOO_LONG;
	root = digits[0] * 10 + digits[1];
	if (root < 1 || root > 20)
		return EVENT_CODE_BAD_ROOT;
	*code = event_code_encode(digits, len);
	return EVENT_CODE_OK;
}

static char
folded(char c)
{
	return c == '_' ? '-' : ascii_lower(c);
}

static bool
same_name(const char *s, size_t len, const char *known)
{
	size_t		i = 0;

	while (i < len && known[i] != '\0' && folded(s[i]) == folded(known[i]))
		i++;
	return i == len && known[i] == '\0';
}

/* The type of that name; -1 where there is none. */
static int
find_type(const char *s, size_t len)
{
	for (int type = 0; type < EVENT_PLOVER_TYPES; type++)
		if (same_name(s, len, plover_types[type].name))
			return type;
	return -1;
}

enum event_code_error
event_code_parse_plover(const char *type_name, size_t type_len, const char *mode_name, size_t mode_len, event_code *code)
{
	int			type = find_type(type_name, type_len);
	int			mode = 0;

	if (type < 0)
		return EVENT_CODE_NO_TYPE;
	if (mode_len > 0)
	{
		mode = plover_types[type].modes;
		while (mode > 0 && !same_name(mode_name, mode_len, plover_types[type].mode[mode - 1]))
			mode--;
		if (mode == 0)
			return EVENT_CODE_NO_MODE;
	}
	*code = (event_code) (EVENT_PLOVER_FIRST + type * EVENT_PLOVER_MODES + mode);
	return EVENT_CODE_OK;
}

/* The length of the part before the dot, all of it where there is none. */
static size_t
type_length(const char *s, size_t len)
{
	const char *dot = memchr(s, '.', len);

	return dot != NULL ? (size_t) (dot - s) : len;
}

enum event_code_error
event_code_parse(const char *s, size_t len, event_code *code)
{
	size_t		type_len;

	if (len == 0 || !ascii_is_letter(s[0]))
		return event_code_parse_cameo(s, len, code);
	type_len = type_length(s, len);
	if (type_len + 1 == len)
		return find_type(s, type_len) < 0 ? EVENT_CODE_NO_TYPE : EVENT_CODE_NO_MODE;
	return event_code_parse_plover(s, type_len, s + type_len + 1, type_len < len ? len - type_len - 1 : 0, code);
}

/*
 * A code that lost its leading zero on the way through an integer.
 *
 * Only 10 to 20 can be read in two ways (10 or 010); with roots = false they are read as 010 to 020, which is
 * what they always mean in data without two-digit codes (GDELT, ICEWS, Phoenix).
 */
enum event_code_error
event_code_from_number(int32_t n, bool roots, event_code *code)
{
	char		buf[EVENT_CAMEO_MAX_LENGTH];
	size_t		len;
	int			root_digits;

	if (n < 1 || n > 2099 || (n < 10 && !roots))
		return EVENT_CODE_BAD_NUMBER;
	if (n >= 10 && n <= 20 && roots)
		return EVENT_CODE_AMBIGUOUS;

	/* The root decides how many digits there were: after 1 to 9 a zero is missing, after 10 to 20 none is. */
	if (n < 10)
		len = 2;
	else if (n < 100)
		len = 3;
	else if (n < 1000)
		len = n <= 209 ? 3 : 4;
	else
		len = 4;

	root_digits = n;
	for (size_t i = len; i-- > 0; root_digits /= 10)
		buf[i] = (char) ('0' + root_digits % 10);
	return event_code_parse_cameo(buf, len, code);
}

static size_t
format_plover(event_code code, char *buf)
{
	const plover_type *type = &plover_types[(code - EVENT_PLOVER_FIRST) / EVENT_PLOVER_MODES];
	int			mode = event_code_mode_number(code);
	size_t		len = strlen(type->name);

	memcpy(buf, type->name, len);
	if (mode > 0)
	{
		size_t		mode_len = strlen(type->mode[mode - 1]);

		buf[len] = '.';
		memcpy(buf + len + 1, type->mode[mode - 1], mode_len);
		len += 1 + mode_len;
	}
	return len;
}

size_t
event_code_format(event_code code, char buf[EVENT_CODE_MAX_LENGTH])
{
	size_t		len = (size_t) event_code_level(code) + 1;
	int			rest = code;

	if (event_code_is_plover(code))
		return format_plover(code, buf);
	for (size_t i = EVENT_CAMEO_MAX_LENGTH; i-- > 0; rest /= 11)
		if (i < len)
			buf[i] = (char) ('0' + rest % 11 - 1);
	return len;
}

/* Can this integer have come from event_code_parse? */
bool
event_code_is_valid(event_code code)
{
	char		buf[EVENT_CODE_MAX_LENGTH];
	event_code	again;

	if (code < EVENT_CODE_FIRST || code > EVENT_CODE_LAST)
		return false;
	if (event_code_is_plover(code))
		return event_code_mode_number(code) <= plover_types[(code - EVENT_PLOVER_FIRST) / EVENT_PLOVER_MODES].modes;
	if (code > EVENT_CAMEO_LAST)
		return false;
	return event_code_parse(buf, event_code_format(code, buf), &again) == EVENT_CODE_OK && again == code;
}

event_code
event_code_last(event_code code)
{
	if (event_code_is_plover(code) && event_code_mode_number(code) == 0)
		return (event_code) (code + plover_types[(code - EVENT_PLOVER_FIRST) / EVENT_PLOVER_MODES].modes);
	return (event_code) (code + event_code_span(code));
}

const char *
event_code_error_text(enum event_code_error error)
{
	switch (error)
	{
		case EVENT_CODE_OK:
			return "no error";
		case EVENT_CODE_EMPTY:
			return "the code is empty";
		case EVENT_CODE_TOO_SHORT:
			return "the code has fewer than two digits";
		case EVENT_CODE_TOO_LONG:
			return "the code has more than four digits";
		case EVENT_CODE_NOT_DIGITS:
			return "the code has a character that is not a digit";
		case EVENT_CODE_BAD_ROOT:
			return "the root is not one of 01 to 20";
		case EVENT_CODE_AMBIGUOUS:
			return "the number can be a root or a code that lost its leading zero";
		case EVENT_CODE_BAD_NUMBER:
			return "no code is written like this number";
		case EVENT_CODE_NO_TYPE:
			return "PLOVER has no type of this name";
		case EVENT_CODE_NO_MODE:
			return "the PLOVER type has no mode of this name";
	}
	return "unknown error";
}

const char *
event_code_error_hint(enum event_code_error error, const char *s, size_t len)
{
	switch (error)
	{
		case EVENT_CODE_TOO_SHORT:
			return "A root has two digits: write 04, not 4. For codes that lost a leading zero see event_code_from_int().";
		case EVENT_CODE_AMBIGUOUS:
			return "Where two-digit codes do not occur (GDELT, ICEWS, Phoenix), use event_code_from_int(n, roots => false).";
		case EVENT_CODE_NOT_DIGITS:
		case EVENT_CODE_TOO_LONG:
		case EVENT_CODE_BAD_ROOT:
			return "A CAMEO event code has two to four digits, the first two a root from 01 to 20.";
		case EVENT_CODE_NO_TYPE:
			return plover_type_hint;
		case EVENT_CODE_NO_MODE:
			return plover_types[find_type(s, type_length(s, len))].hint;
		default:
			return NULL;
	}
}

const char *const event_code_scheme_names[EVENT_SCHEME_COUNT] = {
	[EVENT_SCHEME_GDELT] = "gdelt",
	[EVENT_SCHEME_ICEWS] = "icews",
	[EVENT_SCHEME_PHOENIX] = "phoenix",
	[EVENT_SCHEME_PLOVER] = "plover"
};

int
event_code_scheme_by_name(const char *name, size_t len)
{
	return keyword_index(event_code_scheme_names, EVENT_SCHEME_COUNT, name, len);
}

/* In the order of the bits. */
const char *const event_code_ontology_names[EVENT_CODE_ONTOLOGIES] = {"gdelt", "icews", "cameo", "legacy", "plover"};

/* The bit of an ontology, 0 for a name that does not exist. */
int
event_code_ontology_by_name(const char *name, size_t len)
{
	int			i = keyword_index(event_code_ontology_names, EVENT_CODE_ONTOLOGIES, name, len);

	return i < 0 ? 0 : 1 << i;
}

int
event_code_ontologies(event_code code)
{
	return event_ontologies[SLOT(code)];
}

event_code
event_code_plover(event_code code)
{
	return event_code_is_plover(code) ? code : event_plover[SLOT(code)];
}

const char *
event_code_plover_event(event_code code)
{
	event_code	plover = event_code_plover(code);

	return plover == 0 ? NULL : plover_types[(plover - EVENT_PLOVER_FIRST) / EVENT_PLOVER_MODES].name;
}

const char *
event_code_plover_mode(event_code code)
{
	event_code	plover = event_code_plover(code);
	int			mode = plover == 0 ? 0 : event_code_mode_number(plover);

	return mode == 0 ? NULL : plover_types[(plover - EVENT_PLOVER_FIRST) / EVENT_PLOVER_MODES].mode[mode - 1];
}

const char *
event_code_plover_context(event_code code)
{
	return plover_contexts[event_plover_context[SLOT(code)]];
}

const char *
event_code_label(event_code code, enum label_language language)
{
	int			label = event_label[SLOT(code)];

	return label < 0 ? NULL : event_labels[label][language];
}

const char *
event_quad_label(int quad, enum label_language language)
{
	return quad < 0 || quad > 4 ? NULL : quad_labels[quad][language];
}

/* The label of a PLOVER event, mode or context, by its name. */
const char *
event_plover_label(const char *key, size_t len, enum label_language language)
{
	for (size_t i = 0; i < lengthof(plover_labels); i++)
		if (keyword_is(key, len, plover_labels[i].key))
			return plover_labels[i].label[language];
	return NULL;
}

const event_scheme_info *
event_code_scheme_list(size_t *count)
{
	*count = lengthof(event_schemes);
	return event_schemes;
}

const event_code *
event_code_list(size_t *count)
{
	*count = lengthof(event_codes);
	return event_codes;
}

const event_code *
event_code_plover_list(size_t *count)
{
	*count = lengthof(plover_codes);
	return plover_codes;
}
