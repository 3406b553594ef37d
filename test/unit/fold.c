/*
 * Folding against a naive twin that follows the description in fold.h step by step with ICU's normalisers and
 * properties: over every code point and over random strings; and properties that hold for any bytes.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "core/text/fold.h"
#include "core/base/utf8.h"
#include "tap.h"

#define TWIN_MAX 4096
#define BYTES_MAX (TWIN_MAX * 4)

static const UNormalizer2 *nfkc_cf;
static const UNormalizer2 *nfd;
static const UNormalizer2 *nfc;

static bool
icu_is_ours(void)
{
	UVersionInfo version;
	char		text[U_MAX_VERSION_STRING_LENGTH];

	u_getUnicodeVersion(version);
	u_versionToString(version, text);
	return strncmp(text, fold_unicode_version(), strlen(text)) == 0;
}

/* --- the twin --------------------------------------------------------------------------------------------------- */

static int32_t
normalize(const UNormalizer2 *how, const UChar *s, int32_t len, UChar *out)
{
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		n = unorm2_normalize(how, s, len, out, TWIN_MAX, &status);

	if (U_FAILURE(status))
		abort();
	return n;
}

static bool
in_list(UChar32 c, const UChar32 (*list)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c >= list[i][0] && c <= list[i][1])
			return true;
	return false;
}

static bool
twin_deletes(UChar32 c)
{
	static const UChar32 list[][2] = {
		{0x0610, 0x061a}, {0x061c, 0x061c}, {0x0640, 0x0640}, {0x064b, 0x0652}, {0x0656, 0x065f}, {0x0670, 0x0670},
		{0x06d6, 0x06ed}, {0x200e, 0x200f}, {0x202a, 0x202e}, {0x2066, 0x2069},
	};

	return in_list(c, list, sizeof(list) / sizeof(list[0]));
}

static bool
twin_is_mark(UChar32 c)
{
	UErrorCode	status = U_ZERO_ERROR;

	return u_getCombiningClass(c) != 0 ||
		((u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_ENCLOSING_MARK) && uscript_getScript(c, &status) == USCRIPT_INHERITED);
}

