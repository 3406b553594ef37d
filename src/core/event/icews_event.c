/* The code of an event that ICEWS names in words alone, by the table of src/data/icews_event.tsv. */
#include "core/event/event_line.h"

#include "core/base/bytes.h"
#include "core/generated/icews_event_data.h"

/* Letters and digits, without case; more than any text of the table has is cut off one behind its length. */
static size_t
fold_text(const char *s, size_t len, char buf[ICEWS_EVENT_LONGEST + 1])
{
	size_t		n = 0;

	for (size_t i = 0; i < len && n <= ICEWS_EVENT_LONGEST; i++)
	{
		char		c = (char) (s[i] >= 'A' && s[i] <= 'Z' ? s[i] + ('a' - 'A') : s[i]);

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf[n++] = c;
	}
	return n;
}

bool
icews_event_code(const char *text, size_t len, event_code *code)
{
	char		folded[ICEWS_EVENT_LONGEST + 1];
	size_t		n = fold_text(text, len, folded);
	size_t		low = 0;
	size_t		high = sizeof(icews_events) / sizeof(icews_events[0]);

	while (low < high)
	{
		size_t		middle = (low + high) / 2;
		int			order = bytes_compare(icews_events[middle].text, strlen(icews_events[middle].text), folded, n);

		if (order == 0)
		{
			*code = icews_events[middle].code;
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}
