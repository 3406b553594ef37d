/* The words of claims. */
#include "core/statistics/claim_text.h"

#include "core/base/array.h"

#include "core/generated/claim_text_data.h"

const claim_text *
claim_text_list(size_t *count)
{
	*count = lengthof(claim_texts);
	return claim_texts;
}
