#ifndef SMARTDIP_PG_NAME_H
#define SMARTDIP_PG_NAME_H

#include "pg/compat.h"

/* The default of smartdip.name_similarity_threshold; doc/name.md says what it finds and misses. */
#define NAME_SIMILARITY_THRESHOLD 0.65

/* Makes the module's settings known; called once, when the library is loaded. */
extern void name_define_settings(void);

#endif
