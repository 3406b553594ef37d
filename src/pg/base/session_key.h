/* The key of a session's hash tables: nobody can choose words that meet in them. */
#ifndef SMARTDIP_PG_SESSION_KEY_H
#define SMARTDIP_PG_SESSION_KEY_H

#include "pg/compat.h"

#include "core/base/keyed_hash.h"

extern const struct hash_key *session_hash_key(void);

#endif
