/*
 * Tokens. A word or number is scanned to its end; only a mark right behind it that may join it to more (. - @ : _ +)
 * starts a recogniser, and each recogniser either takes what it has looked at, looks at a bounded number of bytes, or
 * leaves a note that keeps it from looking there again.
 */
#include "core/segment.h"

#include <string.h>

#include "core/top_level_domain.h"
#include "core/unicode_segment_data.h"
#include "core/utf8.h"

typedef unsigned char byte;

#define LETTER (KIND_LATIN | KIND_ARABIC | KIND_OTHER | KIND_DICTIONARY)
#define STARTER (LETTER | KIND_DIGIT | KIND_EMOJI | KIND_REGIONAL)
#define NAME (LETTER | KIND_DIGIT | KIND_MARK)

void
segment_begin(struct segmenter *s, const char *text, size_t len)
{
	*s = (struct segmenter) {.text = text, .len = len < UINT32_MAX ? len : UINT32_MAX, .word_end = SIZE_MAX};
}

/* The bytes of the character at p and its kind; 0 for what tokens do not know. */
static inline size_t
kind_at(const byte *p, const byte *end, unsigned *kind)
{
	uint32_t	c;
	size_t		n;

	if (*p < 0x80)
	{
		*kind = byte_kind[*p];
		return 1;
	}
	if (*p >= 0xc2 && *p < 0xe0 && end - p >= 2 && (p[1] & 0xc0) == 0x80)
	{
		*kind = token_kind_direct[(p[0] & 0x1f) << 6 | (p[1] & 0x3f)];
		return 2;
	}
	n = utf8_decode((const char *) p, (const char *) end, &c);
	if (c == UTF8_INVALID)
		*kind = 0;
	else
		*kind = token_kind_block[(size_t) token_kind_index[c >> 7] << 7 | (c & 0x7f)];
	return n;
}

static inline bool
is_at(const byte *p, const byte *end, const char *bytes, size_t n)
{
	return (size_t) (end - p) >= n && memcmp(p, bytes, n) == 0;
}

#define AT(p, end, literal) is_at(p, end, literal, sizeof(literal) - 1)

static inline unsigned
kind_or_none(const byte *p, const byte *end)
{
	unsigned	kind = 0;

	if (p < end)
		(void) kind_at(p, end, &kind);
	return kind;
}

/* The bytes of an apostrophe at p, or 0. */
static inline size_t
apostrophe(const byte *p, const byte *end)
{
	if (*p == '\'')
		return 1;
	return AT(p, end, "\xe2\x80\x99") || AT(p, end, "\xe2\x80\x98") ? 3 : 0;
}

/* The bytes of a hyphen at p, or 0: a dash between two words keeps them apart. */
static inline size_t
hyphen(const byte *p, const byte *end)
{
	if (p < end && *p == '-')
		return 1;
	return AT(p, end, "\xe2\x80\x90") || AT(p, end, "\xe2\x80\x91") ? 3 : 0;
}

/* Letters that one word holds together, and what its letters may be mixed with. */
static inline unsigned
word_mask(unsigned kind)
{
	unsigned	letter = kind & LETTER;

	return letter | KIND_MARK | (letter & (KIND_LATIN | KIND_OTHER) ? KIND_DIGIT : 0);
}

/* The word goes on at p with something rare: how many bytes of it are the word's? */
static size_t
scan_rare(const byte *p, const byte *end, unsigned mask, unsigned *seen)
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
	if (n == 0 && *p == '"' && mask & KIND_OTHER && AT(p + 1, end, "\xd7") && AT(p - 2, end, "\xd7"))
		n = 1;					/* gershayim */
	if (n == 0 || !(kind_or_none(p + n, end) & mask & LETTER))
		return 0;
	*seen |= n > 1 ? KIND_WIDE : 0;
	return n;
}

/*
 * How many of the eight bytes at p are Latin letters or digits before the first that is neither, gathering their
 * kinds. All eight at once: most words end within them, and where is nothing for the processor to guess.
 */
