/*
 * The pinned tables of Unicode beside those of the ICU library that the server has loaded. They differ where ICU is
 * of another version of Unicode; that is reported, never an error, for results are made from the pinned tables alone.
 */
#include "pg/compat.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#include "core/text/fold.h"
#include "core/text/script.h"
#include "core/text/segment.h"
#include "core/text/word_break.h"
#include "core/base/utf8.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

SMARTDIP_FUNCTION(smartdip_icu_version);
SMARTDIP_FUNCTION(smartdip_icu_selfcheck);

#define VALUE_MAX 160

/* A property's value for a code point, in words, from the tables and from ICU; "" where it has none. */
typedef struct both
{
	char		ours[VALUE_MAX];
	char		icu[VALUE_MAX];
} both;

/* NFKC_Casefold of a code point as ICU has it, in UTF-8. */
static size_t
icu_casefold(UChar32 c, char *out, size_t size)
{
	UErrorCode	status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc_cf = unorm2_getNFKCCasefoldInstance(&status);
	UChar		utf16[2];
	UChar		mapped[64];
	int32_t		n = 0;
	int32_t		len = 0;

	U16_APPEND_UNSAFE(utf16, n, c);
	n = unorm2_normalize(nfkc_cf, utf16, n, mapped, lengthof(mapped), &status);
	u_strToUTF8(out, (int32_t) size, &len, mapped, n, &status);
	if (U_FAILURE(status))
		elog(ERROR, "ICU cannot normalize U+%04X: %s", (unsigned) c, u_errorName(status));
	return (size_t) len;
}

/* Does folding go beyond NFKC_Casefold for this one? */
static bool
has_rule_of_its_own(UChar32 c)
{
	UErrorCode	status = U_ZERO_ERROR;

	return (c >= 0x0600 && c <= 0x06ff) || u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) || u_charType(c) == U_DECIMAL_DIGIT_NUMBER ||
		uscript_getScript(c, &status) == USCRIPT_LATIN;
}

/*
 * The tables hold the whole fold only. So what ICU maps a code point to must fold as the code point does, and one
 * that ICU leaves alone must be its own fold unless folding has a rule for it.
 */
static bool
casefold_differs(UChar32 c, both *values)
{
	char		self[UTF8_MAX];
	char		mapped[VALUE_MAX];
	size_t		self_len = utf8_encode((uint32_t) c, self);
	size_t		mapped_len = icu_casefold(c, mapped, sizeof(mapped));
	bool		changed = mapped_len != self_len || memcmp(mapped, self, self_len) != 0;
	size_t		ours_len = fold_utf8(self, self_len, FOLD_ALL, values->ours, VALUE_MAX - 1);
	size_t		icu_len = fold_utf8(mapped, mapped_len, FOLD_ALL, values->icu, VALUE_MAX - 1);

	values->ours[Min(ours_len, VALUE_MAX - 1)] = values->icu[Min(icu_len, VALUE_MAX - 1)] = '\0';
	if (!changed && !has_rule_of_its_own(c))
	{
		memcpy(values->icu, self, self_len);
		values->icu[self_len] = '\0';
	}
	return strcmp(values->ours, values->icu) != 0;
}

static bool
digit_differs(UChar32 c, both *values)
{
	char		self[UTF8_MAX];
	size_t		len = fold_utf8(self, utf8_encode((uint32_t) c, self), FOLD_ALL, values->ours, VALUE_MAX - 1);

	if (u_charType(c) != U_DECIMAL_DIGIT_NUMBER)
		return false;			/* a digit to the tables alone shows as a difference of casefold_differs */
	values->ours[len] = '\0';
	snprintf(values->icu, VALUE_MAX, "%d", (int) u_charDigitValue(c));
	return strcmp(values->ours, values->icu) != 0;
}

static bool
script_differs(UChar32 c, both *values)
{
	UErrorCode	status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript(c, &status);
	const char *name = uscript_getName(script);

	if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN || name == NULL)
		name = "";
	else if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_KATAKANA_OR_HIRAGANA)
		name = "kana";
	strlcpy(values->ours, script_name(script_of((uint32_t) c)), VALUE_MAX);
	strlcpy(values->icu, name, VALUE_MAX);
	for (char *p = values->icu; *p != '\0'; p++)
		*p = (char) pg_tolower((unsigned char) *p);
	return strcmp(values->ours, values->icu) != 0;
}

