/* The module's magic, its version, its settings, and nothing else. */
#include "pg/compat.h"

#include "pg/name/name.h"
#include "utils/builtins.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	name_define_settings();
	MarkGUCPrefixReserved("smartdip");
}

SMARTDIP_FUNCTION(smartdip_version);

Datum
smartdip_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(SMARTDIP_VERSION));
}
