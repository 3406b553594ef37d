/* Dictionaries of template smartdip_lexicon: options, and the lexemes of the terms that a token stands in. */
#include "pg/compat.h"
#include "pg/lexicon/lexicon_dict.h"
#include "pg/base/report.h"

#include "catalog/namespace.h"
#include "catalog/pg_ts_dict.h"
#include "commands/defrem.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "tsearch/ts_cache.h"
#include "tsearch/ts_public.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

SMARTDIP_FUNCTION(smartdip_lexicon_init);
SMARTDIP_FUNCTION(smartdip_lexicon_lexize);
SMARTDIP_FUNCTION(smartdip_lexicon_info);

/* What gives a word's own lexemes, unless the option names others. */
#define BESIDE_DEFAULT "smartdip_auto"

static void
set_mode(lexicon_dictionary *dict, DefElem *option)
{
	char	   *value = defGetString(option);

	if (pg_strcasecmp(value, "longest") != 0 && pg_strcasecmp(value, "all") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for option \"%s\" of a smartdip_lexicon dictionary: \"%s\"",
						option->defname, quoted_value(value, strlen(value))),
				 errhint("It is all or longest.")));
	dict->phrases.longest = pg_strcasecmp(value, "longest") == 0;
}

/*
 * The dictionary of that name. A name without a schema is looked for in smartdip's own schema first, so that the
 * usual ones are found whatever the search_path: maintenance and pg_restore run with an empty one.
 */
static Oid
find_dictionary(const char *name, Oid own_schema)
{
	List	   *names = QUALIFIED_NAME_LIST(name);
	Oid			dictionary = InvalidOid;

	if (list_length(names) == 1)
		dictionary = GetSysCacheOid2(TSDICTNAMENSP, Anum_pg_ts_dict_oid, CStringGetDatum(strVal(linitial(names))),
									 ObjectIdGetDatum(own_schema));
	return OidIsValid(dictionary) ? dictionary : get_ts_dict_oid(names, true);
}

/* Cuts the first name off a list that is parted by commas; a comma in double quotes is part of a name. */
static char *
cut_name(char **list)
{
	char	   *name = *list;
	char	   *s = name;
	bool		quoted = false;

	for (; *s != '\0' && (quoted || *s != ','); s++)
		quoted ^= *s == '"';
	*list = *s == ',' ? s + 1 : NULL;
	*s = '\0';
	return name;
}

/*
 * A dictionary that is not there is no error yet: pg_restore makes dictionaries in the order of their names, and one
 * that stands beside may come later. When a word comes, it must be there.
 */
static void
find_beside(lexicon_dictionary *dict, const char *names, Oid own_schema)
{
	char	   *list = pstrdup(names);

	while (list != NULL)
	{
		struct lexicon_beside *beside;

		dict->beside = dict->beside == NULL ? palloc(sizeof(*beside)) :
			repalloc(dict->beside, (dict->beside_count + 1) * sizeof(*beside));
		beside = &dict->beside[dict->beside_count++];
		beside->name = cut_name(&list);
		beside->dictionary = find_dictionary(beside->name, own_schema);
		if (!OidIsValid(beside->dictionary))
			ereport(WARNING,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("text search dictionary \"%s\" does not exist yet", quoted_value(beside->name, strlen(beside->name))),
					 errhint("Name it with its schema, in the option Dictionaries.")));
	}
}

Datum
smartdip_lexicon_init(PG_FUNCTION_ARGS)
{
	List	   *options = (List *) PG_GETARG_POINTER(0);
	lexicon_dictionary *dict = palloc0(sizeof(lexicon_dictionary));
	DefElem    *terms = NULL;
	const char *beside = BESIDE_DEFAULT;
	ListCell   *cell;

	dict->words = true;
	foreach(cell, options)
	{
		DefElem    *option = lfirst(cell);

		if (strcmp(option->defname, "terms") == 0)
			terms = option;
		else if (strcmp(option->defname, "mode") == 0)
			set_mode(dict, option);
		else if (strcmp(option->defname, "words") == 0)
			dict->words = defGetBoolean(option);
		else if (strcmp(option->defname, "dictionaries") == 0)
			beside = defGetString(option);
		else
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unrecognized option of a smartdip_lexicon dictionary: \"%s\"",
							quoted_value(option->defname, strlen(option->defname))),
					 errhint("The options are Terms, Mode, Words and Dictionaries.")));
	}
	lexicon_compile(dict, terms != NULL ? defGetString(terms) : "");
	if (dict->words)
		find_beside(dict, beside, get_func_namespace(fcinfo->flinfo->fn_oid));
	PG_RETURN_POINTER(dict);
}

