/* Reading arguments that are names: of a language, of a scheme. */
#ifndef SMARTDIP_PG_ARGUMENT_H
#define SMARTDIP_PG_ARGUMENT_H

#include "pg/compat.h"

#include "core/base/label.h"

/* en or ar by the language part of a locale name; any other language is an error. */
extern enum label_language label_language(text *locale);

/* Is the text this word, byte for byte? */
extern bool text_is(text *value, const char *word);

/* The index of the argument among the names; one that is not there is an unrecognized what, see report_unrecognized(). */
extern int	name_arg(text *name, const char *what, const char *const *names, int count, const char *more);

/* Is the name the same as the last one that this call site resolved? Keeps name lookups out of the row loop. */
typedef struct name_cache
{
	int			value;
	int			len;
	char		name[16];
} name_cache;

extern int	cached_name(FmgrInfo *flinfo, text *name, int (*resolve) (const char *name, size_t len));

#endif
