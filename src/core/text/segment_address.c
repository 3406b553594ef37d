/* Hosts, email addresses and URLs. */
#include "core/text/segment_scan.h"

#include "core/text/top_level_domain.h"

/* Letters of Arabic behind others, or others behind Arabic: no label of a domain has both. */
static inline bool
changes_script(unsigned label, unsigned kind)
{
	return label & LETTER && kind & LETTER && (label & KIND_ARABIC) != (kind & KIND_ARABIC);
}

/* A dash in a title, Iran–Iraq_War: its bytes, or 0 where it stands behind the address. */
static inline size_t
dash(const byte *p, const byte *end)
{
	bool		is_dash = AT(p, end, "\xe2\x80\x90") || AT(p, end, "\xe2\x80\x91") || AT(p, end, "\xe2\x80\x92") || AT(p, end, "\xe2\x80\x93");

	return is_dash && kind_or_none(p + 3, end) & NAME ? 3 : 0;
}

/* Without the punctuation of the sentence around it; a last _ or - is the address's own. */
static const byte *
without_punctuation(const byte *start, const byte *end, size_t opened, size_t closed)
{
	for (; end > start && strchr(".,;:!?'])*|", end[-1]) != NULL; end--)
		if (end[-1] == ')')
		{
			if (closed <= opened)
				break;
			closed--;
		}
	return end;
}

const byte *
segment_scan_url(const byte *p, const byte *end, bool in_host, unsigned *seen)
{
	const byte *start = p;
	size_t		opened = 0;
	size_t		closed = 0;
	unsigned	label = 0;

	while (p < end)
	{
		unsigned	kind;
		size_t		n = kind_at(p, end, &kind);

		if (*p >= 0x80 && !(kind & (NAME | KIND_EMOJI)))
		{
			n = in_host ? 0 : dash(p, end);
			if (n == 0)
				break;
			kind = KIND_WIDE | KIND_CHANGES;
		}
		else if (*p < 0x80 && (*p <= ' ' || strchr("<>\"`{}\\^\x7f", *p) != NULL))
			break;
		if (in_host && changes_script(label, kind))
			break;
		in_host = in_host && strchr("/?#", *p) == NULL;
		label = kind & NAME || *p == '-' ? label | kind : 0;
		opened += *p == '(';
		closed += *p == ')';
		*seen |= kind & (KIND_WIDE | KIND_CHANGES);
		p += n;
	}
	return without_punctuation(start, p, opened, closed);
}

/* Letters and digits, of a host or the local part of an email address. */
static inline size_t
address_char(const byte *p, const byte *end, unsigned *seen)
{
	unsigned	kind;
	size_t		n = kind_at(p, end, &kind);

	if (!(kind & NAME) && *p != '-' && *p != '_' && *p != '+')
		return 0;
	*seen |= kind;
	return n;
}

/* A point without a space behind it is common, and an Arabic domain is a word: it takes two points to make a host. */
static bool
is_host_end(const byte *label, const byte *end, int points)
{
	return top_level_domain((const char *) label, (size_t) (end - label)) && (*label < 0x80 || points > 1);
}

/*
 * A host or an email address from start: its end and type, or NULL. *stop is how far the decision reaches: whatever
 * begins between start and there ends like this one and is none either.
 */
const byte *
segment_scan_address(const byte *start, const byte *end, const byte **stop, enum token_type *type, unsigned *seen)
{
	const byte *p = start;
	const byte *label = start;
	const byte *at = NULL;
	unsigned	label_kinds = 0;
	int			points = 0;

	if (end - start > SEGMENT_ADDRESS_MAX)
		end = start + SEGMENT_ADDRESS_MAX;
	*seen = 0;
	while (p < end)
	{
		unsigned	kind = 0;
		size_t		n = address_char(p, end, &kind);

		if (changes_script(label_kinds, kind))
			break;
		label_kinds |= kind;
		*seen |= kind;
		if (n == 0)
		{
			unsigned	ignored;

			if ((*p != '.' && (*p != '@' || at != NULL)) || p == label || p + 1 == end || address_char(p + 1, end, &ignored) == 0)
				break;
			if (*p == '@')
			{
				at = p;
				points = 0;
			}
			else
				points++;
			label = p + 1;
			label_kinds = 0;
			n = 1;
		}
		p += n;
	}
	*stop = p;
	while (p > label && (p[-1] == '-' || p[-1] == '_' || p[-1] == '+'))
		p--;
	if (points == 0 || p == label)
		return NULL;
	*type = at != NULL ? TOKEN_EMAIL : TOKEN_HOST;
	if (at != NULL ? p - label < 2 || kind_or_none(label, end) & KIND_DIGIT
		: !is_host_end(label, p, points) && !(AT(start, end, "www.") && points > 1))
		return NULL;
	return p;
}
