/* Values of tables of text as people and programs write them: what stands for nothing, moments, days, counts. */
#ifndef SMARTDIP_CORE_TABLE_VALUE_H
#define SMARTDIP_CORE_TABLE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/table/table_error.h"

/* Empty, or one of the words that programs write for nothing: NULL, null, None, NaN, nan, \N, <NA>. */
extern bool table_is_missing(table_slice value);

/*
 * A moment, microseconds since 2000-01-01 00:00 UTC: ISO 8601 and what is close to it (2018-10-10T20:19:24.5+02:00, with a blank for
 * the T, without seconds, a clock or a zone), 20181010, 20181010201924, what mail and web pages write (Wed, 10 Oct 2018 20:19:24
 * +0000, with GMT), what Twitter writes (Wed Oct 10 20:19:24 +0000 2018), and seconds (9 or 10 digits, and a fraction) or
 * milliseconds (13 digits) since 1970. UTC where there is no zone. Numbers alone for day and month are not read, for
 * nobody knows which is which.
 */
extern enum table_error table_time(table_slice value, int64_t *time);

/* The day of such a moment, as it is written, whatever its zone. */
extern enum table_error table_day(table_slice value, int32_t *day);

/* A number of things: 1234, 1,234, 1234.0, 1.234e3. */
extern enum table_error table_count(table_slice value, int64_t *count);

#endif
