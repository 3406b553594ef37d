/* libFuzzer target: themes of any bytes, codes around any byte of them, and hits that add up. */
#include <string.h>

#include "core/lexicon/text_match.h"
#include "core/lexicon/theme.h"
#include "fuzz.h"

struct found
{
	size_t		len;
	uint32_t	words;
	uint64_t	matches;
};

static bool
check_match(void *arg, const struct text_match *match)
{
	struct found *found = arg;

	require(match->first >= found->words && match->last >= match->first && match->start < match->end && match->end <= found->len);
	found->words = match->first;
	found->matches++;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *) data;
	uint64_t	hits[THEMES_MAX] = {0};
	struct found found = {.len = size};
	uint64_t	sum = 0;
	struct lexicon lexicon;
	power_profile profile;
	size_t		count;

	theme_list(&count);
	theme_lexicon(&lexicon);
	text_match(&lexicon, TEXT_MATCH_ALL, s, size, check_match, &found);
	theme_count_text(s, size, hits, NULL);
	for (size_t i = 0; i < THEMES_MAX; i++)
		sum += hits[i];
	/* a term that wants company and has none is a match, but no hit */
	require(sum <= found.matches);
	theme_power_profile(hits, &profile);
	require(power_profile_is_valid(profile.degree));
	for (size_t at = 0; at < size; at++)
	{
		size_t		start;
		int			theme = theme_code_around(s, size, at, &start);

		if (theme != THEME_NONE)
			require(start <= at && start + strlen(theme_code(theme)) <= size && memcmp(s + start, theme_code(theme), strlen(theme_code(theme))) == 0);
	}
	if (size > 0)
		require(theme_find(s, size) < (int) count);
	return 0;
}
