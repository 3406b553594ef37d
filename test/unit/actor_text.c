/*
 * Actors in texts: sentences of test/data/actor_phrase.tsv and the events of src/data/sample_events.tsv, with the share
 * found; worked examples of days and of rules; properties on any text.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/actor_text.h"
#include "tap.h"

static uint32_t seed = 2009;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) (((uint64_t) seed * n) >> 32);
}

/* The codes found, parted by blanks. */
struct found
{
	size_t		len;
	size_t		actors;
	size_t		text_len;
	uint32_t	last_end;
	bool		sound;
	char		codes[1024];
};

static bool
collect(void *arg, const struct actor_in_text *actor)
{
	struct found *found = arg;

	if (actor == NULL)
		return true;
	found->sound &= actor->start >= found->last_end && actor->start < actor->end && actor->end <= found->text_len &&
		actor_code_check(actor->code, actor->code_len) == ACTOR_CODE_OK;
	found->last_end = actor->end;
	found->actors++;
	if (found->len + ACTOR_CODE_MAX_LENGTH + 2 < sizeof(found->codes))
	{
		if (found->len > 0)
			found->codes[found->len++] = ' ';
		memcpy(found->codes + found->len, actor->code, actor->code_len);
		found->len += actor->code_len;
		found->codes[found->len] = '\0';
	}
	return true;
}

static struct found
find_on(const char *text, size_t len, int32_t on_date, bool roles)
{
	struct actor_text_options options = {.on_date = on_date, .roles = roles};
	struct found found = {.text_len = len, .sound = true};
	char	   *copy = malloc(len + 1);	/* exactly as long as the text, for the sanitizer */

	memcpy(copy, text, len);
	actor_text(&options, copy, len, collect, &found);
	free(copy);
	return found;
}

static struct found
find(const char *text)
{
	return find_on(text, strlen(text), CALENDAR_ANY_DAY, false);
}

/* The next field of a line, cut off; NULL behind the last. */
static char *
cut_field(char **line)
{
	char	   *field = *line;
	char	   *tab;

	if (field == NULL)
		return NULL;
	tab = strchr(field, '\t');
	*line = tab == NULL ? NULL : tab + 1;
	if (tab != NULL)
		*tab = '\0';
	return field;
}

static bool
read_line(FILE *in, char *line, size_t size)
{
	while (fgets(line, (int) size, in) != NULL)
	{
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#' && line[0] != '\0')
			return true;
	}
	return false;
}

/* ---- Sentences ---- */

struct score
{
	int			sentences;
	int			right;
	int			wanted;
	int			found;
	int			told;
};

/* How many codes of the one list stand in the other, each taken once. */
static int
common(const char *a, const char *b)
{
	char		rest[1024];
	char		code[ACTOR_CODE_MAX_LENGTH + 3];
	int			count = 0;

	snprintf(rest, sizeof(rest), " %s ", b);
	while (*a != '\0')
	{
		size_t		len = strcspn(a, " ");
		char	   *at;

		snprintf(code, sizeof(code), " %.*s ", (int) len, a);
		if (len > 0 && len <= ACTOR_CODE_MAX_LENGTH && (at = strstr(rest, code)) != NULL)
		{
			at[1] = '-';
			count++;
		}
		a += len + (a[len] == ' ');
	}
	return count;
}

static int
count_words(const char *s)
{
	int			count = *s != '\0';

	for (; *s != '\0'; s++)
		count += *s == ' ';
	return count;
}

/* Floors in percent: sentences whose actors are all and only those expected, and actors found. */
#define FLOOR_RIGHT 95
#define FLOOR_FOUND 95

static void
check_sentences(const char *part, const char *language)
{
	FILE	   *in = fopen("test/data/actor_phrase.tsv", "rb");
	struct score score = {0};
	char		line[4096];

	while (in != NULL && read_line(in, line, sizeof(line)))
	{
		char	   *rest = line;
		char	   *row_part = cut_field(&rest);
		char	   *row_language = cut_field(&rest);
		char	   *text = cut_field(&rest);
		char	   *actors = cut_field(&rest);
		struct found found;

		if (actors == NULL || strcmp(row_part, part) != 0 || strcmp(row_language, language) != 0)
			continue;
		found = find(text);
		if (strcmp(actors, "-") == 0)
			actors[0] = '\0';
		score.sentences++;
		score.wanted += count_words(actors);
		score.told += (int) found.actors;
		score.found += common(actors, found.codes);
		if (strcmp(actors, found.codes) == 0)
			score.right++;
		else if (strcmp(part, "work") == 0 || getenv("ACTOR_MISSES") != NULL)
			printf("# %s: expected %s, found %s\n", text, actors, found.codes);
	}
	if (in != NULL)
		fclose(in);
	printf("# %s %s: %d of %d sentences right; %d of %d actors found, %d told\n", language, part, score.right, score.sentences,
		   score.found, score.wanted, score.told);
	CHECK(score.sentences >= 50 && score.right * 100 >= score.sentences * FLOOR_RIGHT &&
		  score.found * 100 >= score.wanted * FLOOR_FOUND && score.found * 100 >= score.told * FLOOR_FOUND,
		  "sentences in %s, part %s: at least %d %% right", language, part, FLOOR_RIGHT);
}

