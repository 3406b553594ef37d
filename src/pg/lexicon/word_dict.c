/* The dictionary template smartdip_word: options, and lexemes as the server wants them. */
#include "pg/compat.h"
#include "pg/lexicon/text_word.h"
#include "pg/base/report.h"

#include "commands/defrem.h"
#include "core/text/fold.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"
#include "tsearch/ts_public.h"
#include "tsearch/ts_utils.h"

SMARTDIP_FUNCTION(smartdip_word_init);
SMARTDIP_FUNCTION(smartdip_word_lexize);

/* A word among the values of an option, and what it stands for. */
typedef struct option_word
{
	const char *word;
	int			value;
} option_word;

static const option_word languages[] = {
	{"arabic", WORD_ARABIC}, {"auto", WORD_AUTO}, {"english", WORD_ENGLISH}, {"other", WORD_OTHER}, {NULL, 0}
};

static const option_word foldings[] = {{"fold", true}, {"keep", false}, {NULL, 0}};

static const option_word acceptances[] = {
	{"all", TEXT_ACCEPT_ALL}, {"script", TEXT_ACCEPT_SCRIPT}, {"stop", TEXT_ACCEPT_STOP}, {NULL, 0}
};

static const option_word concept_options[] = {
	{"all", TEXT_CONCEPTS_ALL}, {"sure", TEXT_CONCEPTS_SURE}, {"none", TEXT_CONCEPTS_NONE}, {"true", TEXT_CONCEPTS_ALL},
	{"on", TEXT_CONCEPTS_ALL}, {"false", TEXT_CONCEPTS_NONE}, {"off", TEXT_CONCEPTS_NONE}, {NULL, 0}
};

static const char *
words_listed(const option_word *words)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (const option_word *w = words; w->word != NULL; w++)
		appendStringInfo(&buf, "%s%s", w == words ? "" : w[1].word == NULL ? " or " : ", ", w->word);
	return buf.data;
}

static int
option_value(DefElem *option, const option_word *words)
{
	char	   *value = defGetString(option);

	for (const option_word *w = words; w->word != NULL; w++)
		if (pg_strcasecmp(value, w->word) == 0)
			return w->value;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for option \"%s\" of a smartdip_word dictionary: \"%s\"",
					option->defname, quoted_value(value, strlen(value))),
			 errhint("It is one of %s.", words_listed(words))));
}

static unsigned
folding(unsigned fold, unsigned bit, DefElem *option)
{
	return option_value(option, foldings) ? fold | bit : fold & ~bit;
}

static void
set_option(text_dictionary *dict, DefElem *option)
{
	const char *name = option->defname;

	if (strcmp(name, "language") == 0)
		dict->word.language = (enum word_language) option_value(option, languages);
	else if (strcmp(name, "hamza") == 0)
		dict->word.fold = folding(dict->word.fold, FOLD_HAMZA, option);
	else if (strcmp(name, "tamarbuta") == 0)
		dict->word.fold = folding(dict->word.fold, FOLD_TA_MARBUTA, option);
	else if (strcmp(name, "alefmaqsura") == 0)
		dict->word.fold = folding(dict->word.fold, FOLD_ALEF_MAQSURA, option);
	else if (strcmp(name, "stopwords") == 0)
		dict->word.stop = defGetBoolean(option);
	else if (strcmp(name, "stem") == 0)
		dict->word.stem = defGetBoolean(option);
	else if (strcmp(name, "concepts") == 0)
		dict->concepts = (enum text_concepts) option_value(option, concept_options);
	else if (strcmp(name, "names") == 0)
		dict->names = defGetBoolean(option);
	else if (strcmp(name, "accept") == 0)
		dict->accept = (enum text_accept) option_value(option, acceptances);
	else
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized option of a smartdip_word dictionary: \"%s\"", quoted_value(name, strlen(name))),
				 errhint("The options are Language, Hamza, TaMarbuta, AlefMaqsura, StopWords, Stem, Accept, Concepts and Names.")));
}

Datum
smartdip_word_init(PG_FUNCTION_ARGS)
{
	List	   *options = (List *) PG_GETARG_POINTER(0);
	text_dictionary *dict = palloc0(sizeof(text_dictionary));
	ListCell   *cell;

	dict->word = (struct word_options) {FOLD_ALL, true, true, WORD_AUTO};
	foreach(cell, options)
		set_option(dict, (DefElem *) lfirst(cell));
	text_dictionary_ready(dict);
	PG_RETURN_POINTER(dict);
}

Datum
smartdip_word_lexize(PG_FUNCTION_ARGS)
{
	text_dictionary *dict = (text_dictionary *) PG_GETARG_POINTER(0);
	const char *s = (const char *) PG_GETARG_POINTER(1);
	int32		len = PG_GETARG_INT32(2);
	text_lexemes lexemes;
	TSLexeme   *result;

	text_lexemes_of(dict, text_parse_current(s, len), s, len, &lexemes);
	if (!lexemes.known)
		PG_RETURN_POINTER(NULL);
	result = palloc(sizeof(TSLexeme) * (lexemes.count + 1));
	for (int i = 0; i < lexemes.count; i++)
	{
		const text_lexeme *lexeme = &lexemes.lexeme[i];

		result[i] = (TSLexeme) {.nvariant = lexeme->variant, .lexeme = palloc(lexeme->len + 1)};
		memcpy(result[i].lexeme, lexeme->s, lexeme->len);
		result[i].lexeme[lexeme->len] = '\0';
	}
	result[lexemes.count] = (TSLexeme) {0};
	PG_RETURN_POINTER(result);
}
