/*
 * Terms, lines and whole texts: worked examples, and a twin that cuts a random text into words by itself and lays the
 * keys of every term beside every word.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/concept.h"
#include "core/lexicon/lexicon_build.h"
#include "core/lexicon/lexicon_lines.h"
#include "core/lexicon/lexicon_term.h"
#include "core/lexicon/text_match.h"
#include "heap.h"
#include "tap.h"

static uint32_t seed = 4711;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) (((uint64_t) seed * n) >> 32);
}

/* A lexicon of terms, entry i the term i; the keeper, if it is one, keeps another of them. malloc'd. */
static uint32_t *
compile_keeping(const char *const *terms, size_t count, size_t keeper, uint32_t kept, struct lexicon *lexicon)
{
	struct lexicon_builder builder;
	size_t		words = 0;
	uint32_t   *blob;

	lexicon_build_begin(&builder, &heap);
	for (size_t i = 0; i < count; i++)
	{
		static struct lexicon_term term;
		char		lexeme[24];
		uint32_t	entry;
		uint32_t	other;

		lexicon_build_entry(&builder, lexeme, (size_t) sprintf(lexeme, "%zu", i), 0, &entry);
		if (lexicon_parse_term(terms[i], strlen(terms[i]), LEXICON_TERMS_WRITTEN, &term) != LEXICON_OK)
			continue;
		lexicon_build_add(&builder, entry, term.keys, term.count, term.marks, &other);
		if (i == keeper)
			lexicon_build_add(&builder, kept, term.keys, term.count, LEXICON_KEPT, &other);
	}
	lexicon_build_finish(&builder, &words);
	blob = malloc(words * sizeof(uint32_t));
	lexicon_build_write(&builder, blob);
	lexicon_build_end(&builder);
	lexicon_open(lexicon, blob);
	return blob;
}

static uint32_t *
compile(const char *const *terms, size_t count, struct lexicon *lexicon)
{
	return compile_keeping(terms, count, count, 0, lexicon);
}

#define FOUND_MAX 20000

struct found
{
	size_t		count;
	size_t		stop_after;
	struct text_match matches[FOUND_MAX];
};

static bool
note(void *arg, const struct text_match *match)
{
	struct found *found = arg;

	if (match == NULL)
		return true;
	if (found->count < FOUND_MAX)
		found->matches[found->count] = *match;
	found->count++;
	return found->count != found->stop_after;
}

/* Does the term match in the text? In how many places? */
static size_t
places(const char *term, const char *text)
{
	struct lexicon lexicon;
	uint32_t   *blob = compile(&term, 1, &lexicon);
	static struct found found;

	found.count = found.stop_after = 0;
	text_match(&lexicon, TEXT_MATCH_ALL, text, strlen(text), note, &found);
	free(blob);
	return found.count;
}

