#include "core/table/table_json.h"

#include <stdint.h>
#include <string.h>

#include "core/base/ascii.h"
#include "core/base/utf8.h"

typedef struct json_reader
{
	const char *s;
	const char *end;
	char	   *scratch;
	const table_slice *wanted;
	int			count;
	table_json_value *values;
	table_slice path[TABLE_JSON_DEPTH]; /* names of the objects that are open; s is NULL for a list */
	int			depth;
} json_reader;

static enum table_error read_value(json_reader *reader, table_json_value *value);

static void
pass_blanks(json_reader *reader)
{
	while (reader->s < reader->end && (*reader->s == ' ' || *reader->s == '\t' || *reader->s == '\r' || *reader->s == '\n'))
		reader->s++;
}

static bool
pass_char(json_reader *reader, char c)
{
	pass_blanks(reader);
	if (reader->s == reader->end || *reader->s != c)
		return false;
	reader->s++;
	return true;
}

/* Four hexadecimal digits; -1 where there are none. */
static int32_t
read_hex(json_reader *reader)
{
	int32_t		sum = 0;

	if (reader->end - reader->s < 4)
		return -1;
	for (int i = 0; i < 4; i++)
	{
		char		c = *reader->s++;
		int			digit = ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (digit < 0)
			return -1;
		sum = sum * 16 + digit;
	}
	return sum;
}

/* What stands behind \u, of which two may be halves of one character. */
static enum table_error
read_code_point(json_reader *reader, char **out)
{
	int32_t		high = read_hex(reader);
	int32_t		low;

	if (high == 0)
		return TABLE_NUL;
	if (high < 0 || (high & 0xfc00) == 0xdc00)
		return TABLE_BAD_JSON;
	if ((high & 0xfc00) == 0xd800)
	{
		if (reader->end - reader->s < 2 || reader->s[0] != '\\' || reader->s[1] != 'u')
			return TABLE_BAD_JSON;
		reader->s += 2;
		low = read_hex(reader);
		if (low < 0 || (low & 0xfc00) != 0xdc00)
			return TABLE_BAD_JSON;
		high = 0x10000 + ((high & 0x3ff) << 10 | (low & 0x3ff));
	}
	*out += utf8_encode((uint32_t) high, *out);
	return TABLE_OK;
}

