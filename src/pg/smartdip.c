/* The module's magic, its version, and nothing else. */
#include "pg/compat.h"

#include "utils/builtins.h"

PG_MODULE_MAGIC;

SMARTDIP_FUNCTION(smartdip_version);

Datum
smartdip_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(SMARTDIP_VERSION));
}