static bool
twin_is_latin(UChar32 c)
{
	UErrorCode	status = U_ZERO_ERROR;

	return (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0 && uscript_getScript(c, &status) == USCRIPT_LATIN;
}

static const char *
twin_latin(UChar32 c)
{
	static const char *const pairs[] = {
		"æ", "ae", "œ", "oe", "þ", "th", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "ħ", "h", "ı", "i", "ĸ", "k", "ŋ", "n",
		"ŧ", "t", "ƀ", "b", "ƃ", "b", "ƈ", "c", "ƌ", "d", "ƒ", "f", "ƙ", "k", "ƚ", "l", "ƞ", "n", "ƥ", "p", "ƭ", "t",
		"ƴ", "y", "ƶ", "z", "ǝ", "e", "ǥ", "g", "ȥ", "z", "ȷ", "j", "ȼ", "c", "ȿ", "s", "ɀ", "z", "ɇ", "e", "ɉ", "j",
		"ɍ", "r", "ɏ", "y", "ɓ", "b", "ɔ", "o", "ɖ", "d", "ɗ", "d", "ə", "a", "ɛ", "e", "ɠ", "g", "ɨ", "i", "ɫ", "l",
		"ɲ", "n", "ɵ", "o", "ɽ", "r", "ʈ", "t", "ʉ", "u", "ʋ", "v", "ⱡ", "l", "ⱥ", "a", "ⱦ", "t",
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i += 2)
	{
		uint32_t	letter;

		utf8_decode(pairs[i], pairs[i] + strlen(pairs[i]), &letter);
		if ((UChar32) letter == c)
			return pairs[i + 1];
	}
	return NULL;
}

static UChar32
twin_letter(UChar32 c)
{
	static const UChar32 pairs[][2] = {
		{0x06a9, 0x0643}, {0x06cc, 0x064a}, {0x06d2, 0x064a}, {0x06c0, 0x0647}, {0x06c1, 0x0647}, {0x06c3, 0x0629},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (pairs[i][0] == c)
			return pairs[i][1];
	return u_charType(c) == U_DECIMAL_DIGIT_NUMBER ? '0' + u_charDigitValue(c) : c;
}

static UChar32
twin_option(UChar32 c, unsigned options)
{
	if (options & FOLD_HAMZA && (c == 0x0622 || c == 0x0623 || c == 0x0625 || c == 0x0671))
		return 0x0627;
	if (options & FOLD_TA_MARBUTA && c == 0x0629)
		return 0x0647;
	if (options & FOLD_ALEF_MAQSURA && c == 0x0649)
		return 0x064a;
	return c == 0x06c0 ? 0x0647 : c;
}

/* Steps 1 to 3: what does not depend on the options. */
static int32_t
twin_common(const UChar *s, int32_t len, UChar *out)
{
	UChar		a[TWIN_MAX],
				b[TWIN_MAX];
	int32_t		n = 0;
	bool		latin = false;
	UChar32		c;

	len = normalize(nfkc_cf, s, len, a);
	len = normalize(nfd, a, len, b);
	for (int32_t i = 0; i < len;)
	{
		U16_NEXT(b, i, len, c);
		if (twin_deletes(c) || (latin && twin_is_mark(c)))
			continue;
		latin = twin_is_latin(c);
		if (twin_latin(c) != NULL)
		{
			for (const char *p = twin_latin(c); *p != '\0'; p++)
				a[n++] = (UChar) *p;
		}
		else
			U16_APPEND_UNSAFE(a, n, twin_letter(c));
	}
	return normalize(nfc, a, n, out);
}

/* Steps 4 and 5. */
static size_t
twin_finish(const UChar *s, int32_t len, unsigned options, char *out)
{
	UChar		a[TWIN_MAX],
				b[TWIN_MAX];
	int32_t		n = 0;
	int32_t		bytes;
	UErrorCode	status = U_ZERO_ERROR;
	UChar32		c;

	for (int32_t i = 0; i < len;)
	{
		U16_NEXT(s, i, len, c);
		if (c < 0x0653 || c > 0x0655)
			U16_APPEND_UNSAFE(a, n, twin_option(c, options));
	}
	n = normalize(nfc, a, n, b);
	u_strToUTF8(out, BYTES_MAX, &bytes, b, n, &status);
	if (U_FAILURE(status))
		abort();
	return (size_t) bytes;
}

static size_t
to_utf8(const UChar32 *s, size_t n, char *out)
{
	size_t		len = 0;

	for (size_t i = 0; i < n; i++)
		len += utf8_encode((uint32_t) s[i], out + len);
	return len;
}

/* Does folding agree with the twin, twice over, and with itself when there is no room? */
static bool
agrees(const UChar32 *s, size_t n, unsigned options_first, unsigned options_last)
{
	UChar		utf16[TWIN_MAX],
				common[TWIN_MAX];
	char		in[BYTES_MAX],
				folded[BYTES_MAX],
				again[BYTES_MAX],
				expected[BYTES_MAX];
	int32_t		len16 = 0;
	size_t		len = to_utf8(s, n, in);

	for (size_t i = 0; i < n; i++)
		U16_APPEND_UNSAFE(utf16, len16, s[i]);
	len16 = twin_common(utf16, len16, common);
	for (unsigned options = options_first; options <= options_last; options += options_last - options_first > 0 ? options_last - options_first : 1)
	{
		size_t		got = fold_utf8(in, len, options, folded, sizeof(folded));
		size_t		want = twin_finish(common, len16, options, expected);

		if (got != want || memcmp(folded, expected, got) != 0 || got > len * FOLD_GROWTH)
			return false;
		if (fold_utf8(folded, got, options, again, sizeof(again)) != got || memcmp(folded, again, got) != 0)
			return false;
	}
	return true;
}

static void
print_string(const UChar32 *s, size_t n)
{
	printf("#  ");
	for (size_t i = 0; i < n; i++)
		printf(" %04X", (unsigned) s[i]);
	printf("\n");
}

static void
test_code_points(void)
{
	size_t		different = 0;
	size_t		unquick = 0;

	for (UChar32 c = 0; c <= 0x10ffff; c++)
	{
		char		in[UTF8_MAX],
					out[64];
		size_t		len;

		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		if (!agrees(&c, 1, 0, FOLD_ALL))
		{
			if (different++ < 5)
				print_string(&c, 1);
		}
		len = to_utf8(&c, 1, in);
		if (c >= 0x80 && !fold_changes((uint32_t) c) && (fold_utf8(in, len, FOLD_ALL, out, sizeof(out)) != len || memcmp(in, out, len) != 0))
			unquick++;
	}
	CHECK(different == 0, "every code point folds as the twin says and folds to itself then (%zu do not)", different);
	CHECK(unquick == 0, "fold_changes() is true of every code point that folding changes");
	CHECK(fold_changes(UTF8_INVALID) && fold_changes(0xd800) == fold_changes(0xdfff), "fold_changes() takes what is no code point");
	different = 0;
	for (UChar32 c = 0x0600; c <= 0x06ff; c++)
		for (unsigned options = 1; options < FOLD_ALL; options++)
			different += !agrees(&c, 1, options, options);
	CHECK(different == 0, "every Arabic code point does with every set of options");
}

/* Every pair that Unicode composes, apart and with a mark or a deleted sign between. */
static void
test_pairs(void)
{
	static const UChar32 between[] = {0x0640, 0x064b, 0x0653, 0x0323, 0x0301, 0x200d, 0x0651};
	size_t		different = 0;

	for (UChar32 c = 0; c <= 0x10ffff; c++)
	{
		UChar		decomposition[8];
		UErrorCode	status = U_ZERO_ERROR;
		int32_t		n = unorm2_getRawDecomposition(nfc, c, decomposition, 8, &status);
		UChar32		s[4];
		int32_t		i = 0;

		if (n < 2 || (c >= 0xac00 && c < 0xd7a4 && c % 97 != 0))
			continue;
		U16_NEXT(decomposition, i, n, s[0]);
		if (i == n)
			continue;
		U16_NEXT(decomposition, i, n, s[1]);
		different += !agrees(s, 2, 0, FOLD_ALL);
		s[2] = s[1];
		for (size_t b = 0; b < sizeof(between) / sizeof(between[0]); b++)
		{
			s[1] = between[b];
			if (!agrees(s, 3, 0, FOLD_ALL) && different++ < 5)
				print_string(s, 3);
		}
	}
	CHECK(different == 0, "pairs that compose do as the twin says, also with signs between (%zu do not)", different);
}

/* --- random strings --------------------------------------------------------------------------------------------- */

static uint32_t seed = 20261121;

static uint32_t
random_below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) ((uint64_t) seed * n >> 32);
}

