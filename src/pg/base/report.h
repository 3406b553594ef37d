/* Parts of error messages: values that were refused, and reasons from the core. */
#ifndef SMARTDIP_PG_REPORT_H
#define SMARTDIP_PG_REPORT_H

#include "pg/compat.h"

/* A short, printable copy of a value for an error message: long values are cut, marked with an ellipsis. */
extern const char *quoted_value(const char *s, size_t len);

extern const char *quoted_text(text *value);

/* The same for bytes of no known encoding: what is not printable ASCII is written as \xNN. */
extern const char *quoted_bytes(const char *s, size_t len);

/* Names for a message: a, b and c. */
extern const char *names_listed(const char *const *names, int count);

/*
 * ERROR 22023, unrecognized what: "value". The hint lists the names that there are, and ends in more, such as
 * "; see blocs()", or "".
 */
pg_noreturn extern void report_unrecognized(const char *what, const char *value, size_t len, const char *const *names, int count,
								const char *more);

/* errdetail for a reason from the core: a capital and a full stop make a sentence of it. */
extern int	error_detail(const char *reason);

#endif
