/* Kept histories: what a trigger of theirs tells, and making them anew. */
#ifndef SMARTDIP_PG_HISTORY_KEEP_H
#define SMARTDIP_PG_HISTORY_KEEP_H

#include "pg/history/history.h"

#include "access/htup.h"
#include "nodes/pg_list.h"
#include "utils/relcache.h"

enum history_key
{
	KEY_COUNTRY,
	KEY_ACTOR,
	KEY_ROOT_ACTOR
};

enum two_countries
{
	TWO_FIRST,
	TWO_EACH,
	TWO_NONE
};

typedef struct kept_history
{
	Oid			history;
	Oid			events;			/* the whole table, also where the trigger is one of a partition */
	enum history_key by;
	enum two_countries two;
	bool		monads;
	char	   *schema;			/* of smartdip, quoted */
	Oid			series;			/* its type event_series */
} kept_history;

/* A trigger that keeps a history, on the event table or on one of its partitions. */
typedef struct keeping_trigger
{
	Oid			table;
	char	   *name;
	kept_history kept;
} keeping_trigger;

/* What the condition of a trigger tells, a row of pg_trigger; false where it keeps no history. */
extern bool read_kept_history(HeapTuple tuple, Relation triggers, Oid schema, kept_history *kept);

/* Adds what a row of pg_trigger tells. Of the triggers of a table, the one before its changes stands for all. */
extern void read_keeping_trigger(HeapTuple tuple, Relation triggers, Oid schema, List **list);

/* Those that depend on an object: all on the function of the triggers, and some on a table of histories. */
extern List *keeping_triggers_on(Oid class, Oid object, Oid schema);

/* The settings of a history, from the trigger of its event table among some. A trigger of somebody else's table may name this one, too. */
extern bool find_kept_history(Oid history, List *triggers, kept_history *kept);

/* Error 42501 for who cannot act as the owner of the histories. */
extern void check_history_owner(Oid history);

/* All from the events, with the rights of their owner; the number of histories. */
extern uint64 make_history_anew(const kept_history *kept);

/* A function of ours by its name. */
extern Oid own_history_function(Oid schema, const char *name, int args, const Oid *types);

#endif
