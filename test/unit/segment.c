/*
 * Segmentation against what others say: Unicode's own test file and ICU for UAX #29, ICU for digits and folding; tokens
 * against a table by hand; and properties over generated texts, whole and broken.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "core/text/fold.h"
#include "core/text/segment.h"
#include "core/text/word_break.h"
#include "core/base/utf8.h"
#include "tap.h"

#define WORD_BREAK_TEST "/usr/share/unicode/auxiliary/WordBreakTest.txt"
#define SKIP(why, ...) (tap_count++, printf("ok %d - ", tap_count), printf(__VA_ARGS__), printf(" # SKIP %s\n", why))

/* A generator of its own, the same on every machine. */
static uint64_t random_state;

static uint32_t
random_below(uint32_t n)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t) ((random_state >> 33) % n);
}

/* Tokens as text: "token:type", a part with + before it, then flags: ^ capitals, ' title, ~ folding changes it. */
static void
describe(const char *text, char *out)
{
	struct segmenter s;
	struct token t;

	*out = '\0';
	segment_begin(&s, text, strlen(text));
	while (segment_next(&s, &t))
		if (t.type != TOKEN_BLANK)
			out += sprintf(out, "%s%s%.*s:%s%s%s%s", out[-1] == '\0' ? "" : " ", t.flags & TOKEN_PART ? "+" : "", (int) t.len,
						   text + t.start, token_type_name((enum token_type) t.type), t.flags & TOKEN_CAPS ? "^" : "",
						   t.flags & TOKEN_TITLE ? "'" : "", t.flags & TOKEN_PLAIN ? "" : "~");
}

