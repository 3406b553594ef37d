/* What the functions and the aggregates over themes share. */
#ifndef SMARTDIP_PG_THEME_H
#define SMARTDIP_PG_THEME_H

#include "pg/compat.h"

#include "core/lexicon/theme.h"

/* For theme_count_text(), which asks it now and then. */
extern void theme_check_interrupts(void);

#endif
