#include "core/table/table_csv.h"

#include <string.h>

/* Bytes that mean nothing where they stand are passed over at once. */
static size_t
pass_plain(const table_csv *csv, const char *s, size_t at, size_t len)
{
	while (at < len && s[at] != csv->separator && s[at] != '\n' && s[at] != '"')
		at++;
	return at;
}

static size_t
pass_quoted(const char *s, size_t at, size_t len)
{
	const char *quote = memchr(s + at, '"', len - at);

	return quote != NULL ? (size_t) (quote - s) : len;
}

static enum table_found
find_line_end(table_scan *scan, const char *s, size_t len, bool last)
{
	const char *end = memchr(s + scan->at, '\n', len - scan->at);

	scan->at = end != NULL ? (size_t) (end - s) : len;
	return end != NULL || last ? TABLE_FOUND_RECORD : TABLE_FOUND_MORE;
}

/* Behind a byte outside quotes, which is not the line end. */
static bool
next_state(const table_csv *csv, table_scan *scan, char c)
{
	if (c == csv->separator)
		scan->state = TABLE_SCAN_VALUE;
	else if (c == '"' && scan->state == TABLE_SCAN_VALUE)
		scan->state = TABLE_SCAN_QUOTED;
	else if (c == '"' && scan->state == TABLE_SCAN_QUOTE)
		scan->state = TABLE_SCAN_QUOTED;
	else if (c == '"' || (scan->state == TABLE_SCAN_QUOTE && c != '\r'))
		return false;
	else if (scan->state == TABLE_SCAN_VALUE)
		scan->state = TABLE_SCAN_PLAIN;
	return true;
}

enum table_found
table_csv_find_end(const table_csv *csv, table_scan *scan, const char *s, size_t len, bool last)
{
	if (!csv->quotes)
		return find_line_end(scan, s, len, last);
	while (scan->at < len)
	{
		if (scan->state == TABLE_SCAN_QUOTED)
		{
			scan->at = pass_quoted(s, scan->at, len);
			if (scan->at < len)
			{
				scan->state = TABLE_SCAN_QUOTE;
				scan->at++;
			}
			continue;
		}
		if (scan->state == TABLE_SCAN_PLAIN)
			scan->at = pass_plain(csv, s, scan->at, len);
		if (scan->at == len)
			break;
		if (s[scan->at] == '\n')
			return TABLE_FOUND_RECORD;
		if (!next_state(csv, scan, s[scan->at]))
			return TABLE_FOUND_ERROR;
		scan->at++;
	}
	if (!last)
		return TABLE_FOUND_MORE;
	return scan->state == TABLE_SCAN_QUOTED ? TABLE_FOUND_ERROR : TABLE_FOUND_RECORD;
}

/* A quoted value from behind its opening quote; gives where it ends, behind its closing one. */
static const char *
unquote(const char *s, const char *end, char **scratch, table_slice *value)
{
	const char *quote;

	*value = (table_slice) {*scratch, 0};
	while ((quote = memchr(s, '"', (size_t) (end - s))) != NULL)
	{
		size_t		part = (size_t) (quote - s);
		bool		doubled = quote + 1 < end && quote[1] == '"';

		memcpy(*scratch + value->len, s, part + doubled);
		value->len += part + doubled;
		s = quote + 1 + doubled;
		if (!doubled)
			break;
	}
	*scratch += value->len;
	return s;
}

int
table_csv_split(const table_csv *csv, const char *s, size_t len, char *scratch, table_slice *values, int max)
{
	const char *end = s + len;
	int			count = 0;

	for (;;)
	{
		table_slice value;
		const char *stop;

		if (csv->quotes && s < end && *s == '"')
			s = stop = unquote(s + 1, end, &scratch, &value);
		else
			value.s = NULL;
		stop = memchr(s, csv->separator, (size_t) (end - s));
		if (stop == NULL)
			stop = end;
		if (value.s == NULL)
			value = (table_slice) {s, (size_t) (stop - s)};
		if (count < max)
			values[count] = value;
		count++;
		if (stop == end)
			return count;
		s = stop + 1;
	}
}

bool
table_csv_is_of_returns(const table_csv *csv, const char *s, size_t len, bool header)
{
	size_t		returns = 0;
	size_t		separators = 0;
	size_t		of_first = 0;
	bool		quoted = false;

	/* line ends of Windows, and the one behind the last line, are none of these */
	while (len > 0 && s[len - 1] == '\r')
		len--;
	for (size_t i = 0; i < len; i++)
	{
		quoted ^= csv->quotes && s[i] == '"';
		if (quoted)
			continue;
		separators += s[i] == csv->separator;
		if (s[i] == '\r' && returns++ == 0)
			of_first = separators;
	}
	return returns > 0 && (header || separators == of_first * (returns + 1));
}

char
table_csv_separator(const char *s, size_t len)
{
	static const char separators[] = {'\t', ';', '|', ','};
	size_t		counts[sizeof(separators)] = {0};
	size_t		best = 0;
	bool		quoted = false;

	for (size_t i = 0; i < len && (quoted || s[i] != '\n'); i++)
	{
		quoted ^= s[i] == '"';
		for (size_t j = 0; !quoted && j < sizeof(separators); j++)
			counts[j] += s[i] == separators[j];
	}
	for (size_t j = 0; j < sizeof(separators); j++)
		if (counts[j] > counts[best])
			best = j;
	return counts[best] > 0 ? separators[best] : ',';
}
