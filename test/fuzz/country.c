/* libFuzzer target: names and codes of countries, locales, blocs and decimals of any bytes. A code that is found leads back to its country. */
#include <string.h>

#include "core/actor/bloc.h"
#include "core/actor/country.h"
#include "core/base/blank.h"
#include "core/base/calendar.h"
#include "fuzz.h"

static void
check_code(int country, enum country_scheme scheme)
{
	char		code[COUNTRY_NAME_CAP];

	require(country >= -1 && country < country_count());
	if (country >= 0 && country_code_in(country, scheme, CALENDAR_ANY_DAY, code, sizeof(code)))
		require(strlen(code) < sizeof(code));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *) data;
	char		folded[COUNTRY_NAME_CAP];
	char	   *again = malloc(size + 1);
	size_t		folded_size = country_fold(s, size, folded, sizeof(folded));
	const char *trimmed = s;
	size_t		trimmed_size = size;

	require(folded_size <= sizeof(folded));
	memcpy(again, s, size);
	again[size] = '\0';
	for (int scheme = 0; scheme < COUNTRY_SCHEMES; scheme++)
		check_code(country_lookup((enum country_scheme) scheme, s, size, CALENDAR_ANY_DAY), (enum country_scheme) scheme);
	if (size >= 3)
		check_code(country_by_cameo(s), COUNTRY_CAMEO);
	check_code(country_by_name(s, size), COUNTRY_NAME);
	check_code(country_by_name_then(s, size), COUNTRY_NAME);
	require(country_scheme_by_name(s, size) < COUNTRY_SCHEMES);
	if (country_locale_is_valid(s, size))
	{
		char		name[COUNTRY_NAME_CAP];

		require(country_display_name(0, again, name, sizeof(name)) < sizeof(name));
	}
	bloc_by_name(s, size);
	blank_trim_ends(&trimmed, &trimmed_size);
	require(trimmed >= s && trimmed + trimmed_size <= s + size);
	free(again);
	return 0;
}
