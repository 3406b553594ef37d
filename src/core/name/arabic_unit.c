/* Letters of Arabic script with the signs on them; presentation forms as the letters that they are. */
#include "core/name/arabic_unit.h"

#include <string.h>

#include "core/base/utf8.h"

#define ZERO_WIDTH_JOINER 0x200d

/* No presentation form of one word has more letters (U+FDF4, U+FDFC). */
#define LETTERS_OF_FORM 4

static bool
is_arabic_letter(uint32_t cp)
{
	return (cp >= 0x620 && cp <= 0x64a && cp != TATWEEL) || cp == 0x66e || cp == 0x66f || (cp >= 0x671 && cp <= 0x6d3) || cp == 0x6d5 ||
		cp == 0x6ee || cp == 0x6ef || (cp >= 0x6fa && cp <= 0x6fc) || cp == 0x6ff || (cp >= 0x750 && cp < 0x780);
}

/* Vowel signs that stand alone, or on a tatweel: a form of each, two and two in the order of the signs. */
static bool
is_sign_form(uint32_t cp)
{
	return cp >= 0xfe70 && cp < 0xfe80;
}

bool
is_arabic_sign(uint32_t cp)
{
	return (cp >= 0x64b && cp <= 0x65f) || cp == DAGGER_ALEF || cp == TATWEEL || (cp >= 0x610 && cp <= 0x61a) ||
		(cp >= 0x6d6 && cp <= 0x6dc) || (cp >= 0x6df && cp <= 0x6e8) || (cp >= 0x6ea && cp <= 0x6ed) || is_sign_form(cp);
}

bool
is_layout_mark(uint32_t cp)
{
	return cp == 0x61c || cp == 0x200c || cp == 0x200e || cp == 0x200f || (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool
is_presentation_form(uint32_t cp)
{
	return (cp >= 0xfb50 && cp <= 0xfbb1) || (cp >= 0xfbd3 && cp <= 0xfd3d) || (cp >= 0xfd50 && cp <= 0xfdfc) || (cp >= 0xfe80 && cp <= 0xfefc);
}

size_t
spell_form(uint32_t cp, char *out)
{
	char		form[UTF8_MAX];

	return fold_utf8(form, utf8_encode(cp, form), 0, out, FORM_BYTES);
}

static bool
has_blank(uint32_t cp)
{
	char		letters[FORM_BYTES];
	size_t		len = spell_form(cp, letters);

	return len == 0 || memchr(letters, ' ', len) != NULL;
}

static bool
is_joined(uint32_t cp)
{
	return is_presentation_form(cp) && !has_blank(cp);
}

bool
begins_arabic_word(uint32_t cp)
{
	return is_arabic_letter(cp) || is_joined(cp);
}

bool
is_arabic_phrase(uint32_t cp)
{
	return is_presentation_form(cp) && has_blank(cp);
}

static void
add_sign(unit *u, uint32_t cp)
{
	if (is_sign_form(cp))
		cp = 0x64b + (cp - 0xfe70) / 2;
	if (cp >= 0x64b && cp <= 0x64d)
		u->tanwin = true;
	if (cp == 0x64b || cp == 0x64e)
		u->vowel = 'a';
	else if (cp == 0x64c || cp == 0x64f)
		u->vowel = 'u';
	else if (cp == 0x64d || cp == 0x650)
		u->vowel = 'i';
	else if (cp == SHADDA)
		u->shadda = true;
	else if (cp == SUKUN)
		u->sukun = true;
	else if (cp == DAGGER_ALEF)
		u->dagger = true;
}

/* The letter of the table for one that only looks otherwise. */
static uint16_t
common_letter(uint32_t cp)
{
	switch (cp)
	{
		case FARSI_YEH:
			return YEH;
		case ALEF_WASLA:
			return ALEF;
		case 0x6a9:
			return 0x643;
		case 0x6c3:
			return TA_MARBUTA;
		default:
			return (uint16_t) cp;
	}
}

/* One letter, or those of a form; their number. */
static int
add_letters(unit *units, uint32_t cp)
{
	char		letters[FORM_BYTES];
	size_t		len;
	int			count = 0;

	if (is_arabic_letter(cp))
	{
		*units = (unit) {.letter = common_letter(cp)};
		return 1;
	}
	len = spell_form(cp, letters);
	for (size_t at = 0; at < len && count < LETTERS_OF_FORM;)
	{
		at += utf8_decode(letters + at, letters + len, &cp);
		units[count++] = (unit) {.letter = common_letter(cp)};
	}
	return count;
}

size_t
read_units(const char *s, const char *end, unit *units, int *count, core_pause pause)
{
	const char *start = s;
	text_pauses pauses = text_pauses_begin(pause, s, end);

	*count = 0;
	while (s < end)
	{
		uint32_t	cp;
		size_t		size = utf8_decode(s, end, &cp);

		if (is_arabic_letter(cp) || is_joined(cp))
		{
			if (*count > UNITS_MAX - LETTERS_OF_FORM)
				break;
			*count += add_letters(&units[*count], cp);
		}
		else if (is_arabic_sign(cp))
		{
			if (*count > 0)
				add_sign(&units[*count - 1], cp);
		}
		else if (cp != ZERO_WIDTH_JOINER && !is_layout_mark(cp))
			break;
		s += size;
		text_pauses_at(&pauses, s);
	}
	return (size_t) (s - start);
}
