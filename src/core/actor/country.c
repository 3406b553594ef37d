/*
 * Country codes: binary search in tables made from src/data at build time.
 *
 * Each scheme has its sorted codes. Rows of country.tsv ("columns") need no day; rows of country_code.tsv ("extras")
 * are dated, or old or alternative codes of a country, and beat the column on the days they are valid.
 */
#include "core/actor/country.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/blank.h"
#include "core/base/keyword.h"

#include "core/generated/country_data.h"

#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define COUNTRIES ((int) lengthof(country_rows))

static const struct
{
	const char *name;
	const char *description;
}			country_schemes[COUNTRY_SCHEMES] = {
	{"name", "name in English or Arabic, compared whole; written as smartdip's English name"},
	{"cameo", "CAMEO country code of three upper-case letters; ISO alpha-3 but for a few (WSB, GZS, BAG, MTN, IMY, KSV)"},
	{"iso2", "ISO 3166-1 alpha-2, in either case; NA is Namibia"},
	{"iso3", "ISO 3166-1 alpha-3, in either case, and the withdrawn codes of ISO 3166-3"},
	{"isonum", "ISO 3166-1 numeric, written with three digits, read with or without leading zeros"},
	{"fips", "FIPS 10-4 and its successor GEC, in either case; as in GDELT's geographic columns (AU is Austria)"},
	{"cowc", "Correlates of War state abbreviation, in either case"},
	{"cown", "Correlates of War state number"},
	{"gwn", "Gleditsch-Ward state number"}
};

int
country_scheme_by_name(const char *name, size_t len)
{
	for (int i = 0; i < COUNTRY_SCHEMES; i++)
		if (keyword_is(name, len, country_schemes[i].name))
			return i;
	return -1;
}

const char *
country_scheme_name(enum country_scheme scheme)
{
	return country_schemes[scheme].name;
}

const char *
country_scheme_description(enum country_scheme scheme)
{
	return country_schemes[scheme].description;
}

int
country_count(void)
{
	return COUNTRIES;
}

const char *
country_key(int country)
{
	return country_rows[country].key;
}

const char *
country_name_en(int country)
{
	return country_rows[country].name_en;
}

const char *
country_name_ar(int country)
{
	return country_rows[country].name_ar;
}

const country_spell *
country_spell_list(size_t *count)
{
	*count = lengthof(country_spells);
	return country_spells;
}

static bool
country_lives(int country, int32_t on_date)
{
	return on_date == CALENDAR_ANY_DAY ||
		(on_date >= country_rows[country].first && on_date <= country_rows[country].last);
}

/*
 * Brings a code into the form of the tables: capitals for letters, no leading zeros for numbers but three digits for
 * ISO's. CAMEO keeps its case, in which per (an ethnic group) is not PER (a country).
 */
static bool
normalize_code(enum country_scheme scheme, const char *code, size_t len, char out[4])
{
	bool		number = scheme == COUNTRY_ISONUM || scheme == COUNTRY_COWN || scheme == COUNTRY_GWN;
	size_t		n = 0;

	if (len == 0 || len > 3)
		return false;
	if (scheme == COUNTRY_ISONUM)
		for (size_t i = len; i < 3; i++)
			out[n++] = '0';
	else if (number)
		for (; len > 1 && *code == '0'; len--)
			code++;
	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) code[i];

		if (number ? !ascii_is_digit(c) : !ascii_is_letter(c))
			return false;
		if (!number && scheme != COUNTRY_CAMEO)
			c &= 0xdf;
		out[n++] = (char) c;
	}
	out[n] = '\0';
	return true;
}

/*
 * How well a row answers: an extra on its own days, then the column, then an extra beside its days (its country may
 * still be meant by an old code). Without a day the column is the answer that holds today.
 */
static int
row_rank(const struct country_code_row *row, int32_t on_date)
{
	if (!row->extra)
		return 2;
	return on_date != CALENDAR_ANY_DAY && on_date >= row->first && on_date <= row->last ? 3 : 1;
}

