/*
 * Tokens. A word or number is scanned to its end; only a mark right behind it that may join it to more (. - @ : _ +)
 * starts a recogniser, and each recogniser either takes what it has looked at, looks at a bounded number of bytes, or
 * leaves a note that keeps it from looking there again. Tokens are made here alone.
 */
#include "core/text/segment_scan.h"

void
segment_begin(struct segmenter *s, const char *text, size_t len)
{
	*s = (struct segmenter) {.text = text, .len = len < UINT32_MAX ? len : UINT32_MAX, .word_end = SIZE_MAX};
}

static void
put_token(struct token *token, const struct segmenter *s, const byte *start, const byte *end, enum token_type type, unsigned seen)
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
	put_token(token, s, start, end, type, seen);
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

/* F-16, G-20: two letters at most, a hyphen and three digits at most are one word, as F16 is. */
static bool
is_designation(const byte *p, const byte *end)
{
	const byte *start = p;
	const byte *digits;

	while (p < end && byte_kind[*p] & KIND_LATIN)
		p++;
	if (p == start || p - start > 2)
		return false;
	p += hyphen(p, end);
	for (digits = p; p < end && *p < 0x80 && byte_kind[*p] & KIND_DIGIT;)
		p++;
	return p == end && p > digits && p - digits <= 3;
}

/* Parts follow; they begin at p. */
static void
put_whole(struct token *token, struct segmenter *s, const byte *start, const byte *end, enum token_type type, unsigned seen, const byte *p)
{
	put_token(token, s, start, end, type, seen);
	s->pos = (size_t) (p - (const byte *) s->text);
	s->whole_end = (size_t) (end - (const byte *) s->text);
	s->whole = (uint8_t) type;
	s->parts = 0;
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
		(kind_or_none(p + 3, end) & NAME) && (q = segment_scan_url(p + 3, end, true, &seen)) > p + 3)
	{
		put_whole(token, s, start, q, TOKEN_URL, seen, p + 3);
		return true;
	}
	if (kind_or_none(p + 1, end) & NAME && *p < 0x80 && *p != ':' && (size_t) (start - text) >=s->no_address)
	{
		unsigned	kinds;

		q = segment_scan_address(start, end, &stop, &type, &kinds);
		if (q != NULL && type == TOKEN_HOST && q < end && *q == '/')
		{
			const byte *path = segment_scan_url(q + 1, end, false, &kinds);

			if (path > q + 1)
			{
				put_whole(token, s, start, path, TOKEN_URL, kinds, start);
				return true;
			}
		}
		if (q != NULL)
		{
			put_token(token, s, start, q, type, kinds);
			s->pos = (size_t) (q - text);
			return true;
		}
		s->no_address = (size_t) (stop - text);
	}
	q = scan_compound(p, end, &seen);
	if (q > p && is_designation(start, q))
	{
		put_word(token, s, start, q, seen);
		s->pos = s->word_end = (size_t) (q - text);
	}
	else if (q > p)
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

/* Letters are what a hyphen or an underscore may join a number to; a point may also make a host of it: 163.com. */
static bool
may_go_on(const byte *p, const byte *end, unsigned seen)
{
	size_t		n = hyphen(p, end);

	return p < end && byte_kind[*p] & BYTE_TRIGGER &&
		(*p == '.' || seen & LETTER || kind_or_none(p + (n > 0 ? n : 1), end) & LETTER);
}

static void
take_number(struct segmenter *s, struct token *token, const byte *start, const byte *end)
{
	const byte *text = (const byte *) s->text;
	enum token_type type = TOKEN_INTEGER;
	unsigned	seen = 0;
	unsigned	kind;
	const byte *p = segment_scan_keycap(start + kind_at(start, end, &kind), end);

	if (p != NULL)
	{
		put_token(token, s, start, p, TOKEN_EMOJI, KIND_WIDE | KIND_CHANGES);
		s->pos = (size_t) (p - text);
		return;
	}
	p = segment_scan_number(start, end, &type, &seen);
	if (may_go_on(p, end, seen) && join(s, token, start, p, end, seen))
		return;
	if (type == TOKEN_NUMWORD)
		put_word(token, s, start, p, seen);
	else
		put_token(token, s, start, p, type, seen);
	s->pos = s->word_end = (size_t) (p - text);
}

/* The name behind # or @ at p. */
static const byte *
scan_name(const struct segmenter *s, const byte *p, const byte *end, unsigned *seen)
{
	const byte *text = (const byte *) s->text;

	return segment_scan_name(text, s->word_end == SIZE_MAX ? NULL : text + s->word_end, p, end, seen);
}

static bool
starts_token(const struct segmenter *s, const byte *p, const byte *end, size_t n, unsigned kind)
{
	unsigned	seen;

	if (kind & (LETTER | KIND_DIGIT) || is_emoji(p, end, n, kind))
		return true;
	if (*p == '#' || *p == '@')
		return scan_name(s, p, end, &seen) != NULL || (*p == '#' && segment_scan_keycap(p + 1, end) != NULL);
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

		if (*c >= 0x80 && !(kind_or_none(c, q) & NAME))
			seen |= KIND_WIDE | KIND_CHANGES;
		c += kind_at(c, q, &kind);
		seen |= kind;
	}
	put_token(token, s, p, q, type, seen);
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
			const byte *q = segment_scan_name_part(p, end, &seen);

			if (seen & LETTER)
				put_word(token, s, p, q, seen);
			else
				put_token(token, s, p, q, TOKEN_INTEGER, seen);
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

/* Where a token that begins at p has to end at the latest: at a character's start. */
static inline const byte *
token_limit(const byte *p, const byte *end)
{
	const byte *limit;

	if (end - p <= SEGMENT_TOKEN_MAX)
		return end;
	limit = p + SEGMENT_TOKEN_MAX;
	while (limit > p + SEGMENT_TOKEN_MAX - UTF8_MAX && (*limit & 0xc0) == 0x80)
		limit--;
	return limit;
}

/* Flattened: the calls on the way of a plain word were a tenth of the time. */
__attribute__((flatten))
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
		p = text   +s->pos;
	}
	if (p == end)
		return false;
	if (*p == ' ' && kind_or_none(p + 1, end) & (LETTER | KIND_DIGIT))
	{
		/* what half of all tokens are */
		put_token(token, s, p, p + 1, TOKEN_BLANK, KIND_WIDE | KIND_CHANGES);
		s->pos++;
		return true;
	}
	end = token_limit(p, end);
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
		q = segment_scan_emoji(p, end);
	else if ((*p != '#' && *p != '*') || (q = segment_scan_keycap(p + 1, end)) == NULL)
	{
		q = scan_blank(s, p + n, end);
		put_token(token, s, p, q, TOKEN_BLANK, KIND_WIDE | KIND_CHANGES);
		s->pos = (size_t) (q - text);
		return true;
	}
	put_token(token, s, p, q, TOKEN_EMOJI, KIND_WIDE | KIND_CHANGES);
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
