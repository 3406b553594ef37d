/* Latin names in Arabic letters. */
#ifndef SMARTDIP_CORE_ARABICISE_H
#define SMARTDIP_CORE_ARABICISE_H

#include <stddef.h>

#include "core/base/pause.h"

/* Writes at most size bytes and returns the length of the whole (compare snprintf). What is not Latin stays as it is. */
extern size_t arabicise(const char *s, size_t len, char *out, size_t size, core_pause pause);

#endif
