/* Countries: published facts, and properties over every code, every name of the data and every spell. */
#include <stdlib.h>
#include <string.h>

#include <unicode/uloc.h>

#include "core/actor/country.h"
#include "tap.h"

#define DAY_1950 (-18262)

static int
find(enum country_scheme scheme, const char *code, int32_t on_date)
{
	return country_lookup(scheme, code, strlen(code), on_date);
}

static int
by_name(const char *name)
{
	return country_by_name(name, strlen(name));
}

static bool
folds_to(const char *name, const char *expected)
{
	char		buf[200];
	size_t		len = country_fold(name, strlen(name), buf, sizeof(buf));

	return len == strlen(expected) && memcmp(buf, expected, len) == 0;
}

static void
test_schemes(void)
{
	CHECK(country_scheme_by_name("fips", 4) == COUNTRY_FIPS && country_scheme_by_name("fip", 3) == -1 &&
		  country_scheme_by_name("", 0) == -1, "schemes are known by their whole name");
	for (int i = 0; i < COUNTRY_SCHEMES; i++)
	{
		const char *name = country_scheme_name((enum country_scheme) i);

		CHECK(country_scheme_by_name(name, strlen(name)) == i && country_scheme_description((enum country_scheme) i)[0] != '\0',
			  "scheme %s finds itself and is described", name);
	}
}

