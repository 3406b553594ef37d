/* Themes: the tree against its own codes, hits against a twin that compares all stretches, codes in texts. */
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/text_match.h"
#include "core/lexicon/theme.h"
#include "tap.h"

static uint32_t seed = 20261121;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) (((uint64_t) seed * n) >> 32);
}

static int
find(const char *code)
{
	return theme_find(code, strlen(code));
}

static void
test_tree(void)
{
	size_t		count;
	const struct theme *themes = theme_list(&count);
	int			lost = 0;
	int			orphans = 0;
	int			found_inside = 0;

	for (size_t i = 0; i < count; i++)
	{
		const char *dot = strrchr(themes[i].code, '.');
		size_t		len = strlen(themes[i].code);

		lost += theme_find(themes[i].code, len) != (int) i;
		/* a code of the same bytes that goes on, and one that stops short */
		found_inside += theme_find(themes[i].code, len - 1) == (int) i;
		orphans += dot == NULL ? themes[i].parent != THEME_NONE || themes[i].level != 1 :
			theme_find(themes[i].code, (size_t) (dot - themes[i].code)) != themes[i].parent;
		orphans += themes[i].level > 1 && themes[themes[i].parent].level + 1 != themes[i].level;
		orphans += strcspn(themes[i].code, ".") != strlen(themes[theme_family((int) i)].code);
	}
	CHECK(count > 100 && count <= THEMES_MAX, "there are %zu themes", count);
	CHECK(lost == 0, "every code is found");
	CHECK(found_inside == 0, "a code cut short is not the code");
	CHECK(orphans == 0, "parents, levels and families follow from the codes");
	CHECK(find("") == THEME_NONE && find("risk.") == THEME_NONE && find("Risk") == THEME_NONE && find("zzz") == THEME_NONE &&
		  find("a") == THEME_NONE && theme_find("risk\0", 5) == THEME_NONE && find("risk.hacking.of.a.code.that.is.too.long") == THEME_NONE,
		  "what is no code is not found");
}

static void
test_lexicon(void)
{
	size_t		count;
	const struct theme *themes = theme_list(&count);
	struct lexicon lexicon;
	int			wrong = 0;

	theme_lexicon(&lexicon);
	for (size_t i = 0; i < count; i++)
	{
		size_t		len;
		const char *lexeme = lexicon_lexeme(&lexicon, (uint32_t) i, &len);

		wrong += i >= lexicon.entry_count || len != strlen(themes[i].code) || memcmp(lexeme, themes[i].code, len) != 0;
	}
	CHECK(lexicon.company == count && lexicon.entry_count > count && wrong == 0, "entries and themes have the same numbers, domains come behind");
}

static int
code_around(const char *text, size_t at)
{
	/* in a copy of its very size, so that a read beside it shows */
	size_t		len = strlen(text);
	char	   *copy = malloc(len + (len == 0));
	size_t		start;
	int			theme;

	memcpy(copy, text, len);
	theme = theme_code_around(copy, len, at, &start);
	free(copy);
	return theme;
}

static void
test_codes(void)
{
	size_t		start = 99;
	char		longer[200];
	int			wrong = 0;

	CHECK(code_around("risk.hacking", 0) == find("risk.hacking") && code_around("risk.hacking", 7) == find("risk.hacking"),
		  "a code is known at each of its bytes");
	CHECK(theme_code_around("see risk.hacking.", 17, 9, &start) == find("risk.hacking") && start == 4, "in a sentence, and where it begins");
	CHECK(code_around("risk", 0) == find("risk") && code_around("risk ", 0) == THEME_NONE && code_around("a risk", 2) == THEME_NONE &&
		  code_around("risk.", 0) == THEME_NONE && code_around("a form.", 2) == THEME_NONE,
		  "the code of a family is one only if nothing stands beside it");
	CHECK(code_around("point.1.1", 0) == find("point.1.1") && code_around("era.cold_war", 4) == find("era.cold_war") &&
		  code_around("era.web20", 4) == find("era.web20"), "digits and underscores");
	CHECK(code_around("xrisk.hacking", 1) == THEME_NONE && code_around("risk.hackingx", 0) == THEME_NONE &&
		  code_around("Risk.hacking", 1) == THEME_NONE && code_around("a@risk.hacking", 2) == THEME_NONE &&
		  code_around("http://risk.hacking", 7) == THEME_NONE && code_around("risk.hacking/x", 0) == THEME_NONE &&
		  code_around("\xd9\x88risk.hacking", 2) == THEME_NONE, "not in a longer word, nor in an address");
	CHECK(code_around("...", 1) == THEME_NONE && code_around(".", 0) == THEME_NONE, "points alone are none");
	for (size_t len = 1; len < sizeof(longer); len++)
	{
		memset(longer, 'a', len);
		longer[len / 2] = '.';
		for (size_t at = 0; at < len; at++)
			wrong += theme_code_around(longer, len, at, &start) != THEME_NONE;
	}
	CHECK(wrong == 0, "long runs are none, wherever they are looked at");
}

