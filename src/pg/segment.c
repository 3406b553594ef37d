/* segment(): the tokens of a text, or its segments by UAX #29, as rows. */
#include "pg/compat.h"
#include "pg/dictionary_break.h"
#include "pg/util.h"

#include "core/segment.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(segment);

/* Rows between two clearings of the memory that rows are made in. */
#define ROWS_AT_ONCE 256

struct rows
{
	ReturnSetInfo *result;
	MemoryContext scratch;
	const char *utf8;
	size_t		byte;			/* a place in the text, and the characters before it */
	int32		chars;
	int			made;
};

/* Characters of valid UTF-8: all bytes but those that continue one. */
static int32
count_characters(const char *s, size_t len)
{
	int32		n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char) s[i] & 0xc0) != 0x80;
	return n;
}

/* Places are asked for in order, so that counting them costs no more than one reading. */
static void
put_row(struct rows *rows, size_t start, size_t len, const char *type)
{
	const char *piece = rows->utf8 + start;
	MemoryContext old = MemoryContextSwitchTo(rows->scratch);
	Datum		values[4];
	bool		nulls[4] = {false};

	CHECK_FOR_INTERRUPTS();
	rows->chars += count_characters(rows->utf8 + rows->byte, start - rows->byte);
	rows->byte = start;
	values[0] = PointerGetDatum(utf8_to_text_with_len(piece, len));
	nulls[1] = type == NULL;
	values[1] = type == NULL ? (Datum) 0 : CStringGetTextDatum(type);
	values[2] = Int32GetDatum(rows->chars + 1);
	values[3] = Int32GetDatum(rows->chars + 1 + count_characters(piece, len));
	tuplestore_putvalues(rows->result->setResult, rows->result->setDesc, values, nulls);
	if (++rows->made % ROWS_AT_ONCE == 0)
		MemoryContextReset(rows->scratch);
	MemoryContextSwitchTo(old);
}

static void
put_tokens(struct rows *rows, size_t len, bool blanks)
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
put_segments(struct rows *rows, size_t len)
{
	struct word_break b;

	word_break_begin(&b, rows->utf8, len);
	while (b.pos < len)
	{
		size_t		start = b.pos;

		put_row(rows, start, word_break_next(&b) - start, NULL);
	}
}

Datum
segment(PG_FUNCTION_ARGS)
{
	text	   *mode = PG_GETARG_TEXT_PP(1);
	bool		blanks = PG_GETARG_BOOL(2);
	utf8_span	in;
	struct rows rows = {.result = (ReturnSetInfo *) fcinfo->resultinfo};
	bool		strictly = text_is(mode, "uax29");

	if (!strictly && !text_is(mode, "tokens"))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no way \"%s\" of segmenting text", quoted_text(mode)),
				 errhint("The ways are tokens (words, numbers, addresses) and uax29 (every segment by Unicode Standard Annex 29).")));
	InitMaterializedSRF(fcinfo, 0);
	in = text_to_utf8(PG_GETARG_TEXT_PP(0));
	rows.utf8 = in.s;
	rows.scratch = AllocSetContextCreate(CurrentMemoryContext, "smartdip segment", ALLOCSET_DEFAULT_SIZES);
	if (strictly)
		put_segments(&rows, in.len);
	else
		put_tokens(&rows, in.len, blanks);
	MemoryContextDelete(rows.scratch);
	return (Datum) 0;
}
