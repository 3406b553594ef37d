/* Scripts against ICU's, over every code point, and a few facts. */
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "core/text/fold.h"
#include "core/text/script.h"
#include "tap.h"

static bool
same_name(const char *ours, const char *icu)
{
	if (strcmp(icu, "Hiragana") == 0 || strcmp(icu, "Katakana") == 0 || strcmp(icu, "Katakana_Or_Hiragana") == 0)
		return strcmp(ours, "kana") == 0;
	if (strcmp(icu, "Common") == 0 || strcmp(icu, "Inherited") == 0 || strcmp(icu, "Unknown") == 0)
		return ours[0] == '\0';
	for (; *icu != '\0'; icu++, ours++)
		if ((*icu >= 'A' && *icu <= 'Z' ? *icu + 32 : *icu) != *ours)
			return false;
	return *ours == '\0';
}

static void
test_against_icu(void)
{
	UVersionInfo version;
	char		text[U_MAX_VERSION_STRING_LENGTH];
	size_t		scripts = 0;
	size_t		letters = 0;

	u_getUnicodeVersion(version);
	u_versionToString(version, text);
	if (strncmp(text, fold_unicode_version(), strlen(text)) != 0)
	{
		CHECK(true, "# SKIP needs an ICU with Unicode %s", fold_unicode_version());
		return;
	}
	for (UChar32 c = 0; c <= 0x10ffff; c++)
	{
		UErrorCode	status = U_ZERO_ERROR;
		const char *icu = uscript_getName(uscript_getScript(c, &status));
		unsigned	script = script_of((uint32_t) c);

		scripts += !same_name(script_name(script), icu);
		letters += script_letter((uint32_t) c) != (script != SCRIPT_NONE && (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0);
	}
	CHECK(scripts == 0, "every code point has ICU's script (%zu have not)", scripts);
	CHECK(letters == 0, "every letter is one (%zu are not)", letters);
}

int
main(void)
{
	static const char text[] = "Ab1é السَّلام \xff мир 日本ひらカナ";
	size_t		counts[SCRIPT_MAX] = {0};
	size_t		total = script_count_letters(text, sizeof(text) - 1, counts, NULL);

	CHECK(strcmp(script_name(SCRIPT_LATIN), "latin") == 0 && strcmp(script_name(SCRIPT_THAI), "thai") == 0 &&
		  strcmp(script_name(SCRIPT_DEVANAGARI), "devanagari") == 0 && strcmp(script_name(SCRIPT_KANA), "kana") == 0,
		  "the enum has the order of the names");
	CHECK(script_count() <= SCRIPT_MAX && script_name(script_count())[0] == '\0' && script_name(SCRIPT_NONE)[0] == '\0',
		  "a number without script has the empty name");
	CHECK(script_of(0x110000) == SCRIPT_NONE && script_of(UINT32_MAX) == SCRIPT_NONE && !script_letter(UINT32_MAX),
		  "what is no code point has no script");
	CHECK(total == 18 && counts[SCRIPT_LATIN] == 3 && counts[SCRIPT_ARABIC] == 6 && counts[SCRIPT_CYRILLIC] == 3 &&
		  counts[SCRIPT_HAN] == 2 && counts[SCRIPT_KANA] == 4, "letters are counted, marks and digits are not");
	test_against_icu();
	return tap_done();
}
