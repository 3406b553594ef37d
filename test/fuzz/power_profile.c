/*
 * libFuzzer target: the text form of power profiles. What is accepted comes back from its own text; what is refused is
 * refused at a place inside the input.
 */

#include "core/power/power_profile.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *) data;
	char		text[POWER_PROFILE_MAX_TEXT];
	power_profile p;
	power_profile again;
	power_fault fault = {POWER_OK, s, 0};
	size_t		len;

	if (power_profile_parse(s, size, &p, &fault) != POWER_OK)
	{
		if (fault.part < s || fault.part + fault.part_len > s + size)
			abort();
		power_dimension_nearest(fault.part, fault.part_len);
		return 0;
	}
	if (!power_profile_is_valid(p.degree))
		abort();
	len = power_profile_format(&p, text);
	if (len > sizeof(text) || power_profile_parse(text, len, &again, &fault) != POWER_OK || !power_profile_equal(&p, &again))
		abort();
	return 0;
}
