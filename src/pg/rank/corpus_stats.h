/*
 * Statistics of a corpus as SQL stores them: what BM25 has to know of all documents to rank one.
 */
#ifndef SMARTDIP_PG_CORPUS_STATS_H
#define SMARTDIP_PG_CORPUS_STATS_H

#include "pg/compat.h"

#include "core/rank/corpus_text.h"
#include "core/rank/rank.h"
#include "tsearch/ts_type.h"

#define CORPUS_STATS_VERSION 1

/* The bytes of the lexemes follow the entries. The layout is on disk: a change needs a new version. */
typedef struct corpus_stats
{
	int32		vl_len_;
	uint8		version;
	uint8		unused[3];
	uint64		digest;			/* hash of all that follows: two values with the same one are the same */
	int64		documents;
	int64		length;
	uint32		minimum;
	uint32		count;
	struct rank_lexeme lexemes[FLEXIBLE_ARRAY_MEMBER];
} corpus_stats;

/* Room for so many lexemes and one more. */
extern struct corpus_lexeme *corpus_lexemes_palloc(size_t count);

/* By the order of bytes, as a value needs them. */
extern void corpus_sort(struct corpus_parts *parts);

/* The value; its lexemes are sorted and fit together (corpus_check()). */
extern corpus_stats *corpus_stats_make(const struct corpus_parts *parts);

/* The value of a datum, detoasted; an error for one of a later version. */
extern corpus_stats *corpus_stats_open(Datum value);

extern struct rank_corpus corpus_stats_view(const corpus_stats *stats);

/*
 * What a lexeme adds to the length of its document: its positions, or one where there are none (strip()). Concepts and
 * keys of names stand beside words and add nothing.
 */
static inline int64
corpus_lexeme_length(TSVector document, const WordEntry *entry)
{
	if (rank_is_marked(STRPTR(document) + entry->pos, entry->len))
		return 0;
	return entry->haspos ? POSDATALEN(document, entry) : 1;
}

#endif
