/* Membership in blocs: tables made from src/data/bloc*.tsv, short enough to be walked through. */
#include "core/actor/bloc.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/ascii.h"

#include "core/generated/bloc_data.h"

const bloc *
bloc_list(size_t *count)
{
	*count = lengthof(bloc_rows);
	return bloc_rows;
}

const bloc_spell *
bloc_spells(const bloc *b)
{
	return bloc_spell_rows + b->first_spell;
}

static bool
is_same_name(const char *known, const char *name, size_t len)
{
	if (strlen(known) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(known[i]) != ascii_lower(name[i]))
			return false;
	return true;
}

const bloc *
bloc_by_name(const char *name, size_t len)
{
	size_t		count;
	const bloc *all = bloc_list(&count);

	for (size_t i = 0; i < count; i++)
		if (is_same_name(all[i].code, name, len) || is_same_name(all[i].name_en, name, len))
			return &all[i];
	return NULL;
}

bool
bloc_has_member(const bloc *b, int country, int32_t day)
{
	const bloc_spell *spells = bloc_spells(b);

	for (int i = 0; i < b->spells; i++)
		if (spells[i].country == country && day >= spells[i].first && day <= spells[i].last)
			return true;
	return false;
}