static enum table_error
read_escape(json_reader *reader, char **out)
{
	static const char escapes[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (reader->s == reader->end)
		return TABLE_BAD_JSON;
	if (*reader->s == 'u')
	{
		reader->s++;
		return read_code_point(reader, out);
	}
	found = *reader->s != '\0' ? strchr(escapes, *reader->s) : NULL;
	if (found == NULL)
		return TABLE_BAD_JSON;
	reader->s++;
	*(*out)++ = meanings[found - escapes];
	return TABLE_OK;
}

/* From behind the opening quote; escapes never are shorter than what they mean. */
static enum table_error
read_string(json_reader *reader, table_slice *value)
{
	const char *start = reader->s;
	char	   *out = NULL;
	enum table_error error;

	for (;;)
	{
		const char *part = reader->s;

		while (reader->s < reader->end && *reader->s != '"' && *reader->s != '\\' && (unsigned char) *reader->s >= 0x20)
			reader->s++;
		if (reader->s == reader->end || (unsigned char) *reader->s < 0x20)
			return TABLE_BAD_JSON;
		if (*reader->s == '"' && out == NULL)
			*value = (table_slice) {start, (size_t) (reader->s - start)};
		else
		{
			if (out == NULL)
				out = reader->scratch;
			memcpy(out, part, (size_t) (reader->s - part));
			out += reader->s - part;
		}
		if (*reader->s++ == '"')
			break;
		if ((error = read_escape(reader, &out)) != TABLE_OK)
			return error;
	}
	if (out != NULL)
	{
		*value = (table_slice) {reader->scratch, (size_t) (out - reader->scratch)};
		reader->scratch = out;
	}
	return TABLE_OK;
}

static bool
pass_digits(json_reader *reader)
{
	const char *start = reader->s;

	while (reader->s < reader->end && ascii_is_digit(*reader->s))
		reader->s++;
	return reader->s > start;
}

static bool
pass_number(json_reader *reader)
{
	bool		zero;

	if (reader->s < reader->end && *reader->s == '-')
		reader->s++;
	zero = reader->s < reader->end && *reader->s == '0';
	if (zero)
		reader->s++;
	else if (!pass_digits(reader))
		return false;
	if (reader->s < reader->end && *reader->s == '.')
	{
		reader->s++;
		if (!pass_digits(reader))
			return false;
	}
	if (reader->s < reader->end && (*reader->s | 0x20) == 'e')
	{
		reader->s++;
		if (reader->s < reader->end && (*reader->s == '+' || *reader->s == '-'))
			reader->s++;
		return pass_digits(reader);
	}
	return true;
}

static bool
pass_word(json_reader *reader, const char *word)
{
	size_t		len = strlen(word);

	if ((size_t) (reader->end - reader->s) < len || memcmp(reader->s, word, len) != 0)
		return false;
	reader->s += len;
	return true;
}

/* Is the value at hand the one that this name stands for? */
static bool
path_is(const json_reader *reader, table_slice name)
{
	for (int i = 0; i < reader->depth; i++)
	{
		table_slice part = reader->path[i];

		if (part.s == NULL || part.len > name.len || memcmp(part.s, name.s, part.len) != 0)
			return false;
		name = (table_slice) {name.s + part.len, name.len - part.len};
		if (i + 1 < reader->depth)
		{
			if (name.len == 0 || name.s[0] != '.')
				return false;
			name = (table_slice) {name.s + 1, name.len - 1};
		}
	}
	return name.len == 0;
}

/* The members of an object, or the elements of a list, from behind their opening bracket. */
static enum table_error
read_members(json_reader *reader, bool named)
{
	char		close = named ? '}' : ']';
	table_slice *name = &reader->path[reader->depth];
	enum table_error error;

	if (reader->depth == TABLE_JSON_DEPTH)
		return TABLE_TOO_DEEP;
	if (pass_char(reader, close))
		return TABLE_OK;
	do
	{
		table_json_value value;

		*name = (table_slice) {NULL, 0};
		if (named)
		{
			if (!pass_char(reader, '"'))
				return TABLE_BAD_JSON;
			if ((error = read_string(reader, name)) != TABLE_OK)
				return error;
			if (!pass_char(reader, ':'))
				return TABLE_BAD_JSON;
		}
		reader->depth++;
		if ((error = read_value(reader, &value)) != TABLE_OK)
			return error;
		for (int i = 0; named && i < reader->count; i++)
			if (path_is(reader, reader->wanted[i]))
				reader->values[i] = value;
		reader->depth--;
	} while (pass_char(reader, ','));
	return pass_char(reader, close) ? TABLE_OK : TABLE_BAD_JSON;
}

static enum table_error
read_value(json_reader *reader, table_json_value *value)
{
	enum table_error error = TABLE_OK;
	const char *start;
	char		c;

	pass_blanks(reader);
	if (reader->s == reader->end)
		return TABLE_BAD_JSON;
	start = reader->s;
	c = *start;
	value->kind = TABLE_JSON_VALUE;
	if (c == '"')
	{
		reader->s++;
		return read_string(reader, &value->text);
	}
	if (c == '{' || c == '[')
	{
		value->kind = TABLE_JSON_NESTED;
		reader->s++;
		error = read_members(reader, c == '{');
	}
	else if (pass_word(reader, "null"))
		value->kind = TABLE_JSON_NULL;
	else if (!pass_word(reader, "true") && !pass_word(reader, "false") && !pass_number(reader))
		return TABLE_BAD_JSON;
	value->text = (table_slice) {start, (size_t) (reader->s - start)};
	return error;
}

enum table_error
table_json_read(const char *s, size_t len, const table_slice *wanted, int count, char *scratch, table_json_value *values)
{
	json_reader reader = {.s = s, .end = s + len, .scratch = scratch, .wanted = wanted, .count = count, .values = values};
	table_json_value whole;
	enum table_error error;

	memset(values, 0, sizeof(table_json_value) * (size_t) count);
	pass_blanks(&reader);
	if (reader.s == reader.end || *reader.s != '{')
		return TABLE_NOT_OBJECT;
	if ((error = read_value(&reader, &whole)) != TABLE_OK)
		return error;
	pass_blanks(&reader);
	return reader.s == reader.end ? TABLE_OK : TABLE_BAD_JSON;
}
