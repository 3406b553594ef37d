/* The text search parser smartdip: the server's side of core/text/segment.h. */
#include "pg/compat.h"
#include "pg/text/text_parse.h"

#include "miscadmin.h"
#include "tsearch/ts_public.h"

SMARTDIP_FUNCTION(smartdip_parser_start);
SMARTDIP_FUNCTION(smartdip_parser_token);
SMARTDIP_FUNCTION(smartdip_parser_end);
SMARTDIP_FUNCTION(smartdip_parser_types);

/* By type. The names are those of segment(), and of the default parser where it has the same. */
static const struct
{
	int			type;
	const char *alias;
	const char *description;
}			types[] = {
	{TOKEN_LATIN, "latin", "Word in Latin letters"},
	{TOKEN_ARABIC, "arabic", "Word in Arabic letters"},
	{TOKEN_WORD, "word", "Word in letters of another script"},
	{TOKEN_NUMWORD, "numword", "Word of letters and digits"},
	{TOKEN_INTEGER, "integer", "Whole number, with or without grouping marks"},
	{TOKEN_DECIMAL, "decimal", "Number with a decimal mark"},
	{TOKEN_VERSION, "version", "Version number"},
	{TOKEN_DATE, "date", "Date in digits"},
	{TOKEN_URL, "url", "URL, whole"},
	{TOKEN_HOST, "host", "Host"},
	{TOKEN_URLPATH, "url_path", "Path of a URL"},
	{TOKEN_EMAIL, "email", "Email address"},
	{TOKEN_HASHTAG, "hashtag", "Hashtag, whole"},
	{TOKEN_MENTION, "mention", "Mention of an account"},
	{TOKEN_EMOJI, "emoji", "Emoji"},
	{TOKEN_COMPOUND, "compound", "Hyphenated word, whole"},
	{TEXT_BLANK, "blank", "Blanks, punctuation and other symbols"},
	{TEXT_LATIN_PART, "latin_part", "Part of a whole: word in Latin letters"},
	{TEXT_ARABIC_PART, "arabic_part", "Part of a whole: word in Arabic letters"},
	{TEXT_WORD_PART, "word_part", "Part of a whole: word in letters of another script"},
	{TEXT_NUMWORD_PART, "numword_part", "Part of a whole: number or word with digits"},
	{TEXT_HOST_PART, "host_part", "Part of a URL: host"},
	{TEXT_BLANK_PART, "blank_part", "Part of a whole: hyphen or other sign"},
};

Datum
smartdip_parser_start(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(text_parse_begin((const char *) PG_GETARG_POINTER(0), PG_GETARG_INT32(1)));
}

Datum
smartdip_parser_token(PG_FUNCTION_ARGS)
{
	text_parse *parse = (text_parse *) PG_GETARG_POINTER(0);
	char	  **token = (char **) PG_GETARG_POINTER(1);
	int		   *len = (int *) PG_GETARG_POINTER(2);

	CHECK_FOR_INTERRUPTS();
	if (!text_parse_next(parse))
		PG_RETURN_INT32(0);
	*token = unconstify(char *, parse->current_text);
	*len = (int) parse->current_len;
	PG_RETURN_INT32(text_type_of(&parse->current));
}

Datum
smartdip_parser_end(PG_FUNCTION_ARGS)
{
	text_parse_end((text_parse *) PG_GETARG_POINTER(0));
	PG_RETURN_VOID();
}

/* Ends with a type of number 0, as the server wants it. */
Datum
smartdip_parser_types(PG_FUNCTION_ARGS)
{
	LexDescr   *list = palloc0(sizeof(LexDescr) * (lengthof(types) + 1));

	for (size_t i = 0; i < lengthof(types); i++)
	{
		list[i].lexid = types[i].type;
		list[i].alias = pstrdup(types[i].alias);
		list[i].descr = pstrdup(types[i].description);
	}
	PG_RETURN_POINTER(list);
}
