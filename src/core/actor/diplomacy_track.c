/* Tracks of diplomacy: who stands on which side, by the strongest group of an actor code that tells. */
#include "core/actor/diplomacy_track.h"

#include "core/base/array.h"

#include "core/generated/diplomacy_track_data.h"

static enum diplomacy_side
side_of_listed(const char *group)
{
	for (size_t i = 0; i < lengthof(group_sides); i++)
		if (memcmp(group_sides[i].group, group, ACTOR_GROUP_LENGTH) == 0)
			return group_sides[i].side;
	return DIPLOMACY_SIDE_NEITHER;
}

/* A known group without a kind is a party of one country. What is no organisation is a movement or an armed group, or both. */
static enum diplomacy_side
side_of_known(const actor_part *part)
{
	switch (actor_part_kind(part))
	{
		case ACTOR_KIND_STATE:
		case ACTOR_KIND_IGO:
			return DIPLOMACY_SIDE_GOVERNMENT;
		case ACTOR_KIND_NONE:
		case ACTOR_KIND_NGO:
		case ACTOR_KIND_MNC:
			return DIPLOMACY_SIDE_NATION;
		default:
			return DIPLOMACY_SIDE_NEITHER;
	}
}

static enum diplomacy_side
side_of_part(const actor_part *part)
{
	switch (part->category)
	{
		case ACTOR_COUNTRY:
			return DIPLOMACY_SIDE_GOVERNMENT;
		case ACTOR_KNOWN_GROUP:
			return side_of_known(part);
		case ACTOR_ETHNIC:
		case ACTOR_RELIGION:
			return DIPLOMACY_SIDE_NATION;
		case ACTOR_GENERIC:
		case ACTOR_ROLE_PRIMARY:
		case ACTOR_ROLE_SECONDARY:
		case ACTOR_ROLE_TERTIARY:
			return side_of_listed(part->text);
		default:
			return DIPLOMACY_SIDE_NEITHER;
	}
}

/*
 * As in actor_code_kind(), 0 for what names nobody, but: radical and moderate media are media, so that the attribute decides where
 * no other role does; and a party weighs as a role does, so that GOV beside it makes a government of it.
 */
static int
strength_of_part(const actor_part *part)
{
	const int	role = 6;

	if (actor_part_kind(part) == ACTOR_KIND_NONE)
		return part->category == ACTOR_KNOWN_GROUP ? role : 0;
	return 2 * actor_part_strength(part) - (part->category == ACTOR_ROLE_TERTIARY);
}

static enum diplomacy_side
side_of_parts(const actor_part *parts, size_t count)
{
	enum diplomacy_side side = DIPLOMACY_SIDE_NEITHER;
	int			best = 0;

	for (size_t i = 0; i < count; i++)
	{
		int			strength = strength_of_part(&parts[i]);

		if (strength > best)
		{
			side = side_of_part(&parts[i]);
			best = strength;
		}
	}
	return side;
}

enum diplomacy_side
diplomacy_side_of(const char *code, size_t len)
{
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];

	return side_of_parts(parts, actor_code_classify(code, len, parts));
}

enum diplomacy_track
diplomacy_track_between(const char *source, size_t source_len, const char *target, size_t target_len)
{
	enum diplomacy_side from = diplomacy_side_of(source, source_len);
	enum diplomacy_side to;
	int			country;

	if (from == DIPLOMACY_SIDE_NEITHER)
		return DIPLOMACY_NONE;
	to = diplomacy_side_of(target, target_len);
	if (to == DIPLOMACY_SIDE_NEITHER)
		return DIPLOMACY_NONE;
	country = actor_code_first_country(source, source_len);
	if (country >= 0 && country == actor_code_first_country(target, target_len))
		return DIPLOMACY_NONE;
	if (from != to)
		return DIPLOMACY_PUBLIC;
	return from == DIPLOMACY_SIDE_GOVERNMENT ? DIPLOMACY_TRADITIONAL : DIPLOMACY_OPEN;
}

const char *
diplomacy_track_name(enum diplomacy_track track)
{
	static const char *const names[] = {NULL, "traditional", "open", "public"};

	return names[track];
}
