/* Top-level domains, by binary search. */
#include "core/text/top_level_domain.h"

#include <string.h>

#include "core/generated/top_level_domain_data.h"

#define LONGEST 32

bool
top_level_domain(const char *label, size_t len)
{
	char		key[LONGEST];
	size_t		capitals = 0;
	size_t		low = 0;
	size_t		high = sizeof(top_level_domains) / sizeof(*top_level_domains);

	if (len == 0 || len >= LONGEST)
		return false;
	for (size_t i = 0; i < len; i++)
	{
		bool		capital = label[i] >= 'A' && label[i] <= 'Z';

		capitals += capital;
		key[i] = (char) (capital ? label[i] | 0x20 : label[i]);
	}
	key[len] = '\0';
	if (capitals != 0 && capitals != len)
		return false;
	while (low < high)
	{
		size_t		mid = (low + high) / 2;
		int			order = strcmp(top_level_domains[mid], key);

		if (order == 0)
			return true;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}
