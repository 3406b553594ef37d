/* actors_in() and actor_of(): the actors that a text names. */
#include "pg/actor/actor_code.h"
#include "pg/text/text_rows.h"
#include "pg/base/encoding.h"

#include "core/lexicon/actor_text.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"

SMARTDIP_FUNCTION(smartdip_actors_in);
SMARTDIP_FUNCTION(smartdip_actor_of);

static struct actor_text_options
argument_options(FunctionCallInfo fcinfo)
{
	struct actor_text_options options = {.on_date = PG_ARGISNULL(1) ? CALENDAR_ANY_DAY : PG_GETARG_DATEADT(1)};

	return options;
}

static bool
put_actor(void *arg, const struct actor_in_text *actor)
{
	text_rows  *rows = arg;
	text_piece	piece;
	MemoryContext old;
	Datum		code;

	CHECK_FOR_INTERRUPTS();
	if (actor == NULL)
		return true;
	piece = text_rows_piece(rows, actor->start, actor->end - actor->start);
	old = MemoryContextSwitchTo(rows->scratch);
	code = PointerGetDatum(cstring_to_text_with_len(actor->code, actor->code_len));
	MemoryContextSwitchTo(old);
	text_rows_put(rows, (Datum[]) {code, piece.start, piece.end, piece.words}, (bool[4]) {false});
	return true;
}

Datum
smartdip_actors_in(PG_FUNCTION_ARGS)
{
	text_rows	rows;
	struct actor_text_options options = argument_options(fcinfo);
	utf8_span	in;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	options.roles = !PG_ARGISNULL(2) && PG_GETARG_BOOL(2);
	in = text_to_utf8(PG_GETARG_TEXT_PP(0));
	text_rows_begin(&rows, fcinfo, in.s);
	actor_text(&options, in.s, in.len, put_actor, &rows);
	text_rows_end(&rows);
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
smartdip_actor_of(PG_FUNCTION_ARGS)
{
	struct actor_in_text kept = {.code_len = 0};
	struct actor_text_options options = argument_options(fcinfo);
	utf8_span	in;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	in = text_to_utf8(PG_GETARG_TEXT_PP(0));
	actor_text(&options, in.s, in.len, keep_actor, &kept);
	if (kept.code_len == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(kept.code, kept.code_len));
}
