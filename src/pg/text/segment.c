/* segment(): the tokens of a text, or its segments by UAX #29, as rows. */
#include "pg/compat.h"
#include "pg/text/dictionary_break.h"
#include "pg/text/text_rows.h"
#include "pg/base/argument.h"
#include "pg/base/encoding.h"
#include "pg/base/long_text.h"

#include "core/text/segment.h"
#include "core/text/word_break.h"
#include "funcapi.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_segment);

static void
put_row(text_rows *rows, size_t start, size_t len, const char *type)
{
	text_piece	piece = text_rows_piece(rows, start, len);
	MemoryContext old = MemoryContextSwitchTo(rows->scratch);
	Datum		values[4] = {piece.words, type == NULL ? (Datum) 0 : CStringGetTextDatum(type), piece.start, piece.end};
	bool		nulls[4] = {false, type == NULL, false, false};

	MemoryContextSwitchTo(old);
	text_rows_put(rows, values, nulls);
}

static void
put_tokens(text_rows *rows, size_t len, bool blanks)
{
	dictionary_break *dictionary = NULL;
	struct segmenter s;
	struct token token;

	segment_begin(&s, rows->utf8, len);
	while (segment_next(&s, &token))
	{
		const char *type = token_type_name((enum token_type) token.type);
		size_t		word;
		size_t		word_len;

		if (token.type == TOKEN_BLANK && !blanks)
			continue;
		if (!(token.flags & TOKEN_DICTIONARY))
		{
			put_row(rows, token.start, token.len, type);
			continue;
		}
		if (dictionary == NULL)
			dictionary = dictionary_break_open();
		dictionary_break_run(dictionary, rows->utf8 + token.start, token.len);
		while (dictionary_break_next(dictionary, &word, &word_len))
			put_row(rows, token.start + word, word_len, type);
	}
	if (dictionary != NULL)
		dictionary_break_close(dictionary);
}

static void
put_segments(text_rows *rows, size_t len)
{
	struct word_break b;

	word_break_begin(&b, rows->utf8, len, check_interrupts);
	while (b.pos < len)
	{
		size_t		start = b.pos;

		put_row(rows, start, word_break_next(&b) - start, NULL);
	}
}

Datum
smartdip_segment(PG_FUNCTION_ARGS)
{
	static const char *const ways[] = {"tokens", "uax29"};
	text	   *mode = PG_GETARG_TEXT_PP(1);
	bool		blanks = PG_GETARG_BOOL(2);
	utf8_span	in;
	text_rows	rows;
	bool		strictly = name_arg(mode, "way of segmenting", ways, lengthof(ways), "; see Unicode Standard Annex 29") == 1;

	InitMaterializedSRF(fcinfo, 0);
	in = text_to_utf8(PG_GETARG_TEXT_PP(0));
	text_rows_begin(&rows, fcinfo, in.s);
	if (strictly)
		put_segments(&rows, in.len);
	else
		put_tokens(&rows, in.len, blanks);
	text_rows_end(&rows);
	return (Datum) 0;
}
