#include "core/arabic_stop.h"

#include "core/generated/arabic_stop_data.h"

const char *
arabic_stop_word_at(size_t n)
{
	return n < sizeof(arabic_stop_list) / sizeof(arabic_stop_list[0]) ? arabic_stop_list[n] : NULL;
}
