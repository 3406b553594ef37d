/* Tokens that begin with a digit, and the numbers they are. */
#include "core/text/segment_scan.h"

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

const byte *
segment_scan_number(const byte *start, const byte *end, enum token_type *type, unsigned *seen)
{
	struct digits first = scan_digits(start, end, UINT32_MAX);
	const byte *p = first.end;
	const byte *q = NULL;

	*type = TOKEN_INTEGER;
	*seen |= first.seen;
	if (p < end && (*p == '-' || *p == '/' || *p == '.') && (q = scan_date(&first, end, seen)) != NULL)
	{
		*type = TOKEN_DATE;
		return q;
	}
	if (p < end && *p == '.')
		p = scan_points(&first, end, type, seen);
	else if (p < end && first.count <= 3 && group_mark(p, end) != 0)
		p = scan_groups(&first, end, seen);
	if (*type == TOKEN_INTEGER && (q = scan_fraction(p, end, seen)) > p)
	{
		*type = TOKEN_DECIMAL;
		p = q;
	}
	if (p == first.end && p < end && *p != ' ')
	{
		unsigned	letter = kind_or_none(p, end) & (KIND_LATIN | KIND_OTHER);

		if (letter != 0 || apostrophe(p, end) != 0)
		{
			p = scan_word(p, end, word_mask(letter != 0 ? letter : KIND_LATIN), seen);
			if (*seen & LETTER)
				*type = TOKEN_NUMWORD;
		}
	}
	return p;
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
