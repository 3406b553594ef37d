/*
 * The formats and their columns, in the order in which files without a header hold them.
 *
 * Names as in the publishers' codebooks: GDELT Event Database data format codebook 1.03 (2013) and 2.0 (2015),
 * ICEWS Coded Event Data (Dataverse), Phoenix (Open Event Data Alliance), POLECAT (Dataverse). A header is matched without regard to
 * case, blanks, dots and underscores.
 */
#include "core/event/event_line_format.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/keyword.h"

#define LENGTH(array) ((uint8_t) lengthof(array))

/* *INDENT-OFF* */
#define GDELT_ACTOR(n, side) \
	{"Actor" n "Code", NULL, COLUMN_##side, true}, \
	{"Actor" n "Name", NULL, COLUMN_##side##_NAME, false}, \
	{"Actor" n "CountryCode", NULL, COLUMN_GROUP, false}, \
	{"Actor" n "KnownGroupCode", NULL, COLUMN_GROUP, false}, \
	{"Actor" n "EthnicCode", NULL, COLUMN_GROUP, false}, \
	{"Actor" n "Religion1Code", NULL, COLUMN_GROUP, false}, \
	{"Actor" n "Religion2Code", NULL, COLUMN_GROUP, false}, \
	{"Actor" n "Type1Code", NULL, COLUMN_GROUP, false}, \
	{"Actor" n "Type2Code", NULL, COLUMN_GROUP, false}, \
	{"Actor" n "Type3Code", NULL, COLUMN_GROUP, false}

#define GDELT_EVENT \
	{"GLOBALEVENTID", NULL, COLUMN_ID, true}, \
	{"SQLDATE", "Day", COLUMN_DAY, true}, \
	{"MonthYear", NULL, COLUMN_MONTH, false}, \
	{"Year", NULL, COLUMN_YEAR, false}, \
	{"FractionDate", NULL, COLUMN_NUMBER, false}, \
	GDELT_ACTOR("1", SOURCE), \
	GDELT_ACTOR("2", TARGET), \
	{"IsRootEvent", NULL, COLUMN_FLAG, false}, \
	{"EventCode", NULL, COLUMN_CODE, true}, \
	{"EventBaseCode", NULL, COLUMN_BASE, false}, \
	{"EventRootCode", NULL, COLUMN_ROOT, false}, \
	{"QuadClass", NULL, COLUMN_QUAD, false}, \
	{"GoldsteinScale", NULL, COLUMN_SCORE, false}, \
	{"NumMentions", NULL, COLUMN_MENTIONS, false}, \
	{"NumSources", NULL, COLUMN_SOURCES, false}, \
	{"NumArticles", NULL, COLUMN_ARTICLES, false}, \
	{"AvgTone", NULL, COLUMN_TONE, false}

#define GDELT_PLACE(who, type, country) \
	{who "Geo_Type", NULL, type, false}, \
	{who "Geo_FullName", NULL, COLUMN_TEXT, false}, \
	{who "Geo_CountryCode", NULL, country, false}, \
	{who "Geo_ADM1Code", NULL, COLUMN_TEXT, false}

#define GDELT_POINT(who, latitude, longitude) \
	{who "Geo_Lat", NULL, latitude, false}, \
	{who "Geo_Long", NULL, longitude, false}, \
	{who "Geo_FeatureID", NULL, COLUMN_TEXT, false}

static const event_column gdelt1_columns[] = {
	GDELT_EVENT,
	GDELT_PLACE("Actor1", COLUMN_PLACE_TYPE, COLUMN_SHORT), GDELT_POINT("Actor1", COLUMN_ANY_LATITUDE, COLUMN_ANY_LONGITUDE),
	GDELT_PLACE("Actor2", COLUMN_PLACE_TYPE, COLUMN_SHORT), GDELT_POINT("Actor2", COLUMN_ANY_LATITUDE, COLUMN_ANY_LONGITUDE),
	GDELT_PLACE("Action", COLUMN_EVENT_PLACE_TYPE, COLUMN_COUNTRY), GDELT_POINT("Action", COLUMN_LATITUDE, COLUMN_LONGITUDE),
	{"DATEADDED", NULL, COLUMN_ADDED, false},
	{"SOURCEURL", NULL, COLUMN_URL, false},
};

/* Version 2 adds the second administrative level to each place. */
static const event_column gdelt2_columns[] = {
	GDELT_EVENT,
	GDELT_PLACE("Actor1", COLUMN_PLACE_TYPE, COLUMN_SHORT), {"Actor1Geo_ADM2Code", NULL, COLUMN_TEXT, false},
	GDELT_POINT("Actor1", COLUMN_ANY_LATITUDE, COLUMN_ANY_LONGITUDE),
	GDELT_PLACE("Actor2", COLUMN_PLACE_TYPE, COLUMN_SHORT), {"Actor2Geo_ADM2Code", NULL, COLUMN_TEXT, false},
	GDELT_POINT("Actor2", COLUMN_ANY_LATITUDE, COLUMN_ANY_LONGITUDE),
	GDELT_PLACE("Action", COLUMN_EVENT_PLACE_TYPE, COLUMN_COUNTRY), {"ActionGeo_ADM2Code", NULL, COLUMN_TEXT, true},
	GDELT_POINT("Action", COLUMN_LATITUDE, COLUMN_LONGITUDE),
	{"DATEADDED", NULL, COLUMN_ADDED, false},
	{"SOURCEURL", NULL, COLUMN_URL, false},
};

static const event_column reduced_columns[] = {
	{"Date", NULL, COLUMN_DAY, true},
	{"Source", NULL, COLUMN_SOURCE, true},
	{"Target", NULL, COLUMN_TARGET, true},
	{"CAMEOCode", NULL, COLUMN_CODE, true},
	{"NumEvents", NULL, COLUMN_MENTIONS, true},
	{"NumArts", NULL, COLUMN_ARTICLES, true},
	{"QuadClass", NULL, COLUMN_QUAD, false},
	{"Goldstein", NULL, COLUMN_SCORE, false},
	{"SourceGeoType", NULL, COLUMN_PLACE_TYPE, false},
	{"SourceGeoLat", NULL, COLUMN_ANY_LATITUDE, false},
	{"SourceGeoLong", NULL, COLUMN_ANY_LONGITUDE, false},
	{"TargetGeoType", NULL, COLUMN_PLACE_TYPE, false},
	{"TargetGeoLat", NULL, COLUMN_ANY_LATITUDE, false},
	{"TargetGeoLong", NULL, COLUMN_ANY_LONGITUDE, false},
	{"ActionGeoType", NULL, COLUMN_EVENT_PLACE_TYPE, false},
	{"ActionGeoLat", NULL, COLUMN_LATITUDE, false},
	{"ActionGeoLong", NULL, COLUMN_LONGITUDE, false},
};

static const event_column icews_columns[] = {
	{"Event ID", NULL, COLUMN_ID, true},
	{"Event Date", NULL, COLUMN_DAY, true},
	{"Source Name", NULL, COLUMN_SOURCE_NAME, true},
	{"Source Sectors", NULL, COLUMN_SOURCE_SECTORS, true},
	{"Source Country", NULL, COLUMN_SOURCE_COUNTRY, true},
	{"Event Text", NULL, COLUMN_EVENT_TEXT, false},
	{"CAMEO Code", NULL, COLUMN_CODE, true},
	{"Intensity", NULL, COLUMN_SCORE, false},
	{"Target Name", NULL, COLUMN_TARGET_NAME, true},
	{"Target Sectors", NULL, COLUMN_TARGET_SECTORS, true},
	{"Target Country", NULL, COLUMN_TARGET_COUNTRY, true},
	{"Story ID", NULL, COLUMN_INTEGER, false},
	{"Sentence Number", NULL, COLUMN_INTEGER, false},
	{"Publisher", NULL, COLUMN_TEXT, false},
	{"City", NULL, COLUMN_TEXT, false},
	{"District", NULL, COLUMN_TEXT, false},
	{"Province", NULL, COLUMN_TEXT, false},
	{"Country", NULL, COLUMN_COUNTRY_NAME, false},
	{"Latitude", NULL, COLUMN_LATITUDE, false},
	{"Longitude", NULL, COLUMN_LONGITUDE, false},
};

/*
 * Named as in the daily files' own documentation, in the header that is mostly written to them, by the API of the
 * Open Event Data Alliance, and in the historical files of the Cline Center.
 */
static const event_column phoenix_columns[] = {
	{"GID", "EventID|eid", COLUMN_GID, true},
	{"Date", "date8|story_date", COLUMN_DAY, true},
	{"Year", NULL, COLUMN_YEAR, false},
	{"Month", NULL, COLUMN_INTEGER, false},
	{"Day", NULL, COLUMN_INTEGER, false},
	{"Source", "SourceActorFull", COLUMN_SOURCE, true},
	{"SrcActor", "SourceActorEntity|source_root", COLUMN_GROUP, false},
	{"SrcAgent", "SourceActorRole|source_agent", COLUMN_GROUP, false},
	{"SOthAgent", "SourceActorAttribute|src_other_agent|source_others", COLUMN_TEXT, false},
	{"Target", "TargetActorFull", COLUMN_TARGET, true},
	{"TgtActor", "TargetActorEntity|target_root", COLUMN_GROUP, false},
	{"TgtAgent", "TargetActorRole|target_agent", COLUMN_GROUP, false},
	{"TOthAgent", "TargetActorAttribute|tgt_other_agent|target_others", COLUMN_TEXT, false},
	{"CAMEO", "EventCode|code", COLUMN_CODE, true},
	{"RootCode", "EventRootCode", COLUMN_ROOT, false},
	{"QuadClass", "PentaClass", COLUMN_QUAD, false},
	{"Goldstein", "GoldsteinScore", COLUMN_SCORE, false},
	{"None", "Issues|joined_issues", COLUMN_TEXT, false},
	{"Lat", "ActionLat|Latitude", COLUMN_LATITUDE, false},
	{"Lon", "ActionLong|Longitude|ActionLon|Long", COLUMN_LONGITUDE, false},
	{"Geoname", "LocationName|placename", COLUMN_TEXT, false},
	{"AdminInfo", "StateName|GeoStateName", COLUMN_STATE_NAME, false},
	{"CountryCode", "GeoCountryName|CountryName", COLUMN_COUNTRY_NAME, false},
	{"ID", "SentenceID|aid", COLUMN_TEXT, false},
	{"URL", "URLs", COLUMN_URL, false},
	{"sourcetxt", "NewsSources|source_text|process", COLUMN_TEXT, false},
};

/* Named as the columns of an event table, so that an exported table loads again. */
static const event_column coded_columns[] = {
	{"day", NULL, COLUMN_DAY, true},
	{"source", NULL, COLUMN_SOURCE, true},
	{"code", NULL, COLUMN_CODE, true},
	{"target", NULL, COLUMN_TARGET, true},
	{"id", NULL, COLUMN_ID, false},
	{"mentions", NULL, COLUMN_MENTIONS, false},
	{"sources", NULL, COLUMN_SOURCES, false},
	{"articles", NULL, COLUMN_ARTICLES, false},
	{"tone", NULL, COLUMN_TONE, false},
	{"country", NULL, COLUMN_COUNTRY, false},
	{"latitude", NULL, COLUMN_LATITUDE, false},
	{"longitude", NULL, COLUMN_LONGITUDE, false},
	{"url", NULL, COLUMN_URL, false},
	{"source_name", NULL, COLUMN_SOURCE_NAME, false},
	{"target_name", NULL, COLUMN_TARGET_NAME, false},
	{"part", NULL, COLUMN_PART, false},
	{"contexts", NULL, COLUMN_CONTEXTS, false},
};

/* As in the files of the POLECAT Dataverse from 2018 on; NGEC is the coder. */
#define POLECAT_ACTOR(who, side) \
	{who " Name", NULL, COLUMN_##side##_NAME, true}, \
	{who " Country", NULL, COLUMN_##side##_COUNTRY, true}, \
	{who " COW", NULL, COLUMN_TEXT, false}, \
	{"Primary " who " Sector", NULL, COLUMN_##side##_PRIMARY, false}, \
	{who " Sectors", NULL, COLUMN_##side##_SECTORS, false}, \
	{who " Title", NULL, COLUMN_TEXT, false}, \
	{who " Name Raw", NULL, COLUMN_TEXT, false}, \
	{"Wikipedia " who " ID", NULL, COLUMN_TEXT, false}

static const event_column polecat_columns[] = {
	{"Event ID", NULL, COLUMN_ARTICLE, true},
	{"Event Date", NULL, COLUMN_DAY, true},
	{"Event Type", NULL, COLUMN_TYPE, true},
	{"Event Mode", NULL, COLUMN_MODE, false},
	{"Intensity", "Event Intensity", COLUMN_SCORE, false},
	{"Quad Code", NULL, COLUMN_TEXT, false},
	{"Contexts", NULL, COLUMN_CONTEXTS, false},
	POLECAT_ACTOR("Actor", SOURCE),
	POLECAT_ACTOR("Recipient", TARGET),
	{"Placename", NULL, COLUMN_TEXT, false},
	{"City", NULL, COLUMN_TEXT, false},
	{"District", NULL, COLUMN_TEXT, false},
	{"Province", NULL, COLUMN_TEXT, false},
	{"Country", NULL, COLUMN_COUNTRY_NAME, false},
	{"Latitude", NULL, COLUMN_LATITUDE, false},
	{"Longitude", NULL, COLUMN_LONGITUDE, false},
	{"GeoNames ID", NULL, COLUMN_TEXT, false},
	{"Raw Placename", NULL, COLUMN_TEXT, false},
	{"Feature Type", NULL, COLUMN_TEXT, false},
	{"Source", NULL, COLUMN_TEXT, false},
	{"Publication Date", NULL, COLUMN_ADDED, false},
	{"Story People", NULL, COLUMN_TEXT, false},
	{"Story Organizations", NULL, COLUMN_TEXT, false},
	{"Story Locations", NULL, COLUMN_TEXT, false},
	{"Language", NULL, COLUMN_TEXT, false},
	{"Version", NULL, COLUMN_TEXT, false},
};

static const event_column mention_columns[] = {
	{"GLOBALEVENTID", NULL, COLUMN_ID, true},
	{"EventTimeDate", NULL, COLUMN_EVENT_TIME, true},
	{"MentionTimeDate", NULL, COLUMN_DAY, true},
	{"MentionType", NULL, COLUMN_MENTION_TYPE, false},
	{"MentionSourceName", NULL, COLUMN_SOURCE_NAME, false},
	{"MentionIdentifier", NULL, COLUMN_URL, true},
	{"SentenceID", NULL, COLUMN_SENTENCE, false},
	{"Actor1CharOffset", NULL, COLUMN_SOURCE_OFFSET, false},
	{"Actor2CharOffset", NULL, COLUMN_TARGET_OFFSET, false},
	{"ActionCharOffset", NULL, COLUMN_ACTION_OFFSET, false},
	{"InRawText", NULL, COLUMN_IN_RAW_TEXT, false},
	{"Confidence", NULL, COLUMN_CONFIDENCE, false},
	{"MentionDocLen", NULL, COLUMN_DOC_LENGTH, false},
	{"MentionDocTone", NULL, COLUMN_TONE, false},
	{"MentionDocTranslationInfo", "SRCLC", COLUMN_TRANSLATION, false},
	{"Extras", NULL, COLUMN_EXTRAS, false},
};
/* *INDENT-ON* */

#define EVENT_REQUIRED (KIND_BIT(COLUMN_DAY) | KIND_BIT(COLUMN_CODE))

const event_format_info event_formats[EVENT_FORMAT_COUNT] = {
	[EVENT_FORMAT_GDELT2] = {
		"gdelt2", "GDELT 2.0 events: 61 columns, tabs, no header",
		gdelt2_columns, LENGTH(gdelt2_columns), 61, 61, 1, '\t', EVENT_QUOTES_NONE, COLUMN_TEXT, true,
		0, EVENT_REQUIRED | KIND_BIT(COLUMN_ID)
	},
	[EVENT_FORMAT_GDELT1] = {
		"gdelt1", "GDELT 1.0 events: 57 columns, 58 with the URL, both may occur in one file; tabs, no header; re-exports with commas and a header",
		gdelt1_columns, LENGTH(gdelt1_columns), 57, 58, 1, '\t', EVENT_QUOTES_NONE, COLUMN_TEXT, true,
		0, EVENT_REQUIRED | KIND_BIT(COLUMN_ID)
	},
	[EVENT_FORMAT_GDELT_REDUCED] = {
		"gdelt-reduced", "GDELT 1.0 reduced: 17 columns, tabs, header; counts by day, actors, code and place, without an id",
		reduced_columns, LENGTH(reduced_columns), 17, 17, 1, '\t', EVENT_QUOTES_NONE, COLUMN_TEXT, true,
		0, EVENT_REQUIRED
	},
	/* country names are spelled out there, so NA is never Namibia; in the actors' names it is left alone */
	[EVENT_FORMAT_ICEWS] = {
		"icews", "ICEWS coded events: 20 columns, 19 without the code; tabs, header, NA or NULL for missing; actors are names with sectors",
		icews_columns, LENGTH(icews_columns), 20, 20, 0, '\t', EVENT_QUOTES_LOOSE, COLUMN_CODE, true,
		KIND_BIT(COLUMN_SOURCE_SECTORS) | KIND_BIT(COLUMN_TARGET_SECTORS) | KIND_BIT(COLUMN_SOURCE_COUNTRY) |
		KIND_BIT(COLUMN_TARGET_COUNTRY) | KIND_BIT(COLUMN_COUNTRY_NAME) | KIND_BIT(COLUMN_EVENT_TEXT), KIND_BIT(COLUMN_DAY) | KIND_BIT(COLUMN_ID)
	},
	[EVENT_FORMAT_PHOENIX] = {
		"phoenix", "Phoenix events: 26 columns; daily files with tabs, no header; others with commas, a header, row numbers, codes that lost their zeros",
		phoenix_columns, LENGTH(phoenix_columns), 26, 26, 2, ',', EVENT_QUOTES_STRICT, COLUMN_GID, true,
		0, EVENT_REQUIRED | KIND_BIT(COLUMN_GID)
	},
	[EVENT_FORMAT_CODED] = {
		"coded", "events coded by hand: a header with the columns day, source, code, target, and others if there are",
		coded_columns, LENGTH(coded_columns), 0, 0, 0, '\t', EVENT_QUOTES_NONE, COLUMN_TEXT, false,
		0, EVENT_REQUIRED
	},
	[EVENT_FORMAT_POLECAT] = {
		"polecat", "POLECAT events of PLOVER types and modes: 40 columns, tabs, header, None for missing; several actors in a field",
		polecat_columns, LENGTH(polecat_columns), 40, 40, 0, '\t', EVENT_QUOTES_LOOSE, COLUMN_TEXT, true,
		0, KIND_BIT(COLUMN_DAY) | KIND_BIT(COLUMN_TYPE) | KIND_BIT(COLUMN_ARTICLE)
	},
	/* the last two columns are empty in files that are not translated, and editors cut empty columns off */
	[EVENT_FORMAT_MENTIONS] = {
		"gdelt-mentions", "GDELT 2.0 mentions: 16 columns, tabs, no header; not events, but the documents that tell of them",
		mention_columns, LENGTH(mention_columns), 14, 16, 1, '\t', EVENT_QUOTES_NONE, COLUMN_TEXT, true,
		0, KIND_BIT(COLUMN_DAY) | KIND_BIT(COLUMN_ID) | KIND_BIT(COLUMN_URL)
	},
};

enum event_format
event_format_by_name(const char *name, size_t len)
{
	for (int i = EVENT_FORMAT_NONE + 1; i < EVENT_FORMAT_COUNT; i++)
		if (keyword_is(name, len, event_formats[i].name))
			return (enum event_format) i;
	return EVENT_FORMAT_NONE;
}

const char *
event_format_name(enum event_format format)
{
	return event_formats[format].name;
}

const char *
event_format_description(enum event_format format)
{
	return event_formats[format].description;
}
