/* Dictionaries of template smartdip_lexicon: options, and the lexemes of the terms that a token stands in. */
#include "pg/compat.h"
#include "pg/lexicon.h"
#include "pg/text_parse.h"
#include "pg/util.h"

#include "catalog/namespace.h"
#include "catalog/pg_ts_dict.h"
#include "commands/defrem.h"
#include "core/text_match.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "tsearch/ts_cache.h"
#include "tsearch/ts_public.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

SMARTDIP_FUNCTION(lexicon_dict_init);
SMARTDIP_FUNCTION(lexicon_dict_lexize);

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
	dict->longest = pg_strcasecmp(value, "longest") == 0;
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
lexicon_dict_init(PG_FUNCTION_ARGS)
{
	static uint64 serial = 0;
	List	   *options = (List *) PG_GETARG_POINTER(0);
	lexicon_dictionary *dict = palloc0(sizeof(lexicon_dictionary));
	DefElem    *terms = NULL;
	const char *beside = BESIDE_DEFAULT;
	ListCell   *cell;

	dict->serial = ++serial;
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
	dict->cache = palloc0(LEXICON_CACHE * sizeof(lexicon_cached));
	PG_RETURN_POINTER(dict);
}

/* The entries that a token is to be indexed by; few. */
typedef struct found_entries
{
	uint32	   *entries;
	int			count;
	int			size;
} found_entries;

static void
add_entry(found_entries *found, uint32 entry)
{
	if (found->count == found->size)
	{
		found->size = found->size == 0 ? 16 : found->size * 2;
		found->entries = found->entries == NULL ? palloc(found->size * sizeof(uint32)) :
			repalloc(found->entries, found->size * sizeof(uint32));
	}
	found->entries[found->count++] = entry;
}

static int
compare_entries(const void *a, const void *b)
{
	uint32		x = *(const uint32 *) a;
	uint32		y = *(const uint32 *) b;

	return (x > y) - (x < y);
}

/* A phrase that goes on behind the token it was found at. */
typedef struct lexicon_span
{
	uint32		entry;
	uint32		end;
} lexicon_span;

/* What a dictionary keeps of a running parse, from token to token. */
typedef struct parse_state
{
	uint64		serial;			/* the dictionary's: it may have changed meanwhile */
	uint32		merged;			/* start of a part that its whole has spoken for */
	uint32		covered;		/* longest: no phrase starts before this byte */
	int			count;
	int			size;
	lexicon_span *spans;
} parse_state;

static parse_state *
state_of(lexicon_dictionary *dict, text_parse *parse)
{
	parse_state *state = text_parse_attach(parse, dict, sizeof(parse_state));

	if (state->serial != dict->serial)
	{
		state->serial = dict->serial;
		state->merged = TEXT_NOWHERE;
		state->covered = 0;
		state->count = 0;
	}
	return state;
}

static void
add_span(parse_state *state, MemoryContext context, uint32 entry, uint32 end)
{
	if (state->count == state->size)
	{
		int			size = state->size == 0 ? 16 : state->size * 2;
		lexicon_span *spans = MemoryContextAlloc(context, size * sizeof(lexicon_span));

		if (state->count > 0)
		{
			memcpy(spans, state->spans, state->count * sizeof(lexicon_span));
			pfree(state->spans);
		}
		state->spans = spans;
		state->size = size;
	}
	state->spans[state->count].entry = entry;
	state->spans[state->count++].end = end;
}

/* Adds the phrases that began before the byte and go on there, and forgets those that ended. */
static void
add_spans(parse_state *state, uint32 start, found_entries *found)
{
	int			kept = 0;

	for (int i = 0; i < state->count; i++)
		if (state->spans[i].end > start)
		{
			add_entry(found, state->spans[i].entry);
			state->spans[kept++] = state->spans[i];
		}
	state->count = kept;
}

/* The ids of a word, by way of the cache. */
static void
cached_ids(lexicon_dictionary *dict, const char *text, const struct token *token, uint32 ids[LEXICON_IDS])
{
	const char *word = text + token->start;
	unsigned	letter_case = token_case(token);
	uint32		hash = lexicon_hash(word, token->len);
	lexicon_cached *cached = &dict->cache[hash % LEXICON_CACHE];

	if (token->len > sizeof(cached->bytes))
	{
		token_lexicon_ids(&dict->lexicon, text, token, ids);
		return;
	}
	if (cached->hash != hash || cached->len != token->len || cached->letter_case != letter_case ||
		memcmp(cached->bytes, word, token->len) != 0)
	{
		cached->hash = hash;
		cached->len = (uint8) token->len;
		cached->letter_case = (uint8) letter_case;
		memcpy(cached->bytes, word, token->len);
		token_lexicon_ids(&dict->lexicon, text, token, cached->ids);
	}
	memcpy(ids, cached->ids, sizeof(cached->ids));
}

/* The words from the token at hand on, read as far as a phrase asks for them. */
typedef struct parse_words
{
	lexicon_dictionary *dict;
	text_parse *parse;
	uint32		next;			/* among the tokens ahead */
	unsigned	count;
	bool		ended;			/* the text, the sentence or what is kept of the parse */
	uint32		end[LEXICON_MAX_WORDS];
	uint32		ids[LEXICON_MAX_WORDS][LEXICON_IDS];
} parse_words;

