#include "core/table/table_error.h"

const char *
table_error_text(enum table_error error)
{
	static const char *const texts[TABLE_ERRORS] = {
		[TABLE_OK] = "no error",
		[TABLE_TOO_LONG] = "the row is longer than 16 MB",
		[TABLE_NUL] = "the row holds a zero byte",
		[TABLE_BAD_UTF8] = "the row is not valid UTF-8",
		[TABLE_BAD_QUOTE] = "a quote is not closed, or stands inside a value without quotes",
		[TABLE_COLUMNS] = "the row has another number of columns",
		[TABLE_BAD_JSON] = "not valid JSON",
		[TABLE_NOT_OBJECT] = "not a JSON object",
		[TABLE_TOO_DEEP] = "objects and lists stand in each other more than 100 deep",
		[TABLE_MISSING] = "the value is missing",
		[TABLE_NESTED] = "an object or a list where a value is due",
		[TABLE_NOT_TIME] = "not a date or a date with time",
		[TABLE_NOT_DATE] = "not a date",
		[TABLE_NOT_COUNT] = "not a count",
		[TABLE_TOO_LARGE] = "larger than a count can be",
		[TABLE_NOT_ACTOR] = "not an actor code",
		[TABLE_FOREIGN] = "the encoding of the database lacks a character",
	};

	return texts[error];
}