static UChar32
random_code_point(void)
{
	static const UChar32 hot[] = {
		0x0627, 0x0648, 0x064a, 0x06d5, 0x06c1, 0x06d2, 0x06cc, 0x0649, 0x0629, 0x06c3, 0x0653, 0x0654, 0x0655, 0x0640, 0x064b, 0x0651,
		0x0670, 0x0622, 0x0625, 0x0671, 0x06c2, 0x06d3, 0x0626, 0xfdfa, 0xfef7, 0x1100, 0x1161, 0x11a8, 0xac00, 0xac01, 0x11c2,
		'=', '<', 'e', 'E', ' ', 0xe9, 0x131, 0x130, 0x1c4, 0xdf, 0x301, 0x308, 0x327, 0x345, 0x20dd, 0x200d, 0xad,
		0x3b1, 0x3b9, 0x1f00, 0x1fb3, 0x390, 0x313, 0x314, 0x9c7, 0x9be, 0xdd9, 0xdcf, 0xdca, 0x304b, 0x3099, 0x438, 0x439, 0x306,
		0x660, 0x6f1, 0x966, 0x1d7d9, 0x1d15e, 0x11099, 0x110ba, 0xfb1d, 0x5d0, 0x5bc, 0x94d, 0x915, 0x958, 0x93c, 0x341, 0x344, 0xf73, 0x4e2d,
	};
	static const UChar32 ranges[][2] = {
		{0x00, 0x17f}, {0x300, 0x36f}, {0x370, 0x3ff}, {0x400, 0x4ff}, {0x590, 0x5ff}, {0x600, 0x6ff}, {0x610, 0x61a}, {0x64b, 0x65f},
		{0x900, 0x97f}, {0xb00, 0xdff}, {0x1000, 0x11ff}, {0x1ab0, 0x1ad0}, {0x1dc0, 0x1dff}, {0x1e00, 0x1fff}, {0x2000, 0x22ff}, {0x3000, 0x30ff},
		{0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfb00, 0xfdff}, {0xfe20, 0xfe2f}, {0xfe70, 0xffef}, {0x1d100, 0x1d1ff}, {0x11000, 0x11fff}, {0xe0000, 0xe01ff},
	};
	uint32_t	range;

	if (random_below(2) == 0)
		return hot[random_below(sizeof(hot) / sizeof(hot[0]))];
	range = random_below(sizeof(ranges) / sizeof(ranges[0]));
	return ranges[range][0] + (UChar32) random_below((uint32_t) (ranges[range][1] - ranges[range][0] + 1));
}

