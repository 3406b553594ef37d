/*
 * Which script a code point belongs to, by the same pinned Unicode as folding. Katakana and Hiragana are one, kana.
 * Code points that all scripts share (digits, punctuation, general marks) have SCRIPT_NONE.
 */
#ifndef SMARTDIP_CORE_SCRIPT_H
#define SMARTDIP_CORE_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"

/* Those that code asks for; the numbers from SCRIPT_OTHER to script_count() - 1 are the others, by name. */
enum script
{
	SCRIPT_NONE,
	SCRIPT_LATIN,
	SCRIPT_ARABIC,
	SCRIPT_CYRILLIC,
	SCRIPT_GREEK,
	SCRIPT_HEBREW,
	SCRIPT_HAN,
	SCRIPT_KANA,
	SCRIPT_HANGUL,
	SCRIPT_DEVANAGARI,
	SCRIPT_THAI,
	SCRIPT_OTHER
};

#define SCRIPT_MAX 256

extern unsigned script_count(void);

/* The name that Unicode gives it, in small letters: latin, old_italic; "" for SCRIPT_NONE. */
extern const char *script_name(unsigned script);

/* SCRIPT_NONE for what is no code point. */
extern unsigned script_of(uint32_t code_point);

/* A letter (general category L) of a script that is not SCRIPT_NONE? */
extern bool script_letter(uint32_t code_point);

/* Adds the letters of each script to counts and returns how many there are in all. Invalid bytes are no letters. */
extern size_t script_count_letters(const char *s, size_t len, size_t counts[SCRIPT_MAX], core_pause pause);

#endif