static const uint32 *
next_words(void *arg, unsigned ahead)
{
	parse_words *words = arg;

	while (words->count <= ahead && !words->ended)
	{
		const struct token *token = text_parse_ahead(words->parse, words->next++);
		enum token_role role = token == NULL ? TOKEN_IS_END : token_role(words->parse->text, token);

		if (role == TOKEN_IS_WORD)
		{
			words->end[words->count] = token->start + token->len;
			cached_ids(words->dict, words->parse->text, token, words->ids[words->count++]);
		}
		words->ended = role == TOKEN_IS_END;
	}
	return ahead < words->count ? words->ids[ahead] : NULL;
}

/* Adds the phrases that begin at the first of the words, and has those that are longer go on in the parse. */
static void
add_phrases(parse_words *words, parse_state *state, found_entries *found)
{
	lexicon_dictionary *dict = words->dict;
	unsigned	longest = dict->longest ? lexicon_longest(&dict->lexicon, next_words, words) : 0;
	struct lexicon_walk walk;
	struct lexicon_match match;

	lexicon_walk_begin(&walk, &dict->lexicon, next_words, words);
	while (lexicon_walk_next(&walk, &match))
	{
		uint32		end = words->end[match.words - 1];

		if (dict->longest && match.words != longest)
			continue;
		state->covered = Max(state->covered, end);
		for (uint32 i = 0; i < match.count; i++)
		{
			add_entry(found, match.entries[i]);
			if (match.words > 1)
				add_span(state, words->parse->context, match.entries[i], end);
		}
	}
}

/*
 * A token of a running parse. The whole of a hyphenated word speaks for its first part, too, as our word dictionaries
 * have it: both stand at one position. False: the whole has spoken for this part already.
 */
static bool
entries_in_parse(lexicon_dictionary *dict, text_parse *parse, found_entries *found)
{
	parse_state *state = state_of(dict, parse);
	const struct token *token = &parse->current;
	parse_words words;

	words.dict = dict;
	words.parse = parse;
	words.next = 0;
	words.count = 1;
	words.ended = false;
	if (token->type == TOKEN_COMPOUND)
	{
		token = text_parse_ahead(parse, words.next++);
		if (token == NULL || !(token->flags & TOKEN_PART))
			return true;
		state->merged = token->start;
	}
	else if (token->flags & TOKEN_PART && token->start == state->merged)
		return false;
	if (token_role(parse->text, token) != TOKEN_IS_WORD)
		return true;

	add_spans(state, token->start, found);
	words.end[0] = token->start + token->len;
	cached_ids(dict, parse->text, token, words.ids[0]);
	if (lexicon_starts(&dict->lexicon, words.ids[0]) && !(dict->longest && token->start < state->covered))
		add_phrases(&words, state, found);
	return true;
}

static bool
note_entry(void *arg, const struct text_match *match)
{
	add_entry(arg, match->entry);
	return true;
}

/* A token that stands alone is a little text of its own: ts_lexize() may hand over a whole phrase. */
static void
entries_in_word(lexicon_dictionary *dict, const char *s, int len, found_entries *found)
{
	char	   *utf8 = pg_server_to_any(s, len, PG_UTF8);

	text_match(&dict->lexicon, dict->longest ? TEXT_MATCH_LONGEST : TEXT_MATCH_ALL, utf8,
			   utf8 == s ? (size_t) len : strlen(utf8), note_entry, found);
	if (utf8 != s)
		pfree(utf8);
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

/* Each entry's lexeme is a variant of its own beside the word's: a query asks for any of them. */
static TSLexeme *
make_lexemes(lexicon_dictionary *dict, const TSLexeme *own, found_entries *found)
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
	qsort(found->entries, found->count, sizeof(uint32), compare_entries);
	for (int i = 0; i < found->count; i++)
	{
		size_t		len;
		const char *lexeme;

		if (i > 0 && found->entries[i] == found->entries[i - 1])
			continue;
		lexeme = lexicon_lexeme(&dict->lexicon, found->entries[i], &len);
		next->nvariant = ++variant;
		next->lexeme = pnstrdup(lexeme, len);
		next++;
	}
	return result;
}

Datum
lexicon_dict_lexize(PG_FUNCTION_ARGS)
{
	lexicon_dictionary *dict = (lexicon_dictionary *) PG_GETARG_POINTER(0);
	char	   *s = (char *) PG_GETARG_POINTER(1);
	int32		len = PG_GETARG_INT32(2);
	text_parse *parse = text_parse_current(s, len);
	found_entries found = {0};
	TSLexeme   *own;
	TSLexeme   *result;

	if (parse == NULL)
		entries_in_word(dict, s, len, &found);
	else if (!entries_in_parse(dict, parse, &found))
		PG_RETURN_POINTER(NULL);
	if (found.count == 0)
		PG_RETURN_POINTER(NULL);
	own = own_lexemes(dict, s, len);
	result = make_lexemes(dict, own, &found);
	if (own != NULL)
		pfree(own);
	pfree(found.entries);
	PG_RETURN_POINTER(result);
}
