/*
 * Actor codes: what is well-formed, how each group of a code is read, and what the code as a whole stands for.
 *
 * Groups mean something only where they stand. Four codes of the lists are also countries (MUS, PSE, SHN, SUN),
 * so a code is read from the left, and what stood before decides: see takes_place().
 */
#include "core/actor/actor_code.h"

#include "core/actor/country.h"
#include "core/base/array.h"
#include "core/base/ascii.h"

#include "core/generated/actor_code_data.h"

/*
 * The characters are looked at first: in "USA GOV" the blank is what to mend, not the length. No more of them
 * than a code can have, so that a huge input costs nothing.
 */
enum actor_code_error
actor_code_check(const char *s, size_t len)
{
	if (len == 0)
		return ACTOR_CODE_EMPTY;
	for (size_t i = 0; i < len && i < ACTOR_CODE_MAX_LENGTH; i++)
		if (!ascii_is_alphanumeric(s[i]))
			return ACTOR_CODE_BAD_CHARACTER;
	if (len > ACTOR_CODE_MAX_LENGTH)
		return ACTOR_CODE_TOO_LONG;
	if (len % ACTOR_GROUP_LENGTH != 0)
		return ACTOR_CODE_BROKEN_GROUP;
	return ACTOR_CODE_OK;
}

const char *
actor_code_error_text(enum actor_code_error error)
{
	switch (error)
	{
		case ACTOR_CODE_OK:
			return "no error";
		case ACTOR_CODE_EMPTY:
			return "the code is empty";
		case ACTOR_CODE_BAD_CHARACTER:
			return "the code has a character that is not one of A to Z, a to z and 0 to 9";
		case ACTOR_CODE_TOO_LONG:
			return "the code has more than 24 characters";
		case ACTOR_CODE_BROKEN_GROUP:
			return "the number of characters is not a multiple of three";
		case ACTOR_CODE_NAME:
			return "it is a name";
	}
	return "unknown error";
}

const char *
actor_code_error_hint(enum actor_code_error error)
{
	switch (error)
	{
		case ACTOR_CODE_EMPTY:
			return "A missing actor is NULL.";
		case ACTOR_CODE_BAD_CHARACTER:
		case ACTOR_CODE_TOO_LONG:
		case ACTOR_CODE_BROKEN_GROUP:
		case ACTOR_CODE_NAME:
			return "An actor code is one to eight groups of three letters or digits, such as USAGOV.";
		default:
			return NULL;
	}
}

/*
 * The row of a listed group, NULL for one that no list has.
 *
 * Binary search over the groups as integers: 3.3 kB of keys that stay in the first-level cache and ten steps. A
 * dense table over 36^3 groups would hold the capitals only (most listed groups are in small letters), one over
 * 62^3 takes half a megabyte and a cache miss for every group.
 */
const actor_group_info *
actor_group_find(const char g[ACTOR_GROUP_LENGTH])
{
	actor_group group = actor_group_at(g);
	size_t		low = 0;
	size_t		high = lengthof(actor_group_keys);

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (actor_group_keys[middle] < group)
			low = middle + 1;
		else
			high = middle;
	}
	return low < lengthof(actor_group_keys) && actor_group_keys[low] == group ? &actor_groups[low] : NULL;
}

static bool
all_between(const char g[ACTOR_GROUP_LENGTH], char first, char last)
{
	for (int i = 0; i < ACTOR_GROUP_LENGTH; i++)
		if (g[i] < first || g[i] > last)
			return false;
	return true;
}

/*
 * A country whose code is also a listed group's. It is the country unless the place of a country is taken: by a
 * country, a region or a known group, and for a religion's code (MUS, SHN, SUN) also by a people, a religion or a
 * generic group other than companies, which have a country and no faith.
 *
 *     SUNGOV  Soviet Union     IRQSUN, MOSSUN  Sunnis     IMGMUSISI  Muslims     MNCMUS  Mauritius
 */
