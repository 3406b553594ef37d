/*
 * Names: keys, similarity and romanisation. Expected values are spellings in use and the tables of BGN/PCGN and ALA-LC; the rest are
 * properties over many made names.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/name/arabicise.h"
#include "core/base/keyword.h"
#include "core/text/fold.h"
#include "core/name/name_key.h"
#include "core/name/name_similarity.h"
#include "core/name/name_word.h"
#include "core/name/romanise.h"
#include "tap.h"

static const char *
key(const char *name)
{
	static char out[4][NAME_ALL_KEYS_MAX * NAME_KEY_CAP];
	static int	turn;
	char	   *buf = out[turn++ % 4];
	size_t		len = name_key(name, strlen(name), buf, sizeof(out[0]) - 1);

	buf[len] = '\0';
	return buf;
}

static double
similar(const char *a, const char *b)
{
	return name_similarity(a, strlen(a), b, strlen(b));
}

/* Names in both scripts as newspapers write them. */
static const char *const both[][2] = {
	{"Clinton", "كلينتون"}, {"Obama", "أوباما"}, {"Putin", "بوتين"}, {"Merkel", "ميركل"}, {"Sarkozy", "ساركوزي"}, {"Berlusconi", "برلسكوني"},
	{"Blair", "بلير"}, {"Kissinger", "كيسنجر"}, {"Gorbachev", "غورباتشوف"}, {"Netanyahu", "نتنياهو"}, {"Erdogan", "أردوغان"},
	{"Rouhani", "روحاني"}, {"Ashton", "آشتون"}, {"Lavrov", "لافروف"}, {"Milosevic", "ميلوسيفيتش"}, {"Muhammad", "محمد"}, {"Hussein", "حسين"}, {"Mubarak", "مبارك"},
	{"Khalid", "خالد"}, {"Jamal", "جمال"}, {"Gamal", "جمال"}, {"Qasim", "قاسم"}, {"Yusuf", "يوسف"}, {"Walid", "وليد"}, {"Omar", "عمر"},
	{"Ibrahim", "إبراهيم"}, {"Mustafa", "مصطفى"}, {"Fatima", "فاطمة"}, {"Abdul Rahman", "عبد الرحمن"}, {"Abdurrahman", "عبدالرحمن"},
	{"al-Assad", "الأسد"}, {"Osama bin Laden", "أسامة بن لادن"}, {"Abdel Fattah el-Sisi", "عبد الفتاح السيسي"}
};

static void
test_keys(void)
{
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++)
		CHECK(strcmp(key(both[i][0]), key(both[i][1])) == 0, "%s and %s: %s, %s", both[i][0], both[i][1], key(both[i][0]), key(both[i][1]));
	CHECK(strcmp(key("Clinton"), "klntn") == 0, "klntn");
	CHECK(strcmp(key("Mamdouh"), key("ممدوح")) == 0 && strcmp(key("Hammam"), key("همام")) == 0, "double letters with a vowel between them");
	CHECK(strcmp(key("Ms. van de Berg"), "brg") == 0 && strcmp(key("bin"), "bn") == 0, "particles and titles, unless there is nothing else");
	CHECK(strcmp(key("O'Brien"), key("OBrien")) == 0 && strcmp(key("Jean-Paul"), "gn bl") == 0, "apostrophes join, hyphens part");
	CHECK(strcmp(key(""), "") == 0 && strcmp(key("12 \xff ؟"), "") == 0, "no letters, no key");
	CHECK(strcmp(key("ÇELİK"), key("çelik")) == 0 && strcmp(key("ŠEŠELJ"), key("šešelj")) == 0, "capitals");
}

static void
test_token(void)
{
	static const char *const words[] = {"clinton", "كلينتون", "obama", "charles", "عمرو", "schwarzenegger", "السعودية", "whitehead"};
	char		out[NAME_KEY_CAP];

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		size_t		len = name_key_token(words[i], strlen(words[i]), out);

		CHECK(len == strlen(key(words[i])) && memcmp(out, key(words[i]), len) == 0, "the token %s has the key of the name", words[i]);
	}
	CHECK(name_key_token("lee", 3, out) == 0 && name_key_token("ali", 3, out) == 0 && name_key_token("", 0, out) == 0, "one consonant is too few");
	CHECK(name_key_token("путин", strlen("путин"), out) == 0 && name_key_token("123", 3, out) == 0, "other scripts, digits");
	CHECK(name_key_token("clinton", 4, out) == 3 && memcmp(out, "kln", 3) == 0, "only the bytes given are read");
}