static void
test_random(void)
{
	size_t		different = 0;

	for (int round = 0; round < 200000; round++)
	{
		UChar32		s[12];
		size_t		n = 1 + random_below(sizeof(s) / sizeof(s[0]));
		unsigned	options = random_below(FOLD_ALL + 1);

		for (size_t i = 0; i < n; i++)
			s[i] = random_code_point();
		if (!agrees(s, n, options, options) && different++ < 5)
			print_string(s, n);
	}
	tap_tried(200000, "random strings");
	CHECK(different == 0, "200000 random strings fold as the twin says (%zu do not)", different);
	different = 0;
	for (int round = 0; round < 200; round++)
	{
		UChar32		s[300];

		for (size_t i = 0; i < 300; i++)
			s[i] = i % 100 == 0 ? random_code_point() : u_getCombiningClass((UChar32) (0x300 + i % 0x60)) ? (UChar32) (0x300 + random_below(0x34)) : 0x654;
		different += !agrees(s, 300, 0, FOLD_ALL);
	}
	CHECK(different == 0, "long runs of marks do, too");
}

/* A text of code points of which fold_changes() is not true is its own fold, whatever stands beside what. */
static void
test_quick(void)
{
	size_t		changed = 0;
	size_t		tried = 0;

	while (tried < 50000)
	{
		UChar32		s[6];
		char		in[32],
					out[400];
		size_t		len;

		for (size_t i = 0; i < 6; i++)
			do
				s[i] = random_code_point();
			while (fold_changes((uint32_t) s[i]) || (s[i] >= 'A' && s[i] <= 'Z'));
		len = to_utf8(s, 6, in);
		changed += fold_utf8(in, len, FOLD_ALL, out, sizeof(out)) != len || memcmp(in, out, len) != 0;
		tried++;
	}
	tap_tried((long) tried, "texts that do not change");
	CHECK(changed == 0, "texts of code points that folding does not change are their own fold (%zu are not)", changed);
}

/* --- what holds for any bytes ----------------------------------------------------------------------------------- */

