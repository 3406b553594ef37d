/*
 * Text form of power profiles, names of their dimensions, what is derived from them, and the coding of events.
 *
 * The codings are made from src/data at build time: every well-formed code has the number of the row that it inherits
 * from, so that a profile is two loads from tables that fit in the first-level cache.
 */
#include "core/power/power_profile.h"

#include <math.h>

#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/blank.h"
#include "core/base/keyword.h"

#include "core/generated/power_profile_data.h"

#define LONGEST_NAME 32

static const char *const strengths[POWER_STRENGTHS] = {"hard", "semihard", "soft"};
static const char *const domains[POWER_DOMAINS] = {"power", "threat", "security"};
const char *const power_tnorm_names[TNORM_COUNT] = {
	[TNORM_MINIMUM] = "minimum",
	[TNORM_PRODUCT] = "product",
	[TNORM_LUKASIEWICZ] = "lukasiewicz",
	[TNORM_GEOMETRIC] = "geometric"
};

static int
strength_by_name(const char *name, size_t len)
{
	if (keyword_is(name, len, "semi-hard"))
		return POWER_SEMIHARD;
	if (keyword_is(name, len, "smart"))
		return POWER_DERIVED;
	return keyword_index(strengths, POWER_STRENGTHS, name, len);
}

static int
instrument_by_name(const char *name, size_t len)
{
	for (int i = POWER_CELLS; i < POWER_DIMENSIONS; i++)
		if (keyword_is(name, len, power_dimension_names[i]))
			return i;
	return POWER_UNKNOWN;
}

/*
 * The dimension of a name: hard.power, or the other way round as themes have it (power.hard), or hard for short;
 * military or instrument.military. What is smart is not stored but derived: POWER_DERIVED.
 */
int
power_dimension_by_name(const char *name, size_t len)
{
	const char *dot;
	size_t		head;
	int			domain;
	int			strength;

	if (len == 0 || len > LONGEST_NAME)
		return POWER_UNKNOWN;
	dot = memchr(name, '.', len);
	if (dot == NULL)
	{
		strength = strength_by_name(name, len);
		return strength == POWER_UNKNOWN ? instrument_by_name(name, len) : strength;
	}
	head = (size_t) (dot - name);
	if (keyword_is(name, head, "instrument"))
		return instrument_by_name(dot + 1, len - head - 1);
	domain = keyword_index(domains, POWER_DOMAINS, name, head);
	if (domain >= 0)
		strength = strength_by_name(dot + 1, len - head - 1);
	else
	{
		domain = keyword_index(domains, POWER_DOMAINS, dot + 1, len - head - 1);
		strength = strength_by_name(name, head);
	}
	if (domain < 0)
		return POWER_UNKNOWN;
	return strength < 0 ? strength : power_cell((enum power_strength) strength, (enum power_domain) domain);
}

/* How many letters have to be changed, added or left out; case does not count. Both are short. */
static int
edit_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int			row[LONGEST_NAME + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[j] = (int) j;
	for (size_t i = 1; i <= a_len; i++)
	{
		int			diagonal = row[0];
		char		c = ascii_lower(a[i - 1]);

		row[0] = (int) i;
		for (size_t j = 1; j <= b_len; j++)
		{
			int			best = diagonal + (c != b[j - 1]);

			diagonal = row[j];
			best = row[j] + 1 < best ? row[j] + 1 : best;
			row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
		}
	}
	return row[b_len];
}

/* The dimension that a misspelt name most likely means, POWER_UNKNOWN where none is close. */
int
power_dimension_nearest(const char *name, size_t len)
{
	int			nearest = POWER_UNKNOWN;
	int			least = len < 6 ? 2 : 3;

	if (len > LONGEST_NAME)
		return POWER_UNKNOWN;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		const char *known = power_dimension_names[i];
		int			distance = edit_distance(name, len, known, strlen(known));

		/* hard.power also goes by hard */
		if (i < POWER_STRENGTHS)
		{
			int			alias = edit_distance(name, len, strengths[i], strlen(strengths[i]));

			distance = alias < distance ? alias : distance;
		}
		if (distance < least)
		{
			least = distance;
			nearest = i;
		}
	}
	return nearest;
}

const char *
power_dimension_name(int dimension)
{
	return power_dimension_names[dimension];
}

const char *
power_dimension_label(int dimension, enum label_language language)
{
	return power_dimension_labels[dimension][language];
}

const char *
power_strength_name(enum power_strength strength)
{
	return strengths[strength];
}

const char *
power_domain_name(enum power_domain domain)
{
	return domains[domain];
}

/*
 * A degree: 0 to 1 in hundredths (1, 0.8, 0.80, .8; zeros after that say nothing, and numeric often writes them). A
 * number outside is told from what is no number, and the range is judged before the decimals: 1.005 is out of range.
 */