int
country_lookup(enum country_scheme scheme, const char *code, size_t len, int32_t on_date)
{
	char		wanted[4];
	int			low;
	int			high;
	int			best_rank = 0;
	int			best = -1;

	if (scheme == COUNTRY_NAME)
	{
		best = on_date != CALENDAR_ANY_DAY ? country_by_name_then(code, len) : -1;
		if (best >= 0 && country_lives(best, on_date))
			return best;
		best = country_by_name(code, len);
		return best >= 0 && country_lives(best, on_date) ? best : -1;
	}
	blank_trim(&code, &len);
	if (!normalize_code(scheme, code, len, wanted))
		return -1;

	low = country_code_start[scheme];
	high = country_code_start[scheme + 1];
	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (strcmp(country_codes[middle].code, wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < country_code_start[scheme + 1] && strcmp(country_codes[low].code, wanted) == 0; low++)
	{
		int			rank = row_rank(&country_codes[low], on_date);

		if (rank > best_rank && country_lives(country_codes[low].country, on_date))
		{
			best_rank = rank;
			best = country_codes[low].country;
		}
	}
	return best;
}

int
country_by_cameo(const char g[3])
{
	unsigned	first = (unsigned char) g[0] - 'A';
	unsigned	second = (unsigned char) g[1] - 'A';

	if (first > 25 || second > 25)
		return -1;
	for (unsigned i = country_cameo_start[first * 26 + second]; i < country_cameo_start[first * 26 + second + 1]; i++)
		if (country_cameo[i].third == g[2])
			return country_cameo[i].country;
	return -1;
}

bool
country_is_part(int whole, int part)
{
	for (size_t i = 0; i < lengthof(country_parts); i++)
		if (country_parts[i].whole == whole && country_parts[i].part == part)
			return true;
	return false;
}

/* A day on which there was no state of that country: none of the lists of states has a code for it. */
static bool
between_states(int country, int32_t on_date)
{
	for (size_t i = 0; i < lengthof(country_gaps); i++)
		if (country_gaps[i].country == country && on_date >= country_gaps[i].first && on_date <= country_gaps[i].last)
			return true;
	return false;
}

/* The code as it stands in the tables, NULL for none. */
static const char *
code_of(int country, enum country_scheme scheme, int32_t on_date)
{
	const struct country_row *row;
	const struct country_code_row *best = NULL;

	if (country < 0 || country >= COUNTRIES || !country_lives(country, on_date))
		return NULL;
	row = &country_rows[country];
	if (scheme == COUNTRY_NAME)
		return row->name_en;
	if (scheme >= COUNTRY_COWC && between_states(country, on_date))
		return NULL;
	for (int i = row->extra; i < row->extra + row->extras; i++)
	{
		const struct country_code_row *extra = &country_extras[i];

		if (extra->scheme != scheme)
			continue;
		if (on_date == CALENDAR_ANY_DAY)
			best = best == NULL || extra->last > best->last ? extra : best;
		else if (on_date >= extra->first && on_date <= extra->last)
			return extra->code;
	}
	if (row->codes[scheme][0] != '\0')
		return row->codes[scheme];
	return best != NULL ? best->code : NULL;
}

bool
country_code_in(int country, enum country_scheme scheme, int32_t on_date, char *buf, size_t cap)
{
	const char *code = code_of(country, scheme, on_date);
	size_t		len;

	if (code == NULL || (len = strlen(code)) >= cap)
		return false;
	memcpy(buf, code, len + 1);
	return true;
}

/* Two to eight letters, then subtags of one to eight letters or digits after - or _. */
bool
country_locale_is_valid(const char *locale, size_t len)
{
	size_t		start = 0;

	if (len > ULOC_FULLNAME_CAPACITY - 16)
		return false;
	for (size_t i = 0; i <= len; i++)
	{
		unsigned char c = i < len ? (unsigned char) locale[i] : '-';
		bool		letter = ascii_is_letter(c);

		if (c == '-' || c == '_')
		{
			if (i - start > 8 || i - start < (start == 0 ? 2 : 1))
				return false;
			start = i + 1;
		}
		else if (!letter && !(start > 0 && ascii_is_digit(c)))
			return false;
	}
	return true;
}

static size_t
copy_name(const char *name, char *buf, size_t cap)
{
	size_t		len = strlen(name);

	if (len >= cap)
		return 0;
	memcpy(buf, name, len + 1);
	return len;
}

size_t
country_display_name(int country, const char *locale, char *buf, size_t cap)
{
	const struct country_row *row;
	char		region[sizeof("und_") + 2] = "und_";
	char		language[ULOC_LANG_CAPACITY] = "";
	UChar		wide[COUNTRY_NAME_CAP];
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		len;
	int32_t		bytes;

	if (country < 0 || country >= COUNTRIES)
		return 0;
	row = &country_rows[country];
	if (row->region[0] != '\0')
	{
		memcpy(region + 4, row->region, 3);
		len = uloc_getDisplayCountry(region, locale, wide, COUNTRY_NAME_CAP, &status);
		/* ICU falls back to the machine's locale for a language it does not have: we do not follow it there. */
		if (U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING && status != U_STRING_NOT_TERMINATED_WARNING)
		{
			u_strToUTF8(buf, cap > INT32_MAX ? INT32_MAX : (int32_t) cap, &bytes, wide, len, &status);
			return U_SUCCESS(status) && (size_t) bytes < cap ? (size_t) bytes : 0;
		}
	}
	status = U_ZERO_ERROR;
	uloc_getLanguage(locale, language, sizeof(language), &status);
	return copy_name(U_SUCCESS(status) && strcmp(language, "ar") == 0 ? row->name_ar : row->name_en, buf, cap);
}
