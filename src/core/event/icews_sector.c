/*
 * The actor code of an ICEWS actor: its country and its sectors, by the table and the rules of
 * src/data/icews_sector.tsv.
 */
#include "core/event/event_line.h"

#include <string.h>

#include "core/actor/actor_code.h"
#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/blank.h"

#include "core/generated/icews_sector_data.h"

/* With a country before them, the chain then has as many groups as an actor code may. */
#define MOST_ROLES (ACTOR_CODE_MAX_GROUPS - 1)

/* Ranks of groups that stand in the place of a country (IGO, NGO, ...): a chain has one of them at most. */
#define FIRST_GENERIC_RANK 10
#define LAST_GENERIC_RANK 19

typedef struct ranked_role
{
	int			rank;
	const char *role;
} ranked_role;

/* Byte order without case, the order of the table. */
static int
compare_names(const char *a, size_t alen, const char *b, size_t blen)
{
	for (size_t i = 0; i < alen && i < blen; i++)
		if (ascii_lower(a[i]) != ascii_lower(b[i]))
			return (unsigned char) ascii_lower(a[i]) - (unsigned char) ascii_lower(b[i]);
	return (alen > blen) - (alen < blen);
}

static const struct icews_sector *
find_sector(const char *name, size_t len)
{
	int			low = 0;
	int			high = (int) lengthof(icews_sectors);

	while (low < high)
	{
		int			middle = (low + high) / 2;
		int			order = compare_names(icews_sectors[middle].name, strlen(icews_sectors[middle].name), name, len);

		if (order == 0)
			return &icews_sectors[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Without blanks, and without quotes that were put around a part of the list. */
static void
trim_name(const char **name, size_t *len)
{
	blank_trim(name, len);
	while (*len > 0 && (*name)[0] == '"')
		(*name)++, (*len)--;
	while (*len > 0 && (*name)[*len - 1] == '"')
		(*len)--;
}

/*
 * The sector that a list begins with; gives how much of the list it takes, the comma behind it included. A comma with
 * a blank behind it parts sectors, or belongs to a name (Arab, Levant): the longest name that is known decides.
 */
static size_t
first_sector(const char *list, size_t len, const struct icews_sector **sector)
{
	size_t		ends[ICEWS_SECTOR_COMMAS + 1];
	int			count = 0;
	bool		apart = false;

	for (size_t i = 0; i <= len && count <= ICEWS_SECTOR_COMMAS && !apart; i++)
		if (i == len || list[i] == ',')
		{
			ends[count++] = i;
			apart = i == len || i + 1 == len || !blank_may_be(list[i + 1]);
		}
	*sector = NULL;
	for (int i = count; i-- > 0;)
	{
		const char *name = list;
		size_t		name_len = ends[i];

		trim_name(&name, &name_len);
		*sector = find_sector(name, name_len);
		if (*sector != NULL || i == 0)
			return ends[i] + 1;
	}
	return len + 1;
}

/* Puts a role in its place by rank and bytes; one that is there already, and one behind the last place, is left out. */
static int
insert_role(ranked_role roles[MOST_ROLES], int count, const struct icews_sector *sector)
{
	int			i = 0;

	for (int j = 0; j < count; j++)
		if (strcmp(roles[j].role, sector->role) == 0)
			return count;
	while (i < count && (roles[i].rank < sector->rank ||
						 (roles[i].rank == sector->rank && strcmp(roles[i].role, sector->role) < 0)))
		i++;
	if (sector->rank >= FIRST_GENERIC_RANK && sector->rank <= LAST_GENERIC_RANK)
	{
		/* those before it have a lower rank, so one of them is generic if the first is */
		if (i > 0 && roles[0].rank <= LAST_GENERIC_RANK)
			return count;
		if (count > 0 && roles[0].rank >= FIRST_GENERIC_RANK && roles[0].rank <= LAST_GENERIC_RANK)
		{
			roles[0] = (ranked_role) {sector->rank, sector->role};
			return count;
		}
	}
	if (i == MOST_ROLES)
		return count;
	if (count == MOST_ROLES)
		count--;
	memmove(&roles[i + 1], &roles[i], (size_t) (count - i) * sizeof(roles[0]));
	roles[i] = (ranked_role) {sector->rank, sector->role};
	return count + 1;
}

size_t
icews_actor_code(const char *country, const char *sectors, size_t len, char *buf, size_t cap)
{
	ranked_role roles[MOST_ROLES];
	int			count = 0;
	size_t		out = 0;

	for (size_t start = 0; sectors != NULL && start < len;)
	{
		const struct icews_sector *sector;

		start += first_sector(sectors + start, len - start, &sector);
		if (sector != NULL && sector->role != NULL)
			count = insert_role(roles, count, sector);
	}
	if (cap < ACTOR_CODE_MAX_LENGTH)
		return 0;
	if (country != NULL && strlen(country) == ACTOR_GROUP_LENGTH)
	{
		memcpy(buf, country, ACTOR_GROUP_LENGTH);
		out = ACTOR_GROUP_LENGTH;
	}
	for (int i = 0; i < count; i++, out += ACTOR_GROUP_LENGTH)
		memcpy(buf + out, roles[i].role, ACTOR_GROUP_LENGTH);
	return out;
}
