/* Work over texts that may be long: it can be cancelled, and what it writes may not fit at first. */
#ifndef SMARTDIP_PG_LONG_TEXT_H
#define SMARTDIP_PG_LONG_TEXT_H

#include "pg/base/encoding.h"

/* CHECK_FOR_INTERRUPTS(), as the core's core_pause. */
extern void check_interrupts(void);

/* A function of the core that writes what it makes of a text, at most size bytes, and returns the bytes of the whole. */
typedef size_t (*utf8_writer) (utf8_span in, const void *options, char *out, size_t size);

/*
 * What the writer makes, in UTF-8. room is a guess at its bytes: too little costs a second call. what says in the error for a
 * text that is too long (54000) what it is.
 */
extern text *written_text(utf8_span in, size_t room, utf8_writer writer, const void *options, const char *what);

/* The same text in the database's encoding. */
extern text *text_from_utf8(text *utf8);

#endif
