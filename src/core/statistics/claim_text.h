/* The words of claims: what each says, how it is measured, and the sentences that tell what was found. Made from src/data/claim_text.tsv. */
#ifndef SMARTDIP_CORE_CLAIM_TEXT_H
#define SMARTDIP_CORE_CLAIM_TEXT_H

#include <stddef.h>

#include "core/base/label.h"

typedef struct claim_text
{
	const char *id;				/* H1 to H7, S1 to S8; any for what all have */
	const char *part;
	const char *text[LABEL_LANGUAGES];
} claim_text;

extern const claim_text *claim_text_list(size_t *count);

#endif