static void
test_facts(void)
{
	static const struct
	{
		enum country_scheme from;
		const char *code;
		enum country_scheme to;
		const char *expected;
	}			facts[] = {
		{COUNTRY_ISO2, "NA", COUNTRY_ISO3, "NAM"},
		{COUNTRY_FIPS, "AU", COUNTRY_ISO2, "AT"},
		{COUNTRY_FIPS, "CH", COUNTRY_ISO2, "CN"},
		{COUNTRY_FIPS, "GM", COUNTRY_COWN, "255"},
		{COUNTRY_FIPS, "UK", COUNTRY_CAMEO, "GBR"},
		{COUNTRY_ISONUM, "4", COUNTRY_ISONUM, "004"},
		{COUNTRY_COWN, "002", COUNTRY_COWC, "USA"},
		{COUNTRY_COWC, "CZE", COUNTRY_ISO3, "CSK"},
		{COUNTRY_COWC, "CZR", COUNTRY_ISO3, "CZE"},
		{COUNTRY_COWC, "AUS", COUNTRY_ISO3, "AUT"},
		{COUNTRY_COWN, "970", COUNTRY_ISO2, "NR"},
		{COUNTRY_GWN, "970", COUNTRY_ISO2, "KI"},
		{COUNTRY_CAMEO, "MTN", COUNTRY_ISO3, "MNE"},
		{COUNTRY_CAMEO, "ROM", COUNTRY_CAMEO, "ROU"},
		{COUNTRY_CAMEO, "KSV", COUNTRY_GWN, "347"},
		{COUNTRY_ISO3, "usa", COUNTRY_ISO3, "USA"},
	};

	char		buf[COUNTRY_NAME_CAP];

	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
	{
		int			country = find(facts[i].from, facts[i].code, CALENDAR_ANY_DAY);

		buf[0] = '\0';
		CHECK(country >= 0 && country_code_in(country, facts[i].to, CALENDAR_ANY_DAY, buf, sizeof(buf)) &&
			  strcmp(buf, facts[i].expected) == 0, "%s %s is %s %s, found %s", country_scheme_name(facts[i].from),
			  facts[i].code, country_scheme_name(facts[i].to), facts[i].expected, buf);
	}
	CHECK(find(COUNTRY_CAMEO, "per", CALENDAR_ANY_DAY) == -1, "CAMEO keeps its case");
	CHECK(find(COUNTRY_CAMEO, "AFR", CALENDAR_ANY_DAY) == -1, "a region is no country");
	CHECK(find(COUNTRY_ISO2, "", CALENDAR_ANY_DAY) == -1 && find(COUNTRY_ISO2, "N", CALENDAR_ANY_DAY) == -1 &&
		  find(COUNTRY_ISO2, "NAX", CALENDAR_ANY_DAY) == -1 && find(COUNTRY_COWN, "2a", CALENDAR_ANY_DAY) == -1 &&
		  find(COUNTRY_ISO2, "N\xc1", CALENDAR_ANY_DAY) == -1 && find(COUNTRY_ISONUM, "0840", CALENDAR_ANY_DAY) == -1,
		  "what no code can be is unknown");
	CHECK(country_lookup(COUNTRY_ISO2, "N\0", 2, CALENDAR_ANY_DAY) == -1 && country_lookup(COUNTRY_ISO2, "NAM", 2, CALENDAR_ANY_DAY) >= 0,
		  "the length counts, not a NUL");
	CHECK(find(COUNTRY_COWN, "365", DAY_1950) == find(COUNTRY_ISO3, "SUN", CALENDAR_ANY_DAY) &&
		  find(COUNTRY_COWN, "365", 0) == find(COUNTRY_ISO3, "RUS", CALENDAR_ANY_DAY), "COW 365 by date");
	CHECK(!country_code_in(-1, COUNTRY_ISO2, CALENDAR_ANY_DAY, buf, sizeof(buf)) &&
		  !country_code_in(country_count(), COUNTRY_ISO2, CALENDAR_ANY_DAY, buf, sizeof(buf)) &&
		  country_display_name(-1, "en", buf, sizeof(buf)) == 0, "no country has no code and no name");
	CHECK(find(COUNTRY_NAME, "Korea", CALENDAR_ANY_DAY) == -1 && find(COUNTRY_NAME, "Korea", 0) == -1 &&
		  strcmp(country_key(find(COUNTRY_NAME, "Korea", -36524)), "korea") == 0, "a name that meant a country in 1900");
	CHECK(country_is_part(find(COUNTRY_CAMEO, "SCG", CALENDAR_ANY_DAY), find(COUNTRY_CAMEO, "SRB", CALENDAR_ANY_DAY)) &&
		  !country_is_part(find(COUNTRY_CAMEO, "SRB", CALENDAR_ANY_DAY), find(COUNTRY_CAMEO, "SCG", CALENDAR_ANY_DAY)), "parts of a state that ended");
	for (int s = COUNTRY_COWC; s <= COUNTRY_GWN; s++)
		CHECK(!country_code_in(find(COUNTRY_ISO3, "DEU", CALENDAR_ANY_DAY), (enum country_scheme) s, -19907, buf, sizeof(buf)) &&
			  country_code_in(find(COUNTRY_ISO3, "DEU", CALENDAR_ANY_DAY), (enum country_scheme) s, DAY_1950, buf, sizeof(buf)),
			  "%s: no state of Germany on 1945-07-01", country_scheme_name((enum country_scheme) s));
	CHECK(find(COUNTRY_ISO3, "SUN", 0) == -1, "what no longer exists is unknown today");
}

/*
 * On any day, the code that a country has leads to a country that has this code: itself, the state that was there
 * before it (YEM in 1985 is North Yemen), or the whole that it is a part of (the West Bank is read as WE, not PSE).
 */
static void
test_round_trips(void)
{
	static const int32_t days[] = {CALENDAR_ANY_DAY, -50000, -30000, DAY_1950, -10000, -3500, -2000, 1200, 2300, 9000};
	int			wrong = 0;
	int			others = 0;
	int			tried = 0;

	for (size_t d = 0; d < sizeof(days) / sizeof(days[0]); d++)
		for (int country = 0; country < country_count(); country++)
			for (int s = 0; s < COUNTRY_SCHEMES; s++)
			{
				char		code[COUNTRY_NAME_CAP];
				char		again[COUNTRY_NAME_CAP] = "";
				int			back;

				if (!country_code_in(country, (enum country_scheme) s, days[d], code, sizeof(code)))
					continue;
				tried++;
				back = find((enum country_scheme) s, code, days[d]);
				others += back != country;
				if (back < 0 || !country_code_in(back, (enum country_scheme) s, days[d], again, sizeof(again)) || strcmp(code, again) != 0)
				{
					printf("# %s: %s %s leads to %s, which has %s\n", country_key(country), country_scheme_name((enum country_scheme) s),
						   code, back < 0 ? "nothing" : country_key(back), again);
					wrong++;
				}
			}
	CHECK(wrong == 0 && tried > 15000, "%d codes lead to a country that has them", tried);
	CHECK(others > 0 && others < 200, "%d of them to another that shares them", others);
}