static void
test_terms(void)
{
	static const struct
	{
		const char *term;
		const char *text;
		size_t		places;
	}			examples[] = {
		{"cyber attack", "Cyber attacks and a cyber-attack", 2},
		{"cyber attack", "cyber, attack. Cyber: attack", 0},
		{"foreign minister", "the Foreign\nMinisters met; foreign\n\nminister", 1},
		{"semi-hard power", "Semi hard power, semi-hard power", 2},
		{"COVID-19", "COVID-19 and covid 19", 1},
		{"May", "May we? We may. IN MAY", 2},
		{"\"May\"", "May we? We may. IN MAY", 2},
		{"\"WHO\"", "WHO who Who WHO's", 2},
		{"NATO", "NATO Nato nato", 2},
		{"\"aids\"", "AIDS Aids aids aid aiding", 3},
		{"sanction", "Sanctions sanctioned SANCTION sanctioning sanctionable", 4},
		{"sanctions", "Sanctions sanctioned SANCTION sanctions'", 2},
		{"crisis", "crises crisis critical", 2},
		{"plan", "planned planning plans plan planed plane", 4},
		{"plane", "planned planning plans plan planed plane", 2},
		{"social", "socialist socialism society social socially", 1},
		{"execution", "executive execute executed executions", 1},
		{"go", "went gone going goes go goat", 5},
		{"news", "new news", 1},
		{"new", "new news", 1},
		{"U.S.", "the U.S. and the US", 2},
		{"\"US\"", "the U.S. and us and the US", 2},
		{"1,000 days", "1000 days and ١٠٠٠ days", 2},
		{"charge d'affaires", "a charge d'affaires", 1},
		{"وزير الخارجية", "ووزير الخارجية، ولوزير الخارجيه", 2},
		{"الأمن السيبراني", "الأمن-السيبراني والامن السيبرانى", 2},
		{"القوة الناعمة", "بالقوة الناعمة والقوة الناعمة وللقوّة الناعمـة", 3},
		{"\"حزب\"", "حزب الحزب وحزب للحزب حزبي حزبهم", 4},
		{"سفير", "سفير والسفير لسفيرها سفراء السفيرة سفيران سفارة سفر", 6},
		{"سفراء", "سفراء السفراء سفير", 2},
		{"عقوبة", "عقوبات العقوبة وعقوبتها بعقوباتهم معاقبة عقاب", 4},
		{"مهندس", "المهندسون مهندسين هندسة مهندسة", 3},
		{"اقتصاد", "اقتصاد الاقتصاد اقتصادي الاقتصادية", 2},
		{"دولي", "دولي الدولية دوليين دول دولة", 3},
		/* his work is no currency, nor his currency; behind an article nothing but that can be meant */
		{"عملة", "عملة العملة عملتهم عملته العمله", 5},
		{"عملة", "عمله بعمله عمل", 0},
		{"عمل", "عمله وعملها عملة العملة", 2},
		{"والدة", "والده والدته", 1},
		/* the reading without a pronoun is of no known word */
		{"حكومة", "حكومه الحكومه", 2},
		/* a ya is no alef maqsura, which may be a ya */
		{"مدعى", "مدعي مدعى", 1},
		{"مصرفي", "مصرفي مصرفى", 2},
		{"مستوى", "مستويات المستوى مستوي مستواه", 3},
		{"عدم", "أعدم وعدم عدم إعدام معدوم", 2},
		{"أعلن", "أعلن وأعلنت أعلنوا يعلن إعلان معلن", 3},
		{"يعلن", "يعلن تعلن وسيعلن يعلنون أعلن", 4},
		/* a verb of two letters, too; but a noun with a clitic is none */
		{"يظن", "يظن ويظنون يظنوا ظنون", 3},
		{"إعلام", "الإعلام والاعلام الأعلام أعلام", 2},
		{"أعلام", "الإعلام والاعلام الأعلام أعلام", 3},
		/* who writes one hamza too many leaves none out */
		{"آلام", "آلام والآلام الام الأم", 3},
		/* the list does not know it: what stands before it may be two clitics */
		{"سراديب", "سراديب وبسراديب ولسراديب فكسراديب بالسراديب", 5},
		/* a stop word behind the conjunction, but Ali is none */
		{"في ظل", "في ظل وفي ظل ففي ظل وفاء ظل", 3},
		{"لا يساوم", "لا يساوم ولا يساوم يساوم", 2},
		{"على ضوء", "وعلى ضوء وعلي ضوء", 1},
		{"إلى جانب ذلك", "إلى جانب ذلك وإلى جانب ذلك", 2},
		{"soft power", "#SoftPower and #soft_power", 2},
		{"soft power", "soft (power) soft — power soft \"power\"", 1},
		{"x.com", "on x.com now", 1},
	};

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
	{
		size_t		found = places(examples[i].term, examples[i].text);

		CHECK(found == examples[i].places, "%s stands in text %zu %zu times", examples[i].term, i, found);
	}
}

