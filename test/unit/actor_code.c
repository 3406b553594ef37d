/*
 * Actor codes: what is refused, every operator against a plain twin, and the rules of classification on every
 * chain of up to four groups from a small alphabet that holds each category and each ambiguous code.
 */
#include <stdlib.h>

#include "core/actor/actor_code.h"
#include "core/actor/country.h"
#include "tap.h"

/* A copy of just this length, so that the sanitizer sees a read past it. */
static char *
exact(const char *s, size_t len)
{
	char	   *copy = malloc(len ? len : 1);

	if (copy == NULL)
		abort();
	memcpy(copy, s, len);
	return copy;
}

static enum actor_code_error
check(const char *s, size_t len)
{
	char	   *copy = exact(s, len);
	enum actor_code_error error = actor_code_check(copy, len);

	free(copy);
	return error;
}

static void
test_refusals(void)
{
	static const struct
	{
		const char *text;
		size_t		len;
		enum actor_code_error error;
	}			cases[] = {
		{"USA", 3, ACTOR_CODE_OK},
		{"scoGOV", 6, ACTOR_CODE_OK},
		{"CHRPRO210EDU", 12, ACTOR_CODE_OK},
		{"AAABBBCCCDDDEEEFFFGGGHHH", 24, ACTOR_CODE_OK},
		{"", 0, ACTOR_CODE_EMPTY},
		{"U", 1, ACTOR_CODE_BROKEN_GROUP},
		{"US", 2, ACTOR_CODE_BROKEN_GROUP},
		{"NGOEEURENV", 10, ACTOR_CODE_BROKEN_GROUP},
		{"AAABBBCCCDDDEEEFFFGGGHHHI", 25, ACTOR_CODE_TOO_LONG},
		{"AAABBBCCCDDDEEEFFFGGGHHHIII", 27, ACTOR_CODE_TOO_LONG},
		{"USA GOV", 7, ACTOR_CODE_BAD_CHARACTER},
		{" USA", 4, ACTOR_CODE_BAD_CHARACTER},
		{"---", 3, ACTOR_CODE_BAD_CHARACTER},
		{"US\0", 3, ACTOR_CODE_BAD_CHARACTER},
		{"\xc3\x9cSA", 4, ACTOR_CODE_BAD_CHARACTER},
		{"\xd9\x85\xd8\xb5\xd8\xb1", 6, ACTOR_CODE_BAD_CHARACTER},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK(check(cases[i].text, cases[i].len) == cases[i].error, "case %zu: %s", i,
			  actor_code_error_text(cases[i].error));
}

/* Names with as many letters as a code has are no codes in a file. */
static void
test_names(void)
{
	static const char *const names[] = {"kuwait", "Kuwait", "KUWAIT", "France", "TURKEY", "jordan", "Argentina", "Merkel", "merkel", "Usa"};
	static const char *const codes[] = {"USA", "usa", "per", "XYZ", "USAGOV", "scoGOV", "CHRPRO210EDU", "XYZABC", "USAXYZ", "IGOEUREEC", "MUSMED", "xyzGOV", "IRNxyz"};
	int			wrong = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		wrong += actor_code_check_read(names[i], strlen(names[i])) != ACTOR_CODE_NAME;
	CHECK(wrong == 0, "names are told from codes");
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		wrong += actor_code_check_read(codes[i], strlen(codes[i])) != ACTOR_CODE_OK;
	CHECK(wrong == 0, "and codes from names, also those that no list has");
	CHECK(actor_code_check_read("US", 2) == ACTOR_CODE_BROKEN_GROUP && actor_code_check("Kuwait", 6) == ACTOR_CODE_OK, "whatever else is read stays as it was");
}

/* Every byte at every place of codes of one to nine groups. */
static void
test_characters(void)
{
	char		code[27];
	int			wrong = 0;

	for (size_t len = 3; len <= sizeof(code); len += 3)
		for (size_t place = 0; place < len; place++)
			for (int c = 0; c < 256; c++)
			{
				bool		good = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
				enum actor_code_error error;

				memset(code, 'A', sizeof(code));
				code[place] = (char) c;
				error = check(code, len);
				if (len <= ACTOR_CODE_MAX_LENGTH || (!good && place < ACTOR_CODE_MAX_LENGTH))
					wrong += (error == ACTOR_CODE_OK) != good || (!good && error != ACTOR_CODE_BAD_CHARACTER);
				else
					wrong += error != ACTOR_CODE_TOO_LONG;
			}
	CHECK(wrong == 0, "letters and digits of ASCII are the characters of a code, at every place");
	wrong = 0;
	for (size_t len = 0; len <= sizeof(code); len++)
	{
		memset(code, 'z', sizeof(code));
		wrong += (check(code, len) == ACTOR_CODE_OK) != (len > 0 && len <= 24 && len % 3 == 0);
	}
	CHECK(wrong == 0, "3, 6, ... 24 are the lengths of a code");
}

/* Each category, the codes that are also countries, and the same letters in another case. */
static const char *const alphabet[] = {
	"USA", "PSE", "SHN", "SUN", "IGO", "MNC", "EUR", "UNO", "per", "MOS", "CHR", "GOV", "CVL", "RAD", "010", "Xy0"
};

#define ALPHABET (sizeof(alphabet) / sizeof(alphabet[0]))
#define CHAINS (ALPHABET + ALPHABET * ALPHABET + ALPHABET * ALPHABET * ALPHABET)

/* The n-th chain of one to three groups (or more, for a greater n); gives its length. */
static size_t
chain(size_t n, char out[ACTOR_CODE_MAX_LENGTH])
{
	size_t		len = 0;

	for (n++; n > 0; n = (n - 1) / ALPHABET)
	{
		memcpy(out + len, alphabet[(n - 1) % ALPHABET], 3);
		len += 3;
	}
	return len;
}

/* A plain twin of the search for a group. */
static bool
has_group(const char *s, size_t len, const char *group)
{
	for (size_t i = 0; i < len; i += 3)
		if (strncmp(s + i, group, 3) == 0)
			return true;
	return false;
}

static void
test_operators(void)
{
	int			wrong_set = 0;
	int			wrong_order = 0;
	int			wrong_prefix = 0;
	long		pairs = 0;

	for (size_t i = 0; i < CHAINS; i += 7)
		for (size_t j = 0; j < CHAINS; j += 11)
		{
			char		a[ACTOR_CODE_MAX_LENGTH + 1] = {0};
			char		b[ACTOR_CODE_MAX_LENGTH + 1] = {0};
			char		last[ACTOR_CODE_MAX_LENGTH];
			size_t		alen = chain(i, a);
			size_t		blen = chain(j, b);
			bool		all = true;
			bool		any = false;
			bool		prefix = strncmp(a, b, blen) == 0;
			int			order = actor_code_compare(a, alen, b, blen);

			for (size_t g = 0; g < blen; g += 3)
			{
				bool		found = has_group(a, alen, b + g);

				all = all && found;
				any = any || found;
			}
			wrong_set += actor_code_contains(a, alen, b, blen) != all || actor_code_overlaps(a, alen, b, blen) != any;
			wrong_order += (order < 0) != (strcmp(a, b) < 0) || (order == 0) != (strcmp(a, b) == 0) ||
				(order > 0) != (actor_code_compare(b, blen, a, alen) < 0);
			wrong_prefix += actor_code_starts_with(a, alen, b, blen) != prefix;
			/* the range of an index scan is the prefix test */
			wrong_prefix += prefix != (order >= 0 &&
									   actor_code_compare(a, alen, last, actor_code_last(b, blen, last)) <= 0);
			pairs++;
		}
	CHECK(pairs > 200000, "%ld pairs of codes", pairs);
	CHECK(wrong_set == 0, "containment and overlap are those of sets");
	CHECK(wrong_order == 0, "order is that of strcmp, antisymmetric");
	CHECK(wrong_prefix == 0, "prefixes, and the range from a code to its last, are the same");
}

static bool
reads(const char *code, size_t i, enum actor_category category)
{
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	char	   *copy = exact(code, strlen(code));
	size_t		count = actor_code_classify(copy, strlen(code), parts);
	bool		as_expected = count == strlen(code) / 3 && parts[i].category == category;

	free(copy);
	return as_expected;
}

static void
test_places(void)
{
	CHECK(reads("SUNGOV", 0, ACTOR_COUNTRY), "SUN in front is the Soviet Union");
	CHECK(reads("GOVSUN", 1, ACTOR_COUNTRY), "a role does not take the place of a country");
	CHECK(reads("MNCSUN", 1, ACTOR_COUNTRY), "a company has a country");
	CHECK(reads("IMGSUN", 1, ACTOR_RELIGION) && reads("MOSSUN", 1, ACTOR_RELIGION) &&
		  reads("IRQSUN", 1, ACTOR_RELIGION) && reads("perSUN", 1, ACTOR_RELIGION), "SUN behind others is the Sunnis");
	CHECK(reads("MUSGOV", 0, ACTOR_COUNTRY) && reads("MNCMUS", 1, ACTOR_COUNTRY) && reads("IMGMUSISI", 1, ACTOR_RELIGION) &&
		  reads("AFGMUS", 1, ACTOR_RELIGION), "MUS is Mauritius, or Phoenix's Muslims");
	CHECK(reads("SHN", 0, ACTOR_COUNTRY) && reads("JPNSHN", 1, ACTOR_RELIGION), "SHN is Saint Helena, or Shinto in Japan");
	CHECK(reads("PSEGOV", 0, ACTOR_COUNTRY) && reads("NGOPSE", 1, ACTOR_COUNTRY) &&
		  reads("LBNPSE", 1, ACTOR_KNOWN_GROUP), "PSE is a country unless another stands before it");
	CHECK(reads("PER", 0, ACTOR_COUNTRY) && reads("per", 0, ACTOR_ETHNIC) && reads("Per", 0, ACTOR_UNLISTED), "case decides");
	CHECK(reads("qqq", 0, ACTOR_ETHNIC), "small letters are a people, listed or not");
	CHECK(reads("CHRPRO210EDU", 2, ACTOR_DENOMINATION) && reads("GOV210", 1, ACTOR_UNLISTED) &&
		  reads("CHRANG001", 2, ACTOR_UNLISTED), "digits behind a religion number a denomination");
	CHECK(reads("AFGINSTAL", 2, ACTOR_KNOWN_GROUP), "a known group may stand anywhere");
}

static bool
kind_is(const char *code, enum actor_kind kind)
{
	return actor_code_kind(code, strlen(code)) == kind;
}

/* By one code each, also those that files write in several ways or behind the state that they were a part of. */
static void
test_countries(void)
{
	static const char *const codes[][2] = {
		{"SCGSRBGOV", "SRB"}, {"SCGGOV", "SCG"}, {"SCG", "SCG"}, {"SRB", "SRB"}, {"IGOSCGSRB", "SRB"}, {"SCGMNE", "MTN"}, {"YUGSCGSRB", "SRB"},
		{"SUNUKRGOV", "UKR"}, {"SUNUSA", "SUN"}, {"USASCGSRB", "USA"}, {"SRBSCG", "SRB"}, {"SCGGOVSRB", "SRB"}, {"ROMGOV", "ROU"}, {"ROUGOV", "ROU"},
		{"TMP", "TLS"}, {"ZARGOV", "COD"}, {"BYS", "BLR"}, {"MNEGOV", "MTN"}, {"IMN", "IMY"}, {"XKX", "KSV"}, {"MOSSUN", NULL}, {"IGOUNO", NULL}, {"sco", NULL}
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
	{
		char		buf[COUNTRY_CODE_CAP] = "";
		bool		found = country_code_in(actor_code_first_country(codes[i][0], strlen(codes[i][0])), COUNTRY_CAMEO, CALENDAR_ANY_DAY, buf, sizeof(buf));

		CHECK(found == (codes[i][1] != NULL) && strcmp(buf, found ? codes[i][1] : "") == 0, "the country of %s is %s", codes[i][0], found ? buf : "none");
	}
}

/* All of them in order, each once, with a state that ended and its part as one. */
static void
test_all_countries(void)
{
	static const char *const codes[][2] = {
		{"USAISRGOV", "USA ISR"}, {"USAUSA", "USA"}, {"IGOUNO", ""}, {"YUGSCGSRBMNE", "SRB MTN"}, {"SRBSCG", "SRB"}, {"USASCGSRB", "USA SRB"},
		{"SUNUKRRUS", "UKR RUS"}, {"ROMROU", "ROU"}, {"MOSSUN", ""}, {"USAGBRFRADEUITAESPPRTGRC", "USA GBR FRA DEU ITA ESP PRT GRC"}
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
	{
		int			countries[ACTOR_CODE_MAX_GROUPS];
		size_t		count = actor_code_countries(codes[i][0], strlen(codes[i][0]), countries);
		char		all[ACTOR_CODE_MAX_GROUPS * COUNTRY_CODE_CAP] = "";

		for (size_t j = 0; j < count; j++)
		{
			char		buf[COUNTRY_CODE_CAP] = "none";

			(void) country_code_in(countries[j], COUNTRY_CAMEO, CALENDAR_ANY_DAY, buf, sizeof(buf));
			strcat(all, j > 0 ? " " : "");
			strcat(all, buf);
		}
		CHECK(strcmp(all, codes[i][1]) == 0, "the countries of %s are %s", codes[i][0], all);
	}
}

static void
test_kinds(void)
{
	CHECK(kind_is("USA", ACTOR_KIND_STATE) && kind_is("USAGOV", ACTOR_KIND_STATE) && kind_is("GOVUSA", ACTOR_KIND_STATE),
		  "a country makes a state");
	CHECK(kind_is("MNCUSA", ACTOR_KIND_MNC) && kind_is("USAMNC", ACTOR_KIND_MNC), "a company stays one");
	CHECK(kind_is("IGOUNO", ACTOR_KIND_IGO) && kind_is("UNO", ACTOR_KIND_IGO) && kind_is("NGOHRIAMN", ACTOR_KIND_NGO),
		  "organisations");
	CHECK(kind_is("IGONGO", ACTOR_KIND_IGO) && kind_is("NGOIGO", ACTOR_KIND_NGO) && kind_is("UNOTAL", ACTOR_KIND_IGO) &&
		  kind_is("UNONGO", ACTOR_KIND_NGO), "of equals the first, a generic group before a known one");
	CHECK(kind_is("perGOV", ACTOR_KIND_ETHNIC) && kind_is("IRNper", ACTOR_KIND_ETHNIC) && kind_is("qqq", ACTOR_KIND_ETHNIC),
		  "peoples");
	CHECK(kind_is("IMGMOSALQ", ACTOR_KIND_TRANSNATIONAL) && kind_is("CHR", ACTOR_KIND_TRANSNATIONAL), "across borders");
	CHECK(kind_is("USAMIL", ACTOR_KIND_STATE) && kind_is("GOV", ACTOR_KIND_STATE) && kind_is("AFRGOV", ACTOR_KIND_STATE) &&
		  kind_is("USAMEDGOV", ACTOR_KIND_STATE), "organs of the state");
	CHECK(kind_is("CVL", ACTOR_KIND_INDIVIDUAL) && kind_is("USACVL", ACTOR_KIND_INDIVIDUAL) &&
		  kind_is("USABUSELI", ACTOR_KIND_INDIVIDUAL) && kind_is("USAELIBUS", ACTOR_KIND_INDIVIDUAL), "people, wherever they stand");
	CHECK(kind_is("SYRREB", ACTOR_KIND_OTHER) && kind_is("USABUS", ACTOR_KIND_OTHER) && kind_is("USAGOVOPP", ACTOR_KIND_STATE),
		  "groups beside the state are not the state");
	CHECK(kind_is("IRQSUN", ACTOR_KIND_TRANSNATIONAL) && kind_is("IRQSUNREB", ACTOR_KIND_TRANSNATIONAL) &&
		  kind_is("IRNGOVMOS", ACTOR_KIND_STATE), "a faith, but not a government that has one");
	CHECK(kind_is("EUR", ACTOR_KIND_OTHER) && kind_is("XXX", ACTOR_KIND_OTHER) &&
		  kind_is("und", ACTOR_KIND_OTHER), "the rest is other");
}

/* Which group is read as what in a code: canonical() must not change that. */
static void
readings(const char *s, size_t len, bool seen[ALPHABET][ACTOR_CATEGORIES])
{
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	size_t		count = actor_code_classify(s, len, parts);

	memset(seen, 0, sizeof(bool) * ALPHABET * ACTOR_CATEGORIES);
	for (size_t i = 0; i < count; i++)
		for (size_t a = 0; a < ALPHABET; a++)
			if (memcmp(parts[i].text, alphabet[a], 3) == 0)
				seen[a][parts[i].category] = true;
}

static void
test_canonical(void)
{
	size_t		all = CHAINS + ALPHABET * ALPHABET * ALPHABET * ALPHABET;
	int			wrong_set = 0;
	int			not_stable = 0;
	int			changed = 0;
	char		out[ACTOR_CODE_MAX_LENGTH];

	for (size_t i = 0; i < all; i++)
	{
		static bool before[ALPHABET][ACTOR_CATEGORIES];
		static bool after[ALPHABET][ACTOR_CATEGORIES];
		char		code[ACTOR_CODE_MAX_LENGTH];
		char		again[ACTOR_CODE_MAX_LENGTH];
		size_t		len = chain(i, code);
		size_t		once = actor_code_canonical(code, len, out);

		wrong_set += !actor_code_contains(out, once, code, len) || !actor_code_contains(code, len, out, once);
		not_stable += actor_code_canonical(out, once, again) != once || memcmp(out, again, once) != 0;
		changed += actor_code_kind(code, len) != actor_code_kind(out, once);
		readings(code, len, before);
		readings(out, once, after);
		for (size_t a = 0; a < ALPHABET; a++)
			for (size_t c = 0; c < ACTOR_CATEGORIES; c++)
				changed += c != ACTOR_DENOMINATION && c != ACTOR_UNLISTED && before[a][c] != after[a][c];
	}
	CHECK(wrong_set == 0, "the canonical code has the same groups, on %zu codes", all);
	CHECK(not_stable == 0, "it is its own canonical code");
	CHECK(changed == 0, "no group is read as something else there, and the kind is the same");
	CHECK(actor_code_canonical("MNCUSA", 6, out) == 6 && memcmp(out, "USAMNC", 6) == 0 &&
		  actor_code_canonical("USAMNC", 6, out) == 6 && memcmp(out, "USAMNC", 6) == 0, "MNCUSA and USAMNC are one");
	CHECK(actor_code_canonical("GOVMILCOPGOV", 12, out) == 9 && memcmp(out, "COPGOVMIL", 9) == 0, "roles in byte order, once");
	CHECK(actor_code_canonical("SUNSUNSUN", 9, out) == 6, "the Soviet Union's Sunnis are no duplicate");
	CHECK(actor_code_canonical("EDUJEWHSD010", 12, out) == 12 && memcmp(out, "JEWHSD010EDU", 12) == 0 &&
		  actor_code_canonical("CHRANG001", 9, out) == 9 && memcmp(out, "CHRANG001", 9) == 0,
		  "a branch stays behind its religion, its number behind it");
}

static void
test_list(void)
{
	size_t		count;
	const actor_group_info *groups = actor_group_list(&count);
	int			lost = 0;
	int			unordered = 0;
	size_t		longest = 0;
	char		label[ACTOR_LABEL_MAX];

	for (size_t i = 0; i < count; i++)
	{
		lost += actor_group_find(groups[i].code) != &groups[i];
		unordered += i > 0 && memcmp(groups[i - 1].code, groups[i].code, 3) >= 0;
		for (int language = 0; language < LABEL_LANGUAGES; language++)
			if (strlen(groups[i].label[language]) > longest)
				longest = strlen(groups[i].label[language]);
	}
	CHECK(count > 800 && unordered == 0, "%zu groups in byte order", count);
	CHECK(lost == 0, "the search finds each of them");
	CHECK(actor_group_find("ZZZ") == NULL && actor_group_find("000") == NULL && actor_group_find("zzz") == NULL, "and no others");
	CHECK(longest < ACTOR_NAME_MAX, "the longest label has %zu bytes", longest);
	CHECK(actor_code_label("Xy0GOV", 6, LABEL_EN, label, sizeof(label)) == 15 && memcmp(label, "Xy0: Government", 15) == 0,
		  "a group without a name stands for itself");
	for (size_t cap = 0; cap < 20; cap++)
	{
		char	   *small = malloc(cap ? cap : 1);

		if (small == NULL || actor_code_label("USAGOVMIL", 9, LABEL_AR, small, cap) > cap)
			lost++;
		free(small);
	}
	CHECK(lost == 0, "a label never outgrows its buffer");
}

int
main(void)
{
	test_refusals();
	test_names();
	test_characters();
	test_operators();
	test_places();
	test_countries();
	test_all_countries();
	test_kinds();
	test_canonical();
	test_list();
	return tap_done();
}
