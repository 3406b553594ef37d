/* The list of a word's forms, which the files of the languages add to. */
#include "core/text/word_form.h"

#include <string.h>

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
	insert(forms, (struct word_form) {kept, (uint16_t) len, (uint8_t) use, (uint8_t) (distance + forms->later)});
}

bool
word_forms_begin(struct word_forms *forms, const char *word, size_t len, unsigned use)
{
	forms->count = 0;
	forms->used = 0;
	forms->later = 0;
	if (len == 0 || len > UINT16_MAX)
		return false;
	insert(forms, (struct word_form) {word, (uint16_t) len, (uint8_t) use, 0});
	return true;
}