static void
test_tokens(void)
{
	static const char *const cases[][2] = {
		{"The U.S. met", "The:latin' U.S.:latin^ met:latin"},
		{"NATO's Clinton's US's A I É ÉÀ", "NATO's:latin^ Clinton's:latin' US's:latin^ A:latin' I:latin' É:latin'~ ÉÀ:latin^~"},
		{"O\xe2\x80\x99" "Brien\xe2\x80\x99s rock'n'roll 'tis'", "O\xe2\x80\x99" "Brien\xe2\x80\x99s:latin' rock'n'roll:latin tis:latin"},
		{"U.S", "U.S:latin^"},
		{"e.g. x.y@z.org a.bc", "e.g.:latin x.y@z.org:email a:latin bc:latin"},
		{"1,234,567.89 1,23 1,2345 12,345 0,123,456", "1,234,567.89:decimal 1:integer 23:integer 1:integer 2345:integer 12,345:integer 0,123,456:integer"},
		{"1.234.567 1.234.567,89 1.234,5 1.23.456 1.2.3.4", "1.234.567:integer 1.234.567,89:decimal 1.234,5:decimal 1.23.456:version 1.2.3.4:version"},
		{"١٢٬٣٤٥٫٦٧ ۱۴۰۲ ٣٫٥", "١٢٬٣٤٥٫٦٧:decimal~ ۱۴۰۲:integer~ ٣٫٥:decimal~"},
		{"12,34,567 1,00,00,000", "12,34,567:integer 1,00,00,000:integer"},
		{"2009-05-01 1/5/09 31.12.1999 32/12/1999 2009-13-01", "2009-05-01:date 1/5/09:date 31.12.1999:date 32:integer 12:integer 1999:integer 2009:integer 13:integer 01:integer"},
		{"COP28 2nd 3G 1990's 5\xe2\x83\xa3", "COP28:numword^ 2nd:numword 3G:numword^ 1990's:numword 5\xe2\x83\xa3:emoji~"},
		{"الNATO عام2011 2011م", "ال:arabic NATO:latin^ عام:arabic 2011:integer 2011:integer م:arabic"},
		{"co-op F-16 16-year-old 1-2 a--b -a- U.S.-led", "co-op:compound +co:latin +op:latin F-16:numword^ 16-year-old:compound +16:integer +year:latin +old:latin 1:integer 2:integer a:latin b:latin a:latin U.S.-led:compound +U.S.:latin^ +led:latin"},
		{"https://un.org/a(b)). http:// x://", "https://un.org/a(b):url +un.org:host +/a(b):url_path http:latin x:latin"},
		/* addresses that users of other segmenters missed: twitter-text 185 and 186, rails_autolink 52 and 74, linkifyjs 82 */
		{"https://en.wikipedia.org/wiki/Iran–Iraq_War. un.org/a–b – c", "https://en.wikipedia.org/wiki/Iran–Iraq_War:url~ +en.wikipedia.org:host +/wiki/Iran–Iraq_War:url_path~ un.org/a–b:url~ +un.org:host +/a–b:url_path~ c:latin"},
		{"https://un.org/a– b |https://un.org/a|b|", "https://un.org/a:url +un.org:host +/a:url_path b:latin https://un.org/a|b:url +un.org:host +/a|b:url_path"},
		{"https://youtu.be/abc_ https://youtu.be/abc-, (https://un.org/a*)", "https://youtu.be/abc_:url +youtu.be:host +/abc_:url_path https://youtu.be/abc-:url +youtu.be:host +/abc-:url_path https://un.org/a:url +un.org:host +/a:url_path"},
		{"زوروا www.un.orgللمزيد info@un.orgللمزيد https://www.un.orgللمزيد", "زوروا:arabic www.un.org:host للمزيد:arabic info@un.org:email للمزيد:arabic https://www.un.org:url +www.un.org:host للمزيد:arabic"},
		{"https://ar.wikipedia.org/wiki/مصر موقعwww.un.org", "https://ar.wikipedia.org/wiki/مصر:url +ar.wikipedia.org:host +/wiki/مصر:url_path موقع:arabic www.un.org:host"},
		/* a designation is one word, as it is without its hyphen */
		{"G-20 s-400 AK-47 MiG-29 COVID-19 in-2009 F-16s", "G-20:numword^ s-400:numword AK-47:numword^ MiG-29:compound +MiG:latin' +29:integer COVID-19:compound +COVID:latin^ +19:integer in-2009:compound +in:latin +2009:integer F-16s:compound +F:latin' +16s:numword"},
		{"un.org un.org/x www.foo.bar it.The Un.Org end.of UN.ORG", "un.org:host un.org/x:url +un.org:host +/x:url_path www.foo.bar:host it:latin The:latin' Un:latin' Org:latin' end:latin of:latin UN.ORG:host"},
		{"موقع.وزارة.مصر القاهرة.مصر بريد@مثال.مصر", "موقع.وزارة.مصر:host~ القاهرة:arabic~ مصر:arabic بريد@مثال.مصر:email"},
		{"http://u:p@h.org:80/x?y#z h.org:80", "http://u:p@h.org:80/x?y#z:url +h.org:host +/x?y#z:url_path h.org:host 80:integer"},
		{"#DigitalDiplomacy #a_b #UNNews #NGOs #1 a#b &#x27; ##q", "#DigitalDiplomacy:hashtag +Digital:latin' +Diplomacy:latin' #a_b:hashtag +a:latin +b:latin #UNNews:hashtag +UN:latin^ +News:latin' #NGOs:hashtag +NGOs:latin' 1:integer a:latin b:latin x27:numword #q:hashtag +q:latin"},
		{"#Elections2024 #COVID19 #G20 #7News #2024Elections @UN_News a@b .@UN", "#Elections2024:hashtag +Elections:latin' +2024:integer #COVID19:hashtag +COVID:latin^ +19:integer #G20:hashtag +G20:numword^ #7News:hashtag +7:integer +News:latin' #2024Elections:hashtag +2024:integer +Elections:latin' @UN_News:mention +UN:latin^ +News:latin' a:latin b:latin @UN:mention +UN:latin^"},
		{"#الدبلوماسية_الرقمية", "#الدبلوماسية_الرقمية:hashtag~ +الدبلوماسية:arabic~ +الرقمية:arabic~"},
		{"\xe2\x80\x8fمصر\xe2\x80\x8f \xd9\x80\xd9\x80 م\xd9\x80صر م\xe2\x80\x8cصر", "مصر:arabic م\xd9\x80صر:arabic~ م\xe2\x80\x8cصر:arabic~"},
		{"Straße naïve ﬁn Ｕ", "Straße:latin'~ naïve:latin~ ﬁn:latin~ Ｕ:latin'~"},
		{"a_b a\xffz \xd9 \xe2\x80", "a:latin b:latin a:latin z:latin"},
		{"👍🏽👨‍👩‍👧‍👦🇪🇬🇺🇸🇺 ❤️© ©️", "👍🏽:emoji~ 👨‍👩‍👧‍👦:emoji~ 🇪🇬:emoji~ 🇺🇸:emoji~ 🇺:emoji~ ❤️:emoji~ ©️:emoji~"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
	{
		char		buf[4096] = "";

		describe(cases[i][0], buf + 1);
		if (!CHECK(strcmp(buf + 1, cases[i][1]) == 0, "%s", cases[i][0]))
			printf("#   got      %s\n#   expected %s\n", buf + 1, cases[i][1]);
	}
}

/* The lines of WordBreakTest.txt: code points in hexadecimal between signs for a break and for none. */
static void
test_unicode_file(void)
{
	FILE	   *in = fopen(WORD_BREAK_TEST, "r");
	char		line[4096];
	int			tests = 0;
	int			failed = 0;
	bool		same_version = false;

	while (in != NULL && fgets(line, sizeof(line), in) != NULL)
	{
		char		text[256];
		size_t		breaks[64];
		size_t		len = 0;
		size_t		count = 0;
		size_t		found = 1;
		struct word_break b;

		if (tests == 0 && line[0] == '#')
			same_version |= strstr(line, word_break_unicode_version()) != NULL;
		line[strcspn(line, "#")] = '\0';
		for (char *field = strtok(line, " \t\n"); field != NULL; field = strtok(NULL, " \t\n"))
		{
			if (strcmp(field, "\xc3\xb7") == 0)
				breaks[count++] = len;
			else if (strcmp(field, "\xc3\x97") != 0)
				len += utf8_encode((uint32_t) strtoul(field, NULL, 16), text + len);
		}
		if (count == 0)
			continue;
		tests++;
		word_break_begin(&b, text, len, NULL);
		while (b.pos < len && found < count && word_break_next(&b) == breaks[found])
			found++;
		failed += b.pos != len || found != count;
	}
	if (in != NULL)
		fclose(in);
	if (!same_version)
		SKIP("no " WORD_BREAK_TEST " of this version", "WordBreakTest.txt");
	else
		CHECK(tests == 1823 && failed == 0, "WordBreakTest.txt: %d of %d pass", tests - failed, tests);
}

/* Only a library of the same Unicode can be asked. */
static bool
icu_is_same(void)
{
	UVersionInfo version;
	char		text[U_MAX_VERSION_STRING_LENGTH];

	u_getUnicodeVersion(version);
	u_versionToString(version, text);
	return strncmp(text, word_break_unicode_version(), strlen(text)) == 0;
}

static enum word_break_class
icu_class(UChar32 c)
{
	switch ((UWordBreakValues) u_getIntPropertyValue(c, UCHAR_WORD_BREAK))
	{
		case U_WB_CR: return WORD_BREAK_CR;
		case U_WB_LF: return WORD_BREAK_LF;
		case U_WB_NEWLINE: return WORD_BREAK_NEWLINE;
		case U_WB_EXTEND: return WORD_BREAK_EXTEND;
		case U_WB_ZWJ: return WORD_BREAK_ZWJ;
		case U_WB_FORMAT: return WORD_BREAK_FORMAT;
		case U_WB_KATAKANA: return WORD_BREAK_KATAKANA;
		case U_WB_HEBREW_LETTER: return WORD_BREAK_HEBREW_LETTER;
		case U_WB_ALETTER: return WORD_BREAK_ALETTER;
		case U_WB_SINGLE_QUOTE: return WORD_BREAK_SINGLE_QUOTE;
		case U_WB_DOUBLE_QUOTE: return WORD_BREAK_DOUBLE_QUOTE;
		case U_WB_MIDNUMLET: return WORD_BREAK_MID_NUM_LET;
		case U_WB_MIDLETTER: return WORD_BREAK_MID_LETTER;
		case U_WB_MIDNUM: return WORD_BREAK_MID_NUM;
		case U_WB_NUMERIC: return WORD_BREAK_NUMERIC;
		case U_WB_EXTENDNUMLET: return WORD_BREAK_EXTEND_NUM_LET;
		case U_WB_REGIONAL_INDICATOR: return WORD_BREAK_REGIONAL_INDICATOR;
		case U_WB_WSEGSPACE: return WORD_BREAK_WSEG_SPACE;
		default: return WORD_BREAK_OTHER;
	}
}

/* The one token of a code point by itself, if it is one. */
static bool
token_of(UChar32 c, char *text, struct token *t)
{
	struct segmenter s;
	size_t		len = utf8_encode((uint32_t) c, text);

	segment_begin(&s, text, len);
	return segment_next(&s, t) && t->len == len && t->type != TOKEN_BLANK;
}

static void
test_code_points(void)
{
	int			classes = 0;
	int			digits = 0;
	int			plain = 0;
	int			capitals = 0;

	for (UChar32 c = 0; c <= 0x10ffff; c++)
	{
		char		text[UTF8_MAX];
		struct token t;
		bool		one;

		if (U_IS_SURROGATE(c))
			continue;
		classes += word_break_class((uint32_t) c) != icu_class(c) ||
			word_break_is_pictographic((uint32_t) c) != u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
		one = token_of(c, text, &t);
		if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER)
		{
			char		out[UTF8_MAX];

			digits += !one || t.type != TOKEN_INTEGER || segment_number(text, t.len, TOKEN_INTEGER, out) != 1 ||
				out[0] - '0' != u_charDigitValue(c);
		}
		else if (one && t.type == TOKEN_INTEGER)
			digits++;
		if (one && t.flags & TOKEN_PLAIN)
		{
			char		out[64];
			size_t		n = fold_utf8(text, t.len, FOLD_ALL, out, sizeof(out));

			plain += n != t.len || (c >= 0x80 ? memcmp(text, out, n) != 0 : out[0] != u_tolower(c));
		}
		if (one && t.type <= TOKEN_WORD)
			capitals += ((t.flags & TOKEN_TITLE) != 0) != (u_isUUppercase(c) || u_istitle(c));
	}
	if (!icu_is_same())
	{
		SKIP("ICU is of another Unicode", "word break classes, digits, plain letters and capitals of all code points");
		return;
	}
	CHECK(classes == 0, "word break classes are ICU's: %d are not", classes);
	CHECK(digits == 0, "decimal digits and their values are ICU's: %d are not", digits);
	CHECK(plain == 0, "what is called plain is unchanged by folding: %d are not", plain);
	CHECK(capitals == 0, "capitals are ICU's: %d are not", capitals);
}

/* A character for generated texts: of any class, many of the rare ones, some from all over. */
static uint32_t
random_character(void)
{
	static const uint32_t some[] = {
		'a', 'b', 'Z', '1', '2', '.', ',', ':', ';', '\'', '"', '-', '_', '@', '#', '/', ' ', ' ', '\r', '\n', '\t', '(', ')', '&', '*', '+',
		0xad, 0xb7, 0xe9, 0x300, 0x301, 0x308, 0x391, 0x3b1, 0x410, 0x430, 0x5d0, 0x5d1, 0x5f4, 0x60c, 0x627, 0x628, 0x640, 0x64b, 0x660,
		0x661, 0x66b, 0x66c, 0x6f1, 0x905, 0x93f, 0x966, 0x1100, 0x1161, 0xac00, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2018, 0x2019,
		0x2010, 0x2028, 0x2060, 0x20e3, 0x3000, 0xfe0f, 0xfeff, 0xff07, 0xff0e, 0xff10, 0xa9, 0x2139, 0x2764, 0x1f1e6, 0x1f1ea, 0x1f1ec, 0x1f3fb,
		0x1f468, 0x1f469, 0x1f600, 0x1d7ce, 0xe0067, 0xe007f, 0x10ffff
	};

	if (random_below(4) != 0)
		return some[random_below(sizeof(some) / sizeof(*some))];
	for (;;)
	{
		uint32_t	c = random_below(random_below(3) == 0 ? 0x20000 : 0x2000);

		if ((c & 0xfffff800) != 0xd800)
			return c;
	}
}

/*
 * What ICU does by policy, not by rule: it cuts the complex scripts and those of East Asia by dictionary, takes @ for
 * a letter, and lets a colon part words. These are left out here.
 */
static bool
is_policy(uint32_t c)
{
	int32_t		line = u_getIntPropertyValue((UChar32) c, UCHAR_LINE_BREAK);
	UErrorCode	status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32) c, &status);

	return c == '@' || c == ':' || line == U_LB_COMPLEX_CONTEXT || script == USCRIPT_HANGUL || script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
		u_getIntPropertyValue((UChar32) c, UCHAR_WORD_BREAK) == U_WB_KATAKANA;
}