static void
test_all_keys(void)
{
	static name_keys keys;
	char		name[20];
	char		first[NAME_ALL_KEYS_MAX * NAME_KEY_CAP];
	unsigned	state = 12345;
	bool		once = true;
	bool		has_first = true;
	bool		bounded = true;

	for (int i = 0; i < 20000; i++)
	{
		size_t		len = 0;
		size_t		first_len;
		bool		found = false;

		for (state = state * 1103515245 + 12345; len < 4 + (state >> 16) % 12; len++)
			name[len] = "aeiouchjwsgtzxlbmnkyq"[(state = state * 1103515245 + 12345, state >> 16) % 21];
		name_all_keys(name, len, &keys);
		first_len = name_key(name, len, first, sizeof(first));
		for (int k = 0; k < keys.count; k++)
		{
			found = found || (keys.len[k] == first_len && memcmp(keys.key[k], first, first_len) == 0);
			for (int j = 0; j < k; j++)
				once = once && !(keys.len[k] == keys.len[j] && memcmp(keys.key[k], keys.key[j], keys.len[k]) == 0);
		}
		has_first = has_first && (found || first_len == 0);
		bounded = bounded && keys.count <= NAME_KEYS_MAX;
	}
	CHECK(has_first, "name_key() is among all keys of a word");
	CHECK(once, "each key once");
	CHECK(bounded, "no more than NAME_KEYS_MAX of a word");
}

static void
test_similarity(void)
{
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++)
	{
		double		s = similar(both[i][0], both[i][1]);

		CHECK(s > 0.65 && s <= 1, "%s and %s are alike: %.3f", both[i][0], both[i][1], s);
		CHECK(s == similar(both[i][1], both[i][0]), "and the other way round");
		for (size_t j = 0; j < sizeof(both) / sizeof(both[0]); j++)
			if (similar(both[i][0], both[j][1]) > s)
				CHECK(strcmp(both[i][1], both[j][1]) == 0, "%s is nearer to %s than to %s", both[i][0], both[j][1], both[i][1]);
	}
	CHECK(similar("Hillary Clinton", "CLINTON, Hillary") < 1 && similar("Hillary Clinton", "CLINTON, Hillary") > 0.9, "the order counts little");
	CHECK(similar("Hillary Clinton", "hillary clinton") == 1 && similar("أحمد", "احمد") == 1 && similar("مُحَمَّد", "محمد") == 1, "the same words");
	CHECK(similar("", "") == 1 && similar("", "x") == 0 && similar("Путин", "Putin") == 0, "nothing, and scripts that are not known");
	CHECK(similar("George Bush", "George Walker Bush") > similar("George Bush", "George Clinton"), "a middle name less than another surname");
}

/* The cheapest alignment costs the same from either side. */
static void
test_symmetry(void)
{
	static const char *const syllables[] = {"ma", "sch", "ou", "e", "dh", "ng", "x", "y", "ku", "tz", "مح", "و", "شي", "ا", "تش", "ق"};
	unsigned	state = 99;
	bool		same = true;
	bool		within = true;

	for (int i = 0; i < 20000; i++)
	{
		char		name[2][64] = {"", ""};
		double		s;

		for (int n = 0; n < 2; n++)
		{
			int			script = (state = state * 1103515245 + 12345, state >> 16) % 2 * 10;
			int			length = (state = state * 1103515245 + 12345, state >> 16) % 6 + 1;

			while (length-- > 0)
				strcat(name[n], syllables[script + (state = state * 1103515245 + 12345, state >> 16) % (script ? 6 : 10)]);
		}
		s = similar(name[0], name[1]);
		same = same && s == similar(name[1], name[0]);
		within = within && s >= 0 && s <= 1;
	}
	CHECK(same, "symmetric");
	CHECK(within, "from 0 to 1");
}

static const char *
latin(const char *arabic, enum romanise_scheme scheme)
{
	static char out[256];

	out[romanise(arabic, strlen(arabic), scheme, out, sizeof(out) - 1, NULL)] = '\0';
	return out;
}