static inline size_t
scan_eight(const byte *p, unsigned *seen)
{
	const uint64_t ones = 0x0101010101010101;
	const uint64_t high = ones << 7;
	uint64_t	raw;
	uint64_t	c;
	uint64_t	letter;
	uint64_t	digit;
	uint64_t	other;
	uint64_t	upper;

	memcpy(&raw, p, sizeof(raw));
	/* Bytes below 0x80 do not carry into each other; the high bit of each says "at least". */
	c = raw & ~high;
	letter = ((c | ones * 0x20) + ones * (0x80 - 'a')) & ~((c | ones * 0x20) + ones * (0x7f - 'z'));
	digit = (c + ones * (0x80 - '0')) & ~(c + ones * (0x7f - '9'));
	other = ~((letter | digit) & ~raw) & high;
	/* Only what stands before the first other counts. */
	upper = other != 0 ? (other & -other) - 1 : UINT64_MAX;
	letter &= upper & high;
	digit &= upper & high;
	upper = letter & ~(raw << 2);
	*seen |= (letter != 0 ? KIND_LATIN : 0) | (upper != 0 ? KIND_UPPER : 0) | (upper != letter ? KIND_LOWER : 0) |
		(digit != 0 ? KIND_DIGIT : 0);
	return other != 0 ? (size_t) __builtin_ctzll(other) / 8 : 8;
}

/* The end of the word, gathering its characters' kinds. */
static inline const byte *
scan_word(const byte *p, const byte *end, unsigned mask, unsigned *seen)
{
	unsigned	all = *seen;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if ((mask & (KIND_LATIN | KIND_DIGIT)) == (KIND_LATIN | KIND_DIGIT))
		while (end - p >= 8)
		{
			size_t		n = scan_eight(p, &all);

			p += n;
			if (n < 8)
				break;
		}
#endif
	for (;;)
	{
		unsigned	kind;
		size_t		n;

		while (p < end && (kind = byte_kind[*p]) & mask)
		{
			all |= kind;
			p++;
		}
		while (end - p >= 2 && p[0] >= 0xc2 && p[0] < 0xe0 && (p[1] & 0xc0) == 0x80 &&
			   (kind = token_kind_direct[(p[0] & 0x1f) << 6 | (p[1] & 0x3f)]) & mask)
		{
			all |= kind;
			p += 2;
		}
		if (p == end)
			break;
		if (byte_kind[*p] & mask)
			continue;
		if (*p < 0x80 && *p != '\'' && *p != '"')
			break;
		*seen = all;
		n = scan_rare(p, end, mask, seen);
		all = *seen;
		if (n == 0)
			break;
		p += n;
	}
	*seen = all;
	return p;
}

static void
put(struct token *token, const struct segmenter *s, const byte *start, const byte *end, enum token_type type, unsigned seen)
{
	token->start = (uint32_t) (start - (const byte *) s->text);
	token->len = (uint32_t) (end - start);
	token->type = (uint8_t) type;
	token->flags = (uint8_t) ((seen & KIND_WIDE ? 0 : TOKEN_ASCII) | (seen & KIND_CHANGES ? 0 : TOKEN_PLAIN) |
							  (s->whole_end != 0 ? TOKEN_PART : 0));
}

/* Capitals, if there are any. */
static unsigned
case_flags(const byte *start, const byte *end, unsigned seen)
{
	unsigned	first;
	size_t		n = kind_at(start, end, &first);

	if (seen & KIND_LOWER && end - start > 3 && end[-1] == 's' && (end[-2] == '\'' || is_at(end - 4, end, "\xe2\x80\x99", 3)))
	{
		/* The possessive of NATO's is no small letter of it. */
		const byte *stem = end[-2] == '\'' ? end - 2 : end - 4;

		if (stem > start)
		{
			seen = 0;
			(void) scan_word(start, stem, LETTER | KIND_DIGIT | KIND_MARK, &seen);
			end = stem;
		}
	}
	if (!(seen & KIND_LOWER) && kind_or_none(start + n, end) != 0)
		return TOKEN_CAPS;
	return first & KIND_UPPER ? TOKEN_TITLE : 0;
}

static void
put_word(struct token *token, const struct segmenter *s, const byte *start, const byte *end, unsigned seen)
{
	enum token_type type = TOKEN_WORD;

	if (seen & KIND_DIGIT)
		type = TOKEN_NUMWORD;
	else if (seen & KIND_LATIN)
		type = TOKEN_LATIN;
	else if (seen & KIND_ARABIC)
		type = TOKEN_ARABIC;
	put(token, s, start, end, type, seen);
	if (seen & KIND_UPPER)
		token->flags |= (uint8_t) case_flags(start, end, seen);
	if (seen & KIND_DICTIONARY)
		token->flags |= TOKEN_DICTIONARY;
}