/* ---- The sample of events ---- */

static bool
has_country(const char *codes, const char *actor)
{
	for (; *codes != '\0'; codes += strcspn(codes, " "), codes += *codes == ' ')
		if (strncmp(codes, actor, 3) == 0)
			return true;
	return false;
}

#define FLOOR_SAMPLE 92

static void
check_sample(void)
{
	FILE	   *in = fopen("src/data/sample_events.tsv", "rb");
	int			wanted[2] = {0};
	int			found[2] = {0};
	char		line[4096];

	if (in == NULL || !read_line(in, line, sizeof(line)))
		line[0] = '\0';
	while (in != NULL && read_line(in, line, sizeof(line)))
	{
		char	   *rest = line;
		char	   *fields[6];

		for (int i = 0; i < 6; i++)
			if ((fields[i] = cut_field(&rest)) == NULL)
				fields[i] = rest = line + strlen(line);
		for (int language = 0; language < 2; language++)
		{
			struct found actors = find(fields[4 + language]);

			for (int i = 1; i <= 3; i += 2)
				if (fields[i][0] != '\0')
				{
					wanted[language]++;
					found[language] += has_country(actors.codes, fields[i]);
				}
		}
	}
	if (in != NULL)
		fclose(in);
	for (int language = 0; language < 2; language++)
	{
		printf("# %s: %d of %d sources and targets\n", language == 0 ? "en" : "ar", found[language], wanted[language]);
		CHECK(wanted[language] > 800 && found[language] * 100 >= wanted[language] * FLOOR_SAMPLE,
			  "the countries of sources and targets stand in the %s texts of the sample, at least %d %%",
			  language == 0 ? "English" : "Arabic", FLOOR_SAMPLE);
	}
}

/* ---- Worked examples ---- */

static void
check_codes(const char *text, const char *expected)
{
	struct found found = find(text);

	CHECK(strcmp(found.codes, expected) == 0, "%s: %s%s%s", text, expected, strcmp(found.codes, expected) == 0 ? "" : ", not ",
		  strcmp(found.codes, expected) == 0 ? "" : found.codes);
}

static void
check_rules(void)
{
	check_codes("Iran", "IRN");
	check_codes("Tehran", "IRNGOV");
	check_codes("in Tehran", "IRN");
	check_codes("in the city of Tehran", "IRN");
	check_codes("in Tehran and Washington", "IRN USA");
	check_codes("Tehran and Washington", "IRNGOV USAGOV");
	check_codes("بطهران", "IRN");
	check_codes("بيروت", "LBNGOV");		/* begins with ب by itself */
	check_codes("واشنطن", "USAGOV");	/* and with و */
	check_codes("للبنان", "LBN");		/* the second lam is the name's own */
	check_codes("ولليبيين", "LBY");
	check_codes("للهند", "IND");
	check_codes("لتل أبيب", "ISRGOV");
	check_codes("أسعار اللبن", "");
	check_codes("U.S. troops", "USAMIL");
	check_codes("us troops", "");
	check_codes("IRAN'S ARMY", "IRNMIL");
	check_codes("Iran’s army", "IRNMIL");
	check_codes("Iran. The army", "IRN");
	check_codes("Iran, the army", "IRN");
	check_codes("Iran (army)", "IRN");
	check_codes("#إيران", "IRN");
	check_codes("troops in Iraq", "IRQ");
	check_codes("protesters in Iraq", "IRQOPP");
	check_codes("officials in the Iraqi government", "IRQGOV");
	check_codes("the president of the French senate", "FRALEG");
	check_codes("former president of France", "FRAELI");
	check_codes("الرئيس الفرنسي السابق", "FRAELI");
	check_codes("Russian and Chinese presidents", "RUSGOV CHNGOV");
	check_codes("Russia and Chinese presidents", "RUS CHNGOV");
	check_codes("Iranians and Turkish officials", "IRN TURGOV");
	check_codes("the presidents of Egypt, Jordan and Iraq", "EGYGOV JORGOV IRQGOV");
	check_codes("the president of Egypt and Jordanian officials", "EGYGOV JORGOV");
	check_codes("الرئيس الروسي وزير الخارجية الإيراني", "RUSGOV IRNGOV");
	check_codes("a French general and his Polish counterpart", "FRAMIL POLMIL");
	check_codes("his Polish counterpart", "POLGOV");
	check_codes("pro-Russian rebels", "RUS");
	check_codes("وزيرا خارجية مصر والأردن", "EGYGOV JORGOV");
	check_codes("الرئيس وإيران", "IRN");
	check_codes("في طهران وبيروت", "IRN LBN");
	check_codes("زار وزير الخارجية الإيراني بيروت", "IRNGOV LBN");
	check_codes("بعثة الأمم المتحدة وأنطونيو غوتيريش", "IGOUNO IGOUNO");
	check_codes("UN and Javier Solana", "IGOUNO IGOEUREEC");
	check_codes("المسؤول المالي", "");
	check_codes("مالي", "");
	check_codes("في مالي", "MLI");
	check_codes("حكومة مالي", "MLIGOV");
	check_codes("الوضع المالي في فرنسا", "FRA");
}