static bool
takes_place(const actor_part *before, const actor_group_info *info)
{
	switch (before->category)
	{
		case ACTOR_COUNTRY:
		case ACTOR_REGION:
		case ACTOR_KNOWN_GROUP:
			return true;
		case ACTOR_ETHNIC:
		case ACTOR_RELIGION:
			return info->category == ACTOR_RELIGION;
		case ACTOR_GENERIC:
			return info->category == ACTOR_RELIGION && before->info->kind != ACTOR_KIND_MNC;
		default:
			return false;
	}
}

static bool
reads_as_country(const actor_part *parts, size_t i)
{
	if (parts[i].country < 0)
		return false;
	for (size_t before = 0; parts[i].info != NULL && before < i; before++)
		if (takes_place(&parts[before], parts[i].info))
			return false;
	return true;
}

/* The i-th group, the ones before it being classified. */
static enum actor_category
classify_group(const actor_part *parts, size_t i)
{
	const actor_part *part = &parts[i];

	if (reads_as_country(parts, i))
		return ACTOR_COUNTRY;
	if (part->info != NULL)
		return (enum actor_category) part->info->category;
	if (all_between(part->text, 'a', 'z'))
		return ACTOR_ETHNIC;	/* small letters mean a people, also one that is not listed */
	if (i > 0 && all_between(part->text, '0', '9') &&
		(parts[i - 1].category == ACTOR_RELIGION || parts[i - 1].category == ACTOR_DENOMINATION))
		return ACTOR_DENOMINATION;
	return ACTOR_UNLISTED;
}

/* How each group is read; gives the number of groups. The code must have passed actor_code_check(). */
size_t
actor_code_classify(const char *s, size_t len, actor_part parts[ACTOR_CODE_MAX_GROUPS])
{
	size_t		count = len / ACTOR_GROUP_LENGTH;

	for (size_t i = 0; i < count; i++)
	{
		actor_part *part = &parts[i];

		part->text = s + i * ACTOR_GROUP_LENGTH;
		part->country = country_by_cameo(part->text);
		part->info = actor_group_find(part->text);
		part->category = classify_group(parts, i);
		if (part->category == ACTOR_COUNTRY)
			part->info = NULL;
		else
			part->country = -1;
	}
	return count;
}

/* A capital and a small letter in one group: no list has any. */
static bool
mixes_cases(const char *g)
{
	bool		small = false;
	bool		capital = false;

	for (int i = 0; i < ACTOR_GROUP_LENGTH; i++)
	{
		small |= ascii_is_small(g[i]);
		capital |= ascii_is_capital(g[i]);
	}
	return small && capital;
}

/* A name has a group that no list has, so that for nearly all codes nothing is looked up. */
enum actor_code_error
actor_code_check_read(const char *s, size_t len)
{
	enum actor_code_error error = actor_code_check(s, len);
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	size_t		count;
	size_t		unlisted = 0;

	if (error != ACTOR_CODE_OK)
		return error;
	count = actor_code_classify(s, len, parts);
	for (size_t i = 0; i < count; i++)
	{
		if (parts[i].info != NULL || parts[i].country >= 0 || parts[i].category == ACTOR_DENOMINATION)
			continue;
		if (mixes_cases(parts[i].text))
			return ACTOR_CODE_NAME;
		unlisted++;
	}
	if (unlisted == 0 || count == 1)
		return ACTOR_CODE_OK;
	if ((unlisted == count && ascii_are_small(s, len)) || country_by_name(s, len) >= 0)
		return ACTOR_CODE_NAME;
	return ACTOR_CODE_OK;
}

/*
 * The countries of an actor in the order of its code, each once; a state that ended and its part are one, the part. GDELT writes
 * Serbia as SCGSRB, the state that it was a part of before it.
 */
