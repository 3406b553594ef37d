/* The concepts that are compiled in: their lexicon, and the code of an entry. */
#include "core/lexicon/concept.h"

#include "core/generated/lexicon_concept.h"

void
concept_lexicon(struct lexicon *lexicon)
{
	lexicon_open(lexicon, lexicon_concept);
}
