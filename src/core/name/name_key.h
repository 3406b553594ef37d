/*
 * The key of a name: its consonants by class, the same in Latin and in Arabic script. Clinton and U+0643 0644 064A 0646 062A
 * 0648 0646 are both klntn. Equal keys make candidates, not equal names: vowels, doubled letters and the differences that
 * the two scripts do not share (p and b, v and f, s and z, g and j) are not in a key.
 */
#ifndef SMARTDIP_CORE_NAME_KEY_H
#define SMARTDIP_CORE_NAME_KEY_H

#include <stddef.h>

/* A word's key has fewer bytes than this, all of a-z (a word of a third script: its folded letters). */
#define NAME_KEY_CAP 33

/* A word whose letters can be read in several ways (ch, c, w, j ...) has as many keys, at most so many. */
#define NAME_KEYS_MAX 8

/*
 * The keys of the words of a name, in their order, a space between them: "Hillary Rodham Clinton" -> "hlr rdm klntn".
 * Particles and titles are left out. Writes at most size bytes and returns the length of the whole (compare snprintf;
 * there is no final NUL); 0 where the name has no letter with a class.
 */
extern size_t name_key(const char *s, size_t len, char *out, size_t size);

/*
 * The key of one Latin or Arabic word as fold_utf8() leaves it with any options, for the lexemes of running text: NAME_KEY_CAP
 * bytes at out are enough. 0 for a word of another script, and for keys of fewer than two consonants, which tell nothing.
 */
extern size_t name_key_token(const char *folded, size_t len, char *out);

/*
 * All keys of all words, each once: what an index holds of a name. Words that may also be written as one have the key of that
 * as well; initials have none beside other words. The number of keys.
 */
#define NAME_ALL_KEYS_MAX (20 * NAME_KEYS_MAX)
typedef struct name_keys
{
	int			count;
	unsigned char len[NAME_ALL_KEYS_MAX];
	char		key[NAME_ALL_KEYS_MAX][NAME_KEY_CAP];
} name_keys;

extern int	name_all_keys(const char *s, size_t len, name_keys *keys);

#endif