static void
test_cameo(void)
{
	int			wrong = 0;
	int			known = 0;

	for (int i = 0; i < 26 * 26 * 26; i++)
	{
		char		g[3] = {(char) ('A' + i / 676), (char) ('A' + i / 26 % 26), (char) ('A' + i % 26)};
		int			country = country_by_cameo(g);

		known += country >= 0;
		wrong += country != country_lookup(COUNTRY_CAMEO, g, 3, CALENDAR_ANY_DAY);
	}
	CHECK(wrong == 0 && known > 250, "the fast path agrees with the lookup on all %d CAMEO codes", known);
	CHECK(country_by_cameo("usa") == -1 && country_by_cameo("US1") == -1 && country_by_cameo("\xff\xff\xff") == -1 &&
		  country_by_cameo("\0\0\0") == -1 && country_by_cameo("GOV") == -1 && country_by_cameo("USA") >= 0,
		  "nothing but capitals is a country's code");
}

static void
test_folding(void)
{
	CHECK(folds_to("  The  CÔTE d’Ivoire. ", "cote d ivoire"), "case, diacritics, punctuation, article");
	CHECK(folds_to("St. Kitts & Nevis", "saint kitts and nevis"), "St. and &");
	CHECK(folds_to("A\xcc\x8aland", "aland"), "combining marks");
	CHECK(folds_to("الإِمـَارات", "الامارات"), "Arabic letters, marks and tatweel");
	CHECK(folds_to("سوريةـ،", "سوريه"), "teh marbuta, comma");
	CHECK(folds_to("Dem. People's Rep. of Korea", "democratic people s republic of korea") && folds_to("Cook Island", "cook islands") &&
		  folds_to("St. Vin. and Gren.", "saint vincent and grenadines"), "abbreviations");
	CHECK(folds_to("D.P.R. Korea", "dpr korea") && folds_to("U.S. Virgin Is.", "us virgin islands") && folds_to("S. Korea", "s korea") &&
		  folds_to("S.Korea", "s korea") && folds_to("A.B", "ab") && folds_to("1.2.3", "1 2 3") && folds_to(".A.", "a"), "initials");
	CHECK(folds_to("the", "") && folds_to("...", "") && folds_to("", ""), "nothing is left");
	CHECK(folds_to("\xff", "") && folds_to("Fran\xe7""e", "") && folds_to("\xc1\x81", "") && folds_to("\xe0\x81\x81", "") && folds_to("\xed\xa0\x80", "") &&
		  folds_to("\xf4\x90\x80\x80", "") && folds_to("Egypt\xd8", ""), "bytes that are not UTF-8 give nothing");
	for (size_t cap = 0; cap < 12; cap++)
	{
		char	   *buf = malloc(cap + 1);
		size_t		len = country_fold("st the Egypt", 12, buf, cap);

		CHECK(len == (cap < 12 ? 0 : 11), "a buffer of %zu bytes is not overrun", cap);
		free(buf);
	}
}

