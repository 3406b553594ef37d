/* Evidence for points of effectiveness: the table is made from src/data/effectiveness_evidence.tsv. */
#include "core/lexicon/effectiveness.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/array.h"

#include "core/generated/effectiveness_data.h"

#define NUMBER_MAX 320			/* the largest double has 309 digits before its point */

const effectiveness_evidence *
effectiveness_evidence_of(const char *point, size_t len)
{
	for (size_t i = 0; i < lengthof(evidence_rows); i++)
		if (strlen(evidence_rows[i].point) == len && memcmp(evidence_rows[i].point, point, len) == 0)
			return &evidence_rows[i];
	return NULL;
}

/* One decimal place, none where it is 0. */
static void
write_figure(const effectiveness_evidence *evidence, double figure, char buf[NUMBER_MAX])
{
	int			len = snprintf(buf, NUMBER_MAX - 1, "%.1f", evidence->is_share ? 100 * figure : figure);

	if (len > 2 && strcmp(buf + len - 2, ".0") == 0)
		buf[len -= 2] = '\0';
	if (evidence->is_share)
		strcpy(buf + len, "%");
}

size_t
effectiveness_sentence(const effectiveness_evidence *evidence, double figure, int64_t n, enum label_language language,
					   char buf[EFFECTIVENESS_SENTENCE_MAX])
{
	char		figure_text[NUMBER_MAX];
	char		n_text[24];
	size_t		end = 0;

	write_figure(evidence, figure, figure_text);
	snprintf(n_text, sizeof(n_text), "%" PRId64, n);
	for (const char *s = evidence->sentence[language]; *s != '\0';)
	{
		const char *number = strncmp(s, "{figure}", 8) == 0 ? figure_text : strncmp(s, "{n}", 3) == 0 ? n_text : NULL;

		if (number == NULL)
		{
			buf[end++] = *s++;
			continue;
		}
		memcpy(buf + end, number, strlen(number));
		end += strlen(number);
		s = strchr(s, '}') + 1;
	}
	buf[end] = '\0';
	return end;
}
