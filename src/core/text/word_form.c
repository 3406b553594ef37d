/* The forms of a word, by its script. */
#include "core/text/word_form.h"

#include <string.h>

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
	return second_byte == 1 || (second_byte == 5 && memcmp(s, "\xd8\xa7\xd9\x84", 4) == 0);
}

bool
word_form_meets(const char *form, const char *term, size_t len)
{
	if (memcmp(form, term, len) == 0)
		return true;
	if (!is_arabic(form, len))
		return false;
	for (size_t i = 0; i < len; i++)
	{
		int			written;
		int			asked;

		if (form[i] == term[i])
			continue;
		/* the second byte of an alef */
		if (i == 0 || form[i - 1] != '\xd8' || (written = arabic_alef_of(form + i - 1)) < 0 || (asked = arabic_alef_of(term + i - 1)) < 0 ||
			(written != ALEF_BARE && (asked != ALEF_BARE || !is_first_letter(form, i))))
			return false;
	}
	return true;
}

void
word_form_bare(const char *s, size_t len, char *out)
{
	memcpy(out, s, len);
	for (size_t i = 0; is_arabic(s, len) && i + 1 < len; i++)
		if (out[i] == '\xd8' && arabic_alef_of(out + i) > ALEF_BARE)
			out[i + 1] = arabic_alef_byte(ALEF_BARE);
}

/* Forms come nearly in order; equal distances stay as they come. */
static void
insert(struct word_forms *forms, struct word_form form)
{
	unsigned	i = forms->count;

	if (forms->count == WORD_FORMS)
		return;
	for (; i > 0 && forms->form[i - 1].distance > form.distance; i--)
		forms->form[i] = forms->form[i - 1];
	forms->form[i] = form;
	forms->count++;
}

void
word_forms_add(struct word_forms *forms, const char *s, size_t len, unsigned use, unsigned distance)
{
	const char *kept = NULL;

	if (len == 0 || len > WORD_FORM_LONGEST + 8)
		return;
	for (unsigned i = 0; i < forms->count; i++)
	{
		const struct word_form *known = &forms->form[i];

		if (known->len == len && memcmp(known->s, s, len) == 0)
		{
			kept = known->s;
			use &= ~(unsigned) known->use;
		}
	}
	if (use == 0 || forms->count == WORD_FORMS)
		return;
	if (kept == NULL)
	{
		memcpy(forms->bytes + forms->used, s, len);
		kept = forms->bytes + forms->used;
		forms->used += (unsigned) len;
	}
	insert(forms, (struct word_form) {kept, (uint16_t) len, (uint8_t) use, (uint8_t) distance});
}

static bool
is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] < 'a' || s[i] > 'z')
			return false;
	return true;
}

void
word_forms(const char *word, size_t len, struct word_forms *forms)
{
	bool		arabic = is_arabic(word, len) && len <= WORD_FORM_LONGEST;
	unsigned	use = WORD_FORM_WHOLE | WORD_FORM_NAME | (arabic ? 0 : WORD_FORM_INFLECTED | WORD_FORM_TERM);

	forms->count = 0;
	forms->used = 0;
	if (len == 0 || len > UINT16_MAX)
		return;
	insert(forms, (struct word_form) {word, (uint16_t) len, (uint8_t) use, 0});
	if (arabic)
		word_forms_arabic(forms, word, len);
	else if (len <= WORD_FORM_LONGEST && is_plain(word, len))
		word_forms_english(forms, word, len);
}