/* Names in Arabic are whole: behind what is written together with them, and as adjectives. */
static void
test_names(void)
{
	static const struct
	{
		const char *name;
		const char *text;
		size_t		places;
	}			examples[] = {
		{"النيل", "النيل والنيل بالنيل وللنيل نيل نيبال", 4},
		{"حماس", "حماس وحماس لحماس الحماس بحماس حماسي", 4},
		{"لبنان", "لبنان ولبنان بلبنان بنان", 3},
		{"روسي", "روسي الروسية والروس للروسيين روسيات روسيا", 4},
		{"مصر", "مصر بمصر ومصر تمصر مصري مصير", 3},
		{"الولايات المتحدة", "والولايات المتحدة بالولايات المتحدة", 2},
		/* whatever known word the list sees in it, if that is no term */
		{"أبين", "أبين بأبين وبأبين لأبين بين", 4},
		{"أبها", "أبها بأبها ولأبها بهاء", 3},
	};

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
	{
		static struct lexicon_term term;
		static struct found found;
		struct lexicon_builder builder;
		struct lexicon lexicon;
		uint32_t	entry;
		size_t		words;
		uint32_t   *blob;

		lexicon_build_begin(&builder, &heap);
		lexicon_build_entry(&builder, "name", 4, 0, &entry);
		lexicon_parse_term(examples[i].name, strlen(examples[i].name), LEXICON_TERMS_NAMES, &term);
		lexicon_build_add(&builder, entry, term.keys, term.count, term.marks, &entry);
		lexicon_build_finish(&builder, &words);
		blob = malloc(words * sizeof(uint32_t));
		lexicon_build_write(&builder, blob);
		lexicon_build_end(&builder);
		lexicon_open(&lexicon, blob);
		found.count = found.stop_after = 0;
		text_match(&lexicon, TEXT_MATCH_ALL, examples[i].text, strlen(examples[i].text), note, &found);
		CHECK(found.count == examples[i].places, "the name %s stands in text %zu %zu times", examples[i].name, i, found.count);
		free(blob);
	}
	CHECK(lexicon_is_name("Bank of England", 15) && lexicon_is_name("5G", 2) && lexicon_is_name("\"WHO\" ?", 7) &&
		  lexicon_is_name("September 11", 12) && !lexicon_is_name("Israeli settlements", 19) && !lexicon_is_name("diplomacy 2.0", 13) && !lexicon_is_name("", 0), "a capital or a digit of the last word makes a name");
}

/* The entries told of a text, as letters from a on, in the order in which they are told. */
static const char *
told(const char *const *terms, size_t count, size_t keeper, uint32_t kept, const char *text)
{
	static char letters[100];
	static struct found found;
	struct lexicon lexicon;
	uint32_t   *blob = compile_keeping(terms, count, keeper, kept, &lexicon);

	found.count = found.stop_after = 0;
	text_match(&lexicon, TEXT_MATCH_ALL, text, strlen(text), note, &found);
	for (size_t i = 0; i < found.count; i++)
		letters[i] = (char) ('a' + found.matches[i].entry);
	letters[found.count] = '\0';
	free(blob);
	return letters;
}

#define TERMS_OF(...) (const char *const[]) {__VA_ARGS__}, sizeof((const char *const[]) {__VA_ARGS__}) / sizeof(char *)
#define TOLD(text, ...) told(TERMS_OF(__VA_ARGS__), SIZE_MAX, 0, text)

/* Term c keeps term a. */
#define TOLD_KEEPING(text, ...) told(TERMS_OF(__VA_ARGS__), 2, 0, text)

