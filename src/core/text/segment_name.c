/* Hashtags, mentions and their words; emoji. */
#include "core/text/segment_scan.h"

/* 5 and an enclosing key, with or without the selector of colour before it. */
const byte *
segment_scan_keycap(const byte *p, const byte *end)
{
	if (AT(p, end, "\xef\xb8\x8f"))
		p += 3;
	return AT(p, end, "\xe2\x83\xa3") ? p + 3 : NULL;
}

/* One picture: a flag, or an emoji with its colour and all that is joined to it. */
const byte *
segment_scan_emoji(const byte *p, const byte *end)
{
	unsigned	kind;
	size_t		n = kind_at(p, end, &kind);

	p += n;
	if (kind & KIND_REGIONAL)
	{
		if (p < end && (n = kind_at(p, end, &kind), kind & KIND_REGIONAL))
			p += n;
		return p;
	}
	while (p < end)
	{
		n = kind_at(p, end, &kind);
		if (AT(p, end, "\xe2\x80\x8d"))
		{
			/* A joiner, if there is something to join. */
			const byte *next = p + n;

			if (next == end || (n = kind_at(next, end, &kind), !(kind & (KIND_EMOJI | KIND_PICTOGRAPH))))
				return p;
			p = next + n;
		}
		else if (kind & KIND_MARK || AT(p, end, "\xf0\x9f\x8f") || AT(p, end, "\xf3\xa0\x80") || AT(p, end, "\xf3\xa0\x81"))
		{
			/* Marks, skin tones U+1F3FB to 1F3FF, and the tags of a region's flag */
			if (*p == 0xf0 && (n < 4 || p[3] < 0xbb))
				return p;
			if (n == 1)
				return p;
			p += n;
		}
		else
			return p;
	}
	return p;
}

/* A name has a letter. */
const byte *
segment_scan_name(const byte *text, const byte *word_end, const byte *p, const byte *end, unsigned *seen)
{
	const byte *q = p + 1;

	*seen = 0;
	if (p == word_end || (p > text && p[-1] == '&'))
		return NULL;
	while (q < end)
	{
		unsigned	kind;
		size_t		n = kind_at(q, end, &kind);

		if (kind & NAME && !(kind & KIND_MARK && q == p + 1))
			*seen |= kind;
		else if (kind & KIND_CONTROL && q > p + 1)
		{
			const byte *next = q + n;

			while (next < end && (n = kind_at(next, end, &kind), kind & KIND_CONTROL))
				next += n;
			if (next == end || !(kind & LETTER))
				break;
			*seen |= KIND_WIDE | KIND_CHANGES;
			n = (size_t) (next - q);
		}
		else if (*q != '_')
			break;
		q += n;
	}
	return *seen & LETTER ? q : NULL;
}

/* The next part of a hashtag or mention: its words, and those of CamelCase. */
const byte *
segment_scan_name_part(const byte *p, const byte *end, unsigned *seen)
{
	unsigned	kind = kind_or_none(p, end);
	const byte *q = p;
	size_t		n;
	size_t		letters = 0;
	const byte *last = p;

	*seen = 0;
	if (!(kind & (KIND_LATIN | KIND_OTHER | KIND_DIGIT)))
		return scan_word(p, end, word_mask(kind), seen);
	if (kind & KIND_DIGIT)
	{
		/* 2nd is a word, 7News two. */
		q = scan_word(p, end, KIND_DIGIT | KIND_MARK, seen);
		if (q == end || !((kind = kind_or_none(q, end)) & (KIND_LATIN | KIND_OTHER)) || kind & KIND_UPPER)
			return q;
	}
	while (q < end && (n = kind_at(q, end, &kind), kind & KIND_UPPER || kind & KIND_MARK))
	{
		if (kind & KIND_UPPER)
		{
			last = q;
			letters++;
		}
		*seen |= kind;
		q += n;
	}
	if (q < end && kind & KIND_LOWER && kind & (KIND_LATIN | KIND_OTHER))
	{
		if (letters > 1 && !(*q == 's' && !(kind_or_none(q + 1, end) & KIND_LOWER)))
			return last;		/* UN|News, but NGOs */
		while (q < end && (n = kind_at(q, end, &kind), kind & (KIND_LATIN | KIND_OTHER | KIND_MARK)) && !(kind & KIND_UPPER))
		{
			letters += (kind & KIND_LOWER) != 0;
			*seen |= kind;
			q += n;
		}
	}
	/* COP28 and G20 are words, Elections2024 is two. */
	if (letters < 4)
		while (q < end && (n = kind_at(q, end, &kind), kind & KIND_DIGIT))
		{
			*seen |= kind;
			q += n;
		}
	return q;
}
