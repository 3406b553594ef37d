/*
 * The members of a state system, and when two of them were in it together: who could be a dyad.
 *
 * A member is what the system counts as one: a number of the Correlates of War or of Gleditsch and Ward, whatever country had it
 * (the Soviet Union and Russia are 365); in the United Nations a country. Events name countries, so a member has the countries whose
 * events are its own: files of events write RUS for the Soviet Union, too.
 */
#ifndef SMARTDIP_CORE_STATE_MEMBER_H
#define SMARTDIP_CORE_STATE_MEMBER_H

#include "core/actor/country.h"

enum state_system
{
	STATE_COW,
	STATE_GW,					/* without the list of microstates, which its authors keep apart */
	STATE_UN,
	STATE_SYSTEMS
};

extern const char *const state_system_names[STATE_SYSTEMS];

#define STATE_MEMBERS_MAX 320
#define STATE_MEMBER_SPELLS 4
#define STATE_MEMBER_COUNTRIES 8
#define STATE_SHARED_MAX (STATE_MEMBER_SPELLS + STATE_MEMBER_SPELLS)

/* Days in a row, both ends included. */
typedef struct state_spell
{
	int32_t		first;
	int32_t		last;
} state_spell;

typedef struct state_member
{
	int			number;			/* 0 in the United Nations */
	const char *letters;		/* of the system's list; in the United Nations of ours */
	char		code[COUNTRY_CODE_CAP]; /* United Nations: the CAMEO code that it is one by */
	int			spells;
	state_spell spell[STATE_MEMBER_SPELLS];
	int			countries;
	char		country[STATE_MEMBER_COUNTRIES][COUNTRY_CODE_CAP];	/* CAMEO codes, as events have them */
} state_member;

typedef struct state_members
{
	enum state_system system;
	int			count;
	state_member member[STATE_MEMBERS_MAX]; /* by number, in the United Nations by code */
} state_members;

extern void state_members_of(enum state_system system, state_members *members);

/* Its CAMEO code on a day; where CAMEO has none (Baden, South Vietnam) the letters of the list. */
extern void state_member_code(const state_members *members, const state_member *member, int32_t day, char code[COUNTRY_CODE_CAP]);

/* The days within a range on which both were in the system, in order; gives how many spells there are. */
extern int	state_members_shared(const state_member *a, const state_member *b, state_spell within, state_spell shared[STATE_SHARED_MAX]);

#endif