enum power_error
power_degree_parse(const char *s, size_t len, uint8_t *degree)
{
	size_t		i = 0;
	size_t		digits = 0;
	size_t		decimals = 0;
	int			value = 0;
	bool		negative = len > 0 && s[0] == '-';
	bool		beyond = false;

	if (negative)
		i++;
	for (; i < len && ascii_is_digit(s[i]); i++, digits++)
		value = value > 1 ? value : value * 10 + (s[i] - '0');
	value = value > 1 ? 1000 : value * 100;
	if (i < len && s[i] == '.')
	{
		for (i++; i < len && ascii_is_digit(s[i]); i++, decimals++)
		{
			if (decimals < 2)
				value += (s[i] - '0') * (decimals == 0 ? 10 : 1);
			else
				beyond |= s[i] != '0';
		}
		if (decimals == 0)
			return POWER_NOT_A_DEGREE;
	}
	if (i < len || digits + decimals == 0)
		return POWER_NOT_A_DEGREE;
	if (negative || value > POWER_FULL || (value == POWER_FULL && beyond))
		return POWER_OUT_OF_RANGE;
	if (beyond)
		return POWER_TOO_FINE;
	*degree = (uint8_t) value;
	return POWER_OK;
}

static enum power_error
refuse(power_fault *fault, enum power_error error, const char *part, size_t part_len)
{
	fault->error = error;
	fault->part = part;
	fault->part_len = part_len;
	return error;
}

/* One "name:degree"; seen has a bit for every dimension that came before. */
static enum power_error
parse_element(const char *s, size_t len, power_profile *p, uint32_t *seen, power_fault *fault)
{
	const char *colon = memchr(s, ':', len);
	const char *name = s;
	size_t		name_len = colon ? (size_t) (colon - s) : len;
	const char *degree = colon ? colon + 1 : s + len;
	size_t		degree_len = len - name_len - (colon ? 1 : 0);
	int			dimension;
	enum power_error error;

	blank_trim(&name, &name_len);
	blank_trim(&degree, &degree_len);
	if (name_len == 0 && degree_len == 0)
		return refuse(fault, POWER_EMPTY_ELEMENT, name, name_len);
	dimension = power_dimension_by_name(name, name_len);
	if (dimension < 0)
		return refuse(fault, dimension == POWER_DERIVED ? POWER_DERIVED_DIMENSION : POWER_UNKNOWN_DIMENSION, name, name_len);
	if (degree_len == 0)
		return refuse(fault, POWER_NO_DEGREE, name, name_len);
	if (*seen & (1u << dimension))
		return refuse(fault, POWER_DUPLICATE, name, name_len);
	*seen |= 1u << dimension;
	error = power_degree_parse(degree, degree_len, &p->degree[dimension]);
	return error == POWER_OK ? error : refuse(fault, error, degree, degree_len);
}

/*
 * name:degree, separated by commas, in any order and with any blanks; dimensions that are not named are 0, and no
 * text at all is the profile without any degree.
 */
enum power_error
power_profile_parse(const char *s, size_t len, power_profile *p, power_fault *fault)
{
	power_profile result = {{0}};
	uint32_t	seen = 0;
	const char *rest = s;
	size_t		rest_len = len;

	blank_trim(&rest, &rest_len);
	while (rest_len > 0)
	{
		const char *comma = memchr(rest, ',', rest_len);
		size_t		element = comma ? (size_t) (comma - rest) : rest_len;
		enum power_error error = parse_element(rest, element, &result, &seen, fault);

		if (error != POWER_OK)
			return error;
		if (comma == NULL)
			break;
		rest += element + 1;
		rest_len -= element + 1;
		if (rest_len == 0)
			return refuse(fault, POWER_EMPTY_ELEMENT, rest, 0);
	}
	*p = result;
	return POWER_OK;
}

/* Every degree with two decimals, so that the same profile is always the same text. */
size_t
power_profile_format(const power_profile *p, char buf[POWER_PROFILE_MAX_TEXT])
{
	char	   *end = buf;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		int			degree = p->degree[i];
		size_t		len = strlen(power_dimension_names[i]);

		if (degree == 0)
			continue;
		if (end > buf)
		{
			*end++ = ',';
			*end++ = ' ';
		}
		memcpy(end, power_dimension_names[i], len);
		end += len;
		*end++ = ':';
		*end++ = (char) ('0' + degree / 100);
		*end++ = '.';
		*end++ = (char) ('0' + degree / 10 % 10);
		*end++ = (char) ('0' + degree % 10);
	}
	return (size_t) (end - buf);
}

