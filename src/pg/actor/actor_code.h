/* How the backend's side sees an actor code: shared by its own files and by the types that hold actors. */
#ifndef SMARTDIP_PG_ACTOR_CODE_H
#define SMARTDIP_PG_ACTOR_CODE_H

#include "pg/compat.h"

#include "core/actor/actor_code.h"

/* The bytes of an actor code, wherever they lie. */
typedef struct actor_view
{
	const char *s;
	size_t		len;
} actor_view;

/*
 * Without a call in all but one case: a code is too short to be compressed, and is moved out of line only from a
 * row that nothing else makes fit into a page. That copy is left to the caller's memory context.
 */
static inline actor_view
actor_view_of(Datum datum)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(datum);

	if (VARATT_IS_COMPRESSED(value) || VARATT_IS_EXTERNAL(value))
		value = PG_DETOAST_DATUM_PACKED(datum);
	return (actor_view) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
}

#define PG_GETARG_ACTOR(n) actor_view_of(PG_GETARG_DATUM(n))

/* Strategies of the GIN operator class, numbered as in array_ops. */
#define ACTOR_OVERLAPS_STRATEGY 1
#define ACTOR_CONTAINS_STRATEGY 2
#define ACTOR_CONTAINED_STRATEGY 3

#endif