/* Names that hold the name of somebody else, and the other usual spellings of organisations. */
static void
check_names(void)
{
	check_codes("the National Security Council met", "");
	check_codes("the White House National Security Council", "USAGOV");
	check_codes("Iran's Supreme National Security Council", "IRNGOV");
	check_codes("مجلس الأمن القومي الأمريكي", "USAGOV");
	check_codes("the UN Security Council", "IGOUNO");
	check_codes("مجلس الأمن", "IGOUNO");
	check_codes("the Russian Security Council", "RUSGOV");
	check_codes("the Canadian House of Commons", "CANLEG");
	check_codes("مجلس العموم الكندي", "CANLEG");
	check_codes("مناخ صحراوي حار", "");
	check_codes("الجراد الصحراوي", "");
	check_codes("الوفد الصحراوي", "ESHGOV");
	check_codes("شركة ألبان كبيرة", "");
	check_codes("الإمبراطورية الرومانية", "");
	check_codes("مسرح روماني قديم", "");
	check_codes("الحكومة الرومانية", "ROUGOV");
	check_codes("الهنود الحمر", "");
	check_codes("Papuan separatists", "");
	check_codes("Papua New Guinean police", "PNGCOP");
	check_codes("Organisation of American States", "IGOOAS");
	check_codes("منظمة الدول الأميركية", "IGOOAS");
	check_codes("Organization for Security and Cooperation in Europe", "IGOEURSCE");
	check_codes("Palestine Liberation Organisation", "PSEPLO");
	check_codes("International Labor Organization", "IGOUNOILO");
	check_codes("Food and Agriculture Organisation", "IGOUNOFAO");
	check_codes("Unesco", "IGOUNOEDU");
	check_codes("برنامج الغذاء العالمي", "IGOUNOWFP");
	check_codes("وكالة الاستخبارات المركزية الأمريكية", "USASPY");
	check_codes("مكتب التحقيقات الاتحادي", "USACOP");
	check_codes("مجلس الشيوخ الأميركي", "USALEG");
	check_codes("New Jersey", "USA");
	check_codes("New England", "USA");
	check_codes("in the Indian Ocean", "");
	check_codes("المحيط الهندي", "");
	check_codes("Niger Delta militants", "");
	check_codes("دلتا النيجر", "");
	check_codes("جمهورية النيجر", "NER");
	check_codes("حوض بحيرة تشاد", "");
	check_codes("جزيرة غينيا الجديدة", "");
	check_codes("بابوا غينيا الجديدة", "PNG");
	check_codes("دول المغرب العربي", "");
	check_codes("بعد صلاة المغرب", "");
	check_codes("ملك المغرب", "MARGOV");
	check_codes("الفول السوداني", "");
	check_codes("خليج عدن", "");
	check_codes("Gulf of Aden", "");
	check_codes("Congo River", "");
	check_codes("the Irish Sea", "");
	check_codes("برج عاجي", "");
}

/* Days from 2000-01-01: 7690 is 2021-01-20, 9151 is 2025-01-20. */
static void
check_days(void)
{
	static const struct
	{
		const char *text;
		int32_t		day;
		const char *code;
	}			cases[] = {
		{"Joe Biden", CALENDAR_ANY_DAY, "USAGOV"}, {"Joe Biden", 7689, "USAELI"}, {"Joe Biden", 7690, "USAGOV"},
		{"Joe Biden", 9151, "USAGOV"}, {"Joe Biden", 9152, "USAELI"}, {"جو بايدن", 9152, "USAELI"},
		{"Joe Biden", INT32_MAX, "USAELI"}, {"Joe Biden", INT32_MIN, "USAELI"}, {"Xi Jinping", INT32_MAX, "CHNGOV"},
		{"President Joe Biden", 9152, "USAELI"}, {"US President Joe Biden", 9152, "USAGOV"},
		{"former president Joe Biden", 8000, "USAELI"}, {"Mark Rutte", 7690, "NLDGOV"}, {"Mark Rutte", 9151, "IGOWSTNAT"},
		{"Mark Rutte", CALENDAR_ANY_DAY, "IGOWSTNAT"}, {"Mark Rutte", 100, "NLDELI"}, {"Kofi Annan", 9151, "IGOUNOELI"},
		{"Osama bin Laden", 9151, "IMGMOSALQ"}, {"Hassan Nasrallah", 9151, "LBNREBHEZ"}, {"Donald Trump", 8000, "USAELI"},
		{"Donald Trump", 9200, "USAGOV"}, {"Jack Straw", 300, "GBRGOV"}, {"Jeremy Hunt", 4000, "GBRGOV"},
		{"James Cleverly", 8800, "GBRGOV"}, {"James Cleverly", 9000, "GBRELI"}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		struct found found = find_on(cases[i].text, strlen(cases[i].text), cases[i].day, false);

		CHECK(strcmp(found.codes, cases[i].code) == 0, "%s on day %d: %s, expected %s", cases[i].text, (int) cases[i].day,
			  found.codes, cases[i].code);
	}
}

