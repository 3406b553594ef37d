/* Which labels end a host name: the domains of countries and the common ones, in ASCII and in Arabic. */
#ifndef SMARTDIP_CORE_TOP_LEVEL_DOMAIN_H
#define SMARTDIP_CORE_TOP_LEVEL_DOMAIN_H

#include <stdbool.h>
#include <stddef.h>

/* In small letters or in capitals; a mixture as in "it.The" is the start of a sentence, not a domain. */
extern bool top_level_domain(const char *label, size_t len);

#endif