/* The data names what the tables must find, so the folding of the generator and of the library agree. */
static void
test_names(void)
{
	char		line[1000];
	int			rows = 0;
	int			wrong = 0;
	FILE	   *in = fopen("src/data/country_name.tsv", "r");

	if (in == NULL)
	{
		printf("# run from the top of the sources\n");
		CHECK(false, "src/data/country_name.tsv is there");
		return;
	}
	while (fgets(line, sizeof(line), in) != NULL)
	{
		char	   *name = strchr(line, '\t');
		char	   *end = name != NULL ? strchr(name + 1, '\t') : NULL;
		int			country;

		if (end == NULL || line[0] == '#' || strncmp(line, "key\t", 4) == 0)
			continue;
		*name++ = *end = '\0';
		country = by_name(name);
		rows++;
		if (country < 0 || strcmp(country_key(country), line) != 0)
		{
			printf("# %s is not found as %s\n", name, line);
			wrong++;
		}
	}
	fclose(in);
	for (int i = 0; i < country_count(); i++)
		wrong += by_name(country_name_en(i)) != i || by_name(country_name_ar(i)) != i;
	CHECK(wrong == 0 && rows >= 600, "all %d names of the data are found", rows);
	for (const char *const *name = (const char *const[]) {"Rep. of Korea", "KOR", "Korea, Rep.", "KOR", "Korea, Rep. of", "KOR", "Korea (Republic of the)", "KOR",
			"Korea, Dem. People's Rep. of", "PRK", "D.P.R. Korea", "PRK", "Iran (Islamic Rep. of)", "IRN", "Dem. Rep. of the Congo", "COD", "Congo, Dem. Rep. of the", "COD",
			"Congo, Rep.", "COG", "Syrian Arab Rep.", "SYR", "Central African Rep.", "CAF", "Virgin Islands (US)", "VIR", "Virgin Islands (British)", "VGB", "Armenia, Rep. of", "ARM",
			"Micronesia, Fed. Sts.", "FSM", "Guinea, Equatorial", "GNQ", "Cook Island", "COK", "Madagaskar", "MDG", "The former Yugoslav Rep. of Macedonia", "MKD", NULL}; *name; name += 2)
		CHECK(by_name(name[0]) >= 0 && strcmp(country_key(by_name(name[0])), name[1]) == 0, "%s is %s", name[0], name[1]);
	CHECK(by_name("Paris, France") == -1 && by_name("Georgia, USA") == -1 && by_name(", Korea") == -1 && by_name("Korea,") == -1 && by_name("(") == -1,
		  "turning a name round guesses nothing");
	CHECK(by_name("Germ") == -1 && by_name("Germany x") == -1 && by_name("Korea") == -1, "names are matched whole");
}

static void
test_hostile_names(void)
{
	size_t		size = 1 << 20;
	char	   *big = malloc(size);
	unsigned	seed = 20240101;

	memset(big, ' ', size);
	CHECK(country_by_name(big, size) == -1, "a megabyte of spaces");
	memcpy(big + size - 5, "Egypt", 5);
	CHECK(country_by_name(big, size) == by_name("Egypt"), "a name after a megabyte of spaces");
	memset(big, 'x', size);
	CHECK(country_by_name(big, size) == -1, "a megabyte of letters");
	/* a name that is turned round is written into a buffer: both parts as long as any name can be, and longer */
	for (size_t part = 1; part < 300; part++)
	{
		memset(big, 'x', 2 * part + 1);
		big[part] = ',';
		if (country_by_name(big, 2 * part + 1) != -1)
			CHECK(false, "two parts of %zu letters are a country", part);
	}
	for (int round = 0; round < 20000; round++)
	{
		size_t		len = round % 40;
		char	   *exact = malloc(len + 1);

		for (size_t i = 0; i < len; i++)
		{
			seed = seed * 1103515245 + 12345;
			exact[i] = (char) (seed >> 16);
		}
		(void) country_by_name(exact, len);
		(void) country_locale_is_valid(exact, len);
		for (int s = 0; s < COUNTRY_SCHEMES; s++)
			(void) country_lookup((enum country_scheme) s, exact, len < 5 ? len : 2, CALENDAR_ANY_DAY);
		free(exact);
	}
	tap_tried(20000, "random names");
	CHECK(true, "20,000 random strings");
	free(big);
}

