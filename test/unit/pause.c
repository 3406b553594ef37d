/* Long work asks now and then, whatever the text, and what it makes does not depend on where it asked. */
#include <stdlib.h>
#include <string.h>

#include "core/name/arabicise.h"
#include "core/lexicon/theme.h"
#include "core/name/romanise.h"
#include "core/text/fold.h"
#include "core/text/script.h"
#include "core/text/segment.h"
#include "core/text/word_break.h"
#include "tap.h"

static size_t pauses;

static void
count_pause(void)
{
	pauses++;
}

enum work
{
	WORK_FOLD, WORK_ROMANISE, WORK_ARABICISE, WORK_SCRIPTS, WORK_BREAKS, WORK_THEMES, WORKS
};

static const char *const work_name[WORKS] = {"fold", "romanise", "arabicise", "script_profile", "UAX #29", "themes"};

static void
do_work(enum work work, const char *text, size_t len)
{
	size_t		counts[SCRIPT_MAX] = {0};
	uint64_t	hits[THEMES_MAX] = {0};
	struct word_break b;

	switch (work)
	{
		case WORK_FOLD:
			fold_long_utf8(text, len, FOLD_ALL, NULL, 0, count_pause);
			break;
		case WORK_ROMANISE:
			romanise(text, len, ROMANISE_BGN, NULL, 0, count_pause);
			break;
		case WORK_ARABICISE:
			arabicise(text, len, NULL, 0, count_pause);
			break;
		case WORK_SCRIPTS:
			script_count_letters(text, len, counts, count_pause);
			break;
		case WORK_BREAKS:
			word_break_begin(&b, text, len, count_pause);
			for (; b.pos < len; pauses++)	/* the end of a segment is a chance to ask, too */
				word_break_next(&b);
			break;
		default:
			theme_count_text(text, len, hits, count_pause);
	}
}

static char *
repeated(const char *start, const char *unit, size_t size, size_t *len)
{
	char	   *text = malloc(size + strlen(start) + strlen(unit));

	strcpy(text, start);
	for (*len = strlen(start); *len < size; *len += strlen(unit))
		memcpy(text + *len, unit, strlen(unit));
	return text;
}

static void
test_everywhere(void)
{
	static const char *const units[][2] = {
		{"", "a"}, {"", "a "}, {"", " "}, {"", "ا"}, {"", "ا "}, {"", "ﷺ"}, {"", "\u200d"}, {"", "1,"}, {"", "日"}, {"", "ก"}, {"", "a-"}, {"", "\xff"},
		{"a", "\u0301\u0323"}, {"ا", "\u064e\u0651"}, {"α", "\u0301\u05b0\u0654"}, {"http://a.com/", "%41"}, {"", "'"}, {"", "U.S.A. "}, {"#", "aA"}
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
	{
		size_t		len;
		char	   *text = repeated(units[i][0], units[i][1], 40 * PAUSE_BYTES, &len);

		for (enum work work = 0; work < WORKS; work++)
		{
			/* themes ask at the end of a token, of which there is one in 16 PAUSE_BYTES at least */
			size_t		least = work == WORK_THEMES ? 2 : 18;

			pauses = 0;
			do_work(work, text, len);
			CHECK(pauses >= least, "%s of '%s' over and over asks %zu times", work_name[work], units[i][1], pauses);
		}
		free(text);
	}
}

/* What stands across the place where a run is cut folds as behind a short run. */
static void
test_cut(void)
{
	static const char *const runs[] = {"a", "ا", "я", "<"};
	static const char *const ends[] = {"<\u0338 x", "e\u0301 x", "\u0338\u0301", "ا\u0654 x", "\u0654\u0653", "ﷺ", "ß\u0301", "가\u11a8", "é", "\u0651ا"};
	size_t		wrong = 0;

	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		for (size_t j = 0; j < sizeof(ends) / sizeof(ends[0]); j++)
			for (size_t shift = 0; shift < 6; shift++)
			{
				char		near[256];
				char		folded[256];
				size_t		unit = strlen(runs[i]);
				size_t		near_len;
				size_t		len;
				char	   *text = repeated("", runs[i], PAUSE_BYTES - shift * unit, &len);
				char	   *out;

				text = realloc(text, len + strlen(ends[j]) + 1);
				strcpy(text + len, ends[j]);
				near_len = 8 * unit;
				memcpy(near, text, near_len);
				strcpy(near + near_len, ends[j]);
				near_len = fold_utf8(near, strlen(near), FOLD_ALL, folded, sizeof(folded));
				out = malloc(len + 256);
				wrong += fold_utf8(text, len + strlen(ends[j]), FOLD_ALL, out, len + 256) != len - 8 * unit + near_len ||
					memcmp(out, folded, near_len > 8 * unit ? unit : 0) != 0 ||
					memcmp(out + len - 8 * unit, folded, near_len) != 0;
				free(out);
				free(text);
			}
	CHECK(wrong == 0, "a run that is cut folds as a short one (%zu do not)", wrong);
}

/* A token is bounded, and so is the work for the next one. */
static void
test_tokens(void)
{
	static const char *const units[] = {"a", "日", "a-", "ا", "1", " ", "a'", "#aA", "http://a.com/", "\xcc\x81"};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
	{
		struct segmenter segmenter;
		struct token token;
		size_t		len;
		size_t		at = 0;
		size_t		wrong = 0;
		char	   *text = repeated("", units[i], 3 * SEGMENT_TOKEN_MAX + 1000, &len);

		segment_begin(&segmenter, text, len);
		while (segment_next(&segmenter, &token))
		{
			wrong += token.len > SEGMENT_TOKEN_MAX || token.len == 0 || ((unsigned char) text[token.start] & 0xc0) == 0x80;
			if (!(token.flags & TOKEN_PART))
			{
				wrong += token.start != at;
				at = token.start + token.len;
			}
		}
		CHECK(wrong == 0 && at == len, "'%s' over and over is cut into tokens of a megabyte at most", units[i]);
		free(text);
	}
}

int
main(void)
{
	test_everywhere();
	test_cut();
	test_tokens();
	return tap_done();
}