#define GENERATED (1 << 20)

static void
test_icu(void)
{
	char	   *text = malloc(GENERATED + UTF8_MAX);
	UChar	   *wide = malloc((GENERATED + UTF8_MAX) * sizeof(UChar));
	size_t	   *offset = malloc((GENERATED + UTF8_MAX) * sizeof(size_t));
	size_t		len = 0;
	int32_t		wide_len = 0;
	size_t		segments = 0;
	size_t		differ = 0;
	UErrorCode	status = U_ZERO_ERROR;
	UBreakIterator *icu;
	struct word_break b;

	random_state = 20091109;
	while (len < GENERATED)
	{
		uint32_t	c = random_character();

		if (is_policy(c))
			continue;
		U16_APPEND_UNSAFE(wide, wide_len, (UChar32) c);
		len += utf8_encode(c, text + len);
		offset[wide_len] = len;
	}
	icu = ubrk_open(UBRK_WORD, "root", wide, wide_len, &status);
	word_break_begin(&b, text, len, NULL);
	while (U_SUCCESS(status) && b.pos < len)
	{
		size_t		start = b.pos;
		int32_t		end = ubrk_next(icu);

		segments++;
		if (end == UBRK_DONE || offset[end] != word_break_next(&b))
		{
			if (differ++ < 3)
			{
				printf("# segment at %zu ends at %zu, ICU's at %zu:", start, b.pos, end == UBRK_DONE ? 0 : offset[end]);
				for (size_t i = start; i < b.pos + 8 && i < len;)
				{
					uint32_t	c;

					i += utf8_decode(text + i, text + len, &c);
					printf(" %04X", c);
				}
				printf("\n");
			}
			/* On from the next place where both break. */
			while (end != UBRK_DONE && offset[end] != b.pos)
			{
				if (offset[end] < b.pos)
					end = ubrk_next(icu);
				else
					(void) word_break_next(&b);
			}
		}
	}
	if (icu_is_same())
		CHECK(differ == 0 && segments > 100000, "strict segments are ICU's in generated text: %zu of %zu differ", differ, segments);
	else
		SKIP("ICU is of another Unicode", "strict segments are ICU's in generated text");
	ubrk_close(icu);
	free(offset);
	free(wide);
	free(text);
}