/* What a longer phrase covers, and which form of a word goes first. */
static void
test_covers(void)
{
	CHECK(strcmp(TOLD("prime minister", "prime", "minister", "prime minister"), "acb") == 0 ||
		  strcmp(TOLD("prime minister", "prime", "minister", "prime minister"), "cab") == 0, "phrases in phrases are told");
	CHECK(strcmp(TOLD("prime minister", "prime", "minister", "prime minister !"), "c") == 0, "unless these cover their words");
	CHECK(strcmp(TOLD("prime minister, minister", "minister", "prime minister !"), "ba") == 0, "there, and not elsewhere");
	CHECK(strcmp(TOLD("west bank holiday", "bank", "bank holiday", "west bank !"), "cb") == 0, "what goes beyond them is told");
	CHECK(strcmp(TOLD("the new york times", "new york !", "york", "new york times !", "times"), "c") == 0, "the longest covers");
	CHECK(strcmp(TOLD_KEEPING("operating room", "room", "operate", "operating room !"), "ca") == 0, "what a phrase keeps is told");
	CHECK(strcmp(TOLD_KEEPING("room temperatures", "room", "temperature", "room temperature !"), "ac") == 0 ||
		  strcmp(TOLD_KEEPING("room temperatures", "room", "temperature", "room temperature !"), "ca") == 0, "at its beginning, too");
	CHECK(strcmp(TOLD_KEEPING("operating rooms operate", "room ?", "operate", "operating room !"), "cab") == 0, "and elsewhere as ever");
	CHECK(strcmp(TOLD_KEEPING("operating room", "operating room ?", "room", "operating room !"), "ac") == 0, "a phrase of both is a match of both");
	CHECK(strcmp(TOLD_KEEPING("the operating room door", "room", "door", "operating room !", "operating room door !"), "d") == 0, "a longer phrase hides what the shorter keeps");
	CHECK(strcmp(TOLD("meetings meet", "meeting", "meet"), "ab") == 0, "a form that is a term is no other's form");
	CHECK(strcmp(TOLD("meeting room", "meeting", "meet room"), "ab") == 0 || strcmp(TOLD("meeting room", "meeting", "meet room"), "ba") == 0,
		  "but in longer phrases it is");
	CHECK(strcmp(TOLD("meeting", "meeting ?", "meet"), "ab") == 0, "a rare sense keeps no other out");
	CHECK(strcmp(TOLD("أنهار الأنهار", "أنهار", "انهار"), "aa") == 0, "nor does a word stand for one without the hamza that it has");
	CHECK(strcmp(TOLD("إنهار", "نهر", "انهار"), "b") == 0, "though a hamza too many is forgiven where no term has it");
	CHECK(strcmp(TOLD("بدا وبدا بدأ فبدأ", "بدا", "بدأ"), "aabb") == 0, "a hamza left out inside a word is forgiven where no term is written so");
	CHECK(strcmp(TOLD("سال زار", "سأل", "زار"), "ab") == 0 && strcmp(TOLD("بدا", "بدا ?", "بدأ"), "ab") == 0, "and nowhere else");
	CHECK(strcmp(TOLD("المهني الفئة الجري جرئ", "مهنئ", "مهني", "ألفية", "جريء"), "bdd") == 0, "on waw and ya, too: what is written with it is no word without");
	CHECK(strcmp(TOLD("الغاز ألغاز الغاء", "ألغاز", "غاز", "إلغاء"), "bac") == 0, "before lam it is the article's alef first");
	CHECK(strcmp(TOLD("معلمي ومعلمو باحثي مصري", "معلم", "باحث", "مصر"), "aab") == 0, "the plural of participles before another word, and no adjective");
	CHECK(strcmp(TOLD("خائفا حريصين حاقدون داكنة خوذته", "خائف", "حريص", "حاقد", "داكن", "خوذة"), "abcde") == 0, "number, gender, case and pronouns of words that no list has");
	CHECK(strcmp(TOLD("دعمته ورفضتها قدمتهم زوجته زوجاتهم", "دعم", "رفض", "قدم", "زوج", "زوجة"), "abcee") == 0, "a verb of hers with its object, unless a noun ends so");
	CHECK(strcmp(TOLD("ألغاها أعطاهم تبناه", "ألغى", "أعطى", "تبنى"), "abc") == 0, "an alef maqsura before a pronoun");
	CHECK(strcmp(TOLD("بريت تسلمت", "بري", "تسلم"), "b") == 0, "she is no ending behind a ya");
	CHECK(strcmp(TOLD("المد والمد للمد بالمد مد", "مد"), "aaaaa") == 0 && strcmp(TOLD("الرش", "رش"), "a") == 0, "two letters behind the article");
	CHECK(strcmp(TOLD("اعلام", "إعلام", "أعلام"), "ab") == 0, "at the beginning it may be any");
	CHECK(strcmp(TOLD("Turkey turkey", "Turkey", "turkey"), "ab") == 0, "a capital is the name, a small letter the word");
}

static enum lexicon_error
parse(const char *s)
{
	static struct lexicon_term term;

	return lexicon_parse_term(s, strlen(s), LEXICON_TERMS_WRITTEN, &term);
}

static void
test_errors(void)
{
	static char big[2000];

	memset(big, 'x', sizeof(big) - 1);
	CHECK(parse("") == LEXICON_NO_WORDS && parse(" - ") == LEXICON_NO_WORDS && parse("\"\"") == LEXICON_NO_WORDS, "no words");
	CHECK(parse("a b c d e f g h") == LEXICON_OK && parse("a b c d e f g h i") == LEXICON_MANY_WORDS, "eight words at most");
	CHECK(parse("a, b") == LEXICON_BREAK && parse("\"a.\" b") == LEXICON_BREAK && parse("a.") == LEXICON_OK, "nothing ends the phrase inside");
	CHECK(parse("a ! ?") == LEXICON_OK && parse("!") == LEXICON_NO_WORDS && parse("? ~") == LEXICON_NO_WORDS && parse("a!") == LEXICON_OK,
		  "signs stand behind words");
	CHECK(parse("\"a") == LEXICON_OPEN_QUOTE && parse("a \"b\" c") == LEXICON_OK, "quotes");
	CHECK(parse(big) == LEXICON_BAD_WORD, "a word too long");
	CHECK(parse("\xff\xfe") == LEXICON_NO_WORDS, "bytes that are no text");
}