/*
 * Single letters with points: U.S., U.S, أ.ف.ب. Returns the end, or NULL. The letter at start is known to be followed
 * by a point or by a mark and a point.
 */
static const byte *
scan_acronym(const byte *start, const byte *end, unsigned *seen)
{
	unsigned	first = kind_or_none(start, end) & LETTER;
	const byte *p = start;
	int			letters = 0;
	unsigned	kind;

	*seen = 0;
	for (;;)
	{
		const byte *q = p + kind_at(p, end, &kind);
		unsigned	mark;
		size_t		n;

		if (!(kind & first))
			break;
		*seen |= kind;
		while (q < end && (n = kind_at(q, end, &mark), mark & KIND_MARK))
		{
			*seen |= mark;
			q += n;
		}
		letters++;
		p = q;
		if (p == end || *p != '.' || letters == SEGMENT_ACRONYM_MAX)
			break;
		if (++p == end)
			break;
	}
	if (letters < 2 || kind_or_none(p, end) & (NAME | KIND_CONTROL) || (p < end && (*p == '@' || *p == '_')))
		return NULL;
	return p;
}

/* The end of a word or acronym inside a hyphenated word. */
static const byte *
scan_piece(const byte *p, const byte *end, unsigned *seen)
{
	unsigned	letters;
	const byte *q = p + kind_at(p, end, &letters);

	if (letters & LETTER && q < end && *q == '.' && (q = scan_acronym(p, end, &letters)) != NULL)
	{
		*seen |= letters;
		return q;
	}
	return scan_word(p, end, NAME, seen);
}

/* From p, the end of a first piece: the end of the hyphenated word, or p if it is none. */
static const byte *
scan_compound(const byte *p, const byte *end, unsigned *seen)
{
	size_t		n;

	while ((n = hyphen(p, end)) != 0 && kind_or_none(p + n, end) & (LETTER | KIND_DIGIT))
	{
		*seen |= n > 1 ? KIND_WIDE | KIND_CHANGES : 0;
		p = scan_piece(p + n, end, seen);
	}
	return p;
}

/* Parts follow; they begin at p. */
static void
put_whole(struct token *token, struct segmenter *s, const byte *start, const byte *end, enum token_type type, unsigned seen, const byte *p)
{
	put(token, s, start, end, type, seen);
	s->pos = (size_t) (p - (const byte *) s->text);
	s->whole_end = (size_t) (end - (const byte *) s->text);
	s->whole = (uint8_t) type;
	s->parts = 0;
}

