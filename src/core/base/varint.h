/*
 * Numbers in as few bytes as they need: seven bits a byte, the lowest first; the top bit says that more follow.
 * A number has one form only: the last byte of several is never 0.
 */
#ifndef SMARTDIP_CORE_VARINT_H
#define SMARTDIP_CORE_VARINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VARINT_MAX 10

static inline size_t
varint_size(uint64_t x)
{
	size_t		size = 1;

	for (; x > 0x7f; x >>= 7)
		size++;
	return size;
}

/* Gives the place behind the number. */
static inline uint8_t *
varint_put(uint8_t *p, uint64_t x)
{
	for (; x > 0x7f; x >>= 7)
		*p++ = (uint8_t) (x | 0x80);
	*p++ = (uint8_t) x;
	return p;
}

/* For bytes that have been checked. */
static inline uint64_t
varint_get(const uint8_t **p)
{
	uint64_t	x = *(*p)++;

	if (x > 0x7f)
	{
		int			shift = 7;
		uint8_t		byte;

		x &= 0x7f;
		do
		{
			byte = *(*p)++;
			x |= (uint64_t) (byte & 0x7f) << shift;
			shift += 7;
		} while (byte > 0x7f);
	}
	return x;
}

/* For any bytes: false where there is no number in its one form before the end. */
static inline bool
varint_read(const uint8_t **p, const uint8_t *end, uint64_t *x)
{
	*x = 0;
	for (int shift = 0; shift < 64; shift += 7)
	{
		uint8_t		byte;

		if (*p == end)
			return false;
		byte = *(*p)++;
		if (shift == 63 && byte > 1)
			return false;
		*x |= (uint64_t) (byte & 0x7f) << shift;
		if (byte <= 0x7f)
			return byte != 0 || shift == 0;
	}
	return false;
}

/* Small numbers of either sign as small numbers: 0, -1, 1, -2 become 0, 1, 2, 3. */
static inline uint64_t
varint_from_signed(int64_t x)
{
	return x < 0 ? ~((uint64_t) x << 1) : (uint64_t) x << 1;
}

static inline int64_t
varint_to_signed(uint64_t x)
{
	return (x & 1) != 0 ? (int64_t) ~(x >> 1) : (int64_t) (x >> 1);
}

#endif
