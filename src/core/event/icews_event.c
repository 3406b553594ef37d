/* The code of an event that ICEWS names in words alone, by the table of src/data/icews_event.tsv. */
#include "core/event/event_line.h"

#include "core/base/ascii.h"
#include "core/base/search.h"

#include "core/generated/icews_event_data.h"

/* Letters and digits, without case; more than any text of the table has is cut off one behind its length. */
static size_t
fold_text(const char *s, size_t len, char buf[ICEWS_EVENT_LONGEST + 1])
{
	size_t		n = 0;

	for (size_t i = 0; i < len && n <= ICEWS_EVENT_LONGEST; i++)
	{
		if (ascii_is_alphanumeric(s[i]))
			buf[n++] = ascii_lower(s[i]);
	}
	return n;
}

bool
icews_event_code(const char *text, size_t len, event_code *code)
{
	char		folded[ICEWS_EVENT_LONGEST + 1];
	int			found = search_table(icews_events, text, folded, fold_text(text, len, folded));

	if (found < 0)
		return false;
	*code = icews_events[found].code;
	return true;
}
