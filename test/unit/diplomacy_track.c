/* Tracks of diplomacy: the three of the paper, and who stands on neither side. */
#include "core/actor/diplomacy_track.h"
#include "tap.h"

#include <string.h>

static bool
track_is(const char *source, const char *target, enum diplomacy_track track)
{
	return diplomacy_track_between(source, strlen(source), target, strlen(target)) == track &&
		diplomacy_track_between(target, strlen(target), source, strlen(source)) == track;
}

static bool
side_is(const char *code, enum diplomacy_side side)
{
	return diplomacy_side_of(code, strlen(code)) == side;
}

int
main(void)
{
	CHECK(track_is("USAGOV", "IRNGOV", DIPLOMACY_TRADITIONAL) && track_is("USA", "IRN", DIPLOMACY_TRADITIONAL), "governments");
	CHECK(track_is("USA", "IRNCVL", DIPLOMACY_PUBLIC), "a virtual embassy for a people");
	CHECK(track_is("TWNEDU", "THACVL", DIPLOMACY_OPEN) && track_is("NGO", "SYRREF", DIPLOMACY_OPEN), "people to people");
	CHECK(track_is("USAGOV", "USAMED", DIPLOMACY_NONE) && track_is("MED", "MED", DIPLOMACY_OPEN), "within one country there is none");
	CHECK(track_is("IGOUNO", "FRA", DIPLOMACY_TRADITIONAL) && track_is("UNO", "HTICVL", DIPLOMACY_PUBLIC), "organisations of governments");
	CHECK(track_is("SCGSRB", "SRBMED", DIPLOMACY_NONE), "a part of a state that ended is the same country");
	CHECK(side_is("USAGOVMED", DIPLOMACY_SIDE_GOVERNMENT) && side_is("USAMED", DIPLOMACY_SIDE_NATION), "state media and media");
	CHECK(side_is("USAMODMED", DIPLOMACY_SIDE_NATION) && side_is("USAMEDRAD", DIPLOMACY_SIDE_NATION) && side_is("USARAD", DIPLOMACY_SIDE_NEITHER),
		  "an attribute decides alone only");
	CHECK(side_is("SYRREB", DIPLOMACY_SIDE_NEITHER) && side_is("IMGMOSALQ", DIPLOMACY_SIDE_NEITHER) && side_is("USACRM", DIPLOMACY_SIDE_NEITHER) &&
		  side_is("INT", DIPLOMACY_SIDE_NEITHER) && side_is("EUR", DIPLOMACY_SIDE_NEITHER) && side_is("123", DIPLOMACY_SIDE_NEITHER), "neither");
	CHECK(side_is("per", DIPLOMACY_SIDE_NATION) && side_is("CHRCTH", DIPLOMACY_SIDE_NATION) && side_is("MNCUSA", DIPLOMACY_SIDE_NATION) &&
		  side_is("NGOHRIAMN", DIPLOMACY_SIDE_NATION), "peoples, faiths, companies, organisations");
	CHECK(side_is("ISRLKD", DIPLOMACY_SIDE_NATION) && side_is("ISRGOVLKD", DIPLOMACY_SIDE_GOVERNMENT) && side_is("ISRund", DIPLOMACY_SIDE_GOVERNMENT),
		  "a party, a party that governs, a group that names nobody");
	CHECK(side_is("PSEGOV", DIPLOMACY_SIDE_GOVERNMENT) && side_is("UIS", DIPLOMACY_SIDE_GOVERNMENT), "states");
	return tap_done();
}
