/* The forms of a word, by its script. */
#include "core/text/word_form.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/text/arabic_article.h"
#include "core/text/arabic_letter.h"

/* The lead bytes of U+0600 to U+06FF. */
static bool
is_arabic(const char *s, size_t len)
{
	return len > 0 && (unsigned char) s[0] >= 0xd8 && (unsigned char) s[0] <= 0xdb;
}

/* Does the word, or what its article stands before, begin with this byte's letter? */
static bool
is_first_letter(const char *s, size_t second_byte)
{
	return second_byte == 1 || (second_byte == 5 && memcmp(s, ARABIC_ARTICLE, ARABIC_ARTICLE_BYTES) == 0);
}

enum word_form_meeting
word_form_meets(const char *form, const char *term, size_t len)
{
	bool		left_out = false;
	bool		inner = false;
	bool		too_many = false;

	if (memcmp(form, term, len) == 0)
		return WORD_FORM_MET;
	if (!is_arabic(form, len))
		return WORD_FORM_APART;
	for (size_t i = 0; i < len; i++)
	{
		int			written;
		int			asked;

		if (form[i] == term[i])
			continue;
		/* the second byte of an alef */
		if (i == 0 || form[i - 1] != '\xd8' || (written = arabic_alef_of(form + i - 1)) < 0 || (asked = arabic_alef_of(term + i - 1)) < 0 ||
			(written != ALEF_BARE && (asked != ALEF_BARE || !is_first_letter(form, i))))
			return WORD_FORM_APART;
		left_out |= written == ALEF_BARE;
		inner |= written == ALEF_BARE && !is_first_letter(form, i);
		too_many |= written != ALEF_BARE;
	}
	if (left_out && too_many)
		return WORD_FORM_APART;
	return too_many ? WORD_FORM_FORGIVEN : inner ? WORD_FORM_LEFT_OUT : WORD_FORM_MET;
}

void
word_form_bare(const char *s, size_t len, char *out)
{
	memcpy(out, s, len);
	for (size_t i = 0; is_arabic(s, len) && i + 1 < len; i++)
		if (out[i] == '\xd8' && arabic_alef_of(out + i) > ALEF_BARE)
			out[i + 1] = arabic_alef_byte(ALEF_BARE);
}

void
word_forms(const char *word, size_t len, struct word_forms *forms)
{
	bool		arabic = is_arabic(word, len) && len <= WORD_FORM_LONGEST;
	unsigned	use = WORD_FORM_WHOLE | WORD_FORM_NAME | (arabic ? 0 : WORD_FORM_INFLECTED | WORD_FORM_TERM);

	if (!word_forms_begin(forms, word, len, use))
		return;
	if (arabic)
		word_forms_arabic(forms, word, len);
	else if (len <= WORD_FORM_LONGEST && ascii_are_small(word, len))
		word_forms_english(forms, word, len);
}