/* All bytes once, in order, no two blanks in a row, parts in order inside their whole; and a copy says the same. */
static bool
holds(const char *text, size_t len)
{
	struct segmenter s;
	struct token t = {0};
	struct token whole = {0};
	size_t		pos = 0;
	size_t		part = 0;

	segment_begin(&s, text, len);
	for (;;)
	{
		struct segmenter copy = s;
		struct token again = {0};
		int			before = t.type;
		bool		more;

		memset(&t, 0, sizeof(t));
		more = segment_next(&s, &t);
		if (segment_next(&copy, &again) != more || memcmp(&t, &again, sizeof(t)) != 0)
			return false;
		if (!more)
			return pos == len;
		if (t.len == 0 || t.type == 0 || t.type >= TOKEN_TYPES || t.start + t.len > len)
			return false;
		if (t.flags & TOKEN_PART)
		{
			if (t.type == TOKEN_BLANK || t.start < part || t.start + t.len > whole.start + whole.len)
				return false;
			part = t.start + t.len;
			t.type = (uint8_t) before;
			continue;
		}
		if (t.start != pos || (t.type == TOKEN_BLANK && before == TOKEN_BLANK))
			return false;
		whole = t;
		part = t.start;
		pos = t.start + t.len;
	}
}

static void
test_properties(void)
{
	int			failed = 0;

	random_state = 1;
	for (int i = 0; i < 20000; i++)
	{
		char		text[256];
		size_t		len = 0;
		size_t		size = random_below(200);
		char	   *exact;

		while (len < size)
			if (random_below(40) == 0)
				text[len++] = (char) random_below(256);
			else
				len += utf8_encode(random_character(), text + len);
		/* In a block of its own size, so that one byte too far is seen. */
		exact = malloc(len + 1);
		memcpy(exact, text, len);
		exact = realloc(exact, len > 0 ? len : 1);
		failed += !holds(exact, len);
		free(exact);
	}
	tap_tried(20000, "random texts");
	CHECK(failed == 0, "tokens cover generated texts and parts lie in their wholes: %d of 20000 fail", failed);
	CHECK(holds("", 0), "nothing has no tokens");
}

