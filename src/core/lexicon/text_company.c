/* The company of terms. */
#include "core/lexicon/text_company.h"

#include <string.h>

void
text_company_begin(struct text_company *company)
{
	memset(company->end, 0, sizeof(company->end));
	company->looked = 0;
}

void
text_company_note(struct text_company *company, const struct lexicon *lexicon, uint32_t entry, uint32_t end)
{
	uint32_t	domains = lexicon_tag(lexicon, entry);

	for (int i = 0; i < COMPANY_DOMAINS; i++)
		if (domains & 1u << i && end > company->end[i])
			company->end[i] = end;
}

/* The domains whose phrases end shortly before the word, or in front of it. */
static uint32_t
domains_before(const struct text_company *company, uint32_t number)
{
	uint32_t	domains = 0;

	for (int i = 0; i < COMPANY_DOMAINS; i++)
		if (company->end[i] > 0 && company->end[i] + COMPANY_REACH > number)
			domains |= 1u << i;
	return domains;
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

/* The domains whose phrases begin at the word. */
static uint32_t
domains_of(const struct lexicon *lexicon, struct words_from *from)
{
	struct lexicon_found phrases;
	uint32_t	domains = 0;

	lexicon_find(lexicon, ids_from, from, &phrases);
	for (unsigned m = 0; m < phrases.count; m++)
	{
		const struct lexicon_match *match = &phrases.match[m];

		for (uint32_t i = 0; i < match->count; i++)
		{
			uint32_t	entry = lexicon_entry(match->outputs[i]);

			if (entry >= lexicon->company && !lexicon_is_covered(&phrases, match->words, entry))
				domains |= lexicon_tag(lexicon, entry);
		}
	}
	return domains;
}

/* The domains whose phrases begin in the sentence at the word at hand or behind it, up to another. Each word is looked at once. */
static uint32_t
domains_ahead(struct text_company *company, const struct lexicon *lexicon, uint32_t number, uint32_t up_to,
			  company_source source, void *arg)
{
	struct company_word word;
	uint32_t	domains = 0;

	if (company->looked < number)
		company->looked = number;
	for (; company->looked < up_to; company->looked++)
	{
		struct words_from from = {source, arg, company->looked - number};

		if (!source(arg, from.first, &word) || (from.first > 0 && word.sentence))
			break;
		company->begins[company->looked % COMPANY_LOOKED] =
			(uint16_t) (lexicon_starts(lexicon, word.ids) ? domains_of(lexicon, &from) : 0);
	}
	for (uint32_t i = number; i < up_to && i < company->looked; i++)
		domains |= company->begins[i % COMPANY_LOOKED];
	return domains;
}

enum lexicon_certainty
text_company_certainty(struct text_company *company, const struct lexicon *lexicon, uint32_t output, uint32_t number,
					   unsigned words, company_source source, void *arg)
{
	struct company_word word;
	uint32_t	around;
	uint32_t	any;
	uint32_t	all;

	if (!(lexicon_marks(output) & LEXICON_IN_COMPANY))
		return LEXICON_SURE;
	/* nothing else is in the text */
	if (number == 0 && !source(arg, words, &word))
		return LEXICON_ACCOMPANIED;
	any = lexicon_tag(lexicon, lexicon_entry(output)) & COMPANY_ANY;
	all = lexicon_tag(lexicon, lexicon_entry(output)) >> COMPANY_DOMAINS;
	around = domains_before(company, number);
	if (!(around & any))
		around |= domains_ahead(company, lexicon, number, number + words + COMPANY_REACH, source, arg);
	return around & any || (all != 0 && (around & all) == all) ? LEXICON_ACCOMPANIED : LEXICON_ALONE;
}
