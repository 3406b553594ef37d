/*
 * Actor codes: one to eight groups of three characters [A-Za-z0-9], their bytes as they stand.
 *
 * Byte order is the order of the codes, and a whole code of bytes is a prefix only at a group's border, so the
 * codes that begin with the same groups are one contiguous range:
 *
 *     USA < USACOP < USAGOV < USAGOVMIL < USB
 *
 * Case is kept, for it carries meaning: per is a people, PER a country.
 */
#ifndef SMARTDIP_CORE_ACTOR_CODE_H
#define SMARTDIP_CORE_ACTOR_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/base/label.h"

#define ACTOR_GROUP_LENGTH 3
#define ACTOR_CODE_MAX_GROUPS 8
#define ACTOR_CODE_MAX_LENGTH (ACTOR_GROUP_LENGTH * ACTOR_CODE_MAX_GROUPS)

/* Room for the longest label: eight names (the generator lets none be longer) and what stands between them. */
#define ACTOR_NAME_MAX 256
#define ACTOR_LABEL_MAX (ACTOR_CODE_MAX_GROUPS * (ACTOR_NAME_MAX + 3))

enum actor_code_error
{
	ACTOR_CODE_OK,
	ACTOR_CODE_EMPTY,
	ACTOR_CODE_BAD_CHARACTER,
	ACTOR_CODE_TOO_LONG,
	ACTOR_CODE_BROKEN_GROUP,
	ACTOR_CODE_NAME				/* of actor_code_check_read() only */
};

/* What a group stands for. The order is that of a canonical code. */
enum actor_category
{
	ACTOR_COUNTRY,
	ACTOR_GENERIC,				/* stands in the place of a country: IGO, MNC, NGO, ... */
	ACTOR_REGION,
	ACTOR_KNOWN_GROUP,
	ACTOR_ETHNIC,
	ACTOR_RELIGION,
	ACTOR_DENOMINATION,			/* digits behind a religion: CHRPRO210 */
	ACTOR_ROLE_PRIMARY,
	ACTOR_ROLE_SECONDARY,
	ACTOR_ROLE_TERTIARY,
	ACTOR_UNLISTED,
	ACTOR_CATEGORIES
};

/* The actors that the field names. */
enum actor_kind
{
	ACTOR_KIND_NONE,
	ACTOR_KIND_STATE,
	ACTOR_KIND_IGO,
	ACTOR_KIND_NGO,
	ACTOR_KIND_MNC,
	ACTOR_KIND_ETHNIC,
	ACTOR_KIND_TRANSNATIONAL,
	ACTOR_KIND_INDIVIDUAL,
	ACTOR_KIND_OTHER
};

/* A group as a number: its three bytes, the first the highest, so that the order is the bytes' order. */
typedef uint32_t actor_group;

/* A row of the code book. */
typedef struct actor_group_info
{
	char		code[ACTOR_GROUP_LENGTH + 1];
	uint8_t		category;		/* enum actor_category */
	uint8_t		kind;			/* enum actor_kind; NONE where the group alone does not tell */
	const char *label[LABEL_LANGUAGES];
} actor_group_info;

/* One group of a code and how it is read there. */
typedef struct actor_part
{
	const char *text;			/* its three characters, inside the code */
	enum actor_category category;
	int			country;		/* for ACTOR_COUNTRY, as country_by_cameo() gives it */
	const actor_group_info *info;	/* NULL for a country and for a group that no list has */
} actor_part;

extern enum actor_code_error actor_code_check(const char *s, size_t len);

/* For what stands in a file: names of six or nine letters, Kuwait and Argentina, are well-formed codes and mean none. */
extern enum actor_code_error actor_code_check_read(const char *s, size_t len);
extern const char *actor_code_error_text(enum actor_code_error error);
extern const char *actor_code_error_hint(enum actor_code_error error);

extern size_t actor_code_classify(const char *s, size_t len, actor_part parts[ACTOR_CODE_MAX_GROUPS]);
extern size_t actor_code_countries(const char *s, size_t len, int countries[ACTOR_CODE_MAX_GROUPS]);
extern int	actor_code_first_country(const char *s, size_t len);
extern enum actor_kind actor_code_kind(const char *s, size_t len);
extern enum actor_kind actor_part_kind(const actor_part *part);
extern int	actor_part_strength(const actor_part *part);
extern size_t actor_code_canonical(const char *s, size_t len, char out[ACTOR_CODE_MAX_LENGTH]);
extern size_t actor_code_last(const char *s, size_t len, char out[ACTOR_CODE_MAX_LENGTH]);
extern size_t actor_code_label(const char *s, size_t len, enum label_language language, char *buf, size_t cap);

extern const char *actor_category_name(enum actor_category category);
extern const char *actor_kind_name(enum actor_kind kind);
extern const actor_group_info *actor_group_find(const char g[ACTOR_GROUP_LENGTH]);
extern const actor_group_info *actor_group_list(size_t *count);

static inline bool
actor_category_is_role(enum actor_category category)
{
	return category >= ACTOR_ROLE_PRIMARY && category <= ACTOR_ROLE_TERTIARY;
}

/* The group that starts at s. */
static inline actor_group
actor_group_at(const char *s)
{
	return (actor_group) (unsigned char) s[0] << 16 | (actor_group) (unsigned char) s[1] << 8 | (unsigned char) s[2];
}

/* Byte order, the shorter first; the sign alone says something, for memcmp() gives any number of it. */
static inline int
actor_code_compare(const char *a, size_t alen, const char *b, size_t blen)
{
	int			order = memcmp(a, b, alen < blen ? alen : blen);

	return order != 0 ? order : (alen > blen) - (alen < blen);
}

static inline bool
actor_code_has(const char *s, size_t len, actor_group group)
{
	for (size_t i = 0; i < len; i += ACTOR_GROUP_LENGTH)
		if (actor_group_at(s + i) == group)
			return true;
	return false;
}

/* Does every group of b occur in a? */
static inline bool
actor_code_contains(const char *a, size_t alen, const char *b, size_t blen)
{
	for (size_t i = 0; i < blen; i += ACTOR_GROUP_LENGTH)
		if (!actor_code_has(a, alen, actor_group_at(b + i)))
			return false;
	return true;
}

/* Does any group of b occur in a? */
static inline bool
actor_code_overlaps(const char *a, size_t alen, const char *b, size_t blen)
{
	for (size_t i = 0; i < blen; i += ACTOR_GROUP_LENGTH)
		if (actor_code_has(a, alen, actor_group_at(b + i)))
			return true;
	return false;
}

/* Does a begin with the groups of b? Both hold whole groups, so bytes decide. */
static inline bool
actor_code_starts_with(const char *a, size_t alen, const char *b, size_t blen)
{
	return alen >= blen && memcmp(a, b, blen) == 0;
}

#endif
