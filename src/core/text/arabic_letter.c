/* Reading and writing Arabic words as small numbers, with the hamza taken out of the way. */
#include <string.h>

#include "core/base/array.h"
#include "core/text/arabic_letter.h"

/* U+0620 to U+06AF; the folded forms, and those that fold_utf8 maps only when asked. */
static const uint8_t letter_of[] = {
	[0x21] = L_HAMZA,[0x22] = L_ALEF,[0x23] = L_ALEF,[0x24] = L_HAMZA_WAW,[0x25] = L_ALEF,[0x26] = L_HAMZA_YA,[0x27] = L_ALEF,
	[0x28] = L_BA,[0x29] = L_HA,[0x2a] = L_TA,[0x2b] = L_THA,[0x2c] = L_JIM,[0x2d] = L_HAH,[0x2e] = L_KHA,[0x2f] = L_DAL,
	[0x30] = L_DHAL,[0x31] = L_RA,[0x32] = L_ZAY,[0x33] = L_SIN,[0x34] = L_SHIN,[0x35] = L_SAD,[0x36] = L_DAD,[0x37] = L_TAH,
	[0x38] = L_ZAH,[0x39] = L_AIN,[0x3a] = L_GHAIN,[0x41] = L_FA,[0x42] = L_QAF,[0x43] = L_KAF,[0x44] = L_LAM,[0x45] = L_MIM,
	[0x46] = L_NUN,[0x47] = L_HA,[0x48] = L_WAW,[0x49] = L_YA,[0x4a] = L_YA,
	/* letters of foreign names, which Arabic papers write either way: peh, tcheh, jeh, veh, keheh, gaf */
	[0x7e] = L_BA,[0x86] = L_JIM,[0x98] = L_ZAY,[0xa4] = L_FA,[0xa9] = L_KAF,[0xaf] = L_GHAIN
};

static const uint8_t low_byte[ARABIC_LETTERS] = {
	0, 0xa7, 0xa8, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf, 0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6,
	0xb7, 0xb8, 0xb9, 0xba, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x8a
};

static const uint8_t alef_byte[ALEFS] = {0xa7, 0xa3, 0xa5, 0xa2};

/* The second bytes of waw and ya that carry a hamza; the first is 0xd8. */
#define HAMZA_WAW 0xa4
#define HAMZA_YA 0xa6

char
arabic_alef_byte(enum arabic_alef alef)
{
	return (char) alef_byte[alef];
}

/* Two waw inside a word are one. */
static inline size_t
append(uint8_t *letters, size_t n, uint8_t letter)
{
	letters[n] = letter;
	return n + (letter != L_WAW || n < 2 || letters[n - 1] != L_WAW);
}

/*
 * Hamza is dropped on the line; on waw and ya it leaves the carrier, but not before another waw or ya, so that the
 * spellings of one word (three of "responsible", "affairs") come out the same.
 */
bool
arabic_letters(const char *s, size_t len, struct arabic_word *word)
{
	const uint8_t *b = (const uint8_t *) s;
	uint8_t		carrier = L_NONE;
	size_t		n = 0;

	word->hamza = word->any_hamza = false;
	if (len == 0 || len % 2 != 0 || len > 2 * ARABIC_WORD_LETTERS)
		return false;
	word->ta_marbuta = memcmp(s + len - 2, "\xd8\xa9", 2) == 0;
	word->maqsura = memcmp(s + len - 2, "\xd9\x89", 2) == 0;
	for (size_t i = 0; i < len; i += 2)
	{
		unsigned	index = (unsigned) (b[i] & 0x1f) << 6 | (b[i + 1] & 0x3f);
		uint8_t		letter;
		char		bare[2];

		if (b[i] < 0xd8 || b[i] > 0xda || (b[i + 1] & 0xc0) != 0x80 || index - 0x600 >= sizeof(letter_of))
			return false;
		letter = letter_of[index - 0x600];
		if (letter == L_NONE)
			return false;
		if (carrier != L_NONE && letter != L_WAW && !(letter == L_YA && carrier == L_YA))
		{
			word->alef[n] = ALEF_ABOVE;
			n = append(word->letter, n, carrier);
		}
		carrier = L_NONE;
		word->hamza = letter == L_HAMZA;
		if (letter < ARABIC_LETTERS)
		{
			word->alef[n] = letter == L_ALEF ? (uint8_t) arabic_hamza(s + i, bare) : ALEF_BARE;
			n = append(word->letter, n, letter);
		}
		else
		{
			word->any_hamza = true;
			carrier = letter == L_HAMZA_WAW ? L_WAW : letter == L_HAMZA_YA ? L_YA : L_NONE;
		}
	}
	if (carrier != L_NONE)
	{
		word->alef[n] = ALEF_ABOVE;
		n = append(word->letter, n, carrier);
	}
	/* a last hamza behind waw and ya is written upon them as often */
	else if (word->hamza && n > 0 && (word->letter[n - 1] == L_WAW || word->letter[n - 1] == L_YA))
		word->alef[n - 1] = ALEF_ABOVE;
	memset(word->letter + n, 0, ARABIC_KEY_LETTERS);
	word->n = n;
	return n > 0;
}

size_t
arabic_write(const uint8_t *letter, const uint8_t *alef, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++)
	{
		bool		bare = alef == NULL || alef[i] == ALEF_BARE;

		out[2 * i] = (char) (bare && letter[i] >= L_FA ? 0xd9 : 0xd8);
		out[2 * i + 1] = (char) (bare ? low_byte[letter[i]] : letter[i] == L_WAW ? HAMZA_WAW : letter[i] == L_YA ? HAMZA_YA : alef_byte[alef[i]]);
	}
	return 2 * n;
}

enum arabic_alef
arabic_hamza(const char *s, char bare[2])
{
	static const struct
	{
		enum arabic_alef alef;
		char		bare[2];
	}			carriers[] = {		/* U+0622 to U+0626 */
		{ALEF_MADDA, {'\xd8', '\xa7'}}, {ALEF_ABOVE, {'\xd8', '\xa7'}}, {ALEF_ABOVE, {'\xd9', '\x88'}},
		{ALEF_BELOW, {'\xd8', '\xa7'}}, {ALEF_ABOVE, {'\xd9', '\x8a'}}
	};
	unsigned	carrier = (uint8_t) s[1] - 0xa2u;
	bool		carries = s[0] == '\xd8' && carrier < lengthof(carriers);

	memcpy(bare, carries ? carriers[carrier].bare : s, 2);
	return carries ? carriers[carrier].alef : ALEF_BARE;
}
