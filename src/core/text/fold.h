/*
 * Folding: the one form in which words are compared, whatever the case, the vowel signs or the keyboard.
 *
 * A folded text is, in Unicode's terms of version fold_unicode_version():
 *
 * 1. NFKC_Casefold of the text, decomposed (NFD): capitals, presentation forms, widths, ligatures, ZWNJ and ZWJ go.
 * 2. Deleted: U+0610-061A, 0640 (tatweel), 064B-0652, 0656-065F, 0670, 06D6-06ED, and the direction marks 061C,
 *    200E, 200F, 202A-202E, 2066-2069.
 *    Replaced: 06A9 -> 0643, 06CC 06D2 -> 064A, 06C0 06C1 -> 0647, 06C3 -> 0629; decimal digits of every script by
 *    0-9. Latin letters lose the marks behind them, and those that have no decomposition become what is written for
 *    them where the keyboard has them not:
 *       æ ae, œ oe, þ th, ə ⱥ a, ƀ ƃ ɓ b, ƈ ȼ c, ð đ ƌ ɖ ɗ d, ǝ ɇ ɛ e, ƒ f, ǥ ɠ g, ħ h, ı ɨ i, ȷ ɉ j, ĸ ƙ k, ł ƚ ɫ ⱡ l,
 *       ŋ ƞ ɲ n, ø ɔ ɵ o, ƥ p, ɍ ɽ r, ȿ s, ŧ ƭ ʈ ⱦ t, ʉ u, ʋ v, ƴ ɏ y, ƶ ȥ ɀ z
 * 3. Composed again (NFC), then 0653-0655 (madda and hamza above, below) deleted where they made no letter.
 * 4. By option: FOLD_HAMZA 0622 0623 0625 0671 -> 0627, FOLD_TA_MARBUTA 0629 -> 0647, FOLD_ALEF_MAQSURA 0649 -> 064A.
 * 5. Composed again.
 *
 * Folding twice is folding once, and texts that are canonically equivalent fold alike. The work grows with the
 * length of the text whatever is in it, and needs no memory.
 */
#ifndef SMARTDIP_CORE_FOLD_H
#define SMARTDIP_CORE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"

enum fold_option
{
	FOLD_HAMZA = 1,
	FOLD_TA_MARBUTA = 2,
	FOLD_ALEF_MAQSURA = 4,
	FOLD_ALL = 7
};

/* No text folds to more than this many times its bytes (U+FDFA, a whole phrase, is the worst). */
#define FOLD_GROWTH 11

/*
 * Writes at most size bytes, whole characters, and returns the bytes that the whole result needs (compare snprintf;
 * there is no final NUL). Invalid bytes become U+FFFD each. out must not overlap s.
 */
extern size_t fold_utf8(const char *s, size_t len, unsigned options, char *out, size_t size);

/* The same for texts that may be long. */
extern size_t fold_long_utf8(const char *s, size_t len, unsigned options, char *out, size_t size, core_pause pause);

/*
 * Reads options as users write them, "hamza=keep, tamarbuta=fold": names hamza, tamarbuta (ta_marbuta) and alefmaqsura
 * (alef_maqsura), values keep and fold; what is not named is folded. Returns false, with the part that is wrong in
 * *bad and *bad_len, for anything else.
 */
extern bool fold_options(const char *s, size_t len, unsigned *options, const char **bad, size_t *bad_len);

/* The version of Unicode that the tables were made from. */
extern const char *fold_unicode_version(void);

/* How the tables are read is fold.c's affair; they are here for the inline function. */
extern const uint16_t fold_direct[];
extern const uint16_t fold_entry_index[];
extern const uint16_t fold_entry_block[];

#define FOLD_UNCHANGED_KINDS 5

static inline uint16_t
fold_entry(uint32_t code_point)
{
	if (code_point < 0x800)
		return fold_direct[code_point];
	return fold_entry_block[(uint32_t) fold_entry_index[code_point >> 6] << 6 | (code_point & 63)];
}

/*
 * Can folding change the code point, or the ones beside it because of it? A text of none that can folds, with any
 * options, to itself with A-Z made small. UTF8_INVALID may be asked for.
 */
static inline bool
fold_changes(uint32_t code_point)
{
	if (code_point < 0x80)
		return false;
	return code_point > 0x10ffff || fold_entry(code_point) >= FOLD_UNCHANGED_KINDS << 12;
}

#endif
