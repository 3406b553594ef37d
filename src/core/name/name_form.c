/* Frequent names: the Arabic form, its vowels, and the ways in which Latin letters write it (name_form.tsv). */
#include "core/name/name_form.h"

#include <stdint.h>

#include "core/base/keyword.h"
#include "core/base/search.h"

#include "core/generated/name_form_data.h"

#define SPELLINGS ((int) lengthof(name_spellings))

int
name_form_find(const char *bare, size_t len)
{
	return search_table(name_forms, bare, bare, len);
}

const name_form *
name_form_at(int form)
{
	return &name_forms[form];
}

/* The first of a word's spellings in the list, -1 if there is none. */
static int
find_spelling(const char *word, size_t len)
{
	return search_table(name_spellings, latin, word, len);
}

const name_form *
name_form_of_spelling(const char *latin, size_t len)
{
	int			spelling = find_spelling(latin, len);

	return spelling >= 0 ? &name_forms[name_spellings[spelling].form] : NULL;
}

static bool
has_form(const char *latin, size_t len, int form)
{
	int			i = find_spelling(latin, len);

	for (; i >= 0 && i < SPELLINGS && keyword_is(latin, len, name_spellings[i].latin); i++)
		if (name_spellings[i].form == form)
			return true;
	return false;
}

bool
name_forms_match(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int			form = name_form_find(b, b_len);
	int			i;

	if (form >= 0)
		return has_form(a, a_len, form);
	form = name_form_find(a, a_len);
	if (form >= 0)
		return has_form(b, b_len, form);
	i = find_spelling(a, a_len);
	for (; i >= 0 && i < SPELLINGS && keyword_is(a, a_len, name_spellings[i].latin); i++)
		if (has_form(b, b_len, name_spellings[i].form))
			return true;
	return false;
}