static void
test_hostile(void)
{
	static const char *const units[] = {
		"a_", "@", "#", ".", "-", "a.", "a@", "http://", "\xcc\x81", "a", "1,", "\xf0\x9f\x98\x80\xe2\x80\x8d", "\xf0\x9f\x87\xaa", "a-", "1.",
		"1-", "1/", "#_", "@_", "a'", "#a", "a.b@", "a-b.", "www.", "1,10", "\xd8\xa7", "\xd8\xa7\xe2\x80\x8f", "\xe2\x80\x8f", "a.a.a.aa", "a:",
		"a/", "a+", "\xff", "\xe2\x80", "a.com/", "a.com/)", "(", "\xd9\x80", "\xe0\xb8\x81", "http://)", "1.1,1", "12-", "aB", "U.S.-",
		"#1", "5\xef\xb8\x8f", "\xe2\x80\x8d", "a\xe2\x80\x98", "\xd7\x90\"", "@a@a."
	};
	static const char *const starts[] = {"", "a", "http://", "#a"};
	size_t		size = 1 << 18;
	char	   *text = malloc(size);
	double		worst = 0;
	const char *worst_unit = "";
	int			failed = 0;

	for (size_t i = 0; i < sizeof(units) / sizeof(*units) && worst < 3; i++)
		for (size_t j = 0; j < sizeof(starts) / sizeof(*starts) && worst < 3; j++)
		{
			size_t		len = strlen(starts[j]);
			size_t		unit = strlen(units[i]);
			clock_t		begin;
			double		took;
			struct word_break b;

			memcpy(text, starts[j], len);
			for (size_t k = 0; len < size; k++)
				text[len++] = units[i][k % unit];
			begin = clock();
			failed += !holds(text, size);
			word_break_begin(&b, text, size, NULL);
			while (b.pos < size)
				(void) word_break_next(&b);
			took = (double) (clock() - begin) / CLOCKS_PER_SEC;
			if (took > worst)
			{
				worst = took;
				worst_unit = units[i];
			}
		}
	CHECK(failed == 0, "a quarter of a megabyte of one thing over and over is covered: %d are not", failed);
	/* Some tenths of a second under the sanitizers; what is quadratic would take minutes. */
	if (!CHECK(worst < 3, "a quarter of a megabyte of one thing over and over takes one pass"))
		printf("#   %.1f s for '%s'\n", worst, worst_unit);
	free(text);
}

static bool
number_is(const char *s, enum token_type type, const char *expected)
{
	char		out[100];
	size_t		len = segment_number(s, strlen(s), type, out);

	return len <= strlen(s) && len == strlen(expected) && memcmp(out, expected, len) == 0;
}

static void
test_numbers(void)
{
	CHECK(number_is("1,234,567.89", TOKEN_DECIMAL, "1234567.89"), "grouping marks go");
	CHECK(number_is("١٢٬٣٤٥٫٦٧", TOKEN_DECIMAL, "12345.67"), "native digits and marks become ASCII");
	CHECK(number_is("1.234.567", TOKEN_INTEGER, "1234567") && number_is("1.234,56", TOKEN_DECIMAL, "1234.56"), "points that group");
	CHECK(number_is("۱۴۰۲", TOKEN_INTEGER, "1402") && number_is("५६", TOKEN_INTEGER, "56"), "digits of other rows");
}

int
main(void)
{
	test_tokens();
	test_unicode_file();
	test_code_points();
	test_icu();
	test_properties();
	test_hostile();
	test_numbers();
	return tap_done();
}
