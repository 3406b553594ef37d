/*
 * Words of scripts that are written without spaces (tokens flagged TOKEN_DICTIONARY), cut by ICU's dictionaries.
 *
 * Cutters may be open side by side, each in the middle of its run. One that is not closed, because of an error or a
 * LIMIT, is closed when the memory context it was opened in goes.
 */
#ifndef SMARTDIP_PG_DICTIONARY_BREAK_H
#define SMARTDIP_PG_DICTIONARY_BREAK_H

#include "pg/compat.h"

typedef struct dictionary_break dictionary_break;

/* In the current memory context. Cheap but for the first: open one when the first such run is met. */
extern dictionary_break *dictionary_break_open(void);

/* Starts on a run of UTF-8, which must stay where it is until its last word is taken. */
extern void dictionary_break_run(dictionary_break *b, const char *utf8, size_t len);

/* The next word, in bytes of the run; the words cover it in order. */
extern bool dictionary_break_next(dictionary_break *b, size_t *start, size_t *len);

extern void dictionary_break_close(dictionary_break *b);

#endif