static void
test_blanks(void)
{
	static const char *const breaking[] = {". ", "!", "؟ ", "، ", "\n\n", "\n \r\n", " — ", "(", "…", "؛", ":", "|", "。"};
	static const char *const joining[] = {" ", "\n", "-", "/", "\"", "'", " – ", "«", "\t", "\r\n", "&", "", "\xff"};

	for (size_t i = 0; i < sizeof(breaking) / sizeof(breaking[0]); i++)
		CHECK(blank_breaks(breaking[i], 0, strlen(breaking[i])), "blank %zu ends a phrase", i);
	for (size_t i = 0; i < sizeof(joining) / sizeof(joining[0]); i++)
		CHECK(!blank_breaks(joining[i], 0, strlen(joining[i])), "blank %zu does not", i);
}

/* A full stop may belong to the word before it. */
static void
test_abbreviations(void)
{
	static const char *const joining[] = {"George W", "W", "the U.S", "H.R", "“J", "د", "قال د", "Mr", "(Gen", "in St", "LT", "«Dr", "no-one, Ms", "é W"};
	static const char *const ending[] = {"", " ", "word", "w", "World War I", "don", "5G", "IT", "USA", "said so", "هم", "قالد", "xMr", "éW", "Mr.x", "..", "1W", "genx",
	"a.b", "stststststst", "W.W.W.W.W.W", "\xd8"};
	char		text[64];

	for (size_t i = 0; i < sizeof(joining) / sizeof(joining[0]); i++)
	{
		size_t		len = strlen(joining[i]);

		snprintf(text, sizeof(text), "%s. X", joining[i]);
		CHECK(!blank_breaks(text, len, 2) && !blank_ends_sentence(text, len, 2), "the full stop behind %s belongs to it", joining[i]);
		snprintf(text, sizeof(text), "%s.. X", joining[i]);
		CHECK(blank_breaks(text, len, 3) && blank_ends_sentence(text, len, 3), "two behind %s do not", joining[i]);
	}
	for (size_t i = 0; i < sizeof(ending) / sizeof(ending[0]); i++)
	{
		size_t		len = strlen(ending[i]);

		snprintf(text, sizeof(text), "%s. X", ending[i]);
		CHECK(blank_breaks(text, len, 2) && blank_ends_sentence(text, len, 2), "the full stop behind %s ends a sentence", ending[i]);
	}
	CHECK(blank_breaks("W, X", 1, 2) && blank_breaks("W.\n\nX", 1, 3), "other marks are none of its");
}

/* The twin. */

static const char *const vocabulary[] = {"soft", "Soft", "power", "powers", "POWER", "smart", "hard", "semi-hard", "state",
	"States", "US", "us", "U.S.", "May", "may", "القوة", "قوة", "والقوة", "الناعمة", "ناعمة", "دولة", "للدولة", "2020", "٢٠٢٠",
"#SoftPower", "x.com", "don't"};
static const char *const gaps[] = {" ", " ", " ", " ", "\n", "-", ". ", "، ", "\n\n", " \"", "/", " ( ", " 🙂 "};

#define VOCABULARY (sizeof(vocabulary) / sizeof(vocabulary[0]))
#define GAPS (sizeof(gaps) / sizeof(gaps[0]))
#define TERMS 40

struct twin_word
{
	bool		apart;
	char		form[LEXICON_KEY_MAX];
	unsigned	letter_case;
	uint32_t	start;
	uint32_t	end;
};

static size_t
cut(const char *text, struct twin_word *words)
{
	struct segmenter segmenter;
	struct token token;
	size_t		count = 0;
	bool		apart = false;

	segment_begin(&segmenter, text, strlen(text));
	while (segment_next(&segmenter, &token))
	{
		struct twin_word *word = &words[count];

		if (token.type == TOKEN_BLANK)
			apart |= blank_breaks(text, token.start, token.len);
		else if (token.type != TOKEN_COMPOUND && token.type != TOKEN_HASHTAG && token.type != TOKEN_MENTION && token.type != TOKEN_URL)
		{
			struct token_forms forms;

			word->apart = apart;
			apart = false;
			token_forms(text + token.start, token.len, &forms);
			sprintf(word->form, "%.*s", (int) forms.forms.form[0].len, forms.word);
			word->letter_case = token_case(&token);
			word->start = token.start;
			word->end = token.start + token.len;
			count++;
		}
	}
	return count;
}