static void
test_romanise(void)
{
	static const struct
	{
		const char *arabic;
		const char *bgn;
		const char *ala;
	}			known[] = {
		{"القاهرة", "al-Qāhirah", "al-Qāhirah"}, {"محمد", "Muḩammad", "Muḥammad"}, {"الرِّيَاض", "ar-Riyāḑ", "al-Riyāḍ"},
		{"الشَّارِقَة", "ash-Shāriqah", "al-Shāriqah"}, {"بَغْدَاد", "Baghdād", "Baghdād"}, {"دِمَشْق", "Dimashq", "Dimashq"}, {"مُصْطَفَى", "Muşţafá", "Muṣṭafá"},
		{"العَرَبِيَّة", "al-‘Arabīyah", "al-ʻArabīyah"}, {"عُمَر", "‘Umar", "ʻUmar"}, {"يَوْم", "Yawm", "Yawm"}, {"سَيْف", "Sayf", "Sayf"}, {"نُور", "Nūr", "Nūr"},
		{"ظَافِر", "Z̧āfir", "Ẓāfir"}, {"القُرْآن", "al-Qur’ān", "al-Qurʼān"}, {"سُؤَال", "Su’āl", "Suʼāl"}, {"ضِيَاء", "Ḑiyā’", "Ḍiyāʼ"}, {"ثَامِر", "Thāmir", "Thāmir"},
		{"ذَهَب", "Dhahab", "Dhahab"}, {"حَسَّان", "Ḩassān", "Ḥassān"}, {"طُلَّاب", "Ţullāb", "Ṭullāb"}, {"آدَم", "Ādam", "Ādam"}, {"إِيمَان", "Īmān", "Īmān"}
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		CHECK(strcmp(latin(known[i].arabic, ROMANISE_BGN), known[i].bgn) == 0, "BGN/PCGN %s: %s", known[i].bgn, latin(known[i].arabic, ROMANISE_BGN));
		CHECK(strcmp(latin(known[i].arabic, ROMANISE_ALA), known[i].ala) == 0, "ALA-LC %s: %s", known[i].ala, latin(known[i].arabic, ROMANISE_ALA));
	}
	CHECK(strcmp(latin("مِصْر", ROMANISE_ISO233), "miṣr") == 0 && strcmp(latin("جُمهُورِيَة", ROMANISE_ISO233), "ǧumhuwriyaẗ") == 0, "ISO 233");
	CHECK(strcmp(latin("حسني مبارك، ١٩٨١", ROMANISE_PLAIN), "Hosni Mubarak, 1981") == 0, "plain");
	CHECK(keyword_index(romanise_scheme_names, ROMANISE_SCHEMES, "bgn", 3) == ROMANISE_BGN && keyword_index(romanise_scheme_names, ROMANISE_SCHEMES, "bgn", 2) < 0, "names of schemes");
}

/* Writing to a buffer that is too small gives the same length and the same beginning. */
static void
test_cut(void)
{
	const char *texts[] = {"الشيخ محمد بن راشد آل مكتوم ٢٠٠٩", "Hillary Rodham Clinton al-Assad 12", "\xd9", "", "\xd9\x85\xd9"};
	char		whole[256];
	char		cut[256];
	bool		same = true;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		size_t		n = strlen(texts[i]);
		size_t		len = romanise(texts[i], n, ROMANISE_BGN, whole, sizeof(whole), NULL);

		for (size_t size = 0; size <= len; size++)
			same = same && romanise(texts[i], n, ROMANISE_BGN, cut, size, NULL) == len && memcmp(cut, whole, size) == 0;
		len = arabicise(texts[i], n, whole, sizeof(whole), NULL);
		for (size_t size = 0; size <= len; size++)
			same = same && arabicise(texts[i], n, cut, size, NULL) == len && memcmp(cut, whole, size) == 0;
		len = name_key(texts[i], n, whole, sizeof(whole));
		for (size_t size = 0; size <= len; size++)
			same = same && name_key(texts[i], n, cut, size) == len && memcmp(cut, whole, size) == 0;
	}
	CHECK(same, "output that is cut");
}

int
main(void)
{
	test_keys();
	test_token();
	test_all_keys();
	test_similarity();
	test_symmetry();
	test_romanise();
	test_cut();
	return tap_done();
}
