/* libFuzzer target: any bytes as records of CSV, as a line of JSON and as values. */
#include <assert.h>
#include <string.h>

#include "core/base/array.h"
#include "core/table/table_csv.h"
#include "core/table/table_json.h"
#include "core/table/table_value.h"
#include "fuzz.h"

/* Inside the bytes that were read or the scratch, and nowhere else. */
static void
check_slice(table_slice value, const char *s, size_t len, const char *scratch)
{
	assert((value.s >= s && value.s + value.len <= s + len) || (value.s >= scratch && value.s + value.len <= scratch + len));
}

static void
read_csv(const char *s, size_t len, char *scratch)
{
	table_csv	csv = {table_csv_separator(s, len), true};
	table_slice values[20];

	for (size_t at = 0; at < len;)
	{
		table_scan	scan = {0};
		enum table_found found = table_csv_find_end(&csv, &scan, s + at, len - at, true);
		int			count;

		assert(found != TABLE_FOUND_MORE && scan.at <= len - at);
		if (found == TABLE_FOUND_RECORD)
		{
			count = table_csv_split(&csv, s + at, scan.at, scratch, values, lengthof(values));
			assert(count > 0);
			for (int i = 0; i < count && i < (int) lengthof(values); i++)
				check_slice(values[i], s + at, scan.at, scratch);
		}
		at += scan.at + 1;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const table_slice wanted[] = {{"a", 1}, {"a.b", 3}};
	const char *s = (const char *) data;
	char	   *scratch = malloc(size + 1);
	table_json_value values[2];
	table_slice whole = {s, size};
	int64_t		number;
	int32_t		day;

	read_csv(s, size, scratch);
	if (table_json_read(s, size, wanted, 2, scratch, values) == TABLE_OK)
		for (int i = 0; i < 2; i++)
			if (values[i].kind >= TABLE_JSON_VALUE)
				check_slice(values[i].text, s, size, scratch);
	table_time(whole, &number);
	table_day(whole, &day);
	table_count(whole, &number);
	free(scratch);
	return 0;
}
