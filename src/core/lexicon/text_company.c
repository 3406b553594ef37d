/* The company of terms. */
#include "core/lexicon/text_company.h"

#include <string.h>

void
text_company_begin(struct text_company *company)
{
	memset(company, 0, sizeof(*company));
}

void
text_company_note(struct text_company *company, const struct lexicon *lexicon, uint32_t entry, uint32_t end)
{
	uint32_t	domains = lexicon_tag(lexicon, entry);

	for (int i = 0; i < COMPANY_DOMAINS; i++)
		if (domains & 1u << i && end > company->end[i])
			company->end[i] = end;
}

static bool
is_before(const struct text_company *company, uint32_t domains, uint32_t number)
{
	for (int i = 0; i < COMPANY_DOMAINS; i++)
		if (domains & 1u << i && company->end[i] > 0 && company->end[i] + COMPANY_REACH > number)
			return true;
	return false;
}

/* The words from one of those ahead on, for a walk. */
struct words_from
{
	company_source source;
	void	   *arg;
	unsigned	first;
};

static const uint32_t *
ids_from(void *arg, unsigned ahead)
{
	const struct words_from *from = arg;
	struct company_word word;

	if (!from->source(from->arg, from->first + ahead, &word) || (ahead > 0 && word.apart))
		return NULL;
	return word.ids;
}

/* Does a phrase of one of the domains begin at the word? */
static bool
is_company(const struct lexicon *lexicon, uint32_t domains, struct words_from *from)
{
	struct lexicon_found phrases;

	lexicon_find(lexicon, ids_from, from, &phrases);
	for (unsigned m = 0; m < phrases.count; m++)
	{
		const struct lexicon_match *match = &phrases.match[m];

		for (uint32_t i = 0; i < match->count && !lexicon_is_covered(&phrases, match->words); i++)
		{
			uint32_t	entry = lexicon_entry(match->outputs[i]);

			if (entry >= lexicon->company && lexicon_tag(lexicon, entry) & domains)
				return true;
		}
	}
	return false;
}

/* Looks from the word at hand to the reach behind the term; what was looked at before for these domains is passed over. */
static bool
is_ahead(struct text_company *company, const struct lexicon *lexicon, uint32_t domains, uint32_t number, unsigned words,
		 company_source source, void *arg)
{
	struct words_from from = {source, arg, 0};
	struct company_word word;
	bool		found = false;

	if ((domains & ~company->clear_domains) == 0 && company->clear > number)
		from.first = company->clear - number;
	company->clear_domains = domains;
	for (; from.first < words + COMPANY_REACH && source(arg, from.first, &word); from.first++)
	{
		if (from.first > 0 && word.sentence)
			break;
		if (lexicon_starts(lexicon, word.ids) && is_company(lexicon, domains, &from))
		{
			found = true;
			break;
		}
	}
	company->clear = number + from.first;
	return found;
}

enum lexicon_certainty
text_company_certainty(struct text_company *company, const struct lexicon *lexicon, uint32_t output, uint32_t number,
					   unsigned words, company_source source, void *arg)
{
	struct company_word word;
	uint32_t	domains;

	if (!(lexicon_marks(output) & LEXICON_IN_COMPANY))
		return LEXICON_SURE;
	domains = lexicon_tag(lexicon, lexicon_entry(output));
	if (is_before(company, domains, number) || (number == 0 && !source(arg, words, &word)) ||
		is_ahead(company, lexicon, domains, number, words, source, arg))
		return LEXICON_ACCOMPANIED;
	return LEXICON_ALONE;
}
