/* Tracks of diplomacy in SQL. */
#include "pg/compat.h"
#include "pg/actor/actor_code.h"

#include "core/actor/diplomacy_track.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_diplomacy_track);

Datum
smartdip_diplomacy_track(PG_FUNCTION_ARGS)
{
	actor_view	source = PG_GETARG_ACTOR(0);
	actor_view	target = PG_GETARG_ACTOR(1);
	const char *name = diplomacy_track_name(diplomacy_track_between(source.s, source.len, target.s, target.len));

	if (name == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}
