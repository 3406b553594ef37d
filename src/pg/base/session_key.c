/* The random key of a session, which tables of foreign strings are hashed with. */
#include "pg/base/session_key.h"

#include "common/pg_prng.h"

const struct hash_key *
session_hash_key(void)
{
	static struct hash_key key;
	static bool made = false;

	if (!made)
		for (size_t i = 0; i < lengthof(key.factor); i++)
			key.factor[i] = pg_prng_uint64(&pg_global_prng_state);
	made = true;
	return &key;
}