/* The word's own lexemes, by the first of the dictionaries beside that knows it; NULL where none does. */
static TSLexeme *
own_lexemes(lexicon_dictionary *dict, char *s, int32 len)
{
	check_stack_depth();
	for (int i = 0; i < dict->beside_count; i++)
	{
		struct lexicon_beside *beside = &dict->beside[i];
		TSDictionaryCacheEntry *entry;
		DictSubState state = {0};
		TSLexeme   *lexemes;

		if (!OidIsValid(beside->dictionary))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("text search dictionary \"%s\" does not exist", quoted_value(beside->name, strlen(beside->name))),
					 errdetail("It was to give the words' own lexemes beside a lexicon's."),
					 errhint("Name it with its schema, in the option Dictionaries; or set Words to false.")));
		entry = lookup_ts_dictionary_cache(beside->dictionary);
		lexemes = (TSLexeme *) DatumGetPointer(FunctionCall4(&entry->lexize, PointerGetDatum(entry->dictData),
															 PointerGetDatum(s), Int32GetDatum(len), PointerGetDatum(&state)));
		if (lexemes != NULL && !state.getnext)
			return lexemes;
	}
	return NULL;
}

/* The word may have the lexeme already: smartdip's own concepts have names, too. */
static bool
has_lexeme(const TSLexeme *lexemes, const char *s, size_t len)
{
	for (; lexemes != NULL && lexemes->lexeme != NULL; lexemes++)
		if (strncmp(lexemes->lexeme, s, len) == 0 && lexemes->lexeme[len] == '\0')
			return true;
	return false;
}

/* Each entry's lexeme is a variant of its own beside the word's: a query asks for any of them. */
static TSLexeme *
make_lexemes(lexicon_dictionary *dict, const TSLexeme *own, text_entries *found)
{
	int			own_count = 0;
	uint16		variant = 0;
	TSLexeme   *result;
	TSLexeme   *next;

	for (; own != NULL && own[own_count].lexeme != NULL; own_count++)
		variant = Max(variant, own[own_count].nvariant);
	result = next = palloc0(sizeof(TSLexeme) * (own_count + found->count + 1));
	for (int i = 0; i < own_count; i++)
	{
		*next = own[i];
		next->flags &= ~TSL_FILTER;
		next++;
	}
	text_entries_sort(found);
	for (int i = 0; i < found->count; i++)
	{
		size_t		len;
		const char *lexeme = lexicon_lexeme(&dict->phrases.lexicon, found->entry[i], &len);

		if (has_lexeme(own, lexeme, len))
			continue;
		next->nvariant = ++variant;
		next->lexeme = pnstrdup(lexeme, len);
		next++;
	}
	return result;
}

Datum
smartdip_lexicon_lexize(PG_FUNCTION_ARGS)
{
	lexicon_dictionary *dict = (lexicon_dictionary *) PG_GETARG_POINTER(0);
	char	   *s = (char *) PG_GETARG_POINTER(1);
	int32		len = PG_GETARG_INT32(2);
	text_parse *parse = text_parse_current(s, len);
	text_entries found;
	TSLexeme   *own;
	TSLexeme   *result;

	text_entries_begin(&found);
	if (parse == NULL)
		text_phrases_find_alone(&dict->phrases, s, len, &found);
	else if (!text_phrases_find(&dict->phrases, parse, &found))
		PG_RETURN_POINTER(NULL);
	if (found.count == 0)
		PG_RETURN_POINTER(NULL);
	own = own_lexemes(dict, s, len);
	result = make_lexemes(dict, own, &found);
	if (own != NULL)
		pfree(own);
	text_entries_end(&found);
	PG_RETURN_POINTER(result);
}

Datum
smartdip_lexicon_info(PG_FUNCTION_ARGS)
{
	Oid			dictionary = PG_GETARG_OID(0);
	char	   *name = lexicon_dictionary_name(dictionary);
	TSDictionaryCacheEntry *entry = lookup_ts_dictionary_cache(dictionary);
	const lexicon_dictionary *dict = entry->dictData;
	Datum		values[5];
	bool		nulls[5] = {false};
	TupleDesc	tupdesc;

	if (entry->lexize.fn_addr != smartdip_lexicon_lexize)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("text search dictionary %s is no lexicon", name),
				 errhint("Its template has to be smartdip_lexicon.")));
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "lexicon_info has to give a row");
	values[0] = Int64GetDatum(dict->phrases.lexicon.entry_count);
	values[1] = Int64GetDatum(dict->terms);
	values[2] = Int64GetDatum(dict->phrases.lexicon.words);
	values[3] = Int64GetDatum((int64) MemoryContextMemAllocated(entry->dictCtx, true));
	values[4] = Float8GetDatum(dict->seconds * 1000.0);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls)));
}