struct stretch
{
	uint32_t	first;
	uint32_t	end;
};

static int
compare_stretches(const void *a, const void *b)
{
	return (int) ((const struct stretch *) a)->first - (int) ((const struct stretch *) b)->first;
}

/* The twin: stretches that lie in no other one, each counted once. */
static uint32_t
maximal(const struct stretch *s, int n)
{
	uint32_t	count = 0;

	for (int i = 0; i < n; i++)
	{
		bool		inside = false;

		for (int j = 0; j < n && !inside; j++)
			inside = s[j].first <= s[i].first && s[i].end <= s[j].end &&
				(s[j].first < s[i].first || s[i].end < s[j].end || j < i);
		count += !inside;
	}
	return count;
}

static void
test_tally(void)
{
	int			wrong = 0;
	int			longer = 0;

	for (int round = 0; round < 5000; round++)
	{
		struct stretch s[12];
		struct theme_tally tally = {0};
		int			n = 1 + (int) below(12);
		uint32_t	kept = 0;

		for (int i = 0; i < n; i++)
		{
			s[i].first = below(10);
			s[i].end = s[i].first + 1 + below(5);
		}
		qsort(s, (size_t) n, sizeof(s[0]), compare_stretches);
		for (int i = 0; i < n; i++)
		{
			enum theme_hit hit = theme_tally_add(&tally, 3, s[i].first, s[i].end);

			kept += hit == THEME_HIT_NEW;
			longer += hit == THEME_HIT_LONGER;
		}
		wrong += tally.hits[3] != maximal(s, n) || kept != tally.hits[3] || tally.hits[2] != 0;
	}
	tap_tried(5000, "random hits");
	CHECK(wrong == 0, "hits are the stretches that lie in no other");
	CHECK(longer > 100, "longer ones came after shorter ones");
}

static uint64_t
count_of(const char *text, const char *code)
{
	uint64_t	hits[THEMES_MAX] = {0};

	theme_count_text(text, strlen(text), hits, NULL);
	return hits[find(code)];
}

static void
test_counts(void)
{
	const char *text = "New public diplomacy, and public diplomacy 2.0; hackers hacked.";

	CHECK(count_of(text, "form.public") == 2 && count_of(text, "era.web20") == 1 && count_of(text, "risk.hacking") == 2 &&
		  count_of(text, "form") == 0, "hits of a text");
	CHECK(count_of("\xff\xfe\xc3", "risk") == 0 && count_of("", "risk") == 0, "no text, and none that can be read");
}

static power_profile
profile_of(const char *text)
{
	uint64_t	hits[THEMES_MAX] = {0};
	power_profile profile;

	theme_count_text(text, strlen(text), hits, NULL);
	theme_power_profile(hits, &profile);
	return profile;
}

static uint8_t
degree(const power_profile *profile, const char *dimension)
{
	return profile->degree[power_dimension_by_name(dimension, strlen(dimension))];
}

static void
test_power(void)
{
	power_profile none = {{0}};
	power_profile p = profile_of("hard power, hard power, hard power; soft power");
	power_profile smart = profile_of("smart power");
	power_profile nothing = profile_of("a fine day");
	power_profile army = profile_of("An air strike and a warship, a cultural exchange, and the treaty");

	CHECK(degree(&p, "hard.power") == 75 && degree(&p, "soft.power") == 25 && power_profile_mass(&p) == 100, "shares of the cells");
	CHECK(degree(&smart, "hard.power") == 100 && degree(&smart, "soft.power") == 100 && power_profile_mass(&smart) == 200,
		  "smart is hard and soft");
	CHECK(power_profile_equal(&nothing, &none), "nothing of it, nothing in it");
	CHECK(degree(&army, "military") == 50 && degree(&army, "cultural") == 25 && degree(&army, "legal") == 25, "shares of the instruments");
	for (int i = POWER_CELLS; i < POWER_DIMENSIONS; i++)
	{
		char		code[64];

		snprintf(code, sizeof(code), "instrument.%s", power_dimension_name(i));
		CHECK(find(code) != THEME_NONE, "%s is a theme", code);
	}
	for (int i = 0; i < POWER_DOMAINS; i++)
		for (int j = 0; j < POWER_STRENGTHS; j++)
		{
			char		code[64];

			snprintf(code, sizeof(code), "%s.%s", power_domain_name((enum power_domain) i), power_strength_name((enum power_strength) j));
			CHECK(find(code) != THEME_NONE, "%s is a theme", code);
		}
}

int
main(void)
{
	test_tree();
	test_lexicon();
	test_codes();
	test_tally();
	test_counts();
	test_power();
	return tap_done();
}
