/*
 * Tokens. A word or number is scanned to its end; only a mark right behind it that may join it to more (. - @ : _ +)
 * starts a recogniser, and each recogniser either takes what it has looked at, looks at a bounded number of bytes, or
 * leaves a note that keeps it from looking there again.
 */
#include "core/text/segment_scan.h"

#include "core/base/utf8.h"

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

size_t
segment_kind_at(const byte *p, const byte *end, unsigned *kind)
{
	return kind_at(p, end, kind);
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
	if (n == 0 && *p == '"' && *seen & mask & KIND_OTHER && AT(p + 1, end, "\xd7") && AT(p - 2, end, "\xd7"))
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

const byte *
segment_scan_word(const byte *p, const byte *end, unsigned mask, unsigned *seen)
{
	return scan_word(p, end, mask, seen);
}

void
segment_put(struct token *token, const struct segmenter *s, const byte *start, const byte *end, enum token_type type, unsigned seen)
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

void
segment_put_word(struct token *token, const struct segmenter *s, const byte *start, const byte *end, unsigned seen)
{
	enum token_type type = TOKEN_WORD;

	if (seen & KIND_DIGIT)
		type = TOKEN_NUMWORD;
	else if (seen & KIND_LATIN)
		type = TOKEN_LATIN;
	else if (seen & KIND_ARABIC)
		type = TOKEN_ARABIC;
	segment_put(token, s, start, end, type, seen);
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
	if (letters < 2 || kind_or_none(p, end) & NAME || (p < end && (*p == '@' || *p == '_')))
		return NULL;
	return p;
}

/* The end of a word, number or acronym inside a hyphenated word. */
static const byte *
scan_piece(const byte *p, const byte *end, unsigned *seen)
{
	unsigned	letters;
	enum token_type type;
	const byte *q = p + kind_at(p, end, &letters);

	if (letters & KIND_DIGIT)
		return segment_scan_number(p, end, &type, seen);
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
	segment_put(token, s, start, end, type, seen);
	s->pos = (size_t) (p - (const byte *) s->text);
	s->whole_end = (size_t) (end - (const byte *) s->text);
	s->whole = (uint8_t) type;
	s->parts = 0;
}

/* A word, number or acronym ends at p before something that may join it to more. Takes the longer token if it does. */
bool
segment_join(struct segmenter *s, struct token *token, const byte *start, const byte *p, const byte *end, unsigned seen)
{
	const byte *text = (const byte *) s->text;
	const byte *q;
	const byte *stop;
	enum token_type type;

	if (s->whole_end != 0)
		return false;
	if (AT(p, end, "://") && !(seen & KIND_WIDE) && p - start <= SEGMENT_SCHEME_MAX &&
		(kind_or_none(p + 3, end) & NAME) && (q = segment_scan_url(p + 3, end, &seen)) > p + 3)
	{
		put_whole(token, s, start, q, TOKEN_URL, seen, p + 3);
		return true;
	}
	if (kind_or_none(p + 1, end) & NAME && *p < 0x80 && *p != ':' && (size_t) (start - text) >= s->no_address)
	{
		unsigned	kinds;

		q = segment_scan_address(start, end, &stop, &type, &kinds);
		if (q != NULL && type == TOKEN_HOST && q < end && *q == '/')
		{
			const byte *path = segment_scan_url(q + 1, end, &kinds);

			if (path > q + 1)
			{
				put_whole(token, s, start, path, TOKEN_URL, kinds, start);
				return true;
			}
		}
		if (q != NULL)
		{
			segment_put(token, s, start, q, type, kinds);
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
	if (p < end && byte_kind[*p] & BYTE_TRIGGER && segment_join(s, token, start, p, end, seen))
		return true;
	if (q == NULL)
		return false;
	segment_put_word(token, s, start, p, seen);
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
	segment_put_word(token, s, start, p, seen);
	s->pos = s->word_end = (size_t) (p - (const byte *) s->text);
}

static bool
starts_token(const struct segmenter *s, const byte *p, const byte *end, size_t n, unsigned kind)
{
	unsigned	seen;

	if (kind & (LETTER | KIND_DIGIT) || is_emoji(p, end, n, kind))
		return true;
	if (*p == '#' || *p == '@')
		return segment_scan_name(s, p, end, &seen) != NULL || (*p == '#' && segment_scan_keycap(p + 1, end) != NULL);
	return *p == '*' && segment_scan_keycap(p + 1, end) != NULL;
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

static bool
next_part(struct segmenter *s, struct token *token)
{
	const byte *text = (const byte *) s->text;
	const byte *end = text + s->whole_end;
	const byte *p = text + s->pos;

	if (s->whole == TOKEN_URL)
		return segment_url_part(s, token, p, end);
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
			const byte *q = segment_scan_name_part(p, end, &seen);

			if (seen & LETTER)
				segment_put_word(token, s, p, q, seen);
			else
				segment_put(token, s, p, q, TOKEN_INTEGER, seen);
			s->pos = (size_t) (q - text);
		}
		else if (kind & KIND_DIGIT)
			segment_take_number(s, token, p, end);
		else
			take_word(s, token, p, end, kind);
		return true;
	}
	return false;
}

/* Flattened: the calls on the way of a plain word were a tenth of the time. */
__attribute__((flatten)) bool
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
		segment_take_number(s, token, p, end);
		return true;
	}
	if ((*p == '#' || *p == '@') && (q = segment_scan_name(s, p, end, &kind)) != NULL)
	{
		put_whole(token, s, p, q, *p == '#' ? TOKEN_HASHTAG : TOKEN_MENTION, kind, p + 1);
		return true;
	}
	if (is_emoji(p, end, n, kind))
		q = segment_scan_emoji(p, end);
	else if ((*p != '#' && *p != '*') || (q = segment_scan_keycap(p + 1, end)) == NULL)
	{
		q = scan_blank(s, p + n, end);
		segment_put(token, s, p, q, TOKEN_BLANK, KIND_WIDE | KIND_CHANGES);
		s->pos = (size_t) (q - text);
		return true;
	}
	segment_put(token, s, p, q, TOKEN_EMOJI, KIND_WIDE | KIND_CHANGES);
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
