/* Which diplomacy a contact is: government to government, nation to nation, or state to nation. */
#ifndef SMARTDIP_CORE_DIPLOMACY_TRACK_H
#define SMARTDIP_CORE_DIPLOMACY_TRACK_H

#include <stddef.h>

#include "core/actor/actor_code.h"

enum diplomacy_side
{
	DIPLOMACY_SIDE_NEITHER,
	DIPLOMACY_SIDE_GOVERNMENT,
	DIPLOMACY_SIDE_NATION
};

enum diplomacy_track
{
	DIPLOMACY_NONE,				/* within one country, or of somebody on neither side */
	DIPLOMACY_TRADITIONAL,
	DIPLOMACY_OPEN,
	DIPLOMACY_PUBLIC
};

/* A row of the table made from src/data/actor_side.tsv. */
typedef struct diplomacy_group_side
{
	char		group[ACTOR_GROUP_LENGTH];
	enum diplomacy_side side;
} diplomacy_group_side;

extern enum diplomacy_side diplomacy_side_of(const char *code, size_t len);
extern enum diplomacy_track diplomacy_track_between(const char *source, size_t source_len, const char *target, size_t target_len);

/* NULL for DIPLOMACY_NONE */
extern const char *diplomacy_track_name(enum diplomacy_track track);

#endif