static bool
letter_differs(UChar32 c, both *values)
{
	bool		ours = script_letter((uint32_t) c);
	bool		icu = (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0 && script_of((uint32_t) c) != SCRIPT_NONE;

	strlcpy(values->ours, ours ? "letter" : "", VALUE_MAX);
	strlcpy(values->icu, icu ? "letter" : "", VALUE_MAX);
	return ours != icu;
}

static bool
break_class_differs(UChar32 c, both *values)
{
	const char *icu = u_getPropertyValueName(UCHAR_WORD_BREAK, u_getIntPropertyValue(c, UCHAR_WORD_BREAK), U_LONG_PROPERTY_NAME);

	strlcpy(values->ours, word_break_class_name(word_break_class((uint32_t) c)), VALUE_MAX);
	strlcpy(values->icu, icu == NULL ? "" : icu, VALUE_MAX);
	return strcmp(values->ours, values->icu) != 0;
}

/* Every property of the pinned tables that ICU has, too. A further table adds its line here. */
static const struct property
{
	const char *name;
	bool		(*differs) (UChar32 c, both *values);
}			properties[] = {
	{"nfkc_casefold", casefold_differs},
	{"decimal_digit", digit_differs},
	{"script", script_differs},
	{"letter", letter_differs},
	{"word_break", break_class_differs},
};

/* ICU's version of Unicode. Versions are written in full, 15.0.0, as the tables' version is. */
static const char *
loaded_unicode_version(void)
{
	UVersionInfo version;

	u_getUnicodeVersion(version);
	return psprintf("%d.%d.%d", version[0], version[1], version[2]);
}

/* ASCII as it is, every other character as U+XXXX: the database's encoding may not have it. */
static const char *
spelled(const char *s)
{
	const char *end = s + strlen(s);
	StringInfoData buf;

	initStringInfo(&buf);
	while (s < end)
	{
		uint32_t	c;

		s += utf8_decode(s, end, &c);
		if (c >= 0x20 && c < 0x7f)
			appendStringInfoChar(&buf, (char) c);
		else
			appendStringInfo(&buf, "<U+%04X>", c);
	}
	return buf.data;
}

static void
check_property(ReturnSetInfo *result, const struct property *property)
{
	Datum		values[6];
	bool		nulls[6] = {false};
	int			compared = 0;
	int			differences = 0;
	const char *first = NULL;

	for (UChar32 c = 0; c <= 0x10ffff; c++)
	{
		both		words = {"", ""};

		if (c >= 0xd800 && c <= 0xdfff)
			continue;			/* surrogates are no characters */
		if ((c & 0xfff) == 0)
			CHECK_FOR_INTERRUPTS();
		compared++;
		if (property->differs(c, &words) && differences++ == 0)
			first = psprintf("U+%04X: \"%s\", in ICU \"%s\"", (unsigned) c, spelled(words.ours), spelled(words.icu));
	}
	values[0] = CStringGetTextDatum(property->name);
	values[1] = CStringGetTextDatum(fold_unicode_version());
	values[2] = CStringGetTextDatum(loaded_unicode_version());
	values[3] = Int32GetDatum(compared);
	values[4] = Int32GetDatum(differences);
	nulls[5] = first == NULL;
	values[5] = first == NULL ? (Datum) 0 : CStringGetTextDatum(first);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

Datum
smartdip_icu_selfcheck(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (size_t i = 0; i < lengthof(properties); i++)
		check_property(result, &properties[i]);
	return (Datum) 0;
}

Datum
smartdip_icu_version(PG_FUNCTION_ARGS)
{
	UVersionInfo version;
	char		text[U_MAX_VERSION_STRING_LENGTH];

	u_getVersion(version);
	u_versionToString(version, text);
	PG_RETURN_TEXT_P(cstring_to_text(text));
}
