/*
 * The dictionary template smartdip_theme: a word becomes the codes of the themes whose terms it stands in, and of their
 * ancestors. A word of no theme is known, and has no lexeme, like a stop word: it counts in positions.
 *
 * A theme and its ancestors are one variant, different themes are variants of their own: a query made of a word asks
 * for a theme together with its ancestors, which stand wherever it stands, and for any of several themes. A text that
 * is nothing but a code is the operand of a query, and stays that code alone: a headline is to mark its words only. So a
 * term that asks for company counts where it is all of the text.
 */
#include "pg/compat.h"
#include "pg/lexicon/text_phrase.h"
#include "pg/base/report.h"

#include "commands/defrem.h"
#include "core/lexicon/theme.h"
#include "nodes/pg_list.h"
#include "tsearch/ts_public.h"

SMARTDIP_FUNCTION(smartdip_theme_init);
SMARTDIP_FUNCTION(smartdip_theme_lexize);

/* Words kept, a megabyte of them: to look a word up costs a fraction of what analysing it does. */
#define CACHE_SIZE 16384

typedef struct theme_dictionary
{
	text_phrases phrases;
	bool		ancestors;
} theme_dictionary;

/* A confidence from 0 to 1. */
static float
minimum_of(DefElem *option)
{
	char	   *value = defGetString(option);
	char	   *end;
	float		minimum = strtof(value, &end);

	if (end == value || *end != '\0' || !(minimum >= 0 && minimum <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for the option Minimum of a smartdip_theme dictionary"),
				 errdetail("It is \"%s\".", quoted_value(value, strlen(value))),
				 errhint("It is a confidence, a number from 0 to 1.")));
	return minimum;
}

Datum
smartdip_theme_init(PG_FUNCTION_ARGS)
{
	List	   *options = (List *) PG_GETARG_POINTER(0);
	theme_dictionary *dict = palloc0(sizeof(theme_dictionary));
	struct lexicon lexicon;
	ListCell   *cell;

	dict->ancestors = true;
	dict->phrases.least = theme_least_certainty(THEME_CONFIDENCE_LEAST);
	foreach(cell, options)
	{
		DefElem    *option = lfirst(cell);

		if (strcmp(option->defname, "ancestors") == 0)
			dict->ancestors = defGetBoolean(option);
		else if (strcmp(option->defname, "minimum") == 0)
			dict->phrases.least = theme_least_certainty(minimum_of(option));
		else
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unrecognized option of a smartdip_theme dictionary: \"%s\"",
							quoted_value(option->defname, strlen(option->defname))),
					 errhint("The options are Ancestors and Minimum.")));
	}
	theme_lexicon(&lexicon);
	text_phrases_open(&dict->phrases, lexicon, false, text_phrases_cached);
	text_phrases_make_cache(&dict->phrases, CACHE_SIZE, CurrentMemoryContext);
	PG_RETURN_POINTER(dict);
}

/* The codes of the entries, each theme in a variant of its own. */
static TSLexeme *
make_lexemes(const uint32 *entry, int count, bool ancestors)
{
	uint16		variant = 0;
	int			room = 1;
	TSLexeme   *result;
	TSLexeme   *next;

	for (int i = 0; i < count; i++)
		room += ancestors ? theme_level((int) entry[i]) : 1;
	result = next = palloc0(room * sizeof(TSLexeme));
	for (int i = 0; i < count; i++)
	{
		int			theme = (int) entry[i];

		variant++;
		for (; theme != THEME_NONE; theme = ancestors ? theme_parent(theme) : THEME_NONE)
		{
			next->nvariant = variant;
			next->lexeme = pstrdup(theme_code(theme));
			next++;
		}
	}
	return result;
}

/*
 * The theme whose code the token belongs to. *first: the token begins the code, *alone: there is nothing else in the
 * text.
 */
static int
code_of(const text_parse *parse, const char *s, int len, bool *first, bool *alone)
{
	const char *text = parse != NULL ? parse->text : s;
	size_t		text_len = parse != NULL ? parse->len : (size_t) len;
	size_t		at = parse != NULL ? parse->current.start : 0;
	size_t		start = 0;
	int			theme = THEME_NONE;

	if (len > 0 && !IS_HIGHBIT_SET(*s))
		theme = theme_code_around(text, text_len, at, &start);
	*first = at == start;
	*alone = theme != THEME_NONE && strlen(theme_code(theme)) == text_len;
	return theme;
}

Datum
smartdip_theme_lexize(PG_FUNCTION_ARGS)
{
	theme_dictionary *dict = (theme_dictionary *) PG_GETARG_POINTER(0);
	const char *s = (const char *) PG_GETARG_POINTER(1);
	int32		len = PG_GETARG_INT32(2);
	text_parse *parse = text_parse_current(s, len);
	text_entries found;
	uint32		code;
	bool		first;
	bool		alone;
	int			theme = code_of(parse, s, len, &first, &alone);
	TSLexeme   *result;

	text_entries_begin(&found);
	if (parse == NULL)
		text_phrases_find_alone(&dict->phrases, s, len, &found);
	else if (!text_phrases_find(&dict->phrases, parse, &found))
		PG_RETURN_POINTER(NULL);
	text_entries_sort(&found);
	if (theme != THEME_NONE)
	{
		if (!first)
			PG_RETURN_POINTER(NULL);
		code = (uint32) theme;
		result = make_lexemes(&code, 1, dict->ancestors && !alone);
	}
	else
		result = found.count > 0 ? make_lexemes(found.entry, found.count, dict->ancestors) : palloc0(sizeof(TSLexeme));
	text_entries_end(&found);
	PG_RETURN_POINTER(result);
}
