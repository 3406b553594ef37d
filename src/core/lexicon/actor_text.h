/*
 * Actors named in a text, as CAMEO codes: countries, peoples, capitals, organisations, people in office, and roles
 * joined to them in either order and either language (Iran's foreign minister, وزير الخارجية الإيراني: IRNGOV).
 *
 * The words are those of a compiled lexicon (src/data/actor_*.tsv and the country tables), matched as text_match()
 * does, the longest first. Matches that stand side by side, with a comma or one unknown word between them, make a
 * run, and a run is read from left to right by these rules:
 *
 *	- A country before a role, or a role before a country with of, for, from (nothing in Arabic), is one actor. Small
 *	  words may stand between: the, new, acting. A role joined by "in" is so if it is one at home (protesters in
 *	  Belarus), not if it serves abroad (troops in Iraq, the envoy in Tripoli): GOV, MIL, SPY.
 *	- A country or people without a role is the country: IRN.
 *	- A capital is the government (Tehran said: IRNGOV), and the country only behind a preposition of place or a word
 *	  like it (in, at, near, to, visits; في, إلى, ب), or beside the word capital or city. With a role it is the
 *	  country (Tehran police: IRNCOP). Other cities are places. An Arabic verb of going makes a place of what stands
 *	  behind who goes (زار وزير الخارجية الإيراني بيروت).
 *	- One unknown word may stand between an adjective and its role (Iranian nuclear scientists), and in Arabic between
 *	  a role without article and an adjective with it (وزير النقل التركي).
 *	- An organisation is its own code, whatever role stands with it (UN envoy: IGOUNO).
 *	- A person is the code of the office; with a day, ELI instead (country + ELI) outside the days of office. A title
 *	  with a country before the name decides. "Former" makes ELI of an office of state.
 *	- Countries joined by "and" share a role: Russian and Chinese presidents, وزيرا خارجية مصر والأردن. A counterpart
 *	  has the role of the actor before.
 *	- A role without a country is told only if asked for, with its code alone: GOV.
 *
 * Linear in the text, with a window of a few matches; nothing is allocated.
 */
#ifndef SMARTDIP_CORE_ACTOR_TEXT_H
#define SMARTDIP_CORE_ACTOR_TEXT_H

#include "core/actor/actor_code.h"
#include "core/base/calendar.h"
#include "core/lexicon/lexicon.h"

struct actor_text_options
{
	int32_t		on_date;		/* days from 2000-01-01, or CALENDAR_ANY_DAY */
	bool		roles;			/* also roles without a country */
};

/* Bytes start to end of the text, in ascending order and apart from each other. */
struct actor_in_text
{
	uint32_t	start;
	uint32_t	end;
	uint8_t		code_len;
	char		code[ACTOR_CODE_MAX_LENGTH];
};

/* Takes an actor, or NULL: nothing yet, a chance to see whether the caller still waits. false ends the search. */
typedef bool (*actor_text_callback) (void *arg, const struct actor_in_text *actor);

extern void actor_text(const struct actor_text_options *options, const char *text, size_t len, actor_text_callback callback,
					   void *arg);

/* The lexicon, and what an entry is: N USA, R GOV, L USAGOV 385 3307, and (see src/data/actor_terms.pl). */
extern void actor_lexicon(struct lexicon *lexicon);

#endif
