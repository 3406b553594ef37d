/* Reasons in words, and bytes of no known encoding as text. */
#include "core/event/event_line.h"

#include <stdio.h>
#include <string.h>

#include "core/base/array.h"
#include "core/base/utf8.h"

/* How much of an offending value a reason shows. */
#define SHOWN_VALUE 64

/* The length of the UTF-8 character that starts at s, 0 if none does. */
static size_t
utf8_character(const char *s, size_t len)
{
	uint32_t	code_point;
	size_t		n = utf8_decode(s, s + len, &code_point);

	return code_point == UTF8_INVALID ? 0 : n;
}

size_t
event_line_utf8_length(const char *s, size_t len)
{
	size_t		i = 0;

	while (i < len)
	{
		size_t		n = utf8_character(s + i, len - i);

		if (n == 0)
			break;
		i += n;
	}
	return i;
}

size_t
event_line_show(const char *s, size_t len, bool ascii, char *buf, size_t cap)
{
	static const char hex[] = "0123456789abcdef";
	size_t		out = 0;
	size_t		n;

	for (size_t i = 0; i < len; i += n)
	{
		unsigned char c = (unsigned char) s[i];

		n = utf8_character(s + i, len - i);
		if (n == 0 || c == '\0' || (ascii && c >= 0x80))
		{
			n = 1;
			if (cap - out < 4)
				break;
			buf[out++] = '\\';
			buf[out++] = 'x';
			buf[out++] = hex[c >> 4];
			buf[out++] = hex[c & 15];
			continue;
		}
		if (cap - out < n)
			break;
		memcpy(buf + out, s + i, n);
		out += n;
	}
	return out;
}

const char *
event_line_error_text(enum event_line_error error)
{
	static const char *const texts[EVENT_LINE_ERRORS] = {
		[EVENT_LINE_OK] = "no error",
		[EVENT_LINE_EMPTY] = "the line is empty",
		[EVENT_LINE_TOO_LONG] = "the line is longer than 1 MB",
		[EVENT_LINE_NUL] = "the line holds a zero byte",
		[EVENT_LINE_BAD_UTF8] = "the line is not valid UTF-8",
		[EVENT_LINE_BAD_QUOTE] = "a quoted value does not end, or something follows its end",
		[EVENT_LINE_COLUMNS] = "the line has another number of columns",
		[EVENT_LINE_HEADER_AGAIN] = "a header line among the data",
		[EVENT_LINE_MISSING] = "the value is missing",
		[EVENT_LINE_NOT_INTEGER] = "not an integer",
		[EVENT_LINE_NOT_NUMBER] = "not a number",
		[EVENT_LINE_OUT_OF_RANGE] = "outside the range of the column",
		[EVENT_LINE_NOT_DATE] = "not a date",
		[EVENT_LINE_NO_SUCH_DAY] = "no such day in the calendar",
		[EVENT_LINE_NOT_TIME] = "not a date or a date with time",
		[EVENT_LINE_NOT_FLAG] = "neither 0 nor 1",
		[EVENT_LINE_NOT_GROUP] = "not a code of this column's length",
		[EVENT_LINE_BAD_ID] = "not an event id",
		[EVENT_LINE_BAD_CODE] = "not an event code",
		[EVENT_LINE_BAD_TEXT] = "not one of ICEWS's texts for events",
		[EVENT_LINE_CODES_DISAGREE] = "does not belong to the code beside it",
		[EVENT_LINE_BAD_ACTOR] = "not an actor code",
		[EVENT_LINE_FOREIGN] = "a kept value has a character that the database's encoding lacks",
		[EVENT_LINE_LISTS_DISAGREE] = "neither one value nor one for each of the actors beside it",
		[EVENT_LINE_TOO_MANY_ACTORS] = "more actors than an event may have",
	};

	return error < EVENT_LINE_ERRORS ? texts[error] : "unknown error";
}

/* How many columns a line should have: "17", or "57 or 58". */
static const char *
columns_wanted(const event_line_row *row, char buf[32])
{
	int			len = snprintf(buf, 32, "%d", row->columns_least);

	if (row->columns_wanted > row->columns_least)
		snprintf(buf + len, 32 - (size_t) len, " %s %d", row->columns_wanted > row->columns_least + 1 ? "to" : "or", row->columns_wanted);
	return buf;
}

size_t
event_line_reason_kind(enum event_line_error error, const event_line_row *row, char buf[EVENT_LINE_REASON_MAX])
{
	char		wanted[32];
	int			len;

	if (error == EVENT_LINE_COLUMNS)
		len = snprintf(buf, EVENT_LINE_REASON_MAX, "the line has other than %s columns", columns_wanted(row, wanted));
	else
		len = snprintf(buf, EVENT_LINE_REASON_MAX, "%s%s%s%s%s",
					   row->bad_column ? row->bad_column : "", row->bad_column ? ": " : "", event_line_error_text(error),
					   row->detail ? ", " : "", row->detail ? row->detail : "");
	return len < EVENT_LINE_REASON_MAX ? (size_t) len : EVENT_LINE_REASON_MAX - 1;
}

size_t
event_line_reason_value(enum event_line_error error, const event_line_row *row, char buf[EVENT_LINE_VALUE_MAX])
{
	size_t		shown = row->bad_value.len < SHOWN_VALUE ? row->bad_value.len : SHOWN_VALUE;
	size_t		len;

	if (error == EVENT_LINE_COLUMNS)
		return (size_t) snprintf(buf, EVENT_LINE_VALUE_MAX, "%d", row->columns);
	/* a character is not cut in two, unless the value is no text anyway */
	while (shown < row->bad_value.len && shown > SHOWN_VALUE - 4 && ((unsigned char) row->bad_value.s[shown] & 0xc0) == 0x80)
		shown--;
	len = event_line_show(row->bad_value.s, shown, false, buf, EVENT_LINE_VALUE_MAX - 4);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char) buf[i] < ' ' || buf[i] == 0x7f)
			buf[i] = ' ';
	if (row->bad_value.len > shown)
	{
		memcpy(buf + len, "...", 3);
		len += 3;
	}
	buf[len] = '\0';
	return len;
}

size_t
event_line_reason(enum event_line_error error, const event_line_row *row, char buf[EVENT_LINE_REASON_MAX])
{
	char		value[EVENT_LINE_VALUE_MAX];
	char		kind[EVENT_LINE_REASON_MAX];
	char		wanted[32];
	int			len;

	if (error == EVENT_LINE_COLUMNS)
		return (size_t) snprintf(buf, EVENT_LINE_REASON_MAX, "the line has %d columns, not %s", row->columns, columns_wanted(row, wanted));
	if (row->bad_value.s == NULL)
		return event_line_reason_kind(error, row, buf);
	event_line_reason_kind(error, row, kind);
	event_line_reason_value(error, row, value);
	len = snprintf(buf, EVENT_LINE_REASON_MAX, "%s: \"%s\"", kind, value);
	return len < EVENT_LINE_REASON_MAX ? (size_t) len : EVENT_LINE_REASON_MAX - 1;
}
