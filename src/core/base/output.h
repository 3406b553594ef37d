/* A text that is written once: what does not fit is counted only, so that the length of the whole is known (compare snprintf). */
#ifndef SMARTDIP_CORE_OUTPUT_H
#define SMARTDIP_CORE_OUTPUT_H

#include <stddef.h>
#include <string.h>

typedef struct output
{
	char	   *s;
	size_t		size;
	size_t		len;
} output;

static inline void
output_put(output *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++, out->len++)
		if (out->len < out->size)
			out->s[out->len] = s[i];
}

static inline void
output_put_string(output *out, const char *s)
{
	output_put(out, s, strlen(s));
}

#endif
