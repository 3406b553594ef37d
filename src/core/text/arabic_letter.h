/*
 * An Arabic word as numbers: 28 letters in five bits each, so that a dozen letters are one uint64_t, taking off a
 * prefix is a shift, taking off an ending is a mask, and a look-up compares one number.
 */
#ifndef SMARTDIP_CORE_ARABIC_LETTER_H
#define SMARTDIP_CORE_ARABIC_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum arabic_letter
{
	L_NONE, L_ALEF, L_BA, L_TA, L_THA, L_JIM, L_HAH, L_KHA, L_DAL, L_DHAL, L_RA, L_ZAY, L_SIN, L_SHIN, L_SAD, L_DAD,
	L_TAH, L_ZAH, L_AIN, L_GHAIN, L_FA, L_QAF, L_KAF, L_LAM, L_MIM, L_NUN, L_HA, L_WAW, L_YA,
	ARABIC_LETTERS,
	L_HAMZA = ARABIC_LETTERS, L_HAMZA_WAW, L_HAMZA_YA	/* read only: arabic_letters() turns them into letters or nothing */
};

/* The alef as it is written: folding makes one letter of the four. Waw and ya are bare, or with hamza above. */
enum arabic_alef
{
	ALEF_BARE,
	ALEF_ABOVE,					/* with hamza above, */
	ALEF_BELOW,					/* and below */
	ALEF_MADDA,
	ALEFS
};

#define ARABIC_KEY_LETTERS 12
#define ARABIC_KEY_BITS 60
#define ARABIC_WORD_LETTERS 28	/* longer ones are not stemmed: the longest real ones have about 16 */

struct arabic_word
{
	size_t		n;
	bool		hamza;			/* a final hamza stood there and was dropped */
	bool		any_hamza;		/* hamza stood somewhere, alone or on waw or ya */
	bool		ta_marbuta;		/* the last letter, ha, is written so */
	bool		maqsura;		/* the last letter, ya, is written as alef maqsura */
	uint8_t		letter[ARABIC_WORD_LETTERS + ARABIC_KEY_LETTERS];	/* zeros behind the word */
	uint8_t		alef[ARABIC_WORD_LETTERS];	/* of enum arabic_alef, of letters that were not folded: alef, waw and ya; bare of others */
};

/* False when the word is empty, too long, or has anything but Arabic letters. */
extern bool arabic_letters(const char *s, size_t len, struct arabic_word *word);

/* Two bytes a letter. alef: as they are written, or NULL, if bare. */
extern size_t arabic_write(const uint8_t *letter, const uint8_t *alef, size_t n, char *out);

/* How the letter of two bytes is written; bare becomes its bytes without hamza. */
extern enum arabic_alef arabic_hamza(const char *s, char bare[2]);

/* The second byte of an alef; the first is 0xd8. */
extern char arabic_alef_byte(enum arabic_alef alef);

static inline uint64_t
arabic_key(const uint8_t *letter, size_t n)
{
	uint64_t	key = 0;

	for (size_t i = 0; i < n && i < ARABIC_KEY_LETTERS; i++)
		key |= (uint64_t) letter[i] << (5 * i);
	return key;
}

#endif
