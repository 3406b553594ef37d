/*
 * Folding streams through the text as a row of elements: letters and marks as they are after decomposition,
 * deletion and replacement, which the tables give for each code point at once. What is left to do is composition: a
 * letter that may compose with what follows it waits, and a run of marks behind it is put in canonical order.
 *
 * Runs of marks can be as long as the text. They are not sorted but read once more for each combining class that
 * occurs, of which there are some fifty, so no memory is needed and the time stays linear.
 */
#include "core/text/fold.h"

#include <string.h>

#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/base/utf8.h"
#include "core/text/unicode/unicode_fold_data.h"

#define HAMZA_MARK 0x100
#define STRING_NUMBER 0x3fff

#define ALEF 0x0627
#define REPLACEMENT 0xfffd

typedef struct element
{
	uint32_t	code_point;
	enum kind	kind;
	unsigned	payload;
} element;

/* A place in the text. Copies of it read on independently. */
typedef struct source
{
	const char *s;
	const char *end;
	const uint32_t *rest;		/* what is left of a code point's string */
	uint32_t	left;
	unsigned	options;
	text_pauses pauses;
} source;

typedef struct folder
{
	source		in;
	uint32_t	waiting;		/* a letter that may still compose, or 0 */
	bool		after_latin;
	char	   *out;
	size_t		size;
	size_t		len;
} folder;