static bool
folds_to(const char *s, const char *expected, unsigned options)
{
	char		out[1000];
	size_t		n = fold_utf8(s, strlen(s), options, out, sizeof(out));

	return n == strlen(expected) && memcmp(out, expected, n) == 0;
}

static void
test_words(void)
{
	static const struct
	{
		const char *a;
		const char *b;
	}			same[] = {
		{"مستشفى", "مستشفي"}, {"۱۴۰۲", "١٤٠٢"}, {"۱۴۰۲", "1402"}, {"کتاب", "كتاب"}, {"هٰذا", "هذا"}, {"ٱلسلام", "السلام"},
		{"الدِّبْلُومَاسِيَّة", "الدبلوماسية"}, {"الدبلومـــاسية", "الدبلوماسيه"}, {"ﻣﺼﺮ", "مصر"}, {"ﷲ", "الله"}, {"إلى أن آب", "الى ان اب"},
		{"\u0627\u0653\u0628", "آب"}, {"\u200Fمصر\u200E", "مصر"}, {"ایران", "ايران"}, {"Müller", "muller"}, {"STRASSE", "straße"},
		{"Łódź", "lodz"}, {"Ærø", "aero"}, {"İstanbul", "istanbul"}, {"Iğdır", "igdir"}, {"Əliyev", "aliyev"}, {"Þingvellir", "thingvellir"},
		{"ﬁle", "file"}, {"Ｕ．Ｎ．", "u.n."}, {"Ὀδυσσεύς", "ὀδυσσεύσ"}, {"x\u0338", "x"}, {"\u00e9\u0645\u0301", "e\u0645\u0301"}, {"=\u0338", "≠"}, {"Ⅷ", "viii"}, {"", ""},
	};

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
	{
		char		b[200];
		size_t		n = fold_utf8(same[i].b, strlen(same[i].b), FOLD_ALL, b, sizeof(b) - 1);

		b[n] = '\0';
		CHECK(folds_to(same[i].a, b, FOLD_ALL), "%s folds as %s does, to %s", same[i].a, same[i].b, b);
	}
	CHECK(folds_to("أمة إلى مستشفى آب ٱل", "أمة إلى مستشفى آب ٱل", 0), "without options hamza, ta marbuta and alef maqsura stay");
	CHECK(folds_to("أمة إلى", "امة الى", FOLD_HAMZA) && folds_to("أمة إلى", "أمه إلى", FOLD_TA_MARBUTA) &&
		  folds_to("أمة إلى", "أمة إلي", FOLD_ALEF_MAQSURA), "each option folds its letters only");
	CHECK(folds_to("ی ے ۃ ۀ", "ي ي ة ه", 0), "letters of other keyboards are replaced without options");
}

