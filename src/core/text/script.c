/* How many letters of a text are of which script. */
#include "core/text/script.h"

#include "core/base/array.h"
#include "core/base/utf8.h"
#include "core/text/unicode/unicode_script_data.h"

#define LETTER 0x100

static uint16_t
script_entry(uint32_t code_point)
{
	if (code_point > 0x10ffff)
		return SCRIPT_NONE;
	return script_block[(uint32_t) script_index[code_point >> 6] << 6 | (code_point & 63)];
}

unsigned
script_count(void)
{
	return lengthof(script_names);
}

const char *
script_name(unsigned script)
{
	return script < script_count() ? script_names[script] : "";
}

unsigned
script_of(uint32_t code_point)
{
	return script_entry(code_point) & 0xff;
}

bool
script_letter(uint32_t code_point)
{
	return (script_entry(code_point) & LETTER) != 0;
}

size_t
script_count_letters(const char *s, size_t len, size_t counts[SCRIPT_MAX], core_pause pause)
{
	const char *end = s + len;
	size_t		total = 0;

	while (s < end)
	{
		const char *stretch = pause_stretch(s, end);

		while (s < stretch)
		{
			uint32_t	code_point;
			uint16_t	entry;

			s += utf8_decode(s, end, &code_point);
			entry = script_entry(code_point);
			if (entry & LETTER)
			{
				counts[entry & 0xff]++;
				total++;
			}
		}
		if (pause != NULL)
			pause();
	}
	return total;
}