/* An Arabic word's forms, written out: itself, and without و or ف, and without the article. Words of the vocabulary only. */
static bool
form_meets(const char *form, const char *key, size_t len)
{
	static const char *const arabic[][4] = {{"القوة", "القوة", "قوة"}, {"والقوة", "القوة", "قوة"}, {"الناعمة", "الناعمة", "ناعمة"},
		{"للدولة", "الدولة", "دولة"}};

	if (strlen(form) == len && memcmp(form, key, len) == 0)
		return true;
	for (size_t i = 0; i < sizeof(arabic) / sizeof(arabic[0]); i++)
		for (int j = 1; j < 3; j++)
			if (strcmp(form, arabic[i][0]) == 0 && strlen(arabic[i][j]) == len && memcmp(arabic[i][j], key, len) == 0)
				return true;
	return false;
}

/* The word that a form of the vocabulary inflects, and how far it is from it: clitics other than the article are farther than none. */
static int
inflection_meets(const char *form, const char *key, size_t len)
{
	static const char *const inflected[][3] = {{"powers", "powers", "power"}, {"states", "states", "state"}, {"القوة", "قوة", ""},
		{"والقوة", "", "قوة"}, {"الناعمة", "ناعمة", ""}, {"للدولة", "", "دولة"}};

	for (size_t i = 0; i < sizeof(inflected) / sizeof(inflected[0]); i++)
		if (strcmp(form, inflected[i][0]) == 0)
			for (int j = 1; j < 3; j++)
				if (strlen(inflected[i][j]) == len && memcmp(inflected[i][j], key, len) == 0)
					return j - 1;
	return strlen(form) == len && memcmp(form, key, len) == 0 ? 0 : -1;
}

/* How near the word is to what the key asks for: smaller is nearer, -1 is not met. */
static int
nearness(const struct lexicon_key *key, const struct twin_word *word)
{
	int			distance;

	switch (key->kind)
	{
		case LEXICON_ALL_CAPITALS:
			return word->letter_case == LEXICON_CASE_CAPS && form_meets(word->form, key->s, key->len) ? 0 : -1;
		case LEXICON_CAPITAL:
			return word->letter_case != 0 && form_meets(word->form, key->s, key->len) ? 1 : -1;
		case LEXICON_ANY_CASE:
			return form_meets(word->form, key->s, key->len) ? 2 : -1;
		default:
			distance = inflection_meets(word->form, key->s, key->len);
			return distance < 0 ? -1 : 2 + distance;
	}
}

static bool
term_met(const struct lexicon_term *term, const struct twin_word *words, size_t left)
{
	if (term->count > left)
		return false;
	for (uint32_t i = 0; i < term->count; i++)
		if ((i > 0 && words[i].apart) || nearness(&term->keys[i], &words[i]) < 0)
			return false;
	return true;
}

/* A word that is a term by a nearer form is none by a farther one. */
static bool
kept_out(const struct lexicon_term *terms, const bool *usable, uint32_t t, const struct twin_word *word)
{
	for (uint32_t i = 0; terms[t].count == 1 && i < TERMS; i++)
	{
		int			other = usable[i] && terms[i].count == 1 ? nearness(&terms[i].keys[0], word) : -1;

		if (other >= 0 && other < nearness(&terms[t].keys[0], word))
			return true;
	}
	return false;
}

static void
append(char *text, const char *s)
{
	strcat(text, s);
}

