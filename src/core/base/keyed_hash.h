/*
 * A hash for tables of what users give: whoever does not know the key cannot choose strings that meet in it. It is multilinear:
 * two strings, whatever they are, have the same hash under one of 2^32 keys. Lemire and Kaser, Strongly Universal String
 * Hashing is Fast, The Computer Journal 57, 2014. Long strings are hashed piece by piece, each with the hash of those before it.
 *
 * It differs from key to key, so nothing that is kept or compared across sessions may depend on it.
 */
#ifndef SMARTDIP_CORE_KEYED_HASH_H
#define SMARTDIP_CORE_KEYED_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes of a piece: a lexeme is one. */
#define KEYED_HASH_PIECE 2048

/* Random numbers, all of them. */
struct hash_key
{
	uint64_t	factor[3 + KEYED_HASH_PIECE / 4];
};

static inline uint32_t
keyed_hash_piece(const struct hash_key *key, uint32_t before, const char *s, size_t len)
{
	const uint64_t *factor = key->factor + 3;
	uint64_t	sum = key->factor[0] + key->factor[1] * len + key->factor[2] * before;
	uint32_t	word = 0;
	uint32_t	hash;
	size_t		left = len;

	for (; left > 4; left -= 4, s += 4)
	{
		memcpy(&word, s, 4);
		sum += *factor++ * word;
	}
	/* The last four bytes, some of them once more; or all there are. */
	if (len >= 4)
		memcpy(&word, s + left - 4, 4);
	else if (len > 0)
		word = (uint32_t) (unsigned char) s[0] | (uint32_t) (unsigned char) s[len / 2] << 8 |
			(uint32_t) (unsigned char) s[len - 1] << 16;
	sum += *factor * word;
	/* The upper half is what the proof is about. Numbered words make a regular series of it; mixed, they spread as well as others. */
	hash = (uint32_t) (sum >> 32);
	hash = (hash ^ hash >> 16) * UINT32_C(0x7feb352d);
	hash = (hash ^ hash >> 15) * UINT32_C(0x846ca68b);
	return hash ^ hash >> 16;
}

static inline uint32_t
keyed_hash(const struct hash_key *key, const char *s, size_t len)
{
	uint32_t	before = 0;

	for (; len > KEYED_HASH_PIECE; s += KEYED_HASH_PIECE, len -= KEYED_HASH_PIECE)
		before = keyed_hash_piece(key, before, s, KEYED_HASH_PIECE);
	return keyed_hash_piece(key, before, s, len);
}

#endif
