/* How many elements an array has; of a pointer it says nothing. The server's headers have the same. */
#ifndef SMARTDIP_CORE_ARRAY_H
#define SMARTDIP_CORE_ARRAY_H

#include <stddef.h>

#ifndef lengthof
#define lengthof(array) (sizeof(array) / sizeof((array)[0]))
#endif

#endif