/* Every spell's number means a country on every day of the spell; spells of one number do not overlap. */
static void
test_spells(void)
{
	size_t		count;
	const country_spell *spells = country_spell_list(&count);
	int			unresolved = 0;
	int			disorder = 0;
	int			cow_1816 = 0;

	for (size_t i = 0; i < count; i++)
	{
		const country_spell *spell = &spells[i];
		int32_t		last = spell->last == INT32_MAX ? 12000 : spell->last;

		cow_1816 += spell->scheme == COUNTRY_COWN && spell->first == -67205;
		disorder += spell->first > spell->last;
		for (int32_t day = spell->first; day < last; day += 7)
			unresolved += find(spell->scheme, spell->number, day) < 0;
		unresolved += find(spell->scheme, spell->number, last) < 0 || find(spell->scheme, spell->number, CALENDAR_ANY_DAY) < 0;
		if (i > 0 && spells[i - 1].scheme == spell->scheme)
			disorder += atoi(spells[i - 1].number) > atoi(spell->number) ||
				(strcmp(spells[i - 1].number, spell->number) == 0 && spells[i - 1].last >= spell->first);
	}
	CHECK(unresolved == 0, "the number of all %zu spells is a country on every day", count);
	CHECK(disorder == 0, "spells are in order and do not overlap");
	CHECK(cow_1816 == 23, "COW begins with 23 states on 1816-01-01");
}

static void
test_display_names(void)
{
	char		buf[COUNTRY_NAME_CAP * 3];
	int			nameless = 0;
	UErrorCode	status = U_ZERO_ERROR;

	for (int i = 0; i < country_count(); i++)
		nameless += country_display_name(i, "en", buf, sizeof(buf)) == 0 || country_display_name(i, "ar", buf, sizeof(buf)) == 0 ||
			(unsigned char) buf[0] < 0x80;
	CHECK(nameless == 0, "every country has a name in English and one in Arabic letters");
	CHECK(country_display_name(by_name("Germany"), "fr", buf, sizeof(buf)) == 9 && strcmp(buf, "Allemagne") == 0, "Germany in French");
	uloc_setDefault("fr", &status);
	CHECK(country_display_name(by_name("Germany"), "xx", buf, sizeof(buf)) == 7 && strcmp(buf, "Germany") == 0,
		  "English for a language that ICU does not have, wherever the machine stands");
	CHECK(country_display_name(by_name("Soviet Union"), "ar_EG", buf, sizeof(buf)) > 0 && strcmp(buf, "الاتحاد السوفيتي") == 0,
		  "our own name for a historic state");
	for (size_t cap = 0; cap < 8; cap++)
	{
		char	   *exact = malloc(cap + 1);

		CHECK(country_display_name(by_name("Germany"), "en", exact, cap) == 0, "no room in %zu bytes", cap);
		CHECK(country_display_name(by_name("East Germany"), "en", exact, cap) == 0, "nor for a name of our own");
		free(exact);
	}
	CHECK(country_display_name(by_name("Germany"), "en", buf, 8) == 7, "8 bytes are enough");
	CHECK(country_display_name(by_name("Baden"), "en", buf, 5) == 0 && country_display_name(by_name("Baden"), "en", buf, 6) == 5,
		  "room for a NUL is asked for");
}

static void
test_locales(void)
{
	static const char *const good[] = {"en", "ar", "AR", "ar_EG", "zh-Hant-TW", "es-419", "root", "und"};
	static const char *const bad[] = {"", "e", "en_", "_en", "en__US", "en US", "en@x=y", "12", "abcdefghi", "en-\xd8\xa7", "ar_EG.UTF-8"};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CHECK(country_locale_is_valid(good[i], strlen(good[i])), "%s is a locale", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(!country_locale_is_valid(bad[i], strlen(bad[i])), "'%s' is no locale", bad[i]);
}

int
main(void)
{
	test_schemes();
	test_facts();
	test_round_trips();
	test_cameo();
	test_folding();
	test_names();
	test_hostile_names();
	test_spells();
	test_display_names();
	test_locales();
	return tap_done();
}