static void
test_twin(void)
{
	int			wrong = 0;
	int			matches = 0;
	int			skipped = 0;

	for (int round = 0; round < 200; round++)
	{
		static char bytes[TERMS][200];
		static struct lexicon_term parsed[TERMS];
		static struct twin_word words[2000];
		static struct found all;
		static struct found longest;
		static char text[8000];
		const char *terms[TERMS];
		bool		usable[TERMS];
		struct lexicon lexicon;
		size_t		count;
		size_t		expected = 0;
		size_t		next = 0;
		uint32_t   *blob;

		for (int t = 0; t < TERMS; t++)
		{
			terms[t] = bytes[t];
			bytes[t][0] = '\0';
			for (uint32_t n = 1 + below(3); n > 0; n--)
			{
				bool		quoted = below(3) == 0;

				append(bytes[t], quoted ? "\"" : "");
				append(bytes[t], vocabulary[below(VOCABULARY)]);
				append(bytes[t], quoted ? "\" " : " ");
			}
			usable[t] = lexicon_parse_term(bytes[t], strlen(bytes[t]), LEXICON_TERMS_WRITTEN, &parsed[t]) == LEXICON_OK;
			skipped += !usable[t];
		}
		blob = compile(terms, TERMS, &lexicon);
		text[0] = '\0';
		for (int n = 0; n < 250; n++)
		{
			append(text, vocabulary[below(VOCABULARY)]);
			append(text, gaps[below(GAPS)]);
		}
		count = cut(text, words);
		all.count = all.stop_after = longest.count = longest.stop_after = 0;
		text_match(&lexicon, TEXT_MATCH_ALL, text, strlen(text), note, &all);
		text_match(&lexicon, TEXT_MATCH_LONGEST, text, strlen(text), note, &longest);

		for (uint32_t at = 0; at < count; at++)
		{
			size_t		best = 0;

			for (uint32_t t = 0; t < TERMS; t++)
			{
				const struct lexicon_term *term = &parsed[t];
				bool		met = usable[t] && term_met(term, words + at, count - at) && !kept_out(parsed, usable, t, &words[at]);
				bool		told = false;

				for (size_t i = 0; i < all.count && !told; i++)
					told = all.matches[i].entry == t && all.matches[i].first == at;
				for (size_t i = 0; told && i < all.count; i++)
					if (all.matches[i].entry == t && all.matches[i].first == at)
						wrong += all.matches[i].last != at + term->count - 1 || all.matches[i].start != words[at].start ||
							all.matches[i].end != words[at + term->count - 1].end;
				wrong += met != told;
				matches += met;
				expected += met;
				if (met && term->count > best)
					best = term->count;
			}
			/* from left to right: what stands here is told if nothing before covers it */
			if (at < next || best == 0)
				continue;
			for (size_t i = 0, told = 0; i <= longest.count; i++)
			{
				if (i == longest.count)
					wrong += told == 0;
				else if (longest.matches[i].first == at)
				{
					told++;
					wrong += longest.matches[i].last != at + best - 1;
				}
				else
					wrong += longest.matches[i].first > at && longest.matches[i].first < at + best;
			}
			next = at + best;
		}
		wrong += expected > all.count;
		free(blob);
	}
	tap_tried(200, "random lexicons and texts");
	CHECK(wrong == 0 && matches > 40000 && skipped == 0, "texts and their twin disagree on %d of %d matches", wrong, matches);
}

static void
test_lines(void)
{
	static const struct
	{
		const char *text;
		const char *expected;	/* lexeme|term, of each item, and at an error its line */
		enum lexicon_error error;
	}			examples[] = {
		{"", "", LEXICON_OK},
		{"\n\n# a = b\n  # c\n", "", LEXICON_OK},
		{"a = b; c\nd=e", "a|b,a|c,d|e,", LEXICON_OK},
		{" a b =  c d ;; ;\r\n", "a b|c d,", LEXICON_OK},
		{"=a = b", "=a|b,", LEXICON_OK},
		{"a = b = c", "a|b = c,", LEXICON_OK},
		{"a\\=b = \\;c\\\\", "a=b|;c\\,", LEXICON_OK},
		{"\\#a = b\\nc", "#a|b\nc,", LEXICON_OK},
		{"a = b;\nc\n", "a|b,2", LEXICON_NO_SIGN},
		{"a =", "1", LEXICON_NO_TERM},
		{"a = b\n\nc = ; ", "a|b,3", LEXICON_NO_TERM},
		{"= b", "1", LEXICON_NO_SIGN},
		{"a\\x = b", "1", LEXICON_BAD_ESCAPE},
		{"a = b\\", "1", LEXICON_BAD_ESCAPE},
		{"\\", "1", LEXICON_NO_SIGN},
	};

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
	{
		size_t		len = strlen(examples[i].text);
		char	   *text = malloc(len + 1);
		char		result[200] = "";
		struct lexicon_lines lines;
		struct lexicon_item item;
		enum lexicon_error error;

		memcpy(text, examples[i].text, len);
		lexicon_lines_begin(&lines, text, len);
		while (lexicon_lines_next(&lines, &item, &error))
			sprintf(result + strlen(result), "%.*s|%.*s,", (int) item.lexeme_len, item.lexeme, (int) item.term_len, item.term);
		if (error != LEXICON_OK)
			sprintf(result + strlen(result), "%d", lines.line);
		CHECK(error == examples[i].error && strcmp(result, examples[i].expected) == 0, "lines %zu", i);
		free(text);
	}
}

