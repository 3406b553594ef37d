/* The tree of themes, and hits counted by theme. */
#include "core/lexicon/theme.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/base/search.h"
#include "core/lexicon/text_match.h"

#include "core/generated/lexicon_theme.h"
#include "core/generated/theme_data.h"

#define THEMES lengthof(themes)

const struct theme *
theme_list(size_t *count)
{
	*count = THEMES;
	return themes;
}

int
theme_find(const char *code, size_t len)
{
	return search_table(themes, code, code, len);
}

const char *
theme_code(int theme)
{
	return themes[theme].code;
}

int
theme_level(int theme)
{
	return themes[theme].level;
}

int
theme_parent(int theme)
{
	return themes[theme].parent;
}

int
theme_family(int theme)
{
	while (themes[theme].parent != THEME_NONE)
		theme = themes[theme].parent;
	return theme;
}

void
theme_lexicon(struct lexicon *lexicon)
{
	lexicon_open(lexicon, lexicon_theme);
	lexicon->company = THEMES;
}

static bool
is_code_byte(char c)
{
	return ascii_is_small(c) || ascii_is_digit(c) || c == '_' || c == '.';
}

/* What must not touch a code: letters of any script, and the signs of addresses. */
static bool
goes_on(char c)
{
	return (unsigned char) c >= 0x80 || ascii_is_capital(c) || (c != '\0' && strchr("/@#-&=%", c) != NULL);
}

int
theme_code_around(const char *text, size_t len, size_t at, size_t *start)
{
	size_t		from = at;
	size_t		to = at;
	int			theme;

	while (from > 0 && at - from <= THEME_CODE_MAX && is_code_byte(text[from - 1]))
		from--;
	while (to < len && to - from <= THEME_CODE_MAX && is_code_byte(text[to]))
		to++;
	if (memchr(text + from, '.', to - from) == NULL && to - from != len)
		return THEME_NONE;
	if ((from > 0 && goes_on(text[from - 1])) || (to < len && goes_on(text[to])))
		return THEME_NONE;
	if (to > from && text[to - 1] == '.')	/* of a sentence */
		to--;
	*start = from;
	theme = theme_find(text + from, to - from);
	return theme != THEME_NONE && (themes[theme].parent != THEME_NONE || to - from == len) ? theme : THEME_NONE;
}

enum theme_hit
theme_tally_add(struct theme_tally *tally, int theme, uint32_t first, uint32_t end)
{
	enum theme_hit hit = THEME_HIT_NEW;

	if (tally->hits[theme] > 0 && end <= tally->end[theme])
		return THEME_HIT_INSIDE;
	if (tally->hits[theme] > 0 && first == tally->first[theme])
		hit = THEME_HIT_LONGER;
	else
		tally->hits[theme]++;
	tally->first[theme] = first;
	tally->end[theme] = end;
	return hit;
}

float
theme_confidence(enum lexicon_certainty certainty)
{
	static const float confidence[] = {
		[LEXICON_ALONE] = THEME_CONFIDENCE_ALONE,
		[LEXICON_ACCOMPANIED] = THEME_CONFIDENCE_ACCOMPANIED,
		[LEXICON_SURE] = THEME_CONFIDENCE_SURE
	};

	return confidence[certainty];
}

enum lexicon_certainty
theme_least_certainty(float minimum)
{
	enum lexicon_certainty least = LEXICON_ALONE;

	while (least < LEXICON_SURE && theme_confidence(least) < minimum)
		least++;
	return least;
}

struct counted_text
{
	struct theme_tally tally;
	core_pause	pause;
};

static bool
tally_match(void *arg, const struct text_match *match)
{
	struct counted_text *counted = arg;

	if (match != NULL && match->certainty >= LEXICON_ACCOMPANIED)
		theme_tally_add(&counted->tally, (int) match->entry, match->first, match->last + 1);
	else if (match == NULL && counted->pause != NULL)
		counted->pause();
	return true;
}

void
theme_count_text(const char *text, size_t len, uint64_t hits[THEMES_MAX], core_pause pause)
{
	struct counted_text counted = {.pause = pause};
	struct lexicon lexicon;

	theme_lexicon(&lexicon);
	text_match(&lexicon, TEXT_MATCH_ALL, text, len, tally_match, &counted);
	for (size_t i = 0; i < THEMES; i++)
		hits[i] += counted.tally.hits[i];
}

/* The degree that some hits of all hits are, in hundredths, halves rounded up. */
static uint8_t
degree_of(uint64_t hits, uint64_t all)
{
	return all == 0 ? 0 : (uint8_t) ((double) hits / (double) all * POWER_FULL + 0.5);
}

/* The hits of family.name. */
static uint64_t
hits_of(const uint64_t hits[THEMES_MAX], const char *family, const char *name)
{
	char		code[THEME_CODE_MAX + 1];
	size_t		family_len = strlen(family);
	size_t		name_len = strlen(name);
	int			theme;

	if (family_len + 1 + name_len > THEME_CODE_MAX)
		return 0;
	memcpy(code, family, family_len);
	code[family_len] = '.';
	memcpy(code + family_len + 1, name, name_len);
	theme = theme_find(code, family_len + 1 + name_len);
	return theme == THEME_NONE ? 0 : hits[theme];
}

void
theme_power_profile(const uint64_t hits[THEMES_MAX], power_profile *profile)
{
	uint64_t	of[POWER_DIMENSIONS];
	uint64_t	cells = 0;
	uint64_t	instruments = 0;

	for (int domain = 0; domain < POWER_DOMAINS; domain++)
	{
		const char *family = power_domain_name((enum power_domain) domain);
		uint64_t	smart = hits_of(hits, family, "smart");

		cells += smart;
		for (int strength = 0; strength < POWER_STRENGTHS; strength++)
		{
			uint64_t   *cell = &of[power_cell((enum power_strength) strength, (enum power_domain) domain)];

			*cell = hits_of(hits, family, power_strength_name((enum power_strength) strength));
			cells += *cell;
			if (strength != POWER_SEMIHARD)
				*cell += smart;
		}
	}
	for (int i = POWER_CELLS; i < POWER_DIMENSIONS; i++)
		instruments += of[i] = hits_of(hits, "instrument", power_dimension_name(i));
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		profile->degree[i] = degree_of(of[i], i < POWER_CELLS ? cells : instruments);
}
