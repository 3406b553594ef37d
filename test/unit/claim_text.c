/*
 * The words of claims: every claim has all of its parts, in both languages, and each language in its own letters.
 */
#include <string.h>

#include "core/statistics/claim_text.h"
#include "tap.h"

static const char *const parts[] = {"section", "claim", "measure", "unit", "finding", "limit"};

static const claim_text *
find(const char *id, const char *part)
{
	size_t		count;
	const claim_text *texts = claim_text_list(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(texts[i].id, id) == 0 && strcmp(texts[i].part, part) == 0)
			return &texts[i];
	return NULL;
}

static void
test_parts(void)
{
	static const char *const ids[] = {"H1", "H2", "H3", "H4", "H5", "H6", "H7", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8"};

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
	{
		int			missing = 0;

		for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++)
			missing += find(ids[i], parts[p]) == NULL;
		CHECK(missing == 0, "%s has all of its parts", ids[i]);
	}
	CHECK(find("any", "sentence") != NULL && find("any", "supported") != NULL && find("any", "too_few") != NULL, "and all have some in common");
}

static bool
is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char) *s >= 0x80)
			return false;
	return true;
}

static void
test_languages(void)
{
	size_t		count;
	const claim_text *texts = claim_text_list(&count);
	int			wrong = 0;

	for (size_t i = 0; i < count; i++)
		wrong += !is_ascii(texts[i].text[LABEL_EN]) || is_ascii(texts[i].text[LABEL_AR]);
	CHECK(count > 100 && wrong == 0, "English is in ASCII, which every database has, and Arabic is not");
}

int
main(void)
{
	test_parts();
	test_languages();
	return tap_done();
}
