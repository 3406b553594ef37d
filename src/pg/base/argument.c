/* Arguments that are names: languages, schemes, forms. */
#include "pg/base/argument.h"
#include "pg/base/report.h"

#include "core/base/keyword.h"

enum label_language
label_language(text *locale)
{
	const char *s = VARDATA_ANY(locale);
	size_t		len = VARSIZE_ANY_EXHDR(locale);

	if (len == 2 || (len > 2 && (s[2] == '_' || s[2] == '-')))
	{
		if (pg_strncasecmp(s, "en", 2) == 0)
			return LABEL_EN;
		if (pg_strncasecmp(s, "ar", 2) == 0)
			return LABEL_AR;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized locale of labels: \"%s\"", quoted_value(s, len)),
			 errhint("Labels are written in English (en) and Arabic (ar).")));
}

bool
text_is(text *value, const char *word)
{
	size_t		len = strlen(word);

	return VARSIZE_ANY_EXHDR(value) == len && memcmp(VARDATA_ANY(value), word, len) == 0;
}

int
name_arg(text *name, const char *what, const char *const *names, int count, const char *more)
{
	const char *s = VARDATA_ANY(name);
	size_t		len = VARSIZE_ANY_EXHDR(name);
	int			index = keyword_index(names, count, s, len);

	if (index < 0)
		report_unrecognized(what, s, len, names, count, more);
	return index;
}

int
cached_name(FmgrInfo *flinfo, text *name, int (*resolve) (const char *name, size_t len))
{
	name_cache *cache = flinfo->fn_extra;
	const char *s = VARDATA_ANY(name);
	int			len = (int) VARSIZE_ANY_EXHDR(name);

	if (cache != NULL && cache->len == len && memcmp(cache->name, s, len) == 0)
		return cache->value;
	if (cache == NULL)
		flinfo->fn_extra = cache = MemoryContextAlloc(flinfo->fn_mcxt, sizeof(name_cache));
	cache->value = resolve(s, len);
	cache->len = len <= (int) sizeof(cache->name) ? len : -1;
	memcpy(cache->name, s, Min(len, (int) sizeof(cache->name)));
	return cache->value;
}
