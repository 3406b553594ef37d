/* Folded texts for those that work on folded words. */
#ifndef SMARTDIP_PG_FOLD_H
#define SMARTDIP_PG_FOLD_H

#include "pg/compat.h"

/* The folded form of a text, in UTF-8 whatever the database's encoding. options of enum fold_option. */
extern text *folded_text(text *value, unsigned options);

#endif
