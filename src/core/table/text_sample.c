#include "core/table/text_sample.h"

#include "core/base/array.h"
#include "core/generated/text_sample_data.h"

const struct text_sample *
text_sample_list(size_t *count)
{
	*count = lengthof(samples);
	return samples;
}
