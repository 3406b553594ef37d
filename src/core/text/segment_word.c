/* What of a word is rare, so that its scanner need not know it. */
#include "core/text/segment_word.h"

size_t
segment_scan_rare(const byte *p, const byte *end, unsigned mask, unsigned *seen)
{
	unsigned	kind;
	size_t		n;

	if (*p >= 0x80)
	{
		n = kind_at(p, end, &kind);
		if (kind & mask)
		{
			*seen |= kind;
			return n;
		}
		if (kind & KIND_CONTROL)
		{
			/* Joiners and direction marks are the word's if it goes on behind them. */
			const byte *q = p;

			do
				q += n;
			while (q < end && (n = kind_at(q, end, &kind), kind & KIND_CONTROL));
			if (q == end || !(kind & mask & (LETTER | KIND_MARK)))
				return 0;
			*seen |= KIND_CHANGES | KIND_WIDE;
			return (size_t) (q - p);
		}
	}
	if (!(mask & (KIND_LATIN | KIND_OTHER)))
		return 0;
	n = apostrophe(p, end);
	if (n == 0 && *p == '"' && *seen & mask & KIND_OTHER && AT(p + 1, end, "\xd7") && AT(p - 2, end, "\xd7"))
		n = 1;					/* gershayim */
	if (n == 0 || !(kind_or_none(p + n, end) & mask & LETTER))
		return 0;
	*seen |= n > 1 ? KIND_WIDE : 0;
	return n;
}
