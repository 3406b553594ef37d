/*
 * The type corpus_state: what the aggregate corpus_stats() has seen so far, in how many documents each lexeme stands. A flat
 * value with room to grow, which an aggregate changes in place:
 *
 *     head, slots of a hash table, entries one behind the other, room
 *
 * A slot is the place of an entry, counted in units of four bytes from the first one, plus 1; 0 is an empty slot. The hash is that of
 * a session: in a value that another one made only the entries say something.
 */
#ifndef SMARTDIP_PG_CORPUS_STATE_H
#define SMARTDIP_PG_CORPUS_STATE_H

#include "pg/rank/corpus_stats.h"

typedef struct corpus_state
{
	int32		vl_len_;
	uint32		session;		/* tells whose hash it is */
	int64		documents;
	int64		length;
	uint32		minimum;
	uint32		lexemes;
	uint32		slots;			/* a power of two */
	uint32		used;			/* units of entries */
	uint32		slot[FLEXIBLE_ARRAY_MEMBER];
} corpus_state;

typedef struct corpus_entry
{
	uint32		documents;
	uint32		hash;
	uint32		len;
	char		s[FLEXIBLE_ARRAY_MEMBER];
} corpus_entry;

/* Room for so many lexemes of common length. */
extern corpus_state *corpus_state_new(size_t lexemes);

/* The state that is argument 0, to be changed: the aggregate's own, or a copy; a new one with room for so many lexemes where there is none. */
extern corpus_state *corpus_state_arg(FunctionCallInfo fcinfo, size_t lexemes);

/* These may move a state that has no room left, in the current memory context; where it was stays to its owner. */
extern corpus_state *corpus_state_add(corpus_state *state, TSVector document);
extern corpus_state *corpus_state_merge(corpus_state *state, const corpus_state *other);

/* The statistics, with lexemes of the state's minimum. */
extern corpus_stats *corpus_state_value(const corpus_state *state, uint32 minimum);

#endif