size_t
actor_code_countries(const char *s, size_t len, int countries[ACTOR_CODE_MAX_GROUPS])
{
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	size_t		count = actor_code_classify(s, len, parts);
	size_t		found = 0;

	for (size_t i = 0; i < count; i++)
	{
		int			country = parts[i].country;
		size_t		same = 0;

		if (parts[i].category != ACTOR_COUNTRY)
			continue;
		while (same < found && countries[same] != country && !country_is_part(countries[same], country) && !country_is_part(country, countries[same]))
			same++;
		if (same == found || country_is_part(countries[same], country))
			countries[same] = country;
		found += same == found;
	}
	return found;
}

/* The country of an actor, -1 for none: the first of them. */
int
actor_code_first_country(const char *s, size_t len)
{
	int			countries[ACTOR_CODE_MAX_GROUPS];

	return actor_code_countries(s, len, countries) > 0 ? countries[0] : -1;
}

/* The kind that one group makes of its bearer. */
enum actor_kind
actor_part_kind(const actor_part *part)
{
	if (part->category == ACTOR_COUNTRY)
		return ACTOR_KIND_STATE;
	if (part->info != NULL)
		return (enum actor_kind) part->info->kind;
	return part->category == ACTOR_ETHNIC ? ACTOR_KIND_ETHNIC : ACTOR_KIND_NONE;
}

/* How much a group weighs in the kind of the whole: the rules stand at the head of src/data/actor_group.tsv. */
int
actor_part_strength(const actor_part *part)
{
	static const uint8_t of_category[ACTOR_CATEGORIES] = {
		[ACTOR_GENERIC] = 10, [ACTOR_KNOWN_GROUP] = 9, [ACTOR_ETHNIC] = 8, [ACTOR_RELIGION] = 6, [ACTOR_COUNTRY] = 2,
		[ACTOR_REGION] = 1
	};

	if (!actor_category_is_role(part->category))
		return of_category[part->category];
	switch (actor_part_kind(part))
	{
		case ACTOR_KIND_STATE:
			return 7;
		case ACTOR_KIND_IGO:
			return 5;
		case ACTOR_KIND_INDIVIDUAL:
			return 4;
		default:
			return 3;
	}
}

/* The kind of the strongest group that tells one; of equals the first. */
enum actor_kind
actor_code_kind(const char *s, size_t len)
{
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	size_t		count = actor_code_classify(s, len, parts);
	enum actor_kind kind = ACTOR_KIND_OTHER;
	int			best = 0;

	for (size_t i = 0; i < count; i++)
	{
		enum actor_kind of_part = actor_part_kind(&parts[i]);
		int			strength = actor_part_strength(&parts[i]);

		if (of_part != ACTOR_KIND_NONE && strength > best)
		{
			kind = of_part;
			best = strength;
		}
	}
	return kind;
}

/* Where a group belongs in a canonical code: digits stay with the religions that they number. */
static int
canonical_rank(enum actor_category category)
{
	return category == ACTOR_DENOMINATION ? ACTOR_RELIGION : category;
}

/*
 * Peoples and roles get byte order. Elsewhere the order of the groups says something and is kept: the first
 * country is the one that acts, the second religion is a branch of the first (CHRCTH), and digits number the group
 * before them, which need not be listed (CHRANG001).
 */
static bool
canonical_after(const actor_part *a, const actor_part *b)
{
	int			rank_a = canonical_rank(a->category);
	int			rank_b = canonical_rank(b->category);

	if (rank_a != rank_b)
		return rank_a > rank_b;
	return (rank_a == ACTOR_ETHNIC || actor_category_is_role(a->category)) &&
		memcmp(a->text, b->text, ACTOR_GROUP_LENGTH) > 0;
}

/* Did the same group stand before? SUNSUN does not say the same twice: it is the Sunnis of the Soviet Union. */
static bool
is_repeated(const actor_part *parts, size_t i)
{
	for (size_t before = 0; before < i; before++)
		if ((parts[before].category == ACTOR_COUNTRY) == (parts[i].category == ACTOR_COUNTRY) &&
			memcmp(parts[before].text, parts[i].text, ACTOR_GROUP_LENGTH) == 0)
			return true;
	return false;
}

/*
 * The same groups in the order of enum actor_category, without duplicates: MNCUSA and USAMNC become USAMNC. No
 * group changes its reading on the way: what made a group no country stands before it there too.
 */