const char *
fold_unicode_version(void)
{
	return FOLD_UNICODE_VERSION;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static uint32_t
by_option(uint32_t letter, unsigned options)
{
	switch (letter)
	{
		case 0x0622:
		case 0x0623:
		case 0x0625:
		case 0x0671:
			return options & FOLD_HAMZA ? ALEF : letter;
		case 0x0629:
			return options & FOLD_TA_MARBUTA ? 0x0647 : letter;
		case 0x0649:
			return options & FOLD_ALEF_MAQSURA ? 0x064a : letter;
		case 0x06c0:			/* composed of parts; as one letter the table replaces it */
			return 0x0647;
	}
	return letter;
}

/* Can what comes next in the text not touch the letter before it? */
static bool
stands_alone(const source *in)
{
	uint32_t	next;

	if (in->s == in->end || (unsigned char) *in->s < 0x80)
		return true;
	utf8_decode(in->s, in->end, &next);
	if (next == UTF8_INVALID)
		return true;
	switch (fold_entry(next) >> 12)
	{
		case KIND_SAME:
		case KIND_LATIN:
		case KIND_FORWARD:
		case KIND_HANGUL:
		case KIND_STABLE:
		case KIND_LATIN_TO:
		case KIND_LETTER:
		case KIND_LETTER_FORWARD:
		case KIND_OPTIONAL:
			return true;
	}
	return false;
}

static void
set_rest(source *in, unsigned number)
{
	in->rest = fold_text + fold_offset[number];
	in->left = (uint32_t) (fold_offset[number + 1] - fold_offset[number]);
}

/* Puts an element of one of the kinds that the writing side knows; false if the code point gives its string instead. */
static inline bool
resolve(source *in, element *el, uint16_t entry)
{
	static const uint32_t hamza_marks[] = {0x0653, 0x0654, 0x0655};

	el->kind = (enum kind) (entry >> 12);
	el->payload = entry & 0xfff;
	switch (el->kind)
	{
		case KIND_LATIN_TO:
			el->kind = KIND_LATIN;
			el->code_point = el->payload;
			return true;
		case KIND_LETTER:
			el->kind = KIND_SAME;
			el->code_point = el->payload;
			return true;
		case KIND_LETTER_FORWARD:
			el->kind = KIND_FORWARD;
			el->code_point = el->payload;
			return true;
		case KIND_STABLE:
			el->kind = KIND_SAME;
			if (stands_alone(in))
				return true;
			set_rest(in, el->payload);
			return false;
		case KIND_OPTIONAL:
			el->kind = KIND_SAME;
			if (el->payload == 0 || in->options & FOLD_HAMZA)
			{
				el->code_point = by_option(el->code_point, in->options);
				return true;
			}
			in->rest = &hamza_marks[el->payload - 1];
			in->left = 1;
			el->code_point = ALEF;
			el->kind = KIND_FORWARD;
			return true;
		case KIND_DROP:
			return false;
		default:
			if (el->kind < KIND_STRING)
				return true;
			set_rest(in, entry & STRING_NUMBER);
			return false;
	}
}

/* The next element; false at the end of the text. */
static inline bool
next_element(source *in, element *el)
{
	for (;;)
	{
		if (in->left > 0)
		{
			in->left--;
			el->code_point = *in->rest++;
		}
		else if (in->s == in->end)
			return false;
		else
		{
			in->s += utf8_decode(in->s, in->end, &el->code_point);
			text_pauses_at(&in->pauses, in->s);
		}
		if (el->code_point == UTF8_INVALID)
			el->code_point = REPLACEMENT;
		if (resolve(in, el, fold_entry(el->code_point)))
			return true;
	}
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

static inline void
put(folder *f, uint32_t code_point)
{
	size_t		n = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

	if (f->len + n <= f->size)
		utf8_encode(code_point, f->out + f->len);
	else if (f->size > f->len)
		f->size = f->len;		/* nothing after a character that found no room */
	f->len += n;
}

static inline void
put_waiting(folder *f)
{
	if (f->waiting != 0)
		put(f, by_option(f->waiting, f->in.options));
	f->waiting = 0;
}

/* --- composition ------------------------------------------------------------------------------------------------ */

#define HANGUL_SYLLABLES 0xac00
#define HANGUL_L 0x1100
#define HANGUL_V 0x1161
#define HANGUL_T 0x11a7
#define HANGUL_L_COUNT 19
#define HANGUL_V_COUNT 21
#define HANGUL_T_COUNT 28

static bool
is_open_syllable(uint32_t c)
{
	return c >= HANGUL_SYLLABLES && c < HANGUL_SYLLABLES + HANGUL_L_COUNT * HANGUL_V_COUNT * HANGUL_T_COUNT &&
		(c - HANGUL_SYLLABLES) % HANGUL_T_COUNT == 0;
}

/* What the two compose to, or 0. */
static uint32_t
compose(uint32_t first, uint32_t second)
{
	size_t		low = 0;
	size_t		high = lengthof(fold_pair);

	if (first >= HANGUL_L && first < HANGUL_L + HANGUL_L_COUNT)
	{
		if (second < HANGUL_V || second >= HANGUL_V + HANGUL_V_COUNT)
			return 0;
		return HANGUL_SYLLABLES + ((first - HANGUL_L) * HANGUL_V_COUNT + second - HANGUL_V) * HANGUL_T_COUNT;
	}
	if (is_open_syllable(first))
		return second > HANGUL_T && second < HANGUL_T + HANGUL_T_COUNT ? first + second - HANGUL_T : 0;
	while (low < high)
	{
		size_t		middle = (low + high) / 2;
		const uint32_t *pair = fold_pair[middle];

		if (pair[0] == first && pair[1] == second)
			return pair[2];
		if (pair[0] < first || (pair[0] == first && pair[1] < second))
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

/* A run of marks as it lies in the text. */
typedef struct mark_run
{
	source		start;
	size_t		count;
	bool		stays;			/* is there one that composes with nothing and is no hamza mark? */
	uint64_t	classes[4];		/* a bit for each class that occurs */
	uint8_t		composed[256];	/* by class that occurs: so many of its first marks composed */
} mark_run;

/* Measures the run that starts at f->in and moves f->in behind it. */
static void
measure_run(folder *f, mark_run *run)
{
	element		el;

	run->start = f->in;
	run->count = 0;
	run->stays = false;
	memset(run->classes, 0, sizeof(run->classes));
	for (;;)
	{
		source		before = f->in;

		if (!next_element(&f->in, &el))
			return;
		if (el.kind != KIND_MARK || (el.payload & 0xff) == 0)
		{
			f->in = before;
			return;
		}
		run->classes[(el.payload & 0xff) / 64] |= UINT64_C(1) << el.payload % 64;
		run->count++;
	}
}

/*
 * Composes the waiting letter with the marks of a class, in the order of the text. A mark that stays bars those of
 * its class behind it; a hamza mark, which will not stay, bars only other hamza marks.
 */
static void
compose_class(folder *f, mark_run *run, unsigned class)
{
	source		in = run->start;
	bool		hamza_barred = false;
	element		el;

	run->composed[class] = 0;
	for (size_t i = 0; i < run->count && next_element(&in, &el); i++)
	{
		bool		hamza = (el.payload & HAMZA_MARK) != 0;
		uint32_t	composed = 0;

		if ((el.payload & 0xff) != class)
			continue;
		if (f->waiting != 0 && !(hamza && hamza_barred))
			composed = compose(f->waiting, el.code_point);
		if (composed != 0)
		{
			f->waiting = composed;
			run->composed[class] += !hamza;
		}
		else if (hamza)
			hamza_barred = true;
		else
		{
			run->stays = true;
			return;
		}
	}
}

static void
put_class(folder *f, mark_run *run, unsigned class)
{
	source		in = run->start;
	unsigned	skip = run->composed[class];
	element		el;

	for (size_t i = 0; i < run->count && next_element(&in, &el); i++)
	{
		if ((el.payload & 0xff) != class || el.payload & HAMZA_MARK)
			continue;
		if (skip > 0)
			skip--;
		else
			put(f, el.code_point);
	}
}

/* Does the same to each class that occurs, in canonical order. */
static inline void
each_class(folder *f, mark_run *run, void (*act) (folder *f, mark_run *run, unsigned class))
{
	for (unsigned word = 0; word < 4; word++)
	{
		uint64_t	classes = run->classes[word];

		for (unsigned class = word * 64; classes != 0; class++, classes >>= 1)
			if (classes & 1)
				act(f, run, class);
	}
}

static void
fold_marks(folder *f)
{
	mark_run	run;

	measure_run(f, &run);
	each_class(f, &run, compose_class);
	if (!run.stays)
		return;					/* the letter may still compose with a letter */
	put_waiting(f);
	each_class(f, &run, put_class);
}

/* --- the loop --------------------------------------------------------------------------------------------------- */

static size_t
ascii_run(const char *s, const char *end)
{
	const char *p = s;
	uint64_t	word;

	while (end - p >= 8)
	{
		memcpy(&word, p, 8);
		if (word & UINT64_C(0x8080808080808080))
			break;
		p += 8;
	}
	while (p < end && (unsigned char) *p < 0x80)
		p++;
	return (size_t) (p - s);
}

/* A run of ASCII; its last character waits if it may compose (there is a sign for "not equal"). */
static void
fold_ascii(folder *f)
{
	const char *s = f->in.s;
	size_t		n = ascii_run(s, pause_stretch(s, f->in.end));
	uint16_t	last = fold_direct[(unsigned char) s[n - 1]];

	put_waiting(f);
	f->in.s += n;
	text_pauses_at(&f->in.pauses, f->in.s);
	f->after_latin = last >> 12 == KIND_LATIN || last >> 12 == KIND_LATIN_TO;
	if (last >> 12 == KIND_FORWARD)
	{
		n--;
		f->waiting = (unsigned char) s[n];
	}
	if (f->len + n <= f->size)
	{
		char	   *out = f->out + f->len;

		for (size_t i = 0; i < n; i++)
			out[i] = ascii_lower(s[i]);
		f->len += n;
	}
	else
	{
		for (size_t i = 0; i < n; i++)
			put(f, (unsigned char) ascii_lower(s[i]));
	}
}

/*
 * Letters of two bytes that are themselves: most of Arabic, Cyrillic and Greek. Stops at anything else, and when
 * room gets short. fold_letter() would do the same, only slower.
 */
static void
fold_two_byte_letters(folder *f)
{
	const char *s = f->in.s;
	const char *end = pause_stretch(s, f->in.end);
	char	   *out = f->out + f->len;
	char	   *full = f->out + f->size;
	uint32_t	waiting = f->waiting;	/* fresh from fold_letter(), so no option changes it */

	while (end - s >= 2 && full - out >= 2 * UTF8_MAX && ((unsigned char) s[0] & 0xe0) == 0xc0 && ((unsigned char) s[1] & 0xc0) == 0x80)
	{
		uint32_t	c = (uint32_t) (s[0] & 0x1f) << 6 | (uint32_t) (s[1] & 0x3f);
		unsigned	kind = fold_direct[c] >> 12;

		if (c < 0x80 || (kind != KIND_SAME && kind != KIND_FORWARD))
			break;
		if (waiting != 0)
			out += utf8_encode(waiting, out);
		waiting = kind == KIND_FORWARD ? c : 0;
		if (waiting == 0)
		{
			memcpy(out, s, 2);
			out += 2;
		}
		s += 2;
	}
	if (s == f->in.s)
		return;
	f->in.s = s;
	f->len = (size_t) (out - f->out);
	f->waiting = waiting;
	f->after_latin = false;
}

static void
fold_letter(folder *f, const element *el)
{
	uint32_t	composed;

	switch (el->kind)
	{
		case KIND_BACK:
			composed = f->waiting != 0 ? compose(f->waiting, el->code_point) : 0;
			if (composed != 0)
			{
				f->waiting = composed;
				return;
			}
			put_waiting(f);
			if (el->payload != 0)
				f->waiting = el->code_point;
			else
				put(f, el->code_point);
			break;
		case KIND_FORWARD:
			put_waiting(f);
			f->waiting = el->code_point;
			break;
		case KIND_HANGUL:
			put_waiting(f);
			if (is_open_syllable(el->code_point))
				f->waiting = el->code_point;
			else
				put(f, el->code_point);
			break;
		default:
			put_waiting(f);
			put(f, el->code_point);
	}
	f->after_latin = el->kind == KIND_LATIN;
}

size_t
fold_utf8(const char *s, size_t len, unsigned options, char *out, size_t size)
{
	return fold_long_utf8(s, len, options, out, size, NULL);
}

size_t
fold_long_utf8(const char *s, size_t len, unsigned options, char *out, size_t size, core_pause pause)
{
	char		nowhere[1];
	folder		f = {.in = {.s = s, .options = options}, .out = size > 0 ? out : nowhere, .size = size};
	element		el;

	if (len == 0)
		return 0;
	f.in.end = s + len;
	f.in.pauses = text_pauses_begin(pause, s, f.in.end);
	for (;;)
	{
		source		before;

		if (f.in.left == 0 && f.in.s < f.in.end && (unsigned char) *f.in.s < 0x80)
		{
			fold_ascii(&f);
			continue;
		}
		before = f.in;
		if (!next_element(&f.in, &el))
			break;
		if (el.kind != KIND_MARK)
		{
			fold_letter(&f, &el);
			if (f.in.left == 0 && f.len < f.size)
				fold_two_byte_letters(&f);
		}
		else if (f.after_latin || (el.payload & HAMZA_MARK && f.waiting == 0))
			continue;
		else if (el.payload == 0)
			fold_letter(&f, &el);
		else
		{
			f.in = before;
			fold_marks(&f);
		}
	}
	put_waiting(&f);
	return f.len;
}