/* What is written is read again. */
static void
test_round_trip(void)
{
	static const char signs[] = "ab =;\\#n\"\xd9\x84";
	int			wrong = 0;

	for (int round = 0; round < 20000; round++)
	{
		char		lexeme[20];
		char		term[20];
		char		line[100];
		size_t		lens[2];
		size_t		at;
		struct lexicon_lines lines;
		struct lexicon_item item;
		enum lexicon_error error;

		for (int k = 0; k < 2; k++)
		{
			char	   *s = k == 0 ? lexeme : term;

			lens[k] = 1 + below(12);
			for (size_t i = 0; i < lens[k]; i++)
				s[i] = signs[below(i == 0 || i + 1 == lens[k] ? 2 : sizeof(signs) - 1)];
			s[0] = below(4) == 0 ? (k == 0 ? '=' : '#') : s[0];
		}
		if (lens[0] == 1 && lexeme[0] == '=')
			continue;
		at = lexicon_write_lexeme(lexeme, lens[0], line);
		at += (size_t) sprintf(line + at, " = ");
		at += lexicon_write_term(term, lens[1], line + at);
		lexicon_lines_begin(&lines, line, at);
		if (!lexicon_lines_next(&lines, &item, &error) || item.lexeme_len != lens[0] || item.term_len != lens[1] ||
			memcmp(item.lexeme, lexeme, lens[0]) != 0 || memcmp(item.term, term, lens[1]) != 0 ||
			lexicon_lines_next(&lines, &item, &error) || error != LEXICON_OK)
			wrong++;
	}
	tap_tried(20000, "random lines");
	CHECK(wrong == 0, "lines that were written are read again");
}

/* What is linked in, and a callback that has enough. */
static void
test_concepts(void)
{
	static const char text[] = "The foreign ministers spoke of soft power. تحدث وزراء الخارجية عن القوة الناعمة";
	static struct found found;
	struct lexicon lexicon;
	int			ministers = 0;

	concept_lexicon(&lexicon);
	found.count = found.stop_after = 0;
	text_match(&lexicon, TEXT_MATCH_LONGEST, text, strlen(text), note, &found);
	for (size_t i = 0; i < found.count && i < FOUND_MAX; i++)
	{
		size_t		len;
		const char *lexeme = lexicon_lexeme(&lexicon, found.matches[i].entry, &len);

		/* told twice where two of its terms stand there */
		if (len == 18 && memcmp(lexeme, "=foreign-minister.", len) == 0 && (i == 0 || found.matches[i].first != found.matches[i - 1].first))
			ministers++;
	}
	CHECK(ministers == 2, "a concept in two languages");
	found.count = 0;
	found.stop_after = 1;
	text_match(&lexicon, TEXT_MATCH_ALL, text, strlen(text), note, &found);
	CHECK(found.count == 1, "the search ends when the caller has enough");
}

/* A text without a match is no reason not to ask. */
static bool
count_ticks(void *arg, const struct text_match *match)
{
	unsigned   *ticks = arg;

	*ticks += match == NULL;
	return *ticks < 3;
}

static void
test_ticks(void)
{
	static char text[5 * PAUSE_BYTES];
	struct lexicon lexicon;
	unsigned	ticks = 0;

	for (size_t i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "x ", 2);
	concept_lexicon(&lexicon);
	text_match(&lexicon, TEXT_MATCH_ALL, text, 2 * PAUSE_BYTES + 20, count_ticks, &ticks);
	CHECK(ticks == 2, "the caller is asked now and then, match or not");
	ticks = 0;
	text_match(&lexicon, TEXT_MATCH_LONGEST, text, sizeof(text), count_ticks, &ticks);
	CHECK(ticks == 3, "and can end the search");
}

int
main(void)
{
	test_ticks();
	test_terms();
	test_names();
	test_covers();
	test_errors();
	test_blanks();
	test_abbreviations();
	test_lines();
	test_round_trip();
	test_concepts();
	test_twin();
	return tap_done();
}
