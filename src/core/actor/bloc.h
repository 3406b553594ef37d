/* Blocs: groups of states with a name, and who was a member on which day. */
#ifndef SMARTDIP_CORE_BLOC_H
#define SMARTDIP_CORE_BLOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bloc
{
	const char *code;			/* EU, NATO, AL */
	const char *name_en;
	const char *name_ar;
	uint16_t	first_spell;	/* in bloc_spells() */
	uint16_t	spells;
} bloc;

/* A spell of membership, both days included. */
typedef struct bloc_spell
{
	int16_t		country;		/* index of core/actor/country.h */
	int32_t		first;
	int32_t		last;			/* INT32_MAX: still a member when the list was made */
} bloc_spell;

extern const bloc *bloc_list(size_t *count);

/* By code or English name, in any case of ASCII letters; NULL if there is none. */
extern const bloc *bloc_by_name(const char *name, size_t len);

/* The spells of a bloc, sorted by country and first day. */
extern const bloc_spell *bloc_spells(const bloc *b);

extern bool bloc_has_member(const bloc *b, int country, int32_t day);

#endif
