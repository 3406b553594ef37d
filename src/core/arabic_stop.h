/* The Arabic stop words as they are spelled, before folding and without clitics: arabic_stop_word() knows them all. */
#ifndef SMARTDIP_CORE_ARABIC_STOP_H
#define SMARTDIP_CORE_ARABIC_STOP_H

#include <stddef.h>

/* In byte order; NULL past the end. */
extern const char *arabic_stop_word_at(size_t n);

#endif
