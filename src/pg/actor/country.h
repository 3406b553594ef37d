/* Arguments that are countries. */
#ifndef SMARTDIP_PG_COUNTRY_H
#define SMARTDIP_PG_COUNTRY_H

#include "pg/compat.h"

/* The country that an actor code's group or ISO alpha-3 names, -1 if there is none. */
extern int	country_arg(text *code);

#endif
