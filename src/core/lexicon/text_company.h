/*
 * Terms in company. A term that is often used otherwise (radio, training) has the mark LEXICON_IN_COMPANY: it counts where
 * the sentence speaks of one of its entry's domains within COMPANY_REACH words before or behind it, or of several domains
 * at once, as the entry has it; or where it is all there is in the text, as in a query.
 *
 * What speaks of a domain are the phrases of further entries of the same lexicon, from lexicon.company on. The tag of such
 * an entry is the bit of its domain. That of any other entry has the bits of the domains of which one is enough, and above
 * them, COMPANY_DOMAINS places higher, the bits of those that have to be there all.
 */
#ifndef SMARTDIP_CORE_TEXT_COMPANY_H
#define SMARTDIP_CORE_TEXT_COMPANY_H

#include "core/lexicon/lexicon.h"

#define COMPANY_REACH 12
#define COMPANY_DOMAINS 16
#define COMPANY_ANY ((1u << COMPANY_DOMAINS) - 1)

/* Words from the one at hand on that may be asked for: a term, the reach, and a phrase that begins there. */
#define COMPANY_AHEAD (LEXICON_MAX_WORDS + COMPANY_REACH + LEXICON_MAX_WORDS)

/* A power of two above a term and the reach. */
#define COMPANY_LOOKED 32

/* How sure it is that a phrase means its entry. */
enum lexicon_certainty
{
	LEXICON_ALONE,				/* it asks for company, and has none */
	LEXICON_ACCOMPANIED,
	LEXICON_SURE				/* it asks for none */
};

/* A word of a text as a source gives it. */
struct company_word
{
	const uint32_t *ids;
	bool		apart;			/* no phrase reaches it from the words before */
	bool		sentence;		/* it begins one */
};

/* The word so many places ahead of the one at hand, less than COMPANY_AHEAD; false at the end of the text. */
typedef bool (*company_source) (void *arg, unsigned ahead, struct company_word *word);

/* What is known of the sentence at hand; all zero at the beginning of a text. Words have numbers, from 0. */
struct text_company
{
	uint32_t	end[COMPANY_DOMAINS];	/* behind the last phrase of the domain; 0: there was none */
	uint32_t	looked;			/* the words up to this one were looked at, */
	uint16_t	begins[COMPANY_LOOKED]; /* and there phrases of these domains begin, by number of the word */
};

/* A sentence begins. */
extern void text_company_begin(struct text_company *company);

/* A phrase of an entry that is company ends before the word. */
extern void text_company_note(struct text_company *company, const struct lexicon *lexicon, uint32_t entry, uint32_t end);

/* How sure the output of a phrase is that begins at the word at hand, which has that number. */
extern enum lexicon_certainty text_company_certainty(struct text_company *company, const struct lexicon *lexicon,
													 uint32_t output, uint32_t number, unsigned words,
													 company_source source, void *arg);

#endif