const char *
power_error_text(enum power_error error)
{
	switch (error)
	{
		case POWER_OK:
			return "no error";
		case POWER_EMPTY_ELEMENT:
			return "there is nothing before or after a comma";
		case POWER_NO_DEGREE:
			return "the dimension has no degree";
		case POWER_UNKNOWN_DIMENSION:
			return "there is no such dimension";
		case POWER_DERIVED_DIMENSION:
			return "what is smart is derived, not stored";
		case POWER_DUPLICATE:
			return "the dimension stands there twice";
		case POWER_NOT_A_DEGREE:
			return "the degree is not a decimal number";
		case POWER_TOO_FINE:
			return "the degree has more than two decimals";
		case POWER_OUT_OF_RANGE:
			return "the degree does not lie between 0 and 1";
	}
	return "unknown error";
}

const char *
power_error_hint(enum power_error error)
{
	switch (error)
	{
		case POWER_EMPTY_ELEMENT:
		case POWER_NO_DEGREE:
			return "A profile is written like 'hard.power:0.80, military:0.60'.";
		case POWER_DERIVED_DIMENSION:
			return "Give the degrees of hard and soft; smart(p) and synergy(p) say what they make together.";
		case POWER_TOO_FINE:
			return "Degrees are kept in hundredths: round them first.";
		default:
			return NULL;
	}
}

int
power_tnorm_by_name(const char *name, size_t len)
{
	return keyword_index(power_tnorm_names, TNORM_COUNT, name, len);
}

/* Of two degrees in hundredths, as a number from 0 to 1. Integers up to the one division, so that equal is equal. */
double
power_tnorm(enum power_tnorm tnorm, int a, int b)
{
	switch (tnorm)
	{
		case TNORM_PRODUCT:
			return a * b / 10000.0;
		case TNORM_LUKASIEWICZ:
			return a + b > POWER_FULL ? (a + b - POWER_FULL) / 100.0 : 0;
		case TNORM_GEOMETRIC:
			return sqrt(a * b) / 100.0;
		case TNORM_MINIMUM:
		default:
			return (a < b ? a : b) / 100.0;
	}
}

/* The same of numbers from 0 to 1. */
double
power_tnorm_of_shares(enum power_tnorm tnorm, double a, double b)
{
	double		least = a < b ? a : b;
	double		most = a < b ? b : a;

	switch (tnorm)
	{
		case TNORM_PRODUCT:
			return a * b;
		case TNORM_LUKASIEWICZ:
			/* this way 1 is neutral to the last digit */
			return most - 1 + least > 0 ? most - 1 + least : 0;
		case TNORM_GEOMETRIC:
			return sqrt(a * b);
		case TNORM_MINIMUM:
		default:
			return least;
	}
}

/* Probabilistic sum minus maximum: h + s - hs - max(h, s), which is min(h, s) - hs. */
double
power_profile_synergy(const power_profile *p)
{
	int			hard = power_profile_strength(p, POWER_HARD);
	int			soft = power_profile_strength(p, POWER_SOFT);

	return ((hard < soft ? hard : soft) * POWER_FULL - hard * soft) / 10000.0;
}

/* The cell of the highest degree, the first of several; POWER_UNKNOWN where no cell has one. */
int
power_profile_dominant(const power_profile *p)
{
	int			dominant = POWER_UNKNOWN;
	int			most = 0;

	for (int i = 0; i < POWER_CELLS; i++)
		if (p->degree[i] > most)
		{
			most = p->degree[i];
			dominant = i;
		}
	return dominant;
}

/* A number that stands for hundredths, within the error of a single-precision float. */
bool
power_degree_from_real(double x, uint8_t *degree)
{
	double		hundredths = x * 100;
	double		whole = floor(hundredths + 0.5);

	if (!(x >= 0 && x <= 1) || fabs(hundredths - whole) > 1e-4)
		return false;
	*degree = (uint8_t) whole;
	return true;
}

int
power_scheme_by_name(const char *name, size_t len)
{
	for (size_t i = 0; i < lengthof(power_schemes); i++)
		if (keyword_is(name, len, power_schemes[i].name))
			return (int) i;
	return POWER_UNKNOWN;
}

/* The name of a built-in scheme, NULL behind the last. */
const char *
power_scheme_name(int scheme)
{
	return scheme >= 0 && (size_t) scheme < lengthof(power_schemes) ? power_schemes[scheme].name : NULL;
}

/* By the first scheme, which is the one that is meant where none is named: its tables are known when this is compiled. */
const power_profile *
power_profile_of_code(event_code code)
{
	return &power_scheme_rows_0[power_scheme_row_of_0[code - EVENT_CODE_FIRST]].profile;
}

const power_profile *
power_profile_in_scheme(int scheme, event_code code)
{
	const power_scheme *s = &power_schemes[scheme];

	return &s->rows[s->row_of[code - EVENT_CODE_FIRST]].profile;
}

/* The rows of a coding as they are written, in the order of their codes. */
const power_scheme_row *
power_scheme_list(int scheme, size_t *count)
{
	*count = power_schemes[scheme].count;
	return power_schemes[scheme].rows;
}
