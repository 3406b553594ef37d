/* Members of state systems: counts that are published, and that no code has events for two members at once. */
#include "core/actor/state_member.h"
#include "core/base/calendar.h"
#include "tap.h"

#include <string.h>

static state_members members;

static int
dyads(enum state_system system, int32_t first, int32_t last)
{
	state_spell shared[STATE_SHARED_MAX];
	int			count = 0;

	state_members_of(system, &members);
	for (int a = 0; a < members.count; a++)
		for (int b = 0; b < members.count; b++)
			count += a != b && state_members_shared(&members.member[a], &members.member[b], (state_spell) {first, last}, shared) > 0;
	return count;
}

static int32_t
day(int year, int month, int day_of_month)
{
	return (int32_t) calendar_day_of(year, month, day_of_month);
}

static int
meet(const state_member *a, const state_member *b)
{
	state_spell shared[STATE_SHARED_MAX];

	for (int i = 0; i < a->countries; i++)
		for (int j = 0; j < b->countries; j++)
			if (strcmp(a->country[i], b->country[j]) == 0)
				return state_members_shared(a, b, (state_spell) {INT32_MIN + 2, INT32_MAX}, shared);
	return 0;
}

int
main(void)
{
	char		code[COUNTRY_CODE_CAP];

	CHECK(dyads(STATE_COW, day(1816, 1, 1), day(1816, 12, 31)) == 506, "506 dyads in 1816");
	CHECK(dyads(STATE_COW, day(1945, 1, 1), day(1945, 12, 31)) == 4024, "4,024 in 1945");
	CHECK(dyads(STATE_COW, day(1946, 1, 1), day(1946, 12, 31)) == 4290, "4,290 in 1946");
	CHECK(dyads(STATE_COW, day(1991, 6, 1), day(1991, 6, 1)) == 25760, "25,760 on a day of 1991");
	CHECK(dyads(STATE_UN, day(1945, 10, 23), day(1945, 10, 23)) == 0, "no United Nations before the Charter was in force");
	for (int system = 0; system < STATE_SYSTEMS; system++)
	{
		int			met = 0;
		int			disorder = 0;
		int			full = 0;

		state_members_of((enum state_system) system, &members);
		for (int a = 0; a < members.count; a++)
		{
			const state_member *m = &members.member[a];

			for (int b = a + 1; b < members.count; b++)
				met += meet(m, &members.member[b]);
			for (int i = 1; i < m->spells; i++)
				disorder += m->spell[i].first <= m->spell[i - 1].last;
			full += m->spells == STATE_MEMBER_SPELLS || m->countries == STATE_MEMBER_COUNTRIES;
		}
		CHECK(members.count > 180 && members.count < STATE_MEMBERS_MAX && full == 0, "%s has room for its members", state_system_names[system]);
		CHECK(met == 0, "%s: no code stands for two members at once", state_system_names[system]);
		CHECK(disorder == 0, "%s: spells in order", state_system_names[system]);
	}
	state_members_of(STATE_COW, &members);
	for (int a = 0; a < members.count; a++)
		if (members.member[a].number == 365)
		{
			state_member_code(&members, &members.member[a], day(1985, 1, 1), code);
			CHECK(strcmp(code, "SUN") == 0, "365 was the Soviet Union");
			state_member_code(&members, &members.member[a], day(2000, 1, 1), code);
			CHECK(strcmp(code, "RUS") == 0, "and is Russia");
			CHECK(members.member[a].countries == 2, "and has the events of both");
		}
	return tap_done();
}
