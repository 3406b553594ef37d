/* Events made up from a seed: the same ones on every machine, with the shares of codes and actors that real files have. */
#include "core/event/event_sample.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/calendar.h"


/* splitmix64 (Steele, Lea and Flood 2014): a counter that is mixed, so that each event has a stream of its own. */
static uint64_t
next(uint64_t *state)
{
	uint64_t	z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* 0 to below - 1 */
static uint32_t
below(uint64_t *state, uint32_t limit)
{
	return (uint32_t) (((next(state) >> 32) * limit) >> 32);
}

/*
 * A place in a list whose i-th entry is about as frequent as 1 / (i + 1): half of the draws fall on the first few.
 * Doubling ranges instead of logarithms, so that every machine gives the same.
 */
static uint32_t
skewed(uint64_t *state, uint32_t count)
{
	uint32_t	ranges = 0;
	uint32_t	first;
	uint32_t	last;

	while ((UINT32_C(1) << ranges) <= count)
		ranges++;
	first = UINT32_C(1) << below(state, ranges);
	last = first * 2 - 1 <= count ? first * 2 - 1 : count;
	return first - 1 + below(state, last - first + 1);
}

static const char countries[][4] = {
	"USA", "RUS", "CHN", "GBR", "ISR", "UKR", "IRN", "FRA", "DEU", "TUR", "EGY", "SAU", "IND", "PAK", "SYR", "IRQ",
	"JPN", "PSE", "KOR", "PRK", "EUR", "ITA", "QAT", "ARE", "LBN", "YEM", "AFG", "NGA", "AUS", "CAN", "POL", "MAR",
	"DZA", "JOR", "TUN", "LBY", "SDN", "ETH", "BRA", "VEN", "MEX", "ESP", "GRC", "VNM", "PHL", "IDN", "ZAF", "KEN"
};
static const char roles[][4] = {
	"GOV", "MIL", "COP", "OPP", "LEG", "MED", "CVL", "JUD", "BUS", "EDU", "REB", "SPY", "ELI", "UAF", "LAB", "REF"
};
static const char others[][4] = {"IGO", "UAF", "NGO", "MNC", "REB", "CVL", "MED", "COP"};

/* The roots by how often they occur, in thousandths. */
static const uint16_t root_shares[20] = {
	132, 78, 88, 262, 72, 21, 31, 19, 24, 22, 56, 33, 16, 12, 5, 21, 52, 17, 38, 1
};

/* Missing in missing per cent of events, without a country in some more. */
static uint8_t
make_actor(uint64_t *state, uint32_t missing, char *actor)
{
	uint32_t	draw = below(state, 100);
	uint8_t		len = ACTOR_GROUP_LENGTH;

	if (draw < missing)
		return 0;
	if (draw < missing + 20)
	{
		memcpy(actor, others[skewed(state, lengthof(others))], ACTOR_GROUP_LENGTH);
		return len;
	}
	memcpy(actor, countries[skewed(state, lengthof(countries))], ACTOR_GROUP_LENGTH);
	for (uint32_t chance = 45; len < 3 * ACTOR_GROUP_LENGTH && below(state, 100) < chance; chance = 8)
	{
		memcpy(actor + len, roles[skewed(state, lengthof(roles))], ACTOR_GROUP_LENGTH);
		len += ACTOR_GROUP_LENGTH;
	}
	return len;
}

/* A code of the drawn root that GDELT lists; within the root the first codes are the most frequent. */
static event_code
make_code(uint64_t *state)
{
	size_t		count;
	const event_code *codes = event_code_list(&count);
	uint32_t	draw = below(state, 1000);
	int			root = 0;
	size_t		low = 0;
	size_t		high = count;
	size_t		first;
	uint32_t	pick;

	while (draw >= root_shares[root])
		draw -= root_shares[root++];
	/* the list is in tree order, so a root's codes stand together */
	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (event_code_root_number(codes[middle]) < root + 1)
			low = middle + 1;
		else
			high = middle;
	}
	first = low;
	while (low < count && event_code_root_number(codes[low]) == root + 1)
		low++;
	pick = skewed(state, (uint32_t) (low - first));
	while (event_code_level(codes[first + pick]) == 1 || !(event_code_ontologies(codes[first + pick]) & EVENT_CODE_GDELT))
		pick = (pick + 1) % (uint32_t) (low - first);
	return codes[first + pick];
}

/* Most events are told of on their day, some a day later, a few so long after as GDELT's re-dated ones. */
static int32_t
make_delay(uint64_t *state)
{
	static const int32_t delays[] = {1, 7, 30, 365, 3650};
	uint32_t	draw = below(state, 1000);

	return draw < 960 ? 0 : draw < 970 ? delays[0] : draw < 980 ? delays[1] : draw < 990 ? delays[2] : draw < 998 ? delays[3] : delays[4];
}

void
event_sample_make(int64_t i, int64_t n, int32_t seed, event_sample *sample)
{
	uint64_t	state = (uint64_t) (uint32_t) seed << 32 ^ UINT64_C(0x5851f42d4c957f2d);
	int64_t		quarters = EVENT_SAMPLE_DAYS * INT64_C(96);
	int64_t		quarter;

	/* the seed is mixed before the event's number comes in, so that neighbouring seeds have nothing in common */
	state = next(&state) + (uint64_t) i * UINT64_C(0xd1342543de82ef95);
	state = next(&state);

	/* in the order of time, a quarter of an hour being GDELT's unit; i and n are below 2^63 / 70080 */
	quarter = (int64_t) ((double) i / (double) (n > 0 ? n : 1) * (double) quarters);
	sample->id = i + 1;
	sample->added = EVENT_SAMPLE_FIRST_DAY * CALENDAR_MICROSECONDS + quarter * (CALENDAR_MICROSECONDS / 96);
	sample->day = EVENT_SAMPLE_FIRST_DAY + (int32_t) (quarter / 96) - make_delay(&state);
	sample->code = make_code(&state);
	sample->source_len = make_actor(&state, 9, sample->source);
	sample->target_len = make_actor(&state, sample->source_len == 0 ? 0 : 27, sample->target);
	sample->mentions = 1 + (int32_t) skewed(&state, 60);
	sample->sources = 1 + (int32_t) (below(&state, 100) < 85 ? 0 : skewed(&state, 12));
	sample->articles = sample->mentions - (int32_t) (below(&state, 100) < 90 ? 0 : below(&state, (uint32_t) sample->mentions));
	/* the sum of four draws is about normal, its mean a little below zero */
	sample->tone = ((double) (below(&state, 5000) + below(&state, 5000) + below(&state, 5000) + below(&state, 5000)) - 12000) / 1000;
}
