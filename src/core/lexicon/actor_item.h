/*
 * What a match of the lexicon of actors stands for: a country, a role, a small word and so on. actor_text.c reads runs of
 * them.
 */
#ifndef SMARTDIP_CORE_ACTOR_ITEM_H
#define SMARTDIP_CORE_ACTOR_ITEM_H

#include "core/actor/actor_code.h"
#include "core/lexicon/text_match.h"

enum actor_item_kind
{
	ITEM_NAME,
	ITEM_PEOPLE,
	ITEM_WEAK,					/* a name that counts in company only */
	ITEM_CAPITAL,
	ITEM_CITY,					/* only ever a place */
	ITEM_ORGANISATION,
	ITEM_ROLE,
	ITEM_LEADER,
	ITEM_AND,
	ITEM_APART,
	ITEM_BESIDE,
	ITEM_EVENT,
	ITEM_FORMER,
	ITEM_FROM,
	ITEM_IN,
	ITEM_NONE,
	ITEM_OF,
	ITEM_PLACE,
	ITEM_SAME,					/* a role: that of the actor before */
	ITEM_SEAT,
	ITEM_SKIP,
	ITEM_COMMA,
	ITEM_UNKNOWN				/* one word that the lexicon does not have */
};

typedef struct actor_item
{
	uint8_t		kind;
	uint8_t		code_len;
	bool		arabic;
	bool		with_and;		/* written together with و */
	bool		with_in;		/* written together with ب */
	bool		adjective;		/* may share the role of the next, or have it behind an unknown word: Russian, US */
	uint32_t	start;
	uint32_t	end;
	uint32_t	last_word;
	char		code[ACTOR_CODE_MAX_LENGTH];
} actor_item;

static inline bool
actor_group_is(const char *group, const char *name)
{
	return memcmp(group, name, ACTOR_GROUP_LENGTH) == 0;
}

/* The item of a match; a person has the office of the day. */
extern void actor_item_make(actor_item *item, const struct lexicon *lexicon, const char *text, const struct text_match *match,
							int32_t on_date);

/* Is there an article at the Arabic word, behind what else is written together with it? */
extern bool actor_item_has_article(const actor_item *item, const char *text);

/*
 * The code of somebody who held the office that the code stands for, written over it. Who was of an armed group stays
 * so.
 */
extern uint8_t actor_former_code(char *code, uint8_t len);

#endif
