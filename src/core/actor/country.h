/*
 * Countries, states and territories, present and historic, and their codes in nine schemes.
 *
 * A country is an index into one table; the index is good for one build only and is never stored. -1, no country,
 * may be handed on: it has no code and no name. A code may have meant another country on another day (COW 365 was
 * the Soviet Union) and means another in another scheme (FIPS AU is Austria), so every lookup takes both.
 *
 * The day chooses between countries that share a code and between codes that one country had; it does not ask
 * whether the country was a member of a state system, which the spells below tell. Only a country that no longer
 * exists is unknown on a day outside its life.
 */
#ifndef SMARTDIP_CORE_COUNTRY_H
#define SMARTDIP_CORE_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/calendar.h"

/* The order is that of the generated tables. */
enum country_scheme
{
	COUNTRY_NAME,
	COUNTRY_CAMEO,
	COUNTRY_ISO2,
	COUNTRY_ISO3,
	COUNTRY_ISONUM,
	COUNTRY_FIPS,
	COUNTRY_COWC,
	COUNTRY_COWN,
	COUNTRY_GWN,
	COUNTRY_SCHEMES
};

/* A code with its final NUL fits, so does every name of our own. */
#define COUNTRY_CODE_CAP 8
#define COUNTRY_NAME_CAP 256

/* A spell of membership in the state system of COW (scheme COUNTRY_COWN) or of Gleditsch and Ward (COUNTRY_GWN). */
typedef struct country_spell
{
	uint8_t		scheme;
	char		number[4];
	char		abbreviation[4];
	int32_t		first;			/* both days belong to the spell */
	int32_t		last;			/* INT32_MAX: still a member when the list was made */
	bool		microstate;		/* on Gleditsch and Ward's separate list */
} country_spell;

extern int	country_scheme_by_name(const char *name, size_t len);
extern const char *country_scheme_name(enum country_scheme scheme);
extern const char *country_scheme_description(enum country_scheme scheme);

extern int	country_count(void);
extern const char *country_key(int country);
extern const char *country_name_en(int country);
extern const char *country_name_ar(int country);

/* The index of the country, -1 where the code is unknown or no country had it on that day. */
extern int	country_lookup(enum country_scheme scheme, const char *code, size_t len, int32_t on_date);

/* Three upper-case bytes: the fast way to see whether a group of an actor code is a country. */
extern int	country_by_cameo(const char g[3]);

/*
 * English or Arabic, UTF-8, compared whole after folding (src/data/country_fold.tsv, country_word.tsv). The second
 * tells a country that the name meant as long as it lasted, -1 for most names.
 */
extern int	country_by_name(const char *s, size_t len);
extern int	country_by_name_then(const char *s, size_t len);

/* Did the whole fall into parts, of which this is one? */
extern bool country_is_part(int whole, int part);

/*
 * The folded form of a name, without a final NUL. Gives its length; 0 where nothing is left, where the bytes are
 * not UTF-8, and where the result does not fit.
 */
extern size_t country_fold(const char *s, size_t len, char *buf, size_t cap);

/* Writes the code with its NUL; false where the country has none in that scheme on that day, or it does not fit. */
extern bool country_code_in(int country, enum country_scheme scheme, int32_t on_date, char *buf, size_t cap);

/* Is it formed like a locale: en, ar_EG, zh-Hant-TW? */
extern bool country_locale_is_valid(const char *locale, size_t len);

/*
 * The name of a country in a locale, UTF-8 with its NUL; gives its length, 0 where it does not fit. ICU's name for
 * what ISO 3166-1 lists, otherwise our own: Arabic for ar, English for every other language and for a language
 * that ICU does not have.
 */
extern size_t country_display_name(int country, const char *locale, char *buf, size_t cap);

/* Spells sorted by scheme, number and first day. */
extern const country_spell *country_spell_list(size_t *count);

#endif
