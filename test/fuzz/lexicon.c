/*
 * libFuzzer target: any bytes as the lines of a lexicon and as the text it is used on, and any bytes as
 * a compiled lexicon that lexicon_check() has to judge.
 */
#include <string.h>

#include "core/lexicon/lexicon_build.h"
#include "core/lexicon/lexicon_lines.h"
#include "core/lexicon/lexicon_term.h"
#include "core/lexicon/text_match.h"
#include "fuzz.h"
#include "heap.h"

/* What a match has to be, whatever the lexicon. */
struct bounds
{
	const struct lexicon *lexicon;
	size_t		len;
	size_t		count;
	uint32_t	first;
};

static bool
see(void *arg, const struct text_match *match)
{
	struct bounds *bounds = arg;
	size_t		len;
	const char *lexeme = lexicon_lexeme(bounds->lexicon, match->entry, &len);

	require(match->start < match->end && match->end <= bounds->len);
	require(match->first <= match->last && match->last - match->first < LEXICON_MAX_WORDS && match->first >= bounds->first);
	for (size_t i = 0; i < len; i++)
		bounds->count += lexeme[i] == '\0';
	bounds->first = match->first;
	return ++bounds->count < 100000;
}

static void
use(const uint32_t *blob, const char *text, size_t len)
{
	struct lexicon lexicon;

	lexicon_open(&lexicon, blob);
	for (int mode = TEXT_MATCH_ALL; mode <= TEXT_MATCH_LONGEST; mode++)
	{
		struct bounds bounds = {.lexicon = &lexicon, .len = len};

		text_match(&lexicon, (enum text_match_mode) mode, text, len, see, &bounds);
	}
}

/* A lexicon of any lines, used on them. */
static void
build(const char *s, size_t len)
{
		static struct lexicon_term term;
	struct lexicon_builder builder;
	struct lexicon_lines lines;
	struct lexicon_item item;
	enum lexicon_error error;
	char	   *text = malloc(len + 1);
	size_t		words;
	uint32_t   *blob;

	memcpy(text, s, len);
	lexicon_build_begin(&builder, &heap);
	lexicon_lines_begin(&lines, text, len);
	while (lexicon_lines_next(&lines, &item, &error))
	{
		uint32_t	entry;
		uint32_t	other;

		if (lexicon_build_entry(&builder, item.lexeme, item.lexeme_len, 0, &entry) == LEXICON_OK &&
			lexicon_parse_term(item.term, item.term_len, (enum lexicon_terms) (len % 3), &term) == LEXICON_OK)
			(void) lexicon_build_add(&builder, entry, term.keys, term.count, term.marks, &other);
	}
	require(lexicon_error_text(error) != NULL);
	require(lexicon_build_finish(&builder, &words) == LEXICON_OK);
	blob = malloc(words * sizeof(uint32_t));
	lexicon_build_write(&builder, blob);
	lexicon_build_end(&builder);
	require(lexicon_check(blob, words));
	use(blob, s, len);
	free(blob);
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t		words = size / sizeof(uint32_t);
	uint32_t   *blob = malloc((words + 1) * sizeof(uint32_t));

	build((const char *) data, size);
	memcpy(blob, data, words * sizeof(uint32_t));
	if (lexicon_check(blob, words))
		use(blob, "soft power القوة الناعمة \x01 a b c", 45);
	free(blob);
	return 0;
}
