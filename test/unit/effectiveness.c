/* Sentences of evidence: numbers as they are read, both languages, and room for the longest. */
#include "core/base/array.h"
#include "core/lexicon/effectiveness.h"
#include "tap.h"

#include <float.h>
#include <string.h>

static const char *const points[] = {"1.3", "1.5", "1.7", "2.1", "3.1", "3.2", "4.2", "4.3", "4.5", "5.1", "5.2", "6.3", "6.4"};
static char sentence[EFFECTIVENESS_SENTENCE_MAX];

static bool
reads(const char *point, double figure, int64_t n, enum label_language language, const char *expected)
{
	size_t		len = effectiveness_sentence(effectiveness_evidence_of(point, strlen(point)), figure, n, language, sentence);

	return len == strlen(sentence) && strcmp(sentence, expected) == 0;
}

int
main(void)
{
	CHECK(effectiveness_evidence_of("1.1", 3) == NULL && effectiveness_evidence_of("", 0) == NULL && effectiveness_evidence_of("1.30", 4) == NULL &&
		  effectiveness_evidence_of("1.3", 2) == NULL, "points without evidence");
	CHECK(reads("3.1", 0.6666, 3, LABEL_EN, "66.7% of the replies (3) came within a day."), "a share");
	CHECK(reads("3.1", 1, 3, LABEL_EN, "100% of the replies (3) came within a day."), "a whole");
	CHECK(reads("4.2", 10, 12, LABEL_EN, "Languages in use: 10 (texts: 12)."), "a number that ends in 0");
	CHECK(reads("3.1", 0.5, 2, LABEL_AR, "50% من الردود (2) جاءت خلال يوم."), "in Arabic");
	for (size_t i = 0; i < lengthof(points); i++)
		for (int language = 0; language < LABEL_LANGUAGES; language++)
			CHECK(effectiveness_sentence(effectiveness_evidence_of(points[i], 3), -DBL_MAX / 100, INT64_MIN, (enum label_language) language, sentence) <
				  sizeof(sentence), "%s: the longest numbers fit", points[i]);
	return tap_done();
}
