/* What the backend's files of power_profile share. */
#ifndef SMARTDIP_PG_POWER_PROFILE_H
#define SMARTDIP_PG_POWER_PROFILE_H

#include "pg/compat.h"

#include "nodes/nodes.h"

#include <math.h>

#include "core/power/power_profile.h"

/* Strategies of the operator classes: the numbers that the server's own R-tree classes use. */
#define POWER_OVERLAPS_STRATEGY 3
#define POWER_CONTAINS_STRATEGY 7
#define POWER_CONTAINED_STRATEGY 8
#define POWER_DISTANCE_STRATEGY 15
#define POWER_EQUAL_STRATEGY 18

/* Sixteen bytes without alignment: a datum can be read in place. */
#define DatumGetPowerProfile(x) ((const power_profile *) DatumGetPointer(x))
#define PG_GETARG_POWER_PROFILE(n) DatumGetPowerProfile(PG_GETARG_DATUM(n))
#define PG_RETURN_POWER_PROFILE(p) return PointerGetDatum(p)

static inline power_profile *
power_profile_palloc(void)
{
	return (power_profile *) palloc(sizeof(power_profile));
}

/* The one formula of the distance, for the operator and for the index. */
static inline double
power_distance(int32_t square)
{
	return sqrt((double) square) / 100.0;
}

/* The name of a dimension as an argument or a key; an error says which are known. */
extern int	power_dimension_of_name(const char *name, size_t len);

/* Reads a text form or reports what is wrong with it; softly where escontext says so. Used for user tables, too. */
extern bool power_profile_from_text(const char *s, size_t len, power_profile *p, Node *escontext);

#endif
