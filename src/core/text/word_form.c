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

/* 2 for an Arabic letter, else 1. */
static size_t
letter_bytes(const char *s, size_t len, size_t at)
{
	return at + 1 < len && ((unsigned char) s[at] & 0xe0) == 0xc0 ? 2 : 1;
}

enum word_form_meeting
word_form_meets(const char *form, const char *term, size_t len)
{
	bool		left_out = false;
	bool		farther = false;
	bool		too_many = false;
	size_t		begins;

	if (memcmp(form, term, len) == 0)
		return WORD_FORM_MET;
	if (!is_arabic(form, len))
		return WORD_FORM_APART;
	begins = arabic_article_before(form, len, 1) ? ARABIC_ARTICLE_BYTES : 0;
	for (size_t i = 0, letter; i < len; i += letter)
	{
		char		bare[2];
		char		bare_term[2];
		enum arabic_alef written;
		enum arabic_alef asked;

		letter = letter_bytes(form, len, i);
		if (memcmp(form + i, term + i, letter) == 0)
			continue;
		if (letter == 1)
			return WORD_FORM_APART;
		written = arabic_hamza(form + i, bare);
		asked = arabic_hamza(term + i, bare_term);
		if (memcmp(bare, bare_term, 2) != 0 || (written != ALEF_BARE && (asked != ALEF_BARE || i != begins)))
			return WORD_FORM_APART;
		left_out |= written == ALEF_BARE;
		farther |= written == ALEF_BARE && i != begins;
		too_many |= written != ALEF_BARE;
	}
	if (left_out && too_many)
		return WORD_FORM_APART;
	return too_many ? WORD_FORM_FORGIVEN : farther ? WORD_FORM_LEFT_OUT : WORD_FORM_MET;
}

void
word_form_bare(const char *s, size_t len, char *out)
{
	memcpy(out, s, len);
	if (!is_arabic(s, len))
		return;
	for (size_t i = 0; i + 1 < len; i += letter_bytes(s, len, i))
		arabic_hamza(s + i, out + i);
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
