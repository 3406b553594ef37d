#include "core/actor/state_member.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/actor/bloc.h"
#include "core/base/calendar.h"

const char *const state_system_names[STATE_SYSTEMS] = {"cow", "gw", "un"};

static enum country_scheme
scheme_of(enum state_system system)
{
	return system == STATE_GW ? COUNTRY_GWN : COUNTRY_COWN;
}

/* In order of time, which is not that of a list by countries. */
static void
add_spell(state_member *member, int32_t first, int32_t last)
{
	int			at = member->spells;

	if (at == STATE_MEMBER_SPELLS)
		return;
	for (; at > 0 && member->spell[at - 1].first > first; at--)
		member->spell[at] = member->spell[at - 1];
	member->spell[at] = (state_spell) {first, last};
	member->spells++;
}

static int
by_number(const void *a, const void *b)
{
	return ((const state_member *) a)->number - ((const state_member *) b)->number;
}

static int
by_code(const void *a, const void *b)
{
	return strcmp(((const state_member *) a)->code, ((const state_member *) b)->code);
}

/* The spells of a list are sorted by their numbers as texts, so those of one number follow each other. */
static void
list_numbers(state_members *members)
{
	size_t		count;
	const country_spell *spells = country_spell_list(&count);

	for (size_t i = 0; i < count; i++)
	{
		int			number = atoi(spells[i].number);

		if (spells[i].scheme != scheme_of(members->system) || spells[i].microstate)
			continue;
		if (members->count == 0 || members->member[members->count - 1].number != number)
			members->member[members->count++] = (state_member) {.number = number,.letters = spells[i].abbreviation};
		add_spell(&members->member[members->count - 1], spells[i].first, spells[i].last);
	}
	qsort(members->member, (size_t) members->count, sizeof(state_member), by_number);
}

static state_member *
member_by_code(state_members *members, const char *code)
{
	for (int i = 0; i < members->count; i++)
		if (strcmp(members->member[i].code, code) == 0)
			return &members->member[i];
	return NULL;
}

static void
list_united_nations(state_members *members)
{
	const bloc *nations = bloc_by_name("UN", 2);
	const bloc_spell *spells = bloc_spells(nations);

	for (int i = 0; i < nations->spells; i++)
	{
		char		code[COUNTRY_CODE_CAP];
		state_member *member;

		/* a state that ended may have left its code to another */
		if (!country_code_in(spells[i].country, COUNTRY_CAMEO, CALENDAR_ANY_DAY, code, sizeof(code)) &&
			!country_code_in(spells[i].country, COUNTRY_CAMEO, spells[i].first, code, sizeof(code)))
			snprintf(code, sizeof(code), "%s", country_key(spells[i].country));
		member = member_by_code(members, code);
		if (member == NULL)
		{
			member = &members->member[members->count++];
			*member = (state_member) {.letters = country_key(spells[i].country)};
			memcpy(member->code, code, sizeof(code));
		}
		add_spell(member, spells[i].first, spells[i].last);
	}
	qsort(members->member, (size_t) members->count, sizeof(state_member), by_code);
}

static bool
is_member_on(const state_member *member, int32_t day)
{
	for (int i = 0; i < member->spells; i++)
		if (day >= member->spell[i].first && day <= member->spell[i].last)
			return true;
	return false;
}

static void
add_country(state_member *member, const char *code)
{
	for (int i = 0; i < member->countries; i++)
		if (strcmp(member->country[i], code) == 0)
			return;
	if (member->countries < STATE_MEMBER_COUNTRIES)
		memcpy(member->country[member->countries++], code, COUNTRY_CODE_CAP);
}

#define NUMBERS 1000

static int
number_of(enum country_scheme scheme, int country, int32_t day)
{
	char		number[COUNTRY_CODE_CAP];
	int			n = country >= 0 && country_code_in(country, scheme, day, number, sizeof(number)) ? atoi(number) : 0;

	return n < NUMBERS ? n : 0;
}

/* Which member had a number on a day, NULL for none. */
static void
members_by_number(state_members *members, int32_t day, state_member *by[NUMBERS])
{
	memset(by, 0, NUMBERS * sizeof(by[0]));
	for (int i = 0; i < members->count; i++)
	{
		state_member *member = &members->member[i];
		int			number = member->number;

		if (!is_member_on(member, day))
			continue;
		if (members->system == STATE_UN)
			number = number_of(COUNTRY_COWN, country_lookup(COUNTRY_CAMEO, member->code, strlen(member->code), CALENDAR_ANY_DAY), day);
		by[number] = member;
	}
}

/* The countries that had the number of a member on a day when it was in the system. */
static void
add_countries(state_members *members, int32_t day)
{
	state_member *by[NUMBERS];

	members_by_number(members, day, by);
	for (int country = 0; country < country_count(); country++)
	{
		char		code[COUNTRY_CODE_CAP];
		int			number = number_of(scheme_of(members->system), country, day);
		state_member *itself;

		if (number == 0 || by[number] == NULL || !country_code_in(country, COUNTRY_CAMEO, CALENDAR_ANY_DAY, code, sizeof(code)))
			continue;
		itself = members->system == STATE_UN ? member_by_code(members, code) : NULL;
		if (itself == NULL || itself == by[number] || !is_member_on(itself, day))
			add_country(by[number], code);
	}
}

/* Numbers change hands on a day here and there: to look twice a year is enough, and on the first day of each spell. */
#define FIRST_YEAR 1816
#define LAST_YEAR 2025

void
state_members_of(enum state_system system, state_members *members)
{
	members->system = system;
	members->count = 0;
	if (system == STATE_UN)
		list_united_nations(members);
	else
		list_numbers(members);
	for (int i = 0; system == STATE_UN && i < members->count; i++)
		add_country(&members->member[i], members->member[i].code);
	for (int i = 0; i < members->count; i++)
		for (int j = 0; j < members->member[i].spells; j++)
			if (members->member[i].spell[j].last < calendar_day_of(LAST_YEAR, 1, 1))
				add_countries(members, members->member[i].spell[j].first);
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
	{
		add_countries(members, (int32_t) calendar_day_of(year, 1, 1));
		add_countries(members, (int32_t) calendar_day_of(year, 7, 1));
	}
}

void
state_member_code(const state_members *members, const state_member *member, int32_t day, char code[COUNTRY_CODE_CAP])
{
	char		number[COUNTRY_CODE_CAP];
	int			country;

	if (members->system == STATE_UN)
	{
		memcpy(code, member->code, COUNTRY_CODE_CAP);
		return;
	}
	snprintf(number, sizeof(number), "%d", member->number);
	country = country_lookup(scheme_of(members->system), number, strlen(number), day);
	if (!country_code_in(country, COUNTRY_CAMEO, CALENDAR_ANY_DAY, code, COUNTRY_CODE_CAP))
		snprintf(code, COUNTRY_CODE_CAP, "%s", member->letters);
}

static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static int32_t
earlier(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

int
state_members_shared(const state_member *a, const state_member *b, state_spell within, state_spell shared[STATE_SHARED_MAX])
{
	int			count = 0;

	for (int i = 0, j = 0; i < a->spells && j < b->spells;)
	{
		int32_t		first = later(within.first, later(a->spell[i].first, b->spell[j].first));
		int32_t		last = earlier(within.last, earlier(a->spell[i].last, b->spell[j].last));

		if (first <= last)
			shared[count++] = (state_spell) {first, last};
		/* who left first may come back */
		if (a->spell[i].last < b->spell[j].last)
			i++;
		else
			j++;
	}
	return count;
}