static void
check_options(void)
{
	static const char text[] = "The minister met rebels and the French police";
	struct found found = find_on(text, strlen(text), CALENDAR_ANY_DAY, true);

	CHECK(strcmp(found.codes, "GOV REB FRACOP") == 0, "roles without a country, if asked for");
	CHECK(strcmp(find(text).codes, "FRACOP") == 0, "and not otherwise");
}

static bool
stop_at_first(void *arg, const struct actor_in_text *actor)
{
	*(int *) arg += actor != NULL;
	return actor == NULL;
}

static void
check_stop(void)
{
	struct actor_text_options options = {.on_date = CALENDAR_ANY_DAY};
	static const char text[] = "Iran, Iraq and France; Egypt and Jordan. Turkey met Russia";
	int			count = 0;

	actor_text(&options, text, strlen(text), stop_at_first, &count);
	CHECK(count == 1, "no actor is told behind the one that the caller wants to be the last");
}

/* ---- Any text ---- */

static void
check_any(void)
{
	static const char *const pieces[] = {
		"Iran", "Iranian", "Iranians", "the", "of", "in", "and", "from", "former", "new", "minister", "army", "protesters", "counterpart",
		"Tehran", "Paris", "capital", "UN", "Hamas", "Angela Merkel", "Putin", "pro", "-", ",", ".", " ", "\n\n", "x", "وزير", "الخارجية",
		"الإيراني", "إيران", "وإيران", "بطهران", "و", "في", "من", "السابق", "الأمم المتحدة", "نظيره", "مالي", "رئيس", "النقل", "قوات", "،",
		"\xd8", "\xff", "\xd9\x88", "U.S.", "US", "about", "summit"
	};
	bool		sound = true;

	for (int round = 0; round < 3000; round++)
	{
		char		text[1200] = "";
		size_t		len = 0;
		uint32_t	words = below(60);
		struct found found;

		for (uint32_t i = 0; i < words; i++)
		{
			const char *piece = pieces[below(sizeof(pieces) / sizeof(pieces[0]))];
			size_t		piece_len = strlen(piece);

			if (len + piece_len + 2 > sizeof(text))
				break;
			memcpy(text + len, piece, piece_len);
			len += piece_len;
			if (below(8) > 0)
				text[len++] = ' ';
		}
		found = find_on(text, len, below(2) == 0 ? CALENDAR_ANY_DAY : (int32_t) below(12000) - 2000, below(2) == 0);
		sound &= found.sound;
	}
	tap_tried(3000, "random texts");
	CHECK(sound, "in 3,000 random texts actors come in order, apart from each other, with codes that can be read");
}

/* All the words of one run, and one actor after the other: nothing is lost at the end of a full window. */
static void
check_long(void)
{
	size_t		size = 400000;
	char	   *text = malloc(size + 64);
	size_t		len = 0;
	size_t		count = 0;
	struct found found;

	for (; len < size; count++)
	{
		memcpy(text + len, "Iran Iraq ", 10);
		len += 10;
	}
	found = find_on(text, len, CALENDAR_ANY_DAY, false);
	CHECK(found.sound && found.actors == 2 * count, "%zu countries in a row are %zu actors", 2 * count, found.actors);
	for (len = 0; len < size;)
	{
		memcpy(text + len, "Iran and ", 9);
		len += 9;
	}
	found = find_on(text, len, CALENDAR_ANY_DAY, false);
	CHECK(found.sound && found.actors == len / 9, "and so are countries joined by and");
	free(text);
}

int
main(void)
{
	check_sentences("work", "en");
	check_sentences("work", "ar");
	check_sentences("check", "en");
	check_sentences("check", "ar");
	check_sample();
	check_rules();
	check_names();
	check_days();
	check_options();
	check_stop();
	check_any();
	check_long();
	return tap_done();
}
