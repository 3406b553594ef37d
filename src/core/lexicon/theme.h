/*
 * Themes: the tree of src/data/theme.tsv, and the lexicon of the terms that name them (src/data/theme_term.tsv), both
 * linked in as constants.
 *
 * A theme has a dotted code, risk.hacking; what stands before the last dot is its parent. Themes are numbered in the
 * order of their codes, which is the order of the entries of the lexicon: entry and theme have one number.
 *
 * A hit is a stretch of text that a term of the theme covers. All terms count, whether they overlap or one lies in
 * another ("public diplomacy" in "public diplomacy 2.0"); but what lies in a longer hit of the same theme is no hit of
 * its own ("public diplomacy" in "new public diplomacy").
 *
 * A term is sure of its theme, or asks for company (text_company.h): src/data/theme_company.tsv has what speaks of each
 * domain. What has not the company that it asks for is no hit, unless the caller wants those, too.
 */
#ifndef SMARTDIP_CORE_THEME_H
#define SMARTDIP_CORE_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/label.h"
#include "core/base/pause.h"
#include "core/lexicon/lexicon.h"
#include "core/lexicon/text_company.h"
#include "core/power/power_profile.h"

#define THEMES_MAX 256
#define THEME_CODE_MAX 31
#define THEME_NONE (-1)

struct theme
{
	const char *code;
	int16_t		parent;			/* THEME_NONE for a family, the top of the tree */
	uint8_t		level;			/* 1 for a family */
	const char *label[LABEL_LANGUAGES];
	const char *definition[LABEL_LANGUAGES];
	const char *paper;			/* digital, smart or both */
	const char *section;
};

extern const struct theme *theme_list(size_t *count);

/* The number of the theme with this code, or THEME_NONE. */
extern int	theme_find(const char *code, size_t len);

extern const char *theme_code(int theme);
extern int	theme_level(int theme);
extern int	theme_parent(int theme);
extern int	theme_family(int theme);

/* Its entries are the themes, and behind them the domains of their company. */
extern void theme_lexicon(struct lexicon *lexicon);

/*
 * The theme whose code stands in the text around a byte, or THEME_NONE. A code with a dot is known wherever it stands
 * by itself; that of a family is also a plain word (form, point), and is one unless there is nothing else in the text.
 */
extern int	theme_code_around(const char *text, size_t len, size_t at, size_t *start);

/*
 * Hits as they are found: in the order of their first words, of one first word in any order. Words are numbered from
 * 0, the end is the word behind the last one.
 */
struct theme_tally
{
	uint32_t	hits[THEMES_MAX];
	uint32_t	first[THEMES_MAX];	/* of the last hit */
	uint32_t	end[THEMES_MAX];
};

enum theme_hit
{
	THEME_HIT_INSIDE,			/* it lies in the last one, and is none */
	THEME_HIT_LONGER,			/* it takes the place of the last one, which lies in it */
	THEME_HIT_NEW
};

extern enum theme_hit theme_tally_add(struct theme_tally *tally, int theme, uint32_t first, uint32_t end);

/*
 * The confidence of a hit, by how certain its term is: rounded from what a reading of news and of sentences about the
 * papers' subjects found right (doc/theme.md). A hit counts from THEME_CONFIDENCE_LEAST on unless the caller says otherwise.
 */
#define THEME_CONFIDENCE_ALONE 0.1f
#define THEME_CONFIDENCE_ACCOMPANIED 0.75f
#define THEME_CONFIDENCE_SURE 0.95f
#define THEME_CONFIDENCE_LEAST 0.5f

extern float theme_confidence(enum lexicon_certainty certainty);

/* The least certainty with that confidence, and the greatest if none has it. */
extern enum lexicon_certainty theme_least_certainty(float minimum);

/* The hits of a text, added to counts that are kept by theme. */
extern void theme_count_text(const char *text, size_t len, uint64_t hits[THEMES_MAX], core_pause pause);

/*
 * The power profile of hits: for the nine cells, their share of all hits under power, threat and security that have a
 * strength; a hit of smart counts for hard and for soft. For the seven instruments, their share of all hits of
 * instruments.
 */
extern void theme_power_profile(const uint64_t hits[THEMES_MAX], power_profile *profile);

#endif
