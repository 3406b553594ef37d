/* smartdip_prefix_tsquery(): a query whose last word is still being typed. */
#include "pg/compat.h"

#include "core/base/ascii.h"
#include "core/text/fold.h"
#include "core/text/segment.h"
#include "core/text/word.h"
#include "core/text/word_prefix.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "tsearch/ts_type.h"
#include "tsearch/ts_utils.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

SMARTDIP_FUNCTION(smartdip_prefix_tsquery);

/* 2009-05-01 */
#define DATE_LEN 10

/* The word that the text ends in, or the last part of a compound; false if it ends in something else. */
static bool
find_last_word(const char *s, size_t len, struct token *last)
{
	struct segmenter segmenter;
	struct token token;
	bool		found = false;
	bool		compound = false;

	segment_begin(&segmenter, s, len);
	while (segment_next(&segmenter, &token))
	{
		bool		part = (token.flags & TOKEN_PART) != 0;

		CHECK_FOR_INTERRUPTS();
		compound = part ? compound : token.type == TOKEN_COMPOUND;
		if (!part || compound)
		{
			found = token.type != TOKEN_BLANK;
			*last = token;
		}
	}
	return found && last->start + last->len == len;
}

/* A lexeme in the notation of a tsquery, from UTF-8. */
static void
append_lexeme(StringInfo buf, const char *utf8, size_t len)
{
	char	   *copy = pnstrdup(utf8, len);
	char	   *s = pg_any_to_server(copy, (int) len, PG_UTF8);

	appendStringInfoChar(buf, '\'');
	for (; *s != '\0'; s++)
	{
		if (*s == '\'' || *s == '\\')
			appendStringInfoChar(buf, *s);
		appendStringInfoChar(buf, *s);
	}
	appendStringInfoChar(buf, '\'');
}

/* Is it a date whose day has one digit as yet, as in 2009-05-1? Its lexeme has two, 2009-05-01. */
static bool
day_has_one_digit(const char *utf8, size_t len, const char *lexeme, size_t lexeme_len)
{
	char		typed[16];
	size_t		n = fold_utf8(utf8, len, FOLD_ALL, typed, sizeof(typed));

	return lexeme_len == 10 && ascii_is_digit(lexeme[0]) && lexeme[4] == '-' && lexeme[7] == '-' &&
		n >= 2 && n <= sizeof(typed) && !ascii_is_digit(typed[n - 2]) && ascii_is_digit(typed[n - 1]);
}

/*
 * Where the text ends in the beginning of a date, year first, as 2009-05 or ٢٠٠٩/: its start, and in date what the lexemes of such dates
 * begin with; otherwise len. A year alone is a number, and a day's digit makes it a date, but for 0.
 */
static size_t
find_begun_date(const char *utf8, size_t len, char date[DATE_LEN], size_t *date_len)
{
	size_t		start = len;

	while (start > 0 && (unsigned char) utf8[start - 1] > ' ')
		if (len - start-- > 2 * DATE_LEN)
			return len;
	*date_len = fold_utf8(utf8 + start, len - start, FOLD_ALL, date, DATE_LEN);
	if (*date_len < 5 || *date_len >= DATE_LEN || (*date_len == 9 && date[8] != '0'))
		return len;
	for (size_t i = 0; i < *date_len; i++)
	{
		bool		between = i == 4 || i == 7;

		if (between ? date[i] != '-' && date[i] != '/' && date[i] != '.' : !ascii_is_digit(date[i]))
			return len;
		if (between)
			date[i] = '-';
	}
	return start;
}

/* Words that begin so: the beginning with any end, and the stems of such words. NULL if nothing is left of it. */
static TSQuery
query_of_prefix(const char *utf8, size_t len)
{
	struct word_options options = {FOLD_ALL & ~FOLD_HAMZA, false, false, WORD_AUTO};
	char		hamza[WORD_MAX];
	char		folded[WORD_MAX];
	size_t		hamza_len = word_analyse(&options, utf8, len, hamza, sizeof(hamza)).len;
	size_t		folded_len;
	struct word_prefix prefix;
	StringInfoData buf;
	bool		one_digit;

	options.fold = FOLD_ALL;
	folded_len = word_analyse(&options, utf8, len, folded, sizeof(folded)).len;
	one_digit = day_has_one_digit(utf8, len, folded, folded_len);
	word_prefix(folded, folded_len == hamza_len ? hamza : folded, folded_len, &prefix);
	if (prefix.len == 0)
		return NULL;
	initStringInfo(&buf);
	append_lexeme(&buf, prefix.s, prefix.len);
	appendStringInfoString(&buf, ":*");
	if (one_digit)
	{
		/* it may be the first of two */
		folded[8] = folded[9];
		appendStringInfoString(&buf, " | ");
		append_lexeme(&buf, folded, 9);
		appendStringInfoString(&buf, ":*");
	}
	for (unsigned i = 0; i < prefix.count; i++)
	{
		appendStringInfoString(&buf, " | ");
		append_lexeme(&buf, prefix.stem[i].s, prefix.stem[i].len);
	}
	return DatumGetTSQuery(DirectFunctionCall1(tsqueryin, CStringGetDatum(buf.data)));
}

/* All of these words, and what is typed last, if it is not NULL. */
static Datum
query_of_words(Oid configuration, const char *utf8, size_t len, TSQuery last)
{
	char	   *words = pg_any_to_server(pnstrdup(utf8, len), (int) len, PG_UTF8);
	Datum		whole;

	if (len == 0 && last != NULL)
		return TSQueryGetDatum(last);
	whole = DirectFunctionCall2(plainto_tsquery_byid, ObjectIdGetDatum(configuration), PointerGetDatum(cstring_to_text(words)));
	return last == NULL ? whole : DirectFunctionCall2(tsquery_and, whole, TSQueryGetDatum(last));
}

Datum
smartdip_prefix_tsquery(PG_FUNCTION_ARGS)
{
	Oid			configuration = PG_GETARG_OID(0);
	char	   *typed = text_to_cstring(PG_GETARG_TEXT_PP(1));
	char	   *utf8 = pg_server_to_any(typed, (int) strlen(typed), PG_UTF8);
	size_t		len = strlen(utf8);
	struct token last = {.start = len};
	TSQuery		prefix = NULL;
	char		date[DATE_LEN];
	size_t		date_len;
	size_t		date_start;
	StringInfoData begun;
	Datum		query;

	if (!SearchSysCacheExists1(TSCONFIGOID, ObjectIdGetDatum(configuration)))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("text search configuration with OID %u does not exist", configuration),
				 errhint("It was dropped, or never was. Give the name of a configuration, such as 'smartdip'.")));
	if (find_last_word(utf8, len, &last))
		prefix = query_of_prefix(utf8 + last.start, last.len);
	else
		last.start = len;
	query = query_of_words(configuration, utf8, last.start, prefix);
	date_start = find_begun_date(utf8, len, date, &date_len);
	if (date_start == len)
		PG_RETURN_DATUM(query);
	initStringInfo(&begun);
	append_lexeme(&begun, date, date_len);
	appendStringInfoString(&begun, ":*");
	prefix = DatumGetTSQuery(DirectFunctionCall1(tsqueryin, CStringGetDatum(begun.data)));
	PG_RETURN_DATUM(DirectFunctionCall2(tsquery_or, query, query_of_words(configuration, utf8, date_start, prefix)));
}