size_t
actor_code_canonical(const char *s, size_t len, char out[ACTOR_CODE_MAX_LENGTH])
{
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	actor_part	sorted[ACTOR_CODE_MAX_GROUPS];
	size_t		count = actor_code_classify(s, len, parts);
	size_t		used = 0;

	for (size_t i = 0; i < count; i++)
	{
		size_t		place = used;

		if (is_repeated(parts, i))
			continue;
		for (; place > 0 && canonical_after(&sorted[place - 1], &parts[i]); place--)
			sorted[place] = sorted[place - 1];
		sorted[place] = parts[i];
		used++;
	}
	for (size_t i = 0; i < used; i++)
		memcpy(out + i * ACTOR_GROUP_LENGTH, sorted[i].text, ACTOR_GROUP_LENGTH);
	return used * ACTOR_GROUP_LENGTH;
}

/* The greatest code that begins with these groups: z is the greatest character of a group. */
size_t
actor_code_last(const char *s, size_t len, char out[ACTOR_CODE_MAX_LENGTH])
{
	memcpy(out, s, len);
	memset(out + len, 'z', ACTOR_CODE_MAX_LENGTH - len);
	return ACTOR_CODE_MAX_LENGTH;
}

/* Appends len bytes if they fit; gives the new end. */
static size_t
append(char *buf, size_t cap, size_t end, const char *s, size_t len)
{
	if (len > cap - end)
		return end;
	memcpy(buf + end, s, len);
	return end + len;
}

/* The name of one group in UTF-8; a group without one stands for itself. */
static size_t
append_part_label(const actor_part *part, enum label_language language, char *buf, size_t cap, size_t end)
{
	static const char *const locales[LABEL_LANGUAGES] = {"en", "ar"};
	char		name[ACTOR_NAME_MAX];
	size_t		len = 0;

	if (part->info != NULL)
		return append(buf, cap, end, part->info->label[language], strlen(part->info->label[language]));
	if (part->category == ACTOR_COUNTRY)
		len = country_display_name(part->country, locales[language], name, sizeof(name));
	if (len > 0 && len < sizeof(name))
		return append(buf, cap, end, name, len);
	return append(buf, cap, end, part->text, ACTOR_GROUP_LENGTH);
}

/*
 * "United States: Government, Armed forces". A colon and commas read well in both languages, whatever the groups
 * are; "Government of the United States" would need each country's article and, in Arabic, its case.
 * Gives the length in bytes, without a closing NUL; cap of ACTOR_LABEL_MAX holds every label.
 */
size_t
actor_code_label(const char *s, size_t len, enum label_language language, char *buf, size_t cap)
{
	static const char *const commas[LABEL_LANGUAGES] = {", ", "\330\214 "};
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	size_t		count = actor_code_classify(s, len, parts);
	size_t		end = 0;

	for (size_t i = 0; i < count; i++)
	{
		const char *separator = i == 0 ? "" : i == 1 ? ": " : commas[language];

		end = append(buf, cap, end, separator, strlen(separator));
		end = append_part_label(&parts[i], language, buf, cap, end);
	}
	return end;
}

/* The name by which the code book and the data know a category. */
const char *
actor_category_name(enum actor_category category)
{
	static const char *const names[ACTOR_CATEGORIES] = {
		"country", "generic", "region", "known_group", "ethnic", "religion", "denomination",
		"role_primary", "role_secondary", "role_tertiary", "unlisted"
	};

	return names[category];
}

/* NULL for ACTOR_KIND_NONE. */
const char *
actor_kind_name(enum actor_kind kind)
{
	static const char *const names[] = {
		NULL, "state", "igo", "ngo", "mnc", "ethnic", "transnational", "individual", "other"
	};

	return names[kind];
}

/* The code book: every listed group, in byte order. */
const actor_group_info *
actor_group_list(size_t *count)
{
	*count = lengthof(actor_groups);
	return actor_groups;
}
