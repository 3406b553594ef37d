/*
 * Word boundaries strictly by UAX #29. One pass; the only look ahead is from a mark in the middle of a word or number
 * (can't, 3.5) over what extends it to the next character, and no two of these overlap.
 */
#include "core/text/word_break.h"

#include "core/base/utf8.h"
#include "core/text/unicode/unicode_segment_data.h"

#define CLASS 0x1f
#define PICTOGRAPHIC 0x20
#define BIT(name) (1u << WORD_BREAK_##name)

#define NEWLINES (BIT(CR) | BIT(LF) | BIT(NEWLINE))
#define IGNORED (BIT(EXTEND) | BIT(FORMAT) | BIT(ZWJ))
#define LETTERS (BIT(ALETTER) | BIT(HEBREW_LETTER))
#define MID_WORD (BIT(MID_LETTER) | BIT(MID_NUM_LET) | BIT(SINGLE_QUOTE))
#define MID_NUMBER (BIT(MID_NUM) | BIT(MID_NUM_LET) | BIT(SINGLE_QUOTE))

static inline unsigned
class_of(uint32_t c)
{
	if (c < 0x800)
		return word_break_direct[c];
	if (c > 0x10ffff)
		return WORD_BREAK_OTHER;
	return word_break_block[(size_t) word_break_index[c >> 7] << 7 | (c & 0x7f)];
}

static inline size_t
class_at(const char *p, const char *end, unsigned *class)
{
	uint32_t	c;
	size_t		n = utf8_decode(p, end, &c);

	*class = class_of(c);
	return n;
}

enum word_break_class
word_break_class(uint32_t code_point)
{
	return (enum word_break_class) (class_of(code_point) & CLASS);
}

const char *
word_break_class_name(enum word_break_class value)
{
	static const char *const names[] = {
		"Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Katakana", "Hebrew_Letter", "ALetter", "Single_Quote", "Double_Quote",
		"MidNumLet", "MidLetter", "MidNum", "Numeric", "ExtendNumLet", "Regional_Indicator", "WSegSpace"
	};

	return names[value];
}

bool
word_break_is_pictographic(uint32_t code_point)
{
	return (class_of(code_point) & PICTOGRAPHIC) != 0;
}

const char *
word_break_unicode_version(void)
{
	return UNICODE_SEGMENT_VERSION;
}

void
word_break_begin(struct word_break *b, const char *text, size_t len, core_pause pause)
{
	b->text = text;
	b->len = len;
	b->pos = 0;
	b->pauses = text_pauses_begin(pause, text, text + len);
}

/* Is the next character that is not ignored one of these? Then its end, else NULL. */
static const char *
followed_by(text_pauses *pauses, const char *p, const char *end, unsigned set, unsigned *class)
{
	for (; p < end; text_pauses_at(pauses, p))
	{
		size_t		n = class_at(p, end, class);

		p += n;
		if (1u << (*class & CLASS) & set)
			return p;
		if (!(1u << (*class & CLASS) & IGNORED))
			return NULL;
	}
	return NULL;
}

/* Rules WB5 to WB13b: do the two hold together by themselves? */
static bool
holds(unsigned left, unsigned right)
{
	if (left & (LETTERS | BIT(NUMERIC)))
		return (right & (LETTERS | BIT(NUMERIC) | BIT(EXTEND_NUM_LET))) != 0;
	if (left & BIT(KATAKANA))
		return (right & (BIT(KATAKANA) | BIT(EXTEND_NUM_LET))) != 0;
	if (left & BIT(EXTEND_NUM_LET))
		return (right & (LETTERS | BIT(NUMERIC) | BIT(KATAKANA) | BIT(EXTEND_NUM_LET))) != 0;
	return false;
}

/* Rules that want to see what follows the mark that ends at p: the end of what it joins on, or NULL. */
static const char *
joined(text_pauses *pauses, unsigned left, unsigned mark, const char *p, const char *end, unsigned *class)
{
	const char *next = NULL;

	if (left & LETTERS && mark & MID_WORD)
		next = followed_by(pauses, p, end, LETTERS, class);
	else if (left & BIT(HEBREW_LETTER) && mark & BIT(DOUBLE_QUOTE))
		next = followed_by(pauses, p, end, BIT(HEBREW_LETTER), class);
	else if (left & BIT(NUMERIC) && mark & MID_NUMBER)
		next = followed_by(pauses, p, end, BIT(NUMERIC), class);
	return next;
}

static const char *
segment_end(text_pauses *pauses, const char *p, const char *end)
{
	unsigned	class;
	unsigned	left;
	unsigned	last;			/* the last character itself, not what it extends */
	bool		flag_open;

	p += class_at(p, end, &class);
	last = left = 1u << (class & CLASS);
	if (left & NEWLINES)
		return left & BIT(CR) && p < end && *p == '\n' ? p + 1 : p;
	flag_open = (left & BIT(REGIONAL_INDICATOR)) != 0;
	for (; p < end; text_pauses_at(pauses, p))
	{
		const char *after = p + class_at(p, end, &class);
		unsigned	right = 1u << (class & CLASS);
		const char *far;

		if (right & IGNORED || (last & BIT(ZWJ) && class & PICTOGRAPHIC) ||
			(last & BIT(WSEG_SPACE) && right & BIT(WSEG_SPACE)))
		{
			last = right;
			/* A pictograph behind a joiner is what the next rules look at, an extender is not. */
			if (!(right & IGNORED))
				left = right;
			p = after;
		}
		else if (holds(left, right) || (flag_open && left & right & BIT(REGIONAL_INDICATOR)))
		{
			flag_open = false;
			last = left = right;
			p = after;
		}
		else if ((far = joined(pauses, left, right, after, end, &class)) != NULL)
		{
			last = left = 1u << (class & CLASS);
			p = far;
		}
		else if (left & BIT(HEBREW_LETTER) && right & BIT(SINGLE_QUOTE))
		{
			/* A Hebrew letter keeps its geresh. */
			last = left = right;
			p = after;
		}
		else
			return p;
	}
	return p;
}

size_t
word_break_next(struct word_break *b)
{
	if (b->pos < b->len)
		b->pos = (size_t) (segment_end(&b->pauses, b->text + b->pos, b->text + b->len) - b->text);
	return b->pos;
}
