/*
 * libFuzzer target: the forms of a word and the stems of a beginning. Forms are within their limits, in order, the word
 * itself before all, each once for each use, and no farther than the word they are said to be of; stems begin otherwise than
 * the beginning, each once.
 */
#include <string.h>

#include "core/text/fold.h"
#include "core/text/word.h"
#include "core/text/word_form.h"
#include "core/text/word_prefix.h"
#include "fuzz.h"

static void
check_forms(const char *word, size_t len)
{
	struct word_forms forms;
	char		bare[WORD_MAX];
	char		other[WORD_MAX];
	bool		term = false;

	word_forms(word, len, &forms);
	require(forms.count > 0 && forms.count <= WORD_FORMS && forms.used <= sizeof(forms.bytes));
	require(forms.form[0].len == len && memcmp(forms.form[0].s, word, len) == 0);
	for (unsigned i = 0; i < forms.count; i++)
	{
		const struct word_form *form = &forms.form[i];

		require(form->len > 0 && form->use != 0 && (i == 0 || form->distance >= form[-1].distance));
		require(word_form_meets(form->s, form->s, form->len));
		term |= (form->use & WORD_FORM_TERM) != 0 && form->distance == 0;
		word_form_bare(form->s, form->len, bare);
		require(word_form_meets(bare, form->s, form->len));
		for (unsigned j = 0; j < i; j++)
			require((form->use & forms.form[j].use) == 0 || form->len != forms.form[j].len ||
					memcmp(form->s, forms.form[j].s, form->len) != 0);
	}
	require(term);
	word_form_bare(word, len, bare);
	word_form_bare(bare, len, other);
	require(memcmp(bare, other, len) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct word_options options = {FOLD_ALL & ~FOLD_HAMZA, false, false, WORD_AUTO};
	char		hamza[WORD_MAX];
	char		folded[WORD_MAX];
	struct word_prefix prefix;
	size_t		len = word_analyse(&options, (const char *) data, size, hamza, sizeof(hamza)).len;
	size_t		folded_len;

	if (len == 0)
		return 0;
	check_forms(hamza, len);
	options.fold = FOLD_ALL;
	folded_len = word_analyse(&options, (const char *) data, size, folded, sizeof(folded)).len;
	word_prefix(folded, folded_len == len ? hamza : folded, folded_len, &prefix);
	for (unsigned i = 0; i < prefix.count; i++)
		require(prefix.stem[i].len > 0 && prefix.stem[i].len <= sizeof(prefix.stem[i].s) &&
				(prefix.stem[i].len < prefix.len || memcmp(prefix.stem[i].s, prefix.s, prefix.len) != 0));
	return 0;
}
