/* The options of folding as users write them. */
#include "core/text/fold.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/blank.h"

/* Equal, but for case and underscores in s? */
static bool
is_word(const char *s, size_t len, const char *word)
{
	for (size_t i = 0; i < len; i++)
	{
		if (s[i] == '_')
			continue;
		if (*word == '\0' || ascii_lower(s[i]) != *word)
			return false;
		word++;
	}
	return *word == '\0';
}

static bool
read_option(const char *s, size_t len, unsigned *options)
{
	static const char *const names[] = {"hamza", "tamarbuta", "alefmaqsura"};	/* in the order of the bits */
	const char *sign = memchr(s, '=', len);
	const char *value;
	size_t		name_len;
	size_t		value_len;

	if (sign == NULL)
		return false;
	value = sign + 1;
	name_len = (size_t) (sign - s);
	value_len = len - name_len - 1;
	blank_trim(&s, &name_len);
	blank_trim(&value, &value_len);
	for (unsigned i = 0; i < lengthof(names); i++)
	{
		if (!is_word(s, name_len, names[i]))
			continue;
		if (is_word(value, value_len, "fold"))
			*options |= 1u << i;
		else if (is_word(value, value_len, "keep"))
			*options &= ~(1u << i);
		else
			return false;
		return true;
	}
	return false;
}

bool
fold_options(const char *s, size_t len, unsigned *options, const char **bad, size_t *bad_len)
{
	const char *end;

	*options = FOLD_ALL;
	blank_trim(&s, &len);
	if (len == 0)
		return true;
	end = s + len;
	for (;;)
	{
		const char *comma = memchr(s, ',', (size_t) (end - s));
		size_t		n = (size_t) ((comma != NULL ? comma : end) - s);

		*bad = s;
		blank_trim(bad, &n);
		*bad_len = n;
		if (!read_option(*bad, n, options))
			return false;
		if (comma == NULL)
			return true;
		s = comma + 1;
	}
}
