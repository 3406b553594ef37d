/*
 * Records of text with separators between their values (RFC 4180): where one ends, and what it holds. A value in
 * quotes may hold separators, line ends and doubled quotes.
 *
 * A quote inside a value without quotes is an error, and not a character: with that, a quote that somebody forgot to
 * close costs one row. For where it makes the records behind it a single one, each of their lines has an even number of
 * quotes, and is a record of its own once reading goes on with the second line: nothing is read more than twice.
 */
#ifndef SMARTDIP_CORE_TABLE_CSV_H
#define SMARTDIP_CORE_TABLE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "core/table/table_error.h"

typedef struct table_csv
{
	char		separator;
	bool		quotes;			/* false: they are characters like any other, and a record is a line */
} table_csv;

enum table_scan_state
{
	TABLE_SCAN_VALUE,			/* a value begins */
	TABLE_SCAN_PLAIN,
	TABLE_SCAN_QUOTED,
	TABLE_SCAN_QUOTE			/* in a quoted value, behind a quote: its end, or the first of two */
};

/* How far a record was looked at; all zeros at its beginning. */
typedef struct table_scan
{
	size_t		at;
	enum table_scan_state state;
} table_scan;

enum table_found
{
	TABLE_FOUND_MORE,			/* the record goes on behind these bytes */
	TABLE_FOUND_RECORD,			/* scan->at is its line end, or the end of all bytes */
	TABLE_FOUND_ERROR			/* its quotes are wrong */
};

/* Looks for the end of the record that begins at s; more bytes may stand there the next time. Last: no more will come. */
extern enum table_found table_csv_find_end(const table_csv *csv, table_scan *scan, const char *s, size_t len, bool last);

/*
 * The values of a whole record, at most max of them; gives how many there are. Doubled quotes are made single ones in
 * scratch, which has to have room for the record.
 */
extern int	table_csv_split(const table_csv *csv, const char *s, size_t len, char *scratch, table_slice *values, int max);

/*
 * Is what looks like the first record a whole file whose lines end in carriage returns alone, as on old Macs? Yes where one stands
 * outside quotes; in data, which may hold one by chance, only if it cuts the record into pieces of equally many values.
 */
extern bool table_csv_is_of_returns(const table_csv *csv, const char *s, size_t len, bool header);

/* What separates the names of a header: a tab, a semicolon, a bar or a comma, by what it has the most of outside quotes. */
extern char table_csv_separator(const char *s, size_t len);

#endif
