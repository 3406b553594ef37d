/*
 * Long loops of the core stop by now and then and call this, so that whoever waits for them can be let go: it may
 * leave by longjmp(), for the core holds nothing. NULL: nobody asks.
 */
#ifndef SMARTDIP_CORE_PAUSE_H
#define SMARTDIP_CORE_PAUSE_H

#include <stddef.h>

typedef void (*core_pause) (void);

/* Bytes of a text from one pause to the next. */
#define PAUSE_BYTES 65536

/* The pauses of a loop along a text. */
typedef struct text_pauses
{
	core_pause	pause;
	const char *due;			/* the next one is due behind this byte */
	const char *end;			/* of the text */
} text_pauses;

/* The end of the stretch that begins at s: what is done in one go should not reach beyond. */
static inline const char *
pause_stretch(const char *s, const char *end)
{
	return end - s > PAUSE_BYTES ? s + PAUSE_BYTES : end;
}

static inline text_pauses
text_pauses_begin(core_pause pause, const char *s, const char *end)
{
	return (text_pauses) {pause, pause == NULL ? end : pause_stretch(s, end), end};
}

/* The loop has got to s. */
static inline void
text_pauses_at(text_pauses *pauses, const char *s)
{
	if (s > pauses->due)
	{
		pauses->pause();
		pauses->due = pause_stretch(s, pauses->end);
	}
}

#endif
