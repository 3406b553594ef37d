/*
 * Long work calls its caller back as it gets on through a text, so that the caller can see whether it is wanted still. The
 * callback need not come back: the core holds nothing that would have to be given up.
 */
#ifndef SMARTDIP_CORE_TICK_H
#define SMARTDIP_CORE_TICK_H

#include <stddef.h>

typedef void (*tick_callback) (void);

/* Bytes of the text from one call to the next. */
#define TICK_BYTES 65536

typedef struct ticker
{
	tick_callback call;			/* NULL: nobody asks */
	const char *next;			/* the next call is due behind this byte */
	const char *end;			/* of the text */
} ticker;

/* The end of the stretch that begins at s: what is done in one go should not reach beyond. */
static inline const char *
tick_stretch(const char *s, const char *end)
{
	return end - s > TICK_BYTES ? s + TICK_BYTES : end;
}

static inline ticker
tick_begin(tick_callback call, const char *s, const char *end)
{
	return (ticker) {call, call == NULL ? end : tick_stretch(s, end), end};
}

/* The work has got to s. */
static inline void
tick_at(ticker *t, const char *s)
{
	if (s > t->next)
	{
		t->call();
		t->next = tick_stretch(s, t->end);
	}
}

#endif
