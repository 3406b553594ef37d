/* The headline of the parser smartdip, in two halves: which words match the query, and which of them are shown. */
#ifndef SMARTDIP_PG_TEXT_HEADLINE_H
#define SMARTDIP_PG_TEXT_HEADLINE_H

#include "pg/compat.h"

#include "tsearch/ts_public.h"

/*
 * A word of the text that matches an operand of the query. unit is the word as it is shown, which for the part of a
 * compound is the compound; ordinal counts the words (not blanks, not parts) before it.
 */
typedef struct headline_hit
{
	int32		unit;			/* index of the word in HeadlineParsedText */
	int32		word;			/* the same, but for parts their own */
	int32		ordinal;
	uint32		operand;		/* index of the operand in the query */
	WordEntryPos pos;
} headline_hit;

/*
 * Keeps of the hits, which are in the order of the text, those that are part of a match: a word of a phrase counts
 * where the phrase stands, a word under NOT never. Returns how many are left.
 */
extern int32 headline_matches(TSQuery query, headline_hit *hit, int32 hits);

#endif
