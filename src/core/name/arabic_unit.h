/* Arabic words as romanise() reads them: letters with the signs on them, and what is no letter but looks like one. */
#ifndef SMARTDIP_CORE_ARABIC_UNIT_H
#define SMARTDIP_CORE_ARABIC_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"
#include "core/text/fold.h"

#define HAMZA 0x621
#define ALEF_MADDA 0x622
#define ALEF_HAMZA 0x623
#define ALEF_HAMZA_BELOW 0x625
#define ALEF 0x627
#define TA_MARBUTA 0x629
#define AIN 0x639
#define TATWEEL 0x640
#define LAM 0x644
#define WAW 0x648
#define ALEF_MAQSURA 0x649
#define YEH 0x64a
#define SHADDA 0x651
#define SUKUN 0x652
#define DAGGER_ALEF 0x670
#define ALEF_WASLA 0x671
#define HEH_GOAL 0x6c1
#define FARSI_YEH 0x6cc
#define ZERO_WIDTH_JOINER 0x200d

/* Letters of a word that are looked at together; a longer word is taken in parts. */
#define UNITS_MAX 64

/* A letter with the signs on it. */
typedef struct unit
{
	uint16_t	letter;
	char		vowel;			/* a, i, u, 0 for none */
	bool		tanwin;
	bool		shadda;
	bool		sukun;
	bool		dagger;
} unit;

/* Bytes of what one presentation form stands for. */
#define FORM_BYTES (3 * FOLD_GROWTH + 3)

/* A letter, or a presentation form that stands for letters of one word. */
extern bool begins_arabic_word(uint32_t cp);

/* A presentation form that stands for several words, or for a sign without its letter. */
extern bool is_arabic_phrase(uint32_t cp);

/* Signs on letters, those of the Quran among them. */
extern bool is_arabic_sign(uint32_t cp);

/* What only tells how to set Arabic script: direction marks, and a non-joiner. */
extern bool is_layout_mark(uint32_t cp);

/* The letters of a presentation form, FORM_BYTES at out are enough. */
extern size_t spell_form(uint32_t cp, char *out);

/* The letters of the Arabic word at s, at most UNITS_MAX, and the bytes that they take. */
extern size_t read_units(const char *s, const char *end, unit *units, int *count, core_pause pause);

#endif
