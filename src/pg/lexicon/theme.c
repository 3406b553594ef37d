/* Themes in SQL: the catalogue, and the tags of a text. Aggregates over texts: theme_aggregate.c. */
#include "pg/compat.h"
#include "pg/base/long_text.h"
#include "pg/base/argument.h"
#include "pg/base/encoding.h"
#include "pg/power/power_profile.h"

#include "catalog/pg_type.h"
#include "core/lexicon/text_match.h"
#include "core/lexicon/theme.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_theme_catalogue);
SMARTDIP_FUNCTION(smartdip_theme_label);
SMARTDIP_FUNCTION(smartdip_theme_tags);
SMARTDIP_FUNCTION(smartdip_theme_power);

static Datum
utf8_datum(const char *s)
{
	return PointerGetDatum(utf8_to_text(s));
}

Datum
smartdip_theme_catalogue(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		count;
	const struct theme *themes = theme_list(&count);

	InitMaterializedSRF(fcinfo, 0);
	for (size_t i = 0; i < count; i++)
	{
		const struct theme *theme = &themes[i];
		bool		nulls[9] = {false, theme->parent == THEME_NONE};
		Datum		values[9] = {
			utf8_datum(theme->code),
			nulls[1] ? (Datum) 0 : utf8_datum(themes[theme->parent].code),
			Int32GetDatum(theme->level),
			utf8_datum(theme->label[LABEL_EN]),
			utf8_datum(theme->label[LABEL_AR]),
			utf8_datum(theme->definition[LABEL_EN]),
			utf8_datum(theme->definition[LABEL_AR]),
			utf8_datum(theme->paper),
			utf8_datum(theme->section)
		};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
smartdip_theme_label(PG_FUNCTION_ARGS)
{
	text	   *code = PG_GETARG_TEXT_PP(0);
	enum label_language language = label_language(PG_GETARG_TEXT_PP(1));
	int			theme = theme_find(VARDATA_ANY(code), VARSIZE_ANY_EXHDR(code));
	size_t		count;

	if (theme == THEME_NONE)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(utf8_to_text(theme_list(&count)[theme].label[language]));
}

/* A stretch of the text that a theme is tagged by. */
typedef struct theme_stretch
{
	uint32		position;
	uint32		start;
	uint32		end;
} theme_stretch;

typedef struct tagged_theme
{
	enum lexicon_certainty certainty;	/* of its surest hit */
	theme_stretch *stretches;
	int			size;
} tagged_theme;

typedef struct text_tags
{
	bool		ancestors;
	enum lexicon_certainty least;
	struct theme_tally tally;
	tagged_theme theme[THEMES_MAX];
} text_tags;

static void
tag_theme(text_tags *tags, int theme, const struct text_match *match)
{
	tagged_theme *tagged = &tags->theme[theme];
	theme_stretch *stretch;
	int			count;

	tagged->certainty = Max(tagged->certainty, match->certainty);
	if (theme_tally_add(&tags->tally, theme, match->first, match->last + 1) == THEME_HIT_INSIDE)
		return;
	count = (int) tags->tally.hits[theme];
	if (count > tagged->size)
	{
		tagged->size = tagged->size == 0 ? 8 : tagged->size * 2;
		tagged->stretches = tagged->stretches == NULL ? palloc(tagged->size * sizeof(theme_stretch)) :
			repalloc_huge(tagged->stretches, (Size) tagged->size * sizeof(theme_stretch));
	}
	stretch = &tagged->stretches[count - 1];
	stretch->position = match->first + 1;
	stretch->start = match->start;
	stretch->end = match->end;
}

static bool
tag_match(void *arg, const struct text_match *match)
{
	text_tags  *tags = arg;

	CHECK_FOR_INTERRUPTS();
	if (match == NULL || match->certainty < tags->least)
		return true;
	for (int theme = (int) match->entry; theme != THEME_NONE; theme = tags->ancestors ? theme_parent(theme) : THEME_NONE)
		tag_theme(tags, theme, match);
	return true;
}

static void
put_tags(ReturnSetInfo *result, utf8_span in, const char *code, const tagged_theme *tagged, int count)
{
	const theme_stretch *stretches = tagged->stretches;
	Datum	   *positions = palloc(count * sizeof(Datum));
	Datum	   *words = palloc(count * sizeof(Datum));
	Datum		values[5];
	bool		nulls[5] = {false};

	for (int i = 0; i < count; i++)
	{
		positions[i] = Int32GetDatum((int32) stretches[i].position);
		words[i] = PointerGetDatum(utf8_to_text_with_len(in.s + stretches[i].start, stretches[i].end - stretches[i].start));
	}
	values[0] = CStringGetTextDatum(code);
	values[1] = Int32GetDatum(count);
	values[2] = PointerGetDatum(construct_array(positions, count, INT4OID, sizeof(int32), true, TYPALIGN_INT));
	values[3] = PointerGetDatum(construct_array(words, count, TEXTOID, -1, false, TYPALIGN_INT));
	values[4] = Float4GetDatum(theme_confidence(tagged->certainty));
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* The argument that says from which confidence on a hit counts. */
static enum lexicon_certainty
least_certainty(float4 minimum)
{
	if (!(minimum >= 0 && minimum <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the least confidence of a theme is out of range"),
				 errdetail("It is %g.", minimum),
				 errhint("It is a number from 0 to 1.")));
	return theme_least_certainty(minimum);
}

/* Themes by their hits, the most first, those with the same number by their codes. */
static int
compare_tagged(const void *a, const void *b, void *arg)
{
	const struct theme_tally *tally = arg;
	int			x = *(const int *) a;
	int			y = *(const int *) b;

	if (tally->hits[x] != tally->hits[y])
		return tally->hits[x] > tally->hits[y] ? -1 : 1;
	return x - y;
}

Datum
smartdip_theme_tags(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	utf8_span	in = searched_utf8(PG_GETARG_TEXT_PP(0));
	text_tags  *tags = palloc0(sizeof(text_tags));
	struct lexicon lexicon;
	size_t		count;
	const struct theme *themes = theme_list(&count);
	int			order[THEMES_MAX];
	int			found = 0;

	InitMaterializedSRF(fcinfo, 0);
	tags->ancestors = PG_GETARG_BOOL(1);
	tags->least = least_certainty(PG_GETARG_FLOAT4(2));
	theme_lexicon(&lexicon);
	text_match(&lexicon, TEXT_MATCH_ALL, in.s, in.len, tag_match, tags);
	for (size_t i = 0; i < count; i++)
		if (tags->tally.hits[i] > 0)
			order[found++] = (int) i;
	qsort_arg(order, found, sizeof(int), compare_tagged, &tags->tally);
	for (int i = 0; i < found; i++)
		put_tags(result, in, themes[order[i]].code, &tags->theme[order[i]], (int) tags->tally.hits[order[i]]);
	return (Datum) 0;
}

Datum
smartdip_theme_power(PG_FUNCTION_ARGS)
{
	utf8_span	in = searched_utf8(PG_GETARG_TEXT_PP(0));
	uint64_t	hits[THEMES_MAX] = {0};
	power_profile *profile = power_profile_palloc();

	theme_count_text(in.s, in.len, hits, check_interrupts);
	theme_power_profile(hits, profile);
	PG_RETURN_POWER_PROFILE(profile);
}