static void
test_options(void)
{
	static const struct
	{
		const char *s;
		int			options;	/* -1: refused */
		const char *bad;
	}			cases[] = {
		{"", FOLD_ALL, ""}, {"  ", FOLD_ALL, ""}, {"hamza=keep", FOLD_ALL - FOLD_HAMZA, ""}, {"hamza = fold", FOLD_ALL, ""},
		{" Ta_Marbuta=KEEP ,alefmaqsura=keep", FOLD_HAMZA, ""}, {"hamza=keep,tamarbuta=keep,alef_maqsura=keep", 0, ""},
		{"hamza=keep,hamza=fold", FOLD_ALL, ""}, {"hamza", -1, "hamza"}, {"hamza=keep,", -1, ""}, {"hamza=, x=keep", -1, "hamza="},
		{"hamza=keep, hamzah=keep", -1, "hamzah=keep"}, {"ham=keep", -1, "ham=keep"}, {"=", -1, "="}, {"hamza=keeps", -1, "hamza=keeps"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		unsigned	options;
		const char *bad;
		size_t		bad_len;
		bool		ok = fold_options(cases[i].s, strlen(cases[i].s), &options, &bad, &bad_len);

		CHECK(ok ? (int) options == cases[i].options :
			  cases[i].options < 0 && bad_len == strlen(cases[i].bad) && memcmp(bad, cases[i].bad, bad_len) == 0,
			  "options \"%s\"", cases[i].s);
	}
}

static void
test_bytes(void)
{
	static const char text[] = "Ab\xc3\x89 \xff\xd8\xa2\xef\xb7\xba\xc3";
	char		full[200];
	size_t		need = fold_utf8(text, sizeof(text) - 1, FOLD_ALL, full, sizeof(full));
	bool		ok = true;

	CHECK(need == fold_utf8(text, sizeof(text) - 1, FOLD_ALL, NULL, 0), "no room at all: the length comes back");
	CHECK(fold_utf8(NULL, 0, FOLD_ALL, NULL, 0) == 0, "nothing folds to nothing");
	for (size_t size = 0; size <= need; size++)
	{
		char	   *out = malloc(size + 1);

		out[size] = 'x';
		ok &= fold_utf8(text, sizeof(text) - 1, FOLD_ALL, out, size) == need && out[size] == 'x';
		/* Whole characters: what is short of the room is short of the next character only. */
		for (size_t n = size < 3 ? 0 : size - 3; n <= size; n++)
			if (n == 0 || ((unsigned char) full[n] & 0xc0) != 0x80)
				ok &= memcmp(out, full, n) == 0;
		free(out);
	}
	CHECK(ok, "with little room the start is written, and nothing behind it");
	CHECK(folds_to("a\x80z\xe0\x80\xed\xa0\x80", "a\ufffdz\ufffd\ufffd\ufffd\ufffd\ufffd", FOLD_ALL), "an invalid byte is U+FFFD");
	CHECK(fold_utf8("a\0B", 3, 0, full, sizeof(full)) == 3 && memcmp(full, "a\0b", 3) == 0, "a NUL is a character");
	CHECK(fold_utf8("\xef\xb7\xba", 3, FOLD_ALL, NULL, 0) == 33, "U+FDFA grows to eleven times its bytes");
}

/* Long runs: the result is right in length, and the test itself would not end if the time were quadratic. */
static void
test_long(void)
{
	static const char *const marks[] = {"\u0301", "\u0323", "\u0654", "\u05b0", "\u093c", "\u0345", "\u0334", "\u064b", "\u0e38", "\u3099"};
	size_t		size = 4000000;
	char	   *text = malloc(size);
	size_t		len = 0;
	size_t		marks_len;

	len += (size_t) sprintf(text, "\u03b1");
	for (size_t i = 0; len + UTF8_MAX < size; i++)
	{
		strcpy(text + len, marks[i * 7 % 10]);
		len += strlen(marks[i * 7 % 10]);
	}
	marks_len = fold_utf8(text, len, FOLD_ALL, NULL, 0);
	CHECK(marks_len > size / 2 && marks_len < len, "four million bytes of marks of ten classes fold in linear time");
	for (size_t i = 0; i < len; i++)
		text[i] = i % 2 == 0 ? '\xd9' : '\x80';
	CHECK(fold_utf8(text, len & ~(size_t) 1, FOLD_ALL, NULL, 0) == 0, "so does tatweel alone, to nothing");
	free(text);
}

int
main(void)
{
	UErrorCode	status = U_ZERO_ERROR;

	nfkc_cf = unorm2_getNFKCCasefoldInstance(&status);
	nfd = unorm2_getNFDInstance(&status);
	nfc = unorm2_getNFCInstance(&status);
	if (U_FAILURE(status))
		abort();
	test_words();
	test_options();
	test_bytes();
	test_long();
	test_quick();
	if (!icu_is_ours())
		CHECK(true, "# SKIP the twin needs an ICU with Unicode %s", fold_unicode_version());
	else
	{
		test_code_points();
		test_pairs();
		test_random();
	}
	return tap_done();
}