/* The end of a URL whose path goes on at p: without the punctuation of the sentence around it. */
static const byte *
scan_url(const byte *p, const byte *end, unsigned *seen)
{
	const byte *start = p;
	size_t		open = 0;
	size_t		closed = 0;

	while (p < end)
	{
		unsigned	kind;
		size_t		n = kind_at(p, end, &kind);

		if (*p >= 0x80 ? !(kind & (NAME | KIND_EMOJI)) : *p <= ' ' || strchr("<>\"`{}|\\^\x7f", *p) != NULL)
			break;
		open += *p == '(';
		closed += *p == ')';
		*seen |= kind & (KIND_WIDE | KIND_CHANGES);
		p += n;
	}
	for (; p > start && strchr(".,;:!?'])*_-", p[-1]) != NULL; p--)
		if (p[-1] == ')')
		{
			if (closed <= open)
				break;
			closed--;
		}
	return p;
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
static const byte *
scan_address(const byte *start, const byte *end, const byte **stop, enum token_type *type, unsigned *seen)
{
	const byte *p = start;
	const byte *label = start;
	const byte *at = NULL;
	int			points = 0;

	if (end - start > SEGMENT_ADDRESS_MAX)
		end = start + SEGMENT_ADDRESS_MAX;
	*seen = 0;
	while (p < end)
	{
		size_t		n = address_char(p, end, seen);

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

/* A word, number or acronym ends at p before something that may join it to more. Takes the longer token if it does. */
static bool
join(struct segmenter *s, struct token *token, const byte *start, const byte *p, const byte *end, unsigned seen)
{
	const byte *text = (const byte *) s->text;
	const byte *q;
	const byte *stop;
	enum token_type type;

	if (s->whole_end != 0)
		return false;
	if (AT(p, end, "://") && !(seen & KIND_WIDE) && p - start <= SEGMENT_SCHEME_MAX &&
		(kind_or_none(p + 3, end) & NAME) && (q = scan_url(p + 3, end, &seen)) > p + 3)
	{
		put_whole(token, s, start, q, TOKEN_URL, seen, p + 3);
		return true;
	}
	if (kind_or_none(p + 1, end) & NAME && *p < 0x80 && *p != ':' && (size_t) (start - text) >= s->no_address)
	{
		unsigned	kinds;

		q = scan_address(start, end, &stop, &type, &kinds);
		if (q != NULL && type == TOKEN_HOST && q < end && *q == '/')
		{
			const byte *path = scan_url(q + 1, end, &kinds);

			if (path > q + 1)
			{
				put_whole(token, s, start, path, TOKEN_URL, kinds, start);
				return true;
			}
		}
		if (q != NULL)
		{
			put(token, s, start, q, type, kinds);
			s->pos = (size_t) (q - text);
			return true;
		}
		s->no_address = (size_t) (stop - text);
	}
	q = scan_compound(p, end, &seen);
	if (q > p)
		put_whole(token, s, start, q, TOKEN_COMPOUND, seen, start);
	return q > p;
}

/* The word at start ended at p, before a mark that may join it to more: the longer token, if there is one. */
static bool
word_goes_on(struct segmenter *s, struct token *token, const byte *start, const byte *p, const byte *end, unsigned seen)
{
	const byte *q = NULL;
	unsigned	kinds;

	/* A letter is three bytes at most, or one and its mark. */
	if (*p == '.' && p - start <= 4 && (q = scan_acronym(start, end, &kinds)) != NULL)
	{
		p = q;
		seen = kinds;
	}
	if (p < end && byte_kind[*p] & BYTE_TRIGGER && join(s, token, start, p, end, seen))
		return true;
	if (q == NULL)
		return false;
	put_word(token, s, start, p, seen);
	s->pos = s->word_end = (size_t) (p - (const byte *) s->text);
	return true;
}

static inline void
take_word(struct segmenter *s, struct token *token, const byte *start, const byte *end, unsigned letters)
{
	unsigned	seen = 0;
	const byte *p = scan_word(start, end, word_mask(letters), &seen);

	if (p < end && byte_kind[*p] & BYTE_TRIGGER && word_goes_on(s, token, start, p, end, seen))
		return;
	put_word(token, s, start, p, seen);
	s->pos = s->word_end = (size_t) (p - (const byte *) s->text);
}

/* Digits of any script: their end, how many, and their value if they are few; at most `most` are looked at. */
struct digits
{
	const byte *end;
	unsigned	count;
	unsigned	value;
	unsigned	seen;
};

static struct digits
scan_digits(const byte *p, const byte *end, unsigned most)
{
	struct digits d = {p, 0, 0, 0};

	while (d.end < end && d.count < most)
	{
		unsigned	kind;
		size_t		n = kind_at(d.end, end, &kind);

		if (!(kind & KIND_DIGIT))
			break;
		/* The last four bits are the digit in ASCII, and in both rows of Arabic digits. */
		if (d.count < 4)
			d.value = d.value * 10 + (d.end[n - 1] & 0xf) % 10;
		d.seen |= kind;
		d.count++;
		d.end += n;
	}
	return d;
}

static bool
is_day_and_month(unsigned a, unsigned b)
{
	return a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
}

/* Year, month and day, or day, month and year in either order, with the same mark between them. */
static const byte *
scan_date(const struct digits *a, const byte *end, unsigned *seen)
{
	byte		mark = *a->end;
	struct digits b;
	struct digits c;

	if (a->count > 4 || a->count == 3)
		return NULL;
	b = scan_digits(a->end + 1, end, 3);
	if (b.count == 0 || b.count > 2 || b.end == end || *b.end != mark)
		return NULL;
	c = scan_digits(b.end + 1, end, 5);
	if (a->count == 4 ? c.count == 0 || c.count > 2 || b.value > 12 || !is_day_and_month(b.value, c.value)
		: (c.count != 4 && c.count != 2) || !is_day_and_month(a->value, b.value))
		return NULL;
	if (c.end + 1 < end && *c.end == mark && kind_or_none(c.end + 1, end) & KIND_DIGIT)
		return NULL;
	*seen |= b.seen | c.seen;
	return c.end;
}

/* A comma between groups: the Latin one or the Arabic thousands mark. */
static inline size_t
group_mark(const byte *p, const byte *end)
{
	if (p < end && *p == ',')
		return 1;
	return AT(p, end, "\xd9\xac") ? 2 : 0;
}

/* Groups of three digits, or India's of two and a last one of three: the end, or that of the first group. */
static const byte *
scan_groups(const struct digits *first, const byte *end, unsigned *seen)
{
	const byte *taken = first->end;
	const byte *p = taken;
	unsigned	pending = *seen;
	size_t		mark_len = group_mark(p, end);
	int			pairs = 0;
	size_t		n;

	while ((n = group_mark(p, end)) != 0 && n == mark_len)
	{
		struct digits group = scan_digits(p + n, end, 4);

		pending |= group.seen | (n > 1 ? KIND_WIDE | KIND_CHANGES : 0);
		p = group.end;
		if (group.count == 3)
		{
			taken = p;
			*seen = pending;
			if (pairs > 0)
				break;
		}
		else if (group.count != 2 || taken != first->end || first->count > 2 || ++pairs > 6)
			break;
	}
	return taken;
}

/* A decimal point and digits at p, or p. */
static const byte *
scan_fraction(const byte *p, const byte *end, unsigned *seen)
{
	size_t		n = p < end && *p == '.' ? 1 : AT(p, end, "\xd9\xab") ? 2 : 0;
	struct digits d;

	if (n == 0)
		return p;
	d = scan_digits(p + n, end, UINT32_MAX);
	if (d.count == 0)
		return p;
	*seen |= d.seen | (n > 1 ? KIND_WIDE | KIND_CHANGES : 0);
	return d.end;
}

/* Digits and points: 3.5, 1.2.3, 1.234.567, 1.234.567,89. */
static const byte *
scan_points(const struct digits *first, const byte *end, enum token_type *type, unsigned *seen)
{
	const byte *p = first->end;
	bool		groups = first->count <= 3;
	int			points = 0;
	struct digits d;

	while (p < end && *p == '.' && (d = scan_digits(p + 1, end, UINT32_MAX)).count > 0)
	{
		groups &= d.count == 3;
		points += points < 2;
		*seen |= d.seen;
		p = d.end;
	}
	if (points == 0)
		return p;
	*type = points == 1 ? TOKEN_DECIMAL : groups ? TOKEN_INTEGER : TOKEN_VERSION;
	if (groups && p < end && *p == ',')
	{
		/* A comma behind points is decimal; one point and three digits more would be two numbers. */
		d = scan_digits(p + 1, end, 3);
		if (d.count == 1 || d.count == 2)
		{
			*type = TOKEN_DECIMAL;
			*seen |= d.seen;
			p = d.end;
		}
	}
	return p;
}

/* 5 and an enclosing key, with or without the selector of colour before it. */
static const byte *
scan_keycap(const byte *p, const byte *end)
{
	if (AT(p, end, "\xef\xb8\x8f"))
		p += 3;
	return AT(p, end, "\xe2\x83\xa3") ? p + 3 : NULL;
}

static void
take_number(struct segmenter *s, struct token *token, const byte *start, const byte *end)
{
	const byte *text = (const byte *) s->text;
	struct digits first = scan_digits(start, end, UINT32_MAX);
	enum token_type type = TOKEN_INTEGER;
	unsigned	seen = first.seen;
	const byte *p = first.end;
	const byte *q = NULL;

	if (p < end && (*p == '-' || *p == '/' || *p == '.') && (q = scan_date(&first, end, &seen)) != NULL)
	{
		type = TOKEN_DATE;
		p = q;
	}
	else if (p < end && *p == '.')
		p = scan_points(&first, end, &type, &seen);
	else if (p < end && first.count <= 3 && group_mark(p, end) != 0)
		p = scan_groups(&first, end, &seen);
	if (type == TOKEN_INTEGER && (p == first.end || p[0] == '.' || p[0] == 0xd9) && (q = scan_fraction(p, end, &seen)) > p)
	{
		type = TOKEN_DECIMAL;
		p = q;
	}
	if (p == first.end && p < end && *p != ' ')
	{
		unsigned	next = kind_or_none(p, end) & (KIND_LATIN | KIND_OTHER);

		if (first.count == 1 && (q = scan_keycap(p, end)) != NULL)
		{
			put(token, s, start, q, TOKEN_EMOJI, KIND_WIDE | KIND_CHANGES);
			s->pos = (size_t) (q - text);
			return;
		}
		if (next != 0 || apostrophe(p, end) != 0)
		{
			p = scan_word(p, end, word_mask(next != 0 ? next : KIND_LATIN), &seen);
			if (seen & LETTER)
				type = TOKEN_NUMWORD;
		}
	}
	if (p < end && byte_kind[*p] & BYTE_TRIGGER && (*p == '.' || kind_or_none(p + 1, end) & LETTER || seen & LETTER) &&
		join(s, token, start, p, end, seen))
		return;
	if (type == TOKEN_NUMWORD)
		put_word(token, s, start, p, seen);
	else
		put(token, s, start, p, type, seen);
	s->pos = s->word_end = (size_t) (p - text);
}

/* One picture: a flag, or an emoji with its colour and all that is joined to it. */
static const byte *
scan_emoji(const byte *p, const byte *end)
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

/* Does an emoji start here? Signs that are older than emoji only do if a selector of colour follows. */
static inline bool
is_emoji(const byte *p, const byte *end, size_t n, unsigned kind)
{
	return kind & (KIND_EMOJI | KIND_REGIONAL) || (kind & KIND_PICTOGRAPH && AT(p + n, end, "\xef\xb8\x8f"));
}

/* The end of the name behind # or @ at p, or NULL. A name has a letter. */
static const byte *
scan_name(const struct segmenter *s, const byte *p, const byte *end, unsigned *seen)
{
	const byte *text = (const byte *) s->text;
	const byte *q = p + 1;

	*seen = 0;
	if ((size_t) (p - text) == s->word_end || (p > text && p[-1] == '&'))
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

static bool
starts_token(const struct segmenter *s, const byte *p, const byte *end, size_t n, unsigned kind)
{
	unsigned	seen;

	if (kind & (LETTER | KIND_DIGIT) || is_emoji(p, end, n, kind))
		return true;
	if (*p == '#' || *p == '@')
		return scan_name(s, p, end, &seen) != NULL || (*p == '#' && scan_keycap(p + 1, end) != NULL);
	return *p == '*' && scan_keycap(p + 1, end) != NULL;
}

/* The end of what is no token. */
static const byte *
scan_blank(const struct segmenter *s, const byte *p, const byte *end)
{
	while (p < end)
	{
		unsigned	kind = byte_kind[*p];
		size_t		n = 1;

		if (kind & BYTE_START)
		{
			if (kind & STARTER)
				break;
			n = kind_at(p, end, &kind);
			if (starts_token(s, p, end, n, kind))
				break;
		}
		p += n;
	}
	return p;
}

/* The next part of a hashtag or mention: its words, and those of CamelCase. */
static const byte *
scan_name_part(const byte *p, const byte *end, unsigned *seen)
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

/* Host and path of a URL, by turns. */
static bool
url_part(struct segmenter *s, struct token *token, const byte *p, const byte *end)
{
	const byte *text = (const byte *) s->text;
	const byte *q = p;
	unsigned	seen = 0;
	enum token_type type = s->parts == 0 ? TOKEN_HOST : TOKEN_URLPATH;

	if (s->parts++ > 1)
		return false;
	if (type == TOKEN_HOST)
	{
		for (; q < end && *q != '/' && *q != '?' && *q != '#'; q++)
			if (*q == '@')
				p = q + 1;		/* user and password */
		for (const byte *colon = q; colon > p && (colon[-1] == ':' || byte_kind[colon[-1]] & KIND_DIGIT); colon--)
			if (colon[-1] == ':')
				q = colon - 1;
	}
	else
	{
		while (q < end && *q != '/' && *q != '?' && *q != '#')
			q++;
		p = q;
		q = end;
		if (end - p < 2)
			return false;
	}
	s->pos = (size_t) (q - text);
	if (p == q)
		return url_part(s, token, q, end);
	for (const byte *c = p; c < q;)
	{
		unsigned	kind;

		c += kind_at(c, q, &kind);
		seen |= kind;
	}
	put(token, s, p, q, type, seen);
	return true;
}

static bool
next_part(struct segmenter *s, struct token *token)
{
	const byte *text = (const byte *) s->text;
	const byte *end = text + s->whole_end;
	const byte *p = text + s->pos;

	if (s->whole == TOKEN_URL)
		return url_part(s, token, p, end);
	while (p < end)
	{
		unsigned	kind;
		size_t		n = kind_at(p, end, &kind);
		unsigned	seen;

		if (!(kind & (LETTER | KIND_DIGIT)))
		{
			p += n;
			continue;
		}
		if (s->whole != TOKEN_COMPOUND)
		{
			const byte *q = scan_name_part(p, end, &seen);

			if (seen & LETTER)
				put_word(token, s, p, q, seen);
			else
				put(token, s, p, q, TOKEN_INTEGER, seen);
			s->pos = (size_t) (q - text);
		}
		else if (kind & KIND_DIGIT)
			take_number(s, token, p, end);
		else
			take_word(s, token, p, end, kind);
		return true;
	}
	return false;
}

bool
segment_next(struct segmenter *s, struct token *token)
{
	const byte *text = (const byte *) s->text;
	const byte *end = text + s->len;
	const byte *p = text + s->pos;
	const byte *q;
	unsigned	kind;
	size_t		n;

	if (s->whole_end != 0)
	{
		if (next_part(s, token))
			return true;
		s->pos = s->word_end = s->whole_end;
		s->whole_end = 0;
		p = text + s->pos;
	}
	if (p == end)
		return false;
	n = kind_at(p, end, &kind);
	if (kind & LETTER)
	{
		take_word(s, token, p, end, kind);
		return true;
	}
	if (kind & KIND_DIGIT)
	{
		take_number(s, token, p, end);
		return true;
	}
	if ((*p == '#' || *p == '@') && (q = scan_name(s, p, end, &kind)) != NULL)
	{
		put_whole(token, s, p, q, *p == '#' ? TOKEN_HASHTAG : TOKEN_MENTION, kind, p + 1);
		return true;
	}
	if (is_emoji(p, end, n, kind))
		q = scan_emoji(p, end);
	else if ((*p != '#' && *p != '*') || (q = scan_keycap(p + 1, end)) == NULL)
	{
		q = scan_blank(s, p + n, end);
		put(token, s, p, q, TOKEN_BLANK, KIND_WIDE | KIND_CHANGES);
		s->pos = (size_t) (q - text);
		return true;
	}
	put(token, s, p, q, TOKEN_EMOJI, KIND_WIDE | KIND_CHANGES);
	s->pos = (size_t) (q - text);
	return true;
}

const char *
token_type_name(enum token_type type)
{
	static const char *const names[TOKEN_TYPES] = {
		"", "latin", "arabic", "word", "numword", "integer", "decimal", "version", "date", "url", "host", "url_path", "email",
		"hashtag", "mention", "emoji", "compound", "blank"
	};

	return names[type];
}

/* Rows of ten begin at a multiple of sixteen or six past it; those for mathematics follow each other. */
static unsigned
digit_value(uint32_t c)
{
	char		row[UTF8_MAX];
	size_t		n;

	if (c >= 0x1d7ce && c <= 0x1d7ff)
		return (c - 0x1d7ce) % 10;
	n = utf8_encode(c & ~0xfU, row);
	return kind_or_none((byte *) row, (byte *) row + n) & KIND_DIGIT ? c & 0xf : (c & 0xf) - 6;
}

size_t
segment_number(const char *s, size_t len, enum token_type type, char *out)
{
	const byte *p = (const byte *) s;
	const byte *end = p + len;
	size_t		size = 0;
	size_t		point = 0;		/* digits before the last mark */

	while (p < end)
	{
		uint32_t	c;
		unsigned	kind;
		size_t		n = kind_at(p, end, &kind);

		(void) utf8_decode((const char *) p, (const char *) end, &c);
		p += n;
		if (kind & KIND_DIGIT)
			out[size++] = (char) ('0' + digit_value(c));
		else
			point = size;
	}
	if (type == TOKEN_DECIMAL && point > 0)
	{
		memmove(out + point + 1, out + point, size - point);
		out[point] = '.';
		size++;
	}
	return size;
}
