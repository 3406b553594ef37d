/*
 * The little of the Test Anything Protocol that the unit tests of src/core need; prove(1) reads it.
 *
 * CHECK(condition, format, ...) is one test; tap_tried() says how many random inputs there were; tap_done() prints the plan and gives main's exit code.
 */
#ifndef TAP_H
#define TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int tap_count, tap_failed;

static inline bool
tap_check(bool ok, const char *file, int line, const char *format, ...)
{
	va_list		args;

	tap_count++;
	tap_failed += !ok;
	printf("%sok %d - ", ok ? "" : "not ", tap_count);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	if (!ok)
		printf("#   at %s line %d\n", file, line);
	return ok;
}

#define CHECK(condition, ...) tap_check(condition, __FILE__, __LINE__, __VA_ARGS__)

/* How many inputs a loop over random ones tried; doc/testing.md tells it. */
static inline void
tap_tried(long inputs, const char *what)
{
	printf("# tried %ld %s\n", inputs, what);
}

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
