/* The type theme_state: hits by theme, over the texts that an aggregate has seen so far. */
#ifndef SMARTDIP_PG_THEME_STATE_H
#define SMARTDIP_PG_THEME_STATE_H

#include "pg/compat.h"

#include "core/lexicon/theme.h"

/* Hits stand in the order of the themes of this version, and of no other: the mark tells which themes these are. */
typedef struct theme_state
{
	int32		vl_len_;
	uint32		mark;
	uint64		hits[FLEXIBLE_ARRAY_MEMBER];
} theme_state;

extern theme_state *theme_state_new(void);

/* The value of a datum; an error for one of other themes. */
extern theme_state *theme_state_open(Datum value);

extern void theme_state_merge(theme_state *state, const theme_state *other);

#endif
