/* actors_in() and actor_of(): the actors that a text names. */
#include "pg/actor_code.h"
#include "pg/util.h"

#include "core/actor_text.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(actors_in);
SMARTDIP_FUNCTION(actor_of);

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

static const char *
argument_utf8(text *value, size_t *len)
{
	const char *s = VARDATA_ANY(value);
	const char *utf8 = pg_server_to_any(s, (int) VARSIZE_ANY_EXHDR(value), PG_UTF8);

	*len = utf8 == s ? VARSIZE_ANY_EXHDR(value) : strlen(utf8);
	return utf8;
}

static struct actor_text_options
argument_options(FunctionCallInfo fcinfo)
{
	struct actor_text_options options = {.on_date = PG_ARGISNULL(1) ? ACTOR_ANY_DATE : PG_GETARG_DATEADT(1)};

	return options;
}

/* Actors come in order, so that counting the characters before them costs no more than one reading. */
static bool
put_actor(void *arg, const struct actor_in_text *actor)
{
	struct rows *rows = arg;
	const char *words;
	size_t		words_len;
	char	   *converted;
	MemoryContext old;
	Datum		values[4];
	bool		nulls[4] = {false};

	CHECK_FOR_INTERRUPTS();
	if (actor == NULL)
		return true;
	old = MemoryContextSwitchTo(rows->scratch);
	words = rows->utf8 + actor->start;
	words_len = actor->end - actor->start;
	rows->chars += count_characters(rows->utf8 + rows->byte, actor->start - rows->byte);
	rows->byte = actor->start;
	converted = pg_any_to_server(words, (int) words_len, PG_UTF8);
	values[0] = PointerGetDatum(cstring_to_text_with_len(actor->code, actor->code_len));
	values[1] = Int32GetDatum(rows->chars + 1);
	values[2] = Int32GetDatum(rows->chars + 1 + count_characters(words, words_len));
	values[3] = PointerGetDatum(converted == words ? cstring_to_text_with_len(words, (int) words_len) :
								cstring_to_text(converted));
	tuplestore_putvalues(rows->result->setResult, rows->result->setDesc, values, nulls);
	if (++rows->made % ROWS_AT_ONCE == 0)
		MemoryContextReset(rows->scratch);
	MemoryContextSwitchTo(old);
	return true;
}

Datum
actors_in(PG_FUNCTION_ARGS)
{
	struct rows rows = {.result = (ReturnSetInfo *) fcinfo->resultinfo};
	struct actor_text_options options = argument_options(fcinfo);
	size_t		len;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	options.roles = !PG_ARGISNULL(2) && PG_GETARG_BOOL(2);
	rows.utf8 = argument_utf8(PG_GETARG_TEXT_PP(0), &len);
	rows.scratch = AllocSetContextCreate(CurrentMemoryContext, "smartdip actors", ALLOCSET_DEFAULT_SIZES);
	actor_text(&options, rows.utf8, len, put_actor, &rows);
	MemoryContextDelete(rows.scratch);
	return (Datum) 0;
}

/* The actor with the longest code, of several the first. */
static bool
keep_actor(void *arg, const struct actor_in_text *actor)
{
	struct actor_in_text *kept = arg;

	CHECK_FOR_INTERRUPTS();
	if (actor != NULL && actor->code_len > kept->code_len)
		*kept = *actor;
	return true;
}

Datum
actor_of(PG_FUNCTION_ARGS)
{
	struct actor_in_text kept = {.code_len = 0};
	struct actor_text_options options = argument_options(fcinfo);
	const char *utf8;
	size_t		len;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	utf8 = argument_utf8(PG_GETARG_TEXT_PP(0), &len);
	actor_text(&options, utf8, len, keep_actor, &kept);
	if (kept.code_len == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(kept.code, kept.code_len));
}
