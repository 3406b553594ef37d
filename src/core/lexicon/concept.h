/*
 * The concepts that are linked in (src/data/concept_*.tsv): terms in English and Arabic, the lexeme of an entry is = and
 * the concept's name (=foreign-minister).
 */
#ifndef SMARTDIP_CORE_CONCEPT_H
#define SMARTDIP_CORE_CONCEPT_H

#include "core/lexicon/lexicon.h"

extern void concept_lexicon(struct lexicon *lexicon);

#endif
