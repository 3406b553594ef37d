/* Top-level domains, by binary search. */
#include "core/text/top_level_domain.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/base/search.h"

#include "core/generated/top_level_domain_data.h"

#define LONGEST 32

bool
top_level_domain(const char *label, size_t len)
{
	char		key[LONGEST];
	size_t		capitals = 0;

	if (len == 0 || len >= LONGEST)
		return false;
	for (size_t i = 0; i < len; i++)
	{
		bool		capital = ascii_is_capital(label[i]);

		capitals += capital;
		key[i] = ascii_lower(label[i]);
	}
	if (capitals != 0 && capitals != len)
		return false;
	return search_string(top_level_domains, lengthof(top_level_domains), sizeof(top_level_domains[0]), key, len) >= 0;
}
